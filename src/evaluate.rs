//! What a program would do: abstract evaluation into a record of effects, and probes with given inputs.
//!
//! Nothing is executed: the evaluator walks the tree with values that may be known, partly known
//! or unknown. Knows nothing of what is dangerous. Called by `rules`, `analyze`, `grade`, `attack`.

mod address;
mod alike;
mod ancestor;
mod answer;
mod asked;
mod attribute;
mod begun;
mod bounds;
mod budget;
mod builtin;
mod calculate;
mod call;
mod callable;
mod callback;
mod carried;
mod cases;
mod chosen;
mod class;
mod coded;
mod column;
mod compare;
mod compared;
mod comprehension;
mod condition;
mod container;
mod contents;
mod copied;
mod counted;
mod data;
mod database;
mod decide;
mod declared;
mod definition;
mod demand;
mod demanded;
mod digest;
mod dispatch;
mod display;
mod domain;
pub(crate) mod doubt;
mod each;
mod elsewhere;
mod ending;
mod entry;
mod enumeration;
mod exception;
mod export;
mod expression;
mod external;
mod filled;
mod filler;
mod fitting;
mod flags;
mod flow;
mod forget;
mod form;
mod format;
mod found;
mod function;
mod gate;
mod generator;
mod group;
mod guard;
mod handover;
mod having;
mod heirs;
mod inside;
mod instance;
mod interest;
mod item;
mod iterate;
mod json;
mod kept;
mod kindred;
mod kinds;
mod knowledge;
mod label;
mod laid;
mod late;
mod later;
mod learnt;
mod letter;
mod letters;
mod library;
mod lines;
mod logged;
mod looked;
mod machine;
mod mapping;
mod member;
mod metaclass;
mod method;
mod mirror;
mod named;
mod naming;
mod normal;
mod note;
mod number;
mod octets;
mod operator;
mod option;
mod optional;
mod outline;
mod outside;
mod part;
mod parts;
mod path;
mod pattern;
mod picked;
mod pickle;
mod plain;
mod probed;
mod project;
mod raised;
mod reason;
mod record;
mod recorded;
mod relevance;
mod repeat;
mod replaced;
mod reread;
mod resume;
mod rooted;
mod row;
mod rows;
mod said;
mod schema;
mod scope;
mod sealed;
mod seen;
mod sequence;
mod settings;
mod several;
mod shared;
mod shelf;
mod shown;
mod signature;
mod since;
mod slice;
mod spelt;
mod spent;
mod spoken;
mod spread;
mod stack;
mod standard;
mod star;
mod state;
mod statement;
mod stored;
mod string;
mod substitute;
mod syntax;
mod table;
mod template;
mod tried;
mod unfilled;
mod unreached;
mod value;
mod vars;
mod watch;
mod within;
mod words;
mod world;
mod worn;
mod written;

pub use data::Data;
pub use display::quote;
pub use exception::is_own_exception;
pub use interest::{Asked, FormsAsked, Interest, Needed, Part};
pub use knowledge::{
    Behaviour, Entry, EntryByParameters, EntryGuess, Function, Guess, Handler, Knowledge, Lead,
    NamedParameter, Options, Param, Registration, Role, Roles, Run,
};
pub use library::unhexed;
pub use number::float_text;
pub use outline::Outline;
pub use probed::{Ground, Stage, probe, probe_on};
pub use project::Project;
pub use raised::known_exceptions;
pub use reason::{Reason, Sentence};
pub use record::{
    Argument, Effect, EffectKind, Handed, Heed, Identity, Limit, Named, Origin, OriginKind, Piece,
    Place, Reach, Record, Shape, Stopped, View, Watch, Way, Whence,
};
pub use relevance::Relevance;
pub use scope::is_builtin;
pub use several::{probe_bundle, programs_of, survey_bundle};
pub use since::required;
pub use standard::unescaped;
pub use table::Table;
pub use world::{
    Callable, Ending, Event, NoWorld, Outcome, Outside, Query, QueryMethod, Raised, Reply, UNKNOWN,
    World,
};

pub(crate) use reason::reasons;

use crate::python::Program;
use crate::text::{Source, Span};
use call::Args;
use machine::{Catch, Machine, Stop};
use ruff_python_ast::Stmt;
use std::sync::Arc;
use value::{FrameId, How, Kind, Val};

/// Fuel for a program of no length; each byte of source adds [`FUEL_PER_BYTE`].
const FUEL: u64 = 400_000;
const FUEL_PER_BYTE: u64 = 30;
/// How much more there is where a few functions are judged: a parser that calls itself is no long program,
/// but has many ways through it.
const JUDGED: u64 = 10;
/// Fuel of one entry function, at most, when all are followed.
const FUEL_PER_ENTRY: u64 = 40_000;
/// The same when a file is checked among others, where nobody waits for the last doubt.
const CHECK_FUEL: u64 = 40_000;
const CHECK_FUEL_PER_BYTE: u64 = 6;
const CHECK_FUEL_PER_ENTRY: u64 = 2_000;
/// A long entry gets one more for so many of its bytes: one statement after another takes steps, too.
const BYTES_PER_STEP: u64 = 4;
/// The same of the statements of a file, with one for each byte: what they call is entered by itself.
const CHECK_FUEL_OF_BODY: u64 = 8_000;
/// Evaluates the module body, then every judged function (or, when `functions` is empty, every
/// function) with unknown arguments. Ends after a number of steps that grows with the length of
/// the source.
#[must_use]
pub fn survey(program: &Program, knowledge: &Knowledge, functions: &[Function]) -> Record {
    survey_for(program, knowledge, functions, None, None)
}

/// The same; of the values that get a name, only those that `stores` asks for are told, and where the data of
/// calls came from only where `whence` says so.
#[must_use]
pub fn survey_for(
    program: &Program,
    knowledge: &Knowledge,
    functions: &[Function],
    stores: Option<&dyn Watch>,
    whence: Option<&dyn Whence>,
) -> Record {
    let fuel = FUEL + FUEL_PER_BYTE * program.source().text().len() as u64;
    let times = if functions.is_empty() { 1 } else { JUDGED };
    let doors: Vec<_> = functions.iter().map(|f| (f.name.as_str(), f)).collect();
    let doors = (!functions.is_empty()).then_some(doors.as_slice());
    let mut machine = Machine::new(knowledge, None, fuel * times);
    machine.stores = stores;
    machine.whence = whence;
    let (text, body) = (program.source().text(), &program.tree().body);
    let secret = |name: &str| stores.is_none_or(|watch| watch.named(name).logged);
    let told = outline::behind::told(text, body, &knowledge.roles, &secret);
    machine.note_told(&told);
    machine.note_written(&written::written(&program.tree().body, stores));
    follow(machine, program.source(), &program.tree().body, doors)
}

/// The same for one file of a project: what it imports from the project's other files is followed
/// into them. The record holds what `watch` asks for, so that only those functions are followed in
/// which `relevance` sees a reason. Spans are those of the project's address space; `None` when there is no such file.
#[must_use]
pub fn survey_file(
    project: &Project,
    file: usize,
    relevance: &Relevance,
    knowledge: &Knowledge,
    watch: &dyn Watch,
) -> Option<Record> {
    let shelf = shelf::Shelf::new(project);
    let source = project.source(file)?;
    let fuel = CHECK_FUEL + CHECK_FUEL_PER_BYTE * source.text().len() as u64;
    let mut machine = Machine::new(knowledge, None, fuel);
    machine.watch = Some(watch);
    machine.join_project(&shelf, file);
    machine.relevance = Some(relevance);
    machine.followed = relevance.follows(file);
    machine.note_told(relevance.told(file));
    machine.note_written(relevance.written(file));
    Some(follow(machine, source, &[], None))
}

/// Follows the body of a file and then its `doors`: judged functions, each with its name in the file;
/// without doors, all functions. Of a file that is checked among others, the body is asked for piece by piece.
fn follow<'a>(
    mut machine: Machine<'a, '_>,
    source: &Source,
    body: &'a [Stmt],
    doors: Option<&[(&str, &Function)]>,
) -> Record {
    let mut record = Record::default();
    let text = source.text();
    machine.heeds = text.contains("session");
    if machine.world.is_none() {
        machine.sizes = ending::Heeded::in_text(text);
    }
    machine.note_directions(source);
    machine.note_requirements(text);
    match machine.followed {
        Some(followed) => home(&mut machine, text.len(), followed),
        None => module(&mut machine, body),
    }
    if doors.is_none() {
        machine.add_inherited();
    }
    machine.open_stores();
    let budget = machine.fuel;
    if doors.is_none() {
        let most = if machine.watch.is_some() {
            CHECK_FUEL_PER_ENTRY
        } else {
            FUEL_PER_ENTRY
        };
        let mut at = 0;
        let mut left = budget;
        machine.shared.wanted = true;
        // Functions made while others are followed are entries too.
        loop {
            let Some((function, name, class)) = machine.defined.get(at).cloned() else {
                // What one left where others find it, those find that came before it.
                if machine.shared.kept == 0 || !machine.shared.wanted {
                    break;
                }
                machine.shared.wanted = false;
                at = 0;
                continue;
            };
            at += 1;
            // What only the function around it can call was followed with what that one gives.
            if !machine.is_followed(function, &name)
                || (machine.is_filled(function) && machine.door(function, &name).is_none())
                || machine.unnamed(function) == Some(true)
            {
                continue;
            }
            machine.entry = name.clone();
            machine.forget_names();
            let most = most + machine.length_of(function) / BYTES_PER_STEP;
            let mut given = machine.allow(left.min(most));
            prepare(&mut machine, function, &name, class.is_some());
            let args = machine.entry_arguments(function, &name, class.is_some());
            let door = machine.door(function, &name);
            let address = |d: &entry::Door| Some((d.route.clone()?, Arc::clone(&d.entry)));
            machine.addressed = door.as_ref().and_then(address);
            // Whoever calls it calls what its decorator made of it; what that never calls stands for itself.
            let worn = machine.worn_by(function).map(|(code, decorated)| {
                let own = machine.entry_arguments(decorated, &name, class.is_some());
                (code, decorated, own)
            });
            let before = machine.before_entry();
            let reached = worn.is_some_and(|(code, decorated, own)| {
                let both = [args.clone(), own];
                enter_worn(&mut machine, code, decorated, both, door.as_ref())
            });
            if !reached {
                // What its decorators did took steps that are not its own.
                let more = left
                    .saturating_sub(given)
                    .min(most.saturating_sub(machine.fuel));
                machine.fuel += more;
                given += more;
                let role = role_of(door.as_ref());
                enter(&mut machine, function, args, door.as_ref(), role);
            }
            machine.forget_entry(&before);
            left = left.saturating_sub(given.saturating_sub(machine.fuel));
        }
    } else {
        for (name, function) in doors.into_iter().flatten() {
            let Some(callee) = named(&machine, name) else {
                record.missing.push(function.name.clone());
                continue;
            };
            machine.entry = Arc::from(function.name.as_str());
            machine.forget_names();
            machine.fuel = budget;
            machine.reserve = budget / 2;
            let args = judged_arguments(&mut machine, callee, function);
            let door = machine.door(callee, &function.name);
            let role = role_of(door.as_ref());
            enter(&mut machine, callee, args, door.as_ref(), role);
        }
    }
    record.effects = machine.effects;
    record.limits = machine.limits;
    // A judge has asked for all that it needs.
    let cut = machine.watch.is_some() && machine.looks.cut.get();
    record.exhausted = machine.exhausted || cut;
    record.stopped = machine.stopped.filter(|_| machine.exhausted);
    record.steps = machine.steps;
    record.handed = machine.handed;
    record
}

/// The value of a Python literal; `None` when the text is anything else.
#[must_use]
pub fn literal(text: &str) -> Option<Data> {
    let expression = crate::python::expression(text).ok()?;
    let knowledge = Knowledge::default();
    let mut machine = Machine::new(&knowledge, None, 100_000);
    let v = machine.eval(expression.tree()).ok()?;
    let data = machine.data(v);
    data.is_known().then_some(data)
}

/// Follows the module body.
fn module<'a>(machine: &mut Machine<'a, '_>, body: &'a [Stmt]) {
    if let Err(stop) = machine.block(body) {
        machine.settle(stop);
    }
}

/// Follows what counts of the body of a file of this length that is checked among others.
fn home(machine: &mut Machine, length: usize, followed: &relevance::Followed) {
    let all = machine.fuel;
    let most = CHECK_FUEL_OF_BODY + length as u64;
    machine.fuel = all.min(most);
    let given = machine.fuel;
    machine.follow_home(followed);
    machine.fuel = all - (given - machine.fuel);
}

fn named(machine: &Machine, name: &str) -> Option<Val> {
    let mut at = None;
    for (part, attribute) in name.split('.').zip(0..) {
        at = match at {
            None if attribute == 0 => machine.find_name(part),
            None => None,
            Some(class) => machine.class_member(class, part),
        };
    }
    at
}

/// Makes the object that a method is entered with, once for its class.
fn prepare(machine: &mut Machine, function: Val, name: &str, method: bool) {
    let Some((class, _)) = name.rsplit_once('.').filter(|_| method) else {
        return;
    };
    machine.frame = FrameId::MODULE;
    let mark = machine.state.mark();
    machine.catches = vec![Catch {
        mark,
        raises: Vec::new(),
    }];
    let door = machine.door(function, name).is_some();
    if let Some(object) = machine.instance(class, door)
        && let Kind::Ref(cell) = *machine.kind(object)
    {
        machine.made.insert(cell, machine.state.get(cell));
    }
}

/// What counts of a function that is entered by this door, or by none.
fn role_of(door: Option<&entry::Door>) -> slice::Role {
    match door {
        Some(_) => slice::Role::Called,
        None => slice::Role::Alone,
    }
}

/// Enters what a decorator made of a function, with what the function itself takes, with what the decorator's
/// takes where it hands over more, or with nothing where it fills all of that. Whether the function was called in the end.
fn enter_worn(
    machine: &mut Machine,
    code: value::CodeId,
    decorated: Val,
    [args, own]: [Args; 2],
    door: Option<&entry::Door>,
) -> bool {
    let before = machine.called.remove(&code);
    let named = machine.by_keyword(code, &args, door);
    let ways = [Some(args), named, Some(own), Some(Args::default())];
    let reached = ways.into_iter().flatten().any(|args| {
        enter(machine, decorated, args, door, slice::Role::Called);
        machine.called.contains(&code)
    });
    if before {
        machine.called.insert(code);
    }
    reached
}

/// Follows one entry function from a clean state and goes back.
fn enter(
    machine: &mut Machine,
    callee: Val,
    args: Args,
    door: Option<&entry::Door>,
    role: slice::Role,
) {
    let span = Span::default();
    machine.frame = FrameId::MODULE;
    let (mark, begun) = machine.begin_entry();
    machine.catches = vec![Catch {
        mark,
        raises: Vec::new(),
    }];
    let object = args.positional.first().map(|(v, _)| *v);
    if let (Some(door), Some(object)) = (door, object) {
        machine.lead_in(door, object);
    }
    machine.entered_for = machine.watch.map(|_| role);
    let result = machine.call(callee, args, span);
    machine.entered_for = None;
    match result {
        Ok(v) => {
            if let Some(door) = door {
                machine.answer(door, v);
                if let Some(object) = object {
                    machine.wind_up(door, object);
                }
            }
            // No rule asks what is returned; judges do.
            if machine.watch.is_none() {
                let view = machine.view(v);
                machine.effect(
                    EffectKind::Return(Box::new(view)),
                    machine.arena.node(v).span,
                );
            }
        }
        Err(Stop::Raise(v)) => {
            let (name, _) = machine.describe_exception(v);
            machine.effect(EffectKind::Raise(name), machine.arena.node(v).span);
        }
        Err(_) => {}
    }
    let left = match door.filter(|_| machine.shared.wanted) {
        Some(_) => {
            let changes = machine.state.since(mark);
            machine.left_behind(&changes)
        }
        None => Vec::new(),
    };
    let raises = machine.catches.pop().map(|c| c.raises).unwrap_or_default();
    for (v, _) in raises {
        let (name, _) = machine.describe_exception(v);
        machine.effect(EffectKind::Raise(name), machine.arena.node(v).span);
    }
    machine.catches = vec![Catch {
        mark,
        raises: Vec::new(),
    }];
    machine.end_entry(mark, begun);
    machine.share(left);
}

/// Whether data of this type has parts whose types are its sender's choice, as JSON has.
fn is_structure(ty: &str) -> bool {
    let name = ty.split('[').next().unwrap_or(ty);
    matches!(
        name,
        "dict" | "list" | "typing.Any" | "collections.abc.Mapping"
    )
}

/// The arguments with which an exercise's function is entered.
fn judged_arguments(machine: &mut Machine, callee: Val, function: &Function) -> Args {
    let mut args = Args::default();
    let mut spans = Vec::new();
    if let Kind::Function(code, ..) = *machine.kind(callee)
        && let Some(machine::Code::Function(f)) = machine.codes.get(code.0 as usize).copied()
    {
        spans = f
            .parameters
            .iter_non_variadic_params()
            .map(|p| (machine.span_of(&p.parameter.name), p.default.is_some()))
            .collect();
    }
    for (at, p) in function.params.iter().enumerate() {
        let span = spans.get(at).map(|(s, _)| *s).unwrap_or_default();
        let kind = if p.untrusted {
            OriginKind::UntrustedParameter
        } else {
            OriginKind::Parameter
        };
        // Authors write the name under which a class is documented; models may know it by a shorter one.
        let ty = p.kind.as_deref();
        let short = ty.and_then(|ty| machine.knowledge.aliases.get(ty)).cloned();
        let ty = short.as_deref().or(ty);
        let mut v = machine.parameter(None, &p.name, kind, ty, span);
        if p.untrusted && ty.is_some_and(is_structure) {
            let mut node = machine.arena.node(v).clone();
            node.how = How::Call(Arc::from("judged.structure"));
            v = machine.arena.add(node);
        }
        args.positional.push((v, span));
    }
    for (span, default) in spans.into_iter().skip(function.params.len()) {
        if !default {
            let v = machine.derive(None, &[], How::Plain, span);
            args.positional.push((v, span));
        }
    }
    args
}
