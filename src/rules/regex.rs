//! Regular expressions in rules, compiled once: when the rule is loaded, so that what is wrong is told there, or,
//! where nothing is wrong for sure, when somebody asks.
//!
//! Knows nothing of what they are for. Called by `condition` and the sections of a rule.

use serde::Deserialize;
use std::cell::Cell;
use std::sync::{Arc, OnceLock};

/// A regular expression.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern {
    text: Arc<str>,
    compiled: Arc<OnceLock<Option<fancy_regex::Regex>>>,
}

thread_local! {
    /// Whether what this thread loads is known to be sound.
    static SOUND: Cell<bool> = const { Cell::new(false) };
}

/// Loads something; `sound`: it was loaded before, and nothing was wrong.
pub(super) fn loading<T>(sound: bool, load: impl FnOnce() -> T) -> T {
    let before = SOUND.replace(sound);
    let loaded = load();
    SOUND.set(before);
    loaded
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let compiled = OnceLock::new();
        if !SOUND.get() {
            let regex = fancy_regex::Regex::new(&text)
                .map_err(|e| format!("this is not a regular expression: {e}"))?;
            let _ = compiled.set(Some(regex));
        }
        Ok(Self {
            text: text.into(),
            compiled: Arc::new(compiled),
        })
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
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
        let compiled = self
            .compiled
            .get_or_init(|| fancy_regex::Regex::new(&self.text).ok());
        let finds = |regex: &fancy_regex::Regex| regex.is_match(text).unwrap_or(false);
        compiled.as_ref().is_some_and(finds)
    }
}

/// How many bytes a search by many expressions together may take for what it remembers, on each thread: with
/// fewer, it would forget and begin anew over the names of a large project.
const STATES: usize = 16 << 20;

/// Whether any of several regular expressions finds something, asked once for all: most texts meet none.
#[derive(Debug, Clone, Default)]
pub(super) struct Patterns {
    /// Whether there is one that everything meets.
    any: bool,
    together: Vec<String>,
    /// Those that would mean something else, or cost more, beside others.
    apart: Vec<Pattern>,
    compiled: OnceLock<Option<fancy_regex::Regex>>,
}

impl Patterns {
    /// Whether one of them finds something in the text.
    pub(super) fn find(&self, text: &str) -> bool {
        if self.any || self.apart.iter().any(|p| p.finds(text)) {
            return true;
        }
        if self.together.is_empty() {
            return false;
        }
        let compiled = self.compiled.get_or_init(|| {
            let all: Vec<String> = self.together.iter().map(|p| format!("(?:{p})")).collect();
            let mut builder = fancy_regex::RegexBuilder::new(&all.join("|"));
            let built = builder.delegate_dfa_size_limit(STATES).build();
            built.ok()
        });
        // What is too large together is asked one by one, by whoever asks.
        let finds = |regex: &fancy_regex::Regex| regex.is_match(text).unwrap_or(false);
        compiled.as_ref().is_none_or(finds)
    }
}

impl<'p> FromIterator<Option<&'p Pattern>> for Patterns {
    /// Where there is no pattern, everything is meant.
    fn from_iter<I: IntoIterator<Item = Option<&'p Pattern>>>(patterns: I) -> Self {
        let mut all = Self::default();
        for pattern in patterns {
            match pattern {
                None => all.any = true,
                Some(p) if stands_alone(&p.text) => all.apart.push(p.clone()),
                Some(p) => {
                    let text = p.text.to_string();
                    if !all.together.contains(&text) {
                        all.together.push(text);
                    }
                }
            }
        }
        all
    }
}

/// Whether an expression looks around or back, so that it cannot simply stand among others. A doubtful one does.
fn stands_alone(pattern: &str) -> bool {
    let looks = [
        "(?=", "(?!", "(?<", "(?>", "(?P", "(?(", "(?x", "(?-", "\\K", "\\G",
    ];
    let mut bytes = pattern.bytes();
    let mut back = false;
    while let Some(byte) = bytes.next() {
        let escaped = byte == b'\\';
        back |= escaped
            && bytes
                .next()
                .is_some_and(|b| matches!(b, b'1'..=b'9' | b'g' | b'k'));
    }
    back || looks.iter().any(|l| pattern.contains(l))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(patterns: &[&str]) -> Patterns {
        let all: Vec<Pattern> = patterns
            .iter()
            .map(|p| Pattern::try_from((*p).to_owned()).unwrap())
            .collect();
        all.iter().map(Some).collect()
    }

    #[test]
    fn one_of_several_is_enough() {
        let patterns = of(&["(?i)^key", "end$|^both", r"(?<!un)safe", r"(.)\1\1"]);
        for (text, found) in [
            ("KEY", true),
            ("my key", false),
            ("the end", true),
            ("The END", false),
            ("both of them", true),
            ("safe", true),
            ("unsafe", false),
            ("baaad", true),
            ("bad", false),
        ] {
            assert_eq!(patterns.find(text), found, "{text}");
        }
        assert_eq!((patterns.together.len(), patterns.apart.len()), (2, 2));
    }

    #[test]
    fn nothing_finds_nothing_and_no_pattern_means_all() {
        assert!(!Patterns::default().find("a"));
        assert!(Patterns::from_iter([None]).find("a"));
    }
}
