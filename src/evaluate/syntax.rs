//! Python's `ast` module: a program that reads programs, on text that is known.
//!
//! Knows parsing, walking and visitors; what a node holds stands in `tree`. Called by `standard`,
//! `external` and `attribute`.

use super::call::Args;
use super::container::Items;
use super::machine::{Follow, Machine};
use super::tree::{Grower, PLACE};
use super::value::{Kind, Val};
use crate::text::{Source, Span};
use std::collections::VecDeque;
use std::sync::Arc;

/// How long a text may be that a program parses.
const LONGEST: usize = 20_000;
/// Statements, for `isinstance(node, ast.stmt)`.
const STATEMENTS: &[&str] = &[
    "FunctionDef",
    "AsyncFunctionDef",
    "ClassDef",
    "Return",
    "Delete",
    "Assign",
    "AugAssign",
    "AnnAssign",
    "For",
    "AsyncFor",
    "While",
    "If",
    "With",
    "AsyncWith",
    "Match",
    "Raise",
    "Try",
    "TryStar",
    "Assert",
    "Import",
    "ImportFrom",
    "Global",
    "Nonlocal",
    "Expr",
    "TypeAlias",
    "Pass",
    "Break",
    "Continue",
];
/// Nodes that are neither statements nor expressions.
const OTHERS: &[&str] = &[
    "Module",
    "arguments",
    "arg",
    "keyword",
    "alias",
    "withitem",
    "match_case",
    "comprehension",
    "ExceptHandler",
    "Load",
    "Store",
    "Del",
    "And",
    "Or",
];

/// Whether a class of nodes is another or below it.
pub(super) fn is_node_kind(class: &str, wanted: &str) -> Option<bool> {
    let (class, wanted) = (class.strip_prefix("ast.")?, wanted.strip_prefix("ast.")?);
    Some(match wanted {
        "AST" => true,
        "stmt" => STATEMENTS.contains(&class),
        "expr" => {
            !STATEMENTS.contains(&class) && !OTHERS.contains(&class) && !class.starts_with("Match")
        }
        "mod" => class == "Module",
        "excepthandler" => class == "ExceptHandler",
        _ => class == wanted,
    })
}

impl Machine<'_, '_> {
    /// Calls a function of `ast`; `None` when its meaning is not known here.
    pub(super) fn syntax_call(
        &mut self,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let first = args
            .get(0, if name == "parse" { "source" } else { "node" })
            .map(|v| self.look(v));
        let Some(first) = first else { return Ok(None) };
        match name {
            "parse" => self.parsed(first, span),
            "walk" => {
                let mut all = Vec::new();
                let mut open = VecDeque::from([first]);
                while let Some(node) = open.pop_front() {
                    all.push(node);
                    let Some(children) = self.children(node) else {
                        return Ok(None);
                    };
                    open.extend(children);
                    self.spend(1)?;
                }
                let list = self.collected(Items::Known(all), "iterator", span);
                Ok(Some(list))
            }
            "iter_child_nodes" => Ok(self
                .children(first)
                .map(|all| self.collected(Items::Known(all), "iterator", span))),
            "iter_fields" => {
                let Some(fields) = self.node_fields(first) else {
                    return Ok(None);
                };
                let mut pairs = Vec::new();
                for (name, v) in fields {
                    let name = self.text(&name, span);
                    pairs.push(self.tuple(vec![name, v], span));
                }
                Ok(Some(self.collected(Items::Known(pairs), "iterator", span)))
            }
            "unparse" => {
                let text = self.unparsed(first, 0);
                Ok(text.map(|text| self.text(&text, span)))
            }
            "NodeVisitor.visit" | "NodeVisitor.generic_visit" => {
                let Some(node) = args.get(1, "node") else {
                    return Ok(None);
                };
                let method = name.rsplit('.').next().unwrap_or(name);
                self.visit(first, method, node, span)
            }
            _ => Ok(None),
        }
    }

    /// A method that a visitor of the file has from `ast.NodeVisitor`.
    pub(super) fn visit(
        &mut self,
        visitor: Val,
        method: &str,
        node: Val,
        span: Span,
    ) -> Follow<Option<Val>> {
        let node = self.look(node);
        let Some(class) = self.node_class(node) else {
            return Ok(None);
        };
        let Kind::Fields(own, _) = self.content_kind(visitor) else {
            return Ok(None);
        };
        self.spend(2)?;
        if method == "visit" {
            let special = format!("visit_{class}");
            let special = if self.class_member(own, &special).is_some() {
                special
            } else {
                "generic_visit".to_owned()
            };
            let args = Args::positional(vec![node]);
            return self.call_method(visitor, &special, args, span).map(Some);
        }
        for child in self.children(node).unwrap_or_default() {
            self.call_method(visitor, "visit", Args::positional(vec![child]), span)?;
        }
        Ok(Some(Val::NONE))
    }

    fn parsed(&mut self, text: Val, span: Span) -> Follow<Option<Val>> {
        let text = match self.kind(text).clone() {
            Kind::Str(text) => text,
            Kind::Bytes(bytes) => match std::str::from_utf8(&bytes) {
                Ok(text) => Arc::from(text),
                Err(_) => return Ok(None),
            },
            _ => {
                self.may_raise(Some("builtins.SyntaxError"), span);
                return Ok(None);
            }
        };
        if text.len() > LONGEST {
            return Ok(None);
        }
        self.spend(text.len() as u64)?;
        let source = Source::new("source", &*text);
        let program = crate::python::parse(&source);
        if let Some(error) = program.errors().first() {
            return self.raise("builtins.SyntaxError", &error.message, span);
        }
        let mut grower = Grower {
            machine: self,
            source,
            span,
        };
        Ok(Some(grower.module(&program.tree().body)))
    }

    /// The class of a node, without its module.
    pub(super) fn node_class(&self, v: Val) -> Option<Arc<str>> {
        let Kind::Fields(class, _) = self.content_kind(v) else {
            return None;
        };
        let Kind::Symbol(name) = self.kind(class) else {
            return None;
        };
        name.strip_prefix("ast.").map(Arc::from)
    }

    /// The fields of a node, in order.
    pub(super) fn node_fields(&self, v: Val) -> Option<Vec<(Arc<str>, Val)>> {
        self.node_class(v)?;
        let Kind::Fields(_, fields) = self.content_kind(v) else {
            return None;
        };
        let own = fields.iter().filter(|(name, _)| !PLACE.contains(&&**name));
        Some(own.cloned().collect())
    }

    fn children(&self, node: Val) -> Option<Vec<Val>> {
        let mut all = Vec::new();
        for (_, v) in self.node_fields(node)? {
            let v = self.look(v);
            match self.content_kind(v) {
                Kind::List(items) => {
                    let nodes = items.iter().map(|&i| self.look(i));
                    all.extend(nodes.filter(|&i| self.node_class(i).is_some()));
                }
                Kind::Fields(..) => all.push(v),
                _ => {}
            }
        }
        Some(all)
    }

    /// The text of the expressions that name things.
    fn unparsed(&self, node: Val, depth: u32) -> Option<String> {
        if depth > 50 {
            return None;
        }
        let class = self.node_class(node)?;
        let fields = self.node_fields(node)?;
        let field = |name: &str| {
            let found = fields.iter().find(|(n, _)| &**n == name);
            found.map(|(_, v)| self.look(*v))
        };
        let inner = |name: &str| self.unparsed(field(name)?, depth + 1);
        let word = |name: &str| match self.kind(field(name)?) {
            Kind::Str(s) => Some(s.to_string()),
            _ => None,
        };
        match &*class {
            "Name" => word("id"),
            "Attribute" => Some(format!("{}.{}", inner("value")?, word("attr")?)),
            "Subscript" => Some(format!("{}[{}]", inner("value")?, inner("slice")?)),
            "keyword" => Some(match word("arg") {
                Some(name) => format!("{name}={}", inner("value")?),
                None => format!("**{}", inner("value")?),
            }),
            "Constant" => self.representation(field("value")?, 0),
            "Call" => {
                let mut parts = Vec::new();
                for name in ["args", "keywords"] {
                    let Kind::List(items) = self.content_kind(field(name)?) else {
                        return None;
                    };
                    for &item in items.iter() {
                        parts.push(self.unparsed(self.look(item), depth + 1)?);
                    }
                }
                Some(format!("{}({})", inner("func")?, parts.join(", ")))
            }
            _ => None,
        }
    }

    /// Whether an object of the file or a node has an attribute; `None` when it cannot be told.
    pub(super) fn has_attribute(&self, object: Val, name: &str) -> Option<bool> {
        let Kind::Fields(class, fields) = self.content_kind(self.look(object)) else {
            return None;
        };
        if fields.iter().any(|(n, _)| &**n == name) || self.class_member(class, name).is_some() {
            return Some(true);
        }
        let node = self.node_class(object).is_some();
        (node || self.outside_base(class).is_none()).then_some(false)
    }
}

#[cfg(test)]
mod tests {
    use crate::evaluate::{Ending, Knowledge, NoWorld, probe};
    use crate::text::Source;

    fn says(code: &str, call: &str, wanted: &str) {
        let program = crate::python::parse(&Source::new("a.py", code));
        let call = crate::python::expression(call).unwrap();
        let mut knowledge = Knowledge::default();
        knowledge.modules.insert("ast".into());
        let outcome = probe(&program, None, &knowledge, &call, &mut NoWorld);
        let wanted = crate::evaluate::literal(wanted).unwrap();
        assert_eq!(
            outcome.endings,
            [Ending::Returns(wanted)],
            "{:?}",
            outcome.limits
        );
    }

    #[test]
    fn a_program_that_walks_over_another() {
        let code = "
import ast
def calls(text):
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            found.append((node.lineno, node.func.attr, [k.arg for k in node.keywords]))
    return sorted(found)
";
        says(
            code,
            r#"calls("a.b(1, c=2)\n\ndef f(x):\n    return x.y.z(x)\n")"#,
            "[(1, 'b', ['c']), (4, 'z', [])]",
        );
    }

    #[test]
    fn visitors_descend_and_may_stop() {
        let code = "
import ast
class Names(ast.NodeVisitor):
    def __init__(self):
        self.seen = []
    def visit_Name(self, node):
        self.seen.append(node.id)
    def visit_FunctionDef(self, node):
        self.seen.append('def ' + node.name)
        self.generic_visit(node)
    def visit_Lambda(self, node):
        pass
class More(Names):
    def visit_Call(self, node):
        self.seen.append('call')
        super().generic_visit(node)
def names(text):
    visitor = More()
    visitor.visit(ast.parse(text))
    return visitor.seen
";
        says(
            code,
            r#"names("def f():\n  g(a)\nh = lambda: b\n")"#,
            "['def f', 'call', 'g', 'a', 'h']",
        );
    }

    #[test]
    fn patterns_look_into_nodes() {
        let code = "
import ast
def what(text):
    match ast.parse(text).body[0].value:
        case ast.Call(func=ast.Name(id='eval')):
            return 'eval'
        case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)):
            return owner + '/' + name
        case ast.Constant(value=str()):
            return 'text'
    return 'other'
";
        says(code, "what('eval(1)')", "'eval'");
        says(code, "what('os.system(1)')", "'os/system'");
        says(code, "what('\"x\"')", "'text'");
        says(code, "what('f(1)')", "'other'");
    }

    #[test]
    fn attributes_that_a_node_lacks() {
        let code = "
import ast
def first(text):
    node = ast.parse(text).body[0].value
    if hasattr(node, 'id'):
        return node.id
    return getattr(node, 'attr', type(node).__name__)
def hasty(text):
    try:
        return ast.parse(text).body[0].value.id
    except AttributeError:
        return 'no id'
    except SyntaxError:
        return 'no Python'
";
        says(code, "first('a')", "'a'");
        says(code, "first('a.b')", "'b'");
        says(code, "first('1')", "'Constant'");
        says(code, "hasty('a.b')", "'no id'");
        says(code, "hasty('(')", "'no Python'");
        says(
            "import ast",
            "ast.unparse(ast.parse('a.b(c, d=1)').body[0].value)",
            "'a.b(c, d=1)'",
        );
    }
}
