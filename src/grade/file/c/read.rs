//! C as tokens and statements: as much of the language as short extension functions need.
//!
//! Leaves out what the preprocessor drops, knows `#define NAME number` and `enum { NAME = number }`. Called by `c`.

use std::collections::BTreeMap;

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) line: usize,
}

impl Token {
    /// Whether it is a name.
    pub(super) fn is_name(&self) -> bool {
        self.text
            .starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
    }
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Statement {
    /// Anything up to a semicolon.
    Plain(Vec<Token>),
    /// A condition with what follows, and what follows otherwise.
    If(Vec<Token>, Vec<Statement>, Vec<Statement>),
    /// A loop or switch: its head and body.
    Repeat(Vec<Token>, Vec<Statement>),
    /// A block, or the body of a function.
    Block(Vec<Statement>),
}

/// A file: its statements and its constants.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) statements: Vec<Statement>,
    /// Functions that others in the file call: they are followed where they are called.
    pub(super) functions: BTreeMap<String, Function>,
    pub(super) constants: BTreeMap<String, String>,
}

/// A function: the names of its parameters, and its body.
#[derive(Debug, Clone)]
pub(super) struct Function {
    pub(super) names: Vec<String>,
    pub(super) body: Vec<Statement>,
}

/// The deepest nesting that is read.
const DEEPEST: usize = 60;

/// Reads a file; nothing when its brackets do not close.
pub(super) fn file(text: &str) -> Option<File> {
    let (tokens, constants) = tokens(text);
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
    };
    let mut statements = Vec::new();
    let mut functions = BTreeMap::new();
    while reader.at < tokens.len() {
        let begin = reader.at;
        let statement = reader.statement(0)?;
        let own = tokens.get(begin..reader.at).and_then(head);
        match (own, statement) {
            (Some((name, names)), Statement::Block(body)) if is_called(&tokens, &name) => {
                functions.insert(name, Function { names, body });
            }
            (_, statement) => statements.push(statement),
        }
    }
    Some(File {
        statements,
        functions,
        constants,
    })
}

/// The name and the parameters of a function that these tokens define.
fn head(tokens: &[Token]) -> Option<(String, Vec<String>)> {
    let open = tokens.iter().position(|token| token.text == "(")?;
    let end = closing(tokens, open)?;
    let name = tokens.get(open.checked_sub(1)?)?;
    if open < 2 || !name.is_name() || tokens.get(end + 1)?.text != "{" {
        return None;
    }
    let inside = tokens.get(open + 1..end)?;
    let names = super::size::split(inside, ",")
        .into_iter()
        .filter_map(|one| {
            let mut names = one.iter().rev().filter(|token| token.is_name());
            names.next().map(|token| token.text.clone())
        });
    Some((
        name.text.clone(),
        names.filter(|name| name != "void").collect(),
    ))
}

/// Whether a function is called in the file, besides where it is defined.
fn is_called(tokens: &[Token], name: &str) -> bool {
    let called = tokens.windows(2).filter(|pair| match pair {
        [one, open] => one.text == name && open.text == "(",
        _ => false,
    });
    called.count() > 1
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Reader<'_> {
    fn sees(&self, text: &str) -> bool {
        self.tokens
            .get(self.at)
            .is_some_and(|token| token.text == text)
    }

    fn statement(&mut self, depth: usize) -> Option<Statement> {
        if depth > DEEPEST {
            return None;
        }
        if self.sees("{") {
            return Some(Statement::Block(self.block(depth)?));
        }
        let word = self.tokens.get(self.at)?.text.as_str();
        match word {
            "if" => {
                self.at += 1;
                let condition = self.brackets()?;
                let then = self.body(depth)?;
                let mut otherwise = Vec::new();
                if self.sees("else") {
                    self.at += 1;
                    otherwise = self.body(depth)?;
                }
                Some(Statement::If(condition, then, otherwise))
            }
            "while" | "for" | "switch" => {
                self.at += 1;
                let head = self.brackets()?;
                Some(Statement::Repeat(head, self.body(depth)?))
            }
            "do" | "else" => {
                self.at += 1;
                Some(Statement::Block(self.body(depth)?))
            }
            _ => self.plain(depth),
        }
    }

    fn body(&mut self, depth: usize) -> Option<Vec<Statement>> {
        match self.statement(depth + 1)? {
            Statement::Block(inside) => Some(inside),
            one => Some(vec![one]),
        }
    }

    fn block(&mut self, depth: usize) -> Option<Vec<Statement>> {
        self.at += 1;
        let mut inside = Vec::new();
        while !self.sees("}") {
            inside.push(self.statement(depth + 1)?);
        }
        self.at += 1;
        Some(inside)
    }

    /// What stands between round brackets, which are next.
    fn brackets(&mut self) -> Option<Vec<Token>> {
        let begin = self.at;
        let end = closing(self.tokens, begin)?;
        self.at = end + 1;
        Some(self.tokens.get(begin + 1..end)?.to_vec())
    }

    /// Up to a semicolon; a block behind round brackets is the body of a function.
    fn plain(&mut self, depth: usize) -> Option<Statement> {
        let begin = self.at;
        loop {
            let token = self.tokens.get(self.at)?;
            match token.text.as_str() {
                ";" => {
                    let tokens = self.tokens.get(begin..self.at)?.to_vec();
                    self.at += 1;
                    return Some(Statement::Plain(tokens));
                }
                "(" | "[" => self.at = closing(self.tokens, self.at)? + 1,
                "{" => {
                    let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
                    if before.is_some_and(|token| token.text == ")") {
                        return Some(Statement::Block(self.block(depth)?));
                    }
                    // An initialiser or the fields of a type.
                    self.at = closing(self.tokens, self.at)? + 1;
                }
                "}" => return None,
                _ => self.at += 1,
            }
        }
    }
}

/// Where the bracket at `begin` is closed.
pub(super) fn closing(tokens: &[Token], begin: usize) -> Option<usize> {
    let mut open: Vec<&str> = Vec::new();
    for (at, token) in tokens.iter().enumerate().skip(begin) {
        match token.text.as_str() {
            "(" => open.push(")"),
            "[" => open.push("]"),
            "{" => open.push("}"),
            close @ (")" | "]" | "}") => {
                let closed = open.pop();
                if closed != Some(close) {
                    return None;
                }
            }
            _ => {}
        }
        if open.is_empty() {
            return Some(at);
        }
    }
    None
}

/// The tokens without comments and preprocessor lines, and the constants those define.
fn tokens(text: &str) -> (Vec<Token>, BTreeMap<String, String>) {
    let mut constants = BTreeMap::new();
    let mut clean = String::new();
    let mut continued = false;
    for line in without_comments(text).lines() {
        let directive = continued || line.trim_start().starts_with('#');
        continued = directive && line.trim_end().ends_with('\\');
        if directive {
            let mut words = line.trim_start().trim_start_matches('#').split_whitespace();
            if words.next() == Some("define")
                && let (Some(name), Some(value), None) = (words.next(), words.next(), words.next())
            {
                constants.insert(name.to_owned(), value.to_owned());
            }
        } else {
            clean.push_str(line);
        }
        clean.push('\n');
    }
    let mut found = Vec::new();
    let mut line = 1;
    let mut rest = clean.chars().peekable();
    while let Some(c) = rest.next() {
        let mut text = String::from(c);
        if c == '\n' {
            line += 1;
            continue;
        } else if c.is_whitespace() {
            continue;
        } else if c == '"' || c == '\'' {
            while let Some(next) = rest.next() {
                text.push(next);
                if next == '\\' {
                    text.extend(rest.next());
                } else if next == c || next == '\n' {
                    break;
                }
            }
        } else if c.is_ascii_alphanumeric() || c == '_' {
            while let Some(next) = rest.next_if(|n| n.is_ascii_alphanumeric() || *n == '_') {
                text.push(next);
            }
        } else {
            let pairs = [
                "==", "!=", "<=", ">=", "&&", "||", "++", "--", "->", "+=", "-=",
            ];
            if let Some(next) = rest.peek().copied()
                && pairs.contains(&format!("{c}{next}").as_str())
            {
                text.push(next);
                rest.next();
            }
        }
        found.push(Token { text, line });
    }
    enumerated(&found, &mut constants);
    (found, constants)
}

/// The constants of `enum { SMALL, LARGE = 16 }`: each is one more than the one before, if it does not say otherwise.
fn enumerated(tokens: &[Token], constants: &mut BTreeMap<String, String>) {
    for (at, _) in tokens.iter().enumerate().filter(|(_, t)| t.text == "enum") {
        let rest = tokens.get(at + 1..).unwrap_or_default();
        let rest = match rest {
            [name, rest @ ..] if name.is_name() => rest,
            rest => rest,
        };
        let Some(end) = rest.iter().position(|t| t.text == "}") else {
            continue;
        };
        let Some([open, inside @ ..]) = rest.get(..end).filter(|r| !r.is_empty()) else {
            continue;
        };
        if open.text != "{" {
            continue;
        }
        let mut next = Some(0_i64);
        for one in inside
            .split(|t| t.text == ",")
            .filter(|one| !one.is_empty())
        {
            let value = match one {
                [_] => next,
                [_, equals, value] if equals.text == "=" => value.text.parse().ok(),
                _ => None,
            };
            if let (Some(name), Some(value)) = (one.first(), value) {
                constants.insert(name.text.clone(), value.to_string());
            }
            next = value.and_then(|value| value.checked_add(1));
        }
    }
}

/// Comments become spaces; lines stay lines.
fn without_comments(text: &str) -> String {
    let mut clean = String::new();
    let mut rest = text.chars().peekable();
    let mut quote: Option<char> = None;
    while let Some(c) = rest.next() {
        match (quote, c, rest.peek()) {
            (Some(_), '\\', Some(_)) => {
                clean.push(c);
                clean.extend(rest.next());
            }
            (Some(open), c, _) => {
                clean.push(c);
                if c == open || c == '\n' {
                    quote = None;
                }
            }
            (None, '/', Some('/')) => while rest.next_if(|next| *next != '\n').is_some() {},
            (None, '/', Some('*')) => {
                rest.next();
                let mut star = false;
                for next in rest.by_ref() {
                    if next == '\n' {
                        clean.push('\n');
                    }
                    if star && next == '/' {
                        break;
                    }
                    star = next == '*';
                }
                clean.push(' ');
            }
            (None, c, _) => {
                clean.push(c);
                if c == '"' || c == '\'' {
                    quote = Some(c);
                }
            }
        }
    }
    clean
}
