//! The schema of a topic of the reference: front matter, then entries under headings.
//!
//! Called by `load`.

use super::Faults;
use super::lesson::{fact, split_front};
use super::markdown::{What, foreign_advice, parts, plain};
use super::table::Document;
use super::translation::{Print, locale};
use crate::pack::{Block, Entry, Point, Topic};

/// Reads one file below `reference/`; nothing when it has no front matter. A translation also says what it
/// was made from.
pub(super) fn read(file: &str, text: &str, faults: &Faults) -> Option<(Topic, Option<Print>)> {
    let Some((front, front_line, body, body_line)) = split_front(text) else {
        let cause = "the topic does not begin with front matter";
        let next = "Begin with a line `+++`, then `id`, `title` and `summary`, then a line `+++`.";
        faults.tell_broken(2..=u32::MAX, file, 1, cause, next);
        return None;
    };
    let doc = Document::new(file, front, front_line, faults);
    let parsed = doc.parse();
    let root = doc.root(&parsed);
    let mut topic = Topic {
        id: root.id(),
        title: root.title(),
        summary: root.need("summary", "one sentence for the list of topics"),
        file: file.to_owned(),
        talk: root.numbers("talk"),
        facts: root.tables("fact").into_iter().map(fact).collect(),
        points: Vec::new(),
        entries: Vec::new(),
    };
    for table in root.tables("point") {
        let point = Point {
            number: table.need_number("number", "the number of the point in the talk"),
            text: table.need("text", "what the talk says there"),
        };
        if topic.points.iter().any(|p| p.number == point.number) {
            table.tell(
                table.line(),
                format!("there are two points with the number {}", point.number),
                "Give one of them another number.",
            );
        }
        table.close();
        topic.points.push(point);
    }
    let translated = locale(super::names::file(file), ".md").is_some();
    let print = translated.then(|| Print::of(&root));
    root.close();
    topic.entries = entries(file, body, body_line, faults);
    if topic.entries.is_empty() && topic.points.is_empty() {
        faults.tell(
            file,
            body_line,
            "the topic says nothing",
            "Write entries, each under a heading `##`.",
        );
    }
    Some((topic, print))
}

fn entries(file: &str, body: &str, first: u32, faults: &Faults) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for part in parts(body) {
        let line = first + part.line.saturating_sub(1);
        let block = match part.what {
            What::Heading(title) => {
                entries.push(Entry {
                    title: plain(&title),
                    blocks: Vec::new(),
                });
                continue;
            }
            What::Block(block) => block,
            What::Fence { info, text } => {
                let language = info.split_whitespace().next().unwrap_or("").to_owned();
                if language == "python" {
                    faults.tell(
                        file,
                        line,
                        "the reference has no Python code, as nothing would check it",
                        "Put the code into a lesson or a rule's page, and name it here.",
                    );
                }
                Block::Code {
                    language,
                    text,
                    line: 0,
                    marks: Vec::new(),
                    unchecked: None,
                }
            }
            What::Foreign(what) => {
                faults.tell(
                    file,
                    line,
                    format!("the topic has {what}"),
                    foreign_advice(what),
                );
                continue;
            }
        };
        match entries.last_mut() {
            Some(entry) => entry.blocks.push(block),
            None => entries.push(Entry {
                title: String::new(),
                blocks: vec![block],
            }),
        }
    }
    entries
}
