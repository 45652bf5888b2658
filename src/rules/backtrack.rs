//! How much work a regular expression can be made to do: whether one text can be read by it in many
//! ways, all of which a backtracking engine tries before it says "no".
//!
//! Decides on the automaton of the expression itself, by the two classical criteria: a place that
//! can be left and reached again by one text in two ways (exponential), and two loops that share a
//! text and follow one another (polynomial). Follows no values. Called by `condition`.

pub(super) mod automaton;
mod places;

use super::expression::Part;
use automaton::{Automaton, of_part};
use places::Places;
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// How the work grows with the length of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Backtracking {
    /// It doubles with every few characters.
    Exponential,
    /// It grows with a power of the length.
    Polynomial,
}

/// How many steps one question may take; an expression that asks for more is not judged.
const STEPS: u32 = 2_000_000;

/// How the work of this expression can grow, where it does so faster than the text. `None` too for
/// what is no expression, or has parts that are not read.
pub(super) fn backtracking(pattern: &str) -> Option<Backtracking> {
    let mut steps = STEPS;
    let part = Part::of(pattern)?;
    let close = of_part(&part, true)?;
    let parts = components(&close);
    if parts.iter().any(|part| doubles(&close, part, &mut steps)) {
        return Some(Backtracking::Exponential);
    }
    let open = of_part(&part, false)?;
    let parts = components(&open);
    multiplies(&open, &parts, &mut steps).then_some(Backtracking::Polynomial)
}

/// The sets of places that can be left and reached again, each with all that lies on such ways.
fn components(automaton: &Automaton) -> Vec<Vec<usize>> {
    let count = automaton.places.len();
    let reach: Vec<Vec<bool>> = (0..count).map(|from| reached(automaton, from)).collect();
    let reaches = |a: usize, b: usize| reach.get(a).and_then(|r| r.get(b)) == Some(&true);
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for place in 0..count {
        if !reaches(place, place) || parts.iter().any(|part| part.contains(&place)) {
            continue;
        }
        let both = |other: &usize| reaches(place, *other) && reaches(*other, place);
        parts.push((0..count).filter(both).collect());
    }
    parts
}

/// What can be reached from a place in one step or more.
fn reached(automaton: &Automaton, from: usize) -> Vec<bool> {
    let mut seen = vec![false; automaton.places.len()];
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for &(next, _) in automaton.after(at) {
            if let Some(known @ false) = seen.get_mut(next) {
                *known = true;
                open.push(next);
            }
        }
    }
    seen
}

/// Whether a text leads from a place back to itself in two ways. Where the expression may end at a place on the way
/// the engine is content with the first way.
fn doubles(automaton: &Automaton, part: &[usize], steps: &mut u32) -> bool {
    let unfinished = part.iter().copied().filter(|&p| !automaton.ends(p));
    let part: Vec<usize> = unfinished.collect();
    let own = Places::of(&part);
    // The same step by two parts of the expression.
    let twice = |&place: &usize| {
        let after = automaton.after(place).iter();
        let mut inside = after.filter(|(next, _)| own.has(*next));
        inside.any(|&(_, ways)| ways > 1)
    };
    if part.iter().any(twice) {
        return true;
    }
    let pairs = |forward: bool, start: usize, steps: &mut u32| {
        let mut known = vec![Places::default(); automaton.places.len()];
        let mut seen = vec![(start, start)];
        if let Some(known) = known.get_mut(start) {
            known.add(start);
        }
        let mut at = 0;
        while let Some(&(a, b)) = seen.get(at) {
            at += 1;
            if !forward && !automaton.share(&[a, b]) {
                continue;
            }
            let to = |from| {
                if forward {
                    automaton.following(from).both(own)
                } else {
                    automaton.preceding(from).both(own)
                }
            };
            for c in to(a).each() {
                for d in to(b).each() {
                    *steps = steps.saturating_sub(1);
                    if *steps == 0 {
                        return (Vec::new(), Vec::new());
                    }
                    if forward && !automaton.share(&[c, d]) {
                        continue;
                    }
                    if let Some(known) = known.get_mut(c).filter(|known| !known.has(d)) {
                        known.add(d);
                        seen.push((c, d));
                    }
                }
            }
        }
        (seen, known)
    };
    part.iter().any(|&place| {
        let (forth, _) = pairs(true, place, steps);
        if !forth.iter().any(|(a, b)| a != b) {
            return false;
        }
        let (_, back) = pairs(false, place, steps);
        let leads_back = |(a, b): &&(usize, usize)| back.get(*a).is_some_and(|known| known.has(*b));
        let round: Vec<_> = forth.iter().filter(leads_back).collect();
        round.iter().any(|(a, b)| a != b) && round.iter().any(|(a, b)| a == b)
    })
}

/// Whether two loops follow one another that can both read the same text, so that every border between
/// them is tried.
fn multiplies(automaton: &Automaton, parts: &[Vec<usize>], steps: &mut u32) -> bool {
    parts.iter().any(|first| {
        parts.iter().any(|second| {
            first.first() != second.first()
                && second.iter().any(|&place| !automaton.ends(place))
                && follow(automaton, first, second, steps)
        })
    })
}

/// Whether some text leads around in the first loop, from it to the second, and around in that.
fn follow(automaton: &Automaton, first: &[usize], second: &[usize], steps: &mut u32) -> bool {
    let (own, other) = (Places::of(first), Places::of(second));
    first.iter().any(|&p| {
        let reach = reached(automaton, p);
        second.iter().any(|&q| {
            if reach.get(q) != Some(&true) {
                return false;
            }
            let mut seen = vec![(p, p, q)];
            let mut known = FxHashSet::default();
            known.insert((p, p, q));
            let mut at = 0;
            while let Some(&(x, y, z)) = seen.get(at) {
                at += 1;
                for a in automaton.following(x).both(own).each() {
                    for c in automaton.following(z).both(other).each() {
                        if !automaton.share(&[a, c]) {
                            continue;
                        }
                        for b in automaton.following(y).each() {
                            *steps = steps.saturating_sub(1);
                            if *steps == 0 {
                                return false;
                            }
                            if !automaton.share(&[a, b, c]) {
                                continue;
                            }
                            if (a, b, c) == (p, q, q) {
                                return true;
                            }
                            if known.insert((a, b, c)) {
                                seen.push((a, b, c));
                            }
                        }
                    }
                }
            }
            false
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_that_explode() {
        for pattern in [
            r"(a+)+$",
            r"(a*)*$",
            r"^(a|a)*$",
            r"^(a|aa)+$",
            r"^(\w|\d)*!$",
            r"^(\w+\s?)*$",
            r"^([а-я]+\s?)*$",
            r"^(\w|é)*!$",
            r"(\s*\w+\s*)+$",
            r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+$",
            r"((a+)+b)+",
            r"(.*)*x",
            r"(?:(?:x+x+)+)y",
            r"^(([a-z])+.)+[A-Z]([a-z])+$",
            r"(?P<word>[^,]+,?)*;",
            r"(a?b?)*c",
            r"([a-z]{1,30})+$",
        ] {
            assert_eq!(
                backtracking(pattern),
                Some(Backtracking::Exponential),
                "{pattern}"
            );
        }
    }

    #[test]
    fn expressions_of_a_power() {
        for pattern in [
            r"\d+\d+$",
            r"^.*.*x",
            r"^(.*a){12}$",
            r"^\s*(.*?)\s*$",
            r"\s*,?\s*$",
        ] {
            assert_eq!(
                backtracking(pattern),
                Some(Backtracking::Polynomial),
                "{pattern}"
            );
        }
    }

    #[test]
    fn expressions_that_do_not() {
        for pattern in [
            r"^[a-z]+@[a-z]+\.[a-z]{2,4}$",
            // What stands behind the first line break is content with it.
            r"\n(\s*\n)+",
            r"(?:[a-z]+,)+$",
            r"(a|b)*c",
            r"\d{4}-\d\d-\d\d$",
            r"(\d+\.)*\d+$",
            r"^[\w.+-]+@[\w-]+\.[a-z]+$",
            r"([A-Z][a-z]+)+$",
            r"^\w+(?:\s\w+)*$",
            r"^[а-я]+(?:\s[а-я]+)*$",
            r"^[^\s]+(?:\s[^\s]+)*$",
            r"(\b\w+\b,)*$",
            r"(a+)+",
            r"(\w+\s?)*",
            r"(a++)+$",
            r"(?>a+)+$",
            r"\d{1,3}(\.\d{1,3}){3}$",
            r"^#[0-9a-f]{6}$",
            r"(?=.*\d)(?=.*[a-z]).{8,64}$",
            r"",
            r"(a",
            r"a{,3}b",
        ] {
            assert_eq!(backtracking(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn a_large_expression_ends() {
        let nested = "(".repeat(400) + "a" + &")+".repeat(400);
        assert_eq!(backtracking(&nested), None);
        let wide = "(?:[a-z]+[0-9]?)*".repeat(60) + "$";
        let _ = backtracking(&wide);
        // What takes no character may be repeated as often as one likes.
        let empty = "(?:".repeat(30) + &"){12}".repeat(30);
        assert_eq!(backtracking(&empty), None);
    }
}
