//! Loading rules, models and sentences, with every fault told in one run.

use super::sentence::Sentences;
use super::snippet::{self, Section};
use super::{Coverage, Rule, Rulebook, model};
use crate::evaluate::Knowledge;
use std::collections::BTreeMap;

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

pub(super) fn load(files: &[(String, String)]) -> Result<Rulebook, Vec<RuleFault>> {
    let mut book = Rulebook::default();
    let mut faults = Vec::new();
    let mut from: BTreeMap<String, &str> = BTreeMap::new();
    for (path, text) in files {
        let mut folders = path.split('/');
        let name = folders.next_back().unwrap_or_default();
        if folders.clone().any(|folder| folder == "models") {
            match toml::from_str::<model::Model>(text) {
                Ok(model) => model.tell(&mut book.knowledge),
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
        } else {
            match toml::from_str::<Rule>(text) {
                Ok(rule) => {
                    if let Some(other) = from.get(&rule.id) {
                        let cause = format!("the id `{}` is that of the rule in {other}", rule.id);
                        let next = "Give each rule an id of its own.".into();
                        faults.push(placed(path, text, 0, cause, next));
                    } else {
                        from.insert(rule.id.clone(), path);
                        book.rules.push(rule);
                    }
                }
                Err(error) => faults.push(fault(path, text, &error)),
            }
        }
    }
    // What a pattern means depends on the models, so patterns are read when all models are.
    let texts: BTreeMap<&str, &str> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
    for rule in &mut book.rules {
        let path = from.get(&rule.id).copied().unwrap_or_default();
        let text = texts.get(path).copied().unwrap_or_default();
        faults.extend(read_patterns(rule, &book.knowledge, path, text));
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
fn read_patterns(rule: &mut Rule, knowledge: &Knowledge, path: &str, text: &str) -> Vec<RuleFault> {
    let mut faults = Vec::new();
    for snippet in &rule.snippets {
        match snippet::compile(snippet, &rule.message, knowledge) {
            Ok(Section::Call(call)) => rule.calls.push(call),
            Ok(Section::Read(read)) => rule.reads.push(read),
            Ok(Section::Import(import)) => rule.imports.push(import),
            Ok(Section::Store(store)) => rule.stores.push(*store),
            Err(cause) => faults.push(placed(
                path,
                text,
                snippet.code.span().start,
                cause,
                "Patterns are Python with `$NAME` for any value and `...` for further arguments."
                    .into(),
            )),
        }
    }
    faults
}

fn fault(file: &str, text: &str, error: &toml::de::Error) -> RuleFault {
    placed(
        file,
        text,
        error.span().map_or(0, |s| s.start),
        error.message().trim_end_matches('.').replace('\n', " "),
        suggestion(error.message()),
    )
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

/// "Did you mean …" for an unknown key or word, from the list that the message carries.
fn suggestion(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    if (message.starts_with("unknown field") || message.starts_with("unknown variant"))
        && let Some(wrong) = names.next()
        && let Some(best) = names.max_by(|a, b| {
            strsim::jaro_winkler(a, wrong).total_cmp(&strsim::jaro_winkler(b, wrong))
        })
        && strsim::jaro_winkler(best, wrong) > 0.75
    {
        return format!("Did you mean `{best}`?");
    }
    "Compare with a rule that works, such as `rules/sql-built-from-input.toml`.".into()
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
        let faults = load(&files).unwrap_err();
        assert_eq!(faults.len(), 2);
        assert_eq!(
            (faults[0].line, faults[0].next.as_str()),
            (2, "Did you mean `message`?")
        );
        assert_eq!(faults[1].file, "rules/models/b.toml");
    }
}
