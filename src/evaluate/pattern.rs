//! Regular expressions: Python's patterns on a real engine, and what a match tells about a text.

use super::call::Args;
use super::doubt;
use super::found::Searched;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Node, Val};
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
        let regex = fancy_regex::RegexBuilder::new(&translate(pattern))
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
    fn compiled(&mut self, pattern: &str) -> Option<Arc<fancy_regex::Regex>> {
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
        let method = args.positional.len() == rest.len();
        if let Some((text, rest, args)) = self.without_flags(name, pattern, rest, args, span) {
            return self.pattern_call(name, Some(text), &rest, &args, span);
        }
        // A compiled pattern given to `re.match`; its flags come with it.
        let (pattern, flags) = match self.kind(pattern) {
            Kind::External(ty, ..) if &**ty == "re.Pattern" => {
                let from = &self.arena.node(pattern).from;
                (from.first().copied().unwrap_or(pattern), from.len() > 1)
            }
            _ => (pattern, false),
        };
        let text_at = usize::from(name == "sub");
        let keyword = args.keyword("string");
        let Some(subject) = rest.get(text_at).copied().or(keyword).map(|v| self.look(v)) else {
            return Ok(None);
        };
        let own = rest.len() > text_at + 1 || args.keyword("flags").is_some();
        self.note_search(name, method, pattern, subject, flags || own, span);
        let no_flags = !flags && args.keyword("flags").is_none();
        if let (true, true, Some((p, s, skipped))) = (
            no_flags,
            method && self.world.is_some(),
            self.searched_from(name, pattern, rest),
        ) {
            return self.matched(name, (&p, false), (&s, skipped), &[], span);
        }
        let plain = no_flags && rest.len() <= text_at + 1;
        let known = match (self.kind(pattern).clone(), self.kind(subject).clone()) {
            (Kind::Str(p), Kind::Str(s)) if plain => Some((p, s, false)),
            // Each byte as the character of that number; words are those of ASCII.
            (Kind::Bytes(p), Kind::Bytes(s)) if plain && p.is_ascii() => {
                let p = super::flags::written_out(&one_each(&p), super::flags::ASCII);
                p.map(|p| (Arc::from(p), Arc::from(one_each(&s)), true))
            }
            _ => None,
        };
        if let Some((p, s, octets)) = known {
            // What a replay asks: which pattern runs on which text.
            if self.world.is_some() {
                let both = Args::positional(vec![pattern, subject]);
                self.export_call(&format!("re.{name}"), false, &both, span);
            }
            return self.matched(name, (&p, octets), (&s, 0), rest, span);
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
                Some(self.arena.add(Node {
                    kind: Kind::External(Arc::from("re.Match?"), 0, false),
                    span,
                    from: [subject, label, all].into(),
                    how: How::Part,
                }))
            }
            "findall" | "split" | "finditer" => {
                let element = self.derive(
                    Some("str"),
                    &[subject],
                    How::Call(Arc::from(format!("re.{name}"))),
                    span,
                );
                Some(self.object(Kind::Many("list", element), span))
            }
            "sub" => {
                let mut from = vec![subject];
                from.extend(rest.first());
                let v = self.derive(Some("str"), &from, How::Call(Arc::from("re.sub")), span);
                // What is left after everything but some characters is taken out has only those.
                let all = plain && args.keyword("count").is_none();
                let label = match (self.kind(pattern), rest.first().map(|r| self.kind(*r))) {
                    (Kind::Str(p), Some(Kind::Str(r))) if all => Some(format!("re.sub:{p}→{r}")),
                    _ => None,
                };
                Some(match label {
                    Some(label) => self.make(Kind::Tested(Arc::from(label), v), span),
                    None => v,
                })
            }
            _ => None,
        })
    }

    /// The same call with an expression that needs no flags, where these are known.
    fn without_flags(
        &mut self,
        name: &str,
        pattern: Val,
        rest: &[Val],
        args: &Args,
        span: Span,
    ) -> Option<(Val, Vec<Val>, Args)> {
        let (mut rest, mut args) = (rest.to_vec(), args.clone());
        let method = args.positional.len() == rest.len();
        let compiled =
            matches!(self.kind(pattern), Kind::External(ty, ..) if &**ty == "re.Pattern");
        let (text, flags) = if compiled {
            let from = &self.arena.node(pattern).from;
            (*from.first()?, *from.get(1)?)
        } else if let Some(flags) = args.keyword("flags") {
            args.keywords.retain(|(name, ..)| &**name != "flags");
            (pattern, flags)
        } else if !method
            && matches!(
                name,
                "match" | "search" | "fullmatch" | "findall" | "finditer"
            )
        {
            let flags = *rest.get(1)?;
            rest.truncate(1);
            args.positional.truncate(2);
            (pattern, flags)
        } else {
            return None;
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
        Some((text, rest, args))
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
        if self.world.is_some() || !self.watches_call(&callee, method) {
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
        (pattern, octets): (&str, bool),
        (subject, skipped): (&str, usize),
        rest: &[Val],
        span: Span,
    ) -> Follow<Option<Val>> {
        self.spend(subject.len() as u64 / 4 + 1)?;
        let whole = Searched {
            text: subject,
            skipped,
            octets,
        };
        let anchored = match name {
            "fullmatch" => format!("\\A(?:{pattern})\\Z"),
            "match" => format!("\\A(?:{pattern})"),
            _ => pattern.to_owned(),
        };
        let Some(regex) = self.compiled(&anchored) else {
            return self.raise("re.error", "the pattern is not a regular expression", span);
        };
        let slow = doubt::regex_too_slow;
        match name {
            "fullmatch" | "match" | "search" => match regex.captures(subject) {
                Ok(None) => Ok(Some(Val::NONE)),
                Ok(Some(found)) => Ok(Some(self.match_object(&regex, &found, &whole, span))),
                Err(_) => Ok(Some(self.opaque(slow(), &[], span))),
            },
            "findall" => {
                let mut out = Vec::new();
                for found in regex.captures_iter(subject) {
                    let Ok(found) = found else {
                        return Ok(Some(self.opaque(slow(), &[], span)));
                    };
                    self.spend(1)?;
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
                Ok(Some(self.list(out, span)))
            }
            "finditer" => {
                let mut out = Vec::new();
                for found in regex.captures_iter(subject) {
                    let Ok(found) = found else {
                        return Ok(Some(self.opaque(slow(), &[], span)));
                    };
                    self.spend(1)?;
                    out.push(self.match_object(&regex, &found, &whole, span));
                }
                Ok(Some(self.object(Kind::Iterator(Arc::new(out), 0), span)))
            }
            "split" => {
                let (mut out, mut behind) = (Vec::new(), 0);
                for found in regex.captures_iter(subject) {
                    let Ok(found) = found else {
                        return Ok(Some(self.opaque(slow(), &[], span)));
                    };
                    self.spend(1)?;
                    let Some(all) = found.get(0) else { continue };
                    let before = subject.get(behind..all.start()).unwrap_or_default();
                    out.push(self.piece(before, octets, span));
                    // What groups hold stands between the parts.
                    for group in 1..found.len() {
                        out.push(match found.get(group) {
                            Some(group) => self.piece(group.as_str(), octets, span),
                            None => Val::NONE,
                        });
                    }
                    behind = all.end();
                }
                let rest = subject.get(behind..).unwrap_or_default();
                out.push(self.piece(rest, octets, span));
                Ok(Some(self.list(out, span)))
            }
            "sub" => {
                let Some(replacement) = rest.first().map(|r| self.look(*r)) else {
                    return Ok(None);
                };
                let replacement = match self.kind(replacement).clone() {
                    Kind::Str(text) if !octets => text.to_string(),
                    Kind::Bytes(bytes) if octets => one_each(&bytes),
                    Kind::Function(..) | Kind::Bound(..) | Kind::Partial(..) | Kind::Method(..) => {
                        return self.replaced_by(&regex, subject, replacement, octets, span);
                    }
                    _ => return Ok(None),
                };
                let Some(parts) = replacement_parts(&replacement) else {
                    return Ok(None);
                };
                let filled = |found: &fancy_regex::Captures<'_>| {
                    let mut text = String::new();
                    for part in &parts {
                        match part {
                            Ok(literal) => text.push_str(literal),
                            Err(group) => {
                                text.push_str(found.get(*group).map_or("", |m| m.as_str()));
                            }
                        }
                    }
                    text
                };
                match regex.try_replacen(subject, 0, filled) {
                    Ok(text) => {
                        let text = text.into_owned();
                        Ok(Some(self.piece(&text, octets, span)))
                    }
                    Err(_) => Ok(Some(self.opaque(slow(), &[], span))),
                }
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
                    let items = all
                        .iter()
                        .filter(|(n, _)| number(n).is_some_and(|i| i > 0))
                        .map(|(_, v)| *v)
                        .collect();
                    Ok(self.tuple(items, span))
                }
                "start" | "end" | "span" => Ok(self.place_of_group(&all, name, args, span)),
                "groupdict" => {
                    let mut pairs = Vec::new();
                    let named = |n: &str| number(n).is_none() && !n.contains(':');
                    for (n, v) in all.iter().filter(|(n, _)| named(n)) {
                        let key = self.text(n, span);
                        pairs.push((key, *v));
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
            let part = self.derive(Some("str"), &subject, How::Part, span);
            self.learn_test(part, &format!("re.fullmatch:{group}"), span);
            return Ok(self.look(part));
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
fn one_each(bytes: &[u8]) -> String {
    bytes.iter().map(|&b| char::from(b)).collect()
}

/// What `re.sub` puts in place of a match: texts, and numbers of groups; `None` when it names groups
/// or has escapes of other kinds.
fn replacement_parts(replacement: &str) -> Option<Vec<Result<String, usize>>> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut chars = replacement.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match chars.next()? {
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            '\\' => text.push('\\'),
            'g' => {
                let rest: String = chars.clone().collect();
                let (name, _) = rest.strip_prefix('<')?.split_once('>')?;
                parts.push(Ok(std::mem::take(&mut text)));
                parts.push(Err(name.parse().ok()?));
                chars.by_ref().find(|c| *c == '>');
            }
            digit if digit.is_ascii_digit() && digit != '0' => {
                // Two digits in a row are one number, or an octal code.
                if chars.peek().is_some_and(char::is_ascii_digit) {
                    return None;
                }
                parts.push(Ok(std::mem::take(&mut text)));
                parts.push(Err(digit.to_digit(10)? as usize));
            }
            sign if !sign.is_ascii_alphanumeric() => {
                text.push('\\');
                text.push(sign);
            }
            _ => return None,
        }
    }
    parts.push(Ok(text));
    Some(parts)
}

/// A Python pattern as the engine reads it: `$` also matches before a final line break, `\Z` only
/// at the very end. With `(?m)` before it, `$` means the same for both.
fn translate(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    let mut class = false;
    let inline = pattern
        .strip_prefix("(?")
        .and_then(|rest| rest.split_once(')'));
    let lines = inline.is_some_and(|(flags, _)| {
        flags.contains('m') && flags.chars().all(|c| c.is_ascii_lowercase())
    });
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('Z') if !class => out.push_str("\\z"),
                Some(next) => {
                    out.push('\\');
                    out.push(next);
                }
                None => out.push('\\'),
            },
            '[' if !class => {
                class = true;
                out.push('[');
                // `[]…]` and `[^]…]`: the first bracket is a character.
                let rest = chars.clone();
                let mut peek = rest;
                match peek.next() {
                    Some('^') if peek.next() == Some(']') => {
                        out.push_str("^\\]");
                        chars.next();
                        chars.next();
                    }
                    Some(']') => {
                        out.push_str("\\]");
                        chars.next();
                    }
                    _ => {}
                }
            }
            '[' => out.push_str("\\["),
            ']' => {
                class = false;
                out.push(']');
            }
            '$' if !class && !lines => out.push_str("(?=\\n?\\z)"),
            // The engine reads `&&`, `--` and `~~` in classes as set operations; Python does not.
            '&' | '~' if class => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
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
        assert_eq!(translate(r"[]&$]\Z"), r"[\]\&$]\z");
        assert_eq!(translate("(?im)^a$"), "(?im)^a$");
    }
}
