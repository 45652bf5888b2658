//! Answers in shapes that no fixture has: the engine must follow them to the statement.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)] // a test may stop, and may read

#[path = "repository/rulebook.rs"]
mod rulebook;

use protected_python::analyze::analyze;
use protected_python::evaluate::{Function, Param};
use protected_python::text::Source;
use std::path::Path;

/// Whether untrusted text reaches a statement in each file of a folder.
fn check(folder: &str, harm: bool) {
    let book = rulebook::rulebook();
    let param = |name: &str, kind: &str, untrusted| Param {
        name: name.into(),
        kind: Some(kind.into()),
        untrusted,
    };
    let functions = [Function {
        name: "find_user".into(),
        params: vec![
            param("conn", "sqlite3.Connection", false),
            param("name", "str", true),
        ],
    }];
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/judging")
            .join(folder),
    )
    .unwrap()
    {
        let path = entry.unwrap().path();
        let source = Source::new(
            path.to_string_lossy().into_owned(),
            std::fs::read_to_string(&path).unwrap(),
        );
        let report = analyze(&source, &book, &functions);
        assert_eq!(report.program.errors(), [], "{}", source.name());
        if report
            .findings
            .iter()
            .any(|f| f.rule == "sql-built-from-input")
            != harm
            || !report.record.missing.is_empty()
        {
            wrong.push(source.name().to_owned());
        }
        count += 1;
    }
    assert!(count > 10, "the fixtures are gone");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn harm_is_found_whatever_shape_the_code_has() {
    check("harm", true);
}

#[test]
fn safe_code_is_left_alone_whatever_shape_it_has() {
    check("safe", false);
}
