//! What belongs together over several lines: a call, a simple statement, an element of a display.
//!
//! A comment at the end of any of its lines speaks of it. Knows no comments' meaning. Called by `shell`.

use crate::text::{Source, Span};
use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextSize};

/// The pieces of one source.
#[derive(Debug, Clone)]
pub struct Belonging {
    source: Source,
    /// Ordered by start; of those that begin together, the longest first.
    pieces: Vec<Span>,
}

impl Belonging {
    /// Looks over a source.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let program = super::parse(source);
        let mut pieces = Pieces(Vec::new());
        pieces.visit_body(&program.tree().body);
        let mut pieces = pieces.0;
        pieces.sort_by_key(|piece| (piece.start, std::cmp::Reverse(piece.end)));
        Self {
            source: source.clone(),
            pieces,
        }
    }

    /// The first and the last line of the smallest piece around a place.
    #[must_use]
    pub fn lines(&self, span: Span) -> (u32, u32) {
        let before = self.pieces.partition_point(|p| p.start <= span.start);
        let around = self.pieces.get(..before).unwrap_or_default();
        let around = around.iter().rev().find(|p| p.end >= span.end);
        let around = around.copied().unwrap_or(span);
        (
            self.source.line_of(around.start),
            self.source.line_of(around.end.max(span.end)),
        )
    }
}

struct Pieces(Vec<Span>);

impl Pieces {
    fn add(&mut self, start: TextSize, end: TextSize) {
        self.0.push(Span::new(start.into(), end.into()));
    }

    fn each(&mut self, elements: &[Expr]) {
        for element in elements {
            self.add(element.start(), element.end());
        }
    }
}

impl<'a> Visitor<'a> for Pieces {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::If(s) => self.add(s.start(), s.test.end()),
            Stmt::While(s) => self.add(s.start(), s.test.end()),
            Stmt::For(s) => self.add(s.start(), s.iter.end()),
            Stmt::Match(s) => self.add(s.start(), s.subject.end()),
            Stmt::With(s) => {
                if let Some(last) = s.items.last() {
                    self.add(s.start(), last.end());
                }
            }
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) | Stmt::Try(_) => {}
            simple => self.add(simple.start(), simple.end()),
        }
        walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Call(call) => self.add(call.start(), call.end()),
            Expr::List(list) => self.each(&list.elts),
            Expr::Tuple(tuple) => self.each(&tuple.elts),
            Expr::Set(set) => self.each(&set.elts),
            Expr::Dict(dict) => {
                for item in &dict.items {
                    let start = item.key.as_ref().map_or(item.value.start(), Ranged::start);
                    self.add(start, item.value.end());
                }
            }
            _ => {}
        }
        walk_expr(self, expr);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_ends_where_its_brackets_or_its_text_end() {
        for (text, place, lines) in [
            ("run(\n  a,\n  b,\n)\n", "a", (1, 4)),
            ("x = [\n  run(a),\n  3,\n]\n", "a", (2, 2)),
            ("x = [\n  'a',\n  3,\n]\n", "'a'", (2, 2)),
            ("x = {\n  'k':\n    'a',\n  3: 4,\n}\n", "'a'", (2, 3)),
            ("x = (\n  'a'\n)\n", "'a'", (1, 3)),
            ("x = '''a\nb\n'''\n", "'''a", (1, 3)),
            ("run \\\n  (a)\n", "a)", (1, 2)),
            ("if (a ==\n    b):\n  c\n", "b", (1, 2)),
            ("def f(\n  a='b',\n  c=1,\n): pass\n", "'b'", (2, 2)),
            ("f(\n  1,\n  run(a),\n)\n", "a)", (3, 3)),
            ("x = (", "x", (1, 1)),
        ] {
            let start = u32::try_from(text.find(place).unwrap()).unwrap();
            let end = start + u32::try_from(place.trim_end_matches(')').len()).unwrap();
            let found = Belonging::of(&Source::new("a.py", text)).lines(Span::new(start, end));
            assert_eq!(found, lines, "{text}");
        }
    }
}
