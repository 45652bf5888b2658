//! Code that nothing in sight runs and that runs all the same: what stands by for an import that fails, and functions
//! without a name that are handed to somebody.
//!
//! What such code binds does not count for what comes after it; what it does is told. Called by `statement` and
//! `expression`, and where entries are made.

use super::call::Args;
use super::machine::{Catch, Code, Follow, Machine, Stop};
use super::record::OriginKind;
use super::value::{Kind, Val};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use std::sync::Arc;

/// Fuel of what stands by for an import.
const FUEL: u64 = 2_000;

impl<'a> Machine<'a, '_> {
    /// Whether something stands by for an import that fails: a world has what it has.
    pub(super) fn stands_by(&self, s: &ast::StmtTry) -> bool {
        let imports = |s: &Stmt| s.is_import_stmt() || s.is_import_from_stmt();
        self.world.is_none() && s.body.iter().any(imports) && self.is_asked_in(&s.handlers)
    }

    /// Follows what stands by for an import that fails.
    pub(super) fn stand_by(&mut self, s: &'a ast::StmtTry) -> Follow<()> {
        let [.., last] = s.body.as_slice() else {
            return Ok(());
        };
        let span = self.span_of(last);
        for ast::ExceptHandler::ExceptHandler(handler) in &s.handlers {
            let wanted = match &handler.type_ {
                Some(expr) => Some(self.eval(expr)?),
                None => None,
            };
            let failed = self.exception("builtins.ImportError", "", span);
            if wanted.is_some_and(|w| self.catches_exception(w, failed) == Some(false)) {
                continue;
            }
            let mark = self.state.mark();
            let returns = self.calls.last().map_or(0, |call| call.returns.len());
            let loops = std::mem::take(&mut self.loops);
            self.catches.push(Catch {
                mark,
                raises: Vec::new(),
            });
            self.maybe += 1;
            let given = self.fuel.min(FUEL);
            let kept = self.fuel - given;
            self.fuel = given;
            self.assign_name("__caught__", failed);
            if let Some(name) = &handler.name {
                self.assign_name(name.as_str(), failed);
            }
            // However it ends, the other path goes on.
            let ended = self.block(&handler.body);
            self.fuel += kept;
            self.maybe -= 1;
            self.catches.pop();
            self.loops = loops;
            if let Some(call) = self.calls.last_mut() {
                call.returns.truncate(returns);
            }
            self.state.roll_back(mark);
            if ended == Err(Stop::Fuel) && self.fuel == 0 {
                return Err(Stop::Fuel);
            }
        }
        Ok(())
    }

    /// Whether something may be asked about in these handlers. Of a function that is known; of what a module does
    /// by itself, all may be.
    fn is_asked_in(&self, handlers: &[ast::ExceptHandler]) -> bool {
        let inside = self.frame(self.frame).scope == super::machine::Scope::Function;
        let counted = self.relevance.filter(|_| inside);
        let Some(counted) = counted.and_then(|r| r.counted(self.frame(self.frame).base)) else {
            return true;
        };
        handlers
            .iter()
            .any(|ast::ExceptHandler::ExceptHandler(handler)| {
                let range = handler.range;
                counted.within(range.start().to_u32(), range.end().to_u32())
            })
    }

    /// Notes a function without a name: whoever gets it may call it.
    pub(super) fn note_unnamed(&mut self, function: Val, lambda: &ast::ExprLambda) {
        if self.world.is_some() || !self.at_home() || !calls(&lambda.body) {
            return;
        }
        if self.entered.insert(self.arena.node(function).span) {
            let name = self.qualified("<lambda>");
            self.defined.push((function, name, None));
            self.lasting = true;
        }
    }

    /// Whether a function has no name; and whether it has been called where it was made.
    pub(super) fn unnamed(&self, function: Val) -> Option<bool> {
        let Kind::Function(code, ..) = *self.kind(function) else {
            return None;
        };
        let lambda = matches!(self.codes.get(code.0 as usize), Some(Code::Lambda(_)));
        lambda.then(|| self.called.contains(&code))
    }

    /// What a function without a name takes from whoever calls it.
    pub(super) fn unnamed_arguments(&mut self, lambda: &'a ast::ExprLambda) -> Args {
        let mut args = Args::default();
        let Some(parameters) = lambda.parameters.as_deref() else {
            return args;
        };
        for p in parameters.iter_non_variadic_params() {
            // What has a value of its own is often no parameter at all, but what a loop had then.
            if p.default.is_some() {
                continue;
            }
            let name = p.parameter.name.as_str();
            let span = self.span_of(&p.parameter.name);
            let v = self.parameter(None, name, OriginKind::Parameter, None, span);
            if parameters.kwonlyargs.iter().any(|k| std::ptr::eq(k, p)) {
                args.keywords.push((Arc::from(name), v, span));
            } else {
                args.positional.push((v, span));
            }
        }
        args
    }
}

/// Whether an expression calls anything.
fn calls(e: &Expr) -> bool {
    struct Search(bool);
    impl<'e> Visitor<'e> for Search {
        fn visit_expr(&mut self, e: &'e Expr) {
            self.0 |= e.is_call_expr();
            if !self.0 {
                visitor::walk_expr(self, e);
            }
        }
    }
    let mut search = Search(false);
    search.visit_expr(e);
    search.0
}
