//! `from module import *`: which names it brings.
//!
//! Where files are checked, such a name is looked up in the other module when it is read, because most of
//! them never are; what the module does at its import is not asked about here. Elsewhere all names come at
//! once. Called by `definition` and `project`.

use super::doubt;
use super::machine::Machine;
use super::state::join;
use super::value::{Facts, FrameId, Kind, Val};
use crate::text::Span;

/// How many such imports in a row a name is followed through.
const HOPS: usize = 8;

/// A module all of whose names were imported.
#[derive(Debug, Clone, Copy)]
pub(super) struct Star {
    from: FrameId,
    /// The number of the statement in the module that imports them.
    at: u32,
    /// Whether the import is reached in any case.
    sure: bool,
}

impl<'a> Machine<'a, '_> {
    /// `from module import *`; without the module, the names it brings are not known.
    pub(super) fn import_all(&mut self, module: &str, span: Span) {
        if self.put_off(module) {
            return;
        }
        if let Some(names) = self.public_names(module) {
            for (name, v) in names {
                self.assign_name(name, v);
            }
            return;
        }
        self.limit(span, doubt::star_import(module));
    }

    /// Leaves the names of another module for when they are read, but for those that are bound here by now:
    /// they stand for something else from here on. Whether that was possible.
    fn put_off(&mut self, module: &str) -> bool {
        let here = self.frame;
        if self.watch.is_none() || self.frame(here).parent.is_some() {
            return false;
        }
        let Some(from) = self.module_frame(module).filter(|from| *from != here) else {
            return false;
        };
        for name in self.frame(here).vars.names() {
            if let Some((name, v)) = self.public_name(from, name) {
                self.assign_name(name, v);
            }
        }
        let sure = self.maybe == 0;
        if let Some(modules) = self.modules.as_mut() {
            let at = modules.bodies.get(&here).map_or(0, |body| body.at);
            let stars = modules.stars.entry(here).or_default();
            stars.push(Star { from, at, sure });
        }
        true
    }

    /// Looks for a name in the modules all of whose names another has imported: when it binds the name itself,
    /// last in the statement `last`, in those that it imports behind that, once it was followed (`news`). Whether
    /// it was there.
    pub(super) fn bring_from_stars(
        &mut self,
        frame: FrameId,
        name: &str,
        last: Option<u32>,
        news: bool,
    ) -> bool {
        let Some(modules) = self.modules.as_ref() else {
            return false;
        };
        let Some(stars) = modules.stars.get(&frame) else {
            return false;
        };
        let cell = self.frame(frame).vars.get(name);
        let bound = cell.map_or(Val::UNBOUND, |cell| self.state.get(cell));
        let behind = |star: &&Star| {
            bound == Val::UNBOUND || (news && last.is_some_and(|last| last < star.at))
        };
        let stars: Vec<Star> = stars.iter().filter(behind).copied().collect();
        if stars.is_empty() || modules.hops >= HOPS || name == "__all__" {
            return false;
        }
        self.hop(true);
        let mut found: Vec<(Val, Facts)> = Vec::new();
        let mut own = None;
        let mut sure = false;
        // The last import counts.
        for star in stars.iter().rev() {
            if let Some((name, v)) = self.public_name(star.from, name) {
                own = Some(name);
                found.push((v, Facts::from([])));
                sure = star.sure;
                if sure {
                    break;
                }
            }
        }
        self.hop(false);
        let Some(name) = own else {
            return false;
        };
        if !sure && bound != Val::UNBOUND {
            found.push((bound, Facts::from([])));
        }
        // It holds from now on, whichever path came upon it.
        let v = join(&mut self.arena, &found);
        self.lasting = true;
        let cell = self.state.cell(v);
        self.bind_cell(frame, name, cell);
        true
    }

    /// Goes one module further, or comes back.
    fn hop(&mut self, further: bool) {
        if let Some(modules) = self.modules.as_mut() {
            modules.hops = if further {
                modules.hops + 1
            } else {
                modules.hops.saturating_sub(1)
            };
        }
    }

    /// What a module lets others import by this name.
    fn public_name(&mut self, from: FrameId, name: &str) -> Option<(&'a str, Val)> {
        let body = self.modules.as_ref()?.bodies.get(&from)?;
        if !body.may_have(name) {
            return None;
        }
        self.demand(from, "__all__");
        if !self.lets_out(self.listed(from).as_deref(), name) {
            return None;
        }
        self.demand(from, name);
        let (name, cell) = self.frame(from).vars.entry(name)?;
        let v = self.state.get(cell);
        (v != Val::UNBOUND).then_some((name, v))
    }

    /// The names that a module lists for import, as far as they are known.
    fn listed(&self, frame: FrameId) -> Option<Vec<Val>> {
        let cell = self.frame(frame).vars.get("__all__")?;
        match self.content_kind(self.state.get(cell)) {
            Kind::List(items) => Some(items.to_vec()),
            Kind::Tuple(items) => Some(items.to_vec()),
            _ => None,
        }
    }

    /// Whether a module lets others import a name.
    fn lets_out(&self, listed: Option<&[Val]>, name: &str) -> bool {
        match listed {
            Some(items) => items
                .iter()
                .any(|&v| matches!(self.kind(v), Kind::Str(s) if **s == *name)),
            None => !name.starts_with('_'),
        }
    }

    /// All names that `from module import *` brings.
    fn public_names(&mut self, module: &str) -> Option<Vec<(&'a str, Val)>> {
        let frame = self.module_frame(module)?;
        self.demand_all(frame);
        let listed = self.listed(frame);
        let names = self.frame(frame).vars.iter();
        let public = names.filter(|(name, _)| self.lets_out(listed.as_deref(), name));
        let bound = public.filter_map(|(name, cell)| {
            let v = self.state.get(cell);
            (v != Val::UNBOUND).then_some((name, v))
        });
        Some(bound.collect())
    }
}
