//! Which known wrong idea is behind a submission. Silence beats a wrong name.
//!
//! Called by `judge`.

use super::Outcome;
use super::bench::Bench;
use super::case::Case;
use super::exception::is_kind;
use super::goal::{Goals, decide};
use crate::evaluate::{Effect, EffectKind, Ending, View};
use crate::pack::{Detect, Exercise, Misconception};
use crate::rules::Rulebook;
use crate::text::Source;

/// The first misconception, most specific first, all of whose conditions hold.
pub(super) fn recognise<'a>(case: &Case<'a>, goals: &Goals) -> Option<&'a Misconception> {
    case.exercise
        .misconceptions
        .iter()
        .find(|misconception| fits(case, goals, &misconception.detect))
}

/// Whether a misconception is recognised in code that belongs to no exercise.
///
/// # Errors
/// Why Python cannot read the code.
pub(super) fn shows(
    misconception: &Misconception,
    code: &str,
    rulebook: &Rulebook,
) -> Result<bool, String> {
    if !misconception.detect.c.is_empty() {
        return Ok(super::file::wrong_in_c(&misconception.detect, code));
    }
    let exercise = Exercise {
        misconceptions: vec![misconception.clone()],
        ..Exercise::default()
    };
    let source = Source::new("example.py", code.trim_start_matches('\n'));
    let bench = Bench::new(&exercise, rulebook);
    let case = Case::new(&bench, &source);
    if let Some((_, why)) = case.report.trouble() {
        return Err(why.to_owned());
    }
    let goals = decide(&case);
    Ok(recognise(&case, &goals).is_some())
}

fn fits(case: &Case<'_>, goals: &Goals, detect: &Detect) -> bool {
    *detect != Detect::default()
        && (detect.finding.is_empty() || finds(case, &detect.finding))
        && (detect.through.is_empty() || passes_through(case, detect))
        && (detect.calls.is_empty() || calls(case, goals, &detect.calls))
        && (detect.tested.is_empty() || tests(case, detect))
        && (detect.goal.is_empty() || fails(case, goals, &detect.goal))
        && hold(case, goals, &detect.holds)
        && ((detect.raises.is_empty() && detect.message.is_empty()) || raises(case, goals, detect))
}

fn finds(case: &Case<'_>, rules: &[String]) -> bool {
    case.report
        .findings
        .iter()
        .any(|finding| rules.contains(&finding.rule))
}

fn passes_through(case: &Case<'_>, detect: &Detect) -> bool {
    case.report
        .findings
        .iter()
        .filter(|finding| detect.finding.is_empty() || detect.finding.contains(&finding.rule))
        .flat_map(|finding| &finding.path)
        .filter_map(|step| step.via.as_deref())
        .any(|via| named(via, &detect.through))
}

fn calls(case: &Case<'_>, goals: &Goals, names: &[String]) -> bool {
    let tried = goals
        .runs
        .iter()
        .flatten()
        .flat_map(|run| &run.outcome.effects);
    let is_called = |effect: &Effect| match &effect.kind {
        EffectKind::Call { callee, .. } => named(callee, names),
        _ => false,
    };
    let seen = case.report.record.effects.iter();
    if seen.chain(tried.clone()).any(is_called) {
        return true;
    }
    // Methods of plain values leave no effect of their own; they stand in the paths and tests of
    // the values that reach a call.
    let shows = |effect: &Effect| match &effect.kind {
        EffectKind::Call { arguments, .. } => arguments
            .iter()
            .any(|argument| tested(&argument.value, names) || passed(&argument.value, names)),
        _ => false,
    };
    tried.chain(&case.whole().record.effects).any(shows)
}

/// Whether a value at the sink of a finding has passed one of the tests.
fn tests(case: &Case<'_>, detect: &Detect) -> bool {
    case.report
        .findings
        .iter()
        .filter(|finding| detect.finding.is_empty() || detect.finding.contains(&finding.rule))
        .any(|finding| {
            case.whole().record.effects.iter().any(|effect| {
                let EffectKind::Call { arguments, .. } = &effect.kind else {
                    return false;
                };
                (effect.span.contains(finding.span) || finding.span.contains(effect.span))
                    && arguments
                        .iter()
                        .any(|argument| tested(&argument.value, &detect.tested))
            })
        })
}

fn tested(view: &View, names: &[String]) -> bool {
    view.tested
        .iter()
        .any(|test| named(test.split(':').next().unwrap_or(test), names))
        || view.items.iter().any(|item| tested(item, names))
        || view.either.iter().any(|item| tested(item, names))
        || view.pieces.iter().any(|piece| match piece {
            crate::evaluate::Piece::Hole(hole) => tested(hole, names),
            crate::evaluate::Piece::Literal(_) => false,
        })
}

/// Whether the value, or a part of it, came through a call of one of these.
fn passed(view: &View, names: &[String]) -> bool {
    view.path
        .iter()
        .filter_map(|step| step.via.as_deref())
        .any(|via| named(via, names))
        || view.items.iter().any(|item| passed(item, names))
}

fn fails(case: &Case<'_>, goals: &Goals, ids: &[String]) -> bool {
    case.exercise
        .goals
        .iter()
        .zip(&goals.outcomes)
        .any(|(goal, outcome)| ids.contains(&goal.id) && matches!(outcome, Outcome::Failed(_)))
}

/// Whether all of these goals hold.
fn hold(case: &Case<'_>, goals: &Goals, ids: &[String]) -> bool {
    let all = case.exercise.goals.iter().zip(&goals.outcomes);
    let mut asked = all.filter(|(goal, _)| ids.contains(&goal.id));
    asked.all(|(_, outcome)| *outcome == Outcome::Held)
}

/// Whether a probe ended with one of the exceptions; where goals are named as well, one of theirs that fail.
fn raises(case: &Case<'_>, goals: &Goals, detect: &Detect) -> bool {
    let knowledge = case.rulebook.knowledge();
    let all = case.exercise.goals.iter().zip(&goals.outcomes);
    all.zip(&goals.runs)
        .filter(|((goal, outcome), _)| {
            detect.goal.is_empty()
                || (detect.goal.contains(&goal.id) && matches!(outcome, Outcome::Failed(_)))
        })
        .flat_map(|(_, runs)| runs)
        .flat_map(|run| &run.outcome.endings)
        .any(|ending| {
            let Ending::Raises(raised) = ending else {
                return false;
            };
            (detect.raises.is_empty()
                || detect
                    .raises
                    .iter()
                    .any(|kind| is_kind(knowledge, raised, kind)))
                && (detect.message.is_empty()
                    || detect
                        .message
                        .iter()
                        .any(|part| raised.message.contains(part)))
        })
}

/// Whether a qualified name is among those of a pack, which leave out `builtins.`.
fn named(name: &str, names: &[String]) -> bool {
    let name = name.strip_prefix("builtins.").unwrap_or(name);
    names
        .iter()
        .any(|other| other.strip_prefix("builtins.").unwrap_or(other) == name)
}
