//! Whether what a section asks of a call holds, with a note where that cannot be told.
//!
//! Called by `matching`.

use super::Rule;
use super::condition::{Asked, Condition, holds};
use super::doubt;
use crate::evaluate::Limit;
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

/// Whether a truth value that is asked for is only one of several that it may be.
pub(super) fn may_differ(when: &[Condition], asked: &Asked<'_>) -> bool {
    let mut truths = when.iter().filter(|c| c.truthy.is_some());
    truths.any(|c| holds(c, asked, true) == Some(false))
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
