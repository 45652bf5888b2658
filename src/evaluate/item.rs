//! Items by key: read, set, deleted; what is read by slice says `part`.
//!
//! Called by `expression`, `statement` and the methods of containers.

mod cut;

use super::call::Args;
use super::container::index_of;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast::Expr;
use std::sync::Arc;

impl<'a> Machine<'a, '_> {
    pub(super) fn subscript(&mut self, object: Val, slice: &'a Expr, span: Span) -> Follow<Val> {
        let object = self.look(object);
        if let Expr::Slice(s) = slice {
            let (bounds, unknown) = self.bounds(s)?;
            let cut = self.over(object, &mut |m, o| m.sliced(o, bounds, unknown, span))?;
            if !unknown {
                self.note_cut(object, bounds, cut);
            }
            return Ok(cut);
        }
        self.only_asked(slice);
        let key = self.eval(slice)?;
        let part = self.over(object, &mut |m, o| m.item(o, key, span))?;
        self.note_sign(object, key, part);
        Ok(part)
    }

    /// Records that what is not known chooses among all names of a scope.
    pub(super) fn note_name_chosen(&mut self, names: Val, key: Val, span: Span) {
        let all = match self.kind(names) {
            Kind::Symbol(name) => &**name == "builtins",
            Kind::Ref(_) => {
                matches!(&self.arena.node(names).how, How::Call(c) if &**c == "builtins.globals")
            }
            _ => false,
        };
        if all && !self.is_constant(key) {
            let args = super::call::Args::positional(vec![key]);
            self.export_call("builtins.globals.__getitem__", false, &args, span);
        }
    }

    /// `object[key]`.
    pub(super) fn item(&mut self, object: Val, key: Val, span: Span) -> Follow<Val> {
        let now = self.item_now(object, key, span)?;
        Ok(self.item_again(object, key, now))
    }

    /// `object.__dict__[name]` is the object's own attribute, whatever its class says of that name.
    fn in_dict_of(&self, names: Val, key: Val) -> Option<(Val, Arc<str>)> {
        let (Kind::Method(owner, attribute), Kind::Str(name)) = (self.kind(names), self.kind(key))
        else {
            return None;
        };
        let owner = self.look(*owner);
        let own = matches!(self.content_kind(owner), Kind::Fields(..));
        (own && &**attribute == "__dict__").then(|| (owner, name.clone()))
    }

    fn item_now(&mut self, object: Val, key: Val, span: Span) -> Follow<Val> {
        let (object, key) = (self.look(object), self.look(key));
        self.note_name_chosen(object, key, span);
        if let Some((bounds, unknown)) = self.cut_bounds(key)
            && !self.has_method(object, "__getitem__")
        {
            return self.sliced(object, bounds, unknown, span);
        }
        if let Some((owner, name)) = self.in_dict_of(object, key) {
            let fields = match self.content_kind(owner) {
                Kind::Fields(_, fields) => fields,
                _ => Arc::default(),
            };
            return match fields.iter().find(|(own, _)| *own == name) {
                Some(&(_, v)) => Ok(v),
                // Where files are checked, whatever was not followed may have put it there.
                None if self.world.is_none() => Ok(self.derive(None, &[owner], How::Part, span)),
                None => self.raise("builtins.KeyError", &format!("'{name}'"), span),
            };
        }
        if let Kind::Str(name) = self.kind(key).clone()
            && let Some(v) = self.parsed_option(object, &name, span)
        {
            return Ok(v);
        }
        if self.kindred_class(object).is_some() && self.has_method(object, "__getitem__") {
            return self.call_method(object, "__getitem__", Args::positional(vec![key]), span);
        }
        self.plain_item(object, key, span)
    }

    /// What an object of a built-in type has under a key, whatever its class says.
    pub(super) fn plain_item(&mut self, object: Val, key: Val, span: Span) -> Follow<Val> {
        let (object, key) = (self.look(object), self.look(key));
        match self.content_kind(object) {
            Kind::Tuple(items) => self.indexed(&items, key, "tuple", span),
            Kind::List(items) => self.indexed(&items, key, "list", span),
            Kind::Row(columns, items) => {
                if let Kind::Str(name) = self.kind(key)
                    && !columns.is_empty()
                {
                    let at = columns.iter().position(|c| c.eq_ignore_ascii_case(name));
                    return match at.and_then(|i| items.get(i)) {
                        Some(&v) => Ok(v),
                        None => self.raise("builtins.IndexError", "No item with that key", span),
                    };
                }
                self.indexed(&items, key, "tuple", span)
            }
            Kind::Dict(pairs) => {
                if !self.is_constant(key) {
                    let args = Args::positional(vec![key]);
                    self.export_call("builtins.dict.__getitem__", false, &args, span);
                }
                // The last of equal keys counts.
                let mut open = false;
                let mut possible = Vec::new();
                for &(k, v) in pairs.iter().rev() {
                    match self.equal(k, key) {
                        Some(true) if !open => return Ok(v),
                        Some(true) => {
                            possible.push((k, v));
                            break;
                        }
                        None => {
                            open = true;
                            possible.push((k, v));
                        }
                        Some(false) => {}
                    }
                }
                if possible.is_empty()
                    && let Some(v) = self.missing(object, &pairs, key, span)?
                {
                    return Ok(v);
                }
                if possible.is_empty() {
                    self.refuse_unhashable(key, span)?;
                    let message = self.representation(key, 0).unwrap_or_default();
                    return self.raise("builtins.KeyError", &message, span);
                }
                let values: Vec<Val> = possible.iter().map(|(_, v)| *v).collect();
                // Of a parameter that nobody in sight gives, what it is by itself says which one it is.
                if self.world.is_none()
                    && let Some(&usual) = self.later.usual.get(&key)
                    && let Some(&(_, v)) = pairs
                        .iter()
                        .find(|(k, _)| self.equal(*k, usual) == Some(true))
                {
                    return Ok(v);
                }
                // What is made for any other key is one of the answers.
                if self.makes_missing(object) {
                    let there = self.compare(ruff_python_ast::CmpOp::In, key, object, span);
                    let pairs = pairs.clone();
                    return self.decide(there, &mut |m| Ok(m.either(&values)), &mut |m| {
                        let made = m.missing(object, &pairs, key, span)?;
                        Ok(made.unwrap_or(Val::NONE))
                    });
                }
                self.may_raise(Some("builtins.KeyError"), span);
                self.learn_key(key, &possible);
                Ok(self.either(&values))
            }
            Kind::Str(s) => match self.as_int(key) {
                Some(n) => {
                    let chars: Vec<char> = s.chars().collect();
                    match index_of(n, chars.len()).and_then(|i| chars.get(i)) {
                        Some(c) => Ok(self.text(&c.to_string(), span)),
                        None => {
                            self.raise("builtins.IndexError", "string index out of range", span)
                        }
                    }
                }
                None => Ok(self.derive(Some("str"), &[], How::Part, span)),
            },
            Kind::Bytes(b) => match self
                .as_int(key)
                .and_then(|n| index_of(n, b.len()))
                .and_then(|i| b.get(i))
            {
                Some(&n) => Ok(self.make(Kind::Int(i128::from(n)), span)),
                None => Ok(self.derive(Some("int"), &[], How::Part, span)),
            },
            Kind::Many(_, Val::UNBOUND) => {
                self.raise("builtins.IndexError", "list index out of range", span)
            }
            Kind::Many(_, element) => {
                self.may_raise(None, span);
                let known = self.beginning(object).and_then(|(head, _)| {
                    let at = usize::try_from(self.as_int(key)?).ok()?;
                    head.get(at).copied()
                });
                if let Some(known) = known {
                    return Ok(known);
                }
                Ok(match self.as_int(key) {
                    Some(at) => self.picked(element, at, span),
                    None => element,
                })
            }
            Kind::None => self.raise(
                "builtins.TypeError",
                "'NoneType' object is not subscriptable",
                span,
            ),
            Kind::Fields(class, _) if self.class_member(class, "__getitem__").is_some() => {
                self.call_method(object, "__getitem__", Args::positional(vec![key]), span)
            }
            Kind::Class(..) => Ok(self.member_named(object, key, span)?.unwrap_or(object)),
            Kind::Fields(..) if let Some(items) = self.as_tuple(object) => {
                self.indexed(&items, key, "tuple", span)
            }
            Kind::Fields(class, _) if matches!(self.kind(class), Kind::Symbol(name) if &**name == "re.Match") => {
                self.match_part(object, "group", &Args::positional(vec![key]), span)
            }
            Kind::Symbol(name) => self.symbol_item(object, &name, key, span),
            Kind::External(ty, ..) => {
                // What the world keeps says itself whether there is something under the key.
                if self.handle(object).is_some()
                    && let Some(v) = self.offer_method(object, "__getitem__", &[key], span)?
                    && !matches!(self.kind(v), Kind::Opaque(_) | Kind::Unknown(..))
                {
                    return Ok(v);
                }
                self.may_raise(None, span);
                match self.named_by_key(key) {
                    Some(v) => Ok(v),
                    None => self.external_item(object, &ty, key, span),
                }
            }
            Kind::Text(_) => Ok(self.derive(Some("str"), &[object, key], How::Part, span)),
            kind => {
                self.may_raise(None, span);
                let ty = match &kind {
                    Kind::Unknown(ty, Some(_)) => ty.clone(),
                    Kind::Tested(_, inner) => self.asked_object(*inner),
                    _ => None,
                };
                if let Some(v) = self
                    .form_part(object, key, span)
                    .or_else(|| self.keyed_source(&ty?, key, span))
                    .or_else(|| self.keyed_part(object, key, None, span))
                    .or_else(|| self.named_by_key(key))
                {
                    return Ok(v);
                }
                // What is looked up by a key from outside, for whoever judges an answer.
                if self.world.is_none() && self.watch.is_none() && !self.is_constant(key) {
                    let args = Args::positional(vec![key]);
                    self.export_call("builtins.dict.__getitem__", false, &args, span);
                }
                // Which part it is counts for the first two only.
                let from = [object, key];
                let from = match self.kind(key) {
                    Kind::Int(0 | 1) => &from[..],
                    _ => &from[..1],
                };
                Ok(self.derive(None, from, How::Part, span))
            }
        }
    }

    /// Whether a mapping has its own way to answer for keys.
    pub(super) fn answers_keys(&self, mapping: Val) -> bool {
        self.makes_missing(mapping) || self.has_method(mapping, "__getitem__")
    }

    /// Whether a dict answers for keys that are not there.
    fn makes_missing(&self, object: Val) -> bool {
        let node = self.arena.node(object);
        let default = matches!(&node.how, How::Call(made) if &**made == "collections.defaultdict");
        (default && !node.from.is_empty()) || self.has_method(object, "__missing__")
    }

    /// What a `defaultdict` makes for a key that is not there; it keeps it. A class may say that in its own way.
    fn missing(
        &mut self,
        object: Val,
        pairs: &[(Val, Val)],
        key: Val,
        span: Span,
    ) -> Follow<Option<Val>> {
        if self.has_method(object, "__missing__") {
            let args = Args::positional(vec![key]);
            return self
                .call_method(object, "__missing__", args, span)
                .map(Some);
        }
        let node = self.arena.node(object);
        let (Kind::Ref(cell), How::Call(made), Some(&factory)) =
            (node.kind.clone(), &node.how, node.from.first())
        else {
            return Ok(None);
        };
        if &**made != "collections.defaultdict" {
            return Ok(None);
        }
        let v = self.call(factory, Args::default(), span)?;
        let mut pairs = pairs.to_vec();
        pairs.push((key, v));
        let content = self.make(Kind::Dict(Arc::new(pairs)), span);
        self.state.set(cell, content);
        Ok(Some(v))
    }

    /// `operator.getitem(object, key)` and its like.
    pub(super) fn item_by_call(
        &mut self,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let (Some(object), Some(key)) = (args.get(0, ""), args.get(1, "")) else {
            return Ok(None);
        };
        match (name, args.get(2, "")) {
            ("operator.getitem", _) => return self.item(object, key, span).map(Some),
            ("operator.setitem", Some(v)) => self.set_item(object, key, v, span)?,
            _ => self.delete_item(object, key, span)?,
        }
        Ok(Some(Val::NONE))
    }

    pub(super) fn indexed(
        &mut self,
        items: &[Val],
        key: Val,
        what: &str,
        span: Span,
    ) -> Follow<Val> {
        if let Some(n) = self.as_int(key) {
            return match index_of(n, items.len()).and_then(|i| items.get(i)) {
                Some(&v) => Ok(v),
                None => self.raise(
                    "builtins.IndexError",
                    &format!("{what} index out of range"),
                    span,
                ),
            };
        }
        if matches!(self.kind(key), Kind::Str(_)) {
            return self.raise(
                "builtins.TypeError",
                &format!("{what} indices must be integers or slices, not str"),
                span,
            );
        }
        if items.is_empty() {
            return self.raise(
                "builtins.IndexError",
                &format!("{what} index out of range"),
                span,
            );
        }
        self.may_raise(Some("builtins.IndexError"), span);
        // `pair[condition]`: each side of the condition chooses its element.
        if let [first, second] = *items
            && self.is_condition(key)
        {
            return self.decide(key, &mut |_| Ok(second), &mut |_| Ok(first));
        }
        Ok(self.either(items))
    }

    /// The name of its type, where a value cannot be looked up in a dict or a set. A set is looked up as the
    /// frozen one of the same elements.
    pub(super) fn unhashable(&self, key: Val) -> Option<&'static str> {
        let key = self.look(key);
        if self.world.is_none() || self.kindred_class(key).is_some() {
            return None;
        }
        match self.content_kind(key) {
            Kind::List(_) => Some("list"),
            Kind::Dict(_) => Some("dict"),
            _ => None,
        }
    }

    /// A list, dict or set is no key: `{"a": 1}[["a"]]` raises.
    pub(super) fn refuse_unhashable(&mut self, key: Val, span: Span) -> Follow<()> {
        let Some(name) = self.unhashable(key) else {
            return Ok(());
        };
        let why = format!("unhashable type: '{name}'");
        self.raise("builtins.TypeError", &why, span)
    }

    pub(super) fn set_item(&mut self, object: Val, key: Val, v: Val, span: Span) -> Follow<()> {
        self.forget_parts(object);
        let whole = object;
        let object = self.look(object);
        self.refuse_change(object, "assignment", span)?;
        self.opens_names(object);
        let key = self.look(key);
        if let Some((owner, name)) = self.in_dict_of(object, key) {
            self.set_field(owner, &name, v, span);
            return Ok(());
        }
        if let Kind::External(..) | Kind::Symbol(_) = self.kind(object) {
            return self.external_set_item(object, key, v, span);
        }
        self.put_under(whole, key, v, span)?;
        if self.kindred_class(object).is_some() && self.has_method(object, "__setitem__") {
            self.call_method(object, "__setitem__", Args::positional(vec![key, v]), span)?;
            return Ok(());
        }
        self.set_plain_item(whole, key, v, span)?;
        self.take_fields(object, span);
        Ok(())
    }

    /// Puts something under a key, whatever the object's class says.
    pub(super) fn set_plain_item(
        &mut self,
        object: Val,
        key: Val,
        v: Val,
        span: Span,
    ) -> Follow<()> {
        if self.blurs_bytes(object, span) {
            return Ok(());
        }
        if let Some(list) = self.bytes_as_list(object, span) {
            let known = self.as_int(self.look(key)).is_some();
            if known {
                self.set_plain_item(list, key, v, span)?;
            }
            self.bytes_changed(object, list, known, span);
            return Ok(());
        }
        let (object, key) = (self.look(object), self.look(key));
        let Kind::Ref(cell) = *self.kind(object) else {
            return Ok(());
        };
        let content = match self.content_kind(object) {
            Kind::Dict(pairs) => {
                let v = self.wished_switch(v, span);
                let mut pairs = (*pairs).clone();
                self.spend(pairs.len() as u64 / 8)?;
                self.put(&mut pairs, key, v);
                Kind::Dict(Arc::new(pairs))
            }
            Kind::List(items) => match self.as_int(key).and_then(|n| index_of(n, items.len())) {
                Some(i) => {
                    let mut items = (*items).clone();
                    if let Some(slot) = items.get_mut(i) {
                        *slot = v;
                    }
                    Kind::List(Arc::new(items))
                }
                None if self.as_int(key).is_some() => {
                    return self.raise(
                        "builtins.IndexError",
                        "list assignment index out of range",
                        span,
                    );
                }
                None => {
                    // Either one place that is not known, or a part of the list with all that is put there.
                    let mut all = (*items).clone();
                    all.push(v);
                    let (more, rest) = self.in_places(v);
                    all.extend(more);
                    all.extend(rest);
                    Kind::Many("list", self.either(&all))
                }
            },
            Kind::Many(tag, element) => {
                let element = if element == Val::UNBOUND {
                    v
                } else {
                    self.either(&[element, v])
                };
                Kind::Many(tag, element)
            }
            Kind::Fields(class, _) if self.class_member(class, "__setitem__").is_some() => {
                self.call_method(object, "__setitem__", Args::positional(vec![key, v]), span)?;
                return Ok(());
            }
            _ => return Ok(()),
        };
        let content = self.make(content, span);
        self.state.set(cell, content);
        Ok(())
    }

    pub(super) fn delete_item(&mut self, object: Val, key: Val, span: Span) -> Follow<()> {
        self.refuse_change(self.look(object), "deletion", span)?;
        if self.has_method(object, "__delitem__") {
            self.call_method(object, "__delitem__", Args::positional(vec![key]), span)?;
            return Ok(());
        }
        self.delete_plain_item(object, key, span)?;
        self.take_fields(object, span);
        Ok(())
    }

    /// Takes out what stands under a key, whatever the object's class says.
    pub(super) fn delete_plain_item(&mut self, object: Val, key: Val, span: Span) -> Follow<()> {
        if self.blurs_bytes(object, span) {
            return Ok(());
        }
        if let Some(list) = self.bytes_as_list(object, span) {
            let known = self.as_int(self.look(key)).is_some();
            if known {
                self.delete_plain_item(list, key, span)?;
            }
            self.bytes_changed(object, list, known, span);
            return Ok(());
        }
        let Kind::Ref(cell) = *self.kind(object) else {
            return Ok(());
        };
        let content = match self.content_kind(object) {
            Kind::Dict(pairs) => {
                let elsewhere = |&(k, _): &(Val, Val)| self.equal(k, key) == Some(false);
                if self.world.is_some() && pairs.iter().all(elsewhere) {
                    let message = self.representation(self.look(key), 0).unwrap_or_default();
                    return self.raise("builtins.KeyError", &message, span);
                }
                let kept: Vec<(Val, Val)> = pairs
                    .iter()
                    .copied()
                    .filter(|(k, _)| self.equal(*k, key) != Some(true))
                    .collect();
                Kind::Dict(Arc::new(kept))
            }
            Kind::List(items) => {
                let mut items = (*items).clone();
                let at = self.as_int(key).map(|n| index_of(n, items.len()));
                if let Some(Some(i)) = at {
                    items.remove(i);
                } else if at.is_some() && self.world.is_some() {
                    let message = "list assignment index out of range";
                    return self.raise("builtins.IndexError", message, span);
                }
                Kind::List(Arc::new(items))
            }
            _ => return Ok(()),
        };
        let content = self.make(content, span);
        self.state.set(cell, content);
        Ok(())
    }
}
