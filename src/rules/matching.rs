//! Matching rules on records: which data reaches which sink, and what it was cleaned for.

use super::condition::{Condition, find, holds, spread};
use super::sentence::Sentences;
use super::{DataKind, Item, Rule, Sink, Sureness};
use crate::evaluate::{
    Argument, Effect, EffectKind, Limit, Origin, OriginKind, Piece, Record, View,
};
use crate::finding::{Confidence, Finding, Step, StepKind};
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
            arguments,
            ..
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
                        for argument in chosen(arguments, sink) {
                            let mut parts = Vec::new();
                            pick(&argument.value, sink.item, &mut parts);
                            judge(
                                rule,
                                sink,
                                sentences,
                                effect,
                                callee,
                                *guessed,
                                argument,
                                &parts,
                                &mut result,
                            );
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
    if sink.every {
        return arguments.iter().collect();
    }
    find(arguments, sink.argument.as_deref(), sink.position)
        .or_else(|| spread(arguments))
        .into_iter()
        .collect()
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
    let skip = usize::from(item == Item::Rest);
    let take = if item == Item::First { 1 } else { usize::MAX };
    for element in view.items.iter().skip(skip).take(take) {
        collect(element, false, false, "", parts);
    }
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

/// What a part is for a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Danger {
    Harmless,
    Number,
    Text,
    Undecided,
}

fn danger(view: &View, purpose: &str, quoted: bool) -> Danger {
    if view.origins.is_empty() {
        return if view.opaque.is_some() {
            Danger::Undecided
        } else {
            Danger::Harmless
        };
    }
    let cleaned = |p: &str| view.cleaned.iter().any(|c| c == p);
    if cleaned(purpose) || cleaned("all") {
        return Danger::Harmless;
    }
    if view.tested.iter().any(|t| t == "allowlist") {
        return Danger::Harmless;
    }
    if cleaned("number") || view.tested.iter().any(|t| only_digits(t)) {
        return Danger::Number;
    }
    // Inside quotes, words without a quote stay a value. Outside, they choose a column.
    if quoted && view.tested.iter().any(|t| only_words(t)) {
        return Danger::Harmless;
    }
    Danger::Text
}

/// Whether text that has passed this test holds no quote, backslash or other mark.
fn only_words(test: &str) -> bool {
    if let Some(chars) = test.strip_prefix("characters:") {
        return !chars.contains(['\'', '"', '\\', '`']);
    }
    if let Some(pattern) = test.strip_prefix("re.fullmatch:") {
        return only_words_match(pattern);
    }
    matches!(test, "str.isalpha" | "str.isalnum" | "str.isidentifier")
}

/// Whether a whole match of this pattern can only hold what its positive classes name. Anything
/// less plain than classes, word escapes and repetitions counts as "no".
fn only_words_match(pattern: &str) -> bool {
    let mut chars = pattern.chars().peekable();
    let mut class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' if !chars
                .next()
                .is_some_and(|e| matches!(e, 'w' | 'd' | 's' | '.' | '-' | 'Z' | 'A' | '_')) =>
            {
                return false;
            }
            '[' if !class => {
                class = true;
                if chars.peek() == Some(&'^') {
                    return false;
                }
            }
            ']' => class = false,
            '\'' | '"' | '`' => return false,
            '.' | '(' | ')' | '|' if !class => return false,
            // A range such as ` -z` spans marks.
            '-' if class
                && !chars
                    .peek()
                    .is_some_and(|e| e.is_ascii_alphanumeric() || *e == ']') =>
            {
                return false;
            }
            '!'..='/' | ':'..='@' if class && chars.peek() == Some(&'-') => return false,
            _ => {}
        }
    }
    true
}

/// Whether text that has passed this test is a number.
fn only_digits(test: &str) -> bool {
    match test {
        "str.isdigit" | "str.isdecimal" | "str.isnumeric" | "type:int" | "type:float"
        | "type:bool" => true,
        _ => {
            if let Some(chars) = test.strip_prefix("characters:") {
                return !chars.is_empty() && chars.chars().all(|c| c.is_ascii_digit());
            }
            let Some(pattern) = test.strip_prefix("re.fullmatch:") else {
                return false;
            };
            let pattern = pattern.trim_start_matches('^').trim_end_matches('$');
            let pattern = pattern.trim_start_matches("-?");
            let rest = pattern
                .strip_prefix("\\d")
                .or_else(|| pattern.strip_prefix("[0-9]"))
                .or_else(|| pattern.strip_prefix("[\\d]"));
            rest.is_some_and(|r| {
                r.is_empty()
                    || r == "+"
                    || r == "*"
                    || (r.starts_with('{')
                        && r.ends_with('}')
                        && r.chars().filter(|&c| c == '{').count() == 1)
            })
        }
    }
}

#[allow(clippy::too_many_arguments)]
fn judge(
    rule: &Rule,
    sink: &Sink,
    sentences: &Sentences,
    effect: &Effect,
    callee: &str,
    guessed: bool,
    argument: &Argument,
    parts: &[Filled<'_>],
    result: &mut Match,
) {
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
        let danger = danger(view, &sink.purpose, *quoted);
        if danger == Danger::Undecided && wanted == Danger::Text {
            result.undecided.push((
                rule.id.clone(),
                Limit {
                    span: argument.span,
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
        if view.origins.iter().all(|o| o.kind == OriginKind::Parameter) {
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
        let confidence = confidence(most, &view.origins, guessed);
        let mut path: Vec<Step> = view
            .path
            .iter()
            .map(|s| sentences.tell(s, origin.map(|o| o.kind)))
            .collect();
        for step in &argument.value.path {
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

fn confidence(most: Confidence, origins: &[Origin], guessed: bool) -> Confidence {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_leave_only_digits() {
        for test in [
            "str.isdigit",
            "re.fullmatch:\\d+",
            "re.fullmatch:^[0-9]{1,4}$",
            "characters:0123456789",
        ] {
            assert!(only_digits(test), "{test}");
        }
        for test in [
            "re.match:\\d+",
            "re.fullmatch:\\d+.*",
            "re.fullmatch:[a-z]+",
            "str.isidentifier",
            "characters:",
            "re.fullmatch:\\d+|.+",
        ] {
            assert!(!only_digits(test), "{test}");
        }
    }
}
