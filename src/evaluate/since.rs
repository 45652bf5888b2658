//! Which Python a program asks for, and what holds by default from there on.
//!
//! Knows no library; what changed with which version stands in the models. Called by the survey and
//! by `external`.

use super::machine::Machine;
use super::value::{How, Kind, Node, Val};
use crate::text::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How far down a file its demands are looked for.
const LINES: usize = 60;

impl Machine<'_, '_> {
    /// Gives the attributes of library classes the values that they have by default in the Python
    /// that the program asks for.
    pub(super) fn note_requirements(&mut self, text: &str) {
        let Some(minor) = required(text) else { return };
        for (name, since, value) in &self.knowledge.since {
            if *since <= minor {
                let value = self
                    .arena
                    .make(Kind::Symbol(Arc::from(value.as_str())), Span::default());
                let cell = self.state.cell(value);
                self.overrides.insert(Arc::from(name.as_str()), cell);
            }
        }
    }

    /// An object outside the file with what the program has put on it or on its class.
    pub(super) fn with_attributes(&mut self, object: Val, ty: &str, span: Span) -> Val {
        let mut set: Vec<Val> = self
            .overrides
            .iter()
            .filter(|(name, _)| {
                name.strip_prefix(ty)
                    .and_then(|rest| rest.strip_prefix('.'))
                    .is_some_and(|rest| !rest.contains('.'))
            })
            .map(|(_, &cell)| self.state.get(cell))
            .filter(|&v| v != Val::UNBOUND)
            .collect();
        if let (None, Kind::Fields(class, _)) = (&self.world, self.content_kind(object)) {
            set.extend(self.said_by_class(class));
        }
        self.with_parts(object, &set, span)
    }

    /// What a library gives that a class of the file inherits to make its objects: with what the class says.
    pub(super) fn made_of_class(&mut self, callee: Val, made: Val, span: Span) -> Val {
        let node = self.arena.node(callee);
        if self.world.is_some() || node.from.is_empty() || !matches!(node.how, How::Plain) {
            return made;
        }
        let said = node.from.to_vec();
        match self.kind(made) {
            Kind::External(..) => self.with_parts(made, &said, span),
            _ => made,
        }
    }

    /// The functions of libraries that the block of a class, or of one above it, puts into the place of others.
    pub(super) fn said_by_class(&self, class: Val) -> Vec<Val> {
        let functions = self.ancestry(class).into_iter().flat_map(|class| {
            let Kind::Class(_, frame, _) = self.kind(class) else {
                return Vec::new();
            };
            let vars = self.frame(*frame).vars.iter();
            let of_libraries = vars.filter_map(|(name, cell)| {
                let v = match *self.kind(self.state.get(cell)) {
                    Kind::Wrapped("staticmethod", f) => f,
                    _ => self.state.get(cell),
                };
                matches!(self.kind(v), Kind::Symbol(_)).then_some((name, v))
            });
            of_libraries.collect()
        });
        let mut said = BTreeMap::new();
        for (name, v) in functions {
            // A class stands before those above it.
            said.entry(name).or_insert(v);
        }
        said.into_values().collect()
    }

    /// The same object, in which these are from now on.
    pub(super) fn with_parts(&mut self, object: Val, with: &[Val], span: Span) -> Val {
        if with.is_empty() {
            return object;
        }
        let node = self.arena.node(object);
        let kind = node.kind.clone();
        let how = node.how.clone();
        let from = node.from.iter().chain(with).copied().collect();
        self.arena.add(Node {
            kind,
            span,
            from,
            how: if matches!(how, How::Call(_)) {
                how
            } else {
                How::Plain
            },
        })
    }
}

/// The minor version of Python 3 that a script's own metadata asks for, at least
/// (`# requires-python = ">=3.14"`).
#[must_use]
pub fn required(text: &str) -> Option<u32> {
    text.lines().take(LINES).find_map(|line| {
        let demand = line.strip_prefix('#')?.trim_start();
        let demand = demand.strip_prefix("requires-python")?.trim_start();
        let demand = demand
            .strip_prefix(['=', ':'])?
            .trim()
            .trim_matches(['"', '\'']);
        demand.split(',').find_map(|part| {
            let part = part.trim();
            let version = ["~=", "==", ">="]
                .iter()
                .find_map(|operator| part.strip_prefix(operator))?;
            let minor = version.trim().strip_prefix("3.")?;
            let digits = minor.split('.').next()?;
            digits.parse().ok()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_says_which_python_it_needs() {
        assert_eq!(
            required("# /// script\n# requires-python = \">=3.14\"\n# ///\n"),
            Some(14)
        );
        assert_eq!(required("#requires-python = '>=3.12,<4'"), Some(12));
        assert_eq!(required("# requires-python = \"<3.14\""), None);
        assert_eq!(required("x = 1  # needs 3.14"), None);
        assert_eq!(required("\"requires-python = >=3.14\""), None);
    }
}
