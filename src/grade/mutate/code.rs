//! A parsed answer, its statements one by one, and edits of its text.
//!
//! Called by the other modules of `mutate`.

use crate::python::{Program, parse};
use crate::text::Source;
use ruff_python_ast::{ExceptHandler, Stmt};
use ruff_text_size::{Ranged, TextRange};

/// An answer that Python can read.
pub(super) struct Code {
    program: Program,
    elsewhere: String,
}

impl Code {
    /// Reads a text; nothing when it has errors.
    pub(super) fn read(text: &str) -> Option<Self> {
        Self::read_in(text, "")
    }

    /// Reads a text that stands beside others of a project.
    pub(super) fn read_in(text: &str, elsewhere: &str) -> Option<Self> {
        let program = parse(&Source::new("answer.py", text));
        program.errors().is_empty().then(|| Self {
            program,
            elsewhere: elsewhere.split_whitespace().collect(),
        })
    }

    /// The other files of the project, without spaces.
    pub(super) fn elsewhere(&self) -> &str {
        &self.elsewhere
    }

    pub(super) fn text(&self) -> &str {
        self.program.source().text()
    }

    pub(super) fn body(&self) -> &[Stmt] {
        &self.program.tree().body
    }

    /// The text of a part.
    pub(super) fn part(&self, part: &impl Ranged) -> &str {
        self.between(start(part), end(part))
    }

    /// The text between two places.
    pub(super) fn between(&self, from: usize, to: usize) -> &str {
        self.text().get(from..to).unwrap_or_default()
    }

    /// The line of a place, from 1.
    pub(super) fn line(&self, at: usize) -> u32 {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.program.source().line_of(at)
    }

    /// The indentation of a statement that stands alone on its lines; else nothing.
    pub(super) fn indentation(&self, statement: &impl Ranged) -> Option<&str> {
        let (from, to) = (start(statement), end(statement));
        let line = self.between(0, from).rfind('\n').map_or(0, |at| at + 1);
        let before = self.between(line, from);
        let after = self.text().get(to..).unwrap_or_default();
        let rest = after.split('\n').next().unwrap_or_default().trim();
        let alone = before.chars().all(|sign| sign == ' ' || sign == '\t')
            && (rest.is_empty() || rest.starts_with('#'));
        alone.then_some(before)
    }

    /// The end of the line on which a place stands, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.text().get(at..).unwrap_or_default();
        at + rest.find('\n').unwrap_or(rest.len())
    }
}

pub(super) fn start(part: &impl Ranged) -> usize {
    part.range().start().to_usize()
}

pub(super) fn end(part: &impl Ranged) -> usize {
    part.range().end().to_usize()
}

/// Where a list of statements stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    Module,
    Class,
    Function,
}

/// Visits every list of statements, outer ones first.
pub(super) fn suites<'a>(body: &'a [Stmt], place: Where, visit: &mut dyn FnMut(&'a [Stmt], Where)) {
    visit(body, place);
    for statement in body {
        match statement {
            Stmt::FunctionDef(def) => suites(&def.body, Where::Function, visit),
            Stmt::ClassDef(class) => suites(&class.body, Where::Class, visit),
            Stmt::If(branch) => {
                suites(&branch.body, place, visit);
                for clause in &branch.elif_else_clauses {
                    suites(&clause.body, place, visit);
                }
            }
            Stmt::For(each) => {
                suites(&each.body, place, visit);
                suites(&each.orelse, place, visit);
            }
            Stmt::While(each) => {
                suites(&each.body, place, visit);
                suites(&each.orelse, place, visit);
            }
            Stmt::With(with) => suites(&with.body, place, visit),
            Stmt::Try(attempt) => {
                suites(&attempt.body, place, visit);
                for ExceptHandler::ExceptHandler(handler) in &attempt.handlers {
                    suites(&handler.body, place, visit);
                }
                suites(&attempt.orelse, place, visit);
                suites(&attempt.finalbody, place, visit);
            }
            Stmt::Match(choice) => {
                for case in &choice.cases {
                    suites(&case.body, place, visit);
                }
            }
            _ => {}
        }
    }
}

/// The statements inside functions that stand alone on their lines: each with its indentation.
pub(super) fn steps(code: &Code) -> Vec<(&Stmt, &str)> {
    let mut found = Vec::new();
    suites(code.body(), Where::Module, &mut |suite, place| {
        if place == Where::Function {
            let alone = |one| Some((one, code.indentation(one)?));
            found.extend(suite.iter().filter_map(alone));
        }
    });
    found
}

/// Changes of a text: each takes the place of a range.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<(usize, usize, String)>);

impl Edits {
    pub(super) fn replace(&mut self, range: TextRange, with: impl Into<String>) {
        self.put(range.start().to_usize(), range.end().to_usize(), with);
    }

    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.put(at, at, text);
    }

    pub(super) fn put(&mut self, from: usize, to: usize, with: impl Into<String>) {
        self.0.push((from, to, with.into()));
    }

    /// The changed text; nothing when there is no change, when two overlap, or when Python cannot
    /// read the result.
    pub(super) fn apply(mut self, code: &Code) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        self.0.sort_by_key(|(from, to, _)| (*from, *to));
        let mut out = String::new();
        let mut done = 0;
        for (from, to, with) in &self.0 {
            if *from < done {
                return None;
            }
            out.push_str(code.between(done, *from));
            out.push_str(with);
            done = *to;
        }
        out.push_str(code.between(done, code.text().len()));
        Code::read(&out).map(|_| out)
    }
}
