//! Numbers in C of which only the most is known: what is clamped, chosen or counted up in a loop.
//!
//! Called by `c`.

use super::Walk;
use super::read::{Statement, Token};
use super::size::{Known, bare, split};
use std::collections::BTreeSet;

impl Walk<'_> {
    /// The most that an expression can be.
    pub(super) fn upper(&self, tokens: &[Token], known: &Known) -> Option<i64> {
        let tokens = bare(tokens);
        if let Some(number) = self.number(tokens, known) {
            return Some(number);
        }
        if let Some(most) = self.looked_at(tokens, known) {
            return Some(most);
        }
        if let Some((condition, yes, no)) = chosen(tokens) {
            let mut then = known.clone();
            let mut otherwise = known.clone();
            self.learn(condition, true, &mut then);
            self.learn(condition, false, &mut otherwise);
            let (yes, no) = (self.upper(yes, &then)?, self.upper(no, &otherwise)?);
            return Some(yes.max(no));
        }
        if let [name] | [name, _] = tokens
            && let Some(most) = known.most.get(&name.text)
        {
            return match tokens.get(1).map(|sign| sign.text.as_str()) {
                None | Some("++" | "--") => Some(*most),
                _ => None,
            };
        }
        if let Some((text, more)) = self.length(tokens, known) {
            return known.longest.get(&text).map(|most| most + more);
        }
        let signs = |token: &Token| matches!(token.text.as_str(), "+" | "-");
        let at = tokens.iter().rposition(signs)?;
        let left = self.upper(tokens.get(..at)?, known)?;
        let right = self.number(tokens.get(at + 1..)?, known)?;
        if tokens.get(at)?.text == "+" {
            left.checked_add(right)
        } else {
            left.checked_sub(right)
        }
    }

    /// What a comparison says of a number.
    pub(super) fn learn_most(
        &self,
        left: &[Token],
        sign: &str,
        right: &[Token],
        truth: bool,
        known: &mut Known,
    ) {
        let turned = match sign {
            "<" => ">",
            "<=" => ">=",
            ">" => "<",
            ">=" => "<=",
            other => other,
        };
        for (side, other, sign) in [(left, right, sign), (right, left, turned)] {
            let [name] = bare(side) else {
                continue;
            };
            let Some(limit) = self.upper(other, known).filter(|_| name.is_name()) else {
                continue;
            };
            let most = match (sign, truth) {
                ("<", true) | (">=", false) => limit - 1,
                ("<=" | "==", true) | (">" | "!=", false) => limit,
                _ => continue,
            };
            let old = known.most.get(&name.text).copied();
            let most = old.map_or(most, |old| old.min(most));
            known.most.insert(name.text.clone(), most);
        }
    }

    /// What statements do to numbers: `n = …`, `n++`, `n += …`.
    pub(super) fn counted(&self, tokens: &[Token], known: &mut Known) {
        for (at, token) in tokens.iter().enumerate() {
            if !token.is_name() {
                continue;
            }
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            let before = before.map_or("", |token| token.text.as_str());
            let after = tokens.get(at + 1).map_or("", |token| token.text.as_str());
            let steps = after == "++" || before == "++";
            if steps {
                if let Some(most) = known.most.get_mut(&token.text) {
                    *most += 1;
                }
                known.lengths.remove(&token.text);
            } else if matches!(after, "+=" | "-=") || after == "--" || before == "--" {
                // Below zero a size is very large.
                known.most.remove(&token.text);
                known.lengths.remove(&token.text);
            } else if after == "=" && before != "." && before != "->" && before != "*" {
                let value = tokens.get(at + 2..).unwrap_or_default();
                let value = split(value, ",").first().copied().unwrap_or_default();
                let most = self.upper(value, known);
                let length = self.length(value, known).is_some();
                if !length {
                    known.lengths.remove(&token.text);
                }
                match most {
                    Some(most) => known.most.insert(token.text.clone(), most),
                    None => known.most.remove(&token.text),
                };
            }
        }
    }

    /// What holds in a loop and behind it. `for (begin; while; step)` has its parts in the head.
    pub(super) fn looped(&mut self, head: &[Token], inside: &[Statement], known: &mut Known) {
        let parts = split(head, ";");
        let (begin, condition, step) = match parts.as_slice() {
            [begin, condition, step] => (*begin, *condition, *step),
            _ => (&[][..], head, &[][..]),
        };
        self.plain(begin, known);
        let mut changed = BTreeSet::new();
        let mut counters = BTreeSet::new();
        changes(step, &mut changed, &mut counters);
        changes(condition, &mut changed, &mut counters);
        for statement in inside {
            changes_in(statement, &mut changed, &mut counters);
        }
        let before = known.clone();
        for name in &changed {
            known.most.remove(name);
            known.lengths.remove(name);
        }
        let mut within = known.clone();
        self.learn(condition, true, &mut within);
        let limits = within.most.clone();
        self.calls(condition, &mut within);
        self.statements(inside, &mut within);
        self.plain(step, &mut within);
        known.from.extend(within.from);
        known.zeroed.retain(|name| within.zeroed.contains(name));
        known.empty.retain(|name| within.empty.contains(name));
        // A number that only counts up by one stops at the limit.
        for name in counters.difference(&twice(head, inside)) {
            if let (Some(limit), Some(first)) = (limits.get(name), before.most.get(name)) {
                known.most.insert(name.clone(), (limit + 1).max(*first));
            }
        }
    }
}

/// The parts of `condition ? yes : no`.
fn chosen(tokens: &[Token]) -> Option<(&[Token], &[Token], &[Token])> {
    let pair = |tokens, sign| match split(tokens, sign).as_slice() {
        [left, right] => Some((*left, *right)),
        _ => None,
    };
    let (condition, rest) = pair(tokens, "?")?;
    let (yes, no) = pair(rest, ":")?;
    Some((condition, yes, no))
}

/// The names that some tokens change, and those of them that only grow by one.
fn changes(tokens: &[Token], changed: &mut BTreeSet<String>, counters: &mut BTreeSet<String>) {
    for (at, token) in tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.is_name())
    {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let before = before.map_or("", |token| token.text.as_str());
        let after = tokens.get(at + 1).map_or("", |token| token.text.as_str());
        if after == "++" || before == "++" {
            if changed.insert(token.text.clone()) {
                counters.insert(token.text.clone());
            }
        } else if matches!(after, "=" | "+=" | "-=" | "--") || matches!(before, "--" | "&") {
            changed.insert(token.text.clone());
            counters.remove(&token.text);
        }
    }
}

fn changes_in(
    statement: &Statement,
    changed: &mut BTreeSet<String>,
    counters: &mut BTreeSet<String>,
) {
    match statement {
        Statement::Plain(tokens) => changes(tokens, changed, counters),
        Statement::If(condition, then, otherwise) => {
            changes(condition, changed, counters);
            for inner in then.iter().chain(otherwise) {
                changes_in(inner, changed, counters);
            }
        }
        Statement::Repeat(head, inside) => {
            changes(head, changed, counters);
            for inner in inside {
                changes_in(inner, changed, counters);
            }
        }
        Statement::Block(inside) => {
            for inner in inside {
                changes_in(inner, changed, counters);
            }
        }
    }
}

/// Names that are counted up at more than one place, so that one round may go further.
fn twice(head: &[Token], inside: &[Statement]) -> BTreeSet<String> {
    let mut all: Vec<Token> = head.to_vec();
    for statement in inside {
        flatten(statement, &mut all);
    }
    let mut once = BTreeSet::new();
    let mut twice = BTreeSet::new();
    for (at, token) in all.iter().enumerate().filter(|(_, token)| token.is_name()) {
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        let counts = all.get(at + 1).is_some_and(|token| token.text == "++")
            || before.is_some_and(|token| token.text == "++");
        if counts && !once.insert(token.text.clone()) {
            twice.insert(token.text.clone());
        }
    }
    twice
}

fn flatten(statement: &Statement, all: &mut Vec<Token>) {
    match statement {
        Statement::Plain(tokens) => all.extend(tokens.iter().cloned()),
        Statement::If(condition, then, otherwise) => {
            all.extend(condition.iter().cloned());
            for inner in then.iter().chain(otherwise) {
                flatten(inner, all);
            }
        }
        Statement::Repeat(head, inside) => {
            all.extend(head.iter().cloned());
            for inner in inside {
                flatten(inner, all);
                // A round inside a round counts more than once.
                flatten(inner, all);
            }
        }
        Statement::Block(inside) => {
            for inner in inside {
                flatten(inner, all);
            }
        }
    }
}
