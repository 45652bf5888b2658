//! What must hold for any text: the checker answers, in bounded time, without a panic.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::format_collect
)] // a test may stop, and may read

#[path = "repository/rulebook.rs"]
mod rulebook;

use proptest::prelude::*;
use protected_python::analyze::analyze;
use protected_python::evaluate::{Function, Param};
use protected_python::rules::Rulebook;
use protected_python::text::{Source, Span};
use std::path::Path;
use std::sync::OnceLock;

fn book() -> &'static Rulebook {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    BOOK.get_or_init(rulebook::rulebook)
}

fn judged() -> Vec<Function> {
    let param = |name: &str, kind: Option<&str>, untrusted| Param {
        name: name.into(),
        kind: kind.map(Into::into),
        untrusted,
    };
    vec![Function {
        name: "f".into(),
        params: vec![
            param("conn", Some("sqlite3.Connection"), false),
            param("x", None, true),
        ],
    }]
}

fn run(text: &str) {
    let source = Source::new("any.py", text);
    let _ = analyze(&source, book(), &[]);
    let report = analyze(&source, book(), &judged());
    for finding in &report.findings {
        assert!(finding.span.end as usize <= text.len());
        assert!(!finding.path.is_empty());
    }
}

/// Lines that meet in any order make programs nobody would write.
const LINES: &[&str] = &[
    "def f(conn, x):",
    "    x = x.strip()",
    "    while x:",
    "        x = x[1:]",
    "        if x in ('a', 'b'): break",
    "    else:",
    "        return f(conn, x)",
    "    for i, c in enumerate(x):",
    "        y = (y := c) + y",
    "    try:",
    "        conn.execute(f'{x}{y!r:>{i}}')",
    "    except (ValueError, KeyError) as e:",
    "        raise e from None",
    "    finally:",
    "        del x",
    "    match x:",
    "        case [a, *b] | {'k': a}: pass",
    "        case str(a) if a: x = a",
    "    with conn as c, open(x) as h:",
    "        yield from h",
    "    return sorted(x, key=lambda k: k[f(conn, k)])",
    "class A(A):",
    "    def __getattr__(self, n): return getattr(self, n)",
    "    def __str__(self): return str(self)",
    "    x = property(lambda s: s.x)",
    "a = [a for a in a if a]",
    "a = {**a, 'k': a}",
    "a += a",
    "a, *b = b, *a",
    "x = x % x",
    "x = '%s%(a)d' % {'a': 1}",
    "x = '{0[a].b!r:{1}}'.format(x, x)",
    "import re as x",
    "from . import *",
    "global x",
    "@x",
    "async def f(conn, x): await f(conn, await x)",
    "print(*x, **x)",
    "f = functools.partial(f, f)",
    "x = x or y and not x",
    "x = 10 ** 10 ** 10",
    "x = 'a' * 10 ** 9",
    "x = [0] * 10 ** 9",
    "x = x if x else f(f, f)",
    "lambda: (yield)",
    "x[::-1][x:x] = x",
    "x: int = 'é'",
    "y = f'{x=}' t'{x}' b'\\xff'",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gets_an_answer(text in "\\PC{0,200}") {
        run(&text);
    }

    #[test]
    fn any_marks_get_an_answer(text in "[a-c(){}\\[\\]:=.,'\"\\\\ \n\tif@*#0-9+-]{0,300}") {
        run(&text);
    }

    #[test]
    fn any_order_of_lines_gets_an_answer(picks in prop::collection::vec(0..LINES.len(), 1..24)) {
        let text: Vec<&str> = picks.iter().map(|&i| LINES[i]).collect();
        run(&text.join("\n"));
    }

    /// A comment moves places and nothing else.
    #[test]
    fn a_comment_only_shifts_places(picks in prop::collection::vec(0..LINES.len(), 1..16)) {
        let text: Vec<&str> = picks.iter().map(|&i| LINES[i]).collect();
        let text = text.join("\n");
        let shift = 12;
        let plain = analyze(&Source::new("a.py", text.as_str()), book(), &judged());
        let moved = analyze(&Source::new("a.py", format!("# a comment\n{text}")), book(), &judged());
        let places = |findings: &[protected_python::finding::Finding], by: u32| -> Vec<(String, u32)> {
            findings.iter().map(|f| (f.rule.clone(), f.span.start - by)).collect()
        };
        prop_assert_eq!(places(&plain.findings, 0), places(&moved.findings, shift));
    }
}

#[test]
fn endless_and_huge_programs_end() {
    for text in [
        "while True:\n    x = 1\n".to_owned(),
        "def f(conn, x):\n    return f(conn, x) + f(conn, x)\n".to_owned(),
        format!("x = [{}]\n", "1, ".repeat(100_000)),
        format!(
            "d = {{{}}}\n",
            (0..20_000)
                .map(|i| format!("{i}: 'v',"))
                .collect::<String>()
        ),
        (0..300)
            .map(|i| {
                format!(
                    "def f{i}(x):\n    return f{}(x) + f{}(x)\n",
                    (i + 1) % 300,
                    (i + 7) % 300
                )
            })
            .collect(),
        format!(
            "def f(conn, x):\n{}    conn.execute(x)\n",
            "    if x: x = x + 'a'\n".repeat(2_000)
        ),
        // Each part of each list is a value whose origins could be asked for.
        "6(66 * [[66 * [[66 * [[6666 * [1]]]]]]])\n".to_owned(),
    ] {
        run(&text);
    }
}

#[test]
fn a_statement_parsed_alone_is_the_one_in_its_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["exercises", "examples", "benches/cases", "tests"];
    let files = folders
        .into_iter()
        .flat_map(|f| rulebook::folder::read(&root.join(f)));
    let mut seen = 0;
    for (name, text) in files.filter(|(name, _)| Path::new(name).extension() == Some("py".as_ref()))
    {
        let Ok(text) = String::from_utf8(text) else {
            continue;
        };
        let source = Source::new(name, text);
        let program = protected_python::python::parse(&source);
        if !program.errors().is_empty() {
            continue;
        }
        for statement in &program.tree().body {
            let range = ruff_text_size::Ranged::range(statement);
            let span = Span::new(range.start().to_u32(), range.end().to_u32());
            let alone = protected_python::python::piece(&source, span);
            let alone = alone.unwrap_or_else(|| panic!("{}: {span:?}", source.name()));
            assert_eq!(alone.statement(), statement, "{}", source.name());
            seen += 1;
        }
    }
    assert!(seen > 5_000, "{seen}");
}
