//! Generators that are contexts (`@contextmanager`): what stands behind their `yield` runs when the block of the
//! `with` is over.
//!
//! Only where the `yield` is a statement of the function itself or of one `try` in it; every other generator is
//! followed to its end at once. Called by `function` and `call`.

use super::function::contains_yield;
use super::machine::{Call, Follow, Machine, Stop};
use super::value::{Cell, CodeId, FrameId, Kind, Val};
use crate::text::Span;
use ruff_python_ast::{Expr, Stmt};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// The contexts of a program.
#[derive(Debug, Default)]
pub(super) struct Contexts<'a> {
    /// Functions that `contextmanager` was put on.
    pub(super) managers: FxHashSet<CodeId>,
    /// The call whose result nobody takes: a generator or a coroutine that it makes never begins.
    pub(super) dropped: Option<Span>,
    /// Where the call stands that a `with` enters.
    pub(super) entering: Option<Span>,
    /// Those that were entered and not left.
    open: FxHashMap<Cell, Later<'a>>,
}

impl Contexts<'_> {
    /// None is open any more.
    pub(super) fn close(&mut self) {
        self.open.clear();
    }
}

/// What of a generator is still to come.
#[derive(Debug, Clone)]
struct Later<'a> {
    frame: FrameId,
    code: CodeId,
    name: Arc<str>,
    rest: Vec<&'a [Stmt]>,
}

/// The statements of a context up to its `yield`, and those behind it.
pub(super) type Halves<'a> = (Vec<&'a [Stmt]>, Vec<&'a [Stmt]>);

/// The halves of a body, where they can be told apart.
pub(super) fn halves(body: &[Stmt]) -> Option<Halves<'_>> {
    let (before, at, after) = around(body)?;
    if is_plain(at.first()?) {
        return Some((vec![before, at], vec![after]));
    }
    let Stmt::Try(tried) = at.first()? else {
        return None;
    };
    let (inner, yielding, rest) = around(&tried.body)?;
    is_plain(yielding.first()?).then(|| {
        let first = vec![before, inner, yielding];
        (first, vec![rest, &tried.orelse, &tried.finalbody, after])
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
        rest: Vec<&'a [Stmt]>,
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

    /// Runs what stands behind the `yield` of a context.
    pub(super) fn resume(&mut self, context: Cell, span: Span) -> Follow<()> {
        let Some(later) = self.contexts.open.remove(&context) else {
            return Ok(());
        };
        let outer_slice = self.slice.take();
        let outer_frame = std::mem::replace(&mut self.frame, later.frame);
        let outer_loops = std::mem::take(&mut self.loops);
        let mark = self.state.mark();
        self.calls.push(Call {
            mark,
            returns: Vec::new(),
            yields: None,
            code: later.code,
            name: later.name,
            given: Vec::new(),
            span,
        });
        let mut result = Ok(Val::NONE);
        for part in later.rest {
            result = match self.block(part) {
                Ok(()) => Ok(Val::NONE),
                Err(Stop::Return(v)) => Ok(v),
                Err(stop) => Err(stop),
            };
            if result.is_err() {
                break;
            }
        }
        self.settle_guards();
        let call = self.calls.pop();
        self.slice = outer_slice;
        self.frame = outer_frame;
        self.loops = outer_loops;
        self.returned(result, call).map(|_| ())
    }
}
