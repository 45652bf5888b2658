//! Signatures: which data is known to be untouched once its signature was compared.
//!
//! Only a code made with a key counts; a plain checksum can be made by whoever changes the data.
//! What is learnt is the test `signed`. That `==` compared a signature is in the record as a call
//! of `program.signature_compared`. Knows no rule. Called by `condition` and `expression`.

use super::call::Args;
use super::machine::Machine;
use super::value::{How, Kind, Part, Relation, Val};
use crate::text::Span;
use ruff_python_ast::CmpOp;

/// What the record says of a signature that `==` compared.
const COMPARED: &str = "program.signature_compared";
/// How many values a signature may be.
const OPTIONS: usize = 6;
/// Choices within choices that are looked through.
const CHOICES: u32 = 3;
/// The test that data has passed whose signature is right.
pub(super) const SIGNED: &str = "signed";
/// How many encodings may stand between a signature and its comparison.
const ENCODINGS: usize = 8;
/// How long a piece of a signature must be to say what all of it says.
const PIECE: i128 = 8;

/// The package that makes signatures.
pub(super) const PACKAGE: &str = "hmac";

/// Key and data of a BLAKE2 hash that is made with a key.
pub(super) fn keyed(callee: &str, args: &Args) -> Option<Args> {
    if !matches!(callee, "hashlib.blake2b" | "hashlib.blake2s") {
        return None;
    }
    let key = args.keyword("key")?;
    let data = args.get(0, "data");
    Some(Args::positional([key].into_iter().chain(data).collect()))
}

impl Machine<'_, '_> {
    /// Learns what an equality with a signature says of the data that was signed.
    pub(super) fn learn_signed(&mut self, a: Val, b: Val, span: Span) {
        // A code that is compared with one that was made in the same way says nothing of what was sent.
        let made = |m: &Self, v: Val| m.keyed_code(v).map(|(_, message)| m.look(message));
        if a != b && made(self, a).is_some() && made(self, a) == made(self, b) {
            return;
        }
        for side in [a, b] {
            for message in self.signed_messages(side) {
                let mut at = message;
                for _ in 0..ENCODINGS {
                    self.learn_test(at, SIGNED, span);
                    // The bytes are what the text says.
                    let node = self.arena.node(at);
                    let encoded = matches!(&node.how, How::Call(how)
                        if matches!(&**how, "str.encode" | "bytes.decode" | "builtins.bytes" | "builtins.str"));
                    let [inner, ..] = *node.from else { break };
                    if !encoded {
                        break;
                    }
                    at = inner;
                }
                for piece in self.pieces_put_together(at) {
                    self.learn_test(piece, SIGNED, span);
                }
            }
        }
    }

    /// That a signature was made with one of several keys, whichever: `any(compare_digest(sign(key, text), given) for
    /// key in keys)` says of the text what one comparison says. Of several texts it says nothing.
    pub(super) fn signed_with_one_key(&mut self, condition: Val, span: Span) -> Option<Val> {
        let Kind::Compare(Relation::Equal, a, b) = *self.kind(condition) else {
            return None;
        };
        let message = self.signing(a).or_else(|| self.signing(b))?;
        let element = *self.notes.compared.get(&condition)?;
        if self.comes_from(message, element) {
            return None;
        }
        let some = self.derive(Some("bool"), &[], How::Plain, span);
        Some(self.make(Kind::And(some, condition), span))
    }

    /// The data of a code made with a key, perhaps written in letters.
    fn signing(&self, v: Val) -> Option<Val> {
        self.keyed_code(v).map(|(_, message)| message)
    }

    /// The key and the data of such a code.
    fn keyed_code(&self, v: Val) -> Option<(Val, Val)> {
        let mut at = v;
        for _ in 0..ENCODINGS {
            let node = self.arena.node(self.look(at));
            let How::Call(callee) = &node.how else {
                return None;
            };
            match (&**callee, &*node.from) {
                ("hmac.new" | "hmac.digest" | "hmac.HMAC", [key, message, ..]) => {
                    return Some((*key, *message));
                }
                (_, [inner]) => at = *inner,
                _ => return None,
            }
        }
        None
    }

    /// The pieces of a text that was cut at a mark and is put together again with the same mark: each is as it
    /// was, since none of them holds the mark.
    fn pieces_put_together(&self, text: Val) -> Vec<Val> {
        let Kind::Text(parts) = self.kind(self.unwrapped(text)) else {
            return Vec::new();
        };
        let mut pieces = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let mark = |part: &Part| match part {
                Part::Literal(mark) => Some(mark.clone()),
                Part::Hole(_) => None,
            };
            match (part, at % 2) {
                (Part::Hole(hole), 0) => pieces.push(*hole),
                (Part::Literal(_), 1) if mark(part) == parts.get(1).and_then(mark) => {}
                _ => return Vec::new(),
            }
        }
        let Some(Part::Literal(mark)) = parts.get(1) else {
            return Vec::new();
        };
        let cut = |&piece: &Val| {
            let made = self.arena.node(self.unwrapped(piece));
            let made = match (&made.how, &*made.from) {
                (How::Plain, [element]) => self.arena.node(*element),
                _ => made,
            };
            matches!(&made.how, How::Call(callee) if &**callee == "str.split")
                && matches!(&*made.from, [_, by, ..] if matches!(self.kind(*by), Kind::Str(by) if **by == **mark))
        };
        if pieces.iter().all(cut) {
            pieces
        } else {
            Vec::new()
        }
    }

    /// The same of a comparison whose operator may be another one, or that is called by its name: `made.__eq__(given)`.
    pub(super) fn note_equality(&mut self, op: CmpOp, a: Val, b: Val, span: Span) {
        if matches!(op, CmpOp::Eq | CmpOp::NotEq) {
            self.note_signature_compared(a, b, span);
        }
    }

    /// Records that a signature is compared character by character.
    pub(super) fn note_signature_compared(&mut self, a: Val, b: Val, span: Span) {
        let own = |m: &Self, v: Val| {
            let class = m.kindred_class(m.look(v));
            class.is_some_and(|class| m.class_member(class, "__eq__").is_some())
        };
        // Its class says how it is compared.
        if own(self, a) || own(self, b) {
            return;
        }
        let plain = |m: &Self, v: Val| m.before_class(m.look(v));
        let (a, b) = (plain(self, a), plain(self, b));
        if self.world.is_some() {
            return;
        }
        let signed = self.is_signature(a) || self.is_signature(b);
        if !signed && !self.is_sign_of_one(a, b) {
            return;
        }
        if let Some((one, other)) = self.under_a_fresh_key(a, b) {
            let args = Args::positional(vec![one, other]);
            self.export_call("hmac.compare_digest", false, &args, span);
            return;
        }
        self.export_call(COMPARED, false, &Args::positional(vec![a, b]), span);
    }

    /// Whether both are single signs, and one of them stands in a signature: `all(x == y for x, y in zip(made, given))`.
    fn is_sign_of_one(&self, a: Val, b: Val) -> bool {
        let whole = |v: Val| {
            let node = self.arena.node(self.unwrapped(self.look(v)));
            let whole = node.from.first().copied();
            whole.filter(|_| node.how == How::Part && node.from.len() == 1)
        };
        let (Some(a), Some(b)) = (whole(a), whole(b)) else {
            return false;
        };
        a != b && (self.is_signature(a) || self.is_signature(b))
    }

    /// What two codes were made of, with one key that was drawn for them: nobody can say at which character they
    /// part, so that the time tells nothing of what is compared.
    fn under_a_fresh_key(&self, a: Val, b: Val) -> Option<(Val, Val)> {
        let ((key, one), (other_key, other)) = (self.keyed_code(a)?, self.keyed_code(b)?);
        let key = self.look(key);
        let drawn = matches!(&self.arena.node(key).how, How::Call(callee)
            if matches!(&**callee, "os.urandom" | "secrets.token_bytes"));
        (drawn && key == self.look(other_key)).then_some((one, other))
    }

    /// Whether a value is a code made with a key, perhaps with a constant text around it.
    fn is_signature(&self, v: Val) -> bool {
        let v = self.look(v);
        let Kind::Text(parts) = self.kind(v) else {
            return !self.signed_messages(v).is_empty();
        };
        let mut holes = parts.iter().filter_map(|part| match part {
            Part::Hole(hole) => Some(*hole),
            Part::Literal(_) => None,
        });
        let hole = holes.next().filter(|_| holes.next().is_none());
        hole.is_some_and(|hole| !self.signed_messages(hole).is_empty())
    }

    /// The data of which a value is the signature, made with a key that is not sent along.
    fn signed_messages(&self, v: Val) -> Vec<Val> {
        self.signed_within(v, CHOICES)
    }

    /// One of several may, by what was learnt of it, lead back to all of them.
    fn signed_within(&self, v: Val, steps: u32) -> Vec<Val> {
        let mut at = v;
        for _ in 0..ENCODINGS {
            let node = self.arena.node(self.look(at));
            // Whichever of several it is, the same data was signed.
            if let Kind::Either(options) = &node.kind {
                let Some(steps) = steps.checked_sub(1) else {
                    return Vec::new();
                };
                let mut all = options
                    .iter()
                    .map(|(option, _)| self.signed_within(*option, steps));
                let first = all.next().unwrap_or_default();
                let same = first.iter().copied();
                let rest: Vec<Vec<Val>> = all.take(OPTIONS).collect();
                return same
                    .filter(|v| rest.iter().all(|other| other.contains(v)))
                    .collect();
            }
            // A code that was made without data and filled later.
            if matches!(&node.kind, Kind::External(ty, ..) if ty.ends_with("hmac.HMAC"))
                && node.how == How::Text
            {
                let Some((&key, filled)) = node.from.split_first() else {
                    return Vec::new();
                };
                if self.chosen_outside(key) {
                    return Vec::new();
                }
                let data = filled.iter().filter(|&&v| !self.is_constant(self.look(v)));
                return data.copied().collect();
            }
            let How::Call(callee) = &node.how else {
                // A piece of it whose length nobody sends, and which nobody guesses: `code[:16]`.
                match (self.bounded.get(&self.look(at)), &*node.from) {
                    (Some(size), [inner]) if *size >= PIECE && node.how == How::Part => at = *inner,
                    _ => return Vec::new(),
                }
                continue;
            };
            if matches!(&**callee, "hmac.new" | "hmac.digest" | "hmac.HMAC") {
                let [key, message, ..] = *node.from else {
                    return Vec::new();
                };
                return if self.chosen_outside(key) {
                    Vec::new()
                } else {
                    vec![message]
                };
            }
            let [inner] = *node.from else {
                return Vec::new();
            };
            at = inner;
        }
        Vec::new()
    }
}
