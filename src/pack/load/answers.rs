//! The files beside `exercise.toml`: start, solution, accepted and rejected answers, and how each
//! rejected one must fail.
//!
//! Called by `exercise`.

use super::Faults;
use super::goal::VERDICTS;
use super::names::{Texts, suggest};
use super::table::Table;
use crate::pack::belongs;
use crate::pack::{Accept, Expected, Places, Reject, VerdictKind};
use crate::text::{bundle, ending};
use std::collections::BTreeMap;

/// The texts of an exercise with code: what its files are called, in order, and what is in them.
#[derive(Debug, Default)]
pub(super) struct Given {
    /// The first file, or the only one.
    pub(super) file: String,
    /// One text, or a bundle.
    pub(super) start: String,
    /// The same.
    pub(super) solution: String,
}

/// The files of `start/` and `solution/`. `order` names those of `start/` in the order in which they
/// are shown; without it they are sorted.
pub(super) fn given(
    folder: &str,
    texts: &Texts,
    order: &[String],
    root: &Table<'_>,
    faults: &Faults,
    places: &mut Places,
) -> Given {
    let mut start = inside(folder, "start", texts);
    let solution = inside(folder, "solution", texts);
    for (part, found) in [("start", &start), ("solution", &solution)] {
        if found.is_empty() {
            faults.tell(
                &format!("{folder}exercise.toml"),
                1,
                format!("the exercise has no file in `{part}/`"),
                "Add one file, or several.",
            );
        }
        let path = found.first().map_or("", |(path, _)| path);
        places
            .files
            .insert(part.into(), format!("{folder}{part}/{path}"));
    }
    sort(&mut start, order, root);
    match (start.as_slice(), solution.as_slice()) {
        ([], _) => Given::default(),
        ([(file, text)], solution) => {
            let answer = solution.first().map_or("", |(_, text)| text);
            if let Some((other, _)) = solution.iter().find(|(other, _)| other != file) {
                faults.tell(
                    &format!("{folder}solution/{other}"),
                    1,
                    format!("the start is one file, `{file}`, the solution is not"),
                    "Give both the same name, or put all files below `start/`, too.",
                );
            }
            Given {
                file: (*file).to_owned(),
                start: (*text).to_owned(),
                solution: answer.to_owned(),
            }
        }
        ([(first, _), ..], _) => {
            let place = format!("{folder}solution/");
            check_names(&start, &solution, &place, faults);
            Given {
                file: (*first).to_owned(),
                start: bundle(start.iter().copied()),
                solution: bundle(solution),
            }
        }
    }
}

/// The first given file with the ending of another.
fn alike<'a>(start: &[(&'a str, &str)], path: &str) -> &'a str {
    let same = start.iter().find(|(name, _)| ending(name) == ending(path));
    same.or(start.first()).map_or("", |(name, _)| name)
}

/// The files below a folder of the exercise: path inside it, and text.
fn inside<'a>(folder: &str, part: &str, texts: &'a Texts) -> Vec<(&'a str, &'a str)> {
    let inside = format!("{folder}{part}/");
    let mut found = Vec::new();
    for (path, text) in texts.range(inside.clone()..) {
        let Some(rest) = path.strip_prefix(&inside) else {
            break;
        };
        found.push((rest, text.as_str()));
    }
    found
}

/// Puts the files in the order that the author names.
fn sort(start: &mut [(&str, &str)], order: &[String], root: &Table<'_>) {
    if order.is_empty() {
        return;
    }
    let names: Vec<&str> = start.iter().map(|(name, _)| *name).collect();
    for name in order {
        if !names.contains(&name.as_str()) {
            root.tell(
                root.line_of("files"),
                format!("there is no `start/{name}`{}", suggest(name, &names)),
                "Add the file, or remove the name.",
            );
        }
    }
    for name in &names {
        if order.iter().all(|other| other != name) {
            root.tell(
                root.line_of("files"),
                format!("`start/{name}` is not among `files`"),
                "Name every file once, in the order in which they are shown.",
            );
        }
    }
    start.sort_by_key(|(name, _)| order.iter().position(|other| other == name));
}

/// Tells files of an answer that neither replace a given one nor belong to a program.
fn check_names(start: &[(&str, &str)], answer: &[(&str, &str)], place: &str, faults: &Faults) {
    let names: Vec<&str> = start.iter().map(|(name, _)| *name).collect();
    for (name, _) in answer {
        if !names.contains(name) && !belongs(name) {
            faults.tell(
                &format!("{place}{name}"),
                1,
                format!("there is no `start/{name}`{}", suggest(name, &names)),
                "Correct the name: an answer has the files of `start/`, and further Python files or templates.",
            );
        }
    }
}

/// Answers below `part`: name and text, whether they are files or folders. Where the exercise has
/// several files, an answer is a folder; what it does not hold is as it was given.
fn answers(
    folder: &str,
    part: &str,
    texts: &Texts,
    faults: &Faults,
    places: &mut Places,
) -> Vec<(String, String)> {
    let start = inside(folder, "start", texts);
    let several = start.len() > 1;
    let mut found: Vec<(String, Vec<(&str, &str)>)> = Vec::new();
    for (path, text) in inside(folder, part, texts) {
        let whole = format!("{folder}{part}/{path}");
        let (name, file) = match path.split_once('/') {
            Some((name, file)) => (name, file),
            None => (path.rsplit_once('.').map_or(path, |(name, _)| name), path),
        };
        if several && !path.contains('/') {
            faults.tell(
                &whole,
                1,
                format!("the answer `{name}` is one file, and the exercise has several"),
                format!(
                    "Put it into a folder, under the name of the file that it replaces: `{part}/{name}/{}`.",
                    alike(&start, path)
                ),
            );
            continue;
        }
        if let Some((_, files)) = found.iter_mut().find(|(other, _)| other == name) {
            if several {
                files.push((file, text));
            } else {
                faults.tell(
                    &whole,
                    1,
                    format!("the answer `{name}` has several files, and `start/` has one"),
                    "Keep one file for each answer, or put all files below `start/`, too.",
                );
            }
            continue;
        }
        let label = format!("{part}/{name}");
        places.files.insert(label, whole);
        found.push((name.to_owned(), vec![(file, text)]));
    }
    let written = found.into_iter().map(|(name, files)| {
        let text = if several {
            check_names(&start, &files, &format!("{folder}{part}/{name}/"), faults);
            bundle(files)
        } else {
            files.first().map_or("", |(_, text)| text).to_owned()
        };
        (name, text)
    });
    written.collect()
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
    note(&said, "accept", places);
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
    note(&said, "reject", places);
    found
        .into_iter()
        .map(|(name, text)| {
            let (line, expected) = said
                .remove(&name)
                .unwrap_or((root.line_of("reject"), Said::default()));
            let verdict = expected.verdict.unwrap_or(VerdictKind::Vulnerable);
            if matches!(verdict, VerdictKind::Passed | VerdictKind::PassedWithAdvice) {
                root.tell(
                    line,
                    format!("the rejected answer `{name}` is told to pass"),
                    "Say how it must fail (`vulnerable`, `broken` or `cannot-tell`), or move it to `accept/`.",
                );
            } else if expected.verdict.is_none() || (expected.goal.is_none()
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
    /// What the answer does not hold is as in the solution.
    solved: bool,
}

/// Keeps where each label stands, and which answers rest on the solution.
fn note(said: &BTreeMap<String, (u32, Said)>, part: &str, places: &mut Places) {
    for (name, (line, said)) in said {
        let label = format!("{part}/{name}");
        if said.solved {
            places.solved.push(label.clone());
        }
        places.labels.insert(label, *line);
    }
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
            solved: table.word("from", &[("start", false), ("solution", true)]) == Some(true),
        };
        table.close();
        said.insert(name, (line, expected));
    }
    said
}
