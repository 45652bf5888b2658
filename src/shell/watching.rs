//! Looking again whenever a pack changes on the disk.
//!
//! Compares names, sizes and times every few tenths of a second, which works on every file system and
//! needs nothing from the system. Called by `pack check --watch` and by the preview.

use super::arguments::PackCheck;
use super::course::Wake;
use super::{builtin, proving, reading};
use crate::ui::Msg;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::Sender;
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
        .filter_entry(|entry| entry.depth() != 1 || reading::is_part(entry.file_name()))
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
    let mut known = proving::Known::default();
    let mut last = None;
    loop {
        let now = stamp(root);
        if last.as_ref() != Some(&now) {
            let begun = Instant::now();
            let mut said = match reading::look_for(root, options.exercise.as_deref()) {
                Ok((files, odd)) => proving::again(&files, &odd, options, &mut known),
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

/// The course of a pack, as soon as it can be loaded: tells what is wrong with it, and looks again after each change.
///
/// # Errors
/// When standard output is gone.
pub fn loaded(root: &Path) -> anyhow::Result<builtin::Course> {
    let mut last = None;
    loop {
        let now = stamp(root);
        if last.as_ref() != Some(&now) {
            let course = reading::read_folder(root)
                .and_then(|files| builtin::course(&files).map_err(anyhow::Error::from));
            let error = match course {
                Ok(course) => return Ok(course),
                Err(error) => error,
            };
            let mut said = super::output::Said::default();
            said.fail(error, 2);
            said.note("the preview begins once this is mended; waiting for a change (Ctrl+C ends)");
            said.say()?;
            last = Some(now);
        }
        std::thread::sleep(PAUSE);
    }
}

/// Watches a pack beside the course and says when it has changed: to be opened again, or what is
/// wrong with it. Ends when nobody listens any more.
///
/// # Errors
/// When the system gives no thread.
pub fn tell(root: PathBuf, wakes: Sender<Wake>) -> std::io::Result<()> {
    let watch = move || {
        let mut last = stamp(&root);
        loop {
            std::thread::sleep(PAUSE);
            let now = stamp(&root);
            if now == last {
                continue;
            }
            last = now;
            let loaded = reading::read_folder(&root)
                .and_then(|files| builtin::course(&files).map_err(anyhow::Error::from));
            let wake = match loaded {
                Ok(_) => Wake::Reload,
                Err(error) => {
                    let text = error.to_string();
                    let mut lines = text.lines();
                    let first = lines.next().unwrap_or_default().to_owned();
                    let first = match lines.count() {
                        0 => first,
                        more => {
                            format!("{first} And {more} more: `protect pack check` tells them.")
                        }
                    };
                    Wake::Answer(Msg::Notice(first))
                }
            };
            let over = matches!(wake, Wake::Reload);
            if wakes.send(wake).is_err() || over {
                return;
            }
        }
    };
    std::thread::Builder::new()
        .name("watch".into())
        .spawn(watch)?;
    Ok(())
}
