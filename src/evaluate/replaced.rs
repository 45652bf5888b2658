//! Texts whose signs were replaced by others, and what is known of them then: which signs they lack, and which only
//! begin an escape.
//!
//! Called by `string`.

use super::data::Data;
use super::machine::{Follow, Machine, Stop};
use super::value::{How, Kind, Val};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
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
    let mut filled = FxHashSet::default();
    for (_, to) in table {
        match to {
            Data::None => {}
            Data::Str(text) => filled.extend(text.chars()),
            other => match code(other) {
                Some(to) => {
                    filled.insert(to);
                }
                // What it puts there may be any of them.
                None => return Vec::new(),
            },
        }
    }
    let keys = table.iter().filter_map(|(key, _)| code(key));
    keys.filter(|c| !filled.contains(c)).collect()
}

/// The signs that a table replaces by texts which each begin with it, and with which no other text is filled: all that
/// is left of them begins such a text.
fn escaped_by(table: &[(Data, Data)]) -> Vec<String> {
    // In how many entries a sign stands where it does not begin a text: there it may be such an escape itself.
    let mut filled: FxHashMap<char, usize> = FxHashMap::default();
    for (_, to) in table {
        let signs: BTreeSet<char> = match to {
            Data::None => continue,
            Data::Str(text) => text.chars().skip(1).collect(),
            other => match code(other) {
                Some(to) => [to].into_iter().collect(),
                None => return Vec::new(),
            },
        };
        for sign in signs {
            *filled.entry(sign).or_default() += 1;
        }
    }
    let escape = |(key, to): &(Data, Data)| {
        let (Some(sign), Data::Str(new)) = (code(key), to) else {
            return None;
        };
        let own = usize::from(new.chars().skip(1).any(|c| c == sign));
        let alone = filled.get(&sign).copied().unwrap_or(0) == own;
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

impl Machine<'_, '_> {
    /// Whether a table of `str.translate` is an object that says itself what stands for a sign, in a probe.
    pub(super) fn is_own_table(&self, table: Val) -> bool {
        let table = self.look(table);
        self.world.is_some()
            && ["__missing__", "__getitem__"]
                .iter()
                .any(|name| self.has_method(table, name))
    }

    /// `str.translate` with such a table: what it has nothing for stays. Nothing, where what it says is not known.
    pub(super) fn translated_by(
        &mut self,
        text: &str,
        table: Val,
        span: Span,
    ) -> Follow<Option<Val>> {
        let missing = self.symbol("builtins.LookupError", span);
        let mut out = String::new();
        for c in text.chars() {
            self.spend(1)?;
            let key = self.make(Kind::Int(i128::from(u32::from(c))), span);
            let said = match self.item(table, key, span) {
                Ok(said) => self.look(said),
                Err(Stop::Raise(raised))
                    if self.catches_exception(missing, raised) == Some(true) =>
                {
                    key
                }
                Err(stop) => return Err(stop),
            };
            match self.kind(said) {
                Kind::None => {}
                Kind::Str(to) => out.push_str(to),
                Kind::Int(code) => match u32::try_from(*code).ok().and_then(char::from_u32) {
                    Some(sign) => out.push(sign),
                    None => return Ok(None),
                },
                _ => return Ok(None),
            }
            if out.len() > super::operator::LENGTH {
                return Ok(None);
            }
        }
        Ok(Some(self.text(&out, span)))
    }
}

/// `str.translate` with a table that is known as a whole.
/// Nothing, either, where the text would grow too long.
pub(super) fn translated(text: &str, table: &[(Data, Data)]) -> Option<String> {
    let known = |(key, _): &(Data, Data)| matches!(key, Data::Int(_) | Data::Str(_));
    if !table.iter().all(known) {
        return None;
    }
    let mut by_sign: FxHashMap<char, &Data> = FxHashMap::default();
    for (key, to) in table {
        if let Some(sign) = code(key) {
            by_sign.entry(sign).or_insert(to);
        }
    }
    let mut out = String::new();
    for c in text.chars() {
        match by_sign.get(&c) {
            None => out.push(c),
            Some(Data::None) => {}
            Some(Data::Str(to)) => out.push_str(to),
            Some(Data::Int(to)) => out.push(char::from_u32(u32::try_from(*to).ok()?)?),
            Some(_) => return None,
        }
        if out.len() > super::operator::LENGTH {
            return None;
        }
    }
    Some(out)
}
