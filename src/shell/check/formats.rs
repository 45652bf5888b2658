//! Reports for other programs: JSON, SARIF 2.1.0 and GitHub's annotations.
//!
//! Pure: findings in, text out. Called by `check`.

use crate::finding::{Finding, Severity};
use crate::rules::{Rule, Rulebook};
use crate::shell::report;
use crate::text::{Source, Span};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A file with what was found in it.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Its text.
    pub source: Source,
    /// What was found, in order.
    pub findings: Vec<Finding>,
}

fn each(files: &[Checked]) -> impl Iterator<Item = (&Source, &Finding)> {
    files
        .iter()
        .flat_map(|file| file.findings.iter().map(|finding| (&file.source, finding)))
}

/// One array with one object for each finding.
#[must_use]
pub fn json(files: &[Checked]) -> String {
    let all: Vec<_> = each(files)
        .map(|(source, finding)| {
            let mut value = report::finding_json(source, finding);
            if let Some(fields) = value.as_object_mut() {
                fields.insert("file".into(), source.name().into());
            }
            value
        })
        .collect();
    format!("{:#}\n", Value::Array(all))
}

/// One workflow command for each finding.
#[must_use]
pub fn github(files: &[Checked]) -> String {
    let mut out = String::new();
    for (source, finding) in each(files) {
        let (start, end) = (
            source.place(finding.span.start),
            source.place(finding.span.end),
        );
        let level = match finding.severity {
            Severity::High => "error",
            Severity::Medium => "warning",
            Severity::Low | Severity::Advice => "notice",
        };
        let _ = writeln!(
            out,
            "::{level} file={},line={},endLine={},col={},title={}::{}",
            property(source.name()),
            start.line,
            end.line,
            start.column,
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
    for (source, finding) in each(files) {
        let place = source.place(finding.span.start);
        let words: Vec<_> = source.line(place.line).split_whitespace().collect();
        // The line's number is left out, so that the print survives what is added above it.
        let key = format!("{}\0{}\0{}", finding.rule, source.name(), words.join(" "));
        let count = seen.entry(key.clone()).or_insert(0u32);
        *count += 1;
        let steps: Vec<_> = finding
            .path
            .iter()
            .map(|step| {
                let mut location = location(source, step.span);
                if let Some(fields) = location.as_object_mut() {
                    fields.insert("message".into(), json!({ "text": step.text }));
                }
                json!({ "location": location })
            })
            .collect();
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level(finding.severity),
            "message": { "text": finding.message },
            "locations": [location(source, finding.span)],
            "partialFingerprints": {
                "protectFinding/v1": format!("{:016x}:{count}", fingerprint(&key)),
            },
        });
        if !steps.is_empty()
            && let Some(fields) = result.as_object_mut()
        {
            let flow = json!([{ "threadFlows": [{ "locations": steps }] }]);
            fields.insert("codeFlows".into(), flow);
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

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Advice => "note",
    }
}

fn location(source: &Source, span: Span) -> Value {
    let (start, end) = (source.place(span.start), source.place(span.end));
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
    for byte in path.trim_start_matches("./").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// FNV-1a, 64 bits: the same print on every machine and in every version.
fn fingerprint(text: &str) -> u64 {
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
        assert_eq!(fingerprint("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
