//! Which variable an expression is about, and which attribute of it.
//!
//! Judged by names. Called by `pieces`.

use crate::evaluate::outline::{Name, name_of};
use ruff_python_ast::Expr;

/// The variable at the root of a place, and the first attribute behind it.
pub(super) fn place(e: &Expr) -> Option<(Name, Option<Name>)> {
    let mut at = e;
    let mut first = None;
    loop {
        match at {
            Expr::Name(n) => return Some((name_of(n.id.as_str()), first)),
            Expr::Attribute(a) => {
                first = Some(name_of(a.attr.as_str()));
                at = &a.value;
            }
            Expr::Subscript(s) => at = &s.value,
            Expr::Starred(s) => at = &s.value,
            _ => return None,
        }
    }
}

/// Whose operator is called by a statement that is nothing but that: `out << "a" << b`.
pub(super) fn operated(e: &Expr) -> Option<(Name, Option<Name>)> {
    let mut left = e;
    while let Expr::BinOp(b) = left {
        left = &b.left;
    }
    place(left).filter(|_| e.is_bin_op_expr())
}

/// The place in which `setattr(object, "name", value)` and `object.__setattr__(self, "name", value)` change something.
pub(super) fn set(e: &Expr) -> Option<(Name, Option<Name>)> {
    let Expr::Call(call) = e else { return None };
    let sets = match &*call.func {
        Expr::Name(n) => n.id.as_str() == "setattr",
        Expr::Attribute(a) => a.attr.as_str() == "__setattr__",
        _ => false,
    };
    let object = call.arguments.args.first().filter(|_| sets)?;
    let (root, attribute) = place(object)?;
    let own = match call.arguments.args.get(1) {
        Some(Expr::StringLiteral(text)) => Some(name_of(text.value.to_str())),
        _ => None,
    };
    Some((root, attribute.or(own)))
}
