//! The texts that one text stands for, when its gap is filled by one of several values.
//!
//! Knows no rule. Called by `condition`.

use crate::evaluate::{Piece, View};

/// Text with one hole that is filled by one of several is one of several texts.
pub(super) fn texts(view: &View) -> Option<Vec<View>> {
    let mut holes = view.pieces.iter().enumerate().filter_map(|(at, piece)| {
        let Piece::Hole(hole) = piece else {
            return None;
        };
        Some((at, hole))
    });
    let (at, hole) = holes.next()?;
    if holes.next().is_some() || hole.either.is_empty() || view.kind.as_deref() != Some("str") {
        return None;
    }
    let literals = |pieces: &[Piece]| -> String {
        let texts = pieces.iter().filter_map(|piece| match piece {
            Piece::Literal(text) => Some(text.as_str()),
            Piece::Hole(_) => None,
        });
        texts.collect()
    };
    let (before, after) = view.pieces.split_at_checked(at)?;
    let filled = |option: &View| {
        let mut text = view.clone();
        text.through.clone_from(&option.through);
        if let (Some(known), Some("str")) = (&option.known, option.kind.as_deref()) {
            let whole = format!("{}{known}{}", literals(before), literals(after));
            text.pieces = vec![Piece::Literal(whole.clone())];
            text.known = Some(whole);
            text.origins.clear();
        } else if let Some(Piece::Hole(hole)) = text.pieces.get_mut(at) {
            **hole = option.clone();
        }
        text
    };
    Some(hole.either.iter().map(filled).collect())
}
