//! The statements of a function, each with what it reads, binds and changes, and what is asked about it.
//!
//! Called by `slice`.

pub(super) use super::places::Word;
use super::places::{operated, place, set};
use crate::evaluate::counted::Counted;
use crate::evaluate::outline::{Name, name_of};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged as _;
use rustc_hash::FxHashSet;

/// What a statement is, as far as paths go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Return,
    /// Another end of a path.
    Exit,
    If,
    Loop,
    /// A call whose result nobody takes.
    Call,
    Try,
    Other,
}

/// A statement without the blocks in it.
#[derive(Debug)]
pub(super) struct Piece {
    /// Where it begins in its file.
    pub(super) at: u32,
    pub(super) form: Form,
    /// The statement whose block it stands in, and whether it is the last there.
    pub(super) inside: Option<usize>,
    pub(super) last: bool,
    /// Whether something is asked about it: about what it is made of, or only that it is there.
    pub(super) asked: Option<bool>,
    /// Whether it counts although nothing is asked about it.
    pub(super) stays: bool,
    pub(super) yields: bool,
    /// Whether it calls anything.
    pub(super) calls: bool,
    /// Whether it calls a function that may end the path, and takes nothing from it.
    pub(super) turns: bool,
    /// Whether it calls a method that may change what the function was given.
    pub(super) changes: bool,
    /// Where its words stand among those of all.
    from: u32,
    to: u32,
}

/// All statements of a function, outer ones before those in them.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) all: Vec<Piece>,
    /// What each of them has to do with variables, one statement after the other.
    words: Vec<Word>,
    pub(super) parameters: FxHashSet<Name>,
    /// Variables that it binds, and its parameters.
    pub(super) locals: FxHashSet<Name>,
    /// Variables that hold something that is worked out here.
    pub(super) computed: FxHashSet<Name>,
    /// Variables of other scopes that it binds.
    pub(super) elsewhere: FxHashSet<Name>,
    /// Whether it may refuse what it is given, by ending the path of whoever calls it.
    pub(super) refuses: bool,
    /// Whether it stands in another function and may keep what it wraps from being called.
    pub(super) wraps: bool,
    /// Statements in which a path may end.
    pub(super) leaves: FxHashSet<usize>,
    /// Statements in which a `while` may be left: what comes after it is reached only so.
    pub(super) ways_out: FxHashSet<usize>,
    /// Statements with a branch that ends in a call, which may never come back.
    pub(super) ends_in_call: FxHashSet<usize>,
}

/// The end of a statement's words while it is read.
const OPEN: u32 = u32::MAX;
/// Calls that see all variables.
const ALL_SEEING: [&str; 5] = ["locals", "vars", "eval", "exec", "dir"];

impl Pieces {
    /// The statements of a function; `None` when names do not tell what it reads.
    pub(super) fn of(f: &ast::StmtFunctionDef, counted: &Counted) -> Option<Self> {
        let mut walk = Walk {
            counted,
            hot: counted.hot(f.name.range.start().to_u32()),
            function: f.name.range.start().to_u32(),
            out: Self::default(),
            at: 0,
            all_seeing: false,
        };
        for p in &f.parameters {
            walk.out.parameters.insert(name_of(p.name().as_str()));
        }
        walk.out.locals = walk.out.parameters.clone();
        walk.block(&f.body, None);
        if walk.all_seeing {
            return None;
        }
        walk.close();
        walk.call_what_is_bound();
        Some(walk.out)
    }

    /// What a statement has to do with variables.
    pub(super) fn words(&self, piece: &Piece) -> &[Word] {
        let words = self.words.get(piece.from as usize..piece.to as usize);
        words.unwrap_or_default()
    }

    /// Whether a statement reads one of these.
    pub(super) fn reads_any(&self, piece: &Piece, names: &FxHashSet<Name>) -> bool {
        self.words(piece).iter().any(|word| word.reads_any(names))
    }
}

/// Stands for whatever a call gives: `current().name = name`.
const CALLED: &str = "()";

struct Walk<'c> {
    counted: &'c Counted,
    hot: &'c [(u32, Name, bool)],
    /// Where the function's name begins.
    function: u32,
    out: Pieces,
    /// The statement in hand.
    at: usize,
    all_seeing: bool,
}

impl Walk<'_> {
    fn here(&mut self) -> Option<&mut Piece> {
        self.out.all.get_mut(self.at)
    }

    /// The statement in hand has all of its words: what comes next is said of another.
    fn close(&mut self) {
        let end = u32::try_from(self.out.words.len()).unwrap_or(u32::MAX);
        if let Some(piece) = self.here().filter(|piece| piece.to == OPEN) {
            piece.to = end;
        }
    }

    fn word(&mut self, word: Word) {
        self.out.words.push(word);
    }

    fn block(&mut self, body: &[Stmt], inside: Option<usize>) {
        for (number, statement) in body.iter().enumerate() {
            let start = statement.range().start().to_u32();
            self.close();
            let from = u32::try_from(self.out.words.len()).unwrap_or(u32::MAX);
            self.at = self.out.all.len();
            self.out.all.push(Piece {
                at: start,
                form: Form::Other,
                inside,
                last: number + 1 == body.len(),
                asked: self.counted.spot(start),
                stays: false,
                yields: false,
                calls: false,
                turns: false,
                changes: false,
                from,
                to: OPEN,
            });
            self.piece(statement);
        }
    }

    fn form(&mut self, form: Form) {
        let Some(piece) = self.here() else { return };
        piece.form = form;
        if form == Form::Call
            && piece.last
            && let Some(outer) = piece.inside
        {
            self.out.ends_in_call.insert(outer);
        }
        // Loops keep `break` and `continue` to themselves; that they count for what is around costs little.
        if matches!(form, Form::Return | Form::Exit) {
            let mut at = self.at;
            while let Some(outer) = self.out.all.get(at).and_then(|p| p.inside) {
                self.out.leaves.insert(outer);
                at = outer;
            }
        }
    }

    fn ask(&mut self, whole: bool) {
        if let Some(piece) = self.here() {
            piece.asked = Some(piece.asked.unwrap_or(false) || whole);
        }
    }

    /// It costs little, and others lean on it.
    fn stay(&mut self) {
        self.ask(false);
        if let Some(piece) = self.here() {
            piece.stays = true;
        }
    }

    fn piece(&mut self, statement: &Stmt) {
        let me = self.at;
        match statement {
            Stmt::Return(s) => {
                self.form(Form::Return);
                s.value.iter().for_each(|e| self.visit_expr(e));
            }
            Stmt::Raise(s) => {
                self.form(Form::Exit);
                s.exc.iter().for_each(|e| self.visit_expr(e));
                s.cause.iter().for_each(|e| self.visit_expr(e));
            }
            Stmt::Break(_) => {
                self.form(Form::Exit);
                let mut at = me;
                while let Some(outer) = self.out.all.get(at).and_then(|p| p.inside) {
                    if self
                        .out
                        .all
                        .get(outer)
                        .is_some_and(|p| p.form == Form::Loop)
                    {
                        break;
                    }
                    self.out.ways_out.insert(outer);
                    at = outer;
                }
            }
            Stmt::Continue(_) => self.form(Form::Exit),
            Stmt::Expr(s) => {
                if matches!(&*s.value, Expr::Call(_) | Expr::Await(_)) {
                    self.form(Form::Call);
                }
                // `page << text`, `setattr(page, name, text)`: the object may keep what it is given.
                if let Some((root, attribute)) = operated(&s.value).or_else(|| set(&s.value)) {
                    let given = self.out.parameters.contains(&root);
                    self.word(Word::Puts(root, attribute));
                    if let Some(piece) = self.here() {
                        piece.changes = given;
                    }
                }
                let call = match &*s.value {
                    Expr::Await(a) => &a.value,
                    _ => &s.value,
                };
                if let Expr::Call(c) = &**call
                    && let Some(name) = crate::evaluate::outline::last_name(&c.func)
                    && self.counted.turns(self.function, name_of(name))
                    && let Some(piece) = self.here()
                {
                    piece.turns = true;
                }
                if let Expr::Call(c) = &**call
                    && let Expr::Attribute(a) = &*c.func
                {
                    if a.value.is_call_expr() {
                        self.word(Word::Puts(name_of(CALLED), None));
                    }
                    let own = &self.out;
                    let given = place(&a.value).is_none_or(|(root, _)| {
                        let lasts = || !own.locals.contains(&root) && puts_in(a.attr.as_str());
                        (own.parameters.contains(&root) && !s.value.is_await_expr()) || lasts()
                    });
                    if let Some(piece) = self.here() {
                        piece.changes |= given;
                    }
                }
                self.visit_expr(&s.value);
            }
            Stmt::Assign(s) => {
                let plain = s.value.is_literal_expr();
                self.visit_expr(&s.value);
                s.targets.iter().for_each(|t| self.target(t, plain));
            }
            Stmt::AnnAssign(s) => {
                if let Some(value) = &s.value {
                    self.visit_expr(value);
                    self.target(&s.target, value.is_literal_expr());
                }
            }
            Stmt::AugAssign(s) => {
                self.visit_expr(&s.value);
                self.change(&s.target);
                self.target(&s.target, false);
            }
            Stmt::Delete(s) => s.targets.iter().for_each(|t| self.change(t)),
            Stmt::If(s) => {
                self.form(Form::If);
                self.visit_expr(&s.test);
                for clause in &s.elif_else_clauses {
                    clause.test.iter().for_each(|e| self.visit_expr(e));
                }
                self.block(&s.body, Some(me));
                for clause in &s.elif_else_clauses {
                    self.block(&clause.body, Some(me));
                }
            }
            Stmt::While(s) => {
                self.form(Form::Loop);
                self.visit_expr(&s.test);
                self.block(&s.body, Some(me));
                self.block(&s.orelse, Some(me));
            }
            Stmt::For(s) => {
                self.form(Form::Loop);
                self.visit_expr(&s.iter);
                self.target(&s.target, false);
                self.block(&s.body, Some(me));
                self.block(&s.orelse, Some(me));
            }
            Stmt::With(s) => {
                for item in &s.items {
                    self.visit_expr(&item.context_expr);
                    if let Some(target) = &item.optional_vars {
                        self.target(target, false);
                    }
                }
                self.block(&s.body, Some(me));
            }
            Stmt::Try(s) => {
                self.here().into_iter().for_each(|p| p.form = Form::Try);
                for ast::ExceptHandler::ExceptHandler(handler) in &s.handlers {
                    handler.type_.iter().for_each(|e| self.visit_expr(e));
                    if let Some(name) = &handler.name {
                        self.bind(name.as_str(), false);
                    }
                }
                self.block(&s.body, Some(me));
                for ast::ExceptHandler::ExceptHandler(handler) in &s.handlers {
                    self.block(&handler.body, Some(me));
                }
                self.block(&s.orelse, Some(me));
                self.block(&s.finalbody, Some(me));
            }
            Stmt::Match(s) => {
                self.form(Form::If);
                self.visit_expr(&s.subject);
                for case in &s.cases {
                    self.visit_pattern(&case.pattern);
                    case.guard.iter().for_each(|e| self.visit_expr(e));
                }
                for case in &s.cases {
                    self.block(&case.body, Some(me));
                }
            }
            Stmt::FunctionDef(s) => {
                self.bind(s.name.as_str(), true);
                // It sees the variables as they are when it runs.
                visitor::walk_stmt(self, statement);
                let name = s.name.range.start().to_u32();
                let end = statement.range().end().to_u32();
                if self.counted.within(name, end) || !self.counted.hot(name).is_empty() {
                    self.ask(true);
                }
            }
            // Rare, and full of what runs at once.
            Stmt::ClassDef(s) => {
                self.bind(s.name.as_str(), true);
                visitor::walk_stmt(self, statement);
                self.ask(true);
            }
            Stmt::Import(s) => {
                for alias in &s.names {
                    let full = alias.name.as_str();
                    let top = full.split('.').next().unwrap_or(full);
                    let local = alias.asname.as_ref().map_or(top, |name| name.as_str());
                    self.bind(local, true);
                }
                self.stay();
            }
            Stmt::ImportFrom(s) => {
                for alias in &s.names {
                    let local = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.bind(local.as_str(), true);
                }
                self.stay();
            }
            Stmt::Global(ast::StmtGlobal { names, .. })
            | Stmt::Nonlocal(ast::StmtNonlocal { names, .. }) => {
                for name in names {
                    self.out.elsewhere.insert(name_of(name.as_str()));
                }
                self.stay();
            }
            _ => visitor::walk_stmt(self, statement),
        }
    }

    /// A variable is bound; `plain`: to something that stands in the program.
    fn bind(&mut self, name: &str, plain: bool) {
        let name = name_of(name);
        self.out.locals.insert(name);
        if !plain {
            self.out.computed.insert(name);
        }
        self.word(Word::Binds(name));
    }

    fn target(&mut self, target: &Expr, plain: bool) {
        match target {
            Expr::Name(n) => self.bind(n.id.as_str(), plain),
            Expr::Tuple(t) => t.elts.iter().for_each(|e| self.target(e, plain)),
            Expr::List(l) => l.elts.iter().for_each(|e| self.target(e, plain)),
            Expr::Starred(s) => self.target(&s.value, plain),
            _ => self.change(target),
        }
    }

    /// Something is changed in what an expression names.
    fn change(&mut self, target: &Expr) {
        let whole = matches!(target, Expr::Name(_));
        if let Some((root, attribute)) = place(target) {
            self.word(if whole {
                Word::Uses(root)
            } else {
                Word::Puts(root, attribute)
            });
        }
        match target {
            Expr::Name(_) => {}
            Expr::Attribute(a) => {
                if a.value.is_call_expr() {
                    self.word(Word::Puts(name_of(CALLED), Some(name_of(a.attr.as_str()))));
                }
                self.heat(name_of(a.attr.as_str()));
                self.object(&a.value);
            }
            Expr::Subscript(s) => {
                self.visit_expr(&s.slice);
                self.object(&s.value);
            }
            other => self.visit_expr(other),
        }
    }

    /// What holds the place that is changed is read, but for what is in it.
    fn object(&mut self, e: &Expr) {
        match e {
            Expr::Name(n) => self.word(Word::Holds(name_of(n.id.as_str()))),
            other => self.visit_expr(other),
        }
    }

    /// A name stands here that may lead to something that counts.
    fn heat(&mut self, name: Name) {
        if let Ok(at) = self.hot.binary_search_by_key(&name, |h| h.1)
            && let Some(&(_, _, asked)) = self.hot.get(at)
            && asked
        {
            self.ask(true);
        }
    }

    /// A variable of the function is called: it may be anything.
    fn call_what_is_bound(&mut self) {
        let Pieces {
            all, words, locals, ..
        } = &mut self.out;
        let bound = |word: &Word| matches!(word, Word::Called(name) if locals.contains(name));
        for piece in all {
            let words = words.get(piece.from as usize..piece.to as usize);
            if words.unwrap_or_default().iter().any(bound) {
                piece.asked = Some(true);
            }
        }
    }

    fn hand(&mut self, e: &Expr) {
        struct Names<'w>(&'w mut Vec<Word>);
        impl<'a> Visitor<'a> for Names<'_> {
            fn visit_expr(&mut self, e: &'a Expr) {
                match (e, place(e)) {
                    (Expr::Lambda(_), _) => {}
                    (Expr::Name(_) | Expr::Attribute(_), Some((root, attribute))) => {
                        self.0.push(Word::Handed(root, attribute));
                    }
                    // What a call in it is given is handed there.
                    (Expr::Call(_), _) => {}
                    _ => visitor::walk_expr(self, e),
                }
            }
        }
        Names(&mut self.out.words).visit_expr(e);
    }

    fn call(&mut self, c: &ast::ExprCall) {
        if let Some(piece) = self.here() {
            piece.calls = true;
        }
        match &*c.func {
            Expr::Name(n) => {
                if ALL_SEEING.contains(&n.id.as_str()) {
                    self.all_seeing = true;
                }
                let name = name_of(n.id.as_str());
                self.heat(name);
                self.word(Word::Called(name));
                self.word(Word::Holds(name));
                let counted = self.counted;
                let filled = counted.filled_by(name).iter();
                self.out.words.extend(filled.map(|f| Word::Binds(f.1)));
                let read = counted.read_by(name).iter();
                self.out.words.extend(read.map(|r| Word::Uses(r.1)));
            }
            Expr::Attribute(a) => {
                self.heat(name_of(a.attr.as_str()));
                if let Some((root, attribute)) = place(&a.value) {
                    self.word(Word::Handed(root, attribute));
                }
                // A method sees all of its object.
                self.visit_expr(&a.value);
            }
            other => self.visit_expr(other),
        }
        for argument in &c.arguments.args {
            self.hand(argument);
            self.visit_expr(argument);
        }
        for keyword in &c.arguments.keywords {
            self.hand(&keyword.value);
            self.visit_expr(&keyword.value);
        }
    }
}

/// Whether a method of this name puts something into its object.
pub(in crate::evaluate) fn puts_in(method: &str) -> bool {
    matches!(
        method,
        "append" | "appendleft" | "add" | "extend" | "insert" | "put" | "put_nowait" | "set"
    ) || matches!(method, "setdefault" | "update")
}

impl<'a> Visitor<'a> for Walk<'_> {
    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Name(n) => {
                let name = name_of(n.id.as_str());
                if n.ctx.is_load() {
                    self.heat(name);
                    self.word(Word::Uses(name));
                }
            }
            Expr::Attribute(a) => {
                self.heat(name_of(a.attr.as_str()));
                if let (Expr::Name(n), Some((root, Some(attribute)))) = (&*a.value, place(e)) {
                    self.heat(name_of(n.id.as_str()));
                    self.word(Word::Part(root, attribute));
                } else {
                    if a.value.is_call_expr() {
                        self.word(Word::Part(name_of(CALLED), name_of(a.attr.as_str())));
                    }
                    visitor::walk_expr(self, e);
                }
            }
            Expr::Call(c) => self.call(c),
            Expr::Subscript(s) => {
                if let Some((root, attribute)) = place(&s.value) {
                    self.word(Word::Handed(root, attribute));
                }
                self.hand(&s.slice);
                visitor::walk_expr(self, e);
            }
            Expr::Named(n) => {
                if let Expr::Name(name) = &*n.target {
                    self.bind(name.id.as_str(), false);
                }
                self.visit_expr(&n.value);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                if let Some(piece) = self.here() {
                    piece.yields = true;
                }
                visitor::walk_expr(self, e);
            }
            Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => {}
            _ => visitor::walk_expr(self, e),
        }
    }

    fn visit_pattern(&mut self, p: &'a ast::Pattern) {
        let name = match p {
            ast::Pattern::MatchAs(p) => p.name.as_ref(),
            ast::Pattern::MatchStar(p) => p.name.as_ref(),
            ast::Pattern::MatchMapping(p) => p.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bind(name.as_str(), false);
        }
        visitor::walk_pattern(self, p);
    }
}
