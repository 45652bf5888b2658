//! Which part of a text came from an input: from what the analyzer knows of how the text is made, and
//! where that says nothing, from what stands in the text.
//!
//! The analyzer sees a text as fixed pieces and holes. Laid over the text that a probe made, the holes
//! are what the input became, however it was rewritten on the way, and a fixed piece that happens to
//! read like the input stays the program's own. Called by `replay`.

use super::LONGEST;
use crate::evaluate::{
    Argument, Data, EffectKind, Ending, Outcome, Piece as TextPiece, Record, View,
};
use crate::text::Span;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// The most ways of one text that are tried.
const SHAPES: usize = 12;
/// The most pieces of one text.
const PIECES: usize = 60;
/// The most places at which fixed pieces are tried.
const TRIES: u32 = 2_000;
/// How deep values within values are looked into.
const DEEP: usize = 8;
/// The most ways of all texts of a program.
const ALL: usize = 60;
/// The least fixed characters by which a way is known again elsewhere.
const TELLING: usize = 4;
/// The most places of an input in one text.
const PLACES: usize = 50;

/// A part of a text as it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// Fixed.
    Own(String),
    /// From the input.
    Input,
    /// From elsewhere.
    Other,
}

/// What stands where the input stood in a text that is compared with the real one.
pub(super) const MARKER: char = '\u{e000}';

/// How a text is made.
type Shape = Vec<Part>;

/// How the values that one call gets are made.
#[derive(Debug, Clone, Default)]
struct Made {
    /// The first argument: the text that is handed over.
    first: Vec<Shape>,
    /// All others that have fixed pieces.
    others: Vec<Shape>,
    /// The elements of the first.
    items: Vec<Vec<Shape>>,
    /// Positions at which the input itself is handed over, as it came.
    plain: BTreeSet<u32>,
    /// Whether there is a first argument.
    seen: bool,
    /// Whether the first argument is sometimes made of the input, or of what cannot be followed.
    taken: bool,
    /// Whether each element of the second is the input: values that are bound to a statement.
    bound: Vec<bool>,
}

/// How the texts of a program are made of its input.
#[derive(Debug, Clone, Default)]
pub struct Ways {
    calls: BTreeMap<(u32, u32), Made>,
    returned: Vec<Shape>,
    /// Where that is, when it is at one place.
    returns_at: Option<Span>,
    /// Calls that unpack an archive: where, of what, with what. A probe follows them inside.
    unpackings: Vec<(Span, String, Vec<Argument>)>,
    /// Every way in which some text is made, wherever it goes.
    all: Vec<Shape>,
}

impl Ways {
    /// Reads them from what the analyzer found: of the function `entry` and its parameter `name`, where
    /// those are given.
    #[must_use]
    pub fn of(record: &Record, entry: Option<&str>, name: Option<&str>) -> Self {
        let mut ways = Self::default();
        let mut returns = BTreeSet::new();
        let from = |view: &View| {
            let mut origins = view.origins.iter();
            origins.any(|origin| name.is_none_or(|name| origin.name == name))
        };
        for effect in &record.effects {
            if entry.is_some_and(|entry| entry != effect.entry) {
                continue;
            }
            match &effect.kind {
                EffectKind::Call {
                    callee, arguments, ..
                } => {
                    if super::is_unpacking(callee) && ways.unpackings.len() < PLACES {
                        let call = (effect.span, callee.clone(), arguments.clone());
                        ways.unpackings.push(call);
                    }
                    let place = (effect.span.start, effect.span.end);
                    let made = ways.calls.entry(place).or_default();
                    for argument in arguments {
                        if let Some(at) = argument.position
                            && from(&argument.value)
                            && is_plain(&argument.value)
                        {
                            made.plain.insert(at);
                        }
                        if argument.position == Some(0) {
                            made.seen = true;
                            made.taken |= from(&argument.value) || is_dark(&argument.value, 0);
                        }
                        if argument.position != Some(0) {
                            shapes(&argument.value, &from, &mut made.others);
                            made.others.retain(has_own);
                            if argument.position == Some(1) {
                                let items = argument.value.items.iter().take(PIECES);
                                made.bound = items.map(&from).collect();
                            }
                            continue;
                        }
                        shapes(&argument.value, &from, &mut made.first);
                        for (at, item) in argument.value.items.iter().enumerate().take(PIECES) {
                            if made.items.len() <= at {
                                made.items.push(Vec::new());
                            }
                            if let Some(of_item) = made.items.get_mut(at) {
                                shapes(item, &from, of_item);
                            }
                        }
                    }
                }
                EffectKind::Return(view) => {
                    shapes(view, &from, &mut ways.returned);
                    returns.insert(effect.span);
                }
                _ => {}
            }
        }
        if let (Some(one), 1) = (returns.first(), returns.len()) {
            ways.returns_at = Some(*one).filter(|span| span.end > span.start);
        }
        let made = ways.calls.values().flat_map(|made| {
            let items = made.items.iter().flatten();
            made.first.iter().chain(&made.others).chain(items)
        });
        for shape in made.chain(&ways.returned) {
            if ways.all.len() < ALL && is_telling(shape) && !ways.all.contains(shape) {
                ways.all.push(shape.clone());
            }
        }
        ways
    }

    /// Learns from a call that was made with a word that stands out: where the word came to stand, the
    /// input will.
    pub fn learn(&mut self, usual: &Outcome, word: &str) {
        let mut learnt: Vec<Shape> = Vec::new();
        let mut take = |text: &str, into: Option<&mut Vec<Shape>>| {
            let Some(shape) = around(text, word) else {
                return;
            };
            if let Some(into) = into {
                into.insert(0, shape.clone());
            }
            if learnt.len() < ALL && is_telling(&shape) && !learnt.contains(&shape) {
                learnt.push(shape);
            }
        };
        for effect in &usual.effects {
            let EffectKind::Call { arguments, .. } = &effect.kind else {
                continue;
            };
            for argument in arguments {
                let Some(text) = &argument.value.known else {
                    continue;
                };
                let made = self.calls.entry((effect.span.start, effect.span.end));
                let made = made.or_default();
                let into = match argument.position {
                    Some(0) => &mut made.first,
                    _ => &mut made.others,
                };
                take(text, Some(into));
                if argument.position == Some(0) && text.contains(word) {
                    (made.seen, made.taken) = (true, true);
                }
            }
        }
        let mut open: Vec<&Data> = usual
            .endings
            .iter()
            .filter_map(|ending| match ending {
                Ending::Returns(data) => Some(data),
                _ => None,
            })
            .collect();
        let mut left = PLACES;
        while let Some(data) = open.pop() {
            left = left.saturating_sub(1);
            match data {
                Data::Str(text) => take(text, Some(&mut self.returned)),
                Data::List(items) | Data::Tuple(items) if left > 0 => open.extend(items),
                Data::Dict(pairs) if left > 0 => open.extend(pairs.iter().map(|pair| &pair.1)),
                _ => {}
            }
        }
        for event in &usual.events {
            if let Some((_, object)) = event.text.split_once(' ') {
                take(object, None);
            }
        }
        learnt.append(&mut self.all);
        self.all = learnt;
    }

    /// The calls of the program that unpack a tar archive.
    pub(super) fn unpackings(&self) -> impl Iterator<Item = &(Span, String, Vec<Argument>)> {
        let tar = |callee: &str| !callee.starts_with("zipfile.");
        self.unpackings
            .iter()
            .filter(move |(_, callee, _)| tar(callee))
    }

    /// Where the program gives back what it gives.
    pub(super) fn returns_at(&self) -> Option<Span> {
        self.returns_at
    }

    /// Whether the input itself is what is handed over here, at this position.
    pub(super) fn hands_over(&self, span: Span, position: u32) -> bool {
        let made = self.calls.get(&(span.start, span.end));
        made.is_some_and(|made| made.plain.contains(&position))
    }

    /// Whether what is handed over here first is known to hold nothing of the input.
    pub(super) fn is_free(&self, span: Span) -> bool {
        let made = self.calls.get(&(span.start, span.end));
        made.is_some_and(|made| made.seen && !made.taken)
    }

    /// An input, in texts that are handed over here.
    pub(super) fn at<'a>(&'a self, input: &str, span: Option<Span>) -> Input<'a> {
        let made = span.and_then(|span| self.calls.get(&(span.start, span.end)));
        Input {
            needles: vec![input.to_owned()],
            shapes: made.map_or(&[], |made| &made.first),
            others: made.map_or(&[], |made| &made.others),
            items: made.map_or(&[], |made| &made.items),
            rest: &self.all,
            bound: made.map_or(&[], |made| &made.bound),
            free: made.is_some_and(|made| made.seen && !made.taken),
            guessed: Cell::new(false),
        }
    }

    /// An input in what is returned.
    pub(super) fn returned(&self, input: &str) -> Input<'_> {
        Input {
            needles: vec![input.to_owned()],
            shapes: &self.returned,
            others: &[],
            items: &[],
            rest: &self.all,
            bound: &[],
            free: false,
            guessed: Cell::new(false),
        }
    }
}

/// How a text is made in which a word stands for the input; `None` when the word is not in it.
fn around(text: &str, word: &str) -> Option<Shape> {
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

/// Whether a value is a name that was joined from others and the input.
fn is_joined(view: &View) -> bool {
    let joins = |name: &String| {
        name.ends_with("path.join") || name.starts_with("pathlib.") || name.ends_with("joinpath")
    };
    view.known.is_none() && view.pieces.is_empty() && view.through.iter().any(joins)
}

/// Whether a value is what came in, and nothing was done to it on the way.
fn is_plain(view: &View) -> bool {
    view.pieces.is_empty()
        && view.known.is_none()
        && view.items.is_empty()
        && view.either.is_empty()
        && view.through.is_empty()
        && view.opaque.is_none()
        && view.origins.len() == 1
}

/// Whether a part of a value cannot be followed, so that anything may be in it.
fn is_dark(view: &View, depth: usize) -> bool {
    let holes = view.pieces.iter().filter_map(|piece| match piece {
        TextPiece::Hole(hole) => Some(&**hole),
        TextPiece::Literal(_) => None,
    });
    let mut parts = holes.chain(&view.items).chain(&view.either);
    depth > DEEP
        || view.opaque.is_some()
        || parts.any(|part| is_dark(part, depth + 1))
        || view.known.is_none()
            && view.name.is_none()
            && view.pieces.is_empty()
            && view.items.is_empty()
            && view.either.is_empty()
            && view.origins.is_empty()
}

/// The ways in which a value is made that have an input in them.
fn shapes(view: &View, from: &dyn Fn(&View) -> bool, all: &mut Vec<Shape>) {
    if !view.either.is_empty() {
        for option in &view.either {
            if all.len() < SHAPES {
                shapes(option, from, all);
            }
        }
        return;
    }
    if is_joined(view) && from(view) && all.len() < SHAPES {
        all.push(joined());
    }
    let mut shape = Shape::new();
    parts(view, from, &mut shape);
    if all.len() < SHAPES && shape.contains(&Part::Input) && !all.contains(&shape) {
        all.push(shape);
    }
}

fn parts(view: &View, from: &dyn Fn(&View) -> bool, shape: &mut Shape) {
    if shape.len() >= PIECES {
        return;
    }
    if let Some(known) = &view.known {
        return push(shape, Part::Own(known.clone()));
    }
    if view.pieces.is_empty() {
        let part = if from(view) { Part::Input } else { Part::Other };
        return push(shape, part);
    }
    for piece in &view.pieces {
        match piece {
            TextPiece::Literal(text) => push(shape, Part::Own(text.clone())),
            TextPiece::Hole(hole) => parts(hole, from, shape),
        }
    }
}

/// Adds a part; neighbours of one kind are one, and what stands beside the input is not told from it.
fn push(shape: &mut Shape, part: Part) {
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

/// An input on its way into texts.
#[derive(Debug, Clone)]
pub(super) struct Input<'a> {
    /// What it looks like: as it was given, and as it arrived.
    needles: Vec<String>,
    shapes: &'a [Shape],
    others: &'a [Shape],
    items: &'a [Vec<Shape>],
    /// How all texts of the program are made, for one that arrives by another way.
    rest: &'a [Shape],
    /// Which of the values are the input that are handed over beside a text.
    bound: &'a [bool],
    /// Whether the text that is handed over is known to hold nothing of it.
    free: bool,
    /// Whether a place was found only because it looks like the input.
    guessed: Cell<bool>,
}

impl Input<'_> {
    /// An input of which nothing is known but its text.
    pub(super) fn plain(text: &str) -> Input<'static> {
        Input {
            needles: vec![text.to_owned()],
            shapes: &[],
            others: &[],
            items: &[],
            rest: &[],
            bound: &[],
            free: false,
            guessed: Cell::new(false),
        }
    }

    /// The input as it was given.
    pub(super) fn text(&self) -> &str {
        self.needles.first().map_or("", String::as_str)
    }

    /// Where it stands in a text.
    pub(super) fn places(&self, text: &str) -> Vec<(usize, usize)> {
        self.laid_over(text, self.shapes, self.others)
    }

    /// Whether some of it is seen in a text, as it is or as it is commonly rewritten.
    pub(super) fn is_seen(&self, text: &str) -> bool {
        self.needles.iter().any(|needle| {
            let forms = forms(needle);
            let mut forms = forms.iter().filter(|form| !form.is_empty());
            forms.any(|form| text.contains(form.as_str()))
        })
    }

    /// The same input, of whose places nothing was asked yet.
    pub(super) fn anew(&self) -> Self {
        Self {
            guessed: Cell::new(false),
            ..self.clone()
        }
    }

    /// The same input in lines that are told one by one, where control characters are pictures.
    pub(super) fn in_lines(mut self) -> Self {
        let text = self.text().replace("\r\n", "\n").replace('\r', "\n");
        let seen: String = text
            .chars()
            .map(|c| match c {
                '\n' => c,
                '\x7f' => '\u{2421}',
                c if c.is_ascii_control() => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c),
                c => c,
            })
            .collect();
        if !self.needles.contains(&seen) {
            self.needles.push(seen);
        }
        self
    }

    /// Where it stands in the text that is handed over first; nowhere, when that is known to be made of
    /// other things.
    pub(super) fn places_first(&self, text: &str) -> Vec<(usize, usize)> {
        if self.free {
            return Vec::new();
        }
        self.places(text)
    }

    /// Whether value number `at` beside a statement is the input.
    pub(super) fn is_bound(&self, at: usize) -> bool {
        self.bound.get(at).copied().unwrap_or(false)
    }

    /// Whether it was looked for in a text whose making is not known.
    pub(super) fn was_guessed(&self) -> bool {
        self.guessed.get()
    }

    /// The same, in a text that has something of the program before what is handed over.
    pub(super) fn behind(&self, text: &str) -> Vec<(usize, usize)> {
        let behind = |shape: &Shape| {
            let mut all = vec![Part::Other];
            all.extend(shape.iter().cloned());
            all
        };
        let shapes: Vec<Shape> = self.shapes.iter().map(behind).collect();
        let shapes = shapes
            .iter()
            .filter(|shape| matches!(shape.get(1), Some(Part::Own(_))));
        let shapes: Vec<Shape> = shapes.cloned().collect();
        self.laid_over(text, &shapes, &[])
    }

    /// Where it stands in the element number `at` of a list.
    pub(super) fn places_in_item(&self, at: usize, text: &str) -> Vec<(usize, usize)> {
        let shapes = self.items.get(at).map_or(&[][..], Vec::as_slice);
        self.laid_over(text, shapes, &[])
    }

    fn laid_over(&self, text: &str, shapes: &[Shape], others: &[Shape]) -> Vec<(usize, usize)> {
        if text.len() > LONGEST {
            return Vec::new();
        }
        let fits = |gap: &str| {
            self.needles
                .iter()
                .any(|needle| forms(needle).iter().any(|form| form == gap))
        };
        let mut second = None;
        for shape in shapes.iter().chain(others).filter(|shape| has_own(shape)) {
            let found = if *shape == joined() {
                // Where a joined name is cut is only seen from the input.
                lay_from(shape, text, 0, &fits, true, &mut { TRIES })
            } else {
                lay(shape, text, &fits)
            };
            let Some(found) = found else {
                continue;
            };
            let exact = found
                .iter()
                .all(|(start, end)| fits(text.get(*start..*end).unwrap_or("")));
            if exact {
                return found;
            }
            second.get_or_insert(found);
        }
        // Of an input that was cut up on the way, a part arrives; other holes are others' data.
        let part = |gap: &str| {
            !gap.is_empty()
                && self
                    .needles
                    .iter()
                    .any(|needle| forms(needle).iter().any(|form| form.contains(gap)))
        };
        for shape in shapes.iter().chain(others).filter(|shape| has_own(shape)) {
            if let Some((_, found)) = lay_parts(shape, text, 0, &part, &mut { TRIES })
                && !found.is_empty()
            {
                return found;
            }
        }
        if let Some(found) = second {
            return found.into_iter().filter(|(a, b)| a < b).collect();
        }
        for shape in self.rest {
            if let Some(found) = lay_from(shape, text, 0, &fits, true, &mut { TRIES }) {
                return found;
            }
        }
        let mut found = Vec::new();
        for needle in &self.needles {
            found = searched(text, needle);
            if !found.is_empty() {
                // What is the whole value and nothing else needs no search.
                if found != [(0, text.len())] {
                    self.guessed.set(true);
                }
                return found;
            }
        }
        // A value that is nothing but the input, rewritten.
        let whole = !text.is_empty() && shapes.iter().any(|shape| **shape == [Part::Input]);
        if whole && shapes.len() == 1 {
            found.push((0, text.len()));
        }
        found
    }

    /// Where it stands in a text, beside the same text with [`MARKER`] in its places.
    pub(super) fn beside(&self, text: &str, usual: &str) -> Vec<(usize, usize)> {
        if text == usual {
            return Vec::new();
        }
        let mut shape = Shape::new();
        for (at, own) in usual.split(MARKER).take(PIECES).enumerate() {
            if at > 0 {
                push(&mut shape, Part::Input);
            }
            push(&mut shape, Part::Own(own.to_owned()));
        }
        self.laid_over(text, std::slice::from_ref(&shape), &[])
    }

    /// The same input inside of a text in which it was found: what it has become there is looked for too.
    pub(super) fn within(&self, text: &str, found: &[(usize, usize)]) -> Input<'static> {
        let mut needles = self.needles.clone();
        for (start, end) in found {
            let become_of = text.get(*start..*end).unwrap_or("").trim();
            if !become_of.is_empty() && !needles.iter().any(|known| known == become_of) {
                needles.push(become_of.to_owned());
            }
        }
        Input {
            needles,
            shapes: &[],
            others: &[],
            items: &[],
            rest: &[],
            bound: &[],
            free: false,
            guessed: Cell::new(false),
        }
    }
}

fn has_own(shape: &Shape) -> bool {
    shape.iter().any(|part| matches!(part, Part::Own(_)))
}

/// A name at whose end the input stands.
fn joined() -> Shape {
    vec![Part::Other, Part::Own("/".into()), Part::Input]
}

/// Whether a shape has so much that is fixed that another text is hardly made like it by chance.
fn is_telling(shape: &Shape) -> bool {
    let fixed = shape.iter().map(|part| match part {
        Part::Own(text) => text.chars().count(),
        _ => 0,
    });
    fixed.sum::<usize>() >= TELLING
}

/// Lays a shape over a text: where the input's parts come to lie. Where there are several ways, the
/// one in which every part looks like the input goes first.
fn lay(shape: &Shape, text: &str, fits: &dyn Fn(&str) -> bool) -> Option<Vec<(usize, usize)>> {
    let mut tries = TRIES;
    let mut second = None;
    let first = lay_from(shape, text, 0, fits, true, &mut tries);
    if first.is_none() {
        tries = TRIES;
        second = lay_from(shape, text, 0, fits, false, &mut tries);
    }
    first.or(second)
}

fn lay_from(
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
fn lay_parts(
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
fn forms(input: &str) -> Vec<String> {
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
    for form in forms {
        if form.is_empty() {
            continue;
        }
        let found: Vec<(usize, usize)> = text
            .match_indices(form.as_str())
            .map(|(at, part)| (at, at + part.len()))
            .take(PLACES)
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> Part {
        Part::Own(text.into())
    }

    fn input<'a>(text: &str, shapes: &'a [Shape]) -> Input<'a> {
        Input {
            needles: vec![text.to_owned()],
            shapes,
            others: &[],
            items: &[],
            rest: &[],
            bound: &[],
            free: false,
            guessed: Cell::new(false),
        }
    }

    #[test]
    fn a_piece_of_the_program_that_reads_like_the_input_is_its_own() {
        let shapes = [vec![
            own("SELECT name WHERE name = '"),
            Part::Input,
            own("'"),
        ]];
        let text = "SELECT name WHERE name = 'name'";
        assert_eq!(input("name", &shapes).places(text), [(26, 30)]);
        assert_eq!(input("name", &[]).places(text).len(), 3);
    }

    #[test]
    fn what_was_rewritten_on_the_way_is_found() {
        let shapes = [vec![own("ping "), Part::Input, own(" -c 1")]];
        assert_eq!(input("host", &shapes).places("ping HOST -c 1"), [(5, 9)]);
        assert_eq!(input("a b", &shapes).places("ping 'a b' -c 1"), [(5, 10)]);
        assert_eq!(input("x", &shapes).places("other"), []);
        // A fixed piece inside of the input does not cut it short.
        let text = "ping x -c 1 -c 1";
        assert_eq!(input("x -c 1", &shapes).places(text), [(5, 11)]);
    }

    #[test]
    fn a_value_that_is_only_the_input_is_found_however_it_looks() {
        let shapes = [vec![Part::Input]];
        assert_eq!(input("id", &shapes).places("ID"), [(0, 2)]);
        assert_eq!(input("id", &shapes).places("an id"), [(3, 5)]);
    }

    #[test]
    fn a_part_of_the_input_is_told_from_the_data_of_others() {
        let shapes = [vec![own("lp -d hall-"), Part::Input, own(" "), Part::Input]];
        let text = "lp -d hall-1; id /srv/notice.txt";
        assert_eq!(input("print?1; id", &shapes).places(text), [(11, 16)]);
    }

    #[test]
    fn hostile_texts_end() {
        let shape: Shape = (0..40).flat_map(|_| [Part::Input, own("a")]).collect();
        let shapes = [shape];
        let _ = input("b", &shapes).places(&"a".repeat(15_000));
    }
}
