//! What a program asks about the end of a file's name or the first sign of a text, and how many things it makes for a
//! number from outside.
//!
//! Which names, signs and numbers do harm stands in the rules. Followed only in files whose text may have to do with it.
//! Called by `condition`, `builtin` and `operator`.

use super::call::Args;
use super::machine::Machine;
use super::value::{How, Kind, Part, Relation, Val};
use crate::text::Span;

/// The test that a file's name has passed of which the program itself says how it ends.
pub(super) const ENDING: &str = "ending";
/// The test that a text has passed which begins with none of the signs that a spreadsheet calculates by.
const NO_SIGN: &str = "not:str.startswith:=";
/// How many calls may stand between a name and its ending.
const CALLS: usize = 8;

/// What is followed because the file may ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Heeded {
    /// Lengths, where memory is copied.
    pub(super) memory: bool,
    /// Which numbers are no more than the program's own.
    pub(super) bounds: bool,
    /// How files' names end.
    names: bool,
    /// How the cells of a table begin.
    cells: bool,
    /// Whether numbers are counted up or down anywhere.
    pub(super) counts: bool,
}

/// Where one of these stands, something is counted.
const COUNTING: [&str; 6] = ["+=", "-=", "+ 1", "+1", "next(", "count("];

impl Heeded {
    /// What the words of a file speak of.
    pub(super) fn in_text(text: &str) -> Self {
        let memory = text.contains("ctypes");
        let names = ["filename", "FILES", "request.files"];
        let many = [
            "range(",
            " * ",
            "sleep(",
            "Image.new",
            "numpy",
            ".limit(",
            "LIMIT ",
            "bytes(",
            "bytearray(",
        ];
        Self {
            memory,
            bounds: memory
                || takes_away(text)
                || text.contains("Decimal(")
                || lessens(text)
                || ((text.contains("request") || text.contains("fastapi"))
                    && many.iter().any(|word| text.contains(word))),
            names: names.iter().any(|name| text.contains(name)),
            cells: text.contains("csv"),
            counts: COUNTING.iter().any(|sign| text.contains(sign)),
        }
    }

    /// Whether anything is asked of comparisons.
    pub(super) fn any(self) -> bool {
        self.names || self.cells
    }
}

/// Whether something is taken away from what an object or a table holds: `account.balance -= amount`.
fn takes_away(text: &str) -> bool {
    text.match_indices("-= ").any(|(at, _)| {
        let before = text.get(..at).unwrap_or("").trim_end();
        let word = |c: char| c.is_alphanumeric() || c == '_';
        before.ends_with(']') || before.trim_end_matches(word).ends_with('.')
    })
}

/// Whether something is made less by what a line says: `a.left = a.left - count`.
fn lessens(text: &str) -> bool {
    text.match_indices(" - ").any(|(at, _)| {
        let before = text.get(..at).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("");
        let sides = line.split_once(" = ");
        sides.is_some_and(|(left, right)| left.trim().ends_with(right.trim()))
    })
}

impl Machine<'_, '_> {
    /// Learns of a name whose ending is one that nobody outside chose: `name.rsplit(".")[-1] in ENDINGS`.
    pub(super) fn learn_ending(
        &mut self,
        relation: Relation,
        a: Val,
        b: Val,
        holds: bool,
        span: Span,
    ) {
        if !holds || !self.sizes.names {
            return;
        }
        let sides: &[(Val, Val)] = match relation {
            Relation::Equal => &[(a, b), (b, a)],
            Relation::In => &[(a, b)],
            _ => return,
        };
        for &(part, other) in sides {
            let own = relation == Relation::In || self.is_constant(other);
            if !own || self.is_constant(part) {
                continue;
            }
            let mut names = Vec::new();
            let mut at = part;
            let mut cut = false;
            for _ in 0..CALLS {
                let Some((whole, cuts)) = self.cut_from(at) else {
                    break;
                };
                cut |= cuts;
                at = self.unwrapped(whole);
                if cut && self.is_text_of_unknown(at) {
                    names.push(at);
                }
            }
            // Who chose the other side takes long to find out; most comparisons are of no ending at all.
            if names.is_empty() || self.chosen_outside(other) {
                continue;
            }
            for name in names {
                self.learn_test(name, ENDING, span);
            }
        }
    }

    /// Whether something can be learnt of this as of a text.
    fn is_text_of_unknown(&self, v: Val) -> bool {
        matches!(
            self.kind(v),
            Kind::Unknown(..) | Kind::Tested(..) | Kind::Text(_)
        )
    }

    /// What a value was made of by a call or by taking a part, and whether only a part of that is left.
    fn cut_from(&self, v: Val) -> Option<(Val, bool)> {
        let v = self.unwrapped(v);
        let v = match self.content_kind(v) {
            Kind::Many(_, element) => self.unwrapped(element),
            _ => v,
        };
        let node = self.arena.node(v);
        // Where data entered, it is nobody's part.
        if matches!(node.kind, Kind::Unknown(_, Some(_))) {
            return None;
        }
        let whole = self.look(*node.from.first()?);
        match &node.how {
            How::Call(callee) => {
                let last = callee.rsplit('.').next().unwrap_or(callee);
                // What stands under a name in a request is no part of another entry's name.
                if last == "get" || last == "__getitem__" {
                    return None;
                }
                let keeps = matches!(
                    last,
                    "lower"
                        | "upper"
                        | "casefold"
                        | "strip"
                        | "lstrip"
                        | "rstrip"
                        | "str"
                        | "Path"
                        | "PurePath"
                        | "basename"
                        | "name"
                        | "secure_filename"
                );
                Some((whole, !keeps))
            }
            How::Part => {
                let named = node.from.iter().skip(1);
                let mut named = named.map(|at| self.kind(self.look(*at)));
                (!named.any(|at| matches!(at, Kind::Str(_)))).then_some((whole, true))
            }
            How::Text | How::Plain => Some((whole, false)),
        }
    }

    /// Learns what a condition says of a name or a cell, whatever came of it: somebody whose body nobody saw was asked
    /// about it, or there is nothing in it.
    pub(super) fn learn_of_asked(&mut self, condition: Val, holds: bool, span: Span) {
        if self.sizes.cells && !holds && self.is_text_of_unknown(condition) {
            self.learn_test(condition, NO_SIGN, span);
        }
        self.learn_opinion(condition, span);
    }

    /// Learns of a file or its name that somebody whose body nobody saw was handed it: that may have been its check.
    pub(super) fn learn_opinion(&mut self, said: Val, span: Span) {
        if !self.sizes.names || self.world.is_some() {
            return;
        }
        let node = self.arena.node(said);
        let How::Call(callee) = &node.how else {
            return;
        };
        let root = callee.split('.').next().unwrap_or(callee);
        let known = matches!(root, "str" | "bytes" | "builtins" | "list" | "dict" | "set")
            || self.knowledge.standard.contains(root)
            || self.knowledge.modules.contains(root);
        if known || self.knowledge.sources.contains_key(callee) {
            return;
        }
        let callee = callee.clone();
        let given = node.from.iter().skip(usize::from(!callee.contains('.')));
        for v in given.copied().take(CALLS).collect::<Vec<_>>() {
            let v = self.look(v);
            match self.kind(v) {
                Kind::External(ty, ..) if callee.starts_with(&**ty) => {}
                Kind::External(..) if self.chosen_outside(v) => {
                    self.learn_of_object(v, ENDING, span);
                }
                _ if self.is_text_of_unknown(v) && self.chosen_outside(v) => {
                    self.learn_test(v, ENDING, span);
                }
                _ => {}
            }
        }
    }

    /// Whether a path ends as the program says, whatever stands before that.
    pub(super) fn ends_as_written(&self, v: Val) -> bool {
        let node = self.arena.node(v);
        let joins = match &node.how {
            How::Call(callee) => matches!(
                &**callee,
                "os.path.join" | "pathlib.Path" | "pathlib.Path.joinpath"
            ),
            How::Text => matches!(&node.kind, Kind::External(ty, ..) if &**ty == "pathlib.Path"),
            _ => false,
        };
        joins
            && node
                .from
                .last()
                .is_some_and(|last| match self.kind(self.look(*last)) {
                    Kind::Str(end) => !end.is_empty(),
                    Kind::Text(parts) => {
                        matches!(parts.last(), Some(Part::Literal(end)) if !end.is_empty())
                    }
                    _ => false,
                })
    }

    /// Learns of a text that the program asked for its first sign, whatever follows: `text[0] in "=+-@"`.
    pub(super) fn learn_first_sign(
        &mut self,
        relation: Relation,
        a: Val,
        b: Val,
        holds: bool,
        span: Span,
    ) {
        if holds || !self.sizes.cells || relation != Relation::In {
            return;
        }
        let starts = |v: Val| matches!(self.kind(self.look(v)), Kind::Str(s) if s.starts_with('='));
        let signs = match self.content_kind(b) {
            Kind::Str(signs) => signs.contains('='),
            Kind::Tuple(items) => items.iter().any(|&v| starts(v)),
            Kind::List(items) | Kind::Set(items) => items.iter().any(|&v| starts(v)),
            _ => false,
        };
        let part = self.unwrapped(a);
        let node = self.arena.node(part);
        if let (true, How::Part, Some(&whole)) = (signs, &node.how, node.from.first()) {
            self.learn_test(whole, NO_SIGN, span);
        }
    }

    /// So many things are made as a number from outside says.
    pub(super) fn note_many(&mut self, what: &str, count: Val, span: Span) {
        if !self.sizes.bounds
            || self.world.is_some()
            || !self.is_number(self.look(count))
            || !self.chosen_outside(count)
        {
            return;
        }
        self.export_call(what, false, &Args::positional(vec![count]), span);
    }
}

#[cfg(test)]
mod tests {
    use super::Heeded;

    #[test]
    fn only_files_that_speak_of_it_are_asked() {
        assert!(!Heeded::in_text("print(1)").any());
        assert!(Heeded::in_text("f.save(f.filename)").any());
        assert!(Heeded::in_text("import csv").cells);
        assert!(Heeded::in_text("import ctypes").bounds);
    }
}
