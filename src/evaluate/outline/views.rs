//! Classes of views that change or show a row of anybody, where other classes of the file ask whose the rows of this table are.
//!
//! Reads bases and names, no values; which words stand for whoever sent a request stands in the models. Called by `whose`.

use super::behind::Told;
use super::last_name;
use super::shape::class_of_rows;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use std::collections::BTreeSet;

/// How the names of views end that change or remove the row an address names.
const CHANGES: &[&str] = &[
    "UpdateView",
    "DeleteView",
    "UpdateAPIView",
    "DestroyAPIView",
    "RetrieveUpdateDestroyAPIView",
];
/// Those that show it.
const SHOWS: &[&str] = &["DetailView", "RetrieveAPIView"];
/// Those that do something else with a table.
const OTHERS: &[&str] = &["ListView", "CreateView", "ListAPIView", "ListCreateAPIView"];
/// What stands in front of them and asks nothing about a row.
const HARMLESS: &[&str] = &[
    "LoginRequiredMixin",
    "PermissionRequiredMixin",
    "SuccessMessageMixin",
    "UserPassesTestMixin",
];
/// Methods that say which rows there are, or who may come.
const ASKED: &[&str] = &[
    "get_queryset",
    "get_object",
    "dispatch",
    "test_func",
    "has_permission",
    "get_permissions",
    "check_object_permissions",
    "filter_queryset",
    "initial",
    "setup",
    "get",
    "post",
    "delete",
    "form_valid",
    "perform_update",
    "perform_destroy",
];

struct View<'a> {
    table: &'a str,
    at: TextRange,
    worn: BTreeSet<&'a str>,
    changes: bool,
    shows: bool,
    /// Whether one of its methods speaks of whoever sent the request.
    asks: bool,
    /// Whether one of those does that says which rows there are.
    narrows: bool,
    /// Whether a method of its own may ask.
    own: bool,
}

pub(super) fn unasked(body: &[Stmt], visitor: &dyn Fn(&str) -> bool) -> Vec<Told> {
    let classes = body.iter().filter_map(Stmt::as_class_def_stmt);
    let views: Vec<View<'_>> = classes.filter_map(|c| view(c, visitor)).collect();
    let open = |v: &&View<'_>| (v.changes || v.shows) && !v.asks && !v.own;
    let asked = |v: &View<'_>| {
        views.iter().any(|other| {
            let same_kind = v.changes || other.shows;
            // Whoever asks for more asks something else.
            let same_doors = v.worn.is_subset(&other.worn) && (v.changes || !v.worn.is_empty());
            // What another class of the program's own asks nobody knows, unless others ask in spite of it.
            let plain = v.worn.iter().all(|base| HARMLESS.contains(base));
            other.table == v.table
                && (other.narrows || (plain && other.asks))
                && same_kind
                && same_doors
        })
    };
    let found = views.iter().filter(open).filter(|v| asked(v));
    let told = found.map(|v| Told {
        callee: super::whose::ROW,
        at: v.at,
        words: [v.table.to_owned(), String::new()],
    });
    told.collect()
}

fn view<'a>(c: &'a ast::StmtClassDef, visitor: &dyn Fn(&str) -> bool) -> Option<View<'a>> {
    let bases: Vec<&str> = c.bases().iter().filter_map(last_name).collect();
    let is = |ends: &[&str]| bases.iter().any(|base| ends.contains(base));
    let (changes, shows) = (is(CHANGES), is(SHOWS));
    if !(changes || shows || is(OTHERS)) {
        return None;
    }
    let generic = |base: &&str| {
        let all = [CHANGES, SHOWS, OTHERS];
        !all.iter().any(|all| all.contains(base))
    };
    let mut view = View {
        table: "",
        at: c.name.range(),
        worn: bases.iter().copied().filter(generic).collect(),
        changes,
        shows,
        asks: false,
        narrows: false,
        own: false,
    };
    for s in &c.body {
        match s {
            Stmt::Assign(a) => match (&*a.targets, &*a.value) {
                ([Expr::Name(n)], Expr::Name(model)) if n.id.as_str() == "model" => {
                    view.table = model.id.as_str();
                }
                ([Expr::Name(n)], value) if n.id.as_str() == "queryset" => {
                    view.table = class_of_rows(value, &["objects"]).unwrap_or(view.table);
                }
                (
                    [Expr::Name(n)],
                    Expr::List(ast::ExprList { elts, .. })
                    | Expr::Tuple(ast::ExprTuple { elts, .. }),
                ) if n.id.as_str() == "permission_classes" => {
                    view.worn.extend(elts.iter().filter_map(last_name));
                }
                _ => {}
            },
            Stmt::FunctionDef(f) if ASKED.contains(&f.name.as_str()) => {
                let mut search = Search {
                    visitor,
                    asks: false,
                    table: None,
                };
                search.visit_body(&f.body);
                view.asks |= search.asks;
                let says = ["get_queryset", "get_object", "test_func", "dispatch"];
                // Who may make or list rows is asked of nobody's row.
                let of_a_row = f.name.as_str() != "dispatch" || changes || shows;
                view.narrows |= search.asks && says.contains(&f.name.as_str()) && of_a_row;
                // What is looked at there may be asked of something else.
                view.own |= !matches!(f.name.as_str(), "form_valid" | "get_permissions");
                if view.table.is_empty() {
                    view.table = search.table.unwrap_or("");
                }
            }
            _ => {}
        }
    }
    // Where its own method stands in front of the class's, that one decides; one that keeps rows for their owners says whose they are.
    (!view.table.is_empty()).then_some(view)
}

struct Search<'a, 'i> {
    visitor: &'i dyn Fn(&str) -> bool,
    asks: bool,
    table: Option<&'a str>,
}

impl<'a> Visitor<'a> for Search<'a, '_> {
    fn visit_expr(&mut self, e: &'a Expr) {
        let word = match e {
            Expr::Name(n) => Some(n.id.as_str()),
            Expr::Attribute(a) => Some(a.attr.as_str()),
            _ => None,
        };
        self.asks |= word.is_some_and(|word| (self.visitor)(word));
        if self.table.is_none() && e.is_attribute_expr() {
            self.table = class_of_rows(e, &["objects"]);
        }
        visitor::walk_expr(self, e);
    }
}
