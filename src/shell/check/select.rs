//! Which findings are shown: by rule, severity and confidence.
//!
//! Knows no files. Called by `check`.

use crate::finding::{Confidence, Finding, Severity};
use crate::shell::explain::nearest;

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Rules to show, as ids or beginnings of ids; empty means all.
    pub select: Vec<String>,
    /// Rules to leave out, likewise; these win.
    pub ignore: Vec<String>,
    /// The lowest severity shown.
    pub severity: Severity,
    /// The lowest confidence shown.
    pub confidence: Confidence,
}

impl Selection {
    /// Whether a finding is shown.
    #[must_use]
    pub fn takes(&self, finding: &Finding) -> bool {
        let named = |names: &[String]| names.iter().any(|name| covers(name, &finding.rule));
        finding.severity >= self.severity
            && finding.confidence >= self.confidence
            && (self.select.is_empty() || named(&self.select))
            && !named(&self.ignore)
    }

    /// One sentence for each name that stands for no rule.
    #[must_use]
    pub fn faults(&self, rules: &[&str]) -> Vec<String> {
        let each = |option: &'static str, names: &[String]| {
            names
                .iter()
                .filter(|name| !rules.iter().any(|rule| covers(name, rule)))
                .map(|name| {
                    let advice = match nearest(name, rules.iter().copied()) {
                        Some(near) => format!("Did you mean `{near}`?"),
                        None => "`protect explain` lists the rules.".into(),
                    };
                    format!("{option} {name}: no rule has this name or begins with it. {advice}")
                })
                .collect::<Vec<_>>()
        };
        [
            each("--select", &self.select),
            each("--ignore", &self.ignore),
        ]
        .concat()
    }
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
