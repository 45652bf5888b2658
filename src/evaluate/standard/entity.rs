//! Signs that a page writes otherwise: `html.escape`, and the names and numbers behind `&`.
//!
//! Called by `standard`, and where a page is read.

/// What `html.escape` gives.
pub(super) fn escaped(s: &str, quote: bool) -> String {
    let text = s
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    if !quote {
        return text;
    }
    text.replace('"', "&quot;").replace('\'', "&#x27;")
}

/// What `html.unescape` gives, where only the names are used that escaping makes.
#[must_use]
pub fn unescaped(s: &str) -> Option<String> {
    let mut out = String::with_capacity(s.len());
    let mut rest = s;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = after;
        if !after.starts_with(|c: char| c == '#' || c.is_ascii_alphabetic()) {
            out.push('&');
            continue;
        }
        let (name, behind) = after.split_once(';')?;
        rest = behind;
        out.push(match name {
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "amp" => '&',
            "nbsp" => '\u{a0}',
            _ => numbered(name.strip_prefix('#')?)?,
        });
    }
    out.push_str(rest);
    Some(out)
}

/// The character of a number between `&#` and `;`, unless a page reads it as another one or as none.
fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) if digits.bytes().all(|b| b.is_ascii_hexdigit()) => {
            u32::from_str_radix(digits, 16).ok()?
        }
        None if number.bytes().all(|b| b.is_ascii_digit()) => number.parse().ok()?,
        _ => return None,
    };
    let plain = matches!(code, 0x09 | 0x0a | 0x20..=0x7e | 0xa0..=0xfdcf | 0xfdf0..=0xfffd);
    char::from_u32(code).filter(|_| plain)
}
