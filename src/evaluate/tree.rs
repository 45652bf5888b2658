//! Nodes of Python's own `ast` module, as objects of a program that inspects programs.
//!
//! Knows which class and which fields CPython gives each construct. Called by `syntax`.

mod statement;

use super::machine::Machine;
use super::value::{Kind, Val};
use crate::text::{Source, Span};
use ruff_python_ast::{self as ast, Expr, Pattern, Stmt};
use ruff_text_size::{Ranged, TextRange};
use std::sync::Arc;

/// What every node says of its place; these are attributes, not fields.
pub(super) const PLACE: [&str; 4] = ["lineno", "col_offset", "end_lineno", "end_col_offset"];

/// One text being turned into nodes.
pub(super) struct Grower<'m, 'a, 'w> {
    pub(super) machine: &'m mut Machine<'a, 'w>,
    pub(super) source: Source,
    /// Where the call stands that asks for the nodes.
    pub(super) span: Span,
}

type Fields = Vec<(&'static str, Val)>;

impl Grower<'_, '_, '_> {
    /// A whole module.
    pub(super) fn module(&mut self, body: &[Stmt]) -> Val {
        let body = self.body(body);
        let none = self.list(Vec::new());
        self.object("Module", vec![("body", body), ("type_ignores", none)])
    }

    /// A node without a place.
    fn object(&mut self, class: &str, fields: Fields) -> Val {
        let class = self.machine.symbol(&format!("ast.{class}"), self.span);
        let fields = fields
            .into_iter()
            .map(|(name, v)| (Arc::from(name), v))
            .collect();
        self.machine
            .object(Kind::Fields(class, Arc::new(fields)), self.span)
    }

    /// A node with its place.
    fn node(&mut self, class: &str, range: TextRange, mut fields: Fields) -> Val {
        let (start, end) = (range.start().to_u32(), range.end().to_u32());
        for (at, [line, column]) in [
            (start, ["lineno", "col_offset"]),
            (end, ["end_lineno", "end_col_offset"]),
        ] {
            let number = self.source.line_of(at);
            let before = self.source.text().get(..at as usize).unwrap_or("");
            let into = before.rsplit('\n').next().map_or(0, str::len);
            fields.push((line, self.int(i128::from(number))));
            fields.push((column, self.int(i128::try_from(into).unwrap_or(0))));
        }
        self.object(class, fields)
    }

    fn int(&mut self, n: i128) -> Val {
        self.machine.make(Kind::Int(n), self.span)
    }

    fn text(&mut self, text: &str) -> Val {
        self.machine.text(text, self.span)
    }

    fn list(&mut self, items: Vec<Val>) -> Val {
        self.machine.list(items, self.span)
    }

    fn body(&mut self, body: &[Stmt]) -> Val {
        let items = body.iter().map(|s| self.statement(s)).collect();
        self.list(items)
    }

    fn exprs<'e>(&mut self, all: impl IntoIterator<Item = &'e Expr>) -> Val {
        let items = all.into_iter().map(|e| self.expression(e)).collect();
        self.list(items)
    }

    fn maybe(&mut self, e: Option<&Expr>) -> Val {
        e.map_or(Val::NONE, |e| self.expression(e))
    }

    fn named(&mut self, name: Option<&ast::Identifier>) -> Val {
        name.map_or(Val::NONE, |name| self.text(name.as_str()))
    }

    fn context(&mut self, ctx: ast::ExprContext) -> Val {
        let class = match ctx {
            ast::ExprContext::Store => "Store",
            ast::ExprContext::Del => "Del",
            _ => "Load",
        };
        self.object(class, Vec::new())
    }

    fn keywords(&mut self, keywords: &[ast::Keyword]) -> Val {
        let mut all = Vec::new();
        for keyword in keywords {
            let fields = vec![
                ("arg", self.named(keyword.arg.as_ref())),
                ("value", self.expression(&keyword.value)),
            ];
            all.push(self.node("keyword", keyword.range, fields));
        }
        self.list(all)
    }

    fn argument(&mut self, p: &ast::Parameter) -> Val {
        let fields = vec![
            ("arg", self.text(p.name.as_str())),
            ("annotation", self.maybe(p.annotation.as_deref())),
            ("type_comment", Val::NONE),
        ];
        self.node("arg", p.range, fields)
    }

    fn arguments(&mut self, p: &ast::Parameters) -> Val {
        let several = |g: &mut Self, all: &[ast::ParameterWithDefault]| {
            let items = all.iter().map(|p| g.argument(&p.parameter)).collect();
            g.list(items)
        };
        let positional = several(self, &p.posonlyargs);
        let args = several(self, &p.args);
        let only = several(self, &p.kwonlyargs);
        let vararg = p.vararg.as_deref().map_or(Val::NONE, |p| self.argument(p));
        let kwarg = p.kwarg.as_deref().map_or(Val::NONE, |p| self.argument(p));
        let of_only = p
            .kwonlyargs
            .iter()
            .map(|p| self.maybe(p.default.as_deref()))
            .collect();
        let fields = vec![
            ("posonlyargs", positional),
            ("args", args),
            ("vararg", vararg),
            ("kwonlyargs", only),
            ("kw_defaults", self.list(of_only)),
            ("kwarg", kwarg),
            (
                "defaults",
                self.exprs(
                    p.posonlyargs
                        .iter()
                        .chain(&p.args)
                        .filter_map(|p| p.default.as_deref()),
                ),
            ),
        ];
        self.object("arguments", fields)
    }

    fn generators(&mut self, all: &[ast::Comprehension]) -> Val {
        let mut items = Vec::new();
        for c in all {
            let fields = vec![
                ("target", self.expression(&c.target)),
                ("iter", self.expression(&c.iter)),
                ("ifs", self.exprs(&c.ifs)),
                ("is_async", self.int(i128::from(c.is_async))),
            ];
            items.push(self.object("comprehension", fields));
        }
        self.list(items)
    }

    fn constant(&mut self, range: TextRange, value: Val) -> Val {
        self.node(
            "Constant",
            range,
            vec![("value", value), ("kind", Val::NONE)],
        )
    }

    #[allow(
        clippy::too_many_lines,
        reason = "one arm for each expression of the language"
    )]
    fn expression(&mut self, e: &Expr) -> Val {
        let range = e.range();
        let (class, fields): (&str, Fields) = match e {
            Expr::BoolOp(e) => {
                let and = matches!(e.op, ast::BoolOp::And);
                let op = self.object(if and { "And" } else { "Or" }, Vec::new());
                (
                    "BoolOp",
                    vec![("op", op), ("values", self.exprs(&e.values))],
                )
            }
            Expr::Named(e) => {
                let target = self.expression(&e.target);
                (
                    "NamedExpr",
                    vec![("target", target), ("value", self.expression(&e.value))],
                )
            }
            Expr::BinOp(e) => {
                let left = self.expression(&e.left);
                let op = self.object(operator(e.op), Vec::new());
                let right = self.expression(&e.right);
                ("BinOp", vec![("left", left), ("op", op), ("right", right)])
            }
            Expr::UnaryOp(e) => {
                let class = match e.op {
                    ast::UnaryOp::Invert => "Invert",
                    ast::UnaryOp::Not => "Not",
                    ast::UnaryOp::UAdd => "UAdd",
                    ast::UnaryOp::USub => "USub",
                };
                let op = self.object(class, Vec::new());
                (
                    "UnaryOp",
                    vec![("op", op), ("operand", self.expression(&e.operand))],
                )
            }
            Expr::Lambda(e) => {
                let args = match &e.parameters {
                    Some(p) => self.arguments(p),
                    None => self.arguments(&ast::Parameters::default()),
                };
                (
                    "Lambda",
                    vec![("args", args), ("body", self.expression(&e.body))],
                )
            }
            Expr::If(e) => {
                let fields = vec![
                    ("test", self.expression(&e.test)),
                    ("body", self.expression(&e.body)),
                    ("orelse", self.expression(&e.orelse)),
                ];
                ("IfExp", fields)
            }
            Expr::Dict(e) => {
                let keys = e.items.iter().map(|i| self.maybe(i.key.as_ref())).collect();
                let keys = self.list(keys);
                let values = self.exprs(e.items.iter().map(|i| &i.value));
                ("Dict", vec![("keys", keys), ("values", values)])
            }
            Expr::Set(e) => ("Set", vec![("elts", self.exprs(&e.elts))]),
            Expr::ListComp(e) => {
                let elt = self.expression(&e.elt);
                let generators = self.generators(&e.generators);
                ("ListComp", vec![("elt", elt), ("generators", generators)])
            }
            Expr::SetComp(e) => {
                let elt = self.expression(&e.elt);
                let generators = self.generators(&e.generators);
                ("SetComp", vec![("elt", elt), ("generators", generators)])
            }
            Expr::Generator(e) => {
                let elt = self.expression(&e.elt);
                let generators = self.generators(&e.generators);
                (
                    "GeneratorExp",
                    vec![("elt", elt), ("generators", generators)],
                )
            }
            Expr::DictComp(e) => {
                let key = self.maybe(e.key.as_deref());
                let fields = vec![
                    ("key", key),
                    ("value", self.expression(&e.value)),
                    ("generators", self.generators(&e.generators)),
                ];
                ("DictComp", fields)
            }
            Expr::Await(e) => ("Await", vec![("value", self.expression(&e.value))]),
            Expr::Yield(e) => ("Yield", vec![("value", self.maybe(e.value.as_deref()))]),
            Expr::YieldFrom(e) => ("YieldFrom", vec![("value", self.expression(&e.value))]),
            Expr::Compare(e) => {
                let left = self.expression(&e.left);
                let ops = e
                    .ops
                    .iter()
                    .map(|op| self.object(comparison(*op), Vec::new()))
                    .collect();
                let fields = vec![
                    ("left", left),
                    ("ops", self.list(ops)),
                    ("comparators", self.exprs(&e.comparators)),
                ];
                ("Compare", fields)
            }
            Expr::Call(e) => {
                let fields = vec![
                    ("func", self.expression(&e.func)),
                    ("args", self.exprs(&e.arguments.args)),
                    ("keywords", self.keywords(&e.arguments.keywords)),
                ];
                ("Call", fields)
            }
            Expr::FString(f) => {
                let parts = f
                    .value
                    .elements()
                    .map(|part| self.interpolated(part))
                    .collect();
                ("JoinedStr", vec![("values", self.list(parts))])
            }
            Expr::TString(t) => {
                let parts = t
                    .value
                    .elements()
                    .map(|part| self.interpolated(part))
                    .collect();
                ("TemplateStr", vec![("values", self.list(parts))])
            }
            Expr::Attribute(e) => {
                let fields = vec![
                    ("value", self.expression(&e.value)),
                    ("attr", self.text(e.attr.as_str())),
                    ("ctx", self.context(e.ctx)),
                ];
                ("Attribute", fields)
            }
            Expr::Subscript(e) => {
                let fields = vec![
                    ("value", self.expression(&e.value)),
                    ("slice", self.expression(&e.slice)),
                    ("ctx", self.context(e.ctx)),
                ];
                ("Subscript", fields)
            }
            Expr::Starred(e) => {
                let value = self.expression(&e.value);
                (
                    "Starred",
                    vec![("value", value), ("ctx", self.context(e.ctx))],
                )
            }
            Expr::Name(e) => {
                let id = self.text(e.id.as_str());
                ("Name", vec![("id", id), ("ctx", self.context(e.ctx))])
            }
            Expr::List(e) => {
                let elts = self.exprs(&e.elts);
                ("List", vec![("elts", elts), ("ctx", self.context(e.ctx))])
            }
            Expr::Tuple(e) => {
                let elts = self.exprs(&e.elts);
                ("Tuple", vec![("elts", elts), ("ctx", self.context(e.ctx))])
            }
            Expr::Slice(e) => {
                let fields = vec![
                    ("lower", self.maybe(e.lower.as_deref())),
                    ("upper", self.maybe(e.upper.as_deref())),
                    ("step", self.maybe(e.step.as_deref())),
                ];
                ("Slice", fields)
            }
            Expr::StringLiteral(s) => {
                let value = self.text(s.value.to_str());
                return self.constant(range, value);
            }
            Expr::BytesLiteral(b) => {
                let bytes: Vec<u8> = b.value.bytes().collect();
                let value = self.machine.make(Kind::Bytes(bytes.into()), self.span);
                return self.constant(range, value);
            }
            Expr::NumberLiteral(n) => {
                let value = self.machine.number(&n.value, self.span);
                return self.constant(range, value);
            }
            Expr::BooleanLiteral(b) => return self.constant(range, Val::bool(b.value)),
            Expr::NoneLiteral(_) => return self.constant(range, Val::NONE),
            Expr::EllipsisLiteral(_) | Expr::IpyEscapeCommand(_) => {
                let value = self.machine.make(Kind::Ellipsis, self.span);
                return self.constant(range, value);
            }
        };
        self.node(class, range, fields)
    }

    fn interpolated(&mut self, part: &ast::InterpolatedStringElement) -> Val {
        match part {
            ast::InterpolatedStringElement::Literal(l) => {
                let value = self.text(&l.value);
                self.constant(l.range, value)
            }
            ast::InterpolatedStringElement::Interpolation(i) => {
                let fields = vec![
                    ("value", self.expression(&i.expression)),
                    ("conversion", self.int(i128::from(i.conversion as i8))),
                    ("format_spec", Val::NONE),
                ];
                self.node("FormattedValue", i.range, fields)
            }
        }
    }

    fn pattern(&mut self, p: &Pattern) -> Val {
        let range = p.range();
        let several = |g: &mut Self, all: &[Pattern]| {
            let items = all.iter().map(|p| g.pattern(p)).collect();
            g.list(items)
        };
        let (class, fields): (&str, Fields) = match p {
            Pattern::MatchValue(p) => ("MatchValue", vec![("value", self.expression(&p.value))]),
            Pattern::MatchSingleton(p) => {
                let value = match p.value {
                    ast::Singleton::None => Val::NONE,
                    ast::Singleton::True => Val::TRUE,
                    ast::Singleton::False => Val::FALSE,
                };
                ("MatchSingleton", vec![("value", value)])
            }
            Pattern::MatchSequence(p) => {
                let patterns = several(self, &p.patterns);
                ("MatchSequence", vec![("patterns", patterns)])
            }
            Pattern::MatchMapping(p) => {
                let fields = vec![
                    ("keys", self.exprs(&p.keys)),
                    ("patterns", several(self, &p.patterns)),
                    ("rest", self.named(p.rest.as_ref())),
                ];
                ("MatchMapping", fields)
            }
            Pattern::MatchClass(p) => {
                let cls = self.expression(&p.cls);
                let names = p
                    .arguments
                    .keywords
                    .iter()
                    .map(|k| self.text(k.attr.as_str()));
                let names = names.collect();
                let given = p
                    .arguments
                    .keywords
                    .iter()
                    .map(|k| self.pattern(&k.pattern));
                let given = given.collect();
                let fields = vec![
                    ("cls", cls),
                    ("patterns", several(self, &p.arguments.patterns)),
                    ("kwd_attrs", self.list(names)),
                    ("kwd_patterns", self.list(given)),
                ];
                ("MatchClass", fields)
            }
            Pattern::MatchStar(p) => ("MatchStar", vec![("name", self.named(p.name.as_ref()))]),
            Pattern::MatchAs(p) => {
                let inner = p.pattern.as_deref().map_or(Val::NONE, |p| self.pattern(p));
                let fields = vec![("pattern", inner), ("name", self.named(p.name.as_ref()))];
                ("MatchAs", fields)
            }
            Pattern::MatchOr(p) => ("MatchOr", vec![("patterns", several(self, &p.patterns))]),
        };
        self.node(class, range, fields)
    }
}

fn operator(op: ast::Operator) -> &'static str {
    match op {
        ast::Operator::Add => "Add",
        ast::Operator::Sub => "Sub",
        ast::Operator::Mult => "Mult",
        ast::Operator::MatMult => "MatMult",
        ast::Operator::Div => "Div",
        ast::Operator::Mod => "Mod",
        ast::Operator::Pow => "Pow",
        ast::Operator::LShift => "LShift",
        ast::Operator::RShift => "RShift",
        ast::Operator::BitOr => "BitOr",
        ast::Operator::BitXor => "BitXor",
        ast::Operator::BitAnd => "BitAnd",
        ast::Operator::FloorDiv => "FloorDiv",
    }
}

fn comparison(op: ast::CmpOp) -> &'static str {
    match op {
        ast::CmpOp::Eq => "Eq",
        ast::CmpOp::NotEq => "NotEq",
        ast::CmpOp::Lt => "Lt",
        ast::CmpOp::LtE => "LtE",
        ast::CmpOp::Gt => "Gt",
        ast::CmpOp::GtE => "GtE",
        ast::CmpOp::Is => "Is",
        ast::CmpOp::IsNot => "IsNot",
        ast::CmpOp::In => "In",
        ast::CmpOp::NotIn => "NotIn",
    }
}
