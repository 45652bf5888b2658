//! How a page of a lesson stands on the screen and in plain mode.
//!
//! Reads the state of the screen and changes nothing. Called by the lesson screen alone.

use super::LessonScreen;
use crate::pack::{Block, Piece};
use crate::progress::Whereabouts;
use crate::text::printable;
use crate::ui::keys::{Action, Scope};
use crate::ui::page::{self, Row};
use crate::ui::question::Stage;
use crate::ui::screen::{Context, Plain, Screen};
use crate::ui::theme::Role;
use crate::ui::wrap::{self, Run};
use crate::ui::{course, list, map};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use std::ops::Range;

/// The widest column of text that reads well, in columns.
const MEASURE: u16 = 76;

/// From this width on, the outline of the lesson stands beside the page. In columns.
const WIDE: u16 = 112;

/// The columns of the outline.
const OUTLINE: u16 = 32;

/// A page in lines.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) rows: Vec<Row>,
    /// The lines of each question, in order.
    pub(super) questions: Vec<Range<usize>>,
    /// The lines of each option: question, position, lines.
    pub(super) options: Vec<(usize, usize, Range<usize>)>,
    /// The lines of the door to an exercise.
    pub(super) door: Option<Range<usize>>,
}

impl LessonScreen {
    pub(super) fn layout(&self, columns: usize, context: &Context) -> Layout {
        let mut layout = Layout::default();
        let Some(page) = self.current(context) else {
            return layout;
        };
        if !page.title.is_empty() {
            layout
                .rows
                .extend(page::short(&page.title, Role::Heading, columns));
        }
        let at_hand = self.at_hand();
        let mut asked = 0;
        for block in &page.blocks {
            if !layout.rows.is_empty() {
                layout.rows.push(Row::new());
            }
            let begin = layout.rows.len();
            match block {
                Block::Question(question) => {
                    if let Some(asking) = self.asking.get(asked) {
                        let drawn = asking.draw(
                            question,
                            at_hand == Some(asked),
                            columns,
                            &context.languages,
                        );
                        for (lines, position) in drawn.options.into_iter().zip(0..) {
                            let lines = lines.start + begin..lines.end + begin;
                            layout.options.push((asked, position, lines));
                        }
                        layout.rows.extend(drawn.rows);
                        layout.questions.push(begin..layout.rows.len());
                    }
                    asked += 1;
                }
                Block::Exercise(id) => {
                    layout.rows.extend(door(id, columns, context));
                    layout.door = Some(begin..layout.rows.len());
                }
                Block::Code {
                    language,
                    text,
                    marks,
                    ..
                } => layout.rows.extend(page::coloured(
                    text,
                    language,
                    marks,
                    columns,
                    &context.languages,
                )),
                prose => layout.rows.extend(page::rows(prose, columns)),
            }
        }
        if let Some(end) = self.end(context) {
            layout.rows.push(Row::new());
            layout
                .rows
                .extend(wrap::lines(&[Run::new(Role::Dim, end)], columns));
        }
        layout
    }

    /// What the last page ends with.
    pub(super) fn end(&self, context: &Context) -> Option<String> {
        let lesson = self.lesson(context)?;
        if self.page + 1 < lesson.pages.len() {
            return None;
        }
        let here = self.whereabouts()?;
        let next = course::following(&context.pack, &here)
            .and_then(|place| match place {
                Whereabouts::Lesson { lesson, .. } => context
                    .pack
                    .lesson(&lesson)
                    .map(|l| format!("the lesson “{}”", l.title)),
                Whereabouts::Exercise { exercise, .. } => context
                    .pack
                    .exercise(&exercise)
                    .map(|e| format!("the exercise “{}”", e.title)),
                Whereabouts::Map => None,
            })
            .unwrap_or_else(|| "the course map".into());
        let open = context
            .progress
            .lesson(&self.lesson)
            .map_or(0, |l| l.questions.len().saturating_sub(l.answered()));
        let open = match open {
            0 => String::new(),
            1 => " One question of this lesson waits for your answer.".into(),
            n => format!(" {n} questions of this lesson wait for your answer."),
        };
        Some(printable(&format!(
            "End of this lesson.{open} Next comes {next}."
        )))
    }

    pub(super) fn draw_outline(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        let Some(lesson) = self.lesson(context) else {
            return;
        };
        let standing = context.progress.lesson(&self.lesson);
        let room = usize::from(area.width);
        let top = list::offset(self.page, lesson.pages.len(), area.height.into());
        let pages = lesson.pages.iter().zip(0u32..).skip(top);
        for ((page, number), y) in pages.zip(area.y..area.bottom()) {
            let here = usize::try_from(number) == Ok(self.page);
            let (sign, _) = map::page_standing(page, number, standing);
            let sign = if here { ">" } else { sign };
            let title = match page.title.as_str() {
                "" => format!("Page {}", number + 1),
                title => page::short_plain(title),
            };
            let role = if here { Role::Accent } else { Role::Dim };
            let text = wrap::cut(&format!("{sign} {title}"), room);
            wrap::styled(&[Run::new(role, text)], context.theme)
                .render(Rect::new(area.x, y, area.width, 1), buf);
        }
    }

    /// The first line that is drawn: what was scrolled to, as far as the page allows.
    pub(super) fn first(&self, total: usize, area: Rect) -> usize {
        let (seen, _) = Self::window(total, area);
        self.top.min(total.saturating_sub(seen))
    }

    /// How many lines are seen at once, and whether there are more than that.
    pub(super) fn window(total: usize, area: Rect) -> (usize, bool) {
        let height = usize::from(area.height);
        if total > height {
            (height.saturating_sub(1), true)
        } else {
            (height, false)
        }
    }

    /// The page so far: what follows an open question waits for its answer.
    pub(super) fn transcript(&self, context: &Context) -> Plain {
        let mut plain = Plain::default();
        let (Some(lesson), Some(page)) = (self.lesson(context), self.current(context)) else {
            return plain;
        };
        let title = match page.title.as_str() {
            "" => String::new(),
            title => format!(": {}", page::short_plain(title)),
        };
        plain.lines.push(format!(
            "{}, page {} of {}{title}",
            lesson.title,
            self.page + 1,
            lesson.pages.len()
        ));
        let mut asking = self.asking.iter();
        for block in &page.blocks {
            match block {
                Block::Question(question) => {
                    let Some(asking) = asking.next() else {
                        continue;
                    };
                    let (lines, choices) = asking.plain(question);
                    plain.lines.extend(lines);
                    if asking.stage != Stage::Answered {
                        // What follows an open question waits for its answer.
                        plain.choices = choices;
                        if asking.stage == Stage::SecondLook {
                            plain.enter = Some(Action::GoOn);
                        }
                        return plain;
                    }
                }
                Block::Exercise(id) => {
                    plain
                        .lines
                        .extend(context.pack.exercise(id).map(|exercise| {
                            let state = context.progress.exercise_state(&exercise.id);
                            let (_, word, _) = map::exercise_standing(state);
                            let kind = map::kind_word(exercise.kind);
                            let minutes = exercise.minutes;
                            let title = course::titled(Piece::Exercise(exercise));
                            format!("Exercise. {kind}: {title}, about {minutes} min, {word}.")
                        }));
                }
                prose => plain.lines.extend(page::plain(prose)),
            }
        }
        plain.lines.extend(self.end(context));
        let scopes = self.scopes(context);
        plain.enter = Some(if scopes.first() == Some(&Scope::Doorway) {
            Action::OpenExercise
        } else {
            Action::NextPage
        });
        plain
    }
}

/// The lines that stand for an exercise on a page.
pub(super) fn door(id: &str, columns: usize, context: &Context) -> Vec<Row> {
    let Some(exercise) = context.pack.exercise(id) else {
        let gone = "The exercise that stood here is no longer part of this course.";
        return wrap::lines(&[Run::new(Role::Dim, gone)], columns);
    };
    let (symbol, word, role) =
        map::exercise_standing(context.progress.exercise_state(&exercise.id));
    let kind = map::kind_word(exercise.kind);
    wrap::lines(
        &[
            Run::new(Role::Accent, format!("▶ {kind}: ")),
            Run::new(
                Role::Strong,
                printable(&course::titled(Piece::Exercise(exercise))),
            ),
            Run::new(Role::Dim, format!(", about {} min, ", exercise.minutes)),
            Run::new(role, format!("{symbol} {word}")),
        ],
        columns,
    )
}

/// Where the outline and where the text stand.
pub(super) fn split(area: Rect) -> (Option<Rect>, Rect) {
    let (outline, left) = if area.width >= WIDE {
        let outline = Rect {
            x: area.x.saturating_add(2),
            width: OUTLINE,
            y: area.y.saturating_add(1),
            height: area.height.saturating_sub(1),
        };
        (Some(outline), OUTLINE + 5)
    } else {
        (None, if area.width >= 80 { 2 } else { 1 })
    };
    let x = area.x.saturating_add(left);
    let room = area.right().saturating_sub(x).saturating_sub(1);
    let text = Rect {
        x,
        width: room.min(MEASURE),
        ..area
    };
    (outline, text)
}

pub(super) fn columns(area: Rect) -> usize {
    split(area).1.width.into()
}
