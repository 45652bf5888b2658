//! How the steps of a pattern grow with its input, and the input that makes them grow most.
//!
//! Nothing is proved: texts made for the pattern are run, longer and longer, up to a limit, and what
//! they take is compared. Called by `replay`.

use super::parse::{Class, Item, Node};
use super::run::within;
use super::{Pattern, Way};

/// The steps of one run while the worst input is looked for.
const SEARCH: u64 = 20_000;
/// The steps of one run that is shown.
const LIMIT: u64 = 250_000;
/// The most inputs that are compared.
const CANDIDATES: usize = 48;
/// The longest sample of a part, in characters.
const SAMPLE: usize = 60;

/// How steps grow with the length of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// As the input does.
    Linear,
    /// Twice the input, four times the steps.
    Quadratic,
    /// Twice the input, eight times the steps or more.
    Steep,
    /// A few characters more, twice the steps.
    Exponential,
}

impl Growth {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Quadratic => "quadratic",
            Self::Steep => "cubic or worse",
            Self::Exponential => "exponential",
        }
    }
}

/// Steps on growing inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// What stands before, what is repeated, what stands behind.
    pub input: (String, String, String),
    /// Length of the input in characters, steps; `None` where the limit came.
    pub series: Vec<(usize, Option<u64>)>,
    /// How they grow.
    pub growth: Growth,
}

impl Measured {
    /// The input with the repeated part so many times.
    #[must_use]
    pub fn text(&self, times: usize) -> String {
        grown(&self.input, times)
    }
}

fn grown(input: &(String, String, String), times: usize) -> String {
    format!("{}{}{}", input.0, input.1.repeat(times), input.2)
}

/// The input, of those that the pattern's own repetitions suggest, on which it takes most steps.
#[must_use]
pub fn worst(pattern: &Pattern, way: Way) -> Option<Measured> {
    let mut candidates = Vec::new();
    walk(&pattern.tree, String::new(), &mut candidates);
    candidates.truncate(CANDIDATES);
    let mut best: Option<(u64, (String, String, String))> = None;
    'all: for (before, unit) in candidates {
        for behind in ["!", "\u{0}", "\n!"] {
            let input = (before.clone(), unit.clone(), behind.to_owned());
            let times = 24 / unit.chars().count().max(1) + 1;
            let text = grown(&input, times.max(12));
            let counted = pattern.run(&text, way, SEARCH);
            if best.as_ref().is_none_or(|(most, _)| counted.steps > *most) {
                best = Some((counted.steps, input));
            }
            // So many steps on so short a text are bad enough.
            if counted.stopped {
                break 'all;
            }
        }
    }
    best.map(|(_, input)| measure(pattern, way, input))
}

/// Runs a pattern on an input that grows.
#[must_use]
pub fn measure(pattern: &Pattern, way: Way, input: (String, String, String)) -> Measured {
    let steps = |times: usize| {
        let counted = pattern.run(&grown(&input, times), way, LIMIT);
        (!counted.stopped).then_some(counted.steps)
    };
    let length = |times: usize| grown(&input, times).chars().count();
    let mut series: Vec<(usize, Option<u64>)> = Vec::new();
    // Small steps first: what doubles with every few characters is over before it is long.
    for times in [8, 12, 16, 20, 24] {
        let taken = steps(times);
        series.push((length(times), taken));
        if taken.is_none() {
            break;
        }
    }
    let early: Vec<f64> = series
        .windows(2)
        .filter_map(|pair| match pair {
            [(_, Some(few)), (_, Some(more))] => Some(ratio(*more, *few)),
            _ => None,
        })
        .collect();
    let over = series.iter().any(|(_, steps)| steps.is_none());
    let doubling = early.len() >= 2 && early.iter().rev().take(2).all(|ratio| *ratio >= 2.2);
    let growth = if over || doubling {
        Growth::Exponential
    } else {
        let mut last = None;
        let mut degree = 1.0_f64;
        for times in [32, 64, 128, 256, 512] {
            let now = steps(times);
            series.push((length(times), now));
            if let (Some(before), Some(now)) = (last, now) {
                degree = ratio(now, before).log2();
            }
            last = now;
            if now.is_none() {
                break;
            }
        }
        match degree {
            d if d < 1.4 => Growth::Linear,
            d if d < 2.4 => Growth::Quadratic,
            _ => Growth::Steep,
        }
    };
    Measured {
        input,
        series,
        growth,
    }
}

#[allow(clippy::cast_precision_loss)]
fn ratio(more: u64, few: u64) -> f64 {
    more as f64 / few.max(1) as f64
}

/// For each repetition: a text that leads to it, and texts that it repeats.
fn walk(node: &Node, before: String, found: &mut Vec<(String, String)>) {
    if before.chars().count() > SAMPLE || found.len() >= CANDIDATES {
        return;
    }
    match node {
        Node::Repeat(inner, times) => {
            if times.most.is_none_or(|most| most >= 10) {
                for unit in samples(inner) {
                    let one = (before.clone(), unit);
                    if !one.1.is_empty() && !found.contains(&one) {
                        found.push(one);
                    }
                }
            }
            walk(inner, before, found);
        }
        Node::Group(inner, _) | Node::Atomic(inner) => walk(inner, before, found),
        Node::Look { inner, ahead, .. } if *ahead => walk(inner, before, found),
        Node::Sequence(all) => {
            let mut before = before;
            for one in all {
                walk(one, before.clone(), found);
                before.extend(samples(one).into_iter().next());
            }
        }
        Node::Either(ways) => {
            for way in ways {
                walk(way, before.clone(), found);
            }
        }
        _ => {}
    }
}

/// A few texts that a part matches.
fn samples(node: &Node) -> Vec<String> {
    let mut all = match node {
        Node::Char(c) => vec![c.to_string()],
        Node::Any => vec!["a".into()],
        Node::Class(class) => of_class(class),
        Node::Group(inner, _) | Node::Atomic(inner) => samples(inner),
        Node::Either(ways) => ways.iter().flat_map(samples).collect(),
        Node::Sequence(parts) => {
            let mut made = vec![String::new()];
            for part in parts {
                let next = samples(part);
                // The first sample of everything, and the others at one place at a time.
                let first = next.first().cloned().unwrap_or_default();
                let start = made.first().cloned().unwrap_or_default();
                for text in &mut made {
                    text.push_str(&first);
                }
                made.extend(next.iter().skip(1).map(|other| format!("{start}{other}")));
                made.truncate(6);
            }
            made
        }
        Node::Repeat(inner, times) => samples(inner)
            .into_iter()
            .map(|one| one.repeat((times.least as usize).clamp(1, SAMPLE)))
            .collect(),
        _ => vec![String::new()],
    };
    all.truncate(6);
    all.retain(|text| text.chars().count() <= SAMPLE);
    all
}

fn of_class(class: &Class) -> Vec<String> {
    let fits = |c: &char| class.items.iter().any(|item| within(*item, *c)) != class.negated;
    let mut all: Vec<char> = Vec::new();
    for c in ['a', '0', ' ', '.', '-', '_', 'A', '\t'] {
        if fits(&c) {
            all.push(c);
        }
    }
    if all.is_empty() {
        for item in &class.items {
            if let Item::Range(low, _) = item
                && fits(low)
            {
                all.push(*low);
            }
        }
    }
    if all.is_empty() {
        all.extend((' '..='~').find(fits));
    }
    all.truncate(3);
    all.into_iter().map(String::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetitions_of_nothing_come_to_an_end() {
        for inside in ["", "(?=a)", "^", "a?"] {
            let nested = "(?:".repeat(20) + inside + &"){1000}".repeat(20);
            assert!(Pattern::new(&nested).is_none(), "{inside}");
            assert!(Pattern::new(&format!("(?<={nested})b")).is_none());
        }
    }

    #[test]
    fn steps_grow_as_the_pattern_makes_them() {
        for (pattern, way, growth) in [
            ("[a-z]+", Way::Full, Growth::Linear),
            ("(a+)+b", Way::Match, Growth::Exponential),
            ("(a|a)*$", Way::Match, Growth::Exponential),
            ("^(\\w+\\s?)*$", Way::Match, Growth::Exponential),
            (
                "([a-zA-Z0-9])+([-.]?[a-zA-Z0-9]+)*@x",
                Way::Match,
                Growth::Exponential,
            ),
            ("\\d+\\d+x", Way::Full, Growth::Quadratic),
            ("a*a*a*b", Way::Full, Growth::Steep),
            (".*x", Way::Search, Growth::Quadratic),
            ("(?>a+)+b", Way::Match, Growth::Linear),
            ("[^@]+@[a-z.]+", Way::Full, Growth::Linear),
        ] {
            let read = Pattern::new(pattern);
            let found = read.as_ref().and_then(|p| worst(p, way));
            assert_eq!(found.map(|m| m.growth), Some(growth), "{pattern}");
        }
    }

    #[test]
    fn hostile_patterns_end() {
        for pattern in [
            "((((a*)*)*)*)*b".to_owned(),
            "(".repeat(500),
            "(a{0,900}){0,900}".to_owned(),
            "(?:a?){30}a{30}".to_owned(),
            format!("({})*c", vec!["a"; 300].join("|")),
        ] {
            if let Some(pattern) = Pattern::new(&pattern) {
                let _ = worst(&pattern, Way::Search);
            }
        }
    }
}
