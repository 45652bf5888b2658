//! Drawing the editor: line numbers, signs of findings, coloured text, underlined stretches, the
//! steps of a path, matches, selection and cursor, in this order from below to above.
//!
//! Called by `exercise` through `Editor::view`.

use super::cells::{self, Glyph};
use super::marks::{is_here, sign};
use super::{Editor, Mark};
use crate::finding::StepKind;
use crate::ui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use std::ops::Range;

/// How many marks that sit on one character are drawn.
const MARKS_ON_ONE: usize = 3;

/// How the editor is to look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The styles.
    pub theme: Theme,
    /// Whether keys go into the text.
    pub focused: bool,
    /// The finding whose path is walked and the step (both from 0).
    pub step: Option<(usize, usize)>,
    /// The finding that is marked in the list.
    pub finding: Option<usize>,
}

/// A stretch in characters and what its cells look like.
type Stretch = (Range<usize>, Style);

impl Editor {
    /// The width of signs and line numbers, with the blank that ends them.
    #[must_use]
    pub fn gutter_width(&self) -> u16 {
        let digits = self.line_count().max(10).ilog10() + 1;
        u16::try_from(digits).unwrap_or(u16::MAX).saturating_add(2)
    }

    /// Draws the text into `area`.
    pub fn view(&self, area: Rect, buf: &mut Buffer, look: Look) {
        let stretches = self.stretches(look);
        for row in 0..area.height {
            let line = self.top + usize::from(row);
            if line >= self.line_count() {
                break;
            }
            let y = area.y + row;
            self.draw_gutter(line, Rect::new(area.x, y, area.width, 1), buf, look);
            let gutter = self.gutter_width().min(area.width);
            let text = Rect::new(area.x + gutter, y, area.width - gutter, 1);
            self.draw_line(line, text, buf, look, &stretches);
        }
    }

    /// The cell of the cursor when the editor is drawn into `area`.
    #[must_use]
    pub fn cursor_cell(&self, area: Rect) -> Option<Position> {
        let (line, column) = self.place();
        let text = self.buffer.rope();
        let column = cells::column_of(text.get_line(line)?, column);
        let x = u16::try_from(column.checked_sub(self.left)?).ok()?;
        let y = u16::try_from(line.checked_sub(self.top)?).ok()?;
        let x = x.checked_add(self.gutter_width())?;
        (x < area.width && y < area.height).then(|| Position::new(area.x + x, area.y + y))
    }

    fn draw_gutter(&self, line: usize, area: Rect, buf: &mut Buffer, look: Look) {
        let here = self.place().0 == line;
        let style = look
            .theme
            .style(if here { Role::GutterHere } else { Role::Gutter });
        let width = usize::from(self.gutter_width()).saturating_sub(2);
        let number = format!("{:>width$}", line + 1);
        let (sign, sign_style) = self.sign_of(line, look).unwrap_or((" ".into(), style));
        buf.set_stringn(area.x, area.y, &sign, usize::from(area.width), sign_style);
        if area.width > 1 {
            let room = usize::from(area.width) - 1;
            buf.set_stringn(area.x + 1, area.y, &number, room, style);
        }
    }

    /// What stands before the line number: the step of a walked path, or the worst finding.
    fn sign_of(&self, line: usize, look: Look) -> Option<(String, Style)> {
        let on_line = |range: &Range<usize>| is_here(range) && self.place_of(range.start).0 == line;
        if let Some((finding, step)) = look.step {
            let path = &self.marks.all().get(finding)?.path;
            let (number, (kind, _)) = path
                .iter()
                .enumerate()
                .filter(|(_, (_, range))| on_line(range))
                .min_by_key(|(number, _)| number.abs_diff(step))?;
            let style = look.theme.style(role_of(*kind));
            let style = if number == step {
                style.add_modifier(Modifier::REVERSED)
            } else {
                style
            };
            let digit = (number + 1).to_string();
            return Some((if digit.len() == 1 { digit } else { "+".into() }, style));
        }
        let worst = self
            .marks
            .all()
            .iter()
            .filter(|mark| on_line(&mark.range))
            .max_by_key(|mark| mark.severity)?;
        let role = match worst.severity {
            _ if self.marks.stale() => Role::Dim,
            crate::finding::Severity::Advice => Role::Advice,
            crate::finding::Severity::Low => Role::Warn,
            _ => Role::Bad,
        };
        Some((sign(worst.severity).to_string(), look.theme.style(role)))
    }

    /// Everything that lies over the colours, from below to above.
    fn stretches(&self, look: Look) -> Vec<Stretch> {
        let text = self.buffer.rope();
        let last = (self.top + self.window.height + 1).min(text.len_lines());
        let seen = text.line_to_char(self.top.min(last))..text.line_to_char(last);
        let mut stretches = Vec::new();
        if let Some((finding, step)) = look.step {
            let path = self.marks.all().get(finding).map(|mark| &mark.path);
            for (number, (kind, range)) in path.into_iter().flatten().enumerate() {
                if number != step {
                    let style = look.theme.style(role_of(*kind));
                    stretches.push((range.clone(), style.add_modifier(Modifier::UNDERLINED)));
                }
            }
            // The current step lies above the others.
            if let Some((kind, range)) = path.and_then(|path| path.get(step)) {
                let style = look.theme.style(role_of(*kind));
                stretches.push((range.clone(), style.add_modifier(Modifier::REVERSED)));
            }
        } else {
            let role = if self.marks.stale() {
                Role::FindingStale
            } else {
                Role::Finding
            };
            let visible = |mark: &&Mark| mark.range.start < seen.end && mark.range.end > seen.start;
            for mark in self.marks.all().iter().filter(visible) {
                let style = look.theme.style(role).add_modifier(Modifier::UNDERLINED);
                stretches.push((mark.range.clone(), style));
            }
            if let Some(mark) = look.finding.and_then(|at| self.marks.all().get(at)) {
                let style = Style::new().add_modifier(Modifier::BOLD);
                stretches.push((mark.range.clone(), style));
            }
        }
        if !self.search.query().is_empty() {
            let window = text.slice(seen.clone()).to_string();
            for hit in self.search.matches(&window) {
                let at = |byte| seen.start + window.get(..byte).map_or(0, |s| s.chars().count());
                stretches.push((at(hit.start)..at(hit.end), look.theme.style(Role::Match)));
            }
        }
        let selection = self.selection();
        if !selection.is_empty() {
            stretches.push((selection, look.theme.style(Role::Selection)));
        }
        stretches
    }

    fn draw_line(
        &self,
        line: usize,
        area: Rect,
        buf: &mut Buffer,
        look: Look,
        stretches: &[Stretch],
    ) {
        let text = self.buffer.rope();
        let Some(slice) = text.get_line(line) else {
            return;
        };
        let start = text.line_to_char(line);
        let length = cells::body_len(slice);
        let (first, mut column) = cells::index_at(slice, self.left);
        let right = self.left + usize::from(area.width);
        let over: Vec<&Stretch> = stretches
            .iter()
            .filter(|(range, _)| range.start <= start + length && range.end >= start)
            .collect();
        let style_at = |index: usize| {
            let at = start + index;
            let ground = look.theme.style(self.colours.role(line, index));
            over.iter()
                .filter(|(range, _)| range.contains(&at))
                .fold(ground, |style, (_, above)| style.patch(*above))
        };
        let mut index = first;
        let mut last_cell: Option<(u16, usize)> = None;
        for c in slice.get_chars_at(first).into_iter().flatten() {
            if index >= length || column >= right {
                break;
            }
            let glyph = Glyph::of(c, column);
            let end = column + glyph.width();
            let x = |column: usize| {
                area.x + u16::try_from(column.saturating_sub(self.left)).unwrap_or(u16::MAX)
            };
            match glyph {
                Glyph::Combining(c) => {
                    if let Some((x, count)) = last_cell
                        && count < MARKS_ON_ONE
                        && let Some(cell) = buf.cell_mut((x, area.y))
                    {
                        let symbol = format!("{}{c}", cell.symbol());
                        cell.set_symbol(&symbol);
                        last_cell = Some((x, count + 1));
                    }
                }
                Glyph::Shown(c, _) | Glyph::Hidden(c) if column >= self.left && end <= right => {
                    let mut style = style_at(index);
                    if matches!(glyph, Glyph::Hidden(_)) {
                        style = style.patch(look.theme.style(Role::Bad));
                    }
                    let symbol = c.to_string();
                    let room = right - column;
                    buf.set_stringn(x(column), area.y, symbol, room, style);
                    last_cell = Some((x(column), 0));
                }
                _ => {
                    let style = style_at(index);
                    for blank in column.max(self.left)..end.min(right) {
                        if let Some(cell) = buf.cell_mut((x(blank), area.y)) {
                            cell.set_symbol(" ").set_style(style);
                        }
                    }
                    last_cell = None;
                }
            }
            column = end;
            index += 1;
        }
        self.draw_line_end(line, (index >= length).then_some(column), area, buf, look);
    }

    /// What lies behind the last character: a selected line break, signs that there is more.
    fn draw_line_end(
        &self,
        line: usize,
        end: Option<usize>,
        area: Rect,
        buf: &mut Buffer,
        look: Look,
    ) {
        let text = self.buffer.rope();
        let dim = look.theme.style(Role::Dim);
        if let Some(column) = end {
            let at = text.line_to_char(line) + text.get_line(line).map_or(0, cells::body_len);
            if self.selection().contains(&at)
                && let Ok(x) = u16::try_from(column.saturating_sub(self.left))
                && x < area.width
                && let Some(cell) = buf.cell_mut((area.x + x, area.y))
            {
                cell.set_style(look.theme.style(Role::Selection));
            }
        } else if area.width > 0
            && let Some(cell) = buf.cell_mut((area.right() - 1, area.y))
        {
            cell.set_symbol("›").set_style(dim);
        }
        if self.left > 0
            && text.get_line(line).map_or(0, cells::body_len) > 0
            && let Some(cell) = buf.cell_mut((area.x, area.y))
            && area.width > 0
        {
            cell.set_symbol("‹").set_style(dim);
        }
    }
}

fn role_of(kind: StepKind) -> Role {
    match kind {
        StepKind::Source => Role::PathSource,
        StepKind::Through => Role::PathStep,
        StepKind::Sink => Role::PathSink,
    }
}
