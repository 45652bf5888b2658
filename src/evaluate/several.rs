//! Judging the files of a bundle: each is followed as the one under analysis, and a call from outside
//! finds whichever file holds what is called.
//!
//! Knows no danger and no exercise. Called by `evaluate`, whose front it is for `analyze` and `grade`.

use super::machine::{Machine, Scope};
use super::naming::packages;
use super::probed::{Ground, Scene, Stage, call_in};
use super::project::Project;
use super::shelf::Shelf;
use super::{
    FUEL, FUEL_PER_BYTE, Function, Heed, JUDGED, Knowledge, Outcome, Record, Watch, Whence, World,
};
use crate::python::{Expression, Program};
use crate::text::{Part, Source, Span, parts};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprContext, Stmt, StmtImportFrom};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Fuel for the bodies of the other files: they are few and small, and all of them count.
pub(super) const BODIES: u64 = 400_000;

impl Project {
    /// The Python files of a bundle, each at its place in it.
    #[must_use]
    pub fn of_bundle(text: &str) -> Self {
        let parts = parts(text);
        let parts: Vec<_> = parts.iter().filter(|part| part.is_python()).collect();
        let packages = packages(parts.iter().map(|part| part.name));
        let mut project = Self::default();
        for part in &parts {
            let source = Source::new(part.name, part.text);
            project.sources.put(part.base, source.clone());
            project.take(part.name, &source, part.base, &packages);
        }
        project.own = parts.len();
        project
    }

    /// Whether a name is a module of the bundle, or the folder of one.
    fn has_module(&self, name: &str) -> bool {
        (0..self.own).any(|file| {
            let rest = self.name(file).strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }
}

/// The Python files of a bundle, parsed, each with the place where it begins.
#[must_use]
pub fn programs_of(text: &str) -> Vec<(u32, Arc<Program>)> {
    let parts = parts(text).into_iter();
    let files = parts.filter(Part::is_python).map(|part| {
        let file = Source::new(part.name, part.text);
        (part.base, Arc::new(crate::python::parse(&file)))
    });
    files.collect()
}

/// Follows every Python file of a bundle: its body, then the judged functions that it defines (or,
/// when `functions` is empty, all of its functions). A judged function may be named with its module
/// before it. Of the values that get a name, only those that `stores` asks for are told, and where the data of
/// calls came from only where `whence` says so. Spans are places in the bundle; `programs` are its files, parsed,
/// each with the place where it begins.
#[must_use]
pub fn survey_bundle(
    text: &str,
    programs: &[(u32, Arc<Program>)],
    knowledge: &Knowledge,
    functions: &[Function],
    stores: Option<&dyn Watch>,
    whence: Option<&dyn Whence>,
) -> Record {
    let project = Project::of_bundle(text);
    project.keep_programs(programs);
    let mut whole = Record::default();
    let mut open: Vec<&Function> = functions.iter().collect();
    for file in 0..project.own {
        let shelf = Shelf::new(&project);
        let Some(program) = shelf.program(file) else {
            continue;
        };
        let mut doors = Vec::new();
        open.retain(|function| {
            let local = local_name(&project, file, program, &function.name);
            doors.extend(local.map(|local| (local, *function)));
            local.is_none()
        });
        let fuel = FUEL + FUEL_PER_BYTE * program.source().text().len() as u64;
        let times = if functions.is_empty() { 1 } else { JUDGED };
        let mut machine = Machine::new(knowledge, None, fuel * times);
        machine.stores = stores;
        machine.whence = whence;
        machine.join_project(&shelf, file);
        machine.follow_further(BODIES);
        let doors = (!functions.is_empty()).then_some(doors.as_slice());
        let record = super::follow(machine, program.source(), &program.tree().body, doors);
        whole.effects.extend(record.effects);
        whole.limits.extend(record.limits);
        whole.exhausted |= record.exhausted;
        whole.stopped = whole.stopped.or(record.stopped);
        whole.steps += record.steps;
    }
    whole.missing = open.iter().map(|f| f.name.clone()).collect();
    whole
}

/// What a judged function is called in this file, if the file defines it.
fn local_name<'n>(
    project: &Project,
    file: usize,
    program: &Program,
    name: &'n str,
) -> Option<&'n str> {
    let inside = name
        .strip_prefix(project.name(file))
        .and_then(|rest| rest.strip_prefix('.'));
    let mut names = inside.into_iter().chain([name]);
    names.find(|name| {
        let head = name.split('.').next().unwrap_or(name);
        defines(&program.tree().body, head)
    })
}

/// Whether a body makes something of this name itself, without importing it.
fn defines(body: &[Stmt], name: &str) -> bool {
    let mut found = false;
    each_made(body, &mut |own| found |= own == name);
    found
}

/// The names of which a body makes something itself.
fn each_made<'a>(body: &'a [Stmt], tell: &mut dyn FnMut(&'a str)) {
    for statement in body {
        match statement {
            Stmt::FunctionDef(def) => tell(def.name.as_str()),
            Stmt::ClassDef(class) => tell(class.name.as_str()),
            Stmt::Assign(assign) => assign.targets.iter().for_each(|target| bound(target, tell)),
            Stmt::AnnAssign(assign) if assign.value.is_some() => bound(&assign.target, tell),
            Stmt::If(branch) => {
                each_made(&branch.body, tell);
                for clause in &branch.elif_else_clauses {
                    each_made(&clause.body, tell);
                }
            }
            Stmt::Try(attempt) => {
                each_made(&attempt.body, tell);
                each_made(&attempt.orelse, tell);
                let handlers = attempt.handlers.iter();
                for handler in handlers.filter_map(|handler| handler.as_except_handler()) {
                    each_made(&handler.body, tell);
                }
            }
            Stmt::With(with) => each_made(&with.body, tell),
            _ => {}
        }
    }
}

fn bound<'a>(target: &'a Expr, tell: &mut dyn FnMut(&'a str)) {
    match target {
        Expr::Name(own) => tell(own.id.as_str()),
        Expr::Tuple(tuple) => tuple.elts.iter().for_each(|target| bound(target, tell)),
        _ => {}
    }
}

/// The names of which the body of a file makes something.
pub(super) fn makes(program: &Program) -> FxHashSet<String> {
    let mut names = FxHashSet::default();
    each_made(&program.tree().body, &mut |name| {
        names.insert(name.to_owned());
    });
    names
}

/// What every probe asks of a file of the bundle, found out once.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// The names of which its body makes something.
    makes: FxHashSet<String>,
    /// What it imports from elsewhere, wherever that stands: the module and the name.
    imports: Vec<(String, String)>,
}

impl Front {
    fn of(project: &Project, program: &Program) -> Self {
        let mut front = Self {
            makes: makes(program),
            imports: Vec::new(),
        };
        let mut imports = Imports::default();
        imports.visit_body(&program.tree().body);
        for import in imports.all {
            let module = import.module.as_ref().map_or("", |m| m.as_str());
            if import.level == 0 && !project.has_module(module) {
                let names = import.names.iter();
                let names = names.map(|alias| (module.to_owned(), alias.name.to_string()));
                front.imports.extend(names);
            }
        }
        front
    }
}

/// What is asked of the files of a bundle, in order.
fn fronts<'p>(shelf: &Shelf<'p>) -> &'p [Front] {
    let project = shelf.project;
    project.fronts.get_or_init(|| {
        let programs = (0..project.own).map(|file| shelf.program(file));
        programs
            .map(|program| program.map_or_else(Front::default, |p| Front::of(project, p)))
            .collect()
    })
}

/// Follows the body of the file that holds what is called, and then the call. Names of the call that
/// stand in other files, and the names of modules, are known to it.
#[must_use]
pub fn probe_bundle(
    ground: &Ground,
    stage: Option<&Stage>,
    knowledge: &Knowledge,
    call: &Expression,
    effects: Heed,
    world: &mut dyn World,
) -> Outcome {
    let shelf = Shelf::new(&ground.project);
    let home = home(&shelf, &Called::of(call, stage), stage);
    let Some(program) = shelf.program(home) else {
        let nothing = crate::python::parse(&Source::new("", ""));
        return super::probe(&nothing, stage, knowledge, call, world);
    };
    let scene = Scene {
        stage,
        knowledge,
        call,
        effects,
    };
    call_in(&shelf, home, program, scene, world)
}

/// The file that defines the first name of a call that any file defines; or the module that is named.
/// Names of the scene are its own, whatever a file calls alike.
fn home(shelf: &Shelf<'_>, called: &Called<'_>, stage: Option<&Stage>) -> usize {
    let project = shelf.project;
    let staged = |name: &str| stage.is_some_and(|stage| stage.makes.contains(name));
    let all = || called.names.iter().filter(|name| !staged(name));
    let defined = all().find_map(|name| owner(shelf, name));
    let named = || {
        let number = all().find_map(|name| project.number(name))?;
        (number < project.own).then_some(number)
    };
    defined.or_else(named).unwrap_or(0)
}

/// The first file that defines a name.
fn owner(shelf: &Shelf<'_>, name: &str) -> Option<usize> {
    let mut fronts = fronts(shelf).iter();
    fronts.position(|front| front.makes.contains(name))
}

impl<'a> Machine<'a, '_> {
    /// Lets more of the other files be followed.
    pub(super) fn follow_further(&mut self, fuel: u64) {
        if let Some(modules) = self.modules.as_mut() {
            modules.fuel = fuel;
            modules.home_fuel = fuel;
        }
    }

    /// Before a probe: what any file of the bundle imports from elsewhere stands for what the scene
    /// gives by this name.
    pub(super) fn set_everywhere(&mut self, shelf: &'a Shelf<'a>) {
        for (module, name) in fronts(shelf).iter().flat_map(|front| &front.imports) {
            if let Some(&v) = self.staged.get(&**name) {
                let cell = self.state.cell(v);
                let whole = format!("{module}.{name}");
                self.overrides.insert(Arc::from(whole.as_str()), cell);
            }
        }
    }

    /// After the body of the file was followed: names of the call that it does not have stand for what
    /// another file defines, or for a module.
    pub(super) fn bring_in(&mut self, shelf: &'a Shelf<'a>, scene: Scene<'a>) {
        let project = shelf.project;
        if project.own == 0 {
            return;
        }
        for name in Called::of(scene.call, scene.stage).names {
            if self.find_name(name).is_some() {
                continue;
            }
            let whole = match owner(shelf, name) {
                Some(file) => format!("{}.{name}", project.name(file)),
                None if project.has_module(name) => name.to_owned(),
                None => continue,
            };
            let v = self.symbol(&whole, Span::default());
            self.assign_name(name, v);
        }
    }

    /// `app.board()` where the file `app.py` defines `board` and has a variable `app` as well: the call means the
    /// file's function. The file itself keeps its variable.
    pub(super) fn mean_modules(&mut self, shelf: &'a Shelf<'a>, call: &'a Expression) {
        let project = shelf.project;
        if project.own == 0 {
            return;
        }
        let mut asked = Called::default();
        asked.visit_expr(call.tree());
        for name in asked.names {
            let Some(number) = project.number(name).filter(|&n| n < project.own) else {
                continue;
            };
            let mut of_it = asked.attributes.iter().filter(|(of, _)| *of == name);
            let made = |&(_, attribute): &(_, &str)| {
                let front = fronts(shelf).get(number);
                front.is_some_and(|front| front.makes.contains(attribute))
            };
            if self.find_name(name).is_some() && of_it.any(made) {
                let module = self.symbol(project.name(number), Span::default());
                let cell = self.state.cell(module);
                let asking = self.enter(self.frame, Scope::Module, Arc::from(""));
                self.bind_cell(asking, name, cell);
                self.frame = asking;
            }
        }
    }
}

/// The names that a call reads, in order; then those of the scene.
#[derive(Default)]
struct Called<'a> {
    names: Vec<&'a str>,
    /// Names and what is asked of them.
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Called<'a> {
    fn of(call: &'a Expression, stage: Option<&'a Stage>) -> Self {
        let mut called = Self::default();
        called.visit_expr(call.tree());
        let own = called.names.len();
        for name in stage.into_iter().flat_map(|stage| &stage.reads) {
            if !called.names.iter().take(own).any(|known| known == name) {
                called.names.push(name);
            }
        }
        called
    }
}

impl<'a> Visitor<'a> for Called<'a> {
    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(name) = expression
            && name.ctx == ExprContext::Load
            && !self.names.contains(&name.id.as_str())
        {
            self.names.push(name.id.as_str());
        }
        if let Expr::Attribute(of) = expression
            && let Expr::Name(name) = &*of.value
        {
            self.attributes.push((name.id.as_str(), of.attr.as_str()));
        }
        visitor::walk_expr(self, expression);
    }
}

/// The names that a file reads, in order, each once.
pub(super) fn reads(program: &Program) -> Vec<String> {
    let mut called = Called::default();
    called.visit_body(&program.tree().body);
    called.names.into_iter().map(str::to_owned).collect()
}

/// All `from … import …` of a file, wherever they stand.
#[derive(Default)]
struct Imports<'a> {
    all: Vec<&'a StmtImportFrom>,
}

impl<'a> Visitor<'a> for Imports<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if let Stmt::ImportFrom(import) = statement {
            self.all.push(import);
        }
        visitor::walk_stmt(self, statement);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{Data, Ending, NoWorld};
    use crate::python::expression;
    use crate::text::bundle;

    #[test]
    fn a_call_names_a_function_by_its_file_also_where_the_file_has_a_variable_of_that_name() {
        let app = "class App:\n    def run(self):\n        return 'runs'\n\n\napp = App()\n\n\ndef board():\n    return app.run()\n";
        let text = bundle([
            ("app.py", app),
            ("store.py", "def board():\n    return 'other'\n"),
        ]);
        let knowledge = Knowledge::default();
        let ground = Ground::of_bundle(&text, &programs_of(&text), &knowledge);
        for call in ["app.board()", "board()", "app.run()"] {
            let call = expression(call).unwrap();
            let outcome = probe_bundle(
                &ground,
                None,
                &knowledge,
                &call,
                Heed::Nothing,
                &mut NoWorld,
            );
            assert_eq!(outcome.endings, [Ending::Returns(Data::Str("runs".into()))]);
        }
    }
}
