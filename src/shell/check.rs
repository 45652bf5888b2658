//! `protect check`: the rules over files, as text with the path of each finding.
//!
//! Called by `shell`.

use super::output::Said;
use super::{report, submission, worker};
use crate::analyze::{Report, analyze};
use crate::rules::Rulebook;
use crate::text::Source;
use std::path::PathBuf;

/// Checks files. Exit code 0: nothing found; 1: something found; 2: a file could not be checked
/// in full.
#[must_use]
pub fn run(rulebook: &Rulebook, files: &[PathBuf]) -> Said {
    let mut said = Said::default();
    let mut found = 0usize;
    let mut checked = 0usize;
    let mut partly = 0usize;
    for file in files {
        let source = match source(file) {
            Ok(source) => source,
            Err(error) => {
                said.fail(error, 2);
                continue;
            }
        };
        if source.text().trim().is_empty() {
            let name = source.name();
            said.fail(
                format!("{name}: the file is empty. There is nothing to check."),
                0,
            );
            continue;
        }
        let Some(report) = worker::on_large_stack(|| bare(analyze(&source, rulebook, &[]))) else {
            let name = source.name();
            said.fail(
                format!("{name}: the analyzer stumbled over this file. That is a fault in protect; please report it with the file."),
                2,
            );
            continue;
        };
        for finding in &report.findings {
            found += 1;
            said.out
                .push_str(&crate::text::printable(&report::text(&source, finding)));
        }
        if report.notices.is_empty() {
            checked += 1;
        } else {
            partly += 1;
        }
        for notice in report.notices {
            said.fail(format!("{}: {notice}", source.name()), 2);
        }
    }
    if checked + partly == 0 {
        said.code = 2;
    }
    if checked > 0 || found > 0 {
        let findings = counted(found, "finding");
        let files = counted(checked + partly, "file");
        said.line(&format!("{findings} in {files}."));
    }
    if found > 0 {
        said.line("`protect explain RULE` says what a rule means and what to do instead.");
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
