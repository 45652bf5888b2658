//! Where the cursor goes: by character, word, line, screenful.
//!
//! Positions are character numbers in the whole text. Knows nothing of selection or drawing.
//! Called by `editor`.

use super::cells::{body_len, column_of, combines, index_at};
use ropey::Rope;

/// A way to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// One character back.
    Left,
    /// One character on.
    Right,
    /// To the beginning of the word, or of the one before.
    WordLeft,
    /// To the end of the word, or of the next one.
    WordRight,
    /// So many lines up.
    Up(usize),
    /// So many lines down.
    Down(usize),
    /// To the first character that is no space; from there to the line's beginning.
    Home,
    /// To the line's end.
    End,
    /// To the beginning of the text.
    Top,
    /// To the end of the text.
    Bottom,
}

/// Where `motion` leads from `head`. `goal` is the column that moves up and down try to keep; the
/// new goal comes back.
#[must_use]
pub fn go(text: &Rope, head: usize, goal: Option<usize>, motion: Motion) -> (usize, Option<usize>) {
    let head = head.min(text.len_chars());
    match motion {
        Motion::Left => (previous(text, head), None),
        Motion::Right => (next(text, head), None),
        Motion::WordLeft => (word_left(text, head), None),
        Motion::WordRight => (word_right(text, head), None),
        Motion::Up(lines) => {
            let line = text.char_to_line(head);
            if line == 0 {
                return (0, None);
            }
            vertical(text, head, goal, line.saturating_sub(lines))
        }
        Motion::Down(lines) => {
            let (line, last) = (text.char_to_line(head), text.len_lines() - 1);
            if line == last {
                return (text.len_chars(), None);
            }
            vertical(text, head, goal, line.saturating_add(lines).min(last))
        }
        Motion::Home => {
            let line = text.char_to_line(head);
            let start = text.line_to_char(line);
            let text_start = start + indentation(text, line);
            let to = if head == text_start {
                start
            } else {
                text_start
            };
            (to, None)
        }
        Motion::End => (line_end(text, text.char_to_line(head)), None),
        Motion::Top => (0, None),
        Motion::Bottom => (text.len_chars(), None),
    }
}

fn vertical(text: &Rope, head: usize, goal: Option<usize>, line: usize) -> (usize, Option<usize>) {
    let here = text.char_to_line(head);
    let column = goal.unwrap_or_else(|| column_of(text.line(here), head - text.line_to_char(here)));
    (at_column(text, line, column), Some(column))
}

/// The character of `line` that stands at `column` (in cells), or the line's end.
#[must_use]
pub fn at_column(text: &Rope, line: usize, column: usize) -> usize {
    let line = line.min(text.len_lines() - 1);
    text.line_to_char(line) + index_at(text.line(line), column).0
}

/// The end of `line`, before its line break.
#[must_use]
pub fn line_end(text: &Rope, line: usize) -> usize {
    let line = line.min(text.len_lines() - 1);
    text.line_to_char(line) + body_len(text.line(line))
}

/// How many spaces and tabs `line` begins with.
#[must_use]
pub fn indentation(text: &Rope, line: usize) -> usize {
    text.get_line(line).map_or(0, |line| {
        line.chars().take_while(|c| matches!(c, ' ' | '\t')).count()
    })
}

/// The place one character before, past marks that sit on it.
#[must_use]
pub fn previous(text: &Rope, head: usize) -> usize {
    let mut at = head.saturating_sub(1);
    while at > 0 && text.get_char(at).is_some_and(combines) {
        at -= 1;
    }
    at
}

/// The place one character on, past marks that sit on it.
#[must_use]
pub fn next(text: &Rope, head: usize) -> usize {
    let mut at = (head + 1).min(text.len_chars());
    while text.get_char(at).is_some_and(combines) {
        at += 1;
    }
    at
}

#[derive(PartialEq, Eq)]
enum Kind {
    Space,
    Word,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        c if c.is_whitespace() => Kind::Space,
        c if c.is_alphanumeric() || c == '_' => Kind::Word,
        _ => Kind::Other,
    }
}

fn word_left(text: &Rope, head: usize) -> usize {
    let mut before = text.chars_at(head).reversed().peekable();
    let mut at = head;
    while before.next_if(|c| kind(*c) == Kind::Space).is_some() {
        at -= 1;
    }
    if let Some(first) = before.peek().map(|c| kind(*c)) {
        while before.next_if(|c| kind(*c) == first).is_some() {
            at -= 1;
        }
    }
    at
}

fn word_right(text: &Rope, head: usize) -> usize {
    let mut after = text.chars_at(head).peekable();
    let mut at = head;
    while after.next_if(|c| kind(*c) == Kind::Space).is_some() {
        at += 1;
    }
    if let Some(first) = after.peek().map(|c| kind(*c)) {
        while after.next_if(|c| kind(*c) == first).is_some() {
            at += 1;
        }
    }
    at
}

/// The word around `head`, for a double click; empty between other characters.
#[must_use]
pub fn word_at(text: &Rope, head: usize) -> (usize, usize) {
    let is_word = |c: &char| kind(*c) == Kind::Word;
    let before = text.chars_at(head).reversed().take_while(is_word).count();
    let after = text.chars_at(head).take_while(is_word).count();
    (head - before, head + after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves() {
        let text = Rope::from_str("ab  cd(e\u{301})\n\n    x = 漢字\nlast");
        let place = |needle: &str| {
            let text = text.to_string();
            text.split(needle).next().map_or(0, |s| s.chars().count())
        };
        for (from, motion, to) in [
            (0, Motion::Left, 0),
            (0, Motion::Right, 1),
            (7, Motion::Right, 9),
            (9, Motion::Left, 7),
            (10, Motion::Right, 11),
            (11, Motion::Left, 10),
            (0, Motion::WordRight, 2),
            (2, Motion::WordRight, 6),
            (6, Motion::WordRight, 7),
            (6, Motion::WordLeft, 4),
            (4, Motion::WordLeft, 0),
            (place("x ="), Motion::Home, place("    x")),
            (place("    x"), Motion::Home, place("x =")),
            (place("字"), Motion::Home, place("x =")),
            (place("x ="), Motion::End, place("\nlast")),
            (place("x ="), Motion::Up(1), 11),
            (place("x ="), Motion::Up(9), 4),
            (3, Motion::Up(1), 0),
            (place("last"), Motion::Down(1), text.len_chars()),
            (place("x ="), Motion::Top, 0),
            (3, Motion::Bottom, text.len_chars()),
        ] {
            assert_eq!(
                go(&text, from, None, motion).0,
                to,
                "{motion:?} from {from}"
            );
        }
    }

    #[test]
    fn the_column_is_kept_over_short_lines() {
        let text = Rope::from_str("abcdef\n\nabcdef");
        let (at, goal) = go(&text, 4, None, Motion::Down(1));
        assert_eq!((at, goal), (7, Some(4)));
        assert_eq!(go(&text, at, goal, Motion::Down(1)), (12, Some(4)));
    }

    #[test]
    fn a_double_click_takes_the_word() {
        let text = Rope::from_str("x = find_user(n)");
        assert_eq!(word_at(&text, 6), (4, 13));
        assert_eq!(word_at(&text, 3), (3, 3));
    }
}
