//! Loading rules, models, sentences and purposes, with every fault told in one run.

use super::document::{self, Part};
use super::sentence::Sentences;
use super::snippet::{self, Section};
use super::sound::{self, Purposes};
use super::{Coverage, Rule, Rulebook, model};
use crate::evaluate::Knowledge;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A fault in a rule or model file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {cause}. {next}")]
pub struct RuleFault {
    /// Path inside the pack.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
    /// What is wrong.
    pub cause: String,
    /// What to do.
    pub next: String,
}

/// Who reads the files: it is told how many there are, and does the work for the number of each, in any order, or
/// several at once.
pub type Hands<'h> = dyn Fn(usize, &(dyn Fn(usize) + Sync)) + 'h;

/// One hand: one file after the other.
pub(super) fn one_by_one(count: usize, read: &(dyn Fn(usize) + Sync)) {
    (0..count).for_each(read);
}

/// What a file holds.
enum Content<'a> {
    Parts(Vec<Part<'a>>),
    Model(Box<model::Model>),
    Coverage(Coverage),
    Sentences(Sentences),
    Purposes(BTreeMap<String, String>),
}

/// Reads one file, which needs none of the others.
fn read<'a>(
    path: &'a str,
    text: &'a str,
    sound: &(dyn Fn(&str) -> bool + Sync),
) -> Result<Content<'a>, Vec<RuleFault>> {
    fn told<'a, T: serde::de::DeserializeOwned>(
        (path, text): (&str, &str),
        content: fn(T) -> Content<'a>,
    ) -> Result<Content<'a>, Vec<RuleFault>> {
        let read = toml::from_str(text);
        read.map(content)
            .map_err(|error| vec![fault(path, text, &error)])
    }
    let mut folders = path.split('/');
    let name = folders.next_back().unwrap_or_default();
    // Settings of a project may lie in any folder.
    if document::is_project(text) {
        document::parts(path, text).map(Content::Parts)
    } else if folders.clone().any(|folder| folder == "models") {
        told((path, text), |model| Content::Model(Box::new(model)))
    } else if folders.any(|folder| folder == "coverage") {
        told((path, text), Content::Coverage)
    } else if name == "sentences.toml" {
        told((path, text), Content::Sentences)
    } else if name == "purposes.toml" {
        told((path, text), Content::Purposes)
    } else {
        super::regex::loading(sound(path), || document::parts(path, text)).map(Content::Parts)
    }
}

pub(super) fn load(
    files: &[(String, String)],
    sound: &(dyn Fn(&str) -> bool + Sync),
    hands: &Hands<'_>,
) -> Result<Rulebook, Vec<RuleFault>> {
    let mut book = Rulebook::default();
    let mut faults = Vec::new();
    let mut purposes = Purposes::default();
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut models: Vec<(&str, &str, BTreeSet<String>)> = Vec::new();
    let contents: Vec<OnceLock<_>> = files.iter().map(|_| OnceLock::new()).collect();
    hands(files.len(), &|at| {
        if let (Some((path, text)), Some(content)) = (files.get(at), contents.get(at)) {
            content.get_or_init(|| read(path, text, sound));
        }
    });
    for ((path, text), content) in files.iter().zip(contents) {
        let content = content.into_inner();
        match content.unwrap_or_else(|| read(path, text, sound)) {
            Ok(Content::Parts(all)) => parts.extend(all),
            Ok(Content::Model(model)) => {
                models.push((path, text, model.cleaned_for()));
                model.tell(&mut book.knowledge);
            }
            Ok(Content::Coverage(coverage)) => book.coverage.extend(coverage),
            Ok(Content::Sentences(sentences)) => book.sentences.extend(sentences),
            Ok(Content::Purposes(listed)) => purposes.listed.extend(listed),
            Err(all) => faults.extend(all),
        }
    }
    for part in &mut parts {
        if let Some(library) = part.library.take() {
            library.tell(&mut book.knowledge);
        }
    }
    let cleaned = book.knowledge.cleans.values().flatten();
    purposes.cleaned.extend(cleaned.map(String::as_str));
    let tests = [&book.knowledge.checks, &book.knowledge.passes];
    let tests = tests.into_iter().flat_map(crate::evaluate::Table::values);
    purposes.cleaned.extend(tests.map(String::as_str));
    let sinks = parts.iter().filter_map(|part| part.rule.as_ref());
    let sinks = sinks.flat_map(|rule| &rule.sinks);
    purposes
        .asked
        .extend(sinks.map(|sink| sink.purpose.as_str()));
    for part in &parts {
        sound::check(part, &mut faults);
        purposes.check(part, &mut faults);
    }
    for (path, text, words) in &models {
        if !words.iter().all(|word| purposes.is_asked(word)) {
            let parts = document::parts(path, text).unwrap_or_default();
            for part in &parts {
                purposes.check(part, &mut faults);
            }
        }
    }
    drop(purposes);
    let mut from: BTreeMap<String, String> = BTreeMap::new();
    for part in &mut parts {
        let Some(mut rule) = part.rule.take() else {
            continue;
        };
        if let Some(other) = from.get(&rule.id) {
            let cause = format!("the id `{}` is that of the rule in {other}", rule.id);
            let next = "Give each rule an id of its own.";
            faults.push(part.fault(part.of("id"), cause, next));
            continue;
        }
        // What a pattern means depends on the models, so patterns are read when all models are.
        faults.extend(read_patterns(&mut rule, &book.knowledge, part));
        from.insert(rule.id.clone(), format!("{}:{}", rule.file, rule.line));
        book.rules.push(rule);
    }
    book.rules.sort_by(|a, b| a.id.cmp(&b.id));
    if faults.is_empty() {
        book.index = super::index::Index::of(&book.rules);
        book.told = super::told::Told::of(&book.rules, &book.index);
        book.interest = super::interest::interest(&book.rules, &book.knowledge);
        return Ok(book);
    }
    faults.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    Err(faults)
}

/// Adds to a rule the sections that its patterns say.
fn read_patterns(rule: &mut Rule, knowledge: &Knowledge, part: &Part<'_>) -> Vec<RuleFault> {
    let mut faults = Vec::new();
    for snippet in &rule.snippets {
        match snippet::compile(snippet, &rule.message, knowledge) {
            Ok(Section::Call(call)) => rule.calls.push(call),
            Ok(Section::Read(read)) => rule.reads.push(read),
            Ok(Section::Import(import)) => rule.imports.push(import),
            Ok(Section::Store(store)) => rule.stores.push(*store),
            Ok(Section::Shape(shape)) => rule.statements.push(shape),
            Err(cause) => faults.push(part.fault(
                snippet.code.span().start,
                cause,
                "`$NAME` stands for any value, `...` for further arguments; docs/rules.md shows every form.",
            )),
        }
    }
    faults
}

/// A fault of form in a TOML file with rules, in the words of somebody who writes TOML.
#[must_use]
pub fn fault(file: &str, text: &str, error: &toml::de::Error) -> RuleFault {
    let mut next = suggestion(error.message());
    let mut cause = error.message().trim_end_matches('.').replace('\n', " ");
    if let Some(plain) = of_type(&cause) {
        (cause, next) = plain;
    }
    // Who is told the word that was meant needs no list of all.
    if next.starts_with("Did you mean")
        && let Some(list) = cause.find(", expected ")
    {
        cause.truncate(list);
    }
    placed(file, text, error.span().map_or(0, |s| s.start), cause, next)
}

fn placed(file: &str, text: &str, at: usize, cause: String, next: String) -> RuleFault {
    let source = crate::text::Source::new(file, text);
    let place = source.place(u32::try_from(at).unwrap_or(0));
    RuleFault {
        file: file.into(),
        line: place.line,
        column: place.column,
        cause,
        next,
    }
}

/// What is said of a value of the wrong type, and what to do about it, in the words of somebody who writes TOML.
fn of_type(message: &str) -> Option<(String, String)> {
    let (found, expected) = message
        .strip_prefix("invalid type: ")?
        .split_once(", expected ")?;
    let (kind, value) = found.split_once(' ').unwrap_or((found, ""));
    let value = value.trim_matches('`');
    let kind = match kind {
        "string" => "a text",
        "integer" | "floating" => "a number",
        "boolean" => "true or false",
        "sequence" => "a list",
        "map" => "a table",
        _ => return None,
    };
    let (wanted, next) = match expected {
        "a sequence" if kind == "a table" => (
            "a list of tables",
            "Write its head in two brackets, as in `[[pattern]]`.".to_owned(),
        ),
        "a sequence" if value.is_empty() => ("a list", "Write it in brackets.".to_owned()),
        "a sequence" => ("a list", format!("Write it in brackets: `[{value}]`.")),
        "a string" => ("a text", "Write it in quotation marks.".to_owned()),
        "a boolean" => (
            "`true` or `false`",
            "Write it without quotation marks.".to_owned(),
        ),
        "u32" | "u64" | "usize" | "i64" | "a number" => (
            "a whole number",
            "Write the number alone, without quotation marks.".to_owned(),
        ),
        _ => return None,
    };
    Some((format!("this is {kind}, where {wanted} belongs"), next))
}

/// What to do about a fault of form: "Did you mean …" for an unknown key or word, from the list that the message
/// carries.
fn suggestion(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    if let Some(missing) = message.strip_prefix("missing field ") {
        return format!("Add {missing}; docs/rules.md shows it in an example.");
    }
    if (message.starts_with("unknown field") || message.starts_with("unknown variant"))
        && let Some(wrong) = names.next()
    {
        // What is said of libraries may stand beside a rule, not in its sections.
        let library = message.contains("`sink`").then_some(model::KEYS);
        let names = names.chain(library.into_iter().flatten());
        let near = names
            .map(|name| (strsim::jaro_winkler(name, &wrong.to_lowercase()), name))
            .filter(|(likeness, _)| *likeness > 0.75)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, near)) = near {
            return format!("Did you mean `{near}`?");
        }
    }
    "docs/rules.md shows every key in an example.".into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_faults_are_told_with_their_place() {
        let files = [
            (
                "rules/a.toml".to_owned(),
                "id = \"a\"\nmesage = \"x\"\n".to_owned(),
            ),
            ("rules/models/b.toml".to_owned(), "modules = 3\n".to_owned()),
        ];
        let faults = load(&files, &|_| false, &one_by_one).unwrap_err();
        assert_eq!(faults.len(), 2);
        assert_eq!(
            (faults[0].line, faults[0].next.as_str()),
            (2, "Did you mean `message`?")
        );
        assert_eq!(faults[1].file, "rules/models/b.toml");
    }

    #[test]
    fn types_are_told_in_plain_words() {
        for (line, cause, next) in [
            (
                "cwe = 79",
                "this is a number, where a list belongs",
                "Write it in brackets: `[79]`.",
            ),
            (
                "cwe = ['CWE-79']",
                "this is a text, where a whole number belongs",
                "Write the number alone, without quotation marks.",
            ),
            (
                "bandit = 'B1'",
                "this is a text, where a list belongs",
                "Write it in brackets: `[\"B1\"]`.",
            ),
            (
                "what = 3",
                "this is a number, where a text belongs",
                "Write it in quotation marks.",
            ),
            (
                "severity = 'HIGH'",
                "unknown variant `HIGH`",
                "Did you mean `high`?",
            ),
            (
                "[pattern]\ncode = 'x.y'",
                "this is a table, where a list of tables belongs",
                "Write its head in two brackets, as in `[[pattern]]`.",
            ),
        ] {
            let text = format!("id = 'a-b'\nmessage = 'x'\n{line}\n");
            let faults =
                load(&[("own/a.toml".to_owned(), text)], &|_| false, &one_by_one).unwrap_err();
            assert_eq!(
                (faults[0].cause.as_str(), faults[0].next.as_str()),
                (cause, next),
                "{line}"
            );
            assert_eq!(faults[0].line, 3, "{line}");
        }
    }
}
