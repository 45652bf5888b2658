//! Things that tell how others were asked: slices as values, what an expression or a match says of itself, what a
//! `partial` was made of, which names an object has.
//!
//! Called by `builtin`, `item`, `attribute`, `operator` and `external`.

use super::super::call::Args;
use super::super::machine::Machine;
use super::super::value::{How, Kind, Node, Val};
use crate::text::Span;
use std::sync::Arc;

/// The type of a slice that is a value.
const SLICE: &str = "builtins.slice";

/// What every object has.
const USUAL: &[&str] = &[
    "__class__",
    "__delattr__",
    "__dict__",
    "__dir__",
    "__doc__",
    "__eq__",
    "__format__",
    "__ge__",
    "__getattribute__",
    "__getstate__",
    "__gt__",
    "__hash__",
    "__init__",
    "__init_subclass__",
    "__le__",
    "__lt__",
    "__module__",
    "__ne__",
    "__new__",
    "__reduce__",
    "__reduce_ex__",
    "__repr__",
    "__setattr__",
    "__sizeof__",
    "__str__",
    "__subclasshook__",
    "__weakref__",
];

impl Machine<'_, '_> {
    /// `slice(start, stop, step)`.
    pub(in crate::evaluate) fn cut(&mut self, args: &Args, span: Span) -> Val {
        let given: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
        let bounds = match *given {
            [stop] => [Val::NONE, stop, Val::NONE],
            [start, stop] => [start, stop, Val::NONE],
            [start, stop, step] => [start, stop, step],
            _ => return self.derive(Some("slice"), &given, How::Plain, span),
        };
        self.arena.add(Node {
            kind: Kind::External(Arc::from(SLICE), 0, false),
            span,
            from: bounds.into_iter().collect(),
            how: How::Plain,
        })
    }

    /// The bounds of a slice that is a value, and whether one of them is not known.
    pub(in crate::evaluate) fn cut_bounds(&self, key: Val) -> Option<([Option<i128>; 3], bool)> {
        let node = self.arena.node(self.look(key));
        if !matches!(&node.kind, Kind::External(ty, ..) if &**ty == SLICE) {
            return None;
        }
        let (mut bounds, mut unknown) = ([None, None, None], false);
        for (slot, &v) in bounds.iter_mut().zip(node.from.iter()) {
            let v = self.look(v);
            *slot = self.as_int(v);
            unknown |= slot.is_none() && !matches!(self.kind(v), Kind::None);
        }
        Some((bounds, unknown))
    }

    /// What a slice or a compiled expression says of itself.
    pub(in crate::evaluate) fn said_of_itself(
        &mut self,
        object: Val,
        ty: &str,
        name: &str,
        span: Span,
    ) -> Option<Val> {
        let part = |m: &Self, at: usize| m.arena.node(object).from.get(at).map(|v| m.look(*v));
        match (ty, name) {
            (SLICE, "start") => part(self, 0),
            (SLICE, "stop") => part(self, 1),
            (SLICE, "step") => part(self, 2),
            ("re.Pattern", "pattern") => part(self, 0),
            ("re.Pattern", "flags") => {
                let given = part(self, 1).map_or(Some(0), |v| self.as_int(v))?;
                let text =
                    matches!(self.kind(part(self, 0)?), Kind::Str(text) if !text.starts_with("(?"));
                let unicode = if text && given & 256 == 0 { 32 } else { 0 };
                text.then(|| self.make(Kind::Int(given | unicode), span))
            }
            ("re.Pattern", "groups" | "groupindex") => {
                let Kind::Str(text) = self.kind(part(self, 0)?).clone() else {
                    return None;
                };
                let regex = self.compiled(&text)?;
                if name == "groups" {
                    let count = i128::try_from(regex.captures_len()).ok()? - 1;
                    return Some(self.make(Kind::Int(count), span));
                }
                let mut pairs = Vec::new();
                for (at, name) in regex.capture_names().enumerate() {
                    if let Some(name) = name {
                        let at = self.make(Kind::Int(i128::try_from(at).ok()?), span);
                        pairs.push((self.text(name, span), at));
                    }
                }
                Some(self.object(Kind::Dict(Arc::new(pairs)), span))
            }
            _ => None,
        }
    }

    /// Which group of a match was the last to end: its number or its name.
    pub(in crate::evaluate) fn last_group(
        &mut self,
        class: Val,
        fields: &[(Arc<str>, Val)],
        name: &str,
        span: Span,
    ) -> Option<Val> {
        if !matches!(name, "lastindex" | "lastgroup")
            || !matches!(self.kind(class), Kind::Symbol(s) if &**s == "re.Match")
        {
            return None;
        }
        let mut last: Option<(i128, i128, i128, usize)> = None;
        for (at, (field, _)) in fields.iter().enumerate() {
            let (Ok(number @ 1..), Some((_, place))) = (field.parse::<i128>(), fields.get(at + 1))
            else {
                continue;
            };
            let Kind::Tuple(place) = self.kind(*place) else {
                continue;
            };
            let [start, end] = **place else { continue };
            let (Some(start @ 0..), Some(end)) = (self.as_int(start), self.as_int(end)) else {
                continue;
            };
            // A group within another ends before it.
            let later = last.is_none_or(|(before, until, ..)| {
                end > until || (end == until && start >= until.max(before))
            });
            if later {
                last = Some((start, end, number, at));
            }
        }
        let Some((.., number, at)) = last else {
            return Some(Val::NONE);
        };
        if name == "lastindex" {
            return Some(self.make(Kind::Int(number), span));
        }
        let named = fields
            .get(at + 2)
            .filter(|(field, _)| field.parse::<u32>().is_err());
        Some(named.map_or(Val::NONE, |(field, _)| self.text(field, span)))
    }

    /// What a `partial` was made of, in a probe.
    pub(in crate::evaluate) fn partial_part(
        &mut self,
        object: Val,
        name: &str,
        span: Span,
    ) -> Option<Val> {
        let Kind::Partial(function, first, named) = self.kind(object).clone() else {
            return None;
        };
        let inner = matches!(self.kind(function), Kind::Symbol(s) if s.ends_with("()"));
        if self.world.is_none() || inner {
            return None;
        }
        match name {
            "func" => Some(function),
            "args" => Some(self.tuple(first.to_vec(), span)),
            "keywords" => {
                let pairs = named.iter().map(|(name, v)| (self.text(name, span), *v));
                let pairs: Vec<(Val, Val)> = pairs.collect();
                Some(self.object(Kind::Dict(Arc::new(pairs)), span))
            }
            _ => None,
        }
    }

    /// What a number says of itself.
    pub(in crate::evaluate) fn number_part(
        &mut self,
        object: Val,
        name: &str,
        span: Span,
    ) -> Option<Val> {
        let whole = self.as_int(object);
        Some(match (whole, self.kind(object), name) {
            (Some(n), _, "real" | "numerator") => self.make(Kind::Int(n), span),
            (Some(_), _, "denominator") => self.make(Kind::Int(1), span),
            (Some(_), _, "imag") => self.make(Kind::Int(0), span),
            (_, Kind::Float(_), "real") => object,
            (_, Kind::Float(_), "imag") => self.make(Kind::Float(0.0), span),
            _ => return None,
        })
    }

    /// `dir(…)` of an object or class of the program, where all of it stands in the file.
    pub(in crate::evaluate) fn names_of(&mut self, v: Val, span: Span) -> Option<Val> {
        let v = self.look(v);
        let (class, mut names) = match self.content_kind(v) {
            Kind::Fields(class, fields) => {
                let own = fields.iter().filter(|(name, _)| !name.starts_with('('));
                (
                    class,
                    own.map(|(name, _)| name.to_string()).collect::<Vec<_>>(),
                )
            }
            Kind::Class(..) => (v, Vec::new()),
            _ => return None,
        };
        if !matches!(self.kind(class), Kind::Class(..)) || self.outside_base(class).is_some() {
            return None;
        }
        for (_, frame, _) in self.bodies(class) {
            let own = self.frame(frame).vars.names();
            names.extend(own.into_iter().map(str::to_owned));
        }
        names.extend(USUAL.iter().map(|name| (*name).to_owned()));
        names.sort();
        names.dedup();
        let names = names.iter().map(|name| self.text(name, span)).collect();
        Some(self.list(names, span))
    }

    /// `int | str`, in a probe: one of several types, which is asked as several are.
    pub(in crate::evaluate) fn one_of_types(
        &mut self,
        left: Val,
        right: Val,
        span: Span,
    ) -> Option<Val> {
        self.world.as_ref()?;
        let types = |m: &Self, v: Val| match m.kind(v) {
            Kind::Class(..) | Kind::None => Some(vec![v]),
            Kind::Symbol(name) => {
                let short = name.strip_prefix("builtins.");
                let known = short.is_some_and(|short| {
                    matches!(
                        short,
                        "int"
                            | "str"
                            | "bytes"
                            | "float"
                            | "bool"
                            | "list"
                            | "dict"
                            | "tuple"
                            | "set"
                            | "frozenset"
                            | "bytearray"
                            | "complex"
                            | "object"
                            | "type"
                    )
                });
                known.then(|| vec![v])
            }
            Kind::Tuple(all) if m.arena.node(v).how == How::Call(Arc::from(UNION)) => {
                Some(all.to_vec())
            }
            _ => None,
        };
        let (mut all, more) = (types(self, left)?, types(self, right)?);
        if matches!(
            (self.kind(left), self.kind(right)),
            (Kind::None, Kind::None)
        ) {
            return None;
        }
        all.extend(more);
        for v in &mut all {
            if *v == Val::NONE {
                *v = self.type_of(Val::NONE, span);
            }
        }
        Some(self.arena.add(Node {
            kind: Kind::Tuple(all.into()),
            span,
            from: super::super::row::Row::default(),
            how: How::Call(Arc::from(UNION)),
        }))
    }
}

/// How a tuple of types came to be that is one type.
const UNION: &str = "types.UnionType";
