//! Ways of writing that anybody can undo: base64, letters turned by thirteen, numbers as bytes, JSON that is read again.
//!
//! Called by `standard`.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// How many times text may have become bytes, or bytes text, in between.
const TURNS: usize = 8;

impl Machine<'_, '_> {
    /// What was written as JSON and is read again, where files are checked: a list or dict with the same in it.
    pub(super) fn read_back(&mut self, args: &Args, span: Span) -> Follow<Option<Val>> {
        let ([(text, _)], true) = (&*args.positional, args.keywords.is_empty()) else {
            return Ok(None);
        };
        let mut at = self.look(*text);
        let mut packed = 0_u32;
        for _ in 0..TURNS {
            let node = self.arena.node(at);
            let (How::Call(made), Some(&of)) = (&node.how, node.from.first()) else {
                return Ok(None);
            };
            match &**made {
                "json.dumps" if packed == 0 => {
                    let held = matches!(
                        self.content_kind(of),
                        Kind::Dict(_) | Kind::List(_) | Kind::Tuple(_)
                    );
                    return if held {
                        self.copied(of, true, span).map(Some)
                    } else {
                        Ok(None)
                    };
                }
                "base64.b64decode" | "base64.urlsafe_b64decode" => packed += 1,
                "base64.b64encode" | "base64.urlsafe_b64encode" if packed > 0 => packed -= 1,
                "str.encode" | "bytes.decode" => {}
                _ => return Ok(None),
            }
            at = self.look(of);
        }
        Ok(None)
    }
}

/// A letter thirteen places on.
pub(super) fn rot13(c: char) -> char {
    let base = match c {
        'a'..='z' => b'a',
        'A'..='Z' => b'A',
        _ => return c,
    };
    u8::try_from(c).map_or(c, |byte| char::from((byte - base + 13) % 26 + base))
}

/// The bytes that a text in base64 stands for, in either alphabet. `None` where Python may say something
/// else: signs that it leaves out, and padding that does not fit.
pub(super) fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let body = text.strip_suffix(b"==").or(text.strip_suffix(b"="));
    if text.is_empty() || !text.len().is_multiple_of(4) {
        return None;
    }
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in body.unwrap_or(text) {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(six)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    Some(bytes)
}

/// Bytes with so many more around them as `center`, `ljust`, `rjust` and `zfill` add.
pub(super) fn placed(name: &str, bytes: &[u8], missing: usize, fill: u8) -> Vec<u8> {
    let (before, fill) = match name {
        "ljust" => (0, fill),
        "rjust" => (missing, fill),
        "zfill" => (missing, b'0'),
        _ => (missing / 2 + (missing & (bytes.len() + missing) & 1), fill),
    };
    let signed = name == "zfill" && (bytes.starts_with(b"-") || bytes.starts_with(b"+"));
    let (sign, rest) = bytes
        .split_at_checked(usize::from(signed))
        .unwrap_or((bytes, b""));
    let mut made = sign.to_vec();
    made.extend(std::iter::repeat_n(fill, before));
    made.extend(rest);
    made.extend(std::iter::repeat_n(fill, missing - before));
    made
}

/// What is put into bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    Number(i128),
    Bytes(Arc<[u8]>),
}

/// The most bytes that are put together.
const LENGTH: usize = 4_096;

/// What a format of `struct` says: whether the lowest byte comes first, and how often each sign stands. `None` where the
/// order is that of the machine, or the format is none.
fn parts(format: &str) -> Option<(bool, Vec<(usize, char)>)> {
    let mut signs = format.chars();
    let little = match signs.next()? {
        '<' => true,
        '>' | '!' => false,
        _ => return None,
    };
    let (mut parts, mut count) = (Vec::new(), String::new());
    for sign in signs {
        if sign.is_ascii_digit() {
            count.push(sign);
            continue;
        }
        let times = std::mem::take(&mut count);
        let times = if times.is_empty() {
            1
        } else {
            times.parse().ok()?
        };
        parts.push((times, sign));
    }
    count.is_empty().then_some((little, parts))
}

/// The number that bytes are, the highest first; `None` where it is larger than those that are computed with.
pub(super) fn number(bytes: &[u8], signed: bool) -> Option<i128> {
    let negative = signed && bytes.first().is_some_and(|b| *b >= 0x80);
    let start: i128 = if negative { -1 } else { 0 };
    bytes.iter().try_fold(start, |number, byte| {
        Some(number.checked_mul(256)? | i128::from(*byte))
    })
}

/// How many bytes a number of this sign has.
const fn size(sign: char) -> Option<usize> {
    match sign {
        'b' | 'B' => Some(1),
        'h' | 'H' => Some(2),
        'i' | 'I' | 'l' | 'L' => Some(4),
        'q' | 'Q' => Some(8),
        _ => None,
    }
}

/// The bytes that `struct.pack` makes, where the order of bytes is said. `None` where Python may say something else.
pub(super) fn packed(format: &str, fields: &[Field]) -> Option<Vec<u8>> {
    let (little, parts) = parts(format)?;
    let mut fields = fields.iter();
    let mut bytes = Vec::new();
    for (times, sign) in parts {
        if times > LENGTH || bytes.len() > LENGTH {
            return None;
        }
        let size = match sign {
            'x' => {
                bytes.resize(bytes.len() + times, 0);
                continue;
            }
            's' => {
                let Field::Bytes(text) = fields.next()? else {
                    return None;
                };
                let end = bytes.len() + times;
                bytes.extend(text.iter().take(times));
                bytes.resize(end, 0);
                continue;
            }
            _ => size(sign)?,
        };
        for _ in 0..times {
            let Field::Number(number) = fields.next()? else {
                return None;
            };
            let whole = 1_i128 << (size * 8);
            let least = if sign.is_ascii_lowercase() {
                -whole / 2
            } else {
                0
            };
            if !(least..least + whole).contains(number) {
                return None;
            }
            let all = number.to_be_bytes();
            let mut own = all.get(all.len() - size..)?.to_vec();
            if little {
                own.reverse();
            }
            bytes.append(&mut own);
        }
    }
    fields.next().is_none().then_some(bytes)
}

/// How many fields are told apart of bytes that are not known.
const FIELDS: usize = 64;

/// The types of what `struct.unpack` reads by a format; `None` for one that is not modelled.
pub(super) fn kinds(format: &str) -> Option<Vec<&'static str>> {
    // In which order the machine has its bytes says nothing of what they are.
    let signs = format.trim_start_matches(['<', '>', '!', '@', '=']);
    let mut kinds = Vec::new();
    for (times, sign) in parts(&format!("!{signs}"))?.1 {
        match sign {
            'x' => {}
            's' => kinds.push("bytes"),
            _ => {
                size(sign)?;
                kinds.resize(kinds.len().checked_add(times)?.min(FIELDS + 1), "int");
            }
        }
    }
    (kinds.len() <= FIELDS).then_some(kinds)
}

/// What `struct.unpack` reads out of bytes; `None` for a format that is not modelled, or bytes that do not fit it.
pub(super) fn unpacked(format: &str, bytes: &[u8]) -> Option<Vec<Field>> {
    let (little, parts) = parts(format)?;
    let (mut fields, mut rest) = (Vec::new(), bytes);
    for (times, sign) in parts {
        let size = match sign {
            'x' | 's' => {
                let (own, behind) = rest.split_at_checked(times)?;
                rest = behind;
                if sign == 's' {
                    fields.push(Field::Bytes(own.into()));
                }
                continue;
            }
            _ => size(sign)?,
        };
        if times > bytes.len() {
            return None;
        }
        for _ in 0..times {
            let (own, behind) = rest.split_at_checked(size)?;
            rest = behind;
            let mut own = own.to_vec();
            if little {
                own.reverse();
            }
            fields.push(Field::Number(number(&own, sign.is_ascii_lowercase())?));
        }
    }
    rest.is_empty().then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_into_bytes() {
        let number = Field::Number;
        let text = |text: &[u8]| Field::Bytes(text.into());
        let all = [text(b"app1"), number(258)];
        assert_eq!(
            packed(">4sQ", &all),
            Some(b"app1\0\0\0\0\0\0\x01\x02".to_vec())
        );
        assert_eq!(
            packed("<hx2B", &[number(-2), number(1), number(255)]),
            Some(vec![0xfe, 0xff, 0, 1, 0xff])
        );
        assert_eq!(packed("!3s", &[text(b"a")]), Some(b"a\0\0".to_vec()));
        assert_eq!(packed(">B", &[number(256)]), None);
        assert_eq!(packed(">B", &[]), None);
        assert_eq!(packed("B", &[number(1)]), None);
        assert_eq!(packed(">B", &[number(1), number(2)]), None);
    }

    #[test]
    fn what_kinds_are_read() {
        assert_eq!(kinds("!I4sx2H"), Some(vec!["int", "bytes", "int", "int"]));
        assert_eq!(kinds("I"), Some(vec!["int"]));
        assert_eq!(kinds("!100I"), None);
        assert_eq!(kinds(">d"), None);
    }

    #[test]
    fn what_is_read_out_of_bytes() {
        let number = Field::Number;
        assert_eq!(
            unpacked("<hx2B", &[0xfe, 0xff, 0, 1, 0xff]),
            Some(vec![number(-2), number(1), number(255)])
        );
        assert_eq!(
            unpacked(">2sI", b"ab\0\0\x01\x02"),
            Some(vec![Field::Bytes(b"ab"[..].into()), number(258)])
        );
        assert_eq!(unpacked(">H", b"abc"), None);
        assert_eq!(unpacked("H", b"ab"), None);
        assert_eq!(unpacked(">999999999s", b"ab"), None);
    }

    #[test]
    fn what_base64_stands_for() {
        let read = |text: &str| base64(text.as_bytes());
        assert_eq!(
            read("d2stRkFLRS03ZDIxYzllMGIz"),
            Some(b"wk-FAKE-7d21c9e0b3".to_vec())
        );
        assert_eq!(read("aGk="), Some(b"hi".to_vec()));
        assert_eq!(read("aA=="), Some(b"h".to_vec()));
        assert_eq!(read("-_8="), Some(vec![0xfb, 0xff]));
        assert_eq!(read("aGk"), None);
        assert_eq!(read("a k="), None);
    }
}
