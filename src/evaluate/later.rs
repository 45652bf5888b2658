//! What is nothing at first and gets its value from another function: `pool = None` or `self.pool = None`, and what a
//! program does when it starts. Whoever reads it may find either.
//!
//! That function is followed once, for what it puts there. Only where files are checked. Called by `attribute`,
//! `scope` and `project`.

use super::call::Args;
use super::machine::{Code, Machine, Scope};
use super::value::{CodeId, FrameId, How, Kind, Val};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Fuel of a function that puts something there.
const FUEL: u64 = 600;
/// How many such functions of one name are followed.
const FUNCTIONS: usize = 2;
/// How many names are looked into in one survey.
const NAMES: usize = 24;

/// What is known of one name.
#[derive(Debug, Clone)]
struct Known {
    frame: FrameId,
    name: Arc<str>,
    /// The functions that put something there.
    by: Vec<CodeId>,
    /// Nothing, or what they put there.
    value: Val,
}

/// What has been looked into.
#[derive(Debug, Default)]
pub(super) struct Later {
    /// What libraries gave while a module or an object was made: it is the same for all that comes later.
    pub(super) once: FxHashSet<Val>,
    /// Parameters that nobody in sight gives, with what they are then.
    pub(super) usual: FxHashMap<Val, Val>,
    /// Names that nobody puts anything under.
    pub(super) nothing: FxHashMap<FrameId, FxHashSet<Box<str>>>,
    /// Few enough to be looked through.
    known: Vec<Known>,
    busy: bool,
}

/// Where a name is, and what puts something there.
type Place<'p> = (FrameId, &'p str, Option<Val>);

impl<'a> Machine<'a, '_> {
    /// Whether a module is being made, or an object of the program's own.
    fn is_making(&self) -> bool {
        let by = self.calls.last().map(|call| &*call.name);
        let object = |name: &str| name.ends_with(".__init__") || name.ends_with(".__post_init__");
        self.frame(self.frame).scope == Scope::Module || by.is_some_and(object)
    }

    /// Notes what a library gave, where it is the same for all that comes later.
    pub(super) fn note_once(&mut self, v: Val) {
        if self.world.is_none() && self.is_making() {
            self.later.once.insert(v);
        }
    }

    /// Whether something is the same whenever the function in hand is called.
    pub(super) fn is_once(&self, v: Val) -> bool {
        self.later.once.contains(&v) && !self.is_making()
    }

    fn asks_later(&self) -> bool {
        self.world.is_none()
            && self.watch.is_some()
            && !self.later.busy
            && !self.calls.is_empty()
            && !self.entry.is_empty()
    }

    /// What an attribute may hold that is nothing in this object of a class of the program.
    pub(super) fn later_field(&mut self, object: Val, class: Val, name: &str) -> Val {
        let Kind::Class(_, frame, _) = *self.kind(self.look(class)) else {
            return Val::NONE;
        };
        if !self.asks_later() {
            return Val::NONE;
        }
        let place = (frame, name, Some(object));
        if let Some(v) = self.known_later(place) {
            return v;
        }
        if self.later.known.len() >= NAMES {
            return Val::NONE;
        }
        let mut by = Vec::new();
        for (_, body, class) in self.bodies(class) {
            for statement in &class.body {
                if let Stmt::FunctionDef(f) = statement
                    && f.name.as_str() != "__init__"
                    && sets(f, name)
                    && let Some(method) = self.own_member(body, f.name.as_str())
                {
                    let method = self.look(method);
                    by.push(match *self.kind(method) {
                        Kind::Wrapped("property", getter) => getter,
                        _ => method,
                    });
                }
            }
        }
        self.look_later(place, by)
    }

    /// What an attribute holds that only another method than `__init__` gives to this object of a class of the program:
    /// a framework calls that one first (`initialize`, `setup`, `prepare`).
    pub(super) fn field_of_another(&mut self, object: Val, class: Val, name: &str) -> Option<Val> {
        let v = match self.later_field(object, class, name) {
            Val::NONE => return None,
            v => v,
        };
        let Kind::Either(options) = self.kind(v) else {
            return Some(v);
        };
        let given: Vec<Val> = options
            .iter()
            .map(|(v, _)| *v)
            .filter(|v| *v != Val::NONE)
            .collect();
        Some(self.either(&given))
    }

    /// What a variable of a module may hold that is nothing when its body has come to an end; `from` reads it.
    pub(super) fn later_variable(&mut self, from: FrameId, name: &str) -> Val {
        if !self.asks_later() {
            return Val::NONE;
        }
        let mut frame = from;
        while let Some(parent) = self.frame(frame).parent {
            if self.frame(frame).vars.get(name).is_some() {
                return Val::NONE;
            }
            frame = parent;
        }
        let place = (frame, name, None);
        if let Some(v) = self.known_later(place) {
            return v;
        }
        if self.later.known.len() >= NAMES {
            return Val::NONE;
        }
        let mut by = Vec::new();
        for function in self.setters_of_variable(frame, name) {
            self.demand(frame, &function);
            let cell = self.frame(frame).vars.get(function.as_str());
            by.extend(cell.map(|cell| self.look(self.state.get(cell))));
        }
        self.look_later(place, by)
    }

    /// What was found before; nothing while it is being put there.
    fn known_later(&self, place: Place) -> Option<Val> {
        if self
            .later
            .nothing
            .get(&place.0)
            .is_some_and(|all| all.contains(place.1))
        {
            return Some(Val::NONE);
        }
        let mut known = self.later.known.iter();
        let known = known.find(|k| k.frame == place.0 && *k.name == *place.1)?;
        let inside = self.calls.iter().any(|call| known.by.contains(&call.code));
        Some(if inside { Val::NONE } else { known.value })
    }

    /// Follows those who put something there, and remembers what that is.
    fn look_later(&mut self, place: Place, by: Vec<Val>) -> Val {
        if by.is_empty() {
            self.later
                .nothing
                .entry(place.0)
                .or_default()
                .insert(place.1.into());
            return Val::NONE;
        }
        if self.later.known.len() >= NAMES {
            return Val::NONE;
        }
        let mut codes = Vec::new();
        let mut found = vec![Val::NONE];
        for function in by {
            let Kind::Function(code, ..) = *self.kind(function) else {
                continue;
            };
            codes.push(code);
            if self.calls.iter().any(|call| call.code == code) {
                // While it is put there, nothing else is.
                return Val::NONE;
            }
            if codes.len() <= FUNCTIONS {
                found.push(self.put_there(place, function, code));
            }
        }
        let value = self.either(&found);
        self.lasting = true;
        self.later.known.push(Known {
            frame: place.0,
            name: Arc::from(place.1),
            by: codes,
            value,
        });
        value
    }

    /// The object of the program's own class that an annotation of a function names.
    fn said_object(&mut self, function: Val, said: &'a Expr) -> Option<Val> {
        let Kind::Function(_, closure, _) = *self.kind(function) else {
            return None;
        };
        if !matches!(said, Expr::Name(_) | Expr::Attribute(_)) {
            return None;
        }
        let here = std::mem::replace(&mut self.frame, closure);
        let class = self.eval(said);
        self.frame = here;
        let class = self.look(class.ok()?);
        self.object_of(class)
    }

    /// What a function puts there: followed as if nothing else were going on.
    fn put_there(&mut self, place: Place, function: Val, code: CodeId) -> Val {
        let Some(Code::Function(f)) = self.codes.get(code.0 as usize).copied() else {
            return Val::NONE;
        };
        let (frame, name, object) = place;
        let span = self.arena.node(function).span;
        let mut given: Vec<Val> = object.into_iter().collect();
        let all = f.parameters.posonlyargs.iter().chain(&f.parameters.args);
        for p in all.skip(given.len()) {
            let said = p.parameter.annotation.as_deref();
            let said = said.and_then(|said| self.said_object(function, said));
            let said = said.or_else(|| self.named_parameter(f, p, span));
            given.push(match said {
                Some(object) => object,
                None => self.derive(None, &[], How::Plain, span),
            });
        }
        let mut args = Args::positional(given);
        if !f.parameters.kwonlyargs.is_empty() {
            args.spread = Some(self.derive(None, &[], How::Plain, span));
        }
        self.later.busy = true;
        let (watch, relevance) = (self.watch.take(), self.relevance.take());
        let mut put = Val::UNBOUND;
        self.apart(frame, FUEL, false, &mut |m| {
            let _ = m.call(function, args.clone(), span);
            let held = object.map(|object| m.content_kind(object));
            put = match held {
                Some(Kind::Fields(_, fields)) => {
                    let mut fields = fields.iter();
                    let field = fields.find(|(n, _)| **n == *name);
                    field.map_or(Val::NONE, |(_, v)| *v)
                }
                Some(_) => Val::NONE,
                None => {
                    let cell = m.frame(frame).vars.get(name);
                    cell.map_or(Val::NONE, |cell| m.state.get(cell))
                }
            };
            put = m.look(put);
        });
        (self.watch, self.relevance) = (watch, relevance);
        self.later.busy = false;
        match self.kind(put) {
            // It puts something there; what, is not known.
            Kind::None | Kind::Either(_) => self.derive(None, &[], How::Plain, span),
            _ if put == Val::UNBOUND => self.derive(None, &[], How::Plain, span),
            _ => put,
        }
    }
}

/// Whether a method gives its object this attribute, and not nothing again.
fn sets(f: &ast::StmtFunctionDef, name: &str) -> bool {
    struct Search<'n> {
        object: &'n str,
        name: &'n str,
        found: bool,
    }
    impl Search<'_> {
        fn is_it(&self, target: &Expr) -> bool {
            match target {
                Expr::Attribute(a) => {
                    a.attr.as_str() == self.name
                        && matches!(&*a.value, Expr::Name(n) if n.id.as_str() == self.object)
                }
                Expr::Tuple(t) => t.elts.iter().any(|e| self.is_it(e)),
                _ => false,
            }
        }
    }
    impl<'a> Visitor<'a> for Search<'_> {
        fn visit_stmt(&mut self, statement: &'a Stmt) {
            match statement {
                Stmt::Assign(s) if !s.value.is_none_literal_expr() => {
                    self.found |= s.targets.iter().any(|t| self.is_it(t));
                }
                Stmt::AnnAssign(s) => {
                    let value = s.value.as_deref();
                    self.found |=
                        value.is_some_and(|v| !v.is_none_literal_expr()) && self.is_it(&s.target);
                }
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                _ if self.found => {}
                _ => visitor::walk_stmt(self, statement),
            }
        }
        fn visit_expr(&mut self, _: &'a Expr) {}
    }
    let mut parameters = f.parameters.iter_non_variadic_params();
    let Some(first) = parameters.next() else {
        return false;
    };
    let mut search = Search {
        object: first.parameter.name.as_str(),
        name,
        found: false,
    };
    for statement in &f.body {
        search.visit_stmt(statement);
    }
    search.found
}

/// The variables of its module that a function gives values: those that its body says are global.
pub(super) fn globals_of(f: &ast::StmtFunctionDef) -> impl Iterator<Item = &str> {
    let said = f.body.iter().filter_map(|statement| match statement {
        Stmt::Global(s) => Some(s.names.iter().map(ast::Identifier::as_str)),
        _ => None,
    });
    said.flatten()
}
