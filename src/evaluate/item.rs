//! Items by key and by slice: read, set, deleted.
//!
//! Called by `expression`, `statement` and the methods of containers.

use super::call::Args;
use super::container::index_of;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast::Expr;
use std::sync::Arc;

/// In place of how many elements an end has: all of them, the last one first.
pub(super) const TURNED: i128 = i128::MIN;

impl<'a> Machine<'a, '_> {
    pub(super) fn subscript(&mut self, object: Val, slice: &'a Expr, span: Span) -> Follow<Val> {
        let object = self.look(object);
        if let Expr::Slice(s) = slice {
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
            return self.over(object, &mut |m, o| m.sliced(o, bounds, unknown, span));
        }
        let key = self.eval(slice)?;
        self.over(object, &mut |m, o| m.item(o, key, span))
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
                if !unknown && upper.is_some_and(|end| end >= 0) && lower.is_none_or(|l| l >= 0) {
                    self.bounded.insert(part);
                }
                // Text does not change; a list may.
                if !unknown && matches!(ty, Some("str" | "bytes")) {
                    self.parts.insert(key, part);
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
        }
        part
    }

    /// Records that what is not known chooses among all names of a scope.
    pub(super) fn note_name_chosen(&mut self, names: Val, key: Val, span: Span) {
        let all = match self.kind(names) {
            Kind::Symbol(name) => &**name == "builtins",
            Kind::Ref(_) => {
                matches!(&self.arena.node(names).how, How::Call(c) if &**c == "builtins.globals")
            }
            _ => false,
        };
        if all && !self.is_constant(key) {
            let args = super::call::Args::positional(vec![key]);
            self.export_call("builtins.globals.__getitem__", false, &args, span);
        }
    }

    /// `object[key]`.
    pub(super) fn item(&mut self, object: Val, key: Val, span: Span) -> Follow<Val> {
        let now = self.item_now(object, key, span)?;
        Ok(self.item_again(object, key, now))
    }

    fn item_now(&mut self, object: Val, key: Val, span: Span) -> Follow<Val> {
        let (object, key) = (self.look(object), self.look(key));
        self.note_name_chosen(object, key, span);
        if let Kind::Str(name) = self.kind(key).clone()
            && let Some(v) = self.parsed_option(object, &name, span)
        {
            return Ok(v);
        }
        match self.content_kind(object) {
            Kind::Tuple(items) => self.indexed(&items, key, "tuple", span),
            Kind::List(items) => self.indexed(&items, key, "list", span),
            Kind::Row(columns, items) => {
                if let Kind::Str(name) = self.kind(key)
                    && !columns.is_empty()
                {
                    let at = columns.iter().position(|c| c.eq_ignore_ascii_case(name));
                    return match at.and_then(|i| items.get(i)) {
                        Some(&v) => Ok(v),
                        None => self.raise("builtins.IndexError", "No item with that key", span),
                    };
                }
                self.indexed(&items, key, "tuple", span)
            }
            Kind::Dict(pairs) => {
                if !self.is_constant(key) {
                    let args = Args::positional(vec![key]);
                    self.export_call("builtins.dict.__getitem__", false, &args, span);
                }
                // The last of equal keys counts.
                let mut open = false;
                let mut possible = Vec::new();
                for &(k, v) in pairs.iter().rev() {
                    match self.equal(k, key) {
                        Some(true) if !open => return Ok(v),
                        Some(true) => {
                            possible.push((k, v));
                            break;
                        }
                        None => {
                            open = true;
                            possible.push((k, v));
                        }
                        Some(false) => {}
                    }
                }
                if possible.is_empty()
                    && let Some(v) = self.missing(object, &pairs, key, span)?
                {
                    return Ok(v);
                }
                if possible.is_empty() {
                    let message = self.representation(key, 0).unwrap_or_default();
                    return self.raise("builtins.KeyError", &message, span);
                }
                self.may_raise(Some("builtins.KeyError"), span);
                self.learn_key(key, &possible);
                let values: Vec<Val> = possible.iter().map(|(_, v)| *v).collect();
                Ok(self.either(&values))
            }
            Kind::Str(s) => match self.as_int(key) {
                Some(n) => {
                    let chars: Vec<char> = s.chars().collect();
                    match index_of(n, chars.len()).and_then(|i| chars.get(i)) {
                        Some(c) => Ok(self.text(&c.to_string(), span)),
                        None => {
                            self.raise("builtins.IndexError", "string index out of range", span)
                        }
                    }
                }
                None => Ok(self.derive(Some("str"), &[], How::Part, span)),
            },
            Kind::Bytes(b) => match self
                .as_int(key)
                .and_then(|n| index_of(n, b.len()))
                .and_then(|i| b.get(i))
            {
                Some(&n) => Ok(self.make(Kind::Int(i128::from(n)), span)),
                None => Ok(self.derive(Some("int"), &[], How::Part, span)),
            },
            Kind::Many(_, Val::UNBOUND) => {
                self.raise("builtins.IndexError", "list index out of range", span)
            }
            Kind::Many(_, element) => {
                self.may_raise(None, span);
                let known = self.beginning(object).and_then(|(head, _)| {
                    let at = usize::try_from(self.as_int(key)?).ok()?;
                    head.get(at).copied()
                });
                if let Some(known) = known {
                    return Ok(known);
                }
                Ok(match self.as_int(key) {
                    Some(at) => self.picked(element, at, span),
                    None => element,
                })
            }
            Kind::None => self.raise(
                "builtins.TypeError",
                "'NoneType' object is not subscriptable",
                span,
            ),
            Kind::Fields(class, _) if self.class_member(class, "__getitem__").is_some() => {
                self.call_method(object, "__getitem__", Args::positional(vec![key]), span)
            }
            Kind::Class(..) => Ok(self.member_named(object, key, span)?.unwrap_or(object)),
            Kind::Fields(..) if let Some(items) = self.as_tuple(object) => {
                self.indexed(&items, key, "tuple", span)
            }
            Kind::Fields(class, _) if matches!(self.kind(class), Kind::Symbol(name) if &**name == "re.Match") => {
                self.match_part(object, "group", &Args::positional(vec![key]), span)
            }
            Kind::Symbol(name) => self.symbol_item(object, &name, key, span),
            Kind::External(ty, ..) => {
                self.may_raise(None, span);
                self.external_item(object, &ty, key, span)
            }
            Kind::Text(_) => Ok(self.derive(Some("str"), &[object, key], How::Part, span)),
            _ => {
                self.may_raise(None, span);
                if let Some(v) = self.form_part(object, key, span) {
                    return Ok(v);
                }
                // What is looked up by a key from outside, for whoever judges an answer.
                if self.world.is_none() && self.watch.is_none() && !self.is_constant(key) {
                    let args = Args::positional(vec![key]);
                    self.export_call("builtins.dict.__getitem__", false, &args, span);
                }
                // Which part it is counts for the first one only.
                let from = [object, key];
                let from = match self.kind(key) {
                    Kind::Int(0) => &from[..],
                    _ => &from[..1],
                };
                Ok(self.derive(None, from, How::Part, span))
            }
        }
    }

    /// What a `defaultdict` makes for a key that is not there; it keeps it.
    fn missing(
        &mut self,
        object: Val,
        pairs: &[(Val, Val)],
        key: Val,
        span: Span,
    ) -> Follow<Option<Val>> {
        let node = self.arena.node(object);
        let (Kind::Ref(cell), How::Call(made), Some(&factory)) =
            (node.kind.clone(), &node.how, node.from.first())
        else {
            return Ok(None);
        };
        if &**made != "collections.defaultdict" {
            return Ok(None);
        }
        let v = self.call(factory, Args::default(), span)?;
        let mut pairs = pairs.to_vec();
        pairs.push((key, v));
        let content = self.make(Kind::Dict(Arc::new(pairs)), span);
        self.state.set(cell, content);
        Ok(Some(v))
    }

    /// `operator.getitem(object, key)` and its like.
    pub(super) fn item_by_call(
        &mut self,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let (Some(object), Some(key)) = (args.get(0, ""), args.get(1, "")) else {
            return Ok(None);
        };
        match (name, args.get(2, "")) {
            ("operator.getitem", _) => return self.item(object, key, span).map(Some),
            ("operator.setitem", Some(v)) => self.set_item(object, key, v, span)?,
            _ => self.delete_item(object, key, span)?,
        }
        Ok(Some(Val::NONE))
    }

    /// A look-up that succeeded tells that the key is one of those there.
    pub(super) fn learn_key(&mut self, key: Val, possible: &[(Val, Val)]) {
        let keys: Vec<Val> = possible.iter().map(|(k, _)| *k).collect();
        if keys.iter().all(|&k| self.is_constant(k)) && !self.is_constant(key) {
            let one = self.either(&keys);
            self.learn_fact(key, one, self.arena.node(key).span);
        }
    }

    pub(super) fn indexed(
        &mut self,
        items: &[Val],
        key: Val,
        what: &str,
        span: Span,
    ) -> Follow<Val> {
        if let Some(n) = self.as_int(key) {
            return match index_of(n, items.len()).and_then(|i| items.get(i)) {
                Some(&v) => Ok(v),
                None => self.raise(
                    "builtins.IndexError",
                    &format!("{what} index out of range"),
                    span,
                ),
            };
        }
        if matches!(self.kind(key), Kind::Str(_)) {
            return self.raise(
                "builtins.TypeError",
                &format!("{what} indices must be integers or slices, not str"),
                span,
            );
        }
        if items.is_empty() {
            return self.raise(
                "builtins.IndexError",
                &format!("{what} index out of range"),
                span,
            );
        }
        self.may_raise(Some("builtins.IndexError"), span);
        // `pair[condition]`: each side of the condition chooses its element.
        if let [first, second] = *items
            && self.is_condition(key)
        {
            return self.decide(key, &mut |_| Ok(second), &mut |_| Ok(first));
        }
        Ok(self.either(items))
    }

    pub(super) fn set_item(&mut self, object: Val, key: Val, v: Val, span: Span) -> Follow<()> {
        self.forget_parts(object);
        let object = self.look(object);
        self.opens_names(object);
        let key = self.look(key);
        if let Kind::External(..) | Kind::Symbol(_) = self.kind(object) {
            return self.external_set_item(object, key, v, span);
        }
        let Kind::Ref(cell) = *self.kind(object) else {
            return Ok(());
        };
        let content = match self.content_kind(object) {
            Kind::Dict(pairs) => {
                let mut pairs = (*pairs).clone();
                self.spend(pairs.len() as u64 / 8)?;
                self.put(&mut pairs, key, v);
                Kind::Dict(Arc::new(pairs))
            }
            Kind::List(items) => match self.as_int(key).and_then(|n| index_of(n, items.len())) {
                Some(i) => {
                    let mut items = (*items).clone();
                    if let Some(slot) = items.get_mut(i) {
                        *slot = v;
                    }
                    Kind::List(Arc::new(items))
                }
                None if self.as_int(key).is_some() => {
                    return self.raise(
                        "builtins.IndexError",
                        "list assignment index out of range",
                        span,
                    );
                }
                None => {
                    // Either one place that is not known, or a part of the list with all that is put there.
                    let mut all = (*items).clone();
                    all.push(v);
                    let (more, rest) = self.in_places(v);
                    all.extend(more);
                    all.extend(rest);
                    Kind::Many("list", self.either(&all))
                }
            },
            Kind::Many(tag, element) => {
                let element = if element == Val::UNBOUND {
                    v
                } else {
                    self.either(&[element, v])
                };
                Kind::Many(tag, element)
            }
            Kind::Fields(class, _) if self.class_member(class, "__setitem__").is_some() => {
                self.call_method(object, "__setitem__", Args::positional(vec![key, v]), span)?;
                return Ok(());
            }
            _ => return Ok(()),
        };
        let content = self.make(content, span);
        self.state.set(cell, content);
        Ok(())
    }

    pub(super) fn delete_item(&mut self, object: Val, key: Val, span: Span) -> Follow<()> {
        let Kind::Ref(cell) = *self.kind(object) else {
            return Ok(());
        };
        if self.has_method(object, "__delitem__") {
            self.call_method(object, "__delitem__", Args::positional(vec![key]), span)?;
            return Ok(());
        }
        let content = match self.content_kind(object) {
            Kind::Dict(pairs) => {
                let kept: Vec<(Val, Val)> = pairs
                    .iter()
                    .copied()
                    .filter(|(k, _)| self.equal(*k, key) != Some(true))
                    .collect();
                Kind::Dict(Arc::new(kept))
            }
            Kind::List(items) => {
                let mut items = (*items).clone();
                if let Some(i) = self.as_int(key).and_then(|n| index_of(n, items.len())) {
                    items.remove(i);
                }
                Kind::List(Arc::new(items))
            }
            _ => return Ok(()),
        };
        let content = self.make(content, span);
        self.state.set(cell, content);
        Ok(())
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
        assert_eq!(index_of(-1, 3), Some(2));
        assert_eq!(index_of(3, 3), None);
    }
}
