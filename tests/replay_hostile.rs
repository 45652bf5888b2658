//! Hostile inputs and hostile code through every kind of replay: each ends, and nothing that a terminal
//! would act on reaches the screen.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)] // a test may stop, and may read

#[path = "repository/course.rs"]
mod course;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use protected_python::grade::{Explored, explore, explore_one};
use protected_python::pack::{Pack, load};
use protected_python::progress::Whereabouts;
use protected_python::rules::Rulebook;
use protected_python::text::Source;
use protected_python::ui::theme::Tone;
use protected_python::ui::{App, Mode, Msg, Opening};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A function for each kind of replay.
const CODE: &str = "\
import html, os, pickle, re, shutil, smtplib, subprocess, tarfile, yaml, logging, requests
import xml.etree.ElementTree as ET
from lxml import etree
from email.message import EmailMessage
from flask import render_template_string

log = logging.getLogger('app')

class User:
    def __init__(self, name):
        self.name = name

def sql(db, n):
    return db.execute(f\"SELECT name, 1 FROM sqlite_master WHERE name = '{n}'\").fetchall()

def bound(db, n):
    return db.execute('SELECT 1 WHERE 1 = ?', (n,)).fetchall()

def shell(h):
    os.system('ping -c 1 ' + h)

def words(h):
    subprocess.run(['ls', h])

def page(n):
    return f'<p title=\"{n}\">{n}</p><script>var x = \"{n}\";</script>'

def path(n):
    with open('/srv/up/' + n) as file:
        return file.read()

def fetch(u):
    return requests.get(u, timeout=3).text

def line(n):
    log.info('user ' + n)

def book(n):
    with open('/srv/up/book.txt', 'a') as file:
        file.write('entered: ' + n + '\\n')

def mail(n):
    return f'From: a@example.org\\nTo: b@example.org\\nSubject: {n}\\n\\nHello'

def send(n):
    with smtplib.SMTP('mail.example.org') as server:
        server.sendmail('a@example.org', [n], f'Subject: {n}\\r\\n\\r\\nHello {n}')

def answer(n):
    return f'HTTP/1.1 302 Found\\r\\nLocation: {n}\\r\\nSet-Cookie: a={n}; HttpOnly\\r\\n\\r\\n{n}'

def run(t):
    return eval(t)

def pattern(t):
    return re.search(t, 'some text')

def subject(t):
    return re.fullmatch(r'(\\w+\\s?)*', t)

def form(t):
    return ('Hello ' + t).format(User('Ada'))

def template(t):
    return render_template_string('<p>' + t)

def unpickled(t):
    return pickle.loads(t.encode())

def loaded(t):
    return yaml.load(t, Loader=yaml.UnsafeLoader)

def document(t):
    return ET.fromstring(t).text

def feed(t):
    return etree.fromstring(t).text

def archive(n):
    with tarfile.open(n) as tar:
        tar.extractall('/srv/up')
";

fn payloads() -> Vec<String> {
    let entities: Vec<String> = (1..40)
        .map(|n| {
            let inside = format!("&a{};", n - 1).repeat(10);
            format!("<!ENTITY a{n} \"{inside}\">")
        })
        .collect();
    let laughs = format!(
        "<!DOCTYPE x [<!ENTITY a0 \"ha\">{}]><x>&a39;</x>",
        entities.concat()
    );
    let lists: Vec<String> = (1..40)
        .map(|n| format!("b{n}: &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1))
        .collect();
    let nested = format!("a: &a0 [x]\n{}", lists.concat());
    [
        "a".repeat(60_000),
        "'".repeat(20_000),
        "x' UNION WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*), 1 FROM c --".into(),
        "x' UNION SELECT zeroblob(2000000000), randomblob(1000000000) --".into(),
        "x' UNION SELECT 1, (SELECT count(*) FROM pragma_function_list a, pragma_function_list b, pragma_function_list c, pragma_function_list d) --".into(),
        "(".repeat(50_000),
        "[".repeat(100_000),
        "$(".repeat(5_000),
        "x; ".repeat(5_000),
        "`{".repeat(3_000),
        "(a+)+$".into(),
        "(".repeat(400) + "a" + &")*".repeat(400),
        "a".repeat(40) + "!",
        "word ".repeat(5_000) + "!",
        "{:>1000000000}".into(),
        "{0.name:{0.name}}".repeat(300),
        "{{ range(1000000000) | list }}".into(),
        "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}".into(),
        "{{ ".repeat(10_000),
        "<div>".repeat(15_000),
        "<table><tr><td><svg><math><template>".repeat(3_000),
        laughs,
        format!("<x>{}", "<a>".repeat(20_000)),
        nested,
        "[".repeat(30_000) + "1",
        "- ".repeat(20_000),
        "(".repeat(60_000) + "t.",
        "]".repeat(50_000) + ".",
        "cos\nsystem\n(S'id'\ntR".repeat(3_000) + ".",
        "../".repeat(20_000) + "etc/passwd",
        "/".repeat(50_000),
        "a\nBcc: x@example.org, ".repeat(4_000),
        "\r".repeat(9_000),
        "x\u{0}y\u{1b}[2J\u{1b}]0;t\u{7}\u{9b}31m\u{7f}".into(),
        "\u{202e}evil\u{2066}\u{200f}\u{2069}".into(),
        "http://[::ffff:127.0.0.1]:99999999999/\u{0}@\\..\\".into(),
        "http://".to_owned() + &"a.".repeat(20_000),
        "__import__('os').system('\u{1b}[2J')".into(),
        "10 ** 10 ** 10".into(),
        "'a' * 10000000000".into(),
        "lambda: ".repeat(3_000) + "0",
    ]
    .into()
}

/// What the interface opens with.
struct Desk {
    pack: Arc<Pack>,
    rules: Arc<Rulebook>,
}

impl Desk {
    fn new() -> Self {
        let files = course::files();
        let rules: Vec<(String, String)> = files
            .iter()
            .filter(|(name, _)| name.starts_with("rules/"))
            .map(|(name, bytes)| (name.clone(), String::from_utf8(bytes.clone()).unwrap()))
            .collect();
        Self {
            pack: Arc::new(load(&files).unwrap_or_else(|faults| panic!("{faults:#?}"))),
            rules: Arc::new(Rulebook::load(&rules).unwrap_or_else(|faults| panic!("{faults:#?}"))),
        }
    }
}

/// Works on a stack as large as that of the program's worker.
fn deep<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(work);
    thread.unwrap().join().unwrap()
}

/// The page of a file with what was found of one input.
fn shown(desk: &Desk, code: &str, input: &str, found: Explored) -> Vec<String> {
    let (mut app, _) = App::new(Opening {
        pack: desk.pack.clone(),
        rulebook: desk.rules.clone(),
        events: Vec::new(),
        drafts: BTreeMap::new(),
        whereabouts: Whereabouts::Map,
        learner: String::new(),
        tone: Tone::NoColour,
        mode: Mode::FullScreen,
        size: (80, 24),
        now: 1_000,
    });
    drop(app.explore("app.py", code));
    let all = Msg::Explored {
        input: None,
        result: Ok(Box::new(found)),
    };
    drop(app.update(all));
    let mut screens = Vec::new();
    for _ in 0..3 {
        screens.push(picture(&app));
        let key = KeyEvent::new(KeyCode::Down, KeyModifiers::NONE);
        drop(app.update(Msg::Terminal(Event::Key(key))));
    }
    drop(app.update(Msg::Terminal(Event::Paste(
        input.chars().take(2_000).collect(),
    ))));
    screens.push(picture(&app));
    screens
}

fn picture(app: &App) -> String {
    let area = Rect::new(0, 0, 80, 24);
    let mut buffer = Buffer::empty(area);
    app.view(area, &mut buffer);
    let rows = (0..24).map(|y| (0..80).map(|x| buffer[(x, y)].symbol()).collect::<String>());
    rows.collect::<Vec<_>>().join("\n")
}

fn is_raw(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn harmless(desk: &Desk, code: &str, input: &str) {
    let source = Source::new("app.py", code);
    let Ok(found) = explore_one(&source, &desk.rules, input) else {
        return;
    };
    for screen in shown(desk, code, input, found) {
        assert!(!screen.chars().any(is_raw), "{screen:?}");
    }
}

#[test]
fn hostile_inputs_end_and_stay_off_the_terminal() {
    let desk = Desk::new();
    deep(move || {
        for payload in payloads() {
            harmless(&desk, CODE, &payload);
        }
    });
}

#[test]
fn hostile_code_ends() {
    let desk = Desk::new();
    deep(move || {
        for body in [
            format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
            "[".repeat(100_000),
            "(".repeat(100_000),
            format!("f'{}'", "{x:".repeat(5_000)),
            format!("x{}", ".a".repeat(50_000)),
            format!("x{}", "(x)".repeat(20_000)),
            format!("{}x", "not ".repeat(50_000)),
            "x if x else ".repeat(20_000),
            format!(
                "re.fullmatch('{}{}', x)",
                "(?:".repeat(30),
                "){1000}".repeat(30)
            ),
            format!(
                "re.sub('{}(?=a){}b', '', x)",
                "(?:".repeat(9),
                "){1000}".repeat(9)
            ),
            format!("'{}' + x", "\u{202e}\u{0}\u{1b}[2J".repeat(500)),
        ] {
            let code =
                format!("import os\nimport re\n\ndef f(x):\n    os.system(x)\n    return {body}\n");
            let source = Source::new("app.py", code.as_str());
            let found = explore(&source, &desk.rules).unwrap_or_default();
            for screen in shown(&desk, &code, "x", found) {
                assert!(!screen.chars().any(is_raw), "{screen:?}");
            }
        }
    });
}

#[test]
fn inputs_that_nobody_thought_of_end_and_stay_off_the_terminal() {
    let desk = Desk::new();
    let tokens = prop::sample::select(vec![
        "'",
        "\"",
        "\\",
        "<",
        ">",
        "</",
        "<!--",
        "<script>",
        "{{",
        "}}",
        "{%",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "*",
        "+",
        "?",
        "|",
        "^",
        "$(",
        "`",
        ";",
        "&&",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        ": ",
        "=",
        "/",
        "../",
        "//",
        "\\",
        "@",
        "#",
        "%",
        "!!python/object/apply:",
        "&a",
        "*a",
        "\u{0}",
        "\u{1b}",
        "\u{202e}",
        "\u{85}",
        "\u{feff}",
        "é",
        "漢",
        "\u{e000}",
        "x",
        "a1",
        " ",
        "-",
        "--",
        "UNION SELECT ",
        "Bcc: ",
        "cos\nsystem\n",
        "tR.",
        "<!ENTITY ",
        "&x;",
        "SYSTEM ",
        "http://",
        ":",
        ",",
    ]);
    let inputs = prop::collection::vec(tokens, 0..24).prop_map(|parts| parts.concat());
    deep(move || {
        let mut runner = TestRunner::new(Config {
            cases: 60,
            failure_persistence: None,
            ..Config::default()
        });
        let tried = runner.run(&inputs, |input| {
            harmless(&desk, CODE, &input);
            Ok(())
        });
        tried.unwrap();
    });
}
