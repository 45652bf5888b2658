//! What a learner has done: events, and the progress that is a fold of them.
//!
//! Knows nothing of disks or clocks; times are handed in. Called by `ui` and `shell`.

mod fold;

pub use fold::{
    Answer, ExerciseProgress, ExerciseState, LessonProgress, LessonState, Progress, Tally,
};

use crate::pack::VerdictKind;
use serde::{Deserialize, Serialize};

/// Something a learner did. Stored as JSON; variants and fields are never renamed or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "kebab-case")]
pub enum Event {
    /// Saw a page for the first time.
    Read {
        /// The lesson's id.
        lesson: String,
        /// The page, from 0.
        page: u32,
    },
    /// Answered a question.
    Answered {
        /// The lesson's id.
        lesson: String,
        /// The question's id.
        question: String,
        /// The chosen options, by index from 0.
        chosen: Vec<u32>,
        /// How sure: 1 (guess) to 3 (certain), 0 when not asked.
        sure: u8,
        /// Whether exactly the right options were chosen.
        right: bool,
    },
    /// Saw a hint.
    Hinted {
        /// The exercise's id.
        exercise: String,
        /// The hint, from 0.
        hint: u32,
        /// Whether it gives the answer away.
        reveals: bool,
    },
    /// Got a verdict.
    Judged {
        /// The exercise's id.
        exercise: String,
        /// The exercise's revision at that time.
        revision: u32,
        /// Which of the five.
        verdict: VerdictKind,
        /// The id of the misconception that was recognised, if one was.
        misconception: Option<String>,
    },
    /// Found (or did not find) an input in the first part of an attack exercise.
    Attacked {
        /// The exercise's id.
        exercise: String,
        /// Whether the input got through and counts.
        works: bool,
    },
    /// Put the start back.
    Reset {
        /// The exercise's id.
        exercise: String,
    },
}

/// An event with its time in seconds since 1970-01-01 UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// Seconds since 1970-01-01 UTC.
    pub at: i64,
    /// What happened.
    pub event: Event,
}

/// Where a learner left off.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "kebab-case")]
pub enum Whereabouts {
    /// On the course map.
    #[default]
    Map,
    /// On a page of a lesson.
    Lesson {
        /// The lesson's id.
        lesson: String,
        /// The page, from 0.
        page: u32,
    },
    /// In an exercise.
    Exercise {
        /// The exercise's id.
        exercise: String,
        /// The cursor's line, from 0.
        line: u32,
        /// The cursor's column in characters, from 0.
        column: u32,
    },
}

/// Where events, drafts and the place are kept. Implemented in `shell`; every call is one
/// learner's.
pub trait Store {
    /// The error of the medium, ready to be shown.
    type Error: std::fmt::Display;
    /// Adds an event; nothing is ever changed or removed.
    ///
    /// # Errors
    /// When the medium refuses; nothing is lost from before.
    fn append(&mut self, stamped: &Stamped) -> Result<(), Self::Error>;
    /// All events in the order they were added.
    ///
    /// # Errors
    /// When the medium cannot be read.
    fn events(&mut self) -> Result<Vec<Stamped>, Self::Error>;
    /// Keeps unfinished code; says where the former is when another program had put it there since this one
    /// looked: that one is not lost.
    ///
    /// # Errors
    /// When the medium refuses; the former draft stays.
    fn save_draft(&mut self, exercise: &str, text: &str) -> Result<Option<String>, Self::Error>;
    /// All unfinished code, by exercise id.
    ///
    /// # Errors
    /// When the medium cannot be read.
    fn drafts(&mut self) -> Result<std::collections::BTreeMap<String, String>, Self::Error>;
    /// Keeps the place.
    ///
    /// # Errors
    /// When the medium refuses; the former place stays.
    fn save_whereabouts(&mut self, whereabouts: &Whereabouts) -> Result<(), Self::Error>;
    /// The kept place; the map when there is none.
    ///
    /// # Errors
    /// When the medium cannot be read.
    fn whereabouts(&mut self) -> Result<Whereabouts, Self::Error>;
}
