//! One submission under judgement: its program, what the rules say, and calls of it against a
//! fresh database.
//!
//! Called by `judge`, `attempt` and `prove`.

use super::bench::{Analyzed, Bench};
use super::doubt;
use super::pieces::Pieces;
use super::surroundings::{around as surroundings, asked};
use crate::analyze::{Report, analyze};
use crate::attack::{self, Model};
use crate::evaluate::{
    Data, Effect, EffectKind, Ending, Ground, Heed, Outcome, Query, QueryMethod, Raised, Reason,
    World, probe_bundle, probe_on,
};
use crate::pack::{Exercise, WorldRequest};
use crate::rules::Rulebook;
use crate::text::{Source, Span, parts};
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
    usual: OnceLock<Place>,
    bare: OnceLock<Place>,
    /// The program taken apart.
    pieces: OnceLock<Pieces>,
    /// What the analyzer says of it with all that it knows of its calls.
    whole: OnceLock<Report>,
    runs: Mutex<Vec<(Asked, Arc<Run>)>>,
}

/// The world of a program's calls.
#[derive(Debug)]
struct Place {
    whole: attack::Setup,
    /// The same without the program's own Python files.
    frame: Arc<attack::Setup>,
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
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Asked {
    call: String,
    given: Option<String>,
    then: Option<String>,
    request: Option<WorldRequest>,
    environ: BTreeMap<String, String>,
    bare: bool,
    started: bool,
    effects: Heed,
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

    pub(super) fn call(&self) -> &str {
        &self.call
    }

    /// Whether this call tells what another one asks.
    pub(super) fn answers(&self, other: &Self) -> bool {
        let effects = self.effects >= other.effects;
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
    /// What it will be asked about the calls that were made.
    pub(super) effects: Heed,
}

/// One call and how it went.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub(super) outcome: Outcome,
    /// Why the model's answer is not Python's, when a limit was reached.
    pub(super) stopped: Option<Reason>,
    /// What a query returned afterwards, when one was asked for.
    pub(super) then: Option<Result<Data, Raised>>,
    /// The names of the functions that it went into.
    pub(super) went_into: Vec<Box<str>>,
}

impl<'a> Case<'a> {
    pub(super) fn new(bench: &'a Bench<'a>, source: &Source) -> Self {
        Self::of(bench, bench.analyzed(source, false))
    }

    /// The same of an answer that may be asked about again.
    pub(super) fn kept(bench: &'a Bench<'a>, source: &Source) -> Self {
        Self::of(bench, bench.analyzed(source, true))
    }

    /// That of what was analyzed.
    pub(super) fn of(bench: &'a Bench<'a>, analyzed: Analyzed) -> Self {
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

    /// Whether a place that a call has come to is one of the text under judgement: there is one file, nothing stands
    /// around it, and no library's code was followed there.
    pub(super) fn stands_alone(&self, span: Span) -> bool {
        let text = self.report.source.text();
        self.report.programs.len() == 1
            && self.exercise.stage.is_empty()
            && usize::try_from(span.end).is_ok_and(|end| end <= text.len())
    }

    /// What the analyzer says with all that it knows of the program's calls, for whoever asks where the data of
    /// any of them came from.
    pub(super) fn whole(&self) -> &Report {
        let functions = self.bench.functions();
        let whole = || analyze(&self.report.source, self.rulebook, functions);
        self.kept.whole.get_or_init(whole)
    }

    /// Calls the program against a fresh database. An error is one of the exercise itself.
    pub(super) fn run(&self, call: &str, around: &Around<'_>) -> Result<Arc<Run>, Reason> {
        let asked = Asked::of(call, around);
        if let Some(run) = self.kept.known(&asked) {
            return Ok(run);
        }
        let pieces = self
            .kept
            .pieces
            .get_or_init(|| Pieces::of(&self.report, &self.exercise.stage));
        let place = self.place(around.bare);
        let calls = pieces.are_several().then(|| self.bench.calls());
        let made = calls.and_then(|calls| calls.find(&asked, &place.frame, pieces));
        let run = if let Some(run) = made {
            run
        } else {
            let (run, shown) = self.called(call, around, place)?;
            let run = Arc::new(run);
            if let Some(calls) = calls.filter(|_| !shown) {
                calls.keep(&asked, &place.frame, pieces, &run);
            }
            run
        };
        self.kept.keep(asked, &run);
        Ok(run)
    }

    /// Makes a call; and whether the program may have read itself.
    fn called(
        &self,
        call: &str,
        around: &Around<'_>,
        place: &Place,
    ) -> Result<(Run, bool), Reason> {
        let expression = self.bench.expression(call)?;
        if let Some(error) = self.bench.stock().trouble() {
            return Err(doubt::database_not_built(error));
        }
        let stock = match around.given {
            None => Arc::clone(self.bench.stock()),
            Some(sql) => self.bench.stock_after(sql),
        };
        if let Some(error) = stock.trouble() {
            return Err(doubt::given_fails(error));
        }
        let mut world = Model::of(world(place, around), &stock);
        let stage = self.bench.stage()?;
        let knowledge = self.rulebook.knowledge();
        let effects = around.effects;
        let outcome = if let Some((0, program)) = self.report.programs.first() {
            let ground = || Ground::of_program(program, knowledge);
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
            let (text, programs) = (self.report.source.text(), &self.report.programs);
            let ground = || Ground::of_bundle(text, programs, knowledge);
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
        // By name, as another program for which this counts as well may have them elsewhere.
        let text = self.report.source.text();
        let name = |place: &Span| text.get(place.start as usize..place.end as usize);
        let went_into = outcome.read.iter().filter_map(name);
        let run = Run {
            went_into: went_into.map(Into::into).collect(),
            outcome,
            stopped,
            then,
        };
        Ok((run, world.has_shown_python()))
    }

    /// The world of its calls; in a `bare` one nothing is set.
    fn place(&self, bare: bool) -> &Place {
        let kept = if bare {
            &self.kept.bare
        } else {
            &self.kept.usual
        };
        kept.get_or_init(|| {
            let text = self.report.source.text();
            let whole = surroundings(self.exercise, self.bench.setup(), text, bare);
            let mut frame = whole.clone();
            for part in parts(text).iter().filter(|part| part.is_python()) {
                frame.files.remove(&format!("/app/{}", part.name));
            }
            Place {
                whole,
                frame: self.bench.calls().world(frame),
            }
        })
    }

    /// Calls of things outside the file, with their resolved names.
    pub(super) fn calls(effects: &[Effect]) -> impl Iterator<Item = (&str, &Effect)> {
        effects.iter().filter_map(|effect| match &effect.kind {
            EffectKind::Call { callee, .. } => Some((callee.as_str(), effect)),
            _ => None,
        })
    }
}

/// The world of one call.
fn world(place: &Place, around: &Around<'_>) -> attack::Setup {
    let mut setup = place.whole.clone();
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

impl Run {
    /// Whether all is known of how the call went, what it gave and what it did.
    pub(super) fn is_known(&self) -> bool {
        let outcome = &self.outcome;
        let known = |ending: &Ending| match ending {
            Ending::Returns(data) => data.is_known(),
            Ending::Raises(_) => true,
            Ending::Unknown(_) => false,
        };
        self.stopped.is_none()
            && !outcome.exhausted
            && outcome.limits.is_empty()
            && outcome.unknown_at.is_none()
            && outcome.endings.iter().all(known)
    }
}
