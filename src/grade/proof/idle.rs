//! Which goals matter: each is taken away in thought, and then something must get through, or a
//! learner must be told something else.
//!
//! Several goals may catch the same answer on purpose: a rule says that text reaches the statement, a
//! probe shows what an attacker gets by it. So a goal earns its place by being the only one that
//! catches an answer, or the one whose words, input or misconception a learner is shown for it. Called
//! by `proof`.

use super::{Court, Findings, Judged};
use crate::grade::judge::passing;
use crate::grade::{Expect, Outcome};
use crate::pack::{Exercise, Goal, GoalKind, VerdictKind};
use std::cell::OnceCell;

/// Counts the goals that something gets through without, and notes those that nobody would miss.
pub(super) fn check(court: &Court<'_>, judged: &[Judged], found: &mut Findings<'_>) {
    let exercise = court.bench.exercise;
    for (at, goal) in exercise.goals.iter().enumerate() {
        let alone = alone(court, judged, at);
        found.proof.tally.goals.count(alone);
        if !alone && !judged.iter().any(|one| shows(exercise, one, goal)) {
            found.note(
                Findings::line(&exercise.places.goals, at),
                format!(
                    "nobody would miss the goal `{}`: other goals catch every wrong answer that it catches, and theirs is what a learner reads",
                    goal.id
                ),
                "Add a rejected answer that only this goal catches, or name the goal in a `[reject.…]`, or remove it.",
            );
        }
    }
}

/// Whether some answer is held back by this goal alone.
fn alone(court: &Court<'_>, judged: &[Judged], at: usize) -> bool {
    let exercise = court.bench.exercise;
    let caught_by_it_alone = |one: &&Judged| {
        let mut results = one.verdict.goals.iter().enumerate();
        results.all(|(other, result)| {
            let advice = exercise
                .goals
                .get(other)
                .is_some_and(|goal| goal.verdict == VerdictKind::PassedWithAdvice);
            if other == at {
                hangs(&result.outcome)
            } else {
                advice || !hangs(&result.outcome)
            }
        }) && !one.verdict.goals.is_empty()
    };
    let advises = exercise
        .goals
        .get(at)
        .is_some_and(|goal| goal.verdict == VerdictKind::PassedWithAdvice);
    let mut caught = judged.iter().filter(caught_by_it_alone);
    if advises {
        return caught.next().is_some();
    }
    // Most goals are missed by somebody at first sight; only where goals wait for this one is anything judged again.
    let less = OnceCell::new();
    let (waiting, sure): (Vec<&Judged>, Vec<&Judged>) = caught.partition(|one| {
        let mut results = one.verdict.goals.iter();
        results.any(|result| result.outcome == Outcome::NotReached)
    });
    if !sure.is_empty() {
        return true;
    }
    waiting.into_iter().any(|one| {
        let text = one.answer.text.as_str();
        let judge = || {
            let less = less.get_or_init(|| without(exercise, at));
            let bench = court.bench.with_goals_of(less);
            passing(&bench, &court.source(text)).is_some()
        };
        court.memory.passes_without(at, text, judge)
    })
}

fn hangs(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Failed(_) | Outcome::CannotTell(_))
}

/// Whether the goal decides what a learner is told about an answer: it is the one the author names
/// for it, or its words come first, or its input is the one that still works, or the misconception
/// is known by it.
fn shows(exercise: &Exercise, one: &Judged, goal: &Goal) -> bool {
    let fails = |id: &str| {
        let mut results = one.verdict.goals.iter();
        results.any(|result| result.id == id && matches!(result.outcome, Outcome::Failed(_)))
    };
    if !fails(&goal.id) {
        return false;
    }
    let named =
        matches!(&one.answer.expect, Expect::Caught { goal: Some(id), .. } if *id == goal.id);
    let mut failing = exercise.goals.iter().filter(|other| fails(&other.id));
    let first = failing
        .clone()
        .find(|other| other.verdict == one.verdict.kind)
        .is_some_and(|other| other.id == goal.id);
    let tries = |other: &Goal| match &other.kind {
        GoalKind::Probe(probe) => other.verdict == VerdictKind::Vulnerable && probe.input.is_some(),
        _ => false,
    };
    let attacks = failing
        .find(|other| tries(other))
        .is_some_and(|other| other.id == goal.id);
    let known = one.verdict.misconception.as_ref().is_some_and(|(id, ..)| {
        let mut all = exercise.misconceptions.iter();
        all.any(|other| other.id == *id && other.detect.goal.contains(&goal.id))
    });
    named || first || attacks || known
}

/// The exercise without one goal; goals that waited for it wait no longer.
fn without(exercise: &Exercise, at: usize) -> Exercise {
    let mut less = exercise.clone();
    if at < less.goals.len() {
        let gone = less.goals.remove(at);
        for goal in &mut less.goals {
            goal.after.retain(|id| *id != gone.id);
        }
    }
    less
}
