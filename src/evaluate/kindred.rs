//! Objects of classes of the program that stand below a built-in type: the container, text or number itself, which
//! remembers its class, and what else the object was given.
//!
//! Knows no library. Called wherever an object is made, or asked for what its class may have changed.

use super::call::Args;
use super::machine::{Code, Follow, Machine};
use super::value::{How, Kind, Node, Val};
use crate::text::Span;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{CmpOp, Expr, Stmt};
use std::sync::Arc;

/// How a value came about that is an object of a class of the file below a built-in type.
const KINDRED: &str = "an object of a class of the file";
/// What `super().NAME` is there.
pub(super) const BELOW: &str = "(built-in).NAME";

/// What containers are asked for without a call of the name: classes that change these are not followed as containers.
const SILENT: [&str; 5] = ["__new__", "__iter__", "__len__", "__eq__", "__hash__"];

impl Machine<'_, '_> {
    /// An object of a class below a built-in type.
    pub(super) fn below_built_in(
        &mut self,
        class: Val,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let Some(base) = self.outside_base(class) else {
            return Ok(None);
        };
        let own = |m: &Self, name: &str| m.class_member(class, name).is_some();
        match &*base {
            "builtins.dict"
            | "collections.OrderedDict"
            | "builtins.list"
            | "builtins.set"
            | "collections.UserDict"
            | "collections.UserList" => {
                // What these keep stands under a name that their methods use.
                let wrapped = base.starts_with("collections.User");
                let spoken = ["__init__", "__getitem__", "__setitem__", "__delitem__"];
                if SILENT.iter().any(|name| own(self, name))
                    || (wrapped && spoken.iter().any(|name| own(self, name)))
                {
                    return Ok(None);
                }
                let made = match &*base {
                    "builtins.list" | "collections.UserList" => "list",
                    "builtins.set" => "set",
                    _ => "dict",
                };
                let prepared = own(self, "__init__");
                let given = if prepared {
                    Args::default()
                } else {
                    args.clone()
                };
                let Some(made) = self.builtin(made, &given, span)? else {
                    return Ok(None);
                };
                if !matches!(self.kind(made), Kind::Ref(_)) {
                    return Ok(None);
                }
                let object = self.kindred(made, class, span);
                if prepared {
                    self.call_method(object, "__init__", args.clone(), span)?;
                }
                Ok(Some(object))
            }
            // Texts and numbers do not change: what is known of one is known of the object.
            "builtins.str" | "builtins.bytes" | "builtins.int" | "builtins.float" => {
                let base = base.trim_start_matches("builtins.").to_owned();
                self.plain_object(class, &base, args, span)
            }
            "builtins.tuple" if self.world.is_some() => {
                self.plain_object(class, "tuple", args, span)
            }
            _ => Ok(None),
        }
    }

    /// `Host("a.example")`, where `Host` stands below `str`.
    fn plain_object(
        &mut self,
        class: Val,
        base: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        if self.class_member(class, "__new__").is_some() {
            return self.made_by_class(class, args, span);
        }
        // What only `__init__` takes is not the text's.
        let mut own = args.clone();
        if self.class_member(class, "__init__").is_some() {
            own.positional.truncate(1);
            own.keywords.clear();
        }
        let Some(made) = self.builtin(base, &own, span)? else {
            return Ok(None);
        };
        let object = self.kindred(made, class, span);
        if self.class_member(class, "__init__").is_some() {
            self.call_method(object, "__init__", args.clone(), span)?;
        }
        Ok(Some(object))
    }

    /// What a class makes that has a `__new__` of its own. Where files are checked, only if that puts something into what it
    /// makes, which may be an object that was made before.
    pub(super) fn made_by_class(
        &mut self,
        class: Val,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let plain = |m: &Self| {
            let base = m.outside_base(class);
            matches!(
                base.as_deref(),
                Some("builtins.str" | "builtins.bytes" | "builtins.int" | "builtins.float")
            )
        };
        let alone = self.world.is_none() && self.outside_base(class).is_none();
        let Some(maker) = self
            .class_member(class, "__new__")
            .filter(|_| self.world.is_some() || plain(self) || alone)
        else {
            return Ok(None);
        };
        let maker = match *self.kind(maker) {
            Kind::Wrapped(_, function) => function,
            Kind::Function(..) => maker,
            _ => return Ok(None),
        };
        if alone && !self.fills_what_it_makes(maker) {
            return Ok(None);
        }
        let mut given = args.clone();
        given.positional.insert(0, (class, span));
        let object = self.call(maker, given, span)?;
        let mut object = self.look(object);
        if alone {
            if let Kind::Either(options) = self.kind(object) {
                let mut made = options.iter().map(|(option, _)| self.look(*option));
                object = made
                    .find(|v| self.class_of(*v) == Some(class))
                    .unwrap_or(object);
            }
            if self.class_of(object).is_none() {
                return Ok(None);
            }
        }
        if self.class_of(object) == Some(class) && self.class_member(class, "__init__").is_some() {
            self.call_method(object, "__init__", args.clone(), span)?;
        }
        Ok(Some(object))
    }

    /// Whether a `__new__` puts something into an object, not only into its class.
    fn fills_what_it_makes(&self, maker: Val) -> bool {
        struct Fills<'a>(Option<&'a str>, bool);
        impl<'a> Visitor<'a> for Fills<'_> {
            fn visit_stmt(&mut self, s: &'a Stmt) {
                if let Stmt::Assign(s) = s {
                    self.1 |= s.targets.iter().any(|target| match target {
                        Expr::Attribute(a) => match &*a.value {
                            Expr::Name(n) => Some(n.id.as_str()) != self.0,
                            _ => true,
                        },
                        _ => false,
                    });
                }
                visitor::walk_stmt(self, s);
            }

            // No statement stands in an expression.
            fn visit_expr(&mut self, _: &'a Expr) {}
        }
        let Kind::Function(code, ..) = *self.kind(maker) else {
            return false;
        };
        let Some(Code::Function(f)) = self.codes.get(code.0 as usize).copied() else {
            return false;
        };
        let class = f.parameters.iter().next().map(|p| p.name().as_str());
        let mut fills = Fills(class, false);
        fills.visit_body(&f.body);
        fills.1
    }

    /// `str.__new__(cls, text)` and its like; `None` when it is something else.
    pub(super) fn new_object(&mut self, ty: &str, args: &Args, span: Span) -> Follow<Option<Val>> {
        let Some(class) = args.get(0, "cls").map(|v| self.look(v)) else {
            return Ok(None);
        };
        if ty == "type" {
            return Ok(self.class_of_block(args));
        }
        if !matches!(self.kind(class), Kind::Class(..)) {
            return Ok(None);
        }
        let mut rest = args.clone();
        if !rest.positional.is_empty() {
            rest.positional.remove(0);
        }
        if ty == "object" {
            return Ok(Some(self.object(Kind::Fields(class, Arc::default()), span)));
        }
        if !matches!(
            ty,
            "str" | "bytes" | "int" | "float" | "tuple" | "dict" | "list" | "set"
        ) || (ty == "tuple" && self.world.is_none())
        {
            return Ok(None);
        }
        if matches!(ty, "dict" | "list" | "set") {
            rest = Args::default();
        }
        let Some(made) = self.builtin(ty, &rest, span)? else {
            return Ok(None);
        };
        let plain = matches!(ty, "str" | "bytes" | "int" | "float");
        Ok(Some(if self.world.is_some() || plain {
            self.kindred(made, class, span)
        } else {
            made
        }))
    }

    /// Whether a class of the program stands below a built-in container that its own methods do not replace.
    pub(super) fn is_container_class(&self, class: Val) -> bool {
        let base = self.outside_base(class);
        let below = matches!(
            base.as_deref(),
            Some("builtins.dict" | "builtins.list" | "builtins.set")
        );
        below && !(SILENT.iter()).any(|name| self.class_member(class, name).is_some())
    }

    /// The same value, which remembers its class.
    fn kindred(&mut self, made: Val, class: Val, span: Span) -> Val {
        let made = self.look(made);
        let kind = self.kind(made).clone();
        let plain = matches!(
            kind,
            Kind::Ref(_)
                | Kind::Str(_)
                | Kind::Bytes(_)
                | Kind::Int(_)
                | Kind::Float(_)
                | Kind::Bool(_)
                | Kind::Tuple(_)
        );
        // Where files are checked, a text of which not all is known is one, too: the last that it is made of.
        let open = self.world.is_none()
            && matches!(
                kind,
                Kind::Text(_) | Kind::Unknown(..) | Kind::Tested(..) | Kind::Method(..)
            );
        if !plain && !open {
            return made;
        }
        let given = self.object(Kind::Fields(class, Arc::default()), span);
        let from: &[Val] = if open {
            &[class, given, made]
        } else {
            &[class, given]
        };
        self.arena.add(Node {
            kind: if open { self.open_kind(class) } else { kind },
            span,
            from: from.into(),
            how: How::Call(Arc::from(KINDRED)),
        })
    }

    /// A value below a built-in type of which no more is known.
    fn open_kind(&self, class: Val) -> Kind {
        let base = self.outside_base(class);
        let base = base
            .as_deref()
            .and_then(|base| base.strip_prefix("builtins."));
        Kind::Unknown(Some(Arc::from(base.unwrap_or("str"))), None)
    }

    /// The text or number that such a value is, as it was before it got its class, where that is not known whole.
    pub(super) fn before_class(&self, v: Val) -> Val {
        let known = self
            .kindred_class(v)
            .and_then(|_| self.arena.node(v).from.get(2));
        known.copied().unwrap_or(v)
    }

    /// The class of the file below a built-in type that a value is an object of.
    pub(super) fn kindred_class(&self, object: Val) -> Option<Val> {
        let node = self.arena.node(object);
        match (&node.how, node.from.first()) {
            (How::Call(made), Some(&class)) if &**made == KINDRED => Some(class),
            _ => None,
        }
    }

    /// What holds the attributes that such a value was given.
    pub(super) fn kindred_fields(&self, object: Val) -> Option<Val> {
        self.kindred_class(object)?;
        self.arena.node(object).from.get(1).copied()
    }

    /// What such a value has besides what the built-in type gives it.
    pub(super) fn kindred_member(
        &mut self,
        object: Val,
        name: &str,
        span: Span,
    ) -> Follow<Option<Val>> {
        let (Some(class), Some(given)) = (self.kindred_class(object), self.kindred_fields(object))
        else {
            return Ok(self.part_of_made(object, name, span));
        };
        if name == "__class__" {
            return Ok(Some(class));
        }
        // What a member made by its class is, and is called.
        let name = match name {
            "value" if self.enumeration(class).is_some() => "_value_",
            "name" if self.enumeration(class).is_some() => "_name_",
            other => other,
        };
        if let Kind::Fields(_, fields) = self.content_kind(given)
            && let Some(&(_, v)) = fields.iter().find(|(n, _)| &**n == name)
        {
            return Ok(Some(v));
        }
        match self.class_member(class, name) {
            Some(member) => self.bind_member(object, class, member, span).map(Some),
            None => Ok(None),
        }
    }

    /// The same value without its class: what the built-in type's own methods give.
    pub(super) fn without_class(&mut self, v: Val, span: Span) -> Val {
        if self.kindred_class(v).is_none() {
            return v;
        }
        let before = self.before_class(v);
        if before != v {
            return before;
        }
        let kind = self.kind(v).clone();
        self.make(kind, span)
    }

    /// `super().NAME(…)` in a method of such an object: what the built-in type does.
    pub(super) fn call_below(&mut self, args: Args, span: Span) -> Follow<Val> {
        let mut rest = args;
        let mut own = rest.positional.drain(..rest.positional.len().min(2));
        let (object, name) = (own.next(), own.next());
        drop(own);
        let (Some((object, _)), Some((name, _))) = (object, name) else {
            return Ok(Val::NONE);
        };
        let Kind::Str(name) = self.kind(name).clone() else {
            return Ok(Val::NONE);
        };
        self.built_in_method(object, &name, rest, span)
    }

    /// A method of the built-in type, whatever the object's class says.
    pub(super) fn built_in_method(
        &mut self,
        object: Val,
        name: &str,
        args: Args,
        span: Span,
    ) -> Follow<Val> {
        let object = self.look(object);
        let first = args.get(0, "");
        match (name, first, args.get(1, "")) {
            ("__init__", None, _) if args.keywords.is_empty() => return Ok(Val::NONE),
            ("__init__", ..) => {
                let fill = match self.content_kind(object) {
                    Kind::Dict(_) | Kind::Set(_) => "update",
                    Kind::List(_) => "extend",
                    _ => return Ok(Val::NONE),
                };
                return self.container_method(object, fill, &args, span);
            }
            ("__getitem__", Some(key), _) => return self.plain_item(object, key, span),
            ("__setitem__", Some(key), Some(v)) => {
                self.set_plain_item(object, key, v, span)?;
                return Ok(Val::NONE);
            }
            ("__delitem__", Some(key), _) => {
                self.delete_plain_item(object, key, span)?;
                return Ok(Val::NONE);
            }
            ("__contains__", Some(v), _) => return Ok(self.compare(CmpOp::In, v, object, span)),
            _ => {}
        }
        match self.content_kind(object) {
            Kind::Dict(_) | Kind::List(_) | Kind::Set(_) | Kind::Many(..) => {
                if let Some(v) = self.spelled_operator(object, name, &args, span)? {
                    return Ok(v);
                }
                self.container_method(object, name, &args, span)
            }
            _ => {
                let plain = self.without_class(object, span);
                self.call_method(plain, name, args, span)
            }
        }
    }

    // ---- operators by their names ------------------------------------------------------------

    /// `text.__len__()`: what a built-in type does for an operator or a built-in function, called by its name.
    pub(super) fn spelled_operator(
        &mut self,
        receiver: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        if !name.starts_with("__") || !self.is_built_in(receiver) {
            return Ok(None);
        }
        let first = args.get(0, "");
        if let Some(op) = super::library::compares(name) {
            let Some(other) = first else { return Ok(None) };
            self.note_equality(op, receiver, other, span);
            // Of values of two types it says nothing.
            if self.type_name(receiver) != self.type_name(other) {
                return Ok(None);
            }
            return Ok(Some(self.compare(op, receiver, other, span)));
        }
        if let Some(other) = first
            && let Some((op, swapped)) = super::operator::spelled(name)
        {
            let (a, b) = if swapped {
                (other, receiver)
            } else {
                (receiver, other)
            };
            return self.binary(op, a, b, span).map(Some);
        }
        let function = match (name, first) {
            ("__contains__", Some(v)) => {
                return Ok(Some(self.compare(CmpOp::In, v, receiver, span)));
            }
            ("__getitem__", Some(key)) => return self.item(receiver, key, span).map(Some),
            ("__setitem__", Some(key)) => {
                let Some(v) = args.get(1, "value") else {
                    return Ok(None);
                };
                self.set_item(receiver, key, v, span)?;
                return Ok(Some(Val::NONE));
            }
            ("__delitem__", Some(key)) => {
                self.delete_item(receiver, key, span)?;
                return Ok(Some(Val::NONE));
            }
            ("__format__", Some(_)) => "format",
            ("__len__", None) => "len",
            ("__iter__", None) => "iter",
            ("__str__", None) => "str",
            ("__repr__", None) => "repr",
            ("__bool__", None) => "bool",
            ("__int__", None) => "int",
            ("__float__", None) => "float",
            ("__hash__", None) => "hash",
            ("__abs__", None) => "abs",
            _ => return Ok(None),
        };
        let mut all = args.clone();
        all.positional.insert(0, (receiver, span));
        self.builtin(function, &all, span)
    }

    /// Whether a value is of a built-in type, whatever it holds.
    fn is_built_in(&self, v: Val) -> bool {
        match self.content_kind(v) {
            Kind::Str(_)
            | Kind::Text(_)
            | Kind::Bytes(_)
            | Kind::Int(_)
            | Kind::Float(_)
            | Kind::Bool(_)
            | Kind::Tuple(_)
            | Kind::List(_)
            | Kind::Set(_)
            | Kind::Dict(_)
            | Kind::Many(..) => true,
            Kind::Unknown(Some(ty), _) => matches!(&*ty, "str" | "bytes" | "int" | "float"),
            Kind::Tested(_, inner) => self.is_text(inner),
            _ => false,
        }
    }
}
