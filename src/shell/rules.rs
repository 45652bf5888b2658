//! `protect rules`: what is looked for, and whether rules keep what their tests say.
//!
//! Called by `shell`.

use super::output::Said;
use super::{report, worker};
use crate::grade::prove_rule;
use crate::rules::Rulebook;

/// Lists the rules: id, severity, the codes by which Bandit and Ruff know it, headline.
#[must_use]
pub fn list(rulebook: &Rulebook) -> Said {
    let mut said = Said::default();
    let rules = rulebook.rules();
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

/// Runs the tests of the rules, of those that are named or of all. Exit code 0: every test holds; 1: one does not;
/// 2: a name stands for no rule.
#[must_use]
pub fn test(rulebook: &Rulebook, names: &[String]) -> Said {
    let mut said = Said::default();
    for name in names {
        if rulebook.rule(name).is_none() {
            said.fail(
                format!("there is no rule `{name}`. `protect rules` lists them."),
                2,
            );
        }
    }
    let wanted = |id: &String| names.is_empty() || names.contains(id);
    let rules: Vec<_> = rulebook.rules().iter().filter(|r| wanted(&r.id)).collect();
    let proofs = worker::on_all_cores(
        rules.len(),
        |at| rules.get(at).map(|rule| prove_rule(rulebook, rule)),
        |_| (),
    );
    let mut tests = 0;
    for (rule, proof) in rules.iter().zip(proofs) {
        tests += rule.tests.len();
        if rule.tests.is_empty() {
            said.note(&format!(
                "{}: this rule has no tests. A `[[test]]` has a `name`, `code`, and `fires` with the lines.",
                rule.id
            ));
        }
        match proof.flatten() {
            Some(faults) => {
                for fault in faults {
                    said.fail(format!("{}: {fault}", rule.id), 1);
                }
            }
            None => said.fail(
                format!("{}: the analyzer stumbled over a test of this rule. That is a fault in protect; please report it with the rule.", rule.id),
                2,
            ),
        }
    }
    if said.code == 0 {
        said.line(&format!("{} rules, {tests} tests: all hold.", rules.len()));
    }
    said
}
