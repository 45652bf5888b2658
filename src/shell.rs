//! The world: arguments, disk, terminal, worker thread, store.
//!
//! The only room that may touch any of it. Called by `main`.
