//! `protect pack check`: whether a pack keeps what it promises.
//!
//! Called by `shell`.

use super::output::Said;
use super::{builtin, worker};
use crate::grade::prove;
use crate::pack::Files;

/// Proves a pack. Exit code 0: sound; 1: not, with every fault on standard error.
#[must_use]
pub fn run(files: &Files) -> Said {
    let mut said = Said::default();
    let course = match builtin::course(files) {
        Ok(course) => course,
        Err(builtin::Unusable(faults)) => {
            for fault in faults {
                said.fail(fault, 1);
            }
            return said;
        }
    };
    let Some(faults) = worker::on_large_stack(|| prove(&course.pack, &course.rulebook)) else {
        said.fail("the judge stumbled over an answer of this pack. That is a fault in protect; please report it with the pack.", 2);
        return said;
    };
    for fault in &faults {
        said.fail(fault, 1);
    }
    let pack = &course.pack;
    if faults.is_empty() {
        let answers: usize = pack
            .exercises
            .iter()
            .map(|exercise| exercise.accept.len() + exercise.reject.len())
            .sum();
        said.line(&format!(
            "{} {}: proved. {} lessons, {} exercises, {answers} answers judged as labelled.",
            pack.about.id,
            pack.about.version,
            pack.lessons.len(),
            pack.exercises.len(),
        ));
    } else {
        said.line(&format!(
            "{} {}: {} faults.",
            pack.about.id,
            pack.about.version,
            faults.len()
        ));
    }
    said
}
