//! `protect explain`: a rule's page, with "did you mean" for a name that is nearly right.
//!
//! Called by `shell` and `judging`.

use super::output::Said;
use crate::rules::{Rule, Rulebook};

/// Prints a rule's page, or the list of rules.
#[must_use]
pub fn run(rulebook: &Rulebook, id: Option<&str>) -> Said {
    let mut said = Said::default();
    let Some(id) = id else {
        for rule in rulebook.rules() {
            said.line(&format!("{}  {}", rule.id, rule.message));
        }
        return said;
    };
    let wanted = id.trim().to_lowercase().replace('_', "-");
    if let Some(rule) = rulebook.rule(&wanted) {
        page(&mut said, rule);
    } else {
        let ids = rulebook.rules().iter().map(|rule| rule.id.as_str());
        let advice = match nearest(&wanted, ids) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "`protect explain` without a name lists them all.".into(),
        };
        said.fail(format!("there is no rule `{id}`. {advice}"), 2);
    }
    said
}

fn page(said: &mut Said, rule: &Rule) {
    said.line(&rule.id);
    said.line(&rule.message);
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
            said.line(&format!("\n{heading}\n{}", text.trim_end()));
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
