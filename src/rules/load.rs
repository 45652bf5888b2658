//! Loading rules, models and sentences, with every fault told in one run.

use super::sentence::Sentences;
use super::{Coverage, Rule, Rulebook, model};

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
    for (path, text) in files {
        if path.contains("models/") {
            match toml::from_str::<model::Model>(text) {
                Ok(model) => model.tell(&mut book.knowledge),
                Err(error) => faults.push(fault(path, text, &error)),
            }
        } else if path.contains("coverage/") {
            match toml::from_str::<Coverage>(text) {
                Ok(coverage) => book.coverage.extend(coverage),
                Err(error) => faults.push(fault(path, text, &error)),
            }
        } else if path.ends_with("sentences.toml") {
            match toml::from_str::<Sentences>(text) {
                Ok(sentences) => book.sentences.extend(sentences),
                Err(error) => faults.push(fault(path, text, &error)),
            }
        } else {
            match toml::from_str::<Rule>(text) {
                Ok(rule) if book.rules.iter().any(|r| r.id == rule.id) => faults.push(RuleFault {
                    file: path.clone(),
                    line: 1,
                    column: 1,
                    cause: format!("there are two rules with the id `{}`", rule.id),
                    next: "Give each rule an id of its own.".into(),
                }),
                Ok(rule) => book.rules.push(rule),
                Err(error) => faults.push(fault(path, text, &error)),
            }
        }
    }
    book.rules.sort_by(|a, b| a.id.cmp(&b.id));
    if faults.is_empty() {
        book.index = super::matching::Index::of(&book.rules);
        return Ok(book);
    }
    faults.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    Err(faults)
}

fn fault(file: &str, text: &str, error: &toml::de::Error) -> RuleFault {
    let at = error.span().map_or(0, |s| s.start);
    let source = crate::text::Source::new(file, text);
    let place = source.place(u32::try_from(at).unwrap_or(0));
    RuleFault {
        file: file.into(),
        line: place.line,
        column: place.column,
        cause: error.message().trim_end_matches('.').replace('\n', " "),
        next: suggestion(error.message()),
    }
}

/// "Did you mean …" for an unknown key, from the list that the message carries.
fn suggestion(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field")
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
