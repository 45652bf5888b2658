//! Opens the course: store, worker, interface; full screen or plain; and ends it without a loss.
//!
//! Called by `shell`.

use super::arguments::Options;
use super::builtin::Course;
use super::colours::{self, Choice};
use super::folder::{data_folder, learner};
use super::keeper::{self, Keeper, News};
use super::store::{self, SqliteStore};
use super::worker::{Request, Worker};
use super::{full, plain, reading};
use crate::progress::{Stamped, Store, Whereabouts};
use crate::ui::{App, Effect, Mode, Msg, Opening};
use ratatui::crossterm::event::Event as TerminalEvent;
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{Sender, channel};

/// What wakes the loop.
#[derive(Debug)]
pub enum Wake {
    /// A key, mouse, paste or resize.
    Terminal(TerminalEvent),
    /// The terminal has said whether it is dark or light.
    Tone(crate::ui::theme::Tone),
    /// An answer from the worker or news from the store.
    Answer(Msg),
    /// A signal asks the program to end.
    End(i32),
    /// A signal asks the program to stop until it is continued.
    Stop,
    /// The pack under preview has changed on the disk.
    Reload,
    /// The terminal is gone.
    Gone,
}

/// What carries out the effects that need no terminal.
pub struct World {
    /// Runs analyses; plain mode waits for each answer instead and has none.
    pub worker: Option<Worker>,
    /// Keeps progress.
    pub keeper: Keeper,
}

impl World {
    /// Carries an effect out.
    ///
    /// # Errors
    /// The effect, when it needs the terminal; the request, when there is no worker.
    pub fn carry_out(&self, effect: Effect) -> Result<(), Undone> {
        match effect {
            Effect::Append(event) => self.keeper.append(event),
            Effect::SaveDraft { exercise, text } => self.keeper.draft(exercise, text),
            Effect::SaveWhereabouts(place) => self.keeper.place(place),
            Effect::Analyze {
                exercise,
                version,
                text,
            } => {
                return self.ask(Request::Analyze {
                    exercise,
                    version,
                    text,
                });
            }
            Effect::Judge {
                exercise,
                version,
                text,
            } => {
                return self.ask(Request::Judge {
                    exercise,
                    version,
                    text,
                });
            }
            Effect::Attempt {
                exercise,
                input,
                text,
            } => {
                return self.ask(Request::Attempt {
                    exercise,
                    input,
                    text,
                });
            }
            Effect::Explore { file, text, input } => {
                return self.ask(Request::Explore { file, text, input });
            }
            effect => return Err(Undone::Effect(effect)),
        }
        Ok(())
    }

    fn ask(&self, request: Request) -> Result<(), Undone> {
        match &self.worker {
            Some(worker) => {
                worker.ask(request);
                Ok(())
            }
            None => Err(Undone::Request(request)),
        }
    }
}

/// What [`World::carry_out`] leaves to the loop.
#[derive(Debug)]
pub enum Undone {
    /// Needs the terminal.
    Effect(Effect),
    /// Needs a worker.
    Request(Request),
}

/// What was found in the store, and the store.
pub struct Memory {
    /// Where new things go.
    pub store: Option<SqliteStore>,
    /// What was done.
    pub events: Vec<Stamped>,
    /// Unfinished code.
    pub drafts: BTreeMap<String, String>,
    /// Where the learner left off.
    pub whereabouts: Whereabouts,
    /// To be told once.
    pub notice: Option<String>,
    /// To be told as long as the course is open.
    pub trouble: Option<String>,
}

/// Opens the store and reads it; whatever fails, the course stays usable.
#[must_use]
pub fn remember(options: &Options) -> Memory {
    let mut memory = Memory {
        store: None,
        events: Vec::new(),
        drafts: BTreeMap::new(),
        whereabouts: Whereabouts::Map,
        notice: None,
        trouble: None,
    };
    let folder = match data_folder(options) {
        Ok(folder) => folder,
        Err(why) => {
            memory.trouble = Some(why.clone());
            return memory;
        }
    };
    let refused = |error: &dyn std::fmt::Display| {
        let (place, said) = (folder.display().to_string(), error.to_string());
        let where_ = if said.contains(&place) {
            String::new()
        } else {
            format!("{place}: ")
        };
        let next = if said.contains("--data") {
            ""
        } else {
            ". `--data` takes another folder"
        };
        format!("{where_}{said}{next}")
    };
    match store::open(&folder, learner(options), keeper::now()) {
        Ok(opened) => {
            memory.notice = opened.set_aside.map(|aside| {
                format!(
                    "The progress file was damaged. It is kept as {}; a new one was begun.",
                    aside.display()
                )
            });
            memory.store = Some(opened.store);
        }
        Err(error) => {
            memory.trouble = Some(refused(&error));
            // What was done before can often still be read; it is not written to.
            if !matches!(error, store::StoreError::Newer { .. })
                && let Some(mut store) = store::open_unchanged(&folder, learner(options))
                && let Err(error) = read(&mut store, &mut memory)
            {
                memory.trouble = Some(refused(&error));
            }
            return memory;
        }
    }
    if let Some(mut store) = memory.store.take() {
        match read(&mut store, &mut memory) {
            Ok(()) => memory.store = Some(store),
            Err(error) => memory.trouble = Some(refused(&error)),
        }
    }
    memory
}

fn read(store: &mut SqliteStore, memory: &mut Memory) -> Result<(), store::StoreError> {
    memory.events = store.events()?;
    memory.drafts = store.drafts()?;
    memory.whereabouts = store.whereabouts()?;
    Ok(())
}

/// Opens the course and returns when the learner leaves it.
///
/// # Errors
/// When the terminal cannot be used or the system gives no thread.
pub fn open(options: &Options, course: &Course) -> anyhow::Result<ExitCode> {
    let ended = open_watched(options, course, None, None, &mut None)?;
    Ok(ended.unwrap_or(ExitCode::SUCCESS))
}

/// Whether the screen can be drawn: on a terminal, when nobody asked for lines.
#[must_use]
pub fn draws(options: &Options) -> bool {
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    let terminals = std::io::stdout().is_terminal() && std::io::stdin().is_terminal();
    terminals && !options.plain && !dumb
}

/// Opens the page on which inputs are tried on a file, above the course.
///
/// # Errors
/// When the terminal cannot be used or the system gives no thread.
pub fn explore(
    options: &Options,
    course: &Course,
    file: &str,
    text: &str,
) -> anyhow::Result<ExitCode> {
    let ended = open_watched(options, course, None, Some((file, text)), &mut None)?;
    Ok(ended.unwrap_or(ExitCode::SUCCESS))
}

/// Opens the pack in a folder and again after each change of it, with progress of its own that is
/// thrown away.
///
/// # Errors
/// When the pack cannot be loaded and nobody is there to mend it, or the terminal cannot be used.
pub fn preview(options: &Options, root: &Path) -> anyhow::Result<ExitCode> {
    let data = std::env::temp_dir().join(format!("protect-preview-{}", std::process::id()));
    let mut options = options.clone();
    options.data = Some(data.clone());
    // Where nobody sits who could mend it, it is told and that is all.
    let mut course = if std::io::stdin().is_terminal() && root.is_dir() {
        super::watching::loaded(root)?
    } else {
        super::builtin::course(&reading::read_folder(root)?)?
    };
    let mut place = None;
    let ended = loop {
        match open_watched(&options, &course, Some(root), None, &mut place) {
            // Its watcher has loaded it once; a change in between brings another turn.
            Ok(None) => {
                if let Ok(files) = reading::read_folder(root)
                    && let Ok(changed) = super::builtin::course(&files)
                {
                    course = changed;
                }
            }
            Ok(Some(code)) => break Ok(code),
            Err(error) => break Err(error),
        }
    };
    let _ = std::fs::remove_dir_all(data);
    ended
}

/// Opens the course at a place, and says at which it was left; nothing when the pack in `watched` has changed and is to
/// be opened again.
fn open_watched(
    options: &Options,
    course: &Course,
    watched: Option<&Path>,
    explored: Option<(&str, &str)>,
    place: &mut Option<Whereabouts>,
) -> anyhow::Result<Option<ExitCode>> {
    let mode = if draws(options) {
        Mode::FullScreen
    } else {
        Mode::Plain
    };
    let choice = match mode {
        Mode::Plain => Choice::Fixed(crate::ui::theme::Tone::NoColour),
        Mode::FullScreen => colours::choose(options.theme, &|name| std::env::var(name).ok()),
    };
    let (Choice::Fixed(tone) | Choice::Ask(tone)) = choice;
    let memory = remember(options);
    let (wakes, awake) = channel();
    let (aside, put_aside) = channel();
    let keeper = keeper_of(memory.store, wakes.clone(), aside)?;
    let size = match mode {
        Mode::Plain => (80, 24),
        Mode::FullScreen => ratatui::crossterm::terminal::size().unwrap_or((80, 24)),
    };
    let (mut app, mut effects) = App::new(Opening {
        pack: course.pack.clone(),
        rulebook: course.rulebook.clone(),
        events: memory.events,
        drafts: memory.drafts,
        whereabouts: memory.whereabouts,
        learner: options.learner.clone().unwrap_or_default(),
        tone,
        mode,
        size,
        now: keeper::now(),
    });
    if colours::only_ascii() {
        app.keep_to_ascii();
    }
    if let Some((file, text)) = explored {
        effects.extend(app.explore(file, text));
    }
    if let Some(place) = place.take() {
        effects.extend(app.go_on(place));
    }
    if let Some(notice) = memory.notice {
        effects.extend(app.update(Msg::Notice(notice)));
    }
    let lasting = memory.trouble.is_some();
    if let Some(trouble) = memory.trouble {
        effects.extend(app.update(Msg::StoreFailed(trouble)));
    }
    let mut world = World {
        worker: None,
        keeper,
    };
    let ended = match mode {
        Mode::Plain => plain::run(&mut app, effects, &world, course, &awake).map(Some),
        Mode::FullScreen => {
            let answers = wakes.clone();
            world.worker = Some(Worker::start(course.clone(), move |msg| {
                let _ = answers.send(Wake::Answer(msg));
            })?);
            // Grammars take some tens of milliseconds to get ready: not on a key's time. Without the
            // thread they get ready when first needed.
            let languages = app.context().languages.clone();
            let _ = std::thread::Builder::new()
                .name("grammars".into())
                .spawn(move || languages.warm());
            if let Some(root) = watched {
                super::watching::tell(root.to_path_buf(), wakes.clone())?;
            }
            let ask = matches!(choice, Choice::Ask(_));
            full::open(&mut app, effects, &world, wakes, &awake, ask)
        }
    };
    *place = app.place();
    let kept = world.keeper.flush() && !lasting;
    drop(world);
    if !kept {
        super::output::complain("protect: what you did this time was not kept.");
    }
    for notice in put_aside.try_iter() {
        super::output::complain(&format!("protect: {notice}"));
    }
    ended
}

fn keeper_of(
    store: Option<SqliteStore>,
    wakes: Sender<Wake>,
    aside: Sender<String>,
) -> anyhow::Result<Keeper> {
    let Some(store) = store else {
        return Ok(Keeper::none());
    };
    let tell = Box::new(move |news: News| {
        let msg = match news {
            News::Works => Msg::StoreWorks,
            News::Refused(why) => Msg::StoreFailed(why),
            News::Aside { exercise, place } => {
                let notice = format!(
                    "`{exercise}` was changed in another window; what was written there is kept as {place}."
                );
                let _ = aside.send(notice.clone());
                Msg::Notice(notice)
            }
        };
        let _ = wakes.send(Wake::Answer(msg));
    });
    Ok(Keeper::start(store, tell)?)
}
