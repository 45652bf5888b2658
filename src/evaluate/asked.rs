//! Which data a condition was asked about, whatever it asked: a password that was compared, an account that
//! was looked up, a function elsewhere that was asked for its opinion.
//!
//! What a test leaves of a text says `condition`; this only tells that somebody looked before the path went
//! on. Followed only in files that keep something in a session: nothing else asks for it. Called by `decide` and `export`.

use super::machine::Machine;
use super::value::{How, Kind, Part, Val};
use crate::text::Span;
use rustc_hash::FxHashSet;

/// How many values one condition is about at most.
const WIDTH: usize = 6;
/// How many calls may lie between a value and the condition.
const DEPTH: u32 = 5;

/// The name of the test that such data has passed.
pub(super) const ASKED: &str = "asked";

/// What is said of a switch that stands in a mapping only where somebody wished it.
pub(super) const WISHED: &str = "wished";

/// What somebody else was asked or has wished, of whom nobody here knows more.
#[derive(Default)]
pub(super) struct Others {
    /// Values about which somebody unknown was asked.
    pub(super) opined: FxHashSet<Val>,
    /// Switches that were put into a mapping only where somebody wished it.
    pub(super) wished: FxHashSet<Val>,
}

impl Machine<'_, '_> {
    /// Remembers on this path that the condition was asked.
    pub(super) fn note_asked(&mut self, condition: Val) {
        if !self.heeds || self.world.is_some() {
            return;
        }
        let mut about = Vec::new();
        self.about(condition, &mut about, 0);
        for v in about {
            let mark = if let Some(&mark) = self.asked.get(&v) {
                mark
            } else {
                let mark = self.make(Kind::Unknown(None, None), Span::default());
                self.asked.insert(v, mark);
                mark
            };
            self.state.learn(mark, Val::TRUE);
        }
    }

    /// Whether a condition that led here was asked about this value; `known` is what holds besides.
    pub(super) fn was_asked(&self, v: Val, known: &[(Val, Val)]) -> bool {
        self.asked.get(&v).is_some_and(|mark| {
            self.look(*mark) == Val::TRUE || known.contains(&(*mark, Val::TRUE))
        })
    }

    /// Remembers that somebody whose body nobody saw was asked about data from outside before the path went on: that may
    /// have been its check.
    pub(super) fn note_opinion(&mut self, condition: Val) {
        if self.watch.is_none() || self.world.is_some() {
            return;
        }
        let mut about = Vec::new();
        self.opinion(condition, &mut about, 0);
        for v in about {
            if !self.others.opined.contains(&v) && self.chosen_outside(v) {
                self.others.opined.insert(v);
            }
        }
    }

    /// What somebody unknown was asked about in a condition.
    fn opinion(&self, condition: Val, out: &mut Vec<Val>, depth: u32) {
        if depth > DEPTH || out.len() >= WIDTH {
            return;
        }
        match self.kind(condition) {
            Kind::Not(inner) => self.opinion(*inner, out, depth + 1),
            Kind::And(a, b) | Kind::Or(a, b) | Kind::Compare(_, a, b) => {
                self.opinion(*a, out, depth + 1);
                self.opinion(*b, out, depth + 1);
            }
            Kind::Tested(name, of) if &**name == super::budget::UNFOLLOWED => {
                let node = self.arena.node(*of);
                // Whose method answers was not asked about itself.
                let method = |callee: &str| !callee.contains('.');
                let own = matches!(&node.how, How::Call(callee) if method(callee));
                let given = node.from.iter().skip(usize::from(own)).take(WIDTH);
                given.for_each(|v| push(out, self.look(*v)));
            }
            Kind::Tested(_, of) => self.opinion(*of, out, depth + 1),
            _ => {}
        }
    }

    /// What a condition is about.
    fn about(&self, condition: Val, out: &mut Vec<Val>, depth: u32) {
        if depth > DEPTH {
            return;
        }
        let condition = self.look(condition);
        match self.kind(condition).clone() {
            Kind::Not(inner) => self.about(inner, out, depth + 1),
            Kind::And(a, b) | Kind::Or(a, b) => {
                self.about(a, out, depth + 1);
                self.about(b, out, depth + 1);
            }
            Kind::Compare(_, a, b) => {
                let (a, b) = (self.look(a), self.look(b));
                // That a text is there, or is this word, is no check of it.
                let alone = self.is_constant(a) || self.is_constant(b);
                for side in [a, b] {
                    if !alone {
                        push(out, side);
                    }
                    self.made_of(side, out, depth + 1);
                }
            }
            Kind::Either(options) => {
                for (option, facts) in options.iter() {
                    out.extend(facts.iter().map(|(v, _)| *v).take(WIDTH));
                    self.about(*option, out, depth + 1);
                }
            }
            _ => self.made_of(condition, out, depth + 1),
        }
        out.truncate(WIDTH);
    }

    /// What was handed to the calls that a value came out of. The whole of a request is not what a part of
    /// it was asked about.
    fn made_of(&self, v: Val, out: &mut Vec<Val>, depth: u32) {
        if depth > DEPTH || out.len() >= WIDTH {
            return;
        }
        let mut v = self.look(v);
        // Behind what was learnt stands the value itself.
        while let Kind::Tested(_, of) = *self.kind(v) {
            v = of;
        }
        let node = self.arena.node(v);
        match &node.kind {
            Kind::Text(parts) => {
                for part in parts.iter() {
                    if let Part::Hole(hole) = part {
                        push(out, *hole);
                        self.made_of(*hole, out, depth + 1);
                    }
                }
            }
            Kind::Method(of, _) => self.made_of(*of, out, depth + 1),
            Kind::Either(options) => {
                for (option, facts) in options.iter().take(WIDTH) {
                    for (known, _) in facts.iter() {
                        push(out, *known);
                    }
                    self.made_of(*option, out, depth + 1);
                }
            }
            _ => {}
        }
        // What is read under a name is a part of what it is read from.
        let given = match &node.how {
            How::Call(name) if &**name == super::budget::UNSEEN => depth > 1,
            How::Call(name) => &**name != "get" && !says_little(name),
            How::Part => false,
            How::Text | How::Plain => depth > 1,
        };
        for &from in node.from.iter() {
            if given {
                push(out, self.look(from));
            }
            if given || matches!(node.how, How::Part) {
                self.made_of(from, out, depth + 1);
            }
        }
    }
}

fn push(out: &mut Vec<Val>, v: Val) {
    if !out.contains(&v) {
        out.push(v);
    }
}

/// Whether a call tells no more of a text than that it is there, or how it is written.
fn says_little(name: &str) -> bool {
    name.starts_with("str.")
        || matches!(
            name,
            "builtins.len"
                | "builtins.bool"
                | "builtins.str"
                | "builtins.isinstance"
                | "builtins.print"
        )
}
