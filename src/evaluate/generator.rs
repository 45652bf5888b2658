//! Generators in a probe: nothing of one runs before something of it is asked for, and what stands behind a `yield`
//! runs when the next element is.
//!
//! Only one whose `yield`s stand in conditions, loops, `with` and `try … finally` goes from one to the next; every other is followed to its
//! end when it is first asked. Where files are checked, all are followed at once. Called by `function`, `expression`,
//! `container`, `sequence`, `call`, `class`, `compare` and `probed`.

mod block;
mod given;
mod made;
mod shape;

pub(super) use self::made::asks_as_it_goes;
use self::shape::goes_by_steps;
use super::call::Args;
use super::container::Items;
use super::doubt;
use super::function::{DEPTH, contains_yield};
use super::machine::{Call, Code, Follow, Machine, Stop};
use super::value::{Cell, CodeId, FrameId, How, Kind, Val};
use crate::text::Span;
use ruff_python_ast::{self as ast, Expr, Stmt};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::sync::Arc;

/// How many elements one gives at most that is gone through step by step.
const MOST: usize = 10_000;
/// Methods of containers that keep what they are given as it is.
const KEEPS: [&str; 7] = [
    "append",
    "appendleft",
    "insert",
    "add",
    "setdefault",
    "__setitem__",
    "get",
];

/// The generators that wait to be asked.
#[derive(Debug, Default)]
pub(super) struct Generators<'a> {
    /// By what stands in their place until then.
    waiting: FxHashMap<Val, Arc<Waiting<'a>>>,
    /// How many undecided branches there were around when what one gives was begun to be kept.
    around: FxHashMap<Cell, u32>,
    /// Whether what was put off is being done.
    running: bool,
    /// Which functions go from one `yield` to the next, as far as was asked.
    by_steps: RefCell<FxHashMap<CodeId, bool>>,
}

impl Generators<'_> {
    /// Within how many undecided branches this one was begun.
    pub(super) fn around(&self, cell: Cell) -> u32 {
        self.around.get(&cell).copied().unwrap_or(0)
    }

    /// What this one gives begins to be kept within so many of them.
    pub(super) fn begin(&mut self, cell: Cell, around: u32) {
        if around > 0 || !self.around.is_empty() {
            self.around.insert(cell, around);
        }
    }
}

/// What of a generator is still to come.
#[derive(Debug)]
enum Waiting<'a> {
    /// All of a function.
    Call(Body),
    /// All of an expression, but for what its first loop goes through.
    Expression {
        of: &'a ast::ExprGenerator,
        frame: FrameId,
        first: Val,
    },
    /// What is left of `map(…)` and its like.
    Built(Arc<str>, Args),
    /// What stands behind a `yield`, the innermost block last, and what gets the value that is sent.
    Between(Body, Vec<Level<'a>>, Option<&'a Expr>),
}

/// The call that made a generator.
#[derive(Debug, Clone)]
pub(super) struct Body {
    pub(super) code: CodeId,
    pub(super) frame: FrameId,
    pub(super) name: Arc<str>,
    pub(super) given: Vec<Val>,
}

/// A block in which a generator stands.
#[derive(Debug, Clone)]
enum Level<'a> {
    /// Statements that are still to come.
    Block(&'a [Stmt]),
    While(&'a ast::StmtWhile),
    For(&'a ast::StmtFor, Val),
    /// `yield from`.
    From(Val),
    /// What is left at the end of the block, however it ends.
    With(Val, Span),
    /// What is done then.
    Finally(&'a [Stmt]),
}

impl<'a> Machine<'a, '_> {
    /// A generator that stands for this until it is asked.
    fn postpone(&mut self, waiting: Waiting<'a>, span: Span) -> Val {
        let place = self.opaque(doubt::known_at_run(), &[], span);
        self.contexts
            .generators
            .waiting
            .insert(place, Arc::new(waiting));
        let cell = self.state.cell(place);
        self.make(Kind::Ref(cell), span)
    }

    /// The generator that a call of a function makes, where its body is put off.
    pub(super) fn put_off_call(
        &mut self,
        code: CodeId,
        frame: FrameId,
        (name, given): (&Arc<str>, &[Val]),
        span: Span,
    ) -> Option<Val> {
        let plain =
            matches!(self.codes.get(code.0 as usize), Some(Code::Function(f)) if !f.is_async);
        // A context that is entered where it is made begins at once.
        let entered =
            self.contexts.entering == Some(span) && self.contexts.managers.contains(&code);
        if self.world.is_none() || !plain || entered {
            return None;
        }
        self.outlive(frame);
        let (name, given) = (name.clone(), given.to_vec());
        let body = Body {
            code,
            frame,
            name,
            given,
        };
        Some(self.postpone(Waiting::Call(body), span))
    }

    /// `(… for … in …)`.
    pub(super) fn generator_expression(
        &mut self,
        of: &'a ast::ExprGenerator,
        span: Span,
    ) -> Follow<Val> {
        let dropped = self.never_begins(span);
        let put_off = self.world.is_some() && of.generators.iter().all(|loops| !loops.is_async);
        if let (true, Some(outer)) = (dropped || put_off, of.generators.first()) {
            let first = self.eval(&outer.iter)?;
            if dropped {
                return Ok(self.derive(None, &[first], How::Plain, span));
            }
            let frame = self.frame;
            self.outlive(frame);
            return Ok(self.postpone(Waiting::Expression { of, frame, first }, span));
        }
        let items = self.comprehension(&of.generators, None, &mut |m| m.eval(&of.elt), span)?;
        Ok(self.chosen(items, "iterator", span))
    }

    /// `map(…)` and its like, of which nothing is done yet.
    pub(super) fn postponed_call(&mut self, name: &str, args: &Args, span: Span) -> Option<Val> {
        if self.world.is_none() || self.contexts.generators.running {
            return None;
        }
        let waiting = Waiting::Built(Arc::from(name), args.clone());
        Some(self.postpone(waiting, span))
    }

    /// The generator that this is, while it waits.
    fn waiting(&self, v: Val) -> Option<(Cell, Arc<Waiting<'a>>)> {
        let waiting = &self.contexts.generators.waiting;
        if waiting.is_empty() {
            return None;
        }
        match *self.kind(self.look(v)) {
            Kind::Ref(cell) => Some((cell, waiting.get(&self.state.get(cell))?.clone())),
            _ => None,
        }
    }

    fn steps_of(&self, code: CodeId) -> Option<&'a [Stmt]> {
        let Code::Function(f) = self.codes.get(code.0 as usize)? else {
            return None;
        };
        let mut known = self.contexts.generators.by_steps.borrow_mut();
        let goes = *known.entry(code).or_insert_with(|| goes_by_steps(&f.body));
        goes.then_some(&f.body)
    }

    /// Whoever asks for all of a generator at once has run it to its end.
    pub(super) fn run_generator(&mut self, v: Val, span: Span) -> Follow<()> {
        let Some((cell, waiting)) = self.waiting(v) else {
            return Ok(());
        };
        if self.calls.len() >= DEPTH {
            let unknown = self.opaque(doubt::calls_too_deep(), &[], span);
            self.state.set(cell, unknown);
            return Ok(());
        }
        match &*waiting {
            Waiting::Call(body) => {
                let Some(Code::Function(f)) = self.codes.get(body.code.0 as usize).copied() else {
                    return Ok(());
                };
                self.fill_generator(cell, Vec::new(), span);
                self.contexts.generators.begin(cell, self.maybe);
                let end = self.in_generator(body, Some(cell), span, &mut |m| m.block(&f.body));
                if matches!(end, Err(Stop::Raise(_))) {
                    self.fill_generator(cell, Vec::new(), span);
                }
                self.contexts.ended.insert(cell, end?);
            }
            Waiting::Expression { of, frame, first } => {
                self.fill_generator(cell, Vec::new(), span);
                let outer = std::mem::replace(&mut self.frame, *frame);
                let mut element = |m: &mut Self| m.eval(&of.elt);
                let items = self.comprehension(&of.generators, Some(*first), &mut element, span);
                self.frame = outer;
                let items = self.not_ended_by_another(items, span)?;
                let made = self.chosen(items, "iterator", span);
                let content = self.content(made);
                self.state.set(cell, content);
            }
            Waiting::Built(name, args) if self.in_turns(name, args) => {
                let mut all = Vec::new();
                while all.len() < MOST
                    && let made::Next::Item(item) = self.next_of_built(v, span)?
                {
                    all.push(item);
                }
                self.fill_generator(cell, all, span);
            }
            Waiting::Built(name, args) => {
                self.fill_generator(cell, Vec::new(), span);
                let outer = std::mem::replace(&mut self.contexts.generators.running, true);
                let dropped = self.contexts.dropped.take();
                let made = self.builtin(name, args, span);
                self.contexts.dropped = dropped;
                self.contexts.generators.running = outer;
                let content = match made? {
                    Some(made) => self.content(made),
                    None => self.opaque(doubt::known_at_run(), &args.all(), span),
                };
                self.state.set(cell, content);
            }
            Waiting::Between(..) => {
                let mut all = Vec::new();
                while all.len() < MOST {
                    match self.step(v, Val::NONE, span)? {
                        Some(item) => all.push(item),
                        None => break,
                    }
                }
                self.fill_generator(cell, all, span);
            }
        }
        Ok(())
    }

    /// The same of all that are handed to something outside the program.
    pub(super) fn run_generators(&mut self, args: &Args, span: Span) -> Follow<()> {
        if self.contexts.generators.waiting.is_empty() {
            return Ok(());
        }
        for v in args.all() {
            self.run_generator(v, span)?;
        }
        Ok(())
    }

    /// The same where a method is called: of an object of the program, and of a container that keeps what it is
    /// given, none is run.
    pub(super) fn run_for_method(
        &mut self,
        receiver: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<()> {
        if self.contexts.generators.waiting.is_empty() {
            return Ok(());
        }
        match self.content_kind(receiver) {
            Kind::Fields(..) => Ok(()),
            // It is entered there, as by `with`.
            _ if name == "enter_context" && self.is_exit_stack(receiver) => Ok(()),
            Kind::List(_) | Kind::Set(_) | Kind::Dict(_) | Kind::Many(..)
                if KEEPS.contains(&name) =>
            {
                Ok(())
            }
            _ => self.run_generators(args, span),
        }
    }

    fn fill_generator(&mut self, cell: Cell, items: Vec<Val>, span: Span) {
        let content = self.make(Kind::Iterator(Arc::new(items), 0), span);
        self.state.set(cell, content);
    }

    /// A method of a generator that waits; `None` where it is no such generator, or is none any more.
    pub(super) fn generator_method(
        &mut self,
        v: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let Some((cell, waiting)) = self.waiting(v) else {
            return Ok(None);
        };
        let goes_on = self.goes_by_yields(&waiting);
        match name {
            "__iter__" => Ok(Some(v)),
            "send" if goes_on => {
                let sent = args.get(0, "").unwrap_or(Val::NONE);
                if matches!(*waiting, Waiting::Call(_)) && self.look(sent) != Val::NONE {
                    let why = "can't send non-None value to a just-started generator";
                    return self.raise("builtins.TypeError", why, span);
                }
                match self.step(v, sent, span)? {
                    Some(item) => Ok(Some(item)),
                    None => self.stopped(v, span),
                }
            }
            // It does not go from one `yield` to the next, so that nobody knows what it makes of this.
            "send" | "throw" => {
                self.limit(span, doubt::known_at_run());
                Ok(Some(self.opaque(doubt::known_at_run(), &[v], span)))
            }
            "close" if goes_on || !matches!(*waiting, Waiting::Between(..)) => {
                if let Waiting::Between(body, levels, _) = &*waiting {
                    self.close_levels(body, levels.clone(), span)?;
                }
                self.fill_generator(cell, Vec::new(), span);
                Ok(Some(Val::NONE))
            }
            _ => {
                self.run_generator(v, span)?;
                Ok(None)
            }
        }
    }

    /// Follows a part of a generator in its own scope; gives what it returns.
    pub(super) fn in_generator(
        &mut self,
        body: &Body,
        yields: Option<Cell>,
        span: Span,
        part: &mut dyn FnMut(&mut Self) -> Follow<()>,
    ) -> Follow<Val> {
        let outer_slice = self.slice.take();
        let outer_frame = std::mem::replace(&mut self.frame, body.frame);
        let outer_loops = std::mem::take(&mut self.loops);
        let mark = self.state.mark();
        self.calls.push(Call {
            dropped: None,
            mark,
            returns: Vec::new(),
            yields,
            code: body.code,
            name: body.name.clone(),
            given: body.given.clone(),
            span,
        });
        let result = match part(self) {
            Ok(()) => Ok(Val::NONE),
            Err(Stop::Return(v)) => Ok(v),
            stopped => self.not_ended_by_another(stopped.map(|()| Val::NONE), span),
        };
        self.settle_guards();
        let call = self.calls.pop();
        self.slice = outer_slice;
        self.frame = outer_frame;
        self.loops = outer_loops;
        self.returned(result, call)
    }

    /// Follows a generator up to its next `yield`; `None` at its end.
    fn step(&mut self, v: Val, sent: Val, span: Span) -> Follow<Option<Val>> {
        self.spend(1)?;
        let Some((cell, waiting)) = self.waiting(v) else {
            return Ok(None);
        };
        let (body, mut levels, target) = match &*waiting {
            Waiting::Call(body) => {
                let Some(all) = self.steps_of(body.code) else {
                    return Ok(None);
                };
                (body.clone(), vec![Level::Block(all)], None)
            }
            Waiting::Between(body, levels, target) => (body.clone(), levels.clone(), *target),
            Waiting::Expression { .. } | Waiting::Built(..) => return Ok(None),
        };
        // While it runs, and where an exception ends it, there is nothing more of it.
        self.fill_generator(cell, Vec::new(), span);
        if self.calls.len() >= DEPTH {
            self.limit(span, doubt::calls_too_deep());
            return Ok(None);
        }
        let mut found = None;
        let end = self.in_generator(&body, None, span, &mut |m| {
            if let Some(target) = target {
                m.assign(target, sent)?;
            }
            found = match m.up_to_yield(&mut levels, span) {
                Err(stop) => return m.leave_all(&mut levels, stop),
                Ok(found) => found,
            };
            if m.calls.last().is_some_and(|call| !call.returns.is_empty()) {
                m.limit(span, doubt::known_at_run());
            }
            Ok(())
        })?;
        let Some((item, target)) = found else {
            self.contexts.ended.insert(cell, end);
            return Ok(None);
        };
        let place = self.opaque(doubt::known_at_run(), &[], span);
        let waiting = Arc::new(Waiting::Between(body, levels, target));
        self.contexts.generators.waiting.insert(place, waiting);
        self.state.set(cell, place);
        Ok(Some(item))
    }

    /// What the next `yield` gives, and what gets what is sent to it.
    fn up_to_yield(
        &mut self,
        levels: &mut Vec<Level<'a>>,
        span: Span,
    ) -> Follow<Option<(Val, Option<&'a Expr>)>> {
        loop {
            self.spend(1)?;
            let inner = match levels.last_mut() {
                None => return Ok(None),
                Some(Level::Block(rest)) => {
                    let Some((statement, more)) = rest.split_first() else {
                        levels.pop();
                        continue;
                    };
                    *rest = more;
                    if let Some(given) = self.statement_of(statement, levels, span)? {
                        return Ok(Some(given));
                    }
                    continue;
                }
                Some(Level::While(s)) => {
                    let s = *s;
                    let condition = self.condition(&s.test)?;
                    self.decided(condition, span).then_some(&*s.body)
                }
                Some(Level::For(s, iterator)) => {
                    let (s, iterator) = (*s, *iterator);
                    match self.next_item(iterator, Some(Val::UNBOUND), span)? {
                        Val::UNBOUND => None,
                        item => {
                            self.assign(&s.target, item)?;
                            Some(&*s.body)
                        }
                    }
                }
                Some(Level::With(..) | Level::Finally(_)) => {
                    self.leave_level(levels)?;
                    continue;
                }
                Some(Level::From(iterator)) => {
                    let iterator = *iterator;
                    match self.next_item(iterator, Some(Val::UNBOUND), span)? {
                        Val::UNBOUND => None,
                        item => return Ok(Some((item, None))),
                    }
                }
            };
            match inner {
                Some(body) => levels.push(Level::Block(body)),
                None => drop(levels.pop()),
            }
        }
    }

    /// One statement of a generator.
    fn statement_of(
        &mut self,
        statement: &'a Stmt,
        levels: &mut Vec<Level<'a>>,
        span: Span,
    ) -> Follow<Option<(Val, Option<&'a Expr>)>> {
        let value = |m: &mut Self, y: &'a ast::ExprYield| match &y.value {
            Some(value) => m.eval(value),
            None => Ok(Val::NONE),
        };
        if !contains_yield(std::slice::from_ref(statement)) {
            self.whole_statement(statement, levels, span)?;
            return Ok(None);
        }
        match statement {
            Stmt::Expr(s) => match &*s.value {
                Expr::Yield(y) => return Ok(Some((value(self, y)?, None))),
                Expr::YieldFrom(y) => {
                    let all = self.eval(&y.value)?;
                    levels.push(Level::From(self.one_by_one(all, span)?));
                }
                _ => {}
            },
            Stmt::Assign(s) => {
                if let Expr::Yield(y) = &*s.value {
                    return Ok(Some((value(self, y)?, s.targets.first())));
                }
            }
            Stmt::If(s) => {
                let condition = self.condition(&s.test)?;
                if self.decided(condition, span) {
                    levels.push(Level::Block(&s.body));
                    return Ok(None);
                }
                for clause in &s.elif_else_clauses {
                    let holds = match &clause.test {
                        Some(test) => {
                            let condition = self.condition(test)?;
                            self.decided(condition, span)
                        }
                        None => true,
                    };
                    if holds {
                        levels.push(Level::Block(&clause.body));
                        break;
                    }
                }
            }
            Stmt::With(s) => self.enter_level(s, levels)?,
            Stmt::Try(s) => {
                levels.push(Level::Finally(&s.finalbody));
                levels.push(Level::Block(&s.body));
            }
            Stmt::While(s) => levels.push(Level::While(s)),
            Stmt::For(s) => {
                let all = self.eval(&s.iter)?;
                levels.push(Level::For(s, self.one_by_one(all, span)?));
            }
            _ => {}
        }
        Ok(None)
    }

    /// Whether a condition holds on which the way of a generator depends.
    fn decided(&mut self, condition: Val, span: Span) -> bool {
        let holds = self.truth(condition);
        if holds.is_none() {
            self.limit(span, doubt::known_at_run());
        }
        holds == Some(true)
    }

    /// What gives the elements of this one by one.
    fn one_by_one(&mut self, all: Val, span: Span) -> Follow<Val> {
        if let Some(own) = self.own_iterator(all, span)? {
            return Ok(own);
        }
        if matches!(self.content_kind(self.look(all)), Kind::Iterator(..)) {
            return Ok(all);
        }
        let items = self.items(all, span)?;
        if matches!(items, Items::Each(_)) {
            self.limit(span, doubt::known_at_run());
            return Ok(self.collected(Items::Known(Vec::new()), "iterator", span));
        }
        Ok(self.collected(items, "iterator", span))
    }
}
