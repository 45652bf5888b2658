//! What lists, dicts and objects hold where two paths meet.
//!
//! Called by `state`, which joins the values themselves.

use super::state::{join, same};
use super::value::{Arena, Facts, How, Kind, Node, Val};
use crate::text::Span;
use std::sync::Arc;

/// How long lists may be that are joined place by place.
const ROW: usize = 32;

/// A list of any number of elements, of which it is known on which ways there is something in it.
pub(super) fn many(arena: &mut Arena, kind: Kind, filled: Val, span: Span) -> Val {
    arena.add(Node {
        kind,
        span,
        from: [filled].into(),
        how: How::Plain,
    })
}

impl Arena {
    /// Whether there is something in a list, where that is known by the ways that led here.
    pub(super) fn filled(&self, content: Val) -> Option<Val> {
        match self.kind(content) {
            Kind::List(items) | Kind::Set(items) => Some(Val::bool(!items.is_empty())),
            Kind::Many(..) => self.node(content).from.first().copied(),
            _ => None,
        }
    }
}

/// The same where such ways meet: `errors` is empty only where each check went well that would have put something in.
fn joined_filled(arena: &mut Arena, options: &[(Val, Facts)]) -> Option<Val> {
    let filled = options
        .iter()
        .map(|(v, facts)| Some((arena.filled(*v)?, facts.clone())));
    let filled: Vec<(Val, Facts)> = filled.collect::<Option<_>>()?;
    Some(join(arena, &filled))
}

/// Contents of mutable objects are joined element by element, so that the object stays one.
pub(super) fn join_contents(arena: &mut Arena, options: &[(Val, Facts)]) -> Option<Val> {
    let none = || Facts::from([]);
    let content = |v: Val| {
        matches!(
            arena.kind(v),
            Kind::Fields(..)
                | Kind::List(_)
                | Kind::Set(_)
                | Kind::Iterator(..)
                | Kind::Many(..)
                | Kind::Dict(_)
        )
    };
    if !options.iter().all(|(v, _)| content(*v)) {
        return None;
    }
    let span = options
        .last()
        .map_or(Span::default(), |(v, _)| arena.node(*v).span);
    let kinds: Vec<Kind> = options
        .iter()
        .map(|(v, _)| arena.kind(*v).clone())
        .collect();
    if kinds.iter().all(|k| matches!(k, Kind::Fields(..))) {
        let mut names: Vec<Arc<str>> = Vec::new();
        let mut class = Val::UNBOUND;
        for kind in &kinds {
            if let Kind::Fields(c, fields) = kind {
                class = *c;
                for (name, _) in fields.iter() {
                    if !names.contains(name) {
                        names.push(name.clone());
                    }
                }
            }
        }
        let mut joined = Vec::new();
        for name in names {
            let values: Vec<(Val, Facts)> = kinds
                .iter()
                .zip(options)
                .filter_map(|(kind, (_, facts))| match kind {
                    Kind::Fields(_, fields) => fields
                        .iter()
                        .find(|(n, _)| *n == name)
                        .map(|(_, v)| (*v, facts.clone())),
                    _ => None,
                })
                .collect();
            joined.push((name, join(arena, &values)));
        }
        return Some(arena.make(Kind::Fields(class, Arc::new(joined)), span));
    }
    // Lists of one length stay lists: what stands first in each stands first.
    if let Some(first) = kinds.first()
        && let Kind::List(list) = first
        && (1..=ROW).contains(&list.len())
        && kinds
            .iter()
            .all(|k| matches!(k, Kind::List(other) if other.len() == list.len()))
    {
        let mut joined = Vec::with_capacity(list.len());
        for at in 0..list.len() {
            let values: Vec<(Val, Facts)> = kinds
                .iter()
                .zip(options)
                .filter_map(|(kind, (_, facts))| match kind {
                    Kind::List(list) => list.get(at).map(|v| (*v, facts.clone())),
                    _ => None,
                })
                .collect();
            joined.push(join(arena, &values));
        }
        return Some(arena.make(Kind::List(Arc::new(joined)), span));
    }
    let sequence = |k: &Kind| {
        matches!(
            k,
            Kind::List(_) | Kind::Set(_) | Kind::Iterator(..) | Kind::Many(..)
        )
    };
    if kinds.iter().all(sequence) {
        let mut tag = "list";
        let mut items: Vec<(Val, Facts)> = Vec::new();
        for kind in &kinds {
            match kind {
                Kind::List(list) => items.extend(list.iter().map(|&v| (v, none()))),
                Kind::Set(list) => {
                    tag = "set";
                    items.extend(list.iter().map(|&v| (v, none())));
                }
                Kind::Iterator(list, at) => {
                    tag = "iterator";
                    items.extend(list.iter().skip(*at).map(|&v| (v, none())));
                }
                Kind::Many(t, v) => {
                    tag = t;
                    items.push((*v, none()));
                }
                _ => {}
            }
        }
        items.truncate(256);
        let element = if items.is_empty() {
            Val::UNBOUND
        } else {
            join(arena, &items)
        };
        let filled = joined_filled(arena, options);
        let kind = Kind::Many(tag, element);
        return Some(match filled {
            Some(filled) => many(arena, kind, filled, span),
            None => arena.make(kind, span),
        });
    }
    if kinds.iter().all(|k| matches!(k, Kind::Dict(_))) {
        let mut merged: Vec<(Val, Vec<(Val, Facts)>)> = Vec::new();
        for kind in &kinds {
            if let Kind::Dict(pairs) = kind {
                for &(key, value) in pairs.iter() {
                    if let Some((_, values)) = merged.iter_mut().find(|(k, _)| same(arena, *k, key))
                    {
                        values.push((value, none()));
                    } else if merged.len() < 256 {
                        merged.push((key, vec![(value, none())]));
                    }
                }
            }
        }
        let pairs = merged
            .into_iter()
            .map(|(k, values)| (k, join(arena, &values)))
            .collect();
        return Some(arena.make(Kind::Dict(Arc::new(pairs)), span));
    }
    None
}
