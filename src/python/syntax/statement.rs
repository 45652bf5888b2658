//! Statements, as Python's grammar names them and their parts.
//!
//! Knows nothing of expressions; `build` does, and calls this.

use super::build::{Build, bare, name, operator};
use super::{Field, Node};
use ruff_python_ast as tree;

impl Build<'_> {
    fn aliases(&self, names: &[tree::Alias]) -> Field {
        let one = |a: &tree::Alias| {
            let fields = vec![
                ("name", name(&a.name)),
                ("asname", a.asname.as_ref().map_or(Field::None, name)),
            ];
            self.make("alias", a, fields)
        };
        Field::List(names.iter().map(one).collect())
    }

    fn decorators(&self, list: &[tree::Decorator]) -> Field {
        self.nodes(list.iter().map(|d| &d.expression))
    }

    /// One statement; nothing for what is not Python.
    pub(super) fn statement(&self, s: &tree::Stmt) -> Option<Field> {
        use tree::Stmt;
        let made = match s {
            Stmt::FunctionDef(x) => self.make(
                if x.is_async {
                    "AsyncFunctionDef"
                } else {
                    "FunctionDef"
                },
                x,
                vec![
                    ("name", name(&x.name)),
                    ("args", self.parameters(Some(&x.parameters))),
                    ("body", self.block(&x.body)),
                    ("decorator_list", self.decorators(&x.decorator_list)),
                    ("returns", self.option(x.returns.as_deref())),
                    ("type_comment", Field::None),
                    ("type_params", Field::List(Vec::new())),
                ],
            ),
            Stmt::ClassDef(x) => {
                let (args, keywords) = x
                    .arguments
                    .as_deref()
                    .map_or((&[][..], &[][..]), |a| (&*a.args, &a.keywords));
                self.make(
                    "ClassDef",
                    x,
                    vec![
                        ("name", name(&x.name)),
                        ("bases", self.nodes(args)),
                        ("keywords", self.keywords(keywords)),
                        ("body", self.block(&x.body)),
                        ("decorator_list", self.decorators(&x.decorator_list)),
                        ("type_params", Field::List(Vec::new())),
                    ],
                )
            }
            Stmt::Return(x) => self.make(
                "Return",
                x,
                vec![("value", self.option(x.value.as_deref()))],
            ),
            Stmt::Delete(x) => self.make("Delete", x, vec![("targets", self.nodes(&x.targets))]),
            Stmt::TypeAlias(x) => self.make(
                "TypeAlias",
                x,
                vec![
                    ("name", self.node(&x.name)),
                    ("type_params", Field::List(Vec::new())),
                    ("value", self.node(&x.value)),
                ],
            ),
            Stmt::Assign(x) => self.make(
                "Assign",
                x,
                vec![
                    ("targets", self.nodes(&x.targets)),
                    ("value", self.node(&x.value)),
                    ("type_comment", Field::None),
                ],
            ),
            Stmt::AugAssign(x) => self.make(
                "AugAssign",
                x,
                vec![
                    ("target", self.node(&x.target)),
                    ("op", bare(operator(x.op))),
                    ("value", self.node(&x.value)),
                ],
            ),
            Stmt::AnnAssign(x) => self.make(
                "AnnAssign",
                x,
                vec![
                    ("target", self.node(&x.target)),
                    ("annotation", self.node(&x.annotation)),
                    ("value", self.option(x.value.as_deref())),
                    ("simple", Field::Int(i128::from(x.simple))),
                ],
            ),
            Stmt::For(x) => self.make(
                if x.is_async { "AsyncFor" } else { "For" },
                x,
                vec![
                    ("target", self.node(&x.target)),
                    ("iter", self.node(&x.iter)),
                    ("body", self.block(&x.body)),
                    ("orelse", self.block(&x.orelse)),
                    ("type_comment", Field::None),
                ],
            ),
            Stmt::While(x) => self.make(
                "While",
                x,
                vec![
                    ("test", self.node(&x.test)),
                    ("body", self.block(&x.body)),
                    ("orelse", self.block(&x.orelse)),
                ],
            ),
            Stmt::If(x) => self.make(
                "If",
                x,
                vec![
                    ("test", self.node(&x.test)),
                    ("body", self.block(&x.body)),
                    ("orelse", self.branches(&x.elif_else_clauses)),
                ],
            ),
            Stmt::With(x) => {
                let items = x.items.iter().map(|item| {
                    Field::Node(Box::new(Node {
                        class: "withitem",
                        fields: vec![
                            ("context_expr", self.node(&item.context_expr)),
                            ("optional_vars", self.option(item.optional_vars.as_deref())),
                        ],
                        place: None,
                    }))
                });
                self.make(
                    if x.is_async { "AsyncWith" } else { "With" },
                    x,
                    vec![
                        ("items", Field::List(items.collect())),
                        ("body", self.block(&x.body)),
                        ("type_comment", Field::None),
                    ],
                )
            }
            Stmt::Match(x) => {
                let cases = x.cases.iter().map(|case| {
                    Field::Node(Box::new(Node {
                        class: "match_case",
                        fields: vec![
                            ("pattern", Field::Unread),
                            ("guard", self.option(case.guard.as_deref())),
                            ("body", self.block(&case.body)),
                        ],
                        place: None,
                    }))
                });
                self.make(
                    "Match",
                    x,
                    vec![
                        ("subject", self.node(&x.subject)),
                        ("cases", Field::List(cases.collect())),
                    ],
                )
            }
            Stmt::Raise(x) => self.make(
                "Raise",
                x,
                vec![
                    ("exc", self.option(x.exc.as_deref())),
                    ("cause", self.option(x.cause.as_deref())),
                ],
            ),
            Stmt::Try(x) => {
                let handlers = x.handlers.iter().map(|handler| {
                    let tree::ExceptHandler::ExceptHandler(h) = handler;
                    let fields = vec![
                        ("type", self.option(h.type_.as_deref())),
                        ("name", h.name.as_ref().map_or(Field::None, name)),
                        ("body", self.block(&h.body)),
                    ];
                    self.make("ExceptHandler", h, fields)
                });
                self.make(
                    if x.is_star { "TryStar" } else { "Try" },
                    x,
                    vec![
                        ("body", self.block(&x.body)),
                        ("handlers", Field::List(handlers.collect())),
                        ("orelse", self.block(&x.orelse)),
                        ("finalbody", self.block(&x.finalbody)),
                    ],
                )
            }
            Stmt::Assert(x) => self.make(
                "Assert",
                x,
                vec![
                    ("test", self.node(&x.test)),
                    ("msg", self.option(x.msg.as_deref())),
                ],
            ),
            Stmt::Import(x) => self.make("Import", x, vec![("names", self.aliases(&x.names))]),
            Stmt::ImportFrom(x) => self.make(
                "ImportFrom",
                x,
                vec![
                    ("module", x.module.as_ref().map_or(Field::None, name)),
                    ("names", self.aliases(&x.names)),
                    ("level", Field::Int(i128::from(x.level))),
                ],
            ),
            Stmt::Global(x) => self.make(
                "Global",
                x,
                vec![("names", Field::List(x.names.iter().map(name).collect()))],
            ),
            Stmt::Nonlocal(x) => self.make(
                "Nonlocal",
                x,
                vec![("names", Field::List(x.names.iter().map(name).collect()))],
            ),
            Stmt::Expr(x) => self.make("Expr", x, vec![("value", self.node(&x.value))]),
            Stmt::Pass(x) => self.make("Pass", x, Vec::new()),
            Stmt::Break(x) => self.make("Break", x, Vec::new()),
            Stmt::Continue(x) => self.make("Continue", x, Vec::new()),
            Stmt::IpyEscapeCommand(_) => return None,
        };
        Some(made)
    }

    /// `elif` is an `If` in the `orelse` of the one before.
    fn branches(&self, clauses: &[tree::ElifElseClause]) -> Field {
        let Some((clause, rest)) = clauses.split_first() else {
            return Field::List(Vec::new());
        };
        match &clause.test {
            None => self.block(&clause.body),
            Some(test) => Field::List(vec![self.make(
                "If",
                clause,
                vec![
                    ("test", self.node(test)),
                    ("body", self.block(&clause.body)),
                    ("orelse", self.branches(rest)),
                ],
            )]),
        }
    }
}
