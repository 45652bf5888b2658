//! Programs that use the standard library, with what `CPython` 3.11 answers: probes answer the same.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)] // a test may stop, and may read

#[path = "repository/rulebook.rs"]
mod rulebook;

use protected_python::attack::{Model, Setup};
use protected_python::evaluate::{Ending, literal, probe};
use protected_python::python;
use protected_python::text::Source;
use std::path::Path;

#[test]
fn probes_answer_as_python_does() {
    let book = rulebook::rulebook();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/behaviour");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let source = Source::new(path.to_string_lossy().into_owned(), text.as_str());
        let program = python::parse(&source);
        assert_eq!(program.errors(), [], "{}", source.name());
        for line in text.lines().filter_map(|line| line.strip_prefix("#> ")) {
            let (call, expected) = line.split_once(" gives ").unwrap();
            let expression = python::expression(call).unwrap();
            let mut world = Model::new(&Setup::default()).unwrap();
            let outcome = probe(&program, None, book.knowledge(), &expression, &mut world);
            let right = match (outcome.endings.as_slice(), expected.strip_prefix("raises ")) {
                ([Ending::Raises(raised)], Some(name)) => {
                    raised.name.rsplit('.').next() == Some(name)
                }
                ([Ending::Returns(data)], None) => Some(data) == literal(expected).as_ref(),
                _ => false,
            };
            if !right {
                wrong.push(format!("{call}: {expected}, not {:?}", outcome.endings));
            }
            count += 1;
        }
    }
    assert!(count > 20, "the programs are gone");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
