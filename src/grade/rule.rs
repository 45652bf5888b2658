//! Whether a rule keeps what its own tests say.
//!
//! Called by `shell` and by the tests of the built-in rules.

use crate::analyze::analyze;
use crate::rules::{Rule, RuleFault, RuleTest, Rulebook};
use crate::text::Source;

/// A fault for each test of a rule that does not hold, where the test stands.
#[must_use]
pub fn prove_rule(rulebook: &Rulebook, rule: &Rule) -> Vec<RuleFault> {
    let tests = rule.tests.iter();
    let fault = |test: &RuleTest| {
        let why = prove_test(rulebook, &rule.id, test)?;
        Some(RuleFault {
            file: rule.file.clone(),
            line: test.line,
            column: test.column,
            cause: format!("the rule `{}`: {}", rule.id, why.trim_end_matches('.')),
            next: "Correct the rule, or what its test says in `fires`.".into(),
        })
    };
    tests.filter_map(fault).collect()
}

/// Why a test of the rule with this id does not hold, when it does not.
#[must_use]
pub fn prove_test(rulebook: &Rulebook, rule: &str, test: &RuleTest) -> Option<String> {
    let source = Source::new(test.name.as_str(), test.code.trim_start_matches('\n'));
    let report = analyze(&source, rulebook, &[]);
    if let Some((at, why)) = report.trouble() {
        let line = source.line_of(at);
        return Some(format!(
            "test \"{}\": line {line}: Python cannot read the code: {}",
            test.name, why
        ));
    }
    let own = report.findings.iter().filter(|f| f.rule == rule);
    let lines: Vec<u32> = own.map(|f| source.line_of(f.span.start)).collect();
    (lines != test.fires).then(|| {
        format!(
            "test \"{}\": fires on {}, not on {}",
            test.name,
            listed(&lines),
            listed(&test.fires)
        )
    })
}

fn listed(lines: &[u32]) -> String {
    let numbers: Vec<_> = lines.iter().map(ToString::to_string).collect();
    match numbers.as_slice() {
        [] => "no line".into(),
        [one] => format!("line {one}"),
        many => format!("lines {}", many.join(", ")),
    }
}
