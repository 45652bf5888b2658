//! What an input does at a sink: a modelled world with a real database in memory, files, programs
//! and a network that exist only as data.
//!
//! Pure functions from value, input and world to outcome. Called by `grade`.

mod database;
pub(crate) mod doubt;
mod page;
pub mod pattern;
mod replay;
mod secret;
mod statement;
mod world;

pub use database::{Database, Stock};
pub use page::{Shown, Unmade, page, shown, strays, strays_beside};
pub use replay::{Field, Language, Mail, Mark, Piece, Replay, Ways, built, fields, mail, replays};
pub use secret::secrets;
pub use world::{CONFIGURED, Entry, Model, Program, Request, Setup, payload};
pub use world::{pickle, shell, url};
