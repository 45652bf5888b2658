//! The terminal's mode: taken, given back after every kind of end, and given away for a while.
//!
//! Knows nothing of what is drawn. Called by `course`, `signals` and the panic hook.

use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{cursor, queue};
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the terminal is ours now. A static because a panic hook and a signal know nothing else.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Takes the terminal: raw mode, alternate screen, bracketed paste, mouse.
///
/// # Errors
/// When the terminal refuses; what was changed until then is put back.
pub fn take() -> std::io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = std::io::stdout();
    let entered = queue!(
        out,
        EnterAlternateScreen,
        EnableBracketedPaste,
        EnableMouseCapture,
        cursor::Hide
    )
    .and_then(|()| out.flush());
    if entered.is_err() {
        give_back();
    }
    entered
}

/// Gives the terminal back as it was. Does nothing when it is not ours, so it may be called from
/// everywhere and twice.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = std::io::stdout();
    // Nothing can be done when a terminal that is gone refuses.
    let _ = queue!(
        out,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Makes a panic give the terminal back before it prints its message. The analysis thread's
/// panics are caught and told on the screen, so they print nothing.
pub fn guard_panics() {
    let former = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() == Some(super::worker::NAME) {
            return;
        }
        give_back();
        former(panic);
    }));
}
