//! One submission under judgement: its program, what the rules say, and calls of it against a
//! fresh database.
//!
//! Called by `judge`, `attempt` and `prove`.

use super::bench::{Analyzed, Bench};
use super::doubt;
use super::surroundings::{around as surroundings, asked};
use crate::analyze::Report;
use crate::attack::{self, Model};
use crate::evaluate::{
    Data, Effect, EffectKind, Ground, Outcome, Query, QueryMethod, Raised, Reason, World,
    probe_bundle, probe_on,
};
use crate::pack::{Exercise, WorldRequest};
use crate::python;
use crate::rules::Rulebook;
use crate::text::Source;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A submission with what the analyzer says of it.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub(super) bench: &'a Bench<'a>,
    pub(super) exercise: &'a Exercise,
    pub(super) rulebook: &'a Rulebook,
    pub(super) report: Arc<Report>,
    /// Judged functions that are missing.
    pub(super) missing: Vec<String>,
    /// Functions taken in place of missing ones: wanted name, found name.
    pub(super) instead: Vec<(String, String)>,
    /// Whether somebody asks which calls it makes when it is called.
    pub(super) asked_for_calls: bool,
    kept: Arc<Kept>,
}

/// What calls of one program have in common, and the calls that were made: the same call in the same world goes
/// the same way.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The program where it is called.
    ground: OnceLock<Ground>,
    /// Its world, and the same with nothing set.
    usual: OnceLock<attack::Setup>,
    bare: OnceLock<attack::Setup>,
    runs: Mutex<Vec<(Asked, Arc<Run>)>>,
}

impl Kept {
    /// A call that was made already, with at least what is asked for.
    fn known(&self, asked: &Asked) -> Option<Arc<Run>> {
        let runs = self.runs.lock().unwrap_or_else(PoisonError::into_inner);
        let found = runs.iter().find(|(made, _)| made.answers(asked));
        found.map(|(_, run)| Arc::clone(run))
    }

    fn keep(&self, asked: Asked, run: &Arc<Run>) {
        let mut runs = self.runs.lock().unwrap_or_else(PoisonError::into_inner);
        runs.push((asked, Arc::clone(run)));
    }
}

/// A call with all that decides how it goes.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    call: String,
    given: Option<String>,
    then: Option<String>,
    request: Option<WorldRequest>,
    environ: BTreeMap<String, String>,
    bare: bool,
    started: bool,
    effects: bool,
}

impl Asked {
    fn of(call: &str, around: &Around<'_>) -> Self {
        Self {
            call: call.to_owned(),
            given: around.given.map(str::to_owned),
            then: around.then.map(str::to_owned),
            request: around.request.clone(),
            environ: around.environ.cloned().unwrap_or_default(),
            bare: around.bare,
            started: around.started,
            effects: around.effects,
        }
    }

    /// Whether this call tells what another one asks.
    fn answers(&self, other: &Self) -> bool {
        let effects = self.effects || !other.effects;
        let here = self.call == other.call && self.given == other.given && self.then == other.then;
        effects
            && here
            && self.request == other.request
            && self.environ == other.environ
            && (self.bare, self.started) == (other.bare, other.started)
    }
}

/// What is particular to one call, besides the exercise's world.
#[derive(Debug, Clone, Default)]
pub(super) struct Around<'a> {
    /// SQL that is run before.
    pub(super) given: Option<&'a str>,
    /// A query afterwards.
    pub(super) then: Option<&'a str>,
    /// The request that is answered.
    pub(super) request: Option<WorldRequest>,
    /// Settings of the environment, over those of the world; an empty one is not there.
    pub(super) environ: Option<&'a BTreeMap<String, String>>,
    /// Whether nothing else is in the environment, and no secret at hand.
    pub(super) bare: bool,
    /// Whether the file is started as a program.
    pub(super) started: bool,
    /// Whether it will be asked which calls were made with what.
    pub(super) effects: bool,
}

/// One call and how it went.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) outcome: Outcome,
    /// Why the model's answer is not Python's, when a limit was reached.
    pub(super) stopped: Option<Reason>,
    /// What a query returned afterwards, when one was asked for.
    pub(super) then: Option<Result<Data, Raised>>,
}

impl<'a> Case<'a> {
    pub(super) fn new(bench: &'a Bench<'a>, source: &Source) -> Self {
        Self::of(bench, bench.analyzed(source, false))
    }

    /// The same of an answer that may be asked about again.
    pub(super) fn kept(bench: &'a Bench<'a>, source: &Source) -> Self {
        Self::of(bench, bench.analyzed(source, true))
    }

    fn of(bench: &'a Bench<'a>, analyzed: Analyzed) -> Self {
        Self {
            bench,
            exercise: bench.exercise,
            rulebook: bench.rulebook,
            report: analyzed.report,
            missing: analyzed.missing,
            instead: analyzed.instead,
            asked_for_calls: bench.asks_for_calls(),
            kept: analyzed.kept,
        }
    }

    /// A sentence of the judge, in the language of the exercise.
    pub(super) fn say(&self, id: &str, values: &[(&str, &str)]) -> String {
        self.exercise.messages.say(id, values)
    }

    /// A reason in the same language, without the end of a sentence.
    pub(super) fn told(&self, why: &Reason) -> String {
        let told = doubt::told(&self.exercise.messages, why);
        told.trim_end_matches('.').to_owned()
    }

    /// A place in words.
    pub(super) fn spot(&self, offset: u32) -> String {
        let (line, file) = self.report.source.line_in(offset);
        let line = line.to_string();
        match file {
            None => self.say("place.line", &[("line", &line)]),
            Some(file) => self.say("place.line-of", &[("line", &line), ("file", &file)]),
        }
    }

    /// Calls the program against a fresh database. An error is one of the exercise itself.
    pub(super) fn run(&self, call: &str, around: &Around<'_>) -> Result<Arc<Run>, Reason> {
        let asked = Asked::of(call, around);
        if let Some(run) = self.kept.known(&asked) {
            return Ok(run);
        }
        let run = Arc::new(self.called(call, around)?);
        self.kept.keep(asked, &run);
        Ok(run)
    }

    fn called(&self, call: &str, around: &Around<'_>) -> Result<Run, Reason> {
        let expression = python::expression(call)
            .map_err(|error| doubt::call_not_python(call, &error.message))?;
        if let Some(error) = self.bench.stock().trouble() {
            return Err(doubt::database_not_built(error));
        }
        let mut world = Model::of(self.world(around), self.bench.stock());
        if let Some(sql) = around.given {
            world
                .prepare(sql)
                .map_err(|error| doubt::given_fails(&error))?;
        }
        let stage = self.bench.stage()?;
        let knowledge = self.rulebook.knowledge();
        let effects = around.effects;
        let outcome = if let Some((0, program)) = self.report.programs.first() {
            let ground = || Ground::new(program, knowledge);
            let ground = self.kept.ground.get_or_init(ground);
            probe_on(
                ground,
                program,
                stage,
                knowledge,
                &expression,
                effects,
                &mut world,
            )
        } else {
            let ground = || Ground::of_bundle(self.report.source.text(), knowledge);
            let ground = self.kept.ground.get_or_init(ground);
            probe_bundle(ground, stage, knowledge, &expression, effects, &mut world)
        };
        let stopped = world.stopped().cloned();
        let then = around.then.map(|sql| {
            world
                .query(&Query {
                    connection: 0,
                    method: QueryMethod::Execute,
                    sql: sql.to_owned(),
                    parameters: None,
                })
                .map(|reply| Data::List(reply.rows))
        });
        Ok(Run {
            outcome,
            stopped,
            then,
        })
    }

    /// The world of a call.
    fn world(&self, around: &Around<'_>) -> attack::Setup {
        let (kept, bare) = (&self.kept, around.bare);
        let base = if bare { &kept.bare } else { &kept.usual };
        let text = self.report.source.text();
        let base = base.get_or_init(|| surroundings(self.exercise, self.bench.setup(), text, bare));
        let mut setup = base.clone();
        if let Some(request) = &around.request {
            setup.request = Some(asked(request));
        }
        for (name, value) in around.environ.into_iter().flatten() {
            if value.is_empty() {
                setup.environ.remove(name);
            } else {
                setup.environ.insert(name.clone(), value.clone());
            }
        }
        setup.started = around.started;
        setup
    }

    /// Calls of things outside the file, with their resolved names.
    pub(super) fn calls(effects: &[Effect]) -> impl Iterator<Item = (&str, &Effect)> {
        effects.iter().filter_map(|effect| match &effect.kind {
            EffectKind::Call { callee, .. } => Some((callee.as_str(), effect)),
            _ => None,
        })
    }
}
