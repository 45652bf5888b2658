//! A verdict as rows: what it is, what improved and what is left, the attack that still works,
//! the misconception with its contrast, the goals, advice, and one next step.
//!
//! Called by `exercise`.

use crate::grade::{Outcome, Verdict};
use crate::pack::{Exercise, VerdictKind};
use crate::text::printable;
use crate::ui::highlight::{Language, Languages};
use crate::ui::page::{self, Row};
use crate::ui::theme::Role;
use crate::ui::wrap::{self, Run};

/// Whether the learner is through.
pub fn passes(kind: VerdictKind) -> bool {
    matches!(kind, VerdictKind::Passed | VerdictKind::PassedWithAdvice)
}

/// Sign, word and role of a verdict.
pub fn badge(kind: VerdictKind) -> (&'static str, &'static str, Role) {
    match kind {
        VerdictKind::Passed => ("✓", "Passed", Role::Good),
        VerdictKind::PassedWithAdvice => ("✓", "Passed, with advice", Role::Good),
        VerdictKind::CannotTell => ("?", "Cannot tell", Role::Warn),
        VerdictKind::Broken => ("▲", "Broken", Role::Warn),
        VerdictKind::Vulnerable => ("✗", "Vulnerable", Role::Bad),
    }
}

/// The same for an answer to a task, in which nothing can break.
pub fn badge_of(kind: VerdictKind, exercise: &Exercise) -> (&'static str, &'static str, Role) {
    match kind {
        VerdictKind::Broken if exercise.task.is_some() => ("▲", "Not yet", Role::Warn),
        kind => badge(kind),
    }
}

/// Sign and word of one goal's outcome, and what more there is to say.
fn goal(outcome: &Outcome) -> (&'static str, &'static str, Role, Option<&str>) {
    match outcome {
        Outcome::Held => ("✓", "held", Role::Good, None),
        Outcome::Failed(why) => ("✗", "failed", Role::Bad, Some(why)),
        Outcome::NotReached => ("·", "not reached", Role::Dim, None),
        Outcome::CannotTell(why) => ("?", "cannot tell", Role::Warn, Some(why)),
    }
}

/// The whole verdict. `changed`: the code is another one by now.
pub fn rows(
    verdict: &Verdict,
    exercise: &Exercise,
    changed: bool,
    languages: &Languages,
    columns: usize,
) -> Vec<Row> {
    let (sign, word, role) = badge_of(verdict.kind, exercise);
    let mut rows = Vec::new();
    let prose = |role: Role, text: &str| page::short(text, role, columns);
    let heading = format!("{sign} {word}: {}", printable(&verdict.headline));
    rows.extend(wrap::lines(&[Run::new(role, heading)], columns));
    if changed {
        let text = "This is about the code you submitted. It has changed since.";
        rows.extend(prose(Role::Dim, text));
    }
    if !verdict.message.is_empty() {
        rows.extend(prose(Role::Text, &verdict.message));
    }
    if let Some((input, what)) = &verdict.attack {
        rows.push(Row::new());
        rows.extend(wrap::lines(
            &[
                Run::new(Role::Bad, "The attack that still works: "),
                Run::new(Role::Code, printable(input)),
            ],
            columns,
        ));
        rows.extend(prose(Role::Text, what));
    }
    if let Some((_, say, contrast)) = &verdict.misconception {
        rows.push(Row::new());
        rows.push(vec![Run::new(Role::Heading, "What may be behind it")]);
        rows.extend(prose(Role::Text, say));
        rows.extend(code(contrast, languages, columns));
    }
    if !verdict.next.is_empty() {
        rows.push(Row::new());
        rows.extend(next(&verdict.next, columns));
    }
    rows.extend(goals(verdict, columns));
    for advice in &verdict.advice {
        rows.push(Row::new());
        rows.extend(page::hang(
            &Run::new(Role::Advice, "• Advice: "),
            &Run::new(Role::Text, "  "),
            page::short(advice, Role::Text, columns.saturating_sub(10)),
        ));
    }
    if passes(verdict.kind) {
        rows.push(Row::new());
        rows.extend(page::hang(
            &Run::new(Role::Accent, "To keep: "),
            &Run::new(Role::Text, "  "),
            page::short(&exercise.takeaway, Role::Strong, columns.saturating_sub(9)),
        ));
        rows.push(Row::new());
        let text = match exercise.task {
            None => "Enter goes on in the course; c shows the model answer beside yours.",
            Some(_) => "Enter goes on in the course; Esc shows your answer with the reasons.",
        };
        rows.extend(prose(Role::Dim, text));
    }
    rows
}

fn next(text: &str, columns: usize) -> Vec<Row> {
    page::hang(
        &Run::new(Role::Accent, "Next: "),
        &Run::new(Role::Text, "      "),
        page::short(text, Role::Text, columns.saturating_sub(6)),
    )
}

fn goals(verdict: &Verdict, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    if verdict.goals.is_empty() {
        return rows;
    }
    rows.push(Row::new());
    rows.push(vec![Run::new(Role::Heading, "What must hold")]);
    for result in &verdict.goals {
        let (sign, word, role, why) = goal(&result.outcome);
        rows.extend(page::hang(
            &Run::new(role, format!("{sign} {word}: ")),
            &Run::new(Role::Text, "    "),
            page::short(
                &result.say,
                Role::Text,
                columns.saturating_sub(4 + word.len()),
            ),
        ));
        if let Some(why) = why {
            rows.extend(page::hang(
                &Run::new(Role::Text, "    "),
                &Run::new(Role::Text, "    "),
                page::short(why, Role::Dim, columns.saturating_sub(4)),
            ));
        }
    }
    rows
}

/// A snippet in colours with a rule at its left.
pub fn code(text: &str, languages: &Languages, columns: usize) -> Vec<Row> {
    let room = columns.saturating_sub(2).max(1);
    let colours = languages.lines(text, Language::Python);
    text.trim_end()
        .lines()
        .zip(colours)
        .map(|(line, runs)| {
            let mut row = vec![Run::new(Role::Border, "│ ")];
            row.extend(coloured(&printable(line), &runs, room));
            row
        })
        .collect()
}

/// One line with its colours, cut at `columns`.
pub fn coloured(line: &str, colours: &crate::ui::highlight::Runs, columns: usize) -> Row {
    let mut row = Row::new();
    for (at, c) in wrap::cut(line, columns).chars().enumerate() {
        let role = colours
            .iter()
            .find(|(range, _)| range.contains(&at))
            .map_or(Role::Text, |(_, role)| *role);
        match row.last_mut() {
            Some(last) if last.role == role => last.text.push(c),
            _ => row.push(Run::new(role, c)),
        }
    }
    row
}

/// The verdict line by line, without drawing.
pub fn plain(verdict: &Verdict, exercise: &Exercise, changed: bool) -> Vec<String> {
    let (_, word, _) = badge_of(verdict.kind, exercise);
    let short = page::short_plain;
    let mut lines = vec![format!("Verdict: {word}. {}", printable(&verdict.headline))];
    if changed {
        lines.push("This is about the code you submitted. It has changed since.".into());
    }
    lines.push(short(&verdict.message));
    if let Some((input, what)) = &verdict.attack {
        let input = printable(input);
        lines.push(format!(
            "The attack that still works: {input} — {}",
            short(what)
        ));
    }
    if let Some((_, say, contrast)) = &verdict.misconception {
        lines.push(format!("What may be behind it: {}", short(say)));
        if !contrast.is_empty() {
            lines.extend(page::plain_code("python", contrast, &[]));
        }
    }
    for result in &verdict.goals {
        let (_, word, _, why) = goal(&result.outcome);
        let why = why
            .map(|why| format!(" {}", short(why)))
            .unwrap_or_default();
        lines.push(format!("Goal {word}: {}{why}", short(&result.say)));
    }
    for advice in &verdict.advice {
        lines.push(format!("Advice: {}", short(advice)));
    }
    if passes(verdict.kind) {
        lines.push(format!("To keep: {}", short(&exercise.takeaway)));
    }
    if !verdict.next.is_empty() {
        lines.push(format!("Next: {}", short(&verdict.next)));
    }
    lines.retain(|line| !line.is_empty());
    lines
}
