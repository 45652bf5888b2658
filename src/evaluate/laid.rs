//! What functions of the program lay on a request for those that answer it: `request.tenant = …` in a middleware; and on
//! the application for all: `app.state.store = Store()`.
//!
//! When such a thing is read, the functions of the program are followed that lay something there under this name. Their effects are told where they are entered themselves. On which things of which requests something is laid
//! stands in the models. Called by `external`.

use super::call::Args;
use super::machine::{Code, Machine};
use super::outline::{Name, name_of};
use super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// Fuel of a function that lays something on a request.
const FUEL: u64 = 2_000;
/// How many such functions of one name are followed.
const FUNCTIONS: usize = 4;

impl Machine<'_, '_> {
    /// Whether anything is laid on a thing of this type for others.
    pub(super) fn is_carrier(&self, ty: &str) -> bool {
        self.world.is_none() && self.knowledge.carriers.contains_key(ty)
    }

    /// Remembers what is laid on a request: whoever answers it finds it there.
    pub(super) fn lay(&mut self, ty: &str, name: &str, v: Val) {
        if !self.is_carrier(ty) {
            return;
        }
        let cell = self.state.cell(Val::UNBOUND);
        let key: Arc<str> = Arc::from(format!("{ty}.{name}"));
        let cell = *self.overrides.entry(key).or_insert(cell);
        self.state.set(cell, v);
    }

    /// What lies on a request under this name, where the program has laid anything there.
    pub(super) fn laid(&mut self, ty: &str, name: &str) -> Option<Val> {
        if self.world.is_some() {
            return None;
        }
        let (written, of) = self.knowledge.carriers.get(ty)?;
        let whole = format!("{ty}.{name}");
        let v = self.laid_already(&whole);
        if v.is_some() || !self.filled.seeks(name_of(&whole)) {
            return v;
        }
        let wanted = if name.starts_with('[') {
            format!("{written}{name}")
        } else {
            format!("{written}.{name}")
        };
        self.follow_layers(name_of(&wanted), written, of);
        self.laid_already(&whole)
    }

    fn laid_already(&self, whole: &str) -> Option<Val> {
        let v = self.state.get(*self.overrides.get(whole)?);
        (v != Val::UNBOUND).then(|| self.look(v))
    }

    fn follow_layers(&mut self, wanted: Name, written: &str, of: &str) {
        let Some(relevance) = self.relevance else {
            return;
        };
        for (file, path) in relevance.left(wanted).iter().take(FUNCTIONS) {
            let Some(frame) = self.frame_of_file(*file) else {
                continue;
            };
            let outer = match path.split(['.', '/']).next() {
                // The module does it itself.
                None | Some("") => written.split('.').next().unwrap_or(written),
                Some(outer) => outer,
            };
            self.demand(frame, outer);
            self.follow_layer(frame, path, written, of);
        }
    }

    /// Follows `function`, `Class.method` or `maker/function` of a file with a request.
    fn follow_layer(&mut self, frame: super::value::FrameId, path: &str, written: &str, of: &str) {
        let outer = path.split(['.', '/']).next().unwrap_or(path);
        let cell = self.frame(frame).vars.get(outer);
        let Some(outer) = cell.map(|cell| self.look(self.state.get(cell))) else {
            return;
        };
        let mute = std::mem::replace(&mut self.mute, true);
        let watch = self.watch.take();
        // However it ends, what it has laid there is there.
        self.aside(FUEL, &mut |m| {
            let (function, object) = if let Some((_, method)) = path.split_once('.') {
                let Some(function) = m.class_member(outer, method) else {
                    return;
                };
                let fields = Kind::Fields(outer, Arc::new(Vec::new()));
                (function, Some(m.object(fields, Span::default())))
            } else if path.contains('/') {
                let args = m.entry_arguments(outer, "", false);
                match m.call(outer, args, Span::default()) {
                    Ok(made) => (m.look(made), None),
                    Err(_) => return,
                }
            } else {
                (outer, None)
            };
            if let Some(args) = m.with_request(function, object, (written, of)) {
                let _ = m.call(function, args, Span::default());
            }
        });
        self.watch = watch;
        self.mute = mute;
    }

    /// The arguments of a function, among them the request.
    fn with_request(
        &mut self,
        function: Val,
        object: Option<Val>,
        (written, of): (&str, &str),
    ) -> Option<Args> {
        let Kind::Function(code, ..) = *self.kind(function) else {
            return None;
        };
        let Some(Code::Function(f)) = self.codes.get(code.0 as usize).copied() else {
            return None;
        };
        let called = written.split('.').next().unwrap_or(written);
        let mut names = f.parameters.iter_non_variadic_params();
        let at = names.position(|p| p.parameter.name.as_str() == called);
        let mut args = self.entry_arguments(function, "", object.is_some());
        if let (Some(object), Some(first)) = (object, args.positional.first_mut()) {
            first.0 = object;
        }
        let Some(given) = at.and_then(|at| args.positional.get(at)) else {
            return Some(args);
        };
        let span = given.1;
        let request = self.arena.add(super::value::Node {
            kind: Kind::External(Arc::from(of), 0, false),
            span,
            from: [].into(),
            how: How::Plain,
        });
        if let Some(given) = at.and_then(|at| args.positional.get_mut(at)) {
            given.0 = request;
        }
        Some(args)
    }
}
