//! Functions that a library is told to run, with what it is told to hand over: threads, pools, queues of tasks.
//!
//! They are called where they are handed over; what they give is not waited for. Knows no library; which calls
//! these are stands in the models. Called by `library` and `call`.

use super::call::Args;
use super::container::Items;
use super::knowledge::Run;
use super::machine::{Code, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;

impl Machine<'_, '_> {
    /// Follows the function that a call of a library is told to run, if it is told to.
    pub(super) fn run_elsewhere(&mut self, callee: &str, args: &Args, span: Span) {
        if self.world.is_some() {
            return;
        }
        let knowledge = self.knowledge;
        let Some(run) = Self::inherited(knowledge, &knowledge.runs, callee) else {
            return;
        };
        if let Some(function) = args.get(run.position, &run.name) {
            let given = self.told_to_hand(run, args, span);
            self.run_told(function, given, span);
        }
    }

    /// The same for a method that a library gave to a function of the program (`task.delay(x)`), or that an object
    /// of the program has from a library (`thread.start()`).
    pub(super) fn run_own(&mut self, receiver: Val, name: &str, args: &Args, span: Span) {
        if self.world.is_some() {
            return;
        }
        let knowledge = self.knowledge;
        let receiver = self.look(receiver);
        match self.kind(receiver) {
            Kind::Function(..) | Kind::Wrapped(..) | Kind::Partial(..) => {
                if let Some(run) = knowledge.runs.get(&format!("*.{name}")) {
                    let mut given = self.told_to_hand(run, args, span);
                    if run
                        .bound
                        .as_ref()
                        .is_some_and(|option| self.is_bound_by(receiver, option))
                    {
                        let task = self.derive(None, &[], How::Plain, span);
                        given.positional.insert(0, (task, span));
                    }
                    self.run_told(receiver, given, span);
                }
            }
            Kind::Ref(_) => {
                let Kind::Fields(class, _) = self.content_kind(receiver) else {
                    return;
                };
                let Some(base) = self.outside_base(class) else {
                    return;
                };
                let full = format!("{base}.{name}");
                let run = Self::inherited(knowledge, &knowledge.runs, &full);
                if let Some(method) = run.and_then(|run| run.method.as_deref())
                    && self.class_member(class, method).is_some()
                {
                    let _ = self
                        .branch(&mut |m| m.call_method(receiver, method, Args::default(), span));
                }
            }
            _ => {}
        }
    }

    /// Whether a decorator of a function has this option: `@app.task(bind=True)`.
    fn is_bound_by(&self, function: Val, option: &str) -> bool {
        let Kind::Function(code, ..) = *self.kind(function) else {
            return false;
        };
        let Some(Code::Function(f)) = self.codes.get(code.0 as usize) else {
            return false;
        };
        let made = f
            .decorator_list
            .iter()
            .filter_map(|d| d.expression.as_call_expr());
        let mut keywords = made.flat_map(|call| &call.arguments.keywords);
        keywords.any(|k| {
            let named = k.arg.as_ref().is_some_and(|name| name.as_str() == option);
            named && matches!(&k.value, ast::Expr::BooleanLiteral(yes) if yes.value)
        })
    }

    fn run_told(&mut self, function: Val, mut given: Args, span: Span) {
        let function = self.look(function);
        self.keep_taken(function, &mut given);
        let callable = matches!(
            self.kind(function),
            Kind::Function(..)
                | Kind::Bound(..)
                | Kind::Partial(..)
                | Kind::Wrapped(..)
                | Kind::Symbol(_)
                | Kind::Method(..)
        );
        if callable {
            let _ = self.branch(&mut |m| m.call(function, given.clone(), span));
        }
    }

    /// Names that the function does not take are meant for whoever runs it: `job_timeout=60`.
    fn keep_taken(&self, function: Val, given: &mut Args) {
        if let Kind::Function(code, ..) = *self.kind(function)
            && let Some(Code::Function(f)) = self.codes.get(code.0 as usize)
            && f.parameters.kwarg.is_none()
        {
            let takes = |name: &str| {
                let mut own = f.parameters.iter_non_variadic_params();
                own.any(|p| p.name().as_str() == name)
            };
            given.keywords.retain(|(name, ..)| takes(name));
        }
    }

    /// What the function will be handed.
    fn told_to_hand(&mut self, run: &Run, args: &Args, span: Span) -> Args {
        let mut given = Args::default();
        if let Some(first) = run.rest {
            let more = args.positional.iter().skip(first);
            given.positional.extend(more.copied());
            given.keywords.clone_from(&args.keywords);
            given.rest = args.rest;
            given.spread = args.spread;
        }
        let all = run.list.and_then(|at| args.get(at, &run.list_name));
        if let Some(all) = all.or_else(|| args.keyword(&run.list_name)) {
            match self.items(all, span) {
                Ok(Items::Known(items)) => {
                    given
                        .positional
                        .extend(items.into_iter().map(|v| (v, span)));
                }
                Ok(Items::Each(element)) => given.rest = Some(element),
                Err(_) => {}
            }
        }
        if let Some(named) = args.keyword(&run.named)
            && let Kind::Dict(pairs) = self.content_kind(self.look(named))
        {
            for &(key, v) in pairs.iter() {
                if let Kind::Str(name) = self.kind(self.look(key)) {
                    given.keywords.push((name.clone(), v, span));
                }
            }
        }
        for (v, _) in args.positional.iter().skip(run.each.unwrap_or(usize::MAX)) {
            let element = match self.items(*v, span) {
                Ok(Items::Known(items)) if !items.is_empty() => self.either(&items),
                Ok(Items::Each(element)) => element,
                _ => continue,
            };
            given.positional.push((element, span));
        }
        given
    }
}
