//! The exercise screen: task, code, findings while typing, the path of a finding, hints, verdict,
//! comparison, attack inputs.
//!
//! Knows nothing of how code is judged: findings, verdicts and outcomes of attacks arrive as data.
//! Opened by [`super::App`].

pub(super) mod again;
mod attack;
mod compare;
mod deeds;
mod desk;
pub(super) mod draw;
mod files;
mod findings;
pub(super) mod hints;
pub(super) mod layout;
mod own;
mod plain;
mod told;
mod typing;
pub(super) mod verdict;

use super::editor::{Done, Window};
use super::keys::{Action, Scope};
use super::line::Line;
use super::page::Row;
use super::screen::{Context, Go, Input, Mode, Outcome, Plain, Screen};
use super::{Effect, course, page};
use crate::grade::Verdict;
use crate::pack::{Exercise, ExerciseKind, Piece};
use crate::progress::Whereabouts;
use attack::AttackPanel;
use desk::Desk;
use findings::Findings;
use layout::{Parts, Wish};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Which of the three standing parts has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The task.
    Brief,
    /// The code.
    Code,
    /// The list of findings.
    Findings,
}

/// What opens over or beside the standing parts and takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// The path of the marked finding.
    Path,
    /// The hints seen here.
    Hints,
    /// The newest verdict.
    Verdict,
    /// The model answer.
    Compare,
    /// Attack inputs.
    Attack,
}

/// A line at the bottom that takes the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Prompt {
    /// What is searched, or `:` and a line number.
    Search(Line),
    /// The name of a new file.
    NewFile(Line),
    /// The path of a file whose text is taken, or of a folder.
    TakeFile(Line),
    /// Whether to start again.
    Reset,
    /// Whether a file of the learner's own is to go.
    Delete,
}

/// A verdict and the version of the text it is about.
#[derive(Debug, Clone)]
struct Judged {
    version: u64,
    verdict: Verdict,
}

/// One exercise.
#[derive(Debug)]
pub struct ExerciseScreen {
    id: String,
    editor: Desk,
    focus: Focus,
    /// What had the keys before the findings.
    before: Focus,
    panel: Option<Panel>,
    /// The panels from which the open one was reached, the nearest last.
    beneath: Vec<Panel>,
    prompt: Option<Prompt>,
    findings: Findings,
    step: usize,
    /// The version whose verdict is awaited.
    judging: Option<u64>,
    judged: Option<Judged>,
    tries: again::Tries,
    /// Hints in the order they were seen, by index.
    hints: Vec<usize>,
    attack: AttackPanel,
    brief_top: usize,
    panel_top: usize,
    /// What plain mode has said here.
    said: Vec<String>,
}

/// The screen of an exercise with the cursor at line and column (both from 0), and what it wants
/// at once.
pub fn open(exercise: &Exercise, at: (u32, u32), context: &Context) -> (ExerciseScreen, Outcome) {
    let draft = context.drafts.get(&exercise.id);
    let text = draft.unwrap_or(&exercise.start);
    let mut editor = Desk::new(exercise, text, &context.languages);
    let progress = context.progress.exercise(&exercise.id);
    let seen = progress.map(|progress| progress.hints.iter());
    let mut screen = ExerciseScreen {
        id: exercise.id.clone(),
        focus: if draft.is_some() && context.mode == Mode::FullScreen {
            Focus::Code
        } else {
            Focus::Brief
        },
        before: Focus::Code,
        panel: None,
        beneath: Vec::new(),
        prompt: None,
        findings: Findings::default(),
        step: 0,
        judging: None,
        judged: None,
        tries: again::Tries::default(),
        hints: seen
            .into_iter()
            .flatten()
            .map(|hint| *hint as usize)
            .collect(),
        attack: AttackPanel::default(),
        brief_top: 0,
        panel_top: 0,
        said: Vec::new(),
        editor: {
            editor.set_place_in_all(at.0 as usize, at.1 as usize);
            editor
        },
    };
    if exercise.kind == ExerciseKind::Attack && !screen.attacked(context) {
        screen.panel = Some(Panel::Attack);
    }
    screen.say(context, |screen| screen.plain_opening(exercise, context));
    let outcome = Outcome::effect(screen.analyze());
    (screen, outcome)
}

impl ExerciseScreen {
    fn exercise<'a>(&self, context: &'a Context) -> Option<&'a Exercise> {
        context.pack.exercise(&self.id)
    }

    fn analyze(&self) -> Effect {
        Effect::Analyze {
            exercise: self.id.clone(),
            version: self.editor.version(),
            text: self.editor.text(),
        }
    }

    fn save(&self) -> Effect {
        Effect::SaveDraft {
            exercise: self.id.clone(),
            text: self.editor.text(),
        }
    }

    /// Whether the first part of an attack exercise is done.
    fn attacked(&self, context: &Context) -> bool {
        let progress = context.progress.exercise(&self.id);
        progress.is_some_and(|progress| progress.attacked || progress.ever_passed())
    }

    fn passed(&self, context: &Context) -> bool {
        let progress = context.progress.exercise(&self.id);
        progress.is_some_and(crate::progress::ExerciseProgress::ever_passed)
    }

    /// Whether the code is another one than the verdict is about.
    fn changed_since_verdict(&self) -> bool {
        let judged = self.judged.as_ref();
        judged.is_some_and(|judged| judged.version != self.editor.version())
    }

    fn wish(&self, context: &Context, area: Rect) -> Wish {
        let columns = layout::columns(area, self.panel);
        let brief = self.exercise(context).map_or(0, |exercise| {
            page::text(&exercise.brief, layout::columns(area, None)).len()
        });
        Wish {
            panel: self.panel,
            focus: self.focus,
            brief,
            findings: self.findings.rows(&self.editor, false, columns).0.len(),
            content: self.panel_rows(context, columns).len(),
        }
    }

    fn parts(&self, context: &Context, area: Rect) -> Parts {
        layout::parts(area, self.wish(context, area))
    }

    /// Tells the editor how much of it is seen.
    fn fit(&mut self, context: &Context) {
        if context.mode == Mode::Plain {
            return;
        }
        let code = self.code_body(self.parts(context, context.area).code);
        let width = code.width.saturating_sub(self.editor.gutter_width());
        self.editor.fit(Window {
            width: width.into(),
            height: code.height.into(),
        });
    }

    fn shows_path(&self) -> bool {
        self.panel == Some(Panel::Path)
    }

    /// Back to the panel from which this one was reached, if there is one.
    fn close_panel(&mut self) {
        self.panel = self.beneath.pop();
        self.panel_top = 0;
    }

    fn close_panels(&mut self) {
        self.beneath.clear();
        self.close_panel();
    }

    fn open_panel(&mut self, panel: Panel) {
        if let Some(now) = self.panel.filter(|now| *now != panel) {
            self.beneath.retain(|p| *p != now && *p != panel);
            self.beneath.push(now);
        }
        self.panel = Some(panel);
        self.panel_top = 0;
    }

    fn say(&mut self, context: &Context, lines: impl FnOnce(&Self) -> Vec<String>) {
        if context.mode == Mode::Plain {
            let lines = lines(self);
            self.said.extend(lines);
        }
    }

    /// What follows from a change of the text or the clipboard.
    fn after(&self, done: Done) -> Outcome {
        let mut effects: Vec<Effect> = done.copied.map(Effect::Copy).into_iter().collect();
        if done.changed {
            effects.push(self.analyze());
            effects.push(self.save());
        }
        Outcome {
            effects,
            ..Outcome::stay()
        }
    }

    fn act(&mut self, action: Action, context: &Context) -> Outcome {
        match (&self.prompt, self.panel) {
            (Some(_), _) => self.act_in_prompt(action, context),
            (None, Some(panel)) => self.act_in_panel(panel, action, context),
            (None, None) => self.act_in_part(action, context),
        }
    }

    fn act_in_panel(&mut self, panel: Panel, action: Action, context: &Context) -> Outcome {
        match (panel, action) {
            (Panel::Path, Action::NextStep) => self.walk(self.step + 1, context),
            (Panel::Path, Action::PreviousStep) => {
                self.walk(self.step.saturating_sub(1), context);
            }
            // The model answer opens for those who have passed.
            (Panel::Compare, Action::GoOn) => return Outcome::go(Go::Onward),
            (Panel::Verdict, Action::GoOn) => {
                let passed = self.judged.as_ref();
                if passed.is_some_and(|judged| verdict::passes(judged.verdict.kind)) {
                    return Outcome::go(Go::Onward);
                }
                self.close_panels();
                self.enter_code(context);
            }
            (Panel::Attack, Action::Try) => return self.try_input(context),
            (Panel::Attack, Action::LineBreak) => {
                self.attack.line.insert("\n");
                return self.watch_input(context);
            }
            (Panel::Attack, Action::Up | Action::Down) => {
                if let Some(exercise) = self.exercise(context) {
                    let attacked = self.attacked(context);
                    self.attack
                        .choose(exercise, attacked, action == Action::Down);
                }
            }
            (Panel::Attack, Action::Hint) => return self.bring_input(context),
            (_, Action::Back) => self.leave_panel(context),
            (_, Action::Up) => self.panel_top = self.panel_top.saturating_sub(1),
            (_, Action::Down) => self.panel_top += 1,
            (_, Action::PageUp) => self.panel_top = self.panel_top.saturating_sub(10),
            (_, Action::PageDown) => self.panel_top += 10,
            _ => return self.act_anywhere(action, context),
        }
        Outcome::stay()
    }

    fn act_in_part(&mut self, action: Action, context: &Context) -> Outcome {
        match (self.focus, action) {
            (Focus::Brief, Action::Up) => self.brief_top = self.brief_top.saturating_sub(1),
            (Focus::Brief, Action::Down) => self.brief_top += 1,
            (Focus::Brief, Action::PageUp) => self.brief_top = self.brief_top.saturating_sub(10),
            (Focus::Brief, Action::PageDown) => self.brief_top += 10,
            (Focus::Findings, Action::Back) => self.focus = self.before,
            (Focus::Findings, Action::Up) => self.mark(self.findings.marked.saturating_sub(1)),
            (Focus::Findings, Action::Down) => self.mark(self.findings.marked + 1),
            (Focus::Code, Action::Search) => {
                self.prompt = Some(Prompt::Search(Line::default()));
            }
            (Focus::Code, Action::GoToLine) => {
                self.prompt = Some(Prompt::Search(Line::new(":")));
            }
            (Focus::Code, _) => match self.editor.act(action) {
                Some(done) => return self.after(done),
                None => return self.act_anywhere(action, context),
            },
            _ => return self.act_anywhere(action, context),
        }
        Outcome::stay()
    }

    fn act_anywhere(&mut self, action: Action, context: &Context) -> Outcome {
        match action {
            Action::EnterCode => self.enter_code(context),
            Action::ToTask => self.focus = Focus::Brief,
            Action::SwitchFocus => self.switch_focus(),
            Action::NextFinding | Action::PreviousFinding => {
                return self.next_finding(action == Action::NextFinding);
            }
            Action::WalkPath => return self.walk_path(context),
            Action::Submit => return self.submit(context),
            Action::Hint => return self.hint(context),
            Action::Reset if !self.is_given(context) => return self.ask_delete(context),
            Action::Reset => {
                self.prompt = Some(Prompt::Reset);
                self.say(context, |screen| vec![screen.reset_question()]);
            }
            Action::Compare => return self.compare(context),
            Action::Attack => return self.open_attack(context),
            Action::NextFile | Action::PreviousFile => {
                return self.turn_file(action == Action::NextFile, context);
            }
            Action::ShowFile => {
                self.say(context, Self::plain_files);
                return Outcome::notice("Type file and a number or a name, such as: file 2");
            }
            Action::NewFile => return self.ask_name(context),
            Action::DeleteFile => return self.ask_delete(context),
            Action::ShowCode => self.say(context, Self::plain_code),
            Action::TakeFile if context.mode == Mode::Plain => {
                return Outcome::notice("Type use and the path of a file, such as: use answer.py");
            }
            Action::TakeFile => self.prompt = Some(Prompt::TakeFile(Line::default())),
            Action::OwnEditor => {
                return Outcome::effect(Effect::Edit {
                    exercise: self.id.clone(),
                    file: self.editor.name().to_owned(),
                    text: self.editor.text_at_hand(),
                });
            }
            Action::Back => return Outcome::go(Go::Back),
            _ => {}
        }
        Outcome::stay()
    }

    /// In plain mode the code is edited elsewhere, so the keys stay with the task.
    fn enter_code(&mut self, context: &Context) {
        self.focus = match context.mode {
            Mode::FullScreen => Focus::Code,
            Mode::Plain => Focus::Brief,
        };
    }

    fn switch_focus(&mut self) {
        match (self.panel, self.focus) {
            (Some(Panel::Verdict), _) => {
                self.close_panels();
                self.enter_findings();
            }
            (Some(_), _) => {
                self.close_panels();
                self.focus = Focus::Code;
            }
            (None, Focus::Brief) => self.focus = Focus::Code,
            (None, Focus::Code) if self.judged.is_some() => self.open_panel(Panel::Verdict),
            (None, Focus::Code) => self.enter_findings(),
            (None, Focus::Findings) => self.focus = Focus::Brief,
        }
    }

    fn enter_findings(&mut self) {
        if self.focus != Focus::Findings {
            self.before = self.focus;
        }
        self.focus = Focus::Findings;
    }

    /// From a panel back to where one came from; who is through with the attack goes to the code.
    fn leave_panel(&mut self, context: &Context) {
        let attacks = self
            .exercise(context)
            .is_some_and(|exercise| exercise.kind == ExerciseKind::Attack);
        let was = self.panel;
        self.close_panel();
        if self.panel.is_none() && was == Some(Panel::Attack) && attacks {
            self.enter_code(context);
        }
        let to = match self.panel {
            None => "Back to the code.",
            Some(Panel::Verdict) => "Back to the verdict.",
            Some(_) => "Back.",
        };
        self.say(context, |_| vec![to.into()]);
    }

    /// Keeps scrolled text from leaving the screen.
    fn clamp_scrolling(&mut self, context: &Context) {
        if context.mode == Mode::Plain {
            return;
        }
        let area = context.area;
        let wish = self.wish(context, area);
        let parts = layout::parts(area, wish);
        let most = |rows: usize, part: Rect| rows.saturating_sub(layout::body(part).height.into());
        self.brief_top = self.brief_top.min(most(wish.brief, parts.brief));
        self.panel_top = self.panel_top.min(most(wish.content, parts.panel));
    }

    fn panel_rows(&self, context: &Context, columns: usize) -> Vec<Row> {
        let (Some(panel), Some(exercise)) = (self.panel, self.exercise(context)) else {
            return Vec::new();
        };
        match panel {
            Panel::Path => self.findings.path_rows(&self.editor, self.step, columns),
            Panel::Hints => {
                let end = self.next_hint(exercise, context);
                hints::rows(exercise, &self.hints, end, columns)
            }
            Panel::Verdict => self.judged.as_ref().map_or_else(Vec::new, |judged| {
                let changed = self.changed_since_verdict();
                verdict::rows(
                    &judged.verdict,
                    exercise,
                    changed,
                    &context.languages,
                    columns,
                )
            }),
            Panel::Compare => {
                let mine = self.editor.text_at_hand();
                compare::rows(&mine, self.model(exercise), &context.languages, columns)
            }
            Panel::Attack => {
                self.attack
                    .rows(exercise, self.attacked(context), columns)
                    .0
            }
        }
    }
}

impl Screen for ExerciseScreen {
    fn scopes(&self, context: &Context) -> Vec<Scope> {
        let inner = match (&self.prompt, self.panel, self.focus) {
            (Some(Prompt::Search(line)), _, _) if line.text().starts_with(':') => Scope::GoTo,
            (Some(Prompt::Search(_)), _, _) => Scope::Search,
            (Some(Prompt::NewFile(_)), _, _) => Scope::Naming,
            (Some(Prompt::TakeFile(_)), _, _) => Scope::Taking,
            (Some(Prompt::Reset | Prompt::Delete), _, _) => Scope::Confirm,
            (None, Some(Panel::Path), _) => Scope::Path,
            (None, Some(Panel::Hints), _) => Scope::Hints,
            (None, Some(Panel::Verdict), _) => Scope::Verdict,
            (None, Some(Panel::Compare), _) => Scope::Compare,
            (None, Some(Panel::Attack), _) => Scope::Attack,
            (None, None, Focus::Brief) => Scope::Brief,
            (None, None, Focus::Code) if context.mode == Mode::Plain => Scope::Brief,
            (None, None, Focus::Code) => Scope::Editor,
            (None, None, Focus::Findings) => Scope::Findings,
        };
        let mut scopes = vec![inner];
        if inner == Scope::Editor && self.judged.is_some() {
            scopes.push(Scope::Judged);
        }
        let judged = self.judged.as_ref();
        if inner == Scope::Verdict && judged.is_some_and(|j| verdict::passes(j.verdict.kind)) {
            scopes.push(Scope::Passed);
        }
        scopes.push(Scope::Exercise);
        if self.editor.is_several() {
            scopes.push(Scope::Files);
        }
        scopes
    }

    fn idle(&self, context: &Context) -> Vec<Action> {
        self.out_of_reach(context)
    }

    fn title(&self, context: &Context) -> (String, String) {
        let exercise = self.exercise(context);
        let title = exercise.map_or_else(String::new, |exercise| {
            course::titled(Piece::Exercise(exercise))
        });
        let standing = if self.judging.is_some() {
            "judging…".to_owned()
        } else if let (Some(judged), Some(exercise)) = (&self.judged, exercise) {
            let (sign, word, _) = verdict::badge(judged.verdict.kind, exercise);
            let since = if self.changed_since_verdict() {
                ", changed since"
            } else {
                ""
            };
            format!("{sign} {}{since}", word.to_lowercase())
        } else if self.passed(context) {
            "✓ passed before".to_owned()
        } else {
            let last = exercise.and_then(|exercise| verdict::last_time(exercise, context));
            last.unwrap_or_else(|| "not submitted".into())
        };
        (title, standing)
    }

    fn update(&mut self, input: &Input, context: &Context) -> Outcome {
        self.fit(context);
        let outcome = match input {
            Input::Do(action) => self.act(*action, context),
            Input::DoWith(Action::TakeFile, path) => self.take_from(path),
            Input::DoWith(Action::WalkPath, number) => match number.parse::<usize>() {
                Ok(number) if (1..=self.findings.all.len()).contains(&number) => {
                    self.findings.marked = number - 1;
                    self.walk_path(context)
                }
                _ => Outcome::notice("Type path and the number of a finding, such as: path 1"),
            },
            Input::DoWith(Action::ShowFile, word) => match self.editor.find(word) {
                Some(file) => self.take_file(file, context),
                None => Outcome::notice("There is no such file. Type file alone for a list."),
            },
            Input::DoWith(Action::NewFile, name) => self.make_file(name, context),
            Input::DoWith(Action::DeleteFile, word) => self.ask_delete_of(word, context),
            Input::DoWith(action, _) => self.act(*action, context),
            Input::Key(key) => self.type_key(*key, context),
            Input::Paste(text) => self.paste(text, context),
            Input::Mouse(event) => self.mouse(*event, context),
            Input::Pick(index) => self.pick(*index, context),
            Input::Say(line) => self.plain_line(line, context),
            Input::Told(msg) => self.told(msg, context),
            Input::Shown => Outcome::stay(),
        };
        self.clamp_scrolling(context);
        self.fit(context);
        outcome
    }

    fn view(&self, area: Rect, buf: &mut Buffer, context: &Context) {
        self.draw(area, buf, context);
    }

    fn cursor(&self, area: Rect, context: &Context) -> Option<Position> {
        self.cursor_at(area, context)
    }

    fn plain(&self, context: &Context) -> Plain {
        self.plain_screen(context)
    }

    fn whereabouts(&self) -> Option<Whereabouts> {
        let (line, column) = self.editor.place_in_all();
        Some(Whereabouts::Exercise {
            exercise: self.id.clone(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        })
    }
}
