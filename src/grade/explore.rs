//! Trying ready inputs on any code: which function hands what to which sink, and what it becomes.
//!
//! Called by `shell` for `protect attack`.

use super::callable::{Callable, HARMLESS, callables, outside};
use crate::attack::{
    Entry, Language, Mark, Model, Piece, Replay, Request, Setup, Ways, built, payload, pickle,
    replays,
};
use crate::evaluate::{Data, Ending, Reason, literal, probe, quote, survey};
use crate::python;
use crate::rules::Rulebook;
use crate::text::{Source, Span};
use std::collections::BTreeMap;

/// The most functions that are tried.
const FUNCTIONS: usize = 40;
/// The most calls that are made for one text.
const CALLS: usize = 800;
/// The most arrivals that are kept.
const TRIES: usize = 600;
/// The longest expression that is shown for a limit, in characters.
const EXPRESSION: usize = 100;

/// Inputs that attackers type first: the text, and as what it is written in Python.
const READY: &[&str] = &[
    "' OR '1'='1",
    "x; id",
    "$(id)",
    "--help",
    "<script>alert(1)</script>",
    "x\" onmouseover=\"alert(1)",
    "javascript:alert(1)",
    "../../etc/passwd",
    "/etc/passwd",
    "..\\..\\secret.txt",
    "http://169.254.169.254/latest/",
    "http://example.org/away",
    "away",
    "http://turns.example.org/",
    "x\nINFO:root:forged line",
    "x\r\nBcc: everyone@example.org",
    "{{ 7 * 7 }}",
    "__import__('os').system('id')",
    "!!python/object/apply:os.system ['id']",
    "{0.__init__.__globals__}",
    "(a+)+$",
    "/srv/in/evil.tar",
    "/srv/in/evil.zip",
    "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>",
];

/// Where the ready archives lie.
const ARCHIVES: &str = "/srv/in/";

/// A pickle that calls a program when it is loaded.
const PICKLE: &str = "b\"cos\\nsystem\\n(S'id'\\ntR.\"";

/// One arrival of an input at a sink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The function that was called.
    pub function: String,
    /// The line on which the input is handed over; that of the function when it is not known.
    pub line: u32,
    /// The input.
    pub input: String,
    /// What it becomes.
    pub replay: Replay,
}

impl Arrival {
    /// Whether another one arrives at the same place.
    #[must_use]
    pub fn beside(&self, other: &Self) -> bool {
        self.line == other.line
            && self.replay.language == other.replay.language
            && self.function == other.function
    }
}

/// Where a function could not be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// The function.
    pub function: String,
    /// The line of the expression; that of the function when it is not known.
    pub line: u32,
    /// The expression that is the limit, on one line; empty when it is not known.
    pub expression: String,
    /// Why.
    pub why: Reason,
}

/// What was found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explored {
    /// Places: for each function, line and language the first arrival that does harm, or one that
    /// does none.
    pub arrivals: Vec<Arrival>,
    /// Every input that arrives at one of the places, with what it becomes there.
    pub tries: Vec<Arrival>,
    /// Functions that could not be followed to their end.
    pub stops: Vec<Stop>,
    /// How many functions and methods were tried.
    pub functions: usize,
    /// How many more there are, which were not.
    pub left_out: usize,
    /// The first line outside of functions on which something is done, which was not tried either.
    pub outside: Option<u32>,
}

/// Calls every function of a text with inputs that attackers type. Pure; ends in bounded time.
///
/// # Errors
/// When Python cannot read the text: the line and what is wrong.
pub fn explore(source: &Source, rulebook: &Rulebook) -> Result<Explored, (u32, String)> {
    let ready: Vec<Input> = READY
        .iter()
        .map(|text| Input::text(text))
        .chain([Input {
            text: PICKLE.to_owned(),
            written: PICKLE.to_owned(),
        }])
        .collect();
    with(source, rulebook, &ready)
}

/// Calls every function of a text with one input. Text that is written as bytes of Python, `b"…"`,
/// is bytes.
///
/// # Errors
/// When Python cannot read the text: the line and what is wrong.
pub fn explore_one(
    source: &Source,
    rulebook: &Rulebook,
    input: &str,
) -> Result<Explored, (u32, String)> {
    let one = match literal(input) {
        Some(Data::Bytes(_)) => Input {
            text: input.to_owned(),
            written: input.to_owned(),
        },
        _ => Input::text(input),
    };
    with(source, rulebook, &[one])
}

/// An input, and as what it is written in Python.
struct Input {
    text: String,
    written: String,
}

impl Input {
    fn text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            written: quote(text),
        }
    }
}

fn with(source: &Source, rulebook: &Rulebook, inputs: &[Input]) -> Result<Explored, (u32, String)> {
    let program = python::parse(source);
    if let Some(error) = program.errors().first() {
        return Err((source.line_of(error.span.start), error.message.clone()));
    }
    let record = survey(&program, rulebook.knowledge(), &[]);
    let mut explored = Explored::default();
    if inputs.len() > 1 {
        explored.arrivals = reduced(&program, source, rulebook);
        explored.functions = explored.arrivals.len();
        explored.tries.clone_from(&explored.arrivals);
    }
    let mut calls = 0;
    let folders = folders(source.text());
    let all = callables(&program);
    explored.left_out = all.len().saturating_sub(FUNCTIONS);
    explored.outside = outside(program.body()).map(|span| source.line_of(span.start));
    for tried in all.into_iter().take(FUNCTIONS) {
        let Callable {
            name: function,
            call: callee,
            parameters,
            span,
        } = &tried;
        let (function, span) = (function.as_str(), *span);
        explored.functions += 1;
        let mut found: BTreeMap<(u32, Language), Arrival> = BTreeMap::new();
        let mut stop = None;
        let free: Vec<usize> = (0..parameters.len())
            .filter(|at| parameters.get(*at).is_some_and(|name| !is_connection(name)))
            .collect();
        // A function without parameters of its own may read a request.
        let slots: Vec<Option<usize>> = if free.is_empty() {
            vec![None]
        } else {
            free.into_iter().map(Some).collect()
        };
        for slot in slots {
            let name = slot
                .and_then(|slot| parameters.get(slot))
                .map(String::as_str);
            let ways = Ways::of(&record, Some(function), name);
            for input in inputs {
                calls += 1;
                if calls > CALLS {
                    break;
                }
                let arguments: Vec<String> = parameters
                    .iter()
                    .enumerate()
                    .map(|(at, name)| match slot {
                        _ if is_connection(name) => connection(name).to_owned(),
                        Some(slot) if slot == at => input.written.clone(),
                        _ => HARMLESS.to_owned(),
                    })
                    .collect();
                let call = format!("{callee}({})", arguments.join(", "));
                let Ok(expression) = python::expression(&call) else {
                    continue;
                };
                let mut setup = setup(slot.is_none().then_some(input.text.as_str()));
                setup.files.clone_from(&folders);
                let Ok(mut world) = Model::new(&setup) else {
                    continue;
                };
                let outcome = probe(
                    &program,
                    None,
                    rulebook.knowledge(),
                    &expression,
                    &mut world,
                );
                // What text functions make of bytes is not asked when text was tried as well.
                // Nor what is read out of an archive that the function takes for a file like others.
                let archive = input.text.starts_with(ARCHIVES);
                let odd = inputs.len() > 1 && (archive || input.written == PICKLE);
                if let Some(Ending::Unknown(why)) = outcome.endings.first().filter(|_| !odd) {
                    let place = outcome
                        .unknown_at
                        .or(outcome.limits.first().map(|limit| limit.span));
                    stop.get_or_insert_with(|| stopped(source, function, place, span, why));
                }
                for replay in replays(&outcome, &input.text, &setup, &ways) {
                    // What the standard library does inside has its place outside of the text.
                    let inside = |place: &Span| (place.end as usize) <= source.text().len();
                    let line = replay.span.filter(inside).unwrap_or(span);
                    let line = source.line_of(line.start);
                    let arrival = Arrival {
                        function: function.to_owned(),
                        line,
                        input: input.text.clone(),
                        replay,
                    };
                    let known = found.get(&(line, arrival.replay.language));
                    let better = known.is_none_or(|known| {
                        known.replay.harm.is_none() && arrival.replay.harm.is_some()
                    });
                    if better {
                        found.insert((line, arrival.replay.language), arrival.clone());
                    }
                    if explored.tries.len() < TRIES && !explored.tries.contains(&arrival) {
                        explored.tries.push(arrival);
                    }
                }
            }
        }
        explored.arrivals.extend(found.into_values());
        explored.stops.extend(stop);
    }
    Ok(explored)
}

/// Classes that say by `__reduce__` how they are put together again: the pickle of one, and what
/// loading it calls.
fn reduced(program: &python::Program, source: &Source, rulebook: &Rulebook) -> Vec<Arrival> {
    let mut found = Vec::new();
    for (class, method, span) in program.methods() {
        if !matches!(method, "__reduce__" | "__reduce_ex__") || found.len() >= FUNCTIONS {
            continue;
        }
        let protocol = if method == "__reduce__" { "" } else { "4" };
        let call = format!("{class}().{method}({protocol})");
        let (Ok(call), Ok(mut world)) = (python::expression(&call), Model::new(&setup(None)))
        else {
            continue;
        };
        let outcome = probe(program, None, rulebook.knowledge(), &call, &mut world);
        for ending in &outcome.endings {
            let Ending::Returns(data) = ending else {
                continue;
            };
            let Some(bytes) = payload(data) else {
                continue;
            };
            for step in pickle::read(&bytes).builds {
                let arguments: Vec<String> =
                    step.arguments.iter().map(super::compare::show).collect();
                let said = format!("{}({})", step.name, arguments.join(", "));
                let Some(replay) = built(&said) else {
                    continue;
                };
                found.push(Arrival {
                    function: format!("{class}.{method}"),
                    line: source.line_of(span.start),
                    input: format!("pickle.dumps({class}())"),
                    replay,
                });
            }
        }
    }
    found
}

/// A limit with the expression that stands at its place, if that is in the text.
fn stopped(
    source: &Source,
    function: &str,
    place: Option<Span>,
    otherwise: Span,
    why: &Reason,
) -> Stop {
    let found = place.and_then(|place| expression(source, place));
    let (line, expression) =
        found.unwrap_or_else(|| (source.line_of(otherwise.start), String::new()));
    Stop {
        function: function.to_owned(),
        line,
        expression,
        why: why.clone(),
    }
}

/// The expression at a place, on one line and not too long, and its line.
pub(super) fn expression(source: &Source, place: Span) -> Option<(u32, String)> {
    let text = source
        .text()
        .get(place.start as usize..place.end as usize)?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut text = words.join(" ");
    if text.chars().count() > EXPRESSION {
        text = text.chars().take(EXPRESSION).collect();
        text.push('…');
    }
    (!text.is_empty()).then(|| (source.line_of(place.start), text))
}

fn is_connection(name: &str) -> bool {
    matches!(
        name,
        "db" | "conn" | "connection" | "con" | "database" | "cursor" | "cur" | "self"
    )
}

fn connection(name: &str) -> &'static str {
    match name {
        "cursor" | "cur" => "db.cursor()",
        "self" => "None",
        _ => "db",
    }
}

/// A world with what attackers look for; every value of a request is the input.
fn setup(input: Option<&str>) -> Setup {
    let texts = |pairs: &[(&str, &str)]| {
        pairs
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect::<BTreeMap<String, String>>()
    };
    Setup {
        environ: texts(&[("SECRET_KEY", "k-123")]),
        archives: ["/srv/in/evil.tar", "/srv/in/evil.zip"]
            .map(|name| (name.to_owned(), members()))
            .into(),
        hosts: [
            ("example.org".to_owned(), vec!["93.184.216.34".to_owned()]),
            // The first look-up is for the check, the second for the request.
            (
                "turns.example.org".to_owned(),
                vec!["93.184.216.34".to_owned(), "127.0.0.1".to_owned()],
            ),
        ]
        .into(),
        redirects: texts(&[("http://example.org/away", "http://169.254.169.254/latest/")]),
        pages: texts(&[("http://169.254.169.254/latest/", "credentials")]),
        request: input.map(|input| {
            let all = texts(&[("*", input)]);
            Request {
                method: "POST".into(),
                path: "/".into(),
                args: all.clone(),
                form: all.clone(),
                headers: all.clone(),
                cookies: all,
                ..Request::default()
            }
        }),
        ..Setup::default()
    }
}

/// The folders that a text names in full, which are there and empty, and what attackers look for.
fn folders(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::from([
        ("/etc/passwd".to_owned(), "root:x:0:0".to_owned()),
        ("/etc/cron.d/".to_owned(), String::new()),
    ]);
    for (at, _) in text.match_indices("\"/").chain(text.match_indices("'/")) {
        let rest = text.get(at + 1..).unwrap_or("");
        let name = |c: &char| c.is_ascii_alphanumeric() || "/_-.".contains(*c);
        let path: String = rest.chars().take_while(name).take(EXPRESSION).collect();
        let path = path.trim_end_matches('/');
        let last = path.rsplit('/').next().unwrap_or("");
        if found.len() < FUNCTIONS
            && !last.is_empty()
            && !path.contains("..")
            && !last.contains('.')
        {
            found.insert(format!("{path}/"), String::new());
        }
    }
    found
}

/// An archive as attackers make them: names that lead out, a link and what goes through it, and a
/// member that is said to be huge.
fn members() -> Vec<Entry> {
    let entry = |name: &str, link: Option<&str>, size: Option<u64>| Entry {
        name: name.into(),
        text: "x".into(),
        link: link.map(str::to_owned),
        size,
        ..Entry::default()
    };
    vec![
        entry("notes.txt", None, None),
        entry("../../etc/cron.d/job", None, None),
        entry("/etc/passwd", None, None),
        entry("door", Some("/etc"), None),
        entry("door/shadow", None, None),
        entry("zeros.bin", None, Some(4_500_000_000)),
    ]
}

/// A piece of a replay as text: what came from the input stands between signs.
#[must_use]
pub fn marked(piece: &Piece) -> String {
    match piece.mark {
        Mark::Own => piece.text.clone(),
        Mark::Data => format!("‹{}›", piece.text),
        Mark::Code => format!("«{}»", piece.text),
    }
}
