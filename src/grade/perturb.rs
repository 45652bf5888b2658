//! Answers to a task that follow from what it says itself: every right one must pass, and each with
//! one thing wrong must not.
//!
//! Called by `prove`.

use super::prove::{Answer, Expect};
use crate::pack::{
    Choice, Exercise, Lines, Part, Place, Question, Reply, Task, VerdictKind, ordered,
};
use std::collections::BTreeSet;

/// All derived answers of a task.
pub(super) fn answers(exercise: &Exercise, task: &Task) -> Vec<Answer> {
    let right = task.right_reply();
    let mut made = Made {
        exercise,
        task,
        right: &right,
        all: Vec::new(),
    };
    made.pass("solution", &right);
    made.fail("start", &Reply::default());
    for part in &task.parts {
        match part {
            Part::Question(question) => made.question(question),
            Part::Cards(_) => made.cards(),
            Part::Lines(lines) => made.lines(lines),
        }
    }
    made.everything();
    made.all
}

struct Made<'a> {
    exercise: &'a Exercise,
    task: &'a Task,
    right: &'a Reply,
    all: Vec<Answer>,
}

impl Made<'_> {
    fn pass(&mut self, name: &str, reply: &Reply) {
        self.push(name, reply, Expect::Verdict(VerdictKind::Passed));
    }

    fn fail(&mut self, name: &str, reply: &Reply) {
        self.push(name, reply, Expect::NotPassed);
    }

    fn push(&mut self, name: &str, reply: &Reply, expect: Expect) {
        self.all.push(Answer {
            name: name.to_owned(),
            text: reply.write(self.task),
            expect,
        });
    }

    /// The right answer with another choice for one question.
    fn with(&self, question: &Question, chosen: impl IntoIterator<Item = usize>) -> Reply {
        let mut reply = self.right.clone();
        let chosen: BTreeSet<usize> = chosen.into_iter().collect();
        reply.choice.insert(question.id.clone(), chosen);
        reply
    }

    fn question(&mut self, question: &Question) {
        let id = &question.id;
        self.fail(&format!("wrong/{id}/nothing"), &self.with(question, []));
        let right = self.right.choice.get(id).cloned().unwrap_or_default();
        for (at, option) in question.options.iter().enumerate() {
            let alone = self.with(question, [at]);
            if !option.right {
                self.fail(&format!("wrong/{id}/{at}"), &alone);
                if question.several() {
                    let more = right.iter().copied().chain([at]);
                    self.fail(&format!("wrong/{id}/{at}-too"), &self.with(question, more));
                }
            } else if question.choice == Choice::One {
                self.pass(&format!("right/{id}/{at}"), &alone);
            } else if option.must || question.choice == Choice::All {
                let others = right.iter().copied().filter(|other| *other != at);
                self.fail(
                    &format!("wrong/{id}/without-{at}"),
                    &self.with(question, others),
                );
            }
        }
        if question.options.len() > right.len() {
            let all = 0..question.options.len();
            self.fail(&format!("wrong/{id}/everything"), &self.with(question, all));
        }
    }

    fn cards(&mut self) {
        let cards = self.task.cards();
        let order = |order: Vec<String>| Reply {
            order,
            ..self.right.clone()
        };
        let right = &self.right.order;
        let other = order(ordered(cards, true));
        let mut wrong: Vec<(String, Reply)> = Vec::new();
        for card in cards {
            if card.distractor {
                for (place, at) in [("first", 0), ("last", right.len())] {
                    let mut with = right.clone();
                    with.insert(at, card.id.clone());
                    wrong.push((format!("wrong/order/{}-{place}", card.id), order(with)));
                }
                continue;
            }
            let without = right.iter().filter(|id| **id != card.id).cloned();
            let name = format!("wrong/order/without-{}", card.id);
            wrong.push((name, order(without.collect())));
            for before in &card.after {
                // The card moves to just before what must stand before it.
                let mut moved: Vec<String> = right.clone();
                moved.retain(|id| *id != card.id);
                let at = moved.iter().position(|id| id == before).unwrap_or(0);
                moved.insert(at, card.id.clone());
                let name = format!("wrong/order/{}-before-{before}", card.id);
                wrong.push((name, order(moved)));
            }
        }
        self.pass("right/order/other", &other);
        for (name, reply) in wrong {
            self.fail(&name, &reply);
        }
    }

    fn lines(&mut self, lines: &Lines) {
        let with = |places: BTreeSet<Place>| Reply {
            lines: places,
            ..self.right.clone()
        };
        let right = &self.right.lines;
        let mut made: Vec<(String, Reply, bool)> = Vec::new();
        for spot in lines.spots.iter().filter(|spot| !spot.bonus) {
            let left = right.iter().filter(|place| !spot.holds(place)).cloned();
            let name = format!("wrong/lines/without-{}", spot.line);
            made.push((name, with(left.collect()), false));
        }
        for spot in &lines.neutral {
            let more = right
                .iter()
                .cloned()
                .chain([(spot.file.clone(), spot.line)]);
            let name = format!("right/lines/{}-too", spot.line);
            made.push((name, with(more.collect()), true));
        }
        let fine = |place: &Place| {
            let mut fine = lines.spots.iter().chain(&lines.neutral);
            fine.any(|spot| spot.holds(place))
        };
        let mut every: BTreeSet<Place> = BTreeSet::new();
        for (file, text) in &lines.files {
            for (line, number) in text.lines().zip(1u32..) {
                let place = (file.clone(), number);
                if line.trim().is_empty() {
                    continue;
                }
                every.insert(place.clone());
                if !fine(&place) {
                    let more = right.iter().cloned().chain([place]);
                    let name = format!("wrong/lines/{file}-{number}-too");
                    made.push((name, with(more.collect()), false));
                }
            }
        }
        if every.iter().any(|place| !fine(place)) {
            made.push(("wrong/lines/everything".into(), with(every), false));
        }
        for (name, reply, passes) in made {
            if passes {
                self.pass(&name, &reply);
            } else {
                self.fail(&name, &reply);
            }
        }
    }

    /// One class, or one verdict, for everything: nobody may guess their way through.
    fn everything(&mut self) {
        let most = self.task.questions().map(|q| q.options.len()).max();
        if self.exercise.task.is_none() || self.task.questions().count() < 3 {
            return;
        }
        for at in 0..most.unwrap_or(0) {
            let mut reply = self.right.clone();
            let mut changed = false;
            for question in self.task.questions().filter(|q| q.fixed) {
                changed |= !question.is_right(&BTreeSet::from([at]));
                reply
                    .choice
                    .insert(question.id.clone(), BTreeSet::from([at]));
            }
            if changed {
                self.fail(&format!("wrong/all-the-same-{at}"), &reply);
            }
        }
    }
}
