//! Classes of the file: members, instances, data classes, enumerations, `super()`.
//!
//! Called wherever an object of the file is made or asked for a member.

mod filling;

use super::call::Args;
use super::machine::{Code, Follow, Machine};
use super::schema::Maker;
use super::value::{Cell, FrameId, How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// How many classes are looked at above one.
const CLASSES: usize = 64;
/// How many of them there mostly are at most.
const CHAIN: usize = 4;
/// What makes an object of a class of the file as a method of the library does.
pub(super) const MAKER: &str = "a maker of objects of a class of the file";

impl<'a> Machine<'a, '_> {
    /// The classes in which a member is looked up, in order; the first bases first.
    pub(super) fn ancestry(&self, class: Val) -> Vec<Val> {
        // Mostly each has one base at most.
        let mut order = Vec::with_capacity(CHAIN);
        let mut c = self.look(class);
        loop {
            if order.contains(&c) || order.len() > CLASSES {
                return order;
            }
            order.push(c);
            match self.kind(c) {
                Kind::Class(_, _, bases) => match bases.as_ref() {
                    [] => return order,
                    [one] => c = self.look(*one),
                    _ => break,
                },
                _ => return order,
            }
        }
        // A class stands before its bases, and a base of several behind all of them.
        let (mut order, mut met) = (Vec::new(), Vec::new());
        let mut open = vec![(self.look(class), false)];
        while let Some((c, done)) = open.pop() {
            let c = self.look(c);
            if done {
                order.push(c);
                continue;
            }
            if met.contains(&c) || met.len() > CLASSES {
                continue;
            }
            met.push(c);
            open.push((c, true));
            if let Kind::Class(_, _, bases) = self.kind(c) {
                open.extend(bases.iter().map(|&base| (base, false)));
            }
        }
        order.reverse();
        order
    }

    /// The classes of the files in which a member is looked up, in order, each with the names in it and its text.
    pub(super) fn bodies(&self, class: Val) -> Vec<(Val, FrameId, &'a ast::StmtClassDef)> {
        let body = |c: Val| {
            let Kind::Class(code, frame, _) = *self.kind(c) else {
                return None;
            };
            match self.codes.get(code.0 as usize).copied() {
                Some(Code::Class(s)) => Some((c, frame, s)),
                _ => None,
            }
        };
        self.ancestry(class).into_iter().filter_map(body).collect()
    }

    /// The methods of an object, or of a class, that others are meant to call.
    pub(super) fn methods_of(&self, object: Val) -> Vec<Val> {
        let class = match self.content_kind(object) {
            Kind::Fields(class, _) => class,
            _ => object,
        };
        let mut methods = Vec::new();
        for c in self.ancestry(class) {
            if let Kind::Class(_, frame, _) = *self.kind(c) {
                let members = self.frame(frame).vars.iter();
                let open = members.filter(|(name, _)| !name.starts_with('_'));
                methods.extend(open.map(|(_, cell)| self.state.get(cell)));
            }
        }
        methods
    }

    /// A member of a class of the file or of its bases in the file.
    pub(super) fn class_member(&self, class: Val, name: &str) -> Option<Val> {
        // Most classes have one base or none, and then the order is plain.
        let mut class = self.look(class);
        for _ in 0..16 {
            let Kind::Class(_, frame, bases) = self.kind(class) else {
                return None;
            };
            if let Some(v) = self.own_member(*frame, name) {
                return Some(v);
            }
            match **bases {
                [] => return None,
                [base] => class = self.look(base),
                _ => break,
            }
        }
        let order = self.ancestry(class).into_iter();
        order
            .filter_map(|c| match self.kind(c) {
                Kind::Class(_, frame, _) => Some(*frame),
                _ => None,
            })
            .find_map(|frame| self.own_member(frame, name))
    }

    /// What the body of a class has bound, or what it was given later.
    pub(super) fn own_member(&self, body: FrameId, name: &str) -> Option<Val> {
        let value = |cell: &Cell| Some(self.state.get(*cell)).filter(|v| *v != Val::UNBOUND);
        let own = self.frame(body).vars.get(name);
        let own = own.as_ref().and_then(value);
        own.or_else(|| {
            let given = self.taught.contains(&body);
            let given = given.then(|| self.overrides.get(&*taught(body, name)));
            given.flatten().and_then(value)
        })
    }

    /// Gives a class an attribute that its own block does not have.
    pub(super) fn teach(&mut self, frame: FrameId, name: &str, v: Val) {
        let cell = self.state.cell(Val::UNBOUND);
        let key = Arc::from(taught(frame, name));
        let cell = *self.overrides.entry(key).or_insert(cell);
        self.state.set(cell, v);
        self.taught.insert(frame);
    }

    /// The first base outside the file.
    pub(super) fn outside_base(&self, class: Val) -> Option<Arc<str>> {
        let named = |c: Val| match self.kind(c) {
            Kind::Symbol(name) if &**name != "builtins.object" => Some(name.clone()),
            Kind::Either(options) => self.most_able(options),
            Kind::Partial(..) if self.tuple_maker(c).is_some() => {
                Some(Arc::from("typing.NamedTuple"))
            }
            _ => None,
        };
        // Most classes have one base or none.
        let mut at = self.look(class);
        for _ in 0..CLASSES {
            match self.kind(at) {
                Kind::Class(_, _, bases) => match **bases {
                    [] => return None,
                    [base] => at = self.look(base),
                    _ => break,
                },
                _ => return named(at),
            }
        }
        let mut outside = self.ancestry(class).into_iter().filter_map(named);
        let first = outside.next()?;
        // A class stands before those that it is made from, in whatever order both are named.
        Some(outside.fold(first, |nearest, other| {
            let told = |name: &str| {
                self.knowledge.bases.contains_key(name)
                    || self.knowledge.handlers.contains_key(name)
            };
            // Of a mixin that nobody describes, the class beside it says more.
            if self.stands_below(&other, &nearest) || (told(&other) && !told(&nearest)) {
                other
            } else {
                nearest
            }
        }))
    }

    /// The base of a class that `type` makes without anything of its own: it does what the base does.
    pub(super) fn made_class(&self, args: &super::call::Args) -> Option<Val> {
        let (bases, own) = (args.get(1, "")?, args.get(2, "")?);
        let (Kind::Tuple(bases), Kind::Dict(own)) =
            (self.content_kind(bases), self.content_kind(own))
        else {
            return None;
        };
        let said = |key: &Val| matches!(self.kind(self.look(*key)), Kind::Str(name) if name.starts_with("__"));
        let base = self.look(*bases.first()?);
        let class = matches!(self.kind(base), Kind::Symbol(_) | Kind::Class(..));
        (class && own.iter().all(|(key, v)| said(key) && self.is_constant(*v))).then_some(base)
    }

    /// The first class outside the file of which the models say what this method gives; of none, the first at all.
    pub(super) fn nearest_told(&self, order: &[Val], first: Arc<str>, name: &str) -> Arc<str> {
        let mut outside = order.iter().filter_map(|&c| match self.kind(c) {
            Kind::Symbol(base) => Some(base.clone()),
            _ => None,
        });
        let returns = &self.knowledge.returns;
        let told = |base: &Arc<str>| {
            Self::inherited(self.knowledge, returns, &format!("{base}.{name}")).is_some()
        };
        outside.find(told).unwrap_or(first)
    }

    /// Whether the models say that a class is made from another.
    pub(super) fn stands_below(&self, class: &str, above: &str) -> bool {
        let mut open = vec![class];
        for _ in 0..16 {
            let Some(at) = open.pop() else { return false };
            for base in self.knowledge.bases.get(at).into_iter().flatten() {
                if base == above {
                    return true;
                }
                open.push(base);
            }
        }
        false
    }

    pub(super) fn instantiate(&mut self, class: Val, args: Args, span: Span) -> Follow<Val> {
        if self.enumeration(class).is_some() {
            return self.enum_member(class, &args, span);
        }
        self.refuse_abstract(class, span)?;
        if let Some(base) = self.outside_base(class) {
            self.run_generators(&args, span)?;
            let exception = self.knowledge.is_exception(&base);
            if !exception
                && self.class_member(class, "__init__").is_none()
                && !matches!(
                    &*base,
                    "typing.NamedTuple" | "pydantic.BaseModel" | "msgspec.Struct"
                )
                && self.guarded(class, span)?.is_none()
            {
                // An object of a subclass behaves as its base does.
                let ty = base.clone();
                self.export_call(&format!("{ty}.__init__"), false, &args, span);
            }
        }
        if let Some(object) = self.below_built_in(class, &args, span)? {
            return Ok(object);
        }
        if let Some(object) = self.below_library(class, &args, span)? {
            return Ok(object);
        }
        // A dict with hints of its keys is a dict.
        if self.world.is_some() && self.outside_base(class).as_deref() == Some("typing.TypedDict") {
            let dict = self.symbol("builtins.dict", span);
            return self.call(dict, args, span);
        }
        if self.model_maker(class) == Some(Maker::Pydantic)
            && self.class_member(class, "__init__").is_none()
            && args.rest.is_none()
            && args.spread.is_none()
        {
            let named = args.keywords.iter();
            let mut named: Vec<_> = named.map(|(name, v, _)| (name.clone(), *v)).collect();
            self.fill_from_environment(class, &mut named, span)?;
            return self.modelled(class, &named, Maker::Pydantic, span);
        }
        if let Some(object) = self.made_by_class(class, &args, span)? {
            return Ok(object);
        }
        if let Some(sent) = args.spread
            && args.keywords.is_empty()
            && args.positional.is_empty()
            && let Some(object) = self.made_of_sent(class, sent)
        {
            return Ok(object);
        }
        let mut fields: Vec<(Arc<str>, Val)> = Vec::new();
        if let Some(guarded) = self.guarded(class, span)? {
            // What it makes of its arguments is data; it is told under a name of its own.
            self.export_call(&guarded, false, &args, span);
            fields.extend(args.all().into_iter().map(|v| (Arc::from("file"), v)));
        }
        let positional: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
        if self
            .outside_base(class)
            .is_some_and(|b| self.knowledge.is_exception(&b))
        {
            let v = self.tuple(positional, span);
            fields.push((Arc::from("args"), v));
        }
        let object = self.object(Kind::Fields(class, Arc::new(fields)), span);
        if self.class_member(class, "__init__").is_some() {
            self.call_method(object, "__init__", args, span)?;
        } else {
            let passed_on = self.record_fields(object, class, &args, span)?;
            self.validate(object, class, span);
            for after in ["__post_init__", "__attrs_post_init__"] {
                if self.class_member(class, after).is_some() {
                    let given = Args::positional(passed_on.clone());
                    self.call_method(object, after, given, span)?;
                }
            }
        }
        Ok(object)
    }

    /// What a method of the library that makes objects of its class is for a class below that one:
    /// `CarefulTar.open` makes one of those.
    pub(super) fn maker_of(
        &mut self,
        class: Val,
        base: &str,
        name: &str,
        whole: Val,
        span: Span,
    ) -> Val {
        if self.world.is_some() || self.knowledge.returned(name).is_none_or(|ty| **ty != *base) {
            return whole;
        }
        let maker = self.symbol(MAKER, span);
        let first = Arc::from([whole, class]);
        self.make(Kind::Partial(maker, first, Arc::from([])), span)
    }

    /// What such a method gives: an object of the class, which holds what the library's own would.
    pub(super) fn made_for_class(&mut self, args: &Args, span: Span) -> Follow<Option<Val>> {
        let [(whole, _), (class, _), rest @ ..] = &*args.positional else {
            return Ok(None);
        };
        let (whole, class) = (*whole, *class);
        let mut own = args.clone();
        own.positional = rest.to_vec();
        let made = self.call(whole, own, span)?;
        if !matches!(self.kind(self.look(made)), Kind::External(..)) {
            return Ok(Some(made));
        }
        let fields = vec![(Arc::from("file"), made)];
        Ok(Some(
            self.object(Kind::Fields(class, Arc::new(fields)), span),
        ))
    }

    /// The name for a loader of the file that lets in none of the names that do harm: its own method is
    /// asked about each, and must raise.
    fn guarded(&mut self, class: Val, span: Span) -> Follow<Option<String>> {
        let Some(base) = self.outside_base(class).filter(|_| self.world.is_none()) else {
            return Ok(None);
        };
        let Some((method, harmful)) = self.knowledge.gates.get(&base) else {
            return Ok(None);
        };
        if self.class_member(class, method).is_none() {
            return Ok(None);
        }
        let object = self.object(Kind::Fields(class, Arc::new(Vec::new())), span);
        let refuses = self.refuses(object, method, harmful, span);
        Ok(refuses.then(|| format!("{base}.guarded")))
    }

    /// The name for a call that is handed an object whose method refuses whatever it is asked for.
    pub(super) fn guarded_call(
        &mut self,
        callee: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<String>> {
        let Some((method, harmful)) = self.knowledge.gates.get(callee) else {
            return Ok(None);
        };
        let Some((object, _)) = args.positional.first().filter(|_| self.world.is_none()) else {
            return Ok(None);
        };
        let object = self.look(*object);
        if !self.has_method(object, method) {
            return Ok(None);
        }
        let refuses = self.refuses(object, method, harmful, span);
        Ok(refuses.then(|| format!("{callee}.guarded")))
    }

    /// What stands for a value where a truth is asked for: an object's own `__bool__` or `__len__`
    /// is asked.
    pub(super) fn truth_asked(&mut self, v: Val, span: Span) -> Follow<Val> {
        let object = self.look(v);
        if self.has_method(object, "__bool__") {
            return self.call_method(object, "__bool__", Args::default(), span);
        }
        if self.has_method(object, "__len__") {
            return self.call_method(object, "__len__", Args::default(), span);
        }
        Ok(v)
    }

    /// Whether an object's class in the file defines this method.
    pub(super) fn has_method(&self, object: Val, name: &str) -> bool {
        let class = match self.kind(object) {
            Kind::Ref(_) => match self.kind(self.content(object)) {
                Kind::Fields(class, _) => Some(*class),
                _ => self.kindred_class(object),
            },
            Kind::Class(..) => self.meta_of(object),
            _ => self.kindred_class(object),
        };
        class.is_some_and(|class| self.class_member(class, name).is_some())
    }

    /// `super()` inside a method: the instance seen as its class's bases.
    pub(super) fn super_object(&mut self, span: Span) -> Val {
        let running = self.calls.last().map(|c| c.code.0 as usize);
        let first = match running.and_then(|code| self.codes.get(code)) {
            Some(Code::Function(f)) => f.parameters.iter_non_variadic_params().next(),
            _ => None,
        };
        let first = first.map(|p| p.parameter.name.as_str());
        let mut names = first.into_iter().chain(["self", "cls"]);
        let receiver = names.find_map(|n| self.find_name(n));
        match receiver {
            Some(v) => self.make(Kind::Wrapped("super", v), span),
            None => self.derive(None, &[], How::Plain, span),
        }
    }

    /// `object.__dict__.update(pairs)`; `false` when it is something else.
    pub(super) fn fill_fields(&mut self, names: Val, args: &Args, span: Span) -> bool {
        let object = match self.kind(names) {
            Kind::Method(object, attribute) if &**attribute == "__dict__" => self.look(*object),
            _ => return false,
        };
        if !matches!(self.kind(self.content(object)), Kind::Fields(..)) {
            return false;
        }
        let mut pairs: Vec<(Arc<str>, Val)> = Vec::new();
        for (v, _) in &args.positional {
            let Kind::Dict(known) = self.content_kind(self.look(*v)) else {
                return false;
            };
            for &(key, v) in known.iter() {
                let Kind::Str(name) = self.kind(self.look(key)).clone() else {
                    return false;
                };
                pairs.push((name, v));
            }
        }
        pairs.extend(args.keywords.iter().map(|(name, v, _)| (name.clone(), *v)));
        for (name, v) in pairs {
            self.set_field(object, &name, v, span);
        }
        true
    }

    pub(super) fn set_field(&mut self, object: Val, name: &str, v: Val, span: Span) {
        let Kind::Ref(cell) = *self.kind(object) else {
            return;
        };
        if let Kind::Fields(class, fields) = self.kind(self.content(object)) {
            let class = *class;
            if name == "__dict__" && self.world.is_some() {
                let span = self.arena.node(v).span;
                self.replace_fields(object, v, span);
                return self.show_fields(object, span);
            }
            // All are copied: of an object with thousands, each attribute costs as many.
            let work = &self.state.work;
            work.set(work.get() + fields.len() as u64 / 16);
            let mut all = Vec::with_capacity(fields.len() + 1);
            all.extend_from_slice(fields);
            let mut fields = all;
            if let Some(slot) = fields.iter_mut().find(|(n, _)| &**n == name) {
                slot.1 = v;
            } else {
                fields.push((Arc::from(name), v));
            }
            let content = self.make(Kind::Fields(class, Arc::new(fields)), span);
            self.state.set(cell, content);
            self.show_fields(object, span);
        }
    }
}

/// The key under which an attribute is kept that a class was given from outside of its block.
fn taught(frame: FrameId, name: &str) -> String {
    format!("<class {}>.{name}", frame.0)
}
