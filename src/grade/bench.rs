//! What all submissions to one exercise have in common, found out once: the world, the stage, the start; and
//! what is known of the answers that were judged.
//!
//! Called by `case`, `judge`, `attempt` and `proof`.

use super::case::{Case, Kept};
use super::pieces::Calls;
use super::{doubt, surroundings};
use crate::analyze::{Report, analyze_briefly, parsed};
use crate::attack::{self, Stock};
use crate::evaluate::{Function, Param, Reason, Record, Stage};
use crate::pack::Exercise;
use crate::python::{self, Expression, Program};
use crate::rules::Rulebook;
use crate::text::Source;
use ruff_python_ast::{Expr, Stmt};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A call as Python, or why it is none.
type Read = Result<Arc<Expression>, Reason>;

/// What all submissions to one exercise have in common, found out once.
#[derive(Debug)]
pub(super) struct Bench<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) rulebook: &'a Rulebook,
    functions: Vec<Function>,
    setup: attack::Setup,
    /// What stands around a submission.
    stage: OnceLock<Option<Stage>>,
    /// Databases for its calls.
    stock: Arc<Stock>,
    /// The same after SQL that a probe gives.
    given: Arc<Mutex<BTreeMap<String, Arc<Stock>>>>,
    /// The calls that were made of any of them.
    calls: Arc<Calls>,
    /// The same as Python, by their text; or why they are none.
    expressions: Arc<Mutex<BTreeMap<String, Read>>>,
    /// The answers that were judged, by their text.
    known: Arc<Mutex<BTreeMap<String, Analyzed>>>,
    /// How the start does with each goal.
    at_start: Vec<OnceLock<super::Outcome>>,
    /// How often each goal stood in the way of a submission of which only counts whether it passes.
    stood: Vec<AtomicU32>,
}

/// What the analyzer says of a submission.
#[derive(Debug, Clone)]
pub(super) struct Analyzed {
    pub(super) report: Arc<Report>,
    pub(super) missing: Vec<String>,
    pub(super) instead: Vec<(String, String)>,
    /// What its calls have found out.
    pub(super) kept: Arc<Kept>,
}

impl<'a> Bench<'a> {
    pub(super) fn new(exercise: &'a Exercise, rulebook: &'a Rulebook) -> Self {
        let setup = surroundings::setup(exercise);
        Self {
            exercise,
            rulebook,
            functions: functions(exercise),
            stock: Arc::new(Stock::new(&setup.database)),
            setup,
            stage: OnceLock::new(),
            given: Arc::default(),
            calls: Arc::default(),
            expressions: Arc::default(),
            known: Arc::default(),
            at_start: exercise.goals.iter().map(|_| OnceLock::new()).collect(),
            stood: exercise.goals.iter().map(|_| AtomicU32::new(0)).collect(),
        }
    }

    /// The bench of the same exercise with other goals: what is known of the answers stays.
    pub(super) fn with_goals_of<'b>(&self, exercise: &'b Exercise) -> Bench<'b>
    where
        'a: 'b,
    {
        Bench {
            functions: self.functions.clone(),
            setup: self.setup.clone(),
            stock: Arc::clone(&self.stock),
            given: Arc::clone(&self.given),
            calls: Arc::clone(&self.calls),
            expressions: Arc::clone(&self.expressions),
            known: Arc::clone(&self.known),
            ..Bench::new(exercise, self.rulebook)
        }
    }

    /// The case of the exercise's own start.
    pub(super) fn start(&'a self) -> Case<'a> {
        let source = Source::new(self.exercise.file.as_str(), self.exercise.start.as_str());
        Case::kept(self, &source)
    }

    /// What the analyzer says of a submission; asked once of one that is to be `kept`.
    pub(super) fn analyzed(&self, source: &Source, kept: bool) -> Analyzed {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = self.known_of(source) {
            return found;
        }
        let new = Analyzed::new(self, source, parsed(source), Arc::default());
        if kept {
            known().insert(source.text().to_owned(), new.clone());
        }
        new
    }

    /// What is known of a submission already.
    pub(super) fn known_of(&self, source: &Source) -> Option<Analyzed> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(source.text()).cloned()
    }

    /// Whether some misconception is known by the calls that a program makes.
    pub(super) fn asks_for_calls(&self) -> bool {
        let mut misconceptions = self.exercise.misconceptions.iter();
        misconceptions.any(|known| !known.detect.calls.is_empty())
    }

    /// The entry points of the exercise.
    pub(super) fn functions(&self) -> &[Function] {
        &self.functions
    }

    /// The world in which calls are made.
    pub(super) fn setup(&self) -> &attack::Setup {
        &self.setup
    }

    /// How the start does with the goal of this number, whatever it waits for.
    pub(super) fn outcome_at_start(&'a self, at: usize) -> Option<&'a super::Outcome> {
        let goal = self.exercise.goals.get(at)?;
        let outcome = || super::goal::one(&self.start(), goal).0;
        Some(self.at_start.get(at)?.get_or_init(outcome))
    }

    /// The numbers of all goals, those first that most often stood in the way.
    pub(super) fn strictest_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.stood.len()).collect();
        order.sort_by_cached_key(|at| std::cmp::Reverse(self.times_stood(*at)));
        order
    }

    /// How often the goal of this number stood in the way.
    pub(super) fn times_stood(&self, at: usize) -> u32 {
        let times = self.stood.get(at);
        times.map_or(0, |times| times.load(Ordering::Relaxed))
    }

    /// The goal of this number stood in the way.
    pub(super) fn stands(&self, at: usize) {
        if let Some(times) = self.stood.get(at) {
            times.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The databases of its calls.
    pub(super) fn stock(&self) -> &Arc<Stock> {
        &self.stock
    }

    /// The calls of all submissions.
    pub(super) fn calls(&self) -> &Calls {
        &self.calls
    }

    /// A call as Python.
    pub(super) fn expression(&self, call: &str) -> Result<Arc<Expression>, Reason> {
        let mut known = self
            .expressions
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(call) {
            return found.clone();
        }
        let read = python::expression(call)
            .map(Arc::new)
            .map_err(|error| doubt::call_not_python(call, &error.message));
        known.insert(call.to_owned(), read.clone());
        read
    }

    /// The same databases after this SQL.
    pub(super) fn stock_after(&self, sql: &str) -> Arc<Stock> {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stock) = given.get(sql) {
            return Arc::clone(stock);
        }
        let stock = Arc::new(self.stock.after(sql));
        given.insert(sql.to_owned(), Arc::clone(&stock));
        stock
    }

    /// The program that stands around the submission; an error when it is not Python.
    pub(super) fn stage(&self) -> Result<Option<&Stage>, Reason> {
        let stage = self.stage.get_or_init(|| {
            let text = self.exercise.stage.as_str();
            (!text.is_empty()).then(|| {
                let program = python::parse(&Source::new("stage", text));
                Stage::new(program, theirs(self.exercise))
            })
        });
        let program = stage.as_ref().map(Stage::program);
        match program.and_then(|program| program.errors().first()) {
            Some(error) => Err(doubt::stage_not_python(&error.message)),
            None => Ok(stage.as_ref()),
        }
    }
}

impl Analyzed {
    /// A submission that is only parsed: nothing was found out yet but that.
    pub(super) fn only_parsed(source: &Source) -> Self {
        let report = Report {
            source: source.clone(),
            programs: parsed(source),
            record: Record::default(),
            findings: Vec::new(),
            undecided: Vec::new(),
            notices: Vec::new(),
        };
        Self {
            report: Arc::new(report),
            missing: Vec::new(),
            instead: Vec::new(),
            kept: Arc::default(),
        }
    }

    /// The same submission with all that the analyzer says of it; what calls have found out stays.
    pub(super) fn completed(&self, bench: &Bench<'_>) -> Self {
        let programs = self.report.programs.clone();
        Self::new(bench, &self.report.source, programs, Arc::clone(&self.kept))
    }

    fn new(
        bench: &Bench<'_>,
        source: &Source,
        programs: Vec<(u32, Arc<Program>)>,
        mut kept: Arc<Kept>,
    ) -> Self {
        let (exercise, rulebook, functions) = (bench.exercise, bench.rulebook, &bench.functions);
        let asked = |callee: &str| super::goal::asks_about(exercise, callee);
        let mut report = analyze_briefly(source, programs, rulebook, functions, &asked);
        let mut missing = report.record.missing.clone();
        let mut instead = Vec::new();
        if let [wanted] = missing.as_slice()
            && !exercise.is_several()
            && let Some(found) = stand_in(exercise, &report, wanted)
        {
            // A last line that gives the function the name of the brief; it stands behind every
            // place that a finding can speak of.
            let text = format!("{}\n{wanted} = {found}\n", source.text());
            let named = Source::new(source.name(), text.as_str());
            let programs = parsed(&named);
            report = analyze_briefly(&named, programs, rulebook, functions, &asked);
            kept = Arc::default();
            instead.push((wanted.clone(), found));
            missing.clone_from(&report.record.missing);
        }
        Self {
            report: Arc::new(report),
            missing,
            instead,
            kept,
        }
    }
}

/// The names that are the learner's to define: those of the judged functions, of the start and the solution, and
/// those that the brief writes as code.
fn theirs(exercise: &Exercise) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for function in &exercise.functions {
        names.extend(function.name.split('.').map(str::to_owned));
    }
    for text in [&exercise.start, &exercise.solution] {
        for (_, program) in parsed(&Source::new("", text.as_str())) {
            names.extend(program.tree().body.iter().filter_map(defined));
        }
    }
    for code in exercise.brief.split('`').skip(1).step_by(2) {
        names.extend(named_as_code(code));
    }
    names
}

/// The names of a piece of code in a brief that names something: `PAYLOAD`, `payload()`, `store.find(db, name)`. What is
/// handed over there, and what stands in a longer piece, is nobody's to define.
fn named_as_code(code: &str) -> Vec<String> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let end = code.find(|c| !part(c)).unwrap_or(code.len());
    let (name, rest) = code.split_at_checked(end).unwrap_or((code, ""));
    if rest.is_empty() || rest.starts_with('(') {
        name.split('.').map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

/// The name that a statement of a module defines.
fn defined(statement: &Stmt) -> Option<String> {
    let name = match statement {
        Stmt::FunctionDef(function) => function.name.as_str(),
        Stmt::ClassDef(class) => class.name.as_str(),
        Stmt::Assign(assignment) => match assignment.targets.as_slice() {
            [Expr::Name(name)] => name.id.as_str(),
            _ => return None,
        },
        Stmt::AnnAssign(assignment) => assignment.target.as_name_expr()?.id.as_str(),
        _ => return None,
    };
    Some(name.to_owned())
}

/// The entry points of the exercise.
pub(super) fn functions(exercise: &Exercise) -> Vec<Function> {
    exercise
        .functions
        .iter()
        .map(|function| Function {
            name: function.name.clone(),
            params: function
                .params
                .iter()
                .map(|param| Param {
                    name: param.name.clone(),
                    kind: param.kind.clone(),
                    untrusted: param.untrusted,
                })
                .collect(),
        })
        .collect()
}

/// The one function of the module that takes as many parameters as the missing one.
fn stand_in(exercise: &Exercise, report: &Report, wanted: &str) -> Option<String> {
    let function = exercise.functions.iter().find(|f| f.name == wanted)?;
    let (_, program) = report.programs.first()?;
    let mut fitting = program.functions().into_iter().filter(|(name, params)| {
        *params == function.params.len() && exercise.functions.iter().all(|f| f.name != *name)
    });
    let (name, _) = fitting.next()?;
    fitting.next().is_none().then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brief_names_what_it_calls_and_not_what_is_handed_over() {
        assert_eq!(named_as_code("PAYLOAD"), ["PAYLOAD"]);
        assert_eq!(named_as_code("store.find(db, name)"), ["store", "find"]);
        assert_eq!(named_as_code("payload()"), ["payload"]);
        assert!(named_as_code("{\"user\": packet}").is_empty());
        assert!(named_as_code("from outbox import deliver").is_empty());
    }
}
