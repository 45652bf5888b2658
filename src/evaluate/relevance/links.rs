//! Where the names of a project lead: which function or class uses which, in whatever file that stands.
//!
//! Judged by names; where they leave it open, several are used. Called by `relevance`.

use crate::evaluate::interest::Interest;
use crate::evaluate::outline::{NO_FUNCTION, Name, Outline, Unit, name_of};
use crate::evaluate::project::Project;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// How many imports in a row a name is followed through.
const CHAIN: usize = 6;
/// How many classes a method's name is looked for in, above one another and beside one another.
const CLASSES: usize = 24;
/// Of more statements and functions than these that bind the same name, each leads to all that use it by way of one knot: written
/// down one by one, they would grow with the square of their number.
const KNOT: usize = 24;

/// Where the names of a file lead.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Files that it imports from.
    pub(super) imports: Vec<usize>,
    /// Local names of files.
    pub(super) modules: FxHashMap<Name, Vec<usize>>,
    /// Local name → file and name there.
    pub(super) from: FxHashMap<Name, Vec<(usize, Name)>>,
    stars: Vec<usize>,
    /// Units that a name of the module stands for; numbers behind those of all units are knots.
    units: FxHashMap<Name, Vec<usize>>,
    /// Statements and functions that bind the same name of the module, many of them.
    pub(super) knots: Vec<Vec<usize>>,
    /// The number of the first knot.
    pub(super) first_knot: usize,
    /// Statements that put something into a variable by way of a function.
    pub(super) filling: Vec<usize>,
    /// Functions of the module → variables into which they put something.
    pub(super) fillers: FxHashMap<Name, Vec<Name>>,
    /// Variables → what other files put into them.
    pub(super) others: FxHashMap<Name, Vec<At>>,
    /// Attributes of the objects of a class → what is put into them where the objects are used.
    pub(super) kept: FxHashMap<(usize, Name), Vec<At>>,
    /// Members of classes.
    members: FxHashMap<(usize, Name), Vec<usize>>,
}

impl Links {
    pub(super) fn of(project: &Project, outline: &Outline, interest: &Interest) -> Self {
        let mut links = Self::default();
        // Each entry is filled by itself: the order does not show.
        #[allow(clippy::iter_over_hash_type)]
        for (&local, all) in &outline.imports {
            for imported in all {
                let member = imported.member.as_deref();
                let full = match member {
                    Some(name) => format!("{}.{name}", imported.module),
                    None => imported.module.clone(),
                };
                if interest.describes(&full) {
                    continue;
                }
                // A module of a package is imported as a name is.
                if let Some(at) = project.number(&full) {
                    links.imports.push(at);
                    links.modules.entry(local).or_default().push(at);
                } else if let (Some(name), Some(at)) = (member, project.number(&imported.module)) {
                    links.imports.push(at);
                    let from = links.from.entry(local).or_default();
                    from.push((at, name_of(name)));
                }
            }
        }
        links.stars = outline
            .stars
            .iter()
            .filter_map(|module| project.number(module))
            .collect();
        links.imports.extend(&links.stars);
        links.imports.sort_unstable();
        links.imports.dedup();
        for (at, unit) in outline.units.iter().enumerate() {
            for &name in &unit.binds {
                if let Some(class) = unit.class {
                    links.members.entry((class, name)).or_default().push(at);
                } else if unit.outermost {
                    links.units.entry(name).or_default().push(at);
                }
                // Attributes that a class binds in its body.
                if unit.is_class {
                    links.members.entry((at, name)).or_default().push(at);
                }
            }
        }
        links.add_filled(outline);
        links.tie(outline);
        links
    }

    /// A variable also stands for what functions put into it that the module hands it to: a decorator that keeps
    /// what it decorates in a table.
    fn add_filled(&mut self, outline: &Outline) {
        // So does a function with several versions, and a list to which a decorator adds.
        let keeping = ["register", "append", "add"].map(name_of);
        for (at, unit) in outline.units.iter().enumerate() {
            for &(base, name) in unit.dotted.iter().filter(|_| unit.decorates) {
                if keeping.contains(&name) {
                    self.filling.push(at);
                    self.units.entry(base).or_default().extend([at, at + 1]);
                }
            }
        }
        // The statements of the module that read a name.
        let mut reads: FxHashMap<Name, Vec<usize>> = FxHashMap::default();
        let module = outline.units.iter().enumerate();
        for (at, unit) in module.filter(|(_, unit)| unit.at == NO_FUNCTION) {
            for name in &unit.names {
                reads.entry(*name).or_default().push(at);
            }
        }
        let functions = outline.units.iter().filter(|u| u.at != NO_FUNCTION);
        for unit in functions.filter(|u| !u.fills.is_empty()) {
            let mut outer = unit;
            while let Some(next) = outer.inside.and_then(|at| outline.units.get(at)) {
                outer = next;
            }
            for &name in outer.binds.iter().filter(|_| outer.outermost) {
                self.fillers.entry(name).or_default().extend(&unit.fills);
            }
            let calls = outer.binds.iter().filter_map(|name| reads.get(name));
            let mut calls: Vec<usize> = calls.flatten().copied().collect();
            calls.sort_unstable();
            calls.dedup();
            for at in calls {
                let decorated = outline.units.get(at).is_some_and(|u| u.decorates);
                self.filling.push(at);
                for name in &unit.fills {
                    let all = self.units.entry(*name).or_default();
                    all.push(at);
                    all.extend(decorated.then_some(at + 1));
                }
            }
        }
    }

    fn tie(&mut self, outline: &Outline) {
        self.first_knot = outline.units.len();
        let many = self.units.iter().filter(|(_, all)| all.len() > KNOT);
        let mut many: Vec<Name> = many.map(|(name, _)| *name).collect();
        many.sort_unstable();
        for name in many {
            let Some(all) = self.units.get_mut(&name) else {
                continue;
            };
            let plain = |at: &usize| {
                let unit = outline.units.get(*at);
                unit.is_some_and(|unit| !unit.is_class)
            };
            let (tied, mut left): (Vec<usize>, Vec<usize>) = all.iter().partition(|at| plain(at));
            if tied.len() > KNOT {
                left.push(self.first_knot + self.knots.len());
                self.knots.push(tied);
                *all = left;
            }
        }
    }

    /// The statements behind a number that is no unit's.
    pub(super) fn knot(&self, number: usize) -> Option<&[usize]> {
        let at = number.checked_sub(self.first_knot)?;
        self.knots.get(at).map(Vec::as_slice)
    }
}

/// A unit of a project: its file and its number there.
pub(super) type At = (usize, usize);

/// Who is used by whom.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) users: FxHashMap<At, Vec<At>>,
    /// For each file: which of its units uses what, by which name, in order.
    pub(super) uses: Vec<Vec<(usize, Name, At)>>,
    /// The knots that statements are tied to.
    pub(super) knots: FxHashMap<At, Vec<At>>,
    /// Statements that put something into a variable by way of a function.
    pub(super) filling: Vec<At>,
}

/// A file, and `base.name` in it.
type Dotted = (usize, Name, Name);

/// Looks names up in all files.
pub(super) struct Finder<'o> {
    project: &'o Project,
    outlines: &'o [Outline],
    links: &'o [Links],
    /// How many classes are being looked above now: a class may stand above itself.
    nesting: std::cell::Cell<usize>,
    /// The classes that the statements of a knot name.
    tied: RefCell<FxHashMap<At, Rc<Vec<At>>>>,
    /// What was looked up: `base.name` in a file → what it may stand for.
    meant: RefCell<FxHashMap<Dotted, Box<[At]>>>,
    /// The bases of classes that were looked for.
    bases: RefCell<FxHashMap<At, Rc<Vec<At>>>>,
    /// Statements that make objects → what runs when those are called.
    called: RefCell<FxHashMap<At, Rc<Vec<At>>>>,
}

impl Finder<'_> {
    fn unit(&self, (file, unit): At) -> Option<&Unit> {
        self.outlines.get(file)?.units.get(unit)
    }

    /// What a name of a module stands for.
    fn find(&self, file: usize, name: Name, depth: usize, out: &mut Vec<At>) {
        let Some(links) = self.links.get(file) else {
            return;
        };
        let own = links.units.get(&name).into_iter().flatten();
        out.extend(own.map(|&unit| (file, unit)));
        out.extend(links.others.get(&name).into_iter().flatten());
        if depth >= CHAIN {
            return;
        }
        for &(other, name) in links.from.get(&name).into_iter().flatten() {
            if !self.is_described(other, name) {
                self.find(other, name, depth + 1, out);
            }
        }
        for &star in &links.stars {
            if star != file {
                self.find(star, name, depth + 1, out);
            }
        }
    }

    fn is_described(&self, file: usize, name: Name) -> bool {
        let outline = self.outlines.get(file);
        outline.is_some_and(|o| o.described.contains(&name))
    }

    /// What `base.name` stands for, where `base` is a name of the module. The same is asked in many places.
    pub(super) fn dotted(&self, file: usize, base: Name, name: Name, out: &mut Vec<At>) {
        let key = (file, base, name);
        if let Some(known) = self.meant.borrow().get(&key) {
            out.extend(known.iter());
            return;
        }
        let mut found = Vec::new();
        self.look_up(file, base, name, &mut found);
        out.extend(&found);
        // Within the bases of bases not everything is looked at.
        if self.nesting.get() == 0 {
            self.meant.borrow_mut().insert(key, found.into());
        }
    }

    fn look_up(&self, file: usize, base: Name, name: Name, out: &mut Vec<At>) {
        let Some(links) = self.links.get(file) else {
            return;
        };
        for &module in links.modules.get(&base).into_iter().flatten() {
            if !self.is_described(module, name) {
                self.find(module, name, 0, out);
            }
        }
        let mut bases = Vec::new();
        self.find(file, base, 0, &mut bases);
        for at in bases {
            match self.unit(at) {
                Some(unit) if unit.is_class => self.member(at, name, out),
                // A variable: an object of one of the classes that its statement names.
                Some(unit) if unit.at == NO_FUNCTION => {
                    for class in self.classes(at, unit) {
                        self.member(class, name, out);
                    }
                }
                None => {
                    for &class in &*self.classes_of_knot(at) {
                        self.member(class, name, out);
                    }
                }
                _ => {}
            }
        }
    }

    /// The classes that the statements of a knot name, each once.
    fn classes_of_knot(&self, at: At) -> Rc<Vec<At>> {
        if let Some(known) = self.tied.borrow().get(&at) {
            return Rc::clone(known);
        }
        let mut found = Vec::new();
        let tied = self.links.get(at.0).and_then(|links| links.knot(at.1));
        for &statement in tied.into_iter().flatten() {
            let at = (at.0, statement);
            if let Some(unit) = self.unit(at) {
                found.extend(self.classes(at, unit));
            }
        }
        found.sort_unstable();
        found.dedup();
        let found = Rc::new(found);
        self.tied.borrow_mut().insert(at, Rc::clone(&found));
        found
    }

    /// The classes that a unit names.
    pub(super) fn classes(&self, at: At, unit: &Unit) -> Vec<At> {
        let mut found = Vec::new();
        for &name in &unit.names {
            self.find(at.0, name, 0, &mut found);
        }
        for &(base, name) in &unit.dotted {
            let links = self.links.get(at.0);
            let modules = links.and_then(|l| l.modules.get(&base));
            for &module in modules.into_iter().flatten() {
                self.find(module, name, 0, &mut found);
            }
        }
        found.retain(|&at| self.unit(at).is_some_and(|u| u.is_class));
        found.truncate(CLASSES);
        found
    }

    /// What runs when the object is called that a statement makes.
    fn called(&self, at: At) -> Rc<Vec<At>> {
        let statement = self
            .unit(at)
            .filter(|unit| unit.at == NO_FUNCTION && !unit.is_class && !unit.decorates);
        let Some(unit) = statement else {
            return Rc::default();
        };
        if let Some(known) = self.called.borrow().get(&at) {
            return Rc::clone(known);
        }
        let mut found = Vec::new();
        for class in self.classes(at, unit) {
            self.member(class, name_of("__call__"), &mut found);
        }
        let found = Rc::new(found);
        self.called.borrow_mut().insert(at, Rc::clone(&found));
        found
    }

    /// What a name means in a class or in those above it.
    fn member(&self, class: At, name: Name, out: &mut Vec<At>) {
        let mut open = vec![class];
        let mut seen = 0;
        while let Some(at) = open.pop() {
            seen += 1;
            if seen > CLASSES {
                return;
            }
            let links = self.links.get(at.0);
            if let Some(all) = links.and_then(|l| l.members.get(&(at.1, name))) {
                out.extend(all.iter().map(|&unit| (at.0, unit)));
            }
            if let Some(all) = links.and_then(|l| l.kept.get(&(at.1, name))) {
                out.extend(all);
            }
            open.extend(self.above(at).iter().copied());
        }
    }

    /// The bases of a class. Each class is asked once: while its bases are looked for, it has none above it, else
    /// classes whose bases lead to one another were followed again on every way there is.
    fn above(&self, class: At) -> Rc<Vec<At>> {
        if let Some(known) = self.bases.borrow().get(&class) {
            return Rc::clone(known);
        }
        let mut found = Vec::new();
        let nesting = self.nesting.get();
        let Some(unit) = self.unit(class).filter(|_| nesting < CHAIN) else {
            return Rc::default();
        };
        self.bases.borrow_mut().insert(class, Rc::default());
        self.nesting.set(nesting + 1);
        for &(base, attribute) in &unit.bases {
            match attribute {
                None => self.find(class.0, base, 0, &mut found),
                Some(name) => self.dotted(class.0, base, name, &mut found),
            }
        }
        self.nesting.set(nesting);
        found.retain(|&at| at != class && self.unit(at).is_some_and(|u| u.is_class));
        let found = Rc::new(found);
        self.bases.borrow_mut().insert(class, Rc::clone(&found));
        found
    }
}

impl<'o> Finder<'o> {
    pub(super) fn new(project: &'o Project, outlines: &'o [Outline], links: &'o [Links]) -> Self {
        Self {
            project,
            outlines,
            links,
            nesting: std::cell::Cell::new(0),
            tied: RefCell::default(),
            meant: RefCell::default(),
            bases: RefCell::default(),
            called: RefCell::default(),
        }
    }
}

impl Graph {
    pub(super) fn of(project: &Project, outlines: &[Outline], links: &[Links]) -> Self {
        let finder = Finder::new(project, outlines, links);
        let mut graph = Self::default();
        for (file, links) in links.iter().enumerate() {
            graph
                .filling
                .extend(links.filling.iter().map(|&at| (file, at)));
            for (number, tied) in links.knots.iter().enumerate() {
                let knot = (file, links.first_knot + number);
                for &at in tied {
                    graph.knots.entry((file, at)).or_default().push(knot);
                }
            }
        }
        for (file, outline) in outlines.iter().enumerate() {
            // The classes that the methods of a class name: objects that one makes, another uses.
            let mut named: FxHashMap<usize, Vec<At>> = FxHashMap::default();
            for (at, unit) in outline.units.iter().enumerate() {
                if let Some(class) = unit.class {
                    let more = finder.classes((file, at), unit);
                    named.entry(class).or_default().extend(more);
                }
            }
            let mut of_file = Vec::new();
            for (at, unit) in outline.units.iter().enumerate() {
                let mut uses = Vec::new();
                finder.uses((file, at), unit, &named, &mut uses);
                uses.sort_unstable();
                uses.dedup();
                of_file.extend(uses.iter().map(|&(used, name)| (at, name, used)));
                uses.dedup_by_key(|u| u.0);
                for (used, _) in uses {
                    graph.users.entry(used).or_default().push((file, at));
                }
            }
            graph.uses.push(of_file);
        }
        graph
    }
}

impl Finder<'_> {
    /// What a unit may run, and by which names.
    fn uses(
        &self,
        here: At,
        unit: &Unit,
        named: &FxHashMap<usize, Vec<At>>,
        out: &mut Vec<(At, Name)>,
    ) {
        let file = here.0;
        let mut found = Vec::new();
        let mut tell = |found: &mut Vec<At>, name: Name| {
            out.extend(found.drain(..).map(|at| (at, name)));
        };
        for &name in &unit.names {
            self.find(file, name, 0, &mut found);
            let called: Vec<At> = found
                .iter()
                .flat_map(|&at| self.called(at).to_vec())
                .collect();
            found.extend(called);
            tell(&mut found, name);
        }
        for &(base, name) in &unit.dotted {
            self.dotted(file, base, name, &mut found);
            tell(&mut found, name);
        }
        for (module, name) in &unit.paths {
            if let Some(module) = self.project.number(module)
                && !self.is_described(module, *name)
            {
                self.find(module, *name, 0, &mut found);
                tell(&mut found, *name);
            }
        }
        if let Some(class) = unit.class {
            for &name in &unit.own {
                self.member((file, class), name, &mut found);
                tell(&mut found, name);
            }
        }
        if unit.is_class {
            found.extend(self.above(here).iter().copied());
            tell(&mut found, 0);
        }
        if unit.other.is_empty() {
            return;
        }
        let mut classes = self.classes(here, unit);
        classes.extend(unit.class.and_then(|c| named.get(&c)).into_iter().flatten());
        // Objects that functions give which it calls.
        for &(used, _) in out.iter() {
            match self.unit(used) {
                Some(other) if other.is_class => {}
                Some(other) => classes.extend(self.classes(used, other)),
                None => classes.extend(self.classes_of_knot(used).iter()),
            }
        }
        classes.sort_unstable();
        classes.dedup();
        for class in classes {
            for &name in &unit.other {
                self.member(class, name, &mut found);
                out.extend(found.drain(..).map(|at| (at, name)));
            }
        }
    }
}
