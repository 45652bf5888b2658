//! Names and lines: files, addresses, log and header lines, Python and loaders.
//!
//! Called by `replay`.

use super::{Language, Mark, Piece, Replay, own, pieces, places};
use crate::attack::Setup;
use crate::attack::world::url::Url;
use crate::evaluate::{EffectKind, Outcome};

fn made(language: Language, lines: Vec<Vec<Piece>>, harm: Option<String>) -> Option<Replay> {
    Some(Replay {
        language,
        span: None,
        lines,
        harm,
    })
}

/// A file that is touched, with the name that the program gave.
pub(super) fn file(verb: &str, real: &str, outcome: &Outcome, input: &str) -> Option<Replay> {
    // The name as it was handed over, from the call whose argument holds the input.
    let given = outcome
        .effects
        .iter()
        .find_map(|effect| match &effect.kind {
            EffectKind::Call { arguments, .. } => arguments
                .iter()
                .filter_map(|argument| argument.value.known.as_deref())
                .find(|text| text.contains('/') && !places(text, input).is_empty())
                .map(str::to_owned),
            _ => None,
        });
    let given = given.or_else(|| (!places(real, input).is_empty()).then(|| real.to_owned()))?;
    let found = places(&given, input);
    let before = found
        .first()
        .and_then(|(start, _)| given.get(..*start))
        .unwrap_or("");
    let folder = before.rsplit_once('/').map_or("", |(folder, _)| folder);
    let inside = folder.is_empty() && !input.starts_with('/') && !input.contains("..")
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
    let harm = (!inside).then(|| format!("The name leads out of its folder, to `{real}`."));
    made(Language::Path, vec![first, second], harm)
}

/// An address that is fetched.
pub(super) fn address(object: &str, input: &str, setup: &Setup) -> Option<Replay> {
    let text = object.split(" (").next().unwrap_or(object);
    let found = places(text, input);
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
    let answers = setup
        .hosts
        .get(&host)
        .map(|answers| answers.join(", then "));
    if let Some(answers) = answers {
        lines.push(vec![own(format!("its name gives: {answers}"))]);
    }
    let harm = (!own_host).then(|| format!("The input chooses the machine: `{host}`."));
    made(Language::Url, lines, harm)
}

/// Lines that come out, where the input is in them or has made them.
pub(super) fn lines(verb: &str, outcome: &Outcome, input: &str) -> Option<Replay> {
    let all: Vec<&str> = outcome
        .events
        .iter()
        .filter_map(|event| event.text.strip_prefix(verb)?.strip_prefix(' '))
        .collect();
    let parts: Vec<&str> = input
        .split(['\r', '\n'])
        .filter(|part| !part.is_empty())
        .collect();
    let first = parts.first()?;
    if !all.iter().any(|line| line.contains(first)) {
        return None;
    }
    let mut harm = None;
    let lines = all
        .iter()
        .take(12)
        .map(|line| {
            // A line that begins with what stood behind a line break is the input's own.
            let own_line = parts
                .iter()
                .skip(1)
                .any(|part| line.starts_with(part.trim_start()));
            if own_line {
                harm = Some("A line break in the input makes a line of its own.".to_owned());
                return vec![Piece {
                    text: (*line).to_owned(),
                    mark: Mark::Code,
                }];
            }
            let found: Vec<(usize, usize)> =
                parts.iter().flat_map(|part| places(line, part)).collect();
            pieces(line, &found, |_| false)
        })
        .collect();
    made(Language::Lines, lines, harm)
}

/// Text that is run as Python.
pub(super) fn python(code: &str, input: &str) -> Option<Replay> {
    let found = places(code, input);
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
