//! Metaclasses of the program, in a probe: what they do when a class is made.
//!
//! A class remembers its metaclass, which those below it have, too. Called by `definition` and `kindred`.

use super::call::Args;
use super::container::Items;
use super::machine::{Follow, Machine, Scope};
use super::value::{FrameId, How, Kind, Node, Val};
use crate::text::Span;
use std::sync::Arc;

/// How the block of a class was made that a metaclass is handed.
const BLOCK: &str = "the block of a class";

impl Machine<'_, '_> {
    /// The metaclass that a class gets: the one that it names, or that of a base.
    pub(super) fn metaclass(&self, named: Option<Val>, bases: &[Val]) -> Option<Val> {
        self.world.as_ref()?;
        let own = |v: Val| matches!(self.kind(v), Kind::Class(..)).then_some(v);
        let above = |base: &Val| {
            let from = &self.arena.node(self.look(*base)).from;
            from.first().copied().and_then(own)
        };
        let meta = named.and_then(|v| own(self.look(v)));
        let meta = meta.or_else(|| bases.iter().find_map(above))?;
        let base = self.outside_base(meta);
        base.is_some_and(|base| &*base == "builtins.type")
            .then_some(meta)
    }

    /// The metaclass of the program that a class has, in a probe.
    pub(super) fn meta_of(&self, class: Val) -> Option<Val> {
        self.world.as_ref()?;
        let class = self.look(class);
        let Kind::Class(..) = self.kind(class) else {
            return None;
        };
        let meta = self.arena.node(class).from.first().copied()?;
        matches!(self.kind(meta), Kind::Class(..)).then_some(meta)
    }

    /// What a metaclass does when its class is called.
    pub(super) fn called_by_metaclass(
        &mut self,
        class: Val,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let call = self.meta_of(class);
        let Some(call) = call.and_then(|meta| self.class_member(meta, "__call__")) else {
            return Ok(None);
        };
        let mut args = args.clone();
        args.positional.insert(0, (class, span));
        self.call(call, args, span).map(Some)
    }

    /// What a class of the program is gone through for, by its metaclass or as an enumeration, and what a member of
    /// flags is.
    pub(super) fn own_items(&mut self, v: Val, span: Span) -> Follow<Option<Items>> {
        if self.world.is_none() {
            return Ok(None);
        }
        if !matches!(self.kind(v), Kind::Class(..)) {
            return Ok(self.single_flags(v, span).map(Items::Known));
        }
        if self.has_method(v, "__iter__") {
            let all = self.call_method(v, "__iter__", Args::default(), span)?;
            return self.items(all, span).map(Some);
        }
        let members = self.enumeration(v).is_some();
        Ok(members.then(|| Items::Known(self.member_objects(v, span))))
    }

    /// What a class has by its metaclass.
    pub(super) fn of_metaclass(
        &mut self,
        class: Val,
        name: &str,
        span: Span,
    ) -> Option<Follow<Val>> {
        let meta = self.meta_of(class)?;
        let member = self.class_member(meta, name)?;
        Some(self.bind_member(class, meta, member, span))
    }

    /// The metaclass in one of whose methods `super()` stands, where the object is its class.
    pub(super) fn running_metaclass(&self, class: Val) -> Option<Val> {
        let meta = self.meta_of(class)?;
        let running = self.calls.last()?.name.clone();
        let (here, _) = running.rsplit_once('.')?;
        let order = self.ancestry(meta);
        let named = |c: &Val| matches!(self.kind(*c), Kind::Class(_, frame, _) if *self.frame(*frame).name == *here);
        order.iter().any(named).then_some(meta)
    }

    /// Shows a class that was made to its metaclass; gives what that makes of it.
    pub(super) fn show_metaclass(
        &mut self,
        meta: Val,
        (class, frame, name): (Val, FrameId, &str),
        told: &Args,
        span: Span,
    ) -> Follow<Val> {
        let bases: Vec<Val> = match self.kind(class) {
            Kind::Class(_, _, bases) => bases.to_vec(),
            _ => return Ok(class),
        };
        let mut block = Vec::new();
        let cells: Vec<_> = self.frame(frame).vars.iter().collect();
        for (name, cell) in cells {
            let v = self.state.get(cell);
            if v != Val::UNBOUND {
                block.push((self.text(name, span), v));
            }
        }
        let block = self.object(Kind::Dict(Arc::new(block)), span);
        let block = self.remembering(block, Some(class), BLOCK, span);
        let name = self.text(name, span);
        let bases = self.tuple(bases, span);
        let mut made = class;
        for method in ["__new__", "__init__"] {
            let Some(member) = self.class_member(meta, method) else {
                continue;
            };
            let function = match *self.kind(member) {
                Kind::Wrapped(_, function) => function,
                _ => member,
            };
            let first = if method == "__new__" { meta } else { made };
            let mut args = Args::positional(vec![first, name, bases, block]);
            args.keywords.clone_from(&told.keywords);
            let given = self.call(function, args, span)?;
            if method == "__new__" {
                let given = self.look(given);
                if !matches!(self.kind(given), Kind::Class(..)) {
                    return Ok(given);
                }
                made = given;
            }
        }
        Ok(made)
    }

    /// `type.__new__(metaclass, name, bases, block)`: the class whose block this is, with what was put into that.
    pub(super) fn class_of_block(&mut self, args: &Args) -> Option<Val> {
        let block = self.look(args.get(3, "dict")?);
        let node = self.arena.node(block);
        let class = *node.from.first()?;
        let made = matches!(&node.how, How::Call(how) if &**how == BLOCK);
        let Kind::Class(_, frame, _) = *self.kind(class) else {
            return None;
        };
        if !made {
            return None;
        }
        if let Kind::Dict(pairs) = self.content_kind(block) {
            for &(key, v) in pairs.iter() {
                if let Kind::Str(name) = self.kind(self.look(key)).clone()
                    && self.own_member(frame, &name) != Some(v)
                {
                    self.teach(frame, &name, v);
                }
            }
        }
        Some(class)
    }

    /// `type(name, bases, block)`: a class that is made of its parts, where all of them are known.
    pub(super) fn class_of_parts(&mut self, args: &Args, span: Span) -> Option<Val> {
        self.world.as_ref()?;
        let [name, bases, block] = [(0, "name"), (1, "bases"), (2, "dict")]
            .map(|(at, name)| args.get(at, name).map(|v| self.look(v)));
        let (Kind::Str(name), Kind::Tuple(bases), Kind::Dict(block)) = (
            self.kind(name?).clone(),
            self.content_kind(bases?),
            self.content_kind(block?),
        ) else {
            return None;
        };
        let bases: Vec<Val> = bases.iter().map(|base| self.look(*base)).collect();
        let own = |base: &Val| match self.kind(*base) {
            Kind::Class(..) => true,
            Kind::Symbol(name) => &**name == "builtins.object",
            _ => false,
        };
        if !bases.iter().all(own) || bases.iter().any(|base| self.meta_of(*base).is_some()) {
            return None;
        }
        let mut members = Vec::new();
        for &(key, v) in block.iter() {
            match self.kind(self.look(key)) {
                Kind::Str(name) => members.push((name.clone(), v)),
                _ => return None,
            }
        }
        let like = self.read_symbol("types.made_of_parts", span);
        let Kind::Class(code, ..) = *self.kind(self.look(like)) else {
            return None;
        };
        let frame = self.enter(self.frame, Scope::Class, Arc::from(&*name));
        for (name, v) in members {
            self.teach(frame, &name, v);
        }
        Some(self.arena.add(Node {
            kind: Kind::Class(code, frame, bases.into()),
            span,
            from: std::iter::empty().collect(),
            how: How::Plain,
        }))
    }

    /// What a class says of those above it: `__bases__`, `__mro__`.
    pub(super) fn those_above(&mut self, class: Val, name: &str, span: Span) -> Option<Val> {
        self.world.as_ref()?;
        let object = self.symbol("builtins.object", span);
        let all = match (name, self.kind(class)) {
            ("__bases__", Kind::Class(_, _, bases)) if !bases.is_empty() => bases.to_vec(),
            ("__bases__", _) => vec![object],
            ("__mro__", _) => {
                let mut all = self.ancestry(class);
                all.retain(|c| *c != object);
                all.push(object);
                all
            }
            _ => return None,
        };
        Some(self.tuple(all, span))
    }
}
