//! Where paths part at a condition, and where they meet again.
//!
//! Knows no condition; whether one holds and what follows from it says `condition`. Called wherever
//! Python asks for a truth.

use super::machine::{Follow, Machine, Stop};
use super::state::{Delta, join};
use super::value::{Facts, Kind, Val};
use crate::text::Span;

impl Machine<'_, '_> {
    /// Follows both sides of a condition, or the one that can happen. Each side's value comes with
    /// what changed on it; the state goes on as the meeting of the sides that go on.
    pub(super) fn decide(
        &mut self,
        condition: Val,
        then: &mut dyn FnMut(&mut Self) -> Follow<Val>,
        otherwise: &mut dyn FnMut(&mut Self) -> Follow<Val>,
    ) -> Follow<Val> {
        match self.truth(condition) {
            Some(true) => {
                self.refine(condition, true);
                then(self)
            }
            Some(false) => {
                self.refine(condition, false);
                otherwise(self)
            }
            None => {
                let mut open = true;
                let yes = self.branch(&mut |m| {
                    if m.refine(condition, true) {
                        m.note_asked(condition);
                        then(m)
                    } else {
                        open = false;
                        Err(Stop::Dead)
                    }
                });
                if matches!(yes, Err(Stop::Fuel)) {
                    return Err(Stop::Fuel);
                }
                let no = self.branch(&mut |m| {
                    if m.refine(condition, false) {
                        m.note_asked(condition);
                        otherwise(m)
                    } else {
                        open = false;
                        Err(Stop::Dead)
                    }
                });
                if matches!(no, Err(Stop::Fuel)) {
                    return Err(Stop::Fuel);
                }
                let ends: Vec<(Val, Delta)> = [yes, no].into_iter().flatten().collect();
                // One side is left for good: what comes next happens on the other only.
                self.forked |= open && ends.len() == 1;
                self.meet(ends)
            }
        }
    }

    /// What is left of a value where it counts as false: nothing that anybody sent.
    pub(super) fn falsy(&mut self, v: Val, span: Span) -> Val {
        match self.kind(v).clone() {
            Kind::Either(options) => {
                let options: Vec<(Val, Facts)> = options
                    .iter()
                    .map(|(option, facts)| (self.falsy(*option, span), facts.clone()))
                    .collect();
                join(&mut self.arena, &options)
            }
            Kind::Unknown(..) | Kind::Tested(..) | Kind::Method(..) | Kind::Text(_) => {
                if self.is_text(v) {
                    self.text("", span)
                } else {
                    Val::FALSE
                }
            }
            _ => v,
        }
    }

    /// Goes on from here with what several paths left, and the value that any of them gave.
    pub(super) fn meet(&mut self, ends: Vec<(Val, Delta)>) -> Follow<Val> {
        if ends.is_empty() {
            return Err(Stop::Dead);
        }
        let (values, deltas): (Vec<Val>, Vec<Delta>) = ends.into_iter().unzip();
        self.state.merge(&mut self.arena, &deltas);
        let options: Vec<(Val, Facts)> = values
            .into_iter()
            .zip(deltas.iter().map(Delta::facts))
            .collect();
        Ok(join(&mut self.arena, &options))
    }
}
