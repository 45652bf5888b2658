//! Templates of a probe that call functions of the program: filters, tests, and functions among their values.
//!
//! Knows no library: what fills a template, and where functions for it are put, stands in the models. The world
//! fills the template and asks for one answer after another. Called by `library` and `external`.

use super::call::Args;
use super::doubt;
use super::machine::{Follow, Machine};
use super::value::{Kind, Val};
use super::world::World;
use crate::text::Span;
use std::sync::Arc;

/// How many answers one template may ask for.
const ANSWERS: usize = 200;
/// The object with the functions of a template that says nothing of one.
const SHARED: &str = "jinja2.Environment";

impl Machine<'_, '_> {
    /// A dict of an object outside in which the program puts functions; the same one whenever it is read.
    pub(super) fn shelf(&mut self, object: Val, full: &str, span: Span) -> Option<Val> {
        self.world.as_ref()?;
        self.knowledge.shelves.get(full)?;
        let id = match self.kind(self.look(object)) {
            Kind::External(_, id, _) => *id,
            _ => 0,
        };
        let key: Arc<str> = Arc::from(format!("{full}#{id}"));
        if let Some(&cell) = self.overrides.get(&key) {
            return Some(self.state.get(cell));
        }
        let made = self.object(Kind::Dict(Arc::default()), span);
        let cell = self.state.cell(made);
        self.overrides.insert(key, cell);
        Some(made)
    }

    /// Keeps a function that an object outside was made with and that templates will ask.
    pub(super) fn keep_function(&mut self, callee: &str, made: Val, args: &Args, span: Span) {
        if self.world.is_none() {
            return;
        }
        for (name, v, _) in &args.keywords {
            let full = format!("{callee}.{name}");
            if *v != Val::NONE
                && let Some(shelf) = self.shelf(made, &full, span)
                && let Kind::Ref(cell) = *self.kind(shelf)
            {
                let key = self.text(name, span);
                let content = self.make(Kind::Dict(Arc::new(vec![(key, *v)])), span);
                self.state.set(cell, content);
            }
        }
    }

    /// Offers a call to the world that fills a template, and answers what it asks functions of the program for.
    pub(super) fn offer_filled(
        &mut self,
        callee: &str,
        receiver: Val,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        if self.world.is_none() || !self.knowledge.fills.contains(callee) {
            return self.offer(callee, receiver, args, span);
        }
        let functions = self.functions_for(receiver, args, span)?;
        if functions.is_empty() {
            return self.offer(callee, receiver, args, span);
        }
        let names: Vec<String> = functions.iter().map(|(name, _)| name.clone()).collect();
        if let Some(world) = self.world.as_deref_mut() {
            world.lend(&names);
        }
        for _ in 0..ANSWERS {
            let answer = self.offer(callee, receiver, args, span)?;
            let question = self.world.as_deref_mut().and_then(World::question);
            let Some((name, given)) = question else {
                return Ok(answer);
            };
            let function = functions.iter().find(|(known, _)| *known == name);
            let Some(&(_, function)) = function else {
                return Ok(answer);
            };
            let values = given.iter().map(|data| self.value(data, span)).collect();
            let said = self.call(function, Args::positional(values), span)?;
            let said = self.data(said);
            if let Some(world) = self.world.as_deref_mut() {
                world.learn(&name, &given, said);
            }
        }
        Ok(Some(self.opaque(doubt::too_many_steps(), &[], span)))
    }

    /// The functions that a template may call, under the names by which it does: a filter as `filter NAME`.
    fn functions_for(
        &mut self,
        receiver: Val,
        args: &Args,
        span: Span,
    ) -> Follow<Vec<(String, Val)>> {
        let mut found = Vec::new();
        for (name, v, _) in &args.keywords {
            self.add_function(name, *v, &mut found);
        }
        for (v, _) in args.positional.iter().take(2) {
            self.add_functions("", *v, &mut found);
        }
        let owner = match self.handle(receiver) {
            Some(ty) => self.offer_attribute(&format!("{ty}.environment"), receiver, span)?,
            None => None,
        };
        let owner =
            owner.unwrap_or_else(|| self.make(Kind::External(Arc::from(SHARED), 0, false), span));
        let shelves = self.knowledge.shelves.iter();
        let shelves: Vec<(String, String)> = shelves
            .map(|(full, kind)| (full.clone(), kind.clone()))
            .collect();
        for (full, kind) in shelves {
            if let Some(shelf) = self.shelf(owner, &full, span) {
                self.add_functions(&kind, shelf, &mut found);
            }
        }
        Ok(found)
    }

    /// The functions in a dict; those in dicts that stand under the name of a kind are of that kind.
    fn add_functions(&self, kind: &str, v: Val, found: &mut Vec<(String, Val)>) {
        let Kind::Dict(pairs) = self.content_kind(self.look(v)) else {
            return;
        };
        for &(key, v) in pairs.iter() {
            let Kind::Str(name) = self.kind(self.look(key)) else {
                continue;
            };
            if kind.is_empty() && matches!(self.content_kind(self.look(v)), Kind::Dict(_)) {
                let known = self
                    .knowledge
                    .shelves
                    .iter()
                    .any(|(_, kind)| **kind == **name);
                if known {
                    self.add_functions(name, v, found);
                }
                continue;
            }
            let name = match kind {
                "" | "global" => name.to_string(),
                kind => format!("{kind} {name}"),
            };
            self.add_function(&name, v, found);
        }
    }

    fn add_function(&self, name: &str, v: Val, found: &mut Vec<(String, Val)>) {
        let v = self.look(v);
        let called = match self.content_kind(v) {
            Kind::Function(..) | Kind::Bound(..) | Kind::Partial(..) | Kind::Symbol(_) => true,
            Kind::Fields(class, _) => self.class_member(class, "__call__").is_some(),
            _ => false,
        };
        if called && !found.iter().any(|(known, _)| known == name) {
            found.push((name.to_owned(), v));
        }
    }
}
