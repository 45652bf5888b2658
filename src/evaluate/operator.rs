//! Operators, and text built from pieces.

use super::doubt;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Part, Val};
use crate::text::Span;
use ruff_python_ast::{Operator, UnaryOp};
use std::sync::Arc;

/// How many pieces a text keeps before it is only known by its holes.
pub(super) const PIECES: usize = 400;
/// How long a known text may grow, in bytes.
pub(super) const LENGTH: usize = 1 << 20;
/// The same of text that repeats itself where files are checked among others: nobody asks what it says.
const REPEATED: usize = 1 << 16;

/// The methods of a class that answer an operator: of the left side, and of the right one.
fn names(op: Operator) -> (&'static str, &'static str) {
    match op {
        Operator::Add => ("__add__", "__radd__"),
        Operator::Sub => ("__sub__", "__rsub__"),
        Operator::Mult => ("__mul__", "__rmul__"),
        Operator::Div => ("__truediv__", "__rtruediv__"),
        Operator::FloorDiv => ("__floordiv__", "__rfloordiv__"),
        Operator::Mod => ("__mod__", "__rmod__"),
        Operator::Pow => ("__pow__", "__rpow__"),
        Operator::MatMult => ("__matmul__", "__rmatmul__"),
        Operator::BitOr => ("__or__", "__ror__"),
        Operator::BitAnd => ("__and__", "__rand__"),
        Operator::BitXor => ("__xor__", "__rxor__"),
        Operator::LShift => ("__lshift__", "__rlshift__"),
        Operator::RShift => ("__rshift__", "__rrshift__"),
    }
}

/// The operator that a method with two underscores answers, and whether its object stands on the right side.
pub(super) fn spelled(name: &str) -> Option<(Operator, bool)> {
    let all = [
        Operator::Add,
        Operator::Sub,
        Operator::Mult,
        Operator::Div,
        Operator::FloorDiv,
        Operator::Mod,
        Operator::Pow,
        Operator::BitOr,
        Operator::BitAnd,
        Operator::BitXor,
        Operator::LShift,
        Operator::RShift,
    ];
    all.into_iter().find_map(|op| {
        let (own, reflected) = names(op);
        (own == name || reflected == name).then_some((op, reflected == name))
    })
}

impl Machine<'_, '_> {
    pub(super) fn unary(&mut self, op: UnaryOp, v: Val, span: Span) -> Follow<Val> {
        // What an object of the program makes of it.
        let own = match op {
            UnaryOp::Not => None,
            UnaryOp::USub => Some("__neg__"),
            UnaryOp::UAdd => Some("__pos__"),
            UnaryOp::Invert => Some("__invert__"),
        };
        if let Some(own) = own.filter(|own| self.has_method(v, own)) {
            return self.call_method(v, own, super::call::Args::default(), span);
        }
        let v = self.plain_member(v);
        Ok(match op {
            UnaryOp::Not => {
                let v = self.truth_asked(v, span)?;
                match self.truth(v) {
                    Some(b) => Val::bool(!b),
                    None => self.make(Kind::Not(v), span),
                }
            }
            UnaryOp::USub => match (self.as_int(v), self.kind(v)) {
                (Some(n), _) => match n.checked_neg() {
                    Some(n) => self.make(Kind::Int(n), span),
                    None => self.derive(Some("int"), &[], How::Plain, span),
                },
                (_, Kind::Float(x)) => {
                    let x = -*x;
                    self.make(Kind::Float(x), span)
                }
                _ => self.derive(Some("int"), &[v], How::Plain, span),
            },
            UnaryOp::UAdd => v,
            UnaryOp::Invert => match self.as_int(v) {
                Some(n) => self.make(Kind::Int(!n), span),
                None => match self.other_flags(v, span) {
                    Some(others) => others,
                    None => self.derive(None, &[v], How::Plain, span),
                },
            },
        })
    }

    pub(super) fn binary(
        &mut self,
        op: Operator,
        left: Val,
        right: Val,
        span: Span,
    ) -> Follow<Val> {
        let (left, right) = (self.look(left), self.look(right));
        // Alternatives are few; each gives its own result.
        if let Kind::Either(options) = self.kind(left)
            && options.len() <= 12
        {
            return self.over(left, &mut |m, l| m.binary(op, l, right, span));
        }
        if let Kind::Either(options) = self.kind(right)
            && options.len() <= 12
            && op != Operator::Mod
            // One path with several parts is asked one question: where it leads.
            && !(op == Operator::Div
                && self.world.is_none()
                && matches!(self.kind(left), Kind::External(ty, ..) if &**ty == "pathlib.Path"))
        {
            return self.over(right, &mut |m, r| m.binary(op, left, r, span));
        }
        if op == Operator::BitXor && self.world.is_none() {
            let both = super::call::Args::positional(vec![left, right]);
            self.export_call("operator.xor", false, &both, span);
        }
        if op == Operator::Add
            && self.is_up(left)
            && matches!(self.kind(right), Kind::Symbol(s) if super::path::is_separator(s))
        {
            return Ok(self.text("../", span));
        }
        let (own, reflected) = names(op);
        // A text is asked first, and fills itself with whatever stands on the right.
        let filled = op == Operator::Mod && self.is_text(left) && !self.has_method(left, own);
        let mut declined = false;
        for (object, other, name) in [(left, right, own), (right, left, reflected)] {
            if !filled && self.has_method(object, name) {
                let args = super::call::Args::positional(vec![other]);
                let said = self.call_method(object, name, args, span)?;
                if self.world.is_none() || !self.is_declined(said) {
                    return Ok(said);
                }
                declined = true;
            }
        }
        // Plain objects take part in nothing that their class does not say.
        let bare = |m: &Self, v: Val, name: &str| m.is_without(v, &[name]);
        let plain = |m: &Self, v: Val| m.is_built_in_value(v);
        declined |= !filled
            && (bare(self, left, own) && (bare(self, right, reflected) || plain(self, right))
                || plain(self, left) && bare(self, right, reflected));
        if declined {
            let (a, b) = (self.type_name(left), self.type_name(right));
            let message = format!(
                "unsupported operand type(s) for {}: '{a}' and '{b}'",
                op.as_str()
            );
            return self.raise("builtins.TypeError", &message, span);
        }
        if let Some(v) = self.flag_operator(op, left, right, span) {
            return Ok(v);
        }
        let (left, right) = (self.plain_member(left), self.plain_member(right));
        if op == Operator::BitOr
            && let Some(v) = self.one_of_types(left, right, span)
        {
            return Ok(v);
        }
        if let Some(v) = self.world_operator(op, left, right, span)? {
            return Ok(v);
        }
        if let Some(v) = self.model_operator(op, left, right, span)? {
            return Ok(v);
        }
        let (left, right) = match op {
            Operator::Add | Operator::Mult => (
                self.without_names(left, span),
                self.without_names(right, span),
            ),
            _ => (left, right),
        };
        match op {
            Operator::Add => self.add(left, right, span),
            Operator::Mod if self.is_text(left) => self.percent(left, right, span),
            Operator::Mod
                if self.world.is_some() && matches!(self.content_kind(left), Kind::Bytes(_)) =>
            {
                self.percent_bytes(left, right, span)
            }
            Operator::Mult => self.multiply(left, right, span),
            // What is known of the right side stands above what nobody knows of the left.
            Operator::BitOr
                if self.world.is_none()
                    && matches!(
                        self.kind(left),
                        Kind::Unknown(..) | Kind::External(..) | Kind::Tested(..)
                    )
                    && let Kind::Dict(above) = self.content_kind(right) =>
            {
                let mut pairs = Vec::new();
                self.overlay(&mut pairs, left, span);
                for &(k, v) in above.iter() {
                    self.put(&mut pairs, k, v);
                }
                Ok(self.object(Kind::Dict(Arc::new(pairs)), span))
            }
            // What is in both is one of the known ones, whatever else the other holds.
            Operator::BitAnd if matches!(self.content_kind(right), Kind::Set(_)) => {
                self.set_operator(op, left, right, span)
            }
            Operator::BitOr | Operator::BitAnd | Operator::Sub | Operator::BitXor
                if matches!(
                    self.content_kind(left),
                    Kind::Set(_) | Kind::Dict(_) | Kind::Many(..)
                ) =>
            {
                self.set_operator(op, left, right, span)
            }
            Operator::Div if !self.is_number(left) || !self.is_number(right) => {
                let now = self.path_join(left, right, span)?;
                Ok(self.joined_again("/", &[left, right], now))
            }
            _ => self.arithmetic(op, left, right, span),
        }
    }

    /// An operator of an object that the world of a probe keeps.
    fn world_operator(
        &mut self,
        op: Operator,
        left: Val,
        right: Val,
        span: Span,
    ) -> Follow<Option<Val>> {
        let (name, swapped) = match op {
            Operator::Add => ("__add__", "__radd__"),
            Operator::Sub => ("__sub__", "__rsub__"),
            Operator::Mod => ("__mod__", "__rmod__"),
            Operator::Div => ("__truediv__", "__rtruediv__"),
            _ => return Ok(None),
        };
        for (object, other, name) in [(left, right, name), (right, left, swapped)] {
            if self.handle(object).is_some()
                && let Some(v) = self.offer_method(object, name, &[other], span)?
            {
                return Ok(Some(v));
            }
        }
        Ok(None)
    }

    /// An operator of an object outside the file, where a model says what it gives.
    fn model_operator(
        &mut self,
        op: Operator,
        left: Val,
        right: Val,
        span: Span,
    ) -> Follow<Option<Val>> {
        let (name, swapped) = match op {
            Operator::Add => ("__add__", "__radd__"),
            Operator::Mod => ("__mod__", "__rmod__"),
            _ => return Ok(None),
        };
        for (object, other, name) in [(left, right, name), (right, left, swapped)] {
            if let Kind::External(ty, ..) = self.kind(object).clone() {
                let method = self.method_name(&ty, name);
                if self.knowledge.returns.contains_key(&method) {
                    let args = super::call::Args::positional(vec![other]);
                    return self.call_outside(object, &method, args, span).map(Some);
                }
            }
        }
        Ok(None)
    }

    pub(super) fn add(&mut self, left: Val, right: Val, span: Span) -> Follow<Val> {
        match (self.content_kind(left), self.content_kind(right)) {
            (Kind::Bytes(a), Kind::Bytes(b)) => {
                let bytes: Vec<u8> = a.iter().chain(b.iter()).copied().collect();
                let made = self.make(Kind::Bytes(bytes.into()), span);
                Ok(match self.made_as(left) {
                    Some(_) => self.of_type(made, "builtins.bytearray", &[]),
                    None => made,
                })
            }
            (Kind::Tuple(a), Kind::Tuple(b)) => {
                let items = a.iter().chain(b.iter()).copied().collect();
                Ok(self.tuple(items, span))
            }
            (Kind::List(a), Kind::List(b)) => {
                let items: Vec<Val> = a.iter().chain(b.iter()).copied().collect();
                self.spend(items.len() as u64 / 8)?;
                Ok(self.list(items, span))
            }
            (Kind::Template(a), Kind::Template(b)) => {
                let parts: Vec<Part> = a.iter().chain(b.iter()).cloned().collect();
                Ok(self.make(Kind::Template(parts.into()), span))
            }
            (
                Kind::Str(_),
                Kind::Int(_)
                | Kind::None
                | Kind::Tuple(_)
                | Kind::List(_)
                | Kind::Bytes(_)
                | Kind::Float(_)
                | Kind::Bool(_),
            ) => {
                let ty = self.type_name(right);
                self.raise(
                    "builtins.TypeError",
                    &format!("can only concatenate str (not \"{ty}\") to str"),
                    span,
                )
            }
            (
                Kind::Bytes(_),
                Kind::Str(_)
                | Kind::Int(_)
                | Kind::None
                | Kind::Tuple(_)
                | Kind::List(_)
                | Kind::Float(_)
                | Kind::Bool(_),
            ) => {
                let ty = self.type_name(right);
                let message = format!("can't concat {ty} to bytes");
                self.raise("builtins.TypeError", &message, span)
            }
            (Kind::Int(_) | Kind::None | Kind::Float(_), Kind::Str(_) | Kind::Bytes(_)) => self
                .raise(
                    "builtins.TypeError",
                    "unsupported operand type(s) for +",
                    span,
                ),
            (Kind::List(_) | Kind::Many(..), Kind::List(_) | Kind::Many(..)) => {
                let (mut head, rest) = self.in_places(left);
                let (more, open) = self.in_places(right);
                let mut behind: Vec<Val> = rest.into_iter().collect();
                if behind.is_empty() {
                    head.extend(more);
                } else {
                    behind.extend(more);
                }
                behind.extend(open);
                Ok(match behind.as_slice() {
                    [] => self.list(head, span),
                    _ => self.begun_list(&head, &behind, span),
                })
            }
            _ if self.is_text(left) || self.is_text(right) => {
                Ok(self.joined(vec![Part::Hole(left), Part::Hole(right)], span))
            }
            _ if self.is_number(left) && self.is_number(right) => {
                self.arithmetic(Operator::Add, left, right, span)
            }
            // Neither side's type is known: most likely text.
            _ => Ok(self.derive(None, &[left, right], How::Text, span)),
        }
    }

    fn multiply(&mut self, left: Val, right: Val, span: Span) -> Follow<Val> {
        let (sequence, count) = if self.as_int(left).is_some() && self.as_int(right).is_none() {
            (right, left)
        } else {
            (left, right)
        };
        let times = self
            .as_int(count)
            .map(|n| usize::try_from(n.max(0)).unwrap_or(usize::MAX));
        if times.is_none()
            && matches!(
                self.content_kind(sequence),
                Kind::Str(_) | Kind::Bytes(_) | Kind::List(_)
            )
        {
            self.note_many("builtins.sequence.repeat", count, span);
        }
        let long = |length: usize| {
            let times = times.filter(|_| self.watch.is_some());
            times.is_some_and(|n| length.saturating_mul(n) > REPEATED)
        };
        match (self.content_kind(sequence), times) {
            (Kind::Str(s), _) if long(s.len()) => {
                Ok(self.derive(Some("str"), &[], How::Text, span))
            }
            (Kind::Bytes(b), _) if long(b.len()) => {
                Ok(self.derive(Some("bytes"), &[], How::Text, span))
            }
            (Kind::Str(s), Some(n)) => {
                if s.len().saturating_mul(n) > LENGTH {
                    return Ok(self.opaque(doubt::text_too_long(), &[], span));
                }
                Ok(self.text(&s.repeat(n), span))
            }
            // Repeated text of unknown length holds nothing but what is repeated.
            (Kind::Str(_), None) => Ok(self.derive(Some("str"), &[], How::Text, span)),
            (Kind::Bytes(b), Some(n)) if b.len().saturating_mul(n) <= LENGTH => {
                let bytes = b.repeat(n);
                Ok(self.make(Kind::Bytes(bytes.into()), span))
            }
            (Kind::List(items), Some(n)) if items.len().saturating_mul(n) <= 50_000 => {
                let items = items.repeat(n);
                self.spend(items.len() as u64 / 8)?;
                Ok(self.list(items, span))
            }
            (Kind::Tuple(items), Some(n)) if items.len().saturating_mul(n) <= 50_000 => {
                let items = items.repeat(n);
                Ok(self.tuple(items, span))
            }
            (Kind::List(items), None) => {
                let element = if items.is_empty() {
                    Val::UNBOUND
                } else {
                    self.either(&items)
                };
                Ok(self.object(Kind::Many("list", element), span))
            }
            (Kind::Tuple(items), None) => {
                let element = if items.is_empty() {
                    Val::UNBOUND
                } else {
                    self.either(&items)
                };
                Ok(self.object(Kind::Many("tuple", element), span))
            }
            _ => self.arithmetic(Operator::Mult, left, right, span),
        }
    }

    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
    fn arithmetic(&mut self, op: Operator, left: Val, right: Val, span: Span) -> Follow<Val> {
        if let (Some(a), Some(b)) = (self.as_int(left), self.as_int(right)) {
            let zero = b == 0 && matches!(op, Operator::Div | Operator::FloorDiv | Operator::Mod);
            if zero {
                return self.raise("builtins.ZeroDivisionError", "division by zero", span);
            }
            let whole = match op {
                Operator::Add => a.checked_add(b),
                Operator::Sub => a.checked_sub(b),
                Operator::Mult => a.checked_mul(b),
                Operator::FloorDiv => {
                    Some(a.div_euclid(b) - i128::from(b < 0 && a.rem_euclid(b) != 0))
                }
                Operator::Mod => {
                    let r = a.rem_euclid(b);
                    Some(if b < 0 && r != 0 { r + b } else { r })
                }
                Operator::Pow if b < 0 && a != 0 => {
                    let x = (a as f64).powf(b as f64);
                    return Ok(self.make(Kind::Float(x), span));
                }
                Operator::Pow if b >= 0 => u32::try_from(b).ok().and_then(|e| a.checked_pow(e)),
                Operator::LShift => u32::try_from(b)
                    .ok()
                    .filter(|&n| n < 100)
                    .and_then(|n| a.checked_mul(1i128 << n)),
                Operator::RShift => u32::try_from(b)
                    .ok()
                    .map(|n| if n > 126 { -i128::from(a < 0) } else { a >> n }),
                Operator::BitOr => Some(a | b),
                Operator::BitXor => Some(a ^ b),
                Operator::BitAnd => Some(a & b),
                Operator::Div => {
                    let x = a as f64 / b as f64;
                    return Ok(self.make(Kind::Float(x), span));
                }
                _ => None,
            };
            return Ok(match whole {
                Some(n) => self.make(Kind::Int(n), span),
                None => self.derive(Some("int"), &[], How::Plain, span),
            });
        }
        if let (Some(a), Some(b)) = (self.as_float(left), self.as_float(right)) {
            if b == 0.0 && matches!(op, Operator::Div | Operator::FloorDiv | Operator::Mod) {
                return self.raise("builtins.ZeroDivisionError", "float division by zero", span);
            }
            let x = match op {
                Operator::Add => a + b,
                Operator::Sub => a - b,
                Operator::Mult => a * b,
                Operator::Div => a / b,
                Operator::FloorDiv => (a / b).floor(),
                Operator::Mod => a - b * (a / b).floor(),
                Operator::Pow => a.powf(b),
                _ => f64::NAN,
            };
            return Ok(self.make(Kind::Float(x), span));
        }
        let number = self.is_number(left) && self.is_number(right);
        Ok(self.derive(
            if number { Some("int") } else { None },
            &[left, right],
            How::Plain,
            span,
        ))
    }

    /// `base / name` of paths, and `/` of anything else that is not a number.
    fn path_join(&mut self, left: Val, right: Val, span: Span) -> Follow<Val> {
        match self.kind(left) {
            Kind::External(ty, ..) => {
                let ty = ty.clone();
                Ok(self
                    .arena
                    .derive(Some(&ty), &[left, right], How::Text, span))
            }
            Kind::Unknown(ty, _) => {
                let ty = ty.clone();
                Ok(self
                    .arena
                    .derive(ty.as_deref(), &[left, right], How::Text, span))
            }
            // `"folder" / Path(name)`
            Kind::Str(_) | Kind::Text(_) if matches!(self.kind(right), Kind::External(ty, ..) if &**ty == "pathlib.Path") => {
                Ok(self
                    .arena
                    .derive(Some("pathlib.Path"), &[left, right], How::Text, span))
            }
            _ => self.arithmetic(Operator::Div, left, right, span),
        }
    }
}
