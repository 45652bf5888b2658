//! Which calls a right answer reaches where a goal `keeps` waits for others: their names, as a goal names them.
//!
//! An author sees the code and not the names that the judge gives its calls. Called by `proof`.

use super::{Court, Judged};
use crate::evaluate::EffectKind;
use crate::grade::Outcome;
use crate::grade::case::Case;
use crate::pack::{GoalKind, Keeps};
use std::collections::BTreeSet;

/// How many calls are named.
const NAMED: usize = 12;

/// What is reached in place of what the first failing goal `keeps` names, as a sentence.
pub(super) fn told(court: &Court<'_>, judged: &Judged) -> Option<String> {
    let goals = &court.bench.exercise.goals;
    let failing = judged.verdict.goals.iter();
    let mut failing = failing.filter(|goal| matches!(goal.outcome, Outcome::Failed(_)));
    let keeps = failing.find_map(|failed| {
        let goal = goals.iter().find(|goal| goal.id == failed.id)?;
        match &goal.kind {
            GoalKind::Keeps(keeps) => Some(keeps),
            _ => None,
        }
    })?;
    let calls = calls(court, &judged.answer.text, keeps);
    let named: Vec<String> = calls
        .iter()
        .take(NAMED)
        .map(|call| format!("`{call}`"))
        .collect();
    let function = &keeps.function;
    Some(if named.is_empty() {
        format!("No call is reached from `{function}`.")
    } else {
        let more = if calls.len() > NAMED { " and more" } else { "" };
        format!("Reached from `{function}`: {}{more}.", named.join(", "))
    })
}

fn calls(court: &Court<'_>, text: &str, keeps: &Keeps) -> BTreeSet<String> {
    let case = Case::kept(court.bench, &court.source(text));
    let effects = case.report.record.effects.iter();
    let inside = effects.filter(|effect| effect.entry == keeps.function);
    let named = inside.filter_map(|effect| match &effect.kind {
        EffectKind::Call { callee, .. } => Some(
            callee
                .strip_prefix("builtins.")
                .unwrap_or(callee)
                .to_owned(),
        ),
        _ => None,
    });
    named.collect()
}
