//! Views that lack what every other view of their file wears, and refusals behind which a function goes on.
//!
//! Reads decorators, calls and names, no values; which of them guard, and which calls matter, stands in the rules. Called
//! by `behind`.

use super::behind::Told;
use super::shape::{ends_all, last_name};
use crate::evaluate::knowledge::Roles;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Number, Stmt};
use ruff_text_size::{Ranged, TextRange};
use std::collections::BTreeSet;

/// Under this name a view is recorded: what all others wear, and what this one wears, calls and reads.
const BARE: &str = "program.view_without_guard";
/// Under this name it is recorded that a function goes on behind a status that refuses: what was set.
const GONE_ON: &str = "program.refused_and_gone_on";

pub(super) fn told(text: &str, body: &[Stmt], roles: &Roles) -> Vec<Told> {
    let mut told = Vec::new();
    if text.contains('@') {
        bare(body, roles, &mut told);
    }
    if text.contains(".status") && ["401", "403"].iter().any(|code| text.contains(code)) {
        let mut search = Refusals(Vec::new());
        search.visit_body(body);
        told.extend(search.0);
    }
    told
}

/// One view.
struct View<'a> {
    function: &'a ast::StmtFunctionDef,
    worn: BTreeSet<&'a str>,
}

/// The views of a file that lack what all others wear.
fn bare(body: &[Stmt], roles: &Roles, told: &mut Vec<Told>) {
    let functions = body.iter().filter_map(Stmt::as_function_def_stmt);
    let views: Vec<View<'_>> = functions
        .filter(|f| {
            let first = f.parameters.iter().next();
            first.is_some_and(|p| p.name().as_str() == "request")
                || f.decorator_list
                    .iter()
                    .any(|d| is_route(&d.expression, roles))
        })
        .map(|function| View {
            function,
            worn: function
                .decorator_list
                .iter()
                .filter(|d| !is_route(&d.expression, roles))
                .filter_map(|d| last_name(&d.expression))
                .collect(),
        })
        .collect();
    // One that lacks it among others that do not: with two of them, nobody knows what is meant.
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for name in views.iter().flat_map(|view| &view.worn) {
        *counts.entry(name).or_default() += 1;
    }
    let all_but_one = views.len().saturating_sub(1);
    let common = counts.iter().filter(|(_, count)| **count == all_but_one);
    let common: Vec<&str> = common.map(|(name, _)| *name).collect();
    if common.is_empty() || views.len() < 2 {
        return;
    }
    for view in &views {
        let lacks = common.iter().filter(|name| !view.worn.contains(**name));
        let lacks: Vec<&str> = lacks.copied().collect();
        if lacks.is_empty() {
            continue;
        }
        let mut words = Words(BTreeSet::new());
        words.visit_body(&view.function.body);
        let parameters = view.function.parameters.iter();
        let parameters = parameters.map(|p| format!("reads:{}", p.name()));
        let wears = view.worn.iter().map(|name| format!("wears:{name}"));
        let all: Vec<String> = words.0.into_iter().chain(parameters).chain(wears).collect();
        told.push(Told {
            callee: BARE,
            at: view.function.name.range(),
            words: [lacks.join(" "), all.join(" ")],
        });
    }
}

/// Whether a decorator says by which address, or how, a function is called.
fn is_route(e: &Expr, roles: &Roles) -> bool {
    e.is_call_expr() && super::whose::is_route_alone(e, roles)
}

/// What a function calls and reads.
struct Words(BTreeSet<String>);
impl<'a> Visitor<'a> for Words {
    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Call(c) => {
                if let Some(name) = last_name(&c.func) {
                    self.0.insert(format!("calls:{name}"));
                }
            }
            Expr::Name(n) => {
                self.0.insert(format!("reads:{}", n.id));
            }
            Expr::Attribute(a) => {
                self.0.insert(format!("reads:{}", a.attr));
            }
            Expr::StringLiteral(s) if s.value.len() < 40 => {
                self.0
                    .insert(format!("reads:{}", s.value.to_str().replace(' ', "_")));
            }
            _ => {}
        }
        visitor::walk_expr(self, e);
    }
}

/// Blocks that set a status which refuses, and behind which the function goes on.
struct Refusals(Vec<Told>);

impl<'a> Visitor<'a> for Refusals {
    fn visit_stmt(&mut self, s: &'a Stmt) {
        if let Stmt::FunctionDef(f) = s {
            let names = f.parameters.iter().map(|p| p.name().as_str());
            // What such a function sets stops nothing, and neither does its end.
            let names: Vec<&str> = names.filter(|name| *name != "self").collect();
            let hook = matches!(
                *names,
                ["req" | "request", "resp" | "response", "resource", ..]
            );
            refusals(&f.body, hook, &mut self.0);
        }
        visitor::walk_stmt(self, s);
    }

    // No statement stands in an expression.
    fn visit_expr(&mut self, _: &'a Expr) {}
}

fn refusals(body: &[Stmt], hook: bool, told: &mut Vec<Told>) {
    for (at, s) in body.iter().enumerate() {
        let Stmt::If(s) = s else { continue };
        let goes_on = body.iter().skip(at + 1).any(acts);
        if !s.elif_else_clauses.is_empty() || !(hook || goes_on) || raises(&s.body, hook) {
            continue;
        }
        let set = s.body.iter().find_map(|s| refusal(s));
        told.extend(set.map(|(at, what)| Told {
            callee: GONE_ON,
            at,
            words: [what.to_owned(), String::new()],
        }));
    }
}

/// Whether a block ends what the request does; where only raising does, by that.
fn raises(block: &[Stmt], hook: bool) -> bool {
    let completes = |s: &Stmt| match s {
        Stmt::Assign(s) => {
            let mut targets = s.targets.iter();
            targets.any(|t| last_name(t) == Some("complete"))
        }
        _ => false,
    };
    match block.last() {
        Some(Stmt::Raise(_) | Stmt::Continue(_) | Stmt::Break(_)) => true,
        Some(Stmt::Return(_)) if !hook => true,
        _ => block.iter().any(completes) || ends_all(block),
    }
}

/// Whether a statement does something.
fn acts(s: &Stmt) -> bool {
    match s {
        Stmt::Expr(e) => !e.value.is_string_literal_expr(),
        Stmt::Return(r) => r.value.as_deref().is_some_and(Expr::is_call_expr),
        Stmt::Pass(_) => false,
        _ => true,
    }
}

/// `resp.status = falcon.HTTP_403`
fn refusal(s: &Stmt) -> Option<(TextRange, &'static str)> {
    let Stmt::Assign(a) = s else { return None };
    let ([Expr::Attribute(target)], value) = (&*a.targets, &*a.value) else {
        return None;
    };
    if !matches!(target.attr.as_str(), "status" | "status_code") {
        return None;
    }
    let code = |text: &str| ["401", "403"].into_iter().find(|code| text.contains(code));
    let found = match value {
        Expr::NumberLiteral(n) => match &n.value {
            Number::Int(n) => match n.as_u16() {
                Some(401) => Some("401"),
                Some(403) => Some("403"),
                _ => None,
            },
            _ => None,
        },
        Expr::StringLiteral(s) => code(s.value.to_str()),
        e => last_name(e).and_then(code),
    };
    found.map(|code| (s.range(), code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::knowledge::Role;
    use crate::python::parse;
    use crate::text::Source;

    fn found(code: &str) -> Vec<(&'static str, String)> {
        let mut roles = Roles::default();
        roles.give(Role::Route, &["flask.Flask.route".to_owned()]);
        let program = parse(&Source::new("a.py", code));
        let told = told(code, &program.tree().body, &roles);
        told.into_iter()
            .map(|t| (t.callee, t.words[0].clone()))
            .collect()
    }

    #[test]
    fn one_view_lacks_what_all_others_wear() {
        let worn = "@app.route('/a')\n@signed_in\ndef a():\n    pass\n@app.route('/b')\n@signed_in\ndef b():\n    pass\n";
        let bare = "@app.route('/c')\ndef c():\n    pass\n";
        assert!(found(worn).is_empty());
        assert_eq!(
            found(&format!("{worn}{bare}")),
            [(BARE, "signed_in".to_owned())]
        );
        // With two of them, nobody knows what is meant; what is no view needs no guard.
        let two = format!("{worn}{bare}@app.route('/d')\ndef d():\n    pass\n");
        assert!(found(&two).is_empty());
        assert!(found(&format!("{worn}def c():\n    pass\n")).is_empty());
    }

    #[test]
    fn behind_a_status_that_refuses_a_function_goes_on() {
        let view = |end: &str| {
            format!(
                "def on_get(self, req, resp):\n    if not req.user:\n        resp.status = '403 Forbidden'\n{end}    resp.media = rows()\n"
            )
        };
        assert_eq!(found(&view("")), [(GONE_ON, "403".to_owned())]);
        assert!(found(&view("        raise Refused\n")).is_empty());
    }
}
