//! Which server an address can name that a regular expression matches.
//!
//! Reads the expression as far as the end of the host; a form it does not read fixes nothing. Knows
//! no purpose. Called by `danger`.

use super::charset::held;

/// How many alternatives are spelt out.
const ALTERNATIVES: usize = 16;

/// One part of an expression: its text without what repeats it.
struct Token<'a> {
    text: &'a str,
    /// Where it begins.
    at: usize,
    repeated: bool,
}

/// Whether whatever begins as this expression says leads to a host whose end the program chose: all
/// of it, or a dot and at least two labels behind it. `whole`: nothing may follow the expression.
pub(super) fn fixes_host(pattern: &str, whole: bool) -> bool {
    let mut open = vec![pattern.to_owned()];
    let mut fixed = 0;
    while let Some(next) = open.pop() {
        if let Some(options) = spelt_out(&next) {
            open.extend(options);
        } else if fixes_one(&next, whole) {
            fixed += 1;
        } else {
            return false;
        }
        if open.len() + fixed > ALTERNATIVES {
            return false;
        }
    }
    fixed > 0
}

/// The expressions that one with alternatives in a group stands for, one for each.
fn spelt_out(pattern: &str) -> Option<Vec<String>> {
    for token in tokens(pattern)?.iter().filter(|token| !token.repeated) {
        let bare = token.text.strip_suffix(')').unwrap_or("");
        let inner = bare.strip_prefix("(?:").or_else(|| {
            let inner = bare.strip_prefix('(')?;
            (!inner.starts_with('?')).then_some(inner)
        });
        let Some(options) = inner.and_then(alternatives) else {
            continue;
        };
        let before = pattern.get(..token.at)?;
        let rest = pattern.get(token.at + token.text.len()..)?;
        let whole = |option: &&str| format!("{before}{option}{rest}");
        return Some(options.iter().map(whole).collect());
    }
    None
}

/// The alternatives of what stands in a group, if there are several.
fn alternatives(inner: &str) -> Option<Vec<&str>> {
    let mut options = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(c) = inner.get(at..)?.chars().next() {
        let length = match c {
            '\\' => 1 + inner.get(at + 1..)?.chars().next()?.len_utf8(),
            '[' => class(inner.get(at..)?)?,
            '(' => group(inner.get(at..)?)?,
            c => c.len_utf8(),
        };
        if c == '|' {
            options.push(inner.get(start..at)?);
            start = at + 1;
        }
        at += length;
    }
    options.push(inner.get(start..)?);
    (options.len() > 1).then_some(options)
}

fn fixes_one(pattern: &str, whole: bool) -> bool {
    let bare = pattern
        .strip_prefix('^')
        .or_else(|| pattern.strip_prefix("\\A"))
        .unwrap_or(pattern);
    let Some(tokens) = tokens(bare) else {
        return false;
    };
    let Some(colon) = tokens.iter().position(|token| token.text == ":") else {
        return false;
    };
    let (scheme, rest) = tokens.split_at(colon);
    let named = |token: &Token<'_>| {
        held(&format!("re.fullmatch:{}", token.text)).is_some_and(|h| h.all.only_words_and(""))
    };
    let slash = |token: &Token<'_>| matches!(token.text, "/" | "\\/") && !token.repeated;
    let [_, first, second, host @ ..] = rest else {
        return false;
    };
    if scheme.is_empty() || !scheme.iter().all(named) || !slash(first) || !slash(second) {
        return false;
    }
    // What stands for itself at the end of what was read of the host.
    let mut end = String::new();
    let mut open = false;
    for token in host {
        if matches!(token.text, "/" | "\\/" | "\\?" | "#") && !token.repeated {
            return chosen(&end, open);
        }
        // `(?:/.*)?`: a path, or the end.
        let path = token
            .text
            .strip_prefix("(?:/")
            .or_else(|| token.text.strip_prefix("(/"));
        if path.is_some_and(|path| !path.contains('|')) {
            if token.repeated {
                continue;
            }
            return chosen(&end, open);
        }
        if matches!(token.text, "$" | "\\Z" | "\\z") {
            return whole && chosen(&end, open);
        }
        match literal(token) {
            Some(c) if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') => end.push(c),
            Some(_) => return false,
            None => {
                let plain = held(&format!("re.fullmatch:{}", token.text))
                    .is_some_and(|h| h.all.only_words_and("-._"));
                if !plain {
                    return false;
                }
                end.clear();
                // `(?:[a-z]+\.)+`: labels, each with its dot.
                let dotted = token.text.ends_with("\\.)") || token.text.ends_with("[.])");
                if dotted && !token.text.contains('|') {
                    end.push('.');
                }
                open = true;
            }
        }
    }
    whole && chosen(&end, open)
}

/// Whether a host that ends so is the program's choice; `open`: something stands before it.
fn chosen(end: &str, open: bool) -> bool {
    if open {
        end.strip_prefix('.')
            .is_some_and(|labels| labels.contains('.') && !labels.ends_with('.'))
    } else {
        !end.is_empty()
    }
}

/// The character that a part is.
fn literal(token: &Token<'_>) -> Option<char> {
    if token.repeated {
        return None;
    }
    let mut chars = token.text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some('.'), None, None) => None,
        (Some(c), None, None) => Some(c),
        (Some('\\'), Some(c), None) if c.is_ascii_punctuation() => Some(c),
        _ => None,
    }
}

/// The parts of an expression without alternatives at its top.
fn tokens(pattern: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '|' => return None,
            '*' | '+' | '?' | '{' => {
                let length = if first == '{' { rest.find('}')? + 1 } else { 1 };
                tokens.last_mut()?.repeated = true;
                rest = rest.get(length..)?;
                continue;
            }
            '\\' => 1 + rest.chars().nth(1)?.len_utf8(),
            '[' => class(rest)?,
            '(' => group(rest)?,
            c => c.len_utf8(),
        };
        tokens.push(Token {
            text: rest.get(..length)?,
            at: pattern.len() - rest.len(),
            repeated: false,
        });
        rest = rest.get(length..)?;
    }
    Some(tokens)
}

/// The length of a class in brackets.
fn class(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            // The first one stands for itself.
            ']' if !matches!(text.get(..at), Some("[" | "[^")) => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The length of a group in parentheses.
fn group(text: &str) -> Option<usize> {
    let (mut depth, mut at) = (0u32, 0);
    while let Some(c) = text.get(at..)?.chars().next() {
        at += match c {
            '\\' => 1 + text.get(at + 1..)?.chars().next()?.len_utf8(),
            '[' => class(text.get(at..)?)?,
            c => c.len_utf8(),
        };
        match c {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::fixes_host;

    #[test]
    fn the_end_of_the_host_counts() {
        for (pattern, whole, fixed) in [
            (r"https://hooks\.example\.org/.*", false, true),
            (r"https?://([a-z0-9-]+\.)?example\.org/.*", true, true),
            (r"https://(?:[a-z0-9-]+\.)+club\.example/", false, true),
            (r"https://(?:[a-z0-9-]+[.])*club\.example/", false, true),
            (r"https://(?:[a-z0-9-]+\.?)+club\.example/", false, false),
            (r"https://(?:[a-z]+|x\.)+club\.example/", false, false),
            (r"https://(?:[a-z]+\.)+example/", false, false),
            (r"https://[a-z0-9-]+\.club\.example/[a-z]*", false, true),
            (r"^https:\/\/(?:www|api)\.example\.org(?:/.*)?$", true, true),
            (r"https://(?:www|api)\.example\.org/", false, true),
            (
                r"https://(?:hooks\.example\.org|[a-z]+\.club\.example)(?:/[a-z]*)?",
                true,
                true,
            ),
            (
                r"https://(?:hooks\.example\.org|[a-z]+\.club\.example|.*)/",
                false,
                false,
            ),
            (r"https://(hooks\.example\.org|[a-z.]+)/", false, false),
            (r"https://hooks\.example\.org", true, true),
            (r"https://hooks\.example\.org", false, false),
            (r"https://hooks\.example\.org.*", false, false),
            // A dot that stands for anything.
            (r"https://hooks.example.org/", false, false),
            // `evilclub.example`
            (r"https://[a-z]*club\.example/", false, false),
            // Whoever buys a name below `.com`.
            (r"https://[a-z]+\.com/", false, false),
            (r"https://[^/]+\.club\.example/", false, false),
            (r"https://a\.example/|.*", false, false),
            (r".*://a\.example/", false, false),
            ("(((((", false, false),
            ("[", true, false),
        ] {
            assert_eq!(fixes_host(pattern, whole), fixed, "{pattern}");
        }
    }
}
