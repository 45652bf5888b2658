//! What is different each time: random numbers, clocks, identities.
//!
//! What can be said of it is said: types, and that it is not known. Called by `world`.

use super::Model;
use super::call::{Call, Done, Miss, number};
use crate::evaluate::Data;

/// Answers what nobody can know before.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    let _ = model;
    if call.outside.receiver.is_some() {
        return Err(Miss::Other);
    }
    let name = call.name();
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
