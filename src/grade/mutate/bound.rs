//! Values that travel beside a text, put back into it.
//!
//! Called by `undo`.

use super::code::Code;
use ruff_python_ast::{Expr, ExprCall};

/// The arguments of a call whose values were written into its text: `("… ?", (a,))` becomes
/// `(f"… '{a}'")`. Nothing when the text has no marks, or others than the values.
pub(super) fn into_text(code: &Code, call: &ExprCall) -> Option<String> {
    let [Expr::StringLiteral(text), values, rest @ ..] = &*call.arguments.args else {
        return None;
    };
    let text = text.value.to_str();
    if text.contains(['\\', '{', '}']) || text.contains("\"\"\"") {
        return None;
    }
    let filled = match values {
        Expr::Tuple(tuple) => by_position(code, text, &tuple.elts)?,
        Expr::List(list) => by_position(code, text, &list.elts)?,
        Expr::Dict(dict) => {
            let mut filled = text.to_owned();
            for item in &dict.items {
                let Some(Expr::StringLiteral(key)) = &item.key else {
                    return None;
                };
                let mark = format!(":{}", key.value.to_str());
                if !filled.contains(&mark) {
                    return None;
                }
                filled = filled.replace(&mark, &format!("'{{{}}}'", code.part(&item.value)));
            }
            filled
        }
        _ => return None,
    };
    if filled == text {
        return None;
    }
    let mut arguments = vec![format!("f\"\"\"{filled} \"\"\"")];
    arguments.extend(rest.iter().map(|argument| code.part(argument).to_owned()));
    let keywords = call.arguments.keywords.iter();
    arguments.extend(keywords.map(|keyword| code.part(keyword).to_owned()));
    Some(format!("({})", arguments.join(", ")))
}

fn by_position(code: &Code, text: &str, values: &[Expr]) -> Option<String> {
    let pieces: Vec<&str> = text.split('?').collect();
    if pieces.len() != values.len() + 1 || values.iter().any(Expr::is_starred_expr) {
        return None;
    }
    let mut filled = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        filled.push_str(piece);
        if let Some(value) = values.get(at) {
            filled.push_str("'{");
            filled.push_str(code.part(value));
            filled.push_str("}'");
        }
    }
    Some(filled)
}
