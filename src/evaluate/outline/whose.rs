//! Rows that are read by a name out of a request without asking whose they are, in a file whose other functions do ask.
//!
//! Reads calls and names, no values; which names they have stands in the models. Called by
//! `outline`.

use super::behind::Told;
use super::last_name;
use super::shape::is_class;
use crate::evaluate::knowledge::{Role, Roles};
use ruff_python_ast::helpers::any_over_expr;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use std::collections::BTreeSet;

/// Under this name such a reading is recorded.
pub(in crate::evaluate) const ROW: &str = "program.row";
/// How many readings of one file are compared.
const READINGS: usize = 256;
/// One reading of a row.
struct Reading<'a> {
    /// The name of the class whose rows are read.
    table: &'a str,
    at: TextRange,
    /// The class in which the function stands.
    class: Option<&'a str>,
    /// Whether one row is read by a parameter of the function.
    by_key: bool,
    /// Whether the function speaks of whoever sent the request.
    asks: bool,
    /// Whether it asks of this very row whose it is.
    norm: bool,
    /// Whether a request gets here by itself: a key out of it is one that anybody may write.
    answers: bool,
    /// Whether it is called before all others of its class.
    door: bool,
    /// Whether it may ask somebody else about the row.
    unsure: bool,
    /// Whether it changes or removes the row.
    changes: bool,
    /// Whether the function is told who asks, and never looks.
    ignores: bool,
    /// The decorators of the function.
    worn: BTreeSet<&'a str>,
}

/// A function of the file that reads a row by what it is handed: whoever calls it reads the row.
struct Reader<'a> {
    name: &'a str,
    table: &'a str,
    /// Whether it asks whose the row is.
    asks: bool,
}

/// The functions of a file that read one row by a parameter, and that no request reaches by itself.
fn readers<'a>(body: &'a [Stmt], roles: &Roles) -> Vec<Reader<'a>> {
    let mut readers = Vec::new();
    let mut readings = Vec::new();
    for f in body.iter().filter_map(Stmt::as_function_def_stmt) {
        read_in(f, None, roles, &[], &mut readings);
        for r in readings.drain(..) {
            if r.by_key && !r.answers && !r.unsure {
                readers.push(Reader {
                    name: f.name.as_str(),
                    table: r.table,
                    asks: r.asks,
                });
            }
        }
    }
    readers
}

/// The readings of a file that leave out what the others ask.
pub(super) fn unasked(body: &[Stmt], roles: &Roles) -> Vec<Told> {
    let mut readings = Vec::new();
    let readers = readers(body, roles);
    for s in body {
        match s {
            Stmt::FunctionDef(f) => read_in(f, None, roles, &readers, &mut readings),
            Stmt::ClassDef(c) => {
                let answers = c
                    .bases()
                    .iter()
                    .filter_map(last_name)
                    .chain([c.name.as_str()])
                    .any(|name| roles.ends(Role::Answering, name));
                for s in &c.body {
                    if let Stmt::FunctionDef(f) = s {
                        let class = Some((c.name.as_str(), answers));
                        read_in(f, class, roles, &readers, &mut readings);
                    }
                }
            }
            _ => {}
        }
    }
    readings.truncate(READINGS);
    let found = readings.iter().filter(|r| {
        let open = r.by_key && (r.answers || r.ignores) && !r.asks && !r.unsure;
        let same_class = |other: &Reading<'_>| {
            r.class.is_some() && other.class == r.class && other.table == r.table
        };
        // Nobody comes to the others of its class but through this door.
        let kept = |other: &Reading<'_>| other.door && other.asks && same_class(other);
        open && !readings.iter().any(kept)
            && readings.iter().any(|other| {
                let alike = other.table == r.table && other.norm;
                // What one class hands out is meant for all of its methods.
                let own = !other.by_key && r.class.is_some() && other.class == r.class;
                // A row that everybody may see is still not everybody's to change.
                let same_kind = r.changes || !other.changes;
                let same_doors =
                    r.worn == other.worn || (r.changes && r.worn.is_subset(&other.worn));
                let ignored = r.ignores && other.table == r.table && other.asks;
                // Each is shown their own, and may change all.
                let shown =
                    r.changes && !other.by_key && !r.worn.is_empty() && r.worn == other.worn;
                ignored || (alike && (own || shown || (other.by_key && same_kind && same_doors)))
            })
    });
    let told = found.map(|r| Told {
        callee: ROW,
        at: r.at,
        words: [r.table.to_owned(), String::new()],
    });
    let mut told: Vec<Told> = told.collect();
    told.extend(super::views::unasked(body, roles));
    told
}

fn read_in<'a>(
    f: &'a ast::StmtFunctionDef,
    class: Option<(&'a str, bool)>,
    roles: &Roles,
    readers: &[Reader<'a>],
    readings: &mut Vec<Reading<'a>>,
) {
    let mut search = Search {
        roles,
        readers,
        keys: keys(f, roles),
        rows: Vec::new(),
        named: BTreeSet::new(),
        asks: false,
        norm: false,
        requested: false,
        changes: false,
        given: Vec::new(),
    };
    search.visit_body(&f.body);
    // What fills a parameter may ask for the function.
    let filled = f.parameters.iter_non_variadic_params().any(|p| {
        p.default().is_some_and(Expr::is_call_expr) && !roles.has(Role::Visitor, p.name().as_str())
    });
    let worn: BTreeSet<&str> = f
        .decorator_list
        .iter()
        .filter(|d| !is_route(&d.expression, roles))
        .filter_map(|d| last_name(&d.expression))
        .collect();
    let routed = f
        .decorator_list
        .iter()
        .any(|d| is_route(&d.expression, roles));
    let handed = f
        .parameters
        .iter_non_variadic_params()
        .any(|p| is_request(p.name().as_str()));
    // A method that only its own class calls is handed what that has looked at.
    let method = class.is_some_and(|(_, answers)| answers) && !f.name.starts_with('_');
    let answers = routed || handed || search.requested || method;
    let told = |p: ast::AnyParameterRef<'_>| roles.has(Role::Visitor, p.name().as_str());
    let ignores = class.is_none() && !search.asks && f.parameters.iter().any(told);
    let unsure = search.given.iter().any(|name| search.named.contains(name));
    for (table, at, by_key) in search.rows {
        readings.push(Reading {
            table,
            at,
            class: class.map(|(name, _)| name),
            by_key,
            asks: search.asks,
            norm: search.norm,
            answers,
            door: roles.has(Role::Door, f.name.as_str()),
            unsure: unsure || (filled && !search.asks && class.is_some()),
            changes: search.changes,
            ignores,
            worn: worn.clone(),
        });
    }
}

/// Whether a name stands for a request.
fn is_request(name: &str) -> bool {
    matches!(name, "request" | "req")
}

/// Whether a decorator says by which address a function is called, and nothing about who may.
fn is_route(e: &Expr, roles: &Roles) -> bool {
    let more = e.as_call_expr().is_some_and(|c| {
        c.arguments.keywords.iter().any(|k| {
            k.arg
                .as_ref()
                .is_some_and(|a| matches!(a.as_str(), "permission_classes" | "dependencies"))
        })
    });
    is_route_alone(e, roles) && !more
}

/// Whether a decorator says by which address a function is called, whatever else it says.
pub(super) fn is_route_alone(e: &Expr, roles: &Roles) -> bool {
    last_name(e).is_some_and(|name| roles.has(Role::Route, name))
}

/// The parameters out of which a key may come.
fn keys<'a>(f: &'a ast::StmtFunctionDef, roles: &Roles) -> Vec<&'a str> {
    let all = f.parameters.iter_non_variadic_params();
    let own = all.filter(|p| !p.default().is_some_and(Expr::is_call_expr));
    let names = own.map(|p| p.name().as_str());
    names
        .filter(|name| {
            !matches!(*name, "self" | "cls" | "request") && !roles.has(Role::Visitor, name)
        })
        .collect()
}

struct Search<'a, 'i> {
    roles: &'i Roles,
    readers: &'i [Reader<'a>],
    keys: Vec<&'a str>,
    rows: Vec<(&'a str, TextRange, bool)>,
    /// Variables that hold rows.
    named: BTreeSet<&'a str>,
    /// Whether whoever sent the request is named.
    asks: bool,
    /// Whether that is where a row is read, or asked about.
    norm: bool,
    /// Whether the request is named.
    requested: bool,
    changes: bool,
    /// Variables that were handed to functions of the program, which may refuse.
    given: Vec<&'a str>,
}

impl<'a> Visitor<'a> for Search<'a, '_> {
    fn visit_stmt(&mut self, s: &'a Stmt) {
        match s {
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) => return,
            Stmt::Assign(a) => {
                for target in &a.targets {
                    match target {
                        Expr::Name(n) if self.is_row(&a.value) => {
                            self.named.insert(n.id.as_str());
                        }
                        Expr::Attribute(t) => {
                            let row = matches!(&*t.value, Expr::Name(n) if self.named.contains(n.id.as_str()));
                            self.changes |= row;
                        }
                        _ => {}
                    }
                }
            }
            // `if not may_see(user, row)`, `check(row, user)`
            Stmt::If(s) => self.norm |= self.is_about_row(&s.test),
            Stmt::Assert(s) => self.norm |= self.is_about_row(&s.test),
            Stmt::Expr(s) => self.norm |= self.is_about_row(&s.value),
            _ => {}
        }
        visitor::walk_stmt(self, s);
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        let word = match e {
            Expr::Name(n) => Some(n.id.as_str()),
            Expr::Attribute(a) => Some(a.attr.as_str()),
            Expr::StringLiteral(s) => Some(s.value.to_str()),
            _ => None,
        };
        self.asks |= word.is_some_and(|word| self.roles.has(Role::Visitor, word));
        self.requested |= !e.is_string_literal_expr() && word.is_some_and(is_request);
        self.norm |= e.is_compare_expr() && self.is_about_row(e);
        if let Expr::Call(call) = e {
            let last = last_name(&call.func).unwrap_or("");
            self.changes |= self.roles.has(Role::Changes, last);
            // `check(row)`, `self.check(row)`; a session that is handed a row asks nothing.
            let own = match &*call.func {
                Expr::Name(_) => true,
                Expr::Attribute(a) => matches!(&*a.value, Expr::Name(n) if n.id == *"self"),
                _ => false,
            };
            if own {
                let names = call.arguments.args.iter().filter_map(Expr::as_name_expr);
                self.given.extend(names.map(|n| n.id.as_str()));
            }
            if let Some((table, by_key)) = self.reading(e) {
                let asks = self.reader(call).is_some_and(|reader| reader.asks);
                self.asks |= asks;
                self.norm |= asks;
                self.rows.push((table, e.range(), by_key));
                // What stands inside is part of the same reading.
                let mut inner = Asks(self.roles, false);
                inner.visit_expr(e);
                self.asks |= inner.1;
                self.norm |= inner.1;
                return;
            }
        }
        visitor::walk_expr(self, e);
    }
}

/// Whether an expression speaks of whoever sent the request.
struct Asks<'i>(&'i Roles, bool);
impl<'a> Visitor<'a> for Asks<'_> {
    fn visit_expr(&mut self, e: &'a Expr) {
        let word = match e {
            Expr::Name(n) => Some(n.id.as_str()),
            Expr::Attribute(a) => Some(a.attr.as_str()),
            _ => None,
        };
        self.1 |= word.is_some_and(|word| self.0.has(Role::Visitor, word));
        visitor::walk_expr(self, e);
    }
}

impl<'a, 'i> Search<'a, 'i> {
    /// Whether an expression speaks of a row and of whoever sent the request.
    fn is_about_row(&self, e: &Expr) -> bool {
        let row = |e: &Expr| matches!(e, Expr::Name(n) if self.named.contains(n.id.as_str()));
        let mut asks = Asks(self.roles, false);
        asks.visit_expr(e);
        asks.1 && any_over_expr(e, &row)
    }

    fn is_row(&self, e: &'a Expr) -> bool {
        let e = match e {
            Expr::Await(a) => &a.value,
            e => e,
        };
        self.reading(e).is_some()
    }

    /// Whether an expression reads rows: of which class, and whether one of them by a key.
    fn reading(&self, e: &'a Expr) -> Option<(&'a str, bool)> {
        let (mut at, mut by_key) = (e, false);
        let mut first = true;
        loop {
            match at {
                Expr::Call(call) => {
                    by_key |= self.has_key(call);
                    let last = last_name(&call.func)?;
                    if let Some(reader) = self.reader(call) {
                        return Some((reader.table, true));
                    }
                    if let Some(table) = table_of(call, last, self.roles) {
                        let key = call.arguments.args.get(1).is_some_and(|e| self.is_key(e));
                        return Some((
                            table,
                            by_key || (self.roles.has(Role::RowByKey, last) && key),
                        ));
                    }
                    at = &call.func;
                }
                Expr::Attribute(a) => {
                    let rows = self.roles.has(Role::Rows, a.attr.as_str());
                    match &*a.value {
                        Expr::Name(n) if rows && is_class(n.id.as_str()) && !first => {
                            return Some((n.id.as_str(), by_key));
                        }
                        inner => at = inner,
                    }
                }
                _ => return None,
            }
            first = false;
        }
    }

    /// The function of the file that is handed a key here, and reads a row by it.
    fn reader(&self, call: &ast::ExprCall) -> Option<&'i Reader<'a>> {
        let name = call.func.as_name_expr()?.id.as_str();
        let reader = self.readers.iter().find(|reader| reader.name == name)?;
        let given = call.arguments.args.iter();
        let named = call.arguments.keywords.iter().map(|k| &k.value);
        let key = given.chain(named).any(|e| self.is_key(e));
        key.then_some(reader)
    }

    /// Whether one of the arguments says that a column is what a parameter holds.
    fn has_key(&self, call: &'a ast::ExprCall) -> bool {
        let named = call.arguments.keywords.iter();
        let mut named = named.filter(|k| k.arg.as_ref().is_some_and(|a| says_which(a)));
        let compared = |e: &Expr| match e {
            Expr::Compare(c) => {
                last_name(&c.left).is_some_and(says_which)
                    && c.left.is_attribute_expr()
                    && c.comparators.iter().any(|e| self.is_key(e))
            }
            _ => false,
        };
        let by_place =
            last_name(&call.func).is_some_and(|name| self.roles.has(Role::RowByKey, name));
        // Of what gives one row, any column that an address names says which.
        let one = last_name(&call.func).is_some_and(|name| self.roles.has(Role::OneRow, name));
        let mut rest = call.arguments.keywords.iter();
        named.any(|k| self.is_key(&k.value))
            || (one && rest.any(|k| self.is_key(&k.value)))
            || call.arguments.args.iter().any(compared)
            || (by_place && call.arguments.args.first().is_some_and(|e| self.is_key(e)))
    }

    /// `pk`, `int(pk)`, `kwargs["pk"]`
    fn is_key(&self, e: &Expr) -> bool {
        let own = |e: &Expr| matches!(e, Expr::Name(n) if self.keys.contains(&n.id.as_str()));
        match e {
            Expr::Subscript(_) | Expr::Call(_) | Expr::Name(_) => any_over_expr(e, &own),
            _ => false,
        }
    }
}

/// The class whose rows a call is told to read: `get_object_or_404(Document, …)`, `select(Document)`,
/// `session.get(Document, number)`.
fn table_of<'a>(call: &'a ast::ExprCall, last: &str, roles: &Roles) -> Option<&'a str> {
    let first = call.arguments.args.first()?;
    let known = roles.has(Role::RowsOf, last);
    let second = call.arguments.args.len() == 2 && roles.has(Role::RowByKey, last);
    let by_key = second && call.func.is_attribute_expr();
    if !(known || by_key) {
        return None;
    }
    let mut at = first;
    loop {
        match at {
            Expr::Name(n) => return is_class(n.id.as_str()).then_some(n.id.as_str()),
            Expr::Attribute(a) if known => at = &a.value,
            Expr::Call(c) if known => at = &c.func,
            _ => return None,
        }
    }
}

/// Whether a column says which row is meant.
fn says_which(column: &str) -> bool {
    let last = column.rsplit('_').next().unwrap_or(column);
    matches!(last, "id" | "pk" | "uuid" | "guid" | "slug" | "key")
}
