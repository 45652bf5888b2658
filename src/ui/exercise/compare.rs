//! The learner's answer beside the model answer: side by side when there is room, else one below
//! the other; changed words are marked with carets below them, not by colour alone.
//!
//! Called by `exercise`.

use crate::text::printable;
use crate::ui::highlight::{Language, Languages, Runs};
use crate::ui::page::Row;
use crate::ui::theme::Role;
use crate::ui::wrap::{self, Run};
use similar::{ChangeTag, DiffOp, TextDiff};
use std::ops::Range;

/// From this width on the two stand side by side.
const SIDE_BY_SIDE: usize = 100;
/// How alike two lines are whose words are compared, from 0 to 1.
const ALIKE: f32 = 0.5;
/// Longer answers are compared by line only.
const MOST_BYTES: usize = 200_000;

/// One line of one side.
#[derive(Debug, Clone, Default)]
struct Side {
    text: String,
    colours: Runs,
    /// Characters that the other side does not have.
    changed: Vec<Range<usize>>,
}

/// A line of the comparison; an absent side has no such line.
#[derive(Debug, Clone)]
struct Pair {
    mine: Option<Side>,
    model: Option<Side>,
    same: bool,
}

/// The comparison in lines of `columns`.
pub fn rows(mine: &str, model: &str, languages: &Languages, columns: usize) -> Vec<Row> {
    let pairs = pairs(mine, model, languages);
    if pairs.iter().all(|pair| pair.same) {
        return wrap::lines(
            &[Run::new(
                Role::Good,
                "✓ Your code is the model answer, line for line.",
            )],
            columns,
        );
    }
    let mut rows = Vec::new();
    if columns >= SIDE_BY_SIDE {
        let half = (columns - 3) / 2;
        rows.push(beside(
            vec![Run::new(Role::Heading, "  Yours")],
            vec![Run::new(Role::Heading, "  Model answer")],
            half,
        ));
        for pair in &pairs {
            rows.extend(side_by_side(pair, half));
        }
    } else {
        rows.push(vec![
            Run::new(Role::Removed, "- yours"),
            Run::new(Role::Text, "   "),
            Run::new(Role::Added, "+ model answer"),
            Run::new(Role::Dim, "   ^ changed"),
        ]);
        for pair in &pairs {
            rows.extend(one_below_the_other(pair, columns));
        }
    }
    rows
}

fn pairs(mine: &str, model: &str, languages: &Languages) -> Vec<Pair> {
    if mine.len() + model.len() > MOST_BYTES {
        return Vec::from([Pair {
            mine: Some(Side {
                text: "Your code is too long to be compared here.".into(),
                ..Side::default()
            }),
            model: None,
            same: false,
        }]);
    }
    let (mine, model) = (mine.trim_end(), model.trim_end());
    let colours = |text: &str| languages.lines(text, Language::Python);
    let (mine_colours, model_colours) = (colours(mine), colours(model));
    let mine_lines: Vec<&str> = mine.lines().collect();
    let model_lines: Vec<&str> = model.lines().collect();
    let side = |lines: &[&str], colours: &[Runs], at: usize| Side {
        text: lines.get(at).copied().unwrap_or_default().to_owned(),
        colours: colours.get(at).cloned().unwrap_or_default(),
        changed: Vec::new(),
    };
    let mine_at = |at| side(&mine_lines, &mine_colours, at);
    let model_at = |at| side(&model_lines, &model_colours, at);
    let mut pairs = Vec::new();
    for op in TextDiff::from_slices(&mine_lines, &model_lines).ops() {
        let (old, new) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            pairs.extend(old.zip(new).map(|(old, new)| Pair {
                mine: Some(mine_at(old)),
                model: Some(model_at(new)),
                same: true,
            }));
            continue;
        }
        for step in 0..old.len().max(new.len()) {
            let mut mine = (step < old.len()).then(|| mine_at(old.start + step));
            let mut model = (step < new.len()).then(|| model_at(new.start + step));
            if let (Some(mine), Some(model)) = (&mut mine, &mut model) {
                mark_words(mine, model);
            }
            pairs.push(Pair {
                mine,
                model,
                same: false,
            });
        }
    }
    pairs
}

/// Notes on both sides which words the other does not have.
fn mark_words(mine: &mut Side, model: &mut Side) {
    let (left, right) = (mine.text.clone(), model.text.clone());
    let (left, right) = (tokens(&left), tokens(&right));
    let diff = TextDiff::from_slices(&left, &right);
    // Lines that have little in common are two lines: marks below every other word say nothing.
    if diff.ratio() < ALIKE {
        return;
    }
    let (mut old, mut new) = (0, 0);
    for change in diff.iter_all_changes() {
        let width = change.value().chars().count();
        match change.tag() {
            ChangeTag::Equal => {
                old += width;
                new += width;
            }
            ChangeTag::Delete => {
                mine.changed.push(old..old + width);
                old += width;
            }
            ChangeTag::Insert => {
                model.changed.push(new..new + width);
                new += width;
            }
        }
    }
}

/// Names, numbers and runs of blanks whole, every other character by itself.
fn tokens(line: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' => 1,
        c if c.is_whitespace() => 2,
        _ => 0,
    };
    let mut tokens = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let more = |c: char| kind(first) == 0 || kind(c) != kind(first);
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| more(*c))
            .map_or(rest.len(), |(at, _)| at);
        let (token, after) = rest.split_at(end);
        tokens.push(token);
        rest = after;
    }
    tokens
}

/// A line with its sign, in as many rows as it needs, each with the carets below its changed words.
fn drawn(side: &Side, sign: &str, role: Role, columns: usize) -> Vec<(Row, Option<Row>)> {
    let room = columns.saturating_sub(2).max(1);
    let text = printable(&side.text).replace('\t', " ");
    let mut at = 0;
    let mut rows = Vec::new();
    let pieces = super::verdict::wrapped(&text, &side.colours, room);
    for (piece, number) in pieces.into_iter().zip(0..) {
        let mut carets = String::new();
        for c in piece.iter().flat_map(|run| run.text.chars()) {
            let changed = side.changed.iter().any(|range| range.contains(&at));
            let sign = if changed && c != ' ' { "^" } else { " " };
            carets.push_str(&sign.repeat(wrap::width(c.encode_utf8(&mut [0; 4]))));
            at += 1;
        }
        let lead = if number == 0 { sign } else { "┆" };
        let mut row = vec![Run::new(role, format!("{lead} "))];
        row.extend(piece);
        let carets = carets.trim_end();
        let below = (!carets.is_empty()).then(|| vec![Run::new(role, format!("  {carets}"))]);
        rows.push((row, below));
    }
    rows
}

fn one_below_the_other(pair: &Pair, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut put = |side: &Side, sign, role| {
        for (row, below) in drawn(side, sign, role, columns) {
            rows.push(row);
            rows.extend(below);
        }
    };
    match (pair.same, &pair.mine, &pair.model) {
        (true, Some(mine), _) => put(mine, " ", Role::Dim),
        (_, mine, model) => {
            if let Some(mine) = mine {
                put(mine, "-", Role::Removed);
            }
            if let Some(model) = model {
                put(model, "+", Role::Added);
            }
        }
    }
    rows
}

fn side_by_side(pair: &Pair, half: usize) -> Vec<Row> {
    let draw = |side: &Option<Side>, sign, role| match side {
        Some(side) => drawn(side, if pair.same { " " } else { sign }, role, half),
        None => Vec::new(),
    };
    let mut left = draw(&pair.mine, "-", Role::Removed).into_iter();
    let mut right = draw(&pair.model, "+", Role::Added).into_iter();
    let mut rows = Vec::new();
    loop {
        let (mine, model) = (left.next(), right.next());
        if mine.is_none() && model.is_none() {
            return rows;
        }
        let ((mine, mine_below), (model, model_below)) =
            (mine.unwrap_or_default(), model.unwrap_or_default());
        rows.push(beside(mine, model, half));
        if mine_below.is_some() || model_below.is_some() {
            rows.push(beside(
                mine_below.unwrap_or_default(),
                model_below.unwrap_or_default(),
                half,
            ));
        }
    }
}

fn beside(mut left: Row, right: Row, half: usize) -> Row {
    let used: usize = left.iter().map(|run| wrap::width(&run.text)).sum();
    left.push(Run::new(
        Role::Border,
        " ".repeat(half.saturating_sub(used)) + " │ ",
    ));
    left.extend(right);
    left
}

/// The comparison in words, for plain mode.
pub fn plain(mine: &str, model: &str) -> Vec<String> {
    let pairs = pairs(mine, model, &Languages::default());
    if pairs.iter().all(|pair| pair.same) {
        return vec!["Your code is the model answer, line for line.".into()];
    }
    let mut lines = vec!["Your code and the model answer:".to_owned()];
    for pair in &pairs {
        let mut say = |side: &Option<Side>, who: &str| {
            if let Some(side) = side {
                lines.push(format!("{who}{}", printable(&side.text)));
            }
        };
        if pair.same {
            say(&pair.mine, "both:  ");
        } else {
            say(&pair.mine, "yours: ");
            say(&pair.model, "model: ");
        }
    }
    lines.push("End.".into());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rows: &[Row]) -> Vec<String> {
        let line = |row: &Row| row.iter().map(|run| run.text.as_str()).collect::<String>();
        rows.iter()
            .map(|row| line(row).trim_end().to_owned())
            .collect()
    }

    #[test]
    fn changed_words_have_carets() {
        let languages = Languages::default();
        let rows = rows("a = 1\nb(x, y)\n", "a = 1\nb(x, zz)\nc\n", &languages, 60);
        assert_eq!(
            text(&rows),
            [
                "- yours   + model answer   ^ changed",
                "  a = 1",
                "- b(x, y)",
                "       ^",
                "+ b(x, zz)",
                "       ^^",
                "+ c",
            ]
        );
    }

    #[test]
    fn wide_screens_show_both_sides() {
        let languages = Languages::default();
        let rows = text(&rows("a\nb\n", "a\n", &languages, 103));
        assert_eq!(rows.len(), 3);
        assert!(rows.iter().all(|row| row.contains('│')), "{rows:?}");
        assert!(rows.last().is_some_and(|row| row.starts_with("- b")));
    }

    #[test]
    fn the_same_is_said_in_words() {
        assert_eq!(
            plain("a\n", "a"),
            ["Your code is the model answer, line for line."]
        );
        assert_eq!(
            plain("a\nb", "a\nc"),
            [
                "Your code and the model answer:",
                "both:  a",
                "yours: b",
                "model: c",
                "End."
            ]
        );
    }
}
