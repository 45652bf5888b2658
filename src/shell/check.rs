//! `protect check`: the rules over files and folders, reported for people or for programs.
//!
//! Called by `shell`.

pub mod formats;
pub mod select;
pub mod walk;

use super::arguments::{Check, CheckFormat, ConfidenceFlag, SeverityFlag};
use super::output::Said;
use super::{report, submission, worker};
use crate::analyze::{Report, analyze};
use crate::finding::{Confidence, Severity};
use crate::rules::Rulebook;
use crate::text::Source;
use formats::Checked;
use select::Selection;

/// Checks files and folders. Exit code 0: nothing found; 1: something found; 2: something could
/// not be checked in full.
#[must_use]
pub fn run(rulebook: &Rulebook, options: &Check) -> Said {
    let mut said = Said::default();
    let selection = selection(options);
    let ids: Vec<_> = rulebook
        .rules()
        .iter()
        .map(|rule| rule.id.as_str())
        .collect();
    for fault in selection.faults(&ids) {
        said.fail(fault, 2);
    }
    if said.code != 0 {
        return said;
    }
    let (targets, faults) = walk::targets(&options.files, &options.exclude);
    for fault in faults {
        said.fail(fault, 2);
    }
    let mut files = Vec::new();
    let mut found = 0usize;
    let mut checked = 0usize;
    let mut partly = 0usize;
    for target in &targets {
        let source = match source(&target.path) {
            Ok(source) => source,
            Err(error) => {
                said.fail(error, 2);
                continue;
            }
        };
        if source.text().trim().is_empty() {
            // Packages hold empty files by custom; one that is named was meant to hold code.
            if target.named {
                let name = source.name();
                said.fail(
                    format!("{name}: the file is empty. There is nothing to check."),
                    0,
                );
            } else {
                checked += 1;
            }
            continue;
        }
        let Some(mut report) = worker::on_large_stack(|| bare(analyze(&source, rulebook, &[])))
        else {
            let name = source.name();
            said.fail(
                format!("{name}: the analyzer stumbled over this file. That is a fault in protect; please report it with the file."),
                2,
            );
            continue;
        };
        if report.notices.is_empty() {
            checked += 1;
        } else {
            partly += 1;
        }
        for notice in report.notices {
            said.fail(format!("{}: {notice}", source.name()), 2);
        }
        report.findings.retain(|finding| selection.takes(finding));
        found += report.findings.len();
        if !report.findings.is_empty() {
            files.push(Checked {
                source,
                findings: report.findings,
            });
        }
    }
    if checked + partly == 0 {
        said.code = 2;
    }
    match options.format {
        CheckFormat::Text => text(&mut said, &files, found, checked, partly),
        CheckFormat::Json => said.out = formats::json(&files),
        CheckFormat::Sarif => said.out = formats::sarif(rulebook, &files),
        CheckFormat::Github => said.out = crate::text::printable(&formats::github(&files)),
    }
    if partly > 0 {
        let files = counted(partly, "file");
        said.fail(format!("{files} could not be checked in full."), 2);
    }
    if said.code == 0 && found > 0 {
        said.code = 1;
    }
    said
}

fn text(said: &mut Said, files: &[Checked], found: usize, checked: usize, partly: usize) {
    for file in files {
        for finding in &file.findings {
            let shown = report::text(&file.source, finding);
            said.out.push_str(&crate::text::printable(&shown));
        }
    }
    if checked > 0 || found > 0 {
        let findings = counted(found, "finding");
        let files = counted(checked + partly, "file");
        said.line(&format!("{findings} in {files}."));
    }
    if found > 0 {
        said.line("`protect explain RULE` says what a rule means and what to do instead.");
    }
}

fn selection(options: &Check) -> Selection {
    Selection {
        select: options.select.clone(),
        ignore: options.ignore.clone(),
        severity: match options.severity {
            SeverityFlag::Advice => Severity::Advice,
            SeverityFlag::Low => Severity::Low,
            SeverityFlag::Medium => Severity::Medium,
            SeverityFlag::High => Severity::High,
        },
        confidence: match options.confidence {
            ConfidenceFlag::Low => Confidence::Low,
            ConfidenceFlag::Medium => Confidence::Medium,
            ConfidenceFlag::High => Confidence::High,
        },
    }
}

/// What is left of a report: a deep tree must be dropped on the thread that made it.
struct Bare {
    findings: Vec<crate::finding::Finding>,
    notices: Vec<String>,
}

fn bare(report: Report) -> Bare {
    Bare {
        findings: report.findings,
        notices: report.notices,
    }
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        0 => format!("No {noun}s"),
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}

/// The source of a file, or of standard input for `-`.
///
/// # Errors
/// When it cannot be read.
pub fn source(file: &std::path::Path) -> Result<Source, submission::Unreadable> {
    if file.as_os_str() == "-" {
        return Ok(Source::new("<stdin>", submission::read_stdin()?));
    }
    let name = crate::text::printable(&file.display().to_string());
    Ok(Source::new(name, submission::read(file)?))
}
