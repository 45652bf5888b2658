//! Goals over files that are not Python: whether a file means what it must.
//!
//! Reads each format as its own program does: pip, git, the readers of `security.txt` and of
//! settings. Called by `judge`.

mod c;
mod fields;
pub(super) mod ignore;
mod lock;
mod render;
mod requirements;
mod setting;
mod wrong;

use super::doubt::{self, sentence};
use super::judge::results;
use super::{Attempted, Outcome, Sealed, Verdict, attempt};
use crate::attack::{Setup, Ways, replays};
use crate::evaluate::{Data, Ending, Reason, Record};
use crate::pack::{Attack, Detect, Exercise, FileGoal, Goal, GoalKind, VerdictKind};
use crate::text::{is_bundle, parts};
use std::cell::OnceCell;
use wrong::Wrong;

/// What can be wrong with files, to be compared with the messages.
#[cfg(test)]
pub(super) use wrong::ALL as WRONG;

/// How a goal over a file turns out: what is wrong; nothing when it holds.
/// An error when it cannot be told, with the reason.
fn decide(goal: &FileGoal, (name, text): (&str, &str), whole: &str) -> Result<Vec<Wrong>, Reason> {
    let beside = |name: &str| {
        let parts = parts(whole);
        let part = parts.iter().find(|part| part.name == name);
        part.map(|part| part.text.to_owned())
    };
    Ok(match goal {
        FileGoal::Requirements(wanted) => return requirements::faults(wanted, text, &beside),
        FileGoal::Ignores(wanted) => ignore::faults(wanted, text, &parts(whole)),
        FileGoal::Renders(wanted) => return render::faults(wanted, (name, text), &parts(whole)),
        FileGoal::Fields(wanted) => fields::faults(wanted, text),
        FileGoal::Settings(wanted) => setting::faults(wanted, text),
        FileGoal::C(wanted) => return c::faults(wanted, text),
    })
}

/// Whether what a goal gives to a template can be read.
pub(super) fn can_be_given(goal: &GoalKind) -> bool {
    match goal {
        GoalKind::File(FileGoal::Renders(wanted)) => render::given(wanted).is_some(),
        _ => true,
    }
}

/// Whether a template can be given this.
pub(super) fn is_dict(with: &str) -> bool {
    render::values(with).is_some()
}

/// Tries an attacker's text in the page that the exercise's template makes.
pub(super) fn attacked(
    exercise: &Exercise,
    attack: &Attack,
    whole: &str,
    input: &str,
) -> Attempted {
    let say = |id: &str, values: &[(&str, &str)]| exercise.messages.say(id, values);
    if input.chars().count() > attempt::LONGEST {
        return Attempted::untried(say("attack.too-long", &[]));
    }
    let all = parts(whole);
    let own = (exercise.file.as_str(), whole);
    let file = all.first().map_or(own, |part| (part.name, part.text));
    let file = if is_bundle(whole) { file } else { own };
    let with = attack.with.as_deref().unwrap_or_default();
    let pages = match render::attacked(with, file, &all, input) {
        Ok(pages) => pages,
        Err(why) => {
            let why = doubt::told(&exercise.messages, &why);
            let why = why.trim_end_matches('.');
            return Attempted::untried(say("attack.not-tried", &[("why", why)]));
        }
    };
    let harmless = attempt::is_harmless(attack, input);
    let harm = pages.iter().find_map(|(_, harm)| harm.clone());
    let ways = Ways::of(&Record::default(), None, None);
    let mut all = Vec::new();
    for (page, _) in pages {
        let outcome = crate::evaluate::Outcome {
            endings: vec![Ending::Returns(Data::Str(page))],
            ..crate::evaluate::Outcome::default()
        };
        all.extend(replays(&outcome, input, &Setup::default(), &ways));
    }
    // What each place makes of it is told, and not the page around it.
    for replay in &mut all {
        // The page was read beside the same page without the input: nothing is guessed.
        replay.guessed = false;
        if replay.lines.len() > 1 {
            replay.lines.remove(0);
        }
    }
    all.sort_by_key(|replay| replay.harm.is_none());
    // What has left its place did get through to somewhere, only not to what counts.
    let halfway = all.iter().any(|replay| replay.harm.is_some());
    Attempted {
        works: harm.is_some() && !harmless,
        harmless,
        replays: all,
        ..Attempted::untried(match harm {
            _ if harmless => say("attack.page-harmless", &[]),
            Some(harm) => say("attack.page-through", &[("harm", &harm)]),
            None if halfway => say("attack.page-harmless", &[]),
            None => say("attack.page-stays", &[]),
        })
    }
}

/// The file that a goal is about, with its name: the one it names, or the only one.
fn meant<'a>(goal: &'a Goal, own: &'a str, text: &'a str) -> (&'a str, &'a str) {
    if !is_bundle(text) {
        return (own, text);
    }
    let parts = parts(text);
    let named = goal.file.as_deref();
    let part = parts.iter().find(|part| Some(part.name) == named);
    part.or(parts.first().filter(|_| named.is_none()))
        .map_or((own, ""), |part| (part.name, part.text))
}

/// What inputs do in the pages of an exercise's templates beyond what its goals ask, as clauses: the usual hostile
/// ones, in the place of every text that a goal gives.
pub(super) fn strays(exercise: &Exercise, whole: &str) -> Vec<String> {
    let mut found = Vec::new();
    for goal in &exercise.goals {
        if let GoalKind::File(FileGoal::Renders(wanted)) = &goal.kind {
            let file = meant(goal, &exercise.file, whole);
            let strays = render::strays_of(wanted, file, &parts(whole)).into_iter();
            found.extend(strays.map(|stray| format!("{stray} where `{}` gives it", goal.id)));
        }
    }
    found
}

/// The outcome of a goal: its own words, and the first thing that is wrong.
pub(super) fn outcome(goal: &Goal, wanted: &FileGoal, exercise: &Exercise, whole: &str) -> Outcome {
    let fail = &goal.fail;
    let file = meant(goal, &exercise.file, whole);
    let faults = match decide(wanted, file, whole) {
        Ok(faults) => faults,
        Err(why) => return Outcome::CannotTell(sentence(&exercise.messages, &why)),
    };
    let Some(first) = faults.first() else {
        return Outcome::Held;
    };
    let first = first.told(&exercise.messages);
    let said = if fail.contains("{result}") {
        fail.replace("{result}", &first)
    } else {
        format!("{fail} {first}")
    };
    Outcome::Failed(match faults.len() {
        1 => said,
        n => {
            let more = exercise
                .messages
                .say("message.more-faults", &[("count", &(n - 1).to_string())]);
            format!("{said} {more}")
        }
    })
}

/// Judges a submission that is not Python.
pub(super) fn judge(exercise: &Exercise, text: &str) -> Verdict {
    let outcomes = outcomes(exercise, text);
    let pairs = || exercise.goals.iter().zip(&outcomes);
    let failing = |verdict| {
        pairs().find_map(move |(goal, outcome)| match outcome {
            Outcome::Failed(said) if goal.verdict == verdict => Some((goal, said)),
            _ => None,
        })
    };
    let advice: Vec<String> = pairs()
        .filter_map(|(goal, outcome)| match outcome {
            Outcome::Failed(said) if goal.verdict == VerdictKind::PassedWithAdvice => {
                Some(exercise.advice.get(&goal.id).unwrap_or(said).clone())
            }
            _ => None,
        })
        .collect();
    let worst = [VerdictKind::Vulnerable, VerdictKind::Broken]
        .into_iter()
        .find_map(|kind| Some((kind, failing(kind)?)));
    let doubt = pairs().find_map(|(_, outcome)| match outcome {
        Outcome::CannotTell(why) => Some(why.clone()),
        _ => None,
    });
    let kind = match (&worst, advice.is_empty()) {
        (Some((kind, _)), _) => *kind,
        (None, _) if doubt.is_some() => VerdictKind::CannotTell,
        (None, true) => VerdictKind::Passed,
        (None, false) => VerdictKind::PassedWithAdvice,
    };
    let say = |id: &str, values: &[(&str, &str)]| exercise.messages.say(id, values);
    let told = worst.as_ref().map(|(_, told)| *told);
    let (headline, message, next) = match worst {
        Some((kind, (goal, said))) => (
            match kind {
                VerdictKind::Vulnerable => "headline.file-vulnerable",
                _ => "headline.file-broken",
            },
            said.clone(),
            say("next.goal", &[("goal", &goal.say)]),
        ),
        None if doubt.is_some() => (
            "headline.file-cannot-tell",
            format!(
                "{}. {}",
                doubt.unwrap_or_default().trim_end_matches('.'),
                say("message.no-blame", &[])
            ),
            say("next.file-more-directly", &[]),
        ),
        None if advice.is_empty() => (
            "headline.file-passed",
            exercise.takeaway.clone(),
            say("next.compare", &[]),
        ),
        None => (
            "headline.file-passed-with-advice",
            advice.first().cloned().unwrap_or_default(),
            say("next.may-improve", &[]),
        ),
    };
    // What is told is explained first; what else is wrong only when that has no explanation.
    let wrong = pairs().filter_map(|(goal, outcome)| match outcome {
        Outcome::Failed(said) if goal.verdict != VerdictKind::PassedWithAdvice => {
            Some((goal, said))
        }
        _ => None,
    });
    let mut wrong = told.into_iter().chain(wrong);
    let misconception = wrong.find_map(|(goal, said)| {
        exercise.misconceptions.iter().find(|misconception| {
            let detect = &misconception.detect;
            let about = |part: &String| said.contains(part.as_str());
            *detect != Detect::default()
                && (detect.goal.is_empty() || detect.goal.contains(&goal.id))
                && (detect.message.is_empty() || detect.message.iter().any(about))
                && (detect.c.is_empty() || wrong_in_c(detect, text))
        })
    });
    let attack = pairs()
        .filter(|_| kind == VerdictKind::Vulnerable)
        .find_map(|(goal, outcome)| works(goal, outcome));
    Verdict {
        kind,
        headline: say(headline, &[]),
        message,
        next,
        attack,
        misconception: misconception.map(|m| (m.id.clone(), m.say.clone(), m.contrast.clone())),
        goals: results(exercise, outcomes.iter().cloned()),
        findings: Vec::new(),
        advice,
        sealed: Sealed::default(),
        points: None,
    }
}

/// The hostile value that gets into a page, and what it does there.
pub(super) fn works(goal: &Goal, outcome: &Outcome) -> Option<(String, String)> {
    match (&goal.kind, outcome) {
        (GoalKind::File(FileGoal::Renders(page)), Outcome::Failed(said)) => {
            Some((page.input.clone()?, said.clone()))
        }
        _ => None,
    }
}

/// Whether C code is wrong in one of the ways that a misconception names.
pub(super) fn wrong_in_c(detect: &Detect, text: &str) -> bool {
    let kinds = c::kinds(text);
    detect.c.iter().any(|kind| kinds.contains(kind.as_str()))
}

/// The outcome of each goal; one that waits for a goal that does not hold is not reached.
fn outcomes(exercise: &Exercise, text: &str) -> Vec<Outcome> {
    let alone = |goal: &Goal| match &goal.kind {
        GoalKind::File(wanted) => outcome(goal, wanted, exercise, text),
        _ => Outcome::CannotTell(sentence(&exercise.messages, &doubt::goal_about_python())),
    };
    // Each is asked once, and only when somebody waits for it or it is reached.
    let all: Vec<OnceCell<Outcome>> = exercise.goals.iter().map(|_| OnceCell::new()).collect();
    let asked = |goal: &Goal, slot: &OnceCell<Outcome>| slot.get_or_init(|| alone(goal)).clone();
    let held = |id: &String| {
        let mut pairs = exercise.goals.iter().zip(&all);
        let found = pairs.find(|(goal, _)| goal.id == *id);
        found.is_none_or(|(goal, slot)| asked(goal, slot) == Outcome::Held)
    };
    let pairs = exercise.goals.iter().zip(&all);
    pairs
        .map(|(goal, slot)| {
            if goal.after.iter().all(held) {
                asked(goal, slot)
            } else {
                Outcome::NotReached
            }
        })
        .collect()
}
