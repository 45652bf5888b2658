//! What an editor for Python does by itself: indentation after a colon, levels of four, comments.
//!
//! Pure functions from text and selection to edits. Looks at characters only, never at meaning.
//! Called by `editor`.

use super::motion::indentation;
use ropey::Rope;
use std::ops::Range;

/// One level of indentation, in spaces.
pub const LEVEL: usize = 4;

/// Replacements in characters of the old text, ascending and apart.
pub type Edits = Vec<(Range<usize>, String)>;

/// What Enter inserts at `head`: a line break and the indentation of the new line.
#[must_use]
pub fn newline(text: &Rope, head: usize) -> String {
    let line = text.char_to_line(head);
    let start = text.line_to_char(line);
    let before: String = text.slice(start..head).chars().take(4_096).collect();
    let blank = before.chars().take_while(|c| matches!(c, ' ' | '\t'));
    let mut indent: String = blank.collect();
    let code = code_of(&before).trim();
    if code.ends_with([':', '(', '[', '{']) {
        indent.push_str(&" ".repeat(LEVEL));
    } else if ends_block(code) {
        let kept = indent.chars().count().saturating_sub(LEVEL);
        indent = indent.chars().take(kept).collect();
    }
    format!("\n{indent}")
}

/// `line` without a comment at its end; empty when it ends inside quotes.
fn code_of(line: &str) -> &str {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => return line.get(..at).unwrap_or(line),
            _ => {}
        }
    }
    if quote.is_some() { "" } else { line }
}

fn ends_block(code: &str) -> bool {
    let open = |c: char| matches!(c, '(' | '[' | '{');
    let first = code.split(|c: char| !c.is_alphanumeric()).next();
    matches!(
        first,
        Some("return" | "raise" | "pass" | "break" | "continue")
    ) && !code.ends_with('\\')
        && code.chars().filter(|c| open(*c)).count()
            == code
                .chars()
                .filter(|c| matches!(c, ')' | ']' | '}'))
                .count()
}

/// What Tab inserts at `head`: spaces up to the next level.
#[must_use]
pub fn tab(column: usize) -> String {
    " ".repeat(LEVEL - column % LEVEL)
}

/// What Backspace takes at `head` when only spaces stand before it: up to the level before.
#[must_use]
pub fn backspace(text: &Rope, head: usize) -> Option<Range<usize>> {
    let line = text.char_to_line(head);
    let column = head - text.line_to_char(line);
    let spaces = text.line(line).chars().take_while(|c| *c == ' ').count();
    if column == 0 || spaces < column {
        return None;
    }
    let width = match column % LEVEL {
        0 => LEVEL,
        over => over,
    };
    Some(head - width..head)
}

/// One level more for these lines; blank lines stay as they are.
#[must_use]
pub fn indent(text: &Rope, lines: Range<usize>) -> Edits {
    lines
        .filter(|line| !is_blank(text, *line))
        .map(|line| {
            let start = text.line_to_char(line);
            (start..start, " ".repeat(LEVEL))
        })
        .collect()
}

/// One level less for these lines.
#[must_use]
pub fn dedent(text: &Rope, lines: Range<usize>) -> Edits {
    lines
        .filter_map(|line| {
            let start = text.line_to_char(line);
            let body = text.get_line(line)?;
            let width = match body.get_char(0) {
                Some('\t') => 1,
                _ => body.chars().take(LEVEL).take_while(|c| *c == ' ').count(),
            };
            (width > 0).then(|| (start..start + width, String::new()))
        })
        .collect()
}

/// Makes these lines comments, or code again when all of them are comments.
#[must_use]
pub fn comment(text: &Rope, lines: Range<usize>) -> Edits {
    let full: Vec<usize> = lines.filter(|line| !is_blank(text, *line)).collect();
    let mark = |line: usize| text.line_to_char(line) + indentation(text, line);
    if full
        .iter()
        .all(|line| text.get_char(mark(*line)) == Some('#'))
    {
        full.into_iter()
            .map(|line| {
                let at = mark(line);
                let width = 1 + usize::from(text.get_char(at + 1) == Some(' '));
                (at..at + width, String::new())
            })
            .collect()
    } else {
        let least = full.iter().map(|line| indentation(text, *line)).min();
        full.into_iter()
            .map(|line| {
                let at = text.line_to_char(line) + least.unwrap_or(0);
                (at..at, "# ".to_owned())
            })
            .collect()
    }
}

fn is_blank(text: &Rope, line: usize) -> bool {
    text.get_line(line)
        .is_none_or(|line| line.chars().all(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_indents() {
        for (before, after) in [
            ("x = 1", "\n"),
            ("def f():", "\n    "),
            ("    if x:  # why: so", "\n        "),
            ("    x = '#:'", "\n    "),
            ("    x = 'a:", "\n    "),
            ("    call(", "\n        "),
            ("    return rows", "\n"),
            ("        raise ValueError(x)", "\n    "),
            ("    return (", "\n        "),
            ("    return f(a,", "\n    "),
            ("\tx", "\n\t"),
            ("    returned = 1", "\n    "),
        ] {
            let text = Rope::from_str(before);
            assert_eq!(newline(&text, text.len_chars()), after, "{before:?}");
        }
    }

    #[test]
    fn backspace_takes_a_level_in_indentation_only() {
        for (line, head, taken) in [
            ("        x", 8, Some(4..8)),
            ("      x", 6, Some(4..6)),
            ("    x", 5, None),
            ("x", 0, None),
            ("\t x", 2, None),
        ] {
            assert_eq!(backspace(&Rope::from_str(line), head), taken, "{line:?}");
        }
    }

    fn apply(text: &str, edits: Edits) -> String {
        let mut rope = Rope::from_str(text);
        for (range, new) in edits.into_iter().rev() {
            rope.remove(range.clone());
            rope.insert(range.start, &new);
        }
        rope.to_string()
    }

    #[test]
    fn levels_come_and_go() {
        let text = "a\n\n  b\n\tc";
        let rope = Rope::from_str(text);
        assert_eq!(apply(text, indent(&rope, 0..3)), "    a\n\n      b\n\tc");
        assert_eq!(apply(text, dedent(&rope, 0..4)), "a\n\nb\nc");
    }

    #[test]
    fn comments_come_and_go() {
        let text = "if x:\n\n    y()";
        let commented = "# if x:\n\n#     y()";
        assert_eq!(apply(text, comment(&Rope::from_str(text), 0..3)), commented);
        let back = apply(commented, comment(&Rope::from_str(commented), 0..3));
        assert_eq!(back, text);
        assert_eq!(
            apply("    #x", comment(&Rope::from_str("    #x"), 0..1)),
            "    x"
        );
    }
}
