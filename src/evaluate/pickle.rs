//! Writing pickles: the bytes that `pickle.dumps` gives for plain data and for objects of the
//! program that say themselves how they are built again.
//!
//! What is written is a program for pickle's stack machine; nothing here runs one. Called by
//! `standard`, in probes.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{Kind, Val};
use crate::text::Span;

/// How deep objects may lie inside each other.
const DEPTH: u32 = 40;

impl Machine<'_, '_> {
    /// `pickle.dumps(v)`; `None` when it holds something that is not known.
    pub(super) fn pickled(&mut self, v: Val, span: Span) -> Follow<Option<Val>> {
        let mut out = vec![0x80, 4];
        if !self.pickle(v, &mut out, 0, span)? {
            return Ok(None);
        }
        out.push(b'.');
        Ok(Some(self.make(Kind::Bytes(out.into()), span)))
    }

    /// Writes the orders that build a value; false when it cannot be told.
    fn pickle(&mut self, v: Val, out: &mut Vec<u8>, depth: u32, span: Span) -> Follow<bool> {
        let v = self.look(v);
        if depth > DEPTH {
            return Ok(false);
        }
        match self.content_kind(v) {
            Kind::None => out.push(b'N'),
            Kind::Bool(b) => out.push(if b { 0x88 } else { 0x89 }),
            Kind::Int(n) => match i32::try_from(n) {
                Ok(small) => {
                    out.push(b'J');
                    out.extend(small.to_le_bytes());
                }
                Err(_) => out.extend(format!("L{n}L\n").bytes()),
            },
            Kind::Float(x) => {
                out.push(b'G');
                out.extend(x.to_be_bytes());
            }
            Kind::Str(text) => write_text(&text, out),
            Kind::Bytes(bytes) => {
                out.push(b'B');
                out.extend(u32::try_from(bytes.len()).unwrap_or(0).to_le_bytes());
                out.extend(bytes.iter());
            }
            Kind::Tuple(items) => return self.pickle_tuple(&items, out, depth, span),
            Kind::List(items) | Kind::Set(items) => {
                out.extend(b"](");
                for &item in items.iter() {
                    if !self.pickle(item, out, depth + 1, span)? {
                        return Ok(false);
                    }
                }
                out.push(b'e');
            }
            Kind::Dict(pairs) if !self.is_open(&pairs) => {
                out.extend(b"}(");
                for &(key, value) in pairs.iter() {
                    if !self.pickle(key, out, depth + 1, span)?
                        || !self.pickle(value, out, depth + 1, span)?
                    {
                        return Ok(false);
                    }
                }
                out.push(b'u');
            }
            Kind::Symbol(name) => write_name(&name, out),
            Kind::Class(_, frame, _) => {
                let name = self.frame(frame).name.to_string();
                write_name(&format!("__main__.{name}"), out);
            }
            Kind::Function(..) => {
                let name = self.attribute(v, "__qualname__", span)?;
                let Kind::Str(name) = self.kind(name).clone() else {
                    return self.raise("pickle.PicklingError", "Can't pickle this function", span);
                };
                write_name(&format!("__main__.{name}"), out);
            }
            // A method of a value is looked up again by its name.
            Kind::Method(of, name) => {
                write_name("builtins.getattr", out);
                out.push(b'(');
                if !self.pickle(of, out, depth + 1, span)? {
                    return Ok(false);
                }
                write_text(&name, out);
                out.extend(b"tR");
            }
            Kind::Partial(of, first, keywords) if keywords.is_empty() => {
                // `operator.methodcaller(…)` and its like are built by a call; so is a partial.
                let Kind::Symbol(name) = self.kind(of).clone() else {
                    return Ok(false);
                };
                let maker = name.strip_suffix("()");
                write_name(maker.unwrap_or("functools.partial"), out);
                out.push(b'(');
                if maker.is_none() {
                    write_name(&name, out);
                }
                for &item in first.iter() {
                    if !self.pickle(item, out, depth + 1, span)? {
                        return Ok(false);
                    }
                }
                out.extend(b"tR");
            }
            Kind::Fields(class, fields) => {
                return self.pickle_object(v, class, &fields, out, depth, span);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn pickle_tuple(
        &mut self,
        items: &[Val],
        out: &mut Vec<u8>,
        depth: u32,
        span: Span,
    ) -> Follow<bool> {
        out.push(b'(');
        for &item in items {
            if !self.pickle(item, out, depth + 1, span)? {
                return Ok(false);
            }
        }
        out.push(b't');
        Ok(true)
    }

    /// An object of a class of the program: as its `__reduce__` says, or by its class and what it
    /// holds.
    fn pickle_object(
        &mut self,
        object: Val,
        class: Val,
        fields: &[(std::sync::Arc<str>, Val)],
        out: &mut Vec<u8>,
        depth: u32,
        span: Span,
    ) -> Follow<bool> {
        let reduced = if self.class_member(class, "__reduce_ex__").is_some() {
            let protocol = self.make(Kind::Int(4), span);
            Some(self.call_method(
                object,
                "__reduce_ex__",
                Args::positional(vec![protocol]),
                span,
            )?)
        } else if self.class_member(class, "__reduce__").is_some() {
            Some(self.call_method(object, "__reduce__", Args::default(), span)?)
        } else {
            None
        };
        let Some(reduced) = reduced else {
            if !self.pickle(class, out, depth + 1, span)? {
                return Ok(false);
            }
            out.extend(b")\x81}(");
            for (name, value) in fields {
                write_text(name, out);
                if !self.pickle(*value, out, depth + 1, span)? {
                    return Ok(false);
                }
            }
            out.extend(b"ub");
            return Ok(true);
        };
        let reduced = self.look(reduced);
        let parts = match self.content_kind(reduced) {
            // A text is the name of something to import.
            Kind::Str(name) => {
                write_name(&format!("__main__.{name}"), out);
                return Ok(true);
            }
            Kind::Tuple(parts) => parts,
            Kind::Unknown(..) | Kind::Opaque(_) | Kind::Either(_) => return Ok(false),
            _ => {
                return self.raise(
                    "pickle.PicklingError",
                    "__reduce__ must return a string or tuple",
                    span,
                );
            }
        };
        let (Some(&callee), Some(&arguments)) = (parts.first(), parts.get(1)) else {
            return self.raise(
                "pickle.PicklingError",
                "tuple returned by __reduce__ must contain 2 through 6 elements",
                span,
            );
        };
        let callee = self.look(callee);
        if matches!(
            self.content_kind(callee),
            Kind::None
                | Kind::Bool(_)
                | Kind::Int(_)
                | Kind::Float(_)
                | Kind::Str(_)
                | Kind::Tuple(_)
        ) {
            return self.raise(
                "pickle.PicklingError",
                "first item of the tuple returned by __reduce__ must be callable",
                span,
            );
        }
        let arguments = self.look(arguments);
        let Kind::Tuple(arguments) = self.content_kind(arguments) else {
            return self.raise(
                "pickle.PicklingError",
                "second item of the tuple returned by __reduce__ must be a tuple",
                span,
            );
        };
        if !self.pickle(callee, out, depth + 1, span)?
            || !self.pickle_tuple(&arguments, out, depth, span)?
        {
            return Ok(false);
        }
        out.push(b'R');
        if let Some(&state) = parts.get(2)
            && !matches!(self.kind(self.look(state)), Kind::None)
        {
            if !self.pickle(state, out, depth + 1, span)? {
                return Ok(false);
            }
            out.push(b'b');
        }
        Ok(true)
    }
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'X');
    out.extend(u32::try_from(text.len()).unwrap_or(0).to_le_bytes());
    out.extend(text.bytes());
}

/// The order that imports something by its qualified name.
fn write_name(name: &str, out: &mut Vec<u8>) {
    // `builtins.list.append` is in the module `builtins`; packages end where the last name begins.
    let (module, rest) = match name.strip_prefix("builtins.") {
        Some(rest) => ("builtins", rest),
        None => name.rsplit_once('.').unwrap_or(("builtins", name)),
    };
    out.push(b'c');
    out.extend(format!("{module}\n{rest}\n").bytes());
}
