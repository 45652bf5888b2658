//! What functions and objects of the program fill parameters with, where a framework asks them: `Depends(f)`.

use super::alias::annotated;
use crate::evaluate::call::Args;
use crate::evaluate::entry::{DEPTH, Door};
use crate::evaluate::machine::Machine;
use crate::evaluate::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

impl<'a> Machine<'a, '_> {
    /// What a function of the program fills a parameter with.
    pub(in crate::evaluate) fn filled(
        &mut self,
        filler: Val,
        annotation: Option<&'a ast::Expr>,
        door: &Door,
        depth: u32,
        span: Span,
    ) -> Val {
        let function = self.arena.node(filler).from.first().copied();
        // Without a function, the class fills it that the annotation names.
        let class = match function {
            Some(v) => Some(self.look(v)),
            None => annotation.and_then(|a| self.eval(annotated(a)).ok()),
        };
        if let Some(class) = class.filter(|_| depth < DEPTH)
            && let Some(object) = self.filled_object(class, door, depth, span)
        {
            return object;
        }
        let mut made = None;
        if let Some(callee) = function.map(|v| self.look(v))
            && let Some((function, method)) = self.entered_by(callee)
            && depth < DEPTH
        {
            let mut args = self.fill(function, "", method, Some(door), depth + 1);
            if method && !args.positional.is_empty() {
                args.positional.remove(0);
            }
            if let Ok(v) = self.call(callee, args, span) {
                let v = self.handed_out(v, span);
                // Of what nothing is known, the annotation may say what it is.
                let vague = matches!(self.kind(v), Kind::Unknown(None, None) | Kind::Method(..))
                    && !self.untrusted(v);
                if !vague {
                    return v;
                }
                made = Some(v);
            }
        }
        let ty = annotation
            .and_then(|a| self.eval(a).ok())
            .and_then(|v| match self.kind(v) {
                Kind::Symbol(name) if !name.starts_with("builtins.") => Some(name.clone()),
                _ => None,
            });
        match ty {
            Some(ty) => self.make(Kind::External(ty, 0, false), span),
            None => made.unwrap_or_else(|| self.derive(None, &[], How::Plain, span)),
        }
    }

    /// The function that a call of this enters, and whether that has its object before what it is given.
    fn entered_by(&self, callee: Val) -> Option<(Val, bool)> {
        match *self.kind(callee) {
            Kind::Function(..) => Some((callee, false)),
            Kind::Bound(_, function) => Some((function, true)),
            _ => {
                let called = self.class_member(self.class_of(callee)?, "__call__")?;
                Some((called, true))
            }
        }
        .filter(|(function, _)| matches!(self.kind(*function), Kind::Function(..)))
    }

    /// An object of a class of the program that fills a parameter: what its objects are made with is filled, too.
    fn filled_object(&mut self, class: Val, door: &Door, depth: u32, span: Span) -> Option<Val> {
        let class = self.look(class);
        if !matches!(self.kind(class), Kind::Class(..)) || self.world.is_some() {
            return None;
        }
        let mut args = match self.class_member(class, "__init__") {
            Some(init) => self.fill(init, "", true, Some(door), depth + 1),
            None if self.annotated_names(class).is_empty() => Args::default(),
            // What a request brings by these names.
            None => {
                let entry = Arc::clone(&door.entry);
                return Some(self.declared_object(class, &entry, depth, span));
            }
        };
        if !args.positional.is_empty() {
            args.positional.remove(0);
        }
        self.call(class, args, span).ok()
    }

    /// What a function gives that yields once and tidies up afterwards.
    pub(in crate::evaluate) fn handed_out(&mut self, given: Val, span: Span) -> Val {
        match self.content_kind(given) {
            Kind::Iterator(items, _) => items.first().copied().unwrap_or(Val::NONE),
            Kind::Many("iterator", element) if element != Val::UNBOUND => element,
            Kind::Many("iterator", _) => self.derive(None, &[], How::Plain, span),
            _ => given,
        }
    }
}
