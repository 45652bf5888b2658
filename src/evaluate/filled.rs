//! What functions of the program leave for others that are called for the same request: `flask.g`.
//!
//! When such a thing is read, the functions that a framework calls before are followed, for what they put there;
//! their effects are told where they are entered themselves. Knows no framework; which functions these are stands in
//! the models. Called by `scope`.

use super::machine::Machine;
use super::value::{Kind, Val};
use crate::text::Span;

/// Fuel of a function that is called before.
const FUEL: u64 = 2_000;
/// How many functions are followed.
const FUNCTIONS: usize = 4;

impl Machine<'_, '_> {
    /// What was put under this name before the function in hand was called, if anything was.
    pub(super) fn filled_before(&mut self, name: &str) -> Option<Val> {
        let known = &self.knowledge.filled;
        let object = known.iter().find(|known| {
            let rest = name.strip_prefix(known.as_str());
            rest.is_some_and(|rest| rest.starts_with('.'))
        })?;
        if self.world.is_some() || self.filled {
            return None;
        }
        self.filled = true;
        let before: Vec<_> = self
            .defined
            .iter()
            .filter(|(_, name, class)| class.is_none() && **name != *self.entry)
            .cloned()
            .collect();
        let mut left = FUNCTIONS;
        for (function, name, _) in before {
            let door = self.door(function, &name);
            let fills = door.is_some_and(|d| d.entry.fills.as_deref() == Some(object.as_str()));
            if !fills || left == 0 || !matches!(self.kind(function), Kind::Function(..)) {
                continue;
            }
            left -= 1;
            let args = self.entry_arguments(function, &name, false);
            let mute = std::mem::replace(&mut self.mute, true);
            let watch = self.watch.take();
            // However it ends, what it has put there is there.
            self.aside(FUEL, &mut |m| {
                let _ = m.call(function, args.clone(), Span::default());
            });
            self.watch = watch;
            self.mute = mute;
        }
        let v = self.state.get(*self.overrides.get(name)?);
        (v != Val::UNBOUND).then(|| self.look(v))
    }
}
