//! The built-in course against the judge: every answer of every exercise, every Python block of
//! every lesson, every promise of the proof and every rule's own test is one named test.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads the repository and may stop at once"
)]

#[path = "repository/course.rs"]
mod course;

use course::folder;
use libtest_mimic::{Arguments, Failed, Trial};
use protected_python::grade::{
    answers, check_answer, proof_of_reading, proof_of_shared, prove_exercise, prove_lesson,
    prove_test,
};
use protected_python::pack::{Fault, load};
use protected_python::rules::Rulebook;
use std::fmt::Display;
use std::path::Path;
use std::sync::Arc;

fn main() {
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, trials()).exit();
}

fn trials() -> Vec<Trial> {
    let pack = match load(&course::files()) {
        Ok(pack) => pack,
        Err(faults) => return vec![fails("pack", said(&faults))],
    };
    let rulebook = match Rulebook::load(&pack.rules) {
        Ok(rulebook) => Arc::new(rulebook),
        Err(faults) => return vec![fails("rules", said(&faults))],
    };
    let mut trials = Vec::new();
    let reading = proof_of_reading(&pack, None).faults;
    trials.push(Trial::test("reading", move || none(&reading)));
    for rule in rulebook.rules() {
        for test in rule.tests.clone() {
            let rulebook = Arc::clone(&rulebook);
            let id = rule.id.clone();
            trials.push(Trial::test(
                format!("rules/{id}/{}", test.name.replace(' ', "-")),
                move || {
                    let fault = prove_test(&rulebook, &id, &test);
                    fault.map_or(Ok(()), |fault| Err(fault.into()))
                },
            ));
        }
    }
    for shared in pack.shared {
        let rulebook = Arc::clone(&rulebook);
        trials.push(Trial::test(
            format!("misconceptions/{}", shared.misconception.id),
            move || none(&proof_of_shared(&shared, &rulebook).faults),
        ));
    }
    for lesson in pack.lessons {
        let rulebook = Arc::clone(&rulebook);
        trials.push(Trial::test(lesson.file.clone(), move || {
            none(&prove_lesson(&lesson, &rulebook))
        }));
    }
    for exercise in pack.exercises.into_iter().chain(pack.steps) {
        let exercise = Arc::new(exercise);
        for answer in answers(&exercise, &rulebook) {
            let (exercise, rulebook) = (Arc::clone(&exercise), Arc::clone(&rulebook));
            trials.push(Trial::test(
                format!("{}{}", exercise.folder, answer.name),
                move || {
                    check_answer(&exercise, &answer, &rulebook)
                        .map(|_| ())
                        .map_err(Failed::from)
                },
            ));
        }
        let rulebook = Arc::clone(&rulebook);
        trials.push(Trial::test(
            format!("{}proof", exercise.folder),
            move || none(&prove_exercise(&exercise, &rulebook).faults),
        ));
    }
    trials.extend(examples(&rulebook));
    if trials.len() < 100 {
        trials.push(fails("content", "the built-in course was not found".into()));
    }
    trials
}

/// The packs in `examples/packs/`, each with the built-in rules and shared misconceptions.
fn examples(rulebook: &Arc<Rulebook>) -> Vec<Trial> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = folder::read(&root.join("misconceptions"));
    let mut trials = Vec::new();
    for entry in std::fs::read_dir(root.join("examples/packs")).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("examples/{}", path.file_name().unwrap().to_str().unwrap());
        let mut files = folder::read(&path);
        for (file, bytes) in &shared {
            files.insert(format!("misconceptions/{file}"), bytes.clone());
        }
        let rulebook = Arc::clone(rulebook);
        trials.push(Trial::test(name, move || {
            let pack = load(&files).map_err(|faults| Failed::from(said(&faults)))?;
            let mut faults = Vec::new();
            for lesson in &pack.lessons {
                faults.extend(prove_lesson(lesson, &rulebook));
            }
            for exercise in &pack.exercises {
                faults.extend(prove_exercise(exercise, &rulebook).faults);
            }
            none(&faults)
        }));
    }
    trials
}

fn fails(name: &str, why: String) -> Trial {
    Trial::test(name, move || Err(Failed::from(why)))
}

fn none(faults: &[Fault]) -> Result<(), Failed> {
    if faults.is_empty() {
        Ok(())
    } else {
        Err(said(faults).into())
    }
}

fn said(faults: &[impl Display]) -> String {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
