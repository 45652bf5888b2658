//! `with`: blocks inside contexts, and which exceptions a context lets go no further.
//!
//! What of a generator comes behind its `yield` is `resume`'s. Called by `statement`, `external` and `expression`.

use super::call::Args;
use super::machine::{Catch, Code, Follow, Machine, Stop};
use super::state::Delta;
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast::visitor::{Visitor, walk_stmt};
use ruff_python_ast::{self as ast, Stmt};

/// Methods by which a class is a context: what a block begins with, and what it ends with.
const ENTERING: [&str; 2] = ["__enter__", "__aenter__"];
const LEAVING: [&str; 2] = ["__exit__", "__aexit__"];

impl<'a> Machine<'a, '_> {
    pub(super) fn with_items(
        &mut self,
        items: &'a [ast::WithItem],
        body: &'a [Stmt],
    ) -> Follow<()> {
        let Some((item, rest)) = items.split_first() else {
            return self.block(body);
        };
        let (manager, entered, span) = self.enter_item(item)?;
        if let Some(target) = &item.optional_vars {
            self.assign(target, entered)?;
        }
        if self.may_hold_back(manager) {
            return self.held_block(manager, rest, body, span);
        }
        let result = self.with_items(rest, body);
        // Who goes back from inside the block leaves it, too.
        if matches!(result, Err(Stop::Return(_)))
            && (self.world.is_some() || self.open_context_of(manager).is_some())
        {
            self.leave_context(manager, span)?;
        }
        result?;
        self.leave_context(manager, span)
    }

    /// A context, what the block gets of it, and where it stands.
    pub(super) fn enter_item(&mut self, item: &'a ast::WithItem) -> Follow<(Val, Val, Span)> {
        let span = self.span_of(&item.context_expr);
        let outer = self.contexts.entering.replace(span);
        let manager = self.eval(&item.context_expr);
        self.contexts.entering = outer;
        let manager = manager?;
        let entered = self.enter_context(manager, span)?;
        Ok((manager, entered, span))
    }

    /// The method of a class by which its objects are contexts.
    fn context_method(
        &self,
        manager: Val,
        names: [&'static str; 2],
    ) -> Option<(Val, &'static str)> {
        let Kind::Fields(class, _) = self.content_kind(manager) else {
            return None;
        };
        let found = |name| Some((self.class_member(class, name)?, name));
        names.into_iter().find_map(found)
    }

    /// Whether what a context does at the end of its block may keep an exception from going on.
    pub(super) fn may_hold_back(&self, manager: Val) -> bool {
        if let Kind::External(ty, ..) = self.kind(manager) {
            return &**ty == "contextlib.suppress"
                || self.is_exit_stack(manager)
                || self.connection(manager).is_some();
        }
        if self.has_yielded() {
            return false;
        }
        if let Some(context) = self.open_context_of(manager) {
            return self.answers_exceptions(context);
        }
        let Some((leaving, _)) = self.context_method(manager, LEAVING) else {
            return false;
        };
        match self.kind(leaving) {
            Kind::Function(code, ..) => match self.codes.get(code.0 as usize) {
                Some(Code::Function(f)) => self.world.is_some() || gives_something(&f.body),
                _ => true,
            },
            _ => true,
        }
    }

    /// The number of a connection to a database: its context ends a transaction.
    fn connection(&self, manager: Val) -> Option<u32> {
        match self.kind(manager) {
            Kind::External(ty, id, _) => {
                (&**ty == "sqlite3.Connection" && self.is_database(ty, *id)).then_some(*id)
            }
            _ => None,
        }
    }

    /// A block whose exceptions are shown to its context.
    fn held_block(
        &mut self,
        manager: Val,
        rest: &'a [ast::WithItem],
        body: &'a [Stmt],
        span: Span,
    ) -> Follow<()> {
        let mark = self.state.mark();
        let suppresses =
            matches!(self.kind(manager), Kind::External(ty, ..) if &**ty == "contextlib.suppress");
        let guard = suppresses
            .then(|| self.note_held_back(body, span))
            .flatten();
        self.catches.push(Catch {
            mark,
            raises: Vec::new(),
        });
        let result = self.with_items(rest, body);
        let mut raises = self.catches.pop().map(|c| c.raises).unwrap_or_default();
        let mut ends: Vec<Delta> = Vec::new();
        // An open context is left once on each way.
        let context = self.contexts.clone_of(self.open_context_of(manager));
        match result {
            Ok(()) => match self.leave_context(manager, span) {
                Ok(()) => ends.push(self.state.since(mark)),
                Err(Stop::Fuel) => return Err(Stop::Fuel),
                Err(stop) if raises.is_empty() => return Err(stop),
                Err(stop) => self.settle(stop),
            },
            Err(Stop::Raise(v)) => raises.push((v, self.state.since(mark))),
            Err(Stop::Fuel) => return Err(Stop::Fuel),
            Err(stop) => {
                if matches!(stop, Stop::Return(_)) {
                    self.leave_context(manager, span)?;
                }
                if raises.is_empty() {
                    return Err(stop);
                }
                self.settle(stop);
            }
        }
        self.state.roll_back(mark);
        if !raises.is_empty() {
            let also = !ends.is_empty();
            self.maybe += u32::from(also);
            self.contexts.reopen(context);
            let held = self.hold_back((manager, guard), raises, &mut ends, span);
            self.maybe -= u32::from(also);
            held?;
        }
        if ends.is_empty() {
            return Err(Stop::Dead);
        }
        self.state.merge(&mut self.arena, &ends);
        Ok(())
    }

    /// Shows a context the exceptions that ended its block: those that it holds back leave the program behind the
    /// block, the others go on.
    fn hold_back(
        &mut self,
        (manager, guard): (Val, Option<Val>),
        raises: Vec<(Val, Delta)>,
        ends: &mut Vec<Delta>,
        span: Span,
    ) -> Follow<()> {
        let mark = self.state.mark();
        if let Some(context) = self.open_context_of(manager) {
            match self.resume_raised(context, raises, span) {
                Ok(()) => ends.push(self.state.since(mark)),
                Err(Stop::Fuel) => return Err(Stop::Fuel),
                Err(stop) => self.settle(stop),
            }
            self.state.roll_back(mark);
            return Ok(());
        }
        for (raised, delta) in raises {
            self.state.apply(&delta);
            let connection = self.connection(manager);
            if let Some(connection) = connection {
                self.end_transaction(connection, false, span);
            }
            let held = match self.kind(manager) {
                _ if connection.is_some() => Some(false),
                // What holds nothing back is told of the exception as if there were none.
                _ if self.is_exit_stack(manager) => {
                    let open = self.stack_may_hold_back(manager);
                    match self.end_all(manager, span) {
                        Ok(()) if open => None,
                        Ok(()) => Some(false),
                        Err(Stop::Fuel) => return Err(Stop::Fuel),
                        Err(stop) => {
                            self.settle(stop);
                            self.state.roll_back(mark);
                            continue;
                        }
                    }
                }
                Kind::External(..) => {
                    let wanted: Vec<Val> = self.arena.node(manager).from.iter().copied().collect();
                    let wanted = self.tuple(wanted, span);
                    self.catches_exception(wanted, raised)
                }
                _ => match self.shown_exception(manager, raised, span) {
                    Ok(said) => self.truth(said),
                    Err(Stop::Fuel) => return Err(Stop::Fuel),
                    Err(stop) => {
                        self.settle(stop);
                        self.state.roll_back(mark);
                        continue;
                    }
                },
            };
            if held != Some(true) {
                self.settle(Stop::Raise(raised));
            }
            if held != Some(false) {
                if let Some(guard) = guard {
                    self.state.learn(guard, Val::TRUE);
                }
                ends.push(self.state.since(mark));
            }
            self.state.roll_back(mark);
        }
        Ok(())
    }

    /// What the method of a context says to an exception.
    fn shown_exception(&mut self, manager: Val, raised: Val, span: Span) -> Follow<Val> {
        let Some((_, name)) = self.context_method(manager, LEAVING) else {
            return Ok(Val::FALSE);
        };
        let class = self.type_of(raised, span);
        let trace = self.derive(None, &[], How::Plain, span);
        let args = Args::positional(vec![class, raised, trace]);
        let said = self.call_method(manager, name, args, span)?;
        self.truth_asked(said, span)
    }

    pub(super) fn enter_context(&mut self, manager: Val, span: Span) -> Follow<Val> {
        if let Some((_, name)) = self.context_method(manager, ENTERING) {
            return self.call_method(manager, name, Args::default(), span);
        }
        if self.handle(manager).is_some() {
            let entered = self.offer_method(manager, "__enter__", &[], span)?;
            return Ok(entered.unwrap_or(manager));
        }
        if let Kind::External(ty, ..) = self.kind(manager)
            && &**ty == "contextlib.closing"
            && let [inner, ..] = *self.arena.node(manager).from.clone()
        {
            return Ok(inner);
        }
        self.begin_context(manager, span)?;
        // `@contextmanager`: the block gets what the generator yields.
        Ok(match self.kind(manager) {
            Kind::Ref(_) => self.handed_out(manager, span),
            _ => manager,
        })
    }

    pub(super) fn leave_context(&mut self, manager: Val, span: Span) -> Follow<()> {
        // A generator is followed to its end at once; what it has yielded is used while this is open.
        if self.has_yielded() {
            return Ok(());
        }
        if let Some(context) = self.open_context_of(manager) {
            return self.resume(context, span);
        }
        if self.handle(manager).is_some() {
            self.offer_method(manager, "__exit__", &[Val::NONE; 3], span)?;
            return Ok(());
        }
        if let Some(connection) = self.connection(manager) {
            self.end_transaction(connection, true, span);
            return Ok(());
        }
        if self.is_exit_stack(manager) {
            return self.end_all(manager, span);
        }
        if let Kind::External(ty, ..) = self.kind(manager)
            && &**ty == "contextlib.closing"
            && self.world.is_some()
            && let [inner, ..] = *self.arena.node(manager).from.clone()
        {
            self.call_method(inner, "close", Args::default(), span)?;
            return Ok(());
        }
        if let Some((_, name)) = self.context_method(manager, LEAVING) {
            let args = Args::positional(vec![Val::NONE, Val::NONE, Val::NONE]);
            self.call_method(manager, name, args, span)?;
        }
        Ok(())
    }
}

/// Whether a function gives anything back but `None` and `False`.
fn gives_something(body: &[Stmt]) -> bool {
    struct Search(bool);
    impl<'a> Visitor<'a> for Search {
        fn visit_stmt(&mut self, s: &'a Stmt) {
            match s {
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                Stmt::Return(back) => {
                    let nothing = back.value.as_deref().is_none_or(|value| {
                        value.is_none_literal_expr()
                            || matches!(value, ast::Expr::BooleanLiteral(b) if !b.value)
                    });
                    self.0 |= !nothing;
                }
                _ => walk_stmt(self, s),
            }
        }
    }
    let mut search = Search(false);
    for s in body {
        search.visit_stmt(s);
    }
    search.0
}
