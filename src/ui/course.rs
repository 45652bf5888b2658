//! The order of the course: each lesson, then the exercises its pages open, then those no page opens.
//!
//! Reads the pack only. Called by map, palette, [`super::App`] and `shell`.

use crate::pack::{Block, Exercise, Lesson, Module, Pack};
use crate::progress::Whereabouts;

/// Something one can open.
#[derive(Debug, Clone, Copy)]
pub enum Stop<'a> {
    /// A lesson.
    Lesson(&'a Lesson),
    /// An exercise, and whether a page of the lesson before it opens it.
    Exercise(&'a Exercise, bool),
}

impl Stop<'_> {
    /// Where it begins.
    #[must_use]
    pub fn place(self) -> Whereabouts {
        match self {
            Self::Lesson(lesson) => Whereabouts::Lesson {
                lesson: lesson.id.clone(),
                page: 0,
            },
            Self::Exercise(exercise, _) => Whereabouts::Exercise {
                exercise: exercise.id.clone(),
                line: 0,
                column: 0,
            },
        }
    }

    fn holds(self, place: &Whereabouts) -> bool {
        match (self, place) {
            (Self::Lesson(lesson), Whereabouts::Lesson { lesson: id, .. }) => lesson.id == *id,
            (Self::Exercise(exercise, _), Whereabouts::Exercise { exercise: id, .. }) => {
                exercise.id == *id
            }
            _ => false,
        }
    }
}

/// The stops of one module, in order.
#[must_use]
pub fn stops<'a>(pack: &'a Pack, module: &Module) -> Vec<Stop<'a>> {
    let mut stops: Vec<Stop<'a>> = Vec::new();
    let mut opened: Vec<&str> = Vec::new();
    for lesson in pack.lessons.iter().filter(|l| l.module == module.id) {
        stops.push(Stop::Lesson(lesson));
        for block in lesson.pages.iter().flat_map(|page| &page.blocks) {
            if let Block::Exercise(id) = block
                && let Some(exercise) = pack.exercise(id).filter(|e| !e.is_step())
                && exercise.module == module.id
                && !opened.contains(&exercise.id.as_str())
            {
                opened.push(&exercise.id);
                stops.push(Stop::Exercise(exercise, true));
            }
        }
    }
    for exercise in pack.exercises.iter().filter(|e| e.module == module.id) {
        if !opened.contains(&exercise.id.as_str()) {
            stops.push(Stop::Exercise(exercise, false));
        }
    }
    stops
}

/// What follows a place when it is done: the next lesson, or the next exercise that no page opens
/// (those that a page opens are met there). `None` at the end of the course.
pub fn following(pack: &Pack, place: &Whereabouts) -> Option<Whereabouts> {
    let all: Vec<Stop<'_>> = pack
        .modules
        .iter()
        .flat_map(|module| stops(pack, module))
        .collect();
    let at = all.iter().position(|stop| stop.holds(place))?;
    all.iter()
        .skip(at + 1)
        .find(|stop| !matches!(stop, Stop::Exercise(_, true)))
        .map(|stop| stop.place())
}

/// Where the course begins.
pub fn beginning(pack: &Pack) -> Option<Whereabouts> {
    pack.modules
        .iter()
        .find_map(|module| stops(pack, module).first().map(|stop| stop.place()))
}

/// How a place is called, when the pack still has it: `Text becomes code, page 3`.
pub fn name(pack: &Pack, place: &Whereabouts) -> Option<String> {
    match place {
        Whereabouts::Map => None,
        Whereabouts::Lesson { lesson, page } => {
            let lesson = pack.lesson(lesson)?;
            let last = u32::try_from(lesson.pages.len()).unwrap_or(u32::MAX).max(1);
            Some(format!(
                "{}, page {}",
                lesson.title,
                page.saturating_add(1).min(last)
            ))
        }
        Whereabouts::Exercise { exercise, .. } => {
            Some(format!("Exercise: {}", pack.exercise(exercise)?.title))
        }
    }
}
