//! `protect explain`: a rule's page, with "did you mean" for a name that is nearly right.
//!
//! Called by `shell` and `judging`.

use super::output::Said;
use crate::rules::{Reason, Rule, Rulebook};

/// Columns of printed text.
const COLUMNS: usize = 78;

/// Prints a rule's page, or the list of rules. A rule is named by its id, by words it begins with, or by the code of
/// Bandit, Ruff, CWE or OWASP; where that means several, they are listed.
#[must_use]
pub fn run(rulebook: &Rulebook, name: Option<&str>) -> Said {
    let mut said = Said::default();
    let Some(name) = name else {
        for rule in rulebook.rules() {
            said.line(&format!("{}  {}", rule.id, rule.message));
        }
        return said;
    };
    let wanted = name.trim().to_lowercase().replace(['_', ' '], "-");
    if let Some(rule) = rulebook.rule(&wanted) {
        page(&mut said, rule);
        return said;
    }
    let reasons = reasons(rulebook, &wanted);
    let found = meant(rulebook, &wanted, &reasons);
    for reason in reasons {
        prose(&mut said, &format!("{}: {}", reason.id, reason.reason));
    }
    match found.as_slice() {
        [] if said.out.is_empty() => {
            let ids = rulebook.rules().iter().map(|rule| rule.id.as_str());
            let advice = match nearest(&wanted, ids) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "`protect explain` without a name lists them all.".into(),
            };
            said.fail(format!("there is no rule `{name}`. {advice}"), 2);
        }
        [] => {}
        [rule] => page(&mut said, rule),
        many => {
            prose(
                &mut said,
                &format!(
                    "`{}` stands for {} rules; name one of them:",
                    name.trim(),
                    many.len()
                ),
            );
            for rule in many {
                said.line(&format!("  {}  {}", rule.id, rule.message));
            }
        }
    }
    said
}

/// Why there is no rule of the same shape as another tool's of this name.
fn reasons<'r>(rulebook: &'r Rulebook, wanted: &str) -> Vec<&'r Reason> {
    let coverage = rulebook.coverage();
    let all = coverage.bandit.iter().chain(&coverage.ruff);
    all.filter(|reason| reason.id.eq_ignore_ascii_case(wanted))
        .collect()
}

/// The rules that a code or the beginning of an id stands for.
fn meant<'r>(rulebook: &'r Rulebook, wanted: &str, reasons: &[&Reason]) -> Vec<&'r Rule> {
    let number = wanted
        .strip_prefix("cwe")
        .map(|rest| rest.trim_start_matches('-'));
    let number: Option<u32> = number.and_then(|rest| rest.parse().ok());
    let owasp = wanted
        .trim_start_matches("owasp-")
        .trim_end_matches(":2025");
    let is_meant = |rule: &&Rule| {
        let mut codes = rule.bandit.iter().chain(&rule.ruff).chain([&rule.owasp]);
        let begins = rule.id.strip_prefix(wanted);
        codes.any(|code| code.eq_ignore_ascii_case(wanted) || code.eq_ignore_ascii_case(owasp))
            || number.is_some_and(|number| rule.cwe.contains(&number))
            || begins.is_some_and(|rest| rest.starts_with('-'))
            || reasons.iter().any(|r| r.covered_by.contains(&rule.id))
    };
    let rules = rulebook.rules().iter();
    rules
        .filter(|_| !wanted.is_empty())
        .filter(is_meant)
        .collect()
}

fn page(said: &mut Said, rule: &Rule) {
    said.line(&rule.id);
    prose(said, &rule.message);
    let cwe: Vec<_> = rule.cwe.iter().map(|n| format!("CWE-{n}")).collect();
    let mut labels = cwe;
    if !rule.owasp.is_empty() {
        labels.push(format!("OWASP {}:2025", rule.owasp));
    }
    if !labels.is_empty() {
        said.line(&labels.join(", "));
    }
    for (heading, text) in [
        ("What it is", &rule.what),
        ("Why it is dangerous", &rule.why),
        ("What to do instead", &rule.instead),
    ] {
        if !text.trim().is_empty() {
            said.line(&format!("\n{heading}"));
            prose(said, text.trim_end());
        }
    }
    for (heading, code) in [("Bad", &rule.bad), ("Good", &rule.good)] {
        if !code.trim().is_empty() {
            said.line(&format!("\n{heading}"));
            for line in code.trim_end().lines() {
                said.line(format!("    {line}").trim_end());
            }
        }
    }
}

/// Paragraphs in lines that fit, broken between words.
fn prose(said: &mut Said, text: &str) {
    let mut paragraphs: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        let begins = line.is_empty() || line.starts_with("- ") || line.starts_with("* ");
        match paragraphs.last_mut() {
            Some(last) if !begins && !last.is_empty() => last.extend([" ", line]),
            _ => paragraphs.push(line.to_owned()),
        }
    }
    for paragraph in paragraphs {
        let mut wrapped = String::new();
        super::output::wrap(&mut wrapped, &paragraph, "", Some(COLUMNS));
        said.line(wrapped.trim_end_matches('\n'));
    }
}

/// The name most like `wanted`, when one is like it at all.
#[must_use]
pub fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .map(|name| (strsim::jaro_winkler(wanted, name), name))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_likely_name_is_offered() {
        let names = ["sql-built-from-input", "command-built-from-input"];
        let near = |wanted| nearest(wanted, names.into_iter());
        assert_eq!(near("sql-build-from-input"), Some(names[0]));
        assert_eq!(near("xyzzy"), None);
    }
}
