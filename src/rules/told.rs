//! What the rules have to do with names and texts, told at a glance: every name and every text of a project is
//! asked about.
//!
//! Judges no value. Called by `load`, `form`, and by the evaluator through `Watch`.

use super::condition::{Condition, names};
use super::form::{Store, Target};
use super::index::{At, Index, Section};
use super::regex::Patterns;
use super::{Rule, Rulebook};
use crate::evaluate::{Named, Part};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

/// Names that no pattern for the names of secrets, modes or settings is meant for: one that finds
/// something in each of them does not choose by name.
const ANY_NAME: [&str; 3] = ["q", "Zj9", "x_0"];
/// How many names are remembered: each word of a large project stands in it many times.
const NAMES: usize = 60_000;

/// What is prepared for quick answers, and what was answered, for all threads.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// What finds something in the names that any of the next three does: in most names none does.
    any: Patterns,
    /// What finds something in the names that some section is about, apart from those about any.
    names: Patterns,
    /// The same of the names of checks.
    guards: Patterns,
    /// The same of the names of what no log may hold.
    logged: Patterns,
    /// Sections about what is stored that do not ask for its name.
    anywhere: Vec<At>,
    /// Calls and things out of which a stored value must have come, for some section.
    through: Vec<String>,
    /// What finds something in a text that is asked about wherever it stands.
    texts: Patterns,
    /// What finds something at the beginning of a text without which some calls are not asked about.
    beginnings: Patterns,
    answers: Arc<RwLock<FxHashMap<Box<str>, Answer>>>,
}

/// What is known of a name.
#[derive(Debug, Clone)]
struct Answer {
    named: Named,
    /// The sections about values that get it.
    sections: Arc<[At]>,
}

impl Told {
    pub(super) fn of(rules: &[Rule], index: &Index) -> Self {
        let stores = index.stores.iter();
        let stores = stores.filter_map(|&at| Some((at, section(rules, at)?)));
        let (any, named): (Vec<_>, Vec<_>) = stores.partition(|(_, store)| any_name(store));
        let both = any.iter().chain(&named);
        let conditions = both.flat_map(|(_, store)| &store.value);
        let through: BTreeSet<&String> = conditions.flat_map(|c| &c.through).collect();
        let values = any.iter().filter(|(_, store)| of_text(store));
        let guards = rules
            .iter()
            .flat_map(|r| r.guarded.iter().chain(&r.optional));
        let logged = rules.iter().flat_map(|r| &r.logged);
        let names = named.iter().map(|(_, s)| s.name.as_ref());
        let guards = guards.map(|g| Some(&g.name));
        let logged = logged.map(|l| Some(&l.name));
        let together = names.clone().chain(guards.clone()).chain(logged.clone());
        Self {
            any: together.collect(),
            names: names.collect(),
            guards: guards.collect(),
            logged: logged.collect(),
            // Of several that must all find something, one is enough to say that none does.
            texts: values
                .map(|(_, store)| store.value.iter().find_map(|c| c.matches.as_ref()))
                .collect(),
            anywhere: any.iter().map(|(at, _)| *at).collect(),
            through: through.into_iter().cloned().collect(),
            beginnings: super::interest::texts(rules).iter().map(Some).collect(),
            answers: Arc::default(),
        }
    }
}

fn section(rules: &[Rule], (rule, section): At) -> Option<&Store> {
    rules.get(rule)?.stores.get(section)
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

/// Whether a rule asks about a call; `dropped`: of which nobody takes what it gives.
pub(super) fn call(book: &Rulebook, callee: &str, method: bool, dropped: bool) -> bool {
    let asks = |section| match section {
        Section::Call((at, section)) if !dropped => {
            let rule = book.rules.get(at);
            let own = rule.and_then(|rule| rule.calls.get(section));
            own.is_some_and(|own| !own.dropped)
        }
        _ => true,
    };
    book.index.calls(callee, method).any(asks) || book.index.settles(callee)
}

/// What the rules have to do with values that get a name.
pub(super) fn named(book: &Rulebook, name: &str) -> Named {
    answer(book, name, |answer| answer.named)
}

/// The sections about values that get a name, in order.
pub(super) fn sections(book: &Rulebook, name: &str) -> Arc<[At]> {
    answer(book, name, |answer| Arc::clone(&answer.sections))
}

fn answer<T>(book: &Rulebook, name: &str, take: impl Fn(&Answer) -> T) -> T {
    let known = book
        .told
        .answers
        .read()
        .unwrap_or_else(PoisonError::into_inner);
    if let Some(answer) = known.get(name) {
        return take(answer);
    }
    let room = known.len() < NAMES;
    drop(known);
    let answer = ask(book, name);
    let taken = take(&answer);
    if room {
        let mut known = book
            .told
            .answers
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        known.insert(name.into(), answer);
    }
    taken
}

fn ask(book: &Rulebook, name: &str) -> Answer {
    let any = book.told.any.find(name);
    let mut named = Named {
        guard: any && book.told.guards.find(name),
        logged: any && book.told.logged.find(name),
        ..Named::default()
    };
    // Most names are in no section but those about any.
    let all = if any && book.told.names.find(name) {
        &book.index.stores
    } else {
        &book.told.anywhere
    };
    let mut sections = all.clone();
    sections.retain(|&at| {
        let store = section(&book.rules, at);
        let finds = |s: &Store| (s.name.as_ref()).is_none_or(|pattern| pattern.finds_often(name));
        store.is_some_and(finds)
    });
    for &at in &sections {
        let Some(store) = section(&book.rules, at) else {
            continue;
        };
        let told = |place: &Target| matches!(place, Target::Length | Target::Shared | Target::Loop);
        if !store.places.is_empty() && store.places.iter().all(told) {
            named.written = true;
            continue;
        }
        let mut conditions = store.value.iter().chain(&store.unless);
        named.whence |= conditions.any(Condition::asks_where_from);
        if store.sways.is_some() {
            named.beside = true;
        } else if store.value.iter().any(|c| !c.through.is_empty()) {
            named.made = true;
        } else if !of_text(store) {
            named.anything = true;
        } else if book.told.anywhere.contains(&at) {
            named.anywhere = true;
        } else {
            named.constant = true;
        }
    }
    Answer {
        named,
        sections: sections.into(),
    }
}

/// Whether a section asks for what came out of this call or thing.
pub(super) fn made(book: &Rulebook, of: &str) -> bool {
    book.told.through.iter().any(|name| names(name, of))
}

/// What a text that stands in the program has to do with what is asked.
pub(super) fn literal(book: &Rulebook, text: &str) -> Part {
    let told = &book.told;
    let mut part = Part::NONE;
    if told.texts.find(text) {
        let sections = told.anywhere.iter();
        let mut stores = sections
            .filter_map(|&at| section(&book.rules, at))
            .filter(|store| of_text(store));
        let asked = stores.any(|store| {
            let mut patterns = store.value.iter().filter_map(|c| c.matches.as_ref());
            patterns.all(|p| p.finds(text))
        });
        if asked {
            part = part.and(Part::ASKED);
        }
    }
    // A folder may be joined with what stands in it.
    let joined = || !text.ends_with('/') && told.beginnings.find(&format!("{text}/"));
    if told.beginnings.find(text) || joined() {
        part = part.and(Part::INGREDIENT);
    }
    part
}
