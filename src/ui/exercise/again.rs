//! What earlier tries change: the same mistake twice brings the next hint, three tries that are almost
//! the same bring a question before the next verdict. Nobody has to wait.
//!
//! Called by `exercise` and `task`.

use crate::grade::{Outcome, Verdict};
use crate::ui::exercise::verdict::passes;
use crate::ui::screen::Mode;
use similar::TextDiff;

/// Said when a hint comes without being asked for; in plain mode the hint follows.
pub fn hint_has_come(mode: Mode) -> &'static str {
    match mode {
        Mode::FullScreen => "The same mistake as last time: F2 shows the next hint.",
        Mode::Plain => "The same mistake as last time: the next hint has come.",
    }
}

/// How many tries must be almost the same before a question comes.
const ALIKE: usize = 3;
/// How alike two tries are that count as the same, from 0 to 1.
const LIKENESS: f32 = 0.97;

/// The tries of this visit that did not pass.
#[derive(Debug, Default)]
pub struct Tries {
    /// The text whose verdict is awaited.
    asked: String,
    /// The last texts, without their spaces.
    texts: Vec<String>,
    /// What was wrong with the last one.
    mistake: Option<String>,
    /// The question that stands before the next verdict.
    question: Option<String>,
}

impl Tries {
    /// The question to ask before this text is judged, once; nothing when it may go on.
    pub fn before(&mut self, text: &str) -> Option<String> {
        let text: String = text.split_whitespace().collect();
        let alike = self.texts.len() >= ALIKE
            && self
                .texts
                .iter()
                .all(|other| TextDiff::from_chars(other.as_str(), &text).ratio() >= LIKENESS);
        let question = self.question.take().filter(|_| alike);
        self.asked = text;
        if question.is_some() {
            self.texts.clear();
        }
        question
    }

    /// Takes a verdict in; whether it is the same mistake as the last time.
    pub fn after(&mut self, verdict: &Verdict) -> bool {
        if passes(verdict.kind) {
            *self = Self::default();
            return false;
        }
        let changed = self.texts.last() != Some(&self.asked);
        if self.texts.len() >= ALIKE {
            self.texts.remove(0);
        }
        self.texts.push(std::mem::take(&mut self.asked));
        let failed = verdict
            .goals
            .iter()
            .find(|goal| matches!(goal.outcome, Outcome::Failed(_)));
        self.question = failed.map(|goal| {
            format!(
                "Think first: which line decides this? \"{}\" Submit once more, and it is judged.",
                goal.say
            )
        });
        let named = verdict.misconception.as_ref().map(|(id, ..)| id);
        let mistake = named.or(failed.map(|goal| &goal.id)).cloned();
        let same = changed && mistake.is_some() && mistake == self.mistake;
        self.mistake = mistake;
        same
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grade::{GoalResult, Sealed};
    use crate::pack::VerdictKind;

    fn verdict(kind: VerdictKind, goal: &str) -> Verdict {
        Verdict {
            kind,
            headline: String::new(),
            message: String::new(),
            next: String::new(),
            attack: None,
            misconception: None,
            goals: vec![GoalResult {
                id: goal.into(),
                say: "The name stays data.".into(),
                outcome: Outcome::Failed(String::new()),
            }],
            findings: Vec::new(),
            advice: Vec::new(),
            sealed: Sealed::default(),
            points: None,
        }
    }

    #[test]
    fn the_same_mistake_twice_is_noticed_and_the_same_text_is_no_second_time() {
        let mut tries = Tries::default();
        let bad = verdict(VerdictKind::Vulnerable, "safe");
        for (text, goal, same) in [
            ("a = 1", "safe", false),
            ("a = 1", "safe", false),
            ("a = 22222", "safe", true),
            ("a = 33333", "works", false),
        ] {
            assert_eq!(tries.before(text), None);
            assert_eq!(
                tries.after(&verdict(VerdictKind::Broken, goal)),
                same,
                "{text}"
            );
        }
        assert!(!tries.after(&bad));
    }

    #[test]
    fn three_tries_that_are_almost_the_same_bring_one_question() {
        let mut tries = Tries::default();
        let text = "def find(conn, name):\n    return conn.execute(f'SELECT {name}')\n";
        for spaces in ["", " ", "  "] {
            assert_eq!(tries.before(&format!("{text}{spaces}")), None);
            tries.after(&verdict(VerdictKind::Vulnerable, "safe"));
        }
        let question = tries.before(text).unwrap();
        assert!(question.contains("The name stays data."), "{question}");
        assert_eq!(tries.before(text), None);
        tries.after(&verdict(VerdictKind::Vulnerable, "safe"));
        assert_eq!(tries.before("something = else_entirely()\n"), None);
    }
}
