//! What is taken away from what somebody has: `account.balance -= amount`. Who takes less than nothing gives.
//!
//! Which names hold such things says whoever asks. Called by `statement`.

use super::machine::Machine;
use super::outline::last_name;
use super::record::Place;
use super::value::{Kind, Val};
use crate::text::Span;
use ruff_python_ast::comparable::ComparableExpr;
use ruff_python_ast::{self as ast, Expr};

impl<'a> Machine<'a, '_> {
    /// `object.name -= taken`, `things["name"] -= taken`
    pub(super) fn note_spent(
        &mut self,
        op: ast::Operator,
        target: &'a Expr,
        taken: Val,
        span: Span,
    ) {
        if op != ast::Operator::Sub {
            return;
        }
        let names = match target {
            Expr::Attribute(a) => [Some(a.attr.as_str()), None],
            Expr::Subscript(s) => {
                let key = s.slice.as_string_literal_expr();
                [key.map(|key| key.value.to_str()), last_name(&s.value)]
            }
            _ => return,
        };
        let spans = [span, self.span_of(target)];
        for (name, span) in names.into_iter().zip(spans) {
            if let Some(name) = name {
                self.note_store(Place::Spent, name, taken, span);
            }
        }
    }

    /// `object.name = object.name - taken`
    pub(super) fn note_lessened(&mut self, s: &'a ast::StmtAssign, v: Val) {
        let ([target], Expr::BinOp(less)) = (&*s.targets, &*s.value) else {
            return;
        };
        let same = less.op == ast::Operator::Sub
            && (target.is_attribute_expr() || target.is_subscript_expr())
            && same_place(target, &less.left);
        if !same || self.world.is_some() {
            return;
        }
        let node = self.arena.node(self.look(v));
        if let (Kind::Unknown(..), [_, taken]) = (&node.kind, &*node.from) {
            let taken = *taken;
            let span = self.span_of(s);
            self.note_spent(less.op, target, taken, span);
        }
    }
}

/// Whether what is read is what is written; one is stored, the other loaded.
fn same_place(target: &Expr, read: &Expr) -> bool {
    match (target, read) {
        (Expr::Attribute(a), Expr::Attribute(b)) => {
            a.attr.as_str() == b.attr.as_str()
                && ComparableExpr::from(&*a.value) == ComparableExpr::from(&*b.value)
        }
        (Expr::Subscript(a), Expr::Subscript(b)) => {
            ComparableExpr::from(&*a.value) == ComparableExpr::from(&*b.value)
                && ComparableExpr::from(&*a.slice) == ComparableExpr::from(&*b.slice)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::parse;
    use crate::text::Source;
    use ruff_python_ast::Stmt;

    #[test]
    fn what_is_read_is_what_is_written() {
        for (line, same) in [
            ("a.left = a.left - n", true),
            ("a.left = a.right - n", false),
            ("a.left = b.left - n", false),
            ("shop.items[0].left = shop.items[0].left - n", true),
            ("shop.items[0].left = shop.items[1].left - n", false),
            ("t['left'] = t['left'] - n", true),
            ("t['left'] = t[\"left\"] - n", true),
            ("t['left'] = t['other'] - n", false),
            ("t[key] = u[key] - n", false),
            ("t['left'] = t.left - n", false),
            ("left = left - n", false),
        ] {
            let program = parse(&Source::new("t.py", line));
            let [Stmt::Assign(s)] = program.tree().body.as_slice() else {
                panic!("{line}");
            };
            let ([target], Expr::BinOp(less)) = (&*s.targets, &*s.value) else {
                panic!("{line}");
            };
            assert_eq!(same_place(target, &less.left), same, "{line}");
        }
    }
}
