//! Which way a condition can come out for whoever sends something: a switch that a request turns, or that the data turns
//! which it should guard.
//!
//! Where a request came from and by which way it came, nobody turns for somebody else. Called by `export`.

use crate::evaluate::machine::Machine;
use crate::evaluate::record::OriginKind;
use crate::evaluate::value::{Kind, Val};

/// How deep a condition is looked into.
const DEPTH: u32 = 6;

impl Machine<'_, '_> {
    /// Whether a visitor can make an undecided condition true, and whether false.
    pub(in crate::evaluate) fn left_to_visitor(&self, condition: Val) -> (bool, bool) {
        let sides = |truth| self.can_be(condition, truth, 0);
        (sides(true), sides(false))
    }

    fn can_be(&self, v: Val, truth: bool, depth: u32) -> bool {
        if depth > DEPTH {
            return false;
        }
        let v = self.look(v);
        match *self.kind(v) {
            Kind::Bool(b) => b == truth,
            Kind::Not(inner) => self.can_be(inner, !truth, depth + 1),
            Kind::And(a, b) | Kind::Or(a, b) => {
                let both = matches!(self.kind(v), Kind::And(..)) == truth;
                let first = self.can_be(a, truth, depth + 1);
                // The second decides where the first does not.
                if first == both {
                    self.can_be(b, truth, depth + 1)
                } else {
                    first
                }
            }
            Kind::Compare(_, a, b) => {
                let (a, b) = (self.look(a), self.look(b));
                !self.tells_the_way(a)
                    && !self.tells_the_way(b)
                    && (self.carries(a, is_sent) || self.carries(b, is_sent))
            }
            Kind::Unknown(..) | Kind::Tested(..) | Kind::Opaque(_) => {
                depth > 0 && self.carries(v, is_sent)
            }
            _ => false,
        }
    }

    /// Whether a text names a way that requests come by, or this machine.
    fn tells_the_way(&self, v: Val) -> bool {
        let Kind::Str(text) = self.kind(v) else {
            return false;
        };
        let ways = ["http", "ws", "localhost", "127."];
        ways.iter().any(|way| text.starts_with(way))
    }
}

fn is_sent(kind: OriginKind) -> bool {
    matches!(kind, OriginKind::UntrustedParameter | OriginKind::Source)
}
