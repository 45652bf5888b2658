//! The proof of a pack's parts: what a pack promises and does not keep, what looks weak, and how
//! strict its judging is, in numbers.
//!
//! Puts the questions together; `prove` judges answers, `given` reads what they are judged by, `idle` asks which goals matter, `hint` reads
//! the ladder, `reading` measures the texts. Called by `shell` (`protect pack check`) and by the content tests.

mod given;
mod hint;
mod idle;
mod memory;
mod reached;
mod reading;
mod versions;

pub use memory::Memory;
pub use reading::proof_of_reading;

use super::bench::Bench;
use super::judge::{on, passes, passing};
use super::misconception::shows;
use super::prove::{answers, compare};
use super::{Answer, Expect, Outcome, Verdict, attempt, doubt, prove_lesson, prove_rule};
use crate::pack::{Exercise, Fault, GoalKind, Lesson, Pack, Shared, VerdictKind, suggest};
use crate::rules::{Rule, Rulebook};
use crate::text::Source;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What the proof of a part of a pack gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proof {
    /// Promises that are not kept.
    pub faults: Vec<Fault>,
    /// What holds and could be better.
    pub notes: Vec<Fault>,
    /// The answers that were tried, counted.
    pub tally: Tally,
}

impl Proof {
    /// Puts what another part gave to this.
    pub fn add(&mut self, other: Self) {
        self.faults.extend(other.faults);
        self.notes.extend(other.notes);
        self.tally.add(&other.tally);
    }

    /// By file and line.
    pub fn sort(&mut self) {
        for list in [&mut self.faults, &mut self.notes] {
            list.sort_by(|a, b| (&a.file, a.line, &a.cause).cmp(&(&b.file, b.line, &b.cause)));
            list.dedup();
        }
    }
}

/// How many were judged as they should be, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Judged as they should be.
    pub held: u32,
    /// All that were tried.
    pub of: u32,
}

impl Share {
    fn count(&mut self, held: bool) {
        self.of += 1;
        self.held += u32::from(held);
    }

    fn add(&mut self, other: Self) {
        self.held += other.held;
        self.of += other.of;
    }
}

/// The answers of an exercise, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Solutions and accepted answers that pass.
    pub right: Share,
    /// Rejected answers, starts and cheats that do not pass.
    pub wrong: Share,
    /// Right answers written differently, with the same meaning, that still pass.
    pub kept: Share,
    /// Right answers whose repair was undone that no longer pass.
    pub undone: Share,
    /// Statements of the solution whose loss is noticed.
    pub cut: Share,
    /// Goals without which some wrong answer gets through; the others back them up.
    pub goals: Share,
}

impl Tally {
    /// Adds another tally.
    pub fn add(&mut self, other: &Self) {
        self.right.add(other.right);
        self.wrong.add(other.wrong);
        self.kept.add(other.kept);
        self.undone.add(other.undone);
        self.cut.add(other.cut);
        self.goals.add(other.goals);
    }

    /// How many of a hundred wrong versions are noticed: rejected answers and cheats, undone
    /// repairs, solutions that lost a statement. Nothing when there were none.
    #[must_use]
    pub fn strictness(&self) -> Option<u32> {
        let all = [self.wrong, self.undone, self.cut];
        let held: u32 = all.iter().map(|share| share.held).sum();
        let of: u32 = all.iter().map(|share| share.of).sum();
        (held * 100).checked_div(of)
    }
}

/// Proves a lesson.
#[must_use]
pub fn proof_of_lesson(lesson: &Lesson, rulebook: &Rulebook) -> Proof {
    Proof {
        faults: prove_lesson(lesson, rulebook),
        ..Proof::default()
    }
}

/// Proves a pack's own rule by the tests in it. Rules that stand in none of the pack's files are not
/// the pack's, and nothing is said of them.
#[must_use]
pub fn proof_of_rule(rule: &Rule, pack: &Pack, rulebook: &Rulebook) -> Proof {
    let mut proof = Proof::default();
    if pack.rules.iter().any(|(file, _)| *file == rule.file) {
        let faults = prove_rule(rulebook, rule).into_iter().map(|fault| Fault {
            file: fault.file,
            line: fault.line,
            column: fault.column,
            cause: fault.cause,
            next: fault.next,
        });
        proof.faults.extend(faults);
    }
    proof
}

/// Proves a shared misconception by its own code.
#[must_use]
pub fn proof_of_shared(shared: &Shared, rulebook: &Rulebook) -> Proof {
    let mut proof = Proof::default();
    let id = &shared.misconception.id;
    for rule in &shared.misconception.detect.finding {
        if rulebook.rule(rule).is_none() {
            let next = "Correct the id; `protect rules` lists them.";
            let cause = format!("there is no rule `{rule}`");
            proof
                .faults
                .push(told(&shared.file, shared.line, cause, next));
        }
    }
    for (pieces, wanted, says) in [
        (&shared.shows, true, "is not recognised in its own code"),
        (
            &shared.silent,
            false,
            "is recognised in code that must stay silent",
        ),
    ] {
        for (number, (line, code)) in (1..).zip(pieces) {
            match shows(&shared.misconception, code, rulebook) {
                Ok(found) if found == wanted => {}
                Ok(_) => {
                    let cause = format!("the misconception `{id}` {says} (number {number})");
                    let next = "Correct `detect`, or the code.";
                    proof.faults.push(told(&shared.file, *line, cause, next));
                }
                Err(why) => {
                    let cause = format!("Python cannot read the code of `{id}`: {why}");
                    let next = "Correct the code.";
                    proof.faults.push(told(&shared.file, *line, cause, next));
                }
            }
        }
    }
    proof
}

/// An answer with what the judge said of it.
pub(super) struct Judged {
    answer: Answer,
    verdict: Verdict,
}

impl Judged {
    /// Whether it must pass.
    fn is_right(&self) -> bool {
        let name = self.answer.name.as_str();
        name == "solution" || name.starts_with("accept/") || name.starts_with("right/")
    }

    /// How it does with the goal of this number.
    fn outcome(&self, goal: usize) -> Option<&Outcome> {
        Some(&self.verdict.goals.get(goal)?.outcome)
    }
}

/// Who does the judging of a proof: it is told how many answers there are, and does the work for the number
/// of each, in any order, or several at once.
pub type Hands<'h> = dyn Fn(usize, &(dyn Fn(usize) + Sync)) + Sync + 'h;

/// The exercise on the bench, and the hands that judge.
struct Court<'a> {
    bench: &'a Bench<'a>,
    hands: &'a Hands<'a>,
    memory: &'a Memory,
}

impl Court<'_> {
    /// What the judge says of a text.
    fn verdict(&self, text: &str) -> Verdict {
        let judge = || on(self.bench, &self.source(text));
        self.memory.verdict(text, judge)
    }

    /// What it says of a text that passes.
    fn passing(&self, text: &str) -> Option<Verdict> {
        let judge = || passing(self.bench, &self.source(text));
        self.memory.passing(text, judge)
    }

    fn source(&self, text: &str) -> Source {
        Source::new(self.bench.exercise.file.as_str(), text)
    }

    /// The work for each number, in order.
    fn all<T: Send + Sync>(&self, count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
        let done: Vec<OnceLock<T>> = (0..count).map(|_| OnceLock::new()).collect();
        (self.hands)(count, &|at| {
            if let Some(slot) = done.get(at) {
                slot.get_or_init(|| work(at));
            }
        });
        let done = done.into_iter().enumerate();
        done.map(|(at, slot)| slot.into_inner().unwrap_or_else(|| work(at)))
            .collect()
    }
}

/// Proves one exercise.
#[must_use]
pub fn prove_exercise(exercise: &Exercise, rulebook: &Rulebook) -> Proof {
    let hands: &Hands<'_> = &|count, work| (0..count).for_each(work);
    prove_exercise_again(exercise, rulebook, hands, &mut Memory::default())
}

/// Proves one exercise with these hands; what its last proof has found out under the same rules is not asked again.
#[must_use]
pub fn prove_exercise_again(
    exercise: &Exercise,
    rulebook: &Rulebook,
    hands: &Hands<'_>,
    memory: &mut Memory,
) -> Proof {
    memory.turn_to(exercise);
    let bench = Bench::new(exercise, rulebook);
    let court = Court {
        bench: &bench,
        hands,
        memory,
    };
    let mut found = Findings::new(exercise);
    rule_ids(exercise, rulebook, &mut found);
    let known = |rule: &String| rulebook.rule(rule).is_some();
    let unknown = exercise
        .goals
        .iter()
        .any(|goal| matches!(&goal.kind, GoalKind::Clears(rules) if !rules.iter().all(known)));
    // Every answer would be blamed for it.
    if given::check(exercise, &bench, &mut found) || unknown {
        found.proof.sort();
        return found.proof;
    }
    let answers = answers(exercise, rulebook);
    let verdicts = court.all(answers.len(), |at| {
        let text = answers.get(at).map_or("", |answer| answer.text.as_str());
        court.verdict(text)
    });
    let judged: Vec<Judged> = answers
        .into_iter()
        .zip(verdicts)
        .map(|(answer, verdict)| Judged { answer, verdict })
        .collect();
    if held_by_none(&court, &judged, &mut found) {
        found.proof.sort();
        return found.proof;
    }
    for one in &judged {
        let differs = compare(exercise, &one.answer, &one.verdict);
        let right = one.is_right();
        if right {
            found.proof.tally.right.count(passes(&one.verdict));
        } else {
            found.proof.tally.wrong.count(!passes(&one.verdict));
        }
        if let Some(cause) = differs {
            let (file, line) = found.place_of_answer(&one.answer.name);
            let mut next = otherwise(exercise, &one.answer, &one.verdict)
                .unwrap_or_else(|| advice(&one.answer.name, passes(&one.verdict)).to_owned());
            if right && let Some(reached) = reached::told(&court, one) {
                next = format!("{reached} {next}");
            }
            let open = one.verdict.kind == VerdictKind::CannotTell;
            if right && open && !exercise.world.made_up {
                next.push_str(MADE_UP);
            }
            found.fault(&file, line, cause, &next);
        }
    }
    witnesses(exercise, &judged, &mut found);
    idle::check(&court, &judged, &mut found);
    hint::check(exercise, rulebook, &judged, &mut found);
    if exercise.is_python() || exercise.fills_templates() {
        versions::check(&court, &judged, &mut found);
    }
    inputs(&bench, &mut found);
    found.proof.sort();
    found.proof
}

/// Tells a goal that every right answer fails, with the same words: the fault is in what they have in common, and what
/// else would be told follows from it. Whether there is one.
fn held_by_none(court: &Court<'_>, judged: &[Judged], found: &mut Findings<'_>) -> bool {
    const NEXT: &str =
        "Correct the goal, or what it asks with: its call, `stage`, `database` or `[world]`.";
    let exercise = court.bench.exercise;
    let right: Vec<&Judged> = judged.iter().filter(|one| one.is_right()).collect();
    let [first, others @ ..] = right.as_slice() else {
        return false;
    };
    let before = found.proof.faults.len();
    for (at, goal) in exercise
        .goals
        .iter()
        .enumerate()
        .filter(|_| !others.is_empty())
    {
        let Some(Outcome::Failed(why) | Outcome::CannotTell(why)) = first.outcome(at) else {
            continue;
        };
        if others
            .iter()
            .any(|one| one.outcome(at) != first.outcome(at))
        {
            continue;
        }
        let cause = format!("no right answer holds the goal `{}`: {why}", goal.id);
        let mut next = match reached::told(court, first) {
            Some(reached) => format!("{reached} {NEXT}"),
            None => NEXT.to_owned(),
        };
        if matches!(first.outcome(at), Some(Outcome::CannotTell(_))) && !exercise.world.made_up {
            next.push_str(MADE_UP);
        }
        found.here(Findings::line(&exercise.places.goals, at), cause, &next);
    }
    found.proof.faults.len() > before
}

/// What to do where the goal that must catch an answer does, and its failure means something else than the label says.
fn otherwise(exercise: &Exercise, answer: &Answer, verdict: &Verdict) -> Option<String> {
    let Expect::Caught {
        verdict: wanted,
        goal: Some(id),
        ..
    } = &answer.expect
    else {
        return None;
    };
    let mut failing = verdict.goals.iter();
    let failing = failing.any(|goal| goal.id == *id && matches!(goal.outcome, Outcome::Failed(_)));
    if !failing || verdict.kind == *wanted {
        return None;
    }
    let (word, kind) = (wanted.word(true), verdict.kind.word(true));
    let means = exercise.goals.iter().find(|goal| goal.id == *id)?.verdict;
    Some(if means == *wanted {
        format!(
            "Label it `{kind}`, because other goals fail as well, make it fail `{id}` only, or let the others wait with `after = [\"{id}\"]`."
        )
    } else {
        format!(
            "Label it `{kind}`, or say in the goal `{id}` what its failure means: `verdict = \"{word}\"`."
        )
    })
}

/// What else may help where a goal cannot be told.
const MADE_UP: &str = " If it hangs on random values, `made-up = true` in `[world]` makes some up.";

/// What to do about an answer that is judged otherwise than its author says.
fn advice(answer: &str, passed: bool) -> &'static str {
    if answer.starts_with("cheat/") && passed {
        "Nothing notices that the work is gone: add a goal for what must still work, such as `keeps` or a `probe` with a harmless input."
    } else if answer == "solution" || answer.starts_with("accept/") {
        "Correct the answer, or the goal that refuses it: a goal says what the program does, never how it is written."
    } else if answer == "start" {
        "Correct the start, or the goals: what is given must fail for the reason that the exercise teaches."
    } else if passed {
        "Add a goal that this answer fails, or move it to `accept/`."
    } else {
        "Correct the answer, the goals, or what is said of the answer."
    }
}

/// What the proof of one exercise has found so far, and where its parts stand.
pub(super) struct Findings<'a> {
    exercise: &'a Exercise,
    /// Its `exercise.toml`.
    file: String,
    proof: Proof,
}

impl<'a> Findings<'a> {
    fn new(exercise: &'a Exercise) -> Self {
        Self {
            exercise,
            file: exercise.head(),
            proof: Proof::default(),
        }
    }

    fn fault(&mut self, file: &str, line: u32, cause: String, next: &str) {
        self.proof.faults.push(told(file, line, cause, next));
    }

    /// A fault of `exercise.toml`.
    fn here(&mut self, line: u32, cause: String, next: &str) {
        let file = self.file.clone();
        self.fault(&file, line, cause, next);
    }

    fn note(&mut self, line: u32, cause: String, next: &str) {
        self.proof.notes.push(told(&self.file, line, cause, next));
    }

    /// The file and line at which an author puts an answer right: its label, or else its code.
    fn place_of_answer(&self, name: &str) -> (String, u32) {
        let places = &self.exercise.places;
        if let Some(line) = places.labels.get(name) {
            return (self.file.clone(), *line);
        }
        let file = if name.starts_with("cheat/") {
            return (self.file.clone(), Self::line(&places.goals, 0));
        } else {
            places.files.get(name)
        };
        (file.unwrap_or(&self.file).clone(), 1)
    }

    /// The file with the code of an answer: `inside` it, where there are several.
    fn place_of_code(&self, name: &str, inside: Option<&str>) -> (String, u32) {
        if let Some(inside) = inside {
            return (format!("{}{name}/{inside}", self.exercise.folder), 1);
        }
        let file = self.exercise.places.files.get(name);
        (file.unwrap_or(&self.file).clone(), 1)
    }

    /// One of the lines, or the first of the file when it is not known.
    fn line(lines: &[u32], index: usize) -> u32 {
        lines.get(index).copied().unwrap_or(1)
    }
}

fn told(file: &str, line: u32, cause: String, next: &str) -> Fault {
    Fault {
        file: file.to_owned(),
        line,
        column: 0,
        cause: cause.trim_end_matches('.').to_owned(),
        next: next.into(),
    }
}

/// Tells rules that nobody knows.
fn rule_ids(exercise: &Exercise, rulebook: &Rulebook, found: &mut Findings<'_>) {
    let places = &exercise.places;
    let mut ids: Vec<(&String, u32)> = Vec::new();
    for (at, goal) in exercise.goals.iter().enumerate() {
        if let GoalKind::Clears(rules) = &goal.kind {
            let line = Findings::line(&places.goals, at);
            ids.extend(rules.iter().map(|rule| (rule, line)));
        }
    }
    for (at, misconception) in exercise.misconceptions.iter().enumerate() {
        let line = Findings::line(&places.misconceptions, at);
        ids.extend(misconception.detect.finding.iter().map(|rule| (rule, line)));
    }
    for (at, hint) in exercise.hints.iter().enumerate() {
        let rule = hint.when.as_ref().and_then(|when| when.finding.as_ref());
        ids.extend(rule.map(|rule| (rule, Findings::line(&places.hints, at))));
    }
    let goal = |key: &str| exercise.goals.iter().any(|goal| goal.id == key);
    ids.extend(
        exercise
            .advice
            .keys()
            .filter(|key| !goal(key))
            .map(|key| (key, 1)),
    );
    let known: Vec<&str> = rulebook
        .rules()
        .iter()
        .map(|rule| rule.id.as_str())
        .collect();
    for (id, line) in ids {
        if rulebook.rule(id).is_none() {
            found.here(
                line,
                format!("there is no rule `{id}`{}", suggest(id, &known)),
                "Correct the id; `protect rules` lists them.",
            );
        }
    }
}

/// Tells goals that no answer fails and misconceptions that no answer shows.
fn witnesses(exercise: &Exercise, judged: &[Judged], found: &mut Findings<'_>) {
    let failed: BTreeSet<&str> = judged
        .iter()
        .flat_map(|one| &one.verdict.goals)
        .filter(|goal| matches!(goal.outcome, Outcome::Failed(_)))
        .map(|goal| goal.id.as_str())
        .collect();
    let named: BTreeSet<&str> = judged
        .iter()
        .filter_map(|one| one.verdict.misconception.as_ref())
        .map(|(id, ..)| id.as_str())
        .collect();
    for (at, goal) in exercise.goals.iter().enumerate() {
        if !failed.contains(goal.id.as_str()) {
            found.here(
                Findings::line(&exercise.places.goals, at),
                format!("no answer fails the goal `{}`", goal.id),
                "Add a rejected answer that only this goal catches, or remove the goal.",
            );
        }
    }
    for (at, misconception) in exercise.misconceptions.iter().enumerate() {
        if !named.contains(misconception.id.as_str()) {
            found.here(
                Findings::line(&exercise.places.misconceptions, at),
                format!("no answer shows the misconception `{}`", misconception.id),
                "Add a rejected answer that must be named so, or remove the misconception.",
            );
        }
    }
}

/// Tells inputs that are said to get through and do not.
fn inputs(bench: &Bench<'_>, found: &mut Findings<'_>) {
    let exercise = bench.exercise;
    let Some(attack) = &exercise.attack else {
        return;
    };
    for (at, input) in attack.input.iter().enumerate() {
        if !input.works {
            continue;
        }
        let tried = attempt::at_start(bench, attack, &input.text);
        if !tried.works {
            found.here(
                Findings::line(&exercise.places.inputs, at),
                format!(
                    "the input `{}` is said to work on the start: {}",
                    input.text, tried.message
                ),
                "Correct the input, or remove `works = true`.",
            );
        }
    }
}
