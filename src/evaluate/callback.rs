//! Functions of the program that are handed to something outside it, which may call them.
//!
//! Knows no rule; which keywords a library calls stands in the models. Called by `library`.

use super::call::Args;
use super::doubt;
use super::machine::{Catch, Code, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// How many elements of a list are asked how they look in a page.
const ELEMENTS: usize = 8;

impl Machine<'_, '_> {
    /// Functions handed out may be called with anything.
    pub(super) fn call_back(&mut self, callee: &str, args: &Args, span: Span) {
        if self.world.is_some() {
            return;
        }
        let registered = self.call_registered(callee, args, span);
        for v in args.all() {
            self.ask_how_shown(callee, v, span);
            if Some(v) != registered
                && let Kind::Function(code, ..) = *self.kind(v)
                && let Some(Code::Lambda(l)) = self.codes.get(code.0 as usize)
            {
                let count = l.parameters.as_ref().map_or(0, |p| p.args.len());
                let part = self.derive(None, &[], How::Plain, span);
                let _ = self.branch(&mut |m| m.call(v, Args::positional(vec![part; count]), span));
            }
        }
        let Some(keywords) = self.knowledge.callbacks.get(callee).cloned() else {
            return;
        };
        for keyword in keywords {
            let named = self.knowledge.signatures.get(callee);
            let place = named.and_then(|names| names.iter().position(|n| **n == *keyword));
            let function = args.keyword(&keyword);
            let function = function.or_else(|| args.get(place?, &keyword));
            if let Some(function) = function {
                let given = args.positional.first().map(|(v, _)| *v);
                self.record_answer(function, &format!("{callee}.{keyword}"), given, span);
            }
        }
    }

    /// What makes text harmless in a page asks objects first how they look there: `Markup(", ").join(links)`.
    fn ask_how_shown(&mut self, callee: &str, v: Val, span: Span) {
        let all = match self.content_kind(v) {
            Kind::List(items) => items.iter().take(ELEMENTS).copied().collect(),
            Kind::Tuple(items) => items.iter().take(ELEMENTS).copied().collect(),
            Kind::Many(_, element) if element != Val::UNBOUND => vec![element],
            Kind::Fields(..) => vec![v],
            _ => return,
        };
        for v in all {
            let shows = matches!(self.content_kind(v), Kind::Fields(class, _) if self.class_member(class, "__html__").is_some());
            if shows
                && self
                    .cleaning(&Arc::from(callee))
                    .purposes
                    .iter()
                    .any(|p| **p == *"html")
            {
                let _ = self.branch(&mut |m| m.call_method(v, "__html__", Args::default(), span));
            }
        }
    }

    /// Calls a function that a library was handed to call with data from outside, where nobody else enters it;
    /// gives the function.
    fn call_registered(&mut self, callee: &str, args: &Args, span: Span) -> Option<Val> {
        let knowledge = self.knowledge;
        let registration = Self::inherited(knowledge, &knowledge.registrations, callee)?;
        let entry = knowledge.entries.get(&registration.like)?;
        let function = args.get(registration.position, &registration.name)?;
        let Kind::Function(code, ..) = *self.kind(self.look(function)) else {
            return None;
        };
        // What answers requests is entered as such.
        if entry.answer.is_some() {
            return None;
        }
        let parameters = match self.codes.get(code.0 as usize)? {
            Code::Lambda(l) => l.parameters.as_ref().map_or(0, |p| p.args.len()),
            // What an object is given to call stands in another function, which nobody else enters.
            Code::Function(f) if self.watch.is_none() || callee.ends_with('=') => {
                f.parameters.args.len()
            }
            _ => return None,
        };
        let mut given = Vec::with_capacity(parameters);
        for at in 0..parameters {
            given.push(match &entry.first {
                Some(ty) if at == 0 => {
                    self.make(Kind::External(Arc::from(ty.as_str()), 0, false), span)
                }
                _ => self.origin(super::record::OriginKind::Source, &entry.data, None, span),
            });
        }
        let route = self.route_in(&args.all());
        let address = route.map(|route| (route, Arc::clone(entry)));
        let outer = std::mem::replace(&mut self.addressed, address);
        let _ = self.branch(&mut |m| m.call(function, Args::positional(given.clone()), span));
        self.addressed = outer;
        Some(function)
    }

    /// In a probe: what functions answer that a library will ask, where that is one answer whatever
    /// they are given. What they say to `None` stands beside it: `autoescape(None)`.
    pub(super) fn ask_callbacks(&mut self, callee: &str, args: &Args, span: Span) -> Option<Args> {
        self.world.as_ref()?;
        let keywords = self.knowledge.callbacks.get(callee).cloned()?;
        let mut asked = args.clone();
        for keyword in keywords {
            let Some(function) = args.keyword(&keyword) else {
                continue;
            };
            if !matches!(
                self.kind(self.look(function)),
                Kind::Function(..) | Kind::Bound(..)
            ) {
                continue;
            }
            let anything = self.derive(Some("str"), &[], How::Plain, span);
            let answer = |m: &mut Self, given: Val| {
                let mut found = None;
                // What it raises here, it raises for nobody.
                let mark = m.state.mark();
                m.catches.push(Catch {
                    mark,
                    raises: Vec::new(),
                });
                let _ = m.branch(&mut |m| {
                    let v = m.call(function, Args::positional(vec![given]), span)?;
                    found = m.truth(v);
                    Ok(())
                });
                m.catches.pop();
                found.map(Val::bool)
            };
            let always = answer(self, anything);
            let unnamed = answer(self, Val::NONE);
            if let Some(always) = always.filter(|always| unnamed.is_none_or(|v| v == *always)) {
                for (name, v, _) in &mut asked.keywords {
                    if **name == *keyword {
                        *v = always;
                    }
                }
            } else if let Some(unnamed) = unnamed {
                let name = Arc::from(format!("{keyword}(None)"));
                asked.keywords.push((name, unnamed, span));
            }
        }
        Some(asked)
    }

    /// In a probe: an object of the program's own whose class stands below one of a library may be
    /// changed by whatever it is handed to, and by the methods it has from there, as handlers of
    /// parsers are. What it holds is not known from then on.
    pub(super) fn let_go(&mut self, callee: &str, receiver: Val, args: &Args, span: Span) {
        if self.world.is_none() || callee.ends_with("__") || callee.starts_with("builtins.") {
            return;
        }
        for v in args.all().into_iter().chain([receiver]) {
            let v = self.look(v);
            let Kind::Ref(cell) = *self.kind(v) else {
                continue;
            };
            let Kind::Fields(class, fields) = self.content_kind(v) else {
                continue;
            };
            let Some(base) = self.outside_base(class) else {
                continue;
            };
            if self.knowledge.is_exception(&base)
                || ["builtins.", "typing.", "abc.", "enum.", "pydantic."]
                    .iter()
                    .any(|plain| base.starts_with(plain))
            {
                continue;
            }
            let why = doubt::done_to_object(callee);
            let unknown: Vec<_> = fields
                .iter()
                .map(|(name, v)| (name.clone(), self.opaque(why.clone(), &[*v], span)))
                .collect();
            let changed = self.make(Kind::Fields(class, Arc::new(unknown)), span);
            self.state.set(cell, changed);
        }
    }

    /// Records what a function answers when a library asks it.
    fn record_answer(&mut self, function: Val, name: &str, given: Option<Val>, span: Span) {
        let mut function = self.look(function);
        // An object that can be called is asked by its method.
        if let Kind::Fields(class, _) = self.content_kind(function)
            && self.class_member(class, "__call__").is_some()
            && let Ok(method) = self.attribute(function, "__call__", span)
        {
            function = self.look(method);
        }
        let (code, bound, named) = match *self.kind(function) {
            Kind::Function(code, ..) => (code, 0, None),
            Kind::Bound(_, inner) => match *self.kind(inner) {
                Kind::Function(code, ..) => (code, 1, None),
                _ => return,
            },
            // Some of what it is asked with is given in advance.
            Kind::Partial(inner, ref first, ref named) => match *self.kind(self.look(inner)) {
                Kind::Function(code, ..) => (code, first.len(), Some(named.clone())),
                Kind::Bound(_, inner) => match *self.kind(inner) {
                    Kind::Function(code, ..) => (code, first.len() + 1, Some(named.clone())),
                    _ => return,
                },
                _ => return,
            },
            _ => return,
        };
        let given_by_name = |name: &str| {
            let named = named.as_ref();
            named.is_some_and(|named| named.iter().any(|(given, _)| &**given == name))
        };
        let open = |p: &&ast::ParameterWithDefault| !given_by_name(p.name().as_str());
        let count = match self.codes.get(code.0 as usize) {
            Some(Code::Lambda(l)) => {
                (l.parameters.as_ref()).map_or(0, |p| p.args.iter().filter(open).count())
            }
            Some(Code::Function(f)) => {
                f.parameters.args.iter().filter(open).count() + f.parameters.posonlyargs.len()
            }
            _ => return,
        };
        let count = count.saturating_sub(bound);
        let mut asked = Vec::with_capacity(count);
        for at in 0..count {
            let how = How::Call(Arc::from(format!("{name}({at})")));
            asked.push(self.derive(None, given.as_slice(), how, span));
        }
        let answered =
            self.branch(&mut |m| m.call(function, Args::positional(asked.clone()), span));
        if let Ok((v, _)) = answered {
            self.export_call(
                &format!("{name}()"),
                false,
                &Args::positional(vec![v]),
                span,
            );
        }
    }
}
