//! The blocks of a generator that goes from one `yield` to the next: what is entered with one, and what is left however
//! it ends.
//!
//! Called by `generator`.

use super::super::doubt;
use super::super::machine::{Code, Follow, Machine, Stop};
use super::super::resume::halves;
use super::super::value::Val;
use super::{Body, DEPTH, Level, Waiting};
use crate::text::Span;
use ruff_python_ast::{self as ast, Stmt};

impl<'a> Machine<'a, '_> {
    /// `with` around a `yield`.
    pub(super) fn enter_level(
        &mut self,
        s: &'a ast::StmtWith,
        levels: &mut Vec<Level<'a>>,
    ) -> Follow<()> {
        for item in &s.items {
            let (manager, entered, span) = self.enter_item(item)?;
            levels.push(Level::With(manager, span));
            if let Some(target) = &item.optional_vars {
                self.assign(target, entered)?;
            }
        }
        levels.push(Level::Block(&s.body));
        Ok(())
    }

    /// The innermost block has ended.
    pub(super) fn leave_level(&mut self, levels: &mut Vec<Level<'a>>) -> Follow<()> {
        match levels.pop() {
            Some(Level::With(manager, span)) => self.leave_context(manager, span),
            Some(Level::Finally(last)) => self.block(last),
            _ => Ok(()),
        }
    }

    /// All blocks end, as an exception or a `return` does it.
    pub(super) fn leave_all(&mut self, levels: &mut Vec<Level<'a>>, stop: Stop) -> Follow<()> {
        if matches!(stop, Stop::Raise(_) | Stop::Return(_)) {
            while let Some(level) = levels.last() {
                // What holds an exception back would go on behind its block.
                if let (Level::With(manager, span), Stop::Raise(_)) = (level, stop)
                    && self.may_hold_back(*manager)
                {
                    self.limit(*span, doubt::known_at_run());
                }
                self.leave_level(levels)?;
            }
        }
        Err(stop)
    }

    /// A context that was made elsewhere begins when it is entered.
    pub(in crate::evaluate) fn begin_context(&mut self, manager: Val, span: Span) -> Follow<()> {
        let Some((cell, waiting)) = self.waiting(manager) else {
            return Ok(());
        };
        let Waiting::Call(body) = &*waiting else {
            return Ok(());
        };
        let Some(Code::Function(f)) = self.codes.get(body.code.0 as usize).copied() else {
            return Ok(());
        };
        let halves = halves(&f.body).filter(|_| self.calls.len() < DEPTH);
        let Some((first, rest)) = halves else {
            return self.run_generator(manager, span);
        };
        self.fill_generator(cell, Vec::new(), span);
        self.in_generator(body, Some(cell), span, &mut |m| {
            first.iter().try_for_each(|part| m.block(part))
        })?;
        self.open_context(cell, (body.frame, body.code, body.name.clone()), rest);
        Ok(())
    }

    /// A generator is closed where it stands.
    pub(super) fn close_levels(
        &mut self,
        body: &Body,
        mut levels: Vec<Level<'a>>,
        span: Span,
    ) -> Follow<()> {
        self.in_generator(body, None, span, &mut |m| {
            while !levels.is_empty() {
                m.leave_level(&mut levels)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// A statement in which no `yield` stands.
    pub(super) fn whole_statement(
        &mut self,
        statement: &'a Stmt,
        levels: &mut Vec<Level<'a>>,
        span: Span,
    ) -> Follow<()> {
        self.start_loop();
        let done = self.block(std::slice::from_ref(statement));
        let left = self.loops.pop();
        if left.is_some_and(|left| !left.breaks.is_empty() || !left.continues.is_empty()) {
            self.limit(span, doubt::known_at_run());
        }
        let Err(Stop::Break | Stop::Continue) = done else {
            return done;
        };
        while let Some(Level::Block(_) | Level::With(..) | Level::Finally(_)) = levels.last() {
            self.leave_level(levels)?;
        }
        if done == Err(Stop::Break) {
            levels.pop();
        }
        Ok(())
    }
}
