//! The body of another module, followed piece by piece: only the statements about a name that is read.
//!
//! Knows no project; which module a name is in stands in `project`. Called by `project` and `scope`.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use rustc_hash::FxHashMap;

/// Which statements of a module's body are about which names, and which have been followed.
#[derive(Debug, Default)]
pub(super) struct Body<'a> {
    statements: &'a [Stmt],
    about: FxHashMap<&'a str, Vec<usize>>,
    /// Statements that import all names of another module.
    stars: Vec<usize>,
    followed: Vec<bool>,
    /// Statements from here on have not come yet.
    reached: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(statements: &'a [Stmt]) -> Self {
        let mut body = Self {
            statements,
            followed: vec![false; statements.len()],
            reached: statements.len(),
            ..Self::default()
        };
        for (at, statement) in statements.iter().enumerate() {
            let mut names = Names::default();
            names.statement(statement);
            if names.star {
                body.stars.push(at);
            }
            for name in names.all {
                let about = body.about.entry(name).or_default();
                if about.last() != Some(&at) {
                    about.push(at);
                }
            }
        }
        body
    }

    /// Comes to a statement: what follows it does not count yet, and it counts as followed. Whether it was
    /// not followed before.
    pub(super) fn reach(&mut self, at: usize) -> bool {
        self.reached = at;
        self.followed
            .get_mut(at)
            .is_some_and(|done| !std::mem::replace(done, true))
    }

    /// The statements about a name that have not been followed yet, in order; they count as followed
    /// from now on. What no statement is about may come out of an import of all names.
    pub(super) fn take(&mut self, name: &str) -> Vec<&'a Stmt> {
        let about = self.about.get(name).unwrap_or(&self.stars);
        let mut taken = Vec::new();
        for &at in about.iter().filter(|at| **at < self.reached) {
            if let (Some(done), Some(statement)) =
                (self.followed.get_mut(at), self.statements.get(at))
                && !std::mem::replace(done, true)
            {
                taken.push(statement);
            }
        }
        taken
    }

    /// All that has not been followed yet.
    pub(super) fn take_all(&mut self) -> Vec<&'a Stmt> {
        let all = self.statements.iter().zip(&mut self.followed);
        all.filter_map(|(statement, done)| (!std::mem::replace(done, true)).then_some(statement))
            .collect()
    }
}

/// The names that a statement binds or changes.
#[derive(Default)]
struct Names<'a> {
    all: Vec<&'a str>,
    star: bool,
}

impl<'a> Names<'a> {
    fn body(&mut self, body: &'a [Stmt]) {
        for statement in body {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(s) => self.all.push(s.name.as_str()),
            Stmt::ClassDef(s) => self.all.push(s.name.as_str()),
            Stmt::Assign(s) => s.targets.iter().for_each(|t| self.target(t)),
            Stmt::AugAssign(s) => self.target(&s.target),
            Stmt::AnnAssign(s) => self.target(&s.target),
            Stmt::TypeAlias(s) => self.target(&s.name),
            Stmt::Delete(s) => s.targets.iter().for_each(|t| self.target(t)),
            // A call may change whatever it names.
            Stmt::Expr(s) if !s.value.is_literal_expr() => self.visit_expr(&s.value),
            Stmt::Import(s) => {
                for alias in &s.names {
                    let full = alias.name.as_str();
                    let top = full.split('.').next().unwrap_or(full);
                    self.all
                        .push(alias.asname.as_ref().map_or(top, |name| name.as_str()));
                }
            }
            Stmt::ImportFrom(s) => {
                for alias in &s.names {
                    self.star |= alias.name.as_str() == "*";
                    let local = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.all.push(local.as_str());
                }
            }
            Stmt::If(s) => {
                self.body(&s.body);
                for clause in &s.elif_else_clauses {
                    self.body(&clause.body);
                }
            }
            Stmt::For(s) => {
                self.target(&s.target);
                self.body(&s.body);
                self.body(&s.orelse);
            }
            Stmt::While(s) => {
                self.body(&s.body);
                self.body(&s.orelse);
            }
            Stmt::With(s) => {
                for item in &s.items {
                    if let Some(target) = &item.optional_vars {
                        self.target(target);
                    }
                }
                self.body(&s.body);
            }
            Stmt::Try(s) => {
                self.body(&s.body);
                for ast::ExceptHandler::ExceptHandler(handler) in &s.handlers {
                    self.body(&handler.body);
                }
                self.body(&s.orelse);
                self.body(&s.finalbody);
            }
            Stmt::Match(s) => {
                for case in &s.cases {
                    self.body(&case.body);
                }
            }
            _ => {}
        }
    }

    fn target(&mut self, e: &'a Expr) {
        match e {
            Expr::Name(n) => self.all.push(n.id.as_str()),
            Expr::Attribute(a) => self.target(&a.value),
            Expr::Subscript(s) => self.target(&s.value),
            Expr::Call(c) => self.target(&c.func),
            Expr::Starred(s) => self.target(&s.value),
            Expr::Tuple(t) => t.elts.iter().for_each(|e| self.target(e)),
            Expr::List(l) => l.elts.iter().for_each(|e| self.target(e)),
            _ => {}
        }
    }
}

impl<'a> Visitor<'a> for Names<'a> {
    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Name(n) => self.all.push(n.id.as_str()),
            _ => visitor::walk_expr(self, e),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    #[test]
    fn statements_are_followed_once_and_in_order() {
        let code =
            "import a.b\nx = 1\nif x:\n    y = 2\nx += 1\nd[x] = 3\nadd(x, z)\nfrom c import *\n";
        let program = crate::python::parse(&Source::new("m.py", code));
        let mut body = Body::new(&program.tree().body);
        assert_eq!(body.take("a").len(), 1);
        assert_eq!(body.take("x").len(), 3);
        assert_eq!(body.take("x").len(), 0);
        assert_eq!(body.take("y").len(), 1);
        assert_eq!(body.take("d").len(), 1);
        // What the module does not bind may come with the star.
        assert_eq!(body.take("other").len(), 1);
        assert_eq!(body.take_all().len(), 0);
    }
}
