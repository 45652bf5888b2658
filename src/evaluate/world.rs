//! The world as a probe sees it: what answers calls to the outside, and how a call ends.
//!
//! Implementations live in `attack`; the machine offers calls through `outside` and `database`.

use super::data::Data;
use super::reason::Reason;
use super::record::{Effect, Limit};
use crate::text::Span;

/// Which method carries the statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryMethod {
    /// `execute`: one statement.
    Execute,
    /// `executemany`: one statement, many rows of parameters.
    ExecuteMany,
    /// `executescript`: many statements, no parameters.
    Script,
}

/// A statement on its way to a database.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Which connection; `db` of a probe is 0.
    pub connection: u32,
    /// How it is sent.
    pub method: QueryMethod,
    /// The statement.
    pub sql: String,
    /// What was passed as parameters; `None` when nothing was.
    pub parameters: Option<Data>,
}

/// A Python exception.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// Its qualified name, such as `sqlite3.ProgrammingError` or `ValueError`.
    pub name: String,
    /// Its message.
    pub message: String,
    /// The classes above its own where that is one of the program's, the nearest first.
    pub above: Vec<String>,
}

/// A database's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// Column names; empty for statements without a result.
    pub columns: Vec<String>,
    /// Rows, each a [`Data::Tuple`].
    pub rows: Vec<Data>,
    /// `cursor.rowcount`.
    pub rowcount: i128,
    /// `cursor.lastrowid`.
    pub lastrowid: Option<i128>,
}

/// Functions of the program that a statement may call.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Callable {
    /// What they are called, in small letters.
    pub names: Vec<String>,
    /// What each has given so far, and for what.
    pub answers: Vec<(String, Vec<Data>, Data)>,
    /// What the statement asked that has no answer yet. It is then run again.
    pub open: Vec<(String, Vec<Data>)>,
}

/// A call, or another use, of something outside the program.
#[derive(Debug, Clone, PartialEq)]
pub struct Outside {
    /// The qualified name as the models name it: `subprocess.run`, `pathlib.Path.read_text`. Other
    /// uses have the names of Python's methods for them: `__getitem__`, `__iter__`, `__enter__`,
    /// `__truediv__`, `__str__`.
    pub callee: String,
    /// Whether the name is read as an attribute and not called.
    pub attribute: bool,
    /// What a method belongs to; `None` for functions.
    pub receiver: Option<Data>,
    /// Arguments by position; those that are not known are [`Data::Unknown`].
    pub positional: Vec<Data>,
    /// Arguments by name.
    pub keywords: Vec<(String, Data)>,
    /// Whether it certainly happens: `false` behind a condition that is not decided. What it would
    /// change must then not be changed.
    pub certain: bool,
}

/// Something that a world was made to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Verb and object: `starts ping -c 1 host`. Parts that are not known are [`UNKNOWN`].
    pub text: String,
    /// Whether it certainly happens.
    pub certain: bool,
    /// Whether a condition that is not decided stands before it, which may refuse.
    pub checked: bool,
    /// Where the program asks for it.
    pub span: Span,
}

/// What stands in the text of an event for a part that is not known.
pub const UNKNOWN: char = '…';

/// What a probed program may reach. Implementations live in `attack`.
pub trait World {
    /// Runs a statement as Python's `sqlite3` would.
    ///
    /// # Errors
    /// The exception that Python would raise.
    fn query(&mut self, query: &Query) -> Result<Reply, Raised>;

    /// Runs a statement that only asks, and may call functions of the program.
    ///
    /// # Errors
    /// The exception that Python would raise.
    fn query_with(&mut self, query: &Query, _callable: &mut Callable) -> Result<Reply, Raised> {
        self.query(query)
    }

    /// Answers a use of the outside as Python would; `None` when it has no model of it. What the
    /// answer does not tell is [`Data::Unknown`].
    fn call(&mut self, _call: &Outside) -> Option<Result<Data, Raised>> {
        None
    }

    /// Names of functions of the program that the next calls may ask about: see [`World::question`].
    fn lend(&mut self, _names: &[String]) {}

    /// What the last call could not go on without: the name of a function that was lent, and what it is given. The
    /// call is then made again, once the answer was told to [`World::learn`].
    fn question(&mut self) -> Option<(String, Vec<Data>)> {
        None
    }

    /// What a function that was lent gives for this.
    fn learn(&mut self, _name: &str, _given: &[Data], _answer: Data) {}

    /// What has been done since this was last asked, in order.
    fn events(&mut self) -> Vec<String> {
        Vec::new()
    }

    /// Objects that are there from the beginning, by qualified name, such as `os.environ`.
    fn given(&self) -> Vec<(String, Data)> {
        Vec::new()
    }

    /// Whether the program is all there, so that a name which nothing binds is an error.
    fn is_whole(&self) -> bool {
        false
    }

    /// Whether what the program keeps is to be written down among the events.
    fn tells_stores(&self) -> bool {
        false
    }

    /// What a call returned in the end, with the world's own objects as the data they stand for.
    fn settle(&mut self, returned: Data) -> Data {
        returned
    }
}

/// A world with nothing in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoWorld;

impl World for NoWorld {
    fn query(&mut self, _: &Query) -> Result<Reply, Raised> {
        Err(Raised {
            name: "sqlite3.OperationalError".into(),
            message: "unable to open database file".into(),
            above: Vec::new(),
        })
    }
}

/// One way a probed call can end.
#[derive(Debug, Clone, PartialEq)]
pub enum Ending {
    /// It returns; parts that cannot be known are [`Data::Unknown`].
    Returns(Data),
    /// It raises.
    Raises(Raised),
    /// It cannot be told; why.
    Unknown(Reason),
}

/// What a probe found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// All possible endings; exactly one when everything was known.
    pub endings: Vec<Ending>,
    /// Statements that reached a database, in order, with their parameters.
    pub queries: Vec<Query>,
    /// What else the world was made to do, in order.
    pub events: Vec<Event>,
    /// Effects of the call.
    pub effects: Vec<Effect>,
    /// What could not be followed.
    pub limits: Vec<Limit>,
    /// Where the expression stands because of which an ending is not known.
    pub unknown_at: Option<Span>,
    /// The first condition of the file that could not be computed.
    pub undecided: Option<Limit>,
    /// Whether fuel ran out.
    pub exhausted: bool,
    /// The functions that were looked into, by where their names stand.
    pub read: Vec<Span>,
    /// The files that were looked into, by where they begin.
    pub files: Vec<u32>,
}
