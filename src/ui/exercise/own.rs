//! Files of the learner's own beside the given ones: making one, and taking it away again.
//!
//! What they may be called is `pack`'s to say. Called by `exercise`.

use super::super::line::Line;
use super::{ExerciseScreen, Prompt};
use crate::pack::Exercise;
use crate::text::printable;
use crate::ui::Effect;
use crate::ui::screen::{Context, Mode, Outcome};

impl ExerciseScreen {
    /// Whether the file at hand is one of those that the learner was given.
    pub(super) fn is_given(&self, context: &Context) -> bool {
        let exercise = self.exercise(context);
        !self.editor.is_several() || exercise.is_none_or(|e| e.gives(self.editor.name()))
    }

    /// Asked before the learner's code goes.
    pub(super) fn reset_question(&self) -> String {
        if self.editor.is_several() {
            let name = printable(self.editor.name());
            return format!("Start again with {name}? The other files stay. Yes or no?");
        }
        "Start again? Your code makes way for the given one. Yes or no?".into()
    }

    /// Asks for the name of a new file.
    pub(super) fn ask_name(&mut self, context: &Context) -> Outcome {
        let exercise = self.exercise(context);
        if !exercise.is_some_and(Exercise::takes_new_files) {
            return Outcome::notice("This exercise is answered in the files that it has.");
        }
        if context.mode == Mode::Plain {
            return Outcome::notice("Type new and a name, such as: new helpers.py");
        }
        self.prompt = Some(Prompt::NewFile(Line::default()));
        Outcome::stay()
    }

    /// Makes a file of this name and takes it to hand. A name that will not do stays in the line.
    pub(super) fn make_file(&mut self, name: &str, context: &Context) -> Outcome {
        let name = name.trim();
        let Some(exercise) = self.exercise(context) else {
            return Outcome::stay();
        };
        if let Err(why) = exercise.new_file(name, &self.editor.names()) {
            return Outcome::notice(why);
        }
        self.prompt = None;
        let back = self.editor.add(name, &context.languages);
        self.panel = None;
        self.enter_code(context);
        let shown = printable(name);
        let told = if back {
            format!("{shown} is back as it was.")
        } else {
            format!("{shown} is new, and empty.")
        };
        self.say(context, Self::plain_files);
        self.changed_files(told)
    }

    /// Takes the text of a file, or of each file of a folder.
    pub(super) fn take_from(&mut self, path: &str) -> Outcome {
        self.prompt = None;
        let path = path.trim();
        if path.is_empty() {
            return Outcome::notice("Nothing was changed.");
        }
        Outcome::effect(Effect::TakeFile {
            exercise: self.id.clone(),
            path: path.to_owned(),
            several: self.editor.is_several(),
        })
    }

    /// Asks before the file at hand goes.
    pub(super) fn ask_delete(&mut self, context: &Context) -> Outcome {
        if self.is_given(context) {
            let name = printable(self.editor.name());
            return Outcome::notice(format!(
                "{name} was given to you and stays. Only files of your own can go."
            ));
        }
        self.prompt = Some(Prompt::Delete);
        self.say(context, |screen| vec![screen.delete_question()]);
        Outcome::stay()
    }

    /// Asks before a file goes that is given by its name or number; one that stays is not taken to hand.
    pub(super) fn ask_delete_of(&mut self, word: &str, context: &Context) -> Outcome {
        let Some(file) = self.editor.find(word) else {
            return Outcome::notice("There is no such file. Type file alone for a list.");
        };
        let before = self.editor.at();
        self.editor.take(file);
        let outcome = self.ask_delete(context);
        if self.prompt.is_none() {
            self.editor.take(before);
        }
        outcome
    }

    pub(super) fn delete_question(&self) -> String {
        let name = printable(self.editor.name());
        format!("Delete {name}? Making a file of this name brings it back. Yes or no?")
    }

    pub(super) fn delete_file(&mut self, context: &Context) -> Outcome {
        self.prompt = None;
        let name = printable(self.editor.name());
        self.editor.remove();
        self.say(context, Self::plain_files);
        self.changed_files(format!("{name} is gone."))
    }

    /// What follows when a file came or went.
    fn changed_files(&self, notice: String) -> Outcome {
        let effects: Vec<Effect> = vec![self.analyze(), self.save()];
        Outcome {
            effects,
            ..Outcome::notice(notice)
        }
    }
}
