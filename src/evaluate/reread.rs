//! The same part of the same thing is the same value, as long as nothing changes the thing: what
//! was checked of `request.form["name"]` is known when it is read again. What the program puts under a
//! key of something that it did not make is what it finds there.
//!
//! Which part it is, is told by constants only. Knows no library but the names of methods that
//! only look. Called by `item`, `attribute`, `call` and `scope`.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{Cell, Kind, Val};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// How many things may have been learnt of one object, one after another.
const WHOLE: usize = 16;
/// Parts that are remembered of one thing.
const PARTS: usize = 64;

/// Methods that give a part and change nothing.
const GIVES: &[&str] = &[
    "get",
    "getlist",
    "get_all",
    "get_argument",
    "getone",
    "getfirst",
    "getvalue",
    "get_json",
    "get_data",
    "getall",
    "json",
    "header",
    "strip",
    "lstrip",
    "rstrip",
    "lower",
    "upper",
    "casefold",
    "removeprefix",
    "removesuffix",
];

/// Methods that look and change nothing.
const LOOKS: &[&str] = &[
    "keys",
    "values",
    "items",
    "copy",
    "to_dict",
    "has_key",
    "is_json",
    "dict",
    "model_dump",
];

/// Whether a method is named as one that only asks: `member.issym()`. One that asks whether a form is valid makes what is
/// in it.
fn asks(name: &str) -> bool {
    name.starts_with("is") && !name.contains("valid")
}

/// Methods that may put something else under any key.
const REPLACES: &[&str] = &["update", "clear", "popitem", "pop"];

/// Parts of things that the program did not make.
#[derive(Debug, Default)]
pub(super) struct Reads {
    /// Thing → its parts that were read: what each is called, and what it is.
    pub(super) parts: FxHashMap<Val, Vec<(Box<str>, Val)>>,
    /// Thing → of each key under which the program has put something, where it stands, and what was there before.
    put: FxHashMap<Val, Vec<(Box<str>, Cell, Val)>>,
}

impl Reads {
    /// Keeps what was there before an entry function.
    pub(super) fn retain(&mut self, old: impl Fn(Val) -> bool, cells: Cell) {
        self.parts.retain(|&v, parts| {
            parts.retain(|&(_, part)| old(part));
            old(v)
        });
        self.put.retain(|&v, keys| {
            keys.retain(|&(_, cell, _)| cell < cells);
            old(v) && !keys.is_empty()
        });
    }

    /// Whether the program has put something into a thing.
    pub(super) fn holds(&self, object: Val) -> bool {
        !self.put.is_empty() && self.put.contains_key(&object)
    }
}

impl Machine<'_, '_> {
    /// Puts a value under a constant key of something that the program did not make.
    pub(super) fn put_under(&mut self, object: Val, key: Val, v: Val, span: Span) -> Follow<()> {
        let unmade = matches!(
            self.kind(self.look(object)),
            Kind::Unknown(..) | Kind::Opaque(_) | Kind::Tested(..)
        );
        if self.world.is_some() || !unmade {
            return Ok(());
        }
        let Some(part) = self.item_part(key) else {
            return Ok(());
        };
        if let Some(cell) = self.put_at(object, &part) {
            self.state.set(cell, v);
            return Ok(());
        }
        let before = self.item(object, key, span)?;
        let keys = self.reads.put.entry(object).or_default();
        if keys.len() < PARTS {
            // Where it was not put there, the cell holds what was there before.
            let cell = self.state.cell(before);
            keys.push((part.into(), cell, before));
            self.state.set(cell, v);
        }
        Ok(())
    }

    /// What `update` puts under constant keys of something that the program did not make.
    pub(super) fn told_by_update(
        &mut self,
        object: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Vec<(Val, Val)> {
        if name != "update" || self.world.is_some() || !self.has_parts(object) {
            return Vec::new();
        }
        let mut told = match args.positional.first().map(|&(v, _)| self.content_kind(v)) {
            Some(Kind::Dict(pairs)) => pairs.to_vec(),
            _ => Vec::new(),
        };
        for (key, v, _) in &args.keywords {
            told.push((self.text(key, span), *v));
        }
        told
    }

    fn put_at(&self, object: Val, part: &str) -> Option<Cell> {
        let keys = self.reads.put.get(&object)?;
        let found = keys.iter().find(|(known, ..)| **known == *part);
        found.map(|&(_, cell, _)| cell)
    }

    /// What the program has put under a constant key.
    fn found_put(&self, object: Val, key: Val) -> Option<Val> {
        if !self.reads.holds(object) {
            return None;
        }
        let cell = self.put_at(object, &self.item_part(key)?)?;
        Some(self.look(self.state.get(cell)))
    }

    /// What a method of something that the program did not make does with what was put there.
    pub(super) fn method_of_put(
        &mut self,
        object: Val,
        name: &str,
        key: Option<Val>,
        now: Val,
    ) -> Val {
        if name == "get" {
            return key
                .and_then(|key| self.found_put(object, key))
                .unwrap_or(now);
        }
        let replaced = REPLACES.contains(&name);
        if !replaced && name != "copy" {
            return now;
        }
        let keys = self.reads.put.get(&object).cloned().unwrap_or_default();
        if replaced {
            for (_, cell, before) in keys {
                self.state.set(cell, before);
            }
        } else if !keys.is_empty() {
            let copied = keys.into_iter().map(|(part, cell, before)| {
                let own = self.state.cell(before);
                self.state.set(own, self.state.get(cell));
                (part, own, before)
            });
            let copied: Vec<_> = copied.collect();
            self.reads.put.insert(now, copied);
        }
        now
    }

    /// Whether parts of a value are told apart by constants: of what the file does not make itself.
    fn has_parts(&self, object: Val) -> bool {
        match self.kind(self.look(object)) {
            Kind::Unknown(..) | Kind::External(..) | Kind::Opaque(_) | Kind::Tested(..) => true,
            // What looks like a method of something outside may be a value.
            Kind::Method(of, _) => matches!(
                self.kind(self.look(*of)),
                Kind::Unknown(..) | Kind::External(..) | Kind::Tested(..)
            ),
            // One of several tuples, whose parts nothing changes.
            Kind::Either(options) => options.iter().all(|(option, _)| {
                matches!(
                    self.kind(self.look(*option)),
                    Kind::Tuple(_) | Kind::Row(..)
                )
            }),
            _ => false,
        }
    }

    /// What an item of this key is called, when the key is a constant.
    fn item_part(&self, key: Val) -> Option<String> {
        match self.kind(self.look(key)) {
            Kind::Str(text) => Some(format!("['{text}")),
            Kind::Int(number) => Some(format!("[{number}")),
            _ => None,
        }
    }

    /// What an item read now is: what it was when it was read before.
    pub(super) fn item_again(&mut self, object: Val, key: Val, now: Val) -> Val {
        if self.world.is_some() || !self.has_parts(object) {
            return now;
        }
        if let Some(put) = self.found_put(object, key) {
            return put;
        }
        match self.item_part(key) {
            Some(part) => self.again(object, &part, now),
            None => now,
        }
    }

    /// The same for an attribute.
    pub(super) fn attribute_again(&mut self, object: Val, name: &str, now: Val) -> Val {
        if self.world.is_some() || !self.has_parts(object) {
            return now;
        }
        self.again(object, name, now)
    }

    /// The same for something that a library keeps under a name, such as the request.
    pub(super) fn named_again(&mut self, name: &str, now: Val) -> Val {
        if self.world.is_some() {
            return now;
        }
        self.again(Val::NONE, name, now)
    }

    /// What a call of a method is called when it gives a part. Any other call may change its object.
    pub(super) fn given_part(&mut self, object: Val, name: &str, args: &Args) -> Option<String> {
        if self.world.is_some() || !self.has_parts(object) {
            return None;
        }
        if GIVES.contains(&name) && args.rest.is_none() && args.spread.is_none() {
            // Without a default, it is the item of that key, wherever there is one.
            if let ("get", [(key, _)], []) = (name, &*args.positional, &*args.keywords)
                && let Kind::Str(_) = self.kind(self.look(*key))
            {
                return self.item_part(*key);
            }
            let mut part = format!("{name}(");
            for (v, _) in &args.positional {
                let v = self.look(*v);
                part.push_str(&match self.kind(v) {
                    Kind::None => "None".to_owned(),
                    _ => match self.item_part(v) {
                        Some(key) => key,
                        None => self.representation(v, 0)?,
                    },
                });
                part.push(',');
            }
            for (keyword, v, _) in &args.keywords {
                part.push_str(keyword);
                part.push_str(&self.representation(*v, 0)?);
            }
            return Some(part);
        }
        // No call changes a text.
        if !LOOKS.contains(&name) && !asks(name) && !self.is_text(object) {
            self.forget_parts(object);
        }
        None
    }

    /// What a part read now is.
    pub(super) fn again(&mut self, object: Val, part: &str, now: Val) -> Val {
        if !matches!(
            self.kind(now),
            Kind::Unknown(..)
                | Kind::External(..)
                | Kind::Either(_)
                | Kind::Method(..)
                | Kind::Tested(..)
        ) {
            return now;
        }
        let object = self.whole(object);
        let known = self.reads.parts.entry(object).or_default();
        if let Some((_, first)) = known.iter().find(|(name, _)| **name == *part) {
            let first = *first;
            return self.look(first);
        }
        if known.len() < PARTS {
            known.push((part.into(), now));
        }
        // Something else may have been asked of the whole since: what was asked of the part is known all the same.
        let bare = self.bare(object);
        if bare != object {
            let known = self.reads.parts.entry(bare).or_default();
            let first = known.iter().find(|(name, _)| **name == *part);
            if let Some(&(_, first)) = first {
                let learnt = self.look(first);
                return if learnt == first { now } else { learnt };
            }
            if known.len() < PARTS {
                known.push((part.into(), now));
            }
        }
        now
    }

    /// The object of a library that something was learnt of: it has the same parts as before.
    fn whole(&self, object: Val) -> Val {
        let mut at = object;
        for _ in 0..WHOLE {
            let node = self.arena.node(at);
            // What was asked of one of its parts is no news of the others.
            if let Kind::Tested(test, before) = &node.kind
                && test.starts_with(super::learnt::READ)
            {
                at = *before;
                continue;
            }
            let (Kind::External(..), [tested]) = (&node.kind, &*node.from) else {
                break;
            };
            let Kind::Tested(_, before) = self.kind(*tested) else {
                break;
            };
            at = *before;
        }
        at
    }

    /// An object may have changed: its parts are others from now on.
    pub(super) fn forget_parts(&mut self, object: Val) {
        if !self.reads.parts.is_empty() {
            let object = self.whole(object);
            self.reads.parts.remove(&object);
        }
    }

    /// Another function is entered, with another request: what was read there is read here anew, and comes from
    /// where it is read.
    pub(super) fn forget_names(&mut self) {
        self.reads = Reads::default();
        self.filled = super::filled::Filled::default();
    }
}
