//! Every rule's own tests: the lines on which it must fire, and the code on which it must not.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)] // a test may stop, and may read

use protected_python::analyze::analyze;
use protected_python::grade::prove_rule;
use protected_python::rules::{RuleFault, Rulebook};
use protected_python::text::Source;
use std::fmt::Write as _;
use std::path::Path;

fn files(folder: &Path, inside: &str, out: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let name = format!("{inside}/{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            files(&path, &name, out);
        } else {
            out.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

fn rulebook() -> Rulebook {
    let mut all = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("rules"),
        "rules",
        &mut all,
    );
    Rulebook::load(&all).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

#[test]
fn rules_fire_where_they_say_and_nowhere_else() {
    let book = rulebook();
    let mut wrong = Vec::new();
    for rule in book.rules() {
        assert!(
            rule.tests.iter().filter(|t| !t.fires.is_empty()).count() >= 2,
            "{}: too few tests that fire",
            rule.id
        );
        assert!(
            rule.tests.iter().filter(|t| t.fires.is_empty()).count() >= 2,
            "{}: too few tests that stay silent",
            rule.id
        );
        let faults = prove_rule(&book, rule);
        wrong.extend(faults.iter().map(|fault| format!("{}: {fault}", rule.id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_of_the_course_has_its_whole_page() {
    for rule in rulebook().rules() {
        for (part, text) in [
            ("what", &rule.what),
            ("why", &rule.why),
            ("instead", &rule.instead),
            ("bad", &rule.bad),
            ("good", &rule.good),
            ("owasp", &rule.owasp),
        ] {
            assert!(!text.trim().is_empty(), "{}: no `{part}`", rule.id);
        }
        assert!(!rule.cwe.is_empty(), "{}: no `cwe`", rule.id);
    }
}

#[test]
fn a_path_leads_from_source_to_sink() {
    let book = rulebook();
    let text = "import sqlite3\ndef f(conn: sqlite3.Connection, name):\n    safe = name.replace(\"'\", \"''\")\n    q = f\"SELECT '{safe}'\"\n    conn.execute(q)\n";
    let source = Source::new("a.py", text);
    let report = analyze(&source, &book, &[]);
    let [finding] = report.findings.as_slice() else {
        panic!("{:#?}", report.findings)
    };
    let steps: Vec<(u32, &str)> = finding
        .path
        .iter()
        .map(|s| (source.line_of(s.span.start), s.text.as_str()))
        .collect();
    assert_eq!(
        steps,
        [
            (
                2,
                "`name` comes from the caller: this function cannot know what it holds."
            ),
            (
                3,
                "`replace` changes some characters and lets every other one through."
            ),
            (4, "It becomes part of this text."),
            (
                5,
                "`execute` hands the text to the database, which parses all of it as SQL."
            ),
        ]
    );
}

/// The rules that speak of a program.
fn found(book: &Rulebook, text: &str) -> Vec<String> {
    let report = analyze(&Source::new("a.py", text), book, &[]);
    report.findings.into_iter().map(|f| f.rule).collect()
}

/// Right lines that other checkers of today flag.
#[test]
fn known_false_alarms_are_not_raised() {
    let book = rulebook();
    for (name, text) in [
        (
            "SQL joined from literals",
            "import sqlite3\ndef f(c: sqlite3.Connection):\n    return c.execute('SELECT a ' + 'FROM t ' + 'WHERE b = 1')\n",
        ),
        (
            "a run of marks",
            "import sqlite3\ndef f(c: sqlite3.Connection, ids):\n    marks = ', '.join('?' * len(ids))\n    return c.execute(f'SELECT a FROM t WHERE id IN ({marks})', ids)\n",
        ),
        (
            "a column from a list",
            "import sqlite3\ndef f(c: sqlite3.Connection, column):\n    if column not in ('name', 'age'):\n        raise ValueError(column)\n    return c.execute(f'SELECT a FROM t ORDER BY {column}')\n",
        ),
        (
            "an error that sounds like SQL",
            "def f(table):\n    raise ValueError(f'cannot SELECT * FROM {table} WHERE nothing')\n",
        ),
        (
            "a filter of tarfile",
            "import tarfile\ndef f(path):\n    with tarfile.open(path) as tar:\n        tar.extractall(filter=tarfile.data_filter)\n",
        ),
        (
            "the base loader",
            "import yaml\ndef f(text):\n    return yaml.load(text, Loader=yaml.BaseLoader)\n",
        ),
        (
            "a loader in a variable",
            "import yaml\nKIND = yaml.SafeLoader\ndef f(text):\n    return yaml.load(text, Loader=KIND)\n",
        ),
        ("an empty token", "token = ''\n"),
        (
            "a list of words",
            "import subprocess\ndef f(name):\n    subprocess.run(['ls', '-l', '--', name], check=True)\n",
        ),
    ] {
        assert_eq!(found(&book, text), [""; 0], "{name}");
    }
}

/// Wrong lines that other checkers of today miss.
#[test]
fn what_is_often_missed_is_found() {
    let book = rulebook();
    for (rule, text) in [
        (
            "sql-built-from-input",
            "import sqlite3\ndef f(c: sqlite3.Connection, n):\n    return c.execute(''.join(['SELECT a FROM t WHERE n = \\'', n, '\\'']))\n",
        ),
        (
            "sql-built-from-input",
            "import sqlite3\ndef f(c: sqlite3.Connection, n):\n    q = 'SELECT a FROM t WHERE n = \\''\n    q += n\n    q += '\\''\n    return c.execute(q)\n",
        ),
        (
            "command-built-from-input",
            "import subprocess\ndef f(command):\n    subprocess.run(['sh', '-c', command])\n",
        ),
        (
            "command-built-from-input",
            "import subprocess\ndef f(name):\n    subprocess.run('ls ' + name, **{'shell': True})\n",
        ),
        (
            "command-built-from-input",
            "import os\ndef f(name):\n    getattr(os, 'sys' + 'tem')('ls ' + name)\n",
        ),
        (
            "object-loaded-from-bytes",
            "import importlib\ndef f(data):\n    return importlib.import_module('p' + 'ickle').loads(data)\n",
        ),
        (
            "yaml-loader-that-builds-objects",
            "import yaml\ndef f(text):\n    return yaml.unsafe_load(text)\n",
        ),
        (
            "array-with-objects-allowed",
            "import numpy\ndef f(path):\n    return numpy.load(path, allow_pickle=True)\n",
        ),
        (
            "template-made-from-input",
            "from flask import request, render_template_string\ndef f():\n    return render_template_string('hi ' + request.args['x'])\n",
        ),
        (
            "path-built-from-input",
            "import os\nfrom flask import request\ndef f():\n    path = os.path.abspath(os.path.join('/srv/files', request.args['x']))\n    if path.startswith('/srv/files'):\n        return open(path).read()\n",
        ),
        (
            "request-to-address-from-input",
            "import requests\nfrom flask import request\ndef f():\n    return requests.get(request.args['x'], timeout=3).json()\n",
        ),
        ("secret-in-code", "api_key = 'AKIAQZ7RNK2WVB5XJDTM'\n"),
    ] {
        let rules = found(&book, text);
        assert!(
            rules.iter().any(|r| r == rule),
            "{rule}: {rules:?} in\n{text}"
        );
    }
}

/// Every test of Bandit 1.9.4 and every rule of the family `S` of Ruff 0.17.6.
const LOOKED_FOR: &[&str] = &[
    "B101", "B102", "B103", "B104", "B105", "B106", "B107", "B108", "B110", "B112", "B113", "B201",
    "B202", "B301", "B302", "B303", "B304", "B305", "B306", "B307", "B308", "B310", "B311", "B312",
    "B313", "B314", "B315", "B316", "B317", "B318", "B319", "B321", "B323", "B324", "B401", "B402",
    "B403", "B404", "B405", "B406", "B407", "B408", "B409", "B411", "B412", "B413", "B415", "B501",
    "B502", "B503", "B504", "B505", "B506", "B507", "B508", "B509", "B601", "B602", "B603", "B604",
    "B605", "B606", "B607", "B608", "B609", "B610", "B611", "B612", "B613", "B614", "B615", "B701",
    "B702", "B703", "B704", "S101", "S102", "S103", "S104", "S105", "S106", "S107", "S108", "S110",
    "S112", "S113", "S201", "S202", "S301", "S302", "S303", "S304", "S305", "S306", "S307", "S308",
    "S310", "S311", "S312", "S313", "S314", "S315", "S316", "S317", "S318", "S319", "S320", "S321",
    "S323", "S324", "S401", "S402", "S403", "S404", "S405", "S406", "S407", "S408", "S409", "S410",
    "S411", "S412", "S413", "S415", "S501", "S502", "S503", "S504", "S505", "S506", "S507", "S508",
    "S509", "S601", "S602", "S603", "S604", "S605", "S606", "S607", "S608", "S609", "S610", "S611",
    "S612", "S701", "S702", "S704",
];

#[test]
fn what_others_look_for_has_a_rule_or_a_reason() {
    let book = rulebook();
    let reasons = || book.coverage().bandit.iter().chain(&book.coverage().ruff);
    for id in LOOKED_FOR {
        let rule = book
            .rules()
            .iter()
            .any(|r| r.bandit.iter().chain(&r.ruff).any(|i| i == id));
        let given = reasons().filter(|r| r.id == *id).count();
        assert!(given <= 1, "{id}: two reasons");
        assert!(rule != (given == 1), "{id}: a rule or a reason, not both");
    }
    for reason in reasons() {
        for rule in &reason.covered_by {
            assert!(book.rule(rule).is_some(), "{}: no rule {rule}", reason.id);
        }
    }
}

/// The rules that fire in a function whose first parameters are the program's own and whose last
/// comes from outside.
fn judged(book: &Rulebook, text: &str, name: &str, own: &[&str], outside: &str) -> Vec<String> {
    use protected_python::evaluate::{Function, Param};
    let mut params: Vec<Param> = own
        .iter()
        .map(|name| Param {
            name: (*name).into(),
            ..Param::default()
        })
        .collect();
    params.push(Param {
        name: outside.into(),
        untrusted: true,
        ..Param::default()
    });
    let function = Function {
        name: name.into(),
        params,
    };
    let report = analyze(&Source::new("a.py", text), book, &[function]);
    report.findings.into_iter().map(|f| f.rule).collect()
}

#[test]
fn a_folder_of_the_programs_own_and_a_name_from_outside() {
    let book = rulebook();
    let text = r#"
import os
from pathlib import Path
def joined(base, name):
    return open(os.path.join(base, name), "rb").read()
def unresolved(base, name):
    target = Path(base) / name
    if not target.is_relative_to(base):
        raise PermissionError(name)
    return target.read_bytes()
def letters(base, name):
    target = os.path.normpath(os.path.join(base, name))
    if os.path.commonprefix([base, target]) != base:
        raise PermissionError(name)
    return open(target, "rb").read()
def dots(base, name):
    if ".." in name:
        raise PermissionError(name)
    return open(os.path.join(base, name), "rb").read()
def other(base, name):
    target = (Path(base) / name).resolve()
    if not target.is_relative_to(Path(base).resolve()):
        raise PermissionError(name)
    return open(base + "/" + name, "rb").read()
def late(base, name):
    target = (Path(base) / name).resolve()
    data = target.read_bytes()
    if not target.is_relative_to(Path(base).resolve()):
        raise PermissionError(name)
    return data
def swallowed(base, name):
    target = (Path(base) / name).resolve()
    try:
        target.relative_to(base)
    except ValueError:
        pass
    return target.read_bytes()
"#;
    for name in [
        "joined",
        "unresolved",
        "letters",
        "dots",
        "other",
        "late",
        "swallowed",
    ] {
        let found = judged(&book, text, name, &["base"], "name");
        assert!(
            found.iter().any(|r| r == "path-built-from-input"),
            "{name}: {found:?}"
        );
    }
    let text = r#"
import os
from pathlib import Path
def resolved(base, name):
    target = (Path(base) / name).resolve()
    if not target.is_relative_to(Path(base).resolve()):
        raise PermissionError(name)
    return target.read_bytes()
def common(base, name):
    root, target = os.path.realpath(base), os.path.realpath(os.path.join(base, name))
    if os.path.commonpath([root, target]) != root:
        raise PermissionError(name)
    with open(target, "rb") as file:
        return file.read()
def listed(base, name):
    files = {p.name: p for p in Path(base).iterdir() if p.is_file() and not p.is_symlink()}
    return files[name].read_bytes()
def last(base, name):
    return (Path(base) / Path(name).name).resolve().read_bytes()
def helper(base, name):
    return inside(Path(base), name).read_bytes()
def inside(root, name):
    target = (root / name).resolve()
    if root.resolve() not in target.parents:
        raise PermissionError(name)
    return target
def separator(base, name):
    root = os.path.abspath(base)
    target = os.path.abspath(os.path.join(root, name))
    if target.startswith(root + os.sep):
        return open(target, "rb").read()
    raise PermissionError(name)
"#;
    for name in [
        "resolved",
        "common",
        "listed",
        "last",
        "helper",
        "separator",
    ] {
        assert_eq!(
            judged(&book, text, name, &["base"], "name"),
            [""; 0],
            "{name}"
        );
    }
}

/// With `UPDATE_PAGES=1` the page is written anew instead.
#[test]
fn the_page_of_coverage_is_that_of_the_rules() {
    let book = rulebook();
    let mut page = String::from(COVERAGE_HEAD);
    for rule in book.rules() {
        let cwe: Vec<_> = rule
            .cwe
            .iter()
            .map(|n| format!("{n}{}", if TOP_25.contains(n) { "★" } else { "" }))
            .collect();
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {} | {} |",
            rule.id,
            rule.message,
            cwe.join(", "),
            rule.owasp,
            rule.bandit.join(" "),
            rule.ruff.join(" "),
        );
    }
    page.push_str(COVERAGE_REASONS);
    let coverage = book.coverage();
    let mut reasons: Vec<_> = coverage.bandit.iter().chain(&coverage.ruff).collect();
    reasons.sort_by(|a, b| a.id.cmp(&b.id));
    for reason in reasons {
        let rules: Vec<_> = reason.covered_by.iter().map(|r| format!("`{r}`")).collect();
        let _ = writeln!(
            page,
            "| {} | {} | {} |",
            reason.id,
            rules.join(", "),
            reason.reason.trim().replace('\n', " ").replace('|', "\\|"),
        );
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/coverage.md");
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).is_ok_and(|now| now == page),
        "docs/coverage.md is not that of the rules; run UPDATE_PAGES=1 cargo test --test rules"
    );
}

/// The CWE Top 25 of 2025, by number.
const TOP_25: &[u32] = &[
    79, 89, 352, 862, 787, 22, 416, 125, 78, 94, 120, 434, 476, 121, 502, 122, 863, 20, 284, 200,
    306, 918, 77, 639, 770,
];

const COVERAGE_HEAD: &str = "\
# What is looked for

This page is written by a test from the files in `rules/`. Bandit means version 1.9.4, Ruff the family `S` of version 0.17.6.
★ marks weaknesses of the CWE Top 25 of 2025; OWASP means the Top 10 of 2025. `protect explain RULE` shows a rule's page.

| rule | says | CWE | OWASP | Bandit | Ruff |
| --- | --- | --- | --- | --- | --- |
";

const COVERAGE_REASONS: &str = "
## What others look for and no rule here does in the same shape

| theirs | what finds the danger here | why |
| --- | --- | --- |
";

/// The texts in fences that begin like this.
fn fenced<'p>(page: &'p str, fence: &str) -> Vec<&'p str> {
    let parts = page.split(fence).skip(1);
    parts.filter_map(|rest| rest.split("```").next()).collect()
}

/// The built-in files and one more.
fn with(path: &str, text: &str) -> Result<Rulebook, Vec<RuleFault>> {
    let mut all = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    files(&root.join("rules"), "rules", &mut all);
    all.push((path.to_owned(), text.to_owned()));
    Rulebook::load(&all)
}

#[test]
fn the_examples_of_the_page_about_rules_work() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/rules.md")).unwrap();
    let examples = fenced(&page, "```toml\n");
    assert_eq!(examples.len(), 6);
    let project = fenced(&page, "```toml file=pyproject.toml\n");
    assert_eq!(project.len(), 1);
    for (name, text) in examples
        .iter()
        .map(|text| ("docs/example.toml", text))
        .chain(project.iter().map(|text| ("pyproject.toml", text)))
    {
        let book = with(name, text).unwrap_or_else(|faults| panic!("{faults:#?}"));
        let own: Vec<_> = book.rules().iter().filter(|r| r.file == name).collect();
        assert_eq!(own.len(), text.matches("id = \"house-").count());
        for rule in own {
            assert_eq!(prove_rule(&book, rule), []);
        }
    }
}

#[test]
fn a_metavariable_that_stands_twice_is_one_value() {
    let book = with(
        "own/same.toml",
        "id = 'house-same'\nmessage = 'The same'\n\
         [[pattern]]\ncode = 'lab.pair($A, $A)'\n\
         [[pattern]]\ncode = '$X.add($X, ...)'\n\
         [[pattern]]\ncode = 'lab.table($A, {\"key\": $A})'\n\
         [[pattern]]\ncode = '$X == $X'\n",
    )
    .unwrap();
    for (code, expected) in [
        ("import lab\ndef f(a, b):\n    lab.pair(a, a)\n", true),
        (
            "import lab\ndef f(a, b):\n    b = a\n    lab.pair(a, b)\n",
            true,
        ),
        ("import lab\ndef f(a, b):\n    lab.pair(a, b)\n", false),
        (
            "import lab\ndef f(a, b):\n    lab.pair(a, a + 'x')\n",
            false,
        ),
        ("import lab\ndef f(a):\n    lab.pair(a.x, a.y)\n", false),
        ("import lab\nlab.pair('a', 'a')\n", true),
        ("import lab\nlab.pair('a', 'b')\n", false),
        ("import lab\nlab.pair('1', 1)\n", false),
        ("import lab\nlab.pair(lab.A, lab.A)\n", true),
        ("import lab\nlab.pair(lab.A, lab.B)\n", false),
        ("import lab\nlab.pair(lab.new(), lab.new())\n", false),
        ("def f(x, y):\n    x.add(x, 1)\n", true),
        ("def f(x, y):\n    x.add(y, 1)\n", false),
        (
            "import lab\ndef f(k):\n    lab.table(k, {'key': k})\n",
            true,
        ),
        (
            "import lab\ndef f(k, q):\n    lab.table(k, {'key': q})\n",
            false,
        ),
        ("def f(x):\n    return x == x\n", true),
        ("def f(x):\n    return x.a != x.a\n", true),
        ("def f(x):\n    return x.a == x.b\n", false),
        ("def f(x, y):\n    return x == y\n", false),
        ("def f(x):\n    return x() == x()\n", false),
        ("MODE = 'a'\ndef f():\n    return MODE == 'a'\n", false),
    ] {
        let fires = found(&book, code).iter().any(|rule| rule == "house-same");
        assert_eq!(fires, expected, "{code}");
    }
    for (code, told) in [
        ("$X = $X", "stands here twice"),
        ("$X < $X", "compares two values"),
        ("$X in $X", "`==` or `!=` only"),
    ] {
        let text =
            format!("id = 'house-same'\nmessage = 'The same'\n[[pattern]]\ncode = '{code}'\n");
        let faults = with("own/same.toml", &text).unwrap_err();
        assert!(
            faults[0].to_string().contains(told),
            "{code}: {}",
            faults[0]
        );
    }
}

#[test]
fn the_page_about_rules_lists_all_purposes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/rules.md")).unwrap();
    let listed = std::fs::read_to_string(root.join("rules/purposes.toml")).unwrap();
    let listed: toml::Table = toml::from_str(&listed).unwrap();
    let mut table = String::from("| purpose | what must be clean |\n| --- | --- |\n");
    for (word, text) in &listed {
        writeln!(table, "| `{word}` | {} |", text.as_str().unwrap()).unwrap();
    }
    let written = page.split("<!-- purposes -->\n").nth(1).unwrap();
    let written = written.split("<!-- /purposes -->").next().unwrap();
    assert_eq!(written, table);
}

/// A rule with a sink, which the faults below change.
const SINK: &str = "id = 'house-x'\nmessage = 'X'\n[[sink]]\ncall = ['reports.run']\nposition = 0\n\
    purpose = 'sql'\nsay = '`{callee}` runs it'\n";

#[test]
fn what_can_never_be_meant_is_told_where_it_stands() {
    assert!(with("own/x.toml", SINK).is_ok());
    let shop = format!("{SINK}[cleans]\n'house.tidy' = ['shop']\n").replace("'sql'", "'shop'");
    assert!(with("own/x.toml", &shop).is_ok());
    for (from, to, told) in [
        (
            "'sql'",
            "'sqll'",
            "own/x.toml:6:1: nothing cleans for the purpose `sqll`, so every value counts as harmful. Did you mean `sql`?",
        ),
        (
            "'sql'",
            "'zzz'",
            "own/x.toml:6:1: nothing cleans for the purpose `zzz`, so every value counts as harmful. Use a purpose that docs/rules.md lists",
        ),
        (
            "house-x",
            "h x",
            "own/x.toml:1:1: the id `h x` is not kebab-case. ",
        ),
        (
            "reports.run",
            "a b",
            "own/x.toml:4:1: nothing in Python is called `a b`. Name it as it is imported",
        ),
        (
            "['reports.run']",
            "[]",
            "own/x.toml:4:1: `call` names nothing, so this `[[sink]]` would never speak. ",
        ),
        (
            "{callee}",
            "{foo}",
            "own/x.toml:7:1: nothing fills `{foo}` in `say`. Braces may hold `{callee}` here",
        ),
        (
            "'X'",
            "\"X\\nY\"",
            "own/x.toml:2:1: `message` is more than one line, or",
        ),
        (
            "'X'",
            "\"X\\u001b\"",
            "own/x.toml:2:1: `message` is more than one line, or",
        ),
        (
            "'X'\n",
            "'X'\nsorces = 3\n",
            "own/x.toml:3:1: unknown field `sorces`",
        ),
        (
            "'X'\n",
            "'X'\nsources = 3\n",
            "own/x.toml:3:11: invalid type: integer `3`, expected a map",
        ),
        (
            "message = 'X'\n",
            "",
            "own/x.toml:1:1: missing field `message`. Add `message`; docs/rules.md",
        ),
        (
            "runs it'\n",
            "runs it'\n[cleans]\n'house.tidy' = ['sqll']\n",
            "own/x.toml:9:1: `house.tidy` cleans for `sqll`, and no sink asks for that. Did you mean `sql`?",
        ),
        (
            "runs it'\n",
            "runs it'\n[sources]\n'house tidy' = 'x'\n",
            "own/x.toml:9:1: nothing in Python is called `house tidy`. ",
        ),
        (
            "runs it'\n",
            "runs it'\n[[fix]]\ntitle = 'T'\nrename = { 'a.b' = 'c d' }\n",
            "own/x.toml:10:1: `c d` is no Python that could stand for `a.b`. ",
        ),
        (
            "runs it'\n",
            "runs it'\n[[pattern]]\ncode = '$A[\"k\"] = $A'\n",
            "own/x.toml:9:8: `$A` stands here twice",
        ),
    ] {
        assert!(SINK.contains(from), "{from}");
        let faults = with("own/x.toml", &SINK.replace(from, to)).unwrap_err();
        let all: Vec<String> = faults.iter().map(ToString::to_string).collect();
        let [one] = all.as_slice() else {
            panic!("{told}: {all:#?}")
        };
        assert!(one.starts_with(told), "{one}\n{told}");
    }
}

#[test]
fn the_exceptions_of_libraries_stand_below_ones_that_are_known() {
    let book = rulebook();
    let knowledge = book.knowledge();
    assert!(knowledge.exceptions.keys().count() > 300);
    for (name, above) in knowledge.exceptions.iter() {
        let known = |base: &String| {
            if base.contains('.') {
                knowledge.exceptions.contains_key(base)
            } else {
                protected_python::evaluate::is_own_exception(base)
            }
        };
        assert!(
            !above.is_empty() && above.iter().all(known),
            "{name}: {above:?}"
        );
        // One that stood below itself would stand below nothing for certain.
        let apart = knowledge.is_kind_of(name, "builtins.KeyboardInterrupt");
        assert_eq!(apart, Some(false), "{name}");
    }
    for (name, above, kind) in [
        ("requests.ConnectionError", "builtins.OSError", Some(true)),
        ("urllib.error.HTTPError", "builtins.OSError", Some(true)),
        ("yaml.scanner.ScannerError", "yaml.YAMLError", Some(true)),
        ("shutil.SameFileError", "shutil.Error", Some(true)),
        (
            "jwt.ExpiredSignatureError",
            "jwt.InvalidTokenError",
            Some(true),
        ),
        (
            "sqlalchemy.exc.IntegrityError",
            "sqlalchemy.exc.SQLAlchemyError",
            Some(true),
        ),
        (
            "sqlalchemy.exc.IntegrityError",
            "builtins.ValueError",
            Some(false),
        ),
        ("nobodys.library.Error", "builtins.ValueError", None),
    ] {
        assert_eq!(knowledge.is_kind_of(name, above), kind, "{name} {above}");
    }
}

#[test]
fn a_file_may_only_describe_a_library() {
    let library = "[sources]\n'house.ask' = 'the house'\n[cleans]\n'house.tidy' = ['shell']\n";
    let code = "import os, house\nos.system(house.ask())\nos.system(house.tidy(house.ask()))\n";
    for (path, text) in [
        ("own/x.toml", library.to_owned()),
        ("own/models/x.toml", library.to_owned()),
        (
            "own/pyproject.toml",
            library
                .replace('[', "[tool.protect.rule.")
                .replace("= [tool.protect.rule.", "= [")
                .replacen("[tool", "[[tool.protect.rule]]\n[tool", 1),
        ),
    ] {
        let book = with(path, &text).unwrap_or_else(|faults| panic!("{text}{faults:#?}"));
        let source = Source::new("a.py", code);
        let report = analyze(&source, &book, &[]);
        let lines: Vec<u32> = report
            .findings
            .iter()
            .map(|f| source.line_of(f.span.start))
            .collect();
        assert_eq!(lines, [2], "{path}");
    }
    let faults = with("own/models/x.toml", &library.replace("'shell'", "'shel'")).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert!(
        faults[0].to_string().ends_with("Did you mean `shell`?"),
        "{}",
        faults[0]
    );
}

#[test]
fn the_rules_of_a_project_are_told_where_they_stand_in_its_file() {
    let text = "[project]\nname = 'x'\n\n[[tool.protect.rule]]\nid = 'house-a'\nmessage = 'A'\n\
        pattern = [{ code = 'print(...)' }]\n\n[[tool.protect.rule]]\nid = 'house-a'\nmessage = 'A'\n\
        pattern = [{ code = 'print(' }]\n[[tool.protect.rule.test]]\nname = 't'\ncode = 'print(1)'\n";
    let faults = with("pyproject.toml", text).unwrap_err();
    assert_eq!((faults[0].line, faults[0].column), (10, 1), "{faults:#?}");
    let other = text
        .replace("'print('", "'open(...)'")
        .replacen("house-a", "house-b", 1);
    let book = with("pyproject.toml", &other).unwrap();
    let rule = book.rule("house-a").unwrap();
    assert_eq!((rule.line, rule.tests[0].line), (10, 14));
    let wrong = other.replace("'print(1)'", "'open(1)'");
    let book = with("pyproject.toml", &wrong).unwrap();
    let told = prove_rule(&book, book.rule("house-a").unwrap())[0].to_string();
    assert_eq!(
        told,
        "pyproject.toml:14:1: the rule `house-a`: test \"t\": fires on line 1, not on no line. \
         Correct the rule, or what its test says in `fires`."
    );
}
