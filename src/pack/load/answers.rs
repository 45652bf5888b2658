//! The files beside `exercise.toml`: start, solution, accepted and rejected answers, and how each
//! rejected one must fail.
//!
//! Called by `exercise`.

use super::Faults;
use super::goal::VERDICTS;
use super::names::{Texts, below, suggest};
use super::table::Table;
use crate::pack::{Accept, Expected, Places, Reject, VerdictKind};
use std::collections::BTreeMap;

/// The file's name, the start and the solution of an exercise with code.
pub(super) fn given(
    folder: &str,
    texts: &Texts,
    faults: &Faults,
    places: &mut Places,
) -> (String, String, String) {
    let (start_file, start) = single(folder, "start", texts, faults);
    let (solution_file, solution) = single(folder, "solution", texts, faults);
    for (part, file) in [("start", &start_file), ("solution", &solution_file)] {
        let path = format!("{folder}{part}/{file}");
        places.files.insert(part.into(), path);
    }
    if !start_file.is_empty() && !solution_file.is_empty() && start_file != solution_file {
        faults.tell(
            &format!("{folder}solution/{solution_file}"),
            1,
            format!("the start is called `{start_file}`, the solution is not"),
            "Give both the same name.",
        );
    }
    (start_file, start, solution)
}

/// The one file of `start/` or `solution/`: its name and text.
fn single(folder: &str, part: &str, texts: &Texts, faults: &Faults) -> (String, String) {
    let inside = format!("{folder}{part}/");
    let found: Vec<_> = below(texts, &inside).collect();
    match found.as_slice() {
        [(path, text)] => (
            path.strip_prefix(&inside).unwrap_or(path).to_owned(),
            (*text).to_owned(),
        ),
        [] => {
            faults.tell(
                &format!("{folder}exercise.toml"),
                1,
                format!("the exercise has no file in `{part}/`"),
                "Add one file.",
            );
            (String::new(), String::new())
        }
        [_, (second, _), ..] => {
            faults.tell(
                second,
                1,
                format!("this version of the program judges one file; `{part}/` has several"),
                "Keep one.",
            );
            (String::new(), String::new())
        }
    }
}

/// Answers below `part`: name and text, whether they are files or folders with one file.
fn answers(
    folder: &str,
    part: &str,
    texts: &Texts,
    faults: &Faults,
    places: &mut Places,
) -> Vec<(String, String)> {
    let inside = format!("{folder}{part}/");
    let mut found: Vec<(String, String)> = Vec::new();
    for (path, text) in below(texts, &inside) {
        let rest = path.strip_prefix(&inside).unwrap_or(path);
        let name = match rest.split_once('/') {
            Some((name, _)) => name,
            None => rest.rsplit_once('.').map_or(rest, |(name, _)| name),
        };
        if found.iter().any(|(other, _)| other == name) {
            faults.tell(
                path,
                1,
                format!("the answer `{name}` has several files; this version judges one"),
                "Keep one file for each answer.",
            );
            continue;
        }
        let label = format!("{part}/{name}");
        places.files.insert(label, path.to_owned());
        found.push((name.to_owned(), text.to_owned()));
    }
    found
}

pub(super) fn accepts(
    folder: &str,
    texts: &Texts,
    root: &Table<'_>,
    faults: &Faults,
    places: &mut Places,
) -> Vec<Accept> {
    let found = answers(folder, "accept", texts, faults, places);
    let mut said = expectations(("accept", folder), &found, root);
    for (name, (line, _)) in &said {
        places.labels.insert(format!("accept/{name}"), *line);
    }
    found
        .into_iter()
        .map(|(name, text)| {
            let verdict = match said.remove(&name) {
                None => VerdictKind::Passed,
                Some((line, expected)) => {
                    let verdict = expected.verdict.unwrap_or(VerdictKind::Passed);
                    if !matches!(verdict, VerdictKind::Passed | VerdictKind::PassedWithAdvice)
                        || expected.goal.is_some()
                        || expected.misconception.is_some()
                    {
                        root.tell(
                            line,
                            format!("the accepted answer `{name}` is told to fail"),
                            "An accepted answer has `verdict = \"passed\"` or `\"passed-with-advice\"`, and nothing else.",
                        );
                    }
                    verdict
                }
            };
            Accept {
                name,
                text,
                verdict,
            }
        })
        .collect()
}

pub(super) fn rejects(
    folder: &str,
    texts: &Texts,
    root: &Table<'_>,
    faults: &Faults,
    places: &mut Places,
) -> Vec<Reject> {
    let found = answers(folder, "reject", texts, faults, places);
    let mut said = expectations(("reject", folder), &found, root);
    for (name, (line, _)) in &said {
        places.labels.insert(format!("reject/{name}"), *line);
    }
    found
        .into_iter()
        .map(|(name, text)| {
            let (line, expected) = said
                .remove(&name)
                .unwrap_or((root.line_of("reject"), Said::default()));
            let verdict = expected.verdict.unwrap_or(VerdictKind::Vulnerable);
            if !matches!(
                expected.verdict,
                Some(VerdictKind::Broken | VerdictKind::Vulnerable | VerdictKind::CannotTell)
            ) || (expected.goal.is_none()
                && expected.misconception.is_none()
                && verdict != VerdictKind::CannotTell)
            {
                root.tell(
                    line,
                    format!("nothing says how the rejected answer `{name}` must fail"),
                    format!(
                        "Add `[reject.{name}]` with `verdict` (`vulnerable`, `broken` or `cannot-tell`) and the `goal` or `misconception` that must catch it."
                    ),
                );
            }
            Reject {
                name,
                text,
                expected: Expected {
                    verdict,
                    goal: expected.goal,
                    misconception: expected.misconception,
                },
            }
        })
        .collect()
}

/// What `[accept.<name>]` or `[reject.<name>]` says.
#[derive(Default)]
struct Said {
    verdict: Option<VerdictKind>,
    goal: Option<String>,
    misconception: Option<String>,
}

fn expectations(
    (part, folder): (&'static str, &str),
    found: &[(String, String)],
    root: &Table<'_>,
) -> BTreeMap<String, (u32, Said)> {
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    let step = folder.contains('#');
    let mut said = BTreeMap::new();
    for (name, table) in root.named_tables(part) {
        let line = table.line();
        if !names.contains(&name.as_str()) {
            table.tell(
                line,
                format!(
                    "there is no answer `{part}/{name}.py`{}",
                    suggest(&name, &names)
                ),
                "Add the file, or remove the table.",
            );
        }
        if step {
            // `lesson` has read it as the answer.
            let _ = table.text("code");
        }
        let expected = Said {
            verdict: table.word("verdict", &VERDICTS),
            goal: table.text("goal"),
            misconception: table.text("misconception"),
        };
        table.close();
        said.insert(name, (line, expected));
    }
    said
}
