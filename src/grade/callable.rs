//! What of a module can be called from outside: its functions, the methods of its classes, and how.
//!
//! Called by `explore`.

use crate::python::Program;
use crate::text::Span;
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged as _;

/// A function or a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Callable {
    /// What it is called to people: `f`, `C.m`.
    pub(super) name: String,
    /// What stands in front of the brackets of a call: `f`, `C('harmless').m`.
    pub(super) call: String,
    /// The parameters that must be given.
    pub(super) parameters: Vec<String>,
    /// Its name in the text.
    pub(super) span: Span,
}

/// What is given where nothing depends on it.
pub(super) const HARMLESS: &str = "'harmless'";

/// The functions and methods that stand at the top of a module, in order.
pub(super) fn callables(program: &Program) -> Vec<Callable> {
    let mut found = Vec::new();
    for statement in program.body() {
        match statement {
            Stmt::FunctionDef(function) => found.push(Callable {
                name: function.name.to_string(),
                call: function.name.to_string(),
                parameters: required(function, 0),
                span: place(function),
            }),
            Stmt::ClassDef(class) => methods(class, &mut found),
            _ => {}
        }
    }
    found
}

fn methods(class: &ast::StmtClassDef, found: &mut Vec<Callable>) {
    let all: Vec<&ast::StmtFunctionDef> = class
        .body
        .iter()
        .filter_map(Stmt::as_function_def_stmt)
        .collect();
    let making: Vec<String> = match all.iter().find(|f| f.name.as_str() == "__init__") {
        Some(init) => required(init, 1),
        None if is_decorated(&class.decorator_list, &["dataclass"]) => fields(class),
        None => Vec::new(),
    };
    let given = vec![HARMLESS; making.len()].join(", ");
    for method in all {
        let name = method.name.as_str();
        let of_class = is_decorated(&method.decorator_list, &["classmethod"]);
        let loose = is_decorated(&method.decorator_list, &["staticmethod"]);
        if is_decorated(
            &method.decorator_list,
            &[
                "property",
                "cached_property",
                "setter",
                "abstractmethod",
                "overload",
            ],
        ) {
            continue;
        }
        let (call, bound) = match name {
            "__init__" => (class.name.to_string(), 1),
            "__call__" => (format!("{}({given})", class.name), 1),
            _ if name.starts_with("__") && name.ends_with("__") => continue,
            _ if loose => (format!("{}.{name}", class.name), 0),
            _ if of_class => (format!("{}.{name}", class.name), 1),
            _ => (format!("{}({given}).{name}", class.name), 1),
        };
        found.push(Callable {
            name: format!("{}.{name}", class.name),
            call,
            parameters: required(method, bound),
            span: place(method),
        });
    }
}

fn place(function: &ast::StmtFunctionDef) -> Span {
    let range = function.name.range();
    Span::new(range.start().to_u32(), range.end().to_u32())
}

/// The parameters without a default, after those that the call itself fills.
fn required(function: &ast::StmtFunctionDef, bound: usize) -> Vec<String> {
    let all = function.parameters.iter_non_variadic_params().skip(bound);
    let all = all.filter(|parameter| parameter.default.is_none());
    all.map(|parameter| parameter.parameter.name.to_string())
        .collect()
}

/// The fields that a dataclass must be given.
fn fields(class: &ast::StmtClassDef) -> Vec<String> {
    let field = |statement: &Stmt| match statement {
        Stmt::AnnAssign(field) if field.value.is_none() => match &*field.target {
            Expr::Name(name) => Some(name.id.to_string()),
            _ => None,
        },
        _ => None,
    };
    class.body.iter().filter_map(field).collect()
}

/// Whether one of the decorators has one of these last names.
fn is_decorated(decorators: &[ast::Decorator], names: &[&str]) -> bool {
    decorators.iter().any(|decorator| {
        let callee = match &decorator.expression {
            Expr::Call(call) => &*call.func,
            other => other,
        };
        match callee {
            Expr::Name(name) => names.contains(&name.id.as_str()),
            Expr::Attribute(attribute) => names.contains(&attribute.attr.as_str()),
            _ => false,
        }
    })
}

/// Where, outside of functions and classes, something is done for its effect.
pub(super) fn outside(body: &[Stmt]) -> Option<Span> {
    body.iter().find_map(|statement| match statement {
        Stmt::Expr(expression) => (!expression.value.is_literal_expr()).then(|| {
            let range = expression.range();
            Span::new(range.start().to_u32(), range.end().to_u32())
        }),
        Stmt::If(branch) => outside(&branch.body).or_else(|| {
            let mut clauses = branch.elif_else_clauses.iter();
            clauses.find_map(|clause| outside(&clause.body))
        }),
        Stmt::Try(attempt) => outside(&attempt.body)
            .or_else(|| outside(&attempt.orelse))
            .or_else(|| outside(&attempt.finalbody)),
        Stmt::With(with) => outside(&with.body),
        Stmt::For(each) => outside(&each.body),
        Stmt::While(repeat) => outside(&repeat.body),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python;
    use crate::text::Source;

    fn calls(text: &str) -> Vec<String> {
        let program = python::parse(&Source::new("a.py", text));
        let all = callables(&program).into_iter();
        all.map(|c| format!("{}({})", c.call, c.parameters.join(", ")))
            .collect()
    }

    #[test]
    fn methods_are_called_on_objects_that_are_made_for_it() {
        let text = "class C:\n def __init__(self, a, b=1): pass\n def m(self, x, *y): pass\n @staticmethod\n def s(x): pass\n\
                    \x20@classmethod\n def c(cls, x): pass\n @property\n def p(self): pass\n def __str__(self): pass\n";
        assert_eq!(
            calls(text),
            ["C(a)", "C('harmless').m(x)", "C.s(x)", "C.c(x)"]
        );
    }

    #[test]
    fn a_dataclass_is_given_its_fields() {
        let text = "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass C:\n a: str\n b: int = 1\n def m(self): pass\n";
        assert_eq!(calls(text), ["C('harmless').m()"]);
    }

    #[test]
    fn what_is_done_outside_of_functions_is_found() {
        let at =
            |text: &str| outside(python::parse(&Source::new("a.py", text)).body()).map(|s| s.start);
        assert_eq!(
            at("\"\"\"Text.\"\"\"\nimport os\nA = f(1)\ntry:\n import b\nexcept E:\n b = None\n"),
            None
        );
        assert_eq!(at("if __name__ == '__main__':\n    go()\n"), Some(31));
    }
}
