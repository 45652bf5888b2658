//! Values from outside that a framework made what an annotation says: numbers, choices, objects of
//! the program's own classes, and what functions of the program fill in.
//!
//! Knows no framework; which types hold no text stands in the models. Called by `entry`.

mod alias;
mod supplied;

use super::call::Args;
use super::entry::DEPTH;
use super::knowledge::Entry;
use super::machine::Machine;
use super::outline::last_name;
use super::record::OriginKind;
use super::value::{How, Kind, Node, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// How deep validators stand within one another.
const VALIDATORS: u32 = 4;

/// That an annotation promises a value without text, to which nothing holds whoever calls.
const PROMISED: &str = "promised";

impl<'a> Machine<'a, '_> {
    /// Whether an annotation promises a number, or one of the values of an enumeration: `int`, `float | None`.
    pub(super) fn promises(
        &mut self,
        annotation: Option<&'a ast::Expr>,
        class: Option<Val>,
    ) -> bool {
        if let Some(ast::Expr::BinOp(either)) = annotation {
            return either.op == ast::Operator::BitOr
                && [&either.left, &either.right].into_iter().all(|one| {
                    let class = self.eval(one).ok();
                    one.is_none_literal_expr() || self.promises(Some(one), class)
                });
        }
        class.is_some_and(|class| match self.kind(class) {
            Kind::Symbol(name) => {
                matches!(&**name, "builtins.int" | "builtins.float" | "builtins.bool")
            }
            Kind::Class(..) => self.enumeration(class).is_some(),
            _ => false,
        })
    }

    /// A parameter, and whether its annotation promises that it holds no text.
    pub(super) fn as_promised(&mut self, given: Val, promised: bool, span: Span) -> Val {
        if !promised || self.world.is_some() {
            return given;
        }
        self.make(Kind::Tested(Arc::from(PROMISED), given), span)
    }

    /// `Annotated[T, Depends(f)]`: what fills it.
    pub(super) fn filled_by(&mut self, annotation: &'a ast::Expr, entry: &Entry) -> Option<Val> {
        let ast::Expr::Subscript(s) = annotation else {
            return None;
        };
        let ast::Expr::Tuple(parts) = &*s.slice else {
            return None;
        };
        for part in parts.elts.iter().skip(1) {
            let v = self.eval(part).ok()?;
            if self.is_own(v, entry) {
                return Some(v);
            }
        }
        None
    }

    /// A value from outside that was made what an annotation says.
    pub(super) fn declared(
        &mut self,
        annotation: &'a ast::Expr,
        entry: &Entry,
        depth: u32,
        span: Span,
    ) -> Val {
        use ast::Expr;
        if depth > DEPTH {
            return self.origin(OriginKind::Source, &entry.data, None, span);
        }
        match annotation {
            Expr::NoneLiteral(_) => return Val::NONE,
            Expr::BinOp(b) => {
                let sides = [
                    self.declared(&b.left, entry, depth + 1, span),
                    self.declared(&b.right, entry, depth + 1, span),
                ];
                return self.either(&sides);
            }
            Expr::Subscript(s) => return self.declared_part(s, entry, depth, span),
            // `constr(pattern="[a-z]+")`
            Expr::Call(_) => {
                let number = ["conint", "confloat", "condecimal"];
                let made = annotation.as_call_expr().and_then(|c| last_name(&c.func));
                let ty = match made {
                    Some(name) if number.contains(&name) => "int",
                    _ => "str",
                };
                let v = self.origin(OriginKind::Source, &entry.data, Some(ty), span);
                return self.promised(v, annotation, span);
            }
            _ => {}
        }
        let class = match annotation {
            // A name in quotes is a name that comes later.
            Expr::StringLiteral(name) => self.find_name(name.value.to_str()),
            other => self.eval(other).ok(),
        };
        let Some(class) = class.map(|v| self.look(v)) else {
            return self.origin(OriginKind::Source, &entry.data, None, span);
        };
        if let Some((written, home)) = self.types.get(&class).copied() {
            return self.where_written(home, |m| m.declared(written, entry, depth + 1, span));
        }
        // A class whose objects are data wherever they come from: an uploaded file.
        let brought = match (self.kind(class), &self.arena.node(class).how) {
            (Kind::Unknown(_, Some(_)), How::Call(name)) => {
                let known = self.knowledge.sources.contains_key(name);
                known.then(|| Kind::Symbol(name.clone()))
            }
            _ => None,
        };
        match brought.unwrap_or_else(|| self.kind(class).clone()) {
            // Of a class that is no data, an object of the program's own is handed over.
            Kind::Class(..) => match self.service(class) {
                Some(service) => service,
                None => self.declared_object(class, entry, depth, span),
            },
            Kind::Symbol(name) => match &*name {
                "builtins.int" | "builtins.float" | "decimal.Decimal" => {
                    self.origin(OriginKind::Source, &entry.data, Some("int"), span)
                }
                "builtins.bool" => self.origin(OriginKind::Source, &entry.data, Some("bool"), span),
                "builtins.str" => self.origin(OriginKind::Source, &entry.data, Some("str"), span),
                "builtins.bytes" => {
                    self.origin(OriginKind::Source, &entry.data, Some("bytes"), span)
                }
                ty if entry.clean.iter().any(|c| c == ty) => {
                    self.make(Kind::External(name, 0, false), span)
                }
                "builtins.dict" | "typing.Dict" | "typing.Any" | "typing.Mapping" => {
                    self.sent_structure(entry, span)
                }
                ty if ty.starts_with("builtins.") || ty.starts_with("typing.") => {
                    self.origin(OriginKind::Source, &entry.data, None, span)
                }
                ty if self.describes(ty) => self.outside_object(ty, span),
                ty => self.origin(OriginKind::Source, &entry.data, Some(ty), span),
            },
            _ => self.origin(OriginKind::Source, &entry.data, None, span),
        }
    }

    /// An object of a class of the program that says itself how its objects are made, and declares no data.
    fn service(&mut self, class: Val) -> Option<Val> {
        self.class_member(class, "__init__")?;
        let data = !self.annotated_names(class).is_empty();
        (!data).then(|| self.object_of(class)).flatten()
    }

    fn declared_part(
        &mut self,
        s: &'a ast::ExprSubscript,
        entry: &Entry,
        depth: u32,
        span: Span,
    ) -> Val {
        use ast::Expr;
        let outer = match self.eval(&s.value).map(|v| self.kind(v).clone()) {
            Ok(Kind::Symbol(name)) => name,
            _ => Arc::from(""),
        };
        let parts: Vec<&'a Expr> = match &*s.slice {
            Expr::Tuple(t) => t.elts.iter().collect(),
            one => vec![one],
        };
        let inner = outer.rsplit('.').next().unwrap_or("");
        match (inner, parts.as_slice()) {
            ("Literal", _) => self.derive(None, &[], How::Plain, span),
            ("Annotated", [first, more @ ..]) => {
                let v = self.declared(first, entry, depth + 1, span);
                more.iter().fold(v, |v, one| self.promised(v, one, span))
            }
            ("Optional" | "Union", all) => {
                let mut sides = vec![];
                for one in all {
                    sides.push(self.declared(one, entry, depth + 1, span));
                }
                if inner == "Optional" {
                    sides.push(Val::NONE);
                }
                self.either(&sides)
            }
            (
                "list" | "List" | "set" | "Set" | "frozenset" | "tuple" | "Tuple" | "Sequence"
                | "Iterable",
                [first, ..],
            ) => {
                let element = self.declared(first, entry, depth + 1, span);
                self.object(Kind::Many("list", element), span)
            }
            ("dict" | "Dict" | "Mapping" | "MutableMapping", _) => self.sent_structure(entry, span),
            _ => self.origin(OriginKind::Source, &entry.data, None, span),
        }
    }

    /// A mapping whose keys and values the sender chose.
    fn sent_structure(&mut self, entry: &Entry, span: Span) -> Val {
        let v = self.origin(OriginKind::Source, &entry.data, None, span);
        let Some(by) = &entry.structure else { return v };
        let mut node = self.arena.node(v).clone();
        node.how = How::Call(Arc::from(by.as_str()));
        self.arena.add(node)
    }

    /// What is left of a value of which a call beside its declaration promises a form:
    /// `Field(pattern="^[a-z]+$")`. The promise is that the expression finds something in it.
    pub(super) fn promised(&mut self, v: Val, by: &'a ast::Expr, span: Span) -> Val {
        let ast::Expr::Call(call) = by else { return v };
        if let Some(kept) = self.validated_beside(v, call, span) {
            return kept;
        }
        let form = call.arguments.keywords.iter().find(|k| {
            let name = k.arg.as_ref().map(ast::Identifier::as_str);
            matches!(name, Some("pattern" | "regex"))
        });
        let v = self.promised_bounds(v, call, span);
        let Some(form) = form.and_then(|k| self.eval(&k.value).ok()) else {
            return v;
        };
        let Kind::Str(pattern) = self.kind(self.look(form)).clone() else {
            return v;
        };
        // Here `$` is the very end.
        let whole = pattern.strip_prefix('^').and_then(|p| p.strip_suffix('$'));
        let test = match whole.filter(|p| !p.contains('|') && !p.ends_with('\\')) {
            Some(whole) => format!("re.fullmatch:{whole}"),
            None => format!("re.search:{pattern}"),
        };
        self.make(Kind::Tested(Arc::from(test), v), span)
    }

    /// A number that is no less, or no more, than what its declaration says: `Field(gt=0)`, `Query(le=100)`.
    fn promised_bounds(&mut self, v: Val, call: &'a ast::ExprCall, span: Span) -> Val {
        call.arguments.keywords.iter().fold(v, |v, k| {
            let test = match k.arg.as_ref().map(ast::Identifier::as_str) {
                Some("gt" | "ge") => "least",
                Some("lt" | "le") => "bounded",
                _ => return v,
            };
            // A debt that may grow is no less than something, too.
            if test == "least" && k.value.is_unary_op_expr() {
                return v;
            }
            self.make(Kind::Tested(Arc::from(test), v), span)
        })
    }

    /// What a function leaves of a value that stands beside its declaration: `Annotated[str, AfterValidator(check)]`.
    fn validated_beside(&mut self, v: Val, call: &'a ast::ExprCall, span: Span) -> Option<Val> {
        if self.knowledge.validators.is_empty() || self.world.is_some() {
            return None;
        }
        let made = self.eval(&call.func).ok()?;
        let Kind::Symbol(name) = self.kind(self.look(made)) else {
            return None;
        };
        if !self.knowledge.validators.contains(&**name) {
            return None;
        }
        let function = self.eval(call.arguments.args.first()?).ok()?;
        self.call(function, Args::positional(vec![v]), span).ok()
    }

    /// Learns what a validator of `attrs` leaves of a value that it lets pass.
    pub(super) fn pass_validator(&mut self, validator: Val, v: Val, depth: u32, span: Span) {
        let node = self.arena.node(self.look(validator));
        let How::Call(callee) = &node.how else { return };
        let Some(name) = callee.strip_prefix("attrs.validators.") else {
            return;
        };
        let (name, given) = (name.to_owned(), node.from.clone());
        match (&*name, &*given) {
            ("matches_re", &[form]) => {
                if let Kind::Str(form) = self.kind(self.look(form)) {
                    let test = format!("re.fullmatch:{form}");
                    self.learn_test(v, &test, span);
                }
            }
            ("in_", &[options]) => {
                let among = self.compare(ast::CmpOp::In, v, options, span);
                self.refine(among, true);
            }
            ("and_", all) if depth < VALIDATORS => {
                for &one in all {
                    self.pass_validator(one, v, depth + 1, span);
                }
            }
            _ => {}
        }
    }

    /// An object whose annotated names hold what arrived; one of a fixed choice holds nothing of
    /// the sender's.
    fn declared_object(&mut self, class: Val, entry: &Entry, depth: u32, span: Span) -> Val {
        if self
            .outside_base(class)
            .is_some_and(|b| b.starts_with("enum."))
        {
            return self.derive(None, &[], How::Plain, span);
        }
        let object = self.object(Kind::Fields(class, Arc::new(Vec::new())), span);
        for (_, frame, s) in self.bodies(class).into_iter().rev() {
            // Names mean what they mean where the class stands.
            let outer = std::mem::replace(&mut self.frame, frame);
            for statement in &s.body {
                if let ast::Stmt::AnnAssign(a) = statement
                    && let ast::Expr::Name(name) = &*a.target
                {
                    let v = self.declared(&a.annotation, entry, depth + 1, span);
                    let v = match a.value.as_deref() {
                        Some(default) => self.promised(v, default, span),
                        None => v,
                    };
                    self.set_field(object, name.id.as_str(), v, span);
                }
            }
            self.frame = outer;
        }
        self.validate(object, class, span);
        object
    }

    /// An object of a class of data that is made of what was sent: `Order(**request.json)`, `Order.model_validate(sent)`. Each
    /// field is what its annotation says, or nothing is made.
    pub(super) fn made_of_sent(&mut self, class: Val, sent: Val) -> Option<Val> {
        let sent = self.look(sent);
        let base = self.outside_base(class).filter(|_| self.world.is_none())?;
        let data = matches!(&*base, "pydantic.BaseModel" | "msgspec.Struct");
        if !data
            || self.class_member(class, "__init__").is_some()
            || matches!(self.content_kind(sent), Kind::Dict(_) | Kind::Fields(..))
        {
            return None;
        }
        let found = self.flows(sent);
        let first = found.flows.first()?.origin;
        let alone = found.flows.iter().all(|flow| flow.origin == first);
        let origin = self.origins.get(first as usize)?;
        if !alone || found.opaque.is_some() || origin.kind != OriginKind::Source {
            return None;
        }
        let (data, span) = (origin.name.clone(), origin.span);
        let entry = Entry {
            data,
            ..Entry::default()
        };
        Some(self.declared_object(class, &entry, 0, span))
    }

    /// The same for the methods of such a class.
    pub(super) fn validated_call(&mut self, name: &str, args: &Args) -> Option<Val> {
        if !is_of_sent(name) {
            return None;
        }
        let class = self.look(args.get(0, "")?);
        let mut rest = args.positional.iter().skip(1).map(|(v, _)| *v);
        let named = ["obj", "json_data", "b"];
        let named = named.iter().find_map(|name| args.keyword(name));
        self.made_of_sent(class, rest.next().or(named)?)
    }

    /// Calls the methods by which a class asks about its fields, with what these were given.
    pub(super) fn validate(&mut self, object: Val, class: Val, span: Span) {
        if self.knowledge.validators.is_empty() || self.world.is_some() {
            return;
        }
        for (c, frame, s) in self.bodies(class).into_iter().rev() {
            for statement in &s.body {
                let ast::Stmt::FunctionDef(f) = statement else {
                    continue;
                };
                let fields = self.where_written(frame, |m| m.validated_by(f));
                let member = self.class_member(c, f.name.as_str());
                let Some(member) = member.filter(|_| !fields.is_empty()) else {
                    continue;
                };
                let function = match *self.kind(member) {
                    Kind::Wrapped(_, inner) => inner,
                    _ => member,
                };
                for field in fields {
                    self.validate_field(object, field, (c, function), span);
                }
            }
        }
    }

    fn validate_field(&mut self, object: Val, field: &str, by: (Val, Val), span: Span) {
        let Kind::Fields(_, fields) = self.content_kind(object) else {
            return;
        };
        let given: Vec<(Arc<str>, Val)> = fields
            .iter()
            .filter(|(name, _)| field == "*" || **name == *field)
            .cloned()
            .collect();
        for (name, v) in given {
            let args = Args::positional(vec![by.0, v]);
            if let Ok(kept) = self.call(by.1, args, span) {
                self.set_field(object, &name, kept, span);
            }
        }
    }

    /// The fields that a method is asked about, by its decorators.
    fn validated_by(&mut self, f: &'a ast::StmtFunctionDef) -> Vec<&'a str> {
        for decorator in &f.decorator_list {
            let ast::Expr::Call(call) = &decorator.expression else {
                continue;
            };
            let Ok(made) = self.eval(&call.func) else {
                continue;
            };
            let known = matches!(self.kind(self.look(made)), Kind::Symbol(name) if self.knowledge.validators.contains(&**name));
            if known {
                let texts = call.arguments.args.iter().filter_map(|e| match e {
                    ast::Expr::StringLiteral(text) => Some(text.value.to_str()),
                    _ => None,
                });
                return texts.collect();
            }
        }
        Vec::new()
    }

    /// An object of a type outside the file, with the data that such an object brings.
    pub(super) fn outside_object(&mut self, ty: &str, span: Span) -> Val {
        let brought = self.source(ty, span);
        self.arena.add(Node {
            kind: Kind::External(Arc::from(ty), 0, false),
            span,
            from: brought.into_iter().collect(),
            how: How::Plain,
        })
    }

    /// Whether the models say anything of objects of a type.
    pub(super) fn describes(&self, ty: &str) -> bool {
        let inside = format!("{ty}.");
        self.knowledge.attributes.has_inside(&inside)
            || self.knowledge.sources.has_inside(&inside)
            || self.knowledge.returns.has_inside(&inside)
            || self.knowledge.bases.contains_key(ty)
    }
}

impl<'a> Machine<'a, '_> {
    /// A path or nothing, where an annotation says so: `Path | None`, `Optional[Path]`.
    pub(super) fn path_or_none(&mut self, annotation: &'a ast::Expr, span: Span) -> Option<Val> {
        let path = match annotation {
            ast::Expr::BinOp(or) if or.op == ast::Operator::BitOr => {
                match (&*or.left, &*or.right) {
                    (path, none) | (none, path) if none.is_none_literal_expr() => path,
                    _ => return None,
                }
            }
            ast::Expr::Subscript(s) => {
                let name = match &*s.value {
                    ast::Expr::Name(name) => name.id.as_str(),
                    ast::Expr::Attribute(name) => name.attr.as_str(),
                    _ => return None,
                };
                if name != "Optional" {
                    return None;
                }
                &*s.slice
            }
            _ => return None,
        };
        if self.world.is_some() || !matches!(path, ast::Expr::Name(_) | ast::Expr::Attribute(_)) {
            return None;
        }
        let class = self.eval(path).ok()?;
        let ty = match self.kind(self.look(class)) {
            Kind::Symbol(name) if name.starts_with("pathlib.") => name.clone(),
            _ => return None,
        };
        let object = self.outside_object(&ty, span);
        Some(self.either(&[object, Val::NONE]))
    }
}

/// Whether a method of a class makes an object of it out of what was sent.
pub(super) fn is_of_sent(name: &str) -> bool {
    let takes = [
        "model_validate",
        "model_validate_json",
        "parse_obj",
        "parse_raw",
    ];
    let method = name.strip_prefix("pydantic.BaseModel.");
    method.is_some_and(|method| takes.contains(&method))
}
