//! Flags of regular expressions: the same expression without them, where that is simple; and how the engine reads what
//! Python means.
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
                    'W' if ascii && open.is_none() => "^A-Za-z0-9_",
                    'D' if ascii && open.is_none() => "^0-9",
                    'S' if ascii && open.is_none() => "^ \\t\\n\\r\\f\\v",
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

/// Whether blanks and remarks in a pattern mean nothing.
pub(super) fn is_verbose(pattern: &str) -> bool {
    inline_flags(pattern).contains('x')
}

/// The flags that stand in front of a pattern, also where it is to match the whole or a beginning.
fn inline_flags(pattern: &str) -> &str {
    let anchored = ["\\A(?:", "\\G(?:"];
    let inner = anchored
        .iter()
        .find_map(|start| pattern.strip_prefix(start));
    let flags = inner.unwrap_or(pattern).strip_prefix("(?");
    let flags = flags.and_then(|rest| rest.split_once(')'));
    let flags = flags.map(|(flags, _)| flags);
    flags
        .filter(|flags| flags.chars().all(|c| c.is_ascii_lowercase()))
        .unwrap_or_default()
}

/// A Python pattern as the engine reads it: `$` also matches before a final line break, `\Z` only
/// at the very end. With `(?m)` before it, `$` means the same for both.
pub(super) fn translate(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let flags = inline_flags(pattern);
    let (lines, ascii) = (flags.contains('m'), flags.contains('a'));
    let without = ascii.then(|| {
        let others = flags.replace('a', "");
        let others = if others.is_empty() {
            others
        } else {
            format!("(?{others})")
        };
        pattern.replacen(&format!("(?{flags})"), &others, 1)
    });
    let mut chars = without.as_deref().unwrap_or(pattern).chars();
    let mut class = false;
    // The engine counts marks and joiners among the letters of words; Python does not.
    let (word, digit, space) = if ascii {
        ("A-Za-z0-9_", "0-9", " \\t\\n\\r\\f\\v")
    } else {
        ("\\p{L}\\p{N}_", "\\d", "\\s\\x1c-\\x1f")
    };
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('Z') if !class => out.push_str("\\z"),
                Some(digit) if let Some((code, more)) = octal(digit, chars.as_str(), class) => {
                    out.extend(["\\x{", &format!("{code:x}"), "}"]);
                    chars = chars.as_str().get(more..).unwrap_or_default().chars();
                }
                Some(set @ ('w' | 'W' | 'd' | 'D' | 's' | 'S')) => {
                    let signs = match set {
                        'w' | 'W' => word,
                        'd' | 'D' => digit,
                        _ => space,
                    };
                    match (set.is_ascii_uppercase(), class) {
                        (true, _) => out.extend(["[^", signs, "]"]),
                        (false, true) => out.push_str(signs),
                        (false, false) => out.extend(["[", signs, "]"]),
                    }
                }
                // White space that is escaped stands for itself.
                Some(space) if space.is_ascii_whitespace() || space == '\x0b' => out.push(space),
                Some(next) => {
                    out.push('\\');
                    out.push(next);
                }
                None => out.push('\\'),
            },
            '[' if !class => {
                class = true;
                out.push('[');
                // `[]…]` and `[^]…]`: the first bracket is a character.
                let rest = chars.clone();
                let mut peek = rest;
                match peek.next() {
                    Some('^') if peek.next() == Some(']') => {
                        out.push_str("^\\]");
                        chars.next();
                        chars.next();
                    }
                    Some(']') => {
                        out.push_str("\\]");
                        chars.next();
                    }
                    _ => {}
                }
            }
            '[' => out.push_str("\\["),
            ']' => {
                class = false;
                out.push(']');
            }
            '$' if !class && !lines => out.push_str("(?=\\n?\\z)"),
            // The engine reads `&&`, `--` and `~~` in classes as set operations; Python does not.
            '&' | '~' if class => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
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
        assert_eq!(written_out(r"[\W]", ASCII), None);
        assert_eq!(written_out(r"\W+\D", ASCII), some(r"[^A-Za-z0-9_]+[^0-9]"));
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
    fn words_and_spaces_are_those_of_python() {
        let fits = |pattern: &str, text: &str| {
            let regex = fancy_regex::Regex::new(&translate(pattern)).unwrap();
            regex.is_match(text).unwrap()
        };
        assert!(fits(r"\A\w+\z", "Stra\u{df}e_9\u{664}"));
        assert!(!fits(r"\w", "\u{200d}\u{301}"));
        assert!(!fits(r"[^\W_]", "\u{200d}") && fits(r"\W", "\u{200c}"));
        assert!(fits(r"[\s,]", "\x1f") && !fits(r"\S", "\x1c \u{a0}"));
        assert!(fits(r"(?a)\w", "a") && !fits(r"(?ai)[\w]|\d|\s", "\u{e9}\u{664}\u{a0}"));
        assert!(fits(r"(?a)\W", "\u{e9}") && fits(r"\A(?:(?m)a$)", "a\nb"));
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
