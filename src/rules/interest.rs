//! What the rules ask about, as names: so that the evaluator can tell at a glance where nothing is asked.
//!
//! Judges nothing. Called by `load`.

use super::form::{Form, last};
use super::{Call, Pattern, Rule, Sink, Sureness};
use crate::evaluate::{Asked, FormsAsked, Interest, Knowledge, Needed, Part};
use crate::finding::Severity;

pub(super) fn interest(rules: &[Rule], knowledge: &Knowledge) -> Interest {
    let mut names: Vec<(String, Asked)> = Vec::new();
    let mut ask = |list: &[String], asked: Asked| {
        names.extend(list.iter().map(|name| (name.clone(), asked)));
    };
    let whole = Asked::whole;
    let mut forms = FormsAsked::default();
    let mut modules = Vec::new();
    let mut shown = Vec::new();
    for rule in rules {
        for sink in rule.sinks.iter().filter(|sink| !sink.beside) {
            let one = !(sink.every || sink.receiver || sink.spread);
            let asked = Asked {
                position: sink.position.filter(|_| one),
                ..whole(part_of(sink))
            };
            ask(&sink.call, asked);
            ask(&sink.source, whole(Part::INGREDIENT));
            for settled in sink.settled.iter().chain(&sink.doubted) {
                // Where there is no sink, nobody asks what settles it.
                ask(&settled.store, whole(Part::INGREDIENT));
                // What a form says of the endings of its files stands where no data comes by.
                let part = if sink.end && settled.anywhere {
                    Part::ASKED
                } else {
                    Part::SINK
                };
                ask(&settled.call, whole(part));
            }
        }
        for call in &rule.calls {
            for settled in call.besides() {
                ask(&settled.store, whole(Part::INGREDIENT));
                ask(&settled.call, whole(Part::ASKED));
            }
            let checks = checks_of(call, rules, knowledge);
            ask(&checks, whole(Part::ASKED));
            let part = match text_of(call) {
                Some(_) => Part::PRODUCT,
                // Where nobody has checked, nothing is asked.
                None if !checks.is_empty() => Part::SINK,
                None => Part::ASKED,
            };
            let asked = Asked {
                needs: needed(call),
                dropped: call.dropped,
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
        for logged in &rule.logged {
            ask(&logged.call, whole(Part::ASKED));
            shown.extend(logged.call.iter().cloned());
        }
        forms.guards |= !rule.guarded.is_empty();
        forms.optional |= !rule.optional.is_empty();
        for statement in &rule.statements {
            match statement.kind {
                Form::Assert => forms.asserts = true,
                Form::HandlerPasses | Form::HandlerContinues => forms.idle_handlers = true,
                Form::HandlerAllows | Form::HandlerBroad => forms.handlers = true,
                Form::ComparedWithItself => forms.itself = true,
                Form::FolderByLetters => forms.letters = true,
                // Looked for where checks answer; in the text itself.
                Form::AllowsByDefault
                | Form::RefusalReturned
                | Form::ComparisonDropped
                | Form::HiddenDirection
                | Form::ComparedByPlace
                | Form::TrueByAWord
                | Form::NewObjectCompared => {}
            }
        }
    }
    // What an option is declared to be says what its value holds: whoever declares it makes the parser from which
    // the data comes.
    let declared = knowledge.options.iter();
    for (name, _) in declared.filter(|(_, told)| !told.read_by.is_empty()) {
        ask(
            &[format!("*.{}", last(name))],
            whole(Part::SINK.and(Part::SOURCE)),
        );
    }
    let mut interest = Interest::new(&names, modules, forms, knowledge);
    interest.shown.extend(shown);
    interest
}

/// The checks without one of which nothing is asked about a call: those that alone give a test which it must have passed.
fn checks_of(call: &Call, rules: &[Rule], knowledge: &Knowledge) -> Vec<String> {
    let mut sinks = rules.iter().flat_map(|rule| &rule.sinks);
    let Some(test) = call.when.iter().find_map(|c| c.passed.first()) else {
        return Vec::new();
    };
    // What cleans for a purpose is told in many ways.
    if sinks.any(|sink| *sink.purpose == **test) {
        return Vec::new();
    }
    let given = knowledge.checks.iter().filter(|(_, gives)| *gives == test);
    given.map(|(name, _)| name.clone()).collect()
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
