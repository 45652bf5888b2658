//! Answers and pages of a pack against the judge itself: which answers an exercise has, what each must
//! get, and whether it does.
//!
//! Called by `proof` and by the content tests.

use super::judge::passes;
use super::mutate::with;
use super::{Outcome, Verdict, judge};
use crate::analyze::analyze;
use crate::pack::{Block, Exercise, ExerciseKind, Fault, FileGoal, GoalKind, Lesson, VerdictKind};
use crate::rules::Rulebook;
use crate::text::{Source, bundle, ending, is_bundle, parts};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Proves the Python blocks of a lesson: their marks are exactly the findings.
#[must_use]
pub fn prove_lesson(lesson: &Lesson, rulebook: &Rulebook) -> Vec<Fault> {
    let mut faults = Vec::new();
    for page in &lesson.pages {
        for block in &page.blocks {
            if let Some((line, cause)) = block_lies(block, rulebook) {
                faults.push(Fault {
                    file: lesson.file.clone(),
                    line,
                    column: 0,
                    cause,
                    next: "Correct the code or its marks `#! rule-id`, or say `unchecked=\"why\"`."
                        .into(),
                });
            }
        }
    }
    faults
}

fn block_lies(block: &Block, rulebook: &Rulebook) -> Option<(u32, String)> {
    let Block::Code {
        language,
        text,
        line,
        marks,
        unchecked: None,
    } = block
    else {
        return None;
    };
    if language != "python" {
        return None;
    }
    let source = Source::new("example.py", text.as_str());
    let report = analyze(&source, rulebook, &[]);
    if let Some((at, why)) = report.trouble() {
        let at = source.line_of(at);
        return Some((line + at, format!("Python cannot read the code: {why}")));
    }
    let found: BTreeSet<(u32, &str)> = report
        .findings
        .iter()
        .map(|finding| (source.line_of(finding.span.start), finding.rule.as_str()))
        .collect();
    let marked: BTreeSet<(u32, &str)> = marks.iter().map(|(at, id)| (*at, id.as_str())).collect();
    if let Some((at, rule)) = found.difference(&marked).next() {
        return Some((line + at, format!("`{rule}` fires here and is not marked")));
    }
    marked.difference(&found).next().map(|(at, rule)| {
        (
            line + at,
            format!("`{rule}` is marked here and does not fire"),
        )
    })
}

/// One answer of an exercise with what the proof asks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// `start`, `solution`, `accept/<name>`, `reject/<name>` or `cheat/<name>`.
    pub name: String,
    /// The code.
    pub text: String,
    /// What it must get.
    pub expect: Expect,
}

/// What the proof asks of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expect {
    /// Exactly this verdict.
    Verdict(VerdictKind),
    /// This verdict, with this goal among those that fail, and this misconception named.
    Caught {
        /// The verdict.
        verdict: VerdictKind,
        /// The goal that must fail.
        goal: Option<String>,
        /// The misconception that must be named.
        misconception: Option<String>,
    },
    /// Neither of the two passing verdicts.
    NotPassed,
}

/// All answers of an exercise: its start, solution, accepted and rejected answers, and the cheats
/// that every exercise must withstand.
#[must_use]
pub fn answers(exercise: &Exercise, rulebook: &Rulebook) -> Vec<Answer> {
    if let Some(task) = &exercise.task {
        let mut all = super::perturb::answers(exercise, task);
        all.extend(written(exercise));
        return all;
    }
    let mut all = vec![
        Answer {
            name: "start".into(),
            text: exercise.start.clone(),
            expect: match exercise.kind {
                ExerciseKind::Fix | ExerciseKind::Attack => {
                    Expect::Verdict(VerdictKind::Vulnerable)
                }
                _ => Expect::NotPassed,
            },
        },
        Answer {
            name: "solution".into(),
            text: exercise.solution.clone(),
            expect: Expect::Verdict(VerdictKind::Passed),
        },
    ];
    all.extend(written(exercise));
    let changed = |name: &str, text: String| Answer {
        name: format!("cheat/{name}"),
        text,
        expect: Expect::NotPassed,
    };
    let start = exercise.start.as_str();
    all.push(changed("empty-file", of_each(start, |_, _| String::new())));
    all.push(changed("start-commented-out", of_each(start, commented)));
    if exercise.is_several() {
        all.extend(emptied(exercise));
    }
    if let Some(text) = all_ignored(exercise) {
        all.push(changed("everything-ignored", text));
    }
    if !exercise.is_python() {
        return all;
    }
    let silenced = |with: &str| {
        of_each(start, |name, text| {
            if name.is_empty() || ending(name) == "py" {
                each_line(text, |line| format!("{line}{with}"))
            } else {
                text.to_owned()
            }
        })
    };
    all.push(changed("nosec", silenced("  # nosec")));
    all.push(changed("noqa", silenced("  # noqa")));
    all.push(changed(
        "flagged-lines-deleted",
        without_flagged(exercise, rulebook),
    ));
    all
}

/// A text, or each file of a bundle, changed. The file's name is empty where there is one only.
fn of_each(text: &str, change: impl Fn(&str, &str) -> String) -> String {
    if !is_bundle(text) {
        return change("", text);
    }
    let parts = parts(text);
    let changed: Vec<(&str, String)> = parts
        .iter()
        .map(|part| (part.name, change(part.name, part.text)))
        .collect();
    bundle(changed.iter().map(|(name, text)| (*name, text.as_str())))
}

fn each_line(text: &str, change: impl Fn(&str) -> String) -> String {
    text.lines().map(|line| change(line) + "\n").collect()
}

fn commented(name: &str, text: &str) -> String {
    let page = matches!(ending(name), "html" | "jinja" | "jinja2" | "j2");
    if page {
        format!("{{# {text} #}}\n")
    } else {
        each_line(text, |line| format!("# {line}"))
    }
}

/// The solution with one of the files that it repairs emptied or commented out: what was wrong there is
/// gone, and the work as well.
fn emptied(exercise: &Exercise) -> Vec<Answer> {
    let start = parts(&exercise.start);
    let mut all = Vec::new();
    for part in parts(&exercise.solution) {
        let given = start.iter().find(|given| given.name == part.name);
        if given.is_none_or(|given| given.text == part.text) {
            continue;
        }
        for (what, text) in [
            ("emptied", String::new()),
            ("commented-out", commented(part.name, part.text)),
        ] {
            all.push(Answer {
                name: format!("cheat/{}-{what}", part.name),
                text: with(&exercise.solution, part.name, &text),
                expect: Expect::NotPassed,
            });
        }
    }
    all
}

/// The solution with a `.gitignore` that ignores everything: nothing is committed any more, the work
/// included.
fn all_ignored(exercise: &Exercise) -> Option<String> {
    const EVERYTHING: &str = "*\n";
    let mut goals = exercise.goals.iter();
    let goal = goals.find(|g| matches!(g.kind, GoalKind::File(FileGoal::Ignores(_))))?;
    Some(match &goal.file {
        Some(file) if exercise.is_several() => with(&exercise.solution, file, EVERYTHING),
        _ => EVERYTHING.to_owned(),
    })
}

/// The accepted and rejected answers that the author wrote.
fn written(exercise: &Exercise) -> Vec<Answer> {
    let accepted = exercise.accept.iter().map(|accept| Answer {
        name: format!("accept/{}", accept.name),
        text: accept.text.clone(),
        expect: Expect::Verdict(accept.verdict),
    });
    let rejected = exercise.reject.iter().map(|reject| Answer {
        name: format!("reject/{}", reject.name),
        text: reject.text.clone(),
        expect: Expect::Caught {
            verdict: reject.expected.verdict,
            goal: reject.expected.goal.clone(),
            misconception: reject.expected.misconception.clone(),
        },
    });
    accepted.chain(rejected).collect()
}

fn without_flagged(exercise: &Exercise, rulebook: &Rulebook) -> String {
    let source = Source::new(exercise.file.as_str(), exercise.start.as_str());
    let report = analyze(&source, rulebook, &super::bench::functions(exercise));
    let flagged: BTreeSet<u32> = report
        .findings
        .iter()
        .flat_map(|finding| source.line_of(finding.span.start)..=source.line_of(finding.span.end))
        .collect();
    exercise
        .start
        .lines()
        .zip(1u32..)
        .filter(|(_, line)| !flagged.contains(line))
        .flat_map(|(line, _)| [line, "\n"])
        .collect()
}

/// Judges an answer.
///
/// # Errors
/// How the verdict differs from what the proof asks.
pub fn check_answer(
    exercise: &Exercise,
    answer: &Answer,
    rulebook: &Rulebook,
) -> Result<Verdict, String> {
    let source = Source::new(exercise.file.as_str(), answer.text.as_str());
    let verdict = judge(exercise, &source, rulebook);
    match compare(exercise, answer, &verdict) {
        None => Ok(verdict),
        Some(why) => Err(why),
    }
}

/// How a verdict differs from what the proof asks of its answer; nothing when it does not.
pub(super) fn compare(exercise: &Exercise, answer: &Answer, verdict: &Verdict) -> Option<String> {
    let fits = match &answer.expect {
        Expect::NotPassed => !passes(verdict),
        Expect::Verdict(kind) => verdict.kind == *kind,
        Expect::Caught {
            verdict: kind,
            goal,
            misconception,
        } => {
            verdict.kind == *kind
                && goal.as_ref().is_none_or(|id| failed(verdict, id))
                && misconception.as_ref().is_none_or(|id| {
                    verdict
                        .misconception
                        .as_ref()
                        .is_some_and(|(found, ..)| found == id)
                })
        }
    };
    (!fits).then(|| differs(exercise, answer, verdict))
}

fn failed(verdict: &Verdict, id: &str) -> bool {
    verdict
        .goals
        .iter()
        .any(|goal| goal.id == id && matches!(goal.outcome, Outcome::Failed(_)))
}

fn differs(exercise: &Exercise, answer: &Answer, verdict: &Verdict) -> String {
    let word = |kind: VerdictKind| kind.word(exercise.task.is_none());
    let want = match &answer.expect {
        Expect::NotPassed => "must not pass".to_owned(),
        Expect::Verdict(kind) => format!("must be {}", word(*kind)),
        Expect::Caught {
            verdict: kind,
            goal,
            misconception,
        } => {
            let mut want = format!("must be {}", word(*kind));
            if let Some(goal) = goal {
                let _ = write!(want, ", caught by the goal `{goal}`");
            }
            if let Some(misconception) = misconception {
                let _ = write!(want, ", as the misconception `{misconception}`");
            }
            want
        }
    };
    let goals: Vec<String> = verdict
        .goals
        .iter()
        .filter_map(|goal| match &goal.outcome {
            Outcome::Failed(why) => Some(format!("`{}` fails: {why}", goal.id)),
            Outcome::CannotTell(why) => Some(format!("`{}` cannot be told: {why}", goal.id)),
            Outcome::Held | Outcome::NotReached => None,
        })
        .collect();
    let named = verdict
        .misconception
        .as_ref()
        .map(|(id, ..)| format!(" as `{id}`"))
        .unwrap_or_default();
    format!(
        "`{}` {want}, but it is {}{named}: {} {}",
        answer.name,
        word(verdict.kind),
        verdict.headline,
        if goals.is_empty() {
            verdict.message.clone()
        } else {
            goals.join("; ")
        }
    )
}
