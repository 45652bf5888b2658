//! Reports that list findings one by one: CSV, GitLab's code quality, JUnit's XML.
//!
//! Pure: findings in, text out. Called by `check`.

use super::formats::{Checked, each, printed};
use crate::finding::Severity;
use crate::shell::report;
use crate::text::printable;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A table with a head, one line for each finding.
///
/// # Errors
/// When the text cannot be written.
pub fn csv(projects: &[Checked]) -> std::io::Result<String> {
    let mut table = csv::Writer::from_writer(Vec::new());
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
    for (sources, finding) in each(projects) {
        let Some((source, span)) = sources.find(finding.span) else {
            continue;
        };
        let ((cell, start), (_, end)) =
            (source.cell_place(span.start), source.cell_place(span.end));
        table.write_record([
            &printable(source.name()),
            &start.line.to_string(),
            &start.column.to_string(),
            &end.line.to_string(),
            &end.column.to_string(),
            &finding.rule,
            report::severity(finding.severity),
            report::confidence(finding.confidence),
            &printable(&finding.message),
            &cell.map_or_else(String::new, |cell| cell.to_string()),
        ])?;
    }
    let bytes = table
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(std::io::Error::other)
}

/// GitLab's code quality report.
#[must_use]
pub fn gitlab(projects: &[Checked]) -> String {
    let mut all = Vec::new();
    for (print, source, span, finding) in printed(projects) {
        let severity = match finding.severity {
            Severity::High => "critical",
            Severity::Medium => "major",
            Severity::Low => "minor",
            Severity::Advice => "info",
        };
        let ((cell, start), (_, end)) =
            (source.cell_place(span.start), source.cell_place(span.end));
        let cell = cell.map_or_else(String::new, |cell| format!(" (cell {cell})"));
        all.push(json!({
            "description": format!("{}{cell}", finding.message),
            "check_name": finding.rule,
            "fingerprint": print,
            "severity": severity,
            "location": {
                "path": source.name().trim_start_matches("./"),
                "lines": {
                    "begin": start.line,
                    "end": end.line,
                },
            },
        }));
    }
    format!("{:#}\n", Value::Array(all))
}

/// JUnit's XML: a suite for each file with findings, a failed case for each finding.
///
/// # Errors
/// When the text cannot be written.
pub fn junit(projects: &[Checked]) -> std::io::Result<String> {
    let mut files: BTreeMap<String, Vec<(String, String, String)>> = BTreeMap::new();
    for (sources, finding) in each(projects) {
        let Some((source, span)) = sources.find(finding.span) else {
            continue;
        };
        let (cell, place) = source.cell_place(span.start);
        let cell = cell.map_or_else(String::new, |cell| format!("cell {cell}, "));
        files.entry(printable(source.name())).or_default().push((
            format!(
                "{} ({cell}line {}, column {})",
                finding.rule, place.line, place.column
            ),
            printable(&finding.message),
            printable(&report::text(sources, finding)),
        ));
    }
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
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
    let text = String::from_utf8(writer.into_inner()).map_err(std::io::Error::other)?;
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}\n"
    ))
}

/// A suite; without a failed case it holds one that passed, since readers want to see one.
fn suite(
    writer: &mut Writer<Vec<u8>>,
    name: &str,
    cases: &[(String, String, String)],
) -> std::io::Result<()> {
    let (tests, failures) = (cases.len().max(1).to_string(), cases.len().to_string());
    writer
        .create_element("testsuite")
        .with_attribute(("name", name))
        .with_attribute(("tests", tests.as_str()))
        .with_attribute(("failures", failures.as_str()))
        .write_inner_content(|writer| {
            if cases.is_empty() {
                writer
                    .create_element("testcase")
                    .with_attribute(("name", "no findings"))
                    .write_empty()?;
            }
            for (case, message, text) in cases {
                writer
                    .create_element("testcase")
                    .with_attribute(("classname", name))
                    .with_attribute(("name", case.as_str()))
                    .write_inner_content(|writer| {
                        writer
                            .create_element("failure")
                            .with_attribute(("message", message.as_str()))
                            .write_text_content(BytesText::new(text))?;
                        Ok(())
                    })?;
            }
            Ok(())
        })?;
    Ok(())
}
