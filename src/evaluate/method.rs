//! The methods of lists, dicts, sets, tuples, rows and iterators.

use super::call::Args;
use super::container::{Items, index_of};
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Node, Val};
use crate::text::Span;
use std::sync::Arc;

impl Machine<'_, '_> {
    pub(super) fn put_content(&mut self, receiver: Val, kind: Kind, span: Span) {
        if let Kind::Ref(cell) = *self.kind(receiver) {
            let content = self.make(kind, span);
            self.state.set(cell, content);
        }
    }

    pub(super) fn container_method(
        &mut self,
        receiver: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        if let Some(v) = self.hand_over(receiver, name, args, span) {
            return Ok(v);
        }
        if let ("get" | "pop", Some(key)) = (name, args.get(0, "key")) {
            let key = self.look(key);
            self.note_name_chosen(receiver, key, span);
        }
        if self.is_changed_view(receiver, name) {
            return self.no_attribute(receiver, name, span);
        }
        match self.content_kind(receiver) {
            Kind::List(items) => self.list_method(receiver, &items, name, args, span),
            Kind::Dict(pairs) => self.dict_method(receiver, &pairs, name, args, span),
            Kind::Set(items) => self.set_method(receiver, &items, name, args, span),
            Kind::Tuple(items) => match name {
                "index" | "count" => self.search(&items, name, args, span),
                _ => self.no_attribute(receiver, name, span),
            },
            Kind::Row(columns, items) => match name {
                "keys" => {
                    let names: Vec<Val> = columns.iter().map(|c| self.text(c, span)).collect();
                    Ok(self.list(names, span))
                }
                "index" | "count" => self.search(&items, name, args, span),
                "_replace" | "_asdict" if self.is_named_tuple(receiver) => {
                    let field = |at: usize, column: &str| match name {
                        "_replace" => args.keyword(column).or(items.get(at).copied()),
                        _ => items.get(at).copied(),
                    };
                    let values: Vec<Val> = columns
                        .iter()
                        .enumerate()
                        .filter_map(|(at, column)| field(at, column))
                        .collect();
                    if name == "_replace" {
                        let class = self.tuple_class(receiver).unwrap_or_default().to_owned();
                        return Ok(self.named_tuple(columns.clone(), values.into(), &class, span));
                    }
                    let pairs = columns.iter().zip(values);
                    let pairs = pairs
                        .map(|(column, v)| (self.text(column, span), v))
                        .collect();
                    Ok(self.object(Kind::Dict(Arc::new(pairs)), span))
                }
                _ => self.no_attribute(receiver, name, span),
            },
            Kind::Iterator(..) => match name {
                "__next__" => {
                    let v = receiver;
                    let next = self.read_symbol("builtins.next", span);
                    self.call(next, Args::positional(vec![v]), span)
                }
                // What it goes on with is not followed.
                "send" | "throw" => Ok(self.derive(None, &args.all(), How::Part, span)),
                _ => Ok(Val::NONE),
            },
            Kind::Many(tag, element) => self.many_method(receiver, tag, element, name, args, span),
            _ => Ok(Val::NONE),
        }
    }

    fn no_attribute(&mut self, receiver: Val, name: &str, span: Span) -> Follow<Val> {
        // Where files are checked, a method that is not followed ends no path.
        if self.watch.is_some() {
            self.may_raise(None, span);
            return Ok(self.derive(None, &[receiver], How::Part, span));
        }
        let ty = self.type_name(receiver);
        self.raise(
            "builtins.AttributeError",
            &format!("'{ty}' object has no attribute '{name}'"),
            span,
        )
    }

    fn list_method(
        &mut self,
        receiver: Val,
        items: &Arc<Vec<Val>>,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        let mut list = (**items).clone();
        self.spend(list.len() as u64 / 16)?;
        let first = args.get(0, "");
        match name {
            "append" => list.extend(first),
            "popleft" if self.is_deque(receiver) => {
                if list.is_empty() {
                    return self.raise("builtins.IndexError", "pop from an empty deque", span);
                }
                let v = list.remove(0);
                self.put_content(receiver, Kind::List(Arc::new(list)), span);
                return Ok(v);
            }
            "appendleft" if self.is_deque(receiver) => {
                list.splice(0..0, first);
                self.put_left(receiver, list, span);
                return Ok(Val::NONE);
            }
            "rotate" if self.is_deque(receiver) => {
                let by = first.map_or(Some(1), |v| self.as_int(v));
                let length = i128::try_from(list.len()).unwrap_or(i128::MAX);
                match by.and_then(|by| by.checked_rem_euclid(length)) {
                    Some(by) => list.rotate_right(usize::try_from(by).unwrap_or(0)),
                    None if list.is_empty() => {}
                    None => return self.no_attribute(receiver, name, span),
                }
            }
            "extend" | "extendleft" if name == "extend" || self.is_deque(receiver) => {
                let Some(v) = first else { return Ok(Val::NONE) };
                match self.items(v, span)? {
                    Items::Known(more) if name == "extendleft" => {
                        list.splice(0..0, more.into_iter().rev());
                        self.put_left(receiver, list, span);
                        return Ok(Val::NONE);
                    }
                    Items::Known(more) => list.extend(more),
                    Items::Each(element) => {
                        if name == "extend"
                            && let Kind::Ref(cell) = *self.kind(receiver)
                        {
                            let content = self.begun(&list, &[element], span);
                            self.state.set(cell, content);
                            return Ok(Val::NONE);
                        }
                        list.push(element);
                        let element = self.either(&list);
                        self.put_content(receiver, Kind::Many("list", element), span);
                        return Ok(Val::NONE);
                    }
                }
            }
            "insert" => {
                let at = first.and_then(|v| self.as_int(v)).unwrap_or(0);
                let from_the_end = if at < 0 { list.len() as i128 } else { 0 };
                let at = usize::try_from((at + from_the_end).max(0)).unwrap_or(usize::MAX);
                let at = at.min(list.len());
                if let Some(v) = args.get(1, "") {
                    list.insert(at, v);
                }
            }
            "pop" => {
                let at = first.map_or(Some(-1), |v| self.as_int(v));
                let Some(at) = at.and_then(|n| index_of(n, list.len())) else {
                    return self.raise("builtins.IndexError", "pop from empty list", span);
                };
                let v = list.remove(at);
                self.put_content(receiver, Kind::List(Arc::new(list)), span);
                return Ok(v);
            }
            "remove" => {
                let Some(wanted) = first else {
                    return Ok(Val::NONE);
                };
                match list
                    .iter()
                    .position(|&i| self.equal(i, wanted) == Some(true))
                {
                    Some(at) => {
                        list.remove(at);
                    }
                    None => {
                        return self.raise(
                            "builtins.ValueError",
                            "list.remove(x): x not in list",
                            span,
                        );
                    }
                }
            }
            "clear" => list.clear(),
            "reverse" => list.reverse(),
            "sort" => {
                let sorted = self.sorted(receiver, args, span)?;
                let content = self.content_kind(sorted);
                self.put_content(receiver, content, span);
                return Ok(Val::NONE);
            }
            "copy" => return Ok(self.list(list, span)),
            "index" | "count" => return self.search(&list, name, args, span),
            "__contains__" | "__getitem__" | "__len__" | "__iter__" => {
                return Ok(self.derive(None, &[receiver], How::Part, span));
            }
            _ => return self.no_attribute(receiver, name, span),
        }
        self.put_list(receiver, list, span);
        Ok(Val::NONE)
    }

    /// The same container, which remembers what made it and one thing about that.
    pub(super) fn remembering(
        &mut self,
        made: Val,
        what: Option<Val>,
        maker: &str,
        span: Span,
    ) -> Val {
        let kind = self.kind(made).clone();
        self.arena.add(Node {
            kind,
            span,
            from: what.into_iter().collect(),
            how: How::Call(Arc::from(maker)),
        })
    }

    fn is_deque(&self, list: Val) -> bool {
        matches!(&self.arena.node(list).how, How::Call(name) if &**name == "collections.deque")
    }

    /// How many items a deque may have, when that is limited.
    fn most(&self, list: Val) -> Option<usize> {
        let node = self.arena.node(list);
        let most = node.from.first().filter(|_| self.is_deque(list))?;
        usize::try_from(self.as_int(*most)?).ok()
    }

    /// What a list holds from now on; a deque that is full loses what is in front.
    pub(super) fn put_list(&mut self, list: Val, mut items: Vec<Val>, span: Span) {
        if let Some(most) = self.most(list) {
            items.drain(..items.len().saturating_sub(most));
        }
        self.put_content(list, Kind::List(Arc::new(items)), span);
    }

    /// What a deque holds after something came in from the left; a full one loses what is at the end.
    fn put_left(&mut self, list: Val, mut items: Vec<Val>, span: Span) {
        items.truncate(self.most(list).unwrap_or(usize::MAX));
        self.put_content(list, Kind::List(Arc::new(items)), span);
    }

    fn dict_method(
        &mut self,
        receiver: Val,
        pairs: &Arc<Vec<(Val, Val)>>,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        self.spend(pairs.len() as u64 / 16)?;
        if !matches!(name, "get" | "items" | "keys" | "values" | "copy") {
            self.opens_names(receiver);
        }
        let first = args.get(0, "");
        match name {
            "get" | "pop" | "setdefault" => {
                let Some(key) = first else {
                    return Ok(Val::NONE);
                };
                let key = self.look(key);
                if !self.is_constant(key) {
                    self.export_call(&format!("builtins.dict.{name}"), false, args, span);
                }
                let default = args.get(1, "default").unwrap_or(Val::NONE);
                let mut possible = Vec::new();
                let mut sure = false;
                for &(k, v) in pairs.iter().rev() {
                    match self.equal(k, key) {
                        Some(true) => {
                            possible.push((k, v));
                            sure = true;
                            break;
                        }
                        None => possible.push((k, v)),
                        Some(false) => {}
                    }
                }
                if name == "pop" && self.is_constant(key) {
                    let kept = pairs
                        .iter()
                        .copied()
                        .filter(|(k, _)| self.equal(*k, key) != Some(true))
                        .collect();
                    self.put_content(receiver, Kind::Dict(Arc::new(kept)), span);
                }
                if !sure && name == "pop" && args.get(1, "default").is_none() && possible.is_empty()
                {
                    let shown = self.representation(key, 0).unwrap_or_default();
                    return self.raise("builtins.KeyError", &shown, span);
                }
                if !sure && name == "setdefault" {
                    let mut all = (**pairs).clone();
                    all.push((key, default));
                    self.put_content(receiver, Kind::Dict(Arc::new(all)), span);
                }
                // Each value comes with what the key then is, and the default with nothing known.
                let mut options: Vec<(Val, super::value::Facts)> = Vec::new();
                for &(k, v) in &possible {
                    let facts: super::value::Facts =
                        if self.is_constant(k) && !self.is_constant(key) {
                            [(key, k)].into()
                        } else {
                            [].into()
                        };
                    options.push((v, facts));
                }
                if !sure {
                    options.push((default, [].into()));
                }
                Ok(super::state::join(&mut self.arena, &options))
            }
            "keys" | "values" | "items" => {
                let mut out = Vec::new();
                for &(k, v) in pairs.iter() {
                    out.push(match name {
                        "keys" => k,
                        "values" => v,
                        _ => self.tuple(vec![k, v], span),
                    });
                }
                if self.is_open(pairs) {
                    let element = self.either(&out);
                    return Ok(self.object(Kind::Many("list", element), span));
                }
                // Keys are compared and combined as a set is, and keep their order.
                if name == "keys" {
                    return Ok(self.object(Kind::Set(Arc::new(out)), span));
                }
                Ok(self.list(out, span))
            }
            "update" => {
                let mut all = (**pairs).clone();
                let made = self.read_symbol("builtins.dict", span);
                let other = self.call(made, args.clone(), span)?;
                if let Kind::Dict(more) = self.content_kind(other) {
                    for &(k, v) in more.iter() {
                        self.put(&mut all, k, v);
                    }
                } else {
                    self.overlay(&mut all, other, span);
                }
                self.put_content(receiver, Kind::Dict(Arc::new(all)), span);
                Ok(Val::NONE)
            }
            "copy" => Ok(self.object(Kind::Dict(pairs.clone()), span)),
            "clear" => {
                self.put_content(receiver, Kind::Dict(Arc::new(Vec::new())), span);
                Ok(Val::NONE)
            }
            "popitem" => Ok(match pairs.split_last() {
                Some((&(k, v), rest)) => {
                    self.put_content(receiver, Kind::Dict(Arc::new(rest.to_vec())), span);
                    self.tuple(vec![k, v], span)
                }
                None => {
                    return self.raise(
                        "builtins.KeyError",
                        "'popitem(): dictionary is empty'",
                        span,
                    );
                }
            }),
            "__getitem__" | "__contains__" | "__iter__" | "__len__" => match (name, first) {
                ("__getitem__", Some(key)) => self.item(receiver, key, span),
                ("__contains__", Some(key)) => {
                    Ok(self.compare(ruff_python_ast::CmpOp::In, key, receiver, span))
                }
                _ => Ok(self.derive(None, &[receiver], How::Part, span)),
            },
            "fromkeys" => Ok(receiver),
            _ => self.no_attribute(receiver, name, span),
        }
    }

    fn set_method(
        &mut self,
        receiver: Val,
        items: &Arc<Vec<Val>>,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        use ruff_python_ast::Operator;
        let first = args.get(0, "");
        let op = match name {
            "union" => Some(Operator::BitOr),
            "intersection" => Some(Operator::BitAnd),
            "difference" => Some(Operator::Sub),
            "symmetric_difference" => Some(Operator::BitXor),
            _ => None,
        };
        if let Some(op) = op {
            // Any number of others, one after the other, or as many as something unknown has.
            let mut so_far = receiver;
            for (other, _) in &args.positional {
                so_far = self.set_operator(op, so_far, *other, span)?;
            }
            return Ok(match args.rest {
                Some(rest) if op == Operator::BitOr => {
                    let more = self.derive(None, &[rest], How::Part, span);
                    let more = self.object(Kind::Many("set", more), span);
                    self.set_operator(op, so_far, more, span)?
                }
                _ => so_far,
            });
        }
        let changed = match name.strip_suffix("_update") {
            Some("intersection") => Some(Operator::BitAnd),
            Some("difference") => Some(Operator::Sub),
            Some("symmetric_difference") => Some(Operator::BitXor),
            _ => None,
        };
        if let (Some(op), Some(other)) = (changed, first) {
            let set = self.set_operator(op, receiver, other, span)?;
            let content = self.content_kind(set);
            self.put_content(receiver, content, span);
            return Ok(Val::NONE);
        }
        let mut list = (**items).clone();
        match name {
            "add" => {
                let Some(v) = first else { return Ok(Val::NONE) };
                if !list.iter().any(|&i| self.equal(i, v) == Some(true)) {
                    list.push(v);
                }
            }
            "update" => {
                for &(v, _) in &args.positional {
                    match self.items(v, span)? {
                        Items::Known(more) => list.extend(more),
                        Items::Each(element) => {
                            list.push(element);
                            let element = self.either(&list);
                            self.put_content(receiver, Kind::Many("set", element), span);
                            return Ok(Val::NONE);
                        }
                    }
                }
                let set = self.set_of(list, span);
                let content = self.content_kind(set);
                self.put_content(receiver, content, span);
                return Ok(Val::NONE);
            }
            "discard" | "remove" => {
                if let (Some(v), true) = (first, name == "remove" && self.world.is_some())
                    && list.iter().all(|&i| self.equal(i, v) == Some(false))
                {
                    let key = self.representation(v, 0).unwrap_or_default();
                    return self.raise("builtins.KeyError", &key, span);
                }
                list.retain(|&i| first.is_none_or(|v| self.equal(i, v) != Some(true)));
            }
            "clear" => list.clear(),
            "copy" => return Ok(self.set_of(list, span)),
            "issubset" | "issuperset" | "isdisjoint" => {
                let Some(other) = first else {
                    return Ok(Val::NONE);
                };
                let theirs = self.items(other, span)?;
                let own = Items::Known(list);
                return Ok(match (name, theirs) {
                    ("issubset", Items::Known(theirs)) => {
                        let theirs = self.tuple(theirs, span);
                        self.all_among(own, theirs, span)
                    }
                    ("issuperset", Items::Each(_)) if self.is_filled_text(other) => {
                        self.test_of_signs(receiver, other, span)
                    }
                    ("issuperset", theirs) => self.all_among(theirs, receiver, span),
                    ("isdisjoint", theirs) => {
                        let common = self.one_among(theirs, receiver, span);
                        match self.truth(common) {
                            Some(common) => Val::bool(!common),
                            None => self.make(Kind::Not(common), span),
                        }
                    }
                    _ => self.derive(Some("bool"), &[], How::Plain, span),
                });
            }
            "pop" => {
                return match list.first() {
                    Some(_) if self.world.is_none() => Ok(self.either(&list)),
                    Some(&v) => {
                        list.remove(0);
                        self.put_content(receiver, Kind::Set(Arc::new(list)), span);
                        Ok(v)
                    }
                    None => self.raise("builtins.KeyError", "'pop from an empty set'", span),
                };
            }
            _ => return self.no_attribute(receiver, name, span),
        }
        self.put_content(receiver, Kind::Set(Arc::new(list)), span);
        Ok(Val::NONE)
    }

    fn many_method(
        &mut self,
        receiver: Val,
        tag: &'static str,
        element: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        let first = args.get(0, "");
        let stay = matches!(name, "append" | "extend");
        let join = |m: &mut Self, more: Vec<Val>| {
            // What comes behind leaves the beginning where it is.
            if stay
                && let Some((head, rest)) = m.beginning(receiver)
                && let Kind::Ref(cell) = *m.kind(receiver)
            {
                let rest: Vec<Val> = std::iter::once(rest).chain(more).collect();
                let content = m.begun(&head, &rest, span);
                m.state.set(cell, content);
                return;
            }
            let before = (element != Val::UNBOUND).then_some(element);
            let all: Vec<Val> = more.into_iter().chain(before).collect();
            let element = if all.is_empty() {
                Val::UNBOUND
            } else {
                m.either(&all)
            };
            m.put_many(receiver, tag, element, name, span);
        };
        self.may_be_empty(receiver, tag, element, name, span);
        match name {
            "append" | "add" | "appendleft" => join(self, first.into_iter().collect()),
            "insert" => join(self, args.get(1, "").into_iter().collect()),
            "extend" | "update" | "extendleft" => {
                let Some(v) = first else { return Ok(Val::NONE) };
                let more = match self.items(v, span)? {
                    Items::Known(items) => items,
                    Items::Each(e) => vec![e],
                };
                join(self, more);
            }
            "pop" | "popleft" => {
                return Ok(if element == Val::UNBOUND {
                    Val::NONE
                } else {
                    element
                });
            }
            "copy" => return Ok(self.object(Kind::Many(tag, element), span)),
            // How often a folder is among those above a name is whether it is.
            "count"
                if self.world.is_none()
                    && self.with_all_above(receiver).is_some()
                    && let Some(folder) = first =>
            {
                return Ok(self.compare(ruff_python_ast::CmpOp::In, folder, receiver, span));
            }
            "index" | "count" => {
                if let (Some(folder), "index") = (first, name) {
                    self.may_raise(Some("builtins.ValueError"), span);
                    // It is among them, or nobody gets here.
                    self.learn_parents(folder, receiver, span);
                }
                return Ok(self.derive(Some("int"), &[], How::Plain, span));
            }
            "union" | "intersection" | "difference" => {
                if let Some(other) = first {
                    let op = match name {
                        "union" => ruff_python_ast::Operator::BitOr,
                        "intersection" => ruff_python_ast::Operator::BitAnd,
                        _ => ruff_python_ast::Operator::Sub,
                    };
                    return self.set_operator(op, receiver, other, span);
                }
                return Ok(receiver);
            }
            "issubset" | "isdisjoint" if tag == "set" => {
                return self.each_among(name == "issubset", element, first, span);
            }
            "sort" | "reverse" | "clear" | "remove" | "discard" => {}
            _ => return Ok(self.derive(None, &[receiver], How::Part, span)),
        }
        Ok(Val::NONE)
    }
}
