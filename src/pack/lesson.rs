//! Lessons as data: pages of blocks, parsed from Markdown, and questions with their right answers.

use super::Retired;
use super::task::mixed;
use std::collections::BTreeSet;

/// One lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// Kebab-case; never changes.
    pub id: String,
    /// Raised when the text changes.
    pub revision: u32,
    /// The id of the module whose folder holds it.
    pub module: String,
    /// Its file inside the pack.
    pub file: String,
    /// The name people see.
    pub title: String,
    /// About how long it takes.
    pub minutes: u32,
    /// Why it is no longer taught.
    pub retired: Option<Retired>,
    /// The numbers of the talk's points it covers.
    pub talk: Vec<u32>,
    /// Facts that can age.
    pub facts: Vec<Fact>,
    /// The pages in order; at least one.
    pub pages: Vec<Page>,
}

/// A fact with its date and source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The fact, as the lesson states it.
    pub text: String,
    /// When it was last checked, `YYYY-MM-DD`.
    pub date: String,
    /// Where it can be looked up.
    pub source: String,
}

/// One idea.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The line of the file on which it begins, from 1.
    pub line: u32,
    /// The page's heading; empty when it has none.
    pub title: String,
    /// What stands on it, in order.
    pub blocks: Vec<Block>,
}

impl Page {
    /// Its questions, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Question(question) => Some(question),
            _ => None,
        })
    }
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; `true` when numbered.
    List(bool, Vec<Vec<Inline>>),
    /// A quotation.
    Quote(Vec<Inline>),
    /// Code: language and text. For checked Python the marks are taken out of the text.
    Code {
        /// `python`, `sql`, `text`, … ; empty when not said.
        language: String,
        /// Without marks.
        text: String,
        /// The line of the file on which the block opens, from 1; 0 when it is not in a file.
        line: u32,
        /// Line (from 1) and rule id of each mark `#! rule-id`.
        marks: Vec<(u32, String)>,
        /// Why the block is not checked, when it says so.
        unchecked: Option<String>,
    },
    /// A drawing in characters with a sentence that says the same in words.
    Figure {
        /// The drawing.
        text: String,
        /// The words.
        alt: String,
    },
    /// A question.
    Question(Question),
    /// An exercise, by id.
    Exercise(String),
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Emphasised.
    Emphasis(String),
    /// Strong.
    Strong(String),
    /// Code.
    Code(String),
    /// A link: text and address.
    Link(String, String),
    /// A forced line break.
    Break,
}

/// Whether a question checks what was read or asks for a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionKind {
    /// Asks for what the page taught.
    Quiz,
    /// Asks for a guess, with "how sure?", before the answer is taught.
    Predict,
}

/// Which choices of a question are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// Exactly the right options.
    #[default]
    All,
    /// One option, any of the right ones.
    One,
    /// No wrong option, every option that must be there, and at least one of the other right ones
    /// where there are any.
    Fitting,
}

/// A question with options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Kebab-case; never changes.
    pub id: String,
    /// Quiz or prediction.
    pub kind: QuestionKind,
    /// The question.
    pub ask: String,
    /// Code the question is about; may be empty.
    pub code: String,
    /// The language of that code.
    pub language: String,
    /// Which choices are right.
    pub choice: Choice,
    /// The options are shown in the order in which they are given.
    pub fixed: bool,
    /// At least two, at least one right.
    pub options: Vec<QuestionOption>,
}

/// One option.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuestionOption {
    /// By which answers name it; empty: by its text.
    pub id: String,
    /// What it says; may be empty when it is code.
    pub text: String,
    /// Code it stands for; may be empty.
    pub code: String,
    /// Whether it is right.
    pub right: bool,
    /// Whether no answer is right without it ([`Choice::Fitting`]).
    pub must: bool,
    /// Why it is right or wrong, for those who chose it.
    pub why: String,
}

impl QuestionOption {
    /// The name under which answers keep it.
    #[must_use]
    pub fn key(&self) -> &str {
        match (self.id.is_empty(), self.text.is_empty()) {
            (false, _) => &self.id,
            (true, false) => &self.text,
            (true, true) => self.code.trim(),
        }
    }
}

impl Question {
    /// Whether more than one option may be marked.
    #[must_use]
    pub fn several(&self) -> bool {
        match self.choice {
            Choice::All => self.options.iter().filter(|option| option.right).count() > 1,
            Choice::One => false,
            Choice::Fitting => true,
        }
    }

    /// Whether these options, by index, are a right answer.
    #[must_use]
    pub fn is_right(&self, chosen: &BTreeSet<usize>) -> bool {
        let options = || self.options.iter().enumerate();
        let wrong = options().any(|(at, option)| chosen.contains(&at) && !option.right);
        match self.choice {
            Choice::All => options().all(|(at, option)| option.right == chosen.contains(&at)),
            Choice::One => !wrong && chosen.len() == 1,
            Choice::Fitting => {
                let free = || options().filter(|(_, option)| option.right && !option.must);
                !wrong
                    && options().all(|(at, option)| !option.must || chosen.contains(&at))
                    && (free().next().is_none() || free().any(|(at, _)| chosen.contains(&at)))
            }
        }
    }

    /// Position on the screen → index of the option.
    #[must_use]
    pub fn shown(&self) -> Vec<usize> {
        if self.fixed {
            (0..self.options.len()).collect()
        } else {
            mixed(&self.id, self.options.len())
        }
    }
}
