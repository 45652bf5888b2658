//! What a test that a value has passed says of it, and of each of its alternatives.
//!
//! Knows no test by its name but those that say what the value is. Called by `condition` and by all that learn tests.

use super::condition::ENDS_LIKE;
use super::machine::Machine;
use super::value::{How, Kind, Val};
use crate::text::Span;
use std::sync::Arc;

/// What stands before the name of a test that a text has passed as a browser reads it.
pub(super) const READ: &str = "link:";
/// How deep alternatives of alternatives are looked into.
const ALTERNATIVES: u32 = 3;

impl Machine<'_, '_> {
    /// What an address says of itself holds of the text that it was made of: `ip_address(text).is_global`.
    pub(super) fn learn_of_text(&mut self, object: Val, test: &str, span: Span) {
        let mut whole = object;
        while let Some(before) = self.asked_of(whole) {
            whole = before;
        }
        let node = self.arena.node(whole);
        let address = matches!(&node.kind, Kind::External(ty, ..) if ty.starts_with("ipaddress."));
        let made = matches!(&node.how, How::Call(name) if name.starts_with("ipaddress."));
        if let Some(&text) = node.from.first().filter(|_| address && made) {
            self.learn_test(text, test, span);
        }
    }

    /// Learns that `v` has passed a test.
    pub(super) fn learn_test(&mut self, v: Val, name: &str, span: Span) {
        let mut v = self.look(v);
        // `a(x) and b(x) and c(x)` asks each of what those before it left of `x`; by now another node may
        // stand for that.
        let mut whole = v;
        while let Some(before) = self.before_test(whole) {
            whole = before;
        }
        let now = self.look(whole);
        if now != whole {
            v = now;
        }
        self.learn_as_read(v, name, span);
        if self.learn_again(v, name) {
            return;
        }
        if self.is_constant(v) {
            return;
        }
        if self.learn_each(v, &mut |m, option| m.learn_test(option, name, span)) {
            return;
        }
        if let Some(words) = name
            .strip_prefix("re.fullmatch:")
            .and_then(super::pattern::words)
        {
            let words: Vec<Val> = words.iter().map(|w| self.text(w, span)).collect();
            let one = self.either(&words);
            self.state.learn(v, one);
            self.learn_of_sides(v, span);
            return;
        }
        let tested = self.make(Kind::Tested(Arc::from(name), v), span);
        self.state.learn(v, tested);
        self.learn_of_named(v, name, span);
        self.learn_of_left(v, name, span);
        // `name.lower().endswith(".png")`: what is known of the name itself.
        if let Some(ends) = name.strip_prefix("str.endswith:")
            && let How::Call(callee) = &self.arena.node(self.unwrapped(v)).how
            && matches!(&**callee, "str.lower" | "str.casefold" | "str.upper")
            && let Some(&written) = self.arena.node(self.unwrapped(v)).from.first()
        {
            self.learn_test(written, &format!("{ENDS_LIKE}{ends}"), span);
        }
        self.learn_of_sides(v, span);
    }

    /// What was asked before is answered as it was then: each alternative knows its answer. `false`: one does not.
    fn learn_again(&mut self, v: Val, name: &str) -> bool {
        let Kind::Either(options) = self.kind(v).clone() else {
            return false;
        };
        let answers: Option<Vec<bool>> = options
            .iter()
            .map(|(option, _)| self.answered_before(*option, name))
            .collect();
        let Some(answers) = answers.filter(|all| all.contains(&true)) else {
            return false;
        };
        let kept = options.iter().zip(answers).filter(|(_, same)| *same);
        let kept: Vec<_> = kept.map(|(option, _)| option.clone()).collect();
        let one = super::state::join(&mut self.arena, &kept);
        self.state.learn(v, one);
        true
    }

    /// Whether a value has passed this test before, or the opposite of it.
    fn answered_before(&self, v: Val, name: &str) -> Option<bool> {
        let mut at = v;
        while let Kind::Tested(test, inner) = self.kind(at) {
            if **test == *name {
                return Some(true);
            }
            if test.strip_prefix("not:") == Some(name) || name.strip_prefix("not:") == Some(&**test)
            {
                return Some(false);
            }
            at = *inner;
        }
        None
    }

    /// Learns something of each alternative of a value, which holds where it is the one. `false`:
    /// the value is one thing only.
    pub(super) fn learn_each(&mut self, v: Val, learn: &mut dyn FnMut(&mut Self, Val)) -> bool {
        let Kind::Either(options) = self.kind(v).clone() else {
            return false;
        };
        // An alternative may itself be one of several, and in the end of these.
        if self.alternatives >= ALTERNATIVES {
            return false;
        }
        self.alternatives += 1;
        let mut learnt = Vec::with_capacity(options.len());
        for (option, facts) in options.iter() {
            let mark = self.state.mark();
            if self.look(*option) != v {
                learn(self, *option);
            }
            let now = self.look(*option);
            self.state.roll_back(mark);
            learnt.push((now, facts.clone()));
        }
        self.alternatives -= 1;
        let one = super::state::join(&mut self.arena, &learnt);
        if one.0 > v.0 && matches!(self.kind(one), Kind::Either(_)) {
            let first = self.notes.refined.get(&v).copied().unwrap_or(v);
            self.notes.refined.insert(one, first);
        }
        self.state.learn(v, one);
        true
    }

    /// Notes that a text is another one as a browser reads it: backslashes are slashes, and white space around it is
    /// nothing.
    pub(super) fn note_as_read(&mut self, text: Val, of: Val) {
        if self.world.is_none() {
            let (text, of) = (self.unwrapped(text), self.look(of));
            self.notes.read.insert(text, of);
        }
    }

    /// The same of a text out of which a regular expression took all white space.
    pub(super) fn note_without_spaces(
        &mut self,
        text: Val,
        of: Val,
        pattern: Val,
        by: Option<Val>,
    ) {
        if let (Kind::Str(spaces), Some(Kind::Str(by))) =
            (self.kind(pattern), by.map(|v| self.kind(v)))
            && by.is_empty()
            && is_of_spaces(spaces)
        {
            self.note_as_read(text, of);
        }
    }

    /// What was asked of a text as a browser reads it holds of the text that it was made from, wherever a browser gets
    /// that one.
    fn learn_as_read(&mut self, v: Val, name: &str, span: Span) {
        if self.notes.read.is_empty() {
            return;
        }
        let Some(&whole) = self.notes.read.get(&self.unwrapped(v)) else {
            return;
        };
        let mut names = vec![name.to_owned()];
        let mut at = v;
        while let Kind::Tested(test, inner) = self.kind(at) {
            names.push(test.to_string());
            at = *inner;
        }
        for name in names {
            let name = name.strip_prefix(READ).unwrap_or(&name);
            self.learn_test(whole, &format!("{READ}{name}"), span);
        }
    }

    /// What a value was before something was learnt of it.
    pub(super) fn before_test(&self, v: Val) -> Option<Val> {
        match *self.kind(v) {
            Kind::Tested(_, inner) => Some(inner),
            Kind::Either(_) => self.notes.refined.get(&v).copied(),
            _ => None,
        }
    }

    /// Whether a value is text of which something may be missing.
    pub(super) fn may_lack(&self, v: Val) -> bool {
        match self.kind(v) {
            Kind::Unknown(..) | Kind::Text(_) | Kind::Tested(..) | Kind::Method(..) => true,
            Kind::Either(options) => {
                let mut options = options.iter().map(|(option, _)| self.kind(*option));
                options.all(|kind| {
                    matches!(
                        kind,
                        Kind::Str(_)
                            | Kind::Unknown(..)
                            | Kind::Text(_)
                            | Kind::Tested(..)
                            | Kind::Method(..)
                    )
                })
            }
            _ => false,
        }
    }
}

/// Whether a regular expression finds white space and nothing else.
fn is_of_spaces(pattern: &str) -> bool {
    let class = pattern.trim_end_matches(['+', '*']);
    let signs = class
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(class);
    let mut rest = signs.chars();
    let mut any = false;
    while let Some(sign) = rest.next() {
        any = true;
        let white = match sign {
            '\\' => rest
                .next()
                .is_some_and(|escaped| "stnrfv".contains(escaped)),
            sign => sign.is_whitespace(),
        };
        if !white {
            return false;
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::is_of_spaces;

    #[test]
    fn expressions_for_white_space() {
        for pattern in [r"\s", r"\s+", r"[\s\t ]+", " +", r"\n*"] {
            assert!(is_of_spaces(pattern), "{pattern}");
        }
        for pattern in ["", "+", r"\S", r"[^\s]", r"\s+a", r"\s|/", "."] {
            assert!(!is_of_spaces(pattern), "{pattern}");
        }
    }
}
