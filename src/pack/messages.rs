//! What the judge says: sentences by id, in English or in the language of a translated pack.
//!
//! Knows ids, sentences and the names in braces that a sentence is filled with; not when one is said.
//! Called by `grade`, filled by `load`.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The built-in sentences.
const ENGLISH: &str = include_str!("../../messages/en.toml");

type Sentences = BTreeMap<String, String>;

/// The sentences of one language. Those it lacks are said in English.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Messages(Option<Arc<Sentences>>);

/// The built-in sentences by id.
fn english() -> &'static Sentences {
    static READ: OnceLock<Sentences> = OnceLock::new();
    READ.get_or_init(|| toml::from_str(ENGLISH).unwrap_or_default())
}

/// The ids, and the sentences in English.
pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = english().iter();
    all.map(|(id, sentence)| (id.as_str(), sentence.as_str()))
}

impl Messages {
    /// The sentences of another language.
    #[must_use]
    pub fn of(sentences: Sentences) -> Self {
        Self(Some(Arc::new(sentences)))
    }

    /// How many sentences this language has of its own.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.as_ref().map_or(0, |all| all.len())
    }

    /// The sentence with this id, its names filled with values. A value is never looked into: braces in
    /// it are text.
    #[must_use]
    pub fn say(&self, id: &str, values: &[(&str, &str)]) -> String {
        let own = self.0.as_ref().and_then(|all| all.get(id));
        let sentence = own.or_else(|| english().get(id));
        filled(sentence.map_or(id, String::as_str), values)
    }
}

/// A text with its names in braces filled; names without a value stay.
fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut said = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        said.push_str(before);
        let value = behind.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(other, _)| *other == name)?;
            Some((*value, after))
        });
        if let Some((value, after)) = value {
            said.push_str(value);
            rest = after;
        } else {
            said.push('{');
            rest = behind;
        }
    }
    said.push_str(rest);
    said
}

/// The names in braces in a text, in order.
#[must_use]
pub fn names_in(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in text.split('{').skip(1) {
        let name = part.split_once('}').map(|(name, _)| name);
        names.extend(name.filter(|name| {
            !name.is_empty()
                && name
                    .chars()
                    .all(|sign| sign.is_ascii_lowercase() || sign == '-')
        }));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_sentences_are_read() {
        let all: Sentences = toml::from_str(ENGLISH).unwrap();
        assert!(all.len() > 60);
        assert_eq!(built_in().count(), all.len());
    }

    #[test]
    fn values_are_filled_in_and_not_looked_into() {
        let messages = Messages::default();
        let said = messages.say(
            "message.instead",
            &[("wanted", "{found}"), ("found", "other")],
        );
        assert_eq!(
            said,
            "There is no `{found}`, so `other` was judged in its place."
        );
        assert_eq!(filled("a {b} {", &[]), "a {b} {");
        assert_eq!(
            names_in("{input} gave {result}, {1: 2} {}"),
            ["input", "result"]
        );
    }

    #[test]
    fn what_a_language_lacks_is_said_in_english() {
        let own = Sentences::from([("headline.passed".to_owned(), "Qapla'!".to_owned())]);
        let messages = Messages::of(own);
        assert_eq!(messages.say("headline.passed", &[]), "Qapla'!");
        assert_eq!(
            messages.say("headline.broken", &[]),
            "It no longer does its job."
        );
    }
}
