//! Tuples whose fields have names: how they are made, by a call or by a class.
//!
//! Their methods stand with those of other tuples. Called by `standard`.

use super::call::Args;
use super::container::Items;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Node, Val};
use crate::text::Span;
use std::sync::Arc;

/// What a named tuple remembers of its defaults; no field has this name.
const DEFAULTS: &str = "named tuple's defaults";

/// What it remembers of the name of its class; no field has this name either.
const CLASS: &str = "named tuple's class";

/// What makes a tuple whose fields have names.
const NAMED_TUPLE: &str = "collections.namedtuple()";

impl Machine<'_, '_> {
    /// The names of a tuple's fields: one text with blanks or commas between, or a list.
    fn field_names(&self, v: Val) -> Option<Vec<String>> {
        match self.content_kind(self.look(v)) {
            Kind::Str(names) => {
                let names = names.split([' ', ',']).filter(|n| !n.is_empty());
                Some(names.map(str::to_owned).collect())
            }
            Kind::List(items) => self.texts_of(&items),
            Kind::Tuple(items) => self.texts_of(&items),
            _ => None,
        }
    }

    fn texts_of(&self, items: &[Val]) -> Option<Vec<String>> {
        let text = |&v: &Val| match self.kind(self.look(v)) {
            Kind::Str(s) => Some(s.to_string()),
            _ => None,
        };
        items.iter().map(text).collect()
    }

    /// A tuple whose fields have names.
    pub(super) fn named_tuple(
        &mut self,
        names: Arc<[Arc<str>]>,
        values: Arc<[Val]>,
        class: &str,
        span: Span,
    ) -> Val {
        self.arena.add(Node {
            kind: Kind::Row(names, values),
            span,
            from: super::row::Row::default(),
            how: How::Call(Arc::from(format!("{NAMED_TUPLE}{class}"))),
        })
    }

    /// Whether this is a tuple whose fields have names.
    pub(super) fn is_named_tuple(&self, v: Val) -> bool {
        self.tuple_class(v).is_some()
    }

    /// The name of the class of such a tuple, which is empty where nobody knows it.
    pub(super) fn tuple_class(&self, v: Val) -> Option<&str> {
        match &self.arena.node(self.look(v)).how {
            How::Call(made) => made.strip_prefix(NAMED_TUPLE),
            _ => None,
        }
    }

    /// What `namedtuple(…)` made: the names of its fields, and the values that the last of them have without being
    /// given.
    pub(super) fn tuple_maker(&self, made: Val) -> Option<(Vec<Val>, Vec<Val>)> {
        let Kind::Partial(maker, names, told) = self.kind(self.look(made)) else {
            return None;
        };
        if !matches!(self.kind(*maker), Kind::Symbol(s) if &**s == NAMED_TUPLE) {
            return None;
        }
        let all = |v: Option<Val>| match v.map(|v| self.kind(v)) {
            Some(Kind::Tuple(items)) => items.to_vec(),
            _ => Vec::new(),
        };
        let usual = told.iter().find(|(name, _)| &**name == DEFAULTS);
        Some((all(names.first().copied()), all(usual.map(|(_, v)| *v))))
    }

    /// What an object of a class of named tuples holds, in order.
    pub(super) fn as_tuple(&self, v: Val) -> Option<Vec<Val>> {
        let Kind::Fields(class, fields) = self.content_kind(self.look(v)) else {
            return None;
        };
        let named = self.outside_base(class).as_deref() == Some("typing.NamedTuple");
        named.then(|| fields.iter().map(|&(_, v)| v).collect())
    }

    /// A named tuple as the plain one that it is where two are put together.
    pub(super) fn without_names(&mut self, v: Val, span: Span) -> Val {
        let items = match self.content_kind(v) {
            Kind::Row(_, items) if self.is_named_tuple(v) => Some(items.to_vec()),
            Kind::Fields(..) => self.as_tuple(v),
            _ => None,
        };
        items.map_or(v, |items| self.tuple(items, span))
    }

    /// A method that a class of named tuples has from its base.
    pub(super) fn named_method(
        &mut self,
        receiver: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let Kind::Fields(class, fields) = self.content_kind(receiver) else {
            return Ok(None);
        };
        let Some(items) = self.as_tuple(receiver) else {
            return Ok(None);
        };
        Ok(match name {
            "_replace" if args.spread.is_none() => {
                let mut fields = (*fields).clone();
                for (field, v, _) in &args.keywords {
                    let Some(slot) = fields.iter_mut().find(|(n, _)| n == field) else {
                        let message = format!("Got unexpected field names: ['{field}']");
                        return self.raise("builtins.ValueError", &message, span);
                    };
                    slot.1 = *v;
                }
                Some(self.object(Kind::Fields(class, Arc::new(fields)), span))
            }
            "_asdict" => {
                let pairs = fields.iter().map(|(n, v)| (self.text(n, span), *v));
                let pairs: Vec<(Val, Val)> = pairs.collect();
                Some(self.object(Kind::Dict(Arc::new(pairs)), span))
            }
            "index" | "count" => {
                let items = self.tuple(items, span);
                Some(self.container_method(items, name, args, span)?)
            }
            _ => None,
        })
    }

    /// Calls what makes named tuples, or a class of them.
    pub(super) fn named_call(
        &mut self,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let first = args.get(0, "").map(|v| self.look(v));
        Ok(Some(match name {
            "collections.namedtuple" => {
                let names = args.get(1, "field_names").and_then(|v| self.field_names(v));
                let Some(names) = names else {
                    return Ok(None);
                };
                let made = self.symbol("collections.namedtuple()", span);
                let names = names.iter().map(|n| self.text(n, span)).collect();
                let names = self.tuple(names, span);
                let defaults = args.keyword("defaults").map(|v| self.items(v, span));
                let mut told = match defaults.transpose()? {
                    Some(Items::Known(defaults)) => {
                        vec![(Arc::from(DEFAULTS), self.tuple(defaults, span))]
                    }
                    _ => Vec::new(),
                };
                told.extend(args.get(0, "typename").map(|v| (Arc::from(CLASS), v)));
                self.make(Kind::Partial(made, [names].into(), told.into()), span)
            }
            "collections.namedtuple()" => {
                let Some(Kind::Tuple(names)) = first.map(|v| self.kind(v).clone()) else {
                    return Ok(None);
                };
                let defaults = args.keyword(DEFAULTS).map(|v| self.kind(v).clone());
                let defaults = match defaults {
                    Some(Kind::Tuple(defaults)) => defaults.to_vec(),
                    _ => Vec::new(),
                };
                let told = [DEFAULTS, CLASS].into_iter();
                let told = told.filter(|name| args.keyword(name).is_some()).count();
                let needed = names.len().saturating_sub(defaults.len());
                let given = (args.positional.len() + args.keywords.len()).saturating_sub(1 + told);
                if self.world.is_some()
                    && args.rest.is_none()
                    && args.spread.is_none()
                    && !(needed..=names.len()).contains(&given)
                {
                    let message = format!("__new__() takes {} values, not {given}", names.len());
                    return self.raise("builtins.TypeError", &message, span);
                }
                let mut columns: Vec<Arc<str>> = Vec::new();
                let mut values = Vec::new();
                for (at, &name) in names.iter().enumerate() {
                    let Kind::Str(name) = self.kind(name).clone() else {
                        return Ok(None);
                    };
                    let v = args.get(at + 1, &name).or(args.rest).or(args.spread);
                    let usual = at.checked_sub(needed).and_then(|at| defaults.get(at));
                    let v = v.or(usual.copied());
                    values.push(v.unwrap_or_else(|| self.derive(None, &[], How::Plain, span)));
                    columns.push(name);
                }
                let class = match args.keyword(CLASS).map(|v| self.kind(self.look(v))) {
                    Some(Kind::Str(name)) => name.to_string(),
                    _ => String::new(),
                };
                self.named_tuple(columns.into(), values.into(), &class, span)
            }
            // `Row._make(values)`, of a named tuple made by a call or by a class.
            "collections.namedtuple()._make" | "typing.NamedTuple._make" => {
                let (Some(made), Some(values)) = (first, args.get(1, "iterable")) else {
                    return Ok(None);
                };
                let mut spread = Args::default();
                match self.items(values, span)? {
                    Items::Known(items) => {
                        spread.positional = items.into_iter().map(|v| (v, span)).collect();
                    }
                    Items::Each(element) => spread.rest = Some(element),
                }
                if matches!(self.kind(made), Kind::Tuple(_)) {
                    spread.keywords.clone_from(&args.keywords);
                    spread.positional.insert(0, (made, span));
                    return self.named_call("collections.namedtuple()", &spread, span);
                }
                self.call(made, spread, span)?
            }
            _ => return Ok(None),
        }))
    }
}
