//! How long reading a lesson and solving an exercise take, estimated from their length.
//!
//! Knows how fast people read and how long a question takes; knows nothing of who reads. The
//! numbers are rules of thumb: grown readers read about 238 words of English non-fiction a minute
//! (M. Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109,
//! 2019), and slower where every line is news. What is found here is an estimate, and screens say
//! "about". Called by `load`, for what does not say its own `minutes`,
//! and by screens and lists.

use super::Pack;
use super::exercise::{Exercise, ExerciseKind};
use super::lesson::{Block, Inline, Lesson, Question};
use super::task::Part;
use std::collections::BTreeMap;

/// Words of technical prose read in a minute.
const WORDS_A_MINUTE: usize = 200;
/// Seconds for a line of code that is read.
const CODE_LINE: usize = 4;
/// Seconds for a line of code that is thought out and written.
const WRITTEN_LINE: usize = 30;
/// Seconds for a drawing.
const FIGURE: usize = 15;
/// Seconds of thought for a question, besides reading it.
const QUESTION: usize = 15;
/// Seconds of thought for a card to be placed or a line to be marked.
const STEP: usize = 15;
/// Seconds for choosing an input and watching what it does.
const ATTACK: usize = 30;
/// Seconds for finding out what is wrong with given code.
const FLAW: usize = 90;
/// Seconds for planning a program that is not there yet.
const PLAN: usize = 180;
/// Seconds from handing in to having read the answer; most people hand in twice.
const VERDICT: usize = 60;

/// Minutes of a module, or of the whole course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pace {
    /// For reading its lessons and answering their questions.
    pub reading: u32,
    /// For its exercises.
    pub doing: u32,
    /// For what nobody has to do: exercises that stand for a module, and variants.
    pub more: u32,
}

impl Pack {
    /// How long a module takes; without one, the whole course.
    #[must_use]
    pub fn pace(&self, module: Option<&str>) -> Pace {
        let mut pace = Pace::default();
        for lesson in self.taught_lessons() {
            if module.is_none_or(|id| id == lesson.module) {
                pace.reading += lesson.minutes;
            }
        }
        for exercise in self.taught_exercises() {
            if module.is_some_and(|id| id != exercise.module) {
                continue;
            }
            if exercise.placement || exercise.variant.is_some() {
                pace.more += exercise.minutes;
            } else {
                pace.doing += exercise.minutes;
            }
        }
        pace
    }
}

/// Minutes for reading a lesson and answering its questions, at least 1. Its exercises come on top.
#[must_use]
pub fn lesson(lesson: &Lesson) -> u32 {
    let blocks = lesson.pages.iter().flat_map(|page| &page.blocks);
    minutes(blocks.map(block).sum())
}

/// Minutes for solving an exercise, at least 1.
#[must_use]
pub fn exercise(exercise: &Exercise) -> u32 {
    let mut seconds = prose(&exercise.brief) + VERDICT;
    if let Some(task) = &exercise.task {
        seconds += task.parts.iter().map(part).sum::<usize>();
    } else {
        seconds += code(&exercise.start);
        seconds += new_lines(&exercise.start, &exercise.solution) * WRITTEN_LINE;
        seconds += if exercise.kind == ExerciseKind::Write {
            PLAN
        } else {
            FLAW
        };
    }
    if exercise.attack.is_some() {
        seconds += ATTACK;
        if exercise.kind == ExerciseKind::Attack {
            // The input is found by trying.
            seconds += 4 * ATTACK;
        }
    }
    minutes(seconds)
}

/// Seconds as minutes, rounded up.
fn minutes(seconds: usize) -> u32 {
    u32::try_from(seconds.div_ceil(60))
        .unwrap_or(u32::MAX)
        .max(1)
}

fn block(block: &Block) -> usize {
    match block {
        Block::Paragraph(runs) | Block::Quote(runs) => words(spoken(runs)),
        Block::List(_, items) => items.iter().map(|runs| words(spoken(runs))).sum(),
        Block::Code { text, .. } => code(text),
        Block::Figure { .. } => FIGURE,
        Block::Question(asked) => question(asked),
        Block::Exercise(_) => 0,
    }
}

fn part(part: &Part) -> usize {
    match part {
        Part::Question(asked) => question(asked),
        Part::Cards(cards) => cards
            .iter()
            .map(|card| prose(&card.text) + code(&card.code) + STEP)
            .sum(),
        Part::Lines(lines) => {
            let read: usize = lines.files.iter().map(|(_, text)| code(text)).sum();
            let spots = lines.spots.len();
            read + spots * STEP
        }
    }
}

/// The question, its options, and the reasons of about one of them.
fn question(asked: &Question) -> usize {
    let options = asked.options.iter();
    let read: usize = options
        .map(|option| prose(&option.text) + code(&option.code))
        .sum();
    let reasons: usize = asked.options.iter().map(|option| prose(&option.why)).sum();
    let reason = reasons / asked.options.len().max(1);
    prose(&asked.ask) + code(&asked.code) + read + reason + QUESTION
}

/// Lines of the second text that are not in the first, empty ones left out.
fn new_lines(before: &str, after: &str) -> usize {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for line in before.lines() {
        *known.entry(line.trim()).or_default() += 1;
    }
    let mut new = 0;
    for line in after.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match known.get_mut(line) {
            Some(left) if *left > 0 => *left -= 1,
            _ => new += 1,
        }
    }
    new
}

fn code(text: &str) -> usize {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    lines * CODE_LINE
}

fn prose(text: &str) -> usize {
    words(text.split_whitespace().count())
}

/// Seconds for reading so many words.
fn words(count: usize) -> usize {
    (count * 60).div_ceil(WORDS_A_MINUTE)
}

fn spoken(runs: &[Inline]) -> usize {
    runs.iter()
        .map(|run| match run {
            Inline::Text(text)
            | Inline::Emphasis(text)
            | Inline::Strong(text)
            | Inline::Code(text)
            | Inline::Link(text, _) => text.split_whitespace().count(),
            Inline::Break => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_hundred_words_are_a_minute() {
        assert_eq!(prose(&"word ".repeat(200)), 60);
        assert_eq!(minutes(60), 1);
        assert_eq!(minutes(61), 2);
        assert_eq!(minutes(0), 1);
    }

    #[test]
    fn a_changed_line_is_written_once() {
        assert_eq!(new_lines("a\nb\n\nb\n", "a\nb\nc\n\nb\nb\n"), 2);
        assert_eq!(new_lines("a\n", "  a\n"), 0);
    }

    #[test]
    fn what_is_written_takes_longer_than_what_is_read() {
        let start = "def f(x):\n    return x\n";
        let given = Exercise {
            start: start.to_owned(),
            solution: start.to_owned(),
            ..Exercise::default()
        };
        let asked = Exercise {
            solution: "def f(x):\n    y = clean(x)\n    z = y + 1\n    return z\n".to_owned(),
            ..given.clone()
        };
        assert!(exercise(&asked) > exercise(&given));
    }
}
