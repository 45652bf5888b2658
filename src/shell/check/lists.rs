//! Reports that list findings one by one: CSV, GitLab's code quality, JUnit's XML.
//!
//! Pure: findings in, text out. Called by `check`.

use super::formats::{Findings, NOT_CHECKED, Trouble, array, plain};
use crate::finding::Severity;
use crate::shell::report;
use crate::text::{label, printable};
use quick_xml::Writer;
use quick_xml::events::BytesText;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;

/// A table with a head, one line for each finding.
///
/// # Errors
/// When the text cannot be written.
pub(super) fn csv(to: &mut dyn Write, found: Findings) -> std::io::Result<()> {
    let mut table = csv::Writer::from_writer(to);
    table.write_record([
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "rule",
        "severity",
        "confidence",
        "message",
        "cell",
    ])?;
    for (sources, finding) in found.each() {
        let Some((source, span)) = sources.find(finding.span) else {
            continue;
        };
        let ((cell, start), (_, end)) =
            (source.cell_place(span.start), source.cell_place(span.end));
        table.write_record([
            &cell_text(source.name()),
            &start.line.to_string(),
            &start.column.to_string(),
            &end.line.to_string(),
            &end.column.to_string(),
            &finding.rule,
            report::severity(finding.severity),
            report::confidence(finding.confidence),
            &cell_text(&finding.message),
            &cell.map_or_else(String::new, |cell| cell.to_string()),
        ])?;
    }
    for Trouble { file, message } in found.troubles {
        let (file, message) = (cell_text(file), cell_text(message));
        table.write_record([
            &file,
            "1",
            "1",
            "1",
            "1",
            NOT_CHECKED,
            "high",
            "high",
            &message,
            "",
        ])?;
    }
    table.flush()
}

/// A text that no program for tables takes for a formula.
fn cell_text(text: &str) -> String {
    let text = label(text);
    if text.starts_with(['=', '+', '-', '@']) {
        format!("'{text}")
    } else {
        text
    }
}

/// GitLab's code quality report.
///
/// # Errors
/// When the text cannot be written.
pub(super) fn gitlab(to: &mut dyn Write, found: Findings) -> std::io::Result<()> {
    let all = found.printed().map(|(print, _, source, span, finding)| {
        let severity = match finding.severity {
            Severity::High => "critical",
            Severity::Medium => "major",
            Severity::Low => "minor",
            Severity::Advice => "info",
        };
        let ((cell, start), (_, end)) =
            (source.cell_place(span.start), source.cell_place(span.end));
        let cell = cell.map_or_else(String::new, |cell| format!(" (cell {cell})"));
        json!({
            "description": format!("{}{cell}", finding.message),
            "check_name": finding.rule,
            "fingerprint": print,
            "severity": severity,
            "location": {
                "path": plain(source.name()),
                "lines": {
                    "begin": start.line,
                    "end": end.line,
                },
            },
        })
    });
    let troubles = found.troubles.iter().map(|Trouble { file, message }| {
        json!({
            "description": message,
            "check_name": NOT_CHECKED,
            "fingerprint": format!("{NOT_CHECKED}:{file}"),
            "severity": "critical",
            "location": {
                "path": plain(file),
                "lines": { "begin": 1 },
            },
        })
    });
    array(to, all.chain(troubles))
}

/// A text of characters that XML has.
fn in_xml(text: &str) -> String {
    printable(text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

/// A failed case: its name, its headline, its text; whether it is an error of the check itself.
struct Case {
    name: String,
    message: String,
    text: String,
    error: bool,
}

/// JUnit's XML: a suite for each file with findings, a failed case for each finding, an error for what could
/// not be checked.
///
/// # Errors
/// When the text cannot be written.
pub(super) fn junit(to: &mut dyn Write, found: Findings) -> std::io::Result<()> {
    let mut files: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for (sources, finding) in found.each() {
        let Some((source, span)) = sources.find(finding.span) else {
            continue;
        };
        let (cell, place) = source.cell_place(span.start);
        let cell = cell.map_or_else(String::new, |cell| format!("cell {cell}, "));
        files
            .entry(in_xml(&label(source.name())))
            .or_default()
            .push(Case {
                name: format!(
                    "{} ({cell}line {}, column {})",
                    finding.rule, place.line, place.column
                ),
                message: in_xml(&finding.message),
                text: in_xml(&report::text(sources, finding)),
                error: false,
            });
    }
    for Trouble { file, message } in found.troubles {
        files.entry(in_xml(&label(file))).or_default().push(Case {
            name: NOT_CHECKED.to_owned(),
            message: in_xml(message),
            text: String::new(),
            error: true,
        });
    }
    to.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    let mut writer = Writer::new_with_indent(&mut *to, b' ', 2);
    writer
        .create_element("testsuites")
        .with_attribute(("name", "protect"))
        .write_inner_content(|writer| {
            if files.is_empty() {
                return suite(writer, "protect", &[]);
            }
            for (file, cases) in &files {
                suite(writer, file, cases)?;
            }
            Ok(())
        })?;
    to.write_all(b"\n")
}

/// A suite; without a failed case it holds one that passed, since readers want to see one.
fn suite<W: Write>(writer: &mut Writer<W>, name: &str, cases: &[Case]) -> std::io::Result<()> {
    let errors = cases.iter().filter(|case| case.error).count();
    let counts = [
        ("tests", cases.len().max(1)),
        ("failures", cases.len() - errors),
        ("errors", errors),
    ];
    let counts = counts.map(|(key, count)| (key, count.to_string()));
    writer
        .create_element("testsuite")
        .with_attribute(("name", name))
        .with_attributes(counts.iter().map(|(key, count)| (*key, count.as_str())))
        .write_inner_content(|writer| {
            if cases.is_empty() {
                writer
                    .create_element("testcase")
                    .with_attribute(("name", "no findings"))
                    .write_empty()?;
            }
            for case in cases {
                writer
                    .create_element("testcase")
                    .with_attribute(("classname", name))
                    .with_attribute(("name", case.name.as_str()))
                    .write_inner_content(|writer| {
                        let kind = if case.error { "error" } else { "failure" };
                        writer
                            .create_element(kind)
                            .with_attribute(("message", case.message.as_str()))
                            .write_text_content(BytesText::new(&case.text))?;
                        Ok(())
                    })?;
            }
            Ok(())
        })?;
    Ok(())
}
