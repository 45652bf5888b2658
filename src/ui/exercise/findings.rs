//! Findings in words: the list below the code, and the path of one, step by step.
//!
//! Called by `exercise`.

use super::desk::Desk;
use crate::finding::{Finding, Severity, StepKind};
use crate::text::printable;
use crate::ui::editor::marks;
use crate::ui::page::{self, Row};
use crate::ui::theme::Role;
use crate::ui::wrap::{self, Run};

/// The newest answer of the analyzer.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// What was found, in the order of the editor's marks.
    pub all: Vec<Finding>,
    /// Why the answer is incomplete, if it is.
    pub notice: Option<String>,
    /// Which one is marked.
    pub marked: usize,
    /// Whether an answer has come since the screen opened.
    pub answered: bool,
    /// Whether something is to be written, and is not yet.
    pub unwritten: bool,
}

impl Findings {
    /// The marked finding.
    pub fn current(&self) -> Option<&Finding> {
        self.all.get(self.marked)
    }

    /// The title of the list: how many, and whether an answer is awaited.
    pub fn title(&self, waiting: bool) -> String {
        match (self.answered, self.all.len(), waiting) {
            (false, _, _) => "Findings: checking…".into(),
            (true, 0, false) if self.unwritten => "Nothing written yet".into(),
            (true, 0, false) => "No findings".into(),
            (true, 1, false) => "1 finding".into(),
            (true, n, false) => format!("{n} findings"),
            (true, 0, true) => "No findings · checking…".into(),
            (true, 1, true) => "1 finding · checking…".into(),
            (true, n, true) => format!("{n} findings · checking…"),
        }
    }

    /// One row a finding, after the notice. The second part tells which row is the marked one.
    pub fn rows(&self, desk: &Desk, focused: bool, columns: usize) -> (Vec<Row>, usize) {
        let mut rows = Vec::new();
        if let Some(notice) = &self.notice {
            let text = format!("… {}", printable(notice).replace('\n', " "));
            rows.push(vec![Run::new(Role::Warn, wrap::cut(&text, columns))]);
        }
        let marked = rows.len() + self.marked;
        let stale = desk.stale();
        for (at, finding) in self.all.iter().enumerate() {
            let here = at == self.marked;
            let role = if stale {
                Role::Dim
            } else {
                severity_role(finding.severity)
            };
            let text_role = match (here && focused, stale) {
                (true, _) => Role::Selected,
                (false, true) => Role::Dim,
                (false, false) => Role::Text,
            };
            let sign = marks::sign(finding.severity);
            let word = marks::word(finding.severity);
            let head = format!("{}{sign} {word} ", if here { "›" } else { " " });
            let spot = desk.spot(desk.mark(at));
            let text = format!("{spot}: {}", one_line(&finding.message));
            let room = columns.saturating_sub(wrap::width(&head));
            rows.push(vec![
                Run::new(role, head),
                Run::new(text_role, wrap::cut(&text, room)),
            ]);
        }
        if rows.is_empty() && self.answered {
            let text = if self.unwritten {
                "Your part is still missing. Write it, then submit to have it judged."
            } else {
                "Nothing found so far. Submit to have the program judged."
            };
            rows.push(vec![Run::new(Role::Dim, wrap::cut(text, columns))]);
        }
        (rows, marked)
    }

    /// The path of the marked finding, with all steps and the sentence of this one.
    pub fn path_rows(&self, desk: &Desk, step: usize, columns: usize) -> Vec<Row> {
        let Some(finding) = self.current() else {
            return Vec::new();
        };
        let mut rows = wrap::lines(
            &[
                Run::new(
                    severity_role(finding.severity),
                    format!(
                        "{} {}: ",
                        marks::sign(finding.severity),
                        marks::word(finding.severity)
                    ),
                ),
                Run::new(Role::Strong, one_line(&finding.message)),
            ],
            columns,
        );
        for (at, one) in finding.path.iter().enumerate() {
            let (sign, word, role) = kind(one.kind);
            let here = at == step;
            let arrow = if here { "►" } else { " " };
            let spot = desk.spot(desk.step(self.marked, at));
            let head = format!("{arrow}{} {sign} {word}, {spot}: ", at + 1);
            let sentence = one_line(&one.text);
            if here {
                let text = Run::new(Role::Text, sentence);
                rows.extend(wrap::lines(&[Run::new(role, head), text], columns));
            } else {
                let room = columns.saturating_sub(wrap::width(&head));
                let text = Run::new(Role::Dim, wrap::cut(&sentence, room));
                rows.push(vec![Run::new(role, head), text]);
            }
        }
        rows
    }

    /// What the list says in plain mode.
    pub fn plain(&self, desk: &Desk) -> Vec<String> {
        let mut lines = vec![format!("{}.", self.title(false))];
        if let Some(notice) = &self.notice {
            lines.push(format!("The answer is incomplete: {}", one_line(notice)));
        }
        for (at, finding) in self.all.iter().enumerate() {
            lines.push(format!(
                "Finding {}, {}, {}: {}",
                at + 1,
                marks::word(finding.severity),
                desk.spot(desk.mark(at)),
                one_line(&finding.message)
            ));
        }
        lines
    }

    /// One step of the path of the marked finding in plain mode, with its line of code.
    pub fn plain_step(&self, desk: &Desk, step: usize) -> Vec<String> {
        let Some((one, total)) = self
            .current()
            .and_then(|finding| Some((finding.path.get(step)?, finding.path.len())))
        else {
            return Vec::new();
        };
        let place = desk.step(self.marked, step);
        let spot = desk.spot(place.clone());
        let (_, word, _) = kind(one.kind);
        vec![
            format!(
                "Step {} of {total}, {word}, {spot}: {}",
                step + 1,
                one_line(&one.text)
            ),
            format!("    {}", printable(&desk.line_at(place))),
        ]
    }
}

/// Sign, word and role of a kind of step.
fn kind(kind: StepKind) -> (&'static str, &'static str, Role) {
    match kind {
        StepKind::Source => ("○", "source", Role::PathSource),
        StepKind::Through => ("↓", "through", Role::PathStep),
        StepKind::Sink => ("●", "sink", Role::PathSink),
    }
}

fn severity_role(severity: Severity) -> Role {
    match severity {
        Severity::High | Severity::Medium => Role::Bad,
        Severity::Low => Role::Warn,
        Severity::Advice => Role::Advice,
    }
}

fn one_line(text: &str) -> String {
    page::short_plain(text)
}
