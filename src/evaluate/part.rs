//! Parts of sequences: by slice, and one of many elements that are alike.
//!
//! Called by `item`, `statement` and the methods of containers.

use super::call::Args;
use super::container::Items;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// In place of how many elements an end has: all of them, the last one first.
pub(super) const TURNED: i128 = i128::MIN;

/// The methods that change a `bytearray`.
const CHANGES: [&str; 7] = [
    "append", "clear", "extend", "insert", "pop", "remove", "reverse",
];

impl<'a> Machine<'a, '_> {
    /// The bounds of a slice, and whether one of them is not known.
    pub(super) fn bounds(&mut self, s: &'a ast::ExprSlice) -> Follow<([Option<i128>; 3], bool)> {
        let mut bounds = [None, None, None];
        let mut unknown = false;
        for (slot, e) in bounds.iter_mut().zip([&s.lower, &s.upper, &s.step]) {
            if let Some(e) = e {
                let v = self.eval(e)?;
                if matches!(self.kind(v), Kind::None) {
                    continue;
                }
                *slot = self.as_int(v);
                unknown |= slot.is_none();
            }
        }
        Ok((bounds, unknown))
    }

    /// `list[1:3] = values` and `del list[1:3]`, where places and elements are known; `false` where they are not.
    pub(super) fn replace_part(
        &mut self,
        object: Val,
        slice: &'a ast::ExprSlice,
        by: Option<Val>,
        span: Span,
    ) -> Follow<bool> {
        if self.blurs_bytes(object, span) {
            return Ok(true);
        }
        if let Some(list) = self.bytes_as_list(object, span) {
            let known = self.replace_part(list, slice, by, span)?;
            self.bytes_changed(object, list, known, span);
            return Ok(true);
        }
        let object = self.look(object);
        let (Kind::Ref(cell), Kind::List(items)) =
            (self.kind(object).clone(), self.content_kind(object))
        else {
            return Ok(false);
        };
        let ([lower, upper, step], unknown) = self.bounds(slice)?;
        if unknown || step == Some(0) {
            return Ok(false);
        }
        let more = match by {
            None => Vec::new(),
            Some(by) => match self.items(by, span)? {
                Items::Known(more) => more,
                Items::Each(_) => return Ok(false),
            },
        };
        self.forget_parts(object);
        if let Some(step) = step.filter(|step| *step != 1) {
            let places = slice_indices(items.len(), lower, upper, step);
            if by.is_some() && more.len() != places.len() {
                let why = format!(
                    "attempt to assign sequence of size {} to extended slice of size {}",
                    more.len(),
                    places.len()
                );
                return self.raise("builtins.ValueError", &why, span);
            }
            let mut all: Vec<Option<Val>> = items.iter().copied().map(Some).collect();
            self.spend(all.len() as u64 / 8)?;
            let mut more = more.into_iter();
            for at in places {
                if let Some(slot) = all.get_mut(at) {
                    *slot = more.next();
                }
            }
            let all: Vec<Val> = all.into_iter().flatten().collect();
            let content = self.make(Kind::List(Arc::new(all)), span);
            self.state.set(cell, content);
            return Ok(true);
        }
        let places = slice_indices(items.len(), lower, upper, 1);
        let from = match (places.first(), lower) {
            (Some(&at), _) => at,
            (None, Some(n)) if n < 0 => items.len().saturating_sub(n.unsigned_abs() as usize),
            (None, Some(n)) => usize::try_from(n).unwrap_or(usize::MAX).min(items.len()),
            (None, None) => 0,
        };
        let mut all = (*items).clone();
        self.spend((all.len() + more.len()) as u64 / 8)?;
        let behind = all.split_off(from);
        all.extend(more);
        all.extend(behind.into_iter().skip(places.len()));
        let content = self.make(Kind::List(Arc::new(all)), span);
        self.state.set(cell, content);
        Ok(true)
    }

    /// Bytes that are one of several by now, and change again in place: no more is known of them. `false`: these
    /// are no such bytes.
    pub(super) fn blurs_bytes(&mut self, object: Val, span: Span) -> bool {
        if self.world.is_none() || self.state.altered.is_empty() {
            return false;
        }
        let Kind::Either(options) = self.kind(self.look(object)) else {
            return false;
        };
        let bytes = |v: Val| match self.kind(v) {
            Kind::Bytes(_) => true,
            Kind::Unknown(ty, _) => ty.as_deref() == Some("bytes"),
            _ => false,
        };
        if !options.iter().all(|(v, _)| bytes(*v)) {
            return false;
        }
        self.bytes_changed(object, object, false, span);
        true
    }

    /// What a method of a `bytearray` gives that changes it, in a probe: it is done to a list of its numbers.
    pub(super) fn changed_in_place(
        &mut self,
        object: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        if self.world.is_none() || !CHANGES.contains(&name) {
            return Ok(None);
        }
        if self.blurs_bytes(object, span) {
            return Ok(Some(self.derive(None, &[object], How::Plain, span)));
        }
        if self.made_as(object) != Some("bytearray") {
            return Ok(None);
        }
        let Some(list) = self.bytes_as_list(object, span) else {
            return Ok(None);
        };
        let given = self.call_method(list, name, args.clone(), span)?;
        self.bytes_changed(object, list, true, span);
        Ok(Some(given))
    }

    /// The numbers of a `bytearray`, in a probe: what changes it is done to a list of them.
    pub(super) fn bytes_as_list(&mut self, object: Val, span: Span) -> Option<Val> {
        self.world.as_ref()?;
        let Kind::Bytes(bytes) = self.kind(self.look(object)).clone() else {
            return None;
        };
        let numbers = (bytes.iter())
            .map(|&byte| self.make(Kind::Int(i128::from(byte)), span))
            .collect();
        Some(self.object(Kind::List(Arc::new(numbers)), span))
    }

    /// What a `bytearray` is from here on: the numbers of that list, or bytes of which no more is known.
    pub(super) fn bytes_changed(&mut self, object: Val, list: Val, known: bool, span: Span) {
        let numbers = match self.content_kind(list) {
            Kind::List(items) if known => self.octets(&items),
            _ => None,
        };
        let now = match numbers {
            Some(bytes) => {
                let bytes = self.make(Kind::Bytes(bytes.into()), span);
                self.of_type(bytes, "builtins.bytearray", &[])
            }
            None => self.derive(Some("bytes"), &[object], How::Plain, span),
        };
        self.state.alter(object, now);
    }

    pub(super) fn sliced(
        &mut self,
        v: Val,
        [lower, upper, step]: [Option<i128>; 3],
        unknown: bool,
        span: Span,
    ) -> Follow<Val> {
        if matches!(self.kind(self.look(v)), Kind::None) {
            return self.raise(
                "builtins.TypeError",
                "'NoneType' object is not subscriptable",
                span,
            );
        }
        let step = step.unwrap_or(1);
        if !unknown && step != 0 {
            let pick = |len: usize| -> Vec<usize> { slice_indices(len, lower, upper, step) };
            match self.content_kind(v) {
                Kind::Str(s) => {
                    let chars: Vec<char> = s.chars().collect();
                    let text: String = pick(chars.len())
                        .into_iter()
                        .filter_map(|i| chars.get(i))
                        .collect();
                    return Ok(self.text(&text, span));
                }
                Kind::Bytes(b) => {
                    let bytes: Vec<u8> = pick(b.len())
                        .into_iter()
                        .filter_map(|i| b.get(i).copied())
                        .collect();
                    return Ok(self.make(Kind::Bytes(bytes.into()), span));
                }
                Kind::Tuple(items) | Kind::Row(_, items) => {
                    let items = pick(items.len())
                        .into_iter()
                        .filter_map(|i| items.get(i).copied())
                        .collect();
                    return Ok(self.tuple(items, span));
                }
                Kind::List(items) => {
                    let items = pick(items.len())
                        .into_iter()
                        .filter_map(|i| items.get(i).copied())
                        .collect();
                    return Ok(self.list(items, span));
                }
                _ => {}
            }
        }
        if let Kind::External(ty, ..) = self.content_kind(v)
            && !unknown
            && let Some(items) = self.named_places(v, &ty, span)?
        {
            let all = self.tuple(items, span);
            return self.sliced(all, [lower, upper, Some(step)], false, span);
        }
        // So do the named places of what the world has made.
        if let Kind::External(ty, id, _) = self.content_kind(v)
            && !unknown
            && self.is_handle(&ty, id)
            && let Items::Known(items) = self.items(v, span)?
        {
            let all = self.tuple(items, span);
            return self.sliced(all, [lower, upper, Some(step)], false, span);
        }
        let last = lower.filter(|n| *n < 0 && upper.is_none() && step == 1 && !unknown);
        if let Some(part) = last.and_then(|n| self.known_end(v, -n, span)) {
            return Ok(part);
        }
        match self.content_kind(v) {
            Kind::Many(tag, element) => {
                let whole = lower.is_none_or(|l| l == 0) && upper.is_none() && step.abs() == 1;
                let some = match () {
                    () if whole && !unknown => element,
                    () if unknown => self.some_of(element, None, span),
                    () => self.some_of(element, Some([lower, upper, Some(step)]), span),
                };
                let part = self.object(Kind::Many(tag, some), span);
                // What stands first in a list that was turned round is its end.
                let turned = self.ends.get(&v).filter(|(_, count)| *count == TURNED);
                let (list, end) = match turned {
                    Some((list, _)) => (*list, upper.filter(|n| *n > 0 && step == 1)),
                    None => (v, last.map(|n| -n)),
                };
                let first = turned.is_none() || lower.is_none_or(|l| l == 0);
                if whole && step == -1 {
                    self.ends.insert(part, (v, TURNED));
                } else if let Some(n) = end.filter(|_| first && !unknown) {
                    self.ends.insert(part, (list, n));
                }
                Ok(part)
            }
            Kind::List(items) => {
                let element = if items.is_empty() {
                    Val::UNBOUND
                } else {
                    self.either(&items)
                };
                Ok(self.object(Kind::Many("list", element), span))
            }
            // A part of fixed text is still the program's own text.
            Kind::Str(_) => Ok(self.derive(Some("str"), &[], How::Part, span)),
            kind => {
                let key = (v, [lower, upper, Some(step)]);
                if !unknown && let Some(&part) = self.parts.get(&key) {
                    return Ok(part);
                }
                let ty = match &kind {
                    Kind::Unknown(ty, _) => ty.as_deref(),
                    _ if self.is_text(v) => Some("str"),
                    _ => None,
                };
                let part = self.derive(ty, &[v], How::Part, span);
                if let (false, Some(end @ 0..), 0..) = (unknown, upper, lower.unwrap_or(0)) {
                    self.bounded.insert(part, end - lower.unwrap_or(0));
                }
                // Text does not change; a list may.
                if !unknown && matches!(ty, Some("str" | "bytes")) {
                    self.parts.insert(key, part);
                    self.note_halves(v, key.1, part);
                    if let Some(n) = last {
                        self.ends.insert(part, (v, -n));
                    }
                }
                Ok(part)
            }
        }
    }

    /// The last characters of text whose ending was tested: they are those of one of the endings.
    fn known_end(&mut self, v: Val, length: i128, span: Span) -> Option<Val> {
        let mut at = self.look(v);
        let length = usize::try_from(length).ok()?;
        let (ends, exactly) = loop {
            let Kind::Tested(name, inner) = self.kind(at).clone() else {
                return None;
            };
            let tested = name
                .strip_prefix("str.endswith:")
                .map(|ends| (ends, true))
                .or_else(|| Some((name.strip_prefix(super::condition::ENDS_LIKE)?, false)));
            if let Some((ends, exactly)) = tested
                && ends.split('\n').all(|end| end.chars().count() >= length)
            {
                break (ends.to_owned(), exactly);
            }
            at = inner;
        };
        let ends = ends.split('\n').map(|end| {
            let skipped = end.chars().count() - length;
            end.chars().skip(skipped).collect::<String>()
        });
        if exactly {
            let ends: Vec<Val> = ends.map(|end| self.text(&end, span)).collect();
            return Some(self.either(&ends));
        }
        // In small or capital letters.
        let characters: String = ends
            .flat_map(|end| {
                (end.to_lowercase() + &end.to_uppercase())
                    .chars()
                    .collect::<Vec<_>>()
            })
            .collect();
        let part = self.derive(Some("str"), &[v], How::Part, span);
        Some(self.make(
            Kind::Tested(Arc::from(format!("characters:{characters}")), part),
            span,
        ))
    }

    /// One of many elements that are alike, at a known place. Two places are two values, even if
    /// no more is known of either; the same place is the same value.
    pub(super) fn picked(&mut self, element: Val, at: i128, span: Span) -> Val {
        self.some_of(element, Some([Some(at), None, None]), span)
    }

    /// Those of many elements that are alike which stand at these places. What they are asked says nothing of
    /// the others.
    pub(super) fn some_of(
        &mut self,
        element: Val,
        places: Option<[Option<i128>; 3]>,
        span: Span,
    ) -> Val {
        let ty = match self.kind(self.look(element)) {
            Kind::Unknown(ty, None) if ty.as_deref().is_none_or(|ty| !ty.contains('.')) => {
                ty.clone()
            }
            _ if self.is_text(element) && !self.is_constant(element) => Some(Arc::from("str")),
            _ => return element,
        };
        let key = places.map(|places| (element, places));
        if let Some(&part) = key.and_then(|key| self.parts.get(&key)) {
            return part;
        }
        let part = self.derive(ty.as_deref(), &[element], How::Plain, span);
        if let Some(key) = key {
            self.parts.insert(key, part);
            self.note_pieces(element, key.1[0]);
        }
        part
    }
}

fn slice_indices(len: usize, lower: Option<i128>, upper: Option<i128>, step: i128) -> Vec<usize> {
    let n = i128::try_from(len).unwrap_or(i128::MAX);
    let clamp = |v: i128, low: i128, high: i128| if v < 0 { (v + n).max(low) } else { v.min(high) };
    let mut out = Vec::new();
    if step > 0 {
        let mut at = clamp(lower.unwrap_or(0), 0, n);
        let end = clamp(upper.unwrap_or(n), 0, n);
        while at < end {
            out.extend(usize::try_from(at));
            at = at.saturating_add(step);
        }
    } else {
        let mut at = clamp(lower.unwrap_or(n - 1), -1, n - 1);
        let end = upper.map_or(-1, |u| clamp(u, -1, n - 1));
        while at > end {
            out.extend(usize::try_from(at));
            at = at.saturating_add(step);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_follow_python() {
        assert_eq!(slice_indices(5, None, None, 1), [0, 1, 2, 3, 4]);
        assert_eq!(slice_indices(5, Some(1), Some(-1), 1), [1, 2, 3]);
        assert_eq!(slice_indices(5, None, None, -1), [4, 3, 2, 1, 0]);
        assert_eq!(slice_indices(5, Some(-2), None, 1), [3, 4]);
        assert_eq!(slice_indices(3, Some(9), None, -2), [2, 0]);
    }
}
