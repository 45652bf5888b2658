//! Trying an attack on what git keeps: what `git add .` takes by the rules of a `.gitignore`, what the
//! history holds after a file is deleted, and what somebody finds who searches all of it.
//!
//! Knows git as a list of commits; no program is started. Called by `attempt`.

use super::Attempted;
use super::file::ignore::Rules;
use crate::analyze::{Report, analyze};
use crate::attack::{Language, Mark, Piece, Replay, secrets};
use crate::pack::{Attack, Exercise, Repository};
use crate::rules::Rulebook;
use crate::text::Source;
use std::collections::{BTreeMap, BTreeSet};

/// The longest path or word that is tried, in characters.
const LONGEST: usize = 200;
/// The most places that are told.
const SHOWN: usize = 8;
/// The most characters of one line that are told.
const LONG: usize = 160;
/// What a file holds that somebody adds.
const SECRET: &str = "API_KEY=wk-FAKE-4c1d9a20e7\n";

/// The repository of an exercise, where that is what is attacked.
pub(super) fn of<'a>(exercise: &'a Exercise, attack: &Attack) -> Option<&'a Repository> {
    let repository = exercise.world.repository.as_ref()?;
    (attack.call.is_empty() && attack.request.is_none()).then_some(repository)
}

/// What was typed, if it is neither empty nor too long.
fn typed(input: &str) -> Option<&str> {
    let input = input.trim();
    (!input.is_empty() && input.chars().count() <= LONGEST).then_some(input)
}

/// A path inside of the folder, written plainly.
fn plain(input: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in input.split('/') {
        match part {
            "" | "." => {}
            ".." | ".git" => return None,
            part if part.chars().any(char::is_control) => return None,
            part => parts.push(part),
        }
    }
    (!parts.is_empty() && !input.ends_with('/')).then(|| parts.join("/"))
}

/// A file lies in the folder, with a secret unless the repository knows better, and somebody types
/// `git add .`; `text` is the `.gitignore`.
pub(super) fn added(
    exercise: &Exercise,
    repository: &Repository,
    text: &str,
    input: &str,
) -> Attempted {
    let say = |id: &str, values: &[(&str, &str)]| exercise.messages.say(id, values);
    let Some(path) = typed(input).and_then(plain) else {
        return Attempted::untried(say("attack.no-path", &[]));
    };
    let path = path.as_str();
    let rules = Rules::read(text);
    let tracked = tree(repository);
    let mut folder: BTreeMap<&str, &str> = BTreeMap::new();
    for (path, text) in &repository.files {
        folder.insert(path, text);
    }
    let known = tracked.get(path).copied().unwrap_or(SECRET);
    let content = *folder.entry(path).or_insert(known);
    let found = secrets(content);
    let taken = |path: &str| tracked.contains_key(path) || !rules.ignores(path);
    let takes = taken(path);
    let mut lines = vec![vec![own("you type git add . and git commit")]];
    lines.push(of_file(
        path,
        &rules,
        tracked.contains_key(path),
        !found.is_empty(),
    ));
    for other in folder.keys().filter(|other| **other != path).take(SHOWN) {
        let secret = folder
            .get(other)
            .is_some_and(|text| !secrets(text).is_empty());
        lines.push(of_file(other, &rules, tracked.contains_key(*other), secret));
    }
    let number = repository.commits.len() + 1;
    let mut harm = None;
    if let (true, Some((line, said))) = (takes, found.first()) {
        lines.push(place(
            &format!("commit {number}"),
            path,
            *line,
            said,
            Mark::Code,
        ));
        lines.push(vec![
            own("you delete it and commit again: it is gone from the folder, and "),
            piece(format!("commit {number} still holds it"), Mark::Code),
        ]);
        harm = Some(format!(
            "`{path}` is in the history now, for everybody with a copy. Deleting it changes nothing there: the key must be revoked."
        ));
    }
    let (old, more) = of_history(repository);
    lines.extend(old);
    if harm.is_none() && more {
        lines.push(vec![own(
            "what was committed before stays in the history, whatever is ignored now",
        )]);
    }
    let message = match (takes, found.is_empty()) {
        (true, false) => say("attack.git-takes", &[("path", path)]),
        (true, true) => say("attack.git-takes-no-secret", &[("path", path)]),
        (false, _) => say("attack.git-leaves", &[("path", path)]),
    };
    Attempted {
        works: harm.is_some(),
        harmless: false,
        reached: None,
        events: vec![format!("{} {path}", if takes { "takes" } else { "leaves" })],
        replays: vec![replay(lines, harm)],
        message,
    }
}

/// What `git add .` does with one file.
fn of_file(path: &str, rules: &Rules, tracked: bool, secret: bool) -> Vec<Piece> {
    let by = rules.by(path);
    let ignored = rules.ignores(path);
    let mark = match (ignored && !tracked, secret) {
        (false, true) => Mark::Code,
        (true, _) => Mark::Data,
        _ => Mark::Own,
    };
    let mut line = vec![
        own(if ignored && !tracked {
            "leaves  "
        } else {
            "takes   "
        }),
        piece(path, mark),
    ];
    if secret {
        line.push(own(", which holds a secret"));
    }
    if tracked && ignored {
        line.push(own(", as git follows it already"));
    } else if let Some((number, pattern)) = by {
        line.push(own(format!(", by line {number}: {pattern}")));
    }
    line
}

/// Somebody searches all commits, and the code as it is, for a word.
pub(super) fn searched(
    exercise: &Exercise,
    repository: &Repository,
    report: &Report,
    rulebook: &Rulebook,
    input: &str,
) -> Attempted {
    let say = |id: &str, values: &[(&str, &str)]| exercise.messages.say(id, values);
    let Some(word) = typed(input) else {
        return Attempted::untried(say("attack.no-word", &[]));
    };
    let needle = word.to_lowercase();
    let mut lines = vec![vec![
        own("somebody searches every commit for "),
        piece(word, Mark::Data),
    ]];
    let mut old = 0;
    for (number, commit) in (1..).zip(&repository.commits) {
        for (path, text) in &commit.adds {
            let hits = hits(text, &needle);
            let known = if hits.is_empty() {
                BTreeSet::new()
            } else {
                let mut known = held(&then(path, text, exercise, rulebook));
                known.extend(secrets(text).iter().map(|(line, _)| *line));
                known
            };
            for (line, said) in hits {
                let secret = known.contains(&line);
                old += usize::from(secret);
                if lines.len() < SHOWN {
                    let mark = if secret { Mark::Code } else { Mark::Data };
                    lines.push(place(&format!("commit {number}"), path, line, &said, mark));
                }
            }
        }
    }
    let source = &report.source;
    let mut secret = held(report);
    // What nothing uses is a key all the same, to whoever reads on.
    let unused: BTreeSet<u32> = secrets(source.text())
        .iter()
        .map(|(line, _)| *line)
        .collect();
    if !secret.is_empty() {
        secret.extend(&unused);
    }
    let mut now = 0;
    for (line, said) in hits(source.text(), &needle) {
        let holds = secret.contains(&line) || unused.contains(&line);
        now += usize::from(secret.contains(&line));
        old += usize::from(unused.contains(&line));
        if lines.len() < 2 * SHOWN {
            let mark = if holds { Mark::Code } else { Mark::Data };
            lines.push(place("this code", &exercise.file, line, &said, mark));
        }
    }
    if now == 0
        && let Some(line) = secret.first()
    {
        let said = source.line(*line).trim();
        lines.push(vec![
            own(format!(
                "a scanner that reads Python looks at line {line}: "
            )),
            piece(cut(said), Mark::Code),
        ]);
    }
    if lines.len() == 1 {
        lines.push(vec![own("it stands nowhere")]);
    }
    let harm = if now > 0 {
        Some("The key is in the code: who has a copy has the key.".to_owned())
    } else if old > 0 {
        Some(
            "A key is kept here, and in every copy, for good. It works until it is revoked."
                .to_owned(),
        )
    } else {
        None
    };
    let message = match (now > 0, old > 0) {
        (true, _) => say("attack.found-in-code", &[]),
        (false, true) => say("attack.found-in-history", &[]),
        (false, false) => say("attack.found-nowhere", &[]),
    };
    Attempted {
        works: now > 0,
        harmless: false,
        reached: None,
        events: Vec::new(),
        replays: vec![replay(lines, harm)],
        message,
    }
}

/// What is said of a file as it was.
fn then(path: &str, text: &str, exercise: &Exercise, rulebook: &Rulebook) -> Report {
    let source = Source::new(path, text);
    analyze(&source, rulebook, &super::bench::functions(exercise))
}

/// The lines on the way of a secret that stands in the code, however it is put together.
fn held(report: &Report) -> BTreeSet<u32> {
    let source = &report.source;
    let found = report.findings.iter();
    let found = found.filter(|finding| finding.rule.starts_with("secret-"));
    found
        .flat_map(|finding| {
            let steps = finding.path.iter().map(|step| step.span);
            steps.chain([finding.span])
        })
        .map(|span| source.line_of(span.start))
        .collect()
}

/// Lines that hold a word, whatever its capitals.
fn hits(text: &str, needle: &str) -> Vec<(u32, String)> {
    let found = (1..).zip(text.lines());
    let found = found.filter(|(_, line)| line.to_lowercase().contains(needle));
    found
        .map(|(number, line)| (number, line.trim().to_owned()))
        .take(SHOWN)
        .collect()
}

/// Secrets of the history, and whether there are any.
fn of_history(repository: &Repository) -> (Vec<Vec<Piece>>, bool) {
    let mut lines = Vec::new();
    for (number, commit) in (1..).zip(&repository.commits) {
        for (path, text) in &commit.adds {
            let Some((line, said)) = secrets(text).into_iter().next() else {
                continue;
            };
            let gone = (1..)
                .zip(&repository.commits)
                .find(|(later, commit)| *later > number && commit.deletes.contains(path));
            let mut told = place(&format!("commit {number}"), path, line, &said, Mark::Code);
            if let Some((later, _)) = gone {
                told.push(own(format!(" (deleted in commit {later}, still here)")));
            }
            if lines.len() < SHOWN {
                lines.push(told);
            }
        }
    }
    let any = !lines.is_empty();
    (lines, any)
}

/// What git follows after all commits.
fn tree(repository: &Repository) -> BTreeMap<&str, &str> {
    let mut tree = BTreeMap::new();
    for commit in &repository.commits {
        for path in &commit.deletes {
            tree.remove(path.as_str());
        }
        for (path, text) in &commit.adds {
            tree.insert(path.as_str(), text.as_str());
        }
    }
    tree
}

fn place(commit: &str, path: &str, line: u32, said: &str, mark: Mark) -> Vec<Piece> {
    vec![
        own(format!("{commit}: {path} line {line}: ")),
        piece(cut(said), mark),
    ]
}

fn cut(text: &str) -> String {
    let mut said: String = text.chars().take(LONG).collect();
    if text.chars().nth(LONG).is_some() {
        said.push('…');
    }
    said
}

fn own(text: impl Into<String>) -> Piece {
    piece(text, Mark::Own)
}

fn piece(text: impl Into<String>, mark: Mark) -> Piece {
    Piece {
        text: text.into(),
        mark,
    }
}

fn replay(lines: Vec<Vec<Piece>>, harm: Option<String>) -> Replay {
    Replay {
        language: Language::Repository,
        span: None,
        lines,
        harm,
        guessed: false,
    }
}
