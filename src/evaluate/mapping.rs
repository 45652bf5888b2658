//! Objects of the program that are mappings, in a probe: `dict(settings)` and `**settings` ask them for their keys; and what
//! `del object.name` takes away.
//!
//! Called by `sequence`, `expression` and `statement`.

use super::call::Args;
use super::container::Items;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// How many keys one pair may stand for.
const KEYS: usize = 16;

impl Machine<'_, '_> {
    /// What an object of the program gives as a mapping: its keys, each with what it holds there.
    pub(super) fn mapping_of(&mut self, v: Val, span: Span) -> Follow<Option<Vec<(Val, Val)>>> {
        let v = self.look(v);
        if self.world.is_none()
            || !matches!(self.content_kind(v), Kind::Fields(..))
            || self.class_of(v).is_none()
            || !self.has_method(v, "keys")
            || !self.has_method(v, "__getitem__")
        {
            return Ok(None);
        }
        let keys = self.call_method(v, "keys", Args::default(), span)?;
        let Items::Known(keys) = self.items(keys, span)? else {
            return Ok(None);
        };
        let mut pairs = Vec::new();
        for key in keys {
            let held = self.call_method(v, "__getitem__", Args::positional(vec![key]), span)?;
            pairs.push((key, held));
        }
        self.put_each(pairs).map(Some)
    }

    /// `del object.name`, in a probe.
    pub(super) fn delete_field(&mut self, object: Val, name: &str, span: Span) {
        let object = self.look(object);
        if self.world.is_none() || !matches!(self.kind(object), Kind::Ref(_)) {
            return;
        }
        if let Kind::Fields(class, fields) = self.content_kind(object) {
            let left = fields.iter().filter(|(n, _)| **n != *name);
            let left: Vec<_> = left.cloned().collect();
            self.put_content(object, Kind::Fields(class, Arc::new(left)), span);
            self.show_fields(object, span);
        }
    }

    /// What a key of a dict may be, as words: one of several that the program names, or none where it may be anything. Of a
    /// key that had to be in a list it is known that its sender did not think it up.
    pub(super) fn possible_keys(&self, key: Val) -> Vec<String> {
        let mut at = self.look(key);
        if let (Kind::Unknown(_, None), How::Plain, &[one]) = {
            let node = self.arena.node(at);
            (&node.kind, &node.how, &*node.from)
        } {
            at = self.look(one);
        }
        match self.kind(at) {
            Kind::Either(options) if self.is_constant(at) => {
                let options = options.iter().take(KEYS);
                options
                    .map(|(option, _)| self.display(*option).unwrap_or_default())
                    .collect()
            }
            Kind::Tested(test, _) if &**test == "allowlist" => vec!["?".into()],
            _ => vec![self.display(key).unwrap_or_default()],
        }
    }

    /// The same as a dict, or the value itself where it is no such object.
    pub(super) fn as_dict(&mut self, v: Val, span: Span) -> Follow<Val> {
        Ok(match self.mapping_of(v, span)? {
            Some(pairs) => self.object(Kind::Dict(Arc::new(pairs)), span),
            None => v,
        })
    }
}
