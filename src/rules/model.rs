//! Library models as they stand in `rules/models/*.toml`.

use crate::evaluate::{Guess, Knowledge};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One model file. Keys are qualified names.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Model {
    /// Modules taken for themselves when a snippet uses them without an import.
    #[serde(default)]
    modules: Vec<String>,
    /// Callee → what it returns.
    #[serde(default)]
    returns: BTreeMap<String, String>,
    /// Attribute → its type.
    #[serde(default)]
    attributes: BTreeMap<String, String>,
    /// Where data enters → how to call it.
    #[serde(default)]
    sources: BTreeMap<String, String>,
    /// Those of the sources that whoever starts the program fills.
    #[serde(default)]
    operator: Vec<String>,
    /// Callee → what its result is clean for.
    #[serde(default)]
    cleans: BTreeMap<String, Vec<String>>,
    /// Other name → name.
    #[serde(default)]
    aliases: BTreeMap<String, String>,
    /// Class → bases.
    #[serde(default)]
    bases: BTreeMap<String, Vec<String>>,
    /// Callee → parameter names.
    #[serde(default)]
    parameters: BTreeMap<String, Vec<String>>,
    /// Name → the whole number it stands for.
    #[serde(default)]
    constants: BTreeMap<String, i64>,
    /// Callee → keywords whose functions it calls.
    #[serde(default)]
    callbacks: BTreeMap<String, Vec<String>>,
    /// Types suggested by receivers' names.
    #[serde(default)]
    guess: Vec<GuessEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct GuessEntry {
    methods: Vec<String>,
    named: Vec<String>,
    kind: String,
}

impl Model {
    /// Adds what the file says.
    pub(super) fn tell(self, knowledge: &mut Knowledge) {
        knowledge.modules.extend(self.modules);
        knowledge.returns.extend(self.returns);
        knowledge.attributes.extend(self.attributes);
        knowledge.sources.extend(self.sources);
        knowledge.operator.extend(self.operator);
        knowledge.cleans.extend(self.cleans);
        knowledge.aliases.extend(self.aliases);
        knowledge.bases.extend(self.bases);
        knowledge.signatures.extend(self.parameters);
        knowledge.constants.extend(self.constants);
        knowledge.callbacks.extend(self.callbacks);
        for entry in self.guess {
            for method in entry.methods {
                knowledge.guesses.entry(method).or_default().push(Guess {
                    named: entry.named.clone(),
                    kind: entry.kind.clone(),
                });
            }
        }
    }
}
