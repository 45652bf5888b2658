//! How long a learner waits, measured from outside: the release build in a pseudo-terminal.
//!
//! ```sh
//! cargo bench --bench latency
//! ```
//!
//! Prints five numbers and fails when one is over its limit: from a key press to the frame with
//! its findings (99th percentile, a file of 300 lines), from a key press to its replay in the attack
//! panel and on the page of `protect attack` (99th percentile), from start to first frame, peak memory.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a tool around the program, not part of it"
)]

#[path = "../tests/terminal/driver.rs"]
#[allow(dead_code, reason = "shared with the tests, which use all of it")]
mod driver;

use driver::{Drive, scrubbed};
use portable_pty::CommandBuilder;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_protect");
/// Key presses that are measured; each changes the findings.
const PRESSES: usize = 1000;
/// Key presses in an attack input that are measured.
const REPLAYS: usize = 200;
const STARTS: usize = 20;
const FINDING: &str = "1 finding";

fn protect(home: &Path) -> CommandBuilder {
    let mut command = scrubbed(PROGRAM, home);
    command.env("PROTECT_DATA", home.join("data"));
    command
}

/// 300 lines of ordinary code; the weak line is the last but one.
fn program() -> String {
    let mut text = String::from("import sqlite3\n\n\n");
    let mut number = 0;
    while text.lines().count() < 290 {
        number += 1;
        let _ = write!(
            text,
            "def total_{number}(rows, limit):\n    \"\"\"Add up what is below the limit.\"\"\"\n    \
             total = 0\n    for row in rows:\n        price = int(row[1])\n        \
             if price < limit:\n            total += price\n    return total\n\n\n"
        );
    }
    text.push_str("def find_user(conn, name):\n");
    while text.lines().count() < 297 {
        text.push_str("    # Names are unique in this table.\n");
    }
    text.push_str("    rows = []\n");
    text.push_str("    rows = conn.execute(f\"SELECT id, name FROM students WHERE name = '{name}'\").fetchall()\n");
    text.push_str("    return rows");
    assert_eq!(text.lines().count(), 300);
    text
}

fn percentile(sorted: &[Duration], share: f64) -> Duration {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    let at = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len());
    sorted[at - 1]
}

fn starts(home: &Path) -> Vec<Duration> {
    let mut times = Vec::new();
    for turn in 0..=STARTS {
        let begun = Instant::now();
        let mut drive = Drive::start(protect(home), 80, 24);
        drive.sees("Ctrl-Q");
        // The first start makes the database and warms the disk's cache.
        if turn > 0 {
            times.push(begun.elapsed());
        }
        drive.send("\x11");
        drive.end();
    }
    times.sort();
    times
}

/// The times from key press to the frame with its findings, and the peak memory in KiB.
fn presses(home: &Path) -> (Vec<Duration>, u64) {
    let mut drive = Drive::start(protect(home), 140, 45);
    drive.sees("Ctrl-Q");
    drive.send("\x10");
    drive.sees("Esc close");
    drive.send("Bobby");
    drive.sees("Let Bobby enrol");
    drive.send("\r");
    drive.sees("submit");
    drive.send("\r");
    drive.sees("leave the code");
    drive.send("\x01");
    drive.paste(&program());
    drive.sees("return rows");
    drive.sees(FINDING);
    drive.send("\x1b[A\x1b[H");
    let mut times = Vec::new();
    for press in 0..PRESSES {
        let silent = press % 2 == 0;
        let begun = Instant::now();
        drive.send(if silent { "#" } else { "\x7f" });
        drive.until("the findings of this key", |screen| {
            screen.contents().contains(FINDING) != silent
        });
        times.push(begun.elapsed());
    }
    let status =
        std::fs::read_to_string(format!("/proc/{}/status", drive.pid())).unwrap_or_default();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.trim().strip_suffix("kB")?.trim().parse().ok())
        .unwrap_or(0);
    drive.send("\x11");
    drive.end();
    times.sort();
    (times, peak)
}

/// The times from a key in an attack input to the screen with its replay: `shown` begins what stands
/// before the input there.
fn replays(drive: &mut Drive, shown: &str) -> Vec<Duration> {
    drive.send("x");
    drive.sees(&format!("{shown}x"));
    let quoted = format!("{shown}x'");
    let mut times = Vec::new();
    for press in 0..REPLAYS {
        let longer = press % 2 == 0;
        let begun = Instant::now();
        drive.send(if longer { "'" } else { "\x7f" });
        drive.until("the replay of this key", |screen| {
            screen.contents().contains(&quoted) == longer
        });
        times.push(begun.elapsed());
    }
    times.sort();
    times
}

/// In the attack panel of an exercise, whose code is the one of [`presses`].
fn panel(home: &Path) -> Vec<Duration> {
    let mut drive = Drive::start(protect(home), 140, 45);
    drive.sees("Ctrl-Q");
    drive.send("\x10");
    drive.sees("Esc close");
    drive.send("Bobby");
    drive.sees("Let Bobby enrol");
    drive.send("\r");
    drive.sees("submit");
    drive.send("\x0b");
    drive.sees("Try an attack");
    let times = replays(&mut drive, "your code: ");
    drive.send("\x11");
    drive.end();
    times
}

/// On the page of a file of eight functions.
fn page(home: &Path) -> Vec<Duration> {
    let mut text = String::from("import html, os, re, subprocess\n\n");
    text.push_str("def find(db, name):\n    return db.execute(f\"SELECT 1 WHERE 'a' = '{name}'\").fetchall()\n\n");
    for number in 0..3 {
        let _ = write!(
            text,
            "def ping_{number}(host):\n    os.system('ping -c 1 ' + host)\n\n\
             def page_{number}(name):\n    return f'<p>{{html.escape(name)}}</p>'\n\n"
        );
    }
    text.push_str("def check(name):\n    return re.fullmatch(r'[a-z]+', name) is not None\n");
    let file = home.join("app.py");
    std::fs::write(&file, text).unwrap();
    let mut command = protect(home);
    command.args(["attack".as_ref(), file.as_os_str()]);
    let mut drive = Drive::start(command, 140, 45);
    drive.sees("8 functions tried");
    drive.send("\r");
    drive.sees("Type what an attacker would");
    let times = replays(&mut drive, "Yours: ");
    drive.send("\x11");
    drive.end();
    times
}

fn main() {
    let home = tempfile::tempdir().unwrap();
    let starts = starts(home.path());
    let (times, peak) = presses(home.path());
    let (panel, page) = (panel(home.path()), page(home.path()));
    let first = percentile(&starts, 0.5);
    let slow = percentile(&times, 0.99);
    println!(
        "start to first frame: median {first:.1?}, slowest {:.1?} of {STARTS} (limit 50 ms)",
        starts[starts.len() - 1]
    );
    println!(
        "key press to its findings, 300 lines: median {:.1?}, 99th percentile {slow:.1?} of {PRESSES} (limit 16 ms)",
        percentile(&times, 0.5)
    );
    println!(
        "peak memory: {:.1} MiB (limit 40 MiB)",
        f64::from(u32::try_from(peak).unwrap()) / 1024.0
    );
    for (what, times) in [
        ("the attack panel", &panel),
        ("the page of a file of 8 functions", &page),
    ] {
        let slow = percentile(times, 0.99);
        println!(
            "key press to its replay, {what}: median {:.1?}, 99th percentile {slow:.1?} of {REPLAYS} (limit 50 ms)",
            percentile(times, 0.5)
        );
        assert!(slow < Duration::from_millis(50), "a replay comes too late");
    }
    assert!(first < Duration::from_millis(50), "the start is too slow");
    assert!(
        slow < Duration::from_millis(16),
        "a key press waits too long"
    );
    assert!(peak < 40 * 1024, "too much memory");
}
