//! What a regular expression has found, as an object.
//!
//! Called by `pattern`, where expression and text are known.

use super::call::Args;
use super::machine::Machine;
use super::value::{How, Kind, Val};
use crate::text::Span;
use fancy_regex::{Captures, Regex};
use std::sync::Arc;

/// What was searched.
pub(super) struct Searched<'t> {
    pub(super) text: &'t str,
    /// Whether each character stands for a byte.
    pub(super) octets: bool,
}

impl Searched<'_> {
    /// Which character begins at this byte.
    fn character(&self, byte: usize) -> i128 {
        let before = self.text.get(..byte).map_or(0, |text| text.chars().count());
        i128::try_from(before).unwrap_or(i128::MAX)
    }
}

impl Machine<'_, '_> {
    /// A match with its groups, by number and by name, and where each stands.
    pub(super) fn match_object(
        &mut self,
        regex: &Regex,
        found: &Captures<'_>,
        searched: &Searched<'_>,
        span: Span,
    ) -> Val {
        let mut fields = Vec::new();
        for (at, name) in regex.capture_names().enumerate() {
            let group = found.get(at);
            let v = match &group {
                Some(group) => self.piece(group.as_str(), searched.octets, span),
                None => Val::NONE,
            };
            let place = group.map_or([-1, -1], |group| {
                [group.start(), group.end()].map(|byte| searched.character(byte))
            });
            let place = place.map(|n| self.make(Kind::Int(n), span)).to_vec();
            let place = self.tuple(place, span);
            fields.push((Arc::from(at.to_string()), v));
            fields.push((Arc::from(format!("place:{at}")), place));
            if let Some(name) = name {
                fields.push((Arc::from(name), v));
                fields.push((Arc::from(format!("place:{name}")), place));
            }
        }
        let class = self.symbol("re.Match", span);
        self.object(Kind::Fields(class, Arc::new(fields)), span)
    }

    /// Where a group of a match stands: `start`, `end` or both as `span`.
    pub(super) fn place_of_group(
        &mut self,
        all: &[(Arc<str>, Val)],
        part: &str,
        args: &Args,
        span: Span,
    ) -> Val {
        let group = match args.get(0, "group") {
            Some(group) => self.display(self.look(group)).unwrap_or_default(),
            None => "0".to_owned(),
        };
        let name = format!("place:{group}");
        let place = all.iter().find(|(n, _)| **n == *name).map(|(_, v)| *v);
        let Some(place) = place else {
            return self.derive(None, &[], How::Plain, span);
        };
        match (part, self.kind(place)) {
            ("start", Kind::Tuple(both)) => both.first().copied().unwrap_or(place),
            ("end", Kind::Tuple(both)) => both.last().copied().unwrap_or(place),
            _ => place,
        }
    }
}
