//! What a program prints and logs, line by line as a reader of the log sees it.
//!
//! Called by `world`.

use super::call::{Call, Done, Miss, shown, string};
use super::{Model, Thing};
use crate::evaluate::{Data, UNKNOWN};

const LOGGER: &str = "logging.Logger";
const LEVELS: &[(&str, &str)] = &[
    ("debug", "DEBUG"),
    ("info", "INFO"),
    ("warning", "WARNING"),
    ("warn", "WARNING"),
    ("error", "ERROR"),
    ("exception", "ERROR"),
    ("critical", "CRITICAL"),
    ("fatal", "CRITICAL"),
];

/// Answers what concerns logs.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    let name = call.name();
    if name == "logging.getLogger" {
        let name = call.get(0, "name").map_or_else(|| "root".to_owned(), shown);
        return model.record(LOGGER, vec![("name", string(name))]);
    }
    if matches!(
        name,
        "logging.basicConfig" | "logging.disable" | "logging.config.dictConfig"
    ) {
        return Ok(Data::None);
    }
    if name == "builtins.print" && call.outside.receiver.is_none() {
        if call
            .keyword("file")
            .is_some_and(|file| matches!(file, Data::Handle(..)))
        {
            return Err(Miss::Other);
        }
        let between = call.keyword("sep").map_or_else(|| " ".to_owned(), shown);
        let words: Vec<String> = call.outside.positional.iter().map(printed).collect();
        lines(model, &words.join(&between));
        return Ok(Data::None);
    }
    let logger = match &call.outside.receiver {
        None => match name.strip_prefix("logging.") {
            Some(_) => "root".to_owned(),
            None => return Err(Miss::Other),
        },
        Some(receiver) => match (receiver, model.thing(receiver)) {
            (Data::Handle(kind, _), Some(Thing::Record(fields))) if kind == LOGGER => fields
                .first()
                .map_or_else(String::new, |(_, name)| shown(name)),
            _ => return Err(Miss::Other),
        },
    };
    if call.outside.attribute {
        return Err(Miss::Other);
    }
    let method = call.method();
    let (level, at) = match LEVELS.iter().find(|(name, _)| *name == method) {
        Some((_, level)) => ((*level).to_owned(), 0),
        None if method == "log" => ("LOG".to_owned(), 1),
        None => {
            return match method {
                "setLevel" | "addHandler" | "removeHandler" | "addFilter" => Ok(Data::None),
                "isEnabledFor" => Ok(Data::Bool(true)),
                "getChild" => model.record(LOGGER, vec![("name", string(logger))]),
                _ => Err(Miss::Other),
            };
        }
    };
    let format = call
        .outside
        .positional
        .get(at)
        .map_or_else(String::new, printed);
    let values = call.outside.positional.get(at + 1..).unwrap_or(&[]);
    let message = filled(&format, values);
    lines(model, &format!("{level}:{logger}:{message}"));
    Ok(Data::None)
}

fn lines(model: &mut Model, text: &str) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for line in text
        .strip_suffix('\n')
        .unwrap_or(&text)
        .split('\n')
        .take(200)
    {
        model.event("logs", line);
    }
}

fn printed(data: &Data) -> String {
    match data {
        Data::Bytes(_) | Data::List(_) | Data::Tuple(_) | Data::Dict(_) => represented(data),
        other => shown(other),
    }
}

/// As `repr` writes it.
pub(super) fn represented(data: &Data) -> String {
    match data {
        Data::Str(text) => crate::evaluate::quote(text),
        Data::Bytes(bytes) => {
            let text: String = bytes
                .iter()
                .flat_map(|b| std::ascii::escape_default(*b))
                .map(char::from)
                .collect();
            format!("b'{text}'")
        }
        Data::List(items) => {
            let items: Vec<String> = items.iter().map(represented).collect();
            format!("[{}]", items.join(", "))
        }
        Data::Tuple(items) => {
            let parts: Vec<String> = items.iter().map(represented).collect();
            let end = if items.len() == 1 { "," } else { "" };
            format!("({}{end})", parts.join(", "))
        }
        Data::Dict(pairs) => {
            let pairs: Vec<String> = pairs
                .iter()
                .map(|(k, v)| format!("{}: {}", represented(k), represented(v)))
                .collect();
            format!("{{{}}}", pairs.join(", "))
        }
        other => shown(other),
    }
}

/// A `%` format filled as `logging` does.
fn filled(format: &str, values: &[Data]) -> String {
    if values.is_empty() {
        return format.to_owned();
    }
    let named = match values {
        [Data::Dict(pairs)] => Some(pairs),
        _ => None,
    };
    let mut values = values.iter();
    let mut out = String::new();
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        if chars.peek() == Some(&'%') {
            chars.next();
            out.push('%');
            continue;
        }
        let mut name = None;
        if chars.peek() == Some(&'(') {
            chars.next();
            name = Some(chars.by_ref().take_while(|c| *c != ')').collect::<String>());
        }
        let mut kind = 's';
        for c in chars.by_ref() {
            if c.is_ascii_alphabetic() {
                kind = c;
                break;
            }
        }
        let value = match (&name, named) {
            (Some(name), Some(pairs)) => pairs
                .iter()
                .find(|(key, _)| *key == Data::Str(name.clone()))
                .map(|(_, value)| value),
            _ => values.next(),
        };
        match value {
            Some(value) if kind == 'r' || kind == 'a' => out.push_str(&represented(value)),
            Some(value) => out.push_str(&printed(value)),
            None => out.push(UNKNOWN),
        }
    }
    out
}
