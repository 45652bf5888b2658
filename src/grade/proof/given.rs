//! What an exercise is made of besides its answers: the calls of its probes, the values that they must give, its SQL
//! and its stage. Where one of them cannot be read, every answer would be blamed for it.
//!
//! Called by `proof`, before any answer is judged.

use super::super::bench::Bench;
use super::super::callable::callables;
use super::super::case::{Around, Case};
use super::super::compare::items;
use super::super::exception::nobody_raises;
use super::{Findings, doubt};
use crate::evaluate::{Ending, is_builtin, literal};
use crate::pack::{Exercise, GoalKind, Probe};
use crate::python;
use crate::text::Source;
use ruff_python_ast::helpers::any_over_expr;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Parameter};
use std::collections::HashSet;

/// Tells what cannot be read; whether there is any.
pub(super) fn check(exercise: &Exercise, bench: &Bench<'_>, found: &mut Findings<'_>) -> bool {
    let before = found.proof.faults.len();
    let places = &exercise.places;
    if let Some(error) = bench.stock().trouble() {
        let cause = format!("SQLite refuses the SQL of `database`: {error}");
        found.here(
            places.database,
            cause,
            "Correct the SQL; it is run before each call.",
        );
    }
    if let Err(why) = bench.stage() {
        let cause = doubt::told(&exercise.messages, &why);
        found.here(
            places.stage,
            cause,
            "Correct `stage`; it stands around each answer.",
        );
    }
    of_functions(exercise, bench, found);
    let named = Named::of(bench);
    for (at, goal) in exercise.goals.iter().enumerate() {
        if !super::super::file::can_be_given(&goal.kind) {
            found.here(
                Findings::line(&places.goals, at),
                format!("`with` of the goal `{}` is no Python dict", goal.id),
                "Write the values by name, such as `with = \"{'name': 'Ada'}\"`.",
            );
        }
        if let GoalKind::Probe(probe) = &goal.kind {
            for (cause, next) in of_probe(probe, bench, &named) {
                let cause = format!("the probe of the goal `{}`: {cause}", goal.id);
                found.here(Findings::line(&places.goals, at), cause, next);
            }
        }
    }
    for (at, misconception) in exercise.misconceptions.iter().enumerate() {
        let own = exercise.places.misconceptions.get(at);
        let raises = misconception.detect.raises.iter();
        for cause in raises.filter_map(|name| named.of_exception("raises", name)) {
            let cause = format!("the misconception `{}`: {cause}", misconception.id);
            found.here(own.copied().unwrap_or(1), cause, RAISED);
        }
    }
    let attack = exercise.attack.as_ref();
    if let Some(attack) = attack.filter(|attack| !attack.call.is_empty())
        && let Err(error) = python::expression(&attack.call.replace("{0}", "''"))
    {
        let cause = format!("`call` of `[attack]` is not Python: {}", error.message);
        found.here(places.attack, cause, CALL);
    }
    if let Some(with) = attack.and_then(|attack| attack.with.as_ref())
        && !super::super::file::is_dict(with)
    {
        found.here(
            places.attack,
            "`with` of `[attack]` is no Python dict".into(),
            "Write the values by name, such as `with = \"{'name': '{0}'}\"`.",
        );
    }
    if found.proof.faults.len() == before && runs_on(exercise, bench) {
        found.here(
            places.stage,
            "`stage` takes more steps than the checker follows".into(),
            "Shorten it, or give its loops an end; it is followed before each call.",
        );
    }
    found.proof.faults.len() > before
}

/// Tells functions that the solution calls otherwise, or that need more than the exercise gives.
fn of_functions(exercise: &Exercise, bench: &Bench<'_>, found: &mut Findings<'_>) {
    const NEXT: &str =
        "Correct `[[function]]`, or the solution; learners are told what stands in `[[function]]`.";
    if !exercise.is_python() || exercise.is_several() || exercise.functions.is_empty() {
        return;
    }
    let source = Source::new(exercise.file.as_str(), exercise.solution.as_str());
    let solution = bench.analyzed(&source, true);
    for (wanted, instead) in &solution.instead {
        let cause =
            format!("`[[function]]` names `{wanted}`, which the solution calls `{instead}`");
        found.here(1, cause, NEXT);
    }
    let programs = solution.report.programs.iter();
    for callable in programs.flat_map(|(_, program)| callables(program)) {
        let mut functions = exercise.functions.iter();
        let Some(function) = functions.find(|function| function.name == callable.name) else {
            continue;
        };
        let (given, needed) = (function.params.len(), callable.parameters.len());
        if needed > given {
            let cause = format!(
                "the solution's `{}` needs {needed} parameters, and `[[function]]` names {given}",
                function.name
            );
            found.here(1, cause, NEXT);
        }
    }
}

/// Whether a stage that stands around an empty file does not come to an end.
fn runs_on(exercise: &Exercise, bench: &Bench<'_>) -> bool {
    let source = Source::new(exercise.file.as_str(), "");
    !exercise.stage.is_empty()
        && !exercise.is_several()
        && Case::new(bench, &source)
            .run("None", &Around::default())
            .is_ok_and(|run| run.outcome.exhausted || run.outcome.endings == [too_long()])
}

fn too_long() -> Ending {
    Ending::Unknown(crate::evaluate::doubt::too_many_steps())
}

/// What may stand in a call: the words of what the exercise gives, and what means something by itself.
struct Named<'a> {
    bench: &'a Bench<'a>,
    words: HashSet<&'a str>,
    /// Whether all of a module is brought, whose names stand nowhere here.
    open: bool,
}

impl<'a> Named<'a> {
    fn of(bench: &'a Bench<'a>) -> Self {
        let exercise = bench.exercise;
        let accept = exercise.accept.iter().map(|answer| &answer.text);
        let given = [&exercise.start, &exercise.solution, &exercise.stage].into_iter();
        let texts: Vec<&String> = given.clone().chain(accept).collect();
        let between = |c: char| !c.is_alphanumeric() && c != '_';
        Self {
            bench,
            words: texts.iter().flat_map(|text| text.split(between)).collect(),
            open: given.into_iter().any(|text| text.contains("import *")),
        }
    }

    /// What is to be told of an exception that nobody raises.
    fn of_exception(&self, key: &str, name: &str) -> Option<String> {
        let meant = nobody_raises(self.bench.rulebook.knowledge(), name, &self.words)?;
        Some(format!("`{key}` names no exception: `{name}`{meant}"))
    }

    /// A name that a call reads, and nobody defines.
    fn missing(&self, call: &python::Expression) -> Option<String> {
        let mut names = Names::default();
        names.visit_expr(call.tree());
        let known = |name: &str| {
            self.open
                || name == "db"
                || is_builtin(name)
                || names.bound.iter().any(|bound| bound == name)
                || self.bench.rulebook.knowledge().modules.contains(name)
                || self.words.contains(name)
        };
        names.read.iter().find(|name| !known(name)).cloned()
    }
}

/// The names of an expression: those that it reads, and those that it binds itself.
#[derive(Default)]
struct Names {
    read: Vec<String>,
    bound: Vec<String>,
}

impl<'a> Visitor<'a> for Names {
    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(name) = expression {
            let list = if name.ctx.is_load() {
                &mut self.read
            } else {
                &mut self.bound
            };
            list.push(name.id.to_string());
        }
        visitor::walk_expr(self, expression);
    }

    fn visit_parameter(&mut self, parameter: &'a Parameter) {
        self.bound.push(parameter.name.to_string());
        visitor::walk_parameter(self, parameter);
    }
}

const LINES: &str =
    "It holds a line break; one inside quotation marks is written `\\\\n`, with two backslashes.";
const RAISED: &str = "Correct the name: a built-in exception, one of a library with its module, or a class of the exercise's code.";
const CALL: &str = "Write one expression of Python, such as `call = \"find(db, 'Ada')\"`.";

fn of_probe(probe: &Probe, bench: &Bench<'_>, named: &Named<'_>) -> Vec<(String, &'static str)> {
    let mut all = Vec::new();
    for call in std::iter::once(&probe.call).chain(&probe.or_call) {
        match python::expression(call) {
            Err(error) => {
                let next = if call.contains('\n') { LINES } else { CALL };
                all.push((format!("`{call}` is not Python: {}", error.message), next));
            }
            Ok(parsed) => {
                if let Some(name) = named.missing(&parsed) {
                    let cause = format!("nothing defines `{name}`, which the call uses");
                    let next = "Correct the name, or define it in the solution or in `stage`.";
                    all.push((cause, next));
                }
            }
        }
    }
    let strange = probe.may_raise.iter();
    all.extend(strange.filter_map(|name| Some((named.of_exception("may-raise", name)?, RAISED))));
    // Where the database itself is wrong, that is told already.
    if let Some(sql) = &probe.given
        && bench.stock().trouble().is_none()
        && let Some(error) = bench.stock_after(sql).trouble()
    {
        let cause = format!("SQLite refuses the SQL of `given`: {error}");
        all.push((cause, "Correct the SQL; it is run before the call."));
    }
    let then = probe.then.as_ref().map(|(_, want)| want);
    for (key, text) in [("returns", probe.returns.as_ref()), ("then", then)] {
        if let Some(text) = text
            && literal(text).is_none()
            && (key == "then" || !is_made(text))
        {
            let cause = format!("`{key}` is no value of Python: {text}");
            all.push((
                cause,
                "Write a value as Python does, such as `\"[('Ada', 1)]\"`.",
            ));
        }
    }
    for (key, text) in [
        ("returns-any-order", &probe.returns_any_order),
        ("contains", &probe.contains),
        ("lacks", &probe.lacks),
        ("in-order", &probe.in_order),
        ("never-in-order", &probe.never_in_order),
    ] {
        if let Some(text) = text
            && literal(text).as_ref().and_then(items).is_none()
        {
            let cause = format!("`{key}` is no list of Python values: {text}");
            all.push((
                cause,
                "Write a list as Python does, such as `\"['Ada', 'Bob']\"`.",
            ));
        }
    }
    all
}

/// Whether this makes a value by a call: `Decimal('1.50')`.
fn is_made(text: &str) -> bool {
    python::expression(text).is_ok_and(|e| any_over_expr(e.tree(), &|e: &Expr| e.is_call_expr()))
}
