//! Objects of data classes and models as plain data: `asdict`, `astuple`, `replace`, `model_dump`; texts that are
//! tested against a pattern of a shell, or put together from the parts of an address.
//!
//! Knows which fields a class writes down, not what they are for. Called by `standard` and `external`.

mod reckoned;

use super::call::Args;
use super::machine::{Follow, Machine};
use super::value::{Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

/// How deep objects within objects are looked into.
const DEPTH: u32 = 6;

/// Fields with their names.
type Named = Vec<(Arc<str>, Val)>;

impl Machine<'_, '_> {
    /// A call that makes plain data of an object, or another object of its class.
    pub(super) fn plain_call(
        &mut self,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let (module, short) = name.rsplit_once('.').unwrap_or_default();
        match module {
            "enum" if matches!(short, "Enum" | "IntEnum" | "StrEnum" | "Flag" | "IntFlag") => {
                return self.listed_enumeration(name, args, span);
            }
            "operator" | "math.reals" | "struct.floats" | "unicodedata.tables" => {
                return self.reckoned(name, args, span);
            }
            "dataclasses" | "attrs" | "attr" | "msgspec.structs" | "msgspec" | "copy" => {}
            // In a world their code is followed.
            "fnmatch" | "urllib.parse" if self.world.is_none() => {
                return Ok(self.fitted(short, args, span));
            }
            _ => return Ok(None),
        }
        let whole = match short {
            "asdict" | "to_builtins" => false,
            "astuple" => true,
            "replace" | "evolve" => {
                let object = args.positional.first().map(|(v, _)| *v);
                return match object.and_then(|object| self.parts_of(object)) {
                    Some((class, fields)) => self.made_anew(class, &fields, args, span).map(Some),
                    None => Ok(None),
                };
            }
            "fields" => return self.described_fields(args, span),
            _ => return Ok(None),
        };
        let Some(&(object, _)) = args.positional.first() else {
            return Ok(None);
        };
        if self.parts_of(object).is_none() {
            // Data of the language is no object of a data class.
            let kind = self.content_kind(self.look(object));
            let held = matches!(
                kind,
                Kind::Tuple(_) | Kind::List(_) | Kind::Set(_) | Kind::Dict(_)
            );
            let data = kind.is_plain() || held;
            if self.world.is_some() && data && name.starts_with("dataclasses.") {
                let why = format!("{short}() should be called on dataclass instances");
                return self.raise("builtins.TypeError", &why, span);
            }
            return Ok(None);
        }
        Ok(Some(self.as_plain(object, whole, 0, span)))
    }

    /// `dataclasses.fields(…)`: the name and the default of each field.
    fn described_fields(&mut self, args: &Args, span: Span) -> Follow<Option<Val>> {
        let Some(given) = args.get(0, "class_or_instance").map(|v| self.look(v)) else {
            return Ok(None);
        };
        let class = match (self.kind(given), self.content_kind(given)) {
            (Kind::Class(..), _) => given,
            (_, Kind::Fields(class, _)) => self.look(class),
            _ => return Ok(None),
        };
        if self.decorator(class, super::compared::RECORDS).is_none() {
            return Ok(None);
        }
        let mut all = Vec::new();
        for name in self.annotated_names(class) {
            let default = self.class_member(class, &name);
            let default = match default {
                Some(v) if self.is_field_call(v) => self.told_of_field(v, "default"),
                other => other,
            };
            let missing = "dataclasses.MISSING";
            let default = default.unwrap_or_else(|| self.read_symbol(missing, span));
            let mut fields = vec![
                (Arc::from("name"), self.text(&name, span)),
                (Arc::from("default"), default),
            ];
            if let Some(said) = self.annotation_of(class, &name)? {
                fields.push((Arc::from("type"), said));
            }
            all.push(self.object(Kind::Fields(Val::NONE, Arc::new(fields)), span));
        }
        Ok(Some(self.tuple(all, span)))
    }

    /// What stands behind the colon of a field.
    fn annotation_of(&mut self, class: Val, name: &str) -> Follow<Option<Val>> {
        let found = self.bodies(class).into_iter().find_map(|(_, frame, s)| {
            let said = s.body.iter().find_map(|statement| match statement {
                ast::Stmt::AnnAssign(a) => match &*a.target {
                    ast::Expr::Name(own) if own.id.as_str() == name => Some(&*a.annotation),
                    _ => None,
                },
                _ => None,
            });
            said.map(|said| (frame, said))
        });
        let Some((frame, said)) = found else {
            return Ok(None);
        };
        self.where_written(frame, |m| m.eval(said)).map(Some)
    }

    /// Whether `field(…)` stands where a default would.
    pub(super) fn is_field_call(&self, default: Val) -> bool {
        matches!(self.kind(default), Kind::Partial(made, ..)
            if matches!(self.kind(*made), Kind::Symbol(s) if &**s == "dataclasses.field()"))
    }

    /// `fnmatch(name, "*.txt")`, `urlunsplit(parts)`.
    fn fitted(&mut self, short: &str, args: &Args, span: Span) -> Option<Val> {
        let &(first, _) = args.positional.first()?;
        match short {
            "fnmatch" | "fnmatchcase" => {
                let pattern = self.look(args.get(1, "pat")?);
                let Kind::Str(pattern) = self.kind(pattern) else {
                    return None;
                };
                let test = format!("re.fullmatch:{}", super::flags::of_shell(pattern));
                Some(self.make(Kind::Test(Arc::from(test), first), span))
            }
            "urlunsplit" | "urlunparse" => self.put_together(first, span),
            _ => None,
        }
    }

    /// A method of a model that makes plain data of it.
    pub(super) fn model_method(
        &mut self,
        object: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let Some((class, fields)) = self.parts_of(object) else {
            return Ok(None);
        };
        // What is left out, or said under another name, is not followed.
        let plain =
            args.positional.is_empty() && args.keywords.iter().all(|(name, ..)| &**name == "mode");
        match name {
            "model_dump" | "dict" if plain => Ok(Some(self.as_plain(object, false, 0, span))),
            "model_dump_json" | "json" if plain => {
                let data = self.as_plain(object, false, 0, span);
                let dumps = self.symbol("json.dumps", span);
                self.call(dumps, Args::positional(vec![data]), span)
                    .map(Some)
            }
            "model_copy" | "copy" if args.keywords.is_empty() && args.positional.is_empty() => {
                self.made_anew(class, &fields, args, span).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The class of an object and the fields that it writes down, in their order.
    fn parts_of(&self, object: Val) -> Option<(Val, Named)> {
        let Kind::Fields(class, fields) = self.content_kind(object) else {
            return None;
        };
        if !matches!(self.kind(class), Kind::Class(..)) || self.enumeration(class).is_some() {
            return None;
        }
        let names = self.annotated_names(class).into_iter();
        let named = names.filter_map(|name| {
            let (name, v) = fields.iter().find(|(own, _)| **own == *name)?;
            Some((Arc::from(&**name), *v))
        });
        let named: Named = named.collect();
        (!named.is_empty()).then_some((class, named))
    }

    fn made_anew(
        &mut self,
        class: Val,
        fields: &[(Arc<str>, Val)],
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        let mut made = Args::default();
        for (name, v) in fields {
            let default = self.class_member(class, name);
            let told = default.and_then(|v| self.told_of_field(v, "init"));
            if told.and_then(|v| self.truth(v)) == Some(false) {
                continue;
            }
            let v = args.keyword(name).unwrap_or(*v);
            made.keywords.push((name.clone(), v, span));
        }
        // The class refuses what it has no field for.
        let others = args
            .keywords
            .iter()
            .filter(|(name, ..)| fields.iter().all(|(n, _)| n != name));
        if self.world.is_some() {
            made.keywords.extend(others.cloned());
        }
        self.call(class, made, span)
    }

    fn as_plain(&mut self, v: Val, whole: bool, depth: u32, span: Span) -> Val {
        if depth > DEPTH {
            return v;
        }
        if let Some((_, fields)) = self.parts_of(v) {
            let mut values = Vec::new();
            for (name, v) in fields {
                values.push((
                    self.text(&name, span),
                    self.as_plain(v, whole, depth + 1, span),
                ));
            }
            if whole {
                return self.tuple(values.into_iter().map(|(_, v)| v).collect(), span);
            }
            return self.object(Kind::Dict(Arc::new(values)), span);
        }
        match self.content_kind(v) {
            Kind::List(items) => {
                let items = items.iter();
                let items: Vec<Val> = items
                    .map(|&item| self.as_plain(item, whole, depth + 1, span))
                    .collect();
                self.list(items, span)
            }
            Kind::Dict(pairs) => {
                let pairs = pairs.iter();
                let pairs: Vec<(Val, Val)> = pairs
                    .map(|&(key, v)| (key, self.as_plain(v, whole, depth + 1, span)))
                    .collect();
                self.object(Kind::Dict(Arc::new(pairs)), span)
            }
            _ => v,
        }
    }
}
