//! What pieces of a tree look like to an outline: the names they end in, the texts they may be.
//!
//! Called by the other parts of `outline`.

use super::{Name, name_of};
use crate::evaluate::knowledge::{Role, Roles};
use ruff_python_ast::{self as ast, Expr, Stmt};
use rustc_hash::FxHashSet;

/// Whether a name is written as that of a class.
pub(super) fn is_class(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.contains(|c: char| c.is_ascii_lowercase())
}

/// The class at the root of what reads its rows: `Note.objects.filter(…).first`.
pub(super) fn class_of_rows<'e>(e: &'e Expr, roles: &Roles) -> Option<&'e str> {
    let mut at = e;
    let mut read = false;
    loop {
        match at {
            Expr::Call(c) => at = &c.func,
            Expr::Attribute(a) => {
                read = roles.has(Role::Rows, a.attr.as_str());
                at = &a.value;
            }
            Expr::Name(n) => {
                let name = n.id.as_str();
                return (read && is_class(name)).then_some(name);
            }
            _ => return None,
        }
    }
}

/// Methods that run when an object is made or used without naming them.
pub(super) const MADE_BY: [&str; 11] = [
    "__init__",
    "__new__",
    "__post_init__",
    "__enter__",
    "__call__",
    "__iter__",
    "__getitem__",
    "__getattr__",
    "__set_name__",
    "__get__",
    "__set__",
];

/// The variables that a function assigns, but for those inside expressions.
pub(super) fn locals_of(body: &[Stmt], out: &mut FxHashSet<Name>) {
    fn target(e: &Expr, out: &mut FxHashSet<Name>) {
        match e {
            Expr::Name(n) => {
                out.insert(name_of(n.id.as_str()));
            }
            Expr::Tuple(t) => t.elts.iter().for_each(|e| target(e, out)),
            Expr::List(l) => l.elts.iter().for_each(|e| target(e, out)),
            Expr::Starred(s) => target(&s.value, out),
            _ => {}
        }
    }
    for statement in body {
        match statement {
            Stmt::Assign(s) => s.targets.iter().for_each(|t| target(t, out)),
            Stmt::AnnAssign(s) => target(&s.target, out),
            Stmt::For(s) => {
                target(&s.target, out);
                locals_of(&s.body, out);
                locals_of(&s.orelse, out);
            }
            Stmt::While(s) => {
                locals_of(&s.body, out);
                locals_of(&s.orelse, out);
            }
            Stmt::If(s) => {
                locals_of(&s.body, out);
                for clause in &s.elif_else_clauses {
                    locals_of(&clause.body, out);
                }
            }
            Stmt::With(s) => {
                for item in &s.items {
                    if let Some(e) = &item.optional_vars {
                        target(e, out);
                    }
                }
                locals_of(&s.body, out);
            }
            Stmt::Try(s) => {
                locals_of(&s.body, out);
                for ast::ExceptHandler::ExceptHandler(handler) in &s.handlers {
                    locals_of(&handler.body, out);
                }
                locals_of(&s.orelse, out);
                locals_of(&s.finalbody, out);
            }
            _ => {}
        }
    }
    // What is declared global is none of its own.
    for statement in body {
        if let Stmt::Global(s) = statement {
            for name in &s.names {
                out.remove(&name_of(name.as_str()));
            }
        }
    }
}

pub(super) fn is_text(e: &Expr) -> bool {
    match e {
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::FString(_) => true,
        Expr::BinOp(b) => is_text(&b.left) || is_text(&b.right),
        Expr::Call(c) => match &*c.func {
            Expr::Attribute(a) => is_text(&a.value),
            _ => false,
        },
        Expr::Dict(d) => d.items.iter().any(|i| is_text(&i.value)),
        Expr::Tuple(t) => t.elts.iter().any(is_text),
        Expr::List(l) => l.elts.iter().any(is_text),
        _ => false,
    }
}

/// The last identifier of a name or attribute, or of what is called.
pub(in crate::evaluate) fn last_name(e: &Expr) -> Option<&str> {
    match e {
        Expr::Name(n) => Some(n.id.as_str()),
        Expr::Attribute(a) => Some(a.attr.as_str()),
        Expr::Call(c) => last_name(&c.func),
        Expr::Subscript(s) => last_name(&s.value),
        Expr::Await(a) => last_name(&a.value),
        _ => None,
    }
}

/// The last identifier of the call with which a block ends: `abort`, `sys.exit`.
pub(in crate::evaluate) fn ending_call(block: &[Stmt]) -> Option<&str> {
    match block.last() {
        Some(Stmt::Expr(s)) => last_name(&s.value.as_call_expr()?.func),
        _ => None,
    }
}

/// Whether a block ends with a call that does not come back.
pub(in crate::evaluate) fn ends_all(block: &[Stmt]) -> bool {
    matches!(ending_call(block), Some("abort" | "exit"))
}

/// Whether nothing behind these statements is reached.
pub(in crate::evaluate) fn turns_away(block: &[Stmt]) -> bool {
    match block.last() {
        Some(Stmt::Raise(_) | Stmt::Return(_)) => true,
        _ => ends_all(block),
    }
}

/// The name under which a value is stored.
pub(super) fn stored_name(target: &Expr) -> Option<&str> {
    match target {
        Expr::Subscript(s) => match &*s.slice {
            Expr::StringLiteral(key) => Some(key.value.to_str()),
            _ => None,
        },
        Expr::Name(_) | Expr::Attribute(_) => last_name(target),
        _ => None,
    }
}

/// The name of what is compared: a variable, an attribute, a key, a looked-up key.
pub(super) fn compared_name(e: &Expr) -> Option<&str> {
    match e {
        Expr::Call(c) => match (&*c.func, c.arguments.args.first()) {
            (Expr::Attribute(_), Some(Expr::StringLiteral(key))) => Some(key.value.to_str()),
            (Expr::Attribute(a), None) => compared_name(&a.value),
            (Expr::Name(function), _) => Some(function.id.as_str()),
            _ => None,
        },
        Expr::Subscript(s) => stored_name(e).or_else(|| compared_name(&s.value)),
        Expr::Named(n) => compared_name(&n.target),
        Expr::Await(a) => compared_name(&a.value),
        _ => stored_name(e),
    }
}

/// The variable at the root of `a.b.c`, and the attributes behind it, last first.
pub(super) fn chain(e: &Expr) -> Option<(&str, Vec<&str>)> {
    let mut rest = Vec::new();
    let mut at = e;
    loop {
        match at {
            Expr::Name(n) => return Some((n.id.as_str(), rest)),
            Expr::Attribute(a) => {
                rest.push(a.attr.as_str());
                at = &a.value;
            }
            _ => return None,
        }
    }
}

/// The variable or attribute into which something is put: `a`, or a part of it such as `a["k"]` or
/// `a.setdefault("k", [])`.
pub(super) fn filled(e: &Expr) -> &Expr {
    let mut at = e;
    loop {
        at = match at {
            Expr::Subscript(s) => &s.value,
            Expr::Call(c) => match &*c.func {
                Expr::Attribute(a) if matches!(a.attr.as_str(), "setdefault" | "get") => &a.value,
                _ => return at,
            },
            _ => return at,
        };
    }
}

/// Which positions of a call hold what stands in the program, or nothing.
pub(super) fn written(arguments: &ast::Arguments) -> u64 {
    let mut written = 0;
    for at in 0..64 {
        let harmless = match arguments.args.get(at) {
            Some(Expr::Starred(_)) => return written,
            Some(value) => value.is_literal_expr(),
            None if arguments.keywords.is_empty() => true,
            None => return written,
        };
        written |= u64::from(harmless) << at;
    }
    written
}

pub(super) fn may_be_broad(e: &Expr) -> bool {
    match e {
        Expr::Tuple(t) => t.elts.iter().any(may_be_broad),
        Expr::Name(n) => matches!(n.id.as_str(), "Exception" | "BaseException"),
        _ => false,
    }
}
