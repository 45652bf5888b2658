//! What a program demands before it goes on: `if data["role"] != "admin": raise`, `if key not in KEYS: abort(401)`.
//!
//! Which names and words matter, and where the values came from, says whoever asks. Called by `statement`.

use super::call::Args;
use super::machine::Machine;
use super::note::named;
use super::outline::turns_away;
use super::value::{Kind, Relation, Val};
use ruff_python_ast::{self as ast, BoolOp, CmpOp, ElifElseClause, Expr, Stmt, UnaryOp};
use ruff_text_size::Ranged as _;

/// Under this name it is recorded that a name must hold a word: the value, the name, the words.
const WORD: &str = "program.demanded_word";
/// Under this name it is recorded that one text must stand somewhere in another: the other, and the one.
const PART: &str = "program.demanded_part";
/// How many parts of a condition are looked at.
const PARTS: u32 = 16;

/// What must hold so that a condition does not.
fn demands<'e>(test: &'e Expr, holds: bool, out: &mut Vec<(&'e ast::ExprCompare, bool)>) {
    match test {
        Expr::BoolOp(b) if (b.op == BoolOp::Or) != holds => {
            b.values.iter().for_each(|e| demands(e, holds, out));
        }
        Expr::UnaryOp(u) if u.op == UnaryOp::Not => demands(&u.operand, !holds, out),
        Expr::Compare(c) if c.ops.len() == 1 => out.push((c, holds)),
        _ => {}
    }
}

/// The words that are written, one or several.
fn words(e: &Expr) -> Option<String> {
    let texts = |all: &[Expr]| {
        let texts: Option<Vec<&str>> = all
            .iter()
            .map(|e| Some(e.as_string_literal_expr()?.value.to_str()))
            .collect();
        texts.filter(|t| !t.is_empty()).map(|t| t.join(" "))
    };
    match e {
        Expr::StringLiteral(s) => Some(s.value.to_str().to_owned()),
        Expr::Tuple(t) => texts(&t.elts),
        Expr::List(t) => texts(&t.elts),
        Expr::Set(t) => texts(&t.elts),
        _ => None,
    }
}

impl<'a> Machine<'a, '_> {
    /// Notes what is demanded by a condition with which the program refuses.
    pub(super) fn note_demands(
        &mut self,
        test: &'a Expr,
        condition: Val,
        body: &'a [Stmt],
        rest: &'a [ElifElseClause],
    ) {
        if self.world.is_some() || self.mute || self.in_test() {
            return;
        }
        let other = match rest {
            [other] if other.test.is_none() => turns_away(&other.body),
            _ => false,
        };
        let mut found = Vec::new();
        if turns_away(body) {
            demands(test, false, &mut found);
        } else if other {
            demands(test, true, &mut found);
        }
        for (c, holds) in found {
            let (Some(op), Some(right)) = (c.ops.first(), c.comparators.first()) else {
                continue;
            };
            let demanded = match op {
                CmpOp::Eq | CmpOp::In => holds,
                CmpOp::NotEq | CmpOp::NotIn => !holds,
                _ => false,
            };
            if !demanded {
                continue;
            }
            let listed = matches!(op, CmpOp::In | CmpOp::NotIn);
            let sides = match (words(right), words(&c.left)) {
                (Some(word), _) => named(&c.left).map(|name| (name, word)),
                (None, Some(word)) if !listed => named(right).map(|name| (name, word)),
                _ => None,
            };
            let span = self.span_of(&c.range());
            if let Some((name, word)) = sides {
                if let Some(own) = self.asked_in(condition, span, false, PARTS) {
                    let said = [self.text(name, span), self.text(&word, span)];
                    let args = Args::positional(vec![own, said[0], said[1]]);
                    self.export_call(WORD, false, &args, span);
                }
            } else if listed
                && words(right).is_none()
                && let Some(own) = self.asked_in(condition, span, true, PARTS)
            {
                let whole = self.looked_in(condition, span, PARTS);
                if let Some(whole) = whole {
                    let args = Args::positional(vec![whole, own]);
                    self.export_call(PART, false, &args, span);
                }
            }
        }
    }

    /// What somebody outside chose, where the comparison at this place asks about it.
    fn asked_in(
        &self,
        condition: Val,
        span: crate::text::Span,
        part: bool,
        parts: u32,
    ) -> Option<Val> {
        let (relation, a, b) = self.comparison_at(condition, span, parts)?;
        if part && relation != Relation::In {
            return None;
        }
        let chosen = |v: Val| !self.is_constant(self.look(v)) && self.chosen_outside(v);
        [a, b].into_iter().find(|&v| chosen(v))
    }

    /// The text in which something is looked for by the comparison at this place.
    fn looked_in(&self, condition: Val, span: crate::text::Span, parts: u32) -> Option<Val> {
        let (_, _, whole) = self.comparison_at(condition, span, parts)?;
        let whole = self.look(whole);
        let text = match self.kind(whole) {
            Kind::Str(_) | Kind::Text(_) => true,
            Kind::Unknown(ty, _) => ty.as_deref().is_none_or(|ty| ty == "str"),
            Kind::Either(all) => all.iter().any(
                |(v, _)| matches!(self.kind(*v), Kind::Unknown(Some(ty), _) if &**ty == "str"),
            ),
            _ => false,
        };
        text.then_some(whole)
    }

    /// The comparison that stands at a place, as a part of a condition.
    fn comparison_at(
        &self,
        condition: Val,
        span: crate::text::Span,
        parts: u32,
    ) -> Option<(Relation, Val, Val)> {
        let parts = parts.checked_sub(1)?;
        let condition = self.look(condition);
        match *self.kind(condition) {
            Kind::Not(inner) => self.comparison_at(inner, span, parts),
            Kind::And(a, b) | Kind::Or(a, b) => {
                let first = self.comparison_at(a, span, parts / 2);
                first.or_else(|| self.comparison_at(b, span, parts / 2))
            }
            Kind::Compare(relation, a, b) if self.arena.node(condition).span == span => {
                Some((relation, a, b))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::expression;

    /// The comparisons of a condition that have to hold, or must not, for it not to hold.
    fn told(condition: &str) -> Vec<(String, bool)> {
        let tree = expression(condition).unwrap();
        let mut found = Vec::new();
        demands(tree.tree(), false, &mut found);
        let text =
            |c: &ast::ExprCompare| condition.get(c.range().to_std_range()).unwrap().to_owned();
        found.iter().map(|(c, holds)| (text(c), *holds)).collect()
    }

    #[test]
    fn what_has_to_hold_for_a_condition_not_to() {
        let no = |c: &str| (c.to_owned(), false);
        let yes = |c: &str| (c.to_owned(), true);
        for (condition, expected) in [
            ("a == 1", vec![no("a == 1")]),
            ("not a == 1", vec![yes("a == 1")]),
            ("a == 1 or b != 2", vec![no("a == 1"), no("b != 2")]),
            // One of them is enough, and nobody knows which.
            ("a == 1 and b == 2", vec![]),
            (
                "not (a == 1 and b == 2)",
                vec![yes("a == 1"), yes("b == 2")],
            ),
            ("not (a == 1 or b == 2)", vec![]),
            ("f(a) or a in KEYS", vec![no("a in KEYS")]),
            ("1 < a < 2", vec![]),
            ("a", vec![]),
        ] {
            assert_eq!(told(condition), expected, "{condition}");
        }
    }

    #[test]
    fn words_that_are_written() {
        for (text, expected) in [
            ("'admin'", Some("admin")),
            ("('admin', 'owner')", Some("admin owner")),
            ("['admin']", Some("admin")),
            ("{'admin'}", Some("admin")),
            ("()", None),
            ("('admin', ROLE)", None),
            ("ROLE", None),
        ] {
            let tree = expression(text).unwrap();
            assert_eq!(words(tree.tree()).as_deref(), expected, "{text}");
        }
    }
}
