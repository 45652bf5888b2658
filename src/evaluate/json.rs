//! JSON text as Python's `json` writes and reads it.

use super::data::Data;
use super::display::float_text;

/// What `json.dumps` gives with its defaults; `None` for what it refuses or what is not known.
/// The same data with the keys of its outer dictionary in order, when that is asked for.
pub(super) fn ordered(data: Data, sorted: bool) -> Data {
    match data {
        Data::Dict(mut pairs) if sorted => {
            pairs.sort_by(|(a, _), (b, _)| match (a, b) {
                (Data::Str(a), Data::Str(b)) => a.cmp(b),
                _ => std::cmp::Ordering::Equal,
            });
            Data::Dict(
                pairs
                    .into_iter()
                    .map(|(key, value)| (key, ordered(value, sorted)))
                    .collect(),
            )
        }
        data => data,
    }
}

pub(super) fn dumps(data: &Data) -> Option<String> {
    Some(match data {
        Data::None => "null".into(),
        Data::Bool(b) => b.to_string(),
        Data::Int(n) => n.to_string(),
        Data::Float(x) if x.is_finite() => float_text(*x),
        Data::Str(s) => quote(s),
        Data::List(items) | Data::Tuple(items) => {
            let parts: Option<Vec<String>> = items.iter().map(dumps).collect();
            format!("[{}]", parts?.join(", "))
        }
        Data::Dict(pairs) => {
            let parts: Option<Vec<String>> = pairs
                .iter()
                .map(|(k, v)| match k {
                    Data::Str(k) => Some(format!("{}: {}", quote(k), dumps(v)?)),
                    Data::Int(k) => Some(format!("\"{k}\": {}", dumps(v)?)),
                    _ => None,
                })
                .collect();
            format!("{{{}}}", parts?.join(", "))
        }
        _ => return None,
    })
}

/// Text in quotes with everything outside ASCII escaped.
fn quote(s: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("\"");
    for c in s.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(c),
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
        assert_eq!(dumps(&data).as_deref(), Some(r#"[1, "\u00e9\"", null]"#));
        assert_eq!(
            loads("[1, 2.5]"),
            Ok(Data::List(vec![Data::Int(1), Data::Float(2.5)]))
        );
        assert!(loads("{").is_err());
    }
}
