//! What the functions of a module leave for others that are called for the same request: `g.user = …`.
//!
//! Which things are there for that stands in the models. Called by `outline`.

use super::{Imported, Name, name_of};
use crate::evaluate::interest::Interest;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Stmt};
use rustc_hash::FxHashMap;

/// How many such things of one file are remembered.
const LEFT: usize = 256;

/// The qualified names of what is left, each with the function that leaves it.
pub(super) fn left(
    body: &[Stmt],
    imports: &FxHashMap<Name, Vec<Imported>>,
    interest: &Interest,
) -> Vec<(Name, Box<str>)> {
    let shared = |imported: &&Imported| interest.is_shared(&imported.path());
    let names: FxHashMap<Name, String> = imports
        .iter()
        .filter_map(|(&name, all)| Some((name, all.iter().find(shared)?.path())))
        .collect();
    let mut search = Search {
        names,
        function: "",
        found: Vec::new(),
    };
    if search.names.is_empty() {
        return search.found;
    }
    for statement in body {
        if let Stmt::FunctionDef(f) = statement {
            search.function = f.name.as_str();
            f.body.iter().for_each(|s| search.visit_stmt(s));
        }
    }
    search.found
}

struct Search<'a> {
    /// What names of the module stand for.
    names: FxHashMap<Name, String>,
    function: &'a str,
    found: Vec<(Name, Box<str>)>,
}

impl<'a> Visitor<'a> for Search<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        // What stands inside runs when somebody calls that.
        if !matches!(statement, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
            visitor::walk_stmt(self, statement);
        }
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        if let Expr::Attribute(a) = e
            && a.ctx.is_store()
            && let Expr::Name(base) = &*a.value
            && let Some(path) = self.names.get(&name_of(base.id.as_str()))
            && self.found.len() < LEFT
        {
            let left = name_of(&format!("{path}.{}", a.attr));
            self.found.push((left, self.function.into()));
        }
        visitor::walk_expr(self, e);
    }
}
