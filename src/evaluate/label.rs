//! What one piece of a text that was taken apart says of the whole: how it begins, and to whom a host belongs.
//!
//! Knows no rule; what is learnt are the tests `str.startswith` and, by `address`, `url`. Called by `condition`.

use super::machine::Machine;
use super::value::{How, Kind, Relation, Val};
use crate::text::Span;

/// How many words one question may name.
const WORDS: usize = 40;
/// How many of the last labels of a host are looked at.
const LABELS: i128 = 6;

impl Machine<'_, '_> {
    /// Learns what a comparison that holds says of the text of which a side is a piece:
    /// `address.partition("://")[0] in ("http", "https")`; `*rest, name, top = host.split(".")`, name by name.
    pub(super) fn learn_piece(&mut self, relation: Relation, a: Val, b: Val, span: Span) {
        let sides: &[(Val, Val)] = match relation {
            Relation::Equal => &[(a, b), (b, a)],
            Relation::In => &[(a, b)],
            _ => return,
        };
        for &(piece, other) in sides {
            let piece = self.unwrapped(piece);
            if self.is_constant(piece) {
                continue;
            }
            if let Some((text, mark)) = self.begins_whole(piece)
                && let Some(words) = self.words_of(other)
            {
                let starts: Vec<String> = words.iter().map(|w| format!("{w}{mark}")).collect();
                let test = format!("str.startswith:{}", starts.join("\n"));
                self.learn_test(text, &test, span);
            }
            if relation == Relation::Equal && self.is_constant(other) {
                self.learn_one_label(piece, span);
            }
        }
    }

    /// Known words, none of them empty.
    fn words_of(&self, v: Val) -> Option<Vec<String>> {
        let items = match self.content_kind(v) {
            Kind::Str(_) => vec![v],
            Kind::Tuple(items) => items.to_vec(),
            Kind::List(items) | Kind::Set(items) => items.to_vec(),
            _ => return None,
        };
        let word = |v: &Val| match self.kind(self.look(*v)) {
            Kind::Str(s) if !s.is_empty() && !s.contains('\n') => Some(s.to_string()),
            _ => None,
        };
        let some = (1..=WORDS).contains(&items.len());
        some.then(|| items.iter().map(word).collect()).flatten()
    }

    /// The text of which this is what stands before a mark, and the mark.
    fn begins_whole(&self, piece: Val) -> Option<(Val, String)> {
        let mark = |v: Val| match self.kind(self.look(v)) {
            Kind::Str(s) if !s.is_empty() => Some(s.to_string()),
            _ => None,
        };
        if let Some(&(text, sep)) = self.notes.firsts.get(&piece) {
            return Some((text, mark(sep)?));
        }
        let element = *self.arena.node(piece).from.first()?;
        if self.parts.get(&(element, [Some(0), None, None])) != Some(&piece) {
            return None;
        }
        let made = self.arena.node(element);
        match (&made.how, &*made.from) {
            (How::Call(callee), [text, sep, ..]) if &**callee == "str.split" => {
                Some((*text, mark(*sep)?))
            }
            _ => None,
        }
    }

    /// Two labels or more at the end of a host are known: it belongs to whoever has that name.
    fn learn_one_label(&mut self, piece: Val, span: Span) {
        let Some(&element) = self.arena.node(piece).from.first() else {
            return;
        };
        let made = self.arena.node(element);
        let (How::Call(callee), [host, dot]) = (&made.how, &*made.from) else {
            return;
        };
        let host = *host;
        if !matches!(&**callee, "str.split" | "str.rsplit")
            || !matches!(self.kind(self.look(*dot)), Kind::Str(s) if &**s == ".")
        {
            return;
        }
        let known = |at: i128| {
            let label = self.parts.get(&(element, [Some(-at), None, None]));
            label.is_some_and(|&label| {
                label == piece || matches!(self.kind(self.look(label)), Kind::Str(_))
            })
        };
        let count = (1..=LABELS).take_while(|&at| known(at)).count();
        if count > 1 {
            self.learn_address_of(host, span);
        }
    }
}
