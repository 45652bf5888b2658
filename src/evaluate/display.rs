//! Values as text: pieces joined, `str`, `repr`, and how Python prints each kind.
//!
//! Called wherever text is made.

use super::call::Args;
use super::doubt;
use super::machine::{Follow, Machine};
use super::operator::{LENGTH, PIECES};
use super::value::{How, Kind, Node, Part, Val};
use crate::text::Span;
use std::fmt::Write as _;
use std::sync::Arc;

/// How deep things may stand in one another that are shown.
const DEPTH: u32 = 50;

/// What an object shows as its text that keeps what it holds to itself.
const STARS: &str = "**********";

impl Machine<'_, '_> {
    /// `print(text, file=page)` writes into what it is given; the streams of the process aside.
    pub(super) fn print_elsewhere(&mut self, args: &Args, span: Span) -> Follow<()> {
        let Some(file) = args.keyword("file").map(|v| self.look(v)) else {
            return Ok(());
        };
        if self.world.is_none() && matches!(self.kind(file), Kind::External(..)) {
            let given = args.positional.clone();
            let given = Args::positional(given.into_iter().map(|(v, _)| v).collect());
            self.call_method(file, "write", given, span)?;
        }
        Ok(())
    }

    /// `print(…)` on the screen: an object is what it says of itself.
    pub(super) fn printed(&mut self, args: &Args, span: Span) -> Follow<Val> {
        let mut spoken = args.clone();
        for (word, _) in &mut spoken.positional {
            if self.world.is_some()
                && matches!(self.content_kind(self.look(*word)), Kind::Fields(..))
            {
                *word = self.stringify(*word, span)?;
            }
        }
        let said = self.offer("builtins.print", Val::NONE, &spoken, span)?;
        Ok(said.unwrap_or(Val::NONE))
    }

    /// What stands in the place of `sys.stdout`, in a probe.
    pub(super) fn replaced_screen(&mut self, span: Span) -> Option<Val> {
        let replaced = self.world.is_some() && self.overrides.contains_key("sys.stdout");
        replaced.then(|| self.read_symbol("sys.stdout", span))
    }

    /// `print(…, file=file)`: the words, what stands between them and behind them.
    pub(super) fn print_into(&mut self, file: Val, args: &Args, span: Span) -> Follow<Val> {
        if matches!(self.kind(file), Kind::Symbol(name) if matches!(&**name, "sys.stdout" | "sys.stderr"))
        {
            return self.printed(args, span);
        }
        let or = |m: &mut Self, name: &str, usual: &str| match args.keyword(name) {
            Some(v) if m.look(v) != Val::NONE => v,
            _ => m.text(usual, span),
        };
        let between = or(self, "sep", " ");
        let end = or(self, "end", "\n");
        let mut whole = self.text("", span);
        for (at, (word, _)) in args.positional.iter().enumerate() {
            if at > 0 {
                whole = self.add(whole, between, span)?;
            }
            let word = self.stringify(*word, span)?;
            whole = self.add(whole, word, span)?;
        }
        whole = self.add(whole, end, span)?;
        let written = Args {
            positional: vec![(whole, span)],
            ..Args::default()
        };
        self.call_method(file, "write", written, span)?;
        Ok(Val::NONE)
    }

    /// Text of these pieces: known text where everything is known.
    pub(super) fn joined(&mut self, parts: Vec<Part>, span: Span) -> Val {
        let mut all = Pieces::default();
        for part in parts {
            match part {
                Part::Literal(s) => all.text(&s),
                Part::Hole(v) => {
                    let mut v = self.look(v);
                    if self.handle(v).is_some()
                        && let Ok(Some(text)) = self.offer_method(v, "__str__", &[], span)
                    {
                        v = text;
                    }
                    if let Kind::Str(s) = self.kind(v) {
                        all.text(s);
                    } else if let Some(s) = self.display(v) {
                        all.text(&s);
                    } else if let Kind::Text(inner) = self.kind(v) {
                        for part in inner.iter() {
                            match part {
                                Part::Literal(s) => all.text(s),
                                Part::Hole(_) => all.hole(part.clone()),
                            }
                        }
                    } else {
                        all.hole(Part::Hole(v));
                    }
                }
            }
            // Told before it is made: a few short pieces may say a long one again and again.
            if all.length > LENGTH {
                self.exhausted = true;
                return self.opaque(doubt::text_too_long(), &[], span);
            }
        }
        all.close();
        let flat = all.flat;
        match flat.as_slice() {
            [] => return self.text("", span),
            [Part::Literal(text)] => return self.text(text, span),
            _ => {}
        }
        if flat.len() > PIECES {
            let from: Vec<Val> = flat
                .iter()
                .filter_map(|p| {
                    if let Part::Hole(v) = p {
                        Some(*v)
                    } else {
                        None
                    }
                })
                .collect();
            return self.derive(Some("str"), &from, How::Text, span);
        }
        let pieces: Arc<[Part]> = flat.into();
        let now = self.arena.add(Node {
            kind: Kind::Text(pieces.clone()),
            span,
            from: super::row::Row::default(),
            how: How::Text,
        });
        self.text_again(&pieces, now)
    }

    /// What `str(v)` gives, when that is known.
    pub(super) fn display(&self, v: Val) -> Option<String> {
        self.display_at(v, 0)
    }

    /// The same inside something that is shown: an exception may hold itself.
    fn display_at(&self, v: Val, depth: u32) -> Option<String> {
        if depth > DEPTH {
            return None;
        }
        match self.kind(v) {
            Kind::Str(s) => Some(s.to_string()),
            Kind::None => Some("None".into()),
            Kind::Bool(true) => Some("True".into()),
            Kind::Bool(false) => Some("False".into()),
            Kind::Int(n) => Some(n.to_string()),
            Kind::Float(x) => Some(super::number::float_text(*x)),
            Kind::Bytes(_) | Kind::Tuple(_) => self.representation(v, depth),
            Kind::Ref(_) => match self.kind(self.content(v)) {
                Kind::List(_) | Kind::Dict(_) | Kind::Set(_) => self.representation(v, depth),
                Kind::Fields(class, fields) => {
                    // An exception's text is its message.
                    let args = fields.iter().find(|(n, _)| &**n == "args")?.1;
                    if let Some(text) = self.system_error(fields, depth) {
                        return Some(text);
                    }
                    let key = "builtins.KeyError";
                    let of_key = matches!(self.kind(*class), Kind::Symbol(name) if &**name == key)
                        || self.outside_base(*class).as_deref() == Some(key);
                    match self.kind(args) {
                        Kind::Tuple(items) => match **items {
                            [] => Some(String::new()),
                            [one] if of_key => self.representation(self.look(one), depth + 1),
                            [one] => self.display_at(one, depth + 1),
                            _ => self.representation(args, depth + 1),
                        },
                        _ => None,
                    }
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// What `repr(v)` gives, when that is known and not too long: what holds the same things again and again
    /// has a text that is longer than any memory.
    pub(super) fn representation(&self, v: Val, depth: u32) -> Option<String> {
        let mut out = String::new();
        self.represent(v, depth, &mut out)?;
        Some(out)
    }

    fn represent(&self, v: Val, depth: u32, out: &mut String) -> Option<()> {
        if self.made_as(v).is_some() {
            let mut inner = String::new();
            self.represent_plain(v, depth, &mut inner)?;
            out.push_str(&self.shown_as_made(v, &inner)?);
            return Some(());
        }
        self.represent_plain(v, depth, out)
    }

    /// The text of what a value is followed as.
    fn represent_plain(&self, v: Val, depth: u32, out: &mut String) -> Option<()> {
        if depth > DEPTH || out.len() >= LENGTH {
            return None;
        }
        let list = |items: &[Val], out: &mut String| -> Option<()> {
            for (at, &item) in items.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                self.represent(self.look(item), depth + 1, out)?;
            }
            Some(())
        };
        let between = |ends: (&str, &str), items: &[Val], out: &mut String| {
            out.push_str(ends.0);
            list(items, out)?;
            out.push_str(ends.1);
            Some(())
        };
        match self.kind(v) {
            Kind::Str(s) => out.push_str(&quote(s)),
            Kind::Bytes(b) => out.push_str(&quote_bytes(b)),
            Kind::Row(names, items) if let Some(class) = self.tuple_class(v) => {
                if class.is_empty() {
                    return None;
                }
                out.push_str(class);
                for (at, (name, &item)) in names.iter().zip(items.iter()).enumerate() {
                    out.push_str(if at == 0 { "(" } else { ", " });
                    out.push_str(name);
                    out.push('=');
                    self.represent(self.look(item), depth + 1, out)?;
                }
                out.push_str(if items.is_empty() { "()" } else { ")" });
            }
            Kind::Tuple(items) | Kind::Row(_, items) => match items.len() {
                1 => between(("(", ",)"), items, out)?,
                _ => between(("(", ")"), items, out)?,
            },
            Kind::Ref(_) => match self.kind(self.content(v)) {
                Kind::List(items) => between(("[", "]"), items, out)?,
                Kind::Set(items) if items.is_empty() => out.push_str("set()"),
                Kind::Set(items) => between(("{", "}"), items, out)?,
                Kind::Dict(pairs) => {
                    out.push('{');
                    for (at, &(k, w)) in pairs.iter().enumerate() {
                        if at > 0 {
                            out.push_str(", ");
                        }
                        self.represent(k, depth + 1, out)?;
                        out.push_str(": ");
                        self.represent(self.look(w), depth + 1, out)?;
                    }
                    out.push('}');
                }
                Kind::Fields(class, fields) if self.tells_itself(*class) => {
                    let args = fields.iter().find(|(name, _)| &**name == "args")?.1;
                    let Kind::Tuple(items) = self.kind(args) else {
                        return None;
                    };
                    let name = self.exception_name(*class);
                    out.push_str(name.rsplit('.').next().unwrap_or_default());
                    between(("(", ")"), items, out)?;
                }
                _ => return None,
            },
            _ => out.push_str(&self.display_at(v, depth)?),
        }
        Some(())
    }

    /// The text of an error of the system that was made of a number and a text: `[Errno 2] No such file`.
    fn system_error(&self, fields: &[(Arc<str>, Val)], depth: u32) -> Option<String> {
        let told = |name: &str| {
            let (_, v) = fields.iter().find(|(field, _)| &**field == name)?;
            Some(self.look(*v))
        };
        let number = self.display_at(told("errno")?, depth + 1)?;
        let text = self.display_at(told("strerror")?, depth + 1)?;
        match told("filename")? {
            Val::NONE => Some(format!("[Errno {number}] {text}")),
            file => {
                let file = self.representation(file, depth + 1)?;
                Some(format!("[Errno {number}] {text}: {file}"))
            }
        }
    }

    /// Whether a class is an exception's that says nothing else of its text.
    fn tells_itself(&self, class: Val) -> bool {
        let base = match self.kind(class) {
            Kind::Symbol(name) => Some(name.clone()),
            _ => self.outside_base(class),
        };
        base.is_some_and(|base| self.knowledge.is_exception(&base))
            && self.class_member(class, "__repr__").is_none()
    }

    /// `repr(v)`.
    pub(super) fn repr(&mut self, v: Val, span: Span) -> Follow<Val> {
        if self.kindred_class(v).is_some() && self.has_method(v, "__repr__") {
            return self.call_method(v, "__repr__", super::call::Args::default(), span);
        }
        if let Some(s) = self.representation(v, 0) {
            return Ok(self.text(&s, span));
        }
        if let Some(shown) = self.shown_by_class(v, 0, span)? {
            return Ok(shown);
        }
        if self.handle(v).is_some()
            && let Some(text) = self.offer_method(v, "__repr__", &[], span)?
        {
            return Ok(text);
        }
        Ok(self.derive(
            Some("str"),
            &[v],
            How::Call(Arc::from("builtins.repr")),
            span,
        ))
    }

    /// `ascii(v)`.
    pub(super) fn ascii(&mut self, v: Val, span: Span) -> Follow<Val> {
        let shown = self.repr(v, span)?;
        Ok(match self.kind(shown).clone() {
            Kind::Str(s) => self.text(&in_ascii(&s), span),
            _ => shown,
        })
    }

    /// `str(v)`.
    pub(super) fn stringify(&mut self, v: Val, span: Span) -> Follow<Val> {
        if self.kindred_class(v).is_some() {
            if self.has_method(v, "__str__") {
                return self.call_method(v, "__str__", super::call::Args::default(), span);
            }
            if self.has_method(v, "__repr__") {
                return self.call_method(v, "__repr__", super::call::Args::default(), span);
            }
            let plain = self.without_class(v, span);
            return self.stringify(plain, span);
        }
        if self.is_text(v) {
            return Ok(v);
        }
        if self.is_masked(v) {
            return Ok(self.text(STARS, span));
        }
        if let Kind::Ref(_) = self.kind(v)
            && let Kind::Fields(class, _) = self.content_kind(v)
            && self.class_member(class, "__str__").is_some()
        {
            return self.call_method(v, "__str__", super::call::Args::default(), span);
        }
        if let Some(text) = self.member_text(v) {
            return self.stringify(text, span);
        }
        if self.member_value(v).is_none()
            && let Some(shown) = self.member_shown(v, false, span)
        {
            return Ok(shown);
        }
        if let Some(shown) = self.shown_by_class(v, 0, span)? {
            return Ok(shown);
        }
        if self.world.is_some()
            && let Kind::Symbol(name) = self.kind(v)
            && let Some(
                ty @ ("str" | "bytes" | "int" | "float" | "bool" | "list" | "tuple" | "dict"
                | "set"),
            ) = name.strip_prefix("builtins.")
        {
            let text = format!("<class '{ty}'>");
            return Ok(self.text(&text, span));
        }
        if self.handle(v).is_some()
            && let Some(text) = self.offer_method(v, "__str__", &[], span)?
        {
            return Ok(text);
        }
        Ok(self.joined(vec![Part::Hole(v)], span))
    }

    /// Whether an object of a library shows stars where others show what they hold.
    pub(super) fn is_masked(&self, v: Val) -> bool {
        let Kind::External(ty, ..) = self.kind(v) else {
            return false;
        };
        let shown = self.knowledge.returns.get(&format!("{ty}.__str__"));
        shown.is_some_and(|shown| shown == "masked")
    }

    pub(super) fn is_text(&self, v: Val) -> bool {
        match self.kind(v) {
            Kind::Str(_) | Kind::Text(_) => true,
            Kind::Unknown(Some(ty), _) => &**ty == "str",
            Kind::Tested(_, inner) => self.is_text(*inner),
            Kind::Either(options) => options.iter().all(|(o, _)| self.is_text(*o)),
            _ => false,
        }
    }

    /// Whether a value is a number of unknown size: it can be pasted into any text without harm.
    pub(super) fn is_number(&self, v: Val) -> bool {
        match self.kind(v) {
            Kind::Int(_) | Kind::Float(_) | Kind::Bool(_) => true,
            Kind::Unknown(Some(ty), _) => matches!(&**ty, "int" | "float" | "bool"),
            Kind::Compare(..) | Kind::Not(_) | Kind::Test(..) => true,
            Kind::Tested(name, inner) => {
                matches!(&**name, "type:int" | "type:float" | "type:bool") || self.is_number(*inner)
            }
            Kind::Either(options) => options.iter().all(|(o, _)| self.is_number(*o)),
            _ => false,
        }
    }
}

/// Pieces of a text, of which those that are known and stand side by side are one.
#[derive(Default)]
struct Pieces {
    flat: Vec<Part>,
    /// What is known and has not come to its end.
    open: String,
    /// How many bytes are known.
    length: usize,
}

impl Pieces {
    fn text(&mut self, text: &str) {
        self.length += text.len();
        if self.length <= LENGTH {
            self.open.push_str(text);
        }
    }

    fn hole(&mut self, hole: Part) {
        self.close();
        self.flat.push(hole);
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.flat.push(Part::Literal(Arc::from(self.open.as_str())));
            self.open.clear();
        }
    }
}

/// Text as Python's `repr` quotes it: a literal that reads back as the same text.
#[must_use]
pub fn quote(s: &str) -> String {
    let mark = if s.contains('\'') && !s.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::from(mark);
    for c in s.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == mark => {
                out.push('\\');
                out.push(c);
            }
            c if super::letter::is_printable(c) => out.push(c),
            c => escape(c, &mut out),
        }
    }
    out.push(mark);
    out
}

/// A character by its number, as short as Python writes it.
fn escape(c: char, out: &mut String) {
    let _ = match u32::from(c) {
        code @ ..=0xff => write!(out, "\\x{code:02x}"),
        code @ ..=0xffff => write!(out, "\\u{code:04x}"),
        code => write!(out, "\\U{code:08x}"),
    };
}

/// What `ascii` makes of a text that `repr` gave.
pub(super) fn in_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            escape(c, &mut out);
        }
    }
    out
}

fn quote_bytes(b: &[u8]) -> String {
    let mark = if b.contains(&b'\'') && !b.contains(&b'"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::with_capacity(b.len() + 3);
    out.push('b');
    out.push(mark);
    for &byte in b {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\'' if mark == '\'' => out.push_str("\\'"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            0x20..=0x7e => out.push(char::from(byte)),
            _ => {
                out.push_str("\\x");
                for digit in [byte >> 4, byte & 15] {
                    out.extend(char::from_digit(digit.into(), 16));
                }
            }
        }
    }
    out.push(mark);
    out
}
