//! What an entry function leaves behind is forgotten before the next is followed, where files are checked: its
//! values, cells and scopes serve nobody any more, and the next finds the memory warm.
//!
//! What it made that lasts (definitions, statements of modules that were followed on the way) keeps all of it.
//! Called by the survey.

use super::machine::Machine;
use super::state::Mark;
use super::value::{Cell, FrameId, Val};
use rustc_hash::FxHashSet;

/// How much there was before an entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    nodes: usize,
    cells: Cell,
    frames: usize,
    origins: usize,
    overrides: usize,
    setters: usize,
    undefined: usize,
    imported: usize,
    types: usize,
}

/// What there was when an entry began: cells, and functions that are entered in turn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Begun {
    cells: Cell,
    defined: usize,
}

impl Machine<'_, '_> {
    /// Where the state goes back to when the entry that begins here has ended.
    pub(super) fn begin_entry(&mut self) -> (Mark, Begun) {
        let begun = Begun {
            cells: self.state.next_cell(),
            defined: self.defined.len(),
        };
        (self.state.mark(), begun)
    }

    /// An entry has ended. What it made is gone, unless it made functions: those are entered later, and find the variables
    /// around them as they were left.
    pub(super) fn end_entry(&mut self, mark: Mark, begun: Begun) {
        if self.defined.len() == begun.defined {
            self.state.roll_back(mark);
            return;
        }
        let made = self.state.since(mark);
        self.state.roll_back(mark);
        self.state.keep(&made, begun.cells, &FxHashSet::default());
    }

    /// To be called when an entry begins.
    pub(super) fn before_entry(&mut self) -> Before {
        self.lasting = false;
        // Where steps ran out, the blocks of contexts were never left.
        self.contexts.close();
        self.settled = self.frames.len();
        self.notes.begin(self.arena.len());
        Before {
            nodes: self.arena.len(),
            cells: self.state.next_cell(),
            frames: self.frames.len(),
            origins: self.origins.len(),
            overrides: self.overrides.len(),
            setters: self.setters.len(),
            undefined: self.outer.undefined.len(),
            imported: self.notes.imported.len(),
            types: self.types.len(),
        }
    }

    /// To be called when it has been followed and the state is what it was.
    pub(super) fn forget_entry(&mut self, before: &Before) {
        self.settled = 0;
        if self.watch.is_none() || self.lasting {
            return;
        }
        let old = |v: Val| (v.0 as usize) < before.nodes;
        if self.overrides.len() != before.overrides {
            self.overrides.retain(|_, cell| *cell < before.cells);
        }
        if self.setters.len() != before.setters {
            self.setters.retain(|&of, by| old(of) && old(*by));
        }
        if self.types.len() != before.types {
            self.types.retain(|&of, _| old(of));
        }
        self.others.opined.retain(|v| old(*v));
        self.others.wished.retain(|v| old(*v));
        self.later.once.retain(|v| old(*v));
        let kept = |frame: FrameId| (frame.0 as usize) < before.frames;
        self.later.nothing.retain(|frame, _| kept(*frame));
        self.later.usual.retain(|&v, usual| old(v) && old(*usual));
        if self.outer.undefined.len() != before.undefined {
            self.outer.undefined.retain(|_, v| old(*v));
        }
        if self.notes.imported.len() != before.imported {
            self.notes.imported.retain(|v| old(*v));
        }
        self.parts.retain(|key, part| old(key.0) && old(*part));
        self.narrowed.retain(|key, left| old(key.0) && old(*left));
        self.notes
            .owners
            .retain(|part, owner| old(*part) && old(*owner));
        self.notes
            .compared
            .retain(|made, element| old(*made) && old(*element));
        self.notes.kin.retain(|of, class| old(*of) && old(*class));
        self.notes.filled.retain(|of, what| old(*of) && old(*what));
        self.notes
            .refined
            .retain(|now, first| old(*now) && old(*first));
        self.notes
            .numbered
            .retain(|pair, (element, all)| old(*pair) && old(*element) && old(*all));
        self.notes.before.retain(|of, path| old(*of) && old(*path));
        self.notes
            .sides
            .retain(|part, sides| old(*part) && sides.all().all(old));
        self.notes.read.retain(|of, text| old(*of) && old(*text));
        self.notes.signs.retain(|v, (of, _)| old(*v) && old(*of));
        self.notes
            .firsts
            .retain(|of, (text, mark)| old(*of) && old(*text) && old(*mark));
        self.notes.marks.retain(|of, mark| old(*of) && old(*mark));
        self.types_of.retain(|ty, of| old(*ty) && old(*of));
        self.only_right.retain(|&whole, set| {
            let kept = |(cell, behind, v): &(Cell, Val, Val)| {
                *cell < before.cells && old(*behind) && old(*v)
            };
            old(whole) && set.iter().all(kept)
        });
        self.contexts
            .ended
            .retain(|cell, v| *cell < before.cells && old(*v));
        self.bounded.retain(|v, _| old(*v));
        self.lengths.retain(|of, v| old(*of) && old(*v));
        self.ends.retain(|of, (list, _)| old(*of) && old(*list));
        self.asked.retain(|v, mark| old(*v) && old(*mark));
        self.reads.retain(old, before.cells);
        self.guards.clear();
        self.frame = FrameId::MODULE;
        self.frames.truncate(before.frames);
        self.origins.truncate(before.origins);
        self.state.forget(before.cells);
        self.arena.forget(before.nodes);
        self.came.seen = self.came.seen.min(before.nodes);
    }
}
