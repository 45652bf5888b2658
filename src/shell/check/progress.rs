//! How far a long run is, on one line that goes away, for a person who watches.
//!
//! Nothing is written within the first second, nor when nobody watches. Called by `check`.

use std::io::Write as _;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(1);
const BETWEEN: Duration = Duration::from_millis(100);

/// The line.
#[derive(Debug)]
pub(super) struct Progress {
    all: usize,
    before: usize,
    watched: bool,
    next: Instant,
    shown: bool,
}

impl Progress {
    /// Starts counting towards `all` files.
    pub(super) fn new(all: usize, watched: bool) -> Self {
        Self {
            all,
            before: 0,
            watched,
            next: Instant::now() + PATIENCE,
            shown: false,
        }
    }

    /// So many files of this project are done.
    pub(super) fn tell(&mut self, done: usize) {
        let now = Instant::now();
        if !self.watched || now < self.next {
            return;
        }
        self.next = now + BETWEEN;
        self.shown = true;
        let (done, all) = (self.before + done, self.all);
        // A line that cannot be written is not missed.
        let _ = write!(std::io::stderr(), "\rChecked {done} of {all} files ");
    }

    /// So many files are done with their project.
    pub(super) fn next(&mut self, done: usize) {
        self.before += done;
    }

    /// Takes the line away.
    pub(super) fn end(&mut self) {
        if std::mem::take(&mut self.shown) {
            let blank = " ".repeat(60);
            let _ = write!(std::io::stderr(), "\r{blank}\r");
        }
    }
}
