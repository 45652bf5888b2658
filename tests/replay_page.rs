//! `docs/replay.md`: screens of attacks on starts, on right repairs and on repairs that look right, made
//! by the program's own interface with the built-in course.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_types
)] // a test may stop, and may read

#[path = "repository/course.rs"]
mod course;

use protected_python::grade::{attempt, attempt_now, explore, explore_one};
use protected_python::pack::{ExerciseKind, Pack, load};
use protected_python::progress::Whereabouts;
use protected_python::rules::Rulebook;
use protected_python::text::Source;
use protected_python::ui::theme::Tone;
use protected_python::ui::{App, Effect, Mode, Msg, Opening};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const SIZE: (u16, u16) = (80, 24);

/// An exercise, the attack, and a repair that looks right.
struct Walk {
    folder: &'static str,
    input: &'static str,
    wrong: &'static str,
    /// The attack on that repair, where it is another one.
    other: &'static str,
    why: &'static str,
}

const WALKS: &[Walk] = &[
    Walk {
        folder: "m3-sql/bobby-tables",
        input: "x' OR '1'='1",
        wrong: "repr-as-quoting",
        other: "x' OR 1=1 --\"",
        why: "The name is quoted with `%r`. Python's quotes are not SQL's: when both signs are in the name, Python writes `\\'`, and that ends the text for the database.",
    },
    Walk {
        folder: "m4-commands/ping",
        input: "192.0.2.7; id",
        wrong: "quoted-inside-quotes",
        other: "$(id)",
        why: "`shlex.quote` puts single quotes around the host, but they stand inside of double quotes, where they are letters and `$(…)` runs.",
    },
    Walk {
        folder: "m5-web/greeting",
        input: "<script>alert(1)</script>",
        wrong: "script-removed",
        other: "<scr<script>ipt>alert(1)</script>",
        why: "The word is taken out once. What is left over when it is gone is the word.",
    },
    Walk {
        folder: "m6-files/download",
        input: "../private/key.txt",
        wrong: "prefix-without-separator",
        other: "../up-private/key.txt",
        why: "The path is resolved, but then only the beginning of two texts is compared: `/srv/up-private` begins with `/srv/up`.",
    },
    Walk {
        folder: "m8-loading/yaml-settings",
        input: "!!python/object/apply:os.system ['id']",
        wrong: "removes-the-tag",
        other: "!<tag:yaml.org,2002:python/object/apply:os.system> ['id']",
        why: "One spelling of the tag is taken out. The loader knows others.",
    },
    Walk {
        folder: "m7-messaging/contact-mail",
        input: "Hello\nBcc: all@school.example",
        wrong: "newline-only",
        other: "Hello\rBcc: all@school.example",
        why: "Line feeds become spaces, and carriage returns stay. A mail server ends a line there, too.",
    },
    Walk {
        folder: "m4-commands/clone",
        input: "--upload-pack=touch /tmp/owned",
        wrong: "upload-pack-refused",
        other: "-u touch /tmp/owned",
        why: "One option is refused by its name. It has a short name too.",
    },
];

/// Exercises on code that have no attack panel, and why.
const WITHOUT: &[(&str, &str)] = &[
    (
        "bounded-copy",
        "C is read and not followed: what lies behind a buffer is not modelled",
    ),
    (
        "cooldown",
        "settings of a package manager, of which nothing is run",
    ),
    ("ctypes-border", "the memory of a C library is not modelled"),
    (
        "mend-the-list",
        "a list of packages, of which nothing is run",
    ),
    (
        "model-weights",
        "what NumPy reads from a file is not computed",
    ),
    (
        "own-check",
        "the learner writes a scanner; nobody attacks it",
    ),
    (
        "public-settings",
        "the attack is to open the page; nothing is typed",
    ),
    (
        "reset-token",
        "the attacker computes the next numbers; nothing is typed",
    ),
    (
        "security-txt",
        "a notice to read; there is nothing to attack",
    ),
    (
        "shopping-cart",
        "its token is compressed, and what `zlib` gives is not computed",
    ),
    (
        "transport",
        "the attacker sits on the line between the two; nothing is typed",
    ),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn course() -> Pack {
    load(&course::files()).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn rules() -> Rulebook {
    let files: Vec<(String, String)> = course::folder::read(&root().join("rules"))
        .into_iter()
        .map(|(name, bytes)| (format!("rules/{name}"), String::from_utf8(bytes).unwrap()))
        .collect();
    Rulebook::load(&files).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

struct Desk {
    pack: Arc<Pack>,
    rules: Arc<Rulebook>,
}

impl Desk {
    /// The interface, with a draft for one exercise, on the course map.
    fn open(&self, place: Whereabouts, drafts: BTreeMap<String, String>) -> App {
        let (app, _) = App::new(Opening {
            pack: self.pack.clone(),
            rulebook: self.rules.clone(),
            events: Vec::new(),
            drafts,
            whereabouts: place,
            learner: String::new(),
            tone: Tone::NoColour,
            mode: Mode::FullScreen,
            size: SIZE,
            now: 1_000,
        });
        app
    }

    /// Answers what the interface asks of the world about attacks.
    fn settle(&self, app: &mut App, effects: Vec<Effect>) {
        for effect in effects {
            let msg = match effect {
                Effect::Attempt {
                    exercise,
                    input,
                    text,
                } => {
                    let of = self.pack.exercise(&exercise).unwrap();
                    let result = Box::new(attempt(of, &input, &self.rules));
                    let now = text.and_then(|text| {
                        let source = Source::new(of.file.as_str(), text);
                        attempt_now(of, &source, &input, &self.rules).map(Box::new)
                    });
                    Msg::Attempted {
                        exercise,
                        input,
                        result,
                        now,
                    }
                }
                Effect::Explore { file, text, input } => {
                    let source = Source::new(file, text);
                    let explored = match &input {
                        None => explore(&source, &self.rules),
                        Some(input) => explore_one(&source, &self.rules, input),
                    };
                    let result = explored.map(Box::new).map_err(|(_, why)| why);
                    Msg::Explored { input, result }
                }
                _ => continue,
            };
            let next = app.update(msg);
            self.settle(app, next);
        }
    }

    fn press(&self, app: &mut App, code: KeyCode) {
        let key = KeyEvent::new(code, KeyModifiers::NONE);
        let effects = app.update(Msg::Terminal(Event::Key(key)));
        self.settle(app, effects);
    }

    /// The attack panel of an exercise after an input; `text` is the learner's code, if not the start.
    fn panel(&self, id: &str, text: Option<&str>, input: &str) -> String {
        let place = Whereabouts::Exercise {
            exercise: id.to_owned(),
            line: 0,
            column: 0,
        };
        let drafts = text.map(|text| (id.to_owned(), text.to_owned()));
        let mut app = self.open(place, drafts.into_iter().collect());
        self.press(&mut app, KeyCode::Char('c'));
        let first_part = self.pack.exercise(id).unwrap().kind == ExerciseKind::Attack;
        if !first_part || text.is_some() {
            self.press(&mut app, KeyCode::F(3));
        }
        // Typed at once, so that only the whole input is tried.
        let pasted = app.update(Msg::Terminal(Event::Paste(input.to_owned())));
        drop(pasted);
        self.press(&mut app, KeyCode::Enter);
        picture(&app)
    }

    fn explored(&self, file: &str, text: &str) -> String {
        let mut app = self.open(Whereabouts::Map, BTreeMap::new());
        let effects = app.explore(file, text);
        self.settle(&mut app, effects);
        picture(&app)
    }
}

/// The screen, without the rows at its end that hold nothing.
fn picture(app: &App) -> String {
    let area = Rect::new(0, 0, SIZE.0, SIZE.1);
    let mut buffer = Buffer::empty(area);
    app.view(area, &mut buffer);
    let mut lines: Vec<String> = (0..SIZE.1)
        .map(|y| {
            (0..SIZE.0)
                .map(|x| buffer[(x, y)].symbol())
                .collect::<String>()
        })
        .map(|line| line.trim_end().to_owned())
        .collect();
    let footer = lines.pop().unwrap();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    format!("{}\n\n{footer}", lines.join("\n"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn only_file(folder: &Path) -> String {
    let mut files = std::fs::read_dir(folder).unwrap();
    read(&files.next().unwrap().unwrap().path())
}

fn page() -> String {
    let desk = Desk {
        pack: Arc::new(course()),
        rules: Arc::new(rules()),
    };
    let mut page = String::from(INTRODUCTION);
    for walk in WALKS {
        let (module, id) = walk.folder.split_once('/').unwrap();
        let folder = root().join("exercises").join(walk.folder);
        let exercise = desk.pack.exercise(id).unwrap();
        let start = desk.panel(id, None, walk.input);
        let right = desk.panel(id, Some(&only_file(&folder.join("solution"))), walk.input);
        let wrong = read(&folder.join(format!("reject/{}.py", walk.wrong)));
        let still = desk.panel(id, Some(&wrong), walk.other);
        for screen in [&start, &right, &still] {
            assert!(
                screen.lines().all(|line| line.chars().count() <= 80),
                "{screen}"
            );
        }
        assert!(start.contains("✗ Gets through"), "{id}:\n{start}");
        assert!(
            right.contains("Does not get through, your code"),
            "{id}:\n{right}"
        );
        assert!(
            still.contains("✗ Gets through, your code"),
            "{id}:\n{still}"
        );
        let _ = write!(
            page,
            "\n## {}\n\n`{id}` of `{module}`. The code as it was given:\n\n```text\n{start}\n```\n\n\
             A right repair, the first model answer:\n\n```text\n{right}\n```\n\n\
             A repair that looks right (`reject/{}.py`). {}\n\n```text\n{still}\n```\n",
            exercise.title, walk.wrong, walk.why,
        );
    }
    page.push_str(&marker(&desk));
    page.push_str(&without(&desk.pack));
    page
}

/// The exercises on code without an attack panel.
fn without(pack: &Pack) -> String {
    let mut missing: Vec<&str> = pack
        .exercises
        .iter()
        .filter(|exercise| exercise.task.is_none() && exercise.attack.is_none())
        .map(|exercise| exercise.id.as_str())
        .collect();
    missing.sort_unstable();
    let named: Vec<&str> = WITHOUT.iter().map(|(id, _)| *id).collect();
    assert_eq!(missing, named, "exercises without an attack panel");
    let mut text = String::from(
        "\n## Without an attack panel\n\nEvery other exercise on code has one. These have none:\n\n",
    );
    for (id, why) in WITHOUT {
        let _ = writeln!(text, "- `{id}`: {why}");
    }
    text
}

/// E8.5, where the learner is the attacker: what is refused or not is up to whoever loads the pickle.
fn marker(desk: &Desk) -> String {
    let id = "pickle-marker";
    let folder = root().join("exercises/m8-loading").join(id);
    let solution = only_file(&folder.join("solution"));
    let trusting = desk.panel(id, Some(&solution), "pickle.loads");
    let wrong = desk.panel(id, Some(&solution), "words");
    let right = desk.panel(id, Some(&solution), "json");
    let harmful = read(&folder.join("reject/really-harmful.py"));
    let refused = desk.panel(id, Some(&harmful), "words");
    let explored = desk.explored("marker.py", &harmful);
    for through in [&trusting, &wrong] {
        assert!(through.contains("✗ Gets through, your code"), "{through}");
        assert!(through.contains("«print('x')»"), "{through}");
        // What is still to be written does nothing that could be shown beside it.
        assert!(!through.contains("as given"), "{through}");
    }
    for stopped in [&right, &refused] {
        assert!(
            stopped.contains("Does not get through, your code"),
            "{stopped}"
        );
    }
    assert!(explored.contains("✗"), "{explored}");
    format!(
        "\n## What would this pickle do?\n\n`{id}` of `m8-loading`. Here the learner is the attacker, and the input says who loads the pickle. The\n\
         model answer and somebody who trusts every pickle:\n\n```text\n{trusting}\n```\n\n\
         A reader that looks right: it searches the bytes for three words, and `print` is none of them.\n\n```text\n{wrong}\n```\n\n\
         The same reader and the answer that is turned down because it would do real harm (`reject/really-harmful.py`):\n\n```text\n{refused}\n```\n\n\
         A right reader, which takes JSON and no pickles at all:\n\n```text\n{right}\n```\n\n\
         `protect attack marker.py` builds the pickle from the class's `__reduce__` and reads its orders:\n\n```text\n{explored}\n```\n",
    )
}

const INTRODUCTION: &str = "\
# Replays

What an input becomes where it arrives, worked out from your code without running it. The attack panel of an exercise (`F3`)
shows it for the code as it was given and for the code as it is now; `protect attack FILE` shows it for any file.

In every screen `‹ ›` stands around what came from the input and is only data, `« »` around what came from the input and is
read as code. What stands without signs is the program's own. The verdict of each line begins with `✗` or `✓`.

Where the input came to stand is known from how the program makes its texts, in one file or in several, or from the same call with a
word that stands out. Where neither helps, the input's text is looked for, and the replay says so.

A replay goes on behind an `assert` that does not hold: with `python -O` it is not there.

The screens on this page are made by the program's own interface at 80×24, and a test holds them to it
(`UPDATE_PAGES=1 cargo test --test replay_page` makes them anew). Empty rows before the footer are left out.
";

/// With `UPDATE_PAGES=1` the page is written anew instead.
#[test]
fn the_page_of_replays_shows_what_the_program_shows() {
    let file = root().join("docs/replay.md");
    let fresh = page();
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(&file, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == fresh,
        "docs/replay.md is not what the program shows; run UPDATE_PAGES=1 cargo test --test replay_page"
    );
}
