//! Groups of a regular expression: what a group matches, as a pattern of its own.
//!
//! Called by `pattern`.

use super::machine::Machine;
use super::value::{How, Kind, Node, Val};
use crate::text::Span;
use std::sync::Arc;

impl Machine<'_, '_> {
    /// A match of which not everything is known: what was searched, with which expression, and what its groups match.
    pub(super) fn found_match(&mut self, class: &str, from: [Val; 3], span: Span) -> Val {
        self.arena.add(Node {
            kind: Kind::External(Arc::from(class), 0, false),
            span,
            from: from.into(),
            how: How::Part,
        })
    }

    /// Whoever reads of what was found has found something: nothing else has groups.
    pub(super) fn must_have_matched(&mut self, found: Val, class: &str, span: Span) {
        if class == "re.Match?" {
            self.may_raise(Some("builtins.AttributeError"), span);
            self.refine(found, true);
        }
    }

    /// A part of a text that this expression matches whole.
    pub(super) fn found_part(&mut self, expression: &str, subject: &[Val], span: Span) -> Val {
        let part = self.derive(Some("str"), subject, How::Part, span);
        self.learn_test(part, &format!("re.fullmatch:{expression}"), span);
        self.look(part)
    }

    /// The groups that have names, under these.
    pub(super) fn named_parts(
        &mut self,
        pattern: &str,
        subject: &[Val],
        span: Span,
    ) -> Option<Val> {
        let mut pairs = Vec::new();
        for (name, inside) in groups(pattern)? {
            if let Some(name) = name {
                let key = self.text(&name, span);
                pairs.push((key, self.found_part(&inside, subject, span)));
            }
        }
        (!pairs.is_empty()).then(|| self.object(Kind::Dict(Arc::new(pairs)), span))
    }

    /// What `findall`, `finditer` and `split` find: what the expression matches, its groups, or what stands between.
    pub(super) fn found_whole(
        &mut self,
        name: &str,
        pattern: Val,
        subject: Val,
        plain: bool,
        span: Span,
    ) -> Val {
        let expression = match self.kind(pattern) {
            Kind::Str(expression) if plain => expression.clone(),
            _ => Arc::from(""),
        };
        if name == "finditer" {
            let label = self.text("re.finditer", span);
            let all = self.text(&expression, span);
            return self.found_match("re.Match", [subject, label, all], span);
        }
        let how = How::Call(Arc::from(format!("re.{name}")));
        let found = self.derive(Some("str"), &[subject], how, span);
        let parts = if expression.is_empty() {
            None
        } else {
            groups(&expression)
        };
        let Some(mut groups) = parts else {
            return found;
        };
        let matches = match (groups.len(), name) {
            (0, "split") => match between(&expression) {
                Some(rest) => rest,
                None => return found,
            },
            (_, "split") => return found,
            (0, _) => expression.to_string(),
            (1, _) => groups.pop().map(|(_, inside)| inside).unwrap_or_default(),
            _ => {
                let parts = groups.iter();
                let parts = parts.map(|(_, inside)| self.found_part(inside, &[found], span));
                let parts = parts.collect();
                return self.tuple(parts, span);
            }
        };
        let test = Arc::from(format!("re.fullmatch:{matches}"));
        self.make(Kind::Tested(test, found), span)
    }
}

/// What stands between the places that an expression finds, where it finds each sign that is none of some: `[^a-z]+`.
fn between(expression: &str) -> Option<String> {
    let one = expression.strip_suffix('+').unwrap_or(expression);
    match one {
        r"\W" => return Some(r"\w*".to_owned()),
        r"\D" => return Some(r"\d*".to_owned()),
        r"\s" => return Some(r"\S*".to_owned()),
        _ => {}
    }
    let class = one.strip_prefix("[^")?.strip_suffix(']')?;
    let plain = !class.is_empty() && !class.contains(['[', ']']) && !class.ends_with('\\');
    plain.then(|| format!("[{class}]*"))
}

/// A group: its name, and what stands in it.
type Group = (Option<String>, String);

/// What the group with this number matches.
pub(super) fn numbered(pattern: &str, number: i128) -> Option<String> {
    let at = usize::try_from(number).ok()?.checked_sub(1)?;
    groups(pattern)?
        .into_iter()
        .nth(at)
        .map(|(_, inside)| inside)
}

/// What the group with this name matches.
pub(super) fn named(pattern: &str, name: &str) -> Option<String> {
    let mut all = groups(pattern)?.into_iter();
    all.find(|(known, _)| known.as_deref() == Some(name))
        .map(|(_, inside)| inside)
}

/// What each of the groups matches, where there are some.
pub(super) fn all(pattern: &str) -> Option<Vec<String>> {
    let all = groups(pattern)?;
    let all: Vec<String> = all.into_iter().map(|(_, inside)| inside).collect();
    (!all.is_empty()).then_some(all)
}

/// What any one of the groups matches, in a pattern whose groups have no names.
pub(super) fn any(pattern: &str) -> Option<String> {
    let all = groups(pattern)?;
    let plain = !all.is_empty() && all.iter().all(|(name, _)| name.is_none());
    let all: Vec<String> = all.into_iter().map(|(_, inside)| inside).collect();
    plain.then(|| format!("(?:{})", all.join("|")))
}

/// The groups of a pattern, in the order in which they open. `None` when one refers to another.
fn groups(pattern: &str) -> Option<Vec<Group>> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut found: Vec<(Option<String>, usize, usize)> = Vec::new();
    // For each bracket that is open: the group it opens, if it opens one.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut class = false;
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        match c {
            '\\' => {
                if !class && chars.get(at + 1).is_some_and(|c| matches!(c, '1'..='9')) {
                    return None;
                }
                at += 1;
            }
            '[' if !class => {
                class = true;
                let skip = usize::from(chars.get(at + 1) == Some(&'^'));
                if chars.get(at + 1 + skip) == Some(&']') {
                    at += 1 + skip;
                }
            }
            ']' => class = false,
            '(' if !class => {
                let mut rest = chars.get(at + 1..).unwrap_or(&[]).iter();
                let name = match (rest.next(), rest.next(), rest.next()) {
                    (Some('?'), Some('P'), Some('<')) => {
                        Some(Some(rest.take_while(|c| **c != '>').collect::<String>()))
                    }
                    (Some('?'), ..) => None,
                    _ => Some(None),
                };
                open.push(name.is_some().then_some(found.len()));
                if let Some(name) = name {
                    let start = at + 1 + name.as_ref().map_or(0, |name| name.chars().count() + 4);
                    found.push((name, start, start));
                }
            }
            ')' if !class => {
                if let Some(group) = open.pop()?
                    && let Some(slot) = found.get_mut(group)
                {
                    slot.2 = at;
                }
            }
            _ => {}
        }
        at += 1;
    }
    let groups = found.into_iter().map(|(name, start, end)| {
        let inside = chars.get(start..end).unwrap_or(&[]).iter().collect();
        (name, inside)
    });
    (open.is_empty() && !class).then(|| groups.collect())
}

/// The pattern with both cases of its letters written out; `None` where that is not so simple.
pub(super) fn folded(pattern: &str) -> Option<String> {
    let mut out = String::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '[' => return None,
            '\\' => {
                out.push(c);
                out.push(chars.next()?);
            }
            '(' if chars.peek() == Some(&'?') => {
                chars.next();
                match chars.next()? {
                    ':' => out.push_str("(?:"),
                    _ => return None,
                }
            }
            c if c.is_ascii_alphabetic() => {
                out.extend(['[', c.to_ascii_lowercase(), c.to_ascii_uppercase(), ']']);
            }
            c => out.push(c),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_told_apart() {
        let pattern = r"sha256=([0-9a-f]{64})(?:x|(?P<end>\(y))";
        assert_eq!(numbered(pattern, 1).as_deref(), Some("[0-9a-f]{64}"));
        assert_eq!(named(pattern, "end").as_deref(), Some(r"\(y"));
        assert_eq!(numbered(r"([)(]+)(b)", 2).as_deref(), Some("b"));
        assert_eq!(numbered(r"(a)\1", 1), None);
        assert_eq!(any(r"^(\d+)/(a)$").as_deref(), Some(r"(?:\d+|a)"));
        assert_eq!(any(r"^(\d+)/(?P<b>a)$"), None);
        assert_eq!(any("^a$"), None);
        assert_eq!(between("[^a-z]+").as_deref(), Some("[a-z]*"));
        assert_eq!(between(r"\W").as_deref(), Some(r"\w*"));
        assert_eq!(between("[^a]|[^b]"), None);
        assert_eq!(between("[a-z]+"), None);
        assert_eq!(
            folded(r"\.(png|gif)").as_deref(),
            Some(r"\.([pP][nN][gG]|[gG][iI][fF])")
        );
    }
}
