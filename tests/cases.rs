//! The labelled programs of `benches/cases`: what `check` says of each, and about which it is known to be wrong.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)] // a test may stop, and may read

#[path = "repository/checked.rs"]
mod checked;
#[path = "repository/rulebook.rs"]
mod rulebook;

use protected_python::finding::{Confidence, Finding};
use protected_python::rules::Rulebook;
use protected_python::text::Source;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    weakness: BTreeMap<String, Weakness>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Weakness {
    #[allow(dead_code)]
    name: String,
    rules: Vec<String>,
    #[allow(dead_code)]
    bandit: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    file: String,
    cwe: u32,
    vulnerable: bool,
    why: String,
    /// Why `check` is wrong about it.
    misjudged: Option<String>,
}

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn findings(book: &Rulebook, file: &str) -> Vec<Finding> {
    let path = home().join("benches/cases/files").join(file);
    let files = if path.is_dir() {
        rulebook::folder::read(&path)
    } else {
        [(file.to_owned(), std::fs::read(&path).unwrap())].into()
    };
    let files: Vec<(String, Source)> = files
        .into_iter()
        .map(|(name, text)| {
            (
                name.clone(),
                Source::new(name, String::from_utf8(text).unwrap()),
            )
        })
        .collect();
    checked::checked(book, &files).2
}

#[test]
fn programs_in_pairs_are_told_apart() {
    let book = rulebook::rulebook();
    let text = std::fs::read_to_string(home().join("benches/cases/cases.toml")).unwrap();
    let cases: Cases = toml::from_str(&text).unwrap();
    assert!(cases.case.len() > 200);
    let mut wrong = Vec::new();
    for case in &cases.case {
        let rules = &cases.weakness[&case.cwe.to_string()].rules;
        let flagged = findings(&book, &case.file)
            .iter()
            .any(|f| f.confidence >= Confidence::Medium && rules.contains(&f.rule));
        let right = flagged == case.vulnerable;
        match &case.misjudged {
            None if !right => wrong.push(format!("{}: {}", case.file, case.why)),
            Some(_) if right => wrong.push(format!("{}: it is right now", case.file)),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
