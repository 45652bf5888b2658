//! What the judge has said of texts for an exercise, so that its next proof asks only about new ones.
//!
//! An author who saves one answer waits for that answer. Holds as long as everything is the same that decides
//! how a text is judged; the rules are for whoever keeps the memory. Called by `proof`, kept by `shell`.

use crate::grade::Verdict;
use crate::pack::{Exercise, Places};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// What is known of the texts of one exercise.
#[derive(Debug, Default)]
pub struct Memory {
    /// The exercise without what is judged.
    frame: Exercise,
    /// Text → what was said of it.
    verdicts: Answers<String, Verdict>,
    /// Text of which only counts whether it passes → the verdict, if it does.
    passing: Answers<String, Option<Verdict>>,
    /// Number of a goal, and text → whether that passes without the goal.
    without: Answers<(usize, String), bool>,
}

impl Memory {
    /// Makes ready for a proof of this exercise. What its last proof did not ask for is forgotten, and all when
    /// something else than its answers has changed.
    pub(super) fn turn_to(&mut self, exercise: &Exercise) {
        let frame = Exercise {
            accept: Vec::new(),
            reject: Vec::new(),
            solution: String::new(),
            spare: Vec::new(),
            places: Places::default(),
            ..exercise.clone()
        };
        if frame == self.frame {
            self.verdicts.turn();
            self.passing.turn();
            self.without.turn();
        } else {
            *self = Self {
                frame,
                ..Self::default()
            };
        }
    }

    /// How many texts were judged in the last proof that were not known before.
    #[must_use]
    pub fn new_texts(&self) -> usize {
        self.verdicts.count_new() + self.passing.count_new() + self.without.count_new()
    }

    /// What is said of a text.
    pub(super) fn verdict(&self, text: &str, judge: impl FnOnce() -> Verdict) -> Verdict {
        self.verdicts.of(&text.to_owned(), judge)
    }

    /// The same of one that passes.
    pub(super) fn passing(
        &self,
        text: &str,
        judge: impl FnOnce() -> Option<Verdict>,
    ) -> Option<Verdict> {
        self.passing.of(&text.to_owned(), judge)
    }

    /// Whether a text passes without the goal of this number.
    pub(super) fn passes_without(
        &self,
        goal: usize,
        text: &str,
        judge: impl FnOnce() -> bool,
    ) -> bool {
        self.without.of(&(goal, text.to_owned()), judge)
    }
}

/// Answers to questions of one kind.
#[derive(Debug)]
struct Answers<K, V>(Mutex<Known<K, V>>);

#[derive(Debug)]
struct Known<K, V> {
    /// From the proof before.
    old: BTreeMap<K, V>,
    /// Asked for in this one.
    now: BTreeMap<K, V>,
    /// How many of them nobody knew.
    new: usize,
}

impl<K, V> Default for Answers<K, V> {
    fn default() -> Self {
        Self(Mutex::new(Known {
            old: BTreeMap::new(),
            now: BTreeMap::new(),
            new: 0,
        }))
    }
}

impl<K: Ord + Clone, V: Clone> Answers<K, V> {
    fn turn(&mut self) {
        let known = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        known.old = std::mem::take(&mut known.now);
        known.new = 0;
    }

    fn count_new(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).new
    }

    fn of(&self, key: &K, answer: impl FnOnce() -> V) -> V {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = {
            let mut known = known();
            if let Some(old) = known.old.remove(key) {
                known.now.insert(key.clone(), old);
            }
            known.now.get(key).cloned()
        };
        found.unwrap_or_else(|| {
            let answer = answer();
            let mut known = known();
            known.new += 1;
            known.now.insert(key.clone(), answer.clone());
            answer
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_asked_for_is_forgotten() {
        let mut answers: Answers<&str, u32> = Answers::default();
        assert_eq!((answers.of(&"a", || 1), answers.of(&"b", || 2)), (1, 2));
        answers.turn();
        assert_eq!((answers.of(&"a", || 3), answers.count_new()), (1, 0));
        answers.turn();
        assert_eq!((answers.of(&"a", || 4), answers.count_new()), (1, 0));
        assert_eq!((answers.of(&"b", || 5), answers.count_new()), (5, 1));
    }

    #[test]
    fn another_exercise_begins_anew() {
        let first = Exercise {
            start: "x = 1".into(),
            ..Exercise::default()
        };
        let mut memory = Memory::default();
        memory.turn_to(&first);
        assert!(memory.passing("t", || None).is_none());
        assert_eq!(memory.new_texts(), 1);
        let answered = Exercise {
            solution: "x = 2".into(),
            ..first.clone()
        };
        memory.turn_to(&answered);
        assert!(memory.passing("t", || None).is_none());
        assert_eq!(memory.new_texts(), 0);
        let other = Exercise {
            start: "x = 3".into(),
            ..first
        };
        memory.turn_to(&other);
        assert!(memory.passing("t", || None).is_none());
        assert_eq!(memory.new_texts(), 1);
    }
}
