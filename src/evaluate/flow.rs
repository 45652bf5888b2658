//! Where the data in a value entered, and what it passed on its way: calls that clean it, tests, text.
//!
//! A value may be reached on many ways through others. What was looked at under the same marks is not looked
//! at again, since it would say nothing new. Called by `export` and `carried`.

mod marks;

use super::machine::Machine;
use super::reason::Reason;
use super::record::OriginKind;
use super::value::{How, Kind, Node, Part, Val};
use marks::{CLEANED, Marks, TESTED, UNDONE, name};
use rustc_hash::FxHashSet;
use std::cell::Cell;
use std::sync::Arc;

/// What is said of an attribute that nobody set in sight: it may be any of what the object was given.
const UNSET: &str = "unset:attribute";
/// How many nodes one search may visit.
const VISITS: u32 = 4_000;
/// How many nodes all the searches of one view may visit, each of which begins at another part of it.
const VIEW: u32 = 1 << 18;
/// How many values may lie between a value and what it is made of.
const DEPTH: usize = 1_000;
/// How many calls and things one value remembers to have come out of.
const THROUGH: usize = 24;

/// How far values were looked into.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// How many parts the view in hand may still show.
    pub(super) room: Cell<u32>,
    /// How many nodes the searches of the view in hand may still visit.
    pub(super) visits: Cell<u32>,
    /// Whether a search ended before it had found anything.
    pub(super) cut: Cell<bool>,
}

impl Looks {
    /// A view begins that may show so many parts.
    pub(super) fn begin(&self, parts: u32) {
        self.room.set(parts);
        self.visits.set(VIEW);
    }
}

/// How data from one origin gets into a value.
#[derive(Debug, Clone)]
pub(super) struct Flow {
    pub(super) origin: u32,
    pub(super) cleaned: Vec<Arc<str>>,
    pub(super) tested: Vec<Arc<str>>,
}

/// What a search found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Why some of the value cannot be followed.
    pub(super) opaque: Option<Reason>,
    pub(super) flows: Vec<Flow>,
    /// The number of the flow that is least cleaned and tested, and its path from the origin to the value.
    pub(super) worst: Option<(usize, Vec<Val>)>,
    /// Names of calls and things outside the file that were passed on the way.
    pub(super) through: Vec<Arc<str>>,
    /// Whether some of it is neither written in the file nor known to have entered anywhere.
    pub(super) open: bool,
}

/// What one search leaves to the next.
#[derive(Debug, Default)]
pub(super) struct Memory {
    visited: FxHashSet<u64>,
    marks: Marks,
}

impl Memory {
    /// Nothing was seen and nothing holds, among so many values.
    fn begin(mut self, values: usize) -> Self {
        self.visited.clear();
        self.marks.begin(values);
        self
    }
}

/// As many of the parts of one value as a search can visit: the rest would only be counted.
fn most<T>(parts: &[T]) -> &[T] {
    parts.get(..VISITS as usize).unwrap_or(parts)
}

/// Runs a search where there is room for its depth.
fn on_stack<T>(search: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(3 << 20, 8 << 20, search)
}

/// One search for flows.
struct Search {
    marks: Marks,
    visited: FxHashSet<u64>,
    left: u32,
    path: Vec<Val>,
    cleaned: Vec<Arc<str>>,
    tested: Vec<Arc<str>>,
    /// How many calls the search stands behind that bring back what a cleaning took away.
    undone: u32,
    /// The name of what every number is clean for, once it was needed.
    number: Option<Arc<str>>,
    /// How little the worst flow was cleaned and tested, and whether its origin is known.
    least: (usize, bool),
    /// Whether it ended before it had looked at everything.
    cut: bool,
    found: Found,
}

impl Search {
    /// A search among so many values.
    fn new(memory: Memory, values: usize) -> Self {
        let Memory { visited, marks } = memory.begin(values);
        Self {
            marks,
            visited,
            left: VISITS,
            path: Vec::new(),
            cleaned: Vec::new(),
            tested: Vec::new(),
            undone: 0,
            number: None,
            least: (usize::MAX, true),
            cut: false,
            found: Found::default(),
        }
    }

    fn pass(&mut self, name: &Arc<str>) {
        let through = &mut self.found.through;
        if through.contains(name) {
            return;
        }
        if through.len() < THROUGH {
            through.push(name.clone());
        } else {
            self.found.open = true;
        }
    }

    fn clean(&mut self, purpose: &Arc<str>) {
        if !self.cleaned.contains(purpose) {
            self.marks.add(name(CLEANED, purpose));
            self.cleaned.push(purpose.clone());
        }
    }

    fn test(&mut self, test: &Arc<str>) {
        if !self.tested.contains(test) {
            self.marks.add(name(TESTED, test));
            self.tested.push(test.clone());
        }
    }
}

/// One search for any data that entered in some way.
struct Seek {
    such: fn(OriginKind) -> bool,
    marks: Marks,
    visited: FxHashSet<u64>,
    left: u32,
}

impl Machine<'_, '_> {
    /// Whether a value carries data that entered in such a way.
    pub(super) fn carries(&self, v: Val, such: fn(OriginKind) -> bool) -> bool {
        if self.is_idle(v) {
            return false;
        }
        let Memory { visited, marks } = self.searches.take().begin(self.arena.len());
        let mut seek = Seek {
            such,
            marks,
            visited,
            left: VISITS,
        };
        let before = self.state.work.get();
        let carries = on_stack(|| self.seek(v, &mut seek, 0));
        let looked = u64::from(VISITS - seek.left);
        self.searched(before + looked, seek.visited, seek.marks);
        carries
    }

    /// Whether no data from anywhere can be in a value: none entered on the way to what it is made of, and
    /// nothing that is known here makes more of that.
    pub(super) fn is_idle(&self, v: Val) -> bool {
        self.arena.is_idle(v) && self.state.keeps_idle(&self.arena)
    }

    /// A search has come to its end: it is charged for by the nodes that it looked at, whatever had to be looked
    /// up for each, and the next one gets its memory.
    fn searched(&self, work: u64, visited: FxHashSet<u64>, marks: Marks) {
        self.state.work.set(work);
        self.searches.replace(Memory { visited, marks });
    }

    fn seek(&self, v: Val, seek: &mut Seek, depth: usize) -> bool {
        let v = seek.marks.at(self, v);
        if seek.left == 0 || depth > DEPTH {
            return false;
        }
        seek.left -= 1;
        let node = self.arena.node(v);
        if is_leaf(node) || !seek.visited.insert(seek.marks.of(v)) {
            return false;
        }
        let held = seek.marks.now();
        let mut carries = match &node.kind {
            Kind::Unknown(_, Some(origin)) => {
                let origin = self.origins.get(*origin as usize);
                origin.is_some_and(|origin| (seek.such)(origin.kind))
            }
            Kind::Tested(_, inner) => {
                seek.marks.learn(self, *inner, *inner);
                self.seek(*inner, seek, depth + 1)
            }
            Kind::Either(options) => options.iter().any(|(option, facts)| {
                for &(a, b) in facts.iter() {
                    seek.marks.learn(self, a, b);
                }
                let carries = self.seek(*option, seek, depth + 1);
                seek.marks.go_back(held);
                carries
            }),
            kind => {
                let mut carries = false;
                self.each_part(kind, &mut |part| {
                    carries = carries || self.seek(part, seek, depth + 1);
                });
                carries
            }
        };
        seek.marks.go_back(held);
        for &from in most(&node.from) {
            carries = carries || self.seek(from, seek, depth + 1);
        }
        carries
    }

    /// What an attribute that nobody set in sight may be of an object: anything that the object was given, but nothing that
    /// other objects of the program keep.
    fn each_of_object(&self, object: Val, each: &mut dyn FnMut(Val)) {
        let Kind::Fields(_, fields) = self.kind(self.content(object)) else {
            return each(object);
        };
        for (_, field) in fields.iter() {
            if !matches!(self.kind(self.content(self.look(*field))), Kind::Fields(..)) {
                each(*field);
            }
        }
    }

    /// The values that a value of this kind is made of, where no test or choice stands before them.
    fn each_part(&self, kind: &Kind, each: &mut dyn FnMut(Val)) {
        match kind {
            Kind::Text(parts) | Kind::Template(parts) => {
                for part in parts.iter() {
                    if let Part::Hole(hole) = part {
                        each(*hole);
                    }
                }
            }
            Kind::Tuple(items) | Kind::Row(_, items) => most(items).iter().copied().for_each(each),
            Kind::List(items) | Kind::Set(items) | Kind::Iterator(items, _) => {
                most(items).iter().copied().for_each(each);
            }
            Kind::Dict(pairs) => {
                for &(key, value) in most(pairs) {
                    each(key);
                    each(value);
                }
            }
            Kind::Fields(_, fields) => fields.iter().for_each(|(_, field)| each(*field)),
            Kind::Many(_, inner) if *inner != Val::UNBOUND => each(*inner),
            Kind::Wrapped(_, inner) => each(*inner),
            Kind::Method(object, _) => self.each_of_object(*object, each),
            Kind::Ref(cell) => each(self.state.get(*cell)),
            Kind::Partial(_, args, keywords) => {
                let keywords = keywords.iter().map(|(_, value)| value);
                args.iter().chain(keywords).copied().for_each(each);
            }
            _ => {}
        }
    }

    /// Where the data in a value entered.
    pub(super) fn flows(&self, v: Val) -> Found {
        self.flows_under(v, &[], &Cell::new(VISITS))
    }

    /// The same where something holds besides, by one of several searches that may together visit so many nodes.
    pub(super) fn flows_under(&self, v: Val, overlay: &[(Val, Val)], visits: &Cell<u32>) -> Found {
        let mut search = Search::new(self.searches.take(), self.arena.len());
        let may = VISITS.min(visits.get());
        search.left = may;
        for &(a, b) in overlay {
            search.marks.learn(self, a, b);
        }
        let before = self.state.work.get();
        on_stack(|| self.trace(v, &mut search));
        let visited = may - search.left;
        visits.set(visits.get() - visited);
        self.searched(before + u64::from(visited), search.visited, search.marks);
        if search.cut && search.found.flows.is_empty() && search.found.opaque.is_none() {
            self.looks.cut.set(true);
        }
        search.found
    }

    fn trace(&self, v: Val, search: &mut Search) {
        let v = search.marks.at(self, v);
        if search.left == 0 || search.path.len() > DEPTH {
            search.cut = true;
            search.found.open = true;
            return;
        }
        search.left -= 1;
        let node = self.arena.node(v);
        // A node reached again with the same marks adds no new flow.
        if is_leaf(node) || !search.visited.insert(search.marks.of(v)) {
            return;
        }
        let lists = (search.cleaned.len(), search.tested.len());
        let held = search.marks.now();
        search.path.push(v);
        if !self.asked.is_empty() && self.was_asked(v, &search.marks.facts) {
            search.test(&Arc::from(super::asked::ASKED));
        }
        if self.others.opined.contains(&v) {
            search.test(&Arc::from(super::budget::UNFOLLOWED));
        }
        if self.bounded.contains_key(&v) {
            search.test(&Arc::from("length"));
        }
        if self.sizes.any() && search.undone == 0 && self.ends_as_written(v) {
            search.test(&Arc::from(super::ending::ENDING));
        }
        if let How::Call(callee) = &node.how {
            if !self.is_picked(callee, &search.path) {
                search.pass(callee);
                // What somebody else made of what was handed over may be anything.
                let mut given = node.from.iter().skip(1);
                if !callee.contains('.') && given.any(|&given| !self.is_constant(given)) {
                    search.pass(&Arc::from(format!("?.{callee}")));
                }
            }
            // What is between two separators holds none.
            if &**callee == "str.split"
                && search.undone == 0
                && let [_, at] = *node.from
                && let Kind::Str(at) = self.kind(at)
            {
                search.test(&Arc::from(format!("lacks:{at}")));
            }
            // Nor does a word hold what stands between words, or a line the end of one.
            if matches!(&**callee, "str.split" | "str.splitlines")
                && search.undone == 0
                && node.from.len() == 1
            {
                search.test(&Arc::from("lacks:\n"));
                search.test(&Arc::from("lacks:\r"));
            }
            // What was joined begins as its first part does, or at the root.
            if &**callee == "os.path.join"
                && search.undone == 0
                && let Some(Kind::Str(first)) = node.from.first().map(|v| self.kind(*v))
                && !first.is_empty()
            {
                search.test(&Arc::from(format!("str.startswith:{first}\n/")));
            }
        }
        if super::parts::is_joined(node) {
            search.pass(&Arc::from("pathlib.Path.joinpath"));
        }
        if let Kind::Symbol(name) = &node.kind {
            search.pass(name);
        }
        let mut undoes = false;
        if let How::Call(callee) = &node.how {
            let cleaning = self.cleaning(callee);
            undoes = cleaning.undoes;
            if undoes && search.undone == 0 {
                search.marks.add(UNDONE);
            }
            search.undone += u32::from(undoes);
            for purpose in cleaning.purposes.iter() {
                // Who wrote something stays true, however it is decoded.
                if search.undone == 0 || &**purpose == "signed" {
                    search.clean(purpose);
                }
            }
        }
        if self.is_number(v) {
            let number = search.number.get_or_insert_with(|| Arc::from("number"));
            let number = number.clone();
            search.clean(&number);
        }
        search.found.open |= node.from.is_empty() && is_nameless(&node.kind);
        match &node.kind {
            Kind::Unknown(_, Some(origin)) => self.arrive(*origin, search),
            Kind::Opaque(why) => {
                let opaque = &mut search.found.opaque;
                *opaque = opaque.take().or_else(|| Some(why.clone()));
            }
            Kind::Tested(name, inner) => {
                // What was tested before it was decoded says nothing of what came out; that it is
                // one of few, or signed, still does.
                if self.is_still_so(name, search.undone, &search.path) {
                    search.test(name);
                }
                // The node under a test is refined to the test; step over the refinement.
                let before = search.marks.now();
                search.marks.learn(self, *inner, *inner);
                self.trace(*inner, search);
                search.marks.go_back(before);
            }
            Kind::Either(options) => {
                let before = search.marks.now();
                for (option, facts) in options.iter() {
                    for &(a, b) in facts.iter() {
                        search.marks.learn(self, a, b);
                    }
                    self.trace(*option, search);
                    search.marks.go_back(before);
                }
            }
            kind => {
                if let Kind::Method(object, _) = kind
                    && matches!(self.kind(self.content(*object)), Kind::Fields(..))
                {
                    search.test(&Arc::from(UNSET));
                }
                self.each_part(kind, &mut |part| self.trace(part, search));
            }
        }
        for &w in most(&node.from) {
            self.trace(w, search);
        }
        search.undone -= u32::from(undoes);
        search.path.pop();
        search.cleaned.truncate(lists.0);
        search.tested.truncate(lists.1);
        search.marks.go_back(held);
    }

    /// Whether a call only picks one of several things, of which something is read: the path leads from what is read.
    fn is_picked(&self, callee: &str, path: &[Val]) -> bool {
        if !self.knowledge.picks.contains(callee) {
            return false;
        }
        let node = |v: &Val| self.arena.node(*v);
        let mut readers = path.iter().rev().skip(1).map(node);
        let reader = readers.find(|n| !matches!(n.kind, Kind::Tested(..) | Kind::Either(_)));
        reader.is_some_and(|n| match &n.how {
            How::Part => true,
            How::Call(name) => &**name == "get" || name.ends_with(".get"),
            _ => false,
        })
    }

    /// The search has come upon data that enters here.
    fn arrive(&self, origin: u32, search: &mut Search) {
        let Some(entered) = self.origins.get(origin as usize) else {
            return;
        };
        let flow = Flow {
            origin,
            cleaned: search.cleaned.clone(),
            tested: search.tested.clone(),
        };
        // The least cleaned; of those, one that is known to come from outside.
        let marks = flow.cleaned.len() + flow.tested.len();
        let rank = (marks, !entered.kind.is_known());
        if search.found.worst.is_none() || rank < search.least {
            let path = search.path.iter().rev().copied().collect();
            search.found.worst = Some((search.found.flows.len(), path));
            search.least = rank;
        }
        let same = |other: &Flow| {
            other.origin == flow.origin
                && other.cleaned == flow.cleaned
                && other.tested == flow.tested
        };
        if !search.found.flows.iter().any(same) {
            search.found.flows.push(flow);
        }
    }
}

/// Whether a value that is made of nothing else may be anything.
fn is_nameless(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Unknown(_, None) | Kind::External(..) | Kind::Fields(..) | Kind::Unbound
    )
}

/// Whether a value is made of nothing.
fn is_leaf(node: &Node) -> bool {
    let constant = node.kind.is_plain() || matches!(node.kind, Kind::Ellipsis | Kind::Unbound);
    constant && node.from.is_empty() && !matches!(node.how, How::Call(_))
}
