//! Matching rules on records: which data reaches which sink, and what it was cleaned for.

use super::condition::{Condition, find, holds, spread};
use super::danger::{Danger, danger};
use super::sentence::Sentences;
use super::{DataKind, Item, Rule, Sink, Sureness};
use crate::evaluate::{
    Argument, Effect, EffectKind, Limit, Origin, OriginKind, Piece, Record, View,
};
use crate::finding::{Confidence, Finding, Step, StepKind};
use crate::text::Span;
use std::collections::BTreeMap;

/// What the rules say of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Match {
    /// Findings ordered by place, then rule.
    pub findings: Vec<Finding>,
    /// Rules that could not be decided at a place, with the reason.
    pub undecided: Vec<(String, Limit)>,
}

/// Which sections of which rules ask about a callee, so that a call costs the same however many
/// rules there are.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    exact: BTreeMap<String, Vec<Section>>,
    /// By the name before `.*`.
    inside: BTreeMap<String, Vec<Section>>,
    /// Rules about imports and forms of statements.
    forms: Vec<usize>,
}

/// A section of a rule: the rule's place, and the section's.
#[derive(Debug, Clone, Copy)]
enum Section {
    Sink(usize, usize),
    Call(usize, usize),
}

impl Index {
    pub(super) fn of(rules: &[Rule]) -> Self {
        let mut index = Self::default();
        for (at, rule) in rules.iter().enumerate() {
            if !(rule.imports.is_empty() && rule.statements.is_empty()) {
                index.forms.push(at);
            }
            for (section, sink) in rule.sinks.iter().enumerate() {
                index.enter(&sink.call, Section::Sink(at, section));
            }
            for (section, call) in rule.calls.iter().enumerate() {
                index.enter(&call.call, Section::Call(at, section));
            }
        }
        index
    }

    fn enter(&mut self, names: &[String], section: Section) {
        for name in names {
            match name.strip_suffix(".*") {
                Some(inside) => self.inside.entry(inside.to_owned()).or_default(),
                None => self.exact.entry(name.clone()).or_default(),
            }
            .push(section);
        }
    }

    fn about(&self, callee: &str) -> impl Iterator<Item = Section> + '_ {
        // An object of a class of the file's own is made as its base outside is.
        let callee = callee.strip_suffix(".__init__").unwrap_or(callee);
        let outer = callee.rsplit_once('.').map_or("", |(outer, _)| outer);
        self.exact
            .get(callee)
            .into_iter()
            .chain(self.inside.get(outer))
            .flatten()
            .copied()
    }
}

pub(super) fn run(rules: &[Rule], index: &Index, sentences: &Sentences, record: &Record) -> Match {
    let mut result = Match::default();
    for effect in &record.effects {
        let EffectKind::Call {
            callee,
            guessed,
            receiver,
            arguments,
        } = &effect.kind
        else {
            for rule in index.forms.iter().filter_map(|&at| rules.get(at)) {
                if let Some(finding) = super::form::judge(rule, effect) {
                    keep(finding, &mut result);
                }
            }
            continue;
        };
        for section in index.about(callee) {
            match section {
                Section::Sink(at, section) => {
                    let Some((rule, sink)) =
                        rules.get(at).and_then(|r| Some((r, r.sinks.get(section)?)))
                    else {
                        continue;
                    };
                    if decide(
                        rule,
                        &sink.when,
                        &sink.unless,
                        arguments,
                        effect,
                        &mut result,
                    ) {
                        let own = receiver.as_deref().filter(|_| sink.receiver);
                        let listed = sink
                            .item
                            .filter(|_| sink.every)
                            .map(|_| in_a_row(arguments));
                        let values = own
                            .into_iter()
                            .chain(&listed)
                            .map(|view| (view, effect.span))
                            .chain(
                                chosen(arguments, sink)
                                    .into_iter()
                                    .map(|a| (&a.value, a.span)),
                            );
                        for (value, place) in values {
                            let mut parts = Vec::new();
                            pick(value, sink.item, &mut parts);
                            let at = Reached {
                                effect,
                                callee,
                                guessed: *guessed,
                                value,
                                place,
                            };
                            judge(rule, sink, sentences, &at, &parts, &mut result);
                        }
                    }
                }
                Section::Call(at, section) => {
                    let Some((rule, call)) =
                        rules.get(at).and_then(|r| Some((r, r.calls.get(section)?)))
                    else {
                        continue;
                    };
                    if decide(
                        rule,
                        &call.when,
                        &call.unless,
                        arguments,
                        effect,
                        &mut result,
                    ) {
                        let most = call.confidence.unwrap_or(rule.confidence);
                        let finding = Finding {
                            rule: rule.id.clone(),
                            message: rule.message.clone(),
                            severity: call.severity.unwrap_or(rule.severity),
                            confidence: if *guessed { Confidence::Low } else { most },
                            span: effect.span,
                            function: effect.function.clone(),
                            path: vec![sink_step(&call.say, callee, effect)],
                            fix: None,
                        };
                        keep(finding, &mut result);
                    }
                }
            }
        }
    }
    result
        .findings
        .sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    result
        .undecided
        .sort_by(|a, b| (a.1.span, &a.0).cmp(&(b.1.span, &b.0)));
    result.undecided.dedup();
    result
}

/// Whether what a section asks of the call holds. What cannot be told is noted.
fn decide(
    rule: &Rule,
    when: &[Condition],
    unless: &[Condition],
    arguments: &[Argument],
    effect: &Effect,
    result: &mut Match,
) -> bool {
    let mut unknown = false;
    for condition in when {
        match holds(condition, arguments, false) {
            Some(true) => {}
            Some(false) => return false,
            None => unknown = true,
        }
    }
    for condition in unless {
        match holds(condition, arguments, true) {
            Some(true) => return false,
            Some(false) => {}
            None => unknown = true,
        }
    }
    if unknown {
        let why = arguments
            .iter()
            .find_map(|a| a.value.opaque.clone())
            .unwrap_or_else(|| "what is passed here is only known when the program runs".into());
        let span = effect.span;
        result
            .undecided
            .push((rule.id.clone(), Limit { span, why }));
    }
    !unknown
}

/// The arguments that a sink is about.
fn chosen<'a>(arguments: &'a [Argument], sink: &Sink) -> Vec<&'a Argument> {
    if sink.every && sink.item.is_some() {
        return Vec::new();
    }
    if sink.every {
        return arguments.iter().collect();
    }
    if sink.spread {
        return spread(arguments).into_iter().collect();
    }
    if sink.receiver && sink.argument.is_none() && sink.position.is_none() {
        return Vec::new();
    }
    find(arguments, sink.argument.as_deref(), sink.position)
        .or_else(|| spread(arguments))
        .into_iter()
        .collect()
}

/// What is passed by position as one list: the command lines of functions that take each word by
/// itself.
fn in_a_row(arguments: &[Argument]) -> View {
    let words = arguments.iter().filter(|a| a.position.is_some());
    View {
        kind: Some("list".into()),
        items: words.map(|a| a.value.clone()).collect(),
        ..View::default()
    }
}

/// The parts of a value that count: all of it, or some elements of a list.
fn pick<'a>(view: &'a View, item: Option<Item>, parts: &mut Vec<Filled<'a>>) {
    let Some(item) = item else {
        collect(view, false, false, "", parts);
        return;
    };
    for option in &view.either {
        pick(option, Some(item), parts);
    }
    // A text or an unknown value in place of a list: the whole of it names the program.
    if item == Item::First && view.items.is_empty() && view.either.is_empty() {
        if !matches!(
            view.kind.as_deref(),
            Some("list" | "tuple" | "set" | "dict")
        ) {
            collect(view, false, false, "", parts);
        }
        return;
    }
    for (at, element) in view.items.iter().enumerate() {
        let counts = view.open
            || match item {
                Item::First => at == 0,
                Item::Rest => at > 0,
                Item::Options => may_be_option(&view.items, at),
                Item::Script => is_script(&view.items, at),
            };
        if counts {
            collect(element, false, false, "", parts);
        }
    }
}

/// Whether a program would take this element for an option if it began with a dash: it stands
/// after the program's name and before `--`, and is not what an option before it takes.
fn may_be_option(items: &[View], at: usize) -> bool {
    let known = |i: &View| i.known.clone().filter(|_| i.kind.as_deref() == Some("str"));
    let Some(before) = items.get(1..at) else {
        return false;
    };
    at > 0
        && !before.iter().any(|i| known(i).as_deref() == Some("--"))
        && !before
            .last()
            .and_then(known)
            .is_some_and(|k| k.starts_with('-') && k.len() > 1)
}

/// Whether a shell reads this element as commands: what follows `-c`, or else the first that is no
/// option. Elements after that are values to the script.
fn is_script(items: &[View], at: usize) -> bool {
    let option = |i: &View| {
        i.known
            .as_deref()
            .is_some_and(|k| k.starts_with(['-', '/']))
    };
    let command = items.iter().skip(1).position(|i| {
        i.known.as_deref().is_some_and(|k| {
            matches!(k, "/c" | "/C" | "/k" | "/K" | "-Command" | "-command")
                || (k.starts_with('-') && !k.starts_with("--") && k.ends_with('c'))
        })
    });
    let Some(flag) = command.map(|c| c + 1) else {
        let script = items.iter().skip(1).position(|i| !option(i));
        return script.is_some_and(|s| s + 1 == at);
    };
    // `cmd /c` and `-Command` read all that follows; `-c` reads one.
    let all = items
        .get(flag)
        .and_then(|i| i.known.as_deref())
        .is_some_and(|k| k.starts_with('/') || k.ends_with("ommand"));
    at == flag + 1 || (all && at > flag)
}

/// A part of a value that is filled in.
struct Filled<'a> {
    view: &'a View,
    /// Whether it is filled into text of the program's own.
    inside: bool,
    /// Whether the text before it has an open single quote.
    quoted: bool,
    /// The text of the program's own before it.
    before: String,
}

/// The parts of a value that are filled in: the holes of text, or the value itself.
fn collect<'a>(
    view: &'a View,
    inside: bool,
    quoted: bool,
    before: &str,
    parts: &mut Vec<Filled<'a>>,
) {
    // A template keeps its values apart: a driver binds them or refuses the template.
    if view.kind.as_deref() == Some("string.templatelib.Template") {
        return;
    }
    if !view.either.is_empty() {
        for option in &view.either {
            collect(option, inside, quoted, before, parts);
        }
    } else if !view.pieces.is_empty() {
        let mut quoted = quoted;
        let mut before = before.to_owned();
        for piece in &view.pieces {
            match piece {
                Piece::Literal(text) => {
                    quoted ^= text.matches('\'').count() % 2 == 1;
                    before.push_str(text);
                }
                Piece::Hole(hole) => {
                    collect(hole, true, quoted, &before, parts);
                    // What the hole holds is not known; it must not look like the end of a host.
                    before.push('\u{fffc}');
                }
            }
        }
    } else {
        let built = view.path.iter().any(|s| s.text == "text");
        parts.push(Filled {
            view,
            inside: inside || built,
            quoted: quoted && !built,
            before: before.to_owned(),
        });
    }
}

/// A value that has reached a sink.
struct Reached<'a> {
    effect: &'a Effect,
    callee: &'a str,
    guessed: bool,
    value: &'a View,
    /// Where it stands.
    place: Span,
}

fn judge(
    rule: &Rule,
    sink: &Sink,
    sentences: &Sentences,
    at: &Reached<'_>,
    parts: &[Filled<'_>],
    result: &mut Match,
) {
    let Reached {
        effect,
        callee,
        guessed,
        value,
        place,
    } = *at;
    let wanted = match sink.data {
        DataKind::Text => Danger::Text,
        DataKind::Number => Danger::Number,
    };
    for Filled {
        view,
        inside,
        quoted,
        before,
    } in parts
    {
        if sink.fixed.as_ref().is_some_and(|fixed| fixed.finds(before)) {
            continue;
        }
        if sink.behind.as_ref().is_some_and(|own| !own.finds(before)) {
            continue;
        }
        if sink.purpose == "html" && !inside && is_no_text(view) {
            continue;
        }
        let purpose = match sink.purpose.as_str() {
            // Quoting for a shell is undone by quotes around it.
            "shell" if !open_quote(before) => "shell word",
            "html" => super::markup::purpose_after(before),
            purpose => purpose,
        };
        let (danger, origins) = danger(view, purpose, *quoted);
        if danger == Danger::Undecided && wanted == Danger::Text {
            result.undecided.push((
                rule.id.clone(),
                Limit {
                    span: place,
                    why: view.opaque.clone().unwrap_or_default(),
                },
            ));
            continue;
        }
        if danger != wanted {
            continue;
        }
        // A function that hands its whole parameter on is a wrapper; its callers are judged,
        // unless the rule says otherwise.
        let mut most = rule.confidence;
        if origins.iter().all(|o| o.kind == OriginKind::Parameter) {
            let sure = if *inside {
                sink.parameter
            } else {
                sink.whole_parameter
            };
            most = most.min(match sure {
                Sureness::None => continue,
                Sureness::Low => Confidence::Low,
                Sureness::Medium => Confidence::Medium,
                Sureness::High => Confidence::High,
            });
        }
        let origin = view.origins.first();
        let confidence = confidence(most, &origins, guessed);
        let mut path: Vec<Step> = view
            .path
            .iter()
            .map(|s| sentences.tell(s, origin.map(|o| o.kind)))
            .collect();
        for step in &value.path {
            if step.kind == StepKind::Through && !path.iter().any(|s| s.span == step.span) {
                path.push(sentences.tell(step, None));
            }
        }
        path.push(sink_step(&sink.say, callee, effect));
        let finding = Finding {
            rule: rule.id.clone(),
            message: rule.message.clone(),
            severity: rule.severity,
            confidence,
            span: effect.span,
            function: effect.function.clone(),
            path,
            fix: None,
        };
        keep(finding, result);
    }
}

/// Whether a value is a container or an object: a framework makes something else of it than a page.
fn is_no_text(view: &View) -> bool {
    view.kind
        .as_deref()
        .is_some_and(|k| k.contains('.') || matches!(k, "dict" | "list" | "tuple" | "set"))
}

/// Whether a shell is inside quotes after this text.
fn open_quote(before: &str) -> bool {
    let mut open = None;
    let mut chars = before.chars();
    while let Some(c) = chars.next() {
        match (c, open) {
            ('\\', None | Some('"')) => {
                chars.next();
            }
            ('"' | '\'', None) => open = Some(c),
            ('"' | '\'', Some(quote)) if quote == c => open = None,
            _ => {}
        }
    }
    open.is_some()
}

fn sink_step(say: &str, callee: &str, effect: &Effect) -> Step {
    Step {
        kind: StepKind::Sink,
        span: effect.span,
        text: say.replace("{callee}", callee.rsplit('.').next().unwrap_or(callee)),
        via: Some(callee.to_owned()),
    }
}

/// Keeps one finding of a rule at a place: the surest.
fn keep(finding: Finding, result: &mut Match) {
    match result
        .findings
        .iter_mut()
        .find(|f| f.rule == finding.rule && f.span == finding.span)
    {
        Some(known) if known.confidence < finding.confidence => *known = finding,
        Some(_) => {}
        None => result.findings.push(finding),
    }
}

fn confidence(most: Confidence, origins: &[&Origin], guessed: bool) -> Confidence {
    let sure = origins
        .iter()
        .any(|o| matches!(o.kind, OriginKind::UntrustedParameter | OriginKind::Source));
    let own = match (guessed, sure) {
        (true, _) => Confidence::Low,
        (false, true) => Confidence::High,
        (false, false) => Confidence::Medium,
    };
    own.min(most)
}
