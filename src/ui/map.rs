//! The course map: where to continue, then modules with their lessons and exercises and how far
//! each one is.
//!
//! Always the bottom of the stack. Called by [`super::App`].

mod listed;

use self::listed::Shown;
use super::course::{self, Stop};
use super::keys::{Action, Scope};
use super::list;
use super::screen::{Context, Destination, Go, Input, Mode, Outcome, Plain, Screen};
use super::theme::Role;
use super::wrap::{self, Run};
use crate::pack::{Exercise, ExerciseKind, Lesson, Module, Page, Piece};
use crate::progress::{ExerciseState, LessonProgress, LessonState, Whereabouts};
use crate::text::printable;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{MouseButton, MouseEventKind};
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

/// What a title says besides its name.
fn remark(exercise: &Exercise) -> &'static str {
    match (exercise.placement, exercise.variant.is_some()) {
        (true, _) => " (for the whole module)",
        (false, true) => " (once more)",
        (false, false) => "",
    }
}

/// Below this width only the numbers of a standing are shown. In columns.
const NARROW: usize = 60;

/// From this width on, what is marked is described beside the map. In columns.
const WIDE: u16 = 110;

/// The map.
#[derive(Debug)]
pub struct CourseMap {
    /// Which of the rows that open something is marked, from 0.
    marked: usize,
    /// What plain mode lists.
    shown: Shown,
    /// The place of the course that was known when the map showed last.
    place: Whereabouts,
}

enum Row<'a> {
    Words(Vec<Run>),
    Continue(Whereabouts, String),
    Lesson(&'a Lesson),
    Exercise(&'a Exercise, bool),
}

impl Row<'_> {
    fn place(&self, context: &Context) -> Option<Whereabouts> {
        match self {
            Self::Words(_) => None,
            Self::Continue(place, _) => Some(place.clone()),
            Self::Lesson(lesson) => Some(lesson_place(context, lesson)),
            Self::Exercise(exercise, embedded) => Some(Stop::Exercise(exercise, *embedded).place()),
        }
    }
}

const UNREAD: &str = "not yet";
const OPEN: &str = "to answer";

/// How far a page (counted from 0) is, as sign and word.
pub fn page_standing(
    page: &Page,
    number: u32,
    standing: Option<&LessonProgress>,
) -> (&'static str, &'static str) {
    let answered = |id: &String| standing.is_some_and(|s| s.answers.contains_key(id));
    if !standing.is_some_and(|s| s.read.contains(&number)) {
        ("○", UNREAD)
    } else if page.questions().all(|question| answered(&question.id)) {
        ("●", "read")
    } else {
        ("◐", OPEN)
    }
}

/// A lesson opens at its first unread page; when all are read, at the first with a question that is
/// not answered, else at the first.
fn lesson_place(context: &Context, lesson: &Lesson) -> Whereabouts {
    let standing = context.progress.lesson(&lesson.id);
    let first = |is: &str| {
        let mut pages = (0u32..).zip(&lesson.pages);
        pages
            .find(|(number, page)| page_standing(page, *number, standing).1 == is)
            .map(|(number, _)| number)
    };
    Whereabouts::Lesson {
        lesson: lesson.id.clone(),
        page: first(UNREAD).or_else(|| first(OPEN)).unwrap_or(0),
    }
}

impl CourseMap {
    /// The map with its first row marked.
    pub fn new(context: &Context) -> Self {
        Self {
            marked: 0,
            shown: if context.pack.modules.len() > 1 {
                Shown::Modules
            } else {
                Shown::All
            },
            place: context.whereabouts.clone(),
        }
    }

    fn rows(context: &Context) -> Vec<Row<'_>> {
        let pack = &context.pack;
        let mut rows = Vec::new();
        let place = &context.whereabouts;
        if let Some(name) = course::name(pack, place) {
            rows.push(Row::Continue(place.clone(), format!("Continue: {name}")));
        } else if let Some(first) = course::beginning(pack) {
            rows.push(Row::Continue(first, "Begin the course".into()));
        } else {
            rows.push(Row::Words(vec![Run::new(
                Role::Text,
                "This course has no lessons and no exercises.",
            )]));
        }
        for module in &pack.modules {
            rows.push(Row::Words(Vec::new()));
            rows.push(Row::Words(module_heading(context, module)));
            let retired = course::retired(pack, module, &context.progress);
            for stop in course::stops(pack, module).into_iter().chain(retired) {
                rows.push(match stop {
                    Stop::Lesson(lesson) => Row::Lesson(lesson),
                    Stop::Exercise(exercise, embedded) => Row::Exercise(exercise, embedded),
                });
            }
        }
        rows
    }

    /// The row of the marked entry, and how many entries there are.
    fn marked_row(&self, rows: &[Row<'_>]) -> (Option<usize>, usize) {
        let entries: Vec<usize> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| !matches!(row, Row::Words(_)))
            .map(|(at, _)| at)
            .collect();
        let marked = self.marked.min(entries.len().saturating_sub(1));
        (entries.get(marked).copied(), entries.len())
    }

    fn open(&self, context: &Context) -> Outcome {
        let rows = Self::rows(context);
        let (row, _) = self.marked_row(&rows);
        row.and_then(|at| rows.get(at))
            .and_then(|row| row.place(context))
            .map_or_else(Outcome::stay, |place| {
                Outcome::go(Go::Open(Destination::Place(place)))
            })
    }

    /// The entry drawn at a row of the terminal.
    fn entry_at(&self, y: u16, x: u16, context: &Context) -> Option<usize> {
        let area = map_area(context.area);
        if y < area.y || y >= area.bottom() || x < area.x || x >= area.right() {
            return None;
        }
        let rows = Self::rows(context);
        let (marked, _) = self.marked_row(&rows);
        let top = list::offset(marked.unwrap_or(0), rows.len(), area.height.into());
        let at = top + usize::from(y - area.y);
        if matches!(rows.get(at)?, Row::Words(_)) {
            return None;
        }
        Some(
            rows.iter()
                .take(at)
                .filter(|row| !matches!(row, Row::Words(_)))
                .count(),
        )
    }

    fn describe(context: &Context, row: &Row<'_>, columns: usize) -> Vec<Vec<Run>> {
        let pack = &context.pack;
        let mut lines = Vec::new();
        let mut say = |role, text: &str| {
            lines.extend(wrap::lines(&[Run::new(role, printable(text))], columns));
        };
        match row {
            Row::Lesson(lesson) => {
                say(Role::Heading, &lesson.title);
                say(Role::Dim, &format!("Lesson, about {} min", lesson.minutes));
                say(Role::Text, "");
                let standing = context.progress.lesson(&lesson.id);
                for (page, number) in lesson.pages.iter().zip(0u32..) {
                    let (sign, word) = page_standing(page, number, standing);
                    let sign = format!("{sign} {word:<10}");
                    let title = match page.title.as_str() {
                        "" => format!("page {}", number + 1),
                        title => title.to_owned(),
                    };
                    say(Role::Text, &format!("{sign}{title}"));
                }
            }
            Row::Exercise(exercise, _) => {
                say(Role::Heading, &exercise.title);
                let kind = kind_word(exercise.kind);
                say(
                    Role::Dim,
                    &format!("{kind}, about {} min", exercise.minutes),
                );
                if exercise.placement {
                    say(
                        Role::Text,
                        "Who solves this one knows what the module teaches. If you know the subject, begin here.",
                    );
                }
                if let Some(standing) = context.progress.exercise(&exercise.id)
                    && standing.attempts > 0
                {
                    say(
                        Role::Text,
                        &format!(
                            "Submitted {}; hints seen: {}",
                            times(standing.attempts),
                            standing.hints.len()
                        ),
                    );
                }
            }
            Row::Continue(..) | Row::Words(_) => {
                say(Role::Heading, &pack.about.title);
                say(Role::Text, "");
                say(Role::Text, &pack.about.summary);
                return lines;
            }
        }
        let (module, piece) = match row {
            Row::Lesson(lesson) => (&lesson.module, Piece::Lesson(lesson)),
            Row::Exercise(exercise, _) => (&exercise.module, Piece::Exercise(exercise)),
            _ => return lines,
        };
        if let Some(told) = pack.told_of_retired(piece) {
            say(Role::Text, "");
            say(Role::Text, &told);
        }
        if let Some(module) = pack.modules.iter().find(|m| m.id == *module) {
            let mut say = |role, text: &str| {
                lines.extend(wrap::lines(&[Run::new(role, printable(text))], columns));
            };
            say(Role::Text, "");
            say(Role::Heading, &module.title);
            say(Role::Text, &module.summary);
            if !module.objectives.is_empty() {
                say(Role::Text, "");
                say(Role::Dim, "Afterwards you can:");
            }
            for objective in &module.objectives {
                say(Role::Text, &format!("• {}", objective.text));
            }
        }
        lines
    }
}

/// How far something is, as symbol, word and role.
pub fn lesson_standing(lesson: &LessonProgress) -> (&'static str, String, Role) {
    let (sign, role) = match lesson.state() {
        LessonState::Untouched => ("○", Role::Dim),
        LessonState::Begun | LessonState::Unanswered => ("◐", Role::Warn),
        LessonState::Read => ("●", Role::Good),
    };
    (sign, lesson.word(), role)
}

/// How far an exercise is, as symbol, word and role.
pub fn exercise_standing(state: ExerciseState) -> (&'static str, &'static str, Role) {
    let (sign, role) = match state {
        ExerciseState::Untouched => ("○", Role::Dim),
        ExerciseState::Begun => ("◐", Role::Warn),
        ExerciseState::CheckAgain => ("↻", Role::Warn),
        ExerciseState::PassedWithAdvice => ("✓", Role::Advice),
        ExerciseState::Passed => ("✓", Role::Good),
    };
    (sign, state.word(), role)
}

/// What is done in an exercise of this kind, as one word.
pub fn kind_word(kind: ExerciseKind) -> &'static str {
    match kind {
        ExerciseKind::Fix => "Fix",
        ExerciseKind::Write => "Write",
        ExerciseKind::Attack => "Attack and fix",
        ExerciseKind::Choose => "Choose",
        ExerciseKind::Order => "Order",
        ExerciseKind::Classify => "Classify",
        ExerciseKind::Locate => "Find the line",
        ExerciseKind::Judge => "Judge",
    }
}

fn times(n: u32) -> String {
    match n {
        1 => "once".into(),
        2 => "twice".into(),
        n => format!("{n} times"),
    }
}

fn module_heading(context: &Context, module: &Module) -> Vec<Run> {
    let tally = context.progress.module(&module.id);
    let pace = context.pack.pace(Some(&module.id));
    let title = printable(&module.title);
    let long = format!(
        "  lessons {} of {}, exercises {} of {}, {} min",
        tally.lessons_read,
        tally.lessons,
        tally.exercises_passed,
        tally.exercises,
        pace.reading + pace.doing
    );
    let width = usize::from(map_area(context.area).width);
    if context.mode == Mode::Plain || wrap::width(&title) + wrap::width(&long) <= width {
        return vec![Run::new(Role::Heading, title), Run::new(Role::Dim, long)];
    }
    let done = tally.lessons_read + tally.exercises_passed;
    let short = format!("  {done} of {} done", tally.lessons + tally.exercises);
    let title = wrap::cut(&title, width.saturating_sub(wrap::width(&short)));
    vec![Run::new(Role::Heading, title), Run::new(Role::Dim, short)]
}

/// Standing and title of a row that opens something; indentation in columns.
fn entry(context: &Context, row: &Row<'_>) -> Option<(usize, &'static str, String, Role, String)> {
    match row {
        Row::Words(_) => None,
        Row::Continue(_, label) => {
            let title = printable(label);
            Some((0, "▶", String::new(), Role::Accent, title))
        }
        Row::Lesson(lesson) => {
            let (symbol, word, role) = lesson_standing(context.progress.lesson(&lesson.id)?);
            let title = course::titled(Piece::Lesson(lesson));
            Some((1, symbol, word, role, printable(&title)))
        }
        Row::Exercise(exercise, embedded) => {
            let state = context.progress.exercise_state(&exercise.id);
            let (symbol, word, role) = exercise_standing(state);
            let kind = kind_word(exercise.kind);
            let whole = remark(exercise);
            let title = course::titled(Piece::Exercise(exercise));
            let title = printable(&format!("{kind}: {title}{whole}"));
            let indent = if *embedded { 3 } else { 1 };
            Some((indent, symbol, word.to_owned(), role, title))
        }
    }
}

fn map_area(area: Rect) -> Rect {
    let width = if area.width >= WIDE {
        area.width.saturating_sub(2) / 2
    } else {
        area.width.saturating_sub(2)
    };
    Rect {
        x: area.x.saturating_add(1),
        width,
        ..area
    }
}

impl Screen for CourseMap {
    fn scopes(&self, _: &Context) -> Vec<Scope> {
        vec![Scope::Map]
    }

    fn title(&self, context: &Context) -> (String, String) {
        (context.pack.about.title.clone(), context.learner.clone())
    }

    fn update(&mut self, input: &Input, context: &Context) -> Outcome {
        let rows = Self::rows(context);
        let (_, entries) = self.marked_row(&rows);
        let last = entries.saturating_sub(1);
        let page = usize::from(context.area.height).saturating_sub(2).max(1);
        self.marked = self.marked.min(last);
        if let Some(marked) = list::moved(self.marked, input, last, page, 1) {
            self.marked = marked;
            return Outcome::stay();
        }
        match input {
            Input::Do(Action::Open) => return self.open(context),
            Input::Do(Action::Resume) => {
                self.marked = 0;
                return self.open(context);
            }
            Input::Pick(index) => return self.pick(*index, context),
            Input::Do(Action::ListAll) => self.shown = Shown::All,
            Input::Do(Action::Back) => self.shown = Self::new(context).shown,
            Input::Shown => self.come_back(context),
            Input::Mouse(mouse) if mouse.kind == MouseEventKind::Down(MouseButton::Left) => {
                if let Some(entry) = self.entry_at(mouse.row, mouse.column, context) {
                    self.marked = entry;
                    return self.open(context);
                }
            }
            _ => {}
        }
        Outcome::stay()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        let rows = Self::rows(context);
        let (marked, _) = self.marked_row(&rows);
        let map = map_area(area);
        let width = usize::from(map.width);
        let top = list::offset(marked.unwrap_or(0), rows.len(), map.height.into());
        for ((at, row), y) in rows.iter().enumerate().skip(top).zip(map.y..map.bottom()) {
            let place = Rect::new(map.x, y, map.width, 1);
            let Some((indent, symbol, word, role, title)) = entry(context, row) else {
                if let Row::Words(runs) = row {
                    wrap::styled(runs, context.theme).render(place, buf);
                }
                continue;
            };
            let is_marked = marked == Some(at);
            let pointer = if is_marked { ">" } else { " " };
            let lead = format!("{pointer}{}{symbol} ", " ".repeat(indent));
            let word = if width < NARROW {
                word.replace("read, ", "")
            } else {
                word
            };
            let room = width.saturating_sub(wrap::width(&lead) + wrap::width(&word) + 2);
            let title = wrap::cut(&title, room);
            let gap = width
                .saturating_sub(wrap::width(&lead) + wrap::width(&title) + wrap::width(&word) + 1);
            let runs = [
                Run::new(role, lead),
                Run::new(Role::Text, title),
                Run::new(Role::Text, " ".repeat(gap)),
                Run::new(role, word),
            ];
            wrap::styled(&runs, context.theme).render(place, buf);
            if is_marked {
                buf.set_style(
                    place.intersection(buf.area),
                    context.theme.style(Role::Selected),
                );
            }
        }
        // In the free column: that the course goes on, above or below.
        let arrow = context.theme.style(Role::Accent);
        let column = map.right().saturating_sub(1);
        for (sign, y, more) in [
            ("↑", map.y, top > 0),
            (
                "↓",
                map.bottom().saturating_sub(1),
                rows.len() > top + usize::from(map.height),
            ),
        ] {
            if more && let Some(cell) = buf.cell_mut((column, y)) {
                cell.set_symbol(sign).set_style(arrow);
            }
        }
        if area.width >= WIDE
            && let Some(row) = marked.and_then(|at| rows.get(at))
        {
            let beside = Rect {
                x: map.right().saturating_add(3),
                width: area.right().saturating_sub(map.right().saturating_add(4)),
                ..area
            };
            let columns = usize::from(beside.width).min(76);
            for (line, y) in Self::describe(context, row, columns)
                .iter()
                .zip(beside.y..beside.bottom())
            {
                let place = Rect::new(beside.x, y, beside.width, 1);
                wrap::styled(line, context.theme).render(place, buf);
            }
        }
    }

    fn plain(&self, context: &Context) -> Plain {
        self.listed(context)
    }
}
