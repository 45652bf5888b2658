//! The full-screen loop: messages in, effects out, one frame after each batch.
//!
//! The loop itself is generic over ratatui's `Backend`; what needs a real terminal is behind
//! [`Host`]. Called by `course`.

use super::course::{Undone, Wake, World};
use super::keyboard::Keyboard;
use super::{colours, editor, screen, signals};
use crate::ui::{App, Effect, Msg};
use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, Sender};

/// How many messages are taken before a frame is drawn, at most: a flood must not stop the screen.
const BATCH: usize = 256;
/// What terminals commonly accept for the clipboard, in bytes of text.
const CLIPBOARD: usize = 74_000;

/// Why the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The learner left.
    Quit,
    /// A signal asked for it.
    Signal(i32),
    /// The pack has changed and is to be opened again.
    Reload,
    /// The terminal is gone.
    Gone,
}

/// What the loop needs from a terminal besides drawing.
pub trait Host {
    /// Stops the program until it is continued.
    ///
    /// # Errors
    /// When the terminal cannot be taken back.
    fn suspend(&mut self) -> std::io::Result<()>;
    /// Asks for a suspension as Ctrl-Z does; `false` when nobody could continue the program.
    fn ask_to_stop(&mut self) -> bool;
    /// Opens the learner's editor.
    ///
    /// # Errors
    /// The sentence to show instead of a new text, inside; outside when the terminal cannot be taken back.
    fn edit(&mut self, file: &str, text: &str) -> std::io::Result<Result<String, String>>;
    /// Puts text on the clipboard.
    ///
    /// # Errors
    /// When the terminal is gone.
    fn copy(&mut self, text: &str) -> std::io::Result<()>;
}

/// Runs the course on the real terminal; no exit code when it is to be opened again.
///
/// # Errors
/// When the terminal cannot be taken.
pub fn open(
    app: &mut App,
    effects: Vec<Effect>,
    world: &World,
    wakes: Sender<Wake>,
    awake: &Receiver<Wake>,
    ask: bool,
) -> anyhow::Result<Option<ExitCode>> {
    signals::watch(wakes.clone())?;
    screen::guard_panics();
    screen::take()?;
    // An unwinding loop must still give back the terminal and let the keeper write.
    let ended = catch_unwind(AssertUnwindSafe(|| {
        let out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout());
        let mut terminal = Terminal::new(CrosstermBackend::new(out))?;
        draw(app, &mut terminal)?;
        if ask {
            let backend = terminal.backend_mut();
            backend.write_all(colours::QUESTION.as_bytes())?;
            Write::flush(backend)?;
        }
        let mut host = Tty {
            keyboard: Keyboard::start(wakes, ask)?,
        };
        let end = run(app, effects, &mut terminal, &mut host, world, awake);
        // What is typed from now on is for the shell.
        host.keyboard.rest();
        end
    }));
    screen::give_back();
    match ended {
        Ok(Ok(End::Signal(signal))) => {
            world.keeper.flush();
            signals::end_by(signal);
            Ok(Some(ExitCode::FAILURE))
        }
        Ok(Ok(End::Quit)) => Ok(Some(ExitCode::SUCCESS)),
        Ok(Ok(End::Reload)) => Ok(None),
        // The terminal's end is the learner's: everything was kept.
        Ok(Ok(End::Gone)) => Ok(Some(ExitCode::FAILURE)),
        Ok(Err(error)) => Err(error.context("the terminal cannot be used")),
        Err(panic) => {
            world.keeper.flush();
            super::output::complain(
                "protect: this is a fault in protect, not yours. Your code and progress are kept; start it again.",
            );
            resume_unwind(panic)
        }
    }
}

/// The loop: generic over the backend, so that tests, a terminal and a connection call the same.
///
/// # Errors
/// When the terminal refuses to be drawn or taken back.
pub fn run<B: Backend>(
    app: &mut App,
    effects: Vec<Effect>,
    terminal: &mut Terminal<B>,
    host: &mut dyn Host,
    world: &World,
    awake: &Receiver<Wake>,
) -> anyhow::Result<End>
where
    B::Error: Send + Sync + 'static,
{
    let mut effects = effects;
    let mut warned = false;
    loop {
        let due = std::mem::take(&mut effects);
        if let Some(end) = carry_out(app, due, terminal, host, world, &mut warned)? {
            return Ok(end);
        }
        draw(app, terminal)?;
        let Ok(first) = awake.recv() else {
            return Ok(End::Gone);
        };
        for wake in std::iter::once(first).chain(awake.try_iter().take(BATCH)) {
            match wake {
                Wake::Terminal(event) => {
                    fault_on_purpose(&event);
                    effects.extend(app.update(Msg::Terminal(event)));
                }
                Wake::Tone(tone) => app.set_tone(tone),
                Wake::Answer(msg) => effects.extend(app.update(msg)),
                Wake::End(signal) => return Ok(finish(effects, world, End::Signal(signal))),
                Wake::Reload => return Ok(finish(effects, world, End::Reload)),
                Wake::Gone => return Ok(finish(effects, world, End::Gone)),
                Wake::Stop => {
                    world.keeper.flush();
                    host.suspend()?;
                    repaint(terminal)?;
                }
            }
            // An effect that needs the terminal must come before the next key.
            if effects.iter().any(takes_terminal) {
                let due = std::mem::take(&mut effects);
                if let Some(end) = carry_out(app, due, terminal, host, world, &mut warned)? {
                    return Ok(end);
                }
            }
        }
    }
}

/// Keeps what was already asked for, then ends.
fn finish(effects: Vec<Effect>, world: &World, end: End) -> End {
    for effect in effects {
        let _ = world.carry_out(effect);
    }
    end
}

fn takes_terminal(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Edit { .. } | Effect::Suspend | Effect::Quit | Effect::TakeFile { .. }
    )
}

fn carry_out<B: Backend>(
    app: &mut App,
    effects: Vec<Effect>,
    terminal: &mut Terminal<B>,
    host: &mut dyn Host,
    world: &World,
    warned: &mut bool,
) -> anyhow::Result<Option<End>>
where
    B::Error: Send + Sync + 'static,
{
    let mut waiting: std::collections::VecDeque<_> = effects.into();
    while let Some(effect) = waiting.pop_front() {
        let Err(Undone::Effect(effect)) = world.carry_out(effect) else {
            continue;
        };
        match effect {
            Effect::Quit => {
                for effect in waiting {
                    let _ = world.carry_out(effect);
                }
                // Who leaves work behind that is kept nowhere has said so twice.
                if world.keeper.flush() || std::mem::replace(warned, true) {
                    return Ok(Some(End::Quit));
                }
                waiting = app.update(Msg::Unkept).into();
            }
            Effect::Suspend => {
                let alone = !host.ask_to_stop();
                if alone {
                    let msg = Msg::Notice(
                        "There is no shell to come back from; press Ctrl-Q to leave.".into(),
                    );
                    waiting.extend(app.update(msg));
                }
            }
            Effect::Edit {
                exercise,
                file,
                text,
            } => {
                world.keeper.flush();
                let result = host.edit(&file, &text)?;
                repaint(terminal)?;
                waiting.extend(app.update(Msg::Edited { exercise, result }));
            }
            Effect::TakeFile {
                exercise,
                path,
                several,
            } => {
                let result = editor::take_for(&path, several);
                waiting.extend(app.update(Msg::Edited { exercise, result }));
            }
            Effect::Copy(text) if text.len() > CLIPBOARD => {
                let msg = Msg::Notice("Too much for the clipboard; nothing was copied.".into());
                waiting.extend(app.update(msg));
            }
            Effect::Copy(text) => host.copy(&text)?,
            _ => {}
        }
    }
    Ok(None)
}

fn draw<B: Backend>(app: &App, terminal: &mut Terminal<B>) -> anyhow::Result<()>
where
    B::Error: Send + Sync + 'static,
{
    terminal.draw(|frame| {
        let area = frame.area();
        app.view(area, frame.buffer_mut());
        if let Some(position) = app.cursor(area) {
            frame.set_cursor_position(position);
        }
    })?;
    Ok(())
}

/// Makes the next frame draw every cell. `Terminal::clear` would ask the terminal for its cursor,
/// and the keyboard's thread would take the answer.
fn repaint<B: Backend>(terminal: &mut Terminal<B>) -> anyhow::Result<()>
where
    B::Error: Send + Sync + 'static,
{
    let size = terminal.size()?;
    terminal.resize(size.into())?;
    Ok(())
}

/// A debug build can be made to fail (F12 when `PROTECT_TEST_FAULT` is set), so that a test can
/// see what a fault leaves behind.
#[cfg(debug_assertions)]
fn fault_on_purpose(event: &ratatui::crossterm::event::Event) {
    use ratatui::crossterm::event::{Event, KeyCode};
    let asked = matches!(event, Event::Key(key) if key.code == KeyCode::F(12));
    assert!(
        !(asked && std::env::var_os("PROTECT_TEST_FAULT").is_some()),
        "a fault on purpose"
    );
}

#[cfg(not(debug_assertions))]
fn fault_on_purpose(_: &ratatui::crossterm::event::Event) {}

/// The real terminal.
struct Tty {
    keyboard: Keyboard,
}

impl Tty {
    /// Gives the terminal away for the time of `work`.
    fn away<T>(&mut self, work: impl FnOnce() -> T) -> std::io::Result<T> {
        self.keyboard.rest();
        screen::give_back();
        let result = work();
        let taken = screen::take();
        self.keyboard.resume();
        taken.map(|()| result)
    }
}

impl Host for Tty {
    fn suspend(&mut self) -> std::io::Result<()> {
        self.away(signals::stop_here)
    }

    fn ask_to_stop(&mut self) -> bool {
        let can = signals::can_stop();
        if can {
            signals::stop_job();
        }
        can
    }

    fn edit(&mut self, file: &str, text: &str) -> std::io::Result<Result<String, String>> {
        self.away(|| editor::edit(file, text))
    }

    fn copy(&mut self, text: &str) -> std::io::Result<()> {
        let mut out = std::io::stdout();
        write!(out, "\x1b]52;c;{}\x07", base64(text.as_bytes()))?;
        out.flush()
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place)) & 63;
            text.push(if place <= group.len() {
                char::from(DIGITS.get(digit as usize).copied().unwrap_or(b'='))
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_follows_rfc_4648() {
        for (text, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), coded);
        }
    }
}
