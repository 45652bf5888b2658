//! The body of another module, followed piece by piece: only the statements about a name that is read.
//!
//! Knows no project; which module a name is in stands in `project`. Called by `project` and `star`.

use super::outline::{Name, name_of};
use crate::python::Program;
use crate::text::Span;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged as _;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which statements of a file's body are about which names. It lasts longer than the tree, which takes much
/// more room.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Names with the numbers of statements, in order.
    about: Vec<(Name, u32)>,
    /// Statements that import all names of another module.
    stars: Vec<u32>,
    /// Statements that run only where the file is started as a program.
    started: Vec<u32>,
    /// Statements that bring something in.
    imports: Vec<u32>,
    /// Statements that may end the program, and ask about something before.
    checks: Vec<u32>,
    /// Variables that functions give a value, with the functions' names.
    later: Vec<(Name, Box<str>)>,
    /// Where the statements stand.
    spans: Vec<Span>,
    /// Whether each of them can be parsed without the others.
    apart: bool,
}

impl Index {
    /// Of a whole file. `apart`: whether its statements will be asked for one by one.
    pub(super) fn of(program: &Program, apart: bool) -> Self {
        let mut index = Self {
            apart: apart && program.errors().is_empty() && !program.source().is_notebook(),
            ..Self::default()
        };
        for (at, statement) in (0..).zip(&program.tree().body) {
            let range = statement.range();
            let span = Span::new(range.start().to_u32(), range.end().to_u32());
            index.spans.push(span);
            if imports(statement) {
                index.imports.push(at);
            }
            let mut names = Names {
                called: true,
                ..Names::default()
            };
            if starts_program(statement) {
                index.started.push(at);
                names.called = false;
            }
            names.statement(statement);
            if let Stmt::FunctionDef(f) = statement {
                let globals = super::later::globals_of(f);
                let later = globals.map(|name| (name_of(name), Box::from(f.name.as_str())));
                index.later.extend(later);
            }
            if names.star {
                index.stars.push(at);
            }
            if matches!(statement, Stmt::If(s) if names.called && may_end(&s.body)) {
                index.checks.push(at);
            }
            index.about.extend(names.all.iter().map(|name| (*name, at)));
        }
        index.about.sort_unstable();
        index.about.dedup();
        index.about.shrink_to_fit();
        index.spans.shrink_to_fit();
        index
    }

    /// How many statements there are.
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether each statement can be parsed without the others.
    pub(super) fn apart(&self) -> bool {
        self.apart
    }

    /// Where a statement stands.
    pub(super) fn span(&self, at: u32) -> Option<Span> {
        self.spans.get(at as usize).copied()
    }

    /// The numbers of the statements that bring something in or stand where `asked` says, and of the checks of
    /// what those are about.
    pub(super) fn chosen(&self, asked: impl Fn(Span) -> bool) -> Vec<u32> {
        let all = (0..).zip(&self.spans);
        let mut chosen: Vec<u32> = all
            .filter(|&(at, &span)| self.imports.binary_search(&at).is_ok() || asked(span))
            .map(|(at, _)| at)
            .collect();
        if chosen.is_empty() || self.checks.is_empty() {
            return chosen;
        }
        let brings = |at: &u32| self.imports.binary_search(at).is_ok();
        let about = self.about.iter();
        let about = about.filter(|(_, at)| !brings(at) && chosen.binary_search(at).is_ok());
        let names: FxHashSet<Name> = about.map(|(name, _)| *name).collect();
        let checks = self
            .about
            .iter()
            .filter(|(name, at)| names.contains(name) && self.checks.binary_search(at).is_ok());
        chosen.extend(checks.map(|(_, at)| *at));
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }

    /// Whether it is better to parse the whole file for these statements: they are most of it.
    pub(super) fn mostly(&self, numbers: &[u32]) -> bool {
        let length = |span: Span| u64::from(span.end.saturating_sub(span.start));
        let spans = numbers.iter().filter_map(|&at| self.span(at));
        let asked: u64 = spans.map(length).sum();
        asked * 2 > self.spans.iter().copied().map(length).sum()
    }

    /// The statements about a name, in order.
    fn about(&self, name: Name) -> &[(Name, u32)] {
        let first = self.about.partition_point(|(other, _)| *other < name);
        let behind = self.about.partition_point(|(other, _)| *other <= name);
        self.about.get(first..behind).unwrap_or_default()
    }

    /// Whether any statement is about a name, or may bring it from another module.
    pub(super) fn may_have(&self, name: &str) -> bool {
        !self.stars.is_empty() || !self.about(name_of(name)).is_empty()
    }
}

/// Whether a statement brings something in.
fn imports(statement: &Stmt) -> bool {
    let any = |body: &[Stmt]| {
        body.iter()
            .any(|s| s.is_import_stmt() || s.is_import_from_stmt())
    };
    match statement {
        Stmt::Import(_) | Stmt::ImportFrom(_) => true,
        Stmt::Try(s) => any(&s.body),
        Stmt::If(s) => any(&s.body),
        _ => false,
    }
}

/// Whether a statement is `if __name__ == "__main__"`, with nothing for the other case.
fn starts_program(statement: &Stmt) -> bool {
    let Stmt::If(s) = statement else {
        return false;
    };
    let Expr::Compare(test) = &*s.test else {
        return false;
    };
    let is_name = |e: &Expr| matches!(e, Expr::Name(n) if n.id.as_str() == "__name__");
    let is_main =
        |e: &Expr| matches!(e, Expr::StringLiteral(text) if text.value.to_str() == "__main__");
    s.elif_else_clauses.is_empty()
        && matches!(*test.ops, [ast::CmpOp::Eq])
        && test.comparators.first().is_some_and(|right| {
            (is_name(&test.left) && is_main(right)) || (is_main(&test.left) && is_name(right))
        })
}

/// Which statements of a module's body have been followed.
#[derive(Debug)]
pub(super) struct Body {
    index: Arc<Index>,
    /// The number of its file.
    pub(super) file: usize,
    followed: Vec<bool>,
    /// How many of the statements about a name have been followed, from the first of them on: a long file asks about
    /// the same name again and again.
    done: BTreeMap<Name, usize>,
    /// Statements from here on have not come yet.
    reached: usize,
    /// The one that is being followed.
    pub(super) at: u32,
}

impl Body {
    /// The body of the file under analysis.
    pub(super) fn of_home(index: &Arc<Index>, file: usize) -> Self {
        Self {
            index: Arc::clone(index),
            file,
            followed: vec![false; index.len()],
            done: BTreeMap::new(),
            reached: index.len(),
            at: 0,
        }
    }

    /// The body of a module that others import: nobody has started it as a program.
    pub(super) fn of_module(index: &Arc<Index>, file: usize) -> Self {
        let mut body = Self::of_home(index, file);
        for &at in &index.started {
            body.pass(at);
        }
        body
    }

    pub(super) fn may_have(&self, name: &str) -> bool {
        self.index.may_have(name)
    }

    /// The functions that give this variable a value, by their names.
    pub(super) fn setters(&self, name: &str) -> Vec<String> {
        let name = name_of(name);
        let all = self.index.later.iter().filter(|(of, _)| *of == name);
        all.map(|(_, function)| function.to_string()).collect()
    }

    /// A statement counts as followed from now on; whether it did not before.
    fn pass(&mut self, at: u32) -> bool {
        let done = self.followed.get_mut(at as usize);
        done.is_some_and(|done| !std::mem::replace(done, true))
    }

    /// Comes to a statement: what follows it does not count yet, and it counts as followed. Whether it was
    /// not followed before.
    pub(super) fn reach(&mut self, at: u32) -> bool {
        self.reached = at as usize;
        self.at = at;
        self.pass(at)
    }

    /// Comes behind the last statement.
    pub(super) fn end(&mut self) {
        self.reached = self.followed.len();
    }

    /// The numbers of the statements about a name that have not been followed yet, in order; they count as
    /// followed from now on. What no statement is about may come out of an import of all names.
    pub(super) fn take(&mut self, name: &str) -> Vec<u32> {
        let index = Arc::clone(&self.index);
        let reached = self.reached;
        let name = name_of(name);
        let about = index.about(name);
        if about.is_empty() {
            let stars = index.stars.iter().copied();
            return stars
                .filter(|at| (*at as usize) < reached && self.pass(*at))
                .collect();
        }
        let mut done = self.done.get(&name).copied().unwrap_or(0);
        let followed = |at: u32| self.followed.get(at as usize).copied().unwrap_or(true);
        while about.get(done).is_some_and(|(_, at)| followed(*at)) {
            done += 1;
        }
        if done > 0 {
            self.done.insert(name, done);
        }
        let rest = about.get(done..).unwrap_or_default().iter();
        rest.map(|(_, at)| *at)
            .take_while(|at| (*at as usize) < reached)
            .filter(|at| self.pass(*at))
            .collect()
    }

    /// The number of the statement that begins here, if it has not been followed yet; it counts as followed from now on.
    pub(super) fn take_at(&mut self, begins: u32) -> Option<u32> {
        let spans = &self.index.spans;
        let at = spans
            .binary_search_by_key(&begins, |span| span.start)
            .ok()?;
        let at = u32::try_from(at).ok()?;
        ((at as usize) < self.reached && self.pass(at)).then_some(at)
    }

    /// The last statement about a name, of those that have come.
    pub(super) fn latest(&self, name: &str) -> Option<u32> {
        let about = self.index.about(name_of(name));
        let come = about.partition_point(|(_, at)| (*at as usize) < self.reached);
        about.get(..come)?.last().map(|(_, at)| *at)
    }

    /// All that has not been followed yet.
    pub(super) fn take_all(&mut self) -> Vec<u32> {
        let all = (0..).zip(&mut self.followed);
        all.filter_map(|(at, done)| (!std::mem::replace(done, true)).then_some(at))
            .collect()
    }
}

/// Whether a block may be the last that runs: it raises, or calls what may never come back.
fn may_end(body: &[Stmt]) -> bool {
    match body.last() {
        Some(Stmt::Raise(_)) => true,
        Some(Stmt::Expr(s)) => s.value.is_call_expr(),
        _ => false,
    }
}

/// The names that a statement binds or changes, or of which it says what they are not.
#[derive(Default)]
struct Names {
    all: Vec<Name>,
    star: bool,
    /// Whether what is named in calls counts.
    called: bool,
}

impl Names {
    fn add(&mut self, name: &str) {
        self.all.push(name_of(name));
    }

    fn body(&mut self, body: &[Stmt]) {
        for statement in body {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        match statement {
            Stmt::FunctionDef(s) => self.add(s.name.as_str()),
            Stmt::ClassDef(s) => self.add(s.name.as_str()),
            Stmt::Assign(s) => s.targets.iter().for_each(|t| self.target(t)),
            Stmt::AugAssign(s) => self.target(&s.target),
            Stmt::AnnAssign(s) => self.target(&s.target),
            Stmt::TypeAlias(s) => self.target(&s.name),
            Stmt::Delete(s) => s.targets.iter().for_each(|t| self.target(t)),
            // A call may change whatever it names.
            Stmt::Expr(s) if self.called && !s.value.is_literal_expr() => self.visit_expr(&s.value),
            Stmt::Import(s) => {
                for alias in &s.names {
                    let full = alias.name.as_str();
                    let top = full.split('.').next().unwrap_or(full);
                    self.add(alias.asname.as_ref().map_or(top, |name| name.as_str()));
                }
            }
            Stmt::ImportFrom(s) => {
                for alias in &s.names {
                    self.star |= alias.name.as_str() == "*";
                    let local = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.add(local.as_str());
                }
            }
            Stmt::If(s) => {
                // What ends the program says something of all that it asks about.
                if self.called && may_end(&s.body) {
                    self.visit_expr(&s.test);
                }
                self.body(&s.body);
                for clause in &s.elif_else_clauses {
                    self.body(&clause.body);
                }
            }
            Stmt::For(s) => {
                self.target(&s.target);
                self.body(&s.body);
                self.body(&s.orelse);
            }
            Stmt::While(s) => {
                self.body(&s.body);
                self.body(&s.orelse);
            }
            Stmt::With(s) => {
                for item in &s.items {
                    if let Some(target) = &item.optional_vars {
                        self.target(target);
                    }
                }
                self.body(&s.body);
            }
            Stmt::Try(s) => {
                self.body(&s.body);
                for ast::ExceptHandler::ExceptHandler(handler) in &s.handlers {
                    self.body(&handler.body);
                }
                self.body(&s.orelse);
                self.body(&s.finalbody);
            }
            Stmt::Match(s) => {
                for case in &s.cases {
                    self.body(&case.body);
                }
            }
            _ => {}
        }
    }

    fn target(&mut self, e: &Expr) {
        match e {
            Expr::Name(n) => self.add(n.id.as_str()),
            Expr::Attribute(a) => self.target(&a.value),
            Expr::Subscript(s) => self.target(&s.value),
            Expr::Call(c) => self.target(&c.func),
            Expr::Starred(s) => self.target(&s.value),
            Expr::Tuple(t) => t.elts.iter().for_each(|e| self.target(e)),
            Expr::List(l) => l.elts.iter().for_each(|e| self.target(e)),
            _ => {}
        }
    }
}

impl<'a> Visitor<'a> for Names {
    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Name(n) => self.add(n.id.as_str()),
            _ => visitor::walk_expr(self, e),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    fn body(code: &str) -> Body {
        let program = crate::python::parse(&Source::new("m.py", code));
        Body::of_module(&Arc::new(Index::of(&program, true)), 0)
    }

    #[test]
    fn statements_are_followed_once_and_in_order() {
        let mut body = body(
            "import a.b\nx = 1\nif x:\n    y = 2\nx += 1\nd[x] = 3\nadd(x, z)\nfrom c import *\n",
        );
        assert_eq!(body.take("a"), [0]);
        assert_eq!(body.take("x"), [1, 3, 5]);
        assert!(body.take("x").is_empty());
        assert_eq!(body.take("y"), [2]);
        assert_eq!(body.take("d"), [4]);
        // What the module does not bind may come with the star.
        assert_eq!(body.take("other"), [6]);
        assert!(body.take_all().is_empty());
    }

    #[test]
    fn a_check_that_ends_the_program_is_about_what_it_asks() {
        let mut body = body(
            "import os\nx = os.getenv('X', '')\nif x:\n    y = 1\nif not x:\n    raise SystemExit\n",
        );
        assert_eq!(body.take("x"), [1, 3]);
    }

    #[test]
    fn what_runs_in_a_started_program_is_not_followed_in_an_imported_module() {
        let code = "import sys\nif __name__ == '__main__':\n    x = 1\n    sys.exit(main())\n";
        assert_eq!(body(code).take("sys"), [0]);
        assert!(body(code).take("x").is_empty());
        assert_eq!(body(code).take_all(), [0]);
        let other = code.replace("==", "!=");
        assert_eq!(body(&other).take("x"), [1]);
        // In the file itself it gives names, and its calls change nothing for those who read one.
        let program = crate::python::parse(&Source::new("m.py", code));
        let mut home = Body::of_home(&Arc::new(Index::of(&program, true)), 0);
        assert_eq!(home.take("sys"), [0]);
        assert_eq!(home.take("x"), [1]);
    }

    #[test]
    fn a_name_that_nothing_brings_is_not_there() {
        assert!(body("x = 1\n").may_have("x"));
        assert!(!body("x = 1\n").may_have("y"));
        assert!(body("from m import *\n").may_have("y"));
    }
}
