//! Checks that stand behind what they should keep from happening: a decorator or a middleware that calls first and asks
//! then.
//!
//! Reads statements, no values; what of that is a check of who asks stands in the rules. Called by `outline`.

use super::across::{Across, Known};
use super::turns_away;
use crate::evaluate::knowledge::{Role, Roles};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use std::collections::BTreeSet;

/// Under this name such a check is recorded: what it asks, and how it refuses.
pub(in crate::evaluate) const LATE: &str = "program.late_check";

/// What is told of a file by its statements alone.
#[derive(Debug, Clone)]
pub(in crate::evaluate) struct Told {
    /// Under which name it is recorded.
    pub(in crate::evaluate) callee: &'static str,
    pub(in crate::evaluate) at: TextRange,
    /// What rules ask about.
    pub(in crate::evaluate) words: [String; 2],
}

/// All that is told of a file so; `secret` says about which names of what is shown somebody asks.
pub(in crate::evaluate) fn told(
    text: &str,
    body: &[Stmt],
    roles: &Roles,
    secret: &dyn Fn(&str) -> bool,
) -> Vec<Told> {
    let mut told = late_checks(body, roles);
    told.extend(rows(text, body, roles));
    let across = across(text, body, roles, secret);
    told.extend(Known::of(std::iter::once(&across)).told(&across));
    told
}

/// What a file tells that only others may complete.
pub(super) fn across(
    text: &str,
    body: &[Stmt],
    roles: &Roles,
    secret: &dyn Fn(&str) -> bool,
) -> Across {
    let depends = text.contains("fastapi");
    let mut across = Across::default();
    across.define(body, roles, secret, depends);
    super::whole::find(text, body, roles, &mut across);
    if depends {
        super::nobody::find(body, roles, &mut across);
    }
    across
}

/// What is told of the rows that a file reads, of its classes and views, and of refusals.
pub(super) fn rows(text: &str, body: &[Stmt], roles: &Roles) -> Vec<Told> {
    let mut told = super::sets::told(text, body, roles);
    told.extend(super::unguarded::told(text, body, roles));
    if ["objects", "query", "select(", "session", "_or_404("]
        .iter()
        .any(|word| text.contains(word))
    {
        told.extend(super::whose::unasked(body, roles));
    }
    told
}

/// The late checks of a file.
fn late_checks(body: &[Stmt], roles: &Roles) -> Vec<Told> {
    let mut search = Search {
        roles,
        around: Vec::new(),
        found: Vec::new(),
    };
    search.visit_body(body);
    search.found
}

struct Search<'a, 'r> {
    roles: &'r Roles,
    /// The parameters of the functions around.
    around: Vec<Vec<&'a str>>,
    found: Vec<Told>,
}

impl<'a> Visitor<'a> for Search<'a, '_> {
    fn visit_stmt(&mut self, s: &'a Stmt) {
        if let Stmt::FunctionDef(f) = s {
            self.found.extend(late_check(f, &self.around, self.roles));
            self.around.push(parameters(f));
            f.body.iter().for_each(|s| self.visit_stmt(s));
            self.around.pop();
        } else {
            visitor::walk_stmt(self, s);
        }
    }

    // No function is defined in an expression.
    fn visit_expr(&mut self, _: &'a Expr) {}
}

/// The names of a function's parameters.
pub(super) fn parameters(f: &ast::StmtFunctionDef) -> Vec<&str> {
    f.parameters.iter().map(|p| p.name().as_str()).collect()
}

/// The check of a function that stands behind the call of what the function wraps; `around` are the parameters of the
/// functions in which it stands.
pub(super) fn late_check(
    f: &ast::StmtFunctionDef,
    around: &[Vec<&str>],
    roles: &Roles,
) -> Option<Told> {
    let own = parameters(f);
    if let Some(late) = late_for_row(f, &own, roles) {
        return Some(late);
    }
    let (at, made) = f.body.iter().enumerate().find_map(|(at, s)| {
        let (value, made) = match s {
            Stmt::Expr(s) => (&*s.value, None),
            Stmt::Assign(a) => match &*a.targets {
                [Expr::Name(n)] => (&*a.value, Some(n.id.as_str())),
                _ => return None,
            },
            _ => return None,
        };
        let value = match value {
            Expr::Await(a) => &*a.value,
            other => other,
        };
        hands_on(value.as_call_expr()?, &own, around).then_some((at, made))
    })?;
    let (before, behind) = f.body.split_at_checked(at)?;
    // Who was asked before may be asked for more afterwards.
    let asked: BTreeSet<&str> = before
        .iter()
        .filter_map(Stmt::as_if_stmt)
        .filter(|s| turns_away(&s.body))
        .flat_map(|s| words(&s.test, &own))
        .collect();
    behind.iter().skip(1).find_map(|s| {
        let Stmt::If(s) = s else { return None };
        let last = s.body.last()?;
        let reads = words(&s.test, &own);
        let of_answer = |e: &Expr| made.is_some_and(|made| reads_name(e, made));
        let answers = match last {
            Stmt::Return(r) => r.value.as_deref().is_none_or(of_answer),
            _ => false,
        };
        if of_answer(&s.test) || answers || !turns_away(&s.body) || !asked.is_disjoint(&reads) {
            return None;
        }
        let mut refusal = Words::default();
        refusal.visit_stmt(last);
        let reads: Vec<&str> = reads.into_iter().collect();
        let refusal: Vec<&str> = refusal.0.into_iter().collect();
        Some(Told {
            callee: LATE,
            at: last.range(),
            words: [reads.join(" "), refusal.join(" ")],
        })
    })
}

/// The check of a row that stands behind its removal: `team.delete()`, `if not may_manage(user, team): raise`.
fn late_for_row(f: &ast::StmtFunctionDef, own: &[&str], roles: &Roles) -> Option<Told> {
    // What was done is taken back when the check raises.
    let whole = f.decorator_list.iter();
    let mut whole = whole.filter_map(|d| super::last_name(&d.expression));
    if whole.any(|name| roles.has(Role::TakesBack, name)) {
        return None;
    }
    let (at, row) = f.body.iter().enumerate().find_map(|(at, s)| {
        let Stmt::Expr(s) = s else { return None };
        let call = match &*s.value {
            Expr::Await(a) => a.value.as_call_expr()?,
            e => e.as_call_expr()?,
        };
        let a = call.func.as_attribute_expr()?;
        let removes = roles.has(Role::Removes, a.attr.as_str());
        let given = call.arguments.args.first();
        let row = given.unwrap_or(&a.value).as_name_expr()?;
        removes.then_some((at, row.id.as_str()))
    })?;
    let (_, behind) = f.body.split_at_checked(at)?;
    behind.iter().skip(1).find_map(|s| {
        let Stmt::If(s) = s else { return None };
        let last = s.body.last()?;
        if !turns_away(&s.body) || !reads_name(&s.test, row) {
            return None;
        }
        let mut refusal = Words::default();
        refusal.visit_stmt(last);
        let reads: Vec<&str> = words(&s.test, own).into_iter().collect();
        let refusal: Vec<&str> = refusal.0.into_iter().collect();
        Some(Told {
            callee: LATE,
            at: last.range(),
            words: [reads.join(" "), refusal.join(" ")],
        })
    })
}

/// Whether a call goes on with what the function was handed: `view(*args)` in a wrapper, `call_next(request)`,
/// `self.get_response(request)`.
fn hands_on(call: &ast::ExprCall, own: &[&str], around: &[Vec<&str>]) -> bool {
    let given = |e: &Expr| match e {
        Expr::Name(n) => own.contains(&n.id.as_str()),
        Expr::Starred(s) => matches!(&*s.value, Expr::Name(n) if own.contains(&n.id.as_str())),
        _ => false,
    };
    let handed = call.arguments.args.first().is_some_and(given);
    match &*call.func {
        Expr::Name(n) => {
            let name = n.id.as_str();
            let wrapped = around.iter().flatten().any(|p| *p == name) && !own.contains(&name);
            (wrapped || own.contains(&name)) && handed
        }
        Expr::Attribute(a) => {
            let own_object =
                matches!(&*a.value, Expr::Name(n) if Some(&n.id.as_str()) == own.first());
            own_object
                && matches!(a.attr.as_str(), "get_response" | "app" | "application")
                && handed
        }
        _ => false,
    }
}

fn reads_name(e: &Expr, name: &str) -> bool {
    let named = |e: &Expr| matches!(e, Expr::Name(n) if n.id == *name);
    ruff_python_ast::helpers::any_over_expr(e, &named)
}

/// What an expression reads besides these names.
fn words<'a>(e: &'a Expr, own: &[&str]) -> BTreeSet<&'a str> {
    let mut words = Words::default();
    words.visit_expr(e);
    words.0.retain(|word| !own.contains(word));
    words.0
}

/// Names, attributes, texts, and the numbers of answers.
#[derive(Default)]
struct Words<'a>(BTreeSet<&'a str>);

impl<'a> Visitor<'a> for Words<'a> {
    fn visit_stmt(&mut self, s: &'a Stmt) {
        if s.is_raise_stmt() {
            self.0.insert("raise");
        }
        visitor::walk_stmt(self, s);
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Name(n) => {
                self.0.insert(n.id.as_str());
            }
            Expr::Attribute(a) => {
                self.0.insert(a.attr.as_str());
            }
            Expr::StringLiteral(s) => {
                self.0.insert(s.value.to_str());
            }
            Expr::NumberLiteral(n) => {
                let code = match &n.value {
                    ast::Number::Int(n) => n.as_u16(),
                    _ => None,
                };
                self.0.extend(match code {
                    Some(401) => Some("401"),
                    Some(403) => Some("403"),
                    _ => None,
                });
            }
            _ => {}
        }
        visitor::walk_expr(self, e);
    }
}
