//! What matching has found so far: the surest finding of each place and rule, and what could not be decided.
//!
//! Knows no rule. Called by `matching`.

use super::Rule;
use super::decide::Undecided;
use super::doubt;
use crate::evaluate::Limit;
use crate::finding::{Confidence, Finding, Surest};
use crate::text::Span;
use std::collections::BTreeMap;

/// What the rules say of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Match {
    /// Findings ordered by place, then rule.
    pub findings: Vec<Finding>,
    /// Those of them that no caller decides, and others that stand behind a surer one.
    pub settled: Vec<Finding>,
    /// All findings of which whoever calls a function decides, also where a surer one stands above.
    pub open: Vec<Finding>,
    /// Rules that could not be decided at a place, with the reason.
    pub undecided: Vec<(String, Limit)>,
}

/// What has been found so far: one finding for each place and rule, the surest.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) findings: Surest,
    /// Those that no caller decides.
    settled: Surest,
    /// Those of which whoever calls decides: each stands for itself until all calls are known.
    open: Vec<Finding>,
    /// The numbers of these, by where they are and who calls.
    known: BTreeMap<(Span, Vec<u32>), Vec<usize>>,
    pub(super) undecided: Undecided,
}

impl Found {
    pub(super) fn keep(&mut self, finding: Finding) {
        if finding.callers.is_empty() {
            self.settled.keep(finding.clone());
        } else {
            let place = (finding.span, finding.callers.clone());
            let known = self.known.entry(place).or_default();
            let same = |at: &usize| self.open.get(*at) == Some(&finding);
            if !known.iter().any(same) {
                known.push(self.open.len());
                self.open.push(finding.clone());
            }
        }
        self.findings.keep(finding);
    }

    pub(super) fn into_match(mut self) -> Match {
        self.undecided
            .sort_by(|a, b| (a.1.span, &a.0).cmp(&(b.1.span, &b.0)));
        self.undecided.dedup();
        Match {
            settled: self.settled.into_findings(),
            open: self.open,
            findings: self.findings.into_findings(),
            undecided: self.undecided,
        }
    }
}

/// What is found where something outside of the program decides, as the program says elsewhere: less sure, and
/// nothing that a judge could tell.
pub(super) fn behind(rule: &Rule, span: Span, judge: impl FnOnce(&mut Found), found: &mut Found) {
    if less_sure(judge, found) {
        let why = doubt::decided_behind();
        found.undecided.push((rule.id.clone(), Limit { span, why }));
    }
}

/// What is found is of medium confidence at most; whether anything is.
pub(super) fn less_sure(judge: impl FnOnce(&mut Found), found: &mut Found) -> bool {
    let mut own = Found::default();
    judge(&mut own);
    found.undecided.append(&mut own.undecided);
    let all = own.findings.into_findings();
    let any = !all.is_empty();
    for finding in all {
        let confidence = finding.confidence.min(Confidence::Medium);
        found.keep(Finding {
            confidence,
            ..finding
        });
    }
    any
}
