//! Functions that a framework calls: how they are recognized, and with what they are entered.
//!
//! Knows no framework; which decorators, base classes and calls hand a function over stands in the
//! models. Called by `definition`, `library` and the survey.

use super::call::Args;
use super::knowledge::{Entry, Knowledge};
use super::machine::{Code, Machine};
use super::record::OriginKind;
use super::table::Table;
use super::value::{CodeId, How, Kind, Node, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// How deep models of data and functions that fill parameters may nest.
pub(super) const DEPTH: u32 = 4;
/// How many bases of a class outside the file are looked at.
const BASES: usize = 32;

/// What is known of a function that a framework calls.
#[derive(Debug, Clone)]
pub(super) struct Door {
    pub(super) entry: Arc<Entry>,
    /// The address it is called for.
    pub(super) route: Option<Arc<str>>,
    /// Whether what it returns is an answer.
    pub(super) answers: bool,
    /// Methods that the framework calls before.
    pub(super) before: Vec<String>,
    /// Methods that the framework calls afterwards.
    pub(super) then: Vec<String>,
    /// What else is said of the addresses it is called for.
    pub(super) ways: super::worn::Ways,
}

/// Whether a function, or a method besides its object, takes what is called so and nothing else.
pub(super) fn takes(own: &ast::Parameters, names: &[String]) -> bool {
    let own = own.iter_non_variadic_params();
    let own = own.map(|p| p.parameter.name.as_str());
    let method = names.first().is_some_and(|name| name == "self");
    let mut own = own.skip_while(|name| !method && *name == "self");
    match names.split_last() {
        Some((last, names)) if last == "..." => names.iter().all(|name| own.next() == Some(name)),
        _ => own.eq(names),
    }
}

impl<'a> Machine<'a, '_> {
    /// What a map of the models says of `type.member`, of the type itself or of one of its bases.
    pub(super) fn inherited<'k, T>(
        knowledge: &'k Knowledge,
        map: &'k Table<T>,
        name: &str,
    ) -> Option<&'k T> {
        if let Some(found) = map.get(name) {
            return Some(found);
        }
        let (ty, member) = name.rsplit_once('.')?;
        let mut open = vec![ty];
        for _ in 0..BASES {
            let at = open.pop()?;
            for base in knowledge.bases.get(at).into_iter().flatten() {
                if let Some(found) = map.get(&format!("{base}.{member}")) {
                    return Some(found);
                }
                open.push(base);
            }
        }
        None
    }

    /// The qualified name of a decorator: of what is called to make it, or of itself.
    fn decorator_name(&self, decorator: Val) -> Option<Arc<str>> {
        let node = self.arena.node(decorator);
        match (&node.kind, &node.how) {
            (Kind::Symbol(name), _) | (_, How::Call(name)) => Some(name.clone()),
            (Kind::Method(receiver, name), _) => match self.kind(self.look(*receiver)) {
                Kind::External(ty, ..) | Kind::Unknown(Some(ty), _) => {
                    Some(Arc::from(format!("{ty}.{name}")))
                }
                _ => Some(name.clone()),
            },
            _ => None,
        }
    }

    /// The address among what a function is handed to a framework with.
    pub(super) fn route_in(&self, given: &[Val]) -> Option<Arc<str>> {
        given.iter().find_map(|&v| match self.kind(v) {
            Kind::Str(s) if s.starts_with(['/', '^']) || s.contains('<') => Some(s.clone()),
            _ => None,
        })
    }

    /// Notes that a decorator hands a function to a framework, if it does; whether one has, this one or one below it.
    pub(super) fn note_decorator(
        &mut self,
        function: Val,
        decorator: Val,
        registered: bool,
        span: Span,
    ) -> bool {
        let Kind::Function(code, ..) = *self.kind(function) else {
            return registered;
        };
        let Some(name) = self.decorator_name(decorator) else {
            if registered {
                self.note_late_check(function, decorator, span);
            }
            return registered;
        };
        self.note_tried(function, Some(&name));
        let from = self.arena.node(decorator).from.clone();
        let route = self.route_in(&from);
        self.note_given_option(code, &name, decorator);
        let known = Self::inherited(self.knowledge, &self.knowledge.entries, &name).cloned();
        // What it makes of the function comes too late: the framework has the function already.
        let late = known.is_none() && registered;
        let entry = known.or_else(|| {
            let method = name.rsplit('.').next().unwrap_or(&name);
            let like = self.knowledge.entry_guesses.iter().find(|g| {
                g.methods.iter().any(|m| m == method)
                    && route.is_some()
                    && self.packages.contains(g.imported.as_str())
            })?;
            self.knowledge.entries.get(&like.like).cloned()
        });
        let mut now = registered;
        if let Some(entry) = entry {
            now |= route.is_some();
            self.open_door(code, entry, route, &from);
        }
        // The decorator is called with what it decorates; one that a call made has no name.
        let named = matches!(self.kind(decorator), Kind::Symbol(_) | Kind::Method(..));
        let told = (named || late) && self.world.is_none();
        if told && name.contains('.') && !name.starts_with("builtins.") {
            let mut args = Args::positional(vec![function]);
            if late {
                args.keywords
                    .push((Arc::from("registered"), Val::bool(true), span));
            }
            self.export_call(&name, false, &args, span);
        }
        now
    }

    /// Notes that a call hands a function to a framework, if it does.
    pub(super) fn note_registration(&mut self, callee: &str, args: &Args) {
        let Some(registration) =
            Self::inherited(self.knowledge, &self.knowledge.registrations, callee)
        else {
            return;
        };
        let function = args
            .get(registration.position, &registration.name)
            .map(|v| self.look(v));
        let entry = self.knowledge.entries.get(&registration.like).cloned();
        if let (Some(function), Some(entry)) = (function, entry) {
            let from = args.all();
            let route = self.route_in(&from);
            let codes = match *self.kind(function) {
                _ if registration.methods => self.methods_of(function),
                Kind::Bound(_, method) => vec![method],
                _ => vec![function],
            };
            for function in codes {
                if let Kind::Function(code, ..) = *self.kind(function) {
                    self.open_door(code, entry.clone(), route.clone(), &from);
                }
            }
        }
    }

    fn open_door(
        &mut self,
        code: CodeId,
        entry: Arc<Entry>,
        route: Option<Arc<str>>,
        from: &[Val],
    ) {
        let answers = entry.answer.is_some()
            && (entry.answer_with.is_empty()
                || from.iter().any(|&v| {
                    matches!(self.kind(v), Kind::Symbol(s)
                        if entry.answer_with.iter().any(|a| **a == **s))
                }));
        // Of several decorators, the one that says most.
        let mut ways = self.other_ways(from);
        if let Some(known) = self.doors.get_mut(&code)
            && known.route.is_some()
        {
            if known.answers || !answers {
                known.ways.join(route, ways);
                return;
            }
            ways.join(known.route.clone(), known.ways.clone());
        }
        self.enter_again(code);
        self.doors.insert(
            code,
            Door {
                entry,
                route,
                answers,
                before: Vec::new(),
                then: Vec::new(),
                ways,
            },
        );
    }

    /// A function that was entered before anybody was seen to hand it to a framework is entered once more.
    fn enter_again(&mut self, code: CodeId) {
        if self.world.is_some() || self.entry.is_empty() || self.doors.contains_key(&code) {
            return;
        }
        let mut all = self.defined.iter();
        let handed =
            all.find(|(f, ..)| matches!(self.kind(*f), Kind::Function(c, ..) if *c == code));
        // Those that come after the one in hand are entered in any case.
        let later = all.any(|(_, name, _)| *name == self.entry);
        if let Some(handed) = handed.filter(|_| later).cloned() {
            self.defined.push(handed);
        }
    }

    /// What is known of a function as an entry: by its decorators, or by the class it stands in.
    pub(super) fn door(&self, function: Val, name: &str) -> Option<Door> {
        let Kind::Function(code, ..) = *self.kind(function) else {
            return None;
        };
        let own = self.doors.get(&code).cloned();
        if let Some(door) = own.or_else(|| self.handed_door(function)) {
            return Some(door);
        }
        if let Some(entry) = self.entry_by_parameters(code) {
            return Some(Door {
                answers: entry.answer.is_some(),
                entry,
                route: None,
                before: Vec::new(),
                then: Vec::new(),
                ways: super::worn::Ways::default(),
            });
        }
        let (class, method) = name.rsplit_once('.')?;
        let class = *self.classes.get(class)?;
        for c in self.ancestry(class) {
            let Kind::Symbol(base) = self.kind(c) else {
                continue;
            };
            let mut open: Vec<&str> = vec![base];
            for _ in 0..BASES {
                let Some(at) = open.pop() else { break };
                if let Some(handler) = self.knowledge.handlers.get(at)
                    && handler.methods.iter().any(|m| m == method)
                {
                    return Some(Door {
                        entry: handler.entry.clone(),
                        route: None,
                        answers: handler.entry.answer.is_some(),
                        before: handler.before.clone(),
                        then: handler.then.clone(),
                        ways: super::worn::Ways::default(),
                    });
                }
                let bases = self.knowledge.bases.get(at).into_iter().flatten();
                open.extend(bases.map(String::as_str));
            }
        }
        None
    }

    /// What the models say of a function with these parameters and no others.
    fn entry_by_parameters(&self, code: CodeId) -> Option<Arc<Entry>> {
        let Some(Code::Function(f)) = self.codes.get(code.0 as usize) else {
            return None;
        };
        let known = &self.knowledge.entries_by_parameters;
        let known = known.iter().find(|known| {
            let imported = known.imported.as_str();
            (imported.is_empty() || self.packages.contains(imported))
                && takes(&f.parameters, &known.parameters)
        })?;
        self.knowledge.entries.get(&known.like).cloned()
    }

    /// The arguments with which a function is entered when nobody in sight calls it; `name` is its
    /// qualified name. A method's first parameter is an object of its class.
    pub(super) fn entry_arguments(&mut self, function: Val, name: &str, method: bool) -> Args {
        self.fill(function, name, method, None, 0)
    }

    pub(super) fn fill(
        &mut self,
        function: Val,
        name: &str,
        method: bool,
        door: Option<&Door>,
        depth: u32,
    ) -> Args {
        let mut args = Args::default();
        let Kind::Function(code, _, defaults) = self.kind(function).clone() else {
            return args;
        };
        let f = match self.codes.get(code.0 as usize).copied() {
            Some(Code::Function(f)) => f,
            Some(Code::Lambda(lambda)) => return self.unnamed_arguments(lambda),
            _ => return args,
        };
        self.note_tried(function, None);
        let own_door = self.door(function, name);
        let door = own_door.as_ref().or(door);
        let decorated = |name: &str| {
            f.decorator_list
                .iter()
                .any(|d| matches!(&d.expression, ast::Expr::Name(n) if n.id.as_str() == name))
        };
        let takes_object = method && !decorated("staticmethod");
        let mut first = true;
        for (at, p) in f.parameters.iter_non_variadic_params().enumerate() {
            let span = self.span_of(&p.parameter.name);
            let v = if at == 0 && takes_object {
                self.receiver(name, decorated("classmethod"), span)
            } else if let (0, Some(object)) = (at, self.bound_to(door, span)) {
                object
            } else if first && let Some(v) = self.first_of(door, name, span) {
                first = false;
                v
            } else if let Some(v) = self.given_option(code, p.parameter.name.as_str(), span) {
                first = false;
                v
            } else {
                let default = defaults.get(at).copied().flatten();
                let leading = std::mem::take(&mut first);
                self.parameter_value(f, p, default, door, leading, depth, span)
            };
            if f.parameters.kwonlyargs.iter().any(|k| std::ptr::eq(k, p)) {
                args.keywords
                    .push((Arc::from(p.parameter.name.as_str()), v, span));
            } else {
                args.positional.push((v, span));
            }
        }
        // What arrives through `*args` and `**kwargs` is as unknown as the rest.
        let variadic = [
            (f.parameters.vararg.as_deref(), true),
            (f.parameters.kwarg.as_deref(), false),
        ];
        for (p, positional) in variadic {
            let Some(p) = p else { continue };
            let span = self.span_of(&p.name);
            let v = match door {
                Some(door) => self.origin(OriginKind::Source, &door.entry.data, None, span),
                None => self.origin(OriginKind::Parameter, p.name.as_str(), None, span),
            };
            let object = self.bound_to(door, span).filter(|_| positional);
            if let Some(object) = object.filter(|_| args.positional.is_empty()) {
                // Parts of the address come by their names.
                args.positional.push((object, span));
            } else if positional {
                args.rest = Some(v);
            } else {
                args.spread = Some(v);
            }
        }
        args
    }

    /// The first parameter, where the class says of which of the program's classes it is.
    fn first_of(&mut self, door: Option<&Door>, name: &str, span: Span) -> Option<Val> {
        let from = door?.entry.first_from.as_deref()?;
        let (class, _) = name.rsplit_once('.')?;
        let made = self.class_member(*self.classes.get(class)?, from)?;
        matches!(self.kind(made), Kind::Class(..))
            .then(|| self.object(Kind::Fields(made, Arc::new(Vec::new())), span))
    }

    fn receiver(&mut self, name: &str, class_method: bool, span: Span) -> Val {
        let class = name.rsplit_once('.').map_or("", |(class, _)| class);
        if class_method && let Some(&class) = self.classes.get(class) {
            return class;
        }
        match self.instances.get(class).copied().flatten() {
            Some(object) => object,
            None => self.derive(None, &[], How::Plain, span),
        }
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn parameter_as(
        &mut self,
        f: &'a ast::StmtFunctionDef,
        p: &'a ast::ParameterWithDefault,
        annotation: Option<&'a ast::Expr>,
        default: Option<Val>,
        door: Option<&Door>,
        leading: bool,
        depth: u32,
        span: Span,
    ) -> Val {
        let name = p.parameter.name.as_str();
        let Some(door) = door else {
            if let Some(v) = self.named_parameter(f, p, span) {
                return v;
            }
            let v = self.parameter(annotation, name, OriginKind::Parameter, None, span);
            return self.unless_given(v, default);
        };
        let entry = door.entry.clone();
        if leading && let Some(ty) = &entry.first {
            return self.make(Kind::External(Arc::from(ty.as_str()), 0, false), span);
        }
        if let Some(v) = self.named_parameter(f, p, span) {
            return v;
        }
        // The program fills it itself: with what a function of its own makes of the request.
        let filled = default.or_else(|| annotation.and_then(|a| self.filled_by(a, &entry)));
        if let Some(filler) = filled.filter(|&v| self.is_own(v, &entry)) {
            return self.filled(filler, annotation, door, depth, span);
        }
        if entry.converts {
            let v = match annotation {
                Some(annotation) => self.declared(annotation, &entry, depth, span),
                None => self.origin(OriginKind::Source, &entry.data, None, span),
            };
            return match p.default() {
                Some(default) => self.promised(v, default, span),
                None => v,
            };
        }
        let (route, decorators) = (door.route.as_deref(), f.decorator_list.len());
        if !entry.included && door.ways.leave_out(route, name, decorators) {
            return self.derive(None, &[], How::Plain, span);
        }
        self.addressed_part(door, (name, annotation, leading), span)
    }

    /// A parameter that nobody in sight gives: what it is without being given is one of the things that it may be. An object
    /// of the program's own says all that is known of it, and so does a module, function or class of a library.
    fn unless_given(&mut self, given: Val, default: Option<Val>) -> Val {
        let Some(default) = default.filter(|_| self.watch.is_some()) else {
            return given;
        };
        let default = self.look(default);
        match self.kind(default) {
            Kind::Bool(_) => {
                let either = self.either(&[default, given]);
                self.later.usual.insert(either, default);
                either
            }
            Kind::Str(_) => {
                self.later.usual.insert(given, default);
                given
            }
            Kind::Ref(_) if matches!(self.content_kind(default), Kind::Fields(..)) => default,
            Kind::Symbol(_) => default,
            // A tool of a library, not one of its texts.
            Kind::External(ty, ..) if !ty.starts_with("pathlib.") => default,
            _ => given,
        }
    }

    /// A part of the address for which the function in hand is called, where a converter leaves no text in it:
    /// `request.path_params["id"]` of `/users/{id:int}`.
    pub(super) fn part_of_address(&mut self, of: Val, name: &str, span: Span) -> Option<Val> {
        let (route, entry) = self.addressed.as_ref()?;
        let given = match &self.arena.node(of).how {
            How::Call(by) => entry.address.iter().any(|a| **a == **by),
            _ => false,
        };
        if !given || !is_converted(route, name, &entry.converters) {
            return None;
        }
        let entry = Arc::clone(entry);
        Some(self.origin(OriginKind::Source, &entry.data, Some("int"), span))
    }

    /// Whether an annotation says what a parameter is, and the models say more of that.
    pub(super) fn is_told(&mut self, annotation: Option<&'a ast::Expr>) -> bool {
        let Some(class) = annotation.and_then(|a| self.eval(a).ok()) else {
            return false;
        };
        match self.kind(self.look(class)).clone() {
            Kind::Symbol(name) => self.describes(&name),
            Kind::Class(..) => true,
            _ => false,
        }
    }

    pub(super) fn is_own(&self, v: Val, entry: &Entry) -> bool {
        matches!(&self.arena.node(v).how, How::Call(name) if entry.own.iter().any(|o| **o == **name))
    }

    /// A parameter of a function that nobody in sight calls, or of one that an exercise judges.
    pub(super) fn parameter(
        &mut self,
        annotation: Option<&'a ast::Expr>,
        name: &str,
        kind: OriginKind,
        ty: Option<&str>,
        span: Span,
    ) -> Val {
        if kind.is_given()
            && let Some(path) = annotation.and_then(|a| self.path_or_none(a, span))
        {
            return path;
        }
        let class = annotation.and_then(|a| self.eval(a).ok());
        if kind == OriginKind::Parameter
            && let Some(object) = class.and_then(|class| self.object_of(class))
        {
            return object;
        }
        let annotated = class.and_then(|v| match self.kind(v) {
            Kind::Symbol(name) if names_a_type(name) => Some(name.to_string()),
            _ => None,
        });
        let ty = ty.map(str::to_owned).or(annotated);
        match ty.as_deref() {
            Some(ty) if self.watch.is_some() && self.knowledge.one_of_many.contains(ty) => {
                let given = self.origin(kind, name, None, span);
                self.arena.add(Node {
                    kind: Kind::External(Arc::from(ty), 0, false),
                    span,
                    from: [given].into(),
                    how: How::Part,
                })
            }
            Some(ty) if ty.contains('.') => self.outside_object(ty, span),
            ty => {
                let given = self.origin(kind, name, ty, span);
                let promised = kind == OriginKind::Parameter && self.promises(annotation, class);
                self.as_promised(given, promised, span)
            }
        }
    }
}

/// Whether what an annotation names is a type whose objects are more than data: `Optional[str]` and `Mapping` say nothing
/// of who chose what is in them, nor whether there is anything at all.
fn names_a_type(name: &str) -> bool {
    let data = [
        "Any", "Dict", "Iterable", "List", "Mapping", "Optional", "Sequence", "Set", "Tuple",
        "Union",
    ];
    let of_data = ["typing.", "typing_extensions.", "collections.abc."]
        .iter()
        .filter_map(|module| name.strip_prefix(module))
        .any(|rest| data.contains(&rest.split(['.', '[']).next().unwrap_or(rest)));
    name.contains('.') && !name.starts_with("builtins.") && !of_data
}

/// Whether an address gives a parameter through a converter that leaves no text of the sender's:
/// `/user/<int:id>`, `/user/{id:int}`.
pub(super) fn is_converted(route: &str, name: &str, converters: &[String]) -> bool {
    route
        .split(['<', '{'])
        .skip(1)
        .filter_map(|part| part.split(['>', '}']).next())
        .filter_map(|part| part.split_once(':'))
        .any(|(a, b)| {
            let other = if a == name {
                b
            } else if b == name {
                a
            } else {
                return false;
            };
            let kind = other.split('(').next().unwrap_or(other);
            converters.iter().any(|c| c == kind)
        })
}

#[cfg(test)]
mod tests {
    use super::is_converted;

    #[test]
    fn converters_in_addresses() {
        let numbers = ["int".to_owned(), "uuid".to_owned()];
        for (route, name, converted) in [
            ("/u/<int:id>", "id", true),
            ("/u/<int(min=1):id>/<name>", "id", true),
            ("/u/{id:int}", "id", true),
            ("/u/<id:int>", "id", true),
            ("/u/<path:id>", "id", false),
            ("/u/<id>", "id", false),
            ("/u/<int:other>/<id>", "id", false),
            ("/u/<int:id", "id", true),
            ("/u/<<int:id>", "name", false),
        ] {
            assert_eq!(is_converted(route, name, &numbers), converted, "{route}");
        }
    }
}
