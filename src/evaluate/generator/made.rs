//! What is made of other iterators and gives one element after the other, as far as somebody asks: expressions,
//! `map`, `filter`, `zip` and `enumerate`; and what ends as soon as the answer is known, `any`, `all` and `in`.
//!
//! Called by `generator`, `builtin`, `container`, `call`, `expression` and `sequence`.

use super::super::call::Args;
use super::super::container::Items;
use super::super::doubt;
use super::super::machine::{Follow, Machine, Scope, Stop};
use super::super::value::{Cell, Kind, Val};
use super::{MOST, Waiting};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// How `itertools.chain` is called while it waits.
const CHAIN: &str = "chain";

/// How `itertools.islice` is called while it waits.
const SLICE: &str = "islice";

/// What comes next.
pub(super) enum Next {
    /// It does not go one by one.
    Other,
    /// Nothing any more.
    End,
    /// This.
    Item(Val),
}

/// Whether a function asks for the elements of what it is given only as far as it needs them.
pub(in crate::evaluate) fn asks_as_it_goes(name: &str) -> bool {
    matches!(
        name,
        "builtins.next"
            | "builtins.zip"
            | "builtins.map"
            | "builtins.filter"
            | "builtins.enumerate"
            | "builtins.any"
            | "builtins.all"
            | "itertools.chain"
            | "itertools.chain.from_iterable"
            | "itertools.islice"
    )
}

/// What `map(…)` and its like go through, behind what they do with it.
fn sources(name: &str, args: &Args) -> Option<usize> {
    let plain = args.keywords.is_empty() && args.rest.is_none() && args.spread.is_none();
    let from = match name {
        "map" => 1,
        "filter" if args.positional.len() == 2 => 1,
        "zip" => 0,
        "enumerate" if args.positional.len() <= 2 => 0,
        _ => return None,
    };
    (plain && args.positional.len() > from).then_some(from)
}

/// How many of them there are.
fn count(name: &str, args: &Args, from: usize) -> usize {
    match name {
        "enumerate" => 1,
        _ => args.positional.len() - from,
    }
}

impl<'a> Machine<'a, '_> {
    /// Whether this waits, and gives one element after the other.
    pub(in crate::evaluate) fn goes_on(&self, v: Val) -> bool {
        match self.waiting(v).as_ref().map(|(_, waiting)| &**waiting) {
            Some(Waiting::Expression { of, first, .. }) => self.loops_once(of, *first),
            Some(Waiting::Built(name, args)) => self.built_by_steps(name, args),
            Some(waiting) => self.goes_by_yields(waiting),
            None => false,
        }
    }

    /// Whether this is a generator that goes from one `yield` to the next.
    pub(super) fn goes_by_yields(&self, waiting: &Waiting<'a>) -> bool {
        match waiting {
            Waiting::Call(body) => self.steps_of(body.code).is_some(),
            Waiting::Between(..) => true,
            Waiting::Expression { .. } | Waiting::Built(..) => false,
        }
    }

    fn loops_once(&self, of: &ast::ExprGenerator, first: Val) -> bool {
        matches!(&*of.generators, [one] if !one.is_async) && self.is_gone_through(first)
    }

    fn built_by_steps(&self, name: &str, args: &Args) -> bool {
        if name == CHAIN || name == SLICE {
            return true;
        }
        let Some(from) = sources(name, args) else {
            return false;
        };
        let all = args.positional.iter().skip(from);
        all.take(count(name, args, from))
            .all(|(v, _)| self.is_gone_through(*v))
    }

    /// Whether the elements of this are known, one after the other.
    fn is_gone_through(&self, v: Val) -> bool {
        let v = self.look(v);
        match self.content_kind(v) {
            Kind::List(_)
            | Kind::Tuple(_)
            | Kind::Row(..)
            | Kind::Set(_)
            | Kind::Iterator(..)
            | Kind::Str(_)
            | Kind::Bytes(_) => true,
            Kind::Dict(pairs) => !self.is_open(&pairs),
            _ => self.is_shared(v),
        }
    }

    /// Whether what is taken from this is no longer there for the next who asks.
    fn is_shared(&self, v: Val) -> bool {
        let v = self.look(v);
        match self.content_kind(v) {
            Kind::Iterator(..) => true,
            Kind::Fields(class, _) => {
                self.class_member(class, "__next__").is_some()
                    && self.class_member(class, "__iter__").is_some()
            }
            _ => self.goes_on(v),
        }
    }

    /// `zip(…)` and `enumerate(…)` of iterators that others may ask as well.
    pub(in crate::evaluate) fn postponed_if_shared(
        &mut self,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Option<Val> {
        if self.world.is_none() || !self.asks_shared(name, args) {
            return None;
        }
        self.postponed_call(name, args, span)
    }

    /// Whether one of the sources of `map(…)` and its like is an iterator that others may ask as well.
    fn asks_shared(&self, name: &str, args: &Args) -> bool {
        sources(name, args).is_some_and(|from| {
            let mut all = args.positional.iter().skip(from);
            all.any(|(v, _)| self.is_shared(*v)) && self.built_by_steps(name, args)
        })
    }

    /// Whether the sources are asked in turns, also where all is wanted: one may go on for ever, or what is done with an
    /// element may be seen by whoever gives the next.
    pub(super) fn in_turns(&self, name: &str, args: &Args) -> bool {
        name == CHAIN || name == SLICE || self.asks_shared(name, args)
    }

    /// What something that waits answers to `next(…)`; `None` for anything else, and for one that was run to its end.
    pub(in crate::evaluate) fn next_of_generator(
        &mut self,
        v: Val,
        default: Option<Val>,
        span: Span,
    ) -> Follow<Option<Val>> {
        let Some((_, waiting)) = self.waiting(v) else {
            return Ok(None);
        };
        let next = if self.goes_by_yields(&waiting) {
            match self.step(v, Val::NONE, span)? {
                Some(item) => Next::Item(item),
                None => Next::End,
            }
        } else {
            match &*waiting {
                Waiting::Expression { .. } => self.next_of_expression(v, span)?,
                Waiting::Built(..) => self.next_of_built(v, span)?,
                _ => Next::Other,
            }
        };
        match (next, default) {
            (Next::Item(item), _) => Ok(Some(item)),
            (Next::End, Some(default)) => Ok(Some(default)),
            (Next::End, None) => self.stopped(v, span),
            (Next::Other, _) => {
                self.run_generator(v, span)?;
                Ok(None)
            }
        }
    }

    /// What waits goes on from here.
    fn wait_on(&mut self, cell: Cell, waiting: Waiting<'a>, span: Span) {
        let place = self.opaque(doubt::known_at_run(), &[], span);
        let all = &mut self.contexts.generators.waiting;
        all.insert(place, Arc::new(waiting));
        self.state.set(cell, place);
    }

    /// Whether this gives its elements itself, so that it need not be made to.
    fn gives_itself(&self, v: Val) -> bool {
        matches!(*self.kind(self.look(v)), Kind::Ref(_)) && self.is_shared(v)
    }

    /// The next of `(… for … in …)`.
    fn next_of_expression(&mut self, v: Val, span: Span) -> Follow<Next> {
        let Some((cell, waiting)) = self.waiting(v) else {
            return Ok(Next::Other);
        };
        let Waiting::Expression { of, frame, first } = &*waiting else {
            return Ok(Next::Other);
        };
        let (of, frame, mut first) = (*of, *frame, *first);
        let Some(generator) = of.generators.first().filter(|_| self.loops_once(of, first)) else {
            return Ok(Next::Other);
        };
        if !self.gives_itself(first) {
            first = self.one_by_one(first, span)?;
            self.wait_on(cell, Waiting::Expression { of, frame, first }, span);
        }
        for _ in 0..MOST {
            self.spend(1)?;
            let item = self.next_item(first, Some(Val::UNBOUND), span)?;
            if item == Val::UNBOUND {
                self.fill_generator(cell, Vec::new(), span);
                return Ok(Next::End);
            }
            let name = self.frame(frame).name.clone();
            let inner = self.enter(frame, Scope::Comprehension, name);
            let outer = std::mem::replace(&mut self.frame, inner);
            let found = self.chosen_of(of, generator, item, span);
            self.frame = outer;
            self.end_frame(inner);
            if let Some(found) = self.not_ended_by_another(found, span)? {
                return Ok(Next::Item(found));
            }
        }
        self.limit(span, doubt::known_at_run());
        Ok(Next::End)
    }

    /// The next of `map(…)` and its like.
    pub(super) fn next_of_built(&mut self, v: Val, span: Span) -> Follow<Next> {
        let Some((cell, waiting)) = self.waiting(v) else {
            return Ok(Next::Other);
        };
        let Waiting::Built(name, args) = &*waiting else {
            return Ok(Next::Other);
        };
        match &**name {
            CHAIN => return self.next_of_chain(cell, args, span),
            SLICE => return self.next_of_slice(cell, args, span),
            _ => {}
        }
        let Some(from) = sources(name, args).filter(|_| self.built_by_steps(name, args)) else {
            return Ok(Next::Other);
        };
        let end = from + count(name, args, from);
        let (name, mut args) = (name.clone(), args.clone());
        let mut new = &*name == "enumerate";
        for (source, _) in args.positional.iter_mut().take(end).skip(from) {
            if !self.gives_itself(*source) {
                *source = self.one_by_one(*source, span)?;
                new = true;
            }
        }
        if &*name == "enumerate" {
            self.count_on(&mut args, cell, &name, span);
        } else if new {
            self.wait_on(cell, Waiting::Built(name.clone(), args.clone()), span);
        }
        for _ in 0..MOST {
            self.spend(1)?;
            let mut row = Vec::new();
            for (source, _) in args.positional.iter().take(end).skip(from) {
                let item = self.next_item(*source, Some(Val::UNBOUND), span)?;
                if item == Val::UNBOUND {
                    self.fill_generator(cell, Vec::new(), span);
                    return Ok(Next::End);
                }
                row.push(item);
            }
            let function = args.get(0, "").filter(|_| from == 1);
            match (&*name, function, row.first().copied()) {
                ("map", Some(f), _) => {
                    let made = self.call(f, Args::positional(row), span);
                    return self.unless_stopped(made, span);
                }
                ("filter", Some(f), Some(item)) => {
                    let test = match self.kind(f) {
                        Kind::None => item,
                        _ => self.call(f, Args::positional(vec![item]), span)?,
                    };
                    match self.truth(test) {
                        Some(true) => return Ok(Next::Item(item)),
                        Some(false) => {}
                        // What is left is looked at as a whole.
                        None => {
                            let rest = args.get(1, "").unwrap_or(Val::NONE);
                            if let Items::Known(more) = self.items(rest, span)? {
                                row.extend(more);
                            }
                            let all = self.list(row, span);
                            let left = self.filter_items(f, all, true, span)?;
                            let content = self.content(left);
                            self.state.set(cell, content);
                            return Ok(Next::Other);
                        }
                    }
                }
                ("enumerate", _, Some(item)) => {
                    let at = args.get(2, "").unwrap_or(Val::NONE);
                    return Ok(Next::Item(self.tuple(vec![at, item], span)));
                }
                _ => return Ok(Next::Item(self.tuple(row, span))),
            }
        }
        self.limit(span, doubt::known_at_run());
        Ok(Next::End)
    }

    /// What a function gave; where it says itself that there is no more, there is none.
    fn unless_stopped(&mut self, made: Follow<Val>, span: Span) -> Follow<Next> {
        let Err(Stop::Raise(raised)) = made else {
            return made.map(Next::Item);
        };
        let end = self.symbol("builtins.StopIteration", span);
        match self.catches_exception(end, raised) {
            Some(true) => Ok(Next::End),
            _ => Err(Stop::Raise(raised)),
        }
    }

    /// `enumerate` waits with the next number; the one that is given now stands behind what it was given.
    fn count_on(&mut self, args: &mut Args, cell: Cell, name: &Arc<str>, span: Span) {
        let at = args.get(1, "").and_then(|n| self.as_int(n)).unwrap_or(0);
        args.positional.truncate(1);
        let mut later = args.clone();
        for (args, n) in [(&mut later, at + 1), (&mut *args, at)] {
            let n = self.make(Kind::Int(n), span);
            args.positional.push((n, span));
        }
        let now = args.positional.last().copied();
        args.positional.extend(now);
        self.wait_on(cell, Waiting::Built(name.clone(), later), span);
    }

    /// `in` of an iterator, which goes on up to the first that is equal; `None` for anything else, and where nobody
    /// knows which are.
    pub(in crate::evaluate) fn found_on_the_way(
        &mut self,
        op: ast::CmpOp,
        v: Val,
        all: Val,
        span: Span,
    ) -> Follow<Option<Val>> {
        let sought = match op {
            ast::CmpOp::In => true,
            ast::CmpOp::NotIn => false,
            _ => return Ok(None),
        };
        let all = self.look(all);
        let plain = self.world.is_some() && self.is_plain_iterator(all);
        if !(plain || self.goes_on(all)) || !self.is_built_in_value(self.look(v)) {
            return Ok(None);
        }
        let Kind::Ref(cell) = *self.kind(all) else {
            return Ok(None);
        };
        for _ in 0..MOST {
            self.spend(1)?;
            let item = self.next_item(all, Some(Val::UNBOUND), span)?;
            if item == Val::UNBOUND {
                return Ok(Some(Val::bool(!sought)));
            }
            match self.equal(v, item) {
                Some(true) => return Ok(Some(Val::bool(sought))),
                Some(false) => {}
                // The others were not equal.
                None => {
                    let mut rest = vec![item];
                    if let Items::Known(more) = self.items(all, span)? {
                        rest.extend(more);
                    }
                    self.fill_generator(cell, rest, span);
                    return Ok(None);
                }
            }
        }
        self.limit(span, doubt::known_at_run());
        Ok(None)
    }

    /// `chain(…)` of iterators that others may ask as well, or that may never end.
    pub(in crate::evaluate) fn postponed_chain(
        &mut self,
        all: bool,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let plain = args.keywords.is_empty() && args.rest.is_none() && args.spread.is_none();
        if self.world.is_none() || !plain {
            return Ok(None);
        }
        let outer = if all {
            let parts: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
            let known = parts.iter().all(|&v| self.is_gone_through(v));
            if !known || !parts.iter().any(|&v| self.is_shared(v)) {
                return Ok(None);
            }
            self.collected(Items::Known(parts), "iterator", span)
        } else {
            match args.get(0, "iterable") {
                Some(v) if self.gives_itself(v) => v,
                _ => return Ok(None),
            }
        };
        let args = Args::positional(vec![outer]);
        Ok(self.postponed_call(CHAIN, &args, span))
    }

    /// `islice(…)` of an iterator that others may ask as well: from one place up to another one, if any, in steps.
    pub(in crate::evaluate) fn postponed_slice(
        &mut self,
        source: Val,
        (start, stop, step): (usize, usize, usize),
        span: Span,
    ) -> Option<Val> {
        if self.world.is_none() || !self.gives_itself(source) {
            return None;
        }
        let mut all = vec![source];
        for n in [0, start, stop, step] {
            all.push(self.make(Kind::Int(i128::try_from(n).unwrap_or(i128::MAX)), span));
        }
        self.postponed_call(SLICE, &Args::positional(all), span)
    }

    /// The next of `islice(…)`: it knows how many it has taken, which one it gives next, where it ends, and its step.
    fn next_of_slice(&mut self, cell: Cell, args: &Args, span: Span) -> Follow<Next> {
        let number = |m: &Self, at: usize| args.get(at, "").and_then(|n| m.as_int(n));
        let (Some(source), Some(mut taken), Some(wanted), Some(stop), Some(step)) = (
            args.get(0, ""),
            number(self, 1),
            number(self, 2),
            number(self, 3),
            number(self, 4),
        ) else {
            return Ok(Next::Other);
        };
        let mut last = Val::UNBOUND;
        while taken < stop && taken <= wanted {
            self.spend(1)?;
            last = self.next_item(source, Some(Val::UNBOUND), span)?;
            taken += 1;
            if last == Val::UNBOUND {
                break;
            }
        }
        if last == Val::UNBOUND || taken <= wanted {
            self.fill_generator(cell, Vec::new(), span);
            return Ok(Next::End);
        }
        let mut all = vec![source];
        for n in [taken, wanted + step, stop, step] {
            all.push(self.make(Kind::Int(n), span));
        }
        let args = Args::positional(all);
        self.wait_on(cell, Waiting::Built(Arc::from(SLICE), args), span);
        Ok(Next::Item(last))
    }

    /// The next of `chain(…)`.
    fn next_of_chain(&mut self, cell: Cell, args: &Args, span: Span) -> Follow<Next> {
        let Some(outer) = args.get(0, "") else {
            return Ok(Next::Other);
        };
        let mut inner = args.get(1, "");
        for _ in 0..MOST {
            self.spend(1)?;
            if let Some(inner) = inner {
                let item = self.next_item(inner, Some(Val::UNBOUND), span)?;
                if item != Val::UNBOUND {
                    return Ok(Next::Item(item));
                }
            }
            let mut part = self.next_item(outer, Some(Val::UNBOUND), span)?;
            if part == Val::UNBOUND {
                self.fill_generator(cell, Vec::new(), span);
                return Ok(Next::End);
            }
            if !self.gives_itself(part) {
                part = self.one_by_one(part, span)?;
            }
            inner = Some(part);
            let args = Args::positional(vec![outer, part]);
            self.wait_on(cell, Waiting::Built(Arc::from(CHAIN), args), span);
        }
        self.limit(span, doubt::known_at_run());
        Ok(Next::End)
    }

    /// `any(…)` and `all(…)` of what gives one element after the other: nothing is asked for behind the one that
    /// decides. `None` for anything else.
    pub(in crate::evaluate) fn decided_on_the_way(
        &mut self,
        all: bool,
        v: Val,
        span: Span,
    ) -> Follow<Option<Val>> {
        if !self.goes_on(v) {
            return Ok(None);
        }
        let mut open = Vec::new();
        for _ in 0..MOST {
            let item = self.next_item(v, Some(Val::UNBOUND), span)?;
            if item == Val::UNBOUND {
                return Ok(Some(self.quantified(all, Items::Known(open), span)));
            }
            match self.truth(item) {
                Some(holds) if holds == all => {}
                Some(_) if open.is_empty() => return Ok(Some(Val::bool(!all))),
                _ => {
                    open.push(item);
                    if let Items::Known(rest) = self.items(v, span)? {
                        open.extend(rest);
                    }
                    return Ok(Some(self.quantified(all, Items::Known(open), span)));
                }
            }
        }
        self.limit(span, doubt::known_at_run());
        Ok(None)
    }
}
