//! What a file is made of, at a glance: its functions, classes and statements, the names each of them
//! uses and binds, and what of them may be asked about.
//!
//! Follows no values. Called for every file of a project, before any is followed; read by `relevance`.

pub(super) mod across;
pub(super) mod behind;
pub(super) mod handed;
mod left;
mod names;
mod nobody;
mod sets;
mod shape;
mod unguarded;
mod views;
mod walk;
mod whole;
mod whose;

use self::shape::is_text;
pub(super) use self::shape::{ending_call, ends_all, last_name, turns_away};
use super::interest::{Asked, Interest, Part, Root, Roots};
use super::kinds::{Kind, Kinds, last_of};
use super::record::{Named, Watch};
use super::written::{Reader, Written};
use crate::python::Program;
use ruff_python_ast::visitor::Visitor as _;
use ruff_python_ast::{self as ast, Stmt};
use ruff_text_size::{Ranged as _, TextRange};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::hash::BuildHasher as _;

/// A name, as a number: two names that share one are taken for the same, which costs a needless look.
pub(super) type Name = u64;

pub(super) fn name_of(text: &str) -> Name {
    FxBuildHasher.hash_one(text)
}

/// The place of a unit that is no function.
pub(super) const NO_FUNCTION: u32 = u32::MAX;

/// A statement that has something to do with what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// Where it begins in the file; of what a function is asked about as a whole, where its name does.
    pub(super) at: u32,
    pub(super) part: Part,
    pub(super) on: Option<Need>,
    /// Whether what is asked about it is asked there alone: who reads what comes of it does not repeat it.
    pub(super) rests: bool,
}

/// What must be there for a spot to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Need {
    /// The package.
    pub(super) root: Root,
    /// Whether it must have been handed on as a value.
    pub(super) loose: bool,
    /// What has the name as a member.
    pub(super) kind: Option<Kind>,
}

/// A function, a class without its functions, or a statement of a module.
#[derive(Debug, Clone, Default)]
pub(super) struct Unit {
    /// Where a function's name begins.
    pub(super) at: u32,
    /// Where a statement begins.
    pub(super) begins: u32,
    /// The function or statement in which it stands: it is made only when that one runs.
    pub(super) inside: Option<usize>,
    /// The class whose method it is.
    pub(super) class: Option<usize>,
    pub(super) is_class: bool,
    /// Whether it matters by what stands in it alone.
    pub(super) direct: bool,
    /// Whether it has to be followed.
    pub(super) follows: bool,
    /// Whether what it answers on each way counts, so that nothing of it can be left out.
    pub(super) entire: bool,
    /// Whether it may end the path of whoever calls it: it raises, or calls what never comes back.
    pub(super) raises: bool,
    /// Whether it yields.
    pub(super) yields: bool,
    /// Calls of a library that stand alone and may end its path, by their last names.
    pub(super) turning: Vec<Name>,
    /// Whether making or using an object of its class runs it without naming it.
    pub(super) makes: bool,
    /// Whether it stands in the module itself.
    pub(super) outermost: bool,
    pub(super) part: Part,
    /// What of that counts for those who use it.
    pub(super) passed: Part,
    /// Why, and what waits for a package.
    pub(super) spots: Vec<Spot>,
    /// Variables of the module that are read.
    pub(super) names: Vec<Name>,
    /// Attributes of its own object.
    pub(super) own: Vec<Name>,
    /// Attributes of variables of the module.
    pub(super) dotted: Vec<(Name, Name)>,
    /// Names in modules, by the modules' names.
    pub(super) paths: Vec<(String, Name)>,
    /// Attributes of anything else.
    pub(super) other: Vec<Name>,
    /// Of a class: its bases, as variables or as attributes of one.
    pub(super) bases: Vec<(Name, Option<Name>)>,
    /// Names that stand for it, or for something of it.
    pub(super) binds: Vec<Name>,
    /// Variables of the module into which it puts something.
    pub(super) fills: Vec<Name>,
    /// Attributes of its own object into which it puts something.
    pub(super) keeps: Vec<Name>,
    /// Whether it only makes what is defined right behind it, with its decorators.
    pub(super) decorates: bool,
}

impl Unit {
    /// It has this from now on, and so have those who use it.
    pub(super) fn gets(&mut self, part: Part) {
        self.part = self.part.and(part);
        self.passed = self.passed.and(part);
    }
}

/// What an import binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Imported {
    pub(super) module: String,
    /// What is taken out of the module; without it, the module.
    pub(super) member: Option<String>,
}

impl Imported {
    /// The last of that name.
    fn last(&self) -> &str {
        self.member.as_deref().unwrap_or(last_of(&self.module))
    }

    /// The qualified name of what is bound.
    fn path(&self) -> String {
        match &self.member {
            Some(member) => format!("{}.{member}", self.module),
            None => self.module.clone(),
        }
    }
}

/// What a file is made of.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    pub(super) units: Vec<Unit>,
    pub(super) imports: FxHashMap<Name, Vec<Imported>>,
    /// Modules all of whose names are imported.
    pub(super) stars: Vec<String>,
    pub(super) registered: Vec<handed::Registered>,
    pub(super) roots: Roots,
    pub(super) loose: Roots,
    /// Packages whose objects the file has without knowing where they come from.
    pub(super) objects: Roots,
    /// What the names in it bring.
    pub(super) kinds: Kinds,
    /// Objects and modules that it hands on.
    pub(super) things: Kinds,
    /// Names of the module that models describe.
    pub(super) described: Vec<Name>,
    /// What its functions leave for others.
    pub(super) left: Vec<(Name, Box<str>)>,
    /// What its statements alone tell.
    pub(super) told: Vec<behind::Told>,
    /// What they tell together with those of other files.
    pub(super) across: across::Across,
    /// Forms that are told from how it is written.
    pub(super) written: Vec<Written>,
}

/// Looks over a file. `module` is its qualified name; `absolute` says what a relative import means, by its dots.
pub(super) fn outline(
    program: &Program,
    module: &str,
    absolute: &dyn Fn(u32, &str) -> String,
    watch: &dyn Watch,
) -> Outline {
    let interest = watch.interest();
    let text = program.source().text();
    let mut scan = Scan {
        interest,
        watch,
        settings: text.contains("environ") || text.contains("getenv"),
        module,
        absolute,
        out: Outline::default(),
        reader: Reader::of(&program.tree().body, Some(watch)),
        around: Vec::new(),
        lays: false,
        opened: FxHashSet::default(),
        texts: FxHashSet::default(),
        sinks: FxHashMap::default(),
        calling: None,
        dropped: None,
        lambda: false,
        at: 0,
        spot: 0,
        level: Level::Module,
        function: None,
        decides: false,
        answers: false,
        statement: None,
        locals: FxHashSet::default(),
        object: None,
        taken_of: None,
        test: false,
        stored: FxHashMap::default(),
    };
    scan.out.roots = interest.reachable(module);
    scan.imports(&program.tree().body);
    let body = &program.tree().body;
    for statement in body {
        scan.statement = None;
        // Decorators and defaults run where a function is made.
        let (runs, defines) = match statement {
            Stmt::FunctionDef(s) => {
                let mut parameters = s.parameters.iter_non_variadic_params();
                let defaults = parameters.any(|p| p.default.is_some());
                (defaults || !s.decorator_list.is_empty(), true)
            }
            Stmt::ClassDef(s) => (!s.decorator_list.is_empty(), true),
            _ => (true, false),
        };
        if runs {
            scan.at = scan.unit(NO_FUNCTION, None);
            if let Some(unit) = scan.here() {
                unit.begins = statement.range().start().to_u32();
                unit.decorates = defines;
            }
        }
        if !defines {
            scan.statement = Some(scan.at);
        }
        scan.visit_stmt(statement);
    }
    scan.out.written = std::mem::take(&mut scan.reader.found);
    let rows = behind::rows(text, body, interest.roles());
    scan.out.told.extend(rows);
    scan.out.across = behind::across(text, body, interest.roles(), &|name| {
        watch.named(name).logged
    });
    let told = !(scan.out.told.is_empty() && scan.out.written.is_empty());
    if told || super::note::turns_direction(text) {
        scan.at = scan.unit(NO_FUNCTION, None);
        scan.mark(Part::FORM);
    }
    let lays = scan.lays;
    let mut out = scan.out;
    out.left = left::left(body, &out.imports, interest);
    if lays {
        let laid = left::laid(body, interest.carriers());
        out.left.extend(laid);
    }
    for unit in &mut out.units {
        for names in [
            &mut unit.names,
            &mut unit.own,
            &mut unit.other,
            &mut unit.binds,
            &mut unit.fills,
        ] {
            names.sort_unstable();
            names.dedup();
            names.shrink_to_fit();
        }
        unit.dotted.sort_unstable();
        unit.dotted.dedup();
        unit.spots.shrink_to_fit();
    }
    out
}

/// How far back the same is looked for before it is noted again.
const SPOTS: usize = 8;
/// Of how many different imports one name may be: more are not told apart by any reader either.
const MEANINGS: usize = 64;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Module,
    Class,
    Function,
}

/// A call.
#[derive(Debug, Clone, Copy)]
struct Calling<'s> {
    /// What is called.
    callee: TextRange,
    /// Which of its arguments are written in the program.
    written: u64,
    /// Whether it may give an object of which every method is asked about.
    opens: bool,
    /// Whether nobody takes what it gives.
    dropped: bool,
    arguments: &'s ast::Arguments,
}

struct Scan<'s> {
    interest: &'s Interest,
    watch: &'s dyn Watch,
    /// Whether the file reads settings from the environment.
    settings: bool,
    module: &'s str,
    absolute: &'s dyn Fn(u32, &str) -> String,
    out: Outline,
    reader: Reader<'s>,
    /// The parameters of the functions around.
    around: Vec<Vec<&'s str>>,
    /// Whether something is laid on what may be a request or an application.
    lays: bool,
    /// Names that get a text somewhere.
    texts: FxHashSet<Name>,
    /// Variables of functions with objects of which every method is asked about.
    opened: FxHashSet<Name>,
    /// What imported names have to do with what is asked.
    sinks: FxHashMap<Name, Asked>,
    /// The call in hand.
    calling: Option<Calling<'s>>,
    /// The call of which nobody takes what it gives.
    dropped: Option<TextRange>,
    /// Whether what stands here runs only when it is called, though it stands in no function.
    lambda: bool,
    at: usize,
    /// Where the statement in hand begins, in functions.
    spot: u32,
    level: Level,
    /// The function in hand.
    function: Option<usize>,
    /// Whether its name says that it is a check.
    decides: bool,
    /// Whether its name says that anything that it gives is asked about.
    answers: bool,
    /// The statement of the module in hand, when it is more than a definition.
    statement: Option<usize>,
    /// Its variables.
    locals: FxHashSet<Name>,
    /// The parameter that is the object whose method it is.
    object: Option<Name>,
    /// Of what a member or an item is taken right now.
    taken_of: Option<TextRange>,
    /// Whether the function in hand is a test.
    test: bool,
    /// What was answered about names that get values.
    stored: FxHashMap<Name, Named>,
}

impl Scan<'_> {
    fn unit(&mut self, at: u32, class: Option<usize>) -> usize {
        self.out.units.push(Unit {
            at,
            inside: self.function.or(self.statement),
            class,
            outermost: self.level == Level::Module,
            ..Unit::default()
        });
        self.out.units.len() - 1
    }

    fn here(&mut self) -> Option<&mut Unit> {
        self.out.units.get_mut(self.at)
    }

    fn mark(&mut self, part: Part) {
        let rests = self.rests();
        self.mark_as(part, rests);
    }

    fn mark_as(&mut self, part: Part, rests: bool) {
        if !part.is_empty() {
            self.spot(part, None, rests);
        }
        if let Some(unit) = self.here() {
            unit.part = unit.part.and(part);
        }
    }

    fn wait(&mut self, need: Need, part: Part) {
        let rests = self.rests();
        self.wait_as(need, part, rests);
    }

    fn wait_as(&mut self, need: Need, part: Part, rests: bool) {
        if !part.is_empty() {
            self.spot(part, Some(need), rests);
        }
    }

    /// Whether what stands here runs once, with the module.
    fn rests(&self) -> bool {
        self.level != Level::Function && !self.lambda
    }

    /// The same for what is named here: unless it is called, who reads what comes of it may call it.
    fn rests_at(&self, place: TextRange) -> bool {
        self.rests()
            && self
                .calling
                .is_some_and(|call| call.callee == place && !call.opens)
    }

    /// Something is named about which this is asked.
    fn mark_at(&mut self, asked: Asked, place: TextRange) {
        let (part, rests) = (self.here_asked(asked, place), self.rests_at(place));
        self.mark_as(part, rests);
    }

    /// An object or module of a library is named in full, and handed on as it is.
    fn hand_on(&mut self, name: &str) {
        if let Some(thing) = self.interest.thing(name) {
            // What the module calls by a name of its own, others may import.
            match self.level {
                Level::Module => self.out.kinds.add(thing.kind),
                _ => self.out.things.add(thing.kind),
            }
            self.mark(thing.gives);
        }
    }

    /// A name stands in the file, as what it is or as part of a module's name.
    fn brings(&mut self, name: &str) {
        if let Some(word) = self.interest.word(name) {
            self.out.kinds.join(&word.brings);
        }
    }

    /// Something in the statement in hand counts, if only for what is noted there.
    fn spot(&mut self, part: Part, on: Option<Need>, rests: bool) {
        let at = match self.level {
            Level::Function => self.spot,
            _ => 0,
        };
        let spot = Spot {
            at,
            part,
            on,
            rests,
        };
        if let Some(unit) = self.here()
            && !unit.spots.iter().rev().take(SPOTS).any(|s| *s == spot)
        {
            unit.spots.push(spot);
        }
    }

    /// What a name has to do with what is asked where it stands: nothing, when it is called with what
    /// stands in the program, or without what is asked about.
    fn here_asked(&self, asked: Asked, place: TextRange) -> Part {
        let calling = self.calling.filter(|call| call.callee == place);
        if asked.dropped && !calling.is_some_and(|call| call.dropped) {
            return asked.part.given();
        }
        let Some(call) = calling else {
            return asked.part;
        };
        let written = |at: u32| at < 64 && call.written & (1 << at) != 0;
        let calm = asked.position.is_some_and(written)
            || asked.needs.is_some_and(|n| !n.is_given(call.arguments));
        if calm { asked.part.given() } else { asked.part }
    }

    fn bind(&mut self, name: &str) {
        let name = name_of(name);
        if let Some(unit) = self.here() {
            unit.binds.push(name);
        }
    }

    // ---- imports -----------------------------------------------------------------------------

    /// Imports wherever they stand, and names that get a text.
    fn imports(&mut self, body: &[Stmt]) {
        for statement in body {
            match statement {
                Stmt::Import(s) => {
                    for alias in &s.names {
                        let full = alias.name.as_str();
                        self.import_root(full);
                        let (local, module) = if let Some(name) = &alias.asname {
                            (name.as_str(), full)
                        } else {
                            let top = full.split('.').next().unwrap_or(full);
                            (top, top)
                        };
                        self.import(local, &(self.absolute)(0, module), None);
                        if module != full {
                            // The module is followed by its full name.
                            self.import("", full, None);
                        }
                    }
                }
                Stmt::ImportFrom(s) => {
                    let written = s.module.as_ref().map_or("", |m| m.as_str());
                    let module = (self.absolute)(s.level, written);
                    self.import_root(&module);
                    for alias in &s.names {
                        let name = alias.name.as_str();
                        if name == "*" {
                            self.out.stars.push(module.clone());
                            continue;
                        }
                        let local = alias.asname.as_ref().unwrap_or(&alias.name);
                        self.import(local.as_str(), &module, Some(name));
                    }
                }
                Stmt::Assign(s) if is_text(&s.value) => {
                    for target in &s.targets {
                        if let Some(name) = last_name(target) {
                            self.texts.insert(name_of(name));
                        }
                    }
                }
                Stmt::AnnAssign(s) if s.value.as_deref().is_some_and(is_text) => {
                    if let Some(name) = last_name(&s.target) {
                        self.texts.insert(name_of(name));
                    }
                }
                Stmt::FunctionDef(s) => self.imports(&s.body),
                Stmt::ClassDef(s) => self.imports(&s.body),
                Stmt::If(s) => {
                    self.imports(&s.body);
                    for clause in &s.elif_else_clauses {
                        self.imports(&clause.body);
                    }
                }
                Stmt::Try(s) => {
                    self.imports(&s.body);
                    for ast::ExceptHandler::ExceptHandler(handler) in &s.handlers {
                        self.imports(&handler.body);
                    }
                    self.imports(&s.orelse);
                    self.imports(&s.finalbody);
                }
                Stmt::With(s) => self.imports(&s.body),
                Stmt::For(s) => {
                    self.imports(&s.body);
                    self.imports(&s.orelse);
                }
                Stmt::While(s) => {
                    self.imports(&s.body);
                    self.imports(&s.orelse);
                }
                Stmt::Match(s) => {
                    for case in &s.cases {
                        self.imports(&case.body);
                    }
                }
                _ => {}
            }
        }
    }

    fn import_root(&mut self, module: &str) {
        module.split('.').for_each(|part| self.brings(part));
        self.out.roots.join(self.interest.reachable(module));
    }

    fn import(&mut self, local: &str, module: &str, member: Option<&str>) {
        if let Some(member) = member {
            self.brings(member);
        }
        let key = name_of(local);
        let full = match member {
            Some(member) => format!("{module}.{member}"),
            None => module.to_owned(),
        };
        if let Some(asked) = self.interest.exact(&full) {
            let known = self.sinks.entry(key).or_insert(asked);
            *known = known.and(asked);
        }
        let imported = Imported {
            module: module.to_owned(),
            member: member.map(str::to_owned),
        };
        // Each mention of the name asks about all of them: the same again says nothing more.
        let known = self.out.imports.entry(key).or_default();
        if known.len() < MEANINGS && !known.contains(&imported) {
            known.push(imported);
        }
    }
}
