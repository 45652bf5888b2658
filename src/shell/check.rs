//! `protect check`: the rules over files and folders, reported for people or for programs.
//!
//! Called by `shell`.

pub mod baseline;
mod fix;
pub mod formats;
pub mod lists;
pub mod patterns;
mod progress;
mod remark;
pub mod select;
pub mod walk;

use super::arguments::{Check, CheckFormat, ThemeFlag};
use super::output::{Said, columns};
use super::{colours, notebook, report, submission, worker};
use crate::analyze::{analyze_file, gather_reports, glance, relevance};
use crate::evaluate::{Outline, Project};
use crate::finding::Finding;
use crate::rules::Rulebook;
use crate::text::{Source, label, printable};
use baseline::Baseline;
use formats::{Checked, Findings, Trouble};
use patterns::{Excluded, whole};
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
pub fn run(rulebook: &Rulebook, options: &Check, theme: Option<ThemeFlag>) -> Said {
    let mut said = Said::default();
    let all = Codes::of(rulebook);
    let rules = rulebook.rules().iter();
    let ids: Vec<_> = rules.map(|rule| rule.id.as_str()).collect();
    let selection = match Selection::of(options, &all, &ids) {
        Ok(selection) => selection,
        Err(faults) => {
            for fault in faults {
                said.fail(fault, 2);
            }
            return said;
        }
    };
    tell_settings(&mut said, options);
    let mut tally = Tally::default();
    let (targets, faults) = walk::targets(&options.files, &excluded(options));
    for fault in faults {
        tally.trouble(&mut said, ".", &fault);
    }
    if !may_write(&mut said, options, &targets) {
        return said;
    }
    let mut projects = Vec::new();
    let watched = options.format == CheckFormat::Text && std::io::stderr().is_terminal();
    let progress = &mut Progress::new(targets.len(), watched);
    let mut check = Run {
        rulebook,
        codes: (!options.ignore_remarks).then_some(&all),
        selection: &selection,
        stdin: options.stdin_filename.as_deref(),
        tally,
        progress,
    };
    for (_, files) in together(targets) {
        projects.push(check.project(&mut said, files));
    }
    check.progress.end();
    let mut tally = check.tally;
    let takes =
        |project: &Checked, finding: &Finding| selection.takes(finding, project.path_of(finding));
    if let Some(path) = &options.write_baseline {
        let mut known = Baseline::read(path).unwrap_or_else(|_| Baseline::empty(path));
        known.renew(&projects, &takes);
        if write(&mut said, path, &known.text()) {
            let findings = counted(known.count(), "finding");
            said.line(&format!("{findings} in the baseline {}.", path.display()));
        }
        return said;
    }
    if let Some(path) = &options.baseline {
        leave_out(&mut said, path, &mut projects);
    }
    for project in &mut projects {
        let mut findings = std::mem::take(&mut project.findings);
        findings.retain(|finding| takes(project, finding));
        project.findings = findings;
    }
    fix::offer(rulebook, &mut projects);
    if options.diff || options.fix {
        fix::tell_notebooks(&mut said, rulebook, &projects);
    }
    if options.diff {
        let changes = fix::changes(&mut said, &projects);
        let diff = fix::diff(&changes);
        // For another program it is a patch, byte for byte.
        let seen = std::io::stdout().is_terminal();
        said.out = if seen { printable(&diff) } else { diff };
        tally.found = changes.len();
        close(&mut said, &tally);
        return said;
    }
    if options.fix {
        let changes = fix::changes(&mut said, &projects);
        fix::make(&mut said, &changes, &mut projects);
    }
    tally.found = projects.iter().map(|p| p.findings.len()).sum();
    if tally.checked + tally.partly == 0 && !options.force_exclude {
        said.code = 2;
    }
    let seen = options.output.is_none() && std::io::stdout().is_terminal();
    let variable = |name: &str| std::env::var(name).ok();
    let shown = Shown {
        columns: columns(seen),
        coloured: options.output.is_none() && colours::in_text(theme, seen, &variable),
    };
    let found = Findings {
        rulebook,
        projects: &projects,
        troubles: &tally.troubles,
    };
    said.out = match report_of(options.format, found, &tally, shown) {
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
    if options.exit_zero && said.code == 1 {
        said.code = 0;
    }
    said
}

/// What is left out of folders.
fn excluded(options: &Check) -> Excluded {
    let configured = &options.configured;
    let folder = configured.folder();
    Excluded {
        named: select::words("--exclude", &options.exclude),
        configured: folder.map(|folder| (folder, configured.exclude.clone())),
        forced: options.force_exclude,
    }
}

/// Says which settings do not count, where there are several.
fn tell_settings(said: &mut Said, options: &Check) {
    let counts = match &options.configured.file {
        Some(file) => format!("those of {} count", file.display()),
        None => "there are none for what is checked first, and none count".to_owned(),
    };
    for file in &options.configured.passed {
        said.note(&format!(
            "{}: these settings do not count here: {counts} for all that is checked together. Check each project by itself.",
            file.display()
        ));
    }
}

/// Whether what is to be written takes the place of nothing that is checked.
fn may_write(said: &mut Said, options: &Check, targets: &[Target]) -> bool {
    let mut may = true;
    for path in options.output.iter().chain(&options.write_baseline) {
        let place = whole(path);
        if targets.iter().any(|target| target.whole == place) {
            said.fail(
                format!("{}: this file is checked, so that nothing is written over it. Name another file.", path.display()),
                2,
            );
            may = false;
        }
    }
    may
}

/// How a report for people is shown.
#[derive(Debug, Clone, Copy)]
struct Shown {
    columns: Option<usize>,
    coloured: bool,
}

fn report_of(
    format: CheckFormat,
    found: Findings,
    tally: &Tally,
    shown: Shown,
) -> std::io::Result<String> {
    Ok(match format {
        CheckFormat::Text => text(found.projects, tally, shown),
        CheckFormat::Json => formats::json(found),
        CheckFormat::Sarif => formats::sarif(found),
        CheckFormat::Github => printable(&formats::github(found)),
        CheckFormat::Gitlab => lists::gitlab(found),
        CheckFormat::Junit => lists::junit(found)?,
        CheckFormat::Csv => lists::csv(found)?,
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

/// Writes a report; what was there before stays until the new one is whole. Whether it was written.
fn write(said: &mut Said, path: &Path, text: &str) -> bool {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let device = path.exists() && !path.is_file();
    let done = if device {
        std::fs::write(path, text)
    } else {
        std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, path))
    };
    if let Err(error) = &done {
        let _ = std::fs::remove_file(&part);
        said.fail(
            format!("{}: the report cannot be written ({error}). Check the folder, its permissions and the room on the disk.", path.display()),
            2,
        );
    }
    done.is_ok()
}

fn leave_out(said: &mut Said, path: &Path, projects: &mut [Checked]) {
    match Baseline::read(path) {
        Ok(known) => {
            let (left_out, gone) = known.leave_out(projects);
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
    /// What could not be checked.
    troubles: Vec<Trouble>,
}

impl Tally {
    /// Tells of a file that could not be checked, or not in full; `message` names it.
    fn trouble(&mut self, said: &mut Said, file: &str, message: &str) {
        said.fail(message, 2);
        self.troubles.push(Trouble {
            file: file.to_owned(),
            message: message.to_owned(),
        });
    }
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

/// A check that is on its way.
struct Run<'a> {
    rulebook: &'a Rulebook,
    /// What remarks may name, where they count.
    codes: Option<&'a Codes>,
    selection: &'a Selection,
    /// What standard input is called.
    stdin: Option<&'a Path>,
    tally: Tally,
    progress: &'a mut Progress,
}

impl Run<'_> {
    /// Reads the files of one project, each with its path inside and its whole path.
    fn read(
        &mut self,
        said: &mut Said,
        targets: &[Target],
    ) -> (Vec<(String, Source)>, Vec<PathBuf>) {
        let mut files = Vec::new();
        let mut paths = Vec::new();
        let stdin = self.stdin;
        let read = |index: usize| {
            let target = targets.get(index);
            target.map(|target| match source(&target.path, stdin) {
                // Nobody asked for this one.
                Err(error) if error.foreign && !target.named => Ok(None),
                other => other.map(Some),
            })
        };
        let sources = worker::on_all_cores(targets.len(), read, |_| {});
        for (target, source) in targets.iter().zip(sources) {
            let name = label(&target.path.display().to_string());
            let source = match source.flatten() {
                Some(Ok(source)) => source,
                Some(Err(error)) => {
                    self.tally.trouble(said, &name, &error.to_string());
                    continue;
                }
                None => {
                    let message = format!(
                        "{name}: the file cannot be read: the system gives no thread to work on."
                    );
                    self.tally.trouble(said, &name, &message);
                    continue;
                }
            };
            let Some(source) = source else {
                said.note(&format!(
                    "{name}: the cells of this notebook are not written in Python; they were not checked."
                ));
                continue;
            };
            if source.text().trim().is_empty() {
                // Packages hold empty files by custom. One that is named may have lost its text.
                self.tally.checked += 1;
                if target.named {
                    said.note(&format!("{}: the file is empty.", source.name()));
                }
            } else {
                files.push((target.inside.clone(), source));
                paths.push(target.whole.clone());
            }
        }
        (files, paths)
    }

    /// Checks the files of one project.
    fn project(&mut self, said: &mut Said, targets: Vec<Target>) -> Checked {
        let rulebook = self.rulebook;
        let (files, paths) = self.read(said, &targets);
        let progress = &mut *self.progress;
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
        self.progress.next(files.len());
        let Some((sources, glances, reports)) = analyzed else {
            let message =
                "The system gives no thread to work on. Close other programs and try again.";
            self.tally.trouble(said, ".", message);
            return Checked::default();
        };
        let mut findings = Vec::new();
        let mut remarks = vec![Vec::new(); files.len()];
        let seen = glances.into_iter().zip(reports);
        for (index, ((_, source), (glance, report))) in files.iter().zip(seen).enumerate() {
            let name = source.name();
            let (Some(glance), Some(report)) = (glance, report) else {
                let message = format!(
                    "{name}: the analyzer stumbled over this file. That is a fault in protect; please report it with the file."
                );
                self.tally.trouble(said, name, &message);
                continue;
            };
            if glance.notices.is_empty() {
                self.tally.checked += 1;
            } else {
                self.tally.partly += 1;
            }
            for (span, notice) in glance.notices {
                let place = span.map(|span| format!("{}:", report::placed(source, span.start)));
                let place = place.unwrap_or_default();
                let message = format!("{name}:{place} {notice}");
                self.tally.trouble(said, name, &message);
            }
            if report.exhausted {
                self.tally.exhausted.push(name.to_owned());
            }
            if let (Some(free), Some(_)) = (remarks.get_mut(index), self.codes) {
                *free = remark::remarks(source, &glance.comments);
            }
            findings.push(report);
        }
        let mut checked = Checked {
            sources,
            paths,
            findings: gather_reports(findings),
        };
        if let Some(codes) = self.codes {
            self.accept(said, &mut checked, remarks, codes);
        }
        checked
    }

    /// Takes out what the remarks of each file accept.
    fn accept(
        &mut self,
        said: &mut Said,
        checked: &mut Checked,
        mut remarks: Vec<Vec<remark::Remark>>,
        codes: &Codes,
    ) {
        let mut findings = std::mem::take(&mut checked.findings);
        findings.retain(|finding| {
            let (index, span) = checked.sources.locate(finding.span);
            let source = checked.sources.get(index);
            let (Some(source), Some(remarks)) = (source, remarks.get_mut(index)) else {
                return true;
            };
            let accepted = remark::accepted(remarks, source, finding, span, codes);
            let asked = accepted && self.selection.takes(finding, checked.path_of(finding));
            self.tally.silenced += usize::from(asked);
            !accepted
        });
        checked.findings = findings;
        for (index, remarks) in remarks.iter().enumerate() {
            let name = checked.sources.get(index).map_or("", Source::name);
            for (line, wrong) in remark::wrong(remarks, codes) {
                said.note(&format!("{name}:{line}: {wrong}"));
            }
        }
    }
}

fn text(projects: &[Checked], tally: &Tally, shown: Shown) -> String {
    let found = tally.found;
    let mut out = String::new();
    for project in projects {
        for finding in &project.findings {
            let told = report::fitted(&project.sources, finding, shown.columns);
            if !out.is_empty() {
                out.push('\n');
            }
            let told = printable(&told);
            if shown.coloured {
                out.push_str(&report::painted(&told, finding));
            } else {
                out.push_str(&told);
            }
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

fn counted(count: usize, noun: &str) -> String {
    match count {
        0 => format!("No {noun}s"),
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}

/// The source of a file, or of standard input for `-`, which has a name of its own where it is told.
///
/// # Errors
/// When it cannot be read.
pub fn source(file: &Path, stdin: Option<&Path>) -> Result<Source, submission::Unreadable> {
    if file.as_os_str() == "-" {
        let name = stdin.map_or_else(
            || "<stdin>".to_owned(),
            |name| label(&name.display().to_string()),
        );
        let text = submission::read_stdin(&name)?;
        if notebook::is_notebook(stdin.unwrap_or(Path::new(""))) || notebook::looks_like(&text) {
            return of_notebook(name, &text);
        }
        return Ok(Source::new(name, text));
    }
    let name = label(&file.display().to_string());
    if notebook::is_notebook(file) {
        let text = submission::read_notebook(file)?;
        return of_notebook(name, &text);
    }
    Ok(Source::new(name, submission::read_python(file)?))
}

fn of_notebook(name: String, text: &str) -> Result<Source, submission::Unreadable> {
    let read = notebook::source(&name, text);
    read.map_err(|wrong| submission::Unreadable {
        file: name,
        cause: wrong.cause,
        next: wrong.next,
        foreign: wrong.foreign,
    })
}
