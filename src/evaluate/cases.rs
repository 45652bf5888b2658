//! `match`: the condition under which each pattern fits, and the names it binds.
//!
//! Called by `statement`.

use super::container::Items;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// What a pattern inside a class pattern speaks of.
enum Asked {
    /// The subject itself, as in `str(text)`.
    Itself,
    Named(Arc<str>),
}

impl<'a> Machine<'a, '_> {
    pub(super) fn cases(&mut self, subject: Val, cases: &'a [ast::MatchCase]) -> Follow<()> {
        let Some((case, rest)) = cases.split_first() else {
            return Ok(());
        };
        let mut condition = self.pattern(subject, &case.pattern)?;
        if let Some(guard) = &case.guard
            && self.truth(condition) != Some(false)
        {
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
                m.bind_pattern(subject, &case.pattern)?;
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
            ast::Pattern::MatchSequence(p) => match self.items(subject, span)? {
                Items::Known(items)
                    if !p
                        .patterns
                        .iter()
                        .any(|p| matches!(p, ast::Pattern::MatchStar(_))) =>
                {
                    if items.len() != p.patterns.len() || self.is_text(subject) {
                        return Ok(Val::FALSE);
                    }
                    let mut all = Val::TRUE;
                    for (item, inner) in items.iter().zip(&p.patterns) {
                        let one = self.pattern(*item, inner)?;
                        all = if self.truth(all) == Some(true) {
                            one
                        } else {
                            self.make(Kind::And(all, one), span)
                        };
                    }
                    all
                }
                _ => self.derive(Some("bool"), &[], How::Plain, span),
            },
            ast::Pattern::MatchClass(p) => {
                let class = self.eval(&p.cls)?;
                let test = self.instance_test(subject, class, span);
                if self.truth(test) == Some(false) {
                    return Ok(test);
                }
                self.class_parts(subject, test, p, span)?
            }
            ast::Pattern::MatchMapping(_) | ast::Pattern::MatchStar(_) => {
                self.derive(Some("bool"), &[], How::Plain, span)
            }
        })
    }

    /// The parts that a class pattern asks for, besides the class itself.
    fn class_parts(
        &mut self,
        subject: Val,
        test: Val,
        p: &'a ast::PatternMatchClass,
        span: Span,
    ) -> Follow<Val> {
        let mut all = test;
        for (part, inner) in self.asked(subject, p) {
            let v = match part {
                Asked::Itself => subject,
                Asked::Named(name) if self.has_attribute(subject, &name) == Some(false) => {
                    return Ok(Val::FALSE);
                }
                Asked::Named(name) => self.attribute(subject, &name, span)?,
            };
            let one = self.pattern(v, inner)?;
            match self.truth(one) {
                Some(false) => return Ok(Val::FALSE),
                Some(true) => {}
                None if self.truth(all) == Some(true) => all = one,
                None => all = self.make(Kind::And(all, one), span),
            }
        }
        Ok(all)
    }

    /// Which part of the subject each pattern inside a class pattern speaks of.
    fn asked(&self, subject: Val, p: &'a ast::PatternMatchClass) -> Vec<(Asked, &'a ast::Pattern)> {
        let fields: Option<Vec<Arc<str>>> = match self.content_kind(subject) {
            Kind::Fields(_, fields) => Some(match self.node_fields(subject) {
                Some(own) => own.into_iter().map(|(name, _)| name).collect(),
                None => fields.iter().map(|(name, _)| name.clone()).collect(),
            }),
            _ => None,
        };
        let mut all = Vec::new();
        for (at, inner) in p.arguments.patterns.iter().enumerate() {
            let named = fields.as_ref().and_then(|fields| fields.get(at)).cloned();
            all.push((named.map_or(Asked::Itself, Asked::Named), inner));
        }
        for keyword in &p.arguments.keywords {
            all.push((
                Asked::Named(Arc::from(keyword.attr.as_str())),
                &keyword.pattern,
            ));
        }
        all
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
                let items = self.items(subject, span)?;
                for (at, inner) in p.patterns.iter().enumerate() {
                    let item = match &items {
                        Items::Known(items) => items.get(at).copied().unwrap_or(Val::NONE),
                        Items::Each(element) => *element,
                    };
                    self.bind_pattern(item, inner)?;
                }
            }
            ast::Pattern::MatchMapping(p) => {
                for inner in &p.patterns {
                    let part = self.derive(None, &[subject], How::Part, span);
                    self.bind_pattern(part, inner)?;
                }
                if let Some(rest) = &p.rest {
                    let part = self.derive(Some("dict"), &[subject], How::Part, span);
                    self.assign_name(rest.as_str(), part);
                }
            }
            ast::Pattern::MatchClass(p) => {
                for (part, inner) in self.asked(subject, p) {
                    let v = match part {
                        Asked::Itself => subject,
                        Asked::Named(name) if self.has_attribute(subject, &name) == Some(false) => {
                            continue;
                        }
                        Asked::Named(name) => self.attribute(subject, &name, span)?,
                    };
                    self.bind_pattern(v, inner)?;
                }
            }
            ast::Pattern::MatchStar(p) => {
                if let Some(name) = &p.name {
                    let part = self.derive(Some("list"), &[subject], How::Part, span);
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
