//! What follows from the models for the names in a program: what frameworks call, what receivers' names
//! suggest, what brings what.
//!
//! Called by `interest` once, when it is made.

use super::{Guessed, Interest, ROOTS, Root, Roots, Thing, root_of};
use crate::evaluate::interest::{Asked, Part};
use crate::evaluate::kinds::{Kind, Kinds};
use crate::evaluate::knowledge::Knowledge;
use std::collections::BTreeMap;

impl Interest {
    pub(super) fn learn_frameworks(&mut self, knowledge: &Knowledge) {
        let last = |name: &str| name.rsplit('.').next().unwrap_or(name).to_owned();
        for name in knowledge.entries.keys() {
            let root = self.root(root_of(name));
            self.decorators.entry(last(name)).or_default().push(root);
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
            self.registrations.entry(last(name)).or_default().push(root);
        }
        for (name, all) in &knowledge.named_parameters {
            for named in all.iter().filter(|named| named.data.is_some()) {
                let imported = match named.imported.as_str() {
                    "" => "builtins",
                    imported => imported,
                };
                let root = self.root(imported);
                self.parameters.entry(name.clone()).or_default().push(root);
            }
        }
    }

    pub(super) fn learn_guesses(&mut self, knowledge: &Knowledge) {
        for (method, guesses) in &knowledge.guesses {
            for guess in guesses {
                let asked = self.exact.get(&format!("{}.{method}", guess.kind));
                let asked = asked.copied().unwrap_or(Asked {
                    part: Part::NONE,
                    position: None,
                });
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
        let names = self.kinds.all();
        for (name, kind) in names {
            let Some(&gives) = things.get(&kind) else {
                continue;
            };
            let root = self.root(root_of(&name));
            let last = name.rsplit('.').next().unwrap_or(&name).to_owned();
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
            let types = entry.first.iter().chain(&entry.answer);
            for ty in types {
                pairs.push((self.root(root_of(name)), self.root(root_of(ty))));
            }
        }
        for (class, handler) in &knowledge.handlers {
            let types = handler.entry.first.iter().chain(&handler.entry.answer);
            for ty in types {
                pairs.push((self.root(root_of(class)), self.root(root_of(ty))));
            }
        }
        for named in knowledge.named_parameters.values().flatten() {
            if let Some(kind) = &named.kind {
                let imported = match named.imported.as_str() {
                    "" => "builtins",
                    imported => imported,
                };
                pairs.push((self.root(imported), self.root(root_of(kind))));
            }
        }
        self.gives = (0..ROOTS)
            .map(|at| {
                let mut own = Roots::default();
                own.add(Root::BUILTINS);
                own.add(Root(u8::try_from(at).unwrap_or(0)));
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
