//! An answer written in other ways: with the same meaning, or with its repair undone.
//!
//! Changes are made as edits of the text, at places found in the syntax tree, so that what is not
//! changed stays as its author wrote it. The same answer gives the same versions every time. Knows
//! nothing of verdicts. Called by `proof`.

mod bound;
mod code;
mod names;
mod same;
mod undo;

pub(super) use same::{all_at_once, each};
pub(super) use undo::{cut, undone};

/// Another version of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    /// What was done, as a phrase: `the work moved to a helper`.
    pub(super) what: String,
    /// The first line of the answer that was changed, from 1; 0 when that says nothing.
    pub(super) line: u32,
    /// The whole text.
    pub(super) text: String,
}
