//! What follows from the models for the names in a program: what frameworks call, what receivers' names
//! suggest, what brings what.
//!
//! Called by `interest` once, when it is made.

use super::{Guessed, Interest, ROOTS, Root, Roots, Thing, root_of};
use crate::evaluate::interest::{Asked, Part};
use crate::evaluate::kinds::{Kind, Kinds, last_of};
use crate::evaluate::knowledge::Roles;
use crate::evaluate::knowledge::{Knowledge, NamedParameter};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// The package that a file must import for a parameter to be what its name says.
fn package_of(named: &NamedParameter) -> &str {
    match named.imported.as_str() {
        "" => "builtins",
        imported => imported,
    }
}

impl Root {
    /// What every program has.
    pub(in crate::evaluate) const BUILTINS: Self = Self(0);
}

/// What functions have in common that are called for one request.
#[derive(Debug, Clone, Default)]
pub(super) struct Between {
    /// Things that all of them reach.
    shared: Vec<String>,
    /// How things of a request are written on which they leave something for one another.
    carriers: Vec<String>,
    /// Last names of what refuses a request once it is raised.
    refusals: FxHashSet<String>,
    /// What names tell where only how a program is written is read.
    roles: Roles,
}

impl Interest {
    /// Where data enters. What other servers answer matters only where something is asked about whatever is handed to it.
    pub(super) fn learn_sources(&mut self, knowledge: &Knowledge) {
        for name in knowledge.sources.keys() {
            let part = if knowledge.answers.contains(name) {
                Part::ANSWER
            } else {
                Part::SOURCE
            };
            // Of what stands at one key, the key is written.
            match name.split_once('[') {
                Some((_, key)) => {
                    let key = key.trim_end_matches(']').to_owned();
                    self.keys.insert(key);
                }
                None => self.ask(name, Asked::whole(part)),
            }
        }
    }

    /// Whether functions that are called for one request share this.
    pub(in crate::evaluate) fn is_shared(&self, path: &str) -> bool {
        self.between.shared.iter().any(|shared| shared == path)
    }

    /// How things of a request are written on which functions leave something for others.
    pub(in crate::evaluate) fn carriers(&self) -> &[String] {
        &self.between.carriers
    }

    /// Whether a call of this last name makes what refuses a request once it is raised.
    pub(in crate::evaluate) fn is_refusal(&self, last: &str) -> bool {
        self.between.refusals.contains(last)
    }

    /// What names tell where only how a program is written is read.
    pub(in crate::evaluate) fn roles(&self) -> &Roles {
        &self.between.roles
    }

    /// Whether data from outside may stand at this key.
    pub(in crate::evaluate) fn is_key(&self, text: &str) -> bool {
        self.keys.contains(text)
    }

    /// What the class has to do with what is asked that a call of this last name gives.
    pub(in crate::evaluate) fn makes(&self, last: &str) -> Part {
        self.makers.get(last).copied().unwrap_or_default()
    }

    pub(super) fn learn_frameworks(&mut self, knowledge: &Knowledge) {
        self.between.shared = knowledge.filled.iter().cloned().collect();
        let carriers = knowledge.carriers.values();
        let carriers: BTreeSet<String> = carriers.map(|(written, _)| written.clone()).collect();
        self.between.carriers = carriers.into_iter().collect();
        let refusals = knowledge.refusals.iter();
        self.between.refusals = refusals.map(|name| last_of(name).to_owned()).collect();
        self.between.roles = knowledge.roles.clone();
        for name in knowledge.entries.keys() {
            let root = self.root(root_of(name));
            let last = last_of(name).to_owned();
            self.decorators.entry(last).or_default().push(root);
        }
        for guess in &knowledge.entry_guesses {
            let root = self.root(&guess.imported);
            for method in &guess.methods {
                self.decorators
                    .entry(method.clone())
                    .or_default()
                    .push(root);
            }
        }
        for (class, handler) in &knowledge.handlers {
            let root = self.root(root_of(class));
            for method in &handler.methods {
                self.handlers.entry(method.clone()).or_default().push(root);
            }
        }
        for name in knowledge.registrations.keys() {
            let root = self.root(root_of(name));
            let last = last_of(name).to_owned();
            self.registrations.entry(last).or_default().push(root);
        }
        for (name, all) in &knowledge.named_parameters {
            for named in all.iter().filter(|named| named.data.is_some()) {
                let root = self.root(package_of(named));
                self.parameters.entry(name.clone()).or_default().push(root);
            }
        }
    }

    pub(super) fn learn_guesses(&mut self, knowledge: &Knowledge) {
        for (method, guesses) in &knowledge.guesses {
            for guess in guesses {
                let asked = self.exact.get(&format!("{}.{method}", guess.kind));
                let asked = asked.copied().unwrap_or(Asked::whole(Part::NONE));
                let root = self.root(root_of(&guess.kind));
                let kind = self.kinds.of(&guess.kind);
                let known = self.guesses.entry(method.clone()).or_default();
                known.push(Guessed {
                    named: guess.named.clone(),
                    asked,
                    root,
                    kind,
                });
            }
        }
    }

    /// The things that only their full names bring.
    pub(super) fn learn_objects(&mut self, given: &Kinds) {
        let mut things: BTreeMap<Kind, Part> = BTreeMap::new();
        // Each entry is filled by itself: the order does not show.
        #[allow(clippy::iter_over_hash_type)]
        for member in self.words.values().flat_map(|word| &word.members) {
            if let Some(kind) = member.kind.filter(|kind| !given.has(*kind)) {
                let part = things.entry(kind).or_default();
                *part = part.and(member.asked.part.given());
            }
        }
        for (name, kind) in self.kinds.all() {
            let Some(&gives) = things.get(&kind) else {
                continue;
            };
            let root = self.root(root_of(&name));
            let last = last_of(&name).to_owned();
            let known = &mut self.words.entry(last).or_default().things;
            known.push(Thing {
                name,
                root,
                kind,
                gives,
            });
        }
    }

    /// Which packages give objects of which: what uses the one has those of the other.
    pub(super) fn learn_gifts(&mut self, knowledge: &Knowledge) {
        let mut pairs: Vec<(Root, Root)> = Vec::new();
        let told = [
            &knowledge.returns,
            &knowledge.attributes,
            &knowledge.aliases,
        ];
        let types = told.into_iter().flatten();
        for (name, ty) in types.filter(|(_, ty)| ty.contains('.')) {
            if let Some(last) = name.strip_prefix("*.") {
                let root = self.root(root_of(ty));
                self.words.entry(last.to_owned()).or_default().object = Some(root);
                continue;
            }
            pairs.push((self.root(root_of(name)), self.root(root_of(ty))));
        }
        for (class, base) in knowledge
            .bases
            .iter()
            .flat_map(|(class, bases)| bases.iter().map(move |base| (class, base)))
        {
            pairs.push((self.root(root_of(class)), self.root(root_of(base))));
        }
        for (name, entry) in &knowledge.entries {
            for ty in entry.types() {
                pairs.push((self.root(root_of(name)), self.root(root_of(ty))));
            }
        }
        for (class, handler) in &knowledge.handlers {
            for ty in handler.entry.types() {
                pairs.push((self.root(root_of(class)), self.root(root_of(ty))));
            }
        }
        for named in knowledge.named_parameters.values().flatten() {
            if let Some(kind) = &named.kind {
                pairs.push((self.root(package_of(named)), self.root(root_of(kind))));
            }
        }
        self.gives = (0..ROOTS)
            .map(|at| {
                let mut own = Roots::default();
                own.add(Root::BUILTINS);
                own.add(Root(u16::try_from(at).unwrap_or(0)));
                own
            })
            .collect();
        // Gifts of gifts; the graph is small.
        loop {
            let mut news = false;
            for &(from, to) in &pairs {
                let given = self.given(to);
                if let Some(roots) = self.gives.get_mut(usize::from(from.0)) {
                    news |= roots.join(given);
                }
            }
            if !news {
                return;
            }
        }
    }
}
