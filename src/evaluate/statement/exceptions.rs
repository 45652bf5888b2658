//! `raise` and `try`: what is on its way, which handlers may take it, and what runs on every way out.
//!
//! Which exceptions a call may raise says `raised`; whether a handler takes one, `exception`. Called by `statement`.

use crate::evaluate::call::Args;
use crate::evaluate::machine::{Catch, Follow, Machine, Stop};
use crate::evaluate::state::Delta;
use crate::evaluate::value::{Kind, Val};
use ruff_python_ast as ast;

impl<'a> Machine<'a, '_> {
    pub(super) fn raise_statement(&mut self, s: &'a ast::StmtRaise) -> Follow<()> {
        let v = match &s.exc {
            Some(exc) => {
                let v = self.eval(exc)?;
                let made = match self.kind(v).clone() {
                    Kind::Symbol(_) | Kind::Class(..) => {
                        self.call(v, crate::evaluate::call::Args::default(), self.span_of(s))?
                    }
                    _ => v,
                };
                let made = self.named_exception(exc, made)?;
                self.note_cause(made, s.cause.as_deref())?;
                made
            }
            None => match self.find_name("__caught__") {
                Some(v) => v,
                None => self.make(Kind::Unknown(None, None), self.span_of(s)),
            },
        };
        Err(Stop::Raise(v))
    }

    pub(super) fn try_statement(&mut self, s: &'a ast::StmtTry) -> Follow<()> {
        self.note_handlers(s);
        let mark = self.state.mark();
        let guards = self.note_guards(s);
        self.catches.push(Catch {
            mark,
            raises: Vec::new(),
        });
        let mut result = self.block(&s.body);
        let mut raises = self.catches.pop().map(|c| c.raises).unwrap_or_default();
        if let Err(Stop::Raise(v)) = result {
            raises.push((v, self.state.since(mark)));
            result = Err(Stop::Dead);
        }
        if result == Err(Stop::Fuel) {
            return Err(Stop::Fuel);
        }
        if result.is_ok() {
            result = self.block(&s.orelse);
        }
        if raises.is_empty() {
            if result.is_ok() && self.stands_by(s) {
                let live = self.state.since(mark);
                self.state.roll_back(mark);
                self.stand_by(s)?;
                self.state.apply(&live);
            }
            // Straight through, or left by return, break or continue: `finally` runs on the way.
            if result != Err(Stop::Dead) {
                self.block(&s.finalbody)?;
            }
            return result;
        }
        let mut ends = Vec::new();
        match result {
            Ok(()) => ends.push(self.state.since(mark)),
            Err(stop) => self.left_through(s, stop)?,
        }
        let main = !ends.is_empty();
        self.state.roll_back(mark);
        if main {
            self.maybe += 1;
        }
        // A `finally` that leaves by itself drops the exception that was on its way.
        let drops = s.finalbody.iter().any(|statement| {
            statement.is_return_stmt() || statement.is_break_stmt() || statement.is_continue_stmt()
        });
        if drops {
            let mark = self.state.mark();
            self.catches.push(Catch {
                mark,
                raises: Vec::new(),
            });
        }
        let handled = self.handlers(s, &guards, raises, &mut ends);
        if drops {
            let dropped = self.catches.pop().map(|c| c.raises).unwrap_or_default();
            ends.extend(dropped.into_iter().map(|(_, delta)| delta));
        }
        if main {
            self.maybe -= 1;
        }
        handled?;
        if ends.is_empty() {
            // In a probe each way has gone through it.
            if self.world.is_none() {
                let _ = self.branch(&mut |m| m.block(&s.finalbody));
            }
            return Err(Stop::Dead);
        }
        self.state.merge(&mut self.arena, &ends);
        self.block(&s.finalbody)
    }

    /// Follows the handlers and the `finally` of a `try` whose block ended by these exceptions, and by nothing else.
    pub(in crate::evaluate) fn handled(
        &mut self,
        s: &'a ast::StmtTry,
        raises: Vec<(Val, Delta)>,
    ) -> Follow<()> {
        let mut ends = Vec::new();
        self.handlers(s, &[], raises, &mut ends)?;
        if ends.is_empty() {
            // In a probe each way has gone through it.
            if self.world.is_none() {
                let _ = self.branch(&mut |m| m.block(&s.finalbody));
            }
            return Err(Stop::Dead);
        }
        self.state.merge(&mut self.arena, &ends);
        self.block(&s.finalbody)
    }

    /// Follows each handler from the states in which it may be entered.
    fn handlers(
        &mut self,
        s: &'a ast::StmtTry,
        guards: &[Val],
        raises: Vec<(Val, Delta)>,
        ends: &mut Vec<Delta>,
    ) -> Follow<()> {
        let mark = self.state.mark();
        let mut open = raises;
        if s.is_star && self.world.is_some() {
            for (v, delta) in open {
                self.state.apply(&delta);
                match self.parts_handled(s, v) {
                    Ok(()) => ends.push(self.state.since(mark)),
                    Err(Stop::Fuel) => return Err(Stop::Fuel),
                    Err(stop) => self.left_through(s, stop)?,
                }
                self.state.roll_back(mark);
            }
            return Ok(());
        }
        for (at, handler) in s.handlers.iter().enumerate() {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            let wanted = match &handler.type_ {
                Some(expr) => Some(self.eval(expr)?),
                None => None,
            };
            let mut entering = Vec::new();
            let mut passing = Vec::new();
            for (v, delta) in open {
                match wanted.map_or(Some(true), |w| self.catches_exception(w, v)) {
                    Some(true) => entering.push((v, delta)),
                    Some(false) => passing.push((v, delta)),
                    None => {
                        entering.push((v, delta.clone()));
                        passing.push((v, delta));
                    }
                }
            }
            open = passing;
            if entering.is_empty() {
                continue;
            }
            let (values, deltas): (Vec<Val>, Vec<Delta>) = entering.into_iter().unzip();
            self.state.merge(&mut self.arena, &deltas);
            if let Some(&guard) = guards.get(at) {
                self.state.learn(guard, Val::TRUE);
            }
            let caught = self.either(&values);
            self.assign_name("__caught__", caught);
            if let Some(name) = &handler.name {
                let caught = self.caught(caught, wanted, self.span_of(name));
                self.assign_name(name.as_str(), caught);
            }
            match self.block(&handler.body) {
                Ok(()) => {
                    self.assign_name("__caught__", Val::UNBOUND);
                    ends.push(self.state.since(mark));
                }
                Err(Stop::Fuel) => return Err(Stop::Fuel),
                Err(stop) => self.left_through(s, stop)?,
            }
            self.state.roll_back(mark);
        }
        for (v, delta) in open {
            self.state.apply(&delta);
            self.left_through(s, Stop::Raise(v))?;
            self.state.roll_back(mark);
        }
        Ok(())
    }

    /// `except*`, in a probe: each handler takes its part of a group, and what is left goes on.
    fn parts_handled(&mut self, s: &'a ast::StmtTry, v: Val) -> Follow<()> {
        let span = self.span_of(s);
        let asked = |m: &mut Self, name: &str, given: Vec<Val>| {
            let model = m.read_symbol(&format!("groups_of_the_world.{name}"), span);
            let said = m.call(model, Args::positional(given), span)?;
            Ok(m.look(said))
        };
        let mut rest = asked(self, "grouped", vec![v])?;
        let plain = rest != self.look(v);
        for handler in &s.handlers {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            let Some(wanted) = &handler.type_ else {
                continue;
            };
            let wanted = self.eval(wanted)?;
            let parts = asked(self, "split", vec![rest, wanted])?;
            let Kind::Tuple(parts) = self.content_kind(parts) else {
                self.limit(span, crate::evaluate::doubt::known_at_run());
                continue;
            };
            let [taken, left] = *parts else { continue };
            let (taken, left) = (self.look(taken), self.look(left));
            if taken != Val::NONE {
                self.assign_name("__caught__", taken);
                if let Some(name) = &handler.name {
                    self.assign_name(name.as_str(), taken);
                }
                self.block(&handler.body)?;
                self.assign_name("__caught__", Val::UNBOUND);
            }
            rest = left;
            if rest == Val::NONE {
                return Ok(());
            }
        }
        Err(Stop::Raise(if plain { v } else { rest }))
    }

    /// A way out of a `try` that does not lead behind it: in a probe it goes through `finally`, which may end it in
    /// another way.
    fn left_through(&mut self, s: &'a ast::StmtTry, stop: Stop) -> Follow<()> {
        let stop = match stop {
            Stop::Dead | Stop::Fuel => stop,
            _ if self.world.is_none() => stop,
            _ => match self.block(&s.finalbody) {
                Ok(()) => stop,
                Err(Stop::Fuel) => return Err(Stop::Fuel),
                Err(another) => another,
            },
        };
        self.settle(stop);
        Ok(())
    }
}
