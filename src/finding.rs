//! What was found and how it got there: findings with their path through the code.
//!
//! Knows nothing of how findings are made. Called by `rules`, `analyze`, `grade`, `ui`, `shell`.

use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// How bad it is when the finding is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Not exploitable as it stands; better is known.
    Advice,
    /// Limited harm, or needs unlikely circumstances.
    Low,
    /// Real harm under common circumstances.
    Medium,
    /// Data or machine lost to whoever sends the input.
    High,
}

/// How sure the analyzer is that the finding is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// A guess from names.
    Low,
    /// The flow is known, its origin or its receiver is likely.
    Medium,
    /// Origin, path and receiver are all known.
    High,
}

/// What a step of a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Where the data entered.
    Source,
    /// Where it was carried on or changed.
    Through,
    /// Where it does harm.
    Sink,
}

/// One place on the path from a source to a sink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What the step is.
    pub kind: StepKind,
    /// Where it is.
    pub span: Span,
    /// One sentence about what happens here.
    pub text: String,
    /// The resolved name of the callee when the step is a call (`str.replace`).
    pub via: Option<String>,
}

/// A replacement that removes the finding without changing what the program does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the replacement does, as one imperative sentence.
    pub title: String,
    /// Spans of the analyzed text with what takes their place; they do not overlap.
    pub edits: Vec<(Span, String)>,
}

/// One weakness at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The id of the rule, such as `sql-built-from-input`.
    pub rule: String,
    /// One sentence, at most 12 words where it can be.
    pub message: String,
    /// How bad.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// The expression to look at: the sink.
    pub span: Span,
    /// The qualified name of the function that holds the span; empty at module level.
    pub function: String,
    /// From source to sink, in order; a single sink step when there is no flow.
    pub path: Vec<Step>,
    /// A mechanical repair, when one is provably safe.
    pub fix: Option<Fix>,
    /// Where the names of parameters begin, when its data comes from these alone: whoever calls decides.
    pub callers: Vec<u32>,
}

/// Findings of which each place and rule keeps one: the surest, of equally sure ones the first.
#[derive(Debug, Clone, Default)]
pub struct Surest(BTreeMap<(Span, String), Finding>);

impl Surest {
    /// Adds a finding, unless one as sure is there.
    pub fn keep(&mut self, finding: Finding) {
        match self.0.entry((finding.span, finding.rule.clone())) {
            Entry::Vacant(free) => {
                free.insert(finding);
            }
            Entry::Occupied(mut known) if known.get().confidence < finding.confidence => {
                known.insert(finding);
            }
            Entry::Occupied(_) => {}
        }
    }

    /// What was kept, ordered by place, then rule.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        self.0.into_values().collect()
    }
}
