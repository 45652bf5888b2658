//! Whether a call with given inputs behaves as a goal says.
//!
//! Called by `goal`.

use super::case::{Around, Case, Run};
use super::compare::{holds, holds_in_order, items, same, same_in_any_order, shorten, show};
use super::doubt;
use super::event::{Fit, fit};
use super::exception::{is_kind, plain};
use crate::evaluate::{Data, Ending, Heed, Knowledge, Reason, literal};
use crate::pack::Probe;
use std::borrow::Cow;
use std::sync::Arc;

/// How a probe turned out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    Holds,
    /// What happened instead, as the object of "gave".
    Fails(String),
    /// An event that must not happen.
    Does(String),
    /// An event that must happen and did not, as a pattern.
    Misses(String),
    /// Why it cannot be told.
    Unclear(Reason),
}

/// Runs a probe. The runs are returned too, for what misconceptions look at.
pub(super) fn ask(case: &Case<'_>, probe: &Probe) -> (Answer, Vec<Arc<Run>>) {
    let mut runs = Vec::new();
    let mut first = None;
    for call in std::iter::once(&probe.call).chain(&probe.or_call) {
        let around = Around {
            given: probe.given.as_deref(),
            then: probe.then.as_ref().map(|(query, _)| query.as_str()),
            request: probe.request.clone(),
            environ: Some(&probe.environ),
            bare: probe.bare,
            started: probe.started,
            effects: if case.asked_for_calls {
                Heed::Names
            } else {
                Heed::Nothing
            },
        };
        let answer = match case.run(&asked(call, probe), &around) {
            Ok(run) => {
                let answer = decide(case.rulebook.knowledge(), probe, &run);
                runs.push(run);
                answer
            }
            Err(why) => Answer::Unclear(why),
        };
        if answer == Answer::Holds {
            return (answer, runs);
        }
        first.get_or_insert(answer);
    }
    (
        first.unwrap_or_else(|| Answer::Unclear(doubt::no_call())),
        runs,
    )
}

/// The call, where what it must return is no literal: with whether it is that, and with its text.
fn asked<'c>(call: &'c str, probe: &Probe) -> Cow<'c, str> {
    match &probe.returns {
        Some(want) if literal(want).is_none() => Cow::Owned(format!(
            "[(_given, _given == ({want}), repr(_given)) for _given in [{call}]][0]"
        )),
        _ => Cow::Borrowed(call),
    }
}

/// What a call gave, whether that is the value that is no literal, and its text.
fn compared<'d>(probe: &Probe, data: &'d Data) -> (&'d Data, Option<&'d Data>, Option<&'d Data>) {
    let open = |want: &String| literal(want).is_none();
    match data {
        Data::Tuple(parts) if probe.returns.as_ref().is_some_and(open) => match parts.as_slice() {
            [given, same, text] => (given, Some(same), Some(text)),
            _ => (data, None, None),
        },
        _ => (data, None, None),
    }
}

fn decide(knowledge: &Knowledge, probe: &Probe, run: &Run) -> Answer {
    if let Some(why) = &run.stopped {
        return Answer::Unclear(why.clone());
    }
    if run.outcome.exhausted {
        return Answer::Unclear(doubt::runs_too_long());
    }
    let answers: Vec<Answer> = run
        .outcome
        .endings
        .iter()
        .map(|ending| settle(knowledge, probe, run, ending))
        .collect();
    // Where a goal allows for values that cannot be known, an unknown ending may be the right one.
    let may_hold = |answer: &&Answer| {
        **answer == Answer::Holds || (probe.possible && matches!(answer, Answer::Unclear(_)))
    };
    let held = answers.iter().filter(may_hold).count();
    if !answers.is_empty() && (held == answers.len() || (probe.possible && held > 0)) {
        return Answer::Holds;
    }
    if let Some(unclear) = answers.iter().find(|a| matches!(a, Answer::Unclear(_))) {
        // What could not be followed says more than what is unknown because of it.
        let limit = run.outcome.limits.first();
        return limit.map_or_else(|| unclear.clone(), |l| Answer::Unclear(l.why.clone()));
    }
    // Some of what may happen is right: what decides between them is not known.
    if held > 0 {
        return Answer::Unclear(crate::evaluate::doubt::known_at_run());
    }
    // Something that could not be followed may be why it differs.
    if let Some(limit) = run.outcome.limits.first() {
        return Answer::Unclear(limit.why.clone());
    }
    answers
        .into_iter()
        .find(|answer| *answer != Answer::Holds)
        .unwrap_or_else(|| Answer::Unclear(doubt::no_visible_end()))
}

fn settle(knowledge: &Knowledge, probe: &Probe, run: &Run, ending: &Ending) -> Answer {
    // Harm is harm, however the call ends afterwards.
    if let harm @ Answer::Does(_) = done(probe, run) {
        return harm;
    }
    match ending {
        Ending::Unknown(why) => Answer::Unclear(why.clone()),
        Ending::Raises(raised) => {
            let named = probe
                .may_raise
                .iter()
                .any(|kind| is_kind(knowledge, raised, kind));
            if named || (probe.raises && probe.may_raise.is_empty()) {
                return after(probe, run);
            }
            let name = plain(&raised.name);
            Answer::Fails(if raised.message.is_empty() {
                format!("the error {name}")
            } else {
                format!("the error {name}: {}", raised.message)
            })
        }
        // A result that is not known may come from a call that raises.
        Ending::Returns(data)
            if probe.raises
                && probe.possible
                && super::compare::everything(data)
                    .iter()
                    .any(|part| matches!(part, Data::Unknown(_) | Data::Object(_))) =>
        {
            Answer::Unclear(unknown(data))
        }
        Ending::Returns(data) if probe.raises => Answer::Fails(show(data)),
        Ending::Returns(data) => {
            let (given, _, text) = compared(probe, data);
            match conditions(probe, data) {
                Some(true) => after(probe, run),
                Some(false) => Answer::Fails(match text {
                    Some(Data::Str(text)) => shorten(text, 160),
                    _ => show(given),
                }),
                None => Answer::Unclear(unknown(data)),
            }
        }
    }
}

/// What the call was to do besides its result: events, and what the database holds afterwards.
fn after(probe: &Probe, run: &Run) -> Answer {
    match done(probe, run) {
        Answer::Holds => queried(probe, run),
        other => other,
    }
}

/// Whether the events are those that must happen, and none that must not.
fn done(probe: &Probe, run: &Run) -> Answer {
    let events = &run.outcome.events;
    let perhaps = |text: &str| Answer::Unclear(doubt::happens_perhaps(&shorten(text, 160)));
    let mut unclear = None;
    for pattern in &probe.never {
        match fit(pattern, events) {
            Fit::Yes(event) if !event.checked => {
                return Answer::Does(shorten(&event.text, 160));
            }
            Fit::Yes(event) | Fit::Perhaps(event) => {
                unclear = unclear.or_else(|| Some(perhaps(&event.text)));
            }
            Fit::No => {}
        }
    }
    for pattern in &probe.does {
        match fit(pattern, events) {
            Fit::Yes(_) => {}
            Fit::Perhaps(event) => unclear = unclear.or_else(|| Some(perhaps(&event.text))),
            Fit::No => return Answer::Misses(pattern.clone()),
        }
    }
    unclear.unwrap_or(Answer::Holds)
}

/// The query after the call.
fn queried(probe: &Probe, run: &Run) -> Answer {
    let (Some((query, want)), Some(result)) = (&probe.then, &run.then) else {
        return Answer::Holds;
    };
    match result {
        Ok(rows) if literal(want).is_some_and(|want| same(rows, &want)) => Answer::Holds,
        Ok(rows) => Answer::Fails(format!("{} for `{query}`", show(rows))),
        Err(raised) => Answer::Fails(format!(
            "the error {}: {} for `{query}`",
            plain(&raised.name),
            raised.message
        )),
    }
}

/// Whether all conditions on the result hold; nothing when it cannot be known.
fn conditions(probe: &Probe, data: &Data) -> Option<bool> {
    let listed = |text: &Option<String>| -> Option<Vec<Data>> {
        text.as_deref().map(|text| {
            literal(text)
                .and_then(|data| items(&data))
                .unwrap_or_default()
        })
    };
    let mut verdicts: Vec<Option<bool>> = Vec::new();
    let (data, equal, _) = compared(probe, data);
    // A difference may lie in the part that is not known.
    let known = |holds: bool| {
        (holds || data.is_known() || (is_foreign(data) && !probe.possible)).then_some(holds)
    };
    if let Some(want) = &probe.returns {
        verdicts.push(match (literal(want), equal) {
            (Some(want), _) => known(same(data, &want)),
            (None, Some(equal)) => equal.truth(),
            (None, None) => None,
        });
    }
    if let Some(want) = listed(&probe.returns_any_order) {
        verdicts.push(known(
            items(data).is_some_and(|found| same_in_any_order(&found, &want)),
        ));
    }
    if let Some(values) = listed(&probe.contains) {
        verdicts.push(known(values.iter().all(|value| holds(data, value))));
    }
    if let Some(values) = listed(&probe.lacks) {
        verdicts.push(if values.iter().any(|value| holds(data, value)) {
            Some(false)
        } else {
            (data.is_known() || is_foreign(data)).then_some(true)
        });
    }
    if let Some(values) = listed(&probe.in_order) {
        verdicts.push(known(holds_in_order(data, &values)));
    }
    if let Some(values) = listed(&probe.never_in_order) {
        verdicts.push(if holds_in_order(data, &values) {
            Some(false)
        } else {
            (data.is_known() || is_foreign(data)).then_some(true)
        });
    }
    if let Some(count) = probe.count {
        verdicts.push(match data {
            Data::Unknown(_) => None,
            other => {
                Some(items(other).is_some_and(|found| u32::try_from(found.len()) == Ok(count)))
            }
        });
    }
    if let Some(want) = probe.truthy {
        verdicts.push(data.truth().map(|truth| truth == want));
    }
    if verdicts.contains(&Some(false)) {
        Some(false)
    } else if verdicts.contains(&None) {
        None
    } else {
        Some(true)
    }
}

/// Whether the value is as a whole something that is not data: it is known to be no result.
fn is_foreign(data: &Data) -> bool {
    matches!(data, Data::Object(_))
}

/// Why a value is not known.
fn unknown(data: &Data) -> Reason {
    super::compare::everything(data)
        .into_iter()
        .find_map(|part| match part {
            Data::Unknown(why) => Some(why.clone()),
            Data::Object(name) => Some(doubt::result_holds(name)),
            _ => None,
        })
        .unwrap_or_else(doubt::result_unknown)
}
