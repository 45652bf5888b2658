//! One statement of a module, parsed without the rest of its file.
//!
//! Knows no meaning. Called by `python`.

use crate::text::{Source, Span};
use ruff_python_ast::visitor::transformer::{self, Transformer};
use ruff_python_ast::{
    self as ast, ExceptHandler, Expr, Identifier, Mod, Pattern, Stmt, TypeParam,
};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::{TextRange, TextSize};

/// A statement of a module's body; its places are those in the whole file.
#[derive(Debug, Clone)]
pub struct Piece {
    statement: Stmt,
}

impl Piece {
    /// The tree.
    #[must_use]
    pub fn statement(&self) -> &Stmt {
        &self.statement
    }
}

/// Parses the statement that stands at `span`, as the parser of the whole file, which read all of it, said.
/// `None` when it is not one statement by itself.
#[must_use]
pub fn piece(source: &Source, span: Span) -> Option<Piece> {
    let text = source.text().get(span.start as usize..span.end as usize)?;
    let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
    if !parsed.errors().is_empty() {
        return None;
    }
    let Mod::Module(module) = parsed.into_syntax() else {
        return None;
    };
    let mut body = module.body.into_iter();
    let mut statement = body.next().filter(|_| body.len() == 0)?;
    Mover(TextSize::new(span.start)).visit_stmt(&mut statement);
    Some(Piece { statement })
}

/// Moves every place in a tree by so many bytes.
struct Mover(TextSize);

impl Mover {
    fn range(&self, range: &mut TextRange) {
        *range += self.0;
    }

    fn name(&self, name: &mut Identifier) {
        self.range(&mut name.range);
    }

    fn names<'a>(&self, names: impl IntoIterator<Item = &'a mut Identifier>) {
        for name in names {
            self.name(name);
        }
    }
}

impl Transformer for Mover {
    fn visit_stmt(&self, statement: &mut Stmt) {
        let range = match statement {
            Stmt::FunctionDef(s) => {
                self.name(&mut s.name);
                &mut s.range
            }
            Stmt::ClassDef(s) => {
                self.name(&mut s.name);
                &mut s.range
            }
            Stmt::ImportFrom(s) => {
                self.names(&mut s.module);
                &mut s.range
            }
            Stmt::Global(s) => {
                self.names(&mut s.names);
                &mut s.range
            }
            Stmt::Nonlocal(s) => {
                self.names(&mut s.names);
                &mut s.range
            }
            Stmt::Return(s) => &mut s.range,
            Stmt::Delete(s) => &mut s.range,
            Stmt::TypeAlias(s) => &mut s.range,
            Stmt::Assign(s) => &mut s.range,
            Stmt::AugAssign(s) => &mut s.range,
            Stmt::AnnAssign(s) => &mut s.range,
            Stmt::For(s) => &mut s.range,
            Stmt::While(s) => &mut s.range,
            Stmt::If(s) => &mut s.range,
            Stmt::With(s) => &mut s.range,
            Stmt::Match(s) => &mut s.range,
            Stmt::Raise(s) => &mut s.range,
            Stmt::Try(s) => &mut s.range,
            Stmt::Assert(s) => &mut s.range,
            Stmt::Import(s) => &mut s.range,
            Stmt::Expr(s) => &mut s.range,
            Stmt::Pass(s) => &mut s.range,
            Stmt::Break(s) => &mut s.range,
            Stmt::Continue(s) => &mut s.range,
            Stmt::IpyEscapeCommand(s) => &mut s.range,
        };
        self.range(range);
        transformer::walk_stmt(self, statement);
    }

    fn visit_expr(&self, expression: &mut Expr) {
        let range = match expression {
            // It ends where its arguments do.
            Expr::Call(e) => {
                e.range_start += self.0;
                return transformer::walk_expr(self, expression);
            }
            Expr::Attribute(e) => {
                self.name(&mut e.attr);
                &mut e.range
            }
            Expr::BoolOp(e) => &mut e.range,
            Expr::Named(e) => &mut e.range,
            Expr::BinOp(e) => &mut e.range,
            Expr::UnaryOp(e) => &mut e.range,
            Expr::Lambda(e) => &mut e.range,
            Expr::If(e) => &mut e.range,
            Expr::Dict(e) => &mut e.range,
            Expr::Set(e) => &mut e.range,
            Expr::ListComp(e) => &mut e.range,
            Expr::SetComp(e) => &mut e.range,
            Expr::DictComp(e) => &mut e.range,
            Expr::Generator(e) => &mut e.range,
            Expr::Await(e) => &mut e.range,
            Expr::Yield(e) => &mut e.range,
            Expr::YieldFrom(e) => &mut e.range,
            Expr::Compare(e) => &mut e.range,
            Expr::FString(e) => &mut e.range,
            Expr::TString(e) => &mut e.range,
            Expr::StringLiteral(e) => &mut e.range,
            Expr::BytesLiteral(e) => &mut e.range,
            Expr::NumberLiteral(e) => &mut e.range,
            Expr::BooleanLiteral(e) => &mut e.range,
            Expr::NoneLiteral(e) => &mut e.range,
            Expr::EllipsisLiteral(e) => &mut e.range,
            Expr::Subscript(e) => &mut e.range,
            Expr::Starred(e) => &mut e.range,
            Expr::Name(e) => &mut e.range,
            Expr::List(e) => &mut e.range,
            Expr::Tuple(e) => &mut e.range,
            Expr::Slice(e) => &mut e.range,
            Expr::IpyEscapeCommand(e) => &mut e.range,
        };
        self.range(range);
        transformer::walk_expr(self, expression);
    }

    fn visit_pattern(&self, pattern: &mut Pattern) {
        let range = match pattern {
            Pattern::MatchMapping(p) => {
                self.names(&mut p.rest);
                &mut p.range
            }
            Pattern::MatchStar(p) => {
                self.names(&mut p.name);
                &mut p.range
            }
            Pattern::MatchAs(p) => {
                self.names(&mut p.name);
                &mut p.range
            }
            Pattern::MatchValue(p) => &mut p.range,
            Pattern::MatchSingleton(p) => &mut p.range,
            Pattern::MatchSequence(p) => &mut p.range,
            Pattern::MatchClass(p) => &mut p.range,
            Pattern::MatchOr(p) => &mut p.range,
        };
        self.range(range);
        transformer::walk_pattern(self, pattern);
    }

    fn visit_pattern_arguments(&self, arguments: &mut ast::PatternArguments) {
        self.range(&mut arguments.range);
        transformer::walk_pattern_arguments(self, arguments);
    }

    fn visit_pattern_keyword(&self, keyword: &mut ast::PatternKeyword) {
        self.range(&mut keyword.range);
        self.name(&mut keyword.attr);
        transformer::walk_pattern_keyword(self, keyword);
    }

    fn visit_match_case(&self, case: &mut ast::MatchCase) {
        self.range(&mut case.range);
        transformer::walk_match_case(self, case);
    }

    fn visit_type_params(&self, all: &mut ast::TypeParams) {
        self.range(&mut all.range);
        transformer::walk_type_params(self, all);
    }

    fn visit_type_param(&self, one: &mut TypeParam) {
        let (range, name) = match one {
            TypeParam::TypeVar(t) => (&mut t.range, &mut t.name),
            TypeParam::TypeVarTuple(t) => (&mut t.range, &mut t.name),
            TypeParam::ParamSpec(t) => (&mut t.range, &mut t.name),
        };
        self.range(range);
        self.name(name);
        transformer::walk_type_param(self, one);
    }

    fn visit_parameters(&self, all: &mut ast::Parameters) {
        self.range(&mut all.range);
        let before = all.posonlyargs.iter_mut();
        for one in before.chain(&mut all.args).chain(&mut all.kwonlyargs) {
            self.range(&mut one.range);
        }
        transformer::walk_parameters(self, all);
    }

    fn visit_parameter(&self, one: &mut ast::Parameter) {
        self.range(&mut one.range);
        self.name(&mut one.name);
        transformer::walk_parameter(self, one);
    }

    fn visit_arguments(&self, all: &mut ast::Arguments) {
        self.range(&mut all.range);
        transformer::walk_arguments(self, all);
    }

    fn visit_keyword(&self, keyword: &mut ast::Keyword) {
        self.range(&mut keyword.range);
        self.names(&mut keyword.arg);
        transformer::walk_keyword(self, keyword);
    }

    fn visit_alias(&self, alias: &mut ast::Alias) {
        self.range(&mut alias.range);
        self.name(&mut alias.name);
        self.names(&mut alias.asname);
    }

    fn visit_with_item(&self, item: &mut ast::WithItem) {
        self.range(&mut item.range);
        transformer::walk_with_item(self, item);
    }

    fn visit_except_handler(&self, handler: &mut ExceptHandler) {
        let ExceptHandler::ExceptHandler(h) = handler;
        self.range(&mut h.range);
        self.names(&mut h.name);
        transformer::walk_except_handler(self, handler);
    }

    fn visit_elif_else_clause(&self, clause: &mut ast::ElifElseClause) {
        self.range(&mut clause.range);
        transformer::walk_elif_else_clause(self, clause);
    }

    fn visit_decorator(&self, decorator: &mut ast::Decorator) {
        self.range(&mut decorator.range);
        transformer::walk_decorator(self, decorator);
    }

    fn visit_comprehension(&self, one: &mut ast::Comprehension) {
        self.range(&mut one.range);
        transformer::walk_comprehension(self, one);
    }

    fn visit_f_string(&self, text: &mut ast::FString) {
        self.range(&mut text.range);
        transformer::walk_f_string(self, text);
    }

    fn visit_t_string(&self, text: &mut ast::TString) {
        self.range(&mut text.range);
        transformer::walk_t_string(self, text);
    }

    fn visit_interpolated_string_element(&self, part: &mut ast::InterpolatedStringElement) {
        match part {
            ast::InterpolatedStringElement::Literal(text) => self.range(&mut text.range),
            ast::InterpolatedStringElement::Interpolation(value) => {
                self.range(&mut value.range);
                if let Some(format) = &mut value.format_spec {
                    self.range(&mut format.range);
                }
            }
        }
        transformer::walk_interpolated_string_element(self, part);
    }

    fn visit_string_literal(&self, text: &mut ast::StringLiteral) {
        self.range(&mut text.range);
    }

    fn visit_bytes_literal(&self, text: &mut ast::BytesLiteral) {
        self.range(&mut text.range);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::parse;
    use ruff_text_size::Ranged as _;

    /// One of everything that has a place.
    const ALL: &str = r#"
"""doc"""; x: int = 1; y = z = (2.5, True, None, ...)
import a.b as c, d
from ..e import (f as g, h)
from . import *
@deco(1, *a, k=2, **kw)
class C[T: int = str, *Ts, **P](Base, metaclass=M):
    """doc"""
    type Alias[U] = list[U]
    @property
    async def m(self, p: int, /, q=1, *args: str, r, s=2, **rest) -> "T":
        nonlocal v, w
        global t
        async with a as (b, c), d: await e
        async for i, *j in k: pass
        else: yield i
        return lambda o, *p, q=1: (yield from o)
    def w(*, a): return
try:
    del a[0], b.c, d[1:2, ::3, ...]
except* (A, B) as e:
    raise X(1) from e
else:
    assert not x, f"no {x!r:>{width}} {y=} {{}} {d['k']}" "tail" f''
finally:
    while (n := n - 1) > 0 and -n < ~1 or n is not None in z:
        if n: break
        elif m: continue
        else: x += 1
match x, y:
    case [1, "a", *rest] | (2 as two) if rest: pass
    case {"k": v, **others}: pass
    case Point(0, y=1): pass
    case None | a.b | _: pass
    case [*_]: pass
s = t"hi {name!s}" t'more' ; b = b"x" b'y'; u = "a" 'b' """c"""
q = [i async for i in y if i if j] + [*a] ; d = {1: 2, **e}; w = {1, *f}; g = {i for i in z}
h = {k: v for k, v in z.items()}; (i for i in z); f(i for i in z); p = a if b else c ** -d @ e
print(x[1], *y, sep="é", end='') if True else 1j
"#;

    fn same(source: &Source) -> usize {
        let program = parse(source);
        assert!(
            program.errors().is_empty(),
            "{}: {:?}",
            source.name(),
            program.errors()
        );
        for statement in &program.tree().body {
            let range = statement.range();
            let span = Span::new(range.start().to_u32(), range.end().to_u32());
            let alone = piece(source, span);
            let alone = alone.unwrap_or_else(|| panic!("{}: {span:?}", source.name()));
            assert_eq!(alone.statement(), statement, "{}", source.name());
        }
        program.tree().body.len()
    }

    #[test]
    fn a_statement_alone_is_the_one_in_its_file() {
        assert!(same(&Source::new("m.py", ALL)) > 20);
    }

    #[test]
    fn what_is_not_one_statement_is_none() {
        let source = Source::new("m.py", "a = 1\nb = 2\nif x:\n    pass\n");
        for (start, end) in [(0, 11), (0, 4), (12, 17), (3, 99), (5, 6)] {
            let found = piece(&source, Span::new(start, end));
            assert!(found.is_none(), "{start}..{end}: {found:?}");
        }
    }
}
