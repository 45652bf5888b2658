//! Questions that an exercise asks about what a function gives, told from what the function gives itself.
//!
//! Called by `goal`, which says what a call gave.

use crate::pack::Exercise;
use ruff_python_ast::Expr;

pub(super) fn is_yes_or_no(result: &str) -> bool {
    matches!(result, "True" | "False")
}

/// Whether the exercise's own code answers a call, and not a function of the submission: its yes or no tells nothing
/// that the goal's words do not.
pub(super) fn asks_itself(exercise: &Exercise, call: &str) -> bool {
    let name: String = call
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    let staged = exercise.stage.contains(&format!("def {name}("));
    staged || crate::python::expression(call).is_ok_and(|asked| is_question(asked.tree()))
}

/// Whether an expression is a question of the exercise about what a call gives: `len(f()) > 3`, `isinstance(f(), str)`.
fn is_question(asked: &Expr) -> bool {
    match asked {
        Expr::Compare(_) | Expr::BoolOp(_) => true,
        Expr::UnaryOp(not) => matches!(not.op, ruff_python_ast::UnaryOp::Not),
        Expr::Call(call) => match &*call.func {
            Expr::Name(name) => crate::evaluate::is_builtin(name.id.as_str()),
            // A method of what something gave: `open(path).read().startswith("a")`.
            Expr::Attribute(method) => !matches!(&*method.value, Expr::Name(_)),
            _ => false,
        },
        // Several things are done, and the last of them asked about: `[f(), g() > 2][1]`.
        Expr::Subscript(part) => match (&*part.value, &*part.slice) {
            (Expr::List(all), Expr::NumberLiteral(at)) => match &at.value {
                ruff_python_ast::Number::Int(at) => at
                    .as_usize()
                    .and_then(|at| all.elts.get(at))
                    .is_some_and(is_question),
                _ => false,
            },
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_of_the_exercise_is_told_from_what_a_function_gives() {
        for (call, asks) in [
            ("f('x')", false),
            ("[f('x'), g()][1]", false),
            ("[f('x'), len(g()) > 2][1]", true),
            ("[f('x'), open('/a').read().startswith('b')][1]", true),
            ("'a' in f('x')", true),
            ("module.f('x')", false),
        ] {
            let asked = crate::python::expression(call).map(|asked| is_question(asked.tree()));
            assert_eq!(asked, Ok(asks), "{call}");
        }
    }
}
