//! Objects that no code in sight makes: of the class whose methods are entered, and of the program's own class that a
//! parameter is said to be.
//!
//! Knows no framework. Called by `entry` and the survey.

use super::call::Args;
use super::machine::{Code, Machine};
use super::record::OriginKind;
use super::value::{How, Kind, Val};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use rustc_hash::FxHashMap;
use std::sync::Arc;

impl<'a> Machine<'a, '_> {
    /// An object of a class of the file, made once with unknown arguments; its methods are entered
    /// with it; by a `door`, where a framework calls them.
    pub(super) fn instance(&mut self, class: &str, door: bool) -> Option<Val> {
        if let Some(&known) = self.instances.get(class) {
            return known;
        }
        let value = *self.classes.get(class)?;
        self.make_instance(class, value, OriginKind::Maker, door)
    }

    /// The object of a method inside which a function is defined that a framework calls: nobody in sight runs the method.
    pub(super) fn object_around(&mut self, name: &str) -> Option<Val> {
        if name != "self" || self.world.is_some() {
            return None;
        }
        let entry = Arc::clone(&self.entry);
        let mut at = &*entry;
        while let Some((around, _)) = at.rsplit_once('.') {
            if self.classes.contains_key(around) {
                return self.instance(around, false);
            }
            at = around;
        }
        None
    }

    /// An object of the program's own class that an annotation names, where the class stands above no other, below none
    /// of a library, and says how its objects are made.
    pub(super) fn object_of(&mut self, class: Val) -> Option<Val> {
        if self.world.is_some() || !matches!(self.kind(class), Kind::Class(..)) {
            return None;
        }
        // What only says of which kind a class is gives its objects nothing.
        let says_nothing = |base: &str| base.starts_with("abc.") || base.starts_with("typing.");
        if self
            .outside_base(class)
            .is_some_and(|base| !says_nothing(&base))
        {
            return None;
        }
        // Kept apart from the objects whose methods are entered.
        let key: Arc<str> = Arc::from(format!("@{}", self.arena.node(class).span.start));
        if let Some(&known) = self.instances.get(&key) {
            return known;
        }
        let alone = !self.classes.values().any(|&c| self.is_heir(c, class));
        if !alone || self.class_member(class, "__init__").is_none() {
            self.instances.insert(key, None);
            return None;
        }
        let object = self.make_instance(&key, class, OriginKind::Parameter, false)?;
        // What it does not hold at first, it may hold by the time it is handed over.
        if let Kind::Fields(_, fields) = self.content_kind(object) {
            let span = self.arena.node(class).span;
            for (name, v) in fields.iter() {
                if self.look(*v) == Val::NONE {
                    let later = self.derive(None, &[], How::Plain, span);
                    self.set_field(object, name, later, span);
                }
            }
        }
        Some(object)
    }

    fn is_heir(&self, class: Val, above: Val) -> bool {
        class != above && self.ancestry(class).contains(&above)
    }

    fn make_instance(
        &mut self,
        class: &str,
        value: Val,
        given: OriginKind,
        door: bool,
    ) -> Option<Val> {
        // While it is made, it has none.
        self.instances.insert(Arc::from(class), None);
        if !matches!(self.kind(value), Kind::Class(..)) {
            return None;
        }
        let object = self.object(
            Kind::Fields(value, Arc::new(Vec::new())),
            self.arena.node(value).span,
        );
        if let Some(init) = self.class_member(value, "__init__") {
            let mut args = self.entry_arguments(init, "", true);
            self.give(&mut args, given);
            let base = self.outside_base(value);
            if door || base.is_some_and(|base| !self.knowledge.is_exception(&base)) {
                self.give_own(&mut args, class, init);
            }
            if let Some(first) = args.positional.first_mut() {
                first.0 = object;
            }
            let span = self.arena.node(init).span;
            self.entered_for = self.watch.map(|_| super::slice::Role::Called);
            let made = self.call(init, args, span);
            self.entered_for = None;
            if made.is_err() {
                return None;
            }
        }
        self.filled_by_now(object);
        self.instances.insert(Arc::from(class), Some(object));
        Some(object)
    }

    /// Gives an `__init__` the objects of the program's own classes that it is given where a function of the file makes
    /// the only object of its class: `server.add(Handler(Store()))`.
    fn give_own(&mut self, args: &mut Args, class: &str, init: Val) {
        if self.watch.is_none() || args.positional.len() < 2 {
            return;
        }
        let Kind::Function(code, ..) = *self.kind(init) else {
            return;
        };
        let Some(Code::Function(f)) = self.codes.get(code.0 as usize).copied() else {
            return;
        };
        let Some((call, maker)) = self.only_making(class) else {
            return;
        };
        for (at, p) in f.parameters.iter_non_variadic_params().enumerate().skip(1) {
            let given = call
                .arguments
                .find_argument_value(p.parameter.name.as_str(), at - 1);
            let made = given.and_then(|e| made_by(e, maker));
            if let Some(made) = made
                && let Ok(object) = self.eval(made)
                && matches!(self.content_kind(object), Kind::Fields(..))
                && let Some(slot) = args.positional.get_mut(at)
            {
                slot.0 = object;
            }
        }
    }

    /// The only call in the functions of the file that makes an object of a class, and the function in which it stands.
    fn only_making(&mut self, class: &str) -> Option<Making<'a>> {
        let program = self.home_program();
        let known = self.makings.take().unwrap_or_else(|| {
            let mut search = Search::default();
            for statement in program.iter().flat_map(|p| &p.tree().body) {
                if let Stmt::FunctionDef(f) = statement {
                    search.inside = Some(f);
                    f.body.iter().for_each(|inner| search.visit_stmt(inner));
                }
            }
            search.found
        });
        let only = known.get(class).copied().flatten();
        self.makings = Some(known);
        only
    }

    /// Says in what way the parameters of an `__init__` are given.
    fn give(&mut self, args: &mut Args, kind: OriginKind) {
        let positional = args.positional.iter_mut().map(|(v, _)| v);
        let keywords = args.keywords.iter_mut().map(|(_, v, _)| v);
        let others = args.rest.iter_mut().chain(args.spread.iter_mut());
        for v in positional.chain(keywords).chain(others) {
            let node = self.arena.node(*v);
            let Kind::Unknown(ty, Some(origin)) = &node.kind else {
                continue;
            };
            let (ty, span) = (ty.clone(), node.span);
            let entered = self.origins.get(*origin as usize);
            if let Some(entered) = entered.filter(|o| o.kind == OriginKind::Parameter) {
                let name = entered.name.clone();
                *v = self.origin(kind, &name, ty.as_deref(), span);
            }
        }
    }
}

/// A call that makes an object, and the function in which it stands.
pub(super) type Making<'a> = (&'a ast::ExprCall, &'a ast::StmtFunctionDef);

/// Calls of classes, by their names: nothing where there are several of one name.
pub(super) type Makings<'a> = FxHashMap<&'a str, Option<Making<'a>>>;

#[derive(Default)]
struct Search<'a> {
    inside: Option<&'a ast::StmtFunctionDef>,
    found: Makings<'a>,
}

impl<'a> Visitor<'a> for Search<'a> {
    fn visit_expr(&mut self, e: &'a Expr) {
        if let Expr::Call(call) = e
            && let Expr::Name(n) = &*call.func
            && let Some(f) = self.inside
        {
            let several = self.found.contains_key(n.id.as_str());
            let only = (!several).then_some((call, f));
            self.found.insert(n.id.as_str(), only);
        }
        visitor::walk_expr(self, e);
    }
}

/// The call that makes a value in this function, with nothing but what is written there: itself, or what is the only value
/// of a variable.
fn made_by<'a>(e: &'a Expr, f: &'a ast::StmtFunctionDef) -> Option<&'a Expr> {
    let made = match e {
        Expr::Call(_) => e,
        Expr::Name(n) => {
            let is_it = |t: &Expr| matches!(t, Expr::Name(t) if t.id == n.id);
            let mut values = f.body.iter().filter_map(|statement| match statement {
                Stmt::Assign(s) => s.targets.iter().any(is_it).then_some(&*s.value),
                _ => None,
            });
            values.next().filter(|_| values.next().is_none())?
        }
        _ => return None,
    };
    let Expr::Call(call) = made else { return None };
    let plain = call.func.is_name_expr()
        && call.arguments.args.iter().all(Expr::is_literal_expr)
        && call
            .arguments
            .keywords
            .iter()
            .all(|k| k.value.is_literal_expr());
    plain.then_some(made)
}
