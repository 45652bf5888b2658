//! What a person sees: a state machine (`update`, `view`), full screen and plain.
//!
//! Findings and verdicts arrive as data, so any machine may compute them; nothing here knows how
//! code is analyzed, where things are kept, or what time it is. Called by `shell`.

mod app;
mod course;
pub mod editor;
mod exercise;
mod explore;
mod frame;
mod help;
pub mod highlight;
pub mod keys;
mod lesson;
mod line;
mod list;
mod map;
mod page;
mod palette;
mod question;
mod reference;
mod replayed;
mod screen;
mod task;
pub mod theme;
pub mod topics;
pub mod wrap;

pub use app::{App, Opening};
pub use course::{Stop, retired, stops};
pub use explore::untried;
pub use replayed::MARKS;
pub use screen::{Context, Destination, Go, Input, Mode, Outcome, Plain, Screen};

use crate::finding::Finding;
use crate::grade::{Attempted, Explored, Verdict};
use crate::progress::{Event, Whereabouts};

/// What happens to the interface.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A key, mouse, paste or resize event of the terminal.
    Terminal(ratatui::crossterm::event::Event),
    /// One line typed in plain mode, without its line break.
    Line(String),
    /// The answer to [`Effect::Analyze`]; stale versions are dropped.
    Analyzed {
        /// The exercise whose code was analyzed.
        exercise: String,
        /// The version of the text, as the request gave it.
        version: u64,
        /// What was found, ordered by place.
        findings: Vec<Finding>,
        /// Why the analysis is incomplete, if it is (syntax error, fuel).
        notice: Option<String>,
    },
    /// The answer to [`Effect::Judge`].
    Judged {
        /// The exercise.
        exercise: String,
        /// The version of the text, as the request gave it.
        version: u64,
        /// The verdict on that text.
        verdict: Box<Verdict>,
    },
    /// The answer to [`Effect::Attempt`].
    Attempted {
        /// The exercise.
        exercise: String,
        /// The input that was tried.
        input: String,
        /// What it did to the start.
        result: Box<Attempted>,
        /// What it did to the learner's code, when that was handed over.
        now: Option<Box<Attempted>>,
    },
    /// The answer to [`Effect::Explore`].
    Explored {
        /// The input that was tried; `None`: the ready inputs.
        input: Option<String>,
        /// What was found, or why nothing can be.
        result: Result<Box<Explored>, String>,
    },
    /// The answer to [`Effect::Edit`] and [`Effect::TakeFile`].
    Edited {
        /// The exercise whose code it is.
        exercise: String,
        /// The new text, or why there is none.
        result: Result<String, String>,
    },
    /// Something could not be kept; shown until [`Msg::StoreWorks`].
    StoreFailed(String),
    /// The learner wants to leave, and what was written last could not be kept.
    Unkept,
    /// What could not be kept before is kept now.
    StoreWorks,
    /// Something the learner should know once; goes away with the next key.
    Notice(String),
}

/// What the interface wants from the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Run the rules over the text, off the interface's thread; only the newest request counts.
    Analyze {
        /// The exercise.
        exercise: String,
        /// Grows with every edit.
        version: u64,
        /// The code.
        text: String,
    },
    /// Judge the text.
    Judge {
        /// The exercise.
        exercise: String,
        /// Grows with every edit.
        version: u64,
        /// The code.
        text: String,
    },
    /// Try an input on the start of an attack exercise.
    Attempt {
        /// The exercise.
        exercise: String,
        /// What the attacker types.
        input: String,
        /// The learner's present code, when it is not the start any more.
        text: Option<String>,
    },
    /// Try inputs on every function of a file.
    Explore {
        /// The file's name.
        file: String,
        /// Its text.
        text: String,
        /// What the attacker types; `None`: the ready inputs.
        input: Option<String>,
    },
    /// Keep an event.
    Append(Event),
    /// Keep unfinished code (the shell debounces).
    SaveDraft {
        /// The exercise.
        exercise: String,
        /// The code.
        text: String,
    },
    /// Keep the place (the shell debounces).
    SaveWhereabouts(Whereabouts),
    /// Open the learner's own editor on the text; answered by [`Msg::Edited`].
    Edit {
        /// The exercise.
        exercise: String,
        /// The file's name, so that the editor knows it is Python.
        file: String,
        /// The code.
        text: String,
    },
    /// Take the code from a file the learner named; answered by [`Msg::Edited`].
    TakeFile {
        /// The exercise.
        exercise: String,
        /// The path as typed.
        path: String,
        /// Whether the exercise has several files, so that a folder will do.
        several: bool,
    },
    /// Put text on the clipboard.
    Copy(String),
    /// Suspend the program (Ctrl-Z).
    Suspend,
    /// End the program.
    Quit,
}
