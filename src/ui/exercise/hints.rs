//! The ladder of hints: which comes next, giving it, and how those seen are shown.
//!
//! Called by `exercise` and `task`.

use crate::pack::{Exercise, Hint};
use crate::progress::Event;
use crate::ui::Effect;
use crate::ui::page::{self, Row};
use crate::ui::theme::Role;
use crate::ui::wrap::{self, Run};
use std::collections::BTreeSet;

/// What is known when a hint is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// How many submissions were judged.
    pub attempts: u32,
    /// The rules that find something in the code as it is.
    pub rules: &'a [String],
    /// The misconception of the last verdict.
    pub misconception: Option<&'a str>,
}

/// What asking for a hint gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// This hint, by index.
    Hint(usize),
    /// Only one that gives the answer away is left, and it needs a try first.
    TryFirst,
    /// All were seen.
    NoMore,
}

/// The next hint: one that fits the situation, else the next in line; one that gives the answer
/// away comes last and needs a judged try.
pub fn next(hints: &[Hint], seen: &BTreeSet<u32>, situation: Situation<'_>) -> Next {
    let unseen = || {
        hints
            .iter()
            .enumerate()
            .filter(|(at, _)| u32::try_from(*at).is_ok_and(|at| !seen.contains(&at)))
    };
    let open = || unseen().filter(|(_, hint)| !hint.reveals);
    let fitting = open().find(|(_, hint)| fits(hint, situation));
    let plain = || open().find(|(_, hint)| hint.when.is_none());
    if let Some((at, _)) = fitting.or_else(plain).or_else(|| open().next()) {
        return Next::Hint(at);
    }
    match unseen().next() {
        None => Next::NoMore,
        Some(_) if situation.attempts == 0 => Next::TryFirst,
        Some((at, _)) => Next::Hint(at),
    }
}

/// Gives a hint: from now on it is seen, and that is kept.
pub fn give(exercise: &Exercise, at: usize, seen: &mut Vec<usize>) -> Effect {
    seen.push(at);
    Effect::Append(Event::Hinted {
        exercise: exercise.id.clone(),
        hint: u32::try_from(at).unwrap_or(u32::MAX),
        reveals: exercise.hints.get(at).is_some_and(|hint| hint.reveals),
    })
}

/// Gives the next hint without being asked for it, unless it would give the answer away.
pub fn bring(exercise: &Exercise, next: Next, seen: &mut Vec<usize>) -> Option<Effect> {
    let Next::Hint(at) = next else {
        return None;
    };
    exercise.hints.get(at).filter(|hint| !hint.reveals)?;
    Some(give(exercise, at, seen))
}

/// Whether a hint says when it is wanted, and that is now.
fn fits(hint: &Hint, situation: Situation<'_>) -> bool {
    hint.when.as_ref().is_some_and(|when| {
        let finding = when.finding.as_ref();
        finding.is_none_or(|rule| situation.rules.contains(rule))
            && when
                .misconception
                .as_deref()
                .is_none_or(|id| situation.misconception == Some(id))
            && when
                .attempts
                .is_none_or(|least| situation.attempts >= least)
    })
}

/// The hints in the order they were seen, the newest first.
pub fn rows(exercise: &Exercise, shown: &[usize], end: Next, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for (number, at) in shown.iter().enumerate().rev() {
        let Some(hint) = exercise.hints.get(*at) else {
            continue;
        };
        let id = if hint.reveals {
            "screen.hint-that-reveals"
        } else {
            "screen.hint"
        };
        let title = title(id, number + 1, exercise);
        rows.push(vec![Run::new(Role::Heading, title)]);
        rows.extend(page::text(&hint.text, columns));
        rows.push(Row::new());
    }
    let last = match end {
        Next::Hint(_) => "screen.one-more-hint",
        Next::TryFirst => "screen.hint-after-a-try",
        Next::NoMore => "screen.last-hint",
    };
    let last = exercise.messages.say(last, &[]);
    rows.extend(wrap::lines(&[Run::new(Role::Dim, last)], columns));
    rows
}

/// Which hint it is, of how many.
pub fn title(id: &str, number: usize, exercise: &Exercise) -> String {
    let (number, count) = (number.to_string(), exercise.hints.len().to_string());
    let values = [("number", number.as_str()), ("count", &count)];
    exercise.messages.say(id, &values)
}

/// The last of the hints seen, line by line.
pub fn plain(seen: &[usize], exercise: &Exercise) -> Vec<String> {
    let Some(hint) = seen.last().and_then(|at| exercise.hints.get(*at)) else {
        return Vec::new();
    };
    let title = title("screen.hint", seen.len(), exercise);
    let mut lines = vec![format!("{title}:")];
    lines.extend(page::text_plain(&hint.text));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::When;

    fn hint(when: Option<When>, reveals: bool) -> Hint {
        Hint {
            text: String::new(),
            when,
            reveals,
        }
    }

    fn when(finding: Option<&str>, misconception: Option<&str>, attempts: Option<u32>) -> Hint {
        let text = |text: Option<&str>| text.map(str::to_owned);
        hint(
            Some(When {
                finding: text(finding),
                misconception: text(misconception),
                attempts,
            }),
            false,
        )
    }

    #[test]
    fn the_fitting_hint_comes_first_and_the_revealing_one_last() {
        let hints = [
            hint(None, false),
            when(Some("sql"), None, None),
            when(None, Some("quotes"), Some(1)),
            hint(None, true),
        ];
        let none: &[String] = &[];
        let sql = &["sql".to_owned()];
        for (seen, attempts, rules, misconception, expected) in [
            (vec![], 0, none, None, Next::Hint(0)),
            (vec![], 0, &sql[..], None, Next::Hint(1)),
            (vec![], 1, none, Some("quotes"), Next::Hint(2)),
            (vec![], 0, none, Some("quotes"), Next::Hint(0)),
            (vec![0], 0, none, None, Next::Hint(1)),
            (vec![0, 1, 2], 0, none, None, Next::TryFirst),
            (vec![0, 1, 2], 1, none, None, Next::Hint(3)),
            (vec![0, 1, 2, 3], 1, none, None, Next::NoMore),
        ] {
            let situation = Situation {
                attempts,
                rules,
                misconception,
            };
            let seen: BTreeSet<u32> = seen.into_iter().collect();
            assert_eq!(
                next(&hints, &seen, situation),
                expected,
                "{seen:?} {attempts}"
            );
        }
    }
}
