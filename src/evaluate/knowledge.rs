//! What the evaluator is told about libraries and entry points; filled by `rules` and `grade`.

mod roles;

pub use self::roles::{Role, Roles};
use super::demand::Index;
use super::project::yielding;
use super::table::Table;
use crate::python::{Program, parse};
use crate::text::Source;
use std::sync::{Arc, OnceLock};

/// Between the types of what is given in one tuple.
pub(super) const AND: &str = ", ";
/// What a model writes before the type of the elements of a list.
pub(super) const LIST_OF: &str = "list of ";

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
    /// `self`, `clean` (unknown, carries nothing) or `stored` (data that was stored earlier). Several with commas
    /// between them are the items of a tuple.
    pub returns: Table<String>,
    /// Qualified attribute → its type, such as `flask.Request.args` → `werkzeug.MultiDict`.
    pub attributes: Table<String>,
    /// Qualified names whose value or call result is untrusted → how to call it ("the query string").
    pub sources: Table<String>,
    /// Calls that give what is in a file: somebody else may have written it than chose its name.
    pub contents: std::collections::BTreeSet<String>,
    /// Modules that come with Python.
    pub standard: std::collections::BTreeSet<String>,
    /// Those of the sources that whoever starts the program fills: its arguments, its keyboard.
    pub operator: std::collections::BTreeSet<String>,
    /// Those of the sources that are what other servers answer.
    pub answers: std::collections::BTreeSet<String>,
    /// Decorators and bases by which functions are handed to a runner of tests.
    pub trials: std::collections::BTreeSet<String>,
    /// Qualified callees whose result no longer carries what the arguments carried, for these
    /// purposes (`sql`, `shell`, `html`, `path`, `number`, `all`).
    pub cleans: Table<Vec<String>>,
    /// Other names of the same thing: `sqlite3.dbapi2.connect` → `sqlite3.connect`.
    pub aliases: Table<String>,
    /// Qualified class → its bases, for method look-up in models.
    pub bases: Table<Vec<String>>,
    /// Qualified exception of a library → the classes right above it; Python's own without their module.
    pub exceptions: Table<Vec<String>>,
    /// Modules taken for themselves when a snippet uses them without an import.
    pub modules: std::collections::BTreeSet<String>,
    /// Method name → receivers' names that suggest a type, and that type: `execute` on `cur`.
    pub guesses: Table<Vec<Guess>>,
    /// Whole numbers that a library gives names to: `stat.S_IWOTH` → 2.
    pub constants: Table<i64>,
    /// Callee → keywords whose functions it calls. What such a function answers is recorded as a call of
    /// `CALLEE.KEYWORD()`; what it is asked about comes out of `CALLEE.KEYWORD(0)` and so on.
    pub callbacks: Table<Vec<String>>,
    /// Callee → the function among its arguments that it runs, and what it hands over.
    pub runs: Table<Run>,
    /// Parameter names per callee, so that keywords and positions mean the same.
    pub signatures: Table<Vec<String>>,
    /// Decorator → what the functions are that it hands to a framework.
    pub entries: Table<Arc<Entry>>,
    /// Things that some of these functions fill before others are called for the same request.
    pub filled: std::collections::BTreeSet<String>,
    /// Exceptions that refuse a request once they are raised, and do nothing when a function returns them.
    pub refusals: std::collections::BTreeSet<String>,
    /// What names tell where only how a program is written is read.
    pub roles: Roles,
    /// Types of objects in which whoever runs a program says what they want of it.
    pub wishes: std::collections::BTreeSet<String>,
    /// Type → how the thing is written on which functions leave something for others that are called for the same
    /// request (`request.state`), and the type of the request.
    pub carriers: Table<(String, String)>,
    /// Decorators of objects that are not known: method names, and the decorator they are taken for.
    pub entry_guesses: Vec<EntryGuess>,
    /// Parameters by which a function is known that a framework calls, and the decorator that says the same.
    pub entries_by_parameters: Vec<EntryByParameters>,
    /// Calls and decorators that declare options of a command line.
    pub options: Table<Options>,
    /// What a form holds once it was checked → types of its fields that leave no text of the sender's.
    pub forms: Table<Vec<String>>,
    /// Callee → position and name of the argument that is a function, and the decorator that says the same.
    pub registrations: Table<Registration>,
    /// Class → methods of its subclasses that a framework calls.
    pub handlers: Table<Handler>,
    /// Method of a class → the one that it calls on its object in turn, which a class below may have of its own.
    pub leads: Table<Lead>,
    /// Parameter name → what it is in files that import a package.
    pub named_parameters: Table<Vec<NamedParameter>>,
    /// Type of a mapping out of a request → a sign in the names of those keys that the program's own side fills.
    pub own_keys: Table<String>,
    /// The same type → how the names of the keys begin that come with a request.
    pub sent_keys: Table<Vec<String>>,
    /// Callee → the test that its first argument has passed where it answers true.
    pub checks: Table<String>,
    /// Callee → the test that its first argument has passed where it comes back at all.
    pub passes: Table<String>,
    /// Attributes that are the host of an address.
    pub hosts: std::collections::BTreeSet<String>,
    /// Attributes that are the scheme of an address.
    pub schemes: std::collections::BTreeSet<String>,
    /// Decorators of methods that are asked about fields of their class, which they name, before an object has them.
    pub validators: std::collections::BTreeSet<String>,
    /// Calls that take an address apart or put one together.
    pub addresses: std::collections::BTreeSet<String>,
    /// Calls that bring back what a cleaning took away: decoders, un-escapers.
    pub undoes: std::collections::BTreeSet<String>,
    /// Callee → position of the argument that it gives back when it has nothing else.
    pub defaults: Table<usize>,
    /// Callee → the least its first argument may be; with a smaller one, the result is told apart as that of
    /// `CALLEE(short)`.
    pub least: Table<i64>,
    /// Attributes that are dicts in which a program puts functions for templates, and what those are there for:
    /// `filter`, `test`, `global`.
    pub shelves: std::collections::BTreeMap<String, String>,
    /// Callees that fill a template.
    pub fills: std::collections::BTreeSet<String>,
    /// Calls whose answer gives its items one after another, and each once.
    pub lazily: std::collections::BTreeSet<String>,
    /// Names in modules that every maintained Python has.
    pub present: std::collections::BTreeSet<String>,
    /// Types of which an object is one of many that were looked over where they were gone through.
    pub one_of_many: std::collections::BTreeSet<String>,
    /// Classes of which an object of a class below them is one to the world of a probe, where it changes nothing
    /// that they do.
    pub ancestors: std::collections::BTreeSet<String>,
    /// Callees that give one of several things: what is read from that was not made by them.
    pub picks: std::collections::BTreeSet<String>,
    /// Types of keys that are made with the class of what stands under them.
    pub keys: std::collections::BTreeSet<String>,
    /// Callees that never come back.
    pub ends: std::collections::BTreeSet<String>,
    /// Callee → position of a `%` format that it fills with the arguments after it.
    pub formats: Table<usize>,
    /// Callee → the arguments without which it raises `TypeError`, in order.
    pub required: Table<Vec<String>>,
    /// Callee → the attributes that what it gives has by position too, as a named tuple.
    pub positions: Table<Vec<String>>,
    /// Class → its method that says which names are let in, and pairs of module and name that let in harm.
    pub gates: Table<(String, Vec<(String, String)>)>,
    /// Attributes of classes whose default changed: name, the minor version of Python 3, what it is since.
    pub since: Vec<(String, u32, String)>,
    /// How library modules behave, as Python that a probe follows.
    pub behaviour: Vec<Behaviour>,
}

/// What a library's method calls on its own object.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lead {
    /// The method.
    pub method: String,
    /// What is handed over before the arguments: a word.
    pub first: Option<String>,
    /// The type of the one object that is handed over in place of the arguments.
    pub makes: Option<String>,
}

/// How a library module behaves. It is parsed when the first probe asks for it, and once for all of them.
#[derive(Debug, Clone)]
pub struct Behaviour {
    /// Where the module would lie, such as `email/message.py`.
    pub path: Arc<str>,
    /// Its text.
    pub source: Source,
    /// The name under which it is imported.
    pub(super) name: Arc<str>,
    program: Arc<OnceLock<Arc<Program>>>,
    /// Which of its statements are about which names.
    index: Arc<OnceLock<Arc<Index>>>,
    /// Its functions that yield, by where their names begin, in order.
    yielding: Arc<OnceLock<Vec<u32>>>,
}

impl Behaviour {
    /// The parsed module.
    pub(super) fn program(&self) -> Arc<Program> {
        Arc::clone(self.program.get_or_init(|| Arc::new(parse(&self.source))))
    }

    /// Which of its statements are about which names.
    pub(super) fn index(&self) -> &Arc<Index> {
        let look = || Arc::new(Index::of(&self.program(), false));
        self.index.get_or_init(look)
    }

    /// Whether the function whose name begins here yields.
    pub(super) fn yields(&self, function: u32) -> bool {
        let look = || yielding(&self.program());
        self.yielding
            .get_or_init(look)
            .binary_search(&function)
            .is_ok()
    }
}

impl PartialEq for Behaviour {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.source == other.source
    }
}

impl Eq for Behaviour {}

/// What a framework does with a function that it is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// What the parameters hold ("the address of a request").
    pub data: String,
    /// The type of the first parameter (after `self`), when the framework says which.
    pub first: Option<String>,
    /// The attribute of the class that names the class of the first parameter, where it does.
    pub first_from: Option<String>,
    /// The type of what the sender had a part in, which is no text as long as nobody makes text of it.
    pub kind: Option<String>,
    /// Whether parameters are made what their annotations say.
    pub converts: bool,
    /// Types of annotations whose values hold no text of the sender's.
    pub clean: Vec<String>,
    /// Converters in an address (`<int:id>`) whose values hold no text of the sender's.
    pub converters: Vec<String>,
    /// Things of the request whose items are the parts of the address.
    pub address: Vec<String>,
    /// Defaults by which a parameter is filled by the program itself.
    pub own: Vec<String>,
    /// The callee that gets what the function returns.
    pub answer: Option<String>,
    /// One of these must be among the decorator's arguments for that, if there are any.
    pub answer_with: Vec<String>,
    /// Whether a returned tuple is several arguments.
    pub spread: bool,
    /// Whether what is returned is a row of pieces, each of which is an answer.
    pub each: bool,
    /// The keys of a returned mapping that are the arguments.
    pub parts: Vec<String>,
    /// The callee that gets what is no page: a mapping or a list that is returned, or anything where `answer_with` is not met.
    pub object: Option<String>,
    /// Whether addresses are put below others, which may take the parts that these do not name.
    pub included: bool,
    /// The call out of which mappings of the sender's are said to come.
    pub structure: Option<String>,
    /// What such a function fills before others are called for the same request.
    pub fills: Option<String>,
}

/// A call that has a function run with what it is given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The function's position.
    pub position: usize,
    /// The function's parameter name.
    pub name: String,
    /// From this position on, arguments are handed over as they are.
    pub rest: Option<usize>,
    /// The position of a row of what is handed over, and its parameter name.
    pub list: Option<usize>,
    /// That name.
    pub list_name: String,
    /// The parameter name of a mapping of what is handed over by name.
    pub named: String,
    /// From this position on, an element of each argument is handed over.
    pub each: Option<usize>,
    /// The method of the object that runs, in place of a function.
    pub method: Option<String>,
    /// The option of a decorator by which the function is handed its own task first.
    pub bound: Option<String>,
}

/// A call or decorator that declares an option of a command line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Types and makers of types whose values hold no text of the typist's.
    pub clean: Vec<String>,
    /// Types whose values are objects that hold it.
    pub objects: Vec<String>,
    /// What `action` may be for the same.
    pub flags: Vec<String>,
    /// Calls whose result has the options as attributes; none: they are parameters of what is decorated.
    pub read_by: Vec<String>,
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

/// Parameters by which a function is known that a framework calls.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntryByParameters {
    /// Their names, all of them; with `...` at the end, the first ones; with `self` at the beginning, those of a method.
    pub parameters: Vec<String>,
    /// The package that the file imports; empty for any.
    pub imported: String,
    /// The decorator that says the same.
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
    /// Whether it is an object that is handed over, of which all methods are meant that have no underscore in front.
    pub methods: bool,
}

/// Methods that a framework calls.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handler {
    /// Their names.
    pub methods: Vec<String>,
    /// What it does with them.
    pub entry: Arc<Entry>,
    /// Methods that it calls before, where the class has its own.
    pub before: Vec<String>,
    /// Methods that it calls afterwards, where the class has its own.
    pub then: Vec<String>,
}

/// A parameter whose name tells what it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NamedParameter {
    /// The package that the file imports; empty for any.
    pub imported: String,
    /// Another parameter that must stand beside it.
    pub beside: Option<String>,
    /// Attributes that nothing else has: its function reads one of them. Any function will do when there are none.
    pub reads: Vec<String>,
    /// Its qualified type.
    pub kind: Option<String>,
    /// What it holds, when it is data.
    pub data: Option<String>,
}

impl Entry {
    /// The types that the framework hands over or takes.
    pub(super) fn types(&self) -> impl Iterator<Item = &String> {
        self.first.iter().chain(&self.answer).chain(&self.object)
    }
}

impl Knowledge {
    /// Takes Python that says how a library module behaves. A later one of the same name counts.
    pub fn behave(&mut self, module: &str, text: &str) {
        let path = format!("{}.py", module.replace('.', "/"));
        let source = Source::new(path.as_str(), text);
        self.behaviour.retain(|known| *known.path != *path);
        self.behaviour.push(Behaviour {
            path: Arc::from(path),
            source,
            name: Arc::from(module),
            program: Arc::default(),
            index: Arc::default(),
            yielding: Arc::default(),
        });
    }

    /// What a call returns: as told for the callee, or for all methods of its type (`Type.*`).
    #[must_use]
    pub fn returned(&self, callee: &str) -> Option<&String> {
        told(&self.returns, callee)
    }

    /// The type of an attribute: as told for it, or for all attributes of its type (`Type.*`)
    /// that are not known as methods.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&String> {
        self.attributes.get(name).or_else(|| {
            let method = self.returns.contains_key(name) || self.signatures.contains_key(name);
            (!method)
                .then(|| self.attributes.told_beside(name))
                .flatten()
        })
    }

    /// The qualified method that a receiver's name suggests, given in lower case.
    #[must_use]
    pub fn guessed(&self, receiver: &str, method: &str) -> Option<String> {
        let suggests = |guess: &&Guess| guess.named.iter().any(|n| receiver.contains(n.as_str()));
        let guess = self.guesses.get(method)?.iter().find(suggests)?;
        Some(format!("{}.{method}", guess.kind))
    }

    /// What the result of a call is clean for: as told for the callee, or for all methods of its
    /// type (`Type.*`).
    #[must_use]
    pub fn cleaned(&self, callee: &str) -> Option<&Vec<String>> {
        told(&self.cleans, callee)
    }
}

/// What a map tells of a name, or else of everything directly inside what the name is in.
fn told<'a, T>(map: &'a Table<T>, name: &str) -> Option<&'a T> {
    map.get(name).or_else(|| map.told_beside(name))
}

/// A type suggested by a receiver's name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guess {
    /// Parts of names, in lower case.
    pub named: Vec<String>,
    /// The qualified type.
    pub kind: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_methods_of_a_type() {
        let map = |pairs: &[(&str, &str)]| {
            let owned = pairs.iter().map(|(a, b)| ((*a).into(), (*b).into()));
            owned.collect::<Table<String>>()
        };
        let knowledge = Knowledge {
            returns: map(&[
                ("a.Query.*", "self"),
                ("a.Query.all", "stored"),
                ("a.Base.close", "none"),
            ]),
            attributes: map(&[("a.Base.*", "a.Table")]),
            ..Knowledge::default()
        };
        let returned = |name: &str| knowledge.returned(name).map(String::as_str);
        assert_eq!(returned("a.Query.where"), Some("self"));
        assert_eq!(returned("a.Query.all"), Some("stored"));
        assert_eq!(returned("a.Query.where.more"), None);
        let attribute = |name: &str| knowledge.attribute(name).map(String::as_str);
        assert_eq!(attribute("a.Base.users"), Some("a.Table"));
        assert_eq!(attribute("a.Base.close"), None);
    }

    #[test]
    fn a_name_suggests_a_type() {
        let guess = Guess {
            named: vec!["conn".into()],
            kind: "a.Connection".into(),
        };
        let knowledge = Knowledge {
            guesses: [("execute".into(), vec![guess])].into(),
            ..Knowledge::default()
        };
        let guessed = |receiver, method| knowledge.guessed(receiver, method);
        assert_eq!(
            guessed("my_conn", "execute").as_deref(),
            Some("a.Connection.execute")
        );
        assert_eq!(guessed("words", "execute"), None);
        assert_eq!(guessed("my_conn", "close"), None);
    }
}
