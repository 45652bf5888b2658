//! The methods of text and bytes: which keep, which change, which tell something about their text.

use super::call::Args;
use super::container::Items;
use super::data::Data;
use super::machine::{Follow, Machine};
use super::replaced::{begins_escape, is_taken_out, translated};
use super::value::{How, Kind, Part, Val};
use crate::text::Span;
use std::sync::Arc;

/// Methods that only text has: a value they are called on is text.
pub(super) const STR_METHODS: &[&str] = &[
    "capitalize",
    "casefold",
    "center",
    "encode",
    "endswith",
    "expandtabs",
    "format",
    "format_map",
    "isalnum",
    "isalpha",
    "isascii",
    "isdecimal",
    "isdigit",
    "isidentifier",
    "islower",
    "isnumeric",
    "isprintable",
    "isspace",
    "istitle",
    "isupper",
    "ljust",
    "lower",
    "lstrip",
    "partition",
    "removeprefix",
    "removesuffix",
    "replace",
    "rfind",
    "rindex",
    "rjust",
    "rpartition",
    "rsplit",
    "rstrip",
    "splitlines",
    "startswith",
    "strip",
    "swapcase",
    "title",
    "translate",
    "upper",
    "zfill",
    "split",
];

/// What is outside of ASCII as `ascii` writes it.
pub(super) fn in_ascii(text: &str) -> String {
    let written = |c: char| match u32::from(c) {
        0..=0x7f => c.to_string(),
        n @ ..=0xff => format!("\\x{n:02x}"),
        n @ ..=0xffff => format!("\\u{n:04x}"),
        n => format!("\\U{n:08x}"),
    };
    text.chars().map(written).collect()
}

/// A text without a difference between large and small letters: `ß` and `SS` are `ss`.
fn folded(text: &str) -> String {
    let one = |c: char| -> String {
        match c {
            'ı' => c.to_string(),
            _ => c.to_uppercase().flat_map(char::to_lowercase).collect(),
        }
    };
    text.chars().map(one).collect()
}

impl Machine<'_, '_> {
    fn known_text(&self, v: Option<Val>) -> Option<Arc<str>> {
        match self.kind(self.look(v?)) {
            Kind::Str(s) => Some(s.clone()),
            _ => None,
        }
    }

    fn texts(&mut self, items: Vec<String>, span: Span) -> Val {
        let items: Vec<Val> = items.iter().map(|s| self.text(s, span)).collect();
        self.list(items, span)
    }

    pub(super) fn string_method(
        &mut self,
        receiver: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        let receiver = self.look(receiver);
        let callee = format!("str.{name}");
        match name {
            "format" => {
                self.note_format(receiver, name, args, span);
                return self.format_method(receiver, args, span);
            }
            "format_map" => {
                self.note_format(receiver, name, args, span);
                return self.format_by_mapping(receiver, args, span);
            }
            "join" => return self.join_method(receiver, args, span),
            "startswith" | "endswith" => return self.edge_test(receiver, name, args, span),
            _ => {}
        }
        if let Kind::Str(s) = self.kind(receiver).clone() {
            self.spend(s.len() as u64 / 32)?;
            if let Some(v) = self.known_method(&s, name, args, span)? {
                return Ok(v);
            }
            // Known text in which something unknown takes a known place: text with holes.
            if name == "replace"
                && args.get(2, "count").is_none()
                && let Some(old) = self.known_text(args.get(0, "old"))
                && let Some(new) = args.get(1, "new")
                && (1..=64).contains(&old.len())
                && s.matches(&*old).count() <= 64
            {
                let mut parts = Vec::new();
                for (at, piece) in s.split(&*old).enumerate() {
                    if at > 0 {
                        parts.push(Part::Hole(new));
                    }
                    parts.push(Part::Literal(piece.into()));
                }
                return Ok(self.joined(parts, span));
            }
        }
        let mut from = vec![receiver];
        from.extend(args.all());
        Ok(match name {
            "isalnum" | "isalpha" | "isascii" | "isdecimal" | "isdigit" | "isidentifier"
            | "islower" | "isnumeric" | "isprintable" | "isspace" | "istitle" | "isupper" => {
                self.make(Kind::Test(Arc::from(callee), receiver), span)
            }
            "count" | "find" | "rfind" | "index" | "rindex" | "__len__" => {
                self.derive(Some("int"), &[], How::Plain, span)
            }
            "encode" => {
                let escaped = self
                    .known_text(args.get(0, "encoding"))
                    .is_some_and(|e| e.replace('-', "_") == "unicode_escape");
                let callee = if escaped {
                    "str.encode(unicode_escape)"
                } else {
                    "str.encode"
                };
                self.derive(Some("bytes"), &from, How::Call(Arc::from(callee)), span)
            }
            "replace" => {
                let v = self.derive(Some("str"), &from, How::Call(Arc::from(callee)), span);
                let (old, new) = (args.get(0, "old"), args.get(1, "new"));
                match (self.known_text(old), self.known_text(new)) {
                    // Every one of it is taken out, and nothing brings it back.
                    (Some(old), Some(new))
                        if is_taken_out(&old, &new) && args.get(2, "count").is_none() =>
                    {
                        self.make(Kind::Tested(Arc::from(format!("lacks:{old}")), v), span)
                    }
                    (Some(old), Some(new))
                        if begins_escape(&old, &new) && args.get(2, "count").is_none() =>
                    {
                        self.make(Kind::Tested(Arc::from(format!("escaped:{new}")), v), span)
                    }
                    _ => v,
                }
            }
            "translate" => {
                let v = self.derive(Some("str"), &from, How::Call(Arc::from(callee)), span);
                let table = args.get(0, "table").map(|table| self.data(table));
                let Some(Data::Dict(table)) = table else {
                    return Ok(v);
                };
                self.replaced_in(v, &table, span)
            }
            "split" | "rsplit" | "splitlines" => {
                let element = self.derive(Some("str"), &from, How::Call(Arc::from(callee)), span);
                self.object(Kind::Many("list", element), span)
            }
            "partition" | "rpartition" => {
                let how = How::Call(Arc::from(callee));
                let parts = (0..3).map(|_| self.derive(Some("str"), &from, how.clone(), span));
                let parts: Vec<Val> = parts.collect();
                let dot = self
                    .known_text(args.get(0, "sep"))
                    .is_some_and(|s| &*s == ".");
                if let (true, "partition", Some(&tail)) = (dot, name, parts.last()) {
                    self.ends.insert(tail, (receiver, 0));
                }
                self.tuple(parts, span)
            }
            _ => {
                let v = self.derive(Some("str"), &from, How::Call(Arc::from(callee)), span);
                match name {
                    "lstrip" => self.below_own_root(receiver, args.get(0, "chars"), v, span),
                    _ => v,
                }
            }
        })
    }

    fn known_method(
        &mut self,
        s: &str,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let a = args.get(0, "old").or(args.get(0, "sep"));
        let first = self.known_text(a);
        let unknown = a.is_some_and(|v| {
            self.known_text(Some(v)).is_none()
                && self.as_int(v).is_none()
                && !matches!(self.kind(v), Kind::None)
        });
        if unknown && !matches!(name, "translate" | "encode" | "splitlines") {
            return Ok(None);
        }
        let all = |f: fn(char) -> bool| !s.is_empty() && s.chars().all(f);
        let text = match name {
            "lower" => s.to_lowercase(),
            "casefold" => folded(s),
            "swapcase" => {
                let other = |c: char| -> String {
                    if c.is_uppercase() {
                        c.to_lowercase().collect()
                    } else {
                        c.to_uppercase().collect()
                    }
                };
                s.chars().map(other).collect()
            }
            "upper" => s.to_uppercase(),
            "strip" => match &first {
                Some(set) => s.trim_matches(|c| set.contains(c)).to_owned(),
                None => s.trim().to_owned(),
            },
            "lstrip" => match &first {
                Some(set) => s.trim_start_matches(|c| set.contains(c)).to_owned(),
                None => s.trim_start().to_owned(),
            },
            "rstrip" => match &first {
                Some(set) => s.trim_end_matches(|c| set.contains(c)).to_owned(),
                None => s.trim_end().to_owned(),
            },
            "replace" => match (&first, self.known_text(args.get(1, "new"))) {
                (Some(old), Some(new)) => {
                    let count = args
                        .get(2, "count")
                        .and_then(|v| self.as_int(v))
                        .and_then(|n| usize::try_from(n).ok());
                    match count {
                        Some(n) => s.replacen(&**old, &new, n),
                        None if s.len() < super::operator::LENGTH / 4 => s.replace(&**old, &new),
                        None => return Ok(None),
                    }
                }
                _ => return Ok(None),
            },
            "translate" => {
                let Some(Data::Dict(table)) = a.map(|table| self.data(table)) else {
                    return Ok(None);
                };
                match translated(s, &table) {
                    Some(text) => text,
                    None => return Ok(None),
                }
            }
            "removeprefix" => s
                .strip_prefix(first.as_deref().unwrap_or(""))
                .unwrap_or(s)
                .to_owned(),
            "expandtabs" => match args.get(0, "tabsize").map_or(Some(8), |v| self.as_int(v)) {
                Some(size) => super::normal::without_tabs(s, size),
                None => return Ok(None),
            },
            "removesuffix" => s
                .strip_suffix(first.as_deref().unwrap_or(""))
                .unwrap_or(s)
                .to_owned(),
            "capitalize" => {
                let mut chars = s.chars();
                chars.next().map_or_else(String::new, |c| {
                    c.to_uppercase()
                        .chain(chars.as_str().to_lowercase().chars())
                        .collect()
                })
            }
            "title" => {
                let mut start = true;
                s.chars()
                    .flat_map(|c| {
                        let up = std::mem::replace(&mut start, !c.is_alphabetic());
                        if up {
                            c.to_uppercase().collect::<Vec<_>>()
                        } else {
                            c.to_lowercase().collect()
                        }
                    })
                    .collect()
            }
            "zfill" => {
                let width = args
                    .get(0, "width")
                    .and_then(|v| self.as_int(v))
                    .and_then(|n| usize::try_from(n).ok())
                    .unwrap_or(0)
                    .min(4096);
                format!("{}{s}", "0".repeat(width.saturating_sub(s.chars().count())))
            }
            "ljust" | "rjust" | "center" => {
                let width = args
                    .get(0, "width")
                    .and_then(|v| self.as_int(v))
                    .and_then(|n| usize::try_from(n).ok())
                    .unwrap_or(0)
                    .min(4096);
                let fill = self
                    .known_text(args.get(1, "fillchar"))
                    .and_then(|f| f.chars().next())
                    .unwrap_or(' ');
                let missing = width.saturating_sub(s.chars().count());
                let left = match name {
                    "ljust" => 0,
                    "rjust" => missing,
                    _ => missing / 2,
                };
                let pad = |n: usize| fill.to_string().repeat(n);
                format!("{}{s}{}", pad(left), pad(missing - left))
            }
            "split" | "rsplit" => {
                let most = args
                    .get(1, "maxsplit")
                    .and_then(|v| self.as_int(v))
                    .and_then(|n| usize::try_from(n).ok());
                let parts: Vec<String> = match (&first, most) {
                    (Some(sep), _) if sep.is_empty() => {
                        return self.raise("builtins.ValueError", "empty separator", span);
                    }
                    (Some(sep), None) => s.split(&**sep).map(str::to_owned).collect(),
                    (Some(sep), Some(n)) if name == "split" => {
                        s.splitn(n + 1, &**sep).map(str::to_owned).collect()
                    }
                    (Some(sep), Some(n)) => {
                        let mut parts: Vec<String> =
                            s.rsplitn(n + 1, &**sep).map(str::to_owned).collect();
                        parts.reverse();
                        parts
                    }
                    (None, None) => s.split_whitespace().map(str::to_owned).collect(),
                    (None, Some(n)) => {
                        let mut rest = s.trim_start();
                        let mut parts = Vec::new();
                        while parts.len() < n
                            && let Some((head, tail)) = rest.split_once(char::is_whitespace)
                        {
                            parts.push(head.to_owned());
                            rest = tail.trim_start();
                        }
                        if !rest.is_empty() {
                            parts.push(rest.to_owned());
                        }
                        parts
                    }
                };
                self.spend(parts.len() as u64)?;
                return Ok(Some(self.texts(parts, span)));
            }
            "splitlines" => {
                let ends = args
                    .get(0, "keepends")
                    .is_some_and(|v| self.truth(v) == Some(true));
                return Ok(Some(self.texts(super::lines::lines(s, ends), span)));
            }
            "partition" | "rpartition" => {
                let sep = first.unwrap_or_default();
                let found = if name == "partition" {
                    s.split_once(&*sep)
                } else {
                    s.rsplit_once(&*sep)
                };
                let [x, y, z] = match found {
                    Some((a, b)) => [a, &*sep, b],
                    None if name == "partition" => [s, "", ""],
                    None => ["", "", s],
                };
                let items = vec![self.text(x, span), self.text(y, span), self.text(z, span)];
                return Ok(Some(self.tuple(items, span)));
            }
            "count" => {
                let n = first.map_or(0, |f| {
                    if f.is_empty() {
                        s.chars().count() + 1
                    } else {
                        s.matches(&*f).count()
                    }
                });
                return Ok(Some(self.make(Kind::Int(n as i128), span)));
            }
            "find" | "index" | "rfind" | "rindex" => {
                let f = first.unwrap_or_default();
                let at = if name.starts_with('r') {
                    s.rfind(&*f)
                } else {
                    s.find(&*f)
                };
                let at = at
                    .and_then(|i| s.get(..i))
                    .map(|head| head.chars().count() as i128);
                return match at {
                    None if name.ends_with("index") => {
                        self.raise("builtins.ValueError", "substring not found", span)
                    }
                    at => Ok(Some(self.make(Kind::Int(at.unwrap_or(-1)), span))),
                };
            }
            "isdigit" | "isdecimal" | "isnumeric" => {
                return Ok(Some(Val::bool(all(char::is_numeric))));
            }
            "isalpha" => return Ok(Some(Val::bool(all(char::is_alphabetic)))),
            "isalnum" => return Ok(Some(Val::bool(all(char::is_alphanumeric)))),
            "isspace" => return Ok(Some(Val::bool(all(char::is_whitespace)))),
            "isascii" => return Ok(Some(Val::bool(s.is_ascii()))),
            "isprintable" => return Ok(Some(Val::bool(!s.chars().any(char::is_control)))),
            "islower" => {
                return Ok(Some(Val::bool(
                    s.chars().any(char::is_lowercase) && !s.chars().any(char::is_uppercase),
                )));
            }
            "isupper" => {
                return Ok(Some(Val::bool(
                    s.chars().any(char::is_uppercase) && !s.chars().any(char::is_lowercase),
                )));
            }
            "isidentifier" => {
                let mut chars = s.chars();
                let head = chars.next().is_some_and(|c| c == '_' || c.is_alphabetic());
                return Ok(Some(Val::bool(
                    head && chars.all(|c| c == '_' || c.is_alphanumeric()),
                )));
            }
            "encode" => {
                let said = |m: &Self, at, name, usual: &str| match args.get(at, name) {
                    Some(v) => m.known_text(Some(v)),
                    None => Some(Arc::from(usual)),
                };
                let encoding = said(self, 0, "encoding", "utf-8");
                let errors = said(self, 1, "errors", "strict");
                let both = encoding.zip(errors);
                let made = both.and_then(|(e, how)| super::normal::encoded(s, &e, &how));
                return match made {
                    Some(Ok(bytes)) => Ok(Some(self.make(Kind::Bytes(bytes.into()), span))),
                    Some(Err(why)) => self.raise("builtins.UnicodeEncodeError", &why, span),
                    None => Ok(None),
                };
            }
            _ => return Ok(None),
        };
        Ok(Some(self.text(&text, span)))
    }

    /// A text that may stand at the edge of another one: what is written, `os.pardir`, `os.sep`.
    fn edge(&self, v: Val) -> Option<Arc<str>> {
        let v = self.look(v);
        match self.kind(v) {
            Kind::Str(s) => Some(s.clone()),
            _ if self.is_up(v) => Some("..".into()),
            Kind::Symbol(name) => super::path::is_separator(name).then(|| "/".into()),
            _ => None,
        }
    }

    /// `startswith` and `endswith`, also of text with holes whose edge is fixed.
    fn edge_test(&mut self, receiver: Val, name: &str, args: &Args, span: Span) -> Follow<Val> {
        let wanted = args.get(0, "prefix");
        let mut options = Vec::new();
        if let Some(v) = wanted {
            match self.kind(self.look(v)).clone() {
                Kind::Tuple(items) => {
                    options.extend(items.iter().filter_map(|&item| self.edge(item)));
                }
                _ => options.extend(self.edge(v)),
            }
        }
        let start = name == "startswith";
        let edge = |s: &str, o: &str| {
            if start {
                s.starts_with(o)
            } else {
                s.ends_with(o)
            }
        };
        if !options.is_empty() && args.positional.len() == 1 {
            if let Kind::Str(s) = self.kind(receiver) {
                return Ok(Val::bool(options.iter().any(|o| edge(s, o))));
            }
            if let Some(parts) = self.pieces(receiver) {
                let part = if start { parts.first() } else { parts.last() };
                if let Some(Part::Literal(l)) = part
                    && options.iter().any(|o| edge(l, o))
                {
                    return Ok(Val::TRUE);
                }
            }
        }
        // What begins with a way up is in no folder.
        let up = options.iter().any(|o| o.starts_with(".."));
        if start && !up && wanted.is_some_and(|p| self.prefix_holds_inside(receiver, p)) {
            return Ok(self.make(Kind::Test(Arc::from(super::path::INSIDE), receiver), span));
        }
        // The test is named after all that it asks for, when all of that is known.
        let whole = wanted.map_or(0, |v| match self.kind(self.look(v)) {
            Kind::Tuple(items) => items.len(),
            _ => 1,
        });
        let test = if !options.is_empty() && options.len() == whole && args.positional.len() == 1 {
            format!("str.{name}:{}", options.join("\n"))
        } else {
            format!("str.{name}")
        };
        Ok(self.make(Kind::Test(Arc::from(test), receiver), span))
    }

    fn join_method(&mut self, separator: Val, args: &Args, span: Span) -> Follow<Val> {
        let Some(list) = args.get(0, "iterable") else {
            return self.raise(
                "builtins.TypeError",
                "str.join() takes exactly one argument (0 given)",
                span,
            );
        };
        match self.items(list, span)? {
            Items::Known(items) => {
                let mut parts = Vec::with_capacity(items.len() * 2);
                for (at, item) in items.into_iter().enumerate() {
                    if at > 0 {
                        parts.push(Part::Hole(separator));
                    }
                    let item = self.look(item);
                    if matches!(
                        self.kind(item),
                        Kind::Int(_)
                            | Kind::None
                            | Kind::Float(_)
                            | Kind::Bool(_)
                            | Kind::Tuple(_)
                            | Kind::Bytes(_)
                    ) {
                        let ty = self.type_name(item);
                        return self.raise(
                            "builtins.TypeError",
                            &format!("sequence item {at}: expected str instance, {ty} found"),
                            span,
                        );
                    }
                    parts.push(Part::Hole(item));
                }
                self.spend(parts.len() as u64 / 4)?;
                Ok(self.joined(parts, span))
            }
            // However often fixed text is repeated, it holds nothing from outside.
            Items::Each(element) => {
                let mut from = vec![element, separator];
                // The end of a list stays known as one.
                from.extend(self.end_of(list).map(|_| list));
                let v = self.derive(Some("str"), &from, How::Text, span);
                let plain = matches!(self.kind(separator), Kind::Str(s) if s.is_empty());
                match self.table_of(element).filter(|_| plain) {
                    Some(table) => Ok(self.replaced_in(v, &table, span)),
                    None => Ok(v),
                }
            }
        }
    }
}
