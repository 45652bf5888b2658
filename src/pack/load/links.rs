//! Ids across files: which are defined, which are spoken of, and which do not fit.
//!
//! Called by `load`, filled by the schema modules.

use super::Faults;
use super::names::suggest;
use std::collections::BTreeMap;

/// Where an id stands.
#[derive(Debug, Clone)]
struct Place {
    id: String,
    file: String,
    line: u32,
}

/// All ids of lessons and exercises, and all mentions of them.
#[derive(Debug, Default)]
pub(super) struct Links {
    lessons: Vec<Place>,
    exercises: Vec<Place>,
    curriculum: Vec<Place>,
    mentions: Vec<Place>,
    originals: Vec<Place>,
    practices: Vec<Place>,
}

impl Links {
    pub(super) fn lesson(&mut self, id: &str, file: &str, line: u32) {
        self.lessons.push(place(id, file, line));
    }

    pub(super) fn exercise(&mut self, id: &str, file: &str, line: u32) {
        self.exercises.push(place(id, file, line));
    }

    pub(super) fn curriculum(&mut self, number: &str, file: &str, line: u32) {
        self.curriculum.push(place(number, file, line));
    }

    /// A lesson speaks of an exercise.
    pub(super) fn mention(&mut self, id: &str, file: &str, line: u32) {
        self.mentions.push(place(id, file, line));
    }

    /// An exercise says that it asks once more what another one asks.
    pub(super) fn original(&mut self, id: &str, file: &str, line: u32) {
        self.originals.push(place(id, file, line));
    }

    /// An objective names what practises it.
    pub(super) fn practice(&mut self, id: &str, file: &str, line: u32) {
        self.practices.push(place(id, file, line));
    }

    /// Whether the exercise that another one asks once more is that one again, or asks it in turn.
    fn leads_back(&self, from: &Place) -> bool {
        let mut at = from;
        for _ in &self.originals {
            let Some(exercise) = self.exercises.iter().find(|exercise| exercise.id == at.id) else {
                return false;
            };
            if exercise.file == from.file {
                return true;
            }
            match self
                .originals
                .iter()
                .find(|other| other.file == exercise.file)
            {
                Some(next) => at = next,
                None => return false,
            }
        }
        false
    }

    /// Tells ids given twice and ids that lead nowhere.
    pub(super) fn check(&self, faults: &Faults) {
        twice("lessons with the id", &self.lessons, faults);
        twice("exercises with the id", &self.exercises, faults);
        twice(
            "exercises with the curriculum number",
            &self.curriculum,
            faults,
        );
        let known: Vec<&str> = self.exercises.iter().map(|e| e.id.as_str()).collect();
        // What leads from or to a file that could not be read is not known.
        let exercise = |path: &str| path.ends_with("/exercise.toml");
        let lesson = |path: &str| path.starts_with("lessons/");
        let lost = |places: &[Place]| places.iter().any(|place| place.id.is_empty());
        let exercises_lost = faults.is_broken(exercise) || lost(&self.exercises);
        let lessons_lost = faults.is_broken(lesson) || lost(&self.lessons);
        let mentions_lost = faults.is_broken(lesson) || lost(&self.mentions);
        let all = self.mentions.iter().chain(&self.originals);
        for mention in all.filter(|_| !exercises_lost) {
            leads("exercise", mention, &known, faults);
        }
        for original in self.originals.iter().filter(|_| !exercises_lost) {
            if self.leads_back(original) {
                faults.tell(
                    &original.file,
                    original.line,
                    format!(
                        "`variant` leads back to this exercise, by way of `{}`",
                        original.id
                    ),
                    "Name the exercise that came first; it has no `variant`.",
                );
            }
        }
        let lessons = self.lessons.iter().map(|lesson| lesson.id.as_str());
        let known: Vec<&str> = known.iter().copied().chain(lessons).collect();
        let practices = self.practices.iter();
        for practice in practices.filter(|_| !exercises_lost && !lessons_lost) {
            leads("exercise or lesson", practice, &known, faults);
        }
        for exercise in self.exercises.iter().filter(|_| !mentions_lost) {
            if !exercise.id.is_empty() && !self.mentions.iter().any(|m| m.id == exercise.id) {
                faults.tell(
                    &exercise.file,
                    exercise.line,
                    format!("no lesson leads to the exercise `{}`", exercise.id),
                    "Add an ```exercise block with its id to a lesson.",
                );
            }
        }
    }
}

/// Tells an id that leads nowhere.
fn leads(what: &str, mention: &Place, known: &[&str], faults: &Faults) {
    if !mention.id.is_empty() && !known.contains(&mention.id.as_str()) {
        faults.tell(
            &mention.file,
            mention.line,
            format!(
                "there is no {what} `{}`{}",
                mention.id,
                suggest(&mention.id, known)
            ),
            format!("Correct the id, or add the {what}."),
        );
    }
}

fn place(id: &str, file: &str, line: u32) -> Place {
    Place {
        id: id.to_owned(),
        file: file.to_owned(),
        line,
    }
}

fn twice(what: &str, places: &[Place], faults: &Faults) {
    let mut seen: BTreeMap<&str, &Place> = BTreeMap::new();
    for place in places {
        if place.id.is_empty() {
            continue;
        }
        if let Some(first) = seen.insert(&place.id, place) {
            faults.tell(
                &place.file,
                place.line,
                format!(
                    "there are two {what} `{}`; the other is in {}:{}",
                    place.id, first.file, first.line
                ),
                "Give this one another.",
            );
        }
    }
}
