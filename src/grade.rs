//! What counts as solved: a submission and an exercise make a verdict; a pack makes a proof.
//!
//! Decides over the record of what a program does, never over its text. Called by `shell`;
//! `progress` and `ui` read its results.

mod attempt;
mod bench;
mod callable;
mod case;
mod compare;
mod doubt;
mod event;
mod exception;
mod explore;
mod file;
mod goal;
mod judge;
mod misconception;
mod mutate;
mod named;
mod perturb;
mod pieces;
mod probe;
mod proof;
mod prove;
mod question;
mod repository;
mod rule;
mod sealed;
mod shown;
mod surroundings;
mod task;
mod working;

pub use attempt::{attempt, attempt_now};
pub use doubt::told;
pub use explore::{Arrival, Explored, Stop, explore, explore_one, marked};
pub use judge::judge;
pub use proof::{
    Hands, Memory, Proof, Share, Tally, proof_of_lesson, proof_of_reading, proof_of_rule,
    proof_of_shared, prove_exercise, prove_exercise_again,
};
pub use prove::{Answer, Expect, answers, check_answer, prove_lesson};
pub use rule::{prove_rule, prove_test};
pub use sealed::{Points, Sealed, judge_sealed, points};

use crate::finding::Finding;
use crate::pack::VerdictKind;

/// How one goal turned out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Held,
    /// It does not hold; what happened, as one sentence.
    Failed(String),
    /// A goal it depends on does not hold.
    NotReached,
    /// It cannot be decided; which expression or limit is the reason, and how to write it so
    /// that it can be.
    CannotTell(String),
}

/// One goal of a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalResult {
    /// The goal's id.
    pub id: String,
    /// What must hold.
    pub say: String,
    /// How it turned out.
    pub outcome: Outcome,
}

/// The answer to a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Which of the five.
    pub kind: VerdictKind,
    /// At most 12 words.
    pub headline: String,
    /// What improved, what is left: one or two sentences.
    pub message: String,
    /// One next step.
    pub next: String,
    /// The input that still works and what it does.
    pub attack: Option<(String, String)>,
    /// Id, two sentences and contrast snippet of the misconception, when one is recognised.
    pub misconception: Option<(String, String, String)>,
    /// Every goal, in the exercise's order.
    pub goals: Vec<GoalResult>,
    /// What the rules found in the submission.
    pub findings: Vec<Finding>,
    /// Advice, one or two sentences each.
    pub advice: Vec<String>,
    /// Goals that are not among those: the learner is not shown what they ask.
    pub sealed: Sealed,
    /// What the answer counts, where goals have points.
    pub points: Option<Points>,
}

/// What an input did to the start of an attack exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempted {
    /// Whether it got through and counts.
    pub works: bool,
    /// Whether it is a ready input that attacks nothing: what a right program goes on to do.
    pub harmless: bool,
    /// What reached the outside last, when anything did.
    pub reached: Option<Reached>,
    /// What the program was made to do, in order.
    pub events: Vec<String>,
    /// What the input became where it arrived.
    pub replays: Vec<crate::attack::Replay>,
    /// What happened, as one or two sentences.
    pub message: String,
}

impl Attempted {
    /// An input that could not be tried.
    #[must_use]
    pub fn untried(message: impl Into<String>) -> Self {
        Self {
            works: false,
            harmless: false,
            reached: None,
            events: Vec::new(),
            replays: Vec::new(),
            message: message.into(),
        }
    }
}

/// What reached the outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reached {
    /// A statement that a database was given.
    Database(String),
    /// Anything else: verb and object.
    Event(String),
}

impl Reached {
    /// What stands above it.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        match self {
            Self::Database(_) => "What reached the database",
            Self::Event(_) => "What the program did",
        }
    }

    /// The statement or the event.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Database(text) | Self::Event(text) => text,
        }
    }
}
