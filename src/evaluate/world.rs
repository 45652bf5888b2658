//! The world as a probe sees it: databases that answer queries, and how a call ends.

use super::data::Data;
use super::record::{Effect, Limit};

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

/// What a probed program may reach. Implementations live in `attack`.
pub trait World {
    /// Runs a statement as Python's `sqlite3` would.
    ///
    /// # Errors
    /// The exception that Python would raise.
    fn query(&mut self, query: &Query) -> Result<Reply, Raised>;
}

/// A world with nothing in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoWorld;

impl World for NoWorld {
    fn query(&mut self, _: &Query) -> Result<Reply, Raised> {
        Err(Raised {
            name: "sqlite3.OperationalError".into(),
            message: "unable to open database file".into(),
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
    Unknown(String),
}

/// What a probe found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// All possible endings; exactly one when everything was known.
    pub endings: Vec<Ending>,
    /// Statements that reached a database, in order, with their parameters.
    pub queries: Vec<Query>,
    /// Effects of the call.
    pub effects: Vec<Effect>,
    /// What could not be followed.
    pub limits: Vec<Limit>,
    /// Whether fuel ran out.
    pub exhausted: bool,
}
