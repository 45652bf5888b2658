//! The lesson screen: one page at a time, with its questions and the door to its exercise.
//!
//! Knows where things stand on a page, not what a block looks like inside. Opened by
//! [`super::App`].

mod drawn;

use self::drawn::{columns, split};
use super::keys::{Action, Scope};
use super::page;
use super::question::{Asking, Stage, no_options};
use super::screen::{Context, Destination, Go, Input, Outcome, Plain, Screen};
use super::theme::Role;
use super::wrap::{self, Run};
use super::{Effect, course};
use crate::pack::{Block, Exercise, Lesson, Page, Piece, Question};
use crate::progress::{Event, Whereabouts};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use std::ops::Range;

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

    /// In a window of another height: what was seen of a question that waits for an answer stays in sight.
    fn keep_in_sight(&mut self, context: &Context) {
        let layout = self.layout(columns(context.area), context);
        let waits = |at: &usize| {
            let stage = self.asking.get(*at).map(|asking| asking.stage);
            matches!(stage, Some(Stage::Choosing | Stage::Sure))
        };
        let Some(at) = self.at_hand().filter(waits) else {
            return;
        };
        let (seen, _) = Self::window(layout.rows.len(), context.area);
        let marked = self.asking.get(at).and_then(|asking| asking.marked);
        let here = layout
            .options
            .iter()
            .find(|(question, position, _)| *question == at && Some(*position) == marked);
        let whole = layout.questions.get(at);
        // A question for which the window is too low: the marked option of it.
        let lines = whole.filter(|lines| lines.len() <= seen || here.is_none());
        let lines = lines.or(here.map(|(_, _, lines)| lines)).cloned();
        if let Some(lines) = lines
            && whole.is_some_and(|whole| whole.start < self.top + seen)
        {
            self.reveal(&lines, layout.rows.len(), context.area);
            if self.asks_how_sure() {
                self.top = self.top.max(lines.end.saturating_sub(seen));
            }
        }
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
        // Before one is pointed at, the way down leads to the first.
        let Some(here) = lines(marked.unwrap_or(0)) else {
            return Outcome::stay();
        };
        if down && here.start >= self.top + seen || !down && here.end <= self.top {
            self.scroll(by, context);
            return Outcome::stay();
        }
        let next = match (marked, down) {
            (None, true) => Some(0),
            (None, false) => None,
            (Some(marked), true) => Some(marked + 1),
            (Some(marked), false) => marked.checked_sub(1),
        };
        let Some(there) = next.and_then(lines) else {
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
                if self.asks_how_sure() {
                    // What is asked now stands at the end.
                    let (seen, _) = Self::window(layout.rows.len(), context.area);
                    self.top = self.top.max(lines.end.saturating_sub(seen));
                }
            }
        }
        outcome
    }

    /// Whether an answer waits for how sure the learner is: leaving the page would lose it.
    fn asks_how_sure(&self) -> bool {
        let at = self.at_hand().and_then(|at| self.asking.get(at));
        at.is_some_and(|asking| asking.stage == Stage::Sure)
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
}

fn questions(page: Option<&Page>) -> impl Iterator<Item = &Question> {
    page.into_iter().flat_map(Page::questions)
}

impl Screen for LessonScreen {
    fn scopes(&self, context: &Context) -> Vec<Scope> {
        let mut scopes = Vec::new();
        let passed = self
            .exercise(context)
            // Nobody is sent to what is no longer set.
            .map(|e| e.retired.is_some() || context.progress.exercise_state(&e.id).is_passed());
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

    fn idle(&self, context: &Context) -> Vec<Action> {
        self.question_at_hand(context)
            .map(|(_, question)| no_options(question.options.len()))
            .unwrap_or_default()
    }

    fn title(&self, context: &Context) -> (String, String) {
        let Some(lesson) = self.lesson(context) else {
            return (String::new(), String::new());
        };
        let pages = lesson.pages.len();
        (
            course::titled(Piece::Lesson(lesson)),
            format!("page {} of {pages}", self.page + 1),
        )
    }

    fn update(&mut self, input: &Input, context: &Context) -> Outcome {
        match input {
            Input::Do(action) => match action {
                Action::Back => Outcome::go(Go::Back),
                Action::NextPage | Action::PreviousPage if self.asks_how_sure() => {
                    self.ask(*action, context)
                }
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
            Input::Shown => {
                self.keep_in_sight(context);
                Outcome::stay()
            }
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
        self.transcript(context)
    }

    fn whereabouts(&self) -> Option<Whereabouts> {
        Some(Whereabouts::Lesson {
            lesson: self.lesson.clone(),
            page: u32::try_from(self.page).unwrap_or(u32::MAX),
        })
    }
}
