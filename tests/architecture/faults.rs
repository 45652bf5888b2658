//! The house rules over what a file names: each broken rule is one sentence with file and line.
//!
//! Reads no file itself. Called by `tests/architecture.rs`.

use crate::survey::{Mention, Survey};
use crate::table::Table;
use std::collections::BTreeSet;

/// A file longer than this fails.
pub const LONGEST: usize = 600;
/// A file longer than this is named, as a question.
pub const LONG: usize = 300;

/// What touches the world. A mention falls under an entry when it starts with it.
const WORLD: [&[&str]; 27] = [
    &["std", "fs"],
    &["std", "env"],
    &["std", "net"],
    &["std", "os"],
    &["std", "path"],
    &["std", "process"],
    &["std", "thread"],
    &["std", "time", "Instant"],
    &["std", "time", "SystemTime"],
    &["std", "time", "UNIX_EPOCH"],
    &["std", "io", "stdin"],
    &["std", "io", "stdout"],
    &["std", "io", "stderr"],
    &["std", "io", "Stdin"],
    &["std", "io", "Stdout"],
    &["std", "io", "Stderr"],
    &["std", "io", "IsTerminal"],
    &["rusqlite", "Connection", "open"],
    &["rusqlite", "Connection", "open_with_flags"],
    &["ratatui", "init"],
    &["ratatui", "run"],
    &["ratatui", "restore"],
    &["ratatui", "DefaultTerminal"],
    &["ratatui", "crossterm", "terminal"],
    &["ratatui", "crossterm", "execute"],
    &["ratatui", "crossterm", "event", "read"],
    &["ratatui", "crossterm", "event", "poll"],
];

/// Macros that write to the standard streams, and those that leave work for later.
const STREAM_MACROS: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];
const UNFINISHED_MACROS: [&str; 2] = ["todo", "unimplemented"];

/// Words that say where things were put and not what they are.
const EMPTY_NAMES: [&str; 8] = [
    "util", "utils", "helper", "helpers", "common", "manager", "managers", "misc",
];

/// The crates a file could name: every dependency, as it is written in Rust.
pub type Crates = BTreeSet<String>;

/// Everything that is wrong with the imports of one source file below `src/`.
/// `all_test` says that the whole file is compiled for tests only.
pub fn imports(table: &Table, crates: &Crates, survey: &Survey, all_test: bool) -> Vec<String> {
    let mut faults = Vec::new();
    let room = survey.room();
    let at = |line: usize| format!("{}:{line}", survey.file);
    for mention in &survey.mentions {
        let in_test = all_test || mention.in_test;
        let Some(first) = mention.path.first().map(String::as_str) else {
            continue;
        };
        if first == "crate" {
            if let Some(fault) = arrow(table, &room, mention) {
                faults.push(format!("{}: {fault}", at(mention.line)));
            }
        } else if !in_test && mention.path.len() > 1 && crates.contains(first) {
            let allowed = table
                .room(&room)
                .is_some_and(|row| row.crates.contains(first));
            if !allowed {
                faults.push(format!(
                    "{}: `{room}` may not name the crate `{first}`",
                    at(mention.line)
                ));
            }
        }
        if !in_test && room != "shell" && touches_world(&room, &mention.path) {
            faults.push(format!(
                "{}: `{}` touches the world, which belongs to `shell`",
                at(mention.line),
                mention.path.join("::")
            ));
        }
    }
    if room != "shell" && !all_test {
        for call in survey.macros.iter().filter(|call| !call.in_test) {
            if STREAM_MACROS.contains(&call.name.as_str()) {
                faults.push(format!(
                    "{}: `{}!` writes to the world, which belongs to `shell`",
                    at(call.line),
                    call.name
                ));
            }
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

/// Why this mention of a path in the crate breaks the table, if it does.
fn arrow(table: &Table, room: &str, mention: &Mention) -> Option<String> {
    let Some(target) = mention.path.get(1) else {
        return (room != "lib" && room != "main")
            .then(|| "names the whole crate; name a room".to_owned());
    };
    if target == "*" {
        return Some("takes everything the crate has; name a room".to_owned());
    }
    if target == room {
        return None;
    }
    if room == "lib" {
        // Links in the documentation are text; a path in code would be a second front door.
        return Some(format!(
            "the library's root only declares rooms, yet names `{target}`"
        ));
    }
    if room == "main" {
        return (target != "shell").then(|| format!("the program enters `{target}`, not `shell`"));
    }
    if table.room(target).is_none() {
        return Some(format!("`{target}` is no room"));
    }
    let allowed = table
        .room(room)
        .is_some_and(|row| row.may_enter.contains(target));
    if !allowed {
        return Some(format!("`{room}` may not enter `{target}`"));
    }
    mention
        .reexport
        .then(|| format!("`{room}` re-exports what belongs to `{target}`"))
}

fn touches_world(room: &str, path: &[String]) -> bool {
    // The program's `main` returns an exit code; it does nothing else with the process.
    if room == "main" && path.join("::") == "std::process::ExitCode" {
        return false;
    }
    if path.len() == 1 {
        // `use std;` or `use std as other;` would hide what follows.
        return path.first().is_some_and(|only| only == "std");
    }
    WORLD.iter().any(|entry| {
        let glob = path.last().is_some_and(|last| last == "*")
            && path.len() <= entry.len()
            && path
                .iter()
                .zip(entry.iter())
                .take(path.len() - 1)
                .all(|(a, b)| a == b);
        glob || (path.len() >= entry.len() && path.iter().zip(entry.iter()).all(|(a, b)| a == b))
    })
}

/// Everything that is wrong with the form of one Rust file anywhere in the repository.
pub fn form(survey: &Survey) -> Vec<String> {
    let mut faults = Vec::new();
    let file = &survey.file;
    if !survey.text.starts_with("//!") {
        faults.push(format!(
            "{file}:1: opens without `//!` saying what it knows, what it leaves to others, who calls it"
        ));
    }
    if file.starts_with("src/") && survey.lines > LONGEST {
        faults.push(format!(
            "{file}:1: has {} lines that are not tests; {LONGEST} is the end, {LONG} is time to think",
            survey.lines
        ));
    }
    if file.ends_with("/mod.rs") {
        faults.push(format!(
            "{file}:1: is called mod.rs; name it after its module"
        ));
    }
    let stem = file
        .rsplit('/')
        .next()
        .unwrap_or(file)
        .trim_end_matches(".rs");
    let modules = survey
        .modules
        .iter()
        .map(|module| (module.line, module.name.as_str()));
    for (line, name) in std::iter::once((1, stem)).chain(modules) {
        if name.split('_').any(|word| EMPTY_NAMES.contains(&word)) {
            faults.push(format!(
                "{file}:{line}: `{name}` says nothing of what is inside"
            ));
        }
    }
    for item in &survey.types {
        let last = words(&item.name).pop().unwrap_or_default();
        if EMPTY_NAMES.contains(&last.as_str()) {
            faults.push(format!(
                "{file}:{}: `{}` says nothing of what it is",
                item.line, item.name
            ));
        }
    }
    for call in &survey.macros {
        if UNFINISHED_MACROS.contains(&call.name.as_str()) {
            faults.push(format!(
                "{file}:{}: `{}!` is unfinished work",
                call.line, call.name
            ));
        }
    }
    for attribute in &survey.attributes {
        if attribute.name == "ignore" {
            faults.push(format!(
                "{file}:{}: an ignored test proves nothing",
                attribute.line
            ));
        }
        if attribute.name == "path" && file.starts_with("src/") {
            faults.push(format!(
                "{file}:{}: a module with a path of its own hides which room it is in",
                attribute.line
            ));
        }
    }
    for (index, line) in survey.text.lines().enumerate() {
        for word in unfinished_words() {
            if line
                .split(|c: char| !c.is_ascii_alphanumeric())
                .any(|found| found == word)
            {
                faults.push(format!("{file}:{}: {word} is unfinished work", index + 1));
            }
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

/// Put together here so that this file does not hold the words themselves.
fn unfinished_words() -> [String; 3] {
    [["TO", "DO"], ["FIX", "ME"], ["XX", "X"]].map(|halves| halves.concat())
}

/// The words of a CamelCase name, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if !c.is_uppercase() => word.push(c),
            _ => words.push(c.to_lowercase().collect()),
        }
    }
    words
}

/// What `src/lib.rs` declares against the rows of the table.
pub fn rooms(table: &Table, lib: &Survey, files: &[String]) -> Vec<String> {
    let declared: BTreeSet<&str> = lib
        .modules
        .iter()
        .map(|module| module.name.as_str())
        .collect();
    let rows: BTreeSet<&str> = table.0.iter().map(|room| room.name.as_str()).collect();
    let mut faults: Vec<String> = declared
        .difference(&rows)
        .map(|name| format!("src/lib.rs declares `{name}`, which has no row in the table"))
        .collect();
    faults
        .extend(rows.difference(&declared).map(|name| {
            format!("the table has a row `{name}`, which src/lib.rs does not declare")
        }));
    for file in files {
        let top = file.trim_start_matches("src/");
        let name = top.split('/').next().unwrap_or(top).trim_end_matches(".rs");
        if !rows.contains(name) && !["lib", "main"].contains(&name) {
            faults.push(format!("{file} belongs to no room"));
        }
    }
    faults
}

/// Crates that a row allows and its room never names, and dependencies that no row allows: a
/// permission that nobody uses is a door left open.
pub fn idle(table: &Table, dependencies: &Crates, surveys: &[Survey]) -> Vec<String> {
    let mut faults = Vec::new();
    for room in &table.0 {
        let named: BTreeSet<&str> = surveys
            .iter()
            .filter(|survey| survey.room() == room.name)
            .flat_map(|survey| &survey.mentions)
            .filter_map(|mention| mention.path.first())
            .map(String::as_str)
            .collect();
        for allowed in &room.crates {
            if !dependencies.contains(allowed) {
                faults.push(format!(
                    "`{}` may name `{allowed}`, which is no dependency",
                    room.name
                ));
            } else if !named.contains(allowed.as_str()) {
                faults.push(format!(
                    "`{}` may name `{allowed}` and never does",
                    room.name
                ));
            }
        }
    }
    for dependency in dependencies {
        if !table.0.iter().any(|room| room.crates.contains(dependency)) {
            faults.push(format!("no room may name the dependency `{dependency}`"));
        }
    }
    faults
}
