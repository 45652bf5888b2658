//! Loading a pack from named texts, with every fault told in one run.
//!
//! Knows the layout of folders. What a file says is read by the modules below: `table` walks TOML
//! and remembers where each value stands, `markdown` turns prose into blocks, `head`, `lesson`,
//! `exercise`, `goal` and `shared` are the schema, `links` follows ids across files. Touches no disk: files
//! come in as bytes. Called by `shell` and by tests.

mod answers;
mod exercise;
mod file;
mod fits;
mod goal;
mod head;
mod lesson;
mod links;
mod markdown;
pub(super) mod names;
mod reference;
mod shared;
mod spots;
mod table;
mod task;
mod translation;
mod world;
mod written;

pub use head::is_newer;
pub use markdown::blocks;
pub use names::suggest;
pub use translation::told_of_rules;

use super::Pack;
use links::Links;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// The files of a pack: path inside the pack with `/`, and content.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The major number of the pack format this program reads.
const MAJOR: u32 = 1;
/// The newest minor number of the pack format this program knows.
const MINOR: u32 = 0;

/// One thing that is wrong with a pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{} {cause}. {next}", column_of(*.column))]
pub struct Fault {
    /// Path inside the pack.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1; 0 where the line says enough.
    pub column: u32,
    /// What is wrong, without a final full stop.
    pub cause: String,
    /// What to do about it, as a sentence.
    pub next: String,
}

fn column_of(column: u32) -> String {
    match column {
        0 => String::new(),
        column => format!("{column}:"),
    }
}

/// Where faults and notices are gathered while the files are read.
#[derive(Debug, Default)]
struct Faults {
    list: RefCell<Vec<Fault>>,
    /// Parts of files that could not be read, with what is told of each: what else would be said of them, or
    /// because something in them is missing, follows from that.
    broken: RefCell<Vec<(Fault, RangeInclusive<u32>)>>,
    notices: RefCell<Vec<String>>,
    /// What is not wrong and could be better.
    advice: RefCell<Vec<Fault>>,
    /// The pack was written for a newer minor format: unknown keys are noted, not faults.
    lenient: Cell<bool>,
}

impl Faults {
    fn tell(&self, file: &str, line: u32, cause: impl Into<String>, next: impl Into<String>) {
        self.list.borrow_mut().push(Fault {
            file: crate::text::label(file),
            line,
            column: 0,
            cause: crate::text::printable(&cause.into()),
            next: crate::text::printable(&next.into()),
        });
    }

    /// Takes back what was told, because its cause is told.
    fn untell(&self, file: &str, line: u32, cause: &str) {
        let mut list = self.list.borrow_mut();
        list.retain(|fault| fault.file != file || fault.line != line || fault.cause != cause);
    }

    /// Tells that lines of a file cannot be read. Nothing else is told of them; of several such faults of one
    /// part, the first.
    fn tell_broken(
        &self,
        lines: RangeInclusive<u32>,
        file: &str,
        line: u32,
        cause: impl Into<String>,
        next: &str,
    ) {
        let mut broken = self.broken.borrow_mut();
        if !broken
            .iter()
            .any(|(fault, other)| fault.file == file && other.contains(&line))
        {
            let fault = Fault {
                file: crate::text::label(file),
                line,
                column: 0,
                cause: crate::text::printable(&cause.into()),
                next: next.into(),
            };
            broken.push((fault, lines));
        }
    }

    /// Whether something in a file whose path is like this could not be read.
    fn is_broken(&self, path: impl Fn(&str) -> bool) -> bool {
        self.broken
            .borrow()
            .iter()
            .any(|(fault, _)| path(&fault.file))
    }

    /// Tells what is not wrong and could be better.
    fn advise(&self, file: &str, line: u32, cause: &str, next: &str) {
        self.advice.borrow_mut().push(Fault {
            file: crate::text::label(file),
            line,
            column: 0,
            cause: crate::text::printable(cause),
            next: next.to_owned(),
        });
    }

    fn note(&self, notice: &str) {
        self.notices
            .borrow_mut()
            .push(crate::text::printable(notice));
    }

    fn into_sorted(self) -> (Vec<Fault>, Vec<String>) {
        let mut faults = self.list.into_inner();
        let broken = self.broken.into_inner();
        let readable = |fault: &Fault| {
            let mut parts = broken.iter();
            parts.all(|(other, lines)| other.file != fault.file || !lines.contains(&fault.line))
        };
        faults.retain(readable);
        faults.extend(broken.iter().map(|(fault, _)| fault.clone()));
        faults.sort_by(|a, b| (&a.file, a.line, &a.cause).cmp(&(&b.file, b.line, &b.cause)));
        faults.dedup();
        (faults, self.notices.into_inner())
    }
}

/// Reads a pack.
///
/// Files at the top level other than `pack.toml` (a README, a licence) are not the pack's and are
/// left alone; inside `lessons/`, `exercises/` and `rules/` every file must have its place.
///
/// # Errors
/// All faults of form, ordered by file and line. Never empty.
pub fn load(files: &Files) -> Result<Pack, Vec<Fault>> {
    read(files, true)
}

/// The folder, with a stroke at its end, of the one exercise of this id. Nothing where no folder holds it, or several do: it
/// may stand in a lesson, or nowhere.
#[must_use]
pub fn folder_of<'f>(files: &'f Files, id: &str) -> Option<&'f str> {
    let line = format!("id = \"{id}\"");
    let is_it = |(path, bytes): &(&String, &Vec<u8>)| {
        path.starts_with("exercises/")
            && path.ends_with("/exercise.toml")
            && std::str::from_utf8(bytes)
                .is_ok_and(|text| text.lines().any(|own| own.trim_end() == line))
    };
    let mut found = files.iter().filter(is_it);
    let folder = found.next()?.0.strip_suffix("exercise.toml")?;
    found.next().is_none().then_some(folder)
}

/// Of a pack's files those that judging one exercise needs: its folder, the head, and what exercises share.
/// Nothing where its folder is not known.
#[must_use]
pub fn files_of(files: &Files, id: &str) -> Option<Files> {
    let folder = folder_of(files, id)?;
    let needed = |path: &str| {
        path == names::HEAD
            || path.starts_with(folder)
            || path.starts_with("misconceptions/")
            || path.starts_with("text.")
    };
    let few = files.iter().filter(|(path, _)| needed(path));
    Some(
        few.map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect(),
    )
}

/// Reads the pack of such files. What leads from one file to another is not looked at.
///
/// # Errors
/// All faults of form in these files.
pub fn load_few(files: &Files) -> Result<Pack, Vec<Fault>> {
    read(files, false)
}

/// Reads a pack of which these files are the `whole`, or a part.
fn read(files: &Files, whole: bool) -> Result<Pack, Vec<Fault>> {
    let faults = Faults::default();
    names::check(files, &faults);
    let mut texts = names::texts(files, &faults);

    let mut links = Links::default();
    let head = if let Some(text) = texts.get(names::HEAD) {
        head::read(text, &faults, &mut links)
    } else {
        faults.tell(
            names::HEAD,
            1,
            "the pack has no `pack.toml`",
            "Add one at the top of the pack; it says what the pack is and lists its modules.",
        );
        None
    };
    let Some((about, modules)) = head else {
        return Err(faults.into_sorted().0);
    };
    if !whole {
        // Of the texts in other languages, most are of what is not here.
        let own = format!("text.{}.toml", about.language);
        texts.retain(|path, _| !path.starts_with("text.") || *path == own);
    }

    let mut ids: Vec<&str> = modules.iter().map(|module| module.id.as_str()).collect();
    if faults.is_broken(|path| path == names::HEAD) {
        // Which modules there are, the folders say as well.
        let parts = texts.keys().map(|path| path.split('/').collect::<Vec<_>>());
        let folders: BTreeSet<&str> = parts
            .filter_map(|parts| match parts.as_slice() {
                ["lessons" | "exercises", module, _, ..] => Some(*module),
                _ => None,
            })
            .collect();
        ids = folders.into_iter().collect();
    }
    let shared = shared::read(&texts, &faults);
    let mut lessons = Vec::new();
    let mut steps = Vec::new();
    for module in &ids {
        for (path, text) in names::below(&texts, &format!("lessons/{module}/")) {
            let inner = path.split('/').count() > 3;
            if inner || translation::locale(names::file(path), ".md").is_some() {
                continue;
            }
            let read = lesson::read(module, path, text, &shared, &faults, &mut links);
            lessons.push(read.lesson);
            steps.extend(read.steps);
        }
    }
    let mut exercises = Vec::new();
    for module in &ids {
        for folder in names::folders(&texts, &format!("exercises/{module}/")) {
            exercises.extend(exercise::read(
                module, &folder, &texts, &shared, &faults, &mut links,
            ));
        }
    }
    one_placement(&exercises, &faults);
    let topics: Vec<_> = names::below(&texts, "reference/")
        .filter(|(path, _)| translation::locale(names::file(path), ".md").is_none())
        .filter_map(|(path, text)| Some(reference::read(path, text, &faults)?.0))
        .collect();
    for (at, topic) in topics.iter().enumerate() {
        if let Some(other) = topics.iter().take(at).find(|other| other.id == topic.id) {
            faults.tell(
                &topic.file,
                2,
                format!("`{}` has the id `{}` too", other.file, topic.id),
                "Give one of them another id.",
            );
        }
    }
    names::check_places(&texts, &ids, &faults);
    if whole {
        links.check(&faults);
    }
    let rules = names::below(&texts, "rules/")
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect();

    let mut pack = Pack {
        about,
        modules,
        lessons,
        exercises,
        steps,
        reference: topics,
        shared,
        rules,
        translations: BTreeMap::new(),
        messages: super::Messages::default(),
        stale: Vec::new(),
        advice: Vec::new(),
        notices: Vec::new(),
    };
    translation::read(&texts, &mut pack, &faults);
    pack.advice = faults.advice.take();
    let (mut list, notices) = faults.into_sorted();
    if list.is_empty() {
        pack.notices = notices;
        return Ok(pack);
    }
    // Nobody will prove this pack, so that what the proof would tell of its translations is told here.
    list.append(&mut pack.stale);
    list.sort_by(|a, b| (&a.file, a.line, &a.cause).cmp(&(&b.file, b.line, &b.cause)));
    Err(list)
}

/// Tells a second exercise that stands for the same module.
fn one_placement(exercises: &[super::Exercise], faults: &Faults) {
    let standing: Vec<_> = exercises
        .iter()
        .filter(|e| e.placement && e.retired.is_none())
        .collect();
    for (at, exercise) in standing.iter().enumerate() {
        let mut before = standing.iter().take(at);
        if let Some(other) = before.find(|other| other.module == exercise.module) {
            faults.tell(
                &format!("{}exercise.toml", exercise.folder),
                1,
                format!(
                    "`{}` stands for the module `{}` too",
                    other.id, exercise.module
                ),
                "Keep `placement = true` for one of them.",
            );
        }
    }
}
