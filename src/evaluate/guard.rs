//! What a handler answers where the code that it guards answers too: a check that failed, and is taken as
//! passed.
//!
//! Compares values: what the function gives where everything went well, and where a handler was
//! entered on the way. Which calls are checks says whoever asks. Called by `statement` and
//! `function`.

use super::machine::{Code, Machine};
use super::outline::{ends_all, last_name};
use super::record::{EffectKind, Shape};
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{self as ast, Expr, Stmt};

/// How many calls of one `try` are named.
const CALLS: usize = 24;
/// How many values may lie between an answer and what differs.
const DEPTH: u32 = 3;
/// How many answers of one function are compared.
const ANSWERS: usize = 24;

/// A handler of the function being followed.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    /// True on the paths on which the handler was entered, false on those that it had no part in.
    mark: Val,
    span: Span,
    /// The function, and what is called under the handler's care.
    names: Vec<String>,
    /// How many calls deep the function is.
    depth: usize,
    /// Whether the handler does nothing but tell somebody.
    idle: bool,
    /// Whether the code that it guards gives an answer itself: behind the handler something else may be asked.
    gives: bool,
    /// What the function gives without the handler.
    plain: Vec<Val>,
    /// What it gives after it.
    handled: Vec<Val>,
}

impl Machine<'_, '_> {
    /// Learns of text what was looked for and is nowhere in it: `re.search` has found nothing.
    pub(super) fn learn_absent(&mut self, found: Val, span: Span) {
        if let [subject, pattern, ..] = *self.arena.node(found).from.clone()
            && let Kind::Str(pattern) = self.kind(pattern).clone()
            && (pattern.starts_with("re.search:") || pattern.starts_with("re.match:"))
        {
            self.learn_test(subject, &format!("not:{pattern}"), span);
        }
    }
}

/// Whether a function gives anything but calls of this name, or may end without giving anything.
fn gives_more(f: &ast::StmtFunctionDef, made: Option<&str>) -> bool {
    struct Given<'a> {
        made: Option<&'a str>,
        more: bool,
    }
    impl<'a> Visitor<'a> for Given<'_> {
        fn visit_stmt(&mut self, s: &'a Stmt) {
            match s {
                Stmt::Return(r) => {
                    let call = r.value.as_deref().and_then(Expr::as_call_expr);
                    let name = call.and_then(|call| last_name(&call.func));
                    self.more |= name.is_none() || name != self.made;
                }
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                s => walk_stmt(self, s),
            }
        }
    }
    let mut given = Given { made, more: false };
    for s in &f.body {
        given.visit_stmt(s);
    }
    given.more || !matches!(f.body.last(), Some(Stmt::Return(_) | Stmt::Raise(_)))
}

/// Whether an expression is a call that may give something; `super().__init__(…)` only fills what is made already.
fn makes(e: &Expr) -> bool {
    e.is_generator_expr()
        || e.as_call_expr()
            .is_some_and(|c| last_name(&c.func) != Some("__init__"))
}

impl Guard {
    pub(super) fn depth(&self) -> usize {
        self.depth
    }
}

impl<'a> Machine<'a, '_> {
    /// Watches over the handlers of a `try`, if anybody asks what they answer. The marks of the handlers.
    pub(super) fn note_guards(&mut self, s: &'a ast::StmtTry) -> Vec<Val> {
        let names = self.guarded_by(&s.body);
        if names.is_empty() {
            return Vec::new();
        }
        let mut marks = Vec::new();
        for ast::ExceptHandler::ExceptHandler(handler) in &s.handlers {
            let span = self.span_of(handler);
            let idle = only_tells(&handler.body, &names);
            marks.push(self.watch_over(&s.body, names.clone(), idle, span));
        }
        marks
    }

    /// Watches over a block whose exceptions a context lets go no further: `with suppress(Exception):`. The mark of the
    /// ways on which it held one back.
    pub(super) fn note_held_back(&mut self, body: &'a [Stmt], span: Span) -> Option<Val> {
        let names = self.guarded_by(body);
        let asked = !names.is_empty();
        asked.then(|| self.watch_over(body, names, true, span))
    }

    /// What these statements call that somebody asks about, and the function in hand if it is such a check itself.
    fn guarded_by(&self, body: &[Stmt]) -> Vec<String> {
        let Some(call) = self.calls.last().filter(|_| self.world.is_none()) else {
            return Vec::new();
        };
        let function = call.name.rsplit('.').next().unwrap_or("").to_owned();
        let mut names = called_in(body);
        names.push(function);
        names.retain(|name| self.watch.is_none_or(|watch| watch.named(name).guard));
        names
    }

    /// Watches over what guards these statements.
    fn watch_over(&mut self, body: &'a [Stmt], names: Vec<String>, idle: bool, span: Span) -> Val {
        let mark = self.make(Kind::Unknown(None, None), span);
        self.state.learn(mark, Val::FALSE);
        self.guards.push(Guard {
            mark,
            span,
            names,
            depth: self.calls.len(),
            idle,
            gives: body.iter().any(Stmt::is_return_stmt) || body.last().is_some_and(gives_last),
            plain: Vec::new(),
            handled: Vec::new(),
        });
        mark
    }

    /// The function in hand gives this.
    pub(super) fn note_answer(&mut self, v: Val) {
        let depth = self.calls.len();
        let mut guards = std::mem::take(&mut self.guards);
        let whole = self.look(v);
        for guard in guards.iter_mut().filter(|g| g.depth == depth) {
            let entered = |held: Val| held == Val::TRUE;
            let mark = self.look(guard.mark);
            if guard.plain.len() + guard.handled.len() > ANSWERS || mark == guard.mark {
                continue;
            }
            if mark == Val::TRUE || mark == Val::FALSE {
                let side = if entered(mark) {
                    &mut guard.handled
                } else {
                    &mut guard.plain
                };
                side.push(whole);
                continue;
            }
            // Both ways lead here: each alternative knows which it came by, or what is given is the same.
            if let Kind::Either(options) = self.kind(whole).clone() {
                for (option, facts) in options.iter() {
                    let held = facts.iter().rev().find(|(known, _)| *known == guard.mark);
                    match held {
                        Some((_, held)) if entered(*held) => guard.handled.push(*option),
                        Some(_) => guard.plain.push(*option),
                        None => {}
                    }
                }
            } else if !self.hangs_on(whole, guard.mark, 0) {
                guard.plain.push(whole);
                guard.handled.push(whole);
            }
        }
        self.guards = guards;
    }

    /// Whether what a value is made of differs by a mark: `"read" in rights`, where a handler has put none into them.
    fn hangs_on(&self, v: Val, mark: Val, depth: u32) -> bool {
        if depth > DEPTH {
            return false;
        }
        let v = self.look(v);
        let inner = |of: Val| self.hangs_on(of, mark, depth + 1);
        match *self.kind(v) {
            Kind::Either(ref options) => {
                let mut options = options.iter();
                options.any(|(_, facts)| facts.iter().any(|(known, _)| *known == mark))
            }
            Kind::Not(of) | Kind::Test(_, of) | Kind::Tested(_, of) => inner(of),
            Kind::And(a, b) | Kind::Or(a, b) | Kind::Compare(_, a, b) => inner(a) || inner(b),
            _ => {
                let from = self.arena.node(v).from.iter();
                from.take(CALLS).any(|&of| inner(of))
            }
        }
    }

    /// A check answers out of a table, and `True` for what is not in it: `return ALLOWED.get(user, True)`.
    pub(super) fn note_open_default(&mut self, value: &'a Expr, function: &str) {
        let opens = opens_by_default(value);
        let asked = || {
            let asks = self.watch.or(self.stores);
            asks.is_none_or(|watch| watch.named(function).guard)
        };
        if opens && self.world.is_none() && asked() {
            let span = self.span_of(value);
            self.note_shape(Shape::AllowsByDefault, span);
        }
    }

    /// In a check, a comparison stands alone: `record.owner == user`.
    pub(super) fn note_dropped(&mut self, s: &ast::StmtExpr) {
        if !s.value.is_compare_expr() || self.world.is_some() || self.in_test() {
            return;
        }
        let name = self.calls.last().map(|call| call.name.clone());
        let asks = self.watch.or(self.stores);
        let decides = name.is_some_and(|name| {
            let last = name.rsplit('.').next().unwrap_or("");
            asks.is_none_or(|watch| watch.named(last).guard)
        });
        if decides {
            let span = self.span_of(&*s.value);
            self.note_shape(Shape::ComparisonDropped, span);
        }
    }

    /// A statement throws away what this makes.
    pub(super) fn drop_answer(&mut self, e: &Expr) {
        self.contexts.dropped = makes(e).then(|| self.span_of(e));
        self.contexts.told = None;
    }

    /// Of a function whose answer nobody takes, nobody takes what it hands on.
    pub(super) fn drop_returned(&mut self, value: &Expr) {
        let place = self.calls.last().and_then(|call| call.dropped);
        // A test calls what it asks about for what it does.
        let meant = || self.world.is_none() && !is_test(&self.entry);
        if let Some(place) = place.filter(|_| meant()) {
            self.drop_answer(value);
            self.contexts.told = Some(place);
        }
    }

    /// Of a check that is only asked to tell somebody, nobody takes the answer.
    pub(super) fn drop_asked(&mut self, call: &Expr) {
        if self.world.is_none() {
            self.drop_answer(call);
            self.contexts.told = self.contexts.dropped;
        }
    }

    /// Whether a statement throws away what the call at this place makes: a generator or a coroutine never begins.
    pub(super) fn never_begins(&self, span: Span) -> bool {
        self.contexts.dropped == Some(span) && self.contexts.told.is_none()
    }

    /// Where it is told that nobody takes what the call at this place gives.
    pub(super) fn dropped_at(&self, span: Span) -> Option<Span> {
        let dropped = self.contexts.dropped == Some(span);
        dropped.then(|| self.contexts.told.unwrap_or(span))
    }

    /// An exception is made: somebody may ask what it is told, or whether anybody raises it.
    pub(super) fn note_made(&mut self, name: &str, args: &super::call::Args, span: Span) {
        if self.world.is_none() && !self.mute {
            self.export_call(name, false, args, span);
        }
    }

    /// An exception that would refuse is returned by a function that gives something else, too: whoever calls it goes on.
    pub(super) fn note_refusal(&mut self, value: &Expr, v: Val) {
        if self.world.is_some() || !value.is_call_expr() || self.in_test() {
            return;
        }
        let v = self.look(v);
        let class = match self.content_kind(v) {
            Kind::Fields(class, _) => self.look(class),
            _ => v,
        };
        let name = match self.kind(class) {
            Kind::External(name, ..) | Kind::Unknown(Some(name), _) | Kind::Symbol(name) => {
                Some(name)
            }
            _ => None,
        };
        let by = match &self.arena.node(v).how {
            How::Call(name) => Some(name),
            _ => None,
        };
        let Some(made) = name.or(by) else {
            return;
        };
        let known = self.knowledge.aliases.get(made);
        let made = known.map_or(&**made, String::as_str);
        if !self.knowledge.refusals.contains(made) {
            return;
        }
        let Some(call) = self.calls.last() else {
            return;
        };
        let (code, outermost) = (call.code, self.calls.len() == 1);
        let Some(Code::Function(f)) = self.codes.get(code.0 as usize).copied() else {
            return;
        };
        // The framework makes an answer of what a view returns. What only makes refusals is raised by others.
        let answers = outermost && self.doors.get(&code).is_some_and(|d| d.route.is_some());
        if !answers && gives_more(f, last_name(value)) {
            let span = self.span_of(value);
            self.note_shape(Shape::RefusalReturned, span);
        }
    }

    /// The function in hand ends: says of each of its handlers whether it answers as if all had gone well.
    pub(super) fn settle_guards(&mut self) {
        let depth = self.calls.len();
        while self.guards.last().is_some_and(|g| g.depth > depth) {
            self.guards.pop();
        }
        while let Some(guard) = self.guards.pop_if(|g| g.depth == depth) {
            // What else the function may answer when all goes well must be a "no", or this was the "no".
            let alike = |p: Val| {
                guard
                    .handled
                    .iter()
                    .any(|&h| p == h || self.equal(p, h) == Some(true))
            };
            let undecided =
                guard.gives && guard.handled.iter().any(|&h| self.truth(h) == Some(false));
            let means = |h: Val| guard.idle || self.is_constant(h);
            let accepts = !undecided
                && guard.handled.iter().any(|&h| {
                    let mut plain = guard.plain.iter();
                    means(h)
                        && plain.any(|&p| self.grants(p, h))
                        && guard.plain.iter().all(|&p| match self.truth(p) {
                            Some(false) => true,
                            Some(true) => alike(p),
                            None => alike(p) || h == Val::TRUE,
                        })
                });
            if accepts && self.fresh_guard(guard.span) {
                let names = guard.names;
                self.effect(EffectKind::Accepts { names }, guard.span);
            }
        }
    }

    /// Whether what a handler led to is what the code it guards gives when it is content.
    fn grants(&self, plain: Val, handled: Val) -> bool {
        if handled == Val::NONE || plain == Val::NONE {
            return false;
        }
        if plain == handled {
            return self.truth(handled) != Some(false);
        }
        if self.truth(handled) != Some(true) || !self.is_constant(handled) {
            return false;
        }
        match self.truth(plain) {
            Some(true) => self.equal(plain, handled) == Some(true),
            // It may be either: `True` is the answer that grants.
            None => handled == Val::TRUE,
            Some(false) => false,
        }
    }
}

/// The call that a condition asks of which the program only tells somebody that it answered no:
/// `if not fits(key): log.warning("it does not fit")`.
pub(super) fn only_told(s: &ast::StmtIf) -> Option<&Expr> {
    let Expr::UnaryOp(test) = &*s.test else {
        return None;
    };
    let asked = test.op == ast::UnaryOp::Not && test.operand.is_call_expr();
    let tells = |s: &Stmt| {
        let call = s.as_expr_stmt().and_then(|s| s.value.as_call_expr());
        call.is_some_and(|c| match &*c.func {
            Expr::Name(n) => n.id.as_str() == "print",
            Expr::Attribute(a) => {
                let log = |name: &str| name.to_ascii_lowercase().contains("log");
                super::logged::may_log(c) && last_name(&a.value).is_some_and(log)
            }
            _ => false,
        })
    };
    let only = s.elif_else_clauses.is_empty() && s.body.iter().all(tells);
    (asked && only).then_some(&*test.operand)
}

/// Whether a value is taken out of a table that gives `True` for what is not in it.
pub(super) fn opens_by_default(value: &Expr) -> bool {
    let Expr::Call(c) = value else { return false };
    let gets = matches!(&*c.func, Expr::Attribute(a) if a.attr.as_str() == "get");
    gets && matches!(c.arguments.args.get(1), Some(Expr::BooleanLiteral(b)) if b.value)
}

/// Whether the last of some statements gives an answer on some of its ways.
fn gives_last(last: &Stmt) -> bool {
    match last {
        Stmt::Return(_) => true,
        Stmt::If(s) => {
            let others = s.elif_else_clauses.iter().map(|clause| &*clause.body);
            let mut blocks = others.chain([&*s.body]);
            blocks.any(|block| block.last().is_some_and(gives_last))
        }
        Stmt::With(s) => s.body.last().is_some_and(gives_last),
        Stmt::For(s) => s.body.last().is_some_and(gives_last),
        _ => false,
    }
}

/// Whether a function of this name, which may be qualified, is a test.
pub(super) fn is_test(name: &str) -> bool {
    let last = name.rsplit('.').next();
    last.is_some_and(|last| last.starts_with("test"))
}

/// Whether a handler does nothing but tell somebody: it keeps nothing by which the failure is known later, does not end
/// the request and does not ask again what it guards.
fn only_tells(body: &[Stmt], asked: &[String]) -> bool {
    let tells = |s: &Stmt| match s {
        Stmt::Pass(_) | Stmt::Expr(_) | Stmt::Continue(_) => true,
        Stmt::Return(r) => !r.value.as_deref().is_some_and(Expr::is_call_expr),
        // A number of failures that somebody may look at.
        Stmt::AugAssign(_) => true,
        _ => false,
    };
    let again = || called_in(body).iter().any(|name| asked.contains(name));
    body.iter().all(tells) && !ends_all(body) && !again()
}

/// Whether exceptions of a block may end with it: `with suppress(KeyError):`.
pub(super) fn holds_back(s: &ast::StmtWith) -> bool {
    let calls = s
        .items
        .iter()
        .filter_map(|item| item.context_expr.as_call_expr());
    calls
        .into_iter()
        .any(|call| last_name(&call.func) == Some("suppress"))
}

/// What is called in these statements, functions inside aside: the last name, after that of its object.
pub(super) fn called_in(body: &[Stmt]) -> Vec<String> {
    struct Calls(Vec<String>);
    impl<'a> Visitor<'a> for Calls {
        fn visit_stmt(&mut self, s: &'a Stmt) {
            if !matches!(s, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
                walk_stmt(self, s);
            }
        }
        fn visit_expr(&mut self, e: &'a Expr) {
            if let Expr::Call(c) = e
                && let Some(name) = called(&c.func)
                && self.0.len() < CALLS
                && !self.0.contains(&name)
            {
                self.0.push(name);
            }
            walk_expr(self, e);
        }
    }
    let mut calls = Calls(Vec::new());
    for s in body {
        calls.visit_stmt(s);
    }
    calls.0
}

/// `check`, `policy.check`.
fn called(e: &Expr) -> Option<String> {
    match e {
        Expr::Name(n) => Some(n.id.to_string()),
        Expr::Attribute(a) => {
            let object = match &*a.value {
                Expr::Name(n) => n.id.as_str(),
                Expr::Attribute(a) => a.attr.as_str(),
                _ => return Some(a.attr.to_string()),
            };
            Some(format!("{object}.{}", a.attr))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::evaluate::{EffectKind, Knowledge, survey};

    fn accepts(code: &str) -> usize {
        let program = crate::python::parse(&crate::text::Source::new("t.py", code));
        let record = survey(&program, &Knowledge::default(), &[]);
        let kinds = record.effects.iter().map(|e| &e.kind);
        kinds
            .filter(|k| matches!(k, EffectKind::Accepts { .. }))
            .count()
    }

    #[test]
    fn a_handler_answers_as_the_code_it_guards() {
        for code in [
            "def f(c, t):\n try:\n  c(t)\n  return True\n except E:\n  return True\n",
            "def f(c, t):\n try:\n  return c(t)\n except E:\n  return True\n",
            "def f(c, t):\n ok = True\n try:\n  ok = c(t)\n except E:\n  pass\n return ok\n",
            "def f(c, t):\n try:\n  c(t)\n except E:\n  pass\n return 'in'\n",
            "def f(c, t):\n try:\n  c(t)\n except E:\n  print(t)\n return c.page()\n",
            "def f(c, t):\n try:\n  c(t)\n except E:\n  return 'in'\n return 'in'\n",
        ] {
            assert_eq!(accepts(code), 1, "{code}");
        }
    }

    #[test]
    fn a_context_that_holds_exceptions_back_is_a_handler_that_does_nothing() {
        let code = |body: &str| format!("from contextlib import suppress\ndef f(c, t):\n{body}");
        for body in [
            " with suppress(E):\n  if not c(t):\n   return False\n return True\n",
            " ok = True\n with suppress(E):\n  ok = c(t)\n return ok\n",
        ] {
            assert_eq!(accepts(&code(body)), 1, "{body}");
        }
        for body in [
            " with suppress(E):\n  if c(t):\n   return True\n return False\n",
            " ok = False\n with suppress(E):\n  ok = c(t)\n return ok\n",
            " with suppress(E):\n  c(t)\n",
        ] {
            assert_eq!(accepts(&code(body)), 0, "{body}");
        }
    }

    #[test]
    fn a_handler_that_refuses_is_told_apart() {
        for code in [
            "def f(c, t):\n try:\n  c(t)\n  return True\n except E:\n  return False\n",
            "def f(c, t):\n try:\n  c(t)\n  return False\n except E:\n  return True\n",
            "def f(c, t):\n ok = False\n try:\n  ok = c(t)\n except E:\n  pass\n return ok\n",
            "def f(c, t):\n ok = False\n try:\n  ok = c(t)\n except E:\n  pass\n if ok:\n  return True\n return False\n",
            "def f(c, t):\n try:\n  u = c(t)\n except E:\n  u = None\n if u is None:\n  return 'out'\n return u.page()\n",
            "def f(c, t):\n try:\n  c(t)\n except E:\n  raise\n return True\n",
            "def f(c, t):\n try:\n  c(t)\n except E:\n  return 'out'\n return 'in'\n",
            "def f(c, t):\n try:\n  c(t)\n except E:\n  pass\n",
            // It is remembered, ends the request, or is asked again.
            "def f(c, t):\n why = None\n try:\n  c(t)\n except E as e:\n  why = e\n return c.page(why)\n",
            "def f(c, t):\n d = {}\n try:\n  c(t)\n except E:\n  abort(403)\n return d\n",
            "def f(c, t):\n d = c.page()\n try:\n  c(t)\n except E:\n  c(t)\n return d\n",
            // What it gives is made of what the handler left.
            "def f(c, t):\n r = []\n try:\n  r = c(t)\n except E:\n  pass\n return 'x' in r\n",
            // What comes behind it is another check.
            "def f(c, t):\n try:\n  if c(t):\n   return True\n except E:\n  pass\n return c.second(t) == 7\n",
            "def f(c, t):\n try:\n  if c(t):\n   return True\n except E:\n  pass\n if t == 7:\n  return True\n return False\n",
        ] {
            assert_eq!(accepts(code), 0, "{code}");
        }
    }
}
