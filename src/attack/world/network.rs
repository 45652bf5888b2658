//! The network: names of machines, HTTP clients.
//!
//! Every request that would leave is an event, each step of a redirect one more, and so is the
//! connection with the address that the name gave at that moment. Called by `world`.

use super::call::{Call, Done, Miss, number, raise, shown, string, text, value_error};
use super::connection::known;
use super::url::{Url, join, query, quote};
use super::{Model, Thing};
use crate::attack::doubt;
use crate::evaluate::{Data, UNKNOWN};
use core::net::{IpAddr, Ipv4Addr};

/// How many redirects a client follows.
const REDIRECTS: usize = 30;

const RESPONSE: &str = "requests.Response";

/// Answers what concerns the network.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    if let Some(receiver) = &call.outside.receiver {
        return method(model, call, receiver);
    }
    let name = call.name();
    match name {
        "socket.getaddrinfo" | "socket.gethostbyname" | "socket.gethostbyname_ex" => {
            let host = match call.get(0, "host") {
                Some(data) => text(data)?,
                None => "localhost".into(),
            };
            let found = look_up(model, &host)?;
            if call.method() == "gethostbyname" {
                return Ok(found
                    .first()
                    .map_or(Data::None, |ip| string(ip.to_string())));
            }
            if call.method() == "gethostbyname_ex" {
                let all = found.iter().map(|ip| string(ip.to_string())).collect();
                return Ok(Data::Tuple(vec![
                    string(host),
                    Data::List(Vec::new()),
                    Data::List(all),
                ]));
            }
            let port = call.get(1, "port").cloned().unwrap_or(Data::Int(0));
            let port = match port {
                Data::Str(text) => text.parse().map_or(Data::Int(0), Data::Int),
                other => other,
            };
            let all = found
                .into_iter()
                .map(|ip| {
                    let mut place = vec![string(ip.to_string()), port.clone()];
                    if ip.is_ipv6() {
                        place.extend([Data::Int(0), Data::Int(0)]);
                    }
                    Data::Tuple(vec![
                        Data::Int(if ip.is_ipv4() { 2 } else { 10 }),
                        Data::Int(1),
                        Data::Int(6),
                        string(""),
                        Data::Tuple(place),
                    ])
                })
                .collect();
            Ok(Data::List(all))
        }
        "socket.create_connection" => {
            let (Data::Tuple(place) | Data::List(place)) = call.need(0, "address")? else {
                return Err(Miss::Other);
            };
            let host = place.first().map_or(Ok(String::new()), text)?;
            let port = place.get(1).map_or_else(String::new, shown);
            let found = look_up(model, &host)?;
            if let Some(ip) = found.first() {
                model.event("connects", &format!("{ip}:{port}"));
            }
            model.record("socket.socket", Vec::new())
        }
        "requests.Session"
        | "requests.session"
        | "httpx.Client"
        | "httpx.AsyncClient"
        | "aiohttp.ClientSession" => {
            let client = name.split('.').next().unwrap_or_default();
            // `httpx` follows when the client is told to; the others are told with each request.
            let follow = client != "httpx" || call.flag(usize::MAX, "follow_redirects", false)?;
            model.record(
                "requests.Session",
                vec![("client", string(client)), ("follow", Data::Bool(follow))],
            )
        }
        _ => {
            let Some((client @ ("requests" | "httpx"), method)) = name.split_once('.') else {
                return Err(Miss::Other);
            };
            request(model, call, client, client == "requests", method)
        }
    }
}

/// A request of `requests` with its method in front.
pub(super) fn requested(model: &mut Model, call: &Call<'_>) -> Done {
    request(model, call, "requests", true, "request")
}

/// A request of `httpx` with its method in front.
pub(super) fn sent(model: &mut Model, call: &Call<'_>) -> Done {
    request(model, call, "httpx", false, "request")
}

/// What `urllib` opens: method, address, whether redirects are followed.
pub(super) fn opened(model: &mut Model, call: &Call<'_>) -> Done {
    let method = call.text(0, "method")?;
    let address = call.text(1, "url")?;
    let follow = call.flag(2, "follow", true)?;
    fetch(model, &method, &address, follow, "urllib")
}

/// A request of one of the clients; `follows` says whether redirects are followed unless the call
/// says otherwise.
fn request(model: &mut Model, call: &Call<'_>, client: &str, follows: bool, method: &str) -> Done {
    let (verb, at) = match method {
        "request" => (call.text(0, "method")?.to_uppercase(), 1),
        "get" | "post" | "put" | "delete" | "head" | "patch" | "options" => {
            (method.to_uppercase(), 0)
        }
        _ => return Err(Miss::Other),
    };
    let address = match call.need(at, "url") {
        Err(Miss::Unknown(why)) => {
            model.event("fetches", &UNKNOWN.to_string());
            return Err(Miss::Unknown(why));
        }
        data => text(data?)?,
    };
    let asked = call.keyword("params").map(parameters).unwrap_or_default();
    let address = if asked.is_empty() {
        address
    } else {
        let sign = if address.contains('?') { '&' } else { '?' };
        format!("{address}{sign}{asked}")
    };
    let address = as_sent(&address);
    // What a proxy refuses is decided where the proxy is set up.
    if ["proxies", "proxy"].iter().any(|name| {
        call.keyword(name)
            .is_some_and(|to| to.truth() != Some(false))
    }) {
        model.event("fetches", &UNKNOWN.to_string());
        return Err(Miss::Unknown(doubt::proxy_decides()));
    }
    if call.keyword("verify").and_then(Data::truth) == Some(false) && address.starts_with("https:")
    {
        let host = Url::client_host(&address).unwrap_or_default();
        model.event("trusts", &host);
    }
    let told = if client == "httpx" {
        "follow_redirects"
    } else {
        "allow_redirects"
    };
    let usual = follows && (client == "httpx" || verb != "HEAD");
    let follow = call.flag(usize::MAX, told, usual)?;
    fetch(model, &verb, &address, follow, client)
}

/// An address as HTTP clients send it: without steps in its path, and with percent signs for what may not stand in it.
fn as_sent(address: &str) -> String {
    const KEPT: &str = "!#$%&'()*+,/:;=?@[]~";
    let address = address.trim_start();
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let behind = rest.find(['?', '#']).unwrap_or(rest.len());
    let (path, behind) = rest.split_at_checked(behind).unwrap_or((rest, ""));
    let path = if path.split('/').any(|part| part == "." || part == "..") {
        without_steps(path)
    } else {
        path.to_owned()
    };
    format!(
        "{scheme}://{host}{}{}",
        quote(&path, KEPT, false),
        quote(behind, KEPT, false)
    )
}

/// A path without `.` and `..`.
fn without_steps(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                kept.pop();
            }
            part => kept.push(part),
        }
    }
    let mut whole = kept.join("/");
    if path.starts_with('/') && !whole.starts_with('/') {
        whole.insert(0, '/');
    }
    if (path.ends_with("/.") || path.ends_with("/..")) && !whole.ends_with('/') {
        whole.push('/');
    }
    whole
}

/// What stands behind the question mark for `params`: a dict, pairs or text; lists stand for several values.
fn parameters(given: &Data) -> String {
    let pairs = match given {
        Data::Dict(pairs) => pairs.clone(),
        Data::List(items) | Data::Tuple(items) => {
            let pair = |item: &Data| match item {
                Data::Tuple(pair) | Data::List(pair) => {
                    Some((pair.first()?.clone(), pair.get(1)?.clone()))
                }
                _ => None,
            };
            items.iter().filter_map(pair).collect()
        }
        Data::Str(text) => return text.clone(),
        _ => Vec::new(),
    };
    let each = |(key, value): (Data, Data)| match value {
        Data::None => Vec::new(),
        Data::List(values) | Data::Tuple(values) => {
            values.into_iter().map(|v| (key.clone(), v)).collect()
        }
        value => vec![(key, value)],
    };
    let pairs: Vec<(Data, Data)> = pairs.into_iter().flat_map(each).collect();
    query(&pairs)
}

/// Fetches a page as a client would, redirects and all.
fn fetch(model: &mut Model, verb: &str, address: &str, follow: bool, client: &str) -> Done {
    let mut address = address.to_owned();
    let mut passed = 0;
    loop {
        let url = Url::split(&address).map_err(value_error)?;
        let kinds: &[&str] = match client {
            "urllib" => &["http", "https", "file", "ftp", "data"],
            _ => &["http", "https"],
        };
        if !kinds.contains(&&*url.scheme) {
            return Err(match client {
                "urllib" => raise(
                    if url.scheme.is_empty() {
                        "ValueError"
                    } else {
                        "urllib.error.URLError"
                    },
                    format!("unknown url type: '{address}'"),
                ),
                _ if url.scheme.is_empty() => raise(
                    "requests.exceptions.MissingSchema",
                    format!("Invalid URL '{address}': No scheme supplied."),
                ),
                _ => raise(
                    "requests.exceptions.InvalidSchema",
                    format!("No connection adapters were found for '{address}'"),
                ),
            });
        }
        let seen = if verb == "GET" {
            address.clone()
        } else {
            format!("{address} ({verb})")
        };
        model.event("fetches", &seen);
        if url.scheme == "file" {
            let content = model.read(&super::url::unquote(&url.path, false))?;
            return response(
                model,
                &address,
                200,
                &String::from_utf8_lossy(&content),
                None,
            );
        }
        let host = Url::client_host(&address).unwrap_or_default();
        let port = match url.port() {
            Ok(Some(port)) => port,
            _ if url.scheme == "https" => 443,
            _ => 80,
        };
        connect(model, &host, &port.to_string())?;
        if let Some(next) = known(&model.setup.redirects, &address) {
            let next = join(&address, &next).map_err(value_error)?;
            if !follow {
                let answer = response(model, &address, 302, "", Some(&next))?;
                return of_client(model, answer, client);
            }
            passed += 1;
            if passed > REDIRECTS {
                return Err(raise("requests.TooManyRedirects", "Exceeded 30 redirects."));
            }
            address = next;
            continue;
        }
        let answer = match known(&model.setup.pages, &address) {
            Some(page) => response(model, &address, 200, &page, None)?,
            None if client == "urllib" => {
                return Err(raise("urllib.error.HTTPError", "HTTP Error 404: Not Found"));
            }
            None => response(model, &address, 404, "Not found", None)?,
        };
        return of_client(model, answer, client);
    }
}

/// An answer that knows whose it is, where that makes a difference.
fn of_client(model: &mut Model, answer: Data, client: &str) -> Done {
    if client == "httpx"
        && let Some(Thing::Record(fields)) = model.change(&answer)
    {
        fields.push(("client".to_owned(), string(client)));
    }
    Ok(answer)
}

pub(super) fn response(
    model: &mut Model,
    url: &str,
    status: usize,
    page: &str,
    next: Option<&str>,
) -> Done {
    let mut headers = vec![(string("Content-Type"), string("text/html; charset=utf-8"))];
    headers.push((string("Content-Length"), string(page.len().to_string())));
    if let Some(next) = next {
        headers.push((string("Location"), string(next)));
    }
    // Names of headers are found in capitals or without.
    let small = headers
        .iter()
        .map(|(name, value)| (string(shown(name).to_lowercase()), value.clone()));
    let small: Vec<(Data, Data)> = small.collect();
    headers.extend(small);
    let said = match status {
        302 => "Found",
        404 => "Not Found",
        _ => "OK",
    };
    let raw = vec![
        ("status", number(status)),
        ("content", Data::Bytes(page.as_bytes().to_vec())),
        ("data", Data::Bytes(page.as_bytes().to_vec())),
        ("url", string(url)),
        ("headers", Data::Dict(headers.clone())),
    ];
    let raw = model.record(RESPONSE, raw)?;
    model.record(
        RESPONSE,
        vec![
            ("raw", raw),
            ("code", number(status)),
            ("reason", string(said)),
            ("msg", string(said)),
            ("status_code", number(status)),
            ("status", number(status)),
            ("ok", Data::Bool(status < 400)),
            ("is_redirect", Data::Bool(next.is_some())),
            ("has_redirect_location", Data::Bool(next.is_some())),
            ("is_permanent_redirect", Data::Bool(false)),
            ("is_success", Data::Bool(status < 300)),
            ("text", string(page)),
            ("content", Data::Bytes(page.as_bytes().to_vec())),
            ("data", Data::Bytes(page.as_bytes().to_vec())),
            ("url", string(url)),
            ("headers", Data::Dict(headers)),
            ("encoding", string("utf-8")),
        ],
    )
}

fn method(model: &mut Model, call: &Call<'_>, receiver: &Data) -> Done {
    let Data::Handle(kind, _) = receiver else {
        return Err(Miss::Other);
    };
    let kind = kind.clone();
    let Some(Thing::Record(fields)) = model.thing(receiver) else {
        return Err(Miss::Other);
    };
    let field = |name: &str| super::field(fields, name);
    let method = call.method();
    if call.outside.attribute {
        return Err(Miss::Other);
    }
    match (kind.as_str(), method) {
        (RESPONSE, "json") => {
            let page = shown(&field("text"));
            super::loaders::json(&page)
        }
        // `httpx` gives the answer back, and takes a redirect for an error as well.
        (RESPONSE, "raise_for_status") if field("client") == string("httpx") => {
            match field("status_code") {
                Data::Int(code) if code >= 300 => Err(raise(
                    "httpx.HTTPStatusError",
                    format!("{code} for url '{}'", shown(&field("url"))),
                )),
                _ => Ok(receiver.clone()),
            }
        }
        (RESPONSE, "raise_for_status") => match field("status_code") {
            Data::Int(code) if code >= 400 => {
                Err(raise("requests.HTTPError", format!("{code} Client Error")))
            }
            _ => Ok(Data::None),
        },
        (RESPONSE, "read") => {
            let left = match field("left") {
                Data::Bytes(left) => Some(left),
                _ => None,
            };
            let size = match call.get(0, "amt") {
                Some(Data::Int(size)) => usize::try_from(*size).ok(),
                _ => None,
            };
            if size.is_none() && left.is_none() {
                return Ok(field("content"));
            }
            let ((Some(mut part), _) | (None, Data::Bytes(mut part))) = (left, field("content"))
            else {
                return Err(Miss::Other);
            };
            let rest = part.split_off(size.unwrap_or(usize::MAX).min(part.len()));
            if let Some(Thing::Record(fields)) = model.change(receiver) {
                fields.retain(|(name, _)| name != "left");
                fields.push(("left".to_owned(), Data::Bytes(rest)));
            }
            Ok(Data::Bytes(part))
        }
        (RESPONSE, "geturl") => Ok(field("url")),
        (RESPONSE, "getcode") => Ok(field("status_code")),
        (RESPONSE, "iter_content" | "__iter__") => Ok(Data::List(vec![field("content")])),
        (RESPONSE | "requests.Session" | "socket.socket", "__enter__") => Ok(receiver.clone()),
        (RESPONSE | "requests.Session" | "socket.socket", "__exit__" | "close") => Ok(Data::None),
        ("requests.Session", _) => {
            let client = shown(&field("client"));
            let follows = field("follow").truth() == Some(true);
            request(model, call, &client, follows, method)
        }
        _ => Err(Miss::Other),
    }
}

/// A client looks a host up and connects to its first address.
pub(super) fn connect(model: &mut Model, host: &str, port: &str) -> Done<()> {
    let found = look_up(model, host).map_err(|_| {
        raise(
            "requests.ConnectionError",
            format!("Failed to resolve '{host}'"),
        )
    })?;
    if let Some(ip) = found.first() {
        let place = match ip {
            IpAddr::V4(four) => format!("{four}:{port}"),
            IpAddr::V6(six) => format!("[{six}]:{port}"),
        };
        model.event("connects", &place);
    }
    Ok(())
}

/// What a name gives this time. Numbers in all the notations that systems accept are addresses.
pub(super) fn look_up(model: &mut Model, host: &str) -> Done<Vec<IpAddr>> {
    let host = host
        .trim_matches(['[', ']'])
        .trim_end_matches('.')
        .to_lowercase();
    if let Ok(ip) = host.parse() {
        return Ok(vec![ip]);
    }
    if let Some(ip) = loose(&host) {
        return Ok(vec![IpAddr::V4(ip)]);
    }
    if host == "localhost" && !model.setup.hosts.contains_key(&host) {
        return Ok(vec![IpAddr::V4(Ipv4Addr::LOCALHOST)]);
    }
    let unknown = || raise("socket.gaierror", "[Errno -2] Name or service not known");
    let answers = model.setup.hosts.get(&host).ok_or_else(unknown)?;
    let asked = model.asked.entry(host).or_insert(0);
    let answer = answers
        .get(*asked)
        .or_else(|| answers.last())
        .ok_or_else(unknown)?;
    *asked += 1;
    let all: Vec<IpAddr> = answer
        .split([',', ' '])
        .filter_map(|ip| ip.trim().parse().ok())
        .collect();
    if all.is_empty() {
        Err(unknown())
    } else {
        Ok(all)
    }
}

/// `127.1`, `0x7f000001`, `2130706433`, `0177.0.0.1`: what the system takes for an address.
fn loose(host: &str) -> Option<Ipv4Addr> {
    let parts: Vec<u64> = host
        .split('.')
        .map(|part| {
            if let Some(hex) = part.strip_prefix("0x") {
                u64::from_str_radix(hex, 16).ok()
            } else if part.len() > 1 && part.starts_with('0') {
                u64::from_str_radix(part, 8).ok()
            } else {
                part.parse().ok()
            }
        })
        .collect::<Option<_>>()?;
    let (last, first) = parts.split_last()?;
    if first.len() > 3 || first.iter().any(|part| *part > 255) {
        return None;
    }
    let room = 8 * (4 - u32::try_from(first.len()).ok()?);
    if *last >= 1_u64.checked_shl(room)? {
        return None;
    }
    let mut whole = *last;
    for (part, shift) in first.iter().zip([24, 16, 8]) {
        whole |= part << shift;
    }
    u32::try_from(whole).ok().map(Ipv4Addr::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_sent_as_clients_send_them() {
        for (given, sent) in [
            (
                "https://a.example/x y?q=ä b#f",
                "https://a.example/x%20y?q=%C3%A4%20b#f",
            ),
            (
                "https://a.example/v1/../admin/./k",
                "https://a.example/admin/k",
            ),
            ("https://a.example/../..", "https://a.example/"),
            ("https://a.example/%2e%2e/x", "https://a.example/%2e%2e/x"),
            ("https://a.example?x=../y", "https://a.example?x=../y"),
            ("  https://a.example/", "https://a.example/"),
            ("nonsense", "nonsense"),
        ] {
            assert_eq!(as_sent(given), sent, "{given}");
        }
    }

    #[test]
    fn addresses_in_disguise() {
        for text in ["127.1", "2130706433", "0x7f.1", "0177.0.0.1"] {
            assert_eq!(loose(text), Some(Ipv4Addr::LOCALHOST), "{text}");
        }
        assert_eq!(loose("example"), None);
    }
}
