//! `protect list`: the course map as text, with the learner's progress.
//!
//! Reads the store without writing to it. Called by `shell`.

use super::arguments::Options;
use super::builtin::Course;
use super::folder::{data_folder, learner};
use super::output::Said;
use super::store;
use crate::pack::{Exercise, Lesson, Pack, Piece};
use crate::progress::{LessonProgress, Progress, Store};
use crate::ui::{Stop, retired, stops};

/// Prints modules, lessons and exercises.
#[must_use]
pub fn run(course: &Course, options: &Options) -> Said {
    let mut said = Said::default();
    let pack = &course.pack;
    let mut events = Vec::new();
    match data_folder(options) {
        Ok(folder) => {
            if let Some(mut store) = store::open_to_read(&folder, learner(options)) {
                match store.events() {
                    Ok(found) => events = found,
                    Err(error) => said.fail(format!("progress cannot be read: {error}"), 0),
                }
            }
        }
        Err(why) => said.fail(why, 0),
    }
    let progress = Progress::of(pack, &events);
    said.line(&format!("{} {}", pack.about.title, pack.about.version));
    for module in &pack.modules {
        let tally = progress.module(&module.id);
        said.line(&format!(
            "\n{}  (lessons {}/{}, exercises {}/{})",
            module.title,
            tally.lessons_read,
            tally.lessons,
            tally.exercises_passed,
            tally.exercises
        ));
        let retired = retired(pack, module, &progress);
        for stop in stops(pack, module).into_iter().chain(retired) {
            match stop {
                Stop::Lesson(lesson) => lesson_lines(pack, lesson, &progress, &mut said),
                Stop::Exercise(exercise, _) => said.line(&exercise_line(exercise, &progress)),
            }
        }
    }
    said
}

fn lesson_lines(pack: &Pack, lesson: &Lesson, progress: &Progress, said: &mut Said) {
    let state = progress
        .lesson(&lesson.id)
        .map_or_else(String::new, LessonProgress::word);
    said.line(&format!(
        "  lesson    {}  {}{}  [{state}]",
        lesson.id,
        lesson.title,
        mark(Piece::Lesson(lesson))
    ));
    for step in pack
        .steps
        .iter()
        .filter(|s| s.folder.starts_with(&lesson.file))
    {
        let state = progress.exercise_state(&step.id).word();
        said.line(&format!(
            "    step    {}  {}  [{state}]",
            step.id, step.title
        ));
    }
}

fn exercise_line(exercise: &Exercise, progress: &Progress) -> String {
    let state = progress.exercise_state(&exercise.id).word();
    let number = exercise
        .curriculum
        .as_ref()
        .map_or_else(String::new, |number| format!("{number}, "));
    let whole = match (exercise.placement, &exercise.variant) {
        _ if exercise.retired.is_some() => mark(Piece::Exercise(exercise)),
        (true, _) => " (for the whole module)".to_owned(),
        (false, Some(original)) => format!(" (a variant of {original})"),
        (false, None) => String::new(),
    };
    format!(
        "  exercise  {}  {number}{}{whole}  [{state}]",
        exercise.id, exercise.title
    )
}

/// That something is no longer taught, and what is in its place.
fn mark(piece: Piece<'_>) -> String {
    let Some(retired) = piece.retired() else {
        return String::new();
    };
    match &retired.by {
        Some(by) => format!(" (retired, in its place {by})"),
        None => " (retired)".into(),
    }
}
