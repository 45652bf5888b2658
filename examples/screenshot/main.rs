//! Pictures of the real program: runs a command in a pseudo-terminal, types, waits, and writes what
//! the terminal shows as SVG.
//!
//! ```text
//! screenshot [--size 100x32] [--theme dark|light] STEP… -- COMMAND ARGUMENT…
//! ```
//!
//! A step is `wait=TEXT` (until the screen shows it), `gone=TEXT`, `key=NAME` (such as `enter`,
//! `ctrl+s`, `down*3`), `type=TEXT`, or `shot=FILE` (with `|TITLE`). Used by `scripts/screenshots.sh`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a tool around the program, not part of it"
)]

mod svg;

use anyhow::{Context, Result, bail};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use svg::Theme;

/// How long a text may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);
/// The screen stands still when nothing was written for this long.
const STILL: Duration = Duration::from_millis(350);

/// The terminal that the program believes to have.
struct Terminal {
    parser: vt100::Parser,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    theme: Theme,
}

impl Terminal {
    /// Takes what the program wrote until `deadline`; false when there was nothing.
    fn read_until(&mut self, deadline: Instant) -> Result<bool> {
        let wait = deadline.saturating_duration_since(Instant::now());
        match self.output.recv_timeout(wait) {
            Ok(bytes) => {
                self.parser.process(&bytes);
                self.answer(&String::from_utf8_lossy(&bytes))?;
                Ok(true)
            }
            Err(RecvTimeoutError::Timeout) => Ok(false),
            Err(RecvTimeoutError::Disconnected) => {
                bail!("the program ended:\n{}", self.parser.screen().contents())
            }
        }
    }

    /// Answers as a terminal does when it is asked for its colours and its kind.
    fn answer(&mut self, written: &str) -> Result<()> {
        let (text, ground) = self.theme.ground();
        for (number, [red, green, blue]) in [(10, text), (11, ground)] {
            if written.contains(&format!("\u{1b}]{number};?")) {
                let color =
                    format!("rgb:{red:02x}{red:02x}/{green:02x}{green:02x}/{blue:02x}{blue:02x}");
                write!(self.input, "\u{1b}]{number};{color}\u{1b}\\")?;
            }
        }
        if written.contains("\u{1b}[c") || written.contains("\u{1b}[0c") {
            write!(self.input, "\u{1b}[?62;22c")?;
        }
        if written.contains("\u{1b}[6n") {
            let (row, column) = self.parser.screen().cursor_position();
            write!(self.input, "\u{1b}[{};{}R", row + 1, column + 1)?;
        }
        self.input.flush()?;
        Ok(())
    }

    fn settle(&mut self) -> Result<()> {
        while self.read_until(Instant::now() + STILL)? {}
        Ok(())
    }

    fn wait(&mut self, text: &str, there: bool) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while self.parser.screen().contents().contains(text) != there {
            if Instant::now() >= deadline {
                bail!(
                    "waited for {text:?}, but the screen shows:\n{}",
                    self.parser.screen().contents()
                );
            }
            self.read_until(deadline)?;
        }
        self.settle()
    }

    fn send(&mut self, bytes: &[u8]) -> Result<()> {
        self.input.write_all(bytes)?;
        self.input.flush()?;
        self.settle()
    }

    fn step(&mut self, step: &str) -> Result<()> {
        let (verb, rest) = step
            .split_once('=')
            .with_context(|| format!("not a step: {step}"))?;
        match verb {
            "wait" => self.wait(rest, true),
            "gone" => self.wait(rest, false),
            "type" => self.send(rest.as_bytes()),
            "key" => {
                let (name, times) = rest.rsplit_once('*').unwrap_or((rest, "1"));
                for _ in 0..times.parse::<u16>().context("a number after `*`")? {
                    self.send(&key(name)?)?;
                }
                Ok(())
            }
            "shot" => {
                let (file, title) = rest.split_once('|').unwrap_or((rest, "A terminal"));
                let picture = svg::picture(self.parser.screen(), self.theme, title);
                std::fs::write(file, picture).with_context(|| format!("writing {file}"))?;
                println!("{file}");
                Ok(())
            }
            other => bail!("no such step: {other}"),
        }
    }
}

/// The bytes a terminal sends for a key.
fn key(name: &str) -> Result<Vec<u8>> {
    if let Some(letter) = name.strip_prefix("ctrl+") {
        let letter = letter.bytes().next().context("a letter after ctrl+")?;
        return Ok(vec![letter.to_ascii_lowercase() & 0x1f]);
    }
    if let Some(rest) = name.strip_prefix("alt+") {
        return Ok([vec![0x1b], key(rest)?].concat());
    }
    let sequence = match name {
        "enter" => "\r",
        "esc" => "\u{1b}",
        "tab" => "\t",
        "backtab" => "\u{1b}[Z",
        "backspace" => "\u{7f}",
        "delete" => "\u{1b}[3~",
        "up" => "\u{1b}[A",
        "down" => "\u{1b}[B",
        "right" => "\u{1b}[C",
        "left" => "\u{1b}[D",
        "home" => "\u{1b}[H",
        "end" => "\u{1b}[F",
        "pageup" => "\u{1b}[5~",
        "pagedown" => "\u{1b}[6~",
        "f1" => "\u{1b}OP",
        "f2" => "\u{1b}OQ",
        "f3" => "\u{1b}OR",
        "f4" => "\u{1b}OS",
        "f5" => "\u{1b}[15~",
        "f6" => "\u{1b}[17~",
        "f7" => "\u{1b}[18~",
        "f8" => "\u{1b}[19~",
        "f9" => "\u{1b}[20~",
        "f10" => "\u{1b}[21~",
        "space" => " ",
        other if other.chars().count() == 1 => other,
        other => bail!("no such key: {other}"),
    };
    Ok(sequence.as_bytes().to_vec())
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let split = arguments.iter().position(|argument| argument == "--");
    let split = split.context("`--` and the command are missing")?;
    let (mut steps, command) = (&arguments[..split], &arguments[split + 1..]);
    let mut size = (100, 32);
    let mut theme = Theme::Dark;
    while let [option, value, rest @ ..] = steps {
        match option.as_str() {
            "--size" => {
                let (columns, rows) = value.split_once('x').context("a size is 100x32")?;
                size = (columns.parse()?, rows.parse()?);
            }
            "--theme" if value == "light" => theme = Theme::Light,
            "--theme" => theme = Theme::Dark,
            _ => break,
        }
        steps = rest;
    }

    let (columns, rows) = size;
    let pair = native_pty_system().openpty(PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    })?;
    let (program, rest) = command.split_first().context("no command after `--`")?;
    let here = std::env::current_dir()?;
    // A path is one from here; a bare name is looked up as a shell does.
    let program = if program.contains('/') {
        here.join(program).into_os_string()
    } else {
        program.into()
    };
    let mut builder = CommandBuilder::new(program);
    builder.args(rest);
    builder.cwd(here);
    builder.env("TERM", "xterm-256color");
    builder.env("COLORTERM", "truecolor");
    builder.env_remove("NO_COLOR");
    let mut child = pair.slave.spawn_command(builder)?;
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader()?;
    let (sender, output) = channel();
    std::thread::spawn(move || {
        let mut buffer = vec![0; 65_536];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            if sender.send(buffer[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    let lines = std::num::NonZeroU16::new(rows).context("no rows")?;
    let cells = std::num::NonZeroU16::new(columns).context("no columns")?;
    let mut terminal = Terminal {
        parser: vt100::Parser::new(lines, cells, 0),
        output,
        input: pair.master.take_writer()?,
        theme,
    };
    let result = steps.iter().try_for_each(|step| {
        terminal
            .step(step)
            .with_context(|| format!("at the step {step}"))
    });
    child.kill().ok();
    child.wait().ok();
    result
}
