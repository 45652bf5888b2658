//! Databases that were built once and wait for the next program that asks them.
//!
//! Building one takes longer than most programs do; asking one leaves it as it was. Whether it was only asked is
//! for `database` to know, which takes from here and gives back.

use super::Database;
use rusqlite::Connection;
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Databases built by the same SQL. Cheap to share behind an `Arc`.
#[derive(Debug, Default)]
pub struct Stock {
    /// What builds one, in order.
    scripts: Vec<String>,
    trouble: OnceLock<Option<String>>,
    ready: Mutex<Vec<Ready>>,
}

/// A database as it was when it was built.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) connection: Connection,
    /// The budget that its connection counts on.
    pub(super) strides: Arc<AtomicU32>,
    /// How much of it building has taken.
    pub(super) built: u32,
}

impl Stock {
    /// A stock of databases that this SQL builds, each when it is first needed.
    #[must_use]
    pub fn new(sql: &str) -> Self {
        Self {
            scripts: vec![sql.to_owned()],
            ..Self::default()
        }
    }

    /// The same databases after more SQL was run on each.
    #[must_use]
    pub fn after(&self, sql: &str) -> Self {
        let more = std::iter::once(sql.to_owned());
        Self {
            scripts: self.scripts.iter().cloned().chain(more).collect(),
            ..Self::default()
        }
    }

    /// What the database says of the SQL, when it is wrong.
    pub fn trouble(self: &Arc<Self>) -> Option<&str> {
        let trouble = || {
            let mut first = Database::out_of(self);
            first.connection(0).err().map(|raised| raised.message)
        };
        if self.scripts.iter().all(String::is_empty) {
            return None;
        }
        self.trouble.get_or_init(trouble).as_deref()
    }

    pub(super) fn scripts(&self) -> &[String] {
        &self.scripts
    }

    pub(super) fn take(&self) -> Option<Ready> {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        ready.pop()
    }

    pub(super) fn put(&self, one: Ready) {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        ready.push(one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{Data, Query, QueryMethod, World};

    fn ask(database: &mut Database, sql: &str) -> Vec<Data> {
        let query = Query {
            connection: 0,
            method: QueryMethod::Execute,
            sql: sql.to_owned(),
            parameters: None,
        };
        database.query(&query).unwrap().rows
    }

    fn waiting(stock: &Stock) -> usize {
        stock.ready.lock().unwrap().len()
    }

    #[test]
    fn what_was_only_asked_is_asked_again() {
        let stock = Arc::new(Stock::new("CREATE TABLE t (x); INSERT INTO t VALUES (7);"));
        assert_eq!(stock.trouble(), None);
        assert_eq!(waiting(&stock), 1);
        for _ in 0..3 {
            let mut database = Database::out_of(&stock);
            let rows = ask(&mut database, "-- a comment\nSELECT x FROM t");
            assert_eq!(rows, [Data::Tuple(vec![Data::Int(7)])]);
            assert_eq!(waiting(&stock), 0);
            drop(database);
            assert_eq!(waiting(&stock), 1);
        }
    }

    #[test]
    fn what_was_changed_is_not_asked_again() {
        let stock = Arc::new(Stock::new("CREATE TABLE t (x);"));
        assert_eq!(stock.trouble(), None);
        for sql in [
            "INSERT INTO t VALUES (1)",
            "PRAGMA foreign_keys = ON",
            "WITH one AS (SELECT 1) INSERT INTO t SELECT * FROM one",
        ] {
            let mut database = Database::out_of(&stock);
            ask(&mut database, sql);
            drop(database);
            assert_eq!(waiting(&stock), 0, "{sql}");
            let mut database = Database::out_of(&stock);
            assert!(ask(&mut database, "SELECT * FROM t").is_empty(), "{sql}");
        }
        let mut database = Database::out_of(&stock);
        database.prepare("INSERT INTO t VALUES (2)").unwrap();
        drop(database);
        assert_eq!(waiting(&stock), 0);
    }

    #[test]
    fn what_a_probe_is_given_is_part_of_what_is_built() {
        let stock = Arc::new(Stock::new("CREATE TABLE t (x);"));
        let given = Arc::new(stock.after("INSERT INTO t VALUES (3)"));
        assert_eq!(given.trouble(), None);
        for _ in 0..2 {
            let mut database = Database::out_of(&given);
            let rows = ask(&mut database, "SELECT x FROM t");
            assert_eq!(rows, [Data::Tuple(vec![Data::Int(3)])]);
        }
        assert_eq!(waiting(&given), 1);
        assert!(Arc::new(stock.after("INSERT")).trouble().is_some());
    }

    #[test]
    fn a_database_that_cannot_be_built_says_so() {
        let stock = Arc::new(Stock::new("CREATE TABLE t (x"));
        assert!(stock.trouble().is_some());
        assert_eq!(waiting(&stock), 0);
        assert_eq!(Arc::new(Stock::new("")).trouble(), None);
    }
}
