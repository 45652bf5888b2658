//! The library modules whose behaviour is known, as files of a probed project: behind its own, the same in all.
//!
//! What they are made of is found out once and kept with `knowledge`. Called by `probed` and `function`.

use super::{Module, Project};
use crate::evaluate::function::contains_yield;
use crate::evaluate::knowledge::Behaviour;
use crate::evaluate::machine::Machine;
use crate::python::Program;
use ruff_python_ast as ast;
use ruff_python_ast::visitor::{Visitor, walk_stmt};
use std::sync::{Arc, OnceLock};

impl Project {
    /// Adds the library modules whose behaviour is known, behind the files that are there.
    pub(in crate::evaluate) fn lend(&mut self, behaviour: &[Behaviour]) {
        self.modules.reserve_exact(behaviour.len());
        self.names.reserve(behaviour.len());
        for one in behaviour {
            let Some(base) = self.sources.add(one.source.clone()) else {
                break;
            };
            self.enter(Module {
                path: Arc::clone(&one.path),
                name: Arc::clone(&one.name),
                package: false,
                loose: false,
                source: one.source.clone(),
                base,
                lent: Some(one.clone()),
                index: OnceLock::new(),
            });
        }
    }

    /// Where the library modules begin, behind all other files.
    pub(in crate::evaluate) fn lent_from(&self) -> u32 {
        let lent = self.modules.iter().find(|module| module.lent.is_some());
        lent.map_or(u32::MAX, |module| module.base)
    }
}

impl<'a> Machine<'a, '_> {
    /// The library module that begins here.
    pub(in crate::evaluate) fn lent_at(&self, base: u32) -> Option<&'a Behaviour> {
        let all = &self.modules.as_ref()?.shelf.project.modules;
        let at = all.binary_search_by_key(&base, |m| m.base).ok()?;
        all.get(at)?.lent.as_ref()
    }
}

/// The functions of a file that yield, by where their names begin, in order.
pub(in crate::evaluate) fn yielding(program: &Program) -> Vec<u32> {
    struct All(Vec<u32>);
    impl<'a> Visitor<'a> for All {
        fn visit_stmt(&mut self, s: &'a ast::Stmt) {
            if let ast::Stmt::FunctionDef(f) = s
                && contains_yield(&f.body)
            {
                self.0.push(f.name.range.start().to_u32());
            }
            walk_stmt(self, s);
        }
    }
    let mut all = All(Vec::new());
    all.visit_body(&program.tree().body);
    all.0.sort_unstable();
    all.0
}
