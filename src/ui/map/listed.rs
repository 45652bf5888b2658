//! The map line by line: the modules, one module, or everything.
//!
//! The same state and powers as the full screen. Called by `map`.

use super::{CourseMap, Row, entry, module_heading};
use crate::progress::Whereabouts;
use crate::ui::course;
use crate::ui::keys::Action;
use crate::ui::screen::{Context, Destination, Go, Outcome, Plain};

/// How much of the course plain mode lists: the whole is long to listen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Modules,
    Module(usize),
    All,
}

/// A choice of plain mode.
enum Choice {
    Open(Whereabouts),
    Module(usize),
}

impl CourseMap {
    /// The module that has a place, by its number.
    fn module_of(context: &Context, place: &Whereabouts) -> Option<usize> {
        let pack = &context.pack;
        let id = match place {
            Whereabouts::Map => return None,
            Whereabouts::Lesson { lesson, .. } => &pack.lesson(lesson)?.module,
            Whereabouts::Exercise { exercise, .. } => &pack.exercise(exercise)?.module,
        };
        pack.modules.iter().position(|module| module.id == *id)
    }

    /// The map shows again: in plain mode with the module one was in.
    pub(super) fn come_back(&mut self, context: &Context) {
        if context.whereabouts != self.place {
            self.place.clone_from(&context.whereabouts);
            if let Some(at) = Self::module_of(context, &self.place)
                && context.pack.modules.len() > 1
            {
                self.shown = Shown::Module(at);
            }
        }
    }

    /// What can be chosen in plain mode, with its words.
    fn choices(&self, context: &Context) -> Vec<(Choice, String)> {
        let mut all = Vec::new();
        if course::beginning(&context.pack).is_none() {
            return all;
        }
        let mut heading = String::new();
        let mut module: Option<usize> = None;
        for row in Self::rows(context) {
            if let Row::Words(runs) = &row {
                if runs.is_empty() {
                    continue;
                }
                let next = module.map_or(0, |at| at + 1);
                module = Some(next);
                heading = runs.iter().map(|run| run.text.as_str()).collect();
                if self.shown == Shown::Modules {
                    all.push((Choice::Module(next), format!("Module: {heading}")));
                }
                continue;
            }
            let (Some(place), Some((_, _, word, _, title))) =
                (row.place(context), entry(context, &row))
            else {
                continue;
            };
            let lead = match (self.shown, std::mem::take(&mut heading)) {
                (Shown::All, heading) if !heading.is_empty() => format!("[{heading}] "),
                _ => String::new(),
            };
            let text = match row {
                Row::Lesson(_) => format!("{lead}Lesson: {title}, {word}"),
                Row::Exercise(..) => format!("{lead}Exercise, {title}, {word}"),
                _ => title,
            };
            // What is gone on with has no number: Enter stands for it, and modules count from 1.
            let listed = match self.shown {
                _ if module.is_none() => false,
                Shown::Modules => false,
                Shown::Module(at) => module == Some(at),
                Shown::All => true,
            };
            if listed {
                all.push((Choice::Open(place), text));
            }
        }
        all
    }

    /// A choice of plain mode by its number, from 0.
    pub(super) fn pick(&mut self, index: usize, context: &Context) -> Outcome {
        match self.choices(context).into_iter().nth(index) {
            Some((Choice::Open(place), _)) => Outcome::go(Go::Open(Destination::Place(place))),
            Some((Choice::Module(at), _)) => {
                self.shown = Shown::Module(at);
                Outcome::stay()
            }
            None => Outcome::stay(),
        }
    }

    /// What plain mode says and offers.
    pub(super) fn listed(&self, context: &Context) -> Plain {
        let mut lines = vec![context.pack.about.title.clone()];
        if course::beginning(&context.pack).is_none() {
            lines.push("This course has no lessons and no exercises.".into());
        }
        match self.shown {
            Shown::Modules => lines.push("Choose a module, or type all for everything.".into()),
            Shown::Module(at) => lines.extend(context.pack.modules.get(at).map(|module| {
                let heading = module_heading(context, module);
                let words: String = heading.iter().map(|run| run.text.as_str()).collect();
                format!("Module: {words}. Type back for the list of modules.")
            })),
            Shown::All => {}
        }
        lines.extend(Self::rows(context).first().and_then(|row| match row {
            Row::Continue(place, _) => Some(match course::name(&context.pack, place) {
                Some(name) if context.whereabouts == *place => {
                    let end = if name.ends_with(['?', '!', '.']) {
                        ""
                    } else {
                        "."
                    };
                    format!("Enter goes on: {name}{end}")
                }
                _ => "Enter begins the course.".to_owned(),
            }),
            _ => None,
        }));
        let choices: Vec<String> = self.choices(context).into_iter().map(|c| c.1).collect();
        Plain {
            lines,
            enter: (!choices.is_empty()).then_some(Action::Resume),
            choices,
        }
    }
}
