//! Breaking text into lines by the columns a terminal needs for it.
//!
//! Knows graphemes and their widths, not what the text means. Called by everything that draws text.

use super::theme::{Role, Theme};
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns a text needs.
#[must_use]
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// `text`, or its beginning and an ellipsis, in at most `columns`.
#[must_use]
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let next = used + width(grapheme);
        if next + 1 > columns {
            break;
        }
        used = next;
        kept.push_str(grapheme);
    }
    if columns > 0 {
        kept.push('…');
    }
    kept
}

/// `text` in lines of at most `columns`, broken between words; a longer word is broken inside.
#[must_use]
pub fn words(text: &str, columns: usize) -> Vec<String> {
    lines(&[Run::new(Role::Text, text)], columns)
        .into_iter()
        .map(|line| line.into_iter().map(|run| run.text).collect())
        .collect()
}

/// Text in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What it is.
    pub role: Role,
    /// The text.
    pub text: String,
}

impl Run {
    /// A run.
    #[must_use]
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self {
            role,
            text: text.into(),
        }
    }
}

/// `runs` in lines of at most `columns` (at least 1), broken at spaces and at `\n`.
#[must_use]
pub fn lines(runs: &[Run], columns: usize) -> Vec<Vec<Run>> {
    let mut filling = Filling {
        columns: columns.max(1),
        ..Filling::default()
    };
    for run in runs {
        let mut parts = run.text.split('\n');
        if let Some(first) = parts.next() {
            filling.add(run.role, first);
        }
        for part in parts {
            filling.finish_line();
            filling.add(run.role, part);
        }
    }
    filling.end()
}

#[derive(Default)]
struct Filling {
    columns: usize,
    done: Vec<Vec<Run>>,
    line: Vec<Run>,
    used: usize,
    /// The word being read; it may span runs.
    word: Vec<Run>,
    word_width: usize,
    /// The space before it.
    space: Option<Role>,
}

impl Filling {
    fn add(&mut self, role: Role, text: &str) {
        for grapheme in text.graphemes(true) {
            if grapheme == " " || grapheme == "\t" {
                self.finish_word();
                self.space = Some(role);
            } else {
                append(&mut self.word, role, grapheme);
                self.word_width += width(grapheme);
            }
        }
    }

    fn finish_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let gap = usize::from(self.space.is_some() && self.used > 0);
        if self.used > 0 && self.used + gap + self.word_width > self.columns {
            self.done.push(std::mem::take(&mut self.line));
            self.used = 0;
        } else if let Some(role) = self.space
            && gap == 1
        {
            append(&mut self.line, role, " ");
            self.used += 1;
        }
        self.space = None;
        self.word_width = 0;
        for run in std::mem::take(&mut self.word) {
            for grapheme in run.text.graphemes(true) {
                let needed = width(grapheme);
                if self.used > 0 && self.used + needed > self.columns {
                    self.done.push(std::mem::take(&mut self.line));
                    self.used = 0;
                }
                append(&mut self.line, run.role, grapheme);
                self.used += needed;
            }
        }
    }

    fn finish_line(&mut self) {
        self.finish_word();
        self.done.push(std::mem::take(&mut self.line));
        self.used = 0;
        self.space = None;
    }

    fn end(mut self) -> Vec<Vec<Run>> {
        self.finish_word();
        if !self.line.is_empty() || self.done.is_empty() {
            self.done.push(self.line);
        }
        self.done
    }
}

fn append(runs: &mut Vec<Run>, role: Role, text: &str) {
    match runs.last_mut() {
        Some(last) if last.role == role => last.text.push_str(text),
        _ => runs.push(Run::new(role, text)),
    }
}

/// A line of runs as the terminal library draws it.
#[must_use]
pub fn styled(runs: &[Run], theme: Theme) -> Line<'static> {
    Line::from(
        runs.iter()
            .map(|run| Span::styled(run.text.clone(), theme.style(run.role)))
            .collect::<Vec<_>>(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_between_words_and_inside_long_ones() {
        assert_eq!(words("one two three", 7), ["one two", "three"]);
        assert_eq!(words("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(words("", 5), [""]);
        assert_eq!(words("a  b", 9), ["a b"]);
        assert_eq!(words("a\n\nb", 9), ["a", "", "b"]);
        assert_eq!(words("x", 0), ["x"]);
    }

    #[test]
    fn wide_characters_count_two_columns() {
        assert_eq!(words("日本語", 4), ["日本", "語"]);
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn a_word_may_change_its_role_inside() {
        let runs = [
            Run::new(Role::Text, "call "),
            Run::new(Role::Code, "execute"),
            Run::new(Role::Text, ", then stop"),
        ];
        let broken = lines(&runs, 12);
        let texts: Vec<String> = broken
            .iter()
            .map(|line| line.iter().map(|run| run.text.as_str()).collect())
            .collect();
        assert_eq!(texts, ["call", "execute,", "then stop"]);
    }
}
