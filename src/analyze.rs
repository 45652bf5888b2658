//! Run the rules over one source, or over the files of one project, in a fixed order.
//!
//! Knows no rule and no library. Called by `grade` and `shell`.

use crate::evaluate::{
    Argument, Function, Handed, Limit, Outline, Project, Record, Relevance, Stopped, View,
    Watch as _, Whence,
};
use crate::finding::{Confidence, Finding, Surest};
use crate::python::Program;
use crate::rules::Rulebook;
use crate::text::{Source, Span, is_bundle};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the rules say of one source.
#[derive(Debug, Clone)]
pub struct Report {
    /// The text.
    pub source: Source,
    /// The parsed program; of a bundle, each of its Python files with the place where it begins.
    pub programs: Vec<(u32, Arc<Program>)>,
    /// What it would do.
    pub record: Record,
    /// Findings ordered by place, then rule.
    pub findings: Vec<Finding>,
    /// Rules that could not be decided at a place, with the reason.
    pub undecided: Vec<(String, Limit)>,
    /// Why the answer is incomplete, if it is: syntax errors, fuel; one sentence each.
    pub notices: Vec<String>,
}

impl Report {
    /// The first place that Python cannot read, and why.
    #[must_use]
    pub fn trouble(&self) -> Option<(u32, &str)> {
        self.programs.iter().find_map(|(base, program)| {
            let error = program.errors().first()?;
            Some((base + error.span.start, error.message.as_str()))
        })
    }
}

/// Analyzes one source, or all files of a bundle. `functions` names the entry points an exercise judges; empty means all.
/// Pure; ends in bounded time for any text.
#[must_use]
pub fn analyze(source: &Source, rulebook: &Rulebook, functions: &[Function]) -> Report {
    report(source, parsed(source), rulebook, functions, None)
}

/// The program of a source, parsed; of a bundle, each of its Python files with the place where it begins.
#[must_use]
pub fn parsed(source: &Source) -> Vec<(u32, Arc<Program>)> {
    if is_bundle(source.text()) {
        crate::evaluate::programs_of(source.text())
    } else {
        vec![(0, Arc::new(crate::python::parse(source)))]
    }
}

/// The same for somebody who reads the findings, and of the record only what is called and what it is given:
/// where that came from stands there only for the rules, and for the calls that `asked` names. The source is
/// parsed already.
#[must_use]
pub fn analyze_briefly(
    source: &Source,
    programs: Vec<(u32, Arc<Program>)>,
    rulebook: &Rulebook,
    functions: &[Function],
    asked: &dyn Fn(&str) -> bool,
) -> Report {
    let asked = Asked { rulebook, asked };
    report(source, programs, rulebook, functions, Some(&asked))
}

/// The rules, and somebody else who asks about calls.
struct Asked<'a> {
    rulebook: &'a Rulebook,
    asked: &'a dyn Fn(&str) -> bool,
}

impl Whence for Asked<'_> {
    fn of_call(&self, callee: &str, method: bool) -> Option<bool> {
        if (self.asked)(callee) {
            return Some(true);
        }
        self.rulebook.of_call(callee, method)
    }

    fn of_given(&self, callee: &str, receiver: Option<&View>, arguments: &[Argument]) -> bool {
        self.rulebook.of_given(callee, receiver, arguments)
    }
}

fn report(
    source: &Source,
    programs: Vec<(u32, Arc<Program>)>,
    rulebook: &Rulebook,
    functions: &[Function],
    whence: Option<&dyn Whence>,
) -> Report {
    let (knowledge, stores) = (rulebook.knowledge(), Some(rulebook as _));
    let record = match programs.as_slice() {
        [(_, program)] if !is_bundle(source.text()) => {
            crate::evaluate::survey_for(program, knowledge, functions, stores, whence)
        }
        all => {
            let text = source.text();
            crate::evaluate::survey_bundle(text, all, knowledge, functions, stores, whence)
        }
    };
    let matched = rulebook.run(&record);
    // Two files may lead to one place.
    let findings = if programs.len() > 1 {
        gather([matched.findings])
    } else {
        matched.findings
    };
    let mut report = Report {
        source: source.clone(),
        programs,
        record,
        findings,
        undecided: matched.undecided,
        notices: Vec::new(),
    };
    report.notices = notices_of(&report);
    report
}

/// What is seen of one file of a project before any is followed.
#[derive(Debug, Clone, Default)]
pub struct Glance {
    /// What it is made of.
    pub outline: Outline,
    /// What could not be read, one sentence each, and where in the file's own text.
    pub notices: Vec<(Option<Span>, String)>,
    /// The comments of the file, as spans in its own text.
    pub comments: Vec<Span>,
}

/// What the rules say of one file of a project: of what it does itself and of what it makes the
/// files do that it imports. Every span, also in paths, is in the project's address space.
#[derive(Debug, Clone, Default)]
pub struct FileReport {
    /// Findings that no caller decides, ordered by place, then rule.
    pub settled: Vec<Finding>,
    /// All findings of which whoever calls a function decides.
    pub open: Vec<Finding>,
    /// What calls in this file hand to parameters, by where their names begin.
    pub handed: BTreeMap<u32, Handed>,
    /// Whether some function takes more steps than are followed, so that something may be missed.
    pub exhausted: bool,
    /// Where the first of these stopped, where that is known.
    pub stopped: Option<Stopped>,
}

/// Looks over the file with this number. Pure; several threads may look over files of one project.
#[must_use]
pub fn glance(project: &Project, index: usize, rulebook: &Rulebook) -> Glance {
    let Some((program, outline)) = project.outline(index, rulebook) else {
        return Glance {
            notices: vec![(
                None,
                "There is no room for this file: it was not checked.".into(),
            )],
            ..Glance::default()
        };
    };
    Glance {
        outline,
        notices: unread(&program).into_iter().collect(),
        comments: program.comments().to_vec(),
    }
}

/// What has to be followed in each file of a project, by the outlines of all of them in order.
#[must_use]
pub fn relevance(project: &Project, outlines: Vec<Outline>, rulebook: &Rulebook) -> Relevance {
    Relevance::of(project, outlines, rulebook.interest())
}

/// Analyzes the file with this number. Data is followed from one file into another. Pure; ends in
/// bounded time for any texts; several threads may analyze files of one project.
#[must_use]
pub fn analyze_file(
    project: &Project,
    index: usize,
    relevance: &Relevance,
    rulebook: &Rulebook,
) -> FileReport {
    if !relevance.needs(index) {
        return FileReport::default();
    }
    let knowledge = rulebook.knowledge();
    let survey = crate::evaluate::survey_file(project, index, relevance, knowledge, rulebook);
    survey.map_or_else(FileReport::default, |record| {
        let matched = rulebook.run(&record);
        let mut settled = matched.settled;
        let named = |span| Some(project.sources().find(span)?.0.name());
        rulebook.weigh(&mut settled, named);
        FileReport {
            settled,
            open: matched.open,
            handed: record.handed,
            exhausted: record.exhausted,
            stopped: record.stopped,
        }
    })
}

/// The findings of all files of a project, ordered by file, place, then rule. What only whoever calls a function
/// decides is a guess where every call in sight hands over what is known to do no harm: another one, from
/// elsewhere, may still come. Of a function whose name says that nobody else calls it, it is none at all.
#[must_use]
pub fn gather_reports(reports: Vec<FileReport>) -> Vec<Finding> {
    let mut handed: BTreeMap<u32, Handed> = BTreeMap::new();
    for report in &reports {
        for (&place, &told) in &report.handed {
            let known = handed.entry(place).or_default();
            *known = known.and(told);
        }
    }
    let known = |place: &u32| handed.get(place).is_some_and(|h| h.told && !h.vague);
    let own = |place: &u32| handed.get(place).is_some_and(|h| h.own);
    gather(reports.into_iter().map(|report| {
        let settled = report.settled.into_iter();
        let open = report.open.into_iter().filter_map(|mut finding| {
            if finding.callers.iter().all(known) {
                if finding.callers.iter().all(own) {
                    return None;
                }
                finding.confidence = Confidence::Low;
            }
            Some(finding)
        });
        settled.chain(open).collect()
    }))
}

/// The findings of all files of a project, ordered by file, place, then rule. A function is followed
/// when its own file is analyzed, and again from each file that calls it: the surest of what they
/// say of a place stands for all, the first of equally sure ones.
#[must_use]
pub fn gather(reports: impl IntoIterator<Item = Vec<Finding>>) -> Vec<Finding> {
    let mut findings = Surest::default();
    for finding in reports.into_iter().flatten() {
        findings.keep(finding);
    }
    findings.into_findings()
}

/// Offers a repair with each finding in one file that has one; their spans are those of its own text.
/// Pure; ends in bounded time for any text.
pub fn offer_repairs(source: &Source, findings: &mut [Finding], rulebook: &Rulebook) {
    let asked: Vec<bool> = findings
        .iter()
        .filter_map(|f| rulebook.repairs(f))
        .collect();
    if asked.is_empty() || source.is_notebook() {
        return;
    }
    let program = crate::python::parse(source);
    // Of what Python cannot read nobody knows what it means.
    if !program.errors().is_empty() {
        return;
    }
    let record = asked
        .contains(&true)
        .then(|| crate::evaluate::survey(&program, rulebook.knowledge(), &[]));
    for finding in findings {
        finding.fix = rulebook.repair(&program, record.as_ref(), finding);
    }
}

/// What could not be read first, as a sentence, and where.
fn unread(program: &Program) -> Option<(Option<Span>, String)> {
    let error = program.errors().first()?;
    let cause = error.message.trim_end_matches('.');
    Some((Some(error.span), format!("{cause}.")))
}

/// Why an answer is incomplete.
fn notices_of(report: &Report) -> Vec<String> {
    let mut notices: Vec<_> = report
        .trouble()
        .into_iter()
        .map(|(at, why)| {
            let spot = crate::text::capital(&report.source.spot(at));
            format!("{spot}: {}.", why.trim_end_matches('.'))
        })
        .collect();
    if report.record.exhausted {
        notices.push(
            "This program takes more steps than the checker follows: the answer is incomplete."
                .into(),
        );
    }
    notices
}
