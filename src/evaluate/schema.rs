//! Data models: what `pydantic` and `msgspec` make of data, by the types that a class writes down.
//!
//! Only where a call is made in a world. A type that is not read here leaves its value open; nothing is taken
//! for valid because nobody looked. Called by `class` and `library`.

mod wanted;

pub(super) use wanted::SCHEMA;

use super::call::Args;
use super::fitting::Fit;
use super::machine::{Follow, Machine};
use super::value::{FrameId, How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// A field of a model.
#[derive(Clone, Copy)]
struct Field<'a> {
    name: &'a str,
    kind: &'a ast::Expr,
    value: Option<&'a ast::Expr>,
    body: FrameId,
}

/// A library and how it takes what is nearly right.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Maker {
    /// Turns `"7"` into `7`.
    Pydantic,
    Msgspec,
}

/// Whether a class takes what is not given from the environment.
fn is_settings(name: &str) -> bool {
    matches!(
        name,
        "pydantic_settings.BaseSettings" | "pydantic.BaseSettings"
    )
}

impl<'a> Machine<'a, '_> {
    /// Adds to what is given to a class of settings what the environment holds for its other fields.
    pub(super) fn fill_from_environment(
        &mut self,
        class: Val,
        named: &mut Vec<(Arc<str>, Val)>,
        span: Span,
    ) -> Follow<()> {
        if !self
            .outside_base(class)
            .is_some_and(|base| is_settings(&base))
        {
            return Ok(());
        }
        let prefix = self.prefix_of_settings(class);
        for field in self.model_fields(class) {
            if named.iter().any(|(name, _)| &**name == field.name) {
                continue;
            }
            let name = format!("{prefix}{}", field.name);
            for name in [name.to_uppercase(), name] {
                let getenv = self.symbol("os.getenv", span);
                let name = self.text(&name, span);
                let v = self.call(getenv, Args::positional(vec![name]), span)?;
                if !matches!(self.kind(self.look(v)), Kind::None) {
                    named.push((Arc::from(field.name), v));
                    break;
                }
            }
        }
        Ok(())
    }

    /// What `model_config = SettingsConfigDict(env_prefix="SHOP_")` puts in front of each name.
    fn prefix_of_settings(&self, class: Val) -> String {
        let config = self.class_member(class, "model_config");
        let Some(Kind::Dict(pairs)) = config.map(|config| self.content_kind(self.look(config)))
        else {
            return String::new();
        };
        let text = |v: Val| match self.kind(self.look(v)) {
            Kind::Str(text) => Some(text.to_string()),
            _ => None,
        };
        let prefix = pairs
            .iter()
            .find(|(key, _)| text(*key).as_deref() == Some("env_prefix"));
        prefix.and_then(|(_, v)| text(*v)).unwrap_or_default()
    }

    /// What a model is called that keeps fields which it does not declare: what it hands on has whatever names were
    /// sent.
    pub(super) fn as_left_open(&self, class: Val, base: Arc<str>) -> Arc<str> {
        if self.world.is_some() || &*base != "pydantic.BaseModel" {
            return base;
        }
        let said = self.bodies(class).into_iter().find_map(|(_, _, s)| {
            let mut given = s.arguments.iter().flat_map(|given| given.keywords.iter());
            let given =
                given.find(|one| one.arg.as_ref().is_some_and(|arg| arg.as_str() == "extra"));
            let given = given.map(|one| is_allow(&one.value));
            given.or_else(|| s.body.iter().find_map(said_of_others))
        });
        match said {
            Some(true) => Arc::from("pydantic.BaseModel(extra)"),
            _ => base,
        }
    }

    /// The library of a class that is a model, where it is one.
    pub(super) fn model_maker(&self, class: Val) -> Option<Maker> {
        self.world.as_ref()?;
        match &*self.outside_base(class)? {
            "pydantic.BaseModel" => Some(Maker::Pydantic),
            name if is_settings(name) => Some(Maker::Pydantic),
            "msgspec.Struct" => Some(Maker::Msgspec),
            _ => None,
        }
    }

    /// A call that makes an object of a model out of data or text; nothing when it is none.
    pub(super) fn schema_call(
        &mut self,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let (class, given) = match name {
            "pydantic.BaseModel.model_validate"
            | "pydantic.BaseModel.model_validate_json"
            | "pydantic.BaseModel.parse_obj"
            | "pydantic.BaseModel.parse_raw" => {
                let mut rest = args.positional.iter().skip(1).map(|(v, _)| *v);
                let named = ["obj", "json_data", "b"];
                let named = named.iter().find_map(|name| args.keyword(name));
                (args.get(0, ""), rest.next().or(named))
            }
            "msgspec.json.decode" | "msgspec.convert" => (args.keyword("type"), args.get(0, "obj")),
            "pydantic.type_adapter.validated" => (args.get(0, "type"), args.get(1, "object")),
            _ => return Ok(None),
        };
        let (Some(class), Some(given)) = (class.map(|v| self.look(v)), given) else {
            return Ok(None);
        };
        let Some(maker) = self.model_maker(class) else {
            return self.typed_call(name, class, given, span);
        };
        let data = if name.ends_with("json") || name.ends_with("raw") || name.ends_with("decode") {
            let loads = self.symbol("json.loads", span);
            self.call(loads, Args::positional(vec![given]), span)?
        } else {
            given
        };
        let data = self.look(data);
        match self.content_kind(data) {
            Kind::Dict(pairs) => {
                let mut named = Vec::new();
                for &(key, v) in pairs.iter() {
                    let Kind::Str(key) = self.kind(self.look(key)).clone() else {
                        return Ok(Some(self.derive(None, &[data], How::Plain, span)));
                    };
                    named.push((key, v));
                }
                self.modelled(class, &named, maker, span).map(Some)
            }
            Kind::Fields(of, _) if of == class => Ok(Some(data)),
            Kind::Unknown(..) | Kind::Opaque(_) | Kind::Either(_) | Kind::External(..) => {
                Ok(Some(self.derive(None, &[data], How::Plain, span)))
            }
            _ => self.invalid(maker, "Input should be an object", span),
        }
    }

    /// What data is as a type that is no model: `list[str]`, a class of typed keys, a data class.
    fn typed_call(&mut self, name: &str, kind: Val, given: Val, span: Span) -> Follow<Option<Val>> {
        let maker = match name {
            "pydantic.type_adapter.validated" => Maker::Pydantic,
            _ if name.starts_with("msgspec.") => Maker::Msgspec,
            _ => return Ok(None),
        };
        let data = match name {
            "msgspec.json.decode" => {
                let loads = self.symbol("json.loads", span);
                self.call(loads, Args::positional(vec![given]), span)?
            }
            _ => given,
        };
        match self.fit_type(kind, data, maker, span)? {
            Fit::Is(v) => Ok(Some(v)),
            Fit::Open => Ok(Some(self.derive(None, &[data], How::Plain, span))),
            Fit::No => self.invalid(maker, "Input should be valid", span),
        }
    }

    /// The values of a dict as the types that a class writes down for its keys.
    pub(super) fn fit_fields(
        &mut self,
        class: Val,
        v: Val,
        maker: Maker,
        span: Span,
    ) -> Follow<Fit> {
        let Kind::Dict(pairs) = self.content_kind(v) else {
            return Ok(match self.content_kind(v) {
                Kind::Unknown(..) | Kind::Opaque(_) | Kind::Either(_) => Fit::Open,
                _ => Fit::No,
            });
        };
        let mut named: Vec<(Arc<str>, Val)> = Vec::new();
        for &(key, v) in pairs.iter() {
            let Kind::Str(key) = self.kind(self.look(key)).clone() else {
                return Ok(Fit::Open);
            };
            named.push((key, v));
        }
        let mut made = Args::default();
        for field in self.model_fields(class) {
            let found = named.iter().rev().find(|(name, _)| &**name == field.name);
            let Some(&(_, v)) = found else {
                if self.class_member(class, field.name).is_some() || field.value.is_some() {
                    continue;
                }
                return Ok(Fit::No);
            };
            match self.fit(field.kind, field.body, v, maker, span)? {
                Fit::Is(v) => made.keywords.push((Arc::from(field.name), v, span)),
                other => return Ok(other),
            }
        }
        let as_dict = self
            .outside_base(class)
            .is_some_and(|base| base.ends_with(".TypedDict"));
        let class = if as_dict {
            self.symbol("builtins.dict", span)
        } else {
            class
        };
        self.call(class, made, span).map(Fit::Is)
    }

    /// An object of a model with these values, or the error that one of them is.
    pub(super) fn modelled(
        &mut self,
        class: Val,
        given: &[(Arc<str>, Val)],
        maker: Maker,
        span: Span,
    ) -> Follow<Val> {
        let object = self.object(Kind::Fields(class, Arc::new(Vec::new())), span);
        let validators = self.validators(class)?;
        let strict = self.is_strict(class);
        for field in self.model_fields(class) {
            let about = self.about_field(field)?;
            let alias = match about.and_then(|about| keyword(about, "alias")) {
                Some(alias) => {
                    let alias = self.within(field.body, alias)?;
                    match self.kind(alias).clone() {
                        Kind::Str(alias) => Some(alias),
                        _ => None,
                    }
                }
                None => None,
            };
            let wanted = alias.as_deref().unwrap_or(field.name);
            let found = given.iter().rev().find(|(name, _)| &**name == wanted);
            let Some(&(_, mut v)) = found else {
                let default = match about {
                    Some(about) => self.default_of(about, field, span)?,
                    None => self.class_member(class, field.name),
                };
                let Some(default) = default else {
                    return self.invalid(maker, "Field required", span);
                };
                self.set_field(object, field.name, default, span);
                continue;
            };
            let mine = |before: bool| {
                let all = validators.iter();
                all.filter(move |one| one.before == before && one.speaks_of(field.name))
            };
            for one in mine(true) {
                v = self.validated(class, one, v, span)?;
            }
            let exact = strict || about.is_some_and(|about| is_on(about, "strict"));
            let taken = if exact { Maker::Msgspec } else { maker };
            let mut fit = self.fit(field.kind, field.body, v, taken, span)?;
            if let (Some(about), Fit::Is(v)) = (about, fit) {
                fit = self.limits(about, field.body, v, span)?;
            }
            v = match fit {
                Fit::Is(v) => v,
                Fit::Open => self.derive(None, &[v], How::Plain, span),
                Fit::No => {
                    let said = format!("Input for {} should be valid", field.name);
                    return self.invalid(maker, &said, span);
                }
            };
            for one in mine(false) {
                v = self.validated(class, one, v, span)?;
            }
            self.set_field(object, field.name, v, span);
        }
        for one in validators.iter().filter(|one| one.names.is_empty()) {
            self.call_method(object, one.method, Args::default(), span)?;
        }
        Ok(object)
    }

    /// Whether the settings of a model say that nothing is turned into anything.
    fn is_strict(&self, class: Val) -> bool {
        self.bodies(class).into_iter().any(|(_, _, s)| {
            let given = s.arguments.iter().flat_map(|given| given.keywords.iter());
            let mut given = given.filter(|given| given.arg.as_deref() == Some("strict"));
            given.any(|given| is_true(&given.value)) || s.body.iter().any(sets_strict)
        })
    }

    fn invalid<T>(&mut self, maker: Maker, said: &str, span: Span) -> Follow<T> {
        let name = match maker {
            Maker::Pydantic => "pydantic.ValidationError",
            Maker::Msgspec => "msgspec.ValidationError",
        };
        self.raise(name, said, span)
    }

    /// An expression of the body of a class.
    pub(super) fn within(&mut self, body: FrameId, e: &'a ast::Expr) -> Follow<Val> {
        let v = self.where_written(body, |m| m.eval(e));
        v.map(|v| self.look(v))
    }

    /// The qualified name of what an expression names.
    pub(super) fn named_by(&mut self, body: FrameId, e: &'a ast::Expr) -> Follow<Arc<str>> {
        let v = self.within(body, e)?;
        Ok(match self.kind(v) {
            Kind::Symbol(name) => name.clone(),
            _ => Arc::from(""),
        })
    }

    /// The fields of a model, those of its bases first.
    fn model_fields(&self, class: Val) -> Vec<Field<'a>> {
        let mut fields: Vec<Field<'a>> = Vec::new();
        for (_, body, s) in self.bodies(class).into_iter().rev() {
            for statement in &s.body {
                if let ast::Stmt::AnnAssign(a) = statement
                    && let ast::Expr::Name(name) = &*a.target
                    && name.id.as_str() != "model_config"
                    && !self.is_of_class(body, &a.annotation)
                {
                    fields.retain(|field| field.name != name.id.as_str());
                    fields.push(Field {
                        name: name.id.as_str(),
                        kind: &a.annotation,
                        value: a.value.as_deref(),
                        body,
                    });
                }
            }
        }
        fields
    }

    /// `Field(…)`, where a field is described by it.
    fn about_field(&mut self, field: Field<'a>) -> Follow<Option<&'a ast::ExprCall>> {
        let Some(ast::Expr::Call(call)) = field.value else {
            return Ok(None);
        };
        let name = self.named_by(field.body, &call.func)?;
        Ok(matches!(
            &*name,
            "pydantic.Field" | "pydantic.fields.Field" | "msgspec.field"
        )
        .then_some(call))
    }

    fn default_of(
        &mut self,
        about: &'a ast::ExprCall,
        field: Field<'a>,
        span: Span,
    ) -> Follow<Option<Val>> {
        if let Some(factory) = keyword(about, "default_factory") {
            let factory = self.within(field.body, factory)?;
            return self.call(factory, Args::default(), span).map(Some);
        }
        let first = about.arguments.args.first();
        match first.or_else(|| keyword(about, "default")) {
            Some(ast::Expr::EllipsisLiteral(_)) | None => Ok(None),
            Some(default) => self.within(field.body, default).map(Some),
        }
    }

    /// The methods of a model that look at its values.
    fn validators(&mut self, class: Val) -> Follow<Vec<Validator<'a>>> {
        let mut found = Vec::new();
        for (_, body, s) in self.bodies(class).into_iter().rev() {
            for statement in &s.body {
                let ast::Stmt::FunctionDef(f) = statement else {
                    continue;
                };
                for decorator in &f.decorator_list {
                    let ast::Expr::Call(call) = &decorator.expression else {
                        continue;
                    };
                    let name = self.named_by(body, &call.func)?;
                    let of_fields =
                        matches!(&*name, "pydantic.field_validator" | "pydantic.validator");
                    let before = [("mode", "before"), ("mode", "plain")]
                        .iter()
                        .any(|(key, word)| says(call, key, word))
                        || keyword(call, "pre").is_some();
                    if !of_fields && (&*name != "pydantic.model_validator" || before) {
                        continue;
                    }
                    let names = call.arguments.args.iter().filter_map(|e| match e {
                        ast::Expr::StringLiteral(s) => Some(s.value.to_str()),
                        _ => None,
                    });
                    found.push(Validator {
                        method: f.name.as_str(),
                        names: names.collect(),
                        before,
                    });
                }
            }
        }
        Ok(found)
    }

    /// What a validator makes of a value.
    fn validated(&mut self, class: Val, one: &Validator<'a>, v: Val, span: Span) -> Follow<Val> {
        let Some(member) = self.class_member(class, one.method) else {
            return Ok(v);
        };
        let args = match self.kind(member) {
            Kind::Wrapped("staticmethod", _) => vec![v],
            _ => vec![class, v],
        };
        self.call(member, Args::positional(args), span)
    }
}

/// A method that looks at some fields, or at the whole where it names none.
struct Validator<'a> {
    method: &'a str,
    names: Vec<&'a str>,
    before: bool,
}

impl Validator<'_> {
    fn speaks_of(&self, field: &str) -> bool {
        self.names.iter().any(|name| *name == field || *name == "*")
    }
}

fn keyword<'a>(call: &'a ast::ExprCall, name: &str) -> Option<&'a ast::Expr> {
    let mut keywords = call.arguments.keywords.iter();
    keywords
        .find(|one| one.arg.as_ref().is_some_and(|arg| arg.as_str() == name))
        .map(|one| &one.value)
}

pub(super) fn is_on(call: &ast::ExprCall, name: &str) -> bool {
    keyword(call, name).is_some_and(is_true)
}

fn is_true(e: &ast::Expr) -> bool {
    matches!(e, ast::Expr::BooleanLiteral(b) if b.value)
}

/// `"allow"`, or `Extra.allow`.
fn is_allow(e: &ast::Expr) -> bool {
    match e {
        ast::Expr::StringLiteral(s) => s.value.to_str() == "allow",
        ast::Expr::Attribute(a) => a.attr.as_str() == "allow",
        _ => false,
    }
}

/// Whether a model keeps fields that it does not declare, where a statement in its body says so:
/// `model_config = ConfigDict(extra="allow")`, a dict in its place, or a class of settings.
fn said_of_others(statement: &ast::Stmt) -> Option<bool> {
    let named =
        |e: &ast::Expr, name: &str| matches!(e, ast::Expr::Name(n) if n.id.as_str() == name);
    let value = match statement {
        ast::Stmt::Assign(a) if a.targets.iter().any(|t| named(t, "model_config")) => &*a.value,
        ast::Stmt::AnnAssign(a) if named(&a.target, "model_config") => a.value.as_deref()?,
        ast::Stmt::ClassDef(inner) if inner.name.as_str() == "Config" => {
            return inner.body.iter().find_map(|statement| match statement {
                ast::Stmt::Assign(a) if a.targets.iter().any(|t| named(t, "extra")) => {
                    Some(is_allow(&a.value))
                }
                _ => None,
            });
        }
        _ => return None,
    };
    match value {
        ast::Expr::Call(call) => keyword(call, "extra").map(is_allow),
        ast::Expr::Dict(dict) => dict.items.iter().find_map(|item| {
            let key = item.key.as_ref()?;
            let extra = matches!(key, ast::Expr::StringLiteral(s) if s.value.to_str() == "extra");
            extra.then(|| is_allow(&item.value))
        }),
        _ => None,
    }
}

/// Whether a statement in the body of a model says that nothing is turned into anything:
/// `model_config = ConfigDict(strict=True)`, a dict in its place, or a class of settings.
fn sets_strict(statement: &ast::Stmt) -> bool {
    let strict =
        |e: &ast::Expr| matches!(e, ast::Expr::StringLiteral(s) if s.value.to_str() == "strict");
    let value = match statement {
        ast::Stmt::Assign(a) => &*a.value,
        ast::Stmt::AnnAssign(a) if matches!(&*a.target, ast::Expr::Name(n) if n.id.as_str() == "model_config") => {
            match &a.value {
                Some(value) => &**value,
                None => return false,
            }
        }
        ast::Stmt::ClassDef(inner) if inner.name.as_str() == "Config" => {
            return inner.body.iter().any(|statement| match statement {
                ast::Stmt::Assign(a) => {
                    let named = |e: &ast::Expr| matches!(e, ast::Expr::Name(n) if n.id.as_str() == "strict");
                    a.targets.iter().any(named) && is_true(&a.value)
                }
                _ => false,
            });
        }
        _ => return false,
    };
    match value {
        ast::Expr::Call(call) => is_on(call, "strict"),
        ast::Expr::Dict(dict) => dict
            .items
            .iter()
            .any(|item| item.key.as_ref().is_some_and(strict) && is_true(&item.value)),
        _ => false,
    }
}

fn says(call: &ast::ExprCall, name: &str, word: &str) -> bool {
    keyword(call, name)
        .is_some_and(|e| matches!(e, ast::Expr::StringLiteral(s) if s.value.to_str() == word))
}
