//! Comparisons: equality, order and membership, decided where they can be.
//!
//! Called by `condition` and wherever values are told apart.

use super::container::Items;
use super::machine::Machine;
use super::state::same;
use super::value::{How, Kind, Part, Relation, Val};
use crate::text::Span;
use ruff_python_ast::CmpOp;
use std::cmp::Ordering;
use std::sync::Arc;

/// How many tuples and alternatives are looked into before a value counts as not known.
const PARTS: u32 = 2_000;

impl Machine<'_, '_> {
    /// Whether a value is a constant of the program.
    pub(super) fn is_constant(&self, v: Val) -> bool {
        let mut left = PARTS;
        self.is_constant_within(v, &mut left)
    }

    /// The same, looking at so many parts: what stands in a tuple twice is looked at twice.
    fn is_constant_within(&self, v: Val, left: &mut u32) -> bool {
        match self.kind(v) {
            kind if kind.is_plain() => true,
            Kind::Ellipsis => true,
            _ if *left == 0 => false,
            Kind::Tuple(items) => {
                *left -= 1;
                items.iter().all(|&i| self.is_constant_within(i, left))
            }
            Kind::Either(options) => {
                *left -= 1;
                let mut options = options.iter();
                options.all(|(o, _)| self.is_constant_within(*o, left))
            }
            _ => false,
        }
    }

    pub(super) fn compare(&mut self, op: CmpOp, left: Val, right: Val, span: Span) -> Val {
        let (relation, a, b, negate) = match op {
            CmpOp::Eq => (Relation::Equal, left, right, false),
            CmpOp::NotEq => (Relation::Equal, left, right, true),
            CmpOp::Lt => (Relation::Less, left, right, false),
            CmpOp::LtE => (Relation::LessEqual, left, right, false),
            CmpOp::Gt => (Relation::Less, right, left, false),
            CmpOp::GtE => (Relation::LessEqual, right, left, false),
            CmpOp::Is => (Relation::Is, left, right, false),
            CmpOp::IsNot => (Relation::Is, left, right, true),
            CmpOp::In => (Relation::In, left, right, false),
            CmpOp::NotIn => (Relation::In, left, right, true),
        };
        let (a, b) = (self.look(a), self.look(b));
        if let Some(known) = self.world_related(relation, a, b, span) {
            return Val::bool(known != negate);
        }
        if let Some(known) = self.related(relation, a, b) {
            return Val::bool(known != negate);
        }
        if matches!(relation, Relation::Is | Relation::Equal)
            && let Some(v) = self
                .type_test(a, b, span)
                .or_else(|| self.type_test(b, a, span))
        {
            return if negate {
                self.make(Kind::Not(v), span)
            } else {
                v
            };
        }
        if let Some(v) = self.covering(relation, a, b, span) {
            return v;
        }
        // A mutable container may change between this test and its use: keep what it holds now.
        let b = if relation == Relation::In {
            self.frozen(b, span)
        } else {
            b
        };
        let v = self.make(Kind::Compare(relation, a, b), span);
        if negate {
            self.make(Kind::Not(v), span)
        } else {
            v
        }
    }

    /// What `type(x)` gives.
    pub(super) fn type_of(&mut self, of: Val, span: Span) -> Val {
        if let Kind::Fields(class, _) = self.content_kind(of) {
            return class;
        }
        if let Some(class) = self.kindred_class(self.look(of)) {
            return class;
        }
        match self.made_as(of) {
            Some("deque") => return self.symbol("collections.deque", span),
            Some(made) => return self.symbol(&format!("builtins.{made}"), span),
            None => {}
        }
        let name = self.type_name(of);
        if name == "object" {
            let ty = self.derive(None, &[], How::Plain, span);
            self.types_of.insert(ty, of);
            return ty;
        }
        self.symbol(&format!("builtins.{name}"), span)
    }

    /// `type(x) is str` as the test that `isinstance(x, str)` makes.
    fn type_test(&mut self, ty: Val, class: Val, span: Span) -> Option<Val> {
        let of = *self.types_of.get(&ty)?;
        let Kind::Symbol(name) = self.kind(class) else {
            return None;
        };
        let short = name.strip_prefix("builtins.")?;
        let test = Arc::from(format!("type:{short}"));
        Some(self.make(Kind::Test(test, of), span))
    }

    /// What Python says to a comparison that it refuses, where both sides are known.
    pub(super) fn refused(&self, op: CmpOp, left: Val, right: Val) -> Option<String> {
        let (a, b) = (self.look(left), self.look(right));
        let plain = |v: Val| match self.kind(v) {
            Kind::None => Some("NoneType"),
            Kind::Bool(_) | Kind::Int(_) | Kind::Float(_) => Some("number"),
            Kind::Str(_) => Some("str"),
            Kind::Bytes(_) => Some("bytes"),
            _ => None,
        };
        let sign = match op {
            CmpOp::Lt => "<",
            CmpOp::LtE => "<=",
            CmpOp::Gt => ">",
            CmpOp::GtE => ">=",
            CmpOp::In | CmpOp::NotIn => {
                if matches!(self.content_kind(b), Kind::Dict(_) | Kind::Set(_)) {
                    let ty = self.unhashable(a)?;
                    return Some(format!("unhashable type: '{ty}'"));
                }
                return match (plain(a), plain(b)?) {
                    (_, "NoneType" | "number") => {
                        let ty = self.type_name(b);
                        Some(format!("argument of type '{ty}' is not iterable"))
                    }
                    (Some("NoneType" | "str"), "bytes") => {
                        let ty = self.type_name(a);
                        Some(format!("a bytes-like object is required, not '{ty}'"))
                    }
                    (Some("NoneType" | "number" | "bytes"), "str") => {
                        let ty = self.type_name(a);
                        Some(format!(
                            "'in <string>' requires string as left operand, not {ty}"
                        ))
                    }
                    _ => None,
                };
            }
            _ => return None,
        };
        let (x, y) = (plain(a)?, plain(b)?);
        (x != y || x == "NoneType").then(|| {
            let (x, y) = (self.type_name(a), self.type_name(b));
            format!("'{sign}' not supported between instances of '{x}' and '{y}'")
        })
    }

    /// Whether a relation with something that the world of a probe keeps holds, if it tells.
    fn world_related(&mut self, relation: Relation, a: Val, b: Val, span: Span) -> Option<bool> {
        self.world.as_ref()?;
        let (object, other, method) = match relation {
            Relation::In => (b, a, "__contains__"),
            Relation::Equal if self.handle(a).is_some() => (a, b, "__eq__"),
            Relation::Equal => (b, a, "__eq__"),
            Relation::Less => (a, b, "__lt__"),
            Relation::LessEqual => (a, b, "__le__"),
            Relation::Is => return None,
        };
        if self.handle(object).is_none() && relation != Relation::In {
            return None;
        }
        let answer = self.offer_method(object, method, &[other], span).ok()??;
        match self.kind(answer) {
            Kind::Bool(holds) => Some(*holds),
            _ => None,
        }
    }

    pub(super) fn frozen(&mut self, v: Val, span: Span) -> Val {
        match self.content_kind(v) {
            Kind::List(items) | Kind::Set(items) => self.tuple((*items).clone(), span),
            Kind::Dict(pairs) => {
                let keys = pairs.iter().map(|(k, _)| *k).collect();
                self.tuple(keys, span)
            }
            Kind::Iterator(items, at) => self.tuple(items.iter().skip(at).copied().collect(), span),
            Kind::Fields(..) if let Some(items) = self.as_tuple(v) => self.tuple(items, span),
            _ => v,
        }
    }

    /// Whether a relation holds, when that is decided.
    pub(super) fn related(&self, relation: Relation, a: Val, b: Val) -> Option<bool> {
        self.ask(|| self.related_values(relation, a, b))
    }

    fn related_values(&self, relation: Relation, a: Val, b: Val) -> Option<bool> {
        let (mut a, mut b) = (self.look(a), self.look(b));
        if relation == Relation::In
            && let Some(among) = self.is_among_members(a, b)
        {
            return Some(among);
        }
        if relation == Relation::Less || relation == Relation::LessEqual {
            a = self.plain_member(a);
        }
        if relation != Relation::Equal && relation != Relation::Is {
            b = self.plain_member(b);
        }
        match relation {
            Relation::Equal => self.equal(a, b),
            Relation::Is => match (self.kind(a), self.kind(b)) {
                (Kind::Unknown(..) | Kind::Opaque(_) | Kind::Either(_) | Kind::Tested(..), _)
                | (_, Kind::Unknown(..) | Kind::Opaque(_) | Kind::Either(_) | Kind::Tested(..)) => {
                    self.never_none(a, b)
                }
                (Kind::External(ty, ..), Kind::None) if &**ty == "re.Match?" => None,
                // What looks like a method of something outside may be a value, and `None`.
                (Kind::Method(..), Kind::None) if self.truth(a).is_none() => None,
                (Kind::None, Kind::Method(..)) if self.truth(b).is_none() => None,
                (Kind::None, x) | (x, Kind::None) => Some(matches!(x, Kind::None)),
                (Kind::Symbol(x), Kind::Symbol(y)) => Some(x == y),
                _ if self.is_beside_mark(a, b) => Some(false),
                // `1 == True`, and they are two things.
                (Kind::Bool(_), Kind::Int(_) | Kind::Float(_))
                | (Kind::Int(_) | Kind::Float(_), Kind::Bool(_))
                | (Kind::Int(_), Kind::Float(_))
                | (Kind::Float(_), Kind::Int(_)) => Some(false),
                _ if self.same_member(a, b).is_some() => self.same_member(a, b),
                // In a probe each object is one of its own.
                (Kind::Ref(x), Kind::Ref(y)) if self.world.is_some() => Some(x == y),
                (Kind::Ref(_), _) if self.is_constant(b) => Some(false),
                (_, Kind::Ref(_)) if self.is_constant(a) => Some(false),
                _ => self.equal(a, b),
            },
            Relation::Less | Relation::LessEqual => {
                if let (Kind::Set(x), Kind::Set(y)) = (self.content_kind(a), self.content_kind(b)) {
                    let inside = self.covered(&x, &y)?;
                    let proper = relation == Relation::LessEqual || !self.covered(&y, &x)?;
                    return Some(inside && proper);
                }
                if self.is_no_number(a) || self.is_no_number(b) {
                    return Some(false);
                }
                let order = self.order(a, b)?;
                Some(match relation {
                    Relation::Less => order == Ordering::Less,
                    _ => order != Ordering::Greater,
                })
            }
            Relation::In => self.holds_flags(a, b).or_else(|| self.member(a, b)),
        }
    }

    /// `x is None` where `x` is one of several, none of which (or all of which) are `None`.
    pub(super) fn never_none(&self, a: Val, b: Val) -> Option<bool> {
        let (options, other) = match (self.kind(a), self.kind(b)) {
            (Kind::Either(options), _) => (options, b),
            (_, Kind::Either(options)) => (options, a),
            _ => return (a == b).then_some(true),
        };
        let mut all = None;
        for (option, _) in options.iter() {
            let one = self.related(Relation::Is, *option, other)?;
            if all.is_some_and(|x| x != one) {
                return None;
            }
            all = Some(one);
        }
        all
    }

    /// Whether two values are equal, when that is decided.
    pub(super) fn equal(&self, a: Val, b: Val) -> Option<bool> {
        self.ask(|| self.equal_values(a, b))
    }

    fn equal_values(&self, a: Val, b: Val) -> Option<bool> {
        let (a, b) = (self.look(a), self.look(b));
        // A range is followed as a tuple, and equals none.
        if let (Kind::Tuple(_), Kind::Tuple(_)) = (self.kind(a), self.kind(b))
            && self.world.is_some()
            && (self.made_as(a) == Some("range")) != (self.made_as(b) == Some("range"))
        {
            return Some(false);
        }
        if same(&self.arena, a, b) && !matches!(self.kind(a), Kind::Float(_)) {
            return Some(true);
        }
        // Keys of dicts are asked about one after another, and most are plain text.
        if self.world.is_some() && super::compared::differ_plainly(self.kind(a), self.kind(b)) {
            return Some(false);
        }
        if let Some(same) = self.same_member(a, b) {
            return Some(same);
        }
        if self.world.is_some() && (self.is_apart_from(a, b) || self.is_apart_from(b, a)) {
            return Some(false);
        }
        if let (Kind::External(s, i, _), Kind::External(t, j, _)) = (self.kind(a), self.kind(b))
            && s == t
            && self.is_handle(s, *i)
            && self.is_handle(t, *j)
        {
            return Some(i == j);
        }
        if let (Some(x), Some(y)) = (self.as_int(a), self.as_int(b)) {
            return Some(x == y);
        }
        #[allow(clippy::float_cmp)]
        if let (Some(x), Some(y)) = (self.as_float(a), self.as_float(b)) {
            return Some(x == y);
        }
        if let (Some(x), Some(y)) = (self.sequence(a), self.sequence(b)) {
            if std::mem::discriminant(&x.0) != std::mem::discriminant(&y.0)
                || x.1.len() != y.1.len()
            {
                return Some(false);
            }
            let mut all = Some(true);
            for (&p, &q) in x.1.iter().zip(y.1.iter()) {
                match self.equal(p, q) {
                    Some(false) => return Some(false),
                    None => all = None,
                    Some(true) => {}
                }
            }
            return all;
        }
        match (self.content_kind(a), self.content_kind(b)) {
            (Kind::Set(x), Kind::Set(y)) => {
                return Some(self.covered(&x, &y)? && self.covered(&y, &x)?);
            }
            (Kind::Dict(x), Kind::Dict(y)) => {
                if x.len() != y.len() {
                    return Some(false);
                }
                for &(k, v) in x.iter() {
                    let mut found = None;
                    for &(l, w) in y.iter() {
                        if self.equal(k, l)? {
                            found = Some(w);
                        }
                    }
                    match found {
                        Some(w) if self.equal(v, w)? => {}
                        _ => return Some(false),
                    }
                }
                return Some(true);
            }
            _ => {}
        }
        let known = |k: &Kind| {
            matches!(
                k,
                Kind::None
                    | Kind::Bool(_)
                    | Kind::Int(_)
                    | Kind::Float(_)
                    | Kind::Str(_)
                    | Kind::Bytes(_)
                    | Kind::Tuple(_)
                    | Kind::Row(..)
                    | Kind::Ellipsis
            )
        };
        let (x, y) = (self.content_kind(a), self.content_kind(b));
        let shaped = |k: &Kind| {
            known(k)
                || matches!(
                    k,
                    Kind::List(_)
                        | Kind::Set(_)
                        | Kind::Dict(_)
                        | Kind::Function(..)
                        | Kind::Class(..)
                )
        };
        if shaped(&x) && shaped(&y) {
            return Some(false);
        }
        if let (Kind::Either(options), _) | (_, Kind::Either(options)) =
            (self.kind(a), self.kind(b))
        {
            let other = if matches!(self.kind(a), Kind::Either(_)) {
                b
            } else {
                a
            };
            let mut all = None;
            for (option, _) in options.iter() {
                let one = self.equal(*option, other)?;
                if all.is_some_and(|e| e != one) {
                    return None;
                }
                all = Some(one);
            }
            return all;
        }
        // Classes of one library under different names.
        if let (Kind::Symbol(p), Kind::Symbol(q)) = (&x, &y) {
            let both = |test: fn(&str) -> bool| test(p) && test(q);
            let built_in = |s: &str| {
                s.strip_prefix("builtins.")
                    .is_some_and(|short| !super::exception::is_own_exception(short))
            };
            if p != q && (both(built_in) || both(|s| super::syntax::class_of(s).is_some())) {
                return Some(false);
            }
        }
        // A class of the program is none of a library.
        if self.world.is_some()
            && matches!(
                (&x, &y),
                (Kind::Class(..), Kind::Symbol(_)) | (Kind::Symbol(_), Kind::Class(..))
            )
        {
            return Some(false);
        }
        // Text whose fixed beginning or end differs cannot be equal.
        if let (Kind::Text(parts), Kind::Str(s)) | (Kind::Str(s), Kind::Text(parts)) =
            (self.kind(a), self.kind(b))
        {
            let starts = match parts.first() {
                Some(Part::Literal(l)) => s.starts_with(&**l),
                _ => true,
            };
            let ends = match parts.last() {
                Some(Part::Literal(l)) => s.ends_with(&**l),
                _ => true,
            };
            if !starts || !ends {
                return Some(false);
            }
        }
        None
    }

    /// `{a, b} <= allowed`: each of the first is among the others.
    fn covering(&mut self, relation: Relation, a: Val, b: Val, span: Span) -> Option<Val> {
        if !matches!(relation, Relation::Less | Relation::LessEqual)
            || !matches!(self.content_kind(b), Kind::Set(_))
        {
            return None;
        }
        let items = match self.content_kind(a) {
            Kind::Set(items) => Items::Known((*items).clone()),
            Kind::Many("set", element) if element != Val::UNBOUND => Items::Each(element),
            _ => return None,
        };
        let inside = self.all_among(items, b, span);
        // A part that is not the whole: how many there are is not asked.
        Some(if relation == Relation::Less {
            let rest = self.derive(Some("bool"), &[], How::Plain, span);
            self.make(Kind::And(inside, rest), span)
        } else {
            inside
        })
    }

    /// The condition that each of these is in a container.
    pub(super) fn all_among(&mut self, items: Items, container: Val, span: Span) -> Val {
        let asked = |m: &mut Self, v: Val| m.compare(CmpOp::In, v, container, span);
        let each = match items {
            Items::Known(items) => {
                let each: Vec<Val> = items.iter().map(|&v| asked(self, v)).collect();
                Items::Known(each)
            }
            Items::Each(element) => Items::Each(asked(self, element)),
        };
        self.quantified(true, each, span)
    }

    /// The condition that one of these is in a container.
    pub(super) fn one_among(&mut self, items: Items, container: Val, span: Span) -> Val {
        match items {
            Items::Known(items) => {
                let each = items
                    .iter()
                    .map(|&v| self.compare(CmpOp::In, v, container, span));
                let each: Vec<Val> = each.collect();
                self.quantified(false, Items::Known(each), span)
            }
            Items::Each(element) => {
                let one = self.compare(CmpOp::In, element, container, span);
                self.quantified(false, Items::Each(one), span)
            }
        }
    }

    /// Whether each of the first values is among the others, when that is decided.
    fn covered(&self, some: &[Val], all: &[Val]) -> Option<bool> {
        for &v in some {
            let same = all.iter().map(|&w| self.equal(v, w));
            if !same.collect::<Option<Vec<_>>>()?.contains(&true) {
                return Some(false);
            }
        }
        Some(true)
    }

    pub(super) fn sequence(&self, v: Val) -> Option<(Shape, Arc<[Val]>)> {
        match self.content_kind(v) {
            Kind::Tuple(items) => Some((Shape::Tuple, items)),
            Kind::Row(_, items) => Some((Shape::Tuple, items)),
            Kind::List(items) => Some((Shape::List, items.as_slice().into())),
            Kind::Fields(..) => Some((Shape::Tuple, self.as_tuple(v)?.into())),
            _ => None,
        }
    }

    /// How two values are ordered, when that is decided.
    pub(super) fn order(&self, a: Val, b: Val) -> Option<Ordering> {
        let (a, b) = (self.look(a), self.look(b));
        if let (Some(x), Some(y)) = (self.as_int(a), self.as_int(b)) {
            return Some(x.cmp(&y));
        }
        if let (Some(x), Some(y)) = (self.as_float(a), self.as_float(b)) {
            return x.partial_cmp(&y);
        }
        match (self.kind(a), self.kind(b)) {
            (Kind::Str(x), Kind::Str(y)) => return Some(x.chars().cmp(y.chars())),
            (Kind::Bytes(x), Kind::Bytes(y)) => return Some(x.cmp(y)),
            _ => {}
        }
        let (x, y) = (self.sequence(a)?, self.sequence(b)?);
        for (&p, &q) in x.1.iter().zip(y.1.iter()) {
            if !self.equal(p, q)? {
                return self.order(p, q);
            }
        }
        Some(x.1.len().cmp(&y.1.len()))
    }

    pub(super) fn member(&self, a: Val, b: Val) -> Option<bool> {
        match (self.kind(a), self.kind(b)) {
            (Kind::Str(x), Kind::Str(y)) => return Some(y.contains(&**x)),
            (Kind::Str(x), Kind::Text(parts))
                if parts
                    .iter()
                    .any(|p| matches!(p, Part::Literal(l) if l.contains(&**x))) =>
            {
                return Some(true);
            }
            (Kind::Bytes(x), Kind::Bytes(y)) => {
                return Some(x.is_empty() || y.windows(x.len()).any(|w| w == &**x));
            }
            // One byte as its number.
            (Kind::Int(n), Kind::Bytes(y)) if let Ok(byte) = u8::try_from(*n) => {
                return Some(y.contains(&byte));
            }
            _ => {}
        }
        let items: Vec<Val> = match self.content_kind(b) {
            Kind::Tuple(items) | Kind::Row(_, items) => items.to_vec(),
            Kind::List(items) | Kind::Set(items) => (*items).clone(),
            Kind::Iterator(items, at) => items.iter().skip(at).copied().collect(),
            Kind::Dict(pairs) => pairs.iter().map(|(k, _)| *k).collect(),
            _ => return self.within_range(a, b),
        };
        if self.may_be_each(a, &items) {
            return None;
        }
        let mut undecided = false;
        for item in items {
            match self.equal(a, item) {
                Some(true) => return Some(true),
                None => undecided = true,
                Some(false) => {}
            }
        }
        if undecided { None } else { Some(false) }
    }
}

/// Which kind of sequence; a list never equals a tuple.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    Tuple,
    List,
}
