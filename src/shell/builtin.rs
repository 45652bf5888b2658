//! The built-in course: embedded in a release build, read from disk in a debug build.
//!
//! Gives the files of a pack like any other; what they mean is for `pack` and `rules`. Called by
//! the commands.

use super::worker;
use crate::pack::{Fault, Files, Pack, suggest};
use crate::rules::{RuleFault, Rulebook};
use rust_embed::RustEmbed;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/lessons"]
#[prefix = "lessons/"]
#[allow_missing = true]
struct Lessons;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/exercises"]
#[prefix = "exercises/"]
#[allow_missing = true]
struct Exercises;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/reference"]
#[prefix = "reference/"]
#[allow_missing = true]
struct Reference;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/rules"]
#[prefix = "rules/"]
#[allow_missing = true]
struct Rules;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/misconceptions"]
#[prefix = "misconceptions/"]
#[allow_missing = true]
struct Misconceptions;

/// A loaded course with its rules, shared between the interface and the worker.
#[derive(Debug, Clone)]
pub struct Course {
    /// What is taught.
    pub pack: Arc<Pack>,
    /// What is dangerous.
    pub rulebook: Arc<Rulebook>,
}

/// Why a course could not be loaded: every fault, one a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", said(.0))]
pub struct Unusable(pub Vec<Fault>);

/// The files of the built-in course.
#[must_use]
pub fn files() -> Files {
    let mut files = Files::new();
    if let Some(head) = head() {
        files.insert("pack.toml".into(), head);
    }
    collect::<Lessons>(&mut files);
    collect::<Exercises>(&mut files);
    collect::<Reference>(&mut files);
    collect::<Rules>(&mut files);
    collect::<Misconceptions>(&mut files);
    files
}

/// The files of the built-in rules alone, for commands that teach nothing.
#[must_use]
pub fn rules_alone() -> Files {
    let mut files = Files::new();
    collect::<Rules>(&mut files);
    files
}

/// The head of the built-in pack.
#[cfg(debug_assertions)]
pub(super) fn head() -> Option<Vec<u8>> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/pack.toml")).ok()
}

/// The head of the built-in pack.
#[cfg(not(debug_assertions))]
pub(super) fn head() -> Option<Vec<u8>> {
    Some(include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/pack.toml")).to_vec())
}

fn collect<Folder: RustEmbed>(files: &mut Files) {
    for path in Folder::iter() {
        if let Some(file) = Folder::get(&path) {
            files.insert(path.replace('\\', "/"), file.data.into_owned());
        }
    }
}

/// The rule files of a pack: path and text.
#[must_use]
pub fn rule_files(files: &Files) -> Vec<(String, String)> {
    files
        .iter()
        .filter(|(path, _)| {
            let path = Path::new(path);
            path.starts_with("rules") && path.extension().is_some_and(|ext| ext == "toml")
        })
        .map(|(path, text)| {
            let text = match std::str::from_utf8(text) {
                Ok(text) => text.to_owned(),
                Err(_) => String::from_utf8_lossy(text).into_owned(),
            };
            (path.clone(), text)
        })
        .collect()
}

/// Loads rules alone, for commands that teach nothing; among them those that are `built_in`.
///
/// # Errors
/// All faults of the rules.
pub fn rulebook(rules: &[(String, String)], built_in: &Files) -> Result<Rulebook, Unusable> {
    load_rules(rules, built_in).map_err(|faults| Unusable(of_rules(faults)))
}

/// Loads rules among which are built-in ones: the tests have loaded those. A debug build reads them anew.
fn load_rules(rules: &[(String, String)], built_in: &Files) -> Result<Rulebook, Vec<RuleFault>> {
    let same = |(path, text): &&(String, String)| {
        let own = built_in.get(path);
        own.is_some_and(|own| own.as_slice() == text.as_bytes())
    };
    let sound: BTreeSet<&str> = rules.iter().filter(same).map(|(p, _)| p.as_str()).collect();
    let sound = |path: &str| !cfg!(debug_assertions) && sound.contains(path);
    Rulebook::load_again(rules, &sound, &|count, read| {
        worker::on_all_cores(count, read, |_| {});
    })
}

/// Loads the course of a pack. Rules and shared misconceptions are the built-in ones and the pack's own;
/// a file of the pack takes the place of a built-in one at the same path.
///
/// # Errors
/// All faults of the pack and of its rules.
pub fn course(files: &Files) -> Result<Course, Unusable> {
    load(files, files.clone(), crate::pack::load)
}

/// The same with nothing but one exercise and what judging it needs, where that stands in files of its own;
/// what is wrong elsewhere in the pack is not told.
///
/// # Errors
/// All faults of what was read, and of the rules.
pub fn course_of(files: &Files, exercise: &str) -> Result<Course, Unusable> {
    match crate::pack::files_of(files, exercise) {
        Some(few) => load(files, few, crate::pack::load_few),
        None => course(files),
    }
}

fn load(
    files: &Files,
    read: Files,
    by: fn(&Files) -> Result<Pack, Vec<Fault>>,
) -> Result<Course, Unusable> {
    let mut whole = Files::new();
    collect::<Misconceptions>(&mut whole);
    whole.extend(read);
    let mut rules: BTreeMap<String, String> = BTreeMap::new();
    let mut built_in = Files::new();
    collect::<Rules>(&mut built_in);
    rules.extend(rule_files(&built_in));
    rules.extend(rule_files(files));
    let mut rules: Vec<(String, String)> = rules.into_iter().collect();
    // Of two rules with one id the second is told: not the one that comes with the program.
    rules.sort_by_key(|(path, _)| !built_in.contains_key(path) || files.contains_key(path));
    // Neither needs the other, and together they are most of what a start takes.
    let pack = OnceLock::new();
    let book = OnceLock::new();
    let read_pack = || by(&whole);
    let read_rules = || load_rules(&rules, &built_in);
    worker::on_all_cores(
        2,
        |at| {
            if at == 0 {
                pack.get_or_init(read_pack);
            } else {
                book.get_or_init(read_rules);
            }
        },
        |_| {},
    );
    let pack = pack.into_inner().unwrap_or_else(read_pack);
    let rulebook = book.into_inner().unwrap_or_else(read_rules);
    match (rulebook, pack) {
        (Ok(rulebook), Ok(mut pack)) => {
            let faults = missing(&pack, &rulebook);
            if !faults.is_empty() {
                return Err(Unusable(faults));
            }
            let now = super::keeper::now();
            let tasks = pack.exercises.iter_mut().chain(&mut pack.steps);
            tasks.for_each(|exercise| exercise.open(now));
            Ok(Course {
                pack: Arc::new(pack),
                rulebook: Arc::new(rulebook),
            })
        }
        (rulebook, pack) => {
            // Nobody will prove this pack, so that what the proof would tell is told here.
            let told = crate::pack::told_of_rules(&whole);
            let mut faults = pack.err().unwrap_or_default();
            match rulebook {
                Ok(rulebook) => {
                    let told = told.iter().map(|(name, told)| (name, told));
                    faults.extend(super::translating::stale(&rulebook, told));
                }
                Err(wrong) => faults.extend(of_rules(wrong)),
            }
            Err(Unusable(faults))
        }
    }
}

/// The rules that a pack needs and nobody has.
fn missing(pack: &Pack, rulebook: &Rulebook) -> Vec<Fault> {
    let needs = &pack.about.needs;
    let known: Vec<&str> = rulebook
        .rules()
        .iter()
        .map(|rule| rule.id.as_str())
        .collect();
    let missing = needs
        .rules
        .iter()
        .filter(|id| !known.contains(&id.as_str()));
    let told = |id: &String| Fault {
        file: "pack.toml".into(),
        line: needs.line,
        column: 1,
        cause: format!(
            "the pack needs the rule `{id}`, which is not there{}",
            suggest(id, &known)
        ),
        next: "Get a newer version of the program, or correct the id; `protect rules` lists them."
            .into(),
    };
    missing.map(told).collect()
}

/// The most faults that are told at once.
pub const TOLD: usize = 200;

/// What is said of faults that are not told one by one.
#[must_use]
pub fn untold(faults: usize) -> Option<String> {
    let more = faults.checked_sub(TOLD).filter(|more| *more > 0)?;
    Some(format!(
        "and {more} faults more. Correct these first; many come from one cause"
    ))
}

fn said(faults: &[Fault]) -> String {
    let told = faults.iter().take(TOLD);
    let mut lines: Vec<String> = told.map(ToString::to_string).collect();
    lines.extend(untold(faults.len()));
    lines.join("\n")
}

fn of_rules(faults: Vec<RuleFault>) -> Vec<Fault> {
    let told = |fault: RuleFault| Fault {
        file: fault.file,
        line: fault.line,
        column: fault.column,
        cause: fault.cause,
        next: fault.next,
    };
    faults.into_iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_faults_the_first_are_told() {
        let fault = |line| Fault {
            file: "pack.toml".into(),
            line,
            column: 0,
            cause: "no".into(),
            next: "Yes.".into(),
        };
        let told = Unusable((1..=300).map(fault).collect()).to_string();
        assert_eq!(told.lines().count(), TOLD + 1);
        assert!(
            told.ends_with("and 100 faults more. Correct these first; many come from one cause")
        );
        assert_eq!(Unusable(vec![fault(1)]).to_string().lines().count(), 1);
    }
}
