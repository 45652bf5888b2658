//! The exercise screen, driven by keys and answers: what is drawn (text and styles), what is asked
//! of the world, and that nothing typed breaks it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::format_push_string,
    reason = "a test that cannot go on has failed; its pictures are built once"
)]

use proptest::prelude::*;
use protected_python::finding::{Confidence, Finding, Severity, Step, StepKind};
use protected_python::grade::{Attempted, GoalResult, Outcome, Points, Reached, Sealed, Verdict};
use protected_python::pack::{
    About, Attack, AttackInput, Exercise, ExerciseKind, Hint, Messages, Module, Pack, VerdictKind,
    When,
};
use protected_python::progress::{Event, Whereabouts};
use protected_python::rules::Rulebook;
use protected_python::text::{Span, bundle};
use protected_python::ui::theme::Tone;
use protected_python::ui::{App, Effect, Mode, Msg, Opening};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{
    Event as Input, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Rect;
use std::collections::BTreeMap;
use std::sync::Arc;

const START: &str = "import sqlite3\n\n\ndef find_user(conn: sqlite3.Connection, name: str) -> list:\n    query = f\"SELECT id, name FROM students WHERE name = '{name}'\"\n    return conn.execute(query).fetchall()\n";
const FIXED: &str = "import sqlite3\n\n\ndef find_user(conn: sqlite3.Connection, name: str) -> list:\n    query = \"SELECT id, name FROM students WHERE name = ?\"\n    return conn.execute(query, (name,)).fetchall()\n";

fn exercise(kind: ExerciseKind) -> Exercise {
    let hint = |text: &str, when: Option<When>, reveals| Hint {
        text: text.into(),
        when,
        reveals,
    };
    Exercise {
        id: "bobby".into(),
        folder: "bobby".into(),
        revision: 1,
        curriculum: None,
        placement: false,
        variant: None,
        module: "sql".into(),
        kind,
        title: "Bobby Tables lookup".into(),
        minutes: 5,
        due: None,
        retired: None,
        brief: "Make `find_user(conn, name)` safe:\n\n- the name stays **data**;\n- the query still runs in the database.\n".into(),
        takeaway: "A bound value cannot change the statement.".into(),
        file: "students.py".into(),
        start: START.into(),
        solution: FIXED.into(),
        fixed_files: false,
        spare: Vec::new(),
        task: None,
        functions: Vec::new(),
        database: String::new(),
        stage: String::new(),
        world: protected_python::pack::World::default(),
        goals: Vec::new(),
        hints: vec![
            hint("Follow `name` from the parameter to `execute`.", None, false),
            hint("Doubling quotes is a copy of the database's work.", Some(When {
                finding: None,
                misconception: Some("doubled-quotes".into()),
                attempts: None,
            }), false),
            hint("Write `?` and give the values apart: `(name,)`.", None, true),
        ],
        misconceptions: Vec::new(),
        advice: BTreeMap::new(),
        attack: Some(Attack {
            brief: "Find a name that shows **every** student.".into(),
            call: "find_user(db, {0})".into(),
            request: None,
            with: None,
            safe_result: None,
            never: Vec::new(),
            input: vec![
                AttackInput { text: "' OR '1'='1".into(), say: "always true".into(), works: true },
                AttackInput { text: "O'Brien".into(), say: "harmless".into(), works: false },
            ],
            not_counted: BTreeMap::new(),
        }),
        accept: Vec::new(),
        reject: Vec::new(),
        messages: protected_python::pack::Messages::default(),
        places: protected_python::pack::Places::default(),
    }
}

fn app_with(kind: ExerciseKind, mode: Mode, tone: Tone, size: (u16, u16)) -> (App, Vec<Effect>) {
    app_of(exercise(kind), BTreeMap::new(), mode, tone, size)
}

fn app_of(
    exercise: Exercise,
    drafts: BTreeMap<String, String>,
    mode: Mode,
    tone: Tone,
    size: (u16, u16),
) -> (App, Vec<Effect>) {
    let pack = Pack {
        about: About {
            format: "1.0".into(),
            id: "test".into(),
            version: "1.0.0".into(),
            title: "A course".into(),
            summary: "One exercise.".into(),
            license: "CC-BY-4.0".into(),
            authors: Vec::new(),
            language: "en".into(),
            reading: None,
            needs: protected_python::pack::Needs::default(),
        },
        modules: vec![Module {
            id: "sql".into(),
            title: "Injection".into(),
            summary: "Text becomes code.".into(),
            objectives: Vec::new(),
        }],
        lessons: Vec::new(),
        exercises: vec![exercise],
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
    let (mut app, mut effects) = App::new(Opening {
        pack: Arc::new(pack),
        rulebook: Arc::new(Rulebook::default()),
        events: Vec::new(),
        drafts,
        whereabouts: Whereabouts::Exercise {
            exercise: "bobby".into(),
            line: 4,
            column: 4,
        },
        learner: String::new(),
        tone,
        mode,
        size,
        now: 0,
    });
    effects.extend(match mode {
        Mode::FullScreen => app.update(key('c')),
        Mode::Plain => app.update(Msg::Line("continue".into())),
    });
    (app, effects)
}

fn app(size: (u16, u16)) -> App {
    app_with(ExerciseKind::Fix, Mode::FullScreen, Tone::Dark, size).0
}

fn press(code: KeyCode, modifiers: KeyModifiers) -> Msg {
    Msg::Terminal(Input::Key(KeyEvent::new(code, modifiers)))
}

fn key(c: char) -> Msg {
    press(KeyCode::Char(c), KeyModifiers::NONE)
}

fn code(code: KeyCode) -> Msg {
    press(code, KeyModifiers::NONE)
}

fn span(text: &str, needle: &str) -> Span {
    let at = text.find(needle).expect("the needle is there");
    Span::new(
        u32::try_from(at).unwrap(),
        u32::try_from(at + needle.len()).unwrap(),
    )
}

fn finding(text: &str) -> Finding {
    let step = |kind, needle: &str, say: &str| Step {
        kind,
        span: span(text, needle),
        text: say.into(),
        via: None,
    };
    Finding {
        rule: "sql-built-from-input".into(),
        message: "Text from outside becomes part of an SQL statement.".into(),
        severity: Severity::High,
        confidence: Confidence::High,
        span: span(text, "conn.execute(query)"),
        function: "find_user".into(),
        path: vec![
            step(StepKind::Source, "name: str", "`name` comes from outside."),
            step(
                StepKind::Through,
                "{name}",
                "It is put into the text of the statement.",
            ),
            step(
                StepKind::Sink,
                "conn.execute(query)",
                "The database runs the whole text as SQL.",
            ),
        ],
        fix: None,
        callers: Vec::new(),
    }
}

fn analyzed(version: u64, findings: Vec<Finding>, notice: Option<&str>) -> Msg {
    Msg::Analyzed {
        exercise: "bobby".into(),
        version,
        findings,
        notice: notice.map(str::to_owned),
    }
}

fn verdict(kind: VerdictKind) -> Verdict {
    let vulnerable = kind == VerdictKind::Vulnerable;
    Verdict {
        kind,
        headline: if vulnerable {
            "A name can still change the statement.".into()
        } else {
            "The name stays data, and Bobby is found.".into()
        },
        message: if vulnerable {
            "The quotes are doubled now; the flow through `name` is still open.".into()
        } else {
            "The flow through `name` is closed.".into()
        },
        next: if vulnerable {
            "Bind the value.".into()
        } else {
            String::new()
        },
        attack: vulnerable.then(|| ("\\' OR 1=1 --".into(), "It returns every student.".into())),
        misconception: vulnerable.then(|| {
            (
                "doubled-quotes".into(),
                "Doubling quotes is enough only where quotes are. A bound value needs none.".into(),
                "execute(q.replace(\"'\", \"''\"))  # text\nexecute(q, (name,))  # data\n".into(),
            )
        }),
        goals: vec![
            GoalResult {
                id: "data".into(),
                say: "The name stays data.".into(),
                outcome: if vulnerable {
                    Outcome::Failed("The name is part of the SQL.".into())
                } else {
                    Outcome::Held
                },
            },
            GoalResult {
                id: "runs".into(),
                say: "Bobby is found.".into(),
                outcome: if vulnerable {
                    Outcome::NotReached
                } else {
                    Outcome::Held
                },
            },
        ],
        findings: Vec::new(),
        advice: Vec::new(),
        sealed: Sealed::default(),
        points: None,
    }
}

fn judged(version: u64, kind: VerdictKind) -> Msg {
    Msg::Judged {
        exercise: "bobby".into(),
        version,
        verdict: Box::new(verdict(kind)),
    }
}

/// The screen as text, then each stretch of a row that has a style of its own.
fn picture(app: &App, (width, height): (u16, u16)) -> String {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    app.view(area, &mut buf);
    let mut text = String::new();
    let mut styles = String::new();
    for y in 0..height {
        let mut x = 0;
        let mut row = String::new();
        let mut last: Option<(u16, String)> = None;
        while x < width {
            let cell = buf.cell((x, y)).expect("inside");
            row.push_str(cell.symbol());
            let style = format!("{:?}/{:?}/{:?}", cell.fg, cell.bg, cell.modifier);
            if last.as_ref().is_none_or(|(_, before)| *before != style) {
                if style != "Reset/Reset/NONE" {
                    styles.push_str(&format!("{y}:{x} {style}\n"));
                }
                last = Some((x, style));
            }
            x +=
                u16::try_from(unicode_width::UnicodeWidthStr::width(cell.symbol()).max(1)).unwrap();
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    format!("{text}---\n{styles}")
}

const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (140, 45)];

fn snapshot(name: &str, app: &App, size: (u16, u16)) {
    insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), picture(app, size));
}

#[test]
fn opening_asks_for_findings_and_shows_the_task() {
    for size in SIZES {
        let (mut app, effects) = app_with(ExerciseKind::Fix, Mode::FullScreen, Tone::Dark, size);
        assert_eq!(
            effects,
            [Effect::Analyze {
                exercise: "bobby".into(),
                version: 0,
                text: START.into()
            }]
        );
        assert_eq!(app.update(analyzed(0, vec![finding(START)], None)), []);
        snapshot("task", &app, size);
    }
}

#[test]
fn the_last_line_names_only_keys_that_do_something() {
    let size = (200, 30);
    let mut full = app(size);
    full.update(analyzed(0, vec![finding(START)], None));
    let shown = picture(&full, size);
    for key in ["F3 attack", "F8 next finding", "F9 walk the path"] {
        assert!(shown.contains(key), "{key}: {shown}");
    }
    full.update(analyzed(0, Vec::new(), None));
    let shown = picture(&full, size);
    assert!(shown.contains("F3 attack"), "{shown}");
    assert!(!shown.contains("F8 ") && !shown.contains("F9 "), "{shown}");
    let mut bare = exercise(ExerciseKind::Fix);
    bare.attack = None;
    let (bare, _) = app_of(bare, BTreeMap::new(), Mode::FullScreen, Tone::Dark, size);
    let shown = picture(&bare, size);
    assert!(
        shown.contains("F5 submit") && !shown.contains("F3 "),
        "{shown}"
    );
}

#[test]
fn a_command_that_is_typed_as_an_attack_is_told_apart() {
    let (mut app, _) = app_with(ExerciseKind::Fix, Mode::Plain, Tone::Dark, (80, 24));
    app.update(Msg::Line("attack".into()));
    app.plain_output();
    app.update(Msg::Line("back".into()));
    let said = app.plain_output().join("\n");
    assert!(said.contains("“back” is tried as an input."), "{said}");
    assert!(said.contains(":back"), "{said}");
    app.update(Msg::Line("x".into()));
    let said = app.plain_output().join("\n");
    assert!(!said.contains("is tried as"), "{said}");
}

#[test]
fn typing_asks_for_findings_and_keeps_the_draft() {
    let mut app = app((80, 24));
    app.update(code(KeyCode::Enter));
    let text = START.replace("    query", "    xquery");
    let place = |column| {
        Effect::SaveWhereabouts(Whereabouts::Exercise {
            exercise: "bobby".into(),
            line: 4,
            column,
        })
    };
    assert_eq!(
        app.update(key('x')),
        [
            Effect::Analyze {
                exercise: "bobby".into(),
                version: 1,
                text: text.clone()
            },
            Effect::SaveDraft {
                exercise: "bobby".into(),
                text
            },
            place(5),
        ]
    );
    assert_eq!(app.update(code(KeyCode::Left)), [place(4)]);
    let undo = press(KeyCode::Char('u'), KeyModifiers::CONTROL);
    assert_eq!(
        app.update(undo),
        [
            Effect::Analyze {
                exercise: "bobby".into(),
                version: 2,
                text: START.into()
            },
            Effect::SaveDraft {
                exercise: "bobby".into(),
                text: START.into()
            },
        ]
    );
}

#[test]
fn findings_slide_and_fade_until_the_new_answer_and_stale_answers_are_dropped() {
    for size in SIZES {
        let mut app = app(size);
        app.update(analyzed(0, vec![finding(START)], None));
        app.update(code(KeyCode::Enter));
        snapshot("wrong_fix", &app, size);
        app.update(code(KeyCode::Home));
        app.update(code(KeyCode::Enter));
        let faded = picture(&app, size);
        assert!(faded.contains("1 finding · checking…"), "{faded}");
        assert!(faded.contains("line 7: Text from"), "{faded}");
        app.update(analyzed(0, Vec::new(), None));
        assert_eq!(picture(&app, size), faded, "a stale answer changes nothing");
        app.update(analyzed(1, Vec::new(), Some("Line 5 is not finished.")));
        let fresh = picture(&app, size);
        assert!(fresh.contains("No findings"), "{fresh}");
        assert!(fresh.contains("… Line 5 is not finished."), "{fresh}");
    }
}

#[test]
fn the_path_is_walked_in_the_code() {
    for size in SIZES {
        let mut app = app(size);
        app.update(analyzed(0, vec![finding(START)], None));
        app.update(code(KeyCode::F(9)));
        assert!(picture(&app, size).contains("step 1 of 3"));
        app.update(code(KeyCode::Down));
        snapshot("path", &app, size);
        app.update(code(KeyCode::Down));
        app.update(code(KeyCode::Down));
        assert!(picture(&app, size).contains("step 3 of 3"));
        app.update(code(KeyCode::Esc));
        assert!(!picture(&app, size).contains("step"));
    }
}

#[test]
fn hints_fit_the_misconception_and_the_revealing_one_needs_a_try() {
    let size = (80, 24);
    let hinted = |hint, reveals| {
        vec![Effect::Append(Event::Hinted {
            exercise: "bobby".into(),
            hint,
            reveals,
        })]
    };
    let mut app = app(size);
    assert_eq!(app.update(code(KeyCode::F(2))), hinted(0, false));
    snapshot("hint", &app, size);
    assert_eq!(app.update(key('h')), hinted(1, false));
    assert_eq!(app.update(key('h')), [], "the last one reveals");
    assert!(picture(&app, size).contains("opens after"));
    app.update(code(KeyCode::Esc));
    app.update(code(KeyCode::F(5)));
    app.update(judged(0, VerdictKind::Vulnerable));
    app.update(code(KeyCode::F(2)));
    assert_eq!(app.update(key('h')), hinted(2, true));
}

#[test]
fn what_is_to_be_written_is_not_said_to_be_without_findings() {
    for mode in [Mode::FullScreen, Mode::Plain] {
        let size = (140, 45);
        let (mut app, _) = app_with(ExerciseKind::Write, mode, Tone::Dark, size);
        let seen = |app: &mut App| match mode {
            Mode::FullScreen => picture(app, size),
            Mode::Plain => app.plain_output().join("\n"),
        };
        app.update(analyzed(0, Vec::new(), None));
        let before = seen(&mut app);
        assert!(before.contains("Nothing written yet"), "{before}");
        assert!(!before.contains("Nothing found"), "{before}");
        if mode == Mode::FullScreen {
            app.update(code(KeyCode::Enter));
            app.update(key('x'));
            app.update(analyzed(1, Vec::new(), None));
            let after = seen(&mut app);
            assert!(after.contains("No findings"), "{after}");
        }
    }
}

#[test]
fn a_verdict_says_each_sentence_once() {
    let size = (140, 45);
    let exercise = exercise(ExerciseKind::Fix);
    for (kind, message, advice) in [
        (VerdictKind::Passed, exercise.takeaway.clone(), Vec::new()),
        (
            VerdictKind::Passed,
            format!("There is no `a`, so `b` was judged. {}", exercise.takeaway),
            Vec::new(),
        ),
        (
            VerdictKind::PassedWithAdvice,
            "Close the file.".to_owned(),
            vec!["Close the file.".to_owned()],
        ),
    ] {
        for mode in [Mode::FullScreen, Mode::Plain] {
            let (mut app, _) = app_with(ExerciseKind::Fix, mode, Tone::Dark, size);
            match mode {
                Mode::FullScreen => app.update(code(KeyCode::F(5))),
                Mode::Plain => app.update(Msg::Line("submit".into())),
            };
            app.update(Msg::Judged {
                exercise: "bobby".into(),
                version: 0,
                verdict: Box::new(Verdict {
                    message: message.clone(),
                    advice: advice.clone(),
                    ..verdict(kind)
                }),
            });
            let seen = match mode {
                Mode::FullScreen => picture(&app, size),
                Mode::Plain => app.plain_output().join("\n"),
            };
            for said in advice.iter().chain([&exercise.takeaway]) {
                assert_eq!(seen.matches(said.as_str()).count(), 1, "{said}\n{seen}");
            }
            assert_eq!(
                seen.contains("so `b` was judged."),
                message.contains("so `b`"),
                "{seen}"
            );
        }
    }
}

#[test]
fn a_verdict_says_everything_and_typing_goes_on_while_it_is_awaited() {
    for size in SIZES {
        let mut app = app(size);
        app.update(code(KeyCode::Enter));
        assert_eq!(
            app.update(code(KeyCode::F(5))),
            [Effect::Judge {
                exercise: "bobby".into(),
                version: 0,
                text: START.into()
            }]
        );
        assert!(picture(&app, size).contains("judging…"));
        assert_eq!(
            app.update(judged(0, VerdictKind::Vulnerable)),
            [Effect::Append(Event::Judged {
                exercise: "bobby".into(),
                revision: 1,
                verdict: VerdictKind::Vulnerable,
                misconception: Some("doubled-quotes".into()),
            })]
        );
        snapshot("vulnerable", &app, size);
        app.update(code(KeyCode::Enter));
        app.update(code(KeyCode::F(5)));
        app.update(key('x'));
        app.update(judged(0, VerdictKind::Vulnerable));
        let typing = app.update(key('y'));
        assert!(
            matches!(typing.first(), Some(Effect::Analyze { .. })),
            "{typing:?}"
        );
        assert_eq!(
            app.update(judged(0, VerdictKind::Passed)),
            [],
            "not awaited"
        );
    }
}

#[test]
fn the_model_answer_opens_after_passing() {
    for size in SIZES {
        let mut app = app(size);
        app.update(code(KeyCode::F(4)));
        assert!(picture(&app, size).contains("opens when your code has passed"));
        app.update(code(KeyCode::F(5)));
        app.update(judged(0, VerdictKind::Passed));
        snapshot("passed", &app, size);
        app.update(key('c'));
        snapshot("compare", &app, size);
        app.update(code(KeyCode::Esc));
        app.update(code(KeyCode::F(5)));
        app.update(judged(0, VerdictKind::Passed));
        app.update(code(KeyCode::Enter));
        assert!(
            !picture(&app, size).contains("Verdict"),
            "on to what follows"
        );
    }
}

#[test]
fn escape_leads_out_step_by_step_from_everywhere() {
    for size in [(40, 12), (80, 24), (160, 48)] {
        let mut app = app(size);
        app.update(analyzed(0, vec![finding(START)], None));
        app.update(code(KeyCode::Enter));
        app.update(code(KeyCode::F(6)));
        assert!(picture(&app, size).contains("▸ 1 finding"));
        app.update(code(KeyCode::F(9)));
        assert!(picture(&app, size).contains("Path: step"));
        for part in ["▸ 1 finding", "▸ Code", "▸ Task"] {
            app.update(code(KeyCode::Esc));
            let shown = picture(&app, size);
            assert!(shown.contains(part), "{part} in {shown}");
        }
        app.update(code(KeyCode::Esc));
        assert!(picture(&app, size).contains("Continue"));
    }
}

#[test]
fn hints_close_to_where_they_were_opened() {
    let size = (80, 24);
    let mut app = app(size);
    app.update(code(KeyCode::F(2)));
    app.update(code(KeyCode::Esc));
    assert!(picture(&app, size).contains("▸ Task"));
}

#[test]
fn the_task_can_be_read_again_after_a_verdict() {
    for size in SIZES {
        let mut app = app(size);
        app.update(analyzed(0, vec![finding(START)], None));
        app.update(code(KeyCode::Enter));
        app.update(code(KeyCode::F(5)));
        app.update(judged(0, VerdictKind::Vulnerable));
        app.update(code(KeyCode::Esc));
        assert!(picture(&app, size).contains("F6 verdict"));
        app.update(code(KeyCode::F(6)));
        assert!(picture(&app, size).contains("▸ Verdict"));
        for part in ["▸ 1 finding", "▸ Task", "▸ Code", "▸ Verdict"] {
            app.update(code(KeyCode::F(6)));
            let shown = picture(&app, size);
            assert!(shown.contains(part), "{part} in {shown}");
        }
        app.update(code(KeyCode::Esc));
        app.update(code(KeyCode::Esc));
        let shown = picture(&app, size);
        assert!(shown.contains("the query still runs"), "{shown}");
    }
}

#[test]
fn the_model_answer_closes_to_the_verdict_and_leads_on() {
    for size in SIZES {
        let mut app = app(size);
        app.update(code(KeyCode::F(5)));
        app.update(judged(0, VerdictKind::Passed));
        assert!(picture(&app, size).contains("c model answer"));
        app.update(code(KeyCode::F(4)));
        assert!(picture(&app, size).contains("Enter go on"));
        app.update(code(KeyCode::Esc));
        assert!(picture(&app, size).contains("▸ Verdict"));
        app.update(key('c'));
        app.update(code(KeyCode::Enter));
        assert!(picture(&app, size).contains("Continue"), "on");
    }
}

#[test]
fn what_is_below_is_said_beside_the_text_and_not_over_it() {
    let (wide, small) = ((80, 60), (60, 12));
    let open = |size| {
        let mut app = app(size);
        app.update(code(KeyCode::F(5)));
        app.update(judged(0, VerdictKind::Vulnerable));
        picture(&app, size)
    };
    assert!(!open(wide).contains('↓'));
    let shown = open(small);
    let rows: Vec<&str> = shown.lines().collect();
    assert!(
        rows[1].contains("↓") && rows[1].contains(" more"),
        "{shown}"
    );
    let last = rows[10];
    assert!(last.ends_with('↓') && !last.contains("more"), "{shown}");
}

#[test]
fn a_line_number_has_its_own_keys() {
    let size = (80, 24);
    let mut app = app(size);
    app.update(code(KeyCode::Enter));
    app.update(press(KeyCode::Char('g'), KeyModifiers::ALT));
    let shown = picture(&app, size);
    assert!(
        shown.contains("Enter go there") && !shown.contains("match"),
        "{shown}"
    );
    app.update(key('6'));
    app.update(code(KeyCode::Enter));
    assert!(picture(&app, size).contains("line 6, column 1"));
}

#[test]
fn the_cursor_stays_in_sight_when_the_window_shrinks() {
    let mut app = app((160, 24));
    app.update(code(KeyCode::Enter));
    app.update(Msg::Terminal(Input::Paste("x".repeat(120))));
    app.update(Msg::Terminal(Input::Resize(40, 12)));
    assert!(app.cursor(Rect::new(0, 0, 40, 12)).is_some());
}

#[test]
fn starting_again_asks_first_and_can_be_undone() {
    let mut app = app((80, 24));
    app.update(code(KeyCode::Enter));
    app.update(key('x'));
    let reset = || press(KeyCode::Char('l'), KeyModifiers::CONTROL);
    assert_eq!(app.update(reset()), []);
    assert!(picture(&app, (80, 24)).contains("Start again?"));
    assert_eq!(app.update(key('n')), []);
    app.update(reset());
    assert_eq!(
        app.update(key('y')).into_iter().take(3).collect::<Vec<_>>(),
        [
            Effect::Append(Event::Reset {
                exercise: "bobby".into()
            }),
            Effect::Analyze {
                exercise: "bobby".into(),
                version: 2,
                text: START.into()
            },
            Effect::SaveDraft {
                exercise: "bobby".into(),
                text: START.into()
            },
        ]
    );
    let undone = app.update(press(KeyCode::Char('u'), KeyModifiers::CONTROL));
    assert!(
        matches!(undone.get(1), Some(Effect::SaveDraft { text, .. }) if text.contains("xquery")),
        "{undone:?}"
    );
}

#[test]
fn an_attack_exercise_begins_with_the_attack() {
    for size in SIZES {
        let (mut app, _) = app_with(ExerciseKind::Attack, Mode::FullScreen, Tone::Light, size);
        let input = "' OR '1'='1";
        let shown = |app: &App| picture(app, size).contains("always true");
        assert!(!shown(&app), "only what is harmless is offered");
        app.update(code(KeyCode::F(2)));
        assert!(shown(&app), "a hint brings another input");
        assert_eq!(
            app.update(code(KeyCode::Enter)),
            [Effect::Attempt {
                exercise: "bobby".into(),
                input: input.into(),
                text: None,
            }]
        );
        assert_eq!(
            app.update(Msg::Attempted {
                exercise: "bobby".into(),
                input: input.into(),
                result: Box::new(Attempted {
                    works: true,
                    reached: Some(Reached::Database(
                        "SELECT id, name FROM students WHERE name = '' OR '1'='1'".into()
                    )),
                    ..Attempted::untried("Every student came back.")
                }),
                now: None,
            }),
            [Effect::Append(Event::Attacked {
                exercise: "bobby".into(),
                works: true
            })]
        );
        snapshot("attack", &app, size);
        app.update(code(KeyCode::Esc));
        app.update(key('x'));
        assert!(
            picture(&app, size).contains("xquery"),
            "the fix part is open"
        );
    }
}

#[test]
fn the_code_is_taken_from_a_file_or_a_folder_on_the_screen_too() {
    let take = || press(KeyCode::Char('o'), KeyModifiers::ALT);
    let mut app = app((40, 15));
    app.update(code(KeyCode::Enter));
    app.update(take());
    types(&mut app, "my answer.py");
    assert!(picture(&app, (40, 15)).contains("Take it from: my answer.py"));
    assert_eq!(
        app.update(code(KeyCode::Enter)),
        [Effect::TakeFile {
            exercise: "bobby".into(),
            path: "my answer.py".into(),
            several: false,
        }]
    );
    app.update(take());
    app.update(code(KeyCode::Esc));
    app.update(key('#'));
    assert!(
        picture(&app, (40, 15)).contains('#'),
        "the code has the keys again"
    );
    let mut app = several(&[], Mode::FullScreen, (80, 24));
    app.update(take());
    types(&mut app, "folder");
    assert_eq!(
        app.update(code(KeyCode::Enter)),
        [Effect::TakeFile {
            exercise: "bobby".into(),
            path: "folder".into(),
            several: true,
        }]
    );
}

#[test]
fn what_does_not_fit_into_the_attack_panel_is_scrolled_to() {
    let size = (40, 10);
    let mut app = app(size);
    app.update(code(KeyCode::F(3)));
    let last = |app: &App| picture(app, size).contains("harmless");
    assert!(!last(&app), "{}", picture(&app, size));
    app.update(code(KeyCode::PageDown));
    assert!(last(&app), "{}", picture(&app, size));
    app.update(code(KeyCode::PageUp));
    assert!(!last(&app));
}

#[test]
fn a_question_is_read_to_its_end_in_a_narrow_window() {
    let mut app = app((40, 15));
    app.update(code(KeyCode::Enter));
    app.update(press(KeyCode::Char('l'), KeyModifiers::CONTROL));
    let shown = picture(&app, (40, 15));
    assert!(shown.contains("the given one. Yes or no?"), "{shown}");
    assert!(shown.contains("y yes") && shown.contains("n no"), "{shown}");
}

#[test]
fn ones_own_editor_and_the_clipboard() {
    let mut app = app((80, 24));
    app.update(code(KeyCode::Enter));
    let edit = press(KeyCode::Char('e'), KeyModifiers::CONTROL);
    assert_eq!(
        app.update(edit),
        [Effect::Edit {
            exercise: "bobby".into(),
            file: "students.py".into(),
            text: START.into()
        }]
    );
    let edited = |result| Msg::Edited {
        exercise: "bobby".into(),
        result,
    };
    let effects = app.update(edited(Ok(FIXED.into())));
    assert_eq!(
        effects.first(),
        Some(&Effect::Analyze {
            exercise: "bobby".into(),
            version: 1,
            text: FIXED.into()
        })
    );
    app.update(edited(Err("There is no editor: set EDITOR.".into())));
    assert!(picture(&app, (80, 24)).contains("There is no editor"));
    let copied = app.update(press(KeyCode::Char('c'), KeyModifiers::CONTROL));
    assert!(
        matches!(copied.first(), Some(Effect::Copy(line)) if line.ends_with('\n')),
        "{copied:?}"
    );
    app.update(Msg::Terminal(Input::Paste("# a\n# b\n".into())));
    let undone = app.update(press(KeyCode::Char('u'), KeyModifiers::CONTROL));
    assert!(matches!(undone.get(1), Some(Effect::SaveDraft { text, .. }) if text == FIXED));
}

#[test]
fn plain_mode_has_the_same_powers() {
    let (mut app, _) = app_with(ExerciseKind::Fix, Mode::Plain, Tone::NoColour, (0, 0));
    let mut told = String::new();
    let mut effects = Vec::new();
    let mut run = |app: &mut App, msgs: Vec<Msg>| {
        for msg in msgs {
            if let Msg::Line(line) = &msg {
                told.push_str(&format!("> {line}\n"));
            }
            effects.extend(app.update(msg));
            for line in app.plain_output() {
                told.push_str(&line);
                told.push('\n');
            }
        }
    };
    let line = |text: &str| Msg::Line(text.into());
    app.plain_output();
    run(
        &mut app,
        vec![
            line("code"),
            analyzed(0, vec![finding(START)], None),
            line("1"),
            line(""),
            line("back"),
            line("hint"),
            line("back"),
            line("attack"),
            line("1"),
            line(":back"),
            line("use fixed.py"),
            Msg::Edited {
                exercise: "bobby".into(),
                result: Ok(FIXED.into()),
            },
            analyzed(1, Vec::new(), None),
            line("submit"),
            judged(1, VerdictKind::Passed),
            line("compare"),
            line("back"),
            line("reset"),
            line("no"),
        ],
    );
    assert!(!told.contains('\u{1b}'));
    assert!(effects.contains(&Effect::TakeFile {
        exercise: "bobby".into(),
        path: "fixed.py".into(),
        several: false,
    }));
    insta::assert_snapshot!("plain", told);
}

#[test]
fn in_plain_mode_nothing_is_read_twice_after_help() {
    let (mut app, _) = app_with(ExerciseKind::Fix, Mode::Plain, Tone::NoColour, (0, 0));
    let opened = app.plain_output().join("\n");
    assert!(opened.contains("The code, students.py"), "{opened}");
    app.update(Msg::Line("help".into()));
    assert!(app.plain_output().join("\n").contains("Commands here:"));
    app.update(Msg::Line("back".into()));
    let back = app.plain_output();
    assert!(
        matches!(back.as_slice(), [commands] if commands.contains("Commands: ")),
        "{back:?}"
    );
}

fn anything() -> impl Strategy<Value = Msg> {
    let codes = vec![
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::F(2),
        KeyCode::F(3),
        KeyCode::F(4),
        KeyCode::F(5),
        KeyCode::F(6),
        KeyCode::F(7),
        KeyCode::F(8),
        KeyCode::F(9),
        KeyCode::Char('a'),
        KeyCode::Char('f'),
        KeyCode::Char('l'),
        KeyCode::Char('y'),
        KeyCode::Char('u'),
        KeyCode::Char('漢'),
        KeyCode::Char('\u{301}'),
        KeyCode::Char('x'),
    ];
    let modifiers = vec![
        KeyModifiers::NONE,
        KeyModifiers::NONE,
        KeyModifiers::SHIFT,
        KeyModifiers::CONTROL,
        KeyModifiers::ALT,
    ];
    let mouse = vec![
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::ScrollDown,
        MouseEventKind::ScrollUp,
    ];
    prop_oneof![
        12 => (prop::sample::select(codes), prop::sample::select(modifiers))
            .prop_map(|(code, modifiers)| press(code, modifiers)),
        2 => (prop::sample::select(mouse), 0u16..150, 0u16..50).prop_map(|(kind, column, row)| {
            Msg::Terminal(Input::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
        }),
        1 => "[a\\n\\t'漢\u{301}\u{1b}\u{202e}]{0,20}".prop_map(|text| Msg::Terminal(Input::Paste(text))),
        1 => (0u16..150, 0u16..50).prop_map(|(w, h)| Msg::Terminal(Input::Resize(w, h))),
        1 => (0u64..6).prop_map(|version| analyzed(version, vec![finding(START)], None)),
        1 => (0u64..6).prop_map(|version| judged(version, VerdictKind::Vulnerable)),
        1 => (0u64..6).prop_map(|version| judged(version, VerdictKind::Passed)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_typed_at_any_size_breaks_the_screen(
        attack in any::<bool>(),
        msgs in prop::collection::vec(anything(), 0..60),
    ) {
        let kind = if attack { ExerciseKind::Attack } else { ExerciseKind::Fix };
        let mut size = (80, 24);
        let (mut app, _) = app_with(kind, Mode::FullScreen, Tone::Dark, size);
        for msg in msgs {
            if let Msg::Terminal(Input::Resize(width, height)) = msg {
                size = (width, height);
            }
            app.update(msg);
            let area = Rect::new(0, 0, size.0, size.1);
            let mut buf = Buffer::empty(area);
            app.view(area, &mut buf);
            if let Some(at) = app.cursor(area) {
                prop_assert!(area.contains(at), "{at:?} in {area:?}");
            }
            let unsafe_cell = buf.content.iter().find(|cell| {
                cell.symbol().chars().any(|c| c.is_control() || c == '\u{202e}')
            });
            prop_assert_eq!(unsafe_cell, None);
        }
    }
}

const APP: &str =
    "from store import notes_of\n\n\ndef show(author):\n    return notes_of(author)\n";
const STORE: &str = "import sqlite3\n\n\ndef notes_of(author):\n    conn = sqlite3.connect(\"notes.db\")\n    return conn.execute(f\"SELECT body FROM notes WHERE author = '{author}'\")\n";
const IGNORED: &str = "__pycache__/\n";

fn project() -> [(&'static str, &'static str); 3] {
    [
        ("app.py", APP),
        ("data/store.py", STORE),
        (".gitignore", IGNORED),
    ]
}

fn several(drafts: &[(&str, &str)], mode: Mode, size: (u16, u16)) -> App {
    let mut exercise = exercise(ExerciseKind::Fix);
    exercise.file = "app.py".into();
    exercise.start = bundle(project());
    exercise.solution = bundle([
        ("app.py", APP),
        (
            "data/store.py",
            &STORE.replace("f\"", "\"").replace("'{author}'", "?"),
        ),
        (".gitignore", "__pycache__/\n*.db\n"),
    ]);
    let drafts = drafts
        .iter()
        .map(|(id, text)| ((*id).to_owned(), (*text).to_owned()))
        .collect();
    app_of(exercise, drafts, mode, Tone::Dark, size).0
}

/// A value that goes from the first file into the second.
fn across() -> Finding {
    let whole = bundle(project());
    let mut finding = finding(START);
    finding.span = span(&whole, "conn.execute");
    finding.path[0].span = span(&whole, "notes_of(author)\n");
    finding.path[1].span = span(&whole, "{author}");
    finding.path[2].span = span(&whole, "conn.execute");
    finding
}

fn next_file() -> Msg {
    press(KeyCode::Char('.'), KeyModifiers::ALT)
}

#[test]
fn several_files_stand_in_a_strip_and_findings_name_theirs() {
    for size in SIZES {
        let mut app = several(&[], Mode::FullScreen, size);
        app.update(code(KeyCode::Enter));
        app.update(analyzed(0, vec![across()], None));
        snapshot("several", &app, size);
        // The finding lies in the other file; its path begins in the first.
        app.update(code(KeyCode::F(8)));
        snapshot("several_finding", &app, size);
        app.update(code(KeyCode::F(9)));
        snapshot("several_path", &app, size);
    }
}

fn draft(effects: &[Effect]) -> String {
    let saved = effects.iter().find_map(|effect| match effect {
        Effect::SaveDraft { text, .. } => Some(text.clone()),
        _ => None,
    });
    saved.expect("the draft is kept")
}

/// The version of the code that is looked at, if it is.
fn version(effects: &[Effect]) -> Option<u64> {
    effects.iter().find_map(|effect| match effect {
        Effect::Analyze { version, .. } => Some(*version),
        _ => None,
    })
}

#[test]
fn each_file_has_its_own_text_cursor_undo_and_draft() {
    let mut app = several(&[], Mode::FullScreen, (80, 24));
    app.update(code(KeyCode::Enter));
    app.update(next_file());
    let effects = app.update(key('#'));
    let with = |store: &str| {
        bundle([
            ("app.py", APP),
            ("data/store.py", store),
            (".gitignore", IGNORED),
        ])
    };
    assert_eq!(draft(&effects), with(&format!("#{STORE}")));
    assert_eq!(version(&effects), Some(1));
    // Undo belongs to the file: there is nothing to undo in the next one.
    app.update(next_file());
    assert_eq!(
        version(&app.update(press(KeyCode::Char('u'), KeyModifiers::CONTROL))),
        None
    );
    app.update(press(KeyCode::Char(','), KeyModifiers::ALT));
    let effects = app.update(press(KeyCode::Char('u'), KeyModifiers::CONTROL));
    assert_eq!(draft(&effects), with(STORE));
    assert!(version(&effects) > Some(1));
    // Starting again takes one file back and leaves the others.
    app.update(key('x'));
    app.update(next_file());
    app.update(key('y'));
    app.update(press(KeyCode::Char('l'), KeyModifiers::CONTROL));
    let effects = app.update(key('y'));
    assert_eq!(draft(&effects), with(&format!("x{STORE}")));
    // What a draft does not hold is as it was given; one of another time stands for the first file.
    let drafts = [("bobby", bundle([(".gitignore", "mine\n")]))];
    let app = several(&[(drafts[0].0, &drafts[0].1)], Mode::FullScreen, (140, 45));
    assert!(picture(&app, (140, 45)).contains("from store import"));
    let mut app = several(&[("bobby", "print('old')\n")], Mode::FullScreen, (140, 45));
    app.update(press(KeyCode::Char(','), KeyModifiers::ALT));
    assert!(picture(&app, (140, 45)).contains("print('old')"));
}

#[test]
fn a_click_on_its_name_takes_a_file_to_hand() {
    let mut app = several(&[], Mode::FullScreen, (80, 24));
    app.update(code(KeyCode::Enter));
    let shown = picture(&app, (80, 24));
    let row = shown
        .lines()
        .position(|line| line.contains("data/store.py"))
        .unwrap();
    let column = shown
        .lines()
        .nth(row)
        .unwrap()
        .find("data/store.py")
        .unwrap();
    app.update(Msg::Terminal(Input::Mouse(MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: u16::try_from(column).unwrap(),
        row: u16::try_from(row).unwrap(),
        modifiers: KeyModifiers::NONE,
    })));
    assert!(picture(&app, (80, 24)).contains("Code: data/store.py"));
}

#[test]
fn plain_mode_has_the_same_powers_over_several_files() {
    let mut app = several(&[], Mode::Plain, (80, 24));
    let mut told = app.plain_output().join("\n");
    app.update(analyzed(0, vec![across()], None));
    for line in [
        "file store.py",
        "file",
        "file 9",
        "path 1",
        "next",
        "reset",
        "yes",
        "use new",
    ] {
        told += &format!("\n> {line}\n");
        for effect in app.update(Msg::Line(line.into())) {
            if let Effect::TakeFile { exercise, .. } = effect {
                app.update(Msg::Edited {
                    exercise,
                    result: Ok(bundle([(".gitignore", "*.db\n")])),
                });
            }
        }
        told += &app.plain_output().join("\n");
    }
    app.update(Msg::Line("file 3".into()));
    told += &app.plain_output().join("\n");
    insta::assert_snapshot!("plain_several", told);
}

/// Types a text, key by key.
fn types(app: &mut App, text: &str) {
    for c in text.chars() {
        app.update(key(c));
    }
}

#[test]
fn learners_make_files_of_their_own_and_take_them_away() {
    let size = (80, 24);
    let mut app = several(&[], Mode::FullScreen, size);
    app.update(code(KeyCode::Enter));
    let alt = |c| press(KeyCode::Char(c), KeyModifiers::ALT);
    app.update(alt('n'));
    assert!(picture(&app, size).contains("Name of the new file:"));
    // A name that will not do is told, and stays to be corrected.
    types(&mut app, "../up.py");
    assert!(app.update(code(KeyCode::Enter)).is_empty());
    assert!(picture(&app, size).contains("Name of the new file: ../up.py"));
    assert!(picture(&app, size).contains("among the others"));
    app.update(code(KeyCode::Esc));
    app.update(alt('n'));
    types(&mut app, "words.py");
    let effects = app.update(code(KeyCode::Enter));
    assert!(draft(&effects).ends_with("\u{1c}words.py\n"));
    assert!(version(&effects) > Some(0));
    assert!(picture(&app, size).contains("Code: words.py"));
    let made = app.update(key('x'));
    assert!(draft(&made).ends_with("\u{1c}words.py\nx"));
    // Starting again asks for a file of one's own whether it is to go.
    app.update(press(KeyCode::Char('l'), KeyModifiers::CONTROL));
    assert!(picture(&app, size).contains("Delete words.py?"));
    app.update(key('n'));
    app.update(alt('x'));
    let gone = app.update(key('y'));
    assert!(!draft(&gone).contains("words.py"));
    assert!(version(&gone) > version(&made));
    // It comes back as it was.
    app.update(alt('n'));
    types(&mut app, "words.py");
    let back = app.update(code(KeyCode::Enter));
    assert_eq!(draft(&back), draft(&made));
    assert!(version(&back) > version(&gone));
    // What was given stays.
    app.update(alt(','));
    app.update(alt('x'));
    assert!(picture(&app, size).contains("was given to you"));
    // A draft brings one's own files along.
    let app = several(&[("bobby", &draft(&back))], Mode::FullScreen, (140, 45));
    assert!(picture(&app, (140, 45)).contains("words.py"));
}

#[test]
fn plain_mode_makes_and_deletes_files_too() {
    let mut app = several(&[], Mode::Plain, (80, 24));
    let mut told = String::new();
    for line in [
        "new",
        "new ..",
        "new words.py",
        "file words.py",
        "delete words.py",
        "no",
        "delete words.py",
        "yes",
        "delete store.py",
    ] {
        told += &format!("> {line}\n");
        app.update(Msg::Line(line.into()));
        told += &app.plain_output().join("\n");
        told += "\n";
    }
    insta::assert_snapshot!("plain_own_files", told);
}

#[test]
fn of_sealed_goals_the_numbers_are_told() {
    let size = (80, 40);
    for mode in [Mode::FullScreen, Mode::Plain] {
        let (mut app, _) = app_with(ExerciseKind::Fix, mode, Tone::Dark, size);
        match mode {
            Mode::FullScreen => app.update(code(KeyCode::F(5))),
            Mode::Plain => app.update(Msg::Line("submit".into())),
        };
        app.update(Msg::Judged {
            exercise: "bobby".into(),
            version: 0,
            verdict: Box::new(Verdict {
                sealed: Sealed { all: 3, held: 2 },
                points: Some(Points { earned: 4, of: 5 }),
                ..verdict(VerdictKind::Broken)
            }),
        });
        let seen = match mode {
            Mode::FullScreen => picture(&app, size),
            Mode::Plain => app.plain_output().join("\n"),
        };
        for line in ["Sealed goals: 2 of 3 hold.", "Points: 4 of 5."] {
            assert!(seen.contains(line), "{seen}");
        }
    }
}
