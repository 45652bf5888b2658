//! What an input does at a sink: a real database in memory that answers as Python's `sqlite3` would.
//!
//! Pure functions from value, input and world to outcome. Called by `grade`.

mod database;
mod statement;

pub use database::Database;
