//! Names: where an assignment lands and where a reading looks.

use super::doubt;
use super::machine::{Frame, Machine, Scope};
use super::value::{Cell, FrameId, Kind, Val};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, LazyLock};

/// Names that every Python module has without an import.
const BUILTINS: &[&str] = &[
    "abs",
    "aiter",
    "all",
    "anext",
    "any",
    "ascii",
    "bin",
    "bool",
    "breakpoint",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "classmethod",
    "compile",
    "complex",
    "delattr",
    "dict",
    "dir",
    "divmod",
    "enumerate",
    "eval",
    "exec",
    "exit",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "globals",
    "hasattr",
    "hash",
    "help",
    "hex",
    "id",
    "input",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "list",
    "locals",
    "map",
    "max",
    "memoryview",
    "min",
    "next",
    "object",
    "oct",
    "open",
    "ord",
    "pow",
    "print",
    "property",
    "quit",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "vars",
    "zip",
    "__import__",
    "NotImplemented",
];

/// Whether a name has a meaning in every module without an import.
#[must_use]
pub fn is_builtin(name: &str) -> bool {
    static NAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| BUILTINS.iter().copied().collect());
    NAMES.contains(name) || exception_name(name)
}

/// Whether a name is a built-in exception, by the convention that all of them follow.
fn exception_name(name: &str) -> bool {
    super::exception::is_own_exception(name)
}

/// Names that nothing in the files binds, as far as they were read.
#[derive(Debug, Default)]
pub(super) struct Outer<'a> {
    /// The qualified names of built-in ones.
    builtins: FxHashMap<&'a str, Arc<str>>,
    /// Qualified names of which nothing is told but that they stand for something outside, each with the one that it goes
    /// by.
    plain: FxHashMap<Arc<str>, Arc<str>>,
    /// What stands for those that mean nothing.
    pub(super) undefined: FxHashMap<&'a str, Val>,
}

impl<'a> Machine<'a, '_> {
    pub(super) fn frame(&self, id: FrameId) -> &Frame<'a> {
        &self.frames[id.0 as usize]
    }

    pub(super) fn enter(&mut self, parent: FrameId, scope: Scope, name: Arc<str>) -> FrameId {
        let id = FrameId(u32::try_from(self.frames.len()).unwrap_or(u32::MAX));
        let outlives = !matches!(scope, Scope::Function | Scope::Comprehension);
        if outlives {
            self.outlive(parent);
        }
        self.frames.push(Frame {
            vars: super::vars::Vars::default(),
            parent: Some(parent),
            scope,
            name,
            base: self.frame(parent).base,
            outlives,
        });
        id
    }

    /// Something is made that may read the variables of this frame, and of those around it, at any time.
    pub(super) fn outlive(&mut self, frame: FrameId) {
        let mut at = Some(frame);
        while let Some(id) = at
            && let Some(frame) = self.frames.get_mut(id.0 as usize)
            && !frame.outlives
        {
            frame.outlives = true;
            at = frame.parent;
        }
    }

    /// The code of a frame has come to its end: nobody reads its variables any more, unless something was made
    /// that may.
    pub(super) fn end_frame(&mut self, frame: FrameId) {
        if let Some(frame) = self.frames.get(frame.0 as usize).filter(|f| !f.outlives) {
            for (_, cell) in frame.vars.iter() {
                self.state.bury(cell);
            }
        }
    }

    /// The name under which a function or class at this point is known.
    pub(super) fn qualified(&self, name: &str) -> Arc<str> {
        let outer = self
            .frames
            .get(self.frame.0 as usize)
            .map_or("", |f| &*f.name);
        if outer.is_empty() {
            Arc::from(name)
        } else {
            Arc::from(format!("{outer}.{name}"))
        }
    }

    /// The cell of a name in a frame, made when it is new.
    pub(super) fn variable(&mut self, frame: FrameId, name: &'a str) -> Cell {
        if let Some(cell) = self.frame(frame).vars.get(name) {
            return cell;
        }
        let cell = self.state.cell(Val::UNBOUND);
        self.bind_cell(frame, name, cell);
        cell
    }

    /// Makes a name of this frame stand for a cell of another (`global`, `nonlocal`).
    pub(super) fn bind_cell(&mut self, frame: FrameId, name: &'a str, cell: Cell) {
        self.lasting |= (frame.0 as usize) < self.settled;
        if let Some(frame) = self.frames.get_mut(frame.0 as usize) {
            frame.vars.insert(name, cell);
        }
    }

    /// Assigns in the present scope; a comprehension's own target stays in the comprehension.
    pub(super) fn assign_name(&mut self, name: &'a str, v: Val) {
        let cell = self.variable(self.frame, name);
        self.state.set(cell, v);
    }

    /// The scope in which `:=` assigns: the nearest that is no comprehension.
    pub(super) fn walrus_frame(&self) -> FrameId {
        let mut frame = self.frame;
        while self.frame(frame).scope == Scope::Comprehension
            && let Some(parent) = self.frame(frame).parent
        {
            frame = parent;
        }
        frame
    }

    /// The value of a name, when it has one in the file.
    pub(super) fn find_name(&self, name: &str) -> Option<Val> {
        let mut at = Some(self.frame);
        let mut first = true;
        while let Some(id) = at {
            let frame = self.frame(id);
            // The body of a class is visible to itself only.
            if (first || frame.scope != Scope::Class)
                && let Some(cell) = frame.vars.get(name)
            {
                let v = self.state.get(cell);
                if v != Val::UNBOUND {
                    return Some(v);
                }
            }
            if frame.scope != Scope::Comprehension {
                first = false;
            }
            at = frame.parent;
        }
        None
    }

    /// Reads a name that must be there in a probe.
    pub(super) fn name(&mut self, name: &'a str, span: Span) -> super::machine::Follow<Val> {
        if let Some(v) = self.find_name(name) {
            return Ok(self.found_name(name, v));
        }
        self.must_be_there(name, span)?;
        Ok(self.read_name(name, span))
    }

    /// What a name that is there stands for.
    fn found_name(&mut self, name: &str, v: Val) -> Val {
        let v = self.bound(v);
        if v == Val::NONE {
            return self.later_variable(self.frame, name);
        }
        let v = self.late(v);
        self.filled_meanwhile(name, v);
        v
    }

    /// What a name stands for that only some ways have bound, where it can be read: what those left, as of a function that a
    /// program makes only where it is started.
    fn bound(&mut self, v: Val) -> Val {
        let v = self.look(v);
        let Kind::Either(options) = self.kind(v) else {
            return v;
        };
        if self.world.is_some() || !options.iter().any(|(one, _)| *one == Val::UNBOUND) {
            return v;
        }
        let kept = options.iter().filter(|(one, _)| *one != Val::UNBOUND);
        let kept: Vec<_> = kept.cloned().collect();
        let now = super::state::join(&mut self.arena, &kept);
        // The next who reads it reads the same.
        self.state.learn(v, now);
        now
    }

    /// A name of another file that was not yet bound when it was imported, as in a cycle.
    pub(super) fn late(&mut self, v: Val) -> Val {
        if self.modules.is_some()
            && let Kind::Symbol(name) = self.kind(v)
        {
            let name = name.clone();
            // What stands there for each request anew.
            if self.world.is_some()
                && let Some(&cell) = self.overrides.get(&name)
                && self.state.get(cell) != Val::UNBOUND
            {
                return self.state.get(cell);
            }
            return self.project_name(&name).unwrap_or(v);
        }
        v
    }

    /// Reads a name.
    pub(super) fn read_name(&mut self, name: &'a str, span: Span) -> Val {
        let mut found = self.find_name(name);
        if found.is_none() && self.demand_here(name) {
            found = self.find_name(name);
        }
        if let Some(v) = found {
            return self.found_name(name, v);
        }
        if let Some(full) = self.outer.builtins.get(name).cloned() {
            return self.read_symbol(&full, span);
        }
        if is_builtin(name) {
            let full: Arc<str> = format!("builtins.{name}").into();
            self.outer.builtins.insert(name, full.clone());
            return self.read_symbol(&full, span);
        }
        match name {
            // Imported there by this name, or started as a program.
            "__name__" if self.world.is_some() && self.at_home() => {
                match self.overrides.get("__name__") {
                    Some(&cell) => self.state.get(cell),
                    None => self.text("main", span),
                }
            }
            "__name__" => self.make(Kind::Unknown(Some(Arc::from("str")), None), span),
            // A probe's program lies in the folder of the world it runs in.
            "__file__" if self.world.is_some() => {
                let path = self.path().filter(|path| *path != super::probed::PROBED);
                let path = format!("/app/{}", path.unwrap_or("main.py"));
                self.text(&path, span)
            }
            "__file__" => {
                let how = super::value::How::Call(Arc::from("__file__"));
                self.derive(Some("str"), &[], how, span)
            }
            "__builtins__" | "builtins" => self.symbol("builtins", span),
            _ => self.unbound_name(name, span),
        }
    }

    /// What `globals()` gives, or `locals()`: a dict of the names that are bound, by which more may be.
    pub(super) fn names_in_scope(&mut self, all: bool, span: Span) -> Val {
        let scope = if all { FrameId::MODULE } else { self.frame };
        let frame = self.frame(scope);
        let names: Vec<(&str, Val)> = frame
            .vars
            .iter()
            .map(|(n, cell)| (n, self.state.get(cell)))
            .filter(|(_, v)| *v != Val::UNBOUND)
            .collect();
        let mut pairs = Vec::with_capacity(names.len());
        for (n, v) in names {
            pairs.push((self.text(n, span), v));
        }
        let names = self.object(Kind::Dict(std::sync::Arc::new(pairs)), span);
        let mut node = self.arena.node(names).clone();
        node.how = super::value::How::Call("builtins.globals".into());
        self.arena.add(node)
    }

    /// An object is about to be changed: if it is what `globals()` gave, names may come that no line binds.
    pub(super) fn opens_names(&mut self, object: Val) {
        let how = &self.arena.node(object).how;
        self.open_names |= matches!(how, super::value::How::Call(c) if &**c == "builtins.globals");
    }

    /// In a probe: a name that nothing binds, neither the program nor what it may take names from, is an error.
    fn must_be_there(&mut self, name: &'a str, span: Span) -> super::machine::Follow<()> {
        if !self.world.as_ref().is_some_and(|world| world.is_whole())
            || self.watch.is_some()
            || self.open_names
            || name.starts_with("__")
            || self.find_name(name).is_some()
            || is_builtin(name)
            || self.knowledge.modules.contains(name)
            || name == "builtins"
            || (self.demand_here(name) && self.find_name(name).is_some())
        {
            return Ok(());
        }
        let message = format!("name '{name}' is not defined");
        self.raise("builtins.NameError", &message, span)
    }

    /// A name that nothing in the file binds. Learners paste snippets without their imports: a
    /// well-known module's name is taken for the module, anything else is not known.
    fn unbound_name(&mut self, name: &'a str, span: Span) -> Val {
        if self.knowledge.modules.contains(name) {
            return self.symbol(name, span);
        }
        // Where files are checked, a piece of a program is looked at as what it may be part of; a
        // judge says that it cannot tell.
        if let Some(object) = self.object_around(name) {
            return object;
        }
        if self.watch.is_some() {
            if let Some(&v) = self.outer.undefined.get(name) {
                return self.look(v);
            }
            let v = self.origin(super::record::OriginKind::Undefined, name, None, span);
            self.outer.undefined.insert(name, v);
            return v;
        }
        self.opaque(doubt::name_not_defined(name), &[], span)
    }

    /// Whether a module belongs to a library that models or the evaluator know.
    fn is_library(&self, module: &str) -> bool {
        let top = module.split('.').next().unwrap_or(module);
        top == "builtins"
            || self.knowledge.modules.contains(top)
            || super::standard::knows(&format!("{top}."))
    }

    /// Reads something outside the file, or what the program has put in its place.
    pub(super) fn read_symbol(&mut self, name: &str, span: Span) -> Val {
        if let Some(&cell) = self.overrides.get(name) {
            let v = self.state.get(cell);
            if v != Val::UNBOUND {
                return self.look(v);
            }
        }
        if let Some(plain) = self.outer.plain.get(name).cloned() {
            return self.make(Kind::Symbol(plain), span);
        }
        if let Some(v) = self.filled_before(name) {
            return v;
        }
        if let Some(v) = self.project_name(name) {
            return self.look(v);
        }
        let own = name;
        if let Some((module, last)) = name.rsplit_once('.')
            && let Some(&given) = self.staged.get(last)
            && !self.is_library(module)
        {
            return given;
        }
        let name = self
            .knowledge
            .aliases
            .get(name)
            .map_or(name, String::as_str);
        let sign = self.world.as_ref().and_then(|_| sign_of_paths(name));
        if let Some(letters) = letters(name).or(sign) {
            return self.text(letters, span);
        }
        if let Some(&number) = self.knowledge.constants.get(name) {
            return self.make(super::value::Kind::Int(number.into()), span);
        }
        // `*.objects`: of a thing in a file that is not at hand.
        let anywhere = || {
            let (_, last) = name.rsplit_once('.')?;
            self.knowledge.attributes.get(&format!("*.{last}"))
        };
        if let Some(ty) = self
            .knowledge
            .attributes
            .get(name)
            .or_else(anywhere)
            .filter(|ty| ty.contains('.'))
        {
            let ty = ty.as_str().into();
            let now = self.make(super::value::Kind::External(ty, 0, false), span);
            return self.named_again(name, now);
        }
        if !self.is_entered_by_call(name)
            && let Some(v) = self.source(name, span)
        {
            return self.named_again(name, v);
        }
        let plain: Arc<str> = Arc::from(name);
        if self.staged.is_empty()
            && self.is_outside(own)
            && !super::filled::may_be_filled(self.knowledge, own)
        {
            self.outer.plain.insert(Arc::from(own), plain.clone());
        }
        self.make(Kind::Symbol(plain), span)
    }
}

/// The signs of which paths are made where programs run in a probe.
fn sign_of_paths(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("os.")?;
    Some(match name.strip_prefix("path.").unwrap_or(name) {
        "sep" => "/",
        "pardir" => "..",
        "curdir" | "extsep" => ".",
        "pathsep" => ":",
        _ => return None,
    })
}

/// The constants of the module `string`.
pub(super) fn letters(name: &str) -> Option<&'static str> {
    Some(match name.strip_prefix("string.")? {
        "ascii_lowercase" => "abcdefghijklmnopqrstuvwxyz",
        "ascii_uppercase" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "ascii_letters" => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "digits" => "0123456789",
        "hexdigits" => "0123456789abcdefABCDEF",
        "octdigits" => "01234567",
        "punctuation" => "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
        "whitespace" => " \t\n\r\u{b}\u{c}",
        "printable" => {
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\u{b}\u{c}"
        }
        _ => return None,
    })
}
