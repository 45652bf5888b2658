//! Rows of one length that are one of several: what may stand at each of their places.
//!
//! What stands beside a value in its row has no part in it. Called by `state` where ways meet, and by `statement` where
//! a row is unpacked.

use super::machine::Machine;
use super::state::join;
use super::value::{Arena, Facts, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// Tuples of one length stay a tuple: what stands first in each stands first, and takes nothing from its neighbour.
pub(super) fn join_tuples(arena: &mut Arena, options: &[(Val, Facts)]) -> Option<Val> {
    let mut rows: Vec<Arc<[Val]>> = Vec::with_capacity(options.len());
    for (v, _) in options {
        match arena.kind(*v) {
            Kind::Tuple(row) if rows.first().is_none_or(|r| r.len() == row.len()) => {
                rows.push(row.clone());
            }
            _ => return None,
        }
    }
    let span = options
        .last()
        .map_or(Span::default(), |(v, _)| arena.node(*v).span);
    let mut joined = Vec::new();
    for at in 0..rows.first()?.len() {
        let column: Vec<(Val, Facts)> = rows
            .iter()
            .filter_map(|row| Some((*row.get(at)?, Facts::from([]))))
            .collect();
        joined.push(join(arena, &column));
    }
    Some(arena.make(Kind::Tuple(joined.into()), span))
}

impl Machine<'_, '_> {
    /// What may stand at each of so many places of a value that is one of several rows of this length: what
    /// stands beside it in the same row has no part in it.
    pub(super) fn columns(&mut self, v: Val, count: usize) -> Option<Vec<Val>> {
        let Kind::Either(options) = self.kind(self.look(v)).clone() else {
            return None;
        };
        let mut rows = Vec::with_capacity(options.len());
        for (option, _) in options.iter() {
            match self.content_kind(*option) {
                Kind::Tuple(row) if row.len() == count => rows.push(row.to_vec()),
                Kind::List(row) if row.len() == count => rows.push(row.to_vec()),
                _ => return None,
            }
        }
        let column = |at: usize| rows.iter().filter_map(|row| row.get(at).copied()).collect();
        let columns: Vec<Vec<Val>> = (0..count).map(column).collect();
        Some(columns.iter().map(|column| self.either(column)).collect())
    }
}
