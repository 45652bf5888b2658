//! Trying an attacker's input on code, in the modelled world.
//!
//! Called by `shell` through `grade::attempt`, by `judge` and by `prove`.

use super::bench::Bench;
use super::case::{Around, Case, Run};
use super::compare::{same, shorten, show};
use super::event::{Fit, fit};
use super::exception::plain;
use super::explore::expression;
use super::{Attempted, Reached, file, repository};
use crate::attack::{Language, Mark, Replay, Ways, replays};
use crate::evaluate::{Data, Ending, Heed, Outcome, Raised, literal, quote};
use crate::pack::{Attack, Exercise, WorldRequest};
use crate::rules::Rulebook;
use crate::text::Source;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The longest input that is tried, in characters.
pub(super) const LONGEST: usize = 2_000;

/// Tries an input on the start of an attack exercise. Pure; ends in bounded time.
#[must_use]
pub fn attempt(exercise: &Exercise, input: &str, rulebook: &Rulebook) -> Attempted {
    let Some(attack) = &exercise.attack else {
        return refused(&exercise.messages.say("attack.nothing-to-attack", &[]));
    };
    let source = Source::new(exercise.file.as_str(), exercise.start.as_str());
    let Some(mut tried) = attempt_now(exercise, &source, input, rulebook) else {
        return refused(&exercise.messages.say("attack.nothing-to-attack", &[]));
    };
    count(attack, input, &mut tried);
    tried
}

/// The same for whoever only asks what comes of it, with what is known of the exercise already.
pub(super) fn at_start(bench: &Bench<'_>, attack: &Attack, input: &str) -> Attempted {
    let exercise = bench.exercise;
    let mut tried = match repository::of(exercise, attack) {
        _ if attack.with.is_some() => file::attacked(exercise, attack, &exercise.start, input),
        Some(kept) if !exercise.is_python() => {
            repository::added(exercise, kept, &exercise.start, input)
        }
        _ => {
            let case = bench.start();
            unread(&case).unwrap_or_else(|| on(&case, attack, input))
        }
    };
    count(attack, input, &mut tried);
    tried
}

/// Some inputs that get through do not count.
fn count(attack: &Attack, input: &str, tried: &mut Attempted) {
    if let Some(why) = attack.not_counted.get(input) {
        tried.works = false;
        tried.message.clone_from(why);
    }
}

/// What is said of code that Python cannot read.
fn unread(case: &Case<'_>) -> Option<Attempted> {
    let (at, _) = case.report.trouble()?;
    let spot = case.spot(at);
    Some(refused(&case.say("attack.unread", &[("place", &spot)])))
}

/// Tries an input on the learner's present code; `None` when it cannot be tried there.
#[must_use]
pub fn attempt_now(
    exercise: &Exercise,
    source: &Source,
    input: &str,
    rulebook: &Rulebook,
) -> Option<Attempted> {
    let attack = exercise.attack.as_ref()?;
    if attack.with.is_some() {
        return Some(file::attacked(exercise, attack, source.text(), input));
    }
    if let Some(kept) = repository::of(exercise, attack)
        && !exercise.is_python()
    {
        return Some(repository::added(exercise, kept, source.text(), input));
    }
    let bench = Bench::new(exercise, rulebook);
    let case = Case::new(&bench, source);
    if let Some(unread) = unread(&case) {
        return Some(unread);
    }
    let (mut tried, outcome) = made(&case, attack, input, Heed::Whole);
    if let Some(outcome) = outcome {
        tried.replays = told(&case, attack, input, &attack.call, &outcome.outcome);
        // A call that asks about what a function gives hides it: then the function is asked alone.
        if tried.replays.is_empty()
            && let Some(inner) = inner(exercise, &attack.call)
            && let Some(outcome) = called(&case, attack, inner, input)
        {
            tried.replays = told(&case, attack, input, inner, &outcome.outcome);
        }
        if tried.harmless {
            let addresses = tried.replays.iter_mut();
            addresses
                .filter(|replay| replay.language == Language::Url)
                .for_each(calm);
        } else if !tried.works {
            tried.replays.iter_mut().for_each(soften);
            // What has left its place did get through to somewhere, only not to what counts.
            if tried.replays.iter().any(|replay| replay.harm.is_some())
                && outcome.stopped.is_none()
                && let Some(Ending::Returns(data)) = outcome.outcome.endings.last()
            {
                tried.message = case.say("attack.harmless", &[("result", &show(data))]);
            }
        }
    }
    Some(tried)
}

/// Calls with an input in its place.
fn called(case: &Case<'_>, attack: &Attack, call: &str, input: &str) -> Option<Arc<Run>> {
    let call = call.replace("{0}", &quote(input));
    case.run(&call, &around(attack, input, Heed::Whole)).ok()
}

fn around<'a>(attack: &Attack, input: &str, effects: Heed) -> Around<'a> {
    Around {
        effects,
        request: attack.request.as_ref().map(|asked| filled(asked, input)),
        ..Around::default()
    }
}

/// A file that the input alone names is no harm where the attack fails: that is what was asked for.
fn soften(replay: &mut Replay) {
    let alone = replay
        .lines
        .first()
        .is_some_and(|line| matches!(line.as_slice(), [one] if one.mark == Mark::Code));
    if replay.language != Language::Path || !alone {
        return;
    }
    calm(replay);
}

/// What a harmless input becomes is no harm: an address is there to choose a machine.
fn calm(replay: &mut Replay) {
    replay.harm = None;
    for piece in replay.lines.iter_mut().flatten() {
        if piece.mark == Mark::Code {
            piece.mark = Mark::Data;
        }
    }
}

/// Tries an input on any code, for whoever only asks what comes of it.
pub(super) fn on(case: &Case<'_>, attack: &Attack, input: &str) -> Attempted {
    made(case, attack, input, Heed::Nothing).0
}

/// The same, with the call that was made.
pub(super) fn with_run(
    case: &Case<'_>,
    attack: &Attack,
    input: &str,
) -> (Attempted, Option<Arc<Run>>) {
    made(case, attack, input, Heed::Nothing)
}

/// What comes of an input, and what the program did, if it was called; with as many of its `effects` as that.
fn made(
    case: &Case<'_>,
    attack: &Attack,
    input: &str,
    effects: Heed,
) -> (Attempted, Option<Arc<Run>>) {
    let refused = |why: &str| (refused(why), None);
    if let Some(kept) = repository::of(case.exercise, attack) {
        return (
            repository::searched(case.exercise, kept, &case.report, case.rulebook, input),
            None,
        );
    }
    if input.chars().count() > LONGEST {
        return refused(&case.say("attack.too-long", &[]));
    }
    let call = attack.call.replace("{0}", &quote(input));
    let run = match case.run(&call, &around(attack, input, effects)) {
        Ok(run) => run,
        Err(why) => return refused(&case.say("attack.not-tried", &[("why", &case.told(&why))])),
    };
    let harmless = is_harmless(attack, input);
    let (gives, gives_not, does) = if harmless {
        (
            "attack.harmless",
            "attack.harmless",
            "attack.harmless-event",
        )
    } else {
        (
            "attack.through",
            "attack.not-through",
            "attack.through-event",
        )
    };
    let reached = reached(&run.outcome);
    let events: Vec<String> = run.outcome.events.iter().map(|e| e.text.clone()).collect();
    let mut works = false;
    let mut message = case.say("attack.nothing", &[]);
    let stopped = run.stopped.is_some();
    if let Some(why) = &run.stopped {
        message = case.say("attack.not-to-its-end", &[("why", &case.told(why))]);
    } else {
        for ending in &run.outcome.endings {
            match ending {
                Ending::Returns(data) if harm(attack, data) => {
                    works = true;
                    message = case.say(gives, &[("result", &show(data))]);
                    break;
                }
                Ending::Returns(data) => {
                    message = case.say(gives_not, &[("result", &show(data))]);
                }
                Ending::Raises(raised) => message = explain(case, raised),
                Ending::Unknown(why) => {
                    let why = case.told(why);
                    let limit = match case.report.programs.as_slice() {
                        [(_, program)] => run
                            .outcome
                            .unknown_at
                            .filter(|at| case.stands_alone(*at))
                            .and_then(|at| expression(program.source(), at)),
                        _ => None,
                    };
                    message = match limit {
                        None => case.say("attack.unknown", &[("why", &why)]),
                        Some((line, code)) => {
                            let line = line.to_string();
                            let code = code.replace('`', "'");
                            let values = [("why", why.as_str()), ("line", &line), ("code", &code)];
                            case.say("attack.unknown-at", &values)
                        }
                    };
                }
            }
        }
    }
    if !works && !stopped {
        for pattern in &attack.never {
            if let Fit::Yes(event) = fit(pattern, &run.outcome.events)
                && !event.checked
            {
                works = true;
                let done = super::goal::readable(&shorten(&event.text, 160));
                message = case.say(does, &[("event", &done)]);
                break;
            }
        }
    }
    let tried = Attempted {
        works,
        harmless,
        reached,
        events,
        replays: Vec::new(),
        message,
    };
    (tried, Some(run))
}

/// Whether a text is a ready input that attacks nothing.
pub(super) fn is_harmless(attack: &Attack, input: &str) -> bool {
    attack
        .input
        .iter()
        .any(|ready| ready.text == input && ready.is_harmless())
}

/// A request with the attacker's text in its places.
fn filled(request: &WorldRequest, input: &str) -> WorldRequest {
    let text = |text: &String| text.replace("{0}", input);
    let all = |map: &BTreeMap<String, String>| {
        let pairs = map.iter().map(|(name, value)| (name.clone(), text(value)));
        pairs.collect()
    };
    WorldRequest {
        method: text(&request.method),
        path: text(&request.path),
        args: all(&request.args),
        form: all(&request.form),
        headers: all(&request.headers),
        cookies: all(&request.cookies),
        session: all(&request.session),
        json: request.json.as_ref().map(text),
    }
}

/// A word that does no harm anywhere and is hardly a program's own.
const WORD: &str = "qzwxvk";

/// What the input becomes in a call, harm first. A pattern that stays quick is told only where nothing else
/// is.
fn told(
    case: &Case<'_>,
    attack: &Attack,
    input: &str,
    call: &str,
    outcome: &Outcome,
) -> Vec<Replay> {
    let names = attacked(case.exercise, inner(case.exercise, call).unwrap_or(call));
    let mut ways = match &names {
        Some((function, name)) => Ways::of(&case.whole().record, Some(function), Some(name)),
        None => Ways::of(&case.whole().record, None, None),
    };
    let setup = case.bench.setup();
    let mut all = replays(outcome, input, setup, &ways);
    // Where a text is made is seen from the same call with a word that stands out.
    if all.iter().any(|replay| replay.guessed)
        && let Some(usual) = called(case, attack, call, WORD)
    {
        ways.learn(&usual.outcome, WORD);
        all = replays(outcome, input, setup, &ways);
    }
    let quick = |replay: &Replay| replay.language == Language::Pattern && replay.harm.is_none();
    if !all.iter().all(quick) {
        all.retain(|replay| !quick(replay));
    }
    all.sort_by_key(|replay| replay.harm.is_none());
    all
}

/// The call of a judged function that gets the attacker's text, inside of a call that asks more.
fn inner<'a>(exercise: &Exercise, call: &'a str) -> Option<&'a str> {
    let place = call.find("{0}")?;
    let named = exercise.functions.iter().filter_map(|function| {
        let begins = call.get(..place)?.rfind(&format!("{}(", function.name))?;
        let end = closing(call.get(begins..)?)?;
        (begins + end > place).then(|| call.get(begins..begins + end))?
    });
    // The innermost is the one whose text is shortest.
    let found = named.min_by_key(|found| found.len())?;
    (found.len() < call.trim().len()).then_some(found)
}

/// Where the first bracket of a text is closed, outside of quotes; the place behind it.
fn closing(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut skip) = (0_i32, None, false);
    for (at, c) in text.char_indices() {
        match (quoted, c) {
            _ if skip => skip = false,
            (Some(_), '\\') => skip = true,
            (Some(sign), _) if c == sign => quoted = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quoted = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The function and its parameter into which a call puts the attacker's text.
fn attacked(exercise: &Exercise, call: &str) -> Option<(String, String)> {
    let (name, arguments) = call.split_once('(')?;
    let function = exercise.functions.iter().find(|f| f.name == name.trim())?;
    let (before, _) = arguments.split_once("{0}")?;
    let (mut depth, mut quoted, mut at, mut begins) = (0_i32, None, 0, 0);
    for (place, c) in before.char_indices() {
        match (quoted, c) {
            (Some(sign), _) if c == sign => quoted = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quoted = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth -= 1,
            (None, ',') if depth == 0 => {
                at += 1;
                begins = place + 1;
            }
            _ => {}
        }
    }
    let said = before.get(begins..)?.trim();
    let parameter = match said.strip_suffix('=') {
        Some(keyword) => function.params.iter().find(|p| p.name == keyword.trim())?,
        None if said.is_empty() && depth == 0 => function.params.get(at)?,
        None => return None,
    };
    Some((function.name.clone(), parameter.name.clone()))
}

/// The last thing that a call made the outside do.
pub(super) fn reached(outcome: &Outcome) -> Option<Reached> {
    let query = outcome.queries.last();
    query
        .map(|query| Reached::Database(query.sql.clone()))
        .or_else(|| {
            let changes = |text: &str| text.starts_with("writes ") || text.starts_with("deletes ");
            // What is read behind a change is mostly how an exercise looks at what was done.
            let mut last = outcome.events.iter().rev();
            let event = last.find(|event| !event.text.starts_with("reads "));
            let event = event
                .filter(|event| changes(&event.text))
                .or(outcome.events.last())?;
            Some(Reached::Event(event.text.clone()))
        })
}

fn refused(message: &str) -> Attempted {
    Attempted::untried(message)
}

/// Whether a result means that the attacker got in.
fn harm(attack: &Attack, data: &Data) -> bool {
    match attack.safe_result.as_deref().and_then(literal) {
        Some(safe) => !same(data, &safe),
        None if !attack.never.is_empty() => false,
        None => data.truth().unwrap_or(false),
    }
}

/// Why the database refused.
fn explain(case: &Case<'_>, raised: &Raised) -> String {
    let name = plain(&raised.name);
    let why = if raised.message.contains("one statement at a time") {
        "attack.one-statement"
    } else if raised.message.contains("syntax error") || raised.message.contains("unrecognized") {
        "attack.syntax"
    } else if raised.message.contains("same number of result columns") {
        "attack.columns"
    } else if raised.message.contains("no such column") || raised.message.contains("no such table")
    {
        "attack.no-such-name"
    } else {
        "attack.stops"
    };
    let why = case.say(why, &[]);
    let message = raised.message.trim_end_matches('.');
    let values = [("error", name), ("message", message), ("why", &why)];
    case.say("attack.raised", &values)
}
