//! How hard a pack's texts are to read, against the limits it sets or the usual ones.
//!
//! A pack that sets limits is held to them; others get notes. Counting is for `pack`. Called by `shell`
//! (`protect pack check`) and by tests.

use super::{Proof, told};
use crate::pack::{
    Block, Exercise, Fault, Lesson, Pack, Question, Reading, grade_of_page, grade_of_text,
};

/// Measures the texts of a pack, or of one exercise of it. Nothing in packs that are not in English.
#[must_use]
pub fn proof_of_reading(pack: &Pack, only: Option<&Exercise>) -> Proof {
    let mut proof = Proof::default();
    if !pack.about.is_english() {
        return proof;
    }
    let limits = pack.about.reading.unwrap_or_default();
    let mut found = Vec::new();
    let lessons = if only.is_some() {
        &[]
    } else {
        pack.lessons.as_slice()
    };
    let exercises = only.map_or(pack.exercises.as_slice(), std::slice::from_ref);
    for lesson in lessons {
        of_lesson(lesson, limits, &mut found);
    }
    let steps = if only.is_some() {
        &[]
    } else {
        pack.steps.as_slice()
    };
    for exercise in exercises.iter().chain(steps) {
        of_exercise(exercise, limits, &mut found);
    }
    if pack.about.reading.is_some() {
        proof.faults = found;
    } else {
        proof.notes = found;
    }
    proof
}

fn of_lesson(lesson: &Lesson, limits: Reading, found: &mut Vec<Fault>) {
    for page in &lesson.pages {
        let place = (lesson.file.as_str(), page.line);
        weigh(
            "the page",
            grade_of_page(&page.blocks),
            limits.pages,
            place,
            found,
        );
        for block in &page.blocks {
            if let Block::Question(question) = block {
                let name = format!("the question `{}`", question.id);
                let grade = grade_of_text(&words(question));
                weigh(&name, grade, limits.pages, place, found);
            }
        }
    }
}

fn of_exercise(exercise: &Exercise, limits: Reading, found: &mut Vec<Fault>) {
    let file = exercise.head();
    let brief = grade_of_text(&exercise.brief);
    weigh("the brief", brief, limits.pages, (&file, 1), found);
    for (at, hint) in exercise.hints.iter().enumerate() {
        let line = exercise.places.hints.get(at).copied().unwrap_or(1);
        let name = format!("hint {}", at + 1);
        let grade = grade_of_text(&hint.text);
        weigh(&name, grade, limits.hints, (&file, line), found);
    }
}

/// What a question says, each part a paragraph.
fn words(question: &Question) -> String {
    let options = question.options.iter();
    let parts = options.flat_map(|option| [option.text.as_str(), option.why.as_str()]);
    let parts: Vec<&str> = std::iter::once(question.ask.as_str())
        .chain(parts)
        .collect();
    parts.join("\n\n")
}

fn weigh(
    what: &str,
    grade: Option<f64>,
    limit: u32,
    (file, line): (&str, u32),
    found: &mut Vec<Fault>,
) {
    let Some(grade) = grade.filter(|grade| *grade > f64::from(limit)) else {
        return;
    };
    let cause = format!("{what} reads at school grade {grade:.1}, above {limit}");
    let next = "Shorten the sentences, and use shorter words where there are some.";
    found.push(told(file, line, cause, next));
}
