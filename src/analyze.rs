//! Run the rules over one source, in a fixed order.
//!
//! Knows no rule and no library. Called by `grade` and `shell`.

use crate::evaluate::{Function, Limit, Record};
use crate::finding::Finding;
use crate::python::Program;
use crate::rules::Rulebook;
use crate::text::Source;

/// What the rules say of one source.
#[derive(Debug, Clone)]
pub struct Report {
    /// The parsed program.
    pub program: Program,
    /// What it would do.
    pub record: Record,
    /// Findings ordered by place, then rule.
    pub findings: Vec<Finding>,
    /// Rules that could not be decided at a place, with the reason.
    pub undecided: Vec<(String, Limit)>,
    /// Why the answer is incomplete, if it is: syntax errors, fuel; one sentence each.
    pub notices: Vec<String>,
}

/// Analyzes one source. `functions` names the entry points an exercise judges; empty means all.
/// Pure; ends in bounded time for any text.
#[must_use]
pub fn analyze(source: &Source, rulebook: &Rulebook, functions: &[Function]) -> Report {
    let program = crate::python::parse(source);
    let record = crate::evaluate::survey(&program, rulebook.knowledge(), functions);
    let matched = rulebook.run(&record);
    let mut notices = Vec::new();
    if let Some(error) = program.errors().first() {
        let place = source.place(error.span.start);
        notices.push(format!(
            "Line {}: {}.",
            place.line,
            error.message.trim_end_matches('.')
        ));
    }
    if record.exhausted {
        notices.push(
            "This program takes more steps than the checker follows: the answer is incomplete."
                .into(),
        );
    }
    Report {
        program,
        record,
        findings: matched.findings,
        undecided: matched.undecided,
        notices,
    }
}
