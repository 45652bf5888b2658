//! Matching rules on records: which data reaches which sink, and what it was cleaned for.

use super::condition::{Asked, Condition, holds, names};
use super::form::Forms;
use super::index::Section;
use super::sentence::Sentences;
use super::spread::{find, spread};
use super::{Call, DataKind, Item, Only, Rule, Rulebook, Sink, Sureness};
use crate::evaluate::{
    Argument, Effect, EffectKind, Limit, Origin, OriginKind, Piece, Record, View,
};
use crate::finding::{Confidence, Finding, Step, StepKind};
use crate::text::Span;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// What the rules say of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Match {
    /// Findings ordered by place, then rule.
    pub findings: Vec<Finding>,
    /// Rules that could not be decided at a place, with the reason.
    pub undecided: Vec<(String, Limit)>,
}

/// How much of the text before data is kept: what makes data harmless stands at the beginning, and
/// each of many holes keeps its own.
const BEFORE: usize = 4_096;

/// What has been found so far: one finding for each place and rule, the surest.
#[derive(Debug, Default)]
struct Found {
    findings: BTreeMap<(Span, String), Finding>,
    undecided: Vec<(String, Limit)>,
}

impl Found {
    fn keep(&mut self, finding: Finding) {
        match self.findings.entry((finding.span, finding.rule.clone())) {
            Entry::Vacant(free) => {
                free.insert(finding);
            }
            Entry::Occupied(mut known) if known.get().confidence < finding.confidence => {
                known.insert(finding);
            }
            Entry::Occupied(_) => {}
        }
    }

    fn into_match(mut self) -> Match {
        self.undecided
            .sort_by(|a, b| (a.1.span, &a.0).cmp(&(b.1.span, &b.0)));
        self.undecided.dedup();
        Match {
            findings: self.findings.into_values().collect(),
            undecided: self.undecided,
        }
    }
}

/// A call that is judged.
#[derive(Clone, Copy)]
struct Called<'a> {
    effect: &'a Effect,
    callee: &'a str,
    guessed: bool,
    asked: Asked<'a>,
}

pub(super) fn run(book: &Rulebook, record: &Record) -> Match {
    let bases = &book.knowledge.bases;
    let mut found = Found::default();
    let mut forms = Forms::new(&book.rules, &book.index, bases);
    for effect in &record.effects {
        let EffectKind::Call {
            callee,
            guessed,
            receiver,
            arguments,
        } = &effect.kind
        else {
            for finding in forms.judge(effect) {
                found.keep(finding);
            }
            continue;
        };
        let call = Called {
            effect,
            callee,
            guessed: *guessed,
            asked: Asked {
                arguments,
                receiver: receiver.as_deref(),
                value: None,
                bases,
            },
        };
        for section in book.index.calls(callee, receiver.is_some()) {
            match section {
                Section::Sink((at, section)) => {
                    let rule = book.rules.get(at);
                    if let Some((rule, sink)) = rule.and_then(|r| Some((r, r.sinks.get(section)?)))
                    {
                        judge_sink(rule, sink, &book.sentences, &call, &mut found);
                    }
                }
                Section::Call((at, section)) => {
                    let rule = book.rules.get(at);
                    if let Some((rule, own)) = rule.and_then(|r| Some((r, r.calls.get(section)?))) {
                        judge_call(rule, own, &call, &mut found);
                    }
                }
            }
        }
    }
    found.into_match()
}

fn judge_call(rule: &Rule, own: &Call, call: &Called<'_>, found: &mut Found) {
    let arguments = call.asked.arguments;
    if own
        .only
        .as_ref()
        .is_some_and(|only| arguments.iter().any(|a| !only.allows(a)))
        || !decide(rule, &own.when, &own.unless, call, found)
    {
        return;
    }
    let most = own.confidence.unwrap_or(rule.confidence);
    found.keep(Finding {
        rule: rule.id.clone(),
        message: own.message.as_ref().unwrap_or(&rule.message).clone(),
        severity: own.severity.unwrap_or(rule.severity),
        confidence: if call.guessed { Confidence::Low } else { most },
        span: call.effect.span,
        function: call.effect.function.clone(),
        path: vec![sink_step(&own.say, call.callee, call.effect)],
        fix: None,
    });
}

impl Only {
    fn allows(&self, argument: &Argument) -> bool {
        argument.position.is_some_and(|at| at < self.positions)
            || argument
                .name
                .as_ref()
                .is_some_and(|name| self.names.contains(name))
    }
}

fn judge_sink(
    rule: &Rule,
    sink: &Sink,
    sentences: &Sentences,
    call: &Called<'_>,
    found: &mut Found,
) {
    if !decide(rule, &sink.when, &sink.unless, call, found) {
        return;
    }
    let own = call.asked.receiver.filter(|_| sink.receiver);
    let values = own.map(|view| (view, call.effect.span)).into_iter().chain(
        chosen(call.asked.arguments, sink)
            .into_iter()
            .map(|a| (&a.value, a.span)),
    );
    for (value, span) in values {
        let mut parts = Vec::new();
        pick(value, sink.key.as_deref(), sink.item, &mut parts);
        judge(rule, sink, sentences, call, (value, span), &parts, found);
    }
}

/// Whether what a section asks of the call holds. What cannot be told is noted.
fn decide(
    rule: &Rule,
    when: &[Condition],
    unless: &[Condition],
    call: &Called<'_>,
    found: &mut Found,
) -> bool {
    let mut unknown = false;
    for condition in when {
        match holds(condition, &call.asked, false) {
            Some(true) => {}
            Some(false) => return false,
            None => unknown = true,
        }
    }
    for condition in unless {
        match holds(condition, &call.asked, true) {
            Some(true) => return false,
            Some(false) => {}
            None => unknown = true,
        }
    }
    if unknown {
        let why = call
            .asked
            .arguments
            .iter()
            .find_map(|a| a.value.opaque.clone())
            .unwrap_or_else(|| "what is passed here is only known when the program runs".into());
        let span = call.effect.span;
        found.undecided.push((rule.id.clone(), Limit { span, why }));
    }
    !unknown
}

/// The arguments that a sink is about.
fn chosen<'a>(arguments: &'a [Argument], sink: &Sink) -> Vec<&'a Argument> {
    if sink.every {
        return arguments.iter().collect();
    }
    if sink.argument.is_none() && sink.position.is_none() {
        return Vec::new();
    }
    find(arguments, sink.argument.as_deref(), sink.position)
        .or_else(|| spread(arguments))
        .into_iter()
        .collect()
}

/// The parts of a value that count: all of it, what stands at a key, some elements of a list.
fn pick<'a>(view: &'a View, key: Option<&str>, item: Option<Item>, parts: &mut Vec<Filled<'a>>) {
    if key.is_none() && item.is_none() {
        collect(view, false, false, "", parts);
        return;
    }
    for option in &view.either {
        pick(option, key, item, parts);
    }
    if let Some(key) = key {
        // A key that is computed may be this one, and a dict that is not known may hold it.
        if view.either.is_empty() && view.items.is_empty() {
            collect(view, false, false, "", parts);
        }
        for (name, value) in view.keys.iter().zip(&view.items) {
            if name == key || name.is_empty() {
                pick(value, None, item, parts);
            }
        }
        return;
    }
    let skip = usize::from(item == Some(Item::Rest));
    let take = if item == Some(Item::First) {
        1
    } else {
        usize::MAX
    };
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
                    let room = BEFORE.saturating_sub(before.len());
                    before.extend(text.chars().take(room));
                }
                Piece::Hole(hole) => {
                    collect(hole, true, quoted, &before, parts);
                    // What the hole holds is not known; it must not look like the end of a host.
                    if before.len() < BEFORE {
                        before.push('\u{fffc}');
                    }
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

fn judge(
    rule: &Rule,
    sink: &Sink,
    sentences: &Sentences,
    call: &Called<'_>,
    (value, span): (&View, Span),
    parts: &[Filled<'_>],
    found: &mut Found,
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
        if sink.source.is_empty() {
            let danger = danger(view, &sink.purpose, *quoted);
            if danger == Danger::Undecided && wanted == Danger::Text {
                let why = view.opaque.clone().unwrap_or_default();
                found.undecided.push((rule.id.clone(), Limit { span, why }));
                continue;
            }
            if danger != wanted {
                continue;
            }
        } else if !comes_from(view, &sink.source, &sink.purpose) {
            continue;
        }
        // A function that hands its whole parameter on is a wrapper; its callers are judged,
        // unless the rule says otherwise.
        let mut most = sink.confidence.unwrap_or(rule.confidence);
        if sink.source.is_empty() && view.origins.iter().all(|o| o.kind == OriginKind::Parameter) {
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
        let confidence = if sink.source.is_empty() {
            confidence(most, &view.origins, call.guessed)
        } else if call.guessed {
            Confidence::Low
        } else {
            most
        };
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
        path.push(sink_step(&sink.say, call.callee, call.effect));
        found.keep(Finding {
            rule: rule.id.clone(),
            message: sink.message.as_ref().unwrap_or(&rule.message).clone(),
            severity: sink.severity.unwrap_or(rule.severity),
            confidence,
            span: call.effect.span,
            function: call.effect.function.clone(),
            path,
            fix: None,
        });
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

/// Whether data came out of one of these and was not cleaned for the purpose since.
fn comes_from(view: &View, sources: &[String], purpose: &str) -> bool {
    let cleaned = view.cleaned.iter().any(|c| c == purpose || c == "all");
    !cleaned
        && view
            .through
            .iter()
            .any(|name| sources.iter().any(|source| names(source, name)))
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
