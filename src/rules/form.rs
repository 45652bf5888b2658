//! Rules about what is not a call: imports, and the forms of statements.
//!
//! Knows no library and no reason; both stand in the rule. Called by `matching`.

use super::Rule;
use crate::evaluate::{Effect, EffectKind, Shape};
use crate::finding::{Finding, Step, StepKind};
use serde::Deserialize;

/// An import that is worth a word.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Import {
    /// Modules; whatever is taken out of them counts too.
    pub module: Vec<String>,
    /// What follows from it, as a sentence.
    pub say: String,
}

/// A form of statement that is worth a word.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Statement {
    /// Which form.
    pub kind: Form,
    /// What follows from it, as a sentence.
    pub say: String,
}

/// The forms of statements that rules can speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// An `assert`.
    Assert,
    /// A handler that does nothing.
    HandlerPasses,
    /// A handler that only goes on with the loop.
    HandlerContinues,
    /// A handler that returns a true constant.
    HandlerAllows,
    /// A handler for everything.
    HandlerBroad,
}

impl From<Shape> for Form {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Assert => Self::Assert,
            Shape::HandlerPasses => Self::HandlerPasses,
            Shape::HandlerContinues => Self::HandlerContinues,
            Shape::HandlerAllows => Self::HandlerAllows,
            Shape::HandlerBroad => Self::HandlerBroad,
        }
    }
}

/// What a rule says of an effect that is not a call.
pub(super) fn judge(rule: &Rule, effect: &Effect) -> Option<Finding> {
    let say = match &effect.kind {
        EffectKind::Import { module } => rule.imports.iter().find_map(|i| {
            i.module
                .iter()
                .any(|m| {
                    module
                        .strip_prefix(m.as_str())
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                })
                .then_some(&i.say)
        }),
        EffectKind::Shape { kind } => rule
            .statements
            .iter()
            .find_map(|s| (s.kind == Form::from(*kind)).then_some(&s.say)),
        _ => None,
    }?;
    Some(Finding {
        rule: rule.id.clone(),
        message: rule.message.clone(),
        severity: rule.severity,
        confidence: rule.confidence,
        span: effect.span,
        function: effect.function.clone(),
        path: vec![Step {
            kind: StepKind::Sink,
            span: effect.span,
            text: say.clone(),
            via: None,
        }],
        fix: None,
    })
}
