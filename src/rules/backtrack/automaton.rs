//! A regular expression as an automaton: a place for every character it names, and which place may
//! follow which, in how many ways.
//!
//! What stands for no character but may fail (an end, a border of a word, a look around) is a place of its own that
//! no text shares.
//! Called by `backtrack` and `danger`.

use super::places::Places;
use crate::rules::expression::{Chars, Part};

/// How many places an automaton may have.
const PLACES: usize = 120;
/// Repetitions up to so many count as endless where every one may double the work.
const MANY: u32 = 10;
/// How many parts are taken, copies counted: repetitions of what takes no character make no places.
const PARTS: usize = 4_000;
/// How many copies stand for a repetition that ends.
const COPIES: u32 = 12;

/// The places of an expression.
#[derive(Debug, Default)]
pub(in crate::rules) struct Automaton {
    /// What may stand at each place; `None`: no character, but something that may fail.
    pub(super) places: Vec<Option<Chars>>,
    /// Place → places that may follow, and in how many ways.
    next: Vec<Vec<(usize, u32)>>,
    /// The same places without the number of ways, forth and back; filled when all places are known.
    forth: Vec<Places>,
    back: Vec<Places>,
    /// Places at which the expression may begin, and after which it may end.
    first: Places,
    last: Places,
    /// How many parts were taken.
    taken: usize,
}

impl Automaton {
    pub(super) fn after(&self, place: usize) -> &[(usize, u32)] {
        self.next.get(place).map_or(&[], Vec::as_slice)
    }

    /// The places that may follow one.
    pub(super) fn following(&self, place: usize) -> Places {
        self.forth.get(place).copied().unwrap_or_default()
    }

    /// The places that one may follow.
    pub(super) fn preceding(&self, place: usize) -> Places {
        self.back.get(place).copied().unwrap_or_default()
    }

    pub(super) fn ends(&self, place: usize) -> bool {
        self.last.has(place)
    }

    /// Whether the expression may begin with one of these characters.
    pub(in crate::rules) fn may_begin(&self, marks: &str) -> bool {
        self.next_may_be(self.first, marks)
    }

    /// Whether a character may follow itself.
    pub(in crate::rules) fn may_repeat(&self, mark: char) -> bool {
        let mark = mark.to_string();
        let mut places = 0..self.places.len();
        places.any(|at| {
            let is = |set: &Option<Chars>| set.is_some_and(|set| !set.lacks(&mark));
            self.places.get(at).is_some_and(is) && self.next_may_be(self.following(at), &mark)
        })
    }

    /// Whether one of these places, or one behind those that stand for no character, is for one of these.
    fn next_may_be(&self, open: Places, marks: &str) -> bool {
        let mut seen = open;
        let mut open: Vec<usize> = open.each().collect();
        while let Some(at) = open.pop() {
            match self.places.get(at) {
                Some(Some(chars)) if !chars.lacks(marks) => return true,
                Some(None) => {
                    for next in self.following(at).each() {
                        if !seen.has(next) {
                            seen.add(next);
                            open.push(next);
                        }
                    }
                }
                _ => {}
            }
        }
        false
    }

    fn settle(&mut self, ends: &Ends) {
        self.first = Places::of(&ends.first);
        self.last = Places::of(&ends.last);
        self.forth = vec![Places::default(); self.places.len()];
        self.back = self.forth.clone();
        for (from, next) in self.next.iter().enumerate() {
            for &(to, _) in next {
                if let Some(forth) = self.forth.get_mut(from) {
                    forth.add(to);
                }
                if let Some(back) = self.back.get_mut(to) {
                    back.add(from);
                }
            }
        }
    }

    /// Whether one character can stand at all of these places.
    pub(super) fn share(&self, places: &[usize]) -> bool {
        let mut sets = places.iter().filter_map(|&at| self.places.get(at));
        let Some(first) = sets.next() else {
            return true;
        };
        let all = sets.try_fold(*first, |all, set| match (all, set) {
            (Some(all), Some(set)) => Some(Some(all.both(*set))),
            (None, None) => Some(None),
            _ => None,
        });
        all.is_some_and(|all| all.is_none_or(|all| all != Chars::NONE))
    }

    fn place(&mut self, chars: Option<Chars>) -> Option<usize> {
        (self.places.len() < PLACES).then(|| {
            self.places.push(chars);
            self.next.push(Vec::new());
            self.places.len() - 1
        })
    }

    fn join(&mut self, from: &[usize], to: &[usize]) {
        for &place in from {
            let Some(next) = self.next.get_mut(place) else {
                continue;
            };
            for &other in to {
                match next.iter_mut().find(|(known, _)| *known == other) {
                    Some((_, ways)) => *ways += 1,
                    None => next.push((other, 1)),
                }
            }
        }
    }

    /// Adds a part; where it may begin and end, and whether it may be empty.
    fn add(&mut self, part: &Part, endless: bool) -> Option<Ends> {
        self.taken += 1;
        if self.taken > PARTS {
            return None;
        }
        Some(match part {
            Part::Nothing | Part::Start => Ends::empty(),
            Part::End { .. } | Part::Fence | Part::Unless(_) => Ends::of(self.place(None)?),
            Part::One(chars) => Ends::of(self.place(Some(*chars))?),
            Part::Back => Ends::of(self.place(Some(Chars::ALL))?),
            // It is read in one way only: its characters, once.
            Part::Solid(inner) => {
                let one = Ends::of(self.place(Some(characters(inner)))?);
                let fence = Ends::of(self.place(None)?);
                self.then(one, fence)
            }
            Part::Row(parts) => {
                let mut whole = Ends::empty();
                for part in parts {
                    let more = self.add(part, endless)?;
                    whole = self.then(whole, more);
                }
                whole
            }
            Part::Choice(parts) => {
                let mut whole = Ends {
                    empty: false,
                    ..Ends::empty()
                };
                for part in parts {
                    let more = self.add(part, endless)?;
                    whole.first.extend(more.first);
                    whole.last.extend(more.last);
                    whole.empty |= more.empty;
                }
                whole
            }
            Part::Times(inner, least, most) => {
                let around = match most {
                    None => true,
                    Some(most) => endless && *most > *least && *most >= MANY,
                };
                let mut whole = Ends::empty();
                let sure = if around {
                    least.saturating_sub(1).min(COPIES)
                } else {
                    (*least).min(COPIES)
                };
                for _ in 0..sure {
                    let one = self.add(inner, endless)?;
                    whole = self.then(whole, one);
                }
                if around {
                    let mut one = self.add(inner, endless)?;
                    let (first, last) = (one.first.clone(), one.last.clone());
                    self.join(&last, &first);
                    one.empty |= *least == 0;
                    return Some(self.then(whole, one));
                }
                let more = most.unwrap_or(*least).saturating_sub(*least).min(COPIES);
                for _ in 0..more {
                    let mut one = self.add(inner, endless)?;
                    one.empty = true;
                    whole = self.then(whole, one);
                }
                whole
            }
        })
    }

    fn then(&mut self, one: Ends, more: Ends) -> Ends {
        self.join(&one.last, &more.first);
        let mut whole = one;
        if whole.empty {
            whole.first.extend(&more.first);
        }
        if !more.empty {
            whole.last.clear();
        }
        whole.last.extend(more.last);
        whole.empty &= more.empty;
        whole
    }
}

/// Where a part may begin and end, and whether it may be empty.
#[derive(Debug)]
struct Ends {
    first: Vec<usize>,
    last: Vec<usize>,
    empty: bool,
}

impl Ends {
    fn of(place: usize) -> Self {
        Self {
            first: vec![place],
            last: vec![place],
            empty: false,
        }
    }

    fn empty() -> Self {
        Self {
            first: Vec::new(),
            last: Vec::new(),
            empty: true,
        }
    }
}

/// The automaton of an expression; `endless`: repetitions of many count as endless.
pub(in crate::rules) fn of_part(part: &Part, endless: bool) -> Option<Automaton> {
    let mut automaton = Automaton::default();
    let ends = automaton.add(part, endless)?;
    automaton.settle(&ends);
    Some(automaton)
}

/// All characters that a part can read, as one set.
fn characters(part: &Part) -> Chars {
    match part {
        Part::Nothing | Part::Start | Part::End { .. } | Part::Fence | Part::Unless(_) => {
            Chars::NONE
        }
        Part::One(chars) => *chars,
        Part::Back => Chars::ALL,
        Part::Row(parts) | Part::Choice(parts) => parts
            .iter()
            .fold(Chars::NONE, |all, part| all.or(characters(part))),
        Part::Times(inner, ..) | Part::Solid(inner) => characters(inner),
    }
}
