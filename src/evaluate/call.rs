//! Calls: arguments, functions and classes of the file, and everything outside it.

use super::container::Items;
use super::machine::{Call, Code, Follow, Machine, Scope, Stop, span_of};
use super::record::{Argument, EffectKind};
use super::value::{CodeId, FrameId, How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// How many calls of the file may be inside one another.
const DEPTH: usize = 60;
/// How often one function may be inside itself.
const RECURSION: usize = 24;
/// The same when inputs are not known: deeper calls add nothing new.
const RECURSION_UNKNOWN: usize = 2;

/// The arguments of a call.
#[derive(Debug, Clone, Default)]
pub(super) struct Args {
    pub(super) positional: Vec<(Val, Span)>,
    pub(super) keywords: Vec<(Arc<str>, Val, Span)>,
    /// An element of `*args` whose length is not known.
    pub(super) rest: Option<Val>,
    /// A mapping given as `**kwargs` whose keys are not known.
    pub(super) spread: Option<Val>,
}

impl Args {
    pub(super) fn positional(values: Vec<Val>) -> Self {
        Self {
            positional: values.into_iter().map(|v| (v, Span::default())).collect(),
            ..Self::default()
        }
    }

    /// The argument at a position or with a name.
    pub(super) fn get(&self, position: usize, name: &str) -> Option<Val> {
        self.positional
            .get(position)
            .map(|(v, _)| *v)
            .or_else(|| self.keyword(name))
    }

    pub(super) fn keyword(&self, name: &str) -> Option<Val> {
        self.keywords
            .iter()
            .find(|(n, _, _)| &**n == name)
            .map(|(_, v, _)| *v)
    }

    /// Every value that is passed.
    pub(super) fn all(&self) -> Vec<Val> {
        let mut all: Vec<Val> = self.positional.iter().map(|(v, _)| *v).collect();
        all.extend(self.keywords.iter().map(|(_, v, _)| *v));
        all.extend(self.rest);
        all.extend(self.spread);
        all
    }
}

impl<'a> Machine<'a, '_> {
    /// Calls a value.
    pub(super) fn call(&mut self, callee: Val, args: Args, span: Span) -> Follow<Val> {
        self.spend(1)?;
        let callee = self.look(callee);
        match self.kind(callee).clone() {
            Kind::Function(code, frame, defaults) => {
                self.call_function(code, frame, &defaults, args, span)
            }
            Kind::Bound(receiver, function) => {
                let mut args = args;
                args.positional.insert(0, (receiver, span));
                self.call(function, args, span)
            }
            Kind::Wrapped(_, inner) => self.call(inner, args, span),
            Kind::Class(..) => self.instantiate(callee, args, span),
            Kind::Partial(function, first, keywords) => {
                let mut all = args;
                let mut positional: Vec<(Val, Span)> = first.iter().map(|&v| (v, span)).collect();
                positional.append(&mut all.positional);
                all.positional = positional;
                for (name, v) in keywords.iter() {
                    if all.keyword(name).is_none() {
                        all.keywords.push((name.clone(), *v, span));
                    }
                }
                self.call(function, all, span)
            }
            Kind::Symbol(name) => self.call_symbol(&name, callee, args, span),
            Kind::Method(receiver, name) => {
                let mut run = |m: &mut Self, r: Val| m.call_method(r, &name, args.clone(), span);
                // Alternatives that are mutable objects share their state with the program.
                if matches!(self.kind(self.look(receiver)), Kind::Either(_)) {
                    return self.over(receiver, &mut run);
                }
                run(self, receiver)
            }
            Kind::Either(_) => self.over(callee, &mut |m, f| m.call(f, args.clone(), span)),
            Kind::Ref(_) => {
                if let Kind::Fields(class, _) = self.content_kind(callee)
                    && self.class_member(class, "__call__").is_some()
                {
                    return self.call_method(callee, "__call__", args, span);
                }
                self.call_unknown(
                    callee,
                    &args,
                    "this object is not known to be callable",
                    span,
                )
            }
            Kind::None => self.raise(
                "builtins.TypeError",
                "'NoneType' object is not callable",
                span,
            ),
            Kind::Str(_) => self.raise("builtins.TypeError", "'str' object is not callable", span),
            Kind::Opaque(why) => self.call_unknown(callee, &args, &why, span),
            _ => self.call_unknown(
                callee,
                &args,
                "which function is called is only known when the program runs",
                span,
            ),
        }
    }

    /// A call that cannot be followed.
    pub(super) fn call_unknown(
        &mut self,
        callee: Val,
        args: &Args,
        why: &str,
        span: Span,
    ) -> Follow<Val> {
        let arguments = self.export_arguments(&[], args);
        self.effect(
            EffectKind::UnknownCall {
                why: why.into(),
                arguments,
            },
            span,
        );
        self.forget(&args.all(), span);
        self.may_raise(None, span);
        let mut from = args.all();
        from.push(callee);
        if self.world.is_some() {
            return Ok(self.opaque(why, &from, span));
        }
        Ok(self.derive(None, &from, How::Plain, span))
    }

    /// Mutable objects handed to code that cannot be followed may come back changed.
    fn forget(&mut self, values: &[Val], span: Span) {
        for &v in values {
            let Kind::Ref(cell) = *self.kind(v) else {
                continue;
            };
            let content = match self.content_kind(v) {
                Kind::List(items) if items.is_empty() => continue,
                Kind::List(items) => Kind::Many("list", self.either(&items)),
                _ => continue,
            };
            if self.world.is_none() {
                let content = self.make(content, span);
                self.state.set(cell, content);
            }
        }
    }

    // ---- functions of the file ---------------------------------------------------------------

    fn call_function(
        &mut self,
        code: CodeId,
        closure: FrameId,
        defaults: &[Option<Val>],
        args: Args,
        span: Span,
    ) -> Follow<Val> {
        let inside = self.calls.iter().filter(|c| c.code == code).count();
        let most = if self.world.is_some() {
            RECURSION
        } else {
            RECURSION_UNKNOWN
        };
        if self.calls.len() >= DEPTH || inside >= most {
            if self.world.is_some() {
                return self.call_unknown(
                    Val::NONE,
                    &args,
                    "the calls go deeper than the checker follows",
                    span,
                );
            }
            let from = args.all();
            return Ok(self.derive(None, &from, How::Plain, span));
        }
        let Some(&code_of) = self.codes.get(code.0 as usize) else {
            return Ok(Val::NONE);
        };
        let (parameters, name): (Option<&'a ast::Parameters>, Arc<str>) = match code_of {
            Code::Function(f) => {
                let outer = &self.frame(closure).name;
                let name = self
                    .defined
                    .iter()
                    .find(|(v, _, _)| matches!(self.arena.kind(*v), Kind::Function(c, _, _) if *c == code))
                    .map_or_else(|| if outer.is_empty() { Arc::from(f.name.as_str()) } else { Arc::from(format!("{outer}.{}", f.name)) }, |(_, n, _)| n.clone());
                (Some(&f.parameters), name)
            }
            Code::Lambda(l) => (l.parameters.as_deref(), Arc::from("<lambda>")),
            Code::Class(_) => (None, Arc::from("")),
        };
        let frame = self.enter(closure, Scope::Function, name.clone());
        if let Some(parameters) = parameters {
            self.bind_arguments(frame, parameters, defaults, args, &name, span)?;
        }
        let generator = matches!(code_of, Code::Function(f) if contains_yield(&f.body));
        let yields = generator.then(|| {
            let empty = self.make(Kind::Iterator(Arc::new(Vec::new()), 0), span);
            self.state.cell(empty)
        });
        let outer_frame = std::mem::replace(&mut self.frame, frame);
        let outer_loops = std::mem::take(&mut self.loops);
        let mark = self.state.mark();
        self.calls.push(Call {
            mark,
            returns: Vec::new(),
            yields,
            code,
            name,
        });
        let result = match code_of {
            Code::Function(f) => match self.block(&f.body) {
                Ok(()) => Ok(Val::NONE),
                Err(Stop::Return(v)) => Ok(v),
                Err(stop) => Err(stop),
            },
            Code::Lambda(l) => self.eval(&l.body),
            Code::Class(_) => Ok(Val::NONE),
        };
        let call = self.calls.pop();
        self.frame = outer_frame;
        self.loops = outer_loops;
        let result = self.returned(result, call);
        match (result, yields) {
            // A generator gives what it yields, whatever it returns.
            (Ok(_), Some(cell)) => Ok(self.make(Kind::Ref(cell), span)),
            (result, _) => result,
        }
    }

    /// Joins all ways in which a call came back.
    fn returned(&mut self, live: Follow<Val>, call: Option<Call>) -> Follow<Val> {
        let Some(call) = call else { return live };
        if call.returns.is_empty() || live == Err(Stop::Fuel) {
            return live;
        }
        let mut ends = call.returns;
        match live {
            Ok(v) => ends.push((v, self.state.since(call.mark))),
            Err(stop) => self.settle(stop),
        }
        self.state.roll_back(call.mark);
        self.meet(ends)
    }

    fn bind_arguments(
        &mut self,
        frame: FrameId,
        parameters: &'a ast::Parameters,
        defaults: &[Option<Val>],
        args: Args,
        name: &str,
        span: Span,
    ) -> Follow<()> {
        let mut positional = args
            .positional
            .into_iter()
            .map(|(v, _)| v)
            .collect::<std::collections::VecDeque<_>>();
        let mut keywords = args.keywords;
        let mut defaults = defaults.iter();
        let plain = parameters.posonlyargs.iter().map(|p| (p, true));
        let plain = plain.chain(parameters.args.iter().map(|p| (p, false)));
        let loose = args.rest.is_some() || args.spread.is_some();
        let rest: Vec<Val> = args.rest.into_iter().chain(args.spread).collect();
        for (p, only) in plain {
            let default = defaults.next().copied().flatten();
            let given = positional.pop_front();
            let named = keywords
                .iter()
                .position(|(n, _, _)| !only && &**n == p.parameter.name.as_str())
                .map(|at| keywords.remove(at).1);
            if given.is_some() && named.is_some() {
                return self.raise(
                    "builtins.TypeError",
                    &format!(
                        "{name}() got multiple values for argument '{}'",
                        p.parameter.name
                    ),
                    span,
                );
            }
            let v = match given
                .or(named)
                .or_else(|| if loose { None } else { default })
            {
                Some(v) => v,
                None if loose => {
                    let part = self.derive(None, &rest, How::Part, span);
                    match default {
                        Some(d) => self.either(&[part, d]),
                        None => part,
                    }
                }
                None => {
                    return self.raise(
                        "builtins.TypeError",
                        &format!(
                            "{name}() missing 1 required positional argument: '{}'",
                            p.parameter.name
                        ),
                        span,
                    );
                }
            };
            let cell = self.variable(frame, p.parameter.name.as_str());
            self.state.set(cell, v);
        }
        for p in &parameters.kwonlyargs {
            let default = defaults.next().copied().flatten();
            let named = keywords
                .iter()
                .position(|(n, _, _)| &**n == p.parameter.name.as_str())
                .map(|at| keywords.remove(at).1);
            let v = match named.or(default) {
                Some(v) => v,
                None if loose => self.derive(None, &rest, How::Part, span),
                None => {
                    return self.raise(
                        "builtins.TypeError",
                        &format!(
                            "{name}() missing 1 required keyword-only argument: '{}'",
                            p.parameter.name
                        ),
                        span,
                    );
                }
            };
            let cell = self.variable(frame, p.parameter.name.as_str());
            self.state.set(cell, v);
        }
        if let Some(vararg) = &parameters.vararg {
            let v = match args.rest {
                Some(rest) => {
                    let mut all: Vec<Val> = positional.drain(..).collect();
                    all.push(rest);
                    let element = self.either(&all);
                    self.object(Kind::Many("tuple", element), span)
                }
                None => {
                    let items: Vec<Val> = positional.drain(..).collect();
                    self.tuple(items, span)
                }
            };
            let cell = self.variable(frame, vararg.name.as_str());
            self.state.set(cell, v);
        } else if !positional.is_empty() {
            return self.raise(
                "builtins.TypeError",
                &format!("{name}() takes fewer positional arguments than were given"),
                span,
            );
        }
        if let Some(kwarg) = &parameters.kwarg {
            let mut pairs = Vec::new();
            for (n, v, _) in keywords.drain(..) {
                let key = self.text(&n, span);
                pairs.push((key, v));
            }
            if let Some(spread) = args.spread {
                let part = self.derive(None, &[spread], How::Part, span);
                pairs.push((part, part));
            }
            let v = self.object(Kind::Dict(Arc::new(pairs)), span);
            let cell = self.variable(frame, kwarg.name.as_str());
            self.state.set(cell, v);
        } else if let Some((n, _, _)) = keywords.first() {
            return self.raise(
                "builtins.TypeError",
                &format!("{name}() got an unexpected keyword argument '{n}'"),
                span,
            );
        }
        Ok(())
    }

    // ---- classes of the file -----------------------------------------------------------------

    /// The classes in which a member is looked up, in order; the first bases first.
    pub(super) fn ancestry(&self, class: Val) -> Vec<Val> {
        let mut order = Vec::new();
        let mut open = vec![class];
        while let Some(c) = open.pop() {
            let c = self.look(c);
            if order.contains(&c) || order.len() > 64 {
                continue;
            }
            order.push(c);
            if let Kind::Class(_, _, bases) = self.kind(c) {
                open.extend(bases.iter().rev());
            }
        }
        order
    }

    /// A member of a class of the file or of its bases in the file.
    pub(super) fn class_member(&self, class: Val, name: &str) -> Option<Val> {
        for c in self.ancestry(class) {
            if let Kind::Class(_, frame, _) = self.kind(c)
                && let Some(&cell) = self.frame(*frame).vars.get(name)
            {
                let v = self.state.get(cell);
                if v != Val::UNBOUND {
                    return Some(v);
                }
            }
        }
        None
    }

    /// The first base outside the file.
    pub(super) fn outside_base(&self, class: Val) -> Option<Arc<str>> {
        self.ancestry(class)
            .into_iter()
            .find_map(|c| match self.kind(c) {
                Kind::Symbol(name) if &**name != "builtins.object" => Some(name.clone()),
                _ => None,
            })
    }

    fn instantiate(&mut self, class: Val, args: Args, span: Span) -> Follow<Val> {
        if let Some(base) = self.outside_base(class) {
            if matches!(&*base, "enum.Enum" | "enum.StrEnum" | "enum.IntEnum") {
                return self.enum_member(class, &args, span);
            }
            let exception = super::exception::is_exception(&base);
            if !exception
                && self.class_member(class, "__init__").is_none()
                && !self.is_record_class(class, &base)
            {
                // An object of a subclass behaves as its base does.
                let ty = base.clone();
                self.export_call(&format!("{ty}.__init__"), false, &args, span);
            }
        }
        let mut fields: Vec<(Arc<str>, Val)> = Vec::new();
        let positional: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
        if self
            .outside_base(class)
            .is_some_and(|b| super::exception::is_exception(&b))
        {
            let v = self.tuple(positional, span);
            fields.push((Arc::from("args"), v));
        }
        let object = self.object(Kind::Fields(class, Arc::new(fields)), span);
        if self.class_member(class, "__init__").is_some() {
            self.call_method(object, "__init__", args, span)?;
        } else {
            self.record_fields(object, class, &args, span);
            if self.class_member(class, "__post_init__").is_some() {
                self.call_method(object, "__post_init__", Args::default(), span)?;
            }
        }
        Ok(object)
    }

    fn is_record_class(&self, class: Val, base: &str) -> bool {
        let _ = class;
        matches!(
            base,
            "typing.NamedTuple" | "pydantic.BaseModel" | "msgspec.Struct"
        )
    }

    /// Data classes, named tuples and their like: annotated names become attributes.
    fn record_fields(&mut self, object: Val, class: Val, args: &Args, span: Span) {
        let mut names: Vec<(&'a str, Option<Val>)> = Vec::new();
        for c in self.ancestry(class).into_iter().rev() {
            if let Kind::Class(code, frame, _) = *self.kind(c)
                && let Some(Code::Class(s)) = self.codes.get(code.0 as usize).copied()
            {
                for statement in &s.body {
                    if let ast::Stmt::AnnAssign(a) = statement
                        && let ast::Expr::Name(name) = &*a.target
                    {
                        let default = self
                            .frame(frame)
                            .vars
                            .get(name.id.as_str())
                            .map(|&cell| self.state.get(cell));
                        names.retain(|(n, _)| *n != name.id.as_str());
                        names.push((name.id.as_str(), default.filter(|&v| v != Val::UNBOUND)));
                    }
                }
            }
        }
        for (at, (name, default)) in names.into_iter().enumerate() {
            let v = args.get(at, name).or(default).or(args.rest).or(args.spread);
            let v = match v {
                Some(v) => v,
                None => self.derive(None, &[], How::Plain, span),
            };
            self.set_field(object, name, v, span);
        }
    }

    fn enum_member(&mut self, class: Val, args: &Args, span: Span) -> Follow<Val> {
        let members: Vec<Val> = match self.kind(class) {
            Kind::Class(_, frame, _) => {
                let frame = self.frame(*frame);
                frame
                    .order
                    .iter()
                    .filter_map(|n| frame.vars.get(n))
                    .map(|&cell| self.state.get(cell))
                    .collect()
            }
            _ => Vec::new(),
        };
        let Some(wanted) = args.get(0, "value") else {
            return Ok(class);
        };
        let constants: Vec<Val> = members
            .into_iter()
            .filter(|&v| self.is_constant(v))
            .collect();
        if constants
            .iter()
            .all(|&c| self.equal(c, wanted) == Some(false))
        {
            return self.raise("builtins.ValueError", "not a valid value", span);
        }
        self.may_raise(Some("builtins.ValueError"), span);
        let possible: Vec<Val> = constants
            .into_iter()
            .filter(|&c| self.equal(c, wanted) != Some(false))
            .collect();
        let v = self.either(&possible);
        if self.is_constant(v) && !self.is_constant(wanted) {
            self.state.learn(wanted, v);
        }
        let object = self.object(
            Kind::Fields(
                class,
                Arc::new(vec![(Arc::from("value"), v), (Arc::from("name"), v)]),
            ),
            span,
        );
        Ok(object)
    }

    /// `super()` inside a method: the instance seen as its class's bases.
    pub(super) fn super_object(&mut self, span: Span) -> Val {
        let receiver = ["self", "cls"].iter().find_map(|n| self.find_name(n));
        match receiver {
            Some(v) => self.make(Kind::Wrapped("super", v), span),
            None => self.derive(None, &[], How::Plain, span),
        }
    }

    // ---- everything outside the file ---------------------------------------------------------

    /// Calls a method by name on a value of any kind.
    pub(super) fn call_method(
        &mut self,
        receiver: Val,
        name: &str,
        args: Args,
        span: Span,
    ) -> Follow<Val> {
        let receiver = self.look(receiver);
        match self.content_kind(receiver) {
            Kind::Str(_) | Kind::Text(_) | Kind::Template(_) => {
                self.string_method(receiver, name, &args, span)
            }
            Kind::Bytes(_) => self.bytes_method(receiver, name, &args, span),
            Kind::List(_)
            | Kind::Set(_)
            | Kind::Dict(_)
            | Kind::Many(..)
            | Kind::Tuple(_)
            | Kind::Iterator(..)
            | Kind::Row(..) => self.container_method(receiver, name, &args, span),
            Kind::Fields(class, _) => {
                let member = self.attribute(receiver, name, span)?;
                match self.kind(member).clone() {
                    Kind::Method(..) => {
                        let base = match self.kind(class) {
                            Kind::Symbol(name) => Some(name.clone()),
                            _ => self.outside_base(class),
                        };
                        match base {
                            Some(base) => self.call_external(receiver, &base, 0, name, args, span),
                            None => self.call_unknown(
                                receiver,
                                &args,
                                &format!("the method `{name}` is not in this file"),
                                span,
                            ),
                        }
                    }
                    _ => self.call(member, args, span),
                }
            }
            Kind::External(ty, id, _) => self.call_external(receiver, &ty, id, name, args, span),
            Kind::Tested(_, inner) => {
                if self.is_text(inner) {
                    return self.string_method(receiver, name, &args, span);
                }
                self.call_unknown_method(receiver, name, args, span)
            }
            Kind::Unknown(Some(ty), _) if &*ty == "str" => {
                self.string_method(receiver, name, &args, span)
            }
            Kind::Unknown(Some(ty), _) if &*ty == "bytes" => {
                self.bytes_method(receiver, name, &args, span)
            }
            Kind::Unknown(Some(ty), _) if ty.contains('.') => {
                let ty = ty.clone();
                self.call_external(receiver, &ty, 0, name, args, span)
            }
            Kind::Either(_) => self.over(receiver, &mut |m, r| {
                m.call_method(r, name, args.clone(), span)
            }),
            Kind::None => self.raise(
                "builtins.AttributeError",
                &format!("'NoneType' object has no attribute '{name}'"),
                span,
            ),
            Kind::Int(_) | Kind::Float(_) | Kind::Bool(_) => {
                self.number_method(receiver, name, &args, span)
            }
            _ => self.call_unknown_method(receiver, name, args, span),
        }
    }

    /// A method of something whose type is not known: guessed from the receiver's name, or from
    /// the method's own name when only text has it.
    fn call_unknown_method(
        &mut self,
        receiver: Val,
        name: &str,
        args: Args,
        span: Span,
    ) -> Follow<Val> {
        let hint = self.hint.unwrap_or("").to_lowercase();
        if let Some(guesses) = self.knowledge.guesses.get(name)
            && let Some(guess) = guesses
                .iter()
                .find(|g| g.named.iter().any(|n| hint.contains(n.as_str())))
        {
            let callee = format!("{}.{name}", guess.kind);
            self.export_call(&callee, true, &args, span);
            self.may_raise(None, span);
            let returns = self.knowledge.returns.get(&callee).cloned();
            return Ok(self.returned_type(
                returns.as_deref(),
                receiver,
                &args,
                &callee,
                true,
                span,
            ));
        }
        if super::string::STR_METHODS.contains(&name) {
            return self.string_method(receiver, name, &args, span);
        }
        if let Kind::Opaque(why) = self.kind(receiver).clone() {
            return self.call_unknown(receiver, &args, &why, span);
        }
        self.export_call(&format!("?.{name}"), true, &args, span);
        self.may_raise(None, span);
        let mut from = vec![receiver];
        from.extend(args.all());
        if self.world.is_some() {
            return Ok(self.opaque(
                &format!("what `{name}` is called on is not known"),
                &from,
                span,
            ));
        }
        Ok(self.derive(None, &from, How::Call(Arc::from(name)), span))
    }

    /// The value of a call whose callee a model describes.
    pub(super) fn returned_type(
        &mut self,
        returns: Option<&str>,
        receiver: Val,
        args: &Args,
        callee: &str,
        guessed: bool,
        span: Span,
    ) -> Val {
        let mut from = args.all();
        if receiver != Val::NONE {
            from.push(receiver);
        }
        match returns {
            Some("none") => Val::NONE,
            Some("clean") => self.derive(None, &[], How::Call(Arc::from(callee)), span),
            Some(ty @ ("str" | "bytes" | "int" | "float" | "bool")) => {
                self.derive(Some(ty), &from, How::Call(Arc::from(callee)), span)
            }
            Some("self") => receiver,
            Some("stored") => self.origin(super::record::OriginKind::Stored, callee, None, span),
            Some(ty) => {
                let external = Kind::External(Arc::from(ty), 0, guessed);
                self.arena.add(super::value::Node {
                    kind: external,
                    span,
                    from: from.into(),
                    how: How::Call(Arc::from(callee)),
                })
            }
            None => self.derive(None, &from, How::Call(Arc::from(callee)), span),
        }
    }

    /// Records a call of something outside the file.
    pub(super) fn export_call(&mut self, callee: &str, guessed: bool, args: &Args, span: Span) {
        let signature = self
            .knowledge
            .signatures
            .get(callee)
            .cloned()
            .unwrap_or_default();
        let arguments = self.export_arguments(&signature, args);
        self.effect(
            EffectKind::Call {
                callee: callee.into(),
                guessed,
                arguments,
            },
            span,
        );
    }

    fn export_arguments(&mut self, signature: &[String], args: &Args) -> Vec<Argument> {
        let mut arguments = Vec::new();
        for (at, (v, span)) in args.positional.iter().enumerate() {
            arguments.push(Argument {
                name: signature.get(at).cloned(),
                position: u32::try_from(at).ok(),
                value: self.view(*v),
                span: *span,
            });
        }
        for (name, v, span) in &args.keywords {
            arguments.push(Argument {
                name: Some(name.to_string()),
                position: signature
                    .iter()
                    .position(|s| **s == **name)
                    .and_then(|at| u32::try_from(at).ok()),
                value: self.view(*v),
                span: *span,
            });
        }
        for v in args.rest.iter().chain(args.spread.iter()) {
            arguments.push(Argument {
                name: None,
                position: None,
                value: self.view(*v),
                span: self.arena.node(*v).span,
            });
        }
        arguments
    }

    // ---- with --------------------------------------------------------------------------------

    pub(super) fn enter_context(&mut self, manager: Val, span: Span) -> Follow<Val> {
        if let Kind::Fields(class, _) = self.content_kind(manager)
            && self.class_member(class, "__enter__").is_some()
        {
            return self.call_method(manager, "__enter__", Args::default(), span);
        }
        if let Kind::External(ty, ..) = self.kind(manager)
            && &**ty == "contextlib.closing"
            && let [inner, ..] = *self.arena.node(manager).from.clone()
        {
            return Ok(inner);
        }
        if let Kind::Ref(_) = self.kind(manager)
            && let Kind::Iterator(items, _) = self.content_kind(manager)
        {
            // `@contextmanager`: the block gets what the generator yields.
            return Ok(items.first().copied().unwrap_or(Val::NONE));
        }
        Ok(manager)
    }

    pub(super) fn leave_context(&mut self, manager: Val, span: Span) -> Follow<()> {
        if let Kind::Fields(class, _) = self.content_kind(manager)
            && self.class_member(class, "__exit__").is_some()
        {
            let args = Args::positional(vec![Val::NONE, Val::NONE, Val::NONE]);
            self.call_method(manager, "__exit__", args, span)?;
        }
        Ok(())
    }

    // ---- match -------------------------------------------------------------------------------

    pub(super) fn cases(&mut self, subject: Val, cases: &'a [ast::MatchCase]) -> Follow<()> {
        let Some((case, rest)) = cases.split_first() else {
            return Ok(());
        };
        let mut condition = self.pattern(subject, &case.pattern)?;
        if let Some(guard) = &case.guard {
            if self.truth(condition) != Some(false) {
                let mark = self.state.mark();
                let possible = self.refine(condition, true);
                let test = if possible {
                    self.eval(guard)?
                } else {
                    Val::FALSE
                };
                self.state.roll_back(mark);
                condition = match self.truth(condition) {
                    Some(true) => test,
                    _ => self.make(Kind::And(condition, test), span_of(&**guard)),
                };
            }
        }
        self.decide(
            condition,
            &mut |m| {
                m.bind_pattern(subject, &case.pattern)?;
                m.block(&case.body).map(|()| Val::NONE)
            },
            &mut |m| m.cases(subject, rest).map(|()| Val::NONE),
        )
        .map(|_| ())
    }

    /// The condition under which a pattern matches.
    fn pattern(&mut self, subject: Val, pattern: &'a ast::Pattern) -> Follow<Val> {
        let span = span_of(pattern);
        Ok(match pattern {
            ast::Pattern::MatchValue(p) => {
                let v = self.eval(&p.value)?;
                self.compare(ast::CmpOp::Eq, subject, v, span)
            }
            ast::Pattern::MatchSingleton(p) => {
                let v = match p.value {
                    ast::Singleton::None => Val::NONE,
                    ast::Singleton::True => Val::TRUE,
                    ast::Singleton::False => Val::FALSE,
                };
                self.compare(ast::CmpOp::Is, subject, v, span)
            }
            ast::Pattern::MatchOr(p) => {
                let mut values = Vec::new();
                let mut all: Option<Val> = None;
                for inner in &p.patterns {
                    if let ast::Pattern::MatchValue(v) = inner {
                        values.push(self.eval(&v.value)?);
                    }
                    let one = self.pattern(subject, inner)?;
                    all = Some(match all {
                        None => one,
                        Some(before) => self.make(Kind::Or(before, one), span),
                    });
                }
                // Several values: being one of them is a membership test.
                if values.len() == p.patterns.len() {
                    let list = self.tuple(values, span);
                    return Ok(self.compare(ast::CmpOp::In, subject, list, span));
                }
                all.unwrap_or(Val::FALSE)
            }
            ast::Pattern::MatchAs(p) => match &p.pattern {
                Some(inner) => {
                    let condition = self.pattern(subject, inner)?;
                    self.bind_pattern(subject, pattern)?;
                    condition
                }
                None => {
                    self.bind_pattern(subject, pattern)?;
                    Val::TRUE
                }
            },
            ast::Pattern::MatchSequence(p) => match self.items(subject, span)? {
                Items::Known(items)
                    if !p
                        .patterns
                        .iter()
                        .any(|p| matches!(p, ast::Pattern::MatchStar(_))) =>
                {
                    if items.len() != p.patterns.len() || self.is_text(subject) {
                        return Ok(Val::FALSE);
                    }
                    let mut all = Val::TRUE;
                    for (item, inner) in items.iter().zip(&p.patterns) {
                        let one = self.pattern(*item, inner)?;
                        all = if self.truth(all) == Some(true) {
                            one
                        } else {
                            self.make(Kind::And(all, one), span)
                        };
                    }
                    all
                }
                _ => self.derive(Some("bool"), &[], How::Plain, span),
            },
            ast::Pattern::MatchClass(p) => {
                let class = self.eval(&p.cls)?;
                self.instance_test(subject, class, span)
            }
            ast::Pattern::MatchMapping(_) | ast::Pattern::MatchStar(_) => {
                self.derive(Some("bool"), &[], How::Plain, span)
            }
        })
    }

    fn bind_pattern(&mut self, subject: Val, pattern: &'a ast::Pattern) -> Follow<()> {
        let span = span_of(pattern);
        match pattern {
            ast::Pattern::MatchAs(p) => {
                if let Some(inner) = &p.pattern {
                    self.bind_pattern(subject, inner)?;
                }
                if let Some(name) = &p.name {
                    self.assign_name(name.as_str(), subject);
                }
            }
            ast::Pattern::MatchSequence(p) => {
                let items = self.items(subject, span)?;
                for (at, inner) in p.patterns.iter().enumerate() {
                    let item = match &items {
                        Items::Known(items) => items.get(at).copied().unwrap_or(Val::NONE),
                        Items::Each(element) => *element,
                    };
                    self.bind_pattern(item, inner)?;
                }
            }
            ast::Pattern::MatchMapping(p) => {
                for inner in &p.patterns {
                    let part = self.derive(None, &[subject], How::Part, span);
                    self.bind_pattern(part, inner)?;
                }
                if let Some(rest) = &p.rest {
                    let part = self.derive(Some("dict"), &[subject], How::Part, span);
                    self.assign_name(rest.as_str(), part);
                }
            }
            ast::Pattern::MatchClass(p) => {
                for inner in p.arguments.patterns.iter() {
                    self.bind_pattern(subject, inner)?;
                }
                for keyword in &p.arguments.keywords {
                    let part = self.attribute(subject, keyword.attr.as_str(), span)?;
                    self.bind_pattern(part, &keyword.pattern)?;
                }
            }
            ast::Pattern::MatchStar(p) => {
                if let Some(name) = &p.name {
                    let part = self.derive(Some("list"), &[subject], How::Part, span);
                    self.assign_name(name.as_str(), part);
                }
            }
            ast::Pattern::MatchOr(p) => {
                for inner in &p.patterns {
                    self.bind_pattern(subject, inner)?;
                }
            }
            ast::Pattern::MatchValue(_) | ast::Pattern::MatchSingleton(_) => {}
        }
        Ok(())
    }
}

/// Whether a body yields, its inner functions aside.
fn contains_yield(body: &[ast::Stmt]) -> bool {
    use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
    struct Search(bool);
    impl<'a> Visitor<'a> for Search {
        fn visit_stmt(&mut self, s: &'a ast::Stmt) {
            if !self.0 && !matches!(s, ast::Stmt::FunctionDef(_) | ast::Stmt::ClassDef(_)) {
                walk_stmt(self, s);
            }
        }
        fn visit_expr(&mut self, e: &'a ast::Expr) {
            match e {
                ast::Expr::Yield(_) | ast::Expr::YieldFrom(_) => self.0 = true,
                ast::Expr::Lambda(_) => {}
                _ if !self.0 => walk_expr(self, e),
                _ => {}
            }
        }
    }
    let mut search = Search(false);
    for s in body {
        search.visit_stmt(s);
    }
    search.0
}
