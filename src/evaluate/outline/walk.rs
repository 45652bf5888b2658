//! The walk over a file's tree that fills its outline.
//!
//! What a name may mean is `names`' to say. Called by `outline`.

use super::left::may_carry;
use super::shape::{MADE_BY, last_name, locals_of, may_be_broad, written};
use super::{Calling, Level, NO_FUNCTION, Need, Scan, behind, name_of};
use crate::evaluate::interest::Part;
use crate::evaluate::record::Named;
use crate::evaluate::{guard, logged};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;

impl<'s> Scan<'s> {
    fn function(&mut self, s: &'s ast::StmtFunctionDef) {
        for decorator in &s.decorator_list {
            self.visit_decorator(decorator);
        }
        // Defaults and annotations belong to where the function is made.
        for p in s.parameters.iter_non_variadic_params() {
            if let Some(default) = &p.default {
                self.visit_expr(default);
                self.store(p.parameter.name.as_str(), default);
            }
        }
        self.visit_parameters_types(&s.parameters);
        let class = (self.level == Level::Class).then_some(self.at);
        let outer = (self.at, self.level, self.test, self.function, self.object);
        self.at = self.unit(u32::from(s.name.range.start()), class);
        let mut locals = FxHashSet::default();
        locals.extend(s.parameters.iter().map(|p| name_of(p.name().as_str())));
        locals_of(&s.body, &mut locals);
        let outer_locals = std::mem::replace(&mut self.locals, locals);
        self.function = Some(self.at);
        let (outer_decides, outer_answers) = (self.decides, self.answers);
        // Nobody takes what a test gives, or asks it.
        self.test = s.name.as_str().starts_with("test");
        let named = if self.test {
            Named::default()
        } else {
            self.stored(s.name.as_str())
        };
        (self.decides, self.answers) = (named.guard, named.anything);
        let first = s.parameters.iter().next();
        if class.is_some() {
            self.object = first.map(|p| name_of(p.name().as_str()));
        }
        self.level = Level::Function;
        let name = s.name.as_str();
        self.spot = u32::from(s.name.range.start());
        self.bind(name);
        self.describe(name, outer.1);
        // What stands around it brings it what it is called with.
        let around = s.decorator_list.iter();
        let around = around.filter_map(|d| match &d.expression {
            Expr::Call(c) => c.func.as_name_expr(),
            made => made.as_name_expr(),
        });
        if let Some(unit) = self.here() {
            unit.makes = MADE_BY.contains(&name);
            unit.names.extend(around.map(|n| name_of(n.id.as_str())));
        }
        if named.made {
            self.mark(Part::PRODUCT);
        } else if named.counts() {
            self.spot(Part::NONE, None, true);
        }
        let entered = Part::ASKED.and(Part::SOURCE);
        for decorator in &s.decorator_list {
            let made = match &decorator.expression {
                Expr::Call(c) => &*c.func,
                other => other,
            };
            if let Some(last) = last_name(made) {
                for &root in self.interest.decorators(last) {
                    self.wait(Need::of(root), entered);
                }
            }
        }
        if class.is_some() {
            for &root in self.interest.handlers(name) {
                self.wait(Need::of(root), entered);
            }
            self.brings(name);
        }
        if self.interest.is_entered(&s.parameters) {
            self.mark(entered);
        }
        for p in &s.parameters {
            self.brings(p.name().as_str());
            for &root in self.interest.parameters(p.name().as_str()) {
                self.wait(Need::of(root), Part::SOURCE);
            }
        }
        if self.interest.forms.optional && !self.test {
            let waved = super::super::optional::waved_through(&s.body);
            if waved.is_some_and(|(_, asked)| self.stored(asked.name).guard) {
                self.mark(Part::FORM);
                if let Some(unit) = self.here() {
                    unit.entire = true;
                }
            }
        }
        self.out
            .told
            .extend(behind::late_check(s, &self.around, self.interest.roles()));
        self.around.push(behind::parameters(s));
        let reader = self.reader.enter(name, true);
        self.visit_body(&s.body);
        self.reader.leave(reader, true);
        self.around.pop();
        self.locals = outer_locals;
        (self.decides, self.answers) = (outer_decides, outer_answers);
        (self.at, self.level, self.test, self.function, self.object) = outer;
    }

    /// Whether an exception that refuses is returned.
    fn refuses(&self, s: &ast::StmtReturn) -> bool {
        let made = s.value.as_deref().and_then(Expr::as_call_expr);
        let last = made.and_then(|call| last_name(&call.func));
        last.is_some_and(|last| self.interest.is_refusal(last))
    }

    fn visit_parameters_types(&mut self, parameters: &'s ast::Parameters) {
        for p in parameters {
            if let Some(annotation) = p.annotation() {
                self.visit_annotation(annotation);
            }
        }
    }

    fn class(&mut self, s: &'s ast::StmtClassDef) {
        for decorator in &s.decorator_list {
            self.visit_decorator(decorator);
        }
        let outer = (self.at, self.level);
        let class = (self.level == Level::Class).then_some(self.at);
        self.at = self.unit(NO_FUNCTION, class);
        // The body of a class in a class runs when that one's does.
        if let Some(unit) = self.here().filter(|_| class.is_some()) {
            unit.inside = class;
        }
        self.level = Level::Class;
        self.bind(s.name.as_str());
        self.describe(s.name.as_str(), outer.1);
        if let Some(arguments) = &s.arguments {
            let bases = arguments.args.iter().filter_map(|base| match base {
                Expr::Name(n) => Some((name_of(n.id.as_str()), None)),
                Expr::Attribute(a) => {
                    let outer = last_name(&a.value)?;
                    Some((name_of(outer), Some(name_of(a.attr.as_str()))))
                }
                _ => None,
            });
            let bases = bases.collect();
            if let Some(unit) = self.here() {
                unit.bases = bases;
            }
            self.visit_arguments(arguments);
        }
        if let Some(unit) = self.here() {
            unit.is_class = true;
            unit.begins = u32::from(s.range.start());
        }
        let reader = self.reader.enter(s.name.as_str(), false);
        self.visit_body(&s.body);
        self.reader.leave(reader, false);
        (self.at, self.level) = outer;
    }

    fn describe(&mut self, name: &str, level: Level) {
        if level == Level::Module && self.interest.package(self.module).is_some() {
            let full = format!("{}.{name}", self.module);
            if self.interest.describes(&full) {
                self.out.described.push(name_of(name));
            }
        }
    }

    fn assign(&mut self, targets: &'s [Expr], value: &'s Expr) {
        let before = self.here().map_or(Part::NONE, |u| u.part);
        self.visit_expr(value);
        let after = self.here().map_or(Part::NONE, |u| u.part);
        if let Expr::Call(c) = value
            && let Some(last) = last_name(&c.func)
        {
            self.mark_as(self.interest.makes(last), false);
        }
        for target in targets {
            self.store_in(target, value);
            // `self.library = CDLL(...)`: whoever reads `library` may call anything of it.
            let opened = matches!(value, Expr::Call(c)
                if last_name(&c.func).is_some_and(|last| self.interest.opens(last)));
            // `self.run = os.system`: whoever reads `run` may call it.
            let plain = matches!(value, Expr::Name(_) | Expr::Attribute(_)) && before != after;
            if opened {
                self.mark_as(Part::ASKED, false);
                self.opened
                    .extend(target.as_name_expr().map(|n| name_of(n.id.as_str())));
            }
            if self.level == Level::Function
                && (opened || plain)
                && let Expr::Attribute(a) = target
            {
                self.bind(a.attr.as_str());
            }
            self.visit_expr(target);
        }
    }

    /// These statements are in the care of something that may end their exceptions.
    fn guarded(&mut self, body: &[Stmt]) {
        let called = guard::called_in(body);
        if self.decides || called.iter().any(|name| self.stored(name).guard) {
            self.mark(Part::FORM);
            if let Some(unit) = self.here() {
                unit.entire = true;
            }
        }
    }

    fn handlers(&mut self, s: &ast::StmtTry) {
        let forms = self.interest.forms;
        if forms.handlers && !s.handlers.is_empty() {
            self.mark(Part::FORM);
        }
        if forms.guards && !s.handlers.is_empty() {
            let ends = |s: &ast::ExceptHandler| {
                let ast::ExceptHandler::ExceptHandler(handler) = s;
                matches!(handler.body.last(), Some(Stmt::Raise(_)))
            };
            if !s.handlers.iter().all(ends) {
                self.guarded(&s.body);
            }
        }
        if !forms.idle_handlers {
            return;
        }
        for ast::ExceptHandler::ExceptHandler(handler) in &s.handlers {
            let idle = handler.body.iter().all(|s| match s {
                Stmt::Pass(_) | Stmt::Continue(_) => true,
                Stmt::Expr(e) => e.value.is_literal_expr(),
                _ => false,
            });
            if idle && handler.type_.as_deref().is_none_or(may_be_broad) {
                self.mark(Part::FORM);
            }
        }
    }

    /// Something is laid on this.
    fn lay(&mut self, on: &Expr) {
        self.lays = self.lays || may_carry(on, self.interest.carriers());
    }

    fn call(&mut self, c: &'s ast::ExprCall) {
        if self.is_of_opened(&c.func) {
            self.mark(Part::ASKED);
        }
        if let Expr::Attribute(a) = &*c.func
            && crate::evaluate::slice::puts_in(a.attr.as_str())
        {
            self.fill(&a.value);
        }
        let last = last_name(&c.func).unwrap_or("");
        let arguments = &c.arguments;
        self.calling = Some(Calling {
            callee: c.func.range(),
            written: written(arguments),
            opens: self.interest.opens(last),
            dropped: self.dropped == Some(c.range()),
            arguments,
        });
        if last == "getattr" {
            match &*arguments.args {
                [object, Expr::StringLiteral(name), ..] => {
                    self.mention(name.value.to_str(), object, TextRange::default());
                }
                // A name that is put together may be any.
                [
                    _,
                    Expr::BinOp(_) | Expr::FString(_) | Expr::Subscript(_),
                    ..,
                ] => {
                    self.mark(Part::ASKED);
                }
                _ => {}
            }
        }
        if matches!(last, "__import__" | "import_module")
            && matches!(
                arguments.args.first(),
                Some(Expr::BinOp(_) | Expr::FString(_))
            )
        {
            self.mark(Part::FORM);
        }
        if matches!(last, "__import__" | "import_module")
            && let Some(Expr::StringLiteral(name)) = arguments.args.first()
        {
            let name = name.value.to_str();
            self.import_root(name);
            self.import("", name, None);
            self.note_import(name);
            if let Some(root) = self.interest.package(name) {
                self.out.loose.add(root);
            }
        }
        for keyword in &arguments.keywords {
            if let Some(name) = &keyword.arg {
                self.store(name.as_str(), &keyword.value);
                let members = self.interest.members(name.as_str());
                for member in members.iter().filter(|member| member.set) {
                    let need = Need {
                        loose: false,
                        ..member.needed()
                    };
                    self.wait(need, member.asked.part);
                }
            }
        }
        for &root in self.interest.registrations(last) {
            let registered =
                super::handed::registered(root, last, arguments, self.module, &self.out);
            self.out.registered.push(registered);
        }
    }

    /// A path may end here.
    fn raises(&mut self) {
        if self.level == Level::Function
            && let Some(unit) = self.here()
        {
            unit.raises = true;
        }
    }

    /// A call from which nothing is taken: one that may never come back ends a path.
    fn stands_alone(&mut self, call: &Expr) {
        let Expr::Call(c) = call else { return };
        let last = last_name(&c.func).filter(|last| self.interest.ends(last));
        if let Some(last) = last {
            self.raises();
            if let Some(unit) = self.here() {
                unit.turning.push(name_of(last));
            }
        }
    }

    /// Something may be written into a log.
    fn logs(&mut self, c: &ast::ExprCall) {
        let mut tells = logged::made_plainly(c).is_some_and(|made| self.stored(made).logged);
        if self.test || !(tells || logged::may_log(c)) {
            return;
        }
        for argument in &c.arguments.args {
            logged::each_name(argument, 0, &mut |name, _| {
                tells |= self.stored(name).logged;
            });
        }
        if tells {
            self.mark(Part::FORM);
        }
    }

    /// A text stands in the program.
    fn text(&mut self, text: &str) {
        if text.len() > 2 {
            self.mark(self.watch.literal(text));
            if self.interest.is_key(text) {
                self.mark(Part::SOURCE);
            }
        }
    }
}

impl<'s> Scan<'s> {
    fn statement(&mut self, statement: &'s Stmt) {
        // Of whoever calls this, nobody knows yet whether it takes the answer.
        if let Stmt::Return(s) = statement {
            self.dropped = s.value.as_deref().map(Ranged::range);
        }
        match statement {
            Stmt::FunctionDef(s) => return self.function(s),
            Stmt::ClassDef(s) => return self.class(s),
            Stmt::Assign(s) => return self.assign(&s.targets, &s.value),
            Stmt::AnnAssign(s) => {
                if let Some(value) = &s.value {
                    self.assign(std::slice::from_ref(&s.target), value);
                } else {
                    self.visit_expr(&s.target);
                }
                return self.visit_annotation(&s.annotation);
            }
            Stmt::AugAssign(s) => {
                self.store_in(&s.target, &s.value);
                // `balances[name] -= amount`
                if let Expr::Subscript(part) = &*s.target
                    && let Some(name) = last_name(&part.value)
                {
                    self.store(name, &s.value);
                }
            }
            Stmt::Import(s) => {
                for alias in &s.names {
                    self.note_import(alias.name.as_str());
                    if self.level != Level::Function {
                        let local = alias.asname.as_ref().unwrap_or(&alias.name);
                        self.bind(local.as_str());
                    }
                }
            }
            Stmt::ImportFrom(s) => {
                let module = s.module.as_ref().map_or("", |m| m.as_str());
                for alias in &s.names {
                    self.note_import(&format!("{module}.{}", alias.name));
                    if self.level != Level::Function {
                        let local = alias.asname.as_ref().unwrap_or(&alias.name);
                        self.bind(local.as_str());
                    }
                }
            }
            Stmt::Assert(_) if self.interest.forms.asserts && !self.test => self.mark(Part::FORM),
            Stmt::Return(s)
                if self.answers && s.value.as_deref().is_some_and(Expr::is_literal_expr) =>
            {
                self.mark(Part::FORM);
            }
            Stmt::Return(s)
                if self.decides && s.value.as_deref().is_some_and(guard::opens_by_default) =>
            {
                self.mark(Part::FORM);
            }
            Stmt::Return(s) if !self.test && self.refuses(s) => self.mark(Part::FORM),
            Stmt::Expr(s) if self.decides && s.value.is_compare_expr() => self.mark(Part::FORM),
            Stmt::Try(s) => self.handlers(s),
            Stmt::With(s) if self.interest.forms.guards && guard::holds_back(s) => {
                self.guarded(&s.body);
            }
            Stmt::If(s) if !self.test => {
                if let Some(call) = guard::only_told(s) {
                    self.dropped = Some(call.range());
                }
                let forms = self.interest.forms;
                let asked = super::super::optional::asked_when_given(s);
                let given = asked.is_some_and(|asked| self.stored(asked.name).guard);
                if (forms.optional && given)
                    || (forms.letters && super::super::letters::refuses_by_letters(s))
                {
                    self.mark(Part::FORM);
                    if let Some(unit) = self.here() {
                        unit.entire = true;
                    }
                }
            }
            Stmt::Raise(_) => self.raises(),
            Stmt::Expr(s) if s.value.is_call_expr() => {
                self.dropped = Some(s.value.range());
                self.stands_alone(&s.value);
            }
            Stmt::Global(s) => s
                .names
                .iter()
                .for_each(|name| self.fill_global(name.as_str())),
            // A text that stands alone says nothing.
            Stmt::Expr(s) if s.value.is_string_literal_expr() => return,
            _ => {}
        }
        visitor::walk_stmt(self, statement);
    }
}

impl<'s> Visitor<'s> for Scan<'s> {
    fn visit_stmt(&mut self, statement: &'s Stmt) {
        let start = u32::from(statement.range().start());
        let outer = std::mem::replace(&mut self.spot, start);
        self.reader.statement(statement);
        self.statement(statement);
        self.spot = outer;
    }

    fn visit_expr(&mut self, e: &'s Expr) {
        match e {
            Expr::Name(n) => {
                match n.ctx {
                    ast::ExprContext::Load => self.read(n.id.as_str(), true, n.range),
                    _ if self.level != Level::Function => self.bind(n.id.as_str()),
                    _ => {}
                }
                return;
            }
            Expr::Attribute(a) => {
                let name = a.attr.as_str();
                if a.ctx.is_store() {
                    self.lay(&a.value);
                }
                self.attribute(name_of(name), &a.value);
                self.mention(name, &a.value, a.range);
                self.taken_of = Some(a.value.range());
                if let Expr::Name(n) = &*a.value {
                    return self.read(n.id.as_str(), false, n.range);
                }
            }
            Expr::Call(c) => {
                self.logs(c);
                self.call(c);
            }
            Expr::Compare(c) => {
                if self.interest.forms.itself {
                    self.mark(Part::FORM);
                }
                self.compare(c);
                self.reader.compared(c);
            }
            Expr::If(c) => self.reader.chosen(c),
            Expr::Lambda(_) => {
                let outer = std::mem::replace(&mut self.lambda, true);
                visitor::walk_expr(self, e);
                self.lambda = outer;
                return;
            }
            Expr::Yield(_) | Expr::YieldFrom(_) if !self.lambda => {
                if let Some(unit) = self.here() {
                    unit.yields = true;
                }
            }
            Expr::Named(n) => self.store_in(&n.target, &n.value),
            Expr::Dict(d) => {
                for item in &d.items {
                    if let Some(Expr::StringLiteral(key)) = &item.key {
                        let key = key.value.to_str();
                        self.store(key, &item.value);
                        // A log may be shown all of it.
                        if self.stored(key).logged {
                            self.mark(Part::FORM);
                        }
                    }
                }
            }
            Expr::Subscript(s) if s.ctx.is_load() => {
                self.taken_of = Some(s.value.range());
                // `__builtins__["eval"]`, `vars(os)["system"]`
                if let Expr::StringLiteral(key) = &*s.slice
                    && let Some(last) = last_name(&s.value)
                    && matches!(
                        last,
                        "__builtins__" | "builtins" | "globals" | "vars" | "__dict__"
                    )
                {
                    let name = key.value.to_str();
                    self.read(name, false, TextRange::default());
                    self.brings(name);
                    for member in self.interest.members(name) {
                        let need = Need {
                            loose: false,
                            ..member.needed()
                        };
                        self.wait(need, member.asked.part);
                    }
                }
            }
            Expr::Subscript(s) => {
                self.lay(&s.value);
                self.fill(&s.value);
                self.taken_of = Some(s.value.range());
                for &(root, kind, part) in &self.interest.items {
                    let need = Need {
                        kind: Some(kind),
                        ..Need::of(root)
                    };
                    self.wait(need, part);
                }
            }
            Expr::StringLiteral(s) => {
                self.text(s.value.to_str());
                return;
            }
            Expr::FString(s) => {
                for part in s.value.literals() {
                    self.text(part.as_str());
                }
                for literal in s
                    .value
                    .elements()
                    .filter_map(ast::InterpolatedStringElement::as_literal)
                {
                    self.text(&literal.value);
                }
            }
            Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => return,
            _ => {}
        }
        visitor::walk_expr(self, e);
    }
}
