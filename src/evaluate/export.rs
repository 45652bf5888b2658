//! From handles to plain data: views for rules, data for worlds and judges.

mod left;
mod unset;

use super::data::Data;
use super::doubt;
use super::flow::Flow;
use super::machine::Machine;
use super::record::{Identity, Origin, Piece, View, Way};
use super::value::{How, Kind, Part, Val};
use crate::finding::{Step, StepKind};
use std::cell::Cell;
use std::sync::Arc;

/// How many ways that differ one view tells apart.
const WAYS: usize = 16;
/// How many times a path is put together of others before its text is not asked for.
const PATHS: u32 = 4;
/// How many parts of one value are told as data.
const DATA: usize = 1 << 17;
/// How many parts of one value a view shows.
const PARTS: u32 = 1 << 14;

/// How a value that is part of another is looked at: it, how deep it lies, and what holds there.
type Viewing<M> = fn(&M, Val, u32, &[(Val, Val)]) -> View;

fn identity(v: Val) -> Identity {
    Identity((v != Val::UNBOUND).then_some(v.0))
}

impl Machine<'_, '_> {
    /// A value as rules see it.
    pub(super) fn view(&self, v: Val) -> View {
        self.looks.begin(PARTS);
        self.view_at(v, 0, &[])
    }

    /// The same for somebody who only asks which text it is: where its data came from is left out.
    pub(super) fn view_of_text(&self, v: Val) -> View {
        self.looks.begin(PARTS);
        self.text_at(v, 0, &[])
    }

    fn text_at(&self, v: Val, depth: u32, overlay: &[(Val, Val)]) -> View {
        let v = self.held(v, overlay);
        let mut view = View {
            identity: identity(v),
            ..View::default()
        };
        self.describe(v, &mut view, depth, overlay, Self::text_at);
        view
    }

    fn held(&self, v: Val, overlay: &[(Val, Val)]) -> Val {
        let held = overlay.iter().rev().find(|(a, _)| *a == v);
        held.map_or_else(|| self.look(v), |&(_, b)| b)
    }

    /// `overlay`: what holds inside the alternative that `v` is part of.
    fn view_at(&self, v: Val, depth: u32, overlay: &[(Val, Val)]) -> View {
        let v = self.held(v, overlay);
        let found = self.flows_under(v, overlay, &self.looks.visits);
        let mut view = View {
            opaque: found.opaque.clone(),
            through: found.through.iter().map(ToString::to_string).collect(),
            written: !found.open && found.flows.is_empty() && found.opaque.is_none(),
            identity: identity(v),
            ..View::default()
        };
        self.describe(v, &mut view, depth, overlay, Self::view_at);
        for flow in &found.flows {
            if let Some(origin) = self.origins.get(flow.origin as usize)
                && !view.origins.contains(origin)
            {
                view.origins.push(Origin::clone(origin));
            }
        }
        let worst = found.worst.as_ref();
        let worst = worst.and_then(|(at, path)| Some((found.flows.get(*at)?, path)));
        // The path begins at the first origin.
        if let Some(origin) = worst.and_then(|(flow, _)| self.origins.get(flow.origin as usize))
            && let Some(at) = view.origins.iter().position(|o| o == origin)
        {
            view.origins.swap(0, at);
        }
        if let Some((worst, path)) = worst {
            // What holds for the value holds on every way its data took.
            let on_all = |pick: fn(&Flow) -> &Vec<Arc<str>>| -> Vec<String> {
                let mut names: Vec<String> = pick(worst).iter().map(ToString::to_string).collect();
                names.retain(|n| {
                    found
                        .flows
                        .iter()
                        .all(|f| pick(f).iter().any(|m| **m == **n))
                });
                names.dedup();
                names
            };
            view.cleaned = on_all(|f| &f.cleaned);
            view.tested = on_all(|f| &f.tested);
            view.path = self.steps(path);
            view.ways = self.ways(&found.flows);
        }
        if self.is_once(v) {
            view.tested.push("once".into());
        }
        view
    }

    /// The ways that data took, when they differ and are few.
    fn ways(&self, flows: &[Flow]) -> Vec<Way> {
        let differ = flows.iter().any(|f| {
            flows
                .first()
                .is_some_and(|g| f.cleaned != g.cleaned || f.tested != g.tested)
        });
        if !differ {
            return Vec::new();
        }
        let texts = |names: &[Arc<str>]| -> Vec<String> {
            let mut texts: Vec<String> = Vec::new();
            for name in names {
                if !texts.iter().any(|t| **t == **name) {
                    texts.push(name.to_string());
                }
            }
            texts
        };
        let mut ways: Vec<Way> = Vec::new();
        for flow in flows {
            let Some(origin) = self.origins.get(flow.origin as usize) else {
                continue;
            };
            let way = Way {
                origin: Origin::clone(origin),
                cleaned: texts(&flow.cleaned),
                tested: texts(&flow.tested),
            };
            if ways.contains(&way) {
                continue;
            }
            // Too many to tell apart: what holds on all of them is what counts.
            if ways.len() == WAYS {
                return Vec::new();
            }
            ways.push(way);
        }
        ways
    }

    /// What a value is, and `inner` for what it is made of.
    fn describe(
        &self,
        v: Val,
        view: &mut View,
        depth: u32,
        overlay: &[(Val, Val)],
        inner: Viewing<Self>,
    ) {
        let kind = self.content_kind(v);
        view.kind = match &kind {
            Kind::External(ty, ..) => Some(ty.to_string()),
            Kind::Symbol(name) => {
                view.known = Some(name.to_string());
                view.name = Some(name.to_string());
                Some("name".into())
            }
            Kind::Unknown(ty, _) => ty.as_ref().map(ToString::to_string),
            Kind::Tested(..) | Kind::Either(_) | Kind::Opaque(_) => {
                self.is_text(v).then(|| "str".into())
            }
            Kind::Class(_, frame, _) => {
                view.known = Some(self.frame(*frame).name.to_string());
                self.outside_base(v).map(|b| b.to_string())
            }
            // An object that can be called stands for its method.
            Kind::Fields(class, _)
                if self.outside_base(*class).is_none()
                    && self.class_member(*class, "__call__").is_some()
                    && self.class_member(*class, "__eq__").is_none() =>
            {
                Some("method".into())
            }
            // Called, it is the function.
            Kind::Partial(function, ..)
                if matches!(
                    self.kind(self.look(*function)),
                    Kind::Function(..) | Kind::Bound(..)
                ) =>
            {
                Some("function".into())
            }
            _ => Some(self.type_name(v)),
        };
        let Some(left) = self.looks.room.get().checked_sub(1).filter(|_| depth <= 4) else {
            return;
        };
        self.looks.room.set(left);
        view.empty = match &kind {
            Kind::Tuple(items) => items.is_empty(),
            Kind::List(items) | Kind::Set(items) => items.is_empty(),
            Kind::Dict(pairs) => pairs.is_empty(),
            _ => false,
        };
        match &kind {
            Kind::Str(s) => {
                view.known = Some(s.to_string());
                view.pieces.push(Piece::Literal(s.to_string()));
            }
            Kind::None | Kind::Bool(_) | Kind::Int(_) | Kind::Float(_) | Kind::Bytes(_) => {
                view.known = self.representation(v, 0);
                if self.others.wished.contains(&v) {
                    view.tested.push(super::asked::WISHED.into());
                }
            }
            Kind::Text(parts) | Kind::Template(parts) => {
                for part in parts.iter() {
                    view.pieces.push(match part {
                        Part::Literal(s) => Piece::Literal(s.to_string()),
                        Part::Hole(h) => Piece::Hole(Box::new(inner(self, *h, depth + 1, overlay))),
                    });
                }
            }
            // Of any number of texts in a row, each is made as this one is.
            Kind::Unknown(Some(ty), None) if &**ty == "str" => {
                let node = self.arena.node(v);
                if let (How::Text, [element, between, ..]) = (&node.how, &*node.from)
                    && self.is_written(*element)
                    && matches!(self.kind(*between), Kind::Str(_))
                {
                    let element = inner(self, *element, depth + 1, overlay);
                    (view.pieces, view.either) = (element.pieces, element.either);
                }
            }
            // Text as bytes has the pieces of the text.
            Kind::Unknown(Some(ty), None) if &**ty == "bytes" => {
                let node = self.arena.node(v);
                if let (How::Call(callee), Some(&text)) = (&node.how, node.from.first())
                    && &**callee == "str.encode"
                    && matches!(self.kind(text), Kind::Text(_))
                {
                    view.pieces = inner(self, text, depth + 1, overlay).pieces;
                }
            }
            Kind::Tuple(items) | Kind::Row(_, items) => {
                view.items = items
                    .iter()
                    .take(64)
                    .map(|&i| inner(self, i, depth + 1, overlay))
                    .collect();
            }
            Kind::List(items) | Kind::Set(items) => {
                view.items = items
                    .iter()
                    .take(64)
                    .map(|&i| inner(self, i, depth + 1, overlay))
                    .collect();
            }
            Kind::Many(_, element) if *element != Val::UNBOUND => {
                let (mut all, rest) = self.in_places(v);
                view.head = all.len();
                all.push(rest.unwrap_or(*element));
                let all = all.iter().map(|&i| inner(self, i, depth + 1, overlay));
                view.items = all.collect();
                view.open = true;
            }
            Kind::Dict(pairs) => {
                for &(k, w) in pairs.iter().take(64) {
                    let item = inner(self, w, depth + 1, overlay);
                    for key in self.possible_keys(k) {
                        view.keys.push(key);
                        view.items.push(item.clone());
                    }
                }
            }
            Kind::Either(options) => {
                view.either = options
                    .iter()
                    .take(24)
                    .map(|(o, facts)| {
                        let held: Vec<(Val, Val)> =
                            overlay.iter().chain(facts.iter()).copied().collect();
                        inner(self, *o, depth + 1, &held)
                    })
                    .collect();
            }
            // A path of the program's own begins as its text does.
            Kind::External(ty, ..) | Kind::Unknown(Some(ty), None)
                if ty.starts_with("pathlib.") =>
            {
                view.pieces
                    .extend(self.written_path(v, 0).map(Piece::Literal));
            }
            // What a value is decides it, and both may be: `shell=isinstance(command, str)`.
            Kind::Test(test, _) if test.starts_with("type:") => {
                let said = |known: &str| View {
                    kind: Some("bool".into()),
                    known: Some(known.into()),
                    ..View::default()
                };
                view.either = vec![said("True"), said("False")];
            }
            // It may be anything, and what it is where nobody says so is one of it.
            Kind::Not(_) | Kind::And(..) | Kind::Or(..) | Kind::Compare(..) => {
                let known = |known: Option<bool>| View {
                    kind: view.kind.clone(),
                    known: known.map(|b| if b { "True" } else { "False" }.to_owned()),
                    ..View::default()
                };
                if let Some(unset) = self.when_unset(v) {
                    view.either = vec![known(None), known(Some(unset))];
                } else {
                    let (yes, no) = self.left_to_visitor(v);
                    if yes || no {
                        let sides = [(yes, true), (no, false)];
                        let turned = sides.iter().filter(|(can, _)| *can);
                        let turned = turned.map(|&(_, side)| known(Some(side)));
                        view.either = std::iter::once(known(None)).chain(turned).collect();
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether a value is text of the program with something filled in, or one of several such texts.
    fn is_written(&self, v: Val) -> bool {
        let text = |v: Val| matches!(self.kind(v), Kind::Text(_));
        match self.kind(v) {
            Kind::Either(options) => options.iter().all(|(option, _)| text(*option)),
            _ => text(v),
        }
    }

    /// The text of a path of which every part is written in the program.
    fn written_path(&self, v: Val, depth: u32) -> Option<String> {
        let v = self.look(v);
        let node = self.arena.node(v);
        match &node.kind {
            Kind::Str(text) => return Some(text.to_string()),
            Kind::External(ty, ..) | Kind::Unknown(Some(ty), None)
                if ty.starts_with("pathlib.") && depth < PATHS => {}
            _ => return None,
        }
        match &node.how {
            How::Call(callee) if &**callee == "pathlib.Path" => {}
            How::Text => {}
            _ => return None,
        }
        let parts = node.from.iter();
        let parts = parts.map(|&part| self.written_path(part, depth + 1));
        let parts: Vec<String> = parts.collect::<Option<_>>()?;
        (!parts.is_empty()).then(|| parts.join("/"))
    }

    /// The steps of a path, leaving out those at which nothing happens.
    fn steps(&self, path: &[Val]) -> Vec<Step> {
        let mut steps = Vec::new();
        for (at, &v) in path.iter().enumerate() {
            let node = self.arena.node(v);
            if at == 0 {
                if let Kind::Unknown(_, Some(origin)) = node.kind
                    && let Some(origin) = self.origins.get(origin as usize)
                {
                    steps.push(Step {
                        kind: StepKind::Source,
                        span: origin.span,
                        text: origin.name.clone(),
                        via: None,
                    });
                }
                continue;
            }
            let (key, via) = match &node.how {
                How::Text => ("text", None),
                How::Call(callee) if &**callee == super::budget::UNSEEN => continue,
                How::Call(callee) => ("call", Some(callee.to_string())),
                How::Part => ("part", None),
                How::Plain => continue,
            };
            if steps.iter().any(|s| s.span == node.span && s.via == via) {
                continue;
            }
            steps.push(Step {
                kind: StepKind::Through,
                span: node.span,
                text: key.into(),
                via,
            });
        }
        steps
    }

    /// Where the first of the values stands that could not be followed and of which this one is made.
    pub(super) fn first_opaque(&self, v: Val) -> Option<crate::text::Span> {
        let mut at = self.look(v);
        let mut place = None;
        for _ in 0..64 {
            let node = self.arena.node(at);
            if let Kind::Opaque(_) = node.kind {
                place = Some(node.span);
            }
            let next = node
                .from
                .iter()
                .map(|from| self.look(*from))
                .find(|from| matches!(self.kind(*from), Kind::Opaque(_)));
            match next {
                Some(next) if next != at => at = next,
                _ => break,
            }
        }
        place
    }

    /// Notes in a probe the first condition of the program in hand that cannot be computed, and why.
    pub(super) fn note_undecided(&mut self, test: &ruff_python_ast::Expr, condition: Val) {
        if self.world.is_none()
            || self.contexts.undecided.is_some()
            || self.frame(self.frame).base != self.home
            || self.truth(condition).is_some()
        {
            return;
        }
        let mut why = doubt::known_at_run();
        let mut open = vec![condition];
        for _ in 0..64 {
            let Some(v) = open.pop() else { break };
            let node = self.arena.node(self.look(v));
            if let Kind::Opaque(found) = &node.kind
                && *found != doubt::known_at_run()
            {
                why = found.clone();
                break;
            }
            match &node.kind {
                Kind::Test(_, of) | Kind::Tested(_, of) => open.push(*of),
                _ => {}
            }
            open.extend(node.from.iter().copied());
        }
        let span = self.span_of(test);
        self.contexts.undecided = Some(super::record::Limit { span, why });
    }

    /// A value as plain data.
    pub(super) fn data(&self, v: Val) -> Data {
        self.data_at(v, 0, false, &Cell::new(DATA))
    }

    /// The same as a judge looks at it: with what objects of the program's own classes hold.
    pub(super) fn data_within(&self, v: Val) -> Data {
        self.data_at(v, 0, true, &Cell::new(DATA))
    }

    /// `room`: how many parts may still be told; what holds the same things again and again has more of them
    /// than any memory.
    fn data_at(&self, v: Val, depth: u32, within: bool, room: &Cell<usize>) -> Data {
        let left = room.get().checked_sub(1);
        let Some(left) = left.filter(|_| depth <= 30) else {
            return Data::Unknown(doubt::nests_too_deep());
        };
        room.set(left);
        let v = self.look(v);
        let list = |items: &[Val]| {
            items
                .iter()
                .map(|&i| self.data_at(i, depth + 1, within, room))
                .collect::<Vec<Data>>()
        };
        match self.content_kind(v) {
            Kind::None => Data::None,
            Kind::Bool(b) => Data::Bool(b),
            Kind::Int(n) => Data::Int(n),
            Kind::Float(x) => Data::Float(x),
            Kind::Str(s) => Data::Str(s.to_string()),
            Kind::Bytes(b) => Data::Bytes(b.to_vec()),
            Kind::Tuple(items) | Kind::Row(_, items) => Data::Tuple(list(&items)),
            Kind::List(items) => Data::List(list(&items)),
            Kind::Iterator(items, at) => Data::List(list(items.get(at..).unwrap_or(&[]))),
            Kind::Set(items) => Data::Set(list(&items)),
            Kind::Dict(pairs) => Data::Dict(
                pairs
                    .iter()
                    .map(|&(k, w)| {
                        let at = |v| self.data_at(v, depth + 1, within, room);
                        (at(k), at(w))
                    })
                    .collect(),
            ),
            Kind::Many(_, Val::UNBOUND) => Data::List(Vec::new()),
            Kind::Many(..) => Data::Unknown(doubt::how_many_elements()),
            Kind::Symbol(name) => Data::Object(name.to_string()),
            // A part of what is not known is not known.
            Kind::Method(of, _) if matches!(self.kind(self.look(of)), Kind::Opaque(_)) => {
                self.data_at(of, depth + 1, within, room)
            }
            // What a library's object has under a name that nobody describes may be data.
            Kind::Method(of, _)
                if matches!(
                    self.kind(self.look(of)),
                    Kind::External(..) | Kind::Unknown(..)
                ) || matches!(self.content_kind(self.look(of)), Kind::Fields(class, _)
                    if matches!(self.kind(class), Kind::Symbol(_))) =>
            {
                Data::Unknown(doubt::known_at_run())
            }
            Kind::Function(..)
            | Kind::Bound(..)
            | Kind::Class(..)
            | Kind::Partial(..)
            | Kind::Method(..)
            | Kind::Wrapped(..) => Data::Object(self.type_name(v)),
            Kind::Fields(..) if let Some(items) = self.as_tuple(v) => Data::Tuple(list(&items)),
            Kind::Fields(..) if let Some(value) = self.member_value(v) => {
                self.data_at(value, depth + 1, within, room)
            }
            // What the container holds that it stands below is not known.
            Kind::Fields(class, _) if self.is_container_class(class) => {
                Data::Unknown(doubt::known_at_run())
            }
            Kind::Fields(class, fields)
                if within
                    && matches!(self.kind(class), Kind::Class(_, frame, _)
                        if self.frame(*frame).base == self.home) =>
            {
                let fields = fields
                    .iter()
                    .map(|(name, v)| (name.to_string(), self.data_at(*v, depth + 1, within, room)));
                Data::Instance(self.type_name(v), fields.collect())
            }
            // An object of a library is known to be no plain data.
            Kind::Fields(class, _) if within && matches!(self.kind(class), Kind::Class(..)) => {
                Data::Instance(self.type_name(v), Vec::new())
            }
            Kind::Fields(..) | Kind::Template(_) | Kind::Ellipsis => {
                Data::Object(self.type_name(v))
            }
            Kind::External(ty, id, _) if self.is_handle(&ty, id) => {
                Data::Handle(ty.to_string(), id)
            }
            Kind::External(ty, ..) => Data::Object(ty.to_string()),
            Kind::Opaque(why) => Data::Unknown(why.clone()),
            Kind::Unbound => Data::Unknown(doubt::no_value()),
            _ => match &self.arena.node(v).how {
                How::Call(callee) => Data::Unknown(doubt::result_at_run(callee)),
                _ => Data::Unknown(doubt::known_at_run()),
            },
        }
    }

    /// Plain data as a value of the program.
    pub(super) fn value(&mut self, data: &Data, span: crate::text::Span) -> Val {
        match data {
            Data::None => Val::NONE,
            Data::Bool(b) => Val::bool(*b),
            Data::Int(n) => self.make(Kind::Int(*n), span),
            Data::Float(x) => self.make(Kind::Float(*x), span),
            Data::Str(s) => self.text(s, span),
            Data::Bytes(b) => self.make(Kind::Bytes(b.as_slice().into()), span),
            Data::List(items) => {
                let items = items.iter().map(|i| self.value(i, span)).collect();
                self.list(items, span)
            }
            Data::Tuple(items) => {
                let items = items.iter().map(|i| self.value(i, span)).collect();
                self.tuple(items, span)
            }
            Data::Set(items) => {
                let items = items.iter().map(|i| self.value(i, span)).collect();
                self.set_of(items, span)
            }
            Data::Dict(pairs) => {
                let pairs = pairs
                    .iter()
                    .map(|(k, w)| (self.value(k, span), self.value(w, span)))
                    .collect();
                self.object(Kind::Dict(Arc::new(pairs)), span)
            }
            Data::Object(name) | Data::Instance(name, _) => {
                self.make(Kind::External(Arc::from(name.as_str()), 0, false), span)
            }
            Data::Handle(ty, id) => {
                self.make(Kind::External(Arc::from(ty.as_str()), *id, false), span)
            }
            Data::Unknown(why) => self.opaque(why.clone(), &[], span),
        }
    }
}
