//! Which sections of which rules ask about what happens, so that one effect costs the same however
//! many rules there are.
//!
//! Judges nothing. Called by `load`, `matching`, `form` and, so that records leave out what nobody asks
//! about, by the evaluator.

use super::Rule;
use super::form::Form;
use rustc_hash::{FxHashMap, FxHashSet};

/// A section: the place of its rule, and its own among the rule's sections of that kind.
pub(super) type At = (usize, usize);

/// A section that is about calls.
#[derive(Debug, Clone, Copy)]
pub(super) enum Section {
    Sink(At),
    Call(At),
}

/// Sections by the qualified names that they ask about.
#[derive(Debug, Clone)]
struct Names<T> {
    exact: FxHashMap<String, Vec<T>>,
    /// `package.*`: by the name before it.
    inside: FxHashMap<String, Vec<T>>,
    /// `*.name`: by the name after it.
    methods: FxHashMap<String, Vec<T>>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self {
            exact: FxHashMap::default(),
            inside: FxHashMap::default(),
            methods: FxHashMap::default(),
        }
    }
}

impl<T: Copy> Names<T> {
    fn enter(&mut self, names: &[String], section: T) {
        for name in names {
            if let Some(inside) = name.strip_suffix(".*") {
                self.inside.entry(inside.to_owned()).or_default()
            } else if let Some(method) = name.strip_prefix("*.") {
                self.methods.entry(method.to_owned()).or_default()
            } else {
                self.exact.entry(name.clone()).or_default()
            }
            .push(section);
        }
    }

    fn about(&self, name: &str, method: bool) -> impl Iterator<Item = T> + '_ {
        let (outer, last) = name.rsplit_once('.').unwrap_or(("", name));
        self.exact
            .get(name)
            .into_iter()
            .chain(self.inside.get(outer))
            .chain(method.then(|| self.methods.get(last)).flatten())
            .flatten()
            .copied()
    }
}

/// All sections of all rules.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    calls: Names<Section>,
    reads: Names<At>,
    stored: Names<At>,
    modules: FxHashMap<String, Vec<At>>,
    forms: Vec<(Form, At)>,
    /// Sections that ask for a regular expression in the name of what is stored.
    pub(super) stores: Vec<At>,
    /// Calls, attributes and items that take the harm out of a sink.
    settles: FxHashSet<String>,
    /// Sections about handlers of checks.
    pub(super) guarded: Vec<At>,
    /// Sections about what is written into a log.
    pub(super) logged: Vec<At>,
    /// Sections about checks of what was given.
    pub(super) optional: Vec<At>,
}

impl Index {
    pub(super) fn of(rules: &[Rule]) -> Self {
        let mut index = Self::default();
        for (at, rule) in rules.iter().enumerate() {
            for (section, sink) in rule.sinks.iter().enumerate() {
                index.calls.enter(&sink.call, Section::Sink((at, section)));
                for said in sink.settled.iter().chain(&sink.doubted) {
                    index.settles.extend(said.names().cloned());
                }
            }
            for (section, call) in rule.calls.iter().enumerate() {
                index.calls.enter(&call.call, Section::Call((at, section)));
                for said in call.besides() {
                    index.settles.extend(said.names().cloned());
                }
            }
            for (section, read) in rule.reads.iter().enumerate() {
                index.reads.enter(&read.name, (at, section));
            }
            for (section, import) in rule.imports.iter().enumerate() {
                for module in &import.module {
                    let known = index.modules.entry(module.clone()).or_default();
                    known.push((at, section));
                }
            }
            for section in 0..rule.logged.len() {
                index.logged.push((at, section));
            }
            for section in 0..rule.optional.len() {
                index.optional.push((at, section));
            }
            for section in 0..rule.guarded.len() {
                index.guarded.push((at, section));
            }
            for (section, statement) in rule.statements.iter().enumerate() {
                index.forms.push((statement.kind, (at, section)));
            }
            for (section, store) in rule.stores.iter().enumerate() {
                index.stored.enter(&store.qualified, (at, section));
                if store.qualified.is_empty() {
                    index.stores.push((at, section));
                }
            }
        }
        index
    }

    /// Sections about a call; `method`: of an object, so that `*.name` means it too.
    pub(super) fn calls(&self, callee: &str, method: bool) -> impl Iterator<Item = Section> + '_ {
        // An object of a class of the file's own is made as its base outside is.
        let callee = callee.strip_suffix(".__init__").unwrap_or(callee);
        self.calls.about(callee, method || callee.starts_with("?."))
    }

    /// Whether this call, attribute or item takes the harm out of a sink.
    pub(super) fn settles(&self, name: &str) -> bool {
        self.settles.contains(name)
    }

    pub(super) fn reads(&self, name: &str) -> impl Iterator<Item = At> + '_ {
        self.reads.about(name, false)
    }

    pub(super) fn stored(&self, qualified: &str) -> impl Iterator<Item = At> + '_ {
        self.stored.about(qualified, false)
    }

    /// Sections about a module, or about one that it stands in.
    pub(super) fn imports<'a>(&'a self, module: &'a str) -> impl Iterator<Item = At> + 'a {
        let ends = module
            .char_indices()
            .filter_map(|(at, c)| (c == '.').then_some(at))
            .chain([module.len()]);
        ends.filter_map(|end| module.get(..end))
            .filter_map(|outer| self.modules.get(outer))
            .flatten()
            .copied()
    }

    pub(super) fn forms(&self, form: Form) -> impl Iterator<Item = At> + '_ {
        self.forms
            .iter()
            .filter_map(move |&(kind, at)| (kind == form).then_some(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_themselves_by_their_package_and_by_their_method() {
        let mut names = Names::default();
        names.enter(&["a.b".into()], 1);
        names.enter(&["a.*".into()], 2);
        names.enter(&["*.b".into()], 3);
        names.enter(&["?.b".into()], 4);
        let found = |name: &str, method| names.about(name, method).collect::<Vec<_>>();
        assert_eq!(found("a.b", true), [1, 2, 3]);
        assert_eq!(found("a.b", false), [1, 2]);
        assert_eq!(found("a.c", true), [2]);
        assert_eq!(found("a.c.b", false), [0; 0]);
        assert_eq!(found("?.b", true), [4, 3]);
    }
}
