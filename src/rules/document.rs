//! Rule files as TOML: which rules stand in one, what they say of libraries, and where each part stands.
//!
//! A file holds one rule, or it is a `pyproject.toml` with rules in `[[tool.protect.rule]]`. What a rule says of
//! libraries beside its sections is read as a model is. Judges nothing of it. Called by `load` and `sound`.

use super::load::RuleFault;
use super::model::{self, Model};
use super::{Rule, load};
use crate::text::Source;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

/// A rule as it stands in a file, and what it says of libraries; one of the two may be missing.
#[derive(Debug)]
pub(super) struct Part<'a> {
    file: &'a str,
    source: Source,
    table: DeTable<'a>,
    start: usize,
    pub(super) rule: Option<Rule>,
    pub(super) library: Option<Model>,
}

/// Whether a text is the settings of a project.
pub(super) fn is_project(text: &str) -> bool {
    text.contains("tool.protect")
        && DeTable::parse(text).is_ok_and(|root| inside(root.get_ref(), "tool").is_some())
}

/// All rules of a file.
///
/// # Errors
/// All faults of form.
pub(super) fn parts<'a>(file: &'a str, text: &'a str) -> Result<Vec<Part<'a>>, Vec<RuleFault>> {
    let fault = |error: &toml::de::Error| load::fault(file, text, error);
    let root = DeTable::parse(text).map_err(|error| vec![fault(&error)])?;
    let tables = match inside(root.get_ref(), "tool") {
        Some(_) if inside(root.get_ref(), "id").is_none() => of_project(root.into_inner()),
        _ => vec![root],
    };
    let mut parts = Vec::new();
    let mut faults = Vec::new();
    for table in tables {
        match part(file, text, table) {
            Ok(part) => parts.push(part),
            Err(error) => faults.push(fault(&error)),
        }
    }
    if faults.is_empty() {
        Ok(parts)
    } else {
        Err(faults)
    }
}

/// The tables `[[tool.protect.rule]]` of a project's settings.
fn of_project(root: DeTable<'_>) -> Vec<Spanned<DeTable<'_>>> {
    let mut table = root;
    for name in ["tool", "protect"] {
        let own = table.into_iter().find(|(key, _)| key.get_ref() == name);
        let Some(DeValue::Table(inner)) = own.map(|(_, value)| value.into_inner()) else {
            return Vec::new();
        };
        table = inner;
    }
    let rules = table.into_iter().find(|(key, _)| key.get_ref() == "rule");
    let Some(DeValue::Array(rules)) = rules.map(|(_, value)| value.into_inner()) else {
        return Vec::new();
    };
    let tables = rules.into_iter().filter_map(|rule| {
        let span = rule.span();
        match rule.into_inner() {
            DeValue::Table(table) => Some(Spanned::new(span, table)),
            _ => None,
        }
    });
    tables.collect()
}

fn part<'a>(
    file: &'a str,
    text: &'a str,
    table: Spanned<DeTable<'a>>,
) -> Result<Part<'a>, toml::de::Error> {
    let whole = table.get_ref().clone();
    let span = table.span();
    let (library, own): (DeTable<'a>, DeTable<'a>) = table
        .into_inner()
        .into_iter()
        .partition(|(key, _)| model::KEYS.contains(&&**key.get_ref()));
    let alone = own.is_empty() && !library.is_empty();
    let library = if library.is_empty() {
        None
    } else {
        let library = Deserializer::from(Spanned::new(span.clone(), library));
        Some(Model::deserialize(library)?)
    };
    let rule = if alone {
        None
    } else {
        let own = Deserializer::from(Spanned::new(span.clone(), own));
        // By the trait: the rule's own function of this name asks nothing of its sections.
        Some(<Rule as Deserialize>::deserialize(own)?)
    };
    let mut part = Part {
        file,
        source: Source::new(file, text),
        table: whole,
        start: span.start,
        rule: None,
        library,
    };
    part.rule = rule.map(|mut rule| {
        file.clone_into(&mut rule.file);
        rule.line = part.line(part.of("id")).0;
        for (number, test) in rule.tests.iter_mut().enumerate() {
            (test.line, test.column) = part.line(part.at("test", number, "name"));
        }
        rule
    });
    Ok(part)
}

impl Part<'_> {
    /// Where a key of the rule stands, or the rule itself when it has no such key.
    pub(super) fn of(&self, key: &str) -> usize {
        inside(&self.table, key).map_or(self.start, |(at, _)| at)
    }

    /// Where a key of one of its sections stands, or else the section.
    pub(super) fn at(&self, section: &str, number: usize, key: &str) -> usize {
        let Some((at, value)) = inside(&self.table, section) else {
            return self.start;
        };
        let DeValue::Array(items) = value.get_ref() else {
            return at;
        };
        let Some(item) = items.get(number) else {
            return at;
        };
        match item.get_ref() {
            DeValue::Table(table) => inside(table, key).map_or(item.span().start, |(at, _)| at),
            _ => item.span().start,
        }
    }

    /// The names in a table with free keys, and the texts that stand for them, each with its place.
    pub(super) fn named(&self, key: &str) -> Vec<(&str, usize, Vec<&str>)> {
        let Some((_, value)) = inside(&self.table, key) else {
            return Vec::new();
        };
        let DeValue::Table(table) = value.get_ref() else {
            return Vec::new();
        };
        let each = table.iter().map(|(name, value)| {
            let texts = match value.get_ref() {
                DeValue::String(text) => vec![&**text],
                DeValue::Array(items) => items
                    .iter()
                    .filter_map(|item| item.get_ref().as_str())
                    .collect(),
                _ => Vec::new(),
            };
            (&**name.get_ref(), name.span().start, texts)
        });
        each.collect()
    }

    /// A fault at this place.
    pub(super) fn fault(&self, at: usize, cause: String, next: impl Into<String>) -> RuleFault {
        let (line, column) = self.line(at);
        RuleFault {
            file: self.file.to_owned(),
            line,
            column,
            cause: crate::text::printable(&cause),
            next: next.into(),
        }
    }

    fn line(&self, at: usize) -> (u32, u32) {
        let place = self.source.place(u32::try_from(at).unwrap_or(0));
        (place.line, place.column)
    }
}

/// A key of a table: where it stands, and its value.
fn inside<'t, 'a>(table: &'t DeTable<'a>, key: &str) -> Option<(usize, &'t Spanned<DeValue<'a>>)> {
    let mut entries = table.iter();
    let (name, value) = entries.find(|(name, _)| name.get_ref() == key)?;
    Some((name.span().start, value))
}
