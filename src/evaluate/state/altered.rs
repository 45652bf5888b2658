//! Bytes that change where they are: what a `bytearray` is where several ways meet.
//!
//! On each way its bytes are known as something that was learnt of it. Other facts hold only where all ways agree; a
//! change that was made on one of them has been made. Called by `state`.

use super::{Delta, State, join};
use crate::evaluate::value::{Arena, Facts, Kind, Val};

impl State {
    /// These bytes have been changed in place: they are others from here on.
    pub(in crate::evaluate) fn alter(&mut self, object: Val, now: Val) {
        if !self.altered.contains(&object) {
            self.altered.push(object);
        }
        self.learn(object, now);
    }

    /// What the bytes that change are behind several ways, each of them told relative to here.
    pub(super) fn altered_on(&self, arena: &mut Arena, deltas: &[Delta]) -> Vec<(Val, Val)> {
        let mut all = Vec::new();
        for &object in &self.altered {
            let here = self.look(object);
            let ends: Vec<Val> = deltas
                .iter()
                .map(|delta| known(delta, object, here))
                .collect();
            if ends.windows(2).all(|pair| matches!(pair, [a, b] if a == b)) {
                continue;
            }
            // What the object was made as is told by another node: this one says what it is now.
            let mut copy = None;
            let mut options: Vec<(Val, Facts)> = Vec::new();
            for end in ends {
                let end = if end == object && matches!(arena.kind(object), Kind::Bytes(_)) {
                    let node = arena.node(object).clone();
                    *copy.get_or_insert_with(|| arena.add(node))
                } else {
                    end
                };
                options.push((end, Facts::from([])));
            }
            let joined = join(arena, &options);
            all.push((object, joined));
        }
        all
    }
}

/// What an object is known to be at the end of a way.
fn known(delta: &Delta, object: Val, here: Val) -> Val {
    let learnt = delta.learnt();
    let found = learnt.iter().find(|(of, _)| *of == object);
    found.map_or(here, |&(_, now)| now)
}
