//! The text of a pattern as Python that a parser reads.
//!
//! Knows characters only: brackets, quotes, metavariables and `...`. Called by `snippet`.

/// What metavariables begin with in the text that is parsed; nothing else in it does.
pub(super) fn mark(code: &str) -> String {
    let mut mark = String::from("meta_");
    while code.contains(&mark) {
        mark.push('_');
    }
    mark
}

/// The pattern as Python: `$NAME` becomes a name, and a last `...` in a call the keywords that may
/// follow, since Python allows no position after a keyword.
pub(super) fn python(code: &str, mark: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    let at = |i: usize| chars.get(i).copied();
    let mut out = String::new();
    let mut open: Vec<bool> = Vec::new();
    let mut text: Option<char> = None;
    let mut i = 0;
    while let Some(c) = at(i) {
        i += 1;
        match (c, text) {
            ('\\', Some(_)) => {
                out.push(c);
                if let Some(next) = at(i) {
                    out.push(next);
                    i += 1;
                }
                continue;
            }
            ('\'' | '"', None) => text = Some(c),
            (c, Some(quote)) if c == quote => text = None,
            ('(' | '[' | '{', None) => {
                let before = out.trim_end().chars().next_back();
                let call =
                    before.is_some_and(|b| b.is_alphanumeric() || matches!(b, '_' | ')' | ']'));
                open.push(c == '(' && call);
            }
            (')' | ']' | '}', None) => {
                open.pop();
            }
            ('.', None)
                if open.last() == Some(&true) && at(i) == Some('.') && at(i + 1) == Some('.') =>
            {
                let mut next = i + 2;
                while at(next).is_some_and(|n| n.is_whitespace() || n == ',') {
                    next += 1;
                }
                let first = matches!(out.trim_end().chars().next_back(), Some('(' | ','));
                if first && at(next) == Some(')') {
                    out.push_str("**");
                    out.push_str(mark);
                    i += 2;
                    continue;
                }
            }
            _ => {}
        }
        if c == '$' && at(i).is_some_and(|n| n.is_ascii_uppercase() || n == '_') {
            out.push_str(mark);
        } else {
            out.push(c);
        }
    }
    out
}

/// The first `$name` that is written in small letters, as no metavariable is.
pub(super) fn small(code: &str) -> Option<&str> {
    let mut parts = code.split('$').skip(1);
    parts.find_map(|part| {
        let end = part.find(|c: char| c != '_' && !c.is_ascii_alphanumeric());
        let name = part.get(..end.unwrap_or(part.len()))?;
        name.starts_with(|c: char| c.is_ascii_lowercase())
            .then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metavariables_and_further_arguments() {
        for (code, text) in [
            ("f($X, ...)", "f(M_X, **M)"),
            ("f(...)", "f(**M)"),
            ("f(a=1, ... , )", "f(a=1, **M , )"),
            ("f(..., a=1)", "f(..., a=1)"),
            ("f([\"a\", ...])", "f([\"a\", ...])"),
            ("f('(...)')", "f('(...)')"),
            ("f('\\'', ...)", "f('\\'', **M)"),
            ("(...)", "(...)"),
            ("$X.go(...)", "M_X.go(**M)"),
            ("$x", "$x"),
            ("f(", "f("),
            ("'", "'"),
        ] {
            let text = text.replace("M_", "meta_").replace("**M", "**meta_");
            assert_eq!(python(code, "meta_"), text, "{code}");
        }
    }

    #[test]
    fn a_mark_is_new_to_the_text() {
        assert_eq!(mark("meta_x + meta__y"), "meta___");
    }
}
