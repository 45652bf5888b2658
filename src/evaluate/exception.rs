//! Exceptions: which class is a kind of which, and what an `except` catches.

use super::knowledge::Knowledge;
use super::machine::{Follow, Machine, Stop};
use super::raised;
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast::Expr;
use std::sync::Arc;

/// How many classes are gone through above one; models may go in circles.
const MOST_ABOVE: usize = 64;

/// The class above a built-in exception; `None` when the name is no exception.
pub(super) fn base_of(name: &str) -> Option<&'static str> {
    // Most names that are asked about are those of functions.
    let class = name.starts_with(|c: char| c.is_ascii_uppercase()) && !name.contains('.');
    class.then(|| raised::above(name)).flatten()
}

impl Knowledge {
    /// Whether a qualified name is that of an exception's class, as far as is known.
    pub(super) fn is_exception(&self, name: &str) -> bool {
        match name.strip_prefix("builtins.") {
            Some(short) => is_own_exception(short),
            None => name.contains('.') && self.exceptions.contains_key(name),
        }
    }

    /// The classes right above an exception that is known, by their qualified names.
    fn above(&self, name: &str) -> Vec<String> {
        let full = |base: &str| {
            if base.contains('.') {
                base.to_owned()
            } else {
                format!("builtins.{base}")
            }
        };
        if let Some(short) = name.strip_prefix("builtins.") {
            return base_of(short).into_iter().map(full).collect();
        }
        let told = self.exceptions.get(name).into_iter().flatten();
        told.map(String::as_str).map(full).collect()
    }

    /// Whether one exception class is another or below it, both by qualified name; `None` when that is
    /// not known.
    #[must_use]
    pub fn is_kind_of(&self, name: &str, wanted: &str) -> Option<bool> {
        let mut open = vec![name.to_owned()];
        let mut seen = 0;
        while let Some(at) = open.pop() {
            if at == wanted {
                return Some(true);
            }
            // Anything that is raised is a BaseException, and all but a few are Exceptions.
            if wanted == "builtins.BaseException"
                || (wanted == "builtins.Exception" && !at.starts_with("builtins."))
            {
                return Some(true);
            }
            seen += 1;
            if seen > MOST_ABOVE {
                return None;
            }
            open.extend(self.above(&at));
        }
        if name == "builtins.BaseException" {
            return Some(false);
        }
        let known = self.is_exception(name);
        // Whose class nobody has described may stand below any other.
        if name.contains('.') && !known && !is_own(name) {
            return None;
        }
        (known || self.is_exception(wanted)).then_some(false)
    }
}

/// The class of an exception, what it keeps of its arguments, and under which names they are read.
type Told = (Val, Vec<Val>, Vec<(Arc<str>, Val)>);

/// Whether a class is one of the program's own, or of Python's.
fn is_own(name: &str) -> bool {
    name.starts_with("answer.") || name.starts_with("builtins.")
}

/// Whether Python itself has an exception of this name, which is without its module.
#[must_use]
pub fn is_own_exception(short: &str) -> bool {
    short == "BaseException" || base_of(short).is_some()
}

impl<'a> Machine<'a, '_> {
    /// An exception object of a class outside the file.
    pub(super) fn exception(&mut self, name: &str, message: &str, span: Span) -> Val {
        // The text of a missing key is its `repr`; what the exception holds is the key.
        let key = super::literal(message).filter(|_| name == "builtins.KeyError");
        let message = match key {
            Some(key) => self.value(&key, span),
            None => self.text(message, span),
        };
        let class = self.symbol(name, span);
        let items = match self.kind(message) {
            Kind::Str(text) if text.is_empty() && name == "builtins.StopIteration" => Vec::new(),
            _ => vec![message],
        };
        let args = self.tuple(items, span);
        self.object(
            Kind::Fields(class, Arc::new(vec![(Arc::from("args"), args)])),
            span,
        )
    }

    /// What is raised: an object of a class that no model describes is an exception of that name.
    pub(super) fn named_exception(&mut self, written: &'a Expr, made: Val) -> Follow<Val> {
        let class = match written {
            Expr::Call(call) => &*call.func,
            other => other,
        };
        let plain = |mut at: &Expr| {
            while let Expr::Attribute(attribute) = at {
                at = &attribute.value;
            }
            at.is_name_expr()
        };
        if self.world.is_none()
            || !plain(class)
            || matches!(self.content_kind(self.look(made)), Kind::Fields(..))
        {
            return Ok(made);
        }
        let class = self.eval(class)?;
        let Kind::Symbol(name) = self.kind(self.look(class)).clone() else {
            return Ok(made);
        };
        // A function of a library may make what is raised; its classes begin with a capital.
        let last = name.rsplit('.').next().unwrap_or_default();
        if !name.contains('.') || !last.starts_with(char::is_uppercase) {
            return Ok(made);
        }
        let span = self.arena.node(made).span;
        Ok(self.exception(&name, "", span))
    }

    /// What the name of a handler stands for: where that takes whatever went wrong, the words may be anyone's, and
    /// what is made of them came through `builtins.Exception`; where it takes an error of a library, through that.
    pub(super) fn caught(&mut self, caught: Val, wanted: Option<Val>, span: Span) -> Val {
        let name = wanted.and_then(|wanted| match self.kind(self.look(wanted)) {
            Kind::Symbol(name) => match &**name {
                "builtins.Exception" | "builtins.BaseException" => {
                    Some(Arc::from("builtins.Exception"))
                }
                own if own.starts_with("builtins.") => None,
                _ => Some(Arc::clone(name)),
            },
            _ => None,
        });
        let open = |v: Val| matches!(self.kind(self.look(v)), Kind::Unknown(None, _));
        let unknown = match self.kind(self.look(caught)) {
            Kind::Either(options) => options.iter().any(|(option, _)| open(*option)),
            _ => open(caught),
        };
        let Some(name) = name.filter(|_| unknown && self.world.is_none()) else {
            return caught;
        };
        self.derive(None, &[caught], How::Call(name), span)
    }

    /// `raise … from cause`, and what was being handled: an exception remembers both, in a probe.
    pub(super) fn note_cause(&mut self, raised: Val, cause: Option<&'a Expr>) -> Follow<()> {
        if self.world.is_none() || !matches!(self.content_kind(raised), Kind::Fields(..)) {
            return Ok(());
        }
        let span = self.arena.node(raised).span;
        if let Some(handled) = self.find_name("__caught__")
            && self.look(handled) != self.look(raised)
        {
            self.set_field(raised, "__context__", handled, span);
        }
        let Some(cause) = cause else { return Ok(()) };
        let cause = self.eval(cause)?;
        let cause = match self.kind(self.look(cause)) {
            Kind::Symbol(_) | Kind::Class(..) => {
                self.call(cause, super::call::Args::default(), span)?
            }
            _ => cause,
        };
        self.set_field(raised, "__cause__", cause, span);
        self.set_field(raised, "__suppress_context__", Val::TRUE, span);
        Ok(())
    }

    /// What every exception has besides what its class gives it.
    pub(super) fn usual_of_exception(&mut self, class: Val, name: &str) -> Option<Val> {
        let usual = match name {
            "__cause__" | "__context__" => Val::NONE,
            "__suppress_context__" => Val::FALSE,
            "value" if matches!(self.kind(class), Kind::Symbol(name) if &**name == "builtins.StopIteration") => {
                Val::NONE
            }
            "errno" => {
                let class = match self.kind(class) {
                    Kind::Symbol(name) => name.clone(),
                    _ => self.outside_base(class)?,
                };
                let number = match class.rsplit('.').next()? {
                    "FileNotFoundError" => 2,
                    "PermissionError" => 13,
                    "FileExistsError" => 17,
                    "NotADirectoryError" => 20,
                    "IsADirectoryError" => 21,
                    _ => return None,
                };
                return Some(self.make(Kind::Int(number), self.arena.node(Val::NONE).span));
            }
            _ => return None,
        };
        self.exception_class(class).then_some(usual)
    }

    /// What exceptions of Python make of their arguments besides keeping them, in a probe: the class that an error of
    /// the system is by its number, and the names under which the arguments are read.
    pub(super) fn told_by_arguments(
        &mut self,
        class: Val,
        mut items: Vec<Val>,
        span: Span,
    ) -> Told {
        let name = match self.kind(class) {
            Kind::Symbol(name) if self.world.is_some() => name.clone(),
            _ => return (class, items, Vec::new()),
        };
        let first = items.first().copied();
        let named = |name: &str, v: Option<Val>| vec![(Arc::from(name), v.unwrap_or(Val::NONE))];
        match &*name {
            "builtins.StopIteration" | "builtins.StopAsyncIteration" => {
                (class, items, named("value", first))
            }
            "builtins.SystemExit" => (class, items, named("code", first)),
            "builtins.ExceptionGroup" | "builtins.BaseExceptionGroup" => {
                let inside = items.get(1).map(|v| self.content_kind(self.look(*v)));
                let inside = match inside {
                    Some(Kind::List(inside)) => inside.to_vec(),
                    Some(Kind::Tuple(inside)) => inside.to_vec(),
                    _ => return (class, items, Vec::new()),
                };
                let more = if inside.len() == 1 { "" } else { "s" };
                let said = first.and_then(|v| self.display(v)).unwrap_or_default();
                let shown = format!("{said} ({} sub-exception{more})", inside.len());
                let mut fields = named("message", first);
                let inside = self.tuple(inside, span);
                fields.extend(named("exceptions", Some(inside)));
                (class, vec![self.text(&shown, span)], fields)
            }
            _ if items.len() >= 2
                && self.knowledge.is_kind_of(&name, "builtins.OSError") == Some(true)
                && name.starts_with("builtins.") =>
            {
                let mut fields = named("errno", first);
                fields.extend(named("strerror", items.get(1).copied()));
                fields.extend(named("filename", items.get(2).copied()));
                items.truncate(2);
                let kind = first
                    .filter(|_| &*name == "builtins.OSError")
                    .and_then(|number| self.as_int(number))
                    .and_then(raised::of_the_system);
                let class = match kind {
                    Some(kind) => self.symbol(&format!("builtins.{kind}"), span),
                    None => class,
                };
                (class, items, fields)
            }
            _ => (class, items, Vec::new()),
        }
    }

    fn exception_class(&self, class: Val) -> bool {
        match self.kind(class) {
            Kind::Symbol(name) => self.knowledge.is_exception(name),
            _ => self
                .outside_base(class)
                .is_some_and(|base| self.knowledge.is_exception(&base)),
        }
    }

    /// A method that every exception has.
    pub(super) fn exception_method(
        &mut self,
        object: Val,
        name: &str,
        args: &super::call::Args,
        span: Span,
    ) -> Option<Val> {
        let Kind::Fields(class, fields) = self.content_kind(object) else {
            return None;
        };
        if self.world.is_none() || !self.exception_class(class) {
            return None;
        }
        match name {
            "with_traceback" => Some(object),
            // `group.split(kind)` and the like.
            "split" | "subgroup" | "derive" if fields.iter().any(|(n, _)| &**n == "exceptions") => {
                let wanted = args.get(0, "condition")?;
                let model = self.read_symbol(&format!("groups_of_the_world.{name}"), span);
                let given = super::call::Args::positional(vec![object, wanted]);
                self.call(model, given, span).ok()
            }
            "add_note" => {
                let note = args.get(0, "note")?;
                let before = fields.iter().find(|(n, _)| &**n == "__notes__");
                let mut notes = match before.map(|(_, v)| self.content_kind(self.look(*v))) {
                    Some(Kind::List(notes)) => notes.to_vec(),
                    _ => Vec::new(),
                };
                notes.push(note);
                let notes = self.list(notes, span);
                self.set_field(object, "__notes__", notes, span);
                Some(Val::NONE)
            }
            _ => None,
        }
    }

    /// The end of a path in an exception.
    pub(super) fn raise<T>(&mut self, name: &str, message: &str, span: Span) -> Follow<T> {
        Err(Stop::Raise(self.exception(name, message, span)))
    }

    /// Whether an `except` for `wanted` catches `v`.
    pub(super) fn catches_exception(&self, wanted: Val, v: Val) -> Option<bool> {
        let wanted = self.look(wanted);
        if let Kind::Tuple(items) = self.kind(wanted) {
            let mut undecided = false;
            for &item in items.iter() {
                match self.catches_exception(item, v) {
                    Some(true) => return Some(true),
                    None => undecided = true,
                    Some(false) => {}
                }
            }
            return if undecided { None } else { Some(false) };
        }
        let Kind::Fields(class, _) = self.content_kind(self.look(v)) else {
            // An exception nobody can name is caught by a handler for all, perhaps by others.
            return match self.kind(wanted) {
                Kind::Symbol(name)
                    if matches!(&**name, "builtins.Exception" | "builtins.BaseException") =>
                {
                    Some(true)
                }
                _ => None,
            };
        };
        self.stands_under(class, wanted)
    }

    /// `issubclass(class, wanted)`, where that is certain.
    pub(super) fn is_subclass(&self, class: Val, wanted: Val) -> Option<bool> {
        let (class, wanted) = (self.look(class), self.look(wanted));
        if let Kind::Tuple(items) = self.kind(wanted) {
            let each = items.iter().map(|&w| self.is_subclass(class, w));
            let each: Vec<Option<bool>> = each.collect();
            if each.contains(&Some(true)) {
                return Some(true);
            }
            return each.into_iter().collect::<Option<Vec<_>>>().map(|_| false);
        }
        let known = |v: Val| matches!(self.kind(v), Kind::Class(..) | Kind::Symbol(_));
        (known(class) && known(wanted))
            .then(|| self.stands_under(class, wanted))
            .flatten()
    }

    fn stands_under(&self, class: Val, wanted: Val) -> Option<bool> {
        // Of several bases outside of the file any may be below the one that is wanted.
        let mut outside = None;
        for c in self.ancestry(class) {
            if c == wanted {
                return Some(true);
            }
            if let (Kind::Symbol(name), Kind::Symbol(w)) = (self.kind(c), self.kind(wanted)) {
                let below = self.knowledge.is_kind_of(name, w);
                match below.or_else(|| super::having::below(name, w)) {
                    Some(true) => return Some(true),
                    None => outside = Some(None),
                    below => outside = outside.or(Some(below)),
                }
            }
        }
        if let Some(below) = outside {
            return below;
        }
        match (self.kind(class), self.kind(wanted)) {
            (Kind::Class(..) | Kind::Symbol(_), Kind::Class(..)) => Some(false),
            (Kind::Class(..), Kind::Symbol(_)) => Some(false),
            _ => None,
        }
    }

    /// The qualified name and message of an exception.
    pub(super) fn describe_exception(&self, v: Val) -> (String, String) {
        let v = self.look(v);
        match self.content_kind(v) {
            Kind::Fields(class, _) => (
                self.exception_name(class),
                self.display(v).unwrap_or_default(),
            ),
            _ => ("Exception".into(), String::new()),
        }
    }

    /// What the classes are called above that of an exception, where it is one of the program's.
    pub(super) fn above_exception(&self, v: Val) -> Vec<String> {
        match self.content_kind(self.look(v)) {
            Kind::Fields(class, _) if matches!(self.kind(class), Kind::Class(..)) => {
                let above = self.ancestry(class).into_iter().skip(1);
                above.map(|class| self.exception_name(class)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The qualified name of an exception of this class.
    pub(super) fn exception_name(&self, class: Val) -> String {
        match self.kind(class) {
            Kind::Symbol(name) => name.strip_prefix("builtins.").unwrap_or(name).to_owned(),
            Kind::Class(_, frame, _) => self.frame(*frame).name.to_string(),
            _ => "Exception".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_exceptions() {
        let mut knowledge = Knowledge::default();
        for (name, above) in [
            ("shop.Error", vec!["Exception"]),
            ("shop.Empty", vec!["shop.Error", "LookupError"]),
            ("round.One", vec!["round.Other"]),
            ("round.Other", vec!["round.One"]),
        ] {
            let above = above.into_iter().map(str::to_owned).collect();
            knowledge.exceptions.extend([(name.to_owned(), above)]);
        }
        for (name, wanted, kind) in [
            ("builtins.KeyError", "builtins.LookupError", Some(true)),
            ("builtins.KeyError", "builtins.ValueError", Some(false)),
            ("builtins.SystemExit", "builtins.Exception", Some(false)),
            ("builtins.BaseException", "builtins.Exception", Some(false)),
            ("shop.Empty", "shop.Error", Some(true)),
            ("shop.Empty", "builtins.LookupError", Some(true)),
            ("shop.Empty", "builtins.Exception", Some(true)),
            ("shop.Empty", "builtins.OSError", Some(false)),
            ("shop.Error", "shop.Empty", Some(false)),
            ("answer.Own", "builtins.ValueError", Some(false)),
            ("other.Error", "builtins.ValueError", None),
            ("round.One", "builtins.ValueError", None),
        ] {
            assert_eq!(knowledge.is_kind_of(name, wanted), kind, "{name} {wanted}");
        }
    }
}
