//! Ways of writing that anybody can undo, such as base64 and letters turned by thirteen.
//!
//! Called by `standard`.

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

#[cfg(test)]
mod tests {
    use super::*;

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
