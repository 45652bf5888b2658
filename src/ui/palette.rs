//! The command palette: type to find a command, a lesson or an exercise.
//!
//! Offers exactly what the key table and the pack hold. Opened by [`super::App`].

use super::course::{self, Stop};
use super::keys::{self, Action, Scope};
use super::list;
use super::map;
use super::screen::{Context, Destination, Go, Input, Outcome, Plain, Screen};
use super::theme::Role;
use super::wrap::{self, Run};
use crate::progress::Whereabouts;
use crate::text::printable;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, MouseButton, MouseEventKind};
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

/// The most that is typed; longer names do not exist.
const LONGEST: usize = 80;

/// How many finds plain mode numbers.
const NUMBERED: usize = 12;

/// The palette.
#[derive(Debug)]
pub struct Palette {
    typed: String,
    marked: usize,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    what: What,
    label: String,
    detail: String,
    /// What is searched: label, detail and the names that lists and reports use, in lower case.
    haystack: String,
}

#[derive(Debug, Clone)]
enum What {
    Command(Action),
    Place(Whereabouts),
    Topic(String),
}

impl Palette {
    /// Everything that can be done where `scopes` (innermost first) hold, then every stop of the
    /// course.
    pub fn new(scopes: &[Scope], context: &Context) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut add = |what, label: String, detail: String, names: &str| {
            let haystack = format!("{label} {detail} {names}").to_lowercase();
            entries.push(Entry {
                what,
                label: printable(&label),
                detail: printable(&detail),
                haystack,
            });
        };
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
                    | Action::TakeFile
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
            add(
                What::Command(binding.action),
                binding.label.to_owned(),
                chord.name(),
                "",
            );
        }
        for module in &context.pack.modules {
            for stop in course::stops(&context.pack, module) {
                let (label, names) = match stop {
                    Stop::Lesson(lesson) => {
                        (format!("Lesson: {}", lesson.title), lesson.id.clone())
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
                        (label, format!("{} {number}", exercise.id))
                    }
                };
                add(
                    What::Place(stop.place()),
                    label,
                    module.title.clone(),
                    &names,
                );
            }
        }
        for topic in super::topics::topics(&context.pack, &context.rulebook) {
            let label = format!("Reference: {}", topic.title);
            let names = topic.id.clone();
            add(What::Topic(topic.id), label, topic.summary, &names);
        }
        Self {
            typed: String::new(),
            marked: 0,
            entries,
        }
    }

    /// The entries that hold every typed word; those whose label begins with it first.
    fn found(&self) -> Vec<&Entry> {
        let typed = self.typed.to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let mut found: Vec<&Entry> = self
            .entries
            .iter()
            .filter(|entry| words.iter().all(|word| entry.haystack.contains(word)))
            .collect();
        found.sort_by_key(|entry| !entry.haystack.starts_with(typed.trim()));
        found
    }

    fn perform(&self, index: usize) -> Outcome {
        match self.found().get(index).map(|entry| &entry.what) {
            Some(What::Command(action)) => Outcome::go(Go::BackAndDo(*action)),
            Some(What::Place(place)) => Outcome::go(Go::Instead(Destination::Place(place.clone()))),
            Some(What::Topic(id)) => {
                Outcome::go(Go::Instead(Destination::Reference(Some(id.clone()))))
            }
            None => Outcome::stay(),
        }
    }
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
            "Find a command, lesson or exercise".into(),
            format!("{count} found"),
        )
    }

    fn update(&mut self, input: &Input, context: &Context) -> Outcome {
        let last = self.found().len().saturating_sub(1);
        let rows = list_area(context.area);
        let page = usize::from(rows.height).max(1);
        match input {
            Input::Do(Action::Up) => self.marked = self.marked.saturating_sub(1),
            Input::Do(Action::Down) => self.marked = (self.marked + 1).min(last),
            Input::Do(Action::PageUp) => self.marked = self.marked.saturating_sub(page),
            Input::Do(Action::PageDown) => self.marked = (self.marked + page).min(last),
            Input::Do(Action::Back) => return Outcome::go(Go::Back),
            Input::Do(Action::Open) => return self.perform(self.marked),
            Input::Pick(index) => return self.perform(*index),
            Input::Key(key) => {
                match key.code {
                    KeyCode::Char(c) if keys::Chord::of(key).is_text() => {
                        if self.typed.chars().count() < LONGEST {
                            self.typed.push(c);
                        }
                    }
                    KeyCode::Backspace => {
                        self.typed.pop();
                    }
                    _ => return Outcome::stay(),
                }
                self.marked = 0;
            }
            Input::Paste(text) => {
                let room = LONGEST.saturating_sub(self.typed.chars().count());
                let line = text.lines().next().unwrap_or_default();
                self.typed.extend(printable(line).chars().take(room));
                self.marked = 0;
            }
            Input::Say(text) => {
                self.typed = text.chars().take(LONGEST).collect();
                self.marked = 0;
            }
            Input::Mouse(mouse) => match mouse.kind {
                MouseEventKind::ScrollUp => self.marked = self.marked.saturating_sub(1),
                MouseEventKind::ScrollDown => self.marked = (self.marked + 1).min(last),
                MouseEventKind::Down(MouseButton::Left)
                    if rows.contains(Position::new(mouse.column, mouse.row)) =>
                {
                    let top = list::offset(self.marked, last + 1, rows.height.into());
                    return self.perform(top + usize::from(mouse.row - rows.y));
                }
                _ => {}
            },
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
                Run::new(Role::Text, printable(&self.typed)),
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
            let detail = wrap::cut(&entry.detail, width / 3);
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
        let column = wrap::width(&printable(&self.typed)) + 3;
        let x = area
            .x
            .saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
        (x < area.right() && area.height > 0).then_some(Position::new(x, area.y))
    }

    fn plain(&self, _: &Context) -> Plain {
        let found = self.found();
        let mut lines = vec!["Type words to find a command, lesson or exercise.".to_owned()];
        if !self.typed.is_empty() {
            let count = found.len();
            lines = vec![match count {
                0 => format!("Nothing is called “{}”. Type other words.", self.typed),
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
