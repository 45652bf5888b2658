//! Following statements.

mod exceptions;

use super::guard::only_told;
use super::machine::{Follow, Machine, Scope, Stop};
use super::record::{Place, Shape, Stopped};
use super::value::{Kind, Val};
use ruff_python_ast::{self as ast, Expr, Stmt};

impl<'a> Machine<'a, '_> {
    pub(super) fn block(&mut self, body: &'a [Stmt]) -> Follow<()> {
        for (at, statement) in body.iter().enumerate() {
            if !self.leaves_out(statement) {
                if let Stmt::Expr(s) = statement {
                    self.contexts.refused = s.value.is_call_expr() && refuses(body);
                }
                if let Stmt::If(s) = statement
                    && at + 1 < body.len()
                    && let Some(call) = only_told(s)
                {
                    self.contexts.refused = refuses(body);
                    self.drop_asked(call);
                }
                self.statement(statement)?;
            }
        }
        Ok(())
    }

    fn statement(&mut self, statement: &'a Stmt) -> Follow<()> {
        let spent = self.spend(1);
        // Nested blocks and expressions recurse; deep ones get a new piece of stack.
        let done = spent.and_then(|()| {
            stacker::maybe_grow(256 * 1024, 2 * 1024 * 1024, || self.one(statement))
        });
        if done == Err(Stop::Fuel) && self.stopped.is_none() {
            let function = self.calls.last();
            self.stopped = Some(Stopped {
                at: self.span_of(statement).start,
                function: function.map_or_else(String::new, |call| call.name.to_string()),
            });
        }
        done
    }

    fn one(&mut self, statement: &'a Stmt) -> Follow<()> {
        match statement {
            Stmt::Expr(s) => {
                self.drop_answer(&s.value);
                let said = self.eval(&s.value)?;
                self.learn_opinion(said, self.span_of(s));
                self.note_dropped(s);
                Ok(())
            }
            Stmt::Assign(s) => {
                self.only_entered(s);
                let v = self.eval(&s.value)?;
                self.note_lessened(s, v);
                for target in &s.targets {
                    self.notes.moved = super::note::is_moved(&s.value);
                    self.assign(target, v)?;
                }
                self.notes.moved = false;
                Ok(())
            }
            Stmt::AugAssign(s) => self.augmented(s),
            Stmt::AnnAssign(s) => match &s.value {
                Some(value) => {
                    let v = self.eval(value)?;
                    self.assign(&s.target, v)
                }
                None => self.annotate(s),
            },
            Stmt::Return(s) => {
                let bare = self.slice.as_ref().is_some_and(|slice| slice.is_bare(s));
                let v = match s.value.as_deref().filter(|_| !bare) {
                    Some(value) => {
                        self.drop_returned(value);
                        let v = self.eval(value)?;
                        if let Some(call) = self.calls.last() {
                            let name = call.name.clone();
                            let name = name.rsplit('.').next().unwrap_or("");
                            self.note_store(Place::Return, name, v, self.span_of(s));
                            self.note_open_default(value, name);
                            self.note_refusal(value, v);
                        }
                        v
                    }
                    None => Val::NONE,
                };
                if !self.guards.is_empty() {
                    self.note_answer(v);
                }
                Err(Stop::Return(v))
            }
            Stmt::If(s) => {
                self.branches(&s.test, &s.body, &s.elif_else_clauses)?;
                self.note_optional(s);
                Ok(())
            }
            Stmt::For(s) => {
                let iter = self.eval(&s.iter)?;
                self.for_loop(&s.target, iter, &s.body, &s.orelse, self.span_of(&*s.iter))
            }
            Stmt::While(s) => self.while_loop(&s.test, &s.body, &s.orelse),
            Stmt::Try(s) => self.try_statement(s),
            Stmt::With(s) => self.with_items(&s.items, &s.body),
            Stmt::Match(s) => {
                let subject = self.eval(&s.subject)?;
                self.cases(subject, &s.cases)
            }
            Stmt::Raise(s) => self.raise_statement(s),
            Stmt::Assert(s) => {
                // `python -O` removes assertions, so an assertion guards nothing: its test is
                // followed for what it does, and nothing is learned from it.
                let tested = self.eval(&s.test)?;
                // What follows from the program alone guards against nobody. What does not hold for an object
                // as it was made may hold later, or not.
                let open = match self.truth(tested) {
                    Some(true) => self.untrusted(tested),
                    Some(false) => !s.test.is_literal_expr(),
                    None => true,
                };
                if open && !self.in_test() {
                    self.note_shape(Shape::Assert, self.span_of(s));
                }
                // Where they are not removed, a handler may have to do with it.
                if self.world.is_none() && self.truth(tested).is_none() {
                    self.may_raise(Some("builtins.AssertionError"), self.span_of(s));
                }
                Ok(())
            }
            Stmt::FunctionDef(s) => self.define_function(s),
            Stmt::ClassDef(s) => self.define_class(s),
            Stmt::Import(s) => {
                for alias in &s.names {
                    self.import(alias);
                }
                Ok(())
            }
            Stmt::ImportFrom(s) => {
                self.import_from(s);
                Ok(())
            }
            Stmt::Global(s) => {
                // What is bound here is not this frame's own.
                self.outlive(self.frame);
                let mut module = self.frame;
                while self.frame(module).scope != Scope::Module
                    && let Some(parent) = self.frame(module).parent
                {
                    module = parent;
                }
                for name in &s.names {
                    let cell = self.variable(module, name.as_str());
                    self.bind_cell(self.frame, name.as_str(), cell);
                }
                Ok(())
            }
            Stmt::Nonlocal(s) => {
                self.outlive(self.frame);
                for name in &s.names {
                    let mut at = self.frame(self.frame).parent;
                    while let Some(id) = at {
                        if let Some(cell) = self.frame(id).vars.get(name.as_str()) {
                            self.bind_cell(self.frame, name.as_str(), cell);
                            break;
                        }
                        at = self.frame(id).parent;
                    }
                }
                Ok(())
            }
            Stmt::Delete(s) => {
                for target in &s.targets {
                    self.delete(target)?;
                }
                Ok(())
            }
            Stmt::Break(_) => Err(Stop::Break),
            Stmt::Continue(_) => Err(Stop::Continue),
            Stmt::TypeAlias(s) => {
                let v = self.type_alias(s);
                self.assign(&s.name, v)
            }
            Stmt::Pass(_) | Stmt::IpyEscapeCommand(_) => Ok(()),
        }
    }

    fn branches(
        &mut self,
        test: &'a Expr,
        body: &'a [Stmt],
        rest: &'a [ast::ElifElseClause],
    ) -> Follow<()> {
        let condition = self.condition(test)?;
        self.note_undecided(test, condition);
        self.note_letters(condition, body, rest);
        self.note_demands(test, condition, body, rest);
        self.decide(
            condition,
            &mut |m| m.block(body).map(|()| Val::NONE),
            &mut |m| {
                match rest.split_first() {
                    None => Ok(()),
                    Some((clause, rest)) => match &clause.test {
                        Some(test) => m.branches(test, &clause.body, rest),
                        None => m.block(&clause.body),
                    },
                }
                .map(|()| Val::NONE)
            },
        )
        .map(|_| ())
    }

    fn annotate(&mut self, s: &'a ast::StmtAnnAssign) -> Follow<()> {
        // A bare annotation in a class body names a field.
        if self.frame(self.frame).scope == Scope::Class
            && let Expr::Name(name) = &*s.target
        {
            self.variable(self.frame, name.id.as_str());
        }
        Ok(())
    }

    fn augmented(&mut self, s: &'a ast::StmtAugAssign) -> Follow<()> {
        let old = self.eval(&s.target)?;
        let right = self.eval(&s.value)?;
        let span = self.span_of(s);
        self.note_spent(s.op, &s.target, right, span);
        // `list += x` changes the list itself.
        if s.op == ast::Operator::Add
            && matches!(
                self.content_kind(old),
                Kind::List(_) | Kind::Many("list", _)
            )
        {
            self.call_method(
                old,
                "extend",
                super::call::Args::positional(vec![right]),
                span,
            )?;
            return Ok(());
        }
        if s.op == ast::Operator::BitOr
            && matches!(self.content_kind(old), Kind::Dict(_) | Kind::Set(_))
        {
            self.call_method(
                old,
                "update",
                super::call::Args::positional(vec![right]),
                span,
            )?;
            return Ok(());
        }
        let own = match s.op {
            ast::Operator::Add => "__iadd__",
            ast::Operator::Sub => "__isub__",
            ast::Operator::BitOr => "__ior__",
            ast::Operator::BitAnd => "__iand__",
            _ => "",
        };
        let object = self.look(old);
        let v = if !own.is_empty() && self.has_method(object, own) {
            let args = super::call::Args::positional(vec![right]);
            self.call_method(object, own, args, span)?
        } else {
            self.binary(s.op, old, right, span)?
        };
        self.assign(&s.target, v)
    }

    /// Assigns to a target of any form.
    pub(super) fn assign(&mut self, target: &'a Expr, v: Val) -> Follow<()> {
        match target {
            Expr::Name(name) => {
                self.note_store(Place::Variable, name.id.as_str(), v, self.span_of(target));
                self.assign_name(name.id.as_str(), v);
                Ok(())
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                self.unpack(elts, v, self.span_of(target))
            }
            Expr::Starred(star) => self.assign(&star.value, v),
            Expr::Attribute(attribute) => {
                let object = self.eval(&attribute.value)?;
                self.note_attribute(object, attribute.attr.as_str(), v, self.span_of(target));
                self.set_attribute(object, attribute.attr.as_str(), v, self.span_of(target))
            }
            Expr::Subscript(subscript) => {
                let object = self.eval(&subscript.value)?;
                if let Expr::Slice(slice) = &*subscript.slice
                    && self.replace_part(object, slice, Some(v), self.span_of(target))?
                {
                    return Ok(());
                }
                self.only_asked(&subscript.slice);
                let key = self.eval(&subscript.slice)?;
                self.note_item(object, key, v, self.span_of(target));
                self.set_item(object, key, v, self.span_of(target))
            }
            _ => Ok(()),
        }
    }

    fn unpack(&mut self, targets: &'a [Expr], v: Val, span: crate::text::Span) -> Follow<()> {
        let star = targets.iter().position(|t| matches!(t, Expr::Starred(_)));
        let columns = star
            .is_none()
            .then(|| self.columns(v, targets.len()))
            .flatten();
        let items = match columns {
            Some(columns) => super::container::Items::Known(columns),
            None => self.items(v, span)?,
        };
        match (items, star) {
            (super::container::Items::Known(items), None) => {
                if items.len() != targets.len() {
                    let message = if items.len() > targets.len() {
                        format!("too many values to unpack (expected {})", targets.len())
                    } else {
                        format!(
                            "not enough values to unpack (expected {}, got {})",
                            targets.len(),
                            items.len()
                        )
                    };
                    return self.raise("builtins.ValueError", &message, span);
                }
                for (target, item) in targets.iter().zip(items) {
                    self.assign(target, item)?;
                }
            }
            (super::container::Items::Known(items), Some(at)) => {
                let after = targets.len() - at - 1;
                if items.len() < at + after {
                    return self.raise("builtins.ValueError", "not enough values to unpack", span);
                }
                let middle = items.get(at..items.len() - after).unwrap_or(&[]).to_vec();
                let middle = self.list(middle, span);
                for (index, target) in targets.iter().enumerate() {
                    let item = match index.cmp(&at) {
                        std::cmp::Ordering::Less => items.get(index).copied(),
                        std::cmp::Ordering::Equal => Some(middle),
                        std::cmp::Ordering::Greater => {
                            items.get(items.len() + index - targets.len()).copied()
                        }
                    };
                    self.assign(target, item.unwrap_or(Val::NONE))?;
                }
            }
            (super::container::Items::Each(element), _) => {
                for (at, target) in targets.iter().enumerate() {
                    let item = if matches!(target, Expr::Starred(_)) {
                        let places = |n: usize| i128::try_from(n).ok();
                        let behind = places(targets.len() - at - 1);
                        let some = if targets.len() == 1 {
                            element
                        } else {
                            let places = [places(at), behind.map(|n| -n), Some(1)];
                            self.some_of(element, Some(places), span)
                        };
                        self.object(Kind::Many("list", some), span)
                    } else {
                        // Behind a star, places are counted from the end.
                        let at = i128::try_from(at).unwrap_or(0);
                        let count = i128::try_from(targets.len()).unwrap_or(0);
                        let behind =
                            star.is_some_and(|star| i128::try_from(star).is_ok_and(|s| s < at));
                        self.picked(element, if behind { at - count } else { at }, span)
                    };
                    self.assign(target, item)?;
                }
            }
        }
        Ok(())
    }

    fn delete(&mut self, target: &'a Expr) -> Follow<()> {
        match target {
            Expr::Name(name) => {
                self.assign_name(name.id.as_str(), Val::UNBOUND);
                Ok(())
            }
            Expr::Subscript(s) => {
                let object = self.eval(&s.value)?;
                if let Expr::Slice(slice) = &*s.slice
                    && self.replace_part(object, slice, None, self.span_of(target))?
                {
                    return Ok(());
                }
                let key = self.eval(&s.slice)?;
                self.delete_item(object, key, self.span_of(target))
            }
            Expr::Attribute(a) => {
                let object = self.eval(&a.value)?;
                self.delete_field(object, a.attr.as_str(), self.span_of(target));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    // ---- loops -------------------------------------------------------------------------------
}

/// Whether a block ends with a refusal: an exception, or an answer that says no.
fn refuses(body: &[Stmt]) -> bool {
    let no = |e: &Expr| match e {
        Expr::BooleanLiteral(answer) => !answer.value,
        e => e.is_none_literal_expr(),
    };
    match body.last() {
        Some(Stmt::Return(r)) => r.value.as_deref().is_none_or(no),
        last => matches!(last, Some(Stmt::Raise(_))),
    }
}
