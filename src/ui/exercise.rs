//! The exercise screen: task and code.
//!
//! Knows nothing of how code is judged. Opened by [`super::App`].

use super::keys::{Action, Scope};
use super::screen::{Context, Go, Input, Outcome, Plain, Screen};
use super::theme::Role;
use super::wrap::{self, Run};
use crate::pack::Exercise;
use crate::progress::Whereabouts;
use crate::text::printable;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

/// One exercise.
#[derive(Debug)]
pub struct ExerciseScreen {
    id: String,
    place: (u32, u32),
    top: usize,
}

/// The screen of an exercise with the cursor at line and column (both from 0), and what it wants
/// at once.
pub fn open(exercise: &Exercise, at: (u32, u32), _: &Context) -> (ExerciseScreen, Outcome) {
    let screen = ExerciseScreen {
        id: exercise.id.clone(),
        place: at,
        top: 0,
    };
    (screen, Outcome::stay())
}

impl ExerciseScreen {
    fn lines(&self, context: &Context) -> Vec<String> {
        let Some(exercise) = context.pack.exercise(&self.id) else {
            return Vec::new();
        };
        let code = context.drafts.get(&self.id).unwrap_or(&exercise.start);
        let brief = exercise.brief.lines().chain([""]).chain(code.lines());
        brief.map(printable).collect()
    }
}

impl Screen for ExerciseScreen {
    fn scopes(&self, _: &Context) -> Vec<Scope> {
        vec![Scope::Brief, Scope::Exercise]
    }

    fn title(&self, context: &Context) -> (String, String) {
        let title = context.pack.exercise(&self.id).map(|e| e.title.clone());
        (title.unwrap_or_default(), String::new())
    }

    fn update(&mut self, input: &Input, context: &Context) -> Outcome {
        match input {
            Input::Do(Action::Back) => return Outcome::go(Go::Back),
            Input::Do(Action::Up) => self.top = self.top.saturating_sub(1),
            Input::Do(Action::Down) => {
                self.top = (self.top + 1).min(self.lines(context).len().saturating_sub(1));
            }
            _ => {}
        }
        Outcome::stay()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        let lines = self.lines(context);
        for (line, y) in lines.iter().skip(self.top).zip(area.y..area.bottom()) {
            let row = Rect::new(area.x, y, area.width, 1);
            wrap::styled(&[Run::new(Role::Text, line.as_str())], context.theme).render(row, buf);
        }
    }

    fn plain(&self, context: &Context) -> Plain {
        Plain {
            lines: self.lines(context),
            choices: Vec::new(),
            enter: None,
        }
    }

    fn whereabouts(&self) -> Option<Whereabouts> {
        Some(Whereabouts::Exercise {
            exercise: self.id.clone(),
            line: self.place.0,
            column: self.place.1,
        })
    }
}
