//! A check that is made only of what was given: `if token and not matches(token): refuse`. Whoever gives nothing is not
//! asked.
//!
//! Reads statements; which calls are checks says whoever asks. Called by `statement`, and by the outline.

use super::machine::{Code, Machine};
use super::outline::last_name;
use super::record::EffectKind;
use ruff_python_ast::comparable::ComparableExpr;
use ruff_python_ast::helpers::any_over_expr;
use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Stmt, UnaryOp};

/// Such a check.
pub(super) struct Asked<'a> {
    /// The name of what may not be given.
    given: &'a ast::ExprName,
    /// The last name of the check.
    pub(super) name: &'a str,
    /// The condition that refuses.
    refusal: &'a Expr,
}

/// The check that a statement makes only where something was given, and then refuses.
pub(super) fn asked_when_given(s: &ast::StmtIf) -> Option<Asked<'_>> {
    if !s.elif_else_clauses.is_empty() {
        return None;
    }
    if let Expr::BoolOp(both) = &*s.test {
        if both.op != BoolOp::And || !leaves(&s.body) {
            return None;
        }
        let refusal = both.values.iter().find(|e| refused(e).is_some())?;
        let mut given = both.values.iter().filter_map(asked_for);
        return given.find_map(|given| asked(given, refusal));
    }
    let given = asked_for(&s.test)?;
    let Some(Stmt::If(inner)) = s.body.last() else {
        return None;
    };
    let ends = inner.elif_else_clauses.is_empty() && leaves(&inner.body);
    if ends {
        asked(given, &inner.test)
    } else {
        None
    }
}

fn asked<'a>(given: &'a ast::ExprName, refusal: &'a Expr) -> Option<Asked<'a>> {
    let check = refused(refusal)?;
    let is_given = |e: &Expr| matches!(e, Expr::Name(n) if n.id == given.id);
    let arguments = check.arguments.args.iter();
    let mut arguments = arguments.chain(check.arguments.keywords.iter().map(|k| &k.value));
    let about = arguments.any(|e| any_over_expr(e, &is_given));
    about.then_some(Asked {
        given,
        name: last_name(&check.func)?,
        refusal,
    })
}

/// `not check(…)`, `check(…) is False`
fn refused(e: &Expr) -> Option<&ast::ExprCall> {
    let of = match e {
        Expr::UnaryOp(not) if not.op == UnaryOp::Not => &*not.operand,
        Expr::Compare(c) => match (&*c.ops, &*c.comparators) {
            ([CmpOp::Is | CmpOp::Eq], [Expr::BooleanLiteral(b)]) if !b.value => &*c.left,
            _ => return None,
        },
        _ => return None,
    };
    of.as_call_expr()
}

/// `token`, `token is not None`, `token != ""`
fn asked_for(e: &Expr) -> Option<&ast::ExprName> {
    match e {
        Expr::Name(n) => Some(n),
        Expr::Named(n) => n.target.as_name_expr(),
        Expr::Compare(c) => match (&*c.ops, &*c.comparators) {
            ([CmpOp::IsNot | CmpOp::NotEq], [Expr::NoneLiteral(_)]) => asked_for(&c.left),
            ([CmpOp::NotEq], [Expr::StringLiteral(s)]) if s.value.is_empty() => asked_for(&c.left),
            _ => None,
        },
        _ => None,
    }
}

/// Whether nothing after these statements is reached behind them.
fn leaves(body: &[Stmt]) -> bool {
    match body.last() {
        Some(Stmt::Return(_) | Stmt::Raise(_)) => true,
        Some(Stmt::Expr(s)) => matches!(&*s.value, Expr::Call(c)
            if matches!(last_name(&c.func), Some("abort" | "exit"))),
        _ => false,
    }
}

/// Whether anything else in these statements asks what is to be done where it was not given.
fn is_missed(body: &[Stmt], asked: &Asked<'_>) -> bool {
    struct Missed<'a> {
        name: &'a str,
        found: bool,
    }
    impl<'a> Visitor<'a> for Missed<'_> {
        fn visit_stmt(&mut self, s: &'a Stmt) {
            if !self.found && !matches!(s, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
                walk_stmt(self, s);
            }
        }
        fn visit_expr(&mut self, e: &'a Expr) {
            let is_it = |e: &Expr| matches!(e, Expr::Name(n) if n.id == *self.name);
            let named = |e: &Expr| any_over_expr(e, &is_it);
            self.found |= match e {
                Expr::UnaryOp(not) if not.op == UnaryOp::Not => {
                    !not.operand.is_call_expr() && named(&not.operand)
                }
                Expr::Compare(c) => {
                    let nothing = |e: &Expr| match e {
                        Expr::NoneLiteral(_) => true,
                        Expr::StringLiteral(s) => s.value.is_empty(),
                        _ => false,
                    };
                    matches!(*c.ops, [CmpOp::Is | CmpOp::Eq | CmpOp::In])
                        && (c.comparators.iter().any(nothing) && named(&c.left))
                }
                _ => false,
            };
            walk_expr(self, e);
        }
    }
    let mut missed = Missed {
        name: asked.given.id.as_str(),
        found: false,
    };
    for s in body {
        missed.visit_stmt(s);
    }
    // The same may be checked once more, whatever was given.
    missed.found || checks(body, asked.refusal) > 1
}

/// How often the same is asked in these statements.
fn checks(body: &[Stmt], refusal: &Expr) -> usize {
    struct Same<'a>(ComparableExpr<'a>, usize);
    impl<'a> Visitor<'a> for Same<'a> {
        fn visit_expr(&mut self, e: &'a Expr) {
            if e.is_call_expr() && ComparableExpr::from(e) == self.0 {
                self.1 += 1;
            }
            walk_expr(self, e);
        }
    }
    let Some(check) = refused(refusal) else {
        return 0;
    };
    let wanted = Expr::Call(check.clone());
    let mut same = 0;
    for s in body {
        let mut of = Same(ComparableExpr::from(&wanted), 0);
        of.visit_stmt(s);
        same += of.1;
    }
    same
}

impl<'a> Machine<'a, '_> {
    /// Notes a check that is made only of what somebody outside has given.
    pub(super) fn note_optional(&mut self, s: &'a ast::StmtIf) {
        if self.world.is_some() || self.mute || self.in_test() {
            return;
        }
        let Some(asked) = asked_when_given(s) else {
            return;
        };
        let asks = self.watch.or(self.stores);
        if !asks.is_none_or(|watch| watch.named(asked.name).guard) {
            return;
        }
        let code = self.calls.last().map(|call| call.code);
        let code = code.and_then(|code| self.codes.get(code.0 as usize));
        let Some(Code::Function(function)) = code.copied() else {
            return;
        };
        let given = self.find_name(asked.given.id.as_str());
        let sent = given.is_some_and(|given| self.chosen_outside(self.look(given)));
        let span = self.span_of(asked.refusal);
        if sent
            && !is_missed(&function.body, &asked)
            && self.fresh(span, 30, super::value::Val::UNBOUND, 1)
        {
            let name = asked.name.to_owned();
            self.effect(EffectKind::Optional { name }, span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{Knowledge, survey};

    fn optional(code: &str) -> usize {
        let program = crate::python::parse(&crate::text::Source::new("t.py", code));
        let mut knowledge = Knowledge::default();
        knowledge
            .sources
            .insert("web.header".into(), "a header".into());
        let record = survey(&program, &knowledge, &[]);
        let kinds = record.effects.iter().map(|e| &e.kind);
        kinds
            .filter(|k| matches!(k, EffectKind::Optional { .. }))
            .count()
    }

    #[test]
    fn a_check_of_what_was_given() {
        for code in [
            "import web\ndef f(c):\n t = web.header('T')\n if t and not c(t):\n  raise E\n return 1\nf(3)\n",
            "import web\ndef f(c):\n t = web.header('T')\n if t is not None:\n  if not c(t, 1):\n   return 2\n return 1\nf(3)\n",
        ] {
            assert_eq!(optional(code), 1, "{code}");
        }
    }

    #[test]
    fn a_check_of_whatever_comes() {
        for code in [
            "import web\ndef f(c):\n t = web.header('T')\n if not t or not c(t):\n  raise E\n return 1\nf(3)\n",
            "import web\ndef f(c):\n t = web.header('T')\n if t is None:\n  raise E\n if t and not c(t):\n  raise E\n return 1\nf(3)\n",
            "import web\ndef f(c):\n t = web.header('T')\n if t:\n  if not c(t):\n   raise E\n else:\n  raise E\n return 1\nf(3)\n",
            "def f(c, t):\n if t and not c(t):\n  raise E\n return 1\n",
        ] {
            assert_eq!(optional(code), 0, "{code}");
        }
    }
}
