//! Library models as they stand in `rules/models/*.toml`.

mod keys;

pub(super) use keys::KEYS;

use crate::evaluate::{
    Entry, EntryByParameters, EntryGuess, Guess, Handler, Knowledge, Lead, NamedParameter, Options,
    Registration, Role, Run,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One model file. Keys are qualified names.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
    /// Calls that give what is in a file.
    #[serde(default)]
    contents: Vec<String>,
    /// Modules that come with Python.
    #[serde(default)]
    standard: Vec<String>,
    /// Those of the sources that whoever starts the program fills.
    #[serde(default)]
    operator: Vec<String>,
    /// Sources, too: what another server answers → how to call it.
    #[serde(default)]
    answers: BTreeMap<String, String>,
    /// Decorators and bases by which functions are handed to a runner of tests.
    #[serde(default)]
    trials: Vec<String>,
    /// Callee → what its result is clean for.
    #[serde(default)]
    cleans: BTreeMap<String, Vec<String>>,
    /// Other name → name.
    #[serde(default)]
    aliases: BTreeMap<String, String>,
    /// Class → bases.
    #[serde(default)]
    bases: BTreeMap<String, Vec<String>>,
    /// Exception → the classes right above it.
    #[serde(default)]
    exceptions: BTreeMap<String, Vec<String>>,
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
    /// Decorator → what a framework does with the functions it decorates.
    #[serde(default)]
    entries: BTreeMap<String, EntryTable>,
    /// The same for decorators that are methods of something unknown.
    #[serde(default)]
    entry_guess: Vec<EntryGuessTable>,
    /// The same for functions that are known by their parameters.
    #[serde(default)]
    entry_by_parameters: Vec<EntryByParametersTable>,
    /// Calls and decorators that declare options of a command line.
    #[serde(default)]
    options: BTreeMap<String, OptionTable>,
    /// What a form holds once it was checked → types of fields that leave no text.
    #[serde(default)]
    forms: BTreeMap<String, Vec<String>>,
    /// Exceptions that refuse a request once they are raised.
    #[serde(default)]
    refusals: BTreeSet<String>,
    /// What names tell where only how a program is written is read.
    #[serde(default)]
    roles: BTreeMap<Role, Vec<String>>,
    /// Types of objects that hold the settings of whoever runs a program.
    #[serde(default)]
    wishes: BTreeSet<String>,
    /// Type → how the thing is written on which a middleware leaves something, and the type of the request.
    #[serde(default)]
    carriers: BTreeMap<String, (String, String)>,
    /// Callee → which argument is a function that becomes such an entry.
    #[serde(default)]
    registrations: BTreeMap<String, RegistrationTable>,
    /// Class → methods of its subclasses that a framework calls.
    #[serde(default)]
    handlers: BTreeMap<String, HandlerTable>,
    /// Method of a class → the one that it calls on its object.
    #[serde(default)]
    leads: BTreeMap<String, LeadTable>,
    /// Parameter name → what it is.
    #[serde(default)]
    named_parameters: BTreeMap<String, Vec<NamedTable>>,
    /// Mappings out of a request of which some keys are filled by the program's own side.
    #[serde(default)]
    server_keys: Vec<ServerKeysTable>,
    /// Callee → the function among its arguments that it runs, and what it hands over.
    #[serde(default)]
    runs: BTreeMap<String, RunTable>,
    /// Callee → the test that its first argument has passed where it answers true.
    #[serde(default)]
    checks: BTreeMap<String, String>,
    /// Callee → the test that its first argument has passed where it comes back at all.
    #[serde(default)]
    passes: BTreeMap<String, String>,
    /// Attributes that are the host of an address.
    #[serde(default)]
    hosts: BTreeSet<String>,
    /// Attributes that are the scheme of an address.
    #[serde(default)]
    schemes: BTreeSet<String>,
    /// Decorators of methods that are asked about the fields they name.
    #[serde(default)]
    validators: BTreeSet<String>,
    /// Calls that take an address apart or put one together.
    #[serde(default)]
    addresses: BTreeSet<String>,
    /// Calls that bring back what a cleaning took away.
    #[serde(default)]
    undoes: BTreeSet<String>,
    /// Callee → position of the argument that it gives back when it has nothing else.
    #[serde(default)]
    defaults: BTreeMap<String, usize>,
    /// Callee → the least its first argument may be; below, the result comes out of `CALLEE(short)`.
    #[serde(default)]
    least: BTreeMap<String, i64>,
    /// Dicts of functions for templates → what those are.
    #[serde(default)]
    shelves: BTreeMap<String, String>,
    /// Callees that fill a template.
    #[serde(default)]
    fills: BTreeSet<String>,
    /// Calls whose answer gives its items one after another, each once.
    #[serde(default)]
    lazily: BTreeSet<String>,
    /// Names that every maintained Python has: who asks for one only goes another way on an old one.
    #[serde(default)]
    present: BTreeSet<String>,
    /// Types of which an object is one of many: a function that is handed one is not where they were looked over.
    #[serde(default)]
    one_of_many: BTreeSet<String>,
    /// Classes that a program's own may stand below.
    #[serde(default)]
    ancestors: BTreeSet<String>,
    /// Callees that never come back.
    #[serde(default)]
    ends: BTreeSet<String>,
    /// Callees that give one of several things.
    #[serde(default)]
    picks: BTreeSet<String>,
    /// Types of keys that are made with the class of what stands under them.
    #[serde(default)]
    keys: BTreeSet<String>,
    /// Callee → position of a `%` format that it fills with the arguments after it.
    #[serde(default)]
    formats: BTreeMap<String, usize>,
    /// Callee → the arguments without which it raises `TypeError`, in order.
    #[serde(default)]
    required: BTreeMap<String, Vec<String>>,
    /// Callee → the attributes that what it gives has by position too.
    #[serde(default)]
    positions: BTreeMap<String, Vec<String>>,
    /// Class → how a subclass keeps strangers' names out.
    #[serde(default)]
    gates: BTreeMap<String, GateTable>,
    /// Attribute of a class → the minor version of Python 3 since which it is something else by default, and what.
    #[serde(default)]
    since: BTreeMap<String, (u32, String)>,
    /// Module → Python that says how it behaves; followed where a call with given inputs needs it.
    #[serde(default)]
    behaviour: BTreeMap<String, String>,
}

/// What a library's method calls on its own object.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct LeadTable {
    method: String,
    /// A word that is handed over before the arguments.
    first: Option<String>,
    /// The type of the one object that is handed over in place of the arguments.
    makes: Option<String>,
}

/// What a framework does with a function.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct EntryTable {
    /// Another entry that this one is like; nothing else is said then.
    like: Option<String>,
    /// What the parameters hold.
    #[serde(default)]
    data: String,
    /// The type of the first parameter.
    first: Option<String>,
    /// The attribute of the class that names the class of the first parameter.
    first_from: Option<String>,
    /// The type of what the sender had a part in.
    kind: Option<String>,
    /// Whether parameters are made what their annotations say.
    #[serde(default)]
    converts: bool,
    /// Types whose values hold no text of the sender's.
    #[serde(default)]
    clean: Vec<String>,
    /// Converters in an address whose values hold no text of the sender's.
    #[serde(default)]
    converters: Vec<String>,
    /// Things of the request whose items are the parts of the address.
    #[serde(default)]
    address: Vec<String>,
    /// Defaults by which a parameter is filled by the program itself.
    #[serde(default)]
    own: Vec<String>,
    /// The callee that gets what the function returns.
    answer: Option<String>,
    /// One of these must be among the decorator's arguments for that.
    #[serde(default)]
    answer_with: Vec<String>,
    /// Whether a returned tuple is several arguments.
    #[serde(default)]
    spread: bool,
    /// Whether what is returned is a row of pieces, each of which is an answer.
    #[serde(default)]
    each: bool,
    /// The keys of a returned mapping that are the arguments.
    #[serde(default)]
    parts: Vec<String>,
    /// The callee that gets a returned mapping or list, and all that is no `answer`.
    object: Option<String>,
    /// Whether addresses are put below others, which may take the parts that these do not name.
    #[serde(default)]
    included: bool,
    /// The call out of which mappings of the sender's are said to come.
    structure: Option<String>,
    /// What such a function fills before others are called for the same request.
    fills: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct EntryByParametersTable {
    parameters: Vec<String>,
    /// The package that the file imports.
    #[serde(default)]
    when_imported: String,
    like: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct OptionTable {
    /// Another that this one is like; nothing else is said then.
    like: Option<String>,
    #[serde(default)]
    clean: Vec<String>,
    #[serde(default)]
    objects: Vec<String>,
    #[serde(default)]
    flags: Vec<String>,
    #[serde(default)]
    read_by: Vec<String>,
}

/// The method by which a loader asks which names are let in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct GateTable {
    method: String,
    /// `module:name`, all of which must be refused.
    harmful: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct EntryGuessTable {
    methods: Vec<String>,
    when_imported: String,
    like: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct RunTable {
    position: usize,
    name: String,
    rest: Option<usize>,
    list: Option<usize>,
    list_name: String,
    named: String,
    each: Option<usize>,
    method: Option<String>,
    bound: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RegistrationTable {
    position: usize,
    name: String,
    like: String,
    #[serde(default)]
    methods: bool,
}

/// The entry's keys cannot stand beside `methods` and still be checked for spelling, so they have
/// a table of their own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct HandlerTable {
    methods: Vec<String>,
    #[serde(default)]
    entry: EntryTable,
    /// Methods that the framework calls before.
    #[serde(default)]
    before: Vec<String>,
    /// Methods that the framework calls afterwards.
    #[serde(default)]
    then: Vec<String>,
}

/// The keys that come with a request, and those that do not.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ServerKeysTable {
    /// The types of the mappings.
    of: Vec<String>,
    /// A sign in the names of those keys that the program's own side fills.
    own: String,
    /// How the names of the keys begin that come with a request.
    sent: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct NamedTable {
    #[serde(default)]
    when_imported: String,
    beside: Option<String>,
    #[serde(default)]
    reads: Vec<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    data: Option<String>,
}

impl EntryTable {
    fn entry(self) -> Arc<Entry> {
        Arc::new(Entry {
            data: self.data,
            first: self.first,
            first_from: self.first_from,
            kind: self.kind,
            converts: self.converts,
            clean: self.clean,
            converters: self.converters,
            address: self.address,
            own: self.own,
            answer: self.answer,
            answer_with: self.answer_with,
            spread: self.spread,
            each: self.each,
            parts: self.parts,
            object: self.object,
            included: self.included,
            structure: self.structure,
            fills: self.fills,
        })
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct GuessEntry {
    methods: Vec<String>,
    named: Vec<String>,
    kind: String,
}

impl Model {
    /// All purposes for which something cleans.
    pub(super) fn cleaned_for(&self) -> BTreeSet<String> {
        self.cleans.values().flatten().cloned().collect()
    }

    /// Adds what the file says.
    pub(super) fn tell(self, knowledge: &mut Knowledge) {
        knowledge.modules.extend(self.modules);
        knowledge.returns.extend(self.returns);
        knowledge.attributes.extend(self.attributes);
        knowledge.sources.extend(self.sources);
        knowledge.contents.extend(self.contents);
        knowledge.standard.extend(self.standard);
        knowledge.operator.extend(self.operator);
        knowledge.answers.extend(self.answers.keys().cloned());
        knowledge.sources.extend(self.answers);
        knowledge.trials.extend(self.trials);
        knowledge.cleans.extend(self.cleans);
        knowledge.aliases.extend(self.aliases);
        knowledge.bases.extend(self.bases);
        knowledge.exceptions.extend(self.exceptions);
        knowledge.signatures.extend(self.parameters);
        knowledge.constants.extend(self.constants);
        knowledge.callbacks.extend(self.callbacks);
        knowledge.checks.extend(self.checks);
        knowledge.passes.extend(self.passes);
        knowledge.least.extend(self.least);
        knowledge.ends.extend(self.ends);
        knowledge.picks.extend(self.picks);
        knowledge.keys.extend(self.keys);
        knowledge.shelves.extend(self.shelves);
        knowledge.fills.extend(self.fills);
        knowledge.lazily.extend(self.lazily);
        knowledge.present.extend(self.present);
        knowledge.one_of_many.extend(self.one_of_many);
        knowledge.ancestors.extend(self.ancestors);
        knowledge.defaults.extend(self.defaults);
        knowledge.undoes.extend(self.undoes);
        knowledge.hosts.extend(self.hosts);
        knowledge.schemes.extend(self.schemes);
        knowledge.validators.extend(self.validators);
        knowledge.addresses.extend(self.addresses);
        knowledge.formats.extend(self.formats);
        knowledge.required.extend(self.required);
        knowledge.positions.extend(self.positions);
        for (class, gate) in self.gates {
            let harmful = gate.harmful.iter().filter_map(|name| {
                let (module, name) = name.split_once(':')?;
                Some((module.to_owned(), name.to_owned()))
            });
            let harmful = harmful.collect();
            knowledge.gates.insert(class, (gate.method, harmful));
        }
        let since = self.since.into_iter();
        knowledge
            .since
            .extend(since.map(|(name, (minor, value))| (name, minor, value)));
        for (module, text) in self.behaviour {
            knowledge.behave(&module, &text);
        }
        // Those that are like another come after it.
        let (like, own): (Vec<_>, Vec<_>) = self
            .entries
            .into_iter()
            .partition(|(_, e)| e.like.is_some());
        for (name, entry) in own.into_iter().chain(like) {
            let entry = match &entry.like {
                Some(like) => match knowledge.entries.get(like) {
                    Some(known) => known.clone(),
                    None => continue,
                },
                None => entry.entry(),
            };
            knowledge.filled.extend(entry.fills.clone());
            knowledge.entries.insert(name, entry);
        }
        knowledge
            .entry_guesses
            .extend(self.entry_guess.into_iter().map(|g| EntryGuess {
                methods: g.methods,
                imported: g.when_imported,
                like: g.like,
            }));
        knowledge.forms.extend(self.forms);
        knowledge.carriers.extend(self.carriers);
        knowledge.refusals.extend(self.refusals);
        for (role, names) in self.roles {
            knowledge.roles.give(role, &names);
        }
        knowledge.wishes.extend(self.wishes);
        let by_parameters = self.entry_by_parameters.into_iter();
        knowledge
            .entries_by_parameters
            .extend(by_parameters.map(|e| EntryByParameters {
                parameters: e.parameters,
                imported: e.when_imported,
                like: e.like,
            }));
        let (like, own): (Vec<_>, Vec<_>) = self
            .options
            .into_iter()
            .partition(|(_, o)| o.like.is_some());
        for (name, table) in own.into_iter().chain(like) {
            let options = match &table.like {
                Some(like) => knowledge.options.get(like).cloned().unwrap_or_default(),
                None => Options {
                    clean: table.clean,
                    objects: table.objects,
                    flags: table.flags,
                    read_by: table.read_by,
                },
            };
            knowledge.options.insert(name, options);
        }
        for (callee, r) in self.registrations {
            let registration = Registration {
                position: r.position,
                name: r.name,
                like: r.like,
                methods: r.methods,
            };
            knowledge.registrations.insert(callee, registration);
        }
        for (callee, r) in self.runs {
            let run = Run {
                position: r.position,
                name: r.name,
                rest: r.rest,
                list: r.list,
                list_name: r.list_name,
                named: r.named,
                each: r.each,
                method: r.method,
                bound: r.bound,
            };
            knowledge.runs.insert(callee, run);
        }
        for (class, handler) in self.handlers {
            let handler = Handler {
                methods: handler.methods,
                entry: handler.entry.entry(),
                before: handler.before,
                then: handler.then,
            };
            knowledge.handlers.insert(class, handler);
        }
        for (name, lead) in self.leads {
            let lead = Lead {
                method: lead.method,
                first: lead.first,
                makes: lead.makes,
            };
            knowledge.leads.insert(name, lead);
        }
        for keys in self.server_keys {
            for of in keys.of {
                knowledge.own_keys.insert(of.clone(), keys.own.clone());
                knowledge.sent_keys.insert(of, keys.sent.clone());
            }
        }
        for (name, tables) in self.named_parameters {
            let named = tables.into_iter().map(|t| NamedParameter {
                imported: t.when_imported,
                beside: t.beside,
                reads: t.reads,
                kind: t.kind,
                data: t.data,
            });
            knowledge.named_parameters.told(name).extend(named);
        }
        for entry in self.guess {
            for method in entry.methods {
                knowledge.guesses.told(method).push(Guess {
                    named: entry.named.clone(),
                    kind: entry.kind.clone(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_listed() {
        let error = toml::from_str::<Model>("no-key = 1").unwrap_err();
        let known: Vec<&str> = error.message().split('`').skip(3).step_by(2).collect();
        assert_eq!(known, KEYS);
    }
}
