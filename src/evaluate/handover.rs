//! Objects through which one function hands a value to another: queues, and variables of a context.
//!
//! Both are lists of what may come out, in any order. Not in probes, where a world answers. Called by
//! `standard` and `method`.

use super::call::Args;
use super::machine::Machine;
use super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// How many values of one such object are told apart.
const KEPT: usize = 16;

/// Whether this makes such an object.
pub(super) fn makes(name: &str) -> bool {
    is_queue(name) || name == "contextvars.ContextVar"
}

fn is_queue(name: &str) -> bool {
    matches!(
        name,
        "queue.Queue"
            | "queue.SimpleQueue"
            | "queue.LifoQueue"
            | "queue.PriorityQueue"
            | "asyncio.Queue"
            | "asyncio.LifoQueue"
            | "asyncio.PriorityQueue"
            | "multiprocessing.Queue"
            | "multiprocessing.JoinableQueue"
    )
}

impl Machine<'_, '_> {
    /// A new queue, or variable of a context.
    pub(super) fn new_handover(&mut self, name: &str, args: &Args, span: Span) -> Option<Val> {
        if self.world.is_some() {
            return None;
        }
        let items = args.keyword("default").into_iter().collect();
        let list = self.object(Kind::List(Arc::new(items)), span);
        Some(self.remembering(list, None, name, span))
    }

    /// What a method of such an object gives; `None` when this is none.
    pub(super) fn hand_over(
        &mut self,
        object: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Option<Val> {
        let how = self.arena.node(object).how.clone();
        let How::Call(maker) = &how else { return None };
        if !makes(maker) || self.world.is_some() {
            return None;
        }
        let first = args.get(0, "item");
        let held = match self.content_kind(object) {
            Kind::List(items) => items.to_vec(),
            Kind::Many(_, element) if element != Val::UNBOUND => vec![element],
            _ => Vec::new(),
        };
        let content = match (name, is_queue(maker), first) {
            ("put" | "put_nowait", true, Some(v)) => {
                let mut items = held;
                if items.len() >= KEPT {
                    items = vec![self.either(&items)];
                }
                items.push(v);
                items
            }
            ("set", false, Some(v)) => vec![v],
            ("get" | "get_nowait", queue, _) => {
                let other = first.filter(|_| !queue);
                let options: Vec<Val> = held.into_iter().chain(other).collect();
                return Some(if options.is_empty() {
                    self.derive(None, &[], How::Plain, span)
                } else {
                    self.either(&options)
                });
            }
            _ => return Some(self.derive(None, &[], How::Plain, span)),
        };
        if let Kind::Ref(cell) = *self.kind(object) {
            let content = self.make(Kind::List(Arc::new(content)), span);
            self.state.set(cell, content);
        }
        Some(Val::NONE)
    }
}
