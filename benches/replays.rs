//! How long the replays of every attack panel of the course take, and what they show.
//!
//! ```sh
//! cargo bench --bench replays              # the ten slowest
//! SHOW=contact-mail cargo bench --bench replays   # what its panel says, in words
//! ```
//!
//! A key press in a panel has one input tried on the code as it was given and on the learner's code;
//! here that is each ready input, the start, and the first model answer. Fails when one takes
//! longer than 50 ms.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a tool around the program, not part of it"
)]

#[path = "../tests/repository/course.rs"]
mod course;

use protected_python::grade::{Attempted, attempt, attempt_now, marked};
use protected_python::pack::{Exercise, Pack, load};
use protected_python::rules::Rulebook;
use protected_python::text::{Source, printable};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_millis(50);
const TIMES: u32 = 5;
/// Judging wants a large stack.
const STACK: usize = 256 << 20;

fn rules() -> Rulebook {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<(String, String)> = course::folder::read(&root.join("rules"))
        .into_iter()
        .map(|(name, bytes)| (format!("rules/{name}"), String::from_utf8(bytes).unwrap()))
        .collect();
    Rulebook::load(&files).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn show(what: &str, input: &str, tried: &Attempted) {
    let sign = if tried.works {
        "GETS THROUGH"
    } else {
        "refused"
    };
    println!(
        "--- {what}: {} -> {sign}: {}",
        printable(input),
        tried.message
    );
    for replay in &tried.replays {
        println!("  {}:", replay.language.heading());
        for line in &replay.lines {
            let text: String = line.iter().map(marked).collect();
            println!("    {}", printable(&text));
        }
        if replay.guessed {
            println!("    (guessed)");
        }
        println!("    {}", replay.harm.as_deref().unwrap_or("no harm"));
    }
}

fn measure(pack: &Pack, rules: &Rulebook, asked: Option<&str>) {
    let mut times: Vec<(Duration, String)> = Vec::new();
    let (mut guessed, mut without, mut all) = (Vec::new(), Vec::new(), 0);
    let exercises = pack.exercises.iter().chain(&pack.steps);
    for exercise in exercises.filter(|exercise| exercise.attack.is_some()) {
        let attack = exercise.attack.as_ref().unwrap();
        if asked.is_some_and(|id| id != "all" && id != exercise.id) {
            continue;
        }
        let solution = solution(exercise);
        for input in &attack.input {
            let mut best = Duration::MAX;
            for _ in 0..if asked.is_some() { 1 } else { TIMES } {
                let begun = Instant::now();
                let before = attempt(exercise, &input.text, rules);
                let now = attempt_now(exercise, &solution, &input.text, rules);
                best = best.min(begun.elapsed());
                if asked.is_some() {
                    show("start", &input.text, &before);
                    show("solution", &input.text, now.as_ref().unwrap());
                }
                if now.is_some_and(|now| now.replays.iter().any(|replay| replay.guessed))
                    || before.replays.iter().any(|replay| replay.guessed)
                {
                    guessed.push(exercise.id.clone());
                }
                if before.works && before.replays.is_empty() {
                    without.push(format!("{}: {}", exercise.id, printable(&input.text)));
                }
            }
            all += 1;
            times.push((best, format!("{}: {}", exercise.id, printable(&input.text))));
        }
    }
    guessed.dedup();
    without.dedup();
    times.sort();
    times.reverse();
    println!("{all} inputs of all panels; the slowest:");
    for (time, what) in times.iter().take(10) {
        println!("{time:>10.1?}  {what}");
    }
    println!("marked by looking for the text: {guessed:?}");
    println!("got through without a replay: {without:#?}");
    let late = times.first().is_some_and(|(time, _)| *time > LIMIT);
    assert!(!late || cfg!(debug_assertions), "a replay comes too late");
}

fn solution(exercise: &Exercise) -> Source {
    Source::new(exercise.file.as_str(), exercise.solution.as_str())
}

fn main() {
    let asked = std::env::var("SHOW").ok();
    let work = move || {
        let pack = load(&course::files()).unwrap_or_else(|faults| panic!("{faults:#?}"));
        measure(&pack, &rules(), asked.as_deref());
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work);
    thread.unwrap().join().unwrap();
}
