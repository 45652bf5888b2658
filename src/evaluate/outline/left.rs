//! What the functions of a module leave for others that are called for the same request: `g.user = …`, and what is laid
//! on the request itself: `request.tenant = …`.
//!
//! Which things are there for that stands in the models. Called by `outline`.

use super::{Imported, Name, name_of};
use crate::evaluate::interest::Interest;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
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

/// Whether something is laid on what may be a request or an application: on `on`, or on a part of it.
pub(super) fn may_carry(on: &Expr, carriers: &[String]) -> bool {
    let root = match on {
        Expr::Attribute(a) => &a.value,
        on => on,
    };
    root.as_name_expr().is_some_and(|root| {
        let mut roots = carriers
            .iter()
            .map(|written| written.split('.').next().unwrap_or(written));
        roots.any(|carrier| carrier == root.id.as_str())
    })
}

/// What is laid on requests and applications, as it is written (`request.state.locale`), each with the function that does:
/// `function`, `Class.method`, or `maker/function` for one that another makes and returns; the module itself has no name.
pub(super) fn laid(body: &[Stmt], carriers: &[String]) -> Vec<(Name, Box<str>)> {
    let mut found = Laid {
        carriers,
        path: String::new(),
        found: Vec::new(),
    };
    for statement in body {
        match statement {
            Stmt::FunctionDef(f) => found.function(f, f.name.as_str().to_owned(), true),
            Stmt::ClassDef(c) => {
                for inner in &c.body {
                    if let Stmt::FunctionDef(f) = inner {
                        found.function(f, format!("{}.{}", c.name, f.name), false);
                    }
                }
            }
            // What the module does itself.
            other => {
                found.path.clear();
                found.visit_stmt(other);
            }
        }
    }
    found.found
}

struct Laid<'a> {
    carriers: &'a [String],
    path: String,
    found: Vec<(Name, Box<str>)>,
}

impl Laid<'_> {
    fn function(&mut self, f: &ast::StmtFunctionDef, path: String, makes: bool) {
        if makes {
            for inner in &f.body {
                if let Stmt::FunctionDef(inner) = inner {
                    self.function(inner, format!("{path}/{}", inner.name), false);
                }
            }
        }
        self.path = path;
        f.body.iter().for_each(|s| self.visit_stmt(s));
    }

    /// `request`, `request.state`
    fn carrier(&self, e: &Expr) -> Option<&str> {
        let is = |written: &str| match written.split_once('.') {
            None => matches!(e, Expr::Name(n) if n.id.as_str() == written),
            Some((request, part)) => matches!(e, Expr::Attribute(a) if a.attr.as_str() == part
                && matches!(&*a.value, Expr::Name(n) if n.id.as_str() == request)),
        };
        let mut carriers = self.carriers.iter().map(String::as_str);
        carriers.find(|written| is(written))
    }
}

impl<'a> Visitor<'a> for Laid<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if !matches!(statement, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
            visitor::walk_stmt(self, statement);
        }
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        let laid = match e {
            Expr::Attribute(a) if a.ctx.is_store() => {
                let on = self.carrier(&a.value);
                on.map(|on| format!("{on}.{}", a.attr))
            }
            Expr::Subscript(s) if s.ctx.is_store() => match (self.carrier(&s.value), &*s.slice) {
                (Some(on), Expr::StringLiteral(key)) => Some(format!("{on}[{}]", key.value)),
                _ => None,
            },
            _ => None,
        };
        if let Some(laid) = laid
            && self.found.len() < LEFT
        {
            self.found.push((name_of(&laid), self.path.as_str().into()));
        }
        visitor::walk_expr(self, e);
    }
}
