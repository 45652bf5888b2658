//! Right answers in other words, which must still pass, and with their repair undone, which must not.
//!
//! Undoing a part of an answer need not do harm: a check may be one of two. So a version that passes
//! counts as let through only when something else than the goals sees harm in it: a rule that found
//! nothing in the answer, or an input that gets through. Called by `proof`.

use super::{Court, Findings, Judged};
use crate::finding::Severity;
use crate::grade::attempt;
use crate::grade::case::Case;
use crate::grade::file;
use crate::grade::judge::passes;
use crate::grade::mutate::{Version, all_at_once, cut, each, is_template, undone};
use crate::grade::{Outcome, Verdict};
use crate::pack::{Exercise, ExerciseKind};
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// How many versions with something undone are tried of the solution.
const OF_SOLUTION: usize = 16;
/// How many are tried of each other right answer.
const OF_OTHERS: usize = 3;
/// How many statements of the solution are left out in turn.
const CUTS: usize = 12;

/// A version of a right answer that is to be judged.
struct Trial<'j> {
    of: &'j Judged,
    kind: Kind,
    version: Version,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The same in one other way.
    Same,
    /// The same in all other ways at once.
    All,
    /// With something undone.
    Undone,
    /// With a statement left out.
    Cut,
}

pub(super) fn check(court: &Court<'_>, judged: &[Judged], found: &mut Findings<'_>) {
    let right = |one: &&Judged| {
        passes(&one.verdict) && (is_solution(one) || one.answer.name.starts_with("accept/"))
    };
    let right: Vec<&Judged> = judged.iter().filter(right).collect();
    let trials = court.all(right.len(), |at| {
        right
            .get(at)
            .map_or_else(Vec::new, |one| trials(court, one))
    });
    let trials: Vec<Trial<'_>> = trials.into_iter().flatten().collect();
    let verdicts = verdicts(court, judged, &trials);
    let mut all = trials.into_iter().zip(verdicts).peekable();
    for one in right {
        let mut of = Vec::new();
        while let Some(next) = all.next_if(|(trial, _)| std::ptr::eq(trial.of, one)) {
            of.push(next);
        }
        let take = |of: &mut Vec<_>, kinds: &[Kind]| -> Vec<Tried> {
            let (some, rest) = std::mem::take(of)
                .into_iter()
                .partition(|(trial, _): &(Trial<'_>, _)| kinds.contains(&trial.kind));
            *of = rest;
            let some: Vec<(Trial<'_>, Option<Verdict>)> = some;
            some.into_iter()
                .map(|(trial, verdict)| (trial.version, verdict))
                .collect()
        };
        let each = take(&mut of, &[Kind::Same]);
        let whole = take(&mut of, &[Kind::All]).pop();
        same(court, one, each, whole, found);
        undone_of(court, one, take(&mut of, &[Kind::Undone]), found);
        if is_solution(one) {
            let tried = take(&mut of, &[Kind::Cut]);
            cut_of(court.bench.exercise, one, tried, found);
        }
    }
}

/// A version, and the verdict on it when it passes.
type Tried = (Version, Option<Verdict>);

fn is_solution(one: &Judged) -> bool {
    one.answer.name == "solution"
}

/// The versions of a right answer: each way for the solution, all ways at once for every answer; with
/// something undone, and for the solution with something left out.
fn trials<'j>(court: &Court<'_>, one: &'j Judged) -> Vec<Trial<'j>> {
    let exercise = court.bench.exercise;
    let text = one.answer.text.as_str();
    let start = match exercise.kind {
        ExerciseKind::Write => "",
        _ => exercise.start.as_str(),
    };
    let knowledge = court.bench.rulebook.knowledge();
    let of = |kind: Kind, versions: Vec<Version>| {
        versions.into_iter().map(move |version| Trial {
            of: one,
            kind,
            version,
        })
    };
    let mut trials = Vec::new();
    if is_solution(one) {
        trials.extend(of(Kind::Same, each(text, exercise)));
    }
    trials.extend(of(
        Kind::All,
        all_at_once(text, exercise).into_iter().collect(),
    ));
    let most = if is_solution(one) {
        OF_SOLUTION
    } else {
        OF_OTHERS
    };
    trials.extend(of(
        Kind::Undone,
        undone(text, start, exercise, knowledge, most),
    ));
    if is_solution(one) {
        trials.extend(of(Kind::Cut, cut(text, CUTS)));
    }
    trials
}

/// The verdicts on those versions that pass. A text that was judged before is not judged again.
fn verdicts(court: &Court<'_>, judged: &[Judged], trials: &[Trial<'_>]) -> Vec<Option<Verdict>> {
    let known: BTreeMap<&str, &Verdict> = judged
        .iter()
        .map(|one| (one.answer.text.as_str(), &one.verdict))
        .collect();
    // What takes longest is begun first, so that in the end nobody waits for it alone.
    let steps = |of: &Judged| {
        let source = court.source(&of.answer.text);
        let analyzed = court.bench.known_of(&source);
        analyzed.map_or(0, |analyzed| analyzed.report.record.steps)
    };
    let mut new: Vec<(u64, &str)> = Vec::new();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for trial in trials {
        let text = trial.version.text.as_str();
        if !known.contains_key(text) && numbers.insert(text, 0).is_none() {
            new.push((steps(trial.of), text));
        }
    }
    new.sort_by_key(|(steps, _)| std::cmp::Reverse(*steps));
    for (number, (_, text)) in new.iter().enumerate() {
        numbers.insert(text, number);
    }
    let tried = court.all(new.len(), |at| {
        new.get(at).and_then(|(_, text)| court.passing(text))
    });
    let of = |trial: &Trial<'_>| {
        let text = trial.version.text.as_str();
        match (known.get(text), numbers.get(text)) {
            (Some(verdict), _) => Some(*verdict).filter(|verdict| passes(verdict)).cloned(),
            (None, Some(at)) => tried.get(*at).cloned().flatten(),
            (None, None) => None,
        }
    };
    trials.iter().map(of).collect()
}

/// The same in other words.
fn same(
    court: &Court<'_>,
    one: &Judged,
    mut tried: Vec<Tried>,
    whole: Option<Tried>,
    found: &mut Findings<'_>,
) {
    let exercise = court.bench.exercise;
    if let Some((all, verdict)) = whole {
        let passed = verdict.is_some();
        // Which of the ways it is says more than all of them.
        let blamed = if passed || is_solution(one) {
            None
        } else {
            let single = each(&one.answer.text, exercise).into_iter();
            single
                .map(|version| {
                    let verdict = court.passing(&version.text);
                    (version, verdict)
                })
                .find(|(_, verdict)| verdict.is_none())
        };
        let known = tried.iter().any(|(_, verdict)| verdict.is_none());
        if !known || passed {
            tried.push(blamed.unwrap_or((all, verdict)));
        }
    }
    for (version, verdict) in tried {
        found.proof.tally.kept.count(verdict.is_some());
        if verdict.is_none() {
            let (file, _) = found.place_of_code(&one.answer.name, version.file.as_deref());
            let cause = format!(
                "`{}` passes, but not when it is written with {}, which means the same: {}",
                one.answer.name,
                version.what,
                outcome(&court.verdict(&version.text))
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

/// With something undone.
fn undone_of(court: &Court<'_>, one: &Judged, tried: Vec<Tried>, found: &mut Findings<'_>) {
    // Advice where there was none is notice enough.
    let let_through: Vec<(Version, Verdict)> = tried
        .into_iter()
        .filter_map(|(version, verdict)| {
            let through = verdict.filter(|verdict| verdict.kind <= one.verdict.kind);
            if through.is_none() {
                found.proof.tally.undone.count(true);
            }
            Some((version, through?))
        })
        .collect();
    let known = Known::default();
    let harms = court.all(let_through.len(), |at| {
        let (version, verdict) = let_through.get(at)?;
        harm(court, (one, &known), version, verdict)
    });
    for ((version, _), harm) in let_through.iter().zip(harms) {
        if let Some(harm) = harm {
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
}

/// What is known of an answer's own harm once it was asked.
#[derive(Default)]
struct Known {
    /// What inputs do in the pages of its templates.
    strays: OnceLock<Vec<String>>,
    /// Which inputs work on it.
    works: Mutex<BTreeMap<String, bool>>,
}

/// With something left out. A statement that nobody misses is noted, unless the exercise says why it stands
/// there.
fn cut_of(exercise: &Exercise, one: &Judged, tried: Vec<Tried>, found: &mut Findings<'_>) {
    let mut missed = Vec::new();
    // Of each statement that is said to be spare: whether it was left out, and whether nobody missed it.
    let mut spare = vec![(false, false); exercise.spare.len()];
    for (version, verdict) in tried {
        let noticed = verdict.is_none_or(|verdict| verdict.kind > one.verdict.kind);
        let mut all = exercise.spare.iter();
        let said = all.position(|one| version.lacks(&one.statement));
        if let Some(said) = said.and_then(|at| spare.get_mut(at)) {
            *said = (true, said.1 || !noticed);
            if !noticed {
                continue;
            }
        }
        found.proof.tally.cut.count(noticed);
        if !noticed {
            missed.push(format!("line {} {}", version.line, version.what));
        }
    }
    for (one, (tried, unmissed)) in exercise.spare.iter().zip(spare) {
        if !tried {
            found.here(
                one.line,
                format!("no statement of the solution that can be left out begins with the line `{}`", one.statement),
                "Write the statement's first line as it stands in the solution, or remove it from `[spare]`.",
            );
        } else if !unmissed {
            found.here(
                one.line,
                format!(
                    "`{}` is said to be spare, and the solution does not pass without it",
                    one.statement
                ),
                "Remove it from `[spare]`.",
            );
        }
    }
    if !missed.is_empty() {
        found.note(
            1,
            format!("the solution passes as well {}", missed.join(", ")),
            "If the statement matters, add a goal that notices when it is gone. If it stands there for another reason, say which in `[spare]`.",
        );
    }
}

/// What sees harm in a version that passes, though it saw none in the answer.
fn harm(
    court: &Court<'_>,
    (one, of_it): (&Judged, &Known),
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
    let exercise = court.bench.exercise;
    let in_template = version.file.as_deref().is_some_and(is_template);
    if exercise.fills_templates() || in_template {
        let mut new = file::strays(exercise, &version.text);
        let known = of_it.strays.get_or_init(|| {
            let mut known = file::strays(exercise, &one.answer.text);
            known.sort_unstable();
            known
        });
        new.retain(|stray| known.binary_search(stray).is_err());
        if new.last().is_some() || !exercise.is_python() {
            return new.pop();
        }
    }
    let attack = exercise.attack.as_ref()?;
    let case = |text: &str| Case::new(court.bench, &court.source(text));
    let works = |case: &Case<'_>, input: &str| attempt::on(case, attack, input).works;
    let works_on_answer = |input: &str| {
        let known = || of_it.works.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known().get(input).copied();
        found.unwrap_or_else(|| {
            let found = works(&case(&one.answer.text), input);
            known().insert(input.to_owned(), found);
            found
        })
    };
    let mut hostile = attack
        .input
        .iter()
        .filter(|input| !input.say.trim_start().starts_with("harmless"))
        .peekable();
    hostile.peek()?;
    let new = case(&version.text);
    hostile
        .find(|input| works(&new, &input.text) && !works_on_answer(&input.text))
        .map(|input| format!("the input `{}` gets through", input.text))
}
