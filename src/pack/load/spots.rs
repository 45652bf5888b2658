//! The schema of the lines that `locate` asks for: those to be found, those that are forgiven, those that only look weak.
//!
//! Called by `task`.

use super::names::{Texts, below, suggest};
use super::table::Table;
use crate::pack::{Lines, Spot};

pub(super) fn lines(root: &Table<'_>, folder: &str, texts: &Texts) -> Lines {
    let inside = format!("{folder}start/");
    let files: Vec<(String, String)> = below(texts, &inside)
        .map(|(path, text)| {
            let name = path.strip_prefix(&inside).unwrap_or(path);
            (name.to_owned(), text.to_owned())
        })
        .collect();
    if files.is_empty() {
        root.tell(
            root.line(),
            "the exercise has no file in `start/`",
            "Add the code in which lines are to be found.",
        );
    }
    let [found, neutral, wrong] = ["spot", "neutral", "wrong"].map(|key| spots(root, key, &files));
    apart(
        root,
        &[("spot", &found), ("neutral", &neutral), ("wrong", &wrong)],
    );
    let alone = |spots: Vec<(Spot, u32)>| spots.into_iter().map(|(spot, _)| spot).collect();
    let read = Lines {
        spots: alone(found),
        neutral: alone(neutral),
        wrong: alone(wrong),
        files,
    };
    if !read.spots.iter().any(|spot| !spot.bonus) {
        let next = "Add a `[[spot]]` with `line` and `why`.";
        root.tell(root.line(), "there is no line to find", next);
    }
    read
}

/// Tells a line of which two things are said.
fn apart(root: &Table<'_>, all: &[(&str, &Vec<(Spot, u32)>); 3]) {
    let mut seen: Vec<(&str, &Spot)> = Vec::new();
    for (key, spots) in all {
        for (spot, place) in *spots {
            let meets = |(_, other): &&(&str, &Spot)| {
                other.file == spot.file && spot.line <= other.through && other.line <= spot.through
            };
            if let Some((other, before)) = seen.iter().find(meets).filter(|_| spot.line > 0) {
                let line = spot.line.max(before.line);
                let cause = format!("line {line} stands in a `[[{other}]]` already");
                root.tell(
                    *place,
                    cause,
                    "Say of each line one thing: move it, or remove one of the two.",
                );
            }
            seen.push((key, spot));
        }
    }
}

/// The places that a list of tables names, each with the line of its table.
fn spots(root: &Table<'_>, key: &'static str, files: &[(String, String)]) -> Vec<(Spot, u32)> {
    let tables = root.tables(key);
    tables
        .into_iter()
        .map(|table| {
            let named = table.text("file");
            let file = match (named, files) {
                (Some(file), _) => file,
                (None, [(only, _)]) => only.clone(),
                (None, []) => String::new(),
                (None, _) => table.need("file", "in which of the files the line stands"),
            };
            let line = table.need_number("line", "the number of the line, from 1");
            let through = table.number("through").unwrap_or(line);
            if through < line {
                table.tell(
                    table.line_of("through"),
                    format!("the spot ends in line {through}, before it begins"),
                    "Write the first line in `line` and the last in `through`.",
                );
            }
            let read = Spot {
                line,
                through: through.max(line),
                bonus: key == "spot" && table.flag("bonus"),
                why: table.need("why", "why the line is or is not what was looked for"),
                file,
            };
            check_spot(&read, &table, files);
            let place = table.line();
            table.close();
            (read, place)
        })
        .collect()
}

fn check_spot(spot: &Spot, table: &Table<'_>, files: &[(String, String)]) {
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let Some((_, text)) = files.iter().find(|(name, _)| *name == spot.file) else {
        if !files.is_empty() && !spot.file.is_empty() {
            table.tell(
                table.line_of("file"),
                format!(
                    "`start/` has no file `{}`{}",
                    spot.file,
                    suggest(&spot.file, &names)
                ),
                "Correct the name.",
            );
        }
        return;
    };
    let at = |line: u32| {
        let index = usize::try_from(line).unwrap_or(usize::MAX).checked_sub(1)?;
        text.lines().nth(index)
    };
    if spot.line > 0 && at(spot.line).is_none_or(|line| line.trim().is_empty()) {
        table.tell(
            table.line_of("line"),
            format!(
                "line {} of `{}` is empty or not there",
                spot.line, spot.file
            ),
            "Correct the number.",
        );
    } else if at(spot.through).is_none() && spot.line > 0 {
        table.tell(
            table.line_of("through"),
            format!("`{}` has no line {}", spot.file, spot.through),
            "Correct the number.",
        );
    }
}
