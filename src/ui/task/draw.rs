//! Drawing a task: what is asked, what is chosen, and the reasons once it is judged.
//!
//! Called by `task`.

use super::{Panel, TaskScreen};
use crate::pack::{Card, Exercise, Lines, Part, Place, Question, Task};
use crate::text::printable;
use crate::ui::exercise::draw::{TAKE, draw_asked, draw_question, draw_text};
use crate::ui::exercise::{hints, layout, verdict};
use crate::ui::highlight::Language;
use crate::ui::page::{self, Row};
use crate::ui::question::{Drawn, Pen, Standing, because};
use crate::ui::screen::Context;
use crate::ui::theme::Role;
use crate::ui::wrap::{self, Run};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::ops::Range;

pub const RESET_QUESTION: &str = "Start again? Your answer makes way for an empty one. Yes or no?";

/// The answer as rows, and where its items stand in them.
#[derive(Debug, Default)]
pub struct Layout {
    pub rows: Vec<Row>,
    /// The first row of each part.
    pub parts: Vec<usize>,
    /// Part and item with their rows.
    pub items: Vec<((usize, usize), Range<usize>)>,
}

/// The place of the line with this number among all lines of all files.
pub fn place_of(lines: &Lines, item: usize) -> Option<Place> {
    let mut left = item;
    for (file, text) in &lines.files {
        let count = text.lines().count();
        if left < count {
            return Some((file.clone(), u32::try_from(left + 1).ok()?));
        }
        left -= count;
    }
    None
}

const RIGHT: Standing = ("✓", "right", Role::Good);
const WRONG: Standing = ("✗", "not so", Role::Bad);

impl TaskScreen {
    /// What stands beside the answer or in its place, and the answer; empty when not shown.
    pub(super) fn areas(&self, area: Rect) -> (Rect, Rect) {
        if layout::is_wide(area) {
            let left = (area.width * 2 / 5).clamp(40, 66);
            let panel = Rect {
                width: left,
                ..area
            };
            let answer = Rect {
                x: area.x + left + 1,
                width: area.width.saturating_sub(left + 1),
                ..area
            };
            return (panel, answer);
        }
        match self.panel {
            Some(_) => (area, Rect::default()),
            None => (Rect::default(), area),
        }
    }

    pub(super) fn answer_area(&self, area: Rect) -> Rect {
        layout::body(self.areas(area).1)
    }

    pub(super) fn answer_columns(&self, area: Rect) -> usize {
        usize::from(layout::prose(self.areas(area).1).width)
            .saturating_sub(1)
            .max(1)
    }

    /// The columns for the text of a panel; the last one is for the arrow.
    pub(super) fn panel_columns(panel: Rect) -> usize {
        usize::from(layout::prose(panel).width)
            .saturating_sub(1)
            .max(1)
    }

    /// What the panel, or the place of the task on wide screens, shows.
    pub(super) fn panel_rows(&self, context: &Context, columns: usize) -> Vec<Row> {
        let Some(exercise) = self.exercise(context) else {
            return Vec::new();
        };
        match (self.panel, &self.judged) {
            (Some(Panel::Hints), _) => {
                let end = self.next_hint(exercise, context);
                hints::rows(exercise, &self.hints, end, columns)
            }
            (Some(Panel::Verdict), Some(judged)) => {
                let changed = judged.reply != self.reply;
                let languages = &context.languages;
                verdict::rows(&judged.verdict, exercise, changed, languages, columns)
            }
            _ => page::text(&exercise.brief, columns),
        }
    }

    /// How much is answered, for the header.
    pub(super) fn standing(&self, exercise: &Exercise, context: &Context) -> String {
        let Some(task) = &exercise.task else {
            return String::new();
        };
        if let Some(last) = verdict::last_time(exercise, context) {
            return last;
        }
        let all = task.parts.len();
        if all < 2 {
            return "not submitted".into();
        }
        let done = task.parts.iter().filter(|part| self.answered(part)).count();
        format!("{done} of {all} answered")
    }

    pub(super) fn answered(&self, part: &Part) -> bool {
        match part {
            Part::Question(question) => !self.chosen(question).is_empty(),
            Part::Cards(_) => !self.reply.order.is_empty(),
            Part::Lines(_) => !self.reply.lines.is_empty(),
        }
    }

    /// The whole answer as rows.
    pub(super) fn layout(&self, context: &Context, columns: usize) -> Layout {
        let mut layout = Layout::default();
        let (Some(exercise), Some(task)) = (self.exercise(context), self.task(context)) else {
            return layout;
        };
        if !layout::is_wide(context.area) {
            layout.rows.extend(page::text(&exercise.brief, columns));
        }
        let count = task.parts.len();
        for (at, part) in task.parts.iter().enumerate() {
            if !layout.rows.is_empty() {
                layout.rows.push(Row::new());
            }
            layout.parts.push(layout.rows.len());
            let marked = (self.panel.is_none() && self.at.0 == at).then_some(self.at.1);
            match part {
                Part::Question(question) => {
                    let number = (count > 1).then_some((at + 1, count));
                    self.question_rows(question, number, marked, columns, context, &mut layout);
                }
                Part::Cards(_) => self.card_rows(task, at, marked, columns, &mut layout),
                Part::Lines(lines) => {
                    if count > 1 {
                        let mark = if marked.is_some() { "▸ " } else { "" };
                        let text = format!("{mark}{} of {count}: mark the weak lines", at + 1);
                        layout.rows.push(vec![Run::new(Role::Accent, text)]);
                    }
                    self.line_rows(lines, at, marked, columns, context, &mut layout);
                }
            }
        }
        layout
    }

    fn question_rows(
        &self,
        question: &Question,
        number: Option<(usize, usize)>,
        marked: Option<usize>,
        columns: usize,
        context: &Context,
        layout: &mut Layout,
    ) {
        let at = layout.parts.len() - 1;
        let mark = if marked.is_some() { "▸ " } else { "" };
        let heading = match (number, question.several()) {
            (Some((n, of)), false) => format!("{mark}{n} of {of}"),
            (Some((n, of)), true) => format!("{mark}{n} of {of} (mark all that fit)"),
            (None, false) => format!("{mark}Question"),
            (None, true) => format!("{mark}Question (mark all that fit)"),
        };
        layout.rows.push(vec![Run::new(Role::Accent, heading)]);
        layout
            .rows
            .extend(page::short(&question.ask, Role::Strong, columns));
        if !question.code.is_empty() {
            layout.rows.extend(page::coloured(
                &question.code,
                &question.language,
                &[],
                columns,
                &context.languages,
            ));
        }
        let chosen = self.chosen(question);
        let judged = self.judged.as_ref().filter(|judged| {
            let then = judged.reply.choice.get(&question.id);
            then.cloned().unwrap_or_default() == chosen
        });
        let pen = Pen {
            columns,
            languages: &context.languages,
            marked: marked.filter(|_| self.pointed),
        };
        let mut drawn = Drawn::default();
        let order = question.shown();
        pen.options(
            question,
            &order,
            &chosen,
            |index, option| {
                judged.filter(|_| chosen.contains(&index))?;
                Some(if option.right { RIGHT } else { WRONG })
            },
            &mut drawn,
        );
        let begin = layout.rows.len();
        layout.rows.extend(drawn.rows);
        let items = drawn.options.into_iter().enumerate();
        layout.items.extend(
            items.map(|(item, lines)| ((at, item), lines.start + begin..lines.end + begin)),
        );
    }

    fn card_rows(
        &self,
        task: &Task,
        part: usize,
        marked: Option<usize>,
        columns: usize,
        layout: &mut Layout,
    ) {
        let cards = task.cards();
        let (placed, pool) = self.cards(task);
        let judged = self.judged.as_ref();
        let judged = judged.filter(|judged| judged.reply.order == self.reply.order);
        let passed = judged.is_some_and(|judged| verdict::passes(judged.verdict.kind));
        let all = placed.iter().chain(&pool);
        for (item, card) in all
            .enumerate()
            .filter_map(|(i, at)| Some((i, cards.get(*at)?)))
        {
            let in_order = item < placed.len();
            if item == 0 {
                let title = "Your order, first to last:";
                layout.rows.push(vec![Run::new(Role::Accent, title)]);
                if placed.is_empty() {
                    let text = "  (empty: Enter places a card)";
                    layout.rows.push(vec![Run::new(Role::Dim, text)]);
                }
            }
            if item == placed.len() {
                layout.rows.push(Row::new());
                let title = "Cards not used (some may not belong):";
                layout.rows.push(vec![Run::new(Role::Accent, title)]);
            }
            let begin = layout.rows.len();
            let here = marked == Some(item);
            let sign = if in_order {
                format!("{:>2}. ", item + 1)
            } else {
                "  · ".to_owned()
            };
            let lead = format!("{}{sign}", if here { ">" } else { " " });
            let indent = " ".repeat(5);
            let room = columns.saturating_sub(5).max(1);
            let role = if here { Role::Accent } else { Role::Text };
            layout.rows.extend(page::hang(
                &Run::new(role, lead),
                &Run::new(Role::Text, indent.clone()),
                says(card, room),
            ));
            if judged.is_some() && in_order && card.distractor {
                let standing = ("✗", "has no place here", Role::Bad);
                layout
                    .rows
                    .extend(because(standing, &card.why, &indent, room));
            } else if passed && in_order && !card.why.is_empty() {
                let standing = ("✓", "why here", Role::Good);
                layout
                    .rows
                    .extend(because(standing, &card.why, &indent, room));
            }
            layout.items.push(((part, item), begin..layout.rows.len()));
        }
        if pool.is_empty() {
            layout.rows.push(Row::new());
            let text = "Every card is used.";
            layout.rows.push(vec![Run::new(Role::Dim, text)]);
        }
    }

    fn line_rows(
        &self,
        lines: &Lines,
        part: usize,
        marked: Option<usize>,
        columns: usize,
        context: &Context,
        layout: &mut Layout,
    ) {
        let judged = self.judged.as_ref();
        let judged = judged.filter(|judged| judged.reply.lines == self.reply.lines);
        let mut item = 0;
        for (file, text) in &lines.files {
            let title = format!("{}:", printable(file));
            layout.rows.push(vec![Run::new(Role::Accent, title)]);
            let text = printable(text).replace('\t', "    ");
            let colours = context.languages.lines(&text, language_of(file));
            for ((line, runs), number) in text.lines().zip(colours).zip(1u32..) {
                let place = (file.clone(), number);
                let here = marked == Some(item);
                let chosen = self.reply.lines.contains(&place);
                let begin = layout.rows.len();
                let role = match (here, chosen) {
                    (true, _) => Role::Accent,
                    (false, true) => Role::Strong,
                    (false, false) => Role::Dim,
                };
                let lead = format!(
                    "{}{} {number:>3} ",
                    if here { ">" } else { " " },
                    if chosen { "[x]" } else { "   " },
                );
                let indent = lead.chars().count();
                let room = columns.saturating_sub(indent).max(1);
                let pieces = verdict::wrapped(line, &runs, room);
                let rest = format!("{}┆ ", " ".repeat(indent.saturating_sub(2)));
                let rest = Run::new(Role::Border, rest);
                layout
                    .rows
                    .extend(page::hang(&Run::new(role, lead), &rest, pieces));
                if chosen && judged.is_some() {
                    let (standing, why) = standing(lines, &place);
                    let indent = " ".repeat(indent);
                    layout.rows.extend(because(standing, why, &indent, room));
                }
                layout.items.push(((part, item), begin..layout.rows.len()));
                item += 1;
            }
        }
    }

    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        let theme = context.theme;
        let (panel, answer) = self.areas(area);
        if !panel.is_empty() {
            let columns = Self::panel_columns(panel);
            let title = match self.panel {
                Some(Panel::Hints) => "Hints",
                Some(Panel::Verdict) => "Verdict",
                None => "Task",
            };
            let rows = self.panel_rows(context, columns);
            let title = (title, self.panel.is_some());
            draw_text(panel, buf, theme, title, &rows, self.panel_top);
        }
        if !answer.is_empty() {
            let title = if panel.is_empty() {
                "Task and answer"
            } else {
                "Your answer"
            };
            let rows = self.layout(context, self.answer_columns(area)).rows;
            let title = (title, self.panel.is_none());
            draw_text(answer, buf, theme, title, &rows, self.top);
        }
        if layout::is_wide(area) && answer.x > area.x {
            for y in area.y..area.bottom() {
                if let Some(cell) = buf.cell_mut((answer.x - 1, y)) {
                    cell.set_symbol("│").set_style(theme.style(Role::Border));
                }
            }
        }
        if self.asks_reset {
            draw_question(area, buf, theme, RESET_QUESTION);
        } else if let Some(line) = &self.taking {
            draw_asked(area, buf, theme, TAKE, line, "");
        }
    }
}

/// What a marked line turned out to be.
fn standing<'a>(lines: &'a Lines, place: &Place) -> (Standing, &'a str) {
    let find = |spots: &'a [crate::pack::Spot]| spots.iter().find(|spot| spot.holds(place));
    if let Some(spot) = find(&lines.spots) {
        return (RIGHT, &spot.why);
    }
    if let Some(spot) = find(&lines.neutral) {
        return (("·", "not needed, no harm", Role::Dim), &spot.why);
    }
    (WRONG, find(&lines.wrong).map_or("", |spot| &spot.why))
}

/// The words or the code of a card.
fn says(card: &Card, columns: usize) -> Vec<Row> {
    if card.text.is_empty() {
        let lines = card.code.lines();
        return lines
            .map(|line| {
                let line = wrap::cut(&printable(line), columns);
                vec![Run::new(Role::Code, line)]
            })
            .collect();
    }
    page::short(&card.text, Role::Text, columns)
}

/// The language of a file, by the end of its name.
pub fn language_of(file: &str) -> Language {
    Language::named(file.rsplit('.').next().unwrap_or(file))
}
