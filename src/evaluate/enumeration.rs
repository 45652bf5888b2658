//! Enumerations of the file: their members, by name and by value.
//!
//! Called by `class`, `attribute`, `item`, `container` and `definition`.

mod flags;

use self::flags::is_flag;
use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{FrameId, How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// The names and values of members, in order.
type Members = Vec<(Arc<str>, Val)>;

/// Under this name a class that was made by a call holds the names of its members; no member has it.
const LISTED: &str = "members of an enumeration";

impl Machine<'_, '_> {
    /// The kind of enumeration that a class of the file is, such as `enum.StrEnum`.
    pub(super) fn enumeration(&self, class: Val) -> Option<Arc<str>> {
        self.ancestry(class)
            .into_iter()
            .find_map(|c| match self.kind(c) {
                Kind::Symbol(name) if name.starts_with("enum.") => Some(name.clone()),
                _ => None,
            })
    }

    /// Gives the members that are made by `auto()` their values.
    pub(super) fn number_members(&mut self, class: Val, frame: FrameId) {
        let Some(base) = self.enumeration(class) else {
            return;
        };
        let mut last = 0;
        for name in self.frame(frame).vars.names() {
            let Some(cell) = self.frame(frame).vars.get(name) else {
                continue;
            };
            let node = self.arena.node(self.look(self.state.get(cell)));
            let span = node.span;
            if let Kind::Int(n) = node.kind {
                last = n;
            }
            if !matches!(&node.how, How::Call(callee) if &**callee == "enum.auto") {
                continue;
            }
            last += 1;
            if is_flag(&base) {
                let above = u64::try_from(last)
                    .ok()
                    .and_then(u64::checked_next_power_of_two);
                last = above.map_or(1, i128::from);
            }
            let value = if &*base == "enum.StrEnum" {
                self.text(&name.to_lowercase(), span)
            } else {
                self.make(Kind::Int(last), span)
            };
            self.state.set(cell, value);
        }
        if self.world.is_some() && is_flag(&base) {
            self.joined_flags(class, frame);
        }
    }

    /// Names and values of the members that are constants, in order.
    fn members(&self, class: Val) -> Vec<(Arc<str>, Val)> {
        let Kind::Class(_, frame, _) = self.kind(class) else {
            return Vec::new();
        };
        if let Some(listed) = self.listed_members(*frame) {
            return listed;
        }
        let frame = self.frame(*frame);
        let members = frame
            .vars
            .iter()
            .map(|(name, cell)| (name, self.state.get(cell)));
        members
            .filter(|(name, _)| !name.starts_with('_'))
            .filter_map(|(name, v)| Some((Arc::from(name), self.valued(v)?)))
            .collect()
    }

    /// The members of an enumeration that was made by a call, in order.
    fn listed_members(&self, frame: FrameId) -> Option<Vec<(Arc<str>, Val)>> {
        if !self.taught.contains(&frame) {
            return None;
        }
        let Kind::Tuple(names) = self.kind(self.own_member(frame, LISTED)?) else {
            return None;
        };
        let member = |&name: &Val| match self.kind(name) {
            Kind::Str(name) => Some((name.clone(), self.own_member(frame, name)?)),
            _ => None,
        };
        names.iter().map(member).collect()
    }

    /// `Enum("Color", "RED GREEN")`: a class of which nothing is written down but the names, or names with values.
    pub(super) fn listed_enumeration(
        &mut self,
        base: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let (Some(title), Some(names)) = (args.get(0, "value"), args.get(1, "names")) else {
            return Ok(None);
        };
        let Kind::Str(title) = self.kind(self.look(title)).clone() else {
            return Ok(None);
        };
        let Some(pairs) = self.named_values(base, names, args, span)? else {
            return Ok(None);
        };
        let frame = self.enter(self.frame, super::machine::Scope::Class, title);
        let names: Vec<Val> = pairs.iter().map(|(n, _)| self.text(n, span)).collect();
        let names = self.tuple(names, span);
        self.teach(frame, LISTED, names);
        for (name, value) in pairs {
            self.teach(frame, &name, value);
        }
        let base = self.symbol(base, span);
        self.lasting = true;
        Ok(Some(self.arena.add(super::value::Node {
            kind: Kind::Class(super::value::CodeId(u32::MAX), frame, [base].into()),
            span,
            from: super::row::Row::default(),
            how: How::Plain,
        })))
    }

    /// The names of such a class with their values, where all are known.
    fn named_values(
        &mut self,
        base: &str,
        names: Val,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Members>> {
        let listed = match self.content_kind(self.look(names)) {
            Kind::Str(text) => {
                let words = text.split([' ', ',']).filter(|word| !word.is_empty());
                words.map(|word| self.text(word, span)).collect()
            }
            Kind::Dict(pairs) => {
                let pairs = pairs.iter().map(|&(k, v)| self.tuple(vec![k, v], span));
                pairs.collect()
            }
            Kind::List(_) | Kind::Tuple(_) => match self.items(names, span)? {
                super::container::Items::Known(items) => items,
                super::container::Items::Each(_) => return Ok(None),
            },
            _ => return Ok(None),
        };
        let mut number = args
            .keyword("start")
            .and_then(|v| self.as_int(v))
            .unwrap_or(1);
        let mut found = Vec::new();
        for one in listed {
            let one = self.look(one);
            let (name, value) = match self.content_kind(one) {
                Kind::Str(name) if base == "enum.StrEnum" => {
                    let value = self.text(&name.to_lowercase(), span);
                    (name, value)
                }
                Kind::Str(name) => {
                    let value = self.make(Kind::Int(number), span);
                    number = if is_flag(base) {
                        number * 2
                    } else {
                        number + 1
                    };
                    (name, value)
                }
                Kind::Tuple(pair) | Kind::Row(_, pair) if let [name, value] = *pair => {
                    match self.kind(self.look(name)).clone() {
                        Kind::Str(name) => (name, value),
                        _ => return Ok(None),
                    }
                }
                _ => return Ok(None),
            };
            found.push((name, value));
        }
        let constant = found.iter().all(|(_, v)| self.is_constant(*v));
        Ok((constant && !found.is_empty()).then_some(found))
    }

    /// The value of the member that this makes: a constant, or what a function is that is said to be one.
    pub(super) fn valued(&self, v: Val) -> Option<Val> {
        match *self.kind(v) {
            Kind::Wrapped("member", function) => Some(function),
            // What is put together for a member need not be constant.
            Kind::Tuple(_) => Some(v),
            _ => self.is_constant(v).then_some(v),
        }
    }

    /// Whether whatever such a class names, but for its functions, is a constant.
    fn has_only_constants(&self, class: Val) -> bool {
        let Kind::Class(_, frame, _) = self.kind(class) else {
            return false;
        };
        let mut named = self.frame(*frame).vars.iter();
        named.all(|(name, cell)| {
            let v = self.state.get(cell);
            let code = matches!(self.kind(v), Kind::Function(..) | Kind::Wrapped(..));
            name.starts_with('_') || code || self.is_constant(v)
        })
    }

    /// A member as an object.
    pub(super) fn member_object(&mut self, class: Val, name: Val, value: Val, span: Span) -> Val {
        let fields = vec![(Arc::from("value"), value), (Arc::from("name"), name)];
        let object = self.object(Kind::Fields(class, Arc::new(fields)), span);
        // What a member is made of is handed to its class, in a probe.
        if self.world.is_some() && self.class_member(class, "__init__").is_some() {
            let parts = match self.kind(self.look(value)) {
                Kind::Tuple(parts) => parts.to_vec(),
                _ => vec![value],
            };
            if self
                .call_method(object, "__init__", Args::positional(parts), span)
                .is_err()
            {
                self.limit(span, super::doubt::known_at_run());
            }
        }
        object
    }

    /// Members of an enumeration are not set again, in a probe.
    pub(super) fn refuse_member(&mut self, class: Val, name: &str, span: Span) -> Follow<()> {
        let known = self.world.is_some()
            && self.enumeration(class).is_some()
            && self.members(class).iter().any(|(own, _)| &**own == name);
        if !known {
            return Ok(());
        }
        let message = format!("cannot reassign member '{name}'");
        self.raise("builtins.AttributeError", &message, span)
    }

    /// The members of a class that are its own: in a probe, a second name for a value is none, nor are several flags
    /// under one name.
    fn own_members(&self, class: Val) -> Members {
        let mut members = self.members(class);
        if self.world.is_none() {
            return members;
        }
        if self.enumeration(class).is_some_and(|base| is_flag(&base)) {
            members.retain(|(_, v)| self.as_int(*v).is_none_or(|n| n.count_ones() == 1));
        }
        let mut own: Members = Vec::with_capacity(members.len());
        for (name, v) in members {
            if own.iter().all(|&(_, w)| self.equal(v, w) != Some(true)) {
                own.push((name, v));
            }
        }
        own
    }

    /// All members as objects under their names, where all are constants.
    pub(super) fn members_by_name(&mut self, class: Val, span: Span) -> Option<Val> {
        self.enumeration(class)?;
        let members = self.members(class);
        if members.is_empty() || !self.has_only_constants(class) {
            return None;
        }
        let pairs = members.into_iter().map(|(name, value)| {
            let name = self.text(&name, span);
            (name, self.member_object(class, name, value, span))
        });
        let pairs: Vec<(Val, Val)> = pairs.collect();
        Some(self.object(Kind::Dict(Arc::new(pairs)), span))
    }

    /// All members as objects.
    pub(super) fn member_objects(&mut self, class: Val, span: Span) -> Vec<Val> {
        let members = self.own_members(class);
        members
            .into_iter()
            .map(|(name, value)| {
                let name = self.text(&name, span);
                self.member_object(class, name, value, span)
            })
            .collect()
    }

    /// `Color["RED"]`: of a name that is not known, one of the members, where all of them are constants.
    pub(super) fn member_named(&mut self, class: Val, key: Val, span: Span) -> Follow<Option<Val>> {
        if self.enumeration(class).is_none() {
            return Ok(None);
        }
        let key = self.look(key);
        let Kind::Str(name) = self.kind(key).clone() else {
            let members = self.members(class);
            if members.is_empty() || !self.has_only_constants(class) {
                return Ok(None);
            }
            self.may_raise(Some("builtins.KeyError"), span);
            let members = members.into_iter();
            let members: Vec<(Val, Val)> = members.map(|(n, v)| (self.text(&n, span), v)).collect();
            self.learn_key(key, &members);
            let values: Vec<Val> = members.iter().map(|(_, v)| *v).collect();
            let value = self.either(&values);
            return Ok(Some(self.member_object(class, self.look(key), value, span)));
        };
        let members = self.members(class);
        match members.iter().find(|(n, _)| *n == name) {
            Some(&(_, value)) => {
                let first = members
                    .iter()
                    .find(|(_, v)| self.equal(*v, value) == Some(true));
                let key = match first {
                    Some((own, _)) if *own != name => self.text(own, span),
                    _ => key,
                };
                Ok(Some(self.member_object(class, key, value, span)))
            }
            None => self.raise("builtins.KeyError", &format!("'{name}'"), span),
        }
    }

    /// `Color("red")`.
    pub(super) fn enum_member(&mut self, class: Val, args: &Args, span: Span) -> Follow<Val> {
        let Some(wanted) = args.get(0, "value") else {
            return Ok(class);
        };
        // A member stands for itself.
        if matches!(self.content_kind(wanted), Kind::Fields(of, _) if of == class) {
            return Ok(wanted);
        }
        let constants = self.members(class);
        if let Some(bits) = self.as_int(wanted)
            && let Some(all) = self.all_flags(class)
            && bits >= 0
            && (bits & !all == 0 || self.enumeration(class).as_deref() == Some("enum.IntFlag"))
        {
            return Ok(self.flag_of(class, bits, span));
        }
        if constants
            .iter()
            .all(|&(_, c)| self.equal(c, wanted) == Some(false))
        {
            return self.missing_member(class, wanted, span);
        }
        let sure = constants
            .iter()
            .find(|&&(_, c)| self.equal(c, wanted) == Some(true));
        if let Some((name, value)) = sure.filter(|_| self.is_constant(wanted)) {
            let (name, value) = (name.clone(), *value);
            let name = self.text(&name, span);
            return Ok(self.member_object(class, name, value, span));
        }
        // What the class itself makes of other values is one of the answers.
        if self.class_member(class, "_missing_").is_some() {
            let values: Vec<Val> = constants.iter().map(|(_, c)| *c).collect();
            let values = self.tuple(values, span);
            let there = self.compare(ruff_python_ast::CmpOp::In, wanted, values, span);
            return self.decide(
                there,
                &mut |m| Ok(m.member_object(class, wanted, wanted, span)),
                &mut |m| m.missing_member(class, wanted, span),
            );
        }
        self.may_raise(Some("builtins.ValueError"), span);
        let possible: Vec<Val> = constants
            .into_iter()
            .map(|(_, c)| c)
            .filter(|&c| self.equal(c, wanted) != Some(false))
            .collect();
        let v = self.either(&possible);
        if self.is_constant(v) && !self.is_constant(wanted) {
            self.state.learn(wanted, v);
        }
        Ok(self.member_object(class, v, v, span))
    }

    /// The member that a class gives for a value that none of its members has.
    fn missing_member(&mut self, class: Val, wanted: Val, span: Span) -> Follow<Val> {
        let said = match self.class_member(class, "_missing_") {
            Some(own) => {
                let own = match *self.kind(own) {
                    Kind::Wrapped(_, function) => function,
                    _ => own,
                };
                self.call(own, Args::positional(vec![class, wanted]), span)?
            }
            None => Val::NONE,
        };
        self.over(said, &mut |m, said| {
            if m.look(said) != Val::NONE {
                return Ok(said);
            }
            let said = m.representation(wanted, 0).unwrap_or_default();
            let title = match m.kind(class) {
                Kind::Class(_, frame, _) => m.frame(*frame).name.clone(),
                _ => Arc::from("value"),
            };
            let title = title.rsplit('.').next().unwrap_or(&title);
            let message = format!("{said} is not a valid {title}");
            m.raise("builtins.ValueError", &message, span)
        })
    }

    /// What the member of a `StrEnum` or `IntEnum` is as text.
    pub(super) fn member_text(&self, v: Val) -> Option<Val> {
        let (_, base, value) = self.member_parts(v)?;
        matches!(&*base, "enum.StrEnum" | "enum.IntEnum" | "enum.IntFlag").then_some(value)
    }

    /// The class of a member, the kind of enumeration that it is, and the member's value.
    fn member_parts(&self, v: Val) -> Option<(Val, Arc<str>, Val)> {
        let Kind::Fields(class, fields) = self.content_kind(v) else {
            return None;
        };
        let base = self.enumeration(class)?;
        let (_, value) = fields.iter().find(|(name, _)| &**name == "value")?;
        Some((class, base, *value))
    }

    /// Whether a value is a member of an enumeration of the program.
    pub(super) fn is_member(&self, v: Val) -> bool {
        self.member_parts(v).is_some()
    }

    /// What the member of an enumeration is that is a text or a number as well, as `class Size(str, Enum)` makes them.
    pub(super) fn member_value(&self, v: Val) -> Option<Val> {
        let (class, base, value) = self.member_parts(v)?;
        let plain = |c: Val| matches!(self.kind(c), Kind::Symbol(name) if matches!(&**name, "builtins.str" | "builtins.int"));
        let is_value = matches!(&*base, "enum.StrEnum" | "enum.IntEnum" | "enum.IntFlag")
            || self.ancestry(class).into_iter().any(plain);
        is_value.then_some(value)
    }

    /// A member of an enumeration whose members are texts or numbers as that text or number, in a probe.
    pub(super) fn plain_member(&self, v: Val) -> Val {
        if self.world.is_none() {
            return v;
        }
        let seen = self.look(v);
        match self.kind(seen) {
            Kind::Ref(_) => self.member_value(seen).map_or(v, |value| self.look(value)),
            _ => v,
        }
    }

    /// How many members an enumeration has, in a probe.
    pub(super) fn member_count(&self, class: Val) -> Option<usize> {
        let counts = self.world.is_some()
            && matches!(self.kind(class), Kind::Class(..))
            && self.enumeration(class).is_some()
            && self.has_only_constants(class);
        counts.then(|| self.own_members(class).len())
    }

    /// Whether something is a member of an enumeration; of what is none nothing is said.
    pub(super) fn is_among_members(&self, v: Val, class: Val) -> Option<bool> {
        if !matches!(self.kind(class), Kind::Class(..)) {
            return None;
        }
        let (own, ..) = self.member_parts(v)?;
        self.enumeration(class)?;
        Some(self.ancestry(own).contains(&class))
    }

    /// What `str` and `repr` show of a member whose class says nothing of it, in a probe.
    pub(super) fn member_shown(&mut self, v: Val, whole: bool, span: Span) -> Option<Val> {
        self.world.as_ref()?;
        let (class, _, value) = self.member_parts(v)?;
        let own = if whole { "__repr__" } else { "__str__" };
        let (Kind::Class(_, frame, _), None) = (self.kind(class), self.class_member(class, own))
        else {
            return None;
        };
        let title = self.frame(*frame).name.clone();
        let title = title.rsplit('.').next().unwrap_or(&title).to_owned();
        let Kind::Fields(_, fields) = self.content_kind(v) else {
            return None;
        };
        let (_, name) = fields.iter().find(|(field, _)| &**field == "name")?;
        let name = match self.kind(self.look(*name)).clone() {
            Kind::Str(name) => name,
            // No flag at all has no name.
            Kind::None => {
                let value = self.representation(value, 0)?;
                let text = if whole {
                    format!("<{title}: {value}>")
                } else {
                    format!("{title}({value})")
                };
                return Some(self.text(&text, span));
            }
            _ => return None,
        };
        let text = if whole {
            format!("<{title}.{name}: {}>", self.representation(value, 0)?)
        } else {
            format!("{title}.{name}")
        };
        Some(self.text(&text, span))
    }

    /// Whether two members of one enumeration are the same, or a member that is a text or a number as well and such a
    /// value.
    pub(super) fn same_member(&self, a: Val, b: Val) -> Option<bool> {
        let plain = |v: Val| match self.kind(v) {
            Kind::Str(_) | Kind::Int(_) | Kind::Text(_) => true,
            // What else is none, as long as its kind is known.
            Kind::Bytes(_) | Kind::Float(_) | Kind::Bool(_) | Kind::None | Kind::Tuple(_) => true,
            Kind::Ref(_) => matches!(
                self.content(v),
                held if matches!(self.kind(held), Kind::List(_) | Kind::Dict(_) | Kind::Set(_))
            ),
            _ => false,
        };
        match (plain(a), plain(b)) {
            (true, true) => return None,
            (true, false) => return self.member_equals(b, a),
            (false, true) => return self.member_equals(a, b),
            (false, false) => {}
        }
        let ((class, _, x), (other, _, y)) = (self.member_parts(a)?, self.member_parts(b)?);
        (class == other).then(|| self.equal(x, y))?
    }
}

impl Machine<'_, '_> {
    /// Whether a member is equal to a text or a number.
    fn member_equals(&self, member: Val, plain: Val) -> Option<bool> {
        if let Some(value) = self.member_value(member) {
            return self.equal(value, plain);
        }
        let (class, base, value) = self.member_parts(member)?;
        if self.world.is_none() || self.class_member(class, "__eq__").is_some() {
            return None;
        }
        if &*base == "enum.IntFlag" {
            return self.equal(value, plain);
        }
        let known = self.is_constant(plain) || matches!(self.kind(plain), Kind::Ref(_));
        known.then_some(false)
    }
}
