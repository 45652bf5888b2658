//! How sure a rule is of a call, by what becomes of what the call gives: a digest that is kept as a password's is another
//! thing than one that names an entry of a cache.
//!
//! Knows no library and no name; what counts stands in `[[store]]` sections of the rule that say `sways`. Called by
//! `matching`.

use super::form::Forms;
use crate::evaluate::{Effect, EffectKind};
use crate::finding::Confidence;
use std::collections::BTreeMap;

/// What the values of one record are kept as, where a rule says that this sways it.
#[derive(Default)]
pub(super) struct Sway<'a> {
    /// By the rule and where the call begins out of which a value came.
    places: BTreeMap<(usize, u32), Confidence>,
    /// By the rule and the function, of values whose way begins in the call itself: nothing was passed to it.
    functions: BTreeMap<(usize, &'a str), Confidence>,
}

impl<'a> Sway<'a> {
    pub(super) fn new(forms: &Forms<'_>, effects: &'a [Effect]) -> Self {
        let mut sway = Self::default();
        for effect in effects {
            let EffectKind::Store { value, .. } = &effect.kind else {
                continue;
            };
            for (rule, confidence) in forms.sways(effect) {
                for step in value.path.iter().filter(|step| step.via.is_some()) {
                    let known = sway.places.entry((rule, step.span.start));
                    surest(known.or_insert(confidence), confidence);
                }
                let function = (rule, effect.function.as_str());
                surest(
                    sway.functions.entry(function).or_insert(confidence),
                    confidence,
                );
            }
        }
        sway
    }

    /// How sure the rule is of this call, where what became of it is seen.
    pub(super) fn of(&self, rule: usize, call: &Effect) -> Option<Confidence> {
        let there = self.places.get(&(rule, call.span.start));
        let given = match &call.kind {
            EffectKind::Call { arguments, .. } => !arguments.is_empty(),
            _ => true,
        };
        let near = || self.functions.get(&(rule, call.function.as_str()));
        there.or_else(|| near().filter(|_| !given)).copied()
    }
}

/// Of several uses the one of which a rule is surest counts.
fn surest(known: &mut Confidence, other: Confidence) {
    *known = (*known).max(other);
}
