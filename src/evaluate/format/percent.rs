//! Text made by `"…" % values`.
//!
//! Called by `operator`, and where a log message is filled.

use super::super::call::Args;
use super::super::machine::{Follow, Machine};
use super::super::value::{How, Kind, Part, Val};
use crate::text::Span;
use std::sync::Arc;

impl Machine<'_, '_> {
    /// `b"..." % values`, in a probe: each byte is a sign on the way.
    pub(in crate::evaluate) fn percent_bytes(
        &mut self,
        left: Val,
        right: Val,
        span: Span,
    ) -> Follow<Val> {
        let Kind::Bytes(format) = self.content_kind(left) else {
            return self.percent(left, right, span);
        };
        let signs = |bytes: &[u8]| {
            bytes
                .iter()
                .map(|byte| char::from(*byte))
                .collect::<String>()
        };
        let format = signs(&format).replace("%b", "%s");
        let as_text = |m: &mut Self, v: Val| match m.content_kind(m.look(v)) {
            Kind::Bytes(bytes) => m.text(&signs(&bytes), span),
            _ => v,
        };
        let right = match self.content_kind(right) {
            Kind::Tuple(items) => {
                let items = items.iter().map(|item| as_text(self, *item)).collect();
                self.tuple(items, span)
            }
            _ => as_text(self, right),
        };
        let format = self.text(&format, span);
        let made = self.percent(format, right, span)?;
        let bytes = match self.kind(made) {
            Kind::Str(made) => made
                .chars()
                .map(|c| u8::try_from(u32::from(c)).ok())
                .collect(),
            _ => None,
        };
        match bytes {
            Some(bytes) => {
                let bytes: Vec<u8> = bytes;
                Ok(self.make(Kind::Bytes(bytes.into()), span))
            }
            None => Ok(self.derive(Some("bytes"), &[left, right], How::Text, span)),
        }
    }

    /// `"..." % values`.
    pub(in crate::evaluate) fn percent(
        &mut self,
        left: Val,
        right: Val,
        span: Span,
    ) -> Follow<Val> {
        let Kind::Str(format) = self.kind(left).clone() else {
            return Ok(self.derive(Some("str"), &[left, right], How::Text, span));
        };
        let mut values: Option<Vec<Val>> = match self.content_kind(right) {
            Kind::Tuple(_) if self.made_as(right) == Some("range") => Some(vec![right]),
            Kind::Tuple(items) | Kind::Row(_, items) => Some(items.to_vec()),
            Kind::Dict(_) => None,
            _ => Some(vec![right]),
        };
        if let Some(values) = &mut values {
            values.reverse();
        }
        let mut parts = Vec::new();
        let mut chars = format.chars().peekable();
        let mut literal = String::new();
        while let Some(c) = chars.next() {
            if c != '%' {
                literal.push(c);
                continue;
            }
            let mut key = None;
            if chars.peek() == Some(&'(') {
                chars.next();
                let mut name = String::new();
                let mut depth = 1;
                for c in chars.by_ref() {
                    match c {
                        '(' => depth += 1,
                        ')' => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                    name.push(c);
                }
                key = Some(name);
            }
            let mut flags = String::new();
            while let Some(&c) = chars.peek()
                && (c.is_ascii_digit() || "#- +.*".contains(c))
            {
                flags.push(c);
                chars.next();
            }
            if flags.contains('*')
                && let Some(values) = &mut values
                && let Some(known) = self.sizes_in(&flags, values)
            {
                flags = known;
            }
            let Some(conversion) = chars.next() else {
                return self.raise("builtins.ValueError", "incomplete format", span);
            };
            if conversion == '%' {
                literal.push('%');
                continue;
            }
            let value = match (&key, &mut values) {
                (Some(key), _) => {
                    let key = self.text(key, span);
                    self.item(right, key, span)?
                }
                (None, Some(values)) => match values.pop() {
                    Some(v) => v,
                    None => {
                        return self.raise(
                            "builtins.TypeError",
                            "not enough arguments for format string",
                            span,
                        );
                    }
                },
                (None, None) => right,
            };
            parts.push(Part::Literal(Arc::from(std::mem::take(&mut literal))));
            let value = self.look(value);
            let piece = match conversion {
                's' => {
                    let text = self.stringify(value, span)?;
                    match (self.kind(text), percent_spec(&flags, '>')) {
                        _ if flags.is_empty() => text,
                        (Kind::Str(_), Some(spec)) => {
                            let spec = self.text(&format!("{spec}s"), span);
                            self.formatted(text, spec, span)?
                        }
                        (Kind::Str(_), None) => self.derive(Some("str"), &[], How::Text, span),
                        _ => value,
                    }
                }
                'r' => self.repr(value, span)?,
                'a' => self.ascii(value, span)?,
                'd' | 'i' | 'u' | 'x' | 'X' | 'o' | 'c' | 'f' | 'F' | 'e' | 'E' | 'g' | 'G' => {
                    if matches!(self.kind(value), Kind::Str(_)) && conversion != 'c' {
                        return self.raise(
                            "builtins.TypeError",
                            &format!("%{conversion} format: a real number is required, not str"),
                            span,
                        );
                    }
                    let whole = matches!(conversion, 'd' | 'i' | 'u' | 'x' | 'X' | 'o');
                    let value = match self.kind(value) {
                        Kind::Str(s) if s.chars().count() == 1 => {
                            let code = s.chars().next().map_or(0, u32::from);
                            self.make(Kind::Int(i128::from(code)), span)
                        }
                        Kind::Float(_) if matches!(conversion, 'd' | 'i' | 'u') => {
                            self.number_from("int", value, &Args::default(), span)?
                        }
                        _ if whole && self.world.is_some() && self.has_method(value, "__int__") => {
                            self.number_from("int", value, &Args::default(), span)?
                        }
                        _ if !whole
                            && self.world.is_some()
                            && self.has_method(value, "__float__") =>
                        {
                            self.number_from("float", value, &Args::default(), span)?
                        }
                        _ => value,
                    };
                    match (self.as_int(value), flags.is_empty(), conversion) {
                        (Some(n), true, 'd' | 'i' | 'u') => self.text(&n.to_string(), span),
                        (Some(_), ..) | (_, _, 'f' | 'F' | 'e' | 'E' | 'g' | 'G')
                            if self.as_float(value).is_some()
                                && let Some(spec) = percent_spec(&flags, ' ') =>
                        {
                            let kind = match conversion {
                                'i' | 'u' => 'd',
                                other => other,
                            };
                            let spec = self.text(&format!("{spec}{kind}"), span);
                            self.formatted(value, spec, span)?
                        }
                        // Only a number passes: text raises TypeError.
                        _ => {
                            self.derive(Some("int"), &[value], How::Call(Arc::from("str.%d")), span)
                        }
                    }
                }
                _ => value,
            };
            parts.push(Part::Hole(piece));
        }
        if values.is_some_and(|v| !v.is_empty())
            && !matches!(self.kind(right), Kind::Ref(_) | Kind::Unknown(..))
        {
            return self.raise(
                "builtins.TypeError",
                "not all arguments converted during string formatting",
                span,
            );
        }
        parts.push(Part::Literal(Arc::from(literal)));
        Ok(self.joined(parts, span))
    }

    /// What stands between `%` and the sign behind it, with the sizes in it that are values: `"%0*d" % (5, n)`.
    fn sizes_in(&self, flags: &str, values: &mut Vec<Val>) -> Option<String> {
        let mut all = String::new();
        for sign in flags.chars() {
            if sign != '*' {
                all.push(sign);
                continue;
            }
            let size = self.as_int(*values.last()?)?;
            values.pop();
            if size < 0 && !all.contains('.') {
                all.insert(0, '-');
            }
            all.push_str(&size.unsigned_abs().to_string());
        }
        Some(all)
    }
}

/// What `format` is told for the flags of a `%`; `None` for those that it does not know in this form. Text stands on
/// the right unless a dash moves it; numbers do so anyway.
fn percent_spec(flags: &str, usual: char) -> Option<String> {
    if flags.contains('*') {
        return None;
    }
    let left = flags.contains('-');
    let end = flags.find(|c| !"#- +0".contains(c)).unwrap_or(flags.len());
    let (marks, size) = flags.split_at_checked(end)?;
    let marked = |sign: char| marks.contains(sign);
    let sign = match (marked('+'), marked(' ')) {
        (true, _) => "+",
        (false, true) => " ",
        _ => "",
    };
    let full = if marked('#') { "#" } else { "" };
    let zero = if marked('0') && !left { "0" } else { "" };
    let rest = match usual {
        ' ' => format!("{sign}{full}{zero}{size}"),
        _ => size.to_owned(),
    };
    Some(match (left, usual) {
        (true, _) => format!("<{rest}"),
        (false, ' ') => rest,
        (false, usual) => format!("{usual}{}", rest.trim_start_matches('0')),
    })
}
