//! `protect attack`: ready inputs tried on any code, and what each becomes where it arrives.
//!
//! Called by `shell`.

use super::arguments::Options;
use super::builtin::Course;
use super::output::Said;
use super::{course, submission, worker};
use crate::attack::Language;
use crate::grade::{Arrival, Explored, explore, explore_one, marked, told};
use crate::pack::Messages;
use crate::rules::Rulebook;
use crate::text::{Source, counted, label, printable};
use std::collections::BTreeMap;
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

/// Explores a file with the ready inputs, or with this one, and tells every arrival.
///
/// # Errors
/// When the file cannot be read.
pub fn run(rulebook: &Rulebook, file: &Path, input: Option<&str>) -> anyhow::Result<Said> {
    let text = submission::read_python(file)?;
    let name = label(&file.display().to_string());
    let source = Source::new(name.as_str(), text);
    let mut said = Said::default();
    let explored = worker::on_large_stack(|| match input {
        Some(input) => explore_one(&source, rulebook, input),
        None => explore(&source, rulebook),
    });
    match explored {
        Some(Ok(explored)) => {
            tell(&mut said, &source, &explored);
            if let (Some(input), []) = (input, explored.arrivals.as_slice()) {
                said.line(&format!(
                    "· {} arrives nowhere: it is refused, changed or not used.",
                    one_line(input)
                ));
            }
        }
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
    let mut tries: BTreeMap<_, Vec<&Arrival>> = BTreeMap::new();
    for tried in &explored.tries {
        tries.entry(place_of(tried)).or_default().push(tried);
    }
    for arrival in &explored.arrivals {
        let mut here = tries.remove(&place_of(arrival)).unwrap_or_default();
        // Those that do harm come first, and the one that the place is told by stands for the others.
        here.sort_by_key(|tried| (tried.replay.harm.is_none(), *tried != arrival));
        if here.is_empty() {
            here.push(arrival);
        }
        place(said, source, arrival, &here);
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

/// What [`Arrival::beside`] compares.
fn place_of(arrival: &Arrival) -> (&str, u32, Language) {
    (&arrival.function, arrival.line, arrival.replay.language)
}

/// A place and every input that arrives there.
fn place(said: &mut Said, source: &Source, arrival: &Arrival, tries: &[&Arrival]) {
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
    // What does no harm here is shown once, and then named.
    let harmful = tries.iter().filter(|tried| tried.replay.harm.is_some());
    let (shown, named) = tries.split_at(harmful.count().max(1).min(tries.len()));
    for (number, tried) in (1..).zip(shown) {
        let head = match tries {
            [_] => "input".to_owned(),
            all => format!("input {number} of {}", all.len()),
        };
        said.line(&format!("  {head}: {}", one_line(&tried.input)));
        said.line(&format!("  {}:", tried.replay.language.heading()));
        for line in &tried.replay.lines {
            let text: String = line.iter().map(marked).collect();
            said.line(&format!("    {}", one_line(&text)));
        }
        if tried.replay.guessed {
            said.line(
                "  (marked where the input was found, as its way here could not be followed)",
            );
        }
        if let Some(harm) = &tried.replay.harm {
            said.line(&format!("  {}", one_line(harm)));
        }
    }
    if !named.is_empty() {
        said.line("  Data here, too (`--input TEXT` shows what one becomes):");
        for tried in named {
            said.line(&format!("    {}", one_line(&tried.input)));
        }
    }
}

fn one_line(text: &str) -> String {
    printable(&text.replace('\r', "\\r").replace('\n', "\\n"))
}
