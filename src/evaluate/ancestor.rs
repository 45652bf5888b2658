//! Objects of a class of the program that stands below one of a library, where it adds to that and changes nothing:
//! to the world of a probe they are objects of the library's class.
//!
//! Knows no library: which classes that holds for stands in the models. Called by `class`, `call`, `attribute` and
//! `library`.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{Facts, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// The field that holds the object of the library's class.
const BASE: &str = "(base)";
/// What `super().__init__` is there.
pub(super) const MAKES: &str = "(base).__init__";

impl Machine<'_, '_> {
    /// Of a few classes outside that a class may stand below, that which can do what the others can:
    /// `yaml.CSafeLoader if there else yaml.SafeLoader`.
    pub(super) fn most_able(&self, options: &[(Val, Facts)]) -> Option<Arc<str>> {
        let mut most: Option<Arc<str>> = None;
        for (option, _) in options {
            let Kind::Symbol(name) = self.kind(*option) else {
                return None;
            };
            most = Some(match most {
                Some(most) if most == *name || self.stands_below(&most, name) => most,
                Some(most) if !self.stands_below(name, &most) => return None,
                _ => name.clone(),
            });
        }
        most
    }

    /// The library's class of which an object of this one is one to the world.
    fn plain_ancestor(&self, class: Val) -> Option<String> {
        self.world.as_ref()?;
        let base = self.outside_base(class)?;
        let base = self.knowledge.aliases.get(&base);
        let base = base.map_or_else(
            || self.outside_base(class).unwrap_or_default().to_string(),
            String::clone,
        );
        if !self.knowledge.ancestors.contains(&base) {
            return None;
        }
        let changes = |name: &str| {
            let full = format!("{base}.{name}");
            let own = matches!(
                name,
                "__init__" | "__doc__" | "__slots__" | "__module__" | "__qualname__"
            );
            !own && (name.starts_with('_')
                || self.knowledge.returns.contains_key(&full)
                || self.knowledge.signatures.contains_key(&full)
                || self.knowledge.attributes.contains_key(&full)
                || self.knowledge.shelves.contains_key(&full))
        };
        let plain = self.ancestry(class).iter().all(|&c| match self.kind(c) {
            Kind::Class(_, frame, _) => !self
                .frame(*frame)
                .vars
                .iter()
                .any(|(name, _)| changes(name)),
            _ => true,
        });
        plain.then_some(base)
    }

    /// Makes an object of such a class.
    pub(super) fn below_library(
        &mut self,
        class: Val,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let Some(base) = self.plain_ancestor(class) else {
            return Ok(None);
        };
        let object = self.object(Kind::Fields(class, Arc::default()), span);
        if self.class_member(class, "__init__").is_some() {
            self.call_method(object, "__init__", args.clone(), span)?;
        } else {
            let base = self.symbol(&base, span);
            let made = self.call(base, args.clone(), span)?;
            self.set_field(object, BASE, made, span);
        }
        Ok(Some(object))
    }

    /// `super().__init__(…)` of such an object.
    pub(super) fn make_base(&mut self, mut args: Args, span: Span) -> Follow<Val> {
        let mut own = args.positional.drain(..args.positional.len().min(2));
        let (object, base) = (own.next(), own.next());
        drop(own);
        if let (Some((object, _)), Some((base, _))) = (object, base) {
            let made = self.call(base, args, span)?;
            self.set_field(object, BASE, made, span);
        }
        Ok(Val::NONE)
    }

    /// The object of the library's class that an object of the program's is to the world.
    pub(super) fn base_object(&self, object: Val) -> Option<Val> {
        self.world.as_ref()?;
        match self.content_kind(self.look(object)) {
            Kind::Fields(_, fields) => {
                let base = fields.iter().find(|(name, _)| &**name == BASE);
                base.map(|&(_, v)| self.look(v))
            }
            _ => None,
        }
    }

    /// What an object has from outside the file by this name.
    pub(super) fn of_base(&mut self, object: Val, name: &str, span: Span) -> Follow<Val> {
        match self.base_object(object) {
            Some(base) => self.attribute(base, name, span),
            None if self.lacks(object, name) => {
                let ty = self.type_name(object);
                let message = format!("'{ty}' object has no attribute '{name}'");
                self.raise("builtins.AttributeError", &message, span)
            }
            None => Ok(match self.named_attribute(name, span) {
                Some(named) => named,
                None => self.make(Kind::Method(object, Arc::from(name)), span),
            }),
        }
    }

    /// Whether an object of a class of the answer's own, all of whose bases are known, has nothing of this name. What
    /// an exercise sets or a library is told of may have more than is said there.
    fn lacks(&self, object: Val, name: &str) -> bool {
        let Kind::Fields(class, _) = self.content_kind(self.look(object)) else {
            return false;
        };
        if self.world.is_none() || name.starts_with("__") || !self.taught.is_empty() {
            return false;
        }
        self.ancestry(class).iter().all(|&c| match self.kind(c) {
            Kind::Class(..) => {
                self.arena.node(c).span.start < self.lent && !self.staged.values().any(|&s| s == c)
            }
            Kind::Symbol(base) => matches!(
                &**base,
                "builtins.object" | "abc.ABC" | "typing.Protocol" | "typing.Generic"
            ),
            _ => false,
        })
    }

    /// What `super().NAME` is where the next class is one of a library.
    pub(super) fn above(&mut self, object: Val, base: &str, name: &str, span: Span) -> Follow<Val> {
        if (base, name) == ("builtins.type", "__call__") {
            let plain = self.symbol("builtins.type.__call__", span);
            let own = Arc::from([object]);
            return Ok(self.make(Kind::Partial(plain, own, Arc::from([])), span));
        }
        if self.kindred_class(object).is_some() {
            let below = self.symbol(super::kindred::BELOW, span);
            let name = self.text(name, span);
            return Ok(self.make(
                Kind::Partial(below, Arc::from([object, name]), Arc::from([])),
                span,
            ));
        }
        let class = match self.content_kind(self.look(object)) {
            Kind::Fields(class, _) => Some(class),
            _ => None,
        };
        if let Some(base) = class.and_then(|class| self.plain_ancestor(class)) {
            if name == "__init__" {
                let makes = self.symbol(MAKES, span);
                let base = self.symbol(&base, span);
                let given = Arc::from([object, base]);
                return Ok(self.make(Kind::Partial(makes, given, Arc::from([])), span));
            }
            return self.of_base(object, name, span);
        }
        // An exception keeps what it is made with.
        if name == "__init__" && self.knowledge.is_exception(base) {
            let told = self.symbol(&format!("{base}.{name}"), span);
            return Ok(self.make(
                Kind::Partial(told, Arc::from([object]), Arc::from([])),
                span,
            ));
        }
        Ok(self.read_symbol(&format!("{base}.{name}"), span))
    }
}
