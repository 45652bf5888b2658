//! Repairs that a rule offers: names that change in the statement of a finding, and a comparison that becomes a
//! call.
//!
//! Offers a repair only where the names in it are bound by one plain `import` and by nothing else in the file,
//! so that what is written is what is meant. Whether a repair keeps the file readable says who
//! writes it. Called by `analyze`.

use super::{Rule, Rulebook};
use crate::evaluate::{EffectKind, Record, View};
use crate::finding::{Finding, Fix};
use crate::python::Program;
use crate::text::Span;
use ruff_python_ast::visitor::{Visitor, walk_expr, walk_parameter, walk_stmt};
use ruff_python_ast::{self as ast, CmpOp, Expr, ExprContext, Stmt};
use ruff_text_size::{Ranged as _, TextRange};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A repair that removes the finding and changes nothing else that a program does with good input.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Repair {
    /// What it does, as one imperative sentence.
    pub title: String,
    /// `module.name` → what takes the place of `name` behind the module.
    #[serde(default)]
    pub rename: BTreeMap<String, String>,
    /// Functions of two values that can take the place of `==`; the first whose module is imported is taken.
    #[serde(default)]
    pub compare: Vec<String>,
    /// Words that must not stand in the file: they make the repair another thing.
    #[serde(default)]
    pub unless: Vec<String>,
}

impl Repair {
    /// Whether the values must be looked at.
    pub(super) fn needs_record(&self) -> bool {
        !self.compare.is_empty()
    }
}

impl Rulebook {
    /// Whether the rule of a finding offers repairs, and whether they need to know what the program does.
    #[must_use]
    pub fn repairs(&self, finding: &Finding) -> Option<bool> {
        let fixes = &self.rule(&finding.rule)?.fixes;
        (!fixes.is_empty()).then(|| fixes.iter().any(Repair::needs_record))
    }

    /// A repair of this finding in the file it is in.
    #[must_use]
    pub fn repair(
        &self,
        program: &Program,
        record: Option<&Record>,
        finding: &Finding,
    ) -> Option<Fix> {
        fix(self.rule(&finding.rule)?, program, record, finding)
    }
}

/// The first repair of the rule that fits the finding.
fn fix(rule: &Rule, program: &Program, record: Option<&Record>, finding: &Finding) -> Option<Fix> {
    let text = program.source().text();
    let fitting = |r: &&Repair| !r.unless.iter().any(|word| text.contains(word.as_str()));
    let place = place(program, finding.span)?;
    let names = imported(program);
    rule.fixes.iter().filter(fitting).find_map(|repair| {
        let mut edits = renamed(repair, place.statement, &names);
        // What is written between two values stays where it is.
        let within = |comment: &&Span| finding.span.contains(**comment);
        if !program.comments().iter().any(|c| within(&c))
            && let Some(edit) = compared(repair, &place, &names, text, record, finding.span)
        {
            edits.push(edit);
        }
        (!edits.is_empty()).then(|| Fix {
            title: repair.title.clone(),
            edits,
        })
    })
}

/// Where a finding is.
struct Place<'a> {
    /// The smallest statement around it.
    statement: &'a Stmt,
    /// The comparison that it is.
    comparison: Option<&'a ast::ExprCompare>,
}

fn span_of(range: TextRange) -> Span {
    Span::new(range.start().to_u32(), range.end().to_u32())
}

fn place(program: &Program, span: Span) -> Option<Place<'_>> {
    struct Search<'a> {
        span: Span,
        statement: Option<&'a Stmt>,
        comparison: Option<&'a ast::ExprCompare>,
    }
    impl<'a> Visitor<'a> for Search<'a> {
        fn visit_stmt(&mut self, s: &'a Stmt) {
            if span_of(s.range()).contains(self.span) {
                self.statement = Some(s);
                walk_stmt(self, s);
            }
        }
        fn visit_expr(&mut self, e: &'a Expr) {
            if let Expr::Compare(c) = e
                && span_of(c.range()) == self.span
            {
                self.comparison = Some(c);
            }
            walk_expr(self, e);
        }
    }
    let mut search = Search {
        span,
        statement: None,
        comparison: None,
    };
    for s in &program.tree().body {
        search.visit_stmt(s);
    }
    Some(Place {
        statement: search.statement?,
        comparison: search.comparison,
    })
}

/// Names that one `import` at the top binds and nothing else, with the modules they stand for.
fn imported(program: &Program) -> BTreeMap<&str, &str> {
    struct Bound<'a>(BTreeMap<&'a str, u32>);
    impl<'a> Bound<'a> {
        fn bind(&mut self, name: &'a str) {
            *self.0.entry(name).or_default() += 1;
        }
    }
    impl<'a> Visitor<'a> for Bound<'a> {
        fn visit_stmt(&mut self, s: &'a Stmt) {
            match s {
                Stmt::FunctionDef(f) => self.bind(f.name.as_str()),
                Stmt::ClassDef(c) => self.bind(c.name.as_str()),
                Stmt::Import(i) => {
                    for alias in &i.names {
                        let name = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                        self.bind(name.split('.').next().unwrap_or(name));
                    }
                }
                Stmt::ImportFrom(i) => {
                    for alias in &i.names {
                        self.bind(alias.asname.as_ref().unwrap_or(&alias.name).as_str());
                    }
                }
                Stmt::Try(t) => {
                    for ast::ExceptHandler::ExceptHandler(handler) in &t.handlers {
                        if let Some(name) = &handler.name {
                            self.bind(name.as_str());
                        }
                    }
                }
                Stmt::Global(g) => {
                    for name in &g.names {
                        self.bind(name.as_str());
                    }
                }
                _ => {}
            }
            walk_stmt(self, s);
        }
        fn visit_parameter(&mut self, p: &'a ast::Parameter) {
            self.bind(p.name.as_str());
            walk_parameter(self, p);
        }
        fn visit_pattern(&mut self, p: &'a ast::Pattern) {
            if let ast::Pattern::MatchAs(a) = p
                && let Some(name) = &a.name
            {
                self.bind(name.as_str());
            }
            ast::visitor::walk_pattern(self, p);
        }
        fn visit_expr(&mut self, e: &'a Expr) {
            if let Expr::Name(n) = e
                && !matches!(n.ctx, ExprContext::Load)
            {
                self.bind(n.id.as_str());
            }
            walk_expr(self, e);
        }
    }
    let mut bound = Bound(BTreeMap::new());
    let mut modules = BTreeMap::new();
    for s in &program.tree().body {
        bound.visit_stmt(s);
        if let Stmt::Import(i) = s {
            for alias in &i.names {
                let module = alias.name.as_str();
                match &alias.asname {
                    Some(name) => modules.insert(name.as_str(), module),
                    None if !module.contains('.') => modules.insert(module, module),
                    None => None,
                };
            }
        }
    }
    modules.retain(|name, _| bound.0.get(name) == Some(&1));
    modules
}

/// The edits that rename what stands behind a module in a simple statement.
fn renamed(repair: &Repair, statement: &Stmt, names: &BTreeMap<&str, &str>) -> Vec<(Span, String)> {
    struct Rename<'n> {
        names: &'n BTreeMap<&'n str, &'n str>,
        instead: &'n BTreeMap<String, String>,
        edits: Vec<(Span, String)>,
    }
    impl<'a> Visitor<'a> for Rename<'_> {
        fn visit_expr(&mut self, e: &'a Expr) {
            if let Expr::Attribute(a) = e
                && let Expr::Name(object) = &*a.value
                && let Some(module) = self.names.get(object.id.as_str())
                && let Some(new) = self.instead.get(&format!("{module}.{}", a.attr))
            {
                self.edits.push((span_of(a.attr.range()), new.clone()));
            }
            walk_expr(self, e);
        }
    }
    let simple = matches!(
        statement,
        Stmt::Assign(_) | Stmt::AnnAssign(_) | Stmt::AugAssign(_) | Stmt::Return(_) | Stmt::Expr(_)
    );
    if !simple || repair.rename.is_empty() {
        return Vec::new();
    }
    let mut rename = Rename {
        names,
        instead: &repair.rename,
        edits: Vec::new(),
    };
    rename.visit_stmt(statement);
    rename.edits
}

/// `a == b` as a call, where both are bytes, or both are digits of a digest: otherwise the call may raise
/// where `==` said no.
fn compared(
    repair: &Repair,
    place: &Place<'_>,
    names: &BTreeMap<&str, &str>,
    text: &str,
    record: Option<&Record>,
    span: Span,
) -> Option<(Span, String)> {
    let comparison = place.comparison?;
    let ([op], [right]) = (&*comparison.ops, &*comparison.comparators) else {
        return None;
    };
    let not = match op {
        CmpOp::Eq => "",
        CmpOp::NotEq => "not ",
        _ => return None,
    };
    let arguments = record?.effects.iter().find_map(|e| match &e.kind {
        EffectKind::Call {
            callee, arguments, ..
        } if e.span == span && callee == "program.signature_compared" => Some(arguments),
        _ => None,
    })?;
    let [a, b] = arguments.as_slice() else {
        return None;
    };
    let bytes = |view: &View| view.kind.as_deref() == Some("bytes") && view.either.is_empty();
    let digits = |view: &View| {
        let made = |name: &String| name.ends_with(".hexdigest");
        view.kind.as_deref() == Some("str")
            && view.through.iter().any(made)
            && view.either.is_empty()
    };
    let alike = (bytes(&a.value) && bytes(&b.value)) || (digits(&a.value) && digits(&b.value));
    if !alike {
        return None;
    }
    let call = repair.compare.iter().find_map(|call| {
        let (module, function) = call.rsplit_once('.')?;
        let (name, _) = names.iter().find(|(_, known)| **known == module)?;
        Some(format!("{name}.{function}"))
    })?;
    let written = |e: &Expr| {
        let span = span_of(e.range());
        text.get(span.start as usize..span.end as usize)
    };
    // A star or a walrus means something else between commas.
    let plain = |e: &Expr| {
        !matches!(
            e,
            Expr::Named(_) | Expr::Starred(_) | Expr::Yield(_) | Expr::Generator(_)
        )
    };
    if !plain(&comparison.left) || !plain(right) {
        return None;
    }
    let (left, right) = (written(&comparison.left)?, written(right)?);
    Some((span, format!("{not}{call}({left}, {right})")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    fn repaired(fix: &str, code: &str, at: &str) -> Option<String> {
        let rule = format!(
            "id = 'a'\nmessage = 'm'\n[[call]]\ncall = ['x']\nsay = 's'\n[[fix]]\ntitle = 't'\n{fix}\n"
        );
        let rule: Rule = toml::from_str(&rule).unwrap();
        let program = crate::python::parse(&Source::new("a.py", code));
        let start = u32::try_from(code.find(at).unwrap()).unwrap();
        let finding = Finding {
            rule: "a".into(),
            message: "m".into(),
            severity: crate::finding::Severity::Low,
            confidence: crate::finding::Confidence::Low,
            span: Span::new(start, start + u32::try_from(at.len()).unwrap()),
            function: String::new(),
            path: Vec::new(),
            fix: None,
            callers: Vec::new(),
        };
        let record = crate::evaluate::survey(&program, &crate::evaluate::Knowledge::default(), &[]);
        let fix = super::fix(&rule, &program, Some(&record), &finding)?;
        let mut text = code.to_owned();
        for (span, new) in fix.edits.iter().rev() {
            text.replace_range(span.start as usize..span.end as usize, new);
        }
        Some(text)
    }

    #[test]
    fn names_change_where_they_mean_the_module() {
        let fix = "rename = { 'm.bad' = 'good' }\nunless = ['register']";
        let of = |code: &str| repaired(fix, code, "m.bad(1)");
        assert_eq!(
            of("import m\nx = m.bad(1)\n").as_deref(),
            Some("import m\nx = m.good(1)\n")
        );
        for code in [
            "import m\nm = 1\nx = m.bad(1)\n",
            "import m\ndef f(m):\n    return m.bad(1)\n",
            "import m\nif m.bad(1):\n    pass\n",
            "import m\nm.register()\nx = m.bad(1)\n",
            "from n import m\nx = m.bad(1)\n",
        ] {
            assert_eq!(of(code), None, "{code}");
        }
    }
}
