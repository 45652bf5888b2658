//! What is recorded of calls: what is called, what it is given, and, where somebody will ask, where that came from.
//!
//! Follows nothing. Called by whoever comes upon a call of something outside the file.

use super::call::Args;
use super::machine::Machine;
use super::reason::Reason;
use super::record::{Argument, Effect, EffectKind, Reach, View};
use super::value::{Kind, Val};
use crate::text::Span;
use std::sync::Arc;

impl Machine<'_, '_> {
    /// Records something the program does.
    pub(super) fn effect(&mut self, kind: EffectKind, span: Span) {
        if self.names_only && !matches!(kind, EffectKind::Call { .. }) {
            return;
        }
        if self.effects.len() > 200_000 {
            self.exhausted = true;
            return;
        }
        let function = self
            .calls
            .last()
            .map_or_else(String::new, |c| c.name.to_string());
        self.effects.push(Effect {
            kind,
            span,
            entry: self.entry.to_string(),
            function,
            reach: if self.maybe == 0 {
                Reach::Always
            } else if self.is_against_default() {
                Reach::Against
            } else if self.is_wished() {
                Reach::Wished
            } else {
                Reach::Maybe
            },
        });
    }

    /// Records a call that cannot be followed.
    pub(super) fn export_unknown(&mut self, why: &Reason, args: &Args, span: Span) {
        // Only a judge asks about those.
        if self.watch.is_some()
            || self.mute
            || self.names_only
            || !self.says_unknown(&args.all(), span)
        {
            return;
        }
        let arguments = self.export_arguments(&[], args, Self::view);
        self.effect(
            EffectKind::UnknownCall {
                why: why.clone(),
                arguments,
            },
            span,
        );
    }

    /// Records a call of something outside the file.
    pub(super) fn export_call(&mut self, callee: &str, guessed: bool, args: &Args, span: Span) {
        self.export_method(callee, guessed, Val::NONE, args, span);
    }

    /// The arguments of a call that makes an answer of one tuple, as a framework does with what a function returns:
    /// `make_response((body, status, headers))`.
    fn spread_answer(&self, callee: &str, args: &Args) -> Option<Args> {
        let [(one, _)] = *args.positional else {
            return None;
        };
        let Kind::Tuple(items) = self.content_kind(self.look(one)) else {
            return None;
        };
        let mut entries = self.knowledge.entries.values();
        let spreads = entries.any(|e| e.spread && e.answer.as_deref() == Some(callee));
        spreads.then(|| Args::positional(items.to_vec()))
    }

    /// Records a call of a method of something outside the file; `NONE` stands for no receiver.
    pub(super) fn export_method(
        &mut self,
        callee: &str,
        guessed: bool,
        receiver: Val,
        args: &Args,
        span: Span,
    ) {
        let told = self.dropped_at(span);
        let dropped = told == Some(span);
        if let Some(told) = told.filter(|_| !dropped) {
            self.export_handed_on(callee, told);
        }
        if !self.watches_call(callee, receiver != Val::NONE, dropped) || !self.says_more(span) {
            return;
        }
        if self.names_only && self.origins.is_empty() {
            self.export_name(callee, span);
            return;
        }
        let spread = self.spread_answer(callee, args);
        let args = spread.as_ref().unwrap_or(args);
        let method = receiver != Val::NONE;
        let whole = match self.whence.map(|whence| whence.of_call(callee, method)) {
            None | Some(Some(true)) => None,
            Some(asked) => {
                let given = self.given(callee, receiver, args, span, Self::view_of_text);
                let (own, arguments) = (given.0.as_deref(), &given.1);
                let asked = asked.is_none()
                    && (self.whence).is_some_and(|w| w.of_given(callee, own, arguments));
                (!asked).then_some(given)
            }
        };
        let whole = whole.unwrap_or_else(|| self.given(callee, receiver, args, span, Self::view));
        let (receiver, arguments) = whole;
        self.effect(
            EffectKind::Call {
                callee: callee.into(),
                guessed,
                dropped: dropped && !self.contexts.refused,
                receiver,
                arguments,
            },
            span,
        );
    }

    /// Records that nobody takes what a call gives, where the function that hands it on is called.
    fn export_handed_on(&mut self, callee: &str, span: Span) {
        if self.names_only || !self.watches_call(callee, false, true) || !self.says_more(span) {
            return;
        }
        self.effect(
            EffectKind::Call {
                callee: callee.into(),
                guessed: false,
                dropped: !self.contexts.refused,
                receiver: None,
                arguments: Vec::new(),
            },
            span,
        );
    }

    /// Records once that something is called, for somebody who asks no more.
    fn export_name(&mut self, callee: &str, span: Span) {
        let known = |effect: &Effect| matches!(&effect.kind, EffectKind::Call { callee: other, .. } if other == callee);
        if self.effects.iter().any(known) {
            return;
        }
        self.effect(
            EffectKind::Call {
                callee: callee.into(),
                guessed: false,
                dropped: false,
                receiver: None,
                arguments: Vec::new(),
            },
            span,
        );
    }

    /// What a call is given, each looked at so: the object, and the arguments.
    fn given(
        &self,
        callee: &str,
        receiver: Val,
        args: &Args,
        span: Span,
        view: fn(&Self, Val) -> View,
    ) -> (Option<Box<View>>, Vec<Argument>) {
        let signature = self.knowledge.signatures.get(callee);
        let signature = signature.map_or(&[][..], Vec::as_slice);
        let mut arguments = self.export_arguments(signature, args, view);
        // What the program has said of the function itself: `.restype`.
        let said = self
            .overrides
            .iter()
            // One sign tells of most names that they are others.
            .filter(|(name, _)| name.as_bytes().get(callee.len()) == Some(&b'.'))
            .filter_map(|(name, &cell)| {
                let said = name.strip_prefix(callee)?;
                let attribute = said.strip_prefix('.')?;
                (!attribute.contains('.')).then(|| (attribute.to_owned(), self.state.get(cell)))
            });
        for (name, v) in said {
            if v != Val::UNBOUND {
                arguments.push(Argument {
                    name: Some(format!(".{name}")),
                    position: None,
                    value: view(self, v),
                    span,
                });
            }
        }
        let receiver = (receiver != Val::NONE).then(|| Box::new(view(self, receiver)));
        (receiver, arguments)
    }

    /// What a mapping may give under which names, where the program itself says each of them; those with one name
    /// alone are passed by it.
    fn names_in(&self, mapping: Val) -> Option<Vec<(Arc<str>, Val)>> {
        let Kind::Dict(pairs) = self.content_kind(mapping) else {
            return None;
        };
        let mut named = Vec::new();
        for &(key, v) in pairs.iter() {
            match self.kind(self.look(key)) {
                Kind::Str(_) => {}
                Kind::Either(options) => {
                    for (option, _) in options.iter() {
                        let Kind::Str(name) = self.kind(*option) else {
                            return None;
                        };
                        named.push((name.clone(), v));
                    }
                }
                _ => return None,
            }
        }
        Some(named)
    }

    fn export_arguments(
        &self,
        signature: &[String],
        args: &Args,
        view: fn(&Self, Val) -> View,
    ) -> Vec<Argument> {
        let mut arguments = Vec::new();
        for (at, (v, span)) in args.positional.iter().enumerate() {
            arguments.push(Argument {
                name: signature.get(at).cloned(),
                position: u32::try_from(at).ok(),
                value: view(self, *v),
                span: *span,
            });
        }
        for (name, v, span) in &args.keywords {
            arguments.push(Argument {
                name: Some(name.to_string()),
                position: signature
                    .iter()
                    .position(|s| **s == **name)
                    .and_then(|at| u32::try_from(at).ok()),
                value: view(self, *v),
                span: *span,
            });
        }
        let spread = args.spread.iter().filter(|v| {
            let named = self.names_in(**v);
            let all = named.iter().flatten();
            arguments.extend(all.map(|(name, v)| {
                Argument {
                    position: signature
                        .iter()
                        .position(|own| **own == **name)
                        .and_then(|at| u32::try_from(at).ok()),
                    name: Some(name.to_string()),
                    value: view(self, *v),
                    span: self.arena.node(*v).span,
                }
            }));
            named.is_none()
        });
        let spread: Vec<&Val> = spread.collect();
        for v in args.rest.iter().chain(spread) {
            arguments.push(Argument {
                name: None,
                position: None,
                value: view(self, *v),
                span: self.arena.node(*v).span,
            });
        }
        arguments
    }
}
