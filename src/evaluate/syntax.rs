//! The `ast` module as a probe sees it: trees of texts that are known, walking them, visitors.
//!
//! Knows nothing of running such a tree; `calculate` does. Called by `library`, `external`, `attribute`
//! and the comparisons.

use super::call::Args;
use super::container::Items;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::python::{Field, Node, SyntaxMode, base, fields, read};
use crate::text::Span;
use std::sync::Arc;

/// How many visits of nodes that nobody knows may stand inside each other.
const VISITS: usize = 3;

/// The class name of `ast.BinOp`; `None` for names that are no node classes.
pub(super) fn class_of(name: &str) -> Option<&str> {
    name.strip_prefix("ast.")
        .filter(|short| base(short).is_some() || *short == "AST")
}

/// Whether one node class is another or below it; `None` when either is no node class.
pub(super) fn is_below(name: &str, wanted: &str) -> Option<bool> {
    let mut at = class_of(name)?;
    let wanted = wanted.strip_prefix("ast.")?;
    loop {
        if at == wanted {
            return Some(true);
        }
        match base(at) {
            Some(above) => at = above,
            None => return Some(false),
        }
    }
}

/// The fields of a node object by name, in the order of the grammar.
type Parts = Vec<(Arc<str>, Val)>;

impl Machine<'_, '_> {
    /// The short class name and the fields of a node object.
    pub(super) fn node_parts(&self, v: Val) -> Option<(String, Arc<Parts>)> {
        let Kind::Fields(class, parts) = self.content_kind(self.look(v)) else {
            return None;
        };
        let Kind::Symbol(name) = self.kind(class) else {
            return None;
        };
        Some((class_of(name)?.to_owned(), parts))
    }

    /// One field of a node object.
    pub(super) fn node_field(&self, v: Val, name: &str) -> Option<Val> {
        let (_, parts) = self.node_parts(v)?;
        let found = parts.iter().find(|(n, _)| &**n == name)?;
        Some(self.look(found.1))
    }

    /// The elements of a list in a node object.
    pub(super) fn node_list(&self, v: Val, name: &str) -> Vec<Val> {
        match self.node_field(v, name).map(|list| self.content_kind(list)) {
            Some(Kind::List(items)) => (*items).clone(),
            _ => Vec::new(),
        }
    }

    /// A node as an object of the program.
    pub(super) fn node_object(&mut self, node: &Node, span: Span) -> Val {
        let mut parts: Vec<(Arc<str>, Val)> = Vec::new();
        for (name, field) in &node.fields {
            let v = self.field_value(field, span);
            parts.push((Arc::from(*name), v));
        }
        if let Some(place) = node.place {
            let names = ["lineno", "col_offset", "end_lineno", "end_col_offset"];
            for (name, number) in names.into_iter().zip(place) {
                let v = self.make(Kind::Int(number.into()), span);
                parts.push((Arc::from(name), v));
            }
        }
        let class = self.symbol(&format!("ast.{}", node.class), span);
        self.object(Kind::Fields(class, Arc::new(parts)), span)
    }

    fn field_value(&mut self, field: &Field, span: Span) -> Val {
        match field {
            Field::None => Val::NONE,
            Field::Node(node) => self.node_object(node, span),
            Field::List(list) => {
                let items = list.iter().map(|f| self.field_value(f, span)).collect();
                self.list(items, span)
            }
            Field::Text(text) => self.text(text, span),
            Field::Bytes(bytes) => self.make(Kind::Bytes(bytes.as_slice().into()), span),
            Field::Int(n) => self.make(Kind::Int(*n), span),
            Field::Float(x) => self.make(Kind::Float(*x), span),
            Field::Bool(b) => Val::bool(*b),
            Field::Ellipsis => self.make(Kind::Ellipsis, span),
            Field::Unread => self.derive(None, &[], How::Plain, span),
        }
    }

    /// The tree of a known text, or what Python raises; `None` when the text is not known. A tree given
    /// instead of a text is itself.
    pub(super) fn tree_of(
        &mut self,
        given: Val,
        mode: SyntaxMode,
        span: Span,
    ) -> Follow<Option<Val>> {
        let given = self.look(given);
        if self.node_parts(given).is_some() {
            return Ok(Some(given));
        }
        let text = match self.kind(given).clone() {
            Kind::Str(text) => text.to_string(),
            Kind::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            _ => return Ok(None),
        };
        self.spend(text.len() as u64)?;
        match read(&text, mode) {
            Ok(node) => Ok(Some(self.node_object(&node, span))),
            Err(error) => self.raise("builtins.SyntaxError", &error.message, span),
        }
    }

    /// Calls something of the `ast` module; `None` when its meaning is not known here.
    pub(super) fn syntax_call(
        &mut self,
        short: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let Some(first) = args.get(0, "source").or_else(|| args.get(0, "node")) else {
            return Ok(base(short).map(|_| self.new_node(short, args, span)));
        };
        let name = format!("ast.{short}");
        Ok(match short {
            "parse" => {
                let mode = match args.get(2, "mode").map(|m| self.kind(self.look(m)).clone()) {
                    None => SyntaxMode::Module,
                    Some(Kind::Str(mode)) if &*mode == "exec" => SyntaxMode::Module,
                    Some(Kind::Str(mode)) if &*mode == "eval" => SyntaxMode::Expression,
                    Some(_) => return Ok(None),
                };
                let tree = self.tree_of(first, mode, span)?;
                match tree {
                    Some(_) => self.export_call(&name, false, args, span),
                    None => self.may_raise(Some("builtins.SyntaxError"), span),
                }
                tree
            }
            "literal_eval" => {
                let first = self.trimmed(first, span);
                let Some(tree) = self.tree_of(first, SyntaxMode::Expression, span)? else {
                    self.may_raise(Some("builtins.ValueError"), span);
                    return Ok(None);
                };
                self.export_call(&name, false, args, span);
                match self.literal_of(tree, span) {
                    Some(v) => Some(v),
                    None => {
                        return self.raise(
                            "builtins.ValueError",
                            "malformed node or string on line 1",
                            span,
                        );
                    }
                }
            }
            "walk" | "iter_child_nodes" | "iter_fields" => {
                self.export_call(&name, false, args, span);
                if self.node_parts(first).is_none() {
                    // Each is a part of a tree that nobody knows.
                    let part = self.derive(None, &[first], How::Part, span);
                    return Ok((short != "iter_fields")
                        .then(|| self.object(Kind::Many("iterator", part), span)));
                }
                let items = match short {
                    "walk" => self.all_below(first),
                    "iter_child_nodes" => self.below(first),
                    _ => self.field_pairs(first, span),
                };
                self.spend(items.len() as u64)?;
                Some(self.collected(Items::Known(items), "iterator", span))
            }
            // `super().generic_visit(node)`, or with the object in front.
            "NodeVisitor.visit"
            | "NodeVisitor.generic_visit"
            | "NodeTransformer.visit"
            | "NodeTransformer.generic_visit" => {
                let method = if short.ends_with("generic_visit") {
                    "generic_visit"
                } else {
                    "visit"
                };
                let (receiver, node) = match args.get(1, "node") {
                    Some(node) => (Some(first), node),
                    None => (self.find_name("self"), first),
                };
                let Some(receiver) = receiver else {
                    return Ok(None);
                };
                let Kind::Fields(class, _) = self.content_kind(self.look(receiver)) else {
                    return Ok(None);
                };
                Some(self.visit(receiver, class, method, node, span)?)
            }
            "fix_missing_locations" | "increment_lineno" | "copy_location" => Some(first),
            "get_docstring" if self.node_parts(first).is_some() => {
                let statement = self.node_list(first, "body").first().copied();
                let value = statement.and_then(|s| self.node_field(s, "value"));
                let text = value.and_then(|v| self.node_field(v, "value"));
                Some(match text.map(|t| (t, self.kind(t).clone())) {
                    Some((t, Kind::Str(_))) => t,
                    _ => Val::NONE,
                })
            }
            "unparse" => {
                let text = self.unparsed(self.look(first), 0);
                text.map(|text| self.text(&text, span))
            }
            _ if base(short).is_some() => Some(self.new_node(short, args, span)),
            _ => None,
        })
    }

    /// The text of the expressions that name things.
    fn unparsed(&self, node: Val, depth: u32) -> Option<String> {
        if depth > 50 {
            return None;
        }
        let (class, fields) = self.node_parts(node)?;
        let field = |name: &str| {
            let found = fields.iter().find(|(n, _)| &**n == name);
            found.map(|(_, v)| self.look(*v))
        };
        let inner = |name: &str| self.unparsed(field(name)?, depth + 1);
        let word = |name: &str| match self.kind(field(name)?) {
            Kind::Str(s) => Some(s.to_string()),
            _ => None,
        };
        match class.as_str() {
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

    /// The text without the blanks before it, which `eval` and `literal_eval` pass over.
    pub(super) fn trimmed(&mut self, text: Val, span: Span) -> Val {
        match self.kind(self.look(text)).clone() {
            Kind::Str(s) if s.starts_with([' ', '\t']) => {
                self.text(s.trim_start_matches([' ', '\t']), span)
            }
            _ => text,
        }
    }

    /// `ast.Constant(value=1)`.
    fn new_node(&mut self, short: &str, args: &Args, span: Span) -> Val {
        let names = fields(short);
        let mut parts: Vec<(Arc<str>, Val)> = Vec::new();
        for (at, name) in names.iter().enumerate() {
            if let Some(v) = args.get(at, name) {
                parts.push((Arc::from(*name), v));
            }
        }
        let class = self.symbol(&format!("ast.{short}"), span);
        self.object(Kind::Fields(class, Arc::new(parts)), span)
    }

    /// The nodes directly below a node, in order.
    fn below(&self, node: Val) -> Vec<Val> {
        let Some((class, parts)) = self.node_parts(node) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for name in fields(&class) {
            let Some((_, v)) = parts.iter().find(|(n, _)| &**n == *name) else {
                continue;
            };
            let v = self.look(*v);
            if self.node_parts(v).is_some() {
                found.push(v);
            } else if let Kind::List(items) = self.content_kind(v) {
                let nodes = items.iter().map(|&i| self.look(i));
                found.extend(nodes.filter(|&i| self.node_parts(i).is_some()));
            }
        }
        found
    }

    /// A node and all below it, level by level.
    fn all_below(&self, node: Val) -> Vec<Val> {
        let mut all = vec![self.look(node)];
        let mut at = 0;
        while let Some(&next) = all.get(at) {
            at += 1;
            all.extend(self.below(next));
        }
        all
    }

    fn field_pairs(&mut self, node: Val, span: Span) -> Vec<Val> {
        let Some((class, parts)) = self.node_parts(node) else {
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for name in fields(&class) {
            if let Some((_, v)) = parts.iter().find(|(n, _)| &**n == *name) {
                let key = self.text(name, span);
                pairs.push(self.tuple(vec![key, *v], span));
            }
        }
        pairs
    }

    /// An attribute that a node object does not hold as a field of its own; `None` when the object
    /// is no node.
    pub(super) fn node_attribute(
        &mut self,
        object: Val,
        name: &str,
        span: Span,
    ) -> Option<Follow<Val>> {
        let (class, parts) = self.node_parts(object)?;
        let part = |wanted: &str| parts.iter().find(|(n, _)| &**n == wanted).map(|(_, v)| *v);
        Some(match name {
            "_fields" | "__match_args__" => {
                let names: Vec<Val> = fields(&class).iter().map(|f| self.text(f, span)).collect();
                Ok(self.tuple(names, span))
            }
            // The old names of a constant.
            "n" | "s" if class == "Constant" => Ok(part("value").unwrap_or(Val::NONE)),
            _ if name.starts_with("__") => return None,
            _ => self.raise(
                "builtins.AttributeError",
                &format!("'{class}' object has no attribute '{name}'"),
                span,
            ),
        })
    }

    /// Whether a node is of one of the classes that stood for constants before `ast.Constant`.
    pub(super) fn is_old_constant(&self, node: Val, wanted: &str) -> Option<bool> {
        let old = wanted.strip_prefix("ast.")?;
        if !matches!(old, "Num" | "Str" | "Bytes" | "NameConstant" | "Ellipsis") {
            return None;
        }
        let value = self.node_field(node, "value");
        let (class, _) = self.node_parts(node)?;
        let fits = match value.map(|v| self.kind(v).clone()) {
            Some(Kind::Int(_) | Kind::Float(_)) => old == "Num",
            Some(Kind::Str(_)) => old == "Str",
            Some(Kind::Bytes(_)) => old == "Bytes",
            Some(Kind::Bool(_) | Kind::None) => old == "NameConstant",
            Some(Kind::Ellipsis) => old == "Ellipsis",
            _ => false,
        };
        Some(class == "Constant" && fits)
    }

    /// The test that a value's class is one of these node classes of `ast`; `None` when one of them is
    /// something else.
    pub(super) fn node_test(&self, classes: &[Val]) -> Option<Arc<str>> {
        let names: Option<Vec<String>> = classes
            .iter()
            .map(|&c| match self.kind(self.look(c)) {
                Kind::Symbol(name) if &**name == "ast.Num" => Some("Num".to_owned()),
                Kind::Symbol(name) => class_of(name).map(str::to_owned),
                _ => None,
            })
            .collect();
        names
            .filter(|names| !names.is_empty())
            .map(|names| Arc::from(format!("nodes:{}", names.join(","))))
    }

    /// `visit` and `generic_visit` of a class of the file below `ast.NodeVisitor`.
    pub(super) fn visit(
        &mut self,
        receiver: Val,
        class: Val,
        name: &str,
        node: Val,
        span: Span,
    ) -> Follow<Val> {
        let Some((short, _)) = self.node_parts(node) else {
            return self.visit_unknown(receiver, class, name, node, span);
        };
        if name == "visit" {
            let old = match self.node_field(node, "value").map(|v| self.kind(v).clone()) {
                Some(Kind::Int(_) | Kind::Float(_)) => "visit_Num",
                Some(Kind::Str(_)) => "visit_Str",
                _ => "visit_NameConstant",
            };
            let direct = format!("visit_{short}");
            let mut wanted = vec![direct.as_str()];
            if short == "Constant" {
                wanted.push(old);
            }
            wanted.push("generic_visit");
            for method in wanted {
                if self.class_member(class, method).is_some() {
                    return self.call_method(receiver, method, Args::positional(vec![node]), span);
                }
            }
        }
        for child in self.below(node) {
            self.call_method(receiver, "visit", Args::positional(vec![child]), span)?;
        }
        Ok(if self.is_transformer(class) {
            node
        } else {
            Val::NONE
        })
    }

    fn is_transformer(&self, class: Val) -> bool {
        self.outside_base(class)
            .is_some_and(|base| base.ends_with("NodeTransformer"))
    }

    /// A node that nobody knows may be of any class: each of the visitor's methods may be called.
    fn visit_unknown(
        &mut self,
        receiver: Val,
        class: Val,
        name: &str,
        node: Val,
        span: Span,
    ) -> Follow<Val> {
        let inside = self
            .calls
            .iter()
            .filter(|c| c.name.contains(".visit_") || c.name.ends_with(".generic_visit"))
            .count();
        let unknown = self.derive(None, &[node], How::Part, span);
        if name == "generic_visit" {
            self.descended = Some((node, self.maybe));
            return Ok(if self.is_transformer(class) {
                node
            } else {
                unknown
            });
        }
        if inside >= VISITS || name != "visit" {
            return Ok(unknown);
        }
        let methods = self.member_names(class, "visit_", "");
        if methods.is_empty() && self.class_member(class, "generic_visit").is_some() {
            return self.visit_each(receiver, node, unknown, span);
        }
        let mut results = vec![unknown];
        for method in methods {
            let mut one =
                |m: &mut Self| m.call_method(receiver, &method, Args::positional(vec![node]), span);
            match self.branch(&mut one) {
                Ok((v, _)) => results.push(v),
                Err(super::machine::Stop::Fuel) => return Err(super::machine::Stop::Fuel),
                Err(_) => {}
            }
        }
        Ok(self.either(&results))
    }

    /// A visitor that does one thing with every node: what it asks of one, it asks of all, if it goes on to those below
    /// whatever it has found.
    fn visit_each(&mut self, receiver: Val, node: Val, unknown: Val, span: Span) -> Follow<Val> {
        let mark = self.state.mark();
        let outer = self.descended.take();
        let args = Args::positional(vec![node]);
        let said = self.call_method(receiver, "generic_visit", args, span);
        let deeper = std::mem::replace(&mut self.descended, outer);
        let all = deeper.is_some_and(|(below, maybe)| {
            maybe == self.maybe && self.look(below) == self.look(node)
        });
        if all || matches!(said, Err(super::machine::Stop::Fuel)) {
            return said;
        }
        self.state.roll_back(mark);
        Ok(unknown)
    }

    /// The names of a class's members with this beginning and end, in order of definition.
    pub(super) fn member_names(&self, class: Val, prefix: &str, suffix: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for c in self.ancestry(class) {
            let Kind::Class(_, frame, _) = self.kind(c) else {
                continue;
            };
            for (name, _) in self.frame(*frame).vars.iter() {
                let fits = name.len() >= prefix.len() + suffix.len()
                    && name.starts_with(prefix)
                    && name.ends_with(suffix);
                if fits && !names.iter().any(|n| n == name) {
                    names.push(name.to_owned());
                }
            }
        }
        names
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
