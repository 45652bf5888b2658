//! What a function of the program tells of itself in a probe: its name and place, its text, what it takes.
//!
//! Called by `attribute`.

use crate::evaluate::machine::{Code, Follow, Machine, Scope};
use crate::evaluate::value::{CodeId, FrameId, How, Kind, Val};
use crate::text::Span;
use ruff_python_ast::{self as ast, Expr, Stmt};
use std::sync::Arc;

/// How many functions around each other are looked through.
const LAYERS: u32 = 8;

/// A function, where it was made, and the defaults of its parameters.
type Made = (CodeId, FrameId, Arc<[Option<Val>]>);

impl<'a> Machine<'a, '_> {
    /// What stands under a name that all functions have, also where `functools.wraps` copied it.
    pub(in crate::evaluate) fn told_by_function(
        &mut self,
        function: Val,
        name: &str,
        span: Span,
    ) -> Follow<Option<Val>> {
        if self.world.is_none() {
            return Ok(None);
        }
        if let Some(given) = self.given_to_function(function, name) {
            return Ok(Some(given));
        }
        if self.lacks_told(function, name) {
            let message = format!("'function' object has no attribute '{name}'");
            return self.raise("builtins.AttributeError", &message, span);
        }
        if !name.starts_with("__") {
            return Ok(None);
        }
        let Some(outer) = self.made_function(function) else {
            return Ok(None);
        };
        if name == "__wrapped__" {
            return Ok(self.wrapped_by(&outer));
        }
        let mut own = outer;
        for _ in 0..LAYERS {
            let Some(inner) = self.wrapped_by(&own) else {
                break;
            };
            let Some(inner) = self.made_function(inner) else {
                return Ok(None);
            };
            own = inner;
        }
        let def = match self.codes.get(own.0.0 as usize).copied() {
            Some(Code::Function(def)) => Some(def),
            _ => None,
        };
        Ok(Some(match (name, def) {
            ("__name__", _) => self.text(own_name(def), span),
            ("__qualname__", _) => {
                let around = self.frame(own.1);
                let short = own_name(def);
                let full = match (self.named.get(&own.0), around.scope) {
                    (Some(full), Scope::Module | Scope::Class) => full.to_string(),
                    (_, Scope::Function) => format!("{}.<locals>.{short}", around.name),
                    _ => short.to_owned(),
                };
                self.text(&full, span)
            }
            ("__module__", _) => self.own_module(span),
            ("__doc__", Some(def)) => match def.body.first() {
                Some(Stmt::Expr(first)) => match &*first.value {
                    Expr::StringLiteral(text) => self.text(text.value.to_str(), span),
                    _ => Val::NONE,
                },
                _ => Val::NONE,
            },
            ("__doc__", None) => Val::NONE,
            ("__defaults__", Some(def)) => {
                let count = def.parameters.posonlyargs.len() + def.parameters.args.len();
                let given: Vec<Val> = own.2.iter().take(count).copied().flatten().collect();
                if given.is_empty() {
                    Val::NONE
                } else {
                    self.tuple(given, span)
                }
            }
            ("__annotations__", Some(def)) => self.said_of(def, own.1, span)?,
            _ => return Ok(None),
        }))
    }

    /// `function.name = v`, in a probe.
    pub(in crate::evaluate) fn give_to_function(&mut self, function: Val, name: &str, v: Val) {
        let key = key_of(self.look(function), name);
        let cell = if let Some(&cell) = self.overrides.get(&key) {
            cell
        } else {
            let cell = self.state.cell(Val::UNBOUND);
            self.overrides.insert(key, cell);
            cell
        };
        self.state.set(cell, v);
    }

    /// What the program has put under a name of a function.
    pub(in crate::evaluate) fn given_to_function(&self, function: Val, name: &str) -> Option<Val> {
        let function = match *self.kind(self.look(function)) {
            Kind::Bound(_, function) => self.look(function),
            _ => self.look(function),
        };
        let &cell = self.overrides.get(&key_of(function, name))?;
        Some(self.state.get(cell)).filter(|v| *v != Val::UNBOUND)
    }

    /// Whether a function that nothing wears certainly has nothing of this name.
    pub(in crate::evaluate) fn lacks_told(&self, function: Val, name: &str) -> bool {
        let Some((code, ..)) = self
            .made_function(function)
            .filter(|_| !name.starts_with("__"))
        else {
            return false;
        };
        let plain = match self.codes.get(code.0 as usize) {
            Some(Code::Function(def)) => def.decorator_list.is_empty(),
            Some(Code::Lambda(_)) => true,
            _ => false,
        };
        plain && self.given_to_function(function, name).is_none()
    }

    /// The name of the module that is judged, as its functions and classes tell it: that of a file which has another one
    /// wherever it lies.
    pub(in crate::evaluate) fn own_module(&mut self, span: Span) -> Val {
        let known = self.overrides.get("__name__").copied();
        match known {
            Some(cell) => self.state.get(cell),
            None => self.derive(Some("str"), &[], How::Plain, span),
        }
    }

    fn made_function(&self, v: Val) -> Option<Made> {
        match self.kind(self.look(v)) {
            Kind::Function(code, scope, defaults) => Some((*code, *scope, defaults.clone())),
            Kind::Bound(_, function) => self.made_function(*function),
            _ => None,
        }
    }

    /// The function for which this one stands: `@functools.wraps(function)`.
    fn wrapped_by(&mut self, (code, scope, _): &Made) -> Option<Val> {
        let Code::Function(def) = self.codes.get(code.0 as usize).copied()? else {
            return None;
        };
        for decorator in &def.decorator_list {
            let Expr::Call(call) = &decorator.expression else {
                continue;
            };
            let wraps = self.named_by(*scope, &call.func);
            let wraps = wraps.is_ok_and(|name| &*name == "functools.wraps");
            if let Some(Expr::Name(inner)) = call.arguments.args.first().filter(|_| wraps) {
                let cell = self.frame(*scope).vars.get(inner.id.as_str())?;
                return Some(self.state.get(cell));
            }
        }
        None
    }

    /// What is said of the parameters, and of what comes back.
    fn said_of(
        &mut self,
        def: &'a ast::StmtFunctionDef,
        scope: FrameId,
        span: Span,
    ) -> Follow<Val> {
        let all = def.parameters.iter();
        let all = all.filter_map(|p| Some((p.name().as_str(), p.annotation()?)));
        let returned = def.returns.as_deref().map(|said| ("return", said));
        let mut said = Vec::new();
        for (name, annotation) in all.chain(returned) {
            let what = self.where_written(scope, |m| m.eval(annotation))?;
            said.push((self.text(name, span), what));
        }
        Ok(self.object(Kind::Dict(Arc::new(said)), span))
    }
}

/// Under which key an attribute of a function is kept.
fn key_of(function: Val, name: &str) -> Arc<str> {
    Arc::from(format!("(function {}).{name}", function.0))
}

fn own_name(def: Option<&ast::StmtFunctionDef>) -> &str {
    def.map_or("<lambda>", |def| def.name.as_str())
}
