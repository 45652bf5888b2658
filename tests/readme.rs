//! What the pages for readers promise, held against the program: commands, their output, keys.
//!
//! Reads the pages from the disk and runs the real binary as they say. Called by `cargo test`.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads the repository and may stop at once"
)]

use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// The one command under the heading `## name` of the README, in its first fenced block.
fn command_under(readme: &str, heading: &str) -> String {
    let (_, rest) = readme.split_once(&format!("\n## {heading}\n")).unwrap();
    let (_, block) = rest.split_once("```sh\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    assert_eq!(block.lines().count(), 1, "one command under {heading}");
    block.trim().to_owned()
}

/// Every `$ protect …` of the `console` blocks of a page, with the output shown below it.
fn examples(page: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        if line == "```console" {
            inside = true;
        } else if line == "```" {
            inside = false;
        } else if inside {
            if let Some(command) = line.strip_prefix("$ ") {
                found.push((command.to_owned(), Vec::new()));
            } else if let Some((_, output)) = found.last_mut() {
                output.push(line.to_owned());
            }
        }
    }
    found.retain(|(command, _)| command.starts_with("protect "));
    found
}

/// What the real program prints for the words after `protect`, without colours, settings or progress.
fn protect(words: &[&str]) -> String {
    let data = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_protect"))
        .args(words)
        .current_dir(root())
        .env_clear()
        .env("HOME", data.path())
        .env("PROTECT_DATA", data.path())
        .output()
        .unwrap();
    assert!(
        output.stderr.is_empty(),
        "protect {words:?} complained: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
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

#[test]
fn the_examples_print_what_the_readme_shows() {
    let shown = examples(&page("README.md"));
    assert!(shown.len() >= 3, "the README shows the commands at work");
    for (command, expected) in shown {
        let words: Vec<&str> = command.split_whitespace().skip(1).collect();
        let printed = protect(&words);
        let expected = expected.join("\n");
        // A line that is only `…` stands for lines that the page leaves out.
        let (head, tail) = expected.split_once("\n…\n").unwrap_or((&expected, ""));
        let fits = if tail.is_empty() {
            printed.trim_end() == head.trim_end()
        } else {
            printed.starts_with(head) && printed.trim_end().ends_with(tail.trim_end())
        };
        assert!(fits, "$ {command}\n{printed}");
    }
}

#[test]
fn every_command_and_option_that_the_pages_name_exists() {
    let help = protect(&["--help"]);
    for name in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        for code in page(name).split('`').skip(1).step_by(2) {
            let Some(rest) = code.strip_prefix("protect ") else {
                continue;
            };
            let word = rest.split_whitespace().next().unwrap();
            assert!(
                help.contains(word),
                "{name} names `{code}`, which help does not"
            );
        }
    }
}

#[test]
fn every_page_that_the_pages_link_to_is_there() {
    for name in [
        "README.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
    ] {
        let text = page(name);
        for link in text.split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap();
            if !target.is_empty() && !target.contains("://") {
                assert!(root().join(target).exists(), "{name} links to {target}");
            }
        }
    }
}

/// `docs/keys.md`, from the key table of the interface.
fn keys_page() -> String {
    use protected_python::ui::keys::{Scope, TABLE};
    use std::fmt::Write as _;

    let mut page = String::from(
        "# Keys\n\nEvery key of the course, from the table that the program itself reads for its footer and its help (`?`).\n\
         What stands further in wins: while code is typed, letters are text. The last column is what one types \
         in plain mode.\n",
    );
    for scope in Scope::ALL {
        let rows: Vec<_> = TABLE
            .iter()
            .filter(|row| row.scope == *scope && !row.label.is_empty())
            .collect();
        if rows.is_empty() {
            continue;
        }
        let _ = write!(
            page,
            "\n## {}\n\n| keys | what they do | plain mode |\n| --- | --- | --- |\n",
            scope.title()
        );
        for row in rows {
            let keys: Vec<String> = row
                .chords
                .iter()
                .map(|chord| format!("`{}`", chord.name()))
                .collect();
            let word = match row.word {
                "" => String::new(),
                word => format!("`{word}`"),
            };
            let _ = writeln!(page, "| {} | {} | {word} |", keys.join(" "), row.label);
        }
    }
    page
}

/// With `UPDATE_PAGES=1` the page is written anew instead.
#[test]
fn the_page_of_keys_is_the_table_of_keys() {
    let file = root().join("docs/keys.md");
    let fresh = keys_page();
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(&file, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == fresh,
        "docs/keys.md is not the key table; run UPDATE_PAGES=1 cargo test --test readme"
    );
}
