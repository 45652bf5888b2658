//! Whether two values are one, and how much may be asked to find out.
//!
//! Called by `state`, and by whoever asks the machine a question about values.

use super::machine::Machine;
use super::value::{Arena, How, Kind, Val};
use crate::text::Span;

/// How many parts of two values are looked at before they count as different ones.
const ALIKE: u32 = 1_000;
/// How deep questions lead to others, and how many may be asked for one answer.
const NESTED: u32 = 48;
const QUESTIONS: u32 = 50_000;

/// More constants than this are not asked about one after another.
const MANY: usize = 16;

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

    /// Whether these are many constant texts, and the value is a text of which nothing is known, so that it may be each
    /// of them.
    pub(super) fn may_be_each(&self, v: Val, items: &[Val]) -> bool {
        let work = &self.state.work;
        work.set(work.get() + items.len() as u64 / 16);
        self.world.is_none()
            && items.len() > MANY
            && matches!(self.kind(self.look(v)), Kind::Unknown(ty, _) if ty.as_deref().is_none_or(|ty| ty == "str"))
            && items
                .iter()
                .all(|item| matches!(self.kind(*item), Kind::Str(_)))
    }

    /// Learns that one sign of a text is one of an alphabet: a text, or many single signs. `false`: that is not what is
    /// asked.
    pub(super) fn learn_alphabet(&mut self, v: Val, all: Val, span: Span) -> bool {
        if self.arena.node(v).how != How::Part {
            return false;
        }
        let signs = match self.content_kind(all) {
            Kind::Str(signs) => signs.to_string(),
            Kind::Tuple(items) if items.len() > MANY && self.world.is_none() => {
                let sign = |item: &Val| match self.kind(*item) {
                    Kind::Str(text) => {
                        let mut signs = text.chars();
                        signs.next().filter(|_| signs.next().is_none())
                    }
                    _ => None,
                };
                match items.iter().map(sign).collect() {
                    Some(signs) => signs,
                    None => return false,
                }
            }
            _ => return false,
        };
        self.learn_test(v, &format!("characters:{signs}"), span);
        true
    }
}

/// Whether a value is a constant of the program, or one of several.
pub(super) fn is_constant(arena: &Arena, v: Val) -> bool {
    match arena.kind(v) {
        Kind::None | Kind::Bool(_) | Kind::Int(_) | Kind::Str(_) => true,
        Kind::Either(options) => options.iter().all(|(o, _)| {
            matches!(
                arena.kind(*o),
                Kind::None | Kind::Bool(_) | Kind::Int(_) | Kind::Str(_)
            )
        }),
        _ => false,
    }
}

/// Whether two facts say the same: the same test of the same value, learnt on two ways.
pub(super) fn alike(arena: &Arena, a: Val, b: Val, depth: u32) -> bool {
    if a == b || depth > 6 {
        return a == b;
    }
    let (x, y) = (arena.node(a), arena.node(b));
    match (&x.kind, &y.kind) {
        (Kind::Tested(test, v), Kind::Tested(other, w)) => {
            test == other && alike(arena, *v, *w, depth + 1)
        }
        (Kind::External(ty, id, _), Kind::External(other, number, _)) => {
            ty == other
                && id == number
                && x.how == y.how
                && !x.from.is_empty()
                && x.from.len() == y.from.len()
                && x.from
                    .iter()
                    .zip(y.from.iter())
                    .all(|(&v, &w)| alike(arena, v, w, depth + 1))
        }
        _ => false,
    }
}
