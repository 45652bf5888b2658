//! The state machine: a stack of screens over the course map, and what they share.
//!
//! Turns keys into actions through the key table, answers from the world into inputs of the
//! screen that waits for them, and screens' answers into effects. Called by `shell`.

use super::highlight::Languages;
use super::keys::{self, Action, Chord, Scope};
use super::screen::{Context, Destination, Go, Input, Mode, Outcome, Plain, Screen};
use super::theme::{Theme, Tone};
use super::{
    Effect, Msg, course, exercise, explore, frame, help, lesson, map, palette, reference, task,
};
use crate::pack::Pack;
use crate::progress::{Event, Progress, Stamped, Whereabouts};
use crate::rules::Rulebook;
use crate::text::{in_ascii, printable};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event as TerminalEvent, KeyEvent, KeyEventKind};
use ratatui::layout::{Position, Rect};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the shell hands in when the interface starts.
#[derive(Debug, Clone)]
pub struct Opening {
    /// What is taught.
    pub pack: Arc<Pack>,
    /// What the rules say of what they find.
    pub rulebook: Arc<Rulebook>,
    /// What the learner has done so far.
    pub events: Vec<Stamped>,
    /// Unfinished code by exercise id.
    pub drafts: BTreeMap<String, String>,
    /// Where the learner left off.
    pub whereabouts: Whereabouts,
    /// The learner's name; empty when only one uses the machine.
    pub learner: String,
    /// Which variant of the theme.
    pub tone: Tone,
    /// Which renderer shows the screens.
    pub mode: Mode,
    /// The terminal's size in columns and rows; not used in plain mode.
    pub size: (u16, u16),
    /// The time, in seconds since 1970-01-01 UTC.
    pub now: i64,
}

/// The whole interface of one learner.
#[derive(Debug)]
pub struct App {
    context: Context,
    /// Never empty: the map is at the bottom.
    screens: Vec<Box<dyn Screen>>,
    size: Rect,
    now: i64,
    /// Shown until the store works again.
    trouble: Option<String>,
    /// Whether the learner wanted to leave and was told that something would be lost.
    leaving: bool,
    /// Shown until the next key.
    notice: Option<String>,
    /// What plain mode has printed of the screen on top.
    printed: Plain,
    /// The same of the screens below it.
    beneath: Vec<Plain>,
    /// Lines for plain mode that belong to no screen: notices, answers to unknown commands.
    said: Vec<String>,
    /// Plain mode prints the whole screen again.
    again: bool,
    /// Plain mode says again what can be typed.
    back: bool,
    /// Whether only ASCII is shown.
    ascii: bool,
}

impl App {
    /// The interface on the course map, with "continue" marked first, and what it wants at once.
    #[must_use]
    pub fn new(opening: Opening) -> (Self, Vec<Effect>) {
        let progress = Progress::of(&opening.pack, &opening.events);
        let size = Rect::new(0, 0, opening.size.0, opening.size.1);
        let context = Context {
            pack: opening.pack,
            rulebook: opening.rulebook,
            progress,
            drafts: opening.drafts,
            whereabouts: opening.whereabouts,
            theme: Theme::new(opening.tone),
            mode: opening.mode,
            learner: opening.learner,
            languages: Languages::default(),
            area: frame::body(size, None),
        };
        let map = map::CourseMap::new(&context);
        let app = Self {
            context,
            screens: vec![Box::new(map)],
            size,
            now: opening.now,
            trouble: None,
            leaving: false,
            notice: None,
            printed: Plain::default(),
            beneath: Vec::new(),
            said: Vec::new(),
            again: true,
            back: false,
            ascii: false,
        };
        (app, Vec::new())
    }

    /// Opens the page on which inputs are tried on a file; answers with what it wants from the world.
    pub fn explore(&mut self, file: &str, text: &str) -> Vec<Effect> {
        let (screen, outcome) = explore::open(file, text);
        self.screens.push(Box::new(screen));
        self.again = true;
        self.settle(outcome)
    }

    /// Where the screen on top is in the course.
    #[must_use]
    pub fn place(&self) -> Option<Whereabouts> {
        self.screens.last().and_then(|screen| screen.whereabouts())
    }

    /// Opens a place of the course, as long as it is there.
    pub fn go_on(&mut self, place: Whereabouts) -> Vec<Effect> {
        if course::name(&self.context.pack, &place).is_none() {
            return Vec::new();
        }
        self.open(&Destination::Place(place))
    }

    /// Takes one message; answers with what it wants from the world, in order.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Terminal(event) => return self.terminal(event),
            Msg::Line(line) => return self.line(&line),
            Msg::StoreFailed(why) => self.trouble(format!(
                "Not kept: {}.",
                one_line(why.trim_end_matches('.'))
            )),
            Msg::Unkept => {
                self.leaving = true;
                let text = self.trouble.take();
                self.trouble(text.unwrap_or_else(|| "Not kept: what you wrote last.".into()));
            }
            Msg::StoreWorks => {
                self.leaving = false;
                if self.trouble.take().is_some() {
                    self.say("Kept again: nothing was lost.".into());
                }
            }
            Msg::Notice(text) => self.say(one_line(&text)),
            told @ (Msg::Analyzed { .. }
            | Msg::Judged { .. }
            | Msg::Attempted { .. }
            | Msg::Explored { .. }
            | Msg::Edited { .. }) => return self.tell(&told),
        }
        self.make_room()
    }

    /// Something that stays in front until the store works again.
    fn trouble(&mut self, mut text: String) {
        const LEAVE: &str = " Quit once more to leave without it.";
        if self.leaving && !text.ends_with(LEAVE) {
            text.push_str(LEAVE);
        }
        if self.trouble.as_ref() != Some(&text) {
            self.said.push(text.clone());
        }
        self.trouble = Some(text);
    }

    /// Changes the theme: the terminal has said whether it is dark or light.
    pub fn set_tone(&mut self, tone: Tone) {
        self.context.theme = Theme::new(tone);
    }

    /// Shows only ASCII from now on: the terminal is said to know no more.
    pub fn keep_to_ascii(&mut self) {
        self.ascii = true;
    }

    /// Draws everything.
    pub fn view(&self, area: Rect, buf: &mut Buffer) {
        self.draw(area, buf);
        if self.ascii {
            frame::turn_to_ascii(area, buf);
        }
    }

    fn draw(&self, area: Rect, buf: &mut Buffer) {
        let Some(screen) = self.screens.last() else {
            return;
        };
        let context = self.context_for(area);
        if frame::too_small(area) {
            frame::draw_too_small(area, buf, &context);
            return;
        }
        let message = self.message();
        let serious = self.trouble.is_some();
        let scopes = screen.scopes(&context);
        frame::draw_header(area, buf, &context, &screen.title(&context));
        frame::draw_footer(area, buf, &context, &scopes, &screen.idle(&context));
        screen.view(context.area, buf, &context);
        if let Some(message) = message {
            frame::draw_message(area, buf, &context, message, serious);
        }
    }

    /// Where the terminal's cursor stands after [`Self::view`] with the same area.
    #[must_use]
    pub fn cursor(&self, area: Rect) -> Option<Position> {
        if frame::too_small(area) {
            return None;
        }
        let context = self.context_for(area);
        self.screens.last()?.cursor(context.area, &context)
    }

    /// What plain mode prints now: what is new since the last time, one string a line.
    pub fn plain_output(&mut self) -> Vec<String> {
        let mut lines = std::mem::take(&mut self.said);
        let Some(screen) = self.screens.last() else {
            return lines;
        };
        let plain = screen.plain(&self.context);
        let grown = plain.lines.strip_prefix(self.printed.lines.as_slice());
        let new: &[String] = match grown {
            Some(rest) if !self.again => rest,
            _ => &plain.lines,
        };
        let silent =
            !self.again && !self.back && new.is_empty() && plain.choices == self.printed.choices;
        lines.extend(new.iter().cloned());
        if !silent {
            for (choice, number) in plain.choices.iter().zip(1..) {
                lines.push(format!("{number}. {choice}"));
            }
            lines.push(plain.commands(&self.scopes()));
        }
        self.printed = plain;
        (self.again, self.back) = (false, false);
        let lines = lines.iter().map(|line| printable(line));
        if self.ascii {
            return lines.map(|line| in_ascii(&line)).collect();
        }
        lines.collect()
    }

    /// What all screens share, for tests and for the shell's last words.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    fn context_for(&self, area: Rect) -> Context {
        let mut context = self.context.clone();
        context.area = frame::body(area, self.message());
        context
    }

    /// Trouble stays in front of what is only said once.
    fn message(&self) -> Option<&str> {
        self.trouble.as_deref().or(self.notice.as_deref())
    }

    fn say(&mut self, text: String) {
        self.said.push(text.clone());
        self.notice = Some(text);
    }

    fn scopes(&self) -> Vec<Scope> {
        self.screens
            .last()
            .map(|screen| screen.scopes(&self.context))
            .unwrap_or_default()
    }

    fn terminal(&mut self, event: TerminalEvent) -> Vec<Effect> {
        match event {
            TerminalEvent::Resize(width, height) => {
                self.size = Rect::new(0, 0, width, height);
                self.place_body();
                // What has the keys must be in sight at the new size, too.
                self.input(&Input::Shown)
            }
            TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => self.key(key),
            TerminalEvent::Mouse(mouse) if !frame::too_small(self.size) => {
                self.input(&Input::Mouse(mouse))
            }
            TerminalEvent::Paste(text) if !frame::too_small(self.size) => {
                self.quiet();
                self.input(&Input::Paste(text))
            }
            _ => Vec::new(),
        }
    }

    fn key(&mut self, key: KeyEvent) -> Vec<Effect> {
        self.quiet();
        match keys::resolve(&self.scopes(), Chord::of(&key)) {
            Some(action @ (Action::Quit | Action::Suspend)) => self.act(action),
            // What cannot be seen is not typed into.
            _ if frame::too_small(self.size) => Vec::new(),
            Some(action) => self.act(action),
            None => self.input(&Input::Key(key)),
        }
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => vec![Effect::Quit],
            Action::Suspend => vec![Effect::Suspend],
            Action::Help => self.travel(Go::Open(Destination::Help(self.scopes()))),
            Action::Reference => self.travel(Go::Open(Destination::Reference(None))),
            Action::Palette => self.travel(Go::Open(Destination::Palette(self.scopes()))),
            action => self.input(&Input::Do(action)),
        }
    }

    fn line(&mut self, line: &str) -> Vec<Effect> {
        self.quiet();
        let line = line.trim();
        let scopes = self.scopes();
        let typing = scopes.first().is_some_and(|scope| scope.takes_text());
        let (command, typed) = match line.strip_prefix(':') {
            Some(rest) => (rest.trim(), false),
            None => (line, typing),
        };
        if typed && !line.is_empty() {
            if let Some(index) = self.choice(line) {
                return self.input(&Input::Pick(index));
            }
            let words = keys::bindings(&scopes);
            if scopes.first() == Some(&Scope::Attack) && words.iter().any(|b| b.word == line) {
                self.said.push(format!(
                    "“{line}” is tried as an input. Here a command begins with a colon: :{line}"
                ));
            }
            return self.input(&Input::Say(line.to_owned()));
        }
        if command.is_empty() {
            if let Some(action) = self.printed.enter {
                return self.act(action);
            }
            self.again = true;
            return Vec::new();
        }
        if let Ok(number) = command.parse::<usize>() {
            if let Some(index) = self.choice(command) {
                return self.input(&Input::Pick(index));
            }
            self.said.push(match self.printed.choices.len() {
                0 => {
                    format!("There is nothing to choose by number here, so {number} does nothing.")
                }
                1 => "There is one choice here: 1.".into(),
                n => format!("There are {n} choices here: 1 to {n}."),
            });
            return Vec::new();
        }
        let (word, rest) = command
            .split_once(char::is_whitespace)
            .unwrap_or((command, ""));
        match keys::command(&scopes, word) {
            Some(action) if rest.trim().is_empty() => self.act(action),
            Some(Action::Palette) => {
                let mut effects = self.act(Action::Palette);
                effects.extend(self.input(&Input::Say(rest.trim().to_owned())));
                effects
            }
            Some(action) => self.input(&Input::DoWith(action, rest.trim().to_owned())),
            // Line by line, help has been read once it is printed: what follows is for the screen below.
            None if scopes.first() == Some(&Scope::Help) => {
                let mut effects = self.act(Action::Back);
                effects.extend(self.line(line));
                effects
            }
            None => {
                self.said.push(format!(
                    "There is no command “{}” here. Type help for the commands.",
                    one_line(word)
                ));
                Vec::new()
            }
        }
    }

    /// The index of the choice that a number names.
    fn choice(&self, number: &str) -> Option<usize> {
        let index = number.parse::<usize>().ok()?.checked_sub(1)?;
        (index < self.printed.choices.len()).then_some(index)
    }

    fn quiet(&mut self) {
        self.notice = None;
        self.place_body();
    }

    fn place_body(&mut self) {
        self.context.area = frame::body(self.size, self.message());
    }

    /// Hands an answer from the world to every screen: an exercise may lie below help.
    fn tell(&mut self, msg: &Msg) -> Vec<Effect> {
        let mut effects = Vec::new();
        let input = Input::Told(msg.clone());
        let top = self.screens.len().saturating_sub(1);
        for at in 0..self.screens.len() {
            let Some(screen) = self.screens.get_mut(at) else {
                break;
            };
            let outcome = screen.update(&input, &self.context);
            if at == top {
                effects.extend(self.settle(outcome));
                break;
            }
            // A screen below another one may note and ask; it may not move what is on top.
            let below = Outcome {
                go: Go::Stay,
                ..outcome
            };
            effects.extend(self.settle(below));
        }
        effects
    }

    fn input(&mut self, input: &Input) -> Vec<Effect> {
        let Some(screen) = self.screens.last_mut() else {
            return Vec::new();
        };
        let outcome = screen.update(input, &self.context);
        self.settle(outcome)
    }

    fn settle(&mut self, outcome: Outcome) -> Vec<Effect> {
        let mut effects = outcome.effects;
        for effect in &effects {
            self.note(effect);
        }
        if let Some(notice) = outcome.notice {
            self.say(one_line(&notice));
        }
        effects.extend(self.travel(outcome.go));
        if let Some(place) = self.screens.last().and_then(|screen| screen.whereabouts())
            && place != self.context.whereabouts
        {
            self.context.whereabouts = place.clone();
            effects.push(Effect::SaveWhereabouts(place));
        }
        effects.extend(self.make_room());
        effects
    }

    /// Makes room for a message. A screen that gets lower keeps in sight what has the keys.
    fn make_room(&mut self) -> Vec<Effect> {
        let before = self.context.area.height;
        self.place_body();
        if self.context.mode == Mode::FullScreen && self.context.area.height < before {
            return self.input(&Input::Shown);
        }
        Vec::new()
    }

    /// Keeps what every screen reads in step with what is sent to the store.
    fn note(&mut self, effect: &Effect) {
        match effect {
            Effect::Append(event) => {
                if let Event::Reset { exercise } = event {
                    self.context.drafts.remove(exercise);
                }
                self.context.progress.note(&Stamped {
                    at: self.now,
                    event: event.clone(),
                });
            }
            Effect::SaveDraft { exercise, text } => {
                self.context.drafts.insert(exercise.clone(), text.clone());
            }
            _ => {}
        }
    }

    fn travel(&mut self, go: Go) -> Vec<Effect> {
        match go {
            Go::Stay => Vec::new(),
            Go::Quit => vec![Effect::Quit],
            Go::Back => {
                self.close();
                self.input(&Input::Shown)
            }
            Go::BackAndDo(action) => {
                self.close();
                let mut effects = self.input(&Input::Shown);
                effects.extend(self.act(action));
                effects
            }
            Go::Open(destination) => self.open(&destination),
            Go::Instead(destination) => {
                self.close();
                self.open(&destination)
            }
            Go::Onward => {
                let place = self.screens.last().and_then(|screen| screen.whereabouts());
                self.close();
                let beneath = self.screens.last().and_then(|screen| screen.whereabouts());
                match (place, beneath) {
                    // An exercise opened from a lesson's page: the lesson goes on.
                    (Some(Whereabouts::Exercise { .. }), Some(Whereabouts::Lesson { .. })) => {
                        let mut effects = self.input(&Input::Shown);
                        effects.extend(self.act(Action::NextPage));
                        effects
                    }
                    (Some(place), _) => {
                        let next = course::following(&self.context.pack, &place);
                        self.open(&Destination::Place(next.unwrap_or_default()))
                    }
                    (None, _) => self.input(&Input::Shown),
                }
            }
        }
    }

    /// Closes the screen on top. What was read before help or the finder came needs no reading again.
    fn close(&mut self) {
        let aside = matches!(self.scopes().first(), Some(Scope::Help | Scope::Palette));
        if self.screens.len() > 1 {
            self.screens.pop();
            self.printed = self.beneath.pop().unwrap_or_default();
        }
        self.back = aside;
        self.again |= !aside;
    }

    fn open(&mut self, destination: &Destination) -> Vec<Effect> {
        let context = &self.context;
        let still = |screen: Box<dyn Screen>| Some((screen, Outcome::stay()));
        let opened: Option<(Box<dyn Screen>, Outcome)> = match destination {
            Destination::Place(Whereabouts::Map) => {
                self.screens.truncate(1);
                self.beneath.clear();
                self.again = true;
                return self.input(&Input::Shown);
            }
            Destination::Place(Whereabouts::Lesson { lesson, page }) => {
                context.pack.lesson(lesson).map(|found| {
                    let (screen, outcome) = lesson::LessonScreen::open(found, *page, context);
                    (Box::new(screen) as Box<dyn Screen>, outcome)
                })
            }
            Destination::Place(Whereabouts::Exercise {
                exercise,
                line,
                column,
            }) => context.pack.exercise(exercise).map(|found| {
                if found.task.is_some() {
                    let (screen, outcome) = task::open(found, context);
                    return (Box::new(screen) as Box<dyn Screen>, outcome);
                }
                let (screen, outcome) = exercise::open(found, (*line, *column), context);
                (Box::new(screen) as Box<dyn Screen>, outcome)
            }),
            Destination::Help(scopes) => still(Box::new(help::Help::new(scopes.clone()))),
            Destination::Reference(topic) => {
                let topic = topic.as_deref();
                still(Box::new(reference::Reference::new(context, topic)))
            }
            Destination::Entry(topic, entry) => {
                still(Box::new(reference::Reference::at(context, topic, *entry)))
            }
            Destination::Palette(scopes) => still(Box::new(palette::Palette::new(scopes, context))),
        };
        let Some((screen, mut outcome)) = opened else {
            self.say("That is no longer part of this course.".into());
            return Vec::new();
        };
        if let Destination::Place(place) = destination
            && let Some(piece) = course::piece(&context.pack, place)
        {
            outcome.notice = context.pack.told_of_retired(piece).or(outcome.notice);
        }
        self.screens.push(screen);
        self.beneath.push(std::mem::take(&mut self.printed));
        self.again = true;
        self.settle(outcome)
    }
}

fn one_line(text: &str) -> String {
    printable(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
