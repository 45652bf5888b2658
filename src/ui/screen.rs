//! What a screen is: state, what it is told, what it answers, and its two renderings.
//!
//! Knows no particular screen. Called by [`super::App`]; implemented by map, lesson, exercise,
//! help and palette.

use super::highlight::Languages;
use super::keys::{self, Action, Scope};
use super::theme::Theme;
use super::{Effect, Msg};
use crate::pack::Pack;
use crate::progress::{Progress, Whereabouts};
use crate::rules::Rulebook;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::{Position, Rect};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which renderer shows the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// The whole terminal is drawn.
    #[default]
    FullScreen,
    /// Line by line, numbered choices, no escape sequences.
    Plain,
}

/// What every screen may read.
#[derive(Debug, Clone)]
pub struct Context {
    /// What is taught.
    pub pack: Arc<Pack>,
    /// What the rules say of what they find.
    pub rulebook: Arc<Rulebook>,
    /// What the learner has done.
    pub progress: Progress,
    /// Unfinished code by exercise id.
    pub drafts: BTreeMap<String, String>,
    /// The place to continue at.
    pub whereabouts: Whereabouts,
    /// How roles look.
    pub theme: Theme,
    /// Which renderer shows the screens.
    pub mode: Mode,
    /// The learner's name; empty when only one uses the machine.
    pub learner: String,
    /// The grammars for colours, shared by every screen.
    pub languages: Languages,
    /// Where the screen on top is drawn: what its `view` gets. In columns and rows.
    pub area: Rect,
}

/// What a screen is told.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A key or word of the key table.
    Do(Action),
    /// A command of plain mode with what follows it: `use answer.py`.
    DoWith(Action, String),
    /// A key the table does not know: typing.
    Key(KeyEvent),
    /// A mouse event, in the coordinates of the terminal.
    Mouse(MouseEvent),
    /// Pasted text.
    Paste(String),
    /// The choice with this index (from 0) of [`Plain::choices`].
    Pick(usize),
    /// A line of plain mode that is neither a number nor a command, or any line without `:` in
    /// front where the innermost scope takes text.
    Say(String),
    /// An answer from the world.
    Told(Msg),
    /// The screen is on top again after another one closed.
    Shown,
}

/// Where one can go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// The map, a page or an exercise.
    Place(Whereabouts),
    /// The keys of these scopes, innermost first.
    Help(Vec<Scope>),
    /// The reference: its list of topics, or the topic with this id.
    Reference(Option<String>),
    /// One entry (from 0) of the topic of the reference with this id.
    Entry(String, usize),
    /// A search over commands of these scopes (innermost first), lessons and exercises.
    Palette(Vec<Scope>),
}

/// What becomes of the stack of screens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Go {
    /// Nothing.
    #[default]
    Stay,
    /// This screen closes; the one below shows.
    Back,
    /// Another screen opens above this one.
    Open(Destination),
    /// Another screen takes this one's place.
    Instead(Destination),
    /// This screen closes and the one below does this.
    BackAndDo(Action),
    /// This is done: on to what follows it in the course.
    Onward,
    /// The program ends.
    Quit,
}

/// What a screen answers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// What it wants from the world.
    pub effects: Vec<Effect>,
    /// Where it goes.
    pub go: Go,
    /// One line that shows until the next key (and is said in plain mode).
    pub notice: Option<String>,
}

impl Outcome {
    /// Nothing happens.
    #[must_use]
    pub fn stay() -> Self {
        Self::default()
    }
    /// Only the stack changes.
    #[must_use]
    pub fn go(go: Go) -> Self {
        Self {
            go,
            ..Self::default()
        }
    }
    /// Only the world is asked.
    #[must_use]
    pub fn effect(effect: Effect) -> Self {
        Self {
            effects: vec![effect],
            ..Self::default()
        }
    }
    /// Only a notice shows.
    #[must_use]
    pub fn notice(text: impl Into<String>) -> Self {
        Self {
            notice: Some(text.into()),
            ..Self::default()
        }
    }
}

/// A screen in plain mode: a transcript that grows, and what can be chosen now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plain {
    /// What is said. Only what is new since the last time is printed: a transcript that grew is
    /// continued, one that changed is printed whole.
    pub lines: Vec<String>,
    /// What can be chosen by number.
    pub choices: Vec<String>,
    /// What an empty line does, if anything; its label stands in the key table.
    pub enter: Option<Action>,
}

impl Plain {
    /// The line that ends what plain mode prints: what can be typed now where these scopes hold.
    #[must_use]
    pub fn commands(&self, scopes: &[Scope]) -> String {
        let mut words: Vec<&str> = Vec::new();
        for binding in keys::bindings(scopes) {
            if !binding.word.is_empty() && !words.contains(&binding.word) {
                words.push(binding.word);
            }
        }
        let prefix = if scopes.first().is_some_and(|scope| scope.takes_text()) {
            ":"
        } else {
            ""
        };
        let words: Vec<String> = words.iter().map(|word| format!("{prefix}{word}")).collect();
        let number = match self.choices.len() {
            0 => String::new(),
            1 => "Type 1. ".into(),
            n => format!("Type a number from 1 to {n}. "),
        };
        let enter = self
            .enter
            .and_then(|action| {
                keys::bindings(scopes)
                    .into_iter()
                    .find(|b| b.action == action)
            })
            .map(|binding| format!("Enter: {}. ", binding.label))
            .unwrap_or_default();
        format!("{number}{enter}Commands: {}.", words.join(", "))
    }
}

/// One screen.
pub trait Screen: std::fmt::Debug + Send {
    /// The scopes whose keys count, innermost first, without `Everywhere`.
    fn scopes(&self, context: &Context) -> Vec<Scope>;

    /// The title for the header: module, lesson, exercise; and a short standing such as
    /// `page 2 of 6` for its right end.
    fn title(&self, context: &Context) -> (String, String);

    /// Takes one input.
    fn update(&mut self, input: &Input, context: &Context) -> Outcome;

    /// Draws itself into `area`, whatever its size.
    fn view(&self, area: Rect, buf: &mut Buffer, context: &Context);

    /// What the keys of its scopes would do and cannot now: the footer leaves it out.
    fn idle(&self, context: &Context) -> Vec<Action> {
        let _ = context;
        Vec::new()
    }

    /// Where the terminal's cursor stands when the screen is drawn into `area`; `None` hides it.
    fn cursor(&self, area: Rect, context: &Context) -> Option<Position> {
        let _ = (area, context);
        None
    }

    /// The screen as text.
    fn plain(&self, context: &Context) -> Plain;

    /// The place to continue at later; `None` for screens that are no place.
    fn whereabouts(&self) -> Option<Whereabouts> {
        None
    }
}
