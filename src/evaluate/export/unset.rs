//! What a condition is where nobody set anything outside the program: each variable of the environment that it asks
//! for is what the program says it is then.
//!
//! A variable that is asked for without a default counts only where the program asks whether it is there. Which calls
//! ask for one stands in the models. Called by `export`.

use crate::evaluate::machine::Machine;
use crate::evaluate::value::{How, Kind, Relation, Val};
use std::sync::Arc;

/// How deep a condition is looked into.
const DEPTH: u32 = 8;
/// How many alternatives, or elements of a list, are looked at.
const WIDTH: usize = 24;

/// A value that a condition can be told of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Plain {
    Nothing,
    Bool(bool),
    Int(i128),
    Str(Arc<str>),
}

impl Plain {
    fn truth(&self) -> bool {
        match self {
            Self::Nothing => false,
            Self::Bool(b) => *b,
            Self::Int(n) => *n != 0,
            Self::Str(text) => !text.is_empty(),
        }
    }
}

impl Machine<'_, '_> {
    /// Whether an undecided condition holds where nothing is set; `None` where that is not told.
    pub(in crate::evaluate) fn when_unset(&self, condition: Val) -> Option<bool> {
        self.truth_unset(condition, 0)
    }

    fn truth_unset(&self, v: Val, depth: u32) -> Option<bool> {
        let v = self.look(v);
        match self.kind(v) {
            _ if depth > DEPTH => None,
            Kind::Not(inner) if self.is_setting(*inner) => Some(true),
            // `bool(setting)` asks for nothing but what is set.
            Kind::Not(inner) if matches!(self.kind(self.look(*inner)), Kind::Not(of) if self.is_setting(*of)) => {
                None
            }
            Kind::Not(inner) => self.truth_unset(*inner, depth + 1).map(|b| !b),
            Kind::And(a, b) | Kind::Or(a, b) => {
                let first = self.truth_unset(*a, depth + 1)?;
                let settles = matches!(self.kind(v), Kind::Or(..)) == first;
                if settles {
                    Some(first)
                } else {
                    self.truth_unset(*b, depth + 1)
                }
            }
            Kind::Compare(Relation::Is | Relation::Equal, a, b)
                if self.is_setting(*a) && matches!(self.kind(self.look(*b)), Kind::None) =>
            {
                Some(true)
            }
            Kind::Compare(Relation::Equal, a, b) => {
                let (a, b) = (self.unset(*a, depth + 1)?, self.unset(*b, depth + 1)?);
                Some(a == b)
            }
            Kind::Compare(Relation::In, a, b) => {
                let a = self.unset(*a, depth + 1)?;
                let b = self.look(*b);
                let all = match self.content_kind(b) {
                    Kind::Tuple(all) => all.to_vec(),
                    Kind::List(all) | Kind::Set(all) => all.to_vec(),
                    _ => return None,
                };
                let all = all.get(..all.len().min(WIDTH))?.iter();
                let all: Option<Vec<Plain>> = all.map(|&one| self.unset(one, depth + 1)).collect();
                Some(all?.contains(&a))
            }
            _ => self.unset(v, depth + 1).map(|known| known.truth()),
        }
    }

    /// What a value is where nothing is set.
    fn unset(&self, v: Val, depth: u32) -> Option<Plain> {
        if depth > DEPTH {
            return None;
        }
        let v = self.look(v);
        match self.kind(v) {
            Kind::None => Some(Plain::Nothing),
            Kind::Bool(b) => Some(Plain::Bool(*b)),
            Kind::Int(n) => Some(Plain::Int(*n)),
            Kind::Str(text) => Some(Plain::Str(text.clone())),
            Kind::Not(_) | Kind::And(..) | Kind::Or(..) | Kind::Compare(..) => {
                self.truth_unset(v, depth + 1).map(Plain::Bool)
            }
            // What is set, or else what stands beside it.
            Kind::Either(options) => {
                let options = options.get(..options.len().min(WIDTH))?.iter();
                let others: Vec<Val> = options
                    .map(|(option, _)| *option)
                    .filter(|&option| !self.is_of_setting(option, 0))
                    .collect();
                match *others {
                    [only] => self.unset(only, depth + 1),
                    _ => None,
                }
            }
            Kind::Unknown(..) => {
                let node = self.arena.node(v);
                let How::Call(callee) = &node.how else {
                    return None;
                };
                let of = self.unset(*node.from.first()?, depth + 1)?;
                match (&**callee, of) {
                    ("builtins.int", Plain::Str(text)) => text.trim().parse().ok().map(Plain::Int),
                    ("builtins.int", Plain::Int(n)) => Some(Plain::Int(n)),
                    ("builtins.bool", of) => Some(Plain::Bool(of.truth())),
                    ("str.lower" | "str.casefold", Plain::Str(text)) => {
                        Some(Plain::Str(text.to_lowercase().into()))
                    }
                    ("str.upper", Plain::Str(text)) => Some(Plain::Str(text.to_uppercase().into())),
                    ("str.strip", Plain::Str(text)) => Some(Plain::Str(text.trim().into())),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether this is what a variable of the environment was set to, if it was.
    fn is_setting(&self, v: Val) -> bool {
        let node = self.arena.node(self.look(v));
        let asks = |callee: &Arc<str>| self.knowledge.defaults.contains_key(callee);
        matches!(&node.kind, Kind::Unknown(..) | Kind::External(..))
            && matches!(&node.how, How::Call(callee) if asks(callee))
    }

    /// Whether this was made of such a thing alone.
    fn is_of_setting(&self, v: Val, depth: u32) -> bool {
        let v = self.look(v);
        if depth > DEPTH || self.is_constant(v) {
            return false;
        }
        self.is_setting(v) || {
            let from = &self.arena.node(v).from;
            from.first()
                .is_some_and(|&of| self.is_of_setting(of, depth + 1))
        }
    }
}
