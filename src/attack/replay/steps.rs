//! Regular expressions: how many steps a pattern takes, on the input and on longer and longer ones.
//!
//! Called by `replay`.

use super::origin::Input;
use super::{Language, Mark, Piece, Replay, own, pieces};
use crate::attack::pattern::{Growth, Pattern, Way, worst};
use std::collections::BTreeSet;

/// The steps that are followed on the input itself.
const LIMIT: u64 = 250_000;
/// The longest input that is run, in bytes.
const LONGEST: usize = 4_000;
/// How many measurements are shown.
const SHOWN: usize = 6;

/// A pattern that is run on a text, one of which holds the input.
pub(super) fn replay(
    callee: &str,
    pattern: &str,
    subject: &str,
    input: &Input<'_>,
) -> Option<Replay> {
    let way = match callee.rsplit('.').next()? {
        "fullmatch" => Way::Full,
        "match" => Way::Match,
        _ => Way::Search,
    };
    let written = input.places(pattern);
    let read = input.places(subject);
    if (written.is_empty() && read.is_empty()) || subject.len() > LONGEST {
        return None;
    }
    // What the input adds to the pattern is code when it is more than letters.
    let signs = signs(pattern);
    let code = |at: usize| signs.contains(&at);
    let mut shown = vec![own("pattern: ")];
    shown.extend(pieces(pattern, &written, code));
    let chosen = shown.iter().any(|piece| piece.mark == Mark::Code);
    let mut harm = chosen.then(|| "The input is a part of the pattern itself.".to_owned());
    let mut lines = vec![shown];
    let Some(parsed) = Pattern::new(pattern) else {
        lines.push(vec![own(
            "its steps are not counted here: it has parts that are not modelled",
        )]);
        return made(lines, harm);
    };
    if !read.is_empty() {
        let counted = parsed.run(subject, way, LIMIT);
        let mut line = vec![own("on the input: ")];
        line.push(match (counted.stopped, counted.steps) {
            (true, _) => code_piece(format!("more than {LIMIT} steps")),
            (false, 1) => own("1 step"),
            (false, steps) => own(format!("{steps} steps")),
        });
        lines.push(line);
        if counted.stopped {
            harm.get_or_insert_with(|| "This input alone keeps the program busy.".to_owned());
        }
    }
    if let Some(measured) = worst(&parsed, way) {
        // What grows as the text does needs no proof.
        if measured.growth == Growth::Linear {
            lines.push(vec![own("growth: linear")]);
            return made(lines, harm);
        }
        let steep = matches!(measured.growth, Growth::Exponential | Growth::Steep);
        lines.push(vec![
            own("made for this pattern: "),
            Piece {
                text: short(&measured.input),
                mark: Mark::Data,
            },
        ]);
        let skip = match measured.growth {
            Growth::Exponential => 0,
            _ => measured.series.len().saturating_sub(SHOWN),
        };
        let mut said: Vec<String> = Vec::new();
        for (length, steps) in measured.series.iter().skip(skip).take(SHOWN) {
            said.push(match steps {
                Some(steps) => format!("{length} → {steps}"),
                None => format!("{length} → over {LIMIT}"),
            });
            if steps.is_none() {
                break;
            }
        }
        lines.push(vec![own(format!(
            "characters → steps: {}",
            said.join(", ")
        ))]);
        let word = measured.growth.word().to_owned();
        lines.push(vec![
            own("growth: "),
            if steep { code_piece(word) } else { own(word) },
        ]);
        let why = match measured.growth {
            Growth::Exponential => Some(
                "A few characters more double the steps: a short text keeps the program busy for hours.",
            ),
            Growth::Steep => Some("Ten times the text takes a thousand times the steps or more."),
            _ => None,
        };
        if let Some(why) = why {
            harm.get_or_insert_with(|| why.to_owned());
        }
    }
    made(lines, harm)
}

/// Where signs of the language stand: what a backslash takes its meaning from is a letter.
fn signs(pattern: &str) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut chars = pattern.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            if let Some((next, letter)) = chars.next()
                && letter.is_ascii_alphanumeric()
            {
                found.extend([at, next]);
            }
        } else if ".^$*+?{}[]()|".contains(c) {
            found.insert(at);
        }
    }
    found
}

fn made(lines: Vec<Vec<Piece>>, harm: Option<String>) -> Option<Replay> {
    Some(Replay {
        language: Language::Pattern,
        span: None,
        guessed: false,
        lines,
        harm,
    })
}

fn code_piece(text: String) -> Piece {
    Piece {
        text,
        mark: Mark::Code,
    }
}

/// An input that grows, as one writes it.
fn short(input: &(String, String, String)) -> String {
    let (before, unit, behind) = input;
    let text = format!("{before}{}…{unit}{behind}", unit.repeat(3));
    text.chars()
        .flat_map(|c| match c {
            '\0' => "\\0".chars().collect::<Vec<_>>(),
            '\n' => "\\n".chars().collect(),
            '\t' => "\\t".chars().collect(),
            c => vec![c],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_run_for_hours_are_told_from_others() {
        let harm = |pattern: &str, text: &str| {
            replay("re.fullmatch", pattern, text, &Input::plain(text)).and_then(|r| r.harm)
        };
        assert!(harm("(a+)+", "ada").is_some());
        assert!(harm("[a-z]+", "ada").is_none());
        assert!(harm("\\w+@\\w+", "ada@x").is_none());
        let busy = "a".repeat(30) + "!";
        assert!(harm("(a|a)*", &busy).is_some());
    }

    #[test]
    fn an_input_in_the_pattern_is_code_unless_it_is_escaped() {
        let harm = |pattern: &str, input: &str| {
            replay("re.search", pattern, "some text", &Input::plain(input)).and_then(|r| r.harm)
        };
        assert!(harm("name: .*", ".*").is_some());
        assert!(harm("name: ada", "ada").is_none());
        assert!(harm("\\$\\(id\\)", "\\$\\(id\\)").is_none());
        assert!(replay("re.search", "x", "y", &Input::plain("ada")).is_none());
    }
}
