//! From the parser's tree to Python's: reads a text and names every node as `ast` does.
//!
//! Called by whoever has a text that a program parses.

use super::{Field, Node};
use crate::python::{SyntaxError, expression, parse};
use crate::text::Source;
use ruff_python_ast as tree;
use ruff_text_size::{Ranged, TextRange};

/// What is read, as the `mode` of `ast.parse`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// `exec`: statements.
    Module,
    /// `eval`: one expression.
    Expression,
}

/// Reads a text as `ast.parse` does.
///
/// # Errors
/// The first thing that cannot be read.
pub fn read(text: &str, mode: Mode) -> Result<Node, SyntaxError> {
    let source = Source::new("", text);
    let build = Build { source: &source };
    match mode {
        Mode::Module => {
            let program = parse(&source);
            match program.errors().first() {
                Some(error) => Err(error.clone()),
                None => Ok(Node {
                    class: "Module",
                    fields: vec![
                        ("body", build.block(&program.tree().body)),
                        ("type_ignores", Field::List(Vec::new())),
                    ],
                    place: None,
                }),
            }
        }
        Mode::Expression if text.starts_with([' ', '\t']) => Err(SyntaxError {
            span: crate::text::Span::new(0, 1),
            message: "unexpected indent".into(),
        }),
        Mode::Expression => {
            let read = expression(text)?;
            Ok(Node {
                class: "Expression",
                fields: vec![("body", build.node(read.tree()))],
                place: None,
            })
        }
    }
}

/// Names what it finds in one text.
pub(super) struct Build<'s> {
    source: &'s Source,
}

impl Build<'_> {
    pub(super) fn place(&self, ranged: &impl Ranged) -> Option<[u32; 4]> {
        let range: TextRange = ranged.range();
        let at = |offset: u32| {
            let line = self.source.line_of(offset);
            let start = self.source.line_start(line);
            (line, offset.saturating_sub(start))
        };
        let (line, column) = at(range.start().to_u32());
        let (end_line, end_column) = at(range.end().to_u32());
        Some([line, column, end_line, end_column])
    }

    pub(super) fn make(
        &self,
        class: &'static str,
        of: &impl Ranged,
        fields: Vec<(&'static str, Field)>,
    ) -> Field {
        Field::Node(Box::new(Node {
            class,
            fields,
            place: self.place(of),
        }))
    }

    pub(super) fn node(&self, e: &tree::Expr) -> Field {
        self.expression(e)
    }

    pub(super) fn option(&self, e: Option<&tree::Expr>) -> Field {
        e.map_or(Field::None, |e| self.expression(e))
    }

    pub(super) fn nodes<'e>(&self, list: impl IntoIterator<Item = &'e tree::Expr>) -> Field {
        Field::List(list.into_iter().map(|e| self.expression(e)).collect())
    }

    pub(super) fn block(&self, body: &[tree::Stmt]) -> Field {
        Field::List(body.iter().filter_map(|s| self.statement(s)).collect())
    }

    fn constant(&self, of: &impl Ranged, value: Field) -> Field {
        self.make(
            "Constant",
            of,
            vec![("value", value), ("kind", Field::None)],
        )
    }

    fn expression(&self, e: &tree::Expr) -> Field {
        use tree::Expr;
        match e {
            Expr::BoolOp(x) => {
                let op = match x.op {
                    tree::BoolOp::And => "And",
                    tree::BoolOp::Or => "Or",
                };
                self.make(
                    "BoolOp",
                    x,
                    vec![("op", bare(op)), ("values", self.nodes(&x.values))],
                )
            }
            Expr::Named(x) => self.make(
                "NamedExpr",
                x,
                vec![
                    ("target", self.node(&x.target)),
                    ("value", self.node(&x.value)),
                ],
            ),
            Expr::BinOp(x) => self.make(
                "BinOp",
                x,
                vec![
                    ("left", self.node(&x.left)),
                    ("op", bare(operator(x.op))),
                    ("right", self.node(&x.right)),
                ],
            ),
            Expr::UnaryOp(x) => {
                let op = match x.op {
                    tree::UnaryOp::Invert => "Invert",
                    tree::UnaryOp::Not => "Not",
                    tree::UnaryOp::UAdd => "UAdd",
                    tree::UnaryOp::USub => "USub",
                };
                self.make(
                    "UnaryOp",
                    x,
                    vec![("op", bare(op)), ("operand", self.node(&x.operand))],
                )
            }
            Expr::Lambda(x) => self.make(
                "Lambda",
                x,
                vec![
                    ("args", self.parameters(x.parameters.as_deref())),
                    ("body", self.node(&x.body)),
                ],
            ),
            Expr::If(x) => self.make(
                "IfExp",
                x,
                vec![
                    ("test", self.node(&x.test)),
                    ("body", self.node(&x.body)),
                    ("orelse", self.node(&x.orelse)),
                ],
            ),
            Expr::Dict(x) => {
                let keys = x
                    .items
                    .iter()
                    .map(|i| self.option(i.key.as_ref()))
                    .collect();
                self.make(
                    "Dict",
                    x,
                    vec![
                        ("keys", Field::List(keys)),
                        ("values", self.nodes(x.items.iter().map(|i| &i.value))),
                    ],
                )
            }
            Expr::Set(x) => self.make("Set", x, vec![("elts", self.nodes(&x.elts))]),
            Expr::ListComp(x) => self.comprehension("ListComp", x, &x.elt, &x.generators),
            Expr::SetComp(x) => self.comprehension("SetComp", x, &x.elt, &x.generators),
            Expr::Generator(x) => self.comprehension("GeneratorExp", x, &x.elt, &x.generators),
            Expr::DictComp(x) => self.make(
                "DictComp",
                x,
                vec![
                    ("key", self.option(x.key.as_deref())),
                    ("value", self.node(&x.value)),
                    ("generators", self.generators(&x.generators)),
                ],
            ),
            Expr::Await(x) => self.make("Await", x, vec![("value", self.node(&x.value))]),
            Expr::Yield(x) => {
                self.make("Yield", x, vec![("value", self.option(x.value.as_deref()))])
            }
            Expr::YieldFrom(x) => self.make("YieldFrom", x, vec![("value", self.node(&x.value))]),
            Expr::Compare(x) => self.make(
                "Compare",
                x,
                vec![
                    ("left", self.node(&x.left)),
                    (
                        "ops",
                        Field::List(x.ops.iter().map(|op| bare(comparison(*op))).collect()),
                    ),
                    ("comparators", self.nodes(&x.comparators)),
                ],
            ),
            Expr::Call(x) => self.make(
                "Call",
                x,
                vec![
                    ("func", self.node(&x.func)),
                    ("args", self.nodes(&x.arguments.args)),
                    ("keywords", self.keywords(&x.arguments.keywords)),
                ],
            ),
            Expr::FString(x) => {
                let mut values = Vec::new();
                for part in &x.value {
                    match part {
                        tree::FStringPart::Literal(text) => {
                            values.push(self.constant(text, Field::Text(text.value.to_string())));
                        }
                        tree::FStringPart::FString(f) => {
                            values.extend(f.elements.iter().map(|p| self.piece(p, false)));
                        }
                    }
                }
                self.make("JoinedStr", x, vec![("values", Field::List(values))])
            }
            Expr::TString(x) => {
                let values = x.value.elements().map(|p| self.piece(p, true)).collect();
                self.make("TemplateStr", x, vec![("values", Field::List(values))])
            }
            Expr::StringLiteral(x) => self.constant(x, Field::Text(x.value.to_str().to_owned())),
            Expr::BytesLiteral(x) => self.constant(x, Field::Bytes(x.value.bytes().collect())),
            Expr::NumberLiteral(x) => {
                let value = match &x.value {
                    tree::Number::Int(n) => n
                        .to_string()
                        .parse::<i128>()
                        .map_or(Field::Unread, Field::Int),
                    tree::Number::Float(n) => Field::Float(*n),
                    tree::Number::Complex { .. } => Field::Unread,
                };
                self.constant(x, value)
            }
            Expr::BooleanLiteral(x) => self.constant(x, Field::Bool(x.value)),
            Expr::NoneLiteral(x) => self.constant(x, Field::None),
            Expr::EllipsisLiteral(x) => self.constant(x, Field::Ellipsis),
            Expr::Attribute(x) => self.make(
                "Attribute",
                x,
                vec![
                    ("value", self.node(&x.value)),
                    ("attr", name(&x.attr)),
                    ("ctx", bare(context(x.ctx))),
                ],
            ),
            Expr::Subscript(x) => self.make(
                "Subscript",
                x,
                vec![
                    ("value", self.node(&x.value)),
                    ("slice", self.node(&x.slice)),
                    ("ctx", bare(context(x.ctx))),
                ],
            ),
            Expr::Starred(x) => self.make(
                "Starred",
                x,
                vec![
                    ("value", self.node(&x.value)),
                    ("ctx", bare(context(x.ctx))),
                ],
            ),
            Expr::Name(x) => self.make(
                "Name",
                x,
                vec![
                    ("id", Field::Text(x.id.to_string())),
                    ("ctx", bare(context(x.ctx))),
                ],
            ),
            Expr::List(x) => self.make(
                "List",
                x,
                vec![("elts", self.nodes(&x.elts)), ("ctx", bare(context(x.ctx)))],
            ),
            Expr::Tuple(x) => self.make(
                "Tuple",
                x,
                vec![("elts", self.nodes(&x.elts)), ("ctx", bare(context(x.ctx)))],
            ),
            Expr::Slice(x) => self.make(
                "Slice",
                x,
                vec![
                    ("lower", self.option(x.lower.as_deref())),
                    ("upper", self.option(x.upper.as_deref())),
                    ("step", self.option(x.step.as_deref())),
                ],
            ),
            Expr::IpyEscapeCommand(_) => Field::Unread,
        }
    }

    fn comprehension(
        &self,
        class: &'static str,
        of: &impl Ranged,
        element: &tree::Expr,
        generators: &[tree::Comprehension],
    ) -> Field {
        let fields = vec![
            ("elt", self.node(element)),
            ("generators", self.generators(generators)),
        ];
        self.make(class, of, fields)
    }

    fn generators(&self, generators: &[tree::Comprehension]) -> Field {
        let one = |g: &tree::Comprehension| {
            Field::Node(Box::new(Node {
                class: "comprehension",
                fields: vec![
                    ("target", self.node(&g.target)),
                    ("iter", self.node(&g.iter)),
                    ("ifs", self.nodes(&g.ifs)),
                    ("is_async", Field::Int(i128::from(g.is_async))),
                ],
                place: None,
            }))
        };
        Field::List(generators.iter().map(one).collect())
    }

    pub(super) fn keywords(&self, keywords: &[tree::Keyword]) -> Field {
        let one = |k: &tree::Keyword| {
            let fields = vec![
                ("arg", k.arg.as_ref().map_or(Field::None, name)),
                ("value", self.node(&k.value)),
            ];
            self.make("keyword", k, fields)
        };
        Field::List(keywords.iter().map(one).collect())
    }

    /// A piece of an f-string, or of a template string.
    fn piece(&self, part: &tree::InterpolatedStringElement, template: bool) -> Field {
        let hole = match part {
            tree::InterpolatedStringElement::Literal(text) => {
                return self.constant(text, Field::Text(text.value.to_string()));
            }
            tree::InterpolatedStringElement::Interpolation(hole) => hole,
        };
        let mut fields = vec![("value", self.node(&hole.expression))];
        if template {
            let range = hole.expression.range();
            let span = crate::text::Span::new(range.start().to_u32(), range.end().to_u32());
            fields.push(("str", Field::Text(self.source.slice(span).to_owned())));
        }
        let conversion = hole.conversion.to_byte().map_or(-1, i128::from);
        fields.push(("conversion", Field::Int(conversion)));
        let spec = hole.format_spec.as_deref().map(|spec| {
            let values = spec.elements.iter().map(|p| self.piece(p, false)).collect();
            self.make("JoinedStr", spec, vec![("values", Field::List(values))])
        });
        fields.push(("format_spec", spec.unwrap_or(Field::None)));
        let class = if template {
            "Interpolation"
        } else {
            "FormattedValue"
        };
        self.make(class, hole, fields)
    }

    pub(super) fn parameters(&self, parameters: Option<&tree::Parameters>) -> Field {
        let one = |p: &tree::Parameter| {
            let fields = vec![
                ("arg", name(&p.name)),
                ("annotation", self.option(p.annotation.as_deref())),
                ("type_comment", Field::None),
            ];
            self.make("arg", p, fields)
        };
        let list = |of: &[tree::ParameterWithDefault]| {
            Field::List(of.iter().map(|p| one(&p.parameter)).collect())
        };
        let fields = match parameters {
            Some(p) => vec![
                ("posonlyargs", list(&p.posonlyargs)),
                ("args", list(&p.args)),
                ("vararg", p.vararg.as_deref().map_or(Field::None, one)),
                ("kwonlyargs", list(&p.kwonlyargs)),
                (
                    "kw_defaults",
                    Field::List(
                        p.kwonlyargs
                            .iter()
                            .map(|p| self.option(p.default.as_deref()))
                            .collect(),
                    ),
                ),
                ("kwarg", p.kwarg.as_deref().map_or(Field::None, one)),
                (
                    "defaults",
                    self.nodes(
                        p.posonlyargs
                            .iter()
                            .chain(&p.args)
                            .filter_map(|p| p.default.as_deref()),
                    ),
                ),
            ],
            None => vec![
                ("posonlyargs", Field::List(Vec::new())),
                ("args", Field::List(Vec::new())),
                ("vararg", Field::None),
                ("kwonlyargs", Field::List(Vec::new())),
                ("kw_defaults", Field::List(Vec::new())),
                ("kwarg", Field::None),
                ("defaults", Field::List(Vec::new())),
            ],
        };
        Field::Node(Box::new(Node {
            class: "arguments",
            fields,
            place: None,
        }))
    }
}

/// A node without fields and place.
pub(super) fn bare(class: &'static str) -> Field {
    Field::Node(Box::new(Node {
        class,
        fields: Vec::new(),
        place: None,
    }))
}

pub(super) fn name(identifier: &tree::Identifier) -> Field {
    Field::Text(identifier.to_string())
}

fn context(ctx: tree::ExprContext) -> &'static str {
    match ctx {
        tree::ExprContext::Store => "Store",
        tree::ExprContext::Del => "Del",
        tree::ExprContext::Load | tree::ExprContext::Invalid => "Load",
    }
}

pub(super) fn operator(op: tree::Operator) -> &'static str {
    use tree::Operator;
    match op {
        Operator::Add => "Add",
        Operator::Sub => "Sub",
        Operator::Mult => "Mult",
        Operator::MatMult => "MatMult",
        Operator::Div => "Div",
        Operator::Mod => "Mod",
        Operator::Pow => "Pow",
        Operator::LShift => "LShift",
        Operator::RShift => "RShift",
        Operator::BitOr => "BitOr",
        Operator::BitXor => "BitXor",
        Operator::BitAnd => "BitAnd",
        Operator::FloorDiv => "FloorDiv",
    }
}

fn comparison(op: tree::CmpOp) -> &'static str {
    use tree::CmpOp;
    match op {
        CmpOp::Eq => "Eq",
        CmpOp::NotEq => "NotEq",
        CmpOp::Lt => "Lt",
        CmpOp::LtE => "LtE",
        CmpOp::Gt => "Gt",
        CmpOp::GtE => "GtE",
        CmpOp::Is => "Is",
        CmpOp::IsNot => "IsNot",
        CmpOp::In => "In",
        CmpOp::NotIn => "NotIn",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class_of(field: Option<&Field>) -> &'static str {
        match field {
            Some(Field::Node(node)) => node.class,
            _ => "",
        }
    }

    #[test]
    fn an_expression_has_the_classes_of_ast() {
        let node = read("2 * (3 - x)", Mode::Expression).unwrap_or(Node {
            class: "",
            fields: Vec::new(),
            place: None,
        });
        let Some((_, Field::Node(body))) = node.fields.first().cloned() else {
            unreachable!("an expression has a body");
        };
        assert_eq!(body.class, "BinOp");
        assert_eq!(class_of(body.fields.get(1).map(|f| &f.1)), "Mult");
        assert_eq!(class_of(body.fields.get(2).map(|f| &f.1)), "BinOp");
        assert_eq!(body.place, Some([1, 0, 1, 11]));
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        for text in ["", "1 +", "import os", "x = 1", " 1"] {
            assert!(read(text, Mode::Expression).is_err(), "{text}");
        }
        assert!(read("import os\nx = 1\n", Mode::Module).is_ok());
    }

    #[test]
    fn every_class_made_here_is_known_with_its_fields() {
        fn check(node: &Node) {
            assert!(super::super::base(node.class).is_some(), "{}", node.class);
            let names: Vec<&str> = node.fields.iter().map(|f| f.0).collect();
            assert_eq!(names, super::super::fields(node.class), "{}", node.class);
            for (_, field) in &node.fields {
                each(field);
            }
        }
        fn each(field: &Field) {
            match field {
                Field::Node(node) => check(node),
                Field::List(list) => list.iter().for_each(each),
                _ => {}
            }
        }
        let text = "import a.b as c\nfrom . import d\nclass E(f, g=h):\n    async def i(self, *j, k: l = 1, **m) -> n:\n        async with o as p:\n            await q\n        yield\n        return [r for r in s if t]\n@u\ndef v(w, /, x=2):\n    global y\n    try:\n        del z[0:1], z.a\n    except B as C:\n        raise D from E\n    finally:\n        pass\nwhile True:\n    if a < b <= c: break\n    elif not a: continue\n    else: assert a, b\nfor a in b: x: int = {**c, 1: 2}\nf(*a, b=lambda q: q or {1, 2}, **d)\nmatch a:\n    case 1: pass\nx += -1 if (y := 2) else ...\n{a: b for a in b}\n{a for a in b}\n(a for a in b)\nyield_ = b'a'\nf'{a}b'\n";
        let node = read(text, Mode::Module);
        assert!(node.is_ok(), "{node:?}");
        if let Ok(node) = node {
            check(&node);
        }
    }
}
