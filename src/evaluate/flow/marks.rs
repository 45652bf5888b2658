//! What a search holds true where it stands, and what it has met on its way there: one number for all of it.

use crate::evaluate::machine::Machine;
use crate::evaluate::value::Val;

/// Kinds of marks.
pub(super) const CLEANED: u64 = 1;
pub(super) const TESTED: u64 = 2;
pub(super) const UNDONE: u64 = 3;

/// How many tests one after another are known of one value.
const CHAIN: usize = 16;

/// No value.
const NOTHING: Val = Val(u32::MAX);

/// What holds inside the alternative being looked at, and the marks that a search stands behind, told apart by
/// one number: the order in which they came does not count.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) facts: Vec<(Val, Val)>,
    /// What held before each of the facts.
    before: Vec<Val>,
    /// What holds for each value.
    held: Vec<Val>,
    number: u64,
}

impl Marks {
    /// Nothing holds, and there are so many values.
    pub(super) fn begin(&mut self, values: usize) {
        self.go_back((0, 0));
        if self.held.len() < values {
            self.held.resize(values, NOTHING);
        }
    }

    /// Puts a mark to the others.
    pub(super) fn add(&mut self, mark: u64) {
        self.number ^= spread(mark);
    }

    /// What this value is now holds besides, unless it is that anyway.
    pub(super) fn learn(&mut self, machine: &Machine<'_, '_>, v: Val, w: Val) {
        let before = self.fact(v);
        if before.unwrap_or_else(|| machine.look(v)) == w {
            return;
        }
        if let Some(before) = before {
            self.add(fact(v, before));
        }
        self.add(fact(v, w));
        self.facts.push((v, w));
        self.before.push(before.unwrap_or(NOTHING));
        if let Some(held) = self.held.get_mut(v.0 as usize) {
            *held = w;
        }
    }

    fn fact(&self, v: Val) -> Option<Val> {
        let held = self.held.get(v.0 as usize).copied();
        held.filter(|held| *held != NOTHING)
    }

    /// What a value is here: of several tests one after another, each is known of what the one before left.
    pub(super) fn at(&self, machine: &Machine<'_, '_>, v: Val) -> Val {
        let mut at = self.fact(v).unwrap_or_else(|| machine.look(v));
        if self.facts.is_empty() || at == v {
            return at;
        }
        for _ in 0..CHAIN {
            match self.fact(at) {
                Some(next) if next != at => at = next,
                _ => break,
            }
        }
        at
    }

    pub(super) fn now(&self) -> (usize, u64) {
        (self.facts.len(), self.number)
    }

    pub(super) fn go_back(&mut self, to: (usize, u64)) {
        while self.facts.len() > to.0
            && let (Some((v, _)), Some(before)) = (self.facts.pop(), self.before.pop())
        {
            if let Some(held) = self.held.get_mut(v.0 as usize) {
                *held = before;
            }
        }
        self.number = to.1;
    }

    /// This value under these marks, as a number.
    pub(super) fn of(&self, v: Val) -> u64 {
        spread(self.number ^ (u64::from(v.0) + 1))
    }
}

fn fact(v: Val, w: Val) -> u64 {
    (u64::from(v.0) << 32) | u64::from(w.0)
}

pub(super) fn name(kind: u64, name: &str) -> u64 {
    use std::hash::{Hash as _, Hasher as _};
    let mut hasher = rustc_hash::FxHasher::default();
    name.hash(&mut hasher);
    spread(hasher.finish() ^ kind)
}

/// Numbers that lie near each other, far apart.
fn spread(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
