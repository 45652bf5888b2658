//! What `README.md` and `.ci/run` promise, held against each other.
//!
//! Reads both pages from the disk. Called by `cargo test`.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads the repository and may stop at once"
)]

use std::path::Path;

fn page(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The one command under the heading `## name` of the README, in its first fenced block.
fn command_under(readme: &str, heading: &str) -> String {
    let (_, rest) = readme.split_once(&format!("\n## {heading}\n")).unwrap();
    let (_, block) = rest.split_once("```sh\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    assert_eq!(block.lines().count(), 1, "one command under {heading}");
    block.trim().to_owned()
}

#[test]
fn continuous_integration_runs_the_test_command_of_the_readme() {
    let command = command_under(&page("README.md"), "Test");
    let script = page(".ci/run");
    let (_, section) = script.split_once("section \"Tests\"\n").unwrap();
    assert_eq!(section.lines().next(), Some(command.as_str()));
}

#[test]
fn the_pack_is_proved_by_the_program_that_people_run() {
    let run = command_under(&page("README.md"), "Run");
    assert_eq!(run, "cargo run --release");
    assert!(page(".ci/run").contains("\ncargo run --locked --release -- pack check\n"));
}
