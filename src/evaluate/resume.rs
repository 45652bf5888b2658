//! Generators that are contexts (`@contextmanager`): what stands behind their `yield` runs when the block of the
//! `with` is over.
//!
//! Only where the `yield` is a statement of the function itself or of one `try` in it; every other generator is
//! followed to its end at once. Called by `function` and `within`.

use super::function::contains_yield;
use super::generator::Body;
use super::machine::{Follow, Machine, Stop};
use super::state::Delta;
use super::value::{Cell, CodeId, FrameId, Kind, Val};
use crate::text::Span;
use ruff_python_ast::{Expr, Stmt, StmtTry};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// The contexts of a program.
#[derive(Debug, Default)]
pub(super) struct Contexts<'a> {
    /// Functions that `contextmanager` was put on.
    pub(super) managers: FxHashSet<CodeId>,
    /// The call whose result nobody takes: a generator or a coroutine that it makes never begins.
    pub(super) dropped: Option<Span>,
    /// Where that is told, if not at the call: whoever returns what it gives is called there.
    pub(super) told: Option<Span>,
    /// The call that is awaited as it is made.
    pub(super) awaited: Option<Span>,
    /// The call whose coroutine begins only when somebody awaits it.
    pub(super) late: Option<Span>,
    /// Whether the block in which it stands ends with a refusal, whatever was answered.
    pub(super) refused: bool,
    /// Where the call stands that a `with` enters.
    pub(super) entering: Option<Span>,
    /// What generators return when they are at their end.
    pub(super) ended: FxHashMap<Cell, Val>,
    /// Those of a probe that wait to be asked.
    pub(super) generators: super::generator::Generators<'a>,
    /// The first condition of the program in hand that a probe cannot compute, and why.
    pub(super) undecided: Option<super::record::Limit>,
    /// Those that were entered and not left.
    open: FxHashMap<Cell, Later<'a>>,
}

impl<'a> Contexts<'a> {
    /// What is still to come of a context, to be taken up again on another way.
    pub(super) fn clone_of(&self, context: Option<Cell>) -> Option<(Cell, Later<'a>)> {
        let context = context?;
        Some((context, self.open.get(&context)?.clone()))
    }

    /// Opens a context again that was left on another way.
    pub(super) fn reopen(&mut self, context: Option<(Cell, Later<'a>)>) {
        self.open.extend(context);
    }

    /// None is open any more.
    pub(super) fn close(&mut self) {
        self.open.clear();
    }
}

/// What of a generator is still to come.
#[derive(Debug, Clone)]
pub(super) struct Later<'a> {
    frame: FrameId,
    code: CodeId,
    name: Arc<str>,
    rest: Rest<'a>,
}

/// The statements behind a `yield`, where the block ended by itself and where it ended by an exception.
#[derive(Debug, Clone)]
pub(super) struct Rest<'a> {
    parts: Vec<&'a [Stmt]>,
    /// The `try` in which it stands, and what stands behind that.
    tried: Option<(&'a StmtTry, &'a [Stmt])>,
}

/// The statements of a context up to its `yield`, and those behind it.
pub(super) type Halves<'a> = (Vec<&'a [Stmt]>, Rest<'a>);

/// The halves of a body, where they can be told apart.
pub(super) fn halves(body: &[Stmt]) -> Option<Halves<'_>> {
    let (before, at, after) = around(body)?;
    if is_plain(at.first()?) {
        let rest = Rest {
            parts: vec![after],
            tried: None,
        };
        return Some((vec![before, at], rest));
    }
    let Stmt::Try(tried) = at.first()? else {
        return None;
    };
    let (inner, yielding, rest) = around(&tried.body)?;
    is_plain(yielding.first()?).then(|| {
        let first = vec![before, inner, yielding];
        let rest = Rest {
            parts: vec![rest, &tried.orelse, &tried.finalbody, after],
            tried: Some((tried, after)),
        };
        (first, rest)
    })
}

/// The one statement that yields, between those before and those after it.
fn around(body: &[Stmt]) -> Option<(&[Stmt], &[Stmt], &[Stmt])> {
    let at = (0..body.len()).find(|&at| body.get(at..=at).is_some_and(contains_yield))?;
    let after = body.get(at + 1..)?;
    (!contains_yield(after)).then_some((body.get(..at)?, body.get(at..=at)?, after))
}

fn is_plain(statement: &Stmt) -> bool {
    let value = match statement {
        Stmt::Expr(e) => &e.value,
        Stmt::Assign(a) => &a.value,
        _ => return false,
    };
    matches!(**value, Expr::Yield(_))
}

impl<'a> Machine<'a, '_> {
    /// Keeps what of a context comes when its block is over.
    pub(super) fn open_context(
        &mut self,
        context: Cell,
        (frame, code, name): (FrameId, CodeId, Arc<str>),
        rest: Rest<'a>,
    ) {
        let later = Later {
            frame,
            code,
            name,
            rest,
        };
        self.contexts.open.insert(context, later);
    }

    /// The context that this is, while it is open.
    pub(super) fn open_context_of(&self, manager: Val) -> Option<Cell> {
        match *self.kind(manager) {
            Kind::Ref(cell) => self.contexts.open.contains_key(&cell).then_some(cell),
            _ => None,
        }
    }

    /// Whether a context has something to say to an exception that ends its block.
    pub(super) fn answers_exceptions(&self, context: Cell) -> bool {
        let later = self.contexts.open.get(&context);
        let tried = later.and_then(|later| later.rest.tried);
        // A `finally` alone only counts where all that happens is asked.
        tried.is_some_and(|(tried, _)| !tried.handlers.is_empty() || self.world.is_some())
    }

    /// Runs what stands behind the `yield` of a context.
    pub(super) fn resume(&mut self, context: Cell, span: Span) -> Follow<()> {
        let Some(later) = self.contexts.open.remove(&context) else {
            return Ok(());
        };
        self.resumed(&later, span, &mut |m| {
            for part in &later.rest.parts {
                m.block(part)?;
            }
            Ok(())
        })
    }

    /// Runs what a context does when these exceptions have ended its block. Those that it catches go no further.
    pub(super) fn resume_raised(
        &mut self,
        context: Cell,
        raises: Vec<(Val, Delta)>,
        span: Span,
    ) -> Follow<()> {
        let Some(later) = self.contexts.open.remove(&context) else {
            return Ok(());
        };
        let mut raises = Some(raises);
        self.resumed(&later, span, &mut |m| {
            let raises = raises.take().unwrap_or_default();
            let Some((tried, after)) = later.rest.tried else {
                return Err(Stop::Dead);
            };
            m.handled(tried, raises)?;
            m.block(after)
        })
    }

    /// Follows a part of a generator in its own scope.
    fn resumed(
        &mut self,
        later: &Later<'a>,
        span: Span,
        part: &mut dyn FnMut(&mut Self) -> Follow<()>,
    ) -> Follow<()> {
        let body = Body {
            code: later.code,
            frame: later.frame,
            name: later.name.clone(),
            given: Vec::new(),
        };
        self.in_generator(&body, None, span, part).map(|_| ())
    }
}
