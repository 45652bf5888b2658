//! A learner's answer to a task, and its form as TOML: in drafts, in answer files, in proofs.
//!
//! Knows how options, cards and lines are named, not which are right. Called by `grade`, `ui` and
//! `shell`.

use super::load::names::suggest;
use super::task::{Lines, Place, Task};
use super::{Question, QuestionOption};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What was chosen, ordered and marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// The chosen options by question, as indices.
    pub choice: BTreeMap<String, BTreeSet<usize>>,
    /// The ids of the cards in their order.
    pub order: Vec<String>,
    /// The marked lines.
    pub lines: BTreeSet<Place>,
}

/// Something in an answer file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, without a final full stop.
    pub cause: String,
    /// What to do, as a sentence.
    pub next: String,
}

/// The part of a question's id that says that it asks for the reason of another one's answer.
pub(super) const REASON: &str = ".reason";

type Value<'a> = Spanned<DeValue<'a>>;

struct Reader<'a> {
    task: &'a Task,
    text: &'a str,
    reply: Reply,
    troubles: Vec<Trouble>,
}

impl Reply {
    /// The answer in `text`, as far as it can be read, and what cannot.
    #[must_use]
    pub fn read(task: &Task, text: &str) -> (Self, Vec<Trouble>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader {
            task,
            text,
            reply: Self::default(),
            troubles: Vec::new(),
        };
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let cause = format!("this is not TOML: {}", error.message().replace('\n', " "));
            reader.tell(at, cause, FORM);
        }
        for (key, value) in table.get_ref() {
            reader.top(key.get_ref(), key.span().start, value);
        }
        (reader.reply, reader.troubles)
    }

    /// The answer as TOML, which [`Self::read`] reads back.
    #[must_use]
    pub fn write(&self, task: &Task) -> String {
        let mut text = String::new();
        if !task.cards().is_empty() {
            let cards: Vec<String> = self.order.iter().map(|id| quoted(id)).collect();
            let _ = writeln!(text, "order = [{}]", cards.join(", "));
        }
        if let Some(lines) = task.lines() {
            text.push_str(&self.write_lines(lines));
        }
        if task.questions().next().is_some() {
            text.push_str("\n[answer]\n");
        }
        for question in task.questions() {
            if question.id.ends_with(REASON) {
                continue;
            }
            let reason = format!("{}{REASON}", question.id);
            let second = task.questions().find(|other| other.id == reason);
            let first = self.keys(question);
            let why = second.map(|second| self.keys(second)).unwrap_or_default();
            let value = match (first.as_slice(), why.as_slice()) {
                ([], []) => continue,
                (_, []) => list(&first),
                ([], _) => format!("{{ reason = {} }}", list(&why)),
                _ => format!("{{ verdict = {}, reason = {} }}", list(&first), list(&why)),
            };
            let _ = writeln!(text, "{} = {value}", question.id);
        }
        text
    }

    fn write_lines(&self, lines: &Lines) -> String {
        let of = |file: &str| {
            let numbers: Vec<String> = self
                .lines
                .iter()
                .filter(|(other, _)| other == file)
                .map(|(_, line)| line.to_string())
                .collect();
            format!("[{}]", numbers.join(", "))
        };
        match lines.files.as_slice() {
            [(file, _)] => format!("lines = {}\n", of(file)),
            files => {
                let mut text = String::from("[lines]\n");
                for (file, _) in files {
                    let _ = writeln!(text, "{} = {}", quoted(file), of(file));
                }
                text
            }
        }
    }

    fn keys(&self, question: &Question) -> Vec<String> {
        let chosen = self.choice.get(&question.id);
        chosen
            .into_iter()
            .flatten()
            .filter_map(|at| question.options.get(*at))
            .map(|option| quoted(option.key()))
            .collect()
    }
}

const FORM: &str = "Write a table `[answer]` with `question = \"option\"`, a list `order = […]` or a list `lines = […]`, as the exercise asks.";

fn list(keys: &[String]) -> String {
    match keys {
        [one] => one.clone(),
        many => format!("[{}]", many.join(", ")),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Text without differences that nobody means.
fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn names(option: &QuestionOption) -> impl Iterator<Item = &str> {
    [&option.id, &option.text, &option.code]
        .into_iter()
        .map(String::as_str)
        .filter(|name| !name.is_empty())
}

impl Reader<'_> {
    fn tell(&mut self, at: usize, cause: impl Into<String>, next: impl Into<String>) {
        let before = self.text.bytes().take(at);
        let line = before.filter(|byte| *byte == b'\n').count() + 1;
        self.troubles.push(Trouble {
            line,
            cause: cause.into(),
            next: next.into(),
        });
    }

    fn top(&mut self, key: &str, at: usize, value: &Value<'_>) {
        match (key, value.get_ref()) {
            ("answer" | "choice", DeValue::Table(entries)) => {
                for (key, value) in entries {
                    self.answer(key.get_ref(), key.span().start, value);
                }
            }
            ("order", DeValue::Array(items)) => {
                for item in items {
                    self.card(item);
                }
            }
            ("lines", DeValue::Table(entries)) => {
                for (file, value) in entries {
                    self.marks(file.get_ref(), file.span().start, value);
                }
            }
            ("lines", _) => self.marks("", at, value),
            _ => self.answer(key, at, value),
        }
    }

    fn answer(&mut self, id: &str, at: usize, value: &Value<'_>) {
        let task = self.task;
        let Some(question) = task.questions().find(|question| question.id == id) else {
            let known: Vec<&str> = task.questions().map(|q| q.id.as_str()).collect();
            let cause = format!("nothing here is called `{id}`{}", suggest(id, &known));
            let next = if known.is_empty() {
                FORM.to_owned()
            } else {
                format!("Use one of: {}.", known.join(", "))
            };
            return self.tell(at, cause, next);
        };
        if let DeValue::Table(entries) = value.get_ref() {
            for (key, value) in entries {
                match key.get_ref().as_ref() {
                    "verdict" | "answer" => self.choose(question, value),
                    "reason" => self.answer(&format!("{id}{REASON}"), at, value),
                    other => {
                        let cause = format!("there is no key `{other}` in an answer");
                        self.tell(key.span().start, cause, "Use `verdict` and `reason`.");
                    }
                }
            }
            return;
        }
        self.choose(question, value);
    }

    fn choose(&mut self, question: &Question, value: &Value<'_>) {
        match value.get_ref() {
            DeValue::Array(items) => {
                for item in items {
                    self.option(question, item);
                }
            }
            _ => self.option(question, value),
        }
    }

    fn option(&mut self, question: &Question, value: &Value<'_>) {
        let said = match value.get_ref() {
            DeValue::String(text) => text.clone().into_owned(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            _ => String::new(),
        };
        let wanted = folded(&said);
        let options = || question.options.iter();
        let by_name = options().position(|option| names(option).any(|n| folded(n) == wanted));
        let by_number = || {
            let shown = said.parse::<usize>().ok()?.checked_sub(1)?;
            question.shown().get(shown).copied()
        };
        if let Some(found) = by_name.or_else(by_number) {
            let chosen = self.reply.choice.entry(question.id.clone()).or_default();
            chosen.insert(found);
            return;
        }
        let known: Vec<&str> = options().map(QuestionOption::key).collect();
        let cause = format!(
            "`{}` has no option `{said}`{}",
            question.id,
            suggest(&said, &known)
        );
        let next = format!(
            "Write one of these, or its number on the screen: {}.",
            known.join("; ")
        );
        self.tell(value.span().start, cause, next);
    }

    fn card(&mut self, value: &Value<'_>) {
        let said = value.get_ref().as_str().unwrap_or_default().to_owned();
        let wanted = folded(&said);
        let cards = self.task.cards();
        let found = cards
            .iter()
            .find(|card| card.id == said || folded(card.says()) == wanted);
        match found {
            Some(card) if self.reply.order.contains(&card.id) => {
                let cause = format!("the card `{}` stands there twice", card.id);
                self.tell(value.span().start, cause, "Keep it once.");
            }
            Some(card) => self.reply.order.push(card.id.clone()),
            None => {
                let known: Vec<&str> = cards.iter().map(|card| card.id.as_str()).collect();
                let cause = format!("there is no card `{said}`{}", suggest(&said, &known));
                let next = match known.as_slice() {
                    [] => "There are no cards here to be put in order: take `order` away.".into(),
                    known => format!("Use the ids of the cards: {}.", known.join(", ")),
                };
                self.tell(value.span().start, cause, next);
            }
        }
    }

    /// Marked lines of a file; the only one, when none is named.
    fn marks(&mut self, file: &str, at: usize, value: &Value<'_>) {
        let task = self.task;
        let Some(lines) = task.lines() else {
            return self.tell(at, "this exercise asks for no lines", FORM);
        };
        let items: Vec<&Value<'_>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        for item in items {
            let (name, number) = match item.get_ref() {
                DeValue::String(text) => match text.rsplit_once(':') {
                    Some((name, number)) => (name.trim().to_owned(), number.trim().to_owned()),
                    None => (file.to_owned(), text.trim().to_owned()),
                },
                DeValue::Integer(number) => (file.to_owned(), number.as_str().to_owned()),
                _ => (file.to_owned(), String::new()),
            };
            let found = match lines.files.as_slice() {
                [only] if name.is_empty() => Some(only),
                files => files.iter().find(|(other, _)| *other == name),
            };
            let count = found.map_or(0, |(_, text)| text.lines().count());
            let place = number
                .parse::<u32>()
                .ok()
                .filter(|line| (1..=count).contains(&usize::try_from(*line).unwrap_or(usize::MAX)));
            if let (Some((name, _)), Some(line)) = (found, place) {
                self.reply.lines.insert((name.clone(), line));
                continue;
            }
            let files: Vec<&str> = lines.files.iter().map(|(name, _)| name.as_str()).collect();
            let said = [name.as_str(), number.as_str()];
            let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
            let cause = format!("`{}` is no line of the code", said.join(":"));
            let next = format!(
                "Write line numbers such as `[4]`, or `\"FILE:4\"`. Files: {}.",
                files.join(", ")
            );
            self.tell(item.span().start, cause, next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Card, Choice, Part, QuestionKind, Spot};

    fn question(id: &str, options: &[&str]) -> Part {
        let option = |text: &&str| QuestionOption {
            text: (*text).to_owned(),
            right: *text == options[0],
            why: "because".into(),
            ..QuestionOption::default()
        };
        Part::Question(Question {
            id: id.into(),
            kind: QuestionKind::Quiz,
            ask: "Which?".into(),
            code: String::new(),
            language: "python".into(),
            choice: Choice::Fitting,
            fixed: true,
            options: options.iter().map(option).collect(),
        })
    }

    fn task() -> Task {
        let card = |id: &str| Card {
            id: id.into(),
            text: format!("The card {id}"),
            code: String::new(),
            after: Vec::new(),
            distractor: false,
            why: String::new(),
        };
        let spot = Spot {
            file: "a.py".into(),
            line: 2,
            through: 2,
            bonus: false,
            why: String::new(),
        };
        Task {
            parts: vec![
                Part::Cards(vec![card("one"), card("two")]),
                Part::Lines(Lines {
                    files: vec![("a.py".into(), "x\ny\n".into())],
                    spots: vec![spot],
                    ..Lines::default()
                }),
                question("first", &["Yes", "No \"indeed\""]),
                question("first.reason", &["Because", "In spite"]),
            ],
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let task = task();
        let reply = Reply {
            choice: [
                ("first".to_owned(), BTreeSet::from([0, 1])),
                ("first.reason".to_owned(), BTreeSet::from([1])),
            ]
            .into(),
            order: vec!["two".into(), "one".into()],
            lines: BTreeSet::from([("a.py".to_owned(), 2)]),
        };
        let text = reply.write(&task);
        assert_eq!(Reply::read(&task, &text), (reply, Vec::new()), "{text}");
        let empty = Reply::default();
        assert_eq!(Reply::read(&task, &empty.write(&task)), (empty, Vec::new()));
    }

    #[test]
    fn options_are_named_by_text_or_number_and_cards_by_id_or_text() {
        let text = "order = ['The card two', 'one']\nlines = ['a.py:1', 2]\nfirst = 2\n";
        let (reply, troubles) = Reply::read(&task(), text);
        assert_eq!(troubles, []);
        assert_eq!(reply.order, ["two", "one"]);
        assert_eq!(reply.lines.len(), 2);
        assert_eq!(reply.choice["first"], BTreeSet::from([1]));
    }

    #[test]
    fn every_trouble_is_told_with_its_line() {
        let text = "order = ['onee', 'one', 'one']\nlines = [9]\n[answer]\nfirst = 'Perhaps'\nsecond = 1\n";
        let (_, troubles) = Reply::read(&task(), text);
        let said: Vec<(usize, &str)> = troubles
            .iter()
            .map(|t| (t.line, t.cause.as_str()))
            .collect();
        assert_eq!(said.len(), 5, "{said:?}");
        assert!(
            said.contains(&(1, "there is no card `onee` (did you mean `one`?)")),
            "{said:?}"
        );
        assert!(
            said.contains(&(5, "nothing here is called `second`")),
            "{said:?}"
        );
        let (_, troubles) = Reply::read(&task(), "order = [");
        assert!(
            troubles[0].cause.starts_with("this is not TOML"),
            "{troubles:?}"
        );
    }
}
