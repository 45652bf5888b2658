//! Answers from the world: findings, verdicts, outcomes of attacks, texts from other editors.
//!
//! Stale answers are dropped. Called by `exercise`.

use super::{ExerciseScreen, Focus, Judged, Panel, verdict};
use crate::grade::Attempted;
use crate::pack::ExerciseKind;
use crate::progress::Event;
use crate::ui::screen::{Context, Mode, Outcome};
use crate::ui::{Effect, Msg};

impl ExerciseScreen {
    pub(super) fn told(&mut self, msg: &Msg, context: &Context) -> Outcome {
        match msg {
            Msg::Analyzed {
                exercise,
                version,
                findings,
                notice,
            } if *exercise == self.id && *version == self.editor.version() => {
                let same = self.findings.answered && self.findings.all == *findings;
                let told_before = same && self.findings.notice == *notice;
                let marked = self.findings.current().map(|finding| finding.rule.clone());
                self.findings.answered = true;
                self.findings.unwritten = self.unwritten(context);
                self.findings.notice.clone_from(notice);
                self.findings.all.clone_from(findings);
                self.editor.set_findings(findings);
                // The mark stays with its finding when findings above it come or go.
                let kept = findings.get(self.findings.marked);
                if kept.map(|finding| &finding.rule) != marked.as_ref() {
                    let same = findings
                        .iter()
                        .position(|f| Some(&f.rule) == marked.as_ref());
                    self.findings.marked = same.unwrap_or(0);
                }
                if self.shows_path() && self.findings.current().is_none_or(|f| f.path.is_empty()) {
                    self.close_panel();
                }
                let steps = self.findings.current().map_or(0, |f| f.path.len());
                self.step = self.step.min(steps.saturating_sub(1));
                if !told_before {
                    self.say(context, |screen| screen.findings.plain(&screen.editor));
                }
                Outcome::stay()
            }
            Msg::Judged {
                exercise,
                version,
                verdict,
            } if *exercise == self.id && self.judging == Some(*version) => {
                self.judging = None;
                self.judged = Some(Judged {
                    version: *version,
                    verdict: (**verdict).clone(),
                });
                let same = self.tries.after(verdict);
                let mut outcome = self.show_verdict(context);
                if same && let Some(hint) = self.bring_hint(context) {
                    outcome.effects.push(hint);
                    let text = super::again::hint_has_come(context.mode);
                    if context.mode == Mode::FullScreen {
                        outcome.notice = Some(text.into());
                    } else if let Some(exercise) = self.exercise(context) {
                        self.say(context, |screen| {
                            let mut said = vec![text.to_owned()];
                            said.extend(screen.plain_hint(exercise));
                            said
                        });
                    }
                }
                outcome
            }
            Msg::Attempted {
                exercise,
                input,
                result,
                now,
            } if *exercise == self.id => self.attempted(input, result, now.as_deref(), context),
            Msg::Edited { exercise, result } if *exercise == self.id => match result {
                Ok(text) => {
                    let done = self.editor.replace(text);
                    let mut outcome = self.after(done);
                    let lines = self.editor.line_count();
                    outcome.notice = Some(if outcome.effects.is_empty() {
                        "The code is as it was.".into()
                    } else if context.mode == Mode::Plain {
                        format!("The new code is in: {lines} lines.")
                    } else {
                        format!("The new code is in: {lines} lines. Undo brings the old one back.")
                    });
                    outcome
                }
                Err(why) => Outcome::notice(why.clone()),
            },
            _ => Outcome::stay(),
        }
    }

    fn show_verdict(&mut self, context: &Context) -> Outcome {
        let (Some(judged), Some(exercise)) = (&self.judged, self.exercise(context)) else {
            return Outcome::stay();
        };
        let mut outcome = Outcome::effect(Effect::Append(Event::Judged {
            exercise: self.id.clone(),
            revision: exercise.revision,
            verdict: judged.verdict.kind,
            misconception: judged.verdict.misconception.as_ref().map(|m| m.0.clone()),
        }));
        let (sign, word, _) = verdict::badge(judged.verdict.kind, exercise);
        let headline = format!("{sign} {word}: {}", judged.verdict.headline);
        let changed = self.changed_since_verdict();
        if context.mode == Mode::Plain || (!changed && self.prompt.is_none()) {
            self.close_panels();
            self.open_panel(Panel::Verdict);
        } else {
            // Who is typing goes on typing.
            let leads = exercise.messages.say("screen.verdict-by-key", &[]);
            outcome.notice = Some(format!("{headline} {leads}"));
        }
        if context.mode == Mode::FullScreen && self.focus == Focus::Brief {
            self.focus = Focus::Code;
        }
        self.say(context, |screen| {
            screen.judged.as_ref().map_or_else(Vec::new, |judged| {
                verdict::plain(&judged.verdict, exercise, changed)
            })
        });
        outcome
    }

    fn attempted(
        &mut self,
        input: &str,
        result: &Attempted,
        now: Option<&Attempted>,
        context: &Context,
    ) -> Outcome {
        let asked = self.attack.asked();
        if !self.attack.take(input, result, now) {
            return Outcome::stay();
        }
        // What is still being typed is shown; only what is sent counts.
        if !asked {
            return Outcome::stay();
        }
        self.panel_top = 0;
        if let Some(exercise) = self.exercise(context) {
            self.say(context, |screen| screen.attack.plain_result(exercise));
        }
        let kind = self.exercise(context).map(|exercise| exercise.kind);
        if kind != Some(ExerciseKind::Attack) {
            return Outcome::stay();
        }
        if result.works {
            self.say(context, |_| {
                vec!["You are in. Type :back to repair the code.".into()]
            });
        }
        Outcome::effect(Effect::Append(Event::Attacked {
            exercise: self.id.clone(),
            works: result.works,
        }))
    }
}
