//! Regular expressions: Python's patterns on a real engine, and what a match tells about a text.

use super::call::Args;
use super::found::Searched;
use super::machine::{Follow, Machine};
use super::substitute::{Asked, Matches, sorted_arguments};
use super::value::{How, Kind, Part, Val};
use crate::text::Span;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many backtracking steps one match may take.
const STEPS: usize = 100_000;

/// How many patterns stay compiled between evaluations.
const KEPT: usize = 512;

/// Patterns that were compiled for some evaluation. The next one, of the same answer or another, mostly needs
/// the same again, and to compile one takes longer than to use it.
static COMPILED: Compiled = Compiled(Mutex::new(BTreeMap::new()));

struct Compiled(Mutex<BTreeMap<Box<str>, Option<Arc<fancy_regex::Regex>>>>);

impl Compiled {
    fn get(&self, pattern: &str) -> Option<Arc<fancy_regex::Regex>> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(pattern) {
            return known.clone();
        }
        let regex = fancy_regex::RegexBuilder::new(&super::flags::translate(pattern))
            .backtrack_limit(STEPS)
            .build()
            .ok()
            .map(Arc::new);
        let mut all = lock();
        if all.len() >= KEPT {
            all.clear();
        }
        all.insert(pattern.into(), regex.clone());
        regex
    }
}

impl Machine<'_, '_> {
    pub(super) fn compiled(&mut self, pattern: &str) -> Option<Arc<fancy_regex::Regex>> {
        if let Some(known) = self.patterns.get(pattern) {
            return known.clone();
        }
        let regex = COMPILED.get(pattern);
        self.patterns.insert(Arc::from(pattern), regex.clone());
        regex
    }

    /// `re.NAME(pattern, …)` and `pattern.NAME(…)`.
    pub(super) fn pattern_call(
        &mut self,
        name: &str,
        pattern: Option<Val>,
        rest: &[Val],
        args: &Args,
        span: Span,
    ) -> Follow<Option<Val>> {
        let Some(pattern) = pattern.map(|p| self.look(p)) else {
            return Ok(None);
        };
        let Some(asked) = sorted_arguments(name, rest, args) else {
            return Ok(None);
        };
        self.sorted_call(name, pattern, &asked, span)
    }

    /// The value of which a text is no more than what `str` gives: what is learnt of the one holds for the other, which
    /// is pasted into other texts.
    fn shown_alone(&self, text: Val) -> Val {
        match self.kind(text) {
            Kind::Text(parts) if self.world.is_none() => match **parts {
                [Part::Hole(hole)] => self.look(hole),
                _ => text,
            },
            _ => text,
        }
    }

    /// The same with its arguments sorted.
    fn sorted_call(
        &mut self,
        name: &str,
        pattern: Val,
        asked: &Asked,
        span: Span,
    ) -> Follow<Option<Val>> {
        let Asked { rest, args, limits } = asked;
        let (limits, method) = (*limits, args.positional.len() == rest.len());
        if let Some((text, args)) = self.without_flags(pattern, args, span) {
            let asked = Asked {
                rest: rest.clone(),
                args,
                limits,
            };
            return self.sorted_call(name, text, &asked, span);
        }
        // A compiled pattern given to `re.match`; its flags come with it.
        let (pattern, flags) = match self.kind(pattern) {
            Kind::External(ty, ..) if &**ty == "re.Pattern" => {
                let from = &self.arena.node(pattern).from;
                (from.first().copied().unwrap_or(pattern), from.len() > 1)
            }
            _ => (pattern, false),
        };
        let text_at = usize::from(matches!(name, "sub" | "subn"));
        let Some(subject) = rest.get(text_at).map(|v| self.look(*v)) else {
            return Ok(None);
        };
        let subject = match name {
            "match" | "fullmatch" | "search" => self.shown_alone(subject),
            _ => subject,
        };
        let own = args.keyword("flags").is_some() || !limits.are_open();
        self.note_search(name, method, pattern, subject, flags || own, span);
        let no_flags = !flags && args.keyword("flags").is_none();
        let plain = no_flags && limits.are_open();
        let known = match (self.kind(pattern).clone(), self.kind(subject).clone()) {
            (Kind::Str(p), Kind::Str(s)) if no_flags => Some((p, s, false)),
            // Each byte as the character of that number; words are those of ASCII.
            (Kind::Bytes(p), Kind::Bytes(s)) if no_flags && p.is_ascii() => {
                let p = super::flags::written_out(&one_each(&p), super::flags::ASCII);
                p.map(|p| (Arc::from(p), Arc::from(one_each(&s)), true))
            }
            _ => None,
        };
        let limited = known.and_then(|(p, s, octets)| {
            let (part, from) = self.searched_part(&s, limits)?;
            Some((
                p,
                Arc::<str>::from(part),
                octets,
                from,
                self.at_most(limits)?,
            ))
        });
        if let Some((p, s, octets, from, most)) = limited {
            // What a replay asks: which pattern runs on which text.
            if self.world.is_some() {
                let both = Args::positional(vec![pattern, subject]);
                self.export_call(&format!("re.{name}"), false, &both, span);
            }
            let text = Searched { text: &s, octets };
            return self.matched(name, &p, &text, (from, most), rest, span);
        }
        if self.world.is_some() && matches!(self.kind(subject), Kind::None | Kind::Int(_)) {
            let message = "expected string or bytes-like object";
            return self.raise("builtins.TypeError", message, span);
        }
        Ok(match name {
            "fullmatch" | "match" | "search" => {
                let label = match self.kind(pattern) {
                    Kind::Str(p) if plain => format!("re.{name}:{p}"),
                    _ => match self.folder_expression(name, pattern, subject) {
                        Some(test) => test.to_owned(),
                        None => format!("re.{name}"),
                    },
                };
                let label = self.text(&label, span);
                // What its groups match, whatever is asked of the whole.
                let all = match self.kind(pattern) {
                    Kind::Str(p) if flags || own => super::group::folded(p).unwrap_or_default(),
                    Kind::Str(p) => p.to_string(),
                    _ => String::new(),
                };
                let all = self.text(&all, span);
                Some(self.found_match("re.Match?", [subject, label, all], span))
            }
            "findall" | "split" | "finditer" => {
                let element = self.found_whole(name, pattern, subject, plain, span);
                Some(self.object(Kind::Many("list", element), span))
            }
            "sub" | "subn" => {
                let mut from = vec![subject];
                from.extend(rest.first());
                let v = self.derive(Some("str"), &from, How::Call(Arc::from("re.sub")), span);
                // What is left after everything but some characters is taken out has only those.
                let label = match (self.kind(pattern), rest.first().map(|r| self.kind(*r))) {
                    (Kind::Str(p), Some(Kind::Str(r))) if plain => Some(format!("re.sub:{p}→{r}")),
                    _ => None,
                };
                if plain {
                    self.note_without_spaces(v, subject, pattern, rest.first().copied());
                }
                let v = match label {
                    Some(label) => self.make(Kind::Tested(Arc::from(label), v), span),
                    None => v,
                };
                Some(if name == "subn" {
                    let count = self.derive(Some("int"), &[], How::Plain, span);
                    self.tuple(vec![v, count], span)
                } else {
                    v
                })
            }
            _ => None,
        })
    }

    /// The same call with an expression that needs no flags, where these are known.
    fn without_flags(&mut self, pattern: Val, args: &Args, span: Span) -> Option<(Val, Args)> {
        let mut args = args.clone();
        let compiled =
            matches!(self.kind(pattern), Kind::External(ty, ..) if &**ty == "re.Pattern");
        let (text, flags) = if compiled {
            let from = &self.arena.node(pattern).from;
            (*from.first()?, *from.get(1)?)
        } else {
            let flags = args.keyword("flags")?;
            args.keywords.retain(|(name, ..)| &**name != "flags");
            (pattern, flags)
        };
        let flags = self.as_int(flags)?;
        let text = match self.kind(self.look(text)).clone() {
            Kind::Str(text) => {
                let text = super::flags::written_out(&text, flags)
                    .or_else(|| super::flags::in_front(&text, flags))?;
                self.text(&text, span)
            }
            Kind::Bytes(bytes) if bytes.is_ascii() => {
                let ascii = flags | super::flags::ASCII;
                let text = super::flags::written_out(&one_each(&bytes), ascii)?;
                self.make(Kind::Bytes(text.into_bytes().into()), span)
            }
            _ => return None,
        };
        Some((text, args))
    }

    /// Records that text is searched: `re.NAME(pattern, text)`, or `re.Pattern.NAME(text)` of the
    /// pattern. A whole match is that of the pattern with an end.
    fn note_search(
        &mut self,
        name: &str,
        method: bool,
        pattern: Val,
        subject: Val,
        flags: bool,
        span: Span,
    ) {
        let callee = if method {
            format!("re.Pattern.{name}")
        } else {
            format!("re.{name}")
        };
        if self.world.is_some() || !self.watches_call(&callee, method, true) {
            return;
        }
        let pattern = match self.kind(pattern).clone() {
            Kind::Str(text) if flags && text.contains([' ', '\n']) => {
                // With a flag, white space may count for nothing.
                self.derive(Some("str"), &[], How::Plain, span)
            }
            Kind::Str(text) if name == "fullmatch" => self.text(&format!("(?:{text})\\Z"), span),
            _ => pattern,
        };
        if method {
            let args = Args::positional(vec![subject]);
            self.export_method(&callee, false, pattern, &args, span);
        } else {
            let args = Args::positional(vec![pattern, subject]);
            self.export_call(&callee, false, &args, span);
        }
    }

    fn matched(
        &mut self,
        name: &str,
        pattern: &str,
        searched: &Searched<'_>,
        (from, most): (usize, usize),
        rest: &[Val],
        span: Span,
    ) -> Follow<Option<Val>> {
        let (subject, octets) = (searched.text, searched.octets);
        self.spend(subject.len() as u64 / 4 + 1)?;
        let start = if from == 0 { "\\A" } else { "\\G" };
        // A remark of the verbose kind goes to the end of its line.
        let end = if pattern.contains('#') && super::flags::is_verbose(pattern) {
            "\n"
        } else {
            ""
        };
        let anchored = match name {
            "fullmatch" => format!("{start}(?:{pattern}{end})\\Z"),
            "match" => format!("{start}(?:{pattern}{end})"),
            _ => pattern.to_owned(),
        };
        let Some(regex) = self.compiled(&anchored) else {
            return self.raise("re.error", "the pattern is not a regular expression", span);
        };
        let mut matches = Matches::new(&regex, pattern, subject, from);
        match name {
            "fullmatch" | "match" | "search" => match matches.following() {
                Ok(None) => Ok(Some(Val::NONE)),
                Ok(Some(found)) => Ok(Some(self.match_object(&regex, &found, searched, span))),
                Err(why) => Ok(Some(self.stuck(&why, span))),
            },
            "findall" | "finditer" => {
                let mut out = Vec::new();
                loop {
                    let found = match matches.following() {
                        Ok(Some(found)) => found,
                        Ok(None) => break,
                        Err(why) => return Ok(Some(self.stuck(&why, span))),
                    };
                    self.spend(1)?;
                    if name == "finditer" {
                        out.push(self.match_object(&regex, &found, searched, span));
                        continue;
                    }
                    let text = |i: usize| found.get(i).map_or("", |m| m.as_str()).to_owned();
                    out.push(match found.len() {
                        1 => self.piece(&text(0), octets, span),
                        2 => self.piece(&text(1), octets, span),
                        n => {
                            let parts =
                                (1..n).map(|i| self.piece(&text(i), octets, span)).collect();
                            self.tuple(parts, span)
                        }
                    });
                }
                Ok(Some(if name == "finditer" {
                    self.object(Kind::Iterator(Arc::new(out), 0), span)
                } else {
                    self.list(out, span)
                }))
            }
            "split" => self.cut_at(matches, most, octets, span).map(Some),
            "sub" | "subn" => {
                let Some(replacement) = rest.first().map(|r| self.look(*r)) else {
                    return Ok(None);
                };
                let made = self.replaced_matches(matches, most, replacement, octets, span)?;
                Ok(made.map(|(text, count)| {
                    if name == "sub" {
                        return text;
                    }
                    let count = match self.kind(text) {
                        Kind::Str(_) | Kind::Bytes(_) => self.make(Kind::Int(count as i128), span),
                        _ => self.derive(Some("int"), &[], How::Plain, span),
                    };
                    self.tuple(vec![text, count], span)
                }))
            }
            _ => Ok(None),
        }
    }

    /// A piece of what was searched: text, or the bytes that it stands for.
    pub(super) fn piece(&mut self, text: &str, octets: bool, span: Span) -> Val {
        if !octets {
            return self.text(text, span);
        }
        let bytes: Vec<u8> = text
            .chars()
            .filter_map(|c| u8::try_from(u32::from(c)).ok())
            .collect();
        self.make(Kind::Bytes(bytes.into()), span)
    }

    /// A part of a match: known groups, or a part of the tested text.
    pub(super) fn match_part(
        &mut self,
        found: Val,
        name: &str,
        args: &Args,
        span: Span,
    ) -> Follow<Val> {
        if let Kind::Fields(_, fields) = self.content_kind(found) {
            let all: Vec<(Arc<str>, Val)> = fields.to_vec();
            let number = |n: &str| n.parse::<u32>().ok();
            return match name {
                "groups" => {
                    let default = args.get(0, "default").unwrap_or(Val::NONE);
                    let items = all
                        .iter()
                        .filter(|(n, _)| number(n).is_some_and(|i| i > 0))
                        .map(|(_, v)| if *v == Val::NONE { default } else { *v })
                        .collect();
                    Ok(self.tuple(items, span))
                }
                "start" | "end" | "span" => Ok(self.place_of_group(&all, name, args, span)),
                "groupdict" => {
                    let mut pairs = Vec::new();
                    let named = |n: &str| number(n).is_none() && !n.contains(':');
                    let default = args.get(0, "default").unwrap_or(Val::NONE);
                    for (n, v) in all.iter().filter(|(n, _)| named(n)) {
                        let key = self.text(n, span);
                        pairs.push((key, if *v == Val::NONE { default } else { *v }));
                    }
                    Ok(self.object(Kind::Dict(Arc::new(pairs)), span))
                }
                _ => {
                    let mut parts = Vec::new();
                    for (key, _) in &args.positional {
                        let key = self.display(self.look(*key)).unwrap_or_default();
                        match all.iter().find(|(n, _)| **n == *key) {
                            Some((_, v)) => parts.push(*v),
                            None => {
                                return self.raise("builtins.IndexError", "no such group", span);
                            }
                        }
                    }
                    match parts.as_slice() {
                        [] => Ok(all.first().map_or(Val::NONE, |(_, v)| *v)),
                        [one] => Ok(*one),
                        _ => Ok(self.tuple(parts, span)),
                    }
                }
            };
        }
        let from = self.arena.node(found).from.clone();
        let subject: Vec<Val> = from.first().copied().into_iter().collect();
        let pattern = match from.get(2).map(|&v| self.kind(v).clone()) {
            Some(Kind::Str(pattern)) => pattern,
            _ => Arc::from(""),
        };
        // All that was found, whatever stands around it.
        let whole = || (!pattern.is_empty()).then(|| pattern.to_string());
        let group = match *args.positional {
            [] if name == "group" => whole(),
            [key] if name != "groups" => match self.kind(self.look(key.0)) {
                Kind::Int(0) => whole(),
                Kind::Int(n) => super::group::numbered(&pattern, *n),
                Kind::Str(n) => super::group::named(&pattern, n),
                _ => None,
            },
            _ => None,
        };
        if let Some(group) = group {
            return Ok(self.found_part(&group, &subject, span));
        }
        if name == "groups"
            && args.positional.is_empty()
            && let Some(all) = super::group::all(&pattern)
        {
            let parts = all
                .iter()
                .map(|group| self.found_part(group, &subject, span));
            let parts = parts.collect();
            return Ok(self.tuple(parts, span));
        }
        if name == "groupdict"
            && let Some(all) = self.named_parts(&pattern, &subject, span)
        {
            return Ok(all);
        }
        let part = self.derive(Some("str"), &subject, How::Part, span);
        if name == "groups" {
            return Ok(self.object(Kind::Many("tuple", part), span));
        }
        if args.positional.len() > 1 {
            let parts = vec![part; args.positional.len()];
            return Ok(self.tuple(parts, span));
        }
        Ok(part)
    }
}

/// Bytes as text, each the character of its number.
pub(super) fn one_each(bytes: &[u8]) -> String {
    bytes.iter().map(|&b| char::from(b)).collect()
}

impl Machine<'_, '_> {
    /// What `re.escape` gives for a constant.
    pub(super) fn escaped_constant(&mut self, v: Val, span: Span) -> Option<Val> {
        match self.kind(self.look(v)).clone() {
            Kind::Str(text) => Some(self.text(&escaped(&text), span)),
            Kind::Bytes(bytes) => {
                let text = escaped(&one_each(&bytes));
                let bytes: Vec<u8> = text.chars().filter_map(|c| u8::try_from(c).ok()).collect();
                Some(self.make(Kind::Bytes(bytes.into()), span))
            }
            _ => None,
        }
    }
}

/// What `re.escape` gives.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "()[]{}?*+-|^$\\.&~# \t\n\r\x0b\x0c".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The words of a pattern that is nothing but alternatives of plain words.
pub(super) fn words(pattern: &str) -> Option<Vec<String>> {
    let pattern = pattern.trim_start_matches("\\A").trim_start_matches('^');
    let pattern = pattern.trim_end_matches("\\Z").trim_end_matches('$');
    let inner = pattern
        .strip_prefix("(?:")
        .or_else(|| pattern.strip_prefix('('));
    let pattern = inner.and_then(|p| p.strip_suffix(')')).unwrap_or(pattern);
    let plain = |w: &str| {
        !w.is_empty()
            && w.chars()
                .all(|c| c == '_' || c == ' ' || c.is_alphanumeric())
    };
    let words: Vec<String> = pattern.split('|').map(str::to_owned).collect();
    (words.len() <= 24 && words.iter().all(|w| plain(w))).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::super::flags::translate;
    use super::*;

    #[test]
    fn alternatives_of_words_are_a_list_of_names() {
        assert_eq!(
            words("name|joined_on"),
            Some(vec!["name".into(), "joined_on".into()])
        );
        assert_eq!(words("^(?:asc|desc)\\Z").map(|w| w.len()), Some(2));
        assert_eq!(words("name|.*"), None);
        assert_eq!(words("(a)|(b)"), None);
    }

    #[test]
    fn dollar_allows_a_final_line_break() {
        let regex = fancy_regex::Regex::new(&translate("^[a-z.]+$")).unwrap();
        assert!(regex.is_match("host\n").unwrap());
        assert!(!regex.is_match("host\nx").unwrap());
        let escaped = escaped("a b-c.\t\n");
        assert_eq!(escaped, "a\\ b\\-c\\.\\\t\\\n");
        let regex = fancy_regex::Regex::new(&translate(&escaped)).unwrap();
        assert!(regex.is_match("a b-c.\t\n").unwrap());
        assert_eq!(translate(r"[]&$]\Z"), r"[\]\&$]\z");
        assert_eq!(translate("(?im)^a$"), "(?im)^a$");
    }
}
