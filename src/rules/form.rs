//! Rules about what is not a call: imports, names that are read, values that get a name, and the
//! forms of statements.
//!
//! Knows no library and no reason; both stand in the rule. Called by `matching`.

use super::condition::{Asked, Condition, holds, names};
use super::given::is_asked_by_test;
use super::index::At;
use super::regex::Pattern;
use super::{Own, Rule, Rulebook};
use crate::evaluate::{Effect, EffectKind, Place, Reach, Shape, View};
use crate::finding::{Confidence, Finding, Severity, Step, StepKind};
use serde::{Deserialize, Deserializer};

/// An import that is worth a word.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Import {
    /// Modules; whatever is taken out of them counts too.
    pub module: Vec<String>,
    /// What follows from it, as a sentence.
    pub say: String,
    /// How bad, where it differs from the rule.
    pub severity: Option<Severity>,
    /// How sure, where it differs from the rule.
    pub confidence: Option<Confidence>,
    /// The headline, where it differs from the rule's.
    pub message: Option<String>,
}

/// A name outside the file that is read as a value: handed on, compared, kept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Read {
    /// Qualified names; `package.*` is everything directly inside.
    pub name: Vec<String>,
    /// What follows from it, as a sentence; `{name}` is the last part of the name.
    pub say: String,
    /// How bad, where it differs from the rule.
    pub severity: Option<Severity>,
    /// How sure, where it differs from the rule.
    pub confidence: Option<Confidence>,
    /// The headline, where it differs from the rule's.
    pub message: Option<String>,
}

/// A value that gets a name, or meets one in a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(
    deny_unknown_fields,
    default,
    rename_all = "kebab-case",
    remote = "Self"
)]
pub struct Store {
    /// A regular expression that finds something in the last part of the target.
    pub name: Option<Pattern>,
    /// Kinds of targets; without any, all but `return`.
    #[serde(rename = "in")]
    pub places: Vec<Target>,
    /// Attributes and items of things outside the file, in place of a name:
    /// `ssl.SSLContext.check_hostname`, `flask.Flask.config[DEBUG]`.
    pub qualified: Vec<String>,
    /// What must hold for the value.
    pub value: Vec<Condition>,
    /// What must not hold for the value.
    pub unless: Vec<Condition>,
    /// What must hold for the name, seen as text: what a pattern asks of it.
    #[serde(skip)]
    pub named: Vec<Condition>,
    /// What follows from it, as a sentence; `{name}` is the last part of the target.
    pub say: String,
    /// It says nothing by itself, but how sure the rule is of the call that the value came out of.
    pub sways: Option<Confidence>,
    /// How bad, where it differs from the rule.
    pub severity: Option<Severity>,
    /// How sure, where it differs from the rule.
    pub confidence: Option<Confidence>,
    /// The headline, where it differs from the rule's.
    pub message: Option<String>,
}

impl<'de> Deserialize<'de> for Store {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let store = Self::deserialize(deserializer)?;
        let fault = if store.name.is_none() == store.qualified.is_empty() {
            "a store has either a `name` or `qualified` names"
        } else if store
            .value
            .iter()
            .chain(&store.unless)
            .any(Condition::names_argument)
        {
            "a stored value has no arguments: a condition here asks of the value itself"
        } else if store.say.is_empty() && store.sways.is_none() {
            "missing field `say`"
        } else if store.sways.is_some() && (!store.say.is_empty() || store.confidence.is_some()) {
            "a store that `sways` says nothing by itself"
        } else {
            return Ok(store);
        };
        Err(serde::de::Error::custom(fault))
    }
}

/// Kinds of targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// `name = value`
    Variable,
    /// `name = value` outside of functions: in a module, or in the body of a class.
    Outer,
    /// `object.name = value`
    Attribute,
    /// `object["name"] = value`, `{"name": value}`
    Key,
    /// `call(name=value)`
    Keyword,
    /// `def f(name=value)`
    Default,
    /// `name == value`
    Comparison,
    /// `return value` in the function of this name.
    Return,
    /// `name == "word"` of what somebody outside says of himself: the value is what he says.
    Claim,
    /// `len(name) < value`, where what is shorter is refused.
    Length,
    /// `name = []` in a class whose methods change it as if each object had its own.
    Shared,
    /// A method that a loop asks for more, whatever it answered.
    Loop,
    /// `object.name -= value`, `object.name = object.name - value`: what is taken away.
    Spent,
}

impl From<Place> for Target {
    fn from(place: Place) -> Self {
        match place {
            Place::Variable => Self::Variable,
            Place::Attribute => Self::Attribute,
            Place::Key => Self::Key,
            Place::Keyword => Self::Keyword,
            Place::Default => Self::Default,
            Place::Comparison => Self::Comparison,
            Place::Return => Self::Return,
            Place::Claim => Self::Claim,
            Place::Length => Self::Length,
            Place::Shared => Self::Shared,
            Place::Loop => Self::Loop,
            Place::Spent => Self::Spent,
        }
    }
}

/// A handler after which a check answers as if it had passed; as `[[logged]]`, what is written into a log; as
/// `[[optional]]`, a check that is made only of what was given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Guarded {
    /// A regular expression that finds something in the name of a check: of the function, or of what is called
    /// under the handler's care (`verify`, `policy.check`). In `[[logged]]`: in the name of what is written there.
    pub name: Pattern,
    /// Calls to which nothing of that name may be handed (`[[logged]]`); without any, those that write a log.
    #[serde(default)]
    pub call: Vec<String>,
    /// Whether it is the name of what is compared, not of what is called (`[[optional]]`).
    #[serde(default)]
    pub compared: bool,
    /// What follows from it, as a sentence; `{name}` is the check.
    pub say: String,
    /// How bad, where it differs from the rule.
    pub severity: Option<Severity>,
    /// How sure, where it differs from the rule.
    pub confidence: Option<Confidence>,
    /// The headline, where it differs from the rule's.
    pub message: Option<String>,
}

/// A form of statement that is worth a word.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Statement {
    /// Which form.
    pub kind: Form,
    /// What follows from it, as a sentence.
    pub say: String,
    /// How bad, where it differs from the rule.
    pub severity: Option<Severity>,
    /// How sure, where it differs from the rule.
    pub confidence: Option<Confidence>,
    /// The headline, where it differs from the rule's.
    pub message: Option<String>,
}

/// The forms of statements that rules can speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// An `assert`.
    Assert,
    /// A handler that does nothing.
    HandlerPasses,
    /// A handler that only goes on with the loop.
    HandlerContinues,
    /// A handler that returns a true constant.
    HandlerAllows,
    /// A check that answers out of a table, and `True` for what is not in it.
    AllowsByDefault,
    /// An exception that refuses is returned, where it does nothing.
    RefusalReturned,
    /// In a check, a comparison whose result nobody uses.
    ComparisonDropped,
    /// A handler for everything.
    HandlerBroad,
    /// A character that turns the direction of writing.
    HiddenDirection,
    /// A value that is compared with itself by `==` or `!=`.
    ComparedWithItself,
    /// A check that refuses a file outside of a folder, and compares only the letters of their names.
    FolderByLetters,
    /// Text, a number or a list that is compared by `is`.
    ComparedByPlace,
    /// A word where a comparison was meant: `role == "admin" or "owner"`.
    TrueByAWord,
    /// An object just made that is compared, of a class that does not say when two are equal.
    NewObjectCompared,
}

impl From<Shape> for Form {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Assert => Self::Assert,
            Shape::HandlerPasses => Self::HandlerPasses,
            Shape::HandlerContinues => Self::HandlerContinues,
            Shape::HandlerAllows => Self::HandlerAllows,
            Shape::AllowsByDefault => Self::AllowsByDefault,
            Shape::RefusalReturned => Self::RefusalReturned,
            Shape::ComparisonDropped => Self::ComparisonDropped,
            Shape::HandlerBroad => Self::HandlerBroad,
            Shape::HiddenDirection => Self::HiddenDirection,
            Shape::ComparedWithItself => Self::ComparedWithItself,
            Shape::FolderByLetters => Self::FolderByLetters,
            Shape::ComparedByPlace => Self::ComparedByPlace,
            Shape::TrueByAWord => Self::TrueByAWord,
            Shape::NewObjectCompared => Self::NewObjectCompared,
        }
    }
}

/// Judges the effects of one record that are not calls.
pub(super) struct Forms<'a> {
    book: &'a Rulebook,
}

impl<'a> Forms<'a> {
    pub(super) fn new(book: &'a Rulebook) -> Self {
        Self { book }
    }

    /// What the rules say of an effect.
    pub(super) fn judge(&self, effect: &'a Effect) -> Vec<Finding> {
        match &effect.kind {
            EffectKind::Import { module } => {
                let found = self.book.index.imports(module).filter_map(|at| {
                    let (rule, import) = self.section(at, |rule| &rule.imports)?;
                    let own = (import.severity, import.confidence, &import.message);
                    Some(finding(rule, own.into(), import.say.clone(), effect))
                });
                found.collect()
            }
            EffectKind::Read { name } => {
                let found = self.book.index.reads(name).filter_map(|at| {
                    let (rule, read) = self.section(at, |rule| &rule.reads)?;
                    let own = (read.severity, read.confidence, &read.message);
                    let say = read.say.replace("{name}", last(name));
                    Some(finding(rule, own.into(), say, effect))
                });
                found.collect()
            }
            EffectKind::Shape { kind } => {
                let found = self.book.index.forms((*kind).into()).filter_map(|at| {
                    let (rule, statement) = self.section(at, |rule| &rule.statements)?;
                    let own = (statement.severity, statement.confidence, &statement.message);
                    Some(finding(rule, own.into(), statement.say.clone(), effect))
                });
                found.collect()
            }
            EffectKind::Accepts { names } => {
                let found = self.book.index.guarded.iter().filter_map(|&at| {
                    let (rule, guarded) = self.section(at, |rule| &rule.guarded)?;
                    let name = names.iter().find(|name| guarded.name.finds(name))?;
                    let own = (guarded.severity, guarded.confidence, &guarded.message);
                    let say = guarded.say.replace("{name}", last(name));
                    Some(finding(rule, own.into(), say, effect))
                });
                found.collect()
            }
            EffectKind::Optional { name, compared } => {
                let found = self.book.index.optional.iter().filter_map(|&at| {
                    let (rule, optional) = self.section(at, |rule| &rule.optional)?;
                    let own = (optional.severity, optional.confidence, &optional.message);
                    let say = optional.say.replace("{name}", name);
                    let told = || finding(rule, own.into(), say, effect);
                    (optional.compared == *compared && optional.name.finds(name)).then(told)
                });
                found.collect()
            }
            EffectKind::Logged { name, call } => {
                let found = self.book.index.logged.iter().filter_map(|&at| {
                    let (rule, logged) = self.section(at, |rule| &rule.logged)?;
                    let own = (logged.severity, logged.confidence, &logged.message);
                    let say = logged.say.replace("{name}", name);
                    let told = || finding(rule, own.into(), say, effect);
                    let there = match call {
                        Some(call) => logged.call.iter().any(|name| names(name, call)),
                        None => logged.call.is_empty(),
                    };
                    (there && logged.name.finds(name)).then(told)
                });
                found.collect()
            }
            // What a test hands to the program is the test's, and what the program says by itself is told without it.
            EffectKind::Store { .. } if is_asked_by_test(effect) => Vec::new(),
            EffectKind::Store {
                place,
                name,
                qualified,
                value,
                ..
            } => {
                let sections = self.about(name, qualified.as_deref());
                let found = sections.into_iter().filter_map(|at| {
                    let (rule, store) = self.section(at, |rule| &rule.stores)?;
                    if store.sways.is_some() || !self.stores(store, *place, effect, name, value) {
                        return None;
                    }
                    let own = (store.severity, store.confidence, &store.message);
                    let say = store.say.replace("{name}", name);
                    let mut found = finding(rule, own.into(), say, effect);
                    found.path.splice(..0, ways(store, value));
                    Some(found)
                });
                found.collect()
            }
            _ => Vec::new(),
        }
    }

    /// Which rules this sways, and how sure they are then of the call that the value came out of.
    pub(super) fn sways(&self, effect: &Effect) -> Vec<(usize, Confidence)> {
        let EffectKind::Store {
            place,
            name,
            qualified,
            value,
            ..
        } = &effect.kind
        else {
            return Vec::new();
        };
        let swayed = self
            .about(name, qualified.as_deref())
            .into_iter()
            .filter_map(|at| {
                let (_, store) = self.section(at, |rule| &rule.stores)?;
                let confidence = store.sways?;
                self.stores(store, *place, effect, name, value)
                    .then_some((at.0, confidence))
            });
        swayed.collect()
    }

    fn section<T>(
        &self,
        (rule, section): At,
        of: fn(&Rule) -> &Vec<T>,
    ) -> Option<(&'a Rule, &'a T)> {
        let rule = self.book.rules.get(rule)?;
        Some((rule, of(rule).get(section)?))
    }

    /// The sections about a target.
    fn about(&self, name: &str, qualified: Option<&str>) -> Vec<At> {
        let mut all = super::told::sections(self.book, name).to_vec();
        if let Some(qualified) = qualified {
            all.extend(self.book.index.stored(qualified));
        }
        all
    }

    /// Whether a section asks for this. What is not known is no reason to speak: a secret that is
    /// read from elsewhere is what the learner was asked for.
    fn stores(&self, store: &Store, place: Place, at: &Effect, name: &str, value: &View) -> bool {
        let outer = at.function.is_empty();
        let target = Target::from(place);
        let meant = if store.places.is_empty() {
            !matches!(
                target,
                Target::Return
                    | Target::Claim
                    | Target::Length
                    | Target::Shared
                    | Target::Loop
                    | Target::Spent
            )
        } else {
            let outer = outer && target == Target::Variable;
            store.places.contains(&target) || (outer && store.places.contains(&Target::Outer))
        };
        if !meant {
            return false;
        }
        let asked = |value| Asked {
            arguments: &[],
            receiver: None,
            value: Some(value),
            bases: &self.book.knowledge.bases,
        };
        let text = View {
            known: Some(name.to_owned()),
            kind: Some("str".into()),
            ..View::default()
        };
        store
            .named
            .iter()
            .all(|c| holds(c, &asked(&text), false) == Some(true))
            && store
                .value
                .iter()
                .all(|c| holds(c, &asked(value), false) == Some(true))
            && store
                .unless
                .iter()
                .all(|c| holds(c, &asked(value), true) == Some(false))
    }
}

/// The last of a qualified name.
pub(super) fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// The steps of a stored value that a section asks about: the calls that it came out of.
fn ways(store: &Store, value: &View) -> Vec<Step> {
    let asked = |via: &str| {
        let mut through = store.value.iter().flat_map(|c| &c.through);
        through.any(|name| names(name, via))
    };
    let steps = value.path.iter();
    steps
        .filter(|step| step.via.as_deref().is_some_and(asked))
        .map(|step| Step {
            kind: StepKind::Through,
            ..step.clone()
        })
        .collect()
}

fn finding(rule: &Rule, own: Own<'_>, say: String, effect: &Effect) -> Finding {
    Finding {
        rule: rule.id.clone(),
        message: own.message.unwrap_or(&rule.message).to_owned(),
        severity: own.severity.unwrap_or(rule.severity),
        confidence: match effect.reach {
            // Only where somebody turns on what is off by itself.
            Reach::Against => Confidence::Low,
            _ => own.confidence.unwrap_or(rule.confidence),
        },
        span: effect.span,
        function: effect.function.clone(),
        path: vec![Step {
            kind: StepKind::Sink,
            span: effect.span,
            text: say,
            via: None,
        }],
        fix: None,
        callers: Vec::new(),
    }
}
