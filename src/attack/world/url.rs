//! Addresses of the web as `urllib.parse` takes them apart and puts them together.
//!
//! Rules of `CPython` 3.12 and later. Also how HTTP clients read the same text, which differs. Called by
//! `world`, `network` and `replay`.

use super::call::{Call, Done, Miss, shown, string, strings, text, type_error, value_error};
use super::{Model, Thing};
use crate::attack::doubt;
use crate::evaluate::Data;
use std::fmt::Write as _;

/// The five parts of an address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Url {
    /// `https`, in small letters; empty when there is none.
    pub scheme: String,
    /// Machine, with name, password and port.
    pub netloc: String,
    /// The path.
    pub path: String,
    /// What stands behind `?`.
    pub query: String,
    /// What stands behind `#`.
    pub fragment: String,
}

const SPLIT: &str = "urllib.parse.SplitResult";
const PARSE: &str = "urllib.parse.ParseResult";

impl Url {
    /// Takes an address apart as `urllib.parse.urlsplit` does.
    ///
    /// # Errors
    /// The message of the `ValueError` that Python raises.
    pub fn split(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches(|c: char| c <= ' ');
        let text: String = text
            .chars()
            .filter(|c| !matches!(c, '\t' | '\r' | '\n'))
            .collect();
        let mut url = Self::default();
        let mut rest = text.as_str();
        if let Some((scheme, after)) = rest.split_once(':')
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        {
            url.scheme = scheme.to_ascii_lowercase();
            rest = after;
        }
        if let Some(after) = rest.strip_prefix("//") {
            let end = after.find(['/', '?', '#']).unwrap_or(after.len());
            let (netloc, after) = after.split_at_checked(end).unwrap_or((after, ""));
            if netloc.contains('[') != netloc.contains(']') {
                return Err("Invalid IPv6 URL".into());
            }
            netloc.clone_into(&mut url.netloc);
            rest = after;
        }
        if let Some((before, fragment)) = rest.split_once('#') {
            fragment.clone_into(&mut url.fragment);
            rest = before;
        }
        if let Some((before, query)) = rest.split_once('?') {
            query.clone_into(&mut url.query);
            rest = before;
        }
        rest.clone_into(&mut url.path);
        Ok(url)
    }

    fn host_and_port(&self) -> (&str, &str) {
        let info = self
            .netloc
            .rsplit_once('@')
            .map_or(&*self.netloc, |(_, info)| info);
        match info.split_once('[') {
            Some((_, bracketed)) => {
                let (host, rest) = bracketed.split_once(']').unwrap_or((bracketed, ""));
                (host, rest.split_once(':').map_or("", |(_, port)| port))
            }
            None => info.split_once(':').unwrap_or((info, "")),
        }
    }

    /// `hostname`: in small letters; `None` when it is empty.
    #[must_use]
    pub fn hostname(&self) -> Option<String> {
        let (host, _) = self.host_and_port();
        (!host.is_empty()).then(|| host.to_lowercase())
    }

    /// `port`.
    ///
    /// # Errors
    /// The message of the `ValueError` that Python raises.
    pub fn port(&self) -> Result<Option<u32>, String> {
        let (_, port) = self.host_and_port();
        if port.is_empty() {
            return Ok(None);
        }
        if !port.bytes().all(|b| b.is_ascii_digit()) {
            return Err(format!(
                "Port could not be cast to integer value as '{port}'"
            ));
        }
        match port.parse() {
            Ok(number @ 0..=65_535) => Ok(Some(number)),
            _ => Err("Port out of range 0-65535".into()),
        }
    }

    /// `username` and `password`.
    #[must_use]
    pub fn user(&self) -> (Option<&str>, Option<&str>) {
        match self.netloc.rsplit_once('@') {
            None => (None, None),
            Some((user, _)) => match user.split_once(':') {
                Some((user, password)) => (Some(user), Some(password)),
                None => (Some(user), None),
            },
        }
    }

    /// Puts the parts together as `urllib.parse.urlunsplit` does.
    #[must_use]
    pub fn unsplit(&self) -> String {
        let mut url = self.path.clone();
        let slashes = matches!(&*self.scheme, "http" | "https" | "ftp" | "file");
        if !self.netloc.is_empty() {
            if !url.is_empty() && !url.starts_with('/') {
                url.insert(0, '/');
            }
            url = format!("//{}{url}", self.netloc);
        } else if url.starts_with("//") || (slashes && (url.is_empty() || url.starts_with('/'))) {
            url = format!("//{url}");
        }
        if !self.scheme.is_empty() {
            url = format!("{}:{url}", self.scheme);
        }
        if !self.query.is_empty() {
            url = format!("{url}?{}", self.query);
        }
        if !self.fragment.is_empty() {
            url = format!("{url}#{}", self.fragment);
        }
        url
    }

    /// The machine to which a client connects. Clients end the machine's part at a backslash too.
    #[must_use]
    pub fn client_host(text: &str) -> Option<String> {
        let url = Self::split(text).ok()?;
        let netloc = url.netloc.split('\\').next().unwrap_or("").to_owned();
        Self { netloc, ..url }.hostname()
    }
}

/// What `urllib.parse.urljoin` gives.
pub(super) fn join(base: &str, address: &str) -> Result<String, String> {
    if base.is_empty() {
        return Ok(address.to_owned());
    }
    if address.is_empty() {
        return Ok(base.to_owned());
    }
    let base = Url::split(base)?;
    let mut url = Url::split(address)?;
    if url.scheme.is_empty() {
        url.scheme.clone_from(&base.scheme);
    }
    if url.scheme != base.scheme || !matches!(&*url.scheme, "" | "http" | "https" | "ftp" | "file")
    {
        return Ok(address.to_owned());
    }
    if !url.netloc.is_empty() {
        return Ok(url.unsplit());
    }
    url.netloc = base.netloc;
    if url.path.is_empty() {
        url.path = base.path;
        if url.query.is_empty() {
            url.query = base.query;
        }
        return Ok(url.unsplit());
    }
    let joined = if url.path.starts_with('/') {
        url.path.clone()
    } else {
        let folder = base.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{folder}/{}", url.path)
    };
    let mut kept: Vec<&str> = Vec::new();
    let parts: Vec<&str> = joined.split('/').collect();
    for part in &parts {
        match *part {
            ".." => {
                kept.pop();
            }
            "." => {}
            part => kept.push(part),
        }
    }
    if matches!(parts.last(), Some(&"." | &"..")) {
        kept.push("");
    }
    let mut path = kept.join("/");
    if !path.starts_with('/') {
        path.insert(0, '/');
    }
    url.path = path;
    Ok(url.unsplit())
}

/// The query of an address, from names and values.
pub(super) fn query(pairs: &[(Data, Data)]) -> String {
    query_quoted(pairs, "", true)
}

/// The same with signs that stay, and with `+` or `%20` for a space.
fn query_quoted(pairs: &[(Data, Data)], safe: &str, plus: bool) -> String {
    let part = |data: &Data| quote(&shown(data), safe, plus);
    let parts: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", part(name), part(value)))
        .collect();
    parts.join("&")
}

/// Whether it is known how a value is written in a query.
fn is_written(data: &Data) -> bool {
    matches!(
        data,
        Data::Str(_) | Data::Int(_) | Data::Bool(_) | Data::None
    )
}

/// A path without the parameters behind its last part, and these; only some schemes have them.
fn parameters<'u>(scheme: &str, path: &'u str) -> (&'u str, &'u str) {
    const SCHEMES: &[&str] = &[
        "", "ftp", "hdl", "prospero", "http", "https", "shttp", "rtsp", "rtsps", "rtspu", "sip",
        "sips", "mms", "sftp", "tel",
    ];
    let last = path.rfind('/').unwrap_or(0);
    let at = path.get(last..).and_then(|part| part.find(';'));
    match at.filter(|_| SCHEMES.contains(&scheme)) {
        Some(at) => (
            path.get(..last + at).unwrap_or(path),
            path.get(last + at + 1..).unwrap_or_default(),
        ),
        None => (path, ""),
    }
}

/// A path with its parameters.
fn with_parameters(path: &str, parameters: &str) -> String {
    match parameters {
        "" => path.to_owned(),
        parameters => format!("{path};{parameters}"),
    }
}

/// Percent signs for all but letters, digits, `_.-~` and what is named as safe.
pub(super) fn quote(text: &str, safe: &str, plus: bool) -> String {
    quoted(text.as_bytes(), safe, plus)
}

fn quoted(bytes: &[u8], safe: &str, plus: bool) -> String {
    let mut out = String::new();
    for &byte in bytes {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "_.-~".contains(c) || (c.is_ascii() && safe.contains(c)) {
            out.push(c);
        } else if plus && c == ' ' {
            out.push('+');
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

pub(super) fn unquote(text: &str, plus: bool) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = text
            .get(at + 1..at + 3)
            .filter(|_| byte == b'%')
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        if let Some(code) = code {
            out.push(code);
            at += 3;
        } else {
            out.push(if plus && byte == b'+' { b' ' } else { byte });
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Answers what concerns addresses.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    if let Some(receiver) = &call.outside.receiver {
        return method(model, call, receiver);
    }
    let Some(short) = call.name().strip_prefix("urllib.parse.") else {
        return Err(Miss::Other);
    };
    Ok(match short {
        "urlsplit" | "urlparse" => {
            let url = Url::split(&call.text(0, "url")?).map_err(value_error)?;
            return result(model, &url, if short == "urlsplit" { SPLIT } else { PARSE });
        }
        "SplitResult" | "ParseResult" => {
            let behind = usize::from(short == "ParseResult");
            let part = |at: usize, name: &str| call.text(at, name);
            let path = part(2, "path")?;
            let parameters = match behind {
                1 => part(3, "params")?,
                _ => String::new(),
            };
            let url = Url {
                scheme: part(0, "scheme")?,
                netloc: part(1, "netloc")?,
                path: with_parameters(&path, &parameters),
                query: part(3 + behind, "query")?,
                fragment: part(4 + behind, "fragment")?,
            };
            return result(model, &url, if behind == 0 { SPLIT } else { PARSE });
        }
        "urljoin" => {
            let (base, url) = (call.text(0, "base")?, call.text(1, "url")?);
            string(join(&base, &url).map_err(value_error)?)
        }
        "urlunsplit" | "urlunparse" => {
            let items = match call.need(0, "components")? {
                Data::List(items) | Data::Tuple(items) => items.clone(),
                parts @ Data::Handle(..) => parts_of(model, parts).ok_or(Miss::Other)?,
                _ => return Err(Miss::Other),
            };
            let part = |at: usize| items.get(at).map_or(Ok(String::new()), text);
            let behind = usize::from(short == "urlunparse");
            let parameters = if behind == 1 { part(3)? } else { String::new() };
            let url = Url {
                scheme: part(0)?,
                netloc: part(1)?,
                path: with_parameters(&part(2)?, &parameters),
                query: part(3 + behind)?,
                fragment: part(4 + behind)?,
            };
            string(url.unsplit())
        }
        "quote" | "quote_plus" => {
            let default = if short == "quote" { "/" } else { "" };
            let safe = call.get(1, "safe").map_or(Ok(default.to_owned()), text)?;
            string(match call.need(0, "string")? {
                Data::Bytes(bytes) => quoted(bytes, &safe, short == "quote_plus"),
                data => quote(&text(data)?, &safe, short == "quote_plus"),
            })
        }
        "unquote" => string(unquote(&call.text(0, "string")?, false)),
        "unquote_plus" => string(unquote(&call.text(0, "string")?, true)),
        "urlencode" => {
            let pairs: Vec<(Data, Data)> = match call.need(0, "query")? {
                Data::Dict(pairs) => pairs.clone(),
                Data::List(items) | Data::Tuple(items) => items
                    .iter()
                    .filter_map(|item| match item {
                        Data::Tuple(pair) | Data::List(pair) => {
                            Some((pair.first()?.clone(), pair.get(1)?.clone()))
                        }
                        _ => None,
                    })
                    .collect(),
                _ => {
                    return Err(type_error(
                        "not a valid non-string sequence or mapping object",
                    ));
                }
            };
            // Each value of a list is one of its own.
            let pairs = if call.flag(1, "doseq", false)? {
                let each = |(key, value): (Data, Data)| match value {
                    Data::List(values) | Data::Tuple(values) => {
                        values.into_iter().map(|v| (key.clone(), v)).collect()
                    }
                    value => vec![(key, value)],
                };
                pairs.into_iter().flat_map(each).collect()
            } else {
                pairs
            };
            let safe = call.get(2, "safe").map_or(Ok(String::new()), text)?;
            let plus = match call.get(5, "quote_via") {
                None => true,
                Some(Data::Object(name)) if name == "urllib.parse.quote_plus" => true,
                Some(Data::Object(name)) if name == "urllib.parse.quote" => false,
                Some(_) => return Err(Miss::Unknown(doubt::query_value())),
            };
            let other = ["encoding", "errors"];
            if other.iter().any(|name| call.keyword(name).is_some())
                || !pairs
                    .iter()
                    .all(|(key, value)| is_written(key) && is_written(value))
            {
                return Err(Miss::Unknown(doubt::query_value()));
            }
            string(query_quoted(&pairs, &safe, plus))
        }
        "parse_qs" | "parse_qsl" => {
            let query = call.text(0, "qs")?;
            let blank = call.flag(1, "keep_blank_values", false)?;
            let strict = call.flag(2, "strict_parsing", false)?;
            let known = [
                "keep_blank_values",
                "qs",
                "strict_parsing",
                "max_num_fields",
                "separator",
            ];
            let other = |(name, _): &(String, Data)| !known.contains(&&**name);
            if call.outside.keywords.iter().any(other) || call.outside.positional.len() > 3 {
                return Err(Miss::Unknown(doubt::query_value()));
            }
            let between = call.keyword("separator").map_or(Ok("&".to_owned()), text)?;
            let fields = if query.is_empty() {
                0
            } else {
                query.split(&*between).count()
            };
            let most = call.int(usize::MAX, "max_num_fields")?;
            if most.is_some_and(|most| i128::try_from(fields).is_ok_and(|n| n > most)) {
                return Err(value_error("Max number of fields exceeded"));
            }
            if strict && !query.is_empty() {
                let odd = query.split(&*between).find(|field| !field.contains('='));
                if let Some(odd) = odd {
                    return Err(value_error(format!("bad query field: '{odd}'")));
                }
            }
            let pairs: Vec<(String, String)> = query
                .split(&*between)
                .filter_map(|pair| {
                    let (key, value) = match pair.split_once('=') {
                        Some(both) => both,
                        None if blank && !pair.is_empty() => (pair, ""),
                        None => return None,
                    };
                    (blank || !value.is_empty()).then(|| (unquote(key, true), unquote(value, true)))
                })
                .collect();
            if short == "parse_qsl" {
                let pairs = pairs.into_iter();
                return Ok(Data::List(
                    pairs
                        .map(|(k, v)| Data::Tuple(vec![string(k), string(v)]))
                        .collect(),
                ));
            }
            let mut all: Vec<(Data, Vec<String>)> = Vec::new();
            for (key, value) in pairs {
                let key = string(key);
                match all.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, values)) => values.push(value),
                    None => all.push((key, vec![value])),
                }
            }
            Data::Dict(all.into_iter().map(|(k, v)| (k, strings(v))).collect())
        }
        _ => return Err(Miss::Other),
    })
}

/// The parts of an address that was taken apart, in order.
fn parts_of(model: &Model, data: &Data) -> Option<Vec<Data>> {
    let (Data::Handle(kind, _), Some(Thing::Record(fields))) = (data, model.thing(data)) else {
        return None;
    };
    let order = order(kind)?.iter();
    let part = |name: &&str| {
        fields
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, data)| data.clone())
    };
    order.map(part).collect()
}

/// The names of the parts of such an address, in order.
fn order(kind: &str) -> Option<&'static [&'static str]> {
    match kind {
        SPLIT => Some(&["scheme", "netloc", "path", "query", "fragment"]),
        PARSE => Some(&["scheme", "netloc", "path", "params", "query", "fragment"]),
        _ => None,
    }
}

fn result(model: &mut Model, url: &Url, kind: &str) -> Done {
    let maybe = |text: Option<String>| text.map_or(Data::None, Data::Str);
    let (user, password) = url.user();
    let (path, params) = match kind {
        PARSE => parameters(&url.scheme, &url.path),
        _ => (&*url.path, ""),
    };
    let mut fields = vec![
        ("scheme", string(&*url.scheme)),
        ("netloc", string(&*url.netloc)),
        ("path", string(path)),
        ("params", string(params)),
        ("query", string(&*url.query)),
        ("fragment", string(&*url.fragment)),
        ("hostname", maybe(url.hostname())),
        ("username", maybe(user.map(str::to_owned))),
        ("password", maybe(password.map(str::to_owned))),
    ];
    // What is no port is refused by whoever asks for it.
    match url.port() {
        Ok(Some(port)) => fields.push(("port", Data::Int(port.into()))),
        Ok(None) => fields.push(("port", Data::None)),
        Err(_) => {}
    }
    model.record(kind, fields)
}

fn method(model: &mut Model, call: &Call<'_>, receiver: &Data) -> Done {
    let (Data::Handle(kind, _), Some(Thing::Record(fields))) = (receiver, model.thing(receiver))
    else {
        return Err(Miss::Other);
    };
    if kind != SPLIT && kind != PARSE {
        return Err(Miss::Other);
    }
    let field = |name: &str| {
        let found = fields.iter().find(|(key, _)| key == name);
        found.map_or(Data::None, |(_, data)| data.clone())
    };
    let word = |name: &str| shown(&field(name));
    let url = Url {
        scheme: word("scheme"),
        netloc: word("netloc"),
        path: with_parameters(&word("path"), &word("params")),
        query: word("query"),
        fragment: word("fragment"),
    };
    let order = order(kind).unwrap_or_default();
    match call.method() {
        "port" if call.outside.attribute => Err(value_error(url.port().err().unwrap_or_default())),
        _ if call.outside.attribute => Err(Miss::Other),
        "geturl" | "__str__" => Ok(string(url.unsplit())),
        "__iter__" => Ok(Data::Tuple(order.iter().map(|name| field(name)).collect())),
        "__getitem__" => match call.need(0, "index")? {
            Data::Int(n) => usize::try_from(*n)
                .ok()
                .and_then(|n| order.get(n))
                .map(|name| field(name))
                .ok_or(Miss::Other),
            _ => Err(Miss::Other),
        },
        "_asdict" => {
            let pairs = order.iter().map(|name| (string(*name), field(name)));
            Ok(Data::Dict(pairs.collect()))
        }
        "_replace" => {
            let mut url = url;
            for (name, data) in &call.outside.keywords {
                let data = text(data)?;
                match name.as_str() {
                    "scheme" => url.scheme = data,
                    "netloc" => url.netloc = data,
                    "path" => url.path = data,
                    "query" => url.query = data,
                    "fragment" => url.fragment = data,
                    _ => return Err(Miss::Other),
                }
            }
            let kind = kind.clone();
            result(model, &url, &kind)
        }
        _ => Err(Miss::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart_as_python_does() {
        let host = |text: &str| Url::split(text).ok().and_then(|url| url.hostname());
        assert_eq!(
            host("https://user@EXAMPLE.org:8443/x").as_deref(),
            Some("example.org")
        );
        assert_eq!(
            host("https://good.example@evil.example/").as_deref(),
            Some("evil.example")
        );
        assert_eq!(host("//evil.example/x").as_deref(), Some("evil.example"));
        assert_eq!(host("/\\evil.example"), None);
        assert_eq!(host("java\nscript:alert(1)"), None);
        let tricky = "http://evil.example\\@good.example/";
        assert_eq!(host(tricky).as_deref(), Some("good.example"));
        assert_eq!(Url::client_host(tricky).as_deref(), Some("evil.example"));
        assert_eq!(
            join("https://a.example/x/y", "../z").as_deref(),
            Ok("https://a.example/z")
        );
        assert_eq!(
            join("https://a.example/x", "//b.example").as_deref(),
            Ok("https://b.example")
        );
        assert_eq!(quote("a b/ü", "/", false), "a%20b/%C3%BC");
        assert_eq!(unquote("a%2Fb+c", true), "a/b c");
    }
}
