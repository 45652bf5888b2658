//! What a program writes into its log, or hands to another call that shows it, by the names it has for that: `password`, `user.api_key`, `headers["Authorization"]`.
//!
//! Knows no name that tells; which do stands in the rules. Called by `expression`, and by the outline.

use super::machine::Machine;
use super::record::EffectKind;
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast::{self as ast, Expr, Operator};

/// How deep a text that is put together is looked into.
const DEPTH: u32 = 4;

/// Whether this calls a method of a name that loggers have.
pub(super) fn may_log(c: &ast::ExprCall) -> bool {
    matches!(&*c.func, Expr::Attribute(a) if matches!(
        a.attr.as_str(),
        "debug" | "info" | "warning" | "warn" | "error" | "exception" | "critical" | "fatal" | "log"
    ))
}

/// The name of what is called with nothing but what stands there: `getpass("Password: ")`.
pub(super) fn made_plainly(c: &ast::ExprCall) -> Option<&str> {
    let plain =
        c.arguments.keywords.is_empty() && c.arguments.args.iter().all(Expr::is_literal_expr);
    plain.then(|| super::outline::last_name(&c.func)).flatten()
}

/// The names of what an expression shows: of itself, or of the parts of a text that is put together.
pub(super) fn each_name<'e>(e: &'e Expr, depth: u32, found: &mut dyn FnMut(&'e str, &'e Expr)) {
    if depth > DEPTH {
        return;
    }
    match e {
        Expr::FString(f) => {
            let holes = f
                .value
                .elements()
                .filter_map(ast::InterpolatedStringElement::as_interpolation);
            holes.for_each(|hole| each_name(&hole.expression, depth + 1, found));
        }
        Expr::BinOp(b) if matches!(b.op, Operator::Add | Operator::Mod) => {
            each_name(&b.left, depth + 1, found);
            each_name(&b.right, depth + 1, found);
        }
        Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
            for e in elts {
                each_name(e, depth + 1, found);
            }
        }
        Expr::Call(c) if fills_format(c) => {
            let keywords = c.arguments.keywords.iter().map(|k| &k.value);
            for e in c.arguments.args.iter().chain(keywords) {
                each_name(e, depth + 1, found);
            }
        }
        _ => {
            if let Some(name) = super::note::named(e) {
                found(name, e);
            }
        }
    }
}

/// `"...".format(...)`
fn fills_format(c: &ast::ExprCall) -> bool {
    matches!(&*c.func, Expr::Attribute(a) if a.attr.as_str() == "format" && a.value.is_literal_expr())
}

impl<'a> Machine<'a, '_> {
    /// Notes the names of what a call writes into a log, if it writes there.
    pub(super) fn note_logged(&mut self, c: &'a ast::ExprCall, callee: Val, given: &[(Val, Span)]) {
        if self.world.is_some() || self.mute || self.in_test() {
            return;
        }
        let logs = match &*c.func {
            Expr::Attribute(function) if may_log(c) => self.is_logger(callee, &function.value),
            _ => false,
        };
        let call = if logs { None } else { self.shown_to(callee) };
        if !logs && call.is_none() {
            return;
        }
        let call = call.as_deref();
        for (at, argument) in c.arguments.args.iter().enumerate() {
            let v = given.get(at).map(|(v, _)| self.look(*v));
            if let Some(Kind::Dict(pairs)) = v.map(|v| self.content_kind(v)) {
                for &(key, value) in pairs.iter() {
                    if let Kind::Str(name) = self.kind(self.look(key)).clone() {
                        self.tell_logged(&name, call, Some(value), self.span_of(argument));
                    }
                }
                continue;
            }
            each_name(argument, 0, &mut |name, e| {
                let own = match e {
                    _ if std::ptr::eq(e, argument) => v,
                    Expr::Name(n) => self.find_name(n.id.as_str()),
                    // Looked at again, where it would be told.
                    Expr::Attribute(_) if self.tells_of(name) => self.eval(e).ok(),
                    _ => None,
                };
                let span = self.span_of(e);
                // What a call gave is called as the call, too: `getpass()`.
                if let Some(made) = own.and_then(|v| self.made_by(v)) {
                    self.tell_logged(&made, call, own, span);
                }
                self.tell_logged(name, call, own, span);
            });
        }
    }

    /// The last name of the call that made a value, of nothing but what the program wrote: what is made of a secret may
    /// be none.
    fn made_by(&self, v: Val) -> Option<String> {
        let node = self.arena.node(self.look(v));
        let How::Call(callee) = &node.how else {
            return None;
        };
        let name = callee.rsplit('.').next()?;
        if !node.from.iter().all(|&v| self.is_constant(v)) {
            return None;
        }
        self.tells_of(name).then(|| name.to_owned())
    }

    /// The name of a call of something outside, if anybody asks for the names of what it is handed.
    fn shown_to(&self, callee: Val) -> Option<String> {
        let shown = &self.watch.or(self.stores)?.interest().shown;
        // Every call comes by here.
        let known = match self.kind(callee) {
            Kind::Symbol(name) => shown.iter().find(|known| **known == **name),
            Kind::Method(receiver, method) => match self.kind(self.look(*receiver)) {
                Kind::External(ty, ..) => shown.iter().find(|known| {
                    let of = known.strip_suffix(&**method);
                    of.and_then(|of| of.strip_suffix('.')) == Some(&**ty)
                }),
                _ => None,
            },
            _ => None,
        };
        known.cloned()
    }

    fn is_logger(&self, callee: Val, object: &Expr) -> bool {
        let named = |name: &str| {
            name.starts_with("logging.")
                || name.starts_with("loguru.")
                || name.starts_with("structlog.")
        };
        let known = match self.kind(callee) {
            Kind::Symbol(name) => named(name),
            Kind::Method(receiver, _) => match self.kind(self.look(*receiver)) {
                Kind::External(ty, ..) => named(ty),
                Kind::Symbol(name) => named(name),
                _ => false,
            },
            _ => false,
        };
        known
            || super::note::named(object).is_some_and(|name| {
                let name = name.trim_start_matches('_');
                name.eq_ignore_ascii_case("log") || name.eq_ignore_ascii_case("logger")
            })
    }

    /// Notes a name of what is logged, unless that is written in the program, or a number.
    fn tell_logged(&mut self, name: &str, call: Option<&str>, v: Option<Val>, span: Span) {
        if let Some(v) = v {
            let v = self.look(v);
            let known = matches!(
                self.kind(v),
                Kind::Compare(..) | Kind::Not(_) | Kind::And(..) | Kind::Or(..) | Kind::Test(..)
            );
            if known || self.is_constant(v) || self.is_number(v) || self.is_masked(v) {
                return;
            }
        }
        if self.tells_of(name) && self.fresh(span, 9, Val::UNBOUND, 1) {
            let (name, call) = (name.to_owned(), call.map(str::to_owned));
            self.effect(EffectKind::Logged { name, call }, span);
        }
    }

    /// Whether anybody asks about something of this name in a log.
    fn tells_of(&self, name: &str) -> bool {
        let watch = self.watch.or(self.stores);
        watch.is_none_or(|watch| watch.named(name).logged)
    }
}
