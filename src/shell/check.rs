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
mod run;
pub mod select;
pub mod settings;
mod shown;
pub mod walk;
mod wanted;

use super::arguments::{Check, CheckFormat, ThemeFlag};
use super::output::{self, Said, columns};
use super::{colours, replacing, report};
use crate::text::{in_ascii, printable};
use baseline::Baseline;
use formats::{Checked, Findings};
use patterns::{Excluded, whole};
use progress::Progress;
pub use run::source;
use run::{Run, Tally, together};
use settings::Shelf;
use std::collections::BTreeSet;
use std::io::{IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use walk::Target;
use wanted::Wanted;

/// Checks files and folders. Exit code 0: nothing found; 1: something found; 2: something could
/// not be checked in full.
///
/// # Errors
/// When settings or rules cannot be read.
pub fn run(options: &Check, theme: Option<ThemeFlag>) -> anyhow::Result<Said> {
    let mut said = Said {
        quiet: options.quiet,
        ..Said::default()
    };
    let mut tally = Tally::default();
    let shelf = Shelf::new(options.config.as_deref(), options.no_config)?;
    let excluded = Excluded {
        named: select::words("--exclude", &options.exclude),
        forced: options.force_exclude,
    };
    let stdin = options.stdin_filename.as_deref();
    let mut walked = walk::targets(&options.files, stdin, &excluded, shelf);
    let targets = std::mem::take(&mut walked.targets);
    // What counts for the first name is looked at even when nothing is checked by it.
    let first = options
        .files
        .first()
        .map_or(Path::new("."), PathBuf::as_path);
    let mut used = BTreeSet::from([walked.shelf.of_named(first)]);
    used.extend(targets.iter().map(|target| target.settings));
    if fail_all(&mut said, walked.shelf.faults()) {
        return Ok(said);
    }
    let wanted = match Wanted::of(options, &walked.shelf, &used)? {
        Ok(wanted) => wanted,
        Err(faults) => {
            fail_all(&mut said, &faults);
            return Ok(said);
        }
    };
    for fault in walked.faults {
        tally.trouble(&mut said, ".", &fault);
    }
    for note in walked.notes {
        said.note(&note);
    }
    if options.show_files {
        shown::files(&mut said, &targets);
        return Ok(said);
    }
    if options.show_settings {
        shown::settings(&mut said, options, &walked.shelf, &targets);
        return Ok(said);
    }
    if !may_write(&mut said, options, &targets) {
        return Ok(said);
    }
    let people = matches!(options.format, CheckFormat::Text | CheckFormat::Concise);
    let watched = people && !options.quiet && std::io::stderr().is_terminal();
    let progress = &mut Progress::new(targets.len(), watched);
    let mut check = Run {
        wanted: &wanted,
        remarks: !options.ignore_remarks,
        stdin,
        tally,
        progress,
    };
    let mut projects = Vec::new();
    for (book, files) in together(targets, &wanted) {
        projects.push(check.project(&mut said, book, &files));
    }
    check.progress.end();
    let tally = check.tally;
    if let Some(path) = &options.write_baseline {
        let mut known = Baseline::read(path).unwrap_or_else(|_| Baseline::empty(path));
        known.renew(&projects, &|project, finding| {
            wanted.takes(project, finding)
        });
        let text = known.text();
        if write(&mut said, path, |to| to.write_all(text.as_bytes())) && !options.quiet {
            let findings = counted(known.count(), "finding");
            said.line(&format!("{findings} in the baseline {}.", path.display()));
        }
        return Ok(said);
    }
    for path in wanted.baselines() {
        leave_out(&mut said, path, &mut projects, &wanted);
    }
    for project in &mut projects {
        let mut findings = std::mem::take(&mut project.findings);
        findings.retain(|finding| wanted.takes(project, finding));
        project.findings = match wanted.books().get(project.book) {
            Some(book) => book.rulebook.fold(findings),
            None => findings,
        };
    }
    repair(&mut said, options, &wanted, &mut projects, tally, theme);
    Ok(said)
}

/// Tells all faults; whether there are any.
fn fail_all(said: &mut Said, faults: &[String]) -> bool {
    for fault in faults {
        said.fail(fault, 2);
    }
    !faults.is_empty()
}

/// Makes or shows repairs where that is asked for, and reports what is left.
fn repair(
    said: &mut Said,
    options: &Check,
    wanted: &Wanted,
    projects: &mut [Checked],
    mut tally: Tally,
    theme: Option<ThemeFlag>,
) {
    fix::offer(wanted.books(), projects);
    if options.diff || options.fix {
        fix::tell_notebooks(said, wanted.books(), projects);
    }
    if options.diff {
        let changes = fix::changes(said, projects);
        let diff = fix::diff(&changes);
        // For another program it is a patch, byte for byte.
        let seen = std::io::stdout().is_terminal();
        said.out = if seen { printable(&diff) } else { diff };
        let found: usize = projects.iter().map(|p| p.findings.len()).sum();
        if changes.is_empty() && found > 0 {
            let findings = counted(found, "finding");
            said.note(&format!(
                "{findings}, and no repair that can be made without a person; without `--diff` they are shown."
            ));
        }
        tally.found = changes.len();
        close(said, &tally);
        return;
    }
    if options.fix {
        let changes = fix::changes(said, projects);
        fix::make(said, &changes, projects);
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
        quiet: options.quiet,
        ascii: seen && colours::only_ascii(),
    };
    let found = Findings {
        books: wanted.books(),
        projects,
        troubles: &tally.troubles,
    };
    if options.statistics
        && !matches!(
            options.format,
            CheckFormat::Text | CheckFormat::Concise | CheckFormat::Json
        )
    {
        said.fail(
            "--statistics is written as text or json. Name one of these with `--format`.",
            2,
        );
        return;
    }
    let tell = |to: &mut dyn Write| {
        if options.statistics {
            return shown::statistics(to, options.format, found);
        }
        report_of(to, options.format, found, &tally, shown)
    };
    if let Some(path) = &options.output {
        write(said, path, tell);
    } else if let Err(error) = output::stream(tell) {
        said.fail(format!("The report cannot be written: {error}."), 2);
    }
    close(said, &tally);
    if options.exit_zero && said.code == 1 {
        said.code = 0;
    }
}

/// Whether what is to be written takes the place of nothing that is checked.
fn may_write(said: &mut Said, options: &Check, targets: &[Target]) -> bool {
    let mut may = true;
    for path in options.output.iter().chain(&options.write_baseline) {
        let (named, behind) = (whole(path), path.canonicalize().ok());
        let is_it =
            |target: &Target| target.whole == named || behind.as_ref() == Some(&target.whole);
        if targets.iter().any(is_it) {
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
    quiet: bool,
    ascii: bool,
}

impl Shown {
    /// A text without what a terminal would act on or does not know.
    fn readable(self, text: &str) -> String {
        let text = printable(text);
        if self.ascii { in_ascii(&text) } else { text }
    }
}

fn report_of(
    to: &mut dyn Write,
    format: CheckFormat,
    found: Findings,
    tally: &Tally,
    shown: Shown,
) -> std::io::Result<()> {
    match format {
        CheckFormat::Text => text(to, found.projects, tally, shown),
        CheckFormat::Concise => concise(to, found.projects, tally, shown),
        CheckFormat::Json => formats::json(to, found),
        CheckFormat::Sarif => formats::sarif(to, found),
        CheckFormat::Github => formats::github(to, found),
        CheckFormat::Gitlab => lists::gitlab(to, found),
        CheckFormat::Junit => lists::junit(to, found),
        CheckFormat::Csv => lists::csv(to, found),
    }
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
            "Something may be missed in {files} with functions that take more steps than the checker follows: {first} is where the first of them ended."
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
fn write(
    said: &mut Said,
    path: &Path,
    tell: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> bool {
    let done = replacing::write(path, tell);
    if let Err(error) = &done {
        said.fail(
            format!("{}: the report cannot be written ({error}). Check the folder, its permissions and the room on the disk.", path.display()),
            2,
        );
    }
    done.is_ok()
}

fn leave_out(said: &mut Said, path: &Path, projects: &mut [Checked], wanted: &Wanted) {
    match Baseline::read(path) {
        Ok(known) => {
            let counts = |settings| wanted.baseline_of(settings) == Some(path);
            let (left_out, gone) = known.leave_out(projects, &counts);
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

fn text(
    to: &mut dyn Write,
    projects: &[Checked],
    tally: &Tally,
    shown: Shown,
) -> std::io::Result<()> {
    let mut first = true;
    for project in projects {
        for finding in &project.findings {
            let told = report::fitted(&project.sources, finding, shown.columns);
            if !std::mem::take(&mut first) {
                writeln!(to)?;
            }
            let told = shown.readable(&told);
            if shown.coloured {
                write!(to, "{}", report::painted(&told, finding))?;
            } else {
                write!(to, "{told}")?;
            }
        }
    }
    if shown.quiet {
        return Ok(());
    }
    if tally.found > 0 {
        writeln!(to)?;
    }
    summary(to, tally)
}

/// One line for each finding.
fn concise(
    to: &mut dyn Write,
    projects: &[Checked],
    tally: &Tally,
    shown: Shown,
) -> std::io::Result<()> {
    for project in projects {
        for finding in &project.findings {
            let told = format!("{}\n", report::headline(&project.sources, finding));
            let told = shown.readable(&told);
            if shown.coloured {
                write!(to, "{}", report::painted(&told, finding))?;
            } else {
                write!(to, "{told}")?;
            }
        }
    }
    if shown.quiet {
        return Ok(());
    }
    summary(to, tally)
}

fn summary(to: &mut dyn Write, tally: &Tally) -> std::io::Result<()> {
    let found = tally.found;
    if tally.checked > 0 || found > 0 {
        let findings = counted(found, "finding");
        let files = counted(tally.checked + tally.partly, "file");
        writeln!(to, "{findings} in {files}.")?;
    }
    if found > 0 {
        writeln!(
            to,
            "`protect explain RULE` says what a rule means and what to do instead."
        )?;
    }
    Ok(())
}

/// A number of things.
fn counted(count: usize, noun: &str) -> String {
    match count {
        0 => format!("No {noun}s"),
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}
