//! Numbers as they are written.
//!
//! Called by `expression`.

use super::machine::Machine;
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use std::sync::Arc;

impl Machine<'_, '_> {
    pub(super) fn number(&mut self, n: &ast::Number, span: Span) -> Val {
        match n {
            ast::Number::Int(i) => match i.as_u64() {
                Some(i) => self.make(Kind::Int(i128::from(i)), span),
                None => self.long_number(&i.to_string(), span),
            },
            ast::Number::Float(x) => self.make(Kind::Float(*x), span),
            ast::Number::Complex { .. } => self.derive(Some("complex"), &[], How::Plain, span),
        }
    }

    /// A whole number of more than 64 bits. One of more than 128 is not computed with, but it is known that it
    /// stands in the code.
    fn long_number(&mut self, written: &str, span: Span) -> Val {
        let digits = written.replace('_', "").to_ascii_lowercase();
        let base = [("0x", 16), ("0o", 8), ("0b", 2)]
            .into_iter()
            .find_map(|(start, base)| Some((digits.strip_prefix(start)?, base)));
        let (plain, base) = base.unwrap_or((&digits, 10));
        if let Ok(n) = i128::from_str_radix(plain, base) {
            return self.make(Kind::Int(n), span);
        }
        let text = self.text(written, span);
        self.derive(
            Some("int"),
            &[text],
            How::Call(Arc::from("builtins.int")),
            span,
        )
    }
}
