//! `protect pack check`: whether a pack is sound.
//!
//! Called by `shell`.

use super::builtin;
use super::output::Said;
use crate::pack::Files;

/// Checks a pack. Exit code 0: sound; 1: not, with every fault on standard error.
#[must_use]
pub fn run(files: &Files) -> Said {
    let mut said = Said::default();
    match builtin::course(files) {
        Ok(course) => said.line(&format!(
            "{}: the files are well formed and the rules load.",
            course.pack.about.id
        )),
        Err(builtin::Unusable(faults)) => {
            for fault in faults {
                said.fail(fault, 1);
            }
        }
    }
    said
}
