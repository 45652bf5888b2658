//! How deep a text nests, found before it is parsed.
//!
//! A tree is walked and freed by recursion, so its depth must be bounded before it exists.
//! Called by `python` only.

use super::SyntaxError;
use crate::text::Span;

/// As many brackets as Python itself allows inside one another.
const BRACKETS: usize = 200;
/// As many indented blocks as Python itself allows inside one another.
const BLOCKS: usize = 100;
/// How many operators, dots and words may follow one another without a comma or line end: an
/// upper bound for the depth of chains such as `a.b.c` and `1+1+1`.
const CHAIN: usize = 4_000;

/// The first place at which a text nests too deep.
pub(super) fn too_deep(text: &str) -> Option<SyntaxError> {
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut chain = 0usize;
    let mut outer = 0usize;
    let mut blocks: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut line_start = true;
    let refuse = |at: usize, message: &str| {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        Some(SyntaxError {
            span: Span::new(at, at),
            message: message.to_owned(),
        })
    };
    while let Some(&byte) = bytes.get(at) {
        if line_start && open.is_empty() {
            let indent = run(bytes, at, |b| matches!(b, b' ' | b'\t'));
            let blank = matches!(bytes.get(at + indent), None | Some(b'\n' | b'\r' | b'#'));
            if !blank {
                while blocks.last().is_some_and(|&b| b > indent) {
                    blocks.pop();
                }
                if indent > blocks.last().copied().unwrap_or(0) {
                    blocks.push(indent);
                }
                if blocks.len() > BLOCKS {
                    return refuse(
                        at,
                        "too many levels of indentation: 100 at most, as in Python",
                    );
                }
            }
            at += indent;
            line_start = false;
            continue;
        }
        line_start = false;
        match byte {
            b'#' => at += run(bytes, at, |b| b != b'\n'),
            b'"' | b'\'' if !interpolated(bytes, at) => at = skip_string(bytes, at),
            b'(' | b'[' | b'{' => {
                open.push(chain);
                outer += chain;
                chain = 0;
                if open.len() > BRACKETS {
                    return refuse(at, "too many nested brackets: 200 at most, as in Python");
                }
                at += 1;
            }
            b')' | b']' | b'}' => {
                chain = open.pop().unwrap_or(0);
                outer = outer.saturating_sub(chain);
                chain += 1;
                at += 1;
            }
            b',' | b';' => {
                chain = 0;
                at += 1;
            }
            b'\n' => {
                if open.is_empty() {
                    chain = 0;
                    line_start = true;
                }
                at += 1;
            }
            b' ' | b'\t' | b'\r' => at += 1,
            b if is_word(b) => {
                at += run(bytes, at, is_word);
                chain += 1;
            }
            _ => {
                chain += 1;
                at += 1;
            }
        }
        if chain + outer > CHAIN {
            return refuse(
                at,
                "this expression is too long to be followed: split it over several statements",
            );
        }
    }
    None
}

fn is_word(b: u8) -> bool {
    b == b'_' || b.is_ascii_alphanumeric() || b >= 0x80
}

/// How many bytes from `at` on satisfy `test`.
fn run(bytes: &[u8], at: usize, test: fn(u8) -> bool) -> usize {
    bytes.iter().skip(at).take_while(|&&b| test(b)).count()
}

/// Whether the quote at `at` opens an f-string or t-string, whose brackets nest like any other.
fn interpolated(bytes: &[u8], at: usize) -> bool {
    let mut back = at;
    while at - back < 2
        && let Some(&b) = back.checked_sub(1).and_then(|i| bytes.get(i))
        && b.is_ascii_alphabetic()
    {
        if matches!(b, b'f' | b'F' | b't' | b'T') {
            return true;
        }
        back -= 1;
    }
    false
}

/// The place after the string that opens at `at`.
fn skip_string(bytes: &[u8], at: usize) -> usize {
    let Some(&quote) = bytes.get(at) else {
        return at + 1;
    };
    let same = |i: usize| bytes.get(i) == Some(&quote);
    let triple = same(at + 1) && same(at + 2);
    let mut i = at + if triple { 3 } else { 1 };
    while let Some(&b) = bytes.get(i) {
        match b {
            b'\\' => i += 2,
            b'\n' if !triple => return i,
            b if b == quote && !triple => return i + 1,
            b if b == quote && same(i + 1) && same(i + 2) => return i + 3,
            _ => i += 1,
        }
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_strings_do_not_count() {
        assert_eq!(too_deep(&format!("x = '{}'", "(".repeat(1000))), None);
        assert_eq!(too_deep(&format!("# {}\n", "(".repeat(1000))), None);
        assert!(too_deep(&format!("x = f'{{{}}}'", "(".repeat(1000))).is_some());
        assert_eq!(too_deep(&"x = [1, 2, 3]\n".repeat(1000)), None);
        assert_eq!(too_deep(&format!("x = [{}]", "-1, ".repeat(10_000))), None);
    }
}
