//! What a learner does with a task: choose, place, mark, move, submit, ask for a hint, start again;
//! and what verdicts and files do to it.
//!
//! Called by `task`.

use super::{Judged, Panel, TaskScreen, draw};
use crate::pack::{Exercise, Part, Reply};
use crate::progress::Event;
use crate::ui::exercise::{again, hints, verdict};
use crate::ui::screen::{Context, Mode, Outcome};
use crate::ui::{Effect, Msg};
use std::collections::BTreeSet;

impl TaskScreen {
    /// What follows from a change of the answer.
    pub(super) fn changed(&mut self, context: &Context) -> Outcome {
        self.version += 1;
        let Some(task) = self.task(context) else {
            return Outcome::stay();
        };
        Outcome::effect(Effect::SaveDraft {
            exercise: self.id.clone(),
            text: self.reply.write(task),
        })
    }

    /// Chooses, places or marks the item that has the keys. `only`: never takes a choice back.
    pub(super) fn toggle(&mut self, only: bool, context: &Context) -> Outcome {
        let Some(task) = self.task(context) else {
            return Outcome::stay();
        };
        match task.parts.get(self.at.0) {
            None => return Outcome::stay(),
            Some(Part::Question(question)) => {
                let Some(index) = question.shown().get(self.at.1).copied() else {
                    return Outcome::stay();
                };
                let chosen = self.reply.choice.entry(question.id.clone()).or_default();
                let had = chosen.contains(&index);
                if !question.several() {
                    chosen.clear();
                }
                if had && !only {
                    chosen.remove(&index);
                } else {
                    chosen.insert(index);
                }
            }
            Some(Part::Cards(cards)) => {
                let (placed, pool) = self.cards(task);
                if self.at.1 < placed.len() {
                    self.reply.order.remove(self.at.1);
                } else if let Some(card) = pool
                    .get(self.at.1 - placed.len())
                    .and_then(|index| cards.get(*index))
                {
                    self.reply.order.push(card.id.clone());
                    self.at.1 = (self.at.1 + 1).min(cards.len().saturating_sub(1));
                }
            }
            Some(Part::Lines(lines)) => {
                let Some(place) = draw::place_of(lines, self.at.1) else {
                    return Outcome::stay();
                };
                if !self.reply.lines.remove(&place) {
                    self.reply.lines.insert(place);
                }
            }
        }
        self.changed(context)
    }

    /// Moves a card from one place to another, both from 0.
    pub(super) fn move_card(&mut self, from: usize, to: usize, context: &Context) -> Outcome {
        if from >= self.reply.order.len() || to >= self.reply.order.len() {
            return Outcome::notice("Only cards that are placed can be moved.");
        }
        let card = self.reply.order.remove(from);
        self.reply.order.insert(to, card);
        self.at.1 = to;
        self.changed(context)
    }

    pub(super) fn submit(&mut self, context: &Context) -> Outcome {
        let Some(task) = self.task(context) else {
            return Outcome::stay();
        };
        if self.judging == Some(self.version) {
            return Outcome::notice("This answer is being judged.");
        }
        let text = self.reply.write(task);
        if let Some(question) = self.tries.before(&text) {
            return Outcome::notice(question);
        }
        self.judging = Some(self.version);
        Outcome::effect(Effect::Judge {
            exercise: self.id.clone(),
            version: self.version,
            text,
        })
    }

    pub(super) fn hint(&mut self, context: &Context) -> Outcome {
        let Some(exercise) = self.exercise(context) else {
            return Outcome::stay();
        };
        if exercise.hints.is_empty() {
            return Outcome::notice(exercise.messages.say("screen.no-hints", &[]));
        }
        let reread = self.panel != Some(Panel::Hints) && !self.hints.is_empty();
        self.panel = Some(Panel::Hints);
        self.panel_top = 0;
        if reread && context.mode == Mode::FullScreen {
            return Outcome::stay();
        }
        match self.next_hint(exercise, context) {
            hints::Next::Hint(at) => {
                let given = hints::give(exercise, at, &mut self.hints);
                self.say(context, |screen| screen.plain_hint(exercise));
                Outcome::effect(given)
            }
            hints::Next::TryFirst => {
                Outcome::notice(exercise.messages.say("screen.hint-after-a-try", &[]))
            }
            hints::Next::NoMore => {
                Outcome::notice(exercise.messages.say("screen.no-more-hints", &[]))
            }
        }
    }

    /// Takes the answer from a file.
    pub(super) fn take_from(&mut self, path: &str) -> Outcome {
        let path = path.trim();
        if path.is_empty() {
            return Outcome::notice("Nothing was changed.");
        }
        Outcome::effect(Effect::TakeFile {
            exercise: self.id.clone(),
            path: path.to_owned(),
            several: false,
        })
    }

    /// The next hint without being asked for it, unless it would give the answer away.
    fn bring_hint(&mut self, context: &Context) -> Option<Effect> {
        let exercise = self.exercise(context)?;
        let next = self.next_hint(exercise, context);
        hints::bring(exercise, next, &mut self.hints)
    }

    pub(super) fn next_hint(&self, exercise: &Exercise, context: &Context) -> hints::Next {
        let progress = context.progress.exercise(&self.id);
        let judged = self.judged.as_ref();
        let misconception = judged.and_then(|judged| judged.verdict.misconception.as_ref());
        let seen: BTreeSet<u32> = self
            .hints
            .iter()
            .filter_map(|at| u32::try_from(*at).ok())
            .collect();
        let situation = hints::Situation {
            attempts: progress.map_or(0, |progress| progress.attempts),
            rules: &[],
            misconception: misconception.map(|(id, ..)| id.as_str()),
        };
        hints::next(&exercise.hints, &seen, situation)
    }

    pub(super) fn reset(&mut self, context: &Context) -> Outcome {
        self.reply = Reply::default();
        self.judged = None;
        self.at = (0, 0);
        self.pointed = false;
        self.top = 0;
        let mut outcome = self.changed(context);
        let event = Event::Reset {
            exercise: self.id.clone(),
        };
        outcome.effects.insert(0, Effect::Append(event));
        outcome.notice = Some("The answer is empty again.".into());
        outcome
    }

    pub(super) fn told(&mut self, msg: &Msg, context: &Context) -> Outcome {
        match msg {
            Msg::Judged {
                exercise,
                version,
                verdict,
            } if *exercise == self.id && self.judging == Some(*version) => {
                self.judging = None;
                let Some(exercise) = self.exercise(context) else {
                    return Outcome::stay();
                };
                let event = Event::Judged {
                    exercise: self.id.clone(),
                    revision: exercise.revision,
                    verdict: verdict.kind,
                    misconception: verdict.misconception.as_ref().map(|m| m.0.clone()),
                };
                self.say(context, |screen| {
                    let mut lines = verdict::plain(verdict, exercise, false);
                    if verdict::passes(verdict.kind) {
                        lines.extend(screen.plain_reasons(exercise));
                    }
                    lines
                });
                self.judged = Some(Judged {
                    reply: self.reply.clone(),
                    verdict: (**verdict).clone(),
                });
                self.panel = Some(Panel::Verdict);
                self.panel_top = 0;
                let mut outcome = Outcome::effect(Effect::Append(event));
                if self.tries.after(verdict)
                    && let Some(hint) = self.bring_hint(context)
                {
                    outcome.effects.push(hint);
                    outcome.notice = Some(again::hint_has_come(context.mode).into());
                    self.say(context, |screen| screen.plain_hint(exercise));
                }
                outcome
            }
            Msg::Edited { exercise, result } if *exercise == self.id => {
                let (text, task) = match (result, self.task(context)) {
                    (Ok(text), Some(task)) => (text, task),
                    (Err(why), _) => return Outcome::notice(why.clone()),
                    (Ok(_), None) => return Outcome::stay(),
                };
                let (reply, troubles) = Reply::read(task, text);
                if let Some(trouble) = troubles.first() {
                    return Outcome::notice(format!(
                        "Line {}: {}. {}",
                        trouble.line, trouble.cause, trouble.next
                    ));
                }
                self.reply = reply;
                let mut outcome = self.changed(context);
                outcome.notice = Some("The answer is taken from the file.".into());
                outcome
            }
            _ => Outcome::stay(),
        }
    }
}
