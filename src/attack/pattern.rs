//! Python's regular expressions by backtracking, with every step counted.
//!
//! The engine of the standard library counts nothing and stops at nothing; this one goes the same
//! ways in the same order and ends at a limit. Patterns it has no model of are refused, never
//! guessed. Called by `replay` and by the test that compares it with `CPython`.

mod growth;
mod parse;
mod run;

pub use growth::{Growth, Measured, measure, worst};
pub use run::{Counted, Way};

use parse::Node;

/// The longest pattern that is read, in bytes.
const LONGEST: usize = 2_000;

/// A pattern, ready to be run.
#[derive(Debug, Clone)]
pub struct Pattern {
    tree: Node,
    program: run::Program,
}

impl Pattern {
    /// Reads a pattern as `re.compile` does; `None` for one that Python refuses or that is not
    /// modelled here (conditions on groups, verbose patterns, named characters).
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let (tree, flags, groups) = parse::parse(text)?;
        let program = run::compile(&tree, flags, groups)?;
        Some(Self { tree, program })
    }

    /// Runs the pattern on a text; ends after `limit` steps at the latest.
    #[must_use]
    pub fn run(&self, text: &str, way: Way, limit: u64) -> Counted {
        let text: Vec<char> = text.chars().collect();
        run::run(&self.program, &text, way, limit)
    }
}
