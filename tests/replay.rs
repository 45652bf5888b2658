//! Attacks on starts, on right fixes and on fixes that look right: what each input becomes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)] // a test may stop, and may read

#[path = "repository/rulebook.rs"]
mod rulebook;

use protected_python::attack::Language;
use protected_python::grade::{Explored, explore, explore_one, marked};
use protected_python::text::Source;

const HEAD: &str = "import html, os, pickle, re, shlex, shutil, tarfile, zipfile, subprocess, yaml, logging, smtplib, requests\n\
    from email.message import EmailMessage\n\
    from pathlib import Path\n\
    from flask import request, render_template_string, redirect\n\
    from markupsafe import escape\n\
    import xml.etree.ElementTree as ET\n\
    from lxml import etree\n\
    log = logging.getLogger('app')\n";

/// Code, the language in which the input arrives, and whether some ready input does harm there.
const CASES: &[(&str, Language, bool)] = &[
    (
        "def f(db, n):\n    return db.execute(f\"SELECT 1 WHERE 'a' = '{n}'\").fetchall()\n",
        Language::Sql,
        true,
    ),
    (
        "def f(db, n):\n    return db.execute(\"SELECT 1 WHERE 'a' = ?\", (n,)).fetchall()\n",
        Language::Sql,
        false,
    ),
    (
        "def f(db, n):\n    n = n.replace('\"', '')\n    return db.execute(f\"SELECT 1 WHERE 'a' = '{n}'\").fetchall()\n",
        Language::Sql,
        true,
    ),
    (
        "def f(h):\n    os.system('ping -c 1 ' + h)\n",
        Language::Shell,
        true,
    ),
    (
        "def f(h):\n    os.system('ping -c 1 ' + shlex.quote(h))\n",
        Language::Shell,
        false,
    ),
    (
        "def f(h):\n    os.system(f'ping -c 1 \"{shlex.quote(h)}\"')\n",
        Language::Shell,
        true,
    ),
    (
        "def f(h):\n    subprocess.run(['ls', h])\n",
        Language::Arguments,
        true,
    ),
    (
        "def f(h):\n    subprocess.run(['ls', '--', h])\n",
        Language::Arguments,
        false,
    ),
    (
        "def f(n):\n    return f'<p>{n}</p>'\n",
        Language::Html,
        true,
    ),
    (
        "def f(n):\n    return f'<p>{html.escape(n)}</p>'\n",
        Language::Html,
        false,
    ),
    (
        "def f(n):\n    n = n.replace('<script>', '')\n    return f'<p title=\"{n}\">x</p>'\n",
        Language::Html,
        true,
    ),
    (
        "def f(n):\n    return f'<a href=\"{html.escape(n)}\">x</a>'\n",
        Language::Html,
        true,
    ),
    (
        "def f():\n    return f\"<p>{request.args['n']}</p>\"\n",
        Language::Html,
        true,
    ),
    (
        "def f():\n    return f\"<p>{escape(request.args['n'])}</p>\"\n",
        Language::Html,
        false,
    ),
    (
        "def f():\n    return render_template_string('<p>{{ n }}</p>', n=request.args['n'])\n",
        Language::Html,
        false,
    ),
    (
        "def f(n):\n    with open('/srv/up/' + n) as file:\n        return file.read()\n",
        Language::Path,
        true,
    ),
    (
        "def f(n):\n    p = (Path('/srv/up') / n).resolve()\n    if not str(p).startswith('/srv/up'):\n        raise ValueError\n    return p.read_text()\n",
        Language::Path,
        false,
    ),
    (
        "def f(n):\n    log.info('user %s', n)\n",
        Language::Lines,
        true,
    ),
    (
        "def f(n):\n    log.info('user %r', n)\n",
        Language::Lines,
        false,
    ),
    (
        "def f(u):\n    return requests.get(u, timeout=3).text\n",
        Language::Url,
        true,
    ),
    (
        "def f(n):\n    return requests.get('https://example.org/' + n, timeout=3).text\n",
        Language::Url,
        false,
    ),
    ("def f(t):\n    return eval(t)\n", Language::Python, true),
    (
        "def f(t):\n    return bool(re.fullmatch(r'(\\w+\\s?)*', t))\n",
        Language::Pattern,
        true,
    ),
    (
        "def f(t):\n    return bool(re.fullmatch(r'\\w+(\\s\\w+)*', t))\n",
        Language::Pattern,
        false,
    ),
    (
        "def f(t):\n    return re.search(t, 'some text')\n",
        Language::Pattern,
        true,
    ),
    (
        "def f(t):\n    return re.search(re.escape(t), 'some text')\n",
        Language::Pattern,
        false,
    ),
    (
        "class User:\n    def __init__(self, name):\n        self.name = name\n\ndef f(t):\n    return t.format(User('Ada'))\n",
        Language::Format,
        true,
    ),
    (
        "def f(t):\n    return ('Hello ' + t).format('Ada')\n",
        Language::Format,
        true,
    ),
    (
        "def f(n):\n    with tarfile.open(n) as tar:\n        tar.extractall('/srv/up')\n",
        Language::Archive,
        true,
    ),
    (
        "def f(n):\n    with tarfile.open(n) as tar:\n        tar.extractall('/srv/up', filter='data')\n",
        Language::Archive,
        false,
    ),
    (
        "def f(n):\n    with tarfile.open(n) as tar:\n        for m in tar.getmembers():\n            if not m.name.startswith('/'):\n                tar.extract(m, '/srv/up')\n",
        Language::Archive,
        true,
    ),
    (
        "def f(n):\n    shutil.unpack_archive(n, '/srv/up')\n",
        Language::Archive,
        true,
    ),
    (
        "class Job:\n    def __reduce__(self):\n        return (os.system, ('id',))\n",
        Language::Loader,
        true,
    ),
    (
        "def f(t):\n    return yaml.load(t, Loader=yaml.UnsafeLoader)\n",
        Language::Loader,
        true,
    ),
    (
        "def f(t):\n    return render_template_string('<p>' + t)\n",
        Language::Template,
        true,
    ),
    (
        "def f(t):\n    return ET.fromstring(t).text\n",
        Language::Xml,
        false,
    ),
    (
        "def f(t):\n    return etree.fromstring(t).text\n",
        Language::Xml,
        false,
    ),
    (
        "def f(t):\n    return etree.fromstring(t, etree.XMLParser(resolve_entities=True)).text\n",
        Language::Xml,
        true,
    ),
    (
        "def f(t):\n    return etree.fromstring(t, etree.XMLParser(resolve_entities=False)).text\n",
        Language::Xml,
        false,
    ),
    (
        "def f(b):\n    return pickle.loads(b)\n",
        Language::Loader,
        true,
    ),
];

fn explored(code: &str) -> Explored {
    let source = Source::new("answer.py", format!("{HEAD}{code}"));
    explore(&source, &rulebook::rulebook()).unwrap()
}

#[test]
fn inputs_do_harm_where_they_are_read_as_code_and_nowhere_else() {
    let mut wrong = Vec::new();
    for (code, language, harmful) in CASES {
        let explored = explored(code);
        let here: Vec<_> = explored
            .arrivals
            .iter()
            .filter(|arrival| arrival.replay.language == *language)
            .collect();
        let harm = here.iter().any(|arrival| arrival.replay.harm.is_some());
        // A path that is refused is never opened, and that is no arrival.
        if harm != *harmful || (here.is_empty() && *language != Language::Path) {
            wrong.push(format!(
                "{code}{language:?}: {here:#?} {:?}",
                explored.stops
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn safe_loaders_build_nothing() {
    let code = "def f(t):\n    return yaml.safe_load(t)\n";
    let explored = explored(code);
    let loader =
        |arrival: &&protected_python::grade::Arrival| arrival.replay.language == Language::Loader;
    assert_eq!(explored.arrivals.iter().find(loader), None);
}

#[test]
fn what_cannot_be_followed_is_named() {
    let code = "import somewhere\n\ndef f(t):\n    made = somewhere.else_(t)\n    return made\n";
    let explored = explored(code);
    let stop = explored.stops.first().unwrap();
    assert_eq!(stop.expression, "somewhere.else_(t)", "{stop:?}");
    assert_eq!(stop.why.id(), "reason.result-at-run");
    assert_eq!(stop.why.values(), [("callee", "somewhere.else_")]);
}

#[test]
fn one_input_is_tried_alone() {
    let source = Source::new(
        "answer.py",
        "def f(db, n):\n    return db.execute(f\"SELECT 1 WHERE 'a' = '{n}'\").fetchall()\n",
    );
    let harm = |input: &str| {
        let explored = explore_one(&source, &rulebook::rulebook(), input).unwrap();
        explored
            .tries
            .iter()
            .filter(|t| t.replay.harm.is_some())
            .count()
    };
    assert_eq!(harm("Ada"), 0);
    assert_eq!(harm("' OR 1 --"), 1);
    assert_eq!(harm(""), 0);
}

/// The first line of the first replay in a language, with signs around what came from the input.
fn marks(code: &str, language: Language, input: &str) -> Vec<String> {
    let source = Source::new("answer.py", format!("{HEAD}{code}"));
    let explored = explore_one(&source, &rulebook::rulebook(), input).unwrap();
    let here = explored
        .tries
        .iter()
        .filter(|t| t.replay.language == language);
    here.flat_map(|arrival| &arrival.replay.lines)
        .map(|line| line.iter().map(marked).collect())
        .collect()
}

#[test]
fn what_came_from_the_input_is_told_by_how_the_text_is_made() {
    let sql = "def f(db, n):\n    return db.execute(f\"SELECT name FROM t WHERE name = '{n}'\").fetchall()\n";
    assert_eq!(
        marks(sql, Language::Sql, "name"),
        ["SELECT name FROM t WHERE name = '‹name›'"]
    );
    let upper = "def f(h):\n    os.system('ping ID ' + h.upper())\n";
    assert_eq!(
        marks(upper, Language::Shell, "a; id"),
        [
            "the shell reads: ping ID ‹A; ID›",
            "starts ping ␣ ID ␣ ‹A›",
            "starts «ID»"
        ]
    );
    let listed = "def f(h):\n    subprocess.run(['ls', '-l', h.lower()])\n";
    assert_eq!(
        marks(listed, Language::Arguments, "LS"),
        ["[ls] [-l] [‹ls›]"]
    );
    let page = "def f(n):\n    p = n.replace('(', '[')\n    return f'<p>p {p}</p>'\n";
    assert_eq!(
        marks(page, Language::Html, "p"),
        ["<p>p ‹p›</p>", "text in p: p ‹p›"]
    );
    assert_eq!(
        marks(page, Language::Html, "(x)"),
        ["<p>p ‹[x)›</p>", "text in p: p ‹[x)›"]
    );
    let helped = "def wrap(x):\n    return '<b>' + x + '</b>'\n\ndef f(n):\n    return '<p>' + wrap(n) + '</p>'\n";
    assert!(
        marks(helped, Language::Html, "b").contains(&"<p><b>‹b›</b></p>".to_owned()),
        "{:?}",
        marks(helped, Language::Html, "b")
    );
}

#[test]
fn requests_are_followed_to_where_they_connect() {
    let checked = "import ipaddress, socket\nfrom urllib.parse import urlsplit\n\ndef f(u):\n    host = urlsplit(u).hostname\n    ip = ipaddress.ip_address(socket.gethostbyname(host))\n    if ip.is_private or ip.is_loopback or ip.is_link_local:\n        raise ValueError\n    return requests.get(u, timeout=3).text\n";
    for (input, told) in [
        (
            "http://turns.example.org/",
            "connects to «127.0.0.1:80», a machine inside",
        ),
        (
            "http://example.org/away",
            "connects to «169.254.169.254:80», a machine inside",
        ),
        (
            "http://example.org/away",
            "sent on to: «http://169.254.169.254/latest/»",
        ),
    ] {
        let lines = marks(checked, Language::Url, input);
        assert!(lines.contains(&told.to_owned()), "{input}: {lines:#?}");
    }
    let inside = marks(checked, Language::Url, "http://127.0.0.1/");
    assert_eq!(inside, [""; 0], "it is refused before it is fetched");
}
