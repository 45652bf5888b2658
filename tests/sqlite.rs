//! The model database against `CPython`'s own `sqlite3`, statement by statement.
//!
//! Needs `python3` on the machine; without one the comparison is skipped, and says so. The answers
//! that the course depends on are also written down here, and hold on any machine.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may stop at once, and says when it cannot compare"
)]

use protected_python::attack::Database;
use protected_python::evaluate::{Data, Query, QueryMethod, World};
use std::fmt::Write as _;
use std::process::Command;

const SETUP: &str = "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE);
INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, 'O''Brien');";

/// Method, statement, parameters as a Python literal (empty: none).
const CASES: &[(&str, &str, &str)] = &[
    ("execute", "", ""),
    ("execute", "-- only a comment", ""),
    ("execute", ";", ""),
    ("execute", ";;SELECT 1", ""),
    ("execute", "SELECT 1;", ""),
    ("execute", "SELECT 1;;", ""),
    ("execute", "SELECT 1; -- end", ""),
    ("execute", "SELECT 1; SELECT 2", ""),
    ("execute", "SELECT 1; nonsense", ""),
    ("execute", "nonsense; SELECT 1", ""),
    ("execute", "SELECT 'a;b', \"a\" FROM t WHERE b = ';'", ""),
    (
        "execute",
        "SELECT * FROM t WHERE b = 'x'; DROP TABLE t;--'",
        "",
    ),
    ("execute", "SELECT * FROM t WHERE b = 'O'Brien'", ""),
    ("execute", "SELECT * FROM t WHERE b = 'x' OR '1'='1'", ""),
    (
        "execute",
        "SELECT a FROM t WHERE b = 'x' UNION SELECT b FROM t --'",
        "",
    ),
    (
        "execute",
        "SELECT a FROM t WHERE b = 'x' UNION SELECT a, b FROM t --'",
        "",
    ),
    ("execute", "SELECT * FROM t WHERE b = ?", "('one',)"),
    ("execute", "SELECT * FROM t WHERE b = ?", "['one']"),
    ("execute", "SELECT * FROM t WHERE b = ?", "('one')"),
    ("execute", "SELECT * FROM t WHERE b = ?", "'o'"),
    ("execute", "SELECT * FROM t WHERE b = ?", "b'o'"),
    ("execute", "SELECT * FROM t WHERE b = ?", "{'one'}"),
    ("execute", "SELECT * FROM t WHERE b = ?", "{'b': 'one'}"),
    ("execute", "SELECT * FROM t WHERE b = ?", "None"),
    ("execute", "SELECT * FROM t WHERE b = ?", "5"),
    ("execute", "SELECT * FROM t WHERE b = ?", "()"),
    ("execute", "SELECT * FROM t WHERE b = ?", ""),
    ("execute", "SELECT * FROM t WHERE b = ?", "('one', 'two')"),
    ("execute", "SELECT * FROM t WHERE b = '?'", "('one',)"),
    ("execute", "SELECT * FROM t WHERE b = %s", "('one',)"),
    ("execute", "SELECT * FROM t WHERE b = :n", "{'n': 'one'}"),
    ("execute", "SELECT * FROM t WHERE b = :n", "{'m': 'one'}"),
    ("execute", "SELECT * FROM t WHERE b = :n", "{}"),
    (
        "execute",
        "SELECT * FROM t WHERE b = $n OR b = @m",
        "{'n': 'one', 'm': 'two', 'o': 1}",
    ),
    ("execute", "SELECT ?1, ?1", "(7,)"),
    ("execute", "SELECT ?2", "(7,)"),
    ("execute", "SELECT ?1", "{'1': 7}"),
    ("execute", "SELECT ?", "([1],)"),
    ("execute", "SELECT ?, ?", "(1, (2,))"),
    ("execute", "SELECT ?", "({},)"),
    ("execute", "SELECT :n", "{'n': [1]}"),
    ("execute", "SELECT ?", "(9223372036854775807,)"),
    ("execute", "SELECT ?", "(9223372036854775808,)"),
    (
        "execute",
        "SELECT ?, ?, ?, ?, ?",
        "(None, True, 1.5, 'é', b'\\x00\\xff')",
    ),
    ("execute", "SELECT b FROM t ORDER BY ?", "('b',)"),
    ("execute", "SELECT b FROM ?", "('t',)"),
    ("execute", "SELECT b FROM t LIMIT ?", "('x',)"),
    ("execute", "SELECT b FROM t ORDER BY a LIMIT ?", "('2',)"),
    ("execute", "SELECT b FROM t ORDER BY a LIMIT -1", ""),
    (
        "execute",
        "SELECT b FROM t WHERE b LIKE '%' || ? || '%' ORDER BY a",
        "('o',)",
    ),
    (
        "execute",
        "SELECT a FROM t WHERE a IN (SELECT value FROM json_each(?))",
        "('[1, 3]',)",
    ),
    ("execute", "SELECT a FROM t WHERE a IN ?", "((1, 2),)"),
    ("execute", "SELECT a FROM t WHERE a IN (?)", "('1,2',)"),
    ("execute", "SELECT missing FROM t", ""),
    ("execute", "SELECT a FROM missing", ""),
    ("execute", "SELECT CAST(x'ff' AS TEXT)", ""),
    ("execute", "SELECT 1 \u{0}", ""),
    ("execute", "INSERT INTO t (b) VALUES (?)", "('four',)"),
    ("execute", "INSERT INTO t (b) VALUES ('one')", ""),
    ("execute", "INSERT INTO t VALUES ('x', 'y')", ""),
    (
        "execute",
        " /* c */ INSERT INTO t (b) VALUES ('five') RETURNING a, b",
        "",
    ),
    ("execute", "UPDATE t SET b = b || '!'", ""),
    ("execute", "DELETE FROM t WHERE a > 1", ""),
    (
        "execute",
        "WITH x AS (SELECT 9 AS n) INSERT INTO t SELECT n, n FROM x",
        "",
    ),
    ("execute", "CREATE TABLE u (a)", ""),
    ("execute", "COMMIT", ""),
    ("execute", "BEGIN", ""),
    ("execute", "SELECT load_extension('x')", ""),
    (
        "executemany",
        "INSERT INTO t (b) VALUES (?)",
        "[('x',), ('y',)]",
    ),
    (
        "executemany",
        "INSERT INTO t (b) VALUES (:n)",
        "[{'n': 'x'}, {'n': 'y'}]",
    ),
    ("executemany", "INSERT INTO t (b) VALUES (?)", "['a', 'bc']"),
    ("executemany", "INSERT INTO t (b) VALUES (?)", "[1]"),
    ("executemany", "INSERT INTO t (b) VALUES (?)", "5"),
    ("executemany", "SELECT ?", "[(1,)]"),
    ("executescript", "SELECT 1; DELETE FROM t; SELECT 2", ""),
    ("executescript", "DELETE FROM t; SELECT nonsense", ""),
    ("executescript", "SELECT 1 \u{0}", ""),
];

fn data(literal: &str) -> Option<Data> {
    let text = |s: &str| Data::Str(s.to_owned());
    Some(match literal {
        "" => return None,
        "('one',)" => Data::Tuple(vec![text("one")]),
        "['one']" => Data::List(vec![text("one")]),
        "('one')" => text("one"),
        "'o'" => text("o"),
        "b'o'" => Data::Bytes(b"o".to_vec()),
        "{'one'}" => Data::Set(vec![text("one")]),
        "{'b': 'one'}" => Data::Dict(vec![(text("b"), text("one"))]),
        "None" => Data::None,
        "5" => Data::Int(5),
        "()" => Data::Tuple(Vec::new()),
        "('one', 'two')" => Data::Tuple(vec![text("one"), text("two")]),
        "{'n': 'one'}" => Data::Dict(vec![(text("n"), text("one"))]),
        "{'m': 'one'}" => Data::Dict(vec![(text("m"), text("one"))]),
        "{}" => Data::Dict(Vec::new()),
        "{'n': 'one', 'm': 'two', 'o': 1}" => Data::Dict(vec![
            (text("n"), text("one")),
            (text("m"), text("two")),
            (text("o"), Data::Int(1)),
        ]),
        "(7,)" => Data::Tuple(vec![Data::Int(7)]),
        "{'1': 7}" => Data::Dict(vec![(text("1"), Data::Int(7))]),
        "([1],)" => Data::Tuple(vec![Data::List(vec![Data::Int(1)])]),
        "(1, (2,))" => Data::Tuple(vec![Data::Int(1), Data::Tuple(vec![Data::Int(2)])]),
        "({},)" => Data::Tuple(vec![Data::Dict(Vec::new())]),
        "{'n': [1]}" => Data::Dict(vec![(text("n"), Data::List(vec![Data::Int(1)]))]),
        "(9223372036854775807,)" => Data::Tuple(vec![Data::Int(i128::from(i64::MAX))]),
        "(9223372036854775808,)" => Data::Tuple(vec![Data::Int(i128::from(i64::MAX) + 1)]),
        "(None, True, 1.5, 'é', b'\\x00\\xff')" => Data::Tuple(vec![
            Data::None,
            Data::Bool(true),
            Data::Float(1.5),
            text("é"),
            Data::Bytes(vec![0, 255]),
        ]),
        "('b',)" => Data::Tuple(vec![text("b")]),
        "('t',)" => Data::Tuple(vec![text("t")]),
        "('x',)" => Data::Tuple(vec![text("x")]),
        "('2',)" => Data::Tuple(vec![text("2")]),
        "('o',)" => Data::Tuple(vec![text("o")]),
        "('[1, 3]',)" => Data::Tuple(vec![text("[1, 3]")]),
        "((1, 2),)" => Data::Tuple(vec![Data::Tuple(vec![Data::Int(1), Data::Int(2)])]),
        "('1,2',)" => Data::Tuple(vec![text("1,2")]),
        "('four',)" => Data::Tuple(vec![text("four")]),
        "[('x',), ('y',)]" => Data::List(vec![
            Data::Tuple(vec![text("x")]),
            Data::Tuple(vec![text("y")]),
        ]),
        "[{'n': 'x'}, {'n': 'y'}]" => Data::List(vec![
            Data::Dict(vec![(text("n"), text("x"))]),
            Data::Dict(vec![(text("n"), text("y"))]),
        ]),
        "['a', 'bc']" => Data::List(vec![text("a"), text("bc")]),
        "[1]" => Data::List(vec![Data::Int(1)]),
        "[(1,)]" => Data::List(vec![Data::Tuple(vec![Data::Int(1)])]),
        other => unreachable!("no data for {other}"),
    })
}

/// Our answer in the words of the Python script below.
fn ours(method: &str, sql: &str, parameters: &str) -> String {
    let mut database = Database::new(SETUP).unwrap();
    // Python's connection is asked for the row id of the last insert, which the set-up made.
    let result = database.query(&Query {
        connection: 0,
        method: match method {
            "execute" => QueryMethod::Execute,
            "executemany" => QueryMethod::ExecuteMany,
            _ => QueryMethod::Script,
        },
        sql: sql.to_owned(),
        parameters: data(parameters),
    });
    match result {
        Err(raised) => format!(
            "{}: {}",
            raised.name.rsplit('.').next().unwrap(),
            raised.message
        ),
        Ok(reply) => format!(
            "{} {} {} {:?}",
            show(&Data::List(reply.rows)),
            reply.rowcount,
            reply
                .lastrowid
                .map_or_else(|| "None".to_owned(), |id| id.to_string()),
            reply.columns
        ),
    }
}

fn show(data: &Data) -> String {
    let all = |items: &[Data]| items.iter().map(show).collect::<Vec<_>>().join(" ");
    match data {
        Data::None => "None".into(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Str(text) => format!("<{text}>"),
        Data::Bytes(bytes) => format!("{bytes:?}"),
        Data::List(items) => format!("[{}]", all(items)),
        Data::Tuple(items) => format!("({})", all(items)),
        other => format!("{other:?}"),
    }
}

const SCRIPT: &str = r#"
import sqlite3, sys, warnings
warnings.simplefilter("ignore")
def show(d):
    if isinstance(d, str): return "<" + d + ">"
    if isinstance(d, bytes): return str(list(d))
    if isinstance(d, list): return "[" + " ".join(map(show, d)) + "]"
    if isinstance(d, tuple): return "(" + " ".join(map(show, d)) + ")"
    return str(d)
def run(setup, method, sql, parameters):
    conn = sqlite3.connect(":memory:")
    conn.executescript(setup)
    cur = conn.cursor()
    try:
        getattr(cur, method)(sql, *parameters)
        rows = cur.fetchall()
        names = [d[0] for d in cur.description or ()]
        text = "[" + ", ".join('"' + n.replace("\\", "\\\\").replace('"', '\\"') + '"' for n in names) + "]"
        print(show(rows), cur.rowcount, cur.lastrowid, text, end="\x1e")
    except Exception as error:
        print(type(error).__name__ + ": " + str(error), end="\x1e")
"#;

#[test]
fn answers_are_those_of_cpython() {
    let mut script = SCRIPT.to_owned();
    for (method, sql, parameters) in CASES {
        let hex = |text: &str| {
            text.bytes().fold(String::new(), |mut hex, byte| {
                write!(hex, "{byte:02x}").unwrap();
                hex
            })
        };
        let parameters = if parameters.is_empty() {
            "()".to_owned()
        } else {
            format!("({parameters},)")
        };
        writeln!(
            script,
            "run(bytes.fromhex('{}').decode(), '{method}', bytes.fromhex('{}').decode(), {parameters})",
            hex(SETUP),
            hex(sql)
        )
        .unwrap();
    }
    let output = Command::new("python3")
        .args(["-X", "utf8", "-c", &script])
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: there is no python3 on this machine to compare with");
        return;
    };
    let theirs = String::from_utf8(output.stdout).unwrap();
    if theirs.is_empty() {
        eprintln!(
            "skipped: this python3 has no sqlite3: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        return;
    }
    let theirs: Vec<&str> = theirs.split_terminator('\u{1e}').collect();
    assert_eq!(
        theirs.len(),
        CASES.len(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut differ = String::new();
    for ((method, sql, parameters), theirs) in CASES.iter().zip(theirs) {
        let ours = ours(method, sql, parameters);
        if ours != theirs {
            writeln!(
                differ,
                "{method} {sql:?} {parameters}\n  ours   {ours}\n  theirs {theirs}"
            )
            .unwrap();
        }
    }
    assert!(differ.is_empty(), "{differ}");
}

#[test]
fn answers_that_the_course_depends_on() {
    for (sql, parameters, want) in [
        (
            "SELECT * FROM t WHERE b = 'x'; DROP TABLE t;--'",
            "",
            "ProgrammingError: You can only execute one statement at a time.",
        ),
        (
            "SELECT * FROM t WHERE b = '?'",
            "('one',)",
            "ProgrammingError: Incorrect number of bindings supplied. The current statement uses 0, and there are 1 supplied.",
        ),
        (
            "SELECT * FROM t WHERE b = ?",
            "('one')",
            "ProgrammingError: Incorrect number of bindings supplied. The current statement uses 1, and there are 3 supplied.",
        ),
        (
            "SELECT * FROM t WHERE b = ?",
            "{'one'}",
            "ProgrammingError: parameters are of unsupported type",
        ),
        (
            "SELECT * FROM t WHERE b = %s",
            "('one',)",
            "OperationalError: near \"%\": syntax error",
        ),
        // Python 3.14 refuses what earlier versions only warned about.
        (
            "SELECT * FROM t WHERE b = :n",
            "('one',)",
            "ProgrammingError: Binding 1 (':n') is a named parameter, but you supplied a sequence which requires nominal (qmark) placeholders.",
        ),
    ] {
        assert_eq!(ours("execute", sql, parameters), want, "{sql}");
    }
}

#[test]
fn the_world_outside_is_out_of_reach() {
    for sql in [
        "ATTACH DATABASE '/tmp/protect-test.db' AS x",
        "VACUUM INTO '/tmp/protect-test.db'",
        "PRAGMA temp_store_directory = '/tmp'",
        "PRAGMA max_page_count = 1000000000",
        "PRAGMA writable_schema = 1",
        "SELECT load_extension('/tmp/x.so')",
        "SELECT readfile('/etc/passwd')",
        "CREATE VIRTUAL TABLE v USING fts5(a)",
    ] {
        let answer = ours("execute", sql, "");
        assert!(answer.contains("Error: "), "{sql}: {answer}");
    }
    assert!(!std::path::Path::new("/tmp/protect-test.db").exists());
}

#[test]
fn work_is_bounded() {
    for sql in [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) SELECT zeroblob(100000) FROM n",
    ] {
        let mut database = Database::new(SETUP).unwrap();
        let result = database.query(&Query {
            connection: 0,
            method: QueryMethod::Execute,
            sql: sql.to_owned(),
            parameters: None,
        });
        assert!(result.is_err(), "{sql}");
        assert!(database.stopped().is_some(), "{sql}");
    }
}
