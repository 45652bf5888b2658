//! Values of TOML in words, and as Python writes them.
//!
//! Called by `table`.

use toml::de::DeValue;

/// What to do about text that is not TOML, by the line on which it is noticed.
pub(super) fn advice(text: &str, at: usize, message: &str) -> String {
    let begin = text.get(..at).and_then(|before| before.rfind('\n'));
    let line = text.get(begin.map_or(0, |at| at + 1)..);
    let line = line.and_then(|rest| rest.lines().next());
    let line = line.unwrap_or_default().trim();
    if line.starts_with('[') && message.contains("duplicate") {
        let header = line.trim_matches(['[', ']']);
        format!(
            "Where there are several, each has two brackets: `[[{header}]]`; one has other brackets here."
        )
    } else {
        "Correct the line; values are quoted text, numbers, `true`/`false`, lists or tables.".into()
    }
}

/// How Python writes a value of TOML.
pub(super) fn in_python(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(true) => "True".into(),
        DeValue::Boolean(false) => "False".into(),
        DeValue::Datetime(date) => format!("'{date}'"),
        DeValue::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| in_python(item.get_ref())).collect();
            format!("[{}]", items.join(", "))
        }
        DeValue::Table(entries) => {
            let pairs = entries.iter().map(|(name, value)| {
                format!("'{}': {}", name.get_ref(), in_python(value.get_ref()))
            });
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

/// How people call a value of this type.
pub(super) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
