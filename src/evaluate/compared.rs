//! Comparisons that a class of the program answers for its objects, in a probe: by methods of its own, by those that
//! `functools.total_ordering` adds, or field by field as data classes do.
//!
//! Plain values are `compare`'s. Called by `expression`, `standard` and `sequence`.

use super::call::Args;
use super::machine::{Code, Follow, Machine};
use super::value::{Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use ruff_python_ast::CmpOp;
use std::cmp::Ordering;

/// The method for a comparison, and the one of the other side.
const fn methods(op: CmpOp) -> Option<(&'static str, &'static str)> {
    Some(match op {
        CmpOp::Eq => ("__eq__", "__eq__"),
        CmpOp::NotEq => ("__ne__", "__ne__"),
        CmpOp::Lt => ("__lt__", "__gt__"),
        CmpOp::LtE => ("__le__", "__ge__"),
        CmpOp::Gt => ("__gt__", "__lt__"),
        CmpOp::GtE => ("__ge__", "__le__"),
        _ => return None,
    })
}

/// What orders follow from one of them and from being equal.
fn followed(op: CmpOp, by: CmpOp, holds: bool, equal: bool) -> bool {
    match (by, op) {
        (CmpOp::Lt, CmpOp::LtE) | (CmpOp::Gt, CmpOp::GtE) => holds || equal,
        (CmpOp::Lt, CmpOp::Gt) | (CmpOp::Gt, CmpOp::Lt) => !holds && !equal,
        (CmpOp::LtE, CmpOp::Lt) | (CmpOp::GtE, CmpOp::Gt) => holds && !equal,
        (CmpOp::LtE, CmpOp::GtE) | (CmpOp::GtE, CmpOp::LtE) => !holds || equal,
        // The opposite: `a >= b` where `a < b` does not hold, and the like.
        _ => !holds,
    }
}

/// What makes a data class of a class.
pub(super) const RECORDS: &[&str] = &[
    "dataclasses.dataclass",
    "pydantic.dataclasses.dataclass",
    "attrs.define",
    "attrs.frozen",
    "attrs.mutable",
    "attr.define",
    "attr.frozen",
    "attr.mutable",
    "attr.s",
];

/// Whether a decorator is given a switch, on or off.
pub(super) fn switched(decorator: &ast::Expr, name: &str) -> Option<bool> {
    let ast::Expr::Call(call) = decorator else {
        return None;
    };
    let mut given = call.arguments.keywords.iter();
    let given = given.find(|k| k.arg.as_ref().is_some_and(|arg| arg.as_str() == name));
    given.map(|k| matches!(&k.value, ast::Expr::BooleanLiteral(literal) if literal.value))
}

/// How deep containers are compared part by part.
const NESTED: u32 = 12;

/// Objects of the standard library that are nothing but a mark.
const MARKS: [&str; 4] = [
    "dataclasses.MISSING",
    "dataclasses.KW_ONLY",
    "inspect.Parameter.empty",
    "inspect.Signature.empty",
];

impl Machine<'_, '_> {
    /// What the classes of two values say to their comparison, where one is an object of the program.
    pub(super) fn own_comparison(
        &mut self,
        op: CmpOp,
        left: Val,
        right: Val,
        span: Span,
    ) -> Follow<Option<Val>> {
        let (a, b) = (self.look(left), self.look(right));
        if self.class_of(a).is_none() && self.class_of(b).is_none() {
            if self.world.is_none() || !matches!(op, CmpOp::Eq | CmpOp::NotEq) {
                return Ok(None);
            }
            let same = self.part_by_part(a, b, 0, span)?;
            return Ok(same.map(|same| Val::bool(same == (op == CmpOp::Eq))));
        }
        let Some((mine, theirs)) = methods(op) else {
            return Ok(None);
        };
        if let Some(said) = self.said_by(a, mine, b, span)? {
            return Ok(Some(said));
        }
        if let Some(said) = self.said_by(b, theirs, a, span)? {
            return Ok(Some(said));
        }
        match op {
            CmpOp::NotEq => {
                let same = self.own_comparison(CmpOp::Eq, a, b, span)?;
                return Ok(same.map(|same| match self.truth(same) {
                    Some(same) => Val::bool(!same),
                    None => self.make(Kind::Not(same), span),
                }));
            }
            CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE if self.world.is_some() => {
                if let Some(known) = self.ordered_by_another(op, a, b, span)? {
                    return Ok(Some(known));
                }
            }
            _ => {}
        }
        // Where inputs are not known, only what a class says in words of its own is asked.
        if self.world.is_none() {
            return Ok(None);
        }
        if let Some(known) = self.field_by_field(op, a, b, span) {
            return Ok(Some(known));
        }
        // Where both leave the answer to the other, only the object itself is equal to it.
        let asked = |x: Val, y: Val| {
            self.class_of(x).is_some()
                && self.kindred_class(x).is_none()
                && self.has_method(x, "__eq__")
                && self.is_built_in_value(y)
        };
        let apart = asked(self.look(a), self.look(b)) || asked(self.look(b), self.look(a));
        let equality = matches!(op, CmpOp::Eq | CmpOp::NotEq);
        Ok((apart && equality).then_some(Val::bool(op == CmpOp::NotEq)))
    }

    /// Whether two containers are equal that hold objects of the program or of a library's classes; `None` where `equal`
    /// knows it, or where nobody does.
    fn part_by_part(&mut self, a: Val, b: Val, depth: u32, span: Span) -> Follow<Option<bool>> {
        if depth > NESTED || self.equal(a, b).is_some() {
            return Ok(None);
        }
        let mut pairs = Vec::new();
        match (
            self.sequence(a),
            self.sequence(b),
            self.content_kind(a),
            self.content_kind(b),
        ) {
            (Some((_, x)), Some((_, y)), ..) if x.len() == y.len() => {
                pairs.extend(x.iter().copied().zip(y.iter().copied()));
            }
            (_, _, Kind::Dict(x), Kind::Dict(y)) if x.len() == y.len() => {
                for &(key, v) in x.iter() {
                    let found = y.iter().find(|(k, _)| self.equal(key, *k) == Some(true));
                    let Some(&(_, w)) = found else {
                        return Ok(None);
                    };
                    pairs.push((v, w));
                }
            }
            _ => return Ok(None),
        }
        for (x, y) in pairs {
            self.spend(1)?;
            let (x, y) = (self.look(x), self.look(y));
            let same = if let Some(same) = self.equal(x, y) {
                Some(same)
            } else if self.class_of(x).is_some() || self.class_of(y).is_some() {
                let said = self.own_comparison(CmpOp::Eq, x, y, span)?;
                said.and_then(|said| self.truth(said))
            } else {
                self.part_by_part(x, y, depth + 1, span)?
            };
            if same != Some(true) {
                return Ok(same);
            }
        }
        Ok(Some(true))
    }

    /// How two values are ordered, also where their class says it.
    pub(super) fn ordered(&mut self, a: Val, b: Val, span: Span) -> Follow<Option<Ordering>> {
        if let Some(order) = self.order(a, b) {
            return Ok(Some(order));
        }
        if let Some((compare, x, y)) = self.compared_by(a, b) {
            let said = self.call(compare, Args::positional(vec![x, y]), span)?;
            return Ok(self
                .as_float(self.look(said))
                .and_then(|n| n.partial_cmp(&0.0)));
        }
        for (x, y, order) in [(a, b, Ordering::Less), (b, a, Ordering::Greater)] {
            let less = self.own_comparison(CmpOp::Lt, x, y, span)?;
            match less.and_then(|less| self.truth(less)) {
                Some(true) => return Ok(Some(order)),
                Some(false) => {}
                None => return Ok(None),
            }
        }
        Ok(Some(Ordering::Equal))
    }

    /// Whether a value is among the elements of a sequence, where a class of the program says which are equal; `None`
    /// where none does, or where that is not certain.
    pub(super) fn own_membership(
        &mut self,
        v: Val,
        holder: Val,
        span: Span,
    ) -> Follow<Option<bool>> {
        if self.world.is_none() {
            return Ok(None);
        }
        let items = match self.content_kind(holder) {
            Kind::Tuple(items) => items.to_vec(),
            Kind::List(items) | Kind::Set(items) => (*items).clone(),
            _ => return Ok(None),
        };
        let v = self.look(v);
        let of_program = |m: &Self, v: Val| m.class_of(m.look(v)).is_some();
        if !of_program(self, v) && !items.iter().any(|&item| of_program(self, item)) {
            return Ok(None);
        }
        for item in items {
            let same = match self.own_comparison(CmpOp::Eq, item, v, span)? {
                Some(said) => self.truth(said),
                None => self.equal(item, v),
            };
            match same {
                Some(true) => return Ok(Some(true)),
                Some(false) => {}
                None => return Ok(None),
            }
        }
        Ok(Some(false))
    }

    /// Whether a class of the program says that an object of it equals one of these.
    pub(super) fn is_among_own(&mut self, v: Val, others: &[Val], span: Span) -> bool {
        let v = self.look(v);
        if self.world.is_none() || self.class_of(v).is_none() {
            return false;
        }
        others.iter().any(|&other| {
            let said = self.own_comparison(CmpOp::Eq, other, v, span);
            matches!(said, Ok(Some(said)) if self.truth(said) == Some(true))
        })
    }

    /// The function that compares two elements of `functools.cmp_to_key`, and the two.
    fn compared_by(&self, a: Val, b: Val) -> Option<(Val, Val, Val)> {
        let parts = |v: Val| match self.kind(self.look(v)) {
            Kind::Partial(made, parts, _) if matches!(self.kind(*made), Kind::Symbol(s) if &**s == "functools.cmp_to_key()()") => {
                Some((*parts.first()?, *parts.get(1)?))
            }
            _ => None,
        };
        let ((compare, x), (_, y)) = (parts(a)?, parts(b)?);
        Some((compare, x, y))
    }

    /// The class in the program of which a value is an object.
    pub(super) fn class_of(&self, v: Val) -> Option<Val> {
        match (self.kind(v), self.content_kind(v)) {
            (Kind::Ref(_), Kind::Fields(class, _))
                if matches!(self.kind(class), Kind::Class(..)) =>
            {
                Some(class)
            }
            (Kind::Class(..), _) => self.meta_of(v),
            _ => self.kindred_class(v),
        }
    }

    /// What a method of an object says, unless it leaves the answer to the other side.
    fn said_by(&mut self, object: Val, name: &str, other: Val, span: Span) -> Follow<Option<Val>> {
        if self.class_of(object).is_none() || !self.has_method(object, name) {
            return Ok(None);
        }
        let said = self.call_method(object, name, Args::positional(vec![other]), span)?;
        let said = self.look(said);
        Ok((!self.is_declined(said)).then_some(said))
    }

    /// Whether a method leaves the answer to the other side.
    pub(super) fn is_declined(&self, said: Val) -> bool {
        matches!(self.kind(self.look(said)), Kind::Symbol(s) if s.ends_with("NotImplemented"))
    }

    /// What `functools.total_ordering` makes of the one order that a class defines.
    fn ordered_by_another(&mut self, op: CmpOp, a: Val, b: Val, span: Span) -> Follow<Option<Val>> {
        let class = self.class_of(a);
        let ordered = class.and_then(|class| self.decorator(class, &["functools.total_ordering"]));
        if ordered.is_none() {
            return Ok(None);
        }
        for by in [CmpOp::Lt, CmpOp::LtE, CmpOp::Gt, CmpOp::GtE] {
            let Some((name, _)) = methods(by).filter(|_| by != op) else {
                continue;
            };
            if let Some(said) = self.said_by(a, name, b, span)? {
                let equal = self.own_comparison(CmpOp::Eq, a, b, span)?;
                let equal = equal.and_then(|equal| self.truth(equal));
                let known = self.truth(said).zip(equal);
                return Ok(known.map(|(holds, equal)| Val::bool(followed(op, by, holds, equal))));
            }
        }
        Ok(None)
    }

    /// Whether one of the two is an object that only stands for "nothing given", and the other a plain value.
    pub(super) fn is_beside_mark(&self, a: Val, b: Val) -> bool {
        let mark = |v: Val| matches!(self.kind(v), Kind::Symbol(name) if MARKS.contains(&&**name));
        (mark(a) && self.is_constant(b)) || (mark(b) && self.is_constant(a))
    }

    /// Two objects of one data class are compared as the tuples of their fields are.
    fn field_by_field(&mut self, op: CmpOp, a: Val, b: Val, span: Span) -> Option<Val> {
        let class = self.class_of(a)?;
        if self.class_of(b) != Some(class) {
            return None;
        }
        let decorator = self.decorator(class, RECORDS)?;
        let switched = |name: &str| switched(decorator, name);
        let compared = match op {
            CmpOp::Eq | CmpOp::NotEq => switched("eq") != Some(false),
            _ => switched("order") == Some(true),
        };
        if !compared {
            return None;
        }
        let mut names = self.annotated_names(class);
        names.retain(|name| {
            let default = self.class_member(class, name);
            let told = default.and_then(|v| self.told_of_field(v, "compare"));
            told.and_then(|v| self.truth(v)) != Some(false)
        });
        let held = |m: &Self, v: Val| match m.content_kind(v) {
            Kind::Fields(_, fields) => {
                let fields = fields.iter();
                let compared = fields.filter(|(name, _)| names.iter().any(|n| **n == **name));
                compared.map(|&(_, v)| v).collect()
            }
            _ => Vec::new(),
        };
        let (x, y) = (held(self, a), held(self, b));
        let (x, y) = (self.tuple(x, span), self.tuple(y, span));
        Some(self.compare(op, x, y, span))
    }
}

impl<'a> Machine<'a, '_> {
    /// The decorator of a class that is one of these, by whatever name.
    pub(super) fn decorator(&mut self, class: Val, names: &[&str]) -> Option<&'a ast::Expr> {
        let Kind::Class(code, body, _) = *self.kind(class) else {
            return None;
        };
        let Some(Code::Class(s)) = self.codes.get(code.0 as usize).copied() else {
            return None;
        };
        let mut decorators = s.decorator_list.iter().map(|d| &d.expression);
        decorators.find(|d| {
            let named = match d {
                ast::Expr::Call(call) => &*call.func,
                other => *other,
            };
            let name = self.named_by(body, named);
            name.is_ok_and(|name| names.contains(&&*name))
        })
    }
}

impl Machine<'_, '_> {
    /// Whether this is the class of `object()`, in a probe.
    pub(super) fn is_bare(&self, class: Val) -> bool {
        let named = |name: &str| name == "builtins.object";
        self.world.is_some()
            && (class == Val::NONE || matches!(self.kind(class), Kind::Symbol(of) if named(of)))
    }

    /// Whether one value is plain and the other an object that is equal to nothing plain: one that the world keeps, of
    /// which none is `None`, or one of a class of the program that does not say what it is equal to.
    pub(super) fn is_apart_from(&self, plain: Val, object: Val) -> bool {
        let known = self.kind(plain);
        if !known.is_plain() {
            return false;
        }
        match self.kind(self.content(object)) {
            Kind::External(..) => matches!(known, Kind::None) && self.handle(object).is_some(),
            Kind::Fields(class, _) if self.kindred_class(object).is_none() => {
                match self.kind(*class) {
                    _ if self.is_bare(*class) => true,
                    Kind::Symbol(name) => &**name == "re.Match",
                    Kind::Class(..) => {
                        self.class_member(*class, "__eq__").is_none()
                            && self.outside_base(*class).is_none()
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }
}

/// Whether two values that are not the same are plain ones of which nothing more has to be asked.
pub(super) fn differ_plainly(a: &Kind, b: &Kind) -> bool {
    let text = |kind: &Kind| matches!(kind, Kind::Str(_) | Kind::Bytes(_) | Kind::None);
    let plain = |kind: &Kind| text(kind) || matches!(kind, Kind::Bool(_) | Kind::Int(_));
    (text(a) && plain(b)) || (plain(a) && text(b))
}
