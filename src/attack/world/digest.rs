//! Hashes, message codes and encodings, with the real algorithms: `hashlib`, `hmac`, `base64`,
//! `binascii`, `zlib.crc32`.
//!
//! Work is bounded: key derivation with more rounds than are affordable stays unknown. Called by
//! `world`.

use super::call::{Call, Done, Miss, number, raise, string, text, type_error, value_error};
use super::{Model, Thing};
use crate::attack::doubt;
use crate::evaluate::{Data, unhexed};
use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit, Mac, SimpleHmac};
use sha2::Digest;
use std::fmt::Write as _;

/// The most rounds of key derivation that one call computes.
const ROUNDS: u32 = 20_000;

/// A hash or a message code that is being fed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Feed {
    algorithm: String,
    /// For message codes.
    key: Option<Vec<u8>>,
    fed: Vec<u8>,
}

const HASH: &str = "hashlib.Hash";
const CODE: &str = "hmac.HMAC";

/// Answers what concerns hashes and encodings.
pub(super) fn call(model: &mut Model, call: &Call<'_>) -> Done {
    let name = call.name();
    if let Some(receiver) = &call.outside.receiver {
        return method(model, call, receiver);
    }
    if let Some(short) = name.strip_prefix("hashlib.") {
        return hashlib(model, call, short);
    }
    if let Some(short) = name.strip_prefix("hmac.") {
        return codes(model, call, short);
    }
    if let Some(short) = name.strip_prefix("base64.") {
        return encoding(call, short);
    }
    match name {
        "binascii.hexlify" | "binascii.b2a_hex" => Ok(Data::Bytes(
            hex(&octets(call.need(0, "data")?)?).into_bytes(),
        )),
        "binascii.unhexlify" | "binascii.a2b_hex" | "bytes.fromhex" | "builtins.bytes.fromhex" => {
            let text = text(call.need(0, "hexstr")?)?;
            let error = if name.starts_with("binascii") {
                "binascii.Error"
            } else {
                "ValueError"
            };
            unhexed(&text)
                .map(Data::Bytes)
                .ok_or_else(|| raise(error, "Non-hexadecimal digit found"))
        }
        "zlib.crc32" | "binascii.crc32" => {
            let bytes = octets(call.need(0, "data")?)?;
            let before = call.int(1, "value")?.unwrap_or(0);
            let before = u32::try_from(before).unwrap_or(0);
            Ok(Data::Int(i128::from(crc32_after(before, &bytes))))
        }
        _ => Err(Miss::Other),
    }
}

/// The CRC-32 of bytes, as `zip` and `gzip` count it.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    crc32_after(0, bytes)
}

/// The sum of what had this sum before, and of these bytes behind it.
fn crc32_after(before: u32, bytes: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new_with_initial(before);
    sum.update(bytes);
    sum.finalize()
}

fn octets(data: &Data) -> Done<Vec<u8>> {
    match data {
        Data::Bytes(bytes) => Ok(bytes.clone()),
        Data::Unknown(why) => Err(Miss::Unknown(why.clone())),
        Data::Str(_) => Err(type_error("Strings must be encoded before hashing")),
        other => Err(type_error(format!(
            "object supporting the buffer API required, not {}",
            crate::attack::database::type_name(other)
        ))),
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The digest of some bytes; `None` for an algorithm that is not known.
pub(super) fn digest(algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    Some(match plain(algorithm).as_str() {
        "md5" => md5::Md5::digest(bytes).to_vec(),
        "sha1" => sha1::Sha1::digest(bytes).to_vec(),
        "sha224" => sha2::Sha224::digest(bytes).to_vec(),
        "sha256" => sha2::Sha256::digest(bytes).to_vec(),
        "sha384" => sha2::Sha384::digest(bytes).to_vec(),
        "sha512" => sha2::Sha512::digest(bytes).to_vec(),
        "sha3224" => sha3::Sha3_224::digest(bytes).to_vec(),
        "sha3256" => sha3::Sha3_256::digest(bytes).to_vec(),
        "sha3384" => sha3::Sha3_384::digest(bytes).to_vec(),
        "sha3512" => sha3::Sha3_512::digest(bytes).to_vec(),
        "blake2b" => blake2::Blake2b512::digest(bytes).to_vec(),
        "blake2s" => blake2::Blake2s256::digest(bytes).to_vec(),
        sized => return shortened(sized, bytes),
    })
}

/// A digest of BLAKE2 that is asked for in another length: `blake2b:16`. It is no piece of the whole one.
fn shortened(algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    use blake2::digest::consts::{U4, U8, U10, U12, U16, U20, U24, U28, U32, U40, U48};
    macro_rules! long {
        ($hash:ident, $size:expr, $($number:literal $own:ty),*) => {
            match $size {
                $($number => Some(blake2::$hash::<$own>::digest(bytes).to_vec()),)*
                _ => None,
            }
        };
    }
    let (name, form) = algorithm.split_once(':')?;
    if let Some((size, form)) = form.split_once(':') {
        return keyed(name, size.parse().ok()?, form, bytes);
    }
    let size: u32 = form.parse().ok()?;
    match (name, size) {
        ("blake2b", 64) => digest(name, bytes),
        ("blake2s", 32) => digest(name, bytes),
        ("blake2b", _) => long!(
            Blake2b, size, 4 U4, 8 U8, 10 U10, 12 U12, 16 U16, 20 U20, 24 U24, 28 U28, 32 U32, 40 U40, 48 U48
        ),
        ("blake2s", _) => {
            long!(Blake2s, size, 4 U4, 8 U8, 10 U10, 12 U12, 16 U16, 20 U20, 24 U24, 28 U28)
        }
        _ => None,
    }
}

/// A digest of BLAKE2 with a key, a salt or a person: `blake2b:16:6b6579::`, each in hexadecimal digits.
fn keyed(name: &str, size: u32, form: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    use blake2::digest::FixedOutput;
    use blake2::digest::consts::{U4, U8, U10, U12, U16, U20, U24, U28, U32, U40, U48, U64};
    let parts: Option<Vec<Vec<u8>>> = form.split(':').map(unhexed).collect();
    let parts = parts?;
    let [key, salt, person] = parts.as_slice() else {
        return None;
    };
    let key = Some(key.as_slice()).filter(|key| !key.is_empty());
    macro_rules! made {
        ($hash:ident, $($number:literal $own:ty),*) => {
            match size {
                $($number => {
                    let mut hash = blake2::$hash::<$own>::new_with_salt_and_personal(key, salt, person).ok()?;
                    blake2::digest::Update::update(&mut hash, bytes);
                    Some(hash.finalize_fixed().to_vec())
                })*
                _ => None,
            }
        };
    }
    match name {
        "blake2b" => made!(
            Blake2bMac, 4 U4, 8 U8, 10 U10, 12 U12, 16 U16, 20 U20, 24 U24, 28 U28, 32 U32, 40 U40, 48 U48, 64 U64
        ),
        "blake2s" => {
            made!(Blake2sMac, 4 U4, 8 U8, 10 U10, 12 U12, 16 U16, 20 U20, 24 U24, 28 U28, 32 U32)
        }
        _ => None,
    }
}

/// Names with and without hyphens, underscores and `hashlib.` before them.
fn plain(algorithm: &str) -> String {
    algorithm
        .rsplit('.')
        .next()
        .unwrap_or(algorithm)
        .chars()
        .filter(|c| *c != '-' && *c != '_')
        .flat_map(char::to_lowercase)
        .collect()
}

/// The message code of some bytes.
pub(super) fn code(algorithm: &str, key: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    macro_rules! with {
        ($hash:ty) => {
            with!(Hmac<$hash>, of)
        };
        ($mac:ty, of) => {{
            let mut mac = <$mac>::new_from_slice(key).ok()?;
            mac.update(bytes);
            mac.finalize().into_bytes().to_vec()
        }};
    }
    Some(match plain(algorithm).as_str() {
        "md5" => with!(md5::Md5),
        "sha1" => with!(sha1::Sha1),
        "sha224" => with!(sha2::Sha224),
        "sha256" => with!(sha2::Sha256),
        "sha384" => with!(sha2::Sha384),
        "sha512" => with!(sha2::Sha512),
        "sha3256" => with!(SimpleHmac<sha3::Sha3_256>, of),
        "sha3512" => with!(SimpleHmac<sha3::Sha3_512>, of),
        _ => return None,
    })
}

/// The name of an algorithm that is given as text or as the function itself.
fn named(data: &Data) -> Done<String> {
    match data {
        Data::Object(name) => Ok(name.clone()),
        other => text(other),
    }
}

/// Remembers what the cheapest slow hash cost.
fn worked(model: &mut Model, rounds: u64) {
    model.work = Some(model.work.map_or(rounds, |least| least.min(rounds)));
}

fn hashlib(model: &mut Model, call: &Call<'_>, short: &str) -> Done {
    match short {
        "new" => {
            let algorithm = call.text(0, "name")?;
            if algorithm.contains(':') || digest(&algorithm, b"").is_none() {
                return Err(value_error(format!("unsupported hash type {algorithm}")));
            }
            let fed = call.get(1, "data").map_or(Ok(Vec::new()), octets)?;
            feed(model, &algorithm, fed)
        }
        "pbkdf2_hmac" => {
            let algorithm = call.text(0, "hash_name")?;
            let password = octets(call.need(1, "password")?)?;
            let salt = octets(call.need(2, "salt")?)?;
            let rounds = call.int(3, "iterations")?.unwrap_or(0);
            let rounds = u32::try_from(rounds)
                .ok()
                .filter(|rounds| *rounds > 0)
                .ok_or_else(|| value_error("iteration value must be greater than 0."))?;
            worked(model, u64::from(rounds));
            let length = call.int(4, "dklen")?;
            if rounds > ROUNDS && model.setup.made_up {
                let size = length.and_then(|n| usize::try_from(n).ok());
                let size = size
                    .unwrap_or_else(|| digest(&algorithm, b"").map_or(32, |natural| natural.len()));
                let rounds = rounds.to_le_bytes();
                let given = [algorithm.as_bytes(), &password, &salt, &rounds];
                return Ok(Data::Bytes(made_up(&given, size.min(1_024))));
            }
            if rounds > ROUNDS {
                return Err(Miss::Unknown(doubt::rounds_too_many()));
            }
            let natural = digest(&algorithm, b"")
                .ok_or_else(|| value_error(format!("unsupported hash type {algorithm}")))?
                .len();
            let length = length
                .and_then(|n| usize::try_from(n).ok())
                .unwrap_or(natural)
                .min(1_024);
            let mut key = vec![0; length];
            match plain(&algorithm).as_str() {
                "sha1" => pbkdf2::pbkdf2_hmac::<sha1::Sha1>(&password, &salt, rounds, &mut key),
                "sha256" => pbkdf2::pbkdf2_hmac::<sha2::Sha256>(&password, &salt, rounds, &mut key),
                "sha512" => pbkdf2::pbkdf2_hmac::<sha2::Sha512>(&password, &salt, rounds, &mut key),
                "md5" => pbkdf2::pbkdf2_hmac::<md5::Md5>(&password, &salt, rounds, &mut key),
                _ => return Err(Miss::Unknown(doubt::derivation_unknown())),
            }
            Ok(Data::Bytes(key))
        }
        "scrypt" => {
            let password = octets(call.need(0, "password")?)?;
            let part = |name: &str| {
                let missing =
                    || type_error(format!("{name} is required and must be an unsigned int"));
                call.int(usize::MAX, name)?.ok_or_else(missing)
            };
            let salt = octets(
                call.keyword("salt")
                    .ok_or_else(|| type_error("salt is required"))?,
            )?;
            let (n, r, p) = (part("n")?, part("r")?, part("p")?);
            if n < 2 || n & (n - 1) != 0 {
                return Err(value_error("n must be a power of 2."));
            }
            // Each step of `n` reads a block of memory: about as dear as eight rounds of PBKDF2.
            let steps = n.saturating_mul(r).saturating_mul(p);
            worked(model, u64::try_from(steps).unwrap_or(u64::MAX));
            // Python's OpenSSL takes 32 MiB unless it is told more.
            let most = call.int(usize::MAX, "maxmem")?.filter(|most| *most > 0);
            let needed = r
                .saturating_mul(128)
                .saturating_mul(n.saturating_add(2).saturating_add(p));
            if needed > most.unwrap_or(32 << 20) {
                return Err(value_error(
                    "[digital envelope routines] memory limit exceeded",
                ));
            }
            if n * r * p > 4_096 && model.setup.made_up {
                let size = call
                    .int(usize::MAX, "dklen")?
                    .and_then(|n| usize::try_from(n).ok())
                    .unwrap_or(64)
                    .min(1_024);
                let cost = [n, r, p].map(i128::to_le_bytes).concat();
                return Ok(Data::Bytes(made_up(&[&password, &salt, &cost], size)));
            }
            if n * r * p > 4_096 {
                return Err(Miss::Unknown(doubt::derivation_costly()));
            }
            let length = call
                .int(usize::MAX, "dklen")?
                .and_then(|n| usize::try_from(n).ok())
                .unwrap_or(64)
                .min(1_024);
            let log = u8::try_from(n.trailing_zeros()).unwrap_or(1);
            let invalid = || value_error("Invalid parameter combination for n, r, p, maxmem.");
            let parameters = scrypt::Params::new(
                log,
                u32::try_from(r).map_err(|_| invalid())?,
                u32::try_from(p).map_err(|_| invalid())?,
            )
            .map_err(|_| invalid())?;
            let mut key = vec![0; length];
            scrypt::scrypt(&password, &salt, &parameters, &mut key).map_err(|_| invalid())?;
            Ok(Data::Bytes(key))
        }
        algorithm if digest(algorithm, b"").is_some() => {
            let mut fed = call.get(0, "data").map_or(Ok(Vec::new()), octets)?;
            let blake = algorithm.starts_with("blake2");
            let size = call.int(usize::MAX, "digest_size")?.filter(|_| blake);
            let mut algorithm = match size {
                Some(size) => format!("{algorithm}:{size}"),
                None => algorithm.to_owned(),
            };
            let given = |name: &str| call.get(usize::MAX, name).filter(|_| blake);
            let form = ["key", "salt", "person"].map(given);
            if form.iter().any(Option::is_some) {
                if size.is_none() {
                    let whole = if algorithm == "blake2s" { 32 } else { 64 };
                    let _ = write!(algorithm, ":{whole}");
                }
                for part in form {
                    let part = part.map_or(Ok(Vec::new()), octets)?;
                    let _ = write!(algorithm, ":{}", hex(&part));
                }
            }
            if digest(&algorithm, b"").is_none() {
                return Err(Miss::Unknown(doubt::blake_form()));
            }
            // The forms for trees are not modelled; made up, they are part of what is hashed.
            let plain = |name: &str| {
                matches!(
                    name,
                    "usedforsecurity" | "data" | "digest_size" | "key" | "salt" | "person"
                )
            };
            let mut forms = call.outside.keywords.iter();
            if blake && !forms.all(|(name, _)| plain(name)) {
                let own = |(_, data): &(String, Data)| data.is_known();
                if !model.setup.made_up || !call.outside.keywords.iter().all(own) {
                    return Err(Miss::Unknown(doubt::blake_form()));
                }
                let mut form: Vec<_> = call.outside.keywords.iter().collect();
                form.retain(|(name, _)| !plain(name));
                form.sort_by(|(a, _), (b, _)| a.cmp(b));
                fed.splice(..0, format!("{form:?}").into_bytes());
            }
            feed(model, &algorithm, fed)
        }
        _ => Err(Miss::Other),
    }
}

/// Bytes in place of a derivation that is too costly: the same for the same inputs, others for
/// others. They are not those that Python gives.
pub(super) fn made_up(given: &[&[u8]], size: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(size);
    let mut block: u64 = 0;
    while bytes.len() < size {
        let mut hash = sha2::Sha256::new();
        hash.update(block.to_le_bytes());
        for part in given {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        bytes.extend(hash.finalize());
        block += 1;
    }
    bytes.truncate(size);
    bytes
}

fn feed(model: &mut Model, algorithm: &str, fed: Vec<u8>) -> Done {
    let feed = Feed {
        algorithm: algorithm.to_owned(),
        key: None,
        fed,
    };
    model.keep(HASH, Thing::Feed(feed))
}

fn codes(model: &mut Model, call: &Call<'_>, short: &str) -> Done {
    let octets = |data: &Data| match data {
        Data::Str(_) => Err(type_error(
            "key: expected bytes or bytearray, but got 'str'",
        )),
        other => octets(other),
    };
    match short {
        "new" | "HMAC" => {
            let key = octets(call.need(0, "key")?)?;
            let fed = call.get(1, "msg").map_or(Ok(Vec::new()), octets)?;
            let missing = || type_error("Missing required argument 'digestmod'.");
            let algorithm = named(call.get(2, "digestmod").ok_or_else(missing)?)?;
            if code(&algorithm, b"k", b"").is_none() {
                return Err(value_error(format!("unsupported hash type {algorithm}")));
            }
            let feed = Feed {
                algorithm,
                key: Some(key),
                fed,
            };
            model.keep(CODE, Thing::Feed(feed))
        }
        "digest" => {
            let key = octets(call.need(0, "key")?)?;
            let message = octets(call.need(1, "msg")?)?;
            let algorithm = named(call.need(2, "digest")?)?;
            code(&algorithm, &key, &message)
                .map(Data::Bytes)
                .ok_or_else(|| value_error(format!("unsupported hash type {algorithm}")))
        }
        _ => Err(Miss::Other),
    }
}

fn method(model: &mut Model, call: &Call<'_>, receiver: &Data) -> Done {
    let Some(Thing::Feed(feed)) = model.thing(receiver) else {
        return Err(Miss::Other);
    };
    let feed = feed.clone();
    let method = call.method();
    let done = || {
        let made = match &feed.key {
            Some(key) => code(&feed.algorithm, key, &feed.fed),
            None => digest(&feed.algorithm, &feed.fed),
        };
        made.ok_or_else(|| Miss::Unknown(doubt::hash_unknown()))
    };
    if call.outside.attribute {
        return match method {
            "name" => {
                let name = plain(&feed.algorithm);
                let name = name.split(':').next().unwrap_or_default();
                let before = if feed.key.is_some() { "hmac-" } else { "" };
                Ok(string(format!("{before}{name}")))
            }
            "block_size" => match plain(&feed.algorithm).split(':').next().unwrap_or_default() {
                "sha384" | "sha512" | "blake2b" => Ok(number(128)),
                "sha3224" => Ok(number(144)),
                "sha3256" => Ok(number(136)),
                "sha3384" => Ok(number(104)),
                "sha3512" => Ok(number(72)),
                _ => Ok(number(64)),
            },
            "digest_size" => done().map(|bytes| number(bytes.len())),
            _ => Err(Miss::Other),
        };
    }
    match method {
        "digest" => done().map(Data::Bytes),
        "hexdigest" => done().map(|bytes| string(hex(&bytes))),
        "update" => {
            let more = octets(call.need(0, "data")?)?;
            if let Some(Thing::Feed(feed)) = model.change(receiver) {
                feed.fed.extend(more);
            }
            Ok(Data::None)
        }
        "copy" => {
            let Data::Handle(kind, _) = receiver else {
                return Err(Miss::Other);
            };
            model.keep(kind, Thing::Feed(feed))
        }
        _ => Err(Miss::Other),
    }
}

/// What `base64.b32encode` makes of bytes.
fn base32(bytes: &[u8]) -> Vec<u8> {
    const SIGNS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = Vec::with_capacity(bytes.len().div_ceil(5) * 8);
    for part in bytes.chunks(5) {
        let mut five = [0_u8; 8];
        for (place, byte) in five.iter_mut().skip(3).zip(part) {
            *place = *byte;
        }
        let number = u64::from_be_bytes(five);
        let used = (part.len() * 8).div_ceil(5);
        for at in 0..8 {
            let sign = usize::try_from((number >> (35 - 5 * at)) & 31).unwrap_or(0);
            let sign = SIGNS.get(sign).filter(|_| at < used);
            text.push(sign.copied().unwrap_or(b'='));
        }
    }
    text
}

fn encoding(call: &Call<'_>, short: &str) -> Done {
    let standard = || {
        let config = GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::RequireCanonical);
        GeneralPurpose::new(
            &base64::alphabet::STANDARD,
            config.with_decode_allow_trailing_bits(true),
        )
    };
    let given = || match call.need(0, "s")? {
        Data::Str(_) if short.contains("encode") => {
            Err(type_error("a bytes-like object is required, not 'str'"))
        }
        Data::Str(text) if !text.is_ascii() => Err(value_error(
            "string argument should contain only ASCII characters",
        )),
        Data::Str(text) => Ok(text.clone().into_bytes()),
        other => octets(other),
    };
    match short {
        "b64encode" | "standard_b64encode" => {
            Ok(Data::Bytes(standard().encode(given()?).into_bytes()))
        }
        "encodebytes" => {
            let text = standard().encode(given()?);
            let lines: Vec<&[u8]> = text.as_bytes().chunks(76).collect();
            let mut all = lines.join(&b'\n');
            all.push(b'\n');
            Ok(Data::Bytes(all))
        }
        "b32encode" => Ok(Data::Bytes(base32(&given()?))),
        "urlsafe_b64encode" => {
            let text = standard()
                .encode(given()?)
                .replace('+', "-")
                .replace('/', "_");
            Ok(Data::Bytes(text.into_bytes()))
        }
        "b64decode" | "standard_b64decode" | "urlsafe_b64decode" | "decodebytes" => {
            let strict = call.flag(2, "validate", false)?;
            let mut text = String::from_utf8_lossy(&given()?).into_owned();
            if short.starts_with("urlsafe") {
                text = text.replace('-', "+").replace('_', "/");
            }
            let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
            if strict && !text.chars().all(known) {
                return Err(raise("binascii.Error", "Only base64 data is allowed"));
            }
            let clean: String = text.chars().filter(|c| known(*c)).collect();
            // What follows the padding is left out.
            let body = clean.trim_end_matches('=');
            let body = body.split('=').next().unwrap_or("");
            let missing = (4 - body.len() % 4) % 4;
            if clean.len() - body.len() < missing || missing == 3 {
                return Err(raise("binascii.Error", "Incorrect padding"));
            }
            let whole = format!("{body}{}", "=".repeat(missing));
            standard()
                .decode(whole)
                .map(Data::Bytes)
                .map_err(|_| raise("binascii.Error", "Incorrect padding"))
        }
        "b16encode" => Ok(Data::Bytes(hex(&given()?).to_uppercase().into_bytes())),
        "b16decode" => {
            let text = String::from_utf8_lossy(&given()?).into_owned();
            unhexed(&text)
                .map(Data::Bytes)
                .ok_or_else(|| raise("binascii.Error", "Non-base16 digit found"))
        }
        _ => Err(Miss::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_the_real_ones() {
        assert_eq!(
            digest("md5", b"").map(|bytes| hex(&bytes)).as_deref(),
            Some("d41d8cd98f00b204e9800998ecf8427e")
        );
        assert_eq!(
            code("hashlib.sha256", b"key", b"message")
                .map(|bytes| hex(&bytes))
                .as_deref(),
            Some("6e9ef29b75fffc5b7abae527d58fdadb2fe42e7219011976917343065f58ed4a")
        );
    }
}
