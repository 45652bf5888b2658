//! What is taught: packs, modules, lessons, exercises, goals, hints, as plain data.
//!
//! Reads a pack from a set of named texts and tells all its faults at once. Knows neither the
//! rules (it carries rule files unread) nor the disk. Called by `grade`, `progress`, `ui`, `shell`.

mod disclosure;
mod exercise;
mod file;
mod lesson;
mod load;
mod messages;
mod own_file;
mod pace;
mod quote;
mod reading;
mod reference;
mod reply;
mod retired;
mod skeleton;
mod task;
mod translation;
mod world;

pub use disclosure::{Day, Disclosure};
pub use exercise::{
    Accept, Attack, AttackInput, C_FAULTS, Detect, Exercise, ExerciseKind, Expected, Function,
    Goal, GoalKind, Hint, Keeps, Misconception, Param, Places, Probe, REQUEST, Reject, Shared,
    Spare, VerdictKind, When, belongs,
};
pub use file::{CCode, Fields, FileGoal, Format, Ignores, Renders, Requirements, Setting};
pub use lesson::{
    Block, Choice, Fact, Inline, Lesson, Page, Question, QuestionKind, QuestionOption,
};
pub use load::{
    Fault, Files, blocks, files_of, folder_of, is_newer, load, load_few, suggest, told_of_rules,
};
pub use messages::{Messages, built_in, names_in};
pub use pace::Pace;
pub use quote::quoted;
pub use reading::{grade_of_page, grade_of_text};
pub use reference::{Covered, Entry, Point, Topic};
pub use reply::{Reply, Trouble};
pub use retired::{Piece, Retired};
pub use skeleton::{Done, Skeleton, is_of, name_of_rule, rules_read, skeleton};
pub use task::{Card, Lines, Part, Place, Spot, Task, mixed, ordered};
pub use translation::{RULE, Told, Translation, fingerprint};
pub use world::{ArchiveEntry, Commit, Repository, World, WorldProgram, WorldRequest};

use std::collections::BTreeMap;

/// A whole course, loaded and checked for form.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// What the pack says of itself.
    pub about: About,
    /// The modules in the order in which they are taught.
    pub modules: Vec<Module>,
    /// All lessons, ordered as their modules and, inside one, as their file names.
    pub lessons: Vec<Lesson>,
    /// All exercises, ordered by id of module and folder name.
    pub exercises: Vec<Exercise>,
    /// The exercises that are steps of lessons, in the order of their lessons. Their ids begin with that of
    /// the lesson and a point.
    pub steps: Vec<Exercise>,
    /// The topics of the reference, ordered by file name.
    pub reference: Vec<Topic>,
    /// Misconceptions that exercises name by their ids.
    pub shared: Vec<Shared>,
    /// Rule files and model files, unread: path inside the pack and text.
    pub rules: Vec<(String, String)>,
    /// What it says in other languages, by locale.
    pub translations: BTreeMap<String, Translation>,
    /// What the program says around it, in its language.
    pub messages: Messages,
    /// Translations that are left out: their source has changed since, or a text in them is wrong.
    pub stale: Vec<Fault>,
    /// What still leads to something that is no longer taught; nothing is wrong with it.
    pub advice: Vec<Fault>,
    /// What was ignored because the pack has a newer minor format; one sentence each.
    pub notices: Vec<String>,
}

impl Pack {
    /// The lesson with this id.
    #[must_use]
    pub fn lesson(&self, id: &str) -> Option<&Lesson> {
        self.lessons.iter().find(|lesson| lesson.id == id)
    }

    /// The exercise or step with this id, or the exercise with this curriculum number.
    #[must_use]
    pub fn exercise(&self, id: &str) -> Option<&Exercise> {
        let mut all = self.exercises.iter().chain(&self.steps);
        all.find(|e| e.id == id).or_else(|| {
            let numbered = |e: &&Exercise| e.curriculum.as_deref() == Some(id);
            let taught = self.taught_exercises().find(numbered);
            taught.or_else(|| self.exercises.iter().find(numbered))
        })
    }
}

/// The head of `pack.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The version of the pack format, such as `1.0`.
    pub format: String,
    /// Kebab-case; never changes.
    pub id: String,
    /// A semantic version.
    pub version: String,
    /// The name people see.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// An SPDX expression.
    pub license: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// A BCP 47 tag such as `en`.
    pub language: String,
    /// How hard its texts may be to read; nothing when the pack sets no limit.
    pub reading: Option<Reading>,
    /// What it needs beside itself.
    pub needs: Needs,
}

/// What a pack needs beside itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needs {
    /// Ids of rules that its exercises ask about.
    pub rules: Vec<String>,
    /// The line in `pack.toml` where they stand, from 1.
    pub line: u32,
}

impl About {
    /// Whether its texts can be measured: the formula is made for English.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.language == "en" || self.language.starts_with("en-")
    }
}

/// The hardest that texts of a pack may be, in school years of the US.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Pages, their questions, and briefs.
    pub pages: u32,
    /// Hints.
    pub hints: u32,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            pages: 10,
            hints: 9,
        }
    }
}

/// One module: a folder of lessons and one of exercises with the module's id as name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// The name of the folders below `lessons/` and `exercises/`; never changes.
    pub id: String,
    /// The name people see.
    pub title: String,
    /// One sentence for the course map.
    pub summary: String,
    /// What a learner can do afterwards.
    pub objectives: Vec<Objective>,
}

/// Something a learner can do after a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objective {
    /// The sentence, beginning with a verb.
    pub text: String,
    /// The ids of the exercises, and of the lessons with questions, that practise it.
    pub by: Vec<String>,
}
