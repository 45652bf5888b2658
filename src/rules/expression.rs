//! What a regular expression says, as a tree: sets of characters, in a row, in alternatives, repeated.
//!
//! Reads what Python's `re` reads. A set may hold more characters than are meant, never fewer; an expression with a form
//! that is not read gives nothing. Knows no purpose. Called by `charset`, `host`, `danger` and `backtrack`.

use std::iter::Peekable;
use std::vec::IntoIter;

/// How deep groups may nest.
const DEPTH: u32 = 40;
/// How many alternatives are spelt out.
const ALTERNATIVES: usize = 16;

/// Characters beyond ASCII, by what `\w`, `\d` and `\s` say of them.
const FAR_WORD: u8 = 1;
const FAR_DIGIT: u8 = 2;
const FAR_SPACE: u8 = 4;
const FAR_REST: u8 = 8;
const FAR: u8 = FAR_WORD | FAR_DIGIT | FAR_SPACE | FAR_REST;
/// How many characters a range may have to be looked at one by one.
const RANGE: u32 = 0x2000;

/// A set of characters: ASCII one by one, all others by their class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Chars {
    ascii: u128,
    /// The classes beyond ASCII of which some characters may be in it.
    some: u8,
    /// The classes beyond ASCII of which all characters are in it.
    whole: u8,
}

impl Chars {
    pub(super) const NONE: Self = Self {
        ascii: 0,
        some: 0,
        whole: 0,
    };
    pub(super) const ALL: Self = Self {
        ascii: u128::MAX,
        some: FAR,
        whole: FAR,
    };

    /// The ASCII characters that pass, and whole classes of the others.
    fn of(test: impl Fn(char) -> bool, far: u8) -> Self {
        let ascii = (0..128u8)
            .filter(|&code| test(char::from(code)))
            .fold(0, |set, code| set | 1 << code);
        Self {
            ascii,
            some: far,
            whole: far,
        }
    }

    /// The characters of a text.
    pub(super) fn in_text(text: &str) -> Self {
        text.chars()
            .fold(Self::NONE, |all, c| all.or(Self::range(|d| d == c, c, c)))
    }

    /// The ASCII characters that pass, and what there is beyond them from one character to another.
    fn range(test: impl Fn(char) -> bool, low: char, high: char) -> Self {
        let class = |c: char| match c {
            c if c.is_ascii() => 0,
            c if c.is_numeric() => FAR_DIGIT,
            c if c.is_alphanumeric() => FAR_WORD,
            c if c.is_whitespace() => FAR_SPACE,
            _ => FAR_REST,
        };
        let long = u32::from(high).saturating_sub(u32::from(low)) > RANGE;
        let some = match (high.is_ascii(), long) {
            (true, _) => 0,
            (false, true) => FAR,
            (false, false) => (low..=high).fold(0, |all, c| all | class(c)),
        };
        Self {
            some,
            ..Self::of(test, 0)
        }
    }

    /// The characters of a kind, by the letter of its escape: `\w`, `\d`, `\s` and what is none of them.
    pub(super) fn kind(letter: char) -> Option<Self> {
        let word = |c: char| c == '_' || c.is_ascii_alphanumeric();
        let space = |c: char| c.is_ascii_whitespace() || matches!(c, '\u{b}' | '\u{1c}'..='\u{1f}');
        Some(match letter {
            'w' => Self::of(word, FAR_WORD | FAR_DIGIT),
            'W' => Self::of(word, FAR_WORD | FAR_DIGIT).rest(),
            'd' => Self::of(|c| c.is_ascii_digit(), FAR_DIGIT),
            'D' => Self::of(|c| c.is_ascii_digit(), FAR_DIGIT).rest(),
            's' => Self::of(space, FAR_SPACE),
            'S' => Self::of(space, FAR_SPACE).rest(),
            _ => return None,
        })
    }

    /// What `str.isalnum` and its like let through, by the test for ASCII.
    pub(super) fn letters(test: impl Fn(char) -> bool) -> Self {
        Self::of(test, FAR_WORD | FAR_DIGIT)
    }

    pub(super) fn or(self, more: Self) -> Self {
        Self {
            ascii: self.ascii | more.ascii,
            some: self.some | more.some,
            whole: self.whole | more.whole,
        }
    }

    /// The characters that may be in both.
    pub(super) fn both(self, other: Self) -> Self {
        Self {
            ascii: self.ascii & other.ascii,
            some: self.some & other.some,
            whole: self.whole & other.whole,
        }
    }

    /// All that are not in it.
    pub(super) fn rest(self) -> Self {
        Self {
            ascii: !self.ascii,
            some: !self.whole & FAR,
            whole: !self.some & FAR,
        }
    }

    /// The one character of ASCII that it is, in lower case: which case is meant is not told.
    pub(super) fn single(self) -> Option<char> {
        let first = u8::try_from(self.ascii.trailing_zeros()).ok()?;
        let c = char::from(first);
        let cases = Self::of(|d| d.eq_ignore_ascii_case(&c), 0);
        (self.some == 0 && c.is_ascii() && self.ascii & !cases.ascii == 0)
            .then(|| c.to_ascii_lowercase())
    }

    /// Whether none of these is in it.
    pub(super) fn lacks(self, marks: &str) -> bool {
        self.ascii & Self::of(|c| marks.contains(c), 0).ascii == 0
    }

    /// Whether it holds letters and digits of any script and, besides, only these.
    pub(super) fn only_words_and(self, marks: &str) -> bool {
        self.ascii & !Self::of(|c| c.is_ascii_alphanumeric() || marks.contains(c), 0).ascii == 0
    }

    /// Whether it holds only these.
    pub(super) fn within(self, marks: &str) -> bool {
        self.some == 0 && self.only(marks)
    }

    /// Whether it holds only these, and digits and spaces of other scripts.
    pub(super) fn only(self, marks: &str) -> bool {
        self.some & !(FAR_DIGIT | FAR_SPACE) == 0
            && self.ascii & !Self::of(|c| marks.contains(c), 0).ascii == 0
    }
}

/// A part of an expression.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// No character, and nothing that may fail.
    Nothing,
    /// The beginning of the text.
    Start,
    /// The end of the text; `line`: a line break may stand behind it.
    End {
        line: bool,
    },
    /// No character, but something that may fail: the border of a word, a look around.
    Fence,
    /// No character, and the next one is none of these.
    Unless(Chars),
    /// One of these characters.
    One(Chars),
    /// Some text, or none: what an earlier group has read.
    Back,
    Row(Vec<Part>),
    Choice(Vec<Part>),
    Times(Box<Part>, u32, Option<u32>),
    /// What gives nothing back of what it has read.
    Solid(Box<Part>),
}

impl Part {
    /// Reads an expression.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let mut reader = Reader {
            rest: pattern.chars().collect::<Vec<_>>().into_iter().peekable(),
            fold: false,
            dot: false,
            lines: false,
        };
        let part = reader.choice(0)?;
        // Something is left: a bracket that closes nothing.
        reader.rest.next().is_none().then_some(part)
    }

    fn takes_none(&self) -> bool {
        matches!(self, Self::Nothing | Self::Fence | Self::Unless(_))
    }

    /// Whether it matches at the beginning of a text only.
    pub(super) fn starts(&self) -> bool {
        match self {
            Self::Start => true,
            Self::Row(parts) => {
                let mut parts = parts.iter().filter(|part| !part.takes_none());
                parts.next().is_some_and(Self::starts)
            }
            Self::Choice(parts) => parts.iter().all(Self::starts),
            Self::Solid(inner) => inner.starts(),
            _ => false,
        }
    }

    /// Whether it matches at the end of a text only: then, whether a line break may stand behind it.
    pub(super) fn ends(&self) -> Option<bool> {
        match self {
            Self::End { line } => Some(*line),
            Self::Row(parts) => {
                let mut parts = parts.iter().rev().filter(|part| !part.takes_none());
                parts.next()?.ends()
            }
            Self::Choice(parts) => parts
                .iter()
                .try_fold(false, |line, part| Some(line | part.ends()?)),
            Self::Solid(inner) => inner.ends(),
            _ => None,
        }
    }

    /// The rows of parts without alternatives at their top that it stands for; `None` when these are more than a
    /// few. What takes no character is left out, but for ends.
    fn spelt_out(&self) -> Option<Vec<Vec<&Self>>> {
        let mut rows = vec![Vec::new()];
        self.spell(&mut rows)?;
        Some(rows)
    }

    /// Whether this is so of each row of parts that it stands for; not, when these are more than a few.
    pub(super) fn each_row(&self, holds: impl Fn(&[&Self]) -> bool) -> bool {
        let rows = self.spelt_out();
        rows.is_some_and(|rows| rows.iter().all(|row| holds(row)))
    }

    fn spell<'a>(&'a self, rows: &mut Vec<Vec<&'a Self>>) -> Option<()> {
        match self {
            Self::Nothing | Self::Fence | Self::Unless(_) | Self::Start => {}
            Self::Row(parts) => {
                for part in parts {
                    part.spell(rows)?;
                }
            }
            Self::Solid(inner) => inner.spell(rows)?,
            Self::Choice(parts) => {
                let before = std::mem::take(rows);
                for part in parts {
                    let mut each = before.clone();
                    part.spell(&mut each)?;
                    rows.append(&mut each);
                    if rows.len() > ALTERNATIVES {
                        return None;
                    }
                }
            }
            part => rows.iter_mut().for_each(|row| row.push(part)),
        }
        Some(())
    }

    /// The character that it is, whatever its case.
    pub(super) fn character(&self) -> Option<char> {
        match self {
            Self::One(chars) => chars.single(),
            _ => None,
        }
    }
}

/// Reads a regular expression.
struct Reader {
    rest: Peekable<IntoIter<char>>,
    /// Whether upper and lower case are one.
    fold: bool,
    /// Whether a dot stands for a line break as well.
    dot: bool,
    /// Whether each line has its beginning and its end.
    lines: bool,
}

impl Reader {
    fn choice(&mut self, depth: u32) -> Option<Part> {
        if depth > DEPTH {
            return None;
        }
        let mut all = Vec::new();
        let mut row = Vec::new();
        loop {
            match self.rest.peek() {
                None | Some(')') => break,
                Some('|') => {
                    self.rest.next();
                    all.push(Part::Row(std::mem::take(&mut row)));
                }
                Some(_) => {
                    let item = self.item(depth)?;
                    row.push(self.times(item)?);
                }
            }
        }
        if all.is_empty() {
            return Some(Part::Row(row));
        }
        all.push(Part::Row(row));
        Some(Part::Choice(all))
    }

    fn item(&mut self, depth: u32) -> Option<Part> {
        Some(match self.rest.next()? {
            '.' if self.dot => Part::One(Chars::ALL),
            '.' => Part::One(Chars::of(|c| c != '\n', FAR)),
            '^' if self.lines => Part::Nothing,
            '^' => Part::Start,
            '$' if self.lines => Part::Fence,
            '$' => Part::End { line: true },
            '[' => Part::One(self.class()?),
            '(' => self.group(depth)?,
            '\\' => match self.rest.next()? {
                'A' => Part::Start,
                'Z' | 'z' => Part::End { line: false },
                'b' | 'B' => Part::Fence,
                c if c.is_ascii_digit() && c != '0' => Part::Back,
                c => Part::One(match self.escaped(c) {
                    Some(c) => self.one(c),
                    None => Chars::kind(c)?,
                }),
            },
            '*' | '+' | '?' => return None,
            c => Part::One(self.one(c)),
        })
    }

    fn group(&mut self, depth: u32) -> Option<Part> {
        let mut solid = false;
        let (mut aside, mut barred) = (false, false);
        if self.rest.peek() == Some(&'?') {
            self.rest.next();
            match self.rest.next()? {
                ':' => {}
                '>' => solid = true,
                '=' => aside = true,
                '!' => (aside, barred) = (true, true),
                '#' => {
                    while self.rest.next()? != ')' {}
                    return Some(Part::Nothing);
                }
                '<' if matches!(self.rest.next()?, '=' | '!') => aside = true,
                'P' => match self.rest.next()? {
                    '<' => while self.rest.next()? != '>' {},
                    '=' => {
                        while self.rest.next()? != ')' {}
                        return Some(Part::Back);
                    }
                    _ => return None,
                },
                flag => {
                    if !self.flags(flag)? {
                        return Some(Part::Nothing);
                    }
                }
            }
        }
        let inner = self.choice(depth + 1)?;
        if self.rest.next() != Some(')') {
            return None;
        }
        let one = match &inner {
            Part::Row(parts) if barred => match parts.as_slice() {
                [Part::One(chars)] => Some(*chars),
                _ => None,
            },
            _ => None,
        };
        Some(if let Some(chars) = one {
            Part::Unless(chars)
        } else if aside {
            Part::Fence
        } else if solid {
            Part::Solid(Box::new(inner))
        } else {
            inner
        })
    }

    /// Flags, from the first on; whether what they are for follows in the same group. One that is switched on for a
    /// group stays on, and one that is switched off as well: both make sets larger. White space that counts for
    /// nothing is not read here.
    fn flags(&mut self, first: char) -> Option<bool> {
        let (mut flag, mut on) = (first, true);
        loop {
            match flag {
                ')' => return Some(false),
                ':' => return Some(true),
                '-' => on = false,
                'x' if on => return None,
                'i' => self.fold |= on,
                's' => self.dot |= on,
                'm' => self.lines |= on,
                c if c.is_ascii_alphabetic() => {}
                _ => return None,
            }
            flag = self.rest.next()?;
        }
    }

    fn times(&mut self, item: Part) -> Option<Part> {
        let (least, most) = match self.rest.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            // Anything else is a brace that is meant as such.
            Some('{') => {
                return match self.bounds() {
                    Some(bounds) => self.repeated(item, bounds),
                    None => Some(item),
                };
            }
            _ => return Some(item),
        };
        self.rest.next();
        self.repeated(item, (least, most))
    }

    fn repeated(&mut self, item: Part, (least, most): (u32, Option<u32>)) -> Option<Part> {
        let part = Part::Times(Box::new(item), least, most);
        Some(match self.rest.peek() {
            Some('?') => {
                self.rest.next();
                part
            }
            Some('+') => {
                self.rest.next();
                Part::Solid(Box::new(part))
            }
            Some('*' | '{') => return None,
            _ => part,
        })
    }

    /// `{3}`, `{3,}`, `{,3}`, `{1,3}`; anything else is a brace.
    fn bounds(&mut self) -> Option<(u32, Option<u32>)> {
        let mut ahead = self.rest.clone();
        ahead.next();
        let mut text = String::new();
        loop {
            match ahead.next()? {
                '}' => break,
                c if c.is_ascii_digit() || c == ',' => text.push(c),
                _ => return None,
            }
        }
        let number = |text: &str, empty: u32| {
            if text.is_empty() {
                Some(empty)
            } else {
                text.parse().ok()
            }
        };
        let bounds = match text.split_once(',') {
            Some((least, "")) => (number(least, 0)?, None),
            Some((least, most)) => (number(least, 0)?, Some(number(most, 0)?)),
            None if text.is_empty() => return None,
            None => {
                let count = number(&text, 0)?;
                (count, Some(count))
            }
        };
        self.rest = ahead;
        Some(bounds)
    }

    fn one(&self, c: char) -> Chars {
        if self.fold {
            return Chars::range(|d| d.eq_ignore_ascii_case(&c), c, c);
        }
        Chars::range(|d| d == c, c, c)
    }

    /// What stands in square brackets.
    fn class(&mut self) -> Option<Chars> {
        let mut set = Chars::NONE;
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
                if let Some(c) = self.in_class(e) {
                    c
                } else {
                    set = set.or(Chars::kind(e)?);
                    continue;
                }
            } else {
                c
            };
            if self.rest.peek() != Some(&'-') {
                set = set.or(self.one(low));
                continue;
            }
            self.rest.next();
            if self.rest.peek() == Some(&']') {
                set = set.or(self.one(low)).or(self.one('-'));
                continue;
            }
            let mut high = self.rest.next()?;
            if high == '\\' {
                let e = self.rest.next()?;
                high = self.in_class(e)?;
            }
            let fold = self.fold;
            let inside = |c: char| {
                let within = |c: char| (low..=high).contains(&c);
                within(c)
                    || (fold && (within(c.to_ascii_lowercase()) || within(c.to_ascii_uppercase())))
            };
            set = set.or(Chars::range(inside, low, high));
        }
        Some(if negated { set.rest() } else { set })
    }

    /// The one character that an escape in a class stands for.
    fn in_class(&mut self, escape: char) -> Option<char> {
        match escape {
            'b' => Some('\u{8}'),
            c => self.escaped(c),
        }
    }

    /// The one character that an escape stands for, if it stands for one.
    fn escaped(&mut self, escape: char) -> Option<char> {
        let digits = match escape {
            'n' => return Some('\n'),
            't' => return Some('\t'),
            'r' => return Some('\r'),
            'f' => return Some('\u{c}'),
            'v' => return Some('\u{b}'),
            'a' => return Some('\u{7}'),
            '0' => return Some(self.octal()),
            'x' => 2,
            'u' => 4,
            'U' => 8,
            c if c.is_ascii_alphanumeric() => return None,
            c => return Some(c),
        };
        let code = (0..digits).try_fold(0u32, |code, _| {
            let digit = self.rest.next()?.to_digit(16)?;
            code.checked_mul(16)?.checked_add(digit)
        })?;
        char::from_u32(code)
    }

    /// What stands behind `\0`: up to two more octal digits.
    fn octal(&mut self) -> char {
        let mut code = 0u8;
        for _ in 0..2 {
            let digit = self.rest.peek().and_then(|c| c.to_digit(8));
            let Some(digit) = digit.and_then(|digit| u8::try_from(digit).ok()) else {
                break;
            };
            self.rest.next();
            code = code * 8 + digit;
        }
        char::from(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(pattern: &str) -> Chars {
        let part = Part::of(pattern).unwrap();
        let rows = part.spelt_out().unwrap();
        match rows.as_slice() {
            [row] => match row.as_slice() {
                [Part::One(chars)] => *chars,
                other => panic!("{pattern}: {other:?}"),
            },
            other => panic!("{pattern}: {other:?}"),
        }
    }

    #[test]
    fn sets_are_those_of_python() {
        for (pattern, has, lacks) in [
            (r"[\012]", "\n", "\0 12"),
            (r"[\x00-\x1f]", "\n\t\0", " "),
            (r"[\b]", "\u{8}", "b"),
            (r"(?i)[a-f]", "Aa", "gG"),
            (r".", "a\0\r", "\n"),
            (r"(?s).", "\n", ""),
            (r"[^\W\d]", "a_", "1-"),
            (r"[a\-z]", "a-z", "b"),
            (r"[]a]", "]a", "b"),
        ] {
            let set = set(pattern);
            for c in has.chars() {
                assert!(!set.lacks(&c.to_string()), "{pattern}: {c:?}");
            }
            assert!(set.lacks(lacks), "{pattern}: {lacks:?}");
        }
    }

    #[test]
    fn where_an_expression_begins_and_ends() {
        for (pattern, starts, ends) in [
            ("^a$", true, Some(true)),
            (r"\Aa\Z", true, Some(false)),
            (r"^a\Z|^b$", true, Some(true)),
            ("^a|b$", false, None),
            ("^(?:a$|b$)", true, Some(true)),
            ("(?m)^a$", false, None),
            ("(?=x)^a$(?<!b)", true, Some(true)),
            ("^a$?", true, None),
            ("a$b*", false, None),
        ] {
            let part = Part::of(pattern).unwrap();
            assert_eq!((part.starts(), part.ends()), (starts, ends), "{pattern}");
        }
    }

    #[test]
    fn alternatives_are_spelt_out_up_to_a_bound() {
        let count = |pattern: &str| {
            Part::of(pattern)
                .unwrap()
                .spelt_out()
                .map(|rows| rows.len())
        };
        assert_eq!(count("a(?:b|c)(d|e)f"), Some(4));
        assert_eq!(count("(?:a|b)*"), Some(1));
        assert_eq!(count(&"(a|b)".repeat(30)), None);
    }

    #[test]
    fn what_is_not_read_gives_nothing() {
        for pattern in [
            "[a",
            "a)",
            "(a",
            "+",
            "(?x) a",
            "(?(1)a|b)",
            r"\N{DIGIT ONE}",
            r"\Uffffffffff",
            &"(".repeat(5000),
        ] {
            assert!(Part::of(pattern).is_none(), "{pattern:.20}");
        }
    }
}
