//! Containers that are empty when a program begins: `USERS = {}`, `self.rows = []`. By the time a function is called,
//! somebody may have put anything there.
//!
//! Only where files are checked; a probe begins with the program as it is. Called by `scope` and `instance`.

use super::contents::many;
use super::machine::Machine;
use super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// How many fields of one object are looked at.
const FIELDS: usize = 32;

impl Machine<'_, '_> {
    /// A list of any number of elements after a method has put more into it: after one that puts in one, it is not empty.
    pub(super) fn put_many(
        &mut self,
        receiver: Val,
        tag: &'static str,
        element: Val,
        method: &str,
        span: Span,
    ) {
        let one = matches!(method, "append" | "appendleft" | "add" | "insert");
        let kind = Kind::Many(tag, element);
        match *self.kind(receiver) {
            Kind::Ref(cell) if one => {
                let content = many(&mut self.arena, kind, Val::TRUE, span);
                self.state.set(cell, content);
            }
            _ => self.put_content(receiver, kind, span),
        }
    }

    /// After a method that takes something out of such a list, it may be empty.
    pub(super) fn may_be_empty(
        &mut self,
        receiver: Val,
        tag: &'static str,
        element: Val,
        method: &str,
        span: Span,
    ) {
        let takes = matches!(method, "clear" | "pop" | "popleft" | "remove" | "discard");
        if takes && self.world.is_none() {
            self.put_content(receiver, Kind::Many(tag, element), span);
        }
    }

    /// What a variable holds that a function reads, where it is one of the module.
    pub(super) fn filled_meanwhile(&mut self, name: &str, v: Val) {
        let entered = !self.calls.is_empty() && !self.entry.is_empty();
        if entered && matches!(self.kind(v), Kind::Ref(_)) && self.is_of_module(name) {
            self.filled_by_now(v);
        }
    }

    /// An empty container, or those in the fields of an object.
    pub(super) fn filled_by_now(&mut self, v: Val) {
        if self.world.is_some() || self.watch.is_none() {
            return;
        }
        match self.content_kind(v) {
            Kind::Fields(_, fields) => {
                for (_, field) in fields.iter().take(FIELDS) {
                    self.may_be_filled(*field);
                }
            }
            _ => self.may_be_filled(v),
        }
    }

    fn may_be_filled(&mut self, v: Val) {
        let v = self.look(v);
        let Kind::Ref(cell) = *self.kind(v) else {
            return;
        };
        let node = self.arena.node(v);
        let span = node.span;
        // A queue, or a dict that makes what is missing, says itself what comes out of it.
        if matches!(&node.how, How::Call(by) if !by.starts_with("builtins.")) {
            return;
        }
        let tag = match self.content_kind(v) {
            Kind::Dict(pairs) if pairs.is_empty() => "dict",
            Kind::List(items) if items.is_empty() => "list",
            Kind::Set(items) if items.is_empty() => "set",
            _ => return,
        };
        let element = self.derive(None, &[], How::Plain, span);
        let content = if tag == "dict" {
            let key = self.derive(None, &[], How::Plain, span);
            Kind::Dict(Arc::new(vec![(key, element)]))
        } else {
            Kind::Many(tag, element)
        };
        let content = self.make(content, span);
        self.state.set(cell, content);
    }

    /// Whether a name that is read here is a variable of a module.
    fn is_of_module(&self, name: &str) -> bool {
        let mut at = Some(self.frame);
        while let Some(id) = at {
            let frame = self.frame(id);
            if frame.vars.get(name).is_some() {
                return frame.parent.is_none();
            }
            at = frame.parent;
        }
        false
    }
}
