//! Following expressions.

use super::call::Args;
use super::container::Items;
use super::doubt;
use super::machine::{Code, Follow, Machine, Stop};
use super::outline::last_name;
use super::record::Place;
use super::value::{How, Kind, Part, Val};
use crate::text::Span;
use ruff_python_ast::{self as ast, Expr};
use std::sync::Arc;

/// An expression with its value.
type Written<'a> = (&'a Expr, Val);

impl<'a> Machine<'a, '_> {
    pub(super) fn eval(&mut self, e: &'a Expr) -> Follow<Val> {
        self.spend(1)?;
        stacker::maybe_grow(256 * 1024, 2 * 1024 * 1024, || self.expression(e))
    }

    fn expression(&mut self, e: &'a Expr) -> Follow<Val> {
        let span = self.span_of(e);
        match e {
            Expr::Name(name) => {
                let v = self.name(name.id.as_str(), span)?;
                self.note_name(v, span);
                Ok(v)
            }
            Expr::NoneLiteral(_) => Ok(Val::NONE),
            Expr::BooleanLiteral(b) => Ok(Val::bool(b.value)),
            Expr::NumberLiteral(n) => Ok(self.number(&n.value, span)),
            Expr::StringLiteral(s) => Ok(self.text(s.value.to_str(), span)),
            Expr::BytesLiteral(b) => {
                let bytes: Vec<u8> = b.value.bytes().collect();
                Ok(self.make(Kind::Bytes(bytes.into()), span))
            }
            Expr::EllipsisLiteral(_) => Ok(self.make(Kind::Ellipsis, span)),
            Expr::FString(f) => {
                let mut parts = Vec::new();
                for part in &f.value {
                    match part {
                        ast::FStringPart::Literal(s) => {
                            parts.push(Part::Literal(Arc::from(&*s.value)));
                        }
                        ast::FStringPart::FString(f) => {
                            self.interpolate(f.elements.iter(), &mut parts)?;
                        }
                    }
                }
                // An object says itself what text it is.
                for part in &mut parts {
                    if let Part::Hole(v) = *part
                        && self.has_method(v, "__str__")
                    {
                        *part = Part::Hole(self.stringify(v, span)?);
                    }
                }
                Ok(self.joined(parts, span))
            }
            Expr::TString(t) => {
                let mut parts = Vec::new();
                for part in &t.value {
                    self.interpolate(part.elements.iter(), &mut parts)?;
                }
                Ok(self.make(Kind::Template(parts.into()), span))
            }
            Expr::Tuple(t) => {
                let items = self.elements(&t.elts)?;
                match items {
                    Items::Known(items) => Ok(self.tuple(items, span)),
                    Items::Each(element) => Ok(self.object(Kind::Many("tuple", element), span)),
                }
            }
            Expr::List(l) => {
                let (mut items, open) = self.elements_in_places(&l.elts)?;
                Ok(match open {
                    None => self.list(items, span),
                    Some(at) => {
                        let rest = items.split_off(at.min(items.len()));
                        self.begun_list(&items, &rest, span)
                    }
                })
            }
            Expr::Set(s) => {
                let items = self.elements(&s.elts)?;
                Ok(match items {
                    Items::Known(items) => self.set_of(items, span),
                    Items::Each(element) => self.object(Kind::Many("set", element), span),
                })
            }
            Expr::Dict(d) => self.dict_display(d, span),
            Expr::BinOp(b) => {
                let left = self.eval(&b.left)?;
                let right = self.eval(&b.right)?;
                let v = self.binary(b.op, left, right, span)?;
                if b.op == ast::Operator::BitOr {
                    return Ok(self.note_type(v, e, &[left, right]));
                }
                Ok(v)
            }
            Expr::UnaryOp(u) => {
                let v = match u.op {
                    ast::UnaryOp::Not => self.condition(&u.operand)?,
                    _ => self.eval(&u.operand)?,
                };
                self.unary(u.op, v, span)
            }
            Expr::BoolOp(b) => self.bool_op(b.op, &b.values, false, span),
            Expr::Compare(c) => self.comparison(c, span),
            Expr::If(i) => {
                let condition = self.condition(&i.test)?;
                self.decide(condition, &mut |m| m.eval(&i.body), &mut |m| {
                    m.eval(&i.orelse)
                })
            }
            Expr::Named(n) => {
                let v = self.eval(&n.value)?;
                if let Expr::Name(name) = &*n.target {
                    let frame = self.walrus_frame();
                    let cell = self.variable(frame, name.id.as_str());
                    self.state.set(cell, v);
                    self.note_store(Place::Variable, name.id.as_str(), v, span);
                }
                Ok(v)
            }
            Expr::Attribute(a) => {
                let object = self.eval(&a.value)?;
                let v = self.attribute(object, a.attr.as_str(), span)?;
                let v = self.look(v);
                self.note_read(v, span);
                Ok(v)
            }
            Expr::Subscript(s) => {
                let object = self.eval(&s.value)?;
                let v = self.subscript(object, &s.slice, span)?;
                let v = self.note_type(v, e, &[object]);
                Ok(self.look(v))
            }
            Expr::Call(c) => self.call_expression(c, span),
            Expr::Lambda(l) => {
                let defaults = match &l.parameters {
                    Some(parameters) => self.defaults(parameters)?,
                    None => Arc::from([]),
                };
                let code = self.add_code(Code::Lambda(l));
                let closure = self.closure_frame();
                let function = self.make(Kind::Function(code, closure, defaults), span);
                self.note_unnamed(function, l);
                Ok(function)
            }
            Expr::ListComp(c) => {
                let items =
                    self.comprehension(&c.generators, None, &mut |m| m.eval(&c.elt), span)?;
                Ok(self.chosen(items, "list", span))
            }
            Expr::Generator(c) => self.generator_expression(c, span),
            Expr::SetComp(c) => {
                let items =
                    self.comprehension(&c.generators, None, &mut |m| m.eval(&c.elt), span)?;
                Ok(self.chosen(items, "set", span))
            }
            Expr::DictComp(c) => self.dict_comprehension(c, span),
            Expr::Await(a) => {
                self.contexts.awaited = Some(self.span_of(&*a.value));
                let v = self.eval(&a.value)?;
                self.awaited(v, span)
            }
            Expr::Yield(y) => {
                let v = match &y.value {
                    Some(value) => self.eval(value)?,
                    None => Val::NONE,
                };
                self.yielded(v, span);
                Ok(self.derive(None, &[], How::Plain, span))
            }
            Expr::YieldFrom(y) => {
                let v = self.eval(&y.value)?;
                self.delegated(v, true, span)
            }
            Expr::Starred(s) => self.eval(&s.value),
            Expr::Slice(s) => {
                for part in [&s.lower, &s.upper, &s.step].into_iter().flatten() {
                    self.eval(part)?;
                }
                Ok(self.derive(Some("slice"), &[], How::Plain, span))
            }
            Expr::IpyEscapeCommand(_) => Ok(self.opaque(doubt::notebook_command(), &[], span)),
        }
    }

    /// The pieces of an f-string or t-string.
    fn interpolate(
        &mut self,
        elements: std::slice::Iter<'a, ast::InterpolatedStringElement>,
        parts: &mut Vec<Part>,
    ) -> Follow<()> {
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(s) => {
                    parts.push(Part::Literal(Arc::from(&*s.value)));
                }
                ast::InterpolatedStringElement::Interpolation(i) => {
                    let mut v = self.eval(&i.expression)?;
                    let span = self.span_of(&*i.expression);
                    if let Some(debug) = &i.debug_text {
                        let (before, after) = (debug.leading(), debug.trailing());
                        parts.push(Part::Literal(Arc::from(before)));
                        parts.push(match spelled(&i.expression) {
                            Some(name) => Part::Literal(Arc::from(name)),
                            None => Part::Hole(self.derive(Some("str"), &[], How::Plain, span)),
                        });
                        parts.push(Part::Literal(Arc::from(after)));
                    }
                    // `{user=}` shows the value as `repr` does, `{user=:10}` as it is.
                    let shown = i.debug_text.is_some() && i.format_spec.is_none();
                    v = match i.conversion {
                        ast::ConversionFlag::None if shown => self.repr(v, span)?,
                        ast::ConversionFlag::None | ast::ConversionFlag::Str => v,
                        ast::ConversionFlag::Repr => self.repr(v, span)?,
                        ast::ConversionFlag::Ascii => self.ascii(v, span)?,
                    };
                    if let Some(spec) = &i.format_spec {
                        let mut inner = Vec::new();
                        self.interpolate(spec.elements.iter(), &mut inner)?;
                        let spec = self.joined(inner, span);
                        v = self.formatted(v, spec, span)?;
                    } else if i.conversion == ast::ConversionFlag::None
                        && self.has_method(self.look(v), "__format__")
                    {
                        let spec = self.text("", span);
                        v = self.formatted(v, spec, span)?;
                    } else {
                        v = self.pasted(v, span)?;
                    }
                    parts.push(Part::Hole(v));
                }
            }
        }
        Ok(())
    }

    /// The elements of a display, with stars unpacked.
    fn elements(&mut self, elts: &'a [Expr]) -> Follow<Items> {
        let (items, open) = self.elements_in_places(elts)?;
        if open.is_some() {
            let element = self.either(&items);
            return Ok(Items::Each(element));
        }
        Ok(Items::Known(items))
    }

    /// The elements of a display, and from which on their places are not known, if there is such a one.
    fn elements_in_places(&mut self, elts: &'a [Expr]) -> Follow<(Vec<Val>, Option<usize>)> {
        let mut items = Vec::with_capacity(elts.len());
        let mut open = None;
        for e in elts {
            if let Expr::Starred(star) = e {
                let v = self.eval(&star.value)?;
                match self.items(v, self.span_of(e))? {
                    Items::Known(more) => items.extend(more),
                    Items::Each(element) => {
                        open = open.or(Some(items.len()));
                        items.push(element);
                    }
                }
            } else {
                items.push(self.eval(e)?);
            }
        }
        Ok((items, open))
    }

    fn dict_display(&mut self, d: &'a ast::ExprDict, span: Span) -> Follow<Val> {
        let mut pairs: Vec<(Val, Val)> = Vec::with_capacity(d.items.len());
        // Comparing every key with all before would be quadratic; long displays keep the last
        // of equal keys at look-up instead.
        let dedupe = d.items.len() <= 256;
        for item in &d.items {
            if let Some(key) = &item.key {
                let at = self.span_of(key);
                self.only_asked(key);
                let named = key;
                let key = self.eval(key)?;
                self.only_turned(named, &item.value);
                let value = self.eval(&item.value)?;
                if let Kind::Str(name) = self.kind(self.look(key)).clone() {
                    self.notes.moved = super::note::is_moved(&item.value);
                    self.note_store(Place::Key, &name, value, at);
                }
                if dedupe {
                    self.put(&mut pairs, key, value);
                } else {
                    pairs.push((key, value));
                }
            } else {
                let v = self.eval(&item.value)?;
                let v = self.spread_mapping(v, span)?;
                if let Kind::Dict(more) = self.content_kind(v) {
                    for &(k, v) in more.iter() {
                        self.put(&mut pairs, k, v);
                    }
                } else {
                    self.overlay(&mut pairs, v, span);
                }
            }
        }
        Ok(self.object(Kind::Dict(Arc::new(pairs)), span))
    }

    /// An expression of which nothing but its truth is asked: `a or b` stays a question about both.
    pub(super) fn condition(&mut self, e: &'a Expr) -> Follow<Val> {
        let span = self.span_of(e);
        if let Expr::BoolOp(b) = e {
            self.spend(1)?;
            stacker::maybe_grow(256 * 1024, 2 * 1024 * 1024, || {
                self.bool_op(b.op, &b.values, true, span)
            })
        } else {
            let v = self.eval(e)?;
            self.truth_asked(v, span)
        }
    }

    /// `asked`: whether only the truth of it is asked, not its value.
    fn bool_op(
        &mut self,
        op: ast::BoolOp,
        values: &'a [Expr],
        asked: bool,
        span: Span,
    ) -> Follow<Val> {
        let Some((first, rest)) = values.split_first() else {
            return Ok(Val::NONE);
        };
        let left = if asked {
            self.condition(first)?
        } else {
            self.eval(first)?
        };
        if rest.is_empty() {
            return Ok(left);
        }
        let and = op == ast::BoolOp::And;
        match self.truth(left) {
            Some(true) if and => self.bool_op(op, rest, asked, span),
            Some(false) if !and => self.bool_op(op, rest, asked, span),
            Some(_) => Ok(left),
            None => {
                // The right side runs only where the left has not decided.
                let side = self.branch(&mut |m| {
                    if m.refine(left, and) {
                        m.bool_op(op, rest, asked, span)
                    } else {
                        Err(Stop::Dead)
                    }
                });
                let (right, delta) = match side {
                    Ok(end) => end,
                    Err(Stop::Fuel) => return Err(Stop::Fuel),
                    Err(stop) => {
                        // Whoever comes past a right side that always raises was let through by the left.
                        let open = self.refine(left, !and);
                        self.forked |= open && !matches!(stop, Stop::Dead);
                        return Ok(left);
                    }
                };
                // Variables set by `:=` on the right are only possibly set.
                let cells = delta.without_facts();
                let set = cells.cells().to_vec();
                if !cells.is_empty() {
                    self.state
                        .merge(&mut self.arena, &[super::state::Delta::default(), cells]);
                }
                // What a call answers with yes or no is a condition, too.
                let asks = |m: &Self, v: Val| {
                    m.is_condition(v)
                        || matches!(m.kind(v), Kind::Unknown(Some(ty), _) if &**ty == "bool")
                };
                // Both ways lead to the same: `asked == "1" and False`.
                if asks(self, left) && matches!(self.kind(right), Kind::Bool(b) if *b != and) {
                    return Ok(right);
                }
                // A match in front of a condition is asked no more than whether there is one.
                let found = |m: &Self, v: Val| matches!(m.kind(v), Kind::External(ty, ..) if &**ty == "re.Match?");
                let symbolic =
                    asked || ((asks(self, left) || found(self, left)) && asks(self, right));
                if symbolic {
                    let made: fn(Val, Val) -> Kind = if and { Kind::And } else { Kind::Or };
                    let whole = self.make(made(left, right), span);
                    self.remember_right(whole, &set);
                    return Ok(whole);
                }
                // `a or b` is `a` where `a` is true, and `b` otherwise.
                let here = self.state.mark();
                let possible = self.refine(left, !and);
                let facts = self.state.since(here).facts();
                self.state.roll_back(here);
                let mut options = vec![(right, delta.facts())];
                if possible {
                    // A condition that fails is false, whatever it was about.
                    let chosen = if self.is_condition(left) {
                        Val::bool(!and)
                    } else if and && self.world.is_none() {
                        let narrowed = self.narrowed(left, false);
                        self.falsy(narrowed, span)
                    } else {
                        self.narrowed(left, !and)
                    };
                    options.insert(0, (chosen, facts));
                }
                Ok(super::state::join(&mut self.arena, &options))
            }
        }
    }

    /// A comparison that an object's own method may answer.
    fn compare_objects(
        &mut self,
        op: ast::CmpOp,
        left: Val,
        right: Val,
        span: Span,
    ) -> Follow<Val> {
        let holder = self.look(right);
        if matches!(op, ast::CmpOp::In | ast::CmpOp::NotIn)
            && self.has_method(holder, "__contains__")
        {
            let args = super::call::Args::positional(vec![left]);
            let found = self.call_method(holder, "__contains__", args, span)?;
            return Ok(match (op, self.truth(found)) {
                (ast::CmpOp::In, Some(b)) => self.make(Kind::Bool(b), span),
                (ast::CmpOp::NotIn, Some(b)) => self.make(Kind::Bool(!b), span),
                (ast::CmpOp::NotIn, None) => self.make(Kind::Not(found), span),
                _ => found,
            });
        }
        if self.world.is_some()
            && let Some(message) = self.refused(op, left, right)
        {
            return self.raise("builtins.TypeError", &message, span);
        }
        if let Some(said) = self.own_comparison(op, left, right, span)? {
            return Ok(said);
        }
        if matches!(op, ast::CmpOp::In | ast::CmpOp::NotIn)
            && let Some(found) = self.own_membership(left, holder, span)?
        {
            return Ok(Val::bool(found == (op == ast::CmpOp::In)));
        }
        Ok(self.compare(op, left, right, span))
    }

    fn comparison(&mut self, c: &'a ast::ExprCompare, span: Span) -> Follow<Val> {
        self.only_asked(&c.left);
        let mut left = self.eval(&c.left)?;
        let mut place = &*c.left;
        let mut all: Option<Val> = None;
        for (op, right) in c.ops.iter().zip(&c.comparators) {
            let named = (place, left);
            place = right;
            self.only_asked(right);
            let right = self.eval(right)?;
            let found = self.found_on_the_way(*op, left, right, span)?;
            let pieces = self.compared_pieces(named, (place, right));
            let one = if let Some(found) = found {
                found
            } else {
                self.run_generator(right, span)?;
                self.note_comparison(*op, named, (place, right), span);
                for &(one, other) in &pieces {
                    self.note_comparison(*op, one, other, span);
                }
                self.compare_objects(*op, left, right, span)?
            };
            self.note_equality(*op, left, right, span);
            for ((_, a), (_, b)) in pieces {
                self.note_equality(*op, a, b, span);
            }
            if self.truth(one) == Some(false) {
                return Ok(Val::FALSE);
            }
            all = Some(match all {
                None => one,
                Some(before) if self.truth(before) == Some(true) => one,
                Some(before) if self.truth(one) == Some(true) => before,
                Some(before) => self.make(Kind::And(before, one), span),
            });
            left = right;
        }
        Ok(all.unwrap_or(Val::TRUE))
    }

    /// Of two things that are both written as tuples, each piece with its opposite.
    fn compared_pieces(
        &self,
        one: Written<'a>,
        other: Written<'a>,
    ) -> Vec<(Written<'a>, Written<'a>)> {
        if let (Expr::Tuple(a), Expr::Tuple(b)) = (one.0, other.0)
            && a.elts.len() == b.elts.len()
            && let (Kind::Tuple(x), Kind::Tuple(y)) = (
                self.content_kind(self.look(one.1)),
                self.content_kind(self.look(other.1)),
            )
            && x.len() == a.elts.len()
            && y.len() == b.elts.len()
        {
            let left = a.elts.iter().zip(x.iter().copied());
            return left.zip(b.elts.iter().zip(y.iter().copied())).collect();
        }
        Vec::new()
    }

    fn call_expression(&mut self, c: &'a ast::ExprCall, span: Span) -> Follow<Val> {
        // `super()` needs the method it stands in.
        if let Expr::Name(name) = &*c.func
            && name.id.as_str() == "super"
            && self.find_name("super").is_none()
        {
            return Ok(self.super_object(span));
        }
        let late = self.begins_late(span);
        let hint = match &*c.func {
            Expr::Attribute(a) => last_name(&a.value),
            _ => None,
        };
        let callee = match &*c.func {
            Expr::Attribute(a) => {
                let object = self.eval(&a.value)?;
                let v = self.attribute(object, a.attr.as_str(), self.span_of(&*c.func))?;
                self.look(v)
            }
            // What is called is in the record as a call.
            Expr::Name(name) => {
                let span = self.span_of(&*c.func);
                self.name(name.id.as_str(), span)?
            }
            other => self.eval(other)?,
        };
        let mut args = Args::default();
        for argument in &c.arguments.args {
            let at = self.span_of(argument);
            if let Expr::Starred(star) = argument {
                let v = self.eval(&star.value)?;
                match self.items(v, at)? {
                    Items::Known(items) => {
                        args.positional.extend(items.into_iter().map(|v| (v, at)));
                    }
                    Items::Each(element) => args.rest = Some(element),
                }
            } else {
                let v = self.eval(argument)?;
                args.positional.push((v, at));
            }
        }
        for keyword in &c.arguments.keywords {
            let at = self.span_of(keyword);
            let v = self.eval(&keyword.value)?;
            match &keyword.arg {
                Some(name) => {
                    self.notes.moved = super::note::is_moved(&keyword.value);
                    self.note_store(Place::Keyword, name.as_str(), v, at);
                    args.keywords.push((Arc::from(name.as_str()), v, at));
                }
                None => self.spread_keywords(v, &mut args, at)?,
            }
        }
        self.note_logged(c, callee, &args.positional);
        self.hint = hint;
        self.call_late(late, callee, args, span)
    }
}

/// A name, or names with dots, as everybody writes them; of other expressions only the text of the file knows.
fn spelled(e: &Expr) -> Option<String> {
    let mut names = Vec::new();
    let mut at = e;
    while let Expr::Attribute(a) = at {
        names.push(a.attr.as_str());
        at = &a.value;
    }
    let Expr::Name(first) = at else { return None };
    names.push(first.id.as_str());
    names.reverse();
    Some(names.join("."))
}
