//! Names of files that begin at the root: made plain, they hold no way up, whatever stood behind the first slash.
//!
//! Knows no rule. Called by `path` and `inside`.

use super::call::Args;
use super::machine::Machine;
use super::path::is_separator;
use super::value::{How, Kind, Part, Val};
use crate::text::Span;
use std::sync::Arc;

/// How many values are looked through for the beginning of one.
const DEEP: u32 = 8;

impl Machine<'_, '_> {
    /// `normpath("/" + name)`: above the root there is nothing. `None`: the name does not begin there.
    pub(super) fn plain_from_root(&mut self, args: &Args, span: Span) -> Option<Val> {
        let name = args.get(0, "path")?;
        if self.is_constant(self.look(name)) || !self.begins(name, is_root, 0) {
            return None;
        }
        let how = How::Call(Arc::from("os.path.normpath"));
        let plain = self.derive(Some("str"), &[name], how, span);
        Some(self.make(Kind::Tested(Arc::from("lacks:.."), plain), span))
    }

    /// Whether a text begins with a piece of this kind, whichever of its values it has: with the root, for one.
    pub(super) fn begins(&self, v: Val, so: fn(&str) -> bool, depth: u32) -> bool {
        if depth > DEEP {
            return false;
        }
        let v = self.look(v);
        let node = self.arena.node(v);
        match &node.kind {
            Kind::Str(s) => so(s),
            Kind::Symbol(name) => is_separator(name),
            Kind::Text(parts) => match parts.first() {
                Some(Part::Literal(s)) => so(s),
                Some(Part::Hole(h)) => self.begins(*h, so, depth + 1),
                None => false,
            },
            Kind::Tested(_, inner) => self.begins(*inner, so, depth + 1),
            Kind::Either(options) => options
                .iter()
                .all(|(option, _)| *option != v && self.begins(*option, so, depth + 1)),
            _ => match (&node.how, node.from.first()) {
                (How::Text, Some(&first)) => self.begins(first, so, depth + 1),
                (How::Call(callee), Some(&first)) if &**callee == "os.path.join" => {
                    self.begins(first, so, depth + 1)
                }
                _ => false,
            },
        }
    }
}

/// Whether a text is the root itself: what a program puts behind a folder of its own is compared with that folder.
fn is_root(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == '/')
}
