//! Where the `yield`s of a generator stand.
//!
//! Called by `generator`.

use super::contains_yield;
use ruff_python_ast::{self as ast, Expr, Stmt};

/// Whether each `yield` of these statements stands where a generator can be taken up again.
pub(super) fn goes_by_steps(body: &[Stmt]) -> bool {
    body.iter().all(|statement| {
        if !contains_yield(std::slice::from_ref(statement)) {
            return true;
        }
        let plain = |value: Option<&Expr>| !value.is_some_and(yields);
        match statement {
            Stmt::Expr(s) => match &*s.value {
                Expr::Yield(y) => plain(y.value.as_deref()),
                Expr::YieldFrom(y) => plain(Some(&y.value)),
                _ => false,
            },
            Stmt::Assign(s) => match (&*s.value, s.targets.as_slice()) {
                (Expr::Yield(y), [target]) => plain(y.value.as_deref()) && !yields(target),
                _ => false,
            },
            Stmt::If(s) => {
                plain(Some(&s.test))
                    && goes_by_steps(&s.body)
                    && s.elif_else_clauses
                        .iter()
                        .all(|clause| plain(clause.test.as_ref()) && goes_by_steps(&clause.body))
            }
            Stmt::While(s) => plain(Some(&s.test)) && s.orelse.is_empty() && goes_by_steps(&s.body),
            Stmt::For(s) => {
                plain(Some(&s.iter)) && !s.is_async && s.orelse.is_empty() && goes_by_steps(&s.body)
            }
            Stmt::With(s) => {
                let target = |item: &ast::WithItem| plain(item.optional_vars.as_deref());
                let enters = |item: &ast::WithItem| plain(Some(&item.context_expr)) && target(item);
                !s.is_async && s.items.iter().all(enters) && goes_by_steps(&s.body)
            }
            Stmt::Try(s) => {
                s.handlers.is_empty()
                    && s.orelse.is_empty()
                    && !contains_yield(&s.finalbody)
                    && goes_by_steps(&s.body)
            }
            _ => false,
        }
    })
}

fn yields(e: &Expr) -> bool {
    use ruff_python_ast::visitor::{Visitor, walk_expr};
    struct Search(bool);
    impl<'a> Visitor<'a> for Search {
        fn visit_expr(&mut self, e: &'a Expr) {
            match e {
                Expr::Yield(_) | Expr::YieldFrom(_) => self.0 = true,
                Expr::Lambda(_) => {}
                _ if !self.0 => walk_expr(self, e),
                _ => {}
            }
        }
    }
    let mut search = Search(false);
    search.visit_expr(e);
    search.0
}
