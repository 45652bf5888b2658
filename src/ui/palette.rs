//! The command palette: type to find a command, a lesson, an exercise, a word or a page.
//!
//! Offers exactly what the key table and the pack hold. Opened by [`super::App`].

mod query;

use self::query::{Query, Searched};
use super::course::{self, Stop};
use super::keys::{self, Action, Scope};
use super::line::Line;
use super::list;
use super::map;
use super::page;
use super::screen::{Context, Destination, Go, Input, Outcome, Plain, Screen};
use super::theme::Role;
use super::wrap::{self, Run};
use crate::pack::{Block, Lesson, Page};
use crate::progress::Whereabouts;
use crate::text::printable;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{MouseButton, MouseEventKind};
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

/// The most that is typed; longer names do not exist.
const LONGEST: usize = 80;

/// How many finds plain mode numbers.
const NUMBERED: usize = 12;

/// The palette.
#[derive(Debug)]
pub struct Palette {
    typed: Line,
    marked: usize,
    entries: Vec<Entry>,
}

/// Something to find.
#[derive(Debug, Clone)]
struct Entry {
    what: What,
    label: String,
    detail: String,
    found: Searched,
}

#[derive(Debug, Clone)]
enum What {
    Command(Action),
    Place(Whereabouts),
    Topic(String),
    Entry(String, usize),
}

impl Palette {
    /// Everything that can be done where `scopes` (innermost first) hold, then every stop of the
    /// course, the topics of the reference with their entries, and every page.
    pub fn new(scopes: &[Scope], context: &Context) -> Self {
        let mut entries = commands(scopes);
        for module in &context.pack.modules {
            for stop in course::stops(&context.pack, module) {
                entries.push(stop_entry(stop, &module.title));
            }
        }
        let retired = context.pack.retired().map(|(piece, _)| Stop::from(piece));
        for stop in retired {
            let entry = stop_entry(stop, "retired");
            entries.push(Entry {
                found: entry.found.on_request().behind(),
                ..entry
            });
        }
        let topics = super::topics::topics(&context.pack, &context.rulebook);
        for topic in &topics {
            let label = format!("Reference: {}", topic.title);
            let names = format!("{label} {} {}", topic.summary, topic.id);
            let found = Searched::new(&topic.title, &names, String::new());
            let what = What::Topic(topic.id.clone());
            entries.push(Entry::new(what, &label, &topic.summary, found));
        }
        for topic in &topics {
            for (at, (title, _)) in topic.entries.iter().enumerate() {
                if title.is_empty() {
                    continue;
                }
                let what = What::Entry(topic.id.clone(), at);
                let found = Searched::new(title, &topic.title, String::new());
                entries.push(Entry::new(what, title, &topic.title, found.on_request()));
            }
        }
        for lesson in context.pack.taught_lessons() {
            for (page, number) in lesson.pages.iter().zip(0u32..) {
                entries.push(page_entry(lesson, page, number));
            }
        }
        Self {
            typed: Line::shorter_than(LONGEST),
            marked: 0,
            entries,
        }
    }

    /// The entries that hold every typed word, those that are called so first.
    fn found(&self) -> Vec<&Entry> {
        let query = Query::new(self.typed.text());
        let mut found: Vec<(u8, &Entry)> = self
            .entries
            .iter()
            .filter_map(|entry| Some((query.rank(&entry.found)?, entry)))
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    fn perform(&self, index: usize) -> Outcome {
        match self.found().get(index).map(|entry| &entry.what) {
            Some(What::Command(action)) => Outcome::go(Go::BackAndDo(*action)),
            Some(What::Place(place)) => Outcome::go(Go::Instead(Destination::Place(place.clone()))),
            Some(What::Topic(id)) => {
                Outcome::go(Go::Instead(Destination::Reference(Some(id.clone()))))
            }
            Some(What::Entry(topic, at)) => {
                Outcome::go(Go::Instead(Destination::Entry(topic.clone(), *at)))
            }
            None => Outcome::stay(),
        }
    }
}

impl Entry {
    fn new(what: What, label: &str, detail: &str, found: Searched) -> Self {
        Self {
            what,
            label: printable(label),
            detail: printable(detail),
            found,
        }
    }
}

/// What can be done where `scopes` hold, each thing once.
fn commands(scopes: &[Scope]) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut seen = Vec::new();
    for binding in keys::bindings(scopes) {
        let pointless = matches!(
            binding.action,
            Action::Palette
                | Action::Up
                | Action::Down
                | Action::PageUp
                | Action::PageDown
                | Action::First
                | Action::Last
                | Action::ShowCode
                | Action::ShowFile
                | Action::Choose(_)
        );
        if binding.label.is_empty() || pointless || seen.contains(&binding.action) {
            continue;
        }
        let Some(chord) = keys::reachable(scopes, binding).into_iter().next() else {
            continue;
        };
        seen.push(binding.action);
        let name = chord.name();
        let found = Searched::new(binding.label, &name, String::new());
        let what = What::Command(binding.action);
        entries.push(Entry::new(what, binding.label, &name, found));
    }
    entries
}

/// A lesson or an exercise; a lesson is found by what stands on its pages, too.
fn stop_entry(stop: Stop<'_>, module: &str) -> Entry {
    let mut text = String::new();
    let called = match stop {
        Stop::Lesson(lesson) => vec![lesson.id.as_str()],
        Stop::Exercise(exercise, _) => {
            let number = exercise.curriculum.as_deref();
            number.into_iter().chain([exercise.id.as_str()]).collect()
        }
    };
    let (title, label, names) = match stop {
        Stop::Lesson(lesson) => {
            let pages = lesson.pages.iter().map(|page| page.title.as_str());
            let pages: Vec<&str> = pages.collect();
            let names = format!("{} {}", lesson.id, pages.join(" "));
            text = lesson
                .pages
                .iter()
                .flat_map(page_text)
                .collect::<Vec<_>>()
                .join(" ");
            (&lesson.title, format!("Lesson: {}", lesson.title), names)
        }
        Stop::Exercise(exercise, _) => {
            let kind = map::kind_word(exercise.kind);
            let placement = if exercise.placement {
                "Placement, "
            } else {
                ""
            };
            let label = format!("{placement}{kind}: {}", exercise.title);
            let number = exercise.curriculum.as_deref().unwrap_or("");
            (&exercise.title, label, format!("{} {number}", exercise.id))
        }
    };
    let names = format!("{label} {module} {names}");
    let found = Searched::new(title, &names, text).called(&called);
    Entry::new(What::Place(stop.place()), &label, module, found)
}

/// The words of a page.
fn page_text(page: &Page) -> Vec<String> {
    let mut text: Vec<String> = Vec::new();
    for block in &page.blocks {
        match block {
            Block::Question(question) => {
                text.push(page::short_plain(&question.ask));
                text.push(question.code.clone());
                text.extend(question.options.iter().map(|option| option.text.clone()));
            }
            other => text.extend(page::plain(other)),
        }
    }
    text
}

/// A page of a lesson, found by its title and by what stands on it.
fn page_entry(lesson: &Lesson, page: &Page, number: u32) -> Entry {
    let title = match page.title.as_str() {
        "" => format!("page {}", number + 1),
        title => page::short_plain(title),
    };
    let found = Searched::new(&title, &lesson.title, page_text(page).join(" "))
        .on_request()
        .behind();
    let place = Whereabouts::Lesson {
        lesson: lesson.id.clone(),
        page: number,
    };
    let label = format!("Page: {title}");
    Entry::new(What::Place(place), &label, &lesson.title, found)
}

fn list_area(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(1),
        y: area.y.saturating_add(2),
        width: area.width.saturating_sub(2).min(100),
        height: area.height.saturating_sub(2),
    }
}

impl Screen for Palette {
    fn scopes(&self, _: &Context) -> Vec<Scope> {
        vec![Scope::Palette]
    }

    fn title(&self, _: &Context) -> (String, String) {
        let count = self.found().len();
        (
            "Find a command, lesson, exercise or word".into(),
            format!("{count} found"),
        )
    }

    fn update(&mut self, input: &Input, context: &Context) -> Outcome {
        let last = self.found().len().saturating_sub(1);
        let rows = list_area(context.area);
        let page = usize::from(rows.height).max(1);
        if let Some(marked) = list::moved(self.marked, input, last, page, 1) {
            self.marked = marked;
            return Outcome::stay();
        }
        match input {
            Input::Do(Action::Back) => return Outcome::go(Go::Back),
            Input::Do(Action::Open) => return self.perform(self.marked),
            Input::Pick(index) => return self.perform(*index),
            Input::Key(key) if self.typed.key(*key) => self.marked = 0,
            Input::Paste(text) => {
                let line = text.lines().next().unwrap_or_default();
                self.typed.insert(&printable(line));
                self.marked = 0;
            }
            Input::Say(text) => {
                self.typed = Line::shorter_than(LONGEST);
                self.typed.insert(text);
                self.marked = 0;
            }
            Input::Mouse(mouse)
                if mouse.kind == MouseEventKind::Down(MouseButton::Left)
                    && rows.contains(Position::new(mouse.column, mouse.row)) =>
            {
                let top = list::offset(self.marked, last + 1, rows.height.into());
                return self.perform(top + usize::from(mouse.row - rows.y));
            }
            _ => {}
        }
        Outcome::stay()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        let line = Rect {
            x: area.x.saturating_add(1),
            width: area.width.saturating_sub(2),
            height: area.height.min(1),
            ..area
        };
        wrap::styled(
            &[
                Run::new(Role::Accent, "> "),
                Run::new(Role::Text, printable(self.typed.text())),
            ],
            context.theme,
        )
        .render(line, buf);
        let list = list_area(area);
        let found = self.found();
        if found.is_empty() && list.height > 0 {
            let none = [Run::new(Role::Dim, "Nothing here is called that.")];
            wrap::styled(&none, context.theme).render(Rect { height: 1, ..list }, buf);
        }
        let top = list::offset(self.marked, found.len(), list.height.into());
        let width = usize::from(list.width);
        for ((at, entry), y) in found
            .iter()
            .enumerate()
            .skip(top)
            .zip(list.y..list.bottom())
        {
            let row = Rect::new(list.x, y, list.width, 1);
            let pointer = if at == self.marked { "> " } else { "  " };
            // What the label leaves is the detail's, and a third in any case.
            let left = width.saturating_sub(wrap::width(&entry.label) + 4);
            let detail = wrap::cut(&entry.detail, left.max(width / 3));
            let label = wrap::cut(&entry.label, width.saturating_sub(wrap::width(&detail) + 4));
            let gap = width
                .saturating_sub(wrap::width(&label) + wrap::width(&detail) + 2)
                .max(1);
            wrap::styled(
                &[
                    Run::new(Role::Accent, pointer),
                    Run::new(Role::Text, label),
                    Run::new(Role::Text, " ".repeat(gap)),
                    Run::new(Role::Dim, detail),
                ],
                context.theme,
            )
            .render(row, buf);
            if at == self.marked {
                buf.set_style(
                    row.intersection(buf.area),
                    context.theme.style(Role::Selected),
                );
            }
        }
    }

    fn cursor(&self, area: Rect, _: &Context) -> Option<Position> {
        let column = wrap::width(&printable(self.typed.before())) + 3;
        let x = area
            .x
            .saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
        (x < area.right() && area.height > 0).then_some(Position::new(x, area.y))
    }

    fn plain(&self, _: &Context) -> Plain {
        let found = self.found();
        let mut lines = vec!["Type words to find a command, lesson, exercise or word.".to_owned()];
        if !self.typed.text().is_empty() {
            let count = found.len();
            lines = vec![match count {
                0 => format!(
                    "Nothing is called “{}”. Type other words.",
                    self.typed.text()
                ),
                1 => "One found.".into(),
                _ if count > NUMBERED => format!("{count} found; the first {NUMBERED}:"),
                _ => format!("{count} found:"),
            }];
        }
        Plain {
            lines,
            choices: found
                .iter()
                .take(NUMBERED)
                .map(|entry| format!("{} ({})", entry.label, entry.detail))
                .collect(),
            enter: None,
        }
    }
}
