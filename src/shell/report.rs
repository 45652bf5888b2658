//! Findings as text for people and as JSON for programs.
//!
//! Knows no files. Called by `check` and `judging`.

use super::output::wrap;
use crate::finding::{Confidence, Finding, Severity, Step, StepKind};
use crate::text::{Place, Source, Sources, Span};
use ratatui::crossterm::style::Stylize as _;
use serde_json::{Value, json};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// The longest source line that is shown, in characters; longer ones are cut around the place.
const WIDEST: usize = 160;
/// How many characters of a long line are shown before the place.
const LEAD: usize = 20;
/// Columns that stand before a line of code at most, and behind it.
const MARGIN: usize = 10;

/// One finding: `file:line:column: rule: message`, the line with a caret, then the path with its lines. A step
/// in another file names it.
#[must_use]
pub fn text(sources: &Sources, finding: &Finding) -> String {
    fitted(sources, finding, None)
}

/// The same for a terminal of so many columns: sentences go on in a next line, and long lines of code are cut.
#[must_use]
pub fn fitted(sources: &Sources, finding: &Finding, columns: Option<usize>) -> String {
    let Some((source, span)) = sources.find(finding.span) else {
        return String::new();
    };
    let head = headline(sources, finding);
    let mut out = String::new();
    wrap(&mut out, &head, "  ", columns);
    let widest = columns.map_or(WIDEST, |columns| columns.saturating_sub(MARGIN).min(WIDEST));
    out.push_str(&excerpt(source, span, widest));
    if let Some(fix) = &finding.fix {
        let _ = writeln!(
            out,
            "    `--fix` can repair this: {}.",
            fix.title.trim_end_matches('.')
        );
    }
    if finding.path.len() > 1 {
        let own = (source.name(), source.line_of(span.start));
        let mut shown = own;
        for (number, step) in (1..).zip(&finding.path) {
            let Some((file, span)) = sources.find(step.span) else {
                continue;
            };
            let (cell, Place { line, .. }) = file.cell_place(span.start);
            // The line of each step, once.
            let at = (file.name(), file.line_of(span.start));
            let code = file.line(at.1).trim();
            let news = shown != at && at != own;
            shown = at;
            let line = match cell {
                Some(cell) => format!("cell {cell}, line {line}"),
                None => format!("line {line}"),
            };
            let place = if file.name() == source.name() {
                line
            } else {
                format!("{}:{}", file.name(), line.trim_start_matches("line "))
            };
            let step = format!("    {number}. {place}, {}: {}", kind(step.kind), step.text);
            wrap(&mut out, &step, "       ", columns);
            if news && !code.is_empty() {
                let cut = code.chars().nth(widest).is_some();
                let code: String = code.chars().take(widest).collect();
                let _ = writeln!(out, "         {code}{}", if cut { "…" } else { "" });
            }
        }
    }
    out
}

/// `file:line:column: rule: message [severity]`.
#[must_use]
pub fn headline(sources: &Sources, finding: &Finding) -> String {
    let Some((source, span)) = sources.find(finding.span) else {
        return String::new();
    };
    format!(
        "{}:{}: {}: {} [{}]",
        source.name(),
        placed(source, span.start),
        finding.rule,
        finding.message,
        severity(finding.severity),
    )
}

/// A place as text: `3:5`, in a notebook `cell 2:3:5`.
#[must_use]
pub fn placed(source: &Source, offset: u32) -> String {
    let (cell, place) = source.cell_place(offset);
    let cell = cell.map_or_else(String::new, |cell| format!("cell {cell}:"));
    format!("{cell}{}:{}", place.line, place.column)
}

/// A finding's text with colours from the terminal's own sixteen, which fit a dark and a light one. They say
/// nothing that the words do not say.
#[must_use]
pub fn painted(text: &str, finding: &Finding) -> String {
    let marked = |what: &str| match finding.severity {
        Severity::High => what.red().bold().to_string(),
        Severity::Medium => what.yellow().bold().to_string(),
        Severity::Low | Severity::Advice => what.cyan().to_string(),
    };
    let word = format!("[{}]", severity(finding.severity));
    let mut out = String::new();
    let mut head = true;
    for line in text.lines() {
        let carets = line.trim_start_matches([' ', '|']);
        if head {
            let (line, ending) = match line.strip_suffix(&word) {
                Some(rest) => (rest, marked(&word)),
                None => (line, String::new()),
            };
            let line = line.replacen(&finding.rule, &finding.rule.as_str().bold().to_string(), 1);
            out.push_str(&line);
            out.push_str(&ending);
            head = ending.is_empty();
        } else if !carets.is_empty() && carets.bytes().all(|b| b == b'^') {
            out.push_str(&line.replace(carets, &marked(carets)));
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// The source line of a span with carets below it; a line of more characters than `widest` is cut around it.
fn excerpt(source: &Source, span: Span, widest: usize) -> String {
    let place = source.place(span.start);
    let line = source.line(place.line);
    let marked = source.slice(span).lines().next().unwrap_or("");
    let at = (span.start - source.line_start(place.line)) as usize;
    let (ahead, behind) = line.split_at_checked(at).unwrap_or((line, ""));
    let wide = line.chars().nth(widest).is_some();
    // Of a long line the last characters before the place.
    let kept = if wide { LEAD } else { usize::MAX };
    let from = ahead.char_indices().rev().nth(kept.saturating_sub(1));
    let from = from.map_or(0, |(from, _)| from);
    let before = ahead.get(from..).unwrap_or("");
    let shown: String = before.chars().chain(behind.chars()).take(widest).collect();
    let start = before.chars().count();
    let room = widest.saturating_sub(start).max(1);
    let marked: String = marked.chars().take(room).collect();
    // Tabs stay tabs, so that the caret stands below its character whatever their width.
    let indent: String = before
        .chars()
        .map(|c| match c {
            '\t' => "\t".to_owned(),
            c => " ".repeat(c.to_string().width()),
        })
        .collect();
    let number = source.cell_place(span.start).1.line.to_string();
    let blank = " ".repeat(number.len());
    let cut = |cut: bool| if cut { "…" } else { "" };
    let lead = if from > 0 { " " } else { "" };
    format!(
        "  {number} | {}{shown}{}\n  {blank} | {lead}{indent}{}\n",
        cut(from > 0),
        cut(behind.chars().nth(widest.saturating_sub(start)).is_some()),
        "^".repeat(marked.trim_end().width().max(1)),
    )
}

/// A finding as JSON; lines and columns count from 1, columns in characters.
#[must_use]
pub fn finding_json(sources: &Sources, finding: &Finding) -> Value {
    let Some((source, span)) = sources.find(finding.span) else {
        return Value::Null;
    };
    let ((cell, place), (_, end)) = (source.cell_place(span.start), source.cell_place(span.end));
    let path: Vec<_> = finding
        .path
        .iter()
        .filter_map(|step| step_json(sources, step))
        .collect();
    let mut told = json!({
        "rule": finding.rule,
        "message": finding.message,
        "severity": severity(finding.severity),
        "confidence": confidence(finding.confidence),
        "file": source.name(),
        "line": place.line,
        "column": place.column,
        "end_line": end.line,
        "end_column": end.column,
        "function": finding.function,
        "path": path,
    });
    in_cell(&mut told, cell);
    if let (Some(fix), Some(fields)) = (&finding.fix, told.as_object_mut()) {
        let edits: Vec<_> = fix
            .edits
            .iter()
            .filter_map(|(span, text)| {
                let (source, span) = sources.find(*span)?;
                let (start, end) = (source.place(span.start), source.place(span.end));
                Some(json!({
                    "line": start.line,
                    "column": start.column,
                    "end_line": end.line,
                    "end_column": end.column,
                    "text": text,
                }))
            })
            .collect();
        fields.insert("fix".into(), json!({ "title": fix.title, "edits": edits }));
    }
    told
}

/// In a notebook, lines are those of a cell.
fn in_cell(told: &mut Value, cell: Option<u32>) {
    if let (Some(cell), Some(fields)) = (cell, told.as_object_mut()) {
        fields.insert("cell".into(), json!(cell));
    }
}

fn step_json(sources: &Sources, step: &Step) -> Option<Value> {
    let (source, span) = sources.find(step.span)?;
    let (cell, place) = source.cell_place(span.start);
    let mut told = json!({
        "kind": kind(step.kind),
        "file": source.name(),
        "line": place.line,
        "column": place.column,
        "text": step.text,
    });
    in_cell(&mut told, cell);
    Some(told)
}

/// The word for a severity.
#[must_use]
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Advice => "advice",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
    }
}

/// The word for a confidence.
#[must_use]
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}

fn kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Source => "source",
        StepKind::Through => "through",
        StepKind::Sink => "sink",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(span: Span, path: Vec<Step>) -> Finding {
        Finding {
            rule: "sql-built-from-input".into(),
            message: "The statement is built from input".into(),
            severity: Severity::High,
            confidence: Confidence::High,
            span,
            function: "find".into(),
            path,
            fix: None,
            callers: Vec::new(),
        }
    }

    #[test]
    fn the_caret_stands_below_wide_and_tabbed_text() {
        let source = Source::new("a.py", "\tx = '日本' + name\n");
        let start = u32::try_from(source.text().find("name").unwrap()).unwrap();
        let shown = excerpt(&source, Span::new(start, start + 4), WIDEST);
        assert_eq!(
            shown,
            "  1 | \tx = '日本' + name\n    | \t             ^^^^\n"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = format!("{}name{}", "a".repeat(500), "b".repeat(500));
        let source = Source::new("a.py", line);
        let shown = excerpt(&source, Span::new(500, 504), WIDEST);
        let mut lines = shown.lines();
        let code = lines.next().unwrap();
        let caret = lines.next().unwrap();
        let column = |line: &str, what| line.chars().position(|c| c == what).unwrap();
        assert_eq!(column(code, 'n'), column(caret, '^'));
        assert!(code.chars().count() < 180);
    }

    #[test]
    fn a_path_is_told_step_by_step() {
        let source = Source::new("a.py", "name = input()\nrun(name)\n");
        let step = |kind, start, text: &str| Step {
            kind,
            span: Span::new(start, start + 4),
            text: text.into(),
            via: None,
        };
        let path = vec![
            step(StepKind::Source, 0, "It comes in."),
            step(StepKind::Sink, 19, "It does harm."),
        ];
        assert_eq!(
            text(&Sources::from(&source), &finding(Span::new(19, 23), path)),
            "a.py:2:5: sql-built-from-input: The statement is built from input [high]\n  \
             2 | run(name)\n    |     ^^^^\n    1. line 1, source: It comes in.\n         \
             name = input()\n    2. line 2, sink: It does harm.\n"
        );
    }
}
