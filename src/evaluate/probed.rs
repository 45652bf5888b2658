//! Probes: one call of a program with inputs that are given, in a world that answers.
//!
//! What a call and its files are read by is in the rest of `evaluate`; what the outcome means is for `grade` and
//! `attack`. Called by them, for a bundle through `several`.

use super::data::Data;
use super::doubt;
use super::knowledge::Knowledge;
use super::machine::{Catch, Machine, Scope, Stop};
use super::project::Project;
use super::record::Heed;
use super::shelf::Shelf;
use super::value::{Cell, FrameId, Kind, Val};
use super::world::{Ending, Outcome, Raised, World};
use super::{module, several};
use crate::python::{Expression, Program};
use crate::text::Span;
use ruff_python_ast::Expr;
use ruff_python_ast::helpers::any_over_expr;
use ruff_text_size::Ranged as _;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Fuel of one probe.
const FUEL_PER_PROBE: u64 = 1_500_000;

/// The name of a probed file among the library modules whose behaviour is known; no import spells it.
pub(super) const PROBED: &str = "<probed>.py";

/// Code that stands around a program when it is called.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The code.
    pub(super) program: Program,
    /// Names that are the program's to define: a call means the program's, where it has one. Of all other names that
    /// both define, a call means those of the stage.
    pub(super) theirs: BTreeSet<String>,
    /// The names that the code reads, in order.
    pub(super) reads: Vec<String>,
    /// The names of which its body makes something.
    pub(super) makes: FxHashSet<String>,
}

impl Stage {
    /// Code that stands around programs which may define these names otherwise.
    #[must_use]
    pub fn new(program: Program, theirs: BTreeSet<String>) -> Self {
        let reads = several::reads(&program);
        let makes = several::makes(&program);
        Self {
            program,
            theirs,
            reads,
            makes,
        }
    }

    /// The code.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }
}

/// A name of the stage, its variable, and what it stood for at first.
struct Given<'a> {
    name: &'a str,
    cell: Cell,
    v: Val,
}

/// What a probe asks, and what stands around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) stage: Option<&'a Stage>,
    pub(super) knowledge: &'a Knowledge,
    pub(super) call: &'a Expression,
    /// What somebody will ask about the calls that are made.
    pub(super) effects: Heed,
}

/// What stands around the calls of a program, made once for all of them: its files, and the library modules
/// whose behaviour is known.
#[derive(Debug)]
pub struct Ground {
    pub(super) project: Project,
}

impl Ground {
    /// That of a program of one file.
    #[must_use]
    pub fn new(program: &Program, knowledge: &Knowledge) -> Self {
        let mut project = Project::new(&[(PROBED.to_owned(), program.source().clone())]);
        project.lend(&knowledge.behaviour);
        Self { project }
    }

    /// The same of one that is kept.
    #[must_use]
    pub fn of_program(program: &Arc<Program>, knowledge: &Knowledge) -> Self {
        let ground = Self::new(program, knowledge);
        ground.project.keep_program(0, program);
        ground
    }

    /// That of the files of a bundle, which are parsed.
    #[must_use]
    pub fn of_bundle(text: &str, programs: &[(u32, Arc<Program>)], knowledge: &Knowledge) -> Self {
        let mut project = Project::of_bundle(text);
        project.keep_programs(programs);
        project.lend(&knowledge.behaviour);
        Self { project }
    }
}

/// Evaluates the module body and then one call with given inputs. `call` is a Python expression
/// in which `db` stands for connection number 0 of `world`. What the program takes from files that
/// are not at hand, or does not define, is looked up in `stage`.
#[must_use]
pub fn probe(
    program: &Program,
    stage: Option<&Stage>,
    knowledge: &Knowledge,
    call: &Expression,
    world: &mut dyn World,
) -> Outcome {
    let ground = Ground::new(program, knowledge);
    let heed = Heed::Whole;
    probe_on(&ground, program, stage, knowledge, call, heed, world)
}

/// The same on a ground that is there; of its effects only what somebody asks about.
#[must_use]
pub fn probe_on(
    ground: &Ground,
    program: &Program,
    stage: Option<&Stage>,
    knowledge: &Knowledge,
    call: &Expression,
    effects: Heed,
    world: &mut dyn World,
) -> Outcome {
    let shelf = Shelf::new(&ground.project);
    let scene = Scene {
        stage,
        knowledge,
        call,
        effects,
    };
    call_in(&shelf, 0, program, scene, world)
}

/// Follows the file `home` of a project and then a call.
pub(super) fn call_in<'a>(
    shelf: &'a Shelf<'a>,
    home: usize,
    program: &'a Program,
    scene: Scene<'a>,
    world: &mut dyn World,
) -> Outcome {
    let objects = world.given();
    let mut machine = Machine::new(scene.knowledge, Some(world), FUEL_PER_PROBE);
    machine.mute = scene.effects == Heed::Nothing;
    machine.names_only = scene.effects == Heed::Names;
    for (name, data) in objects {
        let v = machine.value(&data, Span::default());
        let cell = machine.state.cell(v);
        machine.overrides.insert(Arc::from(name), cell);
    }
    machine.join_project(shelf, home);
    machine.lent = shelf.project.lent_from();
    // The stage may use libraries whose behaviour is known, as the program may.
    let given = scene
        .stage
        .map_or_else(Vec::new, |stage| set(&mut machine, stage));
    machine.staged = given.iter().map(|given| (given.name, given.v)).collect();
    if shelf.project.own > 0 {
        machine.follow_further(several::BODIES);
        machine.set_everywhere(shelf);
    }
    let mut failed = None;
    if let Err(stop) = machine.block(&program.tree().body) {
        if let Stop::Raise(v) = stop {
            failed = Some(raised(&machine, v));
        }
        machine.settle(stop);
    }
    stand_in(&mut machine, &given);
    machine.effects.clear();
    machine.limits.clear();
    machine.queries.clear();
    machine.events.clear();
    machine.entry = Arc::from("probe");
    machine.frame = FrameId::MODULE;
    // What the file calls so itself stays, where a whole application is asked.
    let named = machine.find_name("db").map(|v| machine.look(v));
    let own = machine.tells_stores() && named.is_some();
    // A function or data of that name is no database: the call alone means the database by it.
    let other = |v: Val| {
        matches!(
            machine.content_kind(v),
            Kind::Function(..) | Kind::Class(..) | Kind::Dict(_) | Kind::List(_) | Kind::Fields(..)
        )
    };
    let apart = named.is_some_and(other);
    let mut database = None;
    if !own && given.iter().all(|given| given.name != "db") {
        let db = machine.make(
            Kind::External(Arc::from("sqlite3.Connection"), 1, false),
            Span::default(),
        );
        if apart {
            database = Some(db);
        } else {
            machine.assign_name("db", db);
        }
    }
    machine.bring_in(shelf, scene);
    if let Some(stage) = scene.stage {
        speak(&mut machine, stage, &given);
    }
    machine.mean_modules(shelf, scene.call);
    if let Some(db) = database {
        machine.frame = machine.enter(machine.frame, Scope::Module, Arc::from(""));
        machine.assign_name("db", db);
    }
    let mark = machine.state.mark();
    machine.catches = vec![Catch {
        mark,
        raises: Vec::new(),
    }];
    let before = machine.kept();
    let result = machine.eval(scene.call.tree());
    let result =
        result.and_then(|v| machine.over(v, &mut |machine, v| machine.awaited(v, Span::default())));
    // Whoever asked for a generator asked for what it gives.
    let result = result.and_then(|v| machine.run_generator(v, Span::default()).map(|()| v));
    let raises = machine.catches.pop().map(|c| c.raises).unwrap_or_default();
    let mut endings = Vec::new();
    let mut unknown_at = None;
    match result {
        Ok(v) => {
            let v = machine.look(v);
            let options = match machine.kind(v).clone() {
                Kind::Either(options) => options.iter().map(|(o, _)| *o).collect(),
                _ => vec![v],
            };
            for option in options {
                let ending = match machine.settled(option) {
                    Data::Unknown(why) => {
                        unknown_at = unknown_at
                            .or_else(|| machine.first_opaque(option))
                            .or_else(|| Some(machine.arena.node(option).span))
                            .filter(|span| span.end > span.start);
                        Ending::Unknown(why)
                    }
                    data => Ending::Returns(data),
                };
                if !endings.contains(&ending) {
                    endings.push(ending);
                }
            }
        }
        Err(Stop::Raise(v)) => {
            let ending = raised(&machine, v);
            // What a file does not define that stops on its way is not what is wrong with it.
            let nameless = matches!(&ending, Ending::Raises(raised) if raised.name == "NameError");
            endings.push(failed.filter(|_| nameless).unwrap_or(ending));
        }
        Err(Stop::Fuel) => endings.push(Ending::Unknown(doubt::too_many_steps())),
        Err(_) => {}
    }
    for (v, _) in raises {
        let ending = raised(&machine, v);
        if !endings.contains(&ending) {
            endings.push(ending);
        }
    }
    // A place in the call is none in the program.
    let in_call = |at: &Span| {
        let here = |e: &Expr| e.start().to_u32() == at.start && e.end().to_u32() == at.end;
        any_over_expr(scene.call.tree(), &here)
    };
    let unknown_at = unknown_at.filter(|at| !in_call(at));
    machine.tell_stored(&before);
    if endings.is_empty() {
        endings.push(Ending::Unknown(doubt::no_end()));
    }
    let (read, files) = (machine.functions_looked_into(), machine.files_looked_into());
    Outcome {
        endings,
        queries: machine.queries,
        events: machine.events,
        effects: machine.effects,
        limits: machine.limits,
        unknown_at,
        undecided: machine.contexts.undecided.take(),
        exhausted: machine.exhausted,
        read,
        files,
    }
}

fn raised(machine: &Machine, v: Val) -> Ending {
    let (name, message) = machine.describe_exception(v);
    let above = machine.above_exception(v);
    Ending::Raises(Raised {
        name,
        message,
        above,
    })
}

/// Follows what sets the scene of a probe; gives the names it defines. To its own code they stay what they are,
/// whatever the program calls so: they stand between that code and the program's names.
fn set<'a>(machine: &mut Machine<'a, '_>, stage: &'a Stage) -> Vec<Given<'a>> {
    let own = machine.enter(FrameId::MODULE, Scope::Module, Arc::from(""));
    machine.frame = own;
    module(machine, &stage.program.tree().body);
    machine.frame = FrameId::MODULE;
    let variables: Vec<(&str, Cell)> = machine.frame(own).vars.iter().collect();
    let mut given = Vec::with_capacity(variables.len());
    for (name, cell) in variables {
        let v = machine.state.get(cell);
        if v != Val::UNBOUND {
            machine.assign_name(name, v);
            given.push(Given { name, cell, v });
        }
    }
    given
}

/// Names that the program imports from elsewhere stand for what the scene gives, and so do those that it leaves alone.
fn stand_in<'a>(machine: &mut Machine<'a, '_>, given: &[Given<'a>]) {
    machine.frame = FrameId::MODULE;
    for given in given {
        let same = machine.find_name(given.name).is_none_or(|now| {
            now == given.v || matches!(machine.kind(now), Kind::Symbol(_) | Kind::Opaque(_))
        });
        if same {
            machine.bind_cell(FrameId::MODULE, given.name, given.cell);
        }
    }
    let mut bound = machine.frame(FrameId::MODULE).vars.names();
    bound.sort_unstable();
    for other in bound {
        // `from elsewhere import name as other`
        let from = match machine.find_name(other).map(|now| machine.kind(now)) {
            Some(Kind::Symbol(from)) => from.clone(),
            _ => continue,
        };
        let last = from.rsplit('.').next();
        if let Some(given) = given.iter().find(|given| last == Some(given.name)) {
            machine.assign_name(other, given.v);
        }
    }
}

/// The call comes next: what the stage and the program both define means the stage's to it, unless it is the program's
/// to define.
fn speak<'a>(machine: &mut Machine<'a, '_>, stage: &Stage, given: &[Given<'a>]) {
    let asking = machine.enter(FrameId::MODULE, Scope::Module, Arc::from(""));
    for given in given {
        let own = machine.frame(FrameId::MODULE).vars.get(given.name);
        if own != Some(given.cell) && !stage.theirs.contains(given.name) {
            machine.bind_cell(asking, given.name, given.cell);
        }
    }
    machine.frame = asking;
}
