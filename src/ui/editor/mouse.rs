//! The mouse in the code: click, drag, double click, wheel.
//!
//! Called by `exercise` through `Editor::mouse`.

use super::{Editor, motion};
use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

/// How many lines one notch of the wheel moves.
const NOTCH: usize = 3;

/// Clicks that follow each other on one cell: the second takes the word, the third the line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clicks {
    at: Option<(u16, u16)>,
    count: u8,
}

impl Editor {
    /// Takes a mouse event; `area` is where the editor is drawn. Whether it meant something here.
    pub fn mouse(&mut self, event: MouseEvent, area: Rect) -> bool {
        let position = Position::new(event.column, event.row);
        let dragging = matches!(event.kind, MouseEventKind::Drag(MouseButton::Left));
        if !area.contains(position) && !dragging {
            return false;
        }
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => self.click(position, area),
            MouseEventKind::Drag(MouseButton::Left) => {
                let head = self.under(position, area);
                self.anchor.get_or_insert(self.head);
                self.head = head;
                self.goal = None;
                self.keep_cursor_in_sight();
            }
            MouseEventKind::ScrollUp => {
                self.top = self.top.saturating_sub(NOTCH);
            }
            MouseEventKind::ScrollDown => {
                let most = self.line_count().saturating_sub(self.window.height);
                self.top = (self.top + NOTCH).min(most.max(self.top));
            }
            _ => return false,
        }
        self.colour();
        true
    }

    fn click(&mut self, position: Position, area: Rect) {
        let at = (position.x, position.y);
        self.clicks.count = match self.clicks.at {
            Some(last) if last == at => self.clicks.count % 3 + 1,
            _ => 1,
        };
        self.clicks.at = Some(at);
        let head = self.under(position, area);
        self.jump(head);
        match self.clicks.count {
            2 => {
                let (start, end) = motion::word_at(self.buffer.rope(), head);
                self.anchor = Some(start);
                self.head = end;
            }
            3 => {
                let line = self.stretch();
                self.anchor = Some(line.start);
                self.head = line.end;
            }
            _ => {}
        }
    }

    /// The character under a cell of the screen, or the nearest.
    fn under(&self, position: Position, area: Rect) -> usize {
        let gutter = usize::from(self.gutter_width());
        let row = usize::from(position.y.saturating_sub(area.y));
        let above = usize::from(area.y.saturating_sub(position.y));
        let line = (self.top + row).saturating_sub(above);
        let x = usize::from(position.x.saturating_sub(area.x));
        motion::at_column(
            self.buffer.rope(),
            line,
            self.left + x.saturating_sub(gutter),
        )
    }
}
