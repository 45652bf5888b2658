//! `copy.copy` and `copy.deepcopy`: which objects are new, and which stay those of the original.
//!
//! Called by `standard`, in a probe.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{Cell, How, Kind, Node, Val};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// How deep a copy goes.
const DEPTH: u32 = 60;

/// What was copied already: one thing that stands in two places is copied once.
type Copied = FxHashMap<Cell, Val>;

impl Machine<'_, '_> {
    /// A copy of a value, of what it holds too where it is a deep one.
    pub(super) fn copied(&mut self, v: Val, deep: bool, span: Span) -> Follow<Val> {
        let mut copied = Copied::default();
        self.copied_within(v, deep, 0, &mut copied, span)
    }

    fn copied_within(
        &mut self,
        v: Val,
        deep: bool,
        depth: u32,
        copied: &mut Copied,
        span: Span,
    ) -> Follow<Val> {
        self.spend(1)?;
        let v = self.look(v);
        if depth > DEPTH {
            let how = How::Call(Arc::from("copy.deepcopy"));
            return Ok(self.derive(None, &[v], how, span));
        }
        let Kind::Ref(cell) = *self.kind(v) else {
            return match self.kind(v).clone() {
                Kind::Tuple(items) if deep => {
                    let items = self.each_copied(&items, depth, copied, span)?;
                    Ok(self.tuple(items, span))
                }
                _ => Ok(v),
            };
        };
        if let Some(&done) = copied.get(&cell) {
            return Ok(done);
        }
        let kind = self.content_kind(v);
        if let Kind::Fields(class, _) = kind {
            let own = if deep { "__deepcopy__" } else { "__copy__" };
            if !matches!(self.kind(class), Kind::Class(..)) || self.enumeration(class).is_some() {
                return Ok(v);
            }
            if self.class_member(class, own).is_some() {
                let memo = self.object(Kind::Dict(Arc::default()), span);
                let args = Args::positional(if deep { vec![memo] } else { Vec::new() });
                return self.call_method(v, own, args, span);
            }
        } else if !matches!(kind, Kind::List(_) | Kind::Dict(_) | Kind::Set(_)) {
            return Ok(v);
        }
        let made = self.object(kind.clone(), span);
        let copy = self.remembered_as(v, made);
        copied.insert(cell, copy);
        if !deep {
            return Ok(copy);
        }
        let kind = match kind {
            Kind::List(items) => {
                Kind::List(Arc::new(self.each_copied(&items, depth, copied, span)?))
            }
            Kind::Dict(pairs) => {
                let values: Vec<Val> = pairs.iter().map(|&(_, v)| v).collect();
                let values = self.each_copied(&values, depth, copied, span)?;
                let keys = pairs.iter().map(|&(key, _)| key);
                Kind::Dict(Arc::new(keys.zip(values).collect()))
            }
            Kind::Fields(class, fields) => {
                let values: Vec<Val> = fields.iter().map(|&(_, v)| v).collect();
                let values = self.each_copied(&values, depth, copied, span)?;
                let names = fields.iter().map(|(name, _)| name.clone());
                Kind::Fields(class, Arc::new(names.zip(values).collect()))
            }
            other => other,
        };
        if let Kind::Ref(cell) = *self.kind(copy) {
            let content = self.make(kind, span);
            self.state.set(cell, content);
        }
        Ok(copy)
    }

    fn each_copied(
        &mut self,
        items: &[Val],
        depth: u32,
        copied: &mut Copied,
        span: Span,
    ) -> Follow<Vec<Val>> {
        let items = items.iter();
        items
            .map(|&item| self.copied_within(item, true, depth + 1, copied, span))
            .collect()
    }

    /// The new container with what the old one remembers of its making, as a `deque` does.
    fn remembered_as(&mut self, old: Val, new: Val) -> Val {
        let Node {
            from, how, span, ..
        } = self.arena.node(old).clone();
        match how {
            How::Call(ref maker) if maker.starts_with("collections.") => {
                let kind = self.kind(new).clone();
                self.arena.add(Node {
                    kind,
                    span,
                    from,
                    how,
                })
            }
            _ => new,
        }
    }
}
