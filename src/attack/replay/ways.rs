//! How the texts of a program are made of its input, from what the analyzer knows of the program, and from
//! a call with a word that stands out.
//!
//! Called by `replay`; `origin` lays what is known here over a text.

use super::lay::{PIECES, PLACES, Part, Shape, around, has_own, is_telling, joined, push};
use super::origin::Input;
use crate::evaluate::{
    Argument, Data, EffectKind, Ending, Outcome, Piece as TextPiece, Record, View,
};
use crate::text::Span;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// The most ways of one text that are tried.
const SHAPES: usize = 12;
/// How deep values within values are looked into.
const DEEP: usize = 8;
/// The most ways of all texts of a program.
const ALL: usize = 60;
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
