//! Data that enters the program, and questions about what a value carries of it.
//!
//! How it is found stands in `flow`. Called wherever it counts who chose a value.

use super::machine::Machine;
use super::record::{Origin, OriginKind};
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use rustc_hash::FxHashMap;
use std::ops::Deref;
use std::sync::Arc;

/// The test of a value that the program says is a number.
const SAID_NUMBER: &str = "said:number";

/// How many parts inside one another are looked through.
const PARTS: usize = 8;

/// What was cleaned for one of these, or has passed one, is one name of a folder: it holds no separator and no dot.
const PLAIN_PARTS: &[&str] = &[
    "number",
    "path",
    "all",
    "allowlist",
    "str.isidentifier",
    "str.isalnum",
    "str.isalpha",
    "str.isdigit",
    "str.isdecimal",
    "str.isnumeric",
];

/// Where data has entered: a place that is read again enters nothing new.
#[derive(Debug, Default)]
pub(super) struct Origins {
    all: Vec<Origin>,
    /// For each of them, the one before it at the same place.
    before: Vec<Option<u32>>,
    /// The last one at each place.
    latest: FxHashMap<Span, u32>,
}

impl Origins {
    /// The number of what enters so, which may be known.
    fn number(&mut self, kind: OriginKind, name: &str, span: Span) -> u32 {
        let before = self.latest.get(&span).copied();
        let mut at = before;
        while let Some(number) = at {
            let known = self.all.get(number as usize);
            if known.is_some_and(|o| o.kind == kind && o.name == name) {
                return number;
            }
            at = self.before.get(number as usize).copied().flatten();
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(Origin {
            kind,
            name: name.into(),
            span,
        });
        self.before.push(before);
        self.latest.insert(span, number);
        number
    }

    /// Forgets all but the first so many.
    pub(super) fn truncate(&mut self, count: usize) {
        while self.all.len() > count {
            let (Some(origin), Some(before)) = (self.all.pop(), self.before.pop()) else {
                return;
            };
            match before {
                Some(before) => self.latest.insert(origin.span, before),
                None => self.latest.remove(&origin.span),
            };
        }
    }
}

impl Deref for Origins {
    type Target = [Origin];

    fn deref(&self) -> &[Origin] {
        &self.all
    }
}

impl Machine<'_, '_> {
    /// Data of a source that a model names, when one does; it carries the source's qualified name.
    pub(super) fn source(&mut self, name: &str, span: Span) -> Option<Val> {
        let described = self.knowledge.sources.get(name)?;
        let kind = if self.knowledge.operator.contains(name) {
            OriginKind::Operator
        } else if self.knowledge.answers.contains(name) {
            OriginKind::Answer
        } else {
            OriginKind::Source
        };
        let entered = self.origin(kind, described, None, span);
        let mut node = self.arena.node(entered).clone();
        node.how = How::Call(Arc::from(name));
        Some(self.arena.add(node))
    }

    /// Whether data of a source enters by a call of this name, and not where the name is read.
    pub(super) fn is_entered_by_call(&self, name: &str) -> bool {
        self.knowledge.signatures.contains_key(name) || self.knowledge.answers.contains(name)
    }

    /// Data that stands at a known key of something outside: `os.environ["QUERY_STRING"]`.
    pub(super) fn keyed_source(&mut self, name: &str, key: Val, span: Span) -> Option<Val> {
        let Kind::Str(key) = self.kind(self.look(key)).clone() else {
            return None;
        };
        if let Some(v) = self.source(&format!("{name}[{key}]"), span) {
            return Some(v);
        }
        self.filled_by_server(name, &key, span)
    }

    /// What stands at a key under which nobody sends anything: who wrote it, a server or a part of the program before
    /// this one, stands nowhere here.
    fn filled_by_server(&mut self, name: &str, key: &str, span: Span) -> Option<Val> {
        let own = self.knowledge.own_keys.get(name)?;
        let sent = self.knowledge.sent_keys.get(name);
        let filled = key.contains(own.as_str())
            || sent.is_some_and(|sent| !sent.iter().any(|start| key.starts_with(start.as_str())));
        filled.then(|| self.origin(OriginKind::Undefined, key, None, span))
    }

    /// Data at a known key of something that entered whole: one header out of all. What stands in its place where
    /// there is none, is what it may be, too.
    pub(super) fn keyed_part(
        &mut self,
        whole: Val,
        key: Val,
        otherwise: Option<Val>,
        span: Span,
    ) -> Option<Val> {
        let Kind::Str(key) = self.kind(self.look(key)).clone() else {
            return None;
        };
        if let How::Call(name) = self.arena.node(self.look(whole)).how.clone()
            && let Some(v) = self.filled_by_server(&name, &key, span)
        {
            return Some(v);
        }
        let part = format!("[{}]", key.to_ascii_lowercase());
        let v = self.entered_part(whole, &part, span)?;
        Some(otherwise.map_or(v, |otherwise| self.either(&[v, otherwise])))
    }

    /// Data that entered with something whole, and of which a model says more than of that.
    pub(super) fn entered_part(&mut self, whole: Val, part: &str, span: Span) -> Option<Val> {
        let node = self.arena.node(self.look(whole));
        let (Kind::Unknown(_, Some(_)), How::Call(name)) = (&node.kind, &node.how) else {
            return None;
        };
        let name = format!("{name}{part}");
        self.source(&name, span)
    }

    /// The same where a method, or a function beside it, is asked for the key.
    pub(super) fn keyed_call(&mut self, callee: &str, key: Option<Val>, span: Span) -> Option<Val> {
        let name = match callee {
            "os.getenv" => "os.environ",
            _ => callee.strip_suffix(".get")?,
        };
        self.keyed_source(name, key?, span)
    }

    /// Enters data into the program.
    pub(super) fn origin(
        &mut self,
        kind: OriginKind,
        name: &str,
        ty: Option<&str>,
        span: Span,
    ) -> Val {
        if matches!(kind, OriginKind::Source | OriginKind::UntrustedParameter) {
            self.met_sent();
        }
        let index = self.origins.number(kind, name, span);
        self.make(Kind::Unknown(ty.map(Arc::from), Some(index)), span)
    }

    /// Whether a value carries data from anywhere outside the program.
    pub(super) fn untrusted(&self, v: Val) -> bool {
        self.carries(v, |_| true)
    }

    /// Whether a value carries data that is known to come from outside; a parameter of a function
    /// that nobody in sight calls is not.
    pub(super) fn chosen_outside(&self, v: Val) -> bool {
        self.carries(v, OriginKind::is_known)
    }

    /// Whether nobody outside chose what is in a list: its own elements, or those of a folder that is on such a list.
    pub(super) fn is_own_list(&self, v: Val) -> bool {
        let sent = |kind: OriginKind| kind.is_known() && kind != OriginKind::Stored;
        !self.carries(v, sent)
            || self.is_chosen_among(v, &["number", "allowlist"])
            || self.is_part_of_unset(v)
    }

    /// Whether a value is a part of what nobody in sight gave to an object, such as the application of a request's
    /// handler: whatever else the object keeps is no part of it.
    fn is_part_of_unset(&self, v: Val) -> bool {
        let mut v = self.look(v);
        for _ in 0..PARTS {
            v = match (self.kind(v), &*self.arena.node(v).from) {
                (Kind::Method(object, _), _) => {
                    if matches!(self.kind(self.content(*object)), Kind::Fields(..)) {
                        return true;
                    }
                    self.look(*object)
                }
                (Kind::Unknown(None, _), [whole, asked @ ..])
                    if !asked.iter().any(|&v| self.chosen_outside(v)) =>
                {
                    self.look(*whole)
                }
                _ => return false,
            };
        }
        false
    }

    /// What is equal to a value that nobody outside chose is that value: `if name != self.name: raise`.
    pub(super) fn learn_own(&mut self, a: Val, b: Val, span: Span) {
        if self.world.is_some() || self.is_constant(a) || self.is_constant(b) {
            return;
        }
        for (text, own) in [(a, b), (b, a)] {
            // Of two parameters, one may be as bad as the other; what an object was made with is the program's own.
            let known = self.chosen_outside(text) && !self.chosen_outside(own);
            if known || (self.carries(text, is_not_made) && !self.carries(own, is_not_made)) {
                self.learn_test(text, "allowlist", span);
            }
        }
    }

    /// What a parameter gets of which the program itself says that it is a number: nothing makes it one, but whoever wrote
    /// that knows what is handed over.
    pub(super) fn said_number(&mut self, v: Val, said: Option<&ast::Expr>, span: Span) -> Val {
        let Some(ast::Expr::Name(name)) = said.filter(|_| self.world.is_none()) else {
            return v;
        };
        let vague = |kind: &Kind| matches!(kind, Kind::Unknown(None, _) | Kind::Method(..));
        if !matches!(name.id.as_str(), "int" | "float" | "bool") || !vague(self.kind(self.look(v)))
        {
            return v;
        }
        self.make(Kind::Tested(Arc::from(SAID_NUMBER), v), span)
    }

    /// Whether a value carries data of anything but parameters.
    pub(super) fn is_more_than_given(&self, v: Val) -> bool {
        self.carries(v, |kind| !kind.is_given())
    }

    /// Whether all that others chose of a folder cannot leave where it stands: numbers, and what was made a plain name or
    /// is made of letters and digits alone.
    pub(super) fn is_of_plain_parts(&self, folder: Val) -> bool {
        self.is_chosen_among(folder, PLAIN_PARTS)
    }

    /// Whether a number is not of the sender's making, or no greater than one that is not: `min(len(body), 1024)`.
    pub(super) fn is_no_more_than_own(&self, v: Val) -> bool {
        !self.untrusted(v) || self.is_chosen_among(v, &["size"])
    }

    /// Whether all that others chose of a value was cleaned for, or has passed, one of these.
    fn is_chosen_among(&self, v: Val, by: &[&str]) -> bool {
        let found = self.flows(v);
        let plain = |name: &Arc<str>| by.contains(&&**name);
        found.opaque.is_none()
            && !found.flows.is_empty()
            && found.flows.iter().all(|flow| {
                let origin = self.origins.get(flow.origin as usize);
                origin.is_some_and(|origin| !origin.kind.is_known())
                    || flow.cleaned.iter().chain(&flow.tested).any(plain)
            })
    }
}

/// Whether data is more than what an object was made with.
fn is_not_made(kind: OriginKind) -> bool {
    !matches!(kind, OriginKind::Maker | OriginKind::Undefined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_enters_once_and_again_when_it_was_forgotten() {
        let (here, there) = (Span::new(0, 1), Span::new(4, 5));
        let mut origins = Origins::default();
        assert_eq!(origins.number(OriginKind::Source, "input()", here), 0);
        assert_eq!(origins.number(OriginKind::Source, "input()", there), 1);
        assert_eq!(origins.number(OriginKind::Parameter, "name", here), 2);
        assert_eq!(origins.number(OriginKind::Source, "input()", here), 0);
        origins.truncate(2);
        assert_eq!(origins.number(OriginKind::Source, "input()", here), 0);
        assert_eq!(origins.number(OriginKind::Parameter, "other", here), 2);
        origins.truncate(0);
        assert!(origins.is_empty());
        assert_eq!(origins.number(OriginKind::Parameter, "other", here), 0);
    }
}
