//! One line of typed text: a search, an attack input.
//!
//! Knows nothing of what it is for. Called by whatever asks for a line.

use crate::text::printable;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The most characters that are kept, where nobody says otherwise.
const LONGEST: usize = 2_000;

/// Text and where its cursor stands, in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    text: String,
    at: usize,
    /// Whether line breaks are kept; otherwise they become blanks.
    breaks: bool,
    /// The most characters that are kept.
    longest: usize,
}

impl Default for Line {
    fn default() -> Self {
        Self::shorter_than(LONGEST)
    }
}

/// Text on one line: line breaks as their pictures, nothing that a terminal would act on.
#[must_use]
pub fn visible(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| match c {
            '\n' => '⏎',
            '\r' => '␍',
            '\t' => '␉',
            c => c,
        })
        .collect();
    printable(&shown)
}

impl Line {
    /// A line with the cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut line = Self::default();
        line.insert(text);
        line
    }

    /// An empty line for no more characters than this.
    pub fn shorter_than(longest: usize) -> Self {
        Self {
            text: String::new(),
            at: 0,
            breaks: false,
            longest,
        }
    }

    /// A line for what an attacker sends, which may have line breaks in it.
    pub fn of_attack(text: &str) -> Self {
        let mut line = Self {
            breaks: true,
            ..Self::default()
        };
        line.insert(text);
        line
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.byte(self.at)).unwrap_or(&self.text)
    }

    /// Types text; line breaks become blanks, unless they are kept.
    pub fn insert(&mut self, text: &str) {
        for c in text.chars() {
            if self.text.chars().count() >= self.longest {
                return;
            }
            let c = if matches!(c, '\n' | '\r') && !self.breaks {
                ' '
            } else {
                c
            };
            self.text.insert(self.byte(self.at), c);
            self.at += 1;
        }
    }

    /// Takes a key; whether the text has changed.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let before = self.text.len();
        self.take(key);
        // A key adds, or takes away.
        self.text.len() != before
    }

    fn take(&mut self, key: KeyEvent) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let length = self.text.chars().count();
        match key.code {
            KeyCode::Char(c) if control == alt => self.insert(c.encode_utf8(&mut [0; 4])),
            // As in shells: all before the cursor, and the word before it.
            KeyCode::Char('u') if control => self.erase_to(0),
            KeyCode::Char('w') if control => self.erase_to(self.word()),
            KeyCode::Backspace if control || alt => self.erase_to(self.word()),
            KeyCode::Backspace if self.at > 0 => {
                self.at -= 1;
                self.text.remove(self.byte(self.at));
            }
            KeyCode::Delete if self.at < length => {
                self.text.remove(self.byte(self.at));
            }
            KeyCode::Left => self.at = self.at.saturating_sub(1),
            KeyCode::Right => self.at = (self.at + 1).min(length),
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = length,
            _ => {}
        }
    }

    /// Where the word before the cursor begins.
    fn word(&self) -> usize {
        let before = self.before();
        let words = before.trim_end();
        let rest = words.trim_end_matches(|c: char| !c.is_whitespace());
        rest.chars().count()
    }

    /// Takes away what stands between a place before the cursor and the cursor.
    fn erase_to(&mut self, from: usize) {
        let (start, end) = (self.byte(from), self.byte(self.at));
        self.text.replace_range(start..end, "");
        self.at = from;
    }

    fn byte(&self, at: usize) -> usize {
        self.text
            .char_indices()
            .nth(at)
            .map_or(self.text.len(), |(byte, _)| byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_moves_and_erases() {
        let mut line = Line::new("é'\n");
        assert_eq!(line.text(), "é' ");
        for (code, text, before) in [
            (KeyCode::Home, "é' ", ""),
            (KeyCode::Backspace, "é' ", ""),
            (KeyCode::Char('x'), "xé' ", "x"),
            (KeyCode::Delete, "x' ", "x"),
            (KeyCode::End, "x' ", "x' "),
            (KeyCode::Right, "x' ", "x' "),
            (KeyCode::Left, "x' ", "x'"),
            (KeyCode::Backspace, "x ", "x"),
        ] {
            line.key(KeyEvent::new(code, KeyModifiers::NONE));
            assert_eq!((line.text(), line.before()), (text, before), "{code:?}");
        }
        assert!(!line.key(KeyEvent::new(KeyCode::Char('x'), KeyModifiers::CONTROL)));
        assert!(!line.key(KeyEvent::new(KeyCode::Left, KeyModifiers::NONE)));
        let mut line = Line::new("ä bc  d é ");
        for (code, text) in [('w', "ä bc  d "), ('w', "ä bc  "), ('w', "ä "), ('u', "")] {
            assert!(line.key(KeyEvent::new(KeyCode::Char(code), KeyModifiers::CONTROL)));
            assert_eq!((line.text(), line.before()), (text, text));
        }
        let mut short = Line::shorter_than(3);
        short.insert("abcd");
        assert_eq!(short.text(), "abc");
        let attack = Line::of_attack("a\r\nb");
        assert_eq!(attack.text(), "a\r\nb");
        assert_eq!(visible(attack.text()), "a␍⏎b");
    }
}
