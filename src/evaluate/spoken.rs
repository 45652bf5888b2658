//! Names of a library that a program only speaks of: one side of a comparison, a key, or what stands under such a key in
//! a table that turns the names of one library into those of another. None of them chooses anything.
//!
//! Reads expressions, no values. Called where such an expression is about to be followed, and by `note`.

use super::machine::Machine;
use crate::text::Span;
use ruff_python_ast::{self as ast, Expr};

impl Machine<'_, '_> {
    /// What is followed next is only asked about.
    pub(super) fn only_asked(&mut self, e: &Expr) {
        if self.world.is_none() && is_names(e) {
            self.notes.spoken = Some(self.span_of(e));
        }
    }

    /// What is followed next stands in a table under a name of a library: whoever has that name has chosen already.
    /// So has whoever has a word that only spells the name: `"TLSv1.1": ssl.PROTOCOL_TLSv1_1`.
    pub(super) fn only_turned(&mut self, key: &Expr, value: &Expr) {
        if is_names(key) || spells(key, value) {
            self.only_asked(value);
        }
    }

    /// The same of what is put into such a table.
    pub(super) fn only_entered(&mut self, s: &ast::StmtAssign) {
        if let [Expr::Subscript(target)] = &*s.targets {
            self.only_turned(&target.slice, &s.value);
        }
    }

    /// Whether a name at this place is only spoken of.
    pub(super) fn is_only_spoken(&self, at: Span) -> bool {
        let within = |whole: Span| whole.start <= at.start && at.end <= whole.end;
        self.notes.spoken.is_some_and(within)
    }
}

/// Whether a key is a word that the name under it ends with, marks, the `v` of a version and a zero behind a point aside.
fn spells(key: &Expr, value: &Expr) -> bool {
    let (Expr::StringLiteral(key), Expr::Attribute(named)) = (key, value) else {
        return false;
    };
    let bare = |text: &str| -> String {
        let signs = text.chars().filter(char::is_ascii_alphanumeric);
        signs
            .flat_map(char::to_lowercase)
            .filter(|c| *c != 'v')
            .collect()
    };
    let (key, name) = (bare(key.value.to_str()), bare(named.attr.as_str()));
    let short = key.strip_suffix('0').unwrap_or(&key);
    short.len() > 2 && (name.ends_with(&key) || name.ends_with(short))
}

/// Whether an expression is a name of something outside, or a row of such.
fn is_names(e: &Expr) -> bool {
    match e {
        Expr::Attribute(_) | Expr::Name(_) => true,
        Expr::Tuple(t) => t.elts.iter().all(is_names),
        Expr::List(l) => l.elts.iter().all(is_names),
        Expr::Set(s) => s.elts.iter().all(is_names),
        Expr::Call(c) => matches!(&*c.func, Expr::Name(n) if n.id.as_str() == "getattr"),
        _ => false,
    }
}
