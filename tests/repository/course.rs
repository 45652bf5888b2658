//! The built-in course as it lies on the disk, for the tests that load it.
//!
//! Knows which folders make a pack, and nothing of what they hold. Called by the tests of the course.

#[path = "folder.rs"]
pub mod folder;

use protected_python::pack::Files;
use std::path::Path;

/// The files of the pack at the top of the repository.
pub fn files() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Files::new();
    files.insert(
        "pack.toml".into(),
        std::fs::read(root.join("pack.toml")).unwrap(),
    );
    for top in [
        "lessons",
        "exercises",
        "misconceptions",
        "reference",
        "rules",
    ] {
        let below = folder::read(&root.join(top));
        files.extend(
            below
                .into_iter()
                .map(|(name, bytes)| (format!("{top}/{name}"), bytes)),
        );
    }
    files
}
