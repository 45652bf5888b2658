//! What an object of a probe holds by name, as the dict that `vars(object)` and `object.__dict__` are: who changes one
//! of the two changes the other.
//!
//! Called by `attribute`, `builtin`, `call`, `class`, `item` and `mapping`.

use super::machine::Machine;
use super::value::{Cell, Kind, Val};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The dicts that were asked for.
#[derive(Debug, Default)]
pub(super) struct Mirrors {
    /// Object → its dict.
    dicts: FxHashMap<Cell, Cell>,
    /// Dict → its object.
    objects: FxHashMap<Cell, Val>,
}

impl Machine<'_, '_> {
    fn mirror_of(&self, v: Val) -> Option<Val> {
        if self.mirrors.objects.is_empty() {
            return None;
        }
        match *self.kind(v) {
            Kind::Ref(cell) => self.mirrors.objects.get(&cell).copied(),
            _ => None,
        }
    }

    /// The dict of an object of the program.
    pub(super) fn held_by_name(&mut self, object: Val, span: Span) -> Option<Val> {
        let object = self.look(object);
        self.world.as_ref()?;
        self.class_of(object)?;
        let (Kind::Ref(cell), Kind::Fields(..)) = (self.kind(object), self.content_kind(object))
        else {
            return None;
        };
        let cell = *cell;
        let dict = if let Some(&dict) = self.mirrors.dicts.get(&cell) {
            dict
        } else {
            let empty = self.make(Kind::Dict(Arc::default()), span);
            let dict = self.state.cell(empty);
            self.mirrors.dicts.insert(cell, dict);
            self.mirrors.objects.insert(dict, object);
            dict
        };
        self.show_fields(object, span);
        Some(self.make(Kind::Ref(dict), span))
    }

    /// An object has changed: so has its dict.
    pub(super) fn show_fields(&mut self, object: Val, span: Span) {
        if self.mirrors.dicts.is_empty() {
            return;
        }
        let Kind::Ref(cell) = *self.kind(object) else {
            return;
        };
        let (Some(&dict), Kind::Fields(_, fields)) =
            (self.mirrors.dicts.get(&cell), self.content_kind(object))
        else {
            return;
        };
        let held = fields.iter().filter(|(name, _)| !name.starts_with('('));
        let held = held.map(|(name, v)| (self.text(name, span), *v));
        let held: Vec<(Val, Val)> = held.collect();
        let content = self.make(Kind::Dict(Arc::new(held)), span);
        self.state.set(dict, content);
    }

    /// Something was done to what may be the dict of an object: it is what the object holds now.
    pub(super) fn take_fields(&mut self, dict: Val, span: Span) {
        if let Some(object) = self.mirror_of(self.look(dict)) {
            self.replace_fields(object, dict, span);
        }
    }

    /// `object.__dict__ = dict`.
    pub(super) fn replace_fields(&mut self, object: Val, dict: Val, span: Span) {
        let (Kind::Fields(class, old), Kind::Dict(pairs)) = (
            self.content_kind(object),
            self.content_kind(self.look(dict)),
        ) else {
            return;
        };
        let own = old.iter().filter(|(name, _)| name.starts_with('('));
        let mut fields: Vec<(Arc<str>, Val)> = own.cloned().collect();
        for &(key, v) in pairs.iter() {
            let Kind::Str(name) = self.kind(self.look(key)) else {
                self.limit(span, super::doubt::known_at_run());
                return;
            };
            fields.push((name.clone(), v));
        }
        if fields != *old {
            self.put_content(object, Kind::Fields(class, Arc::new(fields)), span);
        }
    }
}
