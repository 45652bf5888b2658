//! The lesson screen: one page at a time, with its questions and the door to its exercise.
//!
//! Knows where things stand on a page, not what a block looks like inside. Opened by
//! [`super::App`].

use super::Effect;
use super::course;
use super::keys::{Action, Scope};
use super::map;
use super::page::{self, Row};
use super::question::{Asking, Stage};
use super::screen::{Context, Destination, Go, Input, Outcome, Plain, Screen};
use super::theme::Role;
use super::wrap::{self, Run};
use crate::pack::{Block, Exercise, Lesson, Page, Question};
use crate::progress::{Event, Whereabouts};
use crate::text::printable;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use std::ops::Range;

/// The widest column of text that reads well, in columns.
const MEASURE: u16 = 76;

/// From this width on, the outline of the lesson stands beside the page. In columns.
const WIDE: u16 = 112;

/// The columns of the outline.
const OUTLINE: u16 = 32;

/// A lesson at one of its pages.
#[derive(Debug)]
pub struct LessonScreen {
    lesson: String,
    page: usize,
    /// The state of each question on the page, in order.
    asking: Vec<Asking>,
    /// The first line shown.
    top: usize,
}

/// A page in lines.
#[derive(Debug, Default)]
struct Layout {
    rows: Vec<Row>,
    /// The lines of each question, in order.
    questions: Vec<Range<usize>>,
    /// The lines of each option: question, position, lines.
    options: Vec<(usize, usize, Range<usize>)>,
    /// The lines of the door to an exercise.
    door: Option<Range<usize>>,
}

impl LessonScreen {
    /// A lesson at a page (from 0), and what it wants at once.
    pub fn open(lesson: &Lesson, page: u32, context: &Context) -> (Self, Outcome) {
        let mut screen = Self {
            lesson: lesson.id.clone(),
            page: 0,
            asking: Vec::new(),
            top: 0,
        };
        let effects = screen.turn(page as usize, context);
        let outcome = Outcome {
            effects,
            ..Outcome::default()
        };
        (screen, outcome)
    }

    fn lesson<'c>(&self, context: &'c Context) -> Option<&'c Lesson> {
        context.pack.lesson(&self.lesson)
    }

    fn current<'c>(&self, context: &'c Context) -> Option<&'c Page> {
        self.lesson(context)?.pages.get(self.page)
    }

    /// Turns to a page (from 0; the last one when there are fewer).
    fn turn(&mut self, page: usize, context: &Context) -> Vec<Effect> {
        let Some(lesson) = self.lesson(context) else {
            return Vec::new();
        };
        self.page = page.min(lesson.pages.len().saturating_sub(1));
        self.top = 0;
        let standing = context.progress.lesson(&self.lesson);
        self.asking = questions(self.current(context))
            .map(|question| {
                Asking::new(question, standing.and_then(|s| s.answers.get(&question.id)))
            })
            .collect();
        let number = u32::try_from(self.page).unwrap_or(u32::MAX);
        if standing.is_some_and(|standing| standing.read.contains(&number)) {
            return Vec::new();
        }
        vec![Effect::Append(Event::Read {
            lesson: self.lesson.clone(),
            page: number,
        })]
    }

    /// The question at hand: the first one that is not answered, else the last.
    fn at_hand(&self) -> Option<usize> {
        let open = self.asking.iter().position(|a| a.stage != Stage::Answered);
        open.or_else(|| self.asking.len().checked_sub(1))
    }

    fn question_at_hand<'c>(&self, context: &'c Context) -> Option<(usize, &'c Question)> {
        let at = self.at_hand()?;
        Some((at, questions(self.current(context)).nth(at)?))
    }

    fn exercise<'c>(&self, context: &'c Context) -> Option<&'c Exercise> {
        self.current(context)?
            .blocks
            .iter()
            .find_map(|block| match block {
                Block::Exercise(id) => context.pack.exercise(id),
                _ => None,
            })
    }

    fn layout(&self, columns: usize, context: &Context) -> Layout {
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
                        let drawn = asking.draw(question, at_hand == Some(asked), columns);
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
    fn end(&self, context: &Context) -> Option<String> {
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
        Some(printable(&format!(
            "End of this lesson. Next comes {next}."
        )))
    }

    /// How many lines are seen at once, and whether there are more than that.
    fn window(total: usize, area: Rect) -> (usize, bool) {
        let height = usize::from(area.height);
        if total > height {
            (height.saturating_sub(1), true)
        } else {
            (height, false)
        }
    }

    /// Scrolls by lines, down when positive; says whether anything moved.
    fn scroll(&mut self, by: isize, context: &Context) -> bool {
        let total = self.layout(columns(context.area), context).rows.len();
        let (seen, _) = Self::window(total, context.area);
        let last = total.saturating_sub(seen);
        let before = self.top.min(last);
        self.top = before.saturating_add_signed(by).min(last);
        self.top != before
    }

    /// Scrolls so that these lines are in sight, their beginning first of all.
    fn reveal(&mut self, lines: &Range<usize>, total: usize, area: Rect) {
        let (seen, _) = Self::window(total, area);
        if lines.end > self.top + seen {
            self.top = lines.end.saturating_sub(seen);
        }
        self.top = self.top.min(lines.start).min(total.saturating_sub(seen));
    }

    /// Up and down: through the text as long as the question is out of sight, then through its
    /// options.
    fn walk(&mut self, action: Action, context: &Context) -> Outcome {
        let down = action == Action::Down;
        let by = if down { 1 } else { -1 };
        let choosing = self
            .at_hand()
            .and_then(|at| Some((at, self.asking.get(at)?)))
            .filter(|(_, asking)| asking.stage == Stage::Choosing)
            .map(|(at, asking)| (at, asking.marked));
        let Some((at, marked)) = choosing else {
            self.scroll(by, context);
            return Outcome::stay();
        };
        let layout = self.layout(columns(context.area), context);
        let (seen, _) = Self::window(layout.rows.len(), context.area);
        let lines = |position: usize| {
            layout
                .options
                .iter()
                .find(|(question, p, _)| *question == at && *p == position)
                .map(|(_, _, lines)| lines.clone())
        };
        let Some(here) = lines(marked) else {
            return Outcome::stay();
        };
        if down && here.start >= self.top + seen || !down && here.end <= self.top {
            self.scroll(by, context);
            return Outcome::stay();
        }
        let next = if down {
            marked + 1
        } else {
            marked.saturating_sub(1)
        };
        let Some(there) = lines(next).filter(|_| next != marked) else {
            self.scroll(by, context);
            return Outcome::stay();
        };
        if let Some((_, question)) = self.question_at_hand(context)
            && let Some(asking) = self.asking.get_mut(at)
        {
            // Moves the mark; nothing is answered by that.
            let _ = asking.act(action, &self.lesson, question);
        }
        self.reveal(&there, layout.rows.len(), context.area);
        Outcome::stay()
    }

    /// An action for the question at hand.
    fn ask(&mut self, action: Action, context: &Context) -> Outcome {
        let Some((at, question)) = self.question_at_hand(context) else {
            return Outcome::stay();
        };
        let Some(asking) = self.asking.get_mut(at) else {
            return Outcome::stay();
        };
        let outcome = match asking.act(action, &self.lesson, question) {
            Ok(Some(event)) => Outcome::effect(Effect::Append(event)),
            Ok(None) => Outcome::stay(),
            Err(word) => Outcome::notice(word),
        };
        if !matches!(action, Action::Toggle | Action::Choose(_)) {
            let layout = self.layout(columns(context.area), context);
            if let Some(lines) = layout.questions.get(at) {
                self.reveal(lines, layout.rows.len(), context.area);
            }
        }
        outcome
    }

    fn next(&mut self, context: &Context) -> Outcome {
        let pages = self.lesson(context).map_or(0, |lesson| lesson.pages.len());
        if self.page + 1 >= pages {
            return Outcome::go(Go::Onward);
        }
        Outcome {
            effects: self.turn(self.page + 1, context),
            ..Outcome::default()
        }
    }

    fn previous(&mut self, context: &Context) -> Outcome {
        if self.page == 0 {
            return Outcome::notice("This is the first page of the lesson.");
        }
        Outcome {
            effects: self.turn(self.page - 1, context),
            ..Outcome::default()
        }
    }

    fn enter_exercise(&self, context: &Context) -> Outcome {
        let Some(exercise) = self.exercise(context) else {
            return Outcome::stay();
        };
        Outcome::go(Go::Open(Destination::Place(Whereabouts::Exercise {
            exercise: exercise.id.clone(),
            line: 0,
            column: 0,
        })))
    }

    fn copy(&self, context: &Context) -> Outcome {
        let blocks = self.current(context).map_or(&[][..], |page| &page.blocks);
        let parts = page::copyable(blocks);
        if parts.is_empty() {
            return Outcome::notice("There is no code and no address on this page.");
        }
        Outcome {
            effects: vec![Effect::Copy(parts.join("\n\n"))],
            notice: Some("Copied the page's code and addresses.".into()),
            ..Outcome::default()
        }
    }

    fn mouse(&mut self, mouse: MouseEvent, context: &Context) -> Outcome {
        match mouse.kind {
            MouseEventKind::ScrollUp => self.scroll(-3, context),
            MouseEventKind::ScrollDown => self.scroll(3, context),
            MouseEventKind::Down(MouseButton::Left) => {
                return self.click(mouse, context);
            }
            _ => false,
        };
        Outcome::stay()
    }

    fn click(&mut self, mouse: MouseEvent, context: &Context) -> Outcome {
        let (_, text) = split(context.area);
        if mouse.row < text.y || mouse.row >= text.bottom() || mouse.column < text.x {
            return Outcome::stay();
        }
        let layout = self.layout(columns(context.area), context);
        let (seen, _) = Self::window(layout.rows.len(), context.area);
        let row = usize::from(mouse.row - text.y);
        if row >= seen {
            self.page_down(context);
            return Outcome::stay();
        }
        let line = self.first(layout.rows.len(), context.area) + row;
        if layout.door.is_some_and(|lines| lines.contains(&line)) {
            return self.enter_exercise(context);
        }
        let hit = layout
            .options
            .iter()
            .find(|(_, _, lines)| lines.contains(&line));
        if let Some((at, position, _)) = hit
            && self.at_hand() == Some(*at)
            && let Some((_, question)) = self.question_at_hand(context)
            && let Some(asking) = self.asking.get_mut(*at)
        {
            asking.choose(question, *position);
        }
        Outcome::stay()
    }

    fn page_down(&mut self, context: &Context) -> bool {
        let step = usize::from(context.area.height).saturating_sub(3).max(1);
        self.scroll(isize::try_from(step).unwrap_or(1), context)
    }

    /// The first line that is drawn: what was scrolled to, as far as the page allows.
    fn first(&self, total: usize, area: Rect) -> usize {
        let (seen, _) = Self::window(total, area);
        self.top.min(total.saturating_sub(seen))
    }

    fn draw_outline(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        let Some(lesson) = self.lesson(context) else {
            return;
        };
        let read = context.progress.lesson(&self.lesson).map(|l| &l.read);
        let room = usize::from(area.width);
        let top = super::list::offset(self.page, lesson.pages.len(), area.height.into());
        let pages = lesson.pages.iter().zip(0u32..).skip(top);
        for ((page, number), y) in pages.zip(area.y..area.bottom()) {
            let here = usize::try_from(number) == Ok(self.page);
            let sign = match (here, read.is_some_and(|read| read.contains(&number))) {
                (true, _) => "> ",
                (false, true) => "● ",
                (false, false) => "○ ",
            };
            let title = match page.title.as_str() {
                "" => format!("Page {}", number + 1),
                title => page::short_plain(title),
            };
            let role = if here { Role::Accent } else { Role::Dim };
            let text = wrap::cut(&format!("{sign}{title}"), room);
            wrap::styled(&[Run::new(role, text)], context.theme)
                .render(Rect::new(area.x, y, area.width, 1), buf);
        }
    }
}

fn questions(page: Option<&Page>) -> impl Iterator<Item = &Question> {
    page.into_iter()
        .flat_map(|page| &page.blocks)
        .filter_map(|block| match block {
            Block::Question(question) => Some(question),
            _ => None,
        })
}

/// The lines that stand for an exercise on a page.
fn door(id: &str, columns: usize, context: &Context) -> Vec<Row> {
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
            Run::new(Role::Strong, printable(&exercise.title)),
            Run::new(Role::Dim, format!(", about {} min, ", exercise.minutes)),
            Run::new(role, format!("{symbol} {word}")),
        ],
        columns,
    )
}

/// Where the outline and where the text stand.
fn split(area: Rect) -> (Option<Rect>, Rect) {
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

fn columns(area: Rect) -> usize {
    split(area).1.width.into()
}

impl Screen for LessonScreen {
    fn scopes(&self, context: &Context) -> Vec<Scope> {
        let mut scopes = Vec::new();
        let passed = self
            .exercise(context)
            .map(|e| context.progress.exercise_state(&e.id).is_passed());
        let asked = self.question_at_hand(context);
        let stage = asked
            .and_then(|(at, _)| self.asking.get(at))
            .map(|a| a.stage);
        let answered = stage.is_none_or(|stage| stage == Stage::Answered);
        if passed == Some(false) && answered {
            scopes.push(Scope::Doorway);
        }
        if let Some((at, question)) = asked
            && let Some(asking) = self.asking.get(at)
        {
            scopes.extend(asking.scope(question));
        }
        scopes.push(Scope::Lesson);
        if passed.is_some() && !scopes.contains(&Scope::Doorway) {
            scopes.push(Scope::Doorway);
        }
        scopes
    }

    fn title(&self, context: &Context) -> (String, String) {
        let Some(lesson) = self.lesson(context) else {
            return (String::new(), String::new());
        };
        let pages = lesson.pages.len();
        (
            lesson.title.clone(),
            format!("page {} of {pages}", self.page + 1),
        )
    }

    fn update(&mut self, input: &Input, context: &Context) -> Outcome {
        match input {
            Input::Do(action) => match action {
                Action::Back => Outcome::go(Go::Back),
                Action::NextPage => self.next(context),
                Action::GoOn => {
                    let waits = self
                        .at_hand()
                        .and_then(|at| self.asking.get(at))
                        .is_some_and(|asking| asking.stage == Stage::SecondLook);
                    if waits {
                        self.ask(Action::GoOn, context)
                    } else {
                        self.next(context)
                    }
                }
                Action::PreviousPage => self.previous(context),
                Action::PageDown => {
                    if self.page_down(context) {
                        Outcome::stay()
                    } else {
                        let open = self.asking.iter().any(|a| a.stage != Stage::Answered);
                        if open || self.exercise(context).is_some() {
                            Outcome::stay()
                        } else {
                            self.next(context)
                        }
                    }
                }
                Action::PageUp => {
                    let step = usize::from(context.area.height).saturating_sub(3).max(1);
                    self.scroll(-isize::try_from(step).unwrap_or(1), context);
                    Outcome::stay()
                }
                Action::First => {
                    self.top = 0;
                    Outcome::stay()
                }
                Action::Last => {
                    self.scroll(isize::MAX, context);
                    Outcome::stay()
                }
                Action::Up | Action::Down => self.walk(*action, context),
                Action::OpenExercise => self.enter_exercise(context),
                Action::CopyPage => self.copy(context),
                action => self.ask(*action, context),
            },
            Input::Pick(index) => {
                let stage = self
                    .at_hand()
                    .and_then(|at| self.asking.get(at))
                    .map(|asking| asking.stage);
                let number = u8::try_from(index + 1).unwrap_or(u8::MAX);
                match stage {
                    Some(Stage::Sure) => self.ask(Action::Sure(number), context),
                    Some(Stage::Choosing) => {
                        let chosen = self.ask(Action::Choose(number), context);
                        let several = self.scopes(context).contains(&Scope::Several);
                        if several {
                            chosen
                        } else {
                            self.ask(Action::Answer, context)
                        }
                    }
                    _ => Outcome::stay(),
                }
            }
            Input::Mouse(mouse) => self.mouse(*mouse, context),
            _ => Outcome::stay(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        let (outline, text) = split(area);
        if let Some(outline) = outline {
            self.draw_outline(outline, buf, context);
        }
        let layout = self.layout(text.width.into(), context);
        let total = layout.rows.len();
        let (seen, more) = Self::window(total, area);
        let top = self.first(total, area);
        for (row, y) in layout
            .rows
            .iter()
            .skip(top)
            .take(seen)
            .zip(text.y..text.bottom())
        {
            wrap::styled(row, context.theme).render(Rect::new(text.x, y, text.width, 1), buf);
        }
        if more && text.height > 0 {
            let below = total - (top + seen).min(total);
            let said = match (top, below) {
                (_, 0) => format!("↑ {top} lines above"),
                (0, n) => format!("↓ {n} more lines: PgDn"),
                (_, n) => format!("↓ {n} more lines: PgDn   ↑ {top} above"),
            };
            let row = Rect::new(text.x, text.bottom() - 1, text.width, 1);
            wrap::styled(&[Run::new(Role::Accent, said)], context.theme).render(row, buf);
        }
    }

    fn plain(&self, context: &Context) -> Plain {
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
                            let title = &exercise.title;
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

    fn whereabouts(&self) -> Option<Whereabouts> {
        Some(Whereabouts::Lesson {
            lesson: self.lesson.clone(),
            page: u32::try_from(self.page).unwrap_or(u32::MAX),
        })
    }
}
