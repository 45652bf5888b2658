//! Patterns: a piece of Python with metavariables that says the same as a section of a rule.
//!
//! A pattern is read once, when its rule is loaded, and becomes a `[[call]]`, `[[read]]`,
//! `[[import]]` or `[[store]]`: it is matched on resolved names and on values, never on wording.
//! What it cannot say is a fault. Called by `load`.

mod piece;
mod text;

use super::condition::Condition;
use super::form::{Form, Import, Read, Statement, Store, Target};
use super::regex::Pattern;
use super::{Call, Only};
use crate::evaluate::{Knowledge, quote};
use crate::finding::{Confidence, Severity};
use crate::text::Source;
use piece::{number, placed, rest_only};
use ruff_python_ast::{self as ast, CmpOp, Expr, Stmt, UnaryOp};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// A piece of Python in which `$NAME` stands for any value and `...` for any further arguments.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Snippet {
    /// The Python: a call, a qualified name, an import, an assignment or a comparison.
    pub code: Spanned<String>,
    /// What must hold for metavariables, by their names without the `$`.
    #[serde(default, rename = "where")]
    pub questions: BTreeMap<String, Vec<Condition>>,
    /// What happens there, as a sentence; without one, the rule's headline.
    pub say: Option<String>,
    /// How bad, where it differs from the rule.
    pub severity: Option<Severity>,
    /// How sure, where it differs from the rule.
    pub confidence: Option<Confidence>,
    /// The headline, where it differs from the rule's.
    pub message: Option<String>,
}

/// The section that a pattern says.
#[derive(Debug, Clone)]
pub(super) enum Section {
    Call(Call),
    Read(Read),
    Import(Import),
    Store(Box<Store>),
    Shape(Statement),
}

/// Reads a pattern. `headline` is said where it has no sentence of its own.
///
/// # Errors
/// What the pattern cannot say, as a sentence.
pub(super) fn compile(
    snippet: &Snippet,
    headline: &str,
    knowledge: &Knowledge,
) -> Result<Section, String> {
    let code = snippet.code.get_ref().trim();
    let mark = text::mark(code);
    let text = text::python(code, &mark);
    let program = crate::python::parse(&Source::new("pattern", text));
    if let Some(error) = program.errors().first() {
        if let Some(small) = text::small(code) {
            return Err(format!(
                "`${small}` is written in small letters: a metavariable is `${}`",
                small.to_uppercase()
            ));
        }
        return Err(format!("this is not Python: {}", error.message));
    }
    let [statement] = program.tree().body.as_slice() else {
        return Err("a pattern is one statement".into());
    };
    let mut reader = Reader {
        snippet,
        say: snippet.say.as_deref().unwrap_or(headline),
        knowledge,
        mark: &mark,
        met: BTreeSet::new(),
        places: BTreeMap::new(),
    };
    let section = reader.statement(statement)?;
    if let Some(name) = snippet.questions.keys().find(|n| !reader.met.contains(*n)) {
        return Err(format!(
            "`where` asks about `${name}`, which is not in the pattern"
        ));
    }
    if snippet
        .questions
        .values()
        .flatten()
        .any(Condition::names_argument)
    {
        return Err("a condition on a metavariable asks of its value, not of an argument".into());
    }
    Ok(section)
}

struct Reader<'a> {
    snippet: &'a Snippet,
    say: &'a str,
    knowledge: &'a Knowledge,
    mark: &'a str,
    /// Metavariables met so far.
    met: BTreeSet<String>,
    /// Where those among them stand that are values of a call.
    places: BTreeMap<String, Condition>,
}

impl Reader<'_> {
    fn statement(&mut self, statement: &Stmt) -> Result<Section, String> {
        match statement {
            Stmt::Expr(e) => self.expression(&e.value),
            Stmt::Import(i) => {
                let modules = i.names.iter().map(|alias| alias.name.to_string());
                Ok(self.import(modules.collect()))
            }
            Stmt::ImportFrom(i) => {
                let module = i.module.as_ref().map_or("", |m| m.as_str());
                if i.level > 0 || module.is_empty() {
                    return Err("a pattern imports from a package by its full name".into());
                }
                let names = i.names.iter().map(|alias| match alias.name.as_str() {
                    "*" => module.to_owned(),
                    name => format!("{module}.{name}"),
                });
                Ok(self.import(names.collect()))
            }
            Stmt::Assign(a) => match a.targets.as_slice() {
                [target] => self.assignment(target, &a.value),
                _ => Err("a pattern assigns to one target".into()),
            },
            Stmt::AnnAssign(a) => match &a.value {
                Some(value) => self.assignment(&a.target, value),
                None => Err("a pattern that assigns has a value".into()),
            },
            Stmt::Assert(_) | Stmt::Try(_) => {
                Err("forms of statements are asked for with `[[shape]]`".into())
            }
            _ => Err(
                "a pattern is a call, a qualified name, an import, an assignment or a comparison"
                    .into(),
            ),
        }
    }

    fn expression(&mut self, e: &Expr) -> Result<Section, String> {
        match e {
            Expr::Await(a) => self.expression(&a.value),
            Expr::Call(c) => self.call(c).map(Section::Call),
            Expr::Compare(c) => self.comparison(c),
            Expr::Attribute(_) => {
                let name = self
                    .qualified(e)
                    .ok_or("a name in a pattern is qualified: `package.name`")?;
                Ok(Section::Read(Read {
                    name: vec![name],
                    say: self.say.to_owned(),
                    severity: self.snippet.severity,
                    confidence: self.snippet.confidence,
                    message: self.snippet.message.clone(),
                }))
            }
            _ => Err(
                "a pattern is a call, a qualified name, an import, an assignment or a comparison"
                    .into(),
            ),
        }
    }

    fn import(&self, module: Vec<String>) -> Section {
        Section::Import(Import {
            module,
            say: self.say.to_owned(),
            severity: self.snippet.severity,
            confidence: self.snippet.confidence,
            message: self.snippet.message.clone(),
        })
    }

    // ---- calls -------------------------------------------------------------------------------

    fn call(&mut self, c: &ast::ExprCall) -> Result<Call, String> {
        let mut when = Vec::new();
        let callee = self.callee(&c.func, &mut when)?;
        let signature = self
            .knowledge
            .signatures
            .get(callee.as_str())
            .cloned()
            .unwrap_or_default();
        let mut only = Some(Only::default());
        for (at, argument) in c.arguments.args.iter().enumerate() {
            if matches!(argument, Expr::Starred(_)) {
                return Err("`*` and `**` are not asked for: write `...`".into());
            }
            if matches!(argument, Expr::EllipsisLiteral(_)) {
                if at + 1 < c.arguments.args.len() {
                    return Err("after `...` stand named arguments only".into());
                }
                only = None;
                break;
            }
            let selector = Condition {
                position: u32::try_from(at).ok(),
                argument: signature.get(at).cloned(),
                ..Condition::default()
            };
            if let Some(only) = &mut only {
                only.positions += 1;
                only.names.extend(selector.argument.clone());
            }
            self.value(argument, &selector, &mut when)?;
        }
        for keyword in &c.arguments.keywords {
            let Some(name) = &keyword.arg else {
                let rest = matches!(&keyword.value, Expr::Name(n) if n.id.as_str() == self.mark);
                if !rest {
                    return Err("`*` and `**` are not asked for: write `...`".into());
                }
                only = None;
                continue;
            };
            if self.meta(name.as_str()).is_some() {
                return Err("the name of an argument cannot be a metavariable".into());
            }
            let selector = Condition {
                argument: Some(name.to_string()),
                position: signature
                    .iter()
                    .position(|s| s == name.as_str())
                    .and_then(|at| u32::try_from(at).ok()),
                ..Condition::default()
            };
            if let Some(only) = &mut only {
                only.names.push(name.to_string());
            }
            self.value(&keyword.value, &selector, &mut when)?;
        }
        Ok(Call {
            call: vec![callee],
            when,
            unless: Vec::new(),
            doubtful: Vec::new(),
            settled: Vec::new(),
            doubted: Vec::new(),
            followed: Vec::new(),
            only,
            told: None,
            dropped: false,
            say: self.say.to_owned(),
            severity: self.snippet.severity,
            confidence: self.snippet.confidence,
            message: self.snippet.message.clone(),
        })
    }

    /// The name by which a callee is recorded, and what is asked of its object.
    fn callee(&mut self, e: &Expr, when: &mut Vec<Condition>) -> Result<String, String> {
        if let Some(name) = self.qualified(e) {
            if let Expr::Name(n) = e
                && !crate::evaluate::is_builtin(n.id.as_str())
            {
                return Err(format!(
                    "`{0}` is no function of Python's own: write where it comes from, `package.{0}`",
                    n.id
                ));
            }
            return Ok(name);
        }
        let Expr::Attribute(a) = e else {
            return Err(match e {
                Expr::Name(n) if self.meta(n.id.as_str()).is_none() => {
                    format!(
                        "where `{0}` comes from is missing: write `package.{0}`",
                        n.id
                    )
                }
                _ => "what is called has a qualified name, or is a method of a metavariable".into(),
            });
        };
        if self.meta(a.attr.as_str()).is_some() {
            return Err("the name of a method cannot be a metavariable".into());
        }
        let selector = Condition {
            receiver: true,
            ..Condition::default()
        };
        match &*a.value {
            Expr::Name(_) | Expr::Call(_) => self.value(&a.value, &selector, when)?,
            _ => {
                return Err(
                    "the object of a method is a metavariable, or what a call gives".into(),
                );
            }
        }
        // That there is an object, the name says already.
        when.retain(|c| !(c.receiver && c.given == Some(true)));
        Ok(format!("*.{}", a.attr))
    }

    // ---- stores ------------------------------------------------------------------------------

    fn assignment(&mut self, target: &Expr, value: &Expr) -> Result<Section, String> {
        let mut store = self.target(target)?;
        self.value(value, &Condition::default(), &mut store.value)?;
        // Any value will do: also one of which nothing is known is stored.
        store.value.retain(|c| c.given != Some(true));
        Ok(Section::Store(Box::new(store)))
    }

    fn comparison(&mut self, c: &ast::ExprCompare) -> Result<Section, String> {
        let ([CmpOp::Eq | CmpOp::NotEq | CmpOp::In | CmpOp::NotIn], [right]) =
            (&*c.ops, &*c.comparators)
        else {
            return Err("a pattern compares two values with `==`, `!=`, `in` or `not in`".into());
        };
        if let (Expr::Name(left), Expr::Name(other)) = (&*c.left, right)
            && left.id == other.id
            && let Some(name) = self.meta(left.id.as_str())
            && name != "_"
        {
            return self.itself(name, c.ops.first());
        }
        let mut store = self.target(&c.left)?;
        store.places = vec![Target::Comparison];
        self.value(right, &Condition::default(), &mut store.value)?;
        store.value.retain(|c| c.given != Some(true));
        Ok(Section::Store(Box::new(store)))
    }

    /// A value that is compared with itself.
    fn itself(&mut self, name: String, op: Option<&CmpOp>) -> Result<Section, String> {
        if !matches!(op, Some(CmpOp::Eq | CmpOp::NotEq)) {
            return Err(format!(
                "`${name}` and itself are compared with `==` or `!=` only"
            ));
        }
        if self.snippet.questions.contains_key(&name) {
            return Err(format!(
                "of `${name}`, which is compared with itself, nothing else is asked"
            ));
        }
        self.met.insert(name);
        Ok(Section::Shape(Statement {
            kind: Form::ComparedWithItself,
            say: self.say.to_owned(),
            severity: self.snippet.severity,
            confidence: self.snippet.confidence,
            message: self.snippet.message.clone(),
        }))
    }

    fn target(&mut self, target: &Expr) -> Result<Store, String> {
        let mut store = Store {
            say: self.say.to_owned(),
            severity: self.snippet.severity,
            confidence: self.snippet.confidence,
            message: self.snippet.message.clone(),
            ..Store::default()
        };
        match target {
            Expr::Name(n) => {
                store.places = vec![Target::Variable];
                self.name(n.id.as_str(), &mut store)?;
            }
            Expr::Attribute(a) => {
                store.places = vec![Target::Attribute];
                if let Some(name) = self.qualified(target) {
                    store.qualified = vec![name];
                } else {
                    self.object(&a.value)?;
                    self.name(a.attr.as_str(), &mut store)?;
                }
            }
            Expr::Subscript(s) => {
                store.places = vec![Target::Key];
                let key = match &*s.slice {
                    Expr::StringLiteral(key) => self.written(key.value.to_str()),
                    Expr::Name(n) if self.meta(n.id.as_str()).is_some() => {
                        self.object(&s.value)?;
                        self.name(n.id.as_str(), &mut store)?;
                        return Ok(store);
                    }
                    _ => return Err("a key in a pattern is text or a metavariable".into()),
                };
                if let Some(name) = self.qualified(&s.value) {
                    store.qualified = vec![format!("{name}[{key}]")];
                } else {
                    self.object(&s.value)?;
                    store.name = Some(Pattern::exactly(&key)?);
                }
            }
            _ => {
                return Err("the target is a name, an attribute or a key".into());
            }
        }
        Ok(store)
    }

    /// The object whose attribute or item is set: nothing is recorded of it but its name.
    fn object(&mut self, e: &Expr) -> Result<(), String> {
        let meta = match e {
            Expr::Name(n) => self.meta(n.id.as_str()),
            _ => None,
        };
        let Some(name) = meta else {
            return Err(
                "the object is a metavariable, or a qualified name such as `package.Class`".into(),
            );
        };
        if self.snippet.questions.contains_key(&name) {
            return Err(format!(
                "of `${name}` only its type is known: write `package.Class` in its place"
            ));
        }
        self.once(name)
    }

    /// The last part of a target.
    fn name(&mut self, name: &str, store: &mut Store) -> Result<(), String> {
        let Some(meta) = self.meta(name) else {
            store.name = Some(Pattern::exactly(name)?);
            return Ok(());
        };
        store.named = self.questions(&meta);
        store.name = Some(Pattern::try_from(String::new())?);
        self.once(meta)
    }

    // ---- values ------------------------------------------------------------------------------

    /// What is asked of a value that is written so. `selector` says where it stands.
    fn value(
        &mut self,
        e: &Expr,
        selector: &Condition,
        out: &mut Vec<Condition>,
    ) -> Result<(), String> {
        let is = |written: String| Condition {
            is: vec![written],
            ..selector.clone()
        };
        out.push(match e {
            Expr::Name(n) => {
                let name = self.meta(n.id.as_str()).ok_or_else(|| {
                    format!(
                        "where `{0}` comes from is missing: write `package.{0}`, or `$VALUE` for any value",
                        n.id
                    )
                })?;
                let asked = self.questions(&name);
                if let Some(first) = self.places.get(&name) {
                    let same = Some(Box::new(first.clone()));
                    out.push(Condition {
                        same,
                        ..selector.clone()
                    });
                    return Ok(());
                }
                if name != "_" && selector.selects_itself() {
                    self.places.insert(name.clone(), selector.clone());
                }
                self.once(name)?;
                if !asked.is_empty() {
                    for question in asked {
                        out.push(placed(question, selector)?);
                    }
                    return Ok(());
                }
                Condition {
                    given: Some(true),
                    ..selector.clone()
                }
            }
            Expr::EllipsisLiteral(_) => Condition {
                given: Some(true),
                ..selector.clone()
            },
            Expr::NoneLiteral(_) => is("None".into()),
            Expr::BooleanLiteral(b) => is(if b.value { "True" } else { "False" }.into()),
            Expr::StringLiteral(s) => is(quote(&self.written(s.value.to_str()))),
            Expr::NumberLiteral(n) => is(number(&n.value)?),
            Expr::UnaryOp(u) if u.op == UnaryOp::USub => match &*u.operand {
                Expr::NumberLiteral(n) => is(format!("-{}", number(&n.value)?)),
                _ => return Err("only numbers have a sign in a pattern".into()),
            },
            Expr::Attribute(_) => is(self
                .qualified(e)
                .ok_or("a name in a pattern is qualified: `package.name`")?),
            Expr::Call(c) => {
                let Some(name) = self.qualified(&c.func) else {
                    return Err("a call inside a pattern has a qualified name".into());
                };
                if !rest_only(&c.arguments, self.mark) {
                    return Err(format!(
                        "what is passed to a call inside a pattern is not asked for: write `{name}(...)`"
                    ));
                }
                Condition {
                    through: vec![name],
                    ..selector.clone()
                }
            }
            Expr::Dict(d) => {
                if selector.key.is_some() {
                    return Err("a dict inside a dict is not asked for".into());
                }
                for item in &d.items {
                    let Some(Expr::StringLiteral(key)) = &item.key else {
                        return Err("the keys of a dict in a pattern are texts".into());
                    };
                    let inner = Condition {
                        key: Some(self.written(key.value.to_str())),
                        ..selector.clone()
                    };
                    self.value(&item.value, &inner, out)?;
                }
                return Ok(());
            }
            Expr::List(ast::ExprList { elts, .. }) | Expr::Tuple(ast::ExprTuple { elts, .. }) => {
                let [Expr::StringLiteral(first), Expr::EllipsisLiteral(_)] = elts.as_slice() else {
                    return Err("a list in a pattern is `[\"first\", ...]`".into());
                };
                Condition {
                    first: vec![self.written(first.value.to_str())],
                    ..selector.clone()
                }
            }
            _ => {
                return Err(
                    "a value in a pattern is a constant, a qualified name, a call, a dict or a metavariable".into(),
                );
            }
        });
        Ok(())
    }

    /// The name of a metavariable.
    fn meta(&self, name: &str) -> Option<String> {
        name.strip_prefix(self.mark).map(str::to_owned)
    }

    fn once(&mut self, name: String) -> Result<(), String> {
        if name != "_" && self.met.contains(&name) {
            return Err(format!(
                "`${name}` stands here twice, which only two values of a call can, or the two sides of `==` or `!=`"
            ));
        }
        self.met.insert(name);
        Ok(())
    }

    fn questions(&self, name: &str) -> Vec<Condition> {
        let asked = self.snippet.questions.get(name);
        asked.cloned().unwrap_or_default()
    }

    /// Text as it was written in the pattern.
    fn written(&self, text: &str) -> String {
        text.replace(self.mark, "$")
    }

    /// The qualified name that an expression is, as the record says it.
    fn qualified(&self, e: &Expr) -> Option<String> {
        let mut parts = Vec::new();
        let mut e = e;
        while let Expr::Attribute(a) = e {
            parts.push(a.attr.as_str());
            e = &a.value;
        }
        let Expr::Name(root) = e else {
            return None;
        };
        parts.push(root.id.as_str());
        if parts.iter().any(|p| p.starts_with(self.mark)) {
            return None;
        }
        parts.reverse();
        let name = match parts.as_slice() {
            // The program's own names have no place in a rule; what else stands alone is built in.
            [one] => format!("builtins.{one}"),
            _ => parts.join("."),
        };
        Some(self.knowledge.aliases.get(&name).cloned().unwrap_or(name))
    }
}
