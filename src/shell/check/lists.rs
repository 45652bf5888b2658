//! Reports that list findings one by one: CSV, GitLab's code quality, JUnit's XML.
//!
//! Pure: findings in, text out. Called by `check`.

use super::formats::{Findings, NOT_CHECKED, Trouble, array, plain};
use crate::finding::{Finding, Severity};
use crate::shell::report;
use crate::text::{Sources, label, printable};
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
    for trouble in found.troubles {
        let (line, column) = trouble.spot();
        let (line, column) = (line.to_string(), column.to_string());
        table.write_record([
            cell_text(&trouble.file).as_str(),
            &line,
            &column,
            &line,
            &column,
            NOT_CHECKED,
            "high",
            "high",
            &cell_text(&trouble.message),
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
    let troubles = found.troubles.iter().map(|trouble| {
        json!({
            "description": trouble.message,
            "check_name": NOT_CHECKED,
            "fingerprint": format!("{NOT_CHECKED}:{}", trouble.file),
            "severity": "critical",
            "location": {
                "path": plain(&trouble.file),
                "lines": { "begin": trouble.spot().0 },
            },
        })
    });
    array(to, all.chain(troubles))
}

/// A text of characters that XML has.
fn in_xml(text: &str) -> String {
    printable(text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

/// A failed case: a finding in its files, or what could not be checked, which is an error of the check itself.
enum Case<'a> {
    Finding(&'a Sources, &'a Finding),
    Trouble(&'a Trouble),
}

impl Case<'_> {
    fn is_error(&self) -> bool {
        matches!(self, Self::Trouble(_))
    }

    /// Its name, its headline and its text; made where it is written, so that it does not matter how many there are.
    fn told(&self) -> (String, String, String) {
        match self {
            Self::Trouble(trouble) => {
                let message = in_xml(&trouble.message);
                (NOT_CHECKED.to_owned(), message, String::new())
            }
            Self::Finding(sources, finding) => {
                let place = sources.find(finding.span);
                let place = place.map(|(source, span)| source.cell_place(span.start));
                let place = place.map_or_else(String::new, |(cell, place)| {
                    let cell = cell.map_or_else(String::new, |cell| format!("cell {cell}, "));
                    format!(" ({cell}line {}, column {})", place.line, place.column)
                });
                (
                    format!("{}{place}", finding.rule),
                    in_xml(&finding.message),
                    in_xml(&report::text(sources, finding)),
                )
            }
        }
    }
}

/// JUnit's XML: a suite for each file with findings, a failed case for each finding, an error for what could
/// not be checked.
///
/// # Errors
/// When the text cannot be written.
pub(super) fn junit(to: &mut dyn Write, found: Findings) -> std::io::Result<()> {
    let mut files: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for (sources, finding) in found.each() {
        if let Some((source, _)) = sources.find(finding.span) {
            let file = in_xml(&label(source.name()));
            let cases = files.entry(file).or_default();
            cases.push(Case::Finding(sources, finding));
        }
    }
    for trouble in found.troubles {
        let file = in_xml(&label(&trouble.file));
        files.entry(file).or_default().push(Case::Trouble(trouble));
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
    let errors = cases.iter().filter(|case| case.is_error()).count();
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
                let (title, message, text) = case.told();
                writer
                    .create_element("testcase")
                    .with_attribute(("classname", name))
                    .with_attribute(("name", title.as_str()))
                    .write_inner_content(|writer| {
                        let kind = if case.is_error() { "error" } else { "failure" };
                        writer
                            .create_element(kind)
                            .with_attribute(("message", message.as_str()))
                            .write_text_content(BytesText::new(&text))?;
                        Ok(())
                    })?;
            }
            Ok(())
        })?;
    Ok(())
}
