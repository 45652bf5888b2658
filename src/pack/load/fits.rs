//! What must fit together inside one exercise: goals and files, ids and what speaks of them, answers that differ.
//!
//! Called by `exercise`, once all of it is read, and by `task` for cards that wait for each other.

use super::names::suggest;
use super::table::Table;
use crate::pack::{Exercise, ExerciseKind, GoalKind};
use crate::text::ending;

/// Tells goals about files that are not there, and goals that do not say which they are about.
fn files_fit(exercise: &Exercise, root: &Table<'_>) {
    let names = exercise.files();
    if root.has("new-files") && names.len() < 2 {
        root.tell(
            root.line_of("new-files"),
            "`new-files` is for exercises of several files, and `start/` has one",
            "Remove it.",
        );
    }
    for (goal, line) in exercise.goals.iter().zip(&exercise.places.goals) {
        let about = goal.file.as_deref().or(match names.as_slice() {
            [one] if !one.is_empty() => Some(one),
            _ => None,
        });
        let python = about.is_some_and(|name| ending(name) == "py");
        let cause = match &goal.kind {
            GoalKind::File(_) if python => "is about files that are not Python",
            GoalKind::File(_) | GoalKind::Nowhere(_) => "",
            _ if about.is_some() && !python => "is about Python",
            _ => "",
        };
        if let (Some(name), false) = (about, cause.is_empty()) {
            root.tell(
                *line,
                format!("the goal `{}` {cause}, and `{name}` is not such a file", goal.id),
                "Ask for something else, or of another file; `docs/packs.md` says which goals there are for which files.",
            );
            continue;
        }
        match &goal.file {
            Some(file) if !names.contains(&file.as_str()) => root.tell(
                *line,
                format!("there is no `start/{file}`{}", suggest(file, &names)),
                "Correct `file`, or add the file.",
            ),
            None if names.len() > 1 && matches!(goal.kind, GoalKind::File(_)) => root.tell(
                *line,
                format!("the goal `{}` does not say which file it is about", goal.id),
                format!("Add `file`, one of: {}.", names.join(", ")),
            ),
            _ => {}
        }
    }
}

/// Tells answers that are there twice: the second one proves nothing.
fn answers_differ(exercise: &Exercise, root: &Table<'_>) {
    let solution = ("solution".to_owned(), exercise.solution.as_str());
    let accepted = exercise.accept.iter();
    let accepted = accepted.map(|answer| (format!("accept/{}", answer.name), answer.text.as_str()));
    let rejected = exercise.reject.iter();
    let rejected = rejected.map(|answer| (format!("reject/{}", answer.name), answer.text.as_str()));
    let all: Vec<(String, &str)> = std::iter::once(solution)
        .chain(accepted)
        .chain(rejected)
        .collect();
    for (at, (name, text)) in all.iter().enumerate() {
        let same = all
            .iter()
            .take(at)
            .find(|(_, other)| other.trim_end() == text.trim_end());
        if let Some((other, _)) = same.filter(|_| !text.trim().is_empty()) {
            let label = exercise.places.labels.get(name).copied();
            root.tell(
                label.unwrap_or_else(|| root.line()),
                format!("`{name}` is the same as `{other}`"),
                "Write it in another way, or remove it.",
            );
        }
    }
}

/// Tells what does not fit together inside one exercise.
pub(super) fn fits(exercise: &Exercise, root: &Table<'_>) {
    files_fit(exercise, root);
    if exercise.task.is_none() {
        answers_differ(exercise, root);
    }
    let lines = &exercise.places;
    let goals = exercise.goal_ids();
    let wrong: Vec<&str> = exercise
        .misconceptions
        .iter()
        .map(|m| m.id.as_str())
        .collect();
    for (what, ids, lines) in [
        ("goals", &goals, &lines.goals),
        ("misconceptions", &wrong, &lines.misconceptions),
    ] {
        for (index, (id, line)) in ids.iter().zip(lines).enumerate() {
            if ids.iter().take(index).any(|other| other == id) {
                root.tell(
                    *line,
                    format!("there are two {what} with the id `{id}`"),
                    "Give one of them another id.",
                );
            }
        }
    }
    let known = |kind: &str, id: &str, known: &[&str], line: u32| {
        if !known.contains(&id) {
            root.tell(
                line,
                format!("there is no {kind} `{id}`{}", suggest(id, known)),
                format!("Correct the id, or add the {kind}."),
            );
        }
    };
    for (goal, line) in exercise.goals.iter().zip(&lines.goals) {
        for id in &goal.after {
            known("goal", id, &goals, *line);
        }
        if comes_after_itself(exercise, &goal.id) {
            root.tell(
                *line,
                format!("the goal `{}` waits for itself through `after`", goal.id),
                "Break the circle.",
            );
        }
    }
    let last = exercise.hints.len().saturating_sub(1);
    for (index, (hint, line)) in exercise.hints.iter().zip(&lines.hints).enumerate() {
        if let Some(id) = hint
            .when
            .as_ref()
            .and_then(|when| when.misconception.as_deref())
        {
            known("misconception", id, &wrong, *line);
        }
        if hint.reveals && index != last {
            root.tell(
                *line,
                "a hint before the last gives the answer away",
                "Move it to the end, or remove `reveals`.",
            );
        }
    }
    if exercise.hints.is_empty() && !exercise.is_step() {
        root.tell(
            root.line(),
            "the exercise has no hint",
            "Add a ladder of `[[hint]]`s.",
        );
    }
    for (misconception, line) in exercise.misconceptions.iter().zip(&lines.misconceptions) {
        let detect = &misconception.detect;
        for id in detect.goal.iter().chain(&detect.holds) {
            known("goal", id, &goals, *line);
        }
    }
    for reject in &exercise.reject {
        let label = lines.labels.get(&format!("reject/{}", reject.name));
        let line = label.copied().unwrap_or_else(|| root.line_of("reject"));
        if let Some(id) = &reject.expected.goal {
            known("goal", id, &goals, line);
        }
        if let Some(id) = &reject.expected.misconception {
            known("misconception", id, &wrong, line);
        }
    }
    match &exercise.attack {
        None if exercise.kind == ExerciseKind::Attack => root.tell(
            root.line_of("kind"),
            "an attack exercise needs `[attack]`",
            "Add it, with brief, call and inputs.",
        ),
        Some(attack) => {
            let line = root.line_of("attack");
            let asked = attack.request.as_ref();
            if !attack.call.contains("{0}")
                && !attack.call.is_empty()
                && !asked.is_some_and(|request| request.mentions("{0}"))
            {
                root.tell(
                    line,
                    "`call` in `[attack]` has no `{0}`",
                    "Write `{0}` where the attacker's text goes: in `call`, as a Python string, or in a field of `request`.",
                );
            }
            if attack
                .with
                .as_ref()
                .is_some_and(|with| !with.contains("{0}"))
            {
                root.tell(
                    line,
                    "`with` in `[attack]` has no `{0}`",
                    "Write `{0}` in the texts that an attacker chooses.",
                );
            }
            if exercise.kind == ExerciseKind::Attack {
                if attack.brief.trim().is_empty() {
                    root.tell(
                        line,
                        "`brief` is missing in `[attack]`",
                        "Say what the learner's input is to achieve.",
                    );
                }
                if !attack.input.iter().any(|input| input.works) {
                    root.tell(
                        line,
                        "no input of `[attack]` is marked `works = true`",
                        "Give at least one that gets through, as proof that the task can be done.",
                    );
                }
            }
        }
        None => {}
    }
}

/// Whether following `after` from this goal leads back to it.
fn comes_after_itself(exercise: &Exercise, id: &str) -> bool {
    leads_back(id, |next, before| {
        for goal in exercise.goals.iter().filter(|goal| goal.id == next) {
            before.extend(goal.after.iter().map(String::as_str));
        }
    })
}

/// Whether going on from one id to those before it comes back to it; `look` adds those that stand before an id.
pub(super) fn leads_back<'a>(id: &str, look: impl Fn(&str, &mut Vec<&'a str>)) -> bool {
    let mut open = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    look(id, &mut open);
    while let Some(next) = open.pop() {
        if next == id {
            return true;
        }
        if !seen.contains(&next) {
            seen.push(next);
            look(next, &mut open);
        }
    }
    false
}
