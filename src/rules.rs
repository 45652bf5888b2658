//! What is dangerous, as data: rules and library models, loaded from TOML and matched on records.
//!
//! Follows no values itself and names no library: those stand in `rules/`. Called by `analyze`,
//! `grade`, `shell`.

mod load;
mod matching;
mod model;
mod sentence;

pub use load::RuleFault;
pub use matching::Match;

use crate::evaluate::{Knowledge, Record};
use crate::finding::{Confidence, Severity};
use serde::Deserialize;

/// One rule: its page, what it looks for, and its own tests.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
    /// The weakness as code.
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
    /// Where untrusted data does harm.
    #[serde(default, rename = "sink")]
    pub sinks: Vec<Sink>,
    /// Code on which the rule must fire, or stay silent.
    #[serde(default, rename = "test")]
    pub tests: Vec<RuleTest>,
}

/// An argument of a call that untrusted data must not reach.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sink {
    /// Qualified callees.
    pub call: Vec<String>,
    /// The parameter's name.
    pub argument: String,
    /// Its position, from 0.
    pub position: u32,
    /// What data must be cleaned for to be harmless here (`sql`).
    pub purpose: String,
    /// Which data the rule is about.
    #[serde(default)]
    pub data: DataKind,
    /// What happens at the sink, as the last sentence of a path; `{callee}` is the call.
    pub say: String,
}

/// Which data a sink's rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataKind {
    /// Anything that can carry an attacker's text.
    #[default]
    Text,
    /// Data that was made a number on its way: it carries no text.
    Number,
}

/// A piece of code with the lines on which the rule must fire; none: it must stay silent.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleTest {
    /// What is tested, as a few words.
    pub name: String,
    /// Python.
    pub code: String,
    /// Lines, from 1.
    #[serde(default)]
    pub fires: Vec<u32>,
}

/// All rules and models, ready to run. Cheap to share behind an `Arc`.
#[derive(Debug, Clone, Default)]
pub struct Rulebook {
    rules: Vec<Rule>,
    knowledge: Knowledge,
    sentences: sentence::Sentences,
}

impl Rulebook {
    /// Loads rule and model files: path and text each. Files below `models/` are models,
    /// `sentences.toml` holds the sentences of paths, every other file is one rule.
    ///
    /// # Errors
    /// All faults, ordered by file and line.
    pub fn load(files: &[(String, String)]) -> Result<Self, Vec<RuleFault>> {
        load::load(files)
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

    /// Runs every rule over what a program would do.
    #[must_use]
    pub fn run(&self, record: &Record) -> Match {
        matching::run(&self.rules, &self.sentences, record)
    }
}
