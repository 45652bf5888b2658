//! Texts whose signs were replaced by others, and what is known of them then: which signs they lack, and which only
//! begin an escape.
//!
//! Called by `string`.

use super::data::Data;
use super::machine::Machine;
use super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

impl Machine<'_, '_> {
    /// Text whose signs were replaced by what a table says, with what is known of it then.
    pub(super) fn replaced_in(&mut self, v: Val, table: &[(Data, Data)], span: Span) -> Val {
        let gone = replaced_by(table)
            .into_iter()
            .map(|sign| format!("lacks:{sign}"));
        let escaped = escaped_by(table)
            .into_iter()
            .map(|new| format!("escaped:{new}"));
        let tests: Vec<String> = gone.chain(escaped).collect();
        let learn = |left: Val, test: &String| {
            self.make(Kind::Tested(Arc::from(test.as_str()), left), span)
        };
        tests.iter().fold(v, learn)
    }

    /// The table by which each sign of a text was replaced: `table.get(c, c)`, `table[c] if c in table else c`.
    pub(super) fn table_of(&self, element: Val) -> Option<Vec<(Data, Data)>> {
        let Kind::Either(options) = self.kind(element) else {
            return None;
        };
        let constant = |v: &Val| match self.kind(*v) {
            Kind::Str(text) => Some(text.clone()),
            _ => None,
        };
        let mut others = options.iter().filter(|(v, _)| constant(v).is_none());
        let (Some((sign, _)), None) = (others.next(), others.next()) else {
            return None;
        };
        // A part of a text, in its turn, is one sign.
        let sign = self.unwrapped(*sign);
        let node = self.arena.node(sign);
        let text = node.from.first().filter(|_| node.how == How::Part)?;
        if node.from.len() != 1 || !self.is_text(*text) {
            return None;
        }
        let mut table = Vec::new();
        for (v, facts) in options.iter() {
            let Some(text) = constant(v) else { continue };
            let mut known = facts.iter().filter(|(of, _)| self.unwrapped(*of) == sign);
            let key = known.next().and_then(|(_, known)| constant(known))?;
            let mut signs = key.chars();
            let (Some(one), None) = (signs.next(), signs.next()) else {
                return None;
            };
            let code = Data::Int(i128::from(u32::from(one)));
            table.push((code, Data::Str(text.to_string())));
        }
        (!table.is_empty()).then_some(table)
    }
}

/// The characters that a table of `str.translate` leaves none of.
fn replaced_by(table: &[(Data, Data)]) -> Vec<char> {
    let mut gone: Vec<char> = table.iter().filter_map(|(key, _)| code(key)).collect();
    gone.retain(|c| {
        table.iter().all(|(_, to)| match to {
            Data::None => true,
            Data::Str(text) => !text.contains(*c),
            other => code(other).is_some_and(|to| to != *c),
        })
    });
    gone
}

/// The signs that a table replaces by texts which each begin with it, and with which no other text is filled: all that
/// is left of them begins such a text.
fn escaped_by(table: &[(Data, Data)]) -> Vec<String> {
    let escape = |(key, to): &(Data, Data)| {
        let (Some(sign), Data::Str(new)) = (code(key), to) else {
            return None;
        };
        let mut others = table.iter().filter(|(other, _)| other != key);
        let alone = others.all(|(_, to)| match to {
            Data::None => true,
            Data::Str(text) => {
                // What stands for another sign may be such an escape itself.
                text.strip_prefix(sign)
                    .unwrap_or(text)
                    .chars()
                    .all(|c| c != sign)
            }
            other => code(other).is_some_and(|to| to != sign),
        });
        (alone && begins_escape(&sign.to_string(), new)).then(|| new.clone())
    };
    table.iter().filter_map(escape).collect()
}

/// The sign that a key or an entry of a table of `str.translate` means.
fn code(data: &Data) -> Option<char> {
    match data {
        Data::Int(code) => u32::try_from(*code).ok().and_then(char::from_u32),
        _ => None,
    }
}

/// Whether a text stands for one sign, begins with it and says something behind it.
pub(super) fn begins_escape(old: &str, new: &str) -> bool {
    old.chars().count() == 1 && new.len() > old.len() && new.starts_with(old)
}

/// Whether replacing this leaves none of it: one sign that the new text does not hold, or several of the same
/// sign in favour of nothing, so that no run of it is as long any more.
pub(super) fn is_taken_out(old: &str, new: &str) -> bool {
    let mut signs = old.chars();
    let Some(first) = signs.next() else {
        return false;
    };
    match signs.next() {
        None => !new.contains(first),
        Some(second) => new.is_empty() && second == first && signs.all(|c| c == first),
    }
}

/// `str.translate` with a table that is known as a whole.
pub(super) fn translated(text: &str, table: &[(Data, Data)]) -> Option<String> {
    let known = |(key, _): &(Data, Data)| matches!(key, Data::Int(_) | Data::Str(_));
    if !table.iter().all(known) {
        return None;
    }
    let mut out = String::new();
    for c in text.chars() {
        let code = Data::Int(i128::from(u32::from(c)));
        match table.iter().find(|(key, _)| *key == code).map(|(_, to)| to) {
            None => out.push(c),
            Some(Data::None) => {}
            Some(Data::Str(to)) => out.push_str(to),
            Some(Data::Int(to)) => out.push(char::from_u32(u32::try_from(*to).ok()?)?),
            Some(_) => return None,
        }
    }
    Some(out)
}
