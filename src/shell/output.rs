//! Standard output and standard error of the commands.
//!
//! A reader that went away (`protect … | head`) is no fault. Called by every command.

use std::io::Write;

/// What a command says, and how it ends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// For standard output.
    pub out: String,
    /// For standard error.
    pub err: String,
    /// The exit code.
    pub code: u8,
}

impl Said {
    /// Adds a line for standard error and raises the exit code to at least `code`.
    pub fn fail(&mut self, message: impl std::fmt::Display, code: u8) {
        self.err.push_str("protect: ");
        self.err
            .push_str(&crate::text::printable(&message.to_string()));
        self.err.push('\n');
        self.code = self.code.max(code);
    }

    /// Adds a line for standard error that is worth knowing and no fault.
    pub fn note(&mut self, message: &str) {
        self.fail(message, 0);
    }

    /// Adds a line for standard output, free of anything a terminal would act on.
    pub fn line(&mut self, text: &str) {
        self.out.push_str(&crate::text::printable(text));
        self.out.push('\n');
    }

    /// Writes both streams and gives the exit code.
    ///
    /// # Errors
    /// When standard output refuses for another reason than a reader that went away.
    pub fn say(&self) -> std::io::Result<std::process::ExitCode> {
        write(&mut std::io::stdout().lock(), &self.out)?;
        // Nobody is left to tell when standard error refuses.
        let _ = write(&mut std::io::stderr().lock(), &self.err);
        Ok(self.code.into())
    }
}

fn write(to: &mut dyn Write, text: &str) -> std::io::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes one line to standard error; a stream that is gone is no fault.
pub fn complain(message: &str) {
    let text = format!("{}\n", crate::text::printable(message));
    let _ = write(&mut std::io::stderr().lock(), &text);
}
