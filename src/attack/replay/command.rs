//! Commands: which programs start, and what an input is to them.
//!
//! Called by `replay`.

use super::origin::Input;
use super::{Language, Mark, Piece, Replay, own, pieces, twin};
use crate::attack::Setup;
use crate::attack::world::shell::{Step, run};

/// A text for a shell, next to the same text with a harmless word.
pub(super) fn shell(text: &str, input: &Input<'_>, setup: &Setup) -> Option<Replay> {
    let found = input.places_first(text);
    if found.is_empty() {
        return None;
    }
    let inner = input.within(text, &found);
    let given = run(text, setup).steps;
    // A word that hardly is another one's.
    let plain = run(&twin(text, &found, "zz9"), setup).steps;
    let head = |step: &Step| match step {
        Step::Starts(words) => words.first().cloned().unwrap_or_default(),
        Step::Reads(_) => "<".into(),
        Step::Writes(_) => ">".into(),
        Step::Refuses(_) => "!".into(),
    };
    let mut expected: Vec<&Step> = plain.iter().collect();
    let mut lines = Vec::new();
    let mut shown = vec![own("the shell reads: ")];
    shown.extend(pieces(text, &found, |_| false));
    lines.push(shown);
    let mut extra = 0;
    let mut broken = false;
    for step in &given {
        let foreseen = expected
            .iter()
            .position(|other| head(other) == head(step))
            .map(|at| expected.remove(at));
        let text = match step {
            Step::Starts(words) => words.join(" ␣ "),
            Step::Reads(file) => format!("reads {file}"),
            Step::Writes(file) => format!("writes {file}"),
            Step::Refuses(why) => format!("refused: {why}"),
        };
        if let Step::Refuses(_) = step {
            // A line that only this input makes the shell refuse is no longer the program's.
            broken |= foreseen.is_none();
            lines.push(vec![own(text)]);
        } else if let (Some(Step::Starts(usual)), Step::Starts(words)) = (foreseen, step) {
            let mut line = vec![own("starts ")];
            for (at, word) in words.iter().enumerate() {
                if at > 0 {
                    line.push(own(" ␣ "));
                }
                let places = match usual.get(at) {
                    Some(other) if other == word => Vec::new(),
                    // What is not as usual came from the input, however it looks.
                    _ => match inner.places(word) {
                        none if none.is_empty() => vec![(0, word.len())],
                        found => found,
                    },
                };
                line.extend(pieces(word, &places, |_| false));
            }
            lines.push(line);
        } else if foreseen.is_some() {
            let mut line = vec![own("starts ")];
            line.extend(pieces(&text, &inner.places(&text), |_| false));
            lines.push(line);
        } else {
            extra += 1;
            lines.push(vec![
                own("starts "),
                Piece {
                    text,
                    mark: Mark::Code,
                },
            ]);
        }
    }
    let harm = match extra {
        0 if broken => Some(
            "The shell reads the input as part of its own language; this one only breaks the line."
                .to_owned(),
        ),
        0 => None,
        1 => Some("The input makes the shell do one more thing.".to_owned()),
        more => Some(format!("The input makes the shell do {more} more things.")),
    };
    Some(Replay {
        language: Language::Shell,
        span: None,
        guessed: false,
        lines,
        harm,
    })
}

/// A list of arguments: nothing leaves its place, but a word with a hyphen is an option.
pub(super) fn arguments(words: &[String], input: &Input<'_>) -> Option<Replay> {
    let mut line = Vec::new();
    let mut options = true;
    let mut harm = None;
    let mut arrives = false;
    for (at, word) in words.iter().enumerate() {
        let found = input.places_in_item(at, word);
        arrives |= !found.is_empty();
        let whole = found.first().is_some_and(|(start, _)| *start == 0);
        let option = at > 0 && options && whole && word.starts_with('-') && word.len() > 1;
        let program = at == 0 && whole;
        if option {
            harm = Some(format!("The program takes `{word}` for an option."));
        }
        if program {
            harm = Some("The input chooses the program.".to_owned());
        }
        options &= word != "--";
        line.push(own(if at == 0 { "[" } else { "] [" }));
        line.extend(pieces(word, &found, |_| option || program));
    }
    line.push(own("]"));
    arrives.then_some(Replay {
        language: Language::Arguments,
        span: None,
        guessed: false,
        lines: vec![line],
        harm,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_that_an_input_adds() {
        let setup = Setup::default();
        let harm = |text: &str, input: &str| {
            shell(text, &Input::plain(input), &setup).and_then(|r| r.harm)
        };
        assert!(harm("ping -c 1 a; id", "a; id").is_some());
        assert!(harm("ping -c 1 'a; id'", "a; id").is_none());
        assert!(harm("ping -c 1 \"$(id)\"", "$(id)").is_some());
        let words = |words: &[&str], input: &str| {
            let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
            arguments(&words, &Input::plain(input)).and_then(|r| r.harm)
        };
        assert!(words(&["ping", "a; id"], "a; id").is_none());
        assert!(words(&["tar", "--to-command=id"], "--to-command=id").is_some());
        assert!(words(&["tar", "--", "--to-command=id"], "--to-command=id").is_none());
    }
}
