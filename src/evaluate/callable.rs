//! Functions of the program that it gives to a database: a statement that calls them is answered by following them.
//!
//! Called by `database`.

use super::call::Args;
use super::database::own_name_in;
use super::machine::{Follow, Machine};
use super::value::Val;
use super::world::{Callable, Query, Raised, Reply};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// How often one statement is run.
const RUNS: usize = 12;

impl Machine<'_, '_> {
    /// What a database says to a statement; nothing where a function of the program that it calls cannot be followed.
    pub(super) fn asked_with_functions(
        &mut self,
        query: &Query,
        functions: &BTreeMap<String, Val>,
        asks: bool,
        span: Span,
    ) -> Follow<Option<Result<Reply, Raised>>> {
        let names: BTreeSet<String> = functions.keys().cloned().collect();
        let calls = own_name_in(&query.sql, &names).is_some();
        if calls && !asks {
            return Ok(None);
        }
        let mut callable = Callable {
            names: names.into_iter().collect(),
            ..Callable::default()
        };
        for _ in 0..RUNS {
            let Some(world) = self.world.as_deref_mut() else {
                return Ok(None);
            };
            if !calls {
                return Ok(Some(world.query(query)));
            }
            let reply = world.query_with(query, &mut callable);
            if callable.open.is_empty() {
                return Ok(Some(reply));
            }
            for (name, given) in std::mem::take(&mut callable.open) {
                let Some(&function) = functions.get(&name) else {
                    return Ok(None);
                };
                self.spend(2)?;
                let values = given.iter().map(|data| self.value(data, span)).collect();
                let said = self.call(function, Args::positional(values), span)?;
                let said = self.data(said);
                if said.has_unknown() {
                    return Ok(None);
                }
                callable.answers.push((name, given, said));
            }
        }
        Ok(None)
    }
}
