//! What the parts say of the whole that was taken apart: `stem, dot, ending = name.partition(".")`, each of which is asked.
//!
//! Knows that a text is what stood before a mark, the mark if it was there, and what stood behind it. Called by `string`,
//! `path`, `learnt` and `condition`.

use super::super::machine::Machine;
use super::super::value::{How, Kind, Val};
use super::{class_of, written};
use crate::text::Span;
use std::sync::Arc;

/// How many tests of one part are looked through.
const TESTS: usize = 16;

/// What a text was taken apart into.
#[derive(Debug, Clone)]
pub(in crate::evaluate) struct Sides {
    whole: Val,
    parts: Vec<Val>,
    /// What stood between the parts, or behind the only one.
    mark: Arc<str>,
}

impl Sides {
    /// All values of which it speaks.
    pub(in crate::evaluate) fn all(&self) -> impl Iterator<Item = Val> + '_ {
        self.parts.iter().copied().chain([self.whole])
    }
}

impl Machine<'_, '_> {
    /// `text.partition(mark)`, or from the end: what is known of the three parts.
    pub(in crate::evaluate) fn parted(
        &mut self,
        text: Val,
        first: bool,
        mark: Option<Val>,
        [mut before, found, mut behind]: [Val; 3],
        span: Span,
    ) -> Val {
        let sign = self.known_text(mark);
        // No mark is left in the part that it was looked for in.
        if let Some(sign @ ("/" | "\\")) = sign.as_deref() {
            let part = if first { &mut before } else { &mut behind };
            *part = self.make(
                Kind::Tested(Arc::from(format!("lacks:{sign}")), *part),
                span,
            );
        }
        if let Some(mark) = mark {
            // What stands in the middle, when anything does, is the mark.
            if self.is_constant(mark) {
                self.notes.marks.insert(found, mark);
            }
            if first {
                let start = self.unwrapped(before);
                self.notes.firsts.insert(start, (text, mark));
                // Nothing stands before a folder only in a path that begins with it.
                if self.prefix_holds_inside(text, mark) {
                    self.notes.before.insert(before, text);
                }
            }
        }
        if let Some(sign) = sign {
            if first && &*sign == "." {
                self.ends.insert(behind, (text, 0));
            }
            self.note_sides(text, &[before, behind], &sign);
        }
        self.tuple(vec![before, found, behind], span)
    }

    /// Notes of a text that was cut at one place, `name[:-4]` and `name[-4:]`, that it consists of both.
    pub(in crate::evaluate) fn note_halves(
        &mut self,
        text: Val,
        [lower, upper, step]: [Option<i128>; 3],
        part: Val,
    ) {
        let from_start = lower.is_none_or(|n| n == 0);
        let halves = match (lower, upper) {
            (Some(at), None) => {
                let front = self.parts.get(&(text, [None, Some(at), step]));
                front.map(|&front| [front, part])
            }
            (_, Some(at)) if from_start => {
                let back = self.parts.get(&(text, [Some(at), None, step]));
                back.map(|&back| [part, back])
            }
            _ => None,
        };
        if let Some(halves) = halves.filter(|_| step.is_none_or(|step| step == 1)) {
            self.note_sides(text, &halves, "");
        }
    }

    /// Notes of a text that was split once, from either end, that it consists of both pieces and the mark.
    pub(in crate::evaluate) fn note_pieces(&mut self, element: Val, at: Option<i128>) {
        let Some(-2..=1) = at else {
            return;
        };
        let made = self.arena.node(element);
        let (How::Call(callee), &[text, mark, once]) = (&made.how, &*made.from) else {
            return;
        };
        if !matches!(&**callee, "str.split" | "str.rsplit") || self.as_int(once) != Some(1) {
            return;
        }
        let piece = |at: i128| self.parts.get(&(element, [Some(at), None, None])).copied();
        let (front, back) = (piece(0).or(piece(-2)), piece(1).or(piece(-1)));
        if let (Some(front), Some(back), Some(mark)) = (front, back, self.known_text(Some(mark))) {
            self.note_sides(text, &[front, back], &mark);
        }
    }

    /// Notes that a text consists of these parts, with this mark between them where it was there.
    pub(in crate::evaluate) fn note_sides(&mut self, whole: Val, parts: &[Val], mark: &str) {
        let sides = Sides {
            whole,
            parts: parts.to_vec(),
            mark: Arc::from(mark),
        };
        for &part in parts {
            let part = self.unwrapped(part);
            self.notes.sides.insert(part, sides.clone());
        }
    }

    /// Learns of a text what is known of all its parts, where something was learnt of one.
    pub(in crate::evaluate) fn learn_of_sides(&mut self, part: Val, span: Span) {
        if self.notes.sides.is_empty() {
            return;
        }
        // What it is known to be by now stands elsewhere.
        let mut at = part;
        while let Kind::Tested(_, inner) = self.kind(at) {
            at = *inner;
        }
        let known = self.notes.sides.get(&at);
        let known = known.or_else(|| self.notes.sides.get(&self.unwrapped(part)));
        let Some(sides) = known.cloned() else {
            return;
        };
        let mut parts = sides.parts.iter().map(|&part| self.form_of(part));
        let (Some(Some(first)), last) = (parts.next(), parts.next()) else {
            return;
        };
        let Some(last) = last.unwrap_or_else(|| Some(String::new())) else {
            return;
        };
        let mark = written(&sides.mark);
        let between = if mark.is_empty() {
            mark
        } else {
            format!("(?:{mark})?")
        };
        let test = format!("re.fullmatch:{first}{between}{last}");
        self.learn_test(sides.whole, &test, span);
    }

    /// The regular expression of all that a part can be.
    fn form_of(&self, part: Val) -> Option<String> {
        let mut at = self.look(part);
        for _ in 0..TESTS {
            match self.kind(at) {
                Kind::Str(text) => return Some(written(text)),
                Kind::Either(options) => {
                    let text = |v: Val| match self.kind(self.look(v)) {
                        Kind::Str(text) => Some(written(text)),
                        _ => None,
                    };
                    let words: Option<Vec<String>> =
                        options.iter().map(|(o, _)| text(*o)).collect();
                    return Some(format!("(?:{})", words?.join("|")));
                }
                Kind::Tested(test, inner) => {
                    if let Some(class) = class_of(test) {
                        return Some(format!("[{class}]*"));
                    }
                    // What refers to a group of its own would mean another one.
                    if let Some(form) = test.strip_prefix("re.fullmatch:")
                        && !form.starts_with("(?")
                        && !form.contains("(?P")
                        && !form.contains('\n')
                        && !(1..10).any(|n| form.contains(&format!("\\{n}")))
                    {
                        return Some(format!("(?:{form})"));
                    }
                    at = *inner;
                }
                _ => return None,
            }
        }
        None
    }
}
