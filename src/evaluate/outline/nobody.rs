//! Functions that answer nothing in place of refusing, and views that ask for their answer and never look at it.
//!
//! Reads statements, no values; which of these functions are checks stands in the rules, and of which view the function is
//! is found out by `across`. Called by `behind`.

use super::across::{Across, Heedless};
use super::name_of;
use super::shape::last_name;
use crate::evaluate::knowledge::{Role, Roles};
use ruff_python_ast::helpers::any_over_body;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

/// Under this name such a view is recorded: what it asks, and under which name it has the answer.
const UNHEEDED: &str = "program.unheeded_answer";

/// Whether a function answers nothing, or no, on one of its ways, something on another, and never refuses by itself.
pub(super) fn may_answer_nothing(f: &ast::StmtFunctionDef) -> bool {
    let mut ways = Ways::default();
    ways.visit_body(&f.body);
    ways.nothing && ways.something && !ways.refuses
}

#[derive(Default)]
struct Ways {
    /// How many statements of several branches there are around.
    depth: u32,
    nothing: bool,
    something: bool,
    refuses: bool,
}

impl<'a> Visitor<'a> for Ways {
    fn visit_stmt(&mut self, s: &'a Stmt) {
        match s {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
            Stmt::Raise(_) => self.refuses = true,
            Stmt::Return(r) => match r.value.as_deref() {
                None | Some(Expr::NoneLiteral(_)) => self.nothing |= self.depth > 0,
                Some(Expr::BooleanLiteral(b)) if !b.value => self.nothing |= self.depth > 0,
                Some(_) => self.something = true,
            },
            _ => {}
        }
        let branches = matches!(s, Stmt::If(_) | Stmt::Try(_) | Stmt::Match(_));
        self.depth += u32::from(branches);
        visitor::walk_stmt(self, s);
        self.depth -= u32::from(branches);
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        if let Expr::Call(c) = e {
            self.refuses |= matches!(last_name(&c.func), Some("abort" | "exit"));
        }
        self.refuses |= matches!(e, Expr::Yield(_) | Expr::YieldFrom(_));
        visitor::walk_expr(self, e);
    }
}

/// Looks for views that ask and do not look.
pub(super) fn find(body: &[Stmt], roles: &Roles, across: &mut Across) {
    for s in body {
        match s {
            Stmt::FunctionDef(f) => view(f, roles, across),
            Stmt::ClassDef(c) => find(&c.body, roles, across),
            // `APIRouter(dependencies=[Depends(signed_in)])`
            Stmt::Assign(a) => {
                if let Expr::Call(c) = &*a.value {
                    dependencies(c, roles, across);
                }
            }
            _ => {}
        }
    }
}

fn view(f: &ast::StmtFunctionDef, roles: &Roles, across: &mut Across) {
    let mut routes = f.decorator_list.iter();
    let Some(route) = routes.find(|d| super::whose::is_route_alone(&d.expression, roles)) else {
        return;
    };
    if let Expr::Call(c) = &route.expression {
        dependencies(c, roles, across);
    }
    for p in f.parameters.iter_non_variadic_params() {
        let annotated = p.annotation().and_then(|a| match a {
            Expr::Subscript(s) if last_name(&s.value) == Some("Annotated") => {
                s.slice.as_tuple_expr()
            }
            _ => None,
        });
        let told = annotated.into_iter().flat_map(|t| &t.elts);
        let asked = p
            .default()
            .into_iter()
            .chain(told)
            .find_map(|e| asked(e, roles));
        let name = p.name().as_str();
        let read = |e: &Expr| matches!(e, Expr::Name(n) if n.id == *name);
        if let Some(function) = asked.filter(|_| !any_over_body(&f.body, &read)) {
            keep(function, name, p.range(), across);
        }
    }
}

/// What is asked before a view, of which nobody has the answer.
fn dependencies(c: &ast::ExprCall, roles: &Roles, across: &mut Across) {
    let all = c.arguments.keywords.iter();
    let mut all = all.filter(|k| k.arg.as_ref().is_some_and(|a| a.as_str() == "dependencies"));
    if let Some(Expr::List(list)) = all.next().map(|k| &k.value) {
        for e in &list.elts {
            if let Some(function) = asked(e, roles) {
                keep(function, "", e.range(), across);
            }
        }
    }
}

/// The function whose answer is asked for: `Depends(current_user)`.
fn asked<'e>(e: &'e Expr, roles: &Roles) -> Option<&'e str> {
    match e {
        Expr::Call(c) if last_name(&c.func).is_some_and(|n| roles.has(Role::Dependency, n)) => {
            match c.arguments.args.first()? {
                function @ (Expr::Name(_) | Expr::Attribute(_)) => last_name(function),
                _ => None,
            }
        }
        _ => None,
    }
}

fn keep(function: &str, name: &str, at: TextRange, across: &mut Across) {
    across.heedless.push(Heedless {
        at,
        function: name_of(function),
        callee: UNHEEDED,
        words: [function.to_owned(), name.to_owned()],
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::parse;
    use crate::text::Source;

    fn functions(code: &str) -> Vec<bool> {
        let program = parse(&Source::new("a.py", code));
        let functions = program.tree().body.iter();
        let functions = functions.filter_map(Stmt::as_function_def_stmt);
        functions.map(may_answer_nothing).collect()
    }

    #[test]
    fn a_function_may_answer_nothing_in_place_of_refusing() {
        let code = "
def a(t):
    if t in KNOWN:
        return KNOWN[t]
    return None
def b(t):
    if t in KNOWN:
        return KNOWN[t]
    else:
        return None
def c(t):
    try:
        return KNOWN[t]
    except KeyError:
        return False
def d(t):
    if t not in KNOWN:
        raise Refused
    return KNOWN[t]
def e(t):
    if t not in KNOWN:
        return None
    yield KNOWN[t]
def f(t):
    if not t:
        return
";
        assert_eq!(
            functions(code),
            [false, true, true, false, false, false],
            "a: what stands at the end is what is usual"
        );
    }

    #[test]
    fn who_asks_and_does_not_look_is_found() {
        let mut roles = Roles::default();
        roles.give(Role::Route, &["fastapi.APIRouter.get".to_owned()]);
        roles.give(Role::Dependency, &["fastapi.Depends".to_owned()]);
        let code = "
@app.get('/a')
def a(who=Depends(signed_in)):
    return 1
@app.get('/b')
def b(who=Depends(signed_in)):
    return who
@app.get('/c', dependencies=[Depends(signed_in)])
def c():
    return 1
@app.get('/d')
def d(who: Annotated[User, Depends(signed_in)]):
    return 1
def e(who=Depends(signed_in)):
    return 1
@app.get('/f')
def f(who=asked(signed_in)):
    return 1
";
        let program = parse(&Source::new("a.py", code));
        let mut across = Across::default();
        find(&program.tree().body, &roles, &mut across);
        let names = across.heedless.iter().map(|h| h.words[1].as_str());
        assert_eq!(names.collect::<Vec<_>>(), ["who", "", "who"]);
    }
}
