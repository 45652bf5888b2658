//! Attributes that are read by a name which is a value: `getattr`.
//!
//! Called by `builtin` and `standard`.

use super::doubt;
use super::machine::{Catch, Follow, Machine, Stop};
use super::value::{Kind, Val};
use crate::text::Span;
use std::sync::Arc;

impl Machine<'_, '_> {
    /// `getattr(object, name, default)`.
    pub(super) fn get_attribute(
        &mut self,
        first: Option<Val>,
        args: &super::call::Args,
        span: Span,
    ) -> Follow<Val> {
        let (Some(object), Some(name)) = (first, args.get(1, "name")) else {
            return Ok(Val::NONE);
        };
        let name = self.look(name);
        let default = args.get(2, "default");
        match self.kind(name).clone() {
            Kind::Str(_) => self.read_attribute(object, name, default, span),
            Kind::Either(options)
                if options
                    .iter()
                    .all(|(o, _)| matches!(self.kind(*o), Kind::Str(_))) =>
            {
                self.over(name, &mut |m, n| m.read_attribute(object, n, default, span))
            }
            kind => {
                self.export_call("builtins.getattr", false, args, span);
                if let Kind::Text(parts) = kind
                    && let Some(v) = self.any_member(object, &parts, default, span)?
                {
                    return Ok(v);
                }
                Ok(self.opaque(doubt::attribute_at_run(), &[object, name], span))
            }
        }
    }

    fn read_attribute(
        &mut self,
        object: Val,
        name: Val,
        default: Option<Val>,
        span: Span,
    ) -> Follow<Val> {
        let Kind::Str(text) = self.kind(name).clone() else {
            return Ok(Val::NONE);
        };
        let nothing = matches!(self.kind(self.look(object)), Kind::None) && !text.starts_with("__");
        if nothing || self.has_attribute(Some(object), Some(name)) == Some(false) {
            return match default {
                Some(default) => Ok(default),
                None => self.raise(
                    "builtins.AttributeError",
                    &format!("object has no attribute '{text}'"),
                    span,
                ),
            };
        }
        let v = match default {
            Some(default) => match self.read_or(object, &text, span)? {
                Some(v) => v,
                None => return Ok(default),
            },
            None => self.attribute(object, &text, span)?,
        };
        self.note_read(v, span);
        // What a base outside the file has under this name is not known to be there.
        let inherited = matches!(self.kind(v), Kind::Method(o, n) if *o == self.look(object) && *n == text)
            && matches!(self.content_kind(self.look(object)), Kind::Fields(..));
        match default {
            Some(default) if inherited => Ok(self.either(&[v, default])),
            _ => Ok(v),
        }
    }

    /// An attribute; nothing where its class says that it has none.
    fn read_or(&mut self, object: Val, name: &str, span: Span) -> Follow<Option<Val>> {
        let mark = self.state.mark();
        self.catches.push(Catch {
            mark,
            raises: Vec::new(),
        });
        let read = self.attribute(object, name, span);
        let mut raises = self.catches.pop().map(|c| c.raises).unwrap_or_default();
        if let Err(Stop::Raise(raised)) = read {
            raises.push((raised, self.state.since(mark)));
        }
        match read {
            Err(Stop::Raise(_) | Stop::Dead) if !raises.is_empty() => {}
            read => {
                for (raised, _) in raises {
                    self.settle(Stop::Raise(raised));
                }
                return read.map(Some);
            }
        }
        let missing = self.symbol("builtins.AttributeError", span);
        let (mut ends, mut others) = (Vec::new(), Vec::new());
        for (raised, delta) in raises {
            if self.catches_exception(missing, raised) == Some(true) {
                ends.push(delta);
            } else {
                others.push((raised, delta));
            }
        }
        self.state.roll_back(mark);
        for (raised, delta) in others {
            if ends.is_empty() {
                self.state.apply(&delta);
                return Err(Stop::Raise(raised));
            }
            self.settle(Stop::Raise(raised));
        }
        self.state.merge(&mut self.arena, &ends);
        Ok(None)
    }

    /// Whether an object has an attribute, when that can be told.
    pub(super) fn has_attribute(&self, object: Option<Val>, name: Option<Val>) -> Option<bool> {
        let object = self.look(object?);
        let Kind::Str(name) = self.kind(self.look(name?)) else {
            return None;
        };
        let (class, fields) = match self.content_kind(object) {
            Kind::Fields(class, fields) => (class, fields),
            Kind::Class(..) => (object, Arc::new(Vec::new())),
            Kind::Function(..) if self.world.is_some() => {
                let given = self.given_to_function(object, name).map(|_| true);
                return given.or_else(|| self.lacks_told(object, name).then_some(false));
            }
            Kind::Symbol(ty) if self.world.is_some() => {
                return super::having::has(ty.strip_prefix("builtins.")?, name);
            }
            Kind::Symbol(module) => {
                let full = format!("{module}.{name}");
                return self.knowledge.present.contains(&full).then_some(true);
            }
            _ => {
                let lacks = self.world.is_some() && self.lacks_member(object, name);
                let plain = self.world.is_some() && self.is_built_in_value(object);
                let has = || super::having::has(&self.type_name(object), name);
                return lacks.then_some(false).or_else(|| plain.then(has).flatten());
            }
        };
        let own = fields.iter().any(|(n, _)| n == name);
        if own || self.class_member(class, name).is_some() {
            return Some(true);
        }
        let known = self.node_parts(object).is_some()
            || (matches!(self.kind(class), Kind::Class(..)) && self.outside_base(class).is_none());
        let caught = self.class_member(class, "__getattr__").is_some();
        (known && !caught && !name.starts_with("__")).then_some(false)
    }

    /// `hasattr(object, name)` of an object whose class answers for itself, in a probe.
    pub(super) fn has_by_asking(
        &mut self,
        object: Option<Val>,
        name: Option<Val>,
        span: Span,
    ) -> Follow<Option<bool>> {
        let (Some(object), Some(name)) = (object, name) else {
            return Ok(None);
        };
        let (object, name) = (self.look(object), self.look(name));
        let Kind::Str(text) = self.kind(name).clone() else {
            return Ok(None);
        };
        if self.world.is_none() || !self.has_method(object, "__getattr__") {
            return Ok(None);
        }
        let read = self.read_or(object, &text, span)?;
        Ok(Some(read.is_some()))
    }

    /// `getattr(self, "do_" + name)`: any member of the class of the file with that beginning.
    fn any_member(
        &mut self,
        object: Val,
        parts: &[super::value::Part],
        default: Option<Val>,
        span: Span,
    ) -> Follow<Option<Val>> {
        use super::value::Part;
        let (prefix, suffix) = match parts {
            [Part::Literal(prefix), Part::Hole(_)] => (prefix.clone(), Arc::from("")),
            [Part::Literal(prefix), Part::Hole(_), Part::Literal(suffix)] => {
                (prefix.clone(), suffix.clone())
            }
            _ => return Ok(None),
        };
        let object = self.look(object);
        let class = match self.content_kind(object) {
            Kind::Fields(class, _) => class,
            Kind::Class(..) => object,
            _ => return Ok(None),
        };
        let mut members = Vec::new();
        for name in self.member_names(class, &prefix, &suffix) {
            members.push(self.attribute(object, &name, span)?);
        }
        if members.is_empty() {
            return Ok(None);
        }
        match default {
            Some(default) => members.push(default),
            None => self.may_raise(Some("builtins.AttributeError"), span),
        }
        Ok(Some(self.either(&members)))
    }
}
