//! Which functions of a project have to be followed: those in which, with all that they call, something may
//! happen that is asked about.
//!
//! Judged by names, never by values, and for the larger side where names leave it open. Called between the
//! look at all files and the following of each.

mod fillers;
mod links;

use self::fillers::Fillers;
use self::links::{At, Graph, Links};
use super::counted::Counted;
use super::interest::{Interest, Part, Roots};
use super::kinds::Kinds;
use super::outline::across::Known;
use super::outline::behind::Told;
use super::outline::handed::Registered;
use super::outline::{NO_FUNCTION, Name, Outline, Spot, Unit};
use super::project::Project;
use super::written::Written;
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// How many imports in a row bring the packages of a file into another.
const HOPS: usize = 2;

/// What has to be followed in one file: where the names of functions stand, and where statements begin; in
/// order.
#[derive(Debug, Clone, Default)]
pub(super) struct Followed {
    functions: Vec<u32>,
    statements: Vec<u32>,
}

impl Followed {
    /// Whether the function whose name stands here has to be entered.
    pub(super) fn function(&self, at: u32) -> bool {
        self.functions.binary_search(&at).is_ok()
    }

    /// Whether a statement of the module has to be followed: itself, or for a function in it.
    pub(super) fn statement(&self, span: Span) -> bool {
        let first = self.functions.partition_point(|at| *at < span.start);
        self.statements.binary_search(&span.start).is_ok()
            || self.functions.get(first).is_some_and(|at| *at < span.end)
    }
}

/// What has to be followed in each file of a project.
#[derive(Debug, Clone, Default)]
pub struct Relevance {
    files: Vec<Option<Followed>>,
    /// What counts in the files that begin at these places of the address space.
    counted: FxHashMap<u32, Counted>,
    /// Functions that have anything to do with what is asked, by the places of their names in the address
    /// space of the project.
    places: FxHashMap<u32, Part>,
    /// What functions leave for others → the files and functions that do.
    left: FxHashMap<Name, Vec<(usize, Box<str>)>>,
    /// What the statements of a file alone tell.
    told: FxHashMap<usize, Vec<Told>>,
    /// Functions that are handed to a framework, by the places of their names in the address space of the project.
    handed: FxHashMap<u32, Registered>,
    /// What is told of files from how they are written.
    written: FxHashMap<usize, Vec<Written>>,
    /// What is put into variables from elsewhere.
    fillers: Fillers,
}

impl Relevance {
    /// Reads the outlines of all files of a project, in their order.
    #[must_use]
    pub fn of(project: &Project, mut outlines: Vec<Outline>, interest: &Interest) -> Self {
        let mut links: Vec<Links> = outlines
            .iter()
            .map(|o| Links::of(project, o, interest))
            .collect();
        let fillers = fillers::fill(project, &outlines, &mut links);
        spread_roots(&links, &mut outlines);
        let handed = hand_over(project, &mut outlines);
        for outline in &mut outlines {
            settle(outline);
            fillers::lead_on(outline);
        }
        let graph = Graph::of(project, &outlines, &links);
        spread(&mut outlines, &graph);
        let mut places = FxHashMap::default();
        let mut counted = FxHashMap::default();
        for (file, outline) in outlines.iter().enumerate() {
            let base = project.base(file);
            let units = outline.units.iter();
            let named = units.filter(|u| u.at != NO_FUNCTION && u.part.spreads());
            places.extend(named.map(|u| (base.saturating_add(u.at), u.part)));
            counted.insert(base, count(&outlines, file, &graph, &links));
        }
        let mut left: FxHashMap<Name, Vec<(usize, Box<str>)>> = FxHashMap::default();
        let mut told: FxHashMap<usize, Vec<Told>> = FxHashMap::default();
        let together = told_together(&outlines);
        for (file, (outline, more)) in outlines.iter_mut().zip(together).enumerate() {
            outline.told.extend(more);
            if !outline.told.is_empty() {
                told.insert(file, std::mem::take(&mut outline.told));
            }
            for (name, function) in std::mem::take(&mut outline.left) {
                left.entry(name).or_default().push((file, function));
            }
        }
        // What others completed is told where nothing is followed, too.
        let files = outlines.iter().enumerate().map(|(file, outline)| {
            let more = told.contains_key(&file);
            chosen(outline).or_else(|| more.then(Followed::default))
        });
        let files = files.collect();
        let written = outlines.iter_mut().map(|o| std::mem::take(&mut o.written));
        let written = written.enumerate().filter(|(_, all)| !all.is_empty());
        Self {
            left,
            told,
            written: written.collect(),
            files,
            counted,
            places,
            handed,
            fillers,
        }
    }

    /// The statements that put something into a variable of a file, by their files and where they begin.
    pub(super) fn fillers(&self, file: usize, name: Name) -> &[(usize, u32)] {
        self.fillers.get(&(file, name)).map_or(&[], Vec::as_slice)
    }

    /// How a function is handed to a framework whose name stands here, by a function or by another file.
    pub(super) fn handed(&self, place: u32) -> Option<&Registered> {
        self.handed.get(&place)
    }

    /// What counts inside the functions of the file that begins here.
    pub(super) fn counted(&self, base: u32) -> Option<&Counted> {
        self.counted.get(&base)
    }

    /// What the function whose name stands here has to do with what is asked; of others only counts what they
    /// give.
    pub(super) fn concerns(&self, place: u32) -> Part {
        self.places.get(&place).copied().unwrap_or_default()
    }

    /// The functions that leave something under this name for others, with their files.
    pub(super) fn left(&self, name: Name) -> &[(usize, Box<str>)] {
        self.left.get(&name).map_or(&[], Vec::as_slice)
    }

    /// What the statements of a file alone tell.
    pub(super) fn told(&self, file: usize) -> &[Told] {
        self.told.get(&file).map_or(&[], Vec::as_slice)
    }

    /// What is told of a file from how it is written.
    pub(super) fn written(&self, file: usize) -> &[Written] {
        self.written.get(&file).map_or(&[], Vec::as_slice)
    }

    /// What has to be followed in a file; `None` when nothing has to be.
    pub(super) fn follows(&self, file: usize) -> Option<&Followed> {
        self.files.get(file)?.as_ref()
    }

    /// Whether anything in the file with this number has to be followed.
    #[must_use]
    pub fn needs(&self, file: usize) -> bool {
        self.follows(file).is_some()
    }
}

/// Finds the functions that files hand to frameworks with an address; they are entered as those that are decorated.
fn hand_over(project: &Project, outlines: &mut [Outline]) -> FxHashMap<u32, Registered> {
    let mut handed = FxHashMap::default();
    let there = |o: &Outline, r: &Registered| r.route.is_some() && o.roots.has(r.root);
    let calls: Vec<Registered> = outlines
        .iter()
        .flat_map(|o| o.registered.iter().filter(|r| there(o, r)).cloned())
        .collect();
    for call in &calls {
        for (module, name) in &call.paths {
            let Some(file) = project.number(module) else {
                continue;
            };
            let base = project.base(file);
            let units = outlines.get_mut(file).map(|o| o.units.iter_mut());
            let functions = units.into_iter().flatten();
            for unit in functions.filter(|u| u.at != NO_FUNCTION && u.outermost) {
                if unit.binds.contains(name) {
                    handed.insert(base.saturating_add(unit.at), call.clone());
                    enter(unit);
                }
            }
        }
    }
    handed
}

/// A framework calls this function with what a request brings.
fn enter(unit: &mut Unit) {
    unit.gets(Part::ASKED.and(Part::SOURCE));
    unit.spots.push(Spot {
        at: unit.at,
        part: Part::ASKED,
        on: None,
        rests: false,
    });
}

/// What each file tells with what the others say.
fn told_together(outlines: &[Outline]) -> Vec<Vec<Told>> {
    let known = Known::of(outlines.iter().map(|o| &o.across));
    outlines.iter().map(|o| known.told(&o.across)).collect()
}

/// What counts inside the functions of a file.
fn count(outlines: &[Outline], file: usize, graph: &Graph, links: &[Links]) -> Counted {
    let mut counted = Counted::default();
    let used = graph.uses.get(file).into_iter().flatten();
    let mut used = used.peekable();
    let units = outlines.get(file).map_or(&[][..], |o| &o.units);
    let mut known: FxHashMap<At, (bool, Part)> = FxHashMap::default();
    for (at, unit) in units.iter().enumerate() {
        let function = unit.at != NO_FUNCTION && !unit.part.is_empty();
        if unit.yields && unit.at != NO_FUNCTION {
            counted.add_yielding(unit.at);
        }
        if unit.at != NO_FUNCTION && !unit.is_class {
            note_filling(unit, &mut counted);
        }
        if unit.raises && unit.at != NO_FUNCTION {
            counted.add_raising(unit.at);
            let turning = unit.turning.iter();
            turning.for_each(|&name| counted.add_turning(unit.at, name));
        }
        if function {
            let spots = unit.spots.iter();
            spots.for_each(|s| counted.add_spot(s.at, s.part.spreads()));
            if unit.entire {
                counted.add_entire(unit.at);
            }
        }
        while let Some(&(_, name, to)) = used.next_if(|u| u.0 <= at) {
            if !function {
                continue;
            }
            let (raises, part) = *known
                .entry(to)
                .or_insert_with(|| passed_by(outlines, links, to));
            if raises {
                counted.add_turning(unit.at, name);
            }
            if part.spreads() {
                counted.add_hot(unit.at, name, part.asks());
            }
        }
    }
    counted.settle();
    counted
}

/// Notes into which variables of the module a function puts something, and which it reads.
fn note_filling(unit: &Unit, counted: &mut Counted) {
    let read = || {
        unit.names
            .iter()
            .chain(unit.dotted.iter().map(|(name, _)| name))
    };
    for &own in &unit.binds {
        let filled = unit.fills.iter().filter(|name| **name != own);
        filled.for_each(|&name| counted.add_filling(own, name));
        read().for_each(|&name| counted.add_reading(own, name));
    }
}

/// Whether what stands behind a name raises, and what it passes on.
fn passed_by(outlines: &[Outline], links: &[Links], to: At) -> (bool, Part) {
    let units = outlines.get(to.0).map_or(&[][..], |o| &o.units);
    let tied = links.get(to.0).and_then(|links| links.knot(to.1));
    let all = tied.unwrap_or(std::slice::from_ref(&to.1));
    let all = all.iter().filter_map(|&at| units.get(at));
    all.fold((false, Part::NONE), |(raises, part), unit| {
        (raises | unit.raises, part.and(unit.passed))
    })
}

fn chosen(outline: &Outline) -> Option<Followed> {
    let mut any = false;
    let mut followed = Followed::default();
    for unit in outline.units.iter().filter(|u| u.follows) {
        // A class is more than its statements: what it makes run counts for those who use it.
        any |= !unit.is_class || unit.direct;
        if unit.at == NO_FUNCTION {
            followed.statements.push(unit.begins);
        } else {
            followed.functions.push(unit.at);
        }
    }
    followed.statements.sort_unstable();
    followed.functions.sort_unstable();
    any.then_some(followed)
}

/// A file has the objects of the packages of what it imports, and what the names there bring.
fn spread_roots(links: &[Links], outlines: &mut [Outline]) {
    for _ in 0..HOPS {
        let before: Vec<(Roots, Kinds)> = outlines
            .iter()
            .map(|o| (o.roots, o.kinds.clone()))
            .collect();
        for (links, outline) in links.iter().zip(outlines.iter_mut()) {
            for &other in &links.imports {
                if let Some((roots, kinds)) = before.get(other) {
                    outline.roots.join(*roots);
                    outline.kinds.join(kinds);
                }
            }
        }
    }
    for outline in outlines {
        outline.roots.join(outline.objects);
        outline.kinds.join(&outline.things);
    }
}

/// Decides what waited for the packages of a file.
fn settle(outline: &mut Outline) {
    let (roots, loose) = (outline.roots, outline.loose);
    let kinds = &outline.kinds;
    for unit in &mut outline.units {
        unit.spots.retain(|spot| {
            spot.on.is_none_or(|need| {
                let there = if need.loose { loose } else { roots };
                there.has(need.root) && need.kind.is_none_or(|kind| kinds.has(kind))
            })
        });
        for spot in &unit.spots {
            unit.part = unit.part.and(spot.part);
            let passed = if spot.rests {
                spot.part.given()
            } else {
                spot.part
            };
            unit.passed = unit.passed.and(passed);
        }
        // What only gives something counts where that goes.
        unit.spots.retain(|s| s.part.is_empty() || s.part.asks());
        unit.direct = unit.part.matters();
    }
    hand_on(outline);
}

/// Enters what the calls of a file hand to frameworks whose packages are there: functions, and the methods of objects.
fn hand_on(outline: &mut Outline) {
    let registered = std::mem::take(&mut outline.registered);
    let calls = registered.iter().filter(|r| outline.roots.has(r.root));
    let names: FxHashSet<Name> = calls.flat_map(|r| r.names.iter().copied()).collect();
    if names.is_empty() {
        return;
    }
    let handed = |u: &Unit| u.binds.iter().any(|b| names.contains(b));
    let units = outline.units.iter();
    let made = units.filter(|u| u.at == NO_FUNCTION && handed(u));
    let named: FxHashSet<Name> = made.flat_map(|u| u.names.iter().copied()).collect();
    let units = outline.units.iter().enumerate();
    let classes = units.filter(|(_, u)| u.is_class);
    let classes = classes.filter(|(_, u)| handed(u) || u.binds.iter().any(|b| named.contains(b)));
    let classes: FxHashSet<usize> = classes.map(|(at, _)| at).collect();
    let entered = |u: &&mut Unit| handed(u) || u.class.is_some_and(|c| classes.contains(&c));
    outline.units.iter_mut().filter(entered).for_each(enter);
}

/// How many calls in a row each thing is carried up: whoever is further away adds nothing that calls in
/// between do not, or is beyond what the evaluator follows.
const REACH: [(Part, u32); 6] = [
    (Part::ASKED, 1),
    (Part::SINK, 4),
    (Part::SOURCE, 3),
    (Part::PRODUCT, 3),
    (Part::INGREDIENT, 3),
    (Part::ANSWER, 3),
];

/// Who gave a unit something of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Giver {
    /// What stands in it, or several.
    Own,
    /// This one alone.
    Only(At),
}

/// What each unit got of one part, and from whom.
type Given = FxHashMap<At, Giver>;

/// Notes that a unit got its part from another.
fn note(given: &mut Given, at: At, from: At) {
    let known = given.entry(at).or_insert(Giver::Only(from));
    if *known != Giver::Only(from) {
        *known = Giver::Own;
    }
}

/// Carries what each unit may do to those who use it.
fn spread(outlines: &mut [Outline], graph: &Graph) {
    let given = REACH.map(|(part, reach)| (part, carry(outlines, graph, part, reach)));
    let of = |part: Part| given.iter().find(|g| g.0 == part).map(|g| &g.1);
    for (file, outline) in outlines.iter_mut().enumerate() {
        for (number, unit) in outline.units.iter_mut().enumerate() {
            // Where both come out of one call, they come together in that one.
            unit.follows = unit.part.matters_alone()
                || Part::MEETINGS.into_iter().any(|(one, other)| {
                    let from = |part| of(part).and_then(|g| g.get(&(file, number)));
                    let apart = from(one) != from(other) || from(one) == Some(&Giver::Own);
                    unit.part.has(one.and(other)) && apart
                });
        }
    }
    follow_makers(outlines, graph);
    follow_heirs(outlines, graph);
    follow_filling(outlines, graph);
    // Inner units stand behind those that they stand in.
    for outline in outlines.iter_mut() {
        for at in (0..outline.units.len()).rev() {
            let Some(unit) = outline.units.get(at) else {
                continue;
            };
            if let Some(outer) = unit.inside
                && unit.follows
                && let Some(outer) = outline.units.get_mut(outer)
            {
                outer.part = outer.part.and(Part::FORM);
                outer.follows = true;
            }
        }
    }
}

/// Where a variable is read that a function has put something into, the statement that called the function counts.
fn follow_filling(outlines: &mut [Outline], graph: &Graph) {
    let follows = |outlines: &[Outline], at: &At| {
        let unit = outlines.get(at.0).and_then(|o| o.units.get(at.1));
        unit.is_some_and(|u| u.follows)
    };
    for &at in &graph.filling {
        let mut users = graph.users.get(&at).into_iter().flatten();
        let read = users.any(|user| follows(outlines, user));
        let unit = outlines.get_mut(at.0).and_then(|o| o.units.get_mut(at.1));
        if let Some(unit) = unit.filter(|_| read) {
            unit.follows = true;
        }
    }
}

/// What an object is made with decides what its methods do: where one is made for the whole module, that statement counts.
fn follow_makers(outlines: &mut [Outline], graph: &Graph) {
    let mut makers: Vec<At> = Vec::new();
    for (file, outline) in outlines.iter().enumerate() {
        let mut known: FxHashSet<usize> = FxHashSet::default();
        let units = outline.units.iter();
        for class in units
            .filter(|u| u.follows && (u.part.has(Part::SINK) || u.part.has(Part::ASKED)))
            .filter_map(|u| u.class)
        {
            if !known.insert(class) {
                continue;
            }
            let users = graph.users.get(&(file, class)).into_iter().flatten();
            makers.extend(users.filter(|user| {
                let unit = outlines.get(user.0).and_then(|o| o.units.get(user.1));
                unit.is_some_and(|u| u.at == NO_FUNCTION && !u.is_class)
            }));
        }
    }
    for at in makers {
        if let Some(unit) = outlines.get_mut(at.0).and_then(|o| o.units.get_mut(at.1)) {
            unit.follows = true;
        }
    }
}

/// A class has the methods of those above it, too: where a framework calls these, the class has to be there.
fn follow_heirs(outlines: &mut [Outline], graph: &Graph) {
    let entered = Part::ASKED.and(Part::SOURCE);
    let mut known: FxHashMap<At, bool> = FxHashMap::default();
    let mut heirs = Vec::new();
    for (file, outline) in outlines.iter().enumerate() {
        for &(unit, name, base) in graph.uses.get(file).into_iter().flatten() {
            if name != 0 || !outline.units.get(unit).is_some_and(|u| u.is_class) {
                continue;
            }
            let called = *known.entry(base).or_insert_with(|| {
                let units = outlines.get(base.0).map_or(&[][..], |o| &o.units);
                units
                    .iter()
                    .any(|u| u.class == Some(base.1) && u.follows && u.part.has(entered))
            });
            if called || changes_base(&outline.units, unit, base.1, base.0 == file) {
                heirs.push((file, unit));
            }
        }
    }
    for (file, unit) in heirs {
        let unit = outlines.get_mut(file).and_then(|o| o.units.get_mut(unit));
        if let Some(unit) = unit {
            unit.follows = true;
            unit.direct = true;
        }
    }
}

/// Whether a class has a method of its own in place of one that a method of its base calls, in the same file.
fn changes_base(units: &[Unit], class: usize, base: usize, here: bool) -> bool {
    let methods = |of: usize| units.iter().filter(move |u| u.class == Some(of));
    let mut asking = methods(base).filter(|u| here && u.follows && u.part.asks());
    let own = |name: &Name| methods(class).any(|u| u.binds.contains(name));
    asking.any(|u| u.own.iter().any(own))
}

/// Carries one part to those who use what has it, and beyond; who gave it to whom.
fn carry(outlines: &mut [Outline], graph: &Graph, part: Part, reach: u32) -> Given {
    let mut given = Given::default();
    let mut open: Vec<At> = Vec::new();
    for (file, outline) in outlines.iter().enumerate() {
        let units = outline.units.iter().enumerate();
        let having = units.filter(|(_, u)| u.part.has(part));
        open.extend(having.map(|(at, _)| (file, at)));
    }
    given.extend(open.iter().map(|&at| (at, Giver::Own)));
    let mut untied: FxHashSet<At> = FxHashSet::default();
    for step in 0..=reach {
        let mut next = Vec::new();
        while let Some(at) = open.pop() {
            let Some(unit) = outlines.get(at.0).and_then(|o| o.units.get(at.1)) else {
                continue;
            };
            let passed = unit.passed.has(part);
            let mut beside: Vec<At> = Vec::new();
            // A function inside another is made when that one runs, and a class runs some of its
            // methods whenever there is an object of it.
            beside.extend(unit.inside.map(|outer| (at.0, outer)));
            beside.extend(unit.class.filter(|_| unit.makes).map(|class| (at.0, class)));
            if unit.is_class && !part.given().is_empty() {
                // Its methods work on what was put into the object when it was made.
                let units = outlines.get(at.0).map_or(&[][..], |o| &o.units);
                let methods = units.iter().enumerate();
                let methods = methods.filter(|(_, u)| u.class == Some(at.1));
                beside.extend(methods.map(|(method, _)| (at.0, method)));
            }
            for &to in &beside {
                note(&mut given, to, at);
            }
            open.extend(beside.into_iter().filter(|&at| give(outlines, at, part)));
            if step < reach && passed {
                let users = graph.users.get(&at).into_iter().flatten();
                for &user in users {
                    note(&mut given, user, at);
                    next.push(user);
                }
                for knot in graph.knots.get(&at).into_iter().flatten() {
                    if untied.insert(*knot) {
                        let users = graph.users.get(knot).into_iter().flatten();
                        for &user in users {
                            given.insert(user, Giver::Own);
                            next.push(user);
                        }
                    }
                }
            }
        }
        next.retain(|&at| give(outlines, at, part));
        open = next;
    }
    given
}

/// Gives a unit its part; whether that was news.
fn give(outlines: &mut [Outline], at: At, part: Part) -> bool {
    let unit = outlines.get_mut(at.0).and_then(|o| o.units.get_mut(at.1));
    unit.is_some_and(|unit| {
        let news = !unit.part.has(part);
        unit.gets(part);
        news
    })
}
