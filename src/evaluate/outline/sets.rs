//! What can be told of a class from how it is written, for the frameworks that read it so: sets of views, serializers; and
//! steps of a function that stand in the wrong order.
//!
//! Reads names, no values; what follows from them stands in the rules. Called by `behind`.

use super::behind::Told;
use super::shape::{last_name, turns_away};
use crate::evaluate::knowledge::{Role, Roles};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, CmpOp, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use std::collections::{BTreeMap, BTreeSet};

/// Under this name a class is recorded: the last names of its bases, and what is told of it.
const CLASS: &str = "program.class_of_framework";
/// Under this name it is recorded that a process gives up its user before its group.
const ORDER: &str = "program.user_before_group";
/// Under this name it is recorded that an origin is looked for a name anywhere: what is looked in.
const ANYWHERE: &str = "program.host_anywhere";
/// Under this name it is recorded that a method which refuses by raising never raises: its class's bases, and its name.
const LENIENT: &str = "program.never_refuses";
/// How much is told of one class.
const FACTS: usize = 256;

pub(super) fn told(text: &str, body: &[Stmt], roles: &Roles) -> Vec<Told> {
    let has = |word: &str| text.contains(word);
    let classes = has("rest_framework") && (has("permission_classes") || has("serializers"));
    let rights = has("os.set") && has("uid(") && has("g");
    let hosts = [
        " in origin",
        " in referer",
        " in referrer",
        " in request.headers",
    ]
    .iter()
    .any(|word| has(word));
    let asked = roles.stands_in(Role::RefusesByRaising, text);
    if !(classes || rights || hosts || asked) {
        return Vec::new();
    }
    let mut search = Search {
        roles,
        classes,
        rights,
        hosts,
        asked,
        texts: BTreeMap::new(),
        found: Vec::new(),
    };
    for s in body {
        if let Stmt::Assign(s) = s
            && let ([Expr::Name(name)], Expr::StringLiteral(text)) = (&*s.targets, &*s.value)
        {
            search.texts.insert(name.id.as_str(), text.value.to_str());
        }
    }
    search.visit_body(body);
    search.found
}

struct Search<'a, 'i> {
    roles: &'i Roles,
    classes: bool,
    rights: bool,
    hosts: bool,
    asked: bool,
    /// Texts that have a name in the module.
    texts: BTreeMap<&'a str, &'a str>,
    found: Vec<Told>,
}

impl<'a> Visitor<'a> for Search<'a, '_> {
    fn visit_stmt(&mut self, s: &'a Stmt) {
        match s {
            Stmt::ClassDef(class) if self.classes || self.asked => {
                if self.asked {
                    self.found.extend(lenient(class, self.roles));
                }
                if self.classes {
                    self.found.extend(self.class(class));
                }
            }
            Stmt::FunctionDef(f) if self.rights => self.found.extend(order(&f.body, self.roles)),
            _ => {}
        }
        if self.hosts {
            self.found.extend(self.anywhere(s));
        }
        visitor::walk_stmt(self, s);
    }

    // No statement stands in an expression.
    fn visit_expr(&mut self, _: &'a Expr) {}
}

/// What is told of a class, and where the most telling of it stands.
#[derive(Default)]
struct Facts {
    all: BTreeSet<String>,
    at: Option<TextRange>,
}

impl Facts {
    fn add(&mut self, of: &str, what: &str) {
        if self.all.len() < FACTS {
            self.all.insert(format!("{of}:{what}"));
        }
    }
}

impl<'a> Search<'a, '_> {
    fn class(&self, class: &'a ast::StmtClassDef) -> Option<Told> {
        let bases = &class.arguments.as_ref()?.args;
        let bases: Vec<&str> = bases.iter().filter_map(last_name).collect();
        let mut facts = Facts::default();
        for s in &class.body {
            match s {
                Stmt::Assign(s) => {
                    if let [Expr::Name(name)] = &*s.targets {
                        assigned(name.id.as_str(), &s.value, s.range(), &mut facts);
                    }
                }
                Stmt::FunctionDef(f) => {
                    facts.add("def", f.name.as_str());
                    let mut kept = Kept(self.roles, BTreeSet::new());
                    kept.visit_body(&f.body);
                    kept.1.iter().for_each(|name| facts.add("kept", name));
                }
                Stmt::ClassDef(meta) if meta.name.as_str() == "Meta" => {
                    for s in &meta.body {
                        if let Stmt::Assign(s) = s
                            && let [Expr::Name(name)] = &*s.targets
                        {
                            let name = format!("Meta.{}", name.id);
                            assigned(&name, &s.value, s.range(), &mut facts);
                        }
                    }
                }
                _ => {}
            }
        }
        let at = facts.at?;
        let all: Vec<String> = facts.all.into_iter().collect();
        Some(Told {
            callee: CLASS,
            at,
            words: [bases.join(" "), all.join(" ")],
        })
    }

    /// `return "example.com" in origin`, `if HOST not in origin: raise`
    fn anywhere(&self, s: &'a Stmt) -> Option<Told> {
        let (test, op) = match s {
            Stmt::Return(r) => (r.value.as_deref()?, CmpOp::In),
            Stmt::If(s) if turns_away(&s.body) => (&*s.test, CmpOp::NotIn),
            _ => return None,
        };
        let mut parts = vec![test];
        if let Expr::BoolOp(b) = test {
            parts = b.values.iter().collect();
        }
        parts.into_iter().find_map(|part| {
            let c = part.as_compare_expr()?;
            let ([at], [whole]) = (&*c.ops, &*c.comparators) else {
                return None;
            };
            let part = match &*c.left {
                Expr::StringLiteral(s) => s.value.to_str(),
                Expr::Name(n) => *self.texts.get(n.id.as_str())?,
                _ => return None,
            };
            let name = super::super::note::named(whole)?;
            (*at == op).then(|| Told {
                callee: ANYWHERE,
                at: c.range(),
                words: [name.to_owned(), part.to_owned()],
            })
        })
    }
}

/// What a name in the body of a class is given.
fn assigned(name: &str, value: &Expr, at: TextRange, facts: &mut Facts) {
    match value {
        Expr::List(ast::ExprList { elts, .. }) | Expr::Tuple(ast::ExprTuple { elts, .. }) => {
            for e in elts {
                let one = match e {
                    Expr::StringLiteral(s) => Some(s.value.to_str()),
                    Expr::Call(_) => Some("()"),
                    e => last_name(e),
                };
                facts.add(name, one.unwrap_or("?"));
            }
            let telling = matches!(name, "permission_classes" | "Meta.fields");
            if telling && facts.at.is_none() {
                facts.at = Some(at);
            }
        }
        Expr::Call(call) => {
            let read = call.arguments.keywords.iter().any(|k| {
                let only = k.arg.as_ref().is_some_and(|a| a.as_str() == "read_only");
                only && k.value.is_boolean_literal_expr()
            });
            if read {
                facts.add("read_only", name);
            }
            if is_of_all(call) {
                facts.add(name, "all");
                if name == "queryset" {
                    facts.at = Some(at);
                }
            }
        }
        Expr::Dict(dict) => {
            for item in &dict.items {
                let (Some(Expr::StringLiteral(key)), Expr::Dict(inner)) = (&item.key, &item.value)
                else {
                    continue;
                };
                let read = inner.items.iter().any(|i| {
                    matches!(&i.key, Some(Expr::StringLiteral(k)) if k.value.to_str() == "read_only")
                });
                if read {
                    facts.add("read_only", key.value.to_str());
                }
            }
        }
        // Made of other lists: nobody knows of what.
        Expr::BinOp(_) | Expr::Starred(_) => facts.add(name, "?"),
        _ => {}
    }
}

/// The columns under which a row is kept as that of whoever sent the request: `serializer.save(owner=self.request.user)`.
struct Kept<'a, 'i>(&'i Roles, BTreeSet<&'a str>);
impl<'a> Visitor<'a> for Kept<'a, '_> {
    fn visit_expr(&mut self, e: &'a Expr) {
        if let Expr::Call(call) = e
            && last_name(&call.func) == Some("save")
        {
            for k in &call.arguments.keywords {
                if let Some(name) = &k.arg
                    && last_name(&k.value).is_some_and(|word| self.0.has(Role::Visitor, word))
                {
                    self.1.insert(name.as_str());
                }
            }
        }
        visitor::walk_expr(self, e);
    }
}

/// Where a process gives up the rights of its user, and only then those of its group, which it may not do any more.
fn order(body: &[Stmt], roles: &Roles) -> Option<Told> {
    struct Calls<'a>(Vec<(&'a str, TextRange)>);
    impl<'a> Visitor<'a> for Calls<'a> {
        fn visit_stmt(&mut self, s: &'a Stmt) {
            if !matches!(s, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
                visitor::walk_stmt(self, s);
            }
        }

        fn visit_expr(&mut self, e: &'a Expr) {
            visitor::walk_expr(self, e);
            if let Expr::Call(call) = e
                && let Expr::Attribute(a) = &*call.func
                && matches!(&*a.value, Expr::Name(n) if n.id.as_str() == "os")
            {
                self.0.push((a.attr.as_str(), call.range()));
            }
        }
    }
    let mut calls = Calls(Vec::new());
    calls.visit_body(body);
    let user = |name: &str| roles.has(Role::GivesUpUser, name);
    let group = |name: &str| roles.has(Role::GivesUpGroup, name);
    let first = calls.0.iter().position(|(name, _)| user(name))?;
    let (before, after) = calls.0.split_at_checked(first)?;
    let late = after.iter().any(|(name, _)| group(name));
    let early = before.iter().any(|(name, _)| group(name));
    let (name, at) = after.first()?;
    (late && !early).then(|| Told {
        callee: ORDER,
        at: *at,
        words: [(*name).to_owned(), String::new()],
    })
}

/// A method that is asked and refuses by raising, and raises in no case: neither itself nor what it asks of its own object.
fn lenient(class: &ast::StmtClassDef, roles: &Roles) -> Option<Told> {
    struct Ends(bool);
    impl<'a> Visitor<'a> for Ends {
        fn visit_stmt(&mut self, s: &'a Stmt) {
            self.0 |= matches!(s, Stmt::Raise(_) | Stmt::Assert(_));
            visitor::walk_stmt(self, s);
        }

        fn visit_expr(&mut self, e: &'a Expr) {
            if let Expr::Call(call) = e {
                let object = call.func.as_attribute_expr().map(|a| &*a.value);
                let own = |e: &Expr| match e {
                    Expr::Name(n) => n.id.as_str() == "self",
                    // `super().missing_host_key(…)`, `RejectPolicy.missing_host_key(self, …)`
                    Expr::Call(c) => last_name(&c.func) == Some("super"),
                    e => last_name(e).is_some_and(|n| n.starts_with(char::is_uppercase)),
                };
                // What stands by itself may be a function that raises.
                let tells = matches!(&*call.func, Expr::Name(n) if n.id.as_str() == "print");
                self.0 |= !tells && object.is_none_or(own);
            }
            visitor::walk_expr(self, e);
        }
    }
    let bases: Vec<&str> = class.bases().iter().filter_map(last_name).collect();
    let methods = class.body.iter().filter_map(Stmt::as_function_def_stmt);
    let mut asked = methods.filter(|f| roles.has(Role::RefusesByRaising, f.name.as_str()));
    let f = asked.find(|f| {
        let mut ends = Ends(false);
        ends.visit_body(&f.body);
        !ends.0
    })?;
    Some(Told {
        callee: LENIENT,
        at: f.name.range(),
        words: [bases.join(" "), f.name.to_string()],
    })
}

/// What only says in which order rows come, and how much of each: they are all there still.
const SAME_ROWS: [&str; 9] = [
    "all",
    "order_by",
    "select_related",
    "prefetch_related",
    "annotate",
    "defer",
    "only",
    "reverse",
    "using",
];

/// Whether a call gives all rows of a table: `Note.objects.order_by("-made").select_related("author")`.
fn is_of_all(call: &ast::ExprCall) -> bool {
    let mut at = call;
    loop {
        let Expr::Attribute(a) = &*at.func else {
            return false;
        };
        if !SAME_ROWS.contains(&a.attr.as_str()) {
            return false;
        }
        match &*a.value {
            Expr::Call(inner) => at = inner,
            Expr::Attribute(rows) => return rows.attr.as_str() == "objects",
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::parse;
    use crate::text::Source;

    fn callees(code: &str) -> Vec<&'static str> {
        let mut roles = Roles::default();
        roles.give(Role::GivesUpUser, &["os.setuid".to_owned()]);
        roles.give(Role::GivesUpGroup, &["os.setgid".to_owned()]);
        let asked = ["paramiko.MissingHostKeyPolicy.missing_host_key".to_owned()];
        roles.give(Role::RefusesByRaising, &asked);
        let program = parse(&Source::new("a.py", code));
        let found = told(code, &program.tree().body, &roles);
        found.into_iter().map(|t| t.callee).collect()
    }

    #[test]
    fn what_refuses_by_raising_raises() {
        let policy = |body: &str| {
            format!(
                "class P(Policy):\n    def missing_host_key(self, client, host, key):\n        {body}\n"
            )
        };
        for body in [
            "pass",
            "log.warning(host)",
            "client.get_host_keys().add(host, key.get_name(), key)",
        ] {
            assert_eq!(callees(&policy(body)), [LENIENT], "{body}");
        }
        for body in [
            "raise SSHException(host)",
            "if key != self.key:\n            raise SSHException(host)",
            "self.check(key)",
            "refuse(host)",
            "super().missing_host_key(client, host, key)",
        ] {
            assert!(callees(&policy(body)).is_empty(), "{body}");
        }
    }

    #[test]
    fn the_group_is_given_up_before_the_user() {
        let late = "def drop(u, g):\n    os.setuid(u)\n    os.setgid(g)\n";
        assert_eq!(callees(late), [ORDER]);
        let right = "def drop(u, g):\n    os.setgid(g)\n    os.setuid(u)\n";
        assert!(callees(right).is_empty());
        // Each function is one of its own.
        let two = "def a(u):\n    os.setuid(u)\ndef b(g):\n    os.setgid(g)\n";
        assert!(callees(two).is_empty());
    }

    #[test]
    fn a_part_of_an_origin_says_nothing_of_it() {
        let asked = "def allowed(origin):\n    return 'example.com' in origin\n";
        assert_eq!(callees(asked), [ANYWHERE]);
        let refused = "def page(origin):\n    if HOST not in origin:\n        raise Refused\n";
        assert_eq!(
            callees(&format!("HOST = 'example.com'\n{refused}")),
            [ANYWHERE]
        );
        let listed = "def allowed(origin):\n    return origin in ('https://example.com',)\n";
        assert!(callees(listed).is_empty());
    }
}
