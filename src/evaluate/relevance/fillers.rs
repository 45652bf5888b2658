//! What is put into the tables and lists of a project from elsewhere: by another file, by a function that keeps what it
//! decorates, by a method that keeps it in its object.
//!
//! Judged by names. Called by `relevance`.

use super::links::{At, Finder, Links};
use crate::evaluate::interest::Part;
use crate::evaluate::outline::{NO_FUNCTION, Name, Outline, Unit};
use crate::evaluate::project::Project;
use rustc_hash::{FxHashMap, FxHashSet};

/// Of more statements than these nobody sees which one counts: they put something into the same variable.
const FILLERS: usize = 24;

/// A variable of a file → the statements that put something into it, by their files and where they begin.
pub(super) type Fillers = FxHashMap<(usize, Name), Vec<(usize, u32)>>;

/// Somebody puts something into a variable or an attribute.
struct Filling {
    /// The file of the variable, and the variable.
    into: (usize, Name),
    /// Of an object in it: the class, and its attribute.
    kept: Option<(At, Name)>,
    /// The statement.
    by: At,
}

/// The statements of modules.
fn statements(outline: &Outline) -> impl Iterator<Item = (usize, &Unit)> {
    let units = outline.units.iter().enumerate();
    units.filter(|(_, unit)| unit.at == NO_FUNCTION)
}

/// The classes whose objects keep what one of their methods is handed: by the method's name.
fn keepers(outlines: &[Outline]) -> FxHashSet<Name> {
    let keeping = outlines.iter().flat_map(|outline| {
        let units = outline.units.iter().filter(|u| !u.keeps.is_empty());
        units.map(|unit| method_of(outline, unit))
    });
    keeping
        .flat_map(|unit| unit.binds.iter().copied())
        .collect()
}

/// The method in which something stands.
fn method_of<'o>(outline: &'o Outline, unit: &'o Unit) -> &'o Unit {
    let mut at = unit;
    while at.class.is_none()
        && let Some(outer) = at.inside.and_then(|outer| outline.units.get(outer))
    {
        at = outer;
    }
    at
}

/// Tells the variables of a project what is put into them from elsewhere.
pub(super) fn fill(project: &Project, outlines: &[Outline], links: &mut [Links]) -> Fillers {
    let found = fillings(project, outlines, links);
    let mut fillers = Fillers::default();
    for Filling { into, kept, by } in found {
        let Some(unit) = outlines.get(by.0).and_then(|o| o.units.get(by.1)) else {
            continue;
        };
        let all = fillers.entry(into).or_default();
        let known = all.contains(&(by.0, unit.begins));
        if !known && all.len() >= FILLERS {
            continue;
        }
        if !known {
            all.push((by.0, unit.begins));
        }
        let defined = unit.decorates.then_some((by.0, by.1 + 1));
        let here = into.0 == by.0;
        if let Some(own) = links.get_mut(by.0) {
            own.filling.push(by.1);
        }
        let Some(links) = links.get_mut(kept.map_or(into.0, |(class, _)| class.0)) else {
            continue;
        };
        let told = match kept {
            Some((class, attribute)) => links.kept.entry((class.1, attribute)).or_default(),
            // The file itself knows.
            None if here => continue,
            None => links.others.entry(into.1).or_default(),
        };
        told.push(by);
        told.extend(defined);
    }
    fillers
}

fn fillings(project: &Project, outlines: &[Outline], links: &[Links]) -> Vec<Filling> {
    let finder = Finder::new(project, outlines, links);
    let keepers = keepers(outlines);
    let mut found = Vec::new();
    for (file, (own, outline)) in links.iter().zip(outlines).enumerate() {
        for (at, unit) in statements(outline) {
            let by = (file, at);
            let mut add = |into, kept| found.push(Filling { into, kept, by });
            // `TABLE["x"] = f`
            for name in &unit.fills {
                let from = own.from.get(name).into_iter().flatten();
                from.for_each(|&into| add(into, None));
            }
            // `@command("x")`, `@registry.command("x")`
            let named = unit.names.iter().flat_map(|&name| {
                let from = own.from.get(&name).into_iter().flatten().copied();
                from.chain([(file, name)])
            });
            let dotted = unit.dotted.iter().flat_map(|&(base, name)| {
                let modules = own.modules.get(&base).into_iter().flatten();
                modules.map(move |&module| (module, name))
            });
            for (other, name) in named.chain(dotted) {
                let fills = links.get(other).and_then(|l| l.fillers.get(&name));
                let fills = fills.into_iter().flatten();
                fills.for_each(|&name| add((other, name), None));
            }
            // `@bus.on("x")`. With classes that are kept, everything would lead to everything.
            if !unit.decorates && !finder.classes(by, unit).is_empty() {
                continue;
            }
            for &(base, name) in unit
                .dotted
                .iter()
                .filter(|(_, name)| keepers.contains(name))
            {
                let mut methods = Vec::new();
                finder.dotted(file, base, name, &mut methods);
                let from = own.from.get(&base).into_iter().flatten().copied();
                let objects: Vec<(usize, Name)> = from.chain([(file, base)]).collect();
                for (class, attribute) in methods.iter().flat_map(|&at| kept_by(outlines, at)) {
                    for &object in &objects {
                        add(object, Some((class, attribute)));
                    }
                }
            }
        }
    }
    found
}

/// Where a variable of a file is read beside what is asked about, what puts something into it leads there.
pub(super) fn lead_on(outline: &mut Outline) {
    if outline.units.iter().all(|unit| unit.fills.is_empty()) {
        return;
    }
    let asks = |unit: &&Unit| unit.part.has(Part::SINK) || unit.part.has(Part::ASKED);
    let readers = outline.units.iter().filter(|u| u.at != NO_FUNCTION);
    let readers = readers.filter(asks);
    let read: FxHashSet<Name> = readers.flat_map(|u| u.names.iter().copied()).collect();
    for unit in outline.units.iter_mut().filter(|u| u.at != NO_FUNCTION) {
        if unit.fills.iter().any(|name| read.contains(name)) {
            unit.gets(Part::SINK);
        }
    }
}

/// The attributes into which a method puts something, it or what stands in it, with its class.
fn kept_by(outlines: &[Outline], (file, at): At) -> Vec<(At, Name)> {
    let Some(outline) = outlines.get(file) else {
        return Vec::new();
    };
    let class = outline.units.get(at).and_then(|unit| unit.class);
    let method = outline.units.get(at);
    let of_it = |unit: &&Unit| method.is_some_and(|m| std::ptr::eq(method_of(outline, unit), m));
    let units = outline
        .units
        .iter()
        .skip(at)
        .take_while(|u| u.class.is_none() || of_it(u));
    let keeps = units
        .filter(of_it)
        .flat_map(|unit| unit.keeps.iter().copied());
    let class = class.map(|class| (file, class));
    keeps.filter_map(|name| Some((class?, name))).collect()
}
