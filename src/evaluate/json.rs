//! JSON text as Python's `json` writes and reads it.

use super::call::Args;
use super::data::Data;
use super::display::float_text;
use super::machine::Machine;
use super::value::Kind;

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
}

impl Default for Style {
    fn default() -> Self {
        Self {
            sorted: false,
            ascii: true,
            separators: (", ".into(), ": ".into()),
            indent: None,
        }
    }
}

impl Machine<'_, '_> {
    /// How `json.dumps` is told to write, where all of it is known.
    pub(super) fn json_style(&self, args: &Args) -> Option<Style> {
        let mut style = Style::default();
        for (name, v, _) in &args.keywords {
            let v = self.look(*v);
            match &**name {
                "sort_keys" => style.sorted = self.truth(v)?,
                "ensure_ascii" => style.ascii = self.truth(v)?,
                "default" | "allow_nan" | "check_circular" => {}
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
        Data::Float(x) if x.is_finite() => float_text(x),
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

/// What `json.loads` gives.
pub(super) fn loads(text: &str) -> Result<Data, String> {
    serde_json::from_str::<serde_json::Value>(text)
        .map(from_json)
        .map_err(|e| {
            format!(
                "Expecting value: line {} column {} (char {})",
                e.line(),
                e.column().max(1),
                e.column().saturating_sub(1)
            )
        })
}

fn from_json(value: serde_json::Value) -> Data {
    match value {
        serde_json::Value::Null => Data::None,
        serde_json::Value::Bool(b) => Data::Bool(b),
        serde_json::Value::Number(n) => match n
            .as_i64()
            .map(i128::from)
            .or_else(|| n.as_u64().map(i128::from))
        {
            Some(n) => Data::Int(n),
            None => Data::Float(n.as_f64().unwrap_or(f64::NAN)),
        },
        serde_json::Value::String(s) => Data::Str(s),
        serde_json::Value::Array(items) => Data::List(items.into_iter().map(from_json).collect()),
        serde_json::Value::Object(map) => Data::Dict(
            map.into_iter()
                .map(|(k, v)| (Data::Str(k), from_json(v)))
                .collect(),
        ),
    }
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
            loads("[1, 2.5]"),
            Ok(Data::List(vec![Data::Int(1), Data::Float(2.5)]))
        );
        assert!(loads("{").is_err());
    }
}
