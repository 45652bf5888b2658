//! Regular expressions in rules, compiled once, when the rule is loaded.
//!
//! Knows nothing of what they are for. Called by `condition` and the sections of a rule.

use serde::Deserialize;

/// A regular expression, compiled when the rule is loaded.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern(fancy_regex::Regex);

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        fancy_regex::Regex::new(&text)
            .map(Self)
            .map_err(|e| format!("this is not a regular expression: {e}"))
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl Eq for Pattern {}

impl Pattern {
    /// The expression that this text, and no other, matches.
    pub(super) fn exactly(text: &str) -> Result<Self, String> {
        format!("^{}$", fancy_regex::escape(text)).try_into()
    }

    /// Whether something in the text matches. A search that takes too long finds nothing.
    #[must_use]
    pub fn finds(&self, text: &str) -> bool {
        self.0.is_match(text).unwrap_or(false)
    }
}
