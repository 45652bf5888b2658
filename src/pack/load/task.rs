//! The schema of tasks that are answered without code: choose, order, classify, locate, judge.
//!
//! Called by `exercise` and `lesson`.

use super::fits::leads_back;
use super::names::{Texts, is_kebab, suggest};
use super::spots::lines;
use super::table::Table;
use crate::pack::reply::REASON;
use crate::pack::{Card, Choice, ExerciseKind, Part, Question, QuestionKind, QuestionOption, Task};

/// The most options of a question, and classes of a task.
const MOST: usize = 12;

/// Reads what a task of this kind asks. `None` when the kind is answered with code.
pub(super) fn task(
    kind: ExerciseKind,
    root: &Table<'_>,
    folder: &str,
    texts: &Texts,
) -> Option<Task> {
    let parts = match kind {
        ExerciseKind::Fix | ExerciseKind::Write | ExerciseKind::Attack => return None,
        ExerciseKind::Choose => {
            let questions = questions(root);
            if questions.is_empty() {
                let next = "Add a `[[question]]` with options.";
                root.tell(root.line(), "the exercise asks no question", next);
            }
            questions
        }
        ExerciseKind::Order => vec![Part::Cards(cards(root))],
        ExerciseKind::Classify => [classify(root), questions(root)].concat(),
        ExerciseKind::Locate => {
            let mut parts = vec![Part::Lines(lines(root, folder, texts))];
            parts.extend(questions(root));
            parts
        }
        ExerciseKind::Judge => cases(root),
    };
    let task = Task { parts };
    let ids = task.goals();
    for (at, id) in ids.iter().enumerate() {
        if ids.iter().take(at).any(|other| other == id) {
            root.tell(
                root.line(),
                format!("there are two parts of the exercise with the id `{id}`"),
                "Give one of them another id.",
            );
        }
    }
    Some(task)
}

fn questions(root: &Table<'_>) -> Vec<Part> {
    let tables = root.tables("question");
    tables
        .into_iter()
        .map(|table| {
            let question = question(&table, QuestionKind::Quiz, (table.line(), MOST));
            table.close();
            Part::Question(question)
        })
        .collect()
}

/// One question with its options, at most `most`; faults of its form are told at `line`. The caller
/// closes the table.
pub(super) fn question(
    table: &Table<'_>,
    kind: QuestionKind,
    (line, most): (u32, usize),
) -> Question {
    let any = table.flag("any");
    let read = Question {
        id: table.id(),
        kind,
        ask: table.need("ask", "the question"),
        code: table.text("code").unwrap_or_default().trim_end().to_owned(),
        language: language(table),
        choice: if any { Choice::One } else { Choice::All },
        fixed: table.flag("fixed"),
        options: table.tables("option").into_iter().map(option).collect(),
    };
    check_options(&read, table, (line, most));
    read
}

fn language(table: &Table<'_>) -> String {
    table.text("language").unwrap_or_else(|| "python".into())
}

/// Tells what makes a question no question.
fn check_options(question: &Question, table: &Table<'_>, (line, most): (u32, usize)) {
    let options = &question.options;
    let count = options.len();
    if !(2..=most).contains(&count) {
        table.tell(
            line,
            format!("the question has {count} options"),
            format!("Give it 2 to {most} `[[option]]`s."),
        );
    } else if !options.iter().any(|option| option.right) {
        table.tell(
            line,
            "no option of the question is right",
            "Mark one with `right = true`.",
        );
    } else if options.iter().all(|option| option.right) {
        table.tell(
            line,
            "every option of the question is right",
            "Add a wrong one.",
        );
    }
    for (at, option) in options.iter().enumerate() {
        let twin = options.iter().take(at).any(|o| o.key() == option.key());
        if twin && !option.key().is_empty() {
            table.tell(
                line,
                format!("two options say `{}`", option.key()),
                "Make them differ, or give each an `id`.",
            );
        }
    }
}

/// One option.
fn option(table: Table<'_>) -> QuestionOption {
    let (text, code) = words(&table, "what the option says");
    let read = QuestionOption {
        id: table.text("id").unwrap_or_default(),
        text,
        code,
        right: table.flag("right"),
        must: false,
        why: table.need("why", "why it is right or wrong"),
    };
    table.close();
    read
}

/// `text` or `code`, one of which must be there.
fn words(table: &Table<'_>, what: &str) -> (String, String) {
    let text = table.text("text").unwrap_or_default();
    let code = table.text("code").unwrap_or_default();
    if text.trim().is_empty() && code.trim().is_empty() {
        let _ = table.need("text", what);
    }
    let code = code.trim_start_matches('\n').trim_end().to_owned();
    (text, code)
}

fn cards(root: &Table<'_>) -> Vec<Card> {
    let mut lines = Vec::new();
    let mut cards: Vec<Card> = Vec::new();
    for table in root.tables("card") {
        lines.push(table.line());
        let (text, code) = words(&table, "what the card says");
        let card = Card {
            id: table.id(),
            text,
            code,
            after: table.texts("after"),
            distractor: table.flag("distractor"),
            why: table.text("why").unwrap_or_default(),
        };
        if card.distractor && card.why.trim().is_empty() {
            table.tell(
                table.line(),
                format!("nothing says why the card `{}` does not belong", card.id),
                "Add `why`.",
            );
        }
        if cards.iter().any(|other| other.id == card.id) {
            table.tell(
                table.line(),
                format!("there are two cards with the id `{}`", card.id),
                "Give one of them another id.",
            );
        }
        table.close();
        cards.push(card);
    }
    let belongs: Vec<&str> = cards
        .iter()
        .filter(|card| !card.distractor)
        .map(|card| card.id.as_str())
        .collect();
    if belongs.len() < 2 {
        let next = "Give at least 2 `[[card]]`s that belong in the order.";
        root.tell(root.line(), "there is nothing to order", next);
    } else if cards.iter().all(|card| card.after.is_empty()) {
        root.tell(
            root.line_of("card"),
            "no card must come after another, so that every order is right",
            "Say with `after` which cards must stand before.",
        );
    }
    for (card, line) in cards.iter().zip(&lines) {
        for id in &card.after {
            if !belongs.contains(&id.as_str()) {
                root.tell(
                    *line,
                    format!(
                        "there is no card `{id}` to come after{}",
                        suggest(id, &belongs)
                    ),
                    "Name the id of a card that belongs in the order.",
                );
            }
        }
        if after_itself(&cards, &card.id) {
            root.tell(
                *line,
                format!("the card `{}` waits for itself through `after`", card.id),
                "Break the circle.",
            );
        }
    }
    cards
}

fn after_itself(cards: &[Card], id: &str) -> bool {
    leads_back(id, |next, before| {
        for card in cards.iter().filter(|card| card.id == next) {
            before.extend(card.after.iter().map(String::as_str));
        }
    })
}

fn classify(root: &Table<'_>) -> Vec<Part> {
    let mut classes: Vec<(String, String)> = Vec::new();
    for table in root.tables("class") {
        let class = (table.id(), table.need("name", "the name people see"));
        if classes.iter().any(|(other, _)| *other == class.0) {
            table.tell(
                table.line(),
                format!("there are two classes with the id `{}`", class.0),
                "Give one of them another id.",
            );
        }
        table.close();
        classes.push(class);
    }
    if !(2..=MOST).contains(&classes.len()) {
        root.tell(
            root.line_of("class"),
            format!("the exercise has {} classes", classes.len()),
            format!("Give 2 to {MOST} `[[class]]`es with `id` and `name`."),
        );
    }
    let known: Vec<&str> = classes.iter().map(|(id, _)| id.as_str()).collect();
    let items = root.tables("item");
    if items.len() < 2 {
        let next = "Give at least 2 `[[item]]`s.";
        root.tell(root.line(), "there is nothing to classify", next);
    }
    let read: Vec<Item> = items.into_iter().map(|table| item(table, &known)).collect();
    // Where one item has two classes, every item may be given two: else the form tells.
    let several = root.flag("several")
        || read
            .iter()
            .any(|item| !item.all.is_empty() || item.class.len() > 1);
    let ask = root.text("ask");
    read.into_iter()
        .map(|item| Part::Question(item.question(&classes, several, ask.as_deref())))
        .collect()
}

struct Item {
    id: String,
    text: String,
    code: String,
    language: String,
    class: Vec<String>,
    all: Vec<String>,
    why: String,
    wrong: Vec<(String, String, u32)>,
}

fn item(table: Table<'_>, known: &[&str]) -> Item {
    let (text, code) = words(&table, "what is to be classified");
    let read = Item {
        id: table.id(),
        text,
        code,
        language: language(&table),
        class: table.texts("class"),
        all: table.texts("all"),
        why: table.need("why", "why it belongs there"),
        wrong: table.named_texts("wrong"),
    };
    if read.class.is_empty() && read.all.is_empty() {
        table.tell(
            table.line(),
            format!("the item `{}` belongs to no class", read.id),
            "Add `class = [\"…\"]` (any of these is right) or `all = [\"…\"]` (all of these).",
        );
    }
    let ids = read.class.iter().chain(&read.all);
    for id in ids.chain(read.wrong.iter().map(|(id, ..)| id)) {
        if !known.contains(&id.as_str()) {
            table.tell(
                table.line(),
                format!("there is no class `{id}`{}", suggest(id, known)),
                "Correct the id, or add the `[[class]]`.",
            );
        }
    }
    table.close();
    read
}

impl Item {
    fn question(self, classes: &[(String, String)], several: bool, ask: Option<&str>) -> Question {
        let option = |(id, name): &(String, String)| {
            let must = self.all.contains(id);
            let right = must || self.class.contains(id);
            let wrong = self.wrong.iter().find(|(other, ..)| other == id);
            QuestionOption {
                id: id.clone(),
                text: name.clone(),
                code: String::new(),
                right,
                must,
                why: match wrong {
                    Some((_, why, _)) if !right => why.clone(),
                    _ if right => self.why.clone(),
                    _ => String::new(),
                },
            }
        };
        let options = classes.iter().map(option).collect();
        Question {
            id: self.id,
            kind: QuestionKind::Quiz,
            ask: if self.text.is_empty() {
                ask.unwrap_or("Where does this belong?").to_owned()
            } else {
                self.text
            },
            code: self.code,
            language: self.language,
            choice: if several {
                Choice::Fitting
            } else {
                Choice::One
            },
            fixed: true,
            options,
        }
    }
}

/// The three answers to a claim: id, word and why the others are wrong when nothing is said.
const ANSWERS: [(&str, &str); 3] = [
    ("accept", "Accept"),
    ("reject", "Reject"),
    ("depends", "It depends"),
];

fn cases(root: &Table<'_>) -> Vec<Part> {
    let words: Vec<(String, String)> = root
        .named_texts("words")
        .into_iter()
        .map(|(id, text, line)| {
            let known: Vec<&str> = ANSWERS.iter().map(|(id, _)| *id).collect();
            if !known.contains(&id.as_str()) {
                root.tell(
                    line,
                    format!("there is no answer `{id}`{}", suggest(&id, &known)),
                    "Name `accept`, `reject` or `depends`.",
                );
            }
            (id, text)
        })
        .collect();
    let tables = root.tables("case");
    if tables.is_empty() {
        let next = "Add a `[[case]]` with `claim` and `right`.";
        root.tell(root.line(), "there is nothing to judge", next);
    }
    let mut read: Vec<(Question, Option<Question>)> = Vec::new();
    for table in tables {
        read.push(case(&table));
        table.close();
    }
    let right = |id: &str, question: &Question| {
        let mut options = question.options.iter();
        options.any(|option| option.id == id && option.right)
    };
    let open = words.iter().any(|(id, _)| id == "depends")
        || read.iter().any(|(question, _)| right("depends", question));
    let mut parts = Vec::new();
    for (mut question, reason) in read {
        question
            .options
            .retain(|option| open || option.id != "depends");
        for option in &mut question.options {
            if let Some((_, word)) = words.iter().find(|(id, _)| *id == option.id) {
                option.text.clone_from(word);
            }
        }
        parts.push(Part::Question(question));
        parts.extend(reason.map(Part::Question));
    }
    parts
}

/// The question for the verdict, and the one for its reason.
fn case(table: &Table<'_>) -> (Question, Option<Question>) {
    let id = table.id();
    let text = table.text("text");
    let claim = table.need("claim", "what is said of the code, or asked");
    let code = table.text("code").unwrap_or_default();
    let language = language(table);
    let right = table.texts("right");
    let why = table.text("why");
    let known: Vec<&str> = ANSWERS.iter().map(|(id, _)| *id).collect();
    if right.is_empty() {
        let _ = table.need("right", "`accept`, `reject` or `depends`");
    }
    for word in &right {
        if !known.contains(&word.as_str()) {
            table.tell(
                table.line_of("right"),
                format!("`right` cannot be `{word}`{}", suggest(word, &known)),
                format!("Write one of: {}.", known.join(", ")),
            );
        }
    }
    let reasons: Vec<QuestionOption> = table.tables("reason").into_iter().map(option).collect();
    let because = |right: bool| {
        let told = reasons.iter().find(|reason| reason.right);
        let told = told.map(|reason| reason.why.clone());
        match (right, &why) {
            (_, Some(why)) => why.clone(),
            (true, None) => told.unwrap_or_default(),
            (false, None) => String::new(),
        }
    };
    if why.is_none() && reasons.is_empty() {
        let _ = table.need("why", "why the right answer is right");
    }
    let question = Question {
        id: id.clone(),
        kind: QuestionKind::Quiz,
        ask: match text {
            Some(text) => format!("{text} {claim}"),
            None => claim,
        },
        code: code.trim_start_matches('\n').trim_end().to_owned(),
        language: language.clone(),
        choice: Choice::One,
        fixed: true,
        options: ANSWERS
            .iter()
            .map(|(id, word)| {
                let right = right.iter().any(|one| one == id);
                QuestionOption {
                    id: (*id).to_owned(),
                    text: (*word).to_owned(),
                    right,
                    why: because(right),
                    ..QuestionOption::default()
                }
            })
            .collect(),
    };
    if is_kebab(&id) && reasons.is_empty() {
        return (question, None);
    }
    let reason = Question {
        id: format!("{id}{REASON}"),
        kind: QuestionKind::Quiz,
        ask: "Why?".into(),
        code: String::new(),
        language,
        choice: Choice::One,
        fixed: false,
        options: reasons,
    };
    check_options(&reason, table, (table.line(), MOST));
    (question, Some(reason))
}
