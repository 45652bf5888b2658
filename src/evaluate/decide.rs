//! Where paths part at a condition, and where they meet again.
//!
//! Knows no condition; whether one holds and what follows from it says `condition`. Called wherever
//! Python asks for a truth.

use super::machine::{Follow, Machine, Stop};
use super::record::OriginKind;
use super::state::{Delta, join};
use super::value::{Cell, Facts, How, Kind, Node, Relation, Val};
use crate::text::Span;

/// How deep conditions are taken apart.
const WISHES: u32 = 12;
/// How many ways to one condition are followed each by itself.
const WAYS: usize = 4;
/// How many of the conditions around are asked, from the inside: a long chain of `elif` nests as deep as it is long.
const CHOICES: usize = 128;

impl Machine<'_, '_> {
    /// Follows both sides of a condition, or the one that can happen. Each side's value comes with
    /// what changed on it; the state goes on as the meeting of the sides that go on.
    pub(super) fn decide(
        &mut self,
        condition: Val,
        then: &mut dyn FnMut(&mut Self) -> Follow<Val>,
        otherwise: &mut dyn FnMut(&mut Self) -> Follow<Val>,
    ) -> Follow<Val> {
        match self.truth(condition) {
            Some(true) => {
                self.refine(condition, true);
                then(self)
            }
            Some(false) => {
                self.refine(condition, false);
                otherwise(self)
            }
            None => {
                let mut open = true;
                self.choices.push(condition);
                let yes = self.branch(&mut |m| {
                    if m.refine(condition, true) {
                        m.note_asked(condition);
                        m.note_opinion(condition);
                        then(m)
                    } else {
                        open = false;
                        Err(Stop::Dead)
                    }
                });
                if matches!(yes, Err(Stop::Fuel)) {
                    self.choices.pop();
                    return Err(Stop::Fuel);
                }
                let no = self.branch(&mut |m| {
                    if m.refine(condition, false) {
                        m.note_asked(condition);
                        m.note_opinion(condition);
                        otherwise(m)
                    } else {
                        open = false;
                        Err(Stop::Dead)
                    }
                });
                self.choices.pop();
                if matches!(no, Err(Stop::Fuel)) {
                    return Err(Stop::Fuel);
                }
                let ends: Vec<(Val, Delta)> = [yes, no].into_iter().flatten().collect();
                // One side is left for good: what comes next happens on the other only.
                self.forked |= open && ends.len() == 1;
                self.meet(ends)
            }
        }
    }

    /// What the right side of `a or b` sets is only possibly set behind it; where both sides were asked for
    /// certain, it is.
    pub(super) fn remember_right(&mut self, whole: Val, set: &[(Cell, Val)]) {
        if set.is_empty() {
            return;
        }
        let behind = set.iter().map(|&(cell, v)| (cell, self.state.get(cell), v));
        let behind = behind.collect();
        self.only_right.insert(whole, behind);
    }

    /// The right side of such a condition has run: what it set is set, unless something else came since.
    pub(super) fn right_has_run(&mut self, whole: Val) {
        let set = self.only_right.get(&whole).cloned().unwrap_or_default();
        for (cell, behind, v) in set {
            if behind != v && self.state.get(cell) == behind {
                self.state.set(cell, v);
            }
        }
    }

    /// A comparison that asks nothing but whether a condition holds, and which answer it wants: with `True` and
    /// `False`, or with `1` and `0`, by which Python counts.
    pub(super) fn asked_for_truth(
        &self,
        relation: Relation,
        a: Val,
        b: Val,
    ) -> Option<(Val, bool)> {
        let (test, wanted) = match (relation, self.kind(a), self.kind(b)) {
            (Relation::Equal | Relation::Is, _, Kind::Bool(wanted)) if self.is_condition(a) => {
                (a, *wanted)
            }
            (Relation::Equal | Relation::Is, Kind::Bool(wanted), _) => (b, *wanted),
            (Relation::Equal, _, Kind::Int(n @ (0 | 1))) => (a, *n == 1),
            (Relation::Equal, Kind::Int(n @ (0 | 1)), _) => (b, *n == 1),
            (Relation::Less, Kind::Int(0), _) | (Relation::LessEqual, Kind::Int(1), _) => (b, true),
            (Relation::Less, _, Kind::Int(1)) | (Relation::LessEqual, _, Kind::Int(0)) => {
                (a, false)
            }
            _ => return None,
        };
        self.is_condition(test).then_some((test, wanted))
    }

    /// Whether the code in hand runs only where whoever calls the function in hand, an object's maker or whoever sets the
    /// program up has said so.
    pub(super) fn is_wished(&self) -> bool {
        let mut inner = self.choices.iter().rev().take(CHOICES);
        self.watch.is_some() && inner.any(|&choice| self.is_wish(choice, 0))
    }

    /// Whether the code in hand runs only where a parameter is other than it is by itself: a switch that is off, and
    /// that nobody on this way turned on.
    pub(super) fn is_against_default(&self) -> bool {
        let mut inner = self.choices.iter().rev().take(CHOICES);
        self.watch.is_some() && inner.any(|&choice| self.is_against(choice, 0))
    }

    fn is_against(&self, condition: Val, depth: u32) -> bool {
        if depth > WISHES {
            return false;
        }
        if let Some(&usual) = self.later.usual.get(&condition) {
            let now = self.look(condition);
            let usual = |v: Val| v == usual || self.equal(v, usual) == Some(true);
            return now != condition
                && match self.kind(now) {
                    Kind::Either(left) => !left.iter().any(|(v, _)| usual(*v)),
                    Kind::Unknown(..) | Kind::Tested(..) => true,
                    _ => self.is_constant(now) && !usual(now),
                };
        }
        match self.kind(condition) {
            Kind::Not(inner) | Kind::Tested(_, inner) => self.is_against(*inner, depth + 1),
            Kind::And(a, b) | Kind::Compare(_, a, b) => {
                self.is_against(*a, depth + 1) || self.is_against(*b, depth + 1)
            }
            _ => false,
        }
    }

    /// Whether a condition asks for a parameter, or for a part of one, and for nothing that it holds besides.
    fn is_wish(&self, condition: Val, depth: u32) -> bool {
        if depth > WISHES {
            return false;
        }
        // What is known of it on this side counts for nothing here.
        match self.kind(condition) {
            Kind::Not(inner) | Kind::Tested(_, inner) => self.is_wish(*inner, depth + 1),
            Kind::And(a, b) | Kind::Or(a, b) => {
                self.is_wish(*a, depth + 1) || self.is_wish(*b, depth + 1)
            }
            Kind::Compare(_, a, b) => {
                (self.is_fixed(*b) && self.is_wish(*a, depth + 1))
                    || (self.is_fixed(*a) && self.is_wish(*b, depth + 1))
            }
            // One of several that it may be: whoever calls says which. So it is where the program has made one of its own
            // words of what was said: `True` of "yes", a member of an enumeration of its value.
            Kind::Either(all) => {
                all.iter().any(|(one, _)| self.is_wish(*one, depth + 1))
                    || (all.len() > 1 && all.iter().all(|(one, _)| self.is_own_word(*one)))
            }
            Kind::Unknown(_, Some(origin)) => {
                let origin = self.origins.get(*origin as usize);
                origin.is_some_and(|o| o.kind.is_given() || o.kind == OriginKind::Operator)
            }
            // An attribute that nobody in sight has set.
            Kind::Method(of, _)
                if self.is_left_open(*of, depth) || self.is_wish(*of, depth + 1) =>
            {
                true
            }
            // What a class or an object of the program made of something that nobody sees here.
            Kind::Class(..) => depth > 0,
            // So does one of which nobody knows more than the name of its class: it was handed over as it was set up.
            Kind::External(ty, ..) => {
                depth > 0 && (self.knowledge.wishes.contains(&**ty) || !self.describes(ty))
            }
            Kind::Ref(_) => depth > 0 && matches!(self.content_kind(condition), Kind::Fields(..)),
            Kind::Unknown(..) | Kind::Method(..) => {
                let node = self.arena.node(condition);
                // What a file of settings says.
                if matches!(&node.how, How::Call(of) if self.knowledge.wishes.contains(&**of)) {
                    return true;
                }
                match node.from.first() {
                    // `os.environ.get("INSECURE")`, `settings.getboolean("verify")`: what stands there under a word of
                    // the program's own.
                    Some(_) if self.is_looked_up(node) => true,
                    Some(&of) => self.is_wish(of, depth + 1),
                    // An attribute or a setting that nobody here has set.
                    None => {
                        matches!(node.kind, Kind::Unknown(None, _))
                            && !matches!(node.how, How::Call(_))
                    }
                }
            }
            // What stands in the settings of a library.
            Kind::Symbol(name) => {
                let mut parts = name.split('.');
                let root = parts.next().unwrap_or_default();
                parts.next().is_some() && !self.knowledge.standard.contains(root)
            }
            _ => false,
        }
    }

    /// Whether the program itself says all of a value with which something is compared.
    fn is_fixed(&self, v: Val) -> bool {
        let content = self.content_kind(v);
        let items: &[Val] = match &content {
            Kind::Set(items) | Kind::List(items) => items,
            Kind::Tuple(items) => items,
            _ => return self.is_own_word(v),
        };
        items.len() <= CHOICES && items.iter().all(|&one| self.is_own_word(one))
    }

    /// Whether a value is one that the program writes down: a constant, a name of a library, a member of an enumeration.
    fn is_own_word(&self, v: Val) -> bool {
        self.is_constant(v) || matches!(self.kind(v), Kind::Symbol(_)) || self.is_member(v)
    }

    /// Whether an object of the program has attributes that others set, or is one itself; options of a program are.
    fn is_left_open(&self, of: Val, depth: u32) -> bool {
        let of = self.look(of);
        match self.kind(of) {
            Kind::Method(inner, _) if depth < WISHES => self.is_left_open(*inner, depth + 1),
            Kind::External(ty, ..) => &**ty == "argparse.Namespace",
            _ => matches!(self.content_kind(of), Kind::Fields(..)),
        }
    }

    /// Whether a value was looked up under a word that the program itself says.
    fn is_looked_up(&self, node: &Node) -> bool {
        let How::Call(callee) = &node.how else {
            return false;
        };
        let name = callee.rsplit('.').next().unwrap_or(callee);
        matches!(name, "get" | "getenv" | "getboolean" | "get_bool")
            && node.from.iter().all(|&v| self.is_constant(v))
    }

    /// A switch that is put somewhere only where somebody wished it: what comes out there again tells so.
    pub(super) fn wished_switch(&mut self, v: Val, span: Span) -> Val {
        let kind = self.kind(v).clone();
        if self.maybe == 0 || !matches!(kind, Kind::Bool(_)) || !self.is_wished() {
            return v;
        }
        let own = self.arena.add(Node {
            kind,
            span,
            from: super::row::Row::default(),
            how: How::Plain,
        });
        self.others.wished.insert(own);
        own
    }

    /// A value of which these alternatives are left where its truth is `holds`. Asked again, it is the same value: what
    /// was learnt of it where the condition was made up counts where it holds.
    pub(super) fn left_of(&mut self, v: Val, holds: bool, left: &[(Val, Facts)]) -> Val {
        if let Kind::Either(all) = self.kind(v)
            && are_same(all, left)
        {
            return v;
        }
        // One of which more was learnt by now may lead back here.
        if let Some(&known) = self.narrowed.get(&(v, holds))
            && self.look(known) == known
            && let Kind::Either(same) = self.kind(known)
            && are_same(same, left)
        {
            return known;
        }
        let one = join(&mut self.arena, left);
        self.narrowed.insert((v, holds), one);
        one
    }

    /// What is left of a value where it counts as false: nothing that anybody sent.
    pub(super) fn falsy(&mut self, v: Val, span: Span) -> Val {
        match self.kind(v).clone() {
            Kind::Either(options) => {
                let options: Vec<(Val, Facts)> = options
                    .iter()
                    .map(|(option, facts)| (self.falsy(*option, span), facts.clone()))
                    .collect();
                join(&mut self.arena, &options)
            }
            Kind::Unknown(..) | Kind::Tested(..) | Kind::Method(..) | Kind::Text(_) => {
                if self.is_text(v) {
                    self.text("", span)
                } else {
                    Val::FALSE
                }
            }
            _ => v,
        }
    }

    /// Learns what holds in all of these: that a value is the same in each, or one of several constants.
    pub(super) fn learn_shared(&mut self, several: &[(Val, Facts)], span: Span) {
        let [(_, first), rest @ ..] = several else {
            return;
        };
        for &(v, one) in first.iter() {
            let others = rest
                .iter()
                .map(|(_, facts)| facts.iter().find(|(known, _)| *known == v).map(|f| f.1));
            let Some(others) = others.collect::<Option<Vec<Val>>>() else {
                continue;
            };
            let mut all = vec![one];
            all.extend(others);
            if all.iter().all(|&other| other == one) {
                self.learn_fact(v, one, span);
            } else if all.iter().all(|&other| self.is_constant(other)) {
                let known = self.either(&all);
                self.learn_fact(v, known, span);
            }
        }
    }

    /// Learns what holds in all of several ways to a condition: `if text == A: return True`, and then
    /// `return text.endswith(B)`. False when none of them is possible.
    pub(super) fn refine_ways(&mut self, ways: &[(Val, Facts)], holds: bool, span: Span) -> bool {
        let asks = ways.iter().all(|(way, _)| self.is_condition(*way))
            && ways.iter().any(|(way, _)| self.truth(*way).is_none());
        if !asks || ways.len() > WAYS {
            self.learn_shared(ways, span);
            return true;
        }
        let mut ends = Vec::new();
        for (way, facts) in ways {
            let mark = self.state.mark();
            for &(v, w) in facts.iter() {
                self.learn_fact(v, w, span);
            }
            if self.refine(*way, holds) {
                ends.push(self.state.since(mark));
            }
            self.state.roll_back(mark);
        }
        self.state.merge(&mut self.arena, &ends);
        !ends.is_empty()
    }

    /// Learns which of a few alternatives is equal to what is not known whole: `PAGES.get(host) == (scheme, port)`.
    /// False when none can be.
    pub(super) fn learn_one_of(&mut self, few: Val, other: Val, span: Span) -> bool {
        let Kind::Either(options) = self.kind(few).clone() else {
            return true;
        };
        let left = options.iter();
        let left = left.filter(|&&(v, _)| self.equal(v, other) != Some(false));
        let left: Vec<(Val, Facts)> = left.cloned().collect();
        if left.len() == options.len() {
            return true;
        }
        match left.as_slice() {
            [] => false,
            [(only, facts)] => {
                for &(v, known) in facts.iter() {
                    self.learn_fact(v, known, span);
                }
                self.state.learn(few, *only);
                true
            }
            several => {
                self.learn_shared(several, span);
                true
            }
        }
    }

    /// Goes on from here with what several paths left, and the value that any of them gave.
    pub(super) fn meet(&mut self, ends: Vec<(Val, Delta)>) -> Follow<Val> {
        if ends.is_empty() {
            return Err(Stop::Dead);
        }
        let (values, deltas): (Vec<Val>, Vec<Delta>) = ends.into_iter().unzip();
        self.state.merge(&mut self.arena, &deltas);
        let options: Vec<(Val, Facts)> = values
            .into_iter()
            .zip(deltas.iter().map(Delta::facts))
            .collect();
        Ok(join(&mut self.arena, &options))
    }
}

fn are_same(some: &[(Val, Facts)], others: &[(Val, Facts)]) -> bool {
    let same = |(a, b): (&(Val, Facts), &(Val, Facts))| a.0 == b.0 && a.1.iter().eq(b.1.iter());
    some.len() == others.len() && some.iter().zip(others).all(same)
}
