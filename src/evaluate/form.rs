//! Forms of a framework: what one holds once it was checked, and attributes that a class of the program works out.
//!
//! Knows no framework; which attribute of which class is a form's content stands in the models. Called by
//! `attribute` and `item`.

use super::call::Args;
use super::machine::{Code, Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// How many checks of one field are looked at.
const CHECKS: usize = 16;

impl Machine<'_, '_> {
    /// An attribute that stands in the class: an object with `__get__` says what it is.
    pub(super) fn described(
        &mut self,
        object: Val,
        class: Val,
        member: Val,
        span: Span,
    ) -> Follow<Val> {
        if let Kind::Fields(of, _) = self.content_kind(member)
            && self.class_member(of, "__get__").is_some()
        {
            let args = Args::positional(vec![object, class]);
            return self.call_method(member, "__get__", args, span);
        }
        Ok(member)
    }

    /// What a form holds: it remembers the class, whose fields say what each part is.
    pub(super) fn of_form(&mut self, v: Val, name: &str, class: Val) -> Val {
        if !self.knowledge.forms.contains_key(name) {
            return v;
        }
        let mut node = self.arena.node(v).clone();
        node.from = [class].into();
        self.arena.add(node)
    }

    /// What a method of a form gives of what it was given: it remembers the class, too.
    pub(super) fn loaded_by_form(&mut self, v: Val, callee: &str, class: Val) -> Val {
        if self.world.is_some() || !self.knowledge.forms.contains_key(callee) {
            return v;
        }
        let mut node = self.arena.node(self.look(v)).clone();
        let from = std::iter::once(class).chain(node.from.iter().copied());
        node.from = from.collect();
        node.how = How::Call(Arc::from(callee));
        self.arena.add(node)
    }

    /// A part of what a form holds, where its field leaves no text in it.
    pub(super) fn form_part(&mut self, object: Val, key: Val, span: Span) -> Option<Val> {
        let mut node = self.arena.node(self.look(object));
        // A copy holds the same.
        if let (How::Call(copy), [of]) = (&node.how, &*node.from)
            && &**copy == "copy"
        {
            node = self.arena.node(self.look(*of));
        }
        let How::Call(name) = &node.how else {
            return None;
        };
        let clean = self.knowledge.forms.get(name)?;
        let class = node.from.first().copied()?;
        let Kind::Str(key) = self.kind(self.look(key)) else {
            return None;
        };
        let key = key.clone();
        let member = self.class_member(class, &key)?;
        let How::Call(field) = &self.arena.node(member).how else {
            return None;
        };
        if clean.iter().any(|known| **known == **field) {
            return Some(self.chosen_part(object, span));
        }
        // A field that takes these signs alone: `[-a-zA-Z0-9_]+ of django.forms.SlugField`.
        let mut spelt = clean.iter().filter_map(|known| known.split_once(" of "));
        if let Some((signs, _)) = spelt.find(|(_, known)| *known == &**field) {
            let test = format!("re.fullmatch:{signs}");
            let part = self.derive(Some("str"), &[object], How::Part, span);
            self.learn_test(part, &test, span);
            return Some(self.look(part));
        }
        let field = field.clone();
        // A field that asks an expression of its own: `RegexField(r"[a-z]+\Z")`.
        if let Some(held) = self.held_by(object, member, clean, true, span) {
            return Some(held);
        }
        // What a field of this kind gives may be an object of the framework's: a file that was sent.
        let cleaned = format!("{field}.cleaned");
        if self.knowledge.attributes.contains_key(&cleaned) {
            return self
                .external_attribute(object, &field, "cleaned", span)
                .ok();
        }
        self.held_by(object, member, clean, false, span)
            .or_else(|| self.cleaned_by(object, class, &key, span))
    }

    /// One of the choices that the program wrote, or no text.
    fn chosen_part(&mut self, object: Val, span: Span) -> Val {
        let part = self.derive(None, &[object], How::Part, span);
        self.learn_test(part, "allowlist", span);
        self.look(part)
    }

    /// What is left of a part by the checks of a library with which its field was made: `validate=OneOf(NAMES)`,
    /// `validators=[RegexValidator(…)]`.
    fn held_by(
        &mut self,
        object: Val,
        field: Val,
        clean: &[String],
        itself: bool,
        span: Span,
    ) -> Option<Val> {
        let made = self.arena.node(field).from.clone();
        let given = made.iter().flat_map(|&v| match self.content_kind(v) {
            Kind::List(items) => items.to_vec(),
            Kind::Tuple(items) => items.to_vec(),
            _ => vec![v],
        });
        let checks: Vec<Val> = if itself {
            vec![field]
        } else {
            given.take(CHECKS).collect()
        };
        for &check in &checks {
            let node = self.arena.node(self.look(check));
            let (How::Call(name), pattern) = (&node.how, node.from.first().copied()) else {
                continue;
            };
            if clean.iter().any(|known| **known == **name) {
                return Some(self.chosen_part(object, span));
            }
            // `match:` and `search:` in front of a check say how it reads its expression.
            let mut known = clean.iter().filter_map(|known| known.split_once(':'));
            let asks = known.find(|(_, known)| *known == &**name);
            if let (Some((asks, _)), Some(pattern)) = (asks, pattern) {
                let asks = format!("re.{asks}");
                let part = self.derive(None, &[object], How::Part, span);
                let args = Args::positional(vec![pattern, part]);
                let mute = std::mem::replace(&mut self.mute, true);
                let found = self.call_symbol(&asks, Val::NONE, args, span);
                self.mute = mute;
                self.refine(found.ok()?, true);
                return Some(self.look(part));
            }
        }
        if itself {
            return None;
        }
        self.held_by_own(object, &checks, span)
    }

    /// What is left of a part by checks of the program's own, which raise for what they do not let through.
    fn held_by_own(&mut self, object: Val, checks: &[Val], span: Span) -> Option<Val> {
        let part = self.derive(None, &[object], How::Part, span);
        for &check in checks {
            let Kind::Function(code, ..) = *self.kind(self.look(check)) else {
                continue;
            };
            let known = matches!(self.codes.get(code.0 as usize), Some(Code::Function(_)));
            if known && !self.calls.iter().any(|call| call.code == code) {
                let mute = std::mem::replace(&mut self.mute, true);
                let passed = self.call(check, Args::positional(vec![part]), span);
                self.mute = mute;
                passed.ok()?;
            }
        }
        let held = self.look(part);
        (held != part).then_some(held)
    }

    /// What the form's own method for a field makes of it: `clean_name` of `name`, or `validate_name`, which is given
    /// what was sent. What it raises for never comes out of the form.
    fn cleaned_by(&mut self, object: Val, class: Val, key: &str, span: Span) -> Option<Val> {
        let own = self.class_member(class, &format!("clean_{key}"));
        let given = own.is_none();
        let method = own.or_else(|| self.class_member(class, &format!("validate_{key}")))?;
        let Kind::Function(code, ..) = *self.kind(method) else {
            return None;
        };
        let Some(Code::Function(_)) = self.codes.get(code.0 as usize) else {
            return None;
        };
        // In that method itself it is what was sent.
        if self.calls.iter().any(|call| call.code == code) {
            return None;
        }
        let form = self.object(Kind::Fields(class, Arc::new(Vec::new())), span);
        let mut all = vec![form];
        if given {
            all.push(self.derive(None, &[object], How::Part, span));
        }
        self.call(method, Args::positional(all), span).ok()
    }
}
