//! `protect rules`: what is looked for, and whether rules keep what their tests say.
//!
//! Called by `shell`.

use super::arguments::Format;
use super::output::Said;
use super::own::RuleFile;
use super::{report, worker};
use crate::grade::prove_rule;
use crate::rules::{Rule, Rulebook};
use crate::text::counted;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Lists the rules: id, severity, the codes by which Bandit and Ruff know it, headline. `own` are the files of the
/// person's own rules.
#[must_use]
pub fn list(rulebook: &Rulebook, own: &[RuleFile], format: Format) -> Said {
    let mut said = Said::default();
    let rules = rulebook.rules();
    if format == Format::Json {
        let all: Vec<Value> = rules.iter().map(|rule| told(rule, own)).collect();
        let _ = writeln!(said.out, "{:#}", Value::Array(all));
        return said;
    }
    let wide = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in rules {
        let codes: Vec<_> = rule.bandit.iter().chain(&rule.ruff).cloned().collect();
        let codes = if codes.is_empty() {
            String::new()
        } else {
            format!(" ({})", codes.join(" "))
        };
        let severity = report::severity(rule.severity);
        said.line(&format!(
            "{:wide$}  {severity:6}  {}{codes}",
            rule.id, rule.message
        ));
    }
    said
}

fn told(rule: &Rule, own: &[RuleFile]) -> Value {
    json!({
        "id": rule.id,
        "message": rule.message,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "cwe": rule.cwe,
        "owasp": rule.owasp,
        "bandit": rule.bandit,
        "ruff": rule.ruff,
        "own": is_own(rule, own),
        "file": rule.file,
        "line": rule.line,
        "tests": rule.tests.len(),
    })
}

/// Whether the rule stands in one of these files.
fn is_own(rule: &Rule, own: &[RuleFile]) -> bool {
    own.iter().any(|(file, _)| *file == rule.file)
}

/// Runs the tests of the rules, of those that are named or of all. Exit code 0: every test holds; 1: one does not, or
/// a rule of one's own has none; 2: a name stands for no rule.
#[must_use]
pub fn test(rulebook: &Rulebook, own: &[RuleFile], names: &[String]) -> Said {
    let mut said = Said::default();
    for name in names {
        if rulebook.rule(name).is_none() {
            let ids = rulebook.rules().iter().map(|rule| rule.id.as_str());
            let advice = match super::explain::nearest(name, ids) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "`protect rules` lists them.".into(),
            };
            said.fail(format!("there is no rule `{name}`. {advice}"), 2);
        }
    }
    let wanted = |id: &String| names.is_empty() || names.contains(id);
    let rules: Vec<_> = rulebook.rules().iter().filter(|r| wanted(&r.id)).collect();
    let proofs = worker::on_all_cores(
        rules.len(),
        |at| rules.get(at).map(|rule| prove_rule(rulebook, rule)),
        |_| (),
    );
    for (rule, proof) in rules.iter().zip(proofs) {
        if rule.tests.is_empty() {
            said.fail(
                format!(
                    "{}:{}: the rule `{}` has no tests, so nothing shows that it finds what it should. Add a `[[test]]` with `name`, `code`, and `fires` with the lines.",
                    rule.file, rule.line, rule.id
                ),
                1,
            );
        }
        match proof.flatten() {
            Some(faults) => {
                for fault in faults {
                    said.fail(fault, 1);
                }
            }
            None => said.fail(
                format!("{}:{}: the analyzer stumbled over a test of the rule `{}`. That is a fault in protect; please report it with the rule.", rule.file, rule.line, rule.id),
                2,
            ),
        }
    }
    if said.code == 0 {
        let (own, built_in): (Vec<&Rule>, Vec<&Rule>) =
            rules.iter().partition(|rule| is_own(rule, own));
        let mut parts = Vec::new();
        for (what, rules) in [("rule of your own", own), ("built-in rule", built_in)] {
            if !rules.is_empty() {
                let tests = rules.iter().map(|rule| rule.tests.len()).sum();
                let rules = match (rules.len(), what) {
                    (many @ 2.., "rule of your own") => format!("{many} rules of your own"),
                    (many, what) => counted(many, what),
                };
                parts.push(format!("{rules}, {}", counted(tests, "test")));
            }
        }
        said.line(&format!("{}: all hold.", parts.join("; ")));
    }
    said
}
