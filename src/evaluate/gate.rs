//! Loaders of the program that ask a method of theirs about every name, and what such a method lets in.
//!
//! Knows no loader; which method is asked, and which names do harm, stands in the models. Called by `class`.

use super::call::Args;
use super::machine::{Catch, Machine, Stop};
use super::slice::Role;
use super::value::{Kind, Val};
use crate::text::Span;

/// Fuel for all the names that one class is asked about.
const FUEL: u64 = 12_000;

impl Machine<'_, '_> {
    /// Whether a method of an object of the file raises for each of these pairs. A class is asked once.
    pub(super) fn refuses(
        &mut self,
        object: Val,
        method: &str,
        harmful: &[(String, String)],
        span: Span,
    ) -> bool {
        let class = match self.content_kind(self.look(object)) {
            Kind::Fields(class, _) => match *self.kind(class) {
                Kind::Class(code, ..) => Some(code),
                _ => None,
            },
            _ => None,
        };
        if let Some(known) = class.and_then(|class| self.gates.get(&class).copied()) {
            return known;
        }
        let mut refuses = false;
        self.aside(FUEL, &mut |m| {
            refuses = harmful
                .iter()
                .all(|pair| m.refuses_this(object, method, pair, span));
        });
        if let Some(class) = class {
            self.gates.insert(class, refuses);
        }
        refuses
    }

    /// Whether it raises for this pair. It is followed each time, however often it was followed before.
    fn refuses_this(
        &mut self,
        object: Val,
        method: &str,
        (module, name): &(String, String),
        span: Span,
    ) -> bool {
        let args = vec![self.text(module, span), self.text(name, span)];
        let (effects, limits) = (self.effects.len(), self.limits.len());
        let mark = self.state.mark();
        self.catches.push(Catch {
            mark,
            raises: Vec::new(),
        });
        self.entered_for = self.watch.map(|_| Role::Called);
        let answer = self.call_method(object, method, Args::positional(args), span);
        self.entered_for = None;
        self.catches.pop();
        self.state.roll_back(mark);
        self.effects.truncate(effects);
        self.limits.truncate(limits);
        matches!(answer, Err(Stop::Raise(_)))
    }
}
