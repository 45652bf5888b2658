//! What the evaluator is told about libraries and entry points; filled by `rules` and `grade`.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A function to evaluate with unknown arguments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Function {
    /// Its name at module level.
    pub name: String,
    /// Its parameters in order; extra parameters of the program's own are plain unknowns.
    pub params: Vec<Param>,
}

/// What is known of a parameter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Param {
    /// The name under which origins and `reads` speak of it, whatever the program calls it.
    pub name: String,
    /// The qualified type, such as `sqlite3.Connection`.
    pub kind: Option<String>,
    /// Whether an attacker chooses it.
    pub untrusted: bool,
}

/// Models of libraries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Knowledge {
    /// Qualified callee → what a call returns, such as `sqlite3.connect` → `sqlite3.Connection`:
    /// a qualified type, `str`/`bytes`/`int`/`float`/`bool` (which carry what was passed), `text` (what was passed is
    /// filled into text), `none`,
    /// `self`, `clean` (unknown, carries nothing) or `stored` (data that was stored earlier).
    pub returns: BTreeMap<String, String>,
    /// Qualified attribute → its type, such as `flask.Request.args` → `werkzeug.MultiDict`.
    pub attributes: BTreeMap<String, String>,
    /// Qualified names whose value or call result is untrusted → how to call it ("the query string").
    pub sources: BTreeMap<String, String>,
    /// Qualified callees whose result no longer carries what the arguments carried, for these
    /// purposes (`sql`, `shell`, `html`, `path`, `number`, `all`).
    pub cleans: BTreeMap<String, Vec<String>>,
    /// Other names of the same thing: `sqlite3.dbapi2.connect` → `sqlite3.connect`.
    pub aliases: BTreeMap<String, String>,
    /// Qualified class → its bases, for method look-up in models.
    pub bases: BTreeMap<String, Vec<String>>,
    /// Modules taken for themselves when a snippet uses them without an import.
    pub modules: std::collections::BTreeSet<String>,
    /// Method name → receivers' names that suggest a type, and that type: `execute` on `cur`.
    pub guesses: BTreeMap<String, Vec<Guess>>,
    /// Whole numbers that a library gives names to: `stat.S_IWOTH` → 2.
    pub constants: BTreeMap<String, i64>,
    /// Callee → keywords whose functions it calls. What such a function answers is recorded as a call of
    /// `CALLEE.KEYWORD()`; what it is asked about comes out of `CALLEE.KEYWORD(0)` and so on.
    pub callbacks: BTreeMap<String, Vec<String>>,
    /// Parameter names per callee, so that keywords and positions mean the same.
    pub signatures: BTreeMap<String, Vec<String>>,
    /// Decorator → what the functions are that it hands to a framework.
    pub entries: BTreeMap<String, Arc<Entry>>,
    /// Decorators of objects that are not known: method names, and the decorator they are taken for.
    pub entry_guesses: Vec<EntryGuess>,
    /// Callee → position and name of the argument that is a function, and the decorator that says the same.
    pub registrations: BTreeMap<String, Registration>,
    /// Class → methods of its subclasses that a framework calls.
    pub handlers: BTreeMap<String, Handler>,
    /// Parameter name → what it is in files that import a package.
    pub named_parameters: BTreeMap<String, Vec<NamedParameter>>,
    /// Callee → the test that its first argument has passed where it answers true.
    pub checks: BTreeMap<String, String>,
    /// Attributes that are the host of an address.
    pub hosts: std::collections::BTreeSet<String>,
    /// Calls that take an address apart or put one together.
    pub addresses: std::collections::BTreeSet<String>,
    /// Calls that bring back what a cleaning took away: decoders, un-escapers.
    pub undoes: std::collections::BTreeSet<String>,
    /// Callee → position of the argument that it gives back when it has nothing else.
    pub defaults: BTreeMap<String, usize>,
    /// Callees that never come back.
    pub ends: std::collections::BTreeSet<String>,
    /// Callee → position of a `%` format that it fills with the arguments after it.
    pub formats: BTreeMap<String, usize>,
}

/// What a framework does with a function that it is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// What the parameters hold ("the address of a request").
    pub data: String,
    /// The type of the first parameter (after `self`), when the framework says which.
    pub first: Option<String>,
    /// Whether parameters are made what their annotations say.
    pub converts: bool,
    /// Types of annotations whose values hold no text of the sender's.
    pub clean: Vec<String>,
    /// Converters in an address (`<int:id>`) whose values hold no text of the sender's.
    pub converters: Vec<String>,
    /// Defaults by which a parameter is filled by the program itself.
    pub own: Vec<String>,
    /// The callee that gets what the function returns.
    pub answer: Option<String>,
    /// One of these must be among the decorator's arguments for that, if there are any.
    pub answer_with: Vec<String>,
    /// Whether a returned tuple is several arguments.
    pub spread: bool,
}

/// Decorators of objects that are not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntryGuess {
    /// Names of methods.
    pub methods: Vec<String>,
    /// The package that the file imports.
    pub imported: String,
    /// The decorator that is meant.
    pub like: String,
}

/// A call that hands a function to a framework.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Registration {
    /// The function's position.
    pub position: usize,
    /// The function's parameter name.
    pub name: String,
    /// The decorator that is meant.
    pub like: String,
}

/// Methods that a framework calls.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handler {
    /// Their names.
    pub methods: Vec<String>,
    /// What it does with them.
    pub entry: Arc<Entry>,
}

/// A parameter whose name tells what it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NamedParameter {
    /// The package that the file imports; empty for any.
    pub imported: String,
    /// Another parameter that must stand beside it.
    pub beside: Option<String>,
    /// Its qualified type.
    pub kind: Option<String>,
    /// What it holds, when it is data.
    pub data: Option<String>,
}

/// A type suggested by a receiver's name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guess {
    /// Parts of names, in lower case.
    pub named: Vec<String>,
    /// The qualified type.
    pub kind: String,
}
