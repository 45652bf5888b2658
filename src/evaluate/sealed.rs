//! What refuses to be changed or made: frozen data classes, views of a dict, abstract classes.
//!
//! Called by `attribute`, `item`, `method` and `class`, in a probe.

use super::call::Args;
use super::compared::RECORDS;
use super::machine::{Follow, Machine};
use super::value::{FrameId, How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;

/// What makes a view of a dict through which it cannot be changed.
pub(super) const VIEW: &str = "types.MappingProxyType";

impl Machine<'_, '_> {
    /// Whether a value is a view through which a dict cannot be changed.
    pub(super) fn is_view(&self, v: Val) -> bool {
        matches!(&self.arena.node(v).how, How::Call(name) if &**name == VIEW)
    }

    /// Whether a method would change a view, which has no such method.
    pub(super) fn is_changed_view(&self, v: Val, method: &str) -> bool {
        let changes = matches!(
            method,
            "clear" | "pop" | "popitem" | "setdefault" | "update"
        );
        changes && self.world.is_some() && self.is_view(self.look(v))
    }

    /// A view refuses to have something put into it or taken out.
    pub(super) fn refuse_change(&mut self, object: Val, what: &str, span: Span) -> Follow<()> {
        if self.world.is_none() || !self.is_view(object) {
            return Ok(());
        }
        let message = format!("'mappingproxy' object does not support item {what}");
        self.raise("builtins.TypeError", &message, span)
    }
}

impl<'a> Machine<'a, '_> {
    /// Whether a class of the program sets an attribute of its object itself: by `__setattr__`, by a property's setter
    /// or by what describes it.
    pub(super) fn sets_by_itself(
        &mut self,
        object: Val,
        class: Val,
        (name, v): (&str, Val),
        span: Span,
    ) -> Follow<bool> {
        if self.world.is_some() && self.class_member(class, "__setattr__").is_some() {
            let key = self.text(name, span);
            let args = Args::positional(vec![key, v]);
            self.call_method(object, "__setattr__", args, span)?;
            return Ok(true);
        }
        self.refuse_field(class, name, span)?;
        let Some(member) = self.class_member(class, name) else {
            return Ok(false);
        };
        let args = Args::positional(vec![object, v]);
        if let Some(&setter) = self.setters.get(&member) {
            self.call(setter, args, span)?;
            return Ok(true);
        }
        if self.has_method(member, "__set__") {
            self.call_method(member, "__set__", args, span)?;
            return Ok(true);
        }
        // What is written as `@property` alone can only be read.
        if self.world.is_some()
            && matches!(self.kind(member), Kind::Wrapped("property", _))
            && !self.is_worked_out_once(member)
        {
            let of = self.type_name(object);
            let message = format!("property '{name}' of '{of}' object has no setter");
            self.raise::<()>("builtins.AttributeError", &message, span)?;
        }
        Ok(false)
    }

    /// A frozen data class refuses to have its fields set.
    fn refuse_field(&mut self, class: Val, name: &str, span: Span) -> Follow<()> {
        if self.world.is_none() {
            return Ok(());
        }
        let class = self.look(class);
        self.refuse_beside_slots(class, name, span)?;
        for (own, _, s) in self.bodies(class) {
            if s.decorator_list.is_empty() {
                continue;
            }
            let Some(decorator) = self.decorator(own, RECORDS) else {
                continue;
            };
            let called = match decorator {
                ast::Expr::Call(call) => &*call.func,
                other => other,
            };
            let by_name = match called {
                ast::Expr::Attribute(attribute) => attribute.attr.as_str() == "frozen",
                ast::Expr::Name(name) => name.id.as_str() == "frozen",
                _ => false,
            };
            let frozen = by_name || super::compared::switched(decorator, "frozen") == Some(true);
            if frozen && (own == class || self.annotated_names(own).iter().any(|n| n == name)) {
                let message = format!("cannot assign to field '{name}'");
                return self.raise("dataclasses.FrozenInstanceError", &message, span);
            }
        }
        Ok(())
    }

    /// A class that names the attributes of its objects refuses all others, unless a base does not name its own.
    fn refuse_beside_slots(&mut self, class: Val, name: &str, span: Span) -> Follow<()> {
        let plain = |c: &Val| match self.kind(*c) {
            Kind::Class(..) => true,
            Kind::Symbol(base) => matches!(
                &**base,
                "builtins.object" | "abc.ABC" | "typing.Generic" | "typing.Protocol"
            ),
            _ => false,
        };
        let bodies = self.bodies(class);
        let Some(&(_, own, s)) = bodies.first() else {
            return Ok(());
        };
        let begins = self.own_member(own, "__slots__").is_some() || !s.decorator_list.is_empty();
        if !begins || !self.ancestry(class).iter().all(plain) {
            return Ok(());
        }
        let mut named = Vec::new();
        for (of, frame, _) in bodies {
            let Some(slots) = self.slots_of(of, frame) else {
                return Ok(());
            };
            named.extend(slots);
        }
        let written = self.class_member(class, name).is_some_and(|member| {
            self.setters.contains_key(&member) || self.has_method(member, "__set__")
        });
        if written || named.iter().any(|n| n == name || n == "__dict__") {
            return Ok(());
        }
        let of = match self.kind(class) {
            Kind::Class(_, frame, _) => self.frame(*frame).name.to_string(),
            _ => String::new(),
        };
        let message = format!("'{of}' object has no attribute '{name}'");
        self.raise("builtins.AttributeError", &message, span)
    }

    /// The attributes that a class names as those of its objects; `None` where it names none.
    fn slots_of(&mut self, class: Val, frame: FrameId) -> Option<Vec<String>> {
        let Some(slots) = self.own_member(frame, "__slots__") else {
            let decorator = self.decorator(class, &["dataclasses.dataclass"])?;
            let named = super::compared::switched(decorator, "slots") == Some(true);
            return named.then(|| self.annotated_names(class));
        };
        let slots = self.look(slots);
        let items = match self.content_kind(slots) {
            Kind::Str(one) => return Some(vec![one.to_string()]),
            Kind::Tuple(items) => items.to_vec(),
            Kind::List(items) | Kind::Set(items) => items.to_vec(),
            Kind::Dict(pairs) => pairs.iter().map(|(key, _)| *key).collect(),
            _ => return None,
        };
        let name = |item: &Val| match self.kind(self.look(*item)) {
            Kind::Str(name) => Some(name.to_string()),
            _ => None,
        };
        items.iter().map(name).collect()
    }

    /// A class with methods that are only promised refuses to make an object.
    pub(super) fn refuse_abstract(&mut self, class: Val, span: Span) -> Follow<()> {
        if self.world.is_none() {
            return Ok(());
        }
        let bodies = self.bodies(class);
        let ancestry = self.ancestry(class);
        let above = |c: &Val| matches!(self.kind(*c), Kind::Symbol(name) if &**name == "abc.ABC");
        let mut promises = ancestry.iter().any(above);
        for &(_, frame, s) in &bodies {
            let mut given = s.keywords().iter();
            let meta = given.find(|k| {
                k.arg
                    .as_ref()
                    .is_some_and(|arg| arg.as_str() == "metaclass")
            });
            if let Some(meta) = meta {
                let name = self.named_by(frame, &meta.value);
                promises |= name.is_ok_and(|name| &*name == "abc.ABCMeta");
            }
        }
        if !promises {
            return Ok(());
        }
        let mut missing: Vec<&'a str> = Vec::new();
        for (at, &(_, frame, s)) in bodies.iter().enumerate() {
            for statement in &s.body {
                let ast::Stmt::FunctionDef(f) = statement else {
                    continue;
                };
                let name = f.name.as_str();
                let mut nearer = bodies.iter().take(at);
                if nearer.any(|(_, frame, _)| self.own_member(*frame, name).is_some()) {
                    continue;
                }
                let mut decorators = f.decorator_list.iter().map(|d| &d.expression);
                let promised = decorators.any(|d| {
                    (d.is_name_expr() || d.is_attribute_expr())
                        && self
                            .named_by(frame, d)
                            .is_ok_and(|n| n.starts_with("abc.abstract"))
                });
                if promised && !missing.contains(&name) {
                    missing.push(name);
                }
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        missing.sort_unstable();
        let kind = bodies.first().map_or("", |(_, _, s)| s.name.as_str());
        let (many, names) = (
            if missing.len() > 1 { "s" } else { "" },
            missing.join("', '"),
        );
        let message = format!(
            "Can't instantiate abstract class {kind} without an implementation for abstract method{many} '{names}'"
        );
        self.raise("builtins.TypeError", &message, span)
    }
}
