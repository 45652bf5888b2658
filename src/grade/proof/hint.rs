//! The ladder of hints: whether each can be reached by some answer, and whether one gives the
//! solution away too early.
//!
//! Called by `proof`.

use super::{Findings, Judged};
use crate::pack::{Block, Exercise, Hint, Inline, When, blocks};
use crate::rules::Rulebook;
use std::collections::BTreeSet;

/// A line of the solution counts as given away from so many signs on.
const SIGNS: usize = 10;

pub(super) fn check(
    exercise: &Exercise,
    rulebook: &Rulebook,
    judged: &[Judged],
    found: &mut Findings<'_>,
) {
    let last = exercise.hints.len().saturating_sub(1);
    let news = news(exercise);
    for (at, hint) in exercise.hints.iter().enumerate() {
        let line = Findings::line(&exercise.places.hints, at);
        if let Some(when) = &hint.when
            // Of a rule that nobody knows, that is told.
            && (when.finding.iter()).all(|rule| rulebook.rule(rule).is_some())
            && !judged.iter().any(|one| fits(when, one))
        {
            found.here(
                line,
                "no answer brings this hint: nothing fits its `when`".into(),
                "Correct `when`, or add a rejected answer to which it fits.",
            );
        }
        if at != last
            && let Some(given) = gives_away(hint, &news)
        {
            found.here(
                line,
                format!("a hint before the last shows a line of the solution: `{given}`"),
                "Say what to think about instead, or move it to the end and mark it `reveals = true`.",
            );
        }
    }
}

/// Whether the hint would be offered after this answer.
fn fits(when: &When, one: &Judged) -> bool {
    let rule = when.finding.as_ref().is_none_or(|rule| {
        let mut findings = one.verdict.findings.iter();
        findings.any(|finding| finding.rule == *rule)
    });
    let named = one.verdict.misconception.as_ref();
    rule && when
        .misconception
        .as_ref()
        .is_none_or(|id| named.is_some_and(|(found, ..)| found == id))
}

/// The lines of the solution that the start does not have: as written, and as signs.
fn news(exercise: &Exercise) -> Vec<(String, Vec<String>)> {
    let old: BTreeSet<Vec<String>> = exercise.start.lines().map(signs).collect();
    let known: BTreeSet<&String> = old.iter().flatten().collect();
    exercise
        .solution
        .lines()
        .map(|line| (line.trim().to_owned(), signs(line)))
        .filter(|(line, signs)| {
            signs.len() >= SIGNS
                && !line.starts_with("def ")
                && !old.contains(signs)
                && signs.iter().any(|sign| !known.contains(sign))
        })
        .collect()
}

/// The line of the solution that stands whole in the code of a hint.
fn gives_away(hint: &Hint, news: &[(String, Vec<String>)]) -> Option<String> {
    let shown: Vec<Vec<String>> = blocks(&hint.text)
        .iter()
        .flat_map(code)
        .map(|code| signs(&code))
        .collect();
    news.iter()
        .find(|(_, wanted)| {
            shown
                .iter()
                .any(|code| code.windows(wanted.len()).any(|part| part == wanted))
        })
        .map(|(line, _)| line.clone())
}

/// The code in a block.
fn code(block: &Block) -> Vec<String> {
    let spans = |inlines: &[Inline]| -> Vec<String> {
        inlines
            .iter()
            .filter_map(|inline| match inline {
                Inline::Code(code) => Some(code.clone()),
                _ => None,
            })
            .collect()
    };
    match block {
        Block::Paragraph(inlines) | Block::Quote(inlines) => spans(inlines),
        Block::List(_, items) => items.iter().flat_map(|item| spans(item)).collect(),
        Block::Code { text, .. } => vec![text.clone()],
        Block::Figure { .. } | Block::Question(_) | Block::Exercise(_) => Vec::new(),
    }
}

/// The words and signs of a piece of code, without its spaces, so that layout does not count.
fn signs(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut word = false;
    for sign in text.chars() {
        let part = sign.is_alphanumeric() || sign == '_';
        match found.last_mut() {
            Some(last) if part && word => last.push(sign),
            _ if sign.is_whitespace() => {}
            _ => found.push(sign.to_string()),
        }
        word = part;
    }
    found
}
