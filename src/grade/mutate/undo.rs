//! Versions of an answer in which something of the repair is taken back.
//!
//! Whether that does harm is not known here: a check may be one of two. Called by `proof`.

use super::Version;
use super::bound;
use super::code::{Code, Edits, Where, start, steps, suites};
use super::names::Names;
use crate::evaluate::Knowledge;
use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{Alias, Expr, ExprCall, Stmt, StmtIf};
use ruff_text_size::Ranged;
use similar::{DiffTag, TextDiff};
use std::collections::{BTreeMap, BTreeSet};

/// The answer with each part of its repair taken back, at most `most` versions: what the start has
/// there is put back, values go back into the text, checks, cleaning and arguments go.
pub(super) fn undone(
    text: &str,
    start_text: &str,
    knowledge: &Knowledge,
    most: usize,
) -> Vec<Version> {
    let Some(code) = Code::read(text) else {
        return Vec::new();
    };
    let mut parts = Parts {
        code: &code,
        knowledge,
        start: start_text.split_whitespace().collect(),
        imports: imports(&code),
        found: Vec::new(),
    };
    parts.visit_body(code.body());
    let mut versions = parts.found;
    let back = lines_put_back(text, start_text).into_iter();
    versions.extend(back.filter(|version| Code::read(&version.text).is_some()));
    let mut seen = BTreeSet::from([text.to_owned(), start_text.to_owned()]);
    versions.retain(|version| seen.insert(version.text.clone()) && holds_together(&code, version));
    versions.truncate(most);
    versions
}

/// The answer without each of its statements in turn, at most `most` versions.
pub(super) fn cut(text: &str, most: usize) -> Vec<Version> {
    let Some(code) = Code::read(text) else {
        return Vec::new();
    };
    // A function that ends gives back nothing, said or not.
    let said = endings(&code);
    let simple = |statement: &&(&Stmt, &str)| match statement.0 {
        same if said.contains(&start(same)) => false,
        Stmt::Expr(inner) => !inner.value.is_literal_expr(),
        Stmt::Assign(_) | Stmt::AugAssign(_) | Stmt::AnnAssign(_) | Stmt::Return(_) => true,
        Stmt::Raise(_) | Stmt::Assert(_) | Stmt::Delete(_) => true,
        _ => false,
    };
    let steps = steps(&code);
    let versions = steps.iter().filter(simple).map(|(statement, _)| {
        let mut edits = Edits::default();
        edits.replace(statement.range(), "pass");
        let first = code.part(*statement).lines().next().unwrap_or_default();
        Version {
            what: super::without(first),
            line: code.line(start(*statement)),
            text: edits.apply(&code).unwrap_or_default(),
            file: None,
        }
    });
    versions
        .filter(|version| !version.text.is_empty() && holds_together(&code, version))
        .take(most)
        .collect()
}

/// Where a function ends with `return` or `return None`: without it, it does the same.
fn endings(code: &Code) -> BTreeSet<usize> {
    let nothing = |last: &Stmt| match last {
        Stmt::Return(given) => given
            .value
            .as_deref()
            .is_none_or(Expr::is_none_literal_expr),
        _ => false,
    };
    let mut found = BTreeSet::new();
    bodies(code.body(), &mut |body| {
        found.extend(body.last().filter(|last| nothing(last)).map(start));
    });
    found
}

/// Visits the body of every function, wherever it is defined.
fn bodies<'a>(body: &'a [Stmt], visit: &mut dyn FnMut(&'a [Stmt])) {
    suites(body, Where::Module, &mut |suite, _| {
        for statement in suite {
            if let Stmt::FunctionDef(def) = statement {
                visit(&def.body);
            }
        }
    });
}

/// Whether a version has every name that the answer had: one that lost a name says nothing about
/// goals, since it ends with an error.
fn holds_together(code: &Code, version: &Version) -> bool {
    let Some(changed) = Code::read(&version.text) else {
        return false;
    };
    let before = Names::of(code.body()).loose();
    Names::of(changed.body()).loose().is_subset(&before)
}

/// Each run of changed lines as the start has it, whether or not that can be read.
pub(super) fn lines_put_back(text: &str, start_text: &str) -> Vec<Version> {
    let old: Vec<&str> = start_text.split_inclusive('\n').collect();
    let new: Vec<&str> = text.split_inclusive('\n').collect();
    let diff = TextDiff::from_slices(&old, &new);
    let changes: Vec<_> = diff
        .ops()
        .iter()
        .filter(|change| change.tag() != DiffTag::Equal)
        .collect();
    let put_back = changes.iter().filter_map(|change| {
        let before = new.get(..change.new_range().start)?;
        let after = new.get(change.new_range().end..)?;
        let put = old.get(change.old_range())?;
        let text: String = [before, put, after]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        Some(Version {
            what: "with lines of the start put back".into(),
            line: u32::try_from(change.new_range().start + 1).unwrap_or(u32::MAX),
            text,
            file: None,
        })
    });
    put_back.collect()
}

/// Name → what it stands for, as imports at the top of the module say.
fn imports(code: &Code) -> BTreeMap<&str, String> {
    let mut found = BTreeMap::new();
    for statement in code.body() {
        match statement {
            Stmt::Import(import) => {
                for alias in &import.names {
                    let name = alias.name.as_str();
                    let first = name.split('.').next().unwrap_or(name);
                    match &alias.asname {
                        Some(other) => found.insert(other.as_str(), name.to_owned()),
                        None => found.insert(first, first.to_owned()),
                    };
                }
            }
            Stmt::ImportFrom(import) => {
                let module = import.module.as_ref().map_or("", |module| module.as_str());
                let local = |alias: &Alias| format!("{module}.{}", alias.name);
                for alias in &import.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                    found.insert(name, local(alias));
                }
            }
            _ => {}
        }
    }
    found
}

/// The places at which something of a repair can be taken back.
struct Parts<'a> {
    code: &'a Code,
    knowledge: &'a Knowledge,
    /// The words of the start: what stands there too is no part of the repair.
    start: BTreeSet<&'a str>,
    imports: BTreeMap<&'a str, String>,
    found: Vec<Version>,
}

impl<'a> Parts<'a> {
    fn put(&mut self, what: String, part: &impl Ranged, with: String) {
        let mut edits = Edits::default();
        edits.replace(part.range(), with);
        if let Some(text) = edits.apply(self.code) {
            self.found.push(Version {
                what,
                line: self.code.line(start(part)),
                text,
                file: None,
            });
        }
    }

    /// Whether the start has this text, word for word.
    fn is_given(&self, part: &str) -> bool {
        part.split_whitespace()
            .all(|word| self.start.contains(word))
    }

    /// The qualified name of what is called.
    fn callee(&self, func: &Expr) -> Option<String> {
        match func {
            Expr::Name(name) => {
                let id = name.id.as_str();
                let known = self.imports.get(id).cloned();
                Some(known.unwrap_or_else(|| format!("builtins.{id}")))
            }
            Expr::Attribute(attribute) => match &*attribute.value {
                Expr::Name(name) if !self.imports.contains_key(name.id.as_str()) => None,
                inner => Some(format!("{}.{}", self.callee(inner)?, attribute.attr)),
            },
            _ => None,
        }
    }

    fn call(&mut self, call: &'a ExprCall) {
        let code = self.code;
        if let Some(arguments) = bound::into_text(code, call) {
            let what = "with the values put back into the text".to_owned();
            self.put(what, &call.arguments, arguments);
        }
        let first = call.arguments.args.first();
        let cleans = self
            .callee(&call.func)
            .is_some_and(|name| self.knowledge.cleaned(&name).is_some());
        let looks_up =
            matches!(&*call.func, Expr::Attribute(attribute) if attribute.attr.as_str() == "get");
        if let Some(first) = first
            && (cleans || looks_up)
            && !first.is_starred_expr()
            && !self.is_given(code.part(call))
        {
            let what = format!("without `{}`", code.part(&*call.func));
            self.put(what, call, format!("({})", code.part(first)));
        }
        for keyword in &call.arguments.keywords {
            if keyword.arg.is_none() || self.is_given(code.part(keyword)) {
                continue;
            }
            let args = call.arguments.args.iter().map(|part| code.part(part));
            let others = call.arguments.keywords.iter();
            let others = others
                .filter(|other| other.range != keyword.range)
                .map(|part| code.part(part));
            let rest: Vec<&str> = args.chain(others).collect();
            let what = format!("without `{}`", code.part(keyword));
            self.put(what, &call.arguments, format!("({})", rest.join(", ")));
        }
    }

    fn guard(&mut self, guard: &'a StmtIf) {
        let stops = matches!(
            guard.body.last(),
            Some(Stmt::Raise(_) | Stmt::Return(_) | Stmt::Continue(_) | Stmt::Break(_))
        );
        let test = self.code.part(&*guard.test);
        if stops && guard.elif_else_clauses.is_empty() && !self.is_given(test) {
            let what = format!("without the check `{test}`");
            self.put(what, guard, "pass".into());
        }
    }
}

impl<'a> Visitor<'a> for Parts<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if let Stmt::If(guard) = statement {
            self.guard(guard);
        }
        walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Call(call) => self.call(call),
            Expr::Subscript(subscript)
                if subscript.ctx.is_load()
                    && !subscript.slice.is_literal_expr()
                    && !subscript.slice.is_slice_expr()
                    && !self.is_given(self.code.part(subscript)) =>
            {
                let what = format!(
                    "without the look-up in `{}`",
                    self.code.part(&*subscript.value)
                );
                let key = format!("({})", self.code.part(&*subscript.slice));
                self.put(what, subscript, key);
            }
            _ => {}
        }
        walk_expr(self, expression);
    }
}
