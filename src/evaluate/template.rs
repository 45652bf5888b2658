//! Templates (PEP 750): the texts and the values of a t-string, kept apart.
//!
//! Knows no library that takes one. Called by `attribute` and `container`.

use super::machine::Machine;
use super::value::{Kind, Part, Val};
use crate::text::Span;
use std::sync::Arc;

/// What stands between two texts of a template.
const INTERPOLATION: &str = "string.templatelib.Interpolation";

impl Machine<'_, '_> {
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
