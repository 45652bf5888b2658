//! Options of a command line: what their declarations make of the words that were typed.
//!
//! A number, or one of a few words of the program's own, holds no text of the typist's. Knows no library; which
//! calls declare options, and which types leave no text, stands in the models. Called by `library`, `call`,
//! `attribute` and `entry`.

use super::call::Args;
use super::machine::Machine;
use super::value::{CodeId, How, Kind, Val};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// How many steps behind a value the parser is looked for.
const STEPS: usize = 4;

/// What a declaration makes of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Typed {
    /// No text of the typist's.
    Clean,
    /// An object of this type, which holds it.
    Object(Arc<str>),
    /// Text.
    Open,
}

/// What has been declared so far: whether the option's value is free of text.
#[derive(Debug, Default)]
pub(super) struct Options {
    /// Of parsers, by the attribute that the value becomes.
    parsed: FxHashMap<Arc<str>, Typed>,
    /// Of decorators, by the call that makes one: the parameter, and whether its value is free of text.
    declared: FxHashMap<Span, (Arc<str>, bool)>,
    /// Of functions whose decorators declare what their parameters are.
    given: FxHashMap<(CodeId, Arc<str>), bool>,
}

impl Machine<'_, '_> {
    /// Notes what a call declares, if it declares an option: `parser.add_argument("--jobs", type=int)`.
    pub(super) fn note_option(&mut self, callee: &str, args: &Args, span: Span) {
        if self.world.is_some() {
            return;
        }
        let options = &self.knowledge.options;
        let known = match callee.strip_prefix("?.") {
            // Any that is called so.
            Some(path) => {
                let method = path.rsplit('.').next().unwrap_or(path);
                let last = |name: &str| {
                    name.strip_suffix(method)
                        .is_some_and(|outer| outer.is_empty() || outer.ends_with('.'))
                };
                let known = options.iter().find(|(name, _)| last(name));
                known.map(|(_, told)| told)
            }
            None => options.get(callee),
        };
        let Some(told) = known else { return };
        let words: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
        let ty = args.keyword("type");
        let typed = ty.is_some_and(|ty| self.leaves_no_text(ty, &told.clean));
        // A decorator's parameters are those of the function that it will stand on.
        if told.read_by.is_empty() {
            let of_type = |m: &Self, v: &Val| m.leaves_no_text(*v, &told.clean);
            let typed = typed || words.iter().any(|v| of_type(self, v));
            if let Some(name) = self.option_name(&words) {
                self.options.declared.insert(span, (name, typed));
            }
            return;
        }
        let name = match args.keyword("dest") {
            Some(dest) => self.word(dest),
            None => self.option_name(&words),
        };
        let Some(name) = name else { return };
        let flag = args
            .keyword("action")
            .and_then(|action| self.word(action))
            .is_some_and(|action| told.flags.iter().any(|flag| **flag == *action));
        let chosen = args
            .keyword("choices")
            .is_some_and(|choices| !self.untrusted(choices));
        let class = ty.and_then(|ty| match self.kind(self.look(ty)) {
            Kind::Symbol(class) if told.objects.iter().any(|known| **known == **class) => {
                Some(class.clone())
            }
            _ => None,
        });
        let typed = match class {
            _ if typed || flag || chosen => Typed::Clean,
            Some(class) => Typed::Object(class),
            None => Typed::Open,
        };
        // Two parsers may have options of one name.
        let known = self.options.parsed.entry(name);
        let known = known.or_insert_with(|| typed.clone());
        if *known != typed {
            *known = Typed::Open;
        }
    }

    /// Notes what a decorator declares of a function's parameter: `@click.option("--jobs", type=int)`.
    pub(super) fn note_given_option(&mut self, code: CodeId, name: &str, decorator: Val) {
        if !self.knowledge.options.contains_key(name) {
            return;
        }
        let made = self.arena.node(decorator).span;
        if let Some((name, clean)) = self.options.declared.get(&made).cloned() {
            self.options.given.insert((code, name), clean);
        }
    }

    /// The value of a parameter that a decorator declares to be free of text.
    pub(super) fn given_option(&mut self, code: CodeId, name: &str, span: Span) -> Option<Val> {
        if self.options.given.is_empty() {
            return None;
        }
        let clean = self.options.given.get(&(code, Arc::from(name)));
        (clean == Some(&true)).then(|| self.derive(None, &[], How::Plain, span))
    }

    /// The value of an attribute of what a parser read, where its declarations leave no text in it.
    pub(super) fn parsed_option(&mut self, object: Val, name: &str, span: Span) -> Option<Val> {
        if let Some(number) = self.part_of_address(object, name, span) {
            return Some(number);
        }
        let typed = self.options.parsed.get(name)?.clone();
        if typed == Typed::Open {
            return None;
        }
        let mut at = object;
        for _ in 0..STEPS {
            let node = self.arena.node(at);
            // Of a call that was not followed, what is called stands behind what it was given.
            let unseen =
                matches!(&node.how, How::Call(callee) if &**callee == super::budget::UNSEEN);
            if let How::Call(callee) = &node.how
                && !unseen
            {
                let mut all = self.knowledge.options.values();
                let read = all.any(|told| told.read_by.iter().any(|by| **by == **callee));
                return read.then(|| match &typed {
                    Typed::Object(class) => self.derive(Some(class), &[object], How::Part, span),
                    _ => self.derive(None, &[], How::Plain, span),
                });
            }
            at = if unseen {
                *node.from.last()?
            } else {
                *node.from.first()?
            };
        }
        None
    }

    /// What an option is called in the program: `--dry-run` is `dry_run`.
    fn option_name(&self, words: &[Val]) -> Option<Arc<str>> {
        let words: Vec<Arc<str>> = words.iter().filter_map(|&v| self.word(v)).collect();
        let own = words.iter().find(|word| !word.starts_with('-'));
        let long = || words.iter().find(|word| word.starts_with("--"));
        let word = own.or_else(long).or_else(|| words.first())?;
        let name = word.trim_start_matches('-').split('/').next()?;
        Some(Arc::from(name.replace('-', "_").to_lowercase()))
    }

    fn word(&self, v: Val) -> Option<Arc<str>> {
        match self.kind(self.look(v)) {
            Kind::Str(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// Whether a type, or what a call made, is one of those that leave no text.
    fn leaves_no_text(&self, v: Val, clean: &[String]) -> bool {
        let node = self.arena.node(self.look(v));
        let ((Kind::Symbol(name) | Kind::Str(name), _) | (_, How::Call(name))) =
            (&node.kind, &node.how)
        else {
            return false;
        };
        clean.iter().any(|known| **known == **name)
    }
}
