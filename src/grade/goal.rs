//! How each goal turned out.
//!
//! Called by `judge` and `prove`.

use super::Outcome;
use super::case::{Case, Run};
use super::doubt::sentence;
use super::file;
use super::named::{as_modelled, comes_from, holds_request, is_sent, meant};
use super::probe::{Answer, ask};
use super::question::{asks_itself, is_yes_or_no};
use super::shown::in_a_call;
use crate::evaluate::{Effect, EffectKind, OriginKind, Piece, Reason, View};
use crate::finding::{Finding, Severity};
use crate::pack::{Exercise, Goal, GoalKind, Keeps, VerdictKind};
use crate::python::Program;
use crate::rules::doubt::{decided_behind, passed_at_run};
use crate::text::{Span, capital};
use ruff_python_ast::Stmt;
use std::sync::Arc;

/// All goals of a case, with the calls that were tried.
#[derive(Debug, Default)]
pub(super) struct Goals {
    /// One for each goal, in the exercise's order.
    pub(super) outcomes: Vec<Outcome>,
    /// The calls of each goal.
    pub(super) runs: Vec<Vec<Arc<Run>>>,
}

/// Decides every goal, those that others wait for first.
pub(super) fn decide(case: &Case<'_>) -> Goals {
    settle(case, false).unwrap_or_default()
}

/// The same for a submission of which only counts whether it passes: nothing when it does not, as far as
/// that is known from the first goal that stands in the way.
pub(super) fn pass(case: &Case<'_>) -> Option<Goals> {
    settle(case, true)
}

fn settle(case: &Case<'_>, to_pass: bool) -> Option<Goals> {
    let goals = &case.exercise.goals;
    let mut outcomes: Vec<Option<Outcome>> = vec![None; goals.len()];
    let mut runs: Vec<Vec<Arc<Run>>> = vec![Vec::new(); goals.len()];
    // Where one goal is enough to know, those are asked first that it mostly was.
    let order = if to_pass {
        case.bench.strictest_first()
    } else {
        (0..goals.len()).collect()
    };
    // Packs whose goals wait in a circle do not load, so each round settles at least one.
    for _ in 0..goals.len() {
        for &index in &order {
            let Some(goal) = goals.get(index) else {
                continue;
            };
            if outcomes.get(index).is_some_and(Option::is_some) {
                continue;
            }
            let before: Vec<Option<&Outcome>> = goal
                .after
                .iter()
                .filter_map(|id| goals.iter().position(|other| other.id == *id))
                .filter_map(|at| outcomes.get(at).map(Option::as_ref))
                .collect();
            if before.contains(&None) {
                continue;
            }
            let outcome = if before.iter().all(|o| *o == Some(&Outcome::Held)) {
                let (outcome, tried) = one(case, goal);
                if to_pass && stands_in_the_way(goal, &outcome) {
                    case.bench.stands(index);
                    return None;
                }
                if let Some(slot) = runs.get_mut(index) {
                    *slot = tried;
                }
                outcome
            } else {
                Outcome::NotReached
            };
            if let Some(slot) = outcomes.get_mut(index) {
                *slot = Some(outcome);
            }
        }
    }
    Some(Goals {
        outcomes: outcomes
            .into_iter()
            .map(|outcome| outcome.unwrap_or(Outcome::NotReached))
            .collect(),
        runs,
    })
}

/// Whether a submission of which only counts whether it passes does not, found out by calling it: what the
/// analyzer says of it need not be known. Only where it certainly has what is called.
pub(super) fn fails_when_called(case: &Case<'_>) -> bool {
    let goals = &case.exercise.goals;
    let functions = case.exercise.functions.iter();
    if !functions
        .map(|function| function.name.as_str())
        .all(|name| defines(case, name))
    {
        return false;
    }
    let mut held: Vec<&str> = Vec::new();
    for index in case.bench.strictest_first() {
        let Some(goal) = goals.get(index) else {
            continue;
        };
        if !matches!(goal.kind, GoalKind::Probe(_)) {
            // Its turn has come.
            if case.bench.times_stood(index) > 0 {
                return false;
            }
            continue;
        }
        if !goal.after.iter().all(|id| held.contains(&id.as_str())) {
            continue;
        }
        let (outcome, _) = one(case, goal);
        if stands_in_the_way(goal, &outcome) {
            case.bench.stands(index);
            return true;
        }
        if outcome == Outcome::Held {
            held.push(&goal.id);
        }
    }
    false
}

/// Whether a program has a function of this name: a file defines it, and nothing is taken away.
fn defines(case: &Case<'_>, name: &str) -> bool {
    let body = |program: &Program| {
        let body = &program.tree().body;
        let made = |statement: &Stmt| matches!(statement, Stmt::FunctionDef(def) if def.name.as_str() == name);
        (body.iter().any(made), body.iter().any(Stmt::is_delete_stmt))
    };
    let programs = case.report.programs.iter();
    let told: Vec<(bool, bool)> = programs.map(|(_, program)| body(program)).collect();
    told.iter().any(|(made, _)| *made) && !told.iter().any(|(_, taken)| *taken)
}

/// Whether a submission cannot pass with this goal as it turned out.
fn stands_in_the_way(goal: &Goal, outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Failed(_) => {
            matches!(goal.verdict, VerdictKind::Vulnerable | VerdictKind::Broken)
        }
        Outcome::CannotTell(_) => goal.verdict != VerdictKind::PassedWithAdvice,
        Outcome::Held | Outcome::NotReached => false,
    }
}

/// Decides one goal, whatever it waits for.
pub(super) fn one(case: &Case<'_>, goal: &Goal) -> (Outcome, Vec<Arc<Run>>) {
    match &goal.kind {
        GoalKind::Clears(rules) => (clears(case, goal, rules), Vec::new()),
        GoalKind::Keeps(keeps) => (kept(case, goal, keeps), Vec::new()),
        GoalKind::Avoids {
            calls,
            unless_tested,
        } => (avoids(case, goal, calls, unless_tested), Vec::new()),
        GoalKind::Returns { function, passed } => {
            (returns(case, goal, function, passed), Vec::new())
        }
        GoalKind::Clean => (clean(case, goal), Vec::new()),
        GoalKind::Nowhere(texts) => (nowhere(case, goal, texts), Vec::new()),
        GoalKind::File(wanted) => {
            let text = case.report.source.text();
            let outcome = file::outcome(goal, wanted, case.exercise, text);
            (outcome, Vec::new())
        }
        GoalKind::Probe(probe) => {
            let (answer, runs) = ask(case, probe);
            let outcome = match answer {
                Answer::Holds => Outcome::Held,
                Answer::Unclear(why) => {
                    let at = runs.iter().find_map(|run| run.outcome.unknown_at);
                    let at = at.filter(|span| case.stands_alone(*span));
                    let first = runs.iter().find_map(|run| run.outcome.undecided.as_ref());
                    Outcome::CannotTell(match (at, first) {
                        (Some(span), _) => at_line(case, span.start, &why),
                        // What decides there says more than that something is not known.
                        (None, Some(first)) if why == crate::evaluate::doubt::known_at_run() => {
                            at_line(case, first.span.start, &first.why)
                        }
                        _ => sentence(&case.exercise.messages, &why),
                    })
                }
                Answer::Fails(result) => {
                    let said = fill(&goal.fail, probe, &[("{result}", &result), ("{event}", "")]);
                    let told = goal.fail.contains("{result}")
                        || (is_yes_or_no(&result) && asks_itself(case.exercise, &probe.call));
                    Outcome::Failed(if told {
                        said
                    } else {
                        case.say("goal.gave", &[("fail", &said), ("result", &result)])
                    })
                }
                Answer::Does(event) => {
                    let say = probe.harm.as_ref().unwrap_or(&goal.fail);
                    let event = readable(&event);
                    let said = fill(say, probe, &[("{event}", &event), ("{result}", &event)]);
                    Outcome::Failed(if say.contains("{event}") || say.contains("{result}") {
                        said
                    } else {
                        case.say("goal.did", &[("fail", &said), ("event", &event)])
                    })
                }
                Answer::Misses(pattern) => {
                    let wanted = readable(&pattern).replace('*', "…");
                    let missing = case.say("goal.nothing-that", &[("event", &wanted)]);
                    let said = fill(
                        &goal.fail,
                        probe,
                        &[("{result}", &missing), ("{event}", &missing)],
                    );
                    Outcome::Failed(
                        if goal.fail.contains("{result}") || goal.fail.contains("{event}") {
                            said
                        } else {
                            case.say("goal.expected", &[("fail", &said), ("event", &wanted)])
                        },
                    )
                }
            };
            (outcome, runs)
        }
    }
}

fn fill(text: &str, probe: &crate::pack::Probe, values: &[(&str, &str)]) -> String {
    let mut said = text.replace("{input}", probe.input.as_deref().unwrap_or(""));
    for (place, value) in values {
        // What ends as a sentence does needs no other end.
        if value.ends_with(['.', '!', '?']) {
            said = said.replace(&format!("{place}."), value);
        }
        said = said.replace(place, value);
    }
    said
}

/// An event, or a pattern of one, with its object told apart from its verb.
pub(super) fn readable(event: &str) -> String {
    match event.split_once(' ') {
        // Whether entities of a document are followed, and the document.
        Some(("resolves", object)) => {
            let document = object
                .split_once(' ')
                .map_or(object, |(_, document)| document);
            format!("follows what a document names: `{document}`")
        }
        // A pattern may begin within what stands between quotes.
        Some((verb, object)) => {
            let open = object.matches('\'').count() % 2 == 1;
            let object = object.strip_suffix('\'').filter(|_| open).unwrap_or(object);
            format!("{verb} `{object}`")
        }
        None => event.to_owned(),
    }
}

/// Whether a finding is harm, not advice.
pub(super) fn harmful(finding: &Finding) -> bool {
    finding.severity > Severity::Advice
}

fn clears(case: &Case<'_>, goal: &Goal, rules: &[String]) -> Outcome {
    let report = &case.report;
    // What something outside of the program decides is neither held nor failed.
    let doubted = |finding: &Finding| {
        let mut undecided = report.undecided.iter();
        undecided.any(|(rule, limit)| {
            let same = *rule == finding.rule && limit.span == finding.span;
            same && limit.why == decided_behind()
        })
    };
    if let Some(finding) = report.findings.iter().find(|finding| {
        // What is only advice elsewhere is asked for here by name.
        let advice = case
            .rulebook
            .rule(&finding.rule)
            .is_some_and(|rule| rule.severity == Severity::Advice);
        rules.contains(&finding.rule) && (harmful(finding) || advice) && !doubted(finding)
    }) {
        let spot = case.spot(finding.span.start);
        return Outcome::Failed(case.say("goal.see", &[("fail", &goal.fail), ("place", &spot)]));
    }
    let undecided = report
        .undecided
        .iter()
        .filter(|(rule, _)| rules.contains(rule));
    if let Some((_, limit)) = undecided.clone().next() {
        // A call of the exercise may show what is handed over; what it makes up means nothing to the other rules.
        let open = undecided.filter(|(_, limit)| limit.why == passed_at_run());
        let open: Vec<String> = open.map(|(rule, _)| rule.clone()).collect();
        if limit.why == passed_at_run()
            && let Some(finding) = in_a_call(case, &open)
        {
            let spot = case.spot(finding.span.start);
            return Outcome::Failed(
                case.say("goal.see", &[("fail", &goal.fail), ("place", &spot)]),
            );
        }
        return Outcome::CannotTell(at_line(case, limit.span.start, &limit.why));
    }
    // What a rule of this goal has judged at a call is no longer in doubt there.
    let judged = |effect: &Effect| match &effect.kind {
        EffectKind::Call { callee, .. } => {
            let rules = case
                .rulebook
                .rules()
                .iter()
                .filter(|r| rules.contains(&r.id));
            rules.into_iter().any(|rule| rule.judges(callee))
        }
        _ => false,
    };
    let settled: Vec<Span> = report
        .record
        .effects
        .iter()
        .filter(|effect| judged(effect))
        .map(|effect| effect.span)
        .collect();
    unfollowed(case, &settled, |view| {
        view.origins
            .iter()
            .any(|origin| origin.kind == OriginKind::UntrustedParameter)
    })
    .map_or(Outcome::Held, Outcome::CannotTell)
}

/// A secret that was published is published in a comment as well.
fn nowhere(case: &Case<'_>, goal: &Goal, texts: &[String]) -> Outcome {
    let whole = case.report.source.text().to_ascii_lowercase();
    let mut places = texts
        .iter()
        .filter_map(|text| whole.find(&text.to_ascii_lowercase()));
    let Some(place) = places.next().and_then(|at| u32::try_from(at).ok()) else {
        return Outcome::Held;
    };
    let spot = case.spot(place);
    Outcome::Failed(case.say("goal.see", &[("fail", &goal.fail), ("place", &spot)]))
}

fn kept(case: &Case<'_>, goal: &Goal, keeps: &Keeps) -> Outcome {
    let calls = as_modelled(case, &keeps.call);
    // What the function gives back may be what counts.
    let wanted = |effect: &Effect| match &effect.kind {
        EffectKind::Call { callee, .. } => calls.iter().any(|call| meant(call, callee)),
        EffectKind::Return(_) => calls.iter().any(|call| call == "return"),
        _ => false,
    };
    let effects: Vec<&Effect> = case
        .report
        .record
        .effects
        .iter()
        .filter(|effect| effect.entry == keeps.function && wanted(effect))
        .collect();
    let asked = |name: &String| holds_request(case, &keeps.function, name);
    let from = |view: &View, name: &String| comes_from(view, name) || asked(name) && is_sent(view);
    let reads = |name: &String| {
        effects
            .iter()
            .any(|effect| used(effect).any(|view| from(view, name)))
    };
    let gives = || {
        case.report.record.effects.iter().any(|effect| {
            let EffectKind::Return(view) = &effect.kind else {
                return false;
            };
            let mut through = view.through.iter();
            effect.entry == keeps.function
                && through.any(|name| calls.iter().any(|call| meant(call, name)))
        })
    };
    if !effects.is_empty() && keeps.reads.iter().all(reads) && (!keeps.returned || gives()) {
        return Outcome::Held;
    }
    unfollowed(case, &[], |view| {
        keeps.reads.is_empty() || keeps.reads.iter().any(|name| from(view, name))
    })
    .map_or_else(|| Outcome::Failed(goal.fail.clone()), Outcome::CannotTell)
}

fn avoids(case: &Case<'_>, goal: &Goal, calls: &[String], unless: &[String]) -> Outcome {
    let calls = as_modelled(case, calls);
    let passed = |view: &View| view.tested.iter().any(|test| unless.contains(test));
    let found = Case::calls(&case.report.record.effects).find(|(callee, effect)| {
        calls.iter().any(|call| meant_so(call, callee, effect))
            && (unless.is_empty() || !arguments(effect).any(passed))
    });
    match found {
        Some((_, effect)) => {
            let spot = case.spot(effect.span.start);
            Outcome::Failed(case.say("goal.see", &[("fail", &goal.fail), ("place", &spot)]))
        }
        None => unfollowed(case, &[], |_| true).map_or(Outcome::Held, Outcome::CannotTell),
    }
}

fn returns(case: &Case<'_>, goal: &Goal, function: &str, passed: &[String]) -> Outcome {
    let found = case.report.record.effects.iter().find(|effect| {
        effect.entry == function
            && matches!(&effect.kind, EffectKind::Return(view) if unvouched(view, passed))
    });
    match found {
        Some(effect) => {
            let spot = case.spot(effect.span.start);
            Outcome::Failed(case.say("goal.see", &[("fail", &goal.fail), ("place", &spot)]))
        }
        None => unfollowed(case, &[], |view| {
            view.origins
                .iter()
                .any(|origin| origin.kind == OriginKind::UntrustedParameter)
        })
        .map_or(Outcome::Held, Outcome::CannotTell),
    }
}

/// Whether a value, or a part of it, holds a stranger's data that has passed none of these tests.
fn unvouched(view: &View, passed: &[String]) -> bool {
    let parts = || {
        let holes = view.pieces.iter().filter_map(|piece| match piece {
            Piece::Hole(hole) => Some(&**hole),
            Piece::Literal(_) => None,
        });
        view.either.iter().chain(&view.items).chain(holes)
    };
    if parts().next().is_some() {
        return parts().any(|part| unvouched(part, passed));
    }
    let settled = |cleaned: &[String], tested: &[String]| {
        cleaned
            .iter()
            .chain(tested)
            .any(|mark| passed.contains(mark))
    };
    let strange = |kind| kind == OriginKind::UntrustedParameter;
    if view.ways.is_empty() {
        return view.origins.iter().any(|origin| strange(origin.kind))
            && !settled(&view.cleaned, &view.tested);
    }
    view.ways
        .iter()
        .any(|way| strange(way.origin.kind) && !settled(&way.cleaned, &way.tested))
}

/// Whether a call is meant by a name, or by a name with an argument that must not be off:
/// `subprocess.run(shell)`.
fn meant_so(call: &str, callee: &str, effect: &Effect) -> bool {
    let Some((name, option)) = call.strip_suffix(')').and_then(|c| c.split_once('(')) else {
        return meant(call, callee);
    };
    let EffectKind::Call { arguments, .. } = &effect.kind else {
        return false;
    };
    let off = |view: &View| {
        let known = view.known.as_deref().unwrap_or("?");
        matches!(known, "False" | "0" | "None" | "" | "''" | "\"\"")
    };
    meant(name, callee)
        && arguments.iter().any(|argument| {
            let named = argument.name.as_deref() == Some(option);
            named && !off(&argument.value)
        })
}

fn clean(case: &Case<'_>, goal: &Goal) -> Outcome {
    let serious = |finding: &&Finding| finding.severity >= Severity::Medium;
    let mut new = case.report.findings.iter().filter(serious).peekable();
    if new.peek().is_none() {
        return Outcome::Held;
    }
    let start = case.bench.start();
    let old: Vec<&str> = start
        .report
        .findings
        .iter()
        .filter(serious)
        .map(|finding| finding.rule.as_str())
        .collect();
    match new.find(|finding| !old.contains(&finding.rule.as_str())) {
        Some(finding) => {
            let spot = case.spot(finding.span.start);
            Outcome::Failed(case.say(
                "goal.finding",
                &[
                    ("fail", &goal.fail),
                    ("message", &finding.message),
                    ("place", &spot),
                ],
            ))
        }
        None => Outcome::Held,
    }
}

/// Why a call that could matter cannot be seen, if there is one: out of fuel, or a callee that
/// cannot be resolved and gets what `matters`. Calls at `settled` places are judged already.
fn unfollowed(
    case: &Case<'_>,
    settled: &[Span],
    matters: impl Fn(&View) -> bool,
) -> Option<String> {
    let record = &case.report.record;
    if record.exhausted {
        return Some(case.say("place.too-many-steps", &[]));
    }
    record.effects.iter().find_map(|effect| {
        let EffectKind::UnknownCall { why, arguments } = &effect.kind else {
            return None;
        };
        if settled.contains(&effect.span) {
            return None;
        }
        arguments
            .iter()
            .any(|argument| matters(&argument.value))
            .then(|| at_line(case, effect.span.start, why))
    })
}

/// Whether some goal asks what this call is given.
pub(super) fn asks_about(exercise: &Exercise, callee: &str) -> bool {
    let meant = |name: &String| {
        let name = name.split_once('(').map_or(name.as_str(), |(name, _)| name);
        meant(name, callee)
    };
    exercise.goals.iter().any(|goal| match &goal.kind {
        GoalKind::Keeps(keeps) => keeps.call.iter().any(meant),
        GoalKind::Avoids {
            calls,
            unless_tested,
        } => !unless_tested.is_empty() && calls.iter().any(meant),
        _ => false,
    })
}

fn at_line(case: &Case<'_>, offset: u32, why: &Reason) -> String {
    let spot = capital(&case.spot(offset));
    case.say(
        "place.because",
        &[("place", &spot), ("why", &case.told(why))],
    )
}

/// The values that a call uses: its arguments, and the object whose method it is.
fn used(effect: &Effect) -> impl Iterator<Item = &View> {
    let own = match &effect.kind {
        EffectKind::Call { receiver, .. } => receiver.as_deref(),
        _ => None,
    };
    arguments(effect).chain(own)
}

fn arguments(effect: &Effect) -> impl Iterator<Item = &View> {
    let (arguments, returned) = match &effect.kind {
        EffectKind::Call { arguments, .. } | EffectKind::UnknownCall { arguments, .. } => {
            (arguments.as_slice(), None)
        }
        EffectKind::Return(view) => (&[][..], Some(&**view)),
        _ => (&[][..], None),
    };
    arguments
        .iter()
        .map(|argument| &argument.value)
        .chain(returned)
}
