//! Methods of Python's texts and dicts that a template calls, `{{ url.startswith("https://") }}`, and a filter.
//!
//! The engine of the templates has most of Jinja's filters and no methods. Called by `markup`.

use super::markup::escaped;
use minijinja::value::{Object, ObjectRepr, Value, ValueKind};
use minijinja::{AutoEscape, Error, ErrorKind, State};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An object of the program, of which a template sees what it holds. What else its class gives is not known here.
#[derive(Debug)]
struct Held(BTreeMap<String, Value>);

impl Object for Held {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let known = key.as_str().and_then(|name| self.0.get(name));
        let unknown = || Value::from(Error::from(ErrorKind::InvalidOperation));
        Some(known.cloned().unwrap_or_else(unknown))
    }
}

/// An object of the program with these attributes.
pub(super) fn object(held: BTreeMap<String, Value>) -> Value {
    Value::from_object(Held(held))
}

/// What a method gives that the engine does not know.
pub(super) fn method(value: &Value, name: &str, given: &[Value]) -> Result<Value, Error> {
    let known = match (value.as_str(), value.kind()) {
        (Some(text), _) => of_text(text, name, given),
        (None, ValueKind::Map) => of_dict(value, name, given)?,
        _ => None,
    };
    known.ok_or_else(|| Error::from(ErrorKind::UnknownMethod))
}

/// The filter `xmlattr`: the pairs of a dict as attributes, their values escaped whatever else is.
pub(super) fn attributes(pairs: &Value, spaced: Option<bool>) -> Result<Value, Error> {
    let refused = |key: &str| {
        let message = format!("invalid character in attribute name: {key:?}");
        Error::new(ErrorKind::InvalidOperation, message)
    };
    let mut out = String::new();
    for key in pairs.try_iter()? {
        let value = pairs.get_item(&key)?;
        if value.is_none() || value.is_undefined() {
            continue;
        }
        let name = key.to_string();
        if name.contains(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '=')) {
            return Err(refused(&name));
        }
        let text = if value.is_safe() {
            value.to_string()
        } else {
            escaped(&value.to_string())
        };
        out.push(' ');
        out.push_str(&escaped(&name));
        out.push_str("=\"");
        out.push_str(&text);
        out.push('"');
    }
    let out = if spaced == Some(false) {
        out.trim_start().to_owned()
    } else {
        out
    };
    Ok(Value::from_safe_string(out))
}

/// The filter `tojson`: JSON that may stand in a script and in an attribute with single quotation marks.
pub(super) fn json(value: &Value) -> Result<Value, Error> {
    let text = serde_json::to_string(value)
        .map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))?;
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\'' => out.push_str("\\u0027"),
            sign => out.push(sign),
        }
    }
    Ok(Value::from_safe_string(out))
}

/// The filter `urlize`: addresses among the words of a text as links, and all else escaped. What only looks a little
/// like an address is not followed.
pub(super) fn linked(value: &Value, state: &State<'_, '_>) -> Result<Value, Error> {
    let text = value.to_string();
    let shown = |word: &str| {
        if value.is_safe() {
            word.to_owned()
        } else {
            escaped(word)
        }
    };
    let mut out = String::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let behind = piece.get(word.len()..).unwrap_or_default();
        let inner = word.trim_start_matches(['(', '<']);
        let begin = word.get(..word.len() - inner.len()).unwrap_or_default();
        let inner = inner.trim_end_matches(['.', ',', ')', '>', ':', ';']);
        let end = word.get(begin.len() + inner.len()..).unwrap_or_default();
        let scheme = ["https://", "http://"].iter().any(|s| inner.starts_with(s));
        let named = inner.starts_with("www.");
        let maybe = inner.contains('@')
            || inner.starts_with("mailto:")
            || [".com", ".net", ".org"]
                .iter()
                .any(|end| inner.contains(end));
        if !scheme && !named && maybe {
            return Err(ErrorKind::InvalidOperation.into());
        }
        out.push_str(&shown(begin));
        if scheme || named {
            let before = if scheme { "" } else { "https://" };
            let inner = shown(inner);
            let link = format!("<a href=\"{before}{inner}\" rel=\"noopener\">{inner}</a>");
            out.push_str(&link);
        } else {
            out.push_str(&shown(inner));
        }
        out.push_str(&shown(end));
        out.push_str(behind);
    }
    Ok(match state.auto_escape() {
        AutoEscape::None => Value::from(out),
        _ => Value::from_safe_string(out),
    })
}

fn of_text(text: &str, name: &str, given: &[Value]) -> Option<Value> {
    let first = given.first();
    let word = || first.and_then(Value::as_str);
    let set: Vec<char> = word().map_or_else(Vec::new, |word| word.chars().collect());
    let stripped = |c: char| {
        if set.is_empty() {
            c.is_whitespace()
        } else {
            set.contains(&c)
        }
    };
    let edge = |holds: fn(&str, &str) -> bool| -> Option<Value> {
        let options: Vec<Value> = match first? {
            one if one.as_str().is_some() => vec![one.clone()],
            several => several.try_iter().ok()?.collect(),
        };
        let any = options
            .iter()
            .any(|option| option.as_str().is_some_and(|edge| holds(text, edge)));
        Some(Value::from(any))
    };
    Some(match name {
        "startswith" => edge(|text, edge| text.starts_with(edge))?,
        "endswith" => edge(|text, edge| text.ends_with(edge))?,
        "lower" | "casefold" => Value::from(text.to_lowercase()),
        "upper" => Value::from(text.to_uppercase()),
        "strip" => Value::from(text.trim_matches(stripped)),
        "lstrip" => Value::from(text.trim_start_matches(stripped)),
        "rstrip" => Value::from(text.trim_end_matches(stripped)),
        "replace" => Value::from(text.replace(word()?, given.get(1)?.as_str()?)),
        "count" => Value::from(text.matches(word()?).count()),
        "isdigit" => Value::from(!text.is_empty() && text.chars().all(|c| c.is_ascii_digit())),
        "isalpha" => Value::from(!text.is_empty() && text.chars().all(char::is_alphabetic)),
        "isalnum" => Value::from(!text.is_empty() && text.chars().all(char::is_alphanumeric)),
        "splitlines" => text.lines().map(Value::from).collect(),
        "split" => match (word(), given.get(1).and_then(Value::as_i64)) {
            (Some(""), _) | (None, Some(0..)) => return None,
            (Some(mark), Some(most @ 0..)) => {
                let pieces = usize::try_from(most).ok()?.saturating_add(1);
                text.splitn(pieces, mark).map(Value::from).collect()
            }
            (Some(mark), _) => text.split(mark).map(Value::from).collect(),
            (None, _) => text.split_whitespace().map(Value::from).collect(),
        },
        "partition" => {
            let mark = word().filter(|mark| !mark.is_empty())?;
            let (before, mark, after) = match text.split_once(mark) {
                Some((before, after)) => (before, mark, after),
                None => (text, "", ""),
            };
            [before, mark, after].map(Value::from).into_iter().collect()
        }
        "removeprefix" => Value::from(text.strip_prefix(word()?).unwrap_or(text)),
        "removesuffix" => Value::from(text.strip_suffix(word()?).unwrap_or(text)),
        "find" => {
            let before = text.find(word()?).and_then(|at| text.get(..at));
            Value::from(before.map_or(-1, |before| {
                i64::try_from(before.chars().count()).unwrap_or(i64::MAX)
            }))
        }
        "join" => {
            let parts: Option<Vec<String>> = first?
                .try_iter()
                .ok()?
                .map(|part| part.as_str().map(str::to_owned))
                .collect();
            Value::from(parts?.join(text))
        }
        _ => return None,
    })
}

fn of_dict(value: &Value, name: &str, given: &[Value]) -> Result<Option<Value>, Error> {
    Ok(match (name, given) {
        ("get", [key, rest @ ..]) => {
            let found = value.get_item(key)?;
            let default = || rest.first().cloned().unwrap_or_else(|| Value::from(()));
            Some(if found.is_undefined() {
                default()
            } else {
                found
            })
        }
        ("keys", []) => Some(value.try_iter()?.collect()),
        ("values", []) => Some(
            value
                .try_iter()?
                .map(|key| value.get_item(&key))
                .collect::<Result<Value, Error>>()?,
        ),
        ("items", []) => Some(
            value
                .try_iter()?
                .map(|key| {
                    value
                        .get_item(&key)
                        .map(|item| Value::from(vec![key, item]))
                })
                .collect::<Result<Value, Error>>()?,
        ),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_of_texts() {
        let parts = |name: &str, given: &[Value]| -> Vec<String> {
            let made = of_text("https://a.example/?u=b://c", name, given).unwrap();
            match made.try_iter() {
                Ok(parts) => parts.map(|part| part.to_string()).collect(),
                Err(_) => vec![made.to_string()],
            }
        };
        let mark = Value::from("://");
        assert_eq!(
            parts("split", &[mark.clone(), Value::from(1)]),
            ["https", "a.example/?u=b://c"]
        );
        assert_eq!(
            parts("partition", std::slice::from_ref(&mark)),
            ["https", "://", "a.example/?u=b://c"]
        );
        assert_eq!(parts("find", &[mark]), ["5"]);
        assert_eq!(parts("find", &[Value::from("#")]), ["-1"]);
    }

    #[test]
    fn objects_are_asked_for_what_they_hold() {
        let link = object([("url".to_owned(), Value::from("a"))].into());
        assert_eq!(link.get_attr("url").unwrap().to_string(), "a");
        assert!(link.is_true());
        let other = link.get_attr("safe").unwrap();
        assert_eq!(other.kind(), ValueKind::Invalid);
    }

    #[test]
    fn json_stays_in_its_script() {
        let made = |value: Value| json(&value).unwrap().to_string();
        assert_eq!(
            made(Value::from("</script>\"'&")),
            r#""\u003c/script\u003e\"\u0027\u0026""#
        );
        assert_eq!(made(Value::from(vec![1, 2])), "[1,2]");
        assert!(json(&Value::from("a")).unwrap().is_safe());
    }
}
