//! What changes while a program is followed: cells and facts, with a trail to go back along.
//!
//! A branch that is not decided runs each side from the same state: run, collect what changed,
//! roll back, run the other, merge. The cost is that of the changes, not of the state.

mod altered;

pub(super) use super::alike::same;
use super::alike::{alike, is_constant};
use super::seen::Seen;
use super::value::{Arena, Cell, Facts, How, Kind, Node, Val};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;

/// How many alternatives a value keeps before it is only known by its parts.
const ALTERNATIVES: usize = 24;
/// The same of functions out of a table: which one is called is all that differs.
const HANDLERS: usize = 96;
/// How many facts an alternative remembers.
const FACTS: usize = 12;

#[derive(Debug, Clone, Copy)]
enum Change {
    Cell(Cell, Val),
    Fact(Val, Option<Val>),
    /// A cell changed that nobody can read any more.
    Gone(Cell),
}

/// A value that another one is known to be, in a form of which the lack takes no room.
type Known = std::num::NonZeroU32;

/// Cells, facts and the trail.
#[derive(Debug, Default)]
pub(super) struct State {
    cells: Vec<Val>,
    /// What is known of each value; nothing of most.
    facts: Vec<Option<Known>>,
    trail: Vec<Change>,
    /// How much of the trail was looked at for facts that put data into values that were without, and where the
    /// first one stands.
    looked: std::cell::Cell<(usize, Option<usize>)>,
    /// Of each cell, whether nobody can read it any more; false behind the end.
    buried: Vec<bool>,
    /// The bytes that were changed in place.
    pub(super) altered: Vec<Val>,
    /// What was seen when changes were last put together.
    seen: RefCell<Seen>,
    /// Look-ups made since fuel was last charged for them: what every other work consists of.
    pub(super) work: std::cell::Cell<u64>,
}

/// A point to go back to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark(usize);

/// What changed since a mark.
#[derive(Debug, Clone, Default)]
pub(super) struct Delta {
    cells: Vec<(Cell, Val)>,
    facts: Vec<(Val, Val)>,
    /// The cells that changed besides and that nobody can read any more.
    gone: Vec<Cell>,
}

impl Delta {
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.facts.is_empty() && self.gone.is_empty()
    }

    pub(super) fn cells(&self) -> &[(Cell, Val)] {
        &self.cells
    }

    /// Everything that was learnt.
    pub(super) fn learnt(&self) -> &[(Val, Val)] {
        &self.facts
    }

    pub(super) fn without_facts(&self) -> Self {
        Self {
            cells: self.cells.clone(),
            facts: Vec::new(),
            gone: self.gone.clone(),
        }
    }

    pub(super) fn facts(&self) -> Facts {
        self.facts.iter().take(FACTS).copied().collect()
    }
}

impl State {
    pub(super) fn cell(&mut self, v: Val) -> Cell {
        let id = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        self.cells.push(v);
        Cell(id)
    }

    /// All cells with what they hold.
    pub(super) fn all(&self) -> impl Iterator<Item = (Cell, Val)> + '_ {
        self.cells
            .iter()
            .enumerate()
            .filter_map(|(at, &v)| Some((Cell(u32::try_from(at).ok()?), v)))
    }

    pub(super) fn get(&self, cell: Cell) -> Val {
        self.cells
            .get(cell.0 as usize)
            .copied()
            .unwrap_or(Val::UNBOUND)
    }

    pub(super) fn set(&mut self, cell: Cell, v: Val) {
        if let Some(slot) = self.cells.get_mut(cell.0 as usize) {
            self.trail.push(Change::Cell(cell, *slot));
            *slot = v;
        }
    }

    /// What is known of a value here, or the value.
    pub(super) fn look(&self, mut v: Val) -> Val {
        self.work.set(self.work.get() + 1);
        // A refined value may itself be refined; chains are as long as nested tests are.
        for _ in 0..16 {
            match self.fact(v) {
                Some(w) if w != v => v = w,
                _ => break,
            }
        }
        v
    }

    fn fact(&self, v: Val) -> Option<Val> {
        let known = self.facts.get(v.0 as usize).copied().flatten();
        known.map(|known| Val(known.get() - 1))
    }

    /// From here on this is known of a value; or nothing.
    fn know(&mut self, v: Val, w: Option<Val>) {
        let at = v.0 as usize;
        if at >= self.facts.len() {
            self.facts.resize(at + 1, None);
        }
        if let Some(slot) = self.facts.get_mut(at) {
            *slot = w.and_then(|w| Known::new(w.0.saturating_add(1)));
        }
    }

    /// Whether no fact that holds here puts data into a value that is made of none.
    pub(super) fn keeps_idle(&self, arena: &Arena) -> bool {
        let (looked, mut first) = self.looked.get();
        for (at, change) in self.trail.iter().enumerate().skip(looked) {
            if let Change::Fact(v, old) = *change {
                // What was overwritten holds again when it is gone back to.
                let mut held = old.into_iter().chain(self.fact(v));
                if first.is_none() && !held.all(|w| arena.keeps_idle(v, w)) {
                    first = Some(at);
                }
            }
        }
        self.looked.set((self.trail.len(), first));
        first.is_none()
    }

    pub(super) fn learn(&mut self, v: Val, w: Val) {
        if v != w {
            self.trail.push(Change::Fact(v, self.fact(v)));
            self.know(v, Some(w));
        }
    }

    /// Drops the cells made since `first`; no handle to one of them may be left.
    pub(super) fn forget(&mut self, first: Cell) {
        self.cells.truncate(first.0 as usize);
        self.buried.truncate(first.0 as usize);
    }

    /// The cell that will be made next.
    pub(super) fn next_cell(&self) -> Cell {
        Cell(u32::try_from(self.cells.len()).unwrap_or(u32::MAX))
    }

    /// Sets the cells made since `first`, and some that were made before, to what a delta says, for
    /// good: no branch takes it back. What it has learnt of a value that they hold stays with them.
    pub(super) fn keep(&mut self, delta: &Delta, first: Cell, earlier: &FxHashSet<Cell>) {
        let learnt: FxHashMap<Val, Val> = delta.facts.iter().copied().collect();
        for &(cell, v) in &delta.cells {
            if (cell.0 >= first.0 || earlier.contains(&cell))
                && let Some(slot) = self.cells.get_mut(cell.0 as usize)
            {
                *slot = learnt.get(&v).copied().unwrap_or(v);
            }
        }
    }

    /// Sets a cell for good: no branch takes it back.
    pub(super) fn hold(&mut self, cell: Cell, v: Val) {
        if let Some(slot) = self.cells.get_mut(cell.0 as usize) {
            *slot = v;
        }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark(self.trail.len())
    }

    /// What changed since `mark`; the state stays.
    pub(super) fn since(&self, mark: Mark) -> Delta {
        let mut delta = Delta::default();
        let mut seen = self.seen.borrow_mut();
        seen.begin(self.cells.len());
        let work = self.trail.len() - mark.0;
        self.work.set(self.work.get() + work as u64);
        for change in self.trail.iter().skip(mark.0) {
            match *change {
                Change::Cell(cell, _) => {
                    if seen.cell(cell) {
                        if self.is_buried(cell) {
                            delta.gone.push(cell);
                        } else {
                            delta.cells.push((cell, self.get(cell)));
                        }
                    }
                }
                Change::Fact(v, _) => {
                    if seen.value(v)
                        && let Some(w) = self.fact(v)
                    {
                        delta.facts.push((v, w));
                    }
                }
                Change::Gone(cell) => {
                    if seen.cell(cell) {
                        delta.gone.push(cell);
                    }
                }
            }
        }
        delta
    }

    /// Nobody can read this cell any more.
    pub(super) fn bury(&mut self, cell: Cell) {
        let at = cell.0 as usize;
        if at >= self.buried.len() {
            self.buried.resize(self.cells.len().max(at + 1), false);
        }
        if let Some(buried) = self.buried.get_mut(at) {
            *buried = true;
        }
    }

    fn is_buried(&self, cell: Cell) -> bool {
        self.buried.get(cell.0 as usize) == Some(&true)
    }

    /// Goes back to `mark`.
    pub(super) fn roll_back(&mut self, mark: Mark) {
        while self.trail.len() > mark.0 {
            match self.trail.pop() {
                Some(Change::Cell(cell, old)) => {
                    if let Some(slot) = self.cells.get_mut(cell.0 as usize) {
                        *slot = old;
                    }
                }
                Some(Change::Fact(v, old)) => self.know(v, old),
                Some(Change::Gone(_)) => {}
                None => break,
            }
        }
        let (looked, first) = self.looked.get();
        let first = first.filter(|first| *first < mark.0);
        self.looked.set((looked.min(mark.0), first));
    }

    /// Makes the changes of `delta` here.
    pub(super) fn apply(&mut self, delta: &Delta) {
        for &(cell, v) in &delta.cells {
            if self.is_buried(cell) {
                self.trail.push(Change::Gone(cell));
            } else {
                self.set(cell, v);
            }
        }
        self.trail
            .extend(delta.gone.iter().copied().map(Change::Gone));
        for &(v, w) in &delta.facts {
            self.learn(v, w);
        }
    }

    /// Goes on from here with what any of `deltas` may have left (all relative to here).
    pub(super) fn merge(&mut self, arena: &mut Arena, deltas: &[Delta]) {
        match deltas {
            [] => {}
            [only] => self.apply(only),
            _ => {
                let altered = self.altered_on(arena, deltas);
                self.merge_cells(arena, deltas);
                self.merge_facts(arena, deltas);
                for (object, now) in altered {
                    self.learn(object, now);
                }
            }
        }
    }

    fn merge_cells(&mut self, arena: &mut Arena, deltas: &[Delta]) {
        let mut order = Vec::new();
        let mut seen = self.seen.take();
        seen.begin(self.cells.len());
        // What nobody can read is not joined; it counts as work as if it was.
        let ways = deltas.len() as u64;
        for delta in deltas {
            for &(cell, _) in &delta.cells {
                if seen.cell(cell) {
                    if self.is_buried(cell) {
                        self.trail.push(Change::Gone(cell));
                        arena.work += ways;
                    } else {
                        order.push(cell);
                    }
                }
            }
            for &cell in &delta.gone {
                if seen.cell(cell) {
                    self.trail.push(Change::Gone(cell));
                    arena.work += ways + 1;
                }
            }
        }
        self.seen.replace(seen);
        if order.is_empty() {
            return;
        }
        let maps: Vec<Pairs<'_, Cell>> = deltas.iter().map(|d| Pairs::of(&d.cells)).collect();
        let facts: Vec<Facts> = deltas.iter().map(Delta::facts).collect();
        let mut options: Vec<(Val, Facts)> = Vec::with_capacity(deltas.len());
        for cell in order {
            let base = self.get(cell);
            let mut values = maps.iter().map(|map| map.get(cell).unwrap_or(base));
            // Most often nothing differs.
            if let Some(first) = values.next()
                && values.all(|v| v == first)
                && !matches!(arena.kind(first), Kind::Either(_))
            {
                arena.work += ways;
                if first != base {
                    self.set(cell, first);
                }
                continue;
            }
            options.clear();
            options.extend(
                maps.iter()
                    .zip(&facts)
                    .map(|(map, facts)| (map.get(cell).unwrap_or(base), facts.clone())),
            );
            let joined = join(arena, &options);
            if joined != base {
                self.set(cell, joined);
            }
        }
    }

    /// What was learnt on every way holds, or one of what was.
    fn merge_facts(&mut self, arena: &mut Arena, deltas: &[Delta]) {
        let [first, rest @ ..] = deltas else { return };
        if rest.iter().any(|delta| delta.facts.is_empty()) {
            return;
        }
        let own = Pairs::of(&first.facts);
        let others: Vec<Pairs<'_, Val>> = rest.iter().map(|d| Pairs::of(&d.facts)).collect();
        let mut options: Vec<(Val, Facts)> = Vec::with_capacity(deltas.len());
        for &(v, _) in &first.facts {
            let all = std::iter::once(&own).chain(&others);
            let known = all.map_while(|facts| Some((facts.known(v)?, Facts::from([]))));
            options.clear();
            options.extend(known);
            if options.len() == deltas.len() {
                let joined = join(arena, &options);
                self.learn(v, joined);
            }
        }
    }
}

/// How many pairs are found by looking at each.
const FEW: usize = 8;

/// What stands for what in a list of pairs.
enum Pairs<'p, K> {
    Few(&'p [(K, Val)]),
    Many(FxHashMap<K, Val>),
}

impl<'p, K: Copy + Eq + std::hash::Hash> Pairs<'p, K> {
    fn of(pairs: &'p [(K, Val)]) -> Self {
        if pairs.len() <= FEW {
            Self::Few(pairs)
        } else {
            Self::Many(pairs.iter().copied().collect())
        }
    }

    fn get(&self, key: K) -> Option<Val> {
        match self {
            Self::Few(pairs) => pairs.iter().find(|(k, _)| *k == key).map(|&(_, v)| v),
            Self::Many(pairs) => pairs.get(&key).copied(),
        }
    }
}

impl Pairs<'_, Val> {
    /// What a value is known to be: what was learnt of it, and then of what it was known to be.
    fn known(&self, v: Val) -> Option<Val> {
        let mut at = self.get(v)?;
        for _ in 0..FACTS {
            match self.get(at) {
                Some(more) if more != at => at = more,
                _ => break,
            }
        }
        Some(at)
    }
}

/// What a value is known to be in the end: what is known of it, and of that.
fn settled(facts: &Facts, mut v: Val) -> Val {
    for _ in 0..FACTS {
        match facts.iter().find(|(known, _)| *known == v) {
            Some(&(_, more)) if more != v => v = more,
            _ => break,
        }
    }
    v
}

/// A value that is one of `options`.
pub(super) fn join(arena: &mut Arena, options: &[(Val, Facts)]) -> Val {
    // Most often nothing differs.
    if let [(first, _), rest @ ..] = options
        && !matches!(arena.kind(*first), Kind::Either(_))
        && rest.iter().all(|(v, _)| v == first)
    {
        arena.work += options.len() as u64;
        return *first;
    }
    if let Some(text) = one_of_many_words(arena, options) {
        return text;
    }
    let mut flat: Vec<(Val, Facts)> = Vec::with_capacity(options.len());
    for (v, facts) in options {
        // What is known of alternatives together is known of each of them.
        let now = match arena.kind(*v) {
            Kind::Either(_) => settled(facts, *v),
            _ => *v,
        };
        match arena.kind(now) {
            Kind::Either(inner) => {
                flat.extend(inner.iter().map(|(w, more)| (*w, all_facts(facts, more))));
            }
            _ => flat.push((now, facts.clone())),
        }
    }
    let mut kept: Vec<(Val, Facts)> = Vec::new();
    arena.work += flat.len() as u64;
    for (v, facts) in flat {
        arena.work += kept.len() as u64 / 4;
        if let Some(slot) = kept.iter_mut().find(|(w, _)| same(arena, *w, v)) {
            if slot.1.is_empty() {
                continue;
            }
            // Reached in two ways: only what holds on both is known, or that it is a constant or what the other
            // says.
            let mut both: Vec<(Val, Val)> = Vec::new();
            for &(key, one) in slot.1.iter() {
                match facts.iter().find(|(known, _)| *known == key) {
                    Some(&(_, other)) if alike(arena, one, other, 0) => both.push((key, one)),
                    Some(&(_, other)) if is_constant(arena, one) || is_constant(arena, other) => {
                        let none = || Facts::from([]);
                        let (one, other) = (settled(&slot.1, one), settled(&facts, other));
                        both.push((key, join(arena, &[(one, none()), (other, none())])));
                    }
                    _ => {}
                }
            }
            slot.1 = both.into();
        } else if kept.len() <= HANDLERS {
            kept.push((v, facts));
        }
    }
    if let [(only, _)] = kept.as_slice() {
        return *only;
    }
    if let Some(content) = super::contents::join_contents(arena, &kept) {
        return content;
    }
    let most = if kept.iter().all(|(v, _)| is_code(arena, *v)) {
        HANDLERS
    } else {
        ALTERNATIVES
    };
    if kept.len() > most {
        if let Some(row) = super::column::join_tuples(arena, &kept) {
            return row;
        }
        let from: Vec<Val> = kept.iter().map(|(v, _)| *v).collect();
        return widen(arena, &from);
    }
    let span = kept
        .last()
        .map_or(Span::default(), |(v, _)| arena.node(*v).span);
    arena.add(Node {
        kind: Kind::Either(kept.into()),
        span,
        from: super::row::Row::default(),
        how: How::Plain,
    })
}

/// Whether a value is code of the program that may be called, or that there is none.
fn is_code(arena: &Arena, v: Val) -> bool {
    matches!(
        arena.kind(v),
        Kind::Function(..) | Kind::Bound(..) | Kind::Class(..) | Kind::None
    )
}

/// What is one of more constant texts than are kept apart: a text of the program's own. A long list of words is not
/// compared word by word.
fn one_of_many_words(arena: &mut Arena, options: &[(Val, Facts)]) -> Option<Val> {
    if options.len() <= ALTERNATIVES {
        return None;
    }
    let mut words: FxHashSet<&str> = FxHashSet::default();
    for (v, _) in options {
        let Kind::Str(word) = arena.kind(*v) else {
            return None;
        };
        words.insert(word);
    }
    if words.len() <= ALTERNATIVES {
        return None;
    }
    arena.work += options.len() as u64;
    let values: Vec<Val> = options.iter().map(|(v, _)| *v).collect();
    Some(widen(arena, &values))
}

/// What holds where both hold, as far as an alternative remembers it.
fn all_facts(facts: &Facts, more: &Facts) -> Facts {
    if facts.len() == FACTS || (more.is_empty() && facts.len() < FACTS) {
        facts.clone()
    } else if facts.is_empty() && more.len() <= FACTS {
        more.clone()
    } else {
        let all = facts.iter().chain(more.iter());
        all.take(FACTS).copied().collect()
    }
}

/// An unknown that carries on the data of all `values`.
pub(super) fn widen(arena: &mut Arena, values: &[Val]) -> Val {
    let span = values
        .last()
        .map_or(Span::default(), |&v| arena.node(v).span);
    let all_text = values
        .iter()
        .all(|&v| matches!(arena.kind(v), Kind::Str(_) | Kind::Text(_)));
    let from: Vec<Val> = values
        .iter()
        .copied()
        .filter(|&v| {
            !matches!(
                arena.kind(v),
                Kind::Unbound
                    | Kind::None
                    | Kind::Bool(_)
                    | Kind::Int(_)
                    | Kind::Float(_)
                    | Kind::Str(_)
                    | Kind::Bytes(_)
            )
        })
        .take(64)
        .collect();
    arena.derive(
        if all_text { Some("str") } else { None },
        &from,
        How::Plain,
        span,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_a_branch_meet() {
        let (mut arena, mut state) = (Arena::new(), State::default());
        let cell = state.cell(Val::NONE);
        let start = state.mark();
        state.set(cell, Val::TRUE);
        let left = state.since(start);
        state.roll_back(start);
        assert_eq!(state.get(cell), Val::NONE);
        state.merge(&mut arena, &[left, Delta::default()]);
        assert!(matches!(arena.kind(state.get(cell)), Kind::Either(options) if options.len() == 2));
    }

    #[test]
    fn a_fact_survives_only_where_all_paths_know_it() {
        let (mut arena, mut state) = (Arena::new(), State::default());
        let start = state.mark();
        state.learn(Val::NONE, Val::TRUE);
        let known = state.since(start);
        state.roll_back(start);
        state.merge(&mut arena, &[known.clone(), Delta::default()]);
        assert_eq!(state.look(Val::NONE), Val::NONE);
        state.merge(&mut arena, &[known.clone(), known]);
        assert_eq!(state.look(Val::NONE), Val::TRUE);
    }

    #[test]
    fn a_fact_that_brings_data_counts_as_long_as_it_holds() {
        let (mut arena, mut state) = (Arena::new(), State::default());
        let plain = arena.make(Kind::Unknown(None, None), Span::default());
        let data = arena.make(Kind::Unknown(None, Some(0)), Span::default());
        let both = arena.derive(None, &[plain, data], How::Plain, Span::default());
        assert!(arena.is_idle(plain) && !arena.is_idle(data) && !arena.is_idle(both));
        let start = state.mark();
        state.learn(data, plain);
        state.learn(plain, Val::TRUE);
        assert!(state.keeps_idle(&arena));
        let inner = state.mark();
        state.learn(plain, data);
        // What is overwritten holds again when it is gone back to.
        state.learn(plain, Val::FALSE);
        assert!(!state.keeps_idle(&arena));
        state.roll_back(inner);
        assert!(state.keeps_idle(&arena));
        assert_eq!(state.look(plain), Val::TRUE);
        state.roll_back(start);
        assert_eq!(state.look(plain), plain);
    }

    #[test]
    fn what_nobody_can_read_any_more_is_a_change_and_is_not_joined() {
        let (mut arena, mut state) = (Arena::new(), State::default());
        let (live, over) = (state.cell(Val::NONE), state.cell(Val::UNBOUND));
        let mark = state.mark();
        state.set(live, Val::TRUE);
        state.set(over, Val::TRUE);
        state.bury(over);
        let delta = state.since(mark);
        assert_eq!(delta.cells(), [(live, Val::TRUE)]);
        state.roll_back(mark);
        let nodes = arena.len();
        state.merge(&mut arena, &[Delta::default(), delta]);
        assert_eq!(arena.len(), nodes + 1);
        assert_eq!(state.get(over), Val::UNBOUND);
        state.roll_back(mark);
        state.bury(live);
        state.set(live, Val::TRUE);
        assert!(!state.since(mark).is_empty());
    }
}
