//! `protect check`: the rules over files and folders, reported for people or for programs.
//!
//! Called by `shell`.

pub mod formats;
mod progress;
pub mod select;
pub mod walk;

use super::arguments::{Check, CheckFormat, ConfidenceFlag, SeverityFlag};
use super::output::Said;
use super::{report, submission, worker};
use crate::analyze::{analyze_file, gather};
use crate::evaluate::Project;
use crate::finding::{Confidence, Severity};
use crate::rules::Rulebook;
use crate::text::Source;
use formats::Checked;
use progress::Progress;
use select::Selection;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use walk::Target;

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
    let mut projects = Vec::new();
    let mut tally = Tally::default();
    let watched = options.format == CheckFormat::Text && std::io::stderr().is_terminal();
    let mut progress = Progress::new(targets.len(), watched);
    for (_, files) in together(targets) {
        projects.push(project(
            &mut said,
            files,
            rulebook,
            &mut tally,
            &mut progress,
        ));
    }
    progress.end();
    for project in &mut projects {
        project.findings.retain(|finding| selection.takes(finding));
        tally.found += project.findings.len();
    }
    let Tally {
        found,
        checked,
        partly,
    } = tally;
    if checked + partly == 0 {
        said.code = 2;
    }
    match options.format {
        CheckFormat::Text => text(&mut said, &projects, &tally),
        CheckFormat::Json => said.out = formats::json(&projects),
        CheckFormat::Sarif => said.out = formats::sarif(rulebook, &projects),
        CheckFormat::Github => said.out = crate::text::printable(&formats::github(&projects)),
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

/// How many there were.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    found: usize,
    checked: usize,
    partly: usize,
}

/// Files by project, in the order in which the first of each was named.
fn together(targets: Vec<Target>) -> Vec<(PathBuf, Vec<Target>)> {
    let mut projects: Vec<(PathBuf, Vec<Target>)> = Vec::new();
    for target in targets {
        // A text from standard input knows no neighbours.
        let alone = target.path.as_os_str() == "-";
        let place = if alone {
            PathBuf::from("-")
        } else {
            target.project.clone()
        };
        match projects.iter_mut().find(|(project, _)| *project == place) {
            Some((_, files)) => files.push(target),
            None => projects.push((place, vec![target])),
        }
    }
    projects
}

/// Checks the files of one project.
fn project(
    said: &mut Said,
    targets: Vec<Target>,
    rulebook: &Rulebook,
    tally: &mut Tally,
    progress: &mut Progress,
) -> Checked {
    let mut files = Vec::new();
    for target in targets {
        let source = match source(&target.path) {
            Ok(source) => source,
            Err(error) => {
                said.fail(error, 2);
                continue;
            }
        };
        if !source.text().trim().is_empty() {
            files.push((target.inside, source));
        } else if target.named {
            let name = source.name();
            said.fail(
                format!("{name}: the file is empty. There is nothing to check."),
                0,
            );
        } else {
            // Packages hold empty files by custom; one that is named was meant to hold code.
            tally.checked += 1;
        }
    }
    let analyzed = worker::on_large_stack(|| {
        let project = Project::new(&files);
        let reports = worker::on_all_cores(
            files.len(),
            |index| analyze_file(&project, index, rulebook),
            |done| progress.tell(done),
        );
        (project.sources().clone(), reports)
    });
    progress.next(files.len());
    let Some((sources, reports)) = analyzed else {
        said.fail(
            "The system gives no thread to work on. Close other programs and try again.",
            2,
        );
        return Checked::default();
    };
    let mut findings = Vec::new();
    for ((_, source), report) in files.iter().zip(reports) {
        let name = source.name();
        let Some(report) = report else {
            said.fail(
                format!("{name}: the analyzer stumbled over this file. That is a fault in protect; please report it with the file."),
                2,
            );
            continue;
        };
        if report.notices.is_empty() {
            tally.checked += 1;
        } else {
            tally.partly += 1;
        }
        for notice in report.notices {
            said.fail(format!("{name}: {notice}"), 2);
        }
        findings.push(report.findings);
    }
    Checked {
        sources,
        findings: gather(findings),
    }
}

fn text(said: &mut Said, projects: &[Checked], tally: &Tally) {
    let Tally {
        found,
        checked,
        partly,
    } = *tally;
    for project in projects {
        for finding in &project.findings {
            let shown = report::text(&project.sources, finding);
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
