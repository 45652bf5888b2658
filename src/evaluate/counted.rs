//! What counts inside the functions of one file: statements about which something is asked, and names that lead
//! to others that count.
//!
//! Filled by `relevance`; read by `slice`.

use super::outline::Name;

/// What counts inside the functions of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Counted {
    /// Statements about which something is asked, by where they begin (of functions as a whole, where their
    /// names do), in order; whether what they are made of is asked about, not only that they are there.
    spots: Vec<(u32, bool)>,
    /// Names in a function that lead to others that count, in order: where the function's name begins, the
    /// name, and whether something is asked about what stands behind it.
    hot: Vec<(u32, Name, bool)>,
    /// Names in a function that lead to functions which may end its path, in order.
    turning: Vec<(u32, Name)>,
    /// Functions that may end the paths of those who call them, in order, by where their names begin.
    raising: Vec<u32>,
    /// Functions of which nothing can be left out, in order, by where their names begin.
    entire: Vec<u32>,
    /// Functions that yield, in order, by where their names begin.
    yielding: Vec<u32>,
    /// Functions by their names, and the variables of the module into which each puts something, in order.
    filling: Vec<(Name, Name)>,
    /// The same of those that it reads, where some function fills them.
    reading: Vec<(Name, Name)>,
}

impl Counted {
    pub(super) fn add_spot(&mut self, at: u32, made_of: bool) {
        self.spots.push((at, made_of));
    }

    pub(super) fn add_hot(&mut self, function: u32, name: Name, asked: bool) {
        self.hot.push((function, name, asked));
    }

    pub(super) fn add_entire(&mut self, function: u32) {
        self.entire.push(function);
    }

    pub(super) fn add_turning(&mut self, function: u32, name: Name) {
        self.turning.push((function, name));
    }

    pub(super) fn add_raising(&mut self, function: u32) {
        self.raising.push(function);
    }

    pub(super) fn add_yielding(&mut self, function: u32) {
        self.yielding.push(function);
    }

    pub(super) fn add_filling(&mut self, function: Name, variable: Name) {
        self.filling.push((function, variable));
    }

    pub(super) fn add_reading(&mut self, function: Name, variable: Name) {
        self.reading.push((function, variable));
    }

    /// The variables of the module into which a function of this name puts something.
    pub(super) fn filled_by(&self, function: Name) -> &[(Name, Name)] {
        run(&self.filling, function, |f| f.0)
    }

    /// The variables that a function of this name reads and that some function fills.
    pub(super) fn read_by(&self, function: Name) -> &[(Name, Name)] {
        run(&self.reading, function, |f| f.0)
    }

    /// Whether a function yields.
    pub(super) fn yields(&self, function: u32) -> bool {
        self.yielding.binary_search(&function).is_ok()
    }

    /// Whether what a name in a function leads to may end its path.
    pub(super) fn turns(&self, function: u32, name: Name) -> bool {
        self.turning.binary_search(&(function, name)).is_ok()
    }

    /// Whether a function may end the paths of those who call it.
    pub(super) fn raises(&self, function: u32) -> bool {
        self.raising.binary_search(&function).is_ok()
    }

    /// Whether nothing of a function can be left out.
    pub(super) fn is_entire(&self, function: u32) -> bool {
        self.entire.binary_search(&function).is_ok()
    }

    /// To be called when all is there: of the same place, what asks more counts.
    pub(super) fn settle(&mut self) {
        self.spots.sort_unstable_by_key(|s| (s.0, !s.1));
        self.spots.dedup_by_key(|s| s.0);
        self.hot.sort_unstable_by_key(|h| (h.0, h.1, !h.2));
        self.hot.dedup_by_key(|h| (h.0, h.1));
        self.turning.sort_unstable();
        self.turning.dedup();
        self.raising.sort_unstable();
        self.entire.sort_unstable();
        self.yielding.sort_unstable();
        self.filling.sort_unstable();
        self.filling.dedup();
        let mut filled: Vec<Name> = self.filling.iter().map(|f| f.1).collect();
        filled.sort_unstable();
        self.reading.retain(|r| filled.binary_search(&r.1).is_ok());
        self.reading.sort_unstable();
        self.reading.dedup();
        self.spots.shrink_to_fit();
        self.hot.shrink_to_fit();
    }

    /// What is asked about a statement that begins here; `None` when nothing is.
    pub(super) fn spot(&self, at: u32) -> Option<bool> {
        let found = self.spots.binary_search_by_key(&at, |s| s.0).ok()?;
        self.spots.get(found).map(|s| s.1)
    }

    /// Whether something is asked about any statement that begins here or before the end.
    pub(super) fn within(&self, start: u32, end: u32) -> bool {
        let first = self.spots.partition_point(|s| s.0 < start);
        self.spots.get(first).is_some_and(|s| s.0 < end)
    }

    /// The names that count in a function, each with whether something is asked about what they lead to.
    pub(super) fn hot(&self, function: u32) -> &[(u32, Name, bool)] {
        run(&self.hot, function, |h| h.0)
    }
}

/// All that is said of a function, of what is in the order of functions.
fn run<T, K: Ord>(all: &[T], function: K, of: impl Fn(&T) -> K) -> &[T] {
    let first = all.partition_point(|one| of(one) < function);
    let last = all.partition_point(|one| of(one) <= function);
    all.get(first..last).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_any_order() {
        let mut counted = Counted::default();
        counted.add_spot(30, false);
        counted.add_spot(10, false);
        counted.add_spot(30, true);
        counted.add_hot(7, 2, false);
        counted.add_hot(7, 1, true);
        counted.add_hot(9, 3, true);
        counted.settle();
        assert_eq!(
            (counted.spot(30), counted.spot(10)),
            (Some(true), Some(false))
        );
        assert_eq!(counted.spot(20), None);
        assert!(counted.within(20, 31) && !counted.within(11, 30));
        assert_eq!(counted.hot(7), [(7, 1, true), (7, 2, false)]);
        assert!(counted.hot(8).is_empty());
        counted.add_filling(5, 2);
        counted.add_filling(4, 9);
        counted.add_filling(5, 1);
        counted.add_reading(3, 1);
        counted.add_reading(3, 7);
        counted.settle();
        assert_eq!(counted.filled_by(5), [(5, 1), (5, 2)]);
        assert!(counted.filled_by(6).is_empty());
        assert_eq!(counted.read_by(3), [(3, 1)]);
    }
}
