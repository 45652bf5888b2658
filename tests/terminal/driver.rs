//! Drives a program in a pseudo-terminal and reads what the terminal shows.
//!
//! Waits for what is on the screen, never for a time. Used by `tests/terminal.rs` and
//! `benches/latency.rs`.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long anything may take on a machine that is busy with other things.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A program in a terminal of its own.
pub struct Drive {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything that was written, for what a screen does not keep.
    pub written: Vec<u8>,
}

/// A command with nothing of the surrounding environment but a terminal's.
pub fn scrubbed(program: &str, home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.env_clear();
    command.env("PATH", "/usr/bin:/bin");
    command.env("TERM", "xterm-256color");
    command.env("HOME", home);
    command.cwd(home);
    command
}

impl Drive {
    /// Starts a command in a terminal of `columns` by `rows`.
    pub fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let input = pair.master.take_writer().unwrap();
        let (bytes, output) = channel();
        std::thread::spawn(move || {
            let mut chunk = vec![0; 65536];
            while let Ok(n) = reader.read(&mut chunk) {
                if n == 0 || bytes.send(chunk[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            master: pair.master,
            child,
            input,
            output,
            parser: vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0),
            written: Vec::new(),
        }
    }

    /// The terminal's screen.
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// The text on the screen.
    pub fn text(&self) -> String {
        self.screen().contents()
    }

    /// The process id.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// The terminal's settings, for comparison.
    pub fn settings(&self) -> String {
        format!("{:?}", self.master.get_termios().unwrap())
    }

    /// Takes what is written until `deadline`; `false` when nothing more will come.
    fn take(&mut self, deadline: Instant) -> bool {
        match self
            .output
            .recv_timeout(deadline.saturating_duration_since(Instant::now()))
        {
            Ok(bytes) => {
                self.parser.process(&bytes);
                self.answer(&bytes);
                self.written.extend(bytes);
                true
            }
            Err(RecvTimeoutError::Timeout) => {
                panic!("nothing came in time; the screen shows:\n{}", self.text())
            }
            Err(RecvTimeoutError::Disconnected) => false,
        }
    }

    /// Answers as a terminal with a dark background does.
    fn answer(&mut self, bytes: &[u8]) {
        let question = b"\x1b]11;?";
        if bytes.windows(question.len()).any(|part| part == question) {
            self.send("\x1b]11;rgb:1b1b/1e1e/2525\x1b\\");
        }
    }

    /// Waits until the screen is as wished.
    pub fn until(&mut self, what: &str, wish: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !wish(self.screen()) {
            if !self.take(deadline) {
                assert!(
                    wish(self.screen()),
                    "the program ended before {what}; the screen shows:\n{}",
                    self.text()
                );
                return;
            }
        }
    }

    /// Waits until the screen shows a text.
    pub fn sees(&mut self, text: &str) {
        self.until(&format!("showing {text:?}"), |screen| {
            screen.contents().contains(text)
        });
    }

    /// Waits until the screen no longer shows a text.
    pub fn misses(&mut self, text: &str) {
        self.until(&format!("no longer showing {text:?}"), |screen| {
            !screen.contents().contains(text)
        });
    }

    /// Types.
    pub fn send(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    /// Pastes, as a terminal with bracketed paste does.
    pub fn paste(&mut self, text: &str) {
        self.send(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Changes the terminal's size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.parser
            .screen_mut()
            .set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: rustix::process::Signal) {
        let pid = rustix::process::Pid::from_raw(self.pid().cast_signed()).unwrap();
        rustix::process::kill_process(pid, signal).unwrap();
    }

    /// Waits for the program's end and takes all it wrote; how it ended.
    pub fn end(&mut self) -> portable_pty::ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        while self.take(deadline) {}
        self.child.wait().unwrap()
    }
}

impl Drop for Drive {
    fn drop(&mut self) {
        // A test that failed leaves no program behind.
        let _ = self.child.kill();
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}
