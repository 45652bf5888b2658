//! Calls: arguments, functions and classes of the file, and everything outside it.

use super::doubt;
use super::knowledge::{AND, LIST_OF};
use super::machine::{Follow, Machine};
use super::reason::Reason;
use super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// The arguments of a call.
#[derive(Debug, Clone, Default)]
pub(super) struct Args {
    pub(super) positional: Vec<(Val, Span)>,
    pub(super) keywords: Vec<(Arc<str>, Val, Span)>,
    /// An element of `*args` whose length is not known.
    pub(super) rest: Option<Val>,
    /// A mapping given as `**kwargs` whose keys are not known.
    pub(super) spread: Option<Val>,
}

impl Args {
    pub(super) fn positional(values: Vec<Val>) -> Self {
        Self {
            positional: values.into_iter().map(|v| (v, Span::default())).collect(),
            ..Self::default()
        }
    }

    /// The argument at a position or with a name.
    pub(super) fn get(&self, position: usize, name: &str) -> Option<Val> {
        self.positional
            .get(position)
            .map(|(v, _)| *v)
            .or_else(|| self.keyword(name))
    }

    pub(super) fn keyword(&self, name: &str) -> Option<Val> {
        self.keywords
            .iter()
            .find(|(n, _, _)| &**n == name)
            .map(|(_, v, _)| *v)
    }

    /// Every value that is passed.
    pub(super) fn all(&self) -> Vec<Val> {
        let mut all: Vec<Val> = self.positional.iter().map(|(v, _)| *v).collect();
        all.extend(self.keywords.iter().map(|(_, v, _)| *v));
        all.extend(self.rest);
        all.extend(self.spread);
        all
    }
}

impl Machine<'_, '_> {
    /// Calls a value.
    pub(super) fn call(&mut self, callee: Val, args: Args, span: Span) -> Follow<Val> {
        self.spend(1)?;
        let callee = self.look(callee);
        match self.kind(callee).clone() {
            Kind::Function(code, frame, defaults) => {
                if let Some(waiting) = self.coroutine(callee, code, &args, span)? {
                    return Ok(waiting);
                }
                self.call_function(code, frame, &defaults, args, span)
            }
            Kind::Bound(receiver, function) => {
                let mut args = args;
                args.positional.insert(0, (receiver, span));
                self.call(function, args, span)
            }
            Kind::Wrapped(_, inner) => self.call(inner, args, span),
            Kind::Class(..) => match self.called_by_metaclass(callee, &args, span)? {
                Some(made) => Ok(made),
                None => self.instantiate(callee, args, span),
            },
            Kind::Partial(function, first, keywords) => {
                let mut all = args;
                let mut positional: Vec<(Val, Span)> = first.iter().map(|&v| (v, span)).collect();
                positional.append(&mut all.positional);
                all.positional = positional;
                for (name, v) in keywords.iter() {
                    if all.keyword(name).is_none() {
                        all.keywords.push((name.clone(), *v, span));
                    }
                }
                self.call(function, all, span)
            }
            Kind::Symbol(name) if &*name == "builtins.object.__getattribute__" => {
                let object = args.get(0, "");
                self.get_attribute(object, &args, span)
            }
            Kind::Symbol(name) => {
                match &*name {
                    asked if super::generator::asks_as_it_goes(asked) => {}
                    "builtins.iter" if args.positional.len() == 1 => {
                        let v = args.get(0, "").map(|v| self.look(v));
                        let same = |v: &Val| self.goes_on(*v) || self.is_plain_iterator(*v);
                        if let Some(v) = v.filter(same) {
                            return Ok(v);
                        }
                        self.run_generators(&args, span)?;
                    }
                    _ => self.run_generators(&args, span)?,
                }
                let class = self.kin_of_first(&args);
                let made = self.call_symbol(&name, callee, args, span)?;
                self.note_kin(class, made);
                Ok(self.made_of_class(callee, made, span))
            }
            // The object stands in front of the dot, or comes first.
            Kind::Method(receiver, name) if &*name == "__getattribute__" => {
                let mut all = args;
                if !matches!(
                    self.kind(self.look(receiver)),
                    Kind::Class(..) | Kind::Symbol(_)
                ) {
                    all.positional.insert(0, (receiver, span));
                }
                let object = all.get(0, "");
                self.get_attribute(object, &all, span)
            }
            Kind::Method(receiver, name) => {
                self.run_own(receiver, &name, &args, span);
                let mut run = |m: &mut Self, r: Val| m.call_method(r, &name, args.clone(), span);
                // Alternatives that are mutable objects share their state with the program.
                if matches!(self.kind(self.look(receiver)), Kind::Either(_)) {
                    let said = self.over(receiver, &mut run)?;
                    return Ok(self.one_test(receiver, said, span));
                }
                run(self, receiver)
            }
            Kind::Either(_) => self.over(callee, &mut |m, f| m.call(f, args.clone(), span)),
            Kind::Ref(_) => {
                if let Kind::Fields(class, _) = self.content_kind(callee)
                    && self.class_member(class, "__call__").is_some()
                {
                    return self.call_method(callee, "__call__", args, span);
                }
                self.call_unknown(callee, &args, doubt::not_callable(), span)
            }
            Kind::External(ty, ..)
                if self
                    .knowledge
                    .returns
                    .contains_key(&self.method_name(&ty, "__call__")) =>
            {
                self.call_method(callee, "__call__", args, span)
            }
            Kind::None => self.raise(
                "builtins.TypeError",
                "'NoneType' object is not callable",
                span,
            ),
            Kind::Str(_) => self.raise("builtins.TypeError", "'str' object is not callable", span),
            Kind::Opaque(why) => self.call_unknown(callee, &args, why, span),
            _ => {
                let v = self.call_unknown(callee, &args, doubt::function_at_run(), span)?;
                // What is called to give data gives it; whether others checked what they were handed, nobody knows.
                let gives = self.chosen_outside(callee);
                Ok(if gives { v } else { self.unfollowed(v, span) })
            }
        }
    }

    /// A call that cannot be followed.
    pub(super) fn call_unknown(
        &mut self,
        callee: Val,
        args: &Args,
        why: Reason,
        span: Span,
    ) -> Follow<Val> {
        self.export_unknown(&why, args, span);
        self.tell_handed(
            self.hint.unwrap_or("a function that is not at hand"),
            args,
            span,
        );
        self.forget(&args.all(), span);
        self.may_raise(None, span);
        let mut from = args.all();
        from.push(callee);
        if self.world.is_some() {
            return Ok(self.opaque(why, &from, span));
        }
        let unseen = How::Call(Arc::from(super::budget::UNSEEN));
        Ok(self.derive(None, &from, unseen, span))
    }

    /// Mutable objects handed to code that cannot be followed may come back changed.
    fn forget(&mut self, values: &[Val], span: Span) {
        for &v in values {
            let Kind::Ref(cell) = *self.kind(v) else {
                continue;
            };
            let content = match self.content_kind(v) {
                Kind::List(items) if items.is_empty() => continue,
                Kind::List(items) => Kind::Many("list", self.either(&items)),
                _ => continue,
            };
            if self.world.is_none() {
                let content = self.make(content, span);
                self.state.set(cell, content);
            }
        }
    }

    // ---- functions of the file ---------------------------------------------------------------

    // ---- classes of the file -----------------------------------------------------------------

    // ---- everything outside the file ---------------------------------------------------------

    /// Calls a method by name on a value of any kind.
    pub(super) fn call_method(
        &mut self,
        receiver: Val,
        name: &str,
        args: Args,
        span: Span,
    ) -> Follow<Val> {
        let part = self.given_part(receiver, name, &args);
        let put = self.reads.holds(receiver).then(|| args.get(0, "key"));
        let class = self.kin_of(receiver).or_else(|| self.kin_of_first(&args));
        if let Some(class) = class
            && let Some(method) = self.method_of_kin(class, receiver, name)
        {
            let mut all = args;
            all.positional.insert(0, (receiver, span));
            return self.call(method, all, span);
        }
        let told = self.told_by_update(receiver, name, &args, span);
        let now = self.call_method_now(receiver, name, args, span)?;
        self.take_fields(receiver, span);
        self.note_kin(class, now);
        let now = match part {
            Some(part) => self.again(receiver, &part, now),
            None => now,
        };
        let now = put.map_or(now, |key| self.method_of_put(receiver, name, key, now));
        for (key, v) in told {
            self.put_under(receiver, key, v, span)?;
        }
        Ok(now)
    }

    fn call_method_now(
        &mut self,
        receiver: Val,
        name: &str,
        args: Args,
        span: Span,
    ) -> Follow<Val> {
        let receiver = self.look(receiver);
        if let Some(v) = self.generator_method(receiver, name, &args, span)? {
            return Ok(v);
        }
        self.run_for_method(receiver, name, &args, span)?;
        if name == "update" && self.fill_fields(receiver, &args, span) {
            return Ok(Val::NONE);
        }
        if self.kindred_class(receiver).is_some()
            && let Some(member) = self.kindred_member(receiver, name, span)?
        {
            return self.call(member, args, span);
        }
        if let Some(v) = self.spelled_operator(receiver, name, &args, span)? {
            return Ok(v);
        }
        match self.content_kind(receiver) {
            Kind::Str(_) | Kind::Text(_) | Kind::Template(_) => {
                self.string_method(receiver, name, &args, span)
            }
            Kind::Bytes(_) => self.bytes_method(receiver, name, &args, span),
            Kind::List(_)
            | Kind::Set(_)
            | Kind::Dict(_)
            | Kind::Many(..)
            | Kind::Tuple(_)
            | Kind::Iterator(..)
            | Kind::Row(..) => self.container_method(receiver, name, &args, span),
            Kind::Fields(class, _)
                if matches!(name, "_replace" | "_asdict" | "index" | "count")
                    && self.class_member(class, name).is_none()
                    && let Some(v) = self.named_method(receiver, name, &args, span)? =>
            {
                Ok(v)
            }
            // A member that is a text has the methods of texts.
            Kind::Fields(class, _)
                if self.class_member(class, name).is_none()
                    && let value = self.plain_member(receiver)
                    && value != receiver =>
            {
                self.call_method(value, name, args, span)
            }
            Kind::Fields(class, _)
                if self.class_member(class, name).is_none()
                    && let Some(base) = self.base_object(receiver) =>
            {
                self.call_method(base, name, args, span)
            }
            Kind::Fields(class, _) => {
                let member = self.attribute(receiver, name, span)?;
                match self.kind(member).clone() {
                    Kind::Method(..) => {
                        let base = match self.kind(class) {
                            Kind::Symbol(name) => Some(name.clone()),
                            _ => self.outside_base(class),
                        };
                        let base = base.map(|base| self.as_left_open(class, base));
                        match base {
                            Some(base) => self.call_external(receiver, &base, 0, name, args, span),
                            None => self.call_unknown(
                                receiver,
                                &args,
                                doubt::method_elsewhere(name),
                                span,
                            ),
                        }
                    }
                    _ => self.call(member, args, span),
                }
            }
            Kind::Class(..) if let Some(member) = self.of_metaclass(receiver, name, span) => {
                self.call(member?, args, span)
            }
            Kind::External(ty, id, _) => self.call_external(receiver, &ty, id, name, args, span),
            Kind::Tested(_, inner) => {
                if self.is_text(inner) {
                    return self.string_method(receiver, name, &args, span);
                }
                match self.asked_object(inner) {
                    Some(ty) => self.call_external(receiver, &ty, 0, name, args, span),
                    None => self.call_unknown_method(receiver, name, args, span),
                }
            }
            Kind::Unknown(Some(ty), _) if &*ty == "str" => {
                self.string_method(receiver, name, &args, span)
            }
            Kind::Unknown(Some(ty), _) if &*ty == "bytes" => {
                self.bytes_method(receiver, name, &args, span)
            }
            Kind::Unknown(Some(ty), _) if ty.contains('.') => {
                let ty = ty.clone();
                self.call_external(receiver, &ty, 0, name, args, span)
            }
            Kind::Either(_) => {
                let said = self.over(receiver, &mut |m, r| {
                    m.call_method(r, name, args.clone(), span)
                })?;
                Ok(self.one_test(receiver, said, span))
            }
            Kind::None => self.raise(
                "builtins.AttributeError",
                &format!("'NoneType' object has no attribute '{name}'"),
                span,
            ),
            Kind::Int(_) | Kind::Float(_) | Kind::Bool(_) => {
                self.number_method(receiver, name, &args, span)
            }
            Kind::Unknown(Some(ty), _) if &*ty == "int" && name == "to_bytes" => {
                self.number_method(receiver, name, &args, span)
            }
            _ => self.call_unknown_method(receiver, name, args, span),
        }
    }

    /// The same test of each alternative of a value is one test of the value.
    fn one_test(&mut self, receiver: Val, said: Val, span: Span) -> Val {
        let Kind::Either(answers) = self.kind(said) else {
            return said;
        };
        let mut test: Option<Arc<str>> = None;
        for (answer, _) in answers.iter() {
            match self.kind(*answer) {
                // A text that is known answers at once.
                Kind::Bool(_) => {}
                Kind::Test(name, _) if test.as_ref().is_none_or(|test| test == name) => {
                    test = Some(name.clone());
                }
                _ => return said,
            }
        }
        match test {
            Some(name) => self.make(Kind::Test(name, receiver), span),
            None => said,
        }
    }

    /// The type of an object from outside of which something was asked: that does not change what it is.
    pub(super) fn asked_object(&self, inner: Val) -> Option<Arc<str>> {
        match self.kind(self.unwrapped(inner)) {
            Kind::Unknown(Some(ty), _) | Kind::External(ty, 0, _) if ty.contains('.') => {
                Some(ty.clone())
            }
            _ => None,
        }
    }

    /// A method of something whose type is not known: guessed from the receiver's name, or from
    /// the method's own name when only text has it.
    fn call_unknown_method(
        &mut self,
        receiver: Val,
        name: &str,
        args: Args,
        span: Span,
    ) -> Follow<Val> {
        let hint = match (self.hint, self.kind(receiver)) {
            // A method taken out of its object earlier: the object's own name tells.
            (None, Kind::Unknown(_, Some(origin))) => self
                .origins
                .get(*origin as usize)
                .map_or("", |o| o.name.as_str()),
            (hint, _) => hint.unwrap_or(""),
        }
        .to_lowercase();
        // Only a path can be asked that.
        if name == "samefile"
            && let Some(same) = self.path_method(receiver, name, &args, span)?
        {
            return Ok(same);
        }
        if let Some(callee) = self.knowledge.guessed(&hint, name) {
            return Ok(self.call_guessed(receiver, &callee, &args, span));
        }
        if super::string::STR_METHODS.contains(&name) {
            return self.string_method(receiver, name, &args, span);
        }
        if let Kind::Opaque(why) = self.kind(receiver).clone() {
            self.done_to_some_path(name, span);
            return self.call_unknown(receiver, &args, why, span);
        }
        let unknown = format!("?.{name}");
        self.export_method(&unknown, true, receiver, &args, span);
        self.note_option(&unknown, &args, span);
        if let Some(kind) = self.knowledge.returns.get(&unknown).cloned() {
            self.may_raise(None, span);
            return Ok(self.returned_type(Some(&kind), receiver, &args, &unknown, true, span));
        }
        if name == "get"
            && let Some((key, _)) = args.positional.first()
            && let Some(v) = self
                .form_part(receiver, *key, span)
                .or_else(|| self.keyed_part(receiver, *key, args.get(1, "default"), span))
        {
            return Ok(v);
        }
        self.absorb(receiver, name, &args, span);
        self.may_raise(None, span);
        let mut from = vec![receiver];
        from.extend(self.given_by(name, &args));
        // A mapping that makes what it gives a number: `args.get("page", type=int)`.
        if let Some(ty) = args.keyword("type")
            && matches!(self.kind(ty), Kind::Symbol(s)
                if matches!(&**s, "builtins.int" | "builtins.float" | "builtins.bool"))
        {
            let how = How::Call(Arc::from("builtins.int"));
            return Ok(self.derive(Some("int"), &from, how, span));
        }
        if self.world.is_some() {
            return Ok(self.opaque(doubt::receiver_unknown(name), &from, span));
        }
        let v = self.derive(None, &from, How::Call(Arc::from(name)), span);
        // What is taken out of data from outside is that; what somebody else makes of it may be anything.
        let taken = super::member::is_taken(name) && self.chosen_outside(receiver);
        if self.watch.is_some() && !taken {
            return Ok(self.unfollowed(v, span));
        }
        Ok(v)
    }

    /// A method of something whose type its name suggests.
    pub(super) fn call_guessed(
        &mut self,
        receiver: Val,
        callee: &str,
        args: &Args,
        span: Span,
    ) -> Val {
        self.export_method(callee, true, receiver, args, span);
        self.may_raise(None, span);
        if let Some(v) = self.source(callee, span) {
            return v;
        }
        let returns = self.knowledge.returned(callee).cloned();
        self.returned_type(returns.as_deref(), receiver, args, callee, true, span)
    }

    /// The value of a call whose callee a model describes.
    pub(super) fn returned_type(
        &mut self,
        returns: Option<&str>,
        receiver: Val,
        args: &Args,
        callee: &str,
        guessed: bool,
        span: Span,
    ) -> Val {
        let mut from = args.all();
        if receiver != Val::NONE {
            from.push(receiver);
        }
        match returns {
            Some("none") => Val::NONE,
            Some("clean") => self.derive(None, &[], How::Call(Arc::from(callee)), span),
            Some(ty @ ("str" | "bytes" | "int" | "float" | "bool")) => {
                self.derive(Some(ty), &from, How::Call(Arc::from(callee)), span)
            }
            Some("text") => self.derive(Some("str"), &from, How::Text, span),
            Some("self") => receiver,
            Some("part") => self.derive(None, &[receiver], How::Call(Arc::from(callee)), span),
            Some("first") if let Some((first, _)) = args.positional.first() => *first,
            // What is made is a class, of which others are made below.
            Some(ty) if ty.starts_with("class ") => {
                let class = ty.trim_start_matches("class ");
                self.make(Kind::Symbol(Arc::from(class)), span)
            }
            Some("stored") => self.origin(super::record::OriginKind::Stored, callee, None, span),
            Some(several) if several.contains(AND) => {
                let each = several.split(AND);
                let items = each
                    .map(|ty| self.returned_type(Some(ty), receiver, args, callee, guessed, span))
                    .collect();
                self.tuple(items, span)
            }
            Some(ty) if let Some(each) = ty.strip_prefix(LIST_OF) => {
                let each = self.returned_type(Some(each), receiver, args, callee, guessed, span);
                self.object(Kind::Many("list", each), span)
            }
            Some(ty) => {
                let external = Kind::External(Arc::from(ty), 0, guessed);
                // Some objects bring data with them: an uploaded file.
                from.extend(self.source(ty, span));
                self.arena.add(super::value::Node {
                    kind: external,
                    span,
                    from: from.into(),
                    how: How::Call(Arc::from(callee)),
                })
            }
            None => {
                let name = callee.rsplit('.').next().unwrap_or(callee);
                let mut from = self.given_by(name, args);
                from.extend((receiver != Val::NONE).then_some(receiver));
                self.derive(None, &from, How::Call(Arc::from(callee)), span)
            }
        }
    }

    // ---- match -------------------------------------------------------------------------------

    /// Which arguments of a call that is not known may be in what it gives: all, but of
    /// `store.get(key, default)` not the key, unless the program says which: then it holds nothing of anybody.
    fn given_by(&self, name: &str, args: &Args) -> Vec<Val> {
        let plain = args.keywords.is_empty() && args.rest.is_none() && args.spread.is_none();
        let open = |(v, _): &(Val, Span)| !matches!(self.kind(self.look(*v)), Kind::Str(_));
        let key = name == "get"
            && plain
            && (1..=2).contains(&args.positional.len())
            && args.positional.first().is_some_and(open);
        args.all().into_iter().skip(usize::from(key)).collect()
    }
}
