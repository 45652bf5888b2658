//! How characters become cells of a terminal: widths, tabs, and stand-ins for what a terminal
//! would act on or not show.
//!
//! Knows nothing of cursors or styles. Called by `editor` and its parts, and by `compare`.

use ropey::RopeSlice;
use unicode_width::UnicodeWidthChar;

/// A tab goes to the next column that this divides.
const TAB: usize = 4;
/// Lines longer than this (in characters) are not measured from their start: every character
/// before the window counts one cell, so that a line of 10 MB costs no more than a short one.
const LONG: usize = 4_096;

/// What is drawn for one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// The character, over so many cells (1 or 2).
    Shown(char, usize),
    /// A mark that sits on the character before it.
    Combining(char),
    /// So many blank cells.
    Tab(usize),
    /// A stand-in, one cell wide, for something that would be acted on or not be seen.
    Hidden(char),
}

impl Glyph {
    /// What is drawn for `c` when it begins at `column` (in cells from the line's start).
    #[must_use]
    pub fn of(c: char, column: usize) -> Self {
        match c {
            '\t' => Self::Tab(TAB - column % TAB),
            ' '..='~' => Self::Shown(c, 1),
            '\u{0}'..='\u{1f}' => Self::Hidden(control_picture(c)),
            '\u{7f}' => Self::Hidden('\u{2421}'),
            c if c.is_control() || unseen(c) => Self::Hidden('\u{FFFD}'),
            c => match c.width() {
                Some(0) => Self::Combining(c),
                Some(width) => Self::Shown(c, width.min(2)),
                None => Self::Hidden('\u{FFFD}'),
            },
        }
    }

    /// Over how many cells.
    #[must_use]
    pub fn width(self) -> usize {
        match self {
            Self::Shown(_, width) | Self::Tab(width) => width,
            Self::Combining(_) => 0,
            Self::Hidden(_) => 1,
        }
    }
}

fn control_picture(c: char) -> char {
    char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}')
}

/// Characters that take no room or turn the reading direction: code can hide in them.
fn unseen(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether the cursor may not stop before `c`.
#[must_use]
pub fn combines(c: char) -> bool {
    matches!(Glyph::of(c, 0), Glyph::Combining(_))
}

/// The column (in cells) at which character number `index` of `line` begins.
#[must_use]
pub fn column_of(line: RopeSlice<'_>, index: usize) -> usize {
    let (skipped, mut column) = start(index);
    for c in line
        .get_chars_at(skipped.min(line.len_chars()))
        .into_iter()
        .flatten()
        .take(index - skipped)
    {
        column += Glyph::of(c, column).width();
    }
    column
}

/// The first character of `line` that ends after `column`, and the column at which it begins. At
/// most the line's end.
#[must_use]
pub fn index_at(line: RopeSlice<'_>, column: usize) -> (usize, usize) {
    let length = body_len(line);
    let (skipped, mut at) = start(column.min(length));
    let mut index = skipped;
    for c in line.get_chars_at(skipped).into_iter().flatten() {
        let width = Glyph::of(c, at).width();
        if index >= length || (at + width > column && width > 0) {
            break;
        }
        at += width;
        index += 1;
    }
    (index, at)
}

/// From where a long line is measured: a character, taken to begin at the column of the same
/// number. Windows overlap by half, so that near columns share one start.
fn start(index: usize) -> (usize, usize) {
    let skipped = (index / LONG).saturating_sub(1) * LONG;
    (skipped, skipped)
}

/// The length of a line in characters without its line break.
#[must_use]
pub fn body_len(line: RopeSlice<'_>) -> usize {
    let length = line.len_chars();
    match length.checked_sub(1).and_then(|last| line.get_char(last)) {
        Some('\n') => length - 1,
        _ => length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ropey::Rope;

    #[test]
    fn glyphs() {
        for (c, column, glyph) in [
            ('a', 0, Glyph::Shown('a', 1)),
            ('漢', 0, Glyph::Shown('漢', 2)),
            ('\t', 0, Glyph::Tab(4)),
            ('\t', 3, Glyph::Tab(1)),
            ('\u{301}', 1, Glyph::Combining('\u{301}')),
            ('\u{1b}', 0, Glyph::Hidden('␛')),
            ('\u{202e}', 0, Glyph::Hidden('\u{FFFD}')),
            ('\u{200b}', 0, Glyph::Hidden('\u{FFFD}')),
            ('\u{fe0f}', 0, Glyph::Hidden('\u{FFFD}')),
            ('\u{9b}', 0, Glyph::Hidden('\u{FFFD}')),
        ] {
            assert_eq!(Glyph::of(c, column), glyph, "{c:?}");
        }
    }

    #[test]
    fn columns_and_characters_agree() {
        let rope = Rope::from_str("a\t漢e\u{301}z\n");
        let line = rope.line(0);
        let columns: Vec<usize> = (0..=6).map(|i| column_of(line, i)).collect();
        assert_eq!(columns, [0, 1, 4, 6, 7, 7, 8]);
        assert_eq!(index_at(line, 0), (0, 0));
        assert_eq!(index_at(line, 2), (1, 1), "inside the tab");
        assert_eq!(index_at(line, 5), (2, 4), "inside the wide character");
        assert_eq!(
            index_at(line, 7),
            (5, 7),
            "the accent belongs to what is before it"
        );
        assert_eq!(index_at(line, 99), (6, 8));
    }

    #[test]
    fn long_lines_are_measured_from_near() {
        let rope = Rope::from_str(&"x".repeat(1_000_000));
        let line = rope.line(0);
        assert_eq!(column_of(line, 999_999), 999_999);
        assert_eq!(index_at(line, 999_999), (999_999, 999_999));
    }
}
