//! Which names the built-in containers and texts have, so that one that is missing is missed.
//!
//! Also which type a value remembers to be of. Knows no library. Called by `attribute`, `builtin` and `display`.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Node, Val};
use crate::text::Span;
use std::sync::Arc;

/// What lists have, and what is followed as one: `collections.deque`, `array.array`.
const LIST: [&str; 26] = [
    "append",
    "clear",
    "copy",
    "count",
    "extend",
    "index",
    "insert",
    "pop",
    "remove",
    "reverse",
    "sort",
    "appendleft",
    "extendleft",
    "popleft",
    "rotate",
    "maxlen",
    "typecode",
    "itemsize",
    "buffer_info",
    "byteswap",
    "frombytes",
    "fromfile",
    "fromlist",
    "tobytes",
    "tofile",
    "tolist",
];
/// The same of dicts, with those that count, that keep an order and that fill themselves.
const DICT: [&str; 17] = [
    "clear",
    "copy",
    "fromkeys",
    "get",
    "items",
    "keys",
    "pop",
    "popitem",
    "setdefault",
    "update",
    "values",
    "move_to_end",
    "most_common",
    "elements",
    "subtract",
    "total",
    "default_factory",
];
const SET: [&str; 18] = [
    "add",
    "clear",
    "copy",
    "difference",
    "difference_update",
    "discard",
    "intersection",
    "intersection_update",
    "isdisjoint",
    "issubset",
    "issuperset",
    "mapping",
    "pop",
    "remove",
    "symmetric_difference",
    "symmetric_difference_update",
    "union",
    "update",
];

/// What a set has and a frozen one has not.
const CHANGES: [&str; 10] = [
    "add",
    "clear",
    "difference_update",
    "discard",
    "intersection_update",
    "pop",
    "remove",
    "symmetric_difference_update",
    "update",
    "mapping",
];

impl Machine<'_, '_> {
    /// In a probe, a value that remembers which of several types it is of that are followed alike: a `range` is
    /// followed as a tuple, a `frozenset` as a set, a `bytearray` as bytes.
    pub(super) fn of_type(&mut self, made: Val, ty: &str, parts: &[Val]) -> Val {
        let known = matches!(
            self.content_kind(made),
            Kind::Tuple(_) | Kind::Set(_) | Kind::Bytes(_)
        );
        if self.world.is_none() || !known {
            return made;
        }
        let node = self.arena.node(made);
        let (kind, span) = (node.kind.clone(), node.span);
        self.arena.add(Node {
            kind,
            span,
            from: parts.into(),
            how: How::Call(Arc::from(ty)),
        })
    }

    /// `bytearray(…)`, in a probe.
    pub(super) fn bytearray(&mut self, args: &Args, span: Span) -> Follow<Option<Val>> {
        let made = self.builtin("bytes", args, span)?;
        Ok(made.map(|made| self.of_type(made, "builtins.bytearray", &[])))
    }

    /// Which of several types that are followed alike a value is of, when it remembers that.
    pub(super) fn made_as(&self, v: Val) -> Option<&'static str> {
        let v = self.look(v);
        let How::Call(maker) = &self.arena.node(v).how else {
            return None;
        };
        let content = match self.kind(v) {
            Kind::Ref(_) => self.kind(self.content(v)),
            own => own,
        };
        Some(match (&**maker, content) {
            ("builtins.range", Kind::Tuple(_)) => "range",
            ("builtins.frozenset", Kind::Set(_)) => "frozenset",
            ("builtins.bytearray", Kind::Bytes(_)) => "bytearray",
            ("collections.deque", Kind::List(_)) => "deque",
            _ => return None,
        })
    }

    /// Whether a value is of a type that this built-in class names, where it remembers its type.
    pub(super) fn is_made_as(&self, v: Val, class: &str) -> Option<bool> {
        let made = self.made_as(v)?;
        match class.strip_prefix("builtins.") {
            Some("object") => Some(true),
            Some(short) => Some(short == made),
            None if class == "collections.deque" => Some(made == "deque"),
            None => None,
        }
    }

    /// The text of a value that remembers its type, around the text of what it is followed as.
    pub(super) fn shown_as_made(&self, v: Val, inner: &str) -> Option<String> {
        let from = &self.arena.node(self.look(v)).from;
        let number = |at: usize| from.get(at).and_then(|&n| self.as_int(n));
        Some(match self.made_as(v)? {
            "range" => {
                let (start, stop, step) = (number(0)?, number(1)?, number(2)?);
                match step {
                    1 => format!("range({start}, {stop})"),
                    _ => format!("range({start}, {stop}, {step})"),
                }
            }
            "frozenset" if inner == "set()" => "frozenset()".to_owned(),
            "deque" => match number(0) {
                Some(most) => format!("deque({inner}, maxlen={most})"),
                None => format!("deque({inner})"),
            },
            made => format!("{made}({inner})"),
        })
    }

    /// What such a value tells of its making: `deque.maxlen`, `range.start`.
    pub(super) fn part_of_made(&mut self, v: Val, name: &str, span: Span) -> Option<Val> {
        let made = self.made_as(v)?;
        let at = match (made, name) {
            ("range", "start") | ("deque", "maxlen") => 0,
            ("range", "stop") => 1,
            ("range", "step") => 2,
            (_, "__class__") => return Some(self.type_of(v, span)),
            _ => return None,
        };
        let from = self.arena.node(self.look(v)).from.get(at).copied();
        Some(from.unwrap_or(Val::NONE))
    }

    /// Whether, in a probe, an object is of a class of the program that stands below no other than the program's own and has
    /// none of these methods.
    pub(super) fn is_without(&self, v: Val, methods: &[&str]) -> bool {
        let Kind::Fields(class, _) = self.content_kind(self.look(v)) else {
            return false;
        };
        // What is written down of a library may leave methods out.
        self.world.is_some()
            && matches!(*self.kind(class), Kind::Class(_, frame, _) if self.frame(frame).base == self.home)
            && self.outside_base(class).is_none()
            && self.kindred_class(v).is_none()
            && methods
                .iter()
                .all(|name| self.class_member(class, name).is_none())
    }

    /// Python's word on what has no elements.
    pub(super) fn not_iterable<T>(&mut self, v: Val, span: Span) -> Follow<T> {
        let message = format!("'{}' object is not iterable", self.type_name(v));
        self.raise("builtins.TypeError", &message, span)
    }

    /// Whether a container of a built-in type certainly has nothing of this name.
    pub(super) fn lacks_member(&self, object: Val, name: &str) -> bool {
        if name.starts_with("__") || self.kindred_class(object).is_some() {
            return false;
        }
        if self.made_as(object) == Some("frozenset") && CHANGES.contains(&name) {
            return true;
        }
        let known: &[&str] = match self.kind(self.content(object)) {
            Kind::List(_) => &LIST,
            Kind::Dict(_) => &DICT,
            Kind::Set(_) => &SET,
            Kind::Tuple(_) => &["count", "index"],
            _ => return false,
        };
        !known.contains(&name)
    }
}

/// Whether a method of this name takes a part out of data, or gives it in another form: what Python's own types, files
/// and messages do. What any other makes of it, only its class knows.
pub(super) fn is_taken(name: &str) -> bool {
    super::string::STR_METHODS.contains(&name)
        || matches!(
            name,
            "decode"
                | "hex"
                | "tobytes"
                | "get"
                | "get_all"
                | "getall"
                | "getlist"
                | "getone"
                | "getfirst"
                | "getvalue"
                | "get_json"
                | "get_data"
                | "get_payload"
                | "items"
                | "values"
                | "keys"
                | "pop"
                | "popitem"
                | "setdefault"
                | "copy"
                | "to_dict"
                | "dict"
                | "json"
                | "text"
                | "body"
                | "data"
                | "form"
                | "post"
                | "read"
                | "readline"
                | "readlines"
                | "read_text"
                | "read_bytes"
                | "next"
                | "group"
                | "groups"
                | "groupdict"
                | "__getitem__"
                | "__next__"
        )
        || name.starts_with("recv")
        || name.starts_with("receive")
        || name.starts_with("iter_")
        || name.starts_with("fetch")
}
