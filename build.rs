//! Tells Cargo that a release build embeds the course: a new lesson must make a new program.
//!
//! A debug build reads the course from disk instead, so it asks for nothing.

#![allow(
    clippy::disallowed_methods,
    reason = "a build script is handed its profile in the environment"
)]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        for part in ["pack.toml", "lessons", "exercises", "rules"] {
            println!("cargo::rerun-if-changed={part}");
        }
    }
}
