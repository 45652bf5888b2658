//! Two Python parsers on the same files: how fast each is, and which syntax each accepts.
//!
//! Reads every `.py` file below the folder given as argument, then lets both parsers work on the
//! same texts in memory, in turns, and tells the fastest of the rounds. Run by hand:
//! `cargo run --release --manifest-path benches/parsers/Cargo.toml -- FOLDER`.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// How often each parser works on all files; the fastest round counts.
const ROUNDS: usize = 5;

/// Deeply nested files need more than the system's usual stack.
const STACK: usize = 256 * 1024 * 1024;

/// A parser: whether it accepts a module.
type Accepts = fn(&str) -> bool;

/// Name, version and function of each.
const PARSERS: [(&str, Accepts); 2] = [
    ("rustpython-parser 0.4.0", rustpython),
    ("ruff_python_parser 0.0.10", ruff),
];

/// Syntax of recent Python versions.
const SAMPLES: [(&str, &str); 7] = [
    (
        "match statement (3.10)",
        "match x:\n    case [a, *_]:\n        pass\n",
    ),
    (
        "except* (3.11)",
        "try:\n    f()\nexcept* ValueError:\n    pass\n",
    ),
    (
        "same quotes inside an f-string (3.12)",
        "s = f\"{d[\"k\"]}\"\n",
    ),
    (
        "type parameters (3.12)",
        "def first[T](xs: list[T]) -> T: ...\n",
    ),
    ("type parameter default (3.13)", "class Box[T = int]: ...\n"),
    ("t-string (3.14)", "q = t\"select {name}\"\n"),
    (
        "except without parentheses (3.14)",
        "try:\n    f()\nexcept A, B:\n    pass\n",
    ),
];

/// What an editor holds while someone types: no parser may accept it, one may still give a tree.
const HALF_TYPED: &str = "import os\n\ndef f(x):\n    os.system(\"ls \" + \n\ny = 1\n";

fn rustpython(text: &str) -> bool {
    use rustpython_parser::{Parse, ast};
    black_box(ast::Suite::parse(text, "file.py")).is_ok()
}

fn ruff(text: &str) -> bool {
    black_box(ruff_python_parser::parse_module(text)).is_ok()
}

fn ruff_statements(text: &str) -> usize {
    let options = ruff_python_parser::ParseOptions::from(ruff_python_parser::Mode::Module);
    match ruff_python_parser::parse_unchecked(text, options).into_syntax() {
        ruff_python_ast::Mod::Module(module) => module.body.len(),
        ruff_python_ast::Mod::Expression(_) => 0,
    }
}

/// Every `.py` file below `folder`, in sorted order, without following links and without installed
/// packages, so that a Python installation means its standard library.
fn python_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                if entry.file_name() == "site-packages" {
                    continue;
                }
                waiting.push(entry.path());
            } else if entry.path().extension().is_some_and(|end| end == "py") {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

fn compare(folder: &Path) -> std::io::Result<()> {
    let mut texts = Vec::new();
    let mut unreadable = 0;
    for file in python_files(folder)? {
        match std::fs::read_to_string(&file) {
            Ok(text) => texts.push(text),
            Err(_) => unreadable += 1,
        }
    }
    let lines: usize = texts.iter().map(|text| text.lines().count()).sum();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!(
        "{} files, {lines} lines, {:.1} MB ({unreadable} files are not UTF-8 and were left out)",
        texts.len(),
        bytes as f64 / 1e6
    );

    let mut seconds = [f64::INFINITY; PARSERS.len()];
    let mut accepted = [0; PARSERS.len()];
    for _ in 0..ROUNDS {
        for (index, (_, accepts)) in PARSERS.iter().enumerate() {
            let start = Instant::now();
            accepted[index] = texts.iter().filter(|text| accepts(text)).count();
            seconds[index] = seconds[index].min(start.elapsed().as_secs_f64());
        }
    }
    println!(
        "\n{:<28}{:>9}{:>12}{:>10}",
        "parser", "seconds", "lines/s", "accepts"
    );
    for (index, (name, _)) in PARSERS.iter().enumerate() {
        println!(
            "{name:<28}{:>9.3}{:>12.0}{:>10}",
            seconds[index],
            lines as f64 / seconds[index],
            accepted[index]
        );
    }
    println!(
        "ratio {:.1} (fastest of {ROUNDS} rounds each, in turns)",
        seconds[0] / seconds[1]
    );

    println!("\n{:<40}{:<14}ruff", "sample", "rustpython");
    for (name, text) in SAMPLES {
        let word = |yes: bool| if yes { "accepts" } else { "rejects" };
        println!(
            "{name:<40}{:<14}{}",
            word(rustpython(text)),
            word(ruff(text))
        );
    }
    println!(
        "{:<40}{:<14}{} of 3 statements",
        "tree of half-typed code",
        if rustpython(HALF_TYPED) {
            "tree"
        } else {
            "none"
        },
        ruff_statements(HALF_TYPED)
    );
    Ok(())
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("give a folder of Python files");
        return ExitCode::from(2);
    };
    let work = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || compare(Path::new(&folder)));
    match work.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        Ok(Ok(Err(error))) => {
            eprintln!("cannot read the folder: {error}");
            ExitCode::FAILURE
        }
        _ => {
            eprintln!("a parser ended the comparison");
            ExitCode::FAILURE
        }
    }
}
