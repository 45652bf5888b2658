//! Reads the terminal's events on a thread of its own, and lets go of the terminal on demand.
//!
//! The learner's own editor needs the terminal for itself: two readers would share its keys.
//! Called by `course`.

use super::colours;
use super::course::Wake;
use crossterm::event::{Event, KeyCode, KeyModifiers, poll, read};
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
    /// `asked`: the terminal was asked for its background, its answer becomes a [`Wake::Tone`].
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(wakes: Sender<Wake>, asked: bool) -> std::io::Result<Self> {
        let gate = Arc::new(Gate::default());
        let (rest, rested) = channel();
        let watched = gate.clone();
        std::thread::Builder::new()
            .name("keyboard".into())
            .spawn(move || {
                let mut sieve = Sieve::new(asked);
                loop {
                    watched.pass(&rest);
                    let event = match poll(WAIT) {
                        Ok(false) => continue,
                        Ok(true) => read(),
                        Err(error) => Err(error),
                    };
                    match event {
                        // A resize may be our own nudge; the size is looked up when drawing.
                        Ok(event) => {
                            for wake in sieve.pass(event) {
                                if wakes.send(wake).is_err() {
                                    return;
                                }
                            }
                        }
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

/// Takes the terminal's answer about its background (`ESC ] 11 ; rgb:… ST`, read as Alt-], its
/// characters and Alt-\\ or Ctrl-G) out of the keys; everything else goes through in its order.
struct Sieve {
    expecting: bool,
    held: Vec<Event>,
    text: String,
}

impl Sieve {
    fn new(expecting: bool) -> Self {
        Self {
            expecting,
            held: Vec::new(),
            text: String::new(),
        }
    }

    fn pass(&mut self, event: Event) -> Vec<Wake> {
        let Event::Key(key) = event else {
            return vec![Wake::Terminal(event)];
        };
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let inside = !self.held.is_empty();
        match key.code {
            KeyCode::Char(']') if self.expecting && !inside && alt => {
                self.held.push(event);
                Vec::new()
            }
            KeyCode::Char('\\') if inside && alt => self.answered(event),
            KeyCode::Char('g') if inside && ctrl => self.answered(event),
            KeyCode::Char(c) if inside && !alt && !ctrl && self.fits(c) => {
                self.held.push(event);
                self.text.push(c);
                Vec::new()
            }
            _ => self.release(event),
        }
    }

    /// Whether the text with `c` can still become an answer. A person types something else soon.
    fn fits(&self, c: char) -> bool {
        const HEAD: &str = "11;rgb:";
        match HEAD.chars().nth(self.text.chars().count()) {
            Some(expected) => c == expected,
            None => self.text.len() < 40 && (c.is_ascii_hexdigit() || c == '/'),
        }
    }

    fn answered(&mut self, event: Event) -> Vec<Wake> {
        match colours::background(&self.text) {
            Some(tone) => {
                *self = Self::new(false);
                vec![Wake::Tone(tone)]
            }
            None => self.release(event),
        }
    }

    fn release(&mut self, event: Event) -> Vec<Wake> {
        self.text.clear();
        self.held
            .drain(..)
            .chain([event])
            .map(Wake::Terminal)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Tone;
    use crossterm::event::KeyEvent;

    fn key(c: char, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
    }

    fn typed(text: &str) -> Vec<Event> {
        text.chars().map(|c| key(c, KeyModifiers::NONE)).collect()
    }

    fn answer(text: &str, end: Event) -> Vec<Event> {
        let mut events = vec![key(']', KeyModifiers::ALT)];
        events.extend(typed(text));
        events.push(end);
        events
    }

    /// What came through: keys as events, and the last tone.
    fn through(sieve: &mut Sieve, events: &[Event]) -> (Vec<Event>, Option<Tone>) {
        let mut keys = Vec::new();
        let mut said = None;
        for wake in events.iter().flat_map(|event| sieve.pass(event.clone())) {
            match wake {
                Wake::Terminal(event) => keys.push(event),
                Wake::Tone(tone) => said = Some(tone),
                other => panic!("{other:?}"),
            }
        }
        (keys, said)
    }

    #[test]
    fn the_answer_is_taken_out_and_the_keys_around_it_stay() {
        let ends = [
            key('\\', KeyModifiers::ALT),
            key('g', KeyModifiers::CONTROL),
        ];
        for end in ends {
            let mut events = typed("a");
            events.extend(answer("11;rgb:ffff/ffff/ffff", end));
            events.extend(typed("q"));
            let (keys, tone) = through(&mut Sieve::new(true), &events);
            assert_eq!((keys, tone), (typed("aq"), Some(Tone::Light)));
        }
    }

    #[test]
    fn what_a_person_types_comes_through_whole() {
        for text in ["", "1", "11;x", "11;rgb:zz"] {
            let events = answer(text, key('q', KeyModifiers::NONE));
            assert_eq!(through(&mut Sieve::new(true), &events), (events, None));
        }
    }

    #[test]
    fn an_answer_nobody_asked_for_is_not_looked_at() {
        let events = answer("11;rgb:0/0/0", key('\\', KeyModifiers::ALT));
        assert_eq!(through(&mut Sieve::new(false), &events), (events, None));
    }
}
