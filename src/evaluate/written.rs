//! Forms that can be told from how a file is written, whatever its values are: a comparison of places instead of contents, a
//! word that makes a condition true, a list that all objects of a class share, a loop that nothing ends, a length that is asked
//! for.
//!
//! Follows no values, so nothing is missed where nobody calls. What of it matters says whoever asks. Read off the tree by
//! the outline, or by `survey`; told by the machine.

use super::machine::Machine;
use super::note::named;
use super::outline::{ending_call, last_name};
use super::record::{Effect, EffectKind, Place, Reach, Shape, View, Watch};
use crate::text::Span;
use ruff_python_ast::helpers::any_over_expr;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Number, Stmt};
use ruff_text_size::{Ranged as _, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

/// What is written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    at: TextRange,
    /// The function in which it stands; empty outside of any.
    function: Box<str>,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Form(Shape),
    /// A name in such a place, with a number where there is one.
    Name(Place, Box<str>, Option<i64>),
}

/// Methods that change a list, a set or a dict.
const CHANGING: [&str; 11] = [
    "append",
    "appendleft",
    "extend",
    "insert",
    "add",
    "update",
    "setdefault",
    "remove",
    "pop",
    "clear",
    "discard",
];

/// What is written in the statements of a file.
pub(super) fn written(body: &[Stmt], asks: Option<&dyn Watch>) -> Vec<Written> {
    let mut walk = Walk(Reader::of(body, asks));
    walk.visit_body(body);
    walk.0.found
}

/// A whole number that is written.
fn number(e: &Expr) -> Option<i64> {
    match e {
        Expr::NumberLiteral(n) => match &n.value {
            Number::Int(n) => n.as_i64(),
            _ => None,
        },
        _ => None,
    }
}

/// Whether nothing but the place in memory tells the objects of a class apart.
fn is_plain(class: &ast::StmtClassDef) -> bool {
    let compares = |name: &str| matches!(name, "__eq__" | "__new__" | "__getattr__");
    class.decorator_list.is_empty()
        && class.arguments.as_ref().is_none_or(|a| a.is_empty())
        && class.type_params.is_none()
        && class.body.iter().all(|s| match s {
            Stmt::FunctionDef(f) => !compares(f.name.as_str()),
            Stmt::Assign(s) => s
                .targets
                .iter()
                .all(|t| t.as_name_expr().is_some_and(|n| !compares(n.id.as_str()))),
            Stmt::AnnAssign(_) | Stmt::Expr(_) | Stmt::Pass(_) => true,
            _ => false,
        })
}

/// Whether a block ends with a refusal.
fn refuses(block: &[Stmt]) -> bool {
    match block.last() {
        Some(Stmt::Raise(_) | Stmt::Return(_) | Stmt::Continue(_)) => true,
        _ => matches!(
            ending_call(block),
            Some("abort" | "exit" | "error" | "fail" | "flash" | "append" | "add_error")
        ),
    }
}

/// A value of which there may be several that are equal: text, a number, a list.
fn is_content(e: &Expr) -> bool {
    match e {
        Expr::StringLiteral(_)
        | Expr::BytesLiteral(_)
        | Expr::NumberLiteral(_)
        | Expr::FString(_)
        | Expr::Tuple(_)
        | Expr::List(_)
        | Expr::Dict(_)
        | Expr::Set(_) => true,
        Expr::UnaryOp(u) => u.op == ast::UnaryOp::USub && is_content(&u.operand),
        _ => false,
    }
}

/// A value of which there is only one.
fn is_single(e: &Expr) -> bool {
    e.is_none_literal_expr() || e.is_boolean_literal_expr() || e.is_ellipsis_literal_expr()
}

/// Whether a condition holds by a word alone: `role == "admin" or "owner"`.
fn holds_by_a_word(test: &Expr) -> Option<&Expr> {
    match test {
        Expr::BoolOp(b) if b.op == BoolOp::Or => {
            let mut before = false;
            for value in &b.values {
                if before
                    && value
                        .as_string_literal_expr()
                        .is_some_and(|s| !s.value.is_empty())
                {
                    return Some(value);
                }
                before |= match value {
                    Expr::Compare(c) => {
                        let alike = |op: &CmpOp| matches!(op, CmpOp::Eq | CmpOp::NotEq);
                        c.ops.iter().all(alike)
                            && c.comparators.iter().any(Expr::is_string_literal_expr)
                    }
                    _ => false,
                };
            }
            b.values.iter().find_map(holds_by_a_word)
        }
        Expr::BoolOp(b) => b.values.iter().find_map(holds_by_a_word),
        Expr::UnaryOp(u) if u.op == ast::UnaryOp::Not => holds_by_a_word(&u.operand),
        _ => None,
    }
}

/// The least length that lets something pass, and what is measured: `len(password) < 8`.
fn least_length(test: &Expr) -> Option<(&Expr, &Expr)> {
    let Expr::Compare(c) = test else {
        return match test {
            Expr::BoolOp(b) => b.values.iter().find_map(least_length),
            _ => None,
        };
    };
    let ([op], [right]) = (&*c.ops, &*c.comparators) else {
        return None;
    };
    let (measured, least) = match op {
        CmpOp::Lt => (&*c.left, right),
        CmpOp::Gt => (right, &*c.left),
        _ => return None,
    };
    match measured {
        Expr::Call(call) if last_name(&call.func) == Some("len") => match &*call.arguments.args {
            [one] => Some((one, least)),
            _ => None,
        },
        _ => None,
    }
}

/// The method that a loop calls again and again, and of whose answer nothing is asked that would end it.
fn asked_for_ever(s: &ast::StmtWhile) -> Option<&str> {
    let plain = |s: &Stmt| matches!(s, Stmt::Assign(_) | Stmt::AugAssign(_) | Stmt::Expr(_));
    if s.test.is_literal_expr() || !s.body.iter().all(plain) {
        return None;
    }
    // Who reads the clock or counts comes to an end.
    let calls = |e: &Expr| {
        e.as_call_expr()
            .is_some_and(|c| !matches!(last_name(&c.func), Some("len" | "endswith" | "find")))
    };
    if any_over_expr(&s.test, &calls) {
        return None;
    }
    // What was read last is asked for by the condition itself.
    let asked = |name: &str| {
        any_over_expr(&s.test, &|e: &Expr| {
            e.as_name_expr().is_some_and(|n| n.id.as_str() == name)
        })
    };
    s.body.iter().find_map(|s| {
        let value = match s {
            Stmt::Assign(s)
                if !s.value.is_bin_op_expr()
                    && s.targets
                        .iter()
                        .any(|t| t.as_name_expr().is_some_and(|n| asked(n.id.as_str()))) =>
            {
                return None;
            }
            Stmt::AugAssign(s) if s.op == ast::Operator::Add => &*s.value,
            Stmt::Assign(s) => match &*s.value {
                Expr::BinOp(b) if b.op == ast::Operator::Add => &*b.right,
                value => value,
            },
            Stmt::Expr(s) => match &*s.value {
                Expr::Call(c) => c.arguments.args.first()?,
                _ => return None,
            },
            _ => return None,
        };
        let value = value.as_await_expr().map_or(value, |a| &a.value);
        Some(
            value
                .as_call_expr()?
                .func
                .as_attribute_expr()?
                .attr
                .as_str(),
        )
    })
}

/// Lists, sets and dicts of a class that its methods change as if each object had its own.
fn shared(class: &ast::StmtClassDef) -> Vec<(&str, TextRange)> {
    // What stands above may make an own one for each object.
    if !class.decorator_list.is_empty() || class.arguments.as_ref().is_some_and(|a| !a.is_empty()) {
        return Vec::new();
    }
    let holds = |e: &Expr| match e {
        Expr::List(l) => l.elts.is_empty(),
        Expr::Dict(d) => d.items.is_empty(),
        Expr::Call(c) => {
            let made = c.func.as_name_expr().map(|n| n.id.as_str());
            c.arguments.is_empty() && matches!(made, Some("list" | "dict" | "set"))
        }
        _ => false,
    };
    let mut kept: Vec<(&str, TextRange)> = Vec::new();
    for s in &class.body {
        let (target, value) = match s {
            Stmt::Assign(s) => match &*s.targets {
                [one] => (one, &*s.value),
                _ => continue,
            },
            Stmt::AnnAssign(s) if !tells_of_class(&s.annotation) => match s.value.as_deref() {
                Some(value) => (&*s.target, value),
                None => continue,
            },
            _ => continue,
        };
        if let Expr::Name(name) = target
            && holds(value)
        {
            kept.push((name.id.as_str(), s.range()));
        }
    }
    if kept.is_empty() {
        return Vec::new();
    }
    let mut uses = Uses::default();
    for s in &class.body {
        if let Stmt::FunctionDef(f) = s
            && f.decorator_list.is_empty()
            && let Some(own) = f.parameters.iter().next()
        {
            uses.own = own.name().as_str();
            uses.visit_body(&f.body);
        } else if let Stmt::FunctionDef(f) = s {
            uses.own = "";
            uses.visit_body(&f.body);
        }
    }
    kept.retain(|(name, _)| uses.changed.contains(name) && !uses.meant.contains(name));
    kept
}

/// `ClassVar[list]`
fn tells_of_class(annotation: &Expr) -> bool {
    any_over_expr(annotation, &|e: &Expr| last_name(e) == Some("ClassVar"))
}

/// What the methods of a class do with its attributes.
#[derive(Default)]
struct Uses<'a> {
    own: &'a str,
    /// Changed through the object.
    changed: FxHashSet<&'a str>,
    /// Given to the object, or used by the name of the class.
    meant: FxHashSet<&'a str>,
}

impl<'a> Uses<'a> {
    /// The attribute of the method's own object.
    fn of_own(&self, e: &'a Expr) -> Option<&'a str> {
        let a = e.as_attribute_expr()?;
        let own = a.value.as_name_expr()?.id.as_str() == self.own;
        own.then(|| a.attr.as_str())
    }
}

impl<'a> Visitor<'a> for Uses<'a> {
    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Call(c) => {
                if let Expr::Attribute(method) = &*c.func
                    && CHANGING.contains(&method.attr.as_str())
                    && let Some(name) = self.of_own(&method.value)
                {
                    self.changed.insert(name);
                }
            }
            Expr::Subscript(s) if !s.ctx.is_load() => {
                if let Some(name) = self.of_own(&s.value) {
                    self.changed.insert(name);
                }
            }
            Expr::Attribute(a) => {
                let own = self.of_own(e).is_some();
                if !own || !a.ctx.is_load() {
                    self.meant.insert(a.attr.as_str());
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, e);
    }
}

/// Reads what is written, statement by statement and expression by expression, as whoever walks over the tree comes by.
pub(super) struct Reader<'a> {
    /// Of names only those are told that are asked about.
    asks: Option<&'a dyn Watch>,
    /// The function or class in hand, with those around it.
    function: String,
    /// How many tests are around: a test compares as it likes.
    tests: u32,
    /// Classes whose objects are equal to themselves alone.
    plain: FxHashSet<&'a str>,
    /// Numbers that have a name in the module.
    numbers: FxHashMap<&'a str, i64>,
    pub(super) found: Vec<Written>,
}

impl<'a> Reader<'a> {
    /// Before the first statement of a file is read.
    pub(super) fn of(body: &'a [Stmt], asks: Option<&'a dyn Watch>) -> Self {
        let mut reader = Self {
            asks,
            function: String::new(),
            tests: 0,
            plain: FxHashSet::default(),
            numbers: FxHashMap::default(),
            found: Vec::new(),
        };
        for statement in body {
            match statement {
                Stmt::ClassDef(class) if is_plain(class) => {
                    reader.plain.insert(class.name.as_str());
                }
                Stmt::Assign(s) => {
                    if let ([Expr::Name(name)], Some(number)) = (&*s.targets, number(&s.value)) {
                        reader.numbers.insert(name.id.as_str(), number);
                    }
                }
                _ => {}
            }
        }
        reader
    }

    /// What stands in a function or a class comes next; gives what `leave` needs.
    pub(super) fn enter(&mut self, name: &str, function: bool) -> usize {
        let outer = self.function.len();
        if outer > 0 {
            self.function.push('.');
        }
        self.function.push_str(name);
        if function && (self.tests > 0 || name.starts_with("test")) {
            self.tests += 1;
        }
        outer
    }

    /// The function or class is at its end.
    pub(super) fn leave(&mut self, outer: usize, function: bool) {
        self.function.truncate(outer);
        if function {
            self.tests = self.tests.saturating_sub(1);
        }
    }

    fn tell(&mut self, what: What, at: TextRange) {
        self.found.push(Written {
            at,
            function: self.function.as_str().into(),
            what,
        });
    }

    fn name(&mut self, place: Place, name: &str, number: Option<i64>, at: TextRange) {
        if self.asks.is_none_or(|asks| asks.named(name).written) {
            self.tell(What::Name(place, name.into(), number), at);
        }
    }

    fn test(&mut self, test: &'a Expr) {
        if let Some(word) = holds_by_a_word(test) {
            self.tell(What::Form(Shape::TrueByAWord), word.range());
        }
    }

    fn branch(&mut self, test: &'a Expr, body: &'a [Stmt]) {
        self.test(test);
        let Some((measured, least)) = least_length(test) else {
            return;
        };
        let least =
            number(least).or_else(|| self.numbers.get(least.as_name_expr()?.id.as_str()).copied());
        if let (Some(name), Some(least)) = (named(measured), least)
            && refuses(body)
        {
            self.name(Place::Length, name, Some(least), test.range());
        }
    }

    fn comparison(&mut self, c: &'a ast::ExprCompare) {
        let mut left = &*c.left;
        for (op, right) in c.ops.iter().zip(&c.comparators) {
            let new = |e: &Expr| match e {
                Expr::Call(c) => c
                    .func
                    .as_name_expr()
                    .is_some_and(|n| self.plain.contains(n.id.as_str())),
                _ => false,
            };
            let shape = match op {
                // There is one `None` only: what has contents is never it, wherever that stands.
                CmpOp::Is | CmpOp::IsNot
                    if (is_content(left) && !is_single(right))
                        || (is_content(right) && !is_single(left)) =>
                {
                    Some(Shape::ComparedByPlace)
                }
                CmpOp::Eq | CmpOp::NotEq if new(left) || new(right) => {
                    Some(Shape::NewObjectCompared)
                }
                CmpOp::In | CmpOp::NotIn if new(left) => Some(Shape::NewObjectCompared),
                _ => None,
            };
            if let Some(shape) = shape {
                self.tell(What::Form(shape), c.range());
            }
            left = right;
        }
    }

    /// A statement, before what stands in it.
    pub(super) fn statement(&mut self, s: &'a Stmt) {
        if self.tests > 0 {
            return;
        }
        match s {
            Stmt::ClassDef(class) => {
                for (name, at) in shared(class) {
                    self.name(Place::Shared, name, None, at);
                }
            }
            Stmt::If(s) => {
                self.branch(&s.test, &s.body);
                for clause in &s.elif_else_clauses {
                    if let Some(test) = &clause.test {
                        self.branch(test, &clause.body);
                    }
                }
            }
            Stmt::While(s) => {
                self.test(&s.test);
                if let Some(name) = asked_for_ever(s) {
                    self.name(Place::Loop, name, None, s.test.range());
                }
            }
            Stmt::Return(s) => {
                if let Some(value) = s.value.as_deref() {
                    self.test(value);
                }
            }
            _ => {}
        }
    }

    /// A comparison.
    pub(super) fn compared(&mut self, c: &'a ast::ExprCompare) {
        if self.tests == 0 {
            self.comparison(c);
        }
    }

    /// An expression that chooses.
    pub(super) fn chosen(&mut self, c: &'a ast::ExprIf) {
        if self.tests == 0 {
            self.test(&c.test);
        }
    }
}

/// Walks for the reader where nobody else does.
struct Walk<'a>(Reader<'a>);

impl<'a> Visitor<'a> for Walk<'a> {
    fn visit_stmt(&mut self, s: &'a Stmt) {
        self.0.statement(s);
        let (name, function) = match s {
            Stmt::FunctionDef(f) => (&f.name, true),
            Stmt::ClassDef(c) => (&c.name, false),
            _ => return visitor::walk_stmt(self, s),
        };
        let outer = self.0.enter(name.as_str(), function);
        visitor::walk_stmt(self, s);
        self.0.leave(outer, function);
    }

    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Compare(c) => self.0.compared(c),
            Expr::If(c) => self.0.chosen(c),
            _ => {}
        }
        visitor::walk_expr(self, e);
    }
}

impl Machine<'_, '_> {
    /// Tells what is written.
    pub(super) fn note_written(&mut self, found: &[Written]) {
        for one in found {
            let kind = match &one.what {
                What::Form(kind) => EffectKind::Shape { kind: *kind },
                What::Name(place, name, number) => EffectKind::Store {
                    place: *place,
                    name: name.to_string(),
                    qualified: None,
                    made: None,
                    value: Box::new(View {
                        known: number.map(|n| n.to_string()),
                        kind: number.map(|_| "int".into()),
                        ..View::default()
                    }),
                },
            };
            let (start, end) = (one.at.start().to_u32(), one.at.end().to_u32());
            self.effects.push(Effect {
                kind,
                span: Span::new(start + self.home, end + self.home),
                entry: one.function.to_string(),
                function: one.function.to_string(),
                reach: Reach::Maybe,
            });
        }
    }
}
