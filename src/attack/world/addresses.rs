//! Addresses of machines as `ipaddress` sees them: single ones, networks, and what both say of themselves.
//!
//! Names of machines are `network`'s. Called by `world`.

use super::call::{Call, Done, Miss, raise, shown, string, text, value_error};
use super::{Model, Thing};
use crate::evaluate::Data;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

const ADDRESS: &str = "ipaddress.IPv4Address";
const LONG_ADDRESS: &str = "ipaddress.IPv6Address";
const NETWORK: &str = "ipaddress.IPv4Network";
const LONG_NETWORK: &str = "ipaddress.IPv6Network";

/// The most addresses of a network that are listed.
const LISTED: u128 = 1_024;

/// Answers what concerns addresses.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    if let Some(receiver) = &call.outside.receiver {
        let Data::Handle(kind, _) = receiver else {
            return Err(Miss::Other);
        };
        return match (kind.as_str(), told(model, receiver)) {
            (ADDRESS | LONG_ADDRESS, Some(own)) => of_address(model, call, &own),
            (NETWORK | LONG_NETWORK, Some(own)) => of_network(model, call, &own),
            _ => Err(Miss::Other),
        };
    }
    let Some(short) = call.name().strip_prefix("ipaddress.") else {
        return Err(Miss::Other);
    };
    match short {
        "ip_address" | "IPv4Address" | "IPv6Address" => {
            let given = match call.need(0, "address")? {
                Data::Handle(kind, _) if [ADDRESS, LONG_ADDRESS].contains(&&**kind) => {
                    told(model, call.need(0, "address")?).unwrap_or_default()
                }
                Data::Int(n) => match (u32::try_from(*n), u128::try_from(*n)) {
                    (Ok(n), _) if short != "IPv6Address" => Ipv4Addr::from(n).to_string(),
                    (_, Ok(n)) => Ipv6Addr::from(n).to_string(),
                    _ => return Err(Miss::Other),
                },
                Data::Bytes(bytes) if let Some(ip) = packed(bytes) => ip.to_string(),
                data => text(data)?,
            };
            let wanted = |ip: &IpAddr| match short {
                "IPv4Address" => ip.is_ipv4(),
                "IPv6Address" => ip.is_ipv6(),
                _ => true,
            };
            match given.parse().ok().filter(wanted) {
                Some(ip) => address(model, ip),
                None => Err(refused(short, &given, "address")),
            }
        }
        "ip_network" | "IPv4Network" | "IPv6Network" => {
            let given = match call.need(0, "address")? {
                data @ Data::Handle(..) => told(model, data).ok_or(Miss::Other)?,
                data => text(data)?,
            };
            let (base, bits) = network(&given).ok_or_else(|| refused(short, &given, "network"))?;
            if call.flag(1, "strict", true)? && masked(base, bits) != base {
                return Err(value_error(format!("{given} has host bits set")));
            }
            network_of(model, base, bits)
        }
        "ip_interface" | "IPv4Interface" | "IPv6Interface" => {
            let given = call.text(0, "address")?;
            let (base, bits) =
                network(&given).ok_or_else(|| refused(short, &given, "interface"))?;
            let (ip, net) = (address(model, base)?, network_of(model, base, bits)?);
            let shown = string(format!("{base}/{bits}"));
            model.record(
                "ipaddress.IPv4Interface",
                vec![
                    ("ip", ip),
                    ("network", net),
                    ("with_prefixlen", shown.clone()),
                    ("text", shown),
                ],
            )
        }
        _ => Err(Miss::Other),
    }
}

/// The error for what is no address; it is a `ValueError`, as that of each kind is.
fn refused(short: &str, given: &str, what: &str) -> Miss {
    if short.starts_with("IPv") && what == "address" {
        return raise(
            "ipaddress.AddressValueError",
            format!("not an address: '{given}'"),
        );
    }
    value_error(format!(
        "'{given}' does not appear to be an IPv4 or IPv6 {what}"
    ))
}

/// The text that an address or a network stands for.
fn told(model: &Model, data: &Data) -> Option<String> {
    let Some(Thing::Record(fields)) = model.thing(data) else {
        return None;
    };
    let found = fields.iter().find(|(key, _)| key == "text");
    found.map(|(_, text)| shown(text))
}

fn packed(bytes: &[u8]) -> Option<IpAddr> {
    if let Ok(four) = <[u8; 4]>::try_from(bytes) {
        return Some(IpAddr::from(four));
    }
    <[u8; 16]>::try_from(bytes).ok().map(IpAddr::from)
}

/// The number that an address is.
fn numbered(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(four) => u32::from(four).into(),
        IpAddr::V6(six) => six.into(),
    }
}

/// The address of the same kind with this number.
fn of_number(like: IpAddr, number: u128) -> Option<IpAddr> {
    match like {
        IpAddr::V4(_) => u32::try_from(number).ok().map(|n| IpAddr::V4(n.into())),
        IpAddr::V6(_) => Some(IpAddr::V6(number.into())),
    }
}

fn octets(ip: IpAddr) -> Vec<u8> {
    match ip {
        IpAddr::V4(four) => four.octets().to_vec(),
        IpAddr::V6(six) => six.octets().to_vec(),
    }
}

fn of_address(model: &mut Model, call: &Call<'_>, own: &str) -> Done {
    let ip: IpAddr = own.parse().map_err(|_| Miss::Other)?;
    let other = |model: &Model| {
        let data = call.need(0, "other")?;
        let found = told(model, data).and_then(|text| text.parse::<IpAddr>().ok());
        found
            .filter(|other| other.is_ipv4() == ip.is_ipv4())
            .ok_or(Miss::Other)
    };
    let moved = |by: i128| {
        let number = i128::try_from(numbered(ip)).ok()?.checked_add(by)?;
        of_number(ip, u128::try_from(number).ok()?)
    };
    match call.method() {
        "packed" => Ok(Data::Bytes(octets(ip))),
        "exploded" => Ok(string(exploded(ip))),
        "max_prefixlen" => Ok(Data::Int(if ip.is_ipv4() { 32 } else { 128 })),
        "reverse_pointer" => Ok(string(reversed(ip))),
        // What only the longer ones have.
        name @ ("ipv4_mapped" | "scope_id" | "sixtofour" | "teredo" | "is_site_local")
            if call.outside.attribute && ip.is_ipv4() =>
        {
            let cause = format!("'IPv4Address' object has no attribute '{name}'");
            Err(raise("AttributeError", cause))
        }
        _ if call.outside.attribute => Err(Miss::Other),
        "__str__" => Ok(string(own)),
        "__repr__" => Ok(string(if ip.is_ipv4() {
            format!("IPv4Address('{own}')")
        } else {
            format!("IPv6Address('{own}')")
        })),
        "__int__" | "__index__" | "__hash__" => i128::try_from(numbered(ip))
            .map(Data::Int)
            .map_err(|_| Miss::Other),
        "__format__" => Ok(string(own)),
        "__lt__" => Ok(Data::Bool(ip < other(model)?)),
        "__le__" => Ok(Data::Bool(ip <= other(model)?)),
        "__add__" | "__radd__" | "__sub__" => {
            let Data::Int(by) = call.need(0, "other")? else {
                return Err(Miss::Other);
            };
            let by = if call.method() == "__sub__" {
                -*by
            } else {
                *by
            };
            let moved =
                moved(by).ok_or_else(|| raise("ipaddress.AddressValueError", "too large"))?;
            address(model, moved)
        }
        _ => Err(Miss::Other),
    }
}

fn exploded(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(four) => four.to_string(),
        IpAddr::V6(six) => six.segments().map(|part| format!("{part:04x}")).join(":"),
    }
}

fn reversed(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(four) => {
            let parts: Vec<String> = four.octets().iter().rev().map(u8::to_string).collect();
            format!("{}.in-addr.arpa", parts.join("."))
        }
        IpAddr::V6(_) => {
            let plain = exploded(ip).replace(':', "");
            let parts: Vec<String> = plain.chars().rev().map(String::from).collect();
            format!("{}.ip6.arpa", parts.join("."))
        }
    }
}

/// How many addresses a network has; of the largest one less than it has.
fn size(base: IpAddr, bits: u32) -> u128 {
    let most = if base.is_ipv4() { 32 } else { 128 };
    1_u128.checked_shl(most - bits).unwrap_or(u128::MAX)
}

/// A network as an object.
fn network_of(model: &mut Model, base: IpAddr, bits: u32) -> Done {
    let base = masked(base, bits);
    let count = size(base, bits);
    let last = of_number(base, numbered(base) + (count - 1)).unwrap_or(base);
    let most = if base.is_ipv4() { 32 } else { 128 };
    let mask = masked(
        if base.is_ipv4() {
            Ipv4Addr::BROADCAST.into()
        } else {
            Ipv6Addr::from(u128::MAX).into()
        },
        bits,
    );
    let mask_text = mask.to_string();
    let (first, last, mask) = (
        address(model, base)?,
        address(model, last)?,
        address(model, mask)?,
    );
    let name = string(format!("{base}/{bits}"));
    let private = is_private(base);
    let with_netmask = string(format!("{base}/{mask_text}"));
    let hosts = of_number(base, count - 1).unwrap_or(base);
    let hosts = address(model, hosts)?;
    model.record(
        if base.is_ipv4() {
            NETWORK
        } else {
            LONG_NETWORK
        },
        vec![
            ("with_netmask", with_netmask),
            ("hostmask", hosts),
            ("text", name.clone()),
            ("network_address", first),
            ("broadcast_address", last),
            ("netmask", mask),
            ("prefixlen", Data::Int(bits.into())),
            ("max_prefixlen", Data::Int(most)),
            (
                "num_addresses",
                i128::try_from(count).map_or(Data::Int(i128::MAX), Data::Int),
            ),
            ("with_prefixlen", name.clone()),
            ("compressed", name),
            ("version", Data::Int(if base.is_ipv4() { 4 } else { 6 })),
            ("is_private", Data::Bool(private)),
            ("is_loopback", Data::Bool(mapped(base).is_loopback())),
            ("is_global", Data::Bool(!private)),
            (
                "is_multicast",
                Data::Bool(within(base, &["224.0.0.0/4", "ff00::/8"])),
            ),
            (
                "is_link_local",
                Data::Bool(within(base, &["169.254.0.0/16", "fe80::/10"])),
            ),
        ],
    )
}

fn of_network(model: &mut Model, call: &Call<'_>, own: &str) -> Done {
    let (base, bits) = network(own).ok_or(Miss::Other)?;
    let other = |model: &Model| {
        let text = told(model, call.need(0, "other")?).ok_or(Miss::Other)?;
        network(&text).ok_or(Miss::Other)
    };
    let holds = |(a, wide): (IpAddr, u32), (b, narrow): (IpAddr, u32)| {
        a.is_ipv4() == b.is_ipv4() && wide <= narrow && masked(b, wide) == masked(a, wide)
    };
    let list = |model: &mut Model, from: u128, to: u128| {
        let one = |n: u128| of_number(base, n).map_or(Err(Miss::Other), |ip| address(model, ip));
        (from..to)
            .map(one)
            .collect::<Done<Vec<Data>>>()
            .map(Data::List)
    };
    let (start, count) = (numbered(base), size(base, bits));
    match call.method() {
        _ if call.outside.attribute => Err(Miss::Other),
        "__str__" => Ok(string(own)),
        "__repr__" => Ok(string(if base.is_ipv4() {
            format!("IPv4Network('{own}')")
        } else {
            format!("IPv6Network('{own}')")
        })),
        "__contains__" => {
            let inside = told(model, call.need(0, "other")?).and_then(|text| text.parse().ok());
            let inside: IpAddr = inside.ok_or(Miss::Other)?;
            let most = if inside.is_ipv4() { 32 } else { 128 };
            Ok(Data::Bool(holds((base, bits), (inside, most))))
        }
        "__eq__" => {
            let same = other(model).is_ok_and(|(b, n)| b == base && n == bits);
            Ok(Data::Bool(same))
        }
        "overlaps" => {
            let other = other(model)?;
            Ok(Data::Bool(
                holds((base, bits), other) || holds(other, (base, bits)),
            ))
        }
        "subnet_of" => Ok(Data::Bool(holds(other(model)?, (base, bits)))),
        "supernet_of" => Ok(Data::Bool(holds((base, bits), other(model)?))),
        "supernet" => network_of(model, base, bits.saturating_sub(1)),
        "subnets" => {
            let more = call.int(0, "prefixlen_diff")?.unwrap_or(1);
            let narrow = match call.keyword("new_prefix") {
                Some(Data::Int(n)) => *n,
                _ => i128::from(bits) + more,
            };
            let most = if base.is_ipv4() { 32 } else { 128 };
            let narrow = u32::try_from(narrow)
                .ok()
                .filter(|n| (bits..=most).contains(n));
            let narrow =
                narrow.ok_or_else(|| value_error("prefix length diff is invalid for netblock"))?;
            let (each, room) = (size(base, narrow), count);
            if room / each > LISTED {
                return Err(Miss::Other);
            }
            let nets = (0..room / each).map(|at| {
                let ip = of_number(base, start + at * each).ok_or(Miss::Other)?;
                network_of(model, ip, narrow)
            });
            nets.collect::<Done<Vec<Data>>>().map(Data::List)
        }
        "hosts" | "__iter__" if count <= LISTED => {
            // The first and the last one stand for the network and for all of it.
            let inner = call.method() == "hosts" && count > 2;
            let (from, to) = if inner {
                (start + 1, start + count - u128::from(base.is_ipv4()))
            } else {
                (start, start + count)
            };
            list(model, from, to)
        }
        "__getitem__" => match call.int(0, "n")? {
            Some(n) => {
                let at = if n < 0 {
                    i128::try_from(count)
                        .ok()
                        .and_then(|size| size.checked_add(n))
                } else {
                    Some(n)
                };
                let at = at
                    .and_then(|at| u128::try_from(at).ok())
                    .filter(|at| *at < count);
                let found = at.and_then(|at| of_number(base, start + at));
                let found = found.ok_or_else(|| raise("IndexError", "address out of range"))?;
                address(model, found)
            }
            None => Err(Miss::Other),
        },
        _ => Err(Miss::Other),
    }
}

/// An address as an object.
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
    if let IpAddr::V6(six) = ip {
        let inner = match six.to_ipv4_mapped() {
            Some(four) => address(model, four.into())?,
            None => Data::None,
        };
        fields.push(("ipv4_mapped".into(), inner));
    }
    let thing = Thing::Record(fields);
    let kind = if ip.is_ipv4() { ADDRESS } else { LONG_ADDRESS };
    if let Some(at) = model.objects.iter().position(|(_, known)| *known == thing) {
        return Ok(Data::Handle(
            kind.into(),
            u32::try_from(at + 1).unwrap_or(u32::MAX),
        ));
    }
    model.keep(kind, thing)
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
    let bits = match bits.parse::<Ipv4Addr>() {
        _ if bits.is_empty() => most,
        // `10.0.0.0/255.0.0.0`, or the mask of the hosts.
        Ok(mask) if base.is_ipv4() => {
            let mask = u32::from(mask);
            let width = mask.leading_ones().max(mask.leading_zeros());
            let whole = mask.leading_ones() + mask.trailing_zeros() >= 32
                || mask.leading_zeros() + mask.trailing_ones() >= 32;
            whole.then_some(width)?
        }
        _ => bits.parse().ok()?,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_nobody_outside_reaches() {
        let inside = [
            "10.1.2.3",
            "169.254.169.254",
            "::1",
            "::ffff:127.0.0.1",
            "fd00::1",
        ];
        assert!(inside.iter().all(|ip| ip.parse().is_ok_and(is_private)));
        assert!("93.184.216.34".parse().is_ok_and(|ip| !is_private(ip)));
    }

    #[test]
    fn networks_have_sizes() {
        for (text, count) in [
            ("10.0.0.0/30", 4),
            ("0.0.0.0/0", 1 << 32),
            ("10.0.0.1", 1),
            ("fe80::/64", 1 << 64),
        ] {
            let (base, bits) = network(text).unwrap_or((Ipv4Addr::LOCALHOST.into(), 0));
            assert_eq!(size(base, bits), count, "{text}");
        }
    }
}
