//! Which variable an expression is about, and which attribute of it; what a statement has to do with one.
//!
//! Judged by names. Called by `pieces`.

use crate::evaluate::outline::{Name, name_of};
use ruff_python_ast::Expr;
use rustc_hash::FxHashSet;

/// What a statement has to do with a variable.
#[derive(Debug, Clone, Copy)]
pub(super) enum Word {
    /// It reads the variable with all that is in it.
    Uses(Name),
    /// It reads this attribute of it.
    Part(Name, Name),
    Binds(Name),
    /// It changes something in it, behind this attribute.
    Puts(Name, Option<Name>),
    /// It hands it to a call, or calls a method of it.
    Handed(Name, Option<Name>),
    /// The variable has to be there.
    Holds(Name),
    Called(Name),
}

impl Word {
    /// Whether it reads one of these.
    pub(super) fn reads_any(self, names: &FxHashSet<Name>) -> bool {
        match self {
            Self::Uses(name) => names.contains(&name),
            Self::Part(root, attribute) => names.contains(&root) || names.contains(&attribute),
            _ => false,
        }
    }
}

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
