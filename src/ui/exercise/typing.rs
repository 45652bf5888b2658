//! Typing, pasting and the mouse: to which part they go.
//!
//! Called by `exercise`.

use super::{ExerciseScreen, Focus, Panel, Prompt, draw, layout};
use crate::ui::screen::{Context, Outcome};
use ratatui::crossterm::event::{KeyEvent, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

impl ExerciseScreen {
    pub(super) fn type_key(&mut self, key: KeyEvent, context: &Context) -> Outcome {
        match (&mut self.prompt, self.panel, self.focus) {
            (Some(Prompt::Search(line)), _, _) => {
                line.key(key);
                let query = line.text().to_owned();
                self.seek(&query);
            }
            (Some(Prompt::NewFile(line)), _, _) => {
                line.key(key);
            }
            (None, Some(Panel::Attack), _) => {
                self.attack.line.key(key);
                return self.watch_input(context);
            }
            (None, None, Focus::Code) => {
                if let Some(done) = self.editor.key(key) {
                    return self.after(done);
                }
            }
            _ => {}
        }
        Outcome::stay()
    }

    pub(super) fn paste(&mut self, text: &str, context: &Context) -> Outcome {
        match (&mut self.prompt, self.panel, self.focus) {
            (Some(Prompt::Search(line)), _, _) => {
                line.insert(text);
                let query = line.text().to_owned();
                self.seek(&query);
            }
            (Some(Prompt::NewFile(line)), _, _) => line.insert(text),
            (None, Some(Panel::Attack), _) => {
                self.attack.line.insert(text);
                return self.watch_input(context);
            }
            (None, None, Focus::Code) => {
                let done = self.editor.paste(text);
                return self.after(done);
            }
            _ => {}
        }
        Outcome::stay()
    }

    pub(super) fn seek(&mut self, query: &str) {
        if query.starts_with(':') {
            self.editor.end_search();
        } else {
            self.editor.seek(query);
        }
    }

    pub(super) fn mouse(&mut self, event: MouseEvent, context: &Context) -> Outcome {
        let parts = self.parts(context, context.area);
        let code = self.code_body(parts.code);
        let at = Position::new(event.column, event.row);
        let pressed = matches!(event.kind, MouseEventKind::Down(_));
        let turn = match event.kind {
            MouseEventKind::ScrollUp => Some(false),
            MouseEventKind::ScrollDown => Some(true),
            _ => None,
        };
        let scrolled = |top: usize, down: bool| {
            if down { top + 3 } else { top.saturating_sub(3) }
        };
        if parts.panel.contains(at) {
            if let Some(down) = turn {
                self.panel_top = scrolled(self.panel_top, down);
            }
        } else if parts.brief.contains(at) {
            if let Some(down) = turn {
                self.brief_top = scrolled(self.brief_top, down);
            } else if pressed && self.prompt.is_none() {
                self.focus = Focus::Brief;
            }
        } else if parts.findings.contains(at) {
            if pressed && self.prompt.is_none() && self.panel.is_none() {
                let body = layout::prose(parts.findings);
                let (rows, marked) = self.findings.rows(&self.editor, true, body.width.into());
                let notices = marked.saturating_sub(self.findings.marked);
                let row = usize::from(event.row.saturating_sub(body.y));
                let top = draw::list_top(rows.len(), marked, body.height.into());
                self.focus = Focus::Findings;
                self.mark((top + row).saturating_sub(notices));
            }
        } else if pressed && self.tab_at(parts.code, at).is_some() {
            if let Some(file) = self.tab_at(parts.code, at) {
                return self.take_file(file, context);
            }
        } else if self.editor.mouse(event, code)
            && pressed
            && self.prompt.is_none()
            && self.panel.is_none()
        {
            self.focus = Focus::Code;
        }
        Outcome::stay()
    }
}
