//! A check on its way: files are read, followed as projects, and what remarks accept is taken out.
//!
//! Chooses no files and writes no report. Called by `check`.

use super::formats::{Checked, Trouble};
use super::progress::Progress;
use super::remark;
use super::walk::Target;
use super::wanted::{Book, Wanted};
use crate::analyze::{analyze_file, gather_reports, glance, relevance};
use crate::evaluate::{Outline, Project, Stopped};
use crate::python::Belonging;
use crate::shell::output::Said;
use crate::shell::{notebook, report, submission, worker};
use crate::text::{Source, Sources, Span, label};
use std::path::{Path, PathBuf};

/// How many there were.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// Findings.
    pub(super) found: usize,
    /// Files.
    pub(super) checked: usize,
    /// Files that were not checked in full.
    pub(super) partly: usize,
    /// Accepted by a comment.
    pub(super) silenced: usize,
    /// Files with functions that were not followed to their ends, and where the first of those stopped.
    pub(super) exhausted: Vec<String>,
    /// What could not be checked.
    pub(super) troubles: Vec<Trouble>,
}

impl Tally {
    /// Tells of a file that could not be checked, or not in full; `message` names it.
    pub(super) fn trouble(&mut self, said: &mut Said, file: &str, message: &str) {
        self.trouble_at(said, file, None, message);
    }

    /// The same with the line and column where it is wrong.
    fn trouble_at(
        &mut self,
        said: &mut Said,
        file: &str,
        place: Option<(u32, u32)>,
        message: &str,
    ) {
        said.fail(message, 2);
        self.troubles.push(Trouble {
            file: file.to_owned(),
            message: message.to_owned(),
            place,
        });
    }
}

/// Files by project and by the rules that count for them, in the order in which the first of each was named.
pub(super) fn together(targets: Vec<Target>, wanted: &Wanted) -> Vec<(usize, Vec<Target>)> {
    let mut places = Vec::new();
    let mut projects: Vec<(usize, Vec<Target>)> = Vec::new();
    for target in targets {
        // A text from standard input knows no neighbours.
        let alone = target.path.as_os_str() == "-";
        let place = if alone {
            PathBuf::from("-")
        } else {
            target.project.clone()
        };
        let key = (place, wanted.book_of(target.settings));
        let known = places.iter().position(|known| *known == key);
        if let Some((_, files)) = known.and_then(|at| projects.get_mut(at)) {
            files.push(target);
        } else {
            projects.push((key.1, vec![target]));
            places.push(key);
        }
    }
    projects
}

/// A check that is on its way.
pub(super) struct Run<'a> {
    /// What counts for each file.
    pub(super) wanted: &'a Wanted,
    /// Whether remarks count.
    pub(super) remarks: bool,
    /// What standard input is called.
    pub(super) stdin: Option<&'a Path>,
    /// What was counted so far.
    pub(super) tally: Tally,
    /// The line for a person who watches.
    pub(super) progress: &'a mut Progress,
}

impl Run<'_> {
    /// Reads the files of one project, each with its path inside; and gives the targets that could be read.
    fn read(
        &mut self,
        said: &mut Said,
        targets: &[Target],
    ) -> (Vec<(String, Source)>, Vec<Target>) {
        let mut files = Vec::new();
        let mut read_targets = Vec::new();
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
                read_targets.push(target.clone());
            }
        }
        (files, read_targets)
    }

    /// Checks the files of one project by the rules of the book with this number.
    pub(super) fn project(
        &mut self,
        said: &mut Said,
        number: usize,
        targets: &[Target],
    ) -> Checked {
        let Some(book) = self.wanted.books().get(number) else {
            return Checked::default();
        };
        let rulebook = &book.rulebook;
        let (files, targets) = self.read(said, targets);
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
                let told = span.map(|span| format!("{}:", report::placed(source, span.start)));
                let told = told.unwrap_or_default();
                let place = span.and_then(|span| match source.cell_place(span.start) {
                    (None, place) => Some((place.line, place.column)),
                    (Some(_), _) => None,
                });
                let message = format!("{name}:{told} {notice}");
                self.tally.trouble_at(said, name, place, &message);
            }
            if report.exhausted {
                let place = report.stopped.as_ref().and_then(|at| place(&sources, at));
                self.tally
                    .exhausted
                    .push(place.unwrap_or_else(|| name.to_owned()));
            }
            if let (Some(free), true) = (remarks.get_mut(index), self.remarks) {
                *free = remark::remarks(source, &glance.comments);
            }
            findings.push(report);
        }
        let mut checked = Checked {
            sources,
            paths: targets.iter().map(|target| target.whole.clone()).collect(),
            settings: targets.iter().map(|target| target.settings).collect(),
            book: number,
            findings: gather_reports(findings),
        };
        if self.remarks {
            self.accept(said, &mut checked, remarks, book);
        }
        checked
    }

    /// Takes out what the remarks of each file accept.
    fn accept(
        &mut self,
        said: &mut Said,
        checked: &mut Checked,
        mut remarks: Vec<Vec<remark::Remark>>,
        book: &Book,
    ) {
        let codes = &book.codes;
        let mut around = vec![None; remarks.len()];
        let mut findings = std::mem::take(&mut checked.findings);
        findings.retain(|finding| {
            let (index, span) = checked.sources.locate(finding.span);
            let source = checked.sources.get(index);
            let (Some(source), Some(remarks)) = (source, remarks.get_mut(index)) else {
                return true;
            };
            let Some(around) = around.get_mut(index).filter(|_| !remarks.is_empty()) else {
                return true;
            };
            // What belongs together is looked up only where there are remarks.
            let around = around.get_or_insert_with(|| Belonging::of(source));
            let steps = finding.path.iter().filter_map(|step| {
                let (file, span) = checked.sources.locate(step.span);
                (file == index).then(|| around.lines(span))
            });
            let way: Vec<_> = steps.collect();
            let lines = around.lines(span);
            let accepted = remark::accepted(remarks, finding, lines, &way, codes);
            let asked = accepted && self.wanted.takes(checked, finding);
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

/// Where steps were used up, as words.
fn place(sources: &Sources, stopped: &Stopped) -> Option<String> {
    let (source, span) = sources.find(Span::new(stopped.at, stopped.at))?;
    let place = format!("{}:{}", source.name(), report::placed(source, span.start));
    let place = place
        .rsplit_once(':')
        .map_or(place.as_str(), |(line, _)| line);
    Some(match stopped.function.as_str() {
        "" => format!("{place}, outside of functions,"),
        function => format!("{place} in `{function}`"),
    })
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
