//! Sizes and lengths in C: what fits, how long a text can be, and what a test says of it.
//!
//! Called by `c`.

use super::Walk;
use super::read::{Token, closing};
use std::collections::{BTreeMap, BTreeSet};

/// How much fits behind a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Room {
    /// So many bytes.
    Bytes(i64),
    /// As many as the length of a text, and some more.
    Like(String, i64),
}

/// What is known at a place of the code.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    pub(super) rooms: BTreeMap<String, Room>,
    /// Buffers that begin full of zeros.
    pub(super) zeroed: BTreeSet<String>,
    /// Heap pointers that nobody has compared with NULL yet.
    pub(super) unchecked: BTreeSet<String>,
    /// Names that stand for the length of a text and so many bytes more.
    pub(super) lengths: BTreeMap<String, (String, i64)>,
    /// The longest that a text can be here.
    pub(super) longest: BTreeMap<String, i64>,
    /// The most that a number can be here.
    pub(super) most: BTreeMap<String, i64>,
    /// Buffers that hold an empty text.
    pub(super) empty: BTreeSet<String>,
    /// Names whose content comes from the text that must be kept.
    pub(super) from: BTreeSet<String>,
}

impl Walk<'_> {
    /// Whether so many bytes (and `more`) fit behind a name; nothing when the name is unknown.
    pub(super) fn fits(
        &self,
        buffer: &str,
        size: &[Token],
        more: i64,
        known: &Known,
    ) -> Option<bool> {
        let room = known.rooms.get(buffer)?;
        if let Some(number) = self.number(size, known) {
            return Some(match room {
                Room::Bytes(bytes) => number + more <= *bytes,
                Room::Like(..) => false,
            });
        }
        if let (Room::Bytes(bytes), Some(most)) = (room, self.upper(size, known)) {
            return Some(most + more <= *bytes);
        }
        let (text, plus) = self.length(size, known)?;
        Some(match room {
            Room::Like(other, bytes) => *other == text && plus + more <= *bytes,
            Room::Bytes(bytes) => known
                .longest
                .get(&text)
                .is_some_and(|most| most + plus + more <= *bytes),
        })
    }

    /// The value of an expression of numbers, constants and sizes of arrays.
    pub(super) fn number(&self, tokens: &[Token], known: &Known) -> Option<i64> {
        let tokens = bare(tokens);
        for signs in [["+", "-"], ["*", "/"]] {
            let mut depth = 0;
            let split = tokens.iter().enumerate().rev().find(|(at, token)| {
                match token.text.as_str() {
                    ")" | "]" => depth += 1,
                    "(" | "[" => depth -= 1,
                    sign if depth == 0 && *at > 0 => return signs.contains(&sign),
                    _ => {}
                }
                false
            });
            if let Some((at, sign)) = split {
                let left = self.number(tokens.get(..at)?, known)?;
                let right = self.number(tokens.get(at + 1..)?, known)?;
                return match sign.text.as_str() {
                    "+" => left.checked_add(right),
                    "-" => left.checked_sub(right),
                    "*" => left.checked_mul(right),
                    _ => left.checked_div(right),
                };
            }
        }
        match tokens {
            [one] => {
                let text = self.constants.get(&one.text).unwrap_or(&one.text);
                text.trim_end_matches(['u', 'U', 'l', 'L', 'z'])
                    .parse()
                    .ok()
            }
            [size, rest @ ..] if size.text == "sizeof" => match bare(rest) {
                [one] if one.text == "char" => Some(1),
                [name] => match known.rooms.get(&name.text)? {
                    Room::Bytes(bytes) if !known.unchecked.contains(&name.text) => Some(*bytes),
                    _ => None,
                },
                [name, open, ..] if open.text == "[" && known.rooms.contains_key(&name.text) => {
                    Some(1)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// `strlen(s)`, a name that stands for it, or one of these and a number.
    pub(super) fn length(&self, tokens: &[Token], known: &Known) -> Option<(String, i64)> {
        let tokens = bare(tokens);
        if let [call, rest @ ..] = tokens
            && matches!(call.text.as_str(), "strlen" | "strnlen")
            && closing(rest, 0)? + 1 == rest.len()
        {
            let inside = rest.get(1..rest.len() - 1)?;
            return match inside {
                [name, ..] => Some((name.text.clone(), 0)),
                [] => None,
            };
        }
        if let [name] = tokens {
            return known.lengths.get(&name.text).cloned();
        }
        let at = tokens
            .iter()
            .rposition(|token| matches!(token.text.as_str(), "+" | "-"))?;
        let (left, right) = (tokens.get(..at)?, tokens.get(at + 1..)?);
        if tokens.get(at)?.text == "+"
            && let Some(before) = self.number(left, known)
        {
            let (text, more) = self.length(right, known)?;
            return Some((text, before + more));
        }
        let (text, before) = self.length(left, known)?;
        let more = self.number(right, known)?;
        let more = if tokens.get(at)?.text == "+" {
            more
        } else {
            -more
        };
        Some((text, before + more))
    }

    /// `strnlen(s, most)`: how many characters it looks at.
    pub(super) fn looked_at(&self, tokens: &[Token], known: &Known) -> Option<i64> {
        let [call, rest @ ..] = bare(tokens) else {
            return None;
        };
        if call.text != "strnlen" || closing(rest, 0)? + 1 != rest.len() {
            return None;
        }
        let arguments = split(rest.get(1..rest.len() - 1)?, ",");
        self.upper(arguments.get(1)?, known)
    }

    /// What a condition says when it is true, or false.
    pub(super) fn learn(&self, condition: &[Token], truth: bool, known: &mut Known) {
        let condition = bare(condition);
        // A chain says something of each part only when all parts must be so.
        let word = if truth { "&&" } else { "||" };
        let other = if truth { "||" } else { "&&" };
        let parts = split(condition, word);
        for part in parts {
            if split(part, other).len() > 1 {
                continue;
            }
            self.learn_one(bare(part), truth, known);
        }
    }

    pub(super) fn learn_one(&self, part: &[Token], truth: bool, known: &mut Known) {
        match part {
            [not, name] if not.text == "!" && !truth => {
                known.unchecked.remove(&name.text);
                return;
            }
            [name] if truth => {
                known.unchecked.remove(&name.text);
                return;
            }
            _ => {}
        }
        let signs = ["<", "<=", ">", ">=", "==", "!="];
        let Some(at) = part
            .iter()
            .position(|token| signs.contains(&token.text.as_str()))
        else {
            return;
        };
        let (Some(left), Some(right), Some(sign)) =
            (part.get(..at), part.get(at + 1..), part.get(at))
        else {
            return;
        };
        let null =
            |side: &[Token]| matches!(bare(side), [one] if one.text == "NULL" || one.text == "0");
        if let [name] = bare(left)
            && null(right)
            && (sign.text == "!=") == truth
        {
            known.unchecked.remove(&name.text);
            return;
        }
        self.learn_most(left, sign.text.as_str(), right, truth, known);
        let (text, more, limit, sign) = match (self.length(left, known), self.length(right, known))
        {
            (Some((text, more)), None) => {
                (text, more, self.number(right, known), sign.text.as_str())
            }
            (None, Some((text, more))) => {
                let turned = match sign.text.as_str() {
                    "<" => ">",
                    "<=" => ">=",
                    ">" => "<",
                    ">=" => "<=",
                    other => other,
                };
                (text, more, self.number(left, known), turned)
            }
            _ => return,
        };
        let Some(limit) = limit else {
            return;
        };
        let most = match (sign, truth) {
            ("<", true) | (">=", false) => limit - 1,
            ("<=", true) | (">", false) => limit,
            _ => return,
        };
        // Who stops to look at a limit says nothing of longer texts.
        let looked = [left, right].map(|side| self.looked_at(side, known));
        if looked.iter().flatten().any(|seen| most - more >= *seen) {
            return;
        }
        known.longest.insert(text, most - more);
    }
}

/// The number of characters of a text in quotation marks.
pub(super) fn literal(text: &str) -> Option<i64> {
    let inside = text.strip_prefix('"')?.strip_suffix('"')?;
    let escapes = inside.matches('\\').count();
    i64::try_from(inside.chars().count() - escapes.min(inside.chars().count())).ok()
}

/// Tokens without brackets around all of them, and without casts in front.
pub(super) fn bare(tokens: &[Token]) -> &[Token] {
    let mut tokens = tokens;
    while let [open, ..] = tokens
        && open.text == "("
        && let Some(end) = closing(tokens, 0)
    {
        let inside = tokens.get(1..end).unwrap_or_default();
        let rest = tokens.get(end + 1..).unwrap_or_default();
        let cast = !inside.is_empty()
            && inside
                .iter()
                .all(|token| token.is_name() || token.text == "*")
            && inside.first().is_some_and(|token| {
                TYPES.contains(&token.text.as_str()) || token.text.ends_with("_t")
            });
        match (rest.is_empty(), cast) {
            (true, _) => tokens = inside,
            (false, true) => tokens = rest,
            (false, false) => break,
        }
    }
    tokens
}

const TYPES: [&str; 12] = [
    "char",
    "int",
    "long",
    "short",
    "unsigned",
    "signed",
    "const",
    "void",
    "struct",
    "Py_ssize_t",
    "static",
    "PyObject",
];

/// Whether a name is declared here: a type stands right before it.
pub(super) fn is_type(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    before.is_some_and(|token| {
        TYPES.contains(&token.text.as_str())
            || token.text.ends_with("_t")
            || token.text == "*"
                && at > 1
                && tokens
                    .first()
                    .is_some_and(|first| TYPES.contains(&first.text.as_str()))
    })
}

/// Parts between a sign outside of brackets.
pub(super) fn split<'t>(tokens: &'t [Token], sign: &str) -> Vec<&'t [Token]> {
    let mut parts = Vec::new();
    let mut depth = 0;
    let mut begin = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            text if text == sign && depth == 0 => {
                parts.extend(tokens.get(begin..at));
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(tokens.get(begin..));
    parts
}
