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
