//! The world: arguments, disk, terminal, worker thread, store.
//!
//! The only room that may touch any of it. Called by `main`.

#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "this is the room that the fence protects the others from"
)]

pub mod arguments;
pub mod attack;
pub mod authoring;
pub mod builtin;
pub mod check;
pub mod colours;
pub mod config;
pub mod course;
pub mod editor;
pub mod explain;
pub mod folder;
pub mod full;
mod handed;
pub mod judging;
pub mod keeper;
pub mod keyboard;
pub mod library;
pub mod list;
mod notebook;
pub mod output;
pub mod own;
pub mod parcel;
pub mod plain;
pub mod proving;
pub mod reading;
pub mod reference;
mod replacing;
pub mod report;
pub mod rules;
mod scaffold;
pub mod screen;
pub mod signals;
pub mod signature;
pub mod store;
pub mod submission;
pub mod translating;
pub mod watching;
pub mod worker;

use arguments::{Arguments, Command, PackCommand, RulesCommand};
use clap::Parser;
use std::process::ExitCode;

/// Checking a project makes and drops millions of small values on every core.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The whole program: reads the arguments, does what they say, gives the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // `--help` and `--version` come this way too, with code 0.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            output::complain(&format!("protect: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// The pack that is meant: the one named, or the one in whose folder this is started, unless that is the built-in
/// one.
fn packed(check: &arguments::PackCheck) -> Option<std::path::PathBuf> {
    let here = || {
        let head = std::fs::read("pack.toml").ok()?;
        (builtin::head() != Some(head)).then(|| ".".into())
    };
    check.path.clone().or_else(here)
}

fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    screen::guard_panics();
    let options = &arguments.options;
    let built_in = || -> anyhow::Result<builtin::Course> {
        let files = match &options.pack {
            None => builtin::files(),
            Some(pack) => library::find(options, pack)?.files,
        };
        let course = builtin::course(&files)?;
        match &options.locale {
            None => Ok(course),
            Some(locale) => library::translated(course, locale),
        }
    };
    // A fault elsewhere in the pack does not keep an exercise from being judged.
    let of_exercise = |id: &str| -> anyhow::Result<(builtin::Course, Option<String>)> {
        let faults = match (built_in(), &options.pack, &options.locale) {
            (Err(error), Some(_), None) if error.is::<builtin::Unusable>() => error,
            (course, ..) => return Ok((course?, None)),
        };
        let Some(pack) = &options.pack else {
            return Err(faults);
        };
        let files = library::find(options, pack)?.files;
        let Ok(course) = builtin::course_of(&files, id) else {
            return Err(faults);
        };
        let told = format!(
            "the pack has faults elsewhere: `protect pack check {}` tells them",
            output::word(pack)
        );
        Ok((course, Some(told)))
    };
    let own_rules = |rules: &arguments::OwnRules| -> anyhow::Result<Vec<own::RuleFile>> {
        let mut own = own::all(rules)?;
        if let Some(pack) = &options.pack {
            let of_pack = builtin::rule_files(&library::find(options, pack)?.files);
            let built_in = builtin::rule_files(&builtin::rules_alone());
            own.extend(of_pack.into_iter().filter(|file| !built_in.contains(file)));
        }
        Ok(own)
    };
    let said = match &arguments.command {
        None => {
            let course = built_in()?;
            return course::open(&library::place(options, &course)?, &course);
        }
        Some(Command::Check(check)) => check::run(check, options.theme)?,
        Some(Command::Grade {
            exercise,
            format,
            verbose,
            input,
            files,
        }) => {
            let (course, elsewhere) = of_exercise(exercise)?;
            let manner = judging::Manner {
                format: *format,
                verbose: *verbose,
            };
            let mut said = judging::run(&course, exercise, manner, input.as_deref(), files);
            if let Some(told) = elsewhere {
                said.note(&told);
            }
            said
        }
        Some(Command::Explain { rule, rules }) => {
            let own = own_rules(rules)?;
            explain::run(&own::rulebook(&[], &own)?, rule.as_deref())
        }
        Some(Command::Rules {
            rules,
            format,
            command,
        }) => {
            let own = own_rules(rules)?;
            let rulebook = own::rulebook(&[], &own)?;
            match command {
                None => rules::list(&rulebook, &own, *format),
                Some(RulesCommand::Test { names }) => rules::test(&rulebook, &own, names),
            }
        }
        Some(Command::List { coverage: true }) => reference::coverage(&built_in()?),
        Some(Command::List { coverage: false }) => {
            let course = built_in()?;
            list::run(&course, &library::place(options, &course)?)
        }
        Some(Command::Reference { topic }) => reference::run(&built_in()?, topic.as_deref()),
        Some(Command::Facts { before }) => reference::facts(&built_in()?, before.as_deref()),
        Some(Command::Attack { file, input: None })
            if course::draws(options) && file.as_os_str() != "-" =>
        {
            return attack::open(options, &built_in()?, file);
        }
        Some(Command::Attack { file, input }) => {
            attack::run(&own::rulebook(&[], &[])?, file, input.as_deref())?
        }
        Some(Command::Pack(PackCommand::Check(check))) => match (&packed(check), check.watch) {
            (Some(path), true) => return watching::run(path, check),
            (Some(path), false) if path.is_dir() => {
                let (files, odd) = reading::look_for(path, check.exercise.as_deref())?;
                proving::run(&files, &odd, check)
            }
            (Some(path), false) => proving::run(&library::open(options, path)?.files, &[], check),
            (None, _) => proving::run(&builtin::files(), &[], check),
        },
        Some(Command::Pack(PackCommand::New(new))) => authoring::new(new)?,
        Some(Command::Pack(PackCommand::Add(what))) => authoring::add(what)?,
        Some(Command::Pack(PackCommand::Translate { path, to })) => translating::run(path, to)?,
        Some(Command::Pack(PackCommand::Preview { path })) => {
            return course::preview(options, path);
        }
        Some(Command::Pack(PackCommand::Build {
            path,
            output,
            unproved,
        })) => authoring::build(path, output.as_deref(), *unproved)?,
        Some(Command::Pack(PackCommand::Install { path })) => library::install(options, path)?,
        Some(Command::Pack(PackCommand::List)) => library::list(options)?,
        Some(Command::Pack(PackCommand::Remove { id })) => library::remove(options, id)?,
        Some(Command::Pack(PackCommand::Trust { key, name, forget })) => match forget {
            Some(id) => signature::distrust(options, id)?,
            None => signature::trust(options, key.as_deref(), name.as_deref())?,
        },
        Some(Command::Pack(PackCommand::Info { pack })) => library::info(options, pack)?,
    };
    Ok(said.say()?)
}
