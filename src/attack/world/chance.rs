//! What is different each time: random numbers, clocks, identities.
//!
//! What can be said of it is said: types, and that it is not known. Called by `world`.

use super::Model;
use super::call::{Call, Done, Miss, number};
use super::digest::{hex, made_up};
use crate::evaluate::Data;
use base64::Engine as _;

/// Answers what nobody can know before.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    if call.outside.receiver.is_some() {
        return Err(Miss::Other);
    }
    let name = call.name();
    if model.setup.made_up
        && let Some(drawn) = drawn(model, call)
    {
        return drawn;
    }
    let unknown = |what: &str| Ok(Data::Unknown(format!("{what} is different each time")));
    match name {
        "random.seed" => Ok(Data::None),
        "secrets.token_bytes"
        | "secrets.token_hex"
        | "secrets.token_urlsafe"
        | "secrets.randbelow"
        | "secrets.choice"
        | "secrets.randbits"
        | "os.urandom" => unknown("what the system's random source gives"),
        "time.time"
        | "time.monotonic"
        | "time.perf_counter"
        | "time.time_ns"
        | "datetime.datetime.now"
        | "datetime.datetime.utcnow"
        | "datetime.date.today"
        | "datetime.datetime.today" => unknown("the time"),
        "time.sleep" | "asyncio.sleep" => Ok(Data::None),
        "uuid.uuid4" | "uuid.uuid1" => unknown("an identity that was just made"),
        "os.getuid" | "os.geteuid" => Ok(number(1000)),
        _ if name.starts_with("random.") => unknown("what `random` gives"),
        _ => Err(Miss::Other),
    }
}

/// What the system's random source gives in a made-up world: known, and new each time.
fn drawn(model: &mut Model, call: &Call<'_>) -> Option<Done> {
    let size = |position: usize, name: &str, usual: usize| -> Done<usize> {
        let size = call.int(position, name)?;
        Ok(size
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(usual)
            .min(4_096))
    };
    let bytes = &mut |size: usize| {
        model.drawn += 1;
        made_up(&[b"drawn", &model.drawn.to_le_bytes()], size)
    };
    let whole = |bytes: Vec<u8>| {
        bytes
            .into_iter()
            .fold(0_i128, |number, byte| (number << 8) | i128::from(byte))
    };
    Some(match call.name() {
        "os.urandom" | "os.getrandom" => size(0, "size", 0).map(|n| Data::Bytes(bytes(n))),
        "secrets.token_bytes" => size(0, "nbytes", 32).map(|n| Data::Bytes(bytes(n))),
        "secrets.token_hex" => size(0, "nbytes", 32).map(|n| Data::Str(hex(&bytes(n)))),
        "secrets.token_urlsafe" => size(0, "nbytes", 32)
            .map(|n| Data::Str(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes(n)))),
        "secrets.randbelow" => match call.int(0, "exclusive_upper_bound") {
            Ok(Some(most)) if most > 0 => Ok(Data::Int(whole(bytes(8)) % most)),
            _ => return None,
        },
        "secrets.choice" => match call.get(0, "seq")? {
            Data::Str(text) if !text.is_empty() => {
                let letters: Vec<char> = text.chars().collect();
                let at = usize::from(bytes(1).first().copied().unwrap_or(0)) % letters.len();
                Ok(Data::Str(letters.get(at)?.to_string()))
            }
            _ => return None,
        },
        _ => return None,
    })
}
