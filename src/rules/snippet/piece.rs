//! Pieces of patterns that are read alike wherever they stand: numbers, `...`, questions about a metavariable.
//!
//! Called by `snippet`.

use super::Condition;
use ruff_python_ast::{self as ast, Expr, Number};

/// A question about a metavariable, asked where the metavariable stands.
pub(super) fn placed(question: Condition, selector: &Condition) -> Result<Condition, String> {
    let key = match (&question.key, &selector.key) {
        (Some(_), Some(_)) => return Err("a dict inside a dict is not asked for".into()),
        (own, outer) => own.clone().or_else(|| outer.clone()),
    };
    Ok(Condition {
        argument: selector.argument.clone(),
        position: selector.position,
        receiver: selector.receiver,
        key,
        ..question
    })
}

/// Whether only `...` stands between the brackets.
pub(super) fn rest_only(arguments: &ast::Arguments, mark: &str) -> bool {
    arguments.args.is_empty()
        && matches!(&*arguments.keywords, [one]
            if one.arg.is_none() && matches!(&one.value, Expr::Name(n) if n.id.as_str() == mark))
}

pub(super) fn number(value: &Number) -> Result<String, String> {
    match value {
        Number::Int(n) => match n.as_u64() {
            Some(n) => Ok(n.to_string()),
            None => Err("this number is too large for a pattern".into()),
        },
        Number::Float(x) => Ok(format!("{x:?}")),
        Number::Complex { .. } => Err("complex numbers are not asked for".into()),
    }
}
