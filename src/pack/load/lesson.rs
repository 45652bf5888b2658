//! The schema of a lesson: front matter, pages, and the steps in fenced blocks.
//!
//! Called by `load`.

use super::Faults;
use super::links::Links;
use super::markdown::{Part, What, foreign_advice, parts, plain};
use super::names::{Texts, is_kebab, is_lesson, suggest};
use super::table::{Document, Table};
use super::translation::{Print, locale};
use super::{exercise, task};
use crate::pack::pace;
use crate::pack::{
    Block, Exercise, ExerciseKind, Fact, Inline, Lesson, Page, Question, QuestionKind, Shared,
};
use unicode_width::UnicodeWidthStr;

/// Columns of text on a terminal of 80.
const WIDTH: usize = 76;
/// Rows of text on a terminal of 24, without title, footer and their blank lines.
const ROWS: usize = 19;
/// Rows of prose on one page.
const PROSE: usize = 12;
/// The most options of a question on a page.
const MOST: usize = 6;

/// Steps.
const STEPS: [&str; 10] = [
    "quiz", "choose", "predict", "order", "classify", "locate", "judge", "attack", "exercise",
    "figure",
];
/// Steps that are small exercises.
const TASKS: [(&str, ExerciseKind); 5] = [
    ("order", ExerciseKind::Order),
    ("classify", ExerciseKind::Classify),
    ("locate", ExerciseKind::Locate),
    ("judge", ExerciseKind::Judge),
    ("attack", ExerciseKind::Attack),
];
/// Languages of code blocks.
const LANGUAGES: [&str; 16] = [
    "python",
    "pycon",
    "sql",
    "text",
    "console",
    "toml",
    "html",
    "jinja",
    "json",
    "yaml",
    "xml",
    "http",
    "ini",
    "diff",
    "javascript",
    "c",
];

/// One lesson file while it is read.
struct Reading<'a> {
    file: &'a str,
    faults: &'a Faults,
    links: &'a mut Links,
    /// The lesson's id and its module's.
    lesson: (&'a str, &'a str),
    shared: &'a [Shared],
    /// The ids of questions and steps.
    questions: Vec<String>,
    steps: Vec<Exercise>,
}

/// A lesson that was read.
pub(super) struct Read {
    pub(super) lesson: Lesson,
    pub(super) steps: Vec<Exercise>,
    /// Of a translation: what it was made from.
    pub(super) source: Option<Print>,
}

impl Read {
    fn of(lesson: Lesson) -> Self {
        Self {
            lesson,
            steps: Vec::new(),
            source: None,
        }
    }
}

/// Reads one lesson. Faulty parts are told and left out.
pub(super) fn read(
    module: &str,
    file: &str,
    text: &str,
    shared: &[Shared],
    faults: &Faults,
    links: &mut Links,
) -> Read {
    let mut lesson = Lesson {
        id: String::new(),
        revision: 0,
        module: module.to_owned(),
        file: file.to_owned(),
        title: String::new(),
        minutes: 0,
        retired: None,
        talk: Vec::new(),
        facts: Vec::new(),
        pages: Vec::new(),
    };
    let name = super::names::file(file);
    let translated = locale(name, ".md").is_some();
    if !is_lesson(name) && !translated {
        // `names::check_places` tells what is wrong with the name.
        return Read::of(lesson);
    }
    let Some((front, front_line, body, body_line)) = split_front(text) else {
        let cause = "the lesson does not begin with front matter";
        let next = "Begin with a line `+++`, then `id`, `revision` and `title`, then a line `+++`.";
        faults.tell_broken(2..=u32::MAX, file, 1, cause, next);
        return Read::of(lesson);
    };
    let doc = Document::new(file, front, front_line, faults);
    let parsed = doc.parse();
    let root = doc.root(&parsed);
    lesson.id = root.id();
    links.lesson(&lesson.id, file, root.line_of("id"));
    lesson.revision = root.need_number("revision", "1 for a new lesson");
    lesson.title = root.title();
    let minutes = root.minutes();
    lesson.retired = links.retired(&root, file);
    lesson.talk = root.numbers("talk");
    lesson.facts = root.tables("fact").into_iter().map(fact).collect();
    let source = translated.then(|| Print::of(&root));
    root.close();

    let id = lesson.id.clone();
    let mut reading = Reading {
        file,
        faults,
        links,
        lesson: (&id, module),
        shared,
        questions: Vec::new(),
        steps: Vec::new(),
    };
    for (first, text) in split_pages(body, body_line, file, faults) {
        let page = reading.page(&text, first);
        if page.blocks.is_empty() && page.title.is_empty() {
            faults.tell(
                file,
                first,
                "the page is empty",
                "Remove one of the lines `---` around it, or write the page.",
            );
        } else {
            lesson.pages.push(page);
        }
    }
    let doing: u32 = reading.steps.iter().map(|step| step.minutes).sum();
    lesson.minutes = minutes.unwrap_or_else(|| pace::lesson(&lesson) + doing);
    let mut steps = reading.steps;
    for step in &mut steps {
        step.retired.clone_from(&lesson.retired);
    }
    Read {
        lesson,
        steps,
        source,
    }
}

/// The text between the two lines `+++` and the text behind, each with its first line.
pub(super) fn split_front(text: &str) -> Option<(&str, u32, &str, u32)> {
    let rest = text.strip_prefix("+++\n")?;
    let (front, body) = if let Some(body) = rest.strip_prefix("+++\n") {
        ("", body)
    } else {
        rest.split_once("\n+++\n")?
    };
    let lines = u32::try_from(front.lines().count()).unwrap_or(0);
    Some((front, 2, body, lines + 3))
}

/// Cuts at lines `---` outside of fences: first line and text of each page.
fn split_pages(body: &str, first: u32, file: &str, faults: &Faults) -> Vec<(u32, String)> {
    let mut pages = vec![(first, String::new())];
    let mut fence: Option<(u32, String)> = None;
    for (line, number) in body.lines().zip(first..) {
        let marks: String = line.chars().take_while(|&c| c == '`').collect();
        match &fence {
            Some((_, open)) if line.trim_end() == open => fence = None,
            None if marks.len() >= 3 => fence = Some((number, marks)),
            None if line.trim_end() == "---" => {
                pages.push((number + 1, String::new()));
                continue;
            }
            _ => {}
        }
        if let Some((_, page)) = pages.last_mut() {
            page.push_str(line);
            page.push('\n');
        }
    }
    if let Some((line, open)) = fence {
        faults.tell(
            file,
            line,
            "the fenced block does not end",
            format!("Close it with a line `{open}`."),
        );
    }
    pages
}

pub(super) fn fact(table: Table<'_>) -> Fact {
    let read = Fact {
        text: table.need("text", "the fact, as the lesson states it"),
        date: table.need(
            "date",
            "when it was last checked, as a text such as \"2026-11-23\"",
        ),
        source: table.need("source", "where it can be looked up"),
    };
    let parts: Vec<usize> = read.date.split('-').map(str::len).collect();
    if parts != [4, 2, 2] && !read.date.is_empty() {
        table.tell(
            table.line_of("date"),
            format!("`{}` is not a date", read.date),
            "Write year, month and day, such as \"2026-11-23\".",
        );
    }
    table.close();
    read
}

impl Reading<'_> {
    fn tell(&self, line: u32, cause: impl Into<String>, next: impl Into<String>) {
        self.faults.tell(self.file, line, cause, next);
    }

    fn page(&mut self, text: &str, first: u32) -> Page {
        let mut page = Page {
            line: first,
            title: String::new(),
            blocks: Vec::new(),
        };
        for Part { line, what } in parts(text) {
            let line = first + line - 1;
            match what {
                What::Heading(inlines) if page.title.is_empty() => {
                    page.title = plain(&inlines);
                    let wide = page.title.width();
                    if wide > WIDTH {
                        let cause = format!("the heading is {wide} columns wide");
                        self.tell(line, cause, format!("Keep it within {WIDTH} columns."));
                    }
                }
                What::Heading(inlines) => self.tell(
                    line,
                    format!("the page has a second heading, `{}`", plain(&inlines)),
                    "A page holds one idea: put a line `---` before the heading.",
                ),
                What::Block(block) => page.blocks.push(block),
                What::Fence { info, text } => {
                    page.blocks.extend(self.fence(&info, &text, line));
                }
                What::Foreign(what) => {
                    self.tell(line, format!("the page has {what}"), foreign_advice(what));
                }
            }
        }
        self.measure(&page, first);
        page
    }

    /// Tells a page that is too long for a terminal of 80×24.
    fn measure(&self, page: &Page, line: u32) {
        let mut prose = 0;
        let mut rows = 0;
        for block in &page.blocks {
            match block {
                Block::Paragraph(inlines) | Block::Quote(inlines) => {
                    let lines = rows_of(inlines, WIDTH);
                    prose += lines;
                    rows += lines + 1;
                }
                Block::List(_, items) => {
                    let lines: usize = items.iter().map(|item| rows_of(item, WIDTH - 4)).sum();
                    prose += lines;
                    rows += lines + 1;
                }
                Block::Code { text, .. } | Block::Figure { text, .. } => {
                    rows += text.lines().count() + 1;
                    if let Some(long) = text.lines().find(|text| text.width() > WIDTH) {
                        self.tell(
                            line,
                            format!(
                                "a line of code or drawing is {} wide: `{long}`",
                                long.width()
                            ),
                            format!("Keep lines within {WIDTH} columns."),
                        );
                    }
                }
                Block::Question(_) | Block::Exercise(_) => {}
            }
        }
        let doors = page.blocks.iter();
        let doors = doors.filter(|block| matches!(block, Block::Exercise(_)));
        if doors.count() > 1 {
            self.tell(
                line,
                "the page leads to more than one exercise or step",
                "Divide it with a line `---`: one key opens what a page leads to.",
            );
        }
        if prose > PROSE {
            self.tell(
                line,
                format!("the page has {prose} lines of prose, more than {PROSE}"),
                "Cut it, or divide it with a line `---`: a page holds one idea.",
            );
        }
        if rows > ROWS + 1 {
            self.tell(
                line,
                format!(
                    "the page needs {} rows, more than the {ROWS} of a small terminal",
                    rows - 1
                ),
                "Cut it, or divide it with a line `---`.",
            );
        }
    }

    fn fence(&mut self, info: &str, text: &str, line: u32) -> Option<Block> {
        let (word, rest) = info
            .trim()
            .split_once(char::is_whitespace)
            .unwrap_or((info.trim(), ""));
        let rest = rest.trim();
        let step = STEPS.contains(&word);
        if step && !rest.is_empty() {
            self.tell(
                line,
                format!("`{rest}` has no meaning behind `{word}`"),
                "Remove it.",
            );
        }
        match word {
            "quiz" | "choose" => Some(Block::Question(self.question(
                QuestionKind::Quiz,
                text,
                line,
            ))),
            "predict" => Some(Block::Question(self.question(
                QuestionKind::Predict,
                text,
                line,
            ))),
            "exercise" => {
                let doc = self.document(text, line);
                let parsed = doc.parse();
                let root = doc.root(&parsed);
                let id = root.id();
                root.close();
                self.links.mention(&id, self.file, line);
                Some(Block::Exercise(id))
            }
            "figure" => self.figure(text, line),
            word if let Some((_, kind)) = TASKS.iter().find(|(name, _)| *name == word) => {
                Some(Block::Exercise(self.step(*kind, text, line)))
            }
            language => Some(self.code(language, rest, text, line)),
        }
    }

    fn document<'b>(&self, text: &'b str, line: u32) -> Document<'b>
    where
        Self: 'b,
    {
        Document::new(self.file, text, line + 1, self.faults)
    }

    fn question(&mut self, kind: QuestionKind, text: &str, line: u32) -> Question {
        let doc = self.document(text, line);
        let parsed = doc.parse();
        let root = doc.root(&parsed);
        let read = task::question(&root, kind, (line, MOST));
        if !read.id.is_empty() && self.questions.contains(&read.id) {
            root.tell(
                root.line_of("id"),
                format!(
                    "there are two questions with the id `{}` in this lesson",
                    read.id
                ),
                "Give one of them another id.",
            );
        }
        let rows = wrap(&read.ask, WIDTH)
            + read.code.lines().count()
            + read
                .options
                .iter()
                .map(|o| wrap(&o.text, WIDTH - 6) + o.code.lines().count())
                .sum::<usize>();
        if rows > ROWS - 2 {
            root.tell(
                line,
                format!("the question needs {rows} rows, more than {}", ROWS - 2),
                "Shorten the question, its code or its options.",
            );
        }
        root.close();
        self.questions.push(read.id.clone());
        read
    }

    /// A step that is a small exercise; gives its id. Its code stands in the block: `code`, and for an
    /// attack also the `solution` and other answers.
    fn step(&mut self, kind: ExerciseKind, text: &str, line: u32) -> String {
        let doc = self.document(text, line);
        let parsed = doc.parse();
        let root = doc.root(&parsed);
        let own = root.text("id").unwrap_or_default();
        if !own.is_empty() && self.questions.contains(&own) {
            root.tell(
                root.line_of("id"),
                format!("there are two steps with the id `{own}` in this lesson"),
                "Give one of them another id.",
            );
        }
        let folder = format!("{}#{own}/", self.file);
        let mut texts = Texts::new();
        let coded = matches!(kind, ExerciseKind::Locate | ExerciseKind::Attack);
        if coded {
            let name = root.text("file").unwrap_or_else(|| "answer.py".into());
            let code = root.need("code", "the code that is looked at");
            texts.insert(
                format!("{folder}start/{name}"),
                code.trim_start().to_owned(),
            );
            if kind == ExerciseKind::Attack {
                let solution = root.need("solution", "the code when it is mended");
                let solution = solution.trim_start().to_owned();
                texts.insert(format!("{folder}solution/{name}"), solution);
                for part in ["accept", "reject"] {
                    for (label, table) in root.named_tables(part) {
                        let code = table.need("code", "the answer");
                        let code = code.trim_start().to_owned();
                        texts.insert(format!("{folder}{part}/{label}.py"), code);
                    }
                }
            }
        }
        let (lesson, module) = self.lesson;
        let place = exercise::Place {
            module,
            folder: &folder,
            file: self.file,
            step: Some((lesson, kind)),
        };
        let step = exercise::of_table(&place, &root, &texts, self.shared, self.faults, self.links);
        root.close();
        let id = step.id.clone();
        self.questions.push(own);
        self.steps.push(step);
        id
    }

    fn figure(&self, text: &str, line: u32) -> Option<Block> {
        let (first, drawing) = text.split_once('\n').unwrap_or((text, ""));
        if !first.starts_with("alt") {
            self.tell(
                line + 1,
                "the figure has no words",
                "Begin with a line `alt = \"…\"` that says in words what the drawing shows.",
            );
            return None;
        }
        let doc = self.document(first, line);
        let parsed = doc.parse();
        let root = doc.root(&parsed);
        let alt = root.need("alt", "what the drawing shows, in words");
        root.close();
        let text = drawing.trim_matches('\n').to_owned();
        if text.trim().is_empty() {
            self.tell(line, "the figure is empty", "Draw below the line `alt`.");
        }
        Some(Block::Figure { text, alt })
    }

    fn code(&self, language: &str, rest: &str, text: &str, line: u32) -> Block {
        if !language.is_empty() && !LANGUAGES.contains(&language) {
            let known: Vec<&str> = STEPS.iter().chain(&LANGUAGES).copied().collect();
            self.tell(
                line,
                format!(
                    "there is no step or language `{language}`{}",
                    suggest(language, &known)
                ),
                format!("Use one of: {}.", known.join(", ")),
            );
        }
        let unchecked = rest
            .strip_prefix("unchecked=\"")
            .and_then(|rest| rest.strip_suffix('"'))
            .filter(|reason| !reason.trim().is_empty());
        if !rest.is_empty() && (unchecked.is_none() || language != "python") {
            self.tell(
                line,
                format!("`{rest}` has no meaning here"),
                "Only Python blocks take something: `unchecked=\"the reason\"`.",
            );
        }
        let (text, marks) = if language == "python" {
            self.marks(text, line)
        } else {
            (text.trim_end().to_owned(), Vec::new())
        };
        if unchecked.is_some() && !marks.is_empty() {
            self.tell(
                line,
                "a block that is not checked has marks",
                "Remove the marks or `unchecked`.",
            );
        }
        Block::Code {
            language: language.to_owned(),
            text,
            line,
            marks,
            unchecked: unchecked.map(str::to_owned),
        }
    }

    /// Takes the marks `#! rule-id` out of a Python block.
    fn marks(&self, text: &str, line: u32) -> (String, Vec<(u32, String)>) {
        let mut lines = Vec::new();
        let mut marks = Vec::new();
        for (code, number) in text.trim_end().lines().zip(1u32..) {
            let Some((before, ids)) = code.rsplit_once("#!") else {
                lines.push(code);
                continue;
            };
            let ids: Vec<&str> = ids.split_whitespace().collect();
            if ids.is_empty() || !ids.iter().all(|id| is_kebab(id)) {
                self.tell(
                    line + number,
                    "the mark `#!` is not followed by rule ids",
                    "Write `#! rule-id` at the end of the line.",
                );
            }
            marks.extend(ids.into_iter().map(|id| (number, id.to_owned())));
            lines.push(before.trim_end());
        }
        (lines.join("\n"), marks)
    }
}

/// How many rows the inlines take.
fn rows_of(inlines: &[Inline], width: usize) -> usize {
    plain(inlines).lines().map(|line| wrap(line, width)).sum()
}

/// How many rows a text takes when broken between words.
fn wrap(text: &str, width: usize) -> usize {
    let mut rows = 1;
    let mut used = 0;
    for word in text.split_whitespace() {
        let wide = word.width();
        if used > 0 && used + 1 + wide > width {
            rows += 1;
            used = wide;
        } else {
            used += wide + usize::from(used > 0);
        }
        // A word that is wider than a row is cut.
        let more = used.saturating_sub(1) / width.max(1);
        rows += more;
        used -= more * width;
    }
    rows
}
