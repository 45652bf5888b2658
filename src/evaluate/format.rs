//! Text made by a format: `str.format`, format specifications, and `format`.
//!
//! Called by `string`, `builtin`, `expression`, `operator`.

mod escaped;
mod percent;
mod specified;

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Part, Val};
use crate::text::Span;
use std::sync::Arc;

/// The names that the fields of a format begin with, each once.
pub(super) fn field_names(format: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let plain = format.replace("{{", "").replace("}}", "");
    for field in plain.split('{').skip(1) {
        let name: String = field
            .chars()
            .take_while(|c| !matches!(c, '}' | '.' | '[' | ':' | '!'))
            .collect();
        if !name.is_empty() && !names.contains(&name) && names.len() < 64 {
            names.push(name);
        }
    }
    names
}

impl Machine<'_, '_> {
    /// Who writes a format chooses which attributes of the values it shows.
    pub(super) fn note_format(&mut self, receiver: Val, name: &str, args: &Args, span: Span) {
        if !matches!(self.kind(receiver), Kind::Str(_))
            && self.world.is_none()
            && self.chosen_outside(receiver)
        {
            let callee = format!("builtins.str.{name}");
            self.export_method(&callee, false, receiver, args, span);
        }
    }

    /// The arguments of a call that fills a `%` format with those that follow it (log messages),
    /// with the text that comes of it in their place.
    pub(super) fn filled_format(&mut self, callee: &str, args: &Args, span: Span) -> Option<Args> {
        let at = *self.knowledge.formats.get(callee)?;
        let (format, place) = *args.positional.get(at)?;
        let values: Vec<Val> = args
            .positional
            .iter()
            .skip(at + 1)
            .map(|(v, _)| *v)
            .collect();
        let one = match values.as_slice() {
            [] => return None,
            [only] if matches!(self.content_kind(*only), Kind::Dict(_)) => *only,
            _ => self.tuple(values, span),
        };
        // What does not fit is left as it is: logging says so and goes on.
        let text = match self.percent(format, one, span) {
            Ok(text) => text,
            // Nor is it text with fields in braces.
            Err(_) if !matches!(self.kind(self.look(format)), Kind::Str(text) if text.contains('{')) =>
            {
                return None;
            }
            Err(_) => {
                let mut rest = args.clone();
                rest.positional.drain(..=at);
                self.format_method(format, &rest, span).ok()?
            }
        };
        let mut filled = args.clone();
        filled.positional.truncate(at);
        filled.positional.push((text, place));
        Some(filled)
    }

    /// `"…".format_map(mapping)`.
    pub(super) fn format_by_mapping(
        &mut self,
        receiver: Val,
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        let mut spread = Args::default();
        if let Some(mapping) = args.get(0, "mapping").map(|v| self.look(v)) {
            let names = match self.kind(receiver) {
                Kind::Str(format) if self.answers_keys(mapping) => Some(field_names(format)),
                _ => None,
            };
            if let Some(names) = names {
                // Each name is asked for, as by brackets.
                for name in names {
                    let key = self.text(&name, span);
                    let v = self.item(mapping, key, span)?;
                    spread.keywords.push((Arc::from(name), v, span));
                }
            } else if let Kind::Dict(pairs) = self.content_kind(mapping) {
                for &(k, v) in pairs.iter() {
                    if let Kind::Str(k) = self.kind(k) {
                        spread.keywords.push((k.clone(), v, span));
                    }
                }
            } else {
                // It has its own way to answer.
                let part = self.derive(Some("str"), &[mapping], How::Part, span);
                spread.spread = Some(part);
            }
        }
        self.format_method(receiver, &spread, span)
    }

    pub(super) fn format_method(&mut self, receiver: Val, args: &Args, span: Span) -> Follow<Val> {
        let Kind::Str(format) = self.kind(receiver).clone() else {
            let mut from = vec![receiver];
            from.extend(args.all());
            return Ok(self.derive(Some("str"), &from, How::Text, span));
        };
        // A probe's format is known; a replay asks whose it is.
        if self.world.is_some() && format.contains('{') {
            self.export_method("builtins.str.format", false, receiver, args, span);
        }
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut chars = format.chars().peekable();
        let mut next = 0usize;
        while let Some(c) = chars.next() {
            match c {
                '{' if chars.peek() == Some(&'{') => {
                    chars.next();
                    literal.push('{');
                }
                '}' => {
                    if chars.peek() == Some(&'}') {
                        chars.next();
                    }
                    literal.push('}');
                }
                '{' => {
                    let mut field = String::new();
                    let mut depth = 1;
                    for c in chars.by_ref() {
                        match c {
                            '{' => depth += 1,
                            '}' => depth -= 1,
                            _ => {}
                        }
                        if depth == 0 {
                            break;
                        }
                        field.push(c);
                    }
                    if depth != 0 {
                        return self.raise(
                            "builtins.ValueError",
                            "expected '}' before end of string",
                            span,
                        );
                    }
                    parts.push(Part::Literal(Arc::from(std::mem::take(&mut literal))));
                    let v = self.format_field(&field, args, &mut next, span)?;
                    parts.push(Part::Hole(v));
                }
                c => literal.push(c),
            }
        }
        parts.push(Part::Literal(Arc::from(literal)));
        Ok(self.joined(parts, span))
    }

    pub(super) fn format_field(
        &mut self,
        field: &str,
        args: &Args,
        next: &mut usize,
        span: Span,
    ) -> Follow<Val> {
        let (target, spec) = field
            .split_once(':')
            .map_or((field, None), |(t, s)| (t, Some(s)));
        let (target, conversion) = target
            .split_once('!')
            .map_or((target, None), |(t, c)| (t, Some(c)));
        let mut v = self.named_by_field(target, args, next, span)?;
        match conversion {
            Some("a") => {
                let ascii = self.symbol("builtins.ascii", span);
                v = self.call(ascii, Args::positional(vec![v]), span)?;
            }
            Some("r") => v = self.repr(v, span)?,
            _ => {}
        }
        match spec {
            Some(spec) if !spec.is_empty() => {
                let spec = if spec.contains('{') {
                    let inner = self.text(spec, span);
                    // Fields without a name go on counting where this one stands.
                    let counted = spec.matches("{}").count();
                    let mut behind = args.clone();
                    if counted > 0 {
                        let at = (*next).min(behind.positional.len());
                        behind.positional.drain(..at);
                        *next += counted;
                    }
                    self.format_method(inner, &behind, span)?
                } else {
                    self.text(spec, span)
                };
                self.formatted(v, spec, span)
            }
            _ if self.has_method(self.look(v), "__format__") => {
                let spec = self.text("", span);
                self.formatted(v, spec, span)
            }
            _ => self.stringify(v, span),
        }
    }

    /// What a field names: an argument, and what lies behind the dots and brackets.
    pub(super) fn named_by_field(
        &mut self,
        target: &str,
        args: &Args,
        next: &mut usize,
        span: Span,
    ) -> Follow<Val> {
        let name: String = target
            .chars()
            .take_while(|c| *c != '.' && *c != '[')
            .collect();
        let mut rest = target.get(name.len()..).unwrap_or("");
        let found = if name.is_empty() {
            *next += 1;
            args.positional.get(*next - 1).map(|(v, _)| *v)
        } else if let Ok(at) = name.parse::<usize>() {
            args.positional.get(at).map(|(v, _)| *v)
        } else {
            args.keyword(&name)
        };
        let mut v = match found.or(args.rest).or(args.spread) {
            Some(v) => v,
            None if name.is_empty() || name.parse::<usize>().is_ok() => {
                return self.raise(
                    "builtins.IndexError",
                    "Replacement index out of range for positional args tuple",
                    span,
                );
            }
            None => return self.raise("builtins.KeyError", &format!("'{name}'"), span),
        };
        while !rest.is_empty() {
            if let Some(tail) = rest.strip_prefix('.') {
                let attribute: String = tail
                    .chars()
                    .take_while(|c| *c != '.' && *c != '[')
                    .collect();
                rest = tail.get(attribute.len()..).unwrap_or("");
                v = self.attribute(v, &attribute, span)?;
            } else if let Some(tail) = rest.strip_prefix('[') {
                let key: String = tail.chars().take_while(|c| *c != ']').collect();
                rest = tail.get(key.len() + 1..).unwrap_or("");
                let key = match key.parse::<i128>() {
                    Ok(n) => self.make(Kind::Int(n), span),
                    Err(_) => self.text(&key, span),
                };
                v = self.item(v, key, span)?;
            } else {
                break;
            }
        }
        Ok(v)
    }

    /// `format(v, spec)`.
    pub(super) fn formatted(&mut self, v: Val, spec: Val, span: Span) -> Follow<Val> {
        let v = self.look(v);
        if self.has_method(v, "__format__") {
            return self.call_method(v, "__format__", Args::positional(vec![spec]), span);
        }
        let v = self.member_text(v).unwrap_or(v);
        if let Kind::Str(spec) = self.kind(spec).clone() {
            if spec.is_empty() {
                return self.stringify(v, span);
            }
            let kind = spec.chars().last().unwrap_or('s');
            let numeric = "bcdeEfFgGnoxX%".contains(kind);
            if numeric && self.is_text(v) {
                // Only numbers take such a format; text raises ValueError.
                if self.is_constant(v) {
                    return self.raise(
                        "builtins.ValueError",
                        &format!("Unknown format code '{kind}' for object of type 'str'"),
                        span,
                    );
                }
                self.may_raise(Some("builtins.ValueError"), span);
                return Ok(self.derive(
                    Some("int"),
                    &[v],
                    How::Call(Arc::from("builtins.format")),
                    span,
                ));
            }
            if numeric && !self.is_constant(v) {
                return Ok(self.derive(
                    Some("int"),
                    &[v],
                    How::Call(Arc::from("builtins.format")),
                    span,
                ));
            }
            if let Some(text) = self.format_known(v, &spec) {
                return Ok(self.text(&text, span));
            }
        }
        let ty = if self.is_number(v) { "int" } else { "str" };
        Ok(self.derive(
            Some(ty),
            &[v, spec],
            How::Call(Arc::from("builtins.format")),
            span,
        ))
    }
}
