//! Objects that no code in sight makes: of the class whose methods are entered, and of the program's own class that a
//! parameter is said to be.
//!
//! Knows no framework. Called by `entry` and the survey.

use super::call::Args;
use super::machine::Machine;
use super::record::OriginKind;
use super::value::{How, Kind, Val};
use std::sync::Arc;

impl Machine<'_, '_> {
    /// An object of a class of the file, made once with unknown arguments; its methods are entered
    /// with it.
    pub(super) fn instance(&mut self, class: &str) -> Option<Val> {
        if let Some(&known) = self.instances.get(class) {
            return known;
        }
        let value = *self.classes.get(class)?;
        self.make_instance(class, value, OriginKind::Maker)
    }

    /// An object of the program's own class that an annotation names, where the class stands above and below no other
    /// and says how its objects are made.
    pub(super) fn object_of(&mut self, class: Val) -> Option<Val> {
        let Kind::Class(_, _, bases) = self.kind(class) else {
            return None;
        };
        if self.world.is_some() || !bases.is_empty() {
            return None;
        }
        // Kept apart from the objects whose methods are entered.
        let key: Arc<str> = Arc::from(format!("@{}", self.arena.node(class).span.start));
        if let Some(&known) = self.instances.get(&key) {
            return known;
        }
        let alone = !self.classes.values().any(|&c| self.is_heir(c, class));
        if !alone || self.class_member(class, "__init__").is_none() {
            self.instances.insert(key, None);
            return None;
        }
        let object = self.make_instance(&key, class, OriginKind::Parameter)?;
        // What it does not hold at first, it may hold by the time it is handed over.
        if let Kind::Fields(_, fields) = self.content_kind(object) {
            let span = self.arena.node(class).span;
            for (name, v) in fields.iter() {
                if self.look(*v) == Val::NONE {
                    let later = self.derive(None, &[], How::Plain, span);
                    self.set_field(object, name, later, span);
                }
            }
        }
        Some(object)
    }

    fn is_heir(&self, class: Val, above: Val) -> bool {
        class != above && self.ancestry(class).contains(&above)
    }

    fn make_instance(&mut self, class: &str, value: Val, given: OriginKind) -> Option<Val> {
        // While it is made, it has none.
        self.instances.insert(Arc::from(class), None);
        if !matches!(self.kind(value), Kind::Class(..)) {
            return None;
        }
        let object = self.object(
            Kind::Fields(value, Arc::new(Vec::new())),
            self.arena.node(value).span,
        );
        if let Some(init) = self.class_member(value, "__init__") {
            let mut args = self.entry_arguments(init, "", true);
            self.give(&mut args, given);
            if let Some(first) = args.positional.first_mut() {
                first.0 = object;
            }
            let span = self.arena.node(init).span;
            self.entered_for = self.watch.map(|_| super::slice::Role::Called);
            let made = self.call(init, args, span);
            self.entered_for = None;
            if made.is_err() {
                return None;
            }
        }
        self.instances.insert(Arc::from(class), Some(object));
        Some(object)
    }

    /// Says in what way the parameters of an `__init__` are given.
    fn give(&mut self, args: &mut Args, kind: OriginKind) {
        let positional = args.positional.iter_mut().map(|(v, _)| v);
        let keywords = args.keywords.iter_mut().map(|(_, v, _)| v);
        let others = args.rest.iter_mut().chain(args.spread.iter_mut());
        for v in positional.chain(keywords).chain(others) {
            let node = self.arena.node(*v);
            let Kind::Unknown(ty, Some(origin)) = &node.kind else {
                continue;
            };
            let (ty, span) = (ty.clone(), node.span);
            let entered = self.origins.get(*origin as usize);
            if let Some(entered) = entered.filter(|o| o.kind == OriginKind::Parameter) {
                let name = entered.name.clone();
                *v = self.origin(kind, &name, ty.as_deref(), span);
            }
        }
    }
}
