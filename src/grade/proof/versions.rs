//! Right answers in other words, which must still pass, and with their repair undone, which must not.
//!
//! Undoing a part of an answer need not do harm: a check may be one of two. So a version that passes
//! counts as let through only when something else than the goals sees harm in it: a rule that found
//! nothing in the answer, or an input that gets through. Called by `proof`.

use super::{Findings, Judged};
use crate::finding::Severity;
use crate::grade::attempt;
use crate::grade::case::Case;
use crate::grade::mutate::{Version, all_at_once, cut, each, undone};
use crate::grade::prove::{passes, verdict_on};
use crate::grade::{Outcome, Verdict};
use crate::pack::{Exercise, ExerciseKind};
use crate::rules::Rulebook;
use crate::text::Source;

/// How many versions with something undone are tried of the solution.
const OF_SOLUTION: usize = 16;
/// How many are tried of each other right answer.
const OF_OTHERS: usize = 3;
/// How many statements of the solution are left out in turn.
const CUTS: usize = 12;

pub(super) fn check(
    exercise: &Exercise,
    rulebook: &Rulebook,
    judged: &[Judged],
    found: &mut Findings<'_>,
) {
    let right = |one: &&Judged| {
        let name = &one.answer.name;
        passes(&one.verdict) && (name == "solution" || name.starts_with("accept/"))
    };
    for one in judged.iter().filter(right) {
        same(exercise, rulebook, one, found);
        wrong(exercise, rulebook, one, found);
    }
}

/// The same in other words: each way for the solution, all ways at once for every answer.
fn same(exercise: &Exercise, rulebook: &Rulebook, one: &Judged, found: &mut Findings<'_>) {
    let text = one.answer.text.as_str();
    let judge = |version: Version| {
        let verdict = verdict_on(exercise, &version.text, rulebook);
        (version, verdict)
    };
    let solution = one.answer.name == "solution";
    let mut tried: Vec<_> = if solution {
        each(text, exercise).into_iter().map(judge).collect()
    } else {
        Vec::new()
    };
    if let Some(all) = all_at_once(text, exercise) {
        let (all, verdict) = judge(all);
        let passed = passes(&verdict);
        // Which of the ways it is says more than all of them.
        let blamed = if passed || solution {
            None
        } else {
            let single = each(text, exercise).into_iter().map(judge);
            single.into_iter().find(|(_, verdict)| !passes(verdict))
        };
        let known = tried.iter().any(|(_, verdict)| !passes(verdict));
        if !known || passed {
            tried.push(blamed.unwrap_or((all, verdict)));
        }
    }
    for (version, verdict) in tried {
        found.proof.tally.kept.count(passes(&verdict));
        if !passes(&verdict) {
            let (file, _) = found.place_of_code(&one.answer.name, version.file.as_deref());
            let cause = format!(
                "`{}` passes, but not when it is written with {}, which means the same: {}",
                one.answer.name,
                version.what,
                outcome(&verdict)
            );
            found.fault(
                &file,
                version.line.max(1),
                cause,
                "Make the goal ask for what the program does, not how it is written; when the goal does so, this is a fault in protect: please report it with the answer.",
            );
        }
    }
}

fn outcome(verdict: &Verdict) -> String {
    let why = verdict.goals.iter().find_map(|goal| match &goal.outcome {
        Outcome::Failed(why) | Outcome::CannotTell(why) => Some(format!("`{}`: {why}", goal.id)),
        _ => None,
    });
    let why = why.unwrap_or_else(|| verdict.message.clone());
    format!("{}, {why}", verdict.kind.word(true))
}

/// With something undone, and for the solution with something left out.
fn wrong(exercise: &Exercise, rulebook: &Rulebook, one: &Judged, found: &mut Findings<'_>) {
    let text = one.answer.text.as_str();
    let solution = one.answer.name == "solution";
    let start = match exercise.kind {
        ExerciseKind::Write => "",
        _ => exercise.start.as_str(),
    };
    let most = if solution { OF_SOLUTION } else { OF_OTHERS };
    for version in undone(text, start, rulebook.knowledge(), most) {
        let verdict = verdict_on(exercise, &version.text, rulebook);
        // Advice where there was none is notice enough.
        if !passes(&verdict) || verdict.kind > one.verdict.kind {
            found.proof.tally.undone.count(true);
        } else if let Some(harm) = harm(exercise, rulebook, one, &version, &verdict) {
            found.proof.tally.undone.count(false);
            let (file, _) = found.place_of_code(&one.answer.name, version.file.as_deref());
            let cause = format!(
                "`{}` still passes {}, although {harm}",
                one.answer.name, version.what
            );
            found.fault(
                &file,
                version.line.max(1),
                cause,
                "Add a goal that this version fails, and the version itself below `reject/`.",
            );
        }
    }
    if !solution {
        return;
    }
    let mut missed = Vec::new();
    for version in cut(text, CUTS) {
        let verdict = verdict_on(exercise, &version.text, rulebook);
        let noticed = !passes(&verdict) || verdict.kind > one.verdict.kind;
        found.proof.tally.cut.count(noticed);
        if !noticed {
            missed.push(format!("line {} {}", version.line, version.what));
        }
    }
    if !missed.is_empty() {
        found.note(
            1,
            format!("the solution passes as well {}", missed.join(", ")),
            "If the statement matters, add a goal that notices when it is gone.",
        );
    }
}

/// What sees harm in a version that passes, though it saw none in the answer.
fn harm(
    exercise: &Exercise,
    rulebook: &Rulebook,
    one: &Judged,
    version: &Version,
    verdict: &Verdict,
) -> Option<String> {
    let known = |rule: &str| one.verdict.findings.iter().any(|old| old.rule == rule);
    let new = verdict
        .findings
        .iter()
        .find(|finding| finding.severity >= Severity::Medium && !known(&finding.rule));
    if let Some(finding) = new {
        return Some(format!("the rule `{}` finds harm in it", finding.rule));
    }
    let attack = exercise.attack.as_ref()?;
    let works = |text: &str, input: &str| {
        let source = Source::new(exercise.file.as_str(), text);
        let case = Case::new(exercise, &source, rulebook);
        attempt::on(&case, attack, input).works
    };
    let hostile = attack
        .input
        .iter()
        .filter(|input| !input.say.trim_start().starts_with("harmless"));
    hostile
        .into_iter()
        .find(|input| works(&version.text, &input.text) && !works(&one.answer.text, &input.text))
        .map(|input| format!("the input `{}` gets through", input.text))
}
