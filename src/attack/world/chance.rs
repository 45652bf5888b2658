//! What is different each time: random numbers, clocks, identities.
//!
//! What can be said of it is said: types, and that it is not known. Called by `world`.

use super::Model;
use super::call::{Call, Done, Miss, number};
use super::digest::{hex, made_up};
use crate::attack::doubt;
use crate::evaluate::{Data, Reason};
use base64::Engine as _;

/// Answers what nobody can know before.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    if call.outside.receiver.is_some() {
        return Err(Miss::Other);
    }
    let name = call.name();
    let unknown = |why: Reason| Ok(Data::Unknown(why));
    // How hard it is to try out what was drawn, as far as every source is known.
    if name == "chance_of_the_world.bits" {
        return match i128::from(model.bits / 1_000) {
            0 => unknown(doubt::how_random()),
            bits => Ok(Data::Int(bits)),
        };
    }
    // What the cheapest slow hash so far cost, in rounds of the underlying one.
    if name == "chance_of_the_world.work" {
        return Ok(model.work.map_or(Data::None, |work| Data::Int(work.into())));
    }
    if model.setup.made_up
        && let Some(drawn) = clock(model, name).or_else(|| drawn(model, call))
    {
        return drawn;
    }
    match name {
        "random.seed" => Ok(Data::None),
        "secrets.token_bytes"
        | "secrets.token_hex"
        | "secrets.token_urlsafe"
        | "secrets.randbelow"
        | "secrets.choice"
        | "secrets.randbits"
        | "os.urandom" => unknown(doubt::system_random()),
        "time.time"
        | "time.monotonic"
        | "time.perf_counter"
        | "time.time_ns"
        | "datetime.datetime.now"
        | "datetime.datetime.utcnow"
        | "datetime.date.today"
        | "datetime.datetime.today" => unknown(doubt::clock()),
        "time.sleep" | "asyncio.sleep" => Ok(Data::None),
        "uuid.uuid4" | "uuid.uuid1" => unknown(doubt::identity()),
        "os.getuid" | "os.geteuid" => Ok(number(1000)),
        _ if name.starts_with("random.") => unknown(doubt::random_gives()),
        _ => Err(Miss::Other),
    }
}

/// When it is in a made-up world, in seconds: the 27th of November 2026 at nine o'clock. Each look takes a moment.
const NOW: u64 = 1_795_770_000;

/// What the clock of a made-up world says.
fn clock(model: &mut Model, name: &str) -> Option<Done> {
    if !matches!(
        name,
        "time.time" | "time.time_ns" | "time.monotonic" | "time.perf_counter"
    ) {
        return None;
    }
    model.looks += 1;
    let (since, looks) = match name {
        "time.time" | "time.time_ns" => (NOW, model.looks),
        _ => (1_000, model.looks),
    };
    if name == "time.time_ns" {
        let whole = i128::from(since) * 1_000_000_000 + i128::from(looks) * 1_000;
        return Some(Ok(Data::Int(whole)));
    }
    let whole = |n: u64| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    Some(Ok(Data::Float(whole(since) + whole(looks) / 1_000_000.0)))
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
    let short = || size(0, "size", 0);
    let long = || size(0, "nbytes", 32);
    let base64 = |bytes| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
    Some(match call.name() {
        "os.urandom" | "os.getrandom" => short().map(|n| Data::Bytes(fresh(model, n))),
        "secrets.token_bytes" => long().map(|n| Data::Bytes(fresh(model, n))),
        "secrets.token_hex" => long().map(|n| Data::Str(hex(&fresh(model, n)))),
        "secrets.token_urlsafe" => long().map(|n| Data::Str(base64(fresh(model, n)))),
        "secrets.randbits" => match call.int(0, "k") {
            Ok(Some(bits)) if (1..=120).contains(&bits) => Ok(Data::Int(below(model, 1 << bits))),
            Ok(Some(bits)) => {
                let bits = u64::try_from(bits).unwrap_or(0);
                model.bits += bits.saturating_mul(1_000);
                Ok(Data::Unknown(doubt::system_random()))
            }
            _ => return None,
        },
        "secrets.randbelow" => match call.int(0, "exclusive_upper_bound") {
            Ok(Some(most)) if most > 0 => Ok(Data::Int(below(model, most))),
            _ => return None,
        },
        "secrets.choice" => {
            let options: Vec<Data> = match call.get(0, "seq")? {
                Data::Str(text) => text.chars().map(|c| Data::Str(c.into())).collect(),
                Data::List(items) | Data::Tuple(items) => items.clone(),
                _ => return None,
            };
            let most = i128::try_from(options.len())
                .ok()
                .filter(|most| *most > 0)?;
            let at = usize::try_from(below(model, most)).ok()?;
            Ok(options.get(at)?.clone())
        }
        _ => return None,
    })
}

/// New bytes that nobody has seen.
fn fresh(model: &mut Model, size: usize) -> Vec<u8> {
    model.bits += u64::try_from(size)
        .unwrap_or(u64::MAX)
        .saturating_mul(8_000);
    next(model, size)
}

/// A new number below another.
fn below(model: &mut Model, most: i128) -> i128 {
    model.bits += thousandths(most);
    let whole = next(model, 15)
        .into_iter()
        .fold(0_i128, |number, byte| (number << 8) | i128::from(byte));
    whole % most
}

/// What the source gives next.
fn next(model: &mut Model, size: usize) -> Vec<u8> {
    model.drawn += 1;
    made_up(&[b"drawn", &model.drawn.to_le_bytes()], size)
}

/// How many bits choose one of so many, in thousandths.
fn thousandths(most: i128) -> u64 {
    let whole = most.max(1).ilog2();
    // Between two powers of two: a straight line, which is at most 0.09 bits too little.
    let power = 1_i128 << whole;
    let part = (most - power).saturating_mul(1_000) / power;
    u64::from(whole) * 1_000 + u64::try_from(part).unwrap_or(0)
}
