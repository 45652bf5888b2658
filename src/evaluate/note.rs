//! What the record holds besides calls: imports, names read, values that get a name, forms of
//! statements.
//!
//! Notes are taken where code is reached, never where it cannot run, and not in probes. Each place
//! is noted a fixed number of times at most, so that loops and repeated calls cost nothing more.
//! Called by `statement`, `expression`, `definition`, `builtin` and `library`.

use super::label::Cut;
use super::machine::Machine;
use super::record::{EffectKind, Place, Shape};
use super::value::{How, Kind, Val};
use super::watch::Wanted;
use crate::text::{Source, Span};
use ruff_python_ast::comparable::ComparableExpr;
use ruff_python_ast::helpers::any_over_expr;
use ruff_python_ast::{self as ast, CmpOp, Expr, Stmt};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// How often one place is looked at: it may hold other values when reached from elsewhere.
const TIMES: usize = 6;
/// How many notes one record holds.
const NOTES: usize = 40_000;
/// How many elements of a value are looked at to see whether it is worth a note.
const WIDTH: usize = 32;

/// The controls of Unicode that turn the direction of writing.
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text holds one of them.
pub(super) fn turns_direction(text: &str) -> bool {
    !text.is_ascii() && text.contains(turns)
}

/// What has been noted already.
#[derive(Debug, Default)]
pub(super) struct Notes {
    count: usize,
    /// For each place: the values looked at.
    seen: FxHashMap<(Span, u8), Vec<Seen>>,
    /// Names that an import brought.
    pub(super) imported: rustc_hash::FxHashSet<Val>,
    /// Data that entered as an attribute → whose.
    pub(super) owners: FxHashMap<Val, Val>,
    /// What a library gives of a class of the program, such as a row of its table → the class.
    pub(super) kin: FxHashMap<Val, Val>,
    /// A list that was chosen from others → what holds when there is anything in it.
    pub(super) filled: FxHashMap<Val, Val>,
    /// Alternatives of which something was learnt → what they were before anything was.
    pub(super) refined: FxHashMap<Val, Val>,
    /// What stands before a folder in a path, taken apart there → the path.
    pub(super) before: FxHashMap<Val, Val>,
    /// What stands before the first mark in a text → the text, and the mark.
    pub(super) firsts: FxHashMap<Val, (Val, Val)>,
    /// A text in which only that was changed which a browser changes, too, when it reads an address → the text.
    pub(super) read: FxHashMap<Val, Val>,
    /// One sign of a text that is one of several, or what was cut off a text → the text, and what of it that is.
    pub(super) signs: FxHashMap<Val, (Val, Cut)>,
    /// What `partition` found or did not → the mark that it looked for.
    pub(super) marks: FxHashMap<Val, Val>,
    /// What is asked of the elements of the list that is being chosen, and what was of the last one.
    pub(super) chosen: Chosen,
    pub(super) asked: Option<Chosen>,
    /// A comparison that stands for those of all elements → the element.
    pub(super) compared: FxHashMap<Val, Val>,
    /// A part of a text that was taken apart → what it consists of.
    pub(super) sides: FxHashMap<Val, super::each::sides::Sides>,
    /// A number and an element, as `enumerate` gives them → the element, and what it goes through.
    pub(super) numbered: FxHashMap<Val, (Val, Val)>,
    /// Whether what is stored next is written elsewhere.
    pub(super) moved: bool,
    /// An expression whose names are only spoken of.
    pub(super) spoken: Option<Span>,
    /// How many entries have begun, and how many values there were before this one.
    entries: u32,
    lasting: usize,
}

/// Whether what an expression gives is written elsewhere: under another name, or in what a method is called on.
pub(super) fn is_moved(value: &ast::Expr) -> bool {
    let mut at = value;
    loop {
        at = match at {
            ast::Expr::Name(_) => return true,
            // What others put together.
            ast::Expr::BinOp(b) => return is_moved(&b.left) && is_moved(&b.right),
            ast::Expr::Attribute(a) => &a.value,
            ast::Expr::Subscript(s) => &s.value,
            ast::Expr::Call(c) => match (&*c.func, c.arguments.args.first()) {
                (ast::Expr::Attribute(a), _) => &a.value,
                (_, Some(first)) => first,
                _ => return false,
            },
            _ => return false,
        }
    }
}

/// What was asked of the elements from which some are chosen.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// Of each.
    pub(super) each: Vec<Val>,
    /// Whether one stands for all of them.
    pub(super) open: bool,
}

/// A value that was looked at; values of an entry are forgotten with it.
#[derive(Debug, PartialEq)]
enum Seen {
    Text(Arc<str>),
    Number(i128),
    Name(Arc<str>),
    Value(Val, u32),
}

impl Notes {
    /// An entry begins; there are so many values before it.
    pub(super) fn begin(&mut self, values: usize) {
        self.entries = self.entries.saturating_add(1);
        self.lasting = values;
    }
}

impl<'a> Machine<'a, '_> {
    /// Whether there is something new to note at this place.
    pub(super) fn fresh(&mut self, span: Span, tag: u8, v: Val, times: usize) -> bool {
        if self.world.is_some() || self.mute || self.notes.count >= NOTES {
            return false;
        }
        // Two notes of one place would say the same of the same text, number or name.
        let now = match self.kind(v) {
            Kind::Str(s) => Seen::Text(s.clone()),
            Kind::Int(n) => Seen::Number(*n),
            Kind::Symbol(name) => Seen::Name(name.clone()),
            _ if (v.0 as usize) < self.notes.lasting => Seen::Value(v, 0),
            _ => Seen::Value(v, self.notes.entries),
        };
        let seen = self.notes.seen.entry((span, tag)).or_default();
        if seen.len() >= times || seen.contains(&now) {
            return false;
        }
        seen.push(now);
        self.notes.count += 1;
        true
    }

    /// A module, or a thing in one, is brought in.
    pub(super) fn note_import(&mut self, module: &str, span: Span) {
        if self.fresh(span, 0, Val::UNBOUND, 1) {
            let module = module.to_owned();
            self.effect(EffectKind::Import { module }, span);
        }
    }

    /// A name that an import binds: reading it reads what it stands for.
    pub(super) fn note_imported(&mut self, v: Val) {
        if self.world.is_none() {
            self.notes.imported.insert(v);
        }
    }

    /// A name is read as a value: counts when an import brought it.
    pub(super) fn note_name(&mut self, v: Val, span: Span) {
        if self.notes.imported.contains(&v) {
            self.note_read(v, span);
        }
    }

    /// A thing outside the file is read as a value.
    pub(super) fn note_read(&mut self, v: Val, span: Span) {
        let Kind::Symbol(name) = self.kind(v) else {
            return;
        };
        if !name.contains('.') || name.starts_with("builtins.") || self.is_only_spoken(span) {
            return;
        }
        let name = name.clone();
        if self.fresh(span, 1, v, TIMES) {
            let name = name.to_string();
            self.effect(EffectKind::Read { name }, span);
        }
    }

    /// Characters in the text that turn the direction of writing: the bidirectional controls of
    /// Unicode, once a line.
    pub(super) fn note_directions(&mut self, source: &Source) {
        let text = source.text();
        let mut last = 0;
        if !turns_direction(text) {
            return;
        }
        for (at, c) in text.match_indices(turns) {
            let (Ok(start), Ok(end)) = (u32::try_from(at), u32::try_from(at + c.len())) else {
                return;
            };
            let line = source.line_of(start);
            if line != last {
                let span = Span::new(start + self.home, end + self.home);
                self.note_shape(Shape::HiddenDirection, span);
            }
            last = line;
        }
    }

    /// Whether the code being followed is a test, which is made of assertions.
    pub(super) fn in_test(&self) -> bool {
        super::guard::is_test(&self.frame(self.frame).name)
    }

    /// A statement or handler of a form that rules name.
    pub(super) fn note_shape(&mut self, kind: Shape, span: Span) {
        let tag = match kind {
            Shape::Assert => 2,
            Shape::HandlerPasses => 3,
            Shape::HandlerContinues => 4,
            Shape::HandlerAllows => 5,
            Shape::HandlerBroad => 6,
            Shape::HiddenDirection => 7,
            Shape::AllowsByDefault => 30,
            Shape::ComparedWithItself => 31,
            Shape::RefusalReturned => 32,
            Shape::ComparisonDropped => 33,
            Shape::FolderByLetters => 34,
            Shape::ComparedByPlace => 35,
            Shape::TrueByAWord => 36,
            Shape::NewObjectCompared => 37,
        };
        if self.fresh(span, tag, Val::UNBOUND, 1) {
            self.effect(EffectKind::Shape { kind }, span);
        }
    }

    /// The handlers of a `try` that is reached.
    pub(super) fn note_handlers(&mut self, s: &'a ast::StmtTry) {
        for ast::ExceptHandler::ExceptHandler(handler) in &s.handlers {
            let span = self.span_of(handler);
            let broad = match handler.type_.as_deref() {
                None => true,
                Some(Expr::Tuple(all)) => all.elts.iter().any(|e| self.is_broad(e)),
                Some(one) => self.is_broad(one),
            };
            if broad && !handler.body.iter().any(|s| matches!(s, Stmt::Raise(_))) {
                self.note_shape(Shape::HandlerBroad, span);
            }
            // To pass over one named exception is a decision; to pass over all hides failures.
            if let Some((last, before)) = handler.body.split_last()
                && broad
                && before.iter().all(does_nothing)
            {
                if does_nothing(last) {
                    self.note_shape(Shape::HandlerPasses, span);
                } else if matches!(last, Stmt::Continue(_)) {
                    self.note_shape(Shape::HandlerContinues, span);
                }
            }
            // Text and numbers that a handler returns tell of the failure; `True` grants.
            let grants = handler.body.iter().any(|s| match s {
                Stmt::Return(r) => match r.value.as_deref() {
                    Some(Expr::BooleanLiteral(b)) => b.value,
                    Some(Expr::Name(name)) => self
                        .find_name(name.id.as_str())
                        .is_some_and(|v| self.look(v) == Val::TRUE),
                    _ => false,
                },
                _ => false,
            });
            if grants {
                self.note_shape(Shape::HandlerAllows, span);
            }
        }
    }

    fn is_broad(&mut self, e: &'a Expr) -> bool {
        let Expr::Name(name) = e else {
            return false;
        };
        let v = self.read_name(name.id.as_str(), self.span_of(e));
        matches!(self.kind(v), Kind::Symbol(s)
            if matches!(&**s, "builtins.Exception" | "builtins.BaseException"))
    }

    /// Whether nothing was said yet of what this handler answers.
    pub(super) fn fresh_guard(&mut self, span: Span) -> bool {
        self.fresh(span, 8, Val::UNBOUND, 1)
    }

    /// A value gets a name.
    pub(super) fn note_store(&mut self, place: Place, name: &str, v: Val, span: Span) {
        self.note_qualified(place, name, None, v, span);
    }

    fn note_qualified(
        &mut self,
        place: Place,
        name: &str,
        of: Option<(Val, String)>,
        v: Val,
        span: Span,
    ) {
        let moved = std::mem::take(&mut self.notes.moved);
        if self.world.is_some() || self.mute {
            return;
        }
        let v = self.look(v);
        let qualified = of.as_ref().map(|(_, qualified)| qualified.as_str());
        let wanted = self.watches_store(name, qualified, v);
        if wanted == Wanted::Nothing {
            return;
        }
        let tag = 10 + place as u8;
        // What was asked about a number that is taken away is what matters of it.
        let worth = place == Place::Spent || self.worth_noting(v, 0);
        if !worth || !self.fresh(span, tag, v, TIMES) {
            return;
        }
        let mut value = Box::new(match wanted {
            Wanted::Text => self.view_of_text(v),
            _ => self.view(v),
        });
        value.moved = moved;
        // Of what is not known, only where it came from can matter.
        let says = value.known.is_some()
            || value.name.is_some()
            || !value.items.is_empty()
            || !value.either.is_empty()
            || !value.through.is_empty()
            || value
                .pieces
                .iter()
                .any(|p| matches!(p, super::Piece::Literal(_)))
            || value.origins.iter().any(|o| o.kind.is_known())
            || matches!(
                self.content_kind(v),
                Kind::List(_) | Kind::Dict(_) | Kind::Tuple(_)
            );
        if says {
            let name = name.to_owned();
            let made = of.as_ref().and_then(|(object, _)| self.made(*object));
            let qualified = of.map(|(_, qualified)| qualified);
            self.effect(
                EffectKind::Store {
                    place,
                    name,
                    qualified,
                    made,
                    value,
                },
                span,
            );
        }
    }

    fn worth_noting(&self, v: Val, depth: u32) -> bool {
        let node = self.arena.node(self.content(v));
        let all = |items: &[Val]| {
            depth < 2
                && items.len() <= WIDTH
                && items.iter().all(|&i| self.worth_noting(i, depth + 1))
        };
        match &node.kind {
            kind if kind.is_plain() => true,
            Kind::Symbol(_) | Kind::Text(_) => true,
            Kind::Tuple(items) => all(items),
            Kind::List(items) | Kind::Set(items) => all(items),
            Kind::Dict(pairs) => {
                depth < 2
                    && pairs.len() <= WIDTH
                    && pairs.iter().all(|&(_, w)| self.worth_noting(w, depth + 1))
            }
            Kind::Either(options) => {
                depth < 2
                    && options
                        .iter()
                        .take(WIDTH)
                        .any(|(o, _)| self.worth_noting(*o, depth + 1))
            }
            Kind::External(..) => matches!(node.how, How::Call(_)),
            // An attribute of what a call gave.
            Kind::Method(of, _) => depth < 2 && self.worth_noting(*of, depth + 1),
            Kind::Unknown(_, None) => matches!(node.how, How::Call(_)) || !node.from.is_empty(),
            Kind::Unknown(_, Some(origin)) => self
                .origins
                .get(*origin as usize)
                .is_some_and(|o| o.kind.is_known()),
            _ => false,
        }
    }

    /// `object.name = v`
    pub(super) fn note_attribute(&mut self, object: Val, name: &str, v: Val, span: Span) {
        if self.world.is_none() {
            let class = self.class_of(self.look(object));
            let of = match class {
                // What a property makes of it is kept, not what it is given.
                Some(class) if self.is_property(class, name) => None,
                // A row that a library gave of a class of the program.
                Some(class) => (self.outside(object))
                    .or_else(|| self.outside_base(class).map(|base| base.to_string())),
                None => self.outside(object),
            };
            let of = of.map(|o| (object, format!("{o}.{name}")));
            self.note_qualified(Place::Attribute, name, of, v, span);
        }
    }

    /// Whether a class answers itself for an attribute.
    fn is_property(&self, class: Val, name: &str) -> bool {
        let Some(own) = self.class_member(class, name) else {
            return false;
        };
        let node = self.arena.node(own);
        match (&node.kind, &node.how) {
            (Kind::Wrapped(..) | Kind::Function(..), _) => true,
            (_, How::Call(made)) => made.ends_with("property") || made.ends_with("setter"),
            _ => false,
        }
    }

    /// `object[key] = v`
    pub(super) fn note_item(&mut self, object: Val, key: Val, v: Val, span: Span) {
        let Kind::Str(name) = self.kind(self.look(key)).clone() else {
            return;
        };
        if self.world.is_none() {
            let of = self
                .outside(object)
                .map(|o| (object, format!("{o}[{name}]")));
            self.note_qualified(Place::Key, &name, of, v, span);
        }
    }

    /// Where an object of something outside the file was made; for one of its attributes, the object itself.
    fn made(&self, object: Val) -> Option<Span> {
        let node = self.arena.node(self.look(object));
        match (&node.kind, &node.how) {
            (Kind::External(..), How::Call(path))
                if self.knowledge.attributes.contains_key(path) =>
            {
                let of = node.from.last()?;
                Some(self.arena.node(self.look(*of)).span)
            }
            (Kind::External(..), _) => Some(node.span),
            (Kind::Method(of, _), _) => self.made(*of),
            _ => None,
        }
    }

    /// The qualified name of a thing outside the file, of its type, or of the attribute it is.
    fn outside(&self, object: Val) -> Option<String> {
        let object = self.look(object);
        let node = self.arena.node(object);
        match &node.kind {
            Kind::Symbol(name) => Some(name.to_string()),
            Kind::External(ty, ..) => match &node.how {
                How::Call(path) if self.knowledge.attributes.contains_key(path) => {
                    Some(path.to_string())
                }
                _ => Some(ty.to_string()),
            },
            Kind::Unknown(Some(ty), _) if ty.contains('.') => Some(ty.to_string()),
            Kind::Method(of, name) => self.outside(*of).map(|o| format!("{o}.{name}")),
            Kind::Ref(_) => match self.content_kind(object) {
                Kind::Fields(class, _) => match self.kind(class) {
                    Kind::Symbol(name) => Some(name.to_string()),
                    _ => self.outside_base(class).map(|b| b.to_string()),
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// The defaults of parameters.
    pub(super) fn note_defaults(
        &mut self,
        parameters: &'a ast::Parameters,
        defaults: &[Option<Val>],
    ) {
        for (p, v) in parameters.iter_non_variadic_params().zip(defaults) {
            if let Some(v) = *v {
                let span = self.span_of(p);
                self.note_store(Place::Default, p.parameter.name.as_str(), v, span);
            }
        }
    }

    /// A named thing is compared with a value that is known.
    pub(super) fn note_comparison(
        &mut self,
        op: CmpOp,
        (left, a): (&'a Expr, Val),
        (right, b): (&'a Expr, Val),
        span: Span,
    ) {
        if !matches!(op, CmpOp::Eq | CmpOp::NotEq | CmpOp::In | CmpOp::NotIn) {
            return;
        }
        let literal = |m: &Self, v: Val| match m.content_kind(m.look(v)) {
            Kind::List(items) | Kind::Set(items) => items.iter().all(|&i| m.is_constant(i)),
            _ => m.is_constant(m.look(v)),
        };
        let swapped = matches!(op, CmpOp::Eq | CmpOp::NotEq);
        if swapped
            && (self.watch.or(self.stores)).is_some_and(|asks| asks.interest().forms.itself)
            && !self.is_constant(self.look(a))
            && (self.look(a) == self.look(b) || same_expression(left, right))
        {
            self.note_shape(Shape::ComparedWithItself, span);
        }
        for ((place, own), other) in [((left, a), b), ((right, b), a)] {
            if literal(self, other)
                && let Some(name) = named(place).or_else(|| asked_for(place))
                && self.chosen_outside(own)
            {
                self.note_store(Place::Claim, name, own, span);
            }
        }
        if let Some(name) = named(left)
            && literal(self, b)
        {
            self.note_store(Place::Comparison, name, b, span);
        } else if let Some(name) = named(right)
            && swapped
            && literal(self, a)
        {
            self.note_store(Place::Comparison, name, a, span);
        } else if swapped {
            // What somebody sends meets what the program holds.
            for ((place, own), other) in [((left, a), b), ((right, b), a)] {
                if let Some(name) = named(place)
                    && self.chosen_outside(other)
                    && !self.chosen_outside(own)
                {
                    self.note_store(Place::Comparison, name, own, span);
                }
            }
        }
    }
}

/// Whether two expressions read the same, and nothing is called on the way, which may answer anew.
fn same_expression(left: &Expr, right: &Expr) -> bool {
    let plain = |e: &Expr| !any_over_expr(e, |e| matches!(e, Expr::Call(_) | Expr::Await(_)));
    ComparableExpr::from(left) == ComparableExpr::from(right) && plain(left)
}

/// The last name of what an expression reads: a variable, an attribute, a key, a looked-up key.
pub(super) fn named(e: &Expr) -> Option<&str> {
    match e {
        Expr::Name(n) => Some(n.id.as_str()),
        Expr::Attribute(a) => Some(a.attr.as_str()),
        Expr::Subscript(s) => match &*s.slice {
            Expr::StringLiteral(key) => Some(key.value.to_str()),
            _ => named(&s.value),
        },
        Expr::Call(c) => match (&*c.func, c.arguments.args.first()) {
            (Expr::Attribute(a), Some(Expr::StringLiteral(key))) if a.attr.as_str() == "get" => {
                Some(key.value.to_str())
            }
            // `password.strip()`, `password.lower()`: still the password.
            (Expr::Attribute(a), None) => named(&a.value),
            _ => None,
        },
        Expr::Named(n) => named(&n.target),
        Expr::Await(a) => named(&a.value),
        _ => None,
    }
}

/// The name of the function whose answer an expression is.
fn asked_for(e: &Expr) -> Option<&str> {
    match e {
        Expr::Call(c) => match &*c.func {
            Expr::Name(function) => Some(function.id.as_str()),
            Expr::Attribute(method) => Some(method.attr.as_str()),
            _ => None,
        },
        _ => None,
    }
}

fn does_nothing(s: &Stmt) -> bool {
    match s {
        Stmt::Pass(_) => true,
        Stmt::Expr(e) => matches!(&*e.value, Expr::EllipsisLiteral(_) | Expr::StringLiteral(_)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::evaluate::{EffectKind, Knowledge, Place, Record, Shape, survey};

    fn record(code: &str) -> Record {
        let program = crate::python::parse(&crate::text::Source::new("t.py", code));
        survey(&program, &Knowledge::default(), &[])
    }

    fn stores(code: &str) -> Vec<(Place, String, Option<String>, Option<String>)> {
        let mut all = Vec::new();
        for effect in record(code).effects {
            if let EffectKind::Store {
                place,
                name,
                qualified,
                value,
                ..
            } = effect.kind
            {
                all.push((place, name, qualified, value.known));
            }
        }
        all
    }

    fn has(code: &str, place: Place, name: &str, known: &str) -> bool {
        stores(code)
            .iter()
            .any(|(p, n, _, k)| *p == place && n == name && k.as_deref() == Some(known))
    }

    fn imports(code: &str) -> Vec<String> {
        let kinds = record(code).effects.into_iter().map(|e| e.kind);
        kinds
            .filter_map(|k| match k {
                EffectKind::Import { module } => Some(module),
                _ => None,
            })
            .collect()
    }

    fn reads(code: &str) -> Vec<String> {
        let kinds = record(code).effects.into_iter().map(|e| e.kind);
        kinds
            .filter_map(|k| match k {
                EffectKind::Read { name } => Some(name),
                _ => None,
            })
            .collect()
    }

    fn shapes(code: &str) -> Vec<Shape> {
        let kinds = record(code).effects.into_iter().map(|e| e.kind);
        kinds
            .filter_map(|k| match k {
                EffectKind::Shape { kind } => Some(kind),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn imports_by_any_means() {
        let code = "import a.b as x\nfrom c import d, e as f\nfrom . import g\nfrom ..h import i\n\
                    import importlib\nname = 'j'\nimportlib.import_module(name)\n__import__('k')\n\
                    def unused():\n    import l\n    return l\n    import m\n";
        assert_eq!(
            imports(code),
            [
                "a.b",
                "c.d",
                "c.e",
                ".g",
                "..h.i",
                "importlib",
                "j",
                "k",
                "l"
            ]
        );
    }

    #[test]
    fn values_get_names() {
        assert!(has("password = 'x'", Place::Variable, "password", "x"));
        assert!(has("a = b = 'x'", Place::Variable, "b", "x"));
        assert!(has("(a, b) = ('x', 'y')", Place::Variable, "b", "y"));
        assert!(has("if (a := 'x'): pass", Place::Variable, "a", "x"));
        assert!(has("d = {'key': 'x'}", Place::Key, "key", "x"));
        assert!(has("d = {}\nd['key'] = 'x'", Place::Key, "key", "x"));
        assert!(has("import m\nm.f(key='x')", Place::Keyword, "key", "x"));
        assert!(has("def f(key='x'): pass", Place::Default, "key", "x"));
        assert!(has("def f(*, key='x'): pass", Place::Default, "key", "x"));
        assert!(has("def f(): return 'x'", Place::Return, "f", "x"));
        assert!(has(
            "class C:\n def f(self):\n  self.key = 'x'\nC().f()",
            Place::Attribute,
            "key",
            "x"
        ));
        // What a variable holds counts, not how it is written.
        assert!(has("a = 'x' + 'y'\nb = a", Place::Variable, "b", "xy"));
    }

    #[test]
    fn comparisons_with_what_is_known() {
        let compared = |test: &str, name: &str| {
            has(
                &format!("def f(a, r):\n    return {test}"),
                Place::Comparison,
                name,
                "x",
            )
        };
        assert!(compared("a == 'x'", "a"));
        assert!(compared("'x' != a.key", "key"));
        assert!(compared("r['key'] == 'x'", "key"));
        assert!(compared("r.get('key') == 'x'", "key"));
        assert!(!compared("a == r", "a"));
        assert!(!compared("a < 'x'", "a"));
    }

    #[test]
    fn code_that_cannot_run_leaves_nothing() {
        let code = "if False:\n    a = 'x'\n    import m\n    assert a\n\
                    def f():\n    return 1\n    b = 'y'\n";
        assert!(imports(code).is_empty() && shapes(code).is_empty());
        assert!(stores(code).iter().all(|(_, n, _, _)| n == "f"));
    }

    #[test]
    fn a_parameter_that_is_stored_says_nothing() {
        assert_eq!(stores("def f(a):\n    b = a\n    return b\n"), []);
    }

    #[test]
    fn values_keep_what_they_came_out_of() {
        let code = "import random\ntoken = f'{random.random()}'\n";
        let through = record(code).effects.into_iter().find_map(|e| match e.kind {
            EffectKind::Store { value, .. } => Some(value.through),
            _ => None,
        });
        assert_eq!(through, Some(vec!["random.random".to_owned()]));
    }

    #[test]
    fn things_outside_are_qualified() {
        let code = "import ssl, m\nm.settings.level = ssl.CERT_NONE\nm.conf['DEBUG'] = True\n";
        let qualified: Vec<_> = stores(code).into_iter().map(|(_, _, q, _)| q).collect();
        assert_eq!(
            qualified,
            [
                Some("m.settings.level".to_owned()),
                Some("m.conf[DEBUG]".to_owned())
            ]
        );
    }

    #[test]
    fn reading_is_not_calling() {
        let code = "import ssl\nfrom hashlib import md5, sha1\na = ssl.PROTOCOL_SSLv3\n\
                    ssl.create_default_context()\nb = md5\nsha1()\nc = a\nprint('x', str)\n";
        assert_eq!(reads(code), ["ssl.PROTOCOL_SSLv3", "hashlib.md5"]);
    }

    #[test]
    fn forms_of_handlers() {
        let handler = |h: &str| {
            shapes(&format!(
                "def f(a):\n  for b in a:\n    try:\n      b()\n{h}"
            ))
        };
        assert_eq!(
            handler("    except:\n      pass\n"),
            [Shape::HandlerBroad, Shape::HandlerPasses]
        );
        assert_eq!(
            handler("    except Exception:\n      continue\n"),
            [Shape::HandlerBroad, Shape::HandlerContinues]
        );
        assert_eq!(handler("    except KeyError:\n      pass\n"), []);
        assert_eq!(handler("    except Exception:\n      raise\n"), []);
        assert_eq!(
            handler("    except ValueError:\n      return True\n"),
            [Shape::HandlerAllows]
        );
        assert_eq!(handler("    except ValueError:\n      return False\n"), []);
        assert_eq!(shapes("def f(a):\n  assert a\n"), [Shape::Assert]);
    }

    #[test]
    fn loops_and_repeated_calls_add_no_more_than_a_few_notes() {
        let code = "def f(a):\n    key = a\n\nfor i in range(500):\n    f(i)\n";
        assert!(stores(code).len() < 20);
        let code = "def f(a):\n    key = a\n\nwhile True:\n    f('x')\n";
        assert_eq!(
            stores(code)
                .iter()
                .filter(|(_, n, _, _)| n == "key")
                .count(),
            1
        );
    }

    #[test]
    fn the_receiver_of_a_method_is_recorded() {
        let code = "def f(conn, a):\n    conn.execute(a)\n    print(a)\n";
        let mut receivers = Vec::new();
        for effect in record(code).effects {
            if let EffectKind::Call { receiver, .. } = effect.kind {
                receivers
                    .push(receiver.map(|r| r.origins.iter().map(|o| o.name.clone()).collect()));
            }
        }
        assert_eq!(receivers, [Some(vec!["conn".to_owned()]), None]);
    }
}
