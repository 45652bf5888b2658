//! Archives: where each member would go, with the filter that is used and with the others, and how
//! large it all becomes.
//!
//! Sizes are those that the archive names; nothing is unpacked. Called by `replay`.

use super::{Language, Mark, Piece, Replay, own};
use crate::attack::Setup;
use crate::attack::world::archive::{Listed, Place, listed};
use crate::attack::world::path::{join, normpath};
use crate::evaluate::{Argument, EffectKind, Outcome};
use crate::text::Span;

/// From this size on it is a bomb, in bytes.
const BOMB: u64 = 1 << 30;
/// The most members that are told.
const SHOWN: usize = 8;

/// An archive that is unpacked at a place in the program.
pub(super) fn replay(
    callee: &str,
    arguments: &[Argument],
    span: Span,
    outcome: &Outcome,
    setup: &Setup,
) -> Option<Replay> {
    let known = |name: &str| {
        arguments
            .iter()
            .find(|argument| argument.name.as_deref() == Some(name))
            .and_then(|argument| argument.value.known.clone().or(argument.value.name.clone()))
    };
    let named = arguments.iter().find_map(|argument| {
        let file = argument.value.known.as_deref()?;
        let entries = setup.archives.get(file)?;
        Some((file, entries.as_slice()))
    });
    let (file, entries) = named.or_else(|| archive(outcome, setup))?;
    let named_zip = file.to_ascii_lowercase().ends_with(".zip");
    // By its name it is of another kind, and the library refuses it.
    if named_zip && callee.starts_with("tarfile.") {
        return None;
    }
    let zip = callee.starts_with("zipfile.") || callee == "shutil.unpack_archive" && named_zip;
    // What was written at this place; a program may choose among the members.
    let written: Vec<&str> = outcome
        .events
        .iter()
        .filter(|event| event.span == span)
        .filter_map(|event| event.text.strip_prefix("writes "))
        .collect();
    let position = u32::from(!callee.ends_with(".extractall"));
    let given = arguments
        .iter()
        .find(|argument| argument.position == Some(position))
        .and_then(|argument| argument.value.known.clone());
    let folder = known("path")
        .or(known("extract_dir"))
        .or(given)
        .or_else(|| folder_of(entries, &written))
        .or_else(|| handed_folder(entries, outcome))?;
    let filter = known("filter").map(|name| {
        let name = name.rsplit('.').next().unwrap_or(&name).to_owned();
        name.trim_end_matches("_filter").to_owned()
    });
    let whole = callee.ends_with(".extractall") || callee == "shutil.unpack_archive";
    let chosen = !whole
        || arguments
            .iter()
            .any(|a| a.name.as_deref() == Some("members"));
    let members: Vec<Listed> = listed(setup, entries, &folder, zip, filter.as_deref())
        .into_iter()
        .filter(|member| match &member.place {
            Place::Inside(place) | Place::Outside(place) => {
                !chosen || written.contains(&place.as_str())
            }
            Place::Refused(_) => true,
        })
        .collect();
    let mut said = members_told(&members);
    let outside = members.iter().filter(|m| told(m).1).count();
    if !zip && !chosen {
        said.lines.push(vec![own(filters(
            setup,
            entries,
            &folder,
            filter.as_deref(),
        ))]);
        if filter.is_none()
            && let Some(harm) = &mut said.harm
            && outside > 0
        {
            harm.push_str(" Python up to 3.13 lets them; from 3.14 on `data` is what is used when nothing is said.");
        }
    }
    Some(said)
}

/// The archive that is read.
pub(super) fn archive<'a>(
    outcome: &'a Outcome,
    setup: &'a Setup,
) -> Option<(&'a str, &'a [crate::attack::Entry])> {
    outcome.events.iter().find_map(|event| {
        let file = event.text.strip_prefix("reads ")?;
        let entries = setup.archives.get(file)?;
        Some((file, entries.as_slice()))
    })
}

/// The folder into which members were written, from the name of one and where it went.
fn folder_of(entries: &[crate::attack::Entry], written: &[&str]) -> Option<String> {
    entries.iter().find_map(|entry| {
        let tail = format!("/{}", entry.name);
        let mut folders = written.iter().filter_map(|p| p.strip_suffix(tail.as_str()));
        folders.next().map(str::to_owned)
    })
}

/// A zip file whose members were written, by whatever way.
pub(super) fn zip(outcome: &Outcome, setup: &Setup) -> Option<Replay> {
    let (file, entries) = archive(outcome, setup)?;
    if file.to_ascii_lowercase().contains(".tar") {
        return None;
    }
    let written: Vec<&str> = outcome
        .events
        .iter()
        .filter_map(|event| event.text.strip_prefix("writes "))
        .collect();
    let folder = folder_of(entries, &written).or_else(|| handed_folder(entries, outcome))?;
    let all = listed(setup, entries, &folder, true, None);
    let mut members = Vec::new();
    for (entry, mut member) in entries.iter().zip(all) {
        // A program that joins the name itself does not clean it as the library does.
        let raw = normpath(&join(&folder, &entry.name));
        let clean = match &member.place {
            Place::Inside(place) | Place::Outside(place) => place.clone(),
            Place::Refused(_) => continue,
        };
        if written.contains(&raw.as_str()) {
            let inside = raw.starts_with(&format!("{}/", folder.trim_end_matches('/')));
            member.place = if inside {
                Place::Inside(raw)
            } else {
                Place::Outside(raw)
            };
        } else if !written.contains(&clean.as_str()) {
            continue;
        }
        members.push(member);
    }
    let first = outcome
        .events
        .iter()
        .find(|event| event.text.starts_with("writes "));
    (!members.is_empty()).then(|| Replay {
        span: first.map(|event| event.span),
        ..members_told(&members)
    })
}

/// The folder that a program joins with the name of a member, or hands over for all of them.
fn handed_folder(entries: &[crate::attack::Entry], outcome: &Outcome) -> Option<String> {
    let names = |text: &str| entries.iter().any(|entry| entry.name == text);
    let calls = outcome
        .effects
        .iter()
        .filter_map(|effect| match &effect.kind {
            EffectKind::Call {
                callee, arguments, ..
            } => Some((callee, arguments)),
            _ => None,
        });
    let mut found = None;
    for (callee, arguments) in calls {
        let texts: Vec<&str> = arguments
            .iter()
            .filter_map(|argument| argument.value.known.as_deref())
            .collect();
        for text in &texts {
            let tail = entries
                .iter()
                .find_map(|entry| text.strip_suffix(entry.name.as_str()));
            if let Some(folder) = tail
                .and_then(|rest| rest.strip_suffix('/'))
                .filter(|f| !f.is_empty())
            {
                return Some(folder.to_owned());
            }
        }
        if let [folder, name] = texts.as_slice()
            && callee.ends_with("join")
            && names(name)
        {
            found.get_or_insert_with(|| (*folder).to_owned());
        }
    }
    found.or_else(|| {
        let place = outcome
            .events
            .iter()
            .find_map(|e| e.text.strip_prefix("writes "))?;
        Some(place.rsplit_once('/')?.0.to_owned())
    })
}

/// Members as a replay: how many, how large, and where each goes.
fn members_told(members: &[Listed]) -> Replay {
    let size: u64 = members.iter().map(|m| m.size).fold(0, u64::saturating_add);
    let mut lines = vec![vec![
        own(match members.len() {
            1 => "1 member, ".to_owned(),
            n => format!("{n} members, "),
        }),
        piece(
            sized(size),
            if size >= BOMB { Mark::Code } else { Mark::Data },
        ),
        own(" when unpacked"),
    ]];
    let mut outside = 0;
    for member in members.iter().take(SHOWN) {
        let (line, out) = told(member);
        outside += usize::from(out);
        lines.push(line);
    }
    outside += members.iter().skip(SHOWN).filter(|m| told(m).1).count();
    if members.len() > SHOWN {
        lines.push(vec![own(format!("and {} more", members.len() - SHOWN))]);
    }
    let mut harm = match outside {
        0 => None,
        1 => Some("One member leaves the folder.".to_owned()),
        n => Some(format!("{n} members leave the folder.")),
    };
    if size >= BOMB {
        harm.get_or_insert_with(|| format!("It fills the disk: {}.", sized(size)));
    }
    Replay {
        language: Language::Archive,
        span: None,
        guessed: false,
        lines,
        harm,
    }
}

/// One member as a line; whether it leaves the folder.
fn told(member: &Listed) -> (Vec<Piece>, bool) {
    let mut line = vec![piece(member.name.clone(), Mark::Data)];
    if let Some(link) = &member.link {
        line.push(own(format!(" (a link to {link})")));
    }
    match &member.place {
        Place::Inside(place) => {
            line.push(own(" → "));
            line.push(piece(place.clone(), Mark::Data));
            (line, false)
        }
        Place::Outside(place) => {
            line.push(own(" → "));
            line.push(piece(place.clone(), Mark::Code));
            (line, true)
        }
        Place::Refused(why) => {
            line.push(own(format!(" refused: {why}")));
            (line, false)
        }
    }
}

/// What the other filters would do with the same members.
fn filters(
    setup: &Setup,
    entries: &[crate::attack::Entry],
    folder: &str,
    used: Option<&str>,
) -> String {
    let mut said = vec![match used {
        None => "no filter is named".to_owned(),
        Some(used) => format!("filter `{used}` is used"),
    }];
    for filter in ["fully_trusted", "tar", "data"] {
        if used == Some(filter) {
            continue;
        }
        let all = listed(setup, entries, folder, false, Some(filter));
        let out = all
            .iter()
            .filter(|m| matches!(m.place, Place::Outside(_)))
            .count();
        let refused = all.iter().any(|m| matches!(m.place, Place::Refused(_)));
        said.push(match (out, refused) {
            (_, true) => format!("`{filter}` stops at a member"),
            (0, _) => format!("`{filter}` lets all stay inside"),
            (n, _) => format!("`{filter}` lets {n} leave"),
        });
    }
    said.join("; ")
}

fn piece(text: String, mark: Mark) -> Piece {
    Piece { text, mark }
}

/// A size in words.
fn sized(bytes: u64) -> String {
    if bytes == 1 {
        return "1 byte".to_owned();
    }
    let units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
    let mut left = bytes;
    let mut unit = 0;
    while left >= 10_000 && unit + 1 < units.len() {
        left /= 1_000;
        unit += 1;
    }
    format!("{left} {}", units.get(unit).unwrap_or(&"bytes"))
}
