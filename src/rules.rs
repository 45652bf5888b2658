//! What is dangerous, as data: rules and library models, loaded from TOML and matched on records.
//!
//! Follows no values itself and names no library: those stand in `rules/`. Called by `analyze`, `grade`, `shell`.

mod backtrack;
mod charset;
mod condition;
mod coverage;
mod danger;
mod decide;
mod document;
pub(crate) mod doubt;
mod expression;
mod filled;
mod fix;
mod fold;
mod form;
mod found;
mod given;
mod host;
mod identifier;
mod index;
mod interest;
mod literal;
mod load;
mod markup;
mod matching;
mod meant;
mod model;
mod regex;
mod sentence;
mod settled;
mod snippet;
mod sound;
mod spread;
mod sway;
mod told;
mod whence;
mod words;

pub use backtrack::Backtracking;
pub use condition::Condition;
pub use coverage::{Coverage, Reason};
pub use fix::Repair;
pub use form::{Form, Guarded, Import, Read, Statement, Store, Target};
pub use given::Sureness;
pub use literal::Bits;
pub use load::{Hands, RuleFault, fault as fault_of_form};
pub use matching::Match;
pub use regex::Pattern;
pub use settled::Settled;
pub use snippet::Snippet;

use crate::evaluate::{Argument, Interest, Knowledge, Named, Part, Record, View, Watch, Whence};
use crate::finding::{Confidence, Severity};
use serde::{Deserialize, Deserializer};

/// One rule: its page, what it looks for, and its own tests. Only the id, the headline and something
/// to look for are needed; a rule that teaches has all of its page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", remote = "Self")]
pub struct Rule {
    /// Kebab-case name of the bad thing.
    pub id: String,
    /// The headline of a finding.
    pub message: String,
    /// What it is.
    #[serde(default)]
    pub what: String,
    /// Why it is dangerous.
    #[serde(default)]
    pub why: String,
    /// What to do instead.
    #[serde(default)]
    pub instead: String,
    /// The weakness as code.
    #[serde(default)]
    pub bad: String,
    /// The same, done right.
    #[serde(default)]
    pub good: String,
    /// CWE numbers.
    #[serde(default)]
    pub cwe: Vec<u32>,
    /// The OWASP Top 10:2025 category, such as `A05`.
    #[serde(default)]
    pub owasp: String,
    /// How bad.
    #[serde(default = "medium_severity")]
    pub severity: Severity,
    /// How sure at most.
    #[serde(default = "medium_confidence")]
    pub confidence: Confidence,
    /// Tests of Bandit that this rule covers, such as `B602`.
    #[serde(default)]
    pub bandit: Vec<String>,
    /// Rules of Ruff that this rule covers, such as `S602`.
    #[serde(default)]
    pub ruff: Vec<String>,
    /// Program → its options that take no value: the word behind one stands for itself.
    #[serde(default)]
    pub switches: std::collections::BTreeMap<String, Vec<String>>,
    /// Text of the program's own which, before data that is known to come from outside, says what a receiver is of
    /// which only the name is known: nothing else takes a statement of SQL.
    pub vouched: Option<Pattern>,
    /// A regular expression for names of files in which it is less sure.
    pub unsure: Option<Pattern>,
    /// Rules that need say nothing more of a value of which this one speaks; itself, too, where the value is kept.
    #[serde(default)]
    pub folds: Vec<String>,
    /// Where untrusted data does harm.
    #[serde(default, rename = "sink")]
    pub sinks: Vec<Sink>,
    /// Calls that are bad for what is passed, wherever it comes from.
    #[serde(default, rename = "call")]
    pub calls: Vec<Call>,
    /// Imports that are worth a word.
    #[serde(default, rename = "import")]
    pub imports: Vec<Import>,
    /// Names outside the file that are worth a word wherever they are read.
    #[serde(default, rename = "read")]
    pub reads: Vec<Read>,
    /// Values that get a name.
    #[serde(default, rename = "store")]
    pub stores: Vec<Store>,
    /// Handlers after which a check answers as if it had passed.
    #[serde(default, rename = "guarded")]
    pub guarded: Vec<Guarded>,
    /// Names of what no log may hold.
    #[serde(default, rename = "logged")]
    pub logged: Vec<Guarded>,
    /// Checks that are made only of what was given.
    #[serde(default, rename = "optional")]
    pub optional: Vec<Guarded>,
    /// Pieces of Python that say the same as a section of the others; loading adds that section.
    #[serde(default, rename = "pattern")]
    pub snippets: Vec<Snippet>,
    /// Forms of statements that are worth a word.
    #[serde(default, rename = "shape")]
    pub statements: Vec<Statement>,
    /// Repairs that can be made without a person, the best first.
    #[serde(default, rename = "fix")]
    pub fixes: Vec<Repair>,
    /// Code on which the rule must fire, or stay silent.
    #[serde(default, rename = "test")]
    pub tests: Vec<RuleTest>,
    /// The file it stands in.
    #[serde(skip)]
    pub file: String,
    /// The line of its id.
    #[serde(skip)]
    pub line: u32,
}

impl Rule {
    /// The texts that people read, each with the name of its part.
    #[must_use]
    pub fn texts(&self) -> [(&'static str, &str); 4] {
        [
            ("message", self.message.as_str()),
            ("what", self.what.as_str()),
            ("why", self.why.as_str()),
            ("instead", self.instead.as_str()),
        ]
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rule = Self::deserialize(deserializer)?;
        let sections = rule.sinks.len()
            + rule.calls.len()
            + rule.imports.len()
            + rule.reads.len()
            + rule.stores.len()
            + rule.guarded.len()
            + rule.logged.len()
            + rule.optional.len()
            + rule.snippets.len()
            + rule.statements.len();
        if sections == 0 {
            return Err(serde::de::Error::custom(
                "this rule looks for nothing: it has no `[[sink]]`, `[[call]]`, `[[read]]`, \
                 `[[import]]`, `[[store]]`, `[[guarded]]`, `[[logged]]`, `[[optional]]`, `[[shape]]` or \
                 `[[pattern]]`",
            ));
        }
        Ok(rule)
    }
}

impl Rule {
    /// Whether this rule judges what such a call is given, by the call's qualified name.
    #[must_use]
    pub fn judges(&self, callee: &str) -> bool {
        let sinks = self.sinks.iter().flat_map(|sink| &sink.call);
        sinks.into_iter().any(|call| call == callee)
    }
}

/// An argument of a call that untrusted data must not reach.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", remote = "Self")]
pub struct Sink {
    /// Qualified callees; `package.*` is all directly inside, `?.name` a method of an unknown type, `*.name` of any.
    pub call: Vec<String>,
    /// The parameter's name.
    pub argument: Option<String>,
    /// Its position, from 0; without one, it is passed by name only.
    pub position: Option<u32>,
    /// Only where somebody uses what the call gives: by itself it does nothing yet.
    #[serde(default)]
    pub used: bool,
    /// Whether any argument counts.
    #[serde(default)]
    pub every: bool,
    /// Whether the object counts that the method is called on.
    #[serde(default)]
    pub receiver: bool,
    /// Which elements of a list or tuple count.
    pub item: Option<Item>,
    /// Which key of a dict counts.
    pub key: Option<String>,
    /// Only what a text ends with counts.
    #[serde(default)]
    pub end: bool,
    /// Each element of a row counts by itself, or each of each row.
    #[serde(default)]
    pub cells: bool,
    /// Of the values that are bound to a statement, the first argument, only those for such a column count.
    pub column: Option<Pattern>,
    /// Only what came out of nothing but these counts: what was made of it elsewhere is something else.
    #[serde(default)]
    pub within: Vec<String>,
    /// Nothing is followed for its sake: it is judged where the code is followed for something else.
    #[serde(default)]
    pub beside: bool,
    /// Keys below which everything is taken as it is, whatever it holds.
    #[serde(default)]
    pub plain_keys: Vec<String>,
    /// Text of the program's own which, before the data, makes it harmless (scheme and host of an address).
    pub fixed: Option<Pattern>,
    /// Text of the program's own without which, before the data, there is no harm (markup).
    pub behind: Option<Pattern>,
    /// Whether what is handed over as `**kwargs` counts, and nothing else.
    #[serde(default)]
    pub spread: bool,
    /// What must hold for the call.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// What must not hold for the call.
    #[serde(default)]
    pub unless: Vec<Condition>,
    /// What leaves it to something outside of the program whether there is harm: what is found then is of medium
    /// confidence, and a judge cannot tell.
    #[serde(default)]
    pub doubtful: Vec<Condition>,
    /// What the program says elsewhere that takes the harm away.
    #[serde(default)]
    pub settled: Vec<Settled>,
    /// What the program says elsewhere that leaves it to something outside of it, as `doubtful` does.
    #[serde(default)]
    pub doubted: Vec<Settled>,
    /// Only data out of these calls or things counts, whoever chose it. Without any: data from outside.
    #[serde(default)]
    pub source: Vec<String>,
    /// How sure, when the data is a parameter built into text and nobody in sight passes anything.
    #[serde(default = "medium")]
    pub parameter: Sureness,
    /// How sure, when such a parameter is handed on whole.
    #[serde(default)]
    pub whole_parameter: Sureness,
    /// The names of parameters that ask for the beginning of an address, to which the function adds its own: whoever
    /// calls is meant to choose it, and it is a guess that somebody else did.
    pub base: Option<Pattern>,
    /// How sure, when the data is given by whoever starts the program.
    #[serde(default = "high")]
    pub operator: Sureness,
    /// How sure, when the data was stored earlier, by whoever it was.
    #[serde(default = "high")]
    pub stored: Sureness,
    /// How sure, when another server answered it, which nobody in sight has to obey.
    #[serde(default)]
    pub answer: Sureness,
    /// What data must be cleaned for to be harmless here (`sql`).
    pub purpose: String,
    /// Which data the rule is about.
    #[serde(default)]
    pub data: DataKind,
    /// What happens at the sink, as the last sentence of a path; `{callee}` is the call.
    pub say: String,
    /// How bad, where this sink differs from the rule.
    pub severity: Option<Severity>,
    /// How sure at most, where this sink differs from the rule.
    pub confidence: Option<Confidence>,
    /// The headline, where it differs from the rule's.
    pub message: Option<String>,
}

impl<'de> Deserialize<'de> for Sink {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let sink = Self::deserialize(deserializer)?;
        let chosen = sink.argument.is_some() || sink.position.is_some();
        let fault = if !(chosen || sink.every || sink.receiver || sink.spread) {
            "a sink says which argument counts: `argument`, `position`, `every`, `receiver` or `spread`"
        } else if chosen && sink.every {
            "`every` argument counts already, so none can be named"
        } else if !(sink.when.iter().chain(&sink.unless))
            .chain(&sink.doubtful)
            .all(Condition::selects)
        {
            "a condition on a call says what it is about: `argument`, `position` or `receiver`"
        } else {
            return Ok(sink);
        };
        Err(serde::de::Error::custom(fault))
    }
}

/// A call that is bad for what is passed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", remote = "Self")]
pub struct Call {
    /// Qualified callees, as in a sink.
    pub call: Vec<String>,
    /// What must hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// What must not hold.
    #[serde(default)]
    pub unless: Vec<Condition>,
    /// What leaves it to something outside of the program whether there is harm, as in a sink.
    #[serde(default)]
    pub doubtful: Vec<Condition>,
    /// What the program says elsewhere that takes the harm away, as in a sink.
    #[serde(default)]
    pub settled: Vec<Settled>,
    /// What the program says elsewhere that leaves it to something outside of it, as in a sink.
    #[serde(default)]
    pub doubted: Vec<Settled>,
    /// What the program does besides that makes it less sure.
    #[serde(default)]
    pub followed: Vec<Settled>,
    /// The position of an argument: if only callers can tell where it came from, it is of medium confidence at most.
    pub told: Option<u32>,
    /// Only where nobody uses what it gives.
    #[serde(default)]
    pub dropped: bool,
    /// Parameters besides which nothing may be passed: what a pattern without `...` says.
    #[serde(skip)]
    pub only: Option<Only>,
    /// What happens there, as a sentence; `{callee}` is the call.
    pub say: String,
    /// How bad, where this call differs from the rule.
    pub severity: Option<Severity>,
    /// How sure, where this call differs from the rule.
    pub confidence: Option<Confidence>,
    /// The headline, where it differs from the rule's.
    pub message: Option<String>,
}

impl<'de> Deserialize<'de> for Call {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let call = Self::deserialize(deserializer)?;
        let asked = call.when.iter().chain(&call.unless).chain(&call.doubtful);
        if asked.into_iter().all(Condition::selects) {
            return Ok(call);
        }
        Err(serde::de::Error::custom(
            "a condition on a call says what it is about: `argument`, `position` or `receiver`",
        ))
    }
}

/// The only parameters of a call to which something may be passed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Only {
    /// How many by position.
    pub positions: u32,
    /// By name.
    pub names: Vec<String>,
}

/// What a section says in place of its rule.
#[derive(Debug, Clone, Copy, Default)]
struct Own<'a> {
    severity: Option<Severity>,
    confidence: Option<Confidence>,
    message: Option<&'a str>,
}

impl<'a> From<(Option<Severity>, Option<Confidence>, &'a Option<String>)> for Own<'a> {
    fn from(own: (Option<Severity>, Option<Confidence>, &'a Option<String>)) -> Self {
        Self {
            severity: own.0,
            confidence: own.1,
            message: own.2.as_deref(),
        }
    }
}

/// Which elements of a list of arguments count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Item {
    /// The first: the program to start. Of a value that is no list, all.
    First,
    /// All after the first.
    Rest,
    /// Those that the program started would read as options if they began with a dash: after the
    /// first, before `--`, and not what an option before them takes.
    Options,
    /// What a shell that is started reads as commands: the element after `-c`.
    Script,
    /// What `ssh` hands over to a shell on the other machine.
    Remote,
}

fn medium_severity() -> Severity {
    Severity::Medium
}

fn medium_confidence() -> Confidence {
    Confidence::Medium
}

fn high() -> Sureness {
    Sureness::High
}

fn medium() -> Sureness {
    Sureness::Medium
}

/// Which data a sink's rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataKind {
    /// Anything that can carry an attacker's text.
    #[default]
    Text,
    /// Data that was made a number on its way: it carries no text.
    Number,
    /// Data that may be a dict or a list: where a value is expected, its keys are read as commands.
    Structure,
}

/// A piece of code with the lines on which the rule must fire; none: it must stay silent.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleTest {
    /// What is tested, as a few words.
    pub name: String,
    /// Python.
    pub code: String,
    /// Lines, from 1.
    #[serde(default)]
    pub fires: Vec<u32>,
    /// The line of its name in the rule's file.
    #[serde(skip)]
    pub line: u32,
    /// The column of that.
    #[serde(skip)]
    pub column: u32,
}

/// All rules and models, ready to run. Cheap to share behind an `Arc`.
#[derive(Debug, Clone, Default)]
pub struct Rulebook {
    rules: Vec<Rule>,
    knowledge: Knowledge,
    sentences: sentence::Sentences,
    coverage: Coverage,
    index: index::Index,
    interest: Interest,
    /// What is told of names and texts at a glance.
    told: told::Told,
}

impl Rulebook {
    /// Loads rule and model files: path and text each. Files below `models/` are models, `sentences.toml` holds the
    /// sentences of paths, `purposes.toml` what data is cleaned for, every other file is one rule, or the settings
    /// of a project with rules in `[[tool.protect.rule]]`.
    ///
    /// # Errors
    /// All faults, ordered by file and line.
    pub fn load(files: &[(String, String)]) -> Result<Self, Vec<RuleFault>> {
        load::load(files, &|_| false, &load::one_by_one)
    }

    /// The same by several hands; of files that were loaded before without a fault, nothing is compiled before it is asked for.
    ///
    /// # Errors
    /// All faults, ordered by file and line.
    pub fn load_again(
        files: &[(String, String)],
        sound: &(dyn Fn(&str) -> bool + Sync),
        hands: &Hands<'_>,
    ) -> Result<Self, Vec<RuleFault>> {
        load::load(files, sound, hands)
    }

    /// The rules, ordered by id.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule with this id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The rules with some of their texts said otherwise: `tell` is given id, part and text.
    #[must_use]
    pub fn retold(&self, tell: &dyn Fn(&str, &str, &str) -> Option<String>) -> Self {
        let mut book = self.clone();
        for rule in &mut book.rules {
            let id = rule.id.clone();
            for (part, text) in [
                ("message", &mut rule.message),
                ("what", &mut rule.what),
                ("why", &mut rule.why),
                ("instead", &mut rule.instead),
            ] {
                if let Some(other) = tell(&id, part, text) {
                    *text = other;
                }
            }
        }
        book
    }

    /// What other checkers look for and no rule here does in the same shape.
    #[must_use]
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// What the evaluator is told.
    #[must_use]
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// Runs every rule over what a program would do.
    #[must_use]
    pub fn run(&self, record: &Record) -> Match {
        matching::run(self, record)
    }
}

impl Watch for Rulebook {
    fn call(&self, callee: &str, method: bool, dropped: bool) -> bool {
        told::call(self, callee, method, dropped)
    }

    fn store(&self, qualified: &str) -> bool {
        self.index.stored(qualified).next().is_some() || self.index.settles(qualified)
    }

    fn interest(&self) -> &Interest {
        &self.interest
    }

    fn named(&self, name: &str) -> Named {
        told::named(self, name)
    }

    fn made(&self, of: &str) -> bool {
        told::made(self, of)
    }

    fn literal(&self, text: &str) -> Part {
        told::literal(self, text)
    }
}

impl Whence for Rulebook {
    fn of_call(&self, callee: &str, method: bool) -> Option<bool> {
        whence::of_call(self, callee, method)
    }

    fn of_given(&self, callee: &str, receiver: Option<&View>, arguments: &[Argument]) -> bool {
        whence::of_given(self, callee, receiver, arguments)
    }
}
