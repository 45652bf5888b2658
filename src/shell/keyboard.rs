//! Reads the terminal's events on a thread of its own, and lets go of the terminal on demand.
//!
//! The learner's own editor needs the terminal for itself: two readers would share its keys.
//! Called by `course`.

use super::course::Wake;
use ratatui::crossterm::event::{Event, KeyCode, KeyModifiers, poll, read};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long a wait for events lasts at most. On Unix a wait is also ended by SIGWINCH, so this
/// costs next to nothing while the learner thinks.
const WAIT: Duration = if cfg!(unix) {
    Duration::from_mins(1)
} else {
    Duration::from_millis(50)
};

#[derive(Default)]
struct Gate {
    closed: Mutex<bool>,
    changed: Condvar,
}

/// The thread that reads.
pub struct Keyboard {
    gate: Arc<Gate>,
    rested: Receiver<()>,
}

impl Keyboard {
    /// Starts reading; each event becomes a [`Wake::Terminal`], the end of input a [`Wake::Gone`].
    /// `late_answer`: a question to the terminal timed out, its answer may still arrive as keys.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(wakes: Sender<Wake>, late_answer: bool) -> std::io::Result<Self> {
        let gate = Arc::new(Gate::default());
        let (rest, rested) = channel();
        let watched = gate.clone();
        std::thread::Builder::new()
            .name("keyboard".into())
            .spawn(move || {
                let mut sieve = Sieve::new(late_answer);
                loop {
                    watched.pass(&rest);
                    let event = match poll(WAIT) {
                        Ok(false) => continue,
                        Ok(true) => read(),
                        Err(error) => Err(error),
                    };
                    match event {
                        // A resize may be our own nudge; the size is looked up when drawing.
                        Ok(event) if sieve.lets(&event) => {
                            if wakes.send(Wake::Terminal(event)).is_err() {
                                return;
                            }
                        }
                        Ok(_) => {}
                        Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                        Err(_) => {
                            let _ = wakes.send(Wake::Gone);
                            return;
                        }
                    }
                }
            })?;
        Ok(Self { gate, rested })
    }

    /// Stops reading; returns when the thread has let go of the terminal.
    pub fn rest(&self) {
        self.gate.set(true);
        nudge();
        // A thread that has ended reads nothing either.
        let _ = self.rested.recv_timeout(Duration::from_secs(1));
    }

    /// Reads again.
    pub fn resume(&self) {
        self.gate.set(false);
    }
}

impl Gate {
    fn set(&self, closed: bool) {
        *self.closed.lock().unwrap_or_else(PoisonError::into_inner) = closed;
        self.changed.notify_all();
    }

    /// Returns at once while open; while closed says so once and waits.
    fn pass(&self, rest: &Sender<()>) {
        let mut closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        if *closed {
            let _ = rest.send(());
        }
        while *closed {
            closed = self
                .changed
                .wait(closed)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Ends a wait for events.
#[cfg(unix)]
fn nudge() {
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
}

#[cfg(not(unix))]
fn nudge() {}

/// Keeps back the characters of a terminal's late answer (`ESC ] 11 ; rgb:… ST`), which would
/// otherwise be typed into the course.
struct Sieve {
    expecting: bool,
    inside: bool,
}

impl Sieve {
    fn new(expecting: bool) -> Self {
        Self {
            expecting,
            inside: false,
        }
    }

    fn lets(&mut self, event: &Event) -> bool {
        let Event::Key(key) = event else { return true };
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        if self.expecting && alt && key.code == KeyCode::Char(']') {
            self.inside = true;
            return false;
        }
        if !self.inside {
            return true;
        }
        match key.code {
            KeyCode::Char('\\') if alt => self.inside = false,
            KeyCode::Char('g') if ctrl => self.inside = false,
            KeyCode::Char(_) => {}
            // No answer holds such a key: a person is typing.
            _ => {
                self.inside = false;
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::crossterm::event::KeyEvent;

    fn key(c: char, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
    }

    fn through(sieve: &mut Sieve, events: &[Event]) -> usize {
        events.iter().filter(|event| sieve.lets(event)).count()
    }

    #[test]
    fn a_late_answer_is_not_typed() {
        let mut answer = vec![key(']', KeyModifiers::ALT)];
        answer.extend(
            "11;rgb:0000/q000/0000"
                .chars()
                .map(|c| key(c, KeyModifiers::NONE)),
        );
        answer.push(key('\\', KeyModifiers::ALT));
        let mut sieve = Sieve::new(true);
        assert_eq!(through(&mut sieve, &answer), 0);
        assert_eq!(through(&mut sieve, &[key('q', KeyModifiers::NONE)]), 1);
        assert_eq!(through(&mut Sieve::new(false), &answer), answer.len());
    }

    #[test]
    fn a_person_ends_the_sieve() {
        let mut sieve = Sieve::new(true);
        assert_eq!(through(&mut sieve, &[key(']', KeyModifiers::ALT)]), 0);
        let enter = Event::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
        assert_eq!(
            through(&mut sieve, &[enter, key('a', KeyModifiers::NONE)]),
            2
        );
    }
}
