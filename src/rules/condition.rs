//! Conditions on values: what a rule asks of an argument, answered "yes", "no" or "cannot tell".
//!
//! Follows no values and knows no library. Called by `matching`.

use crate::evaluate::{Argument, Piece, View};
use serde::Deserialize;

/// A question about one value of a call.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Condition {
    /// The parameter's name.
    pub argument: Option<String>,
    /// Its position, from 0.
    pub position: Option<u32>,
    /// A key of the dict that the argument is; the question is about its value.
    pub key: Option<String>,
    /// It is one of these constants, written as Python writes them, or one of these qualified names.
    #[serde(default)]
    pub is: Vec<String>,
    /// It is a list, tuple or set with one of these, written as for `is`, among its elements.
    #[serde(default)]
    pub has: Vec<String>,
    /// It is text, and this regular expression finds something in what is known of its beginning.
    pub begins: Option<Pattern>,
    /// It is known to be true or false where a truth value is asked for.
    pub truthy: Option<bool>,
    /// It is passed at all.
    pub given: Option<bool>,
    /// Nothing in it comes from elsewhere.
    pub constant: Option<bool>,
    /// It is known text, and this regular expression finds something in it.
    pub matches: Option<Pattern>,
    /// It is a known whole number below this.
    pub less: Option<i64>,
    /// It is a known whole number above this.
    pub more: Option<i64>,
    /// It is a known whole number with one of these bits set (modes of files).
    pub bits: Option<i64>,
    /// It is an object of one of these qualified types.
    #[serde(default, rename = "type")]
    pub types: Vec<String>,
    /// It came out of one of these calls or things.
    #[serde(default)]
    pub through: Vec<String>,
    /// Besides, it came out of none of these.
    #[serde(default)]
    pub without: Vec<String>,
    /// It is a list or tuple whose first element is one of these texts.
    #[serde(default)]
    pub first: Vec<String>,
    /// It carries data from outside.
    pub untrusted: Option<bool>,
    /// One of these holds.
    #[serde(default)]
    pub any: Vec<Condition>,
    /// This does not hold.
    pub not: Option<Box<Condition>>,
}

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
    /// Whether something in the text matches. A search that takes too long finds nothing.
    #[must_use]
    pub fn finds(&self, text: &str) -> bool {
        self.0.is_match(text).unwrap_or(false)
    }
}

/// Whether a qualified name is meant by a name of a rule: itself, or `package.*` for what stands
/// directly inside.
pub(super) fn names(rule: &str, name: &str) -> bool {
    match rule.strip_suffix(".*") {
        Some(inside) => name
            .strip_prefix(inside)
            .and_then(|rest| rest.strip_prefix('.'))
            .is_some_and(|rest| !rest.contains('.')),
        None => rule == name,
    }
}

/// The argument of a call with this name or position. `*args` and `**kwargs` of unknown content
/// may hold it.
pub(super) fn find<'a>(
    arguments: &'a [Argument],
    name: Option<&str>,
    position: Option<u32>,
) -> Option<&'a Argument> {
    arguments.iter().find(|a| {
        (position.is_some() && a.position == position)
            || (name.is_some() && a.name.as_deref() == name)
    })
}

/// Arguments that may stand for any parameter.
pub(super) fn spread(arguments: &[Argument]) -> Option<&Argument> {
    arguments
        .iter()
        .find(|a| a.position.is_none() && a.name.is_none())
}

/// Whether a condition holds for a call. `None`: cannot tell. A value that is one of several meets
/// it when one of them does; with `each`, when each does.
pub(super) fn holds(condition: &Condition, arguments: &[Argument], each: bool) -> Option<bool> {
    if !condition.any.is_empty() {
        return any(condition.any.iter().map(|c| holds(c, arguments, each)));
    }
    if let Some(inner) = &condition.not {
        return holds(inner, arguments, !each).map(|b| !b);
    }
    let found = find(arguments, condition.argument.as_deref(), condition.position);
    let value = match (found, &condition.key) {
        (Some(argument), None) => Some(&argument.value),
        (Some(argument), Some(key)) => {
            let dict = &argument.value;
            let at = dict.keys.iter().position(|k| k == key);
            let plain = matches!(
                dict.kind.as_deref(),
                Some(
                    "dict"
                        | "int"
                        | "bool"
                        | "float"
                        | "str"
                        | "bytes"
                        | "NoneType"
                        | "list"
                        | "tuple"
                        | "set"
                )
            );
            if at.is_none() && !plain {
                return None;
            }
            at.and_then(|at| dict.items.get(at))
        }
        (None, _) if spread(arguments).is_some() => return None,
        (None, _) => None,
    };
    if let Some(given) = condition.given {
        return Some(value.is_some() == given);
    }
    match value {
        Some(view) => met(condition, view, each),
        None => Some(false),
    }
}

fn any(mut answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut unknown = false;
    if answers.any(|answer| {
        unknown |= answer.is_none();
        answer == Some(true)
    }) {
        return Some(true);
    }
    if unknown { None } else { Some(false) }
}

fn met(condition: &Condition, view: &View, each: bool) -> Option<bool> {
    if !view.either.is_empty() {
        let answers = view.either.iter().map(|v| met(condition, v, each));
        return if each {
            any(answers.map(|a| a.map(|b| !b))).map(|b| !b)
        } else {
            any(answers)
        };
    }
    if let Some(untrusted) = condition.untrusted {
        return Some(view.origins.is_empty() != untrusted);
    }
    if let Some(constant) = condition.constant {
        return Some(fixed(view) == constant);
    }
    if !condition.through.is_empty() {
        let out_of = |list: &[String]| {
            view.through
                .iter()
                .any(|name| list.iter().any(|t| names(t, name)))
        };
        let came = out_of(&condition.through) && !out_of(&condition.without);
        return Some(came);
    }
    if !condition.types.is_empty() {
        let kind = view.kind.as_deref()?;
        return Some(condition.types.iter().any(|t| t == kind));
    }
    let known = view.known.as_deref();
    let kind = view.kind.as_deref();
    if !condition.first.is_empty() {
        return match view.items.first() {
            Some(first) => first.known.as_ref().map(|k| condition.first.contains(k)),
            None => (known.is_some() || kind == Some("str")).then_some(false),
        };
    }
    if let Some(truthy) = condition.truthy {
        return truth(view).map(|b| b == truthy);
    }
    if !condition.is.is_empty() {
        let Some(known) = known else {
            // An object or a container is none of the constants.
            return kind
                .is_some_and(|k| k.contains('.') || matches!(k, "list" | "dict" | "tuple" | "set"))
                .then_some(false);
        };
        let written = if kind == Some("str") {
            crate::evaluate::quote(known)
        } else {
            known.to_owned()
        };
        return Some(condition.is.iter().any(|i| names(i, &written)));
    }
    if !condition.has.is_empty() {
        if view.items.is_empty() {
            return matches!(kind, Some("list" | "tuple" | "set")).then_some(false);
        }
        return any(view.items.iter().map(|item| {
            let among = Condition {
                is: condition.has.clone(),
                ..Condition::default()
            };
            met(&among, item, each)
        }));
    }
    if let Some(pattern) = &condition.begins {
        return match view.pieces.first() {
            Some(Piece::Literal(text)) => Some(pattern.finds(text)),
            _ if known.is_some() => Some(false),
            _ => None,
        };
    }
    if let Some(pattern) = &condition.matches {
        return match (kind, known) {
            (Some("str"), Some(text)) => Some(pattern.finds(text)),
            (_, Some(_)) => Some(false),
            _ => None,
        };
    }
    let number = match known {
        Some(text) => text.parse::<i64>().ok(),
        None => return None,
    };
    let Some(number) = number else {
        return Some(false);
    };
    Some(
        condition.less.is_none_or(|most| number < most)
            && condition.more.is_none_or(|least| number > least)
            && condition.bits.is_none_or(|bits| number & bits != 0),
    )
}

/// Whether all of a value is written in the program.
fn fixed(view: &View) -> bool {
    view.known.is_some()
        || (matches!(
            view.kind.as_deref(),
            Some("list" | "tuple" | "set" | "dict")
        ) && view.origins.is_empty()
            && view.items.iter().all(fixed))
}

fn truth(view: &View) -> Option<bool> {
    let Some(known) = view.known.as_deref() else {
        return match view.kind.as_deref() {
            Some("list" | "tuple" | "set" | "dict") if !view.items.is_empty() => Some(true),
            _ => None,
        };
    };
    Some(match view.kind.as_deref() {
        Some("str") => !known.is_empty(),
        _ => !matches!(known, "False" | "None" | "0" | "0.0" | "b''"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(arguments: &[(&str, View)]) -> Vec<Argument> {
        arguments
            .iter()
            .map(|(name, value)| Argument {
                name: Some((*name).into()),
                position: None,
                value: value.clone(),
                span: crate::text::Span::default(),
            })
            .collect()
    }

    fn known(kind: &str, text: &str) -> View {
        View {
            kind: Some(kind.into()),
            known: Some(text.into()),
            ..View::default()
        }
    }

    fn condition(text: &str) -> Condition {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn a_value_is_asked_about() {
        let arguments = call(&[
            ("verify", known("bool", "False")),
            ("mode", known("name", "ssl.CERT_NONE")),
            ("hash", known("str", "MD5")),
            ("bits", known("int", "1024")),
            ("x", View::default()),
        ]);
        for (text, answer) in [
            ("argument = 'verify'\nis = ['False']", Some(true)),
            ("argument = 'verify'\nis = ['None']", Some(false)),
            ("argument = 'verify'\ntruthy = false", Some(true)),
            ("argument = 'mode'\nis = ['ssl.CERT_NONE']", Some(true)),
            ("argument = 'mode'\nis = ['ssl.*']", Some(true)),
            ("argument = 'hash'\nis = [\"'MD5'\"]", Some(true)),
            ("argument = 'hash'\nmatches = '(?i)^md5$'", Some(true)),
            ("argument = 'bits'\nless = 2048", Some(true)),
            ("argument = 'bits'\nmore = 2048", Some(false)),
            ("argument = 'bits'\nbits = 0o2002", Some(true)),
            ("argument = 'bits'\nbits = 0o0002", Some(false)),
            ("argument = 'hash'\nless = 2048", Some(false)),
            ("argument = 'x'\nis = ['False']", None),
            ("argument = 'x'\ngiven = true", Some(true)),
            ("argument = 'timeout'\ngiven = false", Some(true)),
            ("argument = 'timeout'\nis = ['None']", Some(false)),
            ("argument = 'x'\nconstant = false", Some(true)),
            ("not = { argument = 'verify', is = ['False'] }", Some(false)),
            (
                "any = [{ argument = 'x', is = ['1'] }, { argument = 'verify', is = ['False'] }]",
                Some(true),
            ),
        ] {
            assert_eq!(holds(&condition(text), &arguments, false), answer, "{text}");
        }
    }

    #[test]
    fn one_of_several_values() {
        let both = View {
            either: vec![known("bool", "True"), known("bool", "False")],
            ..View::default()
        };
        let arguments = call(&[("shell", both)]);
        let question = condition("argument = 'shell'\ntruthy = true");
        assert_eq!(holds(&question, &arguments, false), Some(true));
        assert_eq!(holds(&question, &arguments, true), Some(false));
    }

    #[test]
    fn a_key_of_a_dict() {
        let dict = View {
            kind: Some("dict".into()),
            keys: vec!["verify_signature".into()],
            items: vec![known("bool", "False")],
            ..View::default()
        };
        let arguments = call(&[("options", dict)]);
        let asked = |key: &str| {
            holds(
                &condition(&format!(
                    "argument = 'options'\nkey = '{key}'\ntruthy = false"
                )),
                &arguments,
                false,
            )
        };
        assert_eq!(asked("verify_signature"), Some(true));
        assert_eq!(asked("verify_exp"), Some(false));
    }
}
