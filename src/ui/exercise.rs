//! The exercise screen: task and code.
//!
//! Knows nothing of how code is judged. Opened by [`super::App`].

use super::keys::{Action, Scope};
use super::page;
use super::screen::{Context, Go, Input, Outcome, Plain, Screen};
use super::wrap;
use crate::pack::Exercise;
use crate::progress::Whereabouts;
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
    fn rows(&self, columns: usize, context: &Context) -> Vec<page::Row> {
        let Some(exercise) = context.pack.exercise(&self.id) else {
            return Vec::new();
        };
        let mut rows = page::text(&exercise.brief, columns);
        rows.push(Vec::new());
        rows.extend(page::code(self.code(exercise, context), &[], columns));
        rows
    }

    fn code<'c>(&self, exercise: &'c Exercise, context: &'c Context) -> &'c str {
        context.drafts.get(&self.id).unwrap_or(&exercise.start)
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
                self.top = (self.top + 1).min(
                    self.rows(context.area.width.into(), context)
                        .len()
                        .saturating_sub(1),
                );
            }
            _ => {}
        }
        Outcome::stay()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        let rows = self.rows(area.width.into(), context);
        for (line, y) in rows.iter().skip(self.top).zip(area.y..area.bottom()) {
            let row = Rect::new(area.x, y, area.width, 1);
            wrap::styled(line, context.theme).render(row, buf);
        }
    }

    fn plain(&self, context: &Context) -> Plain {
        let Some(exercise) = context.pack.exercise(&self.id) else {
            return Plain::default();
        };
        let mut lines = page::text_plain(&exercise.brief);
        lines.extend(page::plain_code(
            "python",
            self.code(exercise, context),
            &[],
        ));
        Plain {
            lines,
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
