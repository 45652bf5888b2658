//! Which findings are shown: by rule, by rule in a file, by severity and confidence.
//!
//! Reads no files. Called by `check`.

use super::patterns::Patterns;
use super::remark::Codes;
use crate::finding::{Confidence, Finding, Severity};
use crate::shell::arguments::{Check, ConfidenceFlag, SeverityFlag};
use crate::shell::config::{Settings, Word};
use crate::shell::explain::nearest;
use std::path::Path;

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Selection {
    /// Rules to show, as ids or beginnings of ids; empty means all.
    select: Vec<String>,
    /// Rules to leave out, likewise; these win.
    ignore: Vec<String>,
    /// Rules to leave out in some files.
    ignore_in: Vec<(Patterns, Vec<String>)>,
    /// The lowest severity shown.
    severity: Severity,
    /// The lowest confidence shown.
    confidence: Confidence,
}

impl Selection {
    /// What arguments and settings ask for; those of arguments have the last word. And one sentence for each name that
    /// stands for no rule, and for each pattern that is none.
    pub(super) fn of(
        options: &Check,
        settings: &Settings,
        codes: &Codes,
        rules: &[&str],
    ) -> (Self, Vec<String>) {
        let mut faults = Vec::new();
        let mut meant = |words: &[Word]| -> Vec<String> {
            let each = words.iter().flat_map(|word| {
                names(word, codes, rules).unwrap_or_else(|fault| {
                    faults.push(fault);
                    Vec::new()
                })
            });
            each.collect()
        };
        let mut select = match options.select.as_slice() {
            [] => meant(&settings.select),
            select => meant(&words("--select", select)),
        };
        if select.is_empty() {
            // Nothing would mean everything.
            select.clone_from(&options.select);
        }
        let mut ignore = meant(&words("--ignore", &options.ignore));
        ignore.extend(meant(&settings.ignore));
        let in_files = settings.ignore_in.iter();
        let in_files: Vec<_> = in_files
            .map(|(folder, pattern, ignored)| (folder, pattern, meant(ignored)))
            .collect();
        let mut ignore_in = Vec::new();
        for (folder, pattern, ignored) in in_files {
            match Patterns::new(folder, std::slice::from_ref(pattern)) {
                Ok(patterns) => ignore_in.push((patterns, ignored)),
                Err(wrong) => faults.extend(wrong),
            }
        }
        let selection = Self {
            select,
            ignore,
            ignore_in,
            severity: match options.severity {
                None => settings.severity.unwrap_or(Severity::Advice),
                Some(SeverityFlag::Advice) => Severity::Advice,
                Some(SeverityFlag::Low) => Severity::Low,
                Some(SeverityFlag::Medium) => Severity::Medium,
                Some(SeverityFlag::High) => Severity::High,
            },
            confidence: match options.confidence {
                None => settings.confidence.unwrap_or(Confidence::Low),
                Some(ConfidenceFlag::Low) => Confidence::Low,
                Some(ConfidenceFlag::Medium) => Confidence::Medium,
                Some(ConfidenceFlag::High) => Confidence::High,
            },
        };
        (selection, faults)
    }

    /// Whether a finding in the file with this whole path is shown.
    #[must_use]
    pub fn takes(&self, finding: &Finding, file: Option<&Path>) -> bool {
        let named = |names: &[String]| names.iter().any(|name| covers(name, &finding.rule));
        let here = |patterns: &Patterns| file.is_some_and(|file| patterns.mean(file, false));
        finding.severity >= self.severity
            && finding.confidence >= self.confidence
            && (self.select.is_empty() || named(&self.select))
            && !named(&self.ignore)
            && !self
                .ignore_in
                .iter()
                .any(|(patterns, names)| named(names) && here(patterns))
    }
}

/// The words of an option.
#[must_use]
pub fn words(option: &str, texts: &[String]) -> Vec<Word> {
    let each = texts.iter().map(|text| Word {
        text: text.clone(),
        place: option.to_owned(),
    });
    each.collect()
}

/// The ids, or beginnings of ids, that a name stands for: one's own, or a code of Bandit or Ruff, of which
/// the rules look for the same.
fn names(word: &Word, codes: &Codes, rules: &[&str]) -> Result<Vec<String>, String> {
    let name = word.text.trim();
    if name.eq_ignore_ascii_case("all") {
        return Ok(rules.iter().map(|&rule| rule.to_owned()).collect());
    }
    if rules.iter().any(|rule| covers(name, rule)) {
        return Ok(vec![name.to_owned()]);
    }
    let meant = match codes.rules(name) {
        [] => codes.family(name),
        meant => meant.to_vec(),
    };
    if !meant.is_empty() {
        return Ok(meant);
    }
    let advice = match nearest(name, rules.iter().copied()) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => "`protect explain` lists the rules.".into(),
    };
    Err(format!(
        "{} {name}: no rule has this name or begins with it, and no code does that is known here. {advice}",
        word.place
    ))
}

/// `sql`, `sql-*` and `sql-built-from-input` all cover that last rule; `sq` does not, since the
/// words of an id are whole.
fn covers(name: &str, rule: &str) -> bool {
    let name = name.trim();
    if let Some(beginning) = name.strip_suffix('*') {
        return rule.starts_with(beginning);
    }
    rule.strip_prefix(name)
        .is_some_and(|rest| !name.is_empty() && (rest.is_empty() || rest.starts_with('-')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_covers_whole_words() {
        for (name, rule, expected) in [
            ("sql-built-from-input", "sql-built-from-input", true),
            ("sql", "sql-built-from-input", true),
            ("sql-*", "sql-built-from-input", true),
            ("sq", "sql-built-from-input", false),
            ("", "sql-built-from-input", false),
            ("sql-number", "sql-built-from-input", false),
        ] {
            assert_eq!(covers(name, rule), expected, "{name}");
        }
    }
}
