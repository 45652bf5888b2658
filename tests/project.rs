//! Data that goes from one file of a project into another.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)] // a test may stop, and may read

use protected_python::analyze::{analyze_file, gather};
use protected_python::evaluate::Project;
use protected_python::finding::Confidence;
use protected_python::rules::Rulebook;
use protected_python::text::Source;
use std::path::Path;

fn read(folder: &Path, inside: &str, out: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let name = format!("{inside}/{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            read(&path, &name, out);
        } else {
            out.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The sure findings, as `file:line`.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let mut rules = Vec::new();
    read(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("rules"),
        "rules",
        &mut rules,
    );
    let book = Rulebook::load(&rules).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let files: Vec<(String, Source)> = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), Source::new(*path, *text)))
        .collect();
    let project = Project::new(&files);
    let reports: Vec<_> = (0..files.len())
        .map(|index| analyze_file(&project, index, &book))
        .collect();
    assert!(reports.iter().all(|report| report.notices.is_empty()));
    let sources = project.sources();
    gather(reports.into_iter().map(|report| report.findings))
        .iter()
        .filter(|f| f.confidence == Confidence::High && f.rule == "sql-built-from-input")
        .map(|f| {
            let (file, span) = sources.locate(f.span);
            let source = sources.get(file).unwrap();
            format!("{}:{}", source.name(), source.line_of(span.start))
        })
        .collect()
}

const DB: &str = "import sqlite3\ndef find(name):\n    db = sqlite3.connect('a.db')\n    return db.execute(f\"SELECT * FROM t WHERE n = '{name}'\").fetchall()\n";

#[test]
fn a_helper_in_another_file() {
    for import in [
        "from db import find\nfind(input())\n",
        "import db\ndef main():\n    db.find(input())\n",
        "import db as d\ndef main(x):\n    if x:\n        d.find(input())\n    else:\n        d.find('a' + input())\n",
        "from db import *\ndef main():\n    find(input())\n",
    ] {
        for files in [
            [("main.py", import), ("db.py", DB)],
            [("src/db.py", DB), ("src/main.py", import)],
        ] {
            let found = found(&files);
            assert_eq!(found.len(), 1, "{import}: {found:?}");
            assert!(found[0].ends_with("db.py:4"), "{import}: {found:?}");
        }
    }
    assert_eq!(
        found(&[
            ("main.py", "from db import find\nfind('me')\n"),
            ("db.py", DB)
        ]),
        Vec::<String>::new()
    );
}

#[test]
fn a_sanitizer_or_allowlist_in_another_file() {
    let main = |argument: &str| {
        format!(
            "import sqlite3\nfrom app.rules import COLUMNS, number\ndef main():\n    x = input()\n    if x in COLUMNS:\n        y = x\n    else:\n        y = 'id'\n    db = sqlite3.connect('a.db')\n    db.execute('SELECT * FROM t ORDER BY ' + {argument})\n"
        )
    };
    let rules = "COLUMNS = ('id', 'name')\ndef number(text):\n    return str(int(text))\n";
    let run = |argument: &str| {
        found(&[
            ("app/__init__.py", ""),
            ("app/main.py", &main(argument)),
            ("app/rules.py", rules),
        ])
    };
    assert_eq!(run("y"), Vec::<String>::new());
    assert_eq!(run("number(x)"), Vec::<String>::new());
    assert_eq!(run("x"), ["app/main.py:10"]);
}

#[test]
fn relative_imports_and_names_handed_on() {
    for (init, import, call) in [
        ("", "from .db import find", "find"),
        ("", "from . import db", "db.find"),
        ("", "from ..app.db import find as f", "f"),
        ("from .db import find\n", "from . import find", "find"),
        ("from .db import *\n", "import lib.app", "lib.app.find"),
    ] {
        let main = format!("{import}\ndef main():\n    {call}(input())\n");
        let found = found(&[
            ("lib/__init__.py", ""),
            ("lib/app/__init__.py", init),
            ("lib/app/main.py", &main),
            ("lib/app/db.py", DB),
        ]);
        assert_eq!(found, ["lib/app/db.py:4"], "{import}");
    }
}

#[test]
fn modules_that_import_each_other() {
    let a = "import b\ndef start():\n    b.run()\ndef data():\n    return input()\n";
    let b = "import sqlite3\nfrom a import data\ndef run():\n    sqlite3.connect('a.db').execute('SELECT ' + data())\n";
    assert_eq!(found(&[("a.py", a), ("b.py", b)]), ["b.py:4"]);
    // The name is not bound yet when it is imported; it is when the function runs.
    let first = "from second import run\ndef number(x):\n    return str(int(x))\nrun(input())\n";
    let second = "import sqlite3\nfrom first import number\ndef run(x):\n    sqlite3.connect('a.db').execute('SELECT ' + number(x))\n";
    assert_eq!(
        found(&[("first.py", first), ("second.py", second)]),
        Vec::<String>::new()
    );
    let itself = "import a\ndef f():\n    return a.f()\n";
    assert_eq!(found(&[("a.py", itself)]), Vec::<String>::new());
}

#[test]
fn a_module_that_is_not_there() {
    let main = "import sqlite3\nfrom .gone import find\nfrom gone import *\nimport gone.more\ndef main():\n    find(input())\n    sqlite3.connect('a.db').execute('SELECT ' + input())\n";
    assert_eq!(found(&[("main.py", main)]), ["main.py:7"]);
}
