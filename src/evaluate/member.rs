//! Which names the built-in containers and texts have, so that one that is missing is missed.
//!
//! Knows no library. Called by `attribute`.

use super::machine::Machine;
use super::value::{Kind, Val};

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

impl Machine<'_, '_> {
    /// Whether a container of a built-in type certainly has nothing of this name.
    pub(super) fn lacks_member(&self, object: Val, name: &str) -> bool {
        if name.starts_with("__") || self.kindred_class(object).is_some() {
            return false;
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
