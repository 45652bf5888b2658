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

impl Machine<'_, '_> {
    /// A match with its groups, by number and by name.
    pub(super) fn match_object(
        &mut self,
        regex: &Regex,
        found: &Captures<'_>,
        octets: bool,
        span: Span,
    ) -> Val {
        let mut fields = Vec::new();
        for (at, name) in regex.capture_names().enumerate() {
            let v = match found.get(at) {
                Some(group) => self.piece(group.as_str(), octets, span),
                None => Val::NONE,
            };
            fields.push((Arc::from(at.to_string()), v));
            if let Some(name) = name {
                fields.push((Arc::from(name), v));
            }
        }
        let class = self.symbol("re.Match", span);
        self.object(Kind::Fields(class, Arc::new(fields)), span)
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
            let object = self.match_object(regex, &found, octets, span);
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
