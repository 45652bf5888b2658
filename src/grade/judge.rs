//! From goals to one verdict with its feedback: what is left, the input that still works, the idea
//! behind it, and one next step.
//!
//! Called by `shell` through `grade::judge`, and by `prove`.

use super::bench::{Analyzed, Bench};
use super::case::{Case, Run};
use super::exception::is_kind;
use super::goal::{Goals, decide, fails_when_called, harmful, pass};
use super::misconception::recognise;
use super::working::working_input;
use super::{GoalResult, Outcome, Sealed, Verdict, points};
use crate::evaluate::{EffectKind, Ending};
use crate::finding::Finding;
use crate::pack::{Exercise, ExerciseKind, Goal, GoalKind, VerdictKind};
use crate::rules::Rulebook;
use crate::text::{Source, Span, capital};
use ruff_python_ast::Stmt;
use ruff_text_size::Ranged as _;
use std::sync::Arc;

/// Judges a submission. Pure; ends in bounded time for any text.
#[must_use]
pub fn judge(exercise: &Exercise, submission: &Source, rulebook: &Rulebook) -> Verdict {
    let verdict = on(&Bench::new(exercise, rulebook), submission);
    Verdict {
        points: points(exercise, &verdict.goals),
        ..verdict
    }
}

/// Judges a submission with what is known of the exercise already.
pub(super) fn on(bench: &Bench<'_>, submission: &Source) -> Verdict {
    let exercise = bench.exercise;
    if let Some(task) = &exercise.task {
        return super::task::judge(exercise, task, submission.text());
    }
    let submission = &whole(exercise, submission);
    if !exercise.is_python() {
        return super::file::judge(exercise, submission.text());
    }
    let case = Case::kept(bench, submission);
    if let Some(verdict) = unjudged(&case, submission) {
        return verdict;
    }
    let goals = decide(&case);
    told(&case, goals)
}

/// The verdict on a submission that passes; nothing when it does not, found out on the shortest way.
pub(super) fn passing(bench: &Bench<'_>, submission: &Source) -> Option<Verdict> {
    let exercise = bench.exercise;
    if exercise.task.is_some() || !exercise.is_python() {
        return Some(on(bench, submission)).filter(passes);
    }
    let submission = &whole(exercise, submission);
    // What passes shows no misconception.
    let case = |analyzed| {
        let mut case = Case::of(bench, analyzed);
        case.asked_for_calls = false;
        case
    };
    let analyzed = if let Some(known) = bench.known_of(submission) {
        known
    } else {
        let parsed = Analyzed::only_parsed(submission);
        let first = case(parsed.clone());
        if first.report.trouble().is_some() || fails_when_called(&first) {
            return None;
        }
        parsed.completed(bench)
    };
    let case = case(analyzed);
    if case.report.trouble().is_some() || !case.missing.is_empty() {
        return None;
    }
    let goals = pass(&case)?;
    Some(told(&case, goals)).filter(passes)
}

/// Whether the learner may go on.
pub(super) fn passes(verdict: &Verdict) -> bool {
    matches!(
        verdict.kind,
        VerdictKind::Passed | VerdictKind::PassedWithAdvice
    )
}

/// The submission in the exercise's form.
fn whole(exercise: &Exercise, submission: &Source) -> Source {
    let text = exercise.completed(submission.text());
    Source::new(submission.name(), text.as_str())
}

/// The verdict where there is nothing that goals could be asked of.
fn unjudged(case: &Case<'_>, submission: &Source) -> Option<Verdict> {
    let exercise = case.exercise;
    if let Some((at, why)) = case.report.trouble() {
        let spot = case.spot(at);
        let column = submission.place(at).column.to_string();
        let why = why.trim_end_matches('.');
        let because = |place: &str| {
            let values = [("place", place), ("column", &column), ("why", why)];
            case.say("place.because-column", &values)
        };
        return Some(unread(
            case,
            case.say("headline.unread", &[("place", &spot)]),
            if exercise.is_several() {
                because(&capital(&spot))
            } else {
                because(&format!("{}, {spot}", submission.name()))
            },
            case.say("next.correct", &[("place", &spot)]),
        ));
    }
    let name = case.missing.first()?;
    // Code made of text, or a star import, may define it where nobody can see it.
    if let Some(why) = unseen(case) {
        let headline = case.say("headline.cannot-tell", &[]);
        let next = case.say("next.write-function", &[("name", name)]);
        let verdict = unread(case, headline, why, next);
        return Some(Verdict {
            kind: VerdictKind::CannotTell,
            ..verdict
        });
    }
    let params = exercise
        .functions
        .iter()
        .find(|function| function.name == *name)
        .map(|function| {
            let names: Vec<&str> = function.params.iter().map(|p| p.name.as_str()).collect();
            names.join(", ")
        })
        .unwrap_or_default();
    let asked = [("name", name.as_str()), ("params", params.as_str())];
    if defines(case, name) {
        return Some(unread(
            case,
            case.say("headline.stops-early", &[("name", name)]),
            case.say("message.stops-early", &[("name", name)]),
            case.say("next.stops-early", &[]),
        ));
    }
    Some(unread(
        case,
        case.say("headline.missing", &[("name", name)]),
        if exercise.is_several() {
            case.say("message.asked-for-in-one", &asked)
        } else {
            case.say("message.asked-for", &asked)
        },
        case.say("next.add-function", &asked),
    ))
}

/// The verdict that follows from the goals, in words.
fn told(case: &Case<'_>, goals: Goals) -> Verdict {
    let exercise = case.exercise;
    let kind = weigh(exercise, &goals, case);
    let open = exercise.kind == ExerciseKind::Write
        && case.report.source.text() == exercise.start
        && !matches!(kind, VerdictKind::Passed | VerdictKind::PassedWithAdvice);
    if open {
        return not_begun(case, goals);
    }
    let stumbled = (kind == VerdictKind::Broken)
        .then(|| stumbles(case, &goals))
        .flatten();
    let thinks = matches!(kind, VerdictKind::Vulnerable | VerdictKind::Broken);
    let misconception = (thinks && stumbled.is_none())
        .then(|| recognise(case, &goals))
        .flatten()
        .map(|found| (found.id.clone(), found.say.clone(), found.contrast.clone()));
    let attack = (kind == VerdictKind::Vulnerable)
        .then(|| working_input(case, &goals))
        .flatten();
    let advice = advice(case, &goals);
    let (message, next) = match stumbled {
        Some((said, place)) => (said, case.say("next.correct", &[("place", &place)])),
        None => (
            message(case, &goals, kind, &advice),
            next(case, &goals, kind, &advice),
        ),
    };
    Verdict {
        kind,
        headline: case.say(headline(kind, attack.is_some()), &[]),
        message,
        next,
        attack,
        misconception,
        goals: results(exercise, goals.outcomes),
        findings: case.report.findings.clone(),
        advice,
        sealed: Sealed::default(),
        points: None,
    }
}

/// The verdict where nothing is written yet: nothing is wrong with it, and nothing cannot be told of it.
fn not_begun(case: &Case<'_>, goals: Goals) -> Verdict {
    let outcomes = goals.outcomes.into_iter().map(|outcome| match outcome {
        Outcome::CannotTell(_) => Outcome::NotReached,
        other => other,
    });
    Verdict {
        goals: results(case.exercise, outcomes),
        ..unread(
            case,
            case.say("headline.not-begun", &[]),
            case.say("message.not-begun", &[]),
            case.say("next.write", &[]),
        )
    }
}

/// How each goal turned out, with what it says.
pub(super) fn results(
    exercise: &Exercise,
    outcomes: impl IntoIterator<Item = Outcome>,
) -> Vec<GoalResult> {
    let goals = exercise.goals.iter().zip(outcomes);
    let result = |(goal, outcome): (&Goal, Outcome)| GoalResult {
        id: goal.id.clone(),
        say: goal.say.clone(),
        outcome,
    };
    goals.map(result).collect()
}

/// Why names may exist that the checker does not see, if there is a reason.
fn unseen(case: &Case<'_>) -> Option<String> {
    let record = &case.report.record;
    let made = record.effects.iter().find_map(|effect| match &effect.kind {
        EffectKind::UnknownCall { why, .. } if effect.entry.is_empty() => Some((effect.span, why)),
        _ => None,
    });
    let star = record.limits.first().map(|limit| (limit.span, &limit.why));
    let (span, why) = made.or(star)?;
    let spot = capital(&case.spot(span.start));
    Some(case.say(
        "place.because",
        &[("place", &spot), ("why", &case.told(why))],
    ))
}

/// Whether a function of this name stands at the top level of the file, which Python then never comes to.
fn defines(case: &Case<'_>, name: &str) -> bool {
    let program = crate::python::parse(&case.report.source);
    let mut statements = program.tree().body.iter();
    statements.any(|s| matches!(s, Stmt::FunctionDef(f) if f.name.as_str() == name))
}

/// A submission that cannot be judged goal by goal.
fn unread(case: &Case<'_>, headline: String, message: String, next: String) -> Verdict {
    Verdict {
        kind: VerdictKind::Broken,
        headline,
        message,
        next,
        attack: None,
        misconception: None,
        goals: results(case.exercise, std::iter::repeat(Outcome::NotReached)),
        findings: case.report.findings.clone(),
        advice: Vec::new(),
        sealed: Sealed::default(),
        points: None,
    }
}

/// Which of the five it is: harm first, then a broken job, then doubt, then advice.
fn weigh(exercise: &Exercise, goals: &Goals, case: &Case<'_>) -> VerdictKind {
    let failed = |verdict| {
        pairs(exercise, goals)
            .any(|(goal, outcome)| goal.verdict == verdict && matches!(outcome, Outcome::Failed(_)))
    };
    let doubt = pairs(exercise, goals).any(|(goal, outcome)| {
        goal.verdict != VerdictKind::PassedWithAdvice && matches!(outcome, Outcome::CannotTell(_))
    });
    if failed(VerdictKind::Vulnerable) {
        VerdictKind::Vulnerable
    } else if failed(VerdictKind::Broken) {
        VerdictKind::Broken
    } else if doubt {
        VerdictKind::CannotTell
    } else if advice(case, goals).is_empty() {
        VerdictKind::Passed
    } else {
        VerdictKind::PassedWithAdvice
    }
}

/// Each goal with how it turned out.
pub(super) fn pairs<'a>(
    exercise: &'a Exercise,
    goals: &'a Goals,
) -> impl Iterator<Item = (&'a Goal, &'a Outcome)> {
    exercise.goals.iter().zip(&goals.outcomes)
}

/// The id of the headline.
fn headline(kind: VerdictKind, attack: bool) -> &'static str {
    match kind {
        VerdictKind::Passed => "headline.passed",
        VerdictKind::PassedWithAdvice => "headline.passed-with-advice",
        VerdictKind::CannotTell => "headline.cannot-tell",
        VerdictKind::Broken => "headline.broken",
        VerdictKind::Vulnerable if attack => "headline.attack-works",
        // No ready input gets through here; what was found is told, and no more.
        VerdictKind::Vulnerable => "headline.reaches",
    }
}

/// Advice of goals that do not hold and of findings that the exercise speaks of.
fn advice(case: &Case<'_>, goals: &Goals) -> Vec<String> {
    let exercise = case.exercise;
    let mut found = Vec::new();
    for (goal, outcome) in pairs(exercise, goals) {
        if let (VerdictKind::PassedWithAdvice, Outcome::Failed(said)) = (goal.verdict, outcome) {
            found.push(exercise.advice.get(&goal.id).unwrap_or(said).clone());
        }
    }
    for finding in &case.report.findings {
        let cleared = exercise.goals.iter().any(
            |goal| matches!(&goal.kind, GoalKind::Clears(rules) if rules.contains(&finding.rule)),
        );
        let said = exercise.advice.get(&finding.rule).cloned();
        let text = match said {
            Some(text) if !cleared || !harmful(finding) => text,
            None if cleared && !harmful(finding) => finding.message.clone(),
            _ => continue,
        };
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

/// What improved and what is left.
fn message(case: &Case<'_>, goals: &Goals, kind: VerdictKind, advice: &[String]) -> String {
    let exercise = case.exercise;
    let mut said = Vec::new();
    for (wanted, found) in &case.instead {
        said.push(case.say("message.instead", &[("wanted", wanted), ("found", found)]));
    }
    match kind {
        VerdictKind::Passed => said.push(exercise.takeaway.clone()),
        VerdictKind::PassedWithAdvice => said.extend(advice.first().cloned()),
        VerdictKind::CannotTell => {
            said.extend(
                pairs(exercise, goals).find_map(|(_, outcome)| match outcome {
                    Outcome::CannotTell(why) => Some(why.clone()),
                    _ => None,
                }),
            );
            said.push(case.say("message.no-blame", &[]));
        }
        VerdictKind::Broken | VerdictKind::Vulnerable => {
            if let Some(goal) = improved(case, goals) {
                said.push(case.say("message.better", &[("goal", &goal.say)]));
            }
            let left: Vec<&String> = pairs(exercise, goals)
                .filter(|(goal, _)| goal.verdict == kind)
                .filter_map(|(_, outcome)| match outcome {
                    Outcome::Failed(text) => Some(text),
                    _ => None,
                })
                .collect();
            said.extend(left.first().map(|text| (*text).clone()));
            if left.len() > 1 {
                let more = (left.len() - 1).to_string();
                said.push(case.say("message.more", &[("count", &more)]));
            }
        }
    }
    said.join(" ")
}

/// What a call says that met a name which nobody has given a value, and where the name stands: as long as the
/// code does not run, nothing else that goes wrong tells what its author thinks.
fn stumbles(case: &Case<'_>, goals: &Goals) -> Option<(String, String)> {
    let report = &case.report;
    let doubts = report.undecided.iter().map(|(_, limit)| limit);
    let mut doubts = doubts.chain(&report.record.limits);
    let at = doubts.find(|limit| limit.why.id() == "reason.name-not-defined")?;
    let nameless = |ending: &Ending| match ending {
        Ending::Raises(raised) => is_kind(case.rulebook.knowledge(), raised, "NameError"),
        _ => false,
    };
    let met = |run: &Arc<Run>| run.outcome.endings.iter().any(nameless);
    let told = pairs(case.exercise, goals).zip(&goals.runs);
    told.filter(|(_, runs)| runs.iter().any(met))
        .find_map(|((goal, outcome), _)| match outcome {
            Outcome::Failed(said) if goal.verdict == VerdictKind::Broken => Some(said.clone()),
            _ => None,
        })
        .or_else(|| {
            // The module itself ends there, before any function can be called.
            let why = super::doubt::sentence(&case.exercise.messages, &at.why);
            stands_outside(case, at.span).then(|| case.say("message.module-ends", &[("why", &why)]))
        })
        .map(|said| (said, case.spot(at.span.start)))
}

/// Whether a place runs with the module, and not inside of a function or a class.
fn stands_outside(case: &Case<'_>, place: Span) -> bool {
    let [(0, program)] = case.report.programs.as_slice() else {
        return false;
    };
    let program: &crate::python::Program = program;
    program.body().iter().all(|statement| {
        let range = statement.range();
        let inside = range.start().to_u32() <= place.start && place.end <= range.end().to_u32();
        !inside || !matches!(statement, Stmt::FunctionDef(_) | Stmt::ClassDef(_))
    })
}

/// A goal about harm that holds now and did not hold on the start.
fn improved<'a>(case: &Case<'a>, goals: &Goals) -> Option<&'a Goal> {
    case.exercise
        .goals
        .iter()
        .zip(&goals.outcomes)
        .enumerate()
        .filter(|(_, (goal, outcome))| {
            goal.verdict == VerdictKind::Vulnerable && **outcome == Outcome::Held
        })
        .map(|(at, (goal, _))| (at, goal))
        .take(4)
        .find(|(at, _)| {
            let before = case.bench.outcome_at_start(*at);
            matches!(before, Some(Outcome::Failed(_)))
        })
        .map(|(_, goal)| goal)
}

/// One next step.
fn next(case: &Case<'_>, goals: &Goals, kind: VerdictKind, advice: &[String]) -> String {
    let exercise = case.exercise;
    match kind {
        VerdictKind::Passed => case.say("next.compare", &[]),
        VerdictKind::PassedWithAdvice => {
            if advice.len() > 1 {
                case.say("next.read-advice", &[])
            } else {
                case.say("next.may-improve", &[])
            }
        }
        // Code with a gap in it is none yet.
        VerdictKind::CannotTell if case.report.source.text() == exercise.start => {
            case.say("next.not-begun", &[])
        }
        VerdictKind::CannotTell => case.say("next.more-directly", &[]),
        VerdictKind::Vulnerable => first_finding(case, goals).map_or_else(
            || left(exercise, goals, kind),
            |finding| {
                let spot = case.spot(finding.span.start);
                let rule = case.rulebook.rule(&finding.rule);
                rule.map_or_else(
                    || case.say("next.follow-path", &[("place", &spot)]),
                    |rule| {
                        let place = capital(&spot);
                        let values = [("place", place.as_str()), ("instead", rule.instead.trim())];
                        case.say("next.instead", &values)
                    },
                )
            },
        ),
        VerdictKind::Broken => left(exercise, goals, kind),
    }
}

/// The finding to mend first: one that the goal is about of which the message speaks, or else any that a goal is
/// about.
fn first_finding<'a>(case: &'a Case<'_>, goals: &Goals) -> Option<&'a Finding> {
    let about = |goal: &Goal| match &goal.kind {
        GoalKind::Clears(rules) => {
            let mut findings = case.report.findings.iter();
            findings.find(|finding| harmful(finding) && rules.contains(&finding.rule))
        }
        _ => None,
    };
    let first = pairs(case.exercise, goals).find(|(goal, outcome)| {
        goal.verdict == VerdictKind::Vulnerable && matches!(outcome, Outcome::Failed(_))
    });
    first
        .and_then(|(goal, _)| about(goal))
        .or_else(|| case.exercise.goals.iter().find_map(about))
}

fn left(exercise: &Exercise, goals: &Goals, kind: VerdictKind) -> String {
    pairs(exercise, goals)
        .find(|(goal, outcome)| goal.verdict == kind && matches!(outcome, Outcome::Failed(_)))
        .map_or_else(String::new, |(goal, _)| {
            exercise.messages.say("next.goal", &[("goal", &goal.say)])
        })
}
