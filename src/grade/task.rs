//! The verdict on an answer to a task: which parts are right, why the others are not, what next.
//!
//! Every right answer passes, whatever its form; whoever marks everything does not. Called by
//! `judge`.

use super::{GoalResult, Outcome, Sealed, Verdict};
use crate::pack::{
    Card, Choice, Exercise, Lines, Messages, Misconception, Part, Place, Question, Reply, Spot,
    Task, VerdictKind,
};
use std::collections::BTreeSet;

/// Judges an answer in TOML.
pub(super) fn judge(exercise: &Exercise, task: &Task, text: &str) -> Verdict {
    let messages = &exercise.messages;
    let (reply, troubles) = Reply::read(task, text);
    if let Some(trouble) = troubles.first() {
        return Verdict {
            kind: VerdictKind::Broken,
            headline: messages.say("headline.answer-unread", &[]),
            message: messages.say(
                "task.unread",
                &[("line", &trouble.line.to_string()), ("why", &trouble.cause)],
            ),
            next: trouble.next.clone(),
            attack: None,
            misconception: None,
            goals: not_reached(task, messages),
            findings: Vec::new(),
            advice: Vec::new(),
            sealed: Sealed::default(),
            points: None,
        };
    }
    let mut advice = Vec::new();
    let goals = results(messages, task, &reply, &mut advice);
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
        headline: headline(messages, passed, held, all),
        message: match &left {
            Some((_, why)) => (*why).clone(),
            None => exercise.takeaway.clone(),
        },
        next: match &left {
            Some((goal, _)) => messages.say("next.look-again", &[("goal", &goal.say)]),
            None => messages.say("next.read-reasons", &[]),
        },
        attack: None,
        misconception: misconception.map(|m| (m.id.clone(), m.say.clone(), m.contrast.clone())),
        goals,
        findings: Vec::new(),
        advice,
        sealed: Sealed::default(),
        points: None,
    }
}

fn headline(messages: &Messages, passed: bool, held: usize, all: usize) -> String {
    match (passed, all) {
        (true, _) => messages.say("headline.answer-right", &[]),
        (false, 1) => messages.say("headline.answer-wrong", &[]),
        (false, _) => {
            let (held, all) = (held.to_string(), all.to_string());
            messages.say("headline.answer-partly", &[("held", &held), ("all", &all)])
        }
    }
}

fn not_reached(task: &Task, messages: &Messages) -> Vec<GoalResult> {
    let mut goals = results(messages, task, &Reply::default(), &mut Vec::new());
    for goal in &mut goals {
        goal.outcome = Outcome::NotReached;
    }
    goals
}

fn results(
    messages: &Messages,
    task: &Task,
    reply: &Reply,
    advice: &mut Vec<String>,
) -> Vec<GoalResult> {
    let mut goals = Vec::new();
    for part in &task.parts {
        match part {
            Part::Question(question) => {
                let chosen = reply.choice.get(&question.id);
                let none = BTreeSet::new();
                let outcome = chose(messages, question, chosen.unwrap_or(&none));
                goals.push(goal(&question.id, &said(messages, task, question), outcome));
            }
            Part::Cards(cards) => goals.extend(ordered(messages, cards, &reply.order)),
            Part::Lines(lines) => goals.extend(marked(messages, lines, &reply.lines, advice)),
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
fn said(messages: &Messages, task: &Task, question: &Question) -> String {
    let of = question.id.strip_suffix(".reason");
    let first = of.and_then(|id| task.questions().find(|other| other.id == id));
    match first {
        Some(first) => messages.say("task.reason-of", &[("question", &first.ask)]),
        None => question.ask.clone(),
    }
}

/// Whether a choice is right; the reasons of what is wrong in it.
fn chose(messages: &Messages, question: &Question, chosen: &BTreeSet<usize>) -> Outcome {
    if question.is_right(chosen) {
        return Outcome::Held;
    }
    if chosen.is_empty() {
        return Outcome::Failed(messages.say("task.not-answered", &[]));
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
                messages.say("task.not-so", &[("option", &name)])
            } else {
                messages.say(
                    "task.not-so-because",
                    &[("option", &name), ("why", &option.why)],
                )
            }
        })
        .collect();
    if wrong.len() == chosen.len() && wrong.len() > 2 || wrong.len() > 3 {
        return Outcome::Failed(messages.say("task.too-much", &[]));
    }
    if !wrong.is_empty() {
        return Outcome::Failed(wrong.join(" "));
    }
    Outcome::Failed(match question.choice {
        Choice::One => messages.say("task.one-is-enough", &[]),
        Choice::All | Choice::Fitting => messages.say("task.something-missing", &[]),
    })
}

/// What must hold of an order.
fn ordered(messages: &Messages, cards: &[Card], order: &[String]) -> [GoalResult; 3] {
    let find = |id: &String| cards.iter().find(|card| card.id == *id);
    let placed: Vec<&Card> = order.iter().filter_map(find).collect();
    let stray: Vec<String> = placed
        .iter()
        .filter(|card| card.distractor)
        .map(|card| {
            let values = [("card", card.says().trim()), ("why", card.why.as_str())];
            messages.say("task.no-place", &values)
        })
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
        _ if placed.is_empty() => Outcome::Failed(messages.say("task.no-card-yet", &[])),
        1 => Outcome::Failed(messages.say("task.one-card-missing", &[])),
        n => {
            let count = n.to_string();
            Outcome::Failed(messages.say("task.cards-not-placed", &[("count", &count)]))
        }
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
            let values = [("card", card.says().trim()), ("late", late.says())];
            let mut said = messages.say("task.too-early", &values);
            if !card.why.is_empty() {
                said.push(' ');
                said.push_str(&card.why);
            }
            Outcome::Failed(said)
        }
    };
    [
        goal(
            "cards-that-belong",
            &messages.say("task.cards-that-belong", &[]),
            belong,
        ),
        goal(
            "cards-missing",
            &messages.say("task.cards-missing", &[]),
            whole,
        ),
        goal("order", &messages.say("task.order", &[]), right),
    ]
}

/// What must hold of marked lines. Spots that nobody asked for become advice.
fn marked(
    messages: &Messages,
    lines: &Lines,
    marks: &BTreeSet<Place>,
    advice: &mut Vec<String>,
) -> [GoalResult; 2] {
    let found = |spot: &Spot| marks.iter().any(|place| spot.holds(place));
    let asked = || lines.spots.iter().filter(|spot| !spot.bonus);
    let (hits, all) = (asked().filter(|spot| found(spot)).count(), asked().count());
    let spots = match (hits, all) {
        (hits, all) if hits == all => Outcome::Held,
        (0, _) if marks.is_empty() => Outcome::Failed(messages.say("task.no-line-yet", &[])),
        (_, 1) => Outcome::Failed(messages.say("task.line-not-marked", &[])),
        (hits, all) => {
            let (hits, all) = (hits.to_string(), all.to_string());
            let values = [("count", hits.as_str()), ("all", all.as_str())];
            Outcome::Failed(messages.say("task.some-marked", &values))
        }
    };
    let several = lines.files.len() > 1;
    let free = |place: &&Place| {
        let fine = lines.spots.iter().chain(&lines.neutral);
        !fine.into_iter().any(|spot| spot.holds(place))
    };
    let wrong: Vec<&Place> = marks.iter().filter(free).collect();
    let told = |place: &Place| {
        let known = lines.wrong.iter().find(|spot| spot.holds(place));
        let nothing = messages.say("task.nothing-wrong", &[]);
        let why = known.map_or(nothing.as_str(), |spot| spot.why.as_str());
        let line = place.1.to_string();
        let values = [("file", place.0.as_str()), ("line", &line), ("why", why)];
        if several {
            messages.say("task.line-of-is", &values)
        } else {
            messages.say("task.line-is", &values)
        }
    };
    let others = match wrong.as_slice() {
        [] => Outcome::Held,
        few @ ([_] | [_, _]) => {
            let told: Vec<String> = few.iter().map(|place| told(place)).collect();
            Outcome::Failed(told.join(" "))
        }
        many => {
            let first = many.first().map(|place| told(place)).unwrap_or_default();
            let values = [("count", many.len().to_string()), ("first", first)];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            Outcome::Failed(messages.say("task.many-not-weak", &values))
        }
    };
    // Only who has found all that is asked for is one line short of more.
    let bonus = |spot: &Spot| spot.bonus && !found(spot);
    if hits == all && lines.spots.iter().any(bonus) {
        advice.push(messages.say("task.one-more-line", &[]));
    }
    [
        goal("spots", &messages.say("task.spots", &[]), spots),
        goal(
            "other-lines",
            &messages.say("task.other-lines", &[]),
            others,
        ),
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
