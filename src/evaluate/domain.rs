//! Domains: whether what is known of a host's end says whose the host is.
//!
//! Reads texts and regular expressions, no values; a form it does not read says nothing. Called by
//! `address`.

/// Ends of names under which anybody may have one.
const EVERYBODYS: &[&str] = &[
    "com", "org", "net", "info", "biz", "name", "pro", "app", "dev", "cloud", "online", "site",
    "shop", "store", "tech", "xyz", "live", "page", "blog", "club",
];

/// Whether all hosts with this end are the program's own: a dot, and behind it more than what everybody
/// may end in.
pub(super) fn is_own_end(end: &str) -> bool {
    let Some(name) = end.strip_prefix('.') else {
        return false;
    };
    let name = name.trim_end_matches('.');
    let lower = name.to_ascii_lowercase();
    !name.is_empty()
        && (name.contains('.') || (name.len() != 2 && !EVERYBODYS.contains(&lower.as_str())))
}

/// Whether what stands behind a dot of a host is a whole domain: two labels at least.
pub(super) fn is_domain(name: &str) -> bool {
    let labels: Vec<&str> = name.split('.').collect();
    labels.len() >= 2 && labels.iter().all(|label| !label.is_empty())
}

/// Whether a host that has passed this test of a regular expression ends as the program says: it is one of its names,
/// or stands below one of its domains.
pub(super) fn pattern_names(test: &str) -> bool {
    let (pattern, start, end) = if let Some(pattern) = test.strip_prefix("re.fullmatch:") {
        (pattern, true, true)
    } else if let Some(pattern) = test.strip_prefix("re.match:") {
        (pattern, true, false)
    } else if let Some(pattern) = test.strip_prefix("re.search:") {
        (pattern, false, false)
    } else {
        return false;
    };
    // Hosts have no case, and no end of a line.
    let pattern = pattern
        .strip_prefix("(?i)")
        .or_else(|| pattern.strip_prefix("(?a)"))
        .unwrap_or(pattern);
    let Some(tokens) = tokens(pattern) else {
        return false;
    };
    names(&tokens, start, end, 0)
}

/// How deep groups may nest.
const DEPTH: u32 = 8;

/// A part of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// One character, as it stands there.
    One(char),
    /// A group: its alternatives.
    Group(Vec<Vec<Token>>),
    Start,
    End,
    /// Between alternatives.
    Or,
    /// The one before may be missing, or come more than once.
    Again {
        missing: bool,
        once: bool,
    },
    /// Whatever else takes characters.
    Other,
}

fn tokens(pattern: &str) -> Option<Vec<Token>> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut at = 0;
    let all = read(&chars, &mut at, 0)?;
    (at == chars.len()).then_some(all)
}

fn read(chars: &[char], at: &mut usize, depth: u32) -> Option<Vec<Token>> {
    if depth > DEPTH {
        return None;
    }
    let mut all = Vec::new();
    while let Some(&c) = chars.get(*at) {
        if c == ')' {
            break;
        }
        *at += 1;
        all.push(match c {
            '\\' => {
                let c = *chars.get(*at)?;
                *at += 1;
                match c {
                    'A' => Token::Start,
                    'Z' | 'z' => Token::End,
                    'b' | 'B' => return None,
                    c if c.is_ascii_alphanumeric() => Token::Other,
                    c => Token::One(c),
                }
            }
            '^' => Token::Start,
            '$' => Token::End,
            '|' => Token::Or,
            '.' => Token::Other,
            '[' => class(chars, at)?,
            '(' => {
                let rest: String = chars.iter().skip(*at).take(3).collect();
                if rest.starts_with("?:") {
                    *at += 2;
                } else if rest == "?P<" {
                    while *chars.get(*at)? != '>' {
                        *at += 1;
                    }
                    *at += 1;
                } else if rest.starts_with('?') {
                    return None;
                }
                let inner = read(chars, at, depth + 1)?;
                if chars.get(*at) != Some(&')') {
                    return None;
                }
                *at += 1;
                Token::Group(
                    inner
                        .split(|t| *t == Token::Or)
                        .map(<[_]>::to_vec)
                        .collect(),
                )
            }
            '*' | '?' | '+' | '{' => {
                let missing = match c {
                    '{' => {
                        let from = *at;
                        while *chars.get(*at)? != '}' {
                            *at += 1;
                        }
                        *at += 1;
                        matches!(chars.get(from), Some('0' | ','))
                    }
                    c => c != '+',
                };
                // Which of several ways is tried first changes nothing here.
                if matches!(chars.get(*at), Some('?' | '+')) {
                    *at += 1;
                }
                Token::Again {
                    missing,
                    once: c == '?',
                }
            }
            c => Token::One(c),
        });
    }
    Some(all)
}

/// `[.]` is a dot; other classes stand for whatever they hold.
fn class(chars: &[char], at: &mut usize) -> Option<Token> {
    let from = *at;
    // A closing bracket that comes first stands for itself.
    if matches!(chars.get(*at), Some('^')) {
        *at += 1;
    }
    *at += 1;
    while *chars.get(*at)? != ']' {
        *at += if chars.get(*at) == Some(&'\\') { 2 } else { 1 };
    }
    let inner = chars.get(from..*at)?;
    *at += 1;
    Some(match inner {
        [c] if *c != '^' => Token::One(*c),
        ['\\', c] if !c.is_ascii_alphanumeric() => Token::One(*c),
        _ => Token::Other,
    })
}

/// Whether every text that these alternatives match, between a start and an end that may be fixed from outside,
/// is a name of the program or below one.
fn names(tokens: &[Token], start: bool, end: bool, depth: u32) -> bool {
    depth <= DEPTH
        && tokens
            .split(|t| *t == Token::Or)
            .all(|one| one_names(one, start, end, depth))
}

fn one_names(tokens: &[Token], start: bool, end: bool, depth: u32) -> bool {
    let (tokens, end) = match tokens.split_last() {
        Some((Token::End, rest)) => (rest, true),
        _ => (tokens, end),
    };
    let (tokens, start) = match tokens.split_first() {
        Some((Token::Start, rest)) => (rest, true),
        _ => (tokens, start),
    };
    // A group around all of it.
    if let [Token::Group(options)] = tokens {
        return options
            .iter()
            .all(|option| names(option, start, end, depth + 1));
    }
    if !end {
        return false;
    }
    // An end that may be missing: `\.com(\.cn)?`.
    if let [
        head @ ..,
        Token::Group(options),
        Token::Again {
            missing: true,
            once: true,
        },
    ] = tokens
    {
        return depth <= DEPTH
            && one_names(head, start, end, depth + 1)
            && options.iter().all(|option| {
                let whole: Vec<Token> = head.iter().chain(option).cloned().collect();
                !whole.contains(&Token::Or) && one_names(&whole, start, end, depth + 1)
            });
    }
    let literal = tokens.iter().rev().map_while(|t| match t {
        Token::One(c) => Some(*c),
        _ => None,
    });
    let tail: String = literal.collect::<Vec<_>>().into_iter().rev().collect();
    let before = tokens
        .get(..tokens.len() - tail.chars().count())
        .unwrap_or_default();
    // A whole name, or one of several domains behind what says that they begin at a dot.
    if before.is_empty() {
        return (start && is_domain(&tail)) || below(&tail);
    }
    if below(&tail) {
        return true;
    }
    if is_domain(&tail) && ends_at_a_dot(before, start) {
        return true;
    }
    // Alternatives in front of the end: each with what stands around them.
    let Some((Token::Group(options), head)) = before.split_last() else {
        return false;
    };
    let behind = tokens.get(before.len()..).unwrap_or_default();
    options.iter().all(|option| {
        let whole = head.iter().chain(option).chain(behind).cloned();
        let whole: Vec<Token> = whole.collect();
        depth <= DEPTH && !whole.contains(&Token::Or) && one_names(&whole, start, end, depth + 1)
    })
}

/// Whether a literal end is a dot and a whole domain.
fn below(tail: &str) -> bool {
    tail.strip_prefix('.').is_some_and(is_domain)
}

/// Whether what stands before a domain is nothing, or has a dot at its end: `(^|\.)`, `(?:.+\.)?`.
fn ends_at_a_dot(before: &[Token], start: bool) -> bool {
    let (before, may_miss) = match before.split_last() {
        Some((Token::Again { missing, .. }, rest)) => (rest, *missing),
        _ => (before, false),
    };
    let Some((Token::Group(options), head)) = before.split_last() else {
        return false;
    };
    let alone = start && head.is_empty();
    (!may_miss || alone)
        && options.iter().all(|option| match option.as_slice() {
            [] => alone,
            [Token::Start] => true,
            [.., Token::One('.')] => true,
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_own_when_not_everybody_has_it() {
        for own in [".club.example", ".internal", ".example.co.uk", ".example"] {
            assert!(is_own_end(own), "{own}");
        }
        for not in [".com", ".ORG", ".de", "example.org", ".", "", ".com."] {
            assert!(!is_own_end(not), "{not}");
        }
    }

    #[test]
    fn a_pattern_names_hosts_when_each_alternative_does() {
        for yes in [
            r"re.fullmatch:hooks\.example\.org|(?:[a-z0-9-]+\.)+club\.example",
            r"re.fullmatch:(hooks\.example\.org|.+\.club\.example)",
            r"re.fullmatch:(?:[a-z]+\.)?example\.org",
            r"re.match:^(.*\.)?example\.org$",
            r"re.search:(^|\.)club\.example$",
            r"re.search:\.club\.example\Z",
            r"re.search:[.]club[.]example$",
            r"re.fullmatch:[\w.-]+\.(club|tea)\.example",
            r"re.fullmatch:[\w-]+\.(?:club\.example|tea\.example)",
            r"re.match:.+\.club\.example$",
            r"re.match:(?i)^hooks\.[a-z0-9\-]+\.club\.example(\.org)?$",
        ] {
            assert!(pattern_names(yes), "{yes}");
        }
        for no in [
            r"re.fullmatch:.+club\.example",
            r"re.fullmatch:.+.club.example",
            r"re.search:\.club\.example",
            r"re.match:example\.org",
            r"re.search:example\.org$",
            r"re.fullmatch:example\.org|.*",
            r"re.fullmatch:(.+\.)*example\.org.*",
            r"re.match:.*(\.)?club\.example$",
            r"re.match:^hooks\.example\.org|\.club\.example$",
            r"re.fullmatch:.+\.example",
            r"re.fullmatch:[a-z.]+",
            r"re.fullmatch:.+\.(club|.+)",
            r"re.search:shop\.co\.uk$",
            r"re.fullmatch:.*shop\.co\.uk",
            r"re.fullmatch:.+\.club\.example(\.[a-z]+)?",
            r"re.fullmatch:.+\.club\.example(\.org)*",
            r"re.fullmatch:.+club(\.example\.org)?",
        ] {
            assert!(!pattern_names(no), "{no}");
        }
    }
}
