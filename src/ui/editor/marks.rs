//! Findings as places in the text being edited: they slide with every change and are faded until
//! the next answer comes, so that nothing flickers.
//!
//! Knows nothing of messages or rules. Called by `editor` and `exercise`.

use super::buffer::Change;
use crate::finding::{Finding, Severity, StepKind};
use crate::text::Span;
use ropey::Rope;
use std::ops::Range;

/// A place that lies in another file: far behind every text.
pub const ELSEWHERE: Range<usize> = FAR..FAR;
const FAR: usize = usize::MAX / 2;

/// Whether a place lies in this file.
#[must_use]
pub fn is_here(range: &Range<usize>) -> bool {
    range.start < FAR / 2
}

/// One finding's places, in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// How bad the finding is.
    pub severity: Severity,
    /// The expression to look at.
    pub range: Range<usize>,
    /// The steps from source to sink.
    pub path: Vec<(StepKind, Range<usize>)>,
}

/// The marks of the newest answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    marks: Vec<Mark>,
    stale: bool,
}

impl Marks {
    /// The places of these findings in the text they were found in.
    #[must_use]
    pub fn new(text: &Rope, findings: &[Finding]) -> Self {
        Self::of(findings, |span| characters(text, span))
    }

    /// The same in one of several files, whose text begins at `base` of what was looked at.
    #[must_use]
    pub fn from(text: &Rope, findings: &[Finding], base: u32) -> Self {
        let end = u32::try_from(text.len_bytes()).unwrap_or(u32::MAX);
        let end = base.saturating_add(end);
        Self::of(findings, |span| {
            if span.start < base || span.start > end {
                return ELSEWHERE;
            }
            let local = Span::new(span.start - base, span.end.saturating_sub(base));
            characters(text, local)
        })
    }

    fn of(findings: &[Finding], place: impl Fn(Span) -> Range<usize>) -> Self {
        let marks = findings
            .iter()
            .map(|finding| Mark {
                severity: finding.severity,
                range: place(finding.span),
                path: finding
                    .path
                    .iter()
                    .map(|step| (step.kind, place(step.span)))
                    .collect(),
            })
            .collect();
        Self {
            marks,
            stale: false,
        }
    }

    /// One mark for each finding, in the findings' order.
    #[must_use]
    pub fn all(&self) -> &[Mark] {
        &self.marks
    }

    /// Whether the text changed since the answer.
    #[must_use]
    pub fn stale(&self) -> bool {
        self.stale
    }

    /// Moves every place as `change` moved the text.
    pub fn slide(&mut self, change: Change) {
        self.stale = true;
        let places = self.marks.iter_mut().flat_map(|mark| {
            let path = mark.path.iter_mut().map(|(_, range)| range);
            path.chain([&mut mark.range])
        });
        for range in places.filter(|range| is_here(range)) {
            slide(range, change);
        }
    }
}

/// How bad, as a sign that can be told from the others without colour.
#[must_use]
pub fn sign(severity: Severity) -> char {
    match severity {
        Severity::High => '✗',
        Severity::Medium => '▲',
        Severity::Low => '◆',
        Severity::Advice => '•',
    }
}

/// How bad, as a word.
#[must_use]
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
        Severity::Advice => "advice",
    }
}

fn characters(text: &Rope, span: Span) -> Range<usize> {
    let at = |byte: u32| text.byte_to_char((byte as usize).min(text.len_bytes()));
    let start = at(span.start);
    start..at(span.end).max(start)
}

/// Text that comes in at an end does not become part of the range.
fn slide(range: &mut Range<usize>, change: Change) {
    let gone = change.at + change.removed;
    let start = match range.start {
        start if start >= gone => start - change.removed + change.inserted,
        start => start.min(change.at),
    };
    let end = match range.end {
        end if end <= change.at => end,
        end if end >= gone => end - change.removed + change.inserted,
        _ => change.at,
    };
    *range = start..end.max(start);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(at: usize, removed: usize, inserted: usize) -> Change {
        Change {
            at,
            removed,
            inserted,
            line: 0,
            lines_removed: 0,
            lines_inserted: 0,
        }
    }

    #[test]
    fn ranges_slide() {
        for (edit, expected) in [
            (change(0, 0, 3), 13..23),
            (change(0, 3, 0), 7..17),
            (change(10, 0, 3), 13..23),
            (change(15, 0, 3), 10..23),
            (change(20, 0, 3), 10..20),
            (change(30, 5, 3), 10..20),
            (change(12, 3, 0), 10..17),
            (change(5, 10, 0), 5..10),
            (change(15, 10, 2), 10..15),
            (change(5, 30, 2), 5..5),
            (change(10, 10, 4), 10..14),
        ] {
            let mut range = 10..20;
            slide(&mut range, edit);
            assert_eq!(range, expected, "{edit:?}");
        }
    }

    #[test]
    fn bytes_become_characters_and_bad_spans_do_no_harm() {
        let text = Rope::from_str("é = x");
        assert_eq!(characters(&text, Span::new(0, 2)), 0..1);
        assert_eq!(characters(&text, Span::new(1, 99)), 0..5);
        assert_eq!(characters(&text, Span::new(5, 2)), 4..4);
    }
}
