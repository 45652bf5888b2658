//! The plain loop: the same state machine line by line, for screen readers, pipes and old terminals.
//!
//! Writes no escape sequence. Every line is kept before the next is asked for, so any end loses
//! nothing. Called by `course`.

use super::builtin::Course;
use super::course::{Undone, Wake, World};
use super::{editor, output, signals, worker};
use crate::ui::{App, Effect, Msg};
use std::collections::VecDeque;
use std::io::{BufRead, IsTerminal, Read, Write};
use std::process::ExitCode;
use std::sync::mpsc::Receiver;

/// The longest line that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// Runs the course over standard input and output; the end of input is the learner's "quit".
///
/// # Errors
/// When standard input cannot be read.
pub fn run(
    app: &mut App,
    effects: Vec<Effect>,
    world: &World,
    course: &Course,
    awake: &Receiver<Wake>,
) -> anyhow::Result<ExitCode> {
    let mut input = std::io::stdin().lock();
    let prompt = std::io::stdin().is_terminal();
    let columns = output::columns(std::io::stdout().is_terminal());
    let mut effects = effects;
    let mut warned = false;
    loop {
        let leaves = carry_out(app, effects, world, course);
        let kept = world.keeper.flush();
        // Who leaves work behind that is kept nowhere has said so twice.
        let over = leaves && (kept || std::mem::replace(&mut warned, true));
        if leaves && !over {
            app.update(Msg::Unkept);
        }
        for wake in awake.try_iter() {
            if let Wake::Answer(msg) = wake {
                let next = app.update(msg);
                carry_out(app, next, world, course);
            }
        }
        let mut text = String::new();
        for line in app.plain_output() {
            // A terminal would break a sentence inside of a word; lines of code are left to it.
            let columns = columns.filter(|_| !line.starts_with(' '));
            output::wrap(&mut text, &line, "  ", columns);
        }
        if prompt && !over {
            text.push_str("> ");
        }
        // A reader that went away wants no more.
        if say(&text).is_err() || over {
            return Ok(ExitCode::SUCCESS);
        }
        let mut line = Vec::new();
        let read = input.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(ExitCode::SUCCESS);
        }
        while line
            .last()
            .is_some_and(|byte| matches!(byte, b'\n' | b'\r'))
        {
            line.pop();
        }
        let line = String::from_utf8_lossy(&line).into_owned();
        effects = app.update(Msg::Line(line));
    }
}

fn say(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Carries out effects and what follows from them; whether the learner left.
fn carry_out(app: &mut App, effects: Vec<Effect>, world: &World, course: &Course) -> bool {
    let mut waiting: VecDeque<_> = effects.into();
    let mut over = false;
    while let Some(effect) = waiting.pop_front() {
        let undone = match world.carry_out(effect) {
            Ok(()) => continue,
            Err(undone) => undone,
        };
        let msg = match undone {
            Undone::Request(request) => worker::respond_once(course, request),
            Undone::Effect(Effect::Quit) => {
                over = true;
                None
            }
            Undone::Effect(Effect::Suspend) => {
                if signals::can_stop() {
                    signals::stop_job();
                }
                None
            }
            Undone::Effect(Effect::Edit {
                exercise,
                file,
                text,
            }) => Some(Msg::Edited {
                exercise,
                result: editor::edit(&file, &text),
            }),
            Undone::Effect(Effect::TakeFile {
                exercise,
                path,
                several,
            }) => Some(Msg::Edited {
                result: editor::take_for(&path, several),
                exercise,
            }),
            // Without escape sequences there is no clipboard; the text is on the screen anyway.
            Undone::Effect(_) => None,
        };
        if let Some(msg) = msg {
            waiting.extend(app.update(msg));
        }
    }
    over
}
