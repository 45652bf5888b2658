//! The methods of text and bytes: which keep, which change, which tell something about their text.

use super::bounds::between;
use super::call::Args;
use super::container::Items;
use super::data::Data;
use super::letter;
use super::machine::{Follow, Machine};
use super::replaced::{begins_escape, is_taken_out, translated};
use super::value::{How, Kind, Node, Part, Val};
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

/// Whether this is how a page writes `<` where it begins no tag.
fn is_less_sign(text: &str) -> bool {
    let sign = || super::standard::unescaped(&text.to_ascii_lowercase());
    text.starts_with('&') && sign().as_deref() == Some("<")
}

impl Machine<'_, '_> {
    pub(super) fn known_text(&self, v: Option<Val>) -> Option<Arc<str>> {
        match self.kind(self.look(v?)) {
            Kind::Str(s) => Some(s.clone()),
            _ => None,
        }
    }

    /// Whether objects of a type are no text of this class: those of the standard library are none.
    pub(super) fn is_no_text(&self, ty: &str, class: &str) -> bool {
        let module = ty.split('.').next().unwrap_or_default();
        matches!(class, "builtins.str" | "builtins.bytes")
            && self.knowledge.standard.contains(module)
    }

    /// Whether a text is, in part at least, the program's own.
    fn is_written_here(&self, v: Val) -> bool {
        match self.kind(self.look(v)) {
            Kind::Str(_) | Kind::Template(_) => true,
            Kind::Text(parts) => parts.iter().any(|part| matches!(part, Part::Literal(_))),
            Kind::Either(options) => options
                .iter()
                .any(|(one, _)| !matches!(self.kind(*one), Kind::Unknown(..))),
            _ => false,
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
                let (old, new) = (args.get(0, "old"), args.get(1, "new"));
                let opens = self.known_text(old).is_some_and(|old| is_less_sign(&old))
                    && self.known_text(new).as_deref() == Some("<");
                let callee = if opens {
                    "str.replace(unescape)".to_owned()
                } else {
                    callee
                };
                let v = self.derive(Some("str"), &from, How::Call(Arc::from(callee)), span);
                // Whether a text that nobody here wrote has such a place, and which, is not known.
                let filled = new.is_some_and(|new| self.chosen_outside(new));
                let v = if filled
                    && !self.is_written_here(receiver)
                    && !self.chosen_outside(receiver)
                {
                    self.unfollowed(v, span)
                } else {
                    v
                };
                let is = |given: Option<Val>, sign: &str| {
                    self.known_text(given).as_deref() == Some(sign)
                };
                if is(old, "\\") && is(new, "/") && args.get(2, "count").is_none() {
                    self.note_as_read(v, receiver);
                }
                // `os.sep` is a sign, whichever it is.
                let sign = |&v: &Val| matches!(self.kind(self.look(v)), Kind::Symbol(name) if super::path::is_separator(name));
                let separator = old.filter(sign);
                let old = separator.map_or_else(|| self.known_text(old), |_| Some("/".into()));
                match (old, self.known_text(new)) {
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
                let how = How::Call(Arc::from(callee.as_str()));
                let element = self.derive(Some("str"), &from, how, span);
                let element = self.joined_again(&callee, &from, element);
                self.object(Kind::Many("list", element), span)
            }
            "partition" | "rpartition" => {
                let how = How::Call(Arc::from(callee));
                let parts = [(); 3].map(|()| self.derive(Some("str"), &from, how.clone(), span));
                self.parted(
                    receiver,
                    name == "partition",
                    args.get(0, "sep"),
                    parts,
                    span,
                )
            }
            _ => {
                let v = self.derive(Some("str"), &from, How::Call(Arc::from(callee)), span);
                match name {
                    "strip" | "lstrip" | "rstrip" if args.all().is_empty() => {
                        self.note_as_read(v, receiver);
                        v
                    }
                    "removesuffix" if let Some(end) = self.known_text(args.get(0, "suffix")) => {
                        self.note_sides(receiver, &[v], &end);
                        v
                    }
                    "lstrip" => {
                        let signs = args.get(0, "chars");
                        let v = self.below_own_root(receiver, signs, v, span);
                        self.begins_with_none(signs, v, span)
                    }
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
        if let Some(holds) = letter::all_are(s, name) {
            return Ok(Some(Val::bool(holds)));
        }
        let space = letter::is_space;
        let text = match name {
            "lower" | "upper" | "casefold" | "swapcase" | "capitalize" | "title" => {
                match letter::in_case(s, name) {
                    Some(text) => text,
                    None => return Ok(None),
                }
            }
            "strip" => match &first {
                Some(set) => s.trim_matches(|c| set.contains(c)).to_owned(),
                None => s.trim_matches(space).to_owned(),
            },
            "lstrip" => match &first {
                Some(set) => s.trim_start_matches(|c| set.contains(c)).to_owned(),
                None => s.trim_start_matches(space).to_owned(),
            },
            "rstrip" => match &first {
                Some(set) => s.trim_end_matches(|c| set.contains(c)).to_owned(),
                None => s.trim_end_matches(space).to_owned(),
            },
            "replace" => match (&first, self.known_text(args.get(1, "new"))) {
                (Some(old), Some(new)) => {
                    let Some(count) = self.done_at_most(args, 2, "count") else {
                        return Ok(None);
                    };
                    // A short text may become a very long one.
                    let times = s.matches(&**old).take(count).count();
                    if s.len() + times.saturating_mul(new.len()) > super::operator::LENGTH {
                        return Ok(None);
                    }
                    s.replacen(&**old, &new, count)
                }
                _ => return Ok(None),
            },
            "translate" => {
                if let Some(table) = a
                    && self.is_own_table(table)
                {
                    return self.translated_by(s, table, span);
                }
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
                Some(size) => match super::normal::without_tabs(s, size) {
                    Some(text) => text,
                    None => return Ok(None),
                },
                None => return Ok(None),
            },
            "removesuffix" => s
                .strip_suffix(first.as_deref().unwrap_or(""))
                .unwrap_or(s)
                .to_owned(),
            "zfill" | "ljust" | "rjust" | "center" => {
                let width = args.get(0, "width").and_then(|v| self.as_int(v));
                let width = width.map(|n| usize::try_from(n.max(0)).unwrap_or(usize::MAX));
                let fill = match args.get(1, "fillchar") {
                    Some(fill) => self.known_text(Some(fill)),
                    None => Some(Arc::from(" ")),
                };
                let fill = fill.and_then(|fill| {
                    let mut signs = fill.chars();
                    signs.next().filter(|_| signs.next().is_none())
                });
                match (width.filter(|width| *width <= 4096), fill) {
                    (Some(width), _) if name == "zfill" => letter::filled_up(s, width),
                    (Some(width), Some(fill)) => letter::placed(s, name, width, fill),
                    _ => return Ok(None),
                }
            }
            "split" | "rsplit" => {
                let Some(most) = self.done_at_most(args, 1, "maxsplit") else {
                    return Ok(None);
                };
                let parts: Vec<String> = match (&first, most) {
                    (Some(sep), _) if sep.is_empty() => {
                        return self.raise("builtins.ValueError", "empty separator", span);
                    }
                    (Some(sep), n) if name == "split" => s
                        .splitn(n.saturating_add(1), &**sep)
                        .map(str::to_owned)
                        .collect(),
                    (Some(sep), n) => {
                        let mut parts: Vec<String> = s
                            .rsplitn(n.saturating_add(1), &**sep)
                            .map(str::to_owned)
                            .collect();
                        parts.reverse();
                        parts
                    }
                    (None, most) => letter::words(s, most, name == "rsplit"),
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
            "count" | "find" | "index" | "rfind" | "rindex" => {
                let Some((part, bounds)) = first.zip(self.asked_part(args, s.chars().count()))
                else {
                    return Ok(None);
                };
                let asked = between(s, bounds);
                if name == "count" {
                    let n = asked.map_or(0, |asked| asked.matches(&*part).count());
                    return Ok(Some(self.make(Kind::Int(n as i128), span)));
                }
                let at = asked.and_then(|asked| {
                    let at = if name.starts_with('r') {
                        asked.rfind(&*part)
                    } else {
                        asked.find(&*part)
                    };
                    asked.get(..at?).map(|head| head.chars().count())
                });
                let at = at.map(|at| (at + bounds.map_or(0, |(start, _)| start)) as i128);
                return match at {
                    None if name.ends_with("index") => {
                        self.raise("builtins.ValueError", "substring not found", span)
                    }
                    at => Ok(Some(self.make(Kind::Int(at.unwrap_or(-1)), span))),
                };
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

    /// How often something is done at most, as often as there is where nobody limits it; `None` where it is not known.
    fn done_at_most(&self, args: &Args, at: usize, name: &str) -> Option<usize> {
        match args.get(at, name) {
            Some(v) => Some(usize::try_from(self.as_int(v)?).unwrap_or(usize::MAX)),
            None => Some(usize::MAX),
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
        // The test is named after all that it asks for, when all of that is known.
        let whole = wanted.map_or(0, |v| match self.kind(self.look(v)) {
            Kind::Tuple(items) => items.len(),
            _ => 1,
        });
        let all_known = options.len() == whole;
        if let Kind::Str(s) = self.kind(receiver)
            && let Some(bounds) = self.asked_part(args, s.chars().count())
        {
            let asked = between(s, bounds);
            if asked.is_some_and(|asked| options.iter().any(|o| edge(asked, o))) {
                return Ok(Val::TRUE);
            }
            if all_known {
                return Ok(Val::FALSE);
            }
        }
        if !options.is_empty()
            && args.positional.len() == 1
            && let Some(parts) = self.pieces(receiver)
        {
            let part = if start { parts.first() } else { parts.last() };
            if let Some(Part::Literal(l)) = part
                && options.iter().any(|o| edge(l, o))
            {
                return Ok(Val::TRUE);
            }
        }
        // What begins with a way up is in no folder.
        let up = options.iter().any(|o| o.starts_with(".."));
        if start && !up && wanted.is_some_and(|p| self.prefix_holds_inside(receiver, p)) {
            return Ok(self.make(Kind::Test(Arc::from(super::path::INSIDE), receiver), span));
        }
        let test = if !options.is_empty() && all_known && args.positional.len() == 1 {
            format!("str.{name}:{}", options.join("\n"))
        } else {
            format!("str.{name}")
        };
        // Whether it is the name of a folder can be asked of what is not written here.
        let from = wanted.filter(|_| start && options.is_empty());
        Ok(self.arena.add(Node {
            kind: Kind::Test(Arc::from(test), receiver),
            span,
            from: from.into_iter().collect(),
            how: How::Plain,
        }))
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
                    let item = self.plain_member(self.look(item));
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
