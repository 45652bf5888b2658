//! The files of one project: which module each is, and what one reads from another.
//!
//! Of a module that something is read from, the statements about it are followed, once, with their effects
//! muted: they belong to the analysis of that file. Knows no danger. Called by `scope` and `definition`.

mod filled;
mod lent;

pub(super) use lent::yielding;

use self::filled::Piece;
use super::demand::{Body, Index};
use super::kept::Kept;
use super::knowledge::Behaviour;
use super::machine::{Catch, Frame, Machine, Scope, Stop};
use super::naming::{module_name, only_names, packages};
use super::outline::Outline;
use super::record::Watch;
use super::relevance::Followed;
use super::several::Front;
use super::shelf::Shelf;
use super::star::Star;
use super::value::{FrameId, Kind, Val};
use crate::python::Program;
use crate::text::{Source, Sources, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock};

/// How many other modules one analysis follows.
const MODULES: usize = 64;
/// Fuel for the bodies of all other modules together.
const FUEL: u64 = 8_000;
/// Fuel that is there for a statement that only says what names are, when there is no other left.
const NAMES: u64 = 4;
/// Bytes of the file under analysis for which there is one more for its own body.
const HOME: u64 = 4;
/// How many imports in a row a name is followed through.
const IMPORTS: usize = 8;

/// A file of a project.
#[derive(Debug)]
pub(super) struct Module {
    pub(super) path: Arc<str>,
    pub(super) name: Arc<str>,
    pub(super) package: bool,
    /// Whether its folder is no package: then it finds what stands beside it, as a program that is run there does.
    pub(super) loose: bool,
    pub(super) source: Source,
    pub(super) base: u32,
    /// What else keeps it parsed: it stands in many projects.
    pub(super) lent: Option<Behaviour>,
    /// Which of its statements are about which names, once somebody has looked.
    pub(super) index: OnceLock<Arc<Index>>,
}

impl Module {
    /// Looks which of its statements are about which names; `apart`: they will be asked for one by one.
    pub(super) fn indexed(&self, program: &Program, apart: bool) -> &Arc<Index> {
        self.index
            .get_or_init(|| Arc::new(Index::of(program, apart)))
    }

    /// The absolute name of what a relative import means here.
    fn absolute(&self, level: u32, module: &str) -> String {
        let mut package = &*self.name;
        for _ in usize::from(self.package)..level as usize {
            package = package.rsplit_once('.').map_or("", |(above, _)| above);
        }
        match (package, module) {
            ("", module) => module.to_owned(),
            (package, "") => package.to_owned(),
            (package, module) => format!("{package}.{module}"),
        }
    }
}

/// The files of one project, in one address space, known by their modules' names. A file is parsed
/// when it is asked for; threads may ask at the same time. To be dropped where deep trees may be,
/// on a thread with a large stack.
#[derive(Debug, Default)]
pub struct Project {
    pub(super) modules: Vec<Module>,
    pub(super) names: FxHashMap<Arc<str>, usize>,
    /// How many of them are the files of a bundle.
    pub(super) own: usize,
    pub(super) sources: Sources,
    /// What probes ask of each of those.
    pub(super) fronts: OnceLock<Vec<Front>>,
    pub(super) kept: Mutex<Kept>,
}

impl Project {
    /// Takes files with their paths relative to the project's folder, parts separated by `/`. Files
    /// for which the address space of 4 GiB has no room are left out.
    #[must_use]
    pub fn new(files: &[(String, Source)]) -> Self {
        let paths = files.iter().map(|(path, _)| path.as_str());
        let packages = packages(paths);
        let mut project = Self::default();
        for (path, source) in files {
            let Some(base) = project.sources.add(source.clone()) else {
                break;
            };
            project.take(path, source, base, &packages);
        }
        project
    }

    /// Adds a file that stands at `base`.
    pub(super) fn take(
        &mut self,
        path: &str,
        source: &Source,
        base: u32,
        packages: &BTreeSet<&str>,
    ) {
        let (name, package) = module_name(path, packages);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.enter(Module {
            path: Arc::from(path),
            name: Arc::from(name),
            package,
            loose: !packages.contains(folder),
            source: source.clone(),
            base,
            lent: None,
            index: OnceLock::new(),
        });
    }

    /// Adds a file. Two may claim a name; Python takes the first it finds, and so does this.
    pub(super) fn enter(&mut self, module: Module) {
        let names = self.names.entry(Arc::clone(&module.name));
        names.or_insert(self.modules.len());
        self.modules.push(module);
    }

    /// All files in one address space, in the order in which they were given.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The text of the file with this number.
    pub(super) fn source(&self, file: usize) -> Option<&Source> {
        self.modules.get(file).map(|module| &module.source)
    }

    /// The name under which the file with this number is imported.
    pub(super) fn name(&self, index: usize) -> &str {
        self.modules.get(index).map_or("", |m| &*m.name)
    }

    /// The number of the file that is this module.
    pub(super) fn number(&self, module: &str) -> Option<usize> {
        self.names.get(module).copied()
    }

    /// Looks over the file with this number: what it is made of, and what could not be read of it.
    #[must_use]
    pub fn outline(&self, index: usize, watch: &dyn Watch) -> Option<(Arc<Program>, Outline)> {
        let module = self.modules.get(index)?;
        let program = self.parsed_anew(index, module);
        module.indexed(&program, true);
        let absolute = |level: u32, name: &str| self.meant(module, level, name);
        let outline = super::outline::outline(&program, &module.name, &absolute, watch);
        Some((program, outline))
    }

    /// The name of the module that an import means in a file: its dots are counted, and what no file is called
    /// from the project's folder on may stand beside it.
    fn meant(&self, module: &Module, level: u32, name: &str) -> String {
        if level > 0 {
            return module.absolute(level, name);
        }
        if module.loose
            && module.lent.is_none()
            && let Some((folder, _)) = module.name.rsplit_once('.')
            && !self.names.contains_key(name)
        {
            let beside = format!("{folder}.{name}");
            // A file does not mean itself.
            if *beside != *module.name && self.names.contains_key(&*beside) {
                return beside;
            }
        }
        name.to_owned()
    }

    /// Where the file with this number begins in the address space.
    #[must_use]
    pub fn base(&self, index: usize) -> u32 {
        self.modules.get(index).map_or(0, |m| m.base)
    }
}

/// The modules that one analysis has come upon.
#[derive(Debug)]
pub(super) struct Modules<'a> {
    pub(super) shelf: &'a Shelf<'a>,
    /// The number of the file under analysis.
    main: usize,
    pub(super) frames: FxHashMap<usize, FrameId>,
    /// Functions that a probe has looked into, by where their names stand.
    pub(super) looked: std::cell::RefCell<FxHashSet<Span>>,
    /// What has been followed of each.
    pub(super) bodies: FxHashMap<FrameId, Body>,
    /// Those all of whose names each has imported.
    pub(super) stars: FxHashMap<FrameId, Vec<Star>>,
    /// Through how many such imports a name is being followed.
    pub(super) hops: usize,
    pub(super) fuel: u64,
    /// Fuel for what is read later of the body of the file under analysis.
    pub(super) home_fuel: u64,
    /// Qualified names that no file of the project gives.
    outside: FxHashSet<Arc<str>>,
    /// Whether another module is being followed now: one that it imports lives on its fuel.
    inside: bool,
}

impl<'a> Machine<'a, '_> {
    /// Gives the machine the other files of the project that the file `main` belongs to.
    pub(super) fn join_project(&mut self, shelf: &'a Shelf<'a>, main: usize) {
        let project = shelf.project;
        if let Some(frame) = self.frames.first_mut() {
            frame.base = project.base(main);
        }
        let length = project.source(main).map_or(0, |s| s.text().len() as u64);
        self.home = project.base(main);
        self.modules = Some(Modules {
            shelf,
            main,
            frames: FxHashMap::from_iter([(main, FrameId::MODULE)]),
            looked: std::cell::RefCell::default(),
            bodies: FxHashMap::default(),
            stars: FxHashMap::default(),
            hops: 0,
            fuel: FUEL,
            home_fuel: FUEL + length / HOME,
            outside: FxHashSet::default(),
            inside: false,
        });
    }

    /// Whether models describe a thing: then its own code is not looked at.
    fn is_described(&self, name: &str) -> bool {
        let followed = self.world.is_some() && super::standard::is_followed(name);
        (super::standard::knows(name) && !followed)
            || self
                .watch
                .is_some_and(|watch| watch.interest().describes(name))
    }

    /// The value of a qualified name that a file of the project gives it.
    pub(super) fn project_name(&mut self, name: &str) -> Option<Val> {
        let modules = self.modules.as_ref()?;
        if modules.outside.contains(name) {
            return None;
        }
        let module = name.rsplit_once('.').map(|(module, _)| module);
        let given = module.is_some_and(|m| modules.shelf.project.number(m).is_some());
        if !given || self.is_described(name) {
            self.modules.as_mut()?.outside.insert(Arc::from(name));
            return None;
        }
        let mut found = None;
        let mut name = name.to_owned();
        // What one module imports from another may be imported there.
        for _ in 0..IMPORTS {
            if self.is_described(&name) {
                break;
            }
            let Some(v) = self.module_member(&name) else {
                break;
            };
            found = Some(v);
            match self.kind(v) {
                Kind::Symbol(other) if **other != *name => name = other.to_string(),
                _ => break,
            }
        }
        found
    }

    /// Whether no file of the project gives this name.
    pub(super) fn is_outside(&self, name: &str) -> bool {
        let modules = self.modules.as_ref();
        modules.is_none_or(|modules| modules.outside.contains(name))
    }

    fn module_member(&mut self, name: &str) -> Option<Val> {
        let (module, member) = name.rsplit_once('.')?;
        let frame = self.module_frame(module)?;
        self.demand(frame, member);
        let cell = self.frame(frame).vars.get(member)?;
        let v = match self.state.get(cell) {
            Val::NONE => self.later_variable(frame, member),
            v => v,
        };
        let same = matches!(self.kind(v), Kind::Symbol(n) if &**n == name);
        (v != Val::UNBOUND && !same).then_some(v)
    }

    /// What `from module import name` binds: in a project, the name as it is; what it stands for is looked
    /// up when it is read.
    pub(super) fn imported(&mut self, module: &str, whole: &str, span: Span) -> Val {
        let inside = self.modules.as_ref().is_some_and(|modules| {
            let names = &modules.shelf.project.names;
            names.contains_key(module) || names.contains_key(whole)
        });
        let constant = super::scope::letters(whole).is_some();
        if inside && !constant && !self.is_described(whole) && !self.overrides.contains_key(whole) {
            return self.symbol(whole, span);
        }
        self.read_symbol(whole, span)
    }

    /// Follows the statements about a name of another module that have not been followed yet; whether
    /// there were any.
    pub(super) fn demand(&mut self, frame: FrameId, name: &str) -> bool {
        let Some(modules) = self.modules.as_mut() else {
            return false;
        };
        let Some(body) = modules.bodies.get_mut(&frame) else {
            return self.bring_from_stars(frame, name, None, false);
        };
        let statements = body.take(name);
        let news = !statements.is_empty();
        // A statement that is followed now may be such an import.
        let last = (news || modules.stars.contains_key(&frame))
            .then(|| body.latest(name))
            .flatten();
        let more = if news {
            self.put_from_elsewhere(frame, name)
        } else {
            Vec::new()
        };
        self.follow_pieces(frame, &statements, more);
        self.bring_from_stars(frame, name, last, news) || news
    }

    /// Follows whatever of another module has not been followed yet.
    pub(super) fn demand_all(&mut self, frame: FrameId) {
        let body = self.modules.as_mut().and_then(|m| m.bodies.get_mut(&frame));
        let statements = body.map(Body::take_all).unwrap_or_default();
        self.follow_pieces(frame, &statements, Vec::new());
    }

    /// The same for a name that is read in code of another module.
    pub(super) fn demand_here(&mut self, name: &str) -> bool {
        if self.modules.is_none() {
            return false;
        }
        let mut at = self.frame;
        while let Some(parent) = self.frame(at).parent {
            at = parent;
        }
        self.demand(at, name)
    }

    /// The name of the module that an import means in the file being followed; `None` outside a project.
    pub(super) fn absolute(&self, level: u32, module: &str) -> Option<String> {
        let modules = self.modules.as_ref()?;
        let base = self.frame(self.frame).base;
        let project = modules.shelf.project;
        let at = project
            .modules
            .binary_search_by_key(&base, |m| m.base)
            .ok()?;
        Some(project.meant(project.modules.get(at)?, level, module))
    }

    /// The file under analysis, all of it.
    pub(super) fn home_program(&self) -> Option<&'a std::sync::Arc<crate::python::Program>> {
        let modules = self.modules.as_ref()?;
        modules.shelf.program(modules.main)
    }

    /// The path of the file that is being followed, in a project.
    pub(super) fn path(&self) -> Option<&str> {
        let modules = self.modules.as_ref()?;
        let base = self.frame(self.frame).base;
        let all = &modules.shelf.project.modules;
        let at = all.binary_search_by_key(&base, |m| m.base).ok()?;
        all.get(at).map(|module| &*module.path)
    }

    /// The scope of a module of the project.
    pub(super) fn module_frame(&mut self, name: &str) -> Option<FrameId> {
        let index = self.modules.as_ref()?.shelf.project.number(name)?;
        self.frame_of_file(index)
    }

    pub(super) fn frame_of_file(&mut self, index: usize) -> Option<FrameId> {
        let modules = self.modules.as_mut()?;
        let shelf = modules.shelf;
        let project = shelf.project;
        if let Some(&frame) = modules.frames.get(&index) {
            return Some(frame);
        }
        if modules.frames.len() > MODULES || modules.fuel == 0 {
            return None;
        }
        let body = Body::of_module(shelf.index(index)?, index);
        let frame = FrameId(u32::try_from(self.frames.len()).unwrap_or(u32::MAX));
        self.lasting = true;
        modules.frames.insert(index, frame);
        modules.bodies.insert(frame, body);
        self.frames.push(Frame {
            vars: super::vars::Vars::default(),
            parent: None,
            scope: Scope::Module,
            name: Arc::from(""),
            base: project.base(index),
            outlives: true,
        });
        Some(frame)
    }

    /// Follows statements of another module on the fuel that is set aside for them, and then others that put something
    /// into what they bind.
    fn follow_pieces(&mut self, frame: FrameId, numbers: &[u32], more: Vec<Piece<'a>>) {
        let Some(modules) = self.modules.as_mut().filter(|_| !numbers.is_empty()) else {
            return;
        };
        let shelf = modules.shelf;
        let Some(file) = modules.bodies.get(&frame).map(|body| body.file) else {
            return;
        };
        let numbers = numbers.iter();
        let mut statements: Vec<Piece<'a>> = numbers
            .filter_map(|&at| Some((frame, at, shelf.statement(file, at)?)))
            .collect();
        statements.extend(more);
        let nested = std::mem::replace(&mut modules.inside, true);
        let home = frame == FrameId::MODULE;
        let fuel = match (nested, home) {
            (true, _) => self.fuel,
            (false, true) => modules.home_fuel,
            (false, false) => modules.fuel,
        };
        let left = self.follow_module(frame, &statements, fuel);
        if let Some(modules) = self.modules.as_mut() {
            modules.inside = nested;
            match (nested, home) {
                (true, _) => self.fuel = left,
                (false, true) => modules.home_fuel = left,
                (false, false) => modules.fuel = left,
            }
        }
    }

    /// Follows statements of another module as if nothing else were going on, and gives the fuel
    /// that is left. What they bind holds from now on, whichever path came upon it.
    fn follow_module(&mut self, frame: FrameId, statements: &[Piece<'a>], fuel: u64) -> u64 {
        let exhausted = self.exhausted;
        let mut ended = false;
        let left = self.apart(frame, fuel, true, &mut |m| {
            for &(of, at, statement) in statements {
                m.frame = of;
                let before = m.come_to(of, at);
                if only_names(statement) {
                    m.fuel = m.fuel.max(NAMES);
                }
                let done = m.block(std::slice::from_ref(statement));
                m.come_to(of, before);
                m.frame = frame;
                if done == Err(Stop::Fuel) {
                    ended = true;
                    break;
                }
                if let Err(stop) = done {
                    m.settle(stop);
                }
            }
        });
        // Of the file itself everything counts; whoever reads another one wants a name.
        self.exhausted = exhausted || ended && frame == FrameId::MODULE;
        left
    }

    /// Follows something in this frame as if nothing else were going on, and gives the fuel that is left. What is
    /// made there stays, and with `binds` what the variables of the frame are given.
    pub(super) fn apart(
        &mut self,
        frame: FrameId,
        fuel: u64,
        binds: bool,
        f: &mut dyn FnMut(&mut Self),
    ) -> u64 {
        self.lasting = true;
        let mark = self.state.mark();
        let first = self.state.next_cell();
        let effects = self.effects.len();
        let limits = self.limits.len();
        let notes = std::mem::take(&mut self.notes);
        let exhausted = self.exhausted;
        let own = std::mem::replace(&mut self.fuel, fuel);
        let outer = std::mem::replace(&mut self.frame, frame);
        let calls = std::mem::take(&mut self.calls);
        let loops = std::mem::take(&mut self.loops);
        let maybe = std::mem::take(&mut self.maybe);
        let hint = self.hint.take();
        let slice = self.slice.take();
        let once_more = std::mem::take(&mut self.once_more);
        let mute = std::mem::replace(&mut self.mute, true);
        let catches = std::mem::replace(
            &mut self.catches,
            vec![Catch {
                mark,
                raises: Vec::new(),
            }],
        );
        f(self);
        let bound = self.state.since(mark);
        self.state.roll_back(mark);
        let earlier = if binds && bound.cells().iter().any(|(cell, _)| *cell < first) {
            let vars = self.frame(frame).vars.iter();
            vars.map(|(_, cell)| cell).collect()
        } else {
            FxHashSet::default()
        };
        self.state.keep(&bound, first, &earlier);
        self.effects.truncate(effects);
        self.limits.truncate(limits);
        self.notes = notes;
        self.exhausted = exhausted;
        self.frame = outer;
        self.calls = calls;
        self.loops = loops;
        self.maybe = maybe;
        self.hint = hint;
        self.slice = slice;
        self.once_more = once_more;
        self.mute = mute;
        self.catches = catches;
        std::mem::replace(&mut self.fuel, own)
    }

    /// The functions of a module that give this variable of theirs a value.
    pub(super) fn setters_of_variable(&self, frame: FrameId, name: &str) -> Vec<String> {
        let body = self.modules.as_ref().and_then(|m| m.bodies.get(&frame));
        body.map(|body| body.setters(name)).unwrap_or_default()
    }

    /// Remembers which statement of a module is being followed; gives the one before.
    fn come_to(&mut self, frame: FrameId, at: u32) -> u32 {
        let body = self.modules.as_mut().and_then(|m| m.bodies.get_mut(&frame));
        body.map_or(0, |body| std::mem::replace(&mut body.at, at))
    }

    /// Follows the body of the file under analysis: imports, and the statements in which something is asked
    /// about or a function stands that has to be entered. Of the others, those about a name are followed when it is read.
    pub(super) fn follow_home(&mut self, followed: &Followed) {
        let Some(modules) = self.modules.as_mut() else {
            return;
        };
        let (shelf, main) = (modules.shelf, modules.main);
        let Some(index) = shelf.index(main) else {
            return;
        };
        let home = Body::of_home(index, main);
        modules.bodies.insert(FrameId::MODULE, home);
        let numbers = index.chosen(|span| followed.statement(span));
        if index.mostly(&numbers) {
            shelf.program(main);
        }
        for at in numbers {
            if !self.home().is_some_and(|body| body.reach(at)) {
                continue;
            }
            let Some(statement) = shelf.statement(main, at) else {
                continue;
            };
            if let Err(stop) = self.block(std::slice::from_ref(statement)) {
                self.settle(stop);
                if stop == Stop::Fuel {
                    break;
                }
            }
        }
        if let Some(home) = self.home() {
            home.end();
        }
    }

    /// What has been followed of the file under analysis.
    fn home(&mut self) -> Option<&mut Body> {
        let modules = self.modules.as_mut()?;
        modules.bodies.get_mut(&FrameId::MODULE)
    }

    /// Whether the code being followed belongs to the file under analysis.
    pub(super) fn at_home(&self) -> bool {
        self.frame(self.frame).base == self.home
    }
}
