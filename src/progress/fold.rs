//! Progress as a fold of events over a pack: nothing here is stored, all of it can be recomputed.
//!
//! Knows no clock and no store. Called by `ui` (map, exercise) and `shell` (`protect list`).

use super::{Event, Stamped};
use crate::pack::{Pack, VerdictKind};
use std::collections::{BTreeMap, BTreeSet};

/// How far a lesson is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LessonState {
    /// No page was seen.
    Untouched,
    /// Some pages were seen.
    Begun,
    /// Every page was seen, and not every question is answered.
    Unanswered,
    /// Every page was seen and every question answered.
    Read,
}

/// How far an exercise is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExerciseState {
    /// Nothing was done.
    Untouched,
    /// Something was done; it is not passed.
    Begun,
    /// Passed before its goals changed: worth another submission.
    CheckAgain,
    /// Passed, with advice left.
    PassedWithAdvice,
    /// Passed.
    Passed,
}

impl ExerciseState {
    /// The state in words, everywhere the same.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Untouched => "not started",
            Self::Begun => "begun",
            Self::CheckAgain => "check again",
            Self::PassedWithAdvice => "passed with advice",
            Self::Passed => "passed",
        }
    }

    /// Whether it counts as done.
    #[must_use]
    pub fn is_passed(self) -> bool {
        matches!(self, Self::Passed | Self::PassedWithAdvice)
    }
}

/// The standing of one question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The options chosen last, by index.
    pub chosen: Vec<u32>,
    /// How sure the learner was, 1 to 3; 0 when not asked.
    pub sure: u8,
    /// Whether the last answer was right.
    pub right: bool,
    /// Whether the first answer was right.
    pub first_right: bool,
    /// How often it was answered.
    pub tries: u32,
}

/// The standing of one lesson.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LessonProgress {
    /// How many pages the lesson has; 0 when the pack no longer holds it.
    pub pages: u32,
    /// The ids of its questions; none when the pack no longer holds it.
    pub questions: BTreeSet<String>,
    /// Pages seen, from 0.
    pub read: BTreeSet<u32>,
    /// Answers by question id.
    pub answers: BTreeMap<String, Answer>,
    /// When something was last done here, in seconds since 1970-01-01 UTC.
    pub last: Option<i64>,
}

impl LessonProgress {
    /// How far it is. Pages that a newer lesson no longer has do not count.
    #[must_use]
    pub fn state(&self) -> LessonState {
        let read = self.read.iter().filter(|page| **page < self.pages).count();
        match read {
            _ if self.read.is_empty() && self.answers.is_empty() => LessonState::Untouched,
            n if self.pages > 0 && n >= self.pages as usize => {
                if self.answered() < self.questions.len() {
                    LessonState::Unanswered
                } else {
                    LessonState::Read
                }
            }
            _ => LessonState::Begun,
        }
    }

    /// How many of its questions are answered, rightly or not.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.questions
            .iter()
            .filter(|id| self.answers.contains_key(*id))
            .count()
    }

    /// The state in words, everywhere the same.
    #[must_use]
    pub fn word(&self) -> String {
        match self.state() {
            LessonState::Untouched => "not started".into(),
            LessonState::Begun => "begun".into(),
            LessonState::Unanswered => format!(
                "read, {} of {} answered",
                self.answered(),
                self.questions.len()
            ),
            LessonState::Read => "done".into(),
        }
    }
}

/// The standing of one exercise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExerciseProgress {
    /// The revision in the pack; 0 when the pack no longer holds it.
    pub revision: u32,
    /// How many submissions were judged.
    pub attempts: u32,
    /// The last verdict.
    pub last_verdict: Option<VerdictKind>,
    /// Hints seen, by index from 0.
    pub hints: BTreeSet<u32>,
    /// Whether a hint that gives the answer away was seen before the first pass.
    pub revealed: bool,
    /// Whether an input that gets through was found (first part of an attack exercise).
    pub attacked: bool,
    /// How often each misconception was recognised.
    pub misconceptions: BTreeMap<String, u32>,
    /// When something was last done here, in seconds since 1970-01-01 UTC.
    pub last: Option<i64>,
    passed_revision: Option<u32>,
    advised_revision: Option<u32>,
    last_misconception: Option<String>,
    in_a_row: u32,
    touched: bool,
}

impl ExerciseProgress {
    /// How far it is.
    #[must_use]
    pub fn state(&self) -> ExerciseState {
        let current = |passed: Option<u32>| passed.is_some_and(|at| at >= self.revision);
        if current(self.passed_revision) {
            ExerciseState::Passed
        } else if current(self.advised_revision) {
            ExerciseState::PassedWithAdvice
        } else if self.ever_passed() {
            ExerciseState::CheckAgain
        } else if self.touched {
            ExerciseState::Begun
        } else {
            ExerciseState::Untouched
        }
    }

    /// Whether any revision was ever passed.
    #[must_use]
    pub fn ever_passed(&self) -> bool {
        self.passed_revision.is_some() || self.advised_revision.is_some()
    }

    /// The misconception that the last two or more judged submissions in a row had in common.
    #[must_use]
    pub fn repeated_misconception(&self) -> Option<&str> {
        (self.in_a_row >= 2)
            .then_some(self.last_misconception.as_deref())
            .flatten()
    }

    fn judged(&mut self, revision: u32, verdict: VerdictKind, misconception: Option<&String>) {
        self.attempts = self.attempts.saturating_add(1);
        self.last_verdict = Some(verdict);
        match verdict {
            VerdictKind::Passed => self.passed_revision = self.passed_revision.max(Some(revision)),
            VerdictKind::PassedWithAdvice => {
                self.advised_revision = self.advised_revision.max(Some(revision));
            }
            _ => {}
        }
        if let Some(id) = misconception {
            let count = self.misconceptions.entry(id.clone()).or_default();
            *count = count.saturating_add(1);
        }
        if misconception.is_some() && misconception == self.last_misconception.as_ref() {
            self.in_a_row = self.in_a_row.saturating_add(1);
        } else {
            self.in_a_row = u32::from(misconception.is_some());
            self.last_misconception = misconception.cloned();
        }
    }
}

/// How many of a module's parts are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Lessons read to the end, with every question answered.
    pub lessons_read: usize,
    /// Lessons there are.
    pub lessons: usize,
    /// Exercises passed, with or without advice.
    pub exercises_passed: usize,
    /// Exercises there are.
    pub exercises: usize,
}

/// What one learner has done in one pack.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    lessons: BTreeMap<String, LessonProgress>,
    exercises: BTreeMap<String, ExerciseProgress>,
    modules: BTreeMap<String, (Vec<String>, Vec<String>)>,
}

impl Progress {
    /// The progress of someone who has not begun.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        let mut progress = Self::default();
        for lesson in &pack.lessons {
            let standing = LessonProgress {
                pages: u32::try_from(lesson.pages.len()).unwrap_or(u32::MAX),
                questions: lesson
                    .pages
                    .iter()
                    .flat_map(crate::pack::Page::questions)
                    .map(|question| question.id.clone())
                    .collect(),
                ..LessonProgress::default()
            };
            progress.lessons.insert(lesson.id.clone(), standing);
            if lesson.retired.is_some() {
                continue;
            }
            let parts = progress.modules.entry(lesson.module.clone()).or_default();
            parts.0.push(lesson.id.clone());
        }
        for exercise in pack.exercises.iter().chain(&pack.steps) {
            let standing = ExerciseProgress {
                revision: exercise.revision,
                ..ExerciseProgress::default()
            };
            progress.exercises.insert(exercise.id.clone(), standing);
            if !exercise.is_step() && exercise.retired.is_none() {
                let parts = progress.modules.entry(exercise.module.clone()).or_default();
                parts.1.push(exercise.id.clone());
            }
        }
        progress
    }

    /// The fold of `events`, in their order. Events about things the pack no longer holds are
    /// kept under their ids and count nowhere.
    #[must_use]
    pub fn of(pack: &Pack, events: &[Stamped]) -> Self {
        let mut progress = Self::new(pack);
        for stamped in events {
            progress.note(stamped);
        }
        progress
    }

    /// Adds one event.
    pub fn note(&mut self, stamped: &Stamped) {
        match &stamped.event {
            Event::Read { lesson, page } => {
                self.lesson_entry(lesson, stamped.at).read.insert(*page);
            }
            Event::Answered {
                lesson,
                question,
                chosen,
                sure,
                right,
            } => {
                let standing = self.lesson_entry(lesson, stamped.at);
                let answer = standing.answers.entry(question.clone()).or_default();
                if answer.tries == 0 {
                    answer.first_right = *right;
                }
                answer.tries = answer.tries.saturating_add(1);
                answer.chosen.clone_from(chosen);
                answer.sure = *sure;
                answer.right = *right;
            }
            Event::Hinted {
                exercise,
                hint,
                reveals,
            } => {
                let standing = self.exercise_entry(exercise, stamped.at);
                standing.hints.insert(*hint);
                standing.revealed |= *reveals && !standing.ever_passed();
            }
            Event::Judged {
                exercise,
                revision,
                verdict,
                misconception,
            } => self.exercise_entry(exercise, stamped.at).judged(
                *revision,
                *verdict,
                misconception.as_ref(),
            ),
            Event::Attacked { exercise, works } => {
                self.exercise_entry(exercise, stamped.at).attacked |= *works;
            }
            Event::Reset { exercise } => {
                self.exercise_entry(exercise, stamped.at);
            }
        }
    }

    /// The standing of a lesson of the pack, or of one with events.
    #[must_use]
    pub fn lesson(&self, id: &str) -> Option<&LessonProgress> {
        self.lessons.get(id)
    }

    /// The standing of an exercise of the pack, or of one with events.
    #[must_use]
    pub fn exercise(&self, id: &str) -> Option<&ExerciseProgress> {
        self.exercises.get(id)
    }

    /// How far a lesson is; untouched when nothing is known of it.
    #[must_use]
    pub fn lesson_state(&self, id: &str) -> LessonState {
        self.lesson(id)
            .map_or(LessonState::Untouched, LessonProgress::state)
    }

    /// How far an exercise is; untouched when nothing is known of it.
    #[must_use]
    pub fn exercise_state(&self, id: &str) -> ExerciseState {
        self.exercise(id)
            .map_or(ExerciseState::Untouched, ExerciseProgress::state)
    }

    /// How much of a module is done. What is no longer taught does not count.
    #[must_use]
    pub fn module(&self, id: &str) -> Tally {
        let Some((lessons, exercises)) = self.modules.get(id) else {
            return Tally::default();
        };
        Tally {
            lessons_read: lessons
                .iter()
                .filter(|id| self.lesson_state(id) == LessonState::Read)
                .count(),
            lessons: lessons.len(),
            exercises_passed: exercises
                .iter()
                .filter(|id| self.exercise_state(id).is_passed())
                .count(),
            exercises: exercises.len(),
        }
    }

    /// Whether anything was ever done.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.lessons.values().all(|lesson| lesson.last.is_none())
            && self.exercises.values().all(|e| e.last.is_none())
    }

    fn lesson_entry(&mut self, id: &str, at: i64) -> &mut LessonProgress {
        let standing = self.lessons.entry(id.to_owned()).or_default();
        standing.last = Some(at);
        standing
    }

    fn exercise_entry(&mut self, id: &str, at: i64) -> &mut ExerciseProgress {
        let standing = self.exercises.entry(id.to_owned()).or_default();
        standing.last = Some(at);
        standing.touched = true;
        standing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{About, Exercise, ExerciseKind, Lesson, Module, Page};

    fn pack(revision: u32) -> Pack {
        let page = Page {
            line: 1,
            title: String::new(),
            blocks: Vec::new(),
        };
        Pack {
            about: About {
                format: "1.0".into(),
                id: "p".into(),
                version: "1.0.0".into(),
                title: "P".into(),
                summary: String::new(),
                license: "MIT".into(),
                authors: Vec::new(),
                language: "en".into(),
                reading: None,
                needs: crate::pack::Needs::default(),
            },
            modules: vec![Module {
                id: "m".into(),
                title: "M".into(),
                summary: String::new(),
                objectives: Vec::new(),
            }],
            lessons: vec![Lesson {
                file: String::new(),
                id: "l".into(),
                revision: 1,
                module: "m".into(),
                title: "L".into(),
                minutes: 1,
                retired: None,
                talk: Vec::new(),
                facts: Vec::new(),
                pages: vec![page.clone(), page],
            }],
            exercises: vec![Exercise {
                folder: String::new(),
                id: "e".into(),
                revision,
                curriculum: None,
                placement: false,
                variant: None,
                module: "m".into(),
                kind: ExerciseKind::Fix,
                title: "E".into(),
                minutes: 1,
                due: None,
                retired: None,
                brief: String::new(),
                takeaway: String::new(),
                file: "e.py".into(),
                start: String::new(),
                solution: String::new(),
                fixed_files: false,
                spare: Vec::new(),
                task: None,
                functions: Vec::new(),
                database: String::new(),
                stage: String::new(),
                world: crate::pack::World::default(),
                goals: Vec::new(),
                hints: Vec::new(),
                misconceptions: Vec::new(),
                advice: BTreeMap::new(),
                attack: None,
                accept: Vec::new(),
                reject: Vec::new(),
                messages: crate::pack::Messages::default(),
                places: crate::pack::Places::default(),
            }],
            steps: Vec::new(),
            reference: Vec::new(),
            shared: Vec::new(),
            rules: Vec::new(),
            translations: BTreeMap::new(),
            messages: crate::pack::Messages::default(),
            stale: Vec::new(),
            advice: Vec::new(),
            notices: Vec::new(),
        }
    }

    fn judged(verdict: VerdictKind, misconception: Option<&str>) -> Event {
        Event::Judged {
            exercise: "e".into(),
            revision: 1,
            verdict,
            misconception: misconception.map(Into::into),
        }
    }

    fn fold(revision: u32, events: &[Event]) -> Progress {
        let stamped: Vec<_> = events
            .iter()
            .zip(100..)
            .map(|(event, at)| Stamped {
                at,
                event: event.clone(),
            })
            .collect();
        Progress::of(&pack(revision), &stamped)
    }

    #[test]
    fn an_exercise_moves_from_untouched_to_passed_and_never_back() {
        use VerdictKind::{Passed, PassedWithAdvice, Vulnerable};
        let table: &[(&[VerdictKind], ExerciseState)] = &[
            (&[], ExerciseState::Untouched),
            (&[Vulnerable], ExerciseState::Begun),
            (&[PassedWithAdvice], ExerciseState::PassedWithAdvice),
            (&[PassedWithAdvice, Passed], ExerciseState::Passed),
            (&[Passed, PassedWithAdvice], ExerciseState::Passed),
            (&[Passed, Vulnerable], ExerciseState::Passed),
        ];
        for (verdicts, state) in table {
            let events: Vec<_> = verdicts.iter().map(|v| judged(*v, None)).collect();
            assert_eq!(
                fold(1, &events).exercise_state("e"),
                *state,
                "after {verdicts:?}"
            );
        }
    }

    #[test]
    fn a_grown_revision_asks_to_check_again_until_it_is_passed() {
        let mut events = vec![judged(VerdictKind::Passed, None)];
        assert_eq!(
            fold(2, &events).exercise_state("e"),
            ExerciseState::CheckAgain
        );
        events.push(Event::Judged {
            exercise: "e".into(),
            revision: 2,
            verdict: VerdictKind::PassedWithAdvice,
            misconception: None,
        });
        assert_eq!(
            fold(2, &events).exercise_state("e"),
            ExerciseState::PassedWithAdvice
        );
    }

    #[test]
    fn the_same_misconception_counts_only_in_a_row() {
        let wrong = |id| judged(VerdictKind::Vulnerable, id);
        let twice = fold(1, &[wrong(Some("quotes")), wrong(Some("quotes"))]);
        let standing = twice.exercise("e").unwrap();
        assert_eq!(standing.repeated_misconception(), Some("quotes"));
        assert_eq!(standing.attempts, 2);
        let broken = fold(
            1,
            &[wrong(Some("quotes")), wrong(None), wrong(Some("quotes"))],
        );
        let standing = broken.exercise("e").unwrap();
        assert_eq!(standing.repeated_misconception(), None);
        assert_eq!(standing.misconceptions.get("quotes"), Some(&2));
    }

    #[test]
    fn a_reveal_counts_before_the_pass_only() {
        let hint = |reveals| Event::Hinted {
            exercise: "e".into(),
            hint: 3,
            reveals,
        };
        let before = fold(1, &[hint(true), judged(VerdictKind::Passed, None)]);
        assert!(before.exercise("e").unwrap().revealed);
        let after = fold(1, &[judged(VerdictKind::Passed, None), hint(true)]);
        assert!(!after.exercise("e").unwrap().revealed);
        assert!(after.exercise("e").unwrap().hints.contains(&3));
    }

    #[test]
    fn a_lesson_is_read_when_every_page_was_seen() {
        let read = |page| Event::Read {
            lesson: "l".into(),
            page,
        };
        assert_eq!(fold(1, &[]).lesson_state("l"), LessonState::Untouched);
        assert_eq!(
            fold(1, &[read(0), read(7)]).lesson_state("l"),
            LessonState::Begun
        );
        let done = fold(1, &[read(1), read(0)]);
        assert_eq!(done.lesson_state("l"), LessonState::Read);
        assert_eq!(
            done.module("m"),
            Tally {
                lessons_read: 1,
                lessons: 1,
                exercises_passed: 0,
                exercises: 1
            }
        );
    }

    #[test]
    fn a_lesson_is_done_when_its_questions_are_answered_too() {
        let mut lesson = LessonProgress {
            pages: 1,
            read: BTreeSet::from([0]),
            questions: BTreeSet::from(["p".into(), "q".into()]),
            ..LessonProgress::default()
        };
        assert_eq!(lesson.state(), LessonState::Unanswered);
        assert_eq!(lesson.word(), "read, 0 of 2 answered");
        for id in ["p", "gone"] {
            lesson.answers.insert(id.into(), Answer::default());
        }
        assert_eq!(lesson.word(), "read, 1 of 2 answered");
        lesson.answers.insert("q".into(), Answer::default());
        assert_eq!(
            (lesson.state(), lesson.word()),
            (LessonState::Read, "done".into())
        );
    }

    #[test]
    fn the_first_answer_is_remembered_beside_the_last() {
        let answer = |right| Event::Answered {
            lesson: "l".into(),
            question: "q".into(),
            chosen: vec![u32::from(right)],
            sure: 3,
            right,
        };
        let progress = fold(1, &[answer(false), answer(true)]);
        let standing = &progress.lesson("l").unwrap().answers["q"];
        assert!(standing.right && !standing.first_right);
        assert_eq!((standing.tries, standing.chosen.as_slice()), (2, &[1][..]));
    }

    #[test]
    fn events_about_retired_things_are_kept_and_count_nowhere() {
        let progress = fold(
            1,
            &[Event::Reset {
                exercise: "gone".into(),
            }],
        );
        assert_eq!(progress.exercise_state("gone"), ExerciseState::Begun);
        assert_eq!(progress.module("m").exercises, 1);
        assert!(!progress.is_untouched());
    }
}
