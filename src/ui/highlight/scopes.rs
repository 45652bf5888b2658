//! From a grammar's scopes to roles.

use crate::ui::theme::Role;
use std::sync::LazyLock;
use syntect::parsing::{Scope, ScopeStack};

/// Scope prefixes and their roles. Of a stack the innermost scope that has a row decides, by its
/// first row.
const ROLES: &[(&str, Role)] = &[
    ("comment", Role::Comment),
    ("meta.interpolation", Role::Text),
    ("punctuation.section.interpolation", Role::Operator),
    ("source.python.embedded", Role::Text),
    ("constant.numeric", Role::Number),
    ("constant.language", Role::Number),
    ("constant.character.escape", Role::Number),
    ("constant.other.placeholder", Role::Number),
    ("string", Role::String),
    ("storage.type.string", Role::String),
    ("keyword.operator.logical", Role::Keyword),
    ("keyword.operator", Role::Operator),
    ("keyword", Role::Keyword),
    ("storage", Role::Keyword),
    ("entity.name.tag", Role::Keyword),
    ("entity.name", Role::Definition),
    ("support.function", Role::Builtin),
    ("support.type", Role::Builtin),
    ("variable.language", Role::Builtin),
    ("variable.annotation", Role::Definition),
];

/// The rows, with names turned into the numbers that stacks hold; the same for every program run.
static ROWS: LazyLock<Vec<(Scope, Role)>> = LazyLock::new(|| {
    ROLES
        .iter()
        .filter_map(|(name, role)| Some((Scope::new(name).ok()?, *role)))
        .collect()
});

/// The role of text under these scopes.
pub(super) fn role(stack: &ScopeStack) -> Role {
    stack
        .as_slice()
        .iter()
        .rev()
        .find_map(|scope| {
            ROWS.iter()
                .find(|(prefix, _)| prefix.is_prefix_of(*scope))
                .map(|(_, role)| *role)
        })
        .unwrap_or(Role::Text)
}
