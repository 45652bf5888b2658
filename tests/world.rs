//! Small programs run in the modelled world: what they return, and what they make it do.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)] // a test may stop, and may read

#[path = "repository/rulebook.rs"]
mod rulebook;

use protected_python::attack::{Entry, Model, Program, Request, Setup};
use protected_python::evaluate::{Data, Ending, Outcome, Stage, literal, probe};
use protected_python::rules::Rulebook;
use protected_python::text::Source;
use std::sync::OnceLock;

fn book() -> &'static Rulebook {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    BOOK.get_or_init(rulebook::rulebook)
}

fn setup() -> Setup {
    let texts = |pairs: &[(&str, &str)]| {
        pairs
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect()
    };
    let hard = [
        Entry {
            hard_link: Some("../secret.txt".into()),
            ..entry("h", None)
        },
        entry("h", None),
    ];
    Setup {
        files: texts(&[
            ("/srv/up/a.txt", "hello"),
            ("/srv/uploads/b.txt", "other"),
            ("/srv/secret.txt", "secret"),
        ]),
        links: texts(&[("/srv/up/out", "/srv/secret.txt")]),
        environ: texts(&[("API_KEY", "k-123"), ("HOME", "/home/app")]),
        programs: [(
            "ping".to_owned(),
            Program {
                returncode: 1,
                stdout: "no answer\n".into(),
                stderr: String::new(),
            },
        )]
        .into(),
        hosts: [
            ("example.org", vec!["93.184.216.34"]),
            ("inside.example", vec!["10.0.0.1"]),
            ("rebind.example", vec!["93.184.216.34", "10.0.0.1"]),
        ]
        .map(|(name, ips)| {
            (
                name.to_owned(),
                ips.into_iter().map(str::to_owned).collect(),
            )
        })
        .into(),
        pages: texts(&[
            ("http://example.org/a", "page"),
            ("http://10.0.0.1/admin", "secret"),
        ]),
        redirects: texts(&[("http://example.org/go", "http://10.0.0.1/admin")]),
        request: Some(Request {
            method: "GET".into(),
            path: "/".into(),
            args: texts(&[("name", "<b>Ada</b>"), ("next", "https://evil.example/")]),
            form: texts(&[("t", "{{ 7 * 7 }}")]),
            ..Request::default()
        }),
        archives: [(
            "/srv/in.tar".to_owned(),
            vec![
                entry("ok", None),
                entry("../../etc/cron.d/x", None),
                entry("l", Some("/etc")),
                entry("l/y", None),
            ],
        )]
        .into_iter()
        .chain([("/srv/hard.tar".to_owned(), hard.to_vec())])
        .collect(),
        ..Setup::default()
    }
}

fn entry(name: &str, link: Option<&str>) -> Entry {
    Entry {
        name: name.into(),
        text: "x".into(),
        link: link.map(str::to_owned),
        ..Entry::default()
    }
}

fn run(code: &str, call: &str) -> Outcome {
    let program = protected_python::python::parse(&Source::new("answer.py", code));
    assert!(program.errors().is_empty(), "{code}");
    let call = protected_python::python::expression(call).unwrap();
    let mut setup = setup();
    if !code.contains("flask") {
        setup.request = None;
    }
    let mut world = Model::new(&setup).unwrap();
    probe(&program, None, book().knowledge(), &call, &mut world)
}

fn gives(code: &str, call: &str, want: &str) {
    let outcome = run(code, call);
    let want = literal(want).unwrap();
    assert_eq!(
        outcome.endings,
        [Ending::Returns(want)],
        "{code}\n{call}\n{:?}",
        outcome.limits
    );
}

fn raises(code: &str, call: &str, want: &str) {
    let outcome = run(code, call);
    let name = match outcome.endings.as_slice() {
        [Ending::Raises(raised)] => raised.name.clone(),
        other => panic!("{code}\n{other:?}"),
    };
    assert_eq!(name, want, "{code}");
}

fn does(code: &str, call: &str, want: &[&str]) {
    let outcome = run(code, call);
    let events: Vec<&str> = outcome.events.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(events, want, "{code}\n{call}\n{:?}", outcome.endings);
}

#[test]
fn files_are_opened_where_their_names_lead() {
    let read = "def read(name):\n    with open('/srv/up/' + name) as f:\n        return f.read()\n";
    gives(read, "read('a.txt')", "'hello'");
    gives(read, "read('../secret.txt')", "'secret'");
    does(read, "read('../secret.txt')", &["reads /srv/secret.txt"]);
    does(read, "read('out')", &["reads /srv/secret.txt"]);
    raises(read, "read('none')", "FileNotFoundError");
    let path = "from pathlib import Path\n\
        BASE = Path('/srv/up')\n\
        def read(name):\n\
        \x20   target = (BASE / name).resolve()\n\
        \x20   if not target.is_relative_to(BASE):\n\
        \x20       raise ValueError('outside')\n\
        \x20   return target.read_text()\n";
    gives(path, "read('a.txt')", "'hello'");
    raises(path, "read('../secret.txt')", "ValueError");
    raises(path, "read('../uploads/b.txt')", "ValueError");
    raises(path, "read('out')", "ValueError");
    let real = "import os\n\
        def read(name):\n\
        \x20   full = os.path.realpath(os.path.join('/srv/up', name))\n\
        \x20   if os.path.commonpath([full, '/srv/up']) != '/srv/up':\n\
        \x20       raise PermissionError(name)\n\
        \x20   with open(full, encoding='utf-8') as f:\n\
        \x20       return f.read()\n";
    gives(real, "read('a.txt')", "'hello'");
    raises(real, "read('/etc/passwd')", "PermissionError");
    raises(real, "read('../uploads/b.txt')", "PermissionError");
    let write = "def save(name, text):\n\
        \x20   with open('/srv/up/' + name, 'w') as f:\n\
        \x20       f.write(text)\n\
        \x20   with open('/srv/up/' + name) as f:\n\
        \x20       return [line.strip() for line in f]\n";
    gives(write, "save('n', 'a\\nb\\n')", "['a', 'b']");
    does(
        write,
        "save('../x', 'a')",
        &["writes /srv/x", "reads /srv/x"],
    );
    gives(
        "from pathlib import Path\ndef names(p):\n    return sorted(q.name for q in Path(p).iterdir())\n",
        "names('/srv/up')",
        "['a.txt', 'out']",
    );
    gives(
        "from pathlib import Path\ndef parts(p):\n    p = Path(p)\n    return [p.name, p.stem, p.suffix, str(p.parent), p.parts, f'{p}', Path('/srv') in p.parents, p == Path('/srv//x.tar.gz')]\n",
        "parts('/srv/x.tar.gz')",
        "['x.tar.gz', 'x.tar', '.gz', '/srv', ('/', 'srv', 'x.tar.gz'), '/srv/x.tar.gz', True, True]",
    );
}

#[test]
fn programs_are_started_as_a_shell_would() {
    let system = "import os\ndef ping(host):\n    os.system('ping -c 1 ' + host)\n";
    does(
        system,
        "ping('a; id')",
        &["starts ping -c 1 a", "starts id"],
    );
    does(
        system,
        "ping('$(id) > /tmp/x')",
        &["starts id", "writes /tmp/x", "starts ping -c 1 …"],
    );
    let list = "import subprocess\ndef ping(host):\n    return subprocess.run(['ping', '-c', '1', host], capture_output=True, text=True).stdout\n";
    does(list, "ping('a; id')", &["starts ping -c 1 'a; id'"]);
    gives(list, "ping('a')", "'no answer\\n'");
    let quoted = "import shlex, subprocess\ndef ping(host):\n    return subprocess.call(f'ping -c 1 {shlex.quote(host)}', shell=True)\n";
    does(quoted, "ping('a; id')", &["starts ping -c 1 'a; id'"]);
    gives(quoted, "ping('a')", "1");
    let twice = "import shlex, subprocess\ndef ping(host):\n    subprocess.run(f\"ping '{shlex.quote(host)}'\", shell=True)\n";
    does(twice, "ping('a; id')", &["starts ping a", "starts id"]);
    raises(
        "import subprocess\ndef ping(host):\n    subprocess.run(['ping', host], check=True)\n",
        "ping('a')",
        "subprocess.CalledProcessError",
    );
}

#[test]
fn the_environment_is_a_dict() {
    let code = "import os\n\
        def key():\n\
        \x20   os.environ['X'] = '1'\n\
        \x20   return [os.environ['API_KEY'], os.environ.get('NONE'), os.getenv('API_KEY'), os.getenv('NONE', 'd'), 'X' in os.environ]\n";
    gives(code, "key()", "['k-123', None, 'k-123', 'd', True]");
    raises(
        "import os\ndef key():\n    return os.environ['NONE']\n",
        "key()",
        "KeyError",
    );
}

#[test]
fn what_may_happen_is_not_done() {
    let code = "import os, random\n\
        def maybe():\n\
        \x20   if random.random() > 0.5:\n\
        \x20       os.remove('/srv/up/a.txt')\n\
        \x20   return os.path.exists('/srv/up/a.txt')\n";
    let outcome = run(code, "maybe()");
    assert!(outcome.events.iter().all(|event| !event.certain));
    assert!(
        matches!(
            outcome.endings.as_slice(),
            [Ending::Unknown(_) | Ending::Returns(Data::Unknown(_))]
        ),
        "{:?}",
        outcome.endings
    );
}

#[test]
fn hashes_and_encodings_are_the_real_ones() {
    gives(
        "import hashlib, hmac, base64\ndef f(x):\n    h = hashlib.sha256()\n    h.update(x)\n    return [h.hexdigest()[:8], hmac.new(b'k', x, hashlib.sha256).hexdigest()[:8], hmac.compare_digest(hmac.new(b'k', x, 'sha256').hexdigest(), hmac.new(b'k', x, 'sha256').hexdigest()), base64.b64encode(x), base64.urlsafe_b64decode('-_8='), hashlib.md5(x).hexdigest()[:6]]\n",
        "f(b'abc')",
        "['ba7816bf', '342e519c', True, b'YWJj', b'\\xfb\\xff', '900150']",
    );
    let secret = run(
        "import secrets\ndef f():\n    return secrets.token_hex(16)\n",
        "f()",
    );
    assert!(matches!(secret.endings.as_slice(), [Ending::Unknown(_)]));
}

#[test]
fn the_network_is_a_model() {
    let fetch = "import ipaddress, socket\n\
        from urllib.parse import urlsplit\n\
        import requests\n\
        def fetch(url):\n\
        \x20   host = urlsplit(url).hostname\n\
        \x20   for info in socket.getaddrinfo(host, 80):\n\
        \x20       if ipaddress.ip_address(info[4][0]).is_private:\n\
        \x20           raise ValueError('inside')\n\
        \x20   return requests.get(url, timeout=5).text\n";
    gives(fetch, "fetch('http://example.org/a')", "'page'");
    raises(fetch, "fetch('http://127.1/')", "ValueError");
    raises(fetch, "fetch('http://inside.example/')", "ValueError");
    does(
        fetch,
        "fetch('http://rebind.example/a')",
        &["fetches http://rebind.example/a", "connects 10.0.0.1:80"],
    );
    does(
        fetch,
        "fetch('http://example.org/go')",
        &[
            "fetches http://example.org/go",
            "connects 93.184.216.34:80",
            "fetches http://10.0.0.1/admin",
            "connects 10.0.0.1:80",
        ],
    );
}

#[test]
fn mail_and_logs_are_lines() {
    let old = "import smtplib\n\
        def send(subject):\n\
        \x20   with smtplib.SMTP('localhost') as server:\n\
        \x20       server.sendmail('a@b.example', ['c@d.example'], f'Subject: {subject}\\n\\nhello')\n";
    does(
        old,
        "send('x\\nBcc: e@f.example')",
        &[
            "mails RCPT c@d.example",
            "mails Subject: x",
            "mails Bcc: e@f.example",
            "mails | hello",
        ],
    );
    let new = "import smtplib\n\
        from email.message import EmailMessage\n\
        def send(subject):\n\
        \x20   message = EmailMessage()\n\
        \x20   message['Subject'] = subject\n\
        \x20   message['To'] = 'c@d.example'\n\
        \x20   message.set_content('hello')\n\
        \x20   with smtplib.SMTP('localhost') as server:\n\
        \x20       server.sendmail('a@b.example', ['c@d.example'], message.as_string())\n";
    raises(new, "send('x\\nBcc: e@f.example')", "ValueError");
    does(
        new,
        "send('x')",
        &[
            "mails RCPT c@d.example",
            "mails Subject: x",
            "mails To: c@d.example",
            "mails Content-Type: text/plain; charset=\"utf-8\"",
            "mails Content-Transfer-Encoding: 7bit",
            "mails MIME-Version: 1.0",
            "mails | hello",
        ],
    );
    let log = "import logging\nlog = logging.getLogger('app')\ndef f(user):\n    log.info('login %s', user)\n    log.warning('%r', user)\n";
    does(
        log,
        "f('a\\nINFO:app:login root')",
        &[
            "logs INFO:app:login a",
            "logs INFO:app:login root",
            "logs WARNING:app:'a\\nINFO:app:login root'",
        ],
    );
}

#[test]
fn a_web_handler_answers_a_request() {
    let view = "from flask import Flask, request, redirect, abort, make_response, render_template_string\n\
        from markupsafe import escape\n\
        app = Flask(__name__)\n\
        @app.route('/')\n\
        def raw():\n\
        \x20   return '<p>' + request.args.get('name', '') + '</p>'\n\
        def safe():\n\
        \x20   return f\"<p>{escape(request.args['name'])}</p>\"\n\
        def template():\n\
        \x20   return render_template_string('<p>{{ name }}</p>', name=request.args['name'])\n\
        def injected():\n\
        \x20   return render_template_string('<p>' + request.form['t'])\n\
        def away():\n\
        \x20   return redirect(request.args['next'])\n\
        def no():\n\
        \x20   abort(403)\n\
        def cookie():\n\
        \x20   r = make_response('ok')\n\
        \x20   r.set_cookie('s', 'v', httponly=True)\n\
        \x20   r.headers['X-A'] = 'b'\n\
        \x20   return r\n";
    gives(view, "raw()", "'<p><b>Ada</b></p>'");
    gives(view, "safe()", "'<p>&lt;b&gt;Ada&lt;/b&gt;</p>'");
    gives(view, "template()", "'<p>&lt;b&gt;Ada&lt;/b&gt;</p>'");
    gives(view, "injected()", "'<p>49'");
    raises(view, "no()", "werkzeug.exceptions.Forbidden");
    does(
        view,
        "away()",
        &[
            "answers 302",
            "answers Content-Type: text/html; charset=utf-8",
            "answers Location: https://evil.example/",
        ],
    );
    does(
        view,
        "cookie()",
        &[
            "answers 200",
            "answers Content-Type: text/html; charset=utf-8",
            "answers Set-Cookie: s=v; HttpOnly",
            "answers X-A: b",
            "answers ok",
            "shows ok",
        ],
    );
}

#[test]
fn loaders_build_what_the_data_says() {
    let pickle = "import pickle\ndef f(b):\n    return pickle.loads(b)\n";
    does(
        pickle,
        "f(b\"cos\\nsystem\\n(S'id'\\ntR.\")",
        &["builds os.system('id')", "starts id"],
    );
    let yaml = "import yaml\ndef f(t):\n    return yaml.load(t, Loader=yaml.Loader)\ndef g(t):\n    return yaml.safe_load(t)\n";
    does(
        yaml,
        "f(\"!!python/object/apply:os.system ['id']\")",
        &["builds os.system('id')", "starts id"],
    );
    raises(
        yaml,
        "g(\"!!python/object/apply:os.system ['id']\")",
        "yaml.constructor.ConstructorError",
    );
    gives(yaml, "g('a: [1, b]')", "{'a': [1, 'b']}");
    let eval = "import ast, json\ndef f(t):\n    return eval(t)\ndef g(t):\n    return ast.literal_eval(t)\n";
    does(
        eval,
        "f('__import__(\"os\")')",
        &["runs __import__(\"os\")"],
    );
    raises(eval, "g('__import__(\"os\")')", "ValueError");
    gives(eval, "g('[1, {\"a\": (2,)}]')", "[1, {'a': (2,)}]");
    let tar = "import tarfile\ndef f(p):\n    with tarfile.open(p) as t:\n        t.extractall('/srv/up')\ndef g(p):\n    with tarfile.open(p) as t:\n        t.extractall('/srv/up', filter='data')\n";
    does(
        tar,
        "f('/srv/in.tar')",
        &[
            "reads /srv/in.tar",
            "writes /srv/up/ok",
            "writes /etc/cron.d/x",
            "writes /srv/up/l",
            "writes /etc/y",
        ],
    );
    raises(tar, "g('/srv/in.tar')", "OutsideDestinationError");
    let own = "import tarfile\ndef only_ok(m, d):\n    return tarfile.data_filter(m, d) if m.name == 'ok' else None\ndef f(p):\n    with tarfile.open(p) as t:\n        t.extractall('/srv/up', filter=only_ok)\ndef g(p):\n    t = tarfile.open(p)\n    t.extraction_filter = tarfile.data_filter\n    t.extractall('/srv/up')\ndef h(p):\n    return tarfile.open(p).getnames()[0]\n";
    does(
        own,
        "f('/srv/in.tar')",
        &["reads /srv/in.tar", "writes /srv/up/ok"],
    );
    raises(own, "g('/srv/in.tar')", "OutsideDestinationError");
    gives(own, "h('/srv/in.tar')", "'ok'");
    let hard = "import os, tarfile\nclass Careful(tarfile.TarFile):\n    extraction_filter = staticmethod(tarfile.data_filter)\ndef f(p):\n    with tarfile.open(p) as t:\n        t.extractall('/srv/up', filter='tar')\n    return os.path.realpath('/srv/up/h')\ndef g(p):\n    with Careful.open(p) as t:\n        t.extractall('/srv/up')\n";
    does(
        hard,
        "f('/srv/hard.tar')",
        &[
            "reads /srv/hard.tar",
            "writes /srv/up/h",
            "writes /srv/secret.txt",
        ],
    );
    gives(hard, "f('/srv/hard.tar')", "'/srv/up/h'");
    raises(hard, "g('/srv/hard.tar')", "LinkOutsideDestinationError");
    let by_number = "import os\ndef f(name):\n    here = os.open('/srv', os.O_RDONLY | os.O_DIRECTORY)\n    with open(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600, dir_fd=here), 'w') as note:\n        note.write('hi')\n    os.close(here)\n    return open('/srv/' + name).read()\n";
    gives(by_number, "f('new.txt')", "'hi'");
}

#[test]
fn what_is_decided_outside_of_the_program_is_not_known() {
    let code = "def f(db, sql):\n    db.create_function('twice', 1, lambda n: 2 * n)\n    return db.execute(sql).fetchone()[0]\n";
    for (sql, want) in [
        ("SELECT twice (4)", None),
        ("SELECT Twice(4) AS n", None),
        ("SELECT 'twice'", None),
        (
            "UPDATE students SET id = twice(id)",
            Some("reason.called-by-sql"),
        ),
    ] {
        let outcome = run(code, &format!("f(db, {sql:?})"));
        let why = outcome.limits.first().map(|limit| limit.why.id());
        assert_eq!(why, want, "{sql}: {:?}", outcome.endings);
    }
    let proxied =
        "import requests\ndef f(url, **more):\n    return requests.get(url, **more).text\n";
    let to = "'http://example.org/a'";
    gives(proxied, &format!("f({to}, proxies={{}})"), "'page'");
    for call in [
        format!("f({to}, proxies={{'http': 'http://egress.example:3128'}})"),
        format!("requests.Session().get({to}, proxies={{'http': 'x'}}).text"),
    ] {
        let outcome = run(proxied, &call);
        assert!(
            matches!(outcome.endings.as_slice(), [Ending::Unknown(_)]),
            "{call}: {:?}",
            outcome.endings
        );
    }
}

#[test]
fn a_statement_calls_functions_of_the_program() {
    let code = "import sqlite3\ndef f(names, word):\n    db = sqlite3.connect(':memory:')\n    db.execute('CREATE TABLE t (name)')\n    db.executemany('INSERT INTO t VALUES (?)', [(n,) for n in names])\n    db.create_function('holds', 2, lambda name, part: part in name)\n    db.create_function('loud', 1, str.upper)\n    return [row[0] for row in db.execute('SELECT loud(name) FROM t WHERE holds(name, ?) ORDER BY loud(name)', (word,))]\n";
    gives(
        code,
        "f(['tea', 'milk', 'steam'], 'tea')",
        "['STEAM', 'TEA']",
    );
    gives(code, "f(['tea'], 'x')", "[]");
}

#[test]
fn paths_into_documents_have_conditions() {
    let document = "<c><s n='Ada' v='alto'><t>x</t></s><s n='Tom'/><g><s n='Ada' v='bass'/></g><s n='Ada'/></c>";
    let code = format!(
        "import xml.etree.ElementTree as ET\nTOP = ET.fromstring(\"{document}\")\ndef f(path):\n    return [s.get('v') for s in TOP.findall(path)]\n"
    );
    // As CPython 3.11 answers.
    for (path, want) in [
        ("s[@n='Ada']", "['alto', None]"),
        (".//s[@n='Ada']", "['alto', 'bass', None]"),
        ("s[2]", "[None]"),
        ("s[last()]", "[None]"),
        ("s[t='x']", "['alto']"),
        ("s[.='x']", "['alto']"),
        ("s[t]", "['alto']"),
        ("s[@v]", "['alto']"),
        ("s[@n!='Ada']", "[None]"),
        ("s[@n='Ada'][@v='alto']", "['alto']"),
        ("s[@n='O/]']", "[]"),
    ] {
        gives(&code, &format!("f({path:?})"), want);
    }
    raises(&code, "f(\"s[@n='x' or '1'='1']\")", "SyntaxError");
    let lxml = format!(
        "from lxml import etree\nTOP = etree.fromstring(\"{document}\")\ndef f(path, **values):\n    return TOP.xpath(path, **values)\n"
    );
    gives(&lxml, "f('./s[@n = $name]/@v', name='Ada')", "['alto']");
    gives(
        &lxml,
        "f('//s[@n = $name]/@v', name='Ada')",
        "['alto', 'bass']",
    );
    gives(
        &lxml,
        "f('/c/s[@n = $name]/@v', name=\"x' or '1'='1\")",
        "[]",
    );
    gives(&lxml, "f('//t/text()')", "['x']");
}

/// What a call gives where code stands around the program; `theirs` is the program's to define.
fn staged(stage: &str, theirs: &[&str], code: &str, call: &str, want: &str) {
    let parsed = |text| protected_python::python::parse(&Source::new("answer.py", text));
    let theirs = theirs.iter().map(|name| (*name).to_owned()).collect();
    let stage = Stage::new(parsed(stage), theirs);
    let call = protected_python::python::expression(call).unwrap();
    let mut world = Model::new(&setup()).unwrap();
    let knowledge = book().knowledge();
    let outcome = probe(&parsed(code), Some(&stage), knowledge, &call, &mut world);
    let want = literal(want).unwrap();
    assert_eq!(outcome.endings, [Ending::Returns(want)], "{code}");
}

#[test]
fn a_stage_keeps_to_its_own_names() {
    let stage = "class Box:\n    size = 3\n\n\nCOUNT = 0\n\n\n\
        def counted():\n    global COUNT\n    COUNT += 1\n    return COUNT + Box.size\n\n\n\
        def asks():\n    return answer(Box())\n";
    let own = "class Box:\n    size = 7\n\n\ndef counted():\n    return Box.size\n\n\n\
        def answer(box):\n    return [box.size, counted()]\n";
    staged(stage, &[], own, "asks()", "[3, 7]");
    staged(
        stage,
        &[],
        own,
        "[counted(), counted(), COUNT]",
        "[4, 5, 2]",
    );
    staged(stage, &["counted"], own, "[counted(), Box.size]", "[7, 3]");
    // What the program leaves alone, or imports, is the stage's, also when it changes.
    let leaves =
        "from elsewhere import counted\n\n\ndef answer():\n    return [counted(), COUNT]\n";
    staged(stage, &[], leaves, "answer()", "[4, 1]");
}

#[test]
fn a_stage_uses_libraries_as_programs_do() {
    let stage = "from datetime import datetime, timedelta, timezone\n\n\
        NOON = datetime(2026, 11, 28, 12, tzinfo=timezone.utc)\n\
        ENDS = {'tulip': NOON + timedelta(hours=1)}\n";
    let code = "def left(ends, name, now):\n    return (ends[name] - now).seconds\n";
    staged(stage, &[], code, "left(ENDS, 'tulip', NOON)", "3600");
}

#[test]
fn rights_that_others_get_are_told() {
    let code = "import os\nfrom pathlib import Path\n\n\n\
        def f(mode):\n    os.chmod('/srv/up/a.txt', mode)\n    Path('/srv/up/a.txt').chmod(0o600)\n\n\n\
        def g(mode):\n    with open('/srv/up/new', 'x') as file:\n        os.fchmod(file.fileno(), mode)\n";
    let others = "lets others read /srv/up/a.txt";
    let group = "lets the group read /srv/up/a.txt";
    does(code, "f(0o644)", &[others, group]);
    does(code, "f(0o700)", &[]);
    let open = "lets the group write an open file";
    does(code, "g(0o620)", &["writes /srv/up/new", open]);
}

#[test]
fn files_are_opened_in_ways_of_the_programs_own() {
    let opener = "import os\ndef f(name):\n    with open(name, 'w', opener=lambda p, flags: os.open(p, flags | os.O_NOFOLLOW, 0o600)) as note:\n        note.write('hi')\n    with open(name, opener=os.open) as note:\n        return note.read()\n";
    gives(opener, "f('/srv/up/new.txt')", "'hi'");
    let device = "from pathlib import Path\ndef f(n):\n    with Path('/dev/urandom').open('rb') as source:\n        return len(source.read(n))\n";
    let told = run(device, "f(16)");
    assert!(!matches!(told.endings.as_slice(), [Ending::Raises(_)]));
}

#[test]
fn each_value_of_a_page_is_escaped_and_not_its_owner() {
    let code = "from dataclasses import dataclass\nfrom markupsafe import Markup\n@dataclass\nclass Guest:\n    name: str\n    things: list\nLINE = Markup('<b title=\"{0.name}\">{{{}}}: {who.things[0]}</b>'.replace('{}', '{1}'))\ndef f(name):\n    return str(LINE.format(Guest(name, []), 'x', who=Guest('', ['<i>'])))\n";
    gives(
        code,
        "f('<Ada>')",
        "'<b title=\"&lt;Ada&gt;\">{x}: &lt;i&gt;</b>'",
    );
}

#[test]
fn files_have_the_modes_that_they_were_made_with() {
    let code = "import os, stat\nfrom pathlib import Path\n\n\n\
        def made(mode, mask=None):\n\
        \x20   before = None if mask is None else os.umask(mask)\n\
        \x20   os.close(os.open('/srv/up/new', os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))\n\
        \x20   return stat.S_IMODE(os.stat('/srv/up/new').st_mode), before\n\n\n\
        def plain():\n\
        \x20   Path('/srv/up/new').write_text('x')\n\
        \x20   Path('/srv/up/folder').mkdir(0o700)\n\
        \x20   return [oct(Path('/srv/up/' + name).stat().st_mode) for name in ('new', 'folder', 'a.txt')]\n\n\n\
        def other(name):\n\
        \x20   with open('/srv/up/new', 'x') as file:\n\
        \x20       os.fchmod(file.fileno(), 0o640)\n\
        \x20   os.replace('/srv/up/new', name)\n\
        \x20   return oct(os.stat(name).st_mode)\n\n\n\
        def trap():\n\
        \x20   os.open('/srv/up/out', os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW)\n";
    gives(code, "made(0o600)", "(0o600, None)");
    gives(code, "made(0o666)", "(0o644, None)");
    gives(code, "made(0o777, 0o077)", "(0o700, 0o022)");
    gives(code, "plain()", "['0o100644', '0o40700', '0o100644']");
    gives(code, "other('/srv/up/moved')", "'0o100640'");
    raises(code, "trap()", "FileExistsError");
    let made = "writes /srv/up/new";
    does(
        code,
        "made(0o640)",
        &[made, "lets the group read /srv/up/new"],
    );
    does(code, "made(0o666, 0o077)", &[made]);
}

#[test]
fn an_answer_of_httpx_gives_itself_back_unless_it_is_an_error() {
    let code = "import httpx, requests\n\
        def fetch(url):\n    with httpx.Client() as client:\n        return client.get(url).raise_for_status().text\n\
        def refused(url):\n    try:\n        return fetch(url)\n    except httpx.HTTPStatusError as error:\n        return str(error)[:3]\n\
        def other(url):\n    return requests.get(url).raise_for_status()\n";
    gives(code, "fetch('http://example.org/a')", "'page'");
    gives(code, "refused('http://example.org/none')", "'404'");
    gives(code, "refused('http://example.org/go')", "'302'");
    gives(code, "other('http://example.org/a')", "None");
}

#[test]
fn bytes_that_change_on_one_of_two_ways_have_changed() {
    let code = "import random\n\
        def maybe():\n\
        \x20   marks = bytearray(b'abc')\n\
        \x20   if random.random() < 0.5:\n\
        \x20       marks[0] = 120\n\
        \x20   return marks[0] == 97\n\
        def both():\n\
        \x20   marks = bytearray(b'abc')\n\
        \x20   if random.random() < 0.5:\n\
        \x20       marks[0] = 120\n\
        \x20   else:\n\
        \x20       marks[0] = 120\n\
        \x20   marks[1] = 121\n\
        \x20   return bytes(marks)\n";
    let outcome = run(code, "maybe()");
    assert!(
        !matches!(outcome.endings.as_slice(), [Ending::Returns(Data::Bool(_))]),
        "{:?}",
        outcome.endings
    );
    gives(code, "both()", "b'xyc'");
}

#[test]
fn a_template_asks_objects_for_their_properties() {
    let code = "from jinja2 import Environment\n\
        PAGE = Environment(autoescape=True).from_string('{% for e in all %}{{ e.name }}: {{ e.link }}. {% endfor %}')\n\
        class Entry:\n\
        \x20   def __init__(self, name, site):\n        self.name, self.site = name, site\n\
        \x20   @property\n    def link(self):\n        return self.site if self.site.startswith('https://') else '#'\n\
        \x20   @property\n    def broken(self):\n        return self.nothing\n\
        def page(*pairs):\n    return PAGE.render(all=[Entry(*pair) for pair in pairs])\n";
    gives(
        code,
        "page(('A', 'https://a.example/'), ('<B>', 'x'))",
        "'A: https://a.example/. &lt;B&gt;: #. '",
    );
    let request = "from flask import Flask, render_template_string, request\n\
        app = Flask(__name__)\n\
        @app.route('/')\n\
        def home():\n    return render_template_string('{{ request.args.name }}', request=request)\n";
    gives(request, "home()", "'&lt;b&gt;Ada&lt;/b&gt;'");
}

#[test]
fn a_walk_goes_where_its_lists_of_folders_say() {
    let code = "import os\n\
        def all(top, left_out=''):\n\
        \x20   found = []\n\
        \x20   for folder, folders, names in os.walk(top):\n\
        \x20       folders[:] = [name for name in folders if name != left_out]\n\
        \x20       found += [os.path.join(folder, name) for name in names]\n\
        \x20   return found\n\
        def upwards(top):\n\
        \x20   return [folder for folder, _, _ in os.walk(top, topdown=False)]\n";
    gives(
        code,
        "all('/srv')",
        "['/srv/hard.tar', '/srv/in.tar', '/srv/secret.txt', '/srv/up/a.txt', '/srv/up/out', '/srv/uploads/b.txt']",
    );
    gives(
        code,
        "all('/srv', 'up')",
        "['/srv/hard.tar', '/srv/in.tar', '/srv/secret.txt', '/srv/uploads/b.txt']",
    );
    gives(code, "all('/nowhere')", "[]");
    gives(
        code,
        "upwards('/srv')",
        "['/srv/uploads', '/srv/up', '/srv']",
    );
}

#[test]
fn what_the_world_keeps_says_whether_it_has_something_under_a_key() {
    let code = "from flask import Flask, request\n\
        app = Flask(__name__)\n\
        @app.route('/')\n\
        def home():\n    try:\n        name = request.args['name']\n    except KeyError:\n        name = 'nobody'\n    return name\n\
        @app.route('/other')\n\
        def other():\n    try:\n        name = request.args['other']\n    except KeyError:\n        name = 'nobody'\n    return name\n";
    gives(code, "home()", "'<b>Ada</b>'");
    gives(code, "other()", "'nobody'");
}
