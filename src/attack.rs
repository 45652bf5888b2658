//! What an input does at a sink: a modelled world with a real database in memory, files, programs
//! and a network that exist only as data.
//!
//! Pure functions from value, input and world to outcome. Called by `grade`.

mod database;
mod replay;
mod statement;
mod world;

pub use database::Database;
pub use replay::{Language, Mark, Piece, Replay, replays};
pub use world::{Entry, Model, Program, Request, Setup};
pub use world::{shell, url};
