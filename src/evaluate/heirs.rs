//! What a framework calls on an object besides the method that is entered, and methods that a class only inherits:
//! they are entered with its object, too, because what they call may be the class's own.
//!
//! Knows no framework. Called by the survey.

use super::call::Args;
use super::entry::Door;
use super::machine::{Catch, Code, Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Stmt};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Fuel of a method that is called before.
const FUEL: u64 = 400;
/// How many bases of a class outside the file are looked at.
const BASES: usize = 32;
/// How many methods call each other in turn before a class's own.
const STEPS: usize = 4;
/// How many such methods of one file are entered.
const MOST: usize = 48;

impl Machine<'_, '_> {
    /// Calls what the framework calls on an object before its method, where the program says what that does.
    pub(super) fn lead_in(&mut self, door: &Door, object: Val) {
        let Kind::Fields(class, _) = self.content_kind(object) else {
            return;
        };
        for name in &door.before {
            if self.class_member(class, name).is_some() {
                self.aside(FUEL, &mut |m| {
                    let _ = m.call_method(object, name, Args::default(), Span::default());
                });
            }
        }
    }

    /// Calls what the framework calls on an object after its method, where the program says what that does.
    pub(super) fn wind_up(&mut self, door: &Door, object: Val) {
        let Kind::Fields(class, _) = self.content_kind(object) else {
            return;
        };
        for name in &door.then {
            if self.class_member(class, name).is_some() {
                let _ = self.call_method(object, name, Args::default(), Span::default());
            }
        }
    }

    /// A method that a class has from a library, which calls one that the class has itself: that one is followed
    /// in its place. Where it is handed an object that the library makes of the arguments, it is only asked whether
    /// it refuses some.
    pub(super) fn led(
        &mut self,
        object: Val,
        (ty, name): (&str, &str),
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let Kind::Fields(class, _) = self.content_kind(object) else {
            return Ok(None);
        };
        if self.world.is_some() {
            return Ok(None);
        }
        let mut args = args.clone();
        let mut at = self.method_name(ty, name);
        for _ in 0..STEPS {
            let Some(lead) = self.knowledge.leads.get(&at).cloned() else {
                return Ok(None);
            };
            if let Some(first) = &lead.first {
                let first = self.text(first, span);
                args.positional.insert(0, (first, span));
            }
            let own = self.class_member(class, &lead.method);
            let own = own.is_some_and(|own| matches!(self.kind(own), Kind::Function(..)));
            match &lead.makes {
                None if own => return self.call_method(object, &lead.method, args, span).map(Some),
                Some(ty) if own => {
                    self.ask_refusing(object, &lead.method, (ty, &args), span);
                    return Ok(None);
                }
                _ => at = self.method_name(ty, &lead.method),
            }
        }
        Ok(None)
    }

    /// Follows a method that is handed what a library makes of the arguments, and says of a class whose method lets
    /// not everything through that it does: `CLASS.METHOD(refuses)`.
    fn ask_refusing(&mut self, object: Val, method: &str, (ty, args): (&str, &Args), span: Span) {
        let made = self
            .arena
            .derive(Some(ty), &args.all(), How::Call(Arc::from(ty)), span);
        let mark = self.state.mark();
        self.catches.push(Catch {
            mark,
            raises: Vec::new(),
        });
        let ended =
            self.branch(&mut |m| m.call_method(object, method, Args::positional(vec![made]), span));
        let raises = self.catches.pop().map(|c| c.raises).unwrap_or_default();
        // What somebody else's code may raise is not this class's word.
        let own = |v: &Val| matches!(self.content_kind(*v), Kind::Fields(..));
        if ended.is_err() || raises.iter().any(|(v, _)| own(v)) {
            let told = format!("{ty}.{method}(refuses)");
            self.export_call(&told, false, &Args::positional(vec![made]), span);
        }
    }

    /// The methods that a framework calls of classes below this one.
    fn called_of(&self, base: &str) -> Vec<String> {
        let mut methods = Vec::new();
        let mut open = vec![base];
        for _ in 0..BASES {
            let Some(at) = open.pop() else { break };
            if let Some(handler) = self.knowledge.handlers.get(at) {
                methods.extend(handler.methods.iter().cloned());
            }
            let bases = self.knowledge.bases.get(at).into_iter().flatten();
            open.extend(bases.map(String::as_str));
        }
        methods.sort_unstable();
        methods.dedup();
        methods
    }

    /// Adds what a framework calls of a class that stands in another file above it; how many.
    fn add_from_elsewhere(
        &mut self,
        (class, name): (Val, &str),
        above: &[Val],
        here: &FxHashMap<Val, Arc<str>>,
        left: usize,
    ) -> usize {
        let outside = above.iter().find_map(|&c| match self.kind(c) {
            Kind::Symbol(base) => Some(base.clone()),
            _ => None,
        });
        let elsewhere =
            |c: &&Val| matches!(self.kind(**c), Kind::Class(..)) && !here.contains_key(*c);
        let givers: Vec<Val> = above.iter().filter(elsewhere).copied().collect();
        let Some(methods) = outside.map(|base| self.called_of(&base)) else {
            return 0;
        };
        let mut added = 0;
        for method in methods {
            let Some(function) = self.class_member(class, &method) else {
                continue;
            };
            let full: Arc<str> = Arc::from(format!("{name}.{method}"));
            let given = givers
                .iter()
                .any(|&giver| self.class_member(giver, &method) == Some(function));
            if given && added < left && self.door(function, &full).is_some() {
                added += 1;
                self.defined.push((function, full, Some(class)));
            }
        }
        added
    }

    /// Adds the methods of classes without a base that stand in front of one of a library: only beside that one is it
    /// known what their objects are, and what `super()` means in them. How many.
    fn add_mixed_in(&mut self, (class, name): (Val, &str), above: &[Val], left: usize) -> usize {
        let told = self.outside_base(class).is_some_and(|base| {
            self.knowledge.handlers.contains_key(&base) || self.knowledge.bases.contains_key(&base)
        });
        if !told || above.len() < 2 {
            return 0;
        }
        let mut added = 0;
        for &giver in above {
            let Kind::Class(code, frame, bases) = self.kind(giver).clone() else {
                continue;
            };
            let Some(Code::Class(body)) = self.codes.get(code.0 as usize).copied() else {
                continue;
            };
            if !bases.is_empty() {
                continue;
            }
            for statement in &body.body {
                let Stmt::FunctionDef(f) = statement else {
                    continue;
                };
                let method = f.name.as_str();
                let Some(function) = self.own_member(frame, method) else {
                    continue;
                };
                let given = matches!(self.kind(function), Kind::Function(..))
                    && self.class_member(class, method) == Some(function);
                if given && added < left && !method.starts_with("__") {
                    added += 1;
                    let full = Arc::from(format!("{name}.{method}"));
                    self.defined.push((function, full, Some(class)));
                }
            }
        }
        added
    }

    /// Whether a method reads one of these of its own object: in a class below it is another.
    fn asks_of_self(&self, function: Val, names: &FxHashSet<&str>) -> bool {
        struct Reads<'n> {
            own: &'n str,
            names: &'n FxHashSet<&'n str>,
            any: bool,
        }
        impl<'e> Visitor<'e> for Reads<'_> {
            fn visit_expr(&mut self, e: &'e Expr) {
                if let Expr::Attribute(a) = e
                    && let Expr::Name(object) = &*a.value
                    && object.id.as_str() == self.own
                {
                    self.any |= self.names.contains(a.attr.as_str());
                }
                visitor::walk_expr(self, e);
            }
        }
        let Kind::Function(code, ..) = *self.kind(function) else {
            return false;
        };
        let Some(Code::Function(f)) = self.codes.get(code.0 as usize) else {
            return false;
        };
        let Some(own) = f.parameters.iter_non_variadic_params().next() else {
            return false;
        };
        let own = own.parameter.name.as_str();
        let mut reads = Reads {
            own,
            names,
            any: false,
        };
        reads.visit_body(&f.body);
        reads.any
    }

    /// Adds what classes of the file inherit from others of the program to the functions that are entered.
    pub(super) fn add_inherited(&mut self) {
        if self.world.is_some() {
            return;
        }
        let mut classes: Vec<_> = self
            .classes
            .iter()
            .map(|(name, v)| (name.clone(), *v))
            .collect();
        classes.sort_unstable();
        let here: FxHashMap<Val, Arc<str>> =
            classes.iter().map(|(name, v)| (*v, name.clone())).collect();
        let own: Vec<_> = self.defined.clone();
        // The numbers of the functions that a class itself has.
        let mut methods: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, (_, full, of)) in own.iter().enumerate() {
            if let (Some((class, _)), Some(_)) = (full.rsplit_once('.'), of) {
                methods.entry(class).or_default().push(at);
            }
        }
        let mut left = MOST;
        for (name, class) in classes {
            if left == 0 {
                break;
            }
            let above: Vec<_> = self.ancestry(class).into_iter().skip(1).collect();
            if above.is_empty() {
                continue;
            }
            left -= self.add_mixed_in((class, &name), &above, left);
            // A class that changes nothing of what it inherits behaves as that does.
            if left == 0 || !methods.contains_key(&*name) {
                continue;
            }
            left -= self.add_from_elsewhere((class, &name), &above, &here, left);
            let givers = above.iter().filter_map(|giver| here.get(giver));
            let given = givers.filter_map(|giver| methods.get(&**giver));
            let mut given: Vec<usize> = given.flatten().copied().collect();
            given.sort_unstable();
            given.dedup();
            let changed = methods.get(&*name).into_iter().flatten();
            let changed = changed.filter_map(|at| own.get(*at)?.1.rsplit_once('.'));
            let changed: FxHashSet<&str> = changed.map(|(_, method)| method).collect();
            for (function, inherited, _) in given.iter().filter_map(|at| own.get(*at)) {
                let Some((_, method)) = inherited.rsplit_once('.') else {
                    continue;
                };
                let called = self.class_member(class, method) == Some(*function)
                    && matches!(self.kind(*function), Kind::Function(..));
                let full: Arc<str> = Arc::from(format!("{name}.{method}"));
                if left == 0 || !called {
                    continue;
                }
                let differs = self.door(*function, &full).is_some()
                    || (self.is_followed(*function, &full)
                        && self.asks_of_self(*function, &changed));
                if differs {
                    left -= 1;
                    self.defined.push((*function, full, Some(class)));
                }
            }
        }
    }
}
