//! What a judge was told of calls already: a loop may make very many that all say the same.
//!
//! Called by `call`.

use super::machine::Machine;
use super::value::Val;
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// How often a judge is told of calls at one place, for each entry.
const TIMES: u32 = 256;

/// What was said of calls already.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Places of calls that cannot be followed: whether nothing was given, and whether they stand in no function.
    unfollowed: FxHashSet<(Span, bool, bool)>,
    /// How often something was called at a place, by the entry.
    times: FxHashMap<(Span, Arc<str>), u32>,
}

impl Machine<'_, '_> {
    /// Whether one more call at this place is worth telling.
    pub(super) fn says_more(&mut self, span: Span) -> bool {
        if self.watch.is_some() || self.world.is_some() {
            return true;
        }
        let times = self.said.times.entry((span, self.entry.clone()));
        let times = times.or_default();
        *times += 1;
        *times <= TIMES
    }

    /// The same of one that cannot be followed and is given these values: without any data in them it says
    /// the same each time.
    pub(super) fn says_unknown(&mut self, given: &[Val], span: Span) -> bool {
        let place = (span, given.is_empty(), self.entry.is_empty());
        let new = self.said.unfollowed.insert(place);
        new || !given.iter().all(|&v| self.is_idle(v))
    }
}
