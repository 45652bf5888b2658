//! The house rules of `ARCHITECTURE.md`, checked by parsing every source file.
//!
//! Reads the room table from the page and the sources from the disk; `survey` says what a file
//! names and `faults` what is wrong with it. The last part breaks every rule once, so that a
//! checker that has gone blind fails too.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test reads the repository and may stop at once"
)]

#[path = "architecture/faults.rs"]
mod faults;
#[path = "architecture/survey.rs"]
mod survey;
#[path = "architecture/table.rs"]
mod table;

use std::collections::BTreeSet;
use std::path::Path;
use survey::{Survey, survey};
use table::Table;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> Table {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    table::read(&text).unwrap()
}

/// Every `.rs` file below a folder, as paths inside the repository, in order. Packages of their
/// own (a folder with a `Cargo.toml`) bring their own build output and are read without it.
fn rust_files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = std::fs::read_dir(root().join(&folder)) else {
            continue;
        };
        for entry in entries {
            let entry = entry.unwrap();
            let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                if !path.ends_with("/target") {
                    waiting.push(path);
                }
            } else if Path::new(&path).extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn surveys(folder: &str) -> Vec<Survey> {
    rust_files(folder)
        .iter()
        .map(|file| {
            let text = std::fs::read_to_string(root().join(file)).unwrap();
            survey(file, &text).unwrap()
        })
        .collect()
}

fn manifest() -> toml::Table {
    std::fs::read_to_string(root().join("Cargo.toml"))
        .unwrap()
        .parse()
        .unwrap()
}

/// The names of one kind of dependencies, as they are written in Rust; those of single systems too.
fn dependencies(kind: &str) -> BTreeSet<String> {
    let manifest = manifest();
    let systems = manifest.get("target").and_then(toml::Value::as_table);
    systems
        .into_iter()
        .flat_map(toml::Table::values)
        .filter_map(toml::Value::as_table)
        .chain([&manifest])
        .filter_map(|table| table.get(kind).and_then(toml::Value::as_table))
        .flat_map(toml::Table::keys)
        .map(|name| name.replace('-', "_"))
        .collect()
}

fn outside_crates() -> BTreeSet<String> {
    &dependencies("dependencies") | &dependencies("dev-dependencies")
}

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_table_has_one_direction() {
    none(&page().faults());
}

#[test]
fn the_rooms_are_those_of_the_table() {
    let files = rust_files("src");
    let sources = surveys("src");
    let lib = sources
        .iter()
        .find(|source| source.file == "src/lib.rs")
        .unwrap();
    none(&faults::rooms(&page(), lib, &files));
}

#[test]
fn every_import_is_allowed_by_the_table() {
    let table = page();
    let crates = outside_crates();
    let sources = surveys("src");
    let test_modules: BTreeSet<&Vec<String>> = sources
        .iter()
        .flat_map(|source| &source.test_modules)
        .collect();
    let found: Vec<String> = sources
        .iter()
        .flat_map(|source| {
            let module = source.module();
            let all_test = test_modules.iter().any(|test| module.starts_with(test));
            faults::imports(&table, &crates, source, all_test)
        })
        .collect();
    none(&found);
}

#[test]
fn the_table_allows_no_crate_that_is_not_used() {
    none(&faults::idle(
        &page(),
        &dependencies("dependencies"),
        &surveys("src"),
    ));
}

#[test]
fn every_file_has_its_form() {
    let found: Vec<String> = ["src", "tests", "benches", "examples"]
        .iter()
        .flat_map(|folder| surveys(folder))
        .flat_map(|source| {
            if source.file.starts_with("src/") && source.lines > faults::LONG {
                eprintln!(
                    "{}: {} lines; is this one thing?",
                    source.file, source.lines
                );
            }
            faults::form(&source)
        })
        .collect();
    none(&found);
}

/// The checker on samples: each breaks one rule and must be caught with this message.
mod samples {
    use super::{faults, outside_crates, page, survey, table};

    fn imports(file: &str, text: &str) -> Vec<String> {
        let found = survey::survey(file, &format!("//! A sample.\n{text}")).unwrap();
        faults::imports(&page(), &outside_crates(), &found, false)
    }

    fn form(file: &str, text: &str) -> Vec<String> {
        faults::form(&survey::survey(file, text).unwrap())
    }

    #[track_caller]
    fn says(faults: &[String], expected: &str) {
        assert!(
            faults.iter().any(|fault| fault.contains(expected)),
            "expected {expected:?} among {faults:?}"
        );
    }

    #[test]
    fn an_arrow_down_is_caught_however_it_is_written() {
        let expected = "`evaluate` may not enter `rules`";
        for text in [
            "use crate::rules::Rule;",
            "use crate::{rules::Rule, text::Span};",
            "use crate::rules as r;",
            "use super::super::rules::Rule;",
            "fn f() -> crate::rules::Rule { loop {} }",
            "fn f() { let _ = crate::rules::load(); }",
            "fn f() { assert!(crate::rules::empty()); }",
            "mod inner { use super::super::super::rules::Rule; }",
            "mod inner { fn f() { super::super::super::rules::load(); } }",
            "fn f<T: crate::rules::Match>() {}",
            "fn f() { match 1 { crate::rules::ONE => {} _ => {} } }",
            "macro_rules! m { () => { $crate::rules::load() } }",
            "#[cfg(test)] mod tests { use crate::rules::Rule; }",
            "#[derive(crate::rules::Derived)] struct S;",
        ] {
            says(&imports("src/evaluate/calls.rs", text), expected);
        }
    }

    #[test]
    fn an_arrow_up_is_free() {
        for text in [
            "use crate::text::Span;",
            "use super::record::Record;",
            "use crate::evaluate::record::Record;",
            "use rustc_hash::FxHashMap;",
            "mod toml { pub fn parse() {} } fn f() { toml::parse(); }",
            "#[cfg(test)] mod tests { use super::*; use proptest::prelude::*; }",
            "fn f(toml: u8) -> u8 { toml }",
            "/// See `crate::rules`.\nfn f() {}",
        ] {
            assert_eq!(
                imports("src/evaluate/calls.rs", text),
                Vec::<String>::new(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_foreign_crate_is_caught() {
        let expected = "`evaluate` may not name the crate `toml`";
        for text in [
            "use toml::Value;",
            "fn f() { toml::from_str(\"\"); }",
            "use ::toml::Value;",
            "fn f() { vec![toml::Value::from(1)]; }",
            "#[derive(toml::Derived)] struct S;",
        ] {
            says(&imports("src/evaluate/calls.rs", text), expected);
        }
        says(
            &imports("src/lib.rs", "fn f() { toml::from_str(\"\"); }"),
            "`lib` may not name",
        );
    }

    #[test]
    fn the_world_is_caught_outside_shell() {
        for (text, expected) in [
            ("use std::fs;", "`std::fs` touches"),
            ("use std::{fs::read, fmt};", "`std::fs::read` touches"),
            (
                "fn f() { std::env::var(\"A\"); }",
                "`std::env::var` touches",
            ),
            (
                "use std::io; fn f() { io::stdout(); }",
                "`std::io::stdout` touches",
            ),
            (
                "use std::io as x; fn f() { x::stdout(); }",
                "`std::io::stdout` touches",
            ),
            (
                "use std::time; fn f() { time::Instant::now(); }",
                "`std::time::Instant::now`",
            ),
            ("use std::io::*;", "`std::io::*` touches"),
            ("use std as s;", "`std` touches"),
            (
                "fn f() { format!(\"{}\", std::process::id()); }",
                "`std::process::id`",
            ),
            (
                "fn f() { println!(\"hello\"); }",
                "`println!` writes to the world",
            ),
            (
                "use rusqlite::Connection; fn f() { Connection::open(\"a\"); }",
                "`rusqlite::Connection::open` touches",
            ),
        ] {
            says(&imports("src/attack/sql.rs", text), expected);
            assert_eq!(imports("src/shell/store.rs", text), Vec::<String>::new());
        }
        for text in [
            "use std::time::Duration;",
            "use std::io::Write;",
            "use rusqlite::Connection; fn f() { Connection::open_in_memory(); }",
            "#[test] fn f() { std::fs::read(\"a\"); }",
        ] {
            assert_eq!(imports("src/attack/sql.rs", text), Vec::<String>::new());
        }
    }

    #[test]
    fn doors_around_the_table_are_caught() {
        says(
            &imports("src/grade.rs", "pub use crate::analyze::Report;"),
            "`grade` re-exports what belongs to `analyze`",
        );
        says(&imports("src/ui.rs", "use crate::*;"), "takes everything");
        says(&imports("src/ui.rs", "use super::*;"), "takes everything");
        says(
            &imports("src/ui.rs", "use crate as c;"),
            "names the whole crate",
        );
        for text in [
            "pub(crate) fn f() {}",
            "macro_rules! m { () => { pub(crate) fn f() {} } }",
        ] {
            assert_eq!(imports("src/ui.rs", text), Vec::<String>::new());
        }
        says(
            &imports("src/ui.rs", "use crate::cellar::Wine;"),
            "`cellar` is no room",
        );
        says(
            &imports("src/main.rs", "fn main() { protected_python::ui::view(); }"),
            "the program enters `ui`",
        );
        says(
            &imports("src/lib.rs", "pub use text::Span;\npub mod text;"),
            "only declares rooms",
        );
        says(
            &form("src/ui.rs", "//! A.\n#[path = \"x.rs\"] mod x;"),
            "path of its own",
        );
    }

    #[test]
    fn a_permission_that_nobody_uses_is_caught() {
        let table = table::read(
            "<!-- rooms -->\n| room | knows | may enter | outside crates |\n|-|-|-|-|\n\
             | `text` | x | | `serde`, `serde-json`, `ghost` |\n<!-- /rooms -->",
        )
        .unwrap();
        let text = survey::survey("src/text.rs", "//! A.\nuse serde::Serialize;").unwrap();
        let dependencies = ["serde", "serde_json", "clap"].map(str::to_owned).into();
        let found = faults::idle(&table, &dependencies, &[text]);
        assert_eq!(
            found,
            [
                "`text` may name `ghost`, which is no dependency",
                "`text` may name `serde_json` and never does",
                "no room may name the dependency `clap`",
            ]
        );
    }

    #[test]
    fn bad_form_is_caught() {
        let todo = ["TO", "DO"].concat();
        for (file, text, expected) in [
            ("src/ui.rs", "fn f() {}", "opens without"),
            ("src/ui.rs", "\n//! Late.", "opens without"),
            ("src/ui/mod.rs", "//! A.", "is called mod.rs"),
            (
                "src/ui/key_helpers.rs",
                "//! A.",
                "`key_helpers` says nothing",
            ),
            (
                "src/ui.rs",
                "//! A.\nmod common {}",
                "`common` says nothing",
            ),
            (
                "src/ui.rs",
                "//! A.\nstruct ScreenManager;",
                "`ScreenManager` says nothing",
            ),
            (
                "src/ui.rs",
                "//! A.\nfn f() { unimplemented!() }",
                "unfinished work",
            ),
            (
                "src/ui.rs",
                &format!("//! A.\n// {todo}: later"),
                "unfinished work",
            ),
            (
                "tests/a.rs",
                "//! A.\n#[test]\n#[ignore]\nfn f() {}",
                "ignored test",
            ),
            (
                "tests/a.rs",
                "//! A.\n#[ignore = \"slow\"] fn f() {}",
                "ignored test",
            ),
        ] {
            says(&form(file, text), expected);
        }
    }

    #[test]
    fn only_lines_outside_tests_count() {
        let code = "fn f() {}\n".repeat(faults::LONGEST + 1);
        says(
            &form("src/ui.rs", &format!("//! A.\n{code}")),
            "lines that are not tests",
        );
        let tests = format!("//! A.\n#[cfg(test)]\nmod tests {{\n{code}}}\n");
        assert_eq!(form("src/ui.rs", &tests), Vec::<String>::new());
        assert_eq!(survey::survey("src/ui.rs", &tests).unwrap().lines, 1);
    }

    #[test]
    fn a_bad_table_is_caught() {
        let head = "<!-- rooms -->\n| room | knows | may enter | outside crates |\n|-|-|-|-|\n";
        let page = |rows: &str| table::read(&format!("{head}{rows}<!-- /rooms -->"));
        let cycle = page("| `a` | x | `b` | |\n| `b` | x | `a` | |\n").unwrap();
        says(
            &cycle.faults(),
            "`a` enters `b`, which does not stand above it",
        );
        let missing = page("| `a` | x | `c` | |\n").unwrap();
        says(&missing.faults(), "which is no room");
        let twice = page("| `a` | x | | |\n| `a` | x | | |\n").unwrap();
        says(&twice.faults(), "two rows");
        assert!(page("").is_err());
        assert!(page("| `a` | x | b | |\n").is_err());
        assert!(page("| `a` | x |\n").is_err());
        assert!(table::read("no table").is_err());
    }

    #[test]
    fn rooms_and_modules_must_match() {
        let lib = survey::survey("src/lib.rs", "//! A.\npub mod text;\npub mod cellar;").unwrap();
        let found = faults::rooms(&page(), &lib, &["src/attic/box.rs".to_owned()]);
        says(&found, "declares `cellar`");
        says(&found, "a row `ui`");
        says(&found, "src/attic/box.rs belongs to no room");
    }

    #[test]
    fn a_test_module_in_its_own_file_is_known() {
        let found = survey::survey("src/pack.rs", "//! A.\n#[cfg(test)]\nmod tests;").unwrap();
        let expected = ["crate", "pack", "tests"].map(str::to_owned).to_vec();
        assert!(found.test_modules.contains(&expected));
    }
}
