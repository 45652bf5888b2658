//! What a value was made of, and what that was made of.
//!
//! Called by `each` and by whoever asks whether one value comes from another.

use super::STEPS;
use crate::evaluate::machine::Machine;
use crate::evaluate::value::{Kind, Part, Val};
use rustc_hash::FxHashSet;

impl Machine<'_, '_> {
    /// Whether a value is this element or was made of it.
    pub(in crate::evaluate) fn comes_from(&self, v: Val, element: Val) -> bool {
        let mut found = false;
        self.trace_back(v, STEPS + 1, &mut |v| {
            found |= v == element;
            !found
        });
        found
    }

    /// Goes through what a value was made of, level by level: one of which many were made is looked into once,
    /// where it stands nearest. `look` says whether to go on behind a value.
    pub(super) fn trace_back(&self, v: Val, levels: u32, look: &mut dyn FnMut(Val) -> bool) {
        let mut seen = FxHashSet::default();
        let mut level = vec![v];
        for left in (0..=levels).rev() {
            level.retain(|&v| seen.insert(v) && look(v));
            if level.is_empty() || left == 0 {
                return;
            }
            level = level.iter().flat_map(|&v| self.made_of_parts(v)).collect();
        }
    }

    /// What a value holds or came from.
    fn made_of_parts(&self, v: Val) -> Vec<Val> {
        let node = self.arena.node(v);
        let mut all: Vec<Val> = node.from.iter().copied().collect();
        match &node.kind {
            Kind::Tested(_, inner) | Kind::Method(inner, _) => all.push(*inner),
            Kind::Either(options) => all.extend(options.iter().map(|(option, _)| *option)),
            Kind::Text(parts) => all.extend(parts.iter().filter_map(|part| match part {
                Part::Hole(hole) => Some(*hole),
                Part::Literal(_) => None,
            })),
            _ => {}
        }
        all
    }
}
