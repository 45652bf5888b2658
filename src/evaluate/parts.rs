//! Parts of paths, and what is put together twice: what a question about one says of the other.
//!
//! Knows no rule. Called by `path`, `condition`, `operator`, `display` and `standard`.

use super::machine::Machine;
use super::value::{How, Kind, Node, Part, Relation, Val};
use crate::text::Span;
use std::fmt::Write as _;

/// What gives the parts of a path.
const PARTS: &str = "pathlib.Path.parts";
/// That no part of a path leads up.
pub(super) const NO_WAY_UP: &str = "lacks:..";
/// How many values stand at most between a path and the name it was made of.
const WRAPPINGS: usize = 8;
/// How many texts that were put together are remembered of one piece.
const SUMS: usize = 64;

/// Whether a test is what each part of a path may have passed.
pub(super) fn is_of_part(test: &str) -> bool {
    matches!(test, NO_WAY_UP | "not:str.startswith:/")
}

/// Whether a test is one that an object keeps, however it came out; or that each part of a path or text has passed.
pub(super) fn is_said(test: &str, holds: bool) -> bool {
    super::each::is_of_object(test)
        || (holds && (is_of_part(test) || super::each::is_of_beginning(test)))
}

/// Whether a value is a path put together with `/`: `folder / name`.
pub(super) fn is_joined(node: &Node) -> bool {
    let (Kind::External(ty, ..) | Kind::Unknown(Some(ty), _)) = &node.kind else {
        return false;
    };
    node.how == How::Text && &**ty == "pathlib.Path"
}

impl Machine<'_, '_> {
    /// Whether what a value was asked is still so of what was made of it: a path from there to the value, and how many
    /// calls on it bring back what was taken away. How a text begins says nothing once signs were taken off its front.
    pub(super) fn is_still_so(&self, test: &str, undone: u32, path: &[Val]) -> bool {
        if undone > 0 {
            return matches!(test, "allowlist" | "signed");
        }
        let bares = |v: &Val| match &self.arena.node(*v).how {
            How::Call(callee) => {
                matches!(&**callee, "str.strip" | "str.lstrip" | "str.removeprefix")
            }
            _ => false,
        };
        !super::each::is_of_beginning(test) || !path.iter().any(bares)
    }

    /// What a question about each of several values says of where a name leads: that it begins as a folder does, part
    /// by part, that one of the folders above it is this one, or that none is.
    pub(super) fn inside_by_parts(&mut self, element: Val, all: bool, span: Span) -> Option<Val> {
        let inside = |name| Kind::Test(std::sync::Arc::from(super::path::INSIDE), name);
        if all && let Some(name) = self.begins_alike(element) {
            return Some(self.make(inside(name), span));
        }
        let asked = match *self.kind(element) {
            Kind::Not(inner) if all => inner,
            _ => element,
        };
        let name = self
            .found_above(asked)
            .filter(|_| asked != element || !all)?;
        let inside = self.make(inside(name), span);
        Some(if all {
            self.make(Kind::Not(inside), span)
        } else {
            inside
        })
    }

    /// The name of which it is said part by part that it begins as a folder does: of each pair of
    /// `zip(folder.parts, name.parts)` this compares the two. A shorter name is a folder above, and no file.
    pub(super) fn begins_alike(&self, condition: Val) -> Option<Val> {
        let Kind::Compare(Relation::Equal, a, b) = *self.kind(condition) else {
            return None;
        };
        [(a, b), (b, a)].into_iter().find_map(|(one, other)| {
            let name = self.part_of(one, PARTS)?;
            let folder = self.part_of(other, PARTS)?;
            (self.is_plain(folder) && self.holds_inside(name, folder)).then_some(name)
        })
    }

    /// Learns a test of a path, and of the name that it is another form of.
    pub(super) fn learn_of_path(&mut self, path: Val, test: &str, span: Span) {
        self.learn_of_object(path, test, span);
        let mut at = self.bare(path);
        for _ in 0..WRAPPINGS {
            let node = self.arena.node(at);
            let (How::Call(callee), [one]) = (&node.how, &*node.from) else {
                break;
            };
            if &**callee != "pathlib.Path" {
                break;
            }
            at = self.bare(*one);
            if matches!(self.kind(at), Kind::Unknown(..) | Kind::Text(_)) {
                self.learn_test(at, test, span);
                break;
            }
        }
    }

    /// Learns what holds for every part of a path.
    pub(super) fn learn_of_parts(&mut self, parts: Val, test: &str, span: Span) {
        self.learn_of_object(parts, test, span);
        let from = self.arena.node(self.bare(parts)).from.first().copied();
        if let Some(path) = from {
            self.learn_of_path(path, test, span);
        }
    }

    /// Learns that no part of a path is this: `"/" in path.parts` does not hold.
    pub(super) fn learn_no_part(&mut self, part: Val, parts: Val, span: Span) {
        let parts = self.look(parts);
        let node = self.arena.node(self.bare(parts));
        if matches!(self.kind(part), Kind::Str(s) if &**s == "/")
            && matches!(&node.how, How::Call(callee) if &**callee == PARTS)
        {
            self.learn_of_parts(parts, "not:str.startswith:/", span);
        }
    }

    /// Learns that one part of a path is not this: neither a way up nor the root. What stands between two slashes of a
    /// text is such a part.
    pub(super) fn learn_part_is_not(&mut self, part: Val, other: Val, span: Span) {
        let up = self.is_up(other);
        let test = match self.kind(other) {
            _ if up => NO_WAY_UP,
            Kind::Str(s) if &**s == "/" => "not:str.startswith:/",
            _ => return,
        };
        let node = self.arena.node(self.bare(part));
        if let (true, How::Call(callee), &[_, mark]) = (up, &node.how, &*node.from) {
            let slash = match self.kind(mark) {
                Kind::Str(mark) => &**mark == "/",
                Kind::Symbol(name) => super::path::is_separator(name),
                _ => false,
            };
            if slash && &**callee == "str.split" {
                self.learn_test(part, test, span);
                self.learn_test(part, "lacks:/", span);
            }
            return;
        }
        let whole = node.from.first().filter(|_| node.how == How::Part);
        let whole = whole.map(|&whole| self.arena.node(self.bare(whole)));
        if whole.is_some_and(|w| matches!(&w.how, How::Call(callee) if &**callee == PARTS)) {
            self.learn_test(part, test, span);
        }
    }

    /// A value without what was learnt about it.
    pub(super) fn bare(&self, v: Val) -> Val {
        let mut at = v;
        for _ in 0..WRAPPINGS {
            at = match self.kind(at) {
                Kind::Tested(_, inner) => *inner,
                _ => match self.asked_of(at) {
                    Some(before) => before,
                    None => break,
                },
            };
        }
        at
    }

    /// The same pieces put together again in the same way are the same value: what was asked of it is known.
    pub(super) fn joined_again(&mut self, how: &str, pieces: &[Val], now: Val) -> Val {
        if self.world.is_some() {
            return now;
        }
        let mut name = String::from(how);
        let mut key = None;
        for &piece in pieces {
            let piece = self.bare(piece);
            if let Some(same) = self.plain_piece(piece) {
                name.push_str(&same);
            } else {
                let _ = write!(name, " {}", piece.0);
                key = key.or(Some(piece));
            }
        }
        let Some(key) = key else { return now };
        let known = self.reads.parts.get(&key).map_or(&[][..], Vec::as_slice);
        if known.len() >= SUMS {
            return now;
        }
        // It may have been put together on another way, where more had been asked of its pieces.
        let first = known.iter().position(|(said, _)| **said == *name);
        let first = first.filter(|&at| known.get(at).is_some_and(|k| self.is_asked_more(k.1, now)));
        match first.and_then(|at| self.reads.parts.get_mut(&key)?.get_mut(at)) {
            Some(slot) => {
                slot.1 = now;
                now
            }
            None => self.again(key, &name, now),
        }
    }

    /// Whether more had been asked of a piece of one value than of the same piece of another.
    fn is_asked_more(&self, one: Val, other: Val) -> bool {
        let (one, other) = (&self.arena.node(one).from, &self.arena.node(other).from);
        let mut pairs = one.iter().zip(other.iter());
        pairs.any(|(&a, &b)| a != b && self.wrappings(a) > self.wrappings(b))
    }

    /// How many answers to questions a value carries.
    fn wrappings(&self, v: Val) -> usize {
        let mut at = v;
        let mut count = 0;
        while let Kind::Tested(_, inner) = self.kind(at)
            && count < WRAPPINGS
        {
            at = *inner;
            count += 1;
        }
        count
    }

    /// What a constant piece of text is called.
    fn plain_piece(&self, piece: Val) -> Option<String> {
        match self.kind(piece) {
            Kind::Str(text) if text.len() < SUMS => Some(format!(" {text:?}")),
            _ => None,
        }
    }

    /// The same text put together again, where something was learnt of it.
    pub(super) fn text_again(&mut self, parts: &[Part], now: Val) -> Val {
        if self.world.is_some() || parts.len() > WRAPPINGS {
            return now;
        }
        let mut name = String::from("text");
        let mut key = None;
        for part in parts {
            match part {
                Part::Literal(text) if text.len() < SUMS => {
                    let _ = write!(name, " {text:?}");
                }
                Part::Literal(_) => return now,
                Part::Hole(hole) => {
                    let hole = self.bare(*hole);
                    let _ = write!(name, " {}", hole.0);
                    key = key.or(Some(hole));
                }
            }
        }
        let Some(key) = key else { return now };
        let known = self.reads.parts.entry(key).or_default();
        if let Some((_, first)) = known.iter().find(|(said, _)| **said == *name) {
            let first = *first;
            let learnt = self.look(first);
            return if learnt == first { now } else { learnt };
        }
        if known.len() < SUMS {
            known.push((name.as_str().into(), now));
        }
        now
    }
}
