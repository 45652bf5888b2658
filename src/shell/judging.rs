//! `protect grade`: verdicts on submissions, as text or as JSON.
//!
//! Called by `shell`.

use super::arguments::GradeFormat;
use super::builtin::Course;
use super::output::{Said, word};
use super::{handed, report, worker};
use crate::grade::{Attempted, GoalResult, Outcome, Points, Reached, Verdict, attempt};
use crate::pack::{Exercise, ExerciseKind, Piece, VerdictKind};
use crate::text::{Source, Sources};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// One judged submission.
struct Judged {
    file: String,
    /// The word for its verdict.
    word: &'static str,
    verdict: VerdictKind,
    /// What it counts, where goals have points.
    points: Option<Points>,
    /// What is said of it first.
    message: String,
    text: String,
    json: Value,
}

/// How verdicts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// For whom.
    pub format: GradeFormat,
    /// Whether text holds what held, what was not reached, and findings with their paths.
    pub verbose: bool,
}

/// Judges submissions. Exit code 0: all passed; 1: one did not; 2: one could not be judged.
#[must_use]
pub fn run(
    course: &Course,
    id: &str,
    manner: Manner,
    input: Option<&str>,
    files: &[PathBuf],
) -> Said {
    let mut said = Said::default();
    let Some(exercise) = course.pack.exercise(id) else {
        said.fail(unknown(course, id, None), 2);
        return said;
    };
    if let Some(told) = told_of_retired(course, exercise) {
        said.note(&format!("{}: {told}", exercise.id));
    }
    let attacks = exercise.kind == ExerciseKind::Attack;
    if input.is_some() && !attacks {
        said.fail(
            format!(
                "{}: --input is for attack exercises; this one wants a Python file.",
                exercise.id
            ),
            2,
        );
        return said;
    }
    let mut judged = Vec::new();
    if let Some(input) = input {
        judged.push(judge_input(course, exercise, "--input", input));
    }
    for submission in handed::submissions(exercise, files) {
        match submission {
            Ok(source) if attacks && is_text(source.name()) => {
                // The line break an editor adds at the end is not part of the attack.
                let input = source.text().trim_end_matches(['\n', '\r']);
                judged.push(judge_input(course, exercise, source.name(), input));
            }
            Ok(source) => {
                let verdict = worker::judge_once(course, exercise, &source);
                judged.push(of_verdict(exercise, &source, &verdict, manner.verbose));
            }
            Err((path, error)) => {
                judged.push(unreadable(exercise, &path, &error));
                said.fail(error, 2);
            }
        }
    }
    if judged.iter().any(|one| !is_pass(one.verdict)) {
        said.code = said.code.max(1);
    }
    match manner.format {
        GradeFormat::Json => {
            let retired = told_of_retired(course, exercise);
            let told = |one: Judged| {
                let mut json = one.json;
                json["retired"] = json!(retired);
                json
            };
            let all: Vec<_> = judged.into_iter().map(told).collect();
            // JSON escapes control characters; other text reaches programs as it is.
            let _ = writeln!(said.out, "{:#}", Value::Array(all));
        }
        GradeFormat::Concise => {
            for one in &judged {
                let points = one
                    .points
                    .map(|p| format!(" ({} of {} points)", p.earned, p.of));
                let points = points.unwrap_or_default();
                said.line(&format!(
                    "{}: {}{points}: {}",
                    one.file, one.word, one.message
                ));
            }
            said.line(&count(&judged));
        }
        GradeFormat::Text => {
            for one in &judged {
                said.line(&format!("{}: {}", one.file, one.word));
                said.line(one.text.trim_end());
            }
            if judged.len() > 1 {
                said.line(&count(&judged));
            }
        }
    }
    said
}

/// What is told of an exercise that is no longer set. Its answers are judged as before.
fn told_of_retired(course: &Course, exercise: &Exercise) -> Option<String> {
    course.pack.told_of_retired(Piece::Exercise(exercise))
}

/// How many passed.
fn count(judged: &[Judged]) -> String {
    let passed = judged.iter().filter(|one| is_pass(one.verdict)).count();
    format!("{passed} of {} passed.", judged.len())
}

/// That there is no such exercise, with a guess at what was meant.
#[must_use]
pub fn unknown(course: &Course, id: &str, pack: Option<&Path>) -> String {
    let names: Vec<&str> = course
        .pack
        .exercises
        .iter()
        .flat_map(|exercise| [Some(exercise.id.as_str()), exercise.curriculum.as_deref()])
        .flatten()
        .collect();
    let advice = match super::explain::nearest(id, names.iter().copied()) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => match pack {
            None => "`protect list` names them all.".into(),
            Some(pack) => format!("`protect --pack {} list` names them all.", word(pack)),
        },
    };
    format!("there is no exercise `{id}`. {advice}")
}

fn is_text(file: &str) -> bool {
    Path::new(file)
        .extension()
        .is_some_and(|extension| extension == "txt")
}

fn is_pass(verdict: VerdictKind) -> bool {
    matches!(verdict, VerdictKind::Passed | VerdictKind::PassedWithAdvice)
}

fn outcome(outcome: &Outcome) -> (&'static str, Option<&str>) {
    match outcome {
        Outcome::Held => ("held", None),
        Outcome::Failed(why) => ("failed", Some(why)),
        Outcome::NotReached => ("not-reached", None),
        Outcome::CannotTell(why) => ("cannot-tell", Some(why)),
    }
}

fn of_verdict(exercise: &Exercise, source: &Source, verdict: &Verdict, verbose: bool) -> Judged {
    let sources = Sources::from(source);
    let word = verdict.kind.word(exercise.task.is_none());
    let goals = verdict.goals.iter();
    let goals: Vec<_> = goals.map(|goal| goal_json(exercise, goal)).collect();
    let findings: Vec<_> = verdict
        .findings
        .iter()
        .map(|finding| report::finding_json(&sources, finding))
        .collect();
    let json = json!({
        "file": source.name(),
        "exercise": exercise.id,
        "curriculum": exercise.curriculum,
        "revision": exercise.revision,
        "verdict": word,
        "headline": verdict.headline,
        "message": verdict.message,
        "next": verdict.next,
        "attack": verdict.attack.as_ref().map(|(input, effect)| json!({
            "input": input,
            "effect": effect,
        })),
        "misconception": verdict.misconception.as_ref().map(|(id, _, _)| id),
        "goals": goals,
        "points": verdict.points.map(|points| json!({ "earned": points.earned, "of": points.of })),
        "findings": findings,
        "advice": verdict.advice,
    });
    Judged {
        word,
        file: source.name().to_owned(),
        verdict: verdict.kind,
        points: verdict.points,
        message: verdict.message.clone(),
        text: told(source, verdict, verbose),
        json,
    }
}

fn goal_json(exercise: &Exercise, result: &GoalResult) -> Value {
    let (word, why) = outcome(&result.outcome);
    let mut json = json!({ "id": result.id, "say": result.say, "outcome": word, "why": why });
    // Of the parts of a task there is nothing more to say.
    if let Some(goal) = exercise.goals.iter().find(|goal| goal.id == result.id) {
        json["disclosure"] = json!(goal.disclosure.word());
        json["points"] = json!(goal.points);
    }
    json
}

/// A verdict as text: what does not hold and the next step, or everything.
fn told(source: &Source, verdict: &Verdict, verbose: bool) -> String {
    let mut out = String::new();
    let mut paragraph = |indent: &str, text: &str| {
        for line in text.lines() {
            let _ = writeln!(out, "  {indent}{line}");
        }
    };
    paragraph("", &verdict.headline);
    paragraph("", &verdict.message);
    if let Some((input, effect)) = &verdict.attack {
        paragraph("", &format!("Input that works: {input}"));
        paragraph("", effect);
    }
    if let Some((id, say, _)) = &verdict.misconception {
        paragraph("", &format!("Known mistake {id}: {say}"));
    }
    let mut left_out = Vec::new();
    for goal in &verdict.goals {
        let (word, why) = outcome(&goal.outcome);
        if why.is_none() && !verbose {
            left_out.push(word);
            continue;
        }
        paragraph("", &format!("[{word}] {}", goal.say));
        // The first that does not hold has been told already.
        if let Some(why) = why.filter(|why| verbose || !verdict.message.contains(*why)) {
            paragraph("  ", why);
        }
    }
    let counted = |word: &str, told: &str| match left_out.iter().filter(|w| **w == word).count() {
        0 => None,
        count => Some(format!("{count} {told}")),
    };
    let rest: Vec<String> = [
        counted("held", "held"),
        counted("not-reached", "not reached"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !rest.is_empty() && !is_pass(verdict.kind) {
        let which = if left_out.len() == verdict.goals.len() {
            "Goals"
        } else {
            "Other goals"
        };
        paragraph("", &format!("{which}: {}.", rest.join(", ")));
    }
    if let Some(points) = verdict.points {
        paragraph("", &format!("Points: {} of {}.", points.earned, points.of));
    }
    for advice in &verdict.advice {
        paragraph("", &format!("Advice: {advice}"));
    }
    // What to do now that it has passed is for its author.
    if verbose || !is_pass(verdict.kind) {
        paragraph("", &verdict.next);
    }
    if verbose {
        for finding in &verdict.findings {
            out.push_str(&report::text(&Sources::from(source), finding));
        }
    }
    out
}

/// The first part of an attack exercise: did the input get through?
fn judge_input(course: &Course, exercise: &Exercise, file: &str, input: &str) -> Judged {
    let result = worker::on_large_stack(|| attempt(exercise, input, &course.rulebook));
    let (verdict, result) = match result {
        Some(result) if result.works => (VerdictKind::Passed, result),
        Some(result) => (VerdictKind::Broken, result),
        None => (
            VerdictKind::CannotTell,
            Attempted::untried("The judge stumbled over this input. That is a fault in protect."),
        ),
    };
    let headline = match verdict {
        VerdictKind::Passed => "The input gets through",
        VerdictKind::Broken => "The input does not get through",
        _ => "The input could not be tried",
    };
    let next = match verdict {
        VerdictKind::Passed => "Now repair the code.",
        _ => "Look at what reached the sink and try another input.",
    };
    let (held, why) = match verdict {
        VerdictKind::Passed => ("held", None),
        VerdictKind::Broken => ("failed", Some(&result.message)),
        _ => ("cannot-tell", Some(&result.message)),
    };
    let word = verdict.word(false);
    let json = json!({
        "file": file,
        "exercise": exercise.id,
        "curriculum": exercise.curriculum,
        "revision": exercise.revision,
        "verdict": word,
        "headline": headline,
        "message": result.message,
        "next": next,
        "attack": json!({ "input": input, "effect": result.reached.as_ref().map(Reached::text) }),
        "misconception": Value::Null,
        "goals": [json!({
            "id": "input-gets-through",
            "say": "The input gets through and counts.",
            "outcome": held,
            "why": why,
        })],
        "findings": [],
        "advice": [],
    });
    let mut text = format!("  {headline}.\n  {}\n", result.message);
    if let Some(reached) = &result.reached {
        let _ = writeln!(text, "  {}: {}", reached.heading(), reached.text());
    }
    let _ = writeln!(text, "  {next}");
    Judged {
        word,
        file: file.to_owned(),
        verdict,
        points: None,
        message: result.message,
        text,
        json,
    }
}

/// A submission that cannot be read keeps its place in the list: no points, no blame.
fn unreadable(exercise: &Exercise, file: &Path, error: &str) -> Judged {
    let name = crate::text::printable(&file.display().to_string());
    let json = json!({
        "file": name,
        "exercise": exercise.id,
        "curriculum": exercise.curriculum,
        "revision": exercise.revision,
        "verdict": VerdictKind::CannotTell.word(true),
        "headline": "The submission cannot be read",
        "message": error,
        "next": "Hand in a file of UTF-8 text, or the exercise's folder.",
        "attack": Value::Null,
        "misconception": Value::Null,
        "goals": [],
        "findings": [],
        "advice": [],
    });
    Judged {
        word: VerdictKind::CannotTell.word(true),
        file: name,
        verdict: VerdictKind::CannotTell,
        points: None,
        message: error.to_owned(),
        text: format!("  {error}\n"),
        json,
    }
}
