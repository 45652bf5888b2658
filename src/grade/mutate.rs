//! An answer written in other ways: with the same meaning, or with its repair undone.
//!
//! Changes are made as edits of the text, at places found in the syntax tree, so that what is not
//! changed stays as its author wrote it. The same answer gives the same versions every time. Knows
//! nothing of verdicts. Called by `proof`.

mod bound;
mod code;
mod names;
mod same;
mod template;
mod undo;

use crate::evaluate::Knowledge;
use crate::pack::Exercise;
use crate::text::{Part, bundle, is_bundle, parts};

/// Another version of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    /// What was done, as a phrase: `the work moved to a helper`.
    pub(super) what: String,
    /// The first line of the answer that was changed, from 1; 0 when that says nothing.
    pub(super) line: u32,
    /// The whole text.
    pub(super) text: String,
    /// Which file was changed, where there are several.
    pub(super) file: Option<String>,
}

impl Version {
    /// Whether it is what `cut` makes of this statement, given by its first line.
    pub(super) fn lacks(&self, statement: &str) -> bool {
        let what = without(statement);
        match &self.file {
            None => self.what == what,
            Some(file) => self.what == within(&what, file),
        }
    }
}

/// What was done where a statement is gone.
fn without(statement: &str) -> String {
    format!("without `{statement}`")
}

/// What was done in one of several files.
fn within(what: &str, file: &str) -> String {
    format!("{what}, in {file}")
}

/// The answer, changed in each way that applies.
pub(super) fn each(text: &str, exercise: &Exercise) -> Vec<Version> {
    if exercise.fills_templates() {
        return in_files(text, is_template, |file, _| template::each(file.text));
    }
    in_files(text, is_python, |file, elsewhere| {
        same::each(file.text, elsewhere, exercise)
    })
}

fn is_python(file: &Part<'_>) -> bool {
    file.is_python()
}

fn is_template(file: &Part<'_>) -> bool {
    template::is_template(file.name)
}

/// The answer, changed in all ways one after another; nothing when none applies.
pub(super) fn all_at_once(text: &str, exercise: &Exercise) -> Option<Version> {
    let change = |text: &str, elsewhere: &str| {
        if exercise.fills_templates() {
            template::all_at_once(text)
        } else {
            same::all_at_once(text, elsewhere, exercise)
        }
    };
    if !is_bundle(text) {
        return change(text, "");
    }
    let wanted = if exercise.fills_templates() {
        is_template
    } else {
        is_python
    };
    let mut whole: Option<Version> = None;
    for part in those(text, wanted) {
        let now = whole.as_ref().map_or(text, |version| &version.text);
        let elsewhere = elsewhere(text, part.name);
        if let Some(version) = change(part.text, &elsewhere) {
            whole = Some(Version {
                text: with(now, part.name, &version.text),
                file: Some(part.name.to_owned()),
                ..version
            });
        }
    }
    whole
}

/// The answer with each part of its repair taken back, at most about `most` versions.
pub(super) fn undone(
    text: &str,
    start: &str,
    exercise: &Exercise,
    knowledge: &Knowledge,
    most: usize,
) -> Vec<Version> {
    let of = parts(start);
    let given = |file: &Part<'_>| {
        let given = of.iter().find(|part| part.name == file.name);
        given.map_or(if of.is_empty() { start } else { "" }, |part| part.text)
    };
    if exercise.fills_templates() {
        let most = share(text, is_template, most);
        return in_files(text, is_template, |file, _| {
            template::undone(file.text, given(file), most)
        });
    }
    let most = share(text, is_python, most);
    in_files(text, is_python, |file, _| {
        undo::undone(file.text, given(file), knowledge, most)
    })
}

/// The answer without each of its statements in turn, at most about `most` versions.
pub(super) fn cut(text: &str, most: usize) -> Vec<Version> {
    let most = share(text, is_python, most);
    in_files(text, is_python, |file, _| undo::cut(file.text, most))
}

/// How many of so many versions each file of an answer gets.
fn share(text: &str, wanted: Wanted, most: usize) -> usize {
    let files = those(text, wanted).len();
    if files < 2 {
        most
    } else {
        (2 * most / files).max(2)
    }
}

/// Which files of an answer are changed.
type Wanted = fn(&Part<'_>) -> bool;

/// Versions of the answer's file, or of each that is wanted within the whole.
fn in_files(
    text: &str,
    wanted: Wanted,
    change: impl Fn(&Part<'_>, &str) -> Vec<Version>,
) -> Vec<Version> {
    if !is_bundle(text) {
        let alone = Part {
            name: "",
            text,
            base: 0,
        };
        return change(&alone, "");
    }
    let mut all = Vec::new();
    for part in those(text, wanted) {
        for version in change(&part, &elsewhere(text, part.name)) {
            all.push(Version {
                what: within(&version.what, part.name),
                line: version.line,
                text: with(text, part.name, &version.text),
                file: Some(part.name.to_owned()),
            });
        }
    }
    all
}

fn those(text: &str, wanted: Wanted) -> Vec<Part<'_>> {
    let mut found = parts(text);
    found.retain(wanted);
    found
}

/// The other files of an answer, one behind the other.
fn elsewhere(text: &str, name: &str) -> String {
    let others = parts(text).into_iter().filter(|part| part.name != name);
    others.map(|part| part.text).collect::<Vec<_>>().join("\n")
}

/// A bundle with another text for one of its files.
pub(super) fn with(text: &str, name: &str, new: &str) -> String {
    bundle(parts(text).into_iter().map(|part| {
        let text = if part.name == name { new } else { part.text };
        (part.name, text)
    }))
}
