//! Classes of views that change or show a row of anybody, where other classes of the file ask whose the rows of this table are.
//!
//! Reads bases and names, no values; which names they have stands in the models. Called by `whose`.

use super::behind::Told;
use super::last_name;
use super::shape::class_of_rows;
use crate::evaluate::knowledge::{Role, Roles};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use std::collections::BTreeSet;

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

pub(super) fn unasked(body: &[Stmt], roles: &Roles) -> Vec<Told> {
    let classes = body.iter().filter_map(Stmt::as_class_def_stmt);
    let views: Vec<View<'_>> = classes.filter_map(|c| view(c, roles)).collect();
    let open = |v: &&View<'_>| (v.changes || v.shows) && !v.asks && !v.own;
    let asked = |v: &View<'_>| {
        views.iter().any(|other| {
            let same_kind = v.changes || other.shows;
            // Whoever asks for more asks something else.
            let same_doors = v.worn.is_subset(&other.worn) && (v.changes || !v.worn.is_empty());
            // What another class of the program's own asks nobody knows, unless others ask in spite of it.
            let plain = v.worn.iter().all(|base| roles.has(Role::AsksNoRow, base));
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

fn view<'a>(c: &'a ast::StmtClassDef, roles: &Roles) -> Option<View<'a>> {
    let bases: Vec<&str> = c.bases().iter().filter_map(last_name).collect();
    let is = |role| bases.iter().any(|base| roles.has(role, base));
    let (changes, shows) = (is(Role::ChangesRow), is(Role::ShowsRow));
    if !(changes || shows || is(Role::OtherView)) {
        return None;
    }
    let generic = |base: &&str| {
        let all = [Role::ChangesRow, Role::ShowsRow, Role::OtherView];
        !all.iter().any(|role| roles.has(*role, base))
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
                    view.table = class_of_rows(value, roles).unwrap_or(view.table);
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
            Stmt::FunctionDef(f) if roles.has(Role::MayAsk, f.name.as_str()) => {
                let mut search = Search {
                    roles,
                    asks: false,
                    table: None,
                };
                search.visit_body(&f.body);
                view.asks |= search.asks;
                // Who may make or list rows is asked of nobody's row.
                let of_a_row = f.name.as_str() != "dispatch" || changes || shows;
                view.narrows |=
                    search.asks && roles.has(Role::SaysWhose, f.name.as_str()) && of_a_row;
                // What is looked at there may be asked of something else.
                view.own |= !roles.has(Role::SaysNothing, f.name.as_str());
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
    roles: &'i Roles,
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
        self.asks |= word.is_some_and(|word| self.roles.has(Role::Visitor, word));
        if self.table.is_none() && e.is_attribute_expr() {
            self.table = class_of_rows(e, self.roles);
        }
        visitor::walk_expr(self, e);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::parse;
    use crate::text::Source;

    fn found(code: &str) -> Vec<String> {
        let mut roles = Roles::default();
        for (role, name) in [
            (Role::Visitor, "user"),
            (Role::ChangesRow, "house.DeleteView"),
            (Role::OtherView, "house.ListView"),
            (Role::AsksNoRow, "house.SignedIn"),
            (Role::MayAsk, "get_queryset"),
            (Role::SaysWhose, "get_queryset"),
        ] {
            roles.give(role, &[name.to_owned()]);
        }
        let program = parse(&Source::new("a.py", code));
        let told = unasked(&program.tree().body, &roles);
        told.into_iter().map(|t| t.words[0].clone()).collect()
    }

    const LIST: &str = "
class All(SignedIn, ListView):
    model = Note
    def get_queryset(self):
        return Note.objects.filter(owner=self.request.user)
";

    #[test]
    fn a_row_of_anybody_is_removed_where_others_ask_whose_it_is() {
        let gone = "class Gone(SignedIn, DeleteView):\n    model = Note\n";
        assert_eq!(found(&format!("{LIST}{gone}")), ["Note"]);
        assert!(found(gone).is_empty(), "nobody asks");
        let other = gone.replace("Note", "Page");
        assert!(found(&format!("{LIST}{other}")).is_empty(), "another table");
        let asked = format!(
            "{gone}    def get_queryset(self):\n        return super().get_queryset().filter(owner=self.request.user)\n"
        );
        assert!(found(&format!("{LIST}{asked}")).is_empty(), "it asks, too");
        let unknown = gone.replace("SignedIn", "Owned");
        assert!(
            found(&format!("{LIST}{unknown}")).is_empty(),
            "its base may ask"
        );
    }
}
