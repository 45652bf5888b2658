//! A web application's side of one request: Flask's request, session, responses and templates.
//!
//! Called by `world`.

use super::call::{
    Call, Done, Miss, number, raise, shown, string, strings, text, type_error, value_error,
};
use super::loaders::{dumps, json};
use super::markup::render;
use super::{Model, Request, Thing};
use crate::attack::{doubt, replay};
use crate::evaluate::Data;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// An answer on its way to a browser.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Response {
    pub(super) status: i128,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Data,
}

const RESPONSE: &str = "flask.Response";
const HEADERS: &str = "werkzeug.datastructures.Headers";
const CACHE: &str = "werkzeug.datastructures.ResponseCacheControl";
const VALUES: &str = "werkzeug.datastructures.MultiDict";

/// What a request says of itself.
fn attribute(model: &mut Model, name: &str) -> Done {
    let request = model.setup.request.clone().ok_or(Miss::Other)?;
    match name {
        "args" => values(model, &request.args),
        "form" => values(model, &request.form),
        "cookies" => values(model, &request.cookies),
        "headers" => values(model, &request.headers),
        "values" => {
            let mut all = request.form;
            all.extend(request.args);
            values(model, &all)
        }
        "method" => Ok(string(request.method)),
        "path" => Ok(string(request.path)),
        "host" => Ok(string(header(&request, "Host").unwrap_or("localhost"))),
        "host_url" | "url_root" => {
            let host = header(&request, "Host").unwrap_or("localhost");
            Ok(string(format!("http://{host}/")))
        }
        "remote_addr" => Ok(string("203.0.113.7")),
        "referrer" => Ok(header(&request, "Referer").map_or(Data::None, string)),
        "is_json" => Ok(Data::Bool(request.json.is_some())),
        "json" => match &request.json {
            Some(text) => json(text),
            None => Err(raise(
                "werkzeug.exceptions.UnsupportedMediaType",
                "415 Unsupported Media Type",
            )),
        },
        "data" => Ok(Data::Bytes(request.json.unwrap_or_default().into_bytes())),
        _ => Err(Miss::Other),
    }
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let found = request
        .headers
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}

fn values(model: &mut Model, map: &BTreeMap<String, String>) -> Done {
    let fields = map.iter().map(|(k, v)| (k.clone(), string(&**v))).collect();
    model.keep(VALUES, Thing::Values(fields))
}

/// Answers what concerns requests and responses.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    if let Some(receiver) = &call.outside.receiver {
        return match model.thing(receiver) {
            Some(Thing::Request) if call.outside.attribute => attribute(model, call.method()),
            Some(Thing::Request) => of_request(model, call),
            Some(Thing::Values(pairs)) => {
                let pairs = pairs.clone();
                of_values(call, &pairs)
            }
            Some(Thing::Response(response)) => {
                let response = response.clone();
                of_response(model, call, receiver, &response)
            }
            _ => Err(Miss::Other),
        };
    }
    match call.name() {
        "page_of_the_world.source" => {
            let path = format!("/app/templates/{}", call.text(0, "name")?);
            match model.tree.find(&path) {
                Some(super::tree::Node::File(content)) => {
                    Ok(string(String::from_utf8_lossy(content).into_owned()))
                }
                _ => Ok(Data::None),
            }
        }
        // Whom the program knows: the first key of its first table of people.
        "page_of_the_world.person" => {
            let Data::Dict(names) = call.need(0, "names")? else {
                return Err(Miss::Other);
            };
            let person = names.iter().find_map(|(_, kept)| match kept {
                Data::Dict(pairs) => match pairs.first() {
                    Some((Data::Int(n), _)) => Some(Data::Int(*n)),
                    Some((Data::Str(name), _)) if name.chars().all(char::is_lowercase) => {
                        Some(string(&**name))
                    }
                    _ => None,
                },
                _ => None,
            });
            Ok(person.unwrap_or_else(|| string("ada")))
        }
        "page_of_the_world.addresses" => Ok(strings(model.setup.addresses.clone())),
        "page_of_the_world.tell" => {
            let (verb, object) = (call.text(0, "verb")?, shown(call.need(1, "object")?));
            model.event(&verb, &object);
            Ok(Data::None)
        }
        "flask.render_template_string" | "page_of_the_world.text" => {
            let source = call.text(0, "source")?;
            render(model, &source, &call.outside.keywords, true).map(string)
        }
        "flask.render_template" | "page_of_the_world.file" => {
            let name = call.text(0, "template_name_or_list")?;
            let path = format!("/app/templates/{name}");
            let source = match model.tree.find(&path) {
                Some(super::tree::Node::File(content)) => {
                    String::from_utf8_lossy(content).into_owned()
                }
                _ => return Err(Miss::Other),
            };
            let escape = [".html", ".htm", ".xml", ".xhtml", ".svg"]
                .iter()
                .any(|end| name.ends_with(end));
            render(model, &source, &call.outside.keywords, escape).map(string)
        }
        "flask.make_response" | RESPONSE => {
            let body = call.get(0, "response").cloned().unwrap_or(string(""));
            // What a view may return, `make_response` takes, too.
            let made = model.response_of(&body).filter(|_| call.name() != RESPONSE);
            let mut response = match (made, model.thing(&body)) {
                (Some(made), _) => made,
                (None, Some(Thing::Response(response))) => response.clone(),
                (None, Some(Thing::Markup(page))) => plain(string(page.clone())),
                _ => plain(body),
            };
            match call.get(1, "status") {
                Some(Data::Int(status)) => response.status = *status,
                Some(headers @ (Data::Dict(_) | Data::List(_))) => {
                    set_all(&mut response, headers).ok_or(Miss::Other)??;
                }
                _ => {}
            }
            if let Some(headers) = call.outside.positional.get(2) {
                set_all(&mut response, headers).ok_or(Miss::Other)??;
            }
            for name in ["mimetype", "content_type"] {
                if let Some(kind) = call.keyword(name).filter(|kind| **kind != Data::None) {
                    set(&mut response, "Content-Type", &shown(kind))?;
                }
            }
            if let Some(headers) = call.keyword("headers").filter(|h| **h != Data::None) {
                set_all(&mut response, headers).ok_or(Miss::Other)??;
            }
            model.keep(RESPONSE, Thing::Response(response))
        }
        "flask.redirect" | "werkzeug.utils.redirect" => {
            let mut response = plain(string(""));
            response.status = call.int(1, "code")?.unwrap_or(302);
            let target = shown(call.need(0, "location")?);
            set(&mut response, "Location", &target)?;
            model.keep(RESPONSE, Thing::Response(response))
        }
        "flask.jsonify" => {
            let data = match (
                call.outside.positional.as_slice(),
                call.outside.keywords.as_slice(),
            ) {
                ([one], []) => one.clone(),
                ([], pairs) => Data::Dict(
                    pairs
                        .iter()
                        .map(|(k, v)| (string(&**k), v.clone()))
                        .collect(),
                ),
                (items, _) => Data::List(items.to_vec()),
            };
            let mut response =
                plain(dumps(&data).map_or_else(|| Data::Unknown(doubt::answer_part()), string));
            set(&mut response, "Content-Type", "application/json")?;
            model.keep(RESPONSE, Thing::Response(response))
        }
        // Asked of the name that stands for whatever request is answered.
        name if ["flask.request.", "flask.Request."]
            .iter()
            .any(|of| name.starts_with(of)) =>
        {
            of_request(model, call)
        }
        "flask.abort" | "werkzeug.exceptions.abort" => {
            Err(aborted(call.int(0, "code")?.unwrap_or(500)))
        }
        _ => Err(Miss::Other),
    }
}

fn of_request(model: &mut Model, call: &Call<'_>) -> Done {
    let body = model.setup.request.as_ref().and_then(|r| r.json.clone());
    match (call.method(), body) {
        ("get_json", Some(text)) => match json(&text) {
            Err(Miss::Raised(_)) if call.flag(1, "silent", false)? => Ok(Data::None),
            Err(Miss::Raised(_)) => Err(aborted(400)),
            read => read,
        },
        ("get_json", None) if call.flag(1, "silent", false)? => Ok(Data::None),
        ("get_json", None) => Err(raise(
            "werkzeug.exceptions.UnsupportedMediaType",
            "415 Unsupported Media Type",
        )),
        ("get_data", body) if call.flag(1, "as_text", false)? => {
            Ok(string(body.unwrap_or_default()))
        }
        ("get_data", body) => Ok(Data::Bytes(body.unwrap_or_default().into_bytes())),
        _ => Err(Miss::Other),
    }
}

fn aborted(code: i128) -> Miss {
    let (name, words) = match code {
        400 => ("BadRequest", "Bad Request"),
        401 => ("Unauthorized", "Unauthorized"),
        403 => ("Forbidden", "Forbidden"),
        404 => ("NotFound", "Not Found"),
        405 => ("MethodNotAllowed", "Method Not Allowed"),
        413 => ("RequestEntityTooLarge", "Request Entity Too Large"),
        _ => ("HTTPException", "Error"),
    };
    raise(
        &format!("werkzeug.exceptions.{name}"),
        format!("{code} {words}"),
    )
}

fn plain(body: Data) -> Response {
    Response {
        status: 200,
        headers: vec![("Content-Type".into(), "text/html; charset=utf-8".into())],
        body,
    }
}

/// The value of a cookie as Werkzeug writes it: what could end it is written as a number.
fn quoted(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_!#$%&'()*+-./:<=>?@[]^`{|}~".contains(c);
    if value.chars().all(plain) {
        return value.to_owned();
    }
    let mut written = String::from("\"");
    for byte in value.bytes() {
        match byte {
            b'"' | b'\\' => {
                written.push('\\');
                written.push(char::from(byte));
            }
            0..=0x19 | b',' | b';' | 0x7f.. => {
                let _ = write!(written, "\\{byte:03o}");
            }
            _ => written.push(char::from(byte)),
        }
    }
    written.push('"');
    written
}

/// Sets a header as Werkzeug does, which refuses line breaks.
fn set(response: &mut Response, name: &str, value: &str) -> Done<()> {
    if value.contains(['\r', '\n']) {
        return Err(value_error(
            "Header values must not contain newline characters.",
        ));
    }
    response
        .headers
        .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    response.headers.push((name.to_owned(), value.to_owned()));
    Ok(())
}

fn of_values(call: &Call<'_>, pairs: &[(String, Data)]) -> Done {
    if call.outside.attribute {
        return Err(Miss::Other);
    }
    let find = |name: &str| {
        let found = pairs.iter().find(|(key, _)| key == name);
        // `*` stands for every name.
        let found = found.or_else(|| pairs.iter().find(|(key, _)| key == "*"));
        found.map(|(_, value)| value.clone())
    };
    Ok(match call.method() {
        "get" => {
            let found = find(&call.text(0, "key")?);
            let default = call.get(1, "default").cloned().unwrap_or(Data::None);
            match (found, call.keyword("type")) {
                (None, _) => default,
                (Some(value), Some(Data::Object(kind))) if kind.ends_with("int") => {
                    shown(&value).trim().parse().map_or(default, Data::Int)
                }
                (Some(value), Some(Data::Object(kind))) if kind.ends_with("float") => {
                    shown(&value).trim().parse().map_or(default, Data::Float)
                }
                (Some(_), Some(Data::Object(kind))) if !kind.ends_with("str") => {
                    return Err(Miss::Unknown(doubt::conversion()));
                }
                (Some(value), _) => value,
            }
        }
        "__getitem__" => {
            let name = call.text(0, "key")?;
            find(&name).ok_or_else(|| {
                raise(
                    "werkzeug.exceptions.BadRequestKeyError",
                    format!("400 Bad Request: KeyError: '{name}'"),
                )
            })?
        }
        "getlist" => Data::List(find(&call.text(0, "key")?).into_iter().collect()),
        "__contains__" => Data::Bool(find(&call.text(0, "key")?).is_some()),
        "__len__" => number(pairs.len()),
        "keys" | "__iter__" => strings(pairs.iter().map(|(name, _)| name.clone())),
        "values" => Data::List(pairs.iter().map(|(_, value)| value.clone()).collect()),
        "items" => Data::List(
            pairs
                .iter()
                .map(|(k, v)| Data::Tuple(vec![string(&**k), v.clone()]))
                .collect(),
        ),
        "to_dict" => Data::Dict(
            pairs
                .iter()
                .map(|(k, v)| (string(&**k), v.clone()))
                .collect(),
        ),
        _ => return Err(Miss::Other),
    })
}

fn of_response(model: &mut Model, call: &Call<'_>, receiver: &Data, response: &Response) -> Done {
    let Data::Handle(kind, at) = receiver else {
        return Err(Miss::Other);
    };
    let body = || match &response.body {
        Data::Str(text) => Ok(text.clone()),
        data => text(data),
    };
    let find = |name: &str| {
        let found = response
            .headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map_or(Data::None, |(_, value)| string(&**value))
    };
    let method = call.method();
    if call.outside.attribute {
        return Ok(match method {
            "status_code" => Data::Int(response.status),
            "headers" => Data::Handle(HEADERS.into(), *at),
            "cache_control" => Data::Handle(CACHE.into(), *at),
            name if kind == CACHE => cached(&response.headers, name),
            "data" => Data::Bytes(body()?.into_bytes()),
            "location" => find("Location"),
            "mimetype" | "content_type" => find("Content-Type"),
            _ => return Err(Miss::Other),
        });
    }
    let mut changed = response.clone();
    let answer = match (kind.as_str(), method) {
        (HEADERS, "__getitem__" | "get") => return Ok(find(&call.text(0, "key")?)),
        (HEADERS, "getlist") => {
            let name = call.text(0, "key")?;
            let all = response.headers.iter();
            let all = all.filter(|(key, _)| key.eq_ignore_ascii_case(&name));
            return Ok(strings(all.map(|(_, value)| value.clone())));
        }
        (HEADERS, "__contains__") => {
            return Ok(Data::Bool(find(&call.text(0, "key")?) != Data::None));
        }
        (HEADERS, "__setitem__" | "set" | "add" | "setdefault") => {
            let value = shown(call.need(1, "value")?);
            set(&mut changed, &call.text(0, "key")?, &value)?;
            Data::None
        }
        (HEADERS, "update" | "extend") => {
            set_all(&mut changed, call.need(0, "headers")?).ok_or(Miss::Other)??;
            Data::None
        }
        (CACHE, "__setattr__") => {
            let line = directed(
                &response.headers,
                &call.text(0, "name")?,
                call.need(1, "value")?,
            );
            set(&mut changed, "Cache-Control", &line)?;
            Data::None
        }
        (_, "__setattr__") => {
            let value = call.need(1, "value")?;
            match call.text(0, "name")?.as_str() {
                "status_code" => {
                    changed.status = match value {
                        Data::Int(n) => *n,
                        _ => return Err(type_error("Invalid status argument")),
                    };
                }
                "data" => changed.body = string(shown(value)),
                "mimetype" | "content_type" => set(&mut changed, "Content-Type", &shown(value))?,
                "location" => set(&mut changed, "Location", &shown(value))?,
                _ => {}
            }
            Data::None
        }
        (_, "set_cookie") => {
            let value = call.get(1, "value").map_or_else(String::new, shown);
            let mut line = format!("{}={}", shown(call.need(0, "key")?), quoted(&value));
            for (option, word) in [("secure", "Secure"), ("httponly", "HttpOnly")] {
                if call.flag(usize::MAX, option, false)? {
                    let _ = write!(line, "; {word}");
                }
            }
            for (option, word) in [
                ("samesite", "SameSite"),
                ("path", "Path"),
                ("max_age", "Max-Age"),
                ("domain", "Domain"),
            ] {
                if let Some(value) = call.keyword(option).filter(|value| **value != Data::None) {
                    let _ = write!(line, "; {word}={}", shown(value));
                }
            }
            changed
                .headers
                .push(("Set-Cookie".into(), line.replace(['\r', '\n'], "")));
            Data::None
        }
        (_, "delete_cookie") => Data::None,
        (_, "get_data") => {
            return Ok(if call.flag(1, "as_text", false)? {
                string(body()?)
            } else {
                Data::Bytes(body()?.into_bytes())
            });
        }
        (_, "get_json") => return json(&body()?),
        _ => return Err(Miss::Other),
    };
    if let Some(slot) = model.change(receiver) {
        *slot = Thing::Response(changed);
    }
    Ok(answer)
}

/// The directives of `Cache-Control`, in their order.
fn directives(headers: &[(String, String)]) -> Vec<String> {
    let mut lines = headers.iter();
    let line = lines.find(|(name, _)| name.eq_ignore_ascii_case("Cache-Control"));
    let all = line.map_or("", |(_, line)| line).split(',');
    all.map(|one| one.trim().to_owned())
        .filter(|one| !one.is_empty())
        .collect()
}

/// What `response.cache_control` says under a name.
fn cached(headers: &[(String, String)], name: &str) -> Data {
    let name = name.replace('_', "-");
    let found = directives(headers).into_iter().find_map(|one| {
        let (key, value) = one.split_once('=').unwrap_or((&one, ""));
        (key == name).then(|| match value.parse() {
            Ok(seconds) => Data::Int(seconds),
            Err(_) => Data::Bool(true),
        })
    });
    found.unwrap_or(Data::None)
}

/// `Cache-Control` with one directive set, or taken away.
fn directed(headers: &[(String, String)], name: &str, value: &Data) -> String {
    let name = name.replace('_', "-");
    let mut all = directives(headers);
    all.retain(|one| one.split('=').next() != Some(&name));
    match value {
        Data::None | Data::Bool(false) => {}
        Data::Bool(true) => all.push(name),
        value => all.push(format!("{name}={}", shown(value))),
    }
    all.join(", ")
}

/// Sets what a view or a call gives as headers, by name or in pairs; `None` for anything else.
fn set_all(response: &mut Response, headers: &Data) -> Option<Done<()>> {
    let pairs: Vec<(String, String)> = match headers {
        Data::Dict(pairs) => pairs.iter().map(|(k, v)| (shown(k), shown(v))).collect(),
        Data::List(items) => items
            .iter()
            .map(|item| match item {
                Data::Tuple(pair) | Data::List(pair) => match pair.as_slice() {
                    [name, value] => Some((shown(name), shown(value))),
                    _ => None,
                },
                _ => None,
            })
            .collect::<Option<_>>()?,
        _ => return None,
    };
    Some(
        pairs
            .iter()
            .try_for_each(|(name, value)| set(response, name, value)),
    )
}

impl Model {
    /// The answer that what a view gives becomes: a body, or a tuple of a body, a status and headers.
    fn response_of(&self, returned: &Data) -> Option<Response> {
        let (body, rest) = match returned {
            Data::Tuple(items) => items.split_first()?,
            other => (other, [].as_slice()),
        };
        let mut response = match self.thing(body) {
            Some(Thing::Response(response)) => response.clone(),
            Some(Thing::Markup(text)) => plain(string(&**text)),
            _ => match body {
                Data::Str(_) | Data::Bytes(_) => plain(body.clone()),
                Data::Dict(_) | Data::List(_) => {
                    let text = dumps(body);
                    let text = text.map_or_else(|| Data::Unknown(doubt::answer_part()), string);
                    let mut made = plain(text);
                    set(&mut made, "Content-Type", "application/json").ok()?;
                    made
                }
                _ => return None,
            },
        };
        for part in rest {
            match part {
                Data::Int(status) => response.status = *status,
                Data::Str(status) => {
                    let number = status.split(' ').next().and_then(|n| n.parse().ok());
                    response.status = number.unwrap_or(response.status);
                }
                headers => {
                    let _ = set_all(&mut response, headers);
                }
            }
        }
        Some(response)
    }

    /// Logs what a view gives as the answer that it becomes.
    pub(super) fn answer(&mut self, returned: &Data) {
        if self.setup.request.is_none() {
            return;
        }
        let Some(response) = self.response_of(returned) else {
            return;
        };
        self.event("answers", &response.status.to_string());
        for (name, value) in &response.headers {
            self.event("answers", &format!("{name}: {value}"));
        }
        let body = shown(&response.body);
        for line in body.split('\n').filter(|line| !line.is_empty()).take(200) {
            self.event("answers", line);
        }
        let kind = response.headers.iter();
        let mut kind = kind.filter(|(name, _)| name.eq_ignore_ascii_case("Content-Type"));
        if kind.all(|(_, kind)| kind.contains("html")) {
            self.page_is_read(&body);
        }
    }

    /// Logs what a browser makes of a page: what people read there, and the values of its attributes.
    fn page_is_read(&mut self, body: &str) {
        let page = replay::shown(body);
        if !page.text.is_empty() {
            self.event("shows", &page.text);
        }
        for (tag, attributes) in page.tags.iter().take(200) {
            for (name, value) in attributes {
                self.event("holds", &format!("{tag} {name}={value}"));
            }
        }
    }
}
