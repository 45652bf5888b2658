//! What is asked once and remembered: who will ask about a call or a name, what a call makes clean.
//!
//! Called by `call`, `note` and `export`.

use super::machine::Machine;
use super::value::Val;
use std::sync::Arc;

/// What a call does to what data is dangerous for.
#[derive(Debug, Clone)]
pub(super) struct Cleaning {
    /// It brings back what a cleaning took away.
    pub(super) undoes: bool,
    /// What its result is clean for.
    pub(super) purposes: Arc<[Arc<str>]>,
}

impl Machine<'_, '_> {
    /// Whether anybody will ask about this call.
    pub(super) fn watches_call(&self, callee: &str, method: bool) -> bool {
        !self.mute && self.watch.is_none_or(|watch| watch.call(callee, method))
    }

    /// Whether anybody will ask what gets this name.
    pub(super) fn watches_store(&mut self, name: &str, qualified: Option<&str>) -> bool {
        let Some(watch) = self.watch.or(self.stores) else {
            return true;
        };
        if let Some(qualified) = qualified {
            return watch.store(name, Some(qualified));
        }
        // Regular expressions cost more than to remember what they found.
        if let Some(&watched) = self.watched.get(name) {
            return watched;
        }
        let watched = watch.store(name, None);
        self.watched.insert(name.into(), watched);
        watched
    }

    /// Whether a function of the file under analysis has to be entered.
    pub(super) fn is_followed(&self, function: Val, name: &str) -> bool {
        let Some(followed) = self.followed else {
            return true;
        };
        let at = self.arena.node(function).span.start;
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
