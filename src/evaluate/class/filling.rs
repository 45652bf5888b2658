//! Data classes, named tuples and their like: which arguments become which fields, and which calls are none.
//!
//! Knows what a class writes down, not what its fields are for. Called by `class`, and by whoever asks for its fields.

use super::super::call::Args;
use super::super::compared::{RECORDS, switched};
use super::super::machine::{Follow, Machine};
use super::super::outline::last_name;
use super::super::value::{FrameId, How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// What makes a data class whose calls Python itself refuses when they do not fit.
const STRICT: &[&str] = &["dataclasses.dataclass"];

/// A field as its class writes it down.
struct Field {
    name: Arc<str>,
    /// Whether it is only passed on to `__post_init__`.
    passes: bool,
    /// Whether it is given by its name alone.
    named: bool,
    /// Whether it is given at all.
    given: bool,
    default: Option<Val>,
}

/// The name of a class body that a call fills which may make a field: `name = attr.ib()`.
fn made_by_call(statement: &ast::Stmt) -> Option<&str> {
    let ast::Stmt::Assign(a) = statement else {
        return None;
    };
    let made = last_name(&a.value.as_call_expr()?.func)?;
    let [ast::Expr::Name(name)] = &*a.targets else {
        return None;
    };
    matches!(made, "ib" | "attrib" | "field").then_some(name.id.as_str())
}

impl Machine<'_, '_> {
    /// Annotated names become attributes. Gives those that are only passed on.
    pub(super) fn record_fields(
        &mut self,
        object: Val,
        class: Val,
        args: &Args,
        span: Span,
    ) -> Follow<Vec<Val>> {
        let mut passed_on = Vec::new();
        let fields = self.written_fields(class);
        self.refuse_arguments(class, &fields, args, span)?;
        let mut place = 0;
        for field in fields {
            let (name, default) = (&*field.name, field.default);
            let given = match field {
                Field { given: false, .. } => None,
                Field { named: true, .. } => args.keyword(name),
                _ => {
                    place += 1;
                    args.get(place - 1, name)
                }
            };
            let v = match (given, default) {
                (None, Some(default)) => Some(self.field_default(default, span)),
                _ => given,
            };
            let v = match (v.or(args.rest), args.spread) {
                (Some(v), _) => v,
                // Of `**named` with names that are not known, any value may be the field's.
                (None, Some(named)) => match self.content_kind(self.look(named)) {
                    Kind::Dict(pairs) if !pairs.is_empty() => {
                        let values: Vec<Val> = pairs.iter().map(|&(_, value)| value).collect();
                        self.either(&values)
                    }
                    _ => named,
                },
                (None, None) => self.derive(None, &[], How::Plain, span),
            };
            let told = |m: &Self, what| default.and_then(|default| m.told_of_field(default, what));
            let v = match told(self, "converter") {
                Some(converter) => self.call(converter, Args::positional(vec![v]), span)?,
                None => v,
            };
            if field.passes {
                passed_on.push(v);
                continue;
            }
            self.set_field(object, name, v, span);
            if let Some(validator) = told(self, "validator") {
                let name = self.text(name, span);
                let all = match self.content_kind(self.look(validator)) {
                    Kind::List(items) => items.to_vec(),
                    Kind::Tuple(items) => items.to_vec(),
                    _ => vec![validator],
                };
                for validator in all {
                    self.pass_validator(validator, v, 0, span);
                    self.call(validator, Args::positional(vec![object, name, v]), span)?;
                }
            }
        }
        Ok(passed_on)
    }

    /// The fields that a class and its bases write down; who writes one down again leaves it where it was.
    fn written_fields(&mut self, class: Val) -> Vec<Field> {
        let mut fields = self.fields_of_base(class);
        for (of, frame, s) in self.bodies(class).into_iter().rev() {
            let all_named = self
                .decorator(of, RECORDS)
                .is_some_and(|decorator| switched(decorator, "kw_only") == Some(true));
            let mut named = all_named;
            for statement in &s.body {
                if let Some(field) = self.made_field(frame, statement) {
                    match fields.iter_mut().find(|f| f.name == field.name) {
                        Some(before) => *before = field,
                        None => fields.push(field),
                    }
                    continue;
                }
                let ast::Stmt::AnnAssign(a) = statement else {
                    continue;
                };
                let ast::Expr::Name(name) = &*a.target else {
                    continue;
                };
                if self.is_of_class(frame, &a.annotation) {
                    continue;
                }
                if self.is_marked(frame, &a.annotation, "KW_ONLY") {
                    named = true;
                    continue;
                }
                let name: Arc<str> = Arc::from(name.id.as_str());
                let default = self.frame(frame).vars.get(&name);
                let default = default.map(|cell| self.state.get(cell));
                let default = default.filter(|&v| v != Val::UNBOUND);
                let told = |what| default.and_then(|default| self.told_of_field(default, what));
                let told = |what| told(what).and_then(|v| self.truth(v));
                let field = Field {
                    name,
                    passes: self.is_marked(frame, &a.annotation, "InitVar"),
                    named: told("kw_only").unwrap_or(named),
                    given: told("init") != Some(false),
                    default,
                };
                match fields.iter_mut().find(|f| f.name == field.name) {
                    Some(before) => *before = field,
                    None => fields.push(field),
                }
            }
        }
        fields
    }

    /// A field that is not written with its type: `name = attr.ib()`.
    fn made_field(&mut self, frame: FrameId, statement: &ast::Stmt) -> Option<Field> {
        let name = made_by_call(statement)?;
        let cell = self.frame(frame).vars.get(name)?;
        let default = self.state.get(cell);
        self.is_field_call(self.look(default)).then(|| {
            let told = |what| self.told_of_field(default, what);
            let told = |what| told(what).and_then(|v| self.truth(v));
            Field {
                name: Arc::from(name),
                passes: false,
                named: told("kw_only") == Some(true),
                given: told("init") != Some(false),
                default: Some(default),
            }
        })
    }

    /// The fields that `namedtuple(…)` among the bases of a class names.
    fn fields_of_base(&self, class: Val) -> Vec<Field> {
        let mut above = self.ancestry(class).into_iter();
        let Some((names, usual)) = above.find_map(|base| self.tuple_maker(base)) else {
            return Vec::new();
        };
        let bare = names.len().saturating_sub(usual.len());
        let field = |(at, &name): (usize, &Val)| match self.kind(name) {
            Kind::Str(name) => Some(Field {
                name: name.clone(),
                passes: false,
                named: false,
                given: true,
                default: at.checked_sub(bare).and_then(|at| usual.get(at)).copied(),
            }),
            _ => None,
        };
        names.iter().enumerate().filter_map(field).collect()
    }

    /// In a probe, a call that a data class, or a class without an `__init__`, does not take.
    fn refuse_arguments(
        &mut self,
        class: Val,
        fields: &[Field],
        args: &Args,
        span: Span,
    ) -> Follow<()> {
        let Kind::Class(_, body, _) = *self.kind(class) else {
            return Ok(());
        };
        if self.world.is_none() || args.rest.is_some() || args.spread.is_some() {
            return Ok(());
        }
        let name = self.frame(body).name.to_string();
        let bodies = self.bodies(class);
        if bodies.iter().all(|(.., s)| s.decorator_list.is_empty()) {
            let bare = self.outside_base(class).is_none() && fields.is_empty();
            if bare && (!args.positional.is_empty() || !args.keywords.is_empty()) {
                let message = format!("{name}() takes no arguments");
                return self.raise("builtins.TypeError", &message, span);
            }
            return Ok(());
        }
        let makers = bodies.iter().map(|&(of, ..)| self.decorator(of, STRICT));
        let makers: Vec<_> = makers.collect();
        let made = makers.iter().flatten();
        let strict = makers.first().is_some_and(Option::is_some)
            && made.clone().count() == makers.len()
            && made
                .clone()
                .all(|made| switched(made, "init") != Some(false));
        if !strict {
            return Ok(());
        }
        let placed: Vec<&Field> = fields.iter().filter(|f| f.given && !f.named).collect();
        let wrong = if args.positional.len() > placed.len() {
            let given = args.positional.len() + 1;
            let most = placed.len() + 1;
            let bare = placed.iter().filter(|f| f.default.is_none()).count() + 1;
            let taken = match (bare == most, most) {
                (false, _) => format!("from {bare} to {most} positional arguments"),
                (true, 1) => "1 positional argument".to_owned(),
                (true, _) => format!("{most} positional arguments"),
            };
            Some(format!(
                "{name}.__init__() takes {taken} but {given} were given"
            ))
        } else {
            let unknown = args.keywords.iter().map(|(n, ..)| &**n).find_map(|n| {
                let Some(field) = fields.iter().find(|f| f.given && &*f.name == n) else {
                    return Some(format!("got an unexpected keyword argument '{n}'"));
                };
                let at = placed.iter().position(|f| f.name == field.name);
                at.is_some_and(|at| at < args.positional.len())
                    .then(|| format!("got multiple values for argument '{n}'"))
            });
            let missing = fields.iter().find(|f| {
                let at = placed.iter().position(|p| p.name == f.name);
                let placed = at.is_some_and(|at| at < args.positional.len());
                let bare = match f.default {
                    Some(default) if self.is_field_call(default) => ["default", "default_factory"]
                        .iter()
                        .all(|what| self.told_of_field(default, what).is_none()),
                    default => default.is_none(),
                };
                f.given && bare && !placed && args.keyword(&f.name).is_none()
            });
            let missing = missing.map(|f| {
                let kind = if f.named {
                    "keyword-only"
                } else {
                    "positional"
                };
                format!("missing 1 required {kind} argument: '{}'", f.name)
            });
            let wrong = unknown.or(missing);
            wrong.map(|wrong| format!("{name}.__init__() {wrong}"))
        };
        match wrong {
            Some(message) => self.raise("builtins.TypeError", &message, span),
            None => Ok(()),
        }
    }

    /// What a class says of an attribute besides its default.
    pub(in crate::evaluate) fn told_of_field(&self, default: Val, what: &str) -> Option<Val> {
        let Kind::Partial(made, _, keywords) = self.kind(default) else {
            return None;
        };
        matches!(self.kind(*made), Kind::Symbol(s) if &**s == "dataclasses.field()")
            .then(|| keywords.iter().find(|(name, _)| &**name == what))
            .flatten()
            .map(|(_, v)| *v)
    }

    /// The value that an object gets for an attribute with this default.
    fn field_default(&mut self, default: Val, span: Span) -> Val {
        if !matches!(self.kind(default), Kind::Partial(made, ..)
            if matches!(self.kind(*made), Kind::Symbol(s) if &**s == "dataclasses.field()"))
        {
            return default;
        }
        let factory = ["default_factory", "factory"];
        if let Some(factory) = factory.iter().find_map(|n| self.told_of_field(default, n))
            && let Ok(v) = self.call(factory, Args::default(), span)
        {
            return v;
        }
        match self.told_of_field(default, "default") {
            Some(v) => v,
            None => self.derive(None, &[], How::Plain, span),
        }
    }

    /// Whether an annotation says that a name is the class's, and no field: `ClassVar[int]`.
    pub(in crate::evaluate) fn is_of_class(&self, frame: FrameId, annotation: &ast::Expr) -> bool {
        self.is_marked(frame, annotation, "ClassVar")
    }

    /// Whether an annotation is this mark, or what stands in its brackets.
    fn is_marked(&self, frame: FrameId, annotation: &ast::Expr, mark: &str) -> bool {
        match annotation {
            ast::Expr::Subscript(s) => self.is_marked(frame, &s.value, mark),
            ast::Expr::Attribute(a) => a.attr.as_str() == mark,
            ast::Expr::StringLiteral(s) => {
                let text = s.value.to_str();
                let bare = text.split_once('.').map_or(text, |(_, name)| name);
                text.starts_with(mark) || bare.starts_with(mark)
            }
            ast::Expr::Name(n) => {
                let mut at = Some(frame);
                while let Some(scope) = at {
                    let scope = self.frame(scope);
                    if let Some(cell) = scope.vars.get(n.id.as_str()) {
                        let v = self.state.get(cell);
                        return matches!(self.kind(v), Kind::Symbol(s)
                            if s.rsplit('.').next() == Some(mark));
                    }
                    at = scope.parent;
                }
                n.id.as_str() == mark
            }
            _ => false,
        }
    }

    /// The annotated names of a class of the file and its bases, in order of definition.
    pub(in crate::evaluate) fn annotated_names(&self, class: Val) -> Vec<String> {
        let above = self.fields_of_base(class).into_iter();
        let mut names: Vec<String> = above.map(|field| field.name.to_string()).collect();
        for (_, frame, s) in self.bodies(class).into_iter().rev() {
            for statement in &s.body {
                if let ast::Stmt::AnnAssign(a) = statement
                    && let ast::Expr::Name(name) = &*a.target
                    && !self.is_of_class(frame, &a.annotation)
                    && !self.is_marked(frame, &a.annotation, "KW_ONLY")
                    && (self.world.is_none() || !self.is_marked(frame, &a.annotation, "InitVar"))
                    && !names.iter().any(|n| n == name.id.as_str())
                {
                    names.push(name.id.to_string());
                }
                if let Some(name) = made_by_call(statement)
                    && let Some(cell) = self.frame(frame).vars.get(name)
                    && self.is_field_call(self.look(self.state.get(cell)))
                    && !names.iter().any(|n| n == name)
                {
                    names.push(name.to_owned());
                }
            }
        }
        names
    }
}
