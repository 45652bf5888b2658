//! Checks that a file lies in a folder, which only compare letters: `/srv/files-old` begins like `/srv/files`.
//!
//! A check that refuses says by itself that the name is not trusted, wherever it comes from. Called by `statement`, and
//! by the outline.

use super::machine::Machine;
use super::outline::{ending_call, last_name};
use super::record::Shape;
use super::value::{How, Kind, Relation, Val};
use ruff_python_ast::helpers::any_over_expr;
use ruff_python_ast::{ElifElseClause, Expr, Stmt, StmtIf};
use std::sync::Arc;

/// How many parts of a condition are looked at.
const PARTS: u32 = 12;

/// Gives the letters, not the folders, that several names begin with.
const COMMON: &str = "os.path.commonprefix";

/// Whether a statement may refuse by such a check: told by its words, before anything is followed.
pub(super) fn refuses_by_letters(s: &StmtIf) -> bool {
    let compares = |e: &Expr| match e {
        Expr::Call(call) => match last_name(&call.func) {
            Some("startswith") => call.arguments.args.iter().all(|e| !e.is_tuple_expr()),
            Some("commonprefix") => true,
            _ => false,
        },
        _ => false,
    };
    let others = s.elif_else_clauses.iter().map(|clause| &*clause.body);
    let mut blocks = others.chain([&*s.body]);
    blocks.any(refuses) && any_over_expr(&s.test, &compares)
}

/// Whether a block ends with a refusal. What answers the name itself only wanted to shorten it.
fn refuses(block: &[Stmt]) -> bool {
    match block.last() {
        Some(Stmt::Raise(_) | Stmt::Continue(_)) => true,
        Some(Stmt::Return(s)) => match s.value.as_deref() {
            None => true,
            Some(value) => value.is_literal_expr() || value.is_tuple_expr() || value.is_call_expr(),
        },
        _ => matches!(
            ending_call(block),
            Some("abort" | "exit" | "error" | "fail")
        ),
    }
}

/// Whether a block begins with cutting a folder off a name: what is left stands below whatever it is joined to, by which
/// letters it was told or not.
fn cuts(block: &[Stmt]) -> bool {
    let Some(Stmt::Assign(first)) = block.first() else {
        return false;
    };
    any_over_expr(&first.value, &|e: &Expr| {
        let part = e.as_subscript_expr().map(|s| &*s.slice);
        let from = part.and_then(|part| part.as_slice_expr()?.lower.as_deref());
        from.is_some_and(|from| any_over_expr(from, &is_length))
    })
}

fn is_length(e: &Expr) -> bool {
    let called = e.as_call_expr().and_then(|call| last_name(&call.func));
    called == Some("len")
}

/// Whether a block ends with a refusal and nothing else, also where the other way ends, too.
fn only_refuses(block: &[Stmt]) -> bool {
    let answers = match block.last() {
        Some(Stmt::Return(s)) => s.value.as_deref().is_some_and(|v| !v.is_literal_expr()),
        _ => false,
    };
    refuses(block) && !answers
}

impl<'a> Machine<'a, '_> {
    /// Notes a condition without which the program refuses, and which compares the letters of two names of files.
    pub(super) fn note_letters(
        &mut self,
        condition: Val,
        body: &'a [Stmt],
        rest: &'a [ElifElseClause],
    ) {
        if self.world.is_some() || self.mute || self.in_test() {
            return;
        }
        let asks = self.watch.or(self.stores);
        if !asks.is_none_or(|asks| asks.interest().forms.letters) {
            return;
        }
        let other = match rest {
            [other] if other.test.is_none() => &*other.body,
            _ => &[],
        };
        let sides = [
            (refuses(body), false),
            (only_refuses(other) && !cuts(body), true),
        ];
        let mut sides = sides.iter().filter(|(refuses, _)| *refuses);
        if let Some(check) = sides.find_map(|(_, holds)| self.by_letters(condition, *holds, PARTS))
        {
            let span = self.arena.node(check).span;
            self.note_shape(Shape::FolderByLetters, span);
        }
    }

    /// The part of a condition that compares letters, where all is well when the condition holds (or does not).
    fn by_letters(&self, condition: Val, holds: bool, parts: u32) -> Option<Val> {
        let parts = parts.checked_sub(1)?;
        let condition = self.look(condition);
        match *self.kind(condition) {
            Kind::Not(inner) => self.by_letters(inner, !holds, parts),
            Kind::And(a, b) | Kind::Or(a, b) => {
                let first = self.by_letters(a, holds, parts / 2);
                first.or_else(|| self.by_letters(b, holds, parts / 2))
            }
            Kind::Compare(Relation::Equal, a, b) if holds => {
                let common = |v: Val| {
                    let node = self.arena.node(self.unwrapped(v));
                    node.how == How::Call(Arc::from(COMMON))
                };
                let folder = [(a, b), (b, a)];
                let mut folder = folder.iter().filter(|(v, _)| common(*v));
                folder
                    .any(|(_, folder)| self.ends_bare(*folder))
                    .then_some(condition)
            }
            Kind::Test(ref name, v) if holds => {
                let folder = if let Some(text) = name.strip_prefix("str.startswith:") {
                    text.len() > 1
                        && text.starts_with('/')
                        && !text.contains('\n')
                        && !text.ends_with('/')
                } else {
                    let node = self.arena.node(condition);
                    let [folder] = *node.from.clone() else {
                        return None;
                    };
                    &**name == "str.startswith" && self.ends_bare(folder)
                };
                (folder && self.is_plain(v)).then_some(condition)
            }
            _ => None,
        }
    }

    /// Whether a folder's name certainly ends without a separator.
    fn ends_bare(&self, folder: Val) -> bool {
        if self.ends_with_separator(folder) || self.is_root(folder) {
            return false;
        }
        let bare = self.unwrapped(folder);
        if self.is_plain(folder) {
            return true;
        }
        match self.kind(bare) {
            Kind::External(ty, ..) => &**ty == "pathlib.Path",
            Kind::Str(s) => s.starts_with('/'),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::evaluate::{EffectKind, Knowledge, Shape, survey};

    fn found(code: &str) -> usize {
        let code = format!("import os\nfrom pathlib import Path\n{code}");
        let program = crate::python::parse(&crate::text::Source::new("t.py", code.as_str()));
        let record = survey(&program, &Knowledge::default(), &[]);
        let kinds = record.effects.iter().map(|e| &e.kind);
        kinds
            .filter(|k| {
                matches!(
                    k,
                    EffectKind::Shape {
                        kind: Shape::FolderByLetters
                    }
                )
            })
            .count()
    }

    #[test]
    fn refused_by_letters() {
        for code in [
            "def f(root, name):\n p = os.path.realpath(os.path.join(root, name))\n if not p.startswith(os.path.abspath(root)):\n  raise E\n return open(p)\n",
            "def f(root, name):\n p = os.path.realpath(os.path.join(root, name))\n if p.startswith(os.path.realpath(root)):\n  return open(p)\n else:\n  return None\n",
            "def f(root, name):\n p = os.path.abspath(name)\n r = os.path.abspath(root)\n if os.path.commonprefix([p, r]) != r:\n  raise E\n return open(p)\n",
            "def f(name):\n p = os.path.abspath(name)\n if p != '/srv/a' and not p.startswith('/srv/a'):\n  raise E\n return open(p)\n",
        ] {
            assert_eq!(found(code), 1, "{code}");
        }
    }

    #[test]
    fn a_separator_or_no_refusal() {
        for code in [
            "def f(root, name):\n p = os.path.realpath(name)\n if not p.startswith(os.path.abspath(root) + os.sep):\n  raise E\n return open(p)\n",
            "def f(root, name):\n p = os.path.realpath(name)\n if not p.startswith(os.path.join(os.path.abspath(root), '')):\n  raise E\n return open(p)\n",
            "def f(root, name):\n p = os.path.realpath(name)\n if not p.startswith(root):\n  raise E\n return open(p)\n",
            "def f(root, name):\n p = os.path.realpath(name)\n r = os.path.realpath(root)\n if p.startswith(r):\n  p = p[len(r):]\n return p\n",
            "def f(root, name):\n p = os.path.realpath(name)\n r = os.path.realpath(root)\n if not p.startswith(r):\n  return p\n return p[len(r):]\n",
            "def f(root, name):\n p = os.path.realpath(name)\n r = os.path.realpath(root)\n if os.path.commonpath([p, r]) != r:\n  raise E\n return p\n",
            "def f(root, name):\n p = os.path.realpath(name)\n r = os.path.realpath(root)\n if p.startswith(r):\n  p = p[len(r):].lstrip(os.sep)\n else:\n  raise E\n return p\n",
            "def f(name):\n p = os.path.abspath(name)\n if p.startswith('/proc'):\n  raise E\n return open(p)\n",
        ] {
            assert_eq!(found(code), 0, "{code}");
        }
    }
}
