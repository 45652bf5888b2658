//! A question on a page: choosing, how sure, the answer and its reasons.
//!
//! A quiz never gives the answer away before the second try. A prediction asks how sure the
//! learner is before it answers, and slows down after a sure miss. Called by lesson.

use super::highlight::Languages;
use super::keys::{Action, Scope};
use super::page::{self, Row};
use super::theme::Role;
use super::wrap::Run;
use crate::pack::{Question, QuestionKind, QuestionOption};
use crate::progress::{Answer, Event};
use crate::text::printable;
use std::collections::BTreeSet;
use std::ops::Range;

/// How far a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Options are being chosen.
    Choosing,
    /// A prediction is chosen; how sure?
    Sure,
    /// A sure miss: the answer waits for one more look.
    SecondLook,
    /// Answered.
    Answered,
}

/// The state of one question. Options are counted in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// How far it is.
    pub stage: Stage,
    /// Shown position → index in the pack.
    order: Vec<usize>,
    /// The marked option, by shown position; none before the learner points at one.
    pub marked: Option<usize>,
    /// Chosen options, by index in the pack.
    chosen: BTreeSet<usize>,
    sure: u8,
    tries: u32,
}

/// The lines of a question and where its options stand in them.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The lines.
    pub rows: Vec<Row>,
    /// The lines of each option, by shown position.
    pub options: Vec<Range<usize>>,
}

impl Asking {
    /// A question as it stands: fresh, or as it was answered last.
    pub fn new(question: &Question, answer: Option<&Answer>) -> Self {
        let mut asking = Self {
            stage: Stage::Choosing,
            order: question.shown(),
            marked: None,
            chosen: BTreeSet::new(),
            sure: 0,
            tries: 0,
        };
        if let Some(answer) = answer {
            let chosen = answer
                .chosen
                .iter()
                .filter_map(|n| usize::try_from(*n).ok());
            asking.chosen = chosen.filter(|n| *n < question.options.len()).collect();
            asking.sure = answer.sure;
            asking.tries = answer.tries;
            if !asking.chosen.is_empty() {
                asking.stage = Stage::Answered;
            }
        }
        asking
    }

    /// The scope whose keys count while this question is at hand.
    pub fn scope(&self, question: &Question) -> Vec<Scope> {
        match self.stage {
            Stage::Choosing if question.several() => vec![Scope::Several, Scope::Question],
            Stage::Choosing => vec![Scope::Question],
            Stage::Sure => vec![Scope::Sure],
            Stage::SecondLook | Stage::Answered => vec![Scope::Answered],
        }
    }

    /// Marks the option at a shown position; where several may be right, also (un)chooses it.
    pub fn choose(&mut self, question: &Question, position: usize) {
        if self.stage == Stage::Choosing && position < self.order.len() {
            self.marked = Some(position);
            if question.several() {
                self.toggle();
            }
        }
    }

    /// (Un)chooses the marked option.
    pub fn toggle(&mut self) {
        if let Some(index) = self.marked.and_then(|marked| self.order.get(marked))
            && !self.chosen.remove(index)
        {
            self.chosen.insert(*index);
        }
    }

    /// Takes an action that belongs to a question. Gives the event of an answer, a word to the
    /// learner, or neither.
    pub fn act(
        &mut self,
        action: Action,
        lesson: &str,
        question: &Question,
    ) -> Result<Option<Event>, &'static str> {
        match (self.stage, action) {
            (Stage::Choosing, Action::Up) => {
                self.marked = self.marked.map(|marked| marked.saturating_sub(1));
            }
            (Stage::Choosing, Action::Down) => {
                let last = self.order.len().saturating_sub(1);
                self.marked = Some(self.marked.map_or(0, |marked| (marked + 1).min(last)));
            }
            (Stage::Choosing, Action::Choose(number)) => {
                self.choose(question, usize::from(number).saturating_sub(1));
            }
            (Stage::Choosing, Action::Toggle) if self.marked.is_none() => return Err(CHOOSE),
            (Stage::Choosing, Action::Toggle) => self.toggle(),
            (Stage::Choosing, Action::Answer) => {
                if !question.several() {
                    let index = self.marked.and_then(|marked| self.order.get(marked));
                    self.chosen = index.copied().into_iter().collect();
                }
                if self.chosen.is_empty() {
                    return Err(if question.several() {
                        "Mark at least one option first."
                    } else {
                        CHOOSE
                    });
                }
                if question.kind == QuestionKind::Predict {
                    self.stage = Stage::Sure;
                } else {
                    return Ok(Some(self.answer(lesson, question, 0)));
                }
            }
            (Stage::Sure, Action::Sure(sure)) => {
                return Ok(Some(self.answer(lesson, question, sure)));
            }
            (Stage::Sure, Action::Retry) => self.stage = Stage::Choosing,
            (Stage::Sure, Action::Answer | Action::NextPage | Action::PreviousPage) => {
                return Err(SAY_HOW_SURE);
            }
            (Stage::SecondLook, Action::GoOn) => self.stage = Stage::Answered,
            (Stage::SecondLook | Stage::Answered, Action::Retry) => {
                self.stage = Stage::Choosing;
                self.marked = None;
                if !question.several() {
                    self.chosen.clear();
                }
            }
            _ => {}
        }
        Ok(None)
    }

    fn answer(&mut self, lesson: &str, question: &Question, sure: u8) -> Event {
        self.sure = sure;
        self.tries = self.tries.saturating_add(1);
        let right = self.is_right(question);
        self.stage = if sure >= 3 && !right {
            Stage::SecondLook
        } else {
            Stage::Answered
        };
        Event::Answered {
            lesson: lesson.to_owned(),
            question: question.id.clone(),
            chosen: self
                .chosen
                .iter()
                .filter_map(|index| u32::try_from(*index).ok())
                .collect(),
            sure,
            right,
        }
    }

    /// Whether what is chosen is right.
    pub fn is_right(&self, question: &Question) -> bool {
        question.is_right(&self.chosen)
    }

    /// Whether right options may be named that were not chosen.
    fn reveals(&self, question: &Question) -> bool {
        self.stage == Stage::Answered
            && (question.kind == QuestionKind::Predict
                || self.tries >= 2
                || self.is_right(question))
    }

    fn option<'q>(
        &self,
        question: &'q Question,
        position: usize,
    ) -> Option<(usize, &'q QuestionOption)> {
        let index = *self.order.get(position)?;
        Some((index, question.options.get(index)?))
    }

    /// What stands behind an option once it may be judged: symbol, word, role, and whether its
    /// reason is told.
    fn standing(
        &self,
        question: &Question,
        index: usize,
        option: &QuestionOption,
    ) -> Option<(&'static str, &'static str, Role)> {
        let judged = matches!(self.stage, Stage::SecondLook | Stage::Answered);
        match (judged, self.chosen.contains(&index), option.right) {
            (true, true, true) => Some(("✓", "right", Role::Good)),
            (true, true, false) => Some(("✗", "not so", Role::Bad)),
            (true, false, true) if self.reveals(question) => {
                Some(("→", "right is this", Role::Accent))
            }
            _ => None,
        }
    }

    /// The sentence that says how the answer turned out.
    fn result(&self, question: &Question) -> Option<(&'static str, Role)> {
        match self.stage {
            Stage::Choosing | Stage::Sure => None,
            Stage::SecondLook => Some((SECOND_LOOK, Role::Warn)),
            Stage::Answered if self.is_right(question) => Some(match (question.kind, self.sure) {
                (QuestionKind::Predict, 1) => {
                    ("Right. A guess no more: now you know why.", Role::Good)
                }
                (QuestionKind::Predict, _) => ("Right, as you foresaw.", Role::Good),
                (QuestionKind::Quiz, _) => ("Right.", Role::Good),
            }),
            Stage::Answered if question.kind == QuestionKind::Predict => Some(match self.sure {
                3 => (
                    "You were certain, and it is otherwise. Compare the two reasons above: what \
                     you remember best is what surprised you.",
                    Role::Warn,
                ),
                _ => ("Not so. Now you know what to look for.", Role::Warn),
            }),
            Stage::Answered if self.reveals(question) => {
                Some(("Not so. The right answer is marked above.", Role::Warn))
            }
            Stage::Answered if question.several() && self.nothing_wrong(question) => Some((
                "Right so far, but something is missing. Try again.",
                Role::Warn,
            )),
            Stage::Answered => Some(("Not yet. Try again.", Role::Warn)),
        }
    }

    fn nothing_wrong(&self, question: &Question) -> bool {
        self.chosen
            .iter()
            .filter_map(|index| question.options.get(*index))
            .all(|option| option.right)
    }

    /// Draws the question; `active` says whether its keys count.
    pub fn draw(
        &self,
        question: &Question,
        active: bool,
        columns: usize,
        languages: &Languages,
    ) -> Drawn {
        let mut drawn = Drawn::default();
        let heading = heading(question);
        drawn.rows.push(vec![Run::new(Role::Accent, heading)]);
        drawn
            .rows
            .extend(page::short(&question.ask, Role::Strong, columns));
        if !question.code.is_empty() {
            drawn.rows.push(Row::new());
            drawn.rows.extend(page::coloured(
                &question.code,
                &question.language,
                &[],
                columns,
                languages,
            ));
        }
        drawn.rows.push(Row::new());
        let pen = Pen {
            columns,
            languages,
            marked: self
                .marked
                .filter(|_| active && self.stage == Stage::Choosing),
        };
        let standing =
            |index: usize, option: &QuestionOption| self.standing(question, index, option);
        pen.options(question, &self.order, &self.chosen, standing, &mut drawn);
        if self.stage == Stage::Sure {
            drawn.rows.push(Row::new());
            drawn.rows.push(vec![Run::new(Role::Strong, SURE)]);
            for (word, number) in SURENESS.iter().zip(1..) {
                drawn.rows.push(vec![
                    Run::new(Role::Accent, format!("  {number} ")),
                    Run::new(Role::Text, *word),
                ]);
            }
        }
        if let Some((text, role)) = self.result(question) {
            drawn.rows.push(Row::new());
            drawn
                .rows
                .extend(super::wrap::lines(&[Run::new(role, text)], columns));
        }
        drawn
    }

    /// The question in plain mode: what is said, then what can be chosen now.
    pub fn plain(&self, question: &Question) -> (Vec<String>, Vec<String>) {
        let mut lines = vec![format!(
            "{} {}",
            heading(question),
            page::short_plain(&question.ask)
        )];
        if !question.code.is_empty() {
            lines.extend(page::plain_code(&question.language, &question.code, &[]));
        }
        let mut choices = Vec::new();
        if self.stage == Stage::Choosing {
            for position in 0..self.order.len() {
                if let Some((index, option)) = self.option(question, position) {
                    let mark = match (question.several(), self.chosen.contains(&index)) {
                        (true, true) => "marked: ",
                        (true, false) => "not marked: ",
                        (false, _) => "",
                    };
                    choices.push(format!("{mark}{}", option_plain(option)));
                }
            }
            return (lines, choices);
        }
        // Each stage only adds to what was said before, so that nothing is read out twice.
        let positions = 0..self.order.len();
        let options = || positions.clone().filter_map(|p| self.option(question, p));
        let chosen = || options().filter(|(index, _)| self.chosen.contains(index));
        for (_, option) in chosen() {
            lines.push(format!("You chose: {}", option_plain(option)));
        }
        if question.kind == QuestionKind::Predict {
            lines.push(SURE.into());
            if self.stage == Stage::Sure {
                let words = SURENESS.iter().map(|word| (*word).to_owned());
                return (lines, words.collect());
            }
        }
        for (_, option) in chosen() {
            let word = if option.right { "Right" } else { "Not so" };
            lines.push(format!("{word}: {}", page::short_plain(&option.why)));
        }
        let slowed = self.sure >= 3 && !self.is_right(question);
        if slowed {
            lines.push(SECOND_LOOK.into());
        }
        if self.reveals(question) {
            for (index, option) in options() {
                if option.right && !self.chosen.contains(&index) {
                    let text = option_plain(option);
                    let why = page::short_plain(&option.why);
                    let stop = if text.ends_with(['.', '!', '?', '…']) {
                        ""
                    } else {
                        "."
                    };
                    lines.push(format!("Right is: {text}{stop} {why}"));
                }
            }
        }
        if self.stage == Stage::Answered {
            lines.extend(self.result(question).map(|(text, _)| text.to_owned()));
        }
        (lines, choices)
    }
}

const SECOND_LOOK: &str = "You were certain, so this one is worth a slow second look. Read the \
                           reason above, then go on to see what is right and compare.";
const SURE: &str = "How sure are you?";
/// Said when an answer is given before anything is chosen.
pub const CHOOSE: &str = "Choose an option first: with its number, or with ↓.";
const SAY_HOW_SURE: &str = "First say how sure you are: 1, 2 or 3. Then your answer counts.";
const SURENESS: [&str; 3] = ["a guess", "fairly sure", "certain"];

/// The numbers that choose nothing where there are so many options.
pub fn no_options(options: usize) -> Vec<Action> {
    (1..=9)
        .filter(|number| usize::from(*number) > options)
        .map(Action::Choose)
        .collect()
}

fn heading(question: &Question) -> &'static str {
    match (question.kind, question.several()) {
        (QuestionKind::Predict, false) => "Your prediction:",
        (QuestionKind::Predict, true) => "Your prediction (mark all that are right):",
        (QuestionKind::Quiz, false) => "Question:",
        (QuestionKind::Quiz, true) => "Question (mark all that are right):",
    }
}

/// With what options are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Pen<'a> {
    /// The room there is.
    pub columns: usize,
    /// The grammars.
    pub languages: &'a Languages,
    /// The shown position that has the keys.
    pub marked: Option<usize>,
}

/// How an option turned out: sign, word, role.
pub type Standing = (&'static str, &'static str, Role);

impl Pen<'_> {
    /// The options of a question in the order shown; `standing` says what stands behind one once
    /// it may be judged.
    pub fn options(
        &self,
        question: &Question,
        order: &[usize],
        chosen: &BTreeSet<usize>,
        standing: impl Fn(usize, &QuestionOption) -> Option<Standing>,
        drawn: &mut Drawn,
    ) {
        for (position, index) in order.iter().enumerate() {
            let Some(option) = question.options.get(*index) else {
                continue;
            };
            let begin = drawn.rows.len();
            let here = self.marked == Some(position);
            let bracket = match (question.several(), chosen.contains(index)) {
                (true, true) => "[x]",
                (true, false) => "[ ]",
                (false, true) => "(•)",
                (false, false) => "( )",
            };
            let pointer = if here { ">" } else { " " };
            let lead = format!("{pointer} {} {bracket} ", position + 1);
            let indent = " ".repeat(lead.chars().count());
            let room = self.columns.saturating_sub(indent.len());
            let role = if here { Role::Accent } else { Role::Text };
            drawn.rows.extend(page::hang(
                &Run::new(role, lead),
                &Run::new(Role::Text, indent.clone()),
                option_rows(option, &question.language, room, self.languages),
            ));
            if let Some(standing) = standing(*index, option) {
                drawn
                    .rows
                    .extend(because(standing, &option.why, &indent, room));
            }
            drawn.options.push(begin..drawn.rows.len());
        }
    }
}

/// A sign, a word and the reason below what they are about.
pub fn because(
    (symbol, word, role): Standing,
    why: &str,
    indent: &str,
    columns: usize,
) -> Vec<Row> {
    if why.is_empty() {
        return vec![vec![Run::new(role, format!("{indent}{symbol} {word}"))]];
    }
    let indent = Run::new(Role::Text, indent);
    let led = Run::new(role, format!("{symbol} {word}: "));
    page::hang(&indent, &indent, page::led(led, why, Role::Text, columns))
}

/// An option's words and code, as rows.
fn option_rows(
    option: &QuestionOption,
    language: &str,
    columns: usize,
    languages: &Languages,
) -> Vec<Row> {
    let mut rows = Vec::new();
    if !option.text.is_empty() {
        rows.extend(page::short(&option.text, Role::Text, columns));
    }
    if !option.code.is_empty() {
        rows.extend(page::coloured(
            &option.code,
            language,
            &[],
            columns,
            languages,
        ));
    }
    rows
}

/// An option on one line, for plain mode and for what was chosen.
pub fn option_plain(option: &QuestionOption) -> String {
    let lines: Vec<String> = option.code.lines().map(printable).collect();
    match (option.text.is_empty(), lines.is_empty()) {
        (_, true) => page::short_plain(&option.text),
        (true, false) => lines.join(" ⏎ "),
        (false, false) => format!("{}: {}", page::short_plain(&option.text), lines.join(" ⏎ ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Choice;

    fn question(kind: QuestionKind, right: &[bool]) -> Question {
        let option = |(at, right): (usize, &bool)| QuestionOption {
            text: format!("option {at}"),
            right: *right,
            why: format!("because {at}"),
            ..QuestionOption::default()
        };
        Question {
            id: "q".into(),
            kind,
            ask: "Which?".into(),
            code: String::new(),
            language: "python".into(),
            choice: Choice::All,
            fixed: false,
            options: right.iter().enumerate().map(option).collect(),
        }
    }

    fn text(asking: &Asking, question: &Question) -> String {
        let rows = asking.draw(question, true, 60, &Languages::default()).rows;
        let lines: Vec<String> = rows
            .iter()
            .map(|row| row.iter().map(|run| run.text.as_str()).collect())
            .collect();
        lines.join("\n")
    }

    /// Marks the option with this index in the pack.
    fn mark(asking: &mut Asking, question: &Question, index: usize) {
        let position = asking.order.iter().position(|i| *i == index).unwrap();
        asking.choose(question, position);
    }

    #[test]
    fn a_quiz_gives_nothing_away_before_the_second_try() {
        let asked = question(QuestionKind::Quiz, &[true, false, false]);
        let mut asking = Asking::new(&asked, None);
        mark(&mut asking, &asked, 1);
        let event = asking.act(Action::Answer, "l", &asked).unwrap();
        assert_eq!(
            event,
            Some(Event::Answered {
                lesson: "l".into(),
                question: "q".into(),
                chosen: vec![1],
                sure: 0,
                right: false,
            })
        );
        let shown = text(&asking, &asked);
        assert!(shown.contains("✗ not so: because 1"), "{shown}");
        assert!(!shown.contains("because 0"), "{shown}");
        asking.act(Action::Retry, "l", &asked).unwrap();
        mark(&mut asking, &asked, 2);
        asking.act(Action::Answer, "l", &asked).unwrap();
        let shown = text(&asking, &asked);
        assert!(shown.contains("→ right is this: because 0"), "{shown}");
    }

    #[test]
    fn a_prediction_asks_how_sure_and_slows_down_after_a_sure_miss() {
        let asked = question(QuestionKind::Predict, &[true, false]);
        let mut asking = Asking::new(&asked, None);
        mark(&mut asking, &asked, 1);
        assert_eq!(asking.act(Action::Answer, "l", &asked), Ok(None));
        assert_eq!(asking.stage, Stage::Sure);
        assert!(!text(&asking, &asked).contains("because"));
        let event = asking.act(Action::Sure(3), "l", &asked).unwrap();
        assert!(matches!(
            event,
            Some(Event::Answered {
                sure: 3,
                right: false,
                ..
            })
        ));
        assert_eq!(asking.stage, Stage::SecondLook);
        let shown = text(&asking, &asked);
        assert!(shown.contains("because 1") && !shown.contains("because 0"));
        asking.act(Action::GoOn, "l", &asked).unwrap();
        let shown = text(&asking, &asked);
        assert!(shown.contains("because 1") && shown.contains("because 0"));
    }

    #[test]
    fn several_right_options_need_all_of_them() {
        let asked = question(QuestionKind::Quiz, &[true, true, false]);
        let mut asking = Asking::new(&asked, None);
        assert!(asking.act(Action::Answer, "l", &asked).is_err());
        mark(&mut asking, &asked, 0);
        asking.act(Action::Answer, "l", &asked).unwrap();
        assert!(text(&asking, &asked).contains("something is missing"));
        assert!(!text(&asking, &asked).contains("because 1"));
        asking.act(Action::Retry, "l", &asked).unwrap();
        mark(&mut asking, &asked, 1);
        asking.act(Action::Answer, "l", &asked).unwrap();
        assert!(asking.is_right(&asked));
    }

    #[test]
    fn nothing_is_chosen_before_the_learner_chooses() {
        let asked = question(QuestionKind::Predict, &[true, false]);
        let mut asking = Asking::new(&asked, None);
        assert!(!text(&asking, &asked).contains('>'));
        assert_eq!(asking.act(Action::Answer, "l", &asked), Err(CHOOSE));
        assert_eq!(asking.stage, Stage::Choosing);
        asking.act(Action::Up, "l", &asked).unwrap();
        assert_eq!(asking.marked, None);
        asking.act(Action::Down, "l", &asked).unwrap();
        assert_eq!(asking.marked, Some(0));
        assert_eq!(asking.act(Action::Answer, "l", &asked), Ok(None));
        for action in [Action::Answer, Action::NextPage, Action::PreviousPage] {
            assert_eq!(asking.act(action, "l", &asked), Err(SAY_HOW_SURE));
        }
        assert_eq!(asking.stage, Stage::Sure, "the answer is still there");
    }

    #[test]
    fn an_earlier_answer_is_shown_again() {
        let asked = question(QuestionKind::Quiz, &[true, false]);
        let answer = Answer {
            chosen: vec![0, 9],
            right: true,
            tries: 1,
            ..Answer::default()
        };
        let asking = Asking::new(&asked, Some(&answer));
        assert_eq!(asking.stage, Stage::Answered);
        assert!(text(&asking, &asked).contains("because 0"));
    }
}
