//! Colours of a text under edit: only changed lines are read again, and only as far as is seen.

use super::{Language, Languages, Runs, State};
use crate::ui::editor::buffer::Change;
use crate::ui::theme::Role;
use ropey::Rope;

/// Lines from here on stay without colours.
const LAST_LINE: usize = 5_000;
/// How many lines one call reads at most; about 0.1 ms each.
const AT_ONCE: usize = 400;

/// What is known of one line.
#[derive(Debug, Clone)]
struct Line {
    runs: Runs,
    after: State,
}

/// The colours of a text under edit.
#[derive(Debug, Clone)]
pub struct Highlighter {
    language: Language,
    languages: Languages,
    lines: Vec<Option<Line>>,
    /// So many leading lines are right.
    right: usize,
    /// Lines up to here were touched since they were read.
    touched: usize,
    /// Lines from `touched` to here follow from each other, whatever stands before them.
    coherent: usize,
}

impl Highlighter {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(language: Language, languages: &Languages) -> Self {
        Self {
            language,
            languages: languages.clone(),
            lines: Vec::new(),
            right: 0,
            touched: 0,
            coherent: 0,
        }
    }

    /// The role of a character of a line, both from 0.
    #[must_use]
    pub fn role(&self, line: usize, index: usize) -> Role {
        let Some(Some(line)) = self.lines.get(line) else {
            return Role::Text;
        };
        let at = line.runs.partition_point(|(range, _)| range.end <= index);
        match line.runs.get(at) {
            Some((range, role)) if range.contains(&index) => *role,
            _ => Role::Text,
        }
    }

    /// Notes a change of the text. Lines keep their old colours until they are read again.
    pub fn slide(&mut self, change: Change) {
        let first = change.line + 1;
        let moved = |line: usize| {
            if line <= change.line {
                line
            } else {
                line.saturating_sub(change.lines_removed).max(first) + change.lines_inserted
            }
        };
        if change.line < self.lines.len() {
            // What follows the change followed from the last line it touched: that one's state is
            // what the newly read line is compared with.
            let last = self.lines.get(change.line + change.lines_removed).cloned();
            let gone = (first + change.lines_removed).min(self.lines.len());
            let came = change.lines_inserted;
            self.lines
                .splice(first..gone, std::iter::repeat_n(None, came));
            if let Some(line) = self.lines.get_mut(change.line + came) {
                *line = last.flatten();
            }
        }
        let ends = first + change.lines_inserted;
        self.touched = if self.right < self.coherent {
            moved(self.touched).max(ends)
        } else {
            ends
        };
        self.coherent = moved(self.coherent);
        self.right = self.right.min(change.line);
    }

    /// Reads what is needed to know the colours of the lines before `upto`.
    pub fn prepare(&mut self, text: &Rope, upto: usize) {
        let upto = upto.min(text.len_lines()).min(LAST_LINE);
        if self.right >= upto || self.language == Language::Text {
            return;
        }
        let languages = self.languages.clone();
        let Some(syntax) = languages.syntax(self.language) else {
            return;
        };
        let before = self.right.checked_sub(1).and_then(|at| self.lines.get(at));
        let mut state = if let Some(Some(line)) = before {
            line.after.clone()
        } else {
            self.right = 0;
            State::new(syntax)
        };
        let stop = upto.min(self.right + AT_ONCE);
        while self.right < stop {
            let Some(line) = text.get_line(self.right) else {
                break;
            };
            let line: String = line.chars().take(super::LONGEST_LINE + 1).collect();
            let runs = state.read(&line, languages.set());
            if self.right >= self.lines.len() {
                self.lines.resize(self.right + 1, None);
            }
            let Some(known) = self.lines.get_mut(self.right) else {
                break;
            };
            let joins = known.as_ref().is_some_and(|known| known.after == state);
            *known = Some(Line {
                runs,
                after: state.clone(),
            });
            self.right += 1;
            if !joins {
                // What follows does not follow from this line any more.
                self.touched = self.touched.max(self.right + 1);
            }
            if joins && self.right >= self.touched && self.right < self.coherent {
                self.right = self.coherent;
                let last = self.lines.get(self.right.saturating_sub(1));
                let Some(Some(line)) = last else {
                    break;
                };
                state = line.after.clone();
            }
        }
        self.coherent = self.coherent.max(self.right);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::editor::Buffer;
    use proptest::prelude::*;

    fn colours(highlighter: &Highlighter, text: &Rope) -> Vec<Vec<Role>> {
        text.lines()
            .enumerate()
            .map(|(at, line)| {
                (0..line.len_chars())
                    .map(|i| highlighter.role(at, i))
                    .collect()
            })
            .collect()
    }

    fn afresh(text: &Rope, languages: &Languages) -> Vec<Vec<Role>> {
        let mut highlighter = Highlighter::new(Language::Python, languages);
        highlighter.prepare(text, usize::MAX);
        colours(&highlighter, text)
    }

    #[test]
    fn an_open_string_colours_what_follows_and_closing_it_takes_that_back() {
        let languages = Languages::default();
        let mut buffer = Buffer::new("a = 1\nb = 2\nc = 3\n");
        let mut highlighter = Highlighter::new(Language::Python, &languages);
        highlighter.prepare(buffer.rope(), 99);
        buffer.edit(vec![(4..5, "'''".into())], 0, 0);
        buffer
            .take_changes()
            .into_iter()
            .for_each(|c| highlighter.slide(c));
        highlighter.prepare(buffer.rope(), 99);
        assert_eq!(highlighter.role(2, 4), Role::String);
        buffer.undo();
        buffer
            .take_changes()
            .into_iter()
            .for_each(|c| highlighter.slide(c));
        highlighter.prepare(buffer.rope(), 99);
        assert_eq!(highlighter.role(2, 4), Role::Number);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn reading_changes_only_gives_what_reading_all_gives(
            edits in prop::collection::vec(
                (0usize..80, 0usize..20, prop::sample::select(vec![
                    "'", "'''", "\n", "x = 1\n", "# c\n", "(", "\"\"\"\n", "", "f'{", "}'",
                ]), 0usize..12),
                1..12,
            )
        ) {
            let languages = Languages::default();
            let mut buffer = Buffer::new("import a\n\ndef f(x):\n    '''d'''\n    return x + 'a'\n# end\n");
            let mut highlighter = Highlighter::new(Language::Python, &languages);
            for (at, length, text, seen) in edits {
                buffer.edit(vec![(at..at + length, text.into())], 0, 0);
                for change in buffer.take_changes() {
                    highlighter.slide(change);
                }
                highlighter.prepare(buffer.rope(), seen);
            }
            highlighter.prepare(buffer.rope(), usize::MAX);
            prop_assert_eq!(
                colours(&highlighter, buffer.rope()),
                afresh(buffer.rope(), &languages)
            );
        }
    }
}
