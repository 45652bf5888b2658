//! YAML as `PyYAML` loads it: which text becomes data, and which tags construct more than data.
//!
//! Documents are read by a YAML parser; aliases are counted, so that a bomb ends. Called by `loaders`.

use super::call::{Done, Miss, raise};
use crate::attack::doubt;
use crate::evaluate::Data;
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use std::collections::BTreeMap;

/// The longest document, in bytes.
const LONGEST: usize = 200_000;
/// The most values that a document may stand for, aliases followed.
const MOST: usize = 100_000;
/// How deep it may nest.
const DEEPEST: usize = 100;

/// What came of a document.
pub(super) struct Loaded {
    /// Objects that the tags construct, with their arguments.
    pub(super) builds: Vec<(String, Vec<Data>)>,
    pub(super) result: Done,
}

struct Reader<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    anchors: BTreeMap<usize, (Data, usize)>,
    loader: &'a str,
    builds: Vec<(String, Vec<Data>)>,
    work: usize,
}

/// Loads the one document of a text with a loader of `PyYAML`.
pub(super) fn load(text: &str, loader: &str) -> Loaded {
    if text.len() > LONGEST {
        return Loaded {
            builds: Vec::new(),
            result: Err(Miss::Unknown(doubt::document_too_long())),
        };
    }
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        anchors: BTreeMap::new(),
        loader,
        builds: Vec::new(),
        work: 0,
    };
    let result = reader.document();
    Loaded {
        builds: reader.builds,
        result,
    }
}

fn broken(words: impl Into<String>) -> Miss {
    raise("yaml.scanner.ScannerError", words)
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Done<Event<'a>> {
        match self.parser.next() {
            Some(Ok((event, _))) => Ok(event),
            Some(Err(error)) => Err(broken(error.to_string())),
            None => Ok(Event::StreamEnd),
        }
    }

    fn document(&mut self) -> Done {
        loop {
            match self.next()? {
                Event::StreamStart | Event::Nothing | Event::DocumentStart(_) => {}
                Event::StreamEnd => return Ok(Data::None),
                event => {
                    let data = self.value(event, 0)?.0;
                    if self.rest()? {
                        return Err(raise(
                            "yaml.composer.ComposerError",
                            "expected a single document in the stream",
                        ));
                    }
                    return Ok(data);
                }
            }
        }
    }

    /// Whether another document follows.
    fn rest(&mut self) -> Done<bool> {
        loop {
            match self.next()? {
                Event::StreamEnd => return Ok(false),
                Event::DocumentStart(_) => return Ok(true),
                _ => {}
            }
        }
    }

    fn spend(&mut self, amount: usize) -> Done<()> {
        self.work += amount;
        if self.work > MOST {
            return Err(Miss::Unknown(doubt::document_too_many(&MOST.to_string())));
        }
        Ok(())
    }

    fn value(&mut self, event: Event<'a>, depth: usize) -> Done<(Data, usize)> {
        if depth > DEEPEST {
            return Err(raise("RecursionError", "maximum recursion depth exceeded"));
        }
        self.spend(1)?;
        let (data, size, anchor) = match event {
            Event::Alias(anchor) => {
                let Some((data, size)) = self.anchors.get(&anchor).cloned() else {
                    return Err(raise(
                        "yaml.composer.ComposerError",
                        "found undefined alias",
                    ));
                };
                self.spend(size)?;
                return Ok((data, size));
            }
            Event::Scalar(text, style, anchor, tag) => {
                let data = match &tag {
                    Some(tag) => self.tagged(tag, Data::Str(text.into_owned()), true)?,
                    None if style == ScalarStyle::Plain => scalar(&text),
                    None => Data::Str(text.into_owned()),
                };
                (data, 1, anchor)
            }
            Event::SequenceStart(anchor, tag) => {
                let mut items = Vec::new();
                let mut size = 1;
                loop {
                    match self.next()? {
                        Event::SequenceEnd => break,
                        event => {
                            let (item, held) = self.value(event, depth + 1)?;
                            size += held;
                            items.push(item);
                        }
                    }
                }
                let list = Data::List(items);
                let data = match &tag {
                    Some(tag) => self.tagged(tag, list, false)?,
                    None => list,
                };
                (data, size, anchor)
            }
            Event::MappingStart(anchor, tag) => {
                let mut pairs: Vec<(Data, Data)> = Vec::new();
                let mut size = 1;
                loop {
                    match self.next()? {
                        Event::MappingEnd => break,
                        event => {
                            let (key, held) = self.value(event, depth + 1)?;
                            let event = self.next()?;
                            let (value, more) = self.value(event, depth + 1)?;
                            size += held + more;
                            merge(&mut pairs, key, value);
                        }
                    }
                }
                let map = Data::Dict(pairs);
                let data = match &tag {
                    Some(tag) => self.tagged(tag, map, false)?,
                    None => map,
                };
                (data, size, anchor)
            }
            _ => return Err(broken("unexpected end of the document")),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, (data.clone(), size));
        }
        Ok((data, size))
    }

    /// What a tag makes of a value.
    fn tagged(&mut self, tag: &Tag, data: Data, is_scalar: bool) -> Done {
        let full = format!("{}{}", tag.handle, tag.suffix);
        let Some(short) = full
            .strip_prefix("tag:yaml.org,2002:")
            .or(full.strip_prefix("!!"))
        else {
            return Err(constructor(&full));
        };
        match (short, &data) {
            ("str", Data::Str(_)) => return Ok(data),
            ("int" | "float" | "bool" | "null" | "timestamp", Data::Str(text)) => {
                return Ok(scalar(text));
            }
            ("map" | "omap" | "seq" | "pairs" | "binary", _) => return Ok(data),
            ("set", Data::Dict(pairs)) => {
                return Ok(Data::Set(pairs.iter().map(|(k, _)| k.clone()).collect()));
            }
            _ => {}
        }
        let Some(python) = short.strip_prefix("python/") else {
            return Err(constructor(&full));
        };
        if self.loader.contains("Safe") || self.loader == "BaseLoader" {
            return Err(constructor(&full));
        }
        let unsafe_loader =
            self.loader.contains("Unsafe") || matches!(self.loader, "Loader" | "CLoader");
        let (kind, name) = python.split_once(':').unwrap_or((python, ""));
        match (kind, data) {
            ("str" | "unicode", data) => Ok(data),
            ("none", _) => Ok(Data::None),
            ("int" | "long" | "float" | "bool", Data::Str(text)) => Ok(scalar(&text)),
            ("bytes", Data::Str(text)) => Ok(Data::Bytes(text.into_bytes())),
            ("tuple", Data::List(items)) => Ok(Data::Tuple(items)),
            ("list" | "dict", data) => Ok(data),
            ("name" | "module", _) if unsafe_loader => {
                self.builds.push((name.to_owned(), Vec::new()));
                Ok(Data::Object(name.to_owned()))
            }
            ("object" | "object/new" | "object/apply", data) if unsafe_loader => {
                let arguments = match data {
                    Data::List(items) => items,
                    Data::Dict(pairs) => pairs
                        .iter()
                        .find(|(key, _)| *key == Data::Str("args".into()))
                        .map_or_else(Vec::new, |(_, args)| match args {
                            Data::List(items) => items.clone(),
                            one => vec![one.clone()],
                        }),
                    Data::Str(text) if is_scalar && !text.is_empty() => vec![Data::Str(text)],
                    _ => Vec::new(),
                };
                self.builds.push((name.to_owned(), arguments));
                Ok(Data::Unknown(doubt::result_of(name)))
            }
            _ => Err(constructor(&full)),
        }
    }
}

fn constructor(tag: &str) -> Miss {
    raise(
        "yaml.constructor.ConstructorError",
        format!("could not determine a constructor for the tag '{tag}'"),
    )
}

/// Puts a pair into a mapping; `<<` takes over the pairs of another.
fn merge(pairs: &mut Vec<(Data, Data)>, key: Data, value: Data) {
    if key == Data::Str("<<".into()) {
        let others = match value {
            Data::Dict(other) => vec![other],
            Data::List(items) => items
                .into_iter()
                .filter_map(|item| match item {
                    Data::Dict(other) => Some(other),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        for (key, value) in others.into_iter().flatten() {
            if !pairs.iter().any(|(known, _)| *known == key) {
                pairs.push((key, value));
            }
        }
        return;
    }
    match pairs.iter_mut().find(|(known, _)| *known == key) {
        Some(slot) => slot.1 = value,
        None => pairs.push((key, value)),
    }
}

/// An unquoted text by the rules of YAML 1.1.
fn scalar(text: &str) -> Data {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Data::None,
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => {
            return Data::Bool(true);
        }
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
            return Data::Bool(false);
        }
        ".inf" | "+.inf" | ".Inf" => return Data::Float(f64::INFINITY),
        "-.inf" => return Data::Float(f64::NEG_INFINITY),
        ".nan" | ".NaN" => return Data::Float(f64::NAN),
        _ => {}
    }
    let bare: String = text.chars().filter(|c| *c != '_').collect();
    let (sign, digits) = match bare.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, bare.strip_prefix('+').unwrap_or(&bare)),
    };
    let number = |digits: &str, radix| {
        i128::from_str_radix(digits, radix)
            .ok()
            .map(|n| Data::Int(sign * n))
    };
    let whole = digits.starts_with(|c: char| c.is_ascii_digit());
    if whole {
        let found = if let Some(hex) = digits.strip_prefix("0x") {
            number(hex, 16)
        } else if let Some(binary) = digits.strip_prefix("0b") {
            number(binary, 2)
        } else if digits.len() > 1 && digits.starts_with('0') {
            number(digits, 8)
        } else {
            number(digits, 10)
        };
        if let Some(found) = found {
            return found;
        }
    }
    if (whole || digits.starts_with('.'))
        && digits.contains('.')
        && let Ok(x) = bare.parse()
    {
        return Data::Float(x);
    }
    Data::Str(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_construct_only_where_the_loader_lets_them() {
        let bad = "!!python/object/apply:os.system ['id']";
        assert!(load(bad, "SafeLoader").builds.is_empty());
        assert!(load(bad, "FullLoader").builds.is_empty());
        assert_eq!(
            load(bad, "UnsafeLoader").builds,
            [("os.system".to_owned(), vec![Data::Str("id".into())])]
        );
        assert_eq!(
            load("a: [1, yes, 'x', 0x10, 1.5, ~]", "SafeLoader").result,
            Ok(Data::Dict(vec![(
                Data::Str("a".into()),
                Data::List(vec![
                    Data::Int(1),
                    Data::Bool(true),
                    Data::Str("x".into()),
                    Data::Int(16),
                    Data::Float(1.5),
                    Data::None,
                ])
            )]))
        );
    }

    #[test]
    fn bombs_end() {
        let mut text = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (this, last) in "bcdefghij".chars().zip("abcdefghi".chars()) {
            let aliases = vec![format!("*{last}"); 9].join(",");
            text.extend([this, ':', ' ', '&', this, ' ', '[']);
            text.push_str(&aliases);
            text.push_str("]\n");
        }
        assert!(matches!(
            load(&text, "SafeLoader").result,
            Err(Miss::Unknown(_))
        ));
        assert!(load(&"[".repeat(5_000), "SafeLoader").result.is_err());
    }
}
