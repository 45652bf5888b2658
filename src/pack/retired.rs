//! What is no longer taught: a lesson or an exercise that keeps its id, and what learners did with it.
//!
//! Says which parts of a pack are taught and what is told of the others. Knows no screen. Called by `load`,
//! `progress`, `ui` and `shell`.

use super::{Exercise, Lesson, Pack};
use std::collections::BTreeSet;

/// That something is no longer taught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retired {
    /// Why, as a sentence.
    pub why: String,
    /// The id of the lesson or exercise in its place.
    pub by: Option<String>,
}

/// A lesson or an exercise.
#[derive(Debug, Clone, Copy)]
pub enum Piece<'a> {
    /// A lesson.
    Lesson(&'a Lesson),
    /// An exercise.
    Exercise(&'a Exercise),
}

impl<'a> Piece<'a> {
    /// What it is, as a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Lesson(_) => "lesson",
            Self::Exercise(_) => "exercise",
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'a str {
        match self {
            Self::Lesson(lesson) => &lesson.id,
            Self::Exercise(exercise) => &exercise.id,
        }
    }

    /// The name people see.
    #[must_use]
    pub fn title(self) -> &'a str {
        match self {
            Self::Lesson(lesson) => &lesson.title,
            Self::Exercise(exercise) => &exercise.title,
        }
    }

    /// The id of its module.
    #[must_use]
    pub fn module(self) -> &'a str {
        match self {
            Self::Lesson(lesson) => &lesson.module,
            Self::Exercise(exercise) => &exercise.module,
        }
    }

    /// Why it is no longer taught, where it is not.
    #[must_use]
    pub fn retired(self) -> Option<&'a Retired> {
        match self {
            Self::Lesson(lesson) => lesson.retired.as_ref(),
            Self::Exercise(exercise) => exercise.retired.as_ref(),
        }
    }
}

impl Pack {
    /// The lessons that are taught.
    pub fn taught_lessons(&self) -> impl Iterator<Item = &Lesson> {
        self.lessons.iter().filter(|one| one.retired.is_none())
    }

    /// The exercises that are set, without steps of lessons.
    pub fn taught_exercises(&self) -> impl Iterator<Item = &Exercise> {
        self.exercises.iter().filter(|one| one.retired.is_none())
    }

    /// All lessons and exercises, whether taught or not.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let lessons = self.lessons.iter().map(Piece::Lesson);
        lessons.chain(self.exercises.iter().map(Piece::Exercise))
    }

    /// What is no longer taught.
    pub fn retired(&self) -> impl Iterator<Item = (Piece<'_>, &Retired)> {
        self.pieces()
            .filter_map(|piece| Some((piece, piece.retired()?)))
    }

    /// What stands in the place of something: of what is of its own kind first.
    #[must_use]
    pub fn in_place_of(&self, piece: Piece<'_>) -> Option<Piece<'_>> {
        let id = piece.retired()?.by.as_deref()?;
        let lesson = || self.lesson(id).map(Piece::Lesson);
        let exercise = || {
            let mut all = self.exercises.iter();
            all.find(|other| other.id == id).map(Piece::Exercise)
        };
        match piece {
            Piece::Lesson(_) => lesson().or_else(exercise),
            Piece::Exercise(_) => exercise().or_else(lesson),
        }
    }

    /// What is told of something that is no longer taught, as sentences.
    #[must_use]
    pub fn told_of_retired(&self, piece: Piece<'_>) -> Option<String> {
        let why = piece.retired()?.why.trim();
        let stop = if why.ends_with(['.', '!', '?', '…']) {
            ""
        } else {
            "."
        };
        let word = piece.word();
        let told = format!("This {word} is retired: {why}{stop}");
        Some(match self.in_place_of(piece) {
            Some(next) => format!(
                "{told} In its place: the {} “{}”.",
                next.word(),
                next.title()
            ),
            None => told,
        })
    }

    /// Lessons and exercises that an older version of the pack had and this one has not, be it retired.
    #[must_use]
    pub fn gone_since<'a>(&self, older: &'a Self) -> Vec<Piece<'a>> {
        let named = |piece: Piece<'_>| (piece.word(), piece.id().to_owned());
        let own: BTreeSet<_> = self.pieces().map(named).collect();
        let has = |piece: &Piece<'_>| own.contains(&named(*piece));
        older.pieces().filter(|piece| !has(piece)).collect()
    }
}
