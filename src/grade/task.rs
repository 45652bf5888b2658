//! The verdict on an answer to a task: which parts are right, why the others are not, what next.
//!
//! Every right answer passes, whatever its form; whoever marks everything does not. Called by
//! `judge`.

use super::{GoalResult, Outcome, Verdict};
use crate::pack::{
    Card, Choice, Exercise, Lines, Misconception, Part, Place, Question, Reply, Spot, Task,
    VerdictKind,
};
use std::collections::BTreeSet;

/// Judges an answer in TOML.
pub(super) fn judge(exercise: &Exercise, task: &Task, text: &str) -> Verdict {
    let (reply, troubles) = Reply::read(task, text);
    if let Some(trouble) = troubles.first() {
        return Verdict {
            kind: VerdictKind::Broken,
            headline: "This answer cannot be read.".into(),
            message: format!("Line {}: {}.", trouble.line, trouble.cause),
            next: trouble.next.clone(),
            attack: None,
            misconception: None,
            goals: not_reached(task),
            findings: Vec::new(),
            advice: Vec::new(),
        };
    }
    let mut advice = Vec::new();
    let goals = results(task, &reply, &mut advice);
    let held = goals.iter().filter(|goal| goal.outcome == Outcome::Held);
    let (held, all) = (held.count(), goals.len());
    let kind = match (held == all, advice.is_empty()) {
        (false, _) => VerdictKind::Broken,
        (true, true) => VerdictKind::Passed,
        (true, false) => VerdictKind::PassedWithAdvice,
    };
    let passed = kind != VerdictKind::Broken;
    let left = goals.iter().find_map(|goal| match &goal.outcome {
        Outcome::Failed(why) => Some((goal, why)),
        _ => None,
    });
    let misconception = (!passed)
        .then(|| recognise(exercise, task, &reply, &goals))
        .flatten();
    Verdict {
        kind,
        headline: headline(passed, held, all),
        message: match &left {
            Some((_, why)) => (*why).clone(),
            None => exercise.takeaway.clone(),
        },
        next: match &left {
            Some((goal, _)) => format!("Look again at this: {}", goal.say),
            None => "Read the reasons, then go on.".into(),
        },
        attack: None,
        misconception: misconception.map(|m| (m.id.clone(), m.say.clone(), m.contrast.clone())),
        goals,
        findings: Vec::new(),
        advice,
    }
}

fn headline(passed: bool, held: usize, all: usize) -> String {
    match (passed, all) {
        (true, _) => "That is right.".into(),
        (false, 1) => "This is not it.".into(),
        (false, _) => format!("{held} of {all} hold."),
    }
}

fn not_reached(task: &Task) -> Vec<GoalResult> {
    let mut goals = results(task, &Reply::default(), &mut Vec::new());
    for goal in &mut goals {
        goal.outcome = Outcome::NotReached;
    }
    goals
}

fn results(task: &Task, reply: &Reply, advice: &mut Vec<String>) -> Vec<GoalResult> {
    let mut goals = Vec::new();
    for part in &task.parts {
        match part {
            Part::Question(question) => {
                let chosen = reply.choice.get(&question.id);
                let none = BTreeSet::new();
                let outcome = chose(question, chosen.unwrap_or(&none));
                goals.push(goal(&question.id, &said(task, question), outcome));
            }
            Part::Cards(cards) => goals.extend(ordered(cards, &reply.order)),
            Part::Lines(lines) => goals.extend(marked(lines, &reply.lines, advice)),
        }
    }
    goals
}

fn goal(id: &str, say: &str, outcome: Outcome) -> GoalResult {
    GoalResult {
        id: id.to_owned(),
        say: say.to_owned(),
        outcome,
    }
}

/// The question; a reason says what it is the reason of.
fn said(task: &Task, question: &Question) -> String {
    let of = question.id.strip_suffix(".reason");
    let first = of.and_then(|id| task.questions().find(|other| other.id == id));
    match first {
        Some(first) => format!("The reason for your answer to: {}", first.ask),
        None => question.ask.clone(),
    }
}

/// Whether a choice is right; the reasons of what is wrong in it.
fn chose(question: &Question, chosen: &BTreeSet<usize>) -> Outcome {
    if question.is_right(chosen) {
        return Outcome::Held;
    }
    if chosen.is_empty() {
        return Outcome::Failed("Not answered yet.".into());
    }
    let wrong: Vec<String> = chosen
        .iter()
        .filter_map(|at| question.options.get(*at))
        .filter(|option| !option.right)
        .map(|option| {
            let name = if option.text.is_empty() {
                format!("`{}`", option.code)
            } else {
                format!("“{}”", option.text)
            };
            if option.why.is_empty() {
                format!("{name}: not so.")
            } else {
                format!("{name}: {}", option.why)
            }
        })
        .collect();
    if wrong.len() == chosen.len() && wrong.len() > 2 || wrong.len() > 3 {
        return Outcome::Failed(
            "Too much is marked. Keep only what you can give a reason for.".into(),
        );
    }
    if !wrong.is_empty() {
        return Outcome::Failed(wrong.join(" "));
    }
    Outcome::Failed(match question.choice {
        Choice::One => "One option is enough: keep the best.".into(),
        Choice::All | Choice::Fitting => "Right so far, but something is missing.".into(),
    })
}

/// What must hold of an order.
fn ordered(cards: &[Card], order: &[String]) -> [GoalResult; 3] {
    let find = |id: &String| cards.iter().find(|card| card.id == *id);
    let placed: Vec<&Card> = order.iter().filter_map(find).collect();
    let stray: Vec<String> = placed
        .iter()
        .filter(|card| card.distractor)
        .map(|card| format!("“{}” has no place here: {}", card.says(), card.why))
        .collect();
    let missing = cards
        .iter()
        .filter(|card| !card.distractor && !order.contains(&card.id))
        .count();
    let belong = if placed.is_empty() {
        Outcome::NotReached
    } else if stray.is_empty() {
        Outcome::Held
    } else {
        Outcome::Failed(stray.join(" "))
    };
    let whole = match missing {
        0 => Outcome::Held,
        _ if placed.is_empty() => Outcome::Failed("No card is placed yet.".into()),
        1 => Outcome::Failed("One card that belongs is not placed.".into()),
        n => Outcome::Failed(format!("{n} cards that belong are not placed.")),
    };
    let early = placed.iter().enumerate().find_map(|(at, card)| {
        let late = placed
            .get(at..)?
            .iter()
            .find(|other| card.after.contains(&other.id))?;
        Some((*card, *late))
    });
    let right = match early {
        _ if placed.is_empty() => Outcome::NotReached,
        None => Outcome::Held,
        Some((card, late)) => {
            let why = if card.why.is_empty() {
                String::new()
            } else {
                format!(" {}", card.why)
            };
            Outcome::Failed(format!(
                "“{}” comes too early: “{}” must stand before it.{why}",
                card.says(),
                late.says()
            ))
        }
    };
    [
        goal(
            "cards-that-belong",
            "Only cards that help are used.",
            belong,
        ),
        goal("cards-missing", "Every card that is needed is used.", whole),
        goal("order", "What must come first comes first.", right),
    ]
}

/// What must hold of marked lines. Spots that nobody asked for become advice.
fn marked(lines: &Lines, marks: &BTreeSet<Place>, advice: &mut Vec<String>) -> [GoalResult; 2] {
    let found = |spot: &Spot| marks.iter().any(|place| spot.holds(place));
    let asked = || lines.spots.iter().filter(|spot| !spot.bonus);
    let (hits, all) = (asked().filter(|spot| found(spot)).count(), asked().count());
    let spots = match (hits, all) {
        (hits, all) if hits == all => Outcome::Held,
        (0, _) if marks.is_empty() => Outcome::Failed("No line is marked yet.".into()),
        (_, 1) => Outcome::Failed("The weak line is not marked.".into()),
        (hits, all) => Outcome::Failed(format!("{hits} of the {all} weak places are marked.")),
    };
    let several = lines.files.len() > 1;
    let free = |place: &&Place| {
        let fine = lines.spots.iter().chain(&lines.neutral);
        !fine.into_iter().any(|spot| spot.holds(place))
    };
    let wrong: Vec<&Place> = marks.iter().filter(free).collect();
    let told = |place: &Place| {
        let known = lines.wrong.iter().find(|spot| spot.holds(place));
        let why = known.map_or("nothing goes wrong here.", |spot| spot.why.as_str());
        if several {
            format!("{}, line {}: {why}", place.0, place.1)
        } else {
            format!("Line {}: {why}", place.1)
        }
    };
    let others = match wrong.as_slice() {
        [] => Outcome::Held,
        few @ ([_] | [_, _]) => {
            let told: Vec<String> = few.iter().map(|place| told(place)).collect();
            Outcome::Failed(told.join(" "))
        }
        many => Outcome::Failed(format!(
            "{} marked lines are not weak. Mark only what you can give a reason for. {}",
            many.len(),
            many.first().map(|place| told(place)).unwrap_or_default()
        )),
    };
    if lines.spots.iter().any(|spot| spot.bonus && !found(spot)) {
        advice.push("There is one more line that is worth a mark.".into());
    }
    [
        goal("spots", "Every weak place is marked.", spots),
        goal("other-lines", "Nothing else is marked.", others),
    ]
}

/// The first misconception, most specific first, all of whose conditions hold.
fn recognise<'a>(
    exercise: &'a Exercise,
    task: &Task,
    reply: &Reply,
    goals: &[GoalResult],
) -> Option<&'a Misconception> {
    exercise.misconceptions.iter().find(|misconception| {
        let detect = &misconception.detect;
        let fails = |id: &String| {
            let mut goals = goals.iter();
            goals.any(|goal| goal.id == *id && matches!(goal.outcome, Outcome::Failed(_)))
        };
        (!detect.goal.is_empty() || !detect.chose.is_empty())
            && (detect.goal.is_empty() || detect.goal.iter().any(fails))
            && (detect.chose.is_empty() || detect.chose.iter().any(|said| holds(task, reply, said)))
    })
}

/// Whether an answer holds `question = option`, a card, or `card before card`.
fn holds(task: &Task, reply: &Reply, said: &str) -> bool {
    let place = |id: &str| reply.order.iter().position(|other| other == id.trim());
    if let Some((id, key)) = said.split_once('=') {
        let question = task.questions().find(|question| question.id == id.trim());
        return question.is_some_and(|question| {
            let chosen = reply.choice.get(&question.id).into_iter().flatten();
            let mut options = chosen.filter_map(|at| question.options.get(*at));
            options.any(|option| option.key() == key.trim())
        });
    }
    match said.split_once(" before ") {
        Some((first, second)) => match (place(first), place(second)) {
            (Some(first), Some(second)) => first < second,
            _ => false,
        },
        None => place(said).is_some(),
    }
}
