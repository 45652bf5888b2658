//! Text that is known to be HTML: `markupsafe.Markup`, and templates of Jinja with their escaping.
//!
//! A template is filled by a real engine of the same language, within limits. Called by `world` and `web`.

use super::call::{Call, Done, Miss, number, raise, shown, string, strings, text};
use super::{Model, Thing};
use crate::attack::Unmade;
use crate::attack::database::Database;
use crate::attack::doubt;
use crate::evaluate::{Data, unescaped};
use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior};

const MARKUP: &str = "markupsafe.Markup";
/// The most steps that filling a template may take.
const FUEL: u64 = 50_000;
/// The longest result of one expression that is told, in characters.
const SHOWN: usize = 200;
/// The longest page that a template may make.
const LONGEST: usize = 200_000;

/// What `markupsafe.escape` makes of text.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&#34;")
        .replace('\'', "&#39;")
}

impl Model {
    pub(super) fn markup(&mut self, text: impl Into<String>) -> Done {
        self.keep(MARKUP, Thing::Markup(text.into()))
    }

    /// A value as it is put into markup: escaped, unless it is markup itself.
    fn safe(&self, data: &Data) -> Done<String> {
        match self.thing(data) {
            Some(Thing::Markup(text)) => Ok(text.clone()),
            _ if data.has_unknown() => Err(Miss::Unknown(doubt::page_part())),
            _ => Ok(escaped(&shown(data))),
        }
    }
}

/// Answers what concerns markup.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    let Some(receiver) = &call.outside.receiver else {
        return match call.name() {
            MARKUP | "flask.Markup" | "jinja2.Markup" => {
                let given = call
                    .outside
                    .positional
                    .first()
                    .cloned()
                    .unwrap_or(string(""));
                if let Some(Thing::Markup(_)) = model.thing(&given) {
                    return Ok(given);
                }
                let text = text(&given)?;
                model.markup(text)
            }
            "html.unescape" => Ok(string(read_as_text(&call.text(0, "s")?))),
            "markupsafe.escape"
            | "flask.escape"
            | "jinja2.escape"
            | "markupsafe.Markup.escape"
            | "werkzeug.utils.escape" => {
                let safe = model.safe(call.need(0, "s")?)?;
                model.markup(safe)
            }
            _ => Err(Miss::Other),
        };
    };
    let Some(Thing::Markup(own)) = model.thing(receiver) else {
        return Err(Miss::Other);
    };
    let own = own.clone();
    if call.outside.attribute {
        return Err(Miss::Other);
    }
    let made = match call.method() {
        "__str__" | "__html__" => return Ok(string(own)),
        "__len__" => return Ok(number(own.chars().count())),
        "__eq__" => return Ok(Data::Bool(shown(call.need(0, "other")?) == own)),
        "__contains__" => return Ok(Data::Bool(own.contains(&call.text(0, "part")?))),
        "splitlines" => return Ok(strings(own.lines().map(str::to_owned))),
        "__add__" => format!("{own}{}", model.safe(call.need(0, "other")?)?),
        "__radd__" => format!("{}{own}", model.safe(call.need(0, "other")?)?),
        "__mod__" => {
            let given = call.need(0, "values")?;
            percent(model, &own, given)?
        }
        "format" => braces(
            model,
            &own,
            &call.outside.positional,
            &call.outside.keywords,
        )?,
        "format_map" => {
            let Data::Dict(pairs) = call.need(0, "mapping")? else {
                return Err(Miss::Other);
            };
            let named = (pairs.iter())
                .map(|(name, value)| Ok((text(name)?, value.clone())))
                .collect::<Done<Vec<_>>>()?;
            braces(model, &own, &[], &named)?
        }
        "join" => {
            let (Data::List(items) | Data::Tuple(items)) = call.need(0, "seq")? else {
                return Err(Miss::Other);
            };
            let parts: Vec<String> = items
                .iter()
                .map(|item| model.safe(item))
                .collect::<Done<_>>()?;
            parts.join(&own)
        }
        "unescape" => {
            return Ok(string(plain(&own)?));
        }
        "striptags" => return Ok(string(plain(&without_tags(&own))?)),
        "strip" => own.trim().to_owned(),
        "upper" => own.to_uppercase(),
        "lower" => own.to_lowercase(),
        "replace" => {
            let new = model.safe(call.need(1, "new")?)?;
            own.replace(&call.text(0, "old")?, &new)
        }
        _ => return Err(Miss::Other),
    };
    model.markup(made)
}

/// `Markup % values`: each place is filled once, whatever the values themselves say.
fn percent(model: &Model, own: &str, given: &Data) -> Done<String> {
    let mut rest = match given {
        Data::Tuple(items) => items.iter(),
        one => std::slice::from_ref(one).iter(),
    };
    let mut out = String::new();
    let mut from = own;
    while let Some((before, after)) = from.split_once('%') {
        out.push_str(before);
        let place = match after.strip_prefix('(') {
            Some(named) => named
                .split_once(')')
                .map(|(name, behind)| (Some(name), behind))
                .ok_or(Miss::Other)?,
            None => (None, after),
        };
        let (name, behind) = place;
        let sign = behind.chars().next().ok_or(Miss::Other)?;
        from = behind.get(1..).ok_or(Miss::Other)?;
        let value = match (sign, name) {
            ('%', None) => {
                out.push('%');
                continue;
            }
            ('s' | 'd', Some(name)) => match given {
                Data::Dict(pairs) => pairs
                    .iter()
                    .find(|(key, _)| shown(key) == name)
                    .map(|(_, value)| value)
                    .ok_or_else(|| raise("KeyError", format!("'{name}'")))?,
                _ => return Err(raise("TypeError", "format requires a mapping")),
            },
            ('s' | 'd', None) => rest
                .next()
                .ok_or_else(|| raise("TypeError", "not enough arguments for format string"))?,
            _ => return Err(Miss::Other),
        };
        out.push_str(&model.safe(value)?);
    }
    out.push_str(from);
    Ok(out)
}

/// `Markup.format(…)`: the same for names and numbers in braces.
fn braces(
    model: &Model,
    own: &str,
    positional: &[Data],
    keywords: &[(String, Data)],
) -> Done<String> {
    let mut next = 0;
    let mut out = String::new();
    let mut from = own;
    while let Some(at) = from.find(['{', '}']) {
        let (before, sign) = from.split_at(at);
        out.push_str(before);
        if let Some(behind) = sign.strip_prefix("{{") {
            out.push('{');
            from = behind;
            continue;
        }
        if let Some(behind) = sign.strip_prefix("}}") {
            out.push('}');
            from = behind;
            continue;
        }
        let inside = sign.strip_prefix('{').and_then(|s| s.split_once('}'));
        let (name, behind) = inside.ok_or(Miss::Other)?;
        from = behind;
        let number = match name.parse::<usize>() {
            Ok(number) => Some(number),
            Err(_) if name.is_empty() => {
                next += 1;
                Some(next - 1)
            }
            Err(_) => None,
        };
        let value = match number {
            Some(number) => positional
                .get(number)
                .ok_or_else(|| raise("IndexError", "Replacement index out of range"))?,
            None if name.chars().all(|c| c.is_alphanumeric() || c == '_') => keywords
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value)
                .ok_or_else(|| raise("KeyError", format!("'{name}'")))?,
            None => return Err(Miss::Other),
        };
        out.push_str(&model.safe(value)?);
    }
    out.push_str(from);
    Ok(out)
}

/// Fills a template as Flask would.
pub(super) fn render(
    model: &Model,
    source: &str,
    names: &[(String, Data)],
    escape: bool,
) -> Done<String> {
    render_beside(model, source, Vec::new(), names, escape)
}

/// The same where a loader has these other templates, too.
pub(super) fn render_beside(
    model: &Model,
    source: &str,
    loaded: Vec<(String, String)>,
    names: &[(String, Data)],
    escape: bool,
) -> Done<String> {
    // What a page extends, includes or imports lies beside it.
    let mut others = model.tree.texts_below("/app/templates");
    others.extend(loaded);
    let mut environment = Environment::new();
    for (name, text) in &others {
        // One that Jinja cannot read is told when it is asked for.
        let _ = environment.add_template(name, text);
    }
    environment.add_function("url_for", |name: &str| format!("/{name}"));
    environment.add_function("csrf_token", || "token-of-this-session");
    environment.set_unknown_method_callback(|_, value, name, given| {
        super::jinja::method(value, name, given)
    });
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(40);
    environment.set_undefined_behavior(UndefinedBehavior::Lenient);
    environment.set_auto_escape_callback(move |_| {
        if escape {
            AutoEscape::Html
        } else {
            AutoEscape::None
        }
    });
    let each = super::lent::each(model)?;
    environment.set_formatter(move |out, state, value| {
        let done = match &each {
            Some(each) => {
                let done = each(std::slice::from_ref(value))?;
                // What comes back as it was is what it was.
                let same = value.is_safe() && done.as_str() == value.as_str();
                if same { value.clone() } else { done }
            }
            None => value.clone(),
        };
        let value = &done;
        if matches!(value.kind(), ValueKind::Plain | ValueKind::Invalid) {
            // What an object says of itself is its own.
            return Err(ErrorKind::InvalidOperation.into());
        }
        if value.is_safe()
            || value.is_undefined()
            || matches!(state.auto_escape(), AutoEscape::None)
        {
            return minijinja::escape_formatter(out, state, value);
        }
        let text = escaped(&value.to_string());
        out.write_str(&text)
            .map_err(|_| ErrorKind::WriteFailure.into())
    });
    for name in ["e", "escape"] {
        environment.add_filter(name, |text: Value| match text.kind() {
            _ if text.is_safe() => Ok(text),
            ValueKind::Plain => Err(minijinja::Error::from(ErrorKind::InvalidOperation)),
            _ => Ok(Value::from_safe_string(escaped(&text.to_string()))),
        });
    }
    environment.add_filter("forceescape", |text: Value| {
        Value::from_safe_string(escaped(&text.to_string()))
    });
    environment.add_filter("xmlattr", super::jinja::attributes);
    environment.add_filter("tojson", super::jinja::json);
    environment.add_filter("urlize", super::jinja::linked);
    environment.add_filter("striptags", |text: String| {
        // What was written as text is text again, and no markup.
        plain(&without_tags(&text)).map_err(|_| minijinja::Error::from(ErrorKind::InvalidOperation))
    });
    // The program's own come last: one may take the place of Jinja's.
    super::lent::add(model, &mut environment)?;
    let mut context: std::collections::BTreeMap<String, Value> = std::collections::BTreeMap::new();
    let config: std::collections::BTreeMap<String, Value> = model
        .setup
        .environ
        .iter()
        .map(|(name, value)| (name.clone(), Value::from(value.as_str())))
        .collect();
    context.insert("config".into(), Value::from(config));
    if let Some(request) = &model.setup.request {
        context.insert("request".into(), asked(request));
        context.insert("session".into(), Value::from(request.session.clone()));
    }
    for (name, data) in names {
        // What such a function has given stands there by its name.
        if model.lent.has(name) && matches!(data, Data::Object(_) | Data::Unknown(_)) {
            continue;
        }
        context.insert(name.clone(), value(model, data, 0)?);
    }
    let page = environment
        .render_str(source, &context)
        .map_err(|error| match error.kind() {
            ErrorKind::SyntaxError => raise("jinja2.TemplateSyntaxError", error.to_string()),
            ErrorKind::OutOfFuel => Miss::Unknown(doubt::fill_too_long()),
            ErrorKind::UndefinedError => raise("jinja2.UndefinedError", error.to_string()),
            _ => Miss::Unknown(doubt::template_not_filled()),
        })?;
    if page.len() > LONGEST {
        return Err(Miss::Unknown(doubt::page_too_long()));
    }
    Ok(page)
}

/// The request as a template of Flask sees it.
fn asked(request: &super::Request) -> Value {
    let parts = [
        ("args", &request.args),
        ("form", &request.form),
        ("headers", &request.headers),
        ("cookies", &request.cookies),
    ];
    let mut all: std::collections::BTreeMap<&str, Value> = parts
        .into_iter()
        .map(|(name, values)| (name, Value::from(values.clone())))
        .collect();
    let mut values = request.form.clone();
    values.extend(request.args.clone());
    all.insert("values", Value::from(values));
    all.insert("method", Value::from(request.method.as_str()));
    all.insert("path", Value::from(request.path.as_str()));
    Value::from(all)
}

/// The page that a template makes in a world in which nothing else is but these templates.
pub(in crate::attack) fn filled(
    source: &str,
    others: &[(&str, &str)],
    values: &[(String, Data)],
    escape: bool,
) -> Result<String, Unmade> {
    let place = |(name, text): &(&str, &str)| {
        let path = format!("/app/templates/{name}");
        (path, (*text).to_owned())
    };
    let setup = super::Setup {
        files: others.iter().map(place).collect(),
        ..super::Setup::default()
    };
    // No template asks a database.
    let model = Model::with(Database::later(""), setup);
    render(&model, source, values, escape).map_err(|miss| match miss {
        Miss::Raised(raised) => Unmade::Refused(raised.message),
        Miss::Unknown(why) => Unmade::Unknown(why),
        Miss::Other => Unmade::Unknown(doubt::template_not_filled()),
    })
}

/// What an expression in a template gives, when nothing but itself is needed for it.
#[must_use]
pub fn computed(expression: &str) -> Option<String> {
    let mut environment = Environment::new();
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(40);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let result = environment.render_str(expression, ()).ok()?;
    let short: String = result.chars().take(SHOWN).collect();
    (!short.is_empty()).then_some(short)
}

/// What a browser reads where a page may not have tags: `html.unescape` reads it so.
pub(super) fn read_as_text(text: &str) -> String {
    use html5ever::tokenizer::{
        BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states,
    };
    use std::cell::RefCell;

    struct Text(RefCell<String>);

    impl TokenSink for Text {
        type Handle = ();

        fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
            match token {
                Token::CharacterTokens(text) => self.0.borrow_mut().push_str(&text),
                Token::NullCharacterToken => self.0.borrow_mut().push('\0'),
                _ => {}
            }
            TokenSinkResult::Continue
        }
    }

    let options = TokenizerOpts {
        initial_state: Some(states::State::RawData(states::RawKind::Rcdata)),
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    let tokenizer = Tokenizer::new(Text(RefCell::default()), options);
    let queue = BufferQueue::default();
    queue.push_back(text.into());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.take()
}

/// Markup as the text that it shows.
fn plain(text: &str) -> Done<String> {
    unescaped(text).ok_or_else(|| Miss::Unknown(doubt::page_part()))
}

/// Text without what looks like a tag, as `striptags` leaves it before it reads what was escaped.
fn without_tags(text: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        left.push_str(before);
        if let Some((_, after)) = tag.split_once('>') {
            rest = after;
        } else {
            left.push('<');
            rest = tag;
        }
    }
    left.push_str(rest);
    left.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Data of the program as a template gets it.
pub(super) fn value(model: &Model, data: &Data, depth: usize) -> Done<Value> {
    if depth > 20 {
        return Err(Miss::Unknown(crate::evaluate::doubt::nests_too_deep()));
    }
    if let Some(Thing::Markup(text)) = model.thing(data) {
        return Ok(Value::from_safe_string(text.clone()));
    }
    Ok(match data {
        Data::None => Value::from(()),
        Data::Bool(b) => Value::from(*b),
        Data::Int(n) => Value::from(*n),
        Data::Float(x) => Value::from(*x),
        Data::Str(text) => Value::from(text.as_str()),
        Data::Bytes(bytes) => Value::from_bytes(bytes.clone()),
        Data::List(items) | Data::Tuple(items) | Data::Set(items) => items
            .iter()
            .map(|item| value(model, item, depth + 1))
            .collect::<Done<Vec<Value>>>()?
            .into(),
        Data::Dict(pairs) => {
            let mut map = std::collections::BTreeMap::new();
            for (key, item) in pairs {
                map.insert(shown(key), value(model, item, depth + 1)?);
            }
            Value::from(map)
        }
        Data::Instance(_, fields) => {
            let held = fields
                .iter()
                .map(|(name, item)| Ok((name.clone(), value(model, item, depth + 1)?)));
            super::jinja::object(held.collect::<Done<_>>()?)
        }
        Data::Handle(..) => match (model.thing(data), &model.setup.request) {
            (Some(Thing::Request), Some(request)) => asked(request),
            (Some(Thing::Values(values)), _) => {
                let values = values
                    .iter()
                    .map(|(name, item)| Ok((name.clone(), value(model, item, depth + 1)?)));
                Value::from(values.collect::<Done<std::collections::BTreeMap<_, _>>>()?)
            }
            // What it holds is not known here, and it is there.
            _ => super::jinja::object(std::collections::BTreeMap::new()),
        },
        Data::Object(_) => super::jinja::object(std::collections::BTreeMap::new()),
        Data::Unknown(why) => return Err(Miss::Unknown(why.clone())),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Setup;
    use super::*;

    #[test]
    fn templates_are_filled_with_escaping() {
        let model = Model::new(&Setup::default()).ok();
        let page = |source: &str, text: &str| {
            let names = [("name".to_owned(), string(text))];
            model
                .as_ref()
                .and_then(|model| render(model, source, &names, true).ok())
        };
        assert_eq!(
            page("<p>{{ name }}", "<b>'\"/").as_deref(),
            Some("<p>&lt;b&gt;&#39;&#34;/")
        );
        assert_eq!(page("{{ name|safe }}", "<b>").as_deref(), Some("<b>"));
        assert_eq!(page("{{ name|e }}", "<'/").as_deref(), Some("&lt;&#39;/"));
        assert_eq!(page("{{ 7 * 7 }}", "").as_deref(), Some("49"));
        assert_eq!(
            page("{% for i in range(99999999) %}x{% endfor %}", ""),
            None
        );
    }
}
