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
pub(super) use template::is_template;

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

/// In what a file is written that is changed.
#[derive(Clone, Copy)]
enum Written {
    Python,
    Template,
}

/// In what a file of an answer is written; nothing when it is not changed.
fn written(file: &Part<'_>, exercise: &Exercise) -> Option<Written> {
    let only_templates = exercise.fills_templates();
    if file.name.is_empty() {
        return Some(if only_templates {
            Written::Template
        } else {
            Written::Python
        });
    }
    if file.is_python() {
        return (!only_templates).then_some(Written::Python);
    }
    // What has no tags may be a plain document.
    let is_template = template::is_template(file.name) && template::has_tags(file.text);
    is_template.then_some(Written::Template)
}

/// The answer, changed in each way that applies.
pub(super) fn each(text: &str, exercise: &Exercise) -> Vec<Version> {
    let wanted = |file: &Part<'_>| written(file, exercise);
    in_files(text, wanted, |file, written| match written {
        Written::Template => template::each(file.text),
        Written::Python => same::each(file.text, &elsewhere(text, file.name), exercise),
    })
}

/// The answer, changed in all ways one after another; nothing when none applies.
pub(super) fn all_at_once(text: &str, exercise: &Exercise) -> Option<Version> {
    let change = |file: &Part<'_>| match written(file, exercise)? {
        Written::Template => template::all_at_once(file.text),
        Written::Python => same::all_at_once(file.text, &elsewhere(text, file.name), exercise),
    };
    if !is_bundle(text) {
        return change(&alone(text));
    }
    let mut whole: Option<Version> = None;
    for part in parts(text) {
        let now = whole.as_ref().map_or(text, |version| &version.text);
        if let Some(version) = change(&part) {
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
    let wanted = |file: &Part<'_>| written(file, exercise);
    let most = share(text, wanted, most);
    in_files(text, wanted, |file, written| match written {
        Written::Template => template::undone(file.text, given(file), most),
        Written::Python => undo::undone(file.text, given(file), knowledge, most),
    })
}

/// The answer without each of its statements in turn, at most about `most` versions.
pub(super) fn cut(text: &str, most: usize) -> Vec<Version> {
    let wanted = |file: &Part<'_>| (file.name.is_empty() || file.is_python()).then_some(());
    let most = share(text, wanted, most);
    in_files(text, wanted, |file, ()| undo::cut(file.text, most))
}

/// How many of so many versions each file of an answer gets.
fn share<W>(text: &str, wanted: impl Fn(&Part<'_>) -> Option<W>, most: usize) -> usize {
    let files = parts(text).iter().filter_map(wanted).count();
    if files < 2 {
        most
    } else {
        (2 * most / files).max(2)
    }
}

/// Versions of the answer's file, or of each that is wanted within the whole.
fn in_files<W>(
    text: &str,
    wanted: impl Fn(&Part<'_>) -> Option<W>,
    change: impl Fn(&Part<'_>, W) -> Vec<Version>,
) -> Vec<Version> {
    if !is_bundle(text) {
        let file = alone(text);
        return wanted(&file).map_or_else(Vec::new, |kind| change(&file, kind));
    }
    let mut all = Vec::new();
    for part in parts(text) {
        let Some(kind) = wanted(&part) else { continue };
        for version in change(&part, kind) {
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

/// An answer that is one file.
fn alone(text: &str) -> Part<'_> {
    Part {
        name: "",
        text,
        base: 0,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_beside_python_are_changed_and_documents_are_not() {
        let page = "<p>{{ name|e }}</p>\n";
        let text = bundle([
            (
                "app.py",
                "import os\n\n\ndef f(a):\n    b = a\n    return b\n",
            ),
            ("data.xml", "<a>b</a>\n"),
            ("templates/page.html", page),
        ]);
        let exercise = Exercise {
            file: "app.py".into(),
            start: text.clone(),
            ..Exercise::default()
        };
        let changed = |versions: &[Version], file: &str| {
            versions
                .iter()
                .filter(|version| version.file.as_deref() == Some(file))
                .count()
        };
        let versions = each(&text, &exercise);
        assert!(changed(&versions, "app.py") > 0, "{versions:?}");
        assert!(
            changed(&versions, "templates/page.html") > 0,
            "{versions:?}"
        );
        assert_eq!(changed(&versions, "data.xml"), 0);
        let all = all_at_once(&text, &exercise).map(|version| version.text);
        let all = all.unwrap_or_default();
        assert!(!all.contains(page) && all.contains("<a>b</a>"), "{all}");
        let undone = undone(&text, &text, &exercise, &Knowledge::default(), 20);
        assert!(
            undone
                .iter()
                .any(|version| version.what.contains("without the filter `e`")),
            "{undone:?}"
        );
    }
}
