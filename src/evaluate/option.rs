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

/// What has been declared so far: whether the option's value is free of text.
#[derive(Debug, Default)]
pub(super) struct Options {
    /// Of parsers, by the attribute that the value becomes.
    parsed: FxHashMap<Arc<str>, bool>,
    /// Of functions whose decorators declare what their parameters are.
    given: FxHashMap<(CodeId, Arc<str>), bool>,
}

impl Machine<'_, '_> {
    /// Notes what a call declares, if it declares an option: `parser.add_argument("--jobs", type=int)`.
    pub(super) fn note_option(&mut self, callee: &str, args: &Args) {
        if self.world.is_some() {
            return;
        }
        let last = callee.rsplit('.').next().unwrap_or(callee);
        let unknown = callee.starts_with("?.");
        let known = self.knowledge.options.iter().find(|(name, _)| {
            **name == *callee || (unknown && name.rsplit('.').next() == Some(last))
        });
        let Some((_, told)) = known.filter(|(_, told)| !told.read_by.is_empty()) else {
            return;
        };
        let words: Vec<Val> = args.positional.iter().map(|(v, _)| *v).collect();
        let name = match args.keyword("dest") {
            Some(dest) => self.word(dest),
            None => self.option_name(&words),
        };
        let Some(name) = name else { return };
        let typed = args
            .keyword("type")
            .is_some_and(|ty| self.leaves_no_text(ty, &told.clean));
        let flag = args
            .keyword("action")
            .and_then(|action| self.word(action))
            .is_some_and(|action| told.flags.iter().any(|flag| **flag == *action));
        let chosen = args
            .keyword("choices")
            .is_some_and(|choices| !self.untrusted(choices));
        let free = !(typed || flag || chosen);
        let clean = self.options.parsed.entry(name).or_insert(true);
        *clean &= !free;
    }

    /// Notes what a decorator declares of a function's parameter: `@click.option("--jobs", type=int)`.
    pub(super) fn note_given_option(&mut self, code: CodeId, name: &str, decorator: Val) {
        let Some(told) = self.knowledge.options.get(name) else {
            return;
        };
        let from = self.arena.node(decorator).from.clone();
        let Some(name) = self.option_name(&from) else {
            return;
        };
        let clean = from.iter().any(|&v| self.leaves_no_text(v, &told.clean));
        self.options.given.insert((code, name), clean);
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
        if self.options.parsed.get(name) != Some(&true) {
            return None;
        }
        let mut at = object;
        for _ in 0..STEPS {
            let node = self.arena.node(at);
            if let How::Call(callee) = &node.how
                && &**callee != super::budget::UNSEEN
            {
                let mut all = self.knowledge.options.values();
                let read = all.any(|told| told.read_by.iter().any(|by| **by == **callee));
                return read.then(|| self.derive(None, &[], How::Plain, span));
            }
            at = *node.from.first()?;
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
