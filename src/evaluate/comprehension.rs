//! Comprehensions and generators.
//!
//! Called by `expression`.

use super::container::Items;
use super::machine::{Follow, Machine, Scope, Stop};
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast::{self as ast, Expr};
use std::sync::Arc;

/// Of how many elements it is kept what each was asked.
const MOST_ASKED: usize = 64;

impl<'a> Machine<'a, '_> {
    pub(super) fn comprehension(
        &mut self,
        generators: &'a [ast::Comprehension],
        first: Option<Val>,
        element: &mut dyn FnMut(&mut Self) -> Follow<Val>,
        span: Span,
    ) -> Follow<Items> {
        // What the first loop goes through belongs to the code around.
        let first = match (first, generators.first()) {
            (None, Some(generator)) => Some(self.eval(&generator.iter)?),
            (first, _) => first,
        };
        let frame = self.enter(
            self.frame,
            Scope::Comprehension,
            self.frame(self.frame).name.clone(),
        );
        let outer = std::mem::replace(&mut self.frame, frame);
        let mut known = Vec::new();
        let mut open = false;
        let chosen = std::mem::take(&mut self.notes.chosen);
        let result = self.generate(generators, first, element, &mut known, &mut open, span);
        let asked = std::mem::replace(&mut self.notes.chosen, chosen);
        let one = matches!(generators, [one] if one.ifs.len() == 1);
        self.notes.asked =
            Some(asked).filter(|asked| one && (1..=MOST_ASKED).contains(&asked.each.len()));
        self.frame = outer;
        self.end_frame(frame);
        result?;
        if open {
            let element = if known.is_empty() {
                Val::UNBOUND
            } else {
                self.either(&known)
            };
            return Ok(Items::Each(element));
        }
        Ok(Items::Known(known))
    }

    pub(super) fn generate(
        &mut self,
        generators: &'a [ast::Comprehension],
        first: Option<Val>,
        element: &mut dyn FnMut(&mut Self) -> Follow<Val>,
        known: &mut Vec<Val>,
        open: &mut bool,
        span: Span,
    ) -> Follow<()> {
        let Some((generator, rest)) = generators.split_first() else {
            let v = element(self)?;
            if known.len() > 20_000 {
                self.spend(u64::MAX)?;
            }
            known.push(v);
            return Ok(());
        };
        let iter = match first {
            Some(iter) => iter,
            None => self.eval(&generator.iter)?,
        };
        let place = self.span_of(&generator.iter);
        if let Some(iterator) = self.shared_iterator(iter, place)? {
            loop {
                self.spend(1)?;
                let item = self.next_item(iterator, Some(Val::UNBOUND), place)?;
                if item == Val::UNBOUND {
                    return Ok(());
                }
                self.assign(&generator.target, item)?;
                self.filtered(&generator.ifs, rest, element, known, open, span)?;
            }
        }
        match self.items(iter, place)? {
            Items::Known(items) => {
                for item in items {
                    self.spend(1)?;
                    self.assign(&generator.target, item)?;
                    self.filtered(&generator.ifs, rest, element, known, open, span)?;
                }
            }
            Items::Each(item) => {
                *open = true;
                self.notes.chosen.open = true;
                self.assign(&generator.target, item)?;
                self.maybe += 1;
                let result = self.filtered(&generator.ifs, rest, element, known, open, span);
                self.maybe -= 1;
                result?;
                if let Some(&made) = known.last()
                    && matches!(self.kind(made), Kind::Compare(..))
                {
                    self.notes.compared.insert(made, item);
                }
            }
        }
        Ok(())
    }

    pub(super) fn filtered(
        &mut self,
        ifs: &'a [Expr],
        rest: &'a [ast::Comprehension],
        element: &mut dyn FnMut(&mut Self) -> Follow<Val>,
        known: &mut Vec<Val>,
        open: &mut bool,
        span: Span,
    ) -> Follow<()> {
        let Some((test, more)) = ifs.split_first() else {
            return self.generate(rest, None, element, known, open, span);
        };
        let condition = self.condition(test)?;
        match self.truth(condition) {
            Some(true) => {
                self.notes.chosen.each.push(Val::TRUE);
                self.filtered(more, rest, element, known, open, span)
            }
            Some(false) => Ok(()),
            None => {
                *open = true;
                self.notes.chosen.each.push(condition);
                let mark = self.state.mark();
                self.maybe += 1;
                let result = if self.refine(condition, true) {
                    let before = known.len();
                    let result = self.filtered(more, rest, element, known, open, span);
                    // What is known of an element here is forgotten after; keep the refined form.
                    for v in known.iter_mut().skip(before) {
                        *v = self.state.look(*v);
                    }
                    result
                } else {
                    Ok(())
                };
                self.maybe -= 1;
                self.state.roll_back(mark);
                match result {
                    Err(Stop::Fuel) => Err(Stop::Fuel),
                    Err(stop) => {
                        self.settle(stop);
                        Ok(())
                    }
                    Ok(()) => Ok(()),
                }
            }
        }
    }

    pub(super) fn collected(&mut self, items: Items, tag: &'static str, span: Span) -> Val {
        match (items, tag) {
            (Items::Each(element), _) => self.object(Kind::Many(tag, element), span),
            (Items::Known(items), "set") => self.set_of(items, span),
            (Items::Known(items), "iterator") => {
                self.object(Kind::Iterator(Arc::new(items), 0), span)
            }
            (Items::Known(items), _) => self.list(items, span),
        }
    }

    pub(super) fn dict_comprehension(
        &mut self,
        c: &'a ast::ExprDictComp,
        span: Span,
    ) -> Follow<Val> {
        let items = self.comprehension(
            &c.generators,
            None,
            &mut |m| {
                let key = match &c.key {
                    Some(key) => m.eval(key)?,
                    None => Val::NONE,
                };
                let value = m.eval(&c.value)?;
                Ok(m.tuple(vec![key, value], span))
            },
            span,
        )?;
        match items {
            Items::Known(items) => {
                let mut pairs = Vec::new();
                for item in items {
                    if let Kind::Tuple(pair) = self.kind(item).clone()
                        && let [key, value] = *pair
                    {
                        self.put(&mut pairs, key, value);
                    }
                }
                Ok(self.object(Kind::Dict(Arc::new(pairs)), span))
            }
            // One pair stands for any number of them: its key is not known, and holds nothing of the values.
            Items::Each(element) => match self.dict_of_each(element, span) {
                Some(pair) => Ok(self.object(Kind::Dict(Arc::new(vec![pair])), span)),
                None => Ok(self.derive(Some("dict"), &[element], How::Plain, span)),
            },
        }
    }

    /// The one pair that stands for any number of those that are each like this.
    pub(super) fn dict_of_each(&mut self, element: Val, span: Span) -> Option<(Val, Val)> {
        let (keys, values) = self.pairs_of(element)?;
        let mut key = self.either(&keys);
        if !self.is_unknown_key(key) {
            let text = matches!(self.kind(key), Kind::Str(_)).then_some("str");
            key = self.derive(text, &[key], How::Plain, span);
        }
        Some((key, self.either(&values)))
    }

    /// The keys and the values of what is a pair, or one of several.
    fn pairs_of(&self, element: Val) -> Option<(Vec<Val>, Vec<Val>)> {
        let options: Vec<Val> = match self.kind(element) {
            Kind::Either(options) => options.iter().map(|(v, _)| *v).collect(),
            _ => vec![element],
        };
        let pair = |v: &Val| match self.kind(*v) {
            Kind::Tuple(pair) => match **pair {
                [key, value] => Some((key, value)),
                _ => None,
            },
            _ => None,
        };
        options.iter().map(pair).collect()
    }

    /// Whether the function that is being followed is a generator that has given something.
    pub(super) fn has_yielded(&self) -> bool {
        let cell = self.calls.last().and_then(|call| call.yields);
        cell.is_some_and(|cell| match self.kind(self.state.get(cell)) {
            Kind::Iterator(items, _) => !items.is_empty(),
            _ => true,
        })
    }

    pub(super) fn yielded(&mut self, v: Val, span: Span) {
        let Some(cell) = self.calls.last().and_then(|c| c.yields) else {
            return;
        };
        let old = self.state.get(cell);
        let content = match self.kind(old).clone() {
            Kind::Iterator(items, at) if self.maybe == self.contexts.generators.around(cell) => {
                let mut items = (*items).clone();
                items.push(v);
                Kind::Iterator(Arc::new(items), at)
            }
            Kind::Iterator(items, _) => {
                let mut items = (*items).clone();
                items.push(v);
                Kind::Many("iterator", self.either(&items))
            }
            Kind::Many(tag, element) => Kind::Many(tag, self.either(&[element, v])),
            other => other,
        };
        let content = self.make(content, span);
        self.state.set(cell, content);
    }
}
