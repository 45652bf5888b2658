//! How a text is made: fixed pieces, the input, and what others put in; and laying that over a text.
//!
//! Knows nothing of programs. Called by `origin` and `ways`.

use super::LONGEST;

/// The most pieces of one text.
pub(super) const PIECES: usize = 60;
/// The most places at which fixed pieces are tried.
pub(super) const TRIES: u32 = 2_000;
/// The least fixed characters by which a way is known again elsewhere.
pub(super) const TELLING: usize = 4;
/// The most places of an input in one text.
pub(super) const PLACES: usize = 50;
/// A part of a text as it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Fixed.
    Own(String),
    /// From the input.
    Input,
    /// From elsewhere.
    Other,
}

/// How a text is made.
pub(super) type Shape = Vec<Part>;

/// How a text is made in which a word stands for the input; `None` when the word is not in it.
pub(super) fn around(text: &str, word: &str) -> Option<Shape> {
    if text.len() > LONGEST || !text.contains(word) {
        return None;
    }
    let mut shape = Shape::new();
    for (at, own) in text.split(word).take(PIECES).enumerate() {
        if at > 0 {
            push(&mut shape, Part::Input);
        }
        push(&mut shape, Part::Own(own.to_owned()));
    }
    Some(shape)
}

/// Adds a part; neighbours of one kind are one, and what stands beside the input is not told from it.
pub(super) fn push(shape: &mut Shape, part: Part) {
    match (shape.last_mut(), part) {
        (_, Part::Own(text)) if text.is_empty() => {}
        (Some(Part::Own(before)), Part::Own(text)) => before.push_str(&text),
        (Some(last @ (Part::Input | Part::Other)), part @ (Part::Input | Part::Other)) => {
            if part == Part::Input {
                *last = Part::Input;
            }
        }
        (_, part) => shape.push(part),
    }
}

pub(super) fn has_own(shape: &Shape) -> bool {
    shape.iter().any(|part| matches!(part, Part::Own(_)))
}

/// A name at whose end the input stands.
pub(super) fn joined() -> Shape {
    vec![Part::Other, Part::Own("/".into()), Part::Input]
}

/// Whether a shape has so much that is fixed that another text is hardly made like it by chance.
pub(super) fn is_telling(shape: &Shape) -> bool {
    let fixed = shape.iter().map(|part| match part {
        Part::Own(text) => text.chars().count(),
        _ => 0,
    });
    fixed.sum::<usize>() >= TELLING
}

/// Lays a shape over a text: where the input's parts come to lie. Where there are several ways, the
/// one in which every part looks like the input goes first.
pub(super) fn lay(
    shape: &Shape,
    text: &str,
    fits: &dyn Fn(&str) -> bool,
) -> Option<Vec<(usize, usize)>> {
    let mut tries = TRIES;
    let mut second = None;
    let first = lay_from(shape, text, 0, fits, true, &mut tries);
    if first.is_none() {
        tries = TRIES;
        second = lay_from(shape, text, 0, fits, false, &mut tries);
    }
    first.or(second)
}

pub(super) fn lay_from(
    shape: &[Part],
    text: &str,
    at: usize,
    fits: &dyn Fn(&str) -> bool,
    strict: bool,
    tries: &mut u32,
) -> Option<Vec<(usize, usize)>> {
    *tries = tries.checked_sub(1)?;
    let rest = text.get(at..)?;
    let Some((first, behind)) = shape.split_first() else {
        return rest.is_empty().then(Vec::new);
    };
    if let Part::Own(own) = first {
        return rest
            .starts_with(own.as_str())
            .then(|| lay_from(behind, text, at + own.len(), fits, strict, tries))?;
    }
    let ours = *first == Part::Input;
    let good = |end: usize| !ours || !strict || text.get(at..end).is_some_and(fits);
    let with = |end: usize, mut found: Vec<(usize, usize)>| {
        if ours {
            found.insert(0, (at, end));
        }
        found
    };
    match behind.first() {
        None => good(text.len()).then(|| with(text.len(), Vec::new())),
        Some(Part::Own(own)) => {
            for (place, _) in rest.match_indices(own.as_str()) {
                let end = at + place;
                if good(end)
                    && let Some(found) = lay_from(behind, text, end, fits, strict, tries)
                {
                    return Some(with(end, found));
                }
                if *tries == 0 {
                    return None;
                }
            }
            None
        }
        // Two holes side by side have been made one.
        Some(_) => None,
    }
}

/// Lays a shape over a text so that as much as possible of the input's holes looks like a part of it;
/// a hole that does not is not counted as the input's. How much it is, and where.
pub(super) fn lay_parts(
    shape: &[Part],
    text: &str,
    at: usize,
    part: &dyn Fn(&str) -> bool,
    tries: &mut u32,
) -> Option<(usize, Vec<(usize, usize)>)> {
    *tries = tries.checked_sub(1)?;
    let rest = text.get(at..)?;
    let Some((first, behind)) = shape.split_first() else {
        return rest.is_empty().then(|| (0, Vec::new()));
    };
    if let Part::Own(own) = first {
        return rest
            .starts_with(own.as_str())
            .then(|| lay_parts(behind, text, at + own.len(), part, tries))?;
    }
    let ends: Vec<usize> = match behind.first() {
        None => vec![text.len()],
        Some(Part::Own(own)) => rest
            .match_indices(own.as_str())
            .map(|(place, _)| at + place)
            .take(PLACES)
            .collect(),
        Some(_) => return None,
    };
    let mut best: Option<(usize, Vec<(usize, usize)>)> = None;
    for end in ends {
        let Some((mut score, mut found)) = lay_parts(behind, text, end, part, tries) else {
            continue;
        };
        if *first == Part::Input && text.get(at..end).is_some_and(part) {
            score += end - at;
            found.insert(0, (at, end));
        }
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, found));
        }
    }
    best
}

/// What an input commonly looks like after it was rewritten on the way.
pub(super) fn forms(input: &str) -> Vec<String> {
    let html = input
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    vec![
        input.to_owned(),
        input.trim().to_owned(),
        input.replace('\'', "''"),
        input.replace('\'', "\\'"),
        input.replace('\'', "'\"'\"'"),
        input
            .replace('\\', "\\\\")
            .replace('\n', "\\n")
            .replace('\r', "\\r"),
        html.replace('"', "&quot;").replace('\'', "&#x27;"),
        html.replace('"', "&#34;").replace('\'', "&#39;"),
        html,
    ]
}

/// Where an input stands in a text, as it is or as it is commonly rewritten.
pub(super) fn searched(text: &str, input: &str) -> Vec<(usize, usize)> {
    if input.is_empty() {
        return Vec::new();
    }
    let mut forms = forms(input);
    // A rewritten form may hold a part that looks like the input itself: the longest comes first.
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    let mut found: Vec<(usize, usize)> = Vec::new();
    for form in forms.iter().filter(|form| !form.is_empty()) {
        // It may stand here as it is and there rewritten; what is short or cut is too easily the program's own.
        let telling = form.len() >= input.len() && form.chars().count() >= TELLING;
        if !found.is_empty() && !telling {
            continue;
        }
        for (at, part) in text.match_indices(form.as_str()).take(PLACES) {
            let end = at + part.len();
            let free = found.iter().all(|(from, to)| end <= *from || *to <= at);
            if free && found.len() < PLACES {
                found.push((at, end));
            }
        }
    }
    found.sort_unstable();
    found
}
