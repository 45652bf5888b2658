//! A replay as rows and as words: what an input becomes, data and code told apart by sign, word and
//! colour.
//!
//! Knows nothing of where the input came from. Called by the attack panel of an exercise and by the
//! page that explores a file.

use super::page::{self, Row};
use super::theme::Role;
use super::wrap::{self, Run};
use crate::attack::{Mark, Piece, Replay};
use crate::text::printable;

/// How much of a long piece is shown, in characters, from its beginning and from its end.
const BEGINNING: usize = 500;
const END: usize = 120;

/// What is said where data and code are told apart by how they look.
const GUESSED: &str = "(Marked where your text was found, as its way here could not be followed.)";

/// What the signs around pieces of a replay mean.
pub const MARKS: &str = "‹ › is data from the input, « » is code from the input.";

/// What the signs mean, where one of them is seen in these replays.
pub fn legend(replays: &[Replay], columns: usize) -> Vec<Row> {
    let mut pieces = replays.iter().flat_map(|replay| &replay.lines).flatten();
    if pieces.all(|piece| piece.mark == Mark::Own) {
        return Vec::new();
    }
    wrap::lines(&[Run::new(Role::Dim, MARKS)], columns)
}

/// At most `lines` lines of a replay under its heading, and how it ends.
pub fn rows(replay: &Replay, lines: usize, columns: usize) -> Vec<Row> {
    let mut rows = vec![vec![Run::new(Role::Heading, replay.language.heading())]];
    for line in replay.lines.iter().take(lines) {
        rows.extend(labelled(line, columns));
    }
    if replay.guessed {
        rows.extend(wrap::lines(&[Run::new(Role::Dim, GUESSED)], columns));
    }
    let (sign, role, text) = outcome(replay);
    rows.extend(wrap::lines(
        &[Run::new(role, format!("{sign} {text}"))],
        columns,
    ));
    rows
}

/// One line; a label before it keeps its column, and what goes on below begins under the text.
fn labelled(line: &[Piece], columns: usize) -> Vec<Row> {
    let label = line
        .split_first()
        .filter(|(first, _)| first.mark == Mark::Own && first.text.ends_with("  "));
    let Some((label, rest)) = label else {
        let runs: Vec<Run> = line.iter().map(marked).collect();
        return framed(&runs, columns);
    };
    let width = wrap::width(&label.text);
    let runs: Vec<Run> = rest.iter().map(marked).collect();
    let rows = wrap::lines(&runs, columns.saturating_sub(width + 2));
    let blank = " ".repeat(width);
    rows.into_iter()
        .enumerate()
        .map(|(at, row)| {
            let before = if at == 0 { &label.text } else { &blank };
            let mut whole = vec![
                Run::new(Role::Border, "│ "),
                Run::new(Role::Code, before.clone()),
            ];
            whole.extend(row);
            whole
        })
        .collect()
}

/// The same in words.
pub fn plain(replay: &Replay, lines: usize) -> Vec<String> {
    let mut all = vec![format!("{}:", replay.language.heading())];
    for line in replay.lines.iter().take(lines) {
        let words: String = line
            .iter()
            .map(|piece| match piece.mark {
                Mark::Own => shortened(&piece.text),
                Mark::Data => format!("[data: {}]", shortened(&piece.text)),
                Mark::Code => format!("[code: {}]", shortened(&piece.text)),
            })
            .collect();
        all.push(format!("  {words}"));
    }
    if replay.guessed {
        all.push(format!("  {GUESSED}"));
    }
    // The signs are those of the screen.
    all.push(format!("  {}", outcome(replay).2.replace(['‹', '›'], "")));
    all
}

/// Text with a rule at its left.
pub fn framed(runs: &[Run], columns: usize) -> Vec<Row> {
    page::hang(
        &Run::new(Role::Border, "│ "),
        &Run::new(Role::Border, "│ "),
        wrap::lines(runs, columns.saturating_sub(2)),
    )
}

/// The beginning and the end of a text that is too long to be read, without what a terminal would act on.
pub fn shortened(text: &str) -> String {
    if text.chars().nth(BEGINNING + END).is_none() {
        return printable(text);
    }
    let start: String = text.chars().take(BEGINNING).collect();
    let mut end: Vec<char> = text.chars().rev().take(END).collect();
    end.reverse();
    let end: String = end.into_iter().collect();
    let left_out = text.chars().count().saturating_sub(BEGINNING + END);
    format!(
        "{} … {left_out} characters … {}",
        printable(&start),
        printable(&end)
    )
}

/// A piece between signs that say whose it is, in the colour that says it again.
fn marked(piece: &Piece) -> Run {
    let text = shortened(&piece.text);
    match piece.mark {
        Mark::Own => Run::new(Role::Code, text),
        Mark::Data => Run::new(Role::Good, format!("‹{text}›")),
        Mark::Code => Run::new(Role::Bad, format!("«{text}»")),
    }
}

/// Whether it stays data, in a sign, a colour and words.
fn outcome(replay: &Replay) -> (&'static str, Role, String) {
    match &replay.harm {
        Some(harm) => ("✗", Role::Bad, shortened(harm)),
        None => ("✓", Role::Good, replay.language.calm().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attack::Language;

    #[test]
    fn what_the_signs_mean_is_told_where_they_are_seen() {
        let replay = |mark| Replay {
            language: Language::Sql,
            span: None,
            guessed: false,
            lines: vec![vec![Piece {
                text: "x".into(),
                mark,
            }]],
            harm: None,
        };
        for (mark, told) in [(Mark::Own, 0), (Mark::Data, 1), (Mark::Code, 1)] {
            assert_eq!(legend(&[replay(mark)], 80).len(), told, "{mark:?}");
        }
        let said = plain(&replay(Mark::Data), 9);
        let heading = format!("{}:", Language::Sql.heading());
        let whole = [&heading, "  [data: x]", "  Your input stays data."];
        assert_eq!(said, whole);
    }
}
