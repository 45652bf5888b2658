//! Protected Python: a terminal course in Python security that judges fixes by what a program does.
//!
//! The library is a house of rooms. Each module below is one room; which room may enter which is
//! a table in `ARCHITECTURE.md`, and `tests/architecture.rs` fails on any other import. Only
//! [`shell`] touches the world (files, clock, environment, threads, terminal).

pub mod analyze;
pub mod attack;
pub mod evaluate;
pub mod finding;
pub mod grade;
pub mod pack;
pub mod progress;
pub mod python;
pub mod rules;
pub mod shell;
pub mod text;
pub mod ui;
