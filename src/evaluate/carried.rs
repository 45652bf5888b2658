//! Data that enters the program, and questions about what a value carries of it.
//!
//! How it is found stands in `flow`. Called wherever it counts who chose a value.

use super::machine::Machine;
use super::record::{Origin, OriginKind};
use super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

impl Machine<'_, '_> {
    /// Data of a source that a model names, when one does; it carries the source's qualified name.
    pub(super) fn source(&mut self, name: &str, span: Span) -> Option<Val> {
        let described = self.knowledge.sources.get(name)?;
        let kind = if self.knowledge.operator.contains(name) {
            OriginKind::Operator
        } else {
            OriginKind::Source
        };
        let entered = self.origin(kind, described, None, span);
        let mut node = self.arena.node(entered).clone();
        node.how = How::Call(Arc::from(name));
        Some(self.arena.add(node))
    }

    /// Data that stands at a known key of something outside: `os.environ["QUERY_STRING"]`.
    pub(super) fn keyed_source(&mut self, name: &str, key: Val, span: Span) -> Option<Val> {
        let Kind::Str(key) = self.kind(self.look(key)).clone() else {
            return None;
        };
        self.source(&format!("{name}[{key}]"), span)
    }

    /// The same where a method, or a function beside it, is asked for the key.
    pub(super) fn keyed_call(&mut self, callee: &str, key: Option<Val>, span: Span) -> Option<Val> {
        let name = match callee {
            "os.getenv" => "os.environ",
            _ => callee.strip_suffix(".get")?,
        };
        self.keyed_source(name, key?, span)
    }

    /// Enters data into the program.
    pub(super) fn origin(
        &mut self,
        kind: OriginKind,
        name: &str,
        ty: Option<&str>,
        span: Span,
    ) -> Val {
        let at = self
            .origins
            .iter()
            .position(|o| o.span == span && o.kind == kind && o.name == name)
            .unwrap_or_else(|| {
                self.origins.push(Origin {
                    kind,
                    name: name.into(),
                    span,
                });
                self.origins.len() - 1
            });
        let index = u32::try_from(at).unwrap_or(u32::MAX);
        self.make(Kind::Unknown(ty.map(Arc::from), Some(index)), span)
    }

    /// Whether a value carries data from anywhere outside the program.
    pub(super) fn untrusted(&self, v: Val) -> bool {
        self.carries(v, |_| true)
    }

    /// Whether a value carries data that is known to come from outside; a parameter of a function
    /// that nobody in sight calls is not.
    pub(super) fn chosen_outside(&self, v: Val) -> bool {
        self.carries(v, OriginKind::is_known)
    }

    /// Whether a value carries data of anything but parameters.
    pub(super) fn is_more_than_given(&self, v: Val) -> bool {
        self.carries(v, |kind| kind != OriginKind::Parameter)
    }
}
