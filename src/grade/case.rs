//! One submission under judgement: its program, what the rules say, and calls of it against a
//! fresh database.
//!
//! Called by `judge`, `attempt` and `prove`.

use super::doubt;
use crate::analyze::{Report, analyze};
use crate::attack::{self, Database, Model};
use crate::evaluate::{
    Data, Effect, EffectKind, Function, Ground, Outcome, Param, Query, QueryMethod, Raised, Reason,
    World, probe_bundle, probe_on, required,
};
use crate::pack::{Exercise, WorldRequest};
use crate::python::{self, Program};
use crate::rules::Rulebook;
use crate::text::{Source, parts};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// How many addresses of a program are looked at.
const MOST_ADDRESSES: usize = 8;

/// How many secrets of a program are looked for.
const MOST_SECRETS: usize = 64;
/// What a secret is that is at hand.
const SECRET: &str = "k-5f1c8e0b7a";

/// What all submissions to one exercise have in common, found out once.
#[derive(Debug)]
pub(super) struct Bench<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) rulebook: &'a Rulebook,
    functions: Vec<Function>,
    setup: attack::Setup,
    /// What stands around a submission.
    stage: OnceLock<Option<Program>>,
    /// What is wrong with the database.
    database: OnceLock<Option<String>>,
    /// The start as it was judged, when somebody asked for it.
    start: OnceLock<Analyzed>,
    /// How the start does with each goal.
    at_start: Vec<OnceLock<super::Outcome>>,
    /// How often each goal stood in the way of a submission of which only counts whether it passes.
    stood: Vec<AtomicU32>,
}

/// What the analyzer says of a submission.
#[derive(Debug, Clone)]
struct Analyzed {
    report: Arc<Report>,
    missing: Vec<String>,
    instead: Vec<(String, String)>,
}

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
    /// Its program where it is called.
    ground: OnceLock<Ground>,
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

impl<'a> Bench<'a> {
    pub(super) fn new(exercise: &'a Exercise, rulebook: &'a Rulebook) -> Self {
        Self {
            exercise,
            rulebook,
            functions: functions(exercise),
            setup: setup(exercise),
            stage: OnceLock::new(),
            database: OnceLock::new(),
            start: OnceLock::new(),
            at_start: exercise.goals.iter().map(|_| OnceLock::new()).collect(),
            stood: exercise.goals.iter().map(|_| AtomicU32::new(0)).collect(),
        }
    }

    /// The case of the exercise's own start.
    pub(super) fn start(&'a self) -> Case<'a> {
        let start = || {
            let source = Source::new(self.exercise.file.as_str(), self.exercise.start.as_str());
            Analyzed::new(self, &source)
        };
        Case::of(self, self.start.get_or_init(start).clone())
    }

    /// Whether some misconception is known by the calls that a program makes.
    fn asks_for_calls(&self) -> bool {
        let mut misconceptions = self.exercise.misconceptions.iter();
        misconceptions.any(|known| !known.detect.calls.is_empty())
    }

    /// The world in which calls are made.
    pub(super) fn setup(&self) -> &attack::Setup {
        &self.setup
    }

    /// How the start does with the goal of this number, whatever it waits for.
    pub(super) fn outcome_at_start(&'a self, at: usize) -> Option<&'a super::Outcome> {
        let goal = self.exercise.goals.get(at)?;
        let outcome = || super::goal::one(&self.start(), goal).0;
        Some(self.at_start.get(at)?.get_or_init(outcome))
    }

    /// The numbers of all goals, those first that most often stood in the way.
    pub(super) fn strictest_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.stood.len()).collect();
        let times = |at: &usize| {
            self.stood
                .get(*at)
                .map(|times| times.load(Ordering::Relaxed))
        };
        order.sort_by_cached_key(|at| std::cmp::Reverse(times(at)));
        order
    }

    /// The goal of this number stood in the way.
    pub(super) fn stands(&self, at: usize) {
        if let Some(times) = self.stood.get(at) {
            times.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// What the database says of the exercise's SQL, when it is wrong.
    fn trouble_with_database(&self) -> Option<&str> {
        let trouble = || Database::new(&self.setup.database).err();
        self.database.get_or_init(trouble).as_deref()
    }

    /// The program that stands around the submission; an error when it is not Python.
    fn stage(&self) -> Result<Option<&Program>, Reason> {
        let stage = self.stage.get_or_init(|| {
            let text = self.exercise.stage.as_str();
            (!text.is_empty()).then(|| python::parse(&Source::new("stage", text)))
        });
        match stage.as_ref().and_then(|stage| stage.errors().first()) {
            Some(error) => Err(doubt::stage_not_python(&error.message)),
            None => Ok(stage.as_ref()),
        }
    }
}

impl Analyzed {
    fn new(bench: &Bench<'_>, source: &Source) -> Self {
        let (exercise, rulebook, functions) = (bench.exercise, bench.rulebook, &bench.functions);
        let mut report = analyze(source, rulebook, functions);
        let mut missing = report.record.missing.clone();
        let mut instead = Vec::new();
        if let [wanted] = missing.as_slice()
            && !exercise.is_several()
            && let Some(found) = stand_in(exercise, &report, wanted)
        {
            // A last line that gives the function the name of the brief; it stands behind every
            // place that a finding can speak of.
            let text = format!("{}\n{wanted} = {found}\n", source.text());
            let named = Source::new(source.name(), text.as_str());
            report = analyze(&named, rulebook, functions);
            instead.push((wanted.clone(), found));
            missing.clone_from(&report.record.missing);
        }
        Self {
            report: Arc::new(report),
            missing,
            instead,
        }
    }
}

impl<'a> Case<'a> {
    pub(super) fn new(bench: &'a Bench<'a>, source: &Source) -> Self {
        Self::of(bench, Analyzed::new(bench, source))
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
            ground: OnceLock::new(),
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
    pub(super) fn run(&self, call: &str, around: &Around<'_>) -> Result<Run, Reason> {
        let expression = python::expression(call)
            .map_err(|error| doubt::call_not_python(call, &error.message))?;
        let mut setup = self.bench.setup.clone();
        let text = self.report.source.text();
        // The program's other files lie where it runs.
        for part in parts(text) {
            let path = format!("/app/{}", part.name);
            setup
                .files
                .entry(path)
                .or_insert_with(|| part.text.to_owned());
        }
        if let Some(request) = &around.request {
            setup.request = Some(asked(request));
        }
        if around.bare {
            setup.environ.clear();
        } else if self.exercise.world.secrets {
            for name in asked_for(text) {
                if name.starts_with('/') {
                    setup.files.entry(name).or_insert_with(|| SECRET.into());
                } else {
                    setup.environ.entry(name).or_insert_with(|| SECRET.into());
                }
            }
        }
        if !around.bare && !setup.environ.is_empty() {
            for name in files_asked_for(text) {
                let path = format!("{}{name}", attack::CONFIGURED);
                setup.files.entry(path.clone()).or_default();
                setup.environ.entry(name).or_insert(path);
            }
        }
        for (name, value) in around.environ.into_iter().flatten() {
            if value.is_empty() {
                setup.environ.remove(name);
            } else {
                setup.environ.insert(name.clone(), value.clone());
            }
        }
        setup.started = around.started;
        setup.python = required(text);
        setup.addresses = addresses(text);
        if let Some(error) = self.bench.trouble_with_database() {
            return Err(doubt::database_not_built(error));
        }
        let mut world = Model::of(setup);
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
            let ground = self.ground.get_or_init(ground);
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
            let ground = || Ground::of_bundle(text, knowledge);
            let ground = self.ground.get_or_init(ground);
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

    /// Calls of things outside the file, with their resolved names.
    pub(super) fn calls(effects: &[Effect]) -> impl Iterator<Item = (&str, &Effect)> {
        effects.iter().filter_map(|effect| match &effect.kind {
            EffectKind::Call { callee, .. } => Some((callee.as_str(), effect)),
            _ => None,
        })
    }
}

/// The world in which the exercise's calls are made.
fn setup(exercise: &Exercise) -> attack::Setup {
    let world = &exercise.world;
    attack::Setup {
        database: exercise.database.clone(),
        files: world.files.clone(),
        links: world.links.clone(),
        archives: world
            .archives
            .iter()
            .map(|(path, entries)| {
                let entries = entries.iter().map(|entry| attack::Entry {
                    name: entry.name.clone(),
                    text: entry.text.clone(),
                    link: entry.link.clone(),
                    size: entry.size,
                });
                (path.clone(), entries.collect())
            })
            .collect(),
        environ: world.environ.clone(),
        pages: world.pages.clone(),
        redirects: world.redirects.clone(),
        hosts: world.hosts.clone(),
        without_tls: world.without_tls.clone(),
        programs: world
            .programs
            .iter()
            .map(|(name, program)| {
                let program = attack::Program {
                    returncode: program.returncode,
                    stdout: program.stdout.clone(),
                    stderr: program.stderr.clone(),
                };
                (name.clone(), program)
            })
            .collect(),
        made_up: world.made_up,
        stores: world.stores,
        secrets: world.secrets,
        whole: true,
        started: false,
        python: None,
        addresses: Vec::new(),
        request: world.request.as_ref().map(asked),
    }
}

/// The addresses of the web that a program names, without their paths, each once.
fn addresses(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for scheme in ["https://", "http://"] {
        for (at, _) in text.match_indices(scheme) {
            let rest = text.get(at + scheme.len()..).unwrap_or("");
            let host = rest
                .split(|c: char| !(c.is_ascii_alphanumeric() || ".-:".contains(c)))
                .next()
                .unwrap_or("")
                .trim_end_matches(['.', ':', '-']);
            let address = format!("{scheme}{host}");
            if !host.is_empty() && !found.contains(&address) && found.len() < MOST_ADDRESSES {
                found.push(address);
            }
        }
    }
    found
}

/// The secrets that a program asks for: settings whose name says so, and files below `/run/secrets`.
fn asked_for(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "_/.-".contains(c)));
    let secret = |word: &&str| {
        let setting = word
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
            && ["SECRET", "KEY", "TOKEN", "PASS", "SALT", "PEPPER"]
                .iter()
                .any(|part| word.contains(part));
        let file = ["/run/secrets/", "/var/run/secrets/", "/etc/secrets/"]
            .iter()
            .any(|folder| word.starts_with(folder) && word.len() > folder.len());
        setting || file
    };
    let found: BTreeSet<&str> = words.filter(secret).take(MOST_SECRETS).collect();
    found.into_iter().map(str::to_owned).collect()
}

/// The settings that a program asks for and that name a file, by what they are called.
fn files_asked_for(text: &str) -> Vec<String> {
    let names = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let names_a_file = |name: &&str| {
        let end = name.rsplit_once('_').map_or("", |(_, end)| end);
        matches!(
            end,
            "FILE" | "PATH" | "SETTINGS" | "CONFIG" | "CONF" | "INI" | "TOML" | "YAML" | "JSON"
        ) && name
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    };
    let found: BTreeSet<&str> = names.filter(names_a_file).take(MOST_SECRETS).collect();
    found.into_iter().map(str::to_owned).collect()
}

fn asked(request: &WorldRequest) -> attack::Request {
    attack::Request {
        method: request.method.clone(),
        path: request.path.clone(),
        args: request.args.clone(),
        form: request.form.clone(),
        headers: request.headers.clone(),
        cookies: request.cookies.clone(),
        session: request.session.clone(),
        json: request.json.clone(),
    }
}

/// The entry points of the exercise.
pub(super) fn functions(exercise: &Exercise) -> Vec<Function> {
    exercise
        .functions
        .iter()
        .map(|function| Function {
            name: function.name.clone(),
            params: function
                .params
                .iter()
                .map(|param| Param {
                    name: param.name.clone(),
                    kind: param.kind.clone(),
                    untrusted: param.untrusted,
                })
                .collect(),
        })
        .collect()
}

/// The one function of the module that takes as many parameters as the missing one.
fn stand_in(exercise: &Exercise, report: &Report, wanted: &str) -> Option<String> {
    let function = exercise.functions.iter().find(|f| f.name == wanted)?;
    let (_, program) = report.programs.first()?;
    let mut fitting = program.functions().into_iter().filter(|(name, params)| {
        *params == function.params.len() && exercise.functions.iter().all(|f| f.name != *name)
    });
    let (name, _) = fitting.next()?;
    fitting.next().is_none().then(|| name.to_owned())
}
