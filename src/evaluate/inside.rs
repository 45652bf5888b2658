//! More ways to say that a name of a file leads nowhere but into its folder: by what is left of it, by an
//! expression that begins with the folder, and as a path of its own root.
//!
//! What is learnt is the test `path`. Knows no rule. Called by `condition`, `pattern`, `string` and `cases`.

use super::machine::Machine;
use super::path::{INSIDE, PLAIN, is_separator};
use super::value::{Facts, How, Kind, Part, Val};
use crate::text::Span;
use std::sync::Arc;

/// The test of a name that was held inside a folder as part of another path.
pub(super) const HELD: &str = "held:path";
/// The test of a name that does not begin at the root.
const BEHIND: &str = "not:str.startswith:/";
/// What separates a folder from what lies in it.
const SEPARATOR: char = '/';

impl Machine<'_, '_> {
    /// Learns what a plain name says from whose beginning its folder could be taken off:
    /// `name.removeprefix(folder + "/") != name`.
    pub(super) fn learn_folder_cut(&mut self, a: Val, b: Val, span: Span) {
        for (cut, whole) in [(a, b), (b, a)] {
            let node = self.arena.node(self.unwrapped(cut));
            let (How::Call(callee), [text, edge]) = (&node.how, &*node.from) else {
                continue;
            };
            let (text, edge) = (*text, *edge);
            if &**callee == "str.removeprefix"
                && self.unwrapped(text) == self.unwrapped(whole)
                && self.prefix_holds_inside(text, edge)
            {
                self.learn_inside(text, span);
            }
        }
    }

    /// The test that a plain name has passed which this expression matches: it begins with the signs of the folder
    /// and a separator, `re.escape(folder) + "/.+"`.
    pub(super) fn folder_expression(
        &self,
        name: &str,
        expression: Val,
        subject: Val,
    ) -> Option<&'static str> {
        if !matches!(name, "match" | "fullmatch") {
            return None;
        }
        let Kind::Text(parts) = self.kind(expression) else {
            return None;
        };
        let [Part::Hole(folder), Part::Literal(rest), ..] = &**parts else {
            return None;
        };
        let node = self.arena.node(self.look(*folder));
        let (How::Call(callee), [folder]) = (&node.how, &*node.from) else {
            return None;
        };
        let begins = rest.starts_with(SEPARATOR) && !rest.get(1..)?.starts_with(['?', '*', '{']);
        // With an alternative the beginning says nothing of the other one.
        let one = !parts
            .iter()
            .any(|p| matches!(p, Part::Literal(s) if s.contains('|')));
        (&**callee == "re.escape" && begins && one && self.holds_inside(subject, *folder))
            .then_some(INSIDE)
    }

    /// `normpath("/" + name).lstrip("/")`: whatever the name was, its dots were followed from the root, and what is left
    /// neither begins there nor climbs.
    pub(super) fn below_own_root(
        &mut self,
        text: Val,
        mark: Option<Val>,
        left: Val,
        span: Span,
    ) -> Val {
        let separators = mark.is_some_and(|mark| match self.kind(self.look(mark)) {
            Kind::Str(s) => s.contains(SEPARATOR),
            Kind::Symbol(name) => is_separator(name),
            _ => false,
        });
        let node = self.arena.node(self.unwrapped(text));
        let rooted = match (&node.how, &*node.from) {
            (How::Call(callee), [name]) if PLAIN.contains(&&**callee) => {
                self.begins(*name, |s| s.starts_with(SEPARATOR), 0)
            }
            _ => false,
        };
        // What is left does not begin at the root, in any case.
        let test = if rooted { INSIDE } else { BEHIND };
        if separators {
            return self.make(Kind::Tested(Arc::from(test), left), span);
        }
        left
    }

    /// What is left of a text once these signs were taken off its front begins with none of them.
    pub(super) fn begins_with_none(&mut self, signs: Option<Val>, left: Val, span: Span) -> Val {
        let signs = match signs.map(|signs| self.kind(self.look(signs))) {
            Some(Kind::Str(signs)) if !signs.is_empty() && !signs.contains('\n') => signs.clone(),
            _ => return left,
        };
        let signs: Vec<String> = signs.chars().map(String::from).collect();
        let test = format!("not:str.startswith:{}", signs.join("\n"));
        self.make(Kind::Tested(Arc::from(test), left), span)
    }

    /// Whether each of several texts, none of which is one of several itself, ends with a sign between folders.
    pub(super) fn each_ends_with_separator(&self, options: &[(Val, Facts)]) -> bool {
        let mut texts = options.iter().map(|&(option, _)| self.look(option));
        texts.all(|text| {
            !matches!(self.kind(text), Kind::Either(_)) && self.ends_with_separator(text)
        })
    }

    /// A name behind a folder leads nowhere but into it: so it does behind that folder written otherwise, if it is the same.
    pub(super) fn learn_of_joined(&mut self, path: Val, span: Span) {
        let node = self.arena.node(path);
        let joined = match &node.how {
            How::Text => !matches!(node.kind, Kind::Text(_)),
            How::Call(callee) => &**callee == "os.path.join",
            _ => false,
        };
        let [folder, name] = *node.from else { return };
        if joined && self.chosen_outside(name) && !self.chosen_outside(folder) {
            self.learn_test(name, HELD, span);
        }
    }

    /// `relpath(name, folder)` does not begin with `..`: the name, whose dots `relpath` has followed,
    /// leads nowhere but into the folder.
    pub(super) fn learn_relative(&mut self, relative: Val, span: Span) {
        let node = self.arena.node(self.unwrapped(relative));
        if node.how != How::Call(Arc::from("os.path.relpath")) {
            return;
        }
        if let [name, folder, ..] = *node.from.clone()
            && !(self.chosen_outside(folder) || self.is_root(folder))
        {
            self.learn_inside(name, span);
        }
    }

    /// The one part of a path that has only one: it holds no separator.
    pub(super) fn only_part(&mut self, path: Val, part: Val, span: Span) -> Val {
        let node = self.arena.node(self.unwrapped(path));
        if node.how != How::Call(Arc::from("pathlib.Path.parts")) {
            return part;
        }
        ["lacks:/", "lacks:\\"]
            .into_iter()
            .fold(part, |part, test| {
                self.make(Kind::Tested(Arc::from(test), part), span)
            })
    }
}
