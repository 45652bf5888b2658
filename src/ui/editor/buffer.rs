//! The text being edited: a rope with undo in steps, and a note of every change for those who
//! keep places in the text.
//!
//! Knows nothing of cursors on screens, keys or Python. Called by `editor`.

use ropey::Rope;
use std::ops::Range;

/// How many bytes of undone and undoable text are kept; the oldest steps go first.
const HISTORY_BYTES: usize = 32 * 1024 * 1024;
/// How many steps can be undone.
const HISTORY_STEPS: usize = 2_000;

/// One change, in numbers: what those need who keep places in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Where, in characters.
    pub at: usize,
    /// How many characters went.
    pub removed: usize,
    /// How many characters came.
    pub inserted: usize,
    /// The line (from 0) of `at`.
    pub line: usize,
    /// How many line breaks went.
    pub lines_removed: usize,
    /// How many line breaks came.
    pub lines_inserted: usize,
}

/// A replacement that can be turned round.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Replacement {
    at: usize,
    removed: String,
    inserted: String,
}

/// What one undo takes back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Step {
    replacements: Vec<Replacement>,
    before: usize,
    after: usize,
    /// Whether the next typed character may join.
    open: bool,
}

impl Step {
    fn bytes(&self) -> usize {
        self.replacements
            .iter()
            .map(|r| r.removed.len() + r.inserted.len())
            .sum()
    }
}

/// A text with undo.
#[derive(Debug, Clone, Default)]
pub struct Buffer {
    text: Rope,
    undo: Vec<Step>,
    redo: Vec<Step>,
    kept: usize,
    version: u64,
    changes: Vec<Change>,
}

impl Buffer {
    /// A buffer with this text. Line breaks of other systems become `\n`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            text: Rope::from_str(&plain_breaks(text)),
            ..Self::default()
        }
    }

    /// The text.
    #[must_use]
    pub fn rope(&self) -> &Rope {
        &self.text
    }

    /// Grows with every change.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The changes since the last call, in order.
    pub fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }

    /// Replaces several stretches as one step. `edits` are ranges in characters of the text as it
    /// is now, ascending and apart. The cursor goes from `before` to `after` (both as the step is
    /// undone and redone).
    pub fn edit(&mut self, edits: Vec<(Range<usize>, String)>, before: usize, after: usize) {
        let mut step = Step {
            before,
            after,
            ..Step::default()
        };
        for (range, inserted) in edits.into_iter().rev() {
            if let Some(replacement) = self.replace(range, plain_breaks(&inserted)) {
                step.replacements.push(replacement);
            }
        }
        self.keep(step);
    }

    /// Types one piece of text without a line break at `at`; joins the step before when that was
    /// typed right before it and no new word begins.
    pub fn type_text(&mut self, at: usize, text: &str) {
        let after = at + text.chars().count();
        let begins_word = text.starts_with(char::is_whitespace);
        let Some(replacement) = self.replace(at..at, text.to_owned()) else {
            return;
        };
        if let Some(step) = self.undo.last_mut()
            && step.open
            && step.after == at
            && self.redo.is_empty()
            && !begins_word
            && let Some(last) = step.replacements.last_mut()
        {
            last.inserted.push_str(text);
            step.after = after;
            self.kept += text.len();
            return;
        }
        self.keep(Step {
            replacements: vec![replacement],
            before: at,
            after,
            open: true,
        });
    }

    /// Says where the cursor stands after the newest step, for when it is done again.
    pub fn set_after(&mut self, after: usize) {
        if let Some(step) = self.undo.last_mut() {
            step.after = after;
        }
    }

    /// Ends the current run of typing, so that the next character is a step of its own.
    pub fn seal(&mut self) {
        if let Some(step) = self.undo.last_mut() {
            step.open = false;
        }
    }

    /// Takes the last step back; where the cursor was, or `None` when there is nothing to undo.
    pub fn undo(&mut self) -> Option<usize> {
        let step = self.undo.pop()?;
        for r in step.replacements.iter().rev() {
            let end = r.at + r.inserted.chars().count();
            self.replace(r.at..end, r.removed.clone());
        }
        let cursor = step.before;
        self.redo.push(Step {
            open: false,
            ..step
        });
        Some(cursor)
    }

    /// Does the last undone step again; where the cursor was, or `None` when there is nothing.
    pub fn redo(&mut self) -> Option<usize> {
        let step = self.redo.pop()?;
        for r in &step.replacements {
            let end = r.at + r.removed.chars().count();
            self.replace(r.at..end, r.inserted.clone());
        }
        let cursor = step.after;
        self.undo.push(step);
        Some(cursor)
    }

    fn replace(&mut self, range: Range<usize>, inserted: String) -> Option<Replacement> {
        let end = range.end.min(self.text.len_chars());
        let start = range.start.min(end);
        let removed: String = self.text.slice(start..end).into();
        if removed.is_empty() && inserted.is_empty() {
            return None;
        }
        self.changes.push(Change {
            at: start,
            removed: end - start,
            inserted: inserted.chars().count(),
            line: self.text.char_to_line(start),
            lines_removed: removed.bytes().filter(|b| *b == b'\n').count(),
            lines_inserted: inserted.bytes().filter(|b| *b == b'\n').count(),
        });
        self.text.remove(start..end);
        self.text.insert(start, &inserted);
        self.version += 1;
        Some(Replacement {
            at: start,
            removed,
            inserted,
        })
    }

    fn keep(&mut self, step: Step) {
        if step.replacements.is_empty() {
            return;
        }
        self.kept = self
            .kept
            .saturating_sub(self.redo.iter().map(Step::bytes).sum());
        self.redo.clear();
        self.kept += step.bytes();
        self.undo.push(step);
        let mut gone = 0;
        while self.undo.len() - gone > 1
            && (self.kept > HISTORY_BYTES || self.undo.len() - gone > HISTORY_STEPS)
        {
            let bytes = self.undo.get(gone).map_or(0, Step::bytes);
            self.kept = self.kept.saturating_sub(bytes);
            gone += 1;
        }
        self.undo.drain(..gone);
    }
}

/// `text` with `\n` for every kind of line break.
fn plain_breaks(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(buffer: &Buffer) -> String {
        buffer.rope().to_string()
    }

    #[test]
    fn several_edits_are_one_step() {
        let mut buffer = Buffer::new("a\nb\nc");
        buffer.edit(vec![(0..0, "# ".into()), (2..2, "# ".into())], 0, 2);
        assert_eq!(text(&buffer), "# a\n# b\nc");
        assert_eq!(buffer.undo(), Some(0));
        assert_eq!(text(&buffer), "a\nb\nc");
        assert_eq!(buffer.redo(), Some(2));
        assert_eq!(text(&buffer), "# a\n# b\nc");
        assert_eq!(buffer.redo(), None);
    }

    #[test]
    fn typing_joins_word_by_word() {
        let mut buffer = Buffer::new("");
        for (at, c) in "ab cd".chars().enumerate() {
            buffer.type_text(at, &c.to_string());
        }
        buffer.undo();
        assert_eq!(text(&buffer), "ab");
        buffer.undo();
        assert_eq!(text(&buffer), "");
        assert_eq!(buffer.undo(), None);
    }

    #[test]
    fn a_sealed_step_is_not_joined() {
        let mut buffer = Buffer::new("");
        buffer.type_text(0, "a");
        buffer.seal();
        buffer.type_text(1, "b");
        buffer.undo();
        assert_eq!(text(&buffer), "a");
    }

    #[test]
    fn an_edit_after_undo_forgets_what_was_undone() {
        let mut buffer = Buffer::new("");
        buffer.type_text(0, "a");
        buffer.undo();
        buffer.type_text(0, "b");
        assert_eq!(buffer.redo(), None);
        assert_eq!(text(&buffer), "b");
    }

    #[test]
    fn changes_are_told_in_characters_and_lines() {
        let mut buffer = Buffer::new("é\nb\nc");
        buffer.edit(vec![(1..4, "x\r\ny\rz".into())], 0, 0);
        assert_eq!(
            buffer.take_changes(),
            [Change {
                at: 1,
                removed: 3,
                inserted: 5,
                line: 0,
                lines_removed: 2,
                lines_inserted: 2,
            }]
        );
        assert_eq!(text(&buffer), "éx\ny\nzc");
        assert_eq!(buffer.take_changes(), []);
    }

    #[test]
    fn ranges_that_do_not_fit_are_cut() {
        let mut buffer = Buffer::new("ab");
        buffer.edit(vec![(1..99, String::new())], 0, 0);
        assert_eq!(text(&buffer), "a");
        buffer.edit(vec![(50..99, "z".into())], 0, 0);
        assert_eq!(text(&buffer), "az");
    }

    #[test]
    fn old_steps_go_when_there_are_too_many() {
        let mut buffer = Buffer::new("");
        for at in 0..HISTORY_STEPS + 10 {
            buffer.type_text(at, "x");
            buffer.seal();
        }
        let mut undone = 0;
        while buffer.undo().is_some() {
            undone += 1;
        }
        assert_eq!(undone, HISTORY_STEPS);
        assert_eq!(text(&buffer).len(), 10);
    }
}
