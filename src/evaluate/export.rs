//! From handles to plain data: views for rules, data for worlds and judges.

use super::data::Data;
use super::machine::Machine;
use super::record::{Origin, OriginKind, Piece, View, Way};
use super::value::{Facts, How, Kind, Part, Val};
use crate::finding::{Step, StepKind};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// How many nodes one view may visit.
const VISITS: u32 = 4_000;
/// How many calls and things one value remembers to have come out of.
const THROUGH: usize = 24;
/// How many ways that differ one view tells apart.
const WAYS: usize = 16;

/// How data from one origin gets into a value.
#[derive(Debug, Clone)]
struct Flow {
    origin: u32,
    /// From the origin to the value.
    path: Vec<Val>,
    cleaned: Vec<Arc<str>>,
    tested: Vec<Arc<str>>,
}

/// One search for flows.
struct Search {
    /// What holds inside the alternative being looked at.
    overlay: Vec<(Val, Val)>,
    visited: FxHashSet<Val>,
    left: u32,
    opaque: Option<Arc<str>>,
    flows: Vec<Flow>,
    /// How many calls the search stands behind that bring back what a cleaning took away.
    undone: u32,
    /// Names of calls and things outside the file that were passed on the way.
    through: Vec<Arc<str>>,
}

impl Search {
    fn pass(&mut self, name: &Arc<str>) {
        if self.through.len() < THROUGH && !self.through.contains(name) {
            self.through.push(name.clone());
        }
    }
}

impl Machine<'_, '_> {
    /// Whether a value carries data that entered in such a way.
    pub(super) fn carries(&self, v: Val, such: fn(OriginKind) -> bool) -> bool {
        self.flows(v, &[]).flows.iter().any(|f| {
            let origin = self.origins.get(f.origin as usize);
            origin.is_some_and(|o| such(o.kind))
        })
    }

    fn flows(&self, v: Val, overlay: &[(Val, Val)]) -> Search {
        let mut search = Search {
            overlay: overlay.to_vec(),
            visited: FxHashSet::default(),
            left: VISITS,
            opaque: None,
            flows: Vec::new(),
            undone: 0,
            through: Vec::new(),
        };
        let mut path = Vec::new();
        self.trace(v, &mut search, &mut path, &mut Vec::new(), &mut Vec::new());
        let visited = u64::from(VISITS - search.left);
        self.state.work.set(self.state.work.get() + visited);
        search
    }

    fn trace(
        &self,
        v: Val,
        search: &mut Search,
        path: &mut Vec<Val>,
        cleaned: &mut Vec<Arc<str>>,
        tested: &mut Vec<Arc<str>>,
    ) {
        let v = search
            .overlay
            .iter()
            .rev()
            .find(|(a, _)| *a == v)
            .map_or_else(|| self.look(v), |&(_, b)| b);
        if search.left == 0 || path.len() > 200 {
            return;
        }
        search.left -= 1;
        // A node reached again with the same cleaning adds no new flow.
        if cleaned.is_empty()
            && search.undone == 0
            && tested.is_empty()
            && search.overlay.is_empty()
            && !search.visited.insert(v)
        {
            return;
        }
        let marks = (cleaned.len(), tested.len());
        path.push(v);
        if !self.asked.is_empty() && self.was_asked(v, &search.overlay) {
            tested.push(Arc::from(super::asked::ASKED));
        }
        if self.bounded.contains(&v) {
            tested.push(Arc::from("length"));
        }
        let node = self.arena.node(v);
        if let How::Call(name) = &node.how {
            search.pass(name);
        }
        if let Kind::Symbol(name) = &node.kind {
            search.pass(name);
        }
        let mut undoes = false;
        if let How::Call(callee) = &node.how {
            let cleaning = self.cleaning(callee);
            undoes = cleaning.undoes;
            search.undone += u32::from(undoes);
            // Who wrote something stays true, however it is decoded.
            let lasting = |purpose: &&Arc<str>| search.undone == 0 || &***purpose == "signed";
            cleaned.extend(cleaning.purposes.iter().filter(lasting).cloned());
        }
        if self.is_number(v) {
            cleaned.push(Arc::from("number"));
        }
        match &node.kind {
            Kind::Unknown(_, Some(origin)) => {
                let mut back = path.clone();
                back.reverse();
                search.flows.push(Flow {
                    origin: *origin,
                    path: back,
                    cleaned: cleaned.clone(),
                    tested: tested.clone(),
                });
            }
            Kind::Opaque(why) => search.opaque = search.opaque.take().or_else(|| Some(why.clone())),
            Kind::Text(parts) | Kind::Template(parts) => {
                for part in parts.iter() {
                    if let Part::Hole(h) = part {
                        self.trace(*h, search, path, cleaned, tested);
                    }
                }
            }
            Kind::Tuple(items) | Kind::Row(_, items) => {
                for &item in items.iter() {
                    self.trace(item, search, path, cleaned, tested);
                }
            }
            Kind::List(items) | Kind::Set(items) => {
                for &item in items.iter() {
                    self.trace(item, search, path, cleaned, tested);
                }
            }
            Kind::Iterator(items, _) => {
                for &item in items.iter() {
                    self.trace(item, search, path, cleaned, tested);
                }
            }
            Kind::Dict(pairs) => {
                for &(k, w) in pairs.iter() {
                    self.trace(k, search, path, cleaned, tested);
                    self.trace(w, search, path, cleaned, tested);
                }
            }
            Kind::Fields(_, fields) => {
                for (_, w) in fields.iter() {
                    self.trace(*w, search, path, cleaned, tested);
                }
            }
            Kind::Many(_, element) if *element != Val::UNBOUND => {
                self.trace(*element, search, path, cleaned, tested);
            }
            Kind::Wrapped(_, inner) => self.trace(*inner, search, path, cleaned, tested),
            Kind::Ref(cell) => self.trace(self.state.get(*cell), search, path, cleaned, tested),
            Kind::Method(receiver, _) => self.trace(*receiver, search, path, cleaned, tested),
            Kind::Partial(_, args, keywords) => {
                for &item in args.iter().chain(keywords.iter().map(|(_, w)| w)) {
                    self.trace(item, search, path, cleaned, tested);
                }
            }
            Kind::Tested(name, inner) => {
                // What was tested before it was decoded says nothing of what came out; that it is
                // one of few, or signed, still does.
                if search.undone == 0 || matches!(&**name, "allowlist" | "signed") {
                    tested.push(name.clone());
                }
                // The node under a test is refined to the test; step over the refinement.
                let inner = *inner;
                search.overlay.push((inner, inner));
                self.trace(inner, search, path, cleaned, tested);
                search.overlay.pop();
            }
            Kind::Either(options) => {
                let options: Vec<(Val, Facts)> = options.to_vec();
                for (option, facts) in options {
                    let depth = search.overlay.len();
                    search.overlay.extend(facts.iter().copied());
                    self.trace(option, search, path, cleaned, tested);
                    search.overlay.truncate(depth);
                }
            }
            _ => {}
        }
        for &w in node.from.iter() {
            self.trace(w, search, path, cleaned, tested);
        }
        search.undone -= u32::from(undoes);
        path.pop();
        cleaned.truncate(marks.0);
        tested.truncate(marks.1);
    }

    /// A value as rules see it.
    pub(super) fn view(&self, v: Val) -> View {
        self.view_at(v, 0, &[])
    }

    /// `overlay`: what holds inside the alternative that `v` is part of.
    fn view_at(&self, v: Val, depth: u32, overlay: &[(Val, Val)]) -> View {
        let v = overlay
            .iter()
            .rev()
            .find(|(a, _)| *a == v)
            .map_or_else(|| self.look(v), |&(_, b)| b);
        let search = self.flows(v, overlay);
        let mut view = View {
            opaque: search.opaque.as_deref().map(str::to_owned),
            through: search.through.iter().map(ToString::to_string).collect(),
            ..View::default()
        };
        self.describe(v, &mut view, depth, overlay);
        let mut worst: Option<(&Flow, (bool, usize))> = None;
        for flow in &search.flows {
            let Some(origin) = self.origins.get(flow.origin as usize) else {
                continue;
            };
            if !view.origins.contains(origin) {
                view.origins.push(Origin::clone(origin));
            }
            // The least cleaned; of those, one that is known to come from outside.
            let marks = flow.cleaned.len() + flow.tested.len();
            let rank = (!origin.kind.is_known(), marks);
            if worst.is_none_or(|(_, least)| (rank.1, rank.0) < (least.1, least.0)) {
                worst = Some((flow, rank));
            }
        }
        let worst = worst.map(|(flow, _)| flow);
        // The path begins at the first origin.
        if let Some(origin) = worst.and_then(|w| self.origins.get(w.origin as usize))
            && let Some(at) = view.origins.iter().position(|o| o == origin)
        {
            view.origins.swap(0, at);
        }
        if let Some(worst) = worst {
            // What holds for the value holds on every way its data took.
            let on_all = |pick: fn(&Flow) -> &Vec<Arc<str>>| -> Vec<String> {
                let mut names: Vec<String> = pick(worst).iter().map(ToString::to_string).collect();
                names.retain(|n| {
                    search
                        .flows
                        .iter()
                        .all(|f| pick(f).iter().any(|m| **m == **n))
                });
                names.dedup();
                names
            };
            view.cleaned = on_all(|f| &f.cleaned);
            view.tested = on_all(|f| &f.tested);
            view.path = self.steps(&worst.path);
            view.ways = self.ways(&search.flows);
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

    fn describe(&self, v: Val, view: &mut View, depth: u32, overlay: &[(Val, Val)]) {
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
            _ => Some(self.type_name(v)),
        };
        if depth > 4 {
            return;
        }
        match &kind {
            Kind::Str(s) => {
                view.known = Some(s.to_string());
                view.pieces.push(Piece::Literal(s.to_string()));
            }
            Kind::None | Kind::Bool(_) | Kind::Int(_) | Kind::Float(_) | Kind::Bytes(_) => {
                view.known = self.representation(v, 0);
            }
            Kind::Text(parts) | Kind::Template(parts) => {
                for part in parts.iter() {
                    view.pieces.push(match part {
                        Part::Literal(s) => Piece::Literal(s.to_string()),
                        Part::Hole(h) => {
                            Piece::Hole(Box::new(self.view_at(*h, depth + 1, overlay)))
                        }
                    });
                }
            }
            // Text as bytes has the pieces of the text.
            Kind::Unknown(Some(ty), None) if &**ty == "bytes" => {
                let node = self.arena.node(v);
                if let (How::Call(callee), Some(&text)) = (&node.how, node.from.first())
                    && &**callee == "str.encode"
                    && matches!(self.kind(text), Kind::Text(_))
                {
                    view.pieces = self.view_at(text, depth + 1, overlay).pieces;
                }
            }
            Kind::Tuple(items) | Kind::Row(_, items) => {
                view.items = items
                    .iter()
                    .take(64)
                    .map(|&i| self.view_at(i, depth + 1, overlay))
                    .collect();
            }
            Kind::List(items) | Kind::Set(items) => {
                view.items = items
                    .iter()
                    .take(64)
                    .map(|&i| self.view_at(i, depth + 1, overlay))
                    .collect();
            }
            Kind::Many(_, element) if *element != Val::UNBOUND => {
                view.items = vec![self.view_at(*element, depth + 1, overlay)];
                view.open = true;
            }
            Kind::Dict(pairs) => {
                for &(k, w) in pairs.iter().take(64) {
                    view.keys.push(self.display(k).unwrap_or_default());
                    view.items.push(self.view_at(w, depth + 1, overlay));
                }
            }
            Kind::Either(options) => {
                view.either = options
                    .iter()
                    .take(24)
                    .map(|(o, facts)| {
                        let inner: Vec<(Val, Val)> =
                            overlay.iter().chain(facts.iter()).copied().collect();
                        self.view_at(*o, depth + 1, &inner)
                    })
                    .collect();
            }
            _ => {}
        }
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

    /// A value as plain data.
    pub(super) fn data(&self, v: Val) -> Data {
        self.data_at(v, 0, false)
    }

    /// The same as a judge looks at it: with what objects of the program's own classes hold.
    pub(super) fn data_within(&self, v: Val) -> Data {
        self.data_at(v, 0, true)
    }

    fn data_at(&self, v: Val, depth: u32, within: bool) -> Data {
        if depth > 30 {
            return Data::Unknown("it nests too deep".into());
        }
        let v = self.look(v);
        let list = |items: &[Val]| {
            items
                .iter()
                .map(|&i| self.data_at(i, depth + 1, within))
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
                        let at = |v| self.data_at(v, depth + 1, within);
                        (at(k), at(w))
                    })
                    .collect(),
            ),
            Kind::Many(_, Val::UNBOUND) => Data::List(Vec::new()),
            Kind::Many(..) => Data::Unknown("how many elements there are is not known".into()),
            Kind::Symbol(name) => Data::Object(name.to_string()),
            Kind::Function(..)
            | Kind::Bound(..)
            | Kind::Class(..)
            | Kind::Partial(..)
            | Kind::Method(..)
            | Kind::Wrapped(..) => Data::Object(self.type_name(v)),
            Kind::Fields(class, fields)
                if within
                    && matches!(self.kind(class), Kind::Class(_, frame, _)
                        if self.frame(*frame).base == self.home) =>
            {
                let fields = fields
                    .iter()
                    .map(|(name, v)| (name.to_string(), self.data_at(*v, depth + 1, within)));
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
            Kind::Opaque(why) => Data::Unknown(why.to_string()),
            Kind::Unbound => Data::Unknown("it has no value".into()),
            _ => match &self.arena.node(v).how {
                How::Call(callee) => Data::Unknown(format!(
                    "the result of `{callee}` depends on what it does when it runs"
                )),
                _ => Data::Unknown(
                    "it depends on something that is only known when the program runs".into(),
                ),
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
            Data::Unknown(why) => self.opaque(why, &[], span),
        }
    }
}
