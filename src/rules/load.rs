//! Loading rules, models, sentences and purposes, with every fault told in one run.

use super::document::{self, Part};
use super::sentence::Sentences;
use super::snippet::{self, Section};
use super::sound::{self, Purposes};
use super::{Coverage, Rule, Rulebook, model};
use crate::evaluate::Knowledge;
use std::collections::{BTreeMap, BTreeSet};

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

pub(super) fn load(
    files: &[(String, String)],
    sound: &dyn Fn(&str) -> bool,
) -> Result<Rulebook, Vec<RuleFault>> {
    let mut book = Rulebook::default();
    let mut faults = Vec::new();
    let mut purposes = Purposes::default();
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut models: Vec<(&str, &str, BTreeSet<String>)> = Vec::new();
    for (path, text) in files {
        let mut folders = path.split('/');
        let name = folders.next_back().unwrap_or_default();
        // Settings of a project may lie in any folder.
        if document::is_project(text) {
            match document::parts(path, text) {
                Ok(all) => parts.extend(all),
                Err(all) => faults.extend(all),
            }
        } else if folders.clone().any(|folder| folder == "models") {
            match toml::from_str::<model::Model>(text) {
                Ok(model) => {
                    models.push((path, text, model.cleaned_for()));
                    model.tell(&mut book.knowledge);
                }
                Err(error) => faults.push(fault(path, text, &error)),
            }
        } else if folders.any(|folder| folder == "coverage") {
            match toml::from_str::<Coverage>(text) {
                Ok(coverage) => book.coverage.extend(coverage),
                Err(error) => faults.push(fault(path, text, &error)),
            }
        } else if name == "sentences.toml" {
            match toml::from_str::<Sentences>(text) {
                Ok(sentences) => book.sentences.extend(sentences),
                Err(error) => faults.push(fault(path, text, &error)),
            }
        } else if name == "purposes.toml" {
            match toml::from_str::<BTreeMap<String, String>>(text) {
                Ok(listed) => purposes.listed.extend(listed),
                Err(error) => faults.push(fault(path, text, &error)),
            }
        } else {
            match super::regex::loading(sound(path), || document::parts(path, text)) {
                Ok(all) => parts.extend(all),
                Err(all) => faults.extend(all),
            }
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
                "A pattern is a call, a qualified name, an import, an assignment or a comparison, with `$NAME` for any value and `...` for further arguments.",
            )),
        }
    }
    faults
}

pub(super) fn fault(file: &str, text: &str, error: &toml::de::Error) -> RuleFault {
    let next = suggestion(error.message());
    let mut cause = error.message().trim_end_matches('.').replace('\n', " ");
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
            .map(|name| (strsim::jaro_winkler(name, wrong), name))
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
        let faults = load(&files, &|_| false).unwrap_err();
        assert_eq!(faults.len(), 2);
        assert_eq!(
            (faults[0].line, faults[0].next.as_str()),
            (2, "Did you mean `message`?")
        );
        assert_eq!(faults[1].file, "rules/models/b.toml");
    }
}
