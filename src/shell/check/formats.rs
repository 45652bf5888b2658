//! Reports for other programs: JSON, SARIF 2.1.0 and GitHub's annotations.
//!
//! Pure: findings in, text out, one after the other, so that it does not matter how many there are. Called by `check`.

use super::patterns::whole;
use super::wanted::Book;
use crate::finding::{Confidence, Finding, Severity, Step, StepKind};
use crate::rules::Rule;
use crate::shell::report;
use crate::text::{Source, Sources, Span, printable};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

/// How many steps of a path are told: the first and the last of a longer one.
const STEPS: usize = 24;
/// A line of more bytes is known by what stands at the finding, and shown as far as that.
const LONG_LINE: usize = 4_096;

/// Files that belong together, with what was found in them.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Their texts, in one address space.
    pub sources: Sources,
    /// Where each of them is.
    pub paths: Vec<PathBuf>,
    /// The number of the settings that count for each of them.
    pub settings: Vec<usize>,
    /// The number of the book of rules that was asked.
    pub book: usize,
    /// What was found, in order.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// The whole path of the file that holds a finding.
    #[must_use]
    pub fn path_of(&self, finding: &Finding) -> Option<&Path> {
        let (index, _) = self.sources.locate(finding.span);
        self.paths.get(index).map(PathBuf::as_path)
    }

    /// The number of the settings for the file that holds a finding.
    #[must_use]
    pub fn settings_of(&self, finding: &Finding) -> Option<usize> {
        let (index, _) = self.sources.locate(finding.span);
        self.settings.get(index).copied()
    }

    /// The name of a file as seen from a folder that holds it, parts separated by `/`; outside, the name it
    /// is shown under.
    #[must_use]
    pub fn file_from(&self, index: usize, folder: &Path) -> String {
        let inside = self
            .paths
            .get(index)
            .and_then(|path| path.strip_prefix(folder).ok());
        if let Some(rest) = inside {
            let parts: Vec<_> = rest.iter().map(|part| part.to_string_lossy()).collect();
            parts.join("/")
        } else {
            let source = self.sources.get(index);
            source.map_or_else(String::new, |source| plain(source.name()).to_owned())
        }
    }
}

/// A file, or a folder, that could not be checked, or not in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Its name.
    pub file: String,
    /// What is wrong, with the next step.
    pub message: String,
    /// The line and column where it is wrong, as far as that is known, and no cell has lines of its own.
    pub place: Option<(u32, u32)>,
}

impl Trouble {
    /// The line and column for reports that want some.
    pub(super) fn spot(&self) -> (u32, u32) {
        self.place.unwrap_or((1, 1))
    }
}

/// What stands in reports in the place of a rule where a file could not be checked.
pub const NOT_CHECKED: &str = "not-checked";

/// What a check found, for its reports.
#[derive(Clone, Copy)]
pub(super) struct Findings<'a> {
    /// The rules that were asked.
    pub(super) books: &'a [Book],
    /// The files, with what was found.
    pub(super) projects: &'a [Checked],
    /// What could not be checked.
    pub(super) troubles: &'a [Trouble],
}

impl<'a> Findings<'a> {
    /// All rules, each id once.
    fn rules(self) -> impl Iterator<Item = &'a Rule> {
        let mut seen = BTreeSet::new();
        let all = self.books.iter().flat_map(|book| book.rulebook.rules());
        all.filter(move |rule| seen.insert(rule.id.as_str()))
    }

    /// The rule with this id.
    pub(super) fn rule(self, id: &str) -> Option<&'a Rule> {
        self.books.iter().find_map(|book| book.rulebook.rule(id))
    }

    /// Each finding with its files.
    pub(super) fn each(self) -> impl Iterator<Item = (&'a Sources, &'a Finding)> {
        self.projects.iter().flat_map(|project| {
            let findings = project.findings.iter();
            findings.map(|finding| (&project.sources, finding))
        })
    }

    /// Each finding with its print, its files, its text and its span in there.
    pub(super) fn printed(
        self,
    ) -> impl Iterator<Item = (String, &'a Sources, &'a Source, Span, &'a Finding)> {
        let mut seen = BTreeMap::new();
        let here = whole(Path::new("."));
        let each = self.projects.iter().flat_map(|project| {
            project
                .findings
                .iter()
                .map(move |finding| (project, finding))
        });
        each.filter_map(move |(project, finding)| {
            let (index, span) = project.sources.locate(finding.span);
            let source = project.sources.get(index)?;
            let file = project.file_from(index, &here);
            let print = fingerprint(project, finding, &file, &mut seen);
            Some((print, &project.sources, source, span, finding))
        })
    }
}

/// An array, one element after the other.
///
/// # Errors
/// When it cannot be written.
pub(super) fn array(
    to: &mut dyn Write,
    elements: impl Iterator<Item = Value>,
) -> std::io::Result<()> {
    let mut first = true;
    for element in elements {
        let before = if std::mem::take(&mut first) { "[" } else { "," };
        // No text in JSON holds a line break.
        let element = format!("{element:#}").replace('\n', "\n  ");
        write!(to, "{before}\n  {element}")?;
    }
    to.write_all(if first { b"[]\n" } else { b"\n]\n" })
}

/// The line of a finding; of a very long one the piece at the finding.
fn code(source: &Source, span: Span) -> &str {
    let line = source.line(source.line_of(span.start));
    if line.len() <= LONG_LINE {
        return line.trim_end();
    }
    let piece = source.slice(span).lines().next().unwrap_or("");
    let end = piece.floor_char_boundary(LONG_LINE);
    piece.get(..end).unwrap_or("")
}

/// One array with one object for each finding, and behind them one for each file that could not be checked.
///
/// # Errors
/// When it cannot be written.
pub(super) fn json(to: &mut dyn Write, found: Findings) -> std::io::Result<()> {
    let all = found
        .printed()
        .map(|(print, sources, source, span, finding)| {
            let mut told = report::finding_json(sources, finding);
            if let Some(fields) = told.as_object_mut() {
                let rule = found.rule(&finding.rule);
                fields.insert("cwe".into(), json!(rule.map_or(&[][..], |rule| &rule.cwe)));
                fields.insert("code".into(), json!(code(source, span)));
                fields.insert("fingerprint".into(), json!(print));
            }
            told
        });
    let troubles = found.troubles.iter().map(|trouble| {
        let (line, column) = trouble.spot();
        json!({
            "rule": NOT_CHECKED,
            "message": trouble.message,
            "severity": "high",
            "confidence": "high",
            "file": trouble.file,
            "line": line,
            "column": column,
            "end_line": line,
            "end_column": column,
            "function": "",
            "path": [],
        })
    });
    array(to, all.chain(troubles))
}

/// One workflow command for each finding.
///
/// # Errors
/// When it cannot be written.
pub(super) fn github(to: &mut dyn Write, found: Findings) -> std::io::Result<()> {
    for (sources, finding) in found.each() {
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
        let (line, column) = (start.line, start.column);
        // Lines of a notebook's file are those of its format, not those that people see; and columns are
        // refused where several lines are meant.
        let (place, lead) = match cell {
            Some(cell) => (String::new(), format!("Cell {cell}, line {line}: ")),
            None if end.line != line => {
                (format!(",line={line},endLine={}", end.line), String::new())
            }
            None => (
                format!(
                    ",line={line},endLine={line},col={column},endColumn={}",
                    end.column
                ),
                String::new(),
            ),
        };
        let told = format!(
            "::{level} file={}{place},title={}::{lead}{}",
            property(source.name()),
            property(&finding.rule),
            data(&finding.message),
        );
        writeln!(to, "{}", printable(&told))?;
    }
    for trouble in found.troubles {
        let place = trouble
            .place
            .map(|(line, column)| format!(",line={line},col={column}"));
        let told = format!(
            "::error file={}{},title={NOT_CHECKED}::{}",
            property(&trouble.file),
            place.unwrap_or_default(),
            data(&trouble.message)
        );
        writeln!(to, "{}", printable(&told))?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A SARIF 2.1.0 log with the path of each finding as a code flow; one line for each result.
///
/// # Errors
/// When it cannot be written.
pub(super) fn sarif(to: &mut dyn Write, found: Findings) -> std::io::Result<()> {
    let rules: Vec<_> = found.rules().collect();
    let places = rules
        .iter()
        .enumerate()
        .map(|(at, rule)| (rule.id.as_str(), at));
    let places: BTreeMap<&str, usize> = places.collect();
    let rules: Vec<_> = rules.into_iter().map(descriptor).collect();
    let troubles = found.troubles.iter().map(|trouble| {
        let mut place = json!({ "artifactLocation": { "uri": uri(&trouble.file) } });
        if let (Some((line, column)), Some(fields)) = (trouble.place, place.as_object_mut()) {
            fields.insert(
                "region".into(),
                json!({ "startLine": line, "startColumn": column }),
            );
        }
        json!({
            "level": "error",
            "message": { "text": trouble.message },
            "locations": [{ "physicalLocation": place }],
        })
    });
    let tool = json!({ "driver": {
        "name": "protect",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    } });
    let invocations = json!([{
        "executionSuccessful": found.troubles.is_empty(),
        "toolExecutionNotifications": troubles.collect::<Vec<_>>(),
    }]);
    writeln!(
        to,
        "{{\n\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\","
    )?;
    writeln!(to, "\"version\": \"2.1.0\",\n\"runs\": [{{")?;
    writeln!(to, "\"tool\": {tool},\n\"invocations\": {invocations},")?;
    write!(to, "\"columnKind\": \"unicodeCodePoints\",\n\"results\": [")?;
    let mut first = true;
    for (print, sources, _, _, finding) in found.printed() {
        let mut result = result(sources, finding, print);
        if let (Some(at), Some(fields)) =
            (places.get(finding.rule.as_str()), result.as_object_mut())
        {
            fields.insert("ruleIndex".into(), json!(at));
        }
        let before = if std::mem::take(&mut first) { "" } else { "," };
        write!(to, "{before}\n{result}")?;
    }
    writeln!(to, "\n]\n}}]\n}}")
}

fn result(sources: &Sources, finding: &Finding, print: String) -> Value {
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": message(sources, finding) },
        "locations": [location(sources, finding.span)],
        "partialFingerprints": {
            "protectFinding/v1": print,
        },
        "properties": { "confidence": report::confidence(finding.confidence) },
    });
    let Some(fields) = result.as_object_mut() else {
        return result;
    };
    if !finding.path.is_empty() {
        let flow = json!([{ "threadFlows": [{ "locations": flow(sources, &finding.path) }] }]);
        fields.insert("codeFlows".into(), flow);
    }
    if let Some(fix) = &finding.fix {
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
    result
}

/// The steps of a path; of a very long one the first and the last, and how many are between them.
fn flow(sources: &Sources, path: &[Step]) -> Vec<Value> {
    let half = STEPS / 2;
    let left_out = path.len().saturating_sub(STEPS);
    let told = path.iter().enumerate();
    let told = told.filter(|(at, _)| left_out == 0 || *at < half || *at >= half + left_out);
    told.map(|(at, step)| {
        let mut text = step.text.clone();
        if left_out > 0 && at + 1 == half {
            let _ = write!(text, " ({left_out} more steps follow here.)");
        }
        let mut location = location(sources, step.span);
        if let Some(fields) = location.as_object_mut() {
            fields.insert("message".into(), json!({ "text": text }));
        }
        // What readers show when they show little: where it enters, and where it does harm.
        let importance = match step.kind {
            StepKind::Source | StepKind::Sink => "essential",
            StepKind::Through => "important",
        };
        json!({ "location": location, "importance": importance })
    })
    .collect()
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
    let mut told = json!({
        "id": rule.id,
        "shortDescription": { "text": rule.message },
        "fullDescription": { "text": what },
        "help": {
            "text": text.join("\n\n"),
            "markdown": markdown.join("\n\n"),
        },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "tags": tags,
            "precision": precision(rule.confidence),
            "security-severity": score(rule.severity),
        },
    });
    if let (Some(number), Some(fields)) = (rule.cwe.first(), told.as_object_mut()) {
        let page = format!("https://cwe.mitre.org/data/definitions/{number}.html");
        fields.insert("helpUri".into(), json!(page));
    }
    told
}

/// How sure a rule is, in the words of code scanning.
fn precision(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    }
}

/// A number in the range that code scanning shows as the same severity.
fn score(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "3.0",
        Severity::Advice => "1.0",
    }
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
pub(super) fn plain(path: &str) -> &str {
    path.trim_start_matches("./")
}

/// What stays the same of a finding when lines are added above it: rule, file, the words of its
/// line, and the number of the like ones before it.
#[must_use]
pub fn fingerprint(
    project: &Checked,
    finding: &Finding,
    file: &str,
    seen: &mut BTreeMap<String, u32>,
) -> String {
    let mut key = finding.rule.clone();
    if let Some((source, span)) = project.sources.find(finding.span) {
        let words: Vec<_> = code(source, span).split_whitespace().collect();
        key = format!("{key}\0{file}\0{}", words.join(" "));
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
