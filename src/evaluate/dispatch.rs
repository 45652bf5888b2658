//! `functools.singledispatch`: a function in several versions, of which the class of the first argument chooses one.
//!
//! A function that chooses stands for a list of versions, which grows while the program runs, and the one for all
//! other classes. Called by `definition`, `attribute` and `standard`.

use super::call::Args;
use super::doubt;
use super::machine::{Code, Follow, Machine};
use super::value::{Kind, Val};
use crate::text::Span;
use ruff_python_ast::{self as ast, Expr};
use std::sync::Arc;

/// What chooses among versions, and what adds one to them.
const CHOOSES: &str = "functools.singledispatch()";
const REGISTERS: &str = "functools.singledispatch().register";

/// Whether a qualified name is one of the two.
pub(super) fn is_dispatch(name: &str) -> bool {
    matches!(name, CHOOSES | REGISTERS)
}

impl Machine<'_, '_> {
    /// What `@singledispatch` makes of a function: that one is for every class without a version of its own.
    pub(super) fn dispatcher(&mut self, other: Val, span: Span) -> Val {
        let made = self.symbol(CHOOSES, span);
        let versions = self.list(Vec::new(), span);
        self.make(
            Kind::Partial(made, [versions, other].into(), Arc::from([])),
            span,
        )
    }

    /// `register` of a function that chooses.
    pub(super) fn dispatcher_part(&mut self, object: Val, name: &str, span: Span) -> Option<Val> {
        let Kind::Partial(made, parts, _) = self.kind(object).clone() else {
            return None;
        };
        let chooses = matches!(self.kind(made), Kind::Symbol(own) if &**own == CHOOSES);
        let versions = *parts.first().filter(|_| chooses && name == "register")?;
        let registers = self.symbol(REGISTERS, span);
        Some(self.make(
            Kind::Partial(registers, [versions].into(), Arc::from([])),
            span,
        ))
    }

    /// Whether a decorator adds a version.
    pub(super) fn is_registering(&self, decorator: Val) -> bool {
        matches!(self.kind(decorator), Kind::Partial(made, ..)
            if matches!(self.kind(*made), Kind::Symbol(name) if &**name == REGISTERS))
    }

    /// A call of one of the two; what they stand for comes first among the arguments.
    pub(super) fn dispatch_call(&mut self, name: &str, mut args: Args, span: Span) -> Follow<Val> {
        if args.positional.is_empty() {
            return Ok(self.opaque(doubt::single_dispatch(), &args.all(), span));
        }
        let (versions, _) = args.positional.remove(0);
        if name == REGISTERS {
            return self.register_version(versions, &args, span);
        }
        if args.positional.is_empty() {
            return Ok(self.opaque(doubt::single_dispatch(), &args.all(), span));
        }
        let (other, _) = args.positional.remove(0);
        let Some((first, _)) = args.positional.first().copied() else {
            return self.raise(
                "builtins.TypeError",
                "this function requires at least 1 positional argument",
                span,
            );
        };
        let Some(versions) = self.versions(versions) else {
            let (callee, why) = (other, doubt::single_dispatch());
            return self.call_unknown(callee, &args, why, span);
        };
        let first = self.look(first);
        let mut fitting = Vec::new();
        let mut certain = false;
        for (class, version) in self.nearest_first(versions) {
            match self.is_instance(first, class) {
                Some(false) => {}
                fits => {
                    fitting.push(version);
                    certain = fits.is_some();
                }
            }
            if certain {
                break;
            }
        }
        if !certain {
            fitting.push(other);
        }
        let callee = match fitting.as_slice() {
            [one] => *one,
            several => self.either(several),
        };
        self.call(callee, args, span)
    }

    /// `register(cls)`, `register(cls, function)` and `register(function)`, whose first parameter says the class.
    fn register_version(&mut self, versions: Val, args: &Args, span: Span) -> Follow<Val> {
        let first = args.get(0, "cls").map(|v| self.look(v));
        let function = args.get(1, "func").map(|v| self.look(v));
        let (classes, function) = match (first, function) {
            (Some(class), Some(function)) => (vec![class], function),
            (Some(first), None) => {
                let Kind::Function(code, ..) = *self.kind(first) else {
                    let registers = self.symbol(REGISTERS, span);
                    let kept = Kind::Partial(registers, [versions, first].into(), Arc::from([]));
                    return Ok(self.make(kept, span));
                };
                let wanted = match self.codes.get(code.0 as usize) {
                    Some(Code::Function(def)) => annotation(def),
                    _ => None,
                };
                let mut classes = Vec::new();
                for class in wanted.map(alternatives).unwrap_or_default() {
                    classes.push(self.eval(class)?);
                }
                (classes, first)
            }
            (None, _) => (Vec::new(), Val::NONE),
        };
        if classes.is_empty() {
            return Ok(self.opaque(doubt::single_dispatch(), &args.all(), span));
        }
        for class in classes {
            let version = self.tuple(vec![class, function], span);
            self.call_method(versions, "append", Args::positional(vec![version]), span)?;
        }
        Ok(function)
    }

    /// The versions in a list, each with its class, the last first; nothing when they are not known.
    fn versions(&self, list: Val) -> Option<Vec<(Val, Val)>> {
        let Kind::List(items) = self.content_kind(list) else {
            return None;
        };
        let pair = |item: &Val| match self.kind(*item) {
            Kind::Tuple(parts) => Some((*parts.first()?, *parts.get(1)?)),
            _ => None,
        };
        items.iter().rev().map(pair).collect()
    }

    /// The same with a class before those above it.
    fn nearest_first(&self, mut versions: Vec<(Val, Val)>) -> Vec<(Val, Val)> {
        let mut sorted = Vec::new();
        while !versions.is_empty() {
            let lowest = |(at, (class, _)): (usize, &(Val, Val))| {
                let mut others = versions.iter().enumerate();
                let above =
                    others.any(|(i, (other, _))| i != at && self.is_class_below(*other, *class));
                (!above).then_some(at)
            };
            let at = versions.iter().enumerate().find_map(lowest);
            sorted.push(versions.remove(at.unwrap_or(0)));
        }
        sorted
    }

    /// Whether a class is another's child, and not that class.
    fn is_class_below(&self, class: Val, other: Val) -> bool {
        let name = |v: Val| match self.kind(v) {
            Kind::Symbol(name) => Some(name.clone()),
            _ => None,
        };
        let other_name = name(other);
        let child = |base: Val| match (name(base), &other_name) {
            (Some(base), Some(other)) => {
                base != *other
                    && (&**other == "builtins.object"
                        || (&*base == "builtins.bool" && &**other == "builtins.int")
                        || self.knowledge.is_kind_of(&base, other) == Some(true))
            }
            _ => false,
        };
        if let Kind::Class(..) = self.kind(class) {
            let named = |base: Val| name(base).is_some() && name(base) == other_name;
            let above = self
                .ancestry(class)
                .into_iter()
                .filter(|base| *base != class);
            return above
                .into_iter()
                .any(|base| base == other || named(base) || child(base))
                || other_name.as_deref() == Some("builtins.object");
        }
        child(class)
    }
}

/// What the first parameter of a function is said to be.
fn annotation(def: &ast::StmtFunctionDef) -> Option<&Expr> {
    let parameters = &def.parameters;
    let mut all = parameters.posonlyargs.iter().chain(&parameters.args);
    all.next()?.parameter.annotation.as_deref()
}

/// `int | str` as its two classes.
fn alternatives(annotation: &Expr) -> Vec<&Expr> {
    match annotation {
        Expr::BinOp(both) if both.op == ast::Operator::BitOr => {
            let mut found = alternatives(&both.left);
            found.extend(alternatives(&both.right));
            found
        }
        one => vec![one],
    }
}
