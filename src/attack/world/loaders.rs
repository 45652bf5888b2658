//! Loaders of data and code: JSON, literals, YAML, pickles, `eval`.
//!
//! What a loader would build or call that is more than data is an event. Called by `world`.

use super::call::{Call, Done, Miss, raise, shown, text, type_error, value_error};
use super::logs::represented;
use super::{Model, pickle, yaml};
use crate::evaluate::{Data, literal, quote};

/// What a table of TOML holds; days and hours are not told.
fn of_table(table: &toml::Table) -> Data {
    let pairs = table.iter();
    Data::Dict(
        pairs
            .map(|(key, value)| (Data::Str(key.clone()), of_toml(value)))
            .collect(),
    )
}

fn of_toml(value: &toml::Value) -> Data {
    match value {
        toml::Value::String(text) => Data::Str(text.clone()),
        toml::Value::Integer(n) => Data::Int((*n).into()),
        toml::Value::Float(x) => Data::Float(*x),
        toml::Value::Boolean(truth) => Data::Bool(*truth),
        toml::Value::Array(items) => Data::List(items.iter().map(of_toml).collect()),
        toml::Value::Table(table) => of_table(table),
        toml::Value::Datetime(_) => Data::Unknown(crate::attack::doubt::clock()),
    }
}

/// Answers what concerns loaders.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    if call.outside.receiver.is_some() {
        return Err(Miss::Other);
    }
    match call.name() {
        "json.load" | "json.loads" => {
            let text = source(model, call)?;
            json(&text)
        }
        "tomllib.loads" | "tomllib.load" | "tomli.loads" | "toml.loads" => {
            let text = source(model, call)?;
            match text.parse::<toml::Table>() {
                Ok(table) => Ok(of_table(&table)),
                Err(fault) => Err(raise("tomllib.TOMLDecodeError", fault.message())),
            }
        }
        "json.dumps" => {
            let data = call.need(0, "obj")?;
            let plain = [
                "indent",
                "default",
                "cls",
                "sort_keys",
                "separators",
                "ensure_ascii",
            ];
            if call
                .outside
                .keywords
                .iter()
                .any(|(name, _)| plain.contains(&&**name))
            {
                return Err(Miss::Other);
            }
            dumps(data).map(Data::Str).ok_or(Miss::Other)
        }
        "ast.literal_eval" => {
            let text = call.text(0, "node_or_string")?;
            if called(&text) {
                return Err(value_error(format!(
                    "malformed node or string on line 1: {}",
                    quote(&text)
                )));
            }
            literal(text.trim_start_matches([' ', '\t'])).ok_or_else(|| {
                value_error(format!(
                    "malformed node or string on line 1: {}",
                    quote(&text)
                ))
            })
        }
        "builtins.eval" | "builtins.exec" => {
            let code = call.text(0, "source")?;
            model.event("runs", code.trim());
            if call.method() == "eval"
                && !called(&code)
                && let Some(data) = literal(code.trim())
            {
                return Ok(data);
            }
            Err(Miss::Unknown(crate::evaluate::doubt::code_from_text()))
        }
        "yaml.safe_load" | "yaml.load" | "yaml.full_load" | "yaml.unsafe_load" => {
            let loader = match call.method() {
                "safe_load" => "SafeLoader".to_owned(),
                "full_load" => "FullLoader".to_owned(),
                "unsafe_load" => "UnsafeLoader".to_owned(),
                _ => match call.get(1, "Loader") {
                    Some(Data::Object(name)) => name.rsplit('.').next().unwrap_or(name).to_owned(),
                    Some(_) => return Err(Miss::Other),
                    None => {
                        return Err(type_error(
                            "load() missing 1 required positional argument: 'Loader'",
                        ));
                    }
                },
            };
            let text = source(model, call)?;
            let loaded = yaml::load(&text, &loader);
            for (name, arguments) in &loaded.builds {
                build(model, name, arguments);
            }
            loaded.result
        }
        "pickle.orders.names" => {
            let Data::Bytes(bytes) = call.need(0, "data")? else {
                return Err(Miss::Other);
            };
            let names = pickle::read(bytes).imports.into_iter().map(|name| {
                let (module, name) = name.rsplit_once('.').unwrap_or(("", &name));
                Data::Tuple(vec![Data::Str(module.into()), Data::Str(name.into())])
            });
            Ok(Data::List(names.collect()))
        }
        "pickle.loads" | "pickle.load" | "dill.loads" | "cPickle.loads" | "_pickle.loads" => {
            let bytes = match call.need(0, "data")? {
                Data::Bytes(bytes) => bytes.clone(),
                Data::Str(_) => {
                    return Err(type_error("a bytes-like object is required, not 'str'"));
                }
                data @ Data::Handle(..) => octets(model, data)?,
                _ => return Err(Miss::Other),
            };
            let loaded = pickle::read(&bytes);
            for step in &loaded.builds {
                build(model, &step.name, &step.arguments);
            }
            match loaded.result {
                Ok(data) => Ok(data),
                Err(why) => Err(raise("pickle.UnpicklingError", why)),
            }
        }
        _ => Err(Miss::Other),
    }
}

/// Logs what is built or called; programs that it starts are started.
fn build(model: &mut Model, name: &str, arguments: &[Data]) {
    let shown: Vec<String> = arguments.iter().map(represented).collect();
    model.event("builds", &format!("{name}({})", shown.join(", ")));
    let bare = name
        .strip_prefix("posix.")
        .or(name.strip_prefix("nt."))
        .map(|n| format!("os.{n}"));
    let callee = bare.unwrap_or_else(|| name.to_owned());
    let outside = crate::evaluate::Outside {
        callee,
        attribute: false,
        receiver: None,
        positional: arguments.to_vec(),
        keywords: Vec::new(),
        certain: true,
    };
    let _ = super::process::call(model, &Call { outside: &outside });
    if name.ends_with("eval") || name.ends_with("exec") {
        let _ = call(model, &Call { outside: &outside });
    }
}

fn octets(model: &mut Model, data: &Data) -> Done<Vec<u8>> {
    match super::files::whole(model, data) {
        Some(bytes) => Ok(bytes),
        None => Err(Miss::Other),
    }
}

/// The text that is loaded, from text, bytes or an open file.
fn source(model: &mut Model, call: &Call<'_>) -> Done<String> {
    let named = ["s", "stream", "fp"];
    let name = named.into_iter().find(|name| call.keyword(name).is_some());
    match call.need(0, name.unwrap_or("s"))? {
        data @ Data::Handle(..) => {
            octets(model, data).map(|b| String::from_utf8_lossy(&b).into_owned())
        }
        data @ (Data::Object(_) | Data::Unknown(_)) => {
            let _ = data;
            Err(Miss::Other)
        }
        data => text(data),
    }
}

/// Whether a text has more in it than a literal may have: a call, an attribute, a name.
fn called(text: &str) -> bool {
    let mut quoted = None;
    let mut before = ' ';
    let mut before_sign = None;
    let mut word = String::new();
    let mut words = Vec::new();
    for c in text.chars() {
        match quoted {
            Some(sign) => {
                if c == sign && before != '\\' {
                    quoted = None;
                }
            }
            None if c == '\'' || c == '"' => {
                quoted = Some(c);
                word.clear();
            }
            None if c.is_alphanumeric() || c == '_' => word.push(c),
            None => {
                if c == '(' && !word.is_empty() && word != "set" {
                    return true;
                }
                // A sign between two operands; one in an exponent is a part of its number.
                let exponent =
                    word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['e', 'E']);
                let operand =
                    before_sign.is_some_and(|b: char| b.is_alphanumeric() || ")]}'\"".contains(b));
                if "*/%@|&^~".contains(c) || (matches!(c, '+' | '-') && operand && !exponent) {
                    return true;
                }
                words.push(std::mem::take(&mut word));
            }
        }
        before = c;
        if !c.is_whitespace() {
            before_sign = Some(c);
        }
    }
    words.push(word);
    words.iter().any(|word| {
        word.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && !matches!(
                word.as_str(),
                "True" | "False" | "None" | "set" | "b" | "r" | "u" | "rb" | "br" | "e" | "j"
            )
    })
}

/// JSON text as data.
pub(super) fn json(text: &str) -> Done {
    let parsed: Result<serde_json::Value, _> = serde_json::from_str(text.trim());
    match parsed {
        Ok(value) => Ok(data(&value)),
        Err(error) => Err(raise(
            "json.JSONDecodeError",
            format!(
                "Expecting value: line {} column {}",
                error.line(),
                error.column()
            ),
        )),
    }
}

fn data(value: &serde_json::Value) -> Data {
    match value {
        serde_json::Value::Null => Data::None,
        serde_json::Value::Bool(b) => Data::Bool(*b),
        serde_json::Value::Number(n) => match n.as_i128() {
            Some(n) => Data::Int(n),
            None => Data::Float(n.as_f64().unwrap_or(f64::NAN)),
        },
        serde_json::Value::String(text) => Data::Str(text.clone()),
        serde_json::Value::Array(items) => Data::List(items.iter().map(data).collect()),
        serde_json::Value::Object(pairs) => Data::Dict(
            pairs
                .iter()
                .map(|(k, v)| (Data::Str(k.clone()), data(v)))
                .collect(),
        ),
    }
}

/// What `json.dumps` writes; `None` for what is not known or is no data.
pub(super) fn dumps(data: &Data) -> Option<String> {
    Some(match data {
        Data::None => "null".into(),
        Data::Bool(b) => b.to_string(),
        Data::Int(n) => n.to_string(),
        Data::Float(x) => x.to_string(),
        Data::Str(text) => {
            let text = serde_json::to_string(text).ok()?;
            text.chars()
                .map(|c| {
                    if c.is_ascii() {
                        c.to_string()
                    } else {
                        format!("\\u{:04x}", u32::from(c))
                    }
                })
                .collect()
        }
        Data::List(items) | Data::Tuple(items) => {
            let items: Option<Vec<String>> = items.iter().map(dumps).collect();
            format!("[{}]", items?.join(", "))
        }
        Data::Dict(pairs) => {
            let pairs: Option<Vec<String>> = pairs
                .iter()
                .map(|(k, v)| Some(format!("{}: {}", dumps(&Data::Str(shown(k)))?, dumps(v)?)))
                .collect();
            format!("{{{}}}", pairs?.join(", "))
        }
        _ => return None,
    })
}
