//! What is known of data that fits a JSON Schema which the program wrote: which words a part may be, how it is spelt,
//! of which type it is.
//!
//! Which calls ask stands in the models, with the test `schema`. Called by `library`.

use super::super::call::Args;
use super::super::machine::Machine;
use super::super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// The test of calls that ask whether data fits a schema.
pub(in crate::evaluate) const SCHEMA: &str = "schema";
/// How deep schemas stand within one another.
const DEPTH: u32 = 4;
/// How many parts of one schema are looked at.
const PARTS: usize = 32;

impl Machine<'_, '_> {
    /// That data fits a schema, as a condition: the first argument fits the second, or what the object was made with.
    pub(in crate::evaluate) fn schema_fits(
        &mut self,
        receiver: Val,
        args: &Args,
        span: Span,
    ) -> Option<Val> {
        if self.world.is_some() {
            return None;
        }
        let data = args.get(0, "instance")?;
        let made = self.arena.node(self.look(receiver));
        let schema = match (receiver, &made.how) {
            (Val::NONE, _) => args.get(1, "schema")?,
            (_, How::Call(_)) => *made.from.first()?,
            _ => return None,
        };
        let mut all = Vec::new();
        self.wanted(data, schema, 0, span, &mut all);
        let mut all = all.into_iter();
        let first = all.next()?;
        Some(all.fold(first, |one, other| self.make(Kind::And(one, other), span)))
    }

    /// What stands under a word of a schema.
    fn under(&self, schema: Val, word: &str) -> Option<Val> {
        let Kind::Dict(pairs) = self.content_kind(self.look(schema)) else {
            return None;
        };
        let named = |key: &Val| matches!(self.kind(self.look(*key)), Kind::Str(s) if **s == *word);
        pairs.iter().find(|(key, _)| named(key)).map(|&(_, v)| v)
    }

    /// The conditions that a schema sets, as far as they say something of text.
    fn wanted(&mut self, data: Val, schema: Val, depth: u32, span: Span, all: &mut Vec<Val>) {
        if depth > DEPTH || all.len() > PARTS {
            return;
        }
        if let Some(test) = self.wanted_test(schema) {
            all.push(self.make(Kind::Test(test, data), span));
        }
        let Some(parts) = self.under(schema, "properties") else {
            return;
        };
        let Kind::Dict(parts) = self.content_kind(self.look(parts)) else {
            return;
        };
        for &(key, wanted) in parts.iter().take(PARTS) {
            let named = matches!(self.kind(self.look(key)), Kind::Str(_));
            if let (true, Ok(part)) = (named, self.item(data, key, span)) {
                self.wanted(part, wanted, depth + 1, span, all);
            }
        }
    }

    /// The test that everything which fits has passed.
    fn wanted_test(&self, schema: Val) -> Option<Arc<str>> {
        let listed = self.under(schema, "enum").is_some_and(|words| {
            let words = self.sequence(self.look(words));
            words.is_some_and(|(_, words)| words.iter().all(|&v| self.is_constant(self.look(v))))
        });
        let one = self.under(schema, "const");
        if listed || one.is_some_and(|v| self.is_constant(self.look(v))) {
            return Some(Arc::from("allowlist"));
        }
        if let Some(pattern) = self.under(schema, "pattern")
            && let Kind::Str(pattern) = self.kind(self.look(pattern))
        {
            return Some(Arc::from(format!("re.search:{pattern}")));
        }
        let kind = self.under(schema, "type")?;
        let Kind::Str(kind) = self.kind(self.look(kind)) else {
            return None;
        };
        let test = match &**kind {
            "string" => "type:str",
            "integer" => "type:int",
            "number" => "type:float",
            "boolean" => "type:bool",
            _ => return None,
        };
        Some(Arc::from(test))
    }
}
