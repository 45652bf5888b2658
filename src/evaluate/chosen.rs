//! Attributes that are read by a name which is a value: `getattr`.
//!
//! Called by `builtin` and `standard`.

use super::doubt;
use super::machine::{Follow, Machine, Stop};
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
        let v = match (self.attribute(object, &text, span), default) {
            (Err(Stop::Raise(raised)), Some(default)) => {
                let missing = self.symbol("builtins.AttributeError", span);
                return match self.catches_exception(missing, raised) {
                    Some(true) => Ok(default),
                    _ => Err(Stop::Raise(raised)),
                };
            }
            (read, _) => read?,
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
