//! Typing, pasting and the mouse: to which part they go.
//!
//! Called by `exercise`.

use super::{ExerciseScreen, Focus, Panel, Prompt, draw, layout};
use crate::ui::keys::Action;
use crate::ui::screen::{Context, Outcome};
use ratatui::crossterm::event::{KeyEvent, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

impl ExerciseScreen {
    pub(super) fn act_in_prompt(&mut self, action: Action, context: &Context) -> Outcome {
        match (action, &self.prompt) {
            (Action::Yes, Some(Prompt::Reset)) => return self.reset(context),
            (Action::Yes, Some(Prompt::Delete)) => return self.delete_file(context),
            (Action::Yes, Some(Prompt::NewFile(line))) => {
                let name = line.text().to_owned();
                return self.make_file(&name, context);
            }
            (Action::Yes, Some(Prompt::TakeFile(line))) => {
                let path = line.text().to_owned();
                return self.take_from(&path);
            }
            (Action::No | Action::Back, Some(_)) if !self.is_searching() => {
                self.prompt = None;
                return Outcome::notice("Nothing was changed.");
            }
            (Action::Back, Some(Prompt::Search(_))) => {
                self.prompt = None;
                self.editor.end_search();
            }
            (Action::NextMatch, Some(Prompt::Search(line))) => {
                if let Some(number) = line.text().strip_prefix(':') {
                    let number = number.trim().parse::<usize>().unwrap_or(1);
                    self.editor.set_place(number.saturating_sub(1), 0);
                    self.prompt = None;
                } else {
                    self.editor.act(action);
                }
            }
            (Action::PreviousMatch, Some(Prompt::Search(_))) => {
                self.editor.act(action);
            }
            _ => {}
        }
        Outcome::stay()
    }

    fn is_searching(&self) -> bool {
        matches!(self.prompt, Some(Prompt::Search(_)))
    }

    pub(super) fn type_key(&mut self, key: KeyEvent, context: &Context) -> Outcome {
        match (&mut self.prompt, self.panel, self.focus) {
            (Some(Prompt::Search(line)), _, _) => {
                line.key(key);
                let query = line.text().to_owned();
                self.seek(&query);
            }
            (Some(Prompt::NewFile(line) | Prompt::TakeFile(line)), _, _) => {
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
            (Some(Prompt::NewFile(line) | Prompt::TakeFile(line)), _, _) => line.insert(text),
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
                self.enter_findings();
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
