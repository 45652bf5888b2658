//! What Python says of the characters of a text, and what its methods make of them.
//!
//! Pure functions over text; called by `string`, `display` and `number`.

/// Where the digits of a script begin: ten in a row, from nought to nine (Unicode 15).
const NOUGHTS: &[u32] = &[
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
    0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0,
    0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e950,
    0x1fbf0,
];

/// Digits that are no decimals: raised, lowered, in circles.
const DIGITS: &[(u32, u32)] = &[
    (0xb2, 0xb3),
    (0xb9, 0xb9),
    (0x1369, 0x1371),
    (0x19da, 0x19da),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247c),
    (0x2488, 0x2490),
    (0x24ea, 0x24ea),
    (0x24f5, 0x24fd),
    (0x24ff, 0x24ff),
    (0x2776, 0x277e),
    (0x2780, 0x2788),
    (0x278a, 0x2792),
    (0x10a40, 0x10a43),
    (0x10e60, 0x10e68),
    (0x11052, 0x1105a),
    (0x1f100, 0x1f10a),
];

/// Signs that change how others are shown and are seen by nobody, and those that no standard names.
const UNSEEN: &[(u32, u32)] = &[
    (0xad, 0xad),
    (0x600, 0x605),
    (0x61c, 0x61c),
    (0x6dd, 0x6dd),
    (0x70f, 0x70f),
    (0x890, 0x891),
    (0x8e2, 0x8e2),
    (0x180e, 0x180e),
    (0x200b, 0x200f),
    (0x202a, 0x202e),
    (0x2060, 0x206f),
    (0xe000, 0xf8ff),
    (0xfeff, 0xfeff),
    (0xfff0, 0xfffb),
    (0xfffe, 0xffff),
    (0x110bd, 0x110bd),
    (0x110cd, 0x110cd),
    (0x13430, 0x1343f),
    (0x1bca0, 0x1bca3),
    (0x1d173, 0x1d17a),
    (0xe0000, 0xe00ff),
    (0xe01f0, 0x0010_ffff),
];

fn is_among(c: char, ranges: &[(u32, u32)]) -> bool {
    let code = u32::from(c);
    let after = ranges.partition_point(|&(first, _)| first <= code);
    after
        .checked_sub(1)
        .and_then(|at| ranges.get(at))
        .is_some_and(|&(_, last)| code <= last)
}

/// The digit that a character stands for in a number.
pub(super) fn decimal(c: char) -> Option<u32> {
    let code = u32::from(c);
    let after = NOUGHTS.partition_point(|&nought| nought <= code);
    let nought = NOUGHTS.get(after.checked_sub(1)?)?;
    Some(code - nought).filter(|digit| *digit < 10)
}

fn is_digit(c: char) -> bool {
    decimal(c).is_some() || is_among(c, DIGITS)
}

/// White space as `str.isspace` and `str.strip` mean it.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

fn is_letter(c: char) -> bool {
    let in_circle = [(0x24b6, 0x24e9), (0x1f130, 0x1f189)];
    c.is_alphabetic()
        && (c.is_ascii()
            || !(c.is_numeric()
                || unicode_normalization::char::is_combining_mark(c)
                || is_among(c, &in_circle)))
}

/// Whether `repr` shows a character as it is.
pub(super) fn is_printable(c: char) -> bool {
    c == ' ' || !(c.is_control() || c.is_whitespace() || is_among(c, UNSEEN))
}

/// Whether a character has a case.
fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

/// What `text.NAME()` says of all its characters; `None` for a name that asks something else, and where it cannot
/// be told.
pub(super) fn all_are(text: &str, name: &str) -> Option<bool> {
    let all = |test: fn(char) -> bool| !text.is_empty() && text.chars().all(test);
    let ideograph = |c: char| ('\u{2e80}'..='\u{9fff}').contains(&c) || c > '\u{f8ff}';
    Some(match name {
        "isdecimal" => all(|c| decimal(c).is_some()),
        "isdigit" => all(is_digit),
        // Which signs of writing are numbers is not known here.
        "isnumeric" if text.chars().any(|c| ideograph(c) && !c.is_numeric()) => return None,
        "isnumeric" => all(char::is_numeric),
        "isalpha" => all(is_letter),
        "isalnum" => all(|c| is_letter(c) || c.is_numeric()),
        "isspace" => all(is_space),
        "isascii" => text.is_ascii(),
        "isprintable" => text.chars().all(is_printable),
        "islower" => text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase),
        "isupper" => text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase),
        "istitle" => {
            let (mut before, mut found) = (false, false);
            for c in text.chars() {
                if (c.is_uppercase() && before) || (c.is_lowercase() && !before) {
                    return Some(false);
                }
                before = is_cased(c);
                found |= before;
            }
            found
        }
        "isidentifier" => {
            let mut chars = text.chars();
            let head = chars.next().is_some_and(|c| c == '_' || c.is_alphabetic());
            head && chars.all(|c| c == '_' || c.is_alphanumeric())
        }
        _ => return None,
    })
}

/// The text in another case; `None` for a name that makes something else of it.
pub(super) fn in_case(text: &str, name: &str) -> Option<String> {
    Some(match name {
        "lower" => text.to_lowercase(),
        "upper" => text.to_uppercase(),
        "casefold" => text.chars().flat_map(folded).collect(),
        "swapcase" => text
            .chars()
            .flat_map(|c| {
                if c.is_uppercase() {
                    c.to_lowercase().collect::<Vec<_>>()
                } else if c.is_lowercase() {
                    c.to_uppercase().collect()
                } else {
                    vec![c]
                }
            })
            .collect(),
        "capitalize" => {
            let mut chars = text.chars();
            let first = chars.next().into_iter().flat_map(first_of_title);
            first.chain(chars.as_str().to_lowercase().chars()).collect()
        }
        "title" => {
            let mut start = true;
            text.chars()
                .flat_map(|c| {
                    if std::mem::replace(&mut start, !is_cased(c)) {
                        first_of_title(c)
                    } else {
                        c.to_lowercase().collect()
                    }
                })
                .collect()
        }
        _ => return None,
    })
}

/// A letter at the beginning of a word: of one that becomes several, only the first is large.
fn first_of_title(c: char) -> Vec<char> {
    let mut large = c.to_uppercase();
    let first = large.next().into_iter();
    first.chain(large.flat_map(char::to_lowercase)).collect()
}

/// A letter as texts are compared that may differ in case.
fn folded(c: char) -> Vec<char> {
    match c {
        '\u{131}' => vec![c],
        '\u{1e9e}' => vec!['s', 's'],
        // Cherokee is compared in large letters.
        '\u{13a0}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => c.to_uppercase().collect(),
        _ => c.to_uppercase().flat_map(char::to_lowercase).collect(),
    }
}

/// `zfill`: noughts stand behind a sign.
pub(super) fn filled_up(text: &str, width: usize) -> String {
    let missing = "0".repeat(width.saturating_sub(text.chars().count()));
    match text.strip_prefix(['+', '-']) {
        Some(rest) => {
            let sign = text.get(..1).unwrap_or_default();
            format!("{sign}{missing}{rest}")
        }
        None => format!("{missing}{text}"),
    }
}

/// `ljust`, `rjust` and `center`.
pub(super) fn placed(text: &str, name: &str, width: usize, fill: char) -> String {
    let missing = width.saturating_sub(text.chars().count());
    let left = match name {
        "ljust" => 0,
        "rjust" => missing,
        // Where both sides cannot get the same, the width decides which gets more.
        _ => missing / 2 + (missing & width & 1),
    };
    let pad = |n: usize| fill.to_string().repeat(n);
    format!("{}{text}{}", pad(left), pad(missing - left))
}

/// The words of a text, cut at white space so many times at most.
pub(super) fn words(text: &str, most: usize, from_the_right: bool) -> Vec<String> {
    let mut parts = Vec::new();
    // What is left over keeps its white space on the other side.
    let mut rest = if from_the_right {
        text.trim_end_matches(is_space)
    } else {
        text.trim_start_matches(is_space)
    };
    while parts.len() < most {
        let cut = if from_the_right {
            rest.char_indices().rev().find(|(_, c)| is_space(*c))
        } else {
            rest.char_indices().find(|(_, c)| is_space(*c))
        };
        let Some((at, space)) = cut else { break };
        let behind = at + space.len_utf8();
        let (head, tail) = (
            rest.get(..at).unwrap_or_default(),
            rest.get(behind..).unwrap_or_default(),
        );
        if from_the_right {
            if head.trim_matches(is_space).is_empty() {
                rest = tail;
                break;
            }
            parts.push(tail.to_owned());
            rest = head.trim_end_matches(is_space);
        } else {
            parts.push(head.to_owned());
            rest = tail.trim_start_matches(is_space);
        }
        if rest.is_empty() {
            break;
        }
    }
    if !rest.is_empty() {
        parts.push(rest.to_owned());
    }
    if from_the_right {
        parts.reverse();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_what_python_says_they_are() {
        for (text, name, said) in [
            ("\u{b2}", "isdecimal", false),
            ("\u{b2}", "isdigit", true),
            ("\u{bd}", "isdigit", false),
            ("\u{bd}", "isnumeric", true),
            ("\u{ff11}\u{ff12}", "isdecimal", true),
            ("\u{202e}a", "isprintable", false),
            ("\u{a0}", "isprintable", false),
            ("\x1c", "isspace", true),
            ("\u{2167}", "isalpha", false),
            ("Ab Cd", "istitle", true),
            ("Ab cd", "istitle", false),
            ("", "isascii", true),
        ] {
            assert_eq!(all_are(text, name), Some(said), "{text:?}.{name}()");
        }
        assert_eq!(all_are("\u{4e00}", "isnumeric"), None);
    }

    #[test]
    fn cases_are_those_of_python() {
        for (text, name, made) in [
            ("Stra\u{df}e", "casefold", "strasse"),
            ("\u{131}\u{3c2}", "casefold", "\u{131}\u{3c3}"),
            ("aBc\u{df}", "swapcase", "AbCSS"),
            ("\u{df}a", "capitalize", "Ssa"),
            ("it's a1b", "title", "It'S A1B"),
        ] {
            assert_eq!(in_case(text, name).as_deref(), Some(made));
        }
    }

    #[test]
    fn texts_are_placed_and_cut_as_python_does() {
        assert_eq!(filled_up("-42", 5), "-0042");
        assert_eq!(placed("ab", "center", 5, '.'), "..ab.");
        assert_eq!(placed("abc", "center", 6, '.'), ".abc..");
        assert_eq!(words(" a  b c ", 1, false), ["a", "b c "]);
        assert_eq!(words(" a  b c ", 1, true), [" a  b", "c"]);
        assert_eq!(words(" a ", 1, true), ["a"]);
        assert_eq!(words("  ", 1, false), [""; 0]);
    }
}
