//! Which parts of an argument a sink is about where not all of it is: the end of a file's name, each cell of a table,
//! what is bound to a column of a statement.
//!
//! Judges nothing. Called by `matching`.

use super::Sink;
use super::condition::names;
use super::spread::find;
use crate::evaluate::{Argument, Piece, View};

/// How deep rows of rows are looked into.
const DEPTH: u32 = 4;
/// How much of a statement is read, in bytes.
const STATEMENT: usize = 4_096;

/// The parts of `value`, one of `arguments`, that the sink is about.
pub(super) fn meant<'a>(sink: &Sink, arguments: &'a [Argument], value: &'a View) -> Vec<&'a View> {
    let mut parts = Vec::new();
    if sink.end {
        ends(value, 0, &mut parts);
    } else if sink.cells {
        cells(value, 0, &mut parts);
    } else if let Some(column) = &sink.column {
        if let Some(statement) = find(arguments, None, Some(0)) {
            for (name, place) in bound(&text_of(&statement.value)) {
                if column.finds(&name) {
                    parts.extend(at_place(value, &place));
                }
            }
        }
    } else {
        parts.push(value);
    }
    if !sink.within.is_empty() {
        let known = |name: &String| sink.within.iter().any(|w| names(w, name));
        parts.retain(|part| part.through.iter().all(known));
    }
    parts
}

/// What a text ends with, where that is not written in the program.
fn ends<'a>(view: &'a View, depth: u32, parts: &mut Vec<&'a View>) {
    if depth > DEPTH {
        return;
    }
    if !view.either.is_empty() {
        for option in &view.either {
            ends(option, depth + 1, parts);
        }
        return;
    }
    match view.pieces.last() {
        None => parts.push(view),
        Some(Piece::Hole(hole)) => ends(hole, depth + 1, parts),
        Some(Piece::Literal(_)) => {}
    }
}

/// What stands in a row, or in each of several.
fn cells<'a>(view: &'a View, depth: u32, parts: &mut Vec<&'a View>) {
    if depth <= DEPTH && view.pieces.is_empty() && !view.items.is_empty() {
        for item in &view.items {
            cells(item, depth + 1, parts);
        }
    } else {
        parts.push(view);
    }
}

/// Where a value for a column is bound.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    At(usize),
    Named(String),
}

fn at_place<'a>(view: &'a View, place: &Place) -> Option<&'a View> {
    match place {
        Place::At(_) if view.open || !view.keys.is_empty() => None,
        Place::At(at) => view.items.get(*at),
        Place::Named(name) => {
            let at = view.keys.iter().position(|key| key == name)?;
            view.items.get(at)
        }
    }
}

/// The beginning of a statement, a sign in the place of what is not known.
fn text_of(view: &View) -> String {
    if let Some(known) = &view.known {
        return known.chars().take(STATEMENT).collect();
    }
    let mut text = String::new();
    for piece in &view.pieces {
        match piece {
            Piece::Literal(literal) => text.push_str(literal),
            Piece::Hole(_) => text.push('\u{fffc}'),
        }
        if text.len() > STATEMENT {
            break;
        }
    }
    text
}

/// The columns of a statement to which a value is bound as it is: `(name, …) VALUES (?, …)`, `name = ?`.
fn bound(statement: &str) -> Vec<(String, Place)> {
    let words = words(statement);
    let mut places = 0;
    // The place of each word that stands for a value.
    let place: Vec<Option<Place>> = words
        .iter()
        .map(|word| {
            let named = (word.strip_prefix(':').filter(|n| !n.is_empty()))
                .or_else(|| word.strip_prefix("%(").and_then(|n| n.strip_suffix(")s")));
            if let Some(name) = named {
                return Some(Place::Named(name.to_owned()));
            }
            matches!(word.as_str(), "?" | "%s").then(|| {
                places += 1;
                Place::At(places - 1)
            })
        })
        .collect();
    let mut found = Vec::new();
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    for (at, place) in place.iter().enumerate() {
        if let Some(place) = place
            && at >= 2
            && word(at - 1) == "="
        {
            found.push((word(at - 2).to_owned(), place.clone()));
        }
        // `balance = balance - ?`, `LIMIT ?`: not what the column holds, but what is taken away, or how many rows.
        if let Some(place) = place {
            let less = at >= 4 && word(at - 1) == "-" && word(at - 3) == "=";
            if less && word(at - 2).eq_ignore_ascii_case(word(at - 4)) {
                found.push((format!("less {}", word(at - 2)), place.clone()));
            } else if at >= 1 && word(at - 1).eq_ignore_ascii_case("limit") {
                found.push(("limit of rows".to_owned(), place.clone()));
            }
        }
    }
    let values = words.iter().position(|w| w.eq_ignore_ascii_case("values"));
    if let Some(values) = values
        && word(values + 1) == "("
        && let Some(open) = words.iter().position(|w| w == "(").filter(|&o| o < values)
    {
        let columns = (open + 1..values).map(word).take_while(|w| *w != ")");
        let columns: Vec<&str> = columns.filter(|w| *w != ",").collect();
        let (mut column, mut depth, mut first) = (0, 0_u32, true);
        for at in values + 2..words.len() {
            match word(at) {
                ")" if depth == 0 => break,
                "," if depth == 0 => {
                    (column, first) = (column + 1, true);
                    continue;
                }
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            // A value by itself, and not what a function of the database makes of it.
            let alone = first && matches!(word(at + 1), "," | ")");
            first = false;
            if let (true, Some(Some(place)), Some(name)) =
                (alone, place.get(at), columns.get(column))
            {
                found.push(((*name).to_owned(), place.clone()));
            }
        }
    }
    found
}

/// The words and signs of a statement; a quoted name is a word.
fn words(statement: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut chars = statement.chars().peekable();
    while let Some(c) = chars.next() {
        let mut word = String::from(c);
        match c {
            c if c.is_whitespace() => continue,
            '"' | '`' | '[' => {
                let end = if c == '[' { ']' } else { c };
                word.clear();
                word.extend(chars.by_ref().take_while(|&c| c != end));
            }
            '%' if chars.peek() == Some(&'(') => {
                for c in chars.by_ref() {
                    word.push(c);
                    if c == ')' {
                        break;
                    }
                }
                word.extend(chars.next_if_eq(&'s'));
            }
            '%' => word.extend(chars.next_if_eq(&'s')),
            c if c.is_alphanumeric() || matches!(c, '_' | ':' | '$') => {
                while let Some(c) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(c);
                }
            }
            _ => {}
        }
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_to_which_values_are_bound() {
        let told = |statement: &str| -> Vec<String> {
            let all = bound(statement).into_iter();
            all.map(|(name, place)| match place {
                Place::At(at) => format!("{name}={at}"),
                Place::Named(to) => format!("{name}={to}"),
            })
            .collect()
        };
        assert_eq!(
            told("INSERT INTO users (name, password) VALUES (?, ?)"),
            ["name=0", "password=1"]
        );
        assert_eq!(
            told("insert into u (a, b, c) values (1, crypt(%s, 'x'), %s)"),
            ["c=1"]
        );
        assert_eq!(
            told("UPDATE u SET password=%s, age = age + %s WHERE id = %s"),
            ["password=0", "id=2"]
        );
        assert_eq!(
            told("INSERT INTO u (\"password\") VALUES (:pw)"),
            ["password=pw"]
        );
        assert_eq!(told("UPDATE u SET p = %(new)s"), ["p=new"]);
        assert_eq!(
            told("UPDATE u SET a = a - ?, b = c - ? WHERE d = 1 LIMIT :n"),
            ["less a=0", "limit of rows=n"]
        );
        assert!(told("UPDATE u SET p = lower(?)").is_empty());
        assert!(told("").is_empty());
    }
}
