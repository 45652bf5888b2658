//! `match`: the condition under which each pattern fits, and the names it binds.
//!
//! Called by `statement`.

use super::container::Items;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use ruff_python_ast as ast;
use std::sync::Arc;

impl<'a> Machine<'a, '_> {
    pub(super) fn cases(&mut self, subject: Val, cases: &'a [ast::MatchCase]) -> Follow<()> {
        let Some((case, rest)) = cases.split_first() else {
            return Ok(());
        };
        let mut condition = self.pattern(subject, &case.pattern)?;
        let mut bound = false;
        if let Some(guard) = &case.guard
            && self.truth(condition) != Some(false)
        {
            // The guard asks about the very parts that the block gets.
            self.bind_pattern(subject, &case.pattern)?;
            bound = !matches!(
                case.pattern,
                ast::Pattern::MatchAs(_) | ast::Pattern::MatchOr(_)
            );
            let mark = self.state.mark();
            let possible = self.refine(condition, true);
            let test = if possible {
                self.eval(guard)?
            } else {
                Val::FALSE
            };
            self.state.roll_back(mark);
            condition = match self.truth(condition) {
                Some(true) => test,
                _ => self.make(Kind::And(condition, test), self.span_of(&**guard)),
            };
        }
        self.decide(
            condition,
            &mut |m| {
                if !bound {
                    m.bind_pattern(subject, &case.pattern)?;
                }
                m.block(&case.body).map(|()| Val::NONE)
            },
            &mut |m| m.cases(subject, rest).map(|()| Val::NONE),
        )
        .map(|_| ())
    }

    /// The condition under which a pattern matches.
    pub(super) fn pattern(&mut self, subject: Val, pattern: &'a ast::Pattern) -> Follow<Val> {
        let span = self.span_of(pattern);
        Ok(match pattern {
            ast::Pattern::MatchValue(p) => {
                let v = self.eval(&p.value)?;
                self.compare(ast::CmpOp::Eq, subject, v, span)
            }
            ast::Pattern::MatchSingleton(p) => {
                let v = match p.value {
                    ast::Singleton::None => Val::NONE,
                    ast::Singleton::True => Val::TRUE,
                    ast::Singleton::False => Val::FALSE,
                };
                self.compare(ast::CmpOp::Is, subject, v, span)
            }
            ast::Pattern::MatchOr(p) => {
                let mut values = Vec::new();
                let mut all: Option<Val> = None;
                for inner in &p.patterns {
                    if let ast::Pattern::MatchValue(v) = inner {
                        values.push(self.eval(&v.value)?);
                    }
                    let one = self.pattern(subject, inner)?;
                    all = Some(match all {
                        None => one,
                        Some(before) => self.make(Kind::Or(before, one), span),
                    });
                }
                // Several values: being one of them is a membership test.
                if values.len() == p.patterns.len() {
                    let list = self.tuple(values, span);
                    return Ok(self.compare(ast::CmpOp::In, subject, list, span));
                }
                all.unwrap_or(Val::FALSE)
            }
            ast::Pattern::MatchAs(p) => {
                if let Some(inner) = &p.pattern {
                    let condition = self.pattern(subject, inner)?;
                    self.bind_pattern(subject, pattern)?;
                    condition
                } else {
                    self.bind_pattern(subject, pattern)?;
                    Val::TRUE
                }
            }
            // Text, bytes, dicts, sets and what is no collection at all are no sequence for a pattern.
            ast::Pattern::MatchSequence(_) if self.is_no_sequence(subject) => Val::FALSE,
            ast::Pattern::MatchSequence(p) => match self.items_place_by_place(subject, span)? {
                Items::Known(items) => {
                    let Some(parts) = self.sequence_parts(&items, p, span) else {
                        return Ok(Val::FALSE);
                    };
                    let parts = parts.into_iter().map(|(part, inner)| (Some(part), inner));
                    self.all_parts(Val::TRUE, parts.collect(), span)?
                }
                Items::Each(_) => {
                    let ends = self.end_pattern(subject, p, span)?;
                    let parts = self.placed_parts(subject, p, span)?;
                    let asked = |(_, inner): &(Option<Val>, &'a ast::Pattern)| asks_more(inner);
                    let parts = parts.into_iter().filter(asked).collect();
                    self.all_parts(ends, parts, span)?
                }
            },
            ast::Pattern::MatchClass(p) => {
                let class = self.eval(&p.cls)?;
                // What a search gives is a match or nothing.
                let is = match self.kind(class) {
                    Kind::Symbol(name) if matches!(&**name, "re.Match" | "typing.Match") => {
                        self.compare(ast::CmpOp::IsNot, subject, Val::NONE, span)
                    }
                    _ => self.instance_test(subject, class, span),
                };
                let parts = self.class_parts(subject, class, p)?;
                self.all_parts(is, parts, span)?
            }
            ast::Pattern::MatchMapping(p) => {
                let dict = self.symbol("builtins.dict", span);
                let is = self.instance_test(subject, dict, span);
                if self.truth(is) == Some(false) {
                    return Ok(Val::FALSE);
                }
                let parts = self.mapping_parts(subject, p)?;
                self.all_parts(is, parts, span)?
            }
            ast::Pattern::MatchStar(_) => Val::TRUE,
        })
    }

    /// The elements of what a pattern looks at: of one of several tuples of one length, what may stand at each place.
    fn items_place_by_place(&mut self, subject: Val, span: crate::text::Span) -> Follow<Items> {
        let Kind::Either(options) = self.kind(self.look(subject)).clone() else {
            return self.items(subject, span);
        };
        let mut rows = Vec::with_capacity(options.len());
        for (option, _) in options.iter() {
            match self.content_kind(*option) {
                Kind::Tuple(items) => rows.push(items),
                _ => return self.items(subject, span),
            }
        }
        let count = rows.first().map_or(0, |row| row.len());
        if rows.iter().any(|row| row.len() != count) {
            return self.items(subject, span);
        }
        let places = (0..count).map(|at| {
            let here: Vec<Val> = rows.iter().filter_map(|row| row.get(at).copied()).collect();
            self.either(&here)
        });
        Ok(Items::Known(places.collect()))
    }

    /// The condition under which a list of which little is known fits: values at the beginning of a pattern are
    /// those of its beginning, and values at the end, behind a star or not, those of its end.
    fn end_pattern(
        &mut self,
        subject: Val,
        p: &'a ast::PatternMatchSequence,
        span: crate::text::Span,
    ) -> Follow<Val> {
        let value = |one: &&'a ast::Pattern| matches!(one, ast::Pattern::MatchValue(_));
        let all = &p.patterns;
        let star = all.iter().position(ast::Pattern::is_match_star);
        let front: Vec<_> = all.iter().take_while(value).collect();
        let mut behind: Vec<_> = all.iter().rev().take_while(value).collect();
        behind.reverse();
        let whole = front.len() == all.len();
        if whole {
            behind.clear();
        }
        let counted = |n: usize| i128::try_from(n).ok();
        let places = [
            [None, counted(front.len()).filter(|_| !whole), None],
            [counted(behind.len()).map(|n| -n), None, None],
        ];
        // Without other parts, and but for how long it is, this is all that is asked.
        let named = front.len() + behind.len() + usize::from(star.is_some());
        let mut fits = match (named == all.len(), front.is_empty(), behind.is_empty()) {
            (true, true, false) | (true, false, true) => None,
            _ => Some(self.derive(Some("bool"), &[], How::Plain, span)),
        };
        for (run, places) in [front, behind].into_iter().zip(places) {
            let mut values = Vec::with_capacity(run.len());
            for one in run {
                if let ast::Pattern::MatchValue(value) = one {
                    values.push(self.eval(&value.value)?);
                }
            }
            if values.is_empty() {
                continue;
            }
            let part = match places {
                [None, None, None] => subject,
                // `(host or "").split(".")` is one of two lists.
                places => self.over(subject, &mut |m, o| m.sliced(o, places, false, span))?,
            };
            let wanted = match self.content_kind(subject) {
                Kind::Many("tuple", _) => self.tuple(values, span),
                _ => self.list(values, span),
            };
            let same = self.compare(ast::CmpOp::Eq, part, wanted, span);
            fits = Some(match fits {
                Some(fits) => self.make(Kind::And(same, fits), span),
                None => same,
            });
        }
        Ok(fits.unwrap_or(Val::TRUE))
    }

    /// The condition under which `first` holds and every part fits its pattern; what is not there fits
    /// none.
    fn all_parts(
        &mut self,
        first: Val,
        parts: Vec<(Option<Val>, &'a ast::Pattern)>,
        span: crate::text::Span,
    ) -> Follow<Val> {
        let mut all = first;
        for (part, inner) in parts {
            if self.truth(all) == Some(false) {
                break;
            }
            let one = match part {
                Some(part) => self.pattern(part, inner)?,
                None => Val::FALSE,
            };
            all = match self.truth(all) {
                Some(true) => one,
                _ => self.make(Kind::And(all, one), span),
            };
        }
        Ok(all)
    }

    /// The values of a mapping that a pattern looks at, each with its own pattern.
    fn mapping_parts(
        &mut self,
        subject: Val,
        p: &'a ast::PatternMatchMapping,
    ) -> Follow<Vec<(Option<Val>, &'a ast::Pattern)>> {
        let span = self.span_of(p);
        let mut parts = Vec::new();
        for (key, inner) in p.keys.iter().zip(&p.patterns) {
            let key = self.eval(key)?;
            parts.push((self.if_any(|m| m.item(subject, key, span))?, inner));
        }
        Ok(parts)
    }

    /// What is found, if nothing is raised on the way: then all is as it was before.
    fn if_any(&mut self, find: impl FnOnce(&mut Self) -> Follow<Val>) -> Follow<Option<Val>> {
        let mark = self.state.mark();
        match find(self) {
            Ok(v) => Ok(Some(v)),
            Err(super::machine::Stop::Raise(_)) => {
                self.state.roll_back(mark);
                Ok(None)
            }
            Err(stop) => Err(stop),
        }
    }

    /// What a mapping of known keys holds besides those that a pattern names.
    fn left_over(
        &mut self,
        subject: Val,
        p: &'a ast::PatternMatchMapping,
    ) -> Follow<Option<Vec<(Val, Val)>>> {
        let Kind::Dict(pairs) = self.content_kind(subject) else {
            return Ok(None);
        };
        let mut rest = pairs.to_vec();
        for key in &p.keys {
            let key = self.eval(key)?;
            let mut kept = Vec::new();
            for (name, value) in rest {
                match self.equal(name, key) {
                    Some(true) => {}
                    Some(false) => kept.push((name, value)),
                    None => return Ok(None),
                }
            }
            rest = kept;
        }
        Ok(Some(rest))
    }

    /// Whether a subject is known to be nothing that a sequence pattern fits.
    fn is_no_sequence(&self, subject: Val) -> bool {
        // Objects of the program are none, unless their class says so by its base.
        let own = |class| {
            let base = self.outside_base(class);
            base.is_none_or(|base| base.starts_with("enum.") || self.knowledge.is_exception(&base))
        };
        self.is_text(subject)
            || matches!(self.content_kind(subject), Kind::Fields(class, _)
                if matches!(self.kind(class), Kind::Class(..)) && own(class))
            || matches!(
                self.content_kind(subject),
                Kind::None
                    | Kind::Bool(_)
                    | Kind::Int(_)
                    | Kind::Float(_)
                    | Kind::Bytes(_)
                    | Kind::Dict(_)
                    | Kind::Set(_)
                    | Kind::Iterator(..)
            )
    }

    /// The items of a sequence that a pattern looks at, each with its own pattern; a star takes what
    /// the others leave. `None`: there are too few or too many.
    fn sequence_parts(
        &mut self,
        items: &[Val],
        p: &'a ast::PatternMatchSequence,
        span: crate::text::Span,
    ) -> Option<Vec<(Val, &'a ast::Pattern)>> {
        let star = p
            .patterns
            .iter()
            .position(|p| matches!(p, ast::Pattern::MatchStar(_)));
        let Some(star) = star else {
            let fits = items.len() == p.patterns.len();
            return fits.then(|| items.iter().copied().zip(&p.patterns).collect());
        };
        let behind = p.patterns.len() - star - 1;
        let (before, rest) = items.split_at_checked(star)?;
        let (taken, after) = rest.split_at_checked(rest.len().checked_sub(behind)?)?;
        let taken = self.list(taken.to_vec(), span);
        let all = before
            .iter()
            .copied()
            .chain([taken])
            .chain(after.iter().copied());
        Some(all.zip(&p.patterns).collect())
    }

    /// The items of a list of which little is known that a pattern looks at, each with its own pattern: those before a
    /// star are counted from the beginning, those behind it from the end. No part where there is none.
    fn placed_parts(
        &mut self,
        subject: Val,
        p: &'a ast::PatternMatchSequence,
        span: crate::text::Span,
    ) -> Follow<Vec<(Option<Val>, &'a ast::Pattern)>> {
        let star = p.patterns.iter().position(ast::Pattern::is_match_star);
        let mut parts = Vec::with_capacity(p.patterns.len());
        for (at, inner) in p.patterns.iter().enumerate() {
            let behind = p.patterns.len() - at;
            let place = match star {
                Some(star) if at == star => {
                    let rest = self.derive(Some("list"), &[subject], How::Part, span);
                    parts.push((Some(rest), inner));
                    continue;
                }
                Some(star) if at > star => i128::try_from(behind).map(|n| -n),
                _ => i128::try_from(at),
            };
            let Ok(place) = place else { continue };
            let key = self.make(Kind::Int(place), span);
            parts.push((self.if_any(|m| m.item(subject, key, span))?, inner));
        }
        Ok(parts)
    }

    /// The parts of a subject that a class pattern looks at, each with its own pattern; no part where the
    /// subject is known to have none of that name.
    fn class_parts(
        &mut self,
        subject: Val,
        class: Val,
        p: &'a ast::PatternMatchClass,
    ) -> Follow<Vec<(Option<Val>, &'a ast::Pattern)>> {
        let span = self.span_of(p);
        let mut parts = Vec::new();
        let class = self.look(class);
        // `int(n)`, `str(text)`: the one pattern is for the value itself.
        let itself =
            matches!(self.kind(class), Kind::Symbol(name) if name.starts_with("builtins."));
        let names = self.match_names(class);
        for (at, inner) in p.arguments.patterns.iter().enumerate() {
            let part = match names.get(at) {
                _ if itself => Some(subject),
                Some(name) => self.part_named(subject, name, span)?,
                None => Some(self.derive(None, &[subject], How::Part, span)),
            };
            parts.push((part, inner));
        }
        for keyword in &p.arguments.keywords {
            let part = self.part_named(subject, keyword.attr.as_str(), span)?;
            parts.push((part, &keyword.pattern));
        }
        Ok(parts)
    }

    fn part_named(
        &mut self,
        subject: Val,
        name: &str,
        span: crate::text::Span,
    ) -> Follow<Option<Val>> {
        let key = self.text(name, span);
        if self.has_attribute(Some(subject), Some(key)) == Some(false) {
            return Ok(None);
        }
        self.if_any(|m| m.attribute(subject, name, span))
    }

    /// The attributes that positional patterns of a class stand for.
    fn match_names(&self, class: Val) -> Vec<String> {
        if let Kind::Symbol(name) = self.kind(class)
            && let Some(short) = super::syntax::class_of(name)
        {
            let names = crate::python::fields(short);
            return names.iter().map(|n| (*n).to_owned()).collect();
        }
        if let Some(given) = self.class_member(class, "__match_args__")
            && let Some((_, items)) = self.sequence(given)
        {
            let text = |v: &Val| match self.kind(self.look(*v)) {
                Kind::Str(s) => Some(s.to_string()),
                _ => None,
            };
            return items.iter().filter_map(text).collect();
        }
        self.annotated_names(class)
    }

    pub(super) fn bind_pattern(&mut self, subject: Val, pattern: &'a ast::Pattern) -> Follow<()> {
        let span = self.span_of(pattern);
        match pattern {
            ast::Pattern::MatchAs(p) => {
                if let Some(inner) = &p.pattern {
                    self.bind_pattern(subject, inner)?;
                }
                if let Some(name) = &p.name {
                    self.assign_name(name.as_str(), subject);
                }
            }
            ast::Pattern::MatchSequence(p) => {
                let parts = match self.items(subject, span)? {
                    Items::Known(items) => self.sequence_parts(&items, p, span).unwrap_or_default(),
                    Items::Each(element) => {
                        let alone = p.patterns.len() == 1
                            && !p.patterns.iter().any(ast::Pattern::is_match_star);
                        let mut parts = Vec::new();
                        for (part, inner) in self.placed_parts(subject, p, span)? {
                            let part = part.unwrap_or(element);
                            let part = if alone {
                                self.only_part(subject, part, span)
                            } else {
                                part
                            };
                            parts.push((part, inner));
                        }
                        parts
                    }
                };
                for (part, inner) in parts {
                    self.bind_pattern(part, inner)?;
                }
            }
            ast::Pattern::MatchMapping(p) => {
                for (part, inner) in self.mapping_parts(subject, p)? {
                    if let Some(part) = part {
                        self.bind_pattern(part, inner)?;
                    }
                }
                if let Some(rest) = &p.rest {
                    let part = match self.left_over(subject, p)? {
                        Some(pairs) => self.object(Kind::Dict(Arc::new(pairs)), span),
                        None => self.derive(Some("dict"), &[subject], How::Part, span),
                    };
                    self.assign_name(rest.as_str(), part);
                }
            }
            ast::Pattern::MatchClass(p) => {
                let class = self.eval(&p.cls)?;
                for (part, inner) in self.class_parts(subject, class, p)? {
                    let part = match part {
                        Some(part) => part,
                        None => self.derive(None, &[subject], How::Part, span),
                    };
                    self.bind_pattern(part, inner)?;
                }
            }
            ast::Pattern::MatchStar(p) => {
                if let Some(name) = &p.name {
                    // A list of known items is given as such.
                    let part = match self.content_kind(subject) {
                        Kind::List(_) => subject,
                        _ => self.derive(Some("list"), &[subject], How::Part, span),
                    };
                    self.assign_name(name.as_str(), part);
                }
            }
            ast::Pattern::MatchOr(p) => {
                for inner in &p.patterns {
                    self.bind_pattern(subject, inner)?;
                }
            }
            ast::Pattern::MatchValue(_) | ast::Pattern::MatchSingleton(_) => {}
        }
        Ok(())
    }
}

/// Whether a pattern asks something of what it fits that a comparison of the ends of a list does not.
fn asks_more(pattern: &ast::Pattern) -> bool {
    match pattern {
        ast::Pattern::MatchValue(_) | ast::Pattern::MatchStar(_) => false,
        ast::Pattern::MatchAs(p) => p.pattern.is_some(),
        _ => true,
    }
}
