//! Tasks that are answered by choosing, ordering or marking instead of writing: what is asked, and
//! what is right.
//!
//! Knows which answers are right and why others are not; says nothing of verdicts or screens.
//! Called by `grade` and `ui`.

use super::lesson::{Choice, Question};
use super::reply::Reply;

/// What is asked in an exercise without code of the learner's: its parts in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Task {
    /// At least one; ids are unique.
    pub parts: Vec<Part>,
}

/// One part of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Options of which some are right.
    Question(Question),
    /// Cards to be put in order.
    Cards(Vec<Card>),
    /// Lines to be marked.
    Lines(Lines),
}

/// A card of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Kebab-case, unique in the exercise.
    pub id: String,
    /// What it says; empty when it is code.
    pub text: String,
    /// A line or more of code; empty when it is text.
    pub code: String,
    /// The cards that must stand before it.
    pub after: Vec<String>,
    /// It does not belong in the order.
    pub distractor: bool,
    /// Why it stands where it stands, or why it does not belong.
    pub why: String,
}

/// Code in which weak lines are to be marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// The files: name and text.
    pub files: Vec<(String, String)>,
    /// What is to be found.
    pub spots: Vec<Spot>,
    /// What may be marked and need not be.
    pub neutral: Vec<Spot>,
    /// Lines that look weak and are not, with the reason.
    pub wrong: Vec<Spot>,
}

/// One line of code, or a few in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The file.
    pub file: String,
    /// The first line, from 1.
    pub line: u32,
    /// The last line; any line from the first to the last stands for the spot.
    pub through: u32,
    /// Not asked for; who does not mark it is told that there is more.
    pub bonus: bool,
    /// Why it is, or is not, what was looked for.
    pub why: String,
}

/// A place in the code of a task: file and line (from 1).
pub type Place = (String, u32);

impl Task {
    /// The questions, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.parts.iter().filter_map(|part| match part {
            Part::Question(question) => Some(question),
            Part::Cards(_) | Part::Lines(_) => None,
        })
    }

    /// The cards; empty when the task has none.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        let cards = self.parts.iter().find_map(|part| match part {
            Part::Cards(cards) => Some(cards.as_slice()),
            Part::Question(_) | Part::Lines(_) => None,
        });
        cards.unwrap_or_default()
    }

    /// The code to be marked, if there is any.
    #[must_use]
    pub fn lines(&self) -> Option<&Lines> {
        self.parts.iter().find_map(|part| match part {
            Part::Lines(lines) => Some(lines),
            Part::Question(_) | Part::Cards(_) => None,
        })
    }

    /// The ids by which parts are told apart in verdicts.
    #[must_use]
    pub fn goals(&self) -> Vec<&str> {
        let mut ids = Vec::new();
        for part in &self.parts {
            match part {
                Part::Question(question) => ids.push(question.id.as_str()),
                Part::Cards(_) => ids.extend(["cards-that-belong", "cards-missing", "order"]),
                Part::Lines(_) => ids.extend(["spots", "other-lines"]),
            }
        }
        ids
    }
}

impl Task {
    /// A right answer: every right option where all or some are wanted, the first right one where
    /// one is; the cards in an order that respects them; the lines that are asked for and those
    /// that are welcome.
    #[must_use]
    pub fn right_reply(&self) -> Reply {
        let mut reply = Reply::default();
        for question in self.questions() {
            let right = question.options.iter().enumerate();
            let right = right.filter(|(_, option)| option.right).map(|(at, _)| at);
            let chosen = match question.choice {
                Choice::One => right.take(1).collect(),
                Choice::All | Choice::Fitting => right.collect(),
            };
            reply.choice.insert(question.id.clone(), chosen);
        }
        reply.order = ordered(self.cards(), false);
        if let Some(lines) = self.lines() {
            reply.lines = lines
                .spots
                .iter()
                .map(|spot| (spot.file.clone(), spot.line))
                .collect();
        }
        reply
    }
}

/// The ids of the cards that belong, in an order that respects what must come before; among those
/// that are free the first comes first, or the last.
#[must_use]
pub fn ordered(cards: &[Card], last_first: bool) -> Vec<String> {
    let mut left: Vec<&Card> = cards.iter().filter(|card| !card.distractor).collect();
    let mut order: Vec<String> = Vec::new();
    let free = |card: &Card, order: &[String]| card.after.iter().all(|id| order.contains(id));
    loop {
        let found = if last_first {
            left.iter().rposition(|card| free(card, &order))
        } else {
            left.iter().position(|card| free(card, &order))
        };
        // Cards that wait for each other in a circle do not load.
        let Some(at) = found else {
            return order;
        };
        order.push(left.remove(at).id.clone());
    }
}

impl Spot {
    /// Whether a place is (a part of) this spot.
    #[must_use]
    pub fn holds(&self, (file, line): &Place) -> bool {
        self.file == *file && (self.line..=self.through).contains(line)
    }
}

impl Card {
    /// What it says, text or code.
    #[must_use]
    pub fn says(&self) -> &str {
        if self.text.is_empty() {
            &self.code
        } else {
            &self.text
        }
    }
}

/// An order of `count` things that looks mixed and is the same every time and for everyone, so
/// that people can talk about number 2.
#[must_use]
pub fn mixed(id: &str, count: usize) -> Vec<usize> {
    // FNV-1a over the id, then a Fisher–Yates shuffle driven by the generator of Numerical Recipes.
    let mut state = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..order.len()).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let bound = u64::try_from(last + 1).unwrap_or(u64::MAX);
        order.swap(last, usize::try_from((state >> 33) % bound).unwrap_or(0));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_mixed_and_stable() {
        let mut firsts = [0; 3];
        for n in 0..300 {
            let id = format!("question-{n}");
            let shown = mixed(&id, 3);
            assert_eq!(shown, mixed(&id, 3));
            let mut sorted = shown.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2]);
            firsts[shown[0]] += 1;
        }
        assert!(firsts.iter().all(|n| (70..130).contains(n)), "{firsts:?}");
    }
}
