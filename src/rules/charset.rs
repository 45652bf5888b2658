//! Which characters a text can hold that has passed a test: `str.isalnum`, a whole match of a
//! regular expression, a test of each character.
//!
//! Answers with more rather than fewer characters; a form it does not read answers nothing. Knows
//! no purpose. Called by `danger`.

/// How deep groups may nest.
const DEPTH: u32 = 24;

/// A set of characters: ASCII one by one, digits of other scripts as one, all others as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Chars {
    ascii: u128,
    digits: bool,
    other: bool,
}

impl Chars {
    const ALL: Self = Self {
        ascii: u128::MAX,
        digits: true,
        other: true,
    };
    /// Digits of any script.
    const DIGITS: Self = Self {
        ascii: 0x03ff_0000_0000_0000,
        digits: true,
        other: false,
    };

    fn of(test: impl Fn(char) -> bool, other: bool) -> Self {
        let mut ascii = 0;
        for code in 0..128u8 {
            if test(char::from(code)) {
                ascii |= 1 << code;
            }
        }
        Self {
            ascii,
            digits: other,
            other,
        }
    }

    fn one(c: char) -> Self {
        Self::of(|d| d.eq_ignore_ascii_case(&c), !c.is_ascii())
    }

    fn and(self, more: Self) -> Self {
        Self {
            ascii: self.ascii | more.ascii,
            digits: self.digits || more.digits,
            other: self.other || more.other,
        }
    }

    /// All that are not in it. The others are too many to be missing all.
    fn rest(self) -> Self {
        Self {
            ascii: !self.ascii,
            digits: true,
            other: true,
        }
    }

    /// Whether none of these is in it.
    pub(super) fn lacks(self, marks: &str) -> bool {
        self.ascii & Self::of(|c| marks.contains(c), false).ascii == 0
    }

    /// Whether it holds letters and digits of any script and, besides, only these.
    pub(super) fn only_words_and(self, marks: &str) -> bool {
        self.ascii & !Self::of(|c| c.is_ascii_alphanumeric() || marks.contains(c), false).ascii == 0
    }

    /// Whether it holds only these, and digits of other scripts where `digits` allows them.
    pub(super) fn only(self, marks: &str, digits: bool) -> bool {
        !self.other
            && (digits || !self.digits)
            && self.ascii & !Self::of(|c| marks.contains(c), false).ascii == 0
    }
}

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
        all: Chars {
            ascii: 0,
            digits: false,
            other: false,
        },
        first: Chars {
            ascii: 0,
            digits: false,
            other: false,
        },
        empty: true,
    };

    fn any(chars: Chars) -> Self {
        Self {
            all: chars,
            first: chars,
            empty: false,
        }
    }

    fn then(self, next: Self) -> Self {
        Self {
            all: self.all.and(next.all),
            first: if self.empty {
                self.first.and(next.first)
            } else {
                self.first
            },
            empty: self.empty && next.empty,
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            all: self.all.and(other.all),
            first: self.first.and(other.first),
            empty: self.empty || other.empty,
        }
    }
}

/// What a text that has passed this test can hold; `None` when the test says nothing about that.
pub(super) fn held(test: &str) -> Option<Held> {
    if let Some(chars) = test.strip_prefix("characters:") {
        let set = Chars::of(|c| chars.contains(c), !chars.is_ascii());
        return Some(Held::any(set));
    }
    if let Some((pattern, line_break)) = whole(test) {
        let mut reader = Reader {
            rest: pattern.chars().collect::<Vec<_>>().into_iter().peekable(),
        };
        let mut held = reader.choice(0)?;
        if line_break {
            held.all = held.all.and(Chars::one('\n'));
        }
        // Something is left: a bracket that closes nothing.
        return reader.rest.next().is_none().then_some(held);
    }
    // What was looked for and is nowhere.
    if let Some(pattern) = test.strip_prefix("not:re.search:") {
        let mut held = Held::any(absent(pattern)?.rest());
        held.empty = true;
        return Some(held);
    }
    // What is left where everything else was taken out.
    if let Some(replaced) = test.strip_prefix("re.sub:") {
        let (pattern, new) = replaced.rsplit_once('→')?;
        // A backslash may bring a group back.
        if new.contains('\\') {
            return None;
        }
        let left = removed(pattern)?.rest();
        let new = Chars::of(|c| new.contains(c), !new.is_ascii());
        let mut held = Held::any(left.and(new));
        held.empty = true;
        return Some(held);
    }
    let set = match test {
        "str.isalnum" => Chars::of(|c| c.is_ascii_alphanumeric(), true),
        "str.isalpha" => Chars::of(|c| c.is_ascii_alphabetic(), true),
        "str.isdecimal" => Chars::DIGITS,
        "str.isdigit" | "str.isnumeric" => Chars::of(|c| c.is_ascii_digit(), true),
        "str.isidentifier" => Chars::of(|c| c == '_' || c.is_ascii_alphanumeric(), true),
        _ => return None,
    };
    Some(Held::any(set))
}

/// The expression that the whole of a text has matched by this test, and whether a line break may stand behind
/// it: `$` allows one.
pub(super) fn whole(test: &str) -> Option<(&str, bool)> {
    if let Some(pattern) = test.strip_prefix("re.fullmatch:") {
        return Some((pattern, false));
    }
    let pattern = match test.strip_prefix("re.search:") {
        Some(pattern) => pattern
            .strip_prefix('^')
            .or_else(|| pattern.strip_prefix("\\A"))?,
        None => test.strip_prefix("re.match:")?,
    };
    let (pattern, line_break) = match pattern.strip_suffix("\\Z") {
        Some(pattern) => (pattern, false),
        None => (pattern.strip_suffix('$')?, true),
    };
    // The end must be one, and that of every alternative.
    let mut brackets = Brackets::default();
    let parted = pattern.chars().any(|c| brackets.parts(c));
    (!parted && brackets.are_closed()).then_some((pattern, line_break))
}

/// Which brackets and classes of an expression are open, while its characters are taken one after another.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    /// How many brackets are open; less than none where one closes that nobody opened.
    pub(super) depth: i32,
    class: bool,
    skip: bool,
}

impl Brackets {
    /// Takes the next character; whether it parts two alternatives of the whole.
    pub(super) fn parts(&mut self, c: char) -> bool {
        if std::mem::take(&mut self.skip) {
            return false;
        }
        match c {
            '\\' => self.skip = true,
            '[' if !self.class => self.class = true,
            ']' => self.class = false,
            '(' if !self.class => self.depth += 1,
            ')' if !self.class => self.depth -= 1,
            '|' => return !self.class && self.depth == 0,
            _ => {}
        }
        false
    }

    /// Whether all that was opened is closed, and no backslash waits for its character.
    pub(super) fn are_closed(&self) -> bool {
        self.depth == 0 && !self.class && !self.skip
    }
}

/// The characters of which none is left where a regular expression's matches are taken out: the
/// pattern must be single characters or classes, each perhaps repeated.
pub(super) fn removed(pattern: &str) -> Option<Chars> {
    singles(pattern, false)
}

/// The characters of which none is in a text in which a regular expression finds nothing: those are single
/// characters or classes. What must stand there twice may stand there once.
fn absent(pattern: &str) -> Option<Chars> {
    singles(pattern, true)
}

/// The characters that an expression is about which is one of them or several of one kind; `once`: where one
/// is enough for it.
fn singles(pattern: &str, once: bool) -> Option<Chars> {
    let mut reader = Reader {
        rest: pattern.chars().collect::<Vec<_>>().into_iter().peekable(),
    };
    let mut all = Chars::default();
    loop {
        let item = match reader.rest.peek()? {
            '(' | '^' | '$' => return None,
            _ => reader.item(0)?,
        };
        if once && reader.rest.peek() == Some(&'{') {
            return None;
        }
        let item = reader.times(item)?;
        match reader.rest.next() {
            None if !item.empty => return Some(all.and(item.all)),
            Some('|') if !item.empty => all = all.and(item.all),
            _ => return None,
        }
    }
}

/// Reads a regular expression.
struct Reader {
    rest: std::iter::Peekable<std::vec::IntoIter<char>>,
}

impl Reader {
    /// Alternatives, up to a closing bracket or the end.
    fn choice(&mut self, depth: u32) -> Option<Held> {
        if depth > DEPTH {
            return None;
        }
        let mut all: Option<Held> = None;
        let mut one = Held::NOTHING;
        loop {
            match self.rest.peek() {
                None | Some(')') => break,
                Some('|') => {
                    self.rest.next();
                    all = Some(all.map_or(one, |a| a.or(one)));
                    one = Held::NOTHING;
                }
                Some(_) => {
                    let item = self.item(depth)?;
                    one = one.then(self.times(item)?);
                }
            }
        }
        Some(all.map_or(one, |a| a.or(one)))
    }

    /// A character, class or group.
    fn item(&mut self, depth: u32) -> Option<Held> {
        Some(match self.rest.next()? {
            '.' => Held::any(Chars::ALL),
            '^' | '$' => Held::NOTHING,
            '[' => Held::any(self.class()?),
            '(' => {
                let mut counts = true;
                if self.rest.peek() == Some(&'?') {
                    self.rest.next();
                    counts = self.group_head()?;
                }
                let inner = self.choice(depth + 1)?;
                if self.rest.next() != Some(')') {
                    return None;
                }
                if counts { inner } else { Held::NOTHING }
            }
            '\\' => match self.rest.next()? {
                'A' | 'Z' | 'z' | 'b' | 'B' => Held::NOTHING,
                c => Held::any(escape(c)?),
            },
            '*' | '+' | '?' => return None,
            c => Held::any(Chars::one(c)),
        })
    }

    /// What follows `(?`; whether the group takes characters.
    fn group_head(&mut self) -> Option<bool> {
        match self.rest.next()? {
            ':' | '>' => Some(true),
            // What a look at the next characters asks only takes away from what may stand here.
            '=' | '!' => Some(false),
            '<' if matches!(self.rest.peek(), Some('=' | '!')) => {
                self.rest.next();
                Some(false)
            }
            'P' if self.rest.peek() == Some(&'<') => {
                for c in self.rest.by_ref() {
                    if c == '>' {
                        return Some(true);
                    }
                }
                None
            }
            _ => None,
        }
    }

    /// How often an item is repeated.
    fn times(&mut self, item: Held) -> Option<Held> {
        let mut item = item;
        match self.rest.peek() {
            Some('*' | '?') => {
                self.rest.next();
                item.empty = true;
            }
            Some('+') => {
                self.rest.next();
            }
            Some('{') => {
                self.rest.next();
                let mut least = String::new();
                let mut comma = false;
                loop {
                    match self.rest.next()? {
                        '}' => break,
                        ',' => comma = true,
                        c if c.is_ascii_digit() => {
                            if !comma {
                                least.push(c);
                            }
                        }
                        // A brace that is meant as such.
                        _ => return None,
                    }
                }
                item.empty |= least.chars().all(|c| c == '0');
            }
            _ => return Some(item),
        }
        // Lazy, or giving nothing back.
        if matches!(self.rest.peek(), Some('?' | '+')) {
            self.rest.next();
        }
        Some(item)
    }

    /// What stands in square brackets.
    fn class(&mut self) -> Option<Chars> {
        let mut set = Chars::default();
        let negated = self.rest.peek() == Some(&'^');
        if negated {
            self.rest.next();
        }
        let mut first = true;
        loop {
            let c = self.rest.next()?;
            if c == ']' && !first {
                break;
            }
            first = false;
            let low = if c == '\\' {
                let e = self.rest.next()?;
                if let Some(c) = self.character(e) {
                    c
                } else {
                    set = set.and(escape(e)?);
                    continue;
                }
            } else {
                c
            };
            if self.rest.peek() != Some(&'-') {
                set = set.and(Chars::one(low));
                continue;
            }
            self.rest.next();
            if self.rest.peek() == Some(&']') {
                set = set.and(Chars::one(low)).and(Chars::one('-'));
                continue;
            }
            let mut high = self.rest.next()?;
            if high == '\\' {
                let e = self.rest.next()?;
                high = self.character(e)?;
            }
            set = set.and(Chars::of(|c| (low..=high).contains(&c), !high.is_ascii()));
        }
        Some(if negated { set.rest() } else { set })
    }

    /// The one character that an escape in a class stands for, if it stands for one.
    fn character(&mut self, escape: char) -> Option<char> {
        let digits = match escape {
            'n' => return Some('\n'),
            't' => return Some('\t'),
            'r' => return Some('\r'),
            'f' => return Some('\u{c}'),
            'v' => return Some('\u{b}'),
            '0' => return Some('\0'),
            'x' => 2,
            'u' => 4,
            c if c.is_ascii_alphanumeric() => return None,
            c => return Some(c),
        };
        let code = (0..digits).try_fold(0, |code, _| {
            Some(code * 16 + self.rest.next()?.to_digit(16)?)
        })?;
        char::from_u32(code)
    }
}

/// What an escaped character stands for.
fn escape(c: char) -> Option<Chars> {
    let word = |c: char| c == '_' || c.is_ascii_alphanumeric();
    Some(match c {
        'w' => Chars::of(word, true),
        'W' => Chars::of(word, false).rest(),
        'd' => Chars::DIGITS,
        'D' => Chars::of(|c| c.is_ascii_digit(), false).rest(),
        's' => Chars::of(|c| c.is_ascii_whitespace() || c == '\u{b}', true),
        'S' => Chars::of(|c| c.is_ascii_whitespace(), false).rest(),
        'n' => Chars::one('\n'),
        't' => Chars::one('\t'),
        'r' => Chars::one('\r'),
        c if c.is_ascii_alphanumeric() => return None,
        c => Chars::one(c),
    })
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
        ] {
            assert_eq!(!of(pattern).unwrap().first.lacks("-"), dash, "{pattern}");
        }
    }

    #[test]
    fn forms_that_are_not_read_say_nothing() {
        for pattern in [r"(a)\1", r"(?i)a", r"[a", r"a)", r"(a", r"\x41", r"+"] {
            assert_eq!(held(&format!("re.fullmatch:{pattern}")), None, "{pattern}");
        }
        assert_eq!(held("re.match:[a-z]+"), None);
        assert_eq!(held(&format!("re.fullmatch:{}", "(".repeat(5000))), None);
    }

    #[test]
    fn whole_matches_in_other_words() {
        assert_eq!(whole("re.match:^[a-z]+$"), Some(("^[a-z]+", true)));
        assert_eq!(whole(r"re.match:[a-z]+\Z"), Some(("[a-z]+", false)));
        assert_eq!(whole("re.search:^(a|b)$"), Some(("(a|b)", true)));
        for test in [
            "re.match:[a-z]+",
            "re.search:[a-z]+$",
            "re.match:a|b$",
            r"re.match:a\$",
            "re.match:[a$",
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
        assert!(!held("str.isalnum").unwrap().all.only("0123456789", true));
        assert!(
            held("characters:0123456789+-*/ ")
                .unwrap()
                .all
                .only("0123456789+-*/ ", false)
        );
    }
}
