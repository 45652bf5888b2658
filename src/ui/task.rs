//! The screen of an exercise that is answered without code: options, cards and lines, hints and
//! the verdict.
//!
//! Knows nothing of what is right before a verdict says so: the answer goes out as data and the
//! verdict comes back. Opened by [`super::App`].

mod deeds;
mod draw;
mod plain;

use super::course;
use super::exercise::again::Tries;
use super::exercise::draw::{TAKE, asked_cursor};
use super::exercise::{layout, verdict};
use super::keys::{Action, Scope};
use super::line::Line;
use super::question::{CHOOSE, no_options};
use super::screen::{Context, Go, Input, Mode, Outcome, Plain, Screen};
use crate::grade::Verdict;
use crate::pack::{Exercise, Part, Piece, Question, Reply, Task, mixed};
use crate::progress::Whereabouts;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};
use std::collections::BTreeSet;

/// What covers the answer, or stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Panel {
    Hints,
    Verdict,
}

/// A verdict and the answer it is about.
#[derive(Debug, Clone)]
struct Judged {
    reply: Reply,
    verdict: Verdict,
}

/// One exercise without code.
#[derive(Debug)]
pub struct TaskScreen {
    id: String,
    reply: Reply,
    /// Grows with every change.
    version: u64,
    /// The part that has the keys, and the item inside it, both by shown position.
    at: (usize, usize),
    /// Whether the learner has pointed at that item: of a question nothing is taken before.
    pointed: bool,
    panel: Option<Panel>,
    /// Whether starting again waits for a yes.
    asks_reset: bool,
    /// The path of a file to take, while it is typed.
    taking: Option<Line>,
    judging: Option<u64>,
    judged: Option<Judged>,
    hints: Vec<usize>,
    top: usize,
    panel_top: usize,
    tries: Tries,
    said: Vec<String>,
}

/// The screen of a task, and what it wants at once.
pub fn open(exercise: &Exercise, context: &Context) -> (TaskScreen, Outcome) {
    let draft = context.drafts.get(&exercise.id);
    let task = exercise.task.as_ref();
    let kept = task.and_then(|task| Some(Reply::read(task, draft?).0));
    let seen = context.progress.exercise(&exercise.id);
    let mut screen = TaskScreen {
        id: exercise.id.clone(),
        reply: kept.unwrap_or_default(),
        version: 0,
        at: (0, 0),
        pointed: false,
        panel: None,
        asks_reset: false,
        taking: None,
        judging: None,
        judged: None,
        hints: seen
            .into_iter()
            .flat_map(|progress| &progress.hints)
            .map(|hint| *hint as usize)
            .collect(),
        top: 0,
        panel_top: 0,
        tries: Tries::default(),
        said: Vec::new(),
    };
    screen.say(context, |_| TaskScreen::plain_opening(exercise));
    (screen, Outcome::stay())
}

impl TaskScreen {
    fn exercise<'c>(&self, context: &'c Context) -> Option<&'c Exercise> {
        context.pack.exercise(&self.id)
    }

    fn task<'c>(&self, context: &'c Context) -> Option<&'c Task> {
        self.exercise(context)?.task.as_ref()
    }

    fn part<'c>(&self, context: &'c Context) -> Option<&'c Part> {
        self.task(context)?.parts.get(self.at.0)
    }

    fn question<'c>(&self, context: &'c Context) -> Option<&'c Question> {
        match self.part(context)? {
            Part::Question(question) => Some(question),
            Part::Cards(_) | Part::Lines(_) => None,
        }
    }

    fn chosen(&self, question: &Question) -> BTreeSet<usize> {
        self.reply
            .choice
            .get(&question.id)
            .cloned()
            .unwrap_or_default()
    }

    /// The cards as they stand: those placed, then the others, by index in the task.
    fn cards(&self, task: &Task) -> (Vec<usize>, Vec<usize>) {
        let cards = task.cards();
        let index = |id: &String| cards.iter().position(|card| card.id == *id);
        let placed: Vec<usize> = self.reply.order.iter().filter_map(index).collect();
        let mut pool = mixed(&self.id, cards.len());
        pool.retain(|at| !placed.contains(at));
        (placed, pool)
    }

    /// How many items a part has.
    fn items(part: &Part) -> usize {
        match part {
            Part::Question(question) => question.options.len(),
            Part::Cards(cards) => cards.len(),
            Part::Lines(lines) => lines
                .files
                .iter()
                .map(|(_, text)| text.lines().count())
                .sum(),
        }
    }

    fn say(&mut self, context: &Context, lines: impl FnOnce(&Self) -> Vec<String>) {
        if context.mode == Mode::Plain {
            let lines = lines(self);
            self.said.extend(lines);
        }
    }

    fn walk(&mut self, down: bool, context: &Context) {
        let Some(task) = self.task(context) else {
            return;
        };
        let count = task.parts.get(self.at.0).map_or(0, Self::items);
        let pointed = std::mem::replace(&mut self.pointed, true);
        if !pointed && down && self.question(context).is_some() {
            self.at.1 = 0;
        } else if down && self.at.1 + 1 < count {
            self.at.1 += 1;
        } else if down && self.at.0 + 1 < task.parts.len() {
            self.at = (self.at.0 + 1, 0);
        } else if !down && self.at.1 > 0 {
            self.at.1 -= 1;
        } else if !down && self.at.0 > 0 {
            let before = self.at.0 - 1;
            let last = task.parts.get(before).map_or(0, Self::items);
            self.at = (before, last.saturating_sub(1));
        } else if !down {
            // What stands above the first item comes into sight.
            self.top = 0;
            self.pointed = pointed;
            return;
        }
        self.reveal(context);
    }

    /// Leads to another part; says so when there is none.
    fn turn(&mut self, forward: bool, context: &Context) -> Outcome {
        let count = self.task(context).map_or(0, |task| task.parts.len());
        let next = if forward {
            self.at.0 + 1
        } else {
            match self.at.0.checked_sub(1) {
                Some(before) => before,
                None => return Outcome::notice("This is the first part."),
            }
        };
        if next >= count {
            return Outcome::notice(match context.mode {
                Mode::FullScreen => "This was the last part. F5 or Ctrl-S hands it in.",
                Mode::Plain => "This was the last part. Type submit to hand it in.",
            });
        }
        self.at = (next, 0);
        self.pointed = false;
        self.reveal(context);
        self.say(context, |screen| screen.plain_part(context));
        Outcome::stay()
    }

    fn act(&mut self, action: Action, context: &Context) -> Outcome {
        if let Some(line) = self.taking.take() {
            return match action {
                Action::Yes => self.take_from(line.text()),
                _ => Outcome::notice("Nothing was changed."),
            };
        }
        if self.asks_reset {
            self.asks_reset = false;
            if action == Action::Yes {
                return self.reset(context);
            }
            return Outcome::notice("Nothing was changed.");
        }
        match (self.panel, action) {
            (Some(Panel::Verdict), Action::GoOn) => {
                let judged = self.judged.as_ref();
                if judged.is_some_and(|judged| verdict::passes(judged.verdict.kind)) {
                    return Outcome::go(Go::Onward);
                }
                self.panel = None;
            }
            (Some(_), Action::Back | Action::SwitchFocus) => {
                self.panel = None;
                self.say(context, |_| vec!["Back to the answer.".into()]);
            }
            (Some(_), Action::Up) => self.panel_top = self.panel_top.saturating_sub(1),
            (Some(_), Action::Down) => self.panel_top += 1,
            (Some(_), Action::PageUp) => self.panel_top = self.panel_top.saturating_sub(10),
            (Some(_), Action::PageDown) => self.panel_top += 10,
            (None, Action::Back) => return Outcome::go(Go::Back),
            (None, Action::Up | Action::Down) => self.walk(action == Action::Down, context),
            (None, Action::Toggle) if !self.pointed && self.question(context).is_some() => {
                return Outcome::notice(CHOOSE);
            }
            (None, Action::Toggle) => return self.toggle(false, context),
            (None, Action::Choose(number)) => {
                let position = usize::from(number).saturating_sub(1);
                let count = self.part(context).map_or(0, Self::items);
                if position < count {
                    self.at.1 = position;
                    self.pointed = true;
                    let several = self.question(context).is_some_and(Question::several);
                    return self.toggle(!several, context);
                }
            }
            (None, Action::Answer) => return self.answer(context),
            (None, Action::CardUp | Action::CardDown) => {
                let up = action == Action::CardUp;
                let to = if up {
                    self.at.1.checked_sub(1)
                } else {
                    Some(self.at.1 + 1)
                };
                if let Some(to) = to.filter(|to| *to < self.reply.order.len()) {
                    return self.move_card(self.at.1, to, context);
                }
            }
            (None, Action::PageUp) => self.top = self.top.saturating_sub(10),
            (None, Action::PageDown) => self.top += 10,
            (_, Action::NextPart) => return self.turn(true, context),
            (_, Action::PreviousPart) => return self.turn(false, context),
            (_, action) => return self.act_anywhere(action, context),
        }
        Outcome::stay()
    }

    fn act_anywhere(&mut self, action: Action, context: &Context) -> Outcome {
        match action {
            Action::Submit => return self.submit(context),
            Action::Hint => return self.hint(context),
            Action::SwitchFocus if self.judged.is_some() => {
                self.panel = Some(Panel::Verdict);
                self.panel_top = 0;
            }
            Action::SwitchFocus => return Outcome::notice("Nothing is judged yet."),
            Action::Reset => {
                self.asks_reset = true;
                self.say(context, |_| vec![draw::RESET_QUESTION.into()]);
            }
            Action::ShowCode => self.say(context, |screen| screen.plain_all(context)),
            Action::TakeFile if context.mode == Mode::Plain => {
                return Outcome::notice(
                    "Type use and the path of a file, such as: use answer.toml",
                );
            }
            Action::TakeFile => self.taking = Some(Line::default()),
            Action::MoveCard => {
                return Outcome::notice("Type move and two places, such as: move 3 1");
            }
            Action::Back => return Outcome::go(Go::Back),
            _ => {}
        }
        Outcome::stay()
    }

    /// Enter on an option: takes it and leads on; where several may be right, leads on when
    /// something is marked.
    fn answer(&mut self, context: &Context) -> Outcome {
        let Some(question) = self.question(context) else {
            return self.toggle(false, context);
        };
        if question.several() {
            if self.chosen(question).is_empty() {
                return Outcome::notice("Mark at least one option first.");
            }
            return self.turn(true, context);
        }
        if !self.pointed {
            if self.chosen(question).is_empty() {
                self.reveal(context);
                return Outcome::notice(CHOOSE);
            }
            return self.turn(true, context);
        }
        let chosen = self.toggle(true, context);
        let turned = self.turn(true, context);
        Outcome {
            notice: turned.notice,
            ..chosen
        }
    }

    /// Scrolls so that the item with the keys is in sight, and of a question all that fits.
    fn reveal(&mut self, context: &Context) {
        if context.mode == Mode::Plain {
            return;
        }
        let seen = usize::from(self.answer_area(context.area).height);
        let layout = self.layout(context, self.answer_columns(context.area));
        let here = layout.items.iter().find(|(at, _)| *at == self.at);
        let Some((_, lines)) = here else {
            return;
        };
        let begin = layout.parts.get(self.at.0).copied();
        let begin = begin.unwrap_or(lines.start);
        let behind = layout.parts.get(self.at.0 + 1);
        // A blank row parts it from the next one.
        let end = behind.map_or(layout.rows.len(), |next| next.saturating_sub(1));
        let (start, end) = if self.question(context).is_none() {
            // What stands above the first item is worth seeing too.
            let first = if self.at.1 == 0 { begin } else { lines.start };
            (first, lines.end)
        } else if end.saturating_sub(begin) <= seen {
            // Nobody chooses among options that are out of sight.
            (begin, end)
        } else if self.at.1 == 0 {
            (begin, lines.end.max(end.min(begin + seen)))
        } else {
            (lines.start, lines.end)
        };
        if end > self.top + seen {
            self.top = end.saturating_sub(seen);
        }
        self.top = self.top.min(start.max(end.saturating_sub(seen)));
        self.top = self.top.min(layout.rows.len().saturating_sub(seen));
    }

    /// In a window of another height: the part that has the keys stays in sight, if it was seen.
    fn keep_in_sight(&mut self, context: &Context) {
        let seen = usize::from(self.answer_area(context.area).height);
        let layout = self.layout(context, self.answer_columns(context.area));
        let begin = layout.parts.get(self.at.0);
        if self.panel.is_none() && begin.is_some_and(|begin| *begin < self.top + seen) {
            self.reveal(context);
        }
    }

    fn mouse(&mut self, mouse: MouseEvent, context: &Context) -> Outcome {
        let (panel, answer) = self.areas(context.area);
        let at = Position::new(mouse.column, mouse.row);
        let turn = match mouse.kind {
            MouseEventKind::ScrollUp => Some(-3isize),
            MouseEventKind::ScrollDown => Some(3),
            _ => None,
        };
        if panel.contains(at) {
            if let Some(by) = turn {
                self.panel_top = self.panel_top.saturating_add_signed(by);
            }
            return Outcome::stay();
        }
        if let Some(by) = turn {
            self.top = self.top.saturating_add_signed(by);
            return Outcome::stay();
        }
        let body = layout::prose(answer);
        if mouse.kind != MouseEventKind::Down(MouseButton::Left)
            || !body.contains(at)
            || self.asks_reset
            || self.taking.is_some()
        {
            return Outcome::stay();
        }
        let row = self.top + usize::from(mouse.row - body.y);
        let layout = self.layout(context, self.answer_columns(context.area));
        let hit = layout.items.iter().find(|(_, lines)| lines.contains(&row));
        let Some((item, _)) = hit else {
            return Outcome::stay();
        };
        self.at = *item;
        self.pointed = true;
        let single = self.question(context).is_some_and(|q| !q.several());
        self.toggle(single, context)
    }

    fn clamp(&mut self, context: &Context) {
        if context.mode == Mode::Plain {
            return;
        }
        let (panel, _) = self.areas(context.area);
        let seen = usize::from(self.answer_area(context.area).height);
        let rows = self.layout(context, self.answer_columns(context.area)).rows;
        self.top = self.top.min(rows.len().saturating_sub(seen));
        let columns = Self::panel_columns(panel);
        let rows = self.panel_rows(context, columns).len();
        let seen = usize::from(layout::body(panel).height);
        self.panel_top = self.panel_top.min(rows.saturating_sub(seen));
    }
}

impl Screen for TaskScreen {
    fn scopes(&self, context: &Context) -> Vec<Scope> {
        if self.taking.is_some() {
            return vec![Scope::Taking, Scope::Task];
        }
        if self.asks_reset {
            return vec![Scope::Confirm, Scope::Task];
        }
        match self.panel {
            Some(Panel::Hints) => return vec![Scope::Hints, Scope::Task],
            Some(Panel::Verdict) => return vec![Scope::Verdict, Scope::Task],
            None => {}
        }
        // What can be done with the whole answer is named first: it must not fall off the footer.
        let inner = match self.part(context) {
            Some(Part::Question(question)) if question.several() => {
                vec![Scope::Several, Scope::Question]
            }
            Some(Part::Question(_)) => vec![Scope::Question],
            Some(Part::Cards(_)) if self.at.1 < self.reply.order.len() => {
                vec![Scope::Placed, Scope::Cards]
            }
            Some(Part::Cards(_)) => vec![Scope::Cards],
            Some(Part::Lines(_)) => vec![Scope::Lines],
            None => Vec::new(),
        };
        // A card that has its place can be moved, which nothing else on the screen says.
        let placed = inner.first() == Some(&Scope::Placed);
        let mut scopes: Vec<Scope> = placed.then_some(Scope::Placed).into_iter().collect();
        scopes.extend(self.judged.as_ref().map(|_| Scope::Judged));
        scopes.push(Scope::Task);
        scopes.extend(inner.into_iter().skip(usize::from(placed)));
        scopes
    }

    fn idle(&self, context: &Context) -> Vec<Action> {
        self.question(context)
            .map(|question| no_options(question.options.len()))
            .unwrap_or_default()
    }

    fn title(&self, context: &Context) -> (String, String) {
        let Some(exercise) = self.exercise(context) else {
            return (String::new(), String::new());
        };
        let standing = if self.judging.is_some() {
            "judging…".to_owned()
        } else if let Some(judged) = &self.judged {
            let (sign, word, _) = verdict::badge(judged.verdict.kind, exercise);
            let since = if judged.reply == self.reply {
                ""
            } else {
                ", changed since"
            };
            format!("{sign} {}{since}", word.to_lowercase())
        } else if context
            .progress
            .exercise(&self.id)
            .is_some_and(crate::progress::ExerciseProgress::ever_passed)
        {
            "✓ passed before".to_owned()
        } else {
            self.standing(exercise, context)
        };
        (course::titled(Piece::Exercise(exercise)), standing)
    }

    fn update(&mut self, input: &Input, context: &Context) -> Outcome {
        let outcome = match input {
            Input::Do(action) => self.act(*action, context),
            Input::DoWith(Action::TakeFile, path) => self.take_from(path),
            Input::DoWith(Action::MoveCard, places) => self.plain_move(places, context),
            Input::DoWith(action, _) => self.act(*action, context),
            Input::Pick(index) => self.pick(*index, context),
            Input::Mouse(mouse) => self.mouse(*mouse, context),
            Input::Say(line) => self.plain_line(line, context),
            Input::Told(msg) => self.told(msg, context),
            Input::Key(key) => {
                if let Some(line) = &mut self.taking {
                    line.key(*key);
                }
                Outcome::stay()
            }
            Input::Paste(text) => {
                if let Some(line) = &mut self.taking {
                    line.insert(text);
                }
                Outcome::stay()
            }
            Input::Shown => {
                self.keep_in_sight(context);
                Outcome::stay()
            }
        };
        self.clamp(context);
        outcome
    }

    fn view(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        self.draw(area, buf, context);
    }

    fn cursor(&self, area: Rect, _: &Context) -> Option<Position> {
        let line = self.taking.as_ref()?;
        Some(asked_cursor(area, TAKE, line))
    }

    fn plain(&self, context: &Context) -> Plain {
        self.plain_screen(context)
    }

    fn whereabouts(&self) -> Option<Whereabouts> {
        Some(Whereabouts::Exercise {
            exercise: self.id.clone(),
            line: 0,
            column: 0,
        })
    }
}
