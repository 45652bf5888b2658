//! All that a regular expression finds in a text, one after another: to cut the text, and to put something else in
//! its place.
//!
//! Called by `pattern`, where expression and text are known.

use super::call::Args;
use super::doubt;
use super::found::Searched;
use super::machine::{Follow, Machine};
use super::value::{How, Kind, Val};
use crate::text::Span;
use fancy_regex::{Captures, Regex};
use std::sync::Arc;

/// Which part of a text is searched, and how often something is done at most.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Limits {
    pub(super) count: Option<Val>,
    pub(super) from: Option<Val>,
    pub(super) to: Option<Val>,
}

impl Limits {
    /// Whether the call says nothing of it.
    pub(super) fn are_open(self) -> bool {
        self.count.is_none() && self.from.is_none() && self.to.is_none()
    }
}

/// The arguments of a call by what they mean.
pub(super) struct Asked {
    /// What is put in place of a match, and the text; those that are given.
    pub(super) rest: Vec<Val>,
    /// The same call without its limits; flags are a keyword.
    pub(super) args: Args,
    pub(super) limits: Limits,
}

/// Sorts the arguments behind the pattern, in the order in which the functions of `re` take them, or the methods
/// of a compiled pattern; `None` when one is given that they do not know.
pub(super) fn sorted_arguments(name: &str, rest: &[Val], args: &Args) -> Option<Asked> {
    let method = args.positional.len() == rest.len();
    let order: &[&str] = match (name, method) {
        ("sub" | "subn", true) => &["repl", "string", "count"],
        ("sub" | "subn", false) => &["repl", "string", "count", "flags"],
        ("split", true) => &["string", "maxsplit"],
        ("split", false) => &["string", "maxsplit", "flags"],
        (_, true) => &["string", "pos", "endpos"],
        (_, false) => &["string", "flags"],
    };
    if rest.len() > order.len() {
        return None;
    }
    let given = |wanted: &str| {
        let place = order.iter().position(|name| *name == wanted);
        let by_place = place.and_then(|at| rest.get(at)).copied();
        by_place.or_else(|| args.keyword(wanted))
    };
    let mut sorted = args.clone();
    sorted
        .keywords
        .retain(|(name, ..)| !order.contains(&&**name));
    let span = args.positional.first().map(|&(_, span)| span);
    let kept: Vec<Val> = ["repl", "string"].into_iter().filter_map(given).collect();
    let before = args.positional.len() - rest.len();
    sorted.positional.truncate(before);
    let span = span.or_else(|| args.keywords.first().map(|&(_, _, span)| span));
    if let Some(span) = span {
        sorted.positional.extend(kept.iter().map(|&v| (v, span)));
        if let Some(flags) = given("flags") {
            sorted.keywords.push((Arc::from("flags"), flags, span));
        }
    }
    Some(Asked {
        rest: kept,
        args: sorted,
        limits: Limits {
            count: given("count").or_else(|| given("maxsplit")),
            from: given("pos"),
            to: given("endpos"),
        },
    })
}

/// Why the matches of an expression cannot be told.
pub(super) enum Stuck {
    /// The search takes too many steps.
    Slow,
    /// Whether something longer fits where nothing did is not known here.
    Unsure,
}

/// The matches in a text, one behind another, as Python finds them: one that is empty may stand right behind one
/// that is not.
pub(super) struct Matches<'r, 't> {
    regex: &'r Regex,
    text: &'t str,
    at: usize,
    /// Whether the last match was empty: the next one is not, or stands further on.
    stands: bool,
    /// Whether the expression may choose nothing although something fits, too.
    prefers_less: bool,
}

impl<'r, 't> Matches<'r, 't> {
    pub(super) fn new(regex: &'r Regex, pattern: &str, text: &'t str, from: usize) -> Self {
        Self {
            regex,
            text,
            at: from,
            stands: false,
            prefers_less: pattern.contains('|')
                || ["*?", "+?", "??", "}?"]
                    .iter()
                    .any(|lazy| pattern.contains(lazy)),
        }
    }

    pub(super) fn following(&mut self) -> Result<Option<Captures<'t>>, Stuck> {
        if self.stands {
            let Some(next) = self
                .text
                .get(self.at..)
                .and_then(|rest| rest.chars().next())
            else {
                return Ok(None);
            };
            if self.prefers_less {
                return Err(Stuck::Unsure);
            }
            self.at += next.len_utf8();
        }
        let found = self.regex.captures_from_pos(self.text, self.at);
        let found = found.map_err(|_| Stuck::Slow)?;
        if let Some(whole) = found.as_ref().and_then(|found| found.get(0)) {
            self.stands = whole.start() == whole.end();
            self.at = whole.end();
        }
        Ok(found)
    }
}

impl Machine<'_, '_> {
    /// How often something is done at most; `None` when that is not known.
    pub(super) fn at_most(&self, limits: Limits) -> Option<usize> {
        match limits.count {
            None => Some(usize::MAX),
            Some(count) => Some(match self.as_int(count)? {
                0 => usize::MAX,
                count => usize::try_from(count).unwrap_or(0),
            }),
        }
    }

    /// The searched part of a text, and the byte at which the search begins; `None` when that is not known.
    pub(super) fn searched_part<'t>(
        &self,
        text: &'t str,
        limits: Limits,
    ) -> Option<(&'t str, usize)> {
        if limits.from.is_none() && limits.to.is_none() {
            return Some((text, 0));
        }
        let place = |v: Option<Val>, usual: usize| match v {
            Some(v) => Some(usize::try_from(self.as_int(v)?.max(0)).unwrap_or(usize::MAX)),
            None => Some(usual),
        };
        let byte = |text: &str, place: usize| {
            let mut places = text.char_indices().map(|(at, _)| at);
            places.nth(place).unwrap_or(text.len())
        };
        let end = byte(text, place(limits.to, usize::MAX)?);
        let from = place(limits.from, 0)?;
        let text = text.get(..end)?;
        // Behind the end, nothing is found, not even nothing.
        let start = byte(text, from);
        Some((text, start))
    }

    pub(super) fn stuck(&mut self, why: &Stuck, span: Span) -> Val {
        match why {
            Stuck::Slow => self.opaque(doubt::regex_too_slow(), &[], span),
            Stuck::Unsure => self.derive(None, &[], How::Call(Arc::from("re.sub")), span),
        }
    }

    /// `re.split`: what stands between the matches, with their groups.
    pub(super) fn cut_at(
        &mut self,
        mut matches: Matches<'_, '_>,
        most: usize,
        octets: bool,
        span: Span,
    ) -> Follow<Val> {
        let (text, mut out, mut from) = (matches.text, Vec::new(), 0);
        let mut cuts = 0;
        while cuts < most {
            let found = match matches.following() {
                Ok(Some(found)) => found,
                Ok(None) => break,
                Err(why) => return Ok(self.stuck(&why, span)),
            };
            self.spend(1)?;
            let Some(whole) = found.get(0) else { break };
            let before = text.get(from..whole.start()).unwrap_or_default();
            out.push(self.piece(before, octets, span));
            for group in 1..found.len() {
                out.push(match found.get(group) {
                    Some(group) => self.piece(group.as_str(), octets, span),
                    None => Val::NONE,
                });
            }
            from = whole.end();
            cuts += 1;
        }
        let rest = text.get(from..).unwrap_or_default();
        out.push(self.piece(rest, octets, span));
        Ok(self.list(out, span))
    }

    /// The text with something else in place of its matches, and how many there were; `None` for something that
    /// is not known.
    pub(super) fn replaced_matches(
        &mut self,
        mut matches: Matches<'_, '_>,
        most: usize,
        replacement: Val,
        octets: bool,
        span: Span,
    ) -> Follow<Option<(Val, usize)>> {
        let parts = match self.kind(replacement).clone() {
            Kind::Str(text) if !octets => Some(text.to_string()),
            Kind::Bytes(bytes) if octets => Some(super::pattern::one_each(&bytes)),
            Kind::Function(..) | Kind::Bound(..) | Kind::Partial(..) | Kind::Method(..) => None,
            _ => return Ok(None),
        };
        let parts = match parts {
            Some(text) => match replacement_parts(&text) {
                Some(parts) => Some(parts),
                None => return Ok(None),
            },
            None => None,
        };
        let regex = matches.regex;
        let names: Vec<Option<&str>> = regex.capture_names().collect();
        for part in parts.iter().flatten() {
            let there = match part {
                Put::Text(_) => true,
                Put::Group(number) => *number < names.len(),
                Put::Named(name) => names.contains(&Some(name)),
            };
            if !there {
                return self.raise("re.error", "invalid group reference", span);
            }
        }
        let (whole_text, mut text, mut from) = (matches.text, String::new(), 0);
        let mut count = 0;
        while count < most {
            let found = match matches.following() {
                Ok(Some(found)) => found,
                Ok(None) => break,
                Err(why) => return Ok(Some((self.stuck(&why, span), 0))),
            };
            self.spend(1 + text.len() as u64 / 65_536)?;
            let Some(whole) = found.get(0) else { break };
            text.push_str(whole_text.get(from..whole.start()).unwrap_or_default());
            from = whole.end();
            count += 1;
            let Some(parts) = &parts else {
                let searched = Searched {
                    text: whole_text,
                    octets,
                };
                let object = self.match_object(regex, &found, &searched, span);
                let made = self.call(replacement, Args::positional(vec![object]), span)?;
                let made = self.look(made);
                // Markup is text of a kind of its own.
                let shown = match self.handle(made) {
                    Some(_) => self.offer_method(made, "__str__", &[], span)?,
                    None => None,
                };
                let made = shown.unwrap_or_else(|| self.without_class(made, span));
                match self.kind(self.look(made)).clone() {
                    Kind::Str(piece) if !octets => text.push_str(&piece),
                    Kind::Bytes(piece) if octets => {
                        text.extend(piece.iter().map(|b| char::from(*b)));
                    }
                    Kind::None | Kind::Int(_) | Kind::Str(_) | Kind::Bytes(_) => {
                        let message = "expected str instance";
                        return self.raise("builtins.TypeError", message, span);
                    }
                    _ => {
                        let how = How::Call(Arc::from("re.sub"));
                        let made = self.derive(Some("str"), &[made], how, span);
                        return Ok(Some((made, 0)));
                    }
                }
                continue;
            };
            for part in parts {
                let group = match part {
                    Put::Text(literal) => {
                        text.push_str(literal);
                        continue;
                    }
                    Put::Group(number) => found.get(*number),
                    Put::Named(name) => found.name(name),
                };
                text.push_str(group.map_or("", |m| m.as_str()));
            }
            if text.len() > super::operator::LENGTH {
                return Ok(Some((
                    self.opaque(doubt::text_too_long(), &[], span),
                    count,
                )));
            }
        }
        text.push_str(whole_text.get(from..).unwrap_or_default());
        Ok(Some((self.piece(&text, octets, span), count)))
    }
}

/// What is put in place of a match: text, or what a group found.
#[derive(Debug, PartialEq, Eq)]
enum Put {
    Text(String),
    Group(usize),
    Named(String),
}

/// What `re.sub` puts in place of a match; `None` when it has escapes of other kinds.
fn replacement_parts(replacement: &str) -> Option<Vec<Put>> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = replacement;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..)?;
        if c != '\\' {
            text.push(c);
            continue;
        }
        let escaped = rest.chars().next()?;
        rest = rest.get(escaped.len_utf8()..)?;
        match escaped {
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            'a' => text.push('\x07'),
            'b' => text.push('\x08'),
            'f' => text.push('\x0c'),
            'v' => text.push('\x0b'),
            '\\' => text.push('\\'),
            'g' => {
                let (name, behind) = rest.strip_prefix('<')?.split_once('>')?;
                rest = behind;
                parts.push(Put::Text(std::mem::take(&mut text)));
                parts.push(if name.starts_with(|c: char| c.is_ascii_digit()) {
                    Put::Group(name.parse().ok()?)
                } else {
                    Put::Named(name.to_owned())
                });
            }
            digit if digit.is_ascii_digit() && digit != '0' => {
                // Two digits in a row are one number, or an octal code.
                if rest.starts_with(|c: char| c.is_ascii_digit()) {
                    return None;
                }
                parts.push(Put::Text(std::mem::take(&mut text)));
                parts.push(Put::Group(digit.to_digit(10)? as usize));
            }
            sign if !sign.is_ascii_alphanumeric() => {
                text.push('\\');
                text.push(sign);
            }
            _ => return None,
        }
    }
    parts.push(Put::Text(text));
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_place_of_a_match() {
        let text = |text: &str| Put::Text(text.into());
        assert_eq!(
            replacement_parts(r"a\g<name>\1-\g<0>\."),
            Some(vec![
                text("a"),
                Put::Named("name".into()),
                text(""),
                Put::Group(1),
                text("-"),
                Put::Group(0),
                text(r"\."),
            ])
        );
        assert_eq!(replacement_parts(r"\12"), None);
        assert_eq!(replacement_parts(r"\q"), None);
        assert_eq!(replacement_parts(r"\g<x"), None);
    }

    #[test]
    fn empty_matches_stand_behind_others() {
        let regex = Regex::new("x*").unwrap();
        let mut matches = Matches::new(&regex, "x*", "abxd", 0);
        let mut places = Vec::new();
        while let Ok(Some(found)) = matches.following() {
            let whole = found.get(0).unwrap();
            places.push((whole.start(), whole.end()));
        }
        assert_eq!(places, [(0, 0), (1, 1), (2, 3), (3, 3), (4, 4)]);
        let regex = Regex::new("|a").unwrap();
        let mut matches = Matches::new(&regex, "|a", "aa", 0);
        assert!(matches.following().is_ok());
        assert!(matches!(matches.following(), Err(Stuck::Unsure)));
    }
}
