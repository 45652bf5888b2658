//! Answers in shapes that no fixture has: the engine must follow them to the statement.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)] // a test may stop, and may read

#[path = "repository/course.rs"]
mod course;

use protected_python::analyze::analyze;
use protected_python::attack::Mark;
use protected_python::evaluate::{Function, Param};
use protected_python::grade::{
    GoalResult, Outcome, Points, Sealed, Verdict, attempt, attempt_now, judge, judge_sealed,
};
use protected_python::pack::{Disclosure, Exercise, ExerciseKind, VerdictKind, load};
use protected_python::rules::Rulebook;
use protected_python::text::{Source, bundle, parts};
use std::path::Path;

/// The rules of the built-in course.
fn rulebook() -> Rulebook {
    Rulebook::load(&load(&course::files()).unwrap().rules).unwrap()
}

/// Whether untrusted text reaches a statement in each file of a folder.
fn check(folder: &str, harm: bool) {
    let book = rulebook();
    let param = |name: &str, kind: &str, untrusted| Param {
        name: name.into(),
        kind: Some(kind.into()),
        untrusted,
    };
    let functions = [Function {
        name: "find_user".into(),
        params: vec![
            param("conn", "sqlite3.Connection", false),
            param("name", "str", true),
        ],
    }];
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/judging")
            .join(folder),
    )
    .unwrap()
    {
        let path = entry.unwrap().path();
        let source = Source::new(
            path.to_string_lossy().into_owned(),
            std::fs::read_to_string(&path).unwrap(),
        );
        let report = analyze(&source, &book, &functions);
        assert_eq!(report.trouble(), None, "{}", source.name());
        if report
            .findings
            .iter()
            .any(|f| f.rule == "sql-built-from-input")
            != harm
            || !report.record.missing.is_empty()
        {
            wrong.push(source.name().to_owned());
        }
        count += 1;
    }
    assert!(count > 10, "the fixtures are gone");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn harm_is_found_whatever_shape_the_code_has() {
    check("harm", true);
}

#[test]
fn safe_code_is_left_alone_whatever_shape_it_has() {
    check("safe", false);
}

/// Of each state of Robert's portal: the hole that is named, and the input that is said to work.
#[test]
fn the_attack_that_is_told_goes_through_the_hole_that_is_named() {
    let pack = load(&course::files()).unwrap();
    let book = Rulebook::load(&pack.rules).unwrap();
    let portal = pack.exercise("school-portal").unwrap();
    let with = |solved: &[&str]| {
        let given = parts(&portal.start);
        let model = parts(&portal.solution);
        let files: Vec<(String, String)> = given
            .iter()
            .map(|part| {
                let other = model.iter().find(|other| other.name == part.name);
                let text = other.filter(|_| solved.contains(&part.name));
                (part.name.to_owned(), text.unwrap_or(part).text.to_owned())
            })
            .collect();
        bundle(
            files
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str())),
        )
    };
    for (solved, named, input) in [
        (&[][..], "an SQL statement", Some("students?' OR '1'='1")),
        (
            &["store.py"],
            "a stored comment",
            Some("<img src=x onerror=steal()>"),
        ),
        (
            &["store.py", "templates/comments.html", "app.py"],
            "lead out of the folder",
            Some("../uploads-private/marks.txt"),
        ),
        (
            &[
                "store.py",
                "templates/comments.html",
                "app.py",
                "uploads.py",
            ],
            "the loader still builds",
            Some("timetable?!!python/object/apply:os.system ['id']"),
        ),
        // Nobody gets in through a hash: no attack is told.
        (
            &[
                "store.py",
                "templates/comments.html",
                "app.py",
                "uploads.py",
                "school.py",
                "settings.py",
                "requirements.txt",
                ".gitignore",
            ],
            "hash",
            None,
        ),
    ] {
        let verdict = judge(portal, &Source::new("portal", with(solved)), &book);
        assert!(
            verdict
                .message
                .to_lowercase()
                .contains(&named.to_lowercase()),
            "{solved:?}: {}",
            verdict.message
        );
        let told = verdict.attack.as_ref().map(|(input, _)| input.as_str());
        assert_eq!(told, input, "{solved:?}: {}", verdict.message);
    }
}

/// What an input becomes in a template: in each place what a browser makes of it there.
#[test]
fn a_template_is_attacked_in_every_place() {
    let pack = load(&course::files()).unwrap();
    let book = Rulebook::load(&pack.rules).unwrap();
    let stall = pack.exercise("market-stall").unwrap();
    let tried = attempt(stall, "<img src=x onerror=alert(1)>", &book);
    assert!(tried.works, "{}", tried.message);
    let lines: Vec<(String, bool)> = tried
        .replays
        .iter()
        .flat_map(|replay| &replay.lines)
        .map(|line| {
            let text = line.iter().map(|piece| piece.text.as_str()).collect();
            (text, line.iter().any(|piece| piece.mark == Mark::Code))
        })
        .collect();
    let code = |part: &str| {
        lines
            .iter()
            .find(|(text, _)| text.contains(part))
            .unwrap()
            .1
    };
    assert!(code("tag in article › h2: <img"), "{lines:#?}");
    assert!(!code("ul › li"), "{lines:#?}");
    let source = Source::new("stall.html", stall.solution.as_str());
    let mended = attempt_now(stall, &source, "javascript:alert(1)", &book).unwrap();
    assert!(!mended.works, "{}", mended.message);
    let harmless = attempt(stall, "Spoons", &book);
    assert!(harmless.harmless && !harmless.works, "{}", harmless.message);
}

/// What has left its place without doing what counts is not said to have got nowhere.
#[test]
fn an_input_that_leaves_its_place_is_not_said_to_stay_in_it() {
    let pack = load(&course::files()).unwrap();
    let book = Rulebook::load(&pack.rules).unwrap();
    let bobby = pack.exercise("bobby-tables").unwrap();
    let halfway = attempt(bobby, "nobody' AND '1'='1", &book);
    assert!(!halfway.works && !halfway.harmless, "{}", halfway.message);
    let left = halfway.replays.iter().any(|replay| replay.harm.is_some());
    assert!(left, "{:#?}", halfway.replays);
    assert_eq!(halfway.message, "The call gave [].");
    let source = Source::new("students.py", bobby.solution.as_str());
    let stays = attempt_now(bobby, &source, "nobody' AND '1'='1", &book).unwrap();
    assert_eq!(stays.message, "It did not get through: the call gave [].");
}

/// The rules that find something in the files of a project, each with the file and the line.
fn found(files: &[(&str, &str)], functions: &[Function]) -> Vec<String> {
    let whole = bundle(files.iter().copied());
    let source = Source::new("project", whole);
    let report = analyze(&source, &rulebook(), functions);
    assert_eq!(report.trouble(), None);
    assert_eq!(report.record.missing, Vec::<String>::new());
    let told = report.findings.iter();
    told.map(|f| format!("{} {}", f.rule, source.spot(f.span.start)))
        .collect()
}

fn function(name: &str) -> Function {
    Function {
        name: name.into(),
        params: vec![Param {
            name: "name".into(),
            kind: Some("str".into()),
            untrusted: true,
        }],
    }
}

const STORE: &str = "import sqlite3\n\n\ndef find(name):\n    conn = sqlite3.connect('a.db')\n    return conn.execute('SELECT * FROM t WHERE n = ' + name).fetchall()\n";

#[test]
fn harm_in_one_file_is_found_from_another() {
    let found = |app: &str, store: &str| {
        found(&[("app.py", app), ("store.py", store)], &[function("show")])
    };
    let here = ["sql-built-from-input line 6 of store.py"];
    for app in [
        "import store\n\ndef show(name):\n    return store.find(name)\n",
        "from store import find as f\n\ndef show(name):\n    return f(name)\n",
        "from store import *\n\ndef show(name):\n    return find(name)\n",
        "def show(name):\n    from store import find\n    return find(name)\n",
    ] {
        assert_eq!(found(app, STORE), here, "{app}");
    }
    // Two files that need each other.
    let app = "import store\n\nTABLE = 't'\n\ndef show(name):\n    return store.find(name)\n";
    let store = "import sqlite3\nimport app\n\ndef find(name):\n    conn = sqlite3.connect('a.db')\n    return conn.execute(f'SELECT * FROM {app.TABLE} WHERE n = ?', (name,)).fetchall()\n";
    assert_eq!(found(app, store), Vec::<String>::new());
    assert_eq!(found(app, &store.replace("?'", "{name}'")), here);
}

#[test]
fn packages_and_modules_of_judged_functions_are_known() {
    let app = "from .data.store import find\n\ndef show(name):\n    return find(name)\n";
    let files = [
        ("shop/__init__.py", ""),
        ("shop/app.py", app),
        ("shop/data/__init__.py", ""),
        ("shop/data/store.py", STORE),
    ];
    let here = ["sql-built-from-input line 6 of shop/data/store.py"];
    for name in ["show", "shop.app.show", "shop.data.store.find"] {
        assert_eq!(found(&files, &[function(name)]), here, "{name}");
    }
    // Without judged functions, all are followed, and what a page is asked for is a stranger's.
    let app = "from flask import Flask, request\nfrom .data import store\n\napp = Flask(__name__)\n\n@app.get('/')\ndef show():\n    return {'all': store.find(request.args['name'])}\n";
    let mut files = files;
    files[1].1 = app;
    assert_eq!(found(&files, &[]), here);
}

#[test]
fn a_name_that_nobody_defines_is_told_before_anything_else() {
    let pack = load(&course::files()).unwrap();
    let rulebook = rulebook();
    let exercise = pack.exercise("bobby-tables").unwrap();
    let answer = "def find_user(conn, name):\n    # the query was here\n    return conn.execute(query).fetchall()\n";
    let verdict = judge(exercise, &Source::new("students.py", answer), &rulebook);
    assert_eq!(verdict.kind, VerdictKind::Broken);
    assert!(
        verdict.message.contains("name 'query' is not defined"),
        "{}",
        verdict.message
    );
    assert!(verdict.next.contains("line 3"), "{}", verdict.next);
    assert_eq!(verdict.misconception, None);
}

#[test]
fn where_nothing_is_written_yet_nothing_is_wrong() {
    let pack = load(&course::files()).unwrap();
    let rulebook = rulebook();
    let each = pack.exercises.iter().chain(&pack.steps);
    let each: Vec<_> = each
        .filter(|exercise| exercise.kind == ExerciseKind::Write && exercise.is_python())
        .collect();
    assert!(each.len() > 5);
    for exercise in each {
        let judged = |text: &str| judge(exercise, &Source::new("answer.py", text), &rulebook);
        let verdict = judged(&exercise.start);
        let said = (
            verdict.kind,
            verdict.headline.as_str(),
            verdict.attack.is_some(),
        );
        let nothing = (VerdictKind::Broken, "Nothing is written yet.", false);
        assert_eq!(said, nothing, "{}", exercise.id);
        let doubt = |goal: &GoalResult| matches!(goal.outcome, Outcome::CannotTell(_));
        assert!(!verdict.goals.iter().any(doubt), "{}", exercise.id);
        // One sign more, and it is an answer.
        let touched = judged(&format!("{}\n# mine\n", exercise.start));
        assert_ne!(touched.headline, verdict.headline, "{}", exercise.id);
    }
}

/// An exercise whose goals count two points each, those with these outcomes of its start disclosed like this.
fn disclosing(
    exercise: &Exercise,
    whole: &Verdict,
    failed: Disclosure,
    held: Disclosure,
) -> Exercise {
    let mut exercise = exercise.clone();
    for (goal, result) in exercise.goals.iter_mut().zip(&whole.goals) {
        goal.points = 2;
        goal.disclosure = match result.outcome {
            Outcome::Held => held,
            _ => failed,
        };
    }
    exercise
}

#[test]
fn nothing_is_told_of_a_sealed_goal_but_that_it_is_there() {
    let pack = load(&course::files()).unwrap();
    let book = Rulebook::load(&pack.rules).unwrap();
    for id in ["bobby-tables", "save-note", "gitignore"] {
        let exercise = pack.exercise(id).unwrap();
        let start = Source::new(exercise.file.as_str(), exercise.start.as_str());
        let whole = judge(exercise, &start, &book);
        assert_eq!(
            (whole.sealed, whole.points),
            (Sealed::default(), None),
            "{id}"
        );
        assert_eq!(judge_sealed(exercise, &start, &book), whole, "{id}");
        let held = whole
            .goals
            .iter()
            .filter(|goal| goal.outcome == Outcome::Held);
        let held = u32::try_from(held.count()).unwrap();
        let all = u32::try_from(whole.goals.len()).unwrap();
        assert!(0 < held && held < all, "{id}");
        let points = Some(Points {
            earned: 2 * held,
            of: 2 * all,
        });

        let sealed = disclosing(exercise, &whole, Disclosure::Never, Disclosure::Always);
        let told = judge_sealed(&sealed, &start, &book);
        assert_eq!((told.kind, told.points), (whole.kind, points), "{id}");
        assert_eq!(
            told.sealed,
            Sealed {
                all: all - held,
                held: 0
            },
            "{id}"
        );
        assert_eq!(
            told.message,
            "All that is shown holds. A sealed goal does not."
        );
        let words = format!(
            "{} {} {} {:?} {:?} {:?}",
            told.headline, told.message, told.next, told.attack, told.misconception, told.goals
        );
        for goal in sealed
            .goals
            .iter()
            .filter(|goal| goal.disclosure == Disclosure::Never)
        {
            assert!(
                !words.contains(&goal.say) && !words.contains(&goal.fail),
                "{id}: {words}"
            );
        }
        // Whoever grades is told everything.
        assert_eq!(judge(&sealed, &start, &book).goals, whole.goals, "{id}");

        let fails = disclosing(exercise, &whole, Disclosure::OnFail, Disclosure::OnFail);
        let told = judge_sealed(&fails, &start, &book);
        assert_eq!(told.message, whole.message, "{id}");
        assert!(
            told.goals
                .iter()
                .all(|goal| matches!(goal.outcome, Outcome::Failed(_))),
            "{id}"
        );
        let solved = Source::new(exercise.file.as_str(), exercise.solution.as_str());
        let told = judge_sealed(&fails, &solved, &book);
        assert_eq!(
            (told.kind, told.sealed),
            (VerdictKind::Passed, Sealed { all, held: all }),
            "{id}"
        );
        assert_eq!(
            told.points,
            Some(Points {
                earned: 2 * all,
                of: 2 * all
            }),
            "{id}"
        );
    }
}

#[test]
fn what_waits_for_the_day_is_shown_when_it_is_over() {
    let pack = load(&course::files()).unwrap();
    let mut exercise = pack.exercise("bobby-tables").unwrap().clone();
    exercise.goals[0].disclosure = Disclosure::AfterDue;
    exercise.open(i64::MAX);
    assert_eq!(exercise.goals[0].disclosure, Disclosure::AfterDue);
    exercise.due = protected_python::pack::Day::read("2026-12-24");
    exercise.open(1_798_156_799);
    assert_eq!(exercise.goals[0].disclosure, Disclosure::AfterDue);
    exercise.open(1_798_156_800);
    assert_eq!(exercise.goals[0].disclosure, Disclosure::Always);
}
