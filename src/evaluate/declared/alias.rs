//! Names that a program gives to types: `Host = Annotated[str, AfterValidator(check)]`, `type Kind = Literal["a", "b"]`.
//!
//! Such a name stands for what is written there, wherever that is. Called by `expression`, `statement`, `entry` and `declared`.

use crate::evaluate::entry::Door;
use crate::evaluate::machine::Machine;
use crate::evaluate::value::{FrameId, How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;

/// Where types with parameters come from.
const TYPING: [&str; 3] = ["typing.", "typing_extensions.", "collections.abc."];
/// Python's own types that take parameters, or stand beside others: `int | None`.
const PLAIN: [&str; 11] = [
    "list",
    "dict",
    "set",
    "frozenset",
    "tuple",
    "type",
    "str",
    "int",
    "float",
    "bool",
    "bytes",
];

impl<'a> Machine<'a, '_> {
    /// Remembers where a type with parameters is written; gives it as a value of its own, which no other type is.
    pub(in crate::evaluate) fn note_type(
        &mut self,
        v: Val,
        e: &'a ast::Expr,
        parts: &[Val],
    ) -> Val {
        let is_type = |v: &Val| match self.kind(*v) {
            Kind::Symbol(name) => self.world.is_some() || is_typing(name),
            Kind::Class(..) | Kind::None => true,
            _ => false,
        };
        if !parts.iter().all(is_type) {
            return v;
        }
        let own = self.arena.add(self.arena.node(v).clone());
        self.types.insert(own, (e, self.frame));
        own
    }

    /// What `type Name = …` gives its name. Python looks at what is written there when somebody asks for it.
    pub(in crate::evaluate) fn type_alias(&mut self, s: &'a ast::StmtTypeAlias) -> Val {
        let known = match self.world {
            Some(_) => None,
            None => self.eval(&s.value).ok(),
        };
        let span = self.span_of(s);
        known.unwrap_or_else(|| self.derive(None, &[], How::Plain, span))
    }

    /// What a name stands for that the program gave a type, and where that is written.
    fn written_type(&mut self, annotation: &'a ast::Expr) -> Option<(&'a ast::Expr, FrameId)> {
        if !matches!(annotation, ast::Expr::Name(_) | ast::Expr::Attribute(_)) {
            return None;
        }
        let v = self.eval(annotation).ok()?;
        self.types.get(&self.look(v)).copied()
    }

    /// Does something where names mean what they mean in another place.
    pub(in crate::evaluate) fn where_written<T>(
        &mut self,
        home: FrameId,
        f: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = std::mem::replace(&mut self.frame, home);
        let given = f(self);
        self.frame = outer;
        given
    }

    /// What a parameter holds when its function is entered.
    #[allow(clippy::too_many_arguments)]
    pub(in crate::evaluate) fn parameter_value(
        &mut self,
        f: &'a ast::StmtFunctionDef,
        p: &'a ast::ParameterWithDefault,
        default: Option<Val>,
        door: Option<&Door>,
        leading: bool,
        depth: u32,
        span: Span,
    ) -> Val {
        let annotation = p.parameter.annotation.as_deref();
        match annotation.and_then(|a| self.written_type(a)) {
            Some((written, home)) => self.where_written(home, |m| {
                m.parameter_as(f, p, Some(written), default, door, leading, depth, span)
            }),
            None => self.parameter_as(f, p, annotation, default, door, leading, depth, span),
        }
    }
}

/// Whether this is a type, or makes one of the types in its brackets.
fn is_typing(name: &str) -> bool {
    let plain = name.strip_prefix("builtins.");
    TYPING.iter().any(|module| name.starts_with(module))
        || plain.is_some_and(|name| PLAIN.contains(&name))
}

/// What stands before what is said about it: the class in `Annotated[Class, Depends()]`.
pub(super) fn annotated(annotation: &ast::Expr) -> &ast::Expr {
    match annotation {
        ast::Expr::Subscript(s) => match &*s.slice {
            ast::Expr::Tuple(t) => t.elts.first().unwrap_or(annotation),
            _ => annotation,
        },
        other => other,
    }
}
