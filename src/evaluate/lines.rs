//! Where Python ends a line (more marks than the line feed do), and how it spells out characters.
//!
//! Knows no value. Called by `string`.

use std::fmt::Write as _;

/// Whether a line ends at this character, as `str.splitlines` sees it.
fn ends(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// What `str.splitlines` gives; the ends of the lines are kept when asked for.
pub(super) fn lines(s: &str, keep: bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut line = String::new();
    let mut chars = s.chars().peekable();
    while let Some(c) = chars.next() {
        if !ends(c) {
            line.push(c);
            continue;
        }
        if keep {
            line.push(c);
        }
        if c == '\r' && chars.peek() == Some(&'\n') {
            chars.next();
            if keep {
                line.push('\n');
            }
        }
        found.push(std::mem::take(&mut line));
    }
    if !line.is_empty() {
        found.push(line);
    }
    found
}

/// What `encode("unicode_escape")` gives.
pub(super) fn spelt_out(s: &str) -> String {
    let mut out = String::new();
    for c in s.chars() {
        match (c, u32::from(c)) {
            ('\\', _) => out.push_str("\\\\"),
            ('\n', _) => out.push_str("\\n"),
            ('\r', _) => out.push_str("\\r"),
            ('\t', _) => out.push_str("\\t"),
            (_, 0x20..=0x7e) => out.push(c),
            (_, code @ 0..=0xff) => _ = write!(out, "\\x{code:02x}"),
            (_, code @ 0..=0xffff) => _ = write!(out, "\\u{code:04x}"),
            (_, code) => _ = write!(out, "\\U{code:08x}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_python_ends_them() {
        assert_eq!(lines("a\rb\r\nc\u{85}d\n", false), ["a", "b", "c", "d"]);
        assert_eq!(lines("a\r\n\nb", true), ["a\r\n", "\n", "b"]);
        assert!(lines("", false).is_empty());
        assert_eq!(lines("\n", false), [""]);
    }

    #[test]
    fn characters_are_spelt_out_as_python_does() {
        assert_eq!(spelt_out("a\n\u{1b}\\é€"), "a\\n\\x1b\\\\\\xe9\\u20ac");
    }
}
