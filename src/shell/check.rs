//! `protect check`: the rules over files and folders, reported for people or for programs.
//!
//! Called by `shell`.

pub mod baseline;
mod fix;
pub mod formats;
pub mod lists;
mod progress;
mod remark;
pub mod select;
pub mod walk;

use super::arguments::{Check, CheckFormat, ConfidenceFlag, SeverityFlag};
use super::output::{Said, columns};
use super::{notebook, report, submission, worker};
use crate::analyze::{analyze_file, gather_reports, glance, relevance};
use crate::evaluate::{Outline, Project};
use crate::finding::{Confidence, Severity};
use crate::rules::Rulebook;
use crate::text::Source;
use formats::Checked;
use progress::Progress;
use remark::Codes;
use select::Selection;
use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use walk::Target;

/// Checks files and folders. Exit code 0: nothing found; 1: something found; 2: something could
/// not be checked in full.
#[must_use]
pub fn run(rulebook: &Rulebook, options: &Check) -> Said {
    let mut said = Said::default();
    let all = Codes::of(rulebook);
    let selection = selection(options, &all);
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
    let codes = (!options.ignore_remarks).then_some(&all);
    for (_, files) in together(targets) {
        projects.push(project(
            &mut said,
            files,
            rulebook,
            codes,
            &mut tally,
            &mut progress,
        ));
    }
    progress.end();
    for project in &mut projects {
        project.findings.retain(|finding| selection.takes(finding));
    }
    if let Some(path) = &options.write_baseline {
        write(&mut said, path, &baseline::text(&projects));
        let found = projects.iter().map(|p| p.findings.len()).sum();
        if said.code == 0 {
            let findings = counted(found, "finding");
            said.line(&format!("{findings} in the baseline {}.", path.display()));
        }
        return said;
    }
    if let Some(path) = &options.baseline {
        leave_out(&mut said, path, &mut projects);
    }
    fix::offer(rulebook, &mut projects);
    if options.diff {
        let changes = fix::changes(&mut said, &projects);
        said.out = fix::diff(&changes);
        tally.found = changes.len();
        close(&mut said, &tally);
        return said;
    }
    if options.fix {
        let changes = fix::changes(&mut said, &projects);
        fix::make(&mut said, &changes, &mut projects);
    }
    tally.found = projects.iter().map(|p| p.findings.len()).sum();
    if tally.checked + tally.partly == 0 {
        said.code = 2;
    }
    let seen = options.output.is_none() && std::io::stdout().is_terminal();
    let columns = columns(seen);
    said.out = match report_of(rulebook, options.format, &projects, &tally, columns) {
        Ok(report) => report,
        Err(error) => {
            said.fail(format!("The report cannot be made: {error}."), 2);
            return said;
        }
    };
    if let Some(path) = &options.output {
        let report = std::mem::take(&mut said.out);
        write(&mut said, path, &report);
    }
    close(&mut said, &tally);
    said
}

fn report_of(
    rulebook: &Rulebook,
    format: CheckFormat,
    projects: &[Checked],
    tally: &Tally,
    columns: Option<usize>,
) -> std::io::Result<String> {
    Ok(match format {
        CheckFormat::Text => text(projects, tally, columns),
        CheckFormat::Json => formats::json(projects),
        CheckFormat::Sarif => formats::sarif(rulebook, projects),
        CheckFormat::Github => crate::text::printable(&formats::github(projects)),
        CheckFormat::Gitlab => lists::gitlab(projects),
        CheckFormat::Junit => lists::junit(projects)?,
        CheckFormat::Csv => lists::csv(projects)?,
    })
}

/// What is said at the end, for people.
fn close(said: &mut Said, tally: &Tally) {
    if tally.silenced > 0 {
        let comments = counted(tally.silenced, "finding");
        said.note(&format!(
            "{comments} accepted by `# nosec` or `# noqa`; `--ignore-remarks` shows them."
        ));
    }
    if let Some(first) = tally.exhausted.first() {
        let files = counted(tally.exhausted.len(), "file");
        said.note(&format!(
            "Something may be missed in {files} with functions that take more steps than the checker follows, such as {first}."
        ));
    }
    if tally.partly > 0 {
        let files = counted(tally.partly, "file");
        said.fail(format!("{files} could not be checked in full."), 2);
    }
    if said.code == 0 && tally.found > 0 {
        said.code = 1;
    }
}

/// Writes a report; what was there before stays until the new one is whole.
fn write(said: &mut Said, path: &Path, text: &str) {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let device = path.exists() && !path.is_file();
    let done = if device {
        std::fs::write(path, text)
    } else {
        std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, path))
    };
    if let Err(error) = done {
        let _ = std::fs::remove_file(&part);
        said.fail(
            format!("{}: the report cannot be written ({error}). Check the folder, its permissions and the room on the disk.", path.display()),
            2,
        );
    }
}

fn leave_out(said: &mut Said, path: &Path, projects: &mut [Checked]) {
    match baseline::read(path) {
        Ok(known) => {
            let (left_out, gone) = baseline::leave_out(projects, &known);
            if left_out > 0 {
                let findings = counted(left_out, "finding");
                said.note(&format!("{findings} of the baseline left out."));
            }
            if gone > 0 {
                let findings = counted(gone, "finding");
                said.note(&format!(
                    "{findings} of the baseline not found any more; write it again with `--write-baseline`."
                ));
            }
        }
        Err(error) => said.fail(error, 2),
    }
}

/// How many there were.
#[derive(Debug, Clone, Default)]
struct Tally {
    found: usize,
    checked: usize,
    partly: usize,
    /// Accepted by a comment.
    silenced: usize,
    /// Files with functions that were not followed to their ends.
    exhausted: Vec<String>,
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
    codes: Option<&Codes>,
    tally: &mut Tally,
    progress: &mut Progress,
) -> Checked {
    let mut files = Vec::new();
    let read = |index: usize| targets.get(index).map(|target| source(&target.path));
    let sources = worker::on_all_cores(targets.len(), read, |_| {});
    for (target, source) in targets.iter().zip(sources) {
        let source = match source.flatten() {
            Some(Ok(source)) => source,
            Some(Err(error)) => {
                said.fail(error, 2);
                continue;
            }
            None => {
                let name = crate::text::printable(&target.path.display().to_string());
                said.fail(
                    format!(
                        "{name}: the file cannot be read: the system gives no thread to work on."
                    ),
                    2,
                );
                continue;
            }
        };
        if source.text().trim().is_empty() {
            // Packages hold empty files by custom. One that is named may have lost its text.
            tally.checked += 1;
            if target.named {
                said.note(&format!("{}: the file is empty.", source.name()));
            }
        } else {
            files.push((target.inside.clone(), source));
        }
    }
    let analyzed = worker::on_large_stack(|| {
        let project = Project::new(&files);
        let mut glances = worker::on_all_cores(
            files.len(),
            |index| glance(&project, index, rulebook),
            |_| {},
        );
        let outlines = glances.iter_mut().map(|glance| {
            let glance = glance.as_mut();
            glance.map_or_else(Outline::default, |g| std::mem::take(&mut g.outline))
        });
        let relevance = relevance(&project, outlines.collect(), rulebook);
        // The last first: what was looked over last is still parsed.
        let mut reports = worker::on_all_cores(
            files.len(),
            |from_end| {
                let index = files.len() - 1 - from_end;
                analyze_file(&project, index, &relevance, rulebook)
            },
            |done| progress.tell(done),
        );
        reports.reverse();
        (project.sources().clone(), glances, reports)
    });
    progress.next(files.len());
    let Some((sources, glances, reports)) = analyzed else {
        said.fail(
            "The system gives no thread to work on. Close other programs and try again.",
            2,
        );
        return Checked::default();
    };
    let mut findings = Vec::new();
    let mut remarks = vec![Vec::new(); files.len()];
    let seen = glances.into_iter().zip(reports);
    for (index, ((_, source), (glance, report))) in files.iter().zip(seen).enumerate() {
        let name = source.name();
        let (Some(glance), Some(report)) = (glance, report) else {
            said.fail(
                format!("{name}: the analyzer stumbled over this file. That is a fault in protect; please report it with the file."),
                2,
            );
            continue;
        };
        if glance.notices.is_empty() {
            tally.checked += 1;
        } else {
            tally.partly += 1;
        }
        for notice in glance.notices {
            said.fail(format!("{name}: {notice}"), 2);
        }
        if report.exhausted {
            tally.exhausted.push(name.to_owned());
        }
        if let (Some(free), Some(_)) = (remarks.get_mut(index), codes) {
            *free = remark::remarks(source, &glance.comments);
        }
        findings.push(report);
    }
    let mut findings = gather_reports(findings);
    if let Some(codes) = codes {
        findings.retain(|finding| {
            let (index, span) = sources.locate(finding.span);
            let (Some(source), Some(remarks)) = (sources.get(index), remarks.get_mut(index)) else {
                return true;
            };
            let accepted = remark::accepted(remarks, source, finding, span, codes);
            tally.silenced += usize::from(accepted);
            !accepted
        });
        for ((_, source), remarks) in files.iter().zip(&remarks) {
            for line in remark::useless(remarks, codes) {
                let name = source.name();
                said.note(&format!(
                    "{name}:{line}: this comment silences nothing; remove it, or name what it is for."
                ));
            }
        }
    }
    Checked { sources, findings }
}

fn text(projects: &[Checked], tally: &Tally, columns: Option<usize>) -> String {
    let found = tally.found;
    let mut out = String::new();
    for project in projects {
        for finding in &project.findings {
            let shown = report::fitted(&project.sources, finding, columns);
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&crate::text::printable(&shown));
        }
    }
    if found > 0 {
        out.push('\n');
    }
    if tally.checked > 0 || found > 0 {
        let findings = counted(found, "finding");
        let files = counted(tally.checked + tally.partly, "file");
        let _ = writeln!(out, "{findings} in {files}.");
    }
    if found > 0 {
        out.push_str("`protect explain RULE` says what a rule means and what to do instead.\n");
    }
    out
}

fn selection(options: &Check, codes: &Codes) -> Selection {
    // A code of Bandit or Ruff stands for the rules that look for the same.
    let meant = |names: &[String]| {
        let each = names
            .iter()
            .flat_map(|name| match codes.rules(name.trim()) {
                [] => vec![name.clone()],
                rules => rules.to_vec(),
            });
        each.collect()
    };
    Selection {
        select: meant(&options.select),
        ignore: meant(&options.ignore),
        severity: match options.severity.unwrap_or(SeverityFlag::Advice) {
            SeverityFlag::Advice => Severity::Advice,
            SeverityFlag::Low => Severity::Low,
            SeverityFlag::Medium => Severity::Medium,
            SeverityFlag::High => Severity::High,
        },
        confidence: match options.confidence.unwrap_or(ConfidenceFlag::Low) {
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
    if notebook::is_notebook(file) {
        let text = submission::read_notebook(file)?;
        let read = notebook::source(&name, &text);
        return read.map_err(|(cause, next)| submission::Unreadable {
            file: name,
            cause,
            next,
        });
    }
    Ok(Source::new(name, submission::read(file)?))
}
