//! Conditions: what is true, what is not decided, and what is known once a side is taken.

use super::machine::Machine;
use super::value::{Facts, How, Kind, Node, Part, Relation, Val};
use crate::text::Span;
use std::sync::Arc;

/// The test of a text whose end is one of these, in small or capital letters.
pub(super) const ENDS_LIKE: &str = "ends like:";

impl Machine<'_, '_> {
    /// Python's truth of a value, when it is decided.
    pub(super) fn truth(&self, v: Val) -> Option<bool> {
        self.ask(|| self.truth_of(v))
    }

    fn truth_of(&self, v: Val) -> Option<bool> {
        let v = self.look(v);
        match self.kind(v) {
            Kind::None => Some(false),
            Kind::Bool(b) => Some(*b),
            Kind::Int(n) => Some(*n != 0),
            Kind::Float(x) => Some(*x != 0.0),
            Kind::Str(s) => Some(!s.is_empty()),
            Kind::Bytes(b) => Some(!b.is_empty()),
            Kind::Text(parts) => parts
                .iter()
                .any(|p| matches!(p, Part::Literal(s) if !s.is_empty()))
                .then_some(true),
            Kind::Tuple(items) => Some(!items.is_empty()),
            Kind::Row(_, items) => Some(!items.is_empty()),
            Kind::Ref(_) => match self.kind(self.content(v)) {
                Kind::List(items) | Kind::Set(items) => Some(!items.is_empty()),
                Kind::Dict(pairs) if self.is_open(pairs) => None,
                Kind::Dict(pairs) => Some(!pairs.is_empty()),
                Kind::Many(..) | Kind::Either(_) | Kind::Unknown(..) => None,
                Kind::Fields(class, _) => match self.kind(*class) {
                    // `__bool__` and `__len__` of the file's own classes are not asked here.
                    Kind::Class(..)
                        if self.class_member(*class, "__bool__").is_some()
                            || self.class_member(*class, "__len__").is_some() =>
                    {
                        None
                    }
                    _ => Some(self.flag_bits(v) != Some(0)),
                },
                _ => Some(true),
            },
            // What looks like a method of something outside may be a value that is false.
            Kind::Method(object, _)
                if matches!(
                    self.kind(self.look(*object)),
                    Kind::External(..) | Kind::Unknown(..) | Kind::Symbol(_)
                ) =>
            {
                None
            }
            // So may what looks like a method of that, or of an object of the program: its own are bound to it.
            Kind::Method(object, _)
                if matches!(self.kind(self.look(*object)), Kind::Method(..))
                    || matches!(self.content_kind(*object), Kind::Fields(..)) =>
            {
                None
            }
            Kind::Function(..)
            | Kind::Bound(..)
            | Kind::Class(..)
            | Kind::Method(..)
            | Kind::Partial(..)
            | Kind::Template(_)
            | Kind::Ellipsis => Some(true),
            // A constant of a library may be false; what is called is none.
            Kind::Symbol(name) if self.knowledge.returned(name).is_some() => Some(true),
            Kind::Symbol(name)
                if matches!(&**name, "hmac.compare_digest" | "secrets.compare_digest") =>
            {
                Some(true)
            }
            Kind::Symbol(name) if self.knowledge.is_exception(name) => Some(true),
            Kind::Symbol(name) if super::path::is_separator(name) => Some(true),
            Kind::Symbol(_) => None,
            Kind::External(ty, ..) if &**ty != "re.Match?" => Some(true),
            Kind::Not(inner) => self.truth(*inner).map(|b| !b),
            Kind::And(a, b) => match (self.truth(*a), self.truth(*b)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Kind::Or(a, b) => match (self.truth(*a), self.truth(*b)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            Kind::Compare(relation, a, b) => self.related(*relation, *a, *b),
            Kind::Either(options) => {
                let mut all = None;
                for (option, _) in options.iter() {
                    let one = self.truth(*option)?;
                    if all.is_some_and(|b| b != one) {
                        return None;
                    }
                    all = Some(one);
                }
                all
            }
            _ => None,
        }
    }

    /// Whether a value stands for a condition that may be decided later.
    pub(super) fn is_condition(&self, v: Val) -> bool {
        match self.kind(v) {
            Kind::Bool(_)
            | Kind::Compare(..)
            | Kind::Not(_)
            | Kind::And(..)
            | Kind::Or(..)
            | Kind::Test(..) => true,
            Kind::Either(options) => options.iter().all(|(o, _)| self.is_condition(*o)),
            _ => false,
        }
    }

    /// Learns what follows from a condition being true (or false). `false` when it cannot be.
    pub(super) fn refine(&mut self, condition: Val, holds: bool) -> bool {
        if !self.may_ask() {
            return true;
        }
        self.nesting.set(self.nesting.get() + 1);
        let possible = self.refine_value(condition, holds);
        self.nesting.set(self.nesting.get() - 1);
        possible
    }

    fn refine_value(&mut self, condition: Val, holds: bool) -> bool {
        let condition = self.look(condition);
        if let Some(known) = self.truth(condition) {
            return known == holds;
        }
        let span = self.arena.node(condition).span;
        if self.sizes.any() {
            self.learn_of_asked(condition, holds, span);
        }
        match self.kind(condition).clone() {
            Kind::Not(inner) => self.refine(inner, !holds),
            Kind::And(a, b) if holds => {
                self.right_has_run(condition);
                self.refine(a, true) && self.refine(b, true)
            }
            Kind::Or(a, b) if !holds => {
                self.right_has_run(condition);
                self.refine(a, false) && self.refine(b, false)
            }
            // Either of two: what is known then is what both ways agree on.
            Kind::And(a, b) => self.refine_either((a, false), (b, false)),
            Kind::Or(a, b) => self.refine_either((a, true), (b, true)),
            Kind::Compare(relation, a, b) => self.refine_relation(relation, a, b, holds, span),
            Kind::Test(name, v) => {
                if holds && &*name == super::path::INSIDE {
                    self.learn_inside(v, span);
                } else if super::parts::is_said(&name, holds) {
                    let test = if holds { "" } else { "not:" };
                    self.learn_said(v, &format!("{test}{name}"), span);
                } else if holds {
                    self.learn_host_end(v, &name, span);
                    // An object stays what it is.
                    if matches!(self.kind(self.look(v)), Kind::External(ty, ..) if ty.starts_with("pathlib."))
                    {
                        self.learn_of_object(v, &name, span);
                    } else {
                        self.learn_test(v, &name, span);
                    }
                } else if let Some(starts) = name.strip_prefix("str.startswith:") {
                    let mut starts = starts.split('\n');
                    let ups = starts.clone().filter(|s| matches!(*s, ".." | "../"));
                    if let Some(up) = ups.min() {
                        self.learn_relative(v, span);
                        self.learn_normal(v, up, span);
                    }
                    if !starts.any(|s| matches!(s, "-" | "//" | "/\\" | "/")) {
                        return true;
                    }
                    // No option of a program, or no address of another host, then. Other
                    // beginnings say nothing when missing.
                    self.learn_test(v, &format!("not:{name}"), span);
                }
                true
            }
            // `address.is_global`: what an object outside says of itself.
            Kind::Method(object, name) => {
                let test = if holds { "attribute" } else { "not:attribute" };
                let test = format!("{test}:{name}");
                self.learn_of_object(object, &test, span);
                self.learn_of_text(object, &test, span);
                true
            }
            Kind::Either(options) => {
                let kept = self.left_by(&options, holds);
                match kept.as_slice() {
                    [] => false,
                    [(only, facts)] => {
                        for &(v, w) in facts.iter() {
                            self.learn_fact(v, w, span);
                        }
                        let only = *only;
                        self.state.learn(condition, only);
                        self.refine(only, holds)
                    }
                    several => {
                        // What holds in all of them holds.
                        let several = several.to_vec();
                        if !self.refine_ways(&several, holds, span) {
                            return false;
                        }
                        let v = self.left_of(condition, holds, &several);
                        self.state.learn(condition, v);
                        true
                    }
                }
            }
            Kind::External(ty, id, guessed) if &*ty == "re.Match?" => {
                if holds {
                    let from = self.arena.node(condition).from.clone();
                    let matched = self.arena.add(Node {
                        kind: Kind::External(Arc::from("re.Match"), id, guessed),
                        span,
                        from: from.clone(),
                        how: How::Part,
                    });
                    // What is asked of a part of it stays known of that part.
                    let matched = self.again(condition, "matched", matched);
                    self.state.learn(condition, matched);
                    if let [subject, pattern, ..] = *from
                        && let Kind::Str(pattern) = self.kind(pattern).clone()
                    {
                        if &*pattern == super::path::INSIDE {
                            self.learn_inside(subject, span);
                        } else {
                            self.learn_host_end(subject, &pattern, span);
                            self.learn_test(subject, &pattern, span);
                        }
                    }
                } else {
                    self.learn_absent(condition, span);
                    self.state.learn(condition, Val::NONE);
                }
                true
            }
            // There is something in a list that was chosen from others: one of those has passed.
            Kind::Ref(cell) => {
                let passed = self.notes.filled.get(&condition).copied();
                let passed = passed.or_else(|| self.arena.filled(self.state.get(cell)));
                passed.is_none_or(|passed| self.refine(passed, holds))
            }
            Kind::Unknown(..) => {
                self.learn_absolute(condition, holds, span);
                if !holds {
                    self.learn_empty(condition, span);
                } else if let Some(&mark) = self.notes.marks.get(&condition) {
                    self.state.learn(condition, mark);
                }
                true
            }
            _ => true,
        }
    }

    /// Learns that at least one of two conditions has the given truth.
    fn refine_either(&mut self, one: (Val, bool), other: (Val, bool)) -> bool {
        let mut ends = Vec::new();
        for (first, second) in [(one, None), (other, Some(one))] {
            let mark = self.state.mark();
            // The second way counts only where the first was not taken.
            let possible = second.is_none_or(|(v, truth)| self.refine(v, !truth))
                && self.refine(first.0, first.1);
            if possible {
                ends.push(self.state.since(mark));
            }
            self.state.roll_back(mark);
        }
        self.state.merge(&mut self.arena, &ends);
        !ends.is_empty()
    }

    fn refine_relation(
        &mut self,
        relation: Relation,
        a: Val,
        b: Val,
        holds: bool,
        span: Span,
    ) -> bool {
        let (a, b) = (self.look(a), self.look(b));
        if self.sizes.any() {
            self.learn_ending(relation, a, b, holds, span);
            self.learn_first_sign(relation, a, b, holds, span);
        }
        if holds && relation == Relation::Equal {
            self.learn_common_path(a, b, span);
            self.learn_signed(a, b, span);
            self.learn_pinned(a, b, span);
            self.learn_unchanged(a, b, span);
            self.learn_own(a, b, span);
        }
        if holds {
            self.learn_host(relation, a, b, span);
            self.learn_scheme(relation, a, b, span);
            self.learn_piece(relation, a, b, span);
        }
        // `".." not in relative.split("/")`
        if !holds
            && relation == Relation::In
            && matches!(self.kind(a), Kind::Str(s) if &**s == "..")
        {
            self.learn_relative(b, span);
            if let Some(&text) = self.arena.node(b).from.first() {
                self.learn_relative(text, span);
            }
            self.learn_parts(b, span);
        }
        if !holds {
            self.learn_second_sign(relation, a, b, span);
        }
        self.learn_head(relation, a, b, holds, span);
        // `relative.split("/")[0] == ".."` does not hold.
        if !holds && relation == Relation::Equal {
            self.learn_first_part(a, b, span);
            self.learn_not_above(a, b, span);
        }
        // `found is None` asks what `not found` asks of a match.
        if relation == Relation::Is
            && b == Val::NONE
            && matches!(self.kind(a), Kind::External(ty, ..) if &**ty == "re.Match?")
        {
            return self.refine(a, !holds);
        }
        if let Some((passed, filled)) = self.asked_for_any(relation, a, b, holds) {
            return self.refine(passed, filled);
        }
        if relation == Relation::Equal
            && let Some(known) = self.first_character(a, b, holds)
        {
            let (whole, test) = known;
            self.learn_test(whole, &test, span);
        }
        // `match x.is_relative_to(root): case True`, `list(x.parents).count(root) > 0`
        if let Some((test, wanted)) = self.asked_for_truth(relation, a, b) {
            return self.refine(test, wanted == holds);
        }
        // `(scheme, host) == ("https", "example.org")`: each pair of them.
        if holds
            && relation == Relation::Equal
            && let (Kind::Tuple(x), Kind::Tuple(y)) = (self.kind(a).clone(), self.kind(b).clone())
            && x.len() == y.len()
        {
            return x
                .iter()
                .zip(y.iter())
                .all(|(&x, &y)| self.refine_relation(relation, x, y, true, span));
        }
        match relation {
            Relation::Equal | Relation::Is if holds => {
                if self.is_constant(b) {
                    self.learn_in_any_case(a, &[b], span);
                    return self.learn_option(a, b);
                }
                if self.is_constant(a) {
                    return self.learn_one_of(a, b, span) && self.learn_option(b, a);
                }
                self.learn_one_of(a, b, span) && self.learn_one_of(b, a, span)
            }
            Relation::Equal | Relation::Is => {
                self.learn_cut(a, b, span);
                self.learn_folder_cut(a, b, span);
                self.learn_part_is_not(a, b, span);
                self.remove_option(a, b);
                self.remove_option(b, a);
                true
            }
            Relation::In if holds && self.learn_parents(a, b, span) => true,
            Relation::In if holds && self.learn_alphabet(a, b, span) => true,
            Relation::In if holds => {
                let items = match self.content_kind(b) {
                    Kind::Tuple(items) => items,
                    Kind::Str(_) | Kind::Text(_) | Kind::Bytes(_) => {
                        self.learn_test(a, "substring", span);
                        return true;
                    }
                    _ => {
                        // The list is not known here; being on it is a test all the same, unless
                        // whoever sends the value also sends the list.
                        if self.is_own_list(b) {
                            self.learn_listed(a, span);
                        }
                        return true;
                    }
                };
                let each = self.may_be_each(a, &items);
                let mut possible = items.to_vec();
                possible.retain(|&item| each || self.equal(a, item) != Some(false));
                if possible.is_empty() {
                    return false;
                }
                if possible.iter().all(|&item| self.is_constant(item)) {
                    self.learn_in_any_case(a, &possible, span);
                    let v = self.either(&possible);
                    self.state.learn(a, v);
                    self.learn_of_sides(a, span);
                } else if self.is_own_list(b) {
                    self.learn_listed(a, span);
                }
                true
            }
            Relation::In => {
                self.learn_no_part(a, b, span);
                // `os.sep in name`: whichever sign that is, it ends a folder's name.
                if matches!(self.kind(a), Kind::Symbol(name) if super::path::is_separator(name)) {
                    self.learn_test(b, "lacks:/", span);
                    self.learn_test(b, "lacks:\\", span);
                }
                if let Kind::Str(missing) = self.kind(a).clone()
                    && self.may_lack(b)
                {
                    self.learn_test(b, &format!("lacks:{missing}"), span);
                }
                // That an unknown text is none of many words says nothing of it.
                if let Kind::Tuple(items) = self.content_kind(b)
                    && !self.may_be_each(a, &items)
                {
                    for item in items.iter() {
                        self.learn_cut(a, *item, span);
                        self.learn_part_is_not(a, *item, span);
                        self.remove_option(a, *item);
                    }
                }
                true
            }
            Relation::Less | Relation::LessEqual => {
                // The smaller side is a length, and the greater one is not of the sender's making.
                let (small, great) = if holds { (a, b) } else { (b, a) };
                let less = holds == (relation == Relation::Less);
                self.learn_one_sign(small, great, less, span);
                if let Some(&subject) = self.lengths.get(&small)
                    && !self.untrusted(great)
                {
                    self.learn_test(subject, "length", span);
                } else if self.sizes.bounds
                    && self.untrusted(small)
                    && self.is_no_more_than_own(great)
                {
                    self.learn_test(small, "bounded", span);
                }
                self.learn_least(small, great, span);
                true
            }
        }
    }

    /// A number is no less than nothing, or than what the program says. Which files take something away is not known
    /// where it is asked: of constants, it is always remembered.
    fn learn_least(&mut self, small: Val, great: Val, span: Span) {
        let known = self.is_constant(small) && self.as_int(small).is_none_or(|n| n >= 0);
        let own = self.sizes.bounds && !self.is_constant(small);
        if self.world.is_none()
            && (known || own)
            && !self.lengths.contains_key(&great)
            && self.chosen_outside(great)
            && (known || !self.untrusted(small))
        {
            self.learn_test(great, "least", span);
        }
    }

    /// `name == os.path.basename(name)`: what a cleaning leaves as it is, is clean.
    fn learn_unchanged(&mut self, a: Val, b: Val, span: Span) {
        for (text, other) in [(a, b), (b, a)] {
            let mut purposes = Vec::new();
            let mut at = other;
            for _ in 0..4 {
                // What was found of it is so of the same text.
                while let Kind::Tested(test, inner) = self.kind(at) {
                    purposes.push(test.clone());
                    at = *inner;
                }
                let node = self.arena.node(at);
                if let How::Call(callee) = &node.how {
                    let cleaning = self.cleaning(callee);
                    if cleaning.undoes {
                        break;
                    }
                    purposes.extend(cleaning.purposes.iter().cloned());
                }
                // It is made of this text and of nothing else from outside.
                let mut from = node.from.iter().filter(|&&v| !self.is_constant(v));
                let (Some(&inner), None) = (from.next(), from.next()) else {
                    break;
                };
                if self.unwrapped(inner) == self.unwrapped(text) {
                    for purpose in &purposes {
                        self.learn_test(text, purpose, span);
                    }
                    break;
                }
                at = self.look(inner);
            }
        }
    }

    /// `text[0] == "-"`: the text, and what is known of its beginning then.
    fn first_character(&self, a: Val, b: Val, holds: bool) -> Option<(Val, String)> {
        let Kind::Str(c) = self.kind(b) else {
            return None;
        };
        let (whole, 0) = self.sign_of(a)? else {
            return None;
        };
        if c.chars().count() != 1 {
            return None;
        }
        if holds {
            return Some((whole, format!("str.startswith:{c}")));
        }
        // What it does not begin with says something of options only.
        (&**c == "-").then(|| (whole, "not:str.startswith:-".into()))
    }

    fn learn_option(&mut self, v: Val, constant: Val) -> bool {
        if let Kind::Either(options) = self.kind(v).clone() {
            let kept: Vec<_> = options
                .iter()
                .filter(|(o, _)| self.equal(*o, constant) != Some(false))
                .cloned()
                .collect();
            self.learn_shared(&kept, self.arena.node(v).span);
            if kept.is_empty() {
                return false;
            }
        }
        self.state.learn(v, constant);
        self.learn_of_sides(v, self.arena.node(v).span);
        true
    }

    fn remove_option(&mut self, v: Val, constant: Val) {
        if let Kind::Either(options) = self.kind(v).clone() {
            let kept: Vec<_> = options
                .iter()
                .filter(|(o, _)| self.equal(*o, constant) != Some(true))
                .cloned()
                .collect();
            if !kept.is_empty() && kept.len() < options.len() {
                self.learn_shared(&kept, self.arena.node(v).span);
                let rest = super::state::join(&mut self.arena, &kept);
                self.state.learn(v, rest);
            }
        }
    }

    /// The alternatives whose truth can be `holds`.
    fn left_by(&self, options: &[(Val, Facts)], holds: bool) -> Vec<(Val, Facts)> {
        let possible = |o: Val| self.truth(o) != Some(!holds);
        options
            .iter()
            .filter(|(o, _)| possible(*o))
            .cloned()
            .collect()
    }

    /// What `v` is on the side where its truth is `holds`.
    pub(super) fn narrowed(&mut self, v: Val, holds: bool) -> Val {
        match self.kind(v).clone() {
            Kind::Either(options) => {
                let kept = self.left_by(&options, holds);
                if kept.is_empty() {
                    v
                } else {
                    super::state::join(&mut self.arena, &kept)
                }
            }
            _ => v,
        }
    }
}
