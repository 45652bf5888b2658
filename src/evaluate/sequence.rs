//! Built-in functions over sequences, and tests of type: sorting, filtering, quantifiers.
//!
//! Called by `builtin`.

use super::call::Args;
use super::container::Items;
use super::machine::{Follow, Machine, Stop};
use super::value::{How, Kind, Relation, Val};
use crate::text::Span;
use std::cmp::Ordering;
use std::sync::Arc;

impl Machine<'_, '_> {
    pub(super) fn new_dict(&mut self, first: Option<Val>, args: &Args, span: Span) -> Follow<Val> {
        let mut pairs: Vec<(Val, Val)> = Vec::new();
        if let Some(v) = first {
            let v = self.as_dict(v, span)?;
            match self.content_kind(v) {
                Kind::Dict(inner) => pairs.clone_from(&inner),
                Kind::Row(columns, items) => {
                    for (c, &v) in columns.iter().zip(items.iter()) {
                        let key = self.text(c, span);
                        pairs.push((key, v));
                    }
                }
                _ => match self.items(v, span)? {
                    Items::Known(items) => {
                        for item in items {
                            match self.items(item, span)? {
                                Items::Known(pair) if pair.len() == 2 => {
                                    if let [k, v] = pair.as_slice() {
                                        pairs.push((*k, *v));
                                    }
                                }
                                _ => return Ok(self.derive(Some("dict"), &[v], How::Plain, span)),
                            }
                        }
                        pairs = self.put_each(pairs)?;
                    }
                    Items::Each(element) => match self.dict_of_each(element, span) {
                        Some(pair) => pairs.push(pair),
                        None if args.keywords.is_empty() || self.world.is_some() => {
                            return Ok(self.derive(Some("dict"), &[v], How::Plain, span));
                        }
                        None => self.overlay(&mut pairs, v, span),
                    },
                },
            }
        }
        if !args.keywords.is_empty() {
            for (name, v, _) in &args.keywords {
                let key = self.text(name, span);
                pairs.push((key, *v));
            }
            pairs = self.put_each(pairs)?;
        }
        if let Some(spread) = args.spread {
            let part = self.derive(None, &[spread], How::Part, span);
            pairs.push((part, part));
        }
        Ok(self.object(Kind::Dict(Arc::new(pairs)), span))
    }

    pub(super) fn filter_items(
        &mut self,
        f: Val,
        list: Val,
        wanted: bool,
        span: Span,
    ) -> Follow<Val> {
        let items = self.items(list, span)?;
        let (all, mut open) = match items {
            Items::Known(items) => (items, false),
            Items::Each(element) => (vec![element], true),
        };
        let mut kept = Vec::new();
        for item in all {
            let test = if matches!(self.kind(f), Kind::None) {
                item
            } else {
                self.call(f, Args::positional(vec![item]), span)?
            };
            match self.truth(test) {
                Some(answer) if answer == wanted => kept.push(item),
                Some(_) => {}
                None => {
                    open = true;
                    let mark = self.state.mark();
                    if self.refine(test, wanted) {
                        kept.push(self.look(item));
                    }
                    self.state.roll_back(mark);
                }
            }
        }
        Ok(if open {
            let element = if kept.is_empty() {
                Val::UNBOUND
            } else {
                self.either(&kept)
            };
            self.collected(Items::Each(element), "iterator", span)
        } else {
            self.collected(Items::Known(kept), "iterator", span)
        })
    }

    pub(super) fn sorted(&mut self, v: Val, args: &Args, span: Span) -> Follow<Val> {
        let key = args
            .keyword("key")
            .filter(|&k| !matches!(self.kind(k), Kind::None));
        let reverse = args
            .keyword("reverse")
            .map_or(Some(false), |r| self.truth(r));
        match self.items(v, span)? {
            Items::Known(items) => {
                self.spend(items.len() as u64)?;
                let mut keyed = Vec::new();
                for item in items {
                    let k = match key {
                        Some(f) => self.call(f, Args::positional(vec![item]), span)?,
                        None => item,
                    };
                    keyed.push((self.look(k), item));
                }
                // Insertion keeps equal items in order and stops at the first undecided pair.
                let mut sorted: Vec<(Val, Val)> = Vec::with_capacity(keyed.len());
                for entry in keyed {
                    let mut at = sorted.len();
                    while let Some(&(before, _)) = at.checked_sub(1).and_then(|i| sorted.get(i)) {
                        match self.ordered(before, entry.0, span)? {
                            Some(order) => {
                                let out_of_place = match reverse {
                                    Some(true) => order == Ordering::Less,
                                    _ => order == Ordering::Greater,
                                };
                                if !out_of_place {
                                    break;
                                }
                            }
                            None if matches!(
                                (self.kind(before), self.kind(entry.0)),
                                (Kind::None, _) | (_, Kind::None)
                            ) =>
                            {
                                return self.raise(
                                    "builtins.TypeError",
                                    "'<' not supported between these types",
                                    span,
                                );
                            }
                            None => {
                                let all: Vec<Val> =
                                    sorted.iter().map(|(_, v)| *v).chain([entry.1]).collect();
                                let element = self.either(&all);
                                return Ok(self.object(Kind::Many("list", element), span));
                            }
                        }
                        at -= 1;
                        self.spend(1)?;
                    }
                    sorted.insert(at, entry);
                }
                let items: Vec<Val> = sorted.into_iter().map(|(_, v)| v).collect();
                if reverse.is_none() {
                    let element = self.either(&items);
                    return Ok(self.object(Kind::Many("list", element), span));
                }
                Ok(self.list(items, span))
            }
            Items::Each(element) => {
                if let Some(f) = key {
                    self.maybe += 1;
                    let called = self.call(f, Args::positional(vec![element]), span);
                    self.maybe -= 1;
                    called?;
                }
                Ok(self.object(Kind::Many("list", element), span))
            }
        }
    }

    pub(super) fn extreme(&mut self, max: bool, args: &Args, span: Span) -> Follow<Option<Val>> {
        let items = match args.positional.as_slice() {
            [(one, _)] => match self.items(*one, span)? {
                Items::Known(items) => items,
                Items::Each(element) => return Ok(Some(element)),
            },
            several => several.iter().map(|(v, _)| self.look(*v)).collect(),
        };
        let key = args.keyword("key");
        let mut best: Option<(Val, Val)> = None;
        for &item in &items {
            let k = match key {
                Some(f) => self.call(f, Args::positional(vec![item]), span)?,
                None => item,
            };
            best = Some(match best {
                None => (k, item),
                Some((b, kept)) => {
                    if let Some(order) = self.ordered(k, b, span)? {
                        let better = if max {
                            order == Ordering::Greater
                        } else {
                            order == Ordering::Less
                        };
                        if better { (k, item) } else { (b, kept) }
                    } else {
                        let number = items.iter().all(|&i| self.is_number(i));
                        let ty = if number { Some("int") } else { None };
                        // The least of several is no more than any of them.
                        let own = self.sizes.bounds && items.iter().any(|&i| !self.untrusted(i));
                        let name = if max { "builtins.max" } else { "builtins.min" };
                        let how = if own {
                            How::Call(std::sync::Arc::from(name))
                        } else {
                            How::Plain
                        };
                        return Ok(Some(self.derive(ty, &items, how, span)));
                    }
                }
            });
        }
        match (best, args.keyword("default")) {
            (Some((_, v)), _) => Ok(Some(v)),
            (None, Some(default)) => Ok(Some(default)),
            (None, None) => self.raise(
                "builtins.ValueError",
                "min() or max() of an empty sequence",
                span,
            ),
        }
    }

    pub(super) fn quantified(&mut self, all: bool, items: Items, span: Span) -> Val {
        let items = match items {
            Items::Known(items) => items,
            Items::Each(element) => {
                // A test of each character of a text is a test of the text.
                if all && let Some((name, subject)) = self.test_of_parts(element) {
                    return self.make(Kind::Test(name, subject), span);
                }
                // That no part fails it, too.
                if !all
                    && let Kind::Not(inner) = *self.kind(element)
                    && let Some((name, subject)) = self.test_of_parts(inner)
                {
                    let test = self.make(Kind::Test(name, subject), span);
                    return self.make(Kind::Not(test), span);
                }
                // That one of its signs is one of these: where none is, it holds none.
                if !all && let Some((signs, subject)) = self.signs_asked(element) {
                    let name = Arc::from(format!("re.fullmatch:[^{signs}]*"));
                    let test = self.make(Kind::Test(name, subject), span);
                    return self.make(Kind::Not(test), span);
                }
                if let Some(condition) = self.inside_by_parts(element, all, span) {
                    return condition;
                }
                if !all && let Some(condition) = self.signed_with_one_key(element, span) {
                    return condition;
                }
                if let Some(condition) = self.each_condition(element, all, span) {
                    return condition;
                }
                if let Some(condition) = self.of_every_element(element, all, span) {
                    return condition;
                }
                return self.derive(Some("bool"), &[], How::Plain, span);
            }
        };
        let mut open: Option<Val> = None;
        for item in items {
            match self.truth(item) {
                Some(b) if b != all => return Val::bool(b),
                Some(_) => {}
                None => {
                    open = Some(match open {
                        None => item,
                        Some(before) if all => self.make(Kind::And(before, item), span),
                        Some(before) => self.make(Kind::Or(before, item), span),
                    });
                }
            }
        }
        open.unwrap_or(Val::bool(all))
    }

    /// What each element was asked that was made of an element: it stands for all of them, and says nothing where
    /// one of them failed.
    fn of_every_element(&mut self, condition: Val, all: bool, span: Span) -> Option<Val> {
        let asked = match *self.kind(condition) {
            Kind::Not(inner) if !all => inner,
            _ if all => condition,
            _ => return None,
        };
        let subject = match *self.kind(asked) {
            Kind::Test(_, subject) | Kind::Compare(Relation::In | Relation::Equal, subject, _) => {
                subject
            }
            // What `re` has found in each of them.
            Kind::External(ref ty, ..) if &**ty == "re.Match?" => {
                *self.arena.node(asked).from.first()?
            }
            _ => return None,
        };
        if !matches!(self.arena.node(subject).how, How::Call(_) | How::Plain) {
            return None;
        }
        let rest = self.derive(Some("bool"), &[], How::Plain, span);
        let both = self.make(Kind::And(asked, rest), span);
        Some(if all {
            both
        } else {
            self.make(Kind::Not(both), span)
        })
    }

    /// Whether this is text into which something is filled.
    pub(super) fn is_filled_text(&self, v: Val) -> bool {
        matches!(self.kind(self.look(v)), Kind::Text(_))
    }

    /// `SIGNS.issuperset(text)`: the text, and whatever is filled into it, has no other signs. What else a set is
    /// asked about something unknown stays open.
    pub(super) fn test_of_signs(&mut self, signs: Val, text: Val, span: Span) -> Val {
        let open = self.derive(Some("bool"), &[], How::Plain, span);
        let Kind::Set(known) = self.content_kind(signs) else {
            return open;
        };
        let mut chars = String::from("characters:");
        for &sign in known.iter() {
            match self.kind(self.look(sign)) {
                Kind::Str(sign) if sign.chars().count() == 1 => chars.push_str(sign),
                _ => return open,
            }
        }
        let text = self.look(text);
        let holes: Vec<Val> = match self.kind(text) {
            Kind::Text(parts) => {
                let holes = parts.iter().filter_map(|part| match part {
                    super::value::Part::Hole(hole) => Some(*hole),
                    super::value::Part::Literal(_) => None,
                });
                holes.collect()
            }
            _ if self.is_text(text) => vec![text],
            _ => return open,
        };
        holes.into_iter().fold(open, |all, hole| {
            let one = self.make(Kind::Test(Arc::from(chars.as_str()), hole), span);
            self.make(Kind::And(all, one), span)
        })
    }

    pub(super) fn instance_test(&mut self, v: Val, class: Val, span: Span) -> Val {
        let v = self.look(v);
        let classes = match self.kind(class) {
            Kind::Tuple(items) => items.to_vec(),
            _ => vec![class],
        };
        let mut undecided = false;
        let mut names = Vec::new();
        let nodes = self.node_test(&classes);
        let several = classes.len();
        for class in classes {
            if let Kind::Symbol(name) = self.kind(class) {
                names.push(name.clone());
            }
            // Nobody sends an object of a class of the program.
            let sent = self.world.is_none()
                && matches!(self.kind(v), Kind::Unknown(None, _))
                && matches!(self.kind(class), Kind::Class(..))
                && self.is_apart("str", class).is_some()
                && self.chosen_outside(v);
            match self.is_instance(v, class).or(sent.then_some(false)) {
                Some(true) => return Val::TRUE,
                None => undecided = true,
                Some(false) => {}
            }
        }
        if !undecided {
            return Val::FALSE;
        }
        if let [name] = names.as_slice()
            && let Some(short) = name.strip_prefix("builtins.")
        {
            return self.make(Kind::Test(Arc::from(format!("type:{short}")), v), span);
        }
        if let Some(test) = nodes {
            return self.make(Kind::Test(test, v), span);
        }
        // A text or a number, and nothing that holds others.
        let plain = |name: &Arc<str>| {
            matches!(
                name.strip_prefix("builtins."),
                Some("str" | "int" | "float" | "bool")
            )
        };
        let number = |name: &Arc<str>| plain(name) && !name.ends_with("str");
        if names.len() == several && names.iter().all(plain) {
            let numbers = names.iter().all(number);
            let test = if numbers { "type:float" } else { "type:str" };
            return self.make(Kind::Test(Arc::from(test), v), span);
        }
        self.derive(Some("bool"), &[], How::Plain, span)
    }

    /// Whether nothing of a built-in type can be of a class of the program.
    fn is_apart(&self, ty: &str, class: Val) -> Option<bool> {
        let plain = matches!(ty, "str" | "bytes" | "int" | "float" | "bool");
        let below = |c: &Val| match self.kind(*c) {
            Kind::Symbol(base) => !matches!(&**base, "builtins.object" | "abc.ABC"),
            _ => false,
        };
        (plain && !self.ancestry(class).iter().any(below)).then_some(false)
    }

    pub(super) fn is_instance(&self, v: Val, class: Val) -> Option<bool> {
        let class_kind = self.kind(class).clone();
        if let (Some(own), Kind::Class(..)) = (self.kindred_class(v), &class_kind) {
            return Some(self.ancestry(own).contains(&class));
        }
        if let Some(promised) = self.protocol_of(class) {
            let Kind::Fields(own, fields) = self.content_kind(v) else {
                return None;
            };
            let has = |name: &String| {
                self.class_member(own, name).is_some()
                    || fields.iter().any(|(field, _)| **field == **name)
            };
            let all = promised.iter().all(has);
            return (all || self.outside_base(own).is_none()).then_some(all);
        }
        match (self.content_kind(v), class_kind) {
            (Kind::Fields(..), Kind::Symbol(name))
                if self.world.is_some() && name.starts_with("builtins.") && self.is_member(v) =>
            {
                let plain = self.member_value(v);
                Some(&*name == "builtins.object" || plain.is_some_and(|v| self.is_instance(v, class) == Some(true)))
            }
            (Kind::Fields(own, _), Kind::Symbol(name)) if self.is_bare(own) => {
                Some(&*name == "builtins.object")
            }
            (Kind::Fields(own, _), _) => {
                for c in self.ancestry(own) {
                    if c == class {
                        return Some(true);
                    }
                    if let (Kind::Symbol(a), Kind::Symbol(b)) = (self.kind(c), self.kind(class)) {
                        if a.starts_with("string.templatelib.") {
                            return Some(a == b || &**b == "builtins.object");
                        }
                        return super::syntax::is_below(a, b)
                            .map(|below| below || self.is_old_constant(v, b) == Some(true))
                            .or_else(|| self.knowledge.is_kind_of(a, b));
                    }
                }
                Some(false)
            }
            (Kind::External(ty, id, _), Kind::Class(..)) if self.is_handle(&ty, id) => Some(false),
            (Kind::Method(..), Kind::Symbol(_)) => None,
            (Kind::Unknown(Some(ty), _), Kind::Symbol(name)) => {
                let short = name.strip_prefix("builtins.").unwrap_or(&name);
                (short == &*ty).then_some(true)
            }
            // A text is no object of a class of the program that is no text.
            (Kind::Text(_), Kind::Class(..)) => self.is_apart("str", class),
            (Kind::Unknown(Some(ty), _), Kind::Class(..)) => self.is_apart(&ty, class),
            // An object that the world keeps is of the type that it has.
            (Kind::External(ty, id, _), Kind::Symbol(name)) if self.world.is_some() && id > 0 => {
                match &*name {
                    same if same == &*ty => Some(true),
                    "builtins.str" => Some(&*ty == "markupsafe.Markup"),
                    "builtins.tuple" | "builtins.list" | "builtins.int" | "builtins.float"
                    | "builtins.bool" | "builtins.bytes" | "builtins.set" => Some(false),
                    other if self.stands_below(&ty, other) => Some(true),
                    // Of a kind whose parents are told, all of them are.
                    other => {
                        let told = |name: &str| self.knowledge.bases.contains_key(name);
                        (told(&ty) && told(other)).then_some(false)
                    }
                }
            }
            // What the standard library makes is no text, nor are its files bytes.
            (Kind::External(ty, ..), Kind::Symbol(name)) if self.is_no_text(&ty, &name) => {
                Some(false)
            }
            (
                Kind::Unknown(..)
                | Kind::Opaque(_)
                | Kind::Either(_)
                | Kind::Tested(..)
                | Kind::External(..)
                // An attribute of something unknown may be data.
                | Kind::Method(..),
                _,
            ) => None,
            // Plain data is of no class of a library whose parents are told.
            (
                Kind::None
                | Kind::Bool(_)
                | Kind::Int(_)
                | Kind::Float(_)
                | Kind::List(_)
                | Kind::Tuple(_)
                | Kind::Dict(_),
                Kind::Symbol(name),
            ) if self.world.is_some() && self.knowledge.bases.contains_key(&name) => Some(false),
            (_, Kind::Symbol(name)) => {
                if let Some(said) = self.is_made_as(v, &name) {
                    return Some(said);
                }
                let own = self.type_name(v);
                // What a literal gives is no node of a tree, and no part of a template.
                if name.starts_with("ast.") || name.starts_with("string.templatelib.") {
                    return Some(*own == *name);
                }
                let short = super::having::asked(&name, &own)?;
                Some(own == short || short == "object" || (own == "bool" && short == "int"))
            }
            (_, Kind::Class(..)) => Some(false),
            _ => None,
        }
    }

    pub(super) fn next_item(&mut self, v: Val, default: Option<Val>, span: Span) -> Follow<Val> {
        let v = self.look(v);
        if let Some(item) = self.next_of_generator(v, default, span)? {
            return Ok(item);
        }
        match self.content_kind(v) {
            Kind::Iterator(items, at) => match items.get(at).copied() {
                Some(item) => {
                    if let Kind::Ref(cell) = *self.kind(v) {
                        let rest = self.make(Kind::Iterator(items.clone(), at + 1), span);
                        self.state.set(cell, rest);
                    }
                    Ok(item)
                }
                None => match default {
                    Some(default) => Ok(default),
                    None => self.raise("builtins.StopIteration", "", span),
                },
            },
            Kind::External(ty, id, _) if &*ty == "sqlite3.Cursor" && id > 0 => {
                let row = self.call_method(v, "fetchone", Args::default(), span)?;
                if matches!(self.kind(row), Kind::None) {
                    return match default {
                        Some(default) => Ok(default),
                        None => self.raise("builtins.StopIteration", "", span),
                    };
                }
                Ok(row)
            }
            Kind::Fields(class, _)
                if self.world.is_some() && self.class_member(class, "__next__").is_some() =>
            {
                let item = self.call_method(v, "__next__", Args::default(), span);
                match (item, default) {
                    (Err(Stop::Raise(raised)), Some(default)) => {
                        let end = self.symbol("builtins.StopIteration", span);
                        match self.catches_exception(end, raised) {
                            Some(true) => Ok(default),
                            _ => Err(Stop::Raise(raised)),
                        }
                    }
                    (item, _) => item,
                }
            }
            Kind::List(_) | Kind::Tuple(_) => {
                self.raise("builtins.TypeError", "object is not an iterator", span)
            }
            _ => match self.items(v, span)? {
                Items::Known(items) => match items.first().copied().or(default) {
                    Some(v) => Ok(v),
                    None => self.raise("builtins.StopIteration", "", span),
                },
                Items::Each(element) => Ok(if let Some(default) = default {
                    self.either(&[element, default])
                } else {
                    self.may_raise(Some("builtins.StopIteration"), span);
                    element
                }),
            },
        }
    }
}
