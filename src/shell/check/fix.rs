//! `--fix` and `--diff`: the repairs of findings, made in files or shown.
//!
//! Knows no rule; a repair comes with its finding. A file is written whole or not at all, only while its text
//! is the one that was checked, and only when Python can still read it. Called by `check`.

use super::formats::{Checked, plain};
use super::wanted::Book;
use crate::analyze::offer_repairs;
use crate::finding::Finding;
use crate::shell::output::Said;
use crate::shell::{replacing, submission, worker};
use crate::text::{Source, Span};
use similar::TextDiff;
use std::collections::BTreeMap;
use std::path::Path;

/// The new text of a file.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// Which project, and which file of it.
    at: (usize, usize),
    source: Source,
    text: String,
    /// The findings that it repairs.
    repaired: Vec<Finding>,
}

/// Offers a repair with each finding that has one.
pub(super) fn offer(books: &[Book], projects: &mut [Checked]) {
    for project in projects {
        let Checked {
            sources,
            findings,
            book,
            ..
        } = project;
        let Some(Book { rulebook, .. }) = books.get(*book) else {
            continue;
        };
        let mut files: BTreeMap<usize, Vec<(usize, Finding)>> = BTreeMap::new();
        for (number, finding) in findings.iter().enumerate() {
            if rulebook.repairs(finding).is_none() {
                continue;
            }
            let (index, span) = sources.locate(finding.span);
            let local = Finding {
                span,
                ..finding.clone()
            };
            files.entry(index).or_default().push((number, local));
        }
        for (index, all) in files {
            let Some(source) = sources.get(index) else {
                continue;
            };
            let (numbers, mut local): (Vec<usize>, Vec<Finding>) = all.into_iter().unzip();
            let offered = worker::on_large_stack(|| {
                offer_repairs(source, &mut local, rulebook);
                local
            });
            for (number, repaired) in numbers.into_iter().zip(offered.into_iter().flatten()) {
                if let (Some(finding), Some(mut fix)) = (findings.get_mut(number), repaired.fix) {
                    let base = finding.span.start - repaired.span.start;
                    for (span, _) in &mut fix.edits {
                        *span = Span::new(span.start + base, span.end + base);
                    }
                    finding.fix = Some(fix);
                }
            }
        }
    }
}

/// What all repairs together make of each file. Of repairs that touch the same text the first counts.
pub(super) fn changes(said: &mut Said, projects: &[Checked]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (number, project) in projects.iter().enumerate() {
        let mut files: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
        for finding in project.findings.iter().filter(|f| f.fix.is_some()) {
            let (index, _) = project.sources.locate(finding.span);
            files.entry(index).or_default().push(finding);
        }
        for (index, findings) in files {
            let Some(source) = project.sources.get(index) else {
                continue;
            };
            let mut edits: Vec<(Span, &str)> = Vec::new();
            let mut repaired = Vec::new();
            for finding in findings {
                let own = finding.fix.iter().flat_map(|fix| &fix.edits);
                let own: Vec<(Span, &str)> = own
                    .map(|(span, text)| (project.sources.locate(*span).1, text.as_str()))
                    .collect();
                // The same repair may serve two findings.
                if own.iter().all(|edit| edits.contains(edit)) {
                    repaired.push(finding.clone());
                    continue;
                }
                let apart = |a: Span, b: Span| a.end <= b.start || b.end <= a.start;
                let free =
                    |(span, _): &(Span, &str)| edits.iter().all(|(other, _)| apart(*span, *other));
                if own.iter().all(free) {
                    edits.extend(own);
                    repaired.push(finding.clone());
                }
            }
            let Some(text) = edited(source.text(), edits) else {
                continue;
            };
            if worse(source, &text) {
                said.note(&format!(
                    "{}: left as it is, because the repairs would make it unreadable for Python.",
                    source.name()
                ));
                continue;
            }
            changes.push(Change {
                at: (number, index),
                source: source.clone(),
                text,
                repaired,
            });
        }
    }
    changes
}

/// A text with its edits made.
fn edited(text: &str, mut edits: Vec<(Span, &str)>) -> Option<String> {
    edits.sort_by_key(|(span, _)| *span);
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (span, new) in edits {
        out.push_str(text.get(at..span.start as usize)?);
        out.push_str(new);
        at = span.end as usize;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// Whether Python reads the new text with more trouble than the old one.
fn worse(source: &Source, text: &str) -> bool {
    let new = Source::new(source.name(), text);
    let errors = worker::on_large_stack(|| {
        let count = |s: &Source| crate::python::parse(s).errors().len();
        (count(source), count(&new))
    });
    errors.is_none_or(|(before, after)| after > before)
}

/// A unified diff of all changes.
pub(super) fn diff(changes: &[Change]) -> String {
    let mut out = String::new();
    for change in changes {
        let name = plain(change.source.name());
        let lines = TextDiff::from_lines(change.source.text(), change.text.as_str());
        let (old, new) = if name.starts_with('/') {
            (name.to_owned(), name.to_owned())
        } else {
            (format!("a/{name}"), format!("b/{name}"))
        };
        out.push_str(&lines.unified_diff().header(&old, &new).to_string());
    }
    out
}

/// Says where repairs are known and not made, because the file is a notebook.
pub(super) fn tell_notebooks(said: &mut Said, books: &[Book], projects: &[Checked]) {
    let mut told = Vec::new();
    for project in projects {
        let Some(Book { rulebook, .. }) = books.get(project.book) else {
            continue;
        };
        for finding in &project.findings {
            let Some((source, _)) = project.sources.find(finding.span) else {
                continue;
            };
            let known = source.is_notebook() && rulebook.repairs(finding).is_some();
            if known && !told.contains(&source.name()) {
                told.push(source.name());
                said.note(&format!(
                    "{}: notebooks are not repaired; the findings say what to change.",
                    source.name()
                ));
            }
        }
    }
}

/// Writes the changes, and takes what they repair from the findings.
pub(super) fn make(said: &mut Said, changes: &[Change], projects: &mut [Checked]) {
    let mut made = 0;
    for change in changes {
        let (number, index) = change.at;
        let path = projects
            .get(number)
            .and_then(|project| project.paths.get(index));
        let path = path.cloned().unwrap_or_default();
        if let Err(why) = replace(&path, change.source.text(), &change.text) {
            said.fail(
                format!("{}: not repaired, because {why}.", change.source.name()),
                2,
            );
            continue;
        }
        made += change.repaired.len();
        if let Some(project) = projects.get_mut(number) {
            project.findings.retain(|f| !change.repaired.contains(f));
        }
    }
    if made > 0 {
        let findings = super::counted(made, "finding");
        said.note(&format!("{findings} repaired."));
    }
}

/// Puts a new text in the place of the one that was checked, or leaves everything as it is.
fn replace(path: &Path, old: &str, new: &str) -> Result<(), String> {
    let failed = |what: &str, error: &std::io::Error| format!("{what} ({error})");
    if path.file_name().is_some_and(|name| name == "-") {
        return Err("standard input is no file; `--diff` shows what would change".to_owned());
    }
    // A link stays a link: the file behind it changes.
    let path = path
        .canonicalize()
        .map_err(|error| failed("the file is not there any more", &error))?;
    let bytes = std::fs::read(&path).map_err(|error| failed("it cannot be read again", &error))?;
    let mark = b"\xef\xbb\xbf".as_slice();
    let (head, body) = match bytes.strip_prefix(mark) {
        Some(body) => (mark, body),
        None => (b"".as_slice(), bytes.as_slice()),
    };
    if submission::encode_python(old, body).as_deref() != Some(body) {
        return Err("its text has changed since it was checked".to_owned());
    }
    let Some(new) = submission::encode_python(new, body) else {
        return Err("its encoding cannot write the repair".to_owned());
    };
    replacing::write_all(&path, &[head, new.as_slice()].concat())
        .map_err(|error| failed("it cannot be written", &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_in_any_order() {
        let edits = vec![(Span::new(4, 5), "b"), (Span::new(0, 1), "aa")];
        assert_eq!(edited("x = y", edits).as_deref(), Some("aa = b"));
        assert_eq!(edited("é", vec![(Span::new(1, 2), "")]), None);
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.py");
        std::fs::write(&path, "\u{feff}x = 1\r\n").unwrap();
        assert!(replace(&path, "x = 2\r\n", "x = 3\r\n").is_err());
        assert_eq!(
            std::fs::read(&path).unwrap(),
            "\u{feff}x = 1\r\n".as_bytes()
        );
        replace(&path, "x = 1\r\n", "x = 3\r\n").unwrap();
        assert_eq!(
            std::fs::read(&path).unwrap(),
            "\u{feff}x = 3\r\n".as_bytes()
        );
        let head = b"# coding: latin-1\n";
        std::fs::write(&path, [&head[..], b"x = '\xe9'\r"].concat()).unwrap();
        let text = |what: &str| format!("# coding: latin-1\n{what}");
        replace(&path, &text("x = 'é'\r"), &text("y = 'é'\r")).unwrap();
        assert_eq!(
            std::fs::read(&path).unwrap(),
            [&head[..], b"y = '\xe9'\r"].concat()
        );
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
