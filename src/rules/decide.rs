//! Whether what a section asks of a call holds, with a note where that cannot be told; and how sure a finding is.
//!
//! Called by `matching`.

use super::condition::{Asked, Condition, holds};
use super::doubt;
use super::given::is_asked_by_test;
use super::{Rule, Rulebook};
use crate::evaluate::{Effect, Limit, Origin, OriginKind, Reach, View};
use crate::finding::{Confidence, Finding};
use crate::text::Span;

/// Rules that could not be decided at a place, with the reason.
pub(super) type Undecided = Vec<(String, Limit)>;

/// Whether what a section asks of the call holds. What cannot be told is noted.
pub(super) fn decide(
    rule: &Rule,
    (when, unless): (&[Condition], &[Condition]),
    asked: &Asked<'_>,
    span: Span,
    undecided: &mut Undecided,
) -> bool {
    let mut unknown = false;
    for condition in when {
        match holds(condition, asked, false) {
            Some(true) => {}
            Some(false) => return false,
            None => unknown = true,
        }
    }
    for condition in unless {
        match holds(condition, asked, true) {
            Some(true) => return false,
            Some(false) => {}
            None => unknown = true,
        }
    }
    if unknown {
        let mut arguments = asked.arguments.iter();
        let why = arguments.find_map(|a| a.value.opaque.clone());
        let why = why.unwrap_or_else(doubt::passed_at_run);
        undecided.push((rule.id.clone(), Limit { span, why }));
    }
    !unknown
}

/// Whether a value that is asked for is only one of several that it may be, or is handed over on some ways only: somebody
/// else switches it.
pub(super) fn may_differ(when: &[Condition], asked: &Asked<'_>) -> bool {
    let mut switched = when.iter().filter(|c| c.asks_for_switch()).peekable();
    let wished = switched.peek().is_some() && asked.arguments.iter().any(|a| is_wished(&a.value));
    wished || switched.any(|c| holds(c, asked, true) != Some(true))
}

/// How sure a finding is at most, by how the program gets there.
pub(super) fn reached(most: Confidence, effect: &Effect) -> Confidence {
    match effect.reach {
        // A library that lets its callers choose: whether anybody does, nobody can tell here.
        Reach::Wished => most.min(Confidence::Medium),
        // Nor does anybody in sight ask for what is off by itself.
        Reach::Against => Confidence::Low,
        // What only a test asks for, the program does not do by itself.
        _ if is_asked_by_test(effect) => step_down(most),
        _ => most,
    }
}

impl Rulebook {
    /// Makes less sure what stands in a file of whose kind its rule is less sure; `file` says how it is called.
    pub fn weigh<'s>(&self, findings: &mut [Finding], file: impl Fn(Span) -> Option<&'s str>) {
        for finding in findings {
            let unsure = self.rule(&finding.rule).and_then(|r| r.unsure.as_ref());
            if let (Some(unsure), Some(name)) = (unsure, file(finding.span))
                && unsure.finds(name)
            {
                finding.confidence = finding.confidence.min(Confidence::Medium);
            }
        }
    }
}

/// A little less sure.
pub(super) fn step_down(most: Confidence) -> Confidence {
    match most {
        Confidence::High => Confidence::Medium,
        Confidence::Medium | Confidence::Low => Confidence::Low,
    }
}

/// Whether a switch, or one that is handed over in a mapping, is there only where somebody wished it.
fn is_wished(view: &View) -> bool {
    let own = |view: &View| view.tested.iter().any(|test| test == "wished");
    let options = || std::iter::once(view).chain(&view.either);
    options().any(|one| own(one) || one.items.iter().any(own))
}

/// Whether something outside of the program decides about what is found here, which is noted.
pub(super) fn doubted(
    rule: &Rule,
    doubtful: &[Condition],
    asked: &Asked<'_>,
    span: Span,
    undecided: &mut Undecided,
) -> bool {
    let all = |condition: &Condition| holds(condition, asked, false) == Some(true);
    let doubted = !doubtful.is_empty() && doubtful.iter().all(all);
    if doubted {
        let why = doubt::decided_behind();
        undecided.push((rule.id.clone(), Limit { span, why }));
    }
    doubted
}

/// How sure a finding is. `guessed`: only its name tells what the receiver is; the text before the data may vouch for
/// that.
pub(super) fn how_sure(
    rule: &Rule,
    most: Confidence,
    origins: &[&Origin],
    (guessed, before): (bool, &str),
) -> Confidence {
    let vouched = rule.vouched.as_ref().filter(|_| guessed);
    if vouched.is_none_or(|own| !own.finds(before)) {
        return confidence(most, origins, guessed);
    }
    let known = confidence(Confidence::High, origins, false) == Confidence::High;
    confidence(most.min(Confidence::Medium), origins, !known)
}

/// How sure it is, by what is known of the data and of the receiver.
fn confidence(most: Confidence, origins: &[&Origin], guessed: bool) -> Confidence {
    let sure = origins
        .iter()
        .any(|o| o.kind.is_known() && o.kind != OriginKind::Stored);
    let guessed = guessed || origins.iter().all(|o| o.kind == OriginKind::Undefined);
    let own = match (guessed, sure) {
        (true, _) => Confidence::Low,
        (false, true) => Confidence::High,
        (false, false) => Confidence::Medium,
    };
    own.min(most)
}
