//! What the rules ask about, as names: so that the evaluator can tell at a glance where nothing is asked.
//!
//! Judges nothing. Called by `load`, and by the evaluator through `Watch`.

use super::condition::{Condition, names};
use super::form::{Form, Store, last, stores_named};
use super::{Call, Pattern, Rule, Rulebook, Sink, Sureness};
use crate::evaluate::{Asked, FormsAsked, Interest, Knowledge, Named, Needed, Part};
use crate::finding::Severity;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Names that no pattern for the names of secrets, modes or settings is meant for: one that finds
/// something in each of them does not choose by name.
const ANY_NAME: [&str; 3] = ["q", "Zj9", "x_0"];

pub(super) fn interest(rules: &[Rule], knowledge: &Knowledge) -> Interest {
    let mut names: Vec<(String, Asked)> = Vec::new();
    let mut ask = |list: &[String], asked: Asked| {
        names.extend(list.iter().map(|name| (name.clone(), asked)));
    };
    let whole = Asked::whole;
    let mut forms = FormsAsked::default();
    let mut modules = Vec::new();
    for rule in rules {
        for sink in &rule.sinks {
            let one = !(sink.every || sink.receiver || sink.spread);
            let asked = Asked {
                position: sink.position.filter(|_| one),
                ..whole(part_of(sink))
            };
            ask(&sink.call, asked);
            ask(&sink.source, whole(Part::INGREDIENT));
            for settled in &sink.settled {
                // Where there is no sink, nobody asks what settles it.
                ask(&settled.store, whole(Part::INGREDIENT));
                ask(&settled.call, whole(Part::SINK));
            }
        }
        for call in &rule.calls {
            let part = match text_of(call) {
                Some(_) => Part::PRODUCT,
                None => Part::ASKED,
            };
            let asked = Asked {
                needs: needed(call),
                ..whole(part)
            };
            ask(&call.call, asked);
        }
        for read in &rule.reads {
            ask(&read.name, whole(Part::ASKED));
        }
        for store in &rule.stores {
            let set: Vec<String> = store.qualified.iter().map(|q| format!("{q}=")).collect();
            ask(&set, whole(Part::ASKED));
            for condition in &store.value {
                ask(&condition.through, whole(Part::INGREDIENT));
            }
        }
        modules.extend(rule.imports.iter().flat_map(|i| i.module.iter().cloned()));
        forms.guards |= !rule.guarded.is_empty();
        for statement in &rule.statements {
            match statement.kind {
                Form::Assert => forms.asserts = true,
                Form::HandlerPasses | Form::HandlerContinues => forms.idle_handlers = true,
                Form::HandlerAllows | Form::HandlerBroad => forms.handlers = true,
                // Looked for in the text itself.
                Form::HiddenDirection => {}
            }
        }
    }
    // What an option is declared to be says what its value holds.
    let declared = knowledge.options.iter();
    for (name, _) in declared.filter(|(_, told)| !told.read_by.is_empty()) {
        ask(&[format!("*.{}", last(name))], whole(Part::SINK));
    }
    Interest::new(&names, modules, forms, knowledge)
}

/// The argument without which nothing is asked about a call; of several, the last.
fn needed(call: &Call) -> Option<Needed> {
    let needing = call.when.iter().filter(|c| c.needs_value());
    let last = needing.max_by_key(|c| c.position)?;
    Some(Needed::new(last.position, last.argument.as_deref()))
}

/// What a text must look like for a call with it to be asked about.
fn text_of(call: &Call) -> Option<&Pattern> {
    let mut of_arguments = call.when.iter().filter(|c| c.key.is_none());
    // What is only advice may be missed where its text is put together of pieces that say nothing.
    let advice = call.severity == Some(Severity::Advice);
    of_arguments.find_map(|c| {
        let whole = c.matches.as_ref().filter(|_| advice);
        c.begins.as_ref().or(whole)
    })
}

/// The texts without which some calls are not asked about.
pub(super) fn texts(rules: &[Rule]) -> Vec<Pattern> {
    let mut texts: Vec<Pattern> = Vec::new();
    for pattern in rules.iter().flat_map(|r| &r.calls).filter_map(text_of) {
        if !texts.contains(pattern) {
            texts.push(pattern.clone());
        }
    }
    texts
}

/// What a sink's call has to do with what is asked: whether a parameter of nobody in sight counts there.
fn part_of(sink: &Sink) -> Part {
    if !sink.source.is_empty() {
        Part::PRODUCT
    } else if (sink.parameter, sink.whole_parameter) == (Sureness::None, Sureness::None) {
        Part::SINK
    } else {
        Part::ASKED
    }
}

/// Whether a section is about what is stored, not under which name.
fn any_name(store: &Store) -> bool {
    let pattern = store.name.as_ref();
    pattern.is_some_and(|p| ANY_NAME.iter().all(|name| p.finds(name)))
}

/// Whether a section asks for text that stands in the program.
fn of_text(store: &Store) -> bool {
    store.value.iter().any(Condition::asks_for_text)
}

/// How many names are remembered: each word of a large project stands in it many times.
const NAMES: usize = 60_000;

/// What was answered about names, for all threads: regular expressions cost more than to remember what
/// they found.
#[derive(Debug, Clone, Default)]
pub(super) struct Answers(Arc<RwLock<HashMap<Box<str>, Named>>>);

pub(super) fn named(book: &Rulebook, name: &str) -> Named {
    let known = book
        .answers
        .0
        .read()
        .unwrap_or_else(PoisonError::into_inner);
    if let Some(&named) = known.get(name) {
        return named;
    }
    let room = known.len() < NAMES;
    drop(known);
    let named = ask(book, name);
    if room {
        let mut known = book
            .answers
            .0
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        known.insert(name.into(), named);
    }
    named
}

/// Whether a section asks for what came out of this call or thing.
pub(super) fn made(book: &Rulebook, of: &str) -> bool {
    let mut sections = book.index.stores.iter();
    sections.any(|&(rule, section)| {
        let store = book.rules.get(rule).and_then(|r| r.stores.get(section));
        let mut through = store.into_iter().flat_map(|store| &store.value);
        through.any(|c| c.through.iter().any(|name| names(name, of)))
    })
}

fn ask(book: &Rulebook, name: &str) -> Named {
    let guarded = |&(rule, section): &(usize, usize)| {
        let rule = book.rules.get(rule);
        rule.and_then(|r| r.guarded.get(section))
            .is_some_and(|g| g.name.finds(name))
    };
    let mut named = Named {
        guard: book.index.guarded.iter().any(guarded),
        ..Named::default()
    };
    for (rule, section) in stores_named(&book.rules, &book.index, name) {
        let rule = book.rules.get(rule);
        let Some(store) = rule.and_then(|r| r.stores.get(section)) else {
            continue;
        };
        let mut conditions = store.value.iter().chain(&store.unless);
        named.whence |= conditions.any(Condition::asks_where_from);
        if store.value.iter().any(|c| !c.through.is_empty()) {
            named.made = true;
        } else if !of_text(store) {
            named.anything = true;
        } else if any_name(store) {
            named.anywhere = true;
        } else {
            named.constant = true;
        }
    }
    named
}

pub(super) fn literal(book: &Rulebook, text: &str) -> Part {
    let sections = book.index.stores.iter();
    let mut stores = sections
        .filter_map(|&(rule, section)| book.rules.get(rule)?.stores.get(section))
        .filter(|store| any_name(store) && of_text(store));
    let asked = stores.any(|store| {
        let mut patterns = store.value.iter().filter_map(|c| c.matches.as_ref());
        patterns.all(|p| p.finds(text))
    });
    // A folder may be joined with what stands in it.
    let joined = || format!("{text}/");
    let begins = |p: &Pattern| p.finds(text) || (!text.ends_with('/') && p.finds(&joined()));
    let mut part = Part::NONE;
    if asked {
        part = part.and(Part::ASKED);
    }
    if book.texts.iter().any(begins) {
        part = part.and(Part::INGREDIENT);
    }
    part
}
