//! What one piece of a text that was taken apart says of the whole: how it begins, which sign is not its second, and to
//! whom a host belongs.
//!
//! Knows no rule; what is learnt are the tests `str.startswith`, `not:second:` and, by `address`, `url`. Called by `condition`.

use super::machine::Machine;
use super::value::{How, Kind, Relation, Val};
use crate::text::Span;

/// How many words one question may name.
const WORDS: usize = 40;
/// What is known of a text whose second sign is no slash, or no backslash.
const SECOND: [(char, &str); 2] = [('/', "not:second:/"), ('\\', "not:second:\\")];
/// How many of the last labels of a host are looked at.
const LABELS: i128 = 6;

/// That a text is one of the program's words in small or capital letters: the one that was checked is another one.
const IN_ANY_CASE: &str = "in any case";

/// What of a text something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// The sign in this place, or nothing where the text is shorter.
    Sign(i128),
    /// So many signs at its beginning, or fewer where it is shorter.
    Head(i128),
}

impl Machine<'_, '_> {
    /// `ending.lower()` is one of the program's words: the text itself is one of them in small or capital letters, and ends so.
    pub(super) fn learn_in_any_case(&mut self, letters: Val, words: &[Val], span: Span) {
        let Some(text) = self.in_any_case(letters) else {
            return;
        };
        self.learn_test(text, IN_ANY_CASE, span);
        let ends = words.iter().map(|&word| match self.kind(word) {
            Kind::Str(end) if !end.is_empty() => Some(&**end),
            _ => None,
        });
        if let Some(ends) = ends.collect::<Option<Vec<_>>>() {
            let test = format!("{}{}", super::condition::ENDS_LIKE, ends.join("\n"));
            self.learn_test(text, &test, span);
        }
    }

    /// The text of which this is the small or the capital letters.
    fn in_any_case(&self, letters: Val) -> Option<Val> {
        let node = self.arena.node(letters);
        let (How::Call(callee), &[text]) = (&node.how, &*node.from) else {
            return None;
        };
        let same = matches!(&**callee, "str.lower" | "str.upper" | "str.casefold");
        (same && self.world.is_none() && !self.is_constant(text)).then_some(text)
    }

    /// Learns that a value is on a list of the program's own whose words are not known here: so is the text of which it
    /// is the small or the capital letters.
    pub(super) fn learn_listed(&mut self, v: Val, span: Span) {
        self.learn_test(v, "allowlist", span);
        if let Some(text) = self.in_any_case(v) {
            self.learn_test(text, IN_ANY_CASE, span);
        }
    }

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

    /// Learns that the second sign of a text is no slash of any kind: `target[1] not in ("/", "\\")`.
    pub(super) fn learn_second_sign(&mut self, relation: Relation, a: Val, b: Val, span: Span) {
        let Some((whole, 1)) = self.sign_of(a) else {
            return;
        };
        let signs: String = match (relation, self.kind(self.look(b))) {
            (Relation::Equal, Kind::Str(sign)) if sign.chars().count() == 1 => sign.to_string(),
            (Relation::In, Kind::Str(signs)) => signs.to_string(),
            (Relation::In, _) => self.words_of(b).unwrap_or_default().concat(),
            _ => return,
        };
        for (slash, test) in SECOND {
            if signs.contains(slash) {
                self.learn_test(whole, test, span);
            }
        }
    }

    /// Keeps of which text a sign is that is asked next, where the text is one of several.
    pub(super) fn note_sign(&mut self, text: Val, at: Val, sign: Val) {
        let several = self.world.is_none() && matches!(self.kind(self.look(text)), Kind::Either(_));
        if several && let Kind::Int(at @ (0 | 1)) = *self.kind(self.look(at)) {
            self.notes.signs.insert(sign, (text, Cut::Sign(at)));
        }
    }

    /// Keeps of which text this was cut off: `text[:2]`, `text[1:2]`.
    pub(super) fn note_cut(&mut self, text: Val, bounds: [Option<i128>; 3], cut: Val) {
        let known = match bounds {
            [None | Some(0), Some(1), None] => Cut::Sign(0),
            [Some(1), Some(2), None] => Cut::Sign(1),
            [None | Some(0), Some(signs), None] if signs > 1 => Cut::Head(signs),
            _ => return,
        };
        if self.world.is_none() && !self.is_constant(self.look(text)) {
            self.notes.signs.insert(cut, (text, known));
        }
    }

    /// Learns how a text begins, or does not, where as many of its signs as a word has are compared with that word:
    /// `text[:2] in ("//", "..")`.
    pub(super) fn learn_head(
        &mut self,
        relation: Relation,
        a: Val,
        b: Val,
        holds: bool,
        span: Span,
    ) {
        let Some(&(text, Cut::Head(signs))) = self.notes.signs.get(&a) else {
            return;
        };
        // One word is compared, or none of several is met.
        let one = matches!(self.kind(b), Kind::Str(_));
        let told = match relation {
            Relation::Equal => one,
            Relation::In => !holds && !one,
            _ => false,
        };
        let words = self.words_of(b).filter(|_| told).unwrap_or_default();
        let not = if holds { "" } else { "not:" };
        for word in words {
            if i128::try_from(word.chars().count()) == Ok(signs) {
                self.learn_test(text, &format!("{not}str.startswith:{word}"), span);
            }
        }
    }

    /// The text of which this is the first sign or the second, and which of them.
    pub(super) fn sign_of(&self, sign: Val) -> Option<(Val, i128)> {
        if let Some(&(text, Cut::Sign(at))) = self.notes.signs.get(&sign) {
            return Some((text, at));
        }
        let node = self.arena.node(self.unwrapped(sign));
        match (&node.how, &*node.from) {
            (How::Part, &[whole, at]) => match self.kind(at) {
                Kind::Int(at) => Some((whole, *at)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Learns that a text has no second sign at all, from a length that is no more than this.
    pub(super) fn learn_one_sign(&mut self, length: Val, most: Val, less: bool, span: Span) {
        let Some(&whole) = self.lengths.get(&length) else {
            return;
        };
        if matches!(self.kind(most), Kind::Int(n) if *n <= 1 + i128::from(less)) {
            for (_, test) in SECOND {
                self.learn_test(whole, test, span);
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
