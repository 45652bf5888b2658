//! What a library gives of a class of the program: rows of its table, and what asks for them.
//!
//! `session.get(User, 1)` and `User.query.first()` give objects of `User`, whose methods are the program's. Knows no
//! library: a class that inherits from outside is handed over, and something comes back that nothing else is known of.
//! Called by `call` and `attribute`.

use super::call::Args;
use super::machine::Machine;
use super::value::{Kind, Val};

impl Machine<'_, '_> {
    /// The class of the program that a value was made of, outside of it.
    pub(super) fn kin_of(&self, v: Val) -> Option<Val> {
        if self.notes.kin.is_empty() {
            return None;
        }
        self.notes.kin.get(&self.look(v)).copied()
    }

    /// The same of what is handed over first; or the class itself.
    pub(super) fn kin_of_first(&self, args: &Args) -> Option<Val> {
        let (first, _) = args.positional.first().filter(|_| self.world.is_none())?;
        let first = self.look(*first);
        match self.kind(first) {
            Kind::Class(..) if self.outside_base(first).is_some() => Some(first),
            Kind::External(..) => self.kin_of(first),
            _ => None,
        }
    }

    /// Keeps that something outside was made of a class, where nobody knows more of it.
    pub(super) fn note_kin(&mut self, class: Option<Val>, made: Val) {
        let Some(class) = class.filter(|_| self.world.is_none()) else {
            return;
        };
        let made = self.look(made);
        if matches!(self.kind(made), Kind::External(..) | Kind::Unknown(None, _)) {
            self.notes.kin.insert(made, class);
        }
    }

    /// The function of the class that is meant by a method of what was made of it.
    pub(super) fn method_of_kin(&self, class: Val, object: Val, name: &str) -> Option<Val> {
        if !matches!(self.kind(self.look(object)), Kind::Unknown(None, _))
            || self.kin_of(object) != Some(class)
        {
            return None;
        }
        let method = self.class_member(class, name)?;
        matches!(self.kind(method), Kind::Function(..)).then_some(method)
    }

    /// What stands under a key that was made for objects of a class: `app[KEY]` behind
    /// `KEY = web.AppKey("key", Store)`.
    pub(super) fn named_by_key(&mut self, key: Val) -> Option<Val> {
        let key = self.look(key);
        let Kind::External(ty, ..) = self.kind(key) else {
            return None;
        };
        if self.world.is_some() || !self.knowledge.keys.contains(&**ty) {
            return None;
        }
        let (from, span) = (
            self.arena.node(key).from.to_vec(),
            self.arena.node(key).span,
        );
        for class in from {
            let class = self.look(class);
            match self.kind(class).clone() {
                Kind::Class(..) => return self.object_of(class),
                Kind::Symbol(name) if !name.starts_with("builtins.") => {
                    let made = self.knowledge.returned(&name).cloned();
                    return Some(self.outside_object(made.as_deref().unwrap_or(&name), span));
                }
                _ => {}
            }
        }
        None
    }
}
