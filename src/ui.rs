//! What a person sees: a state machine (`update`, `view`), full screen and plain.
//!
//! Findings and verdicts arrive as data, so any machine may compute them. Called by `shell`.

use crate::finding::Finding;
use crate::grade::{Attempted, Verdict};
use crate::progress::{Event, Whereabouts};

/// What happens to the interface.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A key, mouse, paste or resize event of the terminal.
    Terminal(ratatui::crossterm::event::Event),
    /// One line typed in plain mode.
    Line(String),
    /// The answer to [`Effect::Analyze`]; stale versions are dropped.
    Analyzed {
        exercise: String,
        version: u64,
        findings: Vec<Finding>,
        /// Why the analysis is incomplete, if it is (syntax error, fuel).
        notice: Option<String>,
    },
    /// The answer to [`Effect::Judge`].
    Judged {
        exercise: String,
        version: u64,
        verdict: Box<Verdict>,
    },
    /// The answer to [`Effect::Attempt`].
    Attempted {
        exercise: String,
        input: String,
        result: Attempted,
    },
    /// The answer to [`Effect::Edit`]: the text the learner's own editor left, or why there is none.
    Edited {
        exercise: String,
        result: Result<String, String>,
    },
    /// Something could not be kept; shown until it works again.
    StoreFailed(String),
}

/// What the interface wants from the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Run the rules over the text, off the interface's thread; only the newest request counts.
    Analyze {
        exercise: String,
        version: u64,
        text: String,
    },
    /// Judge the text.
    Judge {
        exercise: String,
        version: u64,
        text: String,
    },
    /// Try an input on the start of an attack exercise.
    Attempt { exercise: String, input: String },
    /// Keep an event.
    Append(Event),
    /// Keep unfinished code (the shell debounces).
    SaveDraft { exercise: String, text: String },
    /// Keep the place.
    SaveWhereabouts(Whereabouts),
    /// Open the learner's own editor on the text.
    Edit {
        exercise: String,
        file: String,
        text: String,
    },
    /// Put text on the clipboard.
    Copy(String),
    /// Suspend the program (Ctrl-Z).
    Suspend,
    /// End the program.
    Quit,
}
