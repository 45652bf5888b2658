//! A task line by line: what is said, what can be chosen.
//!
//! The same state and powers as the full screen. Called by `task`.

use super::{Panel, TaskScreen};
use crate::pack::{Exercise, Part};
use crate::text::printable;
use crate::ui::exercise::hints;
use crate::ui::keys::Action;
use crate::ui::page;
use crate::ui::question::option_plain;
use crate::ui::screen::{Context, Outcome, Plain};

impl TaskScreen {
    /// The task and its first part, said when the exercise opens.
    pub(super) fn plain_opening(exercise: &Exercise) -> Vec<String> {
        let mut lines = vec![format!("Exercise: {}", printable(&exercise.title))];
        lines.extend(page::text_plain(&exercise.brief));
        if let Some(task) = &exercise.task {
            let parts = task.parts.len();
            if parts > 1 {
                lines.push(format!("There are {parts} parts."));
            }
            lines.extend(
                task.parts
                    .first()
                    .map(|part| Self::asked(part, 0, parts))
                    .unwrap_or_default(),
            );
        }
        lines
    }

    /// What a part asks.
    fn asked(part: &Part, at: usize, of: usize) -> Vec<String> {
        let number = if of > 1 {
            format!("Part {} of {of}. ", at + 1)
        } else {
            String::new()
        };
        match part {
            Part::Question(question) => {
                let several = if question.several() {
                    " Mark all that fit, then type next."
                } else {
                    ""
                };
                let ask = page::short_plain(&question.ask);
                let mut lines = vec![format!("{number}{ask}{several}")];
                if !question.code.is_empty() {
                    lines.extend(page::plain_code(&question.language, &question.code, &[]));
                }
                lines
            }
            Part::Cards(_) => vec![format!(
                "{number}Put cards in order. A number places a card at the end, or takes out one that is placed."
            )],
            Part::Lines(_) => vec![format!(
                "{number}Mark the weak lines. A number marks a line, or takes its mark away."
            )],
        }
    }

    pub(super) fn plain_part(&self, context: &Context) -> Vec<String> {
        let Some(task) = self.task(context) else {
            return Vec::new();
        };
        let part = task.parts.get(self.at.0);
        part.map(|part| Self::asked(part, self.at.0, task.parts.len()))
            .unwrap_or_default()
    }

    /// The task with every part and what is answered so far.
    pub(super) fn plain_all(&self, context: &Context) -> Vec<String> {
        let Some(exercise) = self.exercise(context) else {
            return Vec::new();
        };
        let mut lines = page::text_plain(&exercise.brief);
        let Some(task) = &exercise.task else {
            return lines;
        };
        let count = task.parts.len();
        for (at, part) in task.parts.iter().enumerate() {
            lines.extend(Self::asked(part, at, count));
            match part {
                Part::Question(question) => {
                    let chosen = self.chosen(question);
                    let mut names: Vec<String> = Vec::new();
                    for option in chosen.iter().filter_map(|at| question.options.get(*at)) {
                        names.push(option_plain(option));
                    }
                    lines.push(if names.is_empty() {
                        "Not answered.".into()
                    } else {
                        format!("Your answer: {}", names.join("; "))
                    });
                }
                Part::Cards(_) => lines.extend(self.plain_order(context)),
                Part::Lines(_) => {
                    let marked: Vec<String> = self
                        .reply
                        .lines
                        .iter()
                        .map(|(file, line)| format!("{} line {line}", printable(file)))
                        .collect();
                    lines.push(if marked.is_empty() {
                        "No line is marked.".into()
                    } else {
                        format!("Marked: {}", marked.join("; "))
                    });
                }
            }
        }
        lines.extend(self.plain_part(context));
        lines
    }

    /// The reasons for what was chosen, once it is right.
    pub(super) fn plain_reasons(&self, exercise: &Exercise) -> Vec<String> {
        let mut lines = Vec::new();
        for part in exercise.task.iter().flat_map(|task| &task.parts) {
            match part {
                Part::Question(question) => {
                    let chosen = self.chosen(question);
                    for option in chosen.iter().filter_map(|at| question.options.get(*at)) {
                        let (says, why) = (option_plain(option), page::short_plain(&option.why));
                        let ask = page::short_plain(&question.ask);
                        lines.push(format!("{ask} {says}: {why}"));
                    }
                }
                Part::Cards(cards) => {
                    for card in cards.iter().filter(|card| !card.why.is_empty()) {
                        let why = page::short_plain(&card.why);
                        lines.push(format!("{}: {why}", printable(card.says())));
                    }
                }
                Part::Lines(code) => {
                    for spot in &code.spots {
                        let why = page::short_plain(&spot.why);
                        lines.push(format!(
                            "{} line {}: {why}",
                            printable(&spot.file),
                            spot.line
                        ));
                    }
                }
            }
        }
        lines
    }

    fn plain_order(&self, context: &Context) -> Vec<String> {
        let cards = self.task(context).map_or(&[][..], |task| task.cards());
        let mut lines = vec!["Your order:".to_owned()];
        for (place, id) in self.reply.order.iter().enumerate() {
            let card = cards.iter().find(|card| card.id == *id);
            let says = card.map_or("", |card| card.says());
            lines.push(format!("  {}) {}", place + 1, printable(says)));
        }
        if self.reply.order.is_empty() {
            lines.push("  (no card is placed)".into());
        }
        lines
    }

    pub(super) fn plain_hint(&self, exercise: &Exercise) -> Vec<String> {
        hints::plain(&self.hints, exercise)
    }

    pub(super) fn plain_screen(&self, context: &Context) -> Plain {
        let enter = match self.panel {
            Some(Panel::Verdict) => Some(Action::GoOn),
            Some(Panel::Hints) => Some(Action::Back),
            None => None,
        };
        let choices = if self.panel.is_some() || self.asks_reset {
            Vec::new()
        } else {
            self.choices(context)
        };
        Plain {
            lines: self.said.clone(),
            choices,
            enter,
        }
    }

    fn choices(&self, context: &Context) -> Vec<String> {
        let (Some(task), Some(part)) = (self.task(context), self.part(context)) else {
            return Vec::new();
        };
        match part {
            Part::Question(question) => {
                let chosen = self.chosen(question);
                let mut choices = Vec::new();
                for index in question.shown() {
                    let Some(option) = question.options.get(index) else {
                        continue;
                    };
                    let mark = match (question.several(), chosen.contains(&index)) {
                        (true, true) => "marked: ",
                        (true, false) => "not marked: ",
                        (false, true) => "chosen: ",
                        (false, false) => "",
                    };
                    choices.push(format!("{mark}{}", option_plain(option)));
                }
                choices
            }
            Part::Cards(cards) => {
                let (placed, pool) = self.cards(task);
                let says = |at: &usize| {
                    let card = cards.get(*at);
                    let says = card.map_or("", |card| card.says());
                    printable(says).replace('\n', " ⏎ ")
                };
                let taken = placed.iter().zip(1..);
                let taken =
                    taken.map(|(at, place)| format!("take out of place {place}: {}", says(at)));
                let free = pool.iter().map(|at| format!("place: {}", says(at)));
                taken.chain(free).collect()
            }
            Part::Lines(lines) => {
                let mut choices = Vec::new();
                let several = lines.files.len() > 1;
                for (file, text) in &lines.files {
                    for (line, number) in text.lines().zip(1u32..) {
                        let marked = self.reply.lines.contains(&(file.clone(), number));
                        let mark = if marked { "marked: " } else { "" };
                        let name = if several {
                            format!("{} line {number}: ", printable(file))
                        } else {
                            String::new()
                        };
                        choices.push(format!("{mark}{name}{}", printable(line)));
                    }
                }
                choices
            }
        }
    }

    /// A choice by number.
    pub(super) fn pick(&mut self, index: usize, context: &Context) -> Outcome {
        if self.panel.is_some() || self.asks_reset {
            return Outcome::stay();
        }
        self.at.1 = index;
        match self.part(context) {
            Some(Part::Question(question)) if !question.several() => {
                let outcome = self.toggle(true, context);
                let chosen = question.shown().get(index).copied();
                let option = chosen.and_then(|at| question.options.get(at));
                let says = option.map(option_plain).unwrap_or_default();
                self.say(context, |_| vec![format!("You chose: {says}")]);
                self.onward(context);
                outcome
            }
            Some(Part::Cards(_)) => {
                let outcome = self.toggle(false, context);
                self.at.1 = 0;
                self.say(context, |screen| screen.plain_order(context));
                outcome
            }
            Some(_) => self.toggle(false, context),
            None => Outcome::stay(),
        }
    }

    /// To the next part that is not answered; when there is none, says what comes then.
    fn onward(&mut self, context: &Context) {
        let Some(task) = self.task(context) else {
            return;
        };
        let open = task.parts.iter().position(|part| !self.answered(part));
        if let Some(next) = open {
            self.at = (next, 0);
            self.say(context, |screen| screen.plain_part(context));
        } else {
            self.say(context, |_| {
                vec!["Everything is answered. Type submit to hand it in.".into()]
            });
        }
    }

    /// `move 3 1`.
    pub(super) fn plain_move(&mut self, places: &str, context: &Context) -> Outcome {
        let numbers: Vec<usize> = places
            .split_whitespace()
            .filter_map(|word| word.parse::<usize>().ok()?.checked_sub(1))
            .collect();
        let [from, to] = numbers.as_slice() else {
            return Outcome::notice("Type move and two places, such as: move 3 1");
        };
        let outcome = self.move_card(*from, *to, context);
        self.say(context, |screen| screen.plain_order(context));
        outcome
    }

    /// A line that is no command.
    pub(super) fn plain_line(&mut self, line: &str, context: &Context) -> Outcome {
        if self.asks_reset {
            return match line.trim().to_lowercase().as_str() {
                "y" | "yes" => self.act(Action::Yes, context),
                "n" | "no" => self.act(Action::No, context),
                _ => Outcome::notice("Please type yes or no."),
            };
        }
        Outcome::notice("Type help for what can be typed here.")
    }
}

#[cfg(test)]
mod tests {
    use crate::pack::Lines;
    use crate::ui::task::draw::place_of;

    #[test]
    fn lines_of_several_files_are_counted_on() {
        let lines = Lines {
            files: vec![("a".into(), "1\n2\n".into()), ("b".into(), "1\n".into())],
            ..Lines::default()
        };
        assert_eq!(place_of(&lines, 1), Some(("a".into(), 2)));
        assert_eq!(place_of(&lines, 2), Some(("b".into(), 1)));
        assert_eq!(place_of(&lines, 3), None);
    }
}
