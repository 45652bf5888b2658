//! The network: names of machines, addresses, HTTP clients.
//!
//! Every request that would leave is an event, each step of a redirect one more, and so is the
//! connection with the address that the name gave at that moment. Called by `world`.

use super::call::{Call, Done, Miss, number, raise, shown, string, text, value_error};
use super::connection::known;
use super::url::{Url, join, query};
use super::{Model, Thing};
use crate::attack::doubt;
use crate::evaluate::{Data, UNKNOWN};
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How many redirects a client follows.
const REDIRECTS: usize = 30;

const RESPONSE: &str = "requests.Response";
const ADDRESS: &str = "ipaddress.IPv4Address";

/// Answers what concerns the network.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    if let Some(receiver) = &call.outside.receiver {
        return method(model, call, receiver);
    }
    let name = call.name();
    if let Some(short) = name.strip_prefix("ipaddress.") {
        return match short {
            "ip_address" | "IPv4Address" | "IPv6Address" => {
                let given = match call.need(0, "address")? {
                    Data::Int(n) => match u32::try_from(*n) {
                        Ok(n) => Ipv4Addr::from(n).to_string(),
                        Err(_) => return Err(Miss::Other),
                    },
                    data => text(data)?,
                };
                let parsed: Option<IpAddr> = given.parse().ok();
                match parsed {
                    Some(address) => self::address(model, address),
                    None => Err(value_error(format!(
                        "'{given}' does not appear to be an IPv4 or IPv6 address"
                    ))),
                }
            }
            "ip_network" | "IPv4Network" | "IPv6Network" => {
                let given = call.text(0, "address")?;
                let (base, bits) = network(&given).ok_or_else(|| {
                    value_error(format!(
                        "'{given}' does not appear to be an IPv4 or IPv6 network"
                    ))
                })?;
                if call.flag(1, "strict", true)? && masked(base, bits) != base {
                    return Err(value_error(format!("{given} has host bits set")));
                }
                model.record("ipaddress.IPv4Network", vec![("text", string(given))])
            }
            _ => Err(Miss::Other),
        };
    }
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
        "urllib.request.urlopen" => {
            let given = call.need(0, "url")?;
            let address = match model.thing(given) {
                Some(Thing::Record(fields)) => fields
                    .iter()
                    .find(|(name, _)| name == "full_url")
                    .map_or(Err(Miss::Other), |(_, url)| text(url))?,
                _ => text(given)?,
            };
            fetch(model, "GET", &address, true, "urllib")
        }
        "urllib.request.Request" => {
            let url = call.text(0, "url")?;
            model.record("urllib.request.Request", vec![("full_url", string(url))])
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
    let address = match call.keyword("params") {
        Some(Data::Dict(pairs)) if !pairs.is_empty() => {
            let sign = if address.contains('?') { '&' } else { '?' };
            format!("{address}{sign}{}", query(pairs))
        }
        _ => address,
    };
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
                return response(model, &address, 302, "", Some(&next));
            }
            passed += 1;
            if passed > REDIRECTS {
                return Err(raise("requests.TooManyRedirects", "Exceeded 30 redirects."));
            }
            address = next;
            continue;
        }
        return match known(&model.setup.pages, &address) {
            Some(page) => response(model, &address, 200, &page, None),
            None if client == "urllib" => {
                Err(raise("urllib.error.HTTPError", "HTTP Error 404: Not Found"))
            }
            None => response(model, &address, 404, "Not found", None),
        };
    }
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
    model.record(
        RESPONSE,
        vec![
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
        (RESPONSE, "raise_for_status") => match field("status_code") {
            Data::Int(code) if code >= 400 => {
                Err(raise("requests.HTTPError", format!("{code} Client Error")))
            }
            _ => Ok(Data::None),
        },
        (RESPONSE, "read") => Ok(field("content")),
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
        ("ipaddress.IPv4Address", "__str__" | "exploded") => Ok(field("text")),
        ("ipaddress.IPv4Network", "__str__") => Ok(field("text")),
        ("ipaddress.IPv4Network", "__contains__") => {
            let net = shown(&field("text"));
            let inside = match model.thing(call.need(0, "other")?) {
                Some(Thing::Record(other)) => other
                    .iter()
                    .find(|(key, _)| key == "text")
                    .map(|(_, text)| shown(text)),
                _ => None,
            };
            let inside = inside.and_then(|text| text.parse::<IpAddr>().ok());
            let (Some(address), Some((base, bits))) = (inside, network(&net)) else {
                return Err(Miss::Other);
            };
            let same = address.is_ipv4() == base.is_ipv4();
            Ok(Data::Bool(
                same && masked(address, bits) == masked(base, bits),
            ))
        }
        _ => Err(Miss::Other),
    }
}

fn address(model: &mut Model, ip: IpAddr) -> Done {
    let flags = [
        ("is_private", is_private(ip)),
        ("is_loopback", mapped(ip).is_loopback()),
        (
            "is_link_local",
            within(ip, &["169.254.0.0/16", "fe80::/10"]),
        ),
        ("is_multicast", within(ip, &["224.0.0.0/4", "ff00::/8"])),
        ("is_unspecified", mapped(ip).is_unspecified()),
        ("is_reserved", within(ip, &["240.0.0.0/4"])),
        (
            "is_global",
            !is_private(ip) && !within(ip, &["100.64.0.0/10"]),
        ),
    ];
    let mut fields: Vec<(String, Data)> = flags
        .into_iter()
        .map(|(name, flag)| (name.to_owned(), Data::Bool(flag)))
        .collect();
    fields.push((
        "version".into(),
        Data::Int(if ip.is_ipv4() { 4 } else { 6 }),
    ));
    fields.push(("text".into(), string(ip.to_string())));
    fields.push(("compressed".into(), string(ip.to_string())));
    let inner = match ip {
        IpAddr::V6(six) => six.to_ipv4_mapped().map(IpAddr::V4),
        IpAddr::V4(_) => None,
    };
    let inner = match inner {
        Some(four) => address(model, four)?,
        None => Data::None,
    };
    fields.push(("ipv4_mapped".into(), inner));
    let thing = Thing::Record(fields);
    if let Some(at) = model.objects.iter().position(|(_, known)| *known == thing) {
        return Ok(Data::Handle(
            ADDRESS.into(),
            u32::try_from(at + 1).unwrap_or(u32::MAX),
        ));
    }
    model.keep(ADDRESS, thing)
}

fn mapped(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or(ip, IpAddr::V4),
        IpAddr::V4(_) => ip,
    }
}

fn network(text: &str) -> Option<(IpAddr, u32)> {
    let (base, bits) = text.split_once('/').unwrap_or((text, ""));
    let base: IpAddr = base.parse().ok()?;
    let most = if base.is_ipv4() { 32 } else { 128 };
    let bits = if bits.is_empty() {
        most
    } else {
        bits.parse().ok()?
    };
    (bits <= most).then_some((base, bits))
}

fn masked(ip: IpAddr, bits: u32) -> IpAddr {
    match ip {
        IpAddr::V4(four) => {
            let mask = u32::MAX.checked_shl(32 - bits.min(32)).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from(u32::from(four) & mask))
        }
        IpAddr::V6(six) => {
            let mask = u128::MAX.checked_shl(128 - bits.min(128)).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from(u128::from(six) & mask))
        }
    }
}

fn within(ip: IpAddr, networks: &[&str]) -> bool {
    let ip = mapped(ip);
    networks.iter().any(|text| {
        network(text).is_some_and(|(base, bits)| {
            base.is_ipv4() == ip.is_ipv4() && masked(ip, bits) == masked(base, bits)
        })
    })
}

/// `is_private`: the registries of addresses for special purposes that are not reachable.
pub(super) fn is_private(ip: IpAddr) -> bool {
    within(
        ip,
        &[
            "0.0.0.0/8",
            "10.0.0.0/8",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4",
            "::1/128",
            "::/128",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "fc00::/7",
            "fe80::/10",
        ],
    ) && !within(ip, &["192.0.0.9/32", "192.0.0.10/32"])
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
    fn addresses_in_disguise() {
        for text in ["127.1", "2130706433", "0x7f.1", "0177.0.0.1"] {
            assert_eq!(loose(text), Some(Ipv4Addr::LOCALHOST), "{text}");
        }
        assert_eq!(loose("example"), None);
        assert!(
            [
                "10.1.2.3",
                "169.254.169.254",
                "::1",
                "::ffff:127.0.0.1",
                "fd00::1"
            ]
            .iter()
            .all(|ip| ip.parse().is_ok_and(is_private))
        );
        assert!("93.184.216.34".parse().is_ok_and(|ip| !is_private(ip)));
    }
}
