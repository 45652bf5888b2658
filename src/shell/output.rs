//! Standard output and standard error of the commands.
//!
//! A reader that went away (`protect … | head`) is no fault. Called by every command.

use ratatui::crossterm::terminal;
use std::borrow::Cow;
use std::io::{IsTerminal as _, Write};
use unicode_width::UnicodeWidthStr;

/// A terminal of fewer columns is left to break lines as it does.
const NARROWEST: usize = 40;

/// What a command says, and how it ends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// For standard output.
    pub out: String,
    /// For standard error.
    pub err: String,
    /// The exit code.
    pub code: u8,
    /// Whether what is only worth knowing is left out.
    pub quiet: bool,
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
        if !self.quiet {
            self.fail(message, 0);
        }
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
        let out = seen(&self.out, std::io::stdout().is_terminal());
        write(&mut std::io::stdout().lock(), &out)?;
        // Nobody is left to tell when standard error refuses.
        let columns = columns(std::io::stderr().is_terminal());
        let mut told = String::new();
        for line in self.err.lines() {
            wrap(&mut told, line, "  ", columns);
        }
        let told = seen(&told, std::io::stderr().is_terminal());
        let _ = write(&mut std::io::stderr().lock(), &told);
        Ok(self.code.into())
    }
}

/// A path as one word of a command line, for a command that is shown.
#[must_use]
pub fn word(path: &std::path::Path) -> String {
    let text = crate::text::label(&path.display().to_string());
    let plain = |sign: char| sign.is_alphanumeric() || "/._-+:@%,=".contains(sign);
    if !text.is_empty() && text.chars().all(plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

/// How wide what is written may be: as the terminal is, where it goes to one. In a file or a pipe each
/// sentence is one line.
pub(super) fn columns(seen: bool) -> Option<usize> {
    let (columns, _) = terminal::size().ok().filter(|_| seen)?;
    Some(usize::from(columns)).filter(|&columns| columns >= NARROWEST)
}

/// A sentence as a line, or as several of so many columns; all but the first begin with `indent`.
pub(super) fn wrap(out: &mut String, sentence: &str, indent: &str, columns: Option<usize>) {
    let start = sentence.len() - sentence.trim_start().len();
    let mut used = 0;
    for (at, word) in sentence.trim_start().split(' ').enumerate() {
        if at == 0 {
            out.push_str(&" ".repeat(start));
            used = start;
        } else if columns.is_some_and(|columns| used + 1 + word.width() > columns) {
            out.push('\n');
            out.push_str(indent);
            used = indent.len();
        } else {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += word.width();
    }
    out.push('\n');
}

/// A text as a terminal can show it; what goes elsewhere stays as it is.
fn seen(text: &str, terminal: bool) -> Cow<'_, str> {
    if terminal && super::colours::only_ascii() {
        Cow::Owned(crate::text::in_ascii(text))
    } else {
        Cow::Borrowed(text)
    }
}

fn write(to: &mut dyn Write, text: &str) -> std::io::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Gives `tell` standard output, piece by piece; a reader that went away is no fault.
///
/// # Errors
/// When standard output refuses for another reason, or `tell` fails.
pub(super) fn stream(
    tell: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut to = std::io::BufWriter::new(std::io::stdout().lock());
    match tell(&mut to).and_then(|()| to.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes one line to standard error; a stream that is gone is no fault.
pub fn complain(message: &str) {
    let text = format!("{}\n", crate::text::printable(message));
    let text = seen(&text, std::io::stderr().is_terminal());
    let _ = write(&mut std::io::stderr().lock(), &text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_goes_on_in_the_next_line() {
        let fit = |sentence: &str, columns| {
            let mut out = String::new();
            wrap(&mut out, sentence, "  ", columns);
            out
        };
        let note = "protect: a.py:3:  this comment silences nothing";
        assert_eq!(fit(note, None), format!("{note}\n"));
        assert_eq!(
            fit(note, Some(24)),
            "protect: a.py:3:  this\n  comment silences\n  nothing\n"
        );
        let step = "    1. line 1: It comes in here.";
        assert_eq!(fit(step, Some(20)), "    1. line 1: It\n  comes in here.\n");
        assert_eq!(fit(step, None), format!("{step}\n"));
        assert_eq!(fit("", Some(40)), "\n");
    }
}
