//! `contextlib.ExitStack`, in a probe: what was entered on it, or is to be called, ends when it does, the last first.
//!
//! Called by `standard`, `external` and `within`.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Node, Val};
use crate::text::Span;
use std::sync::Arc;

/// How a function came onto a stack that is told of the exception, which it may hold back.
const TOLD: &str = "contextlib.ExitStack.push";
/// The type of such a stack.
pub(super) const STACK: &str = "contextlib.ExitStack";

impl Machine<'_, '_> {
    /// A stack on which nothing is yet.
    pub(super) fn exit_stack(&mut self, span: Span) -> Val {
        let ends = self.object(Kind::List(Arc::default()), span);
        self.arena.add(Node {
            kind: Kind::External(Arc::from(STACK), 0, false),
            span,
            from: [ends].into_iter().collect(),
            how: How::Plain,
        })
    }

    /// What a stack will end.
    fn ends_of(&self, stack: Val) -> Option<Val> {
        let node = self.arena.node(stack);
        let is_stack = matches!(&node.kind, Kind::External(ty, ..) if &**ty == STACK);
        let ends = node.from.first().copied();
        ends.filter(|_| is_stack && self.world.is_some())
    }

    /// Whether this is a stack that ends what is on it.
    pub(super) fn is_exit_stack(&self, v: Val) -> bool {
        self.ends_of(v).is_some()
    }

    fn end_later(&mut self, stack: Val, what: Val, span: Span) {
        let Some(list) = self.ends_of(stack) else {
            return;
        };
        if let Kind::List(ends) = self.content_kind(list) {
            let mut ends = ends.to_vec();
            ends.push(what);
            self.put_content(list, Kind::List(Arc::new(ends)), span);
        }
    }

    /// `stack.enter_context(manager)`
    pub(super) fn enter_later_left(&mut self, stack: Val, manager: Val, span: Span) -> Follow<Val> {
        let entered = self.enter_context(manager, span)?;
        self.end_later(stack, manager, span);
        Ok(entered)
    }

    /// `stack.callback(function, …)`
    pub(super) fn call_later(&mut self, stack: Val, args: &Args, span: Span) -> Option<Val> {
        let ((function, _), rest) = args.positional.split_first()?;
        let values: Vec<Val> = rest.iter().map(|(v, _)| *v).collect();
        let keywords = args.keywords.iter().map(|(n, v, _)| (n.clone(), *v));
        let keywords: Vec<(Arc<str>, Val)> = keywords.collect();
        let call = Kind::Partial(*function, values.into(), keywords.into());
        let call = self.make(call, span);
        self.end_later(stack, call, span);
        Some(*function)
    }

    /// `stack.push(manager)`, which was entered elsewhere, or `stack.push(function)`, which is told of the exception.
    pub(super) fn leave_later(&mut self, stack: Val, exit: Val, span: Span) -> Val {
        let exit = self.look(exit);
        let called = matches!(
            self.kind(exit),
            Kind::Function(..) | Kind::Bound(..) | Kind::Partial(..)
        );
        let end = if called {
            let none = Arc::from([Val::NONE; 3]);
            let call = Kind::Partial(exit, none, Arc::from([]));
            self.arena.add(Node {
                kind: call,
                span,
                from: super::row::Row::default(),
                how: How::Call(Arc::from(TOLD)),
            })
        } else {
            exit
        };
        self.end_later(stack, end, span);
        exit
    }

    /// `stack.pop_all()`: another stack that ends what is on this one, which ends nothing any more.
    pub(super) fn handed_on(&mut self, stack: Val, span: Span) -> Val {
        let other = self.exit_stack(span);
        if let (Some(from), Some(to)) = (self.ends_of(stack), self.ends_of(other)) {
            let ends = self.content_kind(from);
            self.put_content(to, ends, span);
            self.put_content(from, Kind::List(Arc::default()), span);
        }
        other
    }

    /// Ends what is on a stack, the last first.
    pub(super) fn end_all(&mut self, stack: Val, span: Span) -> Follow<()> {
        let Some(list) = self.ends_of(stack) else {
            return Ok(());
        };
        let Kind::List(ends) = self.content_kind(list) else {
            return Ok(());
        };
        self.put_content(list, Kind::List(Arc::default()), span);
        for &end in ends.iter().rev() {
            self.spend(1)?;
            if matches!(self.kind(end), Kind::Partial(..)) {
                self.call(end, Args::default(), span)?;
            } else {
                self.leave_context(end, span)?;
            }
        }
        Ok(())
    }

    /// Whether something on a stack may keep an exception from going on.
    pub(super) fn stack_may_hold_back(&self, stack: Val) -> bool {
        let ends = self.ends_of(stack).map(|list| self.content_kind(list));
        match ends {
            Some(Kind::List(ends)) => ends.iter().any(|&end| {
                let told = matches!(&self.arena.node(end).how, How::Call(how) if &**how == TOLD);
                told || self.may_hold_back(end)
            }),
            _ => false,
        }
    }
}
