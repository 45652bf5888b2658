//! Names and lines: files, addresses, log and header lines, Python and loaders.
//!
//! Called by `replay`.

use super::origin::Input;
use super::ways::Ways;
use super::{Language, Mark, Piece, Replay, own, pieces};
use crate::attack::Setup;
use crate::attack::world::url::Url;
use crate::attack::world::windows;
use crate::evaluate::{EffectKind, Event, Outcome};
use crate::text::Span;
use core::net::IpAddr;

/// The most lines that are told.
const LINES: usize = 12;
/// The most steps of one request.
const MOST: usize = 12;

fn made(language: Language, lines: Vec<Vec<Piece>>, harm: Option<String>) -> Option<Replay> {
    Some(Replay {
        language,
        span: None,
        guessed: false,
        lines,
        harm,
    })
}

/// A name as it was handed over, where the input stands in it, and whether that was guessed.
type Named = (String, Vec<(usize, usize)>, bool);

/// A file that is touched, with the name that the program gave.
pub(super) fn file(
    event: &Event,
    outcome: &Outcome,
    text: &str,
    setup: &Setup,
    ways: &Ways,
) -> Option<Replay> {
    let (verb, real) = event.text.split_once(' ')?;
    // What is in an archive is told with its members.
    if setup.archives.contains_key(real) || ways.is_free(event.span) {
        return None;
    }
    let input = ways.at(text, None);
    let (given, found, guessed) = handed(event, real, outcome, text, ways)
        .or_else(|| climbing(text, real))
        .or_else(|| {
            let found = input.places(real);
            (!found.is_empty()).then(|| (real.to_owned(), found, input.was_guessed()))
        })?;
    let before = found
        .first()
        .and_then(|(start, _)| given.get(..*start))
        .unwrap_or("");
    let folder = before.rsplit_once('/').map_or("", |(folder, _)| folder);
    let inside = folder.is_empty() && !text.starts_with('/') && !text.contains("..")
        || !folder.is_empty() && real.starts_with(&format!("{folder}/"));
    let first = pieces(&given, &found, |_| !inside);
    let mark = if inside { Mark::Data } else { Mark::Code };
    let second = vec![
        own(format!("the program {verb} ")),
        Piece {
            text: real.to_owned(),
            mark,
        },
    ];
    let mut lines = vec![first, second];
    // Of an input that was cut up on the way, the part that arrived.
    let arrived = found
        .first()
        .and_then(|(start, end)| given.get(*start..*end));
    let named = arrived.filter(|part| !part.starts_with(folder) || folder.is_empty());
    let named = if given.contains(text) {
        Some(text)
    } else {
        named.filter(|part| text.contains(part))
    };
    lines.extend(named.and_then(|name| on_windows(folder, name, inside)));
    let alone = ways.hands_over(event.span, 0);
    let harm = (!inside).then(|| {
        if alone {
            format!("The input alone says which file it is: `{real}`.")
        } else {
            format!("The name leads out of its folder, to `{real}`.")
        }
    });
    let replay = made(Language::Path, lines, harm)?;
    Some(Replay { guessed, ..replay })
}

/// The name as it was handed over, from the call at the place of an event, or from another one with a
/// name that ends alike.
fn handed(event: &Event, real: &str, outcome: &Outcome, text: &str, ways: &Ways) -> Option<Named> {
    let last = |path: &str| path.rsplit('/').next().unwrap_or("").to_owned();
    let mut best: Option<((bool, bool, usize), Named)> = None;
    for effect in &outcome.effects {
        let EffectKind::Call { arguments, .. } = &effect.kind else {
            continue;
        };
        let near = effect.span == event.span;
        let input = ways.at(text, Some(effect.span));
        let names = arguments
            .iter()
            .filter_map(|argument| argument.value.known.as_deref());
        for name in names {
            if !near && (!name.contains('/') || last(name) != last(real)) {
                continue;
            }
            let input = input.anew();
            let found = input.places(name);
            let Some((start, end)) = found.first() else {
                continue;
            };
            // Where all of the input stands says most, then the call itself, then the name with its folder.
            let whole = name.get(*start..*end) == Some(text) && name.contains('/');
            let rank = (whole, near, name.len());
            if best.as_ref().is_none_or(|(known, _)| *known < rank) {
                let guessed = input.was_guessed() && !is_joined(name, &found, outcome, ways);
                best = Some((rank, (name.to_owned(), found, guessed)));
            }
        }
    }
    let (_, named) = best?;
    // Of a name that climbs, a part that is found in what it leads to says nothing of its folder.
    let (name, found, _) = &named;
    let part = found
        .first()
        .and_then(|(start, end)| name.get(*start..*end));
    if part != Some(text) && climbing(text, real).is_some() {
        return None;
    }
    Some(named)
}

/// Whether the part of a name that looks like the input was handed over as the input itself, to what
/// joins names.
fn is_joined(name: &str, found: &[(usize, usize)], outcome: &Outcome, ways: &Ways) -> bool {
    let [(start, end)] = found else {
        return false;
    };
    let part = name.get(*start..*end);
    outcome.effects.iter().any(|effect| match &effect.kind {
        EffectKind::Call {
            callee, arguments, ..
        } => {
            callee.contains("join")
                && arguments.iter().any(|argument| {
                    argument.value.known.as_deref() == part
                        && argument
                            .position
                            .is_some_and(|at| ways.hands_over(effect.span, at))
                })
        }
        _ => false,
    })
}

/// A name that climbs, where only the file is seen to which it leads.
fn climbing(text: &str, real: &str) -> Option<Named> {
    let mut tail = text;
    while let Some(rest) = tail.strip_prefix("../").or(tail.strip_prefix("./")) {
        tail = rest;
    }
    let climbs = tail.len() < text.len() && !tail.is_empty() && !tail.contains("..");
    (climbs && real.ends_with(&format!("/{tail}")))
        .then(|| (text.to_owned(), vec![(0, text.len())], true))
}

/// What the name would be on Windows, where that is something else.
fn on_windows(folder: &str, name: &str, inside: bool) -> Option<Vec<Piece>> {
    let odd = name.contains('\\') || name.chars().nth(1) == Some(':') || windows::is_reserved(name);
    if !odd || name.contains('\n') {
        return None;
    }
    let base = format!("C:{}", folder.replace('/', "\\"));
    let there = windows::normpath(&windows::join(&base, &[name]));
    let below = there.starts_with(&format!("{base}\\"));
    let what = if windows::is_reserved(name) && below {
        "a name that Windows keeps for itself"
    } else if below {
        "in its folder"
    } else if inside {
        "outside of its folder there, though not here"
    } else {
        "outside of its folder"
    };
    Some(vec![own(format!("on Windows: {there}, {what}"))])
}

/// Everything that one call fetches: the address and what it is sent on to.
pub(super) fn addresses(
    span: Span,
    outcome: &Outcome,
    input: &Input<'_>,
    setup: &Setup,
) -> Option<Replay> {
    let mut all = outcome
        .events
        .iter()
        .filter(|event| event.span == span)
        .filter_map(|event| {
            let (verb, object) = event.text.split_once(' ')?;
            matches!(verb, "fetches" | "connects").then_some((verb, object))
        });
    let (_, first) = all.find(|(verb, _)| *verb == "fetches")?;
    let mut replay = address(first, input, setup)?;
    let mut sent = false;
    for (verb, object) in all.take(MOST) {
        if verb == "fetches" {
            sent = true;
            replay.lines.push(vec![
                own("sent on to: "),
                Piece {
                    text: object.to_owned(),
                    mark: Mark::Code,
                },
            ]);
            continue;
        }
        let private = object
            .rsplit_once(':')
            .and_then(|(ip, _)| ip.trim_matches(['[', ']']).parse::<IpAddr>().ok())
            .is_some_and(is_inner);
        let mark = if private { Mark::Code } else { Mark::Own };
        let mut line = vec![
            own("connects to "),
            Piece {
                text: object.to_owned(),
                mark,
            },
        ];
        if private {
            line.push(own(", a machine inside"));
            let why = if sent {
                "A redirect leads the request inside, past every check of the first address."
            } else {
                "The request goes to a machine inside."
            };
            if sent || replay.harm.is_some() {
                replay.harm = Some(why.to_owned());
            }
        }
        replay.lines.push(line);
    }
    Some(replay)
}

/// Whether an address is one of the own machine or network.
fn is_inner(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified()
        }
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => is_inner(IpAddr::V4(ip)),
            None => {
                ip.is_loopback()
                    || ip.is_unspecified()
                    || matches!(ip.segments(), [first, ..] if first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80)
            }
        },
    }
}

/// An address that is fetched.
fn address(object: &str, input: &Input<'_>, setup: &Setup) -> Option<Replay> {
    let text = object.split(" (").next().unwrap_or(object);
    let found = input.places(text);
    let url = Url::split(text).ok()?;
    let host = Url::client_host(text).unwrap_or_default();
    let own_host = found.is_empty()
        || found.first().is_some_and(|(start, _)| {
            let before = text.get(..*start).unwrap_or("");
            before
                .split_once("://")
                .is_some_and(|(_, rest)| rest.contains(['/', '?', '#']))
        });
    let mut lines = vec![pieces(text, &found, |_| !own_host)];
    let mark = if own_host { Mark::Own } else { Mark::Code };
    for (what, part, mark) in [
        ("scheme", url.scheme.as_str(), Mark::Own),
        ("machine", host.as_str(), mark),
        ("path", url.path.as_str(), Mark::Own),
    ] {
        lines.push(vec![
            own(format!("{what}: ")),
            Piece {
                text: part.to_owned(),
                mark,
            },
        ]);
    }
    if let Some(answers) = setup.hosts.get(&host) {
        let said = answers.join(", then ");
        let turns = answers.len() > 1;
        lines.push(vec![own(if turns {
            format!("its name gives, one look-up after the other: {said}")
        } else {
            format!("its name gives: {said}")
        })]);
    }
    let harm = (!own_host).then(|| format!("The input chooses the machine: `{host}`."));
    made(Language::Url, lines, harm)
}

/// Lines that come out, where the input is in them or has made them: what one place of the program
/// writes at once is one replay.
pub(super) fn lines(verb: &str, outcome: &Outcome, input: &str, ways: &Ways) -> Vec<Replay> {
    let mut groups: Vec<(Span, Vec<&str>)> = Vec::new();
    for event in &outcome.events {
        let line = event.text.strip_prefix(verb);
        let Some(line) = line.and_then(|line| line.strip_prefix(' ')) else {
            continue;
        };
        match groups.last_mut() {
            Some((span, lines)) if *span == event.span => lines.push(line),
            _ => groups.push((event.span, vec![line])),
        }
    }
    let told = groups.iter().filter_map(|(span, lines)| {
        let here = ways.at(input, Some(*span)).in_lines();
        let text = lines.join("\n");
        let replay = written(&text, &here)?;
        Some(Replay {
            span: Some(*span),
            guessed: here.was_guessed(),
            ..replay
        })
    });
    told.collect()
}

/// Lines that are written at once.
pub(super) fn written(text: &str, input: &Input<'_>) -> Option<Replay> {
    let found = input.behind(text);
    let inside = |at: usize| {
        found
            .iter()
            .any(|(start, end)| (*start..*end).contains(&at))
    };
    if found.is_empty() {
        return None;
    }
    let mut harm = None;
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let end = at + line.len();
        // A line whose break is the input's is the input's own.
        let theirs = at > 0 && inside(at - 1) && inside(at);
        if theirs {
            harm = Some("A line break in the input makes a line of its own.".to_owned());
        }
        if lines.len() < LINES {
            let places: Vec<(usize, usize)> = found
                .iter()
                .filter(|(start, stop)| *start < end && at < *stop)
                .map(|(start, stop)| (start.saturating_sub(at), (*stop).min(end) - at))
                .collect();
            lines.push(pieces(line, &places, |_| theirs));
        }
        at = end + 1;
    }
    made(Language::Lines, lines, harm)
}

/// Text that is run as Python.
pub(super) fn python(code: &str, input: &Input<'_>) -> Option<Replay> {
    let found = input.places(code);
    if found.is_empty() {
        return None;
    }
    let harm = Some("The input is run as Python.".to_owned());
    made(Language::Python, vec![pieces(code, &found, |_| true)], harm)
}

/// Something that a loader builds because the data says so.
#[must_use]
pub fn built(object: &str) -> Option<Replay> {
    let line = vec![
        own("the loader calls "),
        Piece {
            text: object.to_owned(),
            mark: Mark::Code,
        },
    ];
    let harm = Some(format!("The data makes the loader call `{object}`."));
    made(Language::Loader, vec![line], harm)
}
