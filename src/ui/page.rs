//! Blocks of a page as lines: styled ones for the screen, bare ones for plain mode.
//!
//! Knows how prose, code and figures look; questions and exercises are drawn by their owners.
//! Called by lesson, question and exercise.

use super::highlight::{Language, Languages};
use super::theme::Role;
use super::wrap::{self, Run};
use crate::pack::{Block, Inline, blocks};
use crate::text::printable;

/// One line of a page.
pub type Row = Vec<Run>;

/// Prose, code or a figure in lines of at most `columns`. Questions and exercises give none.
pub fn rows(block: &Block, columns: usize) -> Vec<Row> {
    match block {
        Block::Paragraph(inlines) => wrap::lines(&runs(inlines, Role::Text), columns),
        Block::Quote(inlines) => hang(
            &Run::new(Role::Accent, "▌ "),
            &Run::new(Role::Accent, "▌ "),
            wrap::lines(&runs(inlines, Role::Emphasis), columns.saturating_sub(2)),
        ),
        Block::List(numbered, items) => list(*numbered, items, columns),
        Block::Code { text, marks, .. } => code(text, marks, columns),
        Block::Figure { text, alt } => figure(text, alt, columns),
        Block::Question(_) | Block::Exercise(_) => Vec::new(),
    }
}

/// The same in plain mode: a paragraph is one line, nothing is drawn.
pub fn plain(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph(inlines) => vec![words(inlines)],
        Block::Quote(inlines) => vec![format!("Quote: {}", words(inlines))],
        Block::List(numbered, items) => items
            .iter()
            .zip(1..)
            .map(|(item, number)| match numbered {
                true => format!("{number}) {}", words(item)),
                false => format!("- {}", words(item)),
            })
            .collect(),
        Block::Code {
            language,
            text,
            marks,
            ..
        } => plain_code(language, text, marks),
        Block::Figure { alt, .. } => vec![format!("Figure: {}", printable(alt))],
        Block::Question(_) | Block::Exercise(_) => Vec::new(),
    }
}

/// Code in plain mode, framed by words.
pub fn plain_code(language: &str, text: &str, marks: &[(u32, String)]) -> Vec<String> {
    let kind = match language {
        "python" => "Python code:",
        "sql" => "SQL:",
        "" | "text" => "Text:",
        _ => "Code:",
    };
    let mut lines = vec![kind.to_owned()];
    for (line, number) in text.lines().zip(1u32..) {
        lines.push(format!("    {}", printable(line)));
        for (_, rule) in marks.iter().filter(|(at, _)| *at == number) {
            lines.push(format!(
                "    (the line above has a finding: {})",
                printable(rule)
            ));
        }
    }
    lines.push("End.".into());
    lines
}

/// A short text with Markdown inside, such as an option, in lines of at most `columns`.
pub fn short(text: &str, role: Role, columns: usize) -> Vec<Row> {
    led(Run::new(role, ""), text, role, columns)
}

/// The same behind a few words, such as a verdict on it.
pub fn led(lead: Run, text: &str, role: Role, columns: usize) -> Vec<Row> {
    let mut all = Vec::new();
    let mut lead = Some(lead).filter(|lead| !lead.text.is_empty());
    for block in blocks(text) {
        match block {
            Block::Paragraph(inlines) => {
                let mut line: Row = lead.take().into_iter().collect();
                line.extend(runs(&inlines, role));
                all.extend(wrap::lines(&line, columns));
            }
            other => {
                all.extend(lead.take().map(|lead| vec![lead]));
                all.extend(rows(&other, columns));
            }
        }
    }
    all.extend(lead.take().map(|lead| vec![lead]));
    if all.is_empty() {
        all.push(Vec::new());
    }
    all
}

/// A short text with Markdown inside, as one line without marks.
pub fn short_plain(text: &str) -> String {
    blocks(text)
        .iter()
        .flat_map(plain)
        .collect::<Vec<_>>()
        .join(" ")
}

/// A longer text with Markdown inside, such as a brief: blocks with blank lines between.
pub fn text(markdown: &str, columns: usize) -> Vec<Row> {
    let mut all: Vec<Row> = Vec::new();
    for block in blocks(markdown) {
        if !all.is_empty() {
            all.push(Row::new());
        }
        all.extend(rows(&block, columns));
    }
    all
}

/// The same in plain mode.
pub fn text_plain(markdown: &str) -> Vec<String> {
    blocks(markdown).iter().flat_map(plain).collect()
}

/// Code with a rule at its left, in the colours of no language.
pub fn code(text: &str, marks: &[(u32, String)], columns: usize) -> Vec<Row> {
    coloured(text, "", marks, columns, &Languages::default())
}

/// Code with a rule at its left, in the colours of its language.
pub fn coloured(
    text: &str,
    language: &str,
    marks: &[(u32, String)],
    columns: usize,
    languages: &Languages,
) -> Vec<Row> {
    let room = columns.saturating_sub(2).max(1);
    let text = printable(text).replace('\t', "    ");
    let colours = languages.lines(&text, Language::named(language));
    let mut all = Vec::new();
    for ((line, number), at) in text.lines().zip(1u32..).zip(0..) {
        let runs = colours.get(at).map_or(&[][..], Vec::as_slice);
        let mut place = 0;
        for (piece, part) in chop(line, room).into_iter().zip(0..) {
            let bar = if part == 0 { "│ " } else { "┆ " };
            let mut row = vec![Run::new(Role::Border, bar)];
            for c in piece.chars() {
                let role = runs
                    .iter()
                    .find(|(range, _)| range.contains(&place))
                    .map_or(Role::Text, |(_, role)| *role);
                place += 1;
                match row.last_mut() {
                    Some(last) if last.role == role && part_of_code(role) => last.text.push(c),
                    _ => row.push(Run::new(role, c)),
                }
            }
            all.push(row);
        }
        for (_, rule) in marks.iter().filter(|(at, _)| *at == number) {
            let indent = line.len() - line.trim_start().len();
            let sign = format!("{}▲ {}", " ".repeat(indent), printable(rule));
            all.push(vec![
                Run::new(Role::Border, "│ "),
                Run::new(Role::Warn, wrap::cut(&sign, room)),
            ]);
        }
    }
    all
}

/// The bar at the left is never grown by code.
fn part_of_code(role: Role) -> bool {
    role != Role::Border
}

/// `line` in pieces of at most `columns`, broken anywhere: code keeps its spaces.
pub fn chop(line: &str, columns: usize) -> Vec<String> {
    use unicode_segmentation::UnicodeSegmentation;
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut used = 0;
    for grapheme in line.graphemes(true) {
        let needed = wrap::width(grapheme);
        if used > 0 && used + needed > columns {
            pieces.push(std::mem::take(&mut piece));
            used = 0;
        }
        piece.push_str(grapheme);
        used += needed;
    }
    pieces.push(piece);
    pieces
}

/// A drawing that does not fit is left to its words.
fn figure(text: &str, alt: &str, columns: usize) -> Vec<Row> {
    let mut all: Vec<Row> = Vec::new();
    let fits = text.lines().all(|line| wrap::width(line) <= columns);
    if fits {
        for line in text.lines() {
            all.push(vec![Run::new(Role::Text, printable(line))]);
        }
        // The words of the drawing are no part of it.
        all.push(Vec::new());
    }
    let role = if fits { Role::Dim } else { Role::Text };
    all.extend(wrap::lines(&[Run::new(role, printable(alt))], columns));
    all
}

fn list(numbered: bool, items: &[Vec<Inline>], columns: usize) -> Vec<Row> {
    let mut all = Vec::new();
    for (item, number) in items.iter().zip(1..) {
        let sign = if numbered {
            format!("{number}. ")
        } else {
            "• ".to_owned()
        };
        let indent = wrap::width(&sign);
        all.extend(hang(
            &Run::new(Role::Accent, sign),
            &Run::new(Role::Text, " ".repeat(indent)),
            wrap::lines(&runs(item, Role::Text), columns.saturating_sub(indent)),
        ));
    }
    all
}

/// `lines` with `first` before the first and `rest` before the others.
pub fn hang(first: &Run, rest: &Run, lines: Vec<Row>) -> Vec<Row> {
    lines
        .into_iter()
        .zip(0..)
        .map(|(line, at): (Row, usize)| {
            let mut hung = vec![if at == 0 { first.clone() } else { rest.clone() }];
            hung.extend(line);
            hung
        })
        .collect()
}

/// Inline text as runs; running text gets `role`.
pub fn runs(inlines: &[Inline], role: Role) -> Vec<Run> {
    let mut all = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => all.push(Run::new(role, flat(text))),
            Inline::Emphasis(text) => all.push(Run::new(Role::Emphasis, flat(text))),
            Inline::Strong(text) => all.push(Run::new(Role::Strong, flat(text))),
            Inline::Code(text) => all.push(Run::new(Role::Code, code_words(text))),
            Inline::Link(text, address) => {
                let (text, address) = (flat(text), flat(address));
                if text == address {
                    all.push(Run::new(Role::Link, address));
                } else {
                    all.push(Run::new(role, format!("{text} (")));
                    all.push(Run::new(Role::Link, address));
                    all.push(Run::new(role, ")"));
                }
            }
            Inline::Break => all.push(Run::new(role, "\n")),
        }
    }
    all
}

/// Code inside prose in backquotes: that it is code must show without colour, and a quotation mark
/// at its edge must not look like one of the sentence.
fn code_words(text: &str) -> String {
    format!("`{}`", flat(text))
}

fn words(inlines: &[Inline]) -> String {
    runs(inlines, Role::Text)
        .iter()
        .map(|run| run.text.replace('\n', " "))
        .collect()
}

/// Soft line breaks are spaces.
fn flat(text: &str) -> String {
    printable(text).replace('\n', " ")
}

/// What is worth copying: code, then addresses, in order.
pub fn copyable(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Code { text, .. } => all.push(text.trim_end().to_owned()),
            Block::Question(question) if !question.code.is_empty() => {
                all.push(question.code.trim_end().to_owned());
            }
            Block::Paragraph(inlines) | Block::Quote(inlines) => addresses(inlines, &mut all),
            Block::List(_, items) => items.iter().for_each(|item| addresses(item, &mut all)),
            _ => {}
        }
    }
    all
}

fn addresses(inlines: &[Inline], all: &mut Vec<String>) {
    for inline in inlines {
        if let Inline::Link(_, address) = inline {
            all.push(address.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(rows: &[Row]) -> Vec<String> {
        rows.iter()
            .map(|row| row.iter().map(|run| run.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn lists_hang_and_links_show_their_address() {
        let block = Block::List(
            true,
            vec![
                vec![Inline::Text("one two three".into())],
                vec![Inline::Link("xkcd".into(), "https://x.y".into())],
            ],
        );
        assert_eq!(
            texts(&rows(&block, 12)),
            [
                "1. one two",
                "   three",
                "2. xkcd",
                "   (https://",
                "   x.y)"
            ]
        );
        assert_eq!(plain(&block), ["1) one two three", "2) xkcd (https://x.y)"]);
    }

    #[test]
    fn code_keeps_its_spaces_and_says_where_a_rule_fires() {
        let block = Block::Code {
            line: 1,
            language: "python".into(),
            text: "def f():\n    return 12345\n".into(),
            marks: vec![(2, "bad-return".into())],
            unchecked: None,
        };
        assert_eq!(
            texts(&rows(&block, 14)),
            ["│ def f():", "│     return 1", "┆ 2345", "│     ▲ bad-r…"]
        );
        assert_eq!(
            plain(&block),
            [
                "Python code:",
                "    def f():",
                "        return 12345",
                "    (the line above has a finding: bad-return)",
                "End."
            ]
        );
    }

    #[test]
    fn a_drawing_that_does_not_fit_is_told_in_words() {
        let block = Block::Figure {
            text: "---------->".into(),
            alt: "An arrow.".into(),
        };
        assert_eq!(texts(&rows(&block, 20)), ["---------->", "", "An arrow."]);
        assert_eq!(texts(&rows(&block, 9)), ["An arrow."]);
    }

    #[test]
    fn nothing_a_terminal_acts_on_survives() {
        let block = Block::Paragraph(vec![Inline::Code("\u{1b}[2J".into())]);
        assert_eq!(texts(&rows(&block, 20)), ["`\u{FFFD}[2J`"]);
    }
}
