//! The reference on the screen: a list of topics, and a topic to read in or to search.
//!
//! Says nothing of its own; what stands in it comes from `topics`. Opened by [`super::App`].

use super::keys::{Action, Scope};
use super::line::Line;
use super::list;
use super::screen::{Context, Go, Input, Outcome, Plain, Screen};
use super::theme::Role;
use super::topics::{Shown, topics};
use super::wrap::{self, Run};
use crate::text::printable;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{MouseButton, MouseEventKind};
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

/// The widest that text is set. In columns.
const WIDEST: u16 = 80;
/// The most that is typed into the search.
const LONGEST: usize = 60;
/// The widest column of titles in the list of topics.
const TITLES: usize = 30;

/// The reference.
#[derive(Debug)]
pub struct Reference {
    topics: Vec<Shown>,
    /// Which topic is marked in the list.
    marked: usize,
    /// The topic that is read.
    open: Option<usize>,
    /// The first line that shows.
    top: usize,
    /// What is searched for in the topic; `None` when the search line is not open.
    typed: Option<Line>,
    /// The entry that plain mode reads out; `None`: the whole topic.
    only: Option<usize>,
}

impl Reference {
    /// The list of topics, or one of them.
    pub fn new(context: &Context, topic: Option<&str>) -> Self {
        let topics = topics(&context.pack, &context.rulebook);
        let open = topic.and_then(|id| topics.iter().position(|t| t.id == id));
        Self {
            topics,
            marked: open.unwrap_or(0),
            open,
            top: 0,
            typed: None,
            only: None,
        }
    }

    /// A topic, at one of its entries.
    pub fn at(context: &Context, topic: &str, entry: usize) -> Self {
        let mut reference = Self::new(context, Some(topic));
        let columns = usize::from(text_area(context.area).width).max(1);
        let (_, begins) = reference.lines(columns);
        reference.top = begins.get(entry).copied().unwrap_or(0);
        reference.only = Some(entry);
        reference
    }

    fn topic(&self) -> Option<&Shown> {
        self.open.and_then(|at| self.topics.get(at))
    }

    /// The lines of the open topic, and the line at which each entry begins.
    fn lines(&self, columns: usize) -> (Vec<Vec<Run>>, Vec<usize>) {
        let (mut lines, mut begins) = (Vec::new(), Vec::new());
        if let Some(topic) = self.topic() {
            for at in 0..topic.entries.len() {
                begins.push(lines.len());
                lines.extend(topic.rows(at, columns));
            }
        }
        (lines, begins)
    }

    /// The lines at which the entries begin whose title holds what is typed.
    fn matches(&self, columns: usize) -> Vec<usize> {
        let typed = self.typed.as_ref().map_or("", Line::text).trim();
        let Some(topic) = self.topic().filter(|_| !typed.is_empty()) else {
            return Vec::new();
        };
        let mut found = topic.find(typed);
        found.sort_unstable();
        let (_, begins) = self.lines(columns);
        let places = found.iter().filter_map(|at| begins.get(*at).copied());
        places.collect()
    }

    /// Goes to the last of them before the line that shows first, or to the last of all.
    fn seek_back(&mut self, columns: usize) {
        let places = self.matches(columns);
        let before = places.iter().rev().find(|place| **place < self.top);
        if let Some(place) = before.or(places.last()) {
            self.top = *place;
        }
    }

    /// Goes to the first of them from the line `from` on, or to the first of all.
    fn seek(&mut self, columns: usize, from: usize) {
        let places = self.matches(columns);
        let next = places.iter().find(|place| **place >= from);
        if let Some(place) = next.or(places.first()) {
            self.top = *place;
        }
    }

    fn enter(&mut self, at: usize) {
        if at < self.topics.len() {
            self.marked = at;
            self.open = Some(at);
            self.top = 0;
            self.typed = None;
            self.only = None;
        }
    }

    fn in_list(&mut self, input: &Input, context: &Context) -> Outcome {
        let last = self.topics.len().saturating_sub(1);
        let page = usize::from(context.area.height).max(1);
        if let Some(marked) = list::moved(self.marked, input, last, page, 1) {
            self.marked = marked;
            return Outcome::stay();
        }
        match input {
            Input::Do(Action::Open) => self.enter(self.marked),
            Input::Pick(at) => self.enter(*at),
            Input::Do(Action::Back) => return Outcome::go(Go::Back),
            Input::Mouse(mouse)
                if mouse.kind == MouseEventKind::Down(MouseButton::Left)
                    && context
                        .area
                        .contains(Position::new(mouse.column, mouse.row)) =>
            {
                let top = list::offset(self.marked, last + 1, page);
                self.enter(top + usize::from(mouse.row - context.area.y));
            }
            _ => {}
        }
        Outcome::stay()
    }

    fn in_topic(&mut self, input: &Input, context: &Context) -> Outcome {
        let columns = usize::from(text_area(context.area).width);
        let height = usize::from(self.text_height(context.area));
        let last = self.lines(columns).0.len().saturating_sub(height);
        let page = height.saturating_sub(1).max(1);
        self.top = self.top.min(last);
        if let Some(top) = list::moved(self.top, input, last, page, 3) {
            self.top = top;
            return Outcome::stay();
        }
        match input {
            Input::Do(Action::Search) => self.typed = Some(Line::shorter_than(LONGEST)),
            Input::Do(Action::NextMatch) => self.seek(columns, self.top + 1),
            Input::Do(Action::PreviousMatch) => self.seek_back(columns),
            Input::Do(Action::Back) if self.typed.is_some() => self.typed = None,
            Input::Do(Action::Back) => self.open = None,
            Input::DoWith(Action::Search, words) | Input::Say(words) => {
                return self.say(words);
            }
            Input::Key(key) if self.typed.as_mut().is_some_and(|typed| typed.key(*key)) => {
                self.seek(columns, 0);
            }
            _ => {}
        }
        Outcome::stay()
    }

    /// Plain mode: the entries whose title holds the words.
    fn say(&self, words: &str) -> Outcome {
        let Some(topic) = self.topic() else {
            return Outcome::stay();
        };
        let found = topic.find(words);
        if found.is_empty() {
            return Outcome::notice(format!("Nothing here is called “{words}”."));
        }
        let lines: Vec<String> = found.into_iter().flat_map(|at| topic.plain(at)).collect();
        Outcome::notice(lines.join(" "))
    }

    /// The rows for text: all but the search line.
    fn text_height(&self, area: Rect) -> u16 {
        area.height.saturating_sub(u16::from(self.typed.is_some()))
    }
}

/// Where text stands: not wider than is good to read.
fn text_area(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(1),
        width: area.width.saturating_sub(2).min(WIDEST),
        ..area
    }
}

impl Screen for Reference {
    fn scopes(&self, _: &Context) -> Vec<Scope> {
        match (self.open, &self.typed) {
            (None, _) => vec![Scope::Topics],
            (Some(_), None) => vec![Scope::Topic],
            (Some(_), Some(_)) => vec![Scope::Search, Scope::Topic],
        }
    }

    fn title(&self, context: &Context) -> (String, String) {
        let Some(topic) = self.topic() else {
            return ("Reference".into(), format!("{} topics", self.topics.len()));
        };
        let columns = usize::from(text_area(context.area).width);
        let total = self.lines(columns).0.len();
        let below = total.saturating_sub(self.top + usize::from(self.text_height(context.area)));
        let standing = match below {
            0 => String::new(),
            1 => "1 more line below".into(),
            n => format!("{n} more lines below"),
        };
        (format!("Reference: {}", topic.title), standing)
    }

    fn update(&mut self, input: &Input, context: &Context) -> Outcome {
        if self.open.is_none() {
            self.in_list(input, context)
        } else {
            self.in_topic(input, context)
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        let inside = text_area(area);
        if self.open.is_some() {
            let height = usize::from(self.text_height(area));
            let (lines, _) = self.lines(inside.width.into());
            let top = self.top.min(lines.len().saturating_sub(height));
            for (line, y) in lines
                .iter()
                .skip(top)
                .take(height)
                .zip(area.y..area.bottom())
            {
                let row = Rect::new(inside.x, y, inside.width, 1);
                wrap::styled(line, context.theme).render(row, buf);
            }
            if let Some(typed) = &self.typed {
                let row = Rect::new(inside.x, area.bottom().saturating_sub(1), inside.width, 1);
                let line = [
                    Run::new(Role::Accent, "/ "),
                    Run::new(Role::Text, printable(typed.text())),
                ];
                wrap::styled(&line, context.theme).render(row, buf);
            }
            return;
        }
        let width = usize::from(area.width.saturating_sub(2));
        let titles = self.topics.iter().map(|t| wrap::width(&t.title)).max();
        let column = titles.unwrap_or(0).min(TITLES);
        let top = list::offset(self.marked, self.topics.len(), area.height.into());
        for ((at, topic), y) in self
            .topics
            .iter()
            .enumerate()
            .skip(top)
            .zip(area.y..area.bottom())
        {
            let row = Rect::new(area.x.saturating_add(1), y, area.width.saturating_sub(2), 1);
            let title = wrap::cut(&topic.title, column);
            let pad = column.saturating_sub(wrap::width(&title)) + 2;
            let room = width.saturating_sub(column + 4);
            let line = [
                Run::new(Role::Accent, if at == self.marked { "> " } else { "  " }),
                Run::new(Role::Text, title),
                Run::new(Role::Text, " ".repeat(pad)),
                Run::new(Role::Dim, wrap::cut(&topic.summary, room)),
            ];
            wrap::styled(&line, context.theme).render(row, buf);
            if at == self.marked {
                buf.set_style(
                    row.intersection(buf.area),
                    context.theme.style(Role::Selected),
                );
            }
        }
    }

    fn cursor(&self, area: Rect, _: &Context) -> Option<Position> {
        let typed = self.typed.as_ref()?;
        let column = wrap::width(&printable(typed.before())) + 3;
        let x = area
            .x
            .saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
        (x < area.right() && area.height > 0)
            .then_some(Position::new(x, area.bottom().saturating_sub(1)))
    }

    fn plain(&self, _: &Context) -> Plain {
        let Some(topic) = self.topic() else {
            return Plain {
                lines: vec!["Reference. Choose a topic.".into()],
                choices: self
                    .topics
                    .iter()
                    .map(|topic| format!("{}: {}", topic.title, topic.summary))
                    .collect(),
                enter: None,
            };
        };
        let mut lines = vec![format!("Reference: {}", topic.title)];
        let all = 0..topic.entries.len();
        let read = all.filter(|at| self.only.is_none_or(|only| only == *at));
        lines.extend(read.flat_map(|at| topic.plain(at)));
        Plain {
            lines,
            choices: Vec::new(),
            enter: Some(Action::Back),
        }
    }
}
