//! What is wrong with a file that is not Python, by the ids of the sentences.
//!
//! The sentences stand in `messages/`, under `wrong.` and the id. What a replay says of a page is told as it is.
//! Filled by the readers of the formats, told by `file`.

use crate::evaluate::Reason;
use crate::pack::Messages;

crate::evaluate::reasons! {
    under "wrong.";
    behind_end(name, buffer) = "behind-end";
    brackets() = "brackets";
    call_gone() = "call-gone";
    field_missing(name) = "field-missing";
    format_given(name) = "format-given";
    gets() = "gets";
    hash_length(algorithm, length) = "hash-length";
    ignored(path) = "ignored";
    index_behind_end(buffer) = "index-behind-end";
    in_the_past(value) = "in-the-past";
    is_set(key, value) = "is-set";
    not_among(key, value) = "not-among";
    is_among(key, value) = "is-among";
    is_shown(text) = "is-shown";
    many_versions(specifier, name) = "many-versions";
    maybe_null(buffer) = "maybe-null";
    needed(name) = "needed";
    never_ends(buffer) = "never-ends";
    no_address(value) = "no-address";
    no_commit(name) = "no-commit";
    no_date(value) = "no-date";
    no_field(line) = "no-field";
    no_hash(name) = "no-hash";
    no_hash_for_git(name) = "no-hash-for-git";
    no_hash_of(hash, name) = "no-hash-of";
    no_span(value, key) = "no-span";
    no_specifier(text) = "no-specifier";
    no_tag(tag) = "no-tag";
    no_value(name) = "no-value";
    no_version(name) = "no-version";
    not_at(name, versions) = "not-at";
    not_filled(error) = "not-filled";
    not_set(key) = "not-set";
    not_shown(text) = "not-shown";
    not_told(name, buffer) = "not-told";
    once_only(name) = "once-only";
    option_missing(option) = "option-missing";
    pattern_unread() = "pattern-unread";
    patterns_unread() = "patterns-unread";
    range(specifier) = "range";
    replaceable(name) = "replaceable";
    secret(line) = "secret";
    source_gone(name) = "source-gone";
    still_taken(path) = "still-taken";
    still_there(name) = "still-there";
    too_short(value, days) = "too-short";
    unknown_field(name) = "unknown-field";
    unread(error) = "unread";
    unread_by_pip(text) = "unread-by-pip";
    weak_hash(algorithm) = "weak-hash";
    without_tls(address) = "without-tls";
    zeros() = "zeros";
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    /// The line, and the included file in which it stands.
    at: Option<(usize, Option<String>)>,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Listed(Reason),
    /// A sentence of a replay.
    Said(String),
}

impl From<Reason> for Wrong {
    fn from(what: Reason) -> Self {
        Self {
            at: None,
            what: What::Listed(what),
        }
    }
}

impl Wrong {
    /// The same where it stands in a line.
    pub(super) fn at_line(line: usize, what: Reason) -> Self {
        Self::in_file(line, None, what)
    }

    /// The same of a line that may stand in an included file.
    pub(super) fn in_file(line: usize, file: Option<&String>, what: Reason) -> Self {
        Self {
            at: Some((line, file.cloned())),
            what: What::Listed(what),
        }
    }

    /// What a replay says.
    pub(super) fn said(sentence: String) -> Self {
        Self {
            at: None,
            what: What::Said(sentence),
        }
    }

    /// Whether it is that something needed is missing.
    pub(super) fn is_missing(&self) -> bool {
        matches!(&self.what, What::Listed(what) if what.id() == needed("").id())
    }

    /// As a sentence of a language.
    pub(super) fn told(&self, messages: &Messages) -> String {
        let said = match &self.what {
            What::Listed(what) => messages.say(what.id(), &what.values()),
            What::Said(sentence) => sentence.clone(),
        };
        match &self.at {
            None => said,
            Some((line, None)) => {
                let line = line.to_string();
                messages.say("place.line-is", &[("line", &line), ("what", &said)])
            }
            Some((line, Some(file))) => {
                let line = line.to_string();
                let values = [("line", line.as_str()), ("file", file), ("what", &said)];
                messages.say("place.line-of-is", &values)
            }
        }
    }
}

/// Several things in English, for the tests of the readers.
#[cfg(test)]
pub(super) fn in_english(all: &[Wrong]) -> Vec<String> {
    let messages = Messages::default();
    all.iter().map(|one| one.told(&messages)).collect()
}
