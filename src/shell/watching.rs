//! Looking again whenever a pack changes on the disk.
//!
//! Compares names, sizes and times every few tenths of a second, which works on every file system and
//! needs nothing from the system. Called by `pack check --watch` and by the preview.

use super::arguments::PackCheck;
use super::{builtin, proving};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime};

/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_millis(200);

/// The files of a pack as they lie on the disk: name, size and time of each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamp(Vec<(String, u64, Option<SystemTime>)>);

/// How the pack lies on the disk now; parts that cannot be read are as if they were not there.
#[must_use]
pub fn stamp(root: &Path) -> Stamp {
    let mut found = Vec::new();
    let mut walk = ignore::WalkBuilder::new(root);
    walk.standard_filters(false)
        .hidden(true)
        .max_depth(Some(10))
        .filter_entry(|entry| entry.depth() != 1 || builtin::is_part(entry.file_name()))
        .sort_by_file_name(std::cmp::Ord::cmp);
    for entry in walk.build().flatten() {
        let Ok(about) = entry.metadata() else {
            continue;
        };
        if about.is_file() {
            let name = entry.path().to_string_lossy().into_owned();
            found.push((name, about.len(), about.modified().ok()));
        }
    }
    Stamp(found)
}

/// Proves the pack now and after each change, until the program is ended.
///
/// # Errors
/// When standard output is gone.
pub fn run(root: &Path, options: &PackCheck) -> anyhow::Result<ExitCode> {
    let mut known = proving::Known::new();
    let mut last = None;
    loop {
        let now = stamp(root);
        if last.as_ref() != Some(&now) {
            let begun = Instant::now();
            let mut said = match builtin::read_folder(root) {
                Ok(files) => proving::again(&files, options, &mut known),
                Err(error) => {
                    let mut said = super::output::Said::default();
                    said.fail(error, 2);
                    said
                }
            };
            said.note(&format!(
                "looked in {} ms; waiting for a change (Ctrl+C ends)",
                begun.elapsed().as_millis()
            ));
            said.say()?;
            last = Some(now);
        }
        std::thread::sleep(PAUSE);
    }
}
