//! How far a call is followed where files are checked, not judged: whole, only for what it gives, or not at
//! all.
//!
//! A function is entered by itself, too, with parameters that may hold anything. A call that hands it nothing
//! more telling adds nothing to that. Called by `call`.

use super::call::Args;
use super::doubt;
use super::interest::Part;
use super::machine::{Code, Follow, Machine, Scope, Stop};
use super::slice::Role;
use super::value::{CodeId, FrameId, How, Kind, Val};
use crate::text::Span;
use ruff_python_ast as ast;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Fuel of a call that can only matter by what it gives.
const QUIET: u64 = 100;
/// The same where that may be what is asked about.
const GIVES: u64 = 500;
/// Fuel of a call in the body of a module.
const OUTSIDE: u64 = 2_000;
/// What is said of data behind such a call.
pub(super) const UNFOLLOWED: &str = "unfollowed";
/// In place of the name of a call into which nobody looked: what it gives may be anything.
pub(super) const UNSEEN: &str = "?.call";
/// How often a function is followed in calls without anything to note.
const TIMES: u8 = 6;
/// How deep alternatives are looked into.
const DEPTH: u32 = 4;
/// How much more an entry gets that meets data sent from outside: what is done with it is what people ask about.
const SENT: u64 = 16_000;
/// How much of that all entries of a file get together.
const SENT_IN_ALL: u64 = 240_000;

/// What calls came to, and what an entry may still be given.
#[derive(Debug)]
pub(super) struct Budget {
    /// Functions that take more fuel than one gets of which only counts what it gives.
    given_up: FxHashSet<CodeId>,
    /// How often functions were followed in calls without anything to note.
    barren: FxHashMap<CodeId, u8>,
    /// How much more the entry in hand gets when it meets data that was sent.
    more: u64,
    /// How much of that is left for all entries.
    sent: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            given_up: FxHashSet::default(),
            barren: FxHashMap::default(),
            more: 0,
            sent: SENT_IN_ALL,
        }
    }
}

impl Machine<'_, '_> {
    /// Calls a function of the file. When files are checked, a call gets half of the fuel that is left, or
    /// less when nothing in it is asked about: one that takes more is given up, and what it gives is made of
    /// what it was given.
    pub(super) fn call_function(
        &mut self,
        code: CodeId,
        closure: FrameId,
        defaults: &[Option<Val>],
        args: Args,
        span: Span,
    ) -> Follow<Val> {
        let entered = self.entered_for.take();
        if self.watch.is_none() || entered.is_some() {
            let role = entered.unwrap_or(Role::Called);
            return self.follow_function(code, closure, defaults, args, span, role);
        }
        let from = args.all();
        let function = match self.codes.get(code.0 as usize).copied() {
            Some(Code::Function(f)) => Some(f),
            _ => None,
        };
        let part = function.map_or(Part::ASKED, |f| self.concern(f, closure));
        let role = match function {
            // Nobody takes what it answers: it may be a check.
            Some(_) if part.asks() && self.dropped_at(span).is_some() => Role::Called,
            Some(f) if !self.adds(part, code, f, closure, &args) => Role::Quiet,
            _ => Role::Called,
        };
        if let Some(f) = function {
            self.note_handed(f, code, closure, &args, role);
        }
        let half = self.fuel / 2;
        // What a helper makes of data from outside may be a check of it.
        let comes_from_outside = |v: &Val| self.chosen_outside(*v) || self.is_one_of_many(*v);
        let telling = role == Role::Quiet && from.iter().any(comes_from_outside);
        let most = match role {
            Role::Quiet if part.given().is_empty() && !telling => QUIET,
            _ if self.calls.is_empty() => OUTSIDE,
            Role::Quiet => GIVES,
            _ => half,
        };
        let given = most.min(half);
        if role == Role::Quiet && !telling && self.budget.given_up.contains(&code) {
            return Ok(self.give_up(&from, span));
        }
        let mark = self.state.mark();
        let (exhausted, frame, maybe) = (self.exhausted, self.frame, self.maybe);
        let (calls, catches) = (self.calls.len(), self.catches.len());
        let kept = self.fuel - given;
        let noted = self.effects.len();
        self.fuel = given;
        let result = self.follow_function(code, closure, defaults, args, span, role);
        self.fuel += kept;
        if role == Role::Called && !self.mute && self.effects.len() == noted {
            let times = self.budget.barren.entry(code).or_default();
            *times = times.saturating_add(1);
        }
        if result != Err(Stop::Fuel) || self.full() {
            return result;
        }
        self.exhausted = exhausted;
        self.frame = frame;
        self.maybe = maybe;
        self.calls.truncate(calls);
        self.catches.truncate(catches);
        self.guards.retain(|g| g.depth() <= calls);
        self.state.roll_back(mark);
        if role == Role::Quiet {
            // Whoever called it may have had little left: that says nothing of other calls.
            if !telling && given == most {
                self.budget.given_up.insert(code);
            }
        } else {
            self.limit(span, doubt::call_too_long());
        }
        if let Some(f) = function.filter(|_| !self.mute) {
            self.handed_in_vain(f, closure);
        }
        Ok(self.give_up(&from, span))
    }

    /// The entry that begins gets so much fuel.
    pub(super) fn allow(&mut self, fuel: u64) -> u64 {
        self.fuel = fuel;
        self.budget.more = self.watch.map_or(0, |_| SENT.min(self.budget.sent));
        fuel
    }

    /// Data was sent from outside to the entry in hand.
    pub(super) fn met_sent(&mut self) {
        let more = std::mem::take(&mut self.budget.more);
        self.fuel += more;
        self.budget.sent -= more;
    }

    /// Notes what a call hands to the parameters of a function of the program.
    fn note_handed(
        &mut self,
        f: &ast::StmtFunctionDef,
        code: CodeId,
        closure: FrameId,
        args: &Args,
        role: Role,
    ) {
        if self.mute || f.parameters.is_empty() {
            return;
        }
        let base = self.frame(closure).base;
        let loose = args.rest.is_some() || args.spread.is_some();
        let own = f.name.starts_with('_') && !f.name.starts_with("__");
        for (at, p) in f.parameters.iter_non_variadic_params().enumerate() {
            let name = &p.parameter.name;
            let place = base.saturating_add(name.range.start().to_u32());
            if self.handed.get(&place).is_some_and(|known| known.vague) {
                continue;
            }
            let keyword_only = f.parameters.kwonlyargs.iter().any(|k| std::ptr::eq(k, p));
            let positional = args.positional.get(at).filter(|_| !keyword_only);
            let given = positional.map(|(v, _)| *v).or_else(|| args.keyword(name));
            let told = match given {
                // What the program wrote itself does no harm, wherever it goes from there.
                Some(v) if self.is_constant(self.look(v)) => true,
                Some(v) => role == Role::Called && self.tells(v, code, 0),
                // Without a default, somebody else fills it: a framework, or what a decorator made of it.
                None => role == Role::Called && !loose && p.default.is_some(),
            };
            let known = self.handed.entry(place).or_default();
            known.told |= told;
            known.vague |= !told;
            known.own = own;
        }
        // What is left over is not told apart: it is known where nothing unknown is spread.
        let spread = args.spread.map(|v| self.content_kind(v));
        let open = match &spread {
            None => false,
            Some(Kind::Dict(pairs)) => {
                let mut pairs = pairs.iter();
                !pairs.all(|&(k, v)| self.tells(k, code, 0) && self.tells(v, code, 0))
            }
            Some(_) => true,
        };
        let known_rest = args.rest.is_none_or(|v| self.tells(v, code, 0));
        let told = role == Role::Called && known_rest && !open;
        for p in [&f.parameters.vararg, &f.parameters.kwarg]
            .into_iter()
            .flatten()
        {
            let place = base.saturating_add(p.name.range.start().to_u32());
            let known = self.handed.entry(place).or_default();
            known.told |= told;
            known.vague |= !told;
            known.own = own;
        }
    }

    /// Notes that nobody knows what a call did with what it was handed: it was not followed to its end.
    fn handed_in_vain(&mut self, f: &ast::StmtFunctionDef, closure: FrameId) {
        let base = self.frame(closure).base;
        for p in f.parameters.iter_non_variadic_params() {
            let place = base.saturating_add(p.parameter.name.range.start().to_u32());
            self.handed.entry(place).or_default().vague = true;
        }
    }

    /// Follows something beside the function in hand, with fuel of its own: what it takes, and that it takes more,
    /// says nothing of that function.
    pub(super) fn aside(&mut self, given: u64, f: &mut dyn FnMut(&mut Self)) {
        let (exhausted, frame, maybe) = (self.exhausted, self.frame, self.maybe);
        let (calls, catches) = (self.calls.len(), self.catches.len());
        let kept = std::mem::replace(&mut self.fuel, given);
        f(self);
        self.fuel = kept;
        self.exhausted = exhausted;
        self.frame = frame;
        self.maybe = maybe;
        self.calls.truncate(calls);
        self.catches.truncate(catches);
    }

    /// What a call gives that is not followed to its end: nobody knows whether it was checked there.
    fn give_up(&mut self, from: &[Val], span: Span) -> Val {
        for &v in from {
            self.unsettle(v, span);
            if self.is_one_of_many(v) {
                self.forget_parts(self.look(v));
                self.learn_of_object(v, UNFOLLOWED, span);
            }
        }
        let v = self.derive(None, from, How::Call(Arc::from(UNSEEN)), span);
        self.unfollowed(v, span)
    }

    /// What came through something that was not followed: nobody knows whether data from outside was checked there.
    pub(super) fn unfollowed(&mut self, v: Val, span: Span) -> Val {
        if !self.chosen_outside(v) {
            return v;
        }
        self.make(Kind::Tested(Arc::from(UNFOLLOWED), v), span)
    }

    /// What an object's class says of its attributes at first may not hold any more.
    fn unsettle(&mut self, v: Val, span: Span) {
        let v = self.look(v);
        let Kind::Ref(cell) = *self.kind(v) else {
            return;
        };
        let Kind::Fields(class, fields) = self.content_kind(v) else {
            return;
        };
        let mut open = Vec::new();
        for c in self.ancestry(class) {
            let Kind::Class(_, frame, _) = *self.kind(c) else {
                continue;
            };
            let frame = self.frame(frame);
            for (name, cell) in frame.vars.iter() {
                let v = self.state.get(cell);
                let plain = v != Val::UNBOUND && self.is_constant(v);
                let own = fields.iter().any(|(known, _)| **known == *name);
                if plain && !own && !open.contains(&name) {
                    open.push(name);
                }
            }
        }
        if open.is_empty() {
            return;
        }
        let mut fields = fields.to_vec();
        for name in open {
            let value = self.derive(None, &[], How::Plain, span);
            fields.push((Arc::from(name), value));
        }
        let content = self.make(Kind::Fields(class, Arc::new(fields)), span);
        self.state.set(cell, content);
    }

    /// What a function has to do with what is asked.
    fn concern(&self, f: &ast::StmtFunctionDef, closure: FrameId) -> Part {
        let Some(relevance) = self.relevance else {
            return Part::ASKED.and(Part::SOURCE);
        };
        let base = self.frame(closure).base;
        relevance.concerns(base.saturating_add(f.name.range.start().to_u32()))
    }

    /// Whether following this call may show more than to enter the function by itself.
    fn adds(
        &mut self,
        part: Part,
        code: CodeId,
        f: &ast::StmtFunctionDef,
        closure: FrameId,
        args: &Args,
    ) -> bool {
        if !part.asks() {
            return false;
        }
        // Such a function is not entered by itself.
        if self.worn.contains_key(&code) {
            return true;
        }
        // Where nothing was noted time and again, only data from outside may change that.
        let barren = self
            .budget
            .barren
            .get(&code)
            .is_some_and(|times| *times >= TIMES);
        if barren && !args.all().iter().any(|&v| self.is_more_than_given(v)) {
            return false;
        }
        if part.has(Part::PRODUCT) || self.frame(closure).scope != Scope::Module {
            return true;
        }
        let Some(slice) = self.slice(code, f, closure, Role::Alone) else {
            return true;
        };
        if args.rest.is_some() || args.spread.is_some() {
            return true;
        }
        let positional = f.parameters.posonlyargs.iter().chain(&f.parameters.args);
        let mut given = args.positional.iter();
        for p in positional {
            let value = match given.next() {
                Some((v, _)) => Some(*v),
                None => args.keyword(p.parameter.name.as_str()),
            };
            if slice.asks(p.parameter.name.as_str()) && value.is_none_or(|v| self.tells(v, code, 0))
            {
                return true;
            }
        }
        f.parameters.kwonlyargs.iter().any(|p| {
            let name = p.parameter.name.as_str();
            slice.asks(name) && args.keyword(name).is_none_or(|v| self.tells(v, code, 0))
        }) || [&f.parameters.vararg, &f.parameters.kwarg]
            .into_iter()
            .flatten()
            .any(|p| slice.asks(p.name.as_str()))
    }

    /// Whether more is known of a value than of a parameter of the function.
    fn tells(&self, v: Val, code: CodeId, depth: u32) -> bool {
        let v = self.look(v);
        match self.kind(v) {
            Kind::Unknown(ty, _) => {
                let made = match &self.arena.node(v).how {
                    How::Text => true,
                    How::Call(by) => self.knowledge.cleaned(by).is_some(),
                    How::Plain | How::Part => false,
                };
                made || ty.as_deref().is_some_and(|ty| ty.contains('.'))
                    || self.is_more_than_given(v)
            }
            Kind::Opaque(_) | Kind::Compare(..) | Kind::Not(_) => false,
            Kind::Method(..) => self.is_more_than_given(v),
            Kind::Tested(test, _) => **test != *UNFOLLOWED || self.is_more_than_given(v),
            Kind::Either(options) => {
                depth >= DEPTH
                    || options
                        .iter()
                        .any(|(option, _)| self.tells(*option, code, depth + 1))
            }
            // The object with which the methods of its class are entered.
            Kind::Ref(_) => !self.is_as_made(v, code),
            _ => true,
        }
    }

    /// Whether this is the object with which a method is entered by itself, as it is then.
    fn is_as_made(&self, v: Val, code: CodeId) -> bool {
        let Some((class, _)) = self.named.get(&code).and_then(|name| name.rsplit_once('.')) else {
            return false;
        };
        let Kind::Ref(cell) = *self.kind(v) else {
            return false;
        };
        let made = self.instances.get(class).copied().flatten();
        made == Some(v) && self.made.get(&cell) == Some(&self.state.get(cell))
    }
}
