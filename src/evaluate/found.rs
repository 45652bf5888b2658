//! What a regular expression has found, as an object, and texts that a function puts in its place.
//!
//! Called by `pattern`, where expression and text are known.

use super::call::Args;
use super::doubt;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use fancy_regex::{Captures, Regex};
use std::sync::Arc;

/// What was searched.
pub(super) struct Searched<'t> {
    pub(super) text: &'t str,
    /// How many characters stand before it.
    pub(super) skipped: usize,
    /// Whether each character stands for a byte.
    pub(super) octets: bool,
}

impl Searched<'_> {
    /// Which character begins at this byte.
    fn character(&self, byte: usize) -> i128 {
        let before = self.text.get(..byte).map_or(0, |text| text.chars().count());
        i128::try_from(self.skipped + before).unwrap_or(i128::MAX)
    }
}

/// What could mean something else at a place that is not the beginning of the text.
const LOOKS_BACK: &[&str] = &["\\b", "\\B", "\\A", "^", "(?<=", "(?<!"];

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

    /// Pattern and text of `pattern.match(text, from)`, and how many characters are left out; where the pattern
    /// does not look at them.
    pub(super) fn searched_from(
        &self,
        name: &str,
        pattern: Val,
        rest: &[Val],
    ) -> Option<(Arc<str>, String, usize)> {
        let [text, from] = *rest else { return None };
        let (Kind::Str(pattern), Kind::Str(text), Kind::Int(from)) = (
            self.kind(pattern),
            self.kind(self.look(text)),
            self.kind(self.look(from)),
        ) else {
            return None;
        };
        if !matches!(name, "match" | "search" | "fullmatch")
            || LOOKS_BACK
                .iter()
                .any(|sign| without_classes(pattern).contains(sign))
        {
            return None;
        }
        let skipped = usize::try_from(*from)
            .unwrap_or(0)
            .min(text.chars().count());
        Some((
            pattern.clone(),
            text.chars().skip(skipped).collect(),
            skipped,
        ))
    }

    /// The text with what a function makes of each match in its place.
    pub(super) fn replaced_by(
        &mut self,
        regex: &Regex,
        subject: &str,
        function: Val,
        octets: bool,
        span: Span,
    ) -> Follow<Option<Val>> {
        let mut text = String::new();
        let mut from = 0;
        for found in regex.captures_iter(subject) {
            let Ok(found) = found else {
                return Ok(Some(self.opaque(doubt::regex_too_slow(), &[], span)));
            };
            self.spend(1)?;
            let Some(whole) = found.get(0) else { continue };
            let searched = Searched {
                text: subject,
                skipped: 0,
                octets,
            };
            let object = self.match_object(regex, &found, &searched, span);
            let made = self.call(function, Args::positional(vec![object]), span)?;
            let made = self.look(made);
            text.push_str(subject.get(from..whole.start()).unwrap_or_default());
            match self.kind(made).clone() {
                Kind::Str(piece) if !octets => text.push_str(&piece),
                Kind::Bytes(piece) if octets => text.extend(piece.iter().map(|b| char::from(*b))),
                Kind::None | Kind::Int(_) | Kind::Str(_) | Kind::Bytes(_) => {
                    let message = "expected str instance";
                    return self.raise("builtins.TypeError", message, span);
                }
                _ => {
                    let how = How::Call(Arc::from("re.sub"));
                    return Ok(Some(self.derive(Some("str"), &[made], how, span)));
                }
            }
            from = whole.end();
        }
        text.push_str(subject.get(from..).unwrap_or_default());
        Ok(Some(self.piece(&text, octets, span)))
    }
}

/// An expression without its classes of characters, in which no sign is one.
fn without_classes(pattern: &str) -> String {
    let mut left = String::with_capacity(pattern.len());
    let mut chars = pattern.chars().peekable();
    let mut class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let next = chars.next();
                if !class {
                    left.push(c);
                    left.extend(next);
                }
            }
            '[' if !class => {
                class = true;
                chars.next_if_eq(&'^');
                // `[]…]`: the first bracket is a character.
                chars.next_if_eq(&']');
            }
            ']' if class => class = false,
            c if !class => left.push(c),
            _ => {}
        }
    }
    left
}
