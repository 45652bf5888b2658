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
        for mention in &self.mentions {
            if !mention.id.is_empty() && !known.contains(&mention.id.as_str()) {
                faults.tell(
                    &mention.file,
                    mention.line,
                    format!(
                        "there is no exercise `{}`{}",
                        mention.id,
                        suggest(&mention.id, &known)
                    ),
                    "Correct the id, or add the exercise.",
                );
            }
        }
        for exercise in &self.exercises {
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
