//! Reports for other programs: JSON, SARIF 2.1.0 and GitHub's annotations.
//!
//! Pure: findings in, text out. Called by `check`.

use crate::finding::{Finding, Severity};
use crate::rules::{Rule, Rulebook};
use crate::shell::report;
use crate::text::{Source, Sources, Span};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Files that belong together, with what was found in them.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Their texts, in one address space.
    pub sources: Sources,
    /// What was found, in order.
    pub findings: Vec<Finding>,
}

pub(super) fn each(files: &[Checked]) -> impl Iterator<Item = (&Sources, &Finding)> {
    files.iter().flat_map(|project| {
        let findings = project.findings.iter();
        findings.map(|finding| (&project.sources, finding))
    })
}

/// Each finding with its print, its text and its span in there.
pub(super) fn printed(
    projects: &[Checked],
) -> impl Iterator<Item = (String, &Source, Span, &Finding)> {
    let mut seen = BTreeMap::new();
    each(projects).filter_map(move |(sources, finding)| {
        let print = fingerprint(sources, finding, &mut seen);
        let (source, span) = sources.find(finding.span)?;
        Some((print, source, span, finding))
    })
}

/// One array with one object for each finding.
#[must_use]
pub fn json(files: &[Checked]) -> String {
    let all: Vec<_> = each(files)
        .map(|(sources, finding)| report::finding_json(sources, finding))
        .collect();
    format!("{:#}\n", Value::Array(all))
}

/// One workflow command for each finding.
#[must_use]
pub fn github(files: &[Checked]) -> String {
    let mut out = String::new();
    for (sources, finding) in each(files) {
        let Some((source, span)) = sources.find(finding.span) else {
            continue;
        };
        let ((cell, start), (_, end)) =
            (source.cell_place(span.start), source.cell_place(span.end));
        let level = match finding.severity {
            Severity::High => "error",
            Severity::Medium => "warning",
            Severity::Low | Severity::Advice => "notice",
        };
        // Lines of a notebook's file are those of its format, not those that people see.
        if let Some(cell) = cell {
            let _ = writeln!(
                out,
                "::{level} file={},title={}::Cell {cell}, line {}: {}",
                property(source.name()),
                property(&finding.rule),
                start.line,
                data(&finding.message),
            );
            continue;
        }
        let _ = writeln!(
            out,
            "::{level} file={},line={},endLine={},col={},endColumn={},title={}::{}",
            property(source.name()),
            start.line,
            end.line,
            start.column,
            end.column,
            property(&finding.rule),
            data(&finding.message),
        );
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A SARIF 2.1.0 log with the path of each finding as a code flow.
#[must_use]
pub fn sarif(rulebook: &Rulebook, files: &[Checked]) -> String {
    let rules: Vec<_> = rulebook.rules().iter().map(descriptor).collect();
    let mut seen = BTreeMap::new();
    let mut results = Vec::new();
    for (sources, finding) in each(files) {
        let print = fingerprint(sources, finding, &mut seen);
        let steps: Vec<_> = finding
            .path
            .iter()
            .map(|step| {
                let mut location = location(sources, step.span);
                if let Some(fields) = location.as_object_mut() {
                    fields.insert("message".into(), json!({ "text": step.text }));
                }
                json!({ "location": location })
            })
            .collect();
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level(finding.severity),
            "message": { "text": message(sources, finding) },
            "locations": [location(sources, finding.span)],
            "partialFingerprints": {
                "protectFinding/v1": print,
            },
        });
        if !steps.is_empty()
            && let Some(fields) = result.as_object_mut()
        {
            let flow = json!([{ "threadFlows": [{ "locations": steps }] }]);
            fields.insert("codeFlows".into(), flow);
        }
        if let (Some(fix), Some(fields)) = (&finding.fix, result.as_object_mut()) {
            let replacements: Vec<_> = fix
                .edits
                .iter()
                .filter_map(|(span, text)| {
                    let place = location(sources, *span);
                    let region = place.pointer("/physicalLocation/region")?;
                    Some(json!({ "deletedRegion": region, "insertedContent": { "text": text } }))
                })
                .collect();
            let place = location(sources, finding.span);
            if let Some(file) = place.pointer("/physicalLocation/artifactLocation") {
                let change = json!([{ "artifactLocation": file, "replacements": replacements }]);
                let fixes =
                    json!([{ "description": { "text": fix.title }, "artifactChanges": change }]);
                fields.insert("fixes".into(), fixes);
            }
        }
        results.push(result);
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "protect",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn descriptor(rule: &Rule) -> Value {
    let (what, why, instead) = (rule.what.trim(), rule.why.trim(), rule.instead.trim());
    // A rule of one's own may be only a headline; readers of SARIF refuse empty text.
    let what = if what.is_empty() { &rule.message } else { what };
    let parts = [
        ("What it is", what),
        ("Why it is dangerous", why),
        ("What to do instead", instead),
    ];
    let told: Vec<_> = parts.iter().filter(|(_, text)| !text.is_empty()).collect();
    let text: Vec<_> = told.iter().map(|(_, text)| *text).collect();
    let markdown: Vec<_> = told
        .iter()
        .map(|(heading, text)| format!("## {heading}\n\n{text}"))
        .collect();
    let mut tags = vec!["security".to_owned()];
    tags.extend(rule.cwe.iter().map(|n| format!("external/cwe/cwe-{n:03}")));
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.message },
        "fullDescription": { "text": what },
        "help": {
            "text": text.join("\n\n"),
            "markdown": markdown.join("\n\n"),
        },
        "properties": { "tags": tags },
    })
}

/// The headline; in a notebook with the place in words, since a region cannot tell it.
fn message(sources: &Sources, finding: &Finding) -> String {
    let place = sources
        .find(finding.span)
        .map(|(source, span)| source.cell_place(span.start));
    match place {
        Some((Some(cell), place)) => {
            format!("{} (cell {cell}, line {})", finding.message, place.line)
        }
        _ => finding.message.clone(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Advice => "note",
    }
}

fn location(sources: &Sources, span: Span) -> Value {
    let Some((source, span)) = sources.find(span) else {
        return json!({});
    };
    let ((cell, start), (_, end)) = (source.cell_place(span.start), source.cell_place(span.end));
    // A region would mean lines of the notebook's format; its cells are what people know.
    if let Some(cell) = cell {
        return json!({
            "physicalLocation": { "artifactLocation": { "uri": uri(source.name()) } },
            "logicalLocations": [{
                "name": format!("cell {cell}"),
                "fullyQualifiedName": format!("cell {cell}, line {}, column {}", start.line, start.column),
                "kind": "module",
            }],
        });
    }
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(source.name()) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    } })
}

/// A path as a reference: what a URI gives a meaning of its own is escaped.
fn uri(path: &str) -> String {
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in plain(path).bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The same file whether it was named as `a.py` or as `./a.py`.
fn plain(path: &str) -> &str {
    path.trim_start_matches("./")
}

/// What stays the same of a finding when lines are added above it: rule, file, the words of its
/// line, and the number of the like ones before it.
#[must_use]
pub fn fingerprint(
    sources: &Sources,
    finding: &Finding,
    seen: &mut BTreeMap<String, u32>,
) -> String {
    let mut key = finding.rule.clone();
    if let Some((source, span)) = sources.find(finding.span) {
        let line = source.line(source.line_of(span.start));
        let words: Vec<_> = line.split_whitespace().collect();
        key = format!("{key}\0{}\0{}", plain(source.name()), words.join(" "));
    }
    let hash = hashed(&key);
    let count = seen.entry(key).or_insert(0);
    *count += 1;
    format!("{hash:016x}:{count}")
}

/// FNV-1a, 64 bits: the same print on every machine and in every version.
fn hashed(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_is_escaped() {
        assert_eq!(uri("./a b/ä.py"), "a%20b/%C3%A4.py");
        assert_eq!(uri("/x.py"), "file:///x.py");
        assert_eq!(property("a:b,c%\n"), "a%3Ab%2Cc%25%0A");
        // The published test value of FNV-1a for one letter.
        assert_eq!(hashed("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
