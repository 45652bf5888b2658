//! The page of `protect attack FILE`: what a person sees at each size, and what keys do.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::duplicate_mod,
    reason = "a test reads the repository and may stop at once; `rulebook` brings its own way to read a folder"
)]

#[path = "repository/folder.rs"]
mod folder;
#[path = "repository/rulebook.rs"]
mod rulebook;

use protected_python::grade::{Explored, explore, explore_one};
use protected_python::pack::load;
use protected_python::progress::Whereabouts;
use protected_python::rules::Rulebook;
use protected_python::text::Source;
use protected_python::ui::theme::Tone;
use protected_python::ui::{App, Effect, Mode, Msg, Opening};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

const CODE: &str = r#"import os
import re
import shlex
import tarfile


def find_user(db, name):
    return db.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def find_safe(db, name):
    return db.execute("SELECT id FROM users WHERE name = ?", (name,)).fetchall()


def ping(host):
    os.system(f'ping -c 1 "{shlex.quote(host)}"')


def is_title(text):
    return re.fullmatch(r"(\w+\s?)*", text) is not None


def unpack(name):
    with tarfile.open(name) as tar:
        tar.extractall("/srv/up")


def elsewhere(text):
    return somewhere.count(text)
"#;

const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (140, 45)];

fn rules() -> &'static Rulebook {
    static RULES: OnceLock<Rulebook> = OnceLock::new();
    RULES.get_or_init(rulebook::rulebook)
}

/// What the ready inputs do in `CODE`.
fn ready() -> &'static Explored {
    static READY: OnceLock<Explored> = OnceLock::new();
    READY.get_or_init(|| explore(&Source::new("app.py", CODE), rules()).unwrap())
}

/// Answers what the page asks of the world, until it asks for nothing more.
fn settle(app: &mut App, effects: Vec<Effect>) -> Vec<Effect> {
    let mut left = Vec::new();
    for effect in effects {
        let Effect::Explore { file, text, input } = effect else {
            left.push(effect);
            continue;
        };
        let known = (input.is_none() && text == CODE).then(|| ready().clone());
        let source = Source::new(file, text);
        let explored = match (&input, known) {
            (None, Some(known)) => Ok(known),
            (None, None) => explore(&source, rules()),
            (Some(input), _) => explore_one(&source, rules(), input),
        };
        let result = explored
            .map(Box::new)
            .map_err(|(line, why)| format!("Python cannot read line {line}: {why}"));
        let next = app.update(Msg::Explored { input, result });
        left.extend(settle(app, next));
    }
    left
}

fn opened(code: &str, size: (u16, u16)) -> App {
    let files = folder::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/whole"));
    let (mut app, _) = App::new(Opening {
        pack: Arc::new(load(&files).unwrap_or_else(|faults| panic!("{faults:#?}"))),
        rulebook: Arc::new(Rulebook::default()),
        events: Vec::new(),
        drafts: BTreeMap::new(),
        whereabouts: Whereabouts::Map,
        learner: String::new(),
        tone: Tone::NoColour,
        mode: Mode::FullScreen,
        size,
        now: 1_000,
    });
    let effects = app.explore("app.py", code);
    assert_eq!(settle(&mut app, effects), []);
    app
}

fn press(app: &mut App, code: KeyCode) -> Vec<Effect> {
    let key = KeyEvent::new(code, KeyModifiers::NONE);
    let effects = app.update(Msg::Terminal(Event::Key(key)));
    settle(app, effects)
}

fn typed(app: &mut App, text: &str) {
    for c in text.chars() {
        press(app, KeyCode::Char(c));
    }
}

fn picture(app: &App, (width, height): (u16, u16)) -> String {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    app.view(area, &mut buffer);
    let mut lines = Vec::new();
    for y in 0..height {
        let line: String = (0..width).map(|x| buffer[(x, y)].symbol()).collect();
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

#[test]
fn places_inputs_and_limits() {
    for size in SIZES {
        let (width, height) = size;
        let mut app = opened(CODE, size);
        let name = |part: &str| format!("{part}_{width}x{height}");
        insta::assert_snapshot!(name("places"), picture(&app, size));
        press(&mut app, KeyCode::Enter);
        typed(&mut app, "x' --");
        insta::assert_snapshot!(name("own_input"), picture(&app, size));
        press(&mut app, KeyCode::Esc);
        press(&mut app, KeyCode::End);
        insta::assert_snapshot!(name("limit"), picture(&app, size));
        press(&mut app, KeyCode::Up);
        insta::assert_snapshot!(name("archive"), picture(&app, size));
    }
}

#[test]
fn keys_go_through_places_and_inputs() {
    let size = (80, 24);
    let mut app = opened(CODE, size);
    let first = picture(&app, size);
    press(&mut app, KeyCode::Right);
    assert_ne!(picture(&app, size), first, "another input");
    press(&mut app, KeyCode::Left);
    assert_eq!(picture(&app, size), first);
    press(&mut app, KeyCode::Down);
    assert!(picture(&app, size).contains("2 of"), "the next place");
    press(&mut app, KeyCode::Up);
    press(&mut app, KeyCode::Char('i'));
    press(&mut app, KeyCode::Down);
    assert!(
        picture(&app, size).contains("Yours: "),
        "a ready input is taken over"
    );
    assert_eq!(press(&mut app, KeyCode::Esc), []);
    assert_eq!(press(&mut app, KeyCode::Esc), [Effect::Quit]);
}

#[test]
fn broken_and_empty_files_are_told() {
    let size = (60, 20);
    let broken = opened("def f(:\n", size);
    assert!(picture(&broken, size).contains("Python cannot read line 1"));
    let empty = opened("x = 1\n", size);
    assert!(picture(&empty, size).contains("No ready input arrives"));
}

#[test]
fn any_keys_at_any_size_end_in_a_picture() {
    let codes = [
        KeyCode::Enter,
        KeyCode::Char('\''),
        KeyCode::Down,
        KeyCode::PageDown,
        KeyCode::Right,
        KeyCode::End,
        KeyCode::Up,
        KeyCode::Backspace,
        KeyCode::PageUp,
        KeyCode::Home,
    ];
    for size in [(0, 0), (1, 1), (40, 10), (41, 11), (200, 3), (300, 90)] {
        let mut app = opened(CODE, size);
        for code in codes {
            press(&mut app, code);
            let _ = picture(&app, size);
        }
    }
}
