//! What a program would do: abstract evaluation into a record of effects, and probes with given inputs.
//!
//! Nothing is executed: the evaluator walks the tree with values that may be known, partly known
//! or unknown. Knows nothing of what is dangerous. Called by `rules`, `analyze`, `grade`, `attack`.

mod data;
mod knowledge;
mod record;
mod world;

pub use data::Data;
pub use knowledge::{Function, Knowledge, Param};
pub use record::{
    Argument, Effect, EffectKind, Limit, Origin, OriginKind, Piece, Reach, Record, View,
};
pub use world::{Ending, NoWorld, Outcome, Query, QueryMethod, Raised, Reply, World};

use crate::python::Program;

/// Evaluates the module body, then every judged function (or, when `functions` is empty, every
/// function) with unknown arguments.
#[must_use]
pub fn survey(program: &Program, knowledge: &Knowledge, functions: &[Function]) -> Record {
    let _ = (program, knowledge, functions);
    Record::default()
}

/// Evaluates the module body and then one call with given inputs. `call` is a Python expression
/// in which `db` stands for connection number 0 of `world`.
#[must_use]
pub fn probe(
    program: &Program,
    knowledge: &Knowledge,
    functions: &[Function],
    call: &str,
    world: &mut dyn World,
) -> Outcome {
    let _ = (program, knowledge, functions, call, world);
    Outcome::default()
}
