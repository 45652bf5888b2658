//! Data that goes from one file of a project into another.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)] // a test may stop, and may read

#[path = "repository/checked.rs"]
mod checked;
#[path = "repository/rulebook.rs"]
mod rulebook;

use protected_python::analyze::analyze;
use protected_python::evaluate::Project;
use protected_python::finding::{Confidence, Finding};
use protected_python::rules::Rulebook;
use protected_python::text::Source;
use rulebook::rulebook;

/// The project, which of its files have to be followed, and what is found.
fn checked(book: &Rulebook, files: &[(&str, &str)]) -> (Project, Vec<bool>, Vec<Finding>) {
    let files: Vec<(String, Source)> = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), Source::new(*path, *text)))
        .collect();
    checked::checked(book, &files)
}

/// The sure findings, as `file:line`.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let book = rulebook();
    let (project, _, findings) = checked(&book, files);
    let sources = project.sources();
    findings
        .iter()
        .filter(|f| f.confidence == Confidence::High && f.rule == "sql-built-from-input")
        .map(|f| {
            let (file, span) = sources.locate(f.span);
            let source = sources.get(file).unwrap();
            format!("{}:{}", source.name(), source.line_of(span.start))
        })
        .collect()
}

#[test]
fn a_check_that_gives_nothing_back_and_raises() {
    let check = "def check(name):\n    if not name.isalnum():\n        raise ValueError(name)\ndef look(name):\n    print(name)\n";
    let page = |call: &str| {
        format!(
            "import sqlite3\nfrom flask import request\nfrom checks import check, look\ndef page():\n    name = request.args['n']\n    {call}(name)\n    sqlite3.connect('a').execute(\"SELECT '\" + name + \"'\")\n"
        )
    };
    let with = |call: &str| found(&[("checks.py", check), ("page.py", &page(call))]);
    assert_eq!(with("look"), ["page.py:7"]);
    assert!(with("check").is_empty());
}

#[test]
fn what_two_views_read_comes_from_where_each_of_them_reads_it() {
    let store = "import sqlite3\ndef find(q):\n    return sqlite3.connect('a').execute(\"SELECT '\" + q + \"'\")\n";
    let app = "from flask import Flask, redirect, request\nfrom store import find\napp = Flask(__name__)\n@app.get('/a')\ndef a():\n    return find(request.args['q'])\n@app.get('/b')\ndef b():\n    return redirect(request.args.get('next'))\n";
    let book = rulebook();
    let (project, _, findings) = checked(&book, &[("app.py", app), ("store.py", store)]);
    let sources = project.sources();
    let mut places: Vec<(String, u32)> = findings
        .iter()
        .filter_map(|f| Some((f.rule.clone(), sources.locate(f.path.first()?.span))))
        .filter_map(|(rule, (file, span))| Some((rule, sources.get(file)?.line_of(span.start))))
        .collect();
    places.sort();
    let expected = [
        ("redirect-to-address-from-input".to_owned(), 9),
        ("sql-built-from-input".to_owned(), 6),
    ];
    assert_eq!(places, expected);
}

#[test]
fn what_a_function_of_another_file_leaves_for_a_request() {
    let hooks = |check: &str| {
        format!(
            "from flask import abort, g, request\ndef tenant():\n    name = request.headers.get('X-Tenant', 'all')\n    {check}\n    g.tenant = name\ndef other():\n    g.user = 'ada'\n"
        )
    };
    let app = "import hooks\nfrom flask import Flask\nfrom views import pages\napp = Flask(__name__)\napp.before_request(hooks.tenant)\napp.register_blueprint(pages)\n";
    let views = "import sqlite3\nfrom flask import Blueprint, g\npages = Blueprint('pages', __name__)\n@pages.get('/a')\ndef a():\n    sqlite3.connect('a').execute('DELETE FROM ' + g.tenant)\n@pages.get('/b')\ndef b():\n    sqlite3.connect('a').execute('DELETE FROM ' + g.user)\n@pages.get('/c')\ndef c():\n    sqlite3.connect('a').execute('DROP TABLE ' + g.tenant)\n";
    let with = |check: &str| {
        found(&[
            ("app.py", app),
            ("hooks.py", &hooks(check)),
            ("views.py", views),
        ])
    };
    assert_eq!(with("pass"), ["views.py:6", "views.py:12"]);
    assert!(with("name.isalnum() or abort(400)").is_empty());
}

#[test]
fn a_view_that_a_class_in_another_file_inherits() {
    let base = "import sqlite3\nfrom django.views import View\nclass Search(View):\n    def condition(self, word):\n        return '1'\n    def get(self, request):\n        sqlite3.connect('a').execute('SELECT 1 WHERE ' + self.condition(request.GET['q']))\n";
    let below = |answer: &str| {
        format!(
            "from base import Search\nclass Pages(Search):\n    def condition(self, word):\n        return {answer}\n"
        )
    };
    let with = |answer: &str| found(&[("base.py", base), ("pages.py", &below(answer))]);
    assert_eq!(with("f\"title = '{word}'\""), ["base.py:7"]);
    assert!(with("'title = 1'").is_empty());
}

#[test]
fn an_object_of_the_programs_own_class_that_a_parameter_is_said_to_be() {
    let store = "import sqlite3\nclass Store:\n    def __init__(self, path):\n        self.db = sqlite3.connect(path)\n    def one(self, name):\n        return self.db.execute(f\"SELECT '{name}'\")\n    def bound(self, name):\n        return self.db.execute('SELECT ?', (name,))\n";
    let page = |method: &str| {
        format!(
            "from aiohttp import web\nfrom store import Store\nclass Pages:\n    def __init__(self, store: Store):\n        self.store = store\n    async def page(self, request: web.Request):\n        self.store.{method}(request.query['name'])\n"
        )
    };
    let with = |method: &str| found(&[("store.py", store), ("pages.py", &page(method))]);
    assert_eq!(with("one"), ["store.py:6"]);
    assert!(with("bound").is_empty());
}

#[test]
fn a_decorator_that_refuses() {
    let page = |test: &str| {
        format!(
            "import sqlite3\nfrom functools import wraps\nfrom flask import Flask, request, abort\napp = Flask(__name__)\ndef checked(view):\n    @wraps(view)\n    def inner():\n        if {test}:\n            abort(400)\n        return view()\n    return inner\n@app.get('/')\n@checked\ndef page():\n    sqlite3.connect('a').execute(\"SELECT '\" + request.args['n'] + \"'\")\n"
        )
    };
    assert!(found(&[("page.py", &page("request.args['n'] not in ('a', 'b')"))]).is_empty());
    assert_eq!(
        found(&[("page.py", &page("'n' not in request.args"))]),
        ["page.py:15"]
    );
}

#[test]
fn an_object_that_refuses_what_it_is_made_of() {
    let page = |test: &str| {
        format!(
            "import sqlite3\nfrom dataclasses import dataclass\nfrom flask import request\n@dataclass(frozen=True)\nclass Key:\n    value: str\n    def __post_init__(self):\n        if {test}:\n            raise ValueError('odd')\ndef page():\n    key = Key(request.args['n'])\n    sqlite3.connect('a').execute(\"SELECT '\" + key.value + \"'\")\n"
        )
    };
    assert!(found(&[("page.py", &page("not self.value.isalnum()"))]).is_empty());
    assert_eq!(
        found(&[("page.py", &page("len(self.value) > 99"))]),
        ["page.py:12"]
    );
}

#[test]
fn what_is_put_aside_before_a_request() {
    let page = |value: &str| {
        format!(
            "import sqlite3\nfrom flask import Flask, g, request\napp = Flask(__name__)\n@app.before_request\ndef before():\n    g.tenant = {value}\n@app.get('/')\ndef page():\n    sqlite3.connect('a').execute(\"SELECT '\" + g.tenant + \"'\")\n"
        )
    };
    assert_eq!(
        found(&[("page.py", &page("request.headers.get('tenant')"))]),
        ["page.py:9"]
    );
    assert!(found(&[("page.py", &page("'main'"))]).is_empty());
}

#[test]
fn a_member_s_name_that_is_read_again() {
    let book = rulebook();
    let unpack = |asked: &str, used: &str| {
        let text = format!(
            "import tarfile\nfrom pathlib import Path\ndef unpack(tar: tarfile.TarFile, dest: Path):\n    root = dest.resolve()\n    for member in tar.getmembers():\n        if root not in (root / {asked}).resolve().parents:\n            raise ValueError(member)\n        (dest / {used}).mkdir(parents=True)\n"
        );
        let (_, _, findings) = checked(&book, &[("unpack.py", &text)]);
        let mut found = findings
            .iter()
            .filter(|f| f.rule == "path-built-from-input");
        found.next().map(|f| f.confidence)
    };
    assert_eq!(
        unpack("member.name", "member.name"),
        Some(Confidence::Medium)
    );
    assert_eq!(
        unpack("member.name", "member.linkname"),
        Some(Confidence::High)
    );
}

#[test]
fn what_all_callers_in_sight_hand_over() {
    let book = rulebook();
    let store = "import sqlite3\ndef count(table):\n    return sqlite3.connect('a').execute('SELECT COUNT(*) FROM ' + table)\n";
    let confidence = |caller: &str| {
        let (_, _, findings) = checked(&book, &[("store.py", store), ("main.py", caller)]);
        let mut sure = findings.iter().filter(|f| f.rule == "sql-built-from-input");
        sure.next().map(|f| f.confidence)
    };
    let main = "import store\ndef page(name):\n    ";
    assert_eq!(confidence(""), Some(Confidence::Medium));
    assert_eq!(
        confidence(&format!("{main}return store.count('books')\n")),
        Some(Confidence::Low)
    );
    assert_eq!(
        confidence(&format!("{main}return store.count(name)\n")),
        Some(Confidence::Medium)
    );
    assert_eq!(
        confidence(&format!(
            "{main}store.count('books')\n    return store.count('new_' + name)\n"
        )),
        Some(Confidence::Medium)
    );
}

#[test]
fn what_all_callers_in_sight_have_checked_or_cleaned() {
    let book = rulebook();
    let confidence = |name: &str, given: &str, check: &str| {
        let code = format!(
            "import html, re, shlex, subprocess\ndef {name}(*words):\n    subprocess.run('say ' + ' '.join(words), shell=True)\ndef say(text, texts):\n    {check}\n    {name}({given})\n"
        );
        let findings = checked(&book, &[("a.py", &code)]).2;
        let mut sure = findings
            .iter()
            .filter(|f| f.rule == "command-built-from-input");
        sure.next().map(|f| f.confidence)
    };
    let whole = "if not re.fullmatch('[a-z]+', text): raise ValueError";
    for (given, check, most) in [
        ("shlex.quote(text)", "pass", Some(Confidence::Low)),
        ("*map(shlex.quote, texts)", "pass", Some(Confidence::Low)),
        ("text", whole, Some(Confidence::Low)),
        // Nobody has checked anything, or for something else.
        ("text", "pass", Some(Confidence::Medium)),
        ("*texts", "pass", Some(Confidence::Medium)),
        ("html.escape(text)", "pass", Some(Confidence::Medium)),
        (
            "text",
            "if text is None: raise ValueError",
            Some(Confidence::Medium),
        ),
    ] {
        assert_eq!(confidence("run", given, check), most, "{given} {check}");
        // Nobody else calls what is named so.
        let own = most.filter(|most| *most > Confidence::Low);
        assert_eq!(confidence("_run", given, check), own, "{given} {check}");
    }
}

#[test]
fn a_check_that_settings_may_leave_out_is_told_with_less_confidence() {
    let book = rulebook();
    for (first, sure) in [
        ("pass", None),
        ("if not config.STRICT: return", Some(Confidence::Medium)),
        ("return", Some(Confidence::High)),
    ] {
        let code = format!(
            "import config, os, pathlib\nfrom flask import request\ndef held(root, path):\n    {first}\n    try:\n        pathlib.Path(os.path.realpath(path)).relative_to(root)\n    except ValueError:\n        raise PermissionError(path)\ndef read():\n    path = os.path.realpath(os.path.join('/srv', request.args['name']))\n    held('/srv', path)\n    return open(path).read()\n"
        );
        let findings = checked(&book, &[("a.py", &code)]).2;
        let found = findings.iter().find(|f| f.rule == "path-built-from-input");
        assert_eq!(found.map(|f| f.confidence), sure, "{first}");
    }
}

#[test]
fn what_another_dict_may_replace_is_told_with_less_confidence() {
    let book = rulebook();
    for (made, sure) in [
        ("d = {'verify': False}", Confidence::High),
        ("d = {**options, 'verify': False}", Confidence::High),
        ("d = {'verify': False, **options}", Confidence::Medium),
        (
            "d = {'verify': False}\n    d.update(options)",
            Confidence::Medium,
        ),
    ] {
        let code = format!(
            "import requests\ndef get(options):\n    {made}\n    return requests.get('https://a.example.com', timeout=3, **d)\n"
        );
        let findings = checked(&book, &[("a.py", &code)]).2;
        let found = findings
            .iter()
            .find(|f| f.rule == "certificate-not-checked");
        assert_eq!(found.map(|f| f.confidence), Some(sure), "{made}");
    }
}

#[test]
fn what_is_found_in_a_file_alone_is_found_among_files() {
    let book = rulebook();
    let mut missing = Vec::new();
    for rule in book.rules() {
        for test in &rule.tests {
            let source = Source::new("a.py", test.code.as_str());
            let lines = |findings: &[Finding]| -> Vec<u32> {
                let own = findings.iter().filter(|f| f.rule == rule.id);
                own.map(|f| source.line_of(f.span.start)).collect()
            };
            let alone = lines(&analyze(&source, &book, &[]).findings);
            let among = lines(&checked(&book, &[("a.py", &test.code)]).2);
            if alone != among {
                missing.push(format!("{}: {}: {alone:?} {among:?}", rule.id, test.name));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn what_other_files_put_into_a_table_is_called_out_of_it() {
    let ask = "import sqlite3\ndef ask(name):\n    return sqlite3.connect('a').execute(\"SELECT '\" + name + \"'\")\n";
    let page = |call: &str| {
        format!(
            "import hooks\nfrom flask import Flask, request\nfrom bus import {call}\napp = Flask(__name__)\n@app.get('/')\ndef page():\n    {call}('asked', request.args['q'])\n"
        )
    };
    let table = "from collections import defaultdict\nTABLE = defaultdict(list)\ndef on(kind):\n    def keep(f):\n        TABLE[kind].append(f)\n        return f\n    return keep\ndef emit(kind, name):\n    for f in TABLE[kind]:\n        f(name)\n";
    let object = "class Bus:\n    def __init__(self):\n        self.table = {}\n    def on(self, kind):\n        def keep(f):\n            self.table.setdefault(kind, []).append(f)\n            return f\n        return keep\n    def __call__(self, kind, name):\n        for f in self.table.get(kind, []):\n            f(name)\nemit = Bus()\n";
    let with = |bus: &str, hook: &str| {
        let hooks = ask.replace("def ask", &format!("{hook}\ndef ask"));
        let files = [
            ("app.py", &*page("emit")),
            ("bus.py", bus),
            ("hooks.py", &*hooks),
        ];
        found(&files)
    };
    let by_decorator = "from bus import on\n@on('asked')";
    assert_eq!(with(table, by_decorator), ["hooks.py:5"]);
    let by_method = "from bus import emit\n@emit.on('asked')";
    assert_eq!(with(object, by_method), ["hooks.py:5"]);
    // For something else, and not at all.
    assert!(with(table, &by_decorator.replace("asked", "told")).is_empty());
    assert!(with(table, "from bus import on").is_empty());
}

#[test]
fn a_view_that_a_function_registers_is_entered() {
    let book = rulebook();
    for (route, view, found) in [
        ("/old/<name>", "old", true),
        // Nothing in the address is called so, or nobody says which function it is.
        ("/old", "old", false),
        ("/old/<name>", "app.old", false),
    ] {
        let code = format!(
            "import flask\ndef add(app):\n    app.add_url_rule('{route}', view_func={view})\ndef old(name):\n    return '<p>' + name\n"
        );
        let findings = checked(&book, &[("a.py", &code)]).2;
        let sure =
            |f: &Finding| f.rule == "page-built-from-input" && f.confidence > Confidence::Low;
        assert_eq!(findings.iter().any(sure), found, "{code}");
    }
}

#[test]
fn a_file_in_which_nothing_is_asked_about_is_not_followed() {
    let book = rulebook();
    let needed = |code: &str| checked(&book, &[("a.py", code)]).1 == [true];
    for code in [
        "def add(a, b):\n    return a + b\n",
        "class A:\n    token = None\n    def f(self):\n        return self.g()\n",
        "try:\n    import json\nexcept ImportError:\n    json = None\n",
        "import os\ndef f(path):\n    os.remove(path)\n",
    ] {
        assert!(!needed(code), "{code}");
    }
    for code in [
        "def f(a):\n    eval(a)\n",
        "import os\nrun = os.system\ndef f(a):\n    run(a)\n",
        "import os\ndef f(a):\n    getattr(os, 'system')(a)\n",
        "def f(a):\n    assert a\n",
        "password = 'hunter2horse'\n",
        "def f(cursor, a):\n    cursor.execute('SELECT ' + a)\n",
        "def f():\n    with open(input()) as file:\n        return file.read()\n",
    ] {
        assert!(needed(code), "{code}");
    }
}

#[test]
fn what_a_module_does_once_is_not_asked_of_who_reads_what_came_of_it() {
    let book = rulebook();
    for (made, used, followed) in [
        (
            "import hashlib\nmade = hashlib.md5(b'ab').hexdigest()\n",
            "made",
            false,
        ),
        ("import hashlib\nmade = hashlib.md5\n", "made(x)", true),
        (
            "import hashlib\nmade = lambda x: hashlib.md5(x)\n",
            "made(x)",
            true,
        ),
        (
            "import ctypes\nmade = ctypes.CDLL('c.so').run\n",
            "made(x)",
            true,
        ),
        (
            "password = 'hunter2horse'\nmade = password\n",
            "made",
            false,
        ),
    ] {
        let code = format!("from a import made\ndef f(x):\n    return {used}\n");
        let (_, needed, _) = checked(&book, &[("a.py", made), ("b.py", &code)]);
        assert_eq!(needed, [true, followed], "{made}");
    }
}

#[test]
fn a_call_without_the_argument_that_is_asked_about_is_passed_over() {
    let book = rulebook();
    for (call, followed) in [
        ("os.environ.get('API_KEY')", false),
        ("os.environ.get('API_KEY', 'wk-7d21c9e0b3')", true),
        ("os.environ.get('API_KEY', default='wk-7d21c9e0b3')", true),
        ("os.environ.get(*x)", true),
        ("os.getenv(**x)", true),
        ("list(map(os.getenv, x, x))", true),
    ] {
        let code = format!("import os\ndef f(x):\n    return {call}\n");
        let (_, needed, _) = checked(&book, &[("a.py", &code)]);
        assert_eq!(needed, [followed], "{call}");
    }
}

#[test]
fn an_object_of_a_library_under_another_name() {
    let code = "from os import environ as env\ndef key(of):\n    return of.get('API_KEY', 'wk-7d21c9e0b3')\nkey(env)\n";
    let findings = checked(&rulebook(), &[("a.py", code)]).2;
    assert_eq!(findings.len(), 1, "{findings:?}");
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
fn all_names_of_a_module() {
    let calm = "def find(name):\n    return name\n";
    let listed = format!("__all__ = ['other']\n{DB}");
    let private = DB.replace("find", "_find");
    for (db, import, is_found) in [
        (DB, "from db import *\n", true),
        // The last one counts, whoever has the name first.
        (DB, "from calm import *\nfrom db import *\n", true),
        (DB, "from db import *\nfrom calm import *\n", false),
        (DB, "def find(x):\n    return x\nfrom db import *\n", true),
        (DB, "from db import *\ndef find(x):\n    return x\n", false),
        (DB, "from handed import *\n", true),
        // Either of them.
        (
            DB,
            "import sys\nif sys.argv[1:]:\n    from db import *\nelse:\n    from calm import *\n",
            true,
        ),
        (
            DB,
            "import sys\nif sys.argv[1:]:\n    from calm import *\nelse:\n    from db import *\n",
            true,
        ),
        // A module need not give all names away.
        (&listed, "from db import *\n", false),
        (&private, "from db import *\nfind = _find\n", false),
    ] {
        let main = format!("{import}def main():\n    find(input())\n");
        let found = found(&[
            ("main.py", &main),
            ("db.py", db),
            ("calm.py", calm),
            ("handed.py", "from round import *\nfrom db import *\n"),
            ("round.py", "from handed import *\n"),
        ]);
        assert_eq!(!found.is_empty(), is_found, "{main}{db}: {found:?}");
    }
}

#[test]
fn what_a_module_does_when_it_is_started_does_not_happen_at_its_import() {
    let conf = "TABLE = 't'\nif __name__ == '__main__':\n    TABLE = input()\n";
    let main = "import sqlite3\nimport conf\ndef main():\n    sqlite3.connect('a.db').execute('SELECT * FROM ' + conf.TABLE)\n";
    let run = |conf: &str| found(&[("main.py", main), ("conf.py", conf)]);
    assert_eq!(run(conf), Vec::<String>::new());
    assert_eq!(run(&conf.replace("__main__", "conf")), ["main.py:4"]);
}

#[test]
fn a_module_that_is_not_there() {
    let main = "import sqlite3\nfrom .gone import find\nfrom gone import *\nimport gone.more\ndef main():\n    find(input())\n    sqlite3.connect('a.db').execute('SELECT ' + input())\n";
    assert_eq!(found(&[("main.py", main)]), ["main.py:7"]);
}

#[test]
fn an_object_of_a_class_in_another_file() {
    let db = "import sqlite3\nclass Store:\n    def __init__(self):\n        self.db = sqlite3.connect('a.db')\n    def find(self, name):\n        return self.db.execute('SELECT * FROM t WHERE n = ' + name)\n";
    for main in [
        "from db import Store\ndef main():\n    Store().find(input())\n",
        "import db\ndef main():\n    store = db.Store()\n    store.find(input())\n",
        "from db import Store\nSTORE = Store()\ndef main():\n    STORE.find(input())\n",
        "from db import Store\nclass App:\n    def __init__(self):\n        self.store = Store()\n    def main(self):\n        self.store.find(input())\n",
        "from db import Store\nclass Mine(Store):\n    def main(self):\n        self.find(input())\n",
        "from db import Store\ndef make():\n    return Store()\ndef main():\n    make().find(input())\n",
    ] {
        assert_eq!(
            found(&[("main.py", main), ("db.py", db)]),
            ["db.py:6"],
            "{main}"
        );
    }
}

#[test]
fn statements_of_another_file_that_change_what_is_read() {
    let main = "from setup import COLUMNS, prefix\nimport sqlite3\ndef main():\n    x = input()\n    if x in COLUMNS:\n        sqlite3.connect('a.db').execute('SELECT ' + prefix + x)\n";
    let setup = "COLUMNS = ['a']\nCOLUMNS.append('b')\nimport os\nif os.name == 'nt':\n    prefix = 'a'\nelse:\n    prefix = 'b'\n";
    assert_eq!(found(&[("main.py", main), ("setup.py", setup)]), [""; 0]);
    let open = setup.replace("prefix = 'b'", "prefix = input()");
    assert_eq!(
        found(&[("main.py", main), ("setup.py", &open)]),
        ["main.py:6"]
    );
}

#[test]
fn what_a_caller_may_wish_is_told_with_less_confidence() {
    let book = rulebook();
    let of = |code: &str| {
        let (_, _, findings) = checked(&book, &[("a.py", code)]);
        let found = findings
            .iter()
            .find(|f| f.rule == "certificate-not-checked");
        found.map(|f| f.confidence)
    };
    let body = "context = ssl.create_default_context()\n";
    let off = "context.check_hostname = False\n";
    let wished = format!(
        "import ssl\ndef f(verify):\n  {body}  if verify is False:\n    {off}  return context\n"
    );
    assert_eq!(of(&wished), Some(Confidence::Medium));
    let setting = format!(
        "import ssl\ndef f(settings):\n  {body}  if not settings.get('VERIFY'):\n    {off}  return context\n"
    );
    assert_eq!(of(&setting), Some(Confidence::Medium));
    // Somebody does.
    assert_eq!(of(&format!("{wished}f(False)\n")), Some(Confidence::High));
    let always = format!("import ssl\ndef f(urls):\n  {body}  for url in urls:\n    {off}");
    assert_eq!(of(&always), Some(Confidence::High));
    // Nothing says that it is there.
    let said = "import requests\nfrom typing import Optional\nclass C:\n  def __init__(self, bundle: Optional[str] = None, open: Optional[bool] = None):\n    if open:\n      self.tls = False\n    elif bundle is not None:\n      self.tls = bundle\n    else:\n      self.tls = True\n  def f(self):\n    session = requests.Session()\n    session.verify = self.tls\n    return session\n";
    assert_eq!(of(said), Some(Confidence::Medium));
    // The certificate is read afterwards.
    let read = format!(
        "import ssl\ndef f(sock, host):\n  {body}  {off}  sock = context.wrap_socket(sock)\n  match(sock.getpeercert(), host)\n"
    );
    assert_eq!(of(&read), Some(Confidence::Medium));
    let unread = read.replace("match(sock.getpeercert(), host)", "return sock");
    assert_eq!(of(&unread), Some(Confidence::High));
}

#[test]
fn what_is_done_besides_or_typed_by_whoever_starts_it_is_told_with_less_confidence() {
    let book = rulebook();
    let token = "import jwt\nfrom flask import request\ndef f(other, keys):\n  token = request.cookies['token']\n  claims = jwt.decode(token, options={'verify_signature': False})\n";
    let told = token
        .replace("f(other, keys)", "f(other, keys, token)")
        .replace("  token = request.cookies['token']\n", "");
    let parser =
        "from lxml import etree\ndef f(name):\n  parser = etree.XMLParser(resolve_entities=True)\n";
    let shell = "import os, sys\nfrom flask import request\n";
    let (high, medium) = (Confidence::High, Confidence::Medium);
    for (rule, code, sure) in [
        (
            "token-not-verified",
            format!(
                "{token}  return jwt.decode(token, keys[claims['iss']], algorithms=['RS256'])\n"
            ),
            medium,
        ),
        (
            "token-not-verified",
            format!(
                "{token}  return jwt.decode(other, keys[claims['iss']], algorithms=['RS256'])\n"
            ),
            high,
        ),
        (
            "token-not-verified",
            format!(
                "{token}  return jwt.decode(token, keys['a'], options={{'verify_signature': False}})\n"
            ),
            high,
        ),
        (
            "token-not-verified",
            format!("{token}  return claims\n"),
            high,
        ),
        // Where nothing is encrypted, nobody has a certificate.
        (
            "certificate-not-checked",
            "import requests\ndef f(host):\n  requests.get(f'http://{host}/', verify=False, timeout=3)\n".to_owned(),
            medium,
        ),
        (
            "certificate-not-checked",
            "import requests\ndef f(host):\n  requests.get(f'https://{host}/', verify=False, timeout=3)\n".to_owned(),
            high,
        ),
        // Whoever calls may have checked it.
        (
            "token-not-verified",
            format!("{told}  return claims\n"),
            medium,
        ),
        (
            "token-not-verified",
            format!("{told}  return claims\ndef g():\n  return f(1, 2, request.cookies['a'])\n"),
            high,
        ),
        (
            "entities-allowed",
            format!("{parser}  parser.resolvers.add(Own())\n  return etree.parse(name, parser)\n"),
            medium,
        ),
        (
            "entities-allowed",
            format!("{parser}  return etree.parse(name, parser)\n"),
            high,
        ),
        (
            "command-built-from-input",
            format!("{shell}os.system('ls ' + sys.argv[1])\n"),
            medium,
        ),
        (
            "command-built-from-input",
            format!("{shell}def f():\n  os.system('ls ' + request.args['a'])\n"),
            high,
        ),
    ] {
        let (_, _, findings) = checked(&book, &[("a.py", &code)]);
        let found = findings.iter().find(|f| f.rule == rule);
        assert_eq!(found.map(|f| f.confidence), Some(sure), "{code}");
    }
}

#[test]
fn a_key_in_a_test_may_open_nothing() {
    let key = "key = 'ghp_1b9Xw0Kq7Tz3Lm5Nv8Rc2Yd4Hf6Js0Pa1QeU'\n";
    let of = |file: &str| {
        let (_, _, findings) = checked(&rulebook(), &[(file, key)]);
        let found = findings.iter().find(|f| f.rule == "secret-in-code");
        found.map(|f| f.confidence)
    };
    assert_eq!(of("app/keys.py"), Some(Confidence::High));
    assert_eq!(of("app/tests/test_keys.py"), Some(Confidence::Medium));
    assert_eq!(of("app/latest.py"), Some(Confidence::High));
}

#[test]
fn what_nobody_has_looked_into_may_have_checked() {
    let book = rulebook();
    for (made, sure) in [
        ("request.args['a']", Confidence::High),
        ("textwrap.dedent(request.args['a'])", Confidence::High),
        ("request.args['a'].partition(':')", Confidence::High),
        ("unheard_of.named(request.args['a'])", Confidence::Medium),
        ("helper.named(request.args['a'])", Confidence::Medium),
    ] {
        let code = format!(
            "import os, textwrap, unheard_of\nfrom flask import request\ndef f(helper):\n  os.remove({made})\n"
        );
        let (_, _, findings) = checked(&book, &[("a.py", &code)]);
        let found = findings.iter().find(|f| f.rule == "path-built-from-input");
        assert_eq!(found.map(|f| f.confidence), Some(sure), "{made}");
    }
}

#[test]
fn what_an_address_takes_that_stands_elsewhere_may_be_held_there() {
    let book = rulebook();
    for (address, sure) in [
        ("re_path(r'^of/(.+)/$', page)", Some(Confidence::High)),
        ("re_path(r'^of/([0-9]+)/$', page)", None),
        (
            "re_path(r'^of/(?P<name>.+)/$', page)",
            Some(Confidence::High),
        ),
        ("re_path(r'^of/(?P<name>[0-9]+)/$', page)", None),
        ("re_path(r'^of/$', page)", Some(Confidence::Medium)),
    ] {
        let code = format!(
            "from django.http import HttpResponse\nfrom django.urls import re_path\ndef page(request, name):\n  return HttpResponse(name)\nurlpatterns = [{address}]\n"
        );
        let (_, _, findings) = checked(&book, &[("a.py", &code)]);
        let found = findings.iter().find(|f| f.rule == "page-built-from-input");
        assert_eq!(found.map(|f| f.confidence), sure, "{address}");
    }
}

#[test]
fn what_may_be_held_or_may_be_something_else_is_told_with_less_confidence() {
    let book = rulebook();
    let path = |code: &str| {
        let (_, _, findings) = checked(&book, &[("a.py", code)]);
        let found = findings
            .iter()
            .find(|f| f.rule.ends_with("-built-from-input"));
        found.map(|f| f.confidence)
    };
    let (high, medium) = (Some(Confidence::High), Some(Confidence::Medium));
    // Between two slashes there is none.
    let route = |address: &str| {
        format!(
            "from flask import Flask\napp = Flask('a')\n@app.route('{address}')\ndef f(name):\n  return open('up/' + name).read()\n"
        )
    };
    assert_eq!(path(&route("/f/<name>")), medium);
    assert_eq!(path(&route("/f/<string:name>")), medium);
    assert_eq!(path(&route("/f/<path:name>")), high);
    // The address of a view stands elsewhere.
    let view = "from django.http import HttpResponse\nfrom django.views import View\nclass V(View):\n  def get(self, request, name):\n    return HttpResponse(name)\n";
    assert_eq!(path(view), medium);
    assert_eq!(
        path(&view.replace("(name)\n", "(request.GET['name'])\n")),
        high
    );
    // Whoever hands over one of many may have looked at all of them.
    let member = "import tarfile\ndef f(member: tarfile.TarInfo):\n  open('/srv/' + member.name, 'wb').close()\n";
    assert_eq!(path(member), medium);
    let members = "import tarfile\ndef f(archive: tarfile.TarFile):\n  for member in archive.getmembers():\n    open('/srv/' + member.name, 'wb').close()\n";
    assert_eq!(path(members), high);
    // The program says that it is a number.
    let number = "import os\nfrom flask import request\ndef f(pid: int):\n  os.remove('/run/%s.pid' % pid)\ndef g():\n  f(request.args['pid'])\n";
    assert_eq!(path(number), medium);
    assert_eq!(path(&number.replace("pid: int", "pid: str")), high);
    // It was held inside a folder that is written otherwise.
    let held = "import shutil\nfrom pathlib import Path\nfrom flask import request, abort\nROOT = Path('/srv')\ndef f():\n  name = request.args['name']\n  if not (ROOT / name).resolve().is_relative_to(ROOT):\n    abort(404)\n  shutil.rmtree(ROOT / name)\n";
    assert_ne!(path(held), high);
    // Any of what the object keeps, or something else.
    let unset = "import socket\nfrom other import Base\nclass C(Base):\n  def __init__(self):\n    super().__init__()\n    self.text = ''\n    self.socket = socket.socket()\n  def f(self):\n    self.text += self.socket.recv(9).decode()\n    open(self.log, 'a').write(self.text)\n";
    assert_eq!(path(unset), medium);
    assert_eq!(path(&unset.replace("self.log,", "self.text,")), high);
    // Which of the words is the program, nobody can tell.
    let words = "import subprocess\nfrom flask import request\ndef f(fast, own):\n  words = ['dump', request.args['a']]\n  if fast:\n    words.append('-f')\n  if own:\n    words = ['sudo', '-n'] + words\n  subprocess.run(words)\n";
    assert_ne!(path(words), high);
    let first = "import subprocess\nfrom flask import request\ndef f():\n  subprocess.run([request.args['a'], 'dump'])\n";
    assert_eq!(path(first), high);
}

#[test]
fn who_chose_a_file_did_not_write_what_is_in_it() {
    let code = "from flask import request\ndef f():\n  text = open(request.args['a']).read()\n  return eval(text)\n";
    let (_, _, findings) = checked(&rulebook(), &[("a.py", code)]);
    let of = |rule: &str| {
        findings
            .iter()
            .find(|f| f.rule == rule)
            .map(|f| f.confidence)
    };
    assert_eq!(of("path-built-from-input"), Some(Confidence::High));
    assert_eq!(of("code-made-from-input"), Some(Confidence::Medium));
}

#[test]
fn a_helper_that_is_not_followed_to_its_end_may_have_checked() {
    let book = rulebook();
    let steps: Vec<String> = (0..900).map(|n| format!("  b = a + '{n}'\n")).collect();
    let steps = steps.concat();
    let code = format!(
        "import os\nfrom flask import request\ndef inside(a):\n{steps}  return b.strip()\ndef f():\n  os.remove(inside(request.args['a']))\n"
    );
    let (_, _, findings) = checked(&book, &[("a.py", &code)]);
    let found = findings.iter().find(|f| f.rule == "path-built-from-input");
    assert_eq!(found.map(|f| f.confidence), Some(Confidence::Medium));
    let short = code.replace(&steps, "  b = a\n");
    let (_, _, findings) = checked(&book, &[("a.py", &short)]);
    let found = findings.iter().find(|f| f.rule == "path-built-from-input");
    assert_eq!(found.map(|f| f.confidence), Some(Confidence::High));
}

#[test]
fn what_only_tests_hand_over_is_a_guess() {
    let book = rulebook();
    let of = |code: &str| {
        let (_, _, findings) = checked(&book, &[("a.py", code)]);
        let found = findings
            .iter()
            .find(|f| f.rule == "request-to-address-from-input");
        found.map(|f| f.confidence)
    };
    let ask = "    return requests.get(f'http://{port}/a', timeout=1)\n";
    let plain = format!("import pytest, requests\ndef ask(port):\n{ask}");
    assert_eq!(of(&plain), Some(Confidence::Medium));
    let test = plain.replace("def ask", "def test_ask");
    assert_eq!(of(&test), Some(Confidence::Low));
    let alone = test.replace("import pytest, requests", "import requests");
    assert_eq!(of(&alone), Some(Confidence::Medium));
    let fixture = plain.replace("def ask", "@pytest.fixture(scope='module')\ndef ask");
    assert_eq!(of(&fixture), Some(Confidence::Low));
    // Somebody else hands over what may be anything.
    let called = format!("{test}def again(other):\n    return test_ask(other)\n");
    assert_eq!(of(&called), Some(Confidence::Medium));
}

#[test]
fn whoever_calls_chooses_one_of_the_files_of_the_program() {
    let book = rulebook();
    let of = |name: &str| {
        let code = format!(
            "import hashlib, os, pickle\ndef load(name):\n    with open(os.path.join('/srv', {name}), 'rb') as file:\n        return pickle.load(file)\n"
        );
        let (_, _, findings) = checked(&book, &[("a.py", &code)]);
        let found = findings
            .iter()
            .find(|f| f.rule == "object-loaded-from-bytes");
        found.map(|f| f.confidence)
    };
    assert_eq!(of("name"), Some(Confidence::Medium));
    assert_eq!(of("os.path.basename(name)"), Some(Confidence::Low));
    assert_eq!(
        of("hashlib.sha256(name.encode()).hexdigest()"),
        Some(Confidence::Low)
    );
}

#[test]
fn data_from_outside_that_nobody_has_followed_is_not_sure_beside_a_folder_of_the_caller() {
    let book = rulebook();
    let of = |made: &str| {
        let code = format!(
            "import os\nfrom flask import request\ndef f(folder, helper):\n  os.remove(os.path.join(folder, {made}))\n"
        );
        let (_, _, findings) = checked(&book, &[("a.py", &code)]);
        let found = findings.iter().find(|f| f.rule == "path-built-from-input");
        found.map(|f| f.confidence)
    };
    assert_eq!(of("request.args['a']"), Some(Confidence::High));
    assert_eq!(of("helper(request.args['a'])"), Some(Confidence::Medium));
    assert_eq!(
        of("request.args['a'].split('/')[-1]"),
        Some(Confidence::Medium)
    );
}

/// All but guesses, as rule and line.
fn all_in(text: &str) -> Vec<(String, u32)> {
    let book = rulebook();
    let (project, _, findings) = checked(&book, &[("app.py", text)]);
    let sources = project.sources();
    let sure = findings.iter().filter(|f| f.confidence != Confidence::Low);
    let places = sure.map(|f| {
        let (file, span) = sources.locate(f.span);
        let source = sources.get(file).unwrap();
        (f.rule.clone(), source.line_of(span.start))
    });
    places.collect()
}

#[test]
fn what_is_nothing_at_first_and_opened_by_another_function() {
    let page = |first: &str, read: &str, query: &str| {
        format!(
            "import sqlite3\nfrom flask import Flask, request\napp = Flask(__name__)\n{first}\n@app.get('/')\ndef page():\n    name = request.args['n']\n    {read}\n    db.execute({query})\n"
        )
    };
    let variable = "db = None\ndef start():\n    global db\n    db = sqlite3.connect('a')";
    let field = "class Pool:\n    def __init__(self):\n        self.db = None\n    def start(self):\n        self.db = sqlite3.connect('a')\n    def stop(self):\n        self.db = None\npool = Pool()";
    let in_class = "class Pool:\n    db = None\n    def start(self):\n        self.db = sqlite3.connect('a')\npool = Pool()";
    let from_pool = "db = pool.db\n    if db is None:\n        raise RuntimeError";
    let built = "\"SELECT '\" + name + \"'\"";
    for (first, read, line) in [
        (variable, "pass", 12),
        (field, from_pool, 18),
        (in_class, from_pool, 15),
    ] {
        let found_in = |query: &str| found(&[("app.py", &page(first, read, query))]);
        assert_eq!(found_in(built), [format!("app.py:{line}")], "{first}");
        assert!(found_in("'SELECT ?', (name,)").is_empty(), "{first}");
    }
    // What two files know of a variable.
    let app = "import store\nfrom flask import Flask, request\napp = Flask(__name__)\n@app.get('/')\ndef page():\n    store.db.execute(\"SELECT '\" + request.args['n'] + \"'\")\n";
    let store = format!("import sqlite3\n{variable}\n");
    assert_eq!(
        found(&[("app.py", app), ("store.py", &store)]),
        ["app.py:6"]
    );
}

#[test]
fn a_mixin_in_another_file_than_the_view() {
    let mixin = |days: &str| {
        format!(
            "class Since:\n    def get_queryset(self):\n        days = self.request.GET['days']\n        return super().get_queryset().extra(where=[\"created > now() - interval '\" + {days} + \" days'\"])\n"
        )
    };
    let views = "from django.views.generic import ListView\nfrom mixins import Since\nfrom models import Report\nclass Reports(Since, ListView):\n    model = Report\n";
    let models = "from django.db import models\nclass Report(models.Model):\n    created = models.DateTimeField()\n";
    let with = |days: &str| {
        let mixin = mixin(days);
        found(&[
            ("mixins.py", &mixin),
            ("models.py", models),
            ("views.py", views),
        ])
    };
    assert_eq!(with("days"), ["mixins.py:4"]);
    assert!(with("str(int(days))").is_empty());
}

#[test]
fn a_handler_that_is_made_with_a_store_in_a_function() {
    let app = |check: &str| {
        format!(
            "from pathlib import Path\nimport grpc\nimport blobs_pb2_grpc\nclass Storage:\n    def __init__(self, root='/srv'):\n        self.root = Path(root).resolve()\n    def fetch(self, name):\n        path = self.root.joinpath(name).resolve()\n        if {check}:\n            raise PermissionError(name)\n        return path.read_bytes()\nclass Blobs(blobs_pb2_grpc.BlobsServicer):\n    def __init__(self, storage):\n        self.storage = storage\n    def Read(self, request, context):\n        return self.storage.fetch(request.name)\ndef serve(server):\n    storage = Storage()\n    blobs_pb2_grpc.add_BlobsServicer_to_server(Blobs(storage), server)\n"
        )
    };
    let weak = all_in(&app("'..' in path.name"));
    assert_eq!(weak, [("path-built-from-input".to_owned(), 11)]);
    assert!(all_in(&app("not path.is_relative_to(self.root)")).is_empty());
}

#[test]
fn what_holds_unless_a_caller_says_otherwise() {
    let client = |verify: &str| {
        format!(
            "import requests\nclass Client:\n    def __init__(self, verify={verify}):\n        self.verify = verify\n    def state(self):\n        return requests.get('https://state.example/', verify=self.verify, timeout=3)\ndef fetch(number, verify={verify}):\n    return requests.get('https://state.example/', params=[number], verify=verify, timeout=3)\n"
        )
    };
    let rule = "certificate-not-checked".to_owned();
    let weak = all_in(&client("False"));
    assert_eq!(weak, [(rule.clone(), 6), (rule, 8)]);
    assert!(all_in(&client("True")).is_empty());
    let token = |verify: &str| {
        format!(
            "from dataclasses import dataclass, field\nimport jwt\n@dataclass\nclass Settings:\n    options: dict = field(default_factory=lambda: {{'verify_signature': {verify}}})\nclass Reader:\n    def __init__(self, key, settings=Settings()):\n        self.key = key\n        self.settings = settings\n    def subject(self, token):\n        return jwt.decode(token, self.key, algorithms=['RS256'], options=self.settings.options)['sub']\n"
        )
    };
    let weak = all_in(&token("False"));
    assert_eq!(weak, [("token-not-verified".to_owned(), 11)]);
    assert!(all_in(&token("True")).is_empty());
}

#[test]
fn what_is_empty_when_a_program_begins_may_be_filled_by_now() {
    let app = |check: &str| {
        format!(
            "import sqlite3\nfrom flask import request\nfrom store import USERS, books\ndef named():\n    user = USERS.get(request.form['name'])\n    if user is None:\n        return 'no'\n    sqlite3.connect('a').execute('SELECT ' + {check})\ndef lent():\n    book = books.take(request.form['book'])\n    if book.owner != 'x':\n        return 'no'\n    sqlite3.connect('a').execute('SELECT ' + {check})\n"
        )
    };
    let store = "USERS = {}\nclass Books:\n    def __init__(self):\n        self.rows = {}\n    def take(self, number):\n        return self.rows[number]\nbooks = Books()\n";
    let with = |check: &str| found(&[("app.py", &app(check)), ("store.py", store)]);
    assert_eq!(with("request.form['column']"), ["app.py:8", "app.py:13"]);
    assert!(with("'name'").is_empty());
    // So may a list, and what is asked a second time.
    let listed = "import os\nfrom flask import request\nALLOWED = set()\nQUEUE = []\ndef a():\n    if not QUEUE:\n        return\n    os.system(request.form['a'])\ndef b():\n    if request.form['b'] not in ALLOWED:\n        return\n    os.system(request.form['b'])\ndef c():\n    if 'c' in ALLOWED:\n        os.system(request.form['c'])\n";
    let rule = "command-built-from-input".to_owned();
    assert_eq!(all_in(listed), [(rule.clone(), 8), (rule, 15)]);
}

#[test]
fn fields_that_are_set_in_other_ways() {
    let page = |check: &str| {
        format!(
            "import sqlite3\nfrom dataclasses import dataclass\nfrom flask import request\n@dataclass(frozen=True)\nclass Page:\n    by: str\n    def __post_init__(self):\n        object.__setattr__(self, 'by', {check})\ndef rows():\n    page = Page(request.args['by'])\n    return sqlite3.connect('a.db').execute('SELECT id FROM t ORDER BY ' + page.by).fetchall()\n"
        )
    };
    let weak = all_in(&page("self.by.strip()"));
    assert_eq!(weak, [("sql-built-from-input".to_owned(), 11)]);
    assert!(all_in(&page("{'a': 'age', 'n': 'name'}.get(self.by, 'id')")).is_empty());
    let name = |test: &str| {
        format!(
            "import re\nfrom flask import request\nclass FileName:\n    def __set_name__(self, owner, name):\n        self.slot = '_' + name\n    def __get__(self, instance, owner=None):\n        return getattr(instance, self.slot)\n    def __set__(self, instance, value):\n        if not re.{test}(r'[\\w-]+', value):\n            raise ValueError(value)\n        setattr(instance, self.slot, value)\nclass Report:\n    name = FileName()\n    def __init__(self, name):\n        self.name = name\ndef show():\n    return open('/srv/' + Report(request.args['name']).name).read()\n"
        )
    };
    let weak = all_in(&name("match"));
    assert_eq!(weak, [("path-built-from-input".to_owned(), 17)]);
    assert!(all_in(&name("fullmatch")).is_empty());
    // By the method that a framework calls first, with an object that an annotation names.
    let handler = |value: &str| {
        format!(
            "import json\nimport tornado.web\nfrom pymongo import MongoClient\nclass Accounts:\n    def __init__(self, url):\n        self.users = MongoClient(url)['shop']['users']\n    def by_code(self, code):\n        return self.users.find_one({{'code': {value}}})\nclass Reset(tornado.web.RequestHandler):\n    def initialize(self, accounts: Accounts):\n        self.accounts = accounts\n    def post(self):\n        self.accounts.by_code(json.loads(self.request.body)['code'])\n"
        )
    };
    let weak = all_in(&handler("code"));
    assert_eq!(weak, [("query-made-of-input".to_owned(), 8)]);
    assert!(all_in(&handler("str(code)")).is_empty());
}

#[test]
fn texts_of_a_class_of_the_program() {
    let name = |check: &str| {
        format!(
            "import os\nimport re\nfrom flask import request\nclass Name(str):\n    def __new__(cls, value):\n        {check}\n        return super().__new__(cls, value)\n    def option(self):\n        return '--name=' + self\ndef run():\n    os.system('show ' + Name(request.form['name']).option())\n"
        )
    };
    let weak = all_in(&name("value = value.strip()"));
    assert_eq!(weak, [("command-built-from-input".to_owned(), 11)]);
    let sound = name("if not re.fullmatch('[a-z]+', value): raise ValueError(value)");
    assert!(all_in(&sound).is_empty());
    let signed = |by: &str| {
        format!(
            "import hmac\nimport os\nKEY = os.environ['KEY'].encode()\nclass Signature(str):\n    @classmethod\n    def of(cls, body):\n        return cls(hmac.new(KEY, body, 'sha256').hexdigest())\n    def matches(self, given):\n        return {by}\ndef check(body, given):\n    return Signature.of(body).matches(given)\n"
        )
    };
    let weak = all_in(&signed("self == given"));
    assert_eq!(weak, [("signature-compared-with-equals".to_owned(), 9)]);
    assert!(all_in(&signed("hmac.compare_digest(self, given)")).is_empty());
    let own = "import hmac\nclass Signature(str):\n    def __eq__(self, other):\n        return hmac.compare_digest(self, other)\ndef check(key, body, given):\n    return Signature(hmac.new(key, body, 'sha256').hexdigest()) == given\n";
    assert!(all_in(own).is_empty());
}

#[test]
fn a_switch_that_nobody_turns_on_is_a_guess() {
    let client = |default: &str, call: &str| {
        format!(
            "from Crypto.Cipher import ARC4\ndef seal(key, data, fast={default}):\n    if fast:\n        return ARC4.new(key).encrypt(data)\n    return None\ndef main(key):\n    return seal(key, b'x'{call})\n"
        )
    };
    let sure = |text: &str| {
        let all = all_in(text);
        all.iter().any(|(rule, _)| rule == "weak-cipher")
    };
    assert!(sure(&client("True", "")));
    assert!(!sure(&client("False", "")));
    assert!(sure(&client("False", ", fast=True")));
    let sized = |default: &str| {
        format!(
            "from cryptography.hazmat.primitives.asymmetric import rsa\nSIZES = {{'old': 1024, 'new': 3072}}\ndef make(kind='{default}'):\n    return rsa.generate_private_key(public_exponent=65537, key_size=SIZES[kind])\n"
        )
    };
    assert_eq!(all_in(&sized("old")), [("key-too-short".to_owned(), 4)]);
    assert!(all_in(&sized("new")).is_empty());
}

#[test]
fn what_the_fields_of_a_serializer_let_through() {
    let view = |field: &str| {
        format!(
            "from pathlib import Path\nfrom rest_framework import serializers\nfrom rest_framework.views import APIView\nclass Upload(serializers.Serializer):\n    folder = serializers.{field}\nclass View(APIView):\n    def post(self, request):\n        sent = Upload(data=request.data)\n        sent.is_valid(raise_exception=True)\n        return (Path('/srv') / sent.validated_data['folder'] / 'a').read_text()\n"
        )
    };
    let weak = all_in(&view("CharField()"));
    assert_eq!(weak, [("path-built-from-input".to_owned(), 10)]);
    assert!(all_in(&view("ChoiceField(choices=['a', 'b'])")).is_empty());
}

#[test]
fn what_whoever_sets_a_program_up_may_wish_is_told_with_less_confidence() {
    let book = rulebook();
    let of = |code: &str| {
        let (_, _, findings) = checked(&book, &[("a.py", code)]);
        let found = findings
            .iter()
            .find(|f| f.rule == "certificate-not-checked");
        found.map(|f| f.confidence)
    };
    let off = "context = ssl.create_default_context()\n    if CONDITION:\n        context.check_hostname = False\n    return context\n";
    let code = |head: &str, condition: &str| {
        format!("import os, ssl\nimport settings\n{head}    {off}").replace("CONDITION", condition)
    };
    for (head, condition) in [
        // A parameter that has a value of its own where nobody says anything.
        ("def f(insecure=False):\n", "insecure"),
        ("def f(verify: bool = True):\n", "verify is False"),
        ("def f(**options):\n", "not options.get('verify', True)"),
        ("def f():\n", "os.environ.get('INSECURE')"),
        ("def f():\n", "settings.INSECURE"),
        // Options that others have read, of an object and as a parameter.
        ("class A:\n  def f(self):\n", "self.options.insecure"),
        // A part of a part of what was handed over, words of the program's own for what was said, and one of a few of them.
        (
            "def g(config):\n    return f(config.tls.insecure)\ndef f(insecure):\n",
            "insecure",
        ),
        (
            "def f(mode):\n    strict = 'yes' if mode else 'no'\n",
            "strict not in {'yes', 'always'}",
        ),
        (
            "import enum\nclass Mode(enum.Enum):\n  ALL = 'all'\n  NONE = 'none'\n  @classmethod\n  def of(cls, word):\n    for mode in cls:\n      if mode.value == word:\n        return mode\n    raise ValueError(word)\ndef f(word):\n    mode = Mode.of(word)\n",
            "mode == Mode.NONE",
        ),
        (
            "import argparse\ndef f(options: argparse.Namespace):\n",
            "not options.verify",
        ),
    ] {
        let code = code(head, condition);
        let sure = of(&code);
        assert!(
            sure.is_some_and(|c| c < Confidence::High),
            "{sure:?} {code}"
        );
    }
    for (head, condition) in [
        ("def f():\n", "hasattr(ssl, 'HAS_SNI')"),
        ("def f(host):\n", "True"),
    ] {
        let code = code(head, condition);
        assert_eq!(of(&code), Some(Confidence::High), "{code}");
    }
}

#[test]
fn what_somebody_unknown_was_asked_about_is_told_with_less_confidence() {
    let book = rulebook();
    let of = |body: &str| {
        let code = format!(
            "from flask import request\nfrom policy import allowed, Policy\ndef page():\n    name = request.get_json()['name']\n{body}    return open('/srv/' + name).read()\n"
        );
        let (_, _, findings) = checked(&book, &[("a.py", &code)]);
        let found = findings.iter().find(|f| f.rule == "path-built-from-input");
        found.map(|f| f.confidence)
    };
    for body in [
        "    if not allowed(name):\n        return ''\n",
        "    if not Policy().allows(name):\n        raise ValueError(name)\n",
        "    name = name.resolved_below()\n",
    ] {
        assert_eq!(of(body), Some(Confidence::Medium), "{body}");
    }
    for body in [
        "",
        "    name = name.strip()\n",
        "    if len(name) > 40:\n        raise ValueError(name)\n",
        "    if not name.endswith('.txt'):\n        return ''\n",
        "    if not name.is_there():\n        return ''\n",
    ] {
        assert_eq!(of(body), Some(Confidence::High), "{body}");
    }
}

#[test]
fn an_exception_that_holds_itself_is_shown_without_end() {
    let code = "import sqlite3\ndef f(q):\n    e = ValueError('a')\n    e.args = (e, 1)\n    sqlite3.connect('a').execute('SELECT ' + repr([e]))\n    sqlite3.connect('a').execute('SELECT ' + q)\nf(input())\n";
    assert_eq!(found(&[("main.py", code)]), ["main.py:6"]);
}

#[test]
fn classes_that_may_stand_above_one_another_are_looked_at_once() {
    let class = |at: i32| {
        format!(
            "admin.site.register(models.M{at})\n@admin.register(models.N{at})\nclass A{at}(admin.ModelAdmin):\n    pass\n"
        )
    };
    let classes: Vec<String> = (0..30).map(class).collect();
    let code = format!(
        "from django.contrib import admin\nfrom m import models\n{}import sqlite3\nsqlite3.connect('a').execute('SELECT ' + input())\n",
        classes.concat()
    );
    assert_eq!(found(&[("admin.py", &code)]), ["admin.py:124"]);
}

#[test]
fn one_of_several_that_leads_back_to_all_of_them_ends() {
    let book = rulebook();
    let code = r"from tool.generic import choices, listed, option, label, part_of, named
@choices(kinds={'blob': Blob, 'manifest': Manifest, 'tag': Tag}, default='tag')
def content() -> None:
    pass
options = [option('--digest', help=_('Digest of {entity}')), option('--name', help=_('Name of {entity}'), allowed=(Tag,)), named, part_of('content', ['name', 'digest'], callback=_found, all=False, exposed=False)]
content.add_command(label(decorators=options, needs=[Needed('core', specifier='>=3.73.2')]))
";
    let files = [("tool/content.py", code), ("tool/generic.py", "")];
    assert!(checked(&book, &files).2.is_empty());
}

#[test]
fn a_name_without_folders_is_told_with_less_confidence_whatever_parts_them() {
    let book = rulebook();
    let of = |made: &str| {
        let code = format!(
            "import os\nfrom flask import request\ndef save():\n    name = request.files['a'].filename\n{made}    request.files['a'].save(os.path.join('/srv/notes', name))\n"
        );
        let (_, _, findings) = checked(&book, &[("a.py", &code)]);
        let found = findings.iter().find(|f| f.rule == "path-built-from-input");
        found.map(|f| f.confidence)
    };
    assert_eq!(of(""), Some(Confidence::High));
    assert_eq!(
        of("    sep = os.path.sep\n    if sep:\n        name = name.replace(sep, ' ')\n"),
        Some(Confidence::Medium)
    );
}

#[test]
fn a_key_that_pages_of_customers_hold_is_told_with_less_confidence() {
    let book = rulebook();
    let of = |key: &str| {
        let code = format!("settings = {{'KEY': '{key}'}}\n");
        let (_, _, findings) = checked(&book, &[("a.py", &code)]);
        let found = findings.iter().find(|f| f.rule == "secret-in-code");
        found.map(|f| f.confidence)
    };
    assert_eq!(
        of(&format!("AIza{}", "Sy0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV")),
        Some(Confidence::Medium)
    );
    assert_eq!(
        of(&format!("xoxb-{}", "1234567890-abcdefABCDEF")),
        Some(Confidence::High)
    );
}

#[test]
fn what_is_only_filled_into_a_text_of_others_is_told_with_less_confidence() {
    let book = rulebook();
    let of = |command: &str| {
        let code = format!(
            "import shlex, subprocess\nfrom flask import Flask, request\napp = Flask(__name__)\ndef filled(command, form):\n    return [part.replace('%form', form) for part in shlex.split(command)]\n@app.get('/')\ndef page():\n    subprocess.run(filled({command}, request.args['form']))\n"
        );
        let (_, _, findings) = checked(&book, &[("a.py", &code)]);
        let found = findings
            .iter()
            .filter(|f| f.rule == "command-built-from-input");
        found.map(|f| f.confidence).max()
    };
    assert!(of("app.config['COMMAND']").is_none_or(|c| c < Confidence::High));
    assert_eq!(of("'%form in.wav'"), Some(Confidence::High));
}

#[test]
fn an_address_that_whoever_starts_a_program_types_is_a_guess() {
    let book = rulebook();
    let of = |host: &str| {
        let code = format!(
            "import sys, requests\nfrom flask import request\ndef f():\n    requests.get('http://%s/jobs' % {host}, timeout=2)\nf()\n"
        );
        let (_, _, findings) = checked(&book, &[("a.py", &code)]);
        let found = findings
            .iter()
            .find(|f| f.rule == "request-to-address-from-input");
        found.map(|f| f.confidence)
    };
    assert!(of("sys.argv[1]").is_none_or(|c| c < Confidence::Medium));
    assert_eq!(of("request.args['host']"), Some(Confidence::High));
}

#[test]
fn where_an_import_leads_is_known_when_a_file_beside_it_takes_all_steps() {
    // The list takes more steps than there are for all other files together.
    let words = (0..12_000).map(|n| format!("str({n}), "));
    let words = words.collect::<Vec<String>>().concat();
    let words = format!("WORDS = [{words}]\n");
    let base = "from flask import request\nclass Base:\n    def name(self):\n        return request.args['n']\n    def cleaned(self):\n        return request.args.get('n', type=int)\n";
    let page = |call: &str| {
        format!(
            "import sqlite3\nfrom base import Base\nfrom words import WORDS\nclass Page(Base):\n    def page(self):\n        print(WORDS)\n        name = self.{call}()\n        sqlite3.connect('a').execute(f\"SELECT '{{name}}'\")\n"
        )
    };
    let with = |call: &str| {
        let page = page(call);
        found(&[("words.py", &words), ("base.py", base), ("page.py", &page)])
    };
    assert_eq!(with("name"), ["page.py:8"]);
    assert!(with("cleaned").is_empty());
}
