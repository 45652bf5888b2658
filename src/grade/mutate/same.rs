//! Versions of an answer that mean the same: what a learner's own hand would have written instead.
//!
//! Each way changes everything it can change safely and leaves out what it is not sure of. Called by
//! `proof`.

use super::Version;
use super::code::{Code, Edits, Where, end, start, steps, suites};
use super::names::Names;
use crate::pack::{Exercise, GoalKind};
use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{Expr, Stmt, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};

type Way = (&'static str, fn(&Code, &Exercise) -> Option<String>);

const WAYS: [Way; 8] = [
    ("names changed", renamed),
    ("a variable added", extracted),
    ("a variable written in place", inlined),
    ("the work moved to a helper", helped),
    ("imports under other names", aliased),
    ("functions in another order", reordered),
    ("brackets and line breaks added", wrapped),
    ("comments, docstrings and hints added", commented),
];

/// The answer, changed in each way that applies.
pub(super) fn each(text: &str, elsewhere: &str, exercise: &Exercise) -> Vec<Version> {
    let Some(code) = Code::read_in(text, elsewhere) else {
        return Vec::new();
    };
    let ways = WAYS.iter().filter_map(|(what, way)| {
        let text = way(&code, exercise)?;
        Some(version(what, &code, text))
    });
    ways.collect()
}

/// The answer, changed in all ways one after another; nothing when none applies.
pub(super) fn all_at_once(text: &str, elsewhere: &str, exercise: &Exercise) -> Option<Version> {
    let code = Code::read_in(text, elsewhere)?;
    let mut now = text.to_owned();
    for (_, way) in WAYS {
        if let Some(next) = Code::read_in(&now, elsewhere).and_then(|code| way(&code, exercise)) {
            now = next;
        }
    }
    (now != text).then(|| version("written quite differently", &code, now))
}

fn version(what: &str, code: &Code, text: String) -> Version {
    let mut lines = (1..).zip(code.text().lines().zip(text.lines()));
    let line = lines
        .find(|(_, (old, new))| old != new)
        .map_or(0, |(line, _)| line);
    Version {
        what: what.to_owned(),
        line,
        text,
        file: None,
    }
}

/// The functions of the module and the methods of its classes; `true` for a function of the module
/// that nothing decorates.
fn functions(code: &Code) -> Vec<(&StmtFunctionDef, bool)> {
    let mut found = Vec::new();
    for statement in code.body() {
        match statement {
            Stmt::FunctionDef(def) => found.push((def, def.decorator_list.is_empty())),
            Stmt::ClassDef(class) => found.extend(class.body.iter().filter_map(|inner| {
                let def = inner.as_function_def_stmt()?;
                Some((def, false))
            })),
            _ => {}
        }
    }
    found
}

/// Local variables get other names, and parameters where no caller names them.
fn renamed(code: &Code, exercise: &Exercise) -> Option<String> {
    let all = Names::of(code.body());
    if all.looked_at {
        return None;
    }
    let called = calls_of(exercise) + code.elsewhere();
    let mut edits = Edits::default();
    for (def, plain) in functions(code) {
        let names = Names::of(&def.body);
        if names.class {
            continue;
        }
        let own = def.parameters.iter().map(|p| &p.as_parameter().name);
        let own: Vec<_> = own.collect();
        let mut change = |name: &str, first: Option<TextRange>| {
            let new = format!("the_{name}");
            if name.starts_with('_')
                || names.defined.contains_key(name)
                || names.shown.contains(name)
                || all.knows(&new)
            {
                return;
            }
            let places = names.places.get(name).into_iter().flatten().copied();
            for place in first.into_iter().chain(places) {
                edits.replace(place, new.as_str());
            }
        };
        for name in &names.bound {
            if own.iter().all(|param| param.as_str() != *name) {
                change(name, None);
            }
        }
        let varied = def.parameters.vararg.is_some() || def.parameters.kwarg.is_some();
        for param in own.iter().filter(|_| plain && !varied && !all.spreads) {
            let name = param.as_str();
            if !all.keywords.contains(name) && !called.contains(&format!("{name}=")) {
                change(name, Some(param.range()));
            }
        }
    }
    edits.apply(code)
}

/// The calls by which the exercise tries an answer, without spaces.
fn calls_of(exercise: &Exercise) -> String {
    let mut calls = String::new();
    for goal in &exercise.goals {
        if let GoalKind::Probe(probe) = &goal.kind {
            calls.push_str(&probe.call);
            probe.or_call.iter().for_each(|call| calls.push_str(call));
        }
    }
    if let Some(attack) = &exercise.attack {
        calls.push_str(&attack.call);
    }
    calls.retain(|sign| !sign.is_whitespace());
    calls
}

/// What is returned, and what is passed first, gets a name before.
fn extracted(code: &Code, _: &Exercise) -> Option<String> {
    let all = Names::of(code.body());
    let mut edits = Edits::default();
    let mut count = 0;
    for (statement, indentation) in steps(code) {
        if let Some(argument) = first_argument(statement) {
            count += 1;
            let name = format!("part_{count}");
            if !all.knows(&name) {
                let text = format!("{name} = ({})\n{indentation}", code.part(argument));
                edits.insert(start(statement), text);
                edits.replace(argument.range(), name);
            }
        }
        if let Stmt::Return(back) = statement
            && let Some(value) = &back.value
            && !matches!(**value, Expr::Name(_) | Expr::Yield(_) | Expr::YieldFrom(_))
            && !all.knows("outcome")
        {
            let at = start(statement);
            edits.put(at, at + "return".len(), "outcome =");
            edits.insert(end(statement), format!("\n{indentation}return outcome"));
        }
    }
    edits.apply(code)
}

/// The first argument of the call that a statement makes, when it is text or a list written there.
fn first_argument(statement: &Stmt) -> Option<&Expr> {
    let mut at: &Expr = match statement {
        Stmt::Expr(inner) => &inner.value,
        Stmt::Assign(inner) => &inner.value,
        Stmt::Return(inner) => inner.value.as_deref()?,
        _ => return None,
    };
    loop {
        match at {
            Expr::Call(call) => {
                if let Some(first) = call.arguments.args.first() {
                    let plain = matches!(
                        first,
                        Expr::StringLiteral(_) | Expr::FString(_) | Expr::BinOp(_) | Expr::List(_)
                    );
                    return plain.then_some(first);
                }
                at = &call.func;
            }
            Expr::Attribute(attribute) => at = &attribute.value,
            _ => return None,
        }
    }
}

/// A variable that is used once, in the next statement, is written there itself.
fn inlined(code: &Code, _: &Exercise) -> Option<String> {
    let all = Names::of(code.body());
    if all.looked_at {
        return None;
    }
    let mut edits = Edits::default();
    let mut done = 0;
    suites(code.body(), Where::Module, &mut |suite, place| {
        if place != Where::Function {
            return;
        }
        for pair in suite.windows(2) {
            let [first, second] = pair else { continue };
            if start(first) < done || code.indentation(first).is_none() {
                continue;
            }
            if let Some((value, at)) = used_once(&all, first, second) {
                edits.put(start(first), start(second), "");
                edits.replace(at, format!("({})", code.part(value)));
                done = end(second);
            }
        }
    });
    edits.apply(code)
}

/// The value of an assignment whose name is read just once: next, and before anything else there.
fn used_once<'a>(
    all: &Names<'_>,
    first: &'a Stmt,
    second: &'a Stmt,
) -> Option<(&'a Expr, TextRange)> {
    let assign = first.as_assign_stmt()?;
    let [Expr::Name(target)] = assign.targets.as_slice() else {
        return None;
    };
    let places = all.places.get(target.id.as_str())?;
    let value = &*assign.value;
    if places.len() != 2
        || all.defined.contains_key(target.id.as_str())
        || matches!(
            value,
            Expr::Yield(_) | Expr::YieldFrom(_) | Expr::Await(_) | Expr::Named(_)
        )
    {
        return None;
    }
    let user: &Expr = match second {
        Stmt::Return(inner) => inner.value.as_deref()?,
        Stmt::Expr(inner) => &inner.value,
        Stmt::Assign(inner) => &inner.value,
        _ => return None,
    };
    let mut reads = First::default();
    reads.visit_expr(user);
    let at = reads.found?;
    (places.contains(&at) && at != target.range).then_some((value, at))
}

/// The first name that an expression reads outside of texts, lambdas and comprehensions.
#[derive(Default)]
struct First {
    found: Option<TextRange>,
    blind: bool,
}

impl<'a> Visitor<'a> for First {
    fn visit_expr(&mut self, expression: &'a Expr) {
        if self.found.is_some() || self.blind {
            return;
        }
        match expression {
            Expr::Name(name) => self.found = Some(name.range),
            Expr::FString(_)
            | Expr::TString(_)
            | Expr::Lambda(_)
            | Expr::ListComp(_)
            | Expr::SetComp(_)
            | Expr::DictComp(_)
            | Expr::Generator(_)
            | Expr::If(_)
            | Expr::BoolOp(_) => self.blind = true,
            _ => walk_expr(self, expression),
        }
    }
}

/// The work of each plain function moves to another one, which it calls.
fn helped(code: &Code, _: &Exercise) -> Option<String> {
    let all = Names::of(code.body());
    let mut edits = Edits::default();
    for (def, plain) in functions(code) {
        let params = &def.parameters;
        let simple = params.posonlyargs.is_empty()
            && params.kwonlyargs.is_empty()
            && params.vararg.is_none()
            && params.kwarg.is_none();
        let helper = format!("{}_steps", def.name);
        let again = all.defined.get(def.name.as_str()) != Some(&1);
        if !plain || !simple || again || all.knows(&helper) || code.indentation(def) != Some("") {
            continue;
        }
        edits.replace(def.name.range(), helper.as_str());
        let written = code.part(&**params).trim();
        let written = written.strip_prefix('(').unwrap_or(written);
        let written = written.strip_suffix(')').unwrap_or(written);
        let names = params.args.iter().map(|arg| arg.parameter.name.as_str());
        let names: Vec<_> = names.collect();
        let (kind, wait) = if def.is_async {
            ("async def", "await ")
        } else {
            ("def", "")
        };
        edits.insert(
            code.line_end(end(def)),
            format!(
                "\n\n\n{kind} {}({written}):\n    return {wait}{helper}({})\n",
                def.name,
                names.join(", ")
            ),
        );
    }
    edits.apply(code)
}

/// Modules and what is taken from them get other names.
fn aliased(code: &Code, _: &Exercise) -> Option<String> {
    let all = Names::of(code.body());
    if all.looked_at {
        return None;
    }
    let mut edits = Edits::default();
    for statement in code.body() {
        let (aliases, end_of_name) = match statement {
            Stmt::Import(import) => (&import.names, "_module"),
            Stmt::ImportFrom(import)
                if import
                    .module
                    .as_ref()
                    .is_none_or(|m| m.as_str() != "__future__") =>
            {
                (&import.names, "_imported")
            }
            _ => continue,
        };
        for alias in aliases {
            let name = alias.name.as_str();
            let new = format!("{name}{end_of_name}");
            if alias.asname.is_some()
                || name.contains(['.', '*'])
                || all.defined.get(name) != Some(&1)
                || all.bound.contains(name)
                || all.shown.contains(name)
                || all.knows(&new)
            {
                continue;
            }
            edits.insert(end(alias), format!(" as {new}"));
            for place in all.places.get(name).into_iter().flatten() {
                edits.replace(*place, new.as_str());
            }
        }
    }
    edits.apply(code)
}

/// Functions that follow each other change places.
fn reordered(code: &Code, _: &Exercise) -> Option<String> {
    let all = Names::of(code.body());
    let movable = |statement: &Stmt| {
        statement.as_function_def_stmt().is_some_and(|def| {
            def.decorator_list.is_empty()
                && all.defined.get(def.name.as_str()) == Some(&1)
                && !all.bound.contains(def.name.as_str())
                && def
                    .parameters
                    .iter()
                    .all(|param| param.default().is_none_or(Expr::is_literal_expr))
        })
    };
    let mut edits = Edits::default();
    for run in code.body().chunk_by(|a, b| movable(a) && movable(b)) {
        if run.len() > 1 {
            for (old, new) in run.iter().zip(run.iter().rev()) {
                edits.replace(old.range(), code.part(new));
            }
        }
    }
    edits.apply(code)
}

/// Values stand in brackets on lines of their own.
fn wrapped(code: &Code, _: &Exercise) -> Option<String> {
    let mut edits = Edits::default();
    for (statement, indentation) in steps(code) {
        let value: &Expr = match statement {
            Stmt::Return(inner) => match &inner.value {
                Some(value) => value,
                None => continue,
            },
            Stmt::Assign(inner) => &inner.value,
            Stmt::Expr(inner) if !inner.value.is_literal_expr() => &inner.value,
            _ => continue,
        };
        edits.insert(start(value), format!("(\n{indentation}    "));
        edits.insert(end(value), format!("\n{indentation})"));
    }
    edits.apply(code)
}

/// Remarks before each step, a docstring in each function, types on what the exercise passes.
fn commented(code: &Code, exercise: &Exercise) -> Option<String> {
    let mut edits = Edits::default();
    for (statement, indentation) in steps(code) {
        let documents = matches!(statement, Stmt::Expr(inner) if inner.value.is_literal_expr());
        if !documents {
            edits.insert(start(statement), format!("# One step.\n{indentation}"));
        }
    }
    for (def, plain) in functions(code) {
        if let Some(first) = def.body.first()
            && let Some(indentation) = code.indentation(first)
            && !matches!(first, Stmt::Expr(inner) if inner.value.is_literal_expr())
        {
            let text = format!("\"\"\"Do what the name says.\"\"\"\n{indentation}");
            edits.insert(start(first), text);
        }
        let wanted = exercise
            .functions
            .iter()
            .find(|f| f.name == def.name.as_str());
        for (param, about) in def
            .parameters
            .iter()
            .zip(wanted.iter().flat_map(|function| &function.params))
            .filter(|_| plain)
        {
            if let (None, Some(kind)) = (param.annotation(), &about.kind) {
                edits.insert(end(param.name()), format!(": \"{kind}\""));
            }
        }
    }
    edits.apply(code)
}
