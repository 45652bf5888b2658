//! Signals become messages to the loop; a loop that no longer listens is ended all the same.
//!
//! Called by `course`.

use super::course::Wake;
use std::sync::mpsc::Sender;

/// Signals that end the program.
#[cfg(unix)]
const ENDING: [i32; 4] = [
    signal_hook::consts::SIGTERM,
    signal_hook::consts::SIGHUP,
    signal_hook::consts::SIGINT,
    signal_hook::consts::SIGQUIT,
];

/// Starts the thread that turns signals into [`Wake::End`] and [`Wake::Stop`].
///
/// # Errors
/// When the system refuses the handlers or the thread.
#[cfg(unix)]
pub fn watch(wakes: Sender<Wake>) -> std::io::Result<()> {
    use signal_hook::consts::SIGTSTP;
    let mut signals = signal_hook::iterator::Signals::new(ENDING.iter().copied().chain([SIGTSTP]))?;
    std::thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                if signal == SIGTSTP {
                    let _ = wakes.send(Wake::Stop);
                    continue;
                }
                let _ = wakes.send(Wake::End(signal));
                let _ = std::thread::Builder::new()
                    .name("last resort".into())
                    .spawn(move || end_anyway(signal));
            }
        })?;
    Ok(())
}

/// Ends a program whose loop did not: the terminal first, and also when even that hangs.
#[cfg(unix)]
fn end_anyway(signal: i32) {
    use std::time::Duration;
    std::thread::sleep(Duration::from_secs(5));
    let restoring = std::thread::Builder::new().spawn(super::screen::give_back);
    if restoring.is_ok() {
        std::thread::sleep(Duration::from_millis(500));
    }
    end_by(signal);
}

/// Ends this process the way `signal` would have, so that the parent sees why.
#[cfg(unix)]
pub fn end_by(signal: i32) {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}

/// Whether someone is there who could continue a stopped program: a shell with job control.
#[cfg(unix)]
#[must_use]
pub fn can_stop() -> bool {
    let me = rustix::process::getpid();
    rustix::process::getsid(None).is_ok_and(|session| session != me)
        && rustix::process::getppid().is_some_and(|parent| parent.as_raw_nonzero().get() != 1)
}

/// Asks the whole foreground job to stop, as the terminal's own Ctrl-Z would: `cargo run` must
/// stop with its child. Our own part arrives as [`Wake::Stop`].
#[cfg(unix)]
pub fn stop_job() {
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
}

/// Stops this process; returns when it is continued.
#[cfg(unix)]
pub fn stop_here() {
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}

/// Other systems have no such signals.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn watch(_: Sender<Wake>) -> std::io::Result<()> {
    Ok(())
}

/// Nothing to do without signals.
#[cfg(not(unix))]
pub fn end_by(_: i32) {}

/// No job control.
#[cfg(not(unix))]
#[must_use]
pub fn can_stop() -> bool {
    false
}

/// No job control.
#[cfg(not(unix))]
pub fn stop_job() {}

/// No job control.
#[cfg(not(unix))]
pub fn stop_here() {}
