//! Characters and places: a source text, byte spans in it, lines and columns.
//!
//! Knows nothing of Python. Called by every other room.

mod ascii;
mod bundle;

pub use ascii::{cell_in_ascii, in_ascii};
pub use bundle::{Part, bundle, ending, is_bundle, parts};

use std::sync::Arc;

/// A half-open range of bytes in a [`Source`]; both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Whether `other` lies inside this span (sharing an edge counts).
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// A line and a column, both counted from 1; the column counts characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A line of more bytes has marks.
const LONG: usize = 4_096;
/// How many bytes lie between two of them.
const BETWEEN: usize = 1_024;

/// Marks in the long lines of a text.
fn marks(text: &str, lines: &[u32]) -> Vec<(u32, u32)> {
    let mut marks = Vec::new();
    for (number, &start) in lines.iter().enumerate() {
        let mut at = start as usize;
        let end = lines
            .get(number + 1)
            .map_or(text.len(), |end| *end as usize);
        if end - at <= LONG {
            continue;
        }
        let mut counted = 0;
        while end - at > BETWEEN {
            let next = text.floor_char_boundary(at + BETWEEN);
            counted += text.get(at..next).map_or(0, |piece| piece.chars().count());
            at = next;
            if let (Ok(at), Ok(counted)) = (u32::try_from(at), u32::try_from(counted)) {
                marks.push((at, counted));
            }
        }
    }
    marks
}

/// A named text with its line starts. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    held: Arc<Held>,
}

/// What all clones of a source share.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Held {
    name: Arc<str>,
    text: Arc<str>,
    lines: Box<[u32]>,
    /// In long lines, every so often: a byte, and how many characters of its line stand before it.
    marks: Box<[(u32, u32)]>,
    /// Of a notebook: the line at which each cell begins, and its number.
    cells: Box<[(u32, u32)]>,
}

impl Source {
    /// Takes a text and the name it is shown under (a path, or an exercise file's name).
    ///
    /// Texts above 4 GiB are cut at the last character that a `u32` offset can reach.
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let mut lines = vec![0u32];
        let mut bytes = text.bytes().enumerate().peekable();
        while let Some((at, byte)) = bytes.next() {
            // A carriage return alone ends a line too, for Python as for old editors.
            let ends = byte == b'\n'
                || byte == b'\r' && bytes.peek().is_none_or(|(_, next)| *next != b'\n');
            if ends && let Ok(next) = u32::try_from(at + 1) {
                lines.push(next);
            }
        }
        Self {
            held: Arc::new(Held {
                name: name.into(),
                marks: marks(&text, &lines).into(),
                text,
                lines: lines.into(),
                cells: Box::default(),
            }),
        }
    }

    /// The same text as that of a notebook: the lines at which its cells begin, in order, each with the
    /// cell's number.
    #[must_use]
    pub fn in_cells(mut self, cells: Vec<(u32, u32)>) -> Self {
        Arc::make_mut(&mut self.held).cells = cells.into();
        self
    }

    /// Whether the text is that of a notebook's cells.
    #[must_use]
    pub fn is_notebook(&self) -> bool {
        !self.held.cells.is_empty()
    }

    /// The line and column of the byte `offset`, and in a notebook the cell from which lines are counted.
    #[must_use]
    pub fn cell_place(&self, offset: u32) -> (Option<u32>, Place) {
        let place = self.place(offset);
        let at = self
            .held
            .cells
            .partition_point(|(first, _)| *first <= place.line);
        match at.checked_sub(1).and_then(|at| self.held.cells.get(at)) {
            Some(&(first, number)) => {
                let line = place.line - first + 1;
                (Some(number), Place { line, ..place })
            }
            None => (None, place),
        }
    }

    /// The name the text is shown under.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.held.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.held.text
    }

    /// The text inside `span`; empty when the span does not fit this source.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.held
            .text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// How many lines there are; an empty text has one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.held.lines.len()
    }

    /// The line that holds the byte `offset`, from 1.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        u32::try_from(self.held.lines.partition_point(|&start| start <= offset)).unwrap_or(u32::MAX)
    }

    /// The byte at which line `line` (from 1) begins; 0 when there is no such line.
    #[must_use]
    pub fn line_start(&self, line: u32) -> u32 {
        let at = usize::try_from(line).unwrap_or(0).checked_sub(1);
        at.and_then(|at| self.held.lines.get(at))
            .copied()
            .unwrap_or(0)
    }

    /// The line and column of the byte `offset`.
    #[must_use]
    pub fn place(&self, offset: u32) -> Place {
        let line = self.line_of(offset);
        let start = self.held.lines.get(line as usize - 1).copied().unwrap_or(0);
        let before = self.held.marks.partition_point(|(at, _)| *at <= offset);
        let mark = before.checked_sub(1).and_then(|at| self.held.marks.get(at));
        let mark = mark.copied().filter(|(at, _)| *at >= start);
        let (from, counted) = mark.unwrap_or((start, 0));
        let rest = self.slice(Span::new(from, offset)).chars().count() + 1;
        Place {
            line,
            column: u32::try_from(rest).map_or(u32::MAX, |rest| rest.saturating_add(counted)),
        }
    }

    /// The text of line `line` (from 1) without its line break; empty when there is no such line.
    #[must_use]
    pub fn line(&self, line: u32) -> &str {
        let Some(index) = (line as usize).checked_sub(1) else {
            return "";
        };
        let Some(&start) = self.held.lines.get(index) else {
            return "";
        };
        let end = self
            .held
            .lines
            .get(index + 1)
            .copied()
            .unwrap_or(u32::try_from(self.held.text.len()).unwrap_or(u32::MAX));
        self.slice(Span::new(start, end))
            .trim_end_matches(['\n', '\r'])
    }
}

/// Several texts in one address space: each begins where the one before it ended. A span into the
/// space belongs to one text, so that a value can come from any file and still say from where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    files: Vec<(u32, Source)>,
}

impl Sources {
    /// Adds a text and gives the offset at which it begins; `None` when the space has no room for it.
    pub fn add(&mut self, source: Source) -> Option<u32> {
        let base = match self.files.last() {
            None => 0,
            // One apart, so that the end of a text is not the start of the next.
            Some((base, last)) => base
                .checked_add(u32::try_from(last.text().len()).ok()?)?
                .checked_add(1)?,
        };
        base.checked_add(u32::try_from(source.text().len()).ok()?)?;
        self.files.push((base, source));
        Some(base)
    }

    /// Puts a text at an offset behind all others.
    pub fn put(&mut self, base: u32, source: Source) {
        self.files.push((base, source));
    }

    /// The text with this number, counted in the order in which they were added.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Source> {
        self.files.get(index).map(|(_, source)| source)
    }

    /// The text that holds a span, and the span in that text; `None` without any text.
    #[must_use]
    pub fn find(&self, span: Span) -> Option<(&Source, Span)> {
        let (index, local) = self.locate(span);
        Some((self.get(index)?, local))
    }

    /// The number of the text that holds a span, and the span in that text. Without any text, the
    /// span itself in text 0.
    #[must_use]
    pub fn locate(&self, span: Span) -> (usize, Span) {
        let index = self
            .files
            .partition_point(|(base, _)| *base <= span.start)
            .saturating_sub(1);
        let base = self.files.get(index).map_or(0, |(base, _)| *base);
        let local = Span::new(
            span.start.saturating_sub(base),
            span.end.saturating_sub(base),
        );
        (index, local)
    }
}

/// A phrase as the beginning of a sentence.
#[must_use]
pub fn capital(phrase: &str) -> String {
    let mut chars = phrase.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A number of things, in words.
#[must_use]
pub fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    }
}

/// `text` without anything a terminal would act on: control characters (tab and line feed stay),
/// and the bidirectional overrides that make a line read differently from what it says.
/// Each is replaced by U+FFFD so that nothing disappears unseen.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            c if c.is_control() => '\u{FFFD}',
            '\u{200E}'
            | '\u{200F}'
            | '\u{061C}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
            c => c,
        })
        .collect()
}

/// The same for what has to stay in its line, such as the name of a file: line feeds and tabs are replaced too.
#[must_use]
pub fn label(text: &str) -> String {
    printable(text).replace(['\n', '\t'], "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_as_python_says() {
        let source = Source::new("a.py", "a\rb\r\nc\nd");
        let lines: Vec<_> = (1..=4).map(|line| source.line(line)).collect();
        assert_eq!(lines, ["a", "b", "c", "d"]);
        assert_eq!(source.line_count(), 4);
        assert_eq!(label("a\nb\t\u{1b}[2J"), "a\u{FFFD}b\u{FFFD}\u{FFFD}[2J");
    }

    #[test]
    fn places_in_long_lines_count_characters() {
        let text = format!(
            "x\n{}\ny = 'é'\n{}",
            "éa日".repeat(9_000),
            "b".repeat(9_000)
        );
        let source = Source::new("a.py", text.clone());
        let mut line = 1;
        let mut column = 1;
        for (at, c) in text.char_indices() {
            if at % 97 < 3 {
                let offset = u32::try_from(at).unwrap();
                assert_eq!(source.place(offset), Place { line, column });
            }
            (line, column) = if c == '\n' {
                (line + 1, 1)
            } else {
                (line, column + 1)
            };
        }
    }

    #[test]
    fn places_count_characters() {
        let source = Source::new("a.py", "x = 'é'\ny");
        assert_eq!(source.place(0), Place { line: 1, column: 1 });
        assert_eq!(source.place(8), Place { line: 1, column: 8 });
        assert_eq!(source.place(9), Place { line: 2, column: 1 });
        assert_eq!(source.line(1), "x = 'é'");
        assert_eq!(source.line(2), "y");
        assert_eq!(source.line(3), "");
        assert_eq!(source.line(0), "");
    }

    #[test]
    fn every_span_belongs_to_one_text() {
        let mut sources = Sources::default();
        assert_eq!(sources.locate(Span::new(2, 3)), (0, Span::new(2, 3)));
        let bases: Vec<_> = ["abc", "", "xy"]
            .into_iter()
            .map(|text| sources.add(Source::new("a.py", text)))
            .collect();
        assert_eq!(bases, [Some(0), Some(4), Some(5)]);
        assert_eq!(sources.locate(Span::new(1, 3)), (0, Span::new(1, 3)));
        assert_eq!(sources.locate(Span::new(3, 3)), (0, Span::new(3, 3)));
        assert_eq!(sources.locate(Span::new(4, 4)), (1, Span::new(0, 0)));
        assert_eq!(sources.locate(Span::new(6, 7)), (2, Span::new(1, 2)));
        let (index, local) = sources.locate(Span::new(5, 7));
        assert_eq!(sources.get(index).map(|s| s.slice(local)), Some("xy"));
    }

    #[test]
    fn spans_that_do_not_fit_are_empty() {
        let source = Source::new("a.py", "é");
        assert_eq!(source.slice(Span::new(1, 2)), "");
        assert_eq!(source.slice(Span::new(0, 9)), "");
    }

    #[test]
    fn control_characters_do_not_survive() {
        assert_eq!(
            printable("a\u{1b}[31m\u{202e}b\n"),
            "a\u{FFFD}[31m\u{FFFD}b\n"
        );
    }
}
