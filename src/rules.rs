//! What is dangerous, as data: rules and library models, loaded from TOML and matched on records.
//!
//! Follows no values itself. Called by `analyze`, `grade`, `shell`.

use crate::evaluate::Knowledge;
use crate::finding::{Confidence, Severity};

/// One rule's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Kebab-case name of the bad thing.
    pub id: String,
    /// The headline of a finding.
    pub message: String,
    /// What it is.
    pub what: String,
    /// Why it is dangerous.
    pub why: String,
    /// What to do instead.
    pub instead: String,
    /// Bad and good code.
    pub bad: String,
    /// The same, done right.
    pub good: String,
    /// CWE numbers.
    pub cwe: Vec<u32>,
    /// The OWASP Top 10:2025 category, such as `A05`.
    pub owasp: String,
    /// How bad.
    pub severity: Severity,
    /// How sure at most.
    pub confidence: Confidence,
}

/// All rules and models, ready to run. Cheap to share behind an `Arc`.
#[derive(Debug, Clone, Default)]
pub struct Rulebook {
    rules: Vec<Rule>,
    knowledge: Knowledge,
}

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

impl Rulebook {
    /// Loads rule and model files: path and text each.
    ///
    /// # Errors
    /// All faults, ordered by file and line.
    pub fn load(files: &[(String, String)]) -> Result<Self, Vec<RuleFault>> {
        let _ = files;
        Ok(Self::default())
    }
    /// The rules, ordered by id.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }
    /// The rule with this id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
    /// What the evaluator is told.
    #[must_use]
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }
}
