//! One request over one connection, as the HTTP clients of the models make it: to which machine, under which
//! name, and for whom the certificate must be.
//!
//! How a client comes to its connection (adapters, pools, redirects) stands in the models, as Python that asks here.
//! Called by `world`.

use super::Model;
use super::call::{Call, Done, Miss, raise, shown, text};
use super::network::{connect, opened, requested, response, sent};
use super::url::join;
use crate::evaluate::{Data, UNKNOWN};
use core::net::IpAddr;
use std::collections::BTreeMap;

/// Answers what the models of HTTP clients ask.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    match call.name() {
        "network_of_the_world.asked" => asked(model, call),
        "network_of_the_world.requested" => requested(model, call),
        "network_of_the_world.sent" => sent(model, call),
        "network_of_the_world.opened" => opened(model, call),
        "network_of_the_world.refused" => Err(raise(
            "requests.exceptions.InvalidSchema",
            format!(
                "No connection adapters were found for '{}'",
                call.text(0, "url")?
            ),
        )),
        _ => Err(Miss::Other),
    }
}

/// One request, redirects not followed.
fn asked(model: &mut Model, call: &Call<'_>) -> Done {
    let verb = call.text(0, "method")?.to_uppercase();
    let scheme = call.text(1, "scheme")?;
    let host = match call.text(2, "host") {
        Err(Miss::Unknown(why)) => {
            model.event("connects", &UNKNOWN.to_string());
            return Err(Miss::Unknown(why));
        }
        host => host?,
    };
    let usual = if scheme == "https" { "443" } else { "80" };
    let port = call.get(3, "port").map_or_else(|| usual.to_owned(), shown);
    let target = call.text(4, "target")?;
    let told = match call.get(5, "headers") {
        Some(Data::Dict(pairs)) => pairs
            .iter()
            .find(|(name, _)| shown(name).eq_ignore_ascii_case("host"))
            .map(|(_, value)| shown(value)),
        _ => None,
    };
    let certified = match call.get(6, "certified") {
        Some(name @ (Data::Str(_) | Data::Unknown(_))) => Some(text(name)?),
        _ => None,
    };
    let name = told
        .or_else(|| certified.clone())
        .unwrap_or_else(|| host.clone());
    let place = if port == usual || name.contains(':') {
        name
    } else {
        format!("{name}:{port}")
    };
    let address = format!("{scheme}://{place}{target}");
    let seen = if verb == "GET" {
        address.clone()
    } else {
        format!("{address} ({verb})")
    };
    model.event("fetches", &seen);
    // A connection class of the program's own has connected already, wherever it likes.
    if !call.flag(8, "connected", false)? {
        connect(model, &host, &port)?;
    }
    let verified = call.flag(7, "verified", true)?;
    if scheme == "https" && !verified {
        model.event("trusts", &host);
    }
    if scheme == "https" && verified {
        let name = certified.unwrap_or(host);
        let bare = name.trim_matches(['[', ']']);
        // Few certificates are for a number; those whose pages are known here are.
        let page = format!("https://{name}/");
        let is_known = model
            .setup
            .pages
            .keys()
            .any(|known| known.starts_with(&page));
        if bare.parse::<IpAddr>().is_ok() && !is_known {
            return Err(raise(
                "requests.exceptions.SSLError",
                format!("certificate is not valid for '{name}'"),
            ));
        }
    }
    if let Some(next) = known(&model.setup.redirects, &address) {
        let next = join(&address, &next).map_err(super::call::value_error)?;
        return response(model, &address, 302, "", Some(&next));
    }
    match known(&model.setup.pages, &address) {
        Some(page) => response(model, &address, 200, &page, None),
        None => response(model, &address, 404, "Not found", None),
    }
}

/// What stands under an address, without what comes behind `#`, or behind `?` if need be.
pub(super) fn known(map: &BTreeMap<String, String>, address: &str) -> Option<String> {
    let bare = address.split('#').next().unwrap_or(address);
    map.get(address)
        .or_else(|| map.get(bare))
        .or_else(|| map.get(bare.split('?').next().unwrap_or("")))
        .or_else(|| {
            // Capitals of a host and the usual port say nothing.
            let plain = plain(bare)?;
            map.get(&plain)
                .or_else(|| map.get(plain.split('?').next().unwrap_or("")))
        })
        .cloned()
}

/// An address with its host in small letters, without the port that its scheme has anyway, and without a user.
fn plain(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (netloc, path) = rest.split_at_checked(end)?;
    let scheme = scheme.to_ascii_lowercase();
    let host = netloc.rsplit('@').next()?.to_ascii_lowercase();
    let usual = match scheme.as_str() {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    let host = host.strip_suffix(usual).unwrap_or(&host);
    Some(format!("{scheme}://{host}{path}"))
}
