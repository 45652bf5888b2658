//! Run the rules over one source, in a fixed order.
//!
//! Called by `grade` and `shell`.

use crate::evaluate::{Function, Record};
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
    /// Why the answer is incomplete, if it is: syntax errors, fuel; one sentence each.
    pub notices: Vec<String>,
}

/// Analyzes one source. `functions` names the entry points an exercise judges; empty means all.
/// Pure; ends in bounded time for any text.
#[must_use]
pub fn analyze(source: &Source, rulebook: &Rulebook, functions: &[Function]) -> Report {
    let program = crate::python::parse(source);
    let record = crate::evaluate::survey(&program, rulebook.knowledge(), functions);
    Report {
        program,
        record,
        findings: Vec::new(),
        notices: Vec::new(),
    }
}
