//! The sentences of a path, from `rules/sentences.toml`: what happens at each step.

use crate::evaluate::OriginKind;
use crate::finding::{Step, StepKind};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Sentences by key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sentences {
    /// By kind of origin; `{name}` is the parameter or source.
    #[serde(default)]
    source: BTreeMap<String, String>,
    /// By kind of step: `text`, `part`, `call`.
    #[serde(default)]
    through: BTreeMap<String, String>,
    /// By qualified callee, for calls that deserve their own sentence.
    #[serde(default)]
    call: BTreeMap<String, String>,
}

impl Sentences {
    pub(super) fn extend(&mut self, more: Self) {
        self.source.extend(more.source);
        self.through.extend(more.through);
        self.call.extend(more.call);
    }

    /// A step with its sentence. Steps arrive with a key or a name in place of the sentence.
    pub(super) fn tell(&self, step: &Step, origin: Option<OriginKind>) -> Step {
        let text = match step.kind {
            StepKind::Source => {
                let key = match origin {
                    Some(OriginKind::UntrustedParameter) => "untrusted-parameter",
                    Some(OriginKind::Stored) => "stored",
                    Some(OriginKind::Answer) => "answer",
                    Some(OriginKind::Undefined) => "undefined",
                    Some(OriginKind::Source | OriginKind::Operator) => "source",
                    Some(OriginKind::Maker) => "maker",
                    Some(OriginKind::Parameter) | None => "parameter",
                };
                self.source
                    .get(key)
                    .map(|s| s.replace("{name}", &step.text))
            }
            StepKind::Through => match &step.via {
                Some(callee) => self
                    .call
                    .get(callee)
                    .or_else(|| self.through.get("call"))
                    .map(|s| {
                        s.replace("{name}", callee.strip_prefix("builtins.").unwrap_or(callee))
                    }),
                None => self.through.get(&step.text).cloned(),
            },
            StepKind::Sink => None,
        };
        Step {
            text: text.unwrap_or_else(|| step.text.clone()),
            ..step.clone()
        }
    }
}
