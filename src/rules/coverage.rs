//! What other checkers look for and no rule here does in the same shape, with the reason.
//!
//! Stands in `rules/coverage/`. Called by `load`, and by whoever writes the table of coverage.

use serde::Deserialize;

/// The reasons of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// Tests of Bandit.
    #[serde(default)]
    pub bandit: Vec<Reason>,
    /// Rules of Ruff.
    #[serde(default)]
    pub ruff: Vec<Reason>,
}

/// Why there is no rule of the same shape.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Reason {
    /// Their name: `B603`.
    pub id: String,
    /// Rules that find what is dangerous about it.
    #[serde(default)]
    pub covered_by: Vec<String>,
    /// Why, in a sentence or two.
    pub reason: String,
}

impl Coverage {
    pub(super) fn extend(&mut self, more: Self) {
        self.bandit.extend(more.bandit);
        self.ruff.extend(more.ruff);
    }
}
