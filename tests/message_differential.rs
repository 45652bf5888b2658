//! Mails beside `CPython`'s `email`, and what a repository takes beside git, with inputs made by a
//! generator of fixed seed. Skips, saying so, where one of them is missing.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::disallowed_types
)] // a test may stop, and may start programs

#[path = "repository/course.rs"]
mod course;
#[path = "repository/dice.rs"]
mod dice;
#[path = "repository/python.rs"]
mod python3;

use dice::Dice;
use protected_python::attack::mail;
use protected_python::grade::attempt_now;
use protected_python::pack::load;
use protected_python::rules::Rulebook;
use protected_python::text::Source;
use python3::{python, skipped};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// What attackers put into a subject, an address or a body.
const PAYLOADS: &[&str] = &[
    "Trip on Friday",
    "Hi\nBcc: all@school.example",
    "Hi\r\nBcc: all@school.example",
    "Hi\rBcc: all@school.example",
    "Hi\n\nBuy now",
    "Hi\r\n\r\nBuy now",
    "Hi\n folded",
    "Hi\n\tfolded\nCc: a@b.example, \"Last, First\" <c@d.example>",
    "Hi\nno header here\nBcc: late@school.example",
    "Hi\n: empty name",
    "Hi\nBad name: x",
    "Hi\nFrom nobody\nX: y",
    "x@y.example, all@school.example",
    "Ada <ada@school.example>, (a comment, with comma) bob@school.example",
    "",
    "\n",
    "é\nBcc: é@school.example",
];

const MAIL_SCRIPT: &str = "\
import json, sys
from email.parser import Parser
from email.utils import getaddresses
for text in json.load(sys.stdin):
    m = Parser().parsestr(text)
    to = [v for n in ('to', 'cc', 'bcc') for v in m.get_all(n, [])]
    body = m.get_payload()
    print(json.dumps([[[n, ' '.join(str(v).split())] for n, v in m.items()], body if isinstance(body, str) else None,
        sorted(a for _, a in getaddresses([' '.join(str(v).split()) for v in to]) if '@' in a)]))
";

#[test]
fn mails_are_read_as_cpython_reads_them() {
    let mut texts = Vec::new();
    for payload in PAYLOADS {
        texts.push(format!(
            "From: school@example.org\nTo: office@example.org\nSubject: {payload}\n\nHello"
        ));
        texts.push(format!("To: {payload}\r\nSubject: x\r\n\r\nHello\r\n"));
    }
    let parts = [
        "To: ",
        "Bcc:",
        "Subject: ",
        "X-A:",
        "a@b.example",
        "c@d.example",
        ", ",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        " ",
        "\t",
        "words",
        ":",
        "From x",
        "é",
    ];
    let mut dice = Dice(0x5eed_0011);
    for _ in 0..400 {
        texts.push(format!("Subject: {}", dice.text(&parts, 14)));
    }
    let Some(told) = python(MAIL_SCRIPT, &serde_json::to_string(&texts).unwrap()) else {
        return skipped();
    };
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (mut different, mut same) = (Vec::new(), 0);
    for (text, line) in texts.iter().zip(told.lines()) {
        type Theirs = (Vec<(String, String)>, Option<String>, Vec<String>);
        let (headers, body, receivers): Theirs = serde_json::from_str(line).unwrap();
        let ours = mail(text);
        let our_headers: Vec<(String, String)> = ours
            .headers
            .iter()
            .map(|(name, value)| (name.clone(), words(value)))
            .collect();
        // Two addresses without a comma between them are nobody's.
        let clean = receivers.iter().all(|one| !one.contains(' '));
        let mut our_receivers = ours.receivers.clone();
        our_receivers.sort();
        if headers != our_headers {
            different.push(format!(
                "{text:?}: headers {headers:?}, here {our_headers:?}"
            ));
        } else if body
            .as_ref()
            .is_some_and(|body| words(body) != words(&ours.body))
        {
            different.push(format!("{text:?}: body {body:?}, here {:?}", ours.body));
        } else if text.contains('<') && clean && receivers != our_receivers {
            different.push(format!(
                "{text:?}: receivers {receivers:?}, here {our_receivers:?}"
            ));
        } else {
            same += 1;
        }
    }
    eprintln!("{same} of {} mails read the same", texts.len());
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// What git says of paths: whether each is ignored. `None` where there is no git.
fn git(folder: &std::path::Path, rules: &str, paths: &[&str]) -> Option<Vec<bool>> {
    std::fs::write(folder.join(".gitignore"), rules).unwrap();
    let mut child = Command::new("git")
        .current_dir(folder)
        .args([
            "-c",
            "core.excludesFile=",
            "check-ignore",
            "--no-index",
            "-v",
            "-n",
            "--stdin",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take().unwrap();
    input.write_all(paths.join("\n").as_bytes()).unwrap();
    drop(input);
    let told = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    let ignored = told.lines().map(|line| {
        let (rule, _) = line.split_once('\t').unwrap();
        let pattern = rule.splitn(3, ':').nth(2).unwrap_or("");
        !pattern.is_empty() && !pattern.starts_with('!')
    });
    Some(ignored.collect())
}

#[test]
fn a_repository_takes_what_git_takes() {
    let folder = tempfile::tempdir().unwrap();
    let init = Command::new("git")
        .current_dir(&folder)
        .args(["init", "-q"])
        .status();
    if !init.is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no git");
        return;
    }
    let files = course::files();
    let pack = load(&files).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let rules: Vec<(String, String)> = files
        .iter()
        .filter(|(name, _)| name.starts_with("rules/"))
        .map(|(name, bytes)| (name.clone(), String::from_utf8(bytes.clone()).unwrap()))
        .collect();
    let rules = Rulebook::load(&rules).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let exercise = pack.exercise("gitignore").unwrap();
    let paths = [
        ".env",
        "config/.env",
        "config/.env.example",
        ".env.local",
        "keys/private.pem",
        "keys/README.md",
        "a/keys/x",
        "build/out.bin",
        "src/build/out.bin",
        "doc/a.txt",
        "doc/b/a.txt",
        "x y.txt",
        "#notes",
        "!important",
    ];
    let mut texts: Vec<String> = [
        ".env\n",
        "/.env\n",
        "./.env\n",
        "*.ENV\n",
        ".env # secrets\n",
        ".env \n",
        "keys/\n!keys/README.md\n",
        "keys/*\n!keys/README.md\n",
        "**/.env\n",
        "config/**\n",
        "a/**/x\n",
        "*.pem\n!private.pem\n",
        ".env*\n!.env.example\n",
        "doc/*.txt\n",
        "\\#notes\n",
        "\\!important\n",
        "build\n",
        "/build/\n",
        "[.]env\n",
        "?env\n",
        "x\\ y.txt\n",
        "keys\n!keys\n",
        "*\n!*/\n!.env\n",
    ]
    .map(str::to_owned)
    .into();
    let parts = [
        ".env", "*", "**", "/", "keys", "config", "!", "\n", "\n", ".example", "build", "?",
        "[a-z]", "doc", ".txt", "a",
    ];
    let mut dice = Dice(0x5eed_0012);
    texts.extend((0..300).map(|_| dice.text(&parts, 10) + "\n"));
    let (mut different, mut same) = (Vec::new(), 0);
    for text in &texts {
        let Some(theirs) = git(folder.path(), text, &paths) else {
            eprintln!("skipped: there is no git");
            return;
        };
        let source = Source::new(".gitignore", text.as_str());
        for (path, theirs) in paths.iter().zip(theirs) {
            let tried = attempt_now(exercise, &source, path, &rules).unwrap();
            let ours = tried
                .events
                .iter()
                .any(|event| event.starts_with("leaves "));
            if ours == theirs {
                same += 1;
            } else {
                different.push(format!(
                    "{text:?}, {path}: git ignores it: {theirs}, here: {ours}"
                ));
            }
        }
    }
    eprintln!("{same} paths are taken or left as by git");
    assert!(different.is_empty(), "{}", different.join("\n"));
}
