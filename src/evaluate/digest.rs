//! Digests that came on another way than the data: what has the digest that the program holds is what whoever wrote it
//! down had in hand.
//!
//! A digest that comes along with the data says nothing: whoever changes the one changes the other. What is learnt is
//! the test of a signature. Knows no rule. Called by `condition`.

use super::machine::Machine;
use super::value::{How, Kind, Val};
use crate::text::Span;

/// How many calls may stand between a digest and its comparison.
const STEPS: usize = 6;

impl Machine<'_, '_> {
    /// Learns what an equality with a digest says of the data.
    pub(super) fn learn_pinned(&mut self, a: Val, b: Val, span: Span) {
        for (digest, held) in [(a, b), (b, a)] {
            if let Some(data) = self.hashed(digest)
                && self.untrusted(data)
                && self.came_apart(held, data)
            {
                self.learn_test(data, super::signature::SIGNED, span);
            }
        }
    }

    /// The data of which a value is the digest, perhaps written in letters.
    fn hashed(&self, digest: Val) -> Option<Val> {
        let mut at = digest;
        for _ in 0..STEPS {
            let node = self.arena.node(self.unwrapped(at));
            let object = matches!(&node.kind, Kind::External(ty, ..) if &**ty == "hashlib.Hash");
            let mut data = node.from.iter().filter(|&&v| !self.is_constant(v));
            let (Some(&inner), None) = (data.next(), data.next()) else {
                return None;
            };
            if object {
                return Some(inner);
            }
            if !matches!(node.how, How::Call(_)) {
                return None;
            }
            at = inner;
        }
        None
    }

    /// Whether what a digest is compared with did not come with the data: nobody outside chose it, and nothing in it came
    /// from where something in the data did.
    fn came_apart(&self, held: Val, data: Val) -> bool {
        if self.is_constant(held) {
            return true;
        }
        if self.chosen_outside(held) {
            return false;
        }
        let (held, data) = (self.flows(held), self.flows(data));
        let same = held
            .flows
            .iter()
            .any(|flow| data.flows.iter().any(|other| other.origin == flow.origin));
        let along = held.through.iter().any(|call| data.through.contains(call));
        let somewhere = !held.flows.is_empty() || !held.through.is_empty();
        held.opaque.is_none() && somewhere && !same && !along
    }
}
