//! A database in memory behind the manners of Python's `sqlite3` (3.11 to 3.14).
//!
//! Answers, refuses and complains with the words of `CPython`; where versions differ it is 3.14.
//! It reaches no file, loads nothing, and its work is bounded in steps, rows and bytes.
//! Called by `grade`, through `evaluate`'s trait [`World`].

mod callable;
mod stock;

pub use stock::Stock;

use super::doubt;
use super::statement::{is_dml, is_question, rest};
use crate::evaluate::{Callable, Data, Query, QueryMethod, Raised, Reason, Reply, World};
use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Batch, Connection, ErrorCode, Statement};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Virtual machine instructions between two looks at the budget.
const STRIDE: i32 = 1_000;
/// How many strides all statements of one database may take together.
const STRIDES: u32 = 4_000;
/// The most rows of one answer.
const MAX_ROWS: usize = 10_000;
/// The most bytes of one answer.
const MAX_ANSWER: usize = 8 << 20;
/// The longest text or blob, and the longest statement, in bytes.
const MAX_LENGTH: i32 = 1_000_000;
/// The most pages of 4096 bytes a database may have.
const MAX_PAGES: u32 = 4_096;
/// The most connections a program may open.
const MAX_CONNECTIONS: usize = 8;

/// The databases of one probe: number 0 is built from the exercise's SQL, others begin empty.
#[derive(Debug)]
pub struct Database {
    connections: BTreeMap<u32, Connection>,
    strides: Arc<AtomicU32>,
    stopped: Option<Reason>,
    /// What builds number 0, as long as nobody has asked for it.
    to_build: Option<Vec<String>>,
    /// Where number 0 comes from and goes back to.
    stock: Option<Arc<Stock>>,
    /// How many strides number 0 took to build, when it may go back.
    built: Option<u32>,
    /// Whether anything was asked of number 0 that may have changed it.
    changed: bool,
}

impl Database {
    /// Builds the database that a probe calls `db`.
    ///
    /// # Errors
    /// What the database says about the SQL.
    pub fn new(sql: &str) -> Result<Self, String> {
        let mut database = Self::later(sql);
        let built = database.connection(0).map(|_| ());
        built.map_err(|raised| raised.message)?;
        Ok(database)
    }

    /// The same, built when it is first asked for: most programs never do. The SQL must be known to be right.
    #[must_use]
    pub fn later(sql: &str) -> Self {
        Self::built_by(&[sql.to_owned()])
    }

    fn built_by(scripts: &[String]) -> Self {
        Self {
            connections: BTreeMap::new(),
            strides: Arc::new(AtomicU32::new(0)),
            stopped: None,
            to_build: Some(scripts.to_vec()),
            stock: None,
            built: None,
            changed: false,
        }
    }

    /// The same, out of a stock, to which it goes back when it was only asked.
    #[must_use]
    pub fn out_of(stock: &Arc<Stock>) -> Self {
        let mut database = Self::built_by(stock.scripts());
        database.stock = Some(Arc::clone(stock));
        database
    }

    /// Runs SQL on `db`, any number of statements.
    ///
    /// # Errors
    /// What the database says about the SQL.
    pub fn prepare(&mut self, sql: &str) -> Result<(), String> {
        self.changed = true;
        self.script(0, sql)
            .map(|_| ())
            .map_err(|raised| raised.message)
    }

    /// Why an answer is not Python's: a limit of this model was reached.
    #[must_use]
    pub fn stopped(&self) -> Option<&Reason> {
        self.stopped.as_ref()
    }

    fn open(&self) -> Result<Connection, Raised> {
        let opened = Connection::open_in_memory().and_then(|mut connection| {
            connection.pragma_update(None, "temp_store", "MEMORY")?;
            connection.pragma_update(None, "max_page_count", MAX_PAGES)?;
            connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, MAX_LENGTH)?;
            connection.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, MAX_LENGTH)?;
            connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
            connection.set_limit(Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 16)?;
            connection.authorizer(Some(|context: AuthContext<'_>| allow(&context)))?;
            let strides = Arc::clone(&self.strides);
            connection.progress_handler(
                STRIDE,
                Some(move || strides.fetch_add(1, Ordering::Relaxed) >= STRIDES),
            )?;
            Ok(connection)
        });
        opened.map_err(|error| raise(&error))
    }

    fn connection(&mut self, number: u32) -> Result<&Connection, Raised> {
        if number == 0
            && let Some(scripts) = self.to_build.take()
        {
            // All connections of a program share one budget, which a database from the stock brings along.
            let alone = self.connections.is_empty();
            let stock = self.stock.as_ref().filter(|_| alone);
            if let Some(ready) = stock.and_then(|stock| stock.take()) {
                ready.strides.store(ready.built, Ordering::Relaxed);
                self.strides = ready.strides;
                self.built = Some(ready.built);
                self.connections.insert(0, ready.connection);
            } else {
                let connection = self.open()?;
                self.connections.insert(0, connection);
                for sql in scripts {
                    self.script(0, &sql)?;
                }
                let built = self.strides.load(Ordering::Relaxed);
                self.built = (alone && built < STRIDES).then_some(built);
            }
        }
        if !self.connections.contains_key(&number) {
            let opened = self.connections.len() + usize::from(self.to_build.is_some());
            if opened >= MAX_CONNECTIONS {
                self.stopped = Some(doubt::too_many_databases());
                return Err(operational("unable to open database file"));
            }
            let connection = self.open()?;
            self.connections.insert(number, connection);
        }
        self.connections
            .get(&number)
            .ok_or_else(|| operational("unable to open database file"))
    }

    fn note_limits(&mut self, result: &Result<Reply, Raised>) {
        if self.strides.load(Ordering::Relaxed) >= STRIDES {
            self.stopped = Some(doubt::statements_too_long());
        } else if result.as_ref().is_err_and(|raised| raised.name == LIMIT) {
            self.stopped = Some(doubt::answer_too_large());
        }
    }

    fn execute(&mut self, query: &Query) -> Result<Reply, Raised> {
        let connection = self.connection(query.connection)?;
        let empty = Data::Tuple(Vec::new());
        let parameters = query.parameters.as_ref().unwrap_or(&empty);
        let Some(mut statement) = one_statement(connection, &query.sql)? else {
            return Ok(Reply {
                columns: Vec::new(),
                rows: Vec::new(),
                rowcount: -1,
                lastrowid: None,
            });
        };
        let dml = is_dml(&query.sql);
        begin(connection, dml)?;
        bind(&mut statement, parameters)?;
        let columns = columns(&statement);
        let rows = run(&mut statement, &columns)?;
        Ok(Reply {
            columns,
            rows,
            rowcount: if dml { changes(connection) } else { -1 },
            lastrowid: Some(i128::from(connection.last_insert_rowid())),
        })
    }

    fn execute_many(&mut self, query: &Query) -> Result<Reply, Raised> {
        let connection = self.connection(query.connection)?;
        let rows: Vec<Data> = match query.parameters.as_ref() {
            Some(Data::List(items) | Data::Tuple(items) | Data::Set(items)) => items.clone(),
            Some(Data::Str(text)) => characters(text),
            Some(Data::Dict(pairs)) => pairs.iter().map(|(key, _)| key.clone()).collect(),
            Some(other) => {
                return Err(raised(
                    "TypeError",
                    format!("'{}' object is not iterable", type_name(other)),
                ));
            }
            None => {
                return Err(raised(
                    "TypeError",
                    "executemany expected 2 arguments, got 1",
                ));
            }
        };
        let reply = |rowcount| Reply {
            columns: Vec::new(),
            rows: Vec::new(),
            rowcount,
            lastrowid: None,
        };
        let found = one_statement(connection, &query.sql)?;
        if !is_dml(&query.sql) {
            return Err(programming(
                "executemany() can only execute DML statements.",
            ));
        }
        let Some(mut statement) = found else {
            return Ok(reply(0));
        };
        begin(connection, true)?;
        let mut changed = 0;
        for row in &rows {
            bind(&mut statement, row)?;
            run(&mut statement, &[])?;
            changed += changes(connection);
        }
        Ok(reply(changed))
    }

    fn script(&mut self, number: u32, sql: &str) -> Result<Reply, Raised> {
        let connection = self.connection(number)?;
        if sql.contains('\0') {
            return Err(raised("ValueError", "embedded null character"));
        }
        if !connection.is_autocommit() {
            connection
                .execute_batch("COMMIT")
                .map_err(|error| raise(&error))?;
        }
        let mut batch = Batch::new(connection, sql);
        while let Some(mut statement) = batch.next().map_err(|error| raise(&error))? {
            let mut rows = statement.raw_query();
            while rows.next().map_err(|error| raise(&error))?.is_some() {}
        }
        Ok(Reply {
            columns: Vec::new(),
            rows: Vec::new(),
            rowcount: -1,
            lastrowid: None,
        })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let (Some(stock), Some(built), false, None) =
            (&self.stock, self.built, self.changed, &self.stopped)
            && let Some(connection) = self.connections.remove(&0)
        {
            let strides = Arc::clone(&self.strides);
            stock.put(stock::Ready {
                connection,
                strides,
                built,
            });
        }
    }
}

impl World for Database {
    fn query(&mut self, query: &Query) -> Result<Reply, Raised> {
        let question = query.method == QueryMethod::Execute && is_question(&query.sql);
        self.changed |= query.connection == 0 && !question;
        let result = match query.method {
            QueryMethod::Execute => self.execute(query),
            QueryMethod::ExecuteMany => self.execute_many(query),
            QueryMethod::Script => self.script(query.connection, &query.sql),
        };
        self.note_limits(&result);
        result
    }

    fn query_with(&mut self, query: &Query, callable: &mut Callable) -> Result<Reply, Raised> {
        callable::lent(self, query, callable)
    }
}

/// The exception this model raises when an answer is too large; Python has no such limit.
const LIMIT: &str = "MemoryError";

/// What a statement may do: everything inside the database in memory.
fn allow(context: &AuthContext<'_>) -> Authorization {
    match &context.action {
        AuthAction::Attach { .. }
        | AuthAction::Detach { .. }
        | AuthAction::CreateVtable { .. }
        | AuthAction::Unknown { .. } => Authorization::Deny,
        AuthAction::Pragma {
            pragma_name,
            pragma_value,
        } => {
            // Those that only read; a learner may look at a table's columns.
            let reads = [
                "table_info",
                "table_list",
                "table_xinfo",
                "foreign_key_list",
            ];
            if reads.contains(&pragma_name.to_ascii_lowercase().as_str())
                || (pragma_name.eq_ignore_ascii_case("foreign_keys") && pragma_value.is_some())
            {
                Authorization::Allow
            } else {
                Authorization::Deny
            }
        }
        _ => Authorization::Allow,
    }
}

/// Prepares the first statement; nothing when there is none. A second one is refused.
fn one_statement<'a>(
    connection: &'a Connection,
    sql: &str,
) -> Result<Option<Statement<'a>>, Raised> {
    if sql.contains('\0') {
        return Err(programming("the query contains a null character"));
    }
    if i32::try_from(sql.len()).map_or(true, |length| length > MAX_LENGTH) {
        return Err(raised("sqlite3.DataError", "query string is too large"));
    }
    let statement = Batch::new(connection, sql)
        .next()
        .map_err(|error| raise(&error))?;
    if rest(sql).is_empty() {
        Ok(statement)
    } else {
        Err(programming("You can only execute one statement at a time."))
    }
}

/// Python opens a transaction before a statement that changes rows.
fn begin(connection: &Connection, dml: bool) -> Result<(), Raised> {
    if dml && connection.is_autocommit() {
        connection
            .execute_batch("BEGIN")
            .map_err(|error| raise(&error))?;
    }
    Ok(())
}

fn bind(statement: &mut Statement<'_>, parameters: &Data) -> Result<(), Raised> {
    statement.clear_bindings();
    let needed = statement.parameter_count();
    let sequence: Option<Vec<Data>> = match parameters {
        Data::List(items) | Data::Tuple(items) => Some(items.clone()),
        Data::Str(text) => Some(characters(text)),
        Data::Bytes(bytes) => Some(
            bytes
                .iter()
                .map(|&byte| Data::Int(i128::from(byte)))
                .collect(),
        ),
        _ => None,
    };
    if let Some(items) = sequence {
        if items.len() != needed {
            return Err(programming(&format!(
                "Incorrect number of bindings supplied. The current statement uses {needed}, and there are {} supplied.",
                items.len()
            )));
        }
        for (index, item) in (1..).zip(&items) {
            if let Some(name) = statement.parameter_name(index)
                && !name.starts_with('?')
            {
                return Err(programming(&format!(
                    "Binding {index} ('{name}') is a named parameter, but you supplied a sequence which requires nominal (qmark) placeholders."
                )));
            }
            bind_one(statement, index, item)?;
        }
        return Ok(());
    }
    let Data::Dict(pairs) = parameters else {
        return Err(programming("parameters are of unsupported type"));
    };
    for index in 1..=needed {
        let name = statement
            .parameter_name(index)
            .and_then(|name| name.get(1..))
            .map(str::to_owned);
        let Some(name) = name else {
            return Err(programming(&format!(
                "Binding {index} has no name, but you supplied a dictionary (which has only names)."
            )));
        };
        let value = pairs
            .iter()
            .find(|(key, _)| matches!(key, Data::Str(key) if *key == name))
            .map(|(_, value)| value);
        let Some(value) = value else {
            return Err(programming(&format!(
                "You did not supply a value for binding parameter :{name}."
            )));
        };
        bind_one(statement, index, value)?;
    }
    Ok(())
}

fn bind_one(statement: &mut Statement<'_>, index: usize, data: &Data) -> Result<(), Raised> {
    let value = match data {
        Data::None => Value::Null,
        Data::Bool(truth) => Value::Integer(i64::from(*truth)),
        Data::Int(number) => Value::Integer(i64::try_from(*number).map_err(|_| {
            raised(
                "OverflowError",
                "Python int too large to convert to SQLite INTEGER",
            )
        })?),
        Data::Float(number) => Value::Real(*number),
        Data::Str(text) => Value::Text(text.clone()),
        Data::Bytes(bytes) => Value::Blob(bytes.clone()),
        other => {
            return Err(programming(&format!(
                "Error binding parameter {index}: type '{}' is not supported",
                type_name(other)
            )));
        }
    };
    statement.raw_bind_parameter(index, value).map_err(|error| {
        let mut error = raise(&error);
        // Python words this one itself.
        if error.name == "sqlite3.DataError" {
            error.message = "string or blob too big".into();
        }
        error
    })
}

fn columns(statement: &Statement<'_>) -> Vec<String> {
    statement.column_names().map(str::to_owned).collect()
}

/// Runs a bound statement to its end.
fn run(statement: &mut Statement<'_>, columns: &[String]) -> Result<Vec<Data>, Raised> {
    let mut found = Vec::new();
    let mut bytes = 0;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(|error| raise(&error))? {
        let mut cells = Vec::with_capacity(columns.len());
        for (index, column) in columns.iter().enumerate() {
            let cell = match row.get_ref(index).map_err(|error| raise(&error))? {
                ValueRef::Null => Data::None,
                ValueRef::Integer(number) => Data::Int(i128::from(number)),
                ValueRef::Real(number) => Data::Float(number),
                ValueRef::Text(text) => {
                    bytes += text.len();
                    Data::Str(
                        std::str::from_utf8(text)
                            .map_err(|_| {
                                operational(&format!(
                                    "Could not decode to UTF-8 column '{column}' with text '{}'",
                                    String::from_utf8_lossy(text)
                                ))
                            })?
                            .to_owned(),
                    )
                }
                ValueRef::Blob(blob) => {
                    bytes += blob.len();
                    Data::Bytes(blob.to_vec())
                }
            };
            cells.push(cell);
        }
        bytes += 16 * columns.len();
        if found.len() >= MAX_ROWS || bytes > MAX_ANSWER {
            return Err(raised(LIMIT, ""));
        }
        found.push(Data::Tuple(cells));
    }
    Ok(found)
}

fn changes(connection: &Connection) -> i128 {
    i128::from(connection.changes())
}

fn characters(text: &str) -> Vec<Data> {
    text.chars().map(|c| Data::Str(c.to_string())).collect()
}

/// Python's name of the value's type.
pub(super) fn type_name(data: &Data) -> &str {
    match data {
        Data::None => "NoneType",
        Data::Bool(_) => "bool",
        Data::Int(_) => "int",
        Data::Float(_) => "float",
        Data::Str(_) => "str",
        Data::Bytes(_) => "bytes",
        Data::List(_) => "list",
        Data::Tuple(_) => "tuple",
        Data::Set(_) => "set",
        Data::Dict(_) => "dict",
        Data::Object(name) | Data::Instance(name, _) | Data::Handle(name, _) => {
            name.rsplit('.').next().unwrap_or(name)
        }
        Data::Unknown(_) => "object",
    }
}

pub(super) fn raised(name: &str, message: impl Into<String>) -> Raised {
    Raised {
        name: name.to_owned(),
        message: message.into(),
        above: Vec::new(),
    }
}

fn programming(message: &str) -> Raised {
    raised("sqlite3.ProgrammingError", message)
}

fn operational(message: &str) -> Raised {
    raised("sqlite3.OperationalError", message)
}

/// The exception that `CPython` makes of an error of the database.
fn raise(error: &rusqlite::Error) -> Raised {
    let (code, message) = match error {
        rusqlite::Error::SqliteFailure(error, message) => {
            (error.code, message.clone().unwrap_or_default())
        }
        rusqlite::Error::SqlInputError { error, msg, .. } => (error.code, msg.clone()),
        other => return raised("sqlite3.DatabaseError", other.to_string()),
    };
    let name = match code {
        ErrorCode::OutOfMemory => "MemoryError",
        ErrorCode::InternalMalfunction | ErrorCode::NotFound => "sqlite3.InternalError",
        ErrorCode::TooBig => "sqlite3.DataError",
        ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch => "sqlite3.IntegrityError",
        ErrorCode::ApiMisuse | ErrorCode::ParameterOutOfRange => "sqlite3.InterfaceError",
        ErrorCode::DatabaseCorrupt
        | ErrorCode::NotADatabase
        | ErrorCode::AuthorizationForStatementDenied
        | ErrorCode::NoLargeFileSupport => "sqlite3.DatabaseError",
        _ => "sqlite3.OperationalError",
    };
    raised(name, message)
}
