//! Forms of a framework: what one holds once it was checked, and attributes that a class of the program works out.
//!
//! Knows no framework; which attribute of which class is a form's content stands in the models. Called by
//! `attribute` and `item`.

use super::call::Args;
use super::machine::{Code, Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

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
        let field = self.class_member(class, &key)?;
        let How::Call(field) = &self.arena.node(field).how else {
            return None;
        };
        if clean.iter().any(|known| **known == **field) {
            // One of the choices that the program wrote, or no text.
            let part = self.derive(None, &[object], How::Part, span);
            self.learn_test(part, "allowlist", span);
            return Some(self.look(part));
        }
        self.cleaned_by(object, class, &key, span)
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
