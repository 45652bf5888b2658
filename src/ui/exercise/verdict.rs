//! A verdict as rows: what it is, what improved and what is left, the attack that still works,
//! the misconception with its contrast, the goals, advice, and one next step.
//!
//! Called by `exercise`.

use crate::grade::{Outcome, Verdict};
use crate::pack::{Exercise, Messages, VerdictKind};
use crate::text::printable;
use crate::ui::highlight::{Language, Languages};
use crate::ui::page::{self, Row};
use crate::ui::screen::Context;
use crate::ui::theme::Role;
use crate::ui::wrap::{self, Run};

/// Whether the learner is through.
pub fn passes(kind: VerdictKind) -> bool {
    matches!(kind, VerdictKind::Passed | VerdictKind::PassedWithAdvice)
}

/// Sign, word and role of a verdict. In an answer to a task nothing can break.
pub fn badge(kind: VerdictKind, exercise: &Exercise) -> (&'static str, String, Role) {
    let (sign, word, role) = match kind {
        VerdictKind::Passed => ("✓", "screen.passed", Role::Good),
        VerdictKind::PassedWithAdvice => ("✓", "screen.passed-with-advice", Role::Good),
        VerdictKind::CannotTell => ("?", "screen.cannot-tell", Role::Warn),
        VerdictKind::Broken if exercise.task.is_some() => ("▲", "screen.not-yet", Role::Warn),
        VerdictKind::Broken => ("▲", "screen.broken", Role::Warn),
        VerdictKind::Vulnerable => ("✗", "screen.vulnerable", Role::Bad),
    };
    (sign, exercise.messages.say(word, &[]), role)
}

/// What was said of the last submission of an earlier visit, if there was one.
pub fn last_time(exercise: &Exercise, context: &Context) -> Option<String> {
    let kind = context.progress.exercise(&exercise.id)?.last_verdict?;
    let (sign, word, _) = badge(kind, exercise);
    Some(format!("{sign} {} last time", word.to_lowercase()))
}

/// Sign and word of one goal's outcome, and what more there is to say.
fn goal<'o>(
    outcome: &'o Outcome,
    messages: &Messages,
) -> (&'static str, String, Role, Option<&'o str>) {
    let (sign, word, role, why) = match outcome {
        Outcome::Held => ("✓", "screen.held", Role::Good, None),
        Outcome::Failed(why) => ("✗", "screen.failed", Role::Bad, Some(why.as_str())),
        Outcome::NotReached => ("·", "screen.not-reached", Role::Dim, None),
        Outcome::CannotTell(why) => ("?", "screen.undecided", Role::Warn, Some(why.as_str())),
    };
    (sign, messages.say(word, &[]), role, why)
}

/// A text behind a word of the screen, hanging by `indent`.
fn labelled(
    (role, label): (Role, String),
    indent: usize,
    (of, text): (Role, &str),
    columns: usize,
) -> Vec<Row> {
    let room = columns.saturating_sub(wrap::width(&label));
    page::hang(
        &Run::new(role, label),
        &Run::new(Role::Text, " ".repeat(indent)),
        page::short(text, of, room),
    )
}

/// What improved and what is left, without what stands below once more: the sentence to keep, a piece of advice.
fn message<'v>(verdict: &'v Verdict, exercise: &Exercise) -> &'v str {
    let all = verdict.message.trim();
    if !passes(verdict.kind) {
        return all;
    }
    let below = verdict.advice.iter().chain([&exercise.takeaway]);
    let mut rest = below.filter_map(|said| all.strip_suffix(said.trim()));
    rest.next().unwrap_or(all).trim_end()
}

/// The whole verdict. `changed`: the code is another one by now.
pub fn rows(
    verdict: &Verdict,
    exercise: &Exercise,
    changed: bool,
    languages: &Languages,
    columns: usize,
) -> Vec<Row> {
    let say = |id: &str| exercise.messages.say(id, &[]);
    let (sign, word, role) = badge(verdict.kind, exercise);
    let mut rows = Vec::new();
    let prose = |role: Role, text: &str| page::short(text, role, columns);
    let heading = format!("{sign} {word}: {}", printable(&verdict.headline));
    rows.extend(wrap::lines(&[Run::new(role, heading)], columns));
    if changed {
        rows.extend(prose(Role::Dim, &say("screen.changed-since")));
    }
    let message = message(verdict, exercise);
    if !message.is_empty() {
        rows.extend(prose(Role::Text, message));
    }
    if let Some((input, what)) = &verdict.attack {
        rows.push(Row::new());
        rows.extend(wrap::lines(
            &[
                Run::new(Role::Bad, format!("{} ", say("screen.attack-works"))),
                Run::new(Role::Code, printable(input)),
            ],
            columns,
        ));
        rows.extend(prose(Role::Text, what));
    }
    if let Some((_, told, contrast)) = &verdict.misconception {
        rows.push(Row::new());
        rows.push(vec![Run::new(Role::Heading, say("screen.behind-it"))]);
        rows.extend(prose(Role::Text, told));
        rows.extend(code(contrast, languages, columns));
    }
    if !verdict.next.is_empty() {
        rows.push(Row::new());
        let label = (Role::Accent, format!("{} ", say("screen.next")));
        rows.extend(labelled(label, 6, (Role::Text, &verdict.next), columns));
    }
    rows.extend(goals(verdict, &exercise.messages, columns));
    for advice in &verdict.advice {
        rows.push(Row::new());
        let label = (Role::Advice, format!("• {} ", say("screen.advice")));
        rows.extend(labelled(label, 2, (Role::Text, advice), columns));
    }
    if passes(verdict.kind) {
        rows.push(Row::new());
        let label = (Role::Accent, format!("{} ", say("screen.to-keep")));
        let kept = (Role::Strong, exercise.takeaway.as_str());
        rows.extend(labelled(label, 2, kept, columns));
        rows.push(Row::new());
        let text = match exercise.task {
            None => "screen.go-on",
            Some(_) => "screen.go-on-from-task",
        };
        rows.extend(prose(Role::Dim, &say(text)));
    }
    rows
}

fn goals(verdict: &Verdict, messages: &Messages, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let counted = counted(verdict, messages);
    if verdict.goals.is_empty() && counted.is_empty() {
        return rows;
    }
    rows.push(Row::new());
    rows.push(vec![Run::new(
        Role::Heading,
        messages.say("screen.goals", &[]),
    )]);
    for result in &verdict.goals {
        let (sign, word, role, why) = goal(&result.outcome, messages);
        let label = (role, format!("{sign} {word}: "));
        rows.extend(labelled(label, 4, (Role::Text, &result.say), columns));
        if let Some(why) = why {
            rows.extend(page::hang(
                &Run::new(Role::Text, "    "),
                &Run::new(Role::Text, "    "),
                page::short(why, Role::Dim, columns.saturating_sub(4)),
            ));
        }
    }
    for line in counted {
        rows.extend(wrap::lines(&[Run::new(Role::Dim, line)], columns));
    }
    rows
}

/// How many goals are not shown and how many of them hold, and what the answer counts.
fn counted(verdict: &Verdict, messages: &Messages) -> Vec<String> {
    let sealed = (verdict.sealed.all > 0).then_some((
        "screen.sealed",
        verdict.sealed.held,
        verdict.sealed.all,
    ));
    let points = verdict
        .points
        .map(|points| ("screen.points", points.earned, points.of));
    let lines = sealed.into_iter().chain(points);
    lines
        .map(|(id, some, all)| {
            messages.say(
                id,
                &[("some", &some.to_string()), ("all", &all.to_string())],
            )
        })
        .collect()
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

/// One line with its colours, in as many rows of at most `columns` as it needs.
pub fn wrapped(line: &str, colours: &crate::ui::highlight::Runs, columns: usize) -> Vec<Row> {
    let mut at = 0;
    let mut rows = Vec::new();
    for piece in page::chop(line, columns.max(1)) {
        let mut row = Row::new();
        for c in piece.chars() {
            let role = colours
                .iter()
                .find(|(range, _)| range.contains(&at))
                .map_or(Role::Text, |(_, role)| *role);
            at += 1;
            match row.last_mut() {
                Some(last) if last.role == role => last.text.push(c),
                _ => row.push(Run::new(role, c)),
            }
        }
        rows.push(row);
    }
    rows
}

/// The verdict line by line, without drawing.
pub fn plain(verdict: &Verdict, exercise: &Exercise, changed: bool) -> Vec<String> {
    let say = |id: &str, values: &[(&str, &str)]| exercise.messages.say(id, values);
    let (_, word, _) = badge(verdict.kind, exercise);
    let short = page::short_plain;
    let headline = printable(&verdict.headline);
    let values = [("word", word.as_str()), ("headline", &headline)];
    let mut lines = vec![say("screen.verdict", &values)];
    if changed {
        lines.push(say("screen.changed-since", &[]));
    }
    lines.push(short(message(verdict, exercise)));
    if let Some((input, what)) = &verdict.attack {
        let input = printable(input);
        let works = say("screen.attack-works", &[]);
        lines.push(format!("{works} {input} — {}", short(what)));
    }
    if let Some((_, told, contrast)) = &verdict.misconception {
        let behind = say("screen.behind-it", &[]);
        lines.push(format!("{behind}: {}", short(told)));
        if !contrast.is_empty() {
            lines.extend(page::plain_code("python", contrast, &[]));
        }
    }
    if !verdict.next.is_empty() {
        lines.push(format!(
            "{} {}",
            say("screen.next", &[]),
            short(&verdict.next)
        ));
    }
    for result in &verdict.goals {
        let (_, word, _, why) = goal(&result.outcome, &exercise.messages);
        let why = why
            .map(|why| format!(" {}", short(why)))
            .unwrap_or_default();
        let goal = say("screen.goal", &[("word", &word)]);
        lines.push(format!("{goal} {}{why}", short(&result.say)));
    }
    lines.extend(counted(verdict, &exercise.messages));
    for advice in &verdict.advice {
        lines.push(format!("{} {}", say("screen.advice", &[]), short(advice)));
    }
    if passes(verdict.kind) {
        let keep = say("screen.to-keep", &[]);
        lines.push(format!("{keep} {}", short(&exercise.takeaway)));
    }
    lines.retain(|line| !line.is_empty());
    lines
}
