//! What a person sees: snapshots of text and styles, key scripts and their effects, and screens of
//! any size under any keys.
//!
//! The course on the screens is `tests/packs/whole/` with the lesson `tests/screens/values.md`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads the repository and may stop at once"
)]

#[path = "repository/folder.rs"]
mod folder;

use proptest::prelude::*;
use protected_python::pack::{About, Messages, Pack, load};
use protected_python::progress::{Event, Stamped, Whereabouts};
use protected_python::rules::Rulebook;
use protected_python::ui::theme::Tone;
use protected_python::ui::{App, Effect, Mode, Msg, Opening};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{
    Event as TerminalEvent, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

fn pack() -> Arc<Pack> {
    let mut files = folder::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/whole"));
    let lesson = include_bytes!("screens/values.md").to_vec();
    files.insert("lessons/sql/1-values.md".into(), lesson);
    match load(&files) {
        Ok(pack) => Arc::new(pack),
        Err(faults) => panic!("{faults:#?}"),
    }
}

fn opening(pack: Arc<Pack>) -> Opening {
    Opening {
        pack,
        rulebook: Arc::new(Rulebook::default()),
        events: Vec::new(),
        drafts: BTreeMap::new(),
        whereabouts: Whereabouts::Map,
        learner: String::new(),
        tone: Tone::Dark,
        mode: Mode::FullScreen,
        size: (80, 24),
        now: 1_000,
    }
}

/// An interface of this size on the course map.
fn app(width: u16, height: u16) -> App {
    toned(width, height, Tone::Dark)
}

fn toned(width: u16, height: u16, tone: Tone) -> App {
    let (app, effects) = App::new(Opening {
        size: (width, height),
        tone,
        ..opening(pack())
    });
    assert_eq!(effects, []);
    app
}

fn chord(name: &str) -> KeyEvent {
    let (modifiers, rest) = match name.strip_prefix("C-") {
        Some(rest) => (KeyModifiers::CONTROL, rest),
        None => (KeyModifiers::NONE, name),
    };
    let code = match rest {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "space" => KeyCode::Char(' '),
        "backspace" => KeyCode::Backspace,
        one if one.chars().count() == 1 => KeyCode::Char(one.chars().next().unwrap()),
        other => panic!("no key is called {other}"),
    };
    KeyEvent::new(code, modifiers)
}

/// Presses keys, named as in `chord` and separated by spaces.
fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    keys.split_whitespace()
        .flat_map(|name| app.update(Msg::Terminal(TerminalEvent::Key(chord(name)))))
        .collect()
}

fn draw(app: &App, width: u16, height: u16) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    app.view(area, &mut buffer);
    buffer
}

/// The letters on the screen, line by line.
fn text(buffer: &Buffer) -> String {
    let mut lines = Vec::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        for x in buffer.area.left()..buffer.area.right() {
            line.push_str(buffer[(x, y)].symbol());
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

/// Text, then one letter for the style of each cell, then what the letters mean.
fn picture(app: &App, width: u16, height: u16) -> String {
    let buffer = draw(app, width, height);
    let mut styles: Vec<(Color, Color, Modifier)> = Vec::new();
    let mut map = String::new();
    for y in 0..height {
        let mut line = String::new();
        for x in 0..width {
            let cell = &buffer[(x, y)];
            let style = (cell.fg, cell.bg, cell.modifier);
            let blank = cell.symbol() == " "
                && cell.bg == Color::Reset
                && !cell.modifier.contains(Modifier::REVERSED);
            if blank || style == (Color::Reset, Color::Reset, Modifier::empty()) {
                line.push('.');
                continue;
            }
            let at = styles.iter().position(|s| *s == style).unwrap_or_else(|| {
                styles.push(style);
                styles.len() - 1
            });
            line.push(char::from(b'a' + u8::try_from(at).unwrap()));
        }
        map.push_str(line.trim_end_matches('.'));
        map.push('\n');
    }
    let mut picture = format!("{}\n\n{map}\n", text(&buffer));
    for (style, letter) in styles.iter().zip('a'..) {
        let (fg, bg, modifier) = style;
        writeln!(picture, "{letter}: {fg} on {bg} {modifier:?}").unwrap();
    }
    picture
}

const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (140, 45)];

/// A snapshot of the same way at three sizes.
fn at_three_sizes(name: &str, keys: &str) {
    for (width, height) in SIZES {
        let mut app = app(width, height);
        press(&mut app, keys);
        insta::assert_snapshot!(
            format!("{name}_{width}x{height}"),
            picture(&app, width, height)
        );
    }
}

fn event(event: Event) -> Effect {
    Effect::Append(event)
}

fn saw(page: u32) -> Effect {
    event(Event::Read {
        lesson: "values".into(),
        page,
    })
}

fn at(page: u32) -> Effect {
    Effect::SaveWhereabouts(Whereabouts::Lesson {
        lesson: "values".into(),
        page,
    })
}

fn answered(question: &str, chosen: &[u32], sure: u8, right: bool) -> Effect {
    event(Event::Answered {
        lesson: "values".into(),
        question: question.into(),
        chosen: chosen.to_vec(),
        sure,
        right,
    })
}

#[test]
fn the_map() {
    at_three_sizes("map", "down down");
}

#[test]
fn a_page_with_every_kind_of_block() {
    at_three_sizes("page", "enter");
}

#[test]
fn the_same_page_scrolled_to_its_end() {
    let mut app = app(60, 20);
    press(&mut app, "enter pgdn pgdn");
    insta::assert_snapshot!(text(&draw(&app, 60, 20)));
}

#[test]
fn light_and_without_colour() {
    for (name, tone) in [("light", Tone::Light), ("no_colour", Tone::NoColour)] {
        let mut app = toned(80, 24, tone);
        press(&mut app, "enter");
        insta::assert_snapshot!(format!("page_{name}"), picture(&app, 80, 24));
        press(&mut app, "right down enter 3 esc");
        press(&mut app, "down");
        insta::assert_snapshot!(format!("map_{name}"), picture(&app, 80, 24));
    }
}

#[test]
fn a_prediction_and_how_sure() {
    at_three_sizes("prediction", "enter right");
    at_three_sizes("how_sure", "enter right 2 enter");
}

#[test]
fn a_sure_miss_takes_a_second_look() {
    let mut app = app(80, 24);
    press(&mut app, "enter right");
    let miss = option_called(&app, "A statement and a name");
    let effects = press(&mut app, &format!("{miss} enter 3"));
    assert_eq!(effects, [answered("guess", &[1], 3, false)]);
    insta::assert_snapshot!("second_look", text(&draw(&app, 80, 24)));
    assert_eq!(press(&mut app, "enter"), []);
    insta::assert_snapshot!("second_look_answered", text(&draw(&app, 80, 24)));
    assert_eq!(press(&mut app, "enter"), [saw(2), at(2)]);
}

/// The number in front of an option on the screen.
fn option_called(app: &App, label: &str) -> char {
    let screen = text(&draw(app, 80, 24));
    let line = screen
        .lines()
        .find(|line| line.contains(label))
        .expect(&screen);
    line.chars().find(char::is_ascii_digit).unwrap()
}

#[test]
fn nothing_is_answered_before_something_is_chosen() {
    let mut app = app(80, 24);
    press(&mut app, "enter right");
    assert_eq!(press(&mut app, "enter"), []);
    let shown = text(&draw(&app, 80, 24));
    assert!(shown.contains("Choose an option first"), "{shown}");
    press(&mut app, "down enter");
    for key in ["enter", "right", "left"] {
        assert_eq!(press(&mut app, key), [], "{key}");
        let shown = text(&draw(&app, 80, 24));
        assert!(shown.contains("First say how sure you are"), "{shown}");
    }
    let effects = press(&mut app, "2");
    assert!(
        matches!(
            effects.as_slice(),
            [Effect::Append(Event::Answered { sure: 2, .. })]
        ),
        "{effects:?}"
    );
    // Where the options do not fit, Enter leads to them and answers nothing.
    let mut small = self::app(40, 12);
    press(&mut small, "enter right");
    assert_eq!(press(&mut small, "enter"), []);
    let shown = text(&draw(&small, 40, 12));
    assert!(shown.contains("Choose an option first"), "{shown}");
    press(&mut small, "down enter");
    let shown = text(&draw(&small, 40, 12));
    assert!(
        shown.contains("How sure are you?") && shown.contains("3 certain"),
        "{shown}"
    );
}

#[test]
fn a_message_hides_no_option() {
    // Where question and message have room together.
    for (width, heights) in [(40, 16..30), (60, 14..30), (80, 14..30)] {
        for height in heights {
            let options = |app: &App| {
                let screen = text(&draw(app, width, height));
                (screen.matches("( )").count(), screen)
            };
            let mut app = app(width, height);
            press(&mut app, "enter right down up");
            press(&mut app, "pgdn");
            let (before, _) = options(&app);
            app.update(Msg::Notice("Kept again: nothing was lost.".into()));
            let (after, screen) = options(&app);
            assert!(screen.contains("Kept again"), "{screen}");
            assert!(
                before == 0 || after >= before,
                "{width}x{height}: {before}\n{screen}"
            );
        }
    }
}

#[test]
fn a_lesson_that_was_only_read_says_how_much_is_answered() {
    for (size, word) in [
        ((80, 24), "◐ Values"),
        ((40, 12), "◐ Values"),
        ((140, 45), "◐ to answer"),
    ] {
        let mut app = app(size.0, size.1);
        press(&mut app, "enter right right right esc down");
        let shown = text(&draw(&app, size.0, size.1));
        assert!(shown.contains("0 of 3 answered"), "{shown}");
        assert!(shown.contains(word), "{shown}");
        // It opens at the first question that waits.
        press(&mut app, "enter");
        let shown = text(&draw(&app, size.0, size.1));
        assert!(shown.contains("page 2 of 4"), "{shown}");
    }
}

#[test]
fn several_right_options_are_marked_and_missing_ones_are_not_given_away() {
    let mut app = app(80, 24);
    press(&mut app, "enter right right");
    let tuple = option_called(&app, "The tuple");
    let dict = option_called(&app, "The dict");
    assert_eq!(press(&mut app, "enter"), [], "nothing is marked");
    insta::assert_snapshot!("several_nothing_marked", text(&draw(&app, 80, 24)));
    let effects = press(&mut app, &format!("{tuple} enter"));
    assert_eq!(effects, [answered("which-travel", &[0], 0, false)]);
    insta::assert_snapshot!("several_one_missing", text(&draw(&app, 80, 24)));
    let effects = press(&mut app, &format!("r {dict} enter"));
    assert_eq!(effects, [answered("which-travel", &[0, 1], 0, true)]);
    at_three_sizes("several", "enter right right 1 2 enter");
}

#[test]
fn keys_and_what_they_ask_of_the_world() {
    let mut app = app(80, 24);
    assert_eq!(press(&mut app, "enter"), [saw(0), at(0)]);
    assert_eq!(press(&mut app, "right"), [saw(1), at(1)]);
    assert_eq!(press(&mut app, "left"), [at(0)], "a page is read once");
    let copied = concat!(
        "https://docs.python.org/3/library/sqlite3.html\n\n",
        "def find(conn, name):\n",
        "    return conn.execute(f\"SELECT id FROM people WHERE name = '{name}'\")"
    );
    assert_eq!(press(&mut app, "y"), [Effect::Copy(copied.into())]);
    assert_eq!(press(&mut app, "C-z"), [Effect::Suspend]);
    assert_eq!(press(&mut app, "? esc C-p esc"), []);
    assert_eq!(press(&mut app, "esc"), [], "the map is no place to resume");
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
}

#[test]
fn the_lesson_opens_its_exercise_and_goes_on_after_it() {
    let mut app = app(80, 24);
    press(&mut app, "enter right right");
    let tuple = option_called(&app, "The tuple");
    let dict = option_called(&app, "The dict");
    press(&mut app, &format!("{tuple} {dict} enter"));
    let effects = press(&mut app, "enter");
    let place = Effect::SaveWhereabouts(Whereabouts::Exercise {
        exercise: "find".into(),
        line: 0,
        column: 0,
    });
    assert!(effects.contains(&place), "{effects:?}");
}

#[test]
fn a_learner_who_comes_back_continues_at_the_page() {
    let whereabouts = Whereabouts::Lesson {
        lesson: "values".into(),
        page: 2,
    };
    let read = |page| Stamped {
        at: 10,
        event: Event::Read {
            lesson: "values".into(),
            page,
        },
    };
    let (mut app, _) = App::new(Opening {
        events: vec![read(0), read(1), read(2)],
        whereabouts,
        learner: "Ada".into(),
        ..opening(pack())
    });
    insta::assert_snapshot!("continue", text(&draw(&app, 80, 24)));
    assert_eq!(press(&mut app, "enter"), [], "nothing new is to be kept");
    assert!(text(&draw(&app, 80, 24)).contains("page 3 of 4"));
}

#[test]
fn a_course_that_is_opened_anew_goes_on_at_its_place() {
    let mut before = app(80, 24);
    assert_eq!(before.place(), None);
    press(&mut before, "enter right");
    let place = before.place().unwrap();
    let mut after = app(80, 24);
    after.go_on(place.clone());
    assert_eq!(after.place(), Some(place));
    assert_eq!(text(&draw(&after, 80, 24)), text(&draw(&before, 80, 24)));
    let gone = Whereabouts::Lesson {
        lesson: "gone".into(),
        page: 1,
    };
    let mut other = app(80, 24);
    assert_eq!(other.go_on(gone), []);
    assert_eq!(other.place(), None);
}

#[test]
fn help_lists_the_table() {
    let mut app = app(80, 24);
    press(&mut app, "enter right ?");
    insta::assert_snapshot!("help", text(&draw(&app, 80, 24)));
    let mut app = self::app(80, 16);
    press(&mut app, "enter right ? pgdn");
    insta::assert_snapshot!("help_scrolled", text(&draw(&app, 80, 16)));
}

#[test]
fn the_palette_finds_and_goes() {
    let mut app = app(80, 24);
    press(&mut app, "C-p f i n d");
    insta::assert_snapshot!("palette", picture(&app, 80, 24));
    press(&mut app, "esc C-p v a l u");
    assert_eq!(press(&mut app, "enter"), [saw(0), at(0)]);
    press(&mut app, "C-p x x x");
    assert!(text(&draw(&app, 80, 24)).contains("Nothing here is called that."));
    assert_eq!(press(&mut app, "enter"), []);
    press(&mut app, "backspace backspace backspace n e x t");
    assert_eq!(press(&mut app, "enter"), [saw(1), at(1)], "next page");
}

#[test]
fn the_palette_finds_pages_and_words_of_pages() {
    let mut app = app(80, 24);
    press(&mut app, "C-p f i r s t");
    let shown = text(&draw(&app, 80, 24));
    assert!(shown.contains("Page: First guess"), "{shown}");
    assert_eq!(
        press(
            &mut app,
            "backspace backspace backspace backspace backspace"
        ),
        []
    );
    // A word that stands on a page and in no title.
    press(&mut app, "m a n u a l enter");
    let shown = text(&draw(&app, 80, 24));
    assert!(shown.contains("page 1 of 4"), "{shown}");
}

#[test]
fn the_palette_knows_the_names_of_lists_and_reports() {
    let mut pack = Arc::unwrap_or_clone(pack());
    let exercise = pack.exercises.first_mut().unwrap();
    exercise.id = "somebody-else".into();
    exercise.curriculum = Some("E9.7".into());
    let title = exercise.title.clone();
    let (mut app, _) = App::new(opening(Arc::new(pack)));
    for typed in ["s o m e b o d y", "e 9 . 7"] {
        press(&mut app, "C-p");
        press(&mut app, typed);
        let shown = text(&draw(&app, 80, 24));
        assert!(shown.contains(&format!("> Fix: {title}")), "{shown}");
        press(&mut app, "esc");
    }
}

#[test]
fn trouble_stays_until_it_is_over() {
    let mut app = app(80, 24);
    app.update(Msg::StoreFailed("the disk is\nfull\u{1b}[31m".into()));
    press(&mut app, "down up");
    insta::assert_snapshot!("trouble", picture(&app, 80, 24));
    app.update(Msg::StoreWorks);
    assert!(text(&draw(&app, 80, 24)).contains("Kept again"));
    press(&mut app, "down");
    assert!(!text(&draw(&app, 80, 24)).contains("ept"), "said once");
}

#[test]
fn a_small_window_is_told_so() {
    let app = app(20, 5);
    insta::assert_snapshot!("small", text(&draw(&app, 20, 5)));
    let mut app = app;
    assert_eq!(press(&mut app, "enter"), [], "what is not seen is not done");
    assert_eq!(press(&mut app, "C-q"), [Effect::Quit]);
}

#[test]
fn a_pack_without_lessons_has_a_map_too() {
    let empty = Pack {
        about: About {
            title: "Nothing yet".into(),
            ..pack().about.clone()
        },
        modules: Vec::new(),
        lessons: Vec::new(),
        exercises: Vec::new(),
        steps: Vec::new(),
        reference: Vec::new(),
        shared: Vec::new(),
        rules: Vec::new(),
        translations: BTreeMap::new(),
        messages: Messages::default(),
        stale: Vec::new(),
        advice: Vec::new(),
        notices: Vec::new(),
    };
    let (mut app, _) = App::new(opening(Arc::new(empty)));
    assert_eq!(press(&mut app, "enter c down pgdn 1"), []);
    insta::assert_snapshot!("empty", text(&draw(&app, 80, 24)));
}

#[test]
fn the_mouse_opens_and_scrolls() {
    let mut app = app(60, 20);
    let click = |column, row| {
        Msg::Terminal(TerminalEvent::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column,
            row,
            modifiers: KeyModifiers::NONE,
        }))
    };
    assert_eq!(app.update(click(5, 2)), [], "an empty line");
    assert_eq!(app.update(click(5, 4)), [saw(0), at(0)]);
    app.update(Msg::Terminal(TerminalEvent::Mouse(MouseEvent {
        kind: MouseEventKind::ScrollDown,
        column: 3,
        row: 3,
        modifiers: KeyModifiers::NONE,
    })));
    assert!(text(&draw(&app, 60, 20)).contains("3 above"));
}

/// A plain session: what is printed, with what is typed after `> `.
fn session(lines: &[&str]) -> (String, Vec<Effect>) {
    let (mut app, mut effects) = App::new(Opening {
        mode: Mode::Plain,
        ..opening(pack())
    });
    let mut transcript = String::new();
    let print = |app: &mut App, transcript: &mut String| {
        for line in app.plain_output() {
            assert!(!line.contains('\n') && !line.contains('\u{1b}'), "{line:?}");
            writeln!(transcript, "{line}").unwrap();
        }
    };
    print(&mut app, &mut transcript);
    for line in lines {
        writeln!(transcript, "> {line}").unwrap();
        effects.extend(app.update(Msg::Line((*line).into())));
        print(&mut app, &mut transcript);
    }
    (transcript, effects)
}

#[test]
fn the_same_way_line_by_line() {
    let (transcript, effects) = session(&[
        "", "", "1", "3", "", "next", "9", "1", "2", "answer", "help", "", "bananas", "back",
        "find", "values", "quit",
    ]);
    insta::assert_snapshot!("plain", transcript);
    let kept: Vec<_> = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Append(_) | Effect::Quit))
        .collect();
    insta::assert_debug_snapshot!("plain_effects", kept);
}

/// A course of two modules, line by line; what is printed after the last line alone.
fn last_said(lines: &[&str]) -> String {
    let mut pack = Arc::unwrap_or_clone(pack());
    let mut second = pack.modules.first().unwrap().clone();
    second.id = "web".into();
    second.title = "Web".into();
    pack.modules.push(second);
    let (mut app, _) = App::new(Opening {
        mode: Mode::Plain,
        ..opening(Arc::new(pack))
    });
    let mut said = app.plain_output();
    for line in lines {
        app.update(Msg::Line((*line).into()));
        said = app.plain_output();
    }
    said.join("\n")
}

#[test]
fn the_map_is_short_line_by_line() {
    let modules = last_said(&[]);
    assert!(
        modules.contains("Enter begins the course.\n1. Module: SQL"),
        "{modules}"
    );
    assert!(!modules.contains("Lesson:"), "{modules}");
    let module = last_said(&["1"]);
    assert!(
        module.contains("1. Lesson: Values, not started"),
        "{module}"
    );
    assert!(!module.contains("Web"), "{module}");
    assert!(last_said(&["1", "back"]).contains("2. Module: Web"));
    let all = last_said(&["all"]);
    assert!(
        all.contains("Lesson: Values") && !all.contains("Module:"),
        "{all}"
    );
    // Whoever comes back from a lesson hears of its module only.
    let back = last_said(&["1", "1", "back"]);
    assert!(
        back.contains("Module: SQL") && !back.contains("Web"),
        "{back}"
    );
    assert!(back.contains("Enter goes on: Values, page 1."), "{back}");
}

#[test]
fn find_takes_its_words_at_once() {
    let found = last_said(&["find values"]);
    assert!(found.contains("1. Lesson: Values"), "{found}");
    let opened = last_said(&["find values", "1"]);
    assert!(opened.contains("Values, page 1 of 4"), "{opened}");
}

#[test]
fn plain_mode_draws_nothing() {
    let (transcript, _) = session(&["", "", "2", "1", "next", "1", "answer", "retry", "help"]);
    let drawn = |c: char| ('\u{2500}'..='\u{25ff}').contains(&c);
    assert!(!transcript.contains(drawn), "{transcript}");
}

fn any_key() -> impl Strategy<Value = KeyEvent> {
    let code = prop_oneof![
        4 => prop::sample::select(vec![
            KeyCode::Enter, KeyCode::Esc, KeyCode::Up, KeyCode::Down, KeyCode::Left,
            KeyCode::Right, KeyCode::Home, KeyCode::End, KeyCode::PageUp, KeyCode::PageDown,
            KeyCode::Tab, KeyCode::BackTab, KeyCode::Backspace, KeyCode::Delete,
        ]),
        2 => (1u8..=12).prop_map(KeyCode::F),
        4 => prop::char::range(' ', '~').prop_map(KeyCode::Char),
        1 => any::<char>().prop_map(KeyCode::Char),
    ];
    let modifiers = prop::sample::select(vec![
        KeyModifiers::NONE,
        KeyModifiers::NONE,
        KeyModifiers::CONTROL,
        KeyModifiers::ALT,
        KeyModifiers::SHIFT,
    ]);
    (code, modifiers).prop_map(|(code, modifiers)| KeyEvent::new(code, modifiers))
}

fn any_event() -> impl Strategy<Value = TerminalEvent> {
    prop_oneof![
        8 => any_key().prop_map(TerminalEvent::Key),
        1 => (0u16..=200, 0u16..=60).prop_map(|(w, h)| TerminalEvent::Resize(w, h)),
        1 => (0u16..=200, 0u16..=60, 0usize..4).prop_map(|(column, row, kind)| {
            TerminalEvent::Mouse(MouseEvent {
                kind: [
                    MouseEventKind::Down(MouseButton::Left),
                    MouseEventKind::Drag(MouseButton::Left),
                    MouseEventKind::ScrollDown,
                    MouseEventKind::ScrollUp,
                ][kind],
                column,
                row,
                modifiers: KeyModifiers::NONE,
            })
        }),
        1 => ".{0,20}".prop_map(TerminalEvent::Paste),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_size_and_no_keys_stop_it(
        first in (0u16..=200, 0u16..=60),
        events in prop::collection::vec(any_event(), 0..60),
    ) {
        let (mut width, mut height) = first;
        let mut app = app(width, height);
        for event in events {
            if let TerminalEvent::Resize(w, h) = event {
                (width, height) = (w, h);
            }
            app.update(Msg::Terminal(event));
            let buffer = draw(&app, width, height);
            let told = app.cursor(buffer.area);
            prop_assert!(told.is_none_or(|cursor| buffer.area.contains(cursor)));
        }
    }

    #[test]
    fn no_lines_stop_plain_mode(
        lines in prop::collection::vec(
            prop_oneof!["[0-9]{1,3}", "[a-z:]{0,8}", "next|back|find|help|answer|retry|exercise|", ".{0,30}"],
            0..40,
        ),
    ) {
        let (mut app, _) = App::new(Opening { mode: Mode::Plain, ..opening(pack()) });
        app.plain_output();
        for line in lines {
            app.update(Msg::Line(line));
            for said in app.plain_output() {
                let escapes = said.contains('\u{1b}');
                prop_assert!(!escapes);
            }
        }
    }
}
