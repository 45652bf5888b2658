//! Trying ready inputs on any code: which function hands what to which sink, and what it becomes.
//!
//! Called by `shell` for `protect attack`.

use crate::attack::{Language, Mark, Model, Piece, Replay, Request, Setup, replays};
use crate::evaluate::{Ending, probe, quote};
use crate::python;
use crate::rules::Rulebook;
use crate::text::Source;
use std::collections::BTreeMap;

/// The most functions that are tried.
const FUNCTIONS: usize = 40;
/// The most calls that are made for one text.
const CALLS: usize = 800;

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
    "http://169.254.169.254/latest/",
    "x\nINFO:root:forged line",
    "x\r\nBcc: everyone@example.org",
    "{{ 7 * 7 }}",
    "__import__('os').system('id')",
    "!!python/object/apply:os.system ['id']",
    "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>",
];

/// A pickle that calls a program when it is loaded.
const PICKLE: &str = "b\"cos\\nsystem\\n(S'id'\\ntR.\"";

/// One arrival of a ready input at a sink.
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

/// What was found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explored {
    /// Arrivals: for each place and language the first that does harm, or one that does none.
    pub arrivals: Vec<Arrival>,
    /// Functions that could not be followed to their end, each with the reason.
    pub limits: Vec<(String, String)>,
    /// How many functions were tried.
    pub functions: usize,
}

/// Calls every function of a text with inputs that attackers type. Pure; ends in bounded time.
///
/// # Errors
/// When Python cannot read the text: the line and what is wrong.
pub fn explore(source: &Source, rulebook: &Rulebook) -> Result<Explored, (u32, String)> {
    let program = python::parse(source);
    if let Some(error) = program.errors().first() {
        return Err((source.line_of(error.span.start), error.message.clone()));
    }
    let mut explored = Explored::default();
    let mut calls = 0;
    for (function, parameters, span) in program.signatures().into_iter().take(FUNCTIONS) {
        explored.functions += 1;
        let mut found: BTreeMap<(u32, Language), Arrival> = BTreeMap::new();
        let mut limit = None;
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
            for input in READY.iter().copied().chain([PICKLE]) {
                calls += 1;
                if calls > CALLS {
                    break;
                }
                let written = if input == PICKLE {
                    input.to_owned()
                } else {
                    quote(input)
                };
                let arguments: Vec<String> = parameters
                    .iter()
                    .enumerate()
                    .map(|(at, name)| match slot {
                        _ if is_connection(name) => connection(name).to_owned(),
                        Some(slot) if slot == at => written.clone(),
                        _ => "'harmless'".to_owned(),
                    })
                    .collect();
                let call = format!("{function}({})", arguments.join(", "));
                let Ok(expression) = python::expression(&call) else {
                    continue;
                };
                let setup = setup(slot.is_none().then_some(input));
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
                if let Some(Ending::Unknown(why)) = outcome.endings.first() {
                    limit.get_or_insert(why.clone());
                }
                for replay in replays(&outcome, input, &setup) {
                    let line = replay.span.unwrap_or(span);
                    let line = source.line_of(line.start);
                    let known = found.get(&(line, replay.language));
                    let better = known
                        .is_none_or(|known| known.replay.harm.is_none() && replay.harm.is_some());
                    if better {
                        let arrival = Arrival {
                            function: function.to_owned(),
                            line,
                            input: input.to_owned(),
                            replay,
                        };
                        found.insert((line, arrival.replay.language), arrival);
                    }
                }
            }
        }
        explored.arrivals.extend(found.into_values());
        if let Some(why) = limit {
            explored.limits.push((function.to_owned(), why));
        }
    }
    Ok(explored)
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
        hosts: [("example.org".to_owned(), vec!["93.184.216.34".to_owned()])].into(),
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

/// A piece of a replay as text: what came from the input stands between signs.
#[must_use]
pub fn marked(piece: &Piece) -> String {
    match piece.mark {
        Mark::Own => piece.text.clone(),
        Mark::Data => format!("‹{}›", piece.text),
        Mark::Code => format!("«{}»", piece.text),
    }
}
