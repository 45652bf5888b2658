//! Broken packs: each case changes one thing in a whole pack and names every message it must get.
//!
//! The whole packs are `tests/packs/whole/`, `several/` and `page/`, the cases are the `.toml` files beside it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::duplicate_mod,
    reason = "a test reads the repository and may stop at once; `rulebook` brings its own way to read a folder"
)]

#[path = "repository/folder.rs"]
mod folder;
#[path = "repository/rulebook.rs"]
mod rulebook;

use libtest_mimic::{Arguments, Failed, Trial};
use protected_python::grade::{
    Hands, Memory, Proof, proof_of_lesson, proof_of_reading, prove_exercise, prove_exercise_again,
};
use protected_python::pack::{Exercise, Files, Pack, load};
use serde::Deserialize;
use std::path::Path;

/// One change and its messages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Another whole pack than `whole`.
    pack: Option<String>,
    /// The file of the pack that is changed.
    file: String,
    /// A text that stands in the file exactly once, and what takes its place.
    replace: Option<String>,
    #[serde(default)]
    with: String,
    /// The content of a file that the whole pack does not have.
    add: Option<String>,
    /// The file is taken away.
    #[serde(default)]
    remove: bool,
    /// All messages, in order.
    faults: Vec<String>,
    /// The pack is also proved, with the built-in rules.
    #[serde(default)]
    proof: bool,
    /// The messages need only begin like this (their ends list what is known today).
    #[serde(default)]
    starts: bool,
    /// What the proof notes, when that is asked.
    notes: Option<Vec<String>>,
    /// What is noted when the pack loads.
    #[serde(default)]
    notices: Vec<String>,
}

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs");
    let whole = folder::read(&folder.join("whole"));
    let several = folder::read(&folder.join("several"));
    let page = folder::read(&folder.join("page"));
    let mut trials = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "toml") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let packs = [whole.clone(), several.clone(), page.clone()];
        trials.push(Trial::test(name, move || run(&text, packs)));
    }
    trials.sort_by(|a, b| a.name().cmp(b.name()));
    assert!(trials.len() >= 40, "the cases were not found");
    // What instructors write about with the libraries that people use.
    let libraries = folder::read(&folder.join("libraries"));
    let pack = load(&libraries).unwrap();
    for exercise in pack.exercises.clone() {
        let rules = pack.rules.clone();
        let name = format!("libraries-{}", exercise.id);
        trials.push(Trial::test(name, move || {
            assert!(rules.is_empty());
            let faults = prove_exercise(&exercise, &rulebook::rulebook()).faults;
            if faults.is_empty() {
                Ok(())
            } else {
                Err(format!("{faults:#?}").into())
            }
        }));
    }
    for (name, files) in [("whole", &whole), ("several", &several), ("page", &page)] {
        let files = files.clone();
        let name = format!("{name}-with-one-answer-saved");
        trials.push(Trial::test(name, move || saved(&files)));
    }
    for (name, broken) in broken(&whole) {
        trials.push(Trial::test(name, move || match load(&broken) {
            Ok(_) => Err(Failed::from("nothing was told")),
            Err(faults) if faults.len() == 1 => Ok(()),
            Err(faults) => Err(Failed::from(format!("{faults:#?}"))),
        }));
    }
    for (name, files) in [("whole", whole), ("several", several), ("page", page)] {
        trials.push(Trial::test(name, move || {
            let faults = match load(&files) {
                Ok(pack) => proved(&pack).faults,
                Err(faults) => faults,
            };
            if faults.is_empty() {
                Ok(())
            } else {
                Err(Failed::from(format!("{faults:#?}")))
            }
        }));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// The whole pack with each of its files in turn cut in the middle of a text, or not UTF-8: one fault each, and nothing
/// that follows from it.
fn broken(whole: &Files) -> Vec<(String, Files)> {
    let mut all = Vec::new();
    for (path, bytes) in whole {
        let read =
            path.starts_with("exercises/") || path.starts_with("lessons/") || path == "pack.toml";
        if !read {
            continue;
        }
        let mut files = whole.clone();
        files.insert(path.clone(), [bytes.as_slice(), b"\xff\n"].concat());
        all.push((format!("not-utf8-{path}"), files));
        let text = String::from_utf8(bytes.clone()).unwrap();
        if Path::new(path).extension().is_some_and(|end| end == "toml") {
            for (number, line) in text
                .lines()
                .enumerate()
                .filter(|(_, line)| line.contains(" = \"") && line.ends_with('"'))
            {
                let cut = line.trim_end_matches('"');
                let mut lines: Vec<&str> = text.lines().collect();
                lines[number] = cut;
                let mut files = whole.clone();
                files.insert(path.clone(), lines.join("\n").into_bytes());
                all.push((format!("cut-{path}:{}", number + 1), files));
            }
        }
    }
    all
}

/// What the proof says of a pack.
fn proved(pack: &Pack) -> Proof {
    let book = rulebook::rulebook();
    let mut proof = Proof::default();
    for lesson in &pack.lessons {
        proof.add(proof_of_lesson(lesson, &book));
    }
    for exercise in pack.exercises.iter().chain(&pack.steps) {
        proof.add(prove_exercise(exercise, &book));
    }
    proof.add(proof_of_reading(pack, None));
    proof.faults.extend_from_slice(&pack.stale);
    proof.notes.extend_from_slice(&pack.advice);
    proof.sort();
    proof
}

/// After one answer was saved again, only that answer is judged, and the proof is what it would be without a memory.
fn saved(files: &Files) -> Result<(), Failed> {
    let pack = load(files).map_err(|faults| format!("{faults:#?}"))?;
    let book = rulebook::rulebook();
    let mut tried = 0;
    for exercise in &pack.exercises {
        let mut memory = Memory::default();
        let mut prove = |exercise: &Exercise| {
            let hands: &Hands<'_> = &|count, work| (0..count).for_each(work);
            let proof = prove_exercise_again(exercise, &book, hands, &mut memory);
            (proof, memory.new_texts())
        };
        let (first, all) = prove(exercise);
        assert_eq!(prove(exercise), (first, 0), "{}", exercise.id);
        let mut changed = exercise.clone();
        let Some(answer) = changed.reject.first_mut() else {
            continue;
        };
        answer.text.push_str("\n\n# Saved again.\n");
        let (proof, new) = prove(&changed);
        assert_eq!(proof, prove_exercise(&changed, &book), "{}", exercise.id);
        // Once, and once more for each goal of which is asked whether it catches this answer alone.
        assert!(
            new >= 1 && new <= 1 + exercise.goals.len() && new < all,
            "{new} of {all}"
        );
        tried += 1;
    }
    assert!(tried > 0, "no exercise has a rejected answer");
    Ok(())
}

fn run(text: &str, [whole, several, page]: [Files; 3]) -> Result<(), Failed> {
    let case: Case = toml::from_str(text)?;
    let mut files = match case.pack.as_deref() {
        Some("several") => several,
        Some("page") => page,
        _ => whole,
    };
    if case.remove {
        files.remove(&case.file).ok_or("no such file")?;
    } else if let Some(add) = &case.add {
        let before = files.insert(case.file.clone(), add.clone().into_bytes());
        if before.is_some() {
            return Err("the whole pack has this file".into());
        }
    } else {
        let old = case.replace.as_deref().ok_or("the case changes nothing")?;
        let bytes = files.get_mut(&case.file).ok_or("no such file")?;
        let was = String::from_utf8(bytes.clone())?;
        if was.matches(old).count() != 1 {
            return Err(format!("`{old}` does not stand exactly once in the file").into());
        }
        *bytes = was.replace(old, &case.with).into_bytes();
    }
    let (faults, notices) = match load(&files) {
        Ok(pack) if case.proof => {
            let proof = proved(&pack);
            if let Some(notes) = &case.notes {
                let found: Vec<String> = proof.notes.iter().map(ToString::to_string).collect();
                if found != *notes {
                    return Err(format!("notes {found:#?}\nwant {notes:#?}").into());
                }
            }
            let faults = proof.faults.iter().map(ToString::to_string).collect();
            (faults, pack.notices)
        }
        Ok(pack) => (Vec::new(), pack.notices),
        Err(faults) => (
            faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
            Vec::new(),
        ),
    };
    let fits = faults.len() == case.faults.len()
        && faults.iter().zip(&case.faults).all(|(is, want)| {
            if case.starts {
                is.starts_with(want.as_str())
            } else {
                is == want
            }
        });
    if !fits {
        return Err(format!("got {faults:#?}\nwant {:#?}", case.faults).into());
    }
    if notices != case.notices {
        return Err(format!("noted {notices:#?}\nwant {:#?}", case.notices).into());
    }
    Ok(())
}
