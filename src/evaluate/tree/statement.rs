//! Nodes of statements.
//!
//! Knows no expression. Called by `tree`.

use super::{Fields, Grower, operator};
use crate::evaluate::value::Val;
use ruff_python_ast::{self as ast, Stmt};
use ruff_text_size::{Ranged, TextRange};

impl Grower<'_, '_, '_> {
    #[allow(
        clippy::too_many_lines,
        reason = "one arm for each statement of the language"
    )]
    pub(super) fn statement(&mut self, statement: &Stmt) -> Val {
        let mut range = statement.range();
        let (class, fields): (&str, Fields) = match statement {
            Stmt::FunctionDef(s) => {
                // Python counts from `def`, not from the first decorator.
                if !s.decorator_list.is_empty() {
                    range = TextRange::new(self.line_start(s.name.start()), s.end());
                }
                let fields = vec![
                    ("name", self.text(s.name.as_str())),
                    ("args", self.arguments(&s.parameters)),
                    ("body", self.body(&s.body)),
                    (
                        "decorator_list",
                        self.exprs(s.decorator_list.iter().map(|d| &d.expression)),
                    ),
                    ("returns", self.maybe(s.returns.as_deref())),
                    ("type_comment", Val::NONE),
                    ("type_params", self.list(Vec::new())),
                ];
                let class = if s.is_async {
                    "AsyncFunctionDef"
                } else {
                    "FunctionDef"
                };
                (class, fields)
            }
            Stmt::ClassDef(s) => {
                if !s.decorator_list.is_empty() {
                    range = TextRange::new(self.line_start(s.name.start()), s.end());
                }
                let fields = vec![
                    ("name", self.text(s.name.as_str())),
                    ("bases", self.exprs(s.bases())),
                    ("keywords", self.keywords(s.keywords())),
                    ("body", self.body(&s.body)),
                    (
                        "decorator_list",
                        self.exprs(s.decorator_list.iter().map(|d| &d.expression)),
                    ),
                    ("type_params", self.list(Vec::new())),
                ];
                ("ClassDef", fields)
            }
            Stmt::Return(s) => ("Return", vec![("value", self.maybe(s.value.as_deref()))]),
            Stmt::Delete(s) => ("Delete", vec![("targets", self.exprs(&s.targets))]),
            Stmt::Assign(s) => {
                let targets = self.exprs(&s.targets);
                let value = self.expression(&s.value);
                let fields = vec![
                    ("targets", targets),
                    ("value", value),
                    ("type_comment", Val::NONE),
                ];
                ("Assign", fields)
            }
            Stmt::AugAssign(s) => {
                let target = self.expression(&s.target);
                let op = self.object(operator(s.op), Vec::new());
                let value = self.expression(&s.value);
                (
                    "AugAssign",
                    vec![("target", target), ("op", op), ("value", value)],
                )
            }
            Stmt::AnnAssign(s) => {
                let target = self.expression(&s.target);
                let annotation = self.expression(&s.annotation);
                let value = self.maybe(s.value.as_deref());
                let simple = self.int(i128::from(s.simple));
                let fields = vec![
                    ("target", target),
                    ("annotation", annotation),
                    ("value", value),
                    ("simple", simple),
                ];
                ("AnnAssign", fields)
            }
            Stmt::For(s) => {
                let fields = vec![
                    ("target", self.expression(&s.target)),
                    ("iter", self.expression(&s.iter)),
                    ("body", self.body(&s.body)),
                    ("orelse", self.body(&s.orelse)),
                    ("type_comment", Val::NONE),
                ];
                (if s.is_async { "AsyncFor" } else { "For" }, fields)
            }
            Stmt::While(s) => {
                let fields = vec![
                    ("test", self.expression(&s.test)),
                    ("body", self.body(&s.body)),
                    ("orelse", self.body(&s.orelse)),
                ];
                ("While", fields)
            }
            Stmt::If(s) => {
                let test = self.expression(&s.test);
                let body = self.body(&s.body);
                let orelse = self.otherwise(&s.elif_else_clauses, s.end().to_u32());
                (
                    "If",
                    vec![("test", test), ("body", body), ("orelse", orelse)],
                )
            }
            Stmt::With(s) => {
                let mut items = Vec::new();
                for item in &s.items {
                    let context = self.expression(&item.context_expr);
                    let vars = self.maybe(item.optional_vars.as_deref());
                    items.push(self.object(
                        "withitem",
                        vec![("context_expr", context), ("optional_vars", vars)],
                    ));
                }
                let items = self.list(items);
                let body = self.body(&s.body);
                let fields = vec![
                    ("items", items),
                    ("body", body),
                    ("type_comment", Val::NONE),
                ];
                (if s.is_async { "AsyncWith" } else { "With" }, fields)
            }
            Stmt::Match(s) => {
                let subject = self.expression(&s.subject);
                let mut cases = Vec::new();
                for case in &s.cases {
                    let fields = vec![
                        ("pattern", self.pattern(&case.pattern)),
                        ("guard", self.maybe(case.guard.as_deref())),
                        ("body", self.body(&case.body)),
                    ];
                    cases.push(self.object("match_case", fields));
                }
                let cases = self.list(cases);
                ("Match", vec![("subject", subject), ("cases", cases)])
            }
            Stmt::Raise(s) => {
                let fields = vec![
                    ("exc", self.maybe(s.exc.as_deref())),
                    ("cause", self.maybe(s.cause.as_deref())),
                ];
                ("Raise", fields)
            }
            Stmt::Try(s) => {
                let body = self.body(&s.body);
                let mut handlers = Vec::new();
                for ast::ExceptHandler::ExceptHandler(h) in &s.handlers {
                    let fields = vec![
                        ("type", self.maybe(h.type_.as_deref())),
                        ("name", self.named(h.name.as_ref())),
                        ("body", self.body(&h.body)),
                    ];
                    handlers.push(self.node("ExceptHandler", h.range, fields));
                }
                let fields = vec![
                    ("body", body),
                    ("handlers", self.list(handlers)),
                    ("orelse", self.body(&s.orelse)),
                    ("finalbody", self.body(&s.finalbody)),
                ];
                (if s.is_star { "TryStar" } else { "Try" }, fields)
            }
            Stmt::Assert(s) => {
                let fields = vec![
                    ("test", self.expression(&s.test)),
                    ("msg", self.maybe(s.msg.as_deref())),
                ];
                ("Assert", fields)
            }
            Stmt::Import(s) => ("Import", vec![("names", self.aliases(&s.names))]),
            Stmt::ImportFrom(s) => {
                let fields = vec![
                    ("module", self.named(s.module.as_ref())),
                    ("names", self.aliases(&s.names)),
                    ("level", self.int(i128::from(s.level))),
                ];
                ("ImportFrom", fields)
            }
            Stmt::Global(s) => ("Global", vec![("names", self.names(&s.names))]),
            Stmt::Nonlocal(s) => ("Nonlocal", vec![("names", self.names(&s.names))]),
            Stmt::Expr(s) => ("Expr", vec![("value", self.expression(&s.value))]),
            Stmt::TypeAlias(s) => {
                let fields = vec![
                    ("name", self.expression(&s.name)),
                    ("type_params", self.list(Vec::new())),
                    ("value", self.expression(&s.value)),
                ];
                ("TypeAlias", fields)
            }
            Stmt::Break(_) => ("Break", Vec::new()),
            Stmt::Continue(_) => ("Continue", Vec::new()),
            Stmt::Pass(_) | Stmt::IpyEscapeCommand(_) => ("Pass", Vec::new()),
        };
        self.node(class, range, fields)
    }

    /// The place of the first character of a line that is no space.
    fn line_start(&self, at: ruff_text_size::TextSize) -> ruff_text_size::TextSize {
        let before = self.source.text().get(..at.to_usize()).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("");
        let kept = line.trim_start().len();
        at - ruff_text_size::TextSize::try_from(kept).unwrap_or_default()
    }

    /// `elif` is an `if` inside the `else`.
    fn otherwise(&mut self, clauses: &[ast::ElifElseClause], end: u32) -> Val {
        let Some((clause, rest)) = clauses.split_first() else {
            return self.list(Vec::new());
        };
        let Some(test) = &clause.test else {
            return self.body(&clause.body);
        };
        let fields = vec![
            ("test", self.expression(test)),
            ("body", self.body(&clause.body)),
            ("orelse", self.otherwise(rest, end)),
        ];
        let range = TextRange::new(clause.start(), end.into());
        let inner = self.node("If", range, fields);
        self.list(vec![inner])
    }

    fn aliases(&mut self, names: &[ast::Alias]) -> Val {
        let mut all = Vec::new();
        for alias in names {
            let fields = vec![
                ("name", self.text(alias.name.as_str())),
                ("asname", self.named(alias.asname.as_ref())),
            ];
            all.push(self.node("alias", alias.range, fields));
        }
        self.list(all)
    }

    fn names(&mut self, names: &[ast::Identifier]) -> Val {
        let all = names.iter().map(|n| self.text(n.as_str())).collect();
        self.list(all)
    }
}
