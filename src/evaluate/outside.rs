//! What lies outside the program, inside a probe: every use of it is offered to the world.
//!
//! Knows no library; what the world does not answer stays unknown. Called where calls, attributes,
//! items, operators and contexts meet something outside the file.

use super::call::Args;
use super::container::Items;
use super::data::Data;
use super::doubt;
use super::machine::{Follow, Machine, Stop};
use super::value::{How, Kind, Val};
use super::world::{Event, Outside};
use crate::text::Span;
use std::sync::Arc;

/// What is known to be HTML.
const MARKUP: &str = "markupsafe.Markup";
/// How many events one probe keeps.
const EVENTS: usize = 2_000;

/// What is read from gives what `os.urandom` gives.
pub(super) const DEVICE: &str = "os.RandomDevice";

/// How deep what a template gets may be nested.
const NESTED: u32 = 12;

impl Machine<'_, '_> {
    /// `open("/dev/urandom", "rb")`: the system's random source, as a file.
    pub(super) fn random_device(&mut self, args: &Args, span: Span) -> Follow<Option<Val>> {
        let file = args.get(0, "file").map(|v| self.look(v));
        let Some(file) = file else {
            return Ok(None);
        };
        self.random_source(file, args.get(1, "mode"), span)
    }

    /// The system's random source, if this is its name and the mode that of bytes.
    pub(super) fn random_source(
        &mut self,
        file: Val,
        mode: Option<Val>,
        span: Span,
    ) -> Follow<Option<Val>> {
        let bytes = mode.map(|v| self.kind(self.look(v)));
        if !matches!(bytes, Some(Kind::Str(mode)) if mode.contains('b')) {
            return Ok(None);
        }
        let is_random = |m: &Self, v: Val| matches!(m.kind(m.look(v)), Kind::Str(path) if matches!(&**path, "/dev/urandom" | "/dev/random"));
        let made = self.arena.node(file);
        let random = match &made.kind {
            Kind::Str(_) => is_random(self, file),
            Kind::External(ty, id, _) if &**ty == "pathlib.Path" && self.is_handle(ty, *id) => {
                let name = self.offer_method(file, "__str__", &[], span)?;
                name.is_some_and(|name| is_random(self, name))
            }
            Kind::External(ty, ..) if &**ty == "pathlib.Path" => {
                matches!(made.from.first(), Some(one) if is_random(self, *one))
            }
            _ => false,
        };
        let kind = Kind::External(Arc::from(DEVICE), 0, false);
        Ok(random.then(|| self.make(kind, span)))
    }

    /// `open(…, opener=function)`: the function opens the file, and gives its number.
    pub(super) fn opened_by(&mut self, args: &Args, span: Span) -> Follow<Option<Val>> {
        let opener = args.get(7, "opener").map(|v| self.look(v));
        let (Some(opener), Some(file)) = (opener, args.get(0, "file")) else {
            return Ok(None);
        };
        if self.world.is_none() || opener == Val::NONE {
            return Ok(None);
        }
        let mode = match args.get(1, "mode").map(|v| self.kind(self.look(v))) {
            None => Arc::from("r"),
            Some(Kind::Str(mode)) => mode.clone(),
            Some(_) => return Ok(None),
        };
        // As Linux numbers them; a file is closed in programs that are started.
        let access = match (mode.contains('+'), mode.contains('r')) {
            (true, _) => 2,
            (false, true) => 0,
            (false, false) => 1,
        };
        let begins = match mode.chars().find(|c| "wxa".contains(*c)) {
            Some('w') => 64 | 512,
            Some('x') => 64 | 128,
            Some(_) => 64 | 1024,
            None => 0,
        };
        let flags = self.make(Kind::Int(access | begins | 524_288), span);
        let opened = self.call(opener, Args::positional(vec![file, flags]), span)?;
        let opened = self.look(opened);
        if !self.has_method(opened, "__opened__") {
            return Ok(Some(self.derive(None, &[opened], How::Plain, span)));
        }
        let mut given = args.clone();
        given
            .keywords
            .retain(|(name, ..)| !matches!(&**name, "opener" | "file"));
        given.positional.truncate(7);
        match given.positional.first_mut() {
            Some((first, _)) => *first = opened,
            None => given.positional.push((opened, span)),
        }
        self.call_method(opened, "__opened__", given, span)
            .map(Some)
    }

    /// Whether this type and number are those of an object that the world of a probe keeps.
    pub(super) fn is_handle(&self, ty: &str, id: u32) -> bool {
        self.world.is_some() && id > 0 && !self.is_database(ty, id)
    }

    /// The type of an object that the world keeps.
    pub(super) fn handle(&self, v: Val) -> Option<Arc<str>> {
        match self.kind(self.look(v)) {
            Kind::External(ty, id, _) if self.is_handle(ty, *id) => Some(ty.clone()),
            _ => None,
        }
    }

    /// Offers a call to the world. `None`: there is no world, or it has no model of this.
    pub(super) fn offer(
        &mut self,
        callee: &str,
        receiver: Val,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        self.offer_use(callee, false, receiver, args, span)
    }

    /// Offers the reading of an attribute to the world.
    pub(super) fn offer_attribute(
        &mut self,
        name: &str,
        receiver: Val,
        span: Span,
    ) -> Follow<Option<Val>> {
        self.offer_use(name, true, receiver, &Args::default(), span)
    }

    /// Offers a method of an object of the world, or of something outside known by its name.
    pub(super) fn offer_method(
        &mut self,
        object: Val,
        method: &str,
        arguments: &[Val],
        span: Span,
    ) -> Follow<Option<Val>> {
        if self.world.is_none() {
            return Ok(None);
        }
        let object = self.look(object);
        let (name, receiver) = match self.kind(object).clone() {
            Kind::External(ty, id, _) if self.is_handle(&ty, id) => {
                (self.method_name(&ty, method), object)
            }
            Kind::Symbol(name) => (format!("{name}.{method}"), Val::NONE),
            _ => return Ok(None),
        };
        let args = Args::positional(arguments.to_vec());
        self.offer_use(&name, false, receiver, &args, span)
    }

    fn offer_use(
        &mut self,
        callee: &str,
        attribute: bool,
        receiver: Val,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        if self.world.is_none() {
            return Ok(None);
        }
        let marked = self.marked(callee, args, span)?;
        let worked = self.worked_out_for(callee, marked.as_ref().unwrap_or(args), span)?;
        let args = worked.as_ref().or(marked.as_ref()).unwrap_or(args);
        let open = || Data::Unknown(doubt::how_many_arguments());
        let mut positional: Vec<Data> = args
            .positional
            .iter()
            .map(|(v, _)| self.handed(callee, *v))
            .collect();
        positional.extend(args.rest.map(|_| open()));
        let mut keywords: Vec<(String, Data)> = args
            .keywords
            .iter()
            .map(|(name, v, _)| (name.to_string(), self.handed(callee, *v)))
            .collect();
        keywords.extend(args.spread.map(|_| ("**".to_owned(), open())));
        let call = Outside {
            callee: callee.to_owned(),
            attribute,
            receiver: (receiver != Val::NONE).then(|| self.data(receiver)),
            positional,
            keywords,
            certain: self.maybe == 0,
        };
        let Some(world) = self.world.as_deref_mut() else {
            return Ok(None);
        };
        let answer = world.call(&call);
        let events = world.events();
        let place = self.own_place(span);
        for text in events {
            if self.events.len() >= EVENTS {
                self.exhausted = true;
                break;
            }
            self.events.push(Event {
                text,
                certain: call.certain,
                checked: self.forked,
                span: place,
            });
        }
        self.spend(4)?;
        match answer {
            None => Ok(None),
            Some(Ok(data)) => {
                let v = self.value(&data, span);
                if self.knowledge.lazily.contains(callee)
                    && let Kind::List(items) = self.content_kind(v)
                {
                    return Ok(Some(self.object(Kind::Iterator(items, 0), span)));
                }
                Ok(Some(v))
            }
            Some(Err(raised)) => {
                let name = if raised.name.contains('.') {
                    // A library whose behaviour is known has this exception as a class of its own.
                    if let Some(class) = self.project_name(&raised.name)
                        && matches!(self.kind(class), Kind::Class(..))
                    {
                        let message = self.text(&raised.message, span);
                        let args = Args::positional(vec![message]);
                        let error = self.instantiate(class, args, span)?;
                        return Err(Stop::Raise(error));
                    }
                    raised.name
                } else {
                    format!("builtins.{}", raised.name)
                };
                self.raise(&name, &raised.message, span)
            }
        }
    }

    /// A place in the program itself: what the library does inside has that of the call which made it.
    pub(super) fn own_place(&self, span: Span) -> Span {
        if span.start < self.lent {
            return span;
        }
        let calls = self.calls.iter().rev().map(|call| call.span);
        let own = |place: &Span| place.start < self.lent && place.end > place.start;
        calls.into_iter().find(own).unwrap_or(span)
    }

    /// The arguments of what makes pages, where an object of the program among them says itself what it is there.
    fn marked(&mut self, callee: &str, args: &Args, span: Span) -> Follow<Option<Args>> {
        let page = ["markupsafe.", "page_of_the_world."];
        if !page.iter().any(|page| callee.starts_with(page))
            && !self.knowledge.fills.contains(callee)
        {
            return Ok(None);
        }
        let mut marked = args.clone();
        let mut any = false;
        // `Markup(", ").join(things)`
        if callee == "markupsafe.Markup.join"
            && let Some((all, _)) = marked.positional.first_mut()
            && let Items::Known(items) = self.items(*all, span)?
        {
            let mut shown = Vec::with_capacity(items.len());
            for item in items {
                shown.push(self.shown_as_markup(item, span)?.unwrap_or(item));
            }
            // What was asked for its items has none left.
            any = true;
            *all = self.object(Kind::List(Arc::new(shown)), span);
        }
        let positional = marked.positional.iter_mut().map(|(v, _)| v);
        for v in positional.chain(marked.keywords.iter_mut().map(|(_, v, _)| v)) {
            if let Some(made) = self.shown_as_markup(*v, span)? {
                *v = made;
                any = true;
            }
        }
        Ok(any.then_some(marked))
    }

    /// The arguments of what fills templates, where objects among them have properties: what a property gives
    /// stands beside what the object holds.
    fn worked_out_for(&mut self, callee: &str, args: &Args, span: Span) -> Follow<Option<Args>> {
        if !self.knowledge.fills.contains(callee) {
            return Ok(None);
        }
        let mut worked = args.clone();
        let mut any = false;
        let positional = worked.positional.iter_mut().map(|(v, _)| v);
        for v in positional.chain(worked.keywords.iter_mut().map(|(_, v, _)| v)) {
            if let Some(made) = self.worked_out(*v, 0, span)? {
                *v = made;
                any = true;
            }
        }
        Ok(any.then_some(worked))
    }

    /// A value in which objects of the program hold what their properties give. `None`: there is none in it.
    fn worked_out(&mut self, v: Val, depth: u32, span: Span) -> Follow<Option<Val>> {
        if depth > NESTED {
            return Ok(None);
        }
        let v = self.look(v);
        let kind = self.content_kind(v);
        let held: Vec<Val> = match &kind {
            Kind::List(items) => items.to_vec(),
            Kind::Tuple(items) => items.to_vec(),
            Kind::Iterator(items, at) => items.get(*at..).unwrap_or(&[]).to_vec(),
            Kind::Dict(pairs) => pairs.iter().map(|(_, v)| *v).collect(),
            Kind::Fields(_, fields) => fields.iter().map(|(_, v)| *v).collect(),
            _ => return Ok(None),
        };
        let mut any = false;
        let mut made = Vec::with_capacity(held.len());
        for item in held {
            let worked = self.worked_out(item, depth + 1, span)?;
            any |= worked.is_some();
            made.push(worked.unwrap_or(item));
        }
        let kind = match kind {
            Kind::Fields(class, fields) if self.as_tuple(v).is_none() => {
                let names = fields.iter().map(|(name, _)| name.clone());
                let mut fields: Vec<(Arc<str>, Val)> = names.zip(made).collect();
                for name in self.properties(class) {
                    match self.attribute(v, &name, span) {
                        Ok(given) => {
                            any = true;
                            fields.push((name, given));
                        }
                        // Whoever asks for it meets the error; a template that does not, goes on.
                        Err(Stop::Raise(_)) => {}
                        Err(stop) => return Err(stop),
                    }
                }
                Kind::Fields(class, Arc::new(fields))
            }
            Kind::Dict(pairs) => {
                let keys = pairs.iter().map(|(key, _)| *key);
                Kind::Dict(Arc::new(keys.zip(made).collect()))
            }
            Kind::Tuple(_) => Kind::Tuple(made.into()),
            Kind::List(_) | Kind::Iterator(..) => Kind::List(Arc::new(made)),
            _ => return Ok(None),
        };
        Ok(any.then(|| self.object(kind, span)))
    }

    /// The names of the properties of a class that others are meant to read.
    fn properties(&self, class: Val) -> Vec<Arc<str>> {
        let mut found: Vec<Arc<str>> = Vec::new();
        for c in self.ancestry(class) {
            let Kind::Class(_, frame, _) = *self.kind(c) else {
                continue;
            };
            for (name, cell) in self.frame(frame).vars.iter() {
                let property = matches!(
                    self.kind(self.state.get(cell)),
                    Kind::Wrapped("property", _)
                );
                if property && !name.starts_with('_') && !found.iter().any(|n| **n == *name) {
                    found.push(Arc::from(name));
                }
            }
        }
        found
    }

    /// What an object of the program says that it is in a page.
    fn shown_as_markup(&mut self, v: Val, span: Span) -> Follow<Option<Val>> {
        let object = self.look(v);
        if !self.has_method(object, "__html__") {
            return Ok(None);
        }
        let mut text = self.call_method(object, "__html__", Args::default(), span)?;
        // A kind of text of the program's own: what it holds is not followed.
        if self.has_method(self.look(text), "__html__") {
            text = self.derive(Some("str"), &[object], How::Plain, span);
        }
        let text = Args::positional(vec![text]);
        self.offer(MARKUP, Val::NONE, &text, span)
    }

    /// A value as a library gets it: a class of the program that is derived from one of this library is that
    /// one to it.
    fn handed(&self, callee: &str, v: Val) -> Data {
        let class = self.look(v);
        if matches!(self.kind(class), Kind::Class(..))
            && let Some(base) = self.outside_base(class)
            && base.split('.').next() == callee.split('.').next()
        {
            return Data::Object(base.to_string());
        }
        if self.knowledge.fills.contains(callee) {
            return self.as_shown(v, 0);
        }
        self.data(v)
    }

    /// A value as a template gets it, which asks objects of the program for what they hold.
    fn as_shown(&self, v: Val, depth: u32) -> Data {
        if depth > NESTED {
            return self.data(v);
        }
        let v = self.look(v);
        let each = |items: &[Val]| items.iter().map(|&v| self.as_shown(v, depth + 1)).collect();
        match self.content_kind(v) {
            Kind::Row(columns, items) if self.is_named_tuple(v) => {
                let fields = columns.iter().zip(items.iter());
                let fields =
                    fields.map(|(name, &v)| (name.to_string(), self.as_shown(v, depth + 1)));
                Data::Instance(self.type_name(v), fields.collect())
            }
            Kind::Tuple(items) => Data::Tuple(each(&items)),
            Kind::List(items) => Data::List(each(&items)),
            Kind::Iterator(items, at) => Data::List(each(items.get(at..).unwrap_or(&[]))),
            Kind::Dict(pairs) => {
                let pair = |&(k, v): &(Val, Val)| (self.data(k), self.as_shown(v, depth + 1));
                Data::Dict(pairs.iter().map(pair).collect())
            }
            // A class of named tuples is asked by name, too.
            Kind::Fields(_, fields) if self.as_tuple(v).is_some() => {
                let fields = fields.iter();
                let fields =
                    fields.map(|(name, v)| (name.to_string(), self.as_shown(*v, depth + 1)));
                Data::Instance(self.type_name(v), fields.collect())
            }
            Kind::Fields(..) => self.data_within(v),
            _ => self.data(v),
        }
    }

    /// Notes what only paths can do, where nobody knows which path this is: it may be any.
    pub(super) fn done_to_some_path(&mut self, method: &str, span: Span) {
        let verb = match method {
            "write_text" | "write_bytes" | "touch" => "writes",
            "read_text" | "read_bytes" => "reads",
            "unlink" => "deletes",
            _ => return,
        };
        self.happens(verb, super::world::UNKNOWN.encode_utf8(&mut [0; 4]), span);
    }

    /// Notes something that the machine itself follows among what a probe's world was made to do.
    pub(super) fn happens(&mut self, verb: &str, object: &str, span: Span) {
        if self.world.is_none() || self.events.len() >= EVENTS {
            return;
        }
        let object = object.replace('\n', "\\n").replace('\r', "\\r");
        self.events.push(Event {
            text: format!("{verb} {object}"),
            certain: self.maybe == 0,
            checked: self.forked,
            span: self.own_place(span),
        });
    }

    /// A value as data in which objects of the world are what they stand for.
    pub(super) fn settled(&mut self, v: Val) -> Data {
        let data = self.data_within(v);
        match self.world.as_deref_mut() {
            Some(world) => {
                let data = world.settle(data);
                let events = world.events();
                let span = self.arena.node(v).span;
                self.events.extend(events.into_iter().map(|text| Event {
                    text,
                    certain: true,
                    checked: false,
                    span,
                }));
                data
            }
            None => data,
        }
    }
}
