//! Names in an outline: which of them may be asked about, and which values get names that are.
//!
//! Knows no statement. Called by `walk`.

use super::shape::{chain, compared_name, filled, last_name, stored_name};
use super::{Imported, Level, Name, Need, Scan, name_of};
use crate::evaluate::interest::{Member, Part, Root};
use crate::evaluate::record::Named;
use crate::evaluate::signature;
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;

impl Need {
    /// A package.
    pub(super) fn of(root: Root) -> Self {
        Self {
            root,
            loose: false,
            kind: None,
        }
    }
}

impl Member {
    /// What must be there for the name to be this member.
    pub(super) fn needed(self) -> Need {
        Need {
            root: self.root,
            loose: self.shallow,
            kind: self.kind,
        }
    }
}

/// `KEYS`
fn is_constant(name: &str) -> bool {
    name.len() > 1 && !name.contains(|c: char| c.is_ascii_lowercase())
}

impl Scan<'_> {
    /// Whether a method of an object is called of which every method is asked about. Most files open none.
    pub(super) fn is_of_opened(&self, callee: &Expr) -> bool {
        !self.opened.is_empty()
            && matches!(callee, Expr::Attribute(a) if matches!(&*a.value, Expr::Name(n)
                if self.opened.contains(&name_of(n.id.as_str()))))
    }

    /// A variable is read.
    pub(super) fn read(&mut self, name: &str, whole: bool, place: TextRange) {
        let word = self.interest.word(name);
        if let Some(word) = word {
            self.out.kinds.join(&word.brings);
        }
        let key = name_of(name);
        let local = self.locals.contains(&key);
        if whole && self.taken_of != Some(place) {
            let is_thing = |i: &&Imported| {
                let word = self.interest.word(i.last());
                word.is_some_and(|word| !word.things.is_empty())
            };
            let imported = self.out.imports.get(&key).into_iter().flatten();
            let paths: Vec<String> = imported.filter(is_thing).map(Imported::path).collect();
            for path in paths {
                self.hand_on(&path);
            }
        }
        if let Some(unit) = self.here()
            && !local
        {
            unit.names.push(key);
        }
        if let Some(&asked) = self.sinks.get(&key) {
            self.mark_at(asked, place);
        }
        if let Some(all) = self.out.imports.get(&key) {
            if whole {
                for imported in all.iter().filter(|i| i.member.is_none()) {
                    if let Some(root) = self.interest.package(&imported.module) {
                        self.out.loose.add(root);
                    }
                }
            }
            return;
        }
        // A variable of the function is called as a built-in is.
        if local {
            return;
        }
        // Nothing of the file brings it: a built-in, a module in a pasted piece, or from a star.
        if self.interest.is_module(name) {
            self.out.roots.join(self.interest.reachable(name));
        }
        if word.is_none_or(|word| word.members.is_empty()) {
            return;
        }
        for at in 0..=self.out.stars.len() {
            let outer = match at {
                0 => "builtins",
                _ => self.out.stars.get(at - 1).map_or("", String::as_str),
            };
            if let Some(asked) = self.interest.exact(&format!("{outer}.{name}")) {
                self.mark_at(asked, place);
            }
        }
    }

    /// Whose attribute is used.
    pub(super) fn attribute(&mut self, name: Name, object: &Expr) {
        let (own, locals) = (self.object, &self.locals);
        let above = matches!(object, Expr::Call(c)
            if matches!(&*c.func, Expr::Name(n) if n.id.as_str() == "super"));
        let base = match object {
            Expr::Name(n) => Some(name_of(n.id.as_str())),
            _ => None,
        };
        let is_local = base.is_some_and(|b| locals.contains(&b));
        let Some(unit) = self.out.units.get_mut(self.at) else {
            return;
        };
        if let Some((first, rest)) = chain(object).filter(|(_, rest)| !rest.is_empty()) {
            let first = self.out.imports.get(&name_of(first));
            for imported in first.into_iter().flatten() {
                let mut path = imported.module.clone();
                let between = rest.iter().rev().copied();
                for part in imported.member.as_deref().into_iter().chain(between) {
                    path.push('.');
                    path.push_str(part);
                }
                unit.paths.push((path, name));
            }
        }
        match base {
            Some(base) if Some(base) == own => unit.own.push(name),
            Some(base) if !is_local => unit.dotted.push((base, name)),
            None if above => unit.own.push(name),
            _ => unit.other.push(name),
        }
    }

    /// An attribute is read, set or called, or a keyword is passed.
    pub(super) fn mention(&mut self, name: &str, object: &Expr, place: TextRange) {
        let interest = self.interest;
        if let Some(hint) = last_name(object)
            && let Some(guess) = interest.guessed(name, hint)
        {
            self.mark_at(guess.asked, place);
            self.out.roots.add(guess.root);
            self.out.kinds.add(guess.kind);
        }
        let Some(word) = interest.word(name) else {
            return;
        };
        self.out.kinds.join(&word.brings);
        if !word.anywhere.is_empty() {
            let rests = self.rests_at(place);
            self.mark_as(word.anywhere, rests);
        }
        if let Some(root) = word.object {
            self.out.objects.join(interest.given(root));
        }
        // A method of what stands in the program works on nothing from elsewhere.
        if word.is_bare() || object.is_literal_expr() {
            return;
        }
        let mut direct = false;
        if let Some((first, rest)) = chain(object) {
            let mut paths: Vec<String> = match self.out.imports.get(&name_of(first)) {
                Some(all) => {
                    direct = rest.is_empty() && all.iter().all(|i| i.member.is_none());
                    all.iter().map(Imported::path).collect()
                }
                None if self.interest.is_module(first) => vec![first.to_owned()],
                None => Vec::new(),
            };
            for path in &mut paths {
                for part in rest.iter().rev() {
                    path.push('.');
                    path.push_str(part);
                }
                path.push('.');
                path.push_str(name);
            }
            for path in paths {
                if let Some(asked) = self.interest.exact(&path) {
                    self.mark_at(asked, place);
                }
                if self.taken_of != Some(place) {
                    self.hand_on(&path);
                }
            }
        }
        // Of a module that is handed on, nobody knows by which name.
        for thing in word
            .things
            .iter()
            .filter(|thing| self.out.loose.has(thing.root))
        {
            self.out.things.add(thing.kind);
        }
        if direct {
            return;
        }
        let made = matches!(object, Expr::Call(c)
            if matches!(last_name(&c.func), Some("__import__" | "import_module")));
        for member in &word.members {
            // `x.eval` of an unknown x is not the built-in one.
            if member.shallow && member.root == Root::BUILTINS {
                continue;
            }
            let part = self.here_asked(member.asked, place);
            let mut need = member.needed();
            need.loose &= !made;
            self.wait_as(need, part, self.rests_at(place));
        }
    }

    // ---- what is put into something ----------------------------------------------------------

    /// Something is put into what may be a variable of the module or an attribute of the own object, or into a part
    /// of it.
    pub(super) fn fill(&mut self, container: &Expr) {
        let inside = self.level == Level::Function;
        match filled(container) {
            Expr::Name(n) if self.level != Level::Class => {
                let name = name_of(n.id.as_str());
                if !inside {
                    self.bind(n.id.as_str());
                }
                let own = inside && self.locals.contains(&name);
                if let Some(unit) = self.here().filter(|_| !own) {
                    unit.fills.push(name);
                }
            }
            Expr::Attribute(a) if inside => {
                let owner = a.value.as_name_expr().map(|n| name_of(n.id.as_str()));
                let own = owner.is_some() && owner == self.object;
                if let Some(unit) = self.here().filter(|_| own) {
                    unit.keeps.push(name_of(a.attr.as_str()));
                }
            }
            _ => {}
        }
    }

    /// A function puts values into a variable of the module.
    pub(super) fn fill_global(&mut self, name: &str) {
        self.bind(name);
        if let Some(unit) = self.here() {
            unit.fills.push(name_of(name));
        }
    }

    // ---- values that get names ---------------------------------------------------------------

    pub(super) fn stored(&mut self, name: &str) -> Named {
        let watch = self.watch;
        *self
            .stored
            .entry(name_of(name))
            .or_insert_with(|| watch.named(name))
    }

    /// A value gets a name, or meets one.
    pub(super) fn store(&mut self, name: &str, value: &Expr) {
        let named = self.stored(name);
        if named.counts() {
            self.spot(Part::NONE, None, true);
        }
        if named.anything || (named.constant && self.may_be_text(value, 0)) {
            self.mark(Part::ASKED);
        }
        if named.made && !value.is_literal_expr() {
            self.mark(Part::PRODUCT);
        }
    }

    pub(super) fn store_in(&mut self, target: &Expr, value: &Expr) {
        match target {
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                let values = match value {
                    Expr::Tuple(t) if t.elts.len() == elts.len() => t.elts.as_slice(),
                    _ => &[],
                };
                for (at, target) in elts.iter().enumerate() {
                    self.store_in(target, values.get(at).unwrap_or(value));
                }
            }
            Expr::Starred(s) => self.store_in(&s.value, value),
            _ => {
                if let Some(name) = stored_name(target) {
                    self.store(name, value);
                }
            }
        }
    }

    /// What is compared may be asked about.
    pub(super) fn compare(&mut self, c: &ast::ExprCompare) {
        let written = |e: &Expr| e.is_literal_expr();
        let equal = |op: &ast::CmpOp| matches!(op, ast::CmpOp::Eq | ast::CmpOp::NotEq);
        if c.ops.iter().any(equal)
            && !written(&c.left)
            && !c.comparators.iter().any(written)
            && let Some(root) = self.interest.package(signature::PACKAGE)
        {
            // It may compare a signature.
            self.spot(Part::NONE, Some(Need::of(root)), true);
        }
        // It may look for a part of a setting.
        let listed = |op: &ast::CmpOp| matches!(op, ast::CmpOp::In | ast::CmpOp::NotIn);
        let named = |e: &Expr| e.as_name_expr().is_some_and(|n| is_constant(n.id.as_str()));
        if self.settings
            && c.ops.iter().any(listed)
            && c.comparators.iter().any(named)
            && let Some(root) = self.interest.package("os")
        {
            self.spot(Part::NONE, Some(Need::of(root)), true);
        }
        let mut sides = std::iter::once(&*c.left).chain(&c.comparators);
        let Some(mut left) = sides.next() else { return };
        for right in sides {
            for (named, value) in [(left, right), (right, left)] {
                if let Some(name) = compared_name(named) {
                    self.store(name, value);
                }
            }
            left = right;
        }
    }

    /// Whether a value may be a text that stands in the program.
    pub(super) fn may_be_text(&self, value: &Expr, depth: u32) -> bool {
        if depth > 8 {
            return true;
        }
        let may = |e: &Expr| self.may_be_text(e, depth + 1);
        match value {
            Expr::StringLiteral(s) => s.value.len() > 2,
            Expr::BytesLiteral(b) => b.value.bytes().count() > 2,
            Expr::FString(_) => true,
            Expr::Name(n) => {
                let key = name_of(n.id.as_str());
                self.texts.contains(&key) || self.out.imports.contains_key(&key)
            }
            Expr::Attribute(a) => {
                let name = a.attr.as_str();
                name == "__doc__" || self.texts.contains(&name_of(name))
            }
            Expr::BinOp(b) => may(&b.left) && may(&b.right),
            Expr::BoolOp(b) => b.values.iter().any(may),
            Expr::If(i) => may(&i.body) || may(&i.orelse),
            Expr::Named(n) => may(&n.value),
            Expr::Tuple(t) => t.elts.iter().any(may),
            Expr::List(l) => l.elts.iter().any(may),
            Expr::Set(s) => s.elts.iter().any(may),
            Expr::Subscript(s) => may(&s.value),
            Expr::Dict(_) => true,
            Expr::Call(c) => {
                let inner = match &*c.func {
                    Expr::Attribute(a) => may(&a.value),
                    _ => false,
                };
                // `bytes([104, 105])`
                let spelled = |e: &Expr| matches!(e, Expr::List(_) | Expr::Tuple(_)) || may(e);
                inner || c.arguments.args.iter().any(spelled)
            }
            _ => false,
        }
    }

    /// Whether somebody asks about the import of this.
    pub(super) fn note_import(&mut self, module: &str) {
        let asked = module
            .match_indices('.')
            .map(|(at, _)| at)
            .chain([module.len()])
            .filter_map(|end| module.get(..end))
            .any(|outer| self.interest.modules.contains(outer));
        if asked {
            self.mark(Part::FORM);
        }
    }
}
