//! Conditions: what is true, what is not decided, and what is known once a side is taken.

use super::machine::Machine;
use super::state::same;
use super::value::{Kind, Part, Relation, Val};
use crate::text::Span;
use ruff_python_ast::CmpOp;
use std::cmp::Ordering;
use std::sync::Arc;

impl Machine<'_, '_> {
    /// Python's truth of a value, when it is decided.
    pub(super) fn truth(&self, v: Val) -> Option<bool> {
        let v = self.look(v);
        match self.kind(v) {
            Kind::None => Some(false),
            Kind::Bool(b) => Some(*b),
            Kind::Int(n) => Some(*n != 0),
            Kind::Float(x) => Some(*x != 0.0),
            Kind::Str(s) => Some(!s.is_empty()),
            Kind::Bytes(b) => Some(!b.is_empty()),
            Kind::Text(parts) => parts
                .iter()
                .any(|p| matches!(p, Part::Literal(s) if !s.is_empty()))
                .then_some(true),
            Kind::Tuple(items) => Some(!items.is_empty()),
            Kind::Row(_, items) => Some(!items.is_empty()),
            Kind::Ref(_) => match self.kind(self.content(v)) {
                Kind::List(items) | Kind::Set(items) => Some(!items.is_empty()),
                Kind::Dict(pairs) => Some(!pairs.is_empty()),
                Kind::Many(..) | Kind::Either(_) | Kind::Unknown(..) => None,
                Kind::Fields(class, _) => match self.kind(*class) {
                    // `__bool__` and `__len__` of the file's own classes are not asked here.
                    Kind::Class(..)
                        if self.class_member(*class, "__bool__").is_some()
                            || self.class_member(*class, "__len__").is_some() =>
                    {
                        None
                    }
                    _ => Some(true),
                },
                _ => Some(true),
            },
            Kind::Function(..)
            | Kind::Bound(..)
            | Kind::Class(..)
            | Kind::Method(..)
            | Kind::Partial(..)
            | Kind::Template(_)
            | Kind::Ellipsis => Some(true),
            // A constant of a library may be false.
            Kind::Symbol(_) => None,
            Kind::External(ty, ..) if &**ty != "re.Match?" => Some(true),
            Kind::Not(inner) => self.truth(*inner).map(|b| !b),
            Kind::And(a, b) => match (self.truth(*a), self.truth(*b)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Kind::Or(a, b) => match (self.truth(*a), self.truth(*b)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            Kind::Compare(relation, a, b) => self.related(*relation, *a, *b),
            Kind::Either(options) => {
                let mut all = None;
                for (option, _) in options.iter() {
                    let one = self.truth(*option)?;
                    if all.is_some_and(|b| b != one) {
                        return None;
                    }
                    all = Some(one);
                }
                all
            }
            _ => None,
        }
    }

    /// Whether a value stands for a condition that may be decided later.
    pub(super) fn is_condition(&self, v: Val) -> bool {
        match self.kind(v) {
            Kind::Bool(_)
            | Kind::Compare(..)
            | Kind::Not(_)
            | Kind::And(..)
            | Kind::Or(..)
            | Kind::Test(..) => true,
            Kind::Either(options) => options.iter().all(|(o, _)| self.is_condition(*o)),
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
        if let Some(known) = self.related(relation, a, b) {
            return Val::bool(known != negate);
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

    fn frozen(&mut self, v: Val, span: Span) -> Val {
        match self.content_kind(v) {
            Kind::List(items) | Kind::Set(items) => self.tuple((*items).clone(), span),
            Kind::Dict(pairs) => {
                let keys = pairs.iter().map(|(k, _)| *k).collect();
                self.tuple(keys, span)
            }
            Kind::Iterator(items, at) => self.tuple(items.iter().skip(at).copied().collect(), span),
            _ => v,
        }
    }

    /// Whether a relation holds, when that is decided.
    pub(super) fn related(&self, relation: Relation, a: Val, b: Val) -> Option<bool> {
        let (a, b) = (self.look(a), self.look(b));
        match relation {
            Relation::Equal => self.equal(a, b),
            Relation::Is => match (self.kind(a), self.kind(b)) {
                (Kind::Unknown(..) | Kind::Opaque(_) | Kind::Either(_) | Kind::Tested(..), _)
                | (_, Kind::Unknown(..) | Kind::Opaque(_) | Kind::Either(_) | Kind::Tested(..)) => {
                    self.never_none(a, b)
                }
                (Kind::External(ty, ..), Kind::None) if &**ty == "re.Match?" => None,
                (Kind::None, Kind::None) => Some(true),
                (Kind::None, _) | (_, Kind::None) => Some(false),
                (Kind::Symbol(x), Kind::Symbol(y)) => Some(x == y),
                _ => self.equal(a, b),
            },
            Relation::Less | Relation::LessEqual => {
                let order = self.order(a, b)?;
                Some(match relation {
                    Relation::Less => order == Ordering::Less,
                    _ => order != Ordering::Greater,
                })
            }
            Relation::In => self.member(a, b),
        }
    }

    /// `x is None` where `x` is one of several, none of which (or all of which) are `None`.
    fn never_none(&self, a: Val, b: Val) -> Option<bool> {
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

    /// Numbers as floats, for mixed comparisons.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn as_float(&self, v: Val) -> Option<f64> {
        match self.kind(v) {
            Kind::Bool(b) => Some(f64::from(u8::from(*b))),
            Kind::Int(n) => Some(*n as f64),
            Kind::Float(x) => Some(*x),
            _ => None,
        }
    }

    pub(super) fn as_int(&self, v: Val) -> Option<i128> {
        match self.kind(self.look(v)) {
            Kind::Bool(b) => Some(i128::from(*b)),
            Kind::Int(n) => Some(*n),
            _ => None,
        }
    }

    /// Whether two values are equal, when that is decided.
    pub(super) fn equal(&self, a: Val, b: Val) -> Option<bool> {
        let (a, b) = (self.look(a), self.look(b));
        if same(&self.arena, a, b) && !matches!(self.kind(a), Kind::Float(_)) {
            return Some(true);
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
                let covers = |p: &[Val], q: &[Val]| -> Option<bool> {
                    for &v in p {
                        if !q
                            .iter()
                            .map(|&w| self.equal(v, w))
                            .collect::<Option<Vec<_>>>()?
                            .contains(&true)
                        {
                            return Some(false);
                        }
                    }
                    Some(true)
                };
                return Some(covers(&x, &y)? && covers(&y, &x)?);
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

    fn sequence(&self, v: Val) -> Option<(Shape, Arc<[Val]>)> {
        match self.content_kind(v) {
            Kind::Tuple(items) => Some((Shape::Tuple, items)),
            Kind::Row(_, items) => Some((Shape::Tuple, items)),
            Kind::List(items) => Some((Shape::List, items.as_slice().into())),
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

    fn member(&self, a: Val, b: Val) -> Option<bool> {
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
            _ => {}
        }
        let items: Vec<Val> = match self.content_kind(b) {
            Kind::Tuple(items) | Kind::Row(_, items) => items.to_vec(),
            Kind::List(items) | Kind::Set(items) => (*items).clone(),
            Kind::Iterator(items, at) => items.iter().skip(at).copied().collect(),
            Kind::Dict(pairs) => pairs.iter().map(|(k, _)| *k).collect(),
            _ => return None,
        };
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

    /// Learns what follows from a condition being true (or false). `false` when it cannot be.
    pub(super) fn refine(&mut self, condition: Val, holds: bool) -> bool {
        let condition = self.look(condition);
        if let Some(known) = self.truth(condition) {
            return known == holds;
        }
        let span = self.arena.node(condition).span;
        match self.kind(condition).clone() {
            Kind::Not(inner) => self.refine(inner, !holds),
            Kind::And(a, b) if holds => self.refine(a, true) && self.refine(b, true),
            Kind::Or(a, b) if !holds => self.refine(a, false) && self.refine(b, false),
            // One of two failed: when one surely holds, the other is it.
            Kind::And(a, b) => match (self.truth(a), self.truth(b)) {
                (Some(true), _) => self.refine(b, false),
                (_, Some(true)) => self.refine(a, false),
                _ => true,
            },
            Kind::Or(a, b) => match (self.truth(a), self.truth(b)) {
                (Some(false), _) => self.refine(b, true),
                (_, Some(false)) => self.refine(a, true),
                _ => true,
            },
            Kind::Compare(relation, a, b) => self.refine_relation(relation, a, b, holds, span),
            Kind::Test(name, v) => {
                if holds {
                    self.learn_test(v, &name, span);
                }
                true
            }
            Kind::Either(options) => {
                let kept: Vec<_> = options
                    .iter()
                    .filter(|(o, _)| self.truth(*o) != Some(!holds))
                    .cloned()
                    .collect();
                match kept.as_slice() {
                    [] => false,
                    [(only, facts)] => {
                        for &(v, w) in facts.iter() {
                            self.state.learn(v, w);
                        }
                        let only = *only;
                        self.state.learn(condition, only);
                        self.refine(only, holds)
                    }
                    several => {
                        // What holds in all of them holds.
                        let several = several.to_vec();
                        if let [(_, first), rest @ ..] = several.as_slice() {
                            let shared: Vec<(Val, Val)> = first
                                .iter()
                                .filter(|fact| rest.iter().all(|(_, f)| f.contains(fact)))
                                .copied()
                                .collect();
                            for (v, w) in shared {
                                self.state.learn(v, w);
                            }
                        }
                        let v = super::state::join(&mut self.arena, &several);
                        self.state.learn(condition, v);
                        true
                    }
                }
            }
            Kind::External(ty, id, guessed) if &*ty == "re.Match?" => {
                if holds {
                    let matched =
                        self.make(Kind::External(Arc::from("re.Match"), id, guessed), span);
                    let from = self.arena.node(condition).from.clone();
                    self.state.learn(condition, matched);
                    if let [subject, pattern] = *from
                        && let Kind::Str(pattern) = self.kind(pattern).clone()
                    {
                        self.learn_test(subject, &pattern, span);
                    }
                } else {
                    self.state.learn(condition, Val::NONE);
                }
                true
            }
            _ => true,
        }
    }

    fn refine_relation(
        &mut self,
        relation: Relation,
        a: Val,
        b: Val,
        holds: bool,
        span: Span,
    ) -> bool {
        let (a, b) = (self.look(a), self.look(b));
        match relation {
            Relation::Equal | Relation::Is if holds => {
                if self.is_constant(b) {
                    return self.learn_option(a, b);
                }
                if self.is_constant(a) {
                    return self.learn_option(b, a);
                }
                true
            }
            Relation::Equal | Relation::Is => {
                self.remove_option(a, b);
                self.remove_option(b, a);
                true
            }
            Relation::In if holds => {
                let items = match self.content_kind(b) {
                    Kind::Tuple(items) => items,
                    Kind::Str(_) | Kind::Text(_) | Kind::Bytes(_) => {
                        self.learn_test(a, "substring", span);
                        return true;
                    }
                    _ => {
                        // The list is not known here; being on it is a test all the same, unless
                        // whoever sends the value also sends the list.
                        if !self.untrusted(b) {
                            self.learn_test(a, "allowlist", span);
                        }
                        return true;
                    }
                };
                let possible: Vec<Val> = items
                    .iter()
                    .copied()
                    .filter(|&item| self.equal(a, item) != Some(false))
                    .collect();
                if possible.is_empty() {
                    return false;
                }
                if possible.iter().all(|&item| self.is_constant(item)) {
                    let v = self.either(&possible);
                    self.state.learn(a, v);
                } else if !self.untrusted(b) {
                    self.learn_test(a, "allowlist", span);
                }
                true
            }
            Relation::In => {
                if let Kind::Tuple(items) = self.content_kind(b) {
                    for item in items.iter() {
                        self.remove_option(a, *item);
                    }
                }
                true
            }
            Relation::Less | Relation::LessEqual => true,
        }
    }

    /// Learns that `v` has passed a test.
    pub(super) fn learn_test(&mut self, v: Val, name: &str, span: Span) {
        let v = self.look(v);
        if self.is_constant(v) {
            return;
        }
        let tested = self.make(Kind::Tested(Arc::from(name), v), span);
        self.state.learn(v, tested);
    }

    fn learn_option(&mut self, v: Val, constant: Val) -> bool {
        if let Kind::Either(options) = self.kind(v).clone() {
            let kept: Vec<_> = options
                .iter()
                .filter(|(o, _)| self.equal(*o, constant) != Some(false))
                .cloned()
                .collect();
            if let [(_, facts)] = kept.as_slice() {
                for &(x, y) in facts.iter() {
                    self.state.learn(x, y);
                }
            }
            if kept.is_empty() {
                return false;
            }
        }
        self.state.learn(v, constant);
        true
    }

    fn remove_option(&mut self, v: Val, constant: Val) {
        if let Kind::Either(options) = self.kind(v).clone() {
            let kept: Vec<_> = options
                .iter()
                .filter(|(o, _)| self.equal(*o, constant) != Some(true))
                .cloned()
                .collect();
            if !kept.is_empty() && kept.len() < options.len() {
                if let [(_, facts)] = kept.as_slice() {
                    for &(x, y) in facts.iter() {
                        self.state.learn(x, y);
                    }
                }
                let rest = super::state::join(&mut self.arena, &kept);
                self.state.learn(v, rest);
            }
        }
    }

    /// What `v` is on the side where its truth is `holds`.
    pub(super) fn narrowed(&mut self, v: Val, holds: bool) -> Val {
        match self.kind(v).clone() {
            Kind::Either(options) => {
                let kept: Vec<_> = options
                    .iter()
                    .filter(|(o, _)| self.truth(*o) != Some(!holds))
                    .cloned()
                    .collect();
                if kept.is_empty() {
                    v
                } else {
                    super::state::join(&mut self.arena, &kept)
                }
            }
            _ => v,
        }
    }

    /// Whether a value is a constant of the program.
    pub(super) fn is_constant(&self, v: Val) -> bool {
        match self.kind(v) {
            Kind::None
            | Kind::Bool(_)
            | Kind::Int(_)
            | Kind::Float(_)
            | Kind::Str(_)
            | Kind::Bytes(_)
            | Kind::Ellipsis => true,
            Kind::Tuple(items) => items.iter().all(|&i| self.is_constant(i)),
            Kind::Either(options) => options.iter().all(|(o, _)| self.is_constant(*o)),
            _ => false,
        }
    }
}

/// Which kind of sequence; a list never equals a tuple.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Tuple,
    List,
}
