//! What an entry returns is handed to its framework: as a page, as data, as a status beside it.
//!
//! Knows what a value is, not who asks about it. Called by `entry` and `callback`.

use super::call::Args;
use super::entry::Door;
use super::machine::Machine;
use super::value::{How, Kind, Val};

impl Machine<'_, '_> {
    /// Hands what an entry returned to the framework.
    pub(super) fn answer(&mut self, door: &Door, v: Val) {
        let callee = door.entry.answer.as_deref().filter(|_| door.answers);
        let object = door.entry.object.as_deref();
        if callee.is_none() && object.is_none() {
            return;
        }
        let v = self.look(v);
        let options: Vec<Val> = match self.kind(v).clone() {
            Kind::Either(options) => options.iter().map(|(o, _)| *o).collect(),
            _ => vec![v],
        };
        for option in options {
            let option = self.look(option);
            let content = self.content_kind(option);
            if let Some(object) = object {
                // Of a body, a status and headers, the body.
                let body = match &content {
                    Kind::Tuple(items) if door.entry.spread => items.first().copied(),
                    _ => Some(option),
                };
                if let Some(body) = body
                    && (self.is_data(body) || callee.is_none() && self.is_own_text(body, 0))
                {
                    let span = self.arena.node(body).span;
                    self.export_call(object, false, &Args::positional(vec![body]), span);
                    continue;
                }
            }
            let Some(callee) = callee else { continue };
            if door.entry.each {
                let pieces: Vec<Val> = match content {
                    Kind::List(items) => items.to_vec(),
                    Kind::Tuple(items) => items.to_vec(),
                    Kind::Iterator(items, _) => items.to_vec(),
                    Kind::Many(_, element) => vec![element],
                    _ => Vec::new(),
                };
                for piece in pieces {
                    self.answer_with(callee, vec![piece]);
                }
                continue;
            }
            let all: Vec<Val> = match content {
                Kind::Tuple(items) if door.entry.spread => items.to_vec(),
                Kind::Dict(pairs) if !door.entry.parts.is_empty() => {
                    let parts = door.entry.parts.iter();
                    parts.map(|part| self.part_at(&pairs, part)).collect()
                }
                _ => vec![option],
            };
            self.answer_with(callee, all);
        }
    }

    /// Whether a value is a mapping or a list that stands in the program.
    fn is_data(&self, v: Val) -> bool {
        let content = self.content_kind(self.look(v));
        matches!(content, Kind::Dict(_) | Kind::List(_))
    }

    /// What stands at a key of a mapping, or nothing.
    fn part_at(&self, pairs: &[(Val, Val)], part: &str) -> Val {
        let at = |key: Val| matches!(self.kind(self.look(key)), Kind::Str(s) if &**s == part);
        let found = pairs.iter().find(|(key, _)| at(*key));
        found.map_or(Val::NONE, |&(_, v)| v)
    }

    fn answer_with(&mut self, callee: &str, all: Vec<Val>) {
        // Objects that the program made answer for themselves where they are made.
        if let Some(&body) = all.first()
            && self.is_own_text(body, 0)
        {
            let span = self.arena.node(body).span;
            self.export_call(callee, false, &Args::positional(all), span);
        }
    }

    /// Whether a value is text that the program built or got, not what some call outside made.
    fn is_own_text(&self, v: Val, depth: u32) -> bool {
        if depth > 16 {
            return false;
        }
        let v = self.look(v);
        let node = self.arena.node(v);
        match &node.kind {
            Kind::Text(_) | Kind::Str(_) => true,
            Kind::Tested(_, inner) => self.is_own_text(*inner, depth + 1),
            Kind::Unknown(_, Some(_)) => true,
            Kind::Unknown(ty, None) => match &node.how {
                How::Text => true,
                How::Call(name) => {
                    name.starts_with("str.")
                        || name.starts_with("bytes.")
                        || ty.as_deref() == Some("str")
                        // Taken out of what arrived.
                        || (!name.contains('.')
                            && node
                                .from
                                .first()
                                .is_some_and(|&w| self.is_own_text(w, depth + 1)))
                }
                How::Part => node.from.iter().any(|&w| self.is_own_text(w, depth + 1)),
                How::Plain => ty.as_deref() == Some("str"),
            },
            Kind::Method(of, _) => self.is_own_text(*of, depth + 1),
            _ => false,
        }
    }
}
