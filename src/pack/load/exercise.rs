//! The schema of an exercise's folder: `exercise.toml` and the answers beside it.
//!
//! Called by `load`.

use super::Faults;
use super::answers::{Given, accepts, given as given_files, rejects};
use super::fits::fits;
use super::goal::{function, goal, hint, misconception};
use super::links::Links;
use super::names::{Texts, below, suggest};
use super::table::{Document, Table};
use crate::pack::pace;
use crate::pack::{
    Attack, AttackInput, Day, Disclosure, Exercise, ExerciseKind, Places, Reply, Shared, Spare,
    Task,
};
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of exercises, as packs write them.
const EXERCISE_KINDS: [(&str, ExerciseKind); 9] = [
    ("fix", ExerciseKind::Fix),
    ("write", ExerciseKind::Write),
    ("attack", ExerciseKind::Attack),
    ("locate", ExerciseKind::Locate),
    ("choose", ExerciseKind::Choose),
    ("order", ExerciseKind::Order),
    ("classify", ExerciseKind::Classify),
    ("match", ExerciseKind::Classify),
    ("judge", ExerciseKind::Judge),
];

/// Reads the exercise in `folder` (which ends in `/`); nothing when it has no readable
/// `exercise.toml`.
pub(super) fn read(
    module: &str,
    folder: &str,
    texts: &Texts,
    shared: &[Shared],
    faults: &Faults,
    links: &mut Links,
) -> Option<Exercise> {
    let file = format!("{folder}exercise.toml");
    let Some(text) = texts.get(&file) else {
        faults.tell(
            &file,
            1,
            "the exercise has no `exercise.toml`",
            "Add one, or remove the folder.",
        );
        return None;
    };
    let doc = Document::new(&file, text, 1, faults);
    let parsed = doc.parse();
    let root = doc.root(&parsed);
    let place = Place {
        module,
        folder,
        file: &file,
        step: None,
    };
    let exercise = of_table(&place, &root, texts, shared, faults, links);
    stray(folder, texts, faults);
    root.close();
    Some(exercise)
}

/// Where an exercise stands.
pub(super) struct Place<'a> {
    pub(super) module: &'a str,
    /// Its folder, or the lesson's file with `#` and the id of the step, ending in `/`.
    pub(super) folder: &'a str,
    /// The file that says what it is.
    pub(super) file: &'a str,
    /// The lesson of which it is a step, and its kind.
    pub(super) step: Option<(&'a str, ExerciseKind)>,
}

/// Reads what a table says of an exercise; the caller closes the table. A step of a lesson needs less:
/// its kind stands on its fence, and the page around it is its first hint.
pub(super) fn of_table(
    place: &Place<'_>,
    root: &Table<'_>,
    texts: &Texts,
    shared: &[Shared],
    faults: &Faults,
    links: &mut Links,
) -> Exercise {
    let (module, folder, file) = (place.module, place.folder, place.file);
    let whole = place.step.is_none();
    let own = root.id();
    let id = match place.step {
        Some((lesson, _)) => format!("{lesson}.{own}"),
        None => own,
    };
    if whole {
        links.exercise(&id, file, root.line_of("id"));
    }
    let revision = if whole {
        root.need_number("revision", "1 for a new exercise")
    } else {
        root.number("revision").unwrap_or(1)
    };
    let only_whole = |key| if whole { root.text(key) } else { None };
    let curriculum = only_whole("curriculum");
    let placement = whole && root.flag("placement");
    let variant = only_whole("variant");
    if let Some(original) = &variant {
        links.original(original, file, root.line_of("variant"));
    }
    let retired = whole.then(|| links.retired(root, file)).flatten();
    if let Some(number) = &curriculum {
        links.curriculum(number, file, root.line_of("curriculum"));
    }
    let kind = match place.step {
        Some((_, kind)) => Some(kind),
        None => root.word("kind", &EXERCISE_KINDS),
    };
    if whole && kind.is_none() {
        // What an exercise needs depends on its kind.
        let kinds = EXERCISE_KINDS.map(|(word, _)| word);
        let written = root.text("kind");
        let cause = match &written {
            Some(word) => format!("`kind` cannot be `{word}`{}", suggest(word, &kinds)),
            None => "`kind` is missing, or no text".into(),
        };
        let next = match written.as_deref() {
            Some("predict") => "A prediction is a step of a lesson: a fence `predict`.".into(),
            _ => format!("Write one of: {}.", kinds.join(", ")),
        };
        root.tell_broken("kind", cause, &next);
    }
    let title = root.title();
    let minutes = root.minutes();
    let brief = root.need("brief", "what to do, as Markdown");
    super::markdown::check(&brief, file, root.line_of("brief"), faults);
    let takeaway = root.need("takeaway", "the lesson in one line");
    let kind = kind.unwrap_or(ExerciseKind::Fix);
    let task = super::task::task(kind, root, folder, texts);
    let coded = task.is_none();
    // What has no goals of its own has none that wait for a day.
    let due = (whole || coded).then(|| due(root)).flatten();
    let code_text = |key| if coded { root.text(key) } else { None }.unwrap_or_default();
    let database = code_text("database");
    let stage = code_text("stage");
    let world = root
        .table("world")
        .filter(|_| coded)
        .map(super::world::world)
        .unwrap_or_default();
    let functions: Vec<_> = tables_if(coded, root, "function").map(function).collect();
    let start = format!("{folder}start/");
    let names: Vec<&str> = below(texts, &start).map(|(path, _)| path).collect();
    let mut endings = names.iter().map(|path| path.rsplit_once('.'));
    let python = names.is_empty() || endings.any(|end| end.is_some_and(|(_, end)| end == "py"));
    let goal_tables: Vec<_> = tables_if(coded, root, "goal").collect();
    // What is written may also be a class or a value, which only probes ask about.
    let probed = root.has("world") || goal_tables.iter().all(|goal| goal.has("probe"));
    if functions.is_empty() && coded && python && !probed {
        root.tell(
            root.line(),
            "the exercise names no function to judge",
            "Add a `[[function]]` with name and params; only probes go without.",
        );
    }

    let goal_lines: Vec<u32> = goal_tables.iter().map(Table::line).collect();
    let goals: Vec<Option<_>> = goal_tables
        .into_iter()
        .map(|table| goal(table, &functions))
        .collect();
    let (goal_lines, goals): (Vec<_>, Vec<_>) = goal_lines
        .into_iter()
        .zip(goals)
        .filter_map(|(line, goal)| Some((line, goal?)))
        .unzip();
    for (goal, line) in goals.iter().zip(&goal_lines) {
        if goal.disclosure == Disclosure::AfterDue && !root.has("due") {
            root.tell(
                *line,
                format!("the goal `{}` waits for a day that is not named", goal.id),
                "Give the exercise `due = \"2026-12-24\"`, or the goal another `disclosure`.",
            );
        }
    }
    if goal_lines.is_empty() && coded {
        root.tell(
            root.line(),
            "the exercise has no goal",
            "Add at least one `[[goal]]`.",
        );
    }
    let hint_tables = root.tables("hint");
    let hint_lines: Vec<u32> = hint_tables.iter().map(Table::line).collect();
    let hints: Vec<_> = hint_tables.into_iter().map(hint).collect();
    let wrong_tables = root.tables("misconception");
    let mut wrong_lines: Vec<u32> = wrong_tables.iter().map(Table::line).collect();
    let mut misconceptions: Vec<_> = wrong_tables.into_iter().map(misconception).collect();
    super::shared::add(root, shared, &mut misconceptions, &mut wrong_lines);
    let mut places = Places {
        goals: goal_lines,
        hints: hint_lines,
        misconceptions: wrong_lines,
        database: root.line_of("database"),
        stage: root.line_of("stage"),
        ..Places::default()
    };
    let attack = root
        .table("attack")
        .filter(|_| coded)
        .map(|table| attack(table, world.repository.is_some(), &mut places));
    let advice: BTreeMap<String, String> = root
        .named_texts("advice")
        .into_iter()
        .map(|(key, text, _)| (key, text))
        .collect();

    let order = if coded {
        root.texts("files")
    } else {
        Vec::new()
    };
    let fixed_files = coded && root.truth("new-files") == Some(false);
    let Given {
        file: start_file,
        start,
        solution,
    } = match &task {
        None => given_files(folder, texts, &order, root, faults, &mut places),
        Some(task) => answer_file(task),
    };
    let accept = accepts(folder, texts, root, faults, &mut places);
    let reject = rejects(folder, texts, root, faults, &mut places);
    if accept.len() < 2 && coded && whole {
        root.tell(
            root.line(),
            format!(
                "the exercise has {} accepted answers besides the solution",
                accept.len()
            ),
            "Add at least 2 other right answers below `accept/`; learners will find them.",
        );
    }
    if reject.len() < 3 && coded && whole {
        root.tell(
            root.line(),
            format!("the exercise has {} rejected answers", reject.len()),
            "Add at least 3 wrong answers or cheats below `reject/`.",
        );
    }
    if !whole {
        // What a step says stands in its lesson, whatever part of it.
        places.files.clear();
    }
    let mut exercise = Exercise {
        id,
        revision,
        curriculum,
        placement,
        variant,
        module: module.to_owned(),
        folder: folder.to_owned(),
        kind,
        title,
        minutes: 0,
        due,
        retired,
        brief,
        takeaway,
        file: start_file,
        start,
        solution,
        fixed_files,
        task,
        functions,
        database,
        stage,
        world,
        goals,
        hints,
        misconceptions,
        advice,
        attack,
        accept,
        reject,
        spare: if coded { spare(root) } else { Vec::new() },
        messages: crate::pack::Messages::default(),
        places,
    };
    complete(&mut exercise);
    exercise.minutes = minutes.unwrap_or_else(|| pace::exercise(&exercise));
    fits(&exercise, root);
    exercise
}

/// The day by which the exercise is due.
fn due(root: &Table<'_>) -> Option<Day> {
    let text = root.text("due")?;
    let due = Day::read(&text);
    if due.is_none() {
        root.tell(
            root.line_of("due"),
            format!("`{text}` is no day"),
            "Write year, month and day in quotation marks: `due = \"2026-12-24\"`.",
        );
    }
    due
}

/// Answers of several files have them all, in the same order.
fn complete(exercise: &mut Exercise) {
    if !exercise.is_several() {
        return;
    }
    let solution = exercise.completed(&exercise.solution);
    exercise.solution = solution;
    let given = exercise.clone();
    let solved = Exercise {
        start: given.solution.clone(),
        ..given.clone()
    };
    let finish = |part: &str, name: &str, text: &mut String| {
        let label = format!("{part}/{name}");
        let rests = given.places.solved.contains(&label);
        let whole = if rests { &solved } else { &given };
        *text = whole.completed(text);
    };
    for answer in &mut exercise.accept {
        finish("accept", &answer.name, &mut answer.text);
    }
    for answer in &mut exercise.reject {
        finish("reject", &answer.name, &mut answer.text);
    }
}

/// What is attacked is a call, or the repository (`kept`) in which the file lies.
fn attack(table: Table<'_>, kept: bool, places: &mut Places) -> Attack {
    places.attack = table.line_of("call");
    let mut texts = BTreeSet::new();
    let with = table.text("with");
    let call = if kept || with.is_some() {
        table.text("call").unwrap_or_default()
    } else {
        table.need(
            "call",
            "a Python expression with `{0}` for the attacker's text",
        )
    };
    let read = Attack {
        brief: table.text("brief").unwrap_or_default(),
        call,
        request: table.table("request").map(super::world::request),
        with,
        safe_result: table.text("safe-result"),
        never: table.texts("never"),
        input: table
            .tables("input")
            .into_iter()
            .map(|input| {
                places.inputs.push(input.line());
                let read = AttackInput {
                    text: input.typed("text").unwrap_or_default(),
                    say: input.need("say", "what the input tries"),
                    works: input.flag("works"),
                };
                if !texts.insert(read.text.clone()) && input.has("text") {
                    input.tell(
                        input.line_of("text"),
                        "another input is just this text",
                        "Remove one of them, or try something else.",
                    );
                }
                if !input.has("text") {
                    input.tell(
                        input.line(),
                        "`text` is missing in `[attack.input]`",
                        "Add what is typed.",
                    );
                }
                input.close();
                read
            })
            .collect(),
        not_counted: table
            .named_texts("not-counted")
            .into_iter()
            .map(|(input, why, _)| (input, why))
            .collect(),
    };
    table.close();
    read
}

/// Statements of the solution that are explained and need no goal.
fn spare(root: &Table<'_>) -> Vec<Spare> {
    let read = |(statement, why, line): (String, String, u32)| {
        if why.trim().is_empty() {
            root.tell(
                line,
                format!("nothing says why `{statement}` stands in the solution"),
                "Write the reason behind it, as a sentence.",
            );
        }
        Spare {
            statement: statement.trim().to_owned(),
            why,
            line,
        }
    };
    root.named_texts("spare").into_iter().map(read).collect()
}

/// The tables of a list that only exercises with code have. Others are told that there is no such
/// key.
fn tables_if<'a>(
    coded: bool,
    root: &Table<'a>,
    key: &'static str,
) -> impl Iterator<Item = Table<'a>> {
    let tables = if coded { root.tables(key) } else { Vec::new() };
    tables.into_iter()
}

/// What an answer to a task is called, how it begins, and the right one.
fn answer_file(task: &Task) -> Given {
    Given {
        file: "answer.toml".to_owned(),
        start: Reply::default().write(task),
        solution: task.right_reply().write(task),
    }
}

/// Tells files of the exercise's folder that nothing reads.
fn stray(folder: &str, texts: &Texts, faults: &Faults) {
    const PARTS: [&str; 5] = ["exercise.toml", "start", "solution", "accept", "reject"];
    for (path, _) in below(texts, folder) {
        let rest = path.strip_prefix(folder).unwrap_or(path);
        let first = rest.split('/').next().unwrap_or(rest);
        if !PARTS.contains(&first) {
            faults.tell(
                path,
                1,
                format!(
                    "`{first}` has no place in an exercise{}",
                    suggest(first, &PARTS)
                ),
                format!("An exercise has: {}.", PARTS.join(", ")),
            );
        }
    }
}
