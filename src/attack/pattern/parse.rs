//! The grammar of Python's patterns, as a tree.
//!
//! Called by `pattern`.

/// How deep groups may nest.
const DEEPEST: usize = 40;
/// The largest number in a repetition.
const MOST: u32 = 1_000;

/// What holds for a whole pattern.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Flags {
    pub ignore_case: bool,
    pub dot_all: bool,
    pub lines: bool,
}

/// One member of a class of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Range(char, char),
    /// Digits, or all else.
    Digit(bool),
    /// Characters of words, or all else.
    Word(bool),
    /// White space, or all else.
    Space(bool),
}

/// Characters: those of the items, or all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Class {
    pub items: Vec<Item>,
    pub negated: bool,
}

/// A place that is tested without reading on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// `\A`, and `^` without `(?m)`.
    Start,
    /// `^` with `(?m)`.
    LineStart,
    /// `\Z`.
    End,
    /// `$`.
    Dollar,
    /// `$` with `(?m)`.
    LineEnd,
    /// `\b`.
    Edge,
    /// `\B`.
    Inside,
}

/// How often something may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    pub least: u32,
    pub most: Option<u32>,
    pub greedy: bool,
    pub possessive: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Empty,
    Char(char),
    Any,
    Class(Class),
    Place(Place),
    Group(Box<Node>, Option<usize>),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Repeat(Box<Node>, Times),
    Look {
        inner: Box<Node>,
        ahead: bool,
        negated: bool,
    },
    Back(usize),
    Atomic(Box<Node>),
}

/// What stands in braces behind an element.
enum Braces {
    /// A repetition.
    Times(u32, Option<u32>),
    /// Nothing that says how often: the brace is a character.
    Character,
    /// What Python refuses, or more than is followed here.
    Wrong,
}

struct Reader<'a> {
    chars: std::iter::Peekable<std::str::Chars<'a>>,
    names: Vec<(String, usize)>,
    /// How many groups have begun, and which are closed.
    groups: usize,
    closed: Vec<usize>,
    flags: Flags,
    depth: usize,
}

/// The tree, the flags and the number of groups.
pub(super) fn parse(text: &str) -> Option<(Node, Flags, usize)> {
    let mut reader = Reader {
        chars: text.chars().peekable(),
        names: Vec::new(),
        groups: 0,
        closed: Vec::new(),
        flags: Flags::default(),
        depth: 0,
    };
    let tree = reader.either()?;
    reader
        .chars
        .next()
        .is_none()
        .then_some((tree, reader.flags, reader.groups))
}

impl Reader<'_> {
    fn eat(&mut self, c: char) -> bool {
        self.chars.next_if_eq(&c).is_some()
    }

    fn either(&mut self) -> Option<Node> {
        let mut ways = vec![self.sequence()?];
        while self.eat('|') {
            ways.push(self.sequence()?);
        }
        match ways.len() {
            1 => ways.pop(),
            _ => Some(Node::Either(ways)),
        }
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut all = Vec::new();
        while let Some(&c) = self.chars.peek() {
            if matches!(c, '|' | ')') {
                break;
            }
            let one = self.one()?;
            all.push(self.repeated(one)?);
        }
        Some(match all.len() {
            0 => Node::Empty,
            1 => all.pop()?,
            _ => Node::Sequence(all),
        })
    }

    fn one(&mut self) -> Option<Node> {
        Some(match self.chars.next()? {
            '.' => Node::Any,
            '^' if self.flags.lines => Node::Place(Place::LineStart),
            '^' => Node::Place(Place::Start),
            '$' if self.flags.lines => Node::Place(Place::LineEnd),
            '$' => Node::Place(Place::Dollar),
            '[' => Node::Class(self.class()?),
            '(' => self.group()?,
            '\\' => self.escape()?,
            '*' | '+' | '?' => return None,
            c => Node::Char(c),
        })
    }

    /// What stands behind an element and says how often.
    fn repeated(&mut self, one: Node) -> Option<Node> {
        let (least, most) = if self.eat('*') {
            (0, None)
        } else if self.eat('+') {
            (1, None)
        } else if self.eat('?') {
            (0, Some(1))
        } else if self.chars.peek() == Some(&'{') {
            match self.braces() {
                Braces::Times(least, most) => (least, most),
                Braces::Character => return Some(one),
                Braces::Wrong => return None,
            }
        } else {
            return Some(one);
        };
        if matches!(one, Node::Place(_)) {
            return None;
        }
        let greedy = !self.eat('?');
        let possessive = greedy && self.eat('+');
        // A repetition of a repetition is refused.
        if matches!(self.chars.peek(), Some('*' | '+' | '?')) {
            return None;
        }
        let times = Times {
            least,
            most,
            greedy,
            possessive,
        };
        Some(Node::Repeat(Box::new(one), times))
    }

    /// `{2}`, `{2,}`, `{,3}`, `{2,3}`.
    fn braces(&mut self) -> Braces {
        let rest: String = self.chars.clone().take(16).collect();
        let inside = rest.strip_prefix('{').and_then(|r| r.split_once('}'));
        let Some((inside, _)) = inside else {
            return Braces::Character;
        };
        let (low, high) = match inside.split_once(',') {
            Some((low, high)) => (low, Some(high)),
            None => (inside, None),
        };
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        let said = !low.is_empty() || high.is_some();
        if !digits(low) || !high.is_none_or(digits) || !said || inside.is_empty() {
            return Braces::Character;
        }
        let number = |text: &str| match text {
            "" => Some(0),
            text => text.parse::<u32>().ok().filter(|n| *n <= MOST),
        };
        let (Some(least), Some(last)) = (number(low), number(high.unwrap_or(low))) else {
            return Braces::Wrong;
        };
        let most = (high != Some("")).then_some(last);
        if most.is_some_and(|most| most < least) {
            return Braces::Wrong;
        }
        for _ in 0..inside.chars().count() + 2 {
            self.chars.next();
        }
        Braces::Times(least, most)
    }

    fn group(&mut self) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let node = if self.eat('?') {
            self.marked_group()?
        } else {
            self.numbered(None)?
        };
        self.depth -= 1;
        Some(node)
    }

    fn numbered(&mut self, name: Option<String>) -> Option<Node> {
        self.groups += 1;
        let number = self.groups;
        if let Some(name) = name {
            if self.names.iter().any(|(known, _)| *known == name) {
                return None;
            }
            self.names.push((name, number));
        }
        let inner = self.closed_by_bracket()?;
        self.closed.push(number);
        Some(Node::Group(Box::new(inner), Some(number)))
    }

    fn closed_by_bracket(&mut self) -> Option<Node> {
        let inner = self.either()?;
        self.eat(')').then_some(inner)
    }

    /// What begins with `(?`.
    fn marked_group(&mut self) -> Option<Node> {
        let look = |inner, ahead, negated| {
            Some(Node::Look {
                inner: Box::new(inner),
                ahead,
                negated,
            })
        };
        match self.chars.next()? {
            ':' => Some(Node::Group(Box::new(self.closed_by_bracket()?), None)),
            '>' => Some(Node::Atomic(Box::new(self.closed_by_bracket()?))),
            '=' => look(self.closed_by_bracket()?, true, false),
            '!' => look(self.closed_by_bracket()?, true, true),
            '<' if self.eat('=') => look(self.closed_by_bracket()?, false, false),
            '<' if self.eat('!') => look(self.closed_by_bracket()?, false, true),
            '#' => loop {
                if self.chars.next()? == ')' {
                    return Some(Node::Empty);
                }
            },
            'P' if self.eat('<') => {
                let name = self.name('>')?;
                self.numbered(Some(name))
            }
            'P' if self.eat('=') => {
                let name = self.name(')')?;
                let (_, number) = self.names.iter().find(|(known, _)| *known == name)?;
                self.closed.contains(number).then_some(Node::Back(*number))
            }
            first @ ('i' | 's' | 'm' | 'a' | 'u') if self.groups == 0 && self.depth == 1 => {
                let mut letter = first;
                loop {
                    match letter {
                        'i' => self.flags.ignore_case = true,
                        's' => self.flags.dot_all = true,
                        'm' => self.flags.lines = true,
                        'u' => {}
                        ')' => return Some(Node::Empty),
                        _ => return None,
                    }
                    letter = self.chars.next()?;
                }
            }
            _ => None,
        }
    }

    fn name(&mut self, end: char) -> Option<String> {
        let mut name = String::new();
        loop {
            match self.chars.next()? {
                c if c == end => break,
                c if c == '_' || c.is_alphanumeric() => name.push(c),
                _ => return None,
            }
        }
        name.starts_with(|c: char| c == '_' || c.is_alphabetic())
            .then_some(name)
    }

    fn escape(&mut self) -> Option<Node> {
        let class = |item| {
            Node::Class(Class {
                items: vec![item],
                negated: false,
            })
        };
        Some(match self.chars.next()? {
            'A' => Node::Place(Place::Start),
            'Z' => Node::Place(Place::End),
            'b' => Node::Place(Place::Edge),
            'B' => Node::Place(Place::Inside),
            'd' => class(Item::Digit(true)),
            'D' => class(Item::Digit(false)),
            'w' => class(Item::Word(true)),
            'W' => class(Item::Word(false)),
            's' => class(Item::Space(true)),
            'S' => class(Item::Space(false)),
            c @ '1'..='9' => {
                let mut number = c.to_digit(10)? as usize;
                if let Some(second) = self.chars.peek().and_then(|c| c.to_digit(10)) {
                    self.chars.next();
                    // Three octal digits are a character; two are the number of a group.
                    if self.chars.peek().is_some_and(char::is_ascii_digit) {
                        return None;
                    }
                    number = number * 10 + second as usize;
                }
                self.closed
                    .contains(&number)
                    .then_some(Node::Back(number))?
            }
            c => Node::Char(self.character(c)?),
        })
    }

    /// An escape that stands for one character; `c` is what follows the backslash.
    fn character(&mut self, c: char) -> Option<char> {
        Some(match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'a' => '\u{7}',
            '0' if !self.chars.peek().is_some_and(char::is_ascii_digit) => '\0',
            'x' => self.hex(2)?,
            'u' => self.hex(4)?,
            'U' => self.hex(8)?,
            c if c.is_ascii_alphanumeric() => return None,
            c => c,
        })
    }

    fn hex(&mut self, digits: usize) -> Option<char> {
        let mut code = 0;
        for _ in 0..digits {
            code = code * 16 + self.chars.next()?.to_digit(16)?;
        }
        char::from_u32(code)
    }

    fn class(&mut self) -> Option<Class> {
        let negated = self.eat('^');
        let mut items = Vec::new();
        let mut first = true;
        loop {
            let c = self.chars.next()?;
            if c == ']' && !first {
                break;
            }
            first = false;
            let low = self.member(c)?;
            let range = self.chars.peek() == Some(&'-')
                && self.chars.clone().nth(1).is_some_and(|next| next != ']');
            if !range {
                items.push(low);
                continue;
            }
            self.chars.next();
            let c = self.chars.next()?;
            match (low, self.member(c)?) {
                (Item::Range(low, _), Item::Range(high, _)) if low <= high => {
                    items.push(Item::Range(low, high));
                }
                _ => return None,
            }
        }
        Some(Class { items, negated })
    }

    fn member(&mut self, c: char) -> Option<Item> {
        if c != '\\' {
            return Some(Item::Range(c, c));
        }
        Some(match self.chars.next()? {
            'd' => Item::Digit(true),
            'D' => Item::Digit(false),
            'w' => Item::Word(true),
            'W' => Item::Word(false),
            's' => Item::Space(true),
            'S' => Item::Space(false),
            'b' => Item::Range('\u{8}', '\u{8}'),
            c => {
                let c = self.character(c)?;
                Item::Range(c, c)
            }
        })
    }
}
