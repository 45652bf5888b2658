//! A check that is made only of what was given: `if token and not matches(token): refuse`. Whoever gives nothing is not
//! asked.
//!
//! Reads statements; which calls are checks says whoever asks. Called by `statement`, and by the outline.

use super::machine::{Code, Machine};
use super::outline::{ends_all, last_name};
use super::record::EffectKind;
use ruff_python_ast::comparable::ComparableExpr;
use ruff_python_ast::helpers::any_over_expr;
use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Stmt, UnaryOp};

/// Such a check.
pub(super) struct Asked<'a> {
    /// The name of what may not be given.
    given: &'a str,
    /// The last name of the check, or of what it is compared with.
    pub(super) name: &'a str,
    /// The condition that refuses, or what is answered.
    refusal: &'a Expr,
    /// With what it is compared, if it is.
    with: Option<&'a Expr>,
    /// Whether the function goes on as if all were well where nothing was given.
    waved: bool,
}

/// What is asked about a value.
enum Check<'a> {
    /// `check(token)`
    Call(&'a ast::ExprCall),
    /// `token == EXPECTED`: one side and the other.
    Equal(&'a Expr, &'a Expr),
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
        let mut refusals = both.values.iter().filter(|e| refused(e).is_some());
        return refusals.find_map(|refusal| {
            let mut given = both.values.iter().filter_map(asked_for);
            given.find_map(|given| asked(&[given.id.as_str()], refusal))
        });
    }
    let given = asked_for(&s.test)?;
    let Some(Stmt::If(inner)) = s.body.last() else {
        return None;
    };
    let ends = inner.elif_else_clauses.is_empty() && leaves(&inner.body);
    if ends {
        asked(&[given.id.as_str()], &inner.test)
    } else {
        None
    }
}

/// The check that a function makes only where something was given, because it goes on before, as if all were well:
/// `if not token: return True`, `if not token: return call_next(request)`. The statement is where it goes on.
pub(super) fn waved_through(body: &[Stmt]) -> Option<(&ast::StmtIf, Asked<'_>)> {
    body.iter().enumerate().find_map(|(at, s)| {
        let Stmt::If(early) = s else { return None };
        let given = not_given(&early.test)?;
        let [before @ .., Stmt::Return(pass)] = &*early.body else {
            return None;
        };
        let says_no_more = before.iter().all(|s| matches!(s, Stmt::Expr(_)));
        if !early.elif_else_clauses.is_empty() || !says_no_more {
            return None;
        }
        let rest = body.get(at + 1..)?;
        let asked = checked_behind(given.id.as_str(), pass.value.as_deref(), rest)?;
        Some((early, asked))
    })
}

/// The check of what was given in the statements behind, of which nothing but that check makes a difference.
fn checked_behind<'a>(
    given: &'a str,
    pass: Option<&'a Expr>,
    rest: &'a [Stmt],
) -> Option<Asked<'a>> {
    let (last, between) = rest.split_last()?;
    let pass = pass.filter(|e| !e.is_none_literal_expr());
    let is_true = |e: &Expr| matches!(e, Expr::BooleanLiteral(b) if b.value);
    // What ends the function in place of the check, where nothing more is done.
    let between = match (pass, last) {
        (Some(pass), Stmt::Return(end)) if is_true(pass) => {
            let end = end.value.as_deref()?;
            if !is_true(end) {
                let names = names_of(given, between)?;
                let mut parts = match end {
                    Expr::BoolOp(both) if both.op == BoolOp::And => both.values.iter(),
                    end => std::slice::from_ref(end).iter(),
                };
                return parts.find_map(|e| about(&names, e, check_of(e, true)?));
            }
            between
        }
        (Some(pass), Stmt::Return(end)) if call_of(pass).is_some() => {
            let end = end.value.as_deref()?;
            if ComparableExpr::from(pass) != ComparableExpr::from(end) {
                return None;
            }
            between
        }
        (None, Stmt::If(_)) => rest,
        _ => return None,
    };
    let (Stmt::If(refuses), between) = between.split_last()? else {
        return None;
    };
    let names = names_of(given, between)?;
    let turned_away = match (refuses.body.last(), pass) {
        // Without an answer of its own it goes on all the same.
        (Some(Stmt::Return(r)), None) => {
            r.value.as_ref().is_some_and(|v| !v.is_none_literal_expr())
        }
        _ => leaves(&refuses.body),
    };
    if !refuses.elif_else_clauses.is_empty() || !turned_away {
        return None;
    }
    let mut parts = match &*refuses.test {
        Expr::BoolOp(either) if either.op == BoolOp::Or => either.values.iter(),
        test => std::slice::from_ref(test).iter(),
    };
    parts.find_map(|e| about(&names, e, refused(e)?))
}

/// The names of what was given and of what these statements make of it, if they do nothing else.
fn names_of<'a>(given: &'a str, between: &'a [Stmt]) -> Option<Vec<&'a str>> {
    let mut names = vec![given];
    for s in between {
        match s {
            Stmt::Assign(a) => {
                let [Expr::Name(name)] = &*a.targets else {
                    return None;
                };
                let of = |e: &Expr| matches!(e, Expr::Name(n) if names.contains(&n.id.as_str()));
                if any_over_expr(&a.value, &of) {
                    names.push(name.id.as_str());
                }
            }
            Stmt::Expr(s) if s.value.is_string_literal_expr() => {}
            _ => return None,
        }
    }
    Some(names)
}

fn asked<'a>(given: &[&'a str], refusal: &'a Expr) -> Option<Asked<'a>> {
    let mut asked = about(given, refusal, refused(refusal)?)?;
    asked.waved = false;
    Some(asked)
}

/// The check, where it is one of what was given.
fn about<'a>(given: &[&'a str], at: &'a Expr, check: Check<'a>) -> Option<Asked<'a>> {
    let first = given.first().copied()?;
    let is_given = |e: &Expr| matches!(e, Expr::Name(n) if given.contains(&n.id.as_str()));
    let (name, with) = match check {
        Check::Call(call) => {
            let arguments = call.arguments.args.iter();
            let mut arguments = arguments.chain(call.arguments.keywords.iter().map(|k| &k.value));
            if !arguments.any(|e| any_over_expr(e, &is_given)) {
                return None;
            }
            (last_name(&call.func)?, None)
        }
        Check::Equal(a, b) => {
            let (one, other) = if is_given(a) { (a, b) } else { (b, a) };
            if !is_given(one) || any_over_expr(other, &is_given) {
                return None;
            }
            let own = other.is_name_expr() || other.is_attribute_expr();
            let name = if own {
                last_name(other)
            } else {
                last_name(one)
            };
            (name?, Some(other))
        }
    };
    Some(Asked {
        given: first,
        name,
        refusal: at,
        with,
        waved: true,
    })
}

fn call_of(e: &Expr) -> Option<&ast::ExprCall> {
    match e {
        Expr::Call(call) => Some(call),
        Expr::Await(a) => a.value.as_call_expr(),
        _ => None,
    }
}

/// `check(…)`, `a == b`; or, where the answer is not to hold, `not check(…)`, `check(…) is False`, `a != b`
fn check_of(e: &Expr, holds: bool) -> Option<Check<'_>> {
    match e {
        Expr::UnaryOp(not) if not.op == UnaryOp::Not => check_of(&not.operand, !holds),
        Expr::Compare(c) => match (&*c.ops, &*c.comparators) {
            ([CmpOp::Is | CmpOp::Eq], [Expr::BooleanLiteral(b)]) => {
                check_of(&c.left, holds == b.value)
            }
            ([CmpOp::Eq], [other]) if holds => Some(Check::Equal(&c.left, other)),
            ([CmpOp::NotEq], [other]) if !holds => Some(Check::Equal(&c.left, other)),
            _ => None,
        },
        // `not (a and b)`, `not (a or b)`: without any of them nobody gets in.
        Expr::BoolOp(several) if holds => several.values.iter().find_map(|e| check_of(e, true)),
        e if holds => call_of(e).map(Check::Call),
        _ => None,
    }
}

/// What refuses: `not check(…)`, `check(…) is False`, `token != EXPECTED`
fn refused(e: &Expr) -> Option<Check<'_>> {
    check_of(e, false)
}

/// `not token`, `token is None`, `token == ""`
fn not_given(e: &Expr) -> Option<&ast::ExprName> {
    match e {
        Expr::UnaryOp(not) if not.op == UnaryOp::Not => not.operand.as_name_expr(),
        Expr::Compare(c) => match (&*c.ops, &*c.comparators) {
            ([CmpOp::Is | CmpOp::Eq], [Expr::NoneLiteral(_)]) => c.left.as_name_expr(),
            ([CmpOp::Eq], [Expr::StringLiteral(s)]) if s.value.is_empty() => c.left.as_name_expr(),
            _ => None,
        },
        _ => None,
    }
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
        _ => ends_all(body),
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
                Expr::UnaryOp(not) if not.op == UnaryOp::Not => match &*not.operand {
                    Expr::Call(_) => false,
                    Expr::BoolOp(several) => several
                        .values
                        .iter()
                        .any(|e| asked_for(e).is_some_and(|n| n.id == *self.name)),
                    operand => named(operand),
                },
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
        name: asked.given,
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
            if (e.is_call_expr() || e.is_compare_expr()) && ComparableExpr::from(e) == self.0 {
                self.1 += 1;
            }
            walk_expr(self, e);
        }
    }
    let wanted = match refused(refusal) {
        Some(Check::Call(call)) => Expr::Call(call.clone()),
        Some(Check::Equal(..)) => refusal.clone(),
        None => return 0,
    };
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
        let asked = asked_when_given(s);
        if asked.is_none() && not_given(&s.test).is_none() {
            return;
        }
        let code = self.calls.last().map(|call| call.code);
        let code = code.and_then(|code| self.codes.get(code.0 as usize));
        let Some(Code::Function(function)) = code.copied() else {
            return;
        };
        let here = |early: &ast::StmtIf| std::ptr::eq(early, s);
        let waved = || waved_through(&function.body).filter(|(early, _)| here(early));
        let Some(asked) = asked.or_else(|| Some(waved()?.1)) else {
            return;
        };
        let place = match s.body.last() {
            Some(Stmt::Return(pass)) if asked.waved => self.span_of(pass),
            _ => self.span_of(asked.refusal),
        };
        let asks = self.watch.or(self.stores);
        if !asks.is_none_or(|watch| watch.named(asked.name).guard) {
            return;
        }
        let given = self.find_name(asked.given);
        let sent = given.is_some_and(|given| self.chosen_outside(self.look(given)));
        if !sent || asked.with.is_some_and(|e| self.is_sent(e)) {
            return;
        }
        let missed = !asked.waved && is_missed(&function.body, &asked);
        if !missed && self.fresh(place, 30, super::value::Val::UNBOUND, 1) {
            let name = asked.name.to_owned();
            let compared = asked.with.is_some();
            self.effect(EffectKind::Optional { name, compared }, place);
        }
    }

    /// Whether what is compared came with the same request: two entries of one form.
    fn is_sent(&mut self, e: &'a Expr) -> bool {
        let mute = std::mem::replace(&mut self.mute, true);
        let watch = self.watch.take();
        let v = self.eval(e);
        self.watch = watch;
        self.mute = mute;
        v.is_ok_and(|v| self.chosen_outside(self.look(v)))
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
            "import web\ndef f(c):\n t = web.header('T')\n if t and not (c(t, 1) and c(t, 2)):\n  raise E\n return 1\nf(3)\n",
            "import web\ndef f(c):\n t = web.header('T')\n if t and not (c(t, 1) or c(t, 2)):\n  return 2\n return 1\nf(3)\n",
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
            "import web\ndef f(c):\n t = web.header('T')\n if not (t and c(t)):\n  raise E\n return 1\nf(3)\n",
            "import web\ndef f(c):\n t = web.header('T')\n if not t or not (c(t, 1) and c(t, 2)):\n  raise E\n return 1\nf(3)\n",
            "def f(c, t):\n if t and not c(t):\n  raise E\n return 1\n",
        ] {
            assert_eq!(optional(code), 0, "{code}");
        }
    }
}
