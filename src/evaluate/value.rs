//! Values while a program is followed: small handles into an append-only arena.
//!
//! A node never changes; mutable things (variables, lists, objects) are cells that hold handles.
//! A node remembers the nodes its data came from, so that the path from source to sink can be
//! read back from the sink without being stored anywhere.

use super::reason::Reason;
use super::row::Row;
use crate::text::Span;
use std::sync::Arc;

/// A handle to a [`Node`].
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Val(pub(super) u32);

/// A mutable place: a variable, or the content of a list, dict, set or object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Cell(pub(super) u32);

/// A scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct FrameId(pub(super) u32);

/// The place of a function, lambda or class in the machine's tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct CodeId(pub(super) u32);

/// One node with where it arose and what its data came from.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// The values whose data this one carries on, apart from those inside `kind`.
    pub(super) from: Row<Val, 4>,
    /// How it came about, as a key of the sentences in `rules/sentences.toml`.
    pub(super) how: How,
}

/// How a value came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum How {
    /// Nothing worth a step of a path.
    Plain,
    /// Built as text: f-string, `+`, `%`, `format`, `join`.
    Text,
    /// A call: the qualified name.
    Call(Arc<str>),
    /// Read from a container or an attribute.
    Part,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Literal(Arc<str>),
    Hole(Val),
}

/// What holds on the path on which a value was chosen: node → what it is known to be there.
pub(super) type Facts = Row<(Val, Val), 1>;

/// How the two sides of a comparison relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Equal,
    Less,
    LessEqual,
    In,
    Is,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// A variable without a value.
    Unbound,
    None,
    Bool(bool),
    Int(i128),
    Float(f64),
    Str(Arc<str>),
    Bytes(Arc<[u8]>),
    Ellipsis,
    /// Text with holes.
    Text(Arc<[Part]>),
    /// A template string: like text, but not text.
    Template(Arc<[Part]>),
    Tuple(Arc<[Val]>),
    /// A row of a query: column names and values.
    Row(Arc<[Arc<str>]>, Arc<[Val]>),
    /// A mutable object; its cell holds one of the contents below.
    Ref(Cell),
    /// Content of a list.
    List(Arc<Vec<Val>>),
    /// Content of a set.
    Set(Arc<Vec<Val>>),
    /// Content of a dict, in order of insertion.
    Dict(Arc<Vec<(Val, Val)>>),
    /// Content of an iterator: what is left.
    Iterator(Arc<Vec<Val>>, usize),
    /// Content of a sequence of unknown length whose elements are all like this one.
    Many(&'static str, Val),
    /// Content of an instance: its class and its attributes.
    Fields(Val, Arc<Vec<(Arc<str>, Val)>>),
    /// A function of the file with the scope it was made in and its defaults.
    Function(CodeId, FrameId, Arc<[Option<Val>]>),
    /// A method of an object.
    Bound(Val, Val),
    /// A class of the file: code, its namespace, its bases.
    Class(CodeId, FrameId, Arc<[Val]>),
    /// `staticmethod`, `classmethod`, `property` of a function.
    Wrapped(&'static str, Val),
    /// Something outside the file, by qualified name: module, function, class, constant.
    Symbol(Arc<str>),
    /// A method of a value that is not an object of the file.
    Method(Val, Arc<str>),
    /// `functools.partial` and its like: callee, leading arguments, keywords.
    Partial(Val, Arc<[Val]>, Arc<[(Arc<str>, Val)]>),
    /// An object of a type outside the file. The number tells connections apart; `true` when the
    /// type was guessed from a name.
    External(Arc<str>, u32, bool),
    /// Not known; with the type where that is known. Origin index when data enters here.
    Unknown(Option<Arc<str>>, Option<u32>),
    /// Not known because it cannot be followed; why.
    Opaque(Reason),
    /// A comparison that is not decided.
    Compare(Relation, Val, Val),
    Not(Val),
    And(Val, Val),
    Or(Val, Val),
    /// A test of the first value by a named predicate (`str.isidentifier`, `re.fullmatch:PATTERN`).
    Test(Arc<str>, Val),
    /// A value that has passed a test; the type is that of the value in `from`.
    Tested(Arc<str>, Val),
    /// One of several, each with what holds when it is the one.
    Either(Arc<[(Val, Facts)]>),
}

impl Kind {
    /// Whether it is data of the language that holds nothing else, and is known.
    pub(super) fn is_plain(&self) -> bool {
        matches!(
            self,
            Self::None
                | Self::Bool(_)
                | Self::Int(_)
                | Self::Float(_)
                | Self::Str(_)
                | Self::Bytes(_)
        )
    }
}

/// All nodes of one evaluation.
#[derive(Debug)]
pub(super) struct Arena {
    nodes: Vec<Node>,
    /// Whether no data from anywhere can be in each of them, whatever is known.
    idle: Vec<bool>,
    /// Whether that is found out.
    heeds: bool,
    /// Alternatives compared since fuel was last charged for them.
    pub(super) work: u64,
}

thread_local! {
    /// Room for nodes that the last evaluation of this thread has left: it is as large as the next one needs.
    static ROOM: std::cell::Cell<Vec<Node>> = const { std::cell::Cell::new(Vec::new()) };
}

/// How many nodes there is room for at most between two evaluations.
const MOST_ROOM: usize = 300_000;

impl Drop for Arena {
    fn drop(&mut self) {
        if self.nodes.capacity() <= MOST_ROOM {
            self.nodes.clear();
            // Where the thread is over, so is its room.
            let _ = ROOM.try_with(|room| room.set(std::mem::take(&mut self.nodes)));
        }
    }
}

impl Arena {
    pub(super) fn new() -> Self {
        let mut arena = Self {
            nodes: ROOM.take(),
            idle: Vec::new(),
            heeds: true,
            work: 0,
        };
        for kind in [
            Kind::Unbound,
            Kind::None,
            Kind::Bool(false),
            Kind::Bool(true),
        ] {
            arena.make(kind, Span::default());
        }
        arena
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// From now on it is not found out any more which values are idle: hardly anybody will ask.
    pub(super) fn stop_heeding(&mut self) {
        self.heeds = false;
    }

    /// The nodes behind the first so many.
    pub(super) fn since(&self, from: usize) -> &[Node] {
        self.nodes.get(from..).unwrap_or_default()
    }

    /// Drops the nodes behind the first so many; no handle to one of them may be left.
    pub(super) fn forget(&mut self, from: usize) {
        self.nodes.truncate(from);
        self.idle.truncate(from);
    }

    pub(super) fn node(&self, v: Val) -> &Node {
        // Handles are only made by `add`, so the index exists.
        &self.nodes[v.0 as usize]
    }

    pub(super) fn kind(&self, v: Val) -> &Kind {
        &self.node(v).kind
    }

    pub(super) fn add(&mut self, node: Node) -> Val {
        let id = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        if self.heeds {
            self.idle.push(self.made_idle(&node));
        }
        self.nodes.push(node);
        Val(id)
    }

    /// Whether no data from anywhere can be in this value, as long as no such value is known to be one that
    /// holds some.
    pub(super) fn is_idle(&self, v: Val) -> bool {
        self.idle.get(v.0 as usize) == Some(&true)
    }

    /// Whether a fact leaves a value idle that is so.
    pub(super) fn keeps_idle(&self, of: Val, known: Val) -> bool {
        self.is_idle(known) || !self.is_idle(of)
    }

    fn made_idle(&self, node: &Node) -> bool {
        let idle = |v: &Val| self.is_idle(*v);
        let parts = |parts: &[Part]| {
            parts.iter().all(|part| match part {
                Part::Hole(hole) => self.is_idle(*hole),
                Part::Literal(_) => true,
            })
        };
        let made = match &node.kind {
            // What a thing holds that can change is never asked this.
            Kind::Unknown(_, Some(_))
            | Kind::Ref(_)
            | Kind::List(_)
            | Kind::Set(_)
            | Kind::Iterator(..)
            | Kind::Dict(_)
            | Kind::Fields(..)
            | Kind::Many(..) => false,
            Kind::Text(all) | Kind::Template(all) => parts(all),
            Kind::Tuple(items) | Kind::Row(_, items) => items.iter().all(idle),
            Kind::Wrapped(_, inner) | Kind::Method(inner, _) | Kind::Tested(_, inner) => {
                idle(inner)
            }
            Kind::Partial(_, args, keywords) => {
                args.iter().all(idle) && keywords.iter().all(|(_, value)| idle(value))
            }
            Kind::Either(options) => {
                let mut facts = options.iter().flat_map(|(_, facts)| facts.iter());
                options.iter().all(|(option, _)| idle(option))
                    && facts.all(|&(of, known)| self.keeps_idle(of, known))
            }
            _ => true,
        };
        made && node.from.iter().all(idle)
    }

    /// A node that carries nothing on.
    pub(super) fn make(&mut self, kind: Kind, span: Span) -> Val {
        self.add(Node {
            kind,
            span,
            from: Row::default(),
            how: How::Plain,
        })
    }

    /// A node of unknown content that carries on the data of `from`.
    pub(super) fn derive(&mut self, ty: Option<&str>, from: &[Val], how: How, span: Span) -> Val {
        self.add(Node {
            kind: Kind::Unknown(ty.map(Arc::from), None),
            span,
            from: from.into(),
            how,
        })
    }
}

impl FrameId {
    /// The scope of the module.
    pub(super) const MODULE: Self = Self(0);
}

impl Val {
    pub(super) const UNBOUND: Self = Self(0);
    pub(super) const NONE: Self = Self(1);
    pub(super) const FALSE: Self = Self(2);
    pub(super) const TRUE: Self = Self(3);

    pub(super) fn bool(b: bool) -> Self {
        if b { Self::TRUE } else { Self::FALSE }
    }
}
