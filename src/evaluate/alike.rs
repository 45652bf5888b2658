//! Whether two values are one, and how much may be asked to find out.
//!
//! Called by `state`, and by whoever asks the machine a question about values.

use super::machine::Machine;
use super::value::{Arena, Kind, Val};

/// How many parts of two values are looked at before they count as different ones.
const ALIKE: u32 = 1_000;
/// How deep questions lead to others, and how many may be asked for one answer.
const NESTED: u32 = 48;
const QUESTIONS: u32 = 50_000;

/// Whether two nodes are the same known value.
pub(super) fn same(arena: &Arena, a: Val, b: Val) -> bool {
    let mut left = ALIKE;
    same_within(arena, a, b, &mut left)
}

/// The same, looking at so many parts: what stands in a tuple twice, and again in what it holds, is looked at often.
fn same_within(arena: &Arena, a: Val, b: Val, left: &mut u32) -> bool {
    if a == b {
        return true;
    }
    if *left == 0 {
        return false;
    }
    *left -= 1;
    match (arena.kind(a), arena.kind(b)) {
        (Kind::None, Kind::None) => true,
        (Kind::Bool(x), Kind::Bool(y)) => x == y,
        (Kind::Int(x), Kind::Int(y)) => x == y,
        (Kind::Str(x), Kind::Str(y)) => x == y,
        (Kind::Bytes(x), Kind::Bytes(y)) => x == y,
        (Kind::Symbol(x), Kind::Symbol(y)) => x == y,
        (Kind::Ref(x), Kind::Ref(y)) => x == y,
        (Kind::Tuple(x), Kind::Tuple(y)) => {
            let mut pairs = x.iter().zip(y.iter());
            x.len() == y.len() && pairs.all(|(&p, &q)| same_within(arena, p, q, left))
        }
        _ => false,
    }
}

impl Machine<'_, '_> {
    /// Asks a question about values that may lead to itself; too deep, it is not decided.
    pub(super) fn ask<T>(&self, question: impl FnOnce() -> Option<T>) -> Option<T> {
        if !self.may_ask() {
            return None;
        }
        self.nesting.set(self.nesting.get() + 1);
        let answer = question();
        self.nesting.set(self.nesting.get() - 1);
        answer
    }

    /// Whether one more question may be asked within the one in hand: not too deep, and not too many, since what stands
    /// in two places is asked about twice, and what it holds four times.
    pub(super) fn may_ask(&self) -> bool {
        let asked = match self.nesting.get() {
            0 => 0,
            _ => self.questions.get() + 1,
        };
        self.questions.set(asked);
        self.nesting.get() <= NESTED && asked < QUESTIONS
    }
}
