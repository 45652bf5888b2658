//! What a learner is told: of sealed goals only how many there are and how many hold, and what an answer counts.
//!
//! Whoever grades or writes an exercise is told everything, by `judge`. Called by `shell`.

use super::{GoalResult, Outcome, Verdict, judge, judge::passes};
use crate::pack::{Disclosure, Exercise, VerdictKind};
use crate::rules::Rulebook;
use crate::text::Source;
use std::collections::BTreeSet;

/// Goals of which a verdict does not say what they ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sealed {
    /// How many there are.
    pub all: u32,
    /// How many of them hold.
    pub held: u32,
}

/// What an answer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    /// For the goals that hold.
    pub earned: u32,
    /// For all of them.
    pub of: u32,
}

/// The points for goals that turned out so; nothing where no goal counts any. What cannot be told counts nothing.
#[must_use]
pub fn points(exercise: &Exercise, results: &[GoalResult]) -> Option<Points> {
    let mut points = Points { earned: 0, of: 0 };
    for (goal, result) in exercise.goals.iter().zip(results) {
        points.of += goal.points;
        if result.outcome == Outcome::Held {
            points.earned += goal.points;
        }
    }
    (points.of > 0).then_some(points)
}

/// Judges a submission for the learner. What still fails among the open goals is told as if there were no others; where
/// all of those hold, it is told that a sealed one does not.
#[must_use]
pub fn judge_sealed(exercise: &Exercise, submission: &Source, rulebook: &Rulebook) -> Verdict {
    let whole = judge(exercise, submission, rulebook);
    let mut sealed = Sealed::default();
    let mut hidden = BTreeSet::new();
    for (goal, result) in exercise.goals.iter().zip(&whole.goals) {
        let settled = matches!(result.outcome, Outcome::Held | Outcome::NotReached);
        if goal.disclosure.seals() || goal.disclosure == Disclosure::OnFail && settled {
            sealed.all += 1;
            sealed.held += u32::from(result.outcome == Outcome::Held);
            hidden.insert(result.id.as_str());
        }
    }
    if hidden.is_empty() {
        return whole;
    }
    // What passes has nothing to say of any goal.
    let told = passes(&whole).then(|| whole.clone());
    let mut told = told.unwrap_or_else(|| judge(&exercise.without(&hidden), submission, rulebook));
    if passes(&told) && !passes(&whole) {
        told = not_shown(exercise, whole.kind, told);
    }
    // What is shown turned out as it did among all goals.
    let shown = |result: &&GoalResult| !hidden.contains(result.id.as_str());
    Verdict {
        goals: whole.goals.iter().filter(shown).cloned().collect(),
        sealed,
        points: whole.points,
        ..told
    }
}

/// The verdict where all that is shown holds, and something that is not does not.
fn not_shown(exercise: &Exercise, kind: VerdictKind, told: Verdict) -> Verdict {
    let say = |id: &str| exercise.messages.say(id, &[]);
    let message = match kind {
        VerdictKind::CannotTell => "message.sealed-undecided",
        _ => "message.sealed",
    };
    Verdict {
        kind,
        headline: say("headline.sealed"),
        message: say(message),
        next: say("next.sealed"),
        attack: None,
        misconception: None,
        ..told
    }
}
