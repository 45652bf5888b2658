//! The real program from outside: every command, its exit codes, its reports, and bad input.
//!
//! The environment is scrubbed and progress goes to a folder of the test. Called by `cargo test`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test drives the program from outside and may stop at once"
)]

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder for the test, and the program with nothing of the surrounding environment.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_protect"));
        command
            .env_clear()
            .env("PROTECT_DATA", self.folder.path().join("data"))
            .current_dir(self.folder.path());
        command
    }

    fn run(&self, words: &[&str]) -> Said {
        Said::of(self.command().args(words).stdin(Stdio::null()).output())
    }

    fn run_on(&self, words: &[&str], paths: &[&Path]) -> Said {
        let mut command = self.command();
        command.args(words).args(paths).stdin(Stdio::null());
        Said::of(command.output())
    }

    fn run_with_input(&self, words: &[&str], input: impl AsRef<[u8]>) -> Said {
        let mut child = self
            .command()
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut to = child.stdin.take().unwrap();
        let input = input.as_ref().to_vec();
        let writer = std::thread::spawn(move || {
            // The program may refuse to read all of it.
            let _ = to.write_all(&input);
        });
        let said = Said::of(child.wait_with_output());
        writer.join().unwrap();
        said
    }
}

struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Said {
    fn of(output: std::io::Result<Output>) -> Self {
        let output = output.unwrap();
        let said = Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!said.err.contains("panicked"), "{}", said.err);
        assert!(!said.out.contains('\u{1b}') && !said.err.contains('\u{1b}'));
        said
    }

    fn json(&self) -> Vec<Value> {
        serde_json::from_str::<Value>(&self.out)
            .unwrap()
            .as_array()
            .unwrap()
            .clone()
    }
}

fn in_course(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("exercises/m3-sql")
        .join(path)
}

const WEAK: &str = "import sqlite3\n\n\ndef find(db: sqlite3.Connection, name):\n    query = \"SELECT * FROM t WHERE n = '\" + name + \"'\"\n    return db.execute(query).fetchall()\n";

#[test]
fn help_and_version_speak_on_standard_output() {
    let bench = Bench::new();
    let help = bench.run(&["--help"]);
    assert_eq!(help.code, 0);
    for word in [
        "check",
        "grade",
        "explain",
        "list",
        "pack",
        "--data",
        "--learner",
        "--plain",
        "--theme",
    ] {
        assert!(help.out.contains(word), "{word} is missing:\n{}", help.out);
    }
    let version = bench.run(&["--version"]);
    assert_eq!(version.code, 0);
    assert_eq!(
        version.out.trim(),
        concat!("protect ", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_wrong_command_line_ends_with_two_and_says_why() {
    let bench = Bench::new();
    for (words, told) in [
        (vec!["chek"], "check"),
        (vec!["check"], "no Python files in this folder"),
        (vec!["--theme", "pink"], "dark"),
        (vec!["--learner", " "], "at least one character"),
        (vec!["grade", "x.py"], "--exercise"),
    ] {
        let said = bench.run(&words);
        assert_eq!(said.code, 2, "{words:?}");
        assert!(said.err.contains(told), "{words:?}: {}", said.err);
    }
}

#[test]
fn check_shows_the_place_and_the_path() {
    let bench = Bench::new();
    let file = bench.file("weak.py", WEAK);
    let said = bench.run_on(&["check"], &[&file]);
    assert_eq!(said.code, 1, "{}", said.err);
    let lines: Vec<_> = said.out.lines().collect();
    let place = format!("{}:6:", file.display());
    assert!(lines[0].starts_with(&place), "{}", said.out);
    assert!(lines[0].contains("sql-built-from-input"), "{}", said.out);
    assert!(lines[1].contains("db.execute(query)"), "{}", said.out);
    assert!(lines[2].contains('^'), "{}", said.out);
    assert!(
        said.out.contains("source:") && said.out.contains("sink:"),
        "{}",
        said.out
    );
    assert!(said.out.contains("1 finding in 1 file."), "{}", said.out);
}

#[test]
fn check_of_clean_code_ends_with_zero() {
    let bench = Bench::new();
    let clean = WEAK
        .replace(
            "\"SELECT * FROM t WHERE n = '\" + name + \"'\"",
            "\"SELECT * FROM t WHERE n = ?\"",
        )
        .replace("execute(query)", "execute(query, (name,))");
    let file = bench.file("clean.py", &clean);
    let said = bench.run_on(&["check"], &[&file]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (0, "No findings in 1 file.\n")
    );
    let piped = bench.run_with_input(&["check", "-"], WEAK);
    assert_eq!(piped.code, 1);
    assert!(piped.out.starts_with("<stdin>:6:"), "{}", piped.out);
}

#[test]
fn every_bad_file_is_named_with_cause_and_next_step() {
    let bench = Bench::new();
    let nested = format!("x = {}{}", "(".repeat(100_000), ")".repeat(100_000));
    let table = [
        (
            bench.file("latin.py", b"x = 1\ny = '\xe9'\n"),
            "latin.py:2: the file is not UTF-8 text",
        ),
        (
            bench.file("ten.py", "x = 1\n".repeat(10 << 17)),
            "larger than",
        ),
        (bench.file("fifty.py", b"x".repeat(50 << 20)), "larger than"),
        (
            bench.file("nested.py", nested),
            "nested.py:1:205: too many nested brackets",
        ),
        (bench.folder.path().join("none.py"), "there is no such file"),
    ];
    for (path, cause) in &table {
        let said = bench.run_on(&["check"], &[path]);
        assert_eq!(said.code, 2, "{}: {}", path.display(), said.err);
        assert!(said.err.contains(cause), "{}: {}", path.display(), said.err);
        assert!(said.err.contains(path.to_str().unwrap()), "{}", said.err);
        assert!(!said.out.contains("No findings"), "{}", said.out);
        let judged = bench.run_on(&["grade", "--exercise", "E3.1"], &[path]);
        assert_ne!(judged.code, 0, "{}", path.display());
        assert!(!judged.out.contains(": passed"), "{}", judged.out);
    }
    let weak = bench.file("weak.py", WEAK);
    let all: Vec<&Path> = table
        .iter()
        .map(|(path, _)| path.as_path())
        .chain([weak.as_path()])
        .collect();
    let said = bench.run_on(&["check"], &all);
    assert_eq!(said.code, 2, "one bad file does not hide");
    assert!(
        said.out.contains("sql-built-from-input"),
        "nor does it hide the others"
    );
}

#[test]
fn an_empty_file_is_clean_and_no_answer() {
    let bench = Bench::new();
    let empty = bench.file("__init__.py", "");
    let said = bench.run_on(&["check"], &[&empty]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("the file is empty"), "{}", said.err);
    let judged = bench.run_on(&["grade", "--exercise", "E3.1"], &[&empty]);
    assert_ne!(judged.code, 0);
    assert!(!judged.out.contains(": passed"), "{}", judged.out);
}

#[test]
fn check_takes_folders_and_shows_what_is_selected() {
    let bench = Bench::new();
    let file = bench.file("weak.py", WEAK);
    bench.file("empty.py", "");
    let folder = bench.folder.path();
    let said = bench.run_on(&["check"], &[folder]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.out.contains("1 finding in 2 files."), "{}", said.out);
    assert_eq!(said.err, "");
    for (options, code) in [
        (["--select", "sql"], 1),
        (["--select", "sql-number-formatted"], 0),
        (["--ignore", "sql-*"], 0),
        (["--severity", "high"], 1),
        (["--confidence", "low"], 1),
        (["--exclude", "empty.py"], 1),
    ] {
        let said = bench.run_on(&["check", options[0], options[1]], &[folder]);
        assert_eq!(said.code, code, "{options:?}: {}{}", said.out, said.err);
    }
    let wrong = bench.run_on(&["check", "--select", "sql-built-from-imput"], &[&file]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("Did you mean `sql-built-from-input`?"),
        "{}",
        wrong.err
    );
    let none = bench.run_on(&["check", "--exclude", "*.py"], &[folder]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("no Python files"), "{}", none.err);
}

#[test]
fn check_reports_for_programs() {
    let bench = Bench::new();
    let print = |code: &str| {
        let file = bench.file("weak.py", code);
        let said = bench.run_on(&["check", "--format", "sarif"], &[&file]);
        assert_eq!(said.code, 1, "{}", said.err);
        let log: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let rule = rules
            .iter()
            .find(|rule| rule["id"] == "sql-built-from-input")
            .unwrap();
        let tags = rule["properties"]["tags"].as_array().unwrap();
        assert!(tags.contains(&"external/cwe/cwe-089".into()), "{tags:?}");
        assert!(rule["help"]["markdown"].as_str().unwrap().len() > 20);
        let result = &run["results"][0];
        assert_eq!(result["ruleId"], "sql-built-from-input");
        let steps = &result["codeFlows"][0]["threadFlows"][0]["locations"];
        assert!(steps.as_array().unwrap().len() > 1, "{steps}");
        assert!(
            steps[0]["location"]["message"]["text"].is_string(),
            "{steps}"
        );
        assert_eq!(steps[0]["importance"], "essential", "{steps}");
        result["partialFingerprints"].clone()
    };
    let first = print(WEAK);
    assert!(first["protectFinding/v1"].is_string());
    assert_eq!(first, print(&format!("# moved\n{WEAK}")));
    let file = bench.file("weak.py", WEAK);
    let json = bench.run_on(&["check", "--format", "json"], &[&file]);
    let all: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(all[0]["line"], 6);
    assert_eq!(all[0]["file"], file.to_str().unwrap());
    let github = bench.run_on(&["check", "--format", "github"], &[&file]);
    assert!(github.out.starts_with("::"), "{}", github.out);
    assert!(github.out.contains(",line=6,"), "{}", github.out);
}

#[test]
fn check_reports_for_other_programs() {
    let bench = Bench::new();
    let file = bench.file("weak.py", WEAK);
    let report = |format: &str| bench.run_on(&["check", "--format", format], &[&file]).out;
    let csv = report("csv");
    let lines: Vec<_> = csv.lines().collect();
    assert_eq!(lines.len(), 2, "{csv}");
    assert!(lines[0].starts_with("file,line,column"), "{csv}");
    assert!(lines[1].contains(",6,"), "{csv}");
    let gitlab: Value = serde_json::from_str(&report("gitlab")).unwrap();
    assert_eq!(gitlab[0]["check_name"], "sql-built-from-input");
    assert_eq!(gitlab[0]["location"]["lines"]["begin"], 6);
    let junit = report("junit");
    assert!(junit.contains("tests=\"1\" failures=\"1\""), "{junit}");
    assert!(junit.contains("<failure message="), "{junit}");
    let clean = bench.file("clean.py", "x = 1\n");
    let junit = bench.run_on(&["check", "--format", "junit"], &[&clean]).out;
    assert!(junit.contains("failures=\"0\""), "{junit}");

    let to = bench.folder.path().join("report.csv");
    let words = ["check", "--format", "csv", "--output", to.to_str().unwrap()];
    let said = bench.run_on(&words, &[&file]);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{}", said.err);
    assert_eq!(std::fs::read_to_string(&to).unwrap(), csv);
    let words = ["check", "--output", "no/such/folder.txt"];
    let said = bench.run_on(&words, &[&file]);
    assert_eq!(said.code, 2);
    assert!(
        said.err
            .contains("no/such/folder.txt: the report cannot be written"),
        "{}",
        said.err
    );
}

const NOTEBOOK: &str = r##"{"cells": [
  {"cell_type": "markdown", "source": ["# Numbers"]},
  {"cell_type": "code", "source": ["%matplotlib inline\n", "import os\n", "!pip list"]},
  {"cell_type": "code", "source": ["%%bash\n", "echo $HOME"]},
  {"cell_type": "code", "source": ["files = !ls\n", "name = input()\n", "os.system('ls ' + name)"]}
], "metadata": {"kernelspec": {"language": "python"}}, "nbformat": 4}"##;

#[test]
fn a_notebook_is_checked_by_cell() {
    let bench = Bench::new();
    let file = bench.file("book.ipynb", NOTEBOOK);
    let folder = bench.folder.path().to_path_buf();
    let said = bench.run_on(&["check"], &[&folder]);
    assert_eq!((said.code, said.err.as_str()), (1, ""), "{}", said.out);
    assert!(said.out.contains("book.ipynb:cell 4:3:1: "), "{}", said.out);
    assert!(said.out.contains("cell 4, line 2, source"), "{}", said.out);
    let report = |format: &str| bench.run_on(&["check", "--format", format], &[&file]).out;
    let json: Value = serde_json::from_str(&report("json")).unwrap();
    assert_eq!((&json[0]["cell"], &json[0]["line"]), (&4.into(), &3.into()));
    let sarif: Value = serde_json::from_str(&report("sarif")).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    let place = &result["locations"][0];
    assert_eq!(place["logicalLocations"][0]["name"], "cell 4");
    assert!(place["physicalLocation"]["region"].is_null());
    assert!(report("github").contains("::Cell 4, line 3: "));
    assert!(report("csv").trim_end().ends_with(",4"));
    assert!(report("junit").contains("(cell 4, line 3, column 1)"));
    assert!(report("gitlab").contains("(cell 4)"));
    let diff = bench.run_on(&["check", "--diff"], &[&file]);
    assert_eq!((diff.code, diff.out.as_str()), (0, ""));

    let broken = bench.file("broken.ipynb", "{\"cells\": [");
    let said = bench.run_on(&["check"], &[&broken]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("broken.ipynb: this is no notebook: EOF"),
        "{}",
        said.err
    );
}

const REPAIRED: &str = "import random\nimport yaml\n\n\ndef f(text):\n    return yaml.load(text, Loader=yaml.SafeLoader)\n\n\n\
    def g():\n    token = random.SystemRandom().getrandbits(64)\n    return token\n";

#[test]
fn repairs_are_shown_and_made() {
    let bench = Bench::new();
    let weak = REPAIRED
        .replace("SafeLoader", "Loader")
        .replace("SystemRandom().", "");
    let file = bench.file("weak.py", &weak);
    let diff = bench.run_on(&["check", "--diff"], &[&file]);
    assert_eq!(diff.code, 1, "{}", diff.err);
    for line in [
        "-    return yaml.load(text, Loader=yaml.Loader)",
        "+    return yaml.load(text, Loader=yaml.SafeLoader)",
        "+    token = random.SystemRandom().getrandbits(64)",
    ] {
        assert!(diff.out.lines().any(|l| l == line), "{}", diff.out);
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), weak);
    let json = bench.run_on(&["check", "--format", "json"], &[&file]).out;
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["fix"]["edits"][0]["text"], "SafeLoader", "{json}");
    let sarif = bench.run_on(&["check", "--format", "sarif"], &[&file]).out;
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    let change = &sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(
        change["replacements"][0]["insertedContent"]["text"],
        "SafeLoader"
    );
    let said = bench.run_on(&["check", "--fix"], &[&file]);
    assert_eq!(said.code, 0, "{}", said.out);
    assert!(said.err.contains("2 findings repaired"), "{}", said.err);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), REPAIRED);
}

#[test]
fn what_is_meant_otherwise_is_not_repaired() {
    let bench = Bench::new();
    for text in [
        "import random\nrandom.seed(1)\ntoken = random.getrandbits(64)\n",
        "from random import getrandbits\ntoken = getrandbits(64)\n",
        "import yaml\nyaml.add_constructor('!x', print)\ndef f(t):\n    return yaml.unsafe_load(t)\n",
        "import hmac\ndef f(key, text, given):\n    return hmac.new(key, text, 'sha256').hexdigest() == given\n",
        "import requests\ndef f(u):\n    return requests.get('https://a.example', verify=False)\n",
    ] {
        let file = bench.file("kept.py", text);
        let said = bench.run_on(&["check", "--fix"], &[&file]);
        assert_eq!(said.code, 1, "{text}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    }
}

#[test]
fn a_baseline_leaves_out_what_was_known() {
    let bench = Bench::new();
    let file = bench.file("weak.py", WEAK);
    let base = bench.folder.path().join("base.json");
    let base = base.to_str().unwrap();
    let said = bench.run_on(&["check", "--write-baseline", base], &[&file]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let against = || bench.run_on(&["check", "--baseline", base], &[&file]);
    let said = against();
    assert_eq!(said.code, 0, "{}", said.out);
    assert!(
        said.err.contains("1 finding of the baseline left out"),
        "{}",
        said.err
    );
    // Lines above do not matter; a second finding does.
    bench.file("weak.py", format!("# moved\n{WEAK}"));
    assert_eq!(against().code, 0);
    let more = format!("{WEAK}\n\ndef other(db, a):\n    return db.execute('SELECT ' + input())\n");
    bench.file("weak.py", more);
    let said = against();
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.out.contains("1 finding in 1 file"), "{}", said.out);
    bench.file("weak.py", "x = 1\n");
    assert!(against().err.contains("not found any more"));
    for (text, told) in [("{", "not JSON"), ("[]", "not a baseline")] {
        std::fs::write(base, text).unwrap();
        let said = against();
        assert_eq!(said.code, 2);
        assert!(said.err.contains(told), "{}", said.err);
        assert!(said.err.contains("--write-baseline"), "{}", said.err);
    }
}

#[test]
fn a_comment_accepts_a_finding_and_a_useless_one_is_told() {
    let bench = Bench::new();
    let remarked = |remark: &str| {
        let lines: Vec<_> = WEAK.lines().collect();
        let mut text = String::new();
        for (number, line) in (1..).zip(&lines) {
            text.push_str(line);
            if number == 6 {
                text.push_str("  # ");
                text.push_str(remark);
            }
            text.push('\n');
        }
        bench.file("weak.py", text)
    };
    for (remark, code) in [
        ("nosec", 0),
        ("nosec B608", 0),
        ("nosec: B301", 1),
        ("noqa", 0),
        ("noqa: S608", 0),
        ("noqa: E501, S608", 0),
        ("noqa: E501", 1),
        ("type: ignore # nosec sql-built-from-input", 0),
    ] {
        let file = remarked(remark);
        let said = bench.run_on(&["check"], &[&file]);
        assert_eq!(said.code, code, "{remark}: {}{}", said.out, said.err);
        let useless = said
            .err
            .contains("weak.py:6: this comment silences nothing");
        assert_eq!(useless, remark == "nosec: B301", "{remark}: {}", said.err);
        let said = bench.run_on(&["check", "--ignore-remarks"], &[&file]);
        assert_eq!(said.code, 1, "{remark}");
    }
    let file = bench.file("clean.py", "x = 1  # nosec\ny = '# nosec'\nz = 2  # noqa\n");
    let said = bench.run_on(&["check"], &[&file]);
    assert!(
        said.err.contains("clean.py:1: this comment"),
        "{}",
        said.err
    );
    assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    // What belongs together over several lines; of a display the element only.
    let query = "    query = \"SELECT * FROM t WHERE n = '\" + name + \"'\"\n";
    for (place, text, accepted) in [
        (
            "after a call",
            WEAK.replace("execute(query)", "execute(\n        query,\n    )")
                .replace(".fetchall()", "  # nosec"),
            true,
        ),
        (
            "in a call",
            WEAK.replace(
                "execute(query)",
                "execute(\n        query,  # noqa: S608\n    )",
            ),
            true,
        ),
        (
            "behind a text",
            WEAK.replace(
                query,
                "    query = f\"\"\"SELECT * FROM t\n  WHERE n = '{name}'\n\"\"\"  # noqa: S608\n",
            ),
            true,
        ),
        (
            "where it is put together",
            WEAK.replace(query, &query.replace('\n', "  # nosec B608\n")),
            true,
        ),
        (
            "there without a name",
            WEAK.replace(query, &query.replace('\n', "  # nosec\n")),
            false,
        ),
        (
            "beside it",
            WEAK.replace(
                "    return db.execute(query).fetchall()",
                "    return [\n        1,  # nosec\n        db.execute(query),\n    ]",
            ),
            false,
        ),
    ] {
        let said = bench.run_on(&["check"], &[&bench.file("lines.py", &text)]);
        assert_eq!(
            said.code == 0,
            accepted,
            "{place}: {}{}",
            said.out,
            said.err
        );
        let useless = said.err.contains("silences nothing");
        assert_eq!(useless, !accepted, "{place}: {}", said.err);
    }
    let graded = bench.run_on(&["grade", "--exercise", "E3.1"], &[&remarked("nosec")]);
    assert!(!graded.out.contains(": passed"), "{}", graded.out);
}

#[test]
fn data_is_followed_from_file_to_file() {
    let bench = Bench::new();
    bench.file("__init__.py", "");
    bench.file(
        "store.py",
        "import sqlite3\ndef find(name):\n    db = sqlite3.connect('a.db')\n    return db.execute('SELECT * FROM t WHERE n = ' + name)\n",
    );
    bench.file(
        "page.py",
        "from .store import find\ndef main():\n    return find(input())\n",
    );
    let both = bench.run_on(&["check", "--confidence", "high"], &[Path::new(".")]);
    assert_eq!(both.code, 1, "{}{}", both.out, both.err);
    assert!(both.out.contains("store.py:4:"), "{}", both.out);
    assert!(both.out.contains("page.py:3, source:"), "{}", both.out);
    let json = bench.run_on(&["check", "--format", "json"], &[Path::new(".")]);
    let all: Value = serde_json::from_str(&json.out).unwrap();
    assert!(
        all[0]["path"][0]["file"]
            .as_str()
            .unwrap()
            .ends_with("page.py"),
        "{all}"
    );
    assert!(
        all[0]["file"].as_str().unwrap().ends_with("store.py"),
        "{all}"
    );
}

#[test]
fn a_piece_of_a_program_is_judged_as_what_it_may_be_part_of() {
    let bench = Bench::new();
    let piece = "cur.execute(\"SELECT * FROM t WHERE n = '%s'\" % name)\n";
    let said = bench.run_with_input(&["check", "-"], piece);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert!(
        said.out
            .contains("Nobody sees here where `name` gets its value"),
        "{}",
        said.out
    );
    let sure = bench.run_with_input(&["check", "--confidence", "medium", "-"], piece);
    assert_eq!(sure.code, 0, "{}", sure.out);
    let checked = format!("if name in ('a', 'b'):\n    {piece}");
    let said = bench.run_with_input(&["check", "-"], checked);
    assert_eq!(said.code, 0, "{}", said.out);
}

const OWN_RULE: &str = "id = 'house-logger-only'\nmessage = 'Use the logger of the house'\nseverity = 'low'\n\n[[pattern]]\ncode = 'print(...)'\n\n[[test]]\nname = 'a print'\ncode = 'print(1)'\nfires = [1]\n";

#[test]
fn rules_of_ones_own_stand_beside_the_built_in_ones() {
    let bench = Bench::new();
    let own = bench.folder.path().join("own");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("logger.toml"), OWN_RULE).unwrap();
    let file = bench.file("a.py", "print('x')\n");
    let dir = own.to_str().unwrap();
    let said = bench.run_on(&["check", "--rules", dir], &[&file]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(
        said.out.contains(":1:1: house-logger-only: Use the logger"),
        "{}",
        said.out
    );
    assert_eq!(bench.run_on(&["check"], &[&file]).code, 0);
    let said = bench.run(&["rules", "--rules", dir]);
    assert!(said.out.contains("house-logger-only"), "{}", said.out);
    assert!(said.out.contains("B608"), "{}", said.out);
    let page = bench.run(&["explain", "house-logger-only", "--rules", dir]);
    assert!(page.out.contains("Use the logger"), "{}", page.out);
    let test = ["rules", "test", "house-logger-only", "--rules", dir];
    let said = bench.run(&test);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains("1 rule of your own, 1 test: all hold"),
        "{}",
        said.out
    );
    for (text, code, told) in [
        (
            OWN_RULE.replace("[1]", "[2]"),
            1,
            "fires on line 1, not on line 2",
        ),
        (
            OWN_RULE.replace("severity", "severty"),
            2,
            "own/logger.toml:3:1: ",
        ),
        (
            OWN_RULE.replace("severity", "severty"),
            2,
            "Did you mean `severity`?",
        ),
        (
            OWN_RULE.replace("print(1)", "print(1"),
            1,
            "Python cannot read",
        ),
    ] {
        std::fs::write(own.join("logger.toml"), text).unwrap();
        let said = bench.run(&test);
        assert_eq!(said.code, code, "{told}: {}{}", said.out, said.err);
        assert!(said.err.contains(told), "{told}: {}", said.err);
    }
    std::fs::remove_file(own.join("logger.toml")).unwrap();
    let said = bench.run_on(&["check", "--rules", dir], &[&file]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("no rules in this folder"), "{}", said.err);
}

#[test]
fn functions_of_the_program_itself_may_be_described() {
    let bench = Bench::new();
    std::fs::create_dir(bench.folder.path().join("house")).unwrap();
    bench.file("house/__init__.py", "");
    let forms = "import legacy\ndef answer(n): return legacy.read(n)\ndef tidy(t): return legacy.strip(t)\ndef is_tidy(t): return legacy.ok(t)\ndef insist(t): legacy.insist(t)\n";
    bench.file("house/forms.py", forms);
    bench.file("house/tickets.py", "def open(text): print(text)\n");
    bench.file(
        "rule.toml",
        "id = 'house-ticket'\nmessage = 'm'\n[sources]\n'house.forms.answer' = 'a form'\n\
         [cleans]\n'house.forms.tidy' = ['ticket']\n[checks]\n'house.forms.is_tidy' = 'ticket'\n\
         [passes]\n'house.forms.insist' = 'ticket'\n\
         [[sink]]\ncall = ['house.tickets.open']\nposition = 0\npurpose = 'ticket'\nsay = 's'\n",
    );
    bench.file(
        "app.py",
        "from house import forms, tickets\nfrom house.forms import answer as ask\n\
         tickets.open(forms.answer('x'))\ntickets.open(forms.tidy(forms.answer('x')))\n\
         def f():\n    t = ask('y')\n    if forms.is_tidy(t):\n        tickets.open(t)\n    tickets.open(t)\n\
         def g():\n    t = ask('y')\n    forms.insist(t)\n    tickets.open(t)\n",
    );
    for files in [&["app.py"][..], &["."]] {
        let words = ["check", "-q", "-f", "concise", "--rules", "rule.toml"];
        let said = bench.run(&[&words, files].concat());
        let lines: Vec<_> = said
            .out
            .lines()
            .filter_map(|l| l.split(": ").next())
            .collect();
        assert_eq!(
            lines,
            ["app.py:3:1", "app.py:9:5"],
            "{files:?}: {}",
            said.out
        );
    }
}

#[test]
fn a_project_says_what_it_wants_in_its_pyproject() {
    let bench = Bench::new();
    bench.file("weak.py", WEAK);
    bench.file("a.py", "print('x')\n");
    let here = Path::new(".");
    let with = |table: &str, more: &[&str]| {
        bench.file(
            "pyproject.toml",
            format!("[project]\nname = 'x'\n\n{table}"),
        );
        let mut words = vec!["check"];
        words.extend(more);
        bench.run_on(&words, &[here])
    };
    assert_eq!(with("", &[]).code, 1);
    for (table, code) in [
        ("[tool.protect]\nignore = ['sql']\n", 0),
        ("[tool.protect]\nselect = ['S608']\n", 1),
        ("[tool.protect]\nselect = ['B301']\n", 0),
        ("[tool.protect]\nexclude = ['weak.py']\n", 0),
        ("[tool.protect]\nselect = ['S6', 'B6']\n", 1),
        ("[tool.protect]\nselect = ['CWE-89']\n", 1),
        ("[tool.protect]\nselect = ['all']\nignore = ['S']\n", 0),
        ("[tool.protect.per-file-ignores]\n'weak.*' = ['sql']\n", 0),
        ("[tool.protect.per-file-ignores]\n'a.py' = ['sql']\n", 1),
        ("[tool.protect]\nseverity = 'high'\nconfidence = 'low'\n", 1),
    ] {
        let said = with(table, &[]);
        assert_eq!(said.code, code, "{table}: {}{}", said.out, said.err);
    }
    let silent = "[tool.protect]\nselect = ['B301']\n";
    assert_eq!(with(silent, &["--select", "sql"]).code, 1, "arguments win");
    assert_eq!(with(silent, &["--no-config"]).code, 1);
    let rule = "[[tool.protect.rule]]\nid = 'house-logger-only'\nmessage = 'Use the logger'\npattern = [{ code = 'print(...)' }]\n";
    let said = with(rule, &["--select", "house"]);
    assert!(
        said.out.contains("a.py:1:1: house-logger-only"),
        "{}{}",
        said.out,
        said.err
    );
    for (table, told) in [
        (
            "[tool.protect]\nselct = []\n",
            "pyproject.toml:5:1: unknown field `selct`",
        ),
        ("[tool.protect]\nselect = ['sql'\n", "pyproject.toml:"),
        (
            "[tool.protect]\nselect = ['sqk']\n",
            "pyproject.toml:5: select sqk",
        ),
        ("[tool.protect]\nselect = []\n", "select is empty"),
        (
            "[tool.protect]\nexclude = ['']\n",
            "pyproject.toml:5: exclude",
        ),
        (
            "[tool.protect.per-file-ignores]\n'*.py' = ['sqk']\n",
            "pyproject.toml:5: per-file-ignores sqk",
        ),
        ("[tool]\nprotect = 3\n", "pyproject.toml:5:11"),
        ("[tool.protect]\nrules = ['nowhere']\n", "nowhere"),
        ("[tool.protect]\nbaseline = 'gone.json'\n", "gone.json"),
    ] {
        let said = with(table, &[]);
        assert_eq!(said.code, 2, "{table}: {}", said.err);
        assert!(said.err.contains(told), "{table}: {}", said.err);
    }
}

#[test]
fn settings_that_cannot_be_read_are_told_with_what_was_meant() {
    let bench = Bench::new();
    for (written, told) in [
        (
            "severity = \"hgih\"",
            ":2:12: unknown variant `hgih`. Did you mean `high`?",
        ),
        (
            "selct = [\"S\"]",
            ":2:1: unknown field `selct`. Did you mean `select`?",
        ),
        (
            "select = \"S\"",
            ":2:10: this is a text, where a list belongs. Write it in brackets: `[\"S\"]`.",
        ),
    ] {
        bench.file("pyproject.toml", format!("[tool.protect]\n{written}\n"));
        let said = bench.run(&["check"]);
        assert_eq!(said.code, 2, "{}", said.err);
        assert!(said.err.contains(told), "{}", said.err);
    }
}

#[test]
fn settings_are_seen_from_their_own_folder() {
    let bench = Bench::new();
    std::fs::create_dir_all(bench.folder.path().join("sub/deep")).unwrap();
    bench.file("sub/deep/weak.py", WEAK);
    bench.file("sub/weak.py", WEAK);
    let table = "[tool.protect]\nexclude = ['sub/deep']\nbaseline = 'base.json'\n";
    bench.file("pyproject.toml", table);
    let write = ["check", "sub", "--write-baseline", "base.json"];
    assert_eq!(bench.run(&write).code, 0);
    // However the same file is named, and from wherever.
    let whole = bench.folder.path().join("sub");
    let whole = whole.to_str().unwrap();
    for words in [&["check"][..], &["check", "sub"], &["check", whole]] {
        let said = bench.run(words);
        assert_eq!(said.code, 0, "{words:?}: {}{}", said.out, said.err);
        assert!(
            said.err.contains("1 finding of the baseline"),
            "{}",
            said.err
        );
    }
    // What was not looked for is not gone, and stays when the baseline is written again.
    bench.file("other.py", "import hashlib\nhashlib.md5(b'x')\n");
    for words in [
        &["check", "other.py", "--ignore", "weak"][..],
        &["check", "--select", "weak-random"],
    ] {
        let said = bench.run(words);
        assert!(!said.err.contains("not found any more"), "{}", said.err);
    }
    let write = ["check", "other.py", "--write-baseline", "base.json"];
    assert!(bench.run(&write).out.contains("2 findings"));
    assert_eq!(bench.run(&["check"]).code, 0);
    // A file with another name is the same file.
    let place = |name: &str| bench.folder.path().join(name);
    std::fs::rename(place("sub/weak.py"), place("sub/renamed.py")).unwrap();
    let said = bench.run(&["check"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(!said.err.contains("not found any more"), "{}", said.err);
    bench.file("sub/more.py", WEAK);
    assert_eq!(
        bench.run(&["check"]).code,
        1,
        "one of two that are alike is new"
    );
    std::fs::remove_file(place("sub/more.py")).unwrap();
    std::fs::rename(place("sub/renamed.py"), place("sub/weak.py")).unwrap();
    std::fs::remove_file(bench.folder.path().join("other.py")).unwrap();
    let said = bench.run(&["check", "sub"]);
    assert!(
        said.err.contains("1 finding of the baseline not found"),
        "{}",
        said.err
    );
    std::fs::create_dir_all(bench.folder.path().join("own")).unwrap();
    bench.file("own/a.py", "x = 1\n");
    bench.file("own/pyproject.toml", b"[tool.protect]\n# \xff\n");
    let said = bench.run(&["check", "own"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("not UTF-8"), "{}", said.err);
    bench.file("plain.toml", "select = ['sql']\n");
    let said = bench.run(&["check", "--config", "plain.toml", "own"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("no table [tool.protect]"), "{}", said.err);
}

#[test]
fn a_project_inside_a_project_says_everything_itself() {
    let bench = Bench::new();
    let text = format!("{WEAK}\nprint(eval(input()))\n");
    for folder in ["svc/gen", "svc/deep", "lib"] {
        std::fs::create_dir_all(bench.folder.path().join(folder)).unwrap();
    }
    for file in [
        "a.py",
        "lib/a.py",
        "svc/a.py",
        "svc/gen/a.py",
        "svc/deep/a.py",
    ] {
        bench.file(file, &text);
    }
    bench.file(
        "pyproject.toml",
        "[tool.protect]\nignore = ['sql']\nexclude = ['lib']\n\
         [[tool.protect.rule]]\nid = 'no-print'\nmessage = 'Use the logger'\npattern = [{ code = 'print(...)' }]\n",
    );
    let own = "[tool.protect]\nselect = ['sql', 'house']\nexclude = ['gen']\nper-file-ignores = { 'deep/*' = ['sql'] }\n\
               [[tool.protect.rule]]\nid = 'house-eval'\nmessage = 'No eval'\npattern = [{ code = 'eval(...)' }]\n";
    bench.file("svc/pyproject.toml", own);
    bench.file("svc/deep/pyproject.toml", "[project]\nname = 'protect'\n");
    let concise = |words: &[&str]| -> Vec<String> {
        let words = [&["check", "-q", "-f", "concise"], words].concat();
        let said = bench.run(&words);
        assert_eq!(said.code, 1, "{}", said.err);
        let lines = said.out.lines().map(|line| {
            let parts: Vec<_> = line.split(": ").take(2).collect();
            let file = parts[0].split(':').next().unwrap();
            format!("{} {}", file.trim_start_matches("./"), parts[1])
        });
        lines.collect()
    };
    let expected = [
        "a.py code-made-from-input",
        "a.py no-print",
        "svc/a.py sql-built-from-input",
        "svc/a.py house-eval",
        "svc/deep/a.py house-eval",
    ];
    assert_eq!(
        sorted(concise(&[])),
        sorted(expected.map(str::to_owned).to_vec())
    );
    // The same from inside, by name, and from standard input.
    let inside = concise(&["svc", "svc/gen/a.py"]);
    assert!(
        inside.contains(&"svc/gen/a.py house-eval".to_owned()),
        "{inside:?}"
    );
    assert!(!inside.iter().any(|line| line.contains("no-print")));
    let words = [
        "check",
        "-q",
        "-f",
        "concise",
        "-",
        "--stdin-filename",
        "svc/new.py",
    ];
    let said = bench.run_with_input(&words, &text);
    assert!(said.out.contains("house-eval") && !said.out.contains("no-print"));
    // Arguments have the last word everywhere.
    let all = concise(&["--select", "code"]);
    assert!(
        all.iter()
            .all(|line| line.ends_with("code-made-from-input"))
            && all.len() == 3
    );
    assert_eq!(concise(&["--select", "no-print"]), ["a.py no-print"]);
    let said = bench.run(&["check", "--select", "no-prnt"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("--select no-prnt: no rule"),
        "{}",
        said.err
    );
    let extended = own.replacen(']', "]\nextend = '../pyproject.toml'", 1);
    bench.file(
        "svc/pyproject.toml",
        extended.replace("'house'", "'house', 'no'"),
    );
    let found = concise(&[]);
    assert!(found.contains(&"svc/a.py no-print".to_owned()), "{found:?}");
    assert!(
        !found.contains(&"svc/a.py sql-built-from-input".to_owned()),
        "{found:?}"
    );
    let said = bench.run(&["check", "--show-settings"]);
    assert!(
        said.out.contains("svc/pyproject.toml: for 2 files") && said.code == 0,
        "{}",
        said.out
    );
    assert_eq!(bench.run(&["check", "--show-files"]).out.lines().count(), 3);
    bench.file("svc/pyproject.toml", "[tool.protect]\nselct = 3\n");
    let said = bench.run(&["check"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err
            .contains("svc/pyproject.toml:2:1: unknown field `selct`"),
        "{}",
        said.err
    );
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

#[test]
fn a_check_says_as_much_as_it_is_asked_to() {
    let bench = Bench::new();
    bench.file("weak.py", WEAK);
    bench.file("note.py", "x = 1  # nosec\nimport random\nrandom.seed()\n");
    let said = bench.run(&["check", "-q"]);
    assert!(
        said.err.is_empty() && !said.out.contains("explain"),
        "{}{}",
        said.out,
        said.err
    );
    assert_eq!(said.code, 1);
    let said = bench.run(&["check", "--statistics"]);
    assert!(
        said.out.contains("1  sql-built-from-input  high"),
        "{}",
        said.out
    );
    let said = bench.run(&["check", "--statistics", "--format", "json", "--exit-zero"]);
    assert_eq!(said.json()[0]["count"], 1);
    assert_eq!(said.code, 0);
    let said = bench.run(&["check", "--statistics", "--format", "csv"]);
    assert_eq!(said.code, 2);
    let said = bench.run(&["check", "--output-format", "concise", "--isolated"]);
    assert!(
        said.out.starts_with("weak.py:6:12: sql-built-from-input: "),
        "{}",
        said.out
    );
    bench.file("pyproject.toml", "[tool.protect]\nselct = 3\n");
    assert_eq!(bench.run(&["check", "--isolated"]).code, 1);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_told_and_never_waited_for() {
    let bench = Bench::new();
    let pipe = bench.folder.path().join("pipe.py");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(bench.folder.path().join("s.py"));
    std::os::unix::fs::symlink("nowhere", bench.folder.path().join("link.py")).unwrap();
    bench.file("a.py", "x = 1\n");
    let said = bench.run(&["check"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for name in ["pipe.py", "s.py", "link.py"] {
        let told = format!("protect: {name}: ");
        assert!(said.err.contains(&told), "{name}: {}", said.err);
    }
    for words in [
        &["check", "pipe.py"][..],
        &["check", "s.py"],
        &["check", "/dev/null"],
        &["check", "--baseline", "pipe.py"],
        &["check", "--config", "pipe.py"],
        &["check", "--rules", "pipe.py"],
        &["grade", "--exercise", "greeting", "pipe.py"],
        &["attack", "pipe.py", "--plain"],
    ] {
        let said = bench.run(words);
        assert_eq!(said.code, 2, "{words:?}: {}", said.err);
        assert!(said.err.contains("no file"), "{words:?}: {}", said.err);
    }
}

#[test]
fn every_report_tells_what_could_not_be_checked() {
    let bench = Bench::new();
    bench.file(
        "a.py",
        "# coding: utf-7\nimport os\n#+AAo-os.system(input())\n",
    );
    bench.file("b.py", "print 'x'\n");
    for (format, counts) in [
        ("json", "\"not-checked\""),
        ("junit", "<error "),
        ("github", "::error "),
        ("gitlab", "\"not-checked\""),
        ("csv", ",not-checked,"),
        ("sarif", "\"toolExecutionNotifications\""),
    ] {
        let said = bench.run(&["check", "--format", format]);
        assert_eq!(said.code, 2, "{format}");
        assert!(said.out.contains(counts), "{format}: {}", said.out);
        assert!(said.out.contains("utf-7"), "{format}: {}", said.out);
    }
    let said = bench.run(&["check", "b.py"]);
    assert!(said.err.contains("b.py:1:7: "), "{}", said.err);
    // Where that is known, the place as well.
    for (format, place) in [
        ("json", "\"column\": 7"),
        ("github", "file=b.py,line=1,col=7,"),
        ("csv", "b.py,1,7,1,7,not-checked"),
        ("sarif", "{\"startColumn\":7,\"startLine\":1}"),
    ] {
        let said = bench.run(&["check", "b.py", "--format", format]);
        assert!(said.out.contains(place), "{format}: {}", said.out);
    }
}

#[cfg(unix)]
#[test]
fn a_report_goes_through_links_and_into_devices() {
    let bench = Bench::new();
    bench.file("weak.py", WEAK);
    let old = bench.file("old.txt", "old");
    let links = [("link.txt", "old.txt"), ("weak.txt", "weak.py")];
    for (link, to) in links {
        std::os::unix::fs::symlink(to, bench.folder.path().join(link)).unwrap();
    }
    let said = bench.run(&["check", "weak.py", "-o", "link.txt"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(bench.folder.path().join("link.txt").is_symlink());
    assert!(std::fs::read_to_string(&old).unwrap().contains("1 finding"));
    // What is checked is not written over, whatever it is called.
    let said = bench.run(&["check", "weak.py", "-o", "weak.txt"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("this file is checked"), "{}", said.err);
    let said = bench.run(&["check", "weak.py", "-o", "/dev/stderr"]);
    assert!(said.err.contains("1 finding"), "{}", said.err);
    assert!(Path::new("/dev/stderr").is_symlink());
}

#[test]
fn a_file_is_checked_once_and_in_its_own_encoding() {
    let bench = Bench::new();
    bench.file("weak.py", WEAK);
    let said = bench.run(&["check", "weak.py", ".", "./weak.py"]);
    assert!(said.out.contains("1 finding in 1 file."), "{}", said.out);
    for option in ["--output", "--write-baseline"] {
        let said = bench.run(&["check", ".", option, "weak.py"]);
        assert_eq!(said.code, 2, "{option}");
    }
    let said = bench.run(&[
        "check",
        "weak.py",
        "--exclude",
        "weak.py",
        "--force-exclude",
    ]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let said = bench.run_with_input(&["check", "-", "--stdin-filename", "app/x.py"], WEAK);
    assert!(said.out.contains("app/x.py:"), "{}", said.out);
    bench.file(
        "old.py",
        b"# coding: cp1252\nname = '\x80'\nimport os\ros.system(input())\n",
    );
    let said = bench.run(&["check", "old.py"]);
    assert!(
        said.out.contains("old.py:4:1: command"),
        "{}{}",
        said.out,
        said.err
    );
}

#[test]
fn a_notebook_is_known_wherever_it_comes_from() {
    let bench = Bench::new();
    let of = |code: &str, language: &str| {
        format!(
            r#"{{"cells": [{{"cell_type": "code", "source": {code:?}}}],
            "metadata": {{"kernelspec": {{"language": "{language}"}}}}, "nbformat": 4}}"#
        )
    };
    let said = bench.run_with_input(&["check", "-"], of("eval(input())", "python"));
    assert!(
        said.out.contains("<stdin>:cell 1:1:1"),
        "{}{}",
        said.out,
        said.err
    );
    bench.file("wrong.ipynb", of("x = 1\nprint(", "python"));
    let said = bench.run(&["check", "wrong.ipynb"]);
    assert!(said.err.contains("wrong.ipynb:cell 1:"), "{}", said.err);
    bench.file("wrong.ipynb", of("x = 1", "julia"));
    bench.file("a.py", "x = 1\n");
    let said = bench.run(&["check"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("not written in Python"), "{}", said.err);
    assert_eq!(bench.run(&["check", "wrong.ipynb"]).code, 2);
}

#[test]
fn names_of_files_stay_in_their_lines_and_cells() {
    let bench = Bench::new();
    bench.file("=x.py", WEAK);
    bench.file("a\nNo findings in 1 file.\n.py", WEAK);
    let said = bench.run(&["check", ".", "=x.py"]);
    assert!(!said.out.contains("\nNo findings"), "{}", said.out);
    bench.file("odd.py", "import os\nos.system('\u{ffff}' + input())\n");
    let said = bench.run(&["check", "odd.py", "--format", "junit", "--exit-zero"]);
    assert!(
        said.code == 0 && said.out.contains("<failure"),
        "{}",
        said.out
    );
    assert!(!said.out.contains('\u{ffff}'), "XML has no such character");
    let said = bench.run(&["check", "=x.py", "--format", "csv"]);
    assert!(said.out.contains("\n'=x.py,"), "{}", said.out);
}

#[test]
fn a_diff_is_a_patch_byte_for_byte() {
    let bench = Bench::new();
    let text = "import yaml\r\ndef f(t):\r\n    return yaml.unsafe_load(t)\r\n";
    bench.file("a.py", text);
    let said = bench.run(&["check", "a.py", "--diff"]);
    let line = "+    return yaml.safe_load(t)\r\n";
    assert!(said.out.contains(line), "{:?}", said.out);
    // In the encoding of the file, with its mark, its line ends and its last line.
    for (before, text) in [
        (
            &b"\xef\xbb\xbf"[..],
            &b"x = '\xc3\xa9'\r\nimport yaml\r\nyaml.unsafe_load(input())"[..],
        ),
        (
            b"# coding: latin-1\r",
            b"x = '\xe9'\rimport yaml\rif x:\r\tyaml.unsafe_load(input())\r",
        ),
        (
            b"# coding: cp1251\n",
            b"x = '\xe4'\nimport yaml\nyaml.unsafe_load(input()) # \xe4",
        ),
        (b"", b"import yaml\n\x0cyaml.unsafe_load(input())\n"),
    ] {
        let old = [before, text].concat();
        let path = bench.file("b.py", &old);
        let said = bench.run(&["check", "b.py", "--fix", "-q", "--select", "B506"]);
        let new = std::fs::read(&path).unwrap();
        let cut = |bytes: &[u8]| -> Vec<u8> {
            let at = bytes.windows(5).position(|w| w == b"yaml.").unwrap();
            bytes[..at].to_vec()
        };
        assert_eq!(cut(&new), cut(&old), "{}{}", said.out, said.err);
        assert!(
            new.windows(15).any(|w| w == b"yaml.safe_load("),
            "{}{}",
            said.out,
            said.err
        );
        assert_eq!(new.len(), old.len() - 2);
    }
}

#[test]
fn what_python_cannot_read_is_not_repaired() {
    let bench = Bench::new();
    let text = "import yaml\ns = \"\"\"\nyaml.unsafe_load(input())\nx = \"\"\"\nyaml.unsafe_load(open('a'))\n\"\"\"\n";
    let file = bench.file("half.py", text);
    let said = bench.run(&["check", "half.py", "--fix"]);
    assert_eq!(said.code, 2, "{}", said.err);
    assert_eq!(std::fs::read_to_string(file).unwrap(), text);
}

#[test]
fn statements_in_a_row_end_in_time_and_hide_nothing_without_a_word() {
    let bench = Bench::new();
    let chain = |line: &str, times: usize, end: &str| {
        let text = format!(
            "import os, json\nx = input()\n{}{end}\n",
            line.repeat(times)
        );
        bench.file("chain.py", text);
        bench.run(&["check", "chain.py"])
    };
    let said = chain("x = x.strip()\n", 400, "os.system(x)");
    assert!(
        said.out.contains("chain.py:403:1: command"),
        "{}{}",
        said.out,
        said.err
    );
    for line in [
        "x = x.strip()\n",
        "x = x + 'a'\n",
        "x = x.replace('a', x)\n",
        "x = [x]\n",
        "if x == '1': x = x + '1'\n",
        "for i in x: x = x + i\n",
    ] {
        let said = chain(line, 10_000, "os.system(x)");
        let told = said.out.contains("command") || said.err.contains("may be missed");
        assert!(told, "{line}: {}{}", said.out, said.err);
    }
    // What holds the same twice, again and again, is more text than there is room for.
    for end in [
        "eval(str(x))",
        "eval(json.dumps(x))",
        "eval(repr(x))",
        "eval(f'{x}')",
    ] {
        let said = chain("x = {'a': x, 'b': x}\n", 40, end);
        let told = said.out.contains("code-made") || said.err.contains("may be missed");
        assert!(told, "{end}: {}{}", said.out, said.err);
    }
}

#[test]
fn one_weak_password_hash_is_one_finding() {
    let bench = Bench::new();
    let text = "\
import hashlib

class User:
    def set_password(self, password):
        digest = hashlib.md5(password.encode()).hexdigest()
        self.password_hash = digest
";
    bench.file("user.py", text);
    let said = bench.run(&["check", "user.py"]);
    let line = "user.py:5:18: password-hash-too-cheap";
    assert!(said.out.contains(line), "{}", said.out);
    assert!(said.out.contains("1 finding in 1 file."), "{}", said.out);
    // Who asks for the other rule only hears of it.
    let only = bench.run(&["check", "--select", "weak-hash", "user.py"]);
    assert!(only.out.contains("user.py:5:18: weak-hash"), "{}", only.out);
}

#[test]
fn what_nothing_in_sight_runs_is_looked_at() {
    let bench = Bench::new();
    let text = "\
import hashlib, os
button(command=lambda q: os.system(q))
table = {'a': lambda: hashlib.md5(b'')}
try:
    import quick
except ImportError:
    os.system(input())
def load():
    try:
        import quick
    except (ImportError, ValueError):
        return hashlib.md5(b'')
    except KeyError:
        os.system(input())
    return sorted(table, key=lambda name: name.lower())
";
    bench.file("unseen.py", text);
    let said = bench.run(&["check", "unseen.py"]);
    for line in [
        "2:26: command",
        "3:23: weak-hash",
        "7:5: command",
        "12:16: weak-hash",
    ] {
        assert!(said.out.contains(line), "{line}: {}", said.out);
    }
    assert!(said.out.contains("4 findings"), "{}", said.out);
}

#[test]
fn colours_are_shown_where_somebody_insists() {
    let bench = Bench::new();
    let file = bench.file("weak.py", WEAK);
    let shown = |name: &str| {
        let mut command = bench.command();
        command.args(["check", "weak.py"]).env(name, "1");
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let plain = shown("NO_COLOR");
    assert!(file.exists() && !plain.contains('\u{1b}'));
    let coloured = shown("FORCE_COLOR");
    let mut words = String::new();
    let mut parts = coloured.split('\u{1b}');
    words.push_str(parts.next().unwrap());
    for part in parts {
        words.push_str(part.split_once('m').unwrap().1);
    }
    assert!(coloured.len() > plain.len());
    assert_eq!(words, plain, "colours change no word");
}

#[test]
fn rules_of_a_project_are_known_to_every_command() {
    let bench = Bench::new();
    bench.file("a.py", "import log\nlog.write(1)\n");
    let text = "[tool.protect]\n\n[[tool.protect.rule]]\nid = 'house'\nmessage = 'House'\n\
        pattern = [{ code = 'log.write(...)' }]\n[[tool.protect.rule.test]]\nname = 't'\n\
        code = \"import log\\nlog.write(1)\"\nfires = [2]\n";
    bench.file("pyproject.toml", text);
    let here = Path::new(".");
    let run = |words: &[&str]| bench.run_on(words, &[here]);
    assert!(
        run(&["check", "--select", "house"])
            .out
            .contains("a.py:2:1: house")
    );
    let command = |words: &[&str]| {
        let output = bench.command().args(words).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    assert!(command(&["rules"]).1.contains("house "));
    assert!(command(&["explain", "house"]).1.contains("House"));
    assert_eq!(command(&["explain", "house", "--no-config"]).0, Some(2));
    let (code, out, err) = command(&["rules", "test", "house"]);
    assert_eq!(
        (code, out.as_str()),
        (Some(0), "1 rule of your own, 1 test: all hold.\n"),
        "{err}"
    );
    bench.file("pyproject.toml", text.replace("fires = [2]", "fires = [1]"));
    let (code, _, err) = command(&["rules", "test", "house"]);
    assert_eq!(code, Some(1));
    assert!(
        err.contains("pyproject.toml:8:1: the rule `house`: test \"t\": fires on line 2"),
        "{err}"
    );
    bench.file("pyproject.toml", text.replace("message", "mesage"));
    for words in [&["rules"][..], &["check", "a.py"]] {
        let (code, _, err) = command(words);
        assert_eq!(code, Some(2));
        assert!(
            err.contains("pyproject.toml:5:1: unknown field `mesage`. Did you mean `message`?"),
            "{err}"
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let bench = Bench::new();
    let file = bench.file("weak.py", WEAK);
    let mut child = bench
        .command()
        .arg("check")
        .args(vec![&file; 2000])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn explain_shows_a_page_and_offers_the_nearest_name() {
    let bench = Bench::new();
    let page = bench.run(&["explain", "sql-built-from-input"]);
    assert_eq!(page.code, 0);
    for part in [
        "CWE-89",
        "What it is",
        "Why it is dangerous",
        "What to do instead",
        "Bad",
        "Good",
    ] {
        assert!(page.out.contains(part), "{part} is missing:\n{}", page.out);
    }
    let near = bench.run(&["explain", "sql-build-from-imput"]);
    assert_eq!(near.code, 2);
    assert!(
        near.err.contains("Did you mean `sql-built-from-input`?"),
        "{}",
        near.err
    );
    let list = bench.run(&["explain"]);
    assert_eq!(list.code, 0);
    assert!(list.out.contains("sql-built-from-input"), "{}", list.out);
}

#[test]
fn list_names_everything_and_writes_nothing() {
    let bench = Bench::new();
    let said = bench.run(&["list"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for name in [
        "untrusted-data",
        "bobby-tables",
        "E3.1",
        "E3.5",
        "[not started]",
    ] {
        assert!(said.out.contains(name), "{name} is missing:\n{}", said.out);
    }
    assert!(!bench.folder.path().join("data").exists());
}

#[test]
fn the_built_in_pack_is_proved_and_a_broken_one_is_told() {
    let bench = Bench::new();
    let empty = bench.run_on(&["pack", "check"], &[bench.folder.path()]);
    assert_eq!(empty.code, 2);
    assert!(empty.err.contains("no pack.toml"), "{}", empty.err);
    bench.file("pack.toml", "format = 1\n");
    let broken = bench.run_on(&["pack", "check"], &[bench.folder.path()]);
    assert_eq!(broken.code, 1, "{}", broken.err);
    assert!(broken.err.contains("pack.toml:1"), "{}", broken.err);
}

#[test]
fn grade_gives_one_object_for_each_submission() {
    let bench = Bench::new();
    let start = in_course("bobby-tables/start/answer.py");
    let start = if start.exists() {
        start
    } else {
        first_in("bobby-tables/start")
    };
    let right = in_course("bobby-tables/accept/qmark-tuple.py");
    let mistaken = in_course("bobby-tables/reject/doubled-quotes.py");
    let missing = bench.folder.path().join("none.py");
    let said = bench.run_on(
        &["grade", "--exercise", "E3.1", "--format", "json"],
        &[&right, &start, &mistaken, &missing],
    );
    assert_eq!(said.code, 2, "{}", said.err);
    let all = said.json();
    let verdicts: Vec<_> = all
        .iter()
        .map(|one| one["verdict"].as_str().unwrap())
        .collect();
    assert_eq!(
        verdicts,
        ["passed", "vulnerable", "vulnerable", "cannot-tell"]
    );
    for one in &all {
        assert_eq!(one["exercise"], "bobby-tables");
        for key in ["file", "headline", "message", "next"] {
            assert!(
                one[key].as_str().is_some_and(|text| !text.is_empty()),
                "{key}: {one:#}"
            );
        }
        assert!(one["findings"].is_array());
        for goal in one["goals"].as_array().unwrap() {
            let outcome = goal["outcome"].as_str().unwrap();
            assert!(
                ["held", "failed", "not-reached", "cannot-tell"].contains(&outcome),
                "{goal}"
            );
            assert!(goal["id"].is_string());
        }
    }
    assert!(
        all[0]["goals"]
            .as_array()
            .unwrap()
            .iter()
            .all(|goal| goal["outcome"] == "held")
    );
    assert!(all[0]["misconception"].is_null());
    assert!(all[2]["misconception"].is_string(), "{:#}", all[2]);
    let finding = &all[1]["findings"][0];
    assert_eq!(finding["rule"], "sql-built-from-input");
    assert!(finding["line"].as_u64().unwrap() > 0);
    assert_eq!(
        finding["path"].as_array().unwrap().last().unwrap()["kind"],
        "sink"
    );
}

#[test]
fn several_files_are_one_submission() {
    let bench = Bench::new();
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/several");
    let notes = pack.join("exercises/m/notes");
    let pack = pack.to_string_lossy().into_owned();
    let grade = |paths: &[&str]| {
        let paths: Vec<PathBuf> = paths.iter().map(|path| notes.join(path)).collect();
        let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
        let words = [
            "--pack",
            &pack,
            "grade",
            "--exercise",
            "notes",
            "--format",
            "json",
        ];
        bench.run_on(&words, &paths)
    };
    let said = grade(&["start", "solution", "accept/moved"]);
    let all = said.json();
    let verdicts: Vec<_> = all.iter().map(|one| one["verdict"].clone()).collect();
    assert_eq!(verdicts, ["vulnerable", "passed", "passed"], "{}", said.err);
    let finding = &all[0]["findings"][0];
    assert_eq!(
        (&finding["file"], &finding["line"]),
        (&"store.py".into(), &6.into())
    );
    assert_eq!(finding["path"][0]["file"], "app.py");
    assert!(
        all[0]["message"]
            .as_str()
            .unwrap()
            .contains("line 6 of store.py")
    );
    // What is not handed in is as it was given.
    let said = grade(&["solution/store.py"]);
    let one = &said.json()[0];
    assert_eq!(one["verdict"], "vulnerable");
    assert!(
        one["message"].as_str().unwrap().contains("notes.db"),
        "{one:#}"
    );
    let said = grade(&["solution/store.py", "solution/.gitignore"]);
    assert_eq!((said.code, said.json().len()), (0, 1), "{}", said.err);
    // A file under another name stands for the first.
    let said = grade(&["accept/moved/queries.py"]);
    assert!(
        said.out.contains("The function `show` is missing."),
        "{}",
        said.out
    );
    // A folder of folders is a class.
    let said = grade(&["accept"]);
    let told: Vec<_> = said
        .json()
        .iter()
        .map(|one| {
            let file = one["file"].as_str().unwrap();
            let student = file.rsplit('/').next().unwrap().to_owned();
            (student, one["verdict"].as_str().unwrap().to_owned())
        })
        .collect();
    assert_eq!(said.code, 1, "{}", said.err);
    // Who hands in less than the whole keeps the given start for the rest.
    let wanted = [
        ("moved", "passed"),
        ("renamed", "vulnerable"),
        ("single-function", "vulnerable"),
    ];
    assert_eq!(
        told,
        wanted.map(|(name, verdict)| (name.to_owned(), verdict.to_owned()))
    );
    for (paths, why) in [
        (
            vec!["start/app.py", "solution/app.py"],
            "two files are `app.py`",
        ),
        (
            vec![concat!(env!("CARGO_MANIFEST_DIR"), "/messages")],
            "none of the exercise's files is in this folder",
        ),
    ] {
        let said = grade(&paths);
        assert_eq!(said.code, 2);
        assert_eq!(said.json()[0]["verdict"], "cannot-tell");
        assert!(said.err.contains(why), "{}", said.err);
    }
}

fn first_in(folder: &str) -> PathBuf {
    std::fs::read_dir(in_course(folder))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path()
}

#[test]
fn grade_ends_with_zero_only_when_all_passed() {
    let bench = Bench::new();
    let right = in_course("bobby-tables/accept/qmark-tuple.py");
    let wrong = in_course("bobby-tables/reject/doubled-quotes.py");
    let grade = ["grade", "--exercise", "bobby-tables"];
    let passed = bench.run_on(&grade, &[&right]);
    assert_eq!(passed.code, 0, "{}{}", passed.out, passed.err);
    assert!(passed.out.contains(": passed"), "{}", passed.out);
    let mixed = bench.run_on(&grade, &[&right, &wrong]);
    assert_eq!(mixed.code, 1);
    assert!(mixed.out.contains("1 of 2 passed."), "{}", mixed.out);
    // What held is told when it is asked for.
    assert!(!mixed.out.contains("[held]"), "{}", mixed.out);
    assert!(mixed.out.contains("[failed]"), "{}", mixed.out);
    let all = bench.run_on(&[&grade[..], &["--verbose"]].concat(), &[&right, &wrong]);
    assert!(all.out.contains("[held]"), "{}", all.out);
    assert!(all.out.len() > 2 * mixed.out.len(), "{}", all.out);
    // Who has handed in nothing is told, and places name the file.
    let class = bench.folder.path().join("class");
    for (student, answer) in [("ada", Some(&right)), ("ben", None), ("cy", Some(&wrong))] {
        std::fs::create_dir_all(class.join(student)).unwrap();
        if let Some(answer) = answer {
            std::fs::copy(answer, class.join(student).join("students.py")).unwrap();
        }
    }
    let told = bench.run_on(&[&grade[..], &["--format", "json"]].concat(), &[&class]);
    assert_eq!(told.code, 2, "{}", told.err);
    let verdicts: Vec<_> = told
        .json()
        .iter()
        .map(|one| one["verdict"].clone())
        .collect();
    assert_eq!(verdicts, ["passed", "cannot-tell", "vulnerable"]);
    let file = told.json()[2]["findings"][0]["file"].clone();
    assert!(
        file.as_str().unwrap().ends_with("class/cy/students.py"),
        "{file}"
    );
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(class.join("ada"), class.join("zed")).unwrap();
        let told = bench.run_on(&grade, &[&class]);
        assert!(told.err.contains("zed: this is a link"), "{}", told.err);
    }
    let text = std::fs::read(&right).unwrap();
    let piped = bench.run_with_input(&["grade", "--exercise", "E3.1", "-"], text);
    assert_eq!(piped.code, 0, "{}", piped.out);
}

#[test]
fn a_short_text_that_becomes_a_very_long_one_is_not_made() {
    let bench = Bench::new();
    let ways = [
        "x.replace('a', x)",
        "x.replace('a', x, 100000)",
        "x.translate({97: x})",
        "('{0}' * 5000).format(x)",
        "('%s' * 5000) % ((x,) * 5000)",
        "('%(a)s' * 5000) % {'a': x}",
        "('\\t' * 100000).expandtabs(10 ** 6)",
        "b.replace(b'a', b).decode()",
        "b.join([b] * 200000).decode()",
    ];
    for (at, way) in ways.iter().enumerate() {
        let text =
            format!("import os\nx = 'a' * 200000\nb = b'a' * 200000\nos.system({way} + input())\n");
        let file = bench.file(&format!("long{at}.py"), text);
        let said = bench.run_on(&["check", "--format", "json"], &[&file]);
        assert!(said.code == 0 || said.code == 1, "{way}: {}", said.err);
        let said = bench.run_on(&["attack"], &[&file]);
        assert_eq!(said.code, 2, "{way}: {}", said.err);
    }
}

#[test]
fn what_stands_in_many_places_at_once_is_compared_in_bounded_time() {
    let bench = Bench::new();
    let ways = ["l == m", "copy.deepcopy(l) == l", "d == e", "a"];
    for (at, way) in ways.iter().enumerate() {
        let text = format!(
            "import copy, os\ndef f(q):\n    l, m, d, e, a = [1], [1], {{}}, {{}}, q\n    \
             for i in range(40):\n        l, m = [l, l], [m, m]\n        \
             d, e, a = {{1: d, 2: d}}, {{1: e, 2: e}}, a and not a\n    \
             y = {way}\n    os.system(str(y) + q)\nf(input())\n"
        );
        let file = bench.file(&format!("twice{at}.py"), text);
        let said = bench.run_on(&["check", "--format", "json"], &[&file]);
        assert!(said.code == 0 || said.code == 1, "{way}: {}", said.err);
    }
}

#[test]
fn methods_are_attacked_and_what_was_not_tried_is_named() {
    let bench = Bench::new();
    bench.file(
        "a.py",
        "class Shop:\n    def total(self, text):\n        return eval(text)\n",
    );
    bench.file(
        "b.py",
        "import os, sys\nif __name__ == '__main__':\n    os.system(sys.argv[1])\n",
    );
    let methods = bench.run(&["attack", "a.py"]);
    assert_eq!(methods.code, 1, "{}", methods.out);
    assert!(methods.out.contains("in Shop.total"), "{}", methods.out);
    let script = bench.run(&["attack", "b.py"]);
    assert_eq!(script.code, 2, "{}", script.out);
    assert!(
        script.out.contains("from line 3, was not tried"),
        "{}",
        script.out
    );
    assert!(script.err.contains("nothing was tried"), "{}", script.err);
}

#[test]
fn every_input_that_arrives_is_told_without_a_screen_too() {
    let bench = Bench::new();
    bench.file(
        "a.py",
        "def find(db, name):\n    return db.execute(f\"SELECT 1 WHERE n = '{name}'\").fetchall()\n",
    );
    let ready = bench.run(&["attack", "a.py", "--plain"]);
    assert_eq!(ready.code, 1, "{}", ready.out);
    let inputs = ready
        .out
        .lines()
        .filter(|line| line.starts_with("  input "));
    let inputs: Vec<&str> = inputs.collect();
    assert!(inputs.len() > 2, "{}", ready.out);
    assert!(inputs[0].starts_with("  input 1 of "), "{}", ready.out);
    // Those that do harm first, each with what it becomes; then the others by name.
    assert!(ready.out.contains("  Data here, too"), "{}", ready.out);
    let own = bench.run(&["attack", "a.py", "--input", "' OR n < '0"]);
    assert_eq!(own.code, 1, "{}", own.out);
    assert!(own.out.contains("  input: ' OR n < '0\n"), "{}", own.out);
    let tame = bench.run(&["attack", "a.py", "--input", "Ada"]);
    assert_eq!(tame.code, 0, "{}", tame.out);
    assert!(tame.out.contains("stays data"), "{}", tame.out);
    bench.file("b.py", "def size(name):\n    return len(name)\n");
    let nowhere = bench.run(&["attack", "b.py", "--input", "Ada"]);
    assert_eq!(nowhere.code, 0, "{}", nowhere.out);
    assert!(
        nowhere.out.contains("· Ada arrives nowhere"),
        "{}",
        nowhere.out
    );
}

#[test]
fn a_fault_elsewhere_in_a_pack_does_not_keep_an_exercise_from_being_judged() {
    let bench = Bench::new();
    let pack = bench.folder.path().join("tea-room");
    let made = [
        "--title",
        "Tea",
        "--author",
        "Ada",
        "--license",
        "CC-BY-4.0",
    ];
    let new = bench.run_on(&[&["pack", "new"][..], &made].concat(), &[&pack]);
    assert_eq!(new.code, 0, "{}", new.err);
    let second = bench.run_on(
        &["pack", "add", "exercise", "start", "second", "--to"],
        &[&pack],
    );
    assert_eq!(second.code, 0, "{}", second.err);
    let broken = pack.join("exercises/start/second/exercise.toml");
    let text = std::fs::read_to_string(&broken).unwrap();
    std::fs::write(&broken, text.replace("kind = ", "kinds = ")).unwrap();
    let exercises = std::fs::read_dir(pack.join("exercises/start")).unwrap();
    let mut names = exercises.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let whole = names.find(|name| name != "second").unwrap();
    let solution = pack.join(format!("exercises/start/{whole}/solution"));
    let answer = std::fs::read_dir(solution).unwrap().next().unwrap();
    let answer = answer.unwrap().path();
    let pack = pack.to_str().unwrap();
    let graded = bench.run_on(&["--pack", pack, "grade", "--exercise", &whole], &[&answer]);
    assert_eq!(graded.code, 0, "{}{}", graded.out, graded.err);
    assert!(graded.err.contains("faults elsewhere"), "{}", graded.err);
    let itself = bench.run_on(
        &["--pack", pack, "grade", "--exercise", "second"],
        &[&answer],
    );
    assert_eq!(itself.code, 2, "{}", itself.out);
    assert!(itself.err.contains("`kind` is missing"), "{}", itself.err);
}

#[test]
fn an_unknown_exercise_ends_with_two() {
    let bench = Bench::new();
    let said = bench.run(&["grade", "--exercise", "bobby-table", "x.py"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("Did you mean `bobby-tables`?"),
        "{}",
        said.err
    );
}

#[test]
fn the_first_part_of_an_attack_takes_an_input() {
    let bench = Bench::new();
    let grade = ["grade", "--exercise", "E3.4", "--format", "json"];
    let works = bench.run(&[&grade[..], &["--input", "x' OR '1'='1' --"]].concat());
    assert_eq!(works.code, 0, "{}{}", works.out, works.err);
    assert_eq!(works.json()[0]["verdict"], "passed");
    let harmless = bench.file("input.txt", "nobody\n");
    let fails = bench.run_on(&grade, &[&harmless]);
    assert_eq!(fails.code, 1, "{}", fails.out);
    assert_eq!(fails.json()[0]["verdict"], "not-yet");
    let other = bench.run(&["grade", "--exercise", "E3.1", "--input", "x"]);
    assert_eq!(other.code, 2);
    assert!(other.err.contains("attack exercises"), "{}", other.err);
}

#[test]
fn a_plain_session_over_pipes_shows_the_map_and_keeps_the_place() {
    let bench = Bench::new();
    let said = bench.run_with_input(&["--plain"], "help\n");
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("Untrusted data"), "{}", said.out);
    assert!(said.out.contains("1. "), "{}", said.out);
    // Output that is no terminal needs no flag, and neither does TERM=dumb.
    let piped = bench.run_with_input(&[], "");
    assert_eq!(piped.code, 0);
    assert!(piped.out.contains("Untrusted data"), "{}", piped.out);
}

#[test]
fn an_exercise_of_one_file_takes_no_folder() {
    let bench = Bench::new();
    let said = bench.run_with_input(&["--plain"], "find Let Bobby\n1\nuse .\n");
    assert!(
        said.out
            .contains("is a folder, and this exercise has one file"),
        "{}",
        said.out
    );
}

#[test]
fn the_list_is_in_the_order_of_the_course() {
    let list = Bench::new().run(&["list"]).out;
    let places: Vec<usize> = [
        "cinema-or-real",
        "why-python-people",
        "pushed-a-key",
        "security-txt",
    ]
    .iter()
    .map(|id| list.find(id).unwrap())
    .collect();
    assert!(places.is_sorted(), "{list}");
}

#[test]
fn learners_do_not_see_each_other() {
    let bench = Bench::new();
    let read = bench.run_with_input(&["--plain", "--learner", "ada"], "continue\n");
    assert_eq!(read.code, 0, "{}", read.err);
    let list = |name: &str| bench.run(&["list", "--learner", name]).out;
    assert!(
        list("ada").contains("[begun]"),
        "{}\n{}",
        read.out,
        list("ada")
    );
    assert!(!list("grace").contains("[begun]"));
}

#[test]
fn plain_mode_survives_bytes_that_are_no_text() {
    let bench = Bench::new();
    let mut noise: Vec<u8> = (0..=255).cycle().take(4096).collect();
    noise.extend(b"\n\xff\xfe\n\x1b[31m\n");
    let said = bench.run_with_input(&["--plain"], noise);
    assert_eq!(said.code, 0, "{}", said.err);
}
