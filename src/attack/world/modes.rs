//! Who may read and write a file: modes as the program gives them, less what the mask takes away.
//!
//! Knows numbers and places; what a mode tells the log stands in `folder`. Called by `files` and `folder`.

use std::collections::BTreeMap;

/// What the mask of a program takes away unless it says otherwise.
const MASK: u32 = 0o022;
/// The bits that a mode has besides the kind of the file.
const BITS: u32 = 0o7777;

/// The modes of what the program has made or changed.
#[derive(Debug)]
pub(super) struct Modes {
    known: BTreeMap<String, u32>,
    mask: u32,
}

impl Modes {
    pub(super) fn new() -> Self {
        Self {
            known: BTreeMap::new(),
            mask: MASK,
        }
    }

    /// Something new stands here; it was asked for with this mode.
    pub(super) fn made(&mut self, place: &str, wanted: u32) {
        self.set(place, wanted & !self.mask);
    }

    /// It has this mode from now on, whatever the mask says.
    pub(super) fn set(&mut self, place: &str, mode: u32) {
        self.known.insert(place.to_owned(), mode & BITS);
    }

    /// What stood here has another place now.
    pub(super) fn moved(&mut self, from: &str, to: &str) {
        match self.known.remove(from) {
            Some(mode) => self.known.insert(to.to_owned(), mode),
            None => self.known.remove(to),
        };
    }

    /// The mode of what stands here, when the program has said it.
    pub(super) fn of(&self, place: &str) -> Option<u32> {
        self.known.get(place).copied()
    }

    /// What this mask leaves of a mode.
    pub(super) fn left(&self, mode: u32) -> u32 {
        mode & !self.mask
    }

    /// Another mask; gives the one before.
    pub(super) fn mask(&mut self, mask: u32) -> u32 {
        core::mem::replace(&mut self.mask, mask & 0o777)
    }
}
