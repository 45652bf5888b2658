//! The strip of files above the code, and going from one file to the next.
//!
//! Called by `exercise`.

use super::{ExerciseScreen, layout};
use crate::pack::Exercise;
use crate::text::{parts, printable};
use crate::ui::editor::marks;
use crate::ui::keys::{Action, TABLE};
use crate::ui::screen::{Context, Mode, Outcome};
use crate::ui::theme::{Role, Theme};
use crate::ui::wrap::{self, Run};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

/// The least rows of code, with its title, that leave room for the strip.
const LEAST: u16 = 4;

/// The first keys of two actions.
fn keys(back: Action, on: Action) -> String {
    let key = |action| {
        let mut rows = TABLE.iter().filter(|row| row.action == action);
        let chord = rows.find_map(|row| row.chords.first());
        chord.map_or_else(String::new, |chord| chord.name())
    };
    format!("{} {}", key(back), key(on))
}

/// One file of the strip.
struct Tab {
    file: usize,
    runs: Vec<Run>,
    width: usize,
}

impl ExerciseScreen {
    /// The code without its title and without the strip of files.
    pub(super) fn code_body(&self, code: Rect) -> Rect {
        let body = layout::body(code);
        if self.has_tabs(code) {
            layout::body(body)
        } else {
            body
        }
    }

    fn has_tabs(&self, code: Rect) -> bool {
        self.editor.is_several() && code.height >= LEAST
    }

    /// The row of the strip.
    fn tab_row(&self, code: Rect) -> Option<Rect> {
        let body = layout::body(code);
        self.has_tabs(code).then_some(Rect { height: 1, ..body })
    }

    /// The files, each with how many findings it has; the first ones are left out until the one at hand
    /// has room.
    fn tabs(&self, columns: usize) -> Vec<Tab> {
        let counts = self.editor.counts();
        let names = self.editor.names();
        let mut tabs: Vec<Tab> = names
            .iter()
            .zip(counts)
            .zip(0..)
            .map(|((name, (count, worst)), file)| {
                let here = file == self.editor.at();
                let role = if here { Role::Selected } else { Role::Dim };
                let sign = if here { "›" } else { " " };
                let mut runs = vec![Run::new(role, format!("{sign}{}", printable(name)))];
                if let Some(worst) = worst {
                    let role = if self.editor.stale() {
                        Role::Dim
                    } else {
                        Role::Bad
                    };
                    runs.push(Run::new(role, format!(" {}{count}", marks::sign(worst))));
                }
                runs.push(Run::new(Role::Text, " "));
                let width = runs.iter().map(|run| wrap::width(&run.text)).sum();
                Tab { file, runs, width }
            })
            .collect();
        // Two columns say that there are more, at either end.
        let room = columns.saturating_sub(4);
        let up_to_here = |tabs: &[Tab]| -> usize {
            let shown = tabs.iter().take_while(|tab| tab.file <= self.editor.at());
            shown.map(|tab| tab.width).sum()
        };
        while tabs.len() > 1 && up_to_here(&tabs) > room {
            tabs.remove(0);
        }
        let mut used = 0;
        let fitting = tabs.iter().take_while(|tab| {
            used += tab.width;
            used <= room
        });
        let fitting = fitting.count().max(1);
        tabs.truncate(fitting);
        tabs
    }

    pub(super) fn draw_tabs(&self, code: Rect, buf: &mut Buffer, theme: Theme) {
        let Some(row) = self.tab_row(code) else {
            return;
        };
        let tabs = self.tabs(row.width.into());
        let first = tabs.first().map_or(0, |tab| tab.file);
        let last = tabs.last().map_or(0, |tab| tab.file);
        let sign =
            |more: bool, sign: &'static str| Run::new(Role::Dim, if more { sign } else { " " });
        let mut runs = vec![sign(first > 0, "‹")];
        runs.extend(tabs.into_iter().flat_map(|tab| tab.runs));
        runs.push(sign(last + 1 < self.editor.count(), "›"));
        let used: usize = runs.iter().map(|run| wrap::width(&run.text)).sum();
        let turn = keys(Action::PreviousFile, Action::NextFile);
        if let Some(gap) = usize::from(row.width).checked_sub(used + wrap::width(&turn) + 1) {
            runs.push(Run::new(Role::Dim, format!("{}{turn}", " ".repeat(gap))));
        }
        wrap::styled(&runs, theme).render(row, buf);
    }

    /// The file whose name stands at a place of the screen.
    pub(super) fn tab_at(&self, code: Rect, at: Position) -> Option<usize> {
        let row = self.tab_row(code).filter(|row| row.contains(at))?;
        let mut left = usize::from(at.x - row.x).checked_sub(1)?;
        self.tabs(row.width.into()).into_iter().find_map(|tab| {
            if left < tab.width {
                return Some(tab.file);
            }
            left -= tab.width;
            None
        })
    }

    /// Takes a file to hand.
    pub(super) fn take_file(&mut self, file: usize, context: &Context) -> Outcome {
        self.editor.end_search();
        self.editor.take(file);
        self.panel_top = 0;
        self.say(context, Self::plain_code);
        if context.mode == Mode::FullScreen && self.panel.is_none() {
            self.enter_code(context);
        }
        Outcome::stay()
    }

    /// Takes the next or the previous file to hand, around the ends.
    pub(super) fn turn_file(&mut self, forward: bool, context: &Context) -> Outcome {
        let count = self.editor.count();
        let step = if forward { 1 } else { count - 1 };
        let file = (self.editor.at() + step) % count;
        self.take_file(file, context)
    }

    /// The model answer for the file at hand.
    pub(super) fn model<'e>(&self, exercise: &'e Exercise) -> &'e str {
        let parts = parts(&exercise.solution);
        let own = parts.iter().find(|part| part.name == self.editor.name());
        match own {
            Some(part) => part.text,
            None if self.editor.is_several() => "",
            None => &exercise.solution,
        }
    }

    /// The files in words; nothing where there is one.
    pub(super) fn plain_files(&self) -> Vec<String> {
        if !self.editor.is_several() {
            return Vec::new();
        }
        let mut lines = vec![format!("The files ({}):", self.editor.count())];
        let all = self.editor.names().into_iter().zip(self.editor.counts());
        for ((name, (count, _)), number) in all.zip(1..) {
            let findings = match count {
                0 => String::new(),
                1 => ", 1 finding".to_owned(),
                n => format!(", {n} findings"),
            };
            let here = if number == self.editor.at() + 1 {
                ", at hand"
            } else {
                ""
            };
            lines.push(format!("  {number} {}{findings}{here}", printable(name)));
        }
        lines.push("Type file and a number to take another one to hand.".into());
        lines.push(
            "Type new and a name for a file of your own, delete and its name to be rid of it."
                .into(),
        );
        lines
    }
}
