//! `protect attack`: ready inputs tried on any code, and what each becomes where it arrives.
//!
//! Called by `shell`.

use super::arguments::Options;
use super::builtin::Course;
use super::output::Said;
use super::{course, submission, worker};
use crate::grade::{Arrival, Explored, explore, marked, told};
use crate::pack::Messages;
use crate::rules::Rulebook;
use crate::text::{Source, counted, label, printable};
use std::path::Path;
use std::process::ExitCode;

/// Opens the page of a file on the terminal.
///
/// # Errors
/// When the file cannot be read or the terminal cannot be used.
pub fn open(options: &Options, course: &Course, file: &Path) -> anyhow::Result<ExitCode> {
    let text = submission::read_python(file)?;
    let name = label(&file.display().to_string());
    course::explore(options, course, &name, &text)
}

/// Explores a file and tells every arrival.
///
/// # Errors
/// When the file cannot be read.
pub fn run(rulebook: &Rulebook, file: &Path) -> anyhow::Result<Said> {
    let text = submission::read_python(file)?;
    let name = label(&file.display().to_string());
    let source = Source::new(name.as_str(), text);
    let mut said = Said::default();
    let explored = worker::on_large_stack(|| explore(&source, rulebook));
    match explored {
        Some(Ok(explored)) => tell(&mut said, &source, &explored),
        Some(Err((line, message))) => {
            said.fail(
                format!("{name}:{line}: Python cannot read this: {message}"),
                2,
            );
        }
        None => said.fail(
            "protect stumbled over this file; that is a fault of its own",
            2,
        ),
    }
    Ok(said)
}

fn tell(said: &mut Said, source: &Source, explored: &Explored) {
    let harmful = explored
        .arrivals
        .iter()
        .filter(|a| a.replay.harm.is_some())
        .count();
    said.line(&format!(
        "{}: {} tried, {} reached, {harmful} of them with harm. Nothing was executed.",
        source.name(),
        counted(explored.functions, "function"),
        counted(explored.arrivals.len(), "place"),
    ));
    for line in crate::ui::untried(explored) {
        said.line(&line);
    }
    if !explored.arrivals.is_empty() {
        said.line(crate::ui::MARKS);
    }
    for arrival in &explored.arrivals {
        place(said, source, arrival);
    }
    for stop in &explored.stops {
        let why = told(&Messages::default(), &stop.why);
        let why = printable(why.trim_end_matches('.'));
        said.line(&format!(
            "\n… {}: the end cannot be told, because {why}.",
            stop.function
        ));
        if !stop.expression.is_empty() {
            said.line(&format!(
                "  The limit is in line {}: {}",
                stop.line,
                printable(&stop.expression)
            ));
        }
    }
    if harmful > 0 {
        said.code = said.code.max(1);
    } else if explored.functions == 0 {
        said.fail(
            "nothing was tried: this file has no function and no method",
            2,
        );
    }
}

fn place(said: &mut Said, source: &Source, arrival: &Arrival) {
    let (sign, word) = match arrival.replay.harm {
        Some(_) => ("✗", "harm"),
        None => ("✓", "stays data"),
    };
    said.line(&format!(
        "\n{sign} {word}: {} line {}, in {}",
        source.name(),
        arrival.line,
        arrival.function
    ));
    said.line(&format!(
        "  {}",
        printable(source.line(arrival.line).trim())
    ));
    said.line(&format!("  input: {}", one_line(&arrival.input)));
    said.line(&format!("  {}:", arrival.replay.language.heading()));
    for line in &arrival.replay.lines {
        let text: String = line.iter().map(marked).collect();
        said.line(&format!("    {}", one_line(&text)));
    }
    if arrival.replay.guessed {
        said.line("  (marked where the input was found, as its way here could not be followed)");
    }
    if let Some(harm) = &arrival.replay.harm {
        said.line(&format!("  {}", one_line(harm)));
    }
}

fn one_line(text: &str) -> String {
    printable(&text.replace('\r', "\\r").replace('\n', "\\n"))
}
