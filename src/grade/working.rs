//! The hostile input that still works: one that belongs to the goal of which the verdict speaks first.
//!
//! A program with several holes has an attack for each, and one that goes through another door than the one
//! named above it explains nothing. Called by `judge`.

use super::case::{Case, Run};
use super::compare::shorten;
use super::goal::{Goals, harmful, readable};
use super::judge::pairs;
use super::{Outcome, Reached, attempt, repository};
use crate::pack::{Goal, GoalKind, VerdictKind};
use std::sync::Arc;

/// The hostile input that still works and what it does, found by really trying.
pub(super) fn working_input(case: &Case<'_>, goals: &Goals) -> Option<(String, String)> {
    let mut first = None;
    for ((goal, outcome), runs) in pairs(case.exercise, goals).zip(&goals.runs) {
        let Outcome::Failed(said) = outcome else {
            continue;
        };
        if goal.verdict != VerdictKind::Vulnerable {
            continue;
        }
        let way = first.get_or_insert_with(|| Way::to(case, goal, said));
        if let GoalKind::Probe(probe) = &goal.kind
            && let Some(input) = &probe.input
            && (way.said == said || runs.iter().any(|run| way.leads(run)))
        {
            let reached = runs
                .iter()
                .find_map(|run| attempt::reached(&run.outcome))
                .map(|reached| also(case, said, &reached))
                .unwrap_or_default();
            return Some((input.clone(), format!("{said}{reached}")));
        }
        if let Some(works) = super::file::works(goal, outcome)
            && (way.said == said || matches!(way.through, Through::Any))
        {
            return Some(works);
        }
    }
    let way = first?;
    let attack = case.exercise.attack.as_ref()?;
    let kept = repository::of(case.exercise, attack).is_some();
    attack
        .input
        .iter()
        .filter(|input| !input.is_harmless())
        .find_map(|input| {
            let (tried, run) = attempt::with_run(case, attack, &input.text);
            if !tried.works || !(kept || run.is_some_and(|run| way.leads(&run))) {
                return None;
            }
            let reached = tried
                .reached
                .map(|reached| also(case, &tried.message, &reached))
                .unwrap_or_default();
            Some((input.text.clone(), format!("{}{reached}", tried.message)))
        })
}

/// Where an attack must come by to have to do with a goal.
struct Way<'a> {
    /// What is said of the goal.
    said: &'a str,
    through: Through,
}

enum Through {
    /// The exercise is about one place.
    Any,
    /// A function of this name.
    Function(String),
    /// No call is known to come by there.
    Nothing,
}

impl<'a> Way<'a> {
    fn to(case: &Case<'_>, goal: &Goal, said: &'a str) -> Self {
        let through = if case.exercise.is_several() || case.exercise.functions.len() > 1 {
            match function_of(case, goal) {
                Some(name) if !name.is_empty() => Through::Function(name),
                _ => Through::Nothing,
            }
        } else {
            Through::Any
        };
        Self { said, through }
    }

    fn leads(&self, run: &Arc<Run>) -> bool {
        match &self.through {
            Through::Any => true,
            Through::Function(name) => run.went_into.iter().any(|into| **into == **name),
            Through::Nothing => false,
        }
    }
}

/// The function that a goal which does not hold is about; an empty name where it is about none.
fn function_of(case: &Case<'_>, goal: &Goal) -> Option<String> {
    let wanted = |rules: Option<&Vec<String>>| {
        let mut findings = case.report.findings.iter();
        let finding = findings.find(|finding| {
            harmful(finding) && rules.is_none_or(|rules| rules.contains(&finding.rule))
        })?;
        // Of a qualified name the last part stands at the function itself.
        finding.function.rsplit('.').next().map(str::to_owned)
    };
    match &goal.kind {
        GoalKind::Clears(rules) => wanted(Some(rules)),
        GoalKind::Clean => wanted(None),
        GoalKind::Keeps(keeps) => Some(keeps.function.clone()),
        GoalKind::Returns { function, .. } => Some(function.clone()),
        GoalKind::Avoids { .. } | GoalKind::Nowhere(_) | GoalKind::File(_) | GoalKind::Probe(_) => {
            None
        }
    }
}

/// What reached the outside, as a sentence that follows one which may already say it.
fn also(case: &Case<'_>, said: &str, reached: &Reached) -> String {
    let (text, core) = match reached {
        Reached::Database(sql) => {
            let text = case.say("attack.database", &[("sql", &shorten(sql, 200))]);
            (text.clone(), text)
        }
        // What stands last on a page is not what went wrong on it.
        Reached::Event(event) if event.starts_with("holds ") || event.starts_with("shows ") => {
            return String::new();
        }
        Reached::Event(event) => {
            let event = readable(&shorten(event, 200));
            (case.say("attack.program", &[("event", &event)]), event)
        }
    };
    if said.contains(&core) {
        String::new()
    } else {
        format!(" {text}")
    }
}
