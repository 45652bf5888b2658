//! Code made from text whose text is known: what `eval`, `exec`, `literal_eval` and libraries of
//! formulas make of it.
//!
//! The text is followed like any other code, not executed. Knows nothing of how a tree is built;
//! `syntax` does. Called by `builtin`, `standard` and `syntax`.

use super::call::Args;
use super::doubt;
use super::machine::{Follow, Machine};
use super::value::{Kind, Val};
use crate::python::SyntaxMode;
use crate::text::Span;
use ruff_python_ast::{CmpOp, Operator, UnaryOp};
use std::sync::Arc;

/// Where the names in the text are looked up.
#[derive(Debug, Clone, Copy)]
struct Names {
    globals: Option<Val>,
    locals: Option<Val>,
    /// Whether names, calls and attributes mean anything at all.
    any: bool,
}

impl Machine<'_, '_> {
    /// `eval` and `exec` of a text or tree that is known; `None` when it is not, or holds something
    /// that is not followed here.
    pub(super) fn run_text(&mut self, name: &str, args: &Args, span: Span) -> Follow<Option<Val>> {
        let Some(given) = args.get(0, "source") else {
            return Ok(None);
        };
        // It may bind names that are not seen.
        self.open_names = true;
        let mode = if name == "eval" {
            SyntaxMode::Expression
        } else {
            SyntaxMode::Module
        };
        let mut given = self.look(given);
        if let Kind::Fields(class, parts) = self.content_kind(given)
            && matches!(self.kind(class), Kind::Symbol(s) if &**s == "types.CodeType")
            && let Some((_, tree)) = parts.first()
        {
            given = *tree;
        }
        if name == "eval" {
            given = self.trimmed(given, span);
        }
        let known = matches!(self.kind(given), Kind::Str(_) | Kind::Bytes(_));
        if !known && self.node_parts(given).is_none() {
            return Ok(None);
        }
        self.export_call(&format!("builtins.{name}"), false, args, span);
        if let Kind::Str(text) = self.kind(given).clone() {
            self.happens("runs", text.trim(), span);
        }
        let Some(tree) = self.tree_of(given, mode, span)? else {
            return Ok(None);
        };
        let mapping = |v: Option<Val>| v.filter(|&v| v != Val::NONE);
        let names = Names {
            globals: mapping(args.get(1, "globals")),
            locals: mapping(args.get(2, "locals")),
            any: true,
        };
        let done = match self.node_parts(tree) {
            Some((class, _)) if class == "Expression" => match self.node_field(tree, "body") {
                Some(body) => self.calculate(body, names, span)?,
                None => None,
            },
            Some((class, _)) if class == "Module" => self.statements(tree, names, span)?,
            _ => None,
        };
        if done.is_none() {
            let why = doubt::code_from_text();
            self.export_unknown(&why, args, span);
            // What it has put where it was told to is not known.
            for held in [names.globals, names.locals].into_iter().flatten() {
                if let Kind::Ref(cell) = *self.kind(self.look(held)) {
                    let unknown = self.opaque(why.clone(), &[], span);
                    self.state.set(cell, unknown);
                }
            }
            if self.world.is_some() {
                return Ok(Some(self.opaque(why, &args.all(), span)));
            }
        }
        Ok(Some(match done {
            Some(v) => v,
            None => self.derive(None, &args.all(), super::value::How::Plain, span),
        }))
    }

    /// `compile`: the tree, to be run later; `None` when the text is not known.
    pub(super) fn compile_text(&mut self, args: &Args, span: Span) -> Follow<Option<Val>> {
        let (Some(given), Some(mode)) = (args.get(0, "source"), args.get(2, "mode")) else {
            return Ok(None);
        };
        let mode = match self.kind(self.look(mode)) {
            Kind::Str(mode) if &**mode == "eval" => SyntaxMode::Expression,
            Kind::Str(mode) if &**mode == "exec" => SyntaxMode::Module,
            _ => return Ok(None),
        };
        let known = matches!(self.kind(self.look(given)), Kind::Str(_));
        if !known && self.node_parts(given).is_none() {
            self.may_raise(Some("builtins.SyntaxError"), span);
            return Ok(None);
        }
        self.export_call("builtins.compile", false, args, span);
        let Some(tree) = self.tree_of(given, mode, span)? else {
            return Ok(None);
        };
        let class = self.symbol("types.CodeType", span);
        let parts = vec![(Arc::from("tree"), tree)];
        Ok(Some(
            self.object(Kind::Fields(class, Arc::new(parts)), span),
        ))
    }

    /// A library that calculates formulas, with a text that is known: arithmetic and nothing else.
    pub(super) fn formula(&mut self, callee: &str, args: &Args, span: Span) -> Follow<Option<Val>> {
        let calculates = matches!(
            callee,
            "simpleeval.simple_eval"
                | "simpleeval.SimpleEval.eval"
                | "simpleeval.EvalWithCompoundTypes.eval"
                | "asteval.Interpreter.__call__"
                | "asteval.Interpreter.eval"
                | "numexpr.evaluate"
        );
        let Some(given) = args.get(0, "expr").filter(|_| calculates) else {
            return Ok(None);
        };
        let given = self.trimmed(given, span);
        if !matches!(self.kind(self.look(given)), Kind::Str(_)) {
            return Ok(None);
        }
        let Some(tree) = self.tree_of(given, SyntaxMode::Expression, span)? else {
            return Ok(None);
        };
        let names = Names {
            globals: None,
            locals: None,
            any: false,
        };
        let body = self.node_field(tree, "body").unwrap_or(Val::NONE);
        match self.calculate(body, names, span)? {
            Some(v) => Ok(Some(v)),
            // What it does not know it refuses; `asteval` says so and gives nothing.
            None if callee.starts_with("asteval.") => Ok(Some(Val::NONE)),
            None => self.raise("builtins.ValueError", "the formula is not allowed", span),
        }
    }

    fn statements(&mut self, tree: Val, names: Names, span: Span) -> Follow<Option<Val>> {
        for statement in self.node_list(tree, "body") {
            let class = self.node_parts(statement).map(|(class, _)| class);
            match class.as_deref() {
                Some("Expr" | "Assign") => {
                    let value = self.node_field(statement, "value").unwrap_or(Val::NONE);
                    let Some(v) = self.calculate(value, names, span)? else {
                        return Ok(None);
                    };
                    for target in self.node_list(statement, "targets") {
                        let Some(id) = self.node_field(target, "id") else {
                            return Ok(None);
                        };
                        if let Some(scope) = names.locals.or(names.globals) {
                            self.set_item(scope, id, v, span)?;
                        }
                    }
                }
                Some("Pass") => {}
                _ => return Ok(None),
            }
        }
        Ok(Some(Val::NONE))
    }

    /// The value of an expression's tree; `None` when it holds something that is not followed.
    fn calculate(&mut self, node: Val, names: Names, span: Span) -> Follow<Option<Val>> {
        self.spend(1)?;
        let Some((class, _)) = self.node_parts(node) else {
            return Ok(None);
        };
        let field = |m: &Self, name: &str| m.node_field(node, name).unwrap_or(Val::NONE);
        Ok(match class.as_str() {
            "Constant" => Some(field(self, "value")),
            "BinOp" => {
                let op = self
                    .node_parts(field(self, "op"))
                    .and_then(|(c, _)| operator(&c));
                let (left, right) = (field(self, "left"), field(self, "right"));
                let (Some(op), Some(left)) = (op, self.calculate(left, names, span)?) else {
                    return Ok(None);
                };
                let Some(right) = self.calculate(right, names, span)? else {
                    return Ok(None);
                };
                Some(self.binary(op, left, right, span)?)
            }
            "UnaryOp" => {
                let op = self
                    .node_parts(field(self, "op"))
                    .and_then(|(c, _)| sign(&c));
                let inner = field(self, "operand");
                let (Some(op), Some(v)) = (op, self.calculate(inner, names, span)?) else {
                    return Ok(None);
                };
                Some(self.unary(op, v, span)?)
            }
            "Compare" => return self.compared_chain(node, names, span),
            "IfExp" => {
                let Some(test) = self.calculate(field(self, "test"), names, span)? else {
                    return Ok(None);
                };
                let Some(truth) = self.truth(test) else {
                    return Ok(None);
                };
                let chosen = field(self, if truth { "body" } else { "orelse" });
                return self.calculate(chosen, names, span);
            }
            "Tuple" | "List" | "Set" => {
                let mut items = Vec::new();
                for item in self.node_list(node, "elts") {
                    match self.calculate(item, names, span)? {
                        Some(v) => items.push(v),
                        None => return Ok(None),
                    }
                }
                Some(match class.as_str() {
                    "Tuple" => self.tuple(items, span),
                    "List" => self.list(items, span),
                    _ => self.set_of(items, span),
                })
            }
            "Name" if names.any => {
                let id = field(self, "id");
                Some(self.named_value(id, names, span)?)
            }
            "Attribute" if names.any => {
                let name = field(self, "attr");
                let value = field(self, "value");
                let (Some(object), Kind::Str(name)) =
                    (self.calculate(value, names, span)?, self.kind(name).clone())
                else {
                    return Ok(None);
                };
                Some(self.attribute(object, &name, span)?)
            }
            "Subscript" if names.any => {
                let (value, key) = (field(self, "value"), field(self, "slice"));
                let Some(object) = self.calculate(value, names, span)? else {
                    return Ok(None);
                };
                let Some(key) = self.calculate(key, names, span)? else {
                    return Ok(None);
                };
                Some(self.item(object, key, span)?)
            }
            "Call" if names.any => {
                let Some(callee) = self.calculate(field(self, "func"), names, span)? else {
                    return Ok(None);
                };
                let mut args = Args::default();
                for argument in self.node_list(node, "args") {
                    match self.calculate(argument, names, span)? {
                        Some(v) => args.positional.push((v, span)),
                        None => return Ok(None),
                    }
                }
                for keyword in self.node_list(node, "keywords") {
                    let name = self.node_field(keyword, "arg").unwrap_or(Val::NONE);
                    let value = self.node_field(keyword, "value").unwrap_or(Val::NONE);
                    let (Kind::Str(name), Some(v)) =
                        (self.kind(name).clone(), self.calculate(value, names, span)?)
                    else {
                        return Ok(None);
                    };
                    args.keywords.push((name, v, span));
                }
                Some(self.call(callee, args, span)?)
            }
            _ => None,
        })
    }

    fn compared_chain(&mut self, node: Val, names: Names, span: Span) -> Follow<Option<Val>> {
        let left = self.node_field(node, "left").unwrap_or(Val::NONE);
        let Some(mut left) = self.calculate(left, names, span)? else {
            return Ok(None);
        };
        let ops = self.node_list(node, "ops");
        for (op, right) in ops.into_iter().zip(self.node_list(node, "comparators")) {
            let op = self.node_parts(op).and_then(|(class, _)| compared(&class));
            let (Some(op), Some(right)) = (op, self.calculate(right, names, span)?) else {
                return Ok(None);
            };
            let holds = self.compare(op, left, right, span);
            match self.truth(holds) {
                Some(true) => left = right,
                Some(false) => return Ok(Some(Val::FALSE)),
                None => return Ok(None),
            }
        }
        Ok(Some(Val::TRUE))
    }

    /// A name in code made from text.
    fn named_value(&mut self, id: Val, names: Names, span: Span) -> Follow<Val> {
        let Kind::Str(name) = self.kind(id).clone() else {
            return Ok(Val::NONE);
        };
        let mut closed = false;
        for scope in [names.locals, names.globals].into_iter().flatten() {
            let Kind::Dict(pairs) = self.content_kind(self.look(scope)) else {
                return Ok(self.derive(None, &[], super::value::How::Plain, span));
            };
            for &(key, value) in pairs.iter() {
                match self.kind(self.look(key)) {
                    Kind::Str(k) if *k == name => return Ok(value),
                    Kind::Str(k) if &**k == "__builtins__" => closed = true,
                    _ => {}
                }
            }
        }
        if names.globals.is_none()
            && let Some(v) = self.find_name(&name)
        {
            return Ok(v);
        }
        if !closed && super::scope::is_builtin(&name) {
            return Ok(self.read_symbol(&format!("builtins.{name}"), span));
        }
        self.raise(
            "builtins.NameError",
            &format!("name '{name}' is not defined"),
            span,
        )
    }

    /// What `ast.literal_eval` makes of a tree; `None` when it refuses.
    pub(super) fn literal_of(&mut self, node: Val, span: Span) -> Option<Val> {
        let (class, _) = self.node_parts(node)?;
        match class.as_str() {
            "Expression" => {
                let body = self.node_field(node, "body")?;
                self.literal_of(body, span)
            }
            "Constant" => self.node_field(node, "value"),
            "Tuple" | "List" | "Set" => {
                let mut items = Vec::new();
                for item in self.node_list(node, "elts") {
                    items.push(self.literal_of(item, span)?);
                }
                Some(match class.as_str() {
                    "Tuple" => self.tuple(items, span),
                    "List" => self.list(items, span),
                    _ => self.set_of(items, span),
                })
            }
            "Dict" => {
                let keys = self.node_list(node, "keys");
                let mut pairs = Vec::new();
                for (key, value) in keys.into_iter().zip(self.node_list(node, "values")) {
                    let key = self.literal_of(key, span)?;
                    let value = self.literal_of(value, span)?;
                    self.put(&mut pairs, key, value);
                }
                Some(self.object(Kind::Dict(Arc::new(pairs)), span))
            }
            "UnaryOp" => {
                let op = self.node_field(node, "op")?;
                let op = self.node_parts(op).and_then(|(c, _)| sign(&c))?;
                let inner = self.node_field(node, "operand")?;
                let v = self.literal_of(inner, span)?;
                let number = matches!(self.kind(v), Kind::Int(_) | Kind::Float(_));
                if !number || op == UnaryOp::Not || op == UnaryOp::Invert {
                    return None;
                }
                self.unary(op, v, span).ok()
            }
            _ => None,
        }
    }
}

fn operator(class: &str) -> Option<Operator> {
    Some(match class {
        "Add" => Operator::Add,
        "Sub" => Operator::Sub,
        "Mult" => Operator::Mult,
        "Div" => Operator::Div,
        "Mod" => Operator::Mod,
        "Pow" => Operator::Pow,
        "FloorDiv" => Operator::FloorDiv,
        "BitOr" => Operator::BitOr,
        "BitXor" => Operator::BitXor,
        "BitAnd" => Operator::BitAnd,
        "LShift" => Operator::LShift,
        "RShift" => Operator::RShift,
        _ => return None,
    })
}

fn sign(class: &str) -> Option<UnaryOp> {
    Some(match class {
        "USub" => UnaryOp::USub,
        "UAdd" => UnaryOp::UAdd,
        "Not" => UnaryOp::Not,
        "Invert" => UnaryOp::Invert,
        _ => return None,
    })
}

fn compared(class: &str) -> Option<CmpOp> {
    Some(match class {
        "Eq" => CmpOp::Eq,
        "NotEq" => CmpOp::NotEq,
        "Lt" => CmpOp::Lt,
        "LtE" => CmpOp::LtE,
        "Gt" => CmpOp::Gt,
        "GtE" => CmpOp::GtE,
        "Is" => CmpOp::Is,
        "IsNot" => CmpOp::IsNot,
        "In" => CmpOp::In,
        "NotIn" => CmpOp::NotIn,
        _ => return None,
    })
}
