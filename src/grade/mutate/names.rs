//! The names in a piece of code: where each is read and bound, and which must be left alone.
//!
//! Called by `same` and `undo`.

use ruff_python_ast::visitor::{
    Visitor, walk_alias, walk_except_handler, walk_expr, walk_interpolated_string_element,
    walk_parameter, walk_pattern, walk_stmt,
};
use ruff_python_ast::{
    Alias, ExceptHandler, Expr, InterpolatedStringElement, Keyword, Parameter, Pattern, Stmt,
};
use ruff_text_size::TextRange;
use std::collections::{BTreeMap, BTreeSet};

/// Functions that look at names as text: where one is called, no name may change.
const LOOKERS: [&str; 6] = ["locals", "globals", "vars", "dir", "eval", "exec"];

/// What a walk over code has seen of its names.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    /// Every place at which a name stands as an expression.
    pub(super) places: BTreeMap<&'a str, Vec<TextRange>>,
    /// Names that are assigned to.
    pub(super) bound: BTreeSet<&'a str>,
    /// Names that something else binds: parameters, imports, definitions, patterns; how often.
    pub(super) defined: BTreeMap<&'a str, u32>,
    /// Names of keyword arguments.
    pub(super) keywords: BTreeSet<&'a str>,
    /// Names whose spelling shows, in `{name=}`.
    pub(super) shown: BTreeSet<&'a str>,
    /// Something looks at names as text.
    pub(super) looked_at: bool,
    /// Some call spreads a dictionary over its keywords.
    pub(super) spreads: bool,
    /// A class body, whose names are attributes.
    pub(super) class: bool,
    showing: u32,
}

impl<'a> Names<'a> {
    /// The names in some statements.
    pub(super) fn of(body: &'a [Stmt]) -> Self {
        let mut names = Self::default();
        names.visit_body(body);
        names
    }

    /// Whether the name stands anywhere in any way.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.places.contains_key(name)
            || self.defined.contains_key(name)
            || self.keywords.contains(name)
    }

    /// Names that are read and that nothing here binds.
    pub(super) fn loose(&self) -> BTreeSet<&'a str> {
        let names = self.places.keys().copied();
        names
            .filter(|name| !self.bound.contains(name) && !self.defined.contains_key(name))
            .collect()
    }

    fn define(&mut self, name: &'a str) {
        *self.defined.entry(name).or_default() += 1;
    }
}

impl<'a> Visitor<'a> for Names<'a> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(def) => self.define(&def.name),
            Stmt::ClassDef(class) => {
                self.define(&class.name);
                self.class = true;
            }
            Stmt::Global(names) => names.names.iter().for_each(|name| self.define(name)),
            Stmt::Nonlocal(names) => names.names.iter().for_each(|name| self.define(name)),
            _ => {}
        }
        walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if let Expr::Name(name) = expression {
            let id = name.id.as_str();
            self.places.entry(id).or_default().push(name.range);
            if !name.ctx.is_load() {
                self.bound.insert(id);
            }
            if self.showing > 0 {
                self.shown.insert(id);
            }
            self.looked_at |= LOOKERS.contains(&id);
        }
        walk_expr(self, expression);
    }

    fn visit_keyword(&mut self, keyword: &'a Keyword) {
        match &keyword.arg {
            Some(name) => {
                self.keywords.insert(name);
            }
            None => self.spreads = true,
        }
        self.visit_expr(&keyword.value);
    }

    fn visit_parameter(&mut self, parameter: &'a Parameter) {
        self.define(&parameter.name);
        walk_parameter(self, parameter);
    }

    fn visit_alias(&mut self, alias: &'a Alias) {
        let name = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
        self.define(name.split('.').next().unwrap_or(name));
        walk_alias(self, alias);
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(inner) = handler;
        if let Some(name) = &inner.name {
            self.define(name);
        }
        walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(pattern) => pattern.name.as_ref(),
            Pattern::MatchStar(pattern) => pattern.name.as_ref(),
            Pattern::MatchMapping(pattern) => pattern.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.define(name);
        }
        walk_pattern(self, pattern);
    }

    fn visit_interpolated_string_element(&mut self, element: &'a InterpolatedStringElement) {
        let shows = matches!(element, InterpolatedStringElement::Interpolation(inner)
            if inner.debug_text.is_some());
        self.showing += u32::from(shows);
        walk_interpolated_string_element(self, element);
        self.showing -= u32::from(shows);
    }
}
