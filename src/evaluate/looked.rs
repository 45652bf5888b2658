//! Which files and functions a probe has looked into: what it has not looked into cannot have decided how it went.
//!
//! Called where bodies are followed or read, and by `probed`, which tells it with the outcome.

use super::machine::Machine;
use crate::text::Span;

impl Machine<'_, '_> {
    /// The body of the function whose name stands here is looked into.
    pub(super) fn looks_into(&self, name: Span) {
        if let Some(modules) = self.modules.as_ref().filter(|_| self.world.is_some()) {
            modules.looked.borrow_mut().insert(name);
        }
    }

    /// The functions that were looked into, by where their names stand.
    pub(super) fn functions_looked_into(&self) -> Vec<Span> {
        let modules = self.modules.iter();
        let looked = modules.flat_map(|m| m.looked.borrow().clone());
        let mut looked: Vec<Span> = looked.collect();
        looked.sort_unstable();
        looked
    }

    /// The files that were looked into, by where they begin.
    pub(super) fn files_looked_into(&self) -> Vec<u32> {
        let modules = self.modules.iter();
        let files = modules.flat_map(|m| m.frames.keys().map(|&file| m.shelf.project.base(file)));
        let mut files: Vec<u32> = files.collect();
        files.sort_unstable();
        files
    }
}
