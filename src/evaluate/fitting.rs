//! Whether a value is of the type that an annotation writes down, as libraries for data models see it.
//!
//! What is not read here stays open. Called by `schema`.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::schema::Maker;
use super::value::{FrameId, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use ruff_python_ast::CmpOp;

/// What a value is, seen as a type.
#[derive(Clone, Copy)]
pub(super) enum Fit {
    /// Of the type, perhaps after it was turned into it.
    Is(Val),
    No,
    /// Nobody can tell from here.
    Open,
}

impl<'a> Machine<'a, '_> {
    /// A value seen as the type that an annotation writes down.
    pub(super) fn fit(
        &mut self,
        kind: &'a ast::Expr,
        body: FrameId,
        v: Val,
        maker: Maker,
        span: Span,
    ) -> Follow<Fit> {
        self.spend(1)?;
        let v = self.look(v);
        match kind {
            ast::Expr::NoneLiteral(_) => Ok(self.is_none(v)),
            ast::Expr::BinOp(both) if both.op == ast::Operator::BitOr => {
                let parts = [&*both.left, &*both.right];
                self.fit_any(parts, body, v, maker, span)
            }
            ast::Expr::Subscript(s) => {
                let name = self.named_by(body, &s.value)?;
                let inner: Vec<&'a ast::Expr> = match &*s.slice {
                    ast::Expr::Tuple(t) => t.elts.iter().collect(),
                    one => vec![one],
                };
                match name.rsplit('.').next().unwrap_or_default() {
                    "Literal" => self.fit_literal(&inner, body, v),
                    "Union" => self.fit_any(inner, body, v, maker, span),
                    "Optional" => match self.is_none(v) {
                        Fit::No => self.fit_any(inner, body, v, maker, span),
                        known => Ok(known),
                    },
                    "list" | "List" | "Sequence" => match inner.as_slice() {
                        [one] => self.fit_each(one, body, v, maker, span),
                        _ => Ok(Fit::Open),
                    },
                    "dict" | "Dict" | "Mapping" => match inner.as_slice() {
                        [key, value] => self.fit_pairs([key, value], body, v, maker, span),
                        _ => Ok(Fit::Open),
                    },
                    "Annotated" => {
                        let Some((first, rest)) = inner.split_first() else {
                            return Ok(Fit::Open);
                        };
                        let strict = rest.iter().any(|more| match more {
                            ast::Expr::Call(call) => super::schema::is_on(call, "strict"),
                            _ => false,
                        });
                        let maker = if strict { Maker::Msgspec } else { maker };
                        let mut fit = self.fit(first, body, v, maker, span)?;
                        for more in rest {
                            if let (ast::Expr::Call(call), Fit::Is(v)) = (more, fit) {
                                fit = self.annotated(call, body, v, span)?;
                            }
                        }
                        Ok(fit)
                    }
                    _ => Ok(Fit::Open),
                }
            }
            ast::Expr::Call(call) => {
                let name = self.named_by(body, &call.func)?;
                let plain = match &*name {
                    "pydantic.constr" => "builtins.str",
                    "pydantic.conint" => "builtins.int",
                    _ => return Ok(Fit::Open),
                };
                match self.fit_plain(plain, v, maker, span) {
                    Fit::Is(v) => self.limits(call, body, v, span),
                    other => Ok(other),
                }
            }
            ast::Expr::Name(_) | ast::Expr::Attribute(_) => {
                let of = self.within(body, kind)?;
                self.fit_type(of, v, maker, span)
            }
            _ => Ok(Fit::Open),
        }
    }

    /// A value seen as a type.
    pub(super) fn fit_type(&mut self, of: Val, v: Val, maker: Maker, span: Span) -> Follow<Fit> {
        let of = self.look(of);
        match self.types.get(&of).copied() {
            Some((written, frame)) => self.fit(written, frame, v, maker, span),
            None => self.fit_named(of, self.look(v), maker, span),
        }
    }

    fn is_none(&self, v: Val) -> Fit {
        match self.kind(v) {
            Kind::None => Fit::Is(v),
            Kind::Unknown(..) | Kind::Opaque(_) | Kind::Either(_) => Fit::Open,
            _ => Fit::No,
        }
    }

    fn fit_any(
        &mut self,
        kinds: impl IntoIterator<Item = &'a ast::Expr>,
        body: FrameId,
        v: Val,
        maker: Maker,
        span: Span,
    ) -> Follow<Fit> {
        let mut open = false;
        for kind in kinds {
            match self.fit(kind, body, v, maker, span)? {
                Fit::Is(v) => return Ok(Fit::Is(v)),
                Fit::Open => open = true,
                Fit::No => {}
            }
        }
        Ok(if open { Fit::Open } else { Fit::No })
    }

    fn fit_each(
        &mut self,
        kind: &'a ast::Expr,
        body: FrameId,
        v: Val,
        maker: Maker,
        span: Span,
    ) -> Follow<Fit> {
        let items = match self.content_kind(v) {
            Kind::List(items) => items,
            Kind::Unknown(..) | Kind::Opaque(_) | Kind::Either(_) | Kind::Many(..) => {
                return Ok(Fit::Open);
            }
            _ => return Ok(Fit::No),
        };
        let mut all = Vec::new();
        for &item in items.iter() {
            match self.fit(kind, body, item, maker, span)? {
                Fit::Is(item) => all.push(item),
                other => return Ok(other),
            }
        }
        Ok(Fit::Is(self.list(all, span)))
    }

    fn fit_pairs(
        &mut self,
        [key, value]: [&'a ast::Expr; 2],
        body: FrameId,
        v: Val,
        maker: Maker,
        span: Span,
    ) -> Follow<Fit> {
        let pairs = match self.content_kind(v) {
            Kind::Dict(pairs) => pairs,
            Kind::Unknown(..) | Kind::Opaque(_) | Kind::Either(_) | Kind::Many(..) => {
                return Ok(Fit::Open);
            }
            _ => return Ok(Fit::No),
        };
        let mut all = Vec::new();
        for &(k, v) in pairs.iter() {
            let k = self.fit(key, body, k, maker, span)?;
            let v = self.fit(value, body, v, maker, span)?;
            match (k, v) {
                (Fit::Is(k), Fit::Is(v)) => all.push((k, v)),
                (Fit::No, _) | (_, Fit::No) => return Ok(Fit::No),
                _ => return Ok(Fit::Open),
            }
        }
        Ok(Fit::Is(self.object(Kind::Dict(all.into()), span)))
    }

    fn fit_literal(&mut self, options: &[&'a ast::Expr], body: FrameId, v: Val) -> Follow<Fit> {
        let mut open = false;
        for option in options {
            let option = self.within(body, option)?;
            match self.equal(v, option) {
                Some(true) if self.type_name(v) == self.type_name(option) => {
                    return Ok(Fit::Is(v));
                }
                None => open = true,
                Some(_) => {}
            }
        }
        Ok(if open { Fit::Open } else { Fit::No })
    }

    fn fit_named(&mut self, of: Val, v: Val, maker: Maker, span: Span) -> Follow<Fit> {
        let name = match self.kind(of).clone() {
            Kind::Class(..) if self.enumeration(of).is_some() => {
                let made = self.call(of, Args::positional(vec![v]), span)?;
                return Ok(Fit::Is(made));
            }
            Kind::Class(..) => {
                let Some(inner) = self.model_maker(of) else {
                    let plain = self.outside_base(of).is_none_or(|base| {
                        matches!(
                            &*base,
                            "typing.TypedDict"
                                | "typing_extensions.TypedDict"
                                | "typing.NamedTuple"
                        )
                    });
                    return if plain {
                        self.fit_fields(of, v, maker, span)
                    } else {
                        Ok(Fit::Open)
                    };
                };
                let Kind::Dict(pairs) = self.content_kind(v) else {
                    return Ok(Fit::Open);
                };
                let mut named = Vec::new();
                for &(key, v) in pairs.iter() {
                    if let Kind::Str(key) = self.kind(self.look(key)) {
                        named.push((key.clone(), v));
                    }
                }
                return self.modelled(of, &named, inner, span).map(Fit::Is);
            }
            Kind::Symbol(name) => name,
            _ => return Ok(Fit::Open),
        };
        Ok(self.fit_plain(&name, v, maker, span))
    }

    /// A value seen as one of the plain types.
    fn fit_plain(&mut self, name: &str, v: Val, maker: Maker, span: Span) -> Fit {
        let lax = maker == Maker::Pydantic;
        let content = self.content_kind(v);
        if matches!(
            content,
            Kind::Unknown(..) | Kind::Opaque(_) | Kind::Either(_) | Kind::External(..)
        ) {
            return Fit::Open;
        }
        let is = |right: bool| if right { Fit::Is(v) } else { Fit::No };
        match (name, content) {
            ("typing.Any" | "builtins.object", _) => Fit::Is(v),
            ("builtins.str" | "pydantic.StrictStr", content) => is(matches!(content, Kind::Str(_))),
            ("pydantic.StrictInt", content) => is(matches!(content, Kind::Int(_))),
            ("builtins.int", Kind::Int(_)) => Fit::Is(v),
            ("builtins.int", Kind::Bool(_)) if lax => Fit::Open,
            ("builtins.int", Kind::Float(x)) if lax && x.fract() == 0.0 => Fit::Open,
            ("builtins.int", Kind::Str(text)) if lax => match text.trim().parse() {
                Ok(n) => Fit::Is(self.make(Kind::Int(n), span)),
                Err(_) => Fit::No,
            },
            ("builtins.int", _) => Fit::No,
            ("builtins.float", Kind::Int(_) | Kind::Float(_)) => Fit::Is(v),
            ("builtins.bool", Kind::Bool(_)) => Fit::Is(v),
            ("builtins.float" | "builtins.bool", Kind::Str(_) | Kind::Int(_)) if lax => Fit::Open,
            ("builtins.float" | "builtins.bool", _) => Fit::No,
            ("builtins.dict" | "typing.Dict", content) => is(matches!(content, Kind::Dict(_))),
            ("builtins.list" | "typing.List", content) => is(matches!(content, Kind::List(_))),
            ("pydantic.PositiveInt", Kind::Int(n)) => is(n > 0),
            ("pydantic.NonNegativeInt", Kind::Int(n)) => is(n >= 0),
            _ => Fit::Open,
        }
    }

    /// What stands behind the type in `Annotated[type, …]`.
    fn annotated(
        &mut self,
        call: &'a ast::ExprCall,
        body: FrameId,
        v: Val,
        span: Span,
    ) -> Follow<Fit> {
        let name = self.named_by(body, &call.func)?;
        match name.rsplit('.').next().unwrap_or_default() {
            "Field" | "Meta" | "StringConstraints" => self.limits(call, body, v, span),
            "Strict" => Ok(Fit::Is(v)),
            "AfterValidator" => {
                let Some(function) = call.arguments.args.first() else {
                    return Ok(Fit::Open);
                };
                let function = self.within(body, function)?;
                self.call(function, Args::positional(vec![v]), span)
                    .map(Fit::Is)
            }
            _ => Ok(Fit::Open),
        }
    }

    /// Whether a value keeps the limits that are named in a call.
    pub(super) fn limits(
        &mut self,
        call: &'a ast::ExprCall,
        body: FrameId,
        v: Val,
        span: Span,
    ) -> Follow<Fit> {
        let mut fit = Fit::Is(v);
        for one in &call.arguments.keywords {
            let Some(name) = one.arg.as_ref().map(ast::Identifier::as_str) else {
                return Ok(Fit::Open);
            };
            let op = match name {
                "ge" | "min_length" | "min_items" => CmpOp::GtE,
                "gt" => CmpOp::Gt,
                "le" | "max_length" | "max_items" => CmpOp::LtE,
                "lt" => CmpOp::Lt,
                "pattern" | "regex" => CmpOp::In,
                "multiple_of" | "strip_whitespace" | "to_lower" | "to_upper" => {
                    return Ok(Fit::Open);
                }
                _ => continue,
            };
            let limit = self.within(body, &one.value)?;
            let held = if op == CmpOp::In {
                let search = self.symbol("re.search", span);
                self.call(search, Args::positional(vec![limit, v]), span)?
            } else {
                let measured = if name.contains('_') {
                    let len = self.symbol("builtins.len", span);
                    self.call(len, Args::positional(vec![v]), span)?
                } else {
                    v
                };
                self.compare(op, measured, limit, span)
            };
            match self.truth(held) {
                Some(true) => {}
                Some(false) => return Ok(Fit::No),
                None => fit = Fit::Open,
            }
        }
        Ok(fit)
    }
}
