//! The library of misconceptions: files in `misconceptions/`, found by walking, and the names by which
//! exercises use them.
//!
//! Called by `load` and `exercise`.

use super::Faults;
use super::goal::misconception_in;
use super::names::{Texts, below, suggest};
use super::table::{Document, Table};
use crate::pack::{Misconception, Shared};

/// Reads all of them, in the order of files and lines.
pub(super) fn read(texts: &Texts, faults: &Faults) -> Vec<Shared> {
    let mut found: Vec<Shared> = Vec::new();
    for (file, text) in below(texts, "misconceptions/") {
        let doc = Document::new(file, text, 1, faults);
        let parsed = doc.parse();
        let root = doc.root(&parsed);
        for table in root.tables("misconception") {
            let misconception = misconception_in(&table);
            let line = table.line();
            let one = Shared {
                misconception,
                file: file.to_owned(),
                line,
                shows: pieces(&table, "shows"),
                silent: pieces(&table, "silent"),
            };
            proofs(&one, &table);
            if let Some(other) = found
                .iter()
                .find(|other| other.misconception.id == one.misconception.id)
            {
                table.tell(
                    table.line_of("id"),
                    format!(
                        "there are two shared misconceptions `{}`; the other is in {}:{}",
                        one.misconception.id, other.file, other.line
                    ),
                    "Give this one another id.",
                );
            }
            table.close();
            found.push(one);
        }
        root.close();
    }
    found
}

fn pieces(table: &Table<'_>, key: &'static str) -> Vec<(u32, String)> {
    let line = table.line_of(key);
    let texts = table.texts(key).into_iter();
    texts.map(|text| (line, text)).collect()
}

/// Tells what a shared misconception needs besides what one of an exercise needs.
fn proofs(one: &Shared, table: &Table<'_>) {
    let id = &one.misconception.id;
    if one.shows.is_empty() || one.silent.is_empty() {
        table.tell(
            one.line,
            format!("nothing proves the detector of `{id}`"),
            "Add `shows`, a list of code that must be recognised, and `silent`, a list of code that must not.",
        );
    }
    if one.misconception.contrast.trim().is_empty() {
        table.tell(
            one.line,
            format!("the shared misconception `{id}` has no contrast"),
            "Add `contrast`: a few lines of Python that show the difference.",
        );
    }
    let detect = &one.misconception.detect;
    let goals = !detect.goal.is_empty() || !detect.holds.is_empty();
    if goals || !detect.raises.is_empty() || !detect.message.is_empty() {
        table.tell(
            table.line_of("detect"),
            format!("the detector of `{id}` speaks of goals, which belong to an exercise"),
            "Use finding, through, calls, tested and c only.",
        );
    }
}

/// Adds the misconceptions that an exercise names in `shared` behind its own.
pub(super) fn add(
    root: &Table<'_>,
    library: &[Shared],
    misconceptions: &mut Vec<Misconception>,
    lines: &mut Vec<u32>,
) {
    let known: Vec<&str> = library
        .iter()
        .map(|one| one.misconception.id.as_str())
        .collect();
    let line = root.line_of("shared");
    for id in root.texts("shared") {
        match library.iter().find(|one| one.misconception.id == id) {
            Some(one) => {
                misconceptions.push(one.misconception.clone());
                lines.push(line);
            }
            // It may stand in a file that could not be read.
            None if root.is_broken(|path| path.starts_with("misconceptions/")) => {}
            None => root.tell(
                line,
                format!(
                    "there is no shared misconception `{id}`{}",
                    suggest(&id, &known)
                ),
                "Correct the id, or write the misconception in this file.",
            ),
        }
    }
}
