//! Drawing the exercise's parts.
//!
//! Called by `exercise`.

use super::super::line::Line;
use super::{ExerciseScreen, Focus, Panel, Prompt, attack, layout};
use crate::pack::ExerciseKind;
use crate::text::printable;
use crate::ui::editor::Look;
use crate::ui::page::{self, Row};
use crate::ui::screen::Context;
use crate::ui::theme::{Role, Theme};
use crate::ui::wrap::{self, Run};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

/// The first row of a list that is drawn so that row `marked` is in sight.
pub fn list_top(rows: usize, marked: usize, height: usize) -> usize {
    if rows <= height {
        return 0;
    }
    (marked + 1).saturating_sub(height).min(rows - height)
}

impl ExerciseScreen {
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        let Some(exercise) = self.exercise(context) else {
            return;
        };
        let theme = context.theme;
        let wide = layout::is_wide(area);
        let wish = self.wish(context, area);
        let parts = layout::parts(area, wish);
        let idle = self.panel.is_none() && self.prompt.is_none();

        if !parts.brief.is_empty() {
            let columns = layout::columns(area, None);
            let rows = page::text(&exercise.brief, columns);
            let focused = idle && self.focus == Focus::Brief;
            draw_text(
                parts.brief,
                buf,
                theme,
                ("Task", focused),
                &rows,
                self.brief_top,
            );
        }
        if !parts.code.is_empty() {
            let focused = self.panel.is_none() && self.focus == Focus::Code;
            let (line, column) = self.editor.place();
            let place = format!("line {}, column {}", line + 1, column + 1);
            let title = format!("Code: {}", printable(self.editor.name()));
            draw_title(parts.code, buf, theme, &title, focused, &place);
            let look = Look {
                theme,
                focused,
                step: self
                    .shows_path()
                    .then_some((self.findings.marked, self.step)),
                finding: (self.focus == Focus::Findings).then_some(self.findings.marked),
            };
            self.draw_tabs(parts.code, buf, theme);
            self.editor.view(self.code_body(parts.code), buf, look);
        }
        if !parts.findings.is_empty() {
            let focused = idle && self.focus == Focus::Findings;
            let waiting = self.editor.stale() || !self.findings.answered;
            let title = self.findings.title(waiting);
            let body = layout::prose(parts.findings);
            let columns = usize::from(body.width).saturating_sub(1);
            let (rows, marked) = self.findings.rows(&self.editor, focused, columns);
            let top = list_top(rows.len(), marked, body.height.into());
            draw_text(parts.findings, buf, theme, (&title, focused), &rows, top);
        }
        if !parts.panel.is_empty() {
            let columns = layout::columns(area, self.panel);
            let rows = self.panel_rows(context, columns);
            let title = self.panel_title(exercise.kind == ExerciseKind::Attack);
            draw_text(
                parts.panel,
                buf,
                theme,
                (&title, true),
                &rows,
                self.panel_top,
            );
        }
        if wide && !parts.code.is_empty() && parts.code.x > area.x {
            let x = parts.code.x - 1;
            for y in area.y..area.bottom() {
                if let Some(cell) = buf.cell_mut((x, y)) {
                    cell.set_symbol("│").set_style(theme.style(Role::Border));
                }
            }
        }
        self.draw_prompt(prompt_part(area, parts.code), buf, theme);
    }

    fn panel_title(&self, attack_exercise: bool) -> String {
        match self.panel {
            Some(Panel::Path) => {
                let steps = self.findings.current().map_or(0, |f| f.path.len());
                format!("Path: step {} of {steps}", self.step + 1)
            }
            Some(Panel::Hints) => "Hints".into(),
            Some(Panel::Verdict) => "Verdict".into(),
            Some(Panel::Compare) if self.editor.is_several() => format!(
                "Your code and the model answer: {}",
                printable(self.editor.name())
            ),
            Some(Panel::Compare) => "Your code and the model answer".into(),
            Some(Panel::Attack) if attack_exercise => "Part 1: get in".into(),
            Some(Panel::Attack) => "Try an attack".into(),
            None => String::new(),
        }
    }

    fn draw_prompt(&self, part: Rect, buf: &mut Buffer, theme: Theme) {
        match &self.prompt {
            None => {}
            Some(Prompt::Reset) => draw_question(part, buf, theme, &self.reset_question()),
            Some(Prompt::Delete) => draw_question(part, buf, theme, &self.delete_question()),
            Some(Prompt::NewFile(line)) => draw_asked(part, buf, theme, NAME, line, ""),
            Some(Prompt::TakeFile(line)) => draw_asked(part, buf, theme, TAKE, line, ""),
            Some(Prompt::Search(line)) => {
                let standing = format!("   {}", self.editor.search_standing());
                draw_asked(part, buf, theme, asks(line), line, &standing);
            }
        }
    }

    /// Where the terminal's cursor stands.
    pub(super) fn cursor_at(&self, area: Rect, context: &Context) -> Option<Position> {
        let parts = self.parts(context, area);
        match (&self.prompt, self.panel, self.focus) {
            (Some(Prompt::Search(line)), _, _) => Some(asked_cursor(
                prompt_part(area, parts.code),
                asks(line),
                line,
            )),
            (Some(Prompt::NewFile(line)), _, _) => {
                Some(asked_cursor(prompt_part(area, parts.code), NAME, line))
            }
            (Some(Prompt::TakeFile(line)), _, _) => {
                Some(asked_cursor(prompt_part(area, parts.code), TAKE, line))
            }
            (Some(Prompt::Reset | Prompt::Delete), _, _) => None,
            (None, Some(Panel::Attack), _) => {
                let exercise = self.exercise(context)?;
                let columns = layout::columns(area, self.panel);
                let attacked = self.attacked(context);
                let (_, row) = self.attack.rows(exercise, attacked, columns);
                let body = layout::prose(parts.panel);
                let y = u16::try_from(row.checked_sub(self.panel_top)?).ok()?;
                let room = columns
                    .saturating_sub(wrap::width(attack::PROMPT) + 1)
                    .max(1);
                let typed =
                    wrap::width(&super::super::line::visible(self.attack.line.before())).min(room);
                let shift = wrap::width(attack::PROMPT) + typed;
                (y < body.height).then(|| {
                    let row = Rect {
                        y: body.y + y,
                        height: 1,
                        ..body
                    };
                    in_row(row, shift)
                })
            }
            (None, None, Focus::Code) => self.editor.cursor_cell(self.code_body(parts.code)),
            _ => None,
        }
    }
}

/// What stands before a searched text, or before `:` and a number.
fn asks(line: &Line) -> &'static str {
    if line.text().starts_with(':') {
        " Go to line"
    } else {
        " Search: "
    }
}
const NAME: &str = " Name of the new file: ";

/// What stands before the path of a file to take.
pub const TAKE: &str = " Take it from: ";

/// At whose bottom questions and searches stand: the code, or everything.
fn prompt_part(area: Rect, code: Rect) -> Rect {
    if code.is_empty() { area } else { code }
}

/// The lowest rows of a part, emptied.
fn cleared(part: Rect, rows: usize, buf: &mut Buffer) -> Rect {
    let height = u16::try_from(rows).unwrap_or(u16::MAX).min(part.height);
    let rows = Rect {
        y: part.bottom().saturating_sub(height),
        height,
        ..part
    };
    for position in rows.positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
        }
    }
    rows
}

/// A question at the bottom of a part, in as many rows as its words need.
pub fn draw_question(part: Rect, buf: &mut Buffer, theme: Theme, question: &str) {
    let columns = usize::from(part.width).saturating_sub(2).max(1);
    let lines = wrap::words(question, columns);
    let rows = cleared(part, lines.len(), buf);
    for (line, y) in lines.into_iter().zip(rows.y..rows.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..rows
        };
        let runs = [Run::new(Role::Strong, format!(" {line}"))];
        wrap::styled(&runs, theme).render(row, buf);
    }
}

/// A line that is typed, at the bottom of a part: as much of it as fits up to the cursor.
pub fn draw_asked(
    part: Rect,
    buf: &mut Buffer,
    theme: Theme,
    asks: &str,
    line: &Line,
    standing: &str,
) {
    let row = cleared(part, 1, buf);
    let skipped = skipped(row, asks, line);
    let typed: String = printable(line.text()).chars().skip(skipped).collect();
    let runs = [
        Run::new(Role::Accent, asks),
        Run::new(Role::Text, typed),
        Run::new(Role::Dim, standing),
    ];
    wrap::styled(&runs, theme).render(row, buf);
}

/// How many characters at the beginning of a typed line make way for the cursor.
fn skipped(row: Rect, asks: &str, line: &Line) -> usize {
    let room = usize::from(row.width).saturating_sub(wrap::width(asks) + 1);
    wrap::width(&printable(line.before())).saturating_sub(room)
}

/// Where the cursor stands in a typed line.
pub fn asked_cursor(part: Rect, asks: &str, line: &Line) -> Position {
    let row = Rect {
        y: part.bottom().saturating_sub(1),
        height: part.height.min(1),
        ..part
    };
    let before = wrap::width(&printable(line.before()));
    in_row(
        row,
        wrap::width(asks) + before - skipped(row, asks, line).min(before),
    )
}

fn in_row(row: Rect, shift: usize) -> Position {
    let shift = u16::try_from(shift).unwrap_or(u16::MAX);
    let last = row.right().saturating_sub(1);
    Position::new(row.x.saturating_add(shift).min(last), row.y)
}

/// A title in a rule; the part with the keys is told by its sign and weight.
pub fn draw_title(
    part: Rect,
    buf: &mut Buffer,
    theme: Theme,
    title: &str,
    focused: bool,
    right: &str,
) {
    let width = usize::from(part.width);
    let (role, sign) = if focused {
        (Role::Accent, "▸")
    } else {
        (Role::Border, "─")
    };
    let left = wrap::cut(&format!("{sign} {title} "), width);
    let right = if right.is_empty() {
        String::new()
    } else {
        format!(" {right} ")
    };
    let fits = wrap::width(&left) + wrap::width(&right) <= width;
    let right = if fits { right } else { String::new() };
    let gap = width.saturating_sub(wrap::width(&left) + wrap::width(&right));
    let row = [
        Run::new(role, left),
        Run::new(Role::Border, "─".repeat(gap)),
        Run::new(Role::Dim, right),
    ];
    wrap::styled(&row, theme).render(Rect { height: 1, ..part }, buf);
}

/// A part with its title and its rows from number `top` on. How many there are below stands in the
/// title, and an arrow in the free column beside the last row: text is never written over.
pub fn draw_text(
    part: Rect,
    buf: &mut Buffer,
    theme: Theme,
    (title, focused): (&str, bool),
    rows: &[Row],
    top: usize,
) {
    let area = layout::prose(part);
    let height = usize::from(area.height);
    let top = top.min(rows.len().saturating_sub(height));
    let hidden = rows.len().saturating_sub(top + height);
    if hidden == 0 || height == 0 {
        draw_title(part, buf, theme, title, focused, "");
    } else {
        let more = format!("↓ {hidden} more");
        // The sign, three blanks and the rule take what the title leaves.
        let room = usize::from(part.width).saturating_sub(wrap::width(&more) + 6);
        draw_title(part, buf, theme, &wrap::cut(title, room), focused, &more);
    }
    for (row, y) in rows.iter().skip(top).zip(area.y..area.bottom()) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        wrap::styled(row, theme).render(line, buf);
    }
    if hidden > 0
        && height > 0
        && let Some(cell) = buf.cell_mut((area.right().saturating_sub(1), area.bottom() - 1))
    {
        cell.set_symbol("↓").set_style(theme.style(Role::Accent));
    }
}
