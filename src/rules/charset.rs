//! Which characters a text can hold that has passed a test: `str.isalnum`, a whole match of a
//! regular expression, a test of each character.
//!
//! Answers with more rather than fewer characters; a form it does not read answers nothing. Knows
//! no purpose. Called by `danger`, `identifier` and `host`.

use super::expression::{Chars, Part};

/// What a text can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held {
    /// Anywhere.
    pub(super) all: Chars,
    /// At its beginning.
    pub(super) first: Chars,
    /// Whether it can be empty.
    empty: bool,
}

impl Held {
    const NOTHING: Self = Self {
        all: Chars::NONE,
        first: Chars::NONE,
        empty: true,
    };

    fn any(chars: Chars) -> Self {
        Self {
            all: chars,
            first: chars,
            empty: false,
        }
    }

    fn or_empty(self) -> Self {
        Self {
            empty: true,
            ..self
        }
    }

    fn then(self, next: Self) -> Self {
        Self {
            all: self.all.or(next.all),
            first: if self.empty {
                self.first.or(next.first)
            } else {
                self.first
            },
            empty: self.empty && next.empty,
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            all: self.all.or(other.all),
            first: self.first.or(other.first),
            empty: self.empty || other.empty,
        }
    }

    /// What a text can hold that a part of an expression matches.
    pub(super) fn of(part: &Part) -> Self {
        match part {
            Part::Nothing | Part::Start | Part::End { .. } | Part::Fence | Part::Unless(_) => {
                Self::NOTHING
            }
            Part::One(chars) => Self::any(*chars),
            Part::Back => Self::any(Chars::ALL).or_empty(),
            Part::Row(parts) => Self::of_row(parts),
            Part::Choice(parts) => {
                let all = parts.iter().map(Self::of).reduce(Self::or);
                all.unwrap_or(Self::NOTHING)
            }
            Part::Times(inner, 0, _) => Self::of(inner).or_empty(),
            Part::Times(inner, ..) | Part::Solid(inner) => Self::of(inner),
        }
    }

    /// The same of several parts in a row.
    pub(super) fn of_row<'a>(parts: impl IntoIterator<Item = &'a Part>) -> Self {
        let (mut held, mut barred) = (Self::NOTHING, None);
        for part in parts {
            if let Part::Unless(chars) = part {
                barred = Some(*chars);
                continue;
            }
            let mut next = Self::of(part);
            // `(?!-)`: what comes next does not begin so.
            if let Some(barred) = barred.take() {
                next.first = next.first.both(barred.rest());
            }
            held = held.then(next);
        }
        held
    }
}

/// What a text that has passed this test can hold; `None` when the test says nothing about that.
pub(super) fn held(test: &str) -> Option<Held> {
    if let Some(chars) = test.strip_prefix("characters:") {
        return Some(Held::any(Chars::in_text(chars)));
    }
    if let Some((part, line_break)) = whole(test) {
        let held = Held::of(&part);
        return Some(if line_break {
            held.then(Held::any(Chars::in_text("\n")).or_empty())
        } else {
            held
        });
    }
    // What was looked for and is nowhere.
    if let Some(pattern) = test.strip_prefix("not:re.search:") {
        return Some(Held::any(removed(pattern)?.rest()).or_empty());
    }
    // What is left where everything else was taken out.
    if let Some(replaced) = test.strip_prefix("re.sub:") {
        let (pattern, new) = replaced.rsplit_once('→')?;
        // A backslash may bring a group back.
        if new.contains('\\') {
            return None;
        }
        let left = removed(pattern)?.rest();
        return Some(Held::any(left.or(Chars::in_text(new))).or_empty());
    }
    let set = match test {
        "str.isalnum" => Chars::letters(|c| c.is_ascii_alphanumeric()),
        "str.isalpha" => Chars::letters(|c| c.is_ascii_alphabetic()),
        "str.isdecimal" => Chars::kind('d')?,
        "str.isdigit" | "str.isnumeric" => Chars::letters(|c| c.is_ascii_digit()),
        "str.isidentifier" => Chars::kind('w')?,
        _ => return None,
    };
    Some(Held::any(set))
}

/// The expression that the whole of a text has matched by this test, and whether a line break may stand behind
/// it: `$` allows one.
pub(super) fn whole(test: &str) -> Option<(Part, bool)> {
    if let Some(pattern) = test.strip_prefix("re.fullmatch:") {
        return Some((Part::of(pattern)?, false));
    }
    if let Some(pattern) = test.strip_prefix("re.match:") {
        let part = Part::of(pattern)?;
        let line_break = part.ends()?;
        return Some((part, line_break));
    }
    let part = Part::of(test.strip_prefix("re.search:")?)?;
    let line_break = part.ends()?;
    part.starts().then_some((part, line_break))
}

/// The characters of which none is left where a regular expression's matches are taken out, and none is in a text in
/// which it finds nothing: the expression must be single characters or classes, each perhaps repeated.
pub(super) fn removed(pattern: &str) -> Option<Chars> {
    wherever(&Part::of(pattern)?)
}

/// The characters that a part matches wherever one of them stands: what must stand there twice may stand there once.
fn wherever(part: &Part) -> Option<Chars> {
    match part {
        Part::One(chars) => Some(*chars),
        Part::Times(inner, 1, _) | Part::Solid(inner) => wherever(inner),
        Part::Row(parts) => match parts.as_slice() {
            [part] => wherever(part),
            _ => None,
        },
        // Of several the single ones are gone wherever they stand, whatever the others take with them.
        Part::Choice(parts) => parts.iter().filter_map(wherever).reduce(Chars::or),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_whole_match_can_hold() {
        let of = |pattern: &str| held(&format!("re.fullmatch:{pattern}"));
        let name = of(r"[A-Za-z0-9][A-Za-z0-9.-]{0,252}").unwrap();
        assert!(name.all.lacks("/\\;\n "));
        assert!(name.first.lacks("-"));
        assert!(!name.all.lacks("-"));
        for (pattern, marks, lacks) in [
            (r"[\w-]+\.png", "/", true),
            (r"[\w/-]+", "/", false),
            (r"[^/]+", "/", true),
            (r"[^/]+", ";", false),
            (r"(?:a|b)?/x", "/", false),
            (r"(?P<stem>\w+)(\.(png|jpe?g))", "/;- ", true),
            (r"\S+", ";", false),
            (r"\w+\s*", "\n", false),
            (r"[ -~]+", "/", false),
            (r"[]a-]+", "/", true),
            (r"(?!-)[a-z-]+$", "/", true),
            (r".+", "/", false),
            (r"[\x20-\x7e]+", "\n\t", true),
            (r"[\x00-\u00ff]+", "\n", false),
        ] {
            assert_eq!(of(pattern).unwrap().all.lacks(marks), lacks, "{pattern}");
        }
        for (pattern, dash) in [
            (r"-?\d+", true),
            (r"a*-", true),
            (r"a+-", false),
            (r"a{0,3}-", true),
            (r"(?!-)[a-z-]+", false),
            (r"(?!-)[A-Za-z0-9-]{1,63}(?:\.(?!-)[a-z-]+)*", false),
            (r"(?!--)[a-z-]+", true),
            (r"(?!-)a*-", true),
            (r"(?:(?!-)[a-z-]+)?-", true),
        ] {
            assert_eq!(!of(pattern).unwrap().first.lacks("-"), dash, "{pattern}");
        }
    }

    #[test]
    fn forms_that_are_not_read_say_nothing() {
        for pattern in ["(?x) a", "[a", "a)", "(a", "+"] {
            assert_eq!(held(&format!("re.fullmatch:{pattern}")), None, "{pattern}");
        }
        assert_eq!(held("re.match:[a-z]+"), None);
        assert_eq!(held(&format!("re.fullmatch:{}", "(".repeat(5000))), None);
    }

    #[test]
    fn flags_and_earlier_groups_count() {
        let of = |pattern: &str| held(&format!("re.fullmatch:{pattern}")).unwrap();
        assert!(of("(?i)[a-z]+").all.only_words_and(""));
        assert!(!of("(?i)[a-z]+").all.lacks("A"));
        assert!(of("[a-z]+").all.lacks("A"));
        assert!(!of(r"([a-z])\1").all.lacks("/"));
        assert!(!of(r"[\x2e]+").all.lacks("."));
        assert!(!of("(?>-?)a").first.lacks("a"));
    }

    #[test]
    fn whole_matches_in_other_words() {
        let whole = |test: &str| whole(test).map(|(_, line_break)| line_break);
        assert_eq!(whole("re.match:^[a-z]+$"), Some(true));
        assert_eq!(whole(r"re.match:[a-z]+\Z"), Some(false));
        assert_eq!(whole("re.search:^(a|b)$"), Some(true));
        assert_eq!(whole("re.search:^a$|^b$"), Some(true));
        for test in [
            "re.match:[a-z]+",
            "re.search:[a-z]+$",
            "re.match:a|b$",
            r"re.match:a\$",
            "re.match:[a$",
            "re.match:(?m)[a-z]+$",
        ] {
            assert_eq!(whole(test), None, "{test}");
        }
        let of = |test: &str| held(test).unwrap().all;
        assert!(of("re.match:^[a-z]+$").lacks("/;"));
        assert!(!of("re.match:^[a-z]+$").lacks("\n"));
        assert!(of("re.sub:[^a-zA-Z0-9]→").only_words_and(""));
        assert!(!of("re.sub:[^a-zA-Z0-9]→;").only_words_and(""));
        assert_eq!(held(r"re.sub:[^a-z]→\0"), None);
        assert!(of("not:re.search:[^a-z0-9-]").lacks("/.\n"));
        assert!(!of("not:re.search:[^a-z0-9-]").lacks("-"));
        assert!(of(r"not:re.search:[/\\]|\s+").lacks("/\\ \n"));
        assert!(of(r"not:re.search:(?:/|\\)").lacks("/\\"));
        assert!(of(r"not:re.search:[\\/]|(\.\.)").lacks("/\\"));
        assert!(!of(r"not:re.search:[\\/]|(\.\.)").lacks("."));
        assert_eq!(held(r"re.sub:\n{2}→"), None);
        for test in [
            "not:re.search:^[^a-z]",
            "not:re.search:[^a-z]*",
            "not:re.search:[^a-z]{2}",
            "not:re.search:[^a-z][^0-9]",
        ] {
            assert_eq!(held(test), None, "{test}");
        }
    }

    #[test]
    fn sets_by_name() {
        assert!(held("str.isalnum").unwrap().all.only_words_and(""));
        assert!(!held("str.isalnum").unwrap().all.only("0123456789"));
        assert!(
            held("characters:0123456789+-*/ ")
                .unwrap()
                .all
                .only("0123456789+-*/ ")
        );
    }
}
