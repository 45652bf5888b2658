//! What is asked once and remembered: who will ask about a call or a name, what a call makes clean.
//!
//! Called by `call`, `note` and `export`.

use super::interest::Part;
use super::machine::Machine;
use super::value::{self, How, Kind, Val};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// How deep alternatives are looked into.
const DEPTH: u32 = 6;

/// What a call does to what data is dangerous for.
#[derive(Debug, Clone)]
pub(super) struct Cleaning {
    /// It brings back what a cleaning took away.
    pub(super) undoes: bool,
    /// What its result is clean for.
    pub(super) purposes: Arc<[Arc<str>]>,
}

/// What values came out of, as far as they were looked at.
#[derive(Debug, Default)]
pub(super) struct Came {
    pub(super) seen: usize,
    known: FxHashSet<Arc<str>>,
    any: bool,
}

/// How much somebody will ask about a value that gets a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Nothing,
    /// Which text it is, whatever its data went through.
    Text,
    Whole,
}

impl Machine<'_, '_> {
    /// Whether anybody will ask about this call; `dropped`: nobody takes what it gives.
    pub(super) fn watches_call(&self, callee: &str, method: bool, dropped: bool) -> bool {
        let asks = |watch: &dyn super::Watch| watch.call(callee, method, dropped);
        !self.mute && self.watch.is_none_or(asks)
    }

    /// What anybody will ask about this value, which gets this name.
    pub(super) fn watches_store(&mut self, name: &str, qualified: Option<&str>, v: Val) -> Wanted {
        let Some(watch) = self.watch.or(self.stores) else {
            return Wanted::Whole;
        };
        if qualified.is_some_and(|qualified| watch.store(qualified)) {
            return Wanted::Whole;
        }
        // Regular expressions cost more than to remember what they found.
        let named = if let Some(&named) = self.watched.get(name) {
            named
        } else {
            let named = watch.named(name);
            self.watched.insert(name.into(), named);
            named
        };
        if named.anything || ((named.made || named.beside) && self.came_from_any(watch)) {
            Wanted::Whole
        } else if (named.constant || named.anywhere)
            && (self.watch.is_none() || {
                // Where the name does not count, most texts meet nothing that is asked about texts; and what
                // is asked about them holds for no bytes, unless it is asked about anything.
                let asked = |text: &str| watch.literal(text).has(Part::ASKED);
                self.may_be_known_text(v, 0, &|text| named.constant || asked(text.unwrap_or("")))
            })
        {
            if named.whence {
                Wanted::Whole
            } else {
                Wanted::Text
            }
        } else {
            Wanted::Nothing
        }
    }

    /// Whether any value so far came out of something that is asked about.
    fn came_from_any(&mut self, watch: &dyn super::Watch) -> bool {
        let came = &mut self.came;
        for node in self.arena.since(came.seen) {
            let call = match &node.how {
                How::Call(name) => Some(name),
                _ => None,
            };
            let thing = match &node.kind {
                Kind::Symbol(name) => Some(name),
                _ => None,
            };
            for name in call.into_iter().chain(thing) {
                if !came.any && came.known.insert(name.clone()) {
                    came.any = watch.made(name);
                }
            }
        }
        came.seen = self.arena.len();
        came.any
    }

    /// Whether a value may be text or bytes of which every character is known, and that count; bytes are none.
    fn may_be_known_text(&self, v: Val, depth: u32, counts: &dyn Fn(Option<&str>) -> bool) -> bool {
        let may = |v: Val| self.may_be_known_text(v, depth + 1, counts);
        match self.kind(self.look(v)) {
            Kind::Str(text) => counts(Some(text)),
            Kind::Bytes(_) => counts(None),
            Kind::Text(parts) => parts.iter().any(|part| match part {
                value::Part::Hole(hole) => matches!(self.kind(self.look(*hole)), Kind::Either(_)),
                value::Part::Literal(_) => false,
            }),
            Kind::Either(options) => {
                depth >= DEPTH
                    || options.iter().any(|(option, facts)| {
                        may(*option) || facts.iter().any(|&(of, known)| of == *option && may(known))
                    })
            }
            _ => false,
        }
    }

    /// Whether a function of the file under analysis has to be entered.
    pub(super) fn is_followed(&self, function: Val, name: &str) -> bool {
        let Some(followed) = self.followed else {
            return true;
        };
        // It was made, so that what stands around it is followed.
        if self.unnamed(function).is_some() {
            return true;
        }
        let at = self.arena.node(function).span.start;
        // A method of another file, for the objects of a class of this one.
        let elsewhere = matches!(*self.kind(function), Kind::Function(_, closure, _)
            if self.frame(closure).base != self.home);
        if elsewhere && self.relevance.is_some_and(|r| r.concerns(at).spreads()) {
            return true;
        }
        followed.function(at.saturating_sub(self.home)) || self.door(function, name).is_some()
    }

    /// What a call does to what data is dangerous for.
    pub(super) fn cleaning(&self, callee: &Arc<str>) -> Cleaning {
        let mut known = self.cleaning.borrow_mut();
        if let Some(cleaning) = known.get(callee) {
            return cleaning.clone();
        }
        let purposes = self.knowledge.cleaned(callee).into_iter().flatten();
        let cleaning = Cleaning {
            undoes: self.knowledge.undoes.contains(&**callee),
            purposes: purposes.map(|p| Arc::from(p.as_str())).collect(),
        };
        known.insert(callee.clone(), cleaning.clone());
        cleaning
    }
}
