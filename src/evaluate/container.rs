//! Containers: their elements, items by key, and the methods of list, dict, set and tuple.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{Cell, How, Kind, Part, Val};
use crate::text::Span;
use ruff_python_ast::Operator;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// What an iteration gives.
#[derive(Debug, Clone)]
pub(super) enum Items {
    /// These, in order.
    Known(Vec<Val>),
    /// An unknown number of values like this one.
    Each(Val),
}

/// Several columns as the rows that they make, as long as the shortest; `None` when one has no known end.
fn abreast(columns: &[Items]) -> Option<Vec<Vec<Val>>> {
    let columns: Option<Vec<&Vec<Val>>> = columns
        .iter()
        .map(|column| match column {
            Items::Known(items) => Some(items),
            Items::Each(_) => None,
        })
        .collect();
    let columns = columns?;
    let rows = columns.iter().map(|column| column.len()).min()?;
    let row = |at: usize| columns.iter().filter_map(|c| c.get(at).copied()).collect();
    Some((0..rows).map(row).collect())
}

/// How often a function is asked until it gives what ends an iteration.
const ASKED: usize = 4096;

/// From how many entries on it takes steps to put one into a dict.
const MANY: usize = 256;

impl Machine<'_, '_> {
    pub(super) fn list(&mut self, items: Vec<Val>, span: Span) -> Val {
        self.object(Kind::List(Arc::new(items)), span)
    }

    pub(super) fn tuple(&mut self, items: Vec<Val>, span: Span) -> Val {
        self.make(Kind::Tuple(items.into()), span)
    }

    /// What `map` makes of several columns.
    pub(super) fn mapped(&mut self, f: Val, columns: &[Items], span: Span) -> Follow<Val> {
        let mut out = Vec::new();
        let Some(rows) = abreast(columns) else {
            // One row stands for all of them.
            let row = columns.iter().map(|column| match column {
                Items::Known(items) => self.either(items),
                Items::Each(element) => *element,
            });
            let row = Args::positional(row.collect());
            self.maybe += 1;
            let v = self.call(f, row, span);
            self.maybe -= 1;
            return Ok(self.collected(Items::Each(v?), "iterator", span));
        };
        for row in rows {
            out.push(self.call(f, Args::positional(row), span)?);
        }
        Ok(self.collected(Items::Known(out), "iterator", span))
    }

    /// What `iter(f, end)` gives: the answers of a function up to this one.
    pub(super) fn until(&mut self, asked: Option<(Val, Val)>, span: Span) -> Follow<Items> {
        let Some((f, end)) = asked else {
            return Ok(Items::Known(Vec::new()));
        };
        if self.world.is_none() {
            self.maybe += 1;
            let answer = self.call(f, Args::default(), span);
            self.maybe -= 1;
            return answer.map(Items::Each);
        }
        let mut answers = Vec::new();
        while answers.len() < ASKED {
            self.spend(1)?;
            let answer = self.call(f, Args::default(), span)?;
            match self.related(super::value::Relation::Equal, answer, end) {
                Some(true) => return Ok(Items::Known(answers)),
                Some(false) => answers.push(answer),
                None => return Ok(Items::Each(answer)),
            }
        }
        Ok(Items::Each(self.either(&answers)))
    }

    /// The object of the program that gives what this holds one by one, in a probe.
    pub(super) fn own_iterator(&mut self, v: Val, span: Span) -> Follow<Option<Val>> {
        let v = self.look(v);
        if self.goes_on(v) {
            return Ok(Some(v));
        }
        let own = self.world.is_some()
            && matches!(self.content_kind(v), Kind::Fields(class, _)
                if self.class_member(class, "__next__").is_some()
                    && self.class_member(class, "__iter__").is_some());
        if !own {
            return Ok(None);
        }
        let iterator = self.call_method(v, "__iter__", Args::default(), span)?;
        // What was asked for is not asked for again: that may change the object.
        let plain = matches!(self.content_kind(self.look(iterator)), Kind::Iterator(..));
        Ok((plain || self.has_method(iterator, "__next__")).then_some(iterator))
    }

    /// The same, and any iterator: what the body of a loop takes from it is no longer there for the loop.
    pub(super) fn shared_iterator(&mut self, v: Val, span: Span) -> Follow<Option<Val>> {
        if self.world.is_none() {
            return Ok(None);
        }
        let own = self.own_iterator(v, span)?;
        let v = self.look(v);
        Ok(own.or(self.is_plain_iterator(v).then_some(v)))
    }

    /// Whether this is an iterator that others may hold as well.
    pub(super) fn is_plain_iterator(&self, v: Val) -> bool {
        matches!(self.kind(v), Kind::Ref(_)) && matches!(self.content_kind(v), Kind::Iterator(..))
    }

    /// What an object of the program gives, one by one, until it says that there is no more.
    fn drained(&mut self, iterator: Val, span: Span) -> Follow<Items> {
        let mut found = Vec::new();
        while found.len() < ASKED {
            self.spend(1)?;
            match self.next_item(iterator, Some(Val::UNBOUND), span)? {
                Val::UNBOUND => return Ok(Items::Known(found)),
                item => found.push(item),
            }
        }
        Ok(Items::Each(self.either(&found)))
    }

    /// What an object of the program has at the places 0, 1, 2 and so on, until it has none there.
    fn counted_up(&mut self, object: Val, span: Span) -> Follow<Items> {
        let mut found = Vec::new();
        for at in 0..ASKED {
            self.spend(1)?;
            let at = self.make(Kind::Int(i128::try_from(at).unwrap_or_default()), span);
            match self.call_method(object, "__getitem__", Args::positional(vec![at]), span) {
                Err(super::machine::Stop::Raise(raised)) => {
                    let end = self.symbol("builtins.IndexError", span);
                    return match self.catches_exception(end, raised) {
                        Some(true) => Ok(Items::Known(found)),
                        _ => Err(super::machine::Stop::Raise(raised)),
                    };
                }
                item => found.push(item?),
            }
        }
        Ok(Items::Each(self.either(&found)))
    }

    /// The elements of anything that can be iterated.
    pub(super) fn items(&mut self, v: Val, span: Span) -> Follow<Items> {
        let v = self.look(v);
        self.run_generator(v, span)?;
        match self.content_kind(v) {
            Kind::Tuple(items) | Kind::Row(_, items) => Ok(Items::Known(items.to_vec())),
            Kind::List(items) | Kind::Set(items) => {
                self.spend(items.len() as u64 / 16)?;
                Ok(Items::Known((*items).clone()))
            }
            Kind::Dict(pairs) => {
                let keys: Vec<Val> = pairs.iter().map(|(k, _)| *k).collect();
                if self.is_open(&pairs) {
                    return Ok(Items::Each(self.either(&keys)));
                }
                Ok(Items::Known(keys))
            }
            Kind::Iterator(items, at) => {
                let rest = items.iter().skip(at).copied().collect();
                if let Kind::Ref(cell) = *self.kind(v) {
                    let done = self.make(Kind::Iterator(items.clone(), items.len()), span);
                    self.state.set(cell, done);
                }
                Ok(Items::Known(rest))
            }
            Kind::Template(parts) => Ok(Items::Known(self.template_items(&parts, span))),
            Kind::Class(..) | Kind::Fields(..) if let Some(items) = self.own_items(v, span)? => {
                Ok(items)
            }
            Kind::Fields(..) if self.is_without(v, &["__iter__", "__getitem__"]) => {
                self.not_iterable(v, span)
            }
            Kind::Many(_, Val::UNBOUND) => Ok(Items::Known(Vec::new())),
            Kind::Many(_, element) => Ok(Items::Each(element)),
            Kind::Str(s) => {
                self.spend(s.len() as u64)?;
                let chars: Vec<String> = s.chars().map(String::from).collect();
                Ok(Items::Known(
                    chars.iter().map(|c| self.text(c, span)).collect(),
                ))
            }
            Kind::Bytes(b) => {
                self.spend(b.len() as u64)?;
                Ok(Items::Known(
                    b.iter()
                        .map(|&n| self.make(Kind::Int(i128::from(n)), span))
                        .collect(),
                ))
            }
            Kind::None | Kind::Int(_) => self.not_iterable(v, span),
            Kind::Either(options) => {
                let mut all = Vec::new();
                for (option, _) in options.iter() {
                    match self.items(*option, span)? {
                        Items::Known(items) => all.extend(items),
                        Items::Each(element) => all.push(element),
                    }
                }
                all.truncate(64);
                if all.is_empty() {
                    return Ok(Items::Known(all));
                }
                Ok(Items::Each(self.either(&all)))
            }
            Kind::Fields(class, _) => {
                if self.class_member(class, "__iter__").is_some() {
                    let iterator = self.call_method(v, "__iter__", Args::default(), span)?;
                    if iterator != v {
                        return self.items(iterator, span);
                    }
                    if self.world.is_some() && self.class_member(class, "__next__").is_some() {
                        return self.drained(v, span);
                    }
                } else if let Some(items) = self.as_tuple(v) {
                    return Ok(Items::Known(items));
                } else if self.world.is_some() && self.class_member(class, "__getitem__").is_some()
                {
                    return self.counted_up(v, span);
                }
                let element = self.derive(None, &[v], How::Part, span);
                Ok(Items::Each(element))
            }
            Kind::External(ty, id, _) => self.external_items(v, &ty, id, span),
            Kind::Symbol(_) => match self.offer_method(v, "__iter__", &[], span)? {
                Some(all) => self.items(all, span),
                None => Ok(Items::Each(self.derive(None, &[v], How::Part, span))),
            },
            Kind::Text(_) => {
                let element = self.derive(Some("str"), &[v], How::Part, span);
                Ok(Items::Each(element))
            }
            Kind::Unknown(ty, _) => {
                let ty = match ty.as_deref() {
                    Some("str") => Some("str"),
                    Some(t) => t.strip_prefix("list[").and_then(|t| t.strip_suffix(']')),
                    None => None,
                };
                let ty = ty.map(str::to_owned);
                let element = self.derive(ty.as_deref(), &[v], How::Part, span);
                Ok(Items::Each(element))
            }
            _ => {
                let element = self.derive(None, &[v], How::Part, span);
                Ok(Items::Each(element))
            }
        }
    }

    /// Whether a key is not known, so that its pair may stand for several.
    pub(super) fn is_unknown_key(&self, key: Val) -> bool {
        matches!(
            self.kind(key),
            Kind::Unknown(..)
                | Kind::Text(_)
                | Kind::Tested(..)
                | Kind::Opaque(_)
                | Kind::Either(_)
        )
    }

    /// An empty dict that the module leaves behind is there to be filled, by whatever runs before a
    /// function is called: what it holds then is not known.
    pub(super) fn open_stores(&mut self) {
        let empty = |v: Val| matches!(self.kind(v), Kind::Dict(pairs) if pairs.is_empty());
        let stores: Vec<Cell> = self
            .state
            .all()
            .filter(|&(_, v)| empty(v))
            .map(|(cell, _)| cell)
            .collect();
        if stores.is_empty() {
            return;
        }
        let span = Span::default();
        let pair = (
            self.derive(None, &[], How::Plain, span),
            self.derive(None, &[], How::Plain, span),
        );
        let open = self.make(Kind::Dict(Arc::new(vec![pair])), span);
        for store in stores {
            self.state.set(store, open);
        }
    }

    /// Whether a dict may hold more pairs than are seen.
    pub(super) fn is_open(&self, pairs: &[(Val, Val)]) -> bool {
        pairs.iter().any(|&(k, _)| self.is_unknown_key(k))
    }

    /// A look-up that succeeded tells that the key is one of those there.
    pub(super) fn learn_key(&mut self, key: Val, possible: &[(Val, Val)]) {
        let keys: Vec<Val> = possible.iter().map(|(k, _)| *k).collect();
        if keys.iter().all(|&k| self.is_constant(k)) && !self.is_constant(key) {
            let one = self.either(&keys);
            self.learn_fact(key, one, self.arena.node(key).span);
        }
    }

    /// Puts a pair into the pairs of a dict: an equal key keeps its place.
    pub(super) fn put(&self, pairs: &mut Vec<(Val, Val)>, key: Val, value: Val) {
        if let Some(slot) = pairs
            .iter_mut()
            .find(|(k, _)| self.equal(*k, key) == Some(true))
        {
            slot.1 = value;
        } else {
            pairs.push((key, value));
        }
    }

    /// Puts many into one: keys that are numbers or texts are found at once, others by looking at each.
    pub(super) fn put_each(&mut self, items: Vec<(Val, Val)>) -> Follow<Vec<(Val, Val)>> {
        let mut pairs: Vec<(Val, Val)> = Vec::with_capacity(items.len());
        let mut places = Some(FxHashMap::default());
        for (key, value) in items {
            let plain = match self.kind(self.look(key)) {
                Kind::Int(n) => Some(Ok(*n)),
                Kind::Str(text) => Some(Err(text.clone())),
                _ => None,
            };
            if let (Some(plain), Some(places)) = (plain, places.as_mut()) {
                if pairs.len() % MANY == MANY - 1 {
                    self.spend(MANY as u64 / 16)?;
                }
                let at = *places.entry(plain).or_insert(pairs.len());
                match pairs.get_mut(at) {
                    Some(slot) => slot.1 = value,
                    None => pairs.push((key, value)),
                }
            } else {
                places = None;
                if pairs.len() >= MANY {
                    self.spend(pairs.len() as u64 / 16)?;
                }
                self.put(&mut pairs, key, value);
            }
        }
        Ok(pairs)
    }

    pub(super) fn set_of(&mut self, items: Vec<Val>, span: Span) -> Val {
        let mut kept: Vec<Val> = Vec::new();
        // Texts are found at once; what is none is compared with each.
        let mut texts: FxHashSet<Arc<str>> = FxHashSet::default();
        let mut others: Vec<Val> = Vec::new();
        for item in items {
            let text = match self.kind(self.look(item)) {
                Kind::Str(text) => Some(text.clone()),
                _ => None,
            };
            let among = if text.is_some() { &others } else { &kept };
            let known = text.as_ref().is_some_and(|text| texts.contains(text));
            if known || (kept.len() <= 512 && self.is_one_of(item, among)) {
                continue;
            }
            if kept.len() <= 512 && self.is_among_own(item, &others, span) {
                continue;
            }
            kept.push(item);
            match text {
                Some(text) => {
                    texts.insert(text);
                }
                None => others.push(item),
            }
        }
        self.object(Kind::Set(Arc::new(kept)), span)
    }

    /// Whether a value is surely one of these.
    fn is_one_of(&self, v: Val, all: &[Val]) -> bool {
        all.iter().any(|&one| self.equal(one, v) == Some(true))
    }

    pub(super) fn set_operator(
        &mut self,
        op: Operator,
        left: Val,
        right: Val,
        span: Span,
    ) -> Follow<Val> {
        if let (Kind::Dict(a), Kind::Dict(b)) = (self.content_kind(left), self.content_kind(right))
        {
            let mut pairs = (*a).clone();
            for &(k, v) in b.iter() {
                self.put(&mut pairs, k, v);
            }
            return Ok(self.object(Kind::Dict(Arc::new(pairs)), span));
        }
        match (self.items(left, span)?, self.items(right, span)?) {
            (Items::Known(a), Items::Known(b))
                if matches!(op, Operator::BitAnd | Operator::Sub)
                    && let Some((open, there)) = self.open_member(&a, &b, span) =>
            {
                // On one side it is in both, on the other it is not.
                let rest: Vec<Val> = a.iter().copied().filter(|&v| v != open).collect();
                let with = op == Operator::BitAnd;
                let side = |m: &mut Self, kept: bool| {
                    let left = m.set_of(rest.clone(), span);
                    let right = m.set_of(b.clone(), span);
                    let others = m.set_operator(op, left, right, span)?;
                    if !kept {
                        return Ok(others);
                    }
                    let mut all = vec![open];
                    match m.items(others, span)? {
                        Items::Known(more) => all.extend(more),
                        Items::Each(element) => {
                            all.push(element);
                            let element = m.either(&all);
                            return Ok(m.object(Kind::Many("set", element), span));
                        }
                    }
                    Ok(m.set_of(all, span))
                };
                let yes = side(self, with)?;
                let no = side(self, !with)?;
                self.decide(there, &mut |_| Ok(yes), &mut |_| Ok(no))
            }
            (Items::Known(a), Items::Known(b))
                if op == Operator::BitAnd && self.open_member(&b, &a, span).is_some() =>
            {
                self.set_operator(op, right, left, span)
            }
            (Items::Known(a), Items::Known(b)) => {
                let inside = |m: &Self, list: &[Val], v: Val| {
                    list.iter().any(|&w| m.equal(v, w) == Some(true))
                };
                let items: Vec<Val> = match op {
                    Operator::BitAnd => {
                        a.iter().copied().filter(|&v| inside(self, &b, v)).collect()
                    }
                    Operator::Sub => a
                        .iter()
                        .copied()
                        .filter(|&v| !inside(self, &b, v))
                        .collect(),
                    Operator::BitXor => {
                        let left: Vec<Val> = a
                            .iter()
                            .copied()
                            .filter(|&v| !inside(self, &b, v))
                            .collect();
                        left.into_iter()
                            .chain(b.iter().copied().filter(|&v| !inside(self, &a, v)))
                            .collect()
                    }
                    _ => a.into_iter().chain(b).collect(),
                };
                Ok(self.set_of(items, span))
            }
            // What remains of a set after taking the common part is one of the known ones.
            (Items::Each(_), Items::Known(known)) | (Items::Known(known), Items::Each(_))
                if op == Operator::BitAnd =>
            {
                let element = if known.is_empty() {
                    Val::UNBOUND
                } else {
                    self.either(&known)
                };
                Ok(self.object(Kind::Many("set", element), span))
            }
            (Items::Known(known), Items::Each(_)) if op == Operator::Sub => {
                let element = if known.is_empty() {
                    Val::UNBOUND
                } else {
                    self.either(&known)
                };
                Ok(self.object(Kind::Many("set", element), span))
            }
            // Something remains where one of the first was not among the others.
            (Items::Each(element), _) if op == Operator::Sub => {
                let among = self.all_among(Items::Each(element), right, span);
                let outside = self.make(Kind::Not(among), span);
                let left = self.object(Kind::Many("set", element), span);
                self.notes.filled.insert(left, outside);
                Ok(left)
            }
            (a, b) => {
                let mut all = Vec::new();
                for side in [a, b] {
                    match side {
                        Items::Known(items) => all.extend(items),
                        Items::Each(element) => all.push(element),
                    }
                }
                let element = if all.is_empty() {
                    Val::UNBOUND
                } else {
                    self.either(&all)
                };
                Ok(self.object(Kind::Many("set", element), span))
            }
        }
    }

    /// The only one of these of which it is not decided whether it is among the others, and the condition that it is.
    fn open_member(&mut self, some: &[Val], all: &[Val], span: Span) -> Option<(Val, Val)> {
        let open = |m: &Self, v: Val| {
            let mut undecided = false;
            for &w in all {
                match m.equal(v, w) {
                    Some(true) => return false,
                    None => undecided = true,
                    Some(false) => {}
                }
            }
            undecided
        };
        if some.len() > 64 || all.len() > 512 {
            return None;
        }
        let mut opens = some.iter().copied().filter(|&v| open(self, v));
        let (first, None) = (opens.next()?, opens.next()) else {
            return None;
        };
        let all = self.tuple(all.to_vec(), span);
        let there = self.compare(ruff_python_ast::CmpOp::In, first, all, span);
        Some((first, there))
    }

    /// The names of the built-in types, as error messages give them.
    pub(super) fn type_name(&self, v: Val) -> String {
        match self.content_kind(v) {
            Kind::None => "NoneType".into(),
            Kind::Ellipsis => "ellipsis".into(),
            Kind::Bool(_) => "bool".into(),
            Kind::Int(_) => "int".into(),
            Kind::Float(_) => "float".into(),
            Kind::Str(_) | Kind::Text(_) => "str".into(),
            Kind::Bytes(_) => "bytes".into(),
            Kind::Tuple(_) => "tuple".into(),
            Kind::Row(columns, _) => if columns.is_empty() {
                "tuple"
            } else {
                "sqlite3.Row"
            }
            .into(),
            Kind::List(_) => "list".into(),
            Kind::Set(_) => "set".into(),
            Kind::Dict(_) => "dict".into(),
            Kind::Iterator(..) => "generator".into(),
            Kind::Many(tag, _) => tag.into(),
            Kind::Template(_) => "string.templatelib.Template".into(),
            Kind::External(ty, ..) => ty.to_string(),
            Kind::Unknown(Some(ty), _) => ty.to_string(),
            Kind::Function(..) => "function".into(),
            Kind::Bound(..) => "method".into(),
            Kind::Fields(class, _) => match self.kind(class) {
                Kind::Class(_, frame, _) => self.frame(*frame).name.to_string(),
                Kind::Symbol(name) => name.to_string(),
                _ => "object".into(),
            },
            _ => "object".into(),
        }
    }

    /// The elements of a known text with holes, for tests on its pieces.
    pub(super) fn pieces(&self, v: Val) -> Option<Arc<[Part]>> {
        match self.kind(v) {
            Kind::Text(parts) => Some(parts.clone()),
            _ => None,
        }
    }
}

/// The place of a Python index in a sequence of this length.
pub(super) fn index_of(n: i128, len: usize) -> Option<usize> {
    let len = i128::try_from(len).ok()?;
    let at = if n < 0 { n + len } else { n };
    if (0..len).contains(&at) {
        usize::try_from(at).ok()
    } else {
        None
    }
}
