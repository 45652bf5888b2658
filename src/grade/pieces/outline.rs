//! What is asked of every file of a program before any is followed: which names it defines, and what it brings in.
//!
//! Whoever makes a call looks for the file that defines what is called, and puts what the exercise's stage gives in
//! the place of imports. Names that neither the call nor the stage spells do not matter. Called by `pieces`.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprContext, Stmt};

/// One thing that a file says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told {
    name: String,
    text: String,
    /// Whether the stage spells the name.
    staged: bool,
}

impl Told {
    /// Whether it matters to a call.
    pub(super) fn matters(&self, call: &str) -> bool {
        self.staged || call.contains(&self.name)
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// What a file says.
pub(super) fn outline(body: &[Stmt], stage: &str) -> Vec<Told> {
    let mut search = Search {
        stage,
        inside: false,
        found: Vec::new(),
    };
    search.visit_body(body);
    search.found
}

struct Search<'a> {
    stage: &'a str,
    /// Whether it is in a function or class.
    inside: bool,
    found: Vec<Told>,
}

impl Search<'_> {
    fn tell(&mut self, name: &str, text: String) {
        let told = Told {
            name: name.to_owned(),
            text,
            staged: self.stage.contains(name),
        };
        if !self.found.contains(&told) {
            self.found.push(told);
        }
    }

    fn defines(&mut self, name: &str) {
        if !self.inside {
            self.tell(name, name.to_owned());
        }
    }
}

impl<'a> Visitor<'a> for Search<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => self.defines(function.name.as_str()),
            Stmt::ClassDef(class) => self.defines(class.name.as_str()),
            // Wherever it stands.
            Stmt::ImportFrom(import) => {
                let module = import.module.as_ref().map_or("", |module| module.as_str());
                for alias in &import.names {
                    let name = alias.name.as_str();
                    self.tell(name, format!("{} {module} {name}", import.level));
                }
            }
            _ => {}
        }
        let outer = self.inside;
        self.inside |= matches!(statement, Stmt::FunctionDef(_) | Stmt::ClassDef(_));
        visitor::walk_stmt(self, statement);
        self.inside = outer;
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(name) = expression
            && name.ctx == ExprContext::Store
        {
            self.defines(name.id.as_str());
        }
        visitor::walk_expr(self, expression);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    #[test]
    fn names_that_are_bound_and_brought_in_are_told() {
        let code = "from a import b\nif b:\n    c, d = 1, 2\n\n\ndef e():\n    from .f import g\n    h = 1\n\n\nclass i:\n    j = 1\n";
        let program = crate::python::parse(&Source::new("m.py", code));
        let told = outline(&program.tree().body, "g()");
        let texts: Vec<&str> = told.iter().map(Told::text).collect();
        assert_eq!(texts, ["0 a b", "c", "d", "e", "1 f g", "i"]);
        let mattering = told.iter().filter(|told| told.matters("d(1)"));
        let mattering: Vec<&str> = mattering.map(Told::text).collect();
        assert_eq!(mattering, ["d", "1 f g"]);
    }
}
