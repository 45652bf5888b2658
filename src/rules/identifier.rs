//! What a name can do in a statement of SQL: stand for a table or a column, and no more.
//!
//! Judges the place by the program's own text before it, and the name by the tests that it has passed; knows no
//! library. Called by `matching`.

use super::charset::held;
use super::danger::is_escaped;
use crate::evaluate::View;

/// What may still be chosen by whoever sends a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// Which table or column the statement is about.
    Any,
    /// Only what ends a name that the program begins.
    End,
}

/// What follows from text that can only be a name, where a name is expected; `None` where it may be more, or where a
/// name could stand for a value.
pub(super) fn choice(view: &View, before: &str, callee: &str) -> Option<Choice> {
    if is_quoted(view, before, callee) {
        return Some(Choice::Any);
    }
    let head = before.trim_end_matches(is_part);
    let begun = before.strip_prefix(head)?;
    if !head.ends_with(char::is_whitespace) || !expects_name(head) {
        return None;
    }
    let begins = begun.starts_with(char::is_alphabetic) && !begun.contains(['\u{fffc}', '.']);
    if begins && begun.ends_with(is_word) && words_alone(view, "_") {
        return Some(Choice::End);
    }
    words_alone(view, "_.").then_some(Choice::Any)
}

/// Whether text stands between the quotes of a name, and every such quote in it was doubled: a name of the database's
/// own, whatever it holds. For `mysql`, what stands between `"` is a text, in which a backslash counts as well.
fn is_quoted(view: &View, before: &str, callee: &str) -> bool {
    let Some(quote) = open_quote(before) else {
        return false;
    };
    let doubled = |tested: &[String]| is_escaped(tested, quote, quote.encode_utf8(&mut [0; 4]));
    let names = quote == '`' || (quote == '"' && !callee.to_ascii_lowercase().contains("mysql"));
    names && every_way(view, doubled)
}

/// The quote that is open behind this text.
fn open_quote(before: &str) -> Option<char> {
    let mut open = None;
    for c in before.chars().filter(|c| matches!(c, '"' | '\'' | '`')) {
        match open {
            None => open = Some(c),
            Some(quote) if quote == c => open = None,
            Some(_) => {}
        }
    }
    open
}

/// Whether the next word is the name of a table or a column to order by.
fn expects_name(head: &str) -> bool {
    let word = head.split_whitespace().next_back().unwrap_or_default();
    ["FROM", "JOIN", "INTO", "UPDATE", "TABLE", "BY"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a mark may stand inside a name with its quotes and its schema; another hole counts as a name.
fn is_part(c: char) -> bool {
    is_word(c) || matches!(c, '.' | '"' | '`' | '[' | '\u{fffc}')
}

/// Whether text has passed such tests on every way that it came.
fn every_way(view: &View, holds: impl Fn(&[String]) -> bool) -> bool {
    if view.ways.is_empty() {
        holds(&view.tested)
    } else {
        view.ways.iter().all(|way| holds(&way.tested))
    }
}

/// Whether text holds only words and these marks.
fn words_alone(view: &View, marks: &str) -> bool {
    every_way(view, |tested| tested.iter().any(|t| only_words(t, marks)))
}

fn only_words(test: &str, marks: &str) -> bool {
    matches!(test, "str.isalpha" | "str.isalnum" | "str.isidentifier")
        || held(test).is_some_and(|held| held.all.only_words_and(marks))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tested(test: &str) -> View {
        View {
            tested: vec![test.to_owned()],
            ..View::default()
        }
    }

    #[test]
    fn a_name_is_a_name_only_where_one_is_expected() {
        let name = tested("re.fullmatch:[a-z_]+");
        for before in [
            "SELECT id FROM ",
            "select a from ",
            "SELECT a FROM t ORDER BY ",
            "SELECT a FROM \"",
            "SELECT a FROM \u{fffc}.",
            "INSERT INTO shop.",
        ] {
            assert_eq!(
                choice(&name, before, "sqlite3.Connection.execute"),
                Some(Choice::Any),
                "{before}"
            );
        }
        assert_eq!(
            choice(&name, "SELECT id FROM t_", "sqlite3.Connection.execute"),
            Some(Choice::End)
        );
        for before in [
            "",
            "SELECT ",
            "DELETE FROM t WHERE ",
            "SELECT a FROM t WHERE b = ",
            "SELECT a FROM t LIMIT ",
            "SELECT a FROM t ORDER BY a, ",
        ] {
            assert_eq!(
                choice(&name, before, "sqlite3.Connection.execute"),
                None,
                "{before}"
            );
        }
    }

    #[test]
    fn a_name_whose_quotes_are_doubled_ends_only_where_it_should() {
        let name = tested("escaped:\"\"");
        let lite = "sqlite3.Connection.execute";
        assert_eq!(
            choice(&name, "SELECT a FROM t WHERE \"", lite),
            Some(Choice::Any)
        );
        assert_eq!(choice(&name, "SELECT '\"', \"", lite), Some(Choice::Any));
        for (before, callee) in [
            ("SELECT a FROM t WHERE ", lite),
            ("SELECT a FROM t WHERE '", lite),
            ("SELECT \"a\" FROM t WHERE a = ", lite),
            ("SELECT a FROM t WHERE \"", "pymysql.cursors.Cursor.execute"),
        ] {
            assert_eq!(choice(&name, before, callee), None, "{before}");
        }
    }

    #[test]
    fn more_than_a_name_is_none() {
        for test in [
            "re.fullmatch:[a-z ]+",
            "re.fullmatch:.*",
            "re.match:[a-z]+",
            "str.isprintable",
        ] {
            assert_eq!(
                choice(
                    &tested(test),
                    "SELECT a FROM ",
                    "sqlite3.Connection.execute"
                ),
                None,
                "{test}"
            );
        }
        let dotted = tested("re.fullmatch:[a-z.]+");
        assert_eq!(
            choice(&dotted, "SELECT a FROM ", "sqlite3.Connection.execute"),
            Some(Choice::Any)
        );
        assert_eq!(
            choice(&dotted, "SELECT a FROM t_", "sqlite3.Connection.execute"),
            Some(Choice::Any)
        );
        let plain = tested("str.isidentifier");
        assert_eq!(
            choice(&plain, "SELECT a FROM ", "sqlite3.Connection.execute"),
            Some(Choice::Any)
        );
    }
}
