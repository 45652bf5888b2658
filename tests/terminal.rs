//! The real program in a real pseudo-terminal: what it shows, what it keeps, what it leaves behind.
//!
//! Waits for the screen, never for a time. Called by `cargo test`.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test drives the program from outside and may stop at once"
)]

#[path = "terminal/driver.rs"]
mod driver;

use driver::{Drive, scrubbed};
use portable_pty::CommandBuilder;
use rustix::process::Signal;
use std::path::Path;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_protect");
const QUIT: &str = "\x11";

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn protect(home: &Path) -> CommandBuilder {
    let mut command = scrubbed(PROGRAM, home);
    command.env("PROTECT_DATA", home.join("data"));
    command
}

fn start(home: &TempDir) -> Drive {
    let mut drive = Drive::start(protect(home.path()), 80, 24);
    drive.sees("Protected Python");
    drive
}

/// The terminal is as a shell wants it: main screen, visible cursor, no mouse, no paste marks.
fn assert_restored(drive: &Drive) {
    let screen = drive.screen();
    assert!(!screen.alternate_screen(), "still on the alternate screen");
    assert!(!screen.hide_cursor(), "the cursor is hidden");
    assert!(!screen.bracketed_paste(), "bracketed paste is on");
    assert_eq!(
        screen.mouse_protocol_mode(),
        vt100::MouseProtocolMode::None,
        "the mouse is taken"
    );
}

#[test]
fn the_course_opens_on_the_map_and_a_quit_gives_the_terminal_back() {
    let home = home();
    let mut drive = Drive::start(protect(home.path()), 80, 24);
    let before = drive.settings();
    drive.sees("Awareness, and talking about it");
    assert!(drive.screen().alternate_screen());
    assert_ne!(drive.settings(), before, "raw mode");
    drive.send(QUIT);
    let ended = drive.end();
    assert!(ended.success(), "{ended:?}");
    assert_restored(&drive);
    assert_eq!(drive.settings(), before);
}

#[test]
fn every_ending_signal_gives_the_terminal_back() {
    for (signal, name) in [
        (Signal::TERM, "Terminated"),
        (Signal::HUP, "Hangup"),
        (Signal::INT, "Interrupt"),
    ] {
        let home = home();
        let mut drive = start(&home);
        drive.signal(signal);
        let ended = drive.end();
        assert_eq!(ended.signal(), Some(name), "the parent sees why");
        assert_restored(&drive);
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_fault_of_the_program_gives_the_terminal_back_and_says_so() {
    let home = home();
    let mut command = protect(home.path());
    command.env("PROTECT_TEST_FAULT", "1");
    let mut drive = Drive::start(command, 80, 24);
    drive.sees("Protected Python");
    drive.send("\x1b[24~");
    let ended = drive.end();
    assert_eq!(ended.exit_code(), 101);
    assert_restored(&drive);
    let text = drive.text();
    assert!(text.contains("a fault on purpose"), "{text}");
    assert!(text.contains("Your code and progress are kept"), "{text}");
}

#[test]
fn a_shell_can_stop_and_continue_the_program() {
    let home = home();
    let mut shell = scrubbed("/bin/sh", home.path());
    shell.args(["-i"]);
    shell.env("PS1", "ready> ");
    shell.env("PROTECT_DATA", home.path().join("data"));
    let mut drive = Drive::start(shell, 80, 24);
    drive.sees("ready>");
    drive.send(&format!("{PROGRAM}; echo ended $?\n"));
    drive.sees("Awareness, and talking about it");
    for by_key in [true, false] {
        if by_key {
            drive.send("\x1a");
        } else {
            let found = std::process::Command::new("pgrep")
                .args(["-P", &drive.pid().to_string()])
                .output()
                .unwrap();
            let pid = String::from_utf8(found.stdout).unwrap();
            let pid = pid.trim().parse().unwrap();
            let pid = rustix::process::Pid::from_raw(pid).unwrap();
            rustix::process::kill_process(pid, Signal::TSTP).unwrap();
        }
        drive.until("the shell's prompt", |screen| {
            !screen.alternate_screen() && screen.contents().trim_end().ends_with("ready>")
        });
        assert_restored(&drive);
        drive.send("fg\n");
        drive.until("the map again", |screen| {
            screen.alternate_screen() && screen.contents().contains("Awareness, and talking")
        });
    }
    drive.send("?");
    drive.sees("Everywhere");
    drive.send("\x1b");
    drive.misses("Everywhere");
    drive.send(QUIT);
    drive.until("the shell's prompt", |screen| {
        !screen.alternate_screen() && screen.contents().trim_end().ends_with("ready>")
    });
    drive.send("exit\n");
    drive.end();
}

#[test]
fn a_session_leader_is_not_stopped_because_nobody_could_continue_it() {
    let home = home();
    let mut drive = start(&home);
    drive.send("\x1a");
    drive.sees("no shell to come back from");
    drive.send(QUIT);
    assert!(drive.end().success());
}

#[test]
fn the_screen_follows_the_terminals_size() {
    let home = home();
    let mut drive = start(&home);
    let last_row = |screen: &vt100::Screen, row: u16| {
        let width = screen.size().1.get();
        screen
            .contents_between(row, 0, row, width)
            .contains("Ctrl-Q")
    };
    drive.until("a footer in the last row", |screen| last_row(screen, 23));
    for (columns, rows) in [(140, 45), (60, 20), (100, 30)] {
        drive.resize(columns, rows);
        drive.until("a footer in the new last row", |screen| {
            last_row(screen, rows - 1)
        });
    }
    drive.send(QUIT);
    assert!(drive.end().success());
}

#[test]
fn a_terminal_that_is_too_small_says_so_and_recovers() {
    let home = home();
    let mut drive = Drive::start(protect(home.path()), 20, 5);
    drive.sees("40×10");
    drive.resize(80, 24);
    drive.sees("Awareness, and talking about it");
    drive.resize(20, 5);
    drive.sees("40×10");
    drive.send(QUIT);
    assert!(drive.end().success());
    assert_restored(&drive);
}

#[test]
fn no_key_is_lost_while_the_window_changes_its_size() {
    let home = home();
    let mut drive = start(&home);
    drive.send("\x10");
    drive.sees("Find a command");
    let typed = "abcdefghijklmnopqrstuvwxyz".repeat(2);
    for (at, letter) in typed.chars().enumerate() {
        drive.resize(79 + u16::try_from(at % 2).unwrap(), 24);
        drive.send(&letter.to_string());
    }
    drive.sees(&typed);
    drive.send(QUIT);
    assert!(drive.end().success());
}

#[test]
fn no_color_leaves_every_cell_in_the_terminals_own_colours() {
    let home = home();
    let coloured = |drive: &Drive| {
        let screen = drive.screen();
        let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
        (0..rows).any(|row| {
            (0..columns).any(|column| {
                let cell = screen.cell(row, column).unwrap();
                cell.fgcolor() != vt100::Color::Default || cell.bgcolor() != vt100::Color::Default
            })
        })
    };
    let mut drive = start(&home);
    drive.sees("Ctrl-Q");
    assert!(coloured(&drive));
    drop(drive);
    let mut command = protect(home.path());
    command.env("NO_COLOR", "1");
    let mut drive = Drive::start(command, 80, 24);
    drive.sees("Ctrl-Q");
    assert!(!coloured(&drive));
}

#[test]
fn a_terminal_without_utf_8_is_shown_ascii() {
    let home = home();
    for locale in ["C", "en_US.ISO-8859-1"] {
        let mut command = protect(home.path());
        command.env("LANG", locale);
        let mut drive = Drive::start(command, 80, 24);
        drive.sees(">> Begin the course");
        drive.sees("o How it really happens");
        assert!(drive.text().is_ascii(), "{}", drive.text());
        drive.send(QUIT);
        assert!(drive.end().success());
    }
    let mut command = protect(home.path());
    command.env("LC_ALL", "C.UTF-8");
    command.env("LANG", "C");
    let mut drive = Drive::start(command, 80, 24);
    drive.sees("▶ Begin the course");
}

#[test]
fn a_preview_waits_until_a_broken_pack_can_be_opened() {
    let home = home();
    let pack = home.path().join("pack");
    std::fs::create_dir_all(&pack).unwrap();
    std::fs::write(pack.join("pack.toml"), "id = \"several\n").unwrap();
    let mut command = protect(home.path());
    command.args(["pack", "preview"]);
    command.arg(&pack);
    let mut drive = Drive::start(command, 80, 24);
    drive.sees("pack.toml:1: this is not TOML");
    drive.sees("the preview begins once this is mended");
    // A change that does not mend it is answered, too.
    std::fs::write(pack.join("pack.toml"), "id = \"several\"\n").unwrap();
    drive.sees("is missing");
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/several");
    copy(&good, &pack);
    drive.sees("Several files");
    drive.sees("Begin the course");
    drive.send(QUIT);
    assert!(drive.end().success());
    assert_restored(&drive);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(&from, &to).unwrap();
        }
    }
}

#[test]
fn a_damaged_progress_file_is_kept_aside_and_told() {
    let home = home();
    let data = home.path().join("data");
    std::fs::create_dir_all(&data).unwrap();
    let damage = "this is no database\n".repeat(300);
    std::fs::write(data.join("progress.db"), &damage).unwrap();
    let mut drive = start(&home);
    drive.sees("damaged");
    drive.send(QUIT);
    assert!(drive.end().success());
    let kept: Vec<_> = std::fs::read_dir(&data)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains("damaged"))
        .collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(std::fs::read_to_string(&kept[0]).unwrap(), damage);
}

#[test]
fn without_a_folder_for_progress_the_course_still_opens_and_says_so() {
    let home = home();
    // A file where the folder should be: even an administrator cannot write there.
    std::fs::write(home.path().join("data"), "").unwrap();
    let mut drive = start(&home);
    drive.sees("Not kept");
    drive.send("?");
    drive.sees("Everywhere");
    drive.send("\x1b");
    drive.misses("Everywhere");
    drive.sees("Not kept");
    drive.send(QUIT);
    assert!(drive.end().success());
    assert!(drive.text().contains("was not kept"), "{}", drive.text());
}

#[test]
fn code_that_cannot_be_kept_is_not_left_behind_without_a_question() {
    let home = home();
    std::fs::write(home.path().join("data"), "").unwrap();
    let mut drive = start(&home);
    drive.sees("Not kept");
    drive.send("\x10bobby\r");
    drive.sees("Let Bobby enrol");
    drive.send("\r# mine ");
    drive.sees("# mine");
    drive.send(QUIT);
    drive.sees("once more");
    drive.send(QUIT);
    assert!(drive.end().success());
}

#[test]
fn what_a_second_window_wrote_is_kept_and_told() {
    let home = home();
    let open = |drive: &mut Drive| {
        drive.send("\x10bobby\r");
        drive.sees("Let Bobby enrol");
        drive.send("\r");
    };
    let mut first = start(&home);
    open(&mut first);
    first.send("# one ");
    first.sees("# one");
    let mut second = start(&home);
    open(&mut second);
    second.send("# an hour of work ");
    second.sees("# an hour");
    second.send(QUIT);
    assert!(second.end().success());
    first.send("x");
    first.send(QUIT);
    assert!(first.end().success());
    let kept = std::fs::read_dir(home.path().join("data")).unwrap();
    let mut kept = kept.map(|entry| entry.unwrap().path());
    let aside = kept.find(|path| path.to_string_lossy().contains(".other-"));
    let aside = aside.expect("put aside");
    let text = std::fs::read_to_string(aside).unwrap();
    assert!(text.contains("# an hour of work"), "{text}");
    assert!(first.text().contains("another window"), "{}", first.text());
}

fn answer(path: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("exercises/m3-sql/bobby-tables");
    std::fs::read_to_string(folder.join(path)).unwrap()
}

/// The learner's path: lesson, exercise, wrong fix, right fix, quit, and the next day.
fn walk(columns: u16, rows: u16) {
    const SUBMIT: &str = "\x1b[15~";
    let home = home();
    let mut drive = Drive::start(protect(home.path()), columns, rows);
    drive.sees("Begin the course");
    // The first line of the map opens the first lesson.
    drive.send("\r");
    drive.sees("page 1 of");
    drive.misses("Begin the course");
    drive.send("m");
    drive.sees("How it really happens");
    // To an exercise further down, by its name.
    drive.send("\x10");
    drive.sees("Find a command");
    drive.send("Let Bobby");
    drive.until("the exercise alone", |screen| {
        let text = screen.contents();
        text.contains("> Fix: Let Bobby enrol")
    });
    drive.send("\r");
    drive.sees("not submitted");
    drive.sees("✗ 4 ");
    drive.send("\r");
    drive.sees("Ctrl-U undo");
    drive.send("\x01");
    drive.paste(&answer("reject/doubled-quotes.py"));
    drive.sees("replace(");
    drive.send(SUBMIT);
    drive.sees("Vulnerable: Input from outside");
    drive.send("\x1b");
    drive.misses("Vulnerable: Input from outside");
    drive.sees("replace(");
    drive.until("the code has the keys", |screen| {
        screen.contents().contains("Ctrl-U undo") || screen.contents().contains("edit the code")
    });
    if drive.text().contains("edit the code") {
        drive.send("\r");
        drive.sees("Ctrl-U undo");
    }
    drive.send("\x01");
    drive.paste(&answer("accept/qmark-tuple.py"));
    drive.misses("replace(");
    drive.send(SUBMIT);
    drive.sees("✓ passed");
    drive.send(QUIT);
    assert!(drive.end().success());
    assert_restored(&drive);
    drop(drive);

    let mut again = Drive::start(protect(home.path()), columns, rows);
    again.sees("Continue: Exercise: Let Bobby enrol");
    if rows > 40 {
        // Where the map is tall enough, the exercise is in sight.
        again.until("the exercise passed on the map", |screen| {
            screen
                .contents()
                .lines()
                .any(|line| line.contains("Let Bobby enrol") && line.contains("passed"))
        });
    }
    again.send("c");
    again.sees("students.py");
    again.misses("✗ ");
    let code = answer("accept/qmark-tuple.py");
    let last = code
        .lines()
        .rev()
        .find(|line| !line.trim().is_empty())
        .unwrap();
    // A long line is cut at the edge.
    let begins: String = last.trim().chars().take(30).collect();
    again.sees(&begins);
    again.send(QUIT);
    assert!(again.end().success());
}

#[test]
fn a_learner_walks_from_lesson_to_passed_and_finds_everything_again_at_80_by_24() {
    walk(80, 24);
}

#[test]
fn a_learner_walks_from_lesson_to_passed_and_finds_everything_again_at_140_by_45() {
    walk(140, 45);
}

#[test]
fn unfinished_code_is_found_again_after_a_signal() {
    let home = home();
    let mut drive = start(&home);
    drive.send("\x10");
    drive.sees("Find a command");
    drive.send("Bobby");
    drive.sees("Let Bobby enrol");
    drive.send("\r");
    drive.sees("not submitted");
    drive.send("\r");
    drive.sees("Ctrl-U undo");
    drive.send("kept_word = 1\r");
    drive.sees("kept_word");
    drive.signal(Signal::TERM);
    drive.end();
    assert_restored(&drive);
    let mut again = start(&home);
    again.send("c");
    again.sees("kept_word");
    again.send(QUIT);
    again.end();
}

#[test]
fn a_pack_of_ones_own_is_made_built_installed_and_solved() {
    let home = home();
    let run = |words: &[&str]| {
        let output = std::process::Command::new(PROGRAM)
            .args(words)
            .current_dir(home.path())
            .env("PROTECT_DATA", home.path().join("data"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{words:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    };
    run(&[
        "pack",
        "new",
        "tea",
        "--title",
        "The tea room",
        "--author",
        "The tea room",
    ]);
    assert!(run(&["pack", "check", "tea"]).contains("proved"));
    run(&["pack", "build", "tea"]);
    run(&["pack", "install", "tea-0.1.0.zip"]);
    let solution = home
        .path()
        .join("tea/exercises/start/find-people/solution/find.py");
    let solution = std::fs::read_to_string(solution).unwrap();
    let open = || {
        let mut command = protect(home.path());
        command.args(["--pack", "tea"]);
        let mut drive = Drive::start(command, 80, 24);
        drive.sees("The tea room");
        drive
    };
    let mut drive = open();
    drive.send("\x1b[B\x1b[B\r");
    drive.sees("edit the code");
    drive.send("\r\x13");
    drive.sees("Vulnerable");
    drive.send("\r");
    drive.sees("Ctrl-U undo");
    drive.send("\x01");
    drive.paste(&solution);
    drive.sees("No findings");
    drive.send("\x13");
    drive.sees("Passed");
    drive.send(QUIT);
    assert!(drive.end().success());
    let mut drive = open();
    drive.sees("exercises 1 of 1");
    drive.send(QUIT);
    assert!(drive.end().success());
}
