//! Lists that are chosen from others by a question: where there is anything in them, one of those was answered yes.
//!
//! Called by `expression`, for what a comprehension gives, and by `condition`.

use super::container::Items;
use super::machine::Machine;
use super::value::{Kind, Relation, Val};
use crate::text::Span;

impl Machine<'_, '_> {
    /// A list, set or iterator of what a comprehension gives: where there is anything in it, one of the elements it
    /// was chosen from has passed.
    pub(super) fn chosen(&mut self, items: Items, tag: &'static str, span: Span) -> Val {
        let asked = self.notes.asked.take();
        let made = self.collected(items, tag, span);
        let Some(asked) = asked else {
            return made;
        };
        let asked = match *asked.each {
            [one] if asked.open => Items::Each(one),
            _ if asked.open => return made,
            _ => Items::Known(asked.each),
        };
        let passed = self.quantified(false, asked, span);
        self.notes.filled.insert(made, passed);
        made
    }

    /// `len(list) > 0`, `len(list) == 0`: what holds where there is anything in a list that was chosen from others, and
    /// whether there is.
    pub(super) fn asked_for_any(
        &self,
        relation: Relation,
        a: Val,
        b: Val,
        holds: bool,
    ) -> Option<(Val, bool)> {
        let length = |v: &Val| self.lengths.get(v);
        let number = |v: Val| match self.kind(v) {
            Kind::Int(n) => Some(*n),
            _ => None,
        };
        let (list, filled) = match (relation, length(&a), length(&b)) {
            (Relation::Equal, Some(list), _) if number(b) == Some(0) => (list, !holds),
            (Relation::Equal, _, Some(list)) if number(a) == Some(0) => (list, !holds),
            (Relation::Less, _, Some(list)) if number(a) == Some(0) => (list, holds),
            (Relation::LessEqual, _, Some(list)) if number(a) == Some(1) => (list, holds),
            (Relation::Less, Some(list), _) if number(b) == Some(1) => (list, !holds),
            (Relation::LessEqual, Some(list), _) if number(b) == Some(0) => (list, !holds),
            _ => return None,
        };
        let passed = self.notes.filled.get(list)?;
        Some((*passed, filled))
    }
}
