//! What a program says besides a call that takes the harm away: that an answer is plain text, after it was made.
//!
//! Knows no library; what counts stands in the rule. Called by `matching`.

use super::condition::{Asked, Condition, holds};
use crate::evaluate::Table;
use crate::evaluate::{Argument, Effect, EffectKind, Identity, Record};
use crate::text::Span;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// Something that a program says of an object, or of the object a method is called on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(
    deny_unknown_fields,
    default,
    rename_all = "kebab-case",
    remote = "Self"
)]
pub struct Settled {
    /// Attributes and items of what the sink's call makes: `flask.Response.mimetype`.
    pub store: Vec<String>,
    /// What must hold for the value that is stored.
    pub value: Vec<Condition>,
    /// Methods called in the same function: `tornado.web.RequestHandler.set_header`.
    pub call: Vec<String>,
    /// What must hold for that call.
    pub when: Vec<Condition>,
    /// Whether the call, or what is stored, counts wherever it stands.
    pub anywhere: bool,
    /// The position of an argument that must be the same value in both calls.
    pub same: Option<u32>,
}

impl super::Call {
    /// All that is asked of what the program does besides.
    pub(super) fn besides(&self) -> impl Iterator<Item = &Settled> {
        self.settled
            .iter()
            .chain(&self.doubted)
            .chain(&self.followed)
    }
}

impl Settled {
    /// The calls and stored things it speaks of.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.call.iter().chain(&self.store)
    }
}

impl<'de> Deserialize<'de> for Settled {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let settled = Self::deserialize(deserializer)?;
        let fault = if settled.store.is_empty() == settled.call.is_empty() {
            "what settles a sink is either a `store` or a `call`"
        } else if settled.value.iter().any(Condition::names_argument) {
            "a stored value has no arguments: a condition here asks of the value itself"
        } else if !settled.when.iter().all(Condition::selects) {
            "a condition on a call says what it is about: `argument`, `position` or `receiver`"
        } else {
            return Ok(settled);
        };
        Err(serde::de::Error::custom(fault))
    }
}

/// What one record says besides its sinks, by where it can be looked up.
#[derive(Default)]
pub(super) struct Said<'a> {
    /// By the place where the object was made.
    stores: BTreeMap<Span, Vec<&'a Effect>>,
    /// By the function and the call.
    calls: BTreeMap<(&'a str, &'a str), Vec<&'a Effect>>,
    /// By the call, or by what is stored, alone.
    anywhere: BTreeMap<&'a str, Vec<&'a Effect>>,
}

impl<'a> Said<'a> {
    /// Looks for what `wanted` calls and stores there are.
    pub(super) fn new(record: &'a Record, wanted: impl Fn(&str) -> bool) -> Self {
        let mut said = Self::default();
        for effect in &record.effects {
            match &effect.kind {
                EffectKind::Store {
                    qualified: Some(name),
                    made,
                    ..
                } if wanted(name) => {
                    if let Some(made) = made {
                        said.stores.entry(*made).or_default().push(effect);
                    }
                    said.anywhere.entry(name).or_default().push(effect);
                }
                EffectKind::Call { callee, .. } if wanted(callee) => {
                    let at = (effect.function.as_str(), callee.as_str());
                    said.calls.entry(at).or_default().push(effect);
                    said.anywhere.entry(callee).or_default().push(effect);
                    if !effect.entry.is_empty() && effect.entry != effect.function {
                        let at = (effect.entry.as_str(), callee.as_str());
                        said.calls.entry(at).or_default().push(effect);
                    }
                }
                _ => {}
            }
        }
        said
    }

    /// Whether the program says one of these of what is made, or done, at `sink`; `None` where a call that counts
    /// wherever it stands is there, and what it says cannot be told.
    pub(super) fn settles(
        &self,
        all: &[Settled],
        sink: &Effect,
        bases: &Table<Vec<String>>,
    ) -> Option<bool> {
        let mut told = Some(false);
        for settled in all {
            let stored = self.stores.get(&sink.span).into_iter();
            let called = settled.names().flat_map(|name| {
                let everywhere = self.anywhere.get(name.as_str());
                let at = |function| self.calls.get(&(function, name.as_str()));
                let entry = Some(sink.entry.as_str()).filter(|entry| !entry.is_empty());
                everywhere
                    .filter(|_| settled.anywhere)
                    .into_iter()
                    .chain(at(sink.function.as_str()))
                    .chain(entry.and_then(at))
            });
            for effect in stored.chain(called).flatten() {
                if !is_about(settled, sink, effect) {
                    continue;
                }
                match holds_in(settled, effect, bases) {
                    Some(true) => return Some(true),
                    None if settled.anywhere => told = None,
                    _ => {}
                }
            }
        }
        told
    }

    /// Whether the program says one of these that leave it to something outside of it.
    pub(super) fn doubts(
        &self,
        all: &[Settled],
        sink: &Effect,
        bases: &Table<Vec<String>>,
    ) -> bool {
        !all.is_empty() && self.settles(all, sink, bases) != Some(false)
    }
}

/// Whether a call is about the value that the sink's is about, where that is asked.
fn is_about(settled: &Settled, sink: &Effect, effect: &Effect) -> bool {
    let given = |effect: &'_ Effect, at| match &effect.kind {
        EffectKind::Call { arguments, .. } => argument_at(arguments, at),
        _ => None,
    };
    settled.same.is_none_or(|at| {
        let both = given(sink, at).zip(given(effect, at));
        both.is_some_and(|(one, other)| one.same(other))
    })
}

/// Which value stands at a position.
fn argument_at(arguments: &[Argument], at: u32) -> Option<Identity> {
    let found = arguments.iter().find(|a| a.position == Some(at));
    found.map(|a| a.value.identity)
}

/// Whether what is asked of the value, or of the arguments, holds for this.
fn holds_in(settled: &Settled, effect: &Effect, bases: &Table<Vec<String>>) -> Option<bool> {
    let (conditions, asked) = match &effect.kind {
        EffectKind::Store {
            qualified: Some(name),
            value,
            ..
        } if settled.store.contains(name) => {
            let asked = Asked {
                arguments: &[],
                receiver: None,
                value: Some(value),
                bases,
            };
            (&settled.value, asked)
        }
        EffectKind::Call {
            receiver,
            arguments,
            ..
        } => {
            let asked = Asked {
                arguments,
                receiver: receiver.as_deref(),
                value: None,
                bases,
            };
            (&settled.when, asked)
        }
        _ => return Some(false),
    };
    let answers: Vec<Option<bool>> = conditions.iter().map(|c| holds(c, &asked, true)).collect();
    if answers.contains(&Some(false)) {
        return Some(false);
    }
    (!answers.contains(&None)).then_some(true)
}
