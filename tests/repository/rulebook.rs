//! The rules of the built-in course, read from the disk.
//!
//! Called by the tests that judge without a pack.

#[path = "folder.rs"]
pub mod folder;

use protected_python::rules::Rulebook;
use std::path::Path;

pub fn rulebook() -> Rulebook {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let files: Vec<(String, String)> = folder::read(&root)
        .into_iter()
        .map(|(name, bytes)| (format!("rules/{name}"), String::from_utf8(bytes).unwrap()))
        .collect();
    Rulebook::load(&files).unwrap_or_else(|faults| panic!("{faults:#?}"))
}
