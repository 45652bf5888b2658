//! What generators give besides their elements: what they return, also to `yield from`, `await` and `StopIteration`;
//! and what an expression makes of one element.
//!
//! Called by `generator` and `expression`.

use super::super::call::Args;
use super::super::container::Items;
use super::super::machine::{Code, Follow, Machine, Stop};
use super::super::value::{CodeId, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;

impl<'a> Machine<'a, '_> {
    /// `yield from`: all that another generator gives, and what it returns.
    pub(in crate::evaluate) fn delegated(
        &mut self,
        v: Val,
        yields: bool,
        span: Span,
    ) -> Follow<Val> {
        if yields && let Some(iterator) = self.shared_iterator(v, span)? {
            loop {
                self.spend(1)?;
                match self.next_item(iterator, Some(Val::UNBOUND), span)? {
                    Val::UNBOUND => return Ok(self.given_back(v).unwrap_or(Val::NONE)),
                    item => self.yielded(item, span),
                }
            }
        }
        let items = self.items(v, span)?;
        if yields {
            match items {
                Items::Known(items) => {
                    for item in items {
                        self.yielded(item, span);
                    }
                }
                Items::Each(element) => self.yielded(element, span),
            }
        }
        Ok(self.given_back(v).unwrap_or(Val::NONE))
    }

    /// What a generator that was run to its end has returned.
    fn given_back(&self, v: Val) -> Option<Val> {
        match self.kind(self.look(v)) {
            Kind::Ref(cell) => self.contexts.ended.get(cell).copied(),
            _ => None,
        }
    }

    /// What `await` gives: a coroutine has given its result when it was made, an object of the program says it by
    /// `__await__`.
    pub(in crate::evaluate) fn awaited(&mut self, v: Val, span: Span) -> Follow<Val> {
        if self.world.is_none() || !self.has_method(self.look(v), "__await__") {
            return Ok(v);
        }
        let all = self.call_method(self.look(v), "__await__", Args::default(), span)?;
        self.delegated(all, false, span)
    }

    /// Whether what a call makes begins only when somebody awaits it: the call is not awaited where it stands.
    pub(in crate::evaluate) fn begins_late(&mut self, span: Span) -> bool {
        let awaited = self.contexts.awaited.take() == Some(span);
        self.world.is_some() && !awaited && span.start < self.lent
    }

    /// Calls something; a coroutine that it makes may begin late.
    pub(in crate::evaluate) fn call_late(
        &mut self,
        late: bool,
        callee: Val,
        args: Args,
        span: Span,
    ) -> Follow<Val> {
        let outer = std::mem::replace(&mut self.contexts.late, late.then_some(span));
        let result = self.call(callee, args, span);
        self.contexts.late = outer;
        Ok(self.look(result?))
    }

    /// What a call of a coroutine function gives that nobody awaits where it stands: it begins when it is awaited.
    pub(in crate::evaluate) fn coroutine(
        &mut self,
        function: Val,
        code: CodeId,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        if self.contexts.late != Some(span) || args.rest.is_some() || args.spread.is_some() {
            return Ok(None);
        }
        let (Some(Code::Function(f)), Kind::Function(_, closure, _)) =
            (self.codes.get(code.0 as usize), self.kind(function))
        else {
            return Ok(None);
        };
        if !f.is_async || self.yields(code, f, *closure) {
            return Ok(None);
        }
        let maker = self.read_symbol("asyncio.Coroutine", span);
        if !matches!(self.kind(maker), Kind::Class(..)) {
            return Ok(None);
        }
        let given: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
        let named: Vec<_> = args
            .keywords
            .iter()
            .map(|(name, v, _)| (name.clone(), *v))
            .collect();
        let begun = self.make(Kind::Partial(function, given.into(), named.into()), span);
        self.call(maker, Args::positional(vec![begun]), span)
            .map(Some)
    }

    /// The exception at the end of a generator, with what it returned.
    pub(super) fn stopped<T>(&mut self, v: Val, span: Span) -> Follow<T> {
        let value = self.given_back(v).unwrap_or(Val::NONE);
        let end = self.exception("builtins.StopIteration", "", span);
        self.set_field(end, "value", value, span);
        Err(Stop::Raise(end))
    }

    /// What a generator did: an end of another one that it lets through is an error of its own.
    pub(super) fn not_ended_by_another<T>(&mut self, made: Follow<T>, span: Span) -> Follow<T> {
        let Err(Stop::Raise(raised)) = made else {
            return made;
        };
        let end = self.symbol("builtins.StopIteration", span);
        if self.world.is_none() || self.catches_exception(end, raised) != Some(true) {
            return Err(Stop::Raise(raised));
        }
        let message = "generator raised StopIteration";
        let error = self.exception("builtins.RuntimeError", message, span);
        self.set_field(error, "__cause__", raised, span);
        Err(Stop::Raise(error))
    }

    /// What such an expression makes of one item; `None` where a condition leaves it out.
    pub(super) fn chosen_of(
        &mut self,
        of: &'a ast::ExprGenerator,
        generator: &'a ast::Comprehension,
        item: Val,
        span: Span,
    ) -> Follow<Option<Val>> {
        self.assign(&generator.target, item)?;
        for condition in &generator.ifs {
            let condition = self.eval(condition)?;
            if !self.decided(condition, span) {
                return Ok(None);
            }
        }
        self.eval(&of.elt).map(Some)
    }
}
