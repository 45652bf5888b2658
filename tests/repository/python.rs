//! What `CPython` answers, for tests that compare with it.
//!
//! Knows nothing of what is asked. Called by the tests that compare; they skip, saying so, where there
//! is no Python.

use std::io::Write;
use std::process::{Command, Stdio};

/// What a script prints that reads `input` from standard input; nothing when there is no Python or the
/// script fails.
pub fn python(script: &str, input: &str) -> Option<String> {
    let mut child = Command::new("python3")
        .args(["-I", "-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take()?;
    let text = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Says that a comparison was skipped.
pub fn skipped() {
    eprintln!("skipped: there is no python3 to compare with");
}
