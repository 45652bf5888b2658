//! The order of the course: each lesson, then the exercises its pages open, then those no page opens.
//!
//! Reads the pack only. Called by map, palette, [`super::App`] and `shell`.

use crate::pack::{Block, Exercise, Lesson, Module, Pack, Piece};
use crate::progress::{Progress, Whereabouts};

/// Something one can open.
#[derive(Debug, Clone, Copy)]
pub enum Stop<'a> {
    /// A lesson.
    Lesson(&'a Lesson),
    /// An exercise, and whether a page of the lesson before it opens it.
    Exercise(&'a Exercise, bool),
}

impl<'a> From<Piece<'a>> for Stop<'a> {
    fn from(piece: Piece<'a>) -> Self {
        match piece {
            Piece::Lesson(lesson) => Self::Lesson(lesson),
            Piece::Exercise(exercise) => Self::Exercise(exercise, false),
        }
    }
}

impl<'a> Stop<'a> {
    /// What it is in its pack.
    #[must_use]
    pub fn piece(self) -> Piece<'a> {
        match self {
            Self::Lesson(lesson) => Piece::Lesson(lesson),
            Self::Exercise(exercise, _) => Piece::Exercise(exercise),
        }
    }

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

/// The stops of one module, in order. What is no longer taught is none.
#[must_use]
pub fn stops<'a>(pack: &'a Pack, module: &Module) -> Vec<Stop<'a>> {
    let mut stops: Vec<Stop<'a>> = Vec::new();
    let mut opened: Vec<&str> = Vec::new();
    for lesson in pack.taught_lessons().filter(|l| l.module == module.id) {
        stops.push(Stop::Lesson(lesson));
        for block in lesson.pages.iter().flat_map(|page| &page.blocks) {
            if let Block::Exercise(id) = block
                && let Some(exercise) = pack
                    .exercise(id)
                    .filter(|e| !e.is_step() && e.retired.is_none())
                && exercise.module == module.id
                && !opened.contains(&exercise.id.as_str())
            {
                opened.push(&exercise.id);
                stops.push(Stop::Exercise(exercise, true));
            }
        }
    }
    for exercise in pack.taught_exercises().filter(|e| e.module == module.id) {
        if !opened.contains(&exercise.id.as_str()) {
            stops.push(Stop::Exercise(exercise, false));
        }
    }
    stops
}

/// What a module taught before, and this learner has begun.
#[must_use]
pub fn retired<'a>(pack: &'a Pack, module: &Module, progress: &Progress) -> Vec<Stop<'a>> {
    let begun = |piece: Piece<'_>| match piece {
        Piece::Lesson(lesson) => progress.lesson(&lesson.id).and_then(|one| one.last),
        Piece::Exercise(exercise) => progress.exercise(&exercise.id).and_then(|one| one.last),
    };
    let all = pack.retired().map(|(piece, _)| piece);
    all.filter(|piece| piece.module() == module.id && begun(*piece).is_some())
        .map(Stop::from)
        .collect()
}

/// The piece of the pack at a place.
pub fn piece<'a>(pack: &'a Pack, place: &Whereabouts) -> Option<Piece<'a>> {
    match place {
        Whereabouts::Map => None,
        Whereabouts::Lesson { lesson, .. } => pack.lesson(lesson).map(Piece::Lesson),
        Whereabouts::Exercise { exercise, .. } => pack.exercise(exercise).map(Piece::Exercise),
    }
}

/// What follows a place when it is done: the next lesson, or the next exercise that no page opens
/// (those that a page opens are met there). `None` at the end of the course. What is no longer taught is followed by
/// what stands in its place.
pub fn following(pack: &Pack, place: &Whereabouts) -> Option<Whereabouts> {
    let all: Vec<Stop<'_>> = pack
        .modules
        .iter()
        .flat_map(|module| stops(pack, module))
        .collect();
    if let Some(next) = piece(pack, place).and_then(|piece| pack.in_place_of(piece)) {
        return Some(Stop::from(next).place());
    }
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
                titled(Piece::Lesson(lesson)),
                page.saturating_add(1).min(last)
            ))
        }
        Whereabouts::Exercise { exercise, .. } => {
            let exercise = Piece::Exercise(pack.exercise(exercise)?);
            Some(format!("Exercise: {}", titled(exercise)))
        }
    }
}

/// A title, with a word where it is no longer taught.
pub fn titled(piece: Piece<'_>) -> String {
    let mark = if piece.retired().is_some() {
        " (retired)"
    } else {
        ""
    };
    format!("{}{mark}", piece.title())
}
