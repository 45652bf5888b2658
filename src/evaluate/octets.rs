//! Methods of bytes: what they give where the bytes are known.
//!
//! Called by `method`.

use super::call::Args;
use super::coded::{Field, kinds, number, packed, unpacked};
use super::container::Items;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// What a method of known bytes comes to.
enum Made {
    Bytes(Vec<u8>),
    Text(String),
    Bool(bool),
    Int(i128),
    List(Vec<Vec<u8>>),
    Tuple(Vec<Vec<u8>>),
    Raises(&'static str, &'static str),
}

impl Machine<'_, '_> {
    pub(super) fn bytes_method(
        &mut self,
        receiver: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        // What an iterable gives, such as the lines of a pipe.
        if name == "join"
            && let Some(given) = args.get(0, "iterable").map(|v| self.look(v))
            && matches!(self.kind(given), Kind::External(..) | Kind::Fields(..))
            && let Items::Known(parts) = self.items(given, span)?
        {
            let parts = self.list(parts, span);
            let args = Args::positional(vec![parts]);
            return self.bytes_method(receiver, name, &args, span);
        }
        if let Some(made) = self.changed_in_place(receiver, name, args, span)? {
            return Ok(made);
        }
        if let Kind::Bytes(bytes) = self.kind(receiver).clone() {
            self.spend(bytes.len() as u64 / 16)?;
            if let Some(made) = self.made_of_bytes(&bytes, name, args) {
                let list = |m: &mut Self, parts: Vec<Vec<u8>>| -> Vec<Val> {
                    let parts = parts.into_iter();
                    parts
                        .map(|part| m.make(Kind::Bytes(part.into()), span))
                        .collect()
                };
                return Ok(match made {
                    Made::Bytes(bytes) => self.make(Kind::Bytes(bytes.into()), span),
                    Made::Text(text) => self.text(&text, span),
                    Made::Bool(holds) => Val::bool(holds),
                    Made::Int(n) => self.make(Kind::Int(n), span),
                    Made::List(parts) => {
                        let parts = list(self, parts);
                        self.list(parts, span)
                    }
                    Made::Tuple(parts) => {
                        let parts = list(self, parts);
                        self.tuple(parts, span)
                    }
                    Made::Raises(name, message) => return self.raise(name, message, span),
                });
            }
        }
        let mut from = vec![receiver];
        from.extend(args.all());
        let ty = match name {
            "decode" | "hex" => "str",
            "startswith" | "endswith" | "isdigit" | "isalpha" | "isalnum" | "isascii"
            | "isspace" => "bool",
            "find" | "rfind" | "index" | "rindex" | "count" => "int",
            _ => "bytes",
        };
        if ty == "int" || ty == "bool" {
            return Ok(self.derive(Some(ty), &[], How::Plain, span));
        }
        Ok(self.derive(
            Some(ty),
            &from,
            How::Call(Arc::from(format!("bytes.{name}"))),
            span,
        ))
    }

    fn known_octets(&self, v: Option<Val>) -> Option<Arc<[u8]>> {
        match self.kind(self.look(v?)) {
            Kind::Bytes(bytes) => Some(bytes.clone()),
            _ => None,
        }
    }

    fn made_of_bytes(&self, bytes: &[u8], name: &str, args: &Args) -> Option<Made> {
        let given = args.get(0, "sep").map(|v| self.look(v));
        let first = self.known_octets(given);
        let count = match args.get(1, "maxsplit") {
            Some(n) if matches!(name, "split" | "rsplit") => Some(self.as_int(n)?),
            _ => None,
        };
        let position = |at: Option<usize>| at.and_then(|at| i128::try_from(at).ok()).unwrap_or(-1);
        let all = |test: fn(&u8) -> bool| Made::Bool(!bytes.is_empty() && bytes.iter().all(test));
        Some(match name {
            "decode" => self.decoded(bytes, args)?,
            "hex" if args.get(1, "bytes_per_sep").is_none() => {
                let between = match given.map(|v| self.kind(self.look(v))) {
                    None => "",
                    Some(Kind::Str(sep)) if sep.len() == 1 => sep,
                    Some(_) => return None,
                };
                let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
                Made::Text(pairs.join(between))
            }
            "tobytes" => Made::Bytes(bytes.to_vec()),
            "center" | "ljust" | "rjust" | "zfill" => {
                let width = usize::try_from(self.as_int(given?)?).unwrap_or(0).min(4096);
                let missing = width.saturating_sub(bytes.len());
                let fill = match args.get(1, "fillchar").map(|v| self.kind(self.look(v))) {
                    Some(Kind::Bytes(one)) => *one.first()?,
                    Some(_) => return None,
                    None => b' ',
                };
                Made::Bytes(super::coded::placed(name, bytes, missing, fill))
            }
            "translate" => {
                let gone = match args
                    .get(1, "delete")
                    .map(|v| self.kind(self.look(v)).clone())
                {
                    Some(Kind::Bytes(gone)) => gone.to_vec(),
                    Some(_) => return None,
                    None => Vec::new(),
                };
                let table = match self.kind(self.look(given?)).clone() {
                    Kind::Bytes(table) if table.len() == 256 => Some(table),
                    Kind::None => None,
                    _ => return None,
                };
                let kept = bytes.iter().filter(|byte| !gone.contains(byte));
                let turned = kept.map(|byte| match &table {
                    Some(table) => table.get(usize::from(*byte)).copied().unwrap_or(*byte),
                    None => *byte,
                });
                Made::Bytes(turned.collect())
            }
            "startswith" | "endswith" => {
                let begins = name == "startswith";
                let fits = |asked: &[u8], part: &[u8]| {
                    if begins {
                        asked.starts_with(part)
                    } else {
                        asked.ends_with(part)
                    }
                };
                let bounds = self.asked_part(args, bytes.len())?;
                let asked = bounds.and_then(|(start, end)| bytes.get(start..end));
                let fits = |part: &[u8]| asked.is_some_and(|asked| fits(asked, part));
                match self.kind(given?) {
                    Kind::Bytes(part) => Made::Bool(fits(part)),
                    Kind::Tuple(parts) => {
                        let parts = parts.iter().map(|&v| self.known_octets(Some(v)));
                        let parts: Vec<Arc<[u8]>> = parts.collect::<Option<_>>()?;
                        Made::Bool(parts.iter().any(|part| fits(part)))
                    }
                    Kind::Str(_) | Kind::None | Kind::Int(_) => Made::Raises(
                        "builtins.TypeError",
                        "a bytes-like object is required, not another type",
                    ),
                    _ => return None,
                }
            }
            "find" | "index" | "rfind" | "rindex" | "count" => {
                let part = match self.kind(given?) {
                    // One byte by its number.
                    Kind::Int(n) => Arc::from([u8::try_from(*n).ok()?]),
                    _ => first?,
                };
                let bounds = self.asked_part(args, bytes.len())?;
                let start = bounds.map_or(0, |(start, _)| start);
                let asked = bounds.and_then(|(start, end)| bytes.get(start..end));
                if name == "count" {
                    Made::Int(position(Some(match asked {
                        None => 0,
                        Some(asked) if part.is_empty() => asked.len() + 1,
                        Some(asked) => pieces(asked, &part, None).len() - 1,
                    })))
                } else {
                    let at = asked.and_then(|asked| {
                        if name.starts_with('r') {
                            find_last(asked, &part)
                        } else {
                            find(asked, &part)
                        }
                    });
                    if at.is_none() && name.ends_with("index") {
                        return Some(Made::Raises("builtins.ValueError", "subsection not found"));
                    }
                    Made::Int(position(at.map(|at| at + start)))
                }
            }
            "split" => {
                let most = count.and_then(|n| usize::try_from(n).ok());
                match (given, first) {
                    (Some(_), Some(part)) if !part.is_empty() => {
                        Made::List(pieces(bytes, &part, most))
                    }
                    (None, _) if most.is_none() => {
                        let words = bytes.split(|byte| is_space(*byte));
                        let words = words.filter(|word| !word.is_empty());
                        Made::List(words.map(<[u8]>::to_vec).collect())
                    }
                    _ => return None,
                }
            }
            "splitlines" => {
                let keep = match args.get(0, "keepends") {
                    Some(keep) => self.truth(keep)?,
                    None => false,
                };
                let mut lines = Vec::new();
                let mut rest = bytes;
                while !rest.is_empty() {
                    let at = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
                    let (line, after) = rest.split_at(at.unwrap_or(rest.len()));
                    let end =
                        usize::from(!after.is_empty()) + usize::from(after.starts_with(b"\r\n"));
                    let kept = after.get(..end).filter(|_| keep).unwrap_or(&[]);
                    lines.push([line, kept].concat());
                    rest = after.get(end..).unwrap_or(&[]);
                }
                Made::List(lines)
            }
            "rsplit" => {
                let part = first.filter(|part| !part.is_empty())?;
                let mut parts = pieces(bytes, &part, None);
                if let Some(most) = count.and_then(|n| usize::try_from(n).ok()) {
                    let joined = parts.len().saturating_sub(most).max(1);
                    let head: Vec<Vec<u8>> = parts.drain(..joined).collect();
                    parts.insert(0, head.join(&*part));
                }
                Made::List(parts)
            }
            "partition" | "rpartition" => {
                let part = first.filter(|part| !part.is_empty())?;
                let last = name == "rpartition";
                let at = if last {
                    find_last(bytes, &part)
                } else {
                    find(bytes, &part)
                };
                Made::Tuple(match at {
                    Some(at) => {
                        let (head, rest) = bytes.split_at(at);
                        let tail = rest.get(part.len()..).unwrap_or(&[]);
                        vec![head.to_vec(), part.to_vec(), tail.to_vec()]
                    }
                    None if last => vec![Vec::new(), Vec::new(), bytes.to_vec()],
                    None => vec![bytes.to_vec(), Vec::new(), Vec::new()],
                })
            }
            "strip" | "lstrip" | "rstrip" => {
                let set = match given {
                    Some(_) => first?,
                    None => Arc::from(&b" \t\n\r\x0b\x0c"[..]),
                };
                let outside = |byte: &u8| !set.contains(byte);
                let start = match name {
                    "rstrip" => 0,
                    _ => bytes.iter().position(outside).unwrap_or(bytes.len()),
                };
                let end = match name {
                    "lstrip" => bytes.len(),
                    _ => bytes.iter().rposition(outside).map_or(start, |at| at + 1),
                };
                Made::Bytes(bytes.get(start..end.max(start)).unwrap_or(&[]).to_vec())
            }
            "removeprefix" => {
                let part = first?;
                Made::Bytes(bytes.strip_prefix(&*part).unwrap_or(bytes).to_vec())
            }
            "removesuffix" => {
                let part = first?;
                Made::Bytes(bytes.strip_suffix(&*part).unwrap_or(bytes).to_vec())
            }
            "replace" if args.positional.len() == 2 => {
                let part = first.filter(|part| !part.is_empty())?;
                let new = self.known_octets(args.get(1, "new"))?;
                if bytes.len().saturating_mul(new.len() + 1) > super::operator::LENGTH {
                    return None;
                }
                Made::Bytes(pieces(bytes, &part, None).join(&*new))
            }
            "join" => {
                let parts = match self.content_kind(given?) {
                    Kind::List(items) => items.to_vec(),
                    Kind::Tuple(items) => items.to_vec(),
                    Kind::Iterator(items, at) => items.iter().skip(at).copied().collect(),
                    _ => return None,
                };
                let parts = parts.into_iter().map(|v| self.known_octets(Some(v)));
                let parts: Vec<Arc<[u8]>> = parts.collect::<Option<_>>()?;
                let parts: Vec<&[u8]> = parts.iter().map(|part| &**part).collect();
                let own: usize = parts.iter().map(|part| part.len()).sum();
                if own + bytes.len().saturating_mul(parts.len()) > super::operator::LENGTH {
                    return None;
                }
                Made::Bytes(parts.join(bytes))
            }
            "swapcase" => {
                let turned = bytes.iter().map(|b| match b {
                    b'a'..=b'z' => b.to_ascii_uppercase(),
                    _ => b.to_ascii_lowercase(),
                });
                Made::Bytes(turned.collect())
            }
            "upper" => Made::Bytes(bytes.to_ascii_uppercase()),
            "lower" => Made::Bytes(bytes.to_ascii_lowercase()),
            "isdigit" => all(u8::is_ascii_digit),
            "isalpha" => all(u8::is_ascii_alphabetic),
            "isalnum" => all(u8::is_ascii_alphanumeric),
            "isspace" => all(|byte| is_space(*byte)),
            "isascii" => Made::Bool(bytes.is_ascii()),
            _ => return None,
        })
    }

    /// A number as two whole ones, as far as those are not too long.
    fn ratio(&self, v: Val) -> Option<(i128, i128)> {
        if let Some(n) = self.as_int(v) {
            return Some((n, 1));
        }
        let Kind::Float(x) = *self.kind(self.look(v)) else {
            return None;
        };
        let (mut x, mut under) = (x, 1_i128);
        while x.is_finite() && x.fract() != 0.0 {
            x *= 2.0;
            under = under.checked_mul(2).filter(|n| *n < 1 << 100)?;
        }
        #[allow(clippy::cast_possible_truncation)]
        (x.is_finite() && x.abs() < 1e30).then_some((x as i128, under))
    }

    /// A method of a number.
    pub(super) fn number_method(
        &mut self,
        receiver: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        let known = self.as_int(receiver);
        if name == "bit_length"
            && let Some(n) = known
        {
            let bits = 128 - n.unsigned_abs().leading_zeros();
            return Ok(self.make(Kind::Int(i128::from(bits)), span));
        }
        if name == "bit_count"
            && let Some(n) = known
        {
            let bits = i128::from(n.unsigned_abs().count_ones());
            return Ok(self.make(Kind::Int(bits), span));
        }
        if name == "as_integer_ratio"
            && let Some((over, under)) = self.ratio(receiver)
        {
            let both = [over, under]
                .map(|n| self.make(Kind::Int(n), span))
                .to_vec();
            return Ok(self.tuple(both, span));
        }
        if name == "is_integer"
            && let Kind::Float(x) = self.kind(self.look(receiver))
        {
            return Ok(Val::bool(x.is_finite() && x.fract() == 0.0));
        }
        // Of a whole number and one with a point, only the second knows both.
        if let (Some(op), Some(other)) = (super::library::compares(name), args.get(0, "other")) {
            let whole = |v: Val| matches!(self.kind(self.look(v)), Kind::Int(_) | Kind::Bool(_));
            let float = |v: Val| matches!(self.kind(self.look(v)), Kind::Float(_));
            if whole(other) || (float(receiver) && float(other)) {
                return Ok(self.compare(op, receiver, other, span));
            }
        }
        let mut from = vec![receiver];
        from.extend(args.all());
        if name != "to_bytes" {
            return Ok(self.derive(Some("int"), &from, How::Plain, span));
        }
        let length = match args.get(0, "length") {
            Some(v) => self.as_int(v),
            None => Some(1),
        };
        let order = match args.get(1, "byteorder").map(|v| self.look(v)) {
            Some(v) => match self.kind(v) {
                Kind::Str(order) => Some(&**order == "little"),
                _ => None,
            },
            None => Some(false),
        };
        let signed = match args.keyword("signed") {
            Some(v) => self.truth(v),
            None => Some(false),
        };
        let counted = self.may_be_counted(receiver, span);
        let size = length.and_then(|n| usize::try_from(n).ok());
        if let (Some(n), Some(true), Some(size @ 1..=15), Some(little)) =
            (known.filter(|_| !counted), signed, size, order)
        {
            // What stands in front of the bytes that count are copies of the sign.
            let ends = 1_i128 << (8 * size - 1);
            if !(-ends..ends).contains(&n) {
                return self.raise("builtins.OverflowError", "int too big to convert", span);
            }
            let mut bytes = n.to_be_bytes().to_vec();
            bytes.drain(..16 - size);
            if little {
                bytes.reverse();
            }
            return Ok(self.make(Kind::Bytes(bytes.into()), span));
        }
        let number = known
            .filter(|_| signed == Some(false) && !counted)
            .and_then(|n| u128::try_from(n).ok());
        if let (Some(number), Some(size), Some(little)) =
            (number, size.filter(|size| *size <= 4096), order)
        {
            let all = number.to_be_bytes();
            let needed = all.iter().skip_while(|b| **b == 0);
            let mut bytes: Vec<u8> = needed.copied().collect();
            if bytes.len() > size {
                return self.raise("builtins.OverflowError", "int too big to convert", span);
            }
            bytes.splice(..0, std::iter::repeat_n(0, size - bytes.len()));
            if little {
                bytes.reverse();
            }
            return Ok(self.make(Kind::Bytes(bytes.into()), span));
        }
        let how = How::Call(Arc::from("int.to_bytes"));
        Ok(self.derive(Some("bytes"), &from, how, span))
    }

    /// `int.from_bytes` of bytes that are known, in an order that is known.
    pub(super) fn number_of_bytes(&self, args: &Args) -> Option<i128> {
        let mut bytes = match self.content_kind(self.look(args.get(0, "bytes")?)) {
            Kind::Bytes(bytes) => bytes.to_vec(),
            _ => return None,
        };
        match args.get(1, "byteorder").map(|v| self.kind(self.look(v))) {
            None => {}
            Some(Kind::Str(order)) if &**order == "big" => {}
            Some(Kind::Str(order)) if &**order == "little" => bytes.reverse(),
            Some(_) => return None,
        }
        let signed = match args.keyword("signed") {
            Some(v) => self.truth(v)?,
            None => false,
        };
        number(&bytes, signed)
    }

    /// What `struct.pack` makes of a format and fields that are known.
    pub(super) fn packed(&mut self, args: &Args, span: Span) -> Option<Val> {
        let (format, fields) = args.positional.split_first()?;
        let Kind::Str(format) = self.kind(self.look(format.0)).clone() else {
            return None;
        };
        let field = |(v, _): &(Val, Span)| match self.kind(self.look(*v)) {
            Kind::Int(n) => Some(Field::Number(*n)),
            Kind::Bytes(bytes) => Some(Field::Bytes(bytes.clone())),
            _ => None,
        };
        let fields: Option<Vec<Field>> = fields.iter().map(field).collect();
        let mut given = args.positional.iter().skip(1);
        if given.any(|&(v, _)| self.may_be_counted(v, span)) {
            return None;
        }
        let bytes = packed(&format, &fields?)?;
        Some(self.make(Kind::Bytes(bytes.into()), span))
    }

    /// The name of a file as text or as bytes: what it is already stays.
    pub(super) fn file_name(
        &mut self,
        name: Option<Val>,
        (method, from): (&str, &str),
        span: Span,
    ) -> Follow<Option<Val>> {
        Ok(match name {
            Some(v) if self.type_name(v) == from => {
                Some(self.call_method(v, method, Args::default(), span)?)
            }
            Some(v) if self.is_constant(v) => Some(v),
            _ => None,
        })
    }

    /// What `struct.unpack` reads out of bytes; of those that are not known, which of it are numbers.
    pub(super) fn unpacked(&mut self, args: &Args, span: Span) -> Option<Val> {
        let Kind::Str(format) = self.kind(self.look(args.get(0, "format")?)).clone() else {
            return None;
        };
        let buffer = self.look(args.get(1, "buffer")?);
        let Kind::Bytes(bytes) = self.kind(buffer).clone() else {
            let kinds = kinds(&format).filter(|_| self.world.is_none())?.into_iter();
            let fields = kinds.map(|ty| self.derive(Some(ty), &[buffer], How::Part, span));
            let fields = fields.collect();
            return Some(self.tuple(fields, span));
        };
        let fields = unpacked(&format, &bytes)?.into_iter();
        let fields = fields.map(|field| match field {
            Field::Number(n) => self.make(Kind::Int(n), span),
            Field::Bytes(bytes) => self.make(Kind::Bytes(bytes), span),
        });
        let fields = fields.collect();
        Some(self.tuple(fields, span))
    }

    fn decoded(&self, bytes: &[u8], args: &Args) -> Option<Made> {
        let word = |at, name| match args.get(at, name).map(|v| self.kind(self.look(v))) {
            None => Some(String::new()),
            Some(Kind::Str(text)) => Some(text.to_lowercase().replace(['-', '_'], "")),
            Some(_) => None,
        };
        let (encoding, errors) = (word(0, "encoding")?, word(1, "errors")?);
        let text = match encoding.as_str() {
            "latin1" | "iso88591" => {
                return Some(Made::Text(bytes.iter().map(|&b| char::from(b)).collect()));
            }
            "ascii" | "usascii" => bytes
                .is_ascii()
                .then(|| std::str::from_utf8(bytes).ok())
                .flatten(),
            "" | "utf8" => std::str::from_utf8(bytes).ok(),
            _ => return None,
        };
        Some(match (text, errors.as_str()) {
            (Some(text), _) => Made::Text(text.to_owned()),
            (None, "replace") => Made::Text(String::from_utf8_lossy(bytes).into_owned()),
            (None, "ignore") => Made::Text(String::from_utf8_lossy(bytes).replace('\u{fffd}', "")),
            (None, "" | "strict") => Made::Raises(
                "builtins.UnicodeDecodeError",
                "'utf-8' codec can't decode the bytes",
            ),
            _ => return None,
        })
    }
}

/// White space among bytes, as Python sees it.
fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0x0b
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(0);
    }
    bytes.windows(part.len()).position(|window| window == part)
}

fn find_last(bytes: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() {
        return Some(bytes.len());
    }
    bytes.windows(part.len()).rposition(|window| window == part)
}

/// The bytes cut at a part that is not empty, at most so many times.
fn pieces(bytes: &[u8], part: &[u8], most: Option<usize>) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    let mut rest = bytes;
    while most.is_none_or(|most| all.len() < most)
        && let Some(at) = find(rest, part)
    {
        let (head, tail) = rest.split_at(at);
        all.push(head.to_vec());
        rest = tail.get(part.len()..).unwrap_or(&[]);
    }
    all.push(rest.to_vec());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_cut_as_python_cuts_them() {
        let cut = |text: &[u8], part: &[u8], most| pieces(text, part, most);
        assert_eq!(
            cut(b"a.b.c", b".", Some(1)),
            vec![b"a".to_vec(), b"b.c".to_vec()]
        );
        assert_eq!(
            cut(b"a..", b".", None),
            vec![b"a".to_vec(), Vec::new(), Vec::new()]
        );
        assert_eq!(find_last(b"abab", b"ab"), Some(2));
    }
}
