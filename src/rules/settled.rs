//! What a program says besides a call that takes the harm away: that an answer is plain text, after it was made.
//!
//! Knows no library; what counts stands in the rule. Called by `matching`.

use super::condition::{Asked, Condition, holds};
use crate::evaluate::{Effect, EffectKind, Record};
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
}

impl<'a> Said<'a> {
    /// Looks for what `wanted` calls and stores there are.
    pub(super) fn new(record: &'a Record, wanted: impl Fn(&str) -> bool) -> Self {
        let mut said = Self::default();
        for effect in &record.effects {
            match &effect.kind {
                EffectKind::Store {
                    qualified: Some(name),
                    made: Some(made),
                    ..
                } if wanted(name) => said.stores.entry(*made).or_default().push(effect),
                EffectKind::Call { callee, .. } if wanted(callee) => {
                    let at = (effect.function.as_str(), callee.as_str());
                    said.calls.entry(at).or_default().push(effect);
                }
                _ => {}
            }
        }
        said
    }

    /// Whether the program says one of these of what is made, or done, at `sink`.
    pub(super) fn settles(
        &self,
        all: &[Settled],
        sink: &Effect,
        bases: &BTreeMap<String, Vec<String>>,
    ) -> bool {
        all.iter().any(|settled| {
            let stored = self.stores.get(&sink.span).into_iter().flatten();
            let mut stored = stored.filter(|effect| stores(settled, effect, bases));
            let called = |name: &String| {
                let at = (sink.function.as_str(), name.as_str());
                let mut calls = self.calls.get(&at).into_iter().flatten();
                calls.any(|effect| calls_so(settled, effect, bases))
            };
            stored.next().is_some() || settled.call.iter().any(called)
        })
    }
}

fn stores(settled: &Settled, effect: &Effect, bases: &BTreeMap<String, Vec<String>>) -> bool {
    let EffectKind::Store {
        qualified: Some(name),
        value,
        ..
    } = &effect.kind
    else {
        return false;
    };
    let asked = Asked {
        arguments: &[],
        receiver: None,
        value: Some(value),
        bases,
    };
    settled.store.contains(name)
        && settled
            .value
            .iter()
            .all(|c| holds(c, &asked, true) == Some(true))
}

fn calls_so(settled: &Settled, effect: &Effect, bases: &BTreeMap<String, Vec<String>>) -> bool {
    let EffectKind::Call {
        receiver,
        arguments,
        ..
    } = &effect.kind
    else {
        return false;
    };
    let asked = Asked {
        arguments,
        receiver: receiver.as_deref(),
        value: None,
        bases,
    };
    settled
        .when
        .iter()
        .all(|c| holds(c, &asked, true) == Some(true))
}
