//! What `**` hands over, to a call or into another dict: the entries of a dict, the fields of an object.
//!
//! Called by `expression` and `method`.

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;

/// How many values of names that nobody knows are looked at where a dict is spread.
const OPEN: usize = 8;

/// How many entries of a dict may be replaced at once by what nobody knows.
const OVERLAID: usize = 64;

impl Machine<'_, '_> {
    /// Adds what `**v` passes.
    pub(super) fn spread_keywords(&mut self, v: Val, args: &mut Args, at: Span) -> Follow<()> {
        // `**vars(object)`, `**object.__dict__`
        let object = match self.kind(v) {
            Kind::Method(object, name) if &**name == "__dict__" => self.look(*object),
            _ => self.as_dict(v, at)?,
        };
        match self.content_kind(object) {
            Kind::Fields(class, fields) if self.class_member(class, "keys").is_none() => {
                let named = fields.iter().map(|(name, v)| (name.clone(), *v, at));
                args.keywords.extend(named);
                if self.outside_base(class).is_some() {
                    args.spread = Some(v);
                }
            }
            Kind::Dict(pairs) => {
                // What was put there under a name that nobody knows may stand under each that stood there before.
                let mut open: Vec<Val> = Vec::new();
                let from = args.keywords.len();
                for &(key, value) in pairs.iter().rev() {
                    if let Kind::Str(name) = self.kind(key).clone() {
                        let all: Vec<Val> = open.iter().copied().chain([value]).collect();
                        args.keywords.push((name, self.either(&all), at));
                        continue;
                    }
                    args.spread = Some(v);
                    if self.is_unknown_key(key) && open.len() < OPEN {
                        open.push(value);
                    }
                }
                if let Some(own) = args.keywords.get_mut(from..) {
                    own.reverse();
                }
            }
            Kind::List(_) | Kind::Str(_) | Kind::Int(_) | Kind::None if self.world.is_some() => {
                let why = "argument after ** must be a mapping";
                return self.raise("builtins.TypeError", why, at);
            }
            _ => args.spread = Some(v),
        }
        Ok(())
    }

    /// What `{**v}` spreads in a probe: a dict, or what an object gives as one; what is no mapping is refused.
    pub(super) fn spread_mapping(&mut self, v: Val, span: Span) -> Follow<Val> {
        if self.world.is_none() {
            return Ok(v);
        }
        let v = self.as_dict(v, span)?;
        match self.content_kind(v) {
            Kind::List(_)
            | Kind::Tuple(_)
            | Kind::Set(_)
            | Kind::Str(_)
            | Kind::Bytes(_)
            | Kind::Int(_)
            | Kind::Float(_)
            | Kind::Bool(_)
            | Kind::None => {
                let why = format!("'{}' object is not a mapping", self.type_name(v));
                self.raise("builtins.TypeError", &why, span)
            }
            _ => Ok(v),
        }
    }

    /// Puts what another dict holds over these pairs, where nobody knows what that is: each of them may be replaced.
    pub(super) fn overlay(&mut self, pairs: &mut Vec<(Val, Val)>, other: Val, span: Span) {
        let element = self.derive(None, &[other], How::Part, span);
        if pairs.len() <= OVERLAID {
            for (_, value) in pairs.iter_mut() {
                *value = self.either(&[*value, element]);
            }
        }
        pairs.push((element, element));
    }
}
