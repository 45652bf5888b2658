//! The variables of a scope: most have few, and are made and dropped for every call.
//!
//! Called by whoever makes or reads a scope.

use super::value::Cell;
use rustc_hash::FxHashMap;

/// How many are found by looking at each.
const FEW: usize = 12;

/// Names and their cells, in order of first assignment.
#[derive(Debug, Default)]
pub(super) struct Vars<'a> {
    all: Vec<(&'a str, Cell)>,
    /// Where each name stands among them, once there are more than a few.
    places: FxHashMap<&'a str, usize>,
}

impl<'a> Vars<'a> {
    fn place(&self, name: &str) -> Option<usize> {
        if self.all.len() <= FEW {
            // Two bytes tell most names apart.
            let ends = |name: &str| {
                let bytes = name.as_bytes();
                (bytes.len(), bytes.first().copied(), bytes.last().copied())
            };
            let sought = ends(name);
            let mut all = self.all.iter();
            all.position(|(own, _)| ends(own) == sought && *own == name)
        } else {
            self.places.get(name).copied()
        }
    }

    /// The cell of a name.
    pub(super) fn get(&self, name: &str) -> Option<Cell> {
        self.entry(name).map(|(_, cell)| cell)
    }

    /// The same with the name as it stands in the program.
    pub(super) fn entry(&self, name: &str) -> Option<(&'a str, Cell)> {
        self.all.get(self.place(name)?).copied()
    }

    /// The name stands for this cell from now on.
    pub(super) fn insert(&mut self, name: &'a str, cell: Cell) {
        if let Some(at) = self.place(name) {
            if let Some(entry) = self.all.get_mut(at) {
                entry.1 = cell;
            }
            return;
        }
        self.all.push((name, cell));
        if self.all.len() > FEW {
            let from = if self.places.is_empty() {
                0
            } else {
                self.all.len() - 1
            };
            let new = self.all.iter().enumerate().skip(from);
            self.places.extend(new.map(|(at, (name, _))| (*name, at)));
        }
    }

    pub(super) fn reserve(&mut self, count: usize) {
        self.all.reserve(count);
    }

    /// All of them in order of first assignment.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a str, Cell)> + '_ {
        self.all.iter().copied()
    }

    /// The same names alone.
    pub(super) fn names(&self) -> Vec<&'a str> {
        self.iter().map(|(name, _)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_are_found_alike() {
        let names: Vec<String> = (0..40).map(|n| format!("name{n}")).collect();
        for count in [0, 1, FEW, FEW + 1, 40] {
            let mut vars = Vars::default();
            for (name, number) in names.iter().zip(0..).take(count) {
                vars.insert(name, Cell(number));
            }
            if let Some(first) = names.first().filter(|_| count > 0) {
                vars.insert(first, Cell(99));
                assert_eq!(vars.get(first), Some(Cell(99)));
            }
            for (name, number) in names.iter().zip(0..).skip(1) {
                let known = names.get(..count).is_some_and(|n| n.contains(name));
                let known = known.then_some(Cell(number));
                assert_eq!(vars.get(name), known);
            }
            assert_eq!(vars.names(), names[..count]);
        }
    }
}
