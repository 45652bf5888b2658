//! What an object of a probe holds by name, as the dict that `vars(object)` and `object.__dict__` are: who changes one
//! of the two changes the other.
//!
//! Called by `attribute`, `builtin`, `call`, `class`, `item`, `library` and `mapping`.

use super::call::Args;
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

/// What holds what it is made with under its names, and no more.
pub(super) const NAMESPACE: &str = "types.SimpleNamespace";
/// The same, for each thread its own.
pub(super) const LOCAL: &str = "threading.local";

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

    /// `SimpleNamespace(name=…)` where files are checked; in a probe its own Python says what it does.
    pub(super) fn namespace(&mut self, args: &Args, span: Span) -> Option<Val> {
        let loose = args.rest.or(args.spread).is_some() || !args.positional.is_empty();
        if self.world.is_some() || loose {
            return None;
        }
        let class = self.symbol(NAMESPACE, span);
        let fields = args.keywords.iter().map(|(n, v, _)| (n.clone(), *v));
        let fields = Kind::Fields(class, Arc::new(fields.collect()));
        Some(self.object(fields, span))
    }

    /// What `vars(…)` gives of a class of the program, and where files are checked of an object: its names as they are.
    pub(super) fn names_held(&mut self, object: Val, span: Span) -> Option<Val> {
        if let Some(held) = self.held_by_name(object, span) {
            return Some(held);
        }
        let object = self.look(object);
        let held: Vec<(Arc<str>, Val)> = match self.content_kind(object) {
            Kind::Class(_, frame, _) => {
                let module = self.text("__main__", span);
                let own = self.frame(frame).vars.iter();
                let own = own.map(|(name, cell)| (Arc::from(name), self.state.get(cell)));
                std::iter::once((Arc::from("__module__"), module))
                    .chain(own)
                    .chain([(Arc::from("__doc__"), Val::NONE)])
                    .collect()
            }
            Kind::Fields(class, fields)
                if self.world.is_none()
                    && match self.kind(class) {
                        Kind::Class(..) => self.outside_base(class).is_none(),
                        Kind::Symbol(name) => &**name == NAMESPACE,
                        _ => false,
                    } =>
            {
                let own = fields.iter().filter(|(name, _)| !name.starts_with('('));
                own.cloned().collect()
            }
            _ => return None,
        };
        let known = |v: &Val| !matches!(*v, Val::UNBOUND);
        let held = held.into_iter().filter(|(_, v)| known(v));
        let held = held.map(|(name, v)| (self.text(&name, span), v)).collect();
        Some(self.object(Kind::Dict(Arc::new(held)), span))
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
