//! Databases inside a probe: connections and cursors whose statements a world answers.

use super::call::Args;
use super::container::Items;
use super::data::Data;
use super::doubt;
use super::machine::{Follow, Machine};
use super::value::{Cell, Kind, Val};
use super::world::{Query, QueryMethod};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A cursor of a probe.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor {
    pub(super) connection: u32,
    /// The rows that are left, as an iterator.
    pub(super) rows: Cell,
    pub(super) description: Cell,
    pub(super) rowcount: Cell,
    pub(super) lastrowid: Cell,
}

/// What a probe's program has opened, and told of itself.
#[derive(Debug, Default)]
pub(super) struct Databases {
    cursors: Vec<Cursor>,
    /// The row factory of each connection.
    factories: FxHashMap<u32, Cell>,
    /// The row factory of each cursor that has one of its own.
    own_factories: FxHashMap<u32, Cell>,
    /// How many databases in memory there are besides the exercise's.
    empty: u32,
    /// The names of what statements may call of the program and is not followed, in small letters.
    callable: BTreeSet<String>,
    /// Functions of the program that statements may call, by their names in small letters.
    functions: BTreeMap<String, Val>,
}

impl Machine<'_, '_> {
    /// Whether statements on this type are answered by the world of a probe.
    pub(super) fn is_database(&self, ty: &str, id: u32) -> bool {
        self.world.is_some() && id > 0 && matches!(ty, "sqlite3.Connection" | "sqlite3.Cursor")
    }

    pub(super) fn new_cursor(&mut self, connection: u32, span: Span) -> Val {
        let empty = self.make(Kind::Iterator(Arc::new(Vec::new()), 0), span);
        let count = self.make(Kind::Int(-1), span);
        let cursor = Cursor {
            connection,
            rows: self.state.cell(empty),
            description: self.state.cell(Val::NONE),
            rowcount: self.state.cell(count),
            lastrowid: self.state.cell(Val::NONE),
        };
        self.databases.cursors.push(cursor);
        let id = u32::try_from(self.databases.cursors.len()).unwrap_or(u32::MAX);
        self.make(Kind::External(Arc::from("sqlite3.Cursor"), id, false), span)
    }

    fn cursor(&self, id: u32) -> Option<Cursor> {
        self.databases
            .cursors
            .get((id as usize).checked_sub(1)?)
            .copied()
    }

    fn factory(&mut self, connection: u32) -> Cell {
        if let Some(&cell) = self.databases.factories.get(&connection) {
            return cell;
        }
        let cell = self.state.cell(Val::NONE);
        self.databases.factories.insert(connection, cell);
        cell
    }

    /// Sets the row factory of one cursor.
    pub(super) fn set_cursor_factory(&mut self, cursor: u32, v: Val) {
        let cell = self.state.cell(v);
        self.databases.own_factories.insert(cursor, cell);
    }

    pub(super) fn set_row_factory(&mut self, connection: u32, v: Val) {
        let cell = self.factory(connection);
        self.state.set(cell, v);
    }

    /// What `sqlite3.connect` gives in a probe: a file is the exercise's database, memory is empty.
    pub(super) fn connected(&mut self, args: &Args, span: Span) -> Val {
        let path = args.positional.first().map(|(v, _)| self.kind(*v).clone());
        let id = match path {
            Some(Kind::Str(path)) if &*path == ":memory:" => {
                self.databases.empty += 1;
                1 + self.databases.empty
            }
            _ => 1,
        };
        // A new connection gives plain rows, whatever an earlier one was told.
        self.set_row_factory(id, Val::NONE);
        self.make(
            Kind::External(Arc::from("sqlite3.Connection"), id, false),
            span,
        )
    }

    pub(super) fn database_method(
        &mut self,
        receiver: Val,
        ty: &str,
        id: u32,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        let connection = if ty == "sqlite3.Connection" {
            id
        } else {
            self.cursor(id).map_or(0, |c| c.connection)
        };
        match name {
            "cursor" => Ok(self.new_cursor(connection, span)),
            "execute" | "executemany" | "executescript" => {
                let target = if ty == "sqlite3.Connection" {
                    self.new_cursor(connection, span)
                } else {
                    receiver
                };
                self.run_statement(target, connection, name, args, span)?;
                Ok(target)
            }
            "fetchall" | "fetchmany" | "fetchone" => self.fetch(id, name, args, span),
            "__iter__" | "__enter__" => Ok(receiver),
            "connection" => Ok(Val::NONE),
            "create_function" => {
                let named = args.get(0, "name").map(|v| self.content_kind(v));
                match (named, args.get(2, "func").map(|v| self.look(v))) {
                    (Some(Kind::Str(name)), Some(function)) => {
                        let functions = &mut self.databases.functions;
                        functions.insert(name.to_lowercase(), function);
                    }
                    _ => self.limit(span, doubt::known_at_run()),
                }
                Ok(Val::NONE)
            }
            // What the database then calls is the program: its statements are not followed.
            "create_aggregate" | "create_window_function" | "create_collation" => {
                match args.get(0, "name").map(|v| self.content_kind(v)) {
                    Some(Kind::Str(name)) => {
                        self.databases.callable.insert(name.to_lowercase());
                    }
                    _ => self.limit(span, doubt::known_at_run()),
                }
                Ok(Val::NONE)
            }
            "commit" | "rollback" if ty == "sqlite3.Connection" => {
                self.end_transaction(connection, name == "commit", span);
                Ok(Val::NONE)
            }
            "close" | "set_trace_callback" | "__exit__" | "setinputsizes" | "interrupt" => {
                Ok(Val::NONE)
            }
            _ => self.raise(
                "builtins.AttributeError",
                &format!("'{ty}' object has no attribute '{name}'"),
                span,
            ),
        }
    }

    /// Keeps or drops what was changed since the transaction of a connection began, if there is one.
    pub(super) fn end_transaction(&mut self, connection: u32, keep: bool, span: Span) {
        // A world cannot be rolled back: what may or may not happen does not.
        if self.maybe > 0 {
            if !keep {
                self.limit(span, doubt::statement_may_run());
            }
            return;
        }
        let _ = self.asked_plainly(connection, if keep { "COMMIT" } else { "ROLLBACK" });
    }

    /// A statement of the driver itself.
    fn asked_plainly(&mut self, connection: u32, sql: &str) -> Option<super::world::Reply> {
        let world = self.world.as_deref_mut()?;
        let query = Query {
            connection: connection.checked_sub(1)?,
            method: QueryMethod::Execute,
            sql: sql.to_owned(),
            parameters: None,
        };
        world.query(&query).ok()
    }

    /// An attribute of a connection that the database itself tells.
    pub(super) fn connection_attribute(
        &mut self,
        connection: u32,
        name: &str,
        span: Span,
    ) -> Option<Val> {
        if name != "total_changes" {
            return None;
        }
        let reply = self.asked_plainly(connection, "SELECT total_changes()")?;
        match reply.rows.first()? {
            Data::Tuple(items) => Some(self.value(items.first()?, span)),
            _ => None,
        }
    }

    fn run_statement(
        &mut self,
        cursor: Val,
        connection: u32,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<()> {
        let method = match name {
            "executemany" => QueryMethod::ExecuteMany,
            "executescript" => QueryMethod::Script,
            _ => QueryMethod::Execute,
        };
        let given = args.get(0, "sql").map(|v| self.look(v));
        let sql = match given.map(|v| self.content_kind(v)) {
            Some(Kind::Str(s)) => s.to_string(),
            Some(Kind::Template(_)) => {
                return self.raise(
                    "builtins.TypeError",
                    "execute() argument 1 must be str, not string.templatelib.Template",
                    span,
                );
            }
            Some(
                Kind::None
                | Kind::Bool(_)
                | Kind::Int(_)
                | Kind::Float(_)
                | Kind::Bytes(_)
                | Kind::Ellipsis
                | Kind::Tuple(_)
                | Kind::List(_)
                | Kind::Set(_)
                | Kind::Dict(_)
                | Kind::Function(..)
                | Kind::Class(..),
            ) => {
                let given = given.map_or_else(String::new, |v| self.type_name(v));
                let which = if method == QueryMethod::Script {
                    ""
                } else {
                    " 1"
                };
                let told = format!("{name}() argument{which} must be str, not {given}");
                return self.raise("builtins.TypeError", &told, span);
            }
            None => {
                return self.raise(
                    "builtins.TypeError",
                    "execute expected at least 1 argument, got 0",
                    span,
                );
            }
            Some(_) => {
                self.limit(span, doubt::statement_not_computed());
                self.unknown_rows(cursor, span);
                return Ok(());
            }
        };
        if !args.keywords.is_empty() {
            return self.raise(
                "builtins.TypeError",
                "execute() takes no keyword arguments",
                span,
            );
        }
        let mut parameters = None;
        if let Some((v, _)) = args.positional.get(1) {
            let v = self.look(*v);
            let data = if method == QueryMethod::ExecuteMany {
                match self.items(v, span)? {
                    Items::Known(rows) => Data::List(rows.iter().map(|&r| self.data(r)).collect()),
                    Items::Each(_) => Data::Unknown(doubt::how_many_rows()),
                }
            } else {
                self.data(v)
            };
            if data.has_unknown() {
                self.tell_statement(&sql, Some(&data), span);
                self.limit(span, doubt::bound_value());
                self.queries.push(Query {
                    connection: connection - 1,
                    method,
                    sql,
                    parameters: Some(data),
                });
                self.unknown_rows(cursor, span);
                return Ok(());
            }
            parameters = Some(data);
        }
        let query = Query {
            connection: connection - 1,
            method,
            sql,
            parameters,
        };
        self.queries.push(query.clone());
        self.tell_statement(&query.sql, query.parameters.as_ref(), span);
        // A world cannot be rolled back: what may or may not run is not run.
        if self.maybe > 0 && !is_read(&query.sql) {
            self.limit(span, doubt::statement_may_run());
            self.unknown_rows(cursor, span);
            return Ok(());
        }
        if let Some(name) = own_name_in(&query.sql, &self.databases.callable) {
            self.limit(span, doubt::called_by_sql(&name));
            self.unknown_rows(cursor, span);
            return Ok(());
        }
        let functions = std::mem::take(&mut self.databases.functions);
        let asks = method == QueryMethod::Execute && is_read(&query.sql);
        let reply = self.asked_with_functions(&query, &functions, asks, span);
        let more = std::mem::replace(&mut self.databases.functions, functions);
        self.databases.functions.extend(more);
        let Some(reply) = reply? else {
            let own = self.databases.functions.keys().cloned().collect();
            let name = own_name_in(&query.sql, &own).unwrap_or_default();
            self.limit(span, doubt::called_by_sql(&name));
            self.unknown_rows(cursor, span);
            return Ok(());
        };
        let reply = match reply {
            Ok(reply) => reply,
            Err(raised) => {
                let name = if raised.name.contains('.') {
                    raised.name.clone()
                } else {
                    format!("builtins.{}", raised.name)
                };
                return self.raise(&name, &raised.message, span);
            }
        };
        let own = match *self.kind(cursor) {
            Kind::External(_, id, _) => self.databases.own_factories.get(&id).copied(),
            _ => None,
        };
        let factory = own.unwrap_or_else(|| self.factory(connection));
        let factory = self.state.get(factory);
        let columns: Arc<[Arc<str>]> = reply
            .columns
            .iter()
            .map(|c| Arc::from(c.as_str()))
            .collect();
        let mut rows = Vec::with_capacity(reply.rows.len());
        self.spend(reply.rows.len() as u64)?;
        let Kind::External(_, cursor_id, _) = *self.kind(cursor) else {
            return Ok(());
        };
        let Some(state) = self.cursor(cursor_id) else {
            return Ok(());
        };
        if !reply.columns.is_empty() {
            let mut all = Vec::new();
            for c in &reply.columns {
                let name = self.text(c, span);
                let mut one = vec![name];
                one.extend([Val::NONE; 6]);
                all.push(self.tuple(one, span));
            }
            let description = self.tuple(all, span);
            self.state.set(state.description, description);
        }
        for row in &reply.rows {
            let v = self.value(row, span);
            let Kind::Tuple(items) = self.kind(v).clone() else {
                continue;
            };
            let v = match self.kind(factory).clone() {
                Kind::None => v,
                Kind::Symbol(name) if &*name == "sqlite3.Row" => {
                    self.make(Kind::Row(columns.clone(), items), span)
                }
                _ => self.call(factory, Args::positional(vec![cursor, v]), span)?,
            };
            rows.push(v);
        }
        let rows = self.make(Kind::Iterator(Arc::new(rows), 0), span);
        self.state.set(state.rows, rows);
        let count = self.make(Kind::Int(reply.rowcount), span);
        self.state.set(state.rowcount, count);
        if let Some(id) = reply.lastrowid {
            let id = self.make(Kind::Int(id), span);
            self.state.set(state.lastrowid, id);
        }
        Ok(())
    }

    fn unknown_rows(&mut self, cursor: Val, span: Span) {
        let Kind::External(_, id, _) = *self.kind(cursor) else {
            return;
        };
        if let Some(state) = self.cursor(id) {
            let element = self.opaque(doubt::statement_not_run(), &[], span);
            let rows = self.make(Kind::Many("iterator", element), span);
            self.state.set(state.rows, rows);
        }
    }

    fn fetch(&mut self, id: u32, name: &str, args: &Args, span: Span) -> Follow<Val> {
        let Some(cursor) = self.cursor(id) else {
            return self.raise(
                "builtins.AttributeError",
                &format!("'sqlite3.Connection' object has no attribute '{name}'"),
                span,
            );
        };
        match self.kind(self.state.get(cursor.rows)).clone() {
            Kind::Iterator(rows, at) => {
                let left = rows.get(at..).unwrap_or(&[]);
                let take = match name {
                    "fetchone" => 1,
                    "fetchmany" => args
                        .get(0, "size")
                        .and_then(|v| self.as_int(v))
                        .and_then(|n| usize::try_from(n).ok())
                        .unwrap_or(1),
                    _ => left.len(),
                };
                let taken: Vec<Val> = left.iter().take(take).copied().collect();
                let rest = self.make(Kind::Iterator(rows.clone(), at + taken.len()), span);
                self.state.set(cursor.rows, rest);
                if name == "fetchone" {
                    return Ok(taken.first().copied().unwrap_or(Val::NONE));
                }
                Ok(self.list(taken, span))
            }
            Kind::Many(_, element) if name == "fetchone" => Ok(self.either(&[element, Val::NONE])),
            Kind::Many(_, element) => Ok(self.object(Kind::Many("list", element), span)),
            _ => Ok(self.opaque(doubt::statement_not_run(), &[], span)),
        }
    }

    pub(super) fn cursor_items(&mut self, id: u32, span: Span) -> Follow<Items> {
        let rows = self.fetch(id, "fetchall", &Args::default(), span)?;
        self.items(rows, span)
    }

    pub(super) fn cursor_attribute(&mut self, id: u32, name: &str) -> Option<Val> {
        let cursor = self.cursor(id)?;
        match name {
            "description" => Some(self.state.get(cursor.description)),
            "rowcount" => Some(self.state.get(cursor.rowcount)),
            "lastrowid" => Some(self.state.get(cursor.lastrowid)),
            "connection" => Some(self.make(
                Kind::External(Arc::from("sqlite3.Connection"), cursor.connection, false),
                Span::default(),
            )),
            _ => None,
        }
    }
}

fn is_read(sql: &str) -> bool {
    let word: String = sql
        .trim_start()
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    matches!(
        word.to_ascii_uppercase().as_str(),
        "SELECT" | "WITH" | "VALUES" | "EXPLAIN"
    )
}

/// The first word of a statement that names something of the program: a function, which stands before a bracket,
/// or an order behind `COLLATE`.
pub(super) fn own_name_in(sql: &str, own: &BTreeSet<String>) -> Option<String> {
    if own.is_empty() {
        return None;
    }
    let sql = sql.to_lowercase();
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut before = "";
    let mut rest = sql.as_str();
    while let Some(from) = rest.find(word) {
        let here = rest.get(from..)?;
        let end = here.find(|c| !word(c)).unwrap_or(here.len());
        let (name, after) = here.split_at_checked(end)?;
        let called = after.trim_start().starts_with('(') || before == "collate";
        if called && own.contains(name) {
            return Some(name.to_owned());
        }
        (before, rest) = (name, after);
    }
    None
}
