//! Exercises without code: the pack with one of each kind proves itself, what is wrong with such a
//! pack is told, and the screens let every answer be given by keys, mouse and lines.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test reads the repository and may stop at once"
)]

#[path = "repository/folder.rs"]
mod folder;

use protected_python::grade::{judge, prove_exercise};
use protected_python::pack::{Files, Pack, VerdictKind, load};
use protected_python::progress::{Event, Whereabouts};
use protected_python::rules::Rulebook;
use protected_python::text::Source;
use protected_python::ui::theme::Tone;
use protected_python::ui::{App, Effect, Mode, Msg, Opening};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{
    Event as Input, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Rect;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

fn files() -> Files {
    folder::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/kinds"))
}

fn pack() -> Pack {
    load(&files()).expect("the pack loads")
}

fn verdict(exercise: &str, answer: &str) -> (VerdictKind, String) {
    let pack = pack();
    let exercise = pack.exercise(exercise).unwrap();
    let verdict = judge(
        exercise,
        &Source::new("answer.toml", answer),
        &Rulebook::default(),
    );
    (verdict.kind, verdict.message)
}

#[test]
fn one_of_each_kind_proves_itself() {
    let pack = pack();
    for exercise in pack.exercises.iter().chain(&pack.steps) {
        let proof = prove_exercise(exercise, &Rulebook::default());
        assert_eq!(proof.faults, []);
        assert!(proof.tally.wrong.of > 2, "{:?}", proof.tally);
    }
}

#[test]
fn answers_get_one_reason() {
    use VerdictKind::{Broken, Passed};
    for (exercise, answer, kind, said) in [
        (
            "cia",
            "laptop = 'c'\nmarks = 'i'\ntls = ['i', 'c']",
            Passed,
            "Keep",
        ),
        (
            "cia",
            "laptop = 'a'\nmarks = 'i'\ntls = ['i', 'c']",
            Broken,
            "“Availability”: There is a copy",
        ),
        (
            "cia",
            "laptop = 'c'\nmarks = 'i'\ntls = 'c'",
            Broken,
            "Right so far, but",
        ),
        (
            "cia",
            "laptop = 'x'",
            Broken,
            "Line 1: `laptop` has no option `x`",
        ),
        (
            "leak",
            "order = ['revoke', 'logs', 'new', 'report']",
            Passed,
            "Keep",
        ),
        (
            "leak",
            "order = ['logs', 'revoke', 'new', 'report']",
            Broken,
            "“Check the logs for use of the key” comes too early",
        ),
        (
            "leak",
            "order = ['ignore', 'revoke', 'logs', 'new', 'report']",
            Broken,
            "“Add the file to .gitignore” has no place",
        ),
        (
            "leak",
            "order = ['revoke', 'logs', 'new']",
            Broken,
            "One card that belongs",
        ),
        (
            "find",
            "lines = [3, 4]\nrepair = 'conn.execute(\"SELECT ?\", (name,))'",
            Passed,
            "Keep",
        ),
        (
            "find",
            "lines = [1, 4]\nrepair = 2",
            Broken,
            "Line 1: Importing",
        ),
        (
            "find",
            "lines = []\nrepair = 2",
            Broken,
            "No line is marked",
        ),
        (
            "judge",
            "b311 = 'True alarm'\nb608 = { verdict = 'reject', reason = 'Only question marks are joined' }",
            Passed,
            "Keep",
        ),
        (
            "judge",
            "b311 = 'accept'\nb608 = 'accept'",
            Broken,
            "“True alarm”: not so",
        ),
        ("safest", "version = '5.2.8'", Passed, "Keep"),
        (
            "safest",
            "version = ['5.2.8', '5.1.14']",
            Broken,
            "One option is enough",
        ),
        ("safest", "", Broken, "Not answered yet"),
    ] {
        let (found, message) = verdict(exercise, answer);
        assert_eq!(found, kind, "{answer}: {message}");
        assert!(message.starts_with(said), "{answer}: {message}");
    }
}

#[test]
fn what_is_wrong_with_a_task_is_told() {
    for (exercise, old, new, fault) in [
        (
            "cia",
            "class = [\"c\"]",
            "class = [\"d\"]",
            "there is no class `d`",
        ),
        (
            "cia",
            "class = [\"i\"]",
            "",
            "the item `marks` belongs to no class",
        ),
        (
            "cia",
            "id = \"marks\"",
            "id = \"laptop\"",
            "two parts of the exercise with the id `laptop`",
        ),
        (
            "leak",
            "after = [\"logs\", \"new\"]",
            "after = [\"log\"]",
            "there is no card `log` to come after (did you mean `logs`?)",
        ),
        (
            "leak",
            "text = \"Revoke the key\"",
            "text = \"R\"\nafter = [\"report\"]",
            "waits for itself",
        ),
        (
            "leak",
            "why = \"The file is already out.\"",
            "",
            "nothing says why the card `ignore` does not belong",
        ),
        (
            "find",
            "line = 4",
            "line = 2",
            "line 2 of `app.py` is empty or not there",
        ),
        (
            "find",
            "line = 4",
            "line = 4\nthrough = 9",
            "`app.py` has no line 9",
        ),
        (
            "find",
            "right = true",
            "",
            "no option of the question is right",
        ),
        (
            "judge",
            "right = \"reject\"",
            "right = \"rejected\"",
            "`right` cannot be `rejected` (did you mean `reject`?)",
        ),
        (
            "judge",
            "words = { accept",
            "words = { acept",
            "there is no answer `acept` (did you mean `accept`?)",
        ),
        ("safest", "why = \"Fixed too.\"", "", "`why` is missing"),
        (
            "safest",
            "kind = \"choose\"",
            "kind = \"predict\"",
            "`kind` cannot be `predict`",
        ),
        (
            "safest",
            "text = \"5.2.8\"",
            "text = \"5.1.14\"",
            "two options say `5.1.14`",
        ),
    ] {
        let mut files = files();
        let name = format!("exercises/m/{exercise}/exercise.toml");
        let text = String::from_utf8(files[&name].clone()).unwrap();
        assert!(text.contains(old), "{old}");
        files.insert(name, text.replacen(old, new, 1).into_bytes());
        let faults = load(&files).expect_err(fault);
        let told = faults.iter().any(|f| f.cause.contains(fault));
        assert!(told, "{fault}: {faults:#?}");
    }
}

fn app(exercise: &str, mode: Mode, size: (u16, u16)) -> App {
    let place = Whereabouts::Exercise {
        exercise: exercise.into(),
        line: 0,
        column: 0,
    };
    app_at(place, mode, size)
}

fn app_at(whereabouts: Whereabouts, mode: Mode, size: (u16, u16)) -> App {
    app_of(pack(), whereabouts, mode, size)
}

fn app_of(pack: Pack, whereabouts: Whereabouts, mode: Mode, size: (u16, u16)) -> App {
    let (mut app, _) = App::new(Opening {
        pack: Arc::new(pack),
        rulebook: Arc::new(Rulebook::default()),
        events: Vec::new(),
        drafts: BTreeMap::new(),
        whereabouts,
        learner: String::new(),
        tone: Tone::NoColour,
        mode,
        size,
        now: 0,
    });
    match mode {
        Mode::FullScreen => app.update(press(KeyCode::Char('c'), KeyModifiers::NONE)),
        Mode::Plain => app.update(Msg::Line("continue".into())),
    };
    app
}

fn press(code: KeyCode, modifiers: KeyModifiers) -> Msg {
    Msg::Terminal(Input::Key(KeyEvent::new(code, modifiers)))
}

/// Presses keys: `>` Enter, `<` Escape, `^` up, `v` down, `|` Tab, `!` submit, others as they are.
/// What is handed in is judged and the verdict told. Gives the last effects.
fn play(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for c in keys.chars() {
        let code = match c {
            '>' => KeyCode::Enter,
            '<' => KeyCode::Esc,
            '^' => KeyCode::Up,
            'v' => KeyCode::Down,
            '|' => KeyCode::Tab,
            '!' => KeyCode::F(5),
            c => KeyCode::Char(c),
        };
        effects = answered(app, press(code, KeyModifiers::NONE));
    }
    effects
}

/// Sends a message and judges what it hands in.
fn answered(app: &mut App, msg: Msg) -> Vec<Effect> {
    let mut effects = app.update(msg);
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Judge {
            exercise,
            version,
            text,
        } => Some((exercise.clone(), *version, text.clone())),
        _ => None,
    });
    if let Some((exercise, version, text)) = asked {
        let pack = app.context().pack.clone();
        let source = Source::new("answer.toml", text);
        let verdict = judge(
            pack.exercise(&exercise).unwrap(),
            &source,
            &Rulebook::default(),
        );
        effects = app.update(Msg::Judged {
            exercise,
            version,
            verdict: Box::new(verdict),
        });
    }
    effects
}

fn passed(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| {
        matches!(
            effect,
            Effect::Append(Event::Judged {
                verdict: VerdictKind::Passed,
                ..
            })
        )
    })
}

fn picture(app: &App, (width, height): (u16, u16)) -> String {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    app.view(area, &mut buf);
    let rows = (0..height).map(|y| {
        let row: String = (0..width)
            .map(|x| buf.cell((x, y)).unwrap().symbol())
            .collect();
        row.trim_end().to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (140, 45)];

#[test]
fn every_kind_is_answered_with_keys_and_drawn() {
    for (exercise, keys) in [
        ("cia", "1>2>1 v !<"),
        ("leak", "vvvv>^^^^KK!<"),
        ("find", "vvv>|v>!<"),
        ("judge", "1>2>1!<"),
        ("safest", "3!<"),
    ] {
        for size in SIZES {
            let mut app = app(exercise, Mode::FullScreen, size);
            let (last, first) = keys.split_at(keys.find('!').unwrap());
            let name = |step: &str| format!("{exercise}_{step}_{}x{}", size.0, size.1);
            play(&mut app, last);
            insta::assert_snapshot!(name("answer"), picture(&app, size));
            play(&mut app, first.split_at(1).0);
            insta::assert_snapshot!(name("verdict"), picture(&app, size));
            play(&mut app, first.split_at(1).1);
            insta::assert_snapshot!(name("reasons"), picture(&app, size));
        }
    }
}

#[test]
fn a_question_that_is_reached_is_in_sight_with_all_its_options() {
    for height in 14..30 {
        let size = (80, height);
        let mut app = app("cia", Mode::FullScreen, size);
        play(&mut app, "1>");
        let shown = picture(&app, size);
        let question = shown.split("▸ 2 of").nth(1).expect("it is reached");
        assert!(question.contains(" 3 [ ]"), "{height}: {shown}");
        play(&mut app, "|");
        let shown = picture(&app, size);
        let question = shown.split("▸ 3 of").nth(1).expect("it is reached");
        assert!(question.contains(" 3 [ ]"), "{height}: {shown}");
    }
}

#[test]
fn an_order_is_put_right_with_keys() {
    let mut app = app("leak", Mode::FullScreen, (80, 24));
    // The pool, mixed: new, ignore, report, logs, revoke.
    let effects = play(&mut app, "vvvv>>^^>v>!");
    assert!(passed(&effects), "{}", picture(&app, (80, 24)));
}

#[test]
fn a_placed_card_says_how_it_is_moved() {
    let mut app = app("leak", Mode::FullScreen, (80, 24));
    assert!(picture(&app, (80, 24)).contains("Enter place"));
    play(&mut app, "v>^^");
    let shown = picture(&app, (80, 24));
    assert!(shown.contains("Enter take out  K/J move"), "{shown}");
}

#[test]
fn the_answer_is_kept_and_found_again() {
    let mut first = app("safest", Mode::FullScreen, (80, 24));
    let effects = play(&mut first, "1");
    let draft = effects.iter().find_map(|effect| match effect {
        Effect::SaveDraft { text, .. } => Some(text.clone()),
        _ => None,
    });
    let draft = draft.expect("the answer is kept");
    assert!(draft.contains("version = "), "{draft}");
    let shown = picture(&first, (80, 24));
    play(&mut first, "<c");
    assert!(picture(&first, (80, 24)).contains("(•)"), "{shown}");
}

#[test]
fn nothing_is_chosen_before_the_learner_chooses() {
    let size = (80, 24);
    let mut app = app("safest", Mode::FullScreen, size);
    assert_eq!(play(&mut app, ">"), []);
    let shown = picture(&app, size);
    assert!(shown.contains("Choose an option first"), "{shown}");
    assert!(!shown.contains("(•)") && !shown.contains("> 1"), "{shown}");
    play(&mut app, "v>");
    let shown = picture(&app, size);
    assert!(shown.contains("> 1 (•)"), "{shown}");
}

#[test]
fn a_click_chooses() {
    let size = (80, 24);
    let mut app = app("safest", Mode::FullScreen, size);
    let shown = picture(&app, size);
    let row = shown
        .lines()
        .position(|line| line.contains("5.2.8"))
        .unwrap();
    let click = MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: 12,
        row: u16::try_from(row).unwrap(),
        modifiers: KeyModifiers::NONE,
    };
    app.update(Msg::Terminal(Input::Mouse(click)));
    assert!(passed(&play(&mut app, "!")));
}

#[test]
fn an_answer_is_taken_from_a_file_on_the_screen_too() {
    let size = (80, 24);
    let mut app = app("safest", Mode::FullScreen, size);
    app.update(press(KeyCode::Char('o'), KeyModifiers::ALT));
    let effects = play(&mut app, "answer.toml>");
    assert!(
        matches!(effects.as_slice(), [Effect::TakeFile { path, several: false, .. }] if path == "answer.toml"),
        "{effects:?}"
    );
    app.update(Msg::Edited {
        exercise: "safest".into(),
        result: Ok("version = '5.1.14'".into()),
    });
    assert!(passed(&play(&mut app, "!")));
}

#[test]
fn plain_mode_has_the_same_powers() {
    for (exercise, lines) in [
        ("cia", "1|next|2|next|1|2|submit"),
        ("leak", "5|2|4|5|move 4 3|submit"),
        ("find", "4|next|2|submit"),
        ("safest", "use answer.toml"),
    ] {
        let mut app = app(exercise, Mode::Plain, (0, 0));
        let mut said = app.plain_output();
        let mut effects = Vec::new();
        for line in lines.split('|') {
            effects = answered(&mut app, Msg::Line(line.into()));
            said.push(format!("> {line}"));
            said.extend(app.plain_output());
        }
        if exercise == "safest" {
            assert!(
                matches!(effects.as_slice(), [Effect::TakeFile { .. }]),
                "{effects:?}"
            );
            app.update(Msg::Edited {
                exercise: "safest".into(),
                result: Ok("version = '5.1.14'".into()),
            });
            effects = answered(&mut app, Msg::Line("submit".into()));
        }
        assert!(passed(&effects), "{}", said.join("\n"));
        insta::assert_snapshot!(format!("{exercise}_plain"), said.join("\n"));
    }
}

#[test]
fn a_step_is_done_from_its_page_and_the_lesson_goes_on() {
    let place = Whereabouts::Lesson {
        lesson: "l".into(),
        page: 5,
    };
    let mut app = app_at(place.clone(), Mode::FullScreen, (80, 24));
    let shown = picture(&app, (80, 24));
    assert!(shown.contains("Order: Get dressed"), "{shown}");
    play(&mut app, ">");
    let shown = picture(&app, (80, 24));
    assert!(shown.contains("Which comes first?"), "{shown}");
    // Both cards, in whichever order they lie there; the wrong one is moved.
    play(&mut app, ">>");
    let effects = play(&mut app, "!");
    if !passed(&effects) {
        play(&mut app, "<K");
        assert!(passed(&play(&mut app, "!")), "{}", picture(&app, (80, 24)));
    }
    let standing = app.context().progress.exercise_state("l.shoes");
    assert!(standing.is_passed());
    assert_eq!(app.context().progress.module("m").exercises, 5);
    play(&mut app, ">");
    let shown = picture(&app, (80, 24));
    assert!(shown.contains("page 7 of 7"), "{shown}");

    let mut app = app_at(place, Mode::Plain, (80, 24));
    let said = app.plain_output().join("\n");
    assert!(said.contains("Exercise. Order: Get dressed"), "{said}");
    app.update(Msg::Line(String::new()));
    let said = app.plain_output().join("\n");
    assert!(said.contains("Which comes first?"), "{said}");
}

#[test]
fn the_same_mistake_twice_brings_the_next_hint() {
    let hinted = |effects: &[Effect]| {
        let mut effects = effects.iter();
        effects.any(|effect| matches!(effect, Effect::Append(Event::Hinted { .. })))
    };
    let mut app = app("cia", Mode::FullScreen, (80, 24));
    // The first item stays without an answer; the second is answered in two ways.
    assert!(!hinted(&play(&mut app, "n1!<")));
    // The same answer once more is no second mistake.
    assert!(!hinted(&play(&mut app, "!")));
    play(&mut app, "<");
    assert!(hinted(&play(&mut app, "2!")));
    let shown = picture(&app, (80, 24));
    assert!(shown.contains("F2 shows the next hint"), "{shown}");
    assert!(shown.contains("Not yet"), "{shown}");
}

#[test]
fn a_pack_speaks_another_language() {
    let pack = pack();
    assert_eq!(pack.stale, []);
    assert!(pack.in_language("x-eek").is_none());
    let ook = pack.in_language("x-ook").unwrap();
    assert_eq!(ook.about.title, "Ook ook ook");
    assert_eq!(ook.lesson("l").unwrap().title, "Ook");
    assert_eq!(ook.exercise("l.shoes").unwrap().brief, "Ook?");
    let leak = ook.exercise("leak").unwrap();
    assert_eq!(leak.title, "Ook, ook?");
    assert_eq!(leak.hints, pack.exercise("leak").unwrap().hints);
    let said = |answer: &str| {
        let source = Source::new("answer.toml", answer);
        judge(leak, &source, &Rulebook::default())
    };
    let right = leak.task.as_ref().unwrap().right_reply();
    let right = said(&right.write(leak.task.as_ref().unwrap()));
    assert_eq!(
        (right.headline.as_str(), right.message.as_str()),
        ("Ook!", "Ook eek.")
    );
    let wrong = said("order = [\"report\", \"revoke\"]");
    assert_eq!(wrong.headline, "Ook 3 ook 2.");
    // What is not translated is said as ever.
    assert!(wrong.message.contains("not placed"), "{}", wrong.message);
}

#[test]
fn the_screen_around_a_verdict_speaks_another_language() {
    let ook = pack().in_language("x-ook").unwrap();
    let place = Whereabouts::Exercise {
        exercise: "leak".into(),
        line: 0,
        column: 0,
    };
    let mut app = app_of(ook, place, Mode::FullScreen, (80, 24));
    play(&mut app, ">!");
    let shown = picture(&app, (80, 24));
    assert!(shown.contains("▲ Ook ook: Ook"), "{shown}");
    assert!(shown.contains("✗ no ook: "), "{shown}");
    // What is not translated is shown in English.
    assert!(shown.contains("What must hold"), "{shown}");
}

#[test]
fn every_sentence_of_the_judge_has_an_id_and_every_id_is_said() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let messages = std::fs::read_to_string(root.join("messages/en.toml")).unwrap();
    let messages: BTreeMap<String, String> = toml::from_str(&messages).unwrap();
    let code: Vec<u8> = ["src/grade", "src/ui"]
        .into_iter()
        .flat_map(|room| folder::read(&root.join(room)).into_values())
        .flatten()
        .collect();
    let code = String::from_utf8(code).unwrap();
    // Reasons, and what is wrong with files, are listed where they are given, and compared there.
    let listed = |id: &str| id.starts_with("reason.") || id.starts_with("wrong.");
    for id in messages.keys().filter(|id| !listed(id)) {
        assert!(code.contains(&format!("\"{id}\"")), "nobody says `{id}`");
    }
    let groups = [
        "place.",
        "headline.",
        "message.",
        "next.",
        "attack.",
        "screen.",
    ];
    for text in code.split('"').skip(1).step_by(2) {
        if groups.iter().any(|group| text.starts_with(group)) && !text.contains([' ', '{']) {
            assert!(messages.contains_key(text), "there is no sentence `{text}`");
        }
    }
}

#[test]
fn one_more_line_is_told_to_who_has_found_all_that_is_asked_for() {
    let mut files = files();
    let mut heads = files
        .iter_mut()
        .filter(|(path, _)| path.ends_with("/find/exercise.toml"));
    let (_, head) = heads.next().unwrap();
    let text = String::from_utf8(head.clone()).unwrap();
    let more = text.replacen("[[neutral]]\n", "[[spot]]\nbonus = true\n", 1);
    assert_ne!(more, text);
    *head = more.into_bytes();
    let pack = load(&files).unwrap();
    let exercise = pack.exercise("find").unwrap();
    for (answer, told) in [
        ("", 0),
        ("lines = [3]", 0),
        ("lines = [4]", 1),
        ("lines = [3, 4]", 0),
    ] {
        let source = Source::new("answer.toml", answer);
        let verdict = judge(exercise, &source, &Rulebook::default());
        assert_eq!(verdict.advice.len(), told, "{answer}: {:?}", verdict.advice);
    }
}

#[test]
fn what_is_retired_opens_says_so_and_counts_nowhere() {
    let mut files = files();
    let head = files.get_mut("exercises/m/cia/exercise.toml").unwrap();
    let text = String::from_utf8(head.clone()).unwrap();
    let retired = "retired = \"Told better elsewhere\"\nreplaced-by = \"find\"\n";
    *head = format!("{retired}{text}").into_bytes();
    let pack = load(&files).unwrap();
    assert_eq!(pack.advice.len(), 1, "{:?}", pack.advice);
    let all = pack.exercises.len();
    let place = || Whereabouts::Exercise {
        exercise: "cia".into(),
        line: 0,
        column: 0,
    };
    let told = "This exercise is retired: Told better elsewhere. In its place: the exercise “Find the weak line”.";
    for size in SIZES {
        let app = app_of(pack.clone(), place(), Mode::FullScreen, size);
        let drawn = picture(&app, size);
        assert!(drawn.contains("(retired)"), "{drawn}");
        let words = drawn.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(told), "{drawn}");
    }
    // On the map it stands once something was done with it, at the end of its module.
    let size = (140, 45);
    let mut app = app_of(pack.clone(), place(), Mode::FullScreen, size);
    let counted = format!("exercises 0 of {}", all - 1);
    play(&mut app, "<");
    let drawn = picture(&app, size);
    assert!(drawn.contains(&counted), "{drawn}");
    let listed = |drawn: &str| {
        drawn
            .lines()
            .filter(|line| line.contains("○") || line.contains("◐"))
            .any(|line| line.contains("(retired)"))
    };
    assert!(!listed(&drawn), "{drawn}");
    play(&mut app, "c!<<");
    let drawn = picture(&app, size);
    assert!(listed(&drawn) && drawn.contains(&counted), "{drawn}");

    let mut plain = app_of(pack, place(), Mode::Plain, (0, 0));
    let said = plain.plain_output().join("\n");
    assert!(said.contains(told), "{said}");
}
