//! Parameters and attributes of which only their names tell what they are: `request` in a file that imports a web
//! framework, or in a function that reads `request.GET`.
//!
//! Knows no framework: the names stand in the models. Called by `entry`, `ancestor` and `attribute`.

use super::knowledge::NamedParameter;
use super::machine::Machine;
use super::record::OriginKind;
use super::value::{Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use ruff_python_ast::helpers::any_over_body;
use std::sync::Arc;

impl<'a> Machine<'a, '_> {
    /// A parameter whose name tells what it is, in a file that imports the package, unless its annotation does.
    pub(super) fn named_parameter(
        &mut self,
        f: &'a ast::StmtFunctionDef,
        p: &'a ast::ParameterWithDefault,
        span: Span,
    ) -> Option<Val> {
        let named = self.known_by_name(p.parameter.name.as_str(), Some(f))?;
        let (kind, data) = (named.kind.clone(), named.data.clone());
        if self.is_told(p.parameter.annotation.as_deref()) {
            return None;
        }
        match (kind, data) {
            (Some(ty), None) => {
                Some(self.make(Kind::External(Arc::from(ty.as_str()), 0, false), span))
            }
            (ty, Some(data)) => Some(self.origin(OriginKind::Source, &data, ty.as_deref(), span)),
            (None, None) => None,
        }
    }

    /// What the models say of a parameter of this name in a file that imports what it comes from, or of a function that
    /// reads what nothing else has.
    pub(super) fn known_by_name(
        &self,
        name: &str,
        f: Option<&ast::StmtFunctionDef>,
    ) -> Option<&NamedParameter> {
        let beside = |other: &str| {
            let mut all = f
                .iter()
                .flat_map(|f| f.parameters.iter_non_variadic_params());
            all.any(|p| p.parameter.name.as_str() == other)
        };
        let reads = |attributes: &[String]| {
            let of = |e: &ast::Expr| matches!(e, ast::Expr::Name(n) if n.id.as_str() == name);
            let one = |e: &ast::Expr| matches!(e, ast::Expr::Attribute(a) if of(&a.value) && attributes.iter().any(|known| *known == *a.attr.as_str()));
            f.is_some_and(|f| any_over_body(&f.body, &one))
        };
        let all = self.knowledge.named_parameters.get(name)?;
        let imported = all.iter().filter(|n| n.reads.is_empty()).find(|n| {
            (n.imported.is_empty() || self.packages.contains(n.imported.as_str()))
                && n.beside.as_deref().is_none_or(beside)
        });
        let mut read = all.iter().filter(|n| !n.reads.is_empty());
        imported.or_else(|| read.find(|n| reads(&n.reads)))
    }

    /// What an attribute is of which nobody in sight says what it holds, where its name tells: the request that a class of
    /// helpers for views asks.
    pub(super) fn named_attribute(&mut self, name: &str, span: Span) -> Option<Val> {
        if self.world.is_some() {
            return None;
        }
        let alone = self.known_by_name(name, None);
        let ty = alone.filter(|n| !n.imported.is_empty())?.kind.clone()?;
        Some(self.make(Kind::External(Arc::from(ty.as_str()), 0, false), span))
    }
}
