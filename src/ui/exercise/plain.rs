//! The exercise line by line: what is said, what can be chosen.
//!
//! The same state and powers as the full screen. Called by `exercise`.

use super::{ExerciseScreen, Panel, Prompt, compare, hints};
use crate::pack::{Exercise, ExerciseKind};
use crate::text::printable;
use crate::ui::keys::Action;
use crate::ui::page;
use crate::ui::screen::{Context, Outcome, Plain};

impl ExerciseScreen {
    /// The task and the code, said when the exercise opens.
    pub(super) fn plain_opening(&self, exercise: &Exercise, context: &Context) -> Vec<String> {
        let mut lines = vec![format!("Exercise: {}", printable(&exercise.title))];
        lines.extend(page::text_plain(&exercise.brief));
        lines.extend(self.plain_files());
        lines.extend(self.plain_code());
        if self.panel == Some(Panel::Attack) {
            lines.extend(self.plain_attack(context));
        }
        lines
    }

    /// The code with line numbers.
    pub(super) fn plain_code(&self) -> Vec<String> {
        let count = self.editor.line_count();
        let mut lines = vec![format!(
            "The code, {} ({count} lines):",
            printable(self.editor.name())
        )];
        for at in 0..count {
            lines.push(format!(
                "{:>4}  {}",
                at + 1,
                printable(&self.editor.line(at))
            ));
        }
        lines.push("End of the code.".into());
        lines
    }

    pub(super) fn plain_hint(&self, exercise: &Exercise) -> Vec<String> {
        hints::plain(&self.hints, exercise)
    }

    pub(super) fn plain_compare(&self, context: &Context) -> Vec<String> {
        self.exercise(context).map_or_else(Vec::new, |exercise| {
            compare::plain(&self.editor.text_at_hand(), self.model(exercise))
        })
    }

    pub(super) fn plain_attack(&self, context: &Context) -> Vec<String> {
        let exercise = self.exercise(context);
        let Some((exercise, attack)) = exercise.and_then(|e| Some((e, e.attack.as_ref()?))) else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        if exercise.kind == ExerciseKind::Attack {
            lines.extend(page::text_plain(&attack.brief));
        }
        lines.push("Type an input, or the number of a ready one.".into());
        let offered = self.attack.offered(exercise, self.attacked(context));
        if offered.len() < attack.input.len() {
            lines.push(exercise.messages.say("screen.more-ready-inputs-typed", &[]));
        }
        lines
    }

    pub(super) fn plain_screen(&self, context: &Context) -> Plain {
        let (choices, enter) = match (&self.prompt, self.panel) {
            (Some(_), _) => (Vec::new(), None),
            (None, Some(Panel::Attack)) => (self.ready_inputs(context), None),
            (None, Some(Panel::Path)) => (Vec::new(), Some(Action::NextStep)),
            (None, Some(Panel::Verdict | Panel::Compare)) => (Vec::new(), Some(Action::GoOn)),
            (None, Some(Panel::Hints)) => (Vec::new(), Some(Action::Hint)),
            (None, None) => (self.paths(), None),
        };
        Plain {
            lines: self.said.clone(),
            choices,
            enter,
        }
    }

    fn ready_inputs(&self, context: &Context) -> Vec<String> {
        let exercise = self.exercise(context);
        let Some((exercise, attack)) = exercise.and_then(|e| Some((e, e.attack.as_ref()?))) else {
            return Vec::new();
        };
        let offered = self.attack.offered(exercise, self.attacked(context));
        let inputs = offered.iter().filter_map(|at| attack.input.get(*at));
        inputs
            .map(|input| {
                let said = page::short_plain(&input.say);
                format!("{} ({said})", printable(&input.text))
            })
            .collect()
    }

    /// What a hint has brought.
    pub(super) fn plain_brought(&self, context: &Context) -> Vec<String> {
        let number = self.ready_inputs(context).len();
        vec![format!("One more ready input: number {number}.")]
    }

    fn paths(&self) -> Vec<String> {
        let all = self.findings.all.iter();
        all.map(|finding| format!("Walk the path of: {}", page::short_plain(&finding.message)))
            .collect()
    }

    /// A choice by number.
    pub(super) fn pick(&mut self, index: usize, context: &Context) -> Outcome {
        match self.panel {
            Some(Panel::Attack) => {
                if let Some(exercise) = self.exercise(context)
                    && let Some(attack) = &exercise.attack
                    && let Some(at) = self
                        .attack
                        .offered(exercise, self.attacked(context))
                        .get(index)
                {
                    self.attack.pick(attack, *at);
                }
                self.try_input(context)
            }
            None if index < self.findings.all.len() => {
                self.findings.marked = index;
                self.walk_path(context)
            }
            _ => Outcome::stay(),
        }
    }

    /// A line that is no command.
    pub(super) fn plain_line(&mut self, line: &str, context: &Context) -> Outcome {
        match (&self.prompt, self.panel) {
            (Some(Prompt::Reset | Prompt::Delete), _) => {
                match line.trim().to_lowercase().as_str() {
                    "y" | "yes" => self.act(Action::Yes, context),
                    "n" | "no" => self.act(Action::No, context),
                    _ => Outcome::notice("Please type yes or no."),
                }
            }
            (None, Some(Panel::Attack)) => {
                self.attack.line = super::Line::of_attack(line);
                self.try_input(context)
            }
            _ => Outcome::notice("Type help for what can be typed here."),
        }
    }
}
