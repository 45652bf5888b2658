//! Flags of regular expressions: the same expression without them, where that is simple.
//!
//! Called by `pattern`.

const IGNORECASE: i128 = 2;
const MULTILINE: i128 = 8;
const DOTALL: i128 = 16;
const UNICODE: i128 = 32;
const VERBOSE: i128 = 64;
pub(super) const ASCII: i128 = 256;

/// An expression that matches without flags what this one matches with them.
pub(super) fn written_out(pattern: &str, flags: i128) -> Option<String> {
    if flags & !(IGNORECASE | MULTILINE | DOTALL | UNICODE | VERBOSE | ASCII) != 0 {
        return None;
    }
    let (fold, ascii) = (flags & IGNORECASE != 0, flags & ASCII != 0);
    let verbose = flags & VERBOSE != 0;
    let mut out = String::new();
    let mut chars = pattern.chars().peekable();
    // What stands in a class so far, with its letters in the other case.
    let mut class: Option<String> = None;
    while let Some(c) = chars.next() {
        match (&mut class, c) {
            (open, '\\') => {
                let escaped = chars.next()?;
                let set = match escaped {
                    'w' if ascii => "A-Za-z0-9_",
                    'd' if ascii => "0-9",
                    's' if ascii => " \\t\\n\\r\\f\\v",
                    'W' | 'D' | 'S' | 'b' | 'B' if ascii => return None,
                    _ => "",
                };
                match (open.is_some(), set) {
                    (_, "") => out.extend(['\\', escaped]),
                    (true, set) => out.push_str(set),
                    (false, set) => out.extend(["[", set, "]"]),
                }
            }
            // Between its parts stand blanks, and remarks up to the end of the line.
            (None, c) if verbose && c.is_ascii_whitespace() => {}
            (None, '#') if verbose => {
                let _ = chars.by_ref().find(|c| *c == '\n');
            }
            (None, '[') => {
                out.push('[');
                if chars.peek() == Some(&'^') {
                    if fold {
                        return None;
                    }
                    out.extend(chars.next());
                }
                if chars.peek() == Some(&']') {
                    out.extend(chars.next());
                }
                class = Some(String::new());
            }
            (Some(other), ']') => {
                if fold && !other.is_empty() {
                    // A dash at the end stays there: between two signs it would make a range of them.
                    let dash = out.ends_with('-') && !out.ends_with("\\-");
                    if dash {
                        out.pop();
                    }
                    out.push_str(other);
                    out.extend(dash.then_some('-'));
                }
                out.push(']');
                class = None;
            }
            (Some(_), c) if fold && !c.is_ascii() && c.is_alphabetic() => return None,
            (Some(other), c) => {
                let after_letter = out.ends_with(|c: char| c.is_ascii_alphabetic());
                out.push(c);
                // A range of letters is one in the other case, too.
                let dash = chars.peek() == Some(&'-');
                if c.is_ascii_alphabetic() || (c == '-' && after_letter && !other.is_empty()) {
                    let turned = if c.is_ascii_lowercase() {
                        c.to_ascii_uppercase()
                    } else {
                        c.to_ascii_lowercase()
                    };
                    other.push(turned);
                } else if fold && dash {
                    // `!-z` spans letters.
                    let mut ahead = chars.clone();
                    ahead.next();
                    if ahead
                        .next()
                        .is_some_and(|end| !end.is_ascii_digit() && end != ']')
                    {
                        return None;
                    }
                }
            }
            (None, '(') if chars.peek() == Some(&'?') => {
                chars.next();
                match (chars.next()?, chars.peek()) {
                    (':', _) => out.push_str("(?:"),
                    ('P', Some('<')) => out.push_str("(?P"),
                    ('=', _) => out.push_str("(?="),
                    ('!', _) => out.push_str("(?!"),
                    ('<', Some('!' | '=')) => out.push_str("(?<"),
                    _ => return None,
                }
                if out.ends_with("(?P") {
                    // The name of a group is no text.
                    for c in chars.by_ref() {
                        out.push(c);
                        if c == '>' {
                            break;
                        }
                    }
                }
            }
            // Where a line begins or ends, no other character stands before or behind.
            (None, '^') if flags & MULTILINE != 0 => out.push_str(r"(?<![^\n])"),
            (None, '$') if flags & MULTILINE != 0 => out.push_str(r"(?![^\n])"),
            (None, '.') if flags & DOTALL != 0 => out.push_str("(?:.|\\n)"),
            (None, c) if fold && c.is_ascii_alphabetic() => {
                out.extend(['[', c.to_ascii_lowercase(), c.to_ascii_uppercase(), ']']);
            }
            (None, c) if fold && !c.is_ascii() && c.is_alphabetic() => return None,
            (None, c) => out.push(c),
        }
    }
    class.is_none().then_some(out)
}

/// The expression with its flags in front of it; `None` for those that are not read there.
pub(super) fn in_front(pattern: &str, flags: i128) -> Option<String> {
    let letters = [(IGNORECASE, "i"), (MULTILINE, "m"), (DOTALL, "s")];
    let known = letters.iter().fold(UNICODE, |all, (flag, _)| all | flag);
    let set = letters.iter().filter(|(flag, _)| flags & flag != 0);
    let set: String = set.map(|(_, letter)| *letter).collect();
    (flags & !known == 0 && !set.is_empty()).then(|| format!("(?{set}){pattern}"))
}

/// The character of `\0`, `\33` in a class or `\101`, and how many digits more than the first one say it.
pub(super) fn octal(first: char, rest: &str, class: bool) -> Option<(u32, usize)> {
    let digits = rest.chars().take(2).take_while(|c| c.is_digit(8));
    let code = digits.clone().fold(first.to_digit(8)?, |code, c| {
        code * 8 + c.to_digit(8).unwrap_or(0)
    });
    let more = digits.count();
    // Outside of a class one or two digits are the number of a group.
    (code < 256 && (class || first == '0' || more == 2)).then_some((code, more))
}

/// The regular expression of what a pattern of a shell fits, as `fnmatch` reads it.
pub(super) fn of_shell(pattern: &str) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '*' => out.push_str("[\\s\\S]*"),
            '?' => out.push_str("[\\s\\S]"),
            '[' => {
                // A closing bracket that comes first stands for itself.
                let skipped = usize::from(rest.starts_with('!'));
                let from =
                    skipped + usize::from(rest.get(skipped..).is_some_and(|r| r.starts_with(']')));
                let end = rest
                    .get(from..)
                    .and_then(|r| r.find(']'))
                    .map(|end| end + from);
                let Some((inner, behind)) = end.and_then(|end| rest.split_at_checked(end)) else {
                    out.push_str("\\[");
                    continue;
                };
                let inner = inner.replace('\\', "\\\\");
                out.push('[');
                match inner.strip_prefix('!') {
                    Some(inner) => {
                        out.push('^');
                        out.push_str(inner);
                    }
                    None => out.push_str(&inner),
                }
                out.push(']');
                rest = behind.get(1..).unwrap_or_default();
            }
            c => out.push_str(&fancy_regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_written_out() {
        assert_eq!(
            written_out("[a-z0-9_-]", IGNORECASE).as_deref(),
            Some("[a-z0-9_A-Z-]")
        );
        assert_eq!(
            written_out("\\A [a-z]  # a letter [\n [ #]{2,4}\\ \\#\t\\Z", VERBOSE).as_deref(),
            Some("\\A[a-z][ #]{2,4}\\ \\#\\Z")
        );
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            written_out(r"[\w.+-]+@\w+", ASCII),
            some(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9_]+")
        );
        assert_eq!(
            written_out("[a-z0-9-]+b", IGNORECASE),
            some("[a-z0-9A-Z-]+[bB]")
        );
        // What is written out once may be again.
        assert_eq!(written_out(r"(?<![^\n])a", ASCII), some(r"(?<![^\n])a"));
        assert_eq!(written_out("[^a]", IGNORECASE), None);
        assert_eq!(written_out(r"\W", ASCII), None);
        assert_eq!(written_out("^a$", MULTILINE), some(r"(?<![^\n])a(?![^\n])"));
        assert_eq!(written_out("a.b", DOTALL | UNICODE), some(r"a(?:.|\n)b"));
        assert_eq!(
            written_out("(?P<word>a)", IGNORECASE),
            some("(?P<word>[aA])")
        );
        assert_eq!(written_out("a b", 4), None);
        assert_eq!(written_out("[a", IGNORECASE), None);
        let front = in_front("[^a]$", IGNORECASE | MULTILINE | UNICODE);
        assert_eq!(front, some("(?im)[^a]$"));
        assert_eq!(in_front("a", VERBOSE), None);
    }

    #[test]
    fn patterns_of_a_shell_as_fnmatch_reads_them() {
        for (given, wanted) in [
            ("*.club.example", r"[\s\S]*\.club\.example"),
            ("a?[!b]", r"a[\s\S][^b]"),
            ("[]x]", "[]x]"),
            ("[", r"\["),
        ] {
            assert_eq!(super::of_shell(given), wanted);
        }
    }
}
