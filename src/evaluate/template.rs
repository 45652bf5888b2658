//! Templates (PEP 750): the texts and the values of a t-string, kept apart; and those of `string.Template`, filled.
//!
//! Knows no library that takes one. Called by `attribute`, `container` and `library`.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{Kind, Part, Val};
use crate::text::Span;
use std::sync::Arc;

/// What stands between two texts of a template.
const INTERPOLATION: &str = "string.templatelib.Interpolation";

impl Machine<'_, '_> {
    /// What comes of `string.Template(text).substitute(...)` where the text is known.
    pub(super) fn substituted(
        &mut self,
        template: Val,
        callee: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        if self.world.is_some()
            || !matches!(
                callee,
                "string.Template.substitute" | "string.Template.safe_substitute"
            )
        {
            return Ok(None);
        }
        let made = self.arena.node(self.look(template)).from.clone();
        let text = made.iter().find_map(|&v| match self.kind(self.look(v)) {
            Kind::Str(text) => Some(text.clone()),
            _ => None,
        });
        let Some(pieces) = text.as_deref().and_then(dollars) else {
            return Ok(None);
        };
        let pairs = match args.get(0, "mapping").map(|v| self.content_kind(v)) {
            Some(Kind::Dict(pairs)) => pairs.to_vec(),
            Some(_) => return Ok(None),
            None => Vec::new(),
        };
        let mut parts = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let name = match piece {
                Dollar::Text(text) => {
                    parts.push(Part::Literal(Arc::from(text)));
                    continue;
                }
                Dollar::Name(name) => name,
            };
            let held = |m: &Self, k: Val| matches!(m.kind(m.look(k)), Kind::Str(k) if **k == *name);
            let found = args.keyword(name).or_else(|| {
                let mut pairs = pairs.iter().rev();
                pairs.find(|(k, _)| held(self, *k)).map(|(_, v)| *v)
            });
            let Some(v) = found else { return Ok(None) };
            parts.push(Part::Hole(self.stringify(v, span)?));
        }
        Ok(Some(self.joined(parts, span)))
    }

    /// An attribute of a template that is one of its parts.
    pub(super) fn template_part(&mut self, parts: &[Part], name: &str, span: Span) -> Option<Val> {
        let (texts, values) = apart(parts);
        let items = match name {
            "strings" => texts.iter().map(|text| self.text(text, span)).collect(),
            "values" => values,
            "interpolations" => {
                let made = values.iter();
                made.map(|&value| self.interpolation(value, span)).collect()
            }
            _ => return None,
        };
        Some(self.tuple(items, span))
    }

    /// What a loop over a template meets: its texts, without empty ones, and its interpolations.
    pub(super) fn template_items(&mut self, parts: &[Part], span: Span) -> Vec<Val> {
        let (texts, values) = apart(parts);
        let mut items = Vec::with_capacity(texts.len() + values.len());
        let mut values = values.into_iter();
        for text in &texts {
            if !text.is_empty() {
                items.push(self.text(text, span));
            }
            if let Some(value) = values.next() {
                items.push(self.interpolation(value, span));
            }
        }
        items
    }

    fn interpolation(&mut self, value: Val, span: Span) -> Val {
        let class = self.symbol(INTERPOLATION, span);
        let nothing = self.text("", span);
        let fields = [
            ("value", value),
            ("conversion", Val::NONE),
            ("format_spec", nothing),
        ];
        let fields = fields.map(|(name, v)| (Arc::from(name), v)).to_vec();
        self.object(Kind::Fields(class, Arc::new(fields)), span)
    }
}

/// The texts of a template, always one more than there are values, and the values.
fn apart(parts: &[Part]) -> (Vec<String>, Vec<Val>) {
    let mut texts = vec![String::new()];
    let mut values = Vec::new();
    for part in parts {
        match part {
            Part::Literal(text) => {
                if let Some(last) = texts.last_mut() {
                    last.push_str(text);
                }
            }
            Part::Hole(value) => {
                values.push(*value);
                texts.push(String::new());
            }
        }
    }
    (texts, values)
}

/// A piece of the text of a `string.Template`.
enum Dollar<'t> {
    Text(&'t str),
    Name(&'t str),
}

/// The pieces of such a text; `None` where a dollar stands for nothing.
fn dollars(text: &str) -> Option<Vec<Dollar<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('$') {
        pieces.push(Dollar::Text(before));
        if let Some(after) = behind.strip_prefix('$') {
            pieces.push(Dollar::Text("$"));
            rest = after;
            continue;
        }
        let braced = behind.strip_prefix('{');
        let name = braced.unwrap_or(behind);
        let end = name
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(name.len());
        let (name, after) = name.split_at(end);
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        pieces.push(Dollar::Name(name));
        rest = match braced {
            Some(_) => after.strip_prefix('}')?,
            None => after,
        };
    }
    pieces.push(Dollar::Text(rest));
    Some(pieces)
}
