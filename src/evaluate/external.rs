//! Objects of types outside the file: methods, attributes and items that models describe.
//!
//! Called by `call`, `attribute` and `container`.

use super::call::Args;
use super::container::Items;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Node, Val};
use crate::text::Span;
use std::sync::Arc;

/// How many things that were learnt of one object are looked through.
const LEARNT: usize = 16;

impl Machine<'_, '_> {
    /// The models' name of a method: that of the type, or of one of its bases.
    pub(super) fn method_name(&self, ty: &str, name: &str) -> String {
        let direct = format!("{ty}.{name}");
        let direct = self
            .knowledge
            .aliases
            .get(&direct)
            .cloned()
            .unwrap_or(direct);
        if self.knowledge.returns.contains_key(&direct)
            || self.knowledge.sources.contains_key(&direct)
        {
            return direct;
        }
        let mut open = vec![ty.to_owned()];
        for _ in 0..16 {
            let Some(at) = open.pop() else { break };
            for base in self.knowledge.bases.get(&at).into_iter().flatten() {
                let inherited = format!("{base}.{name}");
                if self.knowledge.returns.contains_key(&inherited)
                    || self.knowledge.signatures.contains_key(&inherited)
                    || self.knowledge.sources.contains_key(&inherited)
                    || self.knowledge.attributes.contains_key(&inherited)
                {
                    return inherited;
                }
                open.push(base.clone());
            }
        }
        direct
    }

    pub(super) fn call_external(
        &mut self,
        receiver: Val,
        ty: &str,
        id: u32,
        name: &str,
        args: Args,
        span: Span,
    ) -> Follow<Val> {
        if let Some(v) = self.led(receiver, (ty, name), &args, span)? {
            return Ok(v);
        }
        if let Some(v) = self.exception_method(receiver, name, &args, span) {
            return Ok(v);
        }
        match (ty, name) {
            ("pathlib.Path", "open") => {
                if let Some(device) = self.random_source(receiver, args.get(0, "mode"), span)? {
                    return Ok(device);
                }
            }
            (super::outside::DEVICE, "read") => {
                return self.call_symbol("os.urandom", Val::NONE, args, span);
            }
            ("contextlib.ExitStack", "enter_context") => {
                if let Some(manager) = args.get(0, "cm") {
                    return self.enter_later_left(receiver, manager, span);
                }
            }
            (super::stack::STACK, "callback") if self.is_exit_stack(receiver) => {
                if let Some(function) = self.call_later(receiver, &args, span) {
                    return Ok(function);
                }
            }
            (super::stack::STACK, "push") if self.is_exit_stack(receiver) => {
                if let Some(exit) = args.get(0, "exit") {
                    return Ok(self.leave_later(receiver, exit, span));
                }
            }
            (super::stack::STACK, "pop_all") if self.is_exit_stack(receiver) => {
                return Ok(self.handed_on(receiver, span));
            }
            (super::stack::STACK, "close") if self.is_exit_stack(receiver) => {
                self.end_all(receiver, span)?;
                return Ok(Val::NONE);
            }
            (
                "re.Pattern",
                "fullmatch" | "match" | "search" | "findall" | "sub" | "subn" | "split"
                | "finditer",
            ) => {
                let pattern = Some(receiver);
                let rest: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
                if let Some(v) = self.pattern_call(name, pattern, &rest, &args, span)? {
                    return Ok(v);
                }
            }
            ("pathlib.Path", _) if !self.is_handle(ty, id) => {
                if let Some(v) = self.path_method(receiver, name, &args, span)? {
                    return Ok(v);
                }
            }
            ("pydantic.BaseModel", _) if self.world.is_some() => {
                if let Some(v) = self.model_method(receiver, name, &args, span)? {
                    return Ok(v);
                }
            }
            ("ast.NodeVisitor" | "ast.NodeTransformer", "visit" | "generic_visit") => {
                if let (Kind::Fields(class, _), Some(node)) =
                    (self.content_kind(receiver), args.get(0, "node"))
                {
                    return self.visit(receiver, class, name, node, span);
                }
            }
            ("re.Match", "start" | "end" | "span")
                if !matches!(self.content_kind(receiver), Kind::Fields(..)) => {}
            (
                "re.Match",
                "group" | "groups" | "groupdict" | "__getitem__" | "start" | "end" | "span",
            )
            | ("re.Match?", "group" | "groups" | "groupdict") => {
                self.must_have_matched(receiver, ty, span);
                return self.match_part(receiver, name, &args, span);
            }
            _ => {}
        }
        if let Some(v) = self.store_method(receiver, (ty, id), name, &args, span)? {
            return Ok(v);
        }
        let callee = self.method_name(ty, name);
        if self.is_database(ty, id) {
            self.export_method(&callee, false, receiver, &args, span);
            return self.database_method(receiver, ty, id, name, &args, span);
        }
        if let Some(v) = self.formula(&callee, &args, span)? {
            self.export_method(&callee, false, receiver, &args, span);
            return Ok(v);
        }
        let class = match self.content_kind(receiver) {
            Kind::Fields(class, _) => Some(class),
            _ => None,
        };
        let receiver = self.with_attributes(receiver, ty, span);
        let given = self.call_outside(receiver, &callee, args, span)?;
        Ok(match class {
            Some(class) => self.loaded_by_form(given, &callee, class),
            None => given,
        })
    }

    pub(super) fn external_attribute(
        &mut self,
        object: Val,
        ty: &str,
        name: &str,
        span: Span,
    ) -> Follow<Val> {
        if let Some(v) = self.said_of_itself(object, ty, name, span) {
            return Ok(v);
        }
        let full = self.method_name(ty, name);
        if let Some(shelf) = self.shelf(object, &full, span) {
            return Ok(shelf);
        }
        let kept = self.handle(object).is_some();
        if kept && let Some(v) = self.offer_attribute(&full, object, span)? {
            return Ok(v);
        }
        // What the world keeps may have a method of that name.
        if !kept
            && !self.is_entered_by_call(&full)
            && let Some(v) = self.source(&full, span)
        {
            self.notes.owners.insert(v, object);
            let v = self.read_again(v, object, &full, span);
            if self.asks_the_program(object) || self.may_be_looked_over(object) {
                return Ok(self.unfollowed(v, span));
            }
            return Ok(v);
        }
        if let Kind::External(ty, id, _) = self.kind(object).clone()
            && self.world.is_some()
            && &*ty == "sqlite3.Cursor"
            && let Some(v) = self.cursor_attribute(id, name)
        {
            return Ok(v);
        }
        if let Kind::External(ty, id, _) = self.kind(object).clone()
            && &*ty == "sqlite3.Connection"
            && self.is_database(&ty, id)
            && let Some(v) = self.connection_attribute(id, name, span)
        {
            return Ok(v);
        }
        if let Some(ty) = self.knowledge.attribute(&full).cloned() {
            return Ok(self.returned_type(Some(&ty), object, &Args::default(), &full, false, span));
        }
        if let Some(v) = self.laid(ty, name) {
            return Ok(v);
        }
        Ok(self.arena.add(Node {
            kind: Kind::Method(object, Arc::from(name)),
            span,
            from: [object].into(),
            how: How::Part,
        }))
    }

    /// Whether an object is one of many that are gone through and looked over: a member of an archive.
    pub(super) fn is_one_of_many(&self, object: Val) -> bool {
        let many = &self.knowledge.one_of_many;
        matches!(self.kind(self.look(object)), Kind::External(ty, ..) if many.contains(&**ty))
    }

    /// Whether such an object may have been looked over: callers hand it over, or a call had it that was not followed
    /// to its end.
    fn may_be_looked_over(&self, object: Val) -> bool {
        let mut at = self.look(object);
        if !self.is_one_of_many(at) {
            return false;
        }
        for _ in 0..LEARNT {
            let node = self.arena.node(at);
            let [from] = *node.from.clone() else {
                return false;
            };
            match self.kind(from) {
                Kind::Tested(test, _) if &**test == super::budget::UNFOLLOWED => return true,
                Kind::Tested(_, before) => at = *before,
                Kind::Unknown(_, Some(origin)) => {
                    return matches!(node.how, How::Part) && self.is_origin_given(*origin);
                }
                _ => return false,
            }
        }
        false
    }

    fn is_origin_given(&self, origin: u32) -> bool {
        let origin = self.origins.get(origin as usize);
        origin.is_some_and(|origin| origin.kind.is_given())
    }

    /// Whether an object was made with functions of the program in a list: a field of a form asks its validators.
    fn asks_the_program(&self, object: Val) -> bool {
        let made = &self.arena.node(self.look(object)).from;
        let functions = |v: &Val| matches!(self.kind(self.look(*v)), Kind::Function(..));
        made.iter().any(|&v| match self.content_kind(v) {
            Kind::List(items) => items.iter().any(functions),
            Kind::Tuple(items) => items.iter().any(functions),
            _ => false,
        })
    }

    pub(super) fn external_item(
        &mut self,
        object: Val,
        ty: &str,
        key: Val,
        span: Span,
    ) -> Follow<Val> {
        if matches!(ty, "re.Match" | "re.Match?") {
            self.must_have_matched(object, ty, span);
            return self.match_part(object, "group", &Args::positional(vec![key]), span);
        }
        if let Some(v) = self.offer_method(object, "__getitem__", &[key], span)? {
            return Ok(v);
        }
        if let Kind::External(_, id, _) = *self.kind(object)
            && let Some(v) = self.store_item(object, (ty, id), key, span)
        {
            return Ok(v);
        }
        if let Some(items) = self.by_position(object, ty, span)?
            && self.as_int(key).is_some()
        {
            let all = self.tuple(items, span);
            return self.item(all, key, span);
        }
        if let Some(v) = self.keyed_source(ty, key, span) {
            return Ok(v);
        }
        if self.is_carrier(ty)
            && let Kind::Str(key) = self.kind(key).clone()
            && let Some(v) = self.laid(ty, &format!("[{key}]"))
        {
            return Ok(v);
        }
        let callee = self.method_name(ty, "__getitem__");
        if let Some(v) = self.item_given(&callee, object, key, span) {
            return Ok(v);
        }
        Ok(self.derive(None, &[object], How::Part, span))
    }

    /// What models say that a `__getitem__` gives.
    fn item_given(&mut self, callee: &str, object: Val, key: Val, span: Span) -> Option<Val> {
        if let Some(v) = self.source(callee, span) {
            return Some(v);
        }
        let kind = self.knowledge.returned(callee)?.clone();
        let args = Args::positional(vec![key]);
        Some(self.returned_type(Some(&kind), object, &args, callee, false, span))
    }

    /// What stands in the places of an object that is a tuple with names. The world of a probe says it where it
    /// made the object.
    pub(super) fn named_places(
        &mut self,
        object: Val,
        ty: &str,
        span: Span,
    ) -> Follow<Option<Vec<Val>>> {
        let mut makers = self.knowledge.positions.keys();
        let made = |maker: &String| self.knowledge.returned(maker).is_some_and(|of| **of == *ty);
        if self.handle(object).is_none() || !makers.any(made) {
            return self.by_position(object, ty, span);
        }
        Ok(match self.items(object, span)? {
            Items::Known(items) => Some(items),
            Items::Each(_) => None,
        })
    }

    /// The attributes of what some calls give, in the order in which it has them as a tuple.
    pub(super) fn by_position(
        &mut self,
        object: Val,
        ty: &str,
        span: Span,
    ) -> Follow<Option<Vec<Val>>> {
        let mut at = self.look(object);
        // Behind what was learnt of it stands the object as it was made.
        while let Kind::External(..) | Kind::Tested(..) = self.kind(at)
            && !matches!(self.arena.node(at).how, How::Call(_))
            && let [inner] = *self.arena.node(at).from
        {
            at = inner;
        }
        let names = match &self.arena.node(at).how {
            How::Call(callee) => self.knowledge.positions.get(callee),
            _ => None,
        };
        let Some(names) = names else { return Ok(None) };
        let mut items = Vec::new();
        for name in names {
            items.push(self.external_attribute(object, ty, name, span)?);
        }
        Ok(Some(items))
    }

    pub(super) fn external_items(
        &mut self,
        object: Val,
        ty: &str,
        id: u32,
        span: Span,
    ) -> Follow<Items> {
        if self.is_database(ty, id) && ty == "sqlite3.Cursor" {
            return self.cursor_items(id, span);
        }
        if let Some(v) = self.offer_method(object, "__iter__", &[], span)? {
            return self.items(v, span);
        }
        if let Some(items) = self.by_position(object, ty, span)? {
            return Ok(Items::Known(items));
        }
        let callee = self.method_name(ty, "__iter__");
        if let Some(v) = self.source(&callee, span) {
            return Ok(Items::Each(v));
        }
        if let Some(kind) = self.knowledge.returned(&callee).cloned() {
            let element =
                self.returned_type(Some(&kind), object, &Args::default(), &callee, false, span);
            return Ok(Items::Each(element));
        }
        let element = self.derive(None, &[object], How::Part, span);
        Ok(Items::Each(element))
    }

    pub(super) fn external_set_item(
        &mut self,
        object: Val,
        key: Val,
        v: Val,
        span: Span,
    ) -> Follow<()> {
        let name = match self.kind(object) {
            Kind::External(ty, ..) => ty.to_string(),
            Kind::Symbol(name) => name.to_string(),
            _ => return Ok(()),
        };
        if let (Kind::External(ty, ..), Kind::Str(key)) = (self.kind(object), self.kind(key))
            && self.is_carrier(ty)
        {
            let (ty, place) = (ty.clone(), format!("[{key}]"));
            self.lay(&ty, &place, v);
        }
        if let Kind::External(ty, id, _) = self.kind(object).clone()
            && self.set_store_item(object, (&ty, id), key, v, span)
        {
            return Ok(());
        }
        if self
            .offer_method(object, "__setitem__", &[key, v], span)?
            .is_some()
        {
            return Ok(());
        }
        self.export_call(
            &format!("{name}.__setitem__"),
            false,
            &Args::positional(vec![key, v]),
            span,
        );
        if let (Kind::Symbol(name), Kind::Str(k)) =
            (self.kind(object).clone(), self.kind(key).clone())
        {
            // `os.environ["K"] = v`, then read back.
            let key: Arc<str> = Arc::from(format!("{name}[{k}]"));
            let cell = self.state.cell(Val::UNBOUND);
            let cell = *self.overrides.entry(key).or_insert(cell);
            self.state.set(cell, v);
        }
        Ok(())
    }

    pub(super) fn symbol_item(
        &mut self,
        object: Val,
        name: &str,
        key: Val,
        span: Span,
    ) -> Follow<Val> {
        if let Kind::Str(k) = self.kind(key).clone() {
            if let Some(&cell) = self.overrides.get(&*format!("{name}[{k}]")) {
                let v = self.state.get(cell);
                if v != Val::UNBOUND {
                    return Ok(v);
                }
            }
            if name == "builtins" {
                return Ok(self.read_symbol(&format!("builtins.{k}"), span));
            }
        }
        if let Kind::Int(n) = *self.kind(key)
            && let Some(&number) = self.knowledge.constants.get(&format!("{name}[{n}]"))
        {
            return Ok(self.make(Kind::Int(i128::from(number)), span));
        }
        if let Some(v) = self.offer_method(object, "__getitem__", &[key], span)? {
            return Ok(v);
        }
        self.may_raise(Some("builtins.KeyError"), span);
        if let Some(v) = self.keyed_source(name, key, span) {
            return Ok(v);
        }
        let callee = format!("{name}.__getitem__");
        if let Some(v) = self.item_given(&callee, object, key, span) {
            return Ok(v);
        }
        let type_of_typing = name.starts_with("builtins.")
            || name.starts_with("typing.")
            || name.starts_with("collections.");
        // `Literal["a", "b"]` keeps what it lists, for `get_args`; in a world each type with parameters is one by itself.
        if matches!(name, "typing.Literal" | "typing_extensions.Literal")
            || (type_of_typing && self.world.is_some())
        {
            return Ok(self.arena.add(Node {
                kind: self.kind(object).clone(),
                span,
                from: [key].into(),
                how: How::Plain,
            }));
        }
        // `list[str]`, `dict[str, int]`: the type itself.
        if type_of_typing {
            return Ok(object);
        }
        Ok(self.derive(None, &[object], How::Part, span))
    }

    pub(super) fn external_set_attribute(
        &mut self,
        of: Val,
        (ty, id): (&str, u32),
        name: &str,
        v: Val,
        span: Span,
    ) -> Follow<()> {
        self.export_method(
            &format!("{ty}.{name}="),
            false,
            of,
            &Args::positional(vec![v]),
            span,
        );
        self.call_back(&format!("{ty}.{name}="), &Args::positional(vec![v]), span);
        self.lay(ty, name, v);
        if self.is_handle(ty, id) {
            let object = self.make(Kind::External(Arc::from(ty), id, false), span);
            let key = self.text(name, span);
            self.offer_method(object, "__setattr__", &[key, v], span)?;
        }
        if name == "row_factory" && self.is_database(ty, id) && ty == "sqlite3.Connection" {
            self.set_row_factory(id, v);
        }
        if name == "row_factory" && self.is_database(ty, id) && ty == "sqlite3.Cursor" {
            self.set_cursor_factory(id, v);
        }
        Ok(())
    }
}
