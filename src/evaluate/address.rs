//! Addresses: which comparisons of a host say where an address leads.
//!
//! What is learnt is the test `url`, of the address that the host was taken from. Which attributes
//! are a host and which calls take an address apart stands in the models. Called by `condition` and `builtin`.

use super::call::Args;
use super::container::Items;
use super::domain::{is_domain, is_own_end, pattern_names};
use super::machine::Machine;
use super::part::TURNED;
use super::value::{How, Kind, Node, Part, Relation, Val};
use crate::text::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The test that an address has passed which leads where the program allows.
const KNOWN_HOST: &str = "url";
/// The test that an address has passed in which Python finds no host. A browser may: it reads `///` as `//`.
const NO_HOST: &str = "no host";
/// The test that an address has passed which begins as those of one of the program's own schemes do.
const KNOWN_SCHEME: &str = "scheme";
/// How many calls may stand between an address and its host.
const CALLS: usize = 8;

impl Machine<'_, '_> {
    /// Learns what a comparison that holds says of the address whose host is compared.
    pub(super) fn learn_host(&mut self, relation: Relation, a: Val, b: Val, span: Span) {
        let sides: &[(Val, Val)] = match relation {
            Relation::Equal => &[(a, b), (b, a)],
            Relation::In => &[(a, b)],
            _ => return,
        };
        for &(host, other) in sides {
            self.learn_tail(host, other, span);
            // A piece of a longer text is no host.
            let text = matches!(self.content_kind(other), Kind::Str(_) | Kind::Text(_));
            // Who chose the other side takes long to find out; most comparisons are of no host at all.
            let ends = relation == Relation::Equal && !self.ends.is_empty();
            let hosts = self.hosts_in(host);
            // `(parts.hostname or "").split(".")` is one of two lists.
            let listed = |v: Val| matches!(self.content_kind(v), Kind::Many("list", _));
            let ends = ends
                || (relation == Relation::Equal
                    && match self.kind(host) {
                        Kind::Either(options) => options.iter().any(|(o, _)| listed(*o)),
                        _ => listed(host),
                    });
            if (relation == Relation::In && text)
                || (hosts.is_empty() && !ends)
                || self.chosen_outside(other)
            {
                continue;
            }
            if relation == Relation::Equal {
                self.learn_labels(host, other, span);
            }
            let test = if self.may_be_nothing(other) {
                NO_HOST
            } else {
                KNOWN_HOST
            };
            let objects = hosts.into_iter().filter_map(|host| self.host_of(host));
            for object in objects.collect::<Vec<_>>() {
                self.learn_address(object, test, span);
            }
        }
    }

    /// What `urljoin` gives where the second address is written as one below the first: its host is that of the first.
    pub(super) fn below_address(&mut self, args: &Args, span: Span) -> Option<Val> {
        let (base, below) = (args.get(0, "base")?, args.get(1, "url")?);
        let begins = match self.kind(self.look(below)) {
            Kind::Text(parts) if self.world.is_none() => match parts.first() {
                Some(Part::Literal(begins)) => begins.clone(),
                _ => return None,
            },
            _ => return None,
        };
        let path = begins.strip_prefix('/').unwrap_or(&begins);
        let first = path.split('/').next().unwrap_or(path);
        let named = first.starts_with(|c: char| c.is_ascii_alphanumeric());
        let ends = path.len() > first.len() || begins.len() > path.len();
        (named && ends && !first.contains(':')).then(|| {
            let all = vec![
                Part::Hole(base),
                Part::Literal("/".into()),
                Part::Hole(below),
            ];
            self.joined(all, span)
        })
    }

    /// An address that is put together of its parts, none of which names a host: it leads where a client's base does.
    pub(super) fn without_host(
        &mut self,
        callee: &str,
        args: &Args,
        v: Val,
        span: Span,
    ) -> Option<Val> {
        let parts = args.positional.is_empty() && args.rest.is_none() && args.spread.is_none();
        let host = |name: &str| matches!(name, "url" | "scheme" | "host" | "netloc" | "authority");
        if !parts
            || args.keywords.is_empty()
            || self.world.is_some()
            || !self.knowledge.addresses.contains(callee)
            || args.keywords.iter().any(|(name, ..)| host(name))
        {
            return None;
        }
        let kind = self.kind(v).clone();
        let tested = self.make(Kind::Tested(Arc::from(NO_HOST), v), span);
        Some(self.arena.add(Node {
            kind,
            span,
            from: [tested].into(),
            how: How::Plain,
        }))
    }

    /// Whether this is an empty text or nothing, or has it among others.
    fn may_be_nothing(&self, v: Val) -> bool {
        let nothing = |v: &Val| match self.kind(self.look(*v)) {
            Kind::Str(text) => text.is_empty(),
            Kind::None => true,
            _ => false,
        };
        match self.content_kind(v) {
            Kind::Tuple(items) => items.iter().any(nothing),
            Kind::List(items) | Kind::Set(items) => items.iter().any(nothing),
            _ => nothing(&v),
        }
    }

    /// Learns that a value is this one, and what that says of the address of which it is the host.
    pub(super) fn learn_fact(&mut self, v: Val, known: Val, span: Span) {
        if self.is_constant(known) {
            self.learn_host(Relation::Equal, v, known, span);
            self.learn_piece(Relation::Equal, v, known, span);
        }
        // A test of what had passed another one, `"@" not in address` and then `is_ours(address)`: where the first is
        // learnt anew, another node stands for what passed it.
        if let Kind::Tested(test, of) = self.kind(known).clone()
            && of == v
            && self.before_test(v).is_some()
        {
            self.learn_test(v, &test, span);
            return;
        }
        self.state.learn(v, known);
    }

    /// Learns what a comparison that holds says of the address whose scheme is compared: it begins with a letter.
    pub(super) fn learn_scheme(&mut self, relation: Relation, a: Val, b: Val, span: Span) {
        let sides: &[(Val, Val)] = match relation {
            Relation::Equal => &[(a, b), (b, a)],
            Relation::In => &[(a, b)],
            _ => return,
        };
        for &(scheme, other) in sides {
            let own = match self.content_kind(other) {
                Kind::Str(s) => relation == Relation::Equal && !s.is_empty(),
                Kind::Tuple(items) => self.are_words(&items),
                Kind::List(items) | Kind::Set(items) => self.are_words(&items),
                _ => false,
            };
            if own && let Some(object) = self.address_part(scheme, &self.knowledge.schemes) {
                self.learn_address(object, KNOWN_SCHEME, span);
            }
        }
    }

    fn are_words(&self, items: &[Val]) -> bool {
        let word = |v: &Val| matches!(self.kind(*v), Kind::Str(s) if !s.is_empty());
        !items.is_empty() && items.iter().all(word)
    }

    /// The hosts that are compared with a value: itself, or those in a pair such as `(scheme, host)`, in a text such as
    /// `f"{scheme}://{host}"`, or in an object that is equal when what it holds is.
    fn hosts_in(&self, v: Val) -> Vec<Val> {
        if self.host_of(v).is_some() {
            return vec![v];
        }
        let parts: Vec<Val> = match self.content_kind(v) {
            Kind::Tuple(items) => items.to_vec(),
            Kind::Text(parts) => parts
                .iter()
                .filter_map(|part| match part {
                    Part::Hole(hole) => Some(*hole),
                    Part::Literal(_) => None,
                })
                .collect(),
            Kind::Fields(class, fields) if self.class_member(class, "__eq__").is_none() => {
                fields.iter().map(|(_, v)| *v).collect()
            }
            _ => return Vec::new(),
        };
        let mut hosts = parts;
        hosts.retain(|&part| self.host_of(part).is_some());
        hosts
    }

    /// The list of which this is the end, or may be, and how many elements the end has.
    pub(super) fn end_of(&self, v: Val) -> Option<(Val, i128)> {
        match self.kind(v) {
            Kind::Either(options) => options
                .iter()
                .find_map(|(option, _)| self.ends.get(option).copied()),
            _ => self.ends.get(&v).copied(),
        }
    }

    /// What `list`, `tuple`, `iter` or `reversed` makes of these items of another value, of which it may be known
    /// that they are turned round.
    pub(super) fn made_of_another(
        &mut self,
        name: &str,
        of: Option<Val>,
        items: Items,
        span: Span,
    ) -> Val {
        let of = of.filter(|_| matches!(items, Items::Each(_)));
        let tag = match name {
            "tuple" => "tuple",
            "iter" | "reversed" => "iterator",
            _ => "list",
        };
        let made = self.collected(items, tag, span);
        let of = of.map(|of| self.look(of));
        let before = of.and_then(|of| self.ends.get(&of).copied());
        match (of, before) {
            (Some(of), None) if name == "reversed" => {
                self.ends.insert(made, (of, TURNED));
            }
            (_, Some((list, count))) if count == TURNED => {
                self.ends.insert(made, (list, count));
            }
            _ => {}
        }
        made
    }

    /// Learns what the last parts of a host say: `host.split(".")[-2:] == ["example", "org"]`. The last one
    /// alone is everybody's.
    fn learn_labels(&mut self, labels: Val, other: Val, span: Span) {
        // `(parts.hostname or "").split(".")`: the empty text has no such end.
        if let Kind::Either(options) = self.kind(labels).clone() {
            for (option, _) in options.iter() {
                self.learn_labels(*option, other, span);
            }
            return;
        }
        let joined = self.arena.node(labels).from.iter().copied();
        let mut sides = std::iter::once(labels).chain(joined);
        let end = sides.find_map(|v| self.end_of(v));
        let whole = matches!(self.content_kind(labels), Kind::Many("list" | "tuple", _));
        let Some((list, count)) = end.or_else(|| whole.then_some((labels, -1))) else {
            return;
        };
        let known = match self.content_kind(other) {
            Kind::List(items) => items.len(),
            Kind::Tuple(items) => items.len(),
            Kind::Str(name) if self.arena.node(labels).how == How::Text => name.split('.').count(),
            _ => return,
        };
        let Kind::Many(_, element) = self.content_kind(list) else {
            return;
        };
        let node = self.arena.node(element);
        let How::Call(callee) = &node.how else { return };
        // All of them, or as many as were cut off at the end.
        let fits = count < 0 || i128::try_from(known) == Ok(count);
        if known < 2 || !fits || !callee.ends_with("split") {
            return;
        }
        if let [host, dot, ..] = *node.from
            && matches!(self.kind(dot), Kind::Str(s) if &**s == ".")
        {
            self.learn_address_of(host, span);
        }
    }

    /// Learns what a host that is empty says: the address names no other machine.
    pub(super) fn learn_empty(&mut self, host: Val, span: Span) {
        if let Some(object) = self.host_of(host) {
            self.learn_address(object, NO_HOST, span);
        }
        if let Some(&path) = self.notes.before.get(&self.unwrapped(host)) {
            self.learn_inside(path, span);
        }
    }

    /// Learns what the end of a host says: `.example.org` and what stands before it.
    pub(super) fn learn_host_end(&mut self, host: Val, test: &str, span: Span) {
        let own = match test.strip_prefix("str.endswith:") {
            Some(ends) => ends.split('\n').all(is_own_end),
            None => pattern_names(test),
        };
        if !own {
            return;
        }
        // `f".{host}"` ends in `.example.org` where the host does, or is that.
        let dotted = match self.content_kind(self.only_open(host)) {
            Kind::Text(parts) => match &*parts {
                [Part::Literal(dot), Part::Hole(host)] if &**dot == "." => Some(*host),
                _ => None,
            },
            _ => None,
        };
        self.learn_address_of(dotted.unwrap_or(host), span);
    }

    /// Learns what the last characters of a host say, or all behind its first dot: `host[-12:] == ".example.org"`,
    /// `host.partition(".")[2] == "example.org"`.
    fn learn_tail(&mut self, part: Val, other: Val, span: Span) {
        let part = self.only_open(part);
        let Some((host, count)) = self.tail_of(part) else {
            return;
        };
        let words: Vec<Val> = match self.content_kind(other) {
            Kind::Str(_) => vec![self.look(other)],
            Kind::Tuple(items) => items.to_vec(),
            Kind::List(items) | Kind::Set(items) => items.to_vec(),
            _ => return,
        };
        let says = |v: &Val| match self.kind(self.look(*v)) {
            Kind::Str(end) if count > 0 => is_own_end(end) && length(end) == count,
            Kind::Str(end) => is_domain(end),
            _ => false,
        };
        if !words.is_empty() && words.iter().all(says) {
            self.learn_address_of(host, span);
        }
    }

    /// The one alternative that is not known, such as the host in `host or ""`.
    fn only_open(&self, v: Val) -> Val {
        let whole = self.look(v);
        let Kind::Either(options) = self.kind(whole) else {
            return whole;
        };
        let mut open = options.iter().filter(|(o, _)| !self.is_constant(*o));
        match (open.next(), open.next()) {
            (Some((only, _)), None) => *only,
            _ => whole,
        }
    }

    /// The text of which this is the end, and how many characters of it; none of them: all behind its first dot.
    fn tail_of(&self, part: Val) -> Option<(Val, i128)> {
        if let Some((whole, count)) = self.end_of(part) {
            return self.is_text(whole).then_some((whole, count));
        }
        let node = self.arena.node(self.unwrapped(part));
        // `host.split(".", 1)[1]`
        let (How::Plain, [element]) = (&node.how, &*node.from) else {
            return None;
        };
        let at = |n| self.parts.get(&(*element, [Some(n), None, None])).copied();
        let last = [at(1), at(-1)].contains(&Some(self.unwrapped(part)));
        let made = self.arena.node(*element);
        let (How::Call(callee), [host, dot, once]) = (&made.how, &*made.from) else {
            return None;
        };
        let once = matches!(self.kind(*once), Kind::Int(1));
        let dot = matches!(self.kind(*dot), Kind::Str(s) if &**s == ".");
        (last && once && dot && &**callee == "str.split").then_some((*host, 0))
    }

    /// Learns what a text says whose beginning or end could be taken off: `host.removesuffix(".example.org") != host`.
    pub(super) fn learn_cut(&mut self, a: Val, b: Val, span: Span) {
        let (a, b) = (self.only_open(a), self.only_open(b));
        for (cut, whole) in [(a, b), (b, a)] {
            let node = self.arena.node(self.unwrapped(cut));
            let (How::Call(callee), [text, edge]) = (&node.how, &*node.from) else {
                continue;
            };
            let test = match &**callee {
                "str.removesuffix" => "str.endswith",
                "str.removeprefix" => "str.startswith",
                _ => continue,
            };
            let Kind::Str(edge) = self.kind(*edge) else {
                continue;
            };
            if edge.is_empty() || self.unwrapped(*text) != self.unwrapped(whole) {
                continue;
            }
            let test = format!("{test}:{edge}");
            self.learn_host_end(whole, &test, span);
            self.learn_test(whole, &test, span);
        }
    }

    pub(super) fn learn_address_of(&mut self, host: Val, span: Span) {
        if let Some(object) = self.host_of(host) {
            self.learn_address(object, KNOWN_HOST, span);
        }
    }

    /// Learns a test of an address and of what it was put together from.
    fn learn_address(&mut self, object: Val, test: &str, span: Span) {
        let mut open = vec![object];
        for _ in 0..CALLS {
            let Some(mut v) = open.pop() else { break };
            v = self.look(v);
            // Whatever else it was asked before.
            while let Some(before) = self.asked_of(v) {
                v = before;
            }
            let node = self.arena.node(v);
            match &node.how {
                How::Call(callee) if self.knowledge.addresses.contains(&**callee) => {
                    open.extend(node.from.iter().rev());
                }
                _ if self.is_constant(v) => {}
                _ => self.learn_test(v, test, span),
            }
        }
    }

    /// `urlunsplit(("https", "example.org", path, query, ""))`: an address whose scheme and host are known.
    pub(super) fn put_together(&mut self, parts: Val, span: Span) -> Option<Val> {
        let items = match self.content_kind(parts) {
            Kind::Tuple(items) => items.to_vec(),
            Kind::List(items) => items.to_vec(),
            _ => return None,
        };
        let ([scheme, host, rest @ ..], 5 | 6) = (&*items, items.len()) else {
            return None;
        };
        let own = |v: &Val| match self.kind(self.look(*v)) {
            Kind::Str(text) => !text.is_empty(),
            Kind::Either(options) => options.iter().all(
                |(o, _)| matches!(self.kind(self.look(*o)), Kind::Str(text) if !text.is_empty()),
            ),
            _ => false,
        };
        if !own(scheme) || !own(host) {
            return None;
        }
        // Whatever the path is, a stroke stands before it.
        let mut all = vec![
            Part::Hole(*scheme),
            Part::Literal("://".into()),
            Part::Hole(*host),
        ];
        for part in rest {
            all.push(Part::Literal("/".into()));
            all.push(Part::Hole(*part));
        }
        Some(self.joined(all, span))
    }

    /// The address, taken apart, whose host this is.
    fn host_of(&self, v: Val) -> Option<Val> {
        self.address_part(v, &self.knowledge.hosts)
    }

    /// The address, taken apart, of which this is one of these parts.
    fn address_part(&self, v: Val, parts: &BTreeSet<String>) -> Option<Val> {
        let mut at = v;
        for _ in 0..CALLS {
            let node = self.arena.node(at);
            match &node.kind {
                Kind::Tested(_, inner) => {
                    at = *inner;
                    continue;
                }
                // `parts.hostname or ""`
                Kind::Either(options) => {
                    let mut unknown = options.iter().filter(|(o, _)| !self.is_constant(*o));
                    let (Some((only, _)), None) = (unknown.next(), unknown.next()) else {
                        return None;
                    };
                    at = *only;
                    continue;
                }
                _ => {}
            }
            let How::Call(callee) = &node.how else {
                return None;
            };
            if parts.contains(&**callee) {
                return node.from.last().copied();
            }
            let same = match &**callee {
                "str.lower" | "str.casefold" => true,
                // A dot at the end says nothing, and `www.` in front is the same owner's.
                "str.rstrip" | "str.removesuffix" | "str.removeprefix" => {
                    let mark = node.from.get(1).map(|&v| self.kind(v));
                    matches!(mark, Some(Kind::Str(s)) if matches!(&**s, "." | "www."))
                }
                _ => false,
            };
            if !same {
                return None;
            }
            at = *node.from.first()?;
        }
        None
    }
}

fn length(text: &str) -> i128 {
    i128::try_from(text.chars().count()).unwrap_or(i128::MAX)
}
