//! Objects, rows and settings that are shown whole, in an answer or in a log: `jsonify(user.__dict__)`,
//! `log.info("%s", settings.model_dump())`, `return user`.
//!
//! Reads calls and names, no values; what the shown thing holds is found out by `across`. Called by `behind`.

use super::across::{Across, Shown, Thing, annotated};
use super::name_of;
use super::shape::{class_of_rows, is_class, last_name};
use crate::evaluate::knowledge::{Role, Roles};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use std::collections::{BTreeMap, BTreeSet};

/// How deep an expression is looked into.
const DEPTH: u32 = 8;
/// How much is shown in one file at most.
const SHOWN: usize = 256;

/// Looks for what a file shows.
pub(super) fn find(text: &str, body: &[Stmt], roles: &Roles, across: &mut Across) {
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let web = any(&["flask", "quart"]);
    let fastapi = text.contains("fastapi");
    let whole = any(&[
        "__dict__",
        "vars(",
        "model_dump",
        ".dict()",
        "asdict(",
        "model_to_dict(",
        "jsonable_encoder(",
        "os.environ",
    ]) || (text.contains(".objects") && text.contains(".values()"));
    let settings = web && text.contains(".config");
    if !(whole || settings || fastapi) {
        return;
    }
    let mut search = Search {
        roles,
        web,
        fastapi,
        locals: Locals::default(),
        found: &mut across.shown,
        returns: None,
    };
    search.visit_body(body);
}

/// What the names of a function stand for.
#[derive(Default)]
struct Locals<'a> {
    /// The classes of parameters.
    classes: BTreeMap<&'a str, &'a str>,
    /// What names were given, those that were given one thing alone.
    values: BTreeMap<&'a str, Option<&'a Expr>>,
    /// Containers out of which something is taken, or in which something is replaced.
    changed: BTreeSet<&'a str>,
}

impl<'a> Locals<'a> {
    fn put(&mut self, target: &'a Expr, value: Option<&'a Expr>) {
        match target {
            Expr::Name(n) => {
                let known = self.values.entry(n.id.as_str());
                known.and_modify(|known| *known = None).or_insert(value);
            }
            Expr::Subscript(s) => self.changed.extend(name(&s.value)),
            Expr::Tuple(t) => t.elts.iter().for_each(|e| self.put(e, None)),
            _ => {}
        }
    }
}

impl<'a> Visitor<'a> for Locals<'a> {
    fn visit_stmt(&mut self, s: &'a Stmt) {
        match s {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
            Stmt::Assign(a) => a.targets.iter().for_each(|t| self.put(t, Some(&a.value))),
            Stmt::AnnAssign(a) => self.put(&a.target, a.value.as_deref()),
            Stmt::AugAssign(a) => self.put(&a.target, None),
            // Of what holds it, each element is of the same kind.
            Stmt::For(f) => self.put(&f.target, Some(&f.iter)),
            Stmt::Delete(d) => d.targets.iter().for_each(|t| self.put(t, None)),
            _ => {}
        }
        visitor::walk_stmt(self, s);
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        if let Expr::Call(c) = e
            && let Expr::Attribute(a) = &*c.func
            && matches!(a.attr.as_str(), "pop" | "update" | "__delitem__")
        {
            self.changed.extend(name(&a.value));
        }
        visitor::walk_expr(self, e);
    }
}

struct Search<'a, 'o> {
    roles: &'o Roles,
    /// Whether the file has applications that keep their settings in `config`.
    web: bool,
    fastapi: bool,
    locals: Locals<'a>,
    found: &'o mut Vec<Shown>,
    /// What becomes of what the function in hand returns.
    returns: Option<Answer>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// It goes to whoever asked.
    Shown,
    /// The same, and objects are taken apart for it.
    Taken,
}

impl<'a> Visitor<'a> for Search<'a, '_> {
    fn visit_stmt(&mut self, s: &'a Stmt) {
        match s {
            Stmt::FunctionDef(f) => {
                let mut locals = Locals::default();
                for p in f.parameters.iter_non_variadic_params() {
                    if let Some(class) = p.annotation().and_then(annotated) {
                        locals.classes.insert(p.name().as_str(), class);
                    }
                }
                locals.visit_body(&f.body);
                let outer = std::mem::replace(&mut self.locals, locals);
                let answer = self.answer(f);
                let returns = std::mem::replace(&mut self.returns, answer);
                self.visit_body(&f.body);
                self.locals = outer;
                self.returns = returns;
                return;
            }
            Stmt::Return(r) => {
                if let (Some(answer), Some(value)) = (self.returns, r.value.as_deref()) {
                    self.show(value, false, 0);
                    if answer == Answer::Taken && !is_made_here(value) {
                        let thing = self.thing(value, 0);
                        self.keep(value.range(), thing, false, false);
                    }
                }
            }
            Stmt::Assign(a) => {
                if let [Expr::Attribute(t)] = &*a.targets
                    && matches!(t.attr.as_str(), "media" | "body")
                    && name(&t.value).is_some_and(|n| matches!(n, "resp" | "response"))
                {
                    self.show(&a.value, false, 0);
                }
            }
            _ => {}
        }
        visitor::walk_stmt(self, s);
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        if let Expr::Call(c) = e {
            let log = super::super::logged::may_log(c) && is_log(&c.func);
            if log || is_answer(&c.func, self.roles) {
                let keywords = c.arguments.keywords.iter().map(|k| &k.value);
                for argument in c.arguments.args.iter().chain(keywords) {
                    self.show(argument, log, 0);
                }
            }
        }
        visitor::walk_expr(self, e);
    }
}

impl<'a> Search<'a, '_> {
    /// What becomes of what a function returns.
    fn answer(&self, f: &ast::StmtFunctionDef) -> Option<Answer> {
        let routes = f.decorator_list.iter();
        let routes = routes.filter(|d| super::whose::is_route_alone(&d.expression, self.roles));
        let routes: Vec<&ast::Decorator> = routes.collect();
        let first = routes.first()?;
        let told = |d: &&ast::Decorator| match &d.expression {
            Expr::Call(c) => c.arguments.keywords.iter().any(|k| {
                k.arg
                    .as_ref()
                    .is_some_and(|a| a.starts_with("response_") && !k.value.is_none_literal_expr())
            }),
            _ => false,
        };
        let plain = first.expression.is_call_expr() && !routes.iter().any(told);
        // What is annotated is what goes out.
        let taken = self.fastapi && plain && f.returns.as_deref().is_none();
        Some(if taken { Answer::Taken } else { Answer::Shown })
    }

    fn keep(&mut self, at: TextRange, thing: Option<Thing>, log: bool, looks: bool) {
        let known = |s: &&Shown| s.at == at && s.log == log;
        if let Some(thing) = thing
            && self.found.len() < SHOWN
            && !self.found.iter().rev().take(4).any(|s| known(&s))
        {
            self.found.push(Shown {
                at,
                thing,
                log,
                looks,
            });
        }
    }

    /// Keeps what an expression shows whole, which goes into an answer or a log.
    fn show(&mut self, e: &'a Expr, log: bool, depth: u32) {
        if depth > DEPTH {
            return;
        }
        if let Some(thing) = self.whole(e, 0) {
            self.keep(e.range(), Some(thing), log, false);
            return;
        }
        match e {
            Expr::FString(f) => {
                let holes = f.value.elements();
                let holes = holes.filter_map(ast::InterpolatedStringElement::as_interpolation);
                holes.for_each(|hole| self.show(&hole.expression, log, depth + 1));
            }
            Expr::BinOp(b) => {
                self.show(&b.left, log, depth + 1);
                self.show(&b.right, log, depth + 1);
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                for e in elts {
                    self.show(e, log, depth + 1);
                }
            }
            Expr::Dict(d) => {
                for item in d.items.iter().filter(|i| i.key.is_some()) {
                    self.show(&item.value, log, depth + 1);
                }
            }
            // What a text is made of it says of itself.
            Expr::Name(_) | Expr::Attribute(_) if log => {
                let thing = self.thing(e, 0);
                self.keep(e.range(), thing, true, true);
            }
            _ => {}
        }
    }

    /// What an expression has all fields of.
    fn whole(&self, e: &'a Expr, depth: u32) -> Option<Thing> {
        if depth > DEPTH {
            return None;
        }
        match e {
            Expr::Name(n) => {
                let name = n.id.as_str();
                let value = self.locals.values.get(name).copied().flatten()?;
                let same = self.locals.changed.contains(name);
                (!same).then(|| self.whole(value, depth + 1))?
            }
            Expr::Await(a) => self.whole(&a.value, depth + 1),
            Expr::Attribute(a) if a.attr.as_str() == "__dict__" => self.thing(&a.value, depth + 1),
            Expr::Attribute(a) => self.settings(a),
            Expr::Call(c) => self.whole_of_call(c, depth),
            Expr::Dict(d) => match &*d.items {
                [item] if item.key.is_none() => self.whole(&item.value, depth + 1),
                _ => None,
            },
            Expr::DictComp(c) => {
                let [pairs] = &*c.generators else { return None };
                let (Expr::Tuple(target), []) = (&pairs.target, &*pairs.ifs) else {
                    return None;
                };
                let [_, value] = &*target.elts else {
                    return None;
                };
                let shown = match &*c.value {
                    Expr::Call(c) if is_text_of(c) => c.arguments.args.first()?,
                    other => other,
                };
                let all = match &pairs.iter {
                    Expr::Call(c) => c.func.as_attribute_expr()?,
                    _ => return None,
                };
                let same = name(shown).is_some() && name(shown) == name(value);
                (same && all.attr.as_str() == "items").then(|| self.whole(&all.value, depth + 1))?
            }
            Expr::ListComp(c) => {
                let [each] = &*c.generators else { return None };
                let variable = name(&each.target)?;
                // `[u.__dict__ for u in users]`
                let inner = dumped(&c.elt, self.roles)?;
                (name(inner) == Some(variable)).then(|| self.thing(&each.iter, depth + 1))?
            }
            _ => None,
        }
    }

    fn whole_of_call(&self, c: &'a ast::ExprCall, depth: u32) -> Option<Thing> {
        let last = last_name(&c.func)?;
        let arguments = &c.arguments;
        let first = arguments.args.first();
        let one = arguments.len() == 1;
        match last {
            "dict" | "list" | "str" | "repr" | "pformat" | "dumps" | "deepcopy" => {
                self.whole(first?, depth + 1)
            }
            "copy" | "items" | "to_dict" if arguments.is_empty() => match &*c.func {
                Expr::Attribute(a) => match &*a.value {
                    Expr::Attribute(a) => self.settings(a),
                    _ => None,
                },
                _ => None,
            },
            "values" if arguments.is_empty() => {
                let class = class_of_rows(&c.func, self.roles)?;
                Some(Thing::Class(name_of(class)))
            }
            _ => self.thing(
                dumped_by(c, self.roles).filter(|_| one || !c.func.is_name_expr())?,
                depth + 1,
            ),
        }
    }

    /// `app.config`, `os.environ`
    fn settings(&self, a: &'a ast::ExprAttribute) -> Option<Thing> {
        let on = last_name(&a.value)?;
        match a.attr.as_str() {
            "config" if self.web && matches!(on, "app" | "current_app" | "application") => {
                Some(Thing::Text("app.config"))
            }
            "environ" if on == "os" => Some(Thing::Text("os.environ")),
            _ => None,
        }
    }

    /// What an expression is, or each of its elements.
    fn thing(&self, e: &'a Expr, depth: u32) -> Option<Thing> {
        if depth > DEPTH {
            return None;
        }
        match e {
            Expr::Name(n) => {
                let name = n.id.as_str();
                if let Some(value) = self.locals.values.get(name) {
                    return self.thing((*value)?, depth + 1);
                }
                match self.locals.classes.get(name) {
                    Some(class) => Some(Thing::Class(name_of(class))),
                    None if is_class(name) => None,
                    None => Some(Thing::Given(name_of(name))),
                }
            }
            Expr::Await(a) => self.thing(&a.value, depth + 1),
            Expr::Call(c) => {
                let last = last_name(&c.func)?;
                if let Some(class) = row_of(c, self.roles) {
                    return Some(Thing::Class(name_of(class)));
                }
                match &*c.func {
                    Expr::Attribute(a) if self.roles.has(Role::SomeRows, last) => {
                        self.thing(&a.value, depth + 1)
                    }
                    // `db.execute(select(User))`
                    Expr::Attribute(_)
                        if matches!(last, "execute" | "exec" | "scalars" | "scalar") =>
                    {
                        self.thing(c.arguments.args.first()?, depth + 1)
                    }
                    _ if is_class(last) => Some(Thing::Class(name_of(last))),
                    _ => Some(Thing::Given(name_of(last))),
                }
            }
            _ => None,
        }
    }
}

/// The class whose rows a call reads: `select(User)`, `db.query(User)`, `session.get(User, 1)`, `User.objects.get(…)`.
fn row_of<'e>(c: &'e ast::ExprCall, roles: &Roles) -> Option<&'e str> {
    let last = last_name(&c.func)?;
    let args = &*c.arguments.args;
    let named = |e: &'_ Expr| match e {
        Expr::Name(n) => is_class(n.id.as_str()),
        _ => false,
    };
    let by_key = roles.has(Role::RowByKey, last) && args.len() == 2 && c.func.is_attribute_expr();
    let by_table = roles.has(Role::RowsOf, last) || by_key;
    if by_table {
        // `get_object_or_404(get_user_model(), …)`
        let made = |e: &&Expr| last.ends_with("_404") && e.is_call_expr();
        return args
            .first()
            .filter(|e| named(e) || made(e))
            .and_then(last_name);
    }
    class_of_rows(&c.func, roles)
}

/// Of what an expression has the fields.
fn dumped<'e>(e: &'e Expr, roles: &Roles) -> Option<&'e Expr> {
    match e {
        Expr::Attribute(a) if a.attr.as_str() == "__dict__" => Some(&a.value),
        Expr::Call(c) => dumped_by(c, roles),
        _ => None,
    }
}

/// Of what a call gives the fields: `user.model_dump()`, `vars(user)`.
fn dumped_by<'e>(c: &'e ast::ExprCall, roles: &Roles) -> Option<&'e Expr> {
    let narrowed = c.arguments.keywords.iter().any(|k| {
        let chosen = |a: &ast::Identifier| roles.has(Role::ChoosesFields, a.as_str());
        k.arg.as_ref().is_none_or(chosen)
    });
    if narrowed {
        return None;
    }
    let last = last_name(&c.func)?;
    match (&*c.func, &*c.arguments.args) {
        (Expr::Attribute(a), []) if roles.has(Role::GivesFields, last) => Some(&a.value),
        (_, [one]) if roles.has(Role::FieldsOf, last) => Some(one),
        _ => None,
    }
}

fn name(e: &Expr) -> Option<&str> {
    e.as_name_expr().map(|n| n.id.as_str())
}

/// `str(value)`, `repr(value)`
fn is_text_of(c: &ast::ExprCall) -> bool {
    matches!(last_name(&c.func), Some("str" | "repr"))
}

/// Whether an object is made where it is shown, so that somebody chose what goes into it.
fn is_made_here(e: &Expr) -> bool {
    match e {
        Expr::Call(c) => last_name(&c.func).is_some_and(is_class),
        Expr::Await(a) => is_made_here(&a.value),
        _ => false,
    }
}

/// Whether this is the method of a log.
fn is_log(function: &Expr) -> bool {
    let Expr::Attribute(a) = function else {
        return false;
    };
    last_name(&a.value).is_some_and(|name| {
        let name = name.trim_matches('_').to_ascii_lowercase();
        name == "log" || name.ends_with("logger") || name == "logging" || name == "getlogger"
    })
}

/// Whether a call makes an answer of what it is given.
fn is_answer(function: &Expr, roles: &Roles) -> bool {
    let made = last_name(function).is_some_and(|name| roles.has(Role::Answer, name));
    let written = match function {
        Expr::Attribute(a) => {
            matches!(a.attr.as_str(), "write" | "finish") && name(&a.value) == Some("self")
        }
        _ => false,
    };
    made || written
}
