//! The room table of `ARCHITECTURE.md`, read as data.
//!
//! Knows the form of the table, nothing of Rust sources. Called by `tests/architecture.rs`.

use std::collections::BTreeSet;

/// One row: a room, the rooms it may enter and the outside crates it may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    pub name: String,
    pub may_enter: BTreeSet<String>,
    /// As they are written in Rust: with underscores.
    pub crates: BTreeSet<String>,
}

/// The rows from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table(pub Vec<Room>);

impl Table {
    pub fn room(&self, name: &str) -> Option<&Room> {
        self.0.iter().find(|room| room.name == name)
    }

    /// What is wrong with the table itself: an arrow that points down, or to no room.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut above = BTreeSet::new();
        for room in &self.0 {
            for target in &room.may_enter {
                if self.room(target).is_none() {
                    faults.push(format!(
                        "`{}` enters `{target}`, which is no room",
                        room.name
                    ));
                } else if !above.contains(target) {
                    faults.push(format!(
                        "`{}` enters `{target}`, which does not stand above it",
                        room.name
                    ));
                }
            }
            if !above.insert(room.name.clone()) {
                faults.push(format!("`{}` has two rows", room.name));
            }
        }
        faults
    }
}

/// Reads the table between the markers `<!-- rooms -->` and `<!-- /rooms -->`.
pub fn read(page: &str) -> Result<Table, String> {
    let (_, rest) = page
        .split_once("<!-- rooms -->")
        .ok_or("the page has no `<!-- rooms -->`")?;
    let (body, _) = rest
        .split_once("<!-- /rooms -->")
        .ok_or("the page has no `<!-- /rooms -->`")?;
    let mut rooms = Vec::new();
    for row in body.lines().filter(|line| line.starts_with('|')).skip(2) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [name, knows, may_enter, crates] = cells.as_slice() else {
            return Err(format!("a row needs four cells: {row}"));
        };
        if knows.is_empty() {
            return Err(format!("a room must say what it knows: {row}"));
        }
        rooms.push(Room {
            name: name.trim_matches('`').to_owned(),
            may_enter: names(may_enter)?,
            crates: names(crates)?
                .iter()
                .map(|name| name.replace('-', "_"))
                .collect(),
        });
    }
    if rooms.is_empty() {
        return Err("the table has no rows".to_owned());
    }
    Ok(Table(rooms))
}

/// The names of a cell: each in backticks, separated by commas.
fn names(cell: &str) -> Result<BTreeSet<String>, String> {
    cell.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| {
            name.strip_prefix('`')
                .and_then(|name| name.strip_suffix('`'))
                .map(str::to_owned)
                .ok_or_else(|| format!("a name in the table stands in backticks: {name}"))
        })
        .collect()
}
