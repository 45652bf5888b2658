//! Run the rules over one source, or over the files of one project, in a fixed order.
//!
//! Knows no rule and no library. Called by `grade` and `shell`.

use crate::evaluate::{Function, Limit, Project, Record};
use crate::finding::Finding;
use crate::python::Program;
use crate::rules::Rulebook;
use crate::text::{Source, Span};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// What the rules say of one source.
#[derive(Debug, Clone)]
pub struct Report {
    /// The parsed program.
    pub program: Program,
    /// What it would do.
    pub record: Record,
    /// Findings ordered by place, then rule.
    pub findings: Vec<Finding>,
    /// Rules that could not be decided at a place, with the reason.
    pub undecided: Vec<(String, Limit)>,
    /// Why the answer is incomplete, if it is: syntax errors, fuel; one sentence each.
    pub notices: Vec<String>,
}

/// Analyzes one source. `functions` names the entry points an exercise judges; empty means all.
/// Pure; ends in bounded time for any text.
#[must_use]
pub fn analyze(source: &Source, rulebook: &Rulebook, functions: &[Function]) -> Report {
    let program = crate::python::parse(source);
    let record = crate::evaluate::survey(&program, rulebook.knowledge(), functions);
    let matched = rulebook.run(&record);
    let notices = notices_of(&program, source, &record);
    Report {
        program,
        record,
        findings: matched.findings,
        undecided: matched.undecided,
        notices,
    }
}

/// What the rules say of the files of one project. Every span, also in paths, is in the address
/// space of all files; [`Sources::locate`](crate::text::Sources::locate) gives file and place.
#[derive(Debug, Clone)]
pub struct ProjectReport {
    /// The files, parsed.
    pub project: Project,
    /// Findings ordered by file, place, then rule.
    pub findings: Vec<Finding>,
    /// Why the answer is incomplete: number of the file and one sentence.
    pub notices: Vec<(usize, String)>,
}

/// Analyzes the files of one project, each with its path relative to the project's folder. Data is
/// followed from one file into another. Pure; ends in bounded time for any texts.
#[must_use]
pub fn analyze_project(files: &[(String, Source)], rulebook: &Rulebook) -> ProjectReport {
    let project = Project::new(files);
    let mut findings: BTreeMap<(Span, String), Finding> = BTreeMap::new();
    let mut notices = Vec::new();
    for (index, (_, source)) in files.iter().enumerate() {
        let record = crate::evaluate::survey_file(&project, index, rulebook.knowledge());
        let (Some(program), Some(record)) = (project.program(index), record) else {
            notices.push((
                index,
                "There is no room for this file: it was not checked.".into(),
            ));
            continue;
        };
        for sentence in notices_of(program, source, &record) {
            notices.push((index, sentence));
        }
        // A function is followed when its own file is analyzed, and again from each file that calls
        // it: the surest of what they say of a place stands for all.
        for finding in rulebook.run(&record).findings {
            match findings.entry((finding.span, finding.rule.clone())) {
                Entry::Vacant(free) => {
                    free.insert(finding);
                }
                Entry::Occupied(mut known) if known.get().confidence < finding.confidence => {
                    known.insert(finding);
                }
                Entry::Occupied(_) => {}
            }
        }
    }
    ProjectReport {
        project,
        findings: findings.into_values().collect(),
        notices,
    }
}

/// Why an answer is incomplete.
fn notices_of(program: &Program, source: &Source, record: &Record) -> Vec<String> {
    let mut notices = Vec::new();
    if let Some(error) = program.errors().first() {
        let place = source.place(error.span.start);
        notices.push(format!(
            "Line {}: {}.",
            place.line,
            error.message.trim_end_matches('.')
        ));
    }
    if record.exhausted {
        notices.push(
            "This program takes more steps than the checker follows: the answer is incomplete."
                .into(),
        );
    }
    notices
}
