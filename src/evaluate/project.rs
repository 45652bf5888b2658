//! The files of one project: which module each is, and what one reads from another.
//!
//! A module is followed when something is first read from it, once, with its effects muted: they
//! belong to the analysis of that file. Knows no danger. Called by `scope` and `definition`.

use super::machine::{Catch, Frame, Machine, Scope, Stop};
use super::value::{FrameId, Kind, Val};
use crate::python::{Program, parse};
use crate::text::{Source, Sources, Span};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// How many other modules one analysis follows.
const MODULES: usize = 64;
/// Fuel for the bodies of all other modules together.
const FUEL: u64 = 30_000;

/// How many bytes of source stay parsed between analyses, so that neighbours that import the same
/// file parse it once. A tree takes some twenty times its text.
const KEPT: usize = 2 << 20;

/// A file of a project.
#[derive(Debug)]
struct Module {
    name: String,
    package: bool,
    source: Source,
    base: u32,
}

/// The files that were parsed last.
#[derive(Debug, Default)]
struct Kept {
    programs: VecDeque<(usize, Arc<Program>)>,
    bytes: usize,
}

/// The files of one project, in one address space, known by their modules' names. A file is parsed
/// when it is asked for; threads may ask at the same time. To be dropped where deep trees may be,
/// on a thread with a large stack.
#[derive(Debug, Default)]
pub struct Project {
    modules: Vec<Module>,
    names: BTreeMap<String, usize>,
    sources: Sources,
    kept: Mutex<Kept>,
}

/// The parsed files that one analysis has asked for: they live as long as it does.
#[derive(Debug)]
pub(super) struct Shelf<'p> {
    project: &'p Project,
    programs: Vec<OnceCell<Arc<Program>>>,
}

impl<'p> Shelf<'p> {
    pub(super) fn new(project: &'p Project) -> Self {
        Self {
            project,
            programs: project.modules.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// The parsed file with this number.
    pub(super) fn program(&self, index: usize) -> Option<&Arc<Program>> {
        let module = self.project.modules.get(index)?;
        let cell = self.programs.get(index)?;
        Some(cell.get_or_init(|| self.project.parsed(index, module)))
    }
}

impl Project {
    /// Takes files with their paths relative to the project's folder, parts separated by `/`. Files
    /// for which the address space of 4 GiB has no room are left out.
    #[must_use]
    pub fn new(files: &[(String, Source)]) -> Self {
        let packages: BTreeSet<&str> = files
            .iter()
            .filter_map(|(path, _)| match path.rsplit_once('/') {
                Some((folder, "__init__.py")) => Some(folder),
                _ => None,
            })
            .collect();
        let mut project = Self::default();
        for (path, source) in files {
            let Some(base) = project.sources.add(source.clone()) else {
                break;
            };
            let (name, package) = module_name(path, &packages);
            // Two files may claim a name; Python takes the first it finds, and so does this.
            project
                .names
                .entry(name.clone())
                .or_insert(project.modules.len());
            project.modules.push(Module {
                name,
                package,
                source: source.clone(),
                base,
            });
        }
        project
    }

    /// All files in one address space, in the order in which they were given.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The file, parsed now or not long ago.
    fn parsed(&self, index: usize, module: &Module) -> Arc<Program> {
        let known = |kept: &Kept| {
            let mut programs = kept.programs.iter();
            programs
                .find(|(at, _)| *at == index)
                .map(|(_, p)| Arc::clone(p))
        };
        if let Some(program) = known(&self.kept.lock().unwrap_or_else(PoisonError::into_inner)) {
            return program;
        }
        let program = Arc::new(parse(&module.source));
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += module.source.text().len();
        kept.programs.push_back((index, Arc::clone(&program)));
        let mut dropped = Vec::new();
        while kept.bytes > KEPT
            && let Some((_, oldest)) = kept.programs.pop_front()
        {
            kept.bytes = kept.bytes.saturating_sub(oldest.source().text().len());
            dropped.push(oldest);
        }
        // A tree takes its time to drop, and nobody needs to wait for it.
        drop(kept);
        drop(dropped);
        program
    }

    /// Where the file with this number begins in the address space.
    #[must_use]
    pub fn base(&self, index: usize) -> u32 {
        self.modules.get(index).map_or(0, |m| m.base)
    }
}

/// The name under which a file is imported, and whether it is a package. Folders count as long as
/// each holds `__init__.py`; above the outermost of them imports begin. In a folder that is no
/// package they begin at the project's folder or at `src`.
fn module_name(path: &str, packages: &BTreeSet<&str>) -> (String, bool) {
    let path = path.trim_start_matches("./");
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.strip_suffix(".py").unwrap_or(file);
    let mut root = folder;
    while packages.contains(root) {
        root = root.rsplit_once('/').map_or("", |(above, _)| above);
    }
    let inside = if root == folder && !folder.is_empty() {
        match folder.strip_prefix("src") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => rest,
            _ => folder,
        }
    } else {
        folder.strip_prefix(root).unwrap_or(folder)
    };
    let mut parts: Vec<&str> = inside.split('/').filter(|p| !p.is_empty()).collect();
    let package = stem == "__init__";
    if !package {
        parts.push(stem);
    }
    (parts.join("."), package)
}

/// The modules that one analysis has come upon.
#[derive(Debug)]
pub(super) struct Modules<'a> {
    shelf: &'a Shelf<'a>,
    frames: FxHashMap<usize, FrameId>,
    fuel: u64,
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
        self.home = project.base(main);
        self.modules = Some(Modules {
            shelf,
            frames: FxHashMap::from_iter([(main, FrameId::MODULE)]),
            fuel: FUEL,
            inside: false,
        });
    }

    /// The value of a qualified name that a file of the project gives it.
    pub(super) fn project_name(&mut self, name: &str) -> Option<Val> {
        let (module, member) = name.rsplit_once('.')?;
        let frame = self.module_frame(module)?;
        let cell = *self.frame(frame).vars.get(member)?;
        let v = self.state.get(cell);
        let same = matches!(self.kind(v), Kind::Symbol(n) if &**n == name);
        (v != Val::UNBOUND && !same).then_some(v)
    }

    /// The names that `from module import *` brings.
    pub(super) fn public_names(&mut self, module: &str) -> Option<Vec<(&'a str, Val)>> {
        let frame = self.module_frame(module)?;
        let listed = self
            .frame(frame)
            .vars
            .get("__all__")
            .map(|&cell| self.state.get(cell))
            .and_then(|v| match self.content_kind(v) {
                Kind::List(items) => Some(items.to_vec()),
                Kind::Tuple(items) => Some(items.to_vec()),
                _ => None,
            });
        let names = self.frame(frame).order.clone();
        let public = names.into_iter().filter(|name| match &listed {
            Some(items) => items
                .iter()
                .any(|&v| matches!(self.kind(v), Kind::Str(s) if &**s == *name)),
            None => !name.starts_with('_'),
        });
        Some(
            public
                .filter_map(|name| {
                    let cell = *self.frame(frame).vars.get(name)?;
                    let v = self.state.get(cell);
                    (v != Val::UNBOUND).then_some((name, v))
                })
                .collect(),
        )
    }

    /// The absolute name of what a relative import means in the file being followed; `None`
    /// outside a project.
    pub(super) fn absolute(&self, level: u32, module: &str) -> Option<String> {
        let modules = self.modules.as_ref()?;
        let base = self.frame(self.frame).base;
        let all = &modules.shelf.project.modules;
        let at = all.binary_search_by_key(&base, |m| m.base).ok()?;
        let here = all.get(at)?;
        let mut package = here.name.as_str();
        for _ in usize::from(here.package)..level as usize {
            package = package.rsplit_once('.').map_or("", |(above, _)| above);
        }
        Some(match (package, module) {
            ("", module) => module.to_owned(),
            (package, "") => package.to_owned(),
            (package, module) => format!("{package}.{module}"),
        })
    }

    /// The scope of a module of the project, followed when it is the first time.
    fn module_frame(&mut self, name: &str) -> Option<FrameId> {
        let modules = self.modules.as_mut()?;
        let shelf = modules.shelf;
        let project = shelf.project;
        let index = *project.names.get(name)?;
        if let Some(&frame) = modules.frames.get(&index) {
            return Some(frame);
        }
        let nested = std::mem::replace(&mut modules.inside, true);
        let fuel = if nested { self.fuel } else { modules.fuel };
        if modules.frames.len() > MODULES || fuel == 0 {
            modules.inside = nested;
            return None;
        }
        let program: &'a Program = shelf.program(index)?;
        let frame = FrameId(u32::try_from(self.frames.len()).unwrap_or(u32::MAX));
        // Entered before it is followed: a cycle of imports finds what there is so far.
        modules.frames.insert(index, frame);
        self.frames.push(Frame {
            vars: FxHashMap::default(),
            order: Vec::new(),
            parent: None,
            scope: Scope::Module,
            name: Arc::from(""),
            base: project.base(index),
        });
        let left = self.follow_module(frame, program, fuel);
        if let Some(modules) = self.modules.as_mut() {
            modules.inside = nested;
            if nested {
                self.fuel = left;
            } else {
                modules.fuel = left;
            }
        }
        Some(frame)
    }

    /// Follows the body of another module as if nothing else were going on, and gives the fuel
    /// that is left. What it binds holds from now on, whichever path came upon it.
    fn follow_module(&mut self, frame: FrameId, program: &'a Program, fuel: u64) -> u64 {
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
        let catches = std::mem::replace(
            &mut self.catches,
            vec![Catch {
                mark,
                raises: Vec::new(),
            }],
        );
        if let Err(stop) = self.block(&program.tree().body)
            && stop != Stop::Fuel
        {
            self.settle(stop);
        }
        let bound = self.state.since(mark);
        self.state.roll_back(mark);
        self.state.keep(&bound, first);
        self.effects.truncate(effects);
        self.limits.truncate(limits);
        self.notes = notes;
        self.exhausted = exhausted;
        self.frame = outer;
        self.calls = calls;
        self.loops = loops;
        self.maybe = maybe;
        self.hint = hint;
        self.catches = catches;
        std::mem::replace(&mut self.fuel, own)
    }

    /// Whether the code being followed belongs to the file under analysis.
    pub(super) fn at_home(&self) -> bool {
        self.frame(self.frame).base == self.home
    }

    /// A name of another file that was not yet bound when it was imported, as in a cycle.
    pub(super) fn late(&mut self, v: Val) -> Val {
        if self.modules.is_some()
            && let Kind::Symbol(name) = self.kind(v)
        {
            let name = name.clone();
            return self.project_name(&name).unwrap_or(v);
        }
        v
    }

    /// `from module import *`; without the module, the names it brings are not known.
    pub(super) fn import_all(&mut self, module: &str, span: Span) {
        if let Some(names) = self.public_names(module) {
            for (name, v) in names {
                self.assign_name(name, v);
            }
            return;
        }
        self.limit(
            span,
            &format!(
                "`from {module} import *` hides which names it brings: import the names you use"
            ),
        );
    }
}
