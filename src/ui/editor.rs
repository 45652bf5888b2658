//! The code editor: text, cursor, selection, marks and colours, and what keys do to them.
//!
//! Knows nothing of exercises, messages or the key table's chords: it is told actions, typing,
//! pasting and the mouse. Called by `exercise`.

pub mod buffer;
pub mod cells;
pub mod marks;
mod motion;
mod mouse;
mod python;
mod search;
mod view;

pub use buffer::Buffer;
pub use marks::{Mark, Marks};
pub use motion::Motion;
pub use view::Look;

use super::highlight::{Highlighter, Language, Languages};
use super::keys::Action;
use crate::finding::Finding;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use search::Search;
use std::ops::Range;

/// What came of an input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    /// Whether the text is another one now.
    pub changed: bool,
    /// What was put on the clipboard.
    pub copied: Option<String>,
}

/// How many columns and rows of text are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
}

/// A text under edit.
#[derive(Debug, Clone)]
pub struct Editor {
    buffer: Buffer,
    head: usize,
    anchor: Option<usize>,
    goal: Option<usize>,
    top: usize,
    left: usize,
    marks: Marks,
    search: Search,
    colours: Highlighter,
    clipboard: String,
    window: Window,
    clicks: mouse::Clicks,
}

impl Editor {
    /// An editor for a text with the cursor at its beginning.
    #[must_use]
    pub fn new(text: &str, language: Language, languages: &Languages) -> Self {
        Self {
            buffer: Buffer::new(text),
            head: 0,
            anchor: None,
            goal: None,
            top: 0,
            left: 0,
            marks: Marks::default(),
            search: Search::default(),
            colours: Highlighter::new(language, languages),
            clipboard: String::new(),
            window: Window::default(),
            clicks: mouse::Clicks::default(),
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> String {
        self.buffer.rope().to_string()
    }

    /// Grows with every change of the text.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.buffer.version()
    }

    /// How many lines there are.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.buffer.rope().len_lines()
    }

    /// Line and column of the cursor, in characters from 0.
    #[must_use]
    pub fn place(&self) -> (usize, usize) {
        self.place_of(self.head)
    }

    /// Line and column of a character, from 0.
    #[must_use]
    pub fn place_of(&self, at: usize) -> (usize, usize) {
        let text = self.buffer.rope();
        let at = at.min(text.len_chars());
        let line = text.char_to_line(at);
        (line, at - text.line_to_char(line))
    }

    /// The text of line `line` (from 0) without its break; empty when there is no such line.
    #[must_use]
    pub fn line(&self, line: usize) -> String {
        self.buffer
            .rope()
            .get_line(line)
            .map(|line| line.chars().filter(|c| *c != '\n').collect())
            .unwrap_or_default()
    }

    /// Puts the cursor at a line and column (from 0), or as near as there is text.
    pub fn set_place(&mut self, line: usize, column: usize) {
        let text = self.buffer.rope();
        let line = line.min(text.len_lines() - 1);
        let head = (text.line_to_char(line) + column).min(motion::line_end(text, line));
        self.jump(head);
    }

    /// The marks of findings.
    #[must_use]
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Takes the answer for the text as it is now.
    pub fn set_findings(&mut self, findings: &[Finding]) {
        self.marks = Marks::new(self.buffer.rope(), findings);
    }

    /// The same for one of several files, whose text begins at `base` of what was looked at.
    pub fn set_findings_from(&mut self, findings: &[Finding], base: u32) {
        self.marks = Marks::from(self.buffer.rope(), findings, base);
    }

    /// Tells how much is seen and colours it; a new size brings the cursor into sight. Call it
    /// before and after every input.
    pub fn fit(&mut self, window: Window) {
        if self.window != window {
            self.window = window;
            self.keep_cursor_in_sight();
        }
        self.colour();
    }

    /// Brings a stretch into sight without moving the cursor.
    pub fn reveal(&mut self, range: &Range<usize>) {
        let (line, _) = self.place_of(range.start);
        self.top = centred(self.top, line, self.window.height);
        let text = self.buffer.rope();
        let begins = text.line_to_char(line);
        let start = cells::column_of(text.line(line), range.start.saturating_sub(begins));
        let end = start + (range.end - range.start).min(self.window.width / 2);
        if end + 4 < self.window.width {
            self.left = 0;
        } else if start <= self.left || end + 1 >= self.left + self.window.width {
            self.left = (end + 4)
                .saturating_sub(self.window.width)
                .min(start.saturating_sub(1));
        }
        self.colour();
    }

    /// Puts the cursor at the beginning of a stretch and shows it.
    pub fn go_to(&mut self, range: &Range<usize>) {
        self.jump(range.start);
        self.reveal(range);
    }

    /// Does what an action of the key table means in text. `None` when it means nothing here.
    pub fn act(&mut self, action: Action) -> Option<Done> {
        let before = self.version();
        let mut copied = None;
        match action {
            Action::Undo => {
                if let Some(head) = self.buffer.undo() {
                    self.jump(head);
                }
            }
            Action::Redo => {
                if let Some(head) = self.buffer.redo() {
                    self.jump(head);
                }
            }
            Action::Copy => copied = self.copy(),
            Action::Cut => {
                copied = self.copy();
                let range = self.stretch();
                self.replace(range, String::new());
            }
            Action::Paste => {
                let text = self.clipboard.clone();
                self.insert(&text);
            }
            Action::SelectAll => {
                self.anchor = Some(0);
                self.head = self.buffer.rope().len_chars();
            }
            Action::Indent if self.selects_lines() => self.edit_lines(python::indent),
            Action::Indent => {
                let spaces = python::tab(self.place().1);
                self.insert(&spaces);
            }
            Action::Dedent => self.edit_lines(python::dedent),
            Action::Comment => self.edit_lines(python::comment),
            Action::PageUp => self.travel(Motion::Up(self.page()), false),
            Action::PageDown => self.travel(Motion::Down(self.page()), false),
            Action::NextMatch => self.find(true),
            Action::PreviousMatch => self.find(false),
            _ => return None,
        }
        Some(self.done(before, copied))
    }

    /// Takes a key that the key table does not know. `None` when it means nothing.
    pub fn key(&mut self, key: KeyEvent) -> Option<Done> {
        let before = self.version();
        let has = |modifier| key.modifiers.contains(modifier);
        let (shift, control, alt) = (
            has(KeyModifiers::SHIFT),
            has(KeyModifiers::CONTROL),
            has(KeyModifiers::ALT),
        );
        let word = control || alt;
        let motion = match key.code {
            KeyCode::Left if word => Some(Motion::WordLeft),
            KeyCode::Right if word => Some(Motion::WordRight),
            KeyCode::Left => Some(Motion::Left),
            KeyCode::Right => Some(Motion::Right),
            KeyCode::Up => Some(Motion::Up(1)),
            KeyCode::Down => Some(Motion::Down(1)),
            KeyCode::PageUp => Some(Motion::Up(self.page())),
            KeyCode::PageDown => Some(Motion::Down(self.page())),
            KeyCode::Home if control => Some(Motion::Top),
            KeyCode::End if control => Some(Motion::Bottom),
            KeyCode::Home => Some(Motion::Home),
            KeyCode::End => Some(Motion::End),
            _ => None,
        };
        match (motion, key.code) {
            (Some(motion), _) => self.travel(motion, shift),
            (None, KeyCode::Enter) => {
                let text = python::newline(self.buffer.rope(), self.selection().start);
                self.insert(&text);
            }
            (None, KeyCode::Backspace) if word => self.erase(Motion::WordLeft),
            (None, KeyCode::Backspace) => self.erase(Motion::Left),
            (None, KeyCode::Delete) if word => self.erase(Motion::WordRight),
            (None, KeyCode::Delete) => self.erase(Motion::Right),
            // AltGr is reported as Ctrl and Alt together; what it types is text.
            (None, KeyCode::Char(c)) if control == alt => self.type_char(c),
            _ => return None,
        }
        Some(self.done(before, None))
    }

    /// Inserts text, many lines or not, as one step, in place of the selection.
    pub fn paste(&mut self, text: &str) -> Done {
        let before = self.version();
        self.insert(text);
        self.done(before, None)
    }

    /// Puts another text in place of this one; can be undone.
    pub fn replace_all(&mut self, text: &str) -> Done {
        let before = self.version();
        let (line, column) = self.place();
        self.replace(0..self.buffer.rope().len_chars(), text.to_owned());
        let done = self.done(before, None);
        self.set_place(line, column);
        done
    }

    /// Searches for `query` from the cursor on; the cursor goes to the first match.
    pub fn seek(&mut self, query: &str) {
        self.search = Search::new(query);
        let hit = self.search.next(self.buffer.rope(), self.selection().start);
        self.land(hit);
    }

    /// How the search stands, in words; empty when nothing is searched.
    #[must_use]
    pub fn search_standing(&self) -> String {
        if self.search.query().is_empty() {
            return String::new();
        }
        match self.search.next(self.buffer.rope(), self.selection().start) {
            Some(hit) => format!("{} of {}", hit.number, hit.of),
            None => "no match".to_owned(),
        }
    }

    /// Ends the search; the match stays selected.
    pub fn end_search(&mut self) {
        self.search = Search::default();
    }

    /// What is selected, in characters; empty at the cursor when nothing is.
    #[must_use]
    pub fn selection(&self) -> Range<usize> {
        let anchor = self.anchor.unwrap_or(self.head);
        anchor.min(self.head)..anchor.max(self.head)
    }

    fn find(&mut self, forward: bool) {
        let from = self.selection();
        let hit = if forward {
            self.search.next(self.buffer.rope(), from.start + 1)
        } else {
            self.search.previous(self.buffer.rope(), from.start)
        };
        self.land(hit);
    }

    fn land(&mut self, hit: Option<search::Hit>) {
        if let Some(hit) = hit {
            self.jump(hit.range.end);
            self.anchor = Some(hit.range.start);
            self.reveal(&hit.range);
        }
    }

    fn done(&mut self, before: u64, copied: Option<String>) -> Done {
        for change in self.buffer.take_changes() {
            self.marks.slide(change);
            self.colours.slide(change);
        }
        self.keep_cursor_in_sight();
        Done {
            changed: self.version() != before,
            copied,
        }
    }

    fn jump(&mut self, head: usize) {
        self.head = head.min(self.buffer.rope().len_chars());
        self.anchor = None;
        self.goal = None;
        self.buffer.seal();
    }

    fn travel(&mut self, motion: Motion, select: bool) {
        self.buffer.seal();
        let selection = self.selection();
        if select {
            self.anchor.get_or_insert(self.head);
        } else if self.anchor.take().is_some() && !selection.is_empty() {
            // Leaving a selection sideways goes to its edge.
            match motion {
                Motion::Left => return self.jump(selection.start),
                Motion::Right => return self.jump(selection.end),
                _ => {}
            }
        }
        let (head, goal) = motion::go(self.buffer.rope(), self.head, self.goal, motion);
        self.head = head;
        self.goal = goal;
    }

    fn type_char(&mut self, c: char) {
        if self.selection().is_empty() {
            self.buffer.type_text(self.head, c.encode_utf8(&mut [0; 4]));
            self.head += 1;
            self.anchor = None;
            self.goal = None;
        } else {
            self.insert(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn insert(&mut self, text: &str) {
        self.replace(self.selection(), text.to_owned());
    }

    fn replace(&mut self, range: Range<usize>, text: String) {
        if range.is_empty() && text.is_empty() {
            return;
        }
        let start = range.start;
        let rest = self.buffer.rope().len_chars().saturating_sub(range.end);
        let before = self.head;
        // Where the cursor ends follows from what is left behind it: line breaks may shrink.
        self.buffer.edit(vec![(range, text)], before, start);
        let after = self.buffer.rope().len_chars() - rest;
        self.buffer.set_after(after);
        self.jump(after);
    }

    fn erase(&mut self, motion: Motion) {
        let selected = self.selection();
        let range = if !selected.is_empty() {
            selected
        } else if let (Motion::Left, Some(level)) =
            (motion, python::backspace(self.buffer.rope(), self.head))
        {
            level
        } else {
            let (to, _) = motion::go(self.buffer.rope(), self.head, None, motion);
            to.min(self.head)..to.max(self.head)
        };
        self.replace(range, String::new());
    }

    /// The selection, or the cursor's whole line with its break.
    fn stretch(&self) -> Range<usize> {
        let selection = self.selection();
        if !selection.is_empty() {
            return selection;
        }
        let text = self.buffer.rope();
        let line = text.char_to_line(self.head);
        text.line_to_char(line)..text.line_to_char((line + 1).min(text.len_lines()))
    }

    fn copy(&mut self) -> Option<String> {
        let text = self.buffer.rope().slice(self.stretch()).to_string();
        if text.is_empty() {
            return None;
        }
        self.clipboard.clone_from(&text);
        Some(text)
    }

    fn selects_lines(&self) -> bool {
        let selection = self.selection();
        self.place_of(selection.start).0 != self.place_of(selection.end).0
    }

    fn edit_lines(&mut self, edits: fn(&ropey::Rope, Range<usize>) -> python::Edits) {
        let selection = self.selection();
        let (first, _) = self.place_of(selection.start);
        let (last, column) = self.place_of(selection.end);
        let end = if column == 0 && last > first {
            last
        } else {
            last + 1
        };
        let edits = edits(self.buffer.rope(), first..end);
        let anchor = self.anchor.map(|anchor| shifted(anchor, &edits));
        let head = shifted(self.head, &edits);
        self.buffer.edit(edits, self.head, head);
        self.jump(head);
        self.anchor = anchor;
    }

    fn page(&self) -> usize {
        self.window.height.saturating_sub(2).max(1)
    }

    fn keep_cursor_in_sight(&mut self) {
        let Window { width, height } = self.window;
        if width == 0 || height == 0 {
            return;
        }
        let text = self.buffer.rope();
        let line = text.char_to_line(self.head);
        let spare = (height / 4).min(2);
        if line < self.top + spare {
            self.top = line.saturating_sub(spare);
        } else if line + spare >= self.top + height {
            self.top = (line + spare + 1).saturating_sub(height);
        }
        let most = (text.len_lines()).saturating_sub(height);
        self.top = self.top.min(most.max(line.saturating_sub(height - 1)));
        let column = cells::column_of(text.line(line), self.head - text.line_to_char(line));
        // The outermost cells may show that there is more.
        if column <= self.left {
            self.left = column.saturating_sub(width / 4);
        } else if column + 1 >= self.left + width {
            self.left = (column + width / 4 + 2).saturating_sub(width);
        }
        if column < width * 3 / 4 {
            self.left = 0;
        }
    }

    fn colour(&mut self) {
        let last = self.top + self.window.height;
        self.colours.prepare(self.buffer.rope(), last);
    }
}

/// Where a place is after the edits.
fn shifted(at: usize, edits: &python::Edits) -> usize {
    let (mut grown, mut shrunk) = (0, 0);
    for (range, new) in edits.iter().filter(|(range, _)| range.start <= at) {
        grown += new.chars().count();
        shrunk += range.end.min(at) - range.start;
    }
    at + grown - shrunk
}

/// A top line from which `line` can be seen, near the old one if possible.
fn centred(top: usize, line: usize, height: usize) -> usize {
    if line >= top && line < top + height {
        top
    } else {
        line.saturating_sub(height / 2)
    }
}

#[cfg(test)]
mod tests;
