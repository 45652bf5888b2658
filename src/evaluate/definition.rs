//! Definitions and imports: functions, classes, decorators, names from elsewhere.
//!
//! Called by `statement`.

use super::doubt;
use super::machine::{Code, Follow, Machine, Scope};
use super::value::{CodeId, FrameId, How, Kind, Node, Val};
use crate::text::Span;
use ruff_python_ast::{self as ast};
use std::sync::Arc;

/// A property that is worked out once, and kept.
const CACHED: &str = "functools.cached_property";

impl<'a> Machine<'a, '_> {
    /// Whether what a property of an object gives is kept, in a probe.
    pub(super) fn is_worked_out_once(&self, member: Val) -> bool {
        self.world.is_some()
            && matches!(&self.arena.node(member).how, How::Call(name) if &**name == CACHED)
    }

    pub(super) fn add_code(&mut self, code: Code<'a>) -> CodeId {
        let place = match code {
            Code::Function(f) => std::ptr::from_ref(f).addr(),
            Code::Lambda(l) => std::ptr::from_ref(l).addr(),
            Code::Class(c) => std::ptr::from_ref(c).addr(),
        };
        if let Some(&known) = self.numbers.get(&place) {
            return known;
        }
        let number = CodeId(u32::try_from(self.codes.len()).unwrap_or(u32::MAX));
        self.codes.push(code);
        self.numbers.insert(place, number);
        number
    }

    pub(super) fn define_function(&mut self, s: &'a ast::StmtFunctionDef) -> Follow<()> {
        let defaults = self.defaults(&s.parameters)?;
        let code = self.add_code(Code::Function(s));
        let closure = self.closure_frame();
        let function = self.make(
            Kind::Function(code, closure, defaults),
            self.span_of(&s.name),
        );
        let class = (self.frame(self.frame).scope == Scope::Class).then_some(function);
        let name = self.qualified(s.name.as_str());
        // `super()` asks for the class by this name, also in another file.
        self.named.entry(code).or_insert_with(|| name.clone());
        // A function of another file is entered when that file is analyzed.
        if self.at_home() && self.entered.insert(self.span_of(&s.name)) {
            self.defined.push((function, name, class));
            self.lasting = true;
        }
        let decorated = self.decorate(function, &s.decorator_list)?;
        if self.at_home()
            && matches!(*self.kind(decorated), Kind::Function(other, ..) if other != code)
        {
            self.worn.insert(code, decorated);
            self.lasting = true;
        }
        self.assign_name(s.name.as_str(), decorated);
        Ok(())
    }

    /// The scope that a function made here closes over: class bodies are not part of it.
    pub(super) fn closure_frame(&mut self) -> super::value::FrameId {
        let mut frame = self.frame;
        self.outlive(frame);
        while self.frame(frame).scope == Scope::Class
            && let Some(parent) = self.frame(frame).parent
        {
            frame = parent;
        }
        frame
    }

    pub(super) fn defaults(
        &mut self,
        parameters: &'a ast::Parameters,
    ) -> Follow<Arc<[Option<Val>]>> {
        let mut defaults = Vec::new();
        for p in parameters
            .posonlyargs
            .iter()
            .chain(parameters.args.iter())
            .chain(parameters.kwonlyargs.iter())
        {
            defaults.push(match &p.default {
                Some(default) => Some(self.eval(default)?),
                None => None,
            });
        }
        self.note_defaults(parameters, &defaults);
        Ok(defaults.into())
    }

    /// Applies decorators from the inside out. One that is not known is taken to keep what it
    /// decorates, as frameworks' decorators do.
    pub(super) fn decorate(&mut self, inner: Val, decorators: &'a [ast::Decorator]) -> Follow<Val> {
        let (mut v, mut registered) = (inner, false);
        for decorator in decorators.iter().rev() {
            let span = self.span_of(decorator);
            if let ast::Expr::Attribute(attribute) = &decorator.expression
                && matches!(attribute.attr.as_str(), "setter" | "deleter")
            {
                let whole = self.eval(&attribute.value)?;
                if let Kind::Wrapped("property", getter) = self.kind(whole).clone() {
                    let setter = match attribute.attr.as_str() {
                        "setter" => Some(v),
                        _ => self.setters.get(&whole).copied(),
                    };
                    v = self.make(Kind::Wrapped("property", getter), span);
                    self.setters.extend(setter.map(|setter| (v, setter)));
                    continue;
                }
            }
            if let ast::Expr::Attribute(attribute) = &decorator.expression
                && attribute.attr.as_str() == "validator"
                && let ast::Expr::Name(field) = &*attribute.value
                && let Some(checked) = self.checked_by(&attribute.value, v, span)?
            {
                self.assign_name(field.id.as_str(), checked);
                continue;
            }
            let f = self.eval(&decorator.expression)?;
            registered = self.note_decorator(inner, f, registered, span);
            if matches!(self.kind(f), Kind::Symbol(name) if &**name == "functools.singledispatch") {
                v = self.dispatcher(v, span);
                continue;
            }
            // Whose methods these are is not followed.
            if matches!(self.kind(f), Kind::Symbol(name) if &**name == "functools.singledispatchmethod")
            {
                v = self.opaque(doubt::single_dispatch(), &[v], span);
                continue;
            }
            if let (Kind::Symbol(name), Kind::Function(code, ..)) = (self.kind(f), self.kind(v))
                && matches!(
                    &**name,
                    "contextlib.contextmanager" | "contextlib.asynccontextmanager"
                )
            {
                self.contexts.managers.insert(*code);
            }
            let wrapped = match self.kind(f) {
                Kind::Symbol(name) => match &**name {
                    "builtins.staticmethod" => Some("staticmethod"),
                    "builtins.classmethod" => Some("classmethod"),
                    "builtins.property" | "functools.cached_property" => Some("property"),
                    "enum.member" => Some("member"),
                    _ => None,
                },
                _ => None,
            };
            if let Some(tag) = wrapped {
                let how = match self.kind(f) {
                    Kind::Symbol(name) if &**name == CACHED => How::Call(name.clone()),
                    _ => How::Plain,
                };
                v = self.arena.add(Node {
                    kind: Kind::Wrapped(tag, v),
                    span,
                    from: super::row::Row::default(),
                    how,
                });
                continue;
            }
            if matches!(
                self.kind(f),
                Kind::Function(..) | Kind::Class(..) | Kind::Bound(..)
            ) || self.is_registering(f)
                || self.is_callable_object(f)
            {
                let result = self.call(f, super::call::Args::positional(vec![v]), span)?;
                if matches!(
                    self.kind(result),
                    Kind::Function(..)
                        | Kind::Class(..)
                        | Kind::Bound(..)
                        | Kind::Partial(..)
                        | Kind::Wrapped(..)
                        | Kind::Ref(_)
                ) {
                    v = result;
                }
            }
        }
        Ok(v)
    }

    /// Whether a value is an object of the program that can be called, such as `@registry`.
    fn is_callable_object(&self, v: Val) -> bool {
        let v = self.look(v);
        self.class_of(v).is_some() && self.has_method(v, "__call__")
    }

    /// `@task.validator`: the attribute of a class, which asks this function about its values from now on.
    fn checked_by(&mut self, field: &'a ast::Expr, by: Val, span: Span) -> Follow<Option<Val>> {
        let field = self.eval(field)?;
        let Kind::Partial(made, values, told) = self.kind(field).clone() else {
            return Ok(None);
        };
        if !matches!(self.kind(made), Kind::Symbol(s) if &**s == "dataclasses.field()") {
            return Ok(None);
        }
        let before = told.iter().find(|(name, _)| &**name == "validator");
        let mut all = match before.map(|(_, v)| (*v, self.content_kind(self.look(*v)))) {
            Some((_, Kind::List(items))) => items.to_vec(),
            Some((one, _)) => vec![one],
            None => Vec::new(),
        };
        all.push(by);
        let all = self.object(Kind::List(Arc::new(all)), span);
        let mut told: Vec<_> = told
            .iter()
            .filter(|(name, _)| &**name != "validator")
            .cloned()
            .collect();
        told.push((Arc::from("validator"), all));
        Ok(Some(
            self.make(Kind::Partial(made, values, told.into()), span),
        ))
    }

    /// A base class; `db.Model`, of an object outside, is the class that models know by that name.
    fn base(&mut self, base: Val) -> Val {
        // A class below `typing.List[int]` is one below `list`.
        if let Kind::Symbol(name) = self.kind(self.look(base))
            && let Some(("typing", short @ ("List" | "Dict" | "Set" | "FrozenSet" | "Tuple"))) =
                name.rsplit_once('.')
        {
            let plain = format!("builtins.{}", short.to_lowercase());
            let span = self.arena.node(base).span;
            return self.symbol(&plain, span);
        }
        if self.world.is_some() {
            return base;
        }
        let Kind::Method(of, member) = self.kind(self.look(base)).clone() else {
            return base;
        };
        let Kind::External(ty, ..) = self.kind(self.look(of)).clone() else {
            return base;
        };
        let name = format!("{ty}.{member}");
        let span = self.arena.node(base).span;
        match self.knowledge.aliases.get(&name) {
            Some(known) => self.symbol(known, span),
            None => base,
        }
    }

    /// What an abstract class of collections brings to a class of the program, in a probe.
    fn mixed_in(&mut self, base: Val) -> Option<Val> {
        self.world.as_ref()?;
        let span = self.arena.node(base).span;
        let Kind::Symbol(name) = self.kind(self.look(base)) else {
            return None;
        };
        let (module, last) = name.rsplit_once('.')?;
        if !matches!(module, "collections.abc" | "typing" | "typing_extensions") {
            return None;
        }
        let mixin = self.read_symbol(&format!("mixins_of_the_world.{last}"), span);
        matches!(self.kind(mixin), Kind::Class(..)).then_some(mixin)
    }

    pub(super) fn define_class(&mut self, s: &'a ast::StmtClassDef) -> Follow<()> {
        let mut bases = Vec::new();
        let mut told = super::call::Args::default();
        let mut meta = None;
        if let Some(arguments) = &s.arguments {
            for base in &arguments.args {
                let base = self.eval(base)?;
                let base = self.base(base);
                bases.extend(self.mixed_in(base));
                bases.push(base);
            }
            for keyword in &arguments.keywords {
                let v = self.eval(&keyword.value)?;
                let at = self.span_of(keyword);
                match keyword.arg.as_ref().map(ast::Identifier::as_str) {
                    Some("metaclass") => meta = Some(v),
                    Some(name) => told.keywords.push((Arc::from(name), v, at)),
                    None => {}
                }
            }
        }
        let name = self.qualified(s.name.as_str());
        let frame = self.enter(self.frame, Scope::Class, name);
        let outer = std::mem::replace(&mut self.frame, frame);
        let result = self.block(&s.body);
        self.frame = outer;
        result?;
        let code = self.add_code(Code::Class(s));
        let hook = bases
            .iter()
            .find_map(|&base| self.class_member(base, "__init_subclass__"));
        let meta = self.metaclass(meta, &bases);
        let class = self.arena.add(Node {
            kind: Kind::Class(code, frame, bases.into()),
            span: self.span_of(&s.name),
            from: meta.into_iter().collect(),
            how: How::Plain,
        });
        if self.at_home() {
            let name = self.qualified(s.name.as_str());
            self.classes.insert(name, class);
            self.lasting = true;
        }
        self.tell_names(class, frame)?;
        let class = match meta {
            Some(meta) => {
                let made = (class, frame, s.name.as_str());
                self.show_metaclass(meta, made, &told, self.span_of(&s.name))?
            }
            None => class,
        };
        if let Some(hook) = hook {
            self.tell_base(hook, class, told, s)?;
        }
        self.number_members(class, frame);
        let decorated = self.decorate(class, &s.decorator_list)?;
        self.assign_name(s.name.as_str(), decorated);
        Ok(())
    }

    /// A base that asks for it learns of a class below it, with what stands behind the bases.
    fn tell_base(
        &mut self,
        hook: Val,
        class: Val,
        mut told: super::call::Args,
        s: &ast::StmtClassDef,
    ) -> Follow<()> {
        let span = self.span_of(&s.name);
        let hook = match *self.kind(hook) {
            Kind::Wrapped(_, function) => function,
            _ => hook,
        };
        told.positional.insert(0, (class, span));
        self.call(hook, told, span)?;
        Ok(())
    }

    /// Objects in a class that ask for it learn under which name they stand there.
    fn tell_names(&mut self, class: Val, frame: FrameId) -> Follow<()> {
        let names = self.frame(frame).vars.names();
        for name in names {
            let Some(cell) = self.frame(frame).vars.get(name) else {
                continue;
            };
            let v = self.state.get(cell);
            if let Kind::Fields(own, _) = self.content_kind(v)
                && self.class_member(own, "__set_name__").is_some()
            {
                let span = self.arena.node(v).span;
                let key = self.text(name, span);
                let args = super::call::Args::positional(vec![class, key]);
                self.call_method(v, "__set_name__", args, span)?;
            }
        }
        Ok(())
    }

    /// The package that an import takes something from.
    fn note_package(&mut self, module: &'a str) {
        if self.at_home() {
            self.packages
                .extend(module.split('.').next().filter(|p| !p.is_empty()));
        }
    }

    pub(super) fn import(&mut self, alias: &'a ast::Alias) {
        let span = self.span_of(alias);
        let full = alias.name.as_str();
        self.note_import(full, span);
        self.note_package(full);
        if let Some(&given) = self.staged.get(full) {
            // A whole module may be staged, too: as a class with its names.
            let name = alias.asname.as_ref().map_or(full, |name| name.as_str());
            self.assign_name(name, given);
        } else if let Some(name) = &alias.asname {
            let meant = self.absolute(0, full);
            let v = self.symbol(meant.as_deref().unwrap_or(full), span);
            self.assign_name(name.as_str(), v);
        } else {
            let top = full.split('.').next().unwrap_or(full);
            let meant = self.absolute(0, top);
            let v = self.symbol(meant.as_deref().unwrap_or(top), span);
            self.assign_name(top, v);
        }
    }

    pub(super) fn import_from(&mut self, s: &'a ast::StmtImportFrom) {
        let written = s.module.as_ref().map_or("", |m| m.as_str());
        if s.level == 0 {
            self.note_package(written);
        }
        let absolute = self.absolute(s.level, written);
        let module = absolute.unwrap_or_else(|| ".".repeat(s.level as usize) + written);
        for alias in &s.names {
            let span = self.span_of(alias);
            // `from . import x` has no module of its own between the dots and the name.
            let whole = match alias.name.as_str() {
                "*" => module.clone(),
                name if module.is_empty() || module.ends_with('.') => format!("{module}{name}"),
                name => format!("{module}.{name}"),
            };
            self.note_import(&whole, span);
            if alias.name.as_str() == "*" {
                self.open_names = true;
                self.import_all(&module, span);
                continue;
            }
            let v = match self.staged.get(alias.name.as_str()) {
                Some(&given) => given,
                None => self.imported(&module, &whole, span),
            };
            self.note_imported(v);
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            self.assign_name(name.as_str(), v);
        }
    }
}
