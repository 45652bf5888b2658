//! Loops: passes over known elements, and bodies that run an unknown number of times.
//!
//! Called by `statement`.

use super::machine::{Follow, Machine, Stop};
use super::state::{Delta, Mark};
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast::{Expr, Stmt};
use std::sync::Arc;

/// How often a body is followed at most that runs an unknown number of times.
const ROUNDS: u32 = 3;

/// How much a generator without an end gives before it is left.
const GIVEN: usize = 1024;

/// A loop being followed.
#[derive(Debug)]
pub(super) struct Loop {
    pub(super) mark: Mark,
    pub(super) iteration: Mark,
    pub(super) breaks: Vec<Delta>,
    pub(super) continues: Vec<Delta>,
}

impl<'a> Machine<'a, '_> {
    /// Follows one pass of a loop's body; when it comes back, a next pass can come.
    pub(super) fn pass(&mut self, body: &mut dyn FnMut(&mut Self) -> Follow<()>) -> Follow<()> {
        let start = self.state.mark();
        if let Some(l) = self.loops.last_mut() {
            l.iteration = start;
        }
        let result = body(self);
        let continues = self
            .loops
            .last_mut()
            .map(|l| std::mem::take(&mut l.continues))
            .unwrap_or_default();
        match result {
            Ok(()) | Err(Stop::Continue) if continues.is_empty() => Ok(()),
            Err(Stop::Fuel) => Err(Stop::Fuel),
            other => {
                let mut ends = continues;
                match other {
                    Ok(()) | Err(Stop::Continue) => ends.push(self.state.since(start)),
                    Err(stop) => {
                        if ends.is_empty() {
                            // The only path leaves the loop; its state is still in place.
                            return Err(stop);
                        }
                        self.settle(stop);
                    }
                }
                self.state.roll_back(start);
                self.state.merge(&mut self.arena, &ends);
                Ok(())
            }
        }
    }

    /// Ends a loop: `result` says how its last pass went; `else` runs where no `break` came.
    pub(super) fn finish(&mut self, result: Follow<()>, orelse: &'a [Stmt]) -> Follow<()> {
        let Some(done) = self.loops.pop() else {
            return result;
        };
        let result = match result {
            Err(Stop::Break) if done.breaks.is_empty() => return Ok(()),
            Ok(()) if done.breaks.is_empty() => return self.block(orelse),
            Ok(()) => self.block(orelse),
            other => other,
        };
        let mut ends = done.breaks;
        match result {
            Ok(()) | Err(Stop::Break) => ends.push(self.state.since(done.mark)),
            Err(Stop::Fuel) => return Err(Stop::Fuel),
            Err(stop) => {
                if ends.is_empty() {
                    return Err(stop);
                }
                self.settle(stop);
            }
        }
        self.state.roll_back(done.mark);
        self.state.merge(&mut self.arena, &ends);
        Ok(())
    }

    pub(super) fn start_loop(&mut self) {
        let mark = self.state.mark();
        self.loops.push(Loop {
            mark,
            iteration: mark,
            breaks: Vec::new(),
            continues: Vec::new(),
        });
    }

    /// Follows a body that runs an unknown number of times, until nothing new comes of it.
    pub(super) fn repeat(&mut self, body: &mut dyn FnMut(&mut Self) -> Follow<()>) -> Follow<()> {
        self.repeat_over(None, body).map(|_| ())
    }

    /// How often such a body is followed at most. Where files are checked, a loop in one that is followed once
    /// more was followed to its end already. So was that of a function that is called again from within.
    fn rounds(&self) -> u32 {
        let again = || match self.calls.split_last() {
            Some((last, outer)) => outer.iter().any(|call| call.code == last.code),
            None => false,
        };
        if (self.once_more && self.watch.is_some()) || (self.world.is_none() && again()) {
            1
        } else {
            ROUNDS
        }
    }

    /// The same for a body that is followed with an element; gives the tests which that element has
    /// passed wherever the body comes to its end.
    fn repeat_over(
        &mut self,
        element: Option<Val>,
        body: &mut dyn FnMut(&mut Self) -> Follow<()>,
    ) -> Follow<Vec<Arc<str>>> {
        let mut passed = Vec::new();
        for round in 0..self.rounds() {
            let mark = self.state.mark();
            self.maybe += 1;
            let outer = self.once_more;
            self.once_more |= round > 0;
            let went = self.pass(body);
            self.once_more = outer;
            self.maybe -= 1;
            let changed = match went {
                Ok(()) => {
                    passed = element.map_or_else(Vec::new, |e| self.tests_of(e));
                    let delta = self.state.since(mark);
                    if let Some(element) = element {
                        passed.extend(self.shown_of(element, &delta));
                    }
                    self.state.roll_back(mark);
                    let before = self.state.mark();
                    self.state
                        .merge(&mut self.arena, &[Delta::default(), delta]);
                    let changes = self.state.since(before);
                    if round == 1 {
                        self.widen_numbers(&changes);
                    }
                    !changes.is_empty()
                }
                Err(Stop::Fuel) => return Err(Stop::Fuel),
                Err(stop) => {
                    self.maybe += 1;
                    self.settle(stop);
                    self.maybe -= 1;
                    self.state.roll_back(mark);
                    false
                }
            };
            if !changed {
                break;
            }
        }
        Ok(passed)
    }

    /// The tests that a part has passed here and that say something of a whole whose parts all pass.
    fn tests_of(&self, v: Val) -> Vec<Arc<str>> {
        let at = self.look(v);
        if let Kind::Either(options) = self.kind(at) {
            let text = |o: Val| match self.kind(self.look(o)) {
                Kind::Str(s) => Some(s.to_string()),
                _ => None,
            };
            let words: Option<Vec<String>> = options.iter().map(|(o, _)| text(*o)).collect();
            if let Some(words) = words {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                return vec![super::each::among(&words)];
            }
            let mut own = options.iter().map(|(option, facts)| {
                let known = facts.iter().find(|(x, _)| x == option).map(|(_, y)| *y);
                self.spoken_of(known.unwrap_or(*option))
            });
            let mut shared = own.next().unwrap_or_default();
            for own in own {
                shared.retain(|test| own.contains(test));
            }
            return shared;
        }
        self.spoken_of(at)
    }

    /// The tests that this very value has passed and that say something of all.
    fn spoken_of(&self, v: Val) -> Vec<Arc<str>> {
        let mut tests = Vec::new();
        let mut at = self.look(v);
        while let Kind::Tested(name, inner) = self.kind(at) {
            let speaks = ["characters:", "nodes:", "str.is", "re.fullmatch:"];
            if speaks.iter().any(|start| name.starts_with(start)) {
                tests.push(name.clone());
            }
            at = *inner;
            if tests.len() > 16 {
                break;
            }
        }
        tests
    }

    pub(super) fn for_loop(
        &mut self,
        target: &'a Expr,
        iter: Val,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        span: crate::text::Span,
    ) -> Follow<()> {
        let own = self.shared_iterator(iter, span)?;
        let items = match own {
            Some(_) => super::container::Items::Known(Vec::new()),
            None => self.items(iter, span)?,
        };
        self.start_loop();
        let result = (|| match items {
            // One by one: it may never end by itself.
            super::container::Items::Known(_) if let Some(iterator) = own => loop {
                self.spend(1)?;
                let item = self.next_item(iterator, Some(Val::UNBOUND), span)?;
                if item == Val::UNBOUND {
                    return Ok(());
                }
                self.pass(&mut |m| {
                    m.assign(target, item)?;
                    m.block(body)
                })?;
            },
            super::container::Items::Known(items) => {
                for item in items {
                    self.spend(1)?;
                    self.pass(&mut |m| {
                        m.assign(target, item)?;
                        m.block(body)
                    })?;
                }
                Ok(())
            }
            super::container::Items::Each(element) => {
                let given = element;
                let numbered = self.notes.numbered.get(&given).copied();
                let (element, iter) = numbered.unwrap_or((given, iter));
                let passed = self.repeat_over(Some(element), &mut |m| {
                    m.assign(target, given)?;
                    m.block(body)
                })?;
                // What each part has passed, the whole has passed, if no part was left out.
                let node = self.arena.node(element);
                let whole = match node.how {
                    How::Part => node.from.first().copied(),
                    _ => None,
                };
                let all = self.loops.last().is_some_and(|l| l.breaks.is_empty());
                let (shown, passed): (Vec<_>, Vec<_>) = passed
                    .into_iter()
                    .partition(|test| super::each::is_shown(test));
                if all {
                    self.learn_of_each(element, &shown, span);
                }
                // One that stands for all elements of a list was asked for all of them.
                for one in self.standing_for_all(iter, element).iter().filter(|_| all) {
                    for test in &passed {
                        self.learn_test(*one, test, span);
                    }
                }
                if let Some(whole) = whole.filter(|_| all) {
                    for test in passed {
                        let test = self.make(Kind::Test(test, element), span);
                        if let Some((name, _)) = self.test_of_parts(test) {
                            self.learn_test(whole, &name, span);
                        }
                    }
                }
                Ok(())
            }
        })();
        self.finish(result, orelse)
    }

    pub(super) fn while_loop(
        &mut self,
        test: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Follow<()> {
        self.start_loop();
        let result = self.turns(test, body);
        self.finish(result, orelse)
    }

    pub(super) fn turns(&mut self, test: &'a Expr, body: &'a [Stmt]) -> Follow<()> {
        let mut turns = 0u32;
        loop {
            self.spend(1)?;
            let condition = self.condition(test)?;
            match self.truth(condition) {
                Some(false) => return Ok(()),
                Some(true) if test.is_literal_expr() && self.pauses(turns, self.span_of(test)) => {
                    return Err(Stop::Return(Val::NONE));
                }
                // A loop that waits for the outside world is left after a few turns when only the
                // abstract question is asked.
                Some(true) if self.world.is_some() || turns < self.rounds() => {
                    turns += 1;
                    let outer = self.once_more;
                    self.once_more |= turns > 1;
                    let went = self.pass(&mut |m| m.block(body));
                    self.once_more = outer;
                    went?;
                }
                // Nothing that changes can end it: only `break` leaves it.
                Some(true) if test.is_literal_expr() => return Err(Stop::Dead),
                _ => {
                    self.repeat(&mut |m| {
                        let condition = m.condition(test)?;
                        if !m.refine(condition, true) {
                            return Err(Stop::Dead);
                        }
                        m.block(body)
                    })?;
                    let condition = self.condition(test)?;
                    self.refine(condition, false);
                    return Ok(());
                }
            }
        }
    }

    /// A generator whose loop has no end waits where it was asked last. It has given enough: what comes next
    /// is not known, but there is more of it.
    fn pauses(&mut self, turns: u32, span: Span) -> bool {
        let Some(cell) = self.calls.last().and_then(|call| call.yields) else {
            return false;
        };
        let given = self.state.get(cell);
        let (Kind::Iterator(items, at), known) = (self.kind(given).clone(), self.world.is_some())
        else {
            // Alternatives of what it gives stand for all of it.
            return self.world.is_none() && turns >= self.rounds() && self.has_yielded();
        };
        let enough = if known {
            items.len() >= GIVEN
        } else {
            turns >= self.rounds() && !items.is_empty()
        };
        if enough {
            let kind = if known {
                let mut items = (*items).clone();
                items.push(self.opaque(super::doubt::too_many_steps(), &[], span));
                Kind::Iterator(Arc::new(items), at)
            } else {
                Kind::Many("iterator", self.either(&items))
            };
            let content = self.make(kind, span);
            self.state.set(cell, content);
        }
        enough
    }

    /// A number that still changes from turn to turn may be any number.
    fn widen_numbers(&mut self, changes: &Delta) {
        for &(cell, v) in changes.cells() {
            if self.is_number(v) {
                let any = self.derive(Some("int"), &[v], How::Plain, self.arena.node(v).span);
                self.state.set(cell, any);
            }
        }
    }
}
