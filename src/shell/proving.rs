//! `protect pack check`: whether a pack keeps what it promises.
//!
//! Spreads the proof over the machine's cores and writes it down for people or programs. Called by
//! `shell`.

use super::arguments::{Format, PackCheck};
use super::builtin::{self, Course, Unusable};
use super::output::Said;
use super::{translating, worker};
use crate::grade::{
    Hands, Memory, Proof, Share, Tally, proof_of_lesson, proof_of_reading, proof_of_rule,
    proof_of_shared, prove_exercise_again,
};
use crate::pack::{Exercise, ExerciseKind, Fault, Files, Lesson, Pack};
use crate::text::counted;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

/// What was found out in earlier proofs of a pack, so that only what changed is proved again.
#[derive(Debug, Default)]
pub struct Known {
    /// The pack's own rules, by which it was found out.
    rules: Vec<(String, String)>,
    exercises: Vec<(Exercise, Proof)>,
    /// The texts that were judged, by the exercise's id.
    texts: BTreeMap<String, Mutex<Memory>>,
}

impl Known {
    /// Makes ready for a proof of these exercises. Under other rules nothing is known.
    fn turn_to(&mut self, files: &Files, exercises: &[&Exercise]) {
        let rules = builtin::rule_files(files);
        if rules != self.rules {
            *self = Self {
                rules,
                ..Self::default()
            };
        }
        let of_pack = |id: &String| exercises.iter().any(|exercise| exercise.id == *id);
        self.texts.retain(|id, _| of_pack(id));
        for exercise in exercises {
            self.texts.entry(exercise.id.clone()).or_default();
        }
    }
}

/// Proves a pack, among whose files lies something `odd`. Exit code 0: sound; 1: not, with every fault on standard
/// error.
#[must_use]
pub fn run(files: &Files, odd: &[Fault], options: &PackCheck) -> Said {
    again(files, odd, options, &mut Known::default())
}

/// Proves a pack for a command that does something else: only what is wrong is told.
#[must_use]
pub fn quietly(files: &Files) -> Said {
    let options = PackCheck {
        path: None,
        exercise: None,
        strict: false,
        notes: false,
        table: false,
        format: Format::Text,
        watch: false,
    };
    let mut said = run(files, &[], &options);
    said.out.clear();
    said
}

/// Proves a pack of which some exercises were proved before.
#[must_use]
pub fn again(files: &Files, odd: &[Fault], options: &PackCheck, known: &mut Known) -> Said {
    let mut said = Said::default();
    let loaded = match &options.exercise {
        None => builtin::course(files),
        Some(id) => builtin::course_of(files, id),
    };
    let course = match loaded {
        Ok(course) => course,
        Err(Unusable(mut faults)) => {
            faults.splice(0..0, odd.iter().cloned());
            unreadable(&faults, options.format, &mut said);
            return said;
        }
    };
    let exercises: Vec<&Exercise> = match &options.exercise {
        None => course
            .pack
            .exercises
            .iter()
            .chain(&course.pack.steps)
            .collect(),
        Some(id) => course.pack.exercise(id).into_iter().collect(),
    };
    if let (Some(id), []) = (&options.exercise, exercises.as_slice()) {
        said.fail(
            super::judging::unknown(&course, id, options.path.as_deref()),
            2,
        );
        return said;
    }
    let Some(proofs) = prove(
        &course,
        &exercises,
        options.exercise.is_none(),
        files,
        known,
    ) else {
        said.fail("the judge stumbled over an answer of this pack. That is a fault in protect; please report it with the pack.", 2);
        return said;
    };
    let mut whole = Proof::default();
    whole.faults.extend_from_slice(odd);
    let mut each = Vec::new();
    for (exercise, proof) in proofs {
        if let Some(exercise) = exercise {
            each.push((exercise, proof.tally));
        }
        whole.add(proof);
    }
    let only = options.exercise.as_ref().and(exercises.first().copied());
    whole.add(proof_of_reading(&course.pack, only));
    let mut languages = Vec::new();
    if only.is_none() {
        whole.notes.extend(bare_modules(&course.pack));
        whole.notes.extend_from_slice(&course.pack.advice);
        whole.faults.extend_from_slice(&course.pack.stale);
        whole.faults.extend(translating::faults_of_rules(&course));
        languages = translating::standings(&course, files);
        for (locale, standing, _) in languages.iter().filter(|(.., whole)| !whole) {
            whole.notes.push(Fault {
                file: format!("text.{locale}.toml"),
                line: 1,
                column: 0,
                cause: standing.trim_end_matches('.').to_owned(),
                next: "`protect pack translate` writes what is missing.".into(),
            });
        }
    }
    whole.sort();
    if options.strict {
        let mut notes = std::mem::take(&mut whole.notes);
        whole.faults.append(&mut notes);
        whole.sort();
    }
    match options.format {
        Format::Json => written(&course, &whole, &each, &languages, &mut said),
        Format::Text => {
            told(&course, &whole, &each, options, &mut said);
            for (_, standing, _) in &languages {
                said.line(standing);
            }
        }
    }
    if !whole.faults.is_empty() {
        said.code = said.code.max(1);
    }
    said
}

/// Modules in which nothing was ever taught; what is retired keeps its module.
fn bare_modules(pack: &Pack) -> Vec<Fault> {
    let bare = |id: &str| {
        let mut lessons = pack.lessons.iter();
        lessons.all(|lesson| lesson.module != id)
    };
    let modules = pack.modules.iter().filter(|module| bare(&module.id));
    let told = |module: &crate::pack::Module| Fault {
        file: "pack.toml".into(),
        line: 1,
        column: 0,
        cause: format!("the module `{}` has no lesson", module.id),
        next: format!(
            "Add one below `lessons/{}/`, or remove the module.",
            module.id
        ),
    };
    modules.map(told).collect()
}

/// The proofs of exercises and, when `all`, of lessons and the pack's own rules.
fn prove<'a>(
    course: &'a Course,
    exercises: &[&'a Exercise],
    all: bool,
    files: &Files,
    known: &mut Known,
) -> Option<Vec<(Option<&'a Exercise>, Proof)>> {
    let (pack, rulebook) = (&course.pack, &course.rulebook);
    known.turn_to(files, exercises);
    let (texts, proved) = (&known.texts, &known.exercises);
    let before = |exercise: &Exercise| {
        let found = proved.iter().find(|(other, _)| other == exercise);
        found.map(|(_, proof)| proof.clone())
    };
    let anew = |exercise: &Exercise, hands: &Hands<'_>| {
        let (mut none, kept) = (Memory::default(), texts.get(&exercise.id));
        let kept = kept.map(|kept| kept.lock().unwrap_or_else(PoisonError::into_inner));
        match kept {
            Some(mut memory) => prove_exercise_again(exercise, rulebook, hands, &mut memory),
            None => prove_exercise_again(exercise, rulebook, hands, &mut none),
        }
    };
    let translated = pack.translations.values().flat_map(|other| &other.lessons);
    let lessons = pack
        .lessons
        .iter()
        .chain(translated.map(|(lesson, _)| lesson));
    let lessons: Vec<&Lesson> = lessons.filter(|_| all).collect();
    let rules = if all { rulebook.rules() } else { &[] };
    let shared = if all { pack.shared.as_slice() } else { &[] };
    let count = exercises.len() + lessons.len() + rules.len() + shared.len();
    // Where there is one exercise only, its answers are what all cores work at.
    let alone: &Hands<'_> = &|count, work| {
        worker::on_all_cores(count, work, |_| {});
    };
    let among: &Hands<'_> = &|count, work| (0..count).for_each(work);
    let one = |at: usize| {
        let hands = if count == 1 { alone } else { among };
        if let Some(exercise) = exercises.get(at) {
            return before(exercise).unwrap_or_else(|| anew(exercise, hands));
        }
        let at = at - exercises.len();
        if let Some(lesson) = lessons.get(at) {
            return proof_of_lesson(lesson, rulebook);
        }
        let at = at - lessons.len();
        if let Some(rule) = rules.get(at) {
            return proof_of_rule(rule, pack, rulebook);
        }
        shared
            .get(at - rules.len())
            .filter(|one| files.contains_key(&one.file))
            .map_or_else(Proof::default, |one| proof_of_shared(one, rulebook))
    };
    // What takes longest is begun first, so that in the end nobody waits for it alone.
    let mut order: Vec<usize> = (0..count).collect();
    let size = |at: usize| exercises.get(at).map_or(0, |exercise| size(exercise));
    order.sort_by_key(|at| std::cmp::Reverse(size(*at)));
    let begun = |at: usize| order.get(at).map(|at| one(*at));
    let done = worker::on_all_cores(count, begun, |_| {});
    let mut proofs = Vec::new();
    for (at, proof) in order.into_iter().zip(done) {
        proofs.push((at, proof.flatten()?));
    }
    proofs.sort_by_key(|(at, _)| *at);
    let proofs: Vec<_> = proofs
        .into_iter()
        .map(|(at, proof)| (exercises.get(at).copied(), proof))
        .collect();
    known.exercises = proofs
        .iter()
        .filter_map(|(exercise, proof)| Some(((*exercise)?.clone(), proof.clone())))
        .collect();
    Some(proofs)
}

/// How much there is to judge: all answers, once for each goal.
fn size(exercise: &Exercise) -> usize {
    let accept = exercise.accept.iter().map(|answer| answer.text.len());
    let reject = exercise.reject.iter().map(|answer| answer.text.len());
    let answers: usize = accept.chain(reject).sum();
    (answers + exercise.solution.len()) * exercise.goals.len()
}

/// A pack that cannot be read far enough to be proved.
fn unreadable(faults: &[Fault], format: Format, said: &mut Said) {
    match format {
        Format::Text => {
            for fault in faults.iter().take(builtin::TOLD) {
                said.fail(fault, 1);
            }
            if let Some(more) = builtin::untold(faults.len()) {
                said.fail(more, 1);
            }
        }
        Format::Json => {
            let all: Vec<Value> = faults.iter().map(fault_json).collect();
            let _ = writeln!(said.out, "{:#}", json!({ "sound": false, "faults": all }));
        }
    }
    said.code = said.code.max(1);
}

/// The word for a kind of exercise, as packs write it.
fn kind_word(kind: ExerciseKind) -> &'static str {
    match kind {
        ExerciseKind::Fix => "fix",
        ExerciseKind::Write => "write",
        ExerciseKind::Attack => "attack",
        ExerciseKind::Choose => "choose",
        ExerciseKind::Order => "order",
        ExerciseKind::Classify => "classify",
        ExerciseKind::Locate => "locate",
        ExerciseKind::Judge => "judge",
    }
}

/// The tallies of each kind of exercise: how many exercises, and their answers.
fn by_kind(each: &[(&Exercise, Tally)]) -> BTreeMap<&'static str, (usize, Tally)> {
    let mut kinds: BTreeMap<&'static str, (usize, Tally)> = BTreeMap::new();
    for (exercise, tally) in each {
        let (count, sum) = kinds.entry(kind_word(exercise.kind)).or_default();
        *count += 1;
        sum.add(tally);
    }
    kinds
}

fn told(
    course: &Course,
    whole: &Proof,
    each: &[(&Exercise, Tally)],
    options: &PackCheck,
    said: &mut Said,
) {
    let pack = &course.pack;
    for notice in &pack.notices {
        said.note(notice);
    }
    for fault in whole.faults.iter().take(builtin::TOLD) {
        said.fail(fault, 1);
    }
    if let Some(more) = builtin::untold(whole.faults.len()) {
        said.fail(more, 1);
    }
    if options.notes || options.exercise.is_some() {
        for note in &whole.notes {
            said.note(&format!("note: {note}"));
        }
    }
    if options.table || options.exercise.is_some() {
        table(each, said);
    }
    let name = format!("{} {}", pack.about.id, pack.about.version);
    if !whole.faults.is_empty() {
        said.line(&format!(
            "{name}: {}.",
            counted(whole.faults.len(), "fault")
        ));
    } else if let Some(id) = &options.exercise {
        let tried = whole.tally.right.of + whole.tally.wrong.of;
        said.line(&format!(
            "{name}, {id}: proved. {tried} answers judged as labelled."
        ));
    } else {
        let retired = match pack.retired().count() {
            0 => String::new(),
            count => format!("{count} retired, "),
        };
        let answers: usize = pack
            .exercises
            .iter()
            .map(|exercise| exercise.accept.len() + exercise.reject.len())
            .sum();
        said.line(&format!(
            "{name}: proved. {}, {}, {retired}{answers} answers judged as labelled.",
            counted(pack.taught_lessons().count(), "lesson"),
            counted(pack.taught_exercises().count(), "exercise"),
        ));
    }
    if !whole.notes.is_empty() && !options.notes && options.exercise.is_none() {
        said.line(&format!(
            "{} on what could be better; `--notes` shows them.",
            counted(whole.notes.len(), "note")
        ));
    }
}

/// The columns of the table.
const COLUMNS: [&str; 9] = [
    "exercise",
    "kind",
    "right",
    "wrong",
    "rewritten",
    "undone",
    "cut",
    "goals",
    "strict",
];

/// The numbers of each exercise, of each kind and of all; of one exercise its own.
fn table(each: &[(&Exercise, Tally)], said: &mut Said) {
    let mut rows = vec![COLUMNS.map(str::to_owned)];
    for (exercise, tally) in each {
        rows.push(row(&exercise.id, kind_word(exercise.kind), tally));
    }
    if each.len() > 1 {
        let mut whole = Tally::default();
        let kinds = by_kind(each);
        let several = kinds.len() > 1;
        for (kind, (count, tally)) in kinds {
            rows.push(row(&format!("all {count}"), kind, &tally));
            whole.add(&tally);
        }
        if several {
            rows.push(row(&format!("all {}", each.len()), "", &whole));
        }
    }
    let mut widths = [0; COLUMNS.len()];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.len().max(*width);
        }
    }
    for row in &rows {
        let cells = row.iter().zip(widths).enumerate();
        let cells = cells.map(|(at, (cell, width))| match at {
            0 | 1 => format!("{cell:width$}"),
            _ => format!("{cell:>width$}"),
        });
        said.line(cells.collect::<Vec<_>>().join("  ").trim_end());
    }
}

fn row(name: &str, kind: &str, tally: &Tally) -> [String; COLUMNS.len()] {
    let share = |share: Share| match share.of {
        0 => "-".to_owned(),
        of => format!("{}/{of}", share.held),
    };
    [
        name.to_owned(),
        kind.to_owned(),
        share(tally.right),
        share(tally.wrong),
        share(tally.kept),
        share(tally.undone),
        share(tally.cut),
        share(tally.goals),
        tally
            .strictness()
            .map_or_else(|| "-".to_owned(), |s| format!("{s}%")),
    ]
}

fn written(
    course: &Course,
    whole: &Proof,
    each: &[(&Exercise, Tally)],
    languages: &[(String, String, bool)],
    said: &mut Said,
) {
    let about = &course.pack.about;
    let exercises: Vec<Value> = each
        .iter()
        .map(|(exercise, tally)| {
            let mut object = tally_json(tally);
            if let Some(object) = object.as_object_mut() {
                object.insert("id".into(), json!(exercise.id));
                object.insert("kind".into(), json!(kind_word(exercise.kind)));
            }
            object
        })
        .collect();
    let kinds: serde_json::Map<String, Value> = by_kind(each)
        .into_iter()
        .map(|(kind, (count, tally))| {
            let mut object = tally_json(&tally);
            if let Some(object) = object.as_object_mut() {
                object.insert("exercises".into(), json!(count));
            }
            (kind.to_owned(), object)
        })
        .collect();
    let translations: serde_json::Map<String, Value> = languages
        .iter()
        .map(|(locale, standing, whole)| {
            (
                locale.clone(),
                json!({ "whole": whole, "standing": standing }),
            )
        })
        .collect();
    let report = json!({
        "pack": about.id,
        "version": about.version,
        "sound": whole.faults.is_empty(),
        "faults": whole.faults.iter().map(fault_json).collect::<Vec<_>>(),
        "notes": whole.notes.iter().map(fault_json).collect::<Vec<_>>(),
        "notices": course.pack.notices,
        "exercises": exercises,
        "kinds": kinds,
        "translations": translations,
    });
    let _ = writeln!(said.out, "{report:#}");
}

fn fault_json(fault: &Fault) -> Value {
    json!({
        "file": fault.file,
        "line": fault.line,
        "column": (fault.column > 0).then_some(fault.column),
        "cause": fault.cause,
        "next": fault.next,
    })
}

fn tally_json(tally: &Tally) -> Value {
    let share = |share: Share| json!({ "held": share.held, "of": share.of });
    json!({
        "right": share(tally.right),
        "wrong": share(tally.wrong),
        "rewritten": share(tally.kept),
        "undone": share(tally.undone),
        "cut": share(tally.cut),
        "goals": share(tally.goals),
        "strictness": tally.strictness(),
    })
}
