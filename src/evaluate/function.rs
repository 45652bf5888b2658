//! Calls of the file's own functions: arguments bound to parameters, bodies followed, returns joined.
//!
//! How far, says `budget`. Called by it.

use super::budget::UNFOLLOWED;
use super::call::Args;
use super::doubt;
use super::machine::{Call, Code, Follow, Machine, Scope, Stop};
use super::slice::Role;
use super::state::Delta;
use super::value::{CodeId, FrameId, How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// How many calls of the file may be inside one another.
pub(super) const DEPTH: usize = 60;
/// How many facts of one way out of a function are looked at.
const FACTS: usize = 64;
/// How often one function may be inside itself.
const RECURSION: usize = 24;
/// The same when inputs are not known: deeper calls add nothing new.
const RECURSION_UNKNOWN: usize = 2;

impl<'a> Machine<'a, '_> {
    /// Whether little fuel is left, and this function is being followed already with the same data:
    /// numbers aside, nothing else can reach what it does.
    fn repeats(&self, code: CodeId, args: &Args) -> bool {
        if self.world.is_some() || self.fuel >= self.reserve {
            return false;
        }
        let all = args.all();
        self.calls.iter().filter(|c| c.code == code).any(|c| {
            let mut pairs = c.given.iter().zip(&all);
            c.given.len() == all.len()
                && pairs.all(|(&a, &b)| a == b || (self.is_number(a) && self.is_number(b)))
        })
    }

    /// Whether a call of a function gives a generator.
    pub(super) fn yields(
        &mut self,
        code: CodeId,
        f: &ast::StmtFunctionDef,
        closure: FrameId,
    ) -> bool {
        let base = self.frame(closure).base;
        if let Some(counted) = self.relevance.and_then(|all| all.counted(base)) {
            return counted.yields(f.name.range.start().to_u32());
        }
        if base >= self.lent
            && let Some(lent) = self.lent_at(base)
        {
            return lent.yields(f.name.range.start().to_u32());
        }
        let known = self.generators.entry(code);
        *known.or_insert_with(|| contains_yield(&f.body))
    }

    /// Whether a function was made inside another one and has been called there.
    pub(super) fn is_filled(&self, function: Val) -> bool {
        match *self.kind(function) {
            Kind::Function(code, closure, _) => {
                self.frame(closure).scope == Scope::Function && self.called.contains(&code)
            }
            _ => false,
        }
    }

    /// What a decorator of the program made of a function, with the function's own code.
    pub(super) fn worn_by(&self, function: Val) -> Option<(CodeId, Val)> {
        match *self.kind(function) {
            Kind::Function(code, ..) => Some((code, *self.worn.get(&code)?)),
            _ => None,
        }
    }

    /// Follows a function of the file; `role` says what of it counts.
    pub(super) fn follow_function(
        &mut self,
        code: CodeId,
        closure: FrameId,
        defaults: &[Option<Val>],
        args: Args,
        span: Span,
        role: Role,
    ) -> Follow<Val> {
        let inside = self.calls.iter().filter(|c| c.code == code).count();
        let most = if self.world.is_some() {
            RECURSION
        } else {
            RECURSION_UNKNOWN
        };
        if self.calls.len() >= DEPTH || inside >= most || self.repeats(code, &args) {
            if self.world.is_some() {
                return self.call_unknown(Val::NONE, &args, doubt::calls_too_deep(), span);
            }
            let from = args.all();
            return Ok(self.derive(None, &from, How::Plain, span));
        }
        let Some(&code_of) = self.codes.get(code.0 as usize) else {
            return Ok(Val::NONE);
        };
        let (parameters, name): (Option<&'a ast::Parameters>, Arc<str>) = match code_of {
            Code::Function(f) => {
                let name = self.named.get(&code).cloned().unwrap_or_else(|| {
                    match &*self.frame(closure).name {
                        "" => Arc::from(f.name.as_str()),
                        outer => Arc::from(format!("{outer}.{}", f.name)),
                    }
                });
                (Some(&f.parameters), name)
            }
            Code::Lambda(l) => (l.parameters.as_deref(), Arc::from("<lambda>")),
            Code::Class(_) => (None, Arc::from("")),
        };
        let counts = !self.calls.is_empty() && role == Role::Called;
        let frame = self.enter(closure, Scope::Function, name.clone());
        let given = args.all();
        if let Some(frame) = self.frames.last_mut().filter(|_| !given.is_empty()) {
            frame.vars.reserve(given.len() + 2);
        }
        if let Some(parameters) = parameters {
            self.bind_arguments(frame, parameters, defaults, args, &name, span)?;
        }
        let generator = match code_of {
            Code::Function(f) => self.yields(code, f, closure),
            _ => false,
        };
        let idle = generator || matches!(code_of, Code::Function(f) if f.is_async);
        if idle && role == Role::Called && self.never_begins(span) {
            return Ok(self.derive(None, &[], How::Plain, span));
        }
        if generator
            && role == Role::Called
            && let Some(v) = self.put_off_call(code, frame, (&name, &given), span)
        {
            return Ok(v);
        }
        let yields = generator.then(|| {
            let empty = self.make(Kind::Iterator(Arc::new(Vec::new()), 0), span);
            let cell = self.state.cell(empty);
            self.contexts.generators.begin(cell, self.maybe);
            cell
        });
        let slice = match code_of {
            Code::Function(f) => self.slice(code, f, closure, role),
            _ => None,
        };
        let outer_slice = std::mem::replace(&mut self.slice, slice);
        let outer_frame = std::mem::replace(&mut self.frame, frame);
        if let Code::Function(f) = code_of {
            self.looks_into(self.span_of(&f.name));
        }
        let outer_loops = std::mem::take(&mut self.loops);
        let mark = self.state.mark();
        let dropped = self.dropped_at(span).filter(|_| role == Role::Called);
        self.calls.push(Call {
            dropped,
            mark,
            returns: Vec::new(),
            yields,
            code,
            name,
            given,
            span,
        });
        let manages =
            self.contexts.entering == Some(span) && self.contexts.managers.contains(&code);
        let halves = match code_of {
            Code::Function(f) if manages => super::resume::halves(&f.body),
            _ => None,
        };
        let (first, rest) = halves.map_or((None, None), |(a, b)| (Some(a), Some(b)));
        let result = match code_of {
            Code::Function(f) => {
                let mut parts = first.unwrap_or_else(|| vec![&*f.body]).into_iter();
                match parts.try_for_each(|part| self.block(part)) {
                    Ok(()) => Ok(Val::NONE),
                    Err(Stop::Return(v)) => Ok(v),
                    Err(stop) => Err(stop),
                }
            }
            Code::Lambda(l) => self.eval(&l.body),
            Code::Class(_) => Ok(Val::NONE),
        };
        // Whoever goes through it has had what it yielded before it raised.
        let result = match result {
            Err(Stop::Raise(_) | Stop::Dead) if self.world.is_none() && self.has_yielded() => {
                Ok(Val::NONE)
            }
            result => result,
        };
        self.settle_guards();
        let call = self.calls.pop();
        if let (Some(rest), Some(context), Some(call), true) = (rest, yields, &call, result.is_ok())
        {
            self.outlive(frame);
            self.open_context(context, (frame, code, call.name.clone()), rest);
        }
        self.end_frame(frame);
        self.slice = outer_slice;
        self.frame = outer_frame;
        self.loops = outer_loops;
        if counts && result != Err(Stop::Fuel) {
            self.called.insert(code);
        }
        let result = self.returned(result, call);
        match (result, yields) {
            // A generator gives what it yields, whatever it returns.
            (Ok(v), Some(cell)) => {
                if v != Val::NONE {
                    self.contexts.ended.insert(cell, v);
                }
                Ok(self.make(Kind::Ref(cell), span))
            }
            (result, _) => result,
        }
    }

    /// Joins all ways in which a call came back.
    pub(super) fn returned(&mut self, live: Follow<Val>, call: Option<Call>) -> Follow<Val> {
        let Some(call) = call else { return live };
        if call.returns.is_empty() || live == Err(Stop::Fuel) {
            return live;
        }
        let mut ends = call.returns;
        match live {
            Ok(v) => ends.push((v, self.state.since(call.mark))),
            Err(stop) => self.settle(stop),
        }
        self.state.roll_back(call.mark);
        let asked = self.asked_on_some_ways(&call.given, &ends);
        let met = self.meet(ends);
        for v in asked {
            self.learn_test(v, UNFOLLOWED, call.span);
        }
        met
    }

    /// What a function that gives nothing has tested on some of the ways in which it came back, and not on others: the
    /// settings of the program may say which, as in `if not STRICT: return`. Nobody knows whether it was checked.
    fn asked_on_some_ways(&self, given: &[Val], ends: &[(Val, Delta)]) -> Vec<Val> {
        let gives = ends.iter().any(|(v, _)| *v != Val::NONE);
        if self.world.is_some() || ends.len() < 2 || gives {
            return Vec::new();
        }
        let tested = |known: Val| matches!(self.kind(known), Kind::Tested(test, _) if !test.starts_with("not:"));
        let mut asked = given.to_vec();
        asked.retain(|&v| {
            let of = |&&(a, known): &&(Val, Val)| tested(known) && self.comes_from(a, v);
            let mut ways = ends
                .iter()
                .map(|(_, end)| end.learnt().iter().take(FACTS).find(of).is_some());
            let first = ways.next();
            self.untrusted(v) && ways.any(|way| Some(way) != first)
        });
        asked
    }

    pub(super) fn bind_arguments(
        &mut self,
        frame: FrameId,
        parameters: &'a ast::Parameters,
        defaults: &[Option<Val>],
        args: Args,
        name: &str,
        span: Span,
    ) -> Follow<()> {
        let mut positional = args
            .positional
            .into_iter()
            .map(|(v, _)| v)
            .collect::<std::collections::VecDeque<_>>();
        let mut keywords = args.keywords;
        let mut defaults = defaults.iter();
        let plain = parameters.posonlyargs.iter().map(|p| (p, true));
        let plain = plain.chain(parameters.args.iter().map(|p| (p, false)));
        let loose = args.rest.is_some() || args.spread.is_some();
        let rest: Vec<Val> = args.rest.into_iter().chain(args.spread).collect();
        for (p, only) in plain {
            let default = defaults.next().copied().flatten();
            let given = positional.pop_front();
            let named = keywords
                .iter()
                .position(|(n, _, _)| !only && &**n == p.parameter.name.as_str())
                .map(|at| keywords.remove(at).1);
            if given.is_some() && named.is_some() {
                return self.raise(
                    "builtins.TypeError",
                    &format!(
                        "{name}() got multiple values for argument '{}'",
                        p.parameter.name
                    ),
                    span,
                );
            }
            let v = match given.or(named).or(if loose { None } else { default }) {
                Some(v) => v,
                None if loose => {
                    let part = self.derive(None, &rest, How::Part, span);
                    match default {
                        Some(d) => self.either(&[part, d]),
                        None => part,
                    }
                }
                None => {
                    return self.raise(
                        "builtins.TypeError",
                        &format!(
                            "{name}() missing 1 required positional argument: '{}'",
                            p.parameter.name
                        ),
                        span,
                    );
                }
            };
            let v = self.said_number(v, p.parameter.annotation.as_deref(), span);
            let cell = self.variable(frame, p.parameter.name.as_str());
            self.state.set(cell, v);
        }
        for p in &parameters.kwonlyargs {
            let default = defaults.next().copied().flatten();
            let named = keywords
                .iter()
                .position(|(n, _, _)| &**n == p.parameter.name.as_str())
                .map(|at| keywords.remove(at).1);
            let v = match named.or(default) {
                Some(v) => v,
                None if loose => self.derive(None, &rest, How::Part, span),
                None => {
                    return self.raise(
                        "builtins.TypeError",
                        &format!(
                            "{name}() missing 1 required keyword-only argument: '{}'",
                            p.parameter.name
                        ),
                        span,
                    );
                }
            };
            let v = self.said_number(v, p.parameter.annotation.as_deref(), span);
            let cell = self.variable(frame, p.parameter.name.as_str());
            self.state.set(cell, v);
        }
        if let Some(vararg) = &parameters.vararg {
            let v = if let Some(rest) = args.rest {
                let mut all: Vec<Val> = positional.drain(..).collect();
                all.push(rest);
                let element = self.either(&all);
                self.object(Kind::Many("tuple", element), span)
            } else {
                let items: Vec<Val> = positional.drain(..).collect();
                self.tuple(items, span)
            };
            let cell = self.variable(frame, vararg.name.as_str());
            self.state.set(cell, v);
        } else if !positional.is_empty() {
            return self.raise(
                "builtins.TypeError",
                &format!("{name}() takes fewer positional arguments than were given"),
                span,
            );
        }
        if let Some(kwarg) = &parameters.kwarg {
            let mut pairs = Vec::new();
            for (n, v, _) in keywords.drain(..) {
                let key = self.text(&n, span);
                pairs.push((key, v));
            }
            if let Some(spread) = args.spread {
                // What is known of the keys and values that are spread is known of these.
                if let Kind::Dict(given) = self.content_kind(spread) {
                    let open = given.iter().filter(|(k, _)| self.is_unknown_key(*k));
                    pairs.extend(open.copied());
                } else {
                    let part = self.derive(None, &[spread], How::Part, span);
                    pairs.push((part, part));
                }
            }
            let v = self.object(Kind::Dict(Arc::new(pairs)), span);
            let cell = self.variable(frame, kwarg.name.as_str());
            self.state.set(cell, v);
        } else if let Some((n, _, _)) = keywords.first() {
            return self.raise(
                "builtins.TypeError",
                &format!("{name}() got an unexpected keyword argument '{n}'"),
                span,
            );
        }
        Ok(())
    }
}

/// Whether a body yields, its inner functions aside.
pub(super) fn contains_yield(body: &[ast::Stmt]) -> bool {
    use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
    struct Search(bool);
    impl<'a> Visitor<'a> for Search {
        fn visit_stmt(&mut self, s: &'a ast::Stmt) {
            if !self.0 && !matches!(s, ast::Stmt::FunctionDef(_) | ast::Stmt::ClassDef(_)) {
                walk_stmt(self, s);
            }
        }
        fn visit_expr(&mut self, e: &'a ast::Expr) {
            match e {
                ast::Expr::Yield(_) | ast::Expr::YieldFrom(_) => self.0 = true,
                ast::Expr::Lambda(_) => {}
                _ if !self.0 => walk_expr(self, e),
                _ => {}
            }
        }
    }
    let mut search = Search(false);
    for s in body {
        search.visit_stmt(s);
    }
    search.0
}
