//! Attributes: of instances and classes of the file, of modules, and of everything else.

mod told;

use super::machine::{Code, Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

impl Machine<'_, '_> {
    /// `object.name`.
    pub(super) fn attribute(&mut self, object: Val, name: &str, span: Span) -> Follow<Val> {
        let now = self.attribute_now(object, name, span)?;
        Ok(self.attribute_again(object, name, now))
    }

    fn attribute_now(&mut self, object: Val, name: &str, span: Span) -> Follow<Val> {
        let object = self.look(object);
        if name == "__doc__"
            && let Some(text) = self.docstring(object)
        {
            return Ok(self.text(&text, span));
        }
        if let Some(v) = self.parsed_option(object, name, span) {
            return Ok(v);
        }
        if let Some(v) = self.kindred_member(object, name, span)? {
            return Ok(v);
        }
        match self.kind(object).clone() {
            Kind::Ref(_) => {
                if let Kind::Fields(class, fields) = self.content_kind(object) {
                    return self.field(object, class, &fields, name, span);
                }
                if self.world.is_some() && self.lacks_member(object, name) {
                    let message = format!(
                        "'{}' object has no attribute '{name}'",
                        self.type_name(object)
                    );
                    return self.raise("builtins.AttributeError", &message, span);
                }
                Ok(self.make(Kind::Method(object, Arc::from(name)), span))
            }
            Kind::Class(_, frame, _) => {
                let made = self.class_attribute(object, frame, name, span)?;
                if matches!(self.kind(made), Kind::External(..)) {
                    self.note_kin(Some(object), made);
                }
                Ok(made)
            }
            Kind::Wrapped("super", receiver) => self.super_attribute(receiver, name, span),
            Kind::Symbol(module) => {
                if name == "__dict__" {
                    return Ok(object);
                }
                if matches!(name, "__name__" | "__qualname__")
                    && (super::syntax::class_of(&module).is_some()
                        || self.knowledge.is_exception(&module)
                        || module.starts_with("builtins."))
                {
                    let short = module.rsplit('.').next().unwrap_or("").to_owned();
                    return Ok(self.text(&short, span));
                }
                let full = format!("{module}.{name}");
                if let Some(v) = self.offer_attribute(&full, Val::NONE, span)? {
                    return Ok(v);
                }
                Ok(self.read_symbol(&full, span))
            }
            Kind::Either(_) => {
                let found = self.over(object, &mut |m, o| m.attribute(o, name, span))?;
                // The same method of each alternative is asked of the value, so that what it says
                // is known of the value.
                let method = |v: &Val| matches!(self.kind(*v), Kind::Method(_, m) if &**m == name);
                Ok(match self.kind(found) {
                    Kind::Either(options) if options.iter().all(|(v, _)| method(v)) => {
                        self.make(Kind::Method(object, Arc::from(name)), span)
                    }
                    _ => found,
                })
            }
            // A field of a tuple that has names.
            Kind::Row(columns, items)
                if self.is_named_tuple(object)
                    && let Some(at) = columns.iter().position(|c| &**c == name)
                    && let Some(&v) = items.get(at) =>
            {
                Ok(v)
            }
            Kind::Template(parts) if let Some(v) = self.template_part(&parts, name, span) => Ok(v),
            Kind::External(ty, ..) => self.external_attribute(object, &ty, name, span),
            Kind::Unknown(Some(ty), _) if ty.contains('.') => {
                let ty = ty.clone();
                self.external_attribute(object, &ty, name, span)
            }
            Kind::Unknown(None, _) | Kind::Opaque(_) => {
                if let Some(v) = self.entered_part(object, &format!(".{name}"), span) {
                    return Ok(v);
                }
                if let Some(named) = self.named_attribute(name, span) {
                    return Ok(named);
                }
                // An attribute of something unknown may be data or a method; a call decides.
                Ok(self.arena.add(super::value::Node {
                    kind: Kind::Method(object, Arc::from(name)),
                    span,
                    from: [object].into(),
                    how: How::Part,
                }))
            }
            Kind::Function(..) | Kind::Bound(..)
                if let Some(told) = self.told_by_function(object, name, span)? =>
            {
                Ok(told)
            }
            Kind::Function(..) | Kind::Bound(..)
                if matches!(name, "__name__" | "__qualname__" | "__doc__" | "__module__") =>
            {
                Ok(self.derive(Some("str"), &[], How::Plain, span))
            }
            Kind::Partial(made, names, told)
                if matches!(name, "_make" | "_fields")
                    && matches!(self.kind(made), Kind::Symbol(s) if &**s == "collections.namedtuple()") =>
            {
                if let (Some(&names), "_fields") = (names.first(), name) {
                    return Ok(names);
                }
                let make = self.symbol("collections.namedtuple()._make", span);
                Ok(self.make(Kind::Partial(make, names, told), span))
            }
            Kind::Method(of, method) if self.world.is_some() && self.is_built_in_value(of) => {
                match name {
                    "__self__" => Ok(of),
                    "__name__" => Ok(self.text(&method, span)),
                    _ => Ok(self.make(Kind::Method(object, Arc::from(name)), span)),
                }
            }
            Kind::Bound(of, method) if self.world.is_some() && name.starts_with("__") => match name
            {
                "__self__" => Ok(of),
                "__func__" => Ok(method),
                _ => self.attribute(method, name, span),
            },
            Kind::Partial(..) if let Some(v) = self.dispatcher_part(object, name, span) => Ok(v),
            Kind::Partial(..) if let Some(v) = self.partial_part(object, name, span) => Ok(v),
            Kind::Int(_) | Kind::Bool(_) | Kind::Float(_)
                if let Some(v) = self.number_part(object, name, span) =>
            {
                Ok(v)
            }
            Kind::None if !name.starts_with("__") => self.raise(
                "builtins.AttributeError",
                &format!("'NoneType' object has no attribute '{name}'"),
                span,
            ),
            _ if name == "__class__" && self.is_constant(object) => Ok(self.type_of(object, span)),
            _ => Ok(self.make(Kind::Method(object, Arc::from(name)), span)),
        }
    }

    /// The text that a function or class begins with.
    fn docstring(&self, object: Val) -> Option<String> {
        let (Kind::Function(code, ..) | Kind::Class(code, ..)) = self.kind(object) else {
            return None;
        };
        let body = match self.codes.get(code.0 as usize)? {
            Code::Function(f) => {
                self.looks_into(self.arena.node(object).span);
                &f.body
            }
            Code::Class(c) => &c.body,
            Code::Lambda(_) => return None,
        };
        let Some(ast::Stmt::Expr(first)) = body.first() else {
            return None;
        };
        let ast::Expr::StringLiteral(text) = &*first.value else {
            return None;
        };
        Some(text.value.to_str().to_owned())
    }

    fn field(
        &mut self,
        object: Val,
        class: Val,
        fields: &[(Arc<str>, Val)],
        name: &str,
        span: Span,
    ) -> Follow<Val> {
        if let Some(v) = self.last_group(class, fields, name, span) {
            return Ok(v);
        }
        if let Some((_, v)) = fields.iter().find(|(n, _)| &**n == name) {
            return Ok(match *v {
                Val::NONE => self.later_field(object, class, name),
                v => v,
            });
        }
        if name == "__class__" {
            return Ok(class);
        }
        if name == "__dict__"
            && let Some(held) = self.held_by_name(object, span)
        {
            return Ok(held);
        }
        if let Some(member) = self.class_member(class, name) {
            if member == Val::NONE {
                let later = self.later_field(object, class, name);
                let named = (later == Val::NONE).then(|| self.named_attribute(name, span));
                return Ok(named.flatten().unwrap_or(later));
            }
            let v = self.bind_member(object, class, member, span)?;
            if self.is_worked_out_once(member) {
                self.set_field(object, name, v, span);
            }
            return Ok(v);
        }
        if let Some(v) = self.node_attribute(object, name, span) {
            return v;
        }
        if let Some(v) = self.field_of_another(object, class, name) {
            return Ok(v);
        }
        if let Some(v) = self.usual_of_exception(class, name) {
            return Ok(v);
        }
        if name != "__dict__"
            && let Some(getter) = self.class_member(class, "__getattr__")
        {
            let key = self.text(name, span);
            return self.call(
                getter,
                super::call::Args::positional(vec![object, key]),
                span,
            );
        }
        // What a base outside the file gives: the address of a request in its handler.
        if let Some(base) = self.outside_base(class) {
            let full = self.method_name(&base, name);
            if self.knowledge.attributes.contains_key(&full)
                || self.knowledge.sources.contains_key(&full)
            {
                let v = self.external_attribute(object, &base, name, span)?;
                return Ok(self.of_form(v, &full, class));
            }
        }
        self.of_base(object, name, span)
    }

    pub(super) fn bind_member(
        &mut self,
        object: Val,
        class: Val,
        member: Val,
        span: Span,
    ) -> Follow<Val> {
        match self.kind(member).clone() {
            Kind::Function(..) => Ok(self.make(Kind::Bound(object, member), span)),
            Kind::Wrapped("property", getter) => {
                self.call(getter, super::call::Args::positional(vec![object]), span)
            }
            Kind::Wrapped("classmethod", f) => Ok(self.make(Kind::Bound(class, f), span)),
            // The object comes first, then what the method was made with.
            Kind::Wrapped("partialmethod", made) => Ok(match self.kind(made).clone() {
                Kind::Partial(function, first, keywords) => {
                    let first: Vec<Val> = std::iter::once(object)
                        .chain(first.iter().copied())
                        .collect();
                    self.make(Kind::Partial(function, first.into(), keywords), span)
                }
                _ => made,
            }),
            Kind::Wrapped(_, f) => Ok(f),
            Kind::Ref(_) => self.described(object, class, member, span),
            // `write = list.append` in a class: a method of a built-in type takes the object first.
            Kind::Symbol(name)
                if name
                    .strip_prefix("builtins.")
                    .is_some_and(|method| method.contains('.')) =>
            {
                Ok(self.make(
                    Kind::Partial(member, Arc::from([object]), Arc::from([])),
                    span,
                ))
            }
            _ => Ok(member),
        }
    }

    fn class_attribute(
        &mut self,
        class: Val,
        frame: super::value::FrameId,
        name: &str,
        span: Span,
    ) -> Follow<Val> {
        if name == "__name__" || name == "__qualname__" {
            let text = self.frame(frame).name.clone();
            let short = text.rsplit('.').next().filter(|_| name == "__name__");
            return Ok(self.text(short.unwrap_or(&text), span));
        }
        if name == "__module__" && self.world.is_some() && self.class_member(class, name).is_none()
        {
            return Ok(self.own_module(span));
        }
        if let Some(all) = self.those_above(class, name, span) {
            return Ok(all);
        }
        if name == "__members__" {
            return Ok(self.members_by_name(class, span).unwrap_or(class));
        }
        match self.class_member(class, name) {
            Some(member) => {
                if let Some(value) = self.valued(member)
                    && self.enumeration(class).is_some()
                {
                    let name = self.text(name, span);
                    return Ok(self.member_object(class, name, value, span));
                }
                match self.kind(member).clone() {
                    Kind::Wrapped("classmethod", f) => Ok(self.make(Kind::Bound(class, f), span)),
                    Kind::Wrapped("staticmethod", f) => Ok(f),
                    _ => Ok(member),
                }
            }
            None if let Some(v) = self.of_metaclass(class, name, span) => v,
            None => match self.outside_base(class) {
                Some(base) if name == "_fields" && &*base == "typing.NamedTuple" => {
                    let names = self.annotated_names(class);
                    let names = names.iter().map(|n| self.text(n, span)).collect();
                    Ok(self.tuple(names, span))
                }
                Some(base) if name == "_make" && &*base == "typing.NamedTuple" => {
                    let make = self.symbol("typing.NamedTuple._make", span);
                    Ok(self.make(Kind::Partial(make, Arc::from([class]), Arc::from([])), span))
                }
                Some(base) => {
                    let full = format!("{base}.{name}");
                    // What is called then makes an object of the class.
                    if self
                        .knowledge
                        .returned(&full)
                        .is_some_and(|made| made == "object")
                    {
                        return Ok(class);
                    }
                    let mut whole = self.read_symbol(&full, span);
                    if self.world.is_none()
                        && self
                            .knowledge
                            .returned(&full)
                            .is_some_and(|ty| **ty == *base)
                    {
                        let said = self.said_by_class(class);
                        whole = self.with_parts(whole, &said, span);
                    }
                    if self.model_maker(class).is_none() && !super::declared::is_of_sent(&full) {
                        return Ok(self.maker_of(class, &base, &full, whole, span));
                    }
                    Ok(self.make(
                        Kind::Partial(whole, Arc::from([class]), Arc::from([])),
                        span,
                    ))
                }
                None => Ok(self.make(Kind::Method(class, Arc::from(name)), span)),
            },
        }
    }

    fn super_attribute(&mut self, receiver: Val, name: &str, span: Span) -> Follow<Val> {
        let class = match self.content_kind(receiver) {
            Kind::Fields(class, _) => class,
            _ => match self.kindred_class(receiver) {
                Some(class) => class,
                None => self.running_metaclass(receiver).unwrap_or(receiver),
            },
        };
        // The class in which the running method stands is skipped.
        let running = self
            .calls
            .last()
            .map(|c| c.name.clone())
            .unwrap_or_default();
        let here = running
            .rsplit_once('.')
            .map_or("", |(class, _)| class)
            .to_owned();
        let order = self.ancestry(class);
        let at = order
            .iter()
            .position(|&c| matches!(self.kind(c), Kind::Class(_, frame, _) if *self.frame(*frame).name == *here))
            .map_or(0, |i| i + 1);
        for &c in order.get(at..).unwrap_or(&[]) {
            match self.kind(c).clone() {
                Kind::Class(_, frame, _) => {
                    let found = self
                        .frame(frame)
                        .vars
                        .get(name)
                        .map(|cell| self.state.get(cell));
                    if let Some(member) = found.filter(|&v| v != Val::UNBOUND) {
                        return self.bind_member(receiver, class, member, span);
                    }
                }
                Kind::Symbol(base) => {
                    let base = self.nearest_told(order.get(at..).unwrap_or(&[]), base, name);
                    let inherited = self.above(receiver, &base, name, span)?;
                    if base.starts_with("ast.") {
                        let own = Arc::from([receiver]);
                        return Ok(self.make(Kind::Partial(inherited, own, Arc::from([])), span));
                    }
                    return Ok(inherited);
                }
                _ => {}
            }
        }
        if name == "__new__" {
            return Ok(self.symbol("builtins.object.__new__", span));
        }
        if name == "__setattr__" {
            let plain = self.symbol("builtins.object.__setattr__", span);
            let own = Arc::from([receiver]);
            return Ok(self.make(Kind::Partial(plain, own, Arc::from([])), span));
        }
        Ok(self.make(Kind::Method(Val::TRUE, Arc::from(name)), span))
    }

    /// Whether a value can be called, where that is certain.
    pub(super) fn is_callable(&self, v: Val) -> Option<bool> {
        match self.content_kind(self.look(v)) {
            Kind::Function(..) | Kind::Bound(..) | Kind::Class(..) | Kind::Partial(..) => {
                Some(true)
            }
            Kind::Fields(class, _) => {
                let can = self.class_member(class, "__call__").is_some();
                (can || self.outside_base(class).is_none()).then_some(can)
            }
            Kind::Text(_) | Kind::Tuple(_) => Some(false),
            _ if self.is_built_in_value(v) => Some(false),
            Kind::Symbol(name)
                if name
                    .strip_prefix("builtins.")
                    .is_some_and(super::is_builtin) =>
            {
                (!matches!(
                    &*name,
                    "builtins.__name__"
                        | "builtins.NotImplemented"
                        | "builtins.Ellipsis"
                        | "builtins.__debug__"
                ))
                .then_some(true)
            }
            Kind::External(ty, id, _) if self.is_handle(&ty, id) => Some(false),
            _ => None,
        }
    }

    pub(super) fn set_attribute(
        &mut self,
        object: Val,
        name: &str,
        v: Val,
        span: Span,
    ) -> Follow<()> {
        self.forget_parts(object);
        let object = self.look(object);
        if let Some(given) = self.kindred_fields(object) {
            self.set_field(given, name, v, span);
            return Ok(());
        }
        match self.kind(object).clone() {
            Kind::Ref(_) => {
                if let Kind::Fields(class, _) = *self.kind(self.content(object)) {
                    if self.sets_by_itself(object, class, (name, v), span)? {
                        return Ok(());
                    }
                    self.set_field(object, name, v, span);
                    if self.world.is_none()
                        && let Some(outside) = self.outside_base(class)
                    {
                        let all = super::call::Args::positional(vec![v]);
                        self.export_call(&format!("{outside}.{name}="), false, &all, span);
                    }
                    let base = self.base_object(object);
                    return base.map_or(Ok(()), |base| self.set_attribute(base, name, v, span));
                }
                Ok(())
            }
            Kind::Class(_, frame, _) => {
                self.refuse_member(object, name, span)?;
                let cell = self.frame(frame).vars.get(name);
                match cell {
                    Some(cell) => self.state.set(cell, v),
                    None => self.teach(frame, name, v),
                }
                Ok(())
            }
            Kind::Function(..) if self.world.is_some() => {
                self.give_to_function(object, name, v);
                Ok(())
            }
            Kind::Symbol(module) => {
                let key: Arc<str> = Arc::from(format!("{module}.{name}"));
                let cell = if let Some(&cell) = self.overrides.get(&key) {
                    cell
                } else {
                    let cell = self.state.cell(Val::UNBOUND);
                    self.overrides.insert(key.clone(), cell);
                    cell
                };
                self.state.set(cell, v);
                self.export_call(
                    &format!("{key}="),
                    false,
                    &super::call::Args::positional(vec![v]),
                    span,
                );
                Ok(())
            }
            // What is said of a function of a library: `library.function.restype = ...`
            Kind::Method(of, method) if self.world.is_none() => {
                if let Kind::External(ty, ..) = self.kind(self.look(of)) {
                    let key: Arc<str> = Arc::from(format!("{ty}.{method}.{name}"));
                    let cell = self.state.cell(Val::UNBOUND);
                    let cell = *self.overrides.entry(key).or_insert(cell);
                    self.state.set(cell, v);
                }
                Ok(())
            }
            Kind::External(ty, id, _) => {
                self.external_set_attribute(object, (&ty, id), name, v, span)?;
                // A function that is put on an object is asked by it from then on; a switch stays as it was set.
                let switch = match *self.kind(v) {
                    Kind::Bool(true) => Some("True".to_owned()),
                    Kind::Bool(false) => Some("False".to_owned()),
                    Kind::Int(n) => Some(n.to_string()),
                    // Set, and nobody knows to what.
                    Kind::Unknown(..) | Kind::Either(_) | Kind::Not(_) => Some("?".to_owned()),
                    _ => None,
                };
                let part = match switch {
                    _ if self.world.is_some() => None,
                    Some(switch) => {
                        let how = How::Call(Arc::from(format!("{ty}.{name}={switch}")));
                        Some(self.derive(None, &[], how, span))
                    }
                    None => match *self.kind(v) {
                        Kind::Wrapped("staticmethod", f) => Some(f),
                        _ => Some(v),
                    }
                    .filter(|&f| matches!(self.kind(f), Kind::Symbol(_))),
                };
                if let Some(part) = part {
                    let filled = self.with_parts(object, &[part], span);
                    self.state.learn(object, filled);
                }
                Ok(())
            }
            // Whichever of several it is, it may be that one.
            Kind::Either(options) if self.world.is_none() => {
                for &(option, _) in options.iter() {
                    if let Kind::External(ty, id, _) = self.kind(self.look(option)).clone() {
                        self.external_set_attribute(option, (&ty, id), name, v, span)?;
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
