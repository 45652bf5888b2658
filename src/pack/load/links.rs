//! Ids across files: which are defined, which are spoken of, and which do not fit.
//!
//! Called by `load`, filled by the schema modules.

use super::Faults;
use super::names::suggest;
use super::table::Table;
use crate::pack::Retired;
use std::collections::{BTreeMap, BTreeSet};

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
    /// Files of what is no longer taught.
    retired: BTreeSet<String>,
    /// What stands in the place of something that is no longer taught.
    instead: Vec<Place>,
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

    /// Reads in the head of a lesson or an exercise whether it is no longer taught.
    pub(super) fn retired(&mut self, root: &Table<'_>, file: &str) -> Option<Retired> {
        let why = root.text("retired");
        let by = root.text("replaced-by");
        let Some(why) = why else {
            if by.is_some() {
                root.tell(
                    root.line_of("replaced-by"),
                    "`replaced-by` stands where nothing is retired",
                    "Add `retired = \"…\"` with the reason, or remove it.",
                );
            }
            return None;
        };
        if why.trim().is_empty() {
            root.tell(
                root.line_of("retired"),
                "`retired` says no reason",
                "Write in a sentence why it is no longer taught; whoever opens it reads that.",
            );
        }
        self.retired.insert(file.to_owned());
        if let Some(id) = &by {
            let line = root.line_of("replaced-by");
            self.instead.push(place(id, file, line));
        }
        Some(Retired { why, by })
    }

    fn is_retired(&self, place: &Place) -> bool {
        self.retired.contains(&place.file)
    }

    /// The ids under which nothing is taught any more.
    fn retired_ids<'a>(
        &self,
        places: impl Iterator<Item = &'a Place> + Clone,
    ) -> BTreeSet<&'a str> {
        let taught = places.clone().filter(|place| !self.is_retired(place));
        let taught: BTreeSet<&str> = taught.map(|place| place.id.as_str()).collect();
        let retired = places.filter(|place| self.is_retired(place));
        let retired = retired.map(|place| place.id.as_str());
        retired.filter(|id| !taught.contains(id)).collect()
    }

    /// What stands in the place of something is there, is another thing and is taught.
    fn check_instead(&self, known: &[&str], faults: &Faults) {
        let all = || self.exercises.iter().chain(&self.lessons);
        let retired = self.retired_ids(all());
        let own: BTreeSet<(&str, &str)> = all()
            .map(|place| (place.file.as_str(), place.id.as_str()))
            .collect();
        for place in &self.instead {
            leads("exercise or lesson", place, known, faults);
            if retired.contains(place.id.as_str()) {
                let id = &place.id;
                let cause = if own.contains(&(place.file.as_str(), id.as_str())) {
                    format!("`replaced-by` names `{id}` itself")
                } else {
                    format!("`replaced-by` names `{id}`, which is retired, too")
                };
                let next = "Name what is taught in its place, or remove `replaced-by`.";
                faults.tell(&place.file, place.line, cause, next);
            }
        }
    }

    /// Advises where something that is taught leads to what is not.
    fn advise(&self, faults: &Faults) {
        let exercises = self.retired_ids(self.exercises.iter());
        for (what, places) in [
            ("the page leads to", &self.mentions),
            ("`variant` names", &self.originals),
        ] {
            for place in places.iter().filter(|place| !self.is_retired(place)) {
                if exercises.contains(place.id.as_str()) {
                    let cause = format!("{what} the exercise `{}`, which is retired", place.id);
                    let next = "Lead to what is set in its place, or take it out.";
                    faults.advise(&place.file, place.line, &cause, next);
                }
            }
        }
        let all = self.retired_ids(self.exercises.iter().chain(&self.lessons));
        for place in &self.practices {
            if all.contains(place.id.as_str()) {
                let cause = format!("an objective names `{}`, which is retired", place.id);
                let next = "Name what practises it now.";
                faults.advise(&place.file, place.line, &cause, next);
            }
        }
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
        // A number goes on to what stands in the place of an exercise; an id does not.
        let numbered = self.curriculum.iter().filter(|one| !self.is_retired(one));
        let numbered: Vec<Place> = numbered.cloned().collect();
        twice("exercises with the curriculum number", &numbered, faults);
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
        if !exercises_lost && !lessons_lost {
            self.check_instead(&known, faults);
            self.advise(faults);
        }
        let mentions = self.mentions.iter().filter(|one| !self.is_retired(one));
        let mentioned: BTreeSet<&str> = mentions.map(|one| one.id.as_str()).collect();
        for exercise in self.exercises.iter().filter(|_| !mentions_lost) {
            let led = mentioned.contains(exercise.id.as_str()) || self.is_retired(exercise);
            if !exercise.id.is_empty() && !led {
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
