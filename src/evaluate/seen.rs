//! Which cells and values were seen in one look through what changed.
//!
//! Called by `state`, which looks often: nothing is made anew for a look.

use super::value::{Cell, Val};

/// Which cells and values were seen in one look, by the number of the look.
#[derive(Debug, Default)]
pub(super) struct Seen {
    cells: Vec<u32>,
    values: Vec<u32>,
    look: u32,
}

impl Seen {
    /// Nothing was seen yet, among so many cells.
    pub(super) fn begin(&mut self, cells: usize) {
        self.look = self.look.wrapping_add(1);
        if self.look == 0 {
            self.cells.clear();
            self.values.clear();
            self.look = 1;
        }
        if self.cells.len() < cells {
            self.cells.resize(cells, 0);
        }
    }

    /// Whether this cell was not seen before.
    pub(super) fn cell(&mut self, cell: Cell) -> bool {
        let look = self.look;
        let slot = self.cells.get_mut(cell.0 as usize);
        slot.is_some_and(|seen| std::mem::replace(seen, look) != look)
    }

    /// Whether this value was not seen before.
    pub(super) fn value(&mut self, v: Val) -> bool {
        let at = v.0 as usize;
        if self.values.len() <= at {
            self.values.resize(at + 1, 0);
        }
        let look = self.look;
        let slot = self.values.get_mut(at);
        slot.is_some_and(|seen| std::mem::replace(seen, look) != look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_look_begins_anew() {
        let mut seen = Seen::default();
        for _ in 0..2 {
            seen.begin(2);
            assert!(seen.cell(Cell(1)) && !seen.cell(Cell(1)) && seen.cell(Cell(0)));
            assert!(seen.value(Val(7)) && !seen.value(Val(7)) && seen.value(Val(1)));
        }
    }
}
