//! JSON text as Python's `json` writes and reads it.

use super::call::Args;
use super::data::Data;
use super::machine::{Follow, Machine};
use super::number::float_text;
use super::value::{Kind, Val};
use crate::text::Span;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::sync::Arc;

/// How `json.dumps` is told to write.
#[derive(Debug, Clone)]
pub(super) struct Style {
    /// Whether keys stand in order.
    pub(super) sorted: bool,
    /// Whether everything outside ASCII is escaped.
    pub(super) ascii: bool,
    /// What stands between items, and between a key and its value.
    pub(super) separators: (String, String),
    /// What each level is moved in by, if each item has a line of its own.
    pub(super) indent: Option<String>,
    /// Whether numbers that are none, and those without an end, are refused.
    pub(super) finite: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            sorted: false,
            ascii: true,
            separators: (", ".into(), ": ".into()),
            indent: None,
            finite: false,
        }
    }
}

impl Style {
    /// Whether this is refused because of a number that JSON does not know.
    pub(super) fn refuses(&self, data: &Data) -> bool {
        self.finite
            && match data {
                Data::Float(x) => !x.is_finite(),
                Data::List(items) | Data::Tuple(items) => items.iter().any(|i| self.refuses(i)),
                Data::Dict(pairs) => pairs.iter().any(|(_, v)| self.refuses(v)),
                _ => false,
            }
    }
}

impl Machine<'_, '_> {
    /// `json.dumps(v)` of plain data.
    pub(super) fn dumped(
        &mut self,
        v: Option<Val>,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let (Some(style), Some(v)) = (self.json_style(args), v) else {
            return Ok(None);
        };
        let data = self.data(v);
        match dumps(&data, &style) {
            Some(text) => Ok(Some(self.text(&text, span))),
            None if style.refuses(&data) => {
                let why = "Out of range float values are not JSON compliant";
                self.raise("builtins.ValueError", why, span)
            }
            None => Ok(None),
        }
    }

    /// How `json.dumps` is told to write, where all of it is known.
    pub(super) fn json_style(&self, args: &Args) -> Option<Style> {
        let mut style = Style::default();
        for (name, v, _) in &args.keywords {
            let v = self.look(*v);
            match &**name {
                "sort_keys" => style.sorted = self.truth(v)?,
                "ensure_ascii" => style.ascii = self.truth(v)?,
                "allow_nan" => style.finite = !self.truth(v)?,
                "default" | "check_circular" => {}
                "indent" => {
                    style.indent = match self.kind(v) {
                        Kind::None => None,
                        Kind::Str(s) => Some(s.to_string()),
                        Kind::Int(n) => Some(" ".repeat(usize::try_from(*n).ok()?.min(64))),
                        _ => return None,
                    };
                    if style.indent.is_some() && args.keyword("separators").is_none() {
                        style.separators.0 = ",".into();
                    }
                }
                "separators" => {
                    let (Data::Tuple(pair) | Data::List(pair)) = self.data(v) else {
                        return None;
                    };
                    let [Data::Str(item), Data::Str(key)] = pair.as_slice() else {
                        return None;
                    };
                    style.separators = (item.clone(), key.clone());
                }
                _ => return None,
            }
        }
        Some(style)
    }
}

/// The same data with the keys of its outer dictionary in order, when that is asked for.
fn ordered(data: &Data, sorted: bool) -> Data {
    match data.clone() {
        Data::Dict(mut pairs) if sorted => {
            pairs.sort_by(|(a, _), (b, _)| match (a, b) {
                (Data::Str(a), Data::Str(b)) => a.cmp(b),
                _ => std::cmp::Ordering::Equal,
            });
            Data::Dict(pairs)
        }
        data => data,
    }
}

/// What `json.dumps` gives; `None` for what it refuses or what is not known.
pub(super) fn dumps(data: &Data, style: &Style) -> Option<String> {
    written(data, style, 1)
}

fn written(data: &Data, style: &Style, level: usize) -> Option<String> {
    Some(match ordered(data, style.sorted) {
        Data::None => "null".into(),
        Data::Bool(b) => b.to_string(),
        Data::Int(n) => n.to_string(),
        Data::Float(x) if !x.is_finite() && style.finite => return None,
        Data::Float(x) if x.is_nan() => "NaN".into(),
        Data::Float(x) if x.is_infinite() && x > 0.0 => "Infinity".into(),
        Data::Float(x) if x.is_infinite() => "-Infinity".into(),
        Data::Float(x) => float_text(x),
        Data::Str(s) => quote(&s, style.ascii),
        Data::List(items) | Data::Tuple(items) => {
            let parts: Option<Vec<String>> = items
                .iter()
                .map(|item| written(item, style, level + 1))
                .collect();
            enclosed(('[', ']'), &parts?, style, level)
        }
        Data::Dict(pairs) => {
            let parts: Option<Vec<String>> = pairs
                .iter()
                .map(|(k, v)| {
                    let key = match k {
                        Data::Str(k) => quote(k, style.ascii),
                        Data::Int(k) => format!("\"{k}\""),
                        Data::Bool(k) => format!("\"{k}\""),
                        Data::None => "\"null\"".into(),
                        Data::Float(k) if k.is_finite() => format!("\"{}\"", float_text(*k)),
                        _ => return None,
                    };
                    let value = written(v, style, level + 1)?;
                    Some(format!("{key}{}{value}", style.separators.1))
                })
                .collect();
            enclosed(('{', '}'), &parts?, style, level)
        }
        _ => return None,
    })
}

fn enclosed((open, close): (char, char), parts: &[String], style: &Style, level: usize) -> String {
    match &style.indent {
        Some(indent) if !parts.is_empty() => {
            let inner = format!("\n{}", indent.repeat(level));
            let outer = format!("\n{}", indent.repeat(level.saturating_sub(1)));
            let parts = parts.join(&format!("{}{inner}", style.separators.0));
            format!("{open}{inner}{parts}{outer}{close}")
        }
        _ => format!("{open}{}{close}", parts.join(&style.separators.0)),
    }
}

/// Text in quotes; with `ascii`, everything outside ASCII is escaped.
fn quote(s: &str, ascii: bool) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("\"");
    for c in s.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            ' '..='~' => out.push(c),
            c if !ascii && c >= ' ' => out.push(c),
            c => {
                let mut units = [0u16; 2];
                for unit in c.encode_utf16(&mut units) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out.push('"');
    out
}

/// What `json.loads` asks about what it reads.
#[derive(Default)]
struct Hooks {
    object: Option<Val>,
    pairs: Option<Val>,
    int: Option<Val>,
    float: Option<Val>,
    constant: Option<Val>,
}

impl Machine<'_, '_> {
    /// What `json.loads` gives for known text: its hooks are asked about each object and number, the inner ones
    /// first, and a decoder of the program's own reads the text itself. `None`: it is told something else.
    pub(super) fn json_read(&mut self, text: &str, args: &Args, span: Span) -> Follow<Option<Val>> {
        if args.spread.is_some() || args.rest.is_some() || args.positional.len() > 1 {
            return Ok(None);
        }
        let mut hooks = Hooks::default();
        let mut decoder = None;
        let mut strict = true;
        for (name, v, _) in &args.keywords {
            let given = Some(self.look(*v)).filter(|v| *v != Val::NONE);
            match &**name {
                "object_hook" => hooks.object = given,
                "object_pairs_hook" => hooks.pairs = given,
                "parse_int" => hooks.int = given,
                "parse_float" => hooks.float = given,
                "cls" => decoder = given,
                "parse_constant" => hooks.constant = given,
                "strict" => strict = given.is_none_or(|v| self.truth(v) != Some(false)),
                _ => return Ok(None),
            }
        }
        if let Some(class) = decoder {
            let mut options = args.clone();
            options.positional.clear();
            options.keywords.retain(|(name, ..)| &**name != "cls");
            let decoder = self.call(class, options, span)?;
            let text = self.text(text, span);
            let read = self.call_method(decoder, "decode", Args::positional(vec![text]), span)?;
            return Ok(Some(read));
        }
        let data = match read(text) {
            Ok(data) => data,
            Err(message) => match beyond(text, strict).and_then(|text| read(&text).ok()) {
                Some(data) => data,
                None => return self.raise("json.JSONDecodeError", &message, span),
            },
        };
        self.json_value(data, &hooks, span).map(Some)
    }

    fn json_value(&mut self, data: Data, hooks: &Hooks, span: Span) -> Follow<Val> {
        self.spend(1)?;
        match data {
            Data::Dict(pairs) => {
                let mut read = Vec::with_capacity(pairs.len());
                for (key, value) in pairs {
                    let key = self.value(&key, span);
                    read.push((key, self.json_value(value, hooks, span)?));
                }
                if let Some(hook) = hooks.pairs {
                    let pairs = read.into_iter().map(|(k, v)| self.tuple(vec![k, v], span));
                    let pairs = pairs.collect();
                    let list = self.list(pairs, span);
                    return self.call(hook, Args::positional(vec![list]), span);
                }
                let mut last: Vec<(Val, Val)> = Vec::with_capacity(read.len());
                let mut places = std::collections::BTreeMap::new();
                for (key, value) in read {
                    let name = match self.kind(key) {
                        Kind::Str(name) => name.clone(),
                        _ => continue,
                    };
                    if let Some(pair) = places.get(&name).and_then(|&at: &usize| last.get_mut(at)) {
                        pair.1 = value;
                    } else {
                        places.insert(name, last.len());
                        last.push((key, value));
                    }
                }
                let dict = self.object(Kind::Dict(Arc::new(last)), span);
                match hooks.object {
                    Some(hook) => self.call(hook, Args::positional(vec![dict]), span),
                    None => Ok(dict),
                }
            }
            Data::List(items) => {
                let mut read = Vec::with_capacity(items.len());
                for item in items {
                    read.push(self.json_value(item, hooks, span)?);
                }
                Ok(self.list(read, span))
            }
            Data::Str(word) if word.starts_with(CONSTANT) => {
                let word = word.trim_start_matches(CONSTANT);
                let text = self.text(word, span);
                match (hooks.constant, word) {
                    (Some(hook), _) => self.call(hook, Args::positional(vec![text]), span),
                    (None, "NaN") => Ok(self.value(&Data::Float(f64::NAN), span)),
                    (None, "Infinity") => Ok(self.value(&Data::Float(f64::INFINITY), span)),
                    (None, _) => Ok(self.value(&Data::Float(f64::NEG_INFINITY), span)),
                }
            }
            Data::Int(n) if hooks.int.is_some() => {
                let text = self.text(&n.to_string(), span);
                let hook = hooks.int.unwrap_or(Val::NONE);
                self.call(hook, Args::positional(vec![text]), span)
            }
            Data::Float(x) if hooks.float.is_some() => {
                let text = self.text(&float_text(x), span);
                let hook = hooks.float.unwrap_or(Val::NONE);
                self.call(hook, Args::positional(vec![text]), span)
            }
            data => Ok(self.value(&data, span)),
        }
    }
}

/// One value of a JSON text: the keys of an object in their order, each as often as it stands there.
struct Written(Data);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Written;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a value")
            }
            fn visit_unit<E>(self) -> Result<Written, E> {
                Ok(Written(Data::None))
            }
            fn visit_bool<E>(self, b: bool) -> Result<Written, E> {
                Ok(Written(Data::Bool(b)))
            }
            fn visit_i64<E>(self, n: i64) -> Result<Written, E> {
                Ok(Written(Data::Int(n.into())))
            }
            fn visit_u64<E>(self, n: u64) -> Result<Written, E> {
                Ok(Written(Data::Int(n.into())))
            }
            fn visit_f64<E>(self, x: f64) -> Result<Written, E> {
                Ok(Written(Data::Float(x)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Written, E> {
                Ok(Written(Data::Str(text.into())))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Written, A::Error> {
                let mut all = Vec::new();
                while let Some(Written(item)) = items.next_element()? {
                    all.push(item);
                }
                Ok(Written(Data::List(all)))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Written, A::Error> {
                let mut all = Vec::new();
                while let Some((Written(key), Written(value))) = pairs.next_entry()? {
                    all.push((key, value));
                }
                Ok(Written(Data::Dict(all)))
            }
        }
        from.deserialize_any(Reader)
    }
}

/// What stands in a JSON text.
fn read(text: &str) -> Result<Data, String> {
    serde_json::from_str::<Written>(text)
        .map(|written| written.0)
        .map_err(|e| {
            format!(
                "Expecting value: line {} column {} (char {})",
                e.line(),
                e.column().max(1),
                e.column().saturating_sub(1)
            )
        })
}

/// What stands before the word of a number that JSON does not have and Python reads; no text of a program begins so.
const CONSTANT: char = '\u{10fffd}';

/// The text in the way of JSON where it holds numbers that only Python reads, as texts with a mark before them, or, where
/// that is not strict, control characters inside of texts.
fn beyond(text: &str, strict: bool) -> Option<String> {
    let (mut out, mut rest, mut inside) = (String::with_capacity(text.len()), text, false);
    let mut found = false;
    while let Some(c) = rest.chars().next() {
        let words = ["-Infinity", "Infinity", "NaN"];
        if !inside && let Some(word) = words.into_iter().find(|word| rest.starts_with(word)) {
            out.push('"');
            out.push(CONSTANT);
            out.push_str(word);
            out.push('"');
            rest = rest.strip_prefix(word).unwrap_or("");
            found = true;
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or("");
        match c {
            '"' => inside = !inside,
            '\\' if inside => {
                out.push(c);
                let next = rest.chars().next()?;
                out.push(next);
                rest = rest.get(next.len_utf8()..).unwrap_or("");
                continue;
            }
            c if inside && !strict && c.is_ascii_control() => {
                let code = format!("\\u{:04x}", u32::from(c));
                out.push_str(&code);
                found = true;
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    found.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_as_python_writes_it() {
        let data = Data::List(vec![Data::Int(1), Data::Str("é\"".into()), Data::None]);
        let plain = Style::default();
        assert_eq!(
            dumps(&data, &plain).as_deref(),
            Some(r#"[1, "\u00e9\"", null]"#)
        );
        let tight = Style {
            sorted: true,
            ascii: false,
            separators: (",".into(), ":".into()),
            indent: None,
            finite: false,
        };
        let pairs = Data::Dict(vec![
            (Data::Str("b".into()), Data::Str("é\u{7f}\u{1b}".into())),
            (Data::Str("a".into()), data),
        ]);
        assert_eq!(
            dumps(&pairs, &tight).as_deref(),
            Some("{\"a\":[1,\"é\\\"\",null],\"b\":\"é\u{7f}\\u001b\"}")
        );
        let wide = Style {
            separators: (",".into(), ": ".into()),
            indent: Some("  ".into()),
            ..Style::default()
        };
        assert_eq!(
            dumps(
                &Data::List(vec![Data::Int(1), Data::Dict(Vec::new())]),
                &wide
            )
            .as_deref(),
            Some("[\n  1,\n  {}\n]")
        );
        assert_eq!(
            read("[1, 2.5]"),
            Ok(Data::List(vec![Data::Int(1), Data::Float(2.5)]))
        );
        assert!(read("{").is_err());
        // In their order, and each as often as it stands there.
        let pair = |key: &str, n| (Data::Str(key.into()), Data::Int(n));
        assert_eq!(
            read(r#"{"b": 1, "a": 2, "b": 3}"#),
            Ok(Data::Dict(vec![pair("b", 1), pair("a", 2), pair("b", 3)]))
        );
    }
}
