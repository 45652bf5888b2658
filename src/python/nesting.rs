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

/// What encloses a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// A bracket, with the chain before it.
    Bracket(usize),
    /// The text of an f-string or t-string: its quote, and whether there are three of them.
    Text(u8, bool),
    /// The code in braces inside such a text, with the chain before it.
    Hole(usize),
    /// What follows the colon in such braces: text once more.
    Format,
}

impl Frame {
    fn is_text(&self) -> bool {
        matches!(self, Self::Text(..) | Self::Format)
    }
}

/// The first place at which a text nests too deep.
pub(super) fn too_deep(text: &str) -> Option<SyntaxError> {
    let bytes = text.as_bytes();
    let mut open: Vec<Frame> = Vec::new();
    let mut depth = 0usize;
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
        let text_around = open.last().is_some_and(Frame::is_text);
        let here = text_around
            .then(|| in_text(bytes, at, open.last()))
            .flatten();
        let opens = match here {
            Some(InText::Goes(length)) => {
                at += length;
                continue;
            }
            Some(InText::Ends(length)) => {
                open.pop();
                at += length;
                chain += 1;
                continue;
            }
            // The brace that ends a format closes the hole around it, below; a line end leaves
            // the hole to the text around it.
            Some(InText::FormatEnds) => {
                open.pop();
                if byte == b'\n'
                    && let Some(&Frame::Hole(before)) = open.last()
                {
                    open.pop();
                    depth -= 1;
                    chain = before;
                    outer = outer.saturating_sub(before);
                    continue;
                }
                None
            }
            Some(InText::Opens) => Some(Frame::Hole(chain)),
            None => matches!(byte, b'(' | b'[' | b'{').then_some(Frame::Bracket(chain)),
        };
        if let Some(frame) = opens {
            open.push(frame);
            outer += chain;
            chain = 0;
            depth += 1;
            if depth > BRACKETS {
                return refuse(at, "too many nested brackets: 200 at most, as in Python");
            }
            at += 1;
            continue;
        }
        match byte {
            b'#' => at = find(text, at, '\n'),
            b'"' | b'\'' if interpolated(bytes, at) => {
                let triple = bytes.get(at + 1) == Some(&byte) && bytes.get(at + 2) == Some(&byte);
                open.push(Frame::Text(byte, triple));
                at += if triple { 3 } else { 1 };
            }
            b'"' | b'\'' => at = skip_string(text, at),
            b')' | b']' | b'}' => {
                // In half-typed code, a bracket may close what it did not open.
                let before = match open.last() {
                    Some(&Frame::Hole(before)) if byte == b'}' => Some(before),
                    Some(&Frame::Bracket(before)) => Some(before),
                    _ => None,
                };
                if before.is_some() {
                    open.pop();
                    depth -= 1;
                }
                chain = before.unwrap_or(0);
                outer = outer.saturating_sub(chain);
                chain += 1;
                at += 1;
            }
            b':' if matches!(open.last(), Some(Frame::Hole(_))) => {
                open.push(Frame::Format);
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
            b' ' | b'\t' | b'\r' => {
                at += run(bytes, at, |b| matches!(b, b' ' | b'\t' | b'\r'));
            }
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

/// What stands at a place in the text of an f-string.
enum InText {
    /// So many bytes of text.
    Goes(usize),
    /// The end of the text, in so many bytes.
    Ends(usize),
    /// The end of a format.
    FormatEnds,
    /// A brace that opens code.
    Opens,
}

fn in_text(bytes: &[u8], at: usize, frame: Option<&Frame>) -> Option<InText> {
    let is = |i: usize, b: u8| bytes.get(i) == Some(&b);
    let byte = *bytes.get(at)?;
    Some(match *frame? {
        Frame::Bracket(_) | Frame::Hole(_) => return None,
        Frame::Format => match byte {
            b'{' => InText::Opens,
            b'}' | b'\n' => InText::FormatEnds,
            _ => InText::Goes(1),
        },
        Frame::Text(quote, triple) => match byte {
            // A backslash before a brace is text; the brace opens code all the same.
            b'\\' if is(at + 1, b'{') => InText::Goes(1),
            b'\\' => InText::Goes(2),
            b'{' if is(at + 1, b'{') => InText::Goes(2),
            b'{' => InText::Opens,
            b'\n' if !triple => InText::Ends(0),
            b if b == quote && !triple => InText::Ends(1),
            b if b == quote && is(at + 1, b) && is(at + 2, b) => InText::Ends(3),
            _ => InText::Goes(1),
        },
    })
}

/// Whether a byte belongs to a word.
const WORD: [bool; 256] = {
    let mut word = [false; 256];
    let mut b = 0u8;
    loop {
        word[b as usize] = b == b'_' || b >= 0x80 || b.is_ascii_alphanumeric();
        if b == u8::MAX {
            break;
        }
        b += 1;
    }
    word
};

fn is_word(b: u8) -> bool {
    WORD[usize::from(b)]
}

/// How many bytes from `at` on satisfy `test`.
fn run(bytes: &[u8], at: usize, test: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|&b| !test(b)).unwrap_or(rest.len())
}

/// Where this character stands next, from `at` on; the end of the text when it does not.
fn find(text: &str, at: usize, c: char) -> usize {
    let found = text.get(at..).and_then(|rest| rest.find(c));
    found.map_or(text.len(), |found| at + found)
}

/// Whether the quote at `at` opens an f-string or t-string, whose brackets nest like any other.
fn interpolated(bytes: &[u8], at: usize) -> bool {
    // Read backwards; three letters are no prefix.
    let prefix: Vec<u8> = bytes
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(3)
        .take_while(|&&b| is_word(b))
        .map(u8::to_ascii_lowercase)
        .collect();
    matches!(
        prefix.as_slice(),
        b"f" | b"t" | b"fr" | b"rf" | b"tr" | b"rt"
    )
}

/// The place after the string that opens at `at`.
fn skip_string(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
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
            b if b == quote => i += 1,
            // Long texts hold little else: what stands before the next quote is passed over at once.
            // After an escape, a place may lie inside a character.
            _ if triple && text.is_char_boundary(i) => {
                let next = find(text, i, char::from(quote));
                let between = bytes.get(i..next).unwrap_or_default();
                i += run(between, 0, |b| b != b'\\').max(1);
            }
            _ => i += run(bytes, i, |b| b != quote && !matches!(b, b'\\' | b'\n')).max(1),
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

    #[test]
    fn strings_end_where_python_ends_them() {
        for (string, end) in [
            ("'a' + b", 3),
            (r"'a\'b' c", 6),
            (r"'a\\' c", 5),
            ("'a\n' c", 2),
            (r"'é\é' c", 7),
            ("'a\\\nb' c", 6),
            (r#""'" c"#, 3),
            ("\"\"\"a\n\"b\" \"\"\" c", 12),
            (r#""""a\""" é """ c"#, 15),
            (r"'''a\'''' c", 9),
            (r"'''\é''' c", 9),
            (r"'''a '' \", 10),
            ("'''é", 5),
            ("'", 1),
        ] {
            assert_eq!(skip_string(string, 0), end, "{string}");
        }
    }

    #[test]
    fn f_strings_close_what_they_open() {
        for line in [
            "print(f\"x {a} 1\")\n",
            "print(f'{a}', 1)\n",
            "print(f'{a:>{w}}')\n",
            "print(f\"{a:\\\"}\")\n",
            "print(f'{{(', (1))\n",
            "print(rf'\\{a}', Rt\"{b!r:(}\")\n",
            "print(f'''a\n'(\n{a}''')\n",
            "print(f\"{d[\"k\"]}\")\n",
            "print(f'{f\"{a}(\"}(')\n",
            "print(1 if\"{\" else 2)\n",
            "print(f'{a}' f'{b}')\n",
            "print(f'\\{d['k']}(')\n",
            "x = f'{a:'\n",
            "x = f'{a:{b}x}('\n",
            "x = f'(\n",
        ] {
            assert_eq!(too_deep(&line.repeat(1000)), None, "{line}");
        }
    }

    #[test]
    fn words_in_a_text_are_no_chain() {
        let words = format!("x = f'{} {{a}}'", "word ".repeat(10_000));
        assert_eq!(too_deep(&words), None);
        assert!(too_deep(&format!("x = f'{}'", "{a}".repeat(10_000))).is_some());
        let nested = format!("x = {}{}", "f'{".repeat(300), "}'".repeat(300));
        assert!(too_deep(&nested).is_some());
    }
}
