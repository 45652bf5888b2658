//! What a learner does with an exercise: look at findings, walk a path, submit, ask for a hint,
//! start again, compare, attack.
//!
//! Called by `exercise`.

use super::{ExerciseScreen, Panel, hints};
use crate::pack::{Exercise, ExerciseKind};
use crate::progress::Event;
use crate::text::parts;
use crate::ui::Effect;
use crate::ui::keys::Action;
use crate::ui::screen::{Context, Mode, Outcome};
use std::collections::BTreeSet;

impl ExerciseScreen {
    /// What nothing is there for: findings, their paths, attack inputs; or what is open already.
    pub(super) fn out_of_reach(&self, context: &Context) -> Vec<Action> {
        let mut idle = Vec::new();
        if self.findings.all.is_empty() {
            idle.extend([
                Action::NextFinding,
                Action::PreviousFinding,
                Action::WalkPath,
            ]);
        }
        let exercise = self.exercise(context);
        let attack = exercise.and_then(|exercise| exercise.attack.as_ref());
        if attack.is_none() || self.panel == Some(Panel::Attack) {
            idle.push(Action::Attack);
        }
        idle
    }

    /// Whether something is to be written here, and is not yet.
    pub(super) fn unwritten(&self, context: &Context) -> bool {
        self.exercise(context).is_some_and(|exercise| {
            exercise.kind == ExerciseKind::Write && exercise.start == self.editor.text()
        })
    }

    pub(super) fn mark(&mut self, finding: usize) {
        let last = self.findings.all.len().saturating_sub(1);
        self.findings.marked = finding.min(last);
        if let Some((file, range)) = self.editor.mark(self.findings.marked) {
            self.editor.take(file);
            self.editor.reveal(&range);
        }
    }

    pub(super) fn next_finding(&mut self, forward: bool) -> Outcome {
        let count = self.findings.all.len();
        if count == 0 {
            return Outcome::notice("There is no finding in this code.");
        }
        let step = if forward { 1 } else { count - 1 };
        // The first press shows the finding that is marked already.
        let at_mark = self.editor.mark(self.findings.marked);
        let fresh = at_mark.is_some_and(|(file, range)| {
            file != self.editor.at() || self.editor.place() != self.editor.place_of(range.start)
        });
        if !fresh {
            self.findings.marked = (self.findings.marked + step) % count;
        }
        if let Some((file, range)) = self.editor.mark(self.findings.marked) {
            self.editor.take(file);
            self.editor.go_to(&range);
        }
        Outcome::notice(self.findings.current().map_or_else(String::new, |finding| {
            format!(
                "{} of {count}: {}",
                self.findings.marked + 1,
                finding.message
            )
        }))
    }

    pub(super) fn walk_path(&mut self, context: &Context) -> Outcome {
        let Some(finding) = self.findings.current() else {
            return Outcome::notice("There is no finding whose path could be walked.");
        };
        if finding.path.is_empty() {
            return Outcome::notice("This finding has no path: it is wrong where it stands.");
        }
        self.open_panel(Panel::Path);
        self.walk(0, context);
        Outcome::stay()
    }

    pub(super) fn walk(&mut self, step: usize, context: &Context) {
        let marks = self.editor.marks();
        let path = marks.all().get(self.findings.marked).map(|mark| &mark.path);
        let Some(path) = path else {
            return self.close_panel();
        };
        let step = step.min(path.len().saturating_sub(1));
        self.step = step;
        let place = self.editor.step(self.findings.marked, step);
        if let Some((file, _)) = place {
            self.editor.take(file);
        }
        // The panel takes room from the code; what is seen must be known before it is chosen.
        self.fit(context);
        if let Some((_, range)) = place {
            self.editor.reveal(&range);
        }
        self.say(context, |screen| {
            screen.findings.plain_step(&screen.editor, step)
        });
    }

    pub(super) fn submit(&mut self, context: &Context) -> Outcome {
        let version = self.editor.version();
        if self.judging == Some(version) {
            return Outcome::notice("This code is being judged.");
        }
        let start = self
            .exercise(context)
            .map(|exercise| exercise.start.as_str());
        let changed = self.editor.changed_lines(start.unwrap_or_default());
        if let Some(question) = self.tries.before(&changed) {
            return Outcome::notice(question);
        }
        self.judging = Some(version);
        self.say(context, |_| vec!["Judging…".into()]);
        Outcome::effect(Effect::Judge {
            exercise: self.id.clone(),
            version,
            text: self.editor.text(),
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
        self.open_panel(Panel::Hints);
        if reread && context.mode == Mode::FullScreen {
            return Outcome::stay();
        }
        let outcome = match self.next_hint(exercise, context) {
            hints::Next::Hint(at) => Outcome::effect(hints::give(exercise, at, &mut self.hints)),
            hints::Next::TryFirst => {
                Outcome::notice(exercise.messages.say("screen.hint-after-a-try", &[]))
            }
            hints::Next::NoMore => {
                Outcome::notice(exercise.messages.say("screen.no-more-hints", &[]))
            }
        };
        if !outcome.effects.is_empty() {
            self.say(context, |screen| screen.plain_hint(exercise));
        }
        outcome
    }

    /// The next hint without being asked for it, unless it would give the answer away.
    pub(super) fn bring_hint(&mut self, context: &Context) -> Option<Effect> {
        let exercise = self.exercise(context)?;
        let next = self.next_hint(exercise, context);
        hints::bring(exercise, next, &mut self.hints)
    }

    pub(super) fn next_hint(&self, exercise: &Exercise, context: &Context) -> hints::Next {
        let progress = context.progress.exercise(&self.id);
        let rules: Vec<String> = self.findings.all.iter().map(|f| f.rule.clone()).collect();
        let misconception = self
            .judged
            .as_ref()
            .and_then(|judged| judged.verdict.misconception.as_ref())
            .map(|(id, _, _)| id.as_str());
        let seen: BTreeSet<u32> = self
            .hints
            .iter()
            .filter_map(|at| u32::try_from(*at).ok())
            .collect();
        hints::next(
            &exercise.hints,
            &seen,
            hints::Situation {
                attempts: progress.map_or(0, |progress| progress.attempts),
                rules: &rules,
                misconception,
            },
        )
    }

    pub(super) fn reset(&mut self, context: &Context) -> Outcome {
        self.prompt = None;
        let Some(exercise) = self.exercise(context) else {
            return Outcome::stay();
        };
        let given = parts(&exercise.start);
        let own = given.iter().find(|part| part.name == self.editor.name());
        let start = own.map_or(exercise.start.as_str(), |part| part.text);
        let done = self.editor.replace_all(start);
        self.say(context, |_| vec!["The code is as it was given.".into()]);
        let mut outcome = self.after(done);
        if self.editor.is_several() && outcome.effects.is_empty() {
            // The other files stay as they are, whatever happens to the draft.
            outcome.effects.push(self.save());
        }
        outcome.effects.insert(
            0,
            Effect::Append(Event::Reset {
                exercise: self.id.clone(),
            }),
        );
        if context.mode == Mode::FullScreen {
            let text = "The code is as it was given. Undo brings yours back.";
            outcome.notice = Some(text.into());
        }
        outcome
    }

    pub(super) fn compare(&mut self, context: &Context) -> Outcome {
        if !self.passed(context) {
            return Outcome::notice("The model answer opens when your code has passed.");
        }
        self.open_panel(Panel::Compare);
        self.say(context, |screen| screen.plain_compare(context));
        Outcome::stay()
    }

    pub(super) fn open_attack(&mut self, context: &Context) -> Outcome {
        if self
            .exercise(context)
            .is_none_or(|exercise| exercise.attack.is_none())
        {
            return Outcome::notice("This exercise has no attack inputs.");
        }
        self.open_panel(Panel::Attack);
        self.say(context, |screen| screen.plain_attack(context));
        Outcome::stay()
    }

    /// A hint while a way in is looked for: one more ready input, and when all are there a hint like any other.
    pub(super) fn bring_input(&mut self, context: &Context) -> Outcome {
        let attacked = self.attacked(context);
        let Some(exercise) = self.exercise(context) else {
            return Outcome::stay();
        };
        if !self.attack.bring(exercise, attacked) {
            return self.hint(context);
        }
        self.say(context, |screen| screen.plain_brought(context));
        self.watch_input(context)
    }

    pub(super) fn try_input(&mut self, context: &Context) -> Outcome {
        let Some(input) = self.attack.send() else {
            return Outcome::stay();
        };
        self.say(context, |_| vec!["Trying…".into()]);
        self.attempt(input, context)
    }

    /// Has what is being typed tried, so that it can be watched.
    pub(super) fn watch_input(&mut self, context: &Context) -> Outcome {
        match self.attack.watch() {
            Some(input) => self.attempt(input, context),
            None => Outcome::stay(),
        }
    }

    fn attempt(&self, input: String, context: &Context) -> Outcome {
        let text = self.editor.text();
        let start = self.exercise(context).map(|exercise| &exercise.start);
        Outcome::effect(Effect::Attempt {
            exercise: self.id.clone(),
            input,
            text: (start != Some(&text)).then_some(text),
        })
    }
}
