//! What the calls of an exercise's probes show of a rule that cannot be decided where nothing is known of the
//! inputs: a switch that is on for some of them is on.
//!
//! Called by `goal`.

use super::case::{Around, Case};
use crate::evaluate::{Heed, Record};
use crate::finding::Finding;
use crate::pack::{GoalKind, Probe};

/// The first finding of one of these rules in a call that a probe makes.
pub(super) fn in_a_call(case: &Case<'_>, rules: &[String]) -> Option<Finding> {
    let goals = case.exercise.goals.iter();
    let mut probes = goals.filter_map(|goal| match &goal.kind {
        GoalKind::Probe(probe) => Some(probe),
        _ => None,
    });
    probes.find_map(|probe| shown(case, probe, rules))
}

fn shown(case: &Case<'_>, probe: &Probe, rules: &[String]) -> Option<Finding> {
    let around = Around {
        given: probe.given.as_deref(),
        then: None,
        request: probe.request.clone(),
        environ: Some(&probe.environ),
        bare: probe.bare,
        started: probe.started,
        effects: Heed::Whole,
    };
    let run = case.run(&probe.call, &around).ok()?;
    let record = Record {
        effects: run.outcome.effects.clone(),
        ..Record::default()
    };
    let matched = case.rulebook.run(&record);
    let mut findings = matched.findings.into_iter();
    findings.find(|finding| rules.contains(&finding.rule) && super::goal::harmful(finding))
}
