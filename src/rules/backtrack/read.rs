//! A regular expression as an automaton: a place for every character it names, and which place may
//! follow which, in how many ways.
//!
//! Reads more characters into a set rather than fewer only beyond ASCII. What stands for no character but may
//! fail (an end, a border of a word, a look around) is a place of its own that no text shares.
//! Called by `backtrack`.

use std::iter::Peekable;
use std::vec::IntoIter;

/// How deep groups may nest.
const DEPTH: u32 = 40;
/// How many places an automaton may have.
const PLACES: usize = 120;
/// Repetitions up to so many count as endless where every one may double the work.
const MANY: u32 = 10;
/// How many copies stand for a repetition that ends.
const COPIES: u32 = 12;

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
    /// No character, but something that may fail.
    fence: bool,
}

impl Chars {
    const ALL: Self = Self {
        ascii: u128::MAX,
        some: FAR,
        whole: FAR,
        fence: false,
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
            fence: false,
        }
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

    fn or(self, more: Self) -> Self {
        Self {
            ascii: self.ascii | more.ascii,
            some: self.some | more.some,
            whole: self.whole | more.whole,
            fence: self.fence || more.fence,
        }
    }

    fn and(self, more: Self) -> Self {
        Self {
            ascii: self.ascii & more.ascii,
            some: self.some & more.some,
            whole: self.whole & more.whole,
            fence: self.fence && more.fence,
        }
    }

    fn rest(self) -> Self {
        Self {
            ascii: !self.ascii,
            some: !self.whole & FAR,
            whole: !self.some & FAR,
            fence: false,
        }
    }
}

/// A part of an expression.
#[derive(Debug, Clone)]
enum Part {
    Nothing,
    One(Chars),
    Row(Vec<Part>),
    Choice(Vec<Part>),
    Times(Box<Part>, u32, Option<u32>),
}

/// The places of an expression.
#[derive(Debug, Default)]
pub(super) struct Automaton {
    pub(super) places: Vec<Chars>,
    /// Place → places that may follow, and in how many ways.
    next: Vec<Vec<(usize, u32)>>,
    /// Places after which the expression may end.
    last: Vec<usize>,
}

impl Automaton {
    pub(super) fn after(&self, place: usize) -> &[(usize, u32)] {
        self.next.get(place).map_or(&[], Vec::as_slice)
    }

    pub(super) fn leads(&self, from: usize, to: usize) -> bool {
        self.after(from).iter().any(|&(next, _)| next == to)
    }

    pub(super) fn ends(&self, place: usize) -> bool {
        self.last.contains(&place)
    }

    /// Whether one character can stand at all of these places.
    pub(super) fn share(&self, places: &[usize]) -> bool {
        let sets = places.iter().filter_map(|&at| self.places.get(at));
        let everything = Chars {
            fence: true,
            ..Chars::ALL
        };
        sets.fold(everything, |all, &set| all.and(set)) != Chars::default()
    }

    fn place(&mut self, chars: Chars) -> Option<usize> {
        (self.places.len() < PLACES).then(|| {
            self.places.push(chars);
            self.next.push(Vec::new());
            self.places.len() - 1
        })
    }

    fn join(&mut self, from: &[usize], to: &[usize]) {
        for &place in from {
            let Some(next) = self.next.get_mut(place) else {
                continue;
            };
            for &other in to {
                match next.iter_mut().find(|(known, _)| *known == other) {
                    Some((_, ways)) => *ways += 1,
                    None => next.push((other, 1)),
                }
            }
        }
    }

    /// Adds a part; where it may begin and end, and whether it may be empty.
    fn add(&mut self, part: &Part, endless: bool) -> Option<Ends> {
        Some(match part {
            Part::Nothing => Ends::empty(),
            Part::One(chars) => {
                let at = self.place(*chars)?;
                Ends {
                    first: vec![at],
                    last: vec![at],
                    empty: false,
                }
            }
            Part::Row(parts) => {
                let mut whole = Ends::empty();
                for part in parts {
                    let more = self.add(part, endless)?;
                    whole = self.then(whole, more);
                }
                whole
            }
            Part::Choice(parts) => {
                let mut whole = Ends {
                    empty: false,
                    ..Ends::empty()
                };
                for part in parts {
                    let more = self.add(part, endless)?;
                    whole.first.extend(more.first);
                    whole.last.extend(more.last);
                    whole.empty |= more.empty;
                }
                whole
            }
            Part::Times(inner, least, most) => {
                let around = match most {
                    None => true,
                    Some(most) => endless && *most > *least && *most >= MANY,
                };
                let mut whole = Ends::empty();
                let sure = if around {
                    least.saturating_sub(1).min(COPIES)
                } else {
                    (*least).min(COPIES)
                };
                for _ in 0..sure {
                    let one = self.add(inner, endless)?;
                    whole = self.then(whole, one);
                }
                if around {
                    let mut one = self.add(inner, endless)?;
                    let (first, last) = (one.first.clone(), one.last.clone());
                    self.join(&last, &first);
                    one.empty |= *least == 0;
                    return Some(self.then(whole, one));
                }
                let more = most.unwrap_or(*least).saturating_sub(*least).min(COPIES);
                for _ in 0..more {
                    let mut one = self.add(inner, endless)?;
                    one.empty = true;
                    whole = self.then(whole, one);
                }
                whole
            }
        })
    }

    fn then(&mut self, one: Ends, more: Ends) -> Ends {
        self.join(&one.last, &more.first);
        let mut whole = one;
        if whole.empty {
            whole.first.extend(&more.first);
        }
        if !more.empty {
            whole.last.clear();
        }
        whole.last.extend(more.last);
        whole.empty &= more.empty;
        whole
    }
}

/// Where a part may begin and end, and whether it may be empty.
#[derive(Debug)]
struct Ends {
    first: Vec<usize>,
    last: Vec<usize>,
    empty: bool,
}

impl Ends {
    fn empty() -> Self {
        Self {
            first: Vec::new(),
            last: Vec::new(),
            empty: true,
        }
    }
}

/// The automaton of an expression; `endless`: repetitions of many count as endless.
pub(super) fn automaton(pattern: &str, endless: bool) -> Option<Automaton> {
    let mut reader = Reader {
        rest: pattern.chars().collect::<Vec<_>>().into_iter().peekable(),
        fold: false,
    };
    let part = reader.choice(0)?;
    if reader.rest.next().is_some() {
        return None;
    }
    let mut automaton = Automaton::default();
    automaton.last = automaton.add(&part, endless)?.last;
    Some(automaton)
}

/// Reads a regular expression.
struct Reader {
    rest: Peekable<IntoIter<char>>,
    /// Whether upper and lower case are one.
    fold: bool,
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

    fn fence() -> Part {
        Part::One(Chars {
            fence: true,
            ..Chars::default()
        })
    }

    fn item(&mut self, depth: u32) -> Option<Part> {
        Some(match self.rest.next()? {
            '.' => Part::One(Chars::of(|c| c != '\n', FAR)),
            '^' => Part::Nothing,
            '$' => Self::fence(),
            '[' => Part::One(self.class()?),
            '(' => self.group(depth)?,
            '\\' => match self.rest.next()? {
                'A' => Part::Nothing,
                'Z' | 'z' | 'b' | 'B' => Self::fence(),
                // What an earlier group has read: some text.
                c if c.is_ascii_digit() && c != '0' => Part::One(Chars::ALL),
                c => Part::One(match self.character(c) {
                    Some(c) => self.one(c),
                    None => kind(c)?,
                }),
            },
            '*' | '+' | '?' => return None,
            c => Part::One(self.one(c)),
        })
    }

    fn group(&mut self, depth: u32) -> Option<Part> {
        let mut solid = false;
        let mut aside = false;
        if self.rest.peek() == Some(&'?') {
            self.rest.next();
            match self.rest.next()? {
                ':' => {}
                '>' => solid = true,
                '=' | '!' => aside = true,
                '#' => {
                    while self.rest.next()? != ')' {}
                    return Some(Part::Nothing);
                }
                '<' => {
                    self.rest.next();
                    aside = true;
                }
                'P' => match self.rest.next()? {
                    '<' => while self.rest.next()? != '>' {},
                    '=' => {
                        while self.rest.next()? != ')' {}
                        return Some(Part::One(Chars::ALL));
                    }
                    _ => return None,
                },
                // Flags. White space that counts for nothing is not read here.
                flag => {
                    let mut flag = flag;
                    loop {
                        match flag {
                            ')' => return Some(Part::Nothing),
                            ':' => break,
                            'x' => return None,
                            'i' => self.fold = true,
                            c if c.is_ascii_alphabetic() || c == '-' => {}
                            _ => return None,
                        }
                        flag = self.rest.next()?;
                    }
                }
            }
        }
        let inner = self.choice(depth + 1)?;
        if self.rest.next() != Some(')') {
            return None;
        }
        Some(if aside {
            Self::fence()
        } else if solid {
            unsplit(&inner)
        } else {
            inner
        })
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
            // It gives nothing back.
            Some('+') => {
                self.rest.next();
                unsplit(&part)
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
                    set = set.or(kind(e)?);
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
                high = self.character(e)?;
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

    /// The one character that an escape stands for, if it stands for one.
    fn character(&mut self, escape: char) -> Option<char> {
        let digits = match escape {
            'n' => return Some('\n'),
            't' => return Some('\t'),
            'r' => return Some('\r'),
            'f' => return Some('\u{c}'),
            'v' => return Some('\u{b}'),
            'a' => return Some('\u{7}'),
            '0' => return Some('\0'),
            'x' => 2,
            'u' => 4,
            'U' => 8,
            c if c.is_ascii_alphanumeric() => return None,
            c => return Some(c),
        };
        let code = (0..digits).try_fold(0, |code, _| {
            Some(code * 16 + self.rest.next()?.to_digit(16)?)
        })?;
        char::from_u32(code)
    }
}

/// A part whose text is read in one way only: its characters, once.
fn unsplit(part: &Part) -> Part {
    fn chars(part: &Part) -> Chars {
        match part {
            Part::Nothing => Chars::default(),
            Part::One(chars) => *chars,
            Part::Row(parts) | Part::Choice(parts) => parts
                .iter()
                .fold(Chars::default(), |all, part| all.or(chars(part))),
            Part::Times(inner, ..) => chars(inner),
        }
    }
    Part::Row(vec![Part::One(chars(part)), Reader::fence()])
}

/// The characters of a kind: `\w`, `\d`, `\s` and what is none of them.
fn kind(c: char) -> Option<Chars> {
    let word = |c: char| c == '_' || c.is_ascii_alphanumeric();
    let space = |c: char| c.is_ascii_whitespace() || c == '\u{b}';
    Some(match c {
        'w' => Chars::of(word, FAR_WORD | FAR_DIGIT),
        'W' => Chars::of(word, FAR_WORD | FAR_DIGIT).rest(),
        'd' => Chars::of(|c| c.is_ascii_digit(), FAR_DIGIT),
        'D' => Chars::of(|c| c.is_ascii_digit(), FAR_DIGIT).rest(),
        's' => Chars::of(space, FAR_SPACE),
        'S' => Chars::of(space, FAR_SPACE).rest(),
        _ => return None,
    })
}
