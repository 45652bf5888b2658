//! Matching rules on records: which data reaches which sink, and what it was cleaned for.

use super::sentence::Sentences;
use super::{DataKind, Rule, Sink};
use crate::evaluate::{
    Argument, Effect, EffectKind, Limit, Origin, OriginKind, Piece, Record, View,
};
use crate::finding::{Confidence, Finding, Step, StepKind};

/// What the rules say of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Match {
    /// Findings ordered by place, then rule.
    pub findings: Vec<Finding>,
    /// Rules that could not be decided at a place, with the reason.
    pub undecided: Vec<(String, Limit)>,
}

pub(super) fn run(rules: &[Rule], sentences: &Sentences, record: &Record) -> Match {
    let mut result = Match::default();
    for effect in &record.effects {
        let EffectKind::Call {
            callee,
            guessed,
            arguments,
            ..
        } = &effect.kind
        else {
            continue;
        };
        for rule in rules {
            for sink in rule
                .sinks
                .iter()
                .filter(|s| s.call.iter().any(|c| c == callee))
            {
                let Some(argument) = argument(arguments, sink) else {
                    continue;
                };
                let mut parts = Vec::new();
                collect(&argument.value, false, false, &mut parts);
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
    result
        .findings
        .sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    result
        .undecided
        .sort_by(|a, b| (a.1.span, &a.0).cmp(&(b.1.span, &b.0)));
    result.undecided.dedup();
    result
}

fn argument<'a>(arguments: &'a [Argument], sink: &Sink) -> Option<&'a Argument> {
    arguments
        .iter()
        .find(|a| a.position == Some(sink.position) || a.name.as_deref() == Some(&*sink.argument))
        // `*args` and `**kwargs` may hold it.
        .or_else(|| {
            arguments
                .iter()
                .find(|a| a.position.is_none() && a.name.is_none())
        })
}

/// A part of a value that is filled in.
struct Filled<'a> {
    view: &'a View,
    /// Whether it is filled into text of the program's own.
    inside: bool,
    /// Whether the text before it has an open single quote.
    quoted: bool,
}

/// The parts of a value that are filled in: the holes of text, or the value itself.
fn collect<'a>(view: &'a View, inside: bool, quoted: bool, parts: &mut Vec<Filled<'a>>) {
    // A template keeps its values apart: a driver binds them or refuses the template.
    if view.kind.as_deref() == Some("string.templatelib.Template") {
        return;
    }
    if !view.either.is_empty() {
        for option in &view.either {
            collect(option, inside, quoted, parts);
        }
    } else if !view.pieces.is_empty() {
        let mut quoted = quoted;
        for piece in &view.pieces {
            match piece {
                Piece::Literal(text) => quoted ^= text.matches('\'').count() % 2 == 1,
                Piece::Hole(hole) => collect(hole, true, quoted, parts),
            }
        }
    } else {
        let built = view.path.iter().any(|s| s.text == "text");
        parts.push(Filled {
            view,
            inside: inside || built,
            quoted: quoted && !built,
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
    } in parts
    {
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
        // A function that hands its whole parameter on is a wrapper; its callers are judged.
        if !inside && view.origins.iter().all(|o| o.kind == OriginKind::Parameter) {
            continue;
        }
        let origin = view.origins.first();
        let confidence = confidence(rule.confidence, &view.origins, guessed);
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
        path.push(Step {
            kind: StepKind::Sink,
            span: effect.span,
            text: sink
                .say
                .replace("{callee}", callee.rsplit('.').next().unwrap_or(callee)),
            via: Some(callee.to_owned()),
        });
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
