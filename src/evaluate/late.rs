//! Checks of the program's own that stand above the decorator with which a framework registers a function: the framework
//! has the function without them.
//!
//! Says what such a decorator reads and whether it may refuse; what of that is a check stands in the rules. Called by
//! `entry`.

use super::call::Args;
use super::machine::{Code, Machine};
use super::outline::across::{LOGGED, SHOWN};
use super::outline::behind::Told;
use super::outline::ending_call;
use super::record::EffectKind;
use super::value::{Kind, Val};
use crate::text::Span;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Under this name such a decorator is recorded.
const CHECK: &str = "program.check";

impl Machine<'_, '_> {
    /// Notes a decorator of the program's own above one that has handed the function to a framework.
    pub(super) fn note_late_check(&mut self, function: Val, check: Val, span: Span) {
        if self.world.is_some() {
            return;
        }
        let Kind::Function(own, ..) = *self.kind(self.look(check)) else {
            return;
        };
        let Some(Code::Function(f)) = self.codes.get(own.0 as usize).copied() else {
            return;
        };
        let mut search = Search::default();
        f.body.iter().for_each(|s| search.visit_stmt(s));
        if !search.refuses {
            return;
        }
        let reads: Vec<&str> = search.reads.into_iter().collect();
        let reads = self.text(&reads.join(" "), span);
        let mut args = Args::positional(vec![function]);
        let keywords = [("registered", Val::bool(true)), ("reads", reads)];
        args.keywords
            .extend(keywords.map(|(name, v)| (Arc::from(name), v, span)));
        self.export_call(CHECK, false, &args, span);
    }
}

impl Machine<'_, '_> {
    /// Records what the statements of the file at hand tell, whatever is followed in it.
    pub(super) fn note_told(&mut self, told: &[Told]) {
        for one in told {
            let span = self.span_of(&one.at);
            if matches!(one.callee, SHOWN | LOGGED) {
                let call = (one.callee == SHOWN).then(|| SHOWN.to_owned());
                let names = one.words.iter().flat_map(|words| words.split(' '));
                for name in names.filter(|name| !name.is_empty()) {
                    let (name, call) = (name.to_owned(), call.clone());
                    self.effect(EffectKind::Logged { name, call }, span);
                }
                continue;
            }
            let words = one.words.each_ref().map(|words| self.text(words, span));
            let args = Args::positional(words.to_vec());
            self.export_call(one.callee, false, &args, span);
        }
    }
}

/// What the function reads that a decorator puts in the place of another.
#[derive(Default)]
struct Search<'a> {
    /// How many functions there are around.
    depth: u32,
    refuses: bool,
    /// Names, attributes and texts.
    reads: BTreeSet<&'a str>,
}

/// Whether a block comes to an end that is not that of the function it stands in.
fn turns_away(block: &[Stmt]) -> bool {
    match block.last() {
        Some(Stmt::Raise(_) | Stmt::Return(_)) => true,
        _ => matches!(
            ending_call(block),
            Some("abort" | "exit" | "error" | "redirect")
        ),
    }
}

impl<'a> Visitor<'a> for Search<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        let inner = matches!(statement, Stmt::FunctionDef(_));
        self.depth += u32::from(inner);
        if let Stmt::If(s) = statement
            && self.depth > 0
        {
            let others = s.elif_else_clauses.iter();
            self.refuses |= turns_away(&s.body) || others.map(|c| &*c.body).any(turns_away);
        }
        visitor::walk_stmt(self, statement);
        self.depth -= u32::from(inner);
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Name(n) => {
                self.reads.insert(n.id.as_str());
            }
            Expr::Attribute(a) => {
                self.reads.insert(a.attr.as_str());
            }
            Expr::StringLiteral(ast::ExprStringLiteral { value, .. }) => {
                self.reads.insert(value.to_str());
            }
            _ => {}
        }
        visitor::walk_expr(self, e);
    }
}
