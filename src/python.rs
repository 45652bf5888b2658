//! What Python means, whatever one fears: parsing, also of half-typed code.
//!
//! The one door to the parser. Knows nothing of values or danger. Called by `evaluate`, `rules`,
//! `analyze`, `grade`, `shell`.

mod belonging;
mod encoding;
mod nesting;
mod piece;
mod syntax;

pub use belonging::Belonging;
pub use encoding::declared_encoding;
pub use piece::{Piece, piece};
pub use syntax::{Field, Mode as SyntaxMode, Node, base, fields, read};

use crate::text::{Source, Span};
use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Expr, Mod, ModModule};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged as _;

/// A parsed source: a tree even when the text has errors.
#[derive(Debug, Clone)]
pub struct Program {
    source: Source,
    tree: ModModule,
    errors: Vec<SyntaxError>,
    comments: Vec<Span>,
}

/// A place the parser stumbled over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub span: Span,
    /// What, in one sentence.
    pub message: String,
}

/// A parsed expression that stands alone.
#[derive(Debug, Clone)]
pub struct Expression {
    tree: Box<Expr>,
}

impl Expression {
    /// The tree.
    #[must_use]
    pub fn tree(&self) -> &Expr {
        &self.tree
    }
}

impl Program {
    /// The text.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The tree; statements that could not be read are missing from it.
    #[must_use]
    pub fn tree(&self) -> &ModModule {
        &self.tree
    }

    /// The functions that the module defines at its top level: name and number of parameters.
    #[must_use]
    pub fn functions(&self) -> Vec<(&str, usize)> {
        self.tree
            .body
            .iter()
            .filter_map(|statement| match statement {
                ruff_python_ast::Stmt::FunctionDef(function) => {
                    Some((function.name.as_str(), function.parameters.len()))
                }
                _ => None,
            })
            .collect()
    }

    /// The methods of the classes that the module defines at its top level: class, method, and where
    /// the method's name stands.
    #[must_use]
    pub fn methods(&self) -> Vec<(&str, &str, Span)> {
        let mut found = Vec::new();
        for statement in &self.tree.body {
            let ruff_python_ast::Stmt::ClassDef(class) = statement else {
                continue;
            };
            for inner in &class.body {
                if let ruff_python_ast::Stmt::FunctionDef(function) = inner {
                    let start = function.name.range().start().to_u32();
                    let end = function.name.range().end().to_u32();
                    let span = Span::new(start, end);
                    found.push((class.name.as_str(), function.name.as_str(), span));
                }
            }
        }
        found
    }

    /// The statements at the top level.
    #[must_use]
    pub fn body(&self) -> &[ruff_python_ast::Stmt] {
        &self.tree.body
    }

    /// The comments, in order, each from its `#`.
    #[must_use]
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// What could not be read, in order.
    #[must_use]
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }
}

/// Parses a source. Ends in linear time for any text. Text that nests deeper than Python itself
/// allows (200 brackets) or than a tree can be walked is refused with one error and an empty tree.
#[must_use]
pub fn parse(source: &Source) -> Program {
    if let Some(error) = nesting::too_deep(source.text()) {
        return Program {
            source: source.clone(),
            tree: empty(),
            errors: vec![error],
            comments: Vec::new(),
        };
    }
    parse_again(source)
}

/// The same for a file that was parsed before, so that it is known to nest within bounds.
#[must_use]
pub fn parse_again(source: &Source) -> Program {
    // What `IPython` adds is read where it may stand: `%magic`, `!shell`, `name?`.
    let mode = if source.is_notebook() {
        Mode::Ipython
    } else {
        Mode::Module
    };
    let parsed = parse_unchecked(source.text(), ParseOptions::from(mode));
    let errors = parsed
        .errors()
        .iter()
        .map(|e| SyntaxError {
            span: Span::new(e.location.start().to_u32(), e.location.end().to_u32()),
            message: e.error.to_string(),
        })
        .collect();
    let comments = parsed
        .tokens()
        .iter()
        .filter(|token| token.kind() == TokenKind::Comment)
        .map(|token| Span::new(token.range().start().to_u32(), token.range().end().to_u32()))
        .collect();
    let tree = match parsed.into_syntax() {
        Mod::Module(module) => module,
        Mod::Expression(_) => empty(),
    };
    Program {
        source: source.clone(),
        tree,
        errors,
        comments,
    }
}

/// Parses one expression.
///
/// # Errors
/// The first thing that cannot be read.
pub fn expression(text: &str) -> Result<Expression, SyntaxError> {
    if let Some(error) = nesting::too_deep(text) {
        return Err(error);
    }
    match ruff_python_parser::parse_expression(text) {
        Ok(parsed) => Ok(Expression {
            tree: parsed.into_syntax().body,
        }),
        Err(e) => Err(SyntaxError {
            span: Span::new(e.location.start().to_u32(), e.location.end().to_u32()),
            message: e.error.to_string(),
        }),
    }
}

fn empty() -> ModModule {
    ModModule {
        node_index: ruff_python_ast::AtomicNodeIndex::NONE,
        range: ruff_text_size::TextRange::default(),
        body: ruff_python_ast::Suite::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_typed_code_has_a_tree() {
        let program = parse(&Source::new(
            "a.py",
            "import os\ndef f(x):\n    return os.path.join(x,\n",
        ));
        assert!(!program.errors().is_empty());
        assert!(!program.tree().body.is_empty());
    }

    #[test]
    fn deep_nesting_is_refused() {
        for text in [
            "(".repeat(100_000),
            "[".repeat(100_000),
            "-".repeat(100_000),
            format!("x{}", ".a".repeat(100_000)),
            "not ".repeat(100_000),
        ] {
            let program = parse(&Source::new("a.py", text.as_str()));
            assert_eq!(program.errors().len(), 1, "{}", text.get(..8).unwrap_or(""));
        }
    }

    #[test]
    fn modern_grammar_is_read() {
        for text in [
            "x = t'{a}'\n",
            "try:\n    pass\nexcept A, B:\n    pass\n",
            "f\"{d[\"k\"]}\"\n",
            "match x:\n    case 1:\n        pass\n",
        ] {
            assert!(
                parse(&Source::new("a.py", text)).errors().is_empty(),
                "{text}"
            );
        }
    }
}
