//! Where one SQL statement ends, as Python's `sqlite3` asks before it runs one.
//!
//! Knows `SQLite`'s quotes and comments, nothing else of SQL. Called by `database`.

/// What follows the first statement, without leading blanks and comments; empty when nothing does.
pub(super) fn rest(sql: &str) -> &str {
    let mut scan = sql;
    // Semicolons before the first statement are skipped by the database itself.
    loop {
        scan = lstrip(scan);
        match scan.strip_prefix(';') {
            Some(after) => scan = after,
            None => break,
        }
    }
    let trigger = is_trigger(scan);
    let mut ended = true;
    while let Some(first) = scan.chars().next() {
        let word: usize = scan
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .map(char::len_utf8)
            .sum();
        if first == ';' {
            if !trigger || ended {
                return lstrip(scan.get(1..).unwrap_or(""));
            }
            scan = scan.get(1..).unwrap_or("");
        } else if word > 0 {
            let (name, after) = scan.split_at_checked(word).unwrap_or((scan, ""));
            // The body of a trigger holds statements; it ends with END.
            ended = name.eq_ignore_ascii_case("END");
            scan = after;
        } else {
            let after = skip(scan);
            if !scan.starts_with("--") && !scan.starts_with("/*") && !first.is_whitespace() {
                ended = false;
            }
            scan = after;
        }
    }
    ""
}

/// Whether the statement changes rows by its first word, which is how Python decides.
pub(super) fn is_dml(sql: &str) -> bool {
    let start = lstrip(sql);
    ["INSERT", "UPDATE", "DELETE", "REPLACE"]
        .iter()
        .any(|word| {
            start
                .get(..word.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(word))
        })
}

/// Whether the statement only asks, by its first word: it then leaves everything as it is.
pub(super) fn is_question(sql: &str) -> bool {
    let start = lstrip(sql);
    let word = start.split(|c: char| !c.is_ascii_alphabetic()).next();
    word.is_some_and(|word| {
        word.eq_ignore_ascii_case("SELECT") || word.eq_ignore_ascii_case("VALUES")
    })
}

fn is_trigger(sql: &str) -> bool {
    let mut words = Vec::new();
    let mut scan = sql;
    while words.len() < 3 && !scan.is_empty() {
        scan = lstrip(scan);
        let end = scan
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(scan.len());
        let (word, after) = scan.split_at_checked(end).unwrap_or((scan, ""));
        if word.is_empty() {
            break;
        }
        words.push(word.to_ascii_uppercase());
        scan = after;
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(
        words.as_slice(),
        ["CREATE", "TRIGGER", ..] | ["CREATE", "TEMP" | "TEMPORARY", "TRIGGER"]
    )
}

/// Skips blanks and comments.
fn lstrip(sql: &str) -> &str {
    let mut scan = sql;
    loop {
        scan = scan.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']);
        if scan.starts_with("--") || scan.starts_with("/*") {
            scan = skip(scan);
        } else {
            return scan;
        }
    }
}

/// Skips one comment, quoted text or character.
fn skip(sql: &str) -> &str {
    let behind = |open: usize, close: &str| {
        sql.get(open..)
            .and_then(|inside| inside.split_once(close))
            .map_or("", |(_, after)| after)
    };
    if sql.starts_with("--") {
        return behind(2, "\n");
    }
    if sql.starts_with("/*") {
        return behind(2, "*/");
    }
    match sql.chars().next() {
        // A doubled quote inside reads as two quoted texts side by side, which ends the same.
        Some('\'') => behind(1, "'"),
        Some('"') => behind(1, "\""),
        Some('`') => behind(1, "`"),
        Some('[') => behind(1, "]"),
        Some(other) => sql.get(other.len_utf8()..).unwrap_or(""),
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_statement() {
        for (sql, want) in [
            ("", ""),
            (" ; ;", ""),
            ("SELECT 1", ""),
            ("SELECT 1; -- done", ""),
            ("SELECT 1;;", ";"),
            ("SELECT 1 /* ; */; SELECT 2", "SELECT 2"),
            ("SELECT ';' AS \";\", [;]; x", "x"),
            ("SELECT 'it''s;'; x", "x"),
            ("SELECT 'open; x", ""),
            (
                "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; SELECT 1; END; x",
                "x",
            ),
        ] {
            assert_eq!(rest(sql), want, "{sql}");
        }
    }
}
