//! What the reference shows: the topics of the pack, the talk's points with what covers them, and
//! a page for every rule.
//!
//! Knows no screen. Called by `reference`, `palette` and `shell`.

use super::page::{self, Row};
use super::theme::Role;
use super::wrap::{self, Run};
use crate::pack::{Block, Inline, Pack, blocks};
use crate::rules::{Rule, Rulebook};

/// A topic as it is read: entries of title and text.
#[derive(Debug, Clone)]
pub struct Shown {
    /// By what it is named on the command line.
    pub id: String,
    /// The name people see.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Title and text of each entry.
    pub entries: Vec<(String, Vec<Block>)>,
}

/// The topics of a course, with the rules' pages last.
#[must_use]
pub fn topics(pack: &Pack, rulebook: &Rulebook) -> Vec<Shown> {
    let mut all: Vec<Shown> = pack
        .reference
        .iter()
        .map(|topic| {
            let mut entries: Vec<(String, Vec<Block>)> = topic
                .entries
                .iter()
                .map(|entry| (entry.title.clone(), entry.blocks.clone()))
                .collect();
            if !topic.points.is_empty() {
                entries.extend(points(pack));
            }
            if !topic.facts.is_empty() {
                let facts = topic.facts.iter().map(|fact| {
                    let said = format!("{} ({}, {})", fact.text, fact.source, fact.date);
                    vec![Inline::Text(said)]
                });
                let list = Block::List(false, facts.collect());
                entries.push(("Sources".into(), vec![list]));
            }
            Shown {
                id: topic.id.clone(),
                title: topic.title.clone(),
                summary: topic.summary.clone(),
                entries,
            }
        })
        .collect();
    if !rulebook.rules().is_empty() {
        all.push(Shown {
            id: "rules".into(),
            title: "Rules".into(),
            summary: "What the checker looks for: what it is, why, and what to do instead.".into(),
            entries: rulebook.rules().iter().map(rule).collect(),
        });
    }
    all
}

/// Each point of the talk with what covers it.
fn points(pack: &Pack) -> Vec<(String, Vec<Block>)> {
    let lines = pack.coverage().into_iter().map(|covered| {
        let by = if covered.by.is_empty() {
            "nowhere in this course".to_owned()
        } else {
            covered.by.join("; ")
        };
        vec![
            Inline::Strong(format!("{}. ", covered.point.number)),
            Inline::Text(format!("{} ", covered.point.text)),
            Inline::Emphasis(format!("({by})")),
        ]
    });
    vec![(
        "The points, and where to find them".into(),
        vec![Block::List(false, lines.collect())],
    )]
}

fn rule(rule: &Rule) -> (String, Vec<Block>) {
    let mut all = blocks(&rule.message);
    let cwe = rule.cwe.iter().map(|number| format!("CWE-{number}"));
    let owasp = (!rule.owasp.is_empty()).then(|| format!("OWASP {}:2025", rule.owasp));
    let labels: Vec<String> = cwe.chain(owasp).collect();
    if !labels.is_empty() {
        all.push(Block::Paragraph(vec![Inline::Emphasis(labels.join(", "))]));
    }
    for (heading, text) in [
        ("What it is", &rule.what),
        ("Why it is dangerous", &rule.why),
        ("What to do instead", &rule.instead),
    ] {
        if !text.trim().is_empty() {
            all.push(Block::Paragraph(vec![Inline::Strong(heading.into())]));
            all.extend(blocks(text));
        }
    }
    for (heading, code) in [("Bad", &rule.bad), ("Good", &rule.good)] {
        if !code.trim().is_empty() {
            all.push(Block::Paragraph(vec![Inline::Strong(heading.into())]));
            all.push(Block::Code {
                language: "python".into(),
                text: code.trim().to_owned(),
                line: 0,
                marks: Vec::new(),
                unchecked: None,
            });
        }
    }
    (rule.id.clone(), all)
}

impl Shown {
    /// The entries whose title holds `term`, whatever its capitals; those that are it come first.
    #[must_use]
    pub fn find(&self, term: &str) -> Vec<usize> {
        let term = term.trim().to_lowercase();
        let mut found: Vec<(bool, usize)> = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(at, (title, _))| {
                let title = title.to_lowercase();
                title.contains(&term).then_some((title != term, at))
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, at)| at).collect()
    }

    /// One entry in lines of at most `columns`.
    #[must_use]
    pub fn rows(&self, at: usize, columns: usize) -> Vec<Row> {
        let Some((title, blocks)) = self.entries.get(at) else {
            return Vec::new();
        };
        let mut all: Vec<Row> = Vec::new();
        if !title.is_empty() {
            all.extend(wrap::lines(&[Run::new(Role::Heading, title)], columns));
        }
        for (block, first) in blocks
            .iter()
            .zip(std::iter::once(true).chain(std::iter::repeat(false)))
        {
            if !first {
                all.push(Row::new());
            }
            all.extend(page::rows(block, columns));
        }
        all.push(Row::new());
        all
    }

    /// One entry as text in lines of at most `columns`, for paper.
    #[must_use]
    pub fn text(&self, at: usize, columns: usize) -> Vec<String> {
        self.rows(at, columns)
            .iter()
            .map(|row| {
                let line: String = row.iter().map(|run| run.text.as_str()).collect();
                line.trim_end().to_owned()
            })
            .collect()
    }

    /// One entry for plain mode: a paragraph is one line.
    #[must_use]
    pub fn plain(&self, at: usize) -> Vec<String> {
        let Some((title, blocks)) = self.entries.get(at) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        if !title.is_empty() {
            all.push(format!("{title}:"));
        }
        all.extend(blocks.iter().flat_map(page::plain));
        all
    }
}
