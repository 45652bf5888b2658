//! What is dangerous, as data: rules and library models, loaded from TOML and matched on records.
//!
//! Follows no values itself and names no library: those stand in `rules/`. Called by `analyze`,
//! `grade`, `shell`.

mod charset;
mod condition;
mod coverage;
mod danger;
mod form;
mod load;
mod markup;
mod matching;
mod model;
mod sentence;

pub use condition::{Condition, Pattern};
pub use coverage::{Coverage, Reason};
pub use form::{Form, Import, Statement};
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
    /// Tests of Bandit that this rule covers, such as `B602`.
    #[serde(default)]
    pub bandit: Vec<String>,
    /// Rules of Ruff that this rule covers, such as `S602`.
    #[serde(default)]
    pub ruff: Vec<String>,
    /// Where untrusted data does harm.
    #[serde(default, rename = "sink")]
    pub sinks: Vec<Sink>,
    /// Calls that are bad for what is passed, wherever it comes from.
    #[serde(default, rename = "call")]
    pub calls: Vec<Call>,
    /// Imports that are worth a word.
    #[serde(default, rename = "import")]
    pub imports: Vec<Import>,
    /// Forms of statements that are worth a word.
    #[serde(default, rename = "shape")]
    pub statements: Vec<Statement>,
    /// Code on which the rule must fire, or stay silent.
    #[serde(default, rename = "test")]
    pub tests: Vec<RuleTest>,
}

/// An argument of a call that untrusted data must not reach.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sink {
    /// Qualified callees; `package.*` is everything directly inside.
    pub call: Vec<String>,
    /// The parameter's name.
    pub argument: Option<String>,
    /// Its position, from 0; without one, it is passed by name only.
    pub position: Option<u32>,
    /// Whether any argument counts.
    #[serde(default)]
    pub every: bool,
    /// Whether the object counts that the method is called on.
    #[serde(default)]
    pub receiver: bool,
    /// Which elements of a list or tuple count.
    pub item: Option<Item>,
    /// Text of the program's own which, before the data, makes it harmless (scheme and host of an address).
    pub fixed: Option<Pattern>,
    /// Text of the program's own without which, before the data, there is no harm (markup, in bytes
    /// that may be anything).
    pub behind: Option<Pattern>,
    /// Whether what is handed over as `**kwargs` counts, and nothing else.
    #[serde(default)]
    pub spread: bool,
    /// What must hold for the call.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// What must not hold for the call.
    #[serde(default)]
    pub unless: Vec<Condition>,
    /// How sure, when the data is a parameter built into text and nobody in sight passes anything.
    #[serde(default = "medium")]
    pub parameter: Sureness,
    /// How sure, when such a parameter is handed on whole.
    #[serde(default)]
    pub whole_parameter: Sureness,
    /// What data must be cleaned for to be harmless here (`sql`).
    pub purpose: String,
    /// Which data the rule is about.
    #[serde(default)]
    pub data: DataKind,
    /// What happens at the sink, as the last sentence of a path; `{callee}` is the call.
    pub say: String,
}

/// A call that is bad for what is passed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Call {
    /// Qualified callees; `package.*` is everything directly inside.
    pub call: Vec<String>,
    /// What must hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// What must not hold.
    #[serde(default)]
    pub unless: Vec<Condition>,
    /// What happens there, as a sentence; `{callee}` is the call.
    pub say: String,
    /// How bad, where this call differs from the rule.
    pub severity: Option<Severity>,
    /// How sure, where this call differs from the rule.
    pub confidence: Option<Confidence>,
}

/// Which elements of a list of arguments count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Item {
    /// The first: the program to start. Of a value that is no list, all.
    First,
    /// All after the first.
    Rest,
    /// Those that the program started would read as options if they began with a dash: after the
    /// first, before `--`, and not what an option before them takes.
    Options,
    /// What a shell that is started reads as commands: the element after `-c`.
    Script,
}

/// How sure a finding is, or that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sureness {
    /// No finding.
    #[default]
    None,
    /// A guess.
    Low,
    /// Likely.
    Medium,
    /// Known.
    High,
}

fn medium() -> Sureness {
    Sureness::Medium
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
    coverage: Coverage,
    index: matching::Index,
}

impl Rulebook {
    /// Loads rule and model files: path and text each. Files below `models/` are models,
    /// those below `coverage/` are reasons for what no rule covers, `sentences.toml` holds the sentences of paths, every other file is one rule.
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

    /// What other checkers look for and no rule here does in the same shape.
    #[must_use]
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// What the evaluator is told.
    #[must_use]
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// Runs every rule over what a program would do.
    #[must_use]
    pub fn run(&self, record: &Record) -> Match {
        matching::run(&self.rules, &self.index, &self.sentences, record)
    }
}
