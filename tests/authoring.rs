//! The author's guide, carried out: every command in `docs/packs.md` is run by the program itself, every
//! file in it is written, and what the program says is what the guide shows.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test runs the program and may stop at once"
)]

use std::path::Path;
use std::process::Command;

/// A fenced block: what stands behind the fence, and its lines.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.to_owned(), String::new())),
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some((_, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

#[test]
fn the_guide_does_what_it_says() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/packs.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut commands = 0;
    for (info, body) in blocks(&guide) {
        let word = |key: &str| {
            let mut words = info.split(' ');
            words.find_map(|word| word.strip_prefix(key).map(str::to_owned))
        };
        // A lesson inside the guide cannot use the fence of the guide.
        let text = body.replace("~~~", "```");
        if let Some(path) = word("file=") {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        } else if let Some(path) = word("add=") {
            let path = folder.path().join(path);
            let before = std::fs::read_to_string(&path).unwrap();
            std::fs::write(path, format!("{before}\n{text}")).unwrap();
        } else if info == "console" {
            let mut expected = String::new();
            let mut said = String::new();
            for line in body.lines() {
                if let Some(command) = line.strip_prefix("$ ") {
                    compare(&said, &expected);
                    said = run(command, folder.path());
                    expected.clear();
                    commands += 1;
                } else {
                    expected.push_str(line);
                    expected.push('\n');
                }
            }
            compare(&said, &expected);
        }
    }
    assert!(commands > 7, "the guide has lost its commands");
}

/// What the program says to a command, errors first.
fn run(command: &str, folder: &Path) -> String {
    let mut words: Vec<String> = Vec::new();
    for (index, part) in command.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    assert_eq!(
        words.first().map(String::as_str),
        Some("protect"),
        "{command}"
    );
    let output = Command::new(env!("CARGO_BIN_EXE_protect"))
        .args(&words[1..])
        .current_dir(folder)
        .env("PROTECT_DATA", folder.join("data"))
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    text(&output.stderr) + &text(&output.stdout)
}

#[test]
fn a_build_takes_the_place_of_nothing_but_a_build() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run("protect pack new tea", root);
    let head = std::fs::read(root.join("tea/pack.toml")).unwrap();
    std::fs::write(root.join("notes.txt"), "mine").unwrap();
    for (output, why) in [
        ("tea/pack.toml", "a place of the pack's own files"),
        ("tea/lessons/tea.zip", "a place of the pack's own files"),
        ("notes.txt", "there is such a file, and it is no pack"),
    ] {
        let said = run(&format!("protect pack build tea -o {output}"), root);
        assert!(said.contains(why), "{output}: {said}");
    }
    assert_eq!(std::fs::read(root.join("tea/pack.toml")).unwrap(), head);
    assert_eq!(std::fs::read(root.join("notes.txt")).unwrap(), b"mine");
    for _ in 0..2 {
        let said = run("protect pack build tea -o tea.zip", root);
        assert!(said.starts_with("tea.zip: tea 0.1.0"), "{said}");
    }
}

#[test]
fn what_fails_its_proof_is_built_and_installed_knowingly() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    run("protect pack new tea", root);
    let answer = root.join("tea/exercises/start/find-people/accept/named.py");
    std::fs::write(answer, "def (\n").unwrap();
    let said = run("protect pack build tea -o tea.zip", root);
    assert!(said.contains("accept/named.py:1: "), "{said}");
    assert!(said.contains("nothing was built"), "{said}");
    assert!(!root.join("tea.zip").exists());
    let said = run("protect pack build tea -o tea.zip --unproved", root);
    assert!(said.starts_with("tea.zip: "), "{said}");
    let said = run("protect pack install tea.zip", root);
    assert!(said.contains("it fails its own proof (1 fault)"), "{said}");
}

/// Compares line by line; `…` at the end of a line stands for the rest of it, alone for any lines.
fn compare(said: &str, expected: &str) {
    let mut lines = said.lines().peekable();
    let mut wanted = expected.lines().peekable();
    while let Some(want) = wanted.next() {
        if want == "…" {
            match wanted.peek() {
                None => return,
                Some(next) => {
                    let next = next.trim_end_matches('…');
                    while lines.peek().is_some_and(|line| !line.starts_with(next)) {
                        lines.next();
                    }
                }
            }
            continue;
        }
        let line = lines.next().unwrap_or("(nothing)");
        let fits = match want.strip_suffix('…') {
            Some(begin) => line.starts_with(begin),
            None => line == want,
        };
        assert!(
            fits,
            "the guide says\n{want}\nand the program\n{line}\nof\n{said}"
        );
    }
    assert_eq!(
        lines.next(),
        None,
        "the guide leaves out the end of\n{said}"
    );
}

#[test]
fn every_table_in_the_guide_is_toml() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/packs.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let mut seen = 0;
    for (info, body) in blocks(&guide) {
        if info.split(' ').next() == Some("toml") && !body.contains('…') {
            toml::from_str::<toml::Table>(&body).unwrap_or_else(|error| panic!("{error}\n{body}"));
            seen += 1;
        }
    }
    assert!(seen > 1);
}
