//! What `repr` shows of objects of the program, in a probe: by a method of their class, or field by field as data
//! classes do; and of what holds such objects.
//!
//! Plain data is `display`'s. Called by `display`.

use super::call::Args;
use super::compared::{RECORDS, switched};
use super::machine::{Follow, Machine};
use super::value::{Kind, Part, Val};
use crate::text::Span;
use std::sync::Arc;

/// How deep objects within objects are shown.
const DEPTH: u32 = 6;

/// How many elements are shown.
const ELEMENTS: usize = 256;

impl Machine<'_, '_> {
    /// The text of an object whose class says what it is, or of a container of such objects.
    pub(super) fn shown_by_class(&mut self, v: Val, depth: u32, span: Span) -> Follow<Option<Val>> {
        let v = self.look(v);
        if self.world.is_none() || depth > DEPTH {
            return Ok(None);
        }
        if let Some(class) = self.class_of(v) {
            if self.has_method(v, "__repr__") {
                let shown = self.call_method(v, "__repr__", Args::default(), span)?;
                return Ok(Some(shown));
            }
            if let Some(shown) = self.member_shown(v, true, span) {
                return Ok(Some(shown));
            }
            return self.shown_as_record(v, class, depth, span);
        }
        if self.made_as(v).is_some()
            && let Some(shown) = self.representation(v, depth)
        {
            return Ok(Some(self.text(&shown, span)));
        }
        let (ends, items) = match (self.kind(v), self.content_kind(v)) {
            (Kind::Tuple(items), _) => (("(", ")"), items.to_vec()),
            (Kind::Ref(_), Kind::List(items)) => (("[", "]"), items.to_vec()),
            (Kind::Ref(_), Kind::Set(items)) if !items.is_empty() => (("{", "}"), items.to_vec()),
            (Kind::Ref(_), Kind::Dict(pairs)) => {
                return self.shown_pairs(&pairs, depth, span);
            }
            _ => return Ok(None),
        };
        if items.len() > ELEMENTS {
            return Ok(None);
        }
        let mut parts = vec![Part::Literal(Arc::from(ends.0))];
        let alone = ends.0 == "(" && items.len() == 1;
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                parts.push(Part::Literal(Arc::from(", ")));
            }
            let Some(shown) = self.shown_within(item, depth, span)? else {
                return Ok(None);
            };
            parts.push(Part::Hole(shown));
        }
        let end = if alone { ",)" } else { ends.1 };
        parts.push(Part::Literal(Arc::from(end)));
        Ok(Some(self.joined(parts, span)))
    }

    /// What stands for a value where it is pasted into a text as it is.
    pub(super) fn pasted(&mut self, v: Val, span: Span) -> Follow<Val> {
        if let Some(text) = self.member_text(v) {
            return Ok(text);
        }
        let object = self.look(v);
        if self.world.is_none() || self.display(object).is_some() {
            return Ok(v);
        }
        if self.class_of(object).is_some() {
            return self.stringify(v, span);
        }
        Ok(self.shown_by_class(v, 0, span)?.unwrap_or(v))
    }

    fn shown_pairs(
        &mut self,
        pairs: &Arc<Vec<(Val, Val)>>,
        depth: u32,
        span: Span,
    ) -> Follow<Option<Val>> {
        if pairs.len() > ELEMENTS {
            return Ok(None);
        }
        let mut parts = vec![Part::Literal(Arc::from("{"))];
        for (at, &(key, v)) in pairs.iter().enumerate() {
            if at > 0 {
                parts.push(Part::Literal(Arc::from(", ")));
            }
            let key = self.shown_within(key, depth, span)?;
            let v = self.shown_within(v, depth, span)?;
            let (Some(key), Some(v)) = (key, v) else {
                return Ok(None);
            };
            parts.push(Part::Hole(key));
            parts.push(Part::Literal(Arc::from(": ")));
            parts.push(Part::Hole(v));
        }
        parts.push(Part::Literal(Arc::from("}")));
        Ok(Some(self.joined(parts, span)))
    }

    /// What stands for one value in the text of what holds it.
    fn shown_within(&mut self, v: Val, depth: u32, span: Span) -> Follow<Option<Val>> {
        // What stands in a list many times, and that list in another, is shown as often.
        self.spend(1)?;
        let v = self.look(v);
        if let Some(known) = self.representation(v, 0) {
            return Ok(Some(self.text(&known, span)));
        }
        self.shown_by_class(v, depth + 1, span)
    }

    /// `Person(name='Ada', age=3)`: the fields of a data class that it shows.
    fn shown_as_record(
        &mut self,
        v: Val,
        class: Val,
        depth: u32,
        span: Span,
    ) -> Follow<Option<Val>> {
        let told = match self.decorator(class, RECORDS) {
            Some(decorator) if switched(decorator, "repr") != Some(false) => "__qualname__",
            None if self.world.is_some() && self.as_tuple(v).is_some() => "__name__",
            _ => return Ok(None),
        };
        let name = self.attribute(class, told, span)?;
        let Kind::Fields(_, fields) = self.content_kind(v) else {
            return Ok(None);
        };
        let mut parts = vec![Part::Hole(name), Part::Literal(Arc::from("("))];
        let mut lead = "";
        for field in self.annotated_names(class) {
            if self.is_unshown(class, &field) {
                continue;
            }
            let held = match fields.iter().find(|(n, _)| **n == *field) {
                Some((_, held)) => *held,
                // A default that no object has changed.
                None => self.attribute(v, &field, span)?,
            };
            let Some(shown) = self.shown_within(held, depth, span)? else {
                return Ok(None);
            };
            parts.push(Part::Literal(Arc::from(format!("{lead}{field}="))));
            lead = ", ";
            parts.push(Part::Hole(shown));
        }
        parts.push(Part::Literal(Arc::from(")")));
        Ok(Some(self.joined(parts, span)))
    }

    /// Whether a class says that a field is not shown: `field(repr=False)`.
    fn is_unshown(&self, class: Val, field: &str) -> bool {
        self.class_member(class, field)
            .and_then(|default| self.told_of_field(default, "repr"))
            .is_some_and(|shown| self.truth(shown) == Some(false))
    }
}
