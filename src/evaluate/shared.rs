//! What a function that a framework calls leaves in the variables of its module: data of one request that a
//! function called for another one reads.
//!
//! Only data from outside is kept, and what was known of it where it was stored. Called by the survey.

use super::machine::Machine;
use super::state::{Delta, join};
use super::value::{Cell, Facts, FrameId, How, Kind, Node, Val};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// How many such values one survey keeps.
const KEPT: u32 = 48;

/// How far a survey has come with them.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// Whether they are asked for.
    pub(super) wanted: bool,
    /// How many were kept.
    pub(super) kept: u32,
}

impl Machine<'_, '_> {
    /// What has been left in variables of the module by these changes, while they still hold.
    pub(super) fn left_behind(&mut self, changes: &Delta) -> Vec<(Cell, Val)> {
        if changes.cells().is_empty() || self.shared.kept >= KEPT {
            return Vec::new();
        }
        let variables = self.frame(FrameId::MODULE).vars.iter();
        let lasting: FxHashSet<Cell> = variables
            .flat_map(|(_, cell)| match *self.kind(self.state.get(cell)) {
                Kind::Ref(object) => [cell, object],
                _ => [cell, cell],
            })
            .collect();
        let mut left = Vec::new();
        for &(cell, v) in changes.cells() {
            if lasting.contains(&cell) && self.chosen_outside(v) {
                left.push((cell, self.as_left(v, changes)));
            }
        }
        left
    }

    /// A value, or what an object holds, with what is known of it here.
    fn as_left(&mut self, v: Val, changes: &Delta) -> Val {
        let kind = match self.kind(v).clone() {
            Kind::List(items) => {
                let items = items.iter().map(|&v| self.settled_now(v, changes));
                Kind::List(Arc::new(items.collect()))
            }
            Kind::Set(items) => {
                let items = items.iter().map(|&v| self.settled_now(v, changes));
                Kind::Set(Arc::new(items.collect()))
            }
            Kind::Dict(pairs) => {
                let pairs = pairs
                    .iter()
                    .map(|&(key, v)| (self.look(key), self.settled_now(v, changes)));
                Kind::Dict(Arc::new(pairs.collect()))
            }
            Kind::Fields(class, fields) => {
                let fields = fields
                    .iter()
                    .map(|(name, v)| (name.clone(), self.settled_now(*v, changes)));
                Kind::Fields(class, Arc::new(fields.collect()))
            }
            Kind::Many(tag, element) if element != Val::UNBOUND => {
                Kind::Many(tag, self.settled_now(element, changes))
            }
            _ => return self.settled_now(v, changes),
        };
        let span = self.arena.node(v).span;
        self.make(kind, span)
    }

    fn settled_now(&mut self, v: Val, changes: &Delta) -> Val {
        let v = self.look(v);
        let facts: Facts = changes.facts();
        if facts.is_empty() || !self.chosen_outside(v) {
            return v;
        }
        let span = self.arena.node(v).span;
        self.arena.add(Node {
            kind: Kind::Either([(v, facts)].into()),
            span,
            from: super::row::Row::default(),
            how: How::Plain,
        })
    }

    /// Keeps what was left for whoever is followed from here on. The changes themselves were taken back.
    pub(super) fn share(&mut self, left: Vec<(Cell, Val)>) {
        for (cell, v) in left {
            let base = self.state.get(cell);
            let none = || Facts::from([]);
            let both = if base == Val::UNBOUND {
                v
            } else {
                join(&mut self.arena, &[(base, none()), (v, none())])
            };
            if both != base {
                self.state.hold(cell, both);
                self.lasting = true;
                self.shared.kept += 1;
            }
        }
    }
}
