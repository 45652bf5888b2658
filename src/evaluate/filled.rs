//! What functions of the program leave for others that are called for the same request: `flask.g`.
//!
//! When such a thing is read, the functions that a framework calls before are followed, for what they put there;
//! of those in other files, all that put something there under this name. Their effects are told where they are
//! entered themselves. Knows no framework; which functions these are stands in the models. Called by `scope`.

use super::knowledge::Knowledge;
use super::machine::Machine;
use super::outline::{Name, name_of};
use super::value::{Kind, Val};
use crate::text::Span;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Fuel of a function that is called before.
const FUEL: u64 = 2_000;
/// How many functions are followed.
const FUNCTIONS: usize = 4;

/// What was looked for.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// Whether what is called before the function in hand was followed.
    before: bool,
    /// Names for which other files were asked.
    elsewhere: FxHashSet<Name>,
}

impl Filled {
    /// Whether this name is looked for in other files for the first time.
    pub(super) fn seeks(&mut self, name: Name) -> bool {
        self.elsewhere.insert(name)
    }
}

/// The object that is filled before a function is called, when this is the name of something of it.
fn object_of<'k>(knowledge: &'k Knowledge, name: &str) -> Option<&'k String> {
    knowledge.filled.iter().find(|known| {
        let rest = name.strip_prefix(known.as_str());
        rest.is_some_and(|rest| rest.starts_with('.'))
    })
}

/// Whether something may be put under this name before a function is called.
pub(super) fn may_be_filled(knowledge: &Knowledge, name: &str) -> bool {
    object_of(knowledge, name).is_some()
}

impl Machine<'_, '_> {
    /// What was put under this name before the function in hand was called, if anything was.
    pub(super) fn filled_before(&mut self, name: &str) -> Option<Val> {
        let object = object_of(self.knowledge, name)?;
        if self.world.is_some() {
            return None;
        }
        if !std::mem::replace(&mut self.filled.before, true) {
            self.follow_before(object);
        }
        let v = self.filled_with(name);
        if v.is_some() || !self.filled.elsewhere.insert(name_of(name)) {
            return v;
        }
        self.follow_elsewhere(name_of(name));
        self.filled_with(name)
    }

    fn filled_with(&self, name: &str) -> Option<Val> {
        let v = self.state.get(*self.overrides.get(name)?);
        (v != Val::UNBOUND).then(|| self.look(v))
    }

    /// Follows the functions of this file that a framework calls before.
    fn follow_before(&mut self, object: &str) {
        let before: Vec<_> = self
            .defined
            .iter()
            .filter(|(_, name, class)| class.is_none() && **name != *self.entry)
            .cloned()
            .collect();
        let mut left = FUNCTIONS;
        for (function, name, _) in before {
            let door = self.door(function, &name);
            let fills = door.is_some_and(|d| d.entry.fills.as_deref() == Some(object));
            if fills && left > 0 && matches!(self.kind(function), Kind::Function(..)) {
                left -= 1;
                self.follow_for_others(function, &name);
            }
        }
    }

    /// Follows the functions of other files that put something under this name.
    fn follow_elsewhere(&mut self, name: Name) {
        let Some(relevance) = self.relevance else {
            return;
        };
        for (file, function) in relevance.left(name).iter().take(FUNCTIONS) {
            let Some(frame) = self.frame_of_file(*file) else {
                continue;
            };
            self.demand(frame, function);
            let cell = self.frame(frame).vars.get(function);
            let Some(v) = cell.map(|cell| self.look(self.state.get(cell))) else {
                continue;
            };
            if matches!(self.kind(v), Kind::Function(..)) {
                self.follow_for_others(v, &Arc::from(&**function));
            }
        }
    }

    fn follow_for_others(&mut self, function: Val, name: &Arc<str>) {
        let args = self.entry_arguments(function, name, false);
        let mute = std::mem::replace(&mut self.mute, true);
        let watch = self.watch.take();
        // However it ends, what it has put there is there.
        self.aside(FUEL, &mut |m| {
            let _ = m.call(function, args.clone(), Span::default());
        });
        self.watch = watch;
        self.mute = mute;
    }
}
