//! What the names in a goal mean: calls, as a pack's author writes them, and parameters with all that they stand for.
//!
//! Called by `goal`.

use super::case::Case;
use crate::evaluate::{OriginKind, View};
use crate::pack::REQUEST;

/// Whether a call is meant by a name of a goal: itself, or `package.*` for all that is inside.
pub(super) fn meant(name: &str, callee: &str) -> bool {
    match name.strip_suffix(".*") {
        Some(inside) => callee
            .strip_prefix(inside)
            .is_some_and(|rest| rest.starts_with('.')),
        // The built-in ones need no module in front, as in Python.
        None => name == callee || callee.strip_prefix("builtins.") == Some(name),
    }
}

/// Whether what is meant by this name in `reads` is not a value, but what a client has sent: the request that a web
/// framework hands over, or is known to the whole file.
pub(super) fn holds_request(case: &Case<'_>, function: &str, name: &str) -> bool {
    let mut functions = case.exercise.functions.iter();
    let params = functions.find(|f| f.name == function).map(|f| &f.params);
    let param = params.and_then(|params| params.iter().find(|param| param.name == name));
    match param {
        Some(param) => param.kind.as_ref().is_some_and(|kind| {
            let knowledge = case.rulebook.knowledge();
            let names = knowledge.sources.keys().chain(knowledge.attributes.keys());
            let mut inside = names.filter_map(|name| name.strip_prefix(kind.as_str()));
            inside.any(|rest| rest.starts_with('.'))
        }),
        None => name == REQUEST,
    }
}

/// Names of calls as the models have them: authors write those of the documentation, in which a class may stand in
/// another module.
pub(super) fn as_modelled(case: &Case<'_>, names: &[String]) -> Vec<String> {
    let aliases = &case.rulebook.knowledge().aliases;
    let mut all = names.to_vec();
    for name in names {
        if let Some(known) = aliases.get(name) {
            all.push(known.clone());
        } else if let Some((class, method)) = name.rsplit_once('.')
            && let Some(known) = aliases.get(class)
        {
            all.push(format!("{known}.{method}"));
        }
    }
    all
}

/// Whether the value, or a part of it, holds what was sent from outside.
pub(super) fn is_sent(view: &View) -> bool {
    view.origins
        .iter()
        .any(|origin| origin.kind == OriginKind::Source)
}

/// Whether the value, or a part of it, holds data of the parameter.
pub(super) fn comes_from(view: &View, name: &str) -> bool {
    view.origins.iter().any(|origin| {
        origin.name == name
            && matches!(
                origin.kind,
                OriginKind::Parameter | OriginKind::Maker | OriginKind::UntrustedParameter
            )
    })
}
