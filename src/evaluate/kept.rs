//! What was parsed and stays between the analyses of a project, so that those who import the same thing parse
//! it once.
//!
//! Knows no project: files and their statements are numbers. Called by `project`.

use crate::python::{Piece, Program};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many bytes of source stay parsed. A tree takes some twenty times its text.
const KEPT: usize = 5 << 20;
/// In the place of a statement's number: the whole file.
pub(super) const WHOLE: u32 = u32::MAX;

/// The numbers of a file and of a statement in its body, or [`WHOLE`].
pub(super) type Key = (usize, u32);

/// What was parsed.
#[derive(Debug, Clone)]
pub(super) enum Tree {
    /// A file.
    Whole(Arc<Program>),
    /// A statement of one.
    Piece(Arc<Piece>),
}

/// One that stays.
#[derive(Debug)]
struct Held {
    tree: Tree,
    length: usize,
    /// The one with the least worth goes first: what is asked for often stays, unless that was long ago.
    worth: u64,
    /// When it came or was asked for: of equal ones the oldest goes.
    turn: u64,
}

/// What was asked for often, or last.
#[derive(Debug, Default)]
pub(super) struct Kept {
    trees: FxHashMap<Key, Held>,
    /// The same by worth.
    order: BTreeSet<(u64, u64, Key)>,
    /// How often each was asked for.
    asked: FxHashMap<Key, u32>,
    bytes: usize,
    turn: u64,
    /// The worth of what went last.
    age: u64,
}

impl Kept {
    /// What has these numbers, when it is here.
    pub(super) fn get(&mut self, key: Key) -> Option<Tree> {
        let asked = self.asked.entry(key).or_default();
        *asked = asked.saturating_add(1);
        let worth = self.age.saturating_add(u64::from(*asked));
        let held = self.trees.get_mut(&key)?;
        self.order.remove(&(held.worth, held.turn, key));
        self.turn += 1;
        (held.worth, held.turn) = (worth, self.turn);
        self.order.insert((worth, self.turn, key));
        Some(held.tree.clone())
    }

    /// Keeps what was parsed from so many bytes, and gives what has to go: a tree takes its time to drop, and
    /// nobody needs to wait for it.
    pub(super) fn add(&mut self, key: Key, tree: Tree, length: usize) -> Vec<Tree> {
        let asked = self.asked.get(&key).copied().unwrap_or(1);
        let worth = self.age.saturating_add(u64::from(asked));
        self.turn += 1;
        let held = Held {
            tree,
            length,
            worth,
            turn: self.turn,
        };
        let mut dropped = Vec::new();
        // Two threads may have parsed it at the same time.
        if let Some(other) = self.trees.insert(key, held) {
            self.order.remove(&(other.worth, other.turn, key));
            self.bytes = self.bytes.saturating_sub(other.length);
            dropped.push(other.tree);
        }
        self.order.insert((worth, self.turn, key));
        self.bytes += length;
        while self.bytes > KEPT
            && let Some((worth, _, key)) = self.order.pop_first()
        {
            self.age = worth;
            if let Some(held) = self.trees.remove(&key) {
                self.bytes = self.bytes.saturating_sub(held.length);
                dropped.push(held.tree);
            }
        }
        dropped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    #[test]
    fn what_is_asked_for_often_stays() {
        let mut kept = Kept::default();
        let program = Arc::new(crate::python::parse(&Source::new("m.py", "x = 1\n")));
        let tree = || Tree::Whole(Arc::clone(&program));
        let ask = |kept: &mut Kept, file: usize| {
            let here = kept.get((file, WHOLE)).is_some();
            if !here {
                kept.add((file, WHOLE), tree(), KEPT / 4);
            }
            here
        };
        assert!(!ask(&mut kept, 0));
        assert!(ask(&mut kept, 0));
        for file in 1..5 {
            assert!(!ask(&mut kept, file));
        }
        assert!(ask(&mut kept, 0));
        assert!(!ask(&mut kept, 1));
        assert!(ask(&mut kept, 4));
        // What nobody asks for any more goes in the end.
        for file in 5..30 {
            ask(&mut kept, file);
        }
        assert!(!ask(&mut kept, 0));
    }

    #[test]
    fn what_two_have_parsed_counts_once() {
        let mut kept = Kept::default();
        let source = Source::new("m.py", "x = 1\n");
        let piece = crate::python::piece(&source, crate::text::Span::new(0, 5)).unwrap();
        let tree = Tree::Piece(Arc::new(piece));
        assert!(kept.add((0, 0), tree.clone(), KEPT).is_empty());
        assert_eq!(kept.add((0, 0), tree.clone(), KEPT).len(), 1);
        assert!(kept.get((0, 0)).is_some());
        assert_eq!(kept.add((0, 1), tree, 1).len(), 1);
        assert_eq!((kept.trees.len(), kept.order.len()), (1, 1));
    }
}
