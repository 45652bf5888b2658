//! The page of `protect attack FILE`: the places that inputs reach in a file, what each becomes
//! there, and a line for an input of one's own.
//!
//! Knows nothing of how inputs are tried; what they become arrives as data. Opened by
//! [`super::App::explore`].

use super::keys::{Action, Scope};
use super::line::{Line, visible};
use super::list;
use super::page::Row;
use super::replayed;
use super::screen::{Context, Go, Input, Outcome, Plain, Screen};
use super::theme::Role;
use super::wrap::{self, Run};
use super::{Effect, Msg};
use crate::grade::{Arrival, Explored, Stop, told};
use crate::pack::Messages;
use crate::text::{Source, counted, printable};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{MouseButton, MouseEventKind};
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

/// The most lines of one replay.
const LINES: usize = 40;
/// What stands before the typed input.
const PROMPT: &str = "Input: ";

/// What is known so far.
#[derive(Debug, Clone)]
enum Known {
    /// The ready inputs are being tried.
    Waiting,
    /// What they found.
    Found(Box<Explored>),
    /// Why nothing can be found.
    Refused(String),
}

/// The page.
#[derive(Debug)]
pub struct Explorer {
    source: Source,
    known: Known,
    /// Which entry of the list is marked: places, then limits.
    marked: usize,
    /// Which of the inputs of the marked place is shown.
    shown: usize,
    /// What is typed; `None` when the list has the keys.
    typed: Option<Line>,
    /// The typed input that was tried last and what it became.
    own: Option<(String, Box<Explored>)>,
    /// The first line of the lower part that shows.
    top: usize,
}

/// Opens the page of a file; the ready inputs are tried at once.
pub fn open(file: &str, text: &str) -> (Explorer, Outcome) {
    let explorer = Explorer {
        source: Source::new(file, text),
        known: Known::Waiting,
        marked: 0,
        shown: 0,
        typed: None,
        own: None,
        top: 0,
    };
    let outcome = Outcome::effect(explorer.ask(None));
    (explorer, outcome)
}

impl Explorer {
    fn ask(&self, input: Option<String>) -> Effect {
        Effect::Explore {
            file: self.source.name().to_owned(),
            text: self.source.text().to_owned(),
            input,
        }
    }

    fn found(&self) -> Option<&Explored> {
        match &self.known {
            Known::Found(explored) => Some(explored),
            _ => None,
        }
    }

    fn entries(&self) -> usize {
        self.found()
            .map_or(0, |found| found.arrivals.len() + found.stops.len())
    }

    fn place(&self) -> Option<&Arrival> {
        self.found()?.arrivals.get(self.marked)
    }

    fn stop(&self) -> Option<&Stop> {
        let found = self.found()?;
        let at = self.marked.checked_sub(found.arrivals.len())?;
        found.stops.get(at)
    }

    /// The inputs that arrive at the marked place; those that do harm come first.
    fn tries(&self) -> Vec<&Arrival> {
        let (Some(found), Some(place)) = (self.found(), self.place()) else {
            return Vec::new();
        };
        let mut here: Vec<&Arrival> = found.tries.iter().filter(|t| t.beside(place)).collect();
        here.sort_by_key(|arrival| arrival.replay.harm.is_none());
        here
    }

    fn mark(&mut self, at: usize) {
        let last = self.entries().saturating_sub(1);
        self.marked = at.min(last);
        self.shown = 0;
        self.top = 0;
    }

    /// Another of the inputs of the place; on the line it is taken over.
    fn turn(&mut self, forward: bool) {
        let count = self.tries().len();
        if count == 0 {
            return;
        }
        self.shown = if forward {
            (self.shown + 1) % count
        } else {
            (self.shown + count - 1) % count
        };
        self.top = 0;
    }

    fn take(&mut self) -> Outcome {
        let input = self.tries().get(self.shown).map(|t| t.input.clone());
        if let (Some(input), Some(typed)) = (input, &mut self.typed) {
            *typed = Line::of_attack(&input);
        }
        self.try_typed()
    }

    fn try_typed(&mut self) -> Outcome {
        self.top = 0;
        let Some(typed) = &self.typed else {
            return Outcome::stay();
        };
        let input = typed.text().to_owned();
        if input.is_empty() {
            self.own = None;
            return Outcome::stay();
        }
        Outcome::effect(self.ask(Some(input)))
    }

    fn told(&mut self, input: Option<&String>, result: &Result<Box<Explored>, String>) -> Outcome {
        match (input, result) {
            (None, Ok(explored)) => self.known = Known::Found(explored.clone()),
            (None, Err(why)) => self.known = Known::Refused(why.clone()),
            (Some(input), Ok(explored)) => {
                let awaited = self.typed.as_ref().is_some_and(|line| line.text() == input);
                if awaited {
                    self.own = Some((input.clone(), explored.clone()));
                }
            }
            (Some(_), Err(why)) => return Outcome::notice(why.clone()),
        }
        Outcome::stay()
    }

    fn act(&mut self, action: Action, context: &Context) -> Outcome {
        let last = self.entries().saturating_sub(1);
        let page = usize::from(context.area.height / 2).max(1);
        match action {
            Action::Up if self.typed.is_some() => {
                self.turn(false);
                return self.take();
            }
            Action::Down if self.typed.is_some() => {
                self.turn(true);
                return self.take();
            }
            Action::Back if self.typed.is_some() => {
                self.typed = None;
                self.top = 0;
            }
            Action::Try => return self.try_typed(),
            Action::LineBreak => {
                if let Some(typed) = &mut self.typed {
                    typed.insert("\n");
                }
                return self.try_typed();
            }
            Action::Up => self.mark(self.marked.saturating_sub(1)),
            Action::Down => self.mark(self.marked + 1),
            Action::First => self.mark(0),
            Action::Last => self.mark(last),
            Action::NextStep => self.turn(true),
            Action::PreviousStep => self.turn(false),
            Action::PageDown => {
                let columns = usize::from(inside(context.area).width);
                let rows = self.lower(&context.pack.messages, columns).len();
                self.top = (self.top + page).min(rows.saturating_sub(1));
            }
            Action::PageUp => self.top = self.top.saturating_sub(page),
            Action::Attack if self.found().is_some() => {
                self.typed = Some(Line::of_attack(""));
                self.own = None;
                self.top = 0;
            }
            Action::Back => return Outcome::go(Go::Quit),
            _ => {}
        }
        Outcome::stay()
    }

    /// The line above the list.
    fn summary(&self) -> Run {
        match &self.known {
            Known::Waiting => Run::new(Role::Dim, "Trying ready inputs…"),
            Known::Refused(why) => Run::new(Role::Bad, format!("! {}", printable(why))),
            Known::Found(found) => {
                let harmful = found.arrivals.iter().filter(|a| a.replay.harm.is_some());
                Run::new(
                    Role::Dim,
                    format!(
                        "{} tried, {} reached, {} with harm. Nothing was executed.",
                        counted(found.functions, "function"),
                        counted(found.arrivals.len(), "place"),
                        harmful.count()
                    ),
                )
            }
        }
    }

    /// One entry of the list.
    fn entry(&self, at: usize) -> Option<Vec<Run>> {
        let found = self.found()?;
        let here = if at == self.marked { "› " } else { "  " };
        let text = Role::Text;
        if let Some(place) = found.arrivals.get(at) {
            let (sign, role) = sign(place.replay.harm.is_some());
            return Some(vec![
                Run::new(Role::Accent, here),
                Run::new(role, format!("{sign} ")),
                Run::new(text, format!("line {:<4} ", place.line)),
                Run::new(text, printable(place.replay.language.heading())),
                Run::new(Role::Dim, format!("  in {}", printable(&place.function))),
            ]);
        }
        let stop = found.stops.get(at.checked_sub(found.arrivals.len())?)?;
        Some(vec![
            Run::new(Role::Accent, here),
            Run::new(Role::Warn, "… "),
            Run::new(text, format!("line {:<4} ", stop.line)),
            Run::new(text, "Not followed to the end"),
            Run::new(Role::Dim, format!("  in {}", printable(&stop.function))),
        ])
    }

    /// Everything below the list.
    fn lower(&self, messages: &Messages, columns: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        if let Some(stop) = self.stop() {
            rows.extend(self.limit(stop, messages, columns));
            return rows;
        }
        let Some(place) = self.place() else {
            if self.found().is_some() {
                let text = "No ready input arrives anywhere in this file. Its functions and methods are called, with each of their parameters in turn; an input that is only compared or counted becomes nothing.";
                rows.extend(wrap::lines(&[Run::new(Role::Text, text)], columns));
            }
            for line in self.found().map(untried).unwrap_or_default() {
                rows.extend(wrap::lines(&[Run::new(Role::Warn, line)], columns));
            }
            return rows;
        };
        let code = printable(self.source.line(place.line).trim());
        rows.extend(replayed::framed(&[Run::new(Role::Code, code)], columns));
        if self.typed.is_some() {
            rows.extend(self.own_rows(place, columns));
            return rows;
        }
        let tries = self.tries();
        let Some(shown) = tries.get(self.shown).or(tries.first()) else {
            return rows;
        };
        let head = format!("Input {} of {}: ", self.shown + 1, tries.len());
        rows.extend(input_rows(&head, shown, columns));
        let replay = std::slice::from_ref(&shown.replay);
        rows.extend(replayed::legend(replay, columns));
        for line in self.found().map(untried).unwrap_or_default() {
            rows.extend(wrap::lines(&[Run::new(Role::Dim, line)], columns));
        }
        rows
    }

    fn own_rows(&self, place: &Arrival, columns: usize) -> Vec<Row> {
        let Some((input, explored)) = &self.own else {
            let text =
                "Type what an attacker would. Up and down take one of the ready inputs over.";
            return wrap::lines(&[Run::new(Role::Dim, text)], columns);
        };
        let mut rows = Vec::new();
        let mut elsewhere = 0;
        for arrival in &explored.tries {
            if arrival.beside(place) {
                let head = if rows.is_empty() { "Yours: " } else { "And: " };
                rows.extend(input_rows(head, arrival, columns));
            } else {
                elsewhere += usize::from(arrival.replay.harm.is_some());
            }
        }
        if rows.is_empty() {
            let text = format!(
                "· {} does not arrive at this line: it is refused, changed or not used.",
                replayed::shortened(&visible(input))
            );
            rows.extend(wrap::lines(&[Run::new(Role::Dim, text)], columns));
        }
        if elsewhere > 0 {
            let text = format!(
                "It does harm at {} more of this file.",
                counted(elsewhere, "place")
            );
            rows.extend(wrap::lines(&[Run::new(Role::Warn, text)], columns));
        }
        rows
    }

    fn limit(&self, stop: &Stop, messages: &Messages, columns: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        let why = told(messages, &stop.why);
        let why = printable(why.trim_end_matches('.'));
        let text = format!("What this function does cannot be told to its end, because {why}.");
        rows.extend(wrap::lines(&[Run::new(Role::Text, text)], columns));
        if !stop.expression.is_empty() {
            rows.push(vec![Run::new(
                Role::Heading,
                "The limit is this expression",
            )]);
            rows.extend(replayed::framed(
                &[Run::new(Role::Code, printable(&stop.expression))],
                columns,
            ));
        }
        let shown = self.found().map_or(0, |found| {
            let here = found
                .arrivals
                .iter()
                .filter(|a| a.function == stop.function);
            here.count()
        });
        let text = match shown {
            0 => "Nothing before it reaches anything.".to_owned(),
            n => format!(
                "What could be followed is in the list: {} of this function.",
                counted(n, "place")
            ),
        };
        rows.extend(wrap::lines(&[Run::new(Role::Dim, text)], columns));
        rows
    }

    /// Rows for the list, of those that a screen has: a third, and more when the file needs less.
    fn list_height(&self, height: u16) -> u16 {
        let wanted = u16::try_from(self.entries()).unwrap_or(u16::MAX);
        wanted.min((height / 3).max(1))
    }

    /// List, input line (empty when nothing is typed) and what is below.
    fn parts(&self, area: Rect) -> (Rect, Rect, Rect) {
        let area = inside(area);
        let row = |y: u16, height: u16| Rect {
            y: y.min(area.bottom()),
            height: height.min(area.bottom().saturating_sub(y)),
            ..area
        };
        let list = row(area.y.saturating_add(1), self.list_height(area.height));
        let below = list.bottom().saturating_add(1);
        let line = row(below, u16::from(self.typed.is_some()));
        (list, line, row(line.bottom(), area.height))
    }
}

/// One input and what it becomes.
fn input_rows(head: &str, arrival: &Arrival, columns: usize) -> Vec<Row> {
    let input = replayed::shortened(&visible(&arrival.input));
    let mut rows = wrap::lines(
        &[Run::new(Role::Heading, head), Run::new(Role::Code, input)],
        columns,
    );
    rows.extend(replayed::rows(&arrival.replay, LINES, columns));
    rows
}

fn sign(harm: bool) -> (&'static str, Role) {
    if harm {
        ("✗", Role::Bad)
    } else {
        ("✓", Role::Good)
    }
}

fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(1),
        width: area.width.saturating_sub(2),
        ..area
    }
}

/// The end of the typed text that fits, so that the cursor is seen.
fn tail(line: &Line, columns: usize) -> String {
    let room = columns.saturating_sub(wrap::width(PROMPT) + 1).max(1);
    let skipped = wrap::width(&visible(line.before())).saturating_sub(room);
    visible(line.text())
        .chars()
        .skip(skipped)
        .take(room)
        .collect()
}

impl Screen for Explorer {
    fn scopes(&self, _: &Context) -> Vec<Scope> {
        match self.typed {
            Some(_) => vec![Scope::Attack, Scope::Arrivals],
            None => vec![Scope::Arrivals],
        }
    }

    fn title(&self, _: &Context) -> (String, String) {
        let standing = match (self.entries(), self.typed.is_some()) {
            (0, _) => String::new(),
            (n, _) => format!("{} of {n}", self.marked + 1),
        };
        (format!("Attacks on {}", self.source.name()), standing)
    }

    fn update(&mut self, input: &Input, context: &Context) -> Outcome {
        match input {
            Input::Told(Msg::Explored { input, result }) => {
                return self.told(input.as_ref(), result);
            }
            Input::Do(action) => return self.act(*action, context),
            Input::Key(key) => {
                let typed = self.typed.as_mut().is_some_and(|line| line.key(*key));
                if typed {
                    return self.try_typed();
                }
            }
            Input::Paste(text) => {
                if let Some(line) = &mut self.typed {
                    line.insert(text);
                    return self.try_typed();
                }
            }
            Input::Mouse(mouse) => match mouse.kind {
                MouseEventKind::ScrollUp => self.top = self.top.saturating_sub(3),
                MouseEventKind::ScrollDown => {
                    let columns = usize::from(inside(context.area).width);
                    let rows = self.lower(&context.pack.messages, columns).len();
                    self.top = (self.top + 3).min(rows.saturating_sub(1));
                }
                MouseEventKind::Down(MouseButton::Left) => {
                    let (list, ..) = self.parts(context.area);
                    if list.contains(Position::new(mouse.column, mouse.row)) {
                        let top = list::offset(self.marked, self.entries(), list.height.into());
                        self.mark(top + usize::from(mouse.row - list.y));
                    }
                }
                _ => {}
            },
            _ => {}
        }
        Outcome::stay()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        let theme = context.theme;
        let all = inside(area);
        let columns = usize::from(all.width);
        let (list, line, below) = self.parts(area);
        let mut summary = self.summary();
        summary.text = wrap::cut(&summary.text, columns);
        let first = Rect {
            height: all.height.min(1),
            ..all
        };
        wrap::styled(&[summary], theme).render(first, buf);
        let top = list::offset(self.marked, self.entries(), list.height.into());
        for (at, y) in (top..).zip(list.y..list.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..list
            };
            if let Some(runs) = self.entry(at) {
                wrap::styled(&runs, theme).render(row, buf);
            }
            if at == self.marked {
                buf.set_style(row.intersection(buf.area), theme.style(Role::Selected));
            }
        }
        if list.height > 0 && list.bottom() < all.bottom() {
            let rule = Rect {
                y: list.bottom(),
                height: 1,
                ..all
            };
            let text = "─".repeat(columns);
            wrap::styled(&[Run::new(Role::Border, text)], theme).render(rule, buf);
        }
        if let (Some(typed), true) = (&self.typed, line.height > 0) {
            let runs = [
                Run::new(Role::Accent, PROMPT),
                Run::new(Role::Code, tail(typed, columns)),
            ];
            wrap::styled(&runs, theme).render(line, buf);
        }
        let rows = self.lower(&context.pack.messages, columns);
        let height = usize::from(below.height);
        let top = self.top.min(rows.len().saturating_sub(height));
        let hidden = rows.len().saturating_sub(top + height);
        // The last row says that there is more.
        let height = height.saturating_sub(usize::from(hidden > 0));
        for (row, y) in rows
            .iter()
            .skip(top)
            .take(height)
            .zip(below.y..below.bottom())
        {
            let place = Rect {
                y,
                height: 1,
                ..below
            };
            wrap::styled(row, theme).render(place, buf);
        }
        if hidden > 0 && below.height > 0 {
            let text = format!("{} below (PgDn)", counted(hidden + 1, "more line"));
            let place = Rect {
                y: below.bottom().saturating_sub(1),
                height: 1,
                ..below
            };
            wrap::styled(&[Run::new(Role::Dim, text)], theme).render(place, buf);
        }
    }

    fn cursor(&self, area: Rect, _: &Context) -> Option<Position> {
        let typed = self.typed.as_ref()?;
        let (_, line, _) = self.parts(area);
        let columns = usize::from(line.width);
        let room = columns.saturating_sub(wrap::width(PROMPT) + 1).max(1);
        let column = wrap::width(PROMPT) + wrap::width(&visible(typed.before())).min(room);
        let x = line.x.saturating_add(u16::try_from(column).ok()?);
        (line.height > 0 && x < line.right()).then_some(Position::new(x, line.y))
    }

    fn plain(&self, _: &Context) -> Plain {
        let mut lines = vec![format!("Attacks on {}", self.source.name())];
        lines.push(self.summary().text);
        for arrival in self.found().iter().flat_map(|found| &found.arrivals) {
            lines.push(format!(
                "Line {}, in {}, input {}",
                arrival.line,
                arrival.function,
                printable(&arrival.input)
            ));
            lines.extend(replayed::plain(&arrival.replay, LINES));
        }
        Plain {
            lines,
            choices: Vec::new(),
            enter: Some(Action::Back),
        }
    }
}
/// What of a file was not tried, a sentence each.
#[must_use]
pub fn untried(found: &Explored) -> Vec<String> {
    let mut lines = Vec::new();
    if found.left_out > 0 {
        lines.push(format!(
            "{} more: the first of a file are tried, these were not.",
            counted(found.left_out, "function")
        ));
    }
    if let Some(line) = found.outside {
        lines.push(format!(
            "What runs outside of functions, from line {line}, was not tried."
        ));
    }
    lines
}
